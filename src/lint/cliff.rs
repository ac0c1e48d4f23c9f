//! Points at which one more makes a very large difference.

use upfront_engine::{Decimal, exact};

use super::{Edition, Page};
use crate::{
    analyse::cliffs::cliffs,
    diagnostics::{Code, Finding, Findings},
    messages,
};

pub(super) const PAGE: Page = Page::warning(
    "cliff",
    "One point more changes the amount by more than a third of the most that there is.",
)
.why(
    "Two people with almost the same needs get very different sums, and everything hangs on one answer. \
         Where a slip made it, a row is missing or a digit is wrong. Where the council means it, `but` says so.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 4}, {id: all, say: Every day, points: 5}]
tables:
  budget: {by: points, rows: [{to: 4, gives: £40 a week}, {from: 5, to: 9, gives: £60 a week}, {from: 10, gives: £900 a week}]}
steps:
  - {id: score, add up: points} # here
  - {id: budget, look up: score, in: budget}
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 4}, {id: all, say: Every day, points: 5}]
tables:
  budget: {by: points, rows: [{to: 4, gives: £40 a week}, {from: 5, to: 9, gives: £60 a week}, {from: 10, gives: £90 a week}]}
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
);

/// The part of the most that a point may change, as one over this.
const PARTS: i64 = 3;

/// Fewer amounts than these are no scale: a sum that is paid or not is meant to be so.
const ENOUGH: usize = 3;

/// Warns of the steepest place, where one point more changes more than a part of the most that anybody could get.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Some(counted) = edition.counted else {
        return;
    };
    let amounts = counted.amounts.iter().map(|(amount, _)| *amount);
    let Some(most) = amounts.max().filter(|_| counted.amounts.len() >= ENOUGH) else {
        return;
    };
    let is_one = |from: Decimal, to: Decimal| exact::subtract(to, from) == Some(Decimal::ONE);
    // A gate, below which there is nothing, is meant.
    let is_gate = |one: Decimal, other: Decimal| one.is_zero() || other.is_zero();
    let mut cliffs = cliffs(counted).into_iter();
    let Some(cliff) =
        cliffs.find(|cliff| is_one(cliff.from, cliff.to) && !is_gate(cliff.gives, cliff.then))
    else {
        return;
    };
    let parts = exact::multiply(cliff.gain().abs(), Decimal::from(PARTS));
    if parts.is_none_or(|parts| parts <= most) {
        return;
    }
    let scheme = edition.scheme;
    let (Some(total), Some(gives)) = (
        scheme.steps.get(cliff.total),
        scheme.steps.get(counted.step),
    ) else {
        return;
    };
    let words = messages::english();
    let mut finding = Finding::nowhere(
        Code::Cliff,
        format!(
            "one point more, from {} to {}, changes the amount from {} to {}",
            words.quantity(cliff.from, &total.unit),
            words.quantity(cliff.to, &total.unit),
            words.quantity(cliff.gives, &gives.unit),
            words.quantity(cliff.then, &gives.unit),
        ),
    )
    .label("more than a third of the most that there is")
    .advice("Compare the table with the source. If the source has it so, say so beside this step, with `but: {cliff: …}`.");
    let written = edition.rules.steps().get(cliff.total);
    finding.at = written.and_then(|step| step.id.at());
    findings.push(finding);
}
