//! Tables, their rows and their columns.

use super::{
    lower::{Lower, mapping},
    written::{Form, List, Named, Stated, Text, Written},
};
use crate::{diagnostics::Findings, language::Reader, source::Node};

mapping! {
    /// A printed table.
    Table of TABLE {
        say: Text = "say",
        by: Text = "by",
        by_answer: Text = "by answer",
        rows_by: Text = "rows by",
        rows_by_answer: Text = "rows by answer",
        columns_by: Text = "columns by",
        columns_by_answer: Text = "columns by answer",
        columns: Columns = "columns" by Columns::of,
        rows: Rows = "rows" by Rows::of,
        straight_lines: List<Point> = "straight lines" by straight_lines,
        elsewhere: Text = "elsewhere",
        unit: Text = "unit",
        asked: Text = "asked",
        note: Text = "note",
        source: Text = "source",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// A row for a band of values.
    BandRow of BAND_ROW {
        from: Text = "from",
        to: Text = "to",
        under: Text = "under",
        at: Text = "at",
        gives: Text = "gives",
        say: Text = "say",
        asked: Text = "asked",
    }
}

mapping! {
    /// A point of a table of straight lines.
    Point of POINT {
        at: Text = "at",
        gives: Text = "gives",
    }
}

mapping! {
    /// A row for an option.
    AnswerRow of ANSWER_ROW {
        is: Text = "is",
        gives: Text = "gives",
        say: Text = "say",
        asked: Text = "asked",
    }
}

mapping! {
    /// A row of a two-way table.
    TwoWayRow of TWO_WAY_ROW {
        from: Text = "from",
        to: Text = "to",
        under: Text = "under",
        at: Text = "at",
        is: Text = "is",
        gives: List<Stated<Option<Text>>> = "gives",
        say: Text = "say",
    }
}

mapping! {
    /// A column for a band of values.
    Column of COLUMN {
        from: Text = "from",
        to: Text = "to",
        under: Text = "under",
        at: Text = "at",
        say: Text = "say",
    }
}

mapping! {
    /// A column for an option.
    AnswerColumn of ANSWER_COLUMN {
        is: Text = "is",
        say: Text = "say",
    }
}

/// The rows of a table, by what picks one.
#[derive(Clone, Debug)]
pub enum Rows {
    /// A value.
    Bands(List<BandRow>),
    /// An answer.
    Answers(List<AnswerRow>),
    /// A value or an answer, with an amount for each column.
    TwoWay(List<TwoWayRow>),
}

/// The columns of a two-way table, by what picks one.
#[derive(Clone, Debug)]
pub enum Columns {
    /// A value.
    Bands(List<Column>),
    /// An answer.
    Answers(List<AnswerColumn>),
}

/// Whether a table has columns.
pub(super) fn is_two_way(table: &Reader<'_>) -> bool {
    [
        "rows by",
        "rows by answer",
        "columns by",
        "columns by answer",
        "columns",
    ]
    .iter()
    .any(|key| table.is_written(key))
}

impl Rows {
    /// The rows that a value picks.
    pub const fn bands(&self) -> Option<&List<BandRow>> {
        match self {
            Self::Bands(rows) => Some(rows),
            Self::Answers(_) | Self::TwoWay(_) => None,
        }
    }

    /// The rows that an answer picks.
    pub const fn answers(&self) -> Option<&List<AnswerRow>> {
        match self {
            Self::Answers(rows) => Some(rows),
            Self::Bands(_) | Self::TwoWay(_) => None,
        }
    }

    /// The rows of a two-way table.
    pub const fn two_way(&self) -> Option<&List<TwoWayRow>> {
        match self {
            Self::TwoWay(rows) => Some(rows),
            Self::Bands(_) | Self::Answers(_) => None,
        }
    }

    /// Rows are read as what picks one says; where nothing or too much does, they are not.
    fn of(node: &Node, table: &Reader<'_>, findings: &mut Findings) -> Option<Self> {
        if is_two_way(table) {
            return List::lower(node, findings).map(Self::TwoWay);
        }
        let is_written = |key| table.is_written(key);
        match (is_written("by"), is_written("by answer")) {
            (true, false) if !is_written("straight lines") => {
                List::lower(node, findings).map(Self::Bands)
            }
            (false, true) if !is_written("straight lines") => {
                List::lower(node, findings).map(Self::Answers)
            }
            _ => None,
        }
    }
}

impl Columns {
    /// The columns that a value picks.
    pub const fn bands(&self) -> Option<&List<Column>> {
        match self {
            Self::Bands(columns) => Some(columns),
            Self::Answers(_) => None,
        }
    }

    /// The columns that an answer picks.
    pub const fn answers(&self) -> Option<&List<AnswerColumn>> {
        match self {
            Self::Answers(columns) => Some(columns),
            Self::Bands(_) => None,
        }
    }

    fn of(node: &Node, table: &Reader<'_>, findings: &mut Findings) -> Option<Self> {
        if table.is_written("columns by answer") {
            List::lower(node, findings).map(Self::Answers)
        } else {
            List::lower(node, findings).map(Self::Bands)
        }
    }
}

fn straight_lines(node: &Node, table: &Reader<'_>, findings: &mut Findings) -> Option<List<Point>> {
    let is_of_lines =
        !is_two_way(table) && table.is_written("by") && !table.is_written("by answer");
    is_of_lines.then(|| List::lower(node, findings)).flatten()
}

/// The keys of a row or a column that say which values it takes.
#[derive(Clone, Copy, Debug)]
pub struct Band<'r> {
    /// The row's or the column's own.
    pub form: &'r Form,
    /// The least.
    pub from: &'r Written<Text>,
    /// The greatest.
    pub to: &'r Written<Text>,
    /// That below which it ends.
    pub under: &'r Written<Text>,
    /// The single one.
    pub at: &'r Written<Text>,
    /// What it is called.
    pub say: &'r Written<Text>,
}

macro_rules! band {
    ($($name:ident),*) => {
        $(impl $name {
            /// Which values it takes.
            pub const fn band(&self) -> Band<'_> {
                Band {
                    form: &self.form,
                    from: &self.from,
                    to: &self.to,
                    under: &self.under,
                    at: &self.at,
                    say: &self.say,
                }
            }
        })*
    };
}
band!(BandRow, TwoWayRow, Column);

impl Table {
    /// Whether the table has columns.
    pub const fn is_two_way(&self) -> bool {
        self.rows_by.is_written()
            || self.rows_by_answer.is_written()
            || self.columns_by.is_written()
            || self.columns_by_answer.is_written()
            || self.columns.is_written()
    }
}
