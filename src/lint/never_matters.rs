//! Questions whose answer changes nothing, whatever else is answered.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    reads::{Reads, steps_behind},
    scheme::Verb,
};

use super::{Edition, Page};
use crate::{
    analyse::distribution::Distribution,
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::warning(
    "never-matters",
    "A question whose answer changes no result, whatever else is answered.",
)
.why(
    "People are asked about something private, and it makes no difference to them. \
         Perhaps its points were left out, or the table has bands that are wider than they count.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals # here
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 2}, {id: some, say: Some days, points: 2}]
tables:
  budget: {by: points, rows: [{to: 5, gives: £40 a week}, {from: 6, gives: £90 a week}]}
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 2}, {id: some, say: Some days, points: 7}]
tables:
  budget: {by: points, rows: [{to: 5, gives: £40 a week}, {from: 6, gives: £90 a week}]}
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
);

/// Warns of questions that change nothing. Every set of answers to the others was counted.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Some(counted) = edition.counted.filter(|counted| counted.open == 0) else {
        return;
    };
    for effect in edition.effects {
        if !effect.most.is_zero() || is_read_besides(edition.scheme, counted, effect.question) {
            continue;
        }
        let Some(question) = edition.scheme.questions.get(effect.question) else {
            continue;
        };
        let mut finding = Finding::nowhere(
            Code::NeverMatters,
            format!("no answer to `{}` changes any result", question.id),
        )
        .label("asked for nothing")
        .advice("See whether its options should count something else. If the council asks it all the same, say so with `but: {never-matters: …}`.");
        let written = edition.rules.questions().get(effect.question);
        finding.at = written.and_then(|question| question.id.at());
        findings.push(finding);
    }
}

/// Whether something beside the figure that was looked at may rest on a question's answer.
fn is_read_besides(scheme: &Scheme, counted: &Distribution<'_>, question: usize) -> bool {
    let behind = steps_behind(scheme, [counted.step]);
    let mut rests: BTreeSet<usize> = BTreeSet::new();
    for (index, step) in scheme.steps.iter().enumerate() {
        let reads = Reads::of(scheme, step);
        let through = |step: &usize| *step != counted.step && rests.contains(step);
        if !reads.questions.contains(&question) && !reads.steps.iter().any(through) {
            continue;
        }
        let is_another = !behind.contains(&index)
            || matches!(step.verb, Verb::Stop { .. })
            || scheme
                .results
                .iter()
                .any(|result| result.step == index && index != counted.step);
        if is_another {
            return true;
        }
        rests.insert(index);
    }
    false
}
