//! Worked examples that the rules do not give.

use super::Page;

pub(super) const PAGE: Page = Page::error("example-fails", "A worked example that the rules do not give.")
    .why("Either the rules are not the council's, or the example was worked out wrongly. \
         Nothing that contradicts itself is published: people would be told one figure and charged another.")
.rules(
        "rates: {hour: £20 an hour}
questions: [{id: hours, ask: How many hours of care a week?, number: hours a week, most: 168}]
steps: [{id: cost, units: hours, at: hour}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {hours: 2}
    expect: {cost: £41 a week} # here
",
        "rates: {hour: £20 an hour}
questions: [{id: hours, ask: How many hours of care a week?, number: hours a week, most: 168}]
steps: [{id: cost, units: hours, at: hour}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {hours: 2}
    expect: {cost: £40 a week}
    published: {cost: £41 a week}
    but: the page adds a pound that the policy does not have
",
    );
