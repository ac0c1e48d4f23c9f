//! Options whose points were perhaps forgotten: they count nought, and nothing else would say so.

use upfront_engine::scheme::{Condition, QuestionKind};

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    messages,
    rules::Choice,
    source::Span,
};

/// What an option says that it counts.
pub(super) struct Said {
    id: String,
    at: Span,
    points: bool,
    others: bool,
}

impl Said {
    /// Of an option, whose name stands at a place. What could not be read has its finding already.
    pub(super) fn of(option: &Choice, at: Span) -> Self {
        let mut counts = option.counts.names().iter();
        Self {
            id: option.id.string(),
            at,
            points: option.points.is_written()
                || option.form.has_stray_key
                || counts.any(|entry| entry.name == "points"),
            others: option.counts.is_written(),
        }
    }

    /// Of a score between two options.
    pub(super) fn of_score(id: &str, at: Span) -> Self {
        Self {
            id: id.to_owned(),
            at,
            points: true,
            others: false,
        }
    }
}

impl Checking<'_> {
    /// Warns of options that say no points where others do, or nothing that they count where others say something.
    /// Of other measures an option names only those that it counts.
    pub(super) fn check_missing_points(&mut self) {
        for (question, options) in std::mem::take(&mut self.options_said) {
            self.check_options(question, &options);
        }
    }

    fn check_options(&mut self, question: usize, options: &[Said]) {
        let have_points = options.iter().any(|option| option.points);
        let have_others = options.iter().any(|option| option.others);
        let mut missing = options
            .iter()
            .enumerate()
            .filter(|(_, option)| !option.points)
            .filter(|(_, option)| have_points || (have_others && !option.others))
            .filter(|(index, _)| !self.has_points_asked(question, *index))
            .map(|(_, option)| option);
        let Some(first) = missing.next() else {
            return;
        };
        let rest: Vec<&Said> = missing.collect();
        let Some(asked) = self.scheme.questions.get(question) else {
            return;
        };
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
        let finding = rest
            .iter()
            .fold(finding, |finding, option| finding.related(option.at, label));
        self.find(finding);
    }

    /// Whether a question for those who choose an option asks what it counts.
    fn has_points_asked(&self, question: usize, option: usize) -> bool {
        self.scheme.questions.iter().any(|other| {
            let counts = match &other.kind {
                QuestionKind::Number { unit, .. } => {
                    let mut measures = self.scheme.measures.iter();
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
