//! Questions, rates and tables that no step uses.

use super::Page;

pub(super) const PAGE: Page = Page::warning("never-used", "Something that no step uses.")
    .why("People would be asked something that counts for nothing, or see a price that is charged to nobody. \
         Perhaps a step was forgotten.")
.rules(
        "rates:
  hour: £20 an hour
  night: £60 a night # here
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
        "rates:
  hour: £20 an hour
  night: £60 a night
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: cost, sum: [hours, nights]}
",
    );
