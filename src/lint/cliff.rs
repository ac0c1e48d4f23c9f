//! Points at which one more makes a very large difference.

use upfront_engine::{Decimal, exact};

use super::{Edition, Page};
use crate::{
    analyse::cliffs::cliffs,
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::Rules,
};

pub(super) const PAGE: Page = Page::warning(
    "cliff",
    "One point more changes the amount by more than a third of the most that there is, or more than `cliff over` says.",
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

/// The share of the most that a point may change, where the rules do not say: a third.
const SHARE: Share = Share { part: 1, of: 3 };

/// A share of an amount.
#[derive(Clone, Copy)]
struct Share {
    part: u32,
    of: u32,
}

impl Share {
    /// The share that an edition's rules set, in percent, and how it is said.
    fn of_rules(rules: &Rules) -> (Self, String) {
        match rules.cliff_over.value() {
            Some(part) => (Self { part, of: 100 }, format!("{part}%")),
            None => (SHARE, "a third".to_owned()),
        }
    }

    /// Whether an amount is more than this share of another; `None` where that is too large to tell.
    fn is_below(self, amount: Decimal, most: Decimal) -> Option<bool> {
        let parts = exact::multiply(amount, self.of.into())?;
        Some(parts > exact::multiply(most, self.part.into())?)
    }
}

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
    let (share, said) = Share::of_rules(edition.rules);
    if share.is_below(cliff.gain().abs(), most) != Some(true) {
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
    .label(format!("more than {said} of the most that there is"))
    .advice("Compare the table with the source. If the source has it so, say so beside this step, with `but: {cliff: …}`.");
    let written = edition.rules.steps().get(cliff.total);
    finding.at = written.and_then(|step| step.id.at());
    findings.push(finding);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::{
        check::compile,
        diagnostics::{Code, Findings, text},
        lint::HEAD,
        source::{Files, read_yaml},
    };

    /// What is told of a step from £50 to £60 a week, the most, where the rules say this of it.
    fn told(cliff_over: &str) -> Option<String> {
        let rules = format!(
            "{HEAD}{cliff_over}questions:
  - {{id: wash, ask: Washing, options: [{{id: a, say: A, points: 0}}, {{id: b, say: B, points: 1}}]}}
  - {{id: meals, ask: Meals, options: [{{id: a, say: A, points: 0}}, {{id: b, say: B, points: 1}}]}}
tables: {{budget: {{by: points, rows: [{{to: 0, gives: £42 a week}}, {{from: 1, to: 1, gives: £50 a week}}, {{from: 2, gives: £60 a week}}]}}}}
steps: [{{id: score, add up: points}}, {{id: budget, look up: score, in: budget}}]
"
        );
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let file = files.add(Path::new("rules.yaml"), rules);
        let node = read_yaml(file, &files, &mut findings).unwrap();
        let scheme = compile("town/edition", &node, &mut findings);
        assert!(
            scheme.is_some(),
            "{}",
            text::render(&files, &findings, false)
        );
        let found = findings.sorted();
        let cliff = found.iter().find(|one| one.code == Code::Cliff)?;
        Some(cliff.label.clone())
    }

    #[test]
    fn the_size_of_a_cliff_is_a_third_or_what_the_rules_say() {
        assert_eq!(told(""), None);
        assert_eq!(told("cliff over: 17\n"), None);
        let said = told("cliff over: 16\n");
        assert_eq!(
            said.as_deref(),
            Some("more than 16% of the most that there is")
        );
    }
}
