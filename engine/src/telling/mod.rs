//! The texts of a scheme, each put together once, with gaps for the amounts.
//!
//! What a working says of a step depends on the rules and the words; an outcome adds which answers were given, which rows
//! were found, and the amounts. So the sentences are composed once for a scheme (`compose`, which the estimator need not
//! load: it gets them packed) and filled for each outcome (`fill`). Only how a sentence is broken into lines waits for
//! the amounts, because that depends on how long they are.

#[cfg(feature = "describe")]
mod compose;
mod fill;

use alloc::{boxed::Box, string::String, vec::Vec};

use crate::{
    outline::Counted,
    value::{Place, Reason},
};

#[cfg(feature = "describe")]
pub(crate) use compose::phrases;
pub(crate) use fill::Filler;
#[cfg(feature = "describe")]
pub(crate) use fill::{fill, one_or_list};

pub(crate) use crate::said::Said;

/// What is told of a scheme in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// What things are counted in, as it is said: steps, tables and gaps point here.
    pub(crate) units: Vec<Said>,
    pub(crate) gaps: Vec<Gap>,
    /// By [`crate::scheme::Scheme::questions`].
    pub(crate) questions: Vec<ToldQuestion>,
    /// By [`crate::scheme::Scheme::tables`].
    pub(crate) tables: Vec<ToldTable>,
    /// By [`crate::scheme::Scheme::steps`].
    pub(crate) steps: Vec<ToldStep>,
    pub(crate) left_out: Vec<LeftOut>,
    /// By [`crate::scheme::Scheme::results`]: who may go beyond it.
    pub(crate) may_be_exceeded: Vec<String>,
    /// Why amounts of the rules are not one exact figure.
    pub(crate) reasons: Vec<ToldReason>,
    /// Several things in one line: all but the last, and the last.
    pub(crate) list: Text,
    /// What stands between things that are multiplied.
    pub(crate) by: String,
    /// What a row of a table says: the row, and the amount.
    pub(crate) row_gives: Text,
    /// The name of a cell: its row, and its column.
    pub(crate) cell: Text,
}

/// An amount that a text waits for: what went into a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) step: usize,
    /// The place of the input.
    pub(crate) place: usize,
    /// What it is counted in.
    pub(crate) unit: usize,
}

/// What is told of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ToldQuestion {
    pub(crate) unit: usize,
    /// The units of its other periods.
    pub(crate) periods: Vec<usize>,
    /// What each option counts.
    pub(crate) counts: Vec<String>,
}

/// The names of a table's rows, and of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ToldTable {
    pub(crate) unit: usize,
    pub(crate) rows: Vec<String>,
    pub(crate) columns: Vec<String>,
}

/// What is told of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ToldStep {
    /// Whether it is told within another.
    pub(crate) is_bookkeeping: bool,
    pub(crate) unit: usize,
    /// Where it is taken.
    pub(crate) told: Vec<Phrasing>,
    /// Where it is not: a place in [`Telling::left_out`].
    pub(crate) left_out: usize,
    /// Where how near the next rows are may be told.
    pub(crate) near: Option<ToldNear>,
}

/// How near the next rows of a table are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToldNear {
    /// What is looked up.
    pub(crate) item: Phrasing,
    /// How a difference of it is said.
    pub(crate) by: usize,
}

/// Why a step is not taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LeftOut {
    /// What the answers may say otherwise, in order.
    pub(crate) given: Vec<Given>,
    /// Where they do not.
    pub(crate) otherwise: String,
}

/// What is told of the answer to a question, by its option; empty where that says nothing here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub(crate) question: usize,
    pub(crate) told: Vec<String>,
}

/// Why an amount is not one exact figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToldReason {
    pub(crate) why: Key,
    pub(crate) sentence: String,
}

/// A reason, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) kind: usize,
    pub(crate) place: usize,
    pub(crate) of: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

impl Key {
    /// The key of a reason that rests on a place in the rules.
    pub(crate) const fn of(why: &Reason) -> Option<Self> {
        let (kind, place) = match why {
            Reason::UpTo(place) => (0, place),
            Reason::From(place) => (1, place),
            Reason::Printed(place) => (2, place),
            Reason::CaseByCase(place) => (3, place),
            Reason::NotPublished(place) => (4, place),
            Reason::NotKnown(place) => (5, place),
            Reason::Unknown(_) | Reason::OutsideTable(_) | Reason::TooLarge(_) => return None,
        };
        let (place, of, row, column) = match *place {
            Place::Rate(rate) => (0, rate, 0, 0),
            Place::Row(table, row) => (1, table, row, 0),
            Place::Cell(table, row, column) => (2, table, row, column),
            Place::Elsewhere(table) => (3, table, 0, 0),
            Place::Option(question, option) => (4, question, option, 0),
            Place::Step(step) => (5, step, 0, 0),
        };
        Some(Self {
            kind,
            place,
            of,
            row,
            column,
        })
    }
}

/// A text with gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// A text, and the gap behind it.
    pub(crate) pieces: Vec<Piece>,
    /// What comes behind the last gap.
    pub(crate) last: Counted,
}

/// A text, and the gap behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: Counted,
    pub(crate) gap: usize,
}

/// A phrase with gaps. The gaps of a line are amounts ([`Telling::gaps`]); those of a message are other phrases, by their
/// place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phrasing {
    /// A line, and what stands under it.
    Line { text: Text, under: Vec<Phrasing> },
    /// A message about other phrases; `other` where something stands under the first of them.
    Fill {
        message: Text,
        gaps: Vec<Phrasing>,
        other: Option<Text>,
    },
    /// A message about several things, in one line or as a list under it: with “by” between them, or commas.
    List {
        message: Text,
        by: bool,
        items: Vec<Phrasing>,
    },
    /// One phrase where an input was read, the other where it was not.
    Read {
        step: usize,
        place: usize,
        worked: Box<Phrasing>,
        bare: Box<Phrasing>,
    },
    /// What the answers count, added up: where some do, and where none does.
    AddUp { worked: Text, none: String },
    /// The rows of a table that were found.
    Rows { table: usize },
    /// The smallest of several, of which what has no limit is left out; each with the place of its input. `take` is told
    /// where one is left.
    Least {
        take: Text,
        least: Text,
        items: Vec<Phrasing>,
        places: Vec<usize>,
    },
    /// What came of a test: of its parts, so many have to hold. `alone` is told of the only one.
    Test {
        parts: Vec<TestPart>,
        needed: usize,
        alone: Text,
    },
}

/// A part of a test, by what speaks for it or against it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TestPart {
    /// Another test that has to be met, by its name; nothing else is told then.
    pub(crate) name: Option<String>,
    /// Where it holds.
    pub(crate) so: Phrasing,
    /// Where it does not.
    pub(crate) not_so: Phrasing,
    /// The question that it asks for, and what is told of each answer.
    pub(crate) given: Option<GivenPart>,
    /// What may keep it open: questions, or else steps.
    pub(crate) questions: Vec<usize>,
    pub(crate) steps: Vec<usize>,
}

/// What is told of the answer that a part of a test asks for, by option.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GivenPart {
    pub(crate) question: usize,
    /// Whether the part holds with it.
    pub(crate) holds: Vec<bool>,
    pub(crate) told: Vec<Phrasing>,
}

#[cfg(feature = "describe")]
impl Phrasing {
    /// A line with nothing under it.
    pub(crate) fn line(text: Text) -> Self {
        let under = Vec::new();
        Self::Line { text, under }
    }
}
