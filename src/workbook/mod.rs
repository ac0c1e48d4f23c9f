//! Workbooks: rules as tables in a spreadsheet, read into the same nodes as YAML.
//!
//! Which sheets there are and what their columns are called follows from the language's own declarations
//! ([`layout`]), so that a new key of the language is a column at once. [`grid`] knows the formats of files and gives what
//! stands in each cell as a person reads it; [`read()`] makes nodes of that, [`fill`] makes rows of nodes, and `write` a
//! file of rows.

mod condition;
mod ends;
mod fill;
pub mod grid;
mod import;
pub mod layout;
mod number_format;
mod read;
mod scalar;
mod unseen;
#[cfg(feature = "cli")]
mod write;
mod xlsform;

pub use fill::{Filled, empty, fill, of_files};
pub use import::{Imported, Sort, import};
pub use read::{is_workbook, read};
#[cfg(feature = "cli")]
pub use write::write;
