//! Figures that stand out from those beside them: two rows that were exchanged, a nought too many, a point that was lost.

use super::Page;

pub(super) const PAGE: Page =
    Page::warning("odd-figure", "A figure that is unlike all those beside it.")
        .why(
            "Two rows that were exchanged, or a nought too many, look right line by line. \
         The people in that row would be told ten times too much, or too little.",
        )
        .rules(
            "questions: [{id: score, ask: How many points do you have?, number: points, most: 99}]
tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 9, gives: £50 a week}
      - {from: 10, to: 19, gives: £70 a week}
      - {from: 20, to: 29, gives: £90 a week}
      - {from: 30, gives: £1100 a week} # here
steps: [{id: amount, look up: score, in: budget}]
",
            "questions: [{id: score, ask: How many points do you have?, number: points, most: 99}]
tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 9, gives: £50 a week}
      - {from: 10, to: 19, gives: £70 a week}
      - {from: 20, to: 29, gives: £90 a week}
      - {from: 30, gives: £110 a week}
steps: [{id: amount, look up: score, in: budget}]
",
        );
