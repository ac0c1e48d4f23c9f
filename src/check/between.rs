//! Scores between two printed options: a question says that they can be given, and each becomes an option of its own.

use upfront_engine::{
    Amount, Decimal, Scheme, exact,
    scheme::{Direction, Question, QuestionKind, QuestionOption},
    words::Words,
};

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    rules::{Text, Written},
    source::Span,
};

/// The most scores that lie between the options of one question.
const MOST: usize = 200;

impl Checking<'_> {
    /// The options, with one for every score between two that follow one another, where the question says that such a
    /// score can be given.
    pub(super) fn with_scores_between(
        &mut self,
        key: &Written<Text>,
        options: Vec<QuestionOption>,
        whole: &mut bool,
    ) -> Vec<QuestionOption> {
        let Some(text) = key.get() else {
            *whole &= !key.is_written();
            return options;
        };
        let written = self.rounding([(key, Direction::Down)]);
        let unit = self.measures.units.first().cloned().flatten();
        let Some((written, unit)) = written.zip(unit) else {
            *whole = false;
            return options;
        };
        if !self.rounding_fits(&written, &unit) {
            *whole = false;
            return options;
        }
        match put_between(&options, written.rounding.to) {
            Ok(options) => options,
            Err(fault) => {
                // Where an option could not be read, it may be what is missing.
                if *whole {
                    self.find(no_score(fault, text.key));
                }
                *whole = false;
                options
            }
        }
    }
}

/// Why no score lies between the options.
#[derive(Clone, Copy)]
enum NoScore {
    /// No two options that follow one another leave room for one.
    NoRoom,
    /// The points of the options rise and fall, so that it is not known between which two a score lies.
    RisesAndFalls,
    /// Options count other things too.
    CountsMore,
    /// There would be too many.
    TooMany,
}

fn no_score(fault: NoScore, at: Span) -> Finding {
    let (message, advice) = match fault {
        NoScore::NoRoom => (
            "no score lies between two of these options",
            "Take it out, or write the points of the options.",
        ),
        NoScore::RisesAndFalls => (
            "the points of the options rise and fall, so a score does not say between which two it lies",
            "List the options by their points.",
        ),
        NoScore::CountsMore => (
            "the options count more than points, and a score says nothing of that",
            "Write an option for each score that can be given.",
        ),
        NoScore::TooMany => (
            "more than 200 scores lie between the options",
            "Write greater steps, or ask for the score as a `number`.",
        ),
    };
    Finding::new(Code::WrongType, at, message)
        .label("no scores between")
        .advice(advice)
}

/// The points of an option, where they are one figure.
fn points(option: &QuestionOption) -> Option<Decimal> {
    match option.counts.first() {
        Some(Some(Amount::Exact(figure))) => Some(*figure),
        _ => None,
    }
}

fn put_between(options: &[QuestionOption], step: Decimal) -> Result<Vec<QuestionOption>, NoScore> {
    let counts_more = |option: &QuestionOption| option.counts.iter().skip(1).any(Option::is_some);
    if options.iter().any(counts_more) {
        return Err(NoScore::CountsMore);
    }
    let figures: Vec<Decimal> = options.iter().filter_map(points).collect();
    if !figures.is_sorted() && !figures.iter().rev().is_sorted() {
        return Err(NoScore::RisesAndFalls);
    }
    let mut all: Vec<QuestionOption> = Vec::new();
    for (place, option) in options.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).and_then(|place| options.get(place))
            && let Some((from, to)) = points(before).zip(points(option))
        {
            let mut scores = Vec::new();
            let mut score = from.min(to);
            while let Some(next) = following(score, step).filter(|next| *next < from.max(to)) {
                scores.push(next);
                score = next;
                if all.len().saturating_add(scores.len()) > MOST {
                    return Err(NoScore::TooMany);
                }
            }
            if from > to {
                scores.reverse();
            }
            all.extend(scores.into_iter().map(|score| QuestionOption {
                id: score.to_string(),
                say: String::new(),
                counts: [Some(Amount::Exact(score))].to_vec(),
                between: true,
            }));
        }
        all.push(option.clone());
    }
    if all.len() == options.len() {
        return Err(NoScore::NoRoom);
    }
    Ok(all)
}

/// The next whole number of steps.
fn following(score: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = exact::divide(score, step)
        .map_or_else(|| score.checked_div(step), Some)?
        .floor()
        .checked_add(Decimal::ONE)?;
    exact::multiply(steps, step).map(|next| next.normalize())
}

/// What stands after a list of the printed options, where a score between two of them is one too.
pub(super) fn and_scores_between(options: &[QuestionOption]) -> &'static str {
    if options.iter().any(|option| option.between) {
        ", a score between two of them"
    } else {
        ""
    }
}

/// The option that has these points, where a score between two options is one too: `4` may be a printed option's.
pub(super) fn of_these_points<'o>(text: &str, options: &'o [QuestionOption]) -> Option<&'o str> {
    let figure: Decimal = text.trim().parse().ok()?;
    let mut with_points = options
        .iter()
        .filter(|option| points(option) == Some(figure));
    let is_scored = options.iter().any(|option| option.between);
    with_points
        .next()
        .filter(|_| is_scored)
        .map(|option| option.id.as_str())
}

/// The two printed options that a score lies between.
pub fn neighbours(
    options: &[QuestionOption],
    place: usize,
) -> Option<(&QuestionOption, &QuestionOption)> {
    let is_printed = |option: &&QuestionOption| !option.between;
    let before = options.get(..place)?.iter().rev().find(is_printed)?;
    let after = options.get(place..)?.iter().find(is_printed)?;
    Some((before, after))
}

/// Says every score between two options in words: between which two it lies.
pub fn say_scores_between(scheme: &mut Scheme, words: &Words) {
    let Some(unit) = scheme.measures.first().map(|measure| measure.unit.clone()) else {
        return;
    };
    for Question { kind, .. } in &mut scheme.questions {
        let QuestionKind::Options(options) = kind else {
            continue;
        };
        let said: Vec<Option<String>> = options
            .iter()
            .enumerate()
            .map(|(place, option)| {
                let (before, after) = neighbours(options, place).filter(|_| option.between)?;
                let score = words.quantity(points(option)?, &unit);
                let gaps = [
                    ("before", before.say.as_str()),
                    ("after", after.say.as_str()),
                    ("score", &score),
                ];
                Some(words.say("page-score-between", &gaps))
            })
            .collect();
        for (option, said) in options.iter_mut().zip(said) {
            if let Some(said) = said {
                option.say = said;
            }
        }
    }
}
