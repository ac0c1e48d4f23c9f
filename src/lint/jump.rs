//! Rates that are many times what they were.

use super::Page;

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
