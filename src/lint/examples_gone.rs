//! Editions without worked examples, where others have some.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "examples-gone",
    "An edition without worked examples, where another edition of the scheme has them.",
)
.why(
    "Without an example nothing shows that the new rules come out as the council says. \
         They were most often forgotten when the rules were copied.",
)
.rules(
    "council: Exampleshire
title: Charges for care at home # here
sources: {policy: {title: Charging policy}}
source: policy
from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "council: Exampleshire
title: Charges for care at home
sources: {policy: {title: Charging policy}}
source: policy
from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
examples: [{id: mrs-r, title: Mrs R, answers: {}, expect: {charge: £12.50 a week}}]
",
)
.beside(&[(
    "schemes/exampleshire/2025-26/rules.yaml",
    "from: 2025-04-06
steps: [{id: charge, sum: [£12 a week]}]
examples: [{id: mrs-r, title: Mrs R, answers: {}, expect: {charge: £12 a week}}]
",
)]);
