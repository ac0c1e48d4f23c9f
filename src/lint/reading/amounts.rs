//! Amounts, days and units.

use crate::lint::Page;

pub(crate) const BAD_AMOUNT: Page = Page::error("bad-amount", "An amount that cannot be read.")
    .why(
        "A figure on a page has to be the one that the council decided. \
         One that could be read in two ways is not guessed at: a comma or a point more or less is somebody's rent.",
    )
    .rules(
        "steps: [{id: cap, sum: [\"£1,2,3 a week\"]}] # here\n",
        "steps: [{id: cap, sum: [\"£1,230 a week\"]}]\n",
    );

pub(crate) const BAD_DATE: Page = Page::error("bad-date", "A date that cannot be read.")
    .why(
        "Days decide which rules are in force, and 6/4 is April to one reader and June to another. \
         A day is written year first, so that nobody can take it for another one.",
    )
    .rules(
        "from: 6 April 2026 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
        "from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
    );

pub(crate) const UNKNOWN_UNIT: Page = Page::error(
    "unknown-unit",
    "A unit that neither the language nor the scheme knows.",
)
.why(
    "Units are checked, so that weeks never meet years. \
     What is counted in a unit that nobody has declared cannot be checked, nor said rightly in a sentence.",
)
.rules(
    "steps: [{id: bedding, multiply: 2 beds a week, by: £3 a bed}] # here\n",
    "units: {bed: {one: bed, many: beds}}
steps: [{id: bedding, multiply: 2 beds a week, by: £3 a bed}]
",
);

pub(crate) const MISSING_UNIT: Page = Page::error(
    "missing-unit",
    "An amount whose unit nothing says.",
)
.why(
    "A reader who sees 20 does not know whether that is pounds or hours, for a week or a year. \
             Neither do the steps that use it.",
)
.rules(
    "rates: {night: case by case} # here
steps: [{id: nights, units: 1 night a week, at: night}]
",
    "rates: {night: {is: case by case, unit: £ a night}}
steps: [{id: nights, units: 1 night a week, at: night}]
",
);

pub(crate) const UNIT_CLASH: Page = Page::error(
    "unit-clash",
    "Units that cannot meet, such as points and pounds.",
)
.why(
    "Points become pounds only by a rate or a table, and people ask for exactly that: what a point is worth. \
     A sum of both would be a figure of nothing.",
)
.rules(
    "steps:
  - {id: score, sum: [80 points]}
  - {id: budget, sum: [score, £50 a week]} # here
",
    "rates: {point: £2 a week a point}
steps:
  - {id: score, sum: [80 points]}
  - {id: for_points, units: score, at: point}
  - {id: budget, sum: [for_points, £50 a week]}
",
);

pub(crate) const PERIOD_CLASH: Page = Page::error(
    "period-clash",
    "Periods that cannot meet without a named conversion, such as weeks and years.",
)
.why(
    "A year has 52 weeks to one council and 365/7 to another, and that is a day's money. \
     So the rules say which, in a step that people can see.",
)
.rules(
    "steps:
  - {id: care, sum: [£100 a week]}
  - {id: all, sum: [care, £520 a year]} # here
",
    "steps:
  - {id: care, sum: [£100 a week]}
  - {id: equipment, convert: £520 a year, to: £ a week, with: 52 weeks a year, rounded to the nearest: penny}
  - {id: all, sum: [care, equipment]}
",
);

pub(crate) const NO_LIMIT_MISUSED: Page = Page::error(
    "no-limit-misused",
    "`no limit` where only a figure can stand, such as where it is taken away.",
)
.why(
    "A ceiling that is not set is more than any figure, and nothing can be left of a sum that it is taken away from. \
     The step has to say what happens to people who have no ceiling.",
)
.rules(
    "rates: {cap: {is: no limit, unit: £ a week}} # here
steps:
  - {id: cost, sum: [£900 a week]}
  - {id: over_cap, sum: [cost], less: [cap]}
  - {id: pays, greatest of: [over_cap, nothing]}
",
    "rates: {cap: {is: no limit, unit: £ a week}}
steps:
  - {id: cost, sum: [£900 a week]}
  - {id: over_cap, when: {value: cap, is under: no limit}, sum: [cost], less: [cap]}
  - {id: pays, greatest of: [over_cap, nothing]}
",
);

pub(crate) const RATE_OVERLAP: Page = Page::error(
    "rate-overlap",
    "Two amounts of one rate that hold on the same day.",
)
.why(
    "On that day the same hour of care would have two prices. \
     Somebody who is charged for it could not tell which of them is right.",
)
.rules(
    "from: 2026-04-06
to: 2027-04-05
rates:
  hour:
    is:
      - {from: 2026-04-06, to: 2026-10-01, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour} # here
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
    "from: 2026-04-06
to: 2027-04-05
rates:
  hour:
    is:
      - {from: 2026-04-06, to: 2026-09-30, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour}
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
);

pub(crate) const RATE_GAP: Page = Page::error(
    "rate-gap",
    "Days of an edition on which a rate that changes has no amount.",
)
.why(
    "Whoever asks on one of those days gets no figure, though the council charges one. \
     If it was not published for those days, the rules say so: `not published`.",
)
.rules(
    "from: 2026-04-06
to: 2027-04-05
rates:
  hour:
    is:
      - {to: 2026-08-31, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour} # here
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
    "from: 2026-04-06
to: 2027-04-05
rates:
  hour:
    is:
      - {to: 2026-09-30, is: £20 an hour}
      - {from: 2026-10-01, is: £21 an hour}
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
);
