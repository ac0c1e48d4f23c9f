//! The answers of worked examples.

use crate::lint::Page;

pub(crate) const BAD_ANSWER: Page =
    Page::error("bad-answer", "An answer that the question does not allow.")
        .why(
            "A worked example shows people how to answer. \
             One that answers what nobody can answer proves nothing of the rules.",
        )
        .rules(
            "questions: [{id: alone, ask: Do you live alone?, yes or no: true}]
steps: [{id: charge, when: {answer: alone, is: yes}, sum: [£12.50 a week]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {alone: maybe} # here
    expect: {charge: £12.50 a week}
",
            "questions: [{id: alone, ask: Do you live alone?, yes or no: true}]
steps: [{id: charge, when: {answer: alone, is: yes}, sum: [£12.50 a week]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {alone: yes}
    expect: {charge: £12.50 a week}
",
        );
