//! Answers to questions that are not asked: they count nowhere, and nobody would notice.

use super::Page;

pub(super) const PAGE: Page = Page::warning("not-asked", "An answer to a question that is not asked of that person, or a stop that gives one: it counts nowhere.")
    .why("Whoever wrote the example meant the answer to count. \
         Either it is left out, or the answer that decides whether it is asked is wrong.")
.rules(
        "questions:
  - {id: partner, ask: Do you have a partner?, yes or no: true}
  - {id: theirs, ask: What is their income?, number: £ a week, when: {answer: partner, is: yes}}
steps: [{id: counted, sum: [theirs]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {partner: no, theirs: 50} # here
    expect: {counted: nothing}
",
        "questions:
  - {id: partner, ask: Do you have a partner?, yes or no: true}
  - {id: theirs, ask: What is their income?, number: £ a week, when: {answer: partner, is: yes}}
steps: [{id: counted, sum: [theirs]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {partner: yes, theirs: 50}
    expect: {counted: £50 a week}
",
    );
