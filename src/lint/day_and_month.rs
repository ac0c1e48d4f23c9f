//! Days whose day and month seem to be exchanged.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "day-and-month",
    "A date whose day and month seem to be exchanged.",
)
.why(
    "Rules that start on 6 April are then shown as those of 4 June. \
         For two months people would be told the figures of the year before.",
)
.rules(
    "from: 2026-06-04 # here
to: 2027-04-05
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "from: 2026-04-06
to: 2027-04-05
steps: [{id: charge, sum: [£12.50 a week]}]
",
);
