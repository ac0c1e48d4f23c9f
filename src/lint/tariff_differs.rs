//! Tariff income that leaves a part out which the law counts.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "tariff-differs",
    "Tariff income that does not count a part of £250 as a whole one.",
)
.why(
    "The law counts £1 a week for every £250 of savings, or part of it. \
         Whoever works it out by the page would come to less than the council charges.",
)
.rules(
    "questions: [{id: savings, ask: What have you saved?, number: £}]
steps: [{id: tariff, for every: £250, of: savings, gives: £1 a week}] # here
",
    "questions: [{id: savings, ask: What have you saved?, number: £}]
steps: [{id: tariff, for every: £250, of: savings, gives: £1 a week, part counts: true}]
",
);
