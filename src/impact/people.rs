//! People of a file, a batch at a time: the seam between what reads a file and what counts people. No batch knows of another, so
//! memory is bounded by a batch and not by the file.

use upfront_engine::answers::AnswerFault;

/// People of a file.
pub trait People {
    /// The names of the columns.
    fn columns(&self) -> &[String];

    /// The next people, at most so many; `None` after the last. An error says in a sentence why the file cannot be read on.
    fn next(&mut self, most: usize) -> Result<Option<Batch>, String>;
}

/// Some people of a file.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The cells of each column, as somebody would type them. An empty cell is no answer.
    pub columns: Vec<Texts>,
    /// Which row of the file each of them is. What stands above the first, the names of the columns, is row 1.
    pub rows: Vec<u64>,
    /// The rows that could not be read, which are not among them.
    pub unread: Vec<RowFault>,
}

/// The cells of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// The cell of a row, without spaces around it; empty where there is none.
    pub fn get(&self, row: usize) -> &str {
        let before = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default().trim()
    }
}

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Which row of the file it is.
    pub row: u64,
    /// The name of the column; empty where it is the row as a whole.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has another number of cells than there are columns.
    Cells {
        /// How many it has.
        has: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// It is not UTF-8 text.
    Encoding,
    /// It is no answer to its question.
    Answer(AnswerFault),
    /// It says nothing, and the question is asked of this person.
    Empty,
    /// The question is not asked of somebody with the row's other answers.
    NotAsked,
    /// Two columns with one name say different things.
    Twice,
    /// It is no weight: a number over nought.
    Weight,
}

/// The kinds of what is wrong with a row, as they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Too many or too few cells.
    Cells,
    /// Not UTF-8.
    Encoding,
    /// No option of the question.
    Option,
    /// Not a number.
    Number,
    /// A number that the question does not take.
    Range,
    /// No answer to a question that is asked.
    Empty,
    /// An answer to a question that is not asked.
    NotAsked,
    /// Two columns that say different things.
    Twice,
    /// No weight.
    Weight,
}

impl FaultKind {
    /// Its name in messages and in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Encoding => "encoding",
            Self::Option => "option",
            Self::Number => "number",
            Self::Range => "range",
            Self::Empty => "empty",
            Self::NotAsked => "not-asked",
            Self::Twice => "twice",
            Self::Weight => "weight",
        }
    }
}

impl Why {
    /// What kind it is.
    pub const fn kind(&self) -> FaultKind {
        match self {
            Self::Cells { .. } => FaultKind::Cells,
            Self::Encoding => FaultKind::Encoding,
            Self::Answer(AnswerFault::NotAnOption | AnswerFault::NoSuchQuestion) => {
                FaultKind::Option
            }
            Self::Answer(AnswerFault::NotANumber) => FaultKind::Number,
            Self::Answer(_) => FaultKind::Range,
            Self::Empty => FaultKind::Empty,
            Self::NotAsked => FaultKind::NotAsked,
            Self::Twice => FaultKind::Twice,
            Self::Weight => FaultKind::Weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn cells_come_back_without_the_spaces_around_them() {
        let mut column = Texts::default();
        for cell in ["none", "", " £5 "] {
            column.push(cell);
        }
        let cells: Vec<&str> = (0..4).map(|row| column.get(row)).collect();
        assert_eq!(cells, ["none", "", "£5", ""]);
    }
}
