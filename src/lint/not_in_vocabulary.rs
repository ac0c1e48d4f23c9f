//! Questions of a scheme that is compared with others, which do not say what they ask for.

use super::Page;
use crate::{
    diagnostics::{Code, Finding},
    source::Span,
};

pub(super) const PAGE: Page = Page::warning(
    "not-in-vocabulary",
    "A question of rules that are compared with others, which does not say what it asks for.",
)
.why(
    "A person who goes through every council has no answer to it, and the figure becomes a range. \
     Whether nothing that is shared fits, or somebody forgot to say, nobody can tell.",
)
.rules(
    "questions:
  - {id: hours, ask: How many hours of care do you have?, number: hours a week, most: 168} # here
steps: [{id: charge, units: hours, at: £12.50 an hour}]
compared: {charge: charge}
",
    "questions:
  - {id: hours, asks for: home_hours, ask: How many hours of care do you have?, number: hours a week, most: 168}
steps: [{id: charge, units: hours, at: £12.50 an hour}]
compared: {charge: charge}
",
);

/// Warns of a question of the council's own that says nothing of the shared vocabulary, where a step gives an output that
/// councils are compared by. A national question asks for its own name.
pub(crate) fn check(at: Span) -> Finding {
    Finding::new(
        Code::NotInVocabulary,
        at,
        "the question does not say what it asks for, and these rules are compared with others",
    )
    .label("no `asks for` here")
    .advice("Add `asks for:` with a need or a situation of `schemes/vocabulary.yaml`, and `means:` at each option whose name is no level of it.")
    .advice("Write `asks for: none` where nothing there fits.")
}
