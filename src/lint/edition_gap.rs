//! Days on which no edition holds.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "edition-gap",
    "Days between two editions of one scheme on which neither holds.",
)
.why(
    "Somebody who is charged in those days finds no rules for it. \
         Perhaps an edition is missing, and perhaps a day is wrong.",
)
.rules(
    "from: 2026-04-20 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
)
.beside(&[(
    "schemes/exampleshire/2025-26/rules.yaml",
    "from: 2025-04-06
to: 2026-04-05
steps: [{id: charge, sum: [£12 a week]}]
",
)]);
