//! Options whose points were perhaps forgotten.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "missing-points",
    "An option that says no points, in a question whose other options do.",
)
.why(
    "It counts nought, and nothing else would say so. \
         If its points were forgotten, everybody who chooses it gets a budget that is too small.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some, points: 4}
      - {id: much, say: Much} # here
steps: [{id: score, add up: points}]
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options:
      - {id: none, say: None, points: 0}
      - {id: some, say: Some, points: 4}
      - {id: much, say: Much, points: not published}
steps: [{id: score, add up: points}]
",
);
