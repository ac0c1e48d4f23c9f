//! People of a Parquet file. It has no row of names, so the first of them is row 1.

use std::fs::File;

use upfront_population::{
    Batches, Cells,
    arrow_array::{Array, RecordBatch},
};

use super::{
    BATCH,
    people::{Batch, People, Texts},
};

/// People of a Parquet file.
pub struct ParquetPeople {
    batches: Batches,
    columns: Vec<String>,
    /// What was read and has not been given yet.
    left: Option<RecordBatch>,
    row: u64,
}

impl ParquetPeople {
    /// Opens a file. An error says in a sentence why it cannot be read.
    pub fn new(file: File) -> Result<Self, String> {
        let batches = Batches::open(file, BATCH)?;
        Ok(Self {
            columns: batches.names().to_vec(),
            batches,
            left: None,
            row: 0,
        })
    }
}

impl People for ParquetPeople {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next(&mut self, most: usize) -> Result<Option<Batch>, String> {
        let read = match self.left.take() {
            Some(left) => Some(left),
            None => self.batches.next().transpose()?,
        };
        let Some(read) = read else {
            return Ok(None);
        };
        let count = read.num_rows().min(most);
        if count < read.num_rows() {
            self.left = Some(read.slice(count, read.num_rows() - count));
        }
        let columns = read.columns().iter().map(|column| texts(column, count));
        let first = self.row;
        self.row = first.saturating_add(count as u64);
        Ok(Some(Batch {
            columns: columns.collect(),
            rows: (first..self.row).map(|before| before + 1).collect(),
            unread: Vec::new(),
        }))
    }
}

/// The first cells of a column, as somebody would type them. Of a type that no answer has, each says the type, which is then no
/// answer to anything.
fn texts(column: &dyn Array, count: usize) -> Texts {
    let mut texts = Texts::default();
    let cells = Cells::of(column);
    let kind = column.data_type().to_string();
    let (mut room, mut cell) = (String::new(), String::new());
    for row in 0..count {
        cell.clear();
        match &cells {
            Some(cells) => cells.said(row, &mut room).write(&mut cell),
            None => cell.push_str(&kind),
        }
        texts.push(&cell);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use upfront_population::{
        ArrowWriter,
        arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, StringArray},
    };

    #[test]
    fn cells_are_read_as_they_would_be_typed_and_rows_count_from_one() {
        let money = Decimal128Array::from(vec![Some(1_250), None, Some(300)]);
        let money = money.with_precision_and_scale(10, 2).unwrap();
        let columns: Vec<(&str, ArrayRef)> = vec![
            (
                "care",
                Arc::new(StringArray::from(vec!["none", "some", "lots"])),
            ),
            ("capital", Arc::new(money)),
            (
                "partner",
                Arc::new(BooleanArray::from(vec![true, false, true])),
            ),
            ("born", Arc::new(Date32Array::from(vec![1, 2, 3]))),
        ];
        let rows = RecordBatch::try_from_iter(columns).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        let mut writer = ArrowWriter::try_new(&mut file, rows.schema(), None).unwrap();
        writer.write(&rows).unwrap();
        writer.close().unwrap();
        let mut people = ParquetPeople::new(file).unwrap();
        assert_eq!(people.columns(), ["care", "capital", "partner", "born"]);
        let batch = people.next(2).unwrap().unwrap();
        assert_eq!(batch.rows, [1, 2]);
        let cells = |batch: &Batch, row| -> Vec<String> {
            let columns = batch.columns.iter();
            columns.map(|column| column.get(row).to_owned()).collect()
        };
        assert_eq!(cells(&batch, 0), ["none", "12.5", "yes", "Date32"]);
        assert_eq!(cells(&batch, 1), ["some", "", "no", "Date32"]);
        let batch = people.next(2).unwrap().unwrap();
        assert_eq!(batch.rows, [3]);
        assert_eq!(cells(&batch, 0), ["lots", "3", "yes", "Date32"]);
        assert!(people.next(2).unwrap().is_none());
    }
}
