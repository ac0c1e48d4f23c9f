//! Totals of worked examples that are not the sum of their lines.

use super::Page;

pub(super) const PAGE: Page = Page::error(
    "total-differs",
    "A total in a worked example that is not the sum of its lines.",
)
.why(
    "The lines come out and their total does not, so it was added up wrongly where it was printed. \
         A reader who adds it up would trust neither.",
)
.rules(
    "steps:
  - {id: care, sum: [£40 a week]}
  - {id: meals, sum: [£5 a week]}
  - {id: cost, sum: [care, meals]}
examples:
  - id: mrs-r
    title: Mrs R
    answers: {}
    expect: {care: £40 a week, meals: £5 a week, cost: £54 a week} # here
",
    "steps:
  - {id: care, sum: [£40 a week]}
  - {id: meals, sum: [£5 a week]}
  - {id: cost, sum: [care, meals]}
examples:
  - id: mrs-r
    title: Mrs R
    answers: {}
    expect: {care: £40 a week, meals: £5 a week, cost: £45 a week}
",
);
