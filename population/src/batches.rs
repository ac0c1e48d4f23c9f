//! A Parquet file, a batch at a time.

use std::fs::File;

use arrow_array::{RecordBatch, RecordBatchReader};
use parquet::{
    arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
    errors::ParquetError,
};

/// The rows of a Parquet file. What is read of it at a time is a batch, and the pages that the batch stands in.
pub struct Batches {
    reader: ParquetRecordBatchReader,
    names: Vec<String>,
}

impl Batches {
    /// Opens a file, to be read at most so many rows at a time. An error says in a sentence why it cannot be read.
    pub fn open(file: File, most: usize) -> Result<Self, String> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|why| said(&why))?;
        let reader = builder.with_batch_size(most).build();
        let reader = reader.map_err(|why| said(&why))?;
        let schema = reader.schema();
        let names = schema.fields().iter().map(|field| field.name().clone());
        Ok(Self {
            names: names.collect(),
            reader,
        })
    }

    /// The names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// The rows of each batch. An error says in a sentence why the file cannot be read on.
impl Iterator for Batches {
    type Item = Result<RecordBatch, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.reader.next()?;
        Some(next.map_err(|why| format!("It cannot be read on: {why}.")))
    }
}

fn said(why: &ParquetError) -> String {
    format!("It cannot be read as a Parquet file: {why}.")
}
