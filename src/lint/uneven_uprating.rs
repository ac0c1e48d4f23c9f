//! Rates that did not rise as the others did.

use super::Page;

pub(super) const PAGE: Page = Page::warning("uneven-uprating", "Rates that rose by one percentage from one edition to the next, and others that rose by another.")
    .why("Councils raise most of their prices by one percentage, so one that rose otherwise may be misread. \
         Where the source has it so, a note on the rate says so to readers too.")
.rules(
        "from: 2026-04-06
rates:
  hour: £22 an hour
  night: £66 a night
  meal: £5.50 a meal
  day: £48 a day # here
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
