//! Ways to hold a budget that show the figure of another way.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "other-ways-figure",
    "A way to hold a budget that shows the figure of another way.",
)
.why(
    "People choose between the ways by what each would buy. \
         With the wrong figure beside it, they would choose by a mistake.",
)
.rules(
    "rates: {agency_hour: £24 an hour, own_worker_hour: £16 an hour}
steps:
  - {id: budget, sum: [£120 a week]}
  - {id: agency_hours, divide: budget, by: agency_hour, rounded down to: quarter hour}
  - {id: broker_hours, divide: budget, by: own_worker_hour, rounded down to: quarter hour}
results: [{id: budget, is: budget}]
ways to hold:
  - {way: broker, gives: broker_hours}
  - {way: trust, gives: broker_hours} # here
  - {way: council-managed, gives: agency_hours}
",
    "rates: {agency_hour: £24 an hour, own_worker_hour: £16 an hour}
steps:
  - {id: budget, sum: [£120 a week]}
  - {id: agency_hours, divide: budget, by: agency_hour, rounded down to: quarter hour}
  - {id: broker_hours, divide: budget, by: own_worker_hour, rounded down to: quarter hour}
results: [{id: budget, is: budget}]
ways to hold:
  - {way: broker, gives: broker_hours}
  - {way: trust}
  - {way: council-managed, gives: agency_hours}
",
);
