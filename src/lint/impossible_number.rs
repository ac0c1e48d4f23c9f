//! Questions that take more than there can be.

use upfront_engine::{Decimal, scheme::QuestionKind};

use super::{Edition, Page};
use crate::diagnostics::{Code, Finding, Findings};

pub(super) const PAGE: Page = Page::warning("impossible-number", "A question that takes more than there can be.")
    .why("There are 168 hours in a week, and somebody types 1680. \
         With a limit the form says so at once, and nobody sees a budget that is ten times too much.")
.rules(
        "questions: [{id: nights, ask: How many nights a week?, number: nights a week}] # here
steps: [{id: cost, units: nights, at: £60 a night}]
",
        "questions: [{id: nights, ask: How many nights a week?, number: nights a week, most: 7}]
steps: [{id: cost, units: nights, at: £60 a night}]
",
    );

/// How many of one there are in the other.
const IN_ALL: &[(&str, &str, i64)] = &[
    ("hour", "day", 24),
    ("hour", "night", 24),
    ("hour", "week", 168),
    ("minute", "hour", 60),
    ("minute", "day", 1_440),
    ("minute", "week", 10_080),
    ("night", "week", 7),
    ("night", "year", 366),
    ("day", "week", 7),
    ("day", "year", 366),
    ("week", "year", 53),
    ("month", "year", 12),
];

/// Questions for a number of hours, nights or days that allow more than there are.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    for (question, asked) in scheme.questions.iter().zip(rules.questions()) {
        let QuestionKind::Number { unit, most, .. } = &question.kind else {
            continue;
        };
        let (counted, over): (Vec<&str>, Vec<&str>) =
            (unit.counted().collect(), unit.over_words().collect());
        let ([counted], [over]) = (counted.as_slice(), over.as_slice()) else {
            continue;
        };
        let all = IN_ALL
            .iter()
            .find(|(one, other, _)| one == counted && other == over);
        let Some((.., all)) = all else { continue };
        let all = Decimal::from(*all);
        let (at, label) = match most {
            Some(most) if *most > all => (asked.most.at(), "more than there are"),
            None => (asked.number.at(), "no `most` here"),
            Some(_) => continue,
        };
        let Some(at) = at else { continue };
        findings.push(
            Finding::new(
                Code::ImpossibleNumber,
                at,
                format!(
                    "`{}` takes more than {all} {counted}s a {over}, and there are no more",
                    question.id
                ),
            )
            .label(label)
            .advice(format!("Write `most: {all}`, or less.")),
        );
    }
}
