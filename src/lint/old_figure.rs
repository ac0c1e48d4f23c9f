//! Figures from sources that are older than the edition.

use super::Page;

pub(super) const PAGE: Page = Page::warning("old-figure", "A figure from a source that is more than a year older than the edition.")
    .why("Councils change most of their prices every year, and an old leaflet is still found by search engines. \
         People would be told a price that is no longer charged.")
.rules(
        "council: Exampleshire
title: Charges for care at home
from: 2026-04-06
sources: {leaflet: {title: What you pay, published: March 2023}} # here
source: leaflet
rates: {meal: £6.10 a meal}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
        "council: Exampleshire
title: Charges for care at home
from: 2026-04-06
sources: {leaflet: {title: What you pay, published: March 2026}}
source: leaflet
rates: {meal: £6.40 a meal}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
    );
