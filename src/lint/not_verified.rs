//! Figures that nobody has read in their source.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "not-verified",
    "A figure that nobody has read in its source.",
)
.why(
    "It was worked out from others, or remembered, and it may be wrong. \
         The pages say so beside it, and somebody ought to read it before people rely on it.",
)
.rules(
    "rates: {meal: {is: £6.40 a meal, sure: remembered}} # here
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
    "rates: {meal: {is: £6.40 a meal, sure: seen}}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
);
