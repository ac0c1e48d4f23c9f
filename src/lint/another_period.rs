//! Words that say another period than the figure has.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "another-period",
    "Words that say another period than the figure has.",
)
.why(
    "A reader believes the words and not the small print of the unit. \
         “For a month” beside a week's figure makes it look a quarter of what it is.",
)
.rules(
    "steps: [{id: budget, sum: [£100 a week]}]
results: [{id: budget, is: budget, say: Your budget for a month}] # here
",
    "steps: [{id: budget, sum: [£100 a week]}]
results: [{id: budget, is: budget, say: Your budget for a week}]
",
);
