//! Workbooks: rules as tables in a spreadsheet, read into the same nodes as YAML.
//!
//! Which sheets there are and what their columns are called follows from the language's own declarations
//! ([`layout`]), so that a new key of the language is a column at once. [`grid`] knows the formats of files and gives what
//! stands in each cell as a person reads it; [`read()`] makes nodes of that, [`fill`] makes rows of nodes, and `write` a
//! file of rows. [`sheets`] gives them for somebody to look at, and [`with_cell`] writes into one cell.

mod change;
mod condition;
mod ends;
mod fill;
pub mod grid;
mod import;
pub mod layout;
mod number_format;
mod read;
mod scalar;
mod sheet;
mod unseen;
#[cfg(feature = "cli")]
mod write;
mod xlsform;

pub use change::with_cell;
pub use fill::{Filled, empty, fill, of_files};
pub use import::{Imported, Sort, import};
pub use read::{is_workbook, read};
pub use sheet::{Sheet, sheets};
#[cfg(feature = "cli")]
pub use write::write;
