//! Rates that are many times what they were.

use upfront_engine::Scheme;

use super::{
    Editions, Page,
    uneven_uprating::{Change, renewed},
};
use crate::diagnostics::{Code, Finding, Findings};

pub(super) const PAGE: Page = Page::warning(
    "jump",
    "A rate that is many times what it was in the edition before, or a small part of it.",
)
.why(
    "A point that moved or a nought too many makes a price ten times what it is. \
         Nobody would believe the site after that, and somebody might.",
)
.rules(
    "from: 2026-04-06
rates:
  hour: £22 an hour
  night: £66 a night
  meal: £5.50 a meal
  day: £440 a day # here
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
    "from: 2026-04-06
rates:
  hour: £22 an hour
  night: £66 a night
  meal: £5.50 a meal
  day: £44 a day
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
)
.beside(&[(
    "schemes/exampleshire/2025-26/rules.yaml",
    "from: 2025-04-06
rates: {hour: £20 an hour, night: £60 a night, meal: £5 a meal, day: £40 a day}
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
)]);

/// Warns of rates that are many times what they were in the edition before.
pub(super) fn check(all: &Editions<'_>, findings: &mut Findings) {
    for (scheme, before, changes) in renewed(all) {
        jumps(scheme, before, &changes, findings);
    }
}

/// Warns of rates that are many times what they were, or a small part of it: a point that moved, a nought too many.
fn jumps(scheme: &Scheme, before: &Scheme, changes: &[Change<'_>], findings: &mut Findings) {
    for change in changes.iter().filter(|change| !change.is_explained) {
        let Some(label) = change.jump() else { continue };
        findings.push(
            Finding::new(
                Code::Jump,
                change.at,
                format!(
                    "“{}” goes from £{} in `{}` to £{} in `{}`",
                    change.say, change.old, before.edition, change.new, scheme.edition
                ),
            )
            .label(label)
            .advice("See whether the source has it so. If it has, say so in the rate's `note`."),
        );
    }
}
