//! Editions that hold on the same day.

use super::Page;

pub(super) const PAGE: Page = Page::error("edition-overlap", "Two editions of one scheme that hold on the same day.")
    .why("On that day two figures would be in force, and the site could not say which is a person's own. \
         Most often the older edition has no end yet, or one that is a year too late.")
.rules(
        "from: 2026-04-06 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
        "from: 2026-04-11
steps: [{id: charge, sum: [£12.50 a week]}]
",
    )
    .beside(&[(
        "schemes/exampleshire/2025-26/rules.yaml",
        "from: 2025-04-06
to: 2026-04-10
steps: [{id: charge, sum: [£12 a week]}]
",
    )]);
