//! National rules of another year than the edition's.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "national-of-another-year",
    "An edition that extends national rules which end before it, or soon after it starts.",
)
.why(
    "Every figure that it takes from them is then last year's. \
         People would be told that they keep less than the law now leaves them.",
)
.rules(
    "from: 2026-04-06
extends: exampleland/2025-26 # here
",
    "from: 2026-04-06
extends: exampleland/2026-27
",
)
.beside(&[
    (
        "schemes/national/exampleland/2025-26/rules.yaml",
        "council: Exampleland
title: Charges for care at home
from: 2025-04-06
to: 2026-04-05
sources: {act: {title: The charging regulations}}
source: act
rates: {minimum_income: £100 a week}
steps: [{id: left, sum: [minimum_income]}]
",
    ),
    (
        "schemes/national/exampleland/2026-27/rules.yaml",
        "council: Exampleland
title: Charges for care at home
from: 2026-04-06
to: 2027-04-05
sources: {act: {title: The charging regulations}}
source: act
rates: {minimum_income: £104 a week}
steps: [{id: left, sum: [minimum_income]}]
",
    ),
]);
