//! Values as they travel through the steps: exact where everything is known, and otherwise a least, a most
//! and the reasons.

use alloc::collections::BTreeSet;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a step gives: all that can be said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value {
    /// It is at least this; `None` where nothing can be said.
    pub low: Option<Decimal>,
    /// It is at most this; `None` where nothing can be said.
    pub high: Option<Decimal>,
    /// Why it is not one exact figure.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub why: BTreeSet<Reason>,
}

/// Why a value is not one exact figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// An amount that is a ceiling.
    UpTo(Place),
    /// An amount that is a floor.
    From(Place),
    /// An amount that a person decides.
    CaseByCase(Place),
    /// An amount that the council does not publish.
    NotPublished(Place),
    /// *I do not know*, or no answer, to a question (by index).
    Unknown(usize),
    /// A value that no row of a table (by index) takes.
    OutsideTable(usize),
    /// A figure too large to be worked out exactly at a step (by index).
    TooLarge(usize),
}

/// Where in the rules an amount stands; all by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A rate.
    Rate(usize),
    /// A row of a table.
    Row(usize, usize),
    /// A cell of a two-way table: table, row, column.
    Cell(usize, usize, usize),
    /// What a table gives outside its rows.
    Elsewhere(usize),
    /// An option of a question: question, option.
    Option(usize, usize),
    /// An amount written in a step.
    Step(usize),
}
