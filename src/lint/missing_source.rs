//! Items that name no source.

use super::Page;

pub(super) const PAGE: Page = Page::warning("missing-source", "An item that names no source.")
    .why(
        "People are told a figure and cannot see who decided it, or where. \
         With a source they can look it up, and show it to the council.",
    )
    .rules(
        "council: Exampleshire
title: Charges for care at home
sources: {policy: {title: Charging policy}}
steps: [{id: charge, sum: [£12.50 a week]}] # here
",
        "council: Exampleshire
title: Charges for care at home
sources: {policy: {title: Charging policy}}
steps: [{id: charge, sum: [£12.50 a week], source: policy 3.1}]
",
    );
