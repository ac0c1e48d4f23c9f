//! Figures that the law lets no council go below.

use super::Page;

pub(super) const PAGE: Page = Page::error(
    "below-national",
    "A council's figure is below one that the law lets no council go below.",
)
.why(
    "What people are left to live on is fixed by law, and a council may only be kinder. \
         With a lower figure somebody would be charged money that the law leaves them.",
)
.rules(
    "extends: exampleland/2026-27
overrides:
  rates: {minimum_income: £90 a week} # here
",
    "extends: exampleland/2026-27
overrides:
  rates: {minimum_income: £110 a week}
",
)
.beside(&[(
    "schemes/national/exampleland/2026-27/rules.yaml",
    "council: Exampleland
title: Charges for care at home
from: 2026-04-06
to: 2027-04-05
sources: {act: {title: The charging regulations}}
source: act
questions: [{id: income, ask: What is your income?, number: £ a week}]
rates: {minimum_income: {is: £100 a week, councils may not go below: yes, kinder when: higher}}
steps:
  - {id: over_minimum, sum: [income], less: [minimum_income]}
  - {id: charge, greatest of: [over_minimum, nothing]}
results: [{id: charge, is: charge}]
",
)]);
