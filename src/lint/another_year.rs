//! Figures that are the national ones of another year.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "another-year",
    "A figure that is the national one of another year.",
)
.why(
    "Whoever copies last year's rules forward forgets a figure easily, and it looks right. \
         A person would be left with less than the law says, or more.",
)
.rules(
    "from: 2026-04-06
to: 2027-04-05
questions: [{id: income, ask: What is your income for a week?, number: £ a week}]
rates: {minimum: £228.70 a week} # here
steps:
  - {id: over_minimum, sum: [income], less: [minimum]}
  - {id: charge, greatest of: [over_minimum, nothing]}
",
    "from: 2026-04-06
to: 2027-04-05
questions: [{id: income, ask: What is your income for a week?, number: £ a week}]
rates: {minimum: {is: £228.70 a week, note: The council kept the figure of 2024/25.}}
steps:
  - {id: over_minimum, sum: [income], less: [minimum]}
  - {id: charge, greatest of: [over_minimum, nothing]}
",
);
