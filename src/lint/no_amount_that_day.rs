//! Rates that have no amount on the day that a site is for.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "no-amount-that-day",
    "A rate that changes by date, and has no amount on the day that was asked for.",
)
.why(
    "The site is made for one day, and on that day nothing is known of the rate. \
     What rests on it is shown as not known, and readers who come for their own figure find none.",
)
.rules(
    "rates:
  hour:
    is:
      - {from: 2026-04-06, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour}
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
    "rates:
  hour:
    is:
      - {from: 2026-01-01, is: £19 an hour}
      - {from: 2026-04-06, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour}
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
)
.on("2026-02-01");
