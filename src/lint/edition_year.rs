//! Editions whose name, days or length do not go together.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "edition-year",
    "An edition whose name, days or length do not go together.",
)
.why(
    "The year in the folder's name is a part of the address that people are sent to. \
         If its rules are those of another year, they read the wrong ones.",
)
.rules(
    "from: 2025-04-06 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
);
