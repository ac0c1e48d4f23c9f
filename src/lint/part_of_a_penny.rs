//! Results in pounds that can come out to a part of a penny: nobody can pay one, so a rounding is missing.

use super::{Edition, Page};
use crate::{
    check::places,
    diagnostics::{Code, Finding, Findings},
    rules::Layer,
};

/// A penny has so many decimal places of a pound.
pub(crate) const PENNY: u32 = 2;

pub(super) const PAGE: Page = Page::warning(
    "part-of-a-penny",
    "A result in pounds that can come out to a part of a penny.",
)
.why(
    "Nobody can pay a part of a penny, so somebody rounds it. \
         The rules say how, so that the page and the bill are the same.",
)
.rules(
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps: [{id: charge, share: 12.5%, of: income}] # here
",
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps: [{id: charge, share: 12.5%, of: income, rounded down to: penny}]
",
);

/// Warns of each own step that is a result in pounds and can have a part of a penny.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition {
        scheme,
        rules,
        reach,
        ..
    } = *edition;
    for result in scheme.results.iter().map(|result| result.step) {
        let Some((step, Some(reach))) = scheme.steps.get(result).zip(reach.get(result)) else {
            continue;
        };
        // Any number of places comes of a division, which has to name its rounding itself.
        let is_whole = reach.places.is_none_or(|places| places <= PENNY)
            || reach
                .low
                .filter(|low| reach.high == Some(*low))
                .is_some_and(|figure| places(figure) <= PENNY);
        if !step.unit.is_money() || is_whole {
            continue;
        }
        let id = &step.id;
        let written = rules.steps().get(result).and_then(|step| step.id.at());
        let Some(at) = written.filter(|at| rules.layer(*at) == Layer::Own) else {
            continue;
        };
        let finding = Finding::new(
            Code::PartOfAPenny,
            at,
            format!("`{id}` is a result in pounds, and it can come out to a part of a penny"),
        )
        .label("no rounding")
        .advice("Say how the council rounds it, such as `rounded to the nearest: penny`.");
        findings.push(finding);
    }
}
