//! Tables, their rows and their columns.

use super::{ASKED, BUT, CITED, NOTE, SAY};
use crate::language::shape::{Key, Kind, Shape};

/// A table.
pub static TABLE: Shape = Shape {
    name: "a table",
    meaning: "Amounts by bands, by straight lines, by the option answered, or by rows and columns.",
    keys: &[
        SAY,
        Key::optional(
            "by",
            Kind::Unit,
            "The unit of the values that pick a row.",
            "by: points",
        ),
        Key::optional(
            "by answer",
            Kind::Name,
            "The question whose answer picks a row.",
            "by answer: impact",
        ),
        Key::optional(
            "rows by",
            Kind::Unit,
            "The unit of the values that pick a row of a two-way table.",
            "rows by: hours a week",
        ),
        Key::optional(
            "rows by answer",
            Kind::Name,
            "The question whose answer picks a row of a two-way table.",
            "rows by answer: lives",
        ),
        Key::optional(
            "columns by",
            Kind::Unit,
            "The unit of the values that pick a column.",
            "columns by: £ a week",
        ),
        Key::optional(
            "columns by answer",
            Kind::Name,
            "The question whose answer picks a column.",
            "columns by answer: lives",
        ),
        Key::optional(
            "columns",
            Kind::List(&[&COLUMN, &ANSWER_COLUMN]),
            "The columns of a two-way table.",
            "columns: [{to: £10, say: A}, {from: £10.01, say: B}]",
        ),
        Key::optional(
            "rows",
            Kind::List(&[&BAND_ROW, &ANSWER_ROW, &TWO_WAY_ROW]),
            "The rows.",
            "rows: [{from: 0, to: 69, gives: nothing}]",
        ),
        Key::optional(
            "straight lines",
            Kind::List(&[&POINT]),
            "Printed points with straight lines between them.",
            "straight lines: [{at: 0, gives: £0 a week}, {at: 100, gives: £500 a week}]",
        ),
        Key::optional(
            "elsewhere",
            Kind::Amount,
            "What a value that no row takes gives.",
            "elsewhere: not published",
        ),
        Key::optional(
            "unit",
            Kind::Unit,
            "The unit of what the rows give, where they say none.",
            "unit: £ a week",
        ),
        ASKED,
        NOTE,
        CITED,
        BUT,
    ],
    others: None,
};

const FROM: Key = Key::optional(
    "from",
    Kind::Amount,
    "The least value that the band takes.",
    "from: 70",
);

const TO: Key = Key::optional(
    "to",
    Kind::Amount,
    "The greatest value that the band takes.",
    "to: 115",
);

const UNDER: Key = Key::optional(
    "under",
    Kind::Amount,
    "The value below which the band ends, itself left out.",
    "under: 130.5",
);

/// A band of values and what it gives.
pub static BAND_ROW: Shape = Shape {
    name: "a band",
    meaning: "A row for a band of values: from one to another, or at a single one.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the row takes.",
            "at: 16",
        ),
        Key::required(
            "gives",
            Kind::Amount,
            "What the row gives.",
            "gives: £500 a year",
        ),
        SAY,
        ASKED,
    ],
    others: None,
};

/// A point of a table of straight lines.
pub static POINT: Shape = Shape {
    name: "a point",
    meaning: "A printed point of a table of straight lines.",
    keys: &[
        Key::required("at", Kind::Amount, "The value.", "at: 100"),
        Key::required(
            "gives",
            Kind::Amount,
            "What the value gives.",
            "gives: £500 a week",
        ),
    ],
    others: None,
};

/// A row for an option.
pub static ANSWER_ROW: Shape = Shape {
    name: "a row by answer",
    meaning: "A row for one option of the question that picks the row.",
    keys: &[
        Key::required("is", Kind::Name, "The option.", "is: medium"),
        Key::required(
            "gives",
            Kind::Amount,
            "What the row gives.",
            "gives: up to £200",
        ),
        SAY,
        ASKED,
    ],
    others: None,
};

/// A row of a two-way table.
pub static TWO_WAY_ROW: Shape = Shape {
    name: "a row of a two-way table",
    meaning: "A row for a band of values, a single value or an option, with one amount for each column.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the row takes.",
            "at: 0.5",
        ),
        Key::optional(
            "is",
            Kind::Name,
            "The option that the row is for.",
            "is: alone",
        ),
        Key::required(
            "gives",
            Kind::ListOf(&Kind::Amount),
            "What the row gives, one amount for each column.",
            "gives: [0, 3.50, 3.50]",
        ),
        SAY,
    ],
    others: None,
};

/// A column of a two-way table, by bands.
pub static COLUMN: Shape = Shape {
    name: "a column",
    meaning: "A column for a band of values or a single value.",
    keys: &[
        FROM,
        TO,
        UNDER,
        Key::optional(
            "at",
            Kind::Amount,
            "The single value that the column takes.",
            "at: 1",
        ),
        SAY,
    ],
    others: None,
};

/// A column of a two-way table, by answer.
pub static ANSWER_COLUMN: Shape = Shape {
    name: "a column by answer",
    meaning: "A column for one option of the question that picks the column.",
    keys: &[
        Key::required("is", Kind::Name, "The option.", "is: alone"),
        SAY,
    ],
    others: None,
};
