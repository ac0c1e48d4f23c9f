//! People of a CSV file, as a spreadsheet saves it.

use std::io::{self, Read};

use super::people::{Batch, People, RowFault, Texts, Why};

/// The mark that some programs put at the start of a file. It is no part of the text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// People of a CSV file.
pub struct CsvPeople<R> {
    reader: csv::Reader<R>,
    columns: Vec<String>,
    row: u64,
}

impl<R: Read> CsvPeople<R> {
    /// Reads the names of the columns. An error says in a sentence why they cannot be read.
    pub fn new(file: R) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(file);
        let mut heading = csv::ByteRecord::new();
        reader.read_byte_record(&mut heading).map_err(unreadable)?;
        let first = heading.get(0).unwrap_or_default();
        if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
            return Err(NOT_UTF8.to_owned());
        }
        let columns = heading.iter().enumerate().map(|(place, name)| {
            let mark: &[u8] = if place == 0 { BYTE_ORDER_MARK } else { &[] };
            let name = name.strip_prefix(mark).unwrap_or(name);
            let name = std::str::from_utf8(name).map_err(|_| NOT_UTF8)?;
            Ok(name.trim().to_owned())
        });
        let columns: Vec<String> = columns.collect::<Result<_, &str>>()?;
        if columns.iter().all(String::is_empty) {
            return Err(
                "The file is empty. Its first row is the names of the questions.".to_owned(),
            );
        }
        Ok(Self {
            reader,
            columns,
            row: 1,
        })
    }

    /// How many blank lines were passed over to read a record: a spreadsheet counts them as rows.
    fn blank_lines_before(&self, record: &csv::ByteRecord) -> u64 {
        // The record's place is where the one before ended, so what has been read since is blank lines and its own.
        let start = record.position().map_or(0, csv::Position::line);
        let read = self.reader.position().line().saturating_sub(start);
        let breaks = record.as_slice().iter().filter(|byte| **byte == b'\n');
        read.saturating_sub(1).saturating_sub(breaks.count() as u64)
    }

    fn add(&self, record: &csv::ByteRecord, batch: &mut Batch) -> Result<(), RowFault> {
        let fault = |column: &str, cell: String, why| RowFault {
            row: self.row,
            column: column.to_owned(),
            cell,
            why,
        };
        // Empty cells at the end are only commas that a spreadsheet left.
        let has = record.iter().rposition(|cell| !cell.is_empty());
        let has = has.map_or(0, |last| last.saturating_add(1));
        let columns = self.columns.len();
        if has > columns || record.len() < columns {
            let has = has.max(record.len().min(columns));
            return Err(fault("", String::new(), Why::Cells { has, columns }));
        }
        for (cell, column) in record.iter().zip(&self.columns) {
            if std::str::from_utf8(cell).is_err() {
                let cell = String::from_utf8_lossy(cell).into_owned();
                return Err(fault(column, cell, Why::Encoding));
            }
        }
        for (column, cell) in batch.columns.iter_mut().zip(record) {
            column.push(std::str::from_utf8(cell).unwrap_or_default());
        }
        batch.rows.push(self.row);
        Ok(())
    }
}

const NOT_UTF8: &str = "The names of the columns are not UTF-8 text. Save the file again: in a spreadsheet, Save As, CSV UTF-8.";

fn unreadable(fault: csv::Error) -> String {
    match fault.into_kind() {
        csv::ErrorKind::Io(fault) => {
            let fault: &io::Error = &fault;
            crate::diagnostics::fault::plain_words(fault).to_owned()
        }
        _ => "it is not CSV".to_owned(),
    }
}

impl<R: Read> People for CsvPeople<R> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next(&mut self, most: usize) -> Result<Option<Batch>, String> {
        let mut batch = Batch {
            columns: vec![Texts::default(); self.columns.len()],
            ..Batch::default()
        };
        let mut record = csv::ByteRecord::new();
        let mut read = 0_usize;
        while read < most
            && self
                .reader
                .read_byte_record(&mut record)
                .map_err(unreadable)?
        {
            read = read.saturating_add(1);
            let blank = self.blank_lines_before(&record);
            self.row = self.row.saturating_add(1).saturating_add(blank);
            // A row of commas alone is what a spreadsheet leaves below the last.
            if record.iter().all(<[u8]>::is_empty) {
                continue;
            }
            if let Err(fault) = self.add(&record, &mut batch) {
                batch.unread.push(fault);
            }
        }
        Ok((read > 0).then_some(batch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<String>, Batch) {
        let mut people = CsvPeople::new(bytes).unwrap();
        let batch = people.next(100).unwrap().unwrap();
        (people.columns().to_vec(), batch)
    }

    #[test]
    fn rows_count_as_a_spreadsheet_counts_them_and_a_mark_at_the_start_is_no_text() {
        let (columns, batch) =
            read(b"\xEF\xBB\xBFage,washing\r\nold,none\r\n,\r\n\"a\nb\",x,,\r\n");
        assert_eq!(columns, ["age", "washing"]);
        assert_eq!(batch.rows, [2, 4]);
        assert_eq!(batch.columns[0].get(1), "a\nb");
        assert!(batch.unread.is_empty());
    }

    #[test]
    fn blank_lines_count_as_rows_and_are_nobody() {
        let (_, batch) = read(b"age,washing\n\nold,none\n\r\n\n\"a\nb\",some\nold,all");
        assert_eq!(batch.rows, [3, 6, 7]);
        assert_eq!(batch.columns[1].get(2), "all");
    }

    #[test]
    fn a_row_with_too_many_or_too_few_cells_or_another_encoding_is_told_and_left_out() {
        let (_, batch) = read(b"age,washing\nold,none,more\nold\nold,caf\xe9\nold,some\n");
        assert_eq!(batch.rows, [5]);
        let told: Vec<_> = batch
            .unread
            .iter()
            .map(|fault| (fault.row, fault.column.as_str(), fault.why.clone()))
            .collect();
        let cells = |has| Why::Cells { has, columns: 2 };
        assert_eq!(
            told,
            [
                (2, "", cells(3)),
                (3, "", cells(1)),
                (4, "washing", Why::Encoding)
            ]
        );
    }

    #[test]
    fn a_batch_holds_no_more_than_was_asked_for() {
        let mut people = CsvPeople::new(&b"a\n1\n2\n3\n"[..]).unwrap();
        let mut sizes = Vec::new();
        while let Some(batch) = people.next(2).unwrap() {
            sizes.push(batch.rows.len());
        }
        assert_eq!(sizes, [2, 1]);
    }
}
