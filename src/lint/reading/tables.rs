//! Tables and their bands.

use crate::lint::Page;

pub(crate) const BAND_GAP: Page = Page::error(
    "band-gap",
    "Values between two bands that neither takes.",
)
.why(
    "A person whose score falls between the two gets no answer. \
     Where the council itself publishes such a gap, `elsewhere` says what it gives, `not published` too.",
)
.rules(
    "tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 69, gives: nothing}
      - {from: 72, gives: £96.50 a week} # here
steps:
  - {id: score, sum: [80 points]}
  - {id: amount, look up: score, in: budget}
",
    "tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 69, gives: nothing}
      - {from: 70, gives: £96.50 a week}
steps:
  - {id: score, sum: [80 points]}
  - {id: amount, look up: score, in: budget}
",
);

pub(crate) const BAND_OVERLAP: Page =
    Page::error("band-overlap", "Values that two bands take.")
        .why(
            "At such a value the table gives two amounts, and which of them a person gets would be chance. \
             That is most often the end of one band written again as the start of the next.",
        )
        .rules(
            "tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 70, gives: nothing}
      - {from: 70, gives: £96.50 a week} # here
steps:
  - {id: score, sum: [80 points]}
  - {id: amount, look up: score, in: budget}
",
            "tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 69, gives: nothing}
      - {from: 70, gives: £96.50 a week}
steps:
  - {id: score, sum: [80 points]}
  - {id: amount, look up: score, in: budget}
",
        );

pub(crate) const TABLE_NOT_COVERED: Page = Page::error(
    "table-not-covered",
    "A value can reach a table that no row of it takes.",
)
.why(
    "There are answers for which the table has no row, and whoever gives them gets no figure. \
     The finding names such a value.",
)
.rules(
    "questions: [{id: hours, ask: How many hours of care a week?, number: hours a week, most: 20}]
tables:
  price: # here
    by: hours a week
    rows:
      - {from: 0, to: 4, gives: nothing}
      - {from: 5, to: 9, gives: £50 a week}
steps: [{id: charge, look up: hours, in: price}]
",
    "questions: [{id: hours, ask: How many hours of care a week?, number: hours a week, most: 20}]
tables:
  price:
    by: hours a week
    rows:
      - {from: 0, to: 4, gives: nothing}
      - {from: 5, to: 9, gives: £50 a week}
      - {from: 10, gives: not published}
steps: [{id: charge, look up: hours, in: price}]
",
);

pub(crate) const FRACTION_IN_TABLE: Page = Page::error(
    "fraction-in-table",
    "A value with a fraction can fall between two rows of a table.",
)
.why(
    "The rows are for whole points, and somebody can come out at 69.6. \
     Whether that is 69 or 70 can be hundreds of pounds, so the rules say how it is rounded.",
)
.rules(
    "tables:
  budget:
    by: points
    rows: [{from: 0, to: 69, gives: nothing}, {from: 70, gives: £96.50 a week}]
steps:
  - {id: score, multiply: 87 points, by: 0.8}
  - {id: amount, look up: score, in: budget} # here
",
    "tables:
  budget:
    by: points
    rows: [{from: 0, to: 69, gives: nothing}, {from: 70, gives: £96.50 a week}]
steps:
  - {id: score, multiply: 87 points, by: 0.8, rounded up to: whole point}
  - {id: amount, look up: score, in: budget}
",
);
