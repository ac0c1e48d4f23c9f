//! Steps that nobody gets to see the use of.

use super::Page;

pub(super) const PAGE: Page = Page::warning("reaches-no-result", "A step that no result rests on.")
    .why(
        "What it works out changes nobody's figure, though the policy has it for a reason. \
         Perhaps the step after it was meant to read it.",
    )
    .rules(
        "steps:
  - {id: care, sum: [£40 a week]}
  - {id: discount, share: 10%, of: care} # here
  - {id: charge, sum: [care]}
",
        "steps:
  - {id: care, sum: [£40 a week]}
  - {id: discount, share: 10%, of: care}
  - {id: charge, sum: [care], less: [discount]}
",
    );
