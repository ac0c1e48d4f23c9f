//! Figures that the law lets no council go below.

use upfront_engine::Amount;

use super::{Edition, Page};
use crate::{
    diagnostics::{Code, Finding, Findings},
    messages,
};

pub(super) const PAGE: Page = Page::error(
    "below-national",
    "A council's figure is below one that the law lets no council go below.",
)
.why(
    "What people are left to live on is fixed by law, and a council may only be kinder. \
         With a lower figure somebody would be charged money that the law leaves them.",
)
.rules(
    "extends: exampleland/2026-27
overrides:
  rates: {minimum_income: £90 a week} # here
",
    "extends: exampleland/2026-27
overrides:
  rates: {minimum_income: £110 a week}
",
)
.beside(&[(
    "schemes/national/exampleland/2026-27/rules.yaml",
    "council: Exampleland
title: Charges for care at home
from: 2026-04-06
to: 2027-04-05
sources: {act: {title: The charging regulations}}
source: act
questions: [{id: income, ask: What is your income?, number: £ a week}]
rates: {minimum_income: {is: £100 a week, councils may not go below: yes, kinder when: higher}}
steps:
  - {id: over_minimum, sum: [income], less: [minimum_income]}
  - {id: charge, greatest of: [over_minimum, nothing]}
results: [{id: charge, is: charge}]
",
)]);

/// A council's figure that is below one that no council may go below.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let Some(nation) = edition.nation() else {
        return;
    };
    let words = messages::english();
    for (rate, written) in scheme.rates.iter().zip(rules.rates()) {
        let Some(floor) = nation
            .rates
            .iter()
            .find(|other| other.id == rate.id && other.is_floor)
        else {
            continue;
        };
        let Amount::Exact(least) = floor.amount else {
            continue;
        };
        let below = rate.amounts().find_map(|amount| match amount {
            Amount::Exact(own) if own < least => Some(own),
            _ => None,
        });
        let Some(own) = below else {
            continue;
        };
        let (own, least) = (
            words.quantity(own, &rate.unit),
            words.quantity(least, &floor.unit),
        );
        let finding = Finding::new(
            Code::BelowNational,
            written.at,
            format!(
                "“{}” is {own}, and the law lets no council go below {least}",
                rate.say
            ),
        )
        .label("below the national minimum")
        .advice(format!("Write {least} or more, or take the override out."));
        findings.push(finding);
    }
}
