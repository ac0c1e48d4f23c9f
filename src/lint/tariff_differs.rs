//! Tariff income that leaves a part out which the law counts.

use upfront_engine::{
    Scheme,
    scheme::{Step, Verb},
};

use super::{
    Edition, Page,
    limit_differs::{amount, name},
};
use crate::{
    check::{law, years},
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::Step as WrittenStep,
};

pub(super) const PAGE: Page = Page::warning(
    "tariff-differs",
    "Tariff income that does not count a part of £250 as a whole one.",
)
.why(
    "The law counts £1 a week for every £250 of savings, or part of it. \
         Whoever works it out by the page would come to less than the council charges.",
)
.rules(
    "questions: [{id: savings, ask: What have you saved?, number: £}]
steps: [{id: tariff, for every: £250, of: savings, gives: £1 a week}] # here
",
    "questions: [{id: savings, ask: What have you saved?, number: £}]
steps: [{id: tariff, for every: £250, of: savings, gives: £1 a week, part counts: true}]
",
);

/// Warns of tariff income of an edition's own that leaves out a part which the law counts.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    for (step, written) in edition.own_steps_without_a_reason() {
        check_step(edition.scheme, step, written, findings);
    }
}

/// Tariff income that leaves out a part of savings which the law counts as a whole one.
fn check_step(scheme: &Scheme, step: &Step, written: &WrittenStep, findings: &mut Findings) {
    let Verb::ForEvery {
        part,
        of,
        gives,
        part_counts: false,
    } = &step.verb
    else {
        return;
    };
    let Some(law) = law::of(years::nation(scheme)).map(|law| &law.tariff) else {
        return;
    };
    let is_tariff = amount(scheme, part).as_ref() == Some(&law.part)
        && amount(scheme, gives).as_ref() == Some(&law.gives);
    if !is_tariff || !law.part_counts {
        return;
    }
    let (size, unit) = &law.part;
    let size = messages::english().amount(*size, unit);
    let of = name(scheme, of).unwrap_or_default();
    let mut finding = Finding::nowhere(
        Code::TariffDiffers,
        format!("this counts only whole parts of {size} of {of}, and the law counts a part of {size} as a whole one"),
    )
    .label("a part does not count")
    .advice("Add `part counts: true`. If your own policy says otherwise, say why under `because`.");
    finding.at = written.for_every.key();
    findings.push(finding);
}
