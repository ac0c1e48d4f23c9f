//! Texts that say you to somebody who answers for someone else.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "speaks-of-you",
    "Texts that speak of the reader and have no words for someone else.",
)
.why(
    "The estimate has a page for people who answer for somebody else: a daughter, an adviser. \
         Where it says “you” there, they do not know whose income is meant.",
)
.file(
    "schemes/exampleshire/2026-27/they.yaml",
    "wording: someone else
questions:
  alone: {ask: Do you live alone?} # here
",
    "wording: someone else
questions:
  alone: {ask: Do they live alone?}
",
)
.beside(&[(
    "schemes/exampleshire/2026-27/rules.yaml",
    "questions: [{id: alone, ask: Do you live alone?, yes or no: true}]
steps: [{id: charge, when: {answer: alone, is: yes}, sum: [£12.50 a week]}]
",
)]);
