//! Letters in the middle of numbers.

use super::Page;

pub(super) const PAGE: Page =
    Page::warning("letter-for-digit", "A letter in the middle of a number.")
        .why(
            "A letter O for a nought, or an l for a one, looks the same in print. \
             A reader who looks the paragraph up does not find it, and a figure is not the council's.",
        )
        .rules(
            "steps: [{id: charge, sum: [£12.50 a week], source: policy 1O.2}] # here\n",
            "steps: [{id: charge, sum: [£12.50 a week], source: policy 10.2}]\n",
        );
