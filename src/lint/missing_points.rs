//! Options whose points were perhaps forgotten.

use upfront_engine::{
    Scheme,
    scheme::{Condition, QuestionKind},
};

use super::{Edition, Page};
use crate::{
    diagnostics::{Code, Finding, Findings, Mend},
    messages,
    rules::{Choice, Stated, Text},
    source::Span,
};

pub(super) const PAGE: Page = Page::warning(
    "missing-points",
    "An option that says no points, in a question whose other options do.",
)
.why(
    "It counts nought, and nothing else would say so. \
         If its points were forgotten, everybody who chooses it gets a budget that is too small.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some, points: 4}
      - {id: much, say: Much} # here
steps: [{id: score, add up: points}]
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some, points: 4}
      - {id: much, say: Much, points: not published}
steps: [{id: score, add up: points}]
",
);

/// Warns of options that say no points where others do, or nothing that they count where others say something. Of other
/// measures an option names only those that it counts.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    for (question, (asked, written)) in scheme.questions.iter().zip(rules.questions()).enumerate() {
        let QuestionKind::Options(options) = &asked.kind else {
            continue;
        };
        let printed = options
            .iter()
            .enumerate()
            .filter(|(_, option)| !option.between);
        let choices = written.options.items().iter();
        let choices = choices.filter_map(|choice| Some((choice, choice.id.get()?)));
        let said: Vec<Said> = printed
            .zip(choices)
            .map(|((place, _), (choice, id))| Said::of(place, choice, id))
            .collect();
        findings.extend(missing(scheme, question, &said));
    }
}

/// What an option says that it counts.
struct Said {
    /// Its place among the options.
    place: usize,
    id: String,
    at: Span,
    points: bool,
    others: bool,
}

impl Said {
    /// What could not be read has its finding already.
    fn of(place: usize, option: &Choice, id: &Stated<Text>) -> Self {
        let mut counts = option.counts.names().iter();
        Self {
            place,
            id: id.trim().to_owned(),
            at: id.at,
            points: option.points.is_written()
                || option.form.has_stray_key
                || counts.any(|entry| entry.name == "points"),
            others: option.counts.is_written(),
        }
    }
}

fn missing(scheme: &Scheme, question: usize, options: &[Said]) -> Option<Finding> {
    let have_points = options.iter().any(|option| option.points);
    let have_others = options.iter().any(|option| option.others);
    let mut missing = options
        .iter()
        .filter(|option| !option.points)
        .filter(|option| have_points || (have_others && !option.others))
        .filter(|option| !has_points_asked(scheme, question, option.place));
    let first = missing.next()?;
    let rest: Vec<&Said> = missing.collect();
    let asked = scheme.questions.get(question)?;
    let names: Vec<String> = std::iter::once(first)
        .chain(rest.iter().copied())
        .map(|option| format!("`{}`", option.id))
        .collect();
    let (what, label, advice) = if have_points {
        (
            "no points",
            "no `points` here",
            "Write `points: 0`, or `points: not published` where the council does not say.",
        )
    } else {
        (
            "no `counts`",
            "no `counts` here",
            "Say under `counts:` what it counts, `nothing` too, or `not published` where the council does not say.",
        )
    };
    let options = if rest.is_empty() { "option" } else { "options" };
    let have = if rest.is_empty() { "has" } else { "have" };
    let finding = Finding::new(
        Code::MissingPoints,
        first.at,
        format!(
            "the {options} {} of `{}` {have} {what}, where others have some, and count{} nought",
            messages::english().list(&names),
            asked.id,
            if rest.is_empty() { "s" } else { "" }
        ),
    )
    .label(label)
    .advice(advice);
    // It is what they count as it stands, and then is said.
    let nought = |finding: Finding, option: &Said| {
        if have_points {
            finding.mend(Mend::Beside(option.at, "points: 0".to_owned()))
        } else {
            finding
        }
    };
    let finding = nought(finding, first);
    let finding = rest
        .iter()
        .fold(finding, |finding, option| nought(finding, option));
    Some(
        rest.iter()
            .fold(finding, |finding, option| finding.related(option.at, label)),
    )
}

/// Whether a question for those who choose an option asks what it counts.
fn has_points_asked(scheme: &Scheme, question: usize, option: usize) -> bool {
    scheme.questions.iter().any(|other| {
        let counts = match &other.kind {
            QuestionKind::Number { unit, .. } => {
                let mut measures = scheme.measures.iter();
                measures.any(|measure| measure.unit == *unit)
            }
            QuestionKind::Options(options) => {
                options.iter().any(|option| !option.counts.is_empty())
            }
        };
        let when = other.when.as_ref();
        counts && when.is_some_and(|when| looks_at(when, question, option))
    })
}

/// Whether a condition holds where this option is chosen.
fn looks_at(condition: &Condition, asked: usize, option: usize) -> bool {
    match condition {
        Condition::AnswerIs { question, options } => {
            *question == asked && options.contains(&option)
        }
        Condition::All(all) | Condition::Any(all) => {
            all.iter().any(|one| looks_at(one, asked, option))
        }
        _ => false,
    }
}
