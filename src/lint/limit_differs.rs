//! Limits that lie on the other side than the law's.

use super::Page;

pub(super) const PAGE: Page = Page::warning("limit-differs", "A limit that is `at least` where the national rules say `over`, or the other way about.")
    .why("Somebody with exactly that much is then on the other side of the limit. \
         For them it decides between help and the full price.")
.rules(
        "questions: [{id: savings, ask: What have you saved?, number: £}]
steps:
  - {id: full_cost, stop when: {value: savings, is at least: \"£23,250\"}, gives: £500 a week} # here
  - {id: charge, sum: [£12.50 a week]}
",
        "questions: [{id: savings, ask: What have you saved?, number: £}]
steps:
  - {id: full_cost, stop when: {value: savings, is over: \"£23,250\"}, gives: £500 a week}
  - {id: charge, sum: [£12.50 a week]}
",
    );
