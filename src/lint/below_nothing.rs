//! Results that can come out below nothing.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "below-nothing",
    "A result in pounds that can come out below nothing.",
)
.why(
    "Nobody is charged less than nothing, and no budget is owed to the council. \
         The policy stops at nothing, and the rules do not say it yet.",
)
.rules(
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps: [{id: charge, sum: [income], less: [£100 a week]}] # here
",
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps:
  - {id: over_minimum, sum: [income], less: [£100 a week]}
  - {id: charge, greatest of: [over_minimum, nothing]}
",
);
