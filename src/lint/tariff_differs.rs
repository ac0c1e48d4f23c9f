//! Tariff income that leaves a part out which the law counts.

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    scheme::{Step, Verb},
    unit::POUND,
};

use super::{
    Edition, Page,
    limit_differs::{amount, name},
};
use crate::{
    check::years,
    diagnostics::{Code, Finding, Findings},
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

/// Tariff income counts £1 a week for so much, or for a part of it.
const TARIFF_PART: i64 = 250;

/// Warns of tariff income of an edition's own that leaves out a part which the law counts.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    for (step, written) in edition.own_steps_without_a_reason() {
        check_step(edition.scheme, step, written, findings);
    }
}

/// Tariff income that leaves out a part of £250 which the law counts as a whole one.
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
    let pound_a_week = (Amount::Exact(Decimal::ONE), Unit::of(POUND).per("week"));
    let quarter_thousand = (Amount::Exact(TARIFF_PART.into()), Unit::of(POUND));
    let is_tariff = amount(scheme, part) == Some(quarter_thousand)
        && amount(scheme, gives) == Some(pound_a_week);
    if !is_tariff || years::nation(scheme) != "england" {
        return;
    }
    let of = name(scheme, of).unwrap_or_default();
    let mut finding = Finding::nowhere(
        Code::TariffDiffers,
        format!("this counts only whole parts of £250 of {of}, and the law counts a part of £250 as a whole one"),
    )
    .label("a part does not count")
    .advice("Add `part counts: true`. If your own policy says otherwise, say why under `because`.");
    finding.at = written.for_every.key();
    findings.push(finding);
}
