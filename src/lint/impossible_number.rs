//! Questions that take more than there can be.

use super::Page;

pub(super) const PAGE: Page = Page::warning("impossible-number", "A question that takes more than there can be.")
    .why("There are 168 hours in a week, and somebody types 1680. \
         With a limit the form says so at once, and nobody sees a budget that is ten times too much.")
.rules(
        "questions: [{id: nights, ask: How many nights a week?, number: nights a week}] # here
steps: [{id: cost, units: nights, at: £60 a night}]
",
        "questions: [{id: nights, ask: How many nights a week?, number: nights a week, most: 7}]
steps: [{id: cost, units: nights, at: £60 a night}]
",
    );
