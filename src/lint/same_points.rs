//! Options of one question that count the same points, where all the others count more from one to the next.

use std::cmp::Ordering;

use upfront_engine::{
    Amount, Decimal,
    scheme::{QuestionKind, QuestionOption},
};

use super::{Edition, Page};
use crate::diagnostics::{Code, Finding, Findings};

pub(super) const PAGE: Page = Page::warning(
    "same-points",
    "Two options of one question count the same points, where the others count more from one to the next.",
)
.why(
    "The answers are put in an order, and the points of one were perhaps copied to the next. \
     Whoever needs more help would then get no more for it. \
     Where the council's own list has it so, `but` says so.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some days, points: 4}
      - {id: daily, say: Every day, points: 4} # here
      - {id: more, say: More than once a day, points: 12}
steps: [{id: score, add up: points}]
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some days, points: 4}
      - {id: daily, say: Every day, points: 8}
      - {id: more, say: More than once a day, points: 12}
steps: [{id: score, add up: points}]
",
);

/// Fewer options than these have no order that could be told.
const ENOUGH: usize = 4;

/// Warns of the option that counts what the one before it does, in a question whose options are otherwise in order.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let questions = edition.scheme.questions.iter();
    for (question, written) in questions.zip(edition.rules.questions()) {
        let QuestionKind::Options(options) = &question.kind else {
            continue;
        };
        let printed: Vec<&QuestionOption> =
            options.iter().filter(|option| !option.between).collect();
        let points: Option<Vec<Decimal>> = printed.iter().map(|option| points(option)).collect();
        let Some(second) = points.and_then(|points| repeated(&points)) else {
            continue;
        };
        let ([.., one], [other, ..]) = printed.split_at(second) else {
            continue;
        };
        // What else they count tells them apart.
        if one.counts != other.counts {
            continue;
        }
        let place = |id: &str| {
            let mut choices = written.options.items().iter();
            let choice = choices.find(|choice| choice.id.string() == id)?;
            choice.points.at()
        };
        let mut finding = Finding::nowhere(
            Code::SamePoints,
            format!(
                "`{}` and `{}` of `{}` count the same points, where the others count more from one to the next",
                one.id, other.id, question.id
            ),
        )
        .label("the same points")
        .advice("See whether the source has it so. If it has, say so beside the question, with `but: {same-points: …}`.");
        finding.at = place(&other.id);
        findings.push(match place(&one.id) {
            Some(at) => finding.related(at, "the one before it"),
            None => finding,
        });
    }
}

/// The points of an option, where they are one figure.
fn points(option: &QuestionOption) -> Option<Decimal> {
    match option.counts.first()? {
        Some(Amount::Exact(points)) => Some(*points),
        _ => None,
    }
}

/// The second of two that follow one another and are the same, where all the others rise or all fall. Several answers
/// that count nothing are no slip.
fn repeated(points: &[Decimal]) -> Option<usize> {
    let pairs = || points.windows(2).map(|pair| pair[0].cmp(&pair[1]));
    let count = |is: Ordering| pairs().filter(|pair| *pair == is).count();
    let is_in_order = count(Ordering::Less) == 0 || count(Ordering::Greater) == 0;
    let second = pairs().position(|pair| pair == Ordering::Equal)? + 1;
    let is_alone = count(Ordering::Equal) == 1 && points.len() >= ENOUGH;
    let counts = points.get(second).is_some_and(|points| !points.is_zero());
    (is_in_order && is_alone && counts).then_some(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_repeated_in_a_row_that_rises_or_falls_is_a_slip() {
        let repeated = |points: &[i64]| {
            let points: Vec<Decimal> = points.iter().copied().map(Decimal::from).collect();
            repeated(&points)
        };
        assert_eq!(repeated(&[0, 4, 4, 12]), Some(2));
        assert_eq!(repeated(&[12, 8, 8, 0]), Some(2));
        assert_eq!(repeated(&[0, 4, 12, 12]), Some(3));
        for (points, why) in [
            (&[0, 4, 8, 12][..], "none is"),
            (&[0, 0, 4, 8], "neither counts anything"),
            (&[0, 4, 4], "too few to be in order"),
            (&[0, 4, 4, 8, 8], "it is how the question counts"),
            (&[0, 8, 8, 4], "they are in no order"),
            (&[4, 8, 4, 12], "they do not follow one another"),
        ] {
            assert_eq!(repeated(points), None, "{points:?}: {why}");
        }
    }
}
