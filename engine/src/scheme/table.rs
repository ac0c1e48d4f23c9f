//! Tables of amounts: bands, straight lines, by answer, and two-way.

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;

use super::Cite;
use crate::{amount::Amount, unit::Unit};

/// A table of amounts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name used in the rules.
    pub id: String,
    /// Its caption in plain words.
    pub say: String,
    /// What it gives, and by what.
    pub kind: TableKind,
    /// What the amounts in it are counted in.
    pub unit: Unit,
    /// What a value outside every row gives, where the council leaves gaps.
    pub elsewhere: Option<Amount>,
    /// What to know about it.
    pub note: String,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

impl Table {
    /// Every amount that is printed in it, in the order of its rows; what a value outside them gives comes last.
    pub fn amounts(&self) -> Vec<Amount> {
        let mut amounts: Vec<Amount> = match &self.kind {
            TableKind::Bands { rows, .. } => rows.iter().map(|row| row.gives).collect(),
            TableKind::Lines { points, .. } => points.iter().map(|point| point.gives).collect(),
            TableKind::ByAnswer { rows, .. } => rows.iter().map(|row| row.gives).collect(),
            TableKind::TwoWay { cells, .. } => cells.concat(),
        };
        amounts.extend(self.elsewhere);
        amounts
    }
}

/// The kinds of table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableKind {
    /// Steps: each band has one amount.
    Bands {
        /// What the bands are counted in.
        by: Unit,
        /// The bands, from the lowest, not overlapping.
        rows: Vec<BandRow>,
    },
    /// Straight lines between printed points.
    Lines {
        /// What the points are counted in.
        by: Unit,
        /// The points, from the lowest.
        points: Vec<LinePoint>,
    },
    /// One amount for each option of a question.
    ByAnswer {
        /// Index into [`super::Scheme::questions`].
        question: usize,
        /// One row for each option, in the order of the options.
        rows: Vec<AnswerRow>,
    },
    /// Two ways: a row and a column.
    TwoWay {
        /// What picks the row.
        rows: Axis,
        /// What picks the column.
        columns: Axis,
        /// The amounts, a list for each row.
        cells: Vec<Vec<Amount>>,
    },
}

/// One side of a two-way table.
#[derive(Clone, Debug, PartialEq)]
pub enum Axis {
    /// Bands of a quantity.
    Bands {
        /// What they are counted in.
        by: Unit,
        /// The bands, from the lowest.
        bands: Vec<Band>,
    },
    /// The options of a question.
    Answer {
        /// Index into [`super::Scheme::questions`].
        question: usize,
    },
}

/// A range of values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// Its name, where it has one.
    pub say: String,
    /// The least value in it; `None` where it reaches down without end.
    pub from: Option<Decimal>,
    /// The top of it; `None` where it reaches up without end.
    pub to: Option<Decimal>,
    /// Whether the top itself is outside (`under: 70`) and not inside (`to: 69`).
    pub under: bool,
}

impl Band {
    /// Whether a figure lies in it.
    pub fn holds(&self, at: Decimal) -> bool {
        let under = self
            .to
            .is_none_or(|to| if self.under { at < to } else { at <= to });
        self.from.is_none_or(|from| at >= from) && under
    }
}

/// A band with its amount.
#[derive(Clone, Debug, PartialEq)]
pub struct BandRow {
    /// The band.
    pub band: Band,
    /// What it gives.
    pub gives: Amount,
    /// The request for it that was refused or left without an answer, in a sentence.
    pub asked: String,
}

/// A printed point of a straight-line table.
#[derive(Clone, Debug, PartialEq)]
pub struct LinePoint {
    /// The value.
    pub at: Decimal,
    /// What it gives.
    pub gives: Amount,
}

/// The amount for one option.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    /// What it gives.
    pub gives: Amount,
    /// The request for it that was refused or left without an answer, in a sentence.
    pub asked: String,
}
