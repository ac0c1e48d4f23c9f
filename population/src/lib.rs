//! Everybody of a Parquet file, or of Arrow record batches, worked out by the columns of the engine.
//!
//! [`Batches`] reads a Parquet file a batch at a time, so that memory is bounded by the batch and the pages that it stands in,
//! and not by the file. [`Cells`] says what stands in a column of any type that an answer can have. [`People`] puts a batch
//! into the engine's columns, and what they give into another: a row that cannot be worked out has no figure, and says why.

mod batches;
mod cells;
mod people;

pub use arrow_array;
pub use arrow_schema;
pub use batches::Batches;
pub use cells::{Cells, Said};
pub use parquet::arrow::ArrowWriter;
pub use people::{LEFT_OUT, LeftOut, People};
