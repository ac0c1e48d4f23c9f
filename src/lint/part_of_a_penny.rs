//! Results in pounds that can come out to a part of a penny: nobody can pay one, so a rounding is missing.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "part-of-a-penny",
    "A result in pounds that can come out to a part of a penny.",
)
.why(
    "Nobody can pay a part of a penny, so somebody rounds it. \
         The rules say how, so that the page and the bill are the same.",
)
.rules(
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps: [{id: charge, share: 12.5%, of: income}] # here
",
    "questions: [{id: income, ask: What is your income?, number: £ a week}]
steps: [{id: charge, share: 12.5%, of: income, rounded down to: penny}]
",
);
