//! Two-way tables: rows, columns, and an amount where they meet.

use upfront_engine::{
    Amount,
    scheme::{Axis, TableKind},
};

use super::{Checking, bands::Placed, tables::Amounts};
use crate::{
    diagnostics::{Code, Finding},
    language::shapes,
    rules::{AnswerColumn, Band, Column, Columns, Rows, Table as WrittenTable, Text, Written},
    source::Span,
};

/// A row or a column.
struct Line<'r> {
    at: Span,
    is: Option<&'r Written<Text>>,
    band: Option<Band<'r>>,
}

/// What picks a row, or a column.
struct Side<'r> {
    by: &'r Written<Text>,
    answer: &'r Written<Text>,
    /// Where the key of the rows, or of the columns, stands.
    list: Option<Span>,
    what: &'static str,
}

impl Checking<'_> {
    /// One side of a two-way table: its axis, and which of the lines that were read stands at each place of it.
    fn axis(
        &mut self,
        table: &WrittenTable,
        lines: &[Line<'_>],
        side: &Side<'_>,
        gaps_allowed: bool,
    ) -> Option<(Axis, Vec<usize>)> {
        let what = side.what;
        if side.answer.is_written() {
            let question = self.side_question(side.answer, &format!("{what}s by answer"));
            let named: Vec<_> = lines
                .iter()
                .map(|line| match line.is {
                    Some(is) => self.option_of(is, line.at, question),
                    None => (None, line.at),
                })
                .collect();
            let question = question?;
            let at = side.list.unwrap_or(table.form.at);
            let places = self.by_option(question, &named, what, at, false)?;
            return Some((
                Axis::Answer { question },
                places.into_iter().flatten().collect(),
            ));
        }
        if !side.by.is_written() {
            if !table.form.has_stray_key {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        table.form.at,
                        format!("the table does not say what picks a {what}"),
                    )
                    .label(format!("no `{what}s by` here"))
                    .advice(format!(
                        "Add `{what}s by:` and a unit, or `{what}s by answer:` and a question."
                    )),
                );
            }
            return None;
        }
        let by = side.by.get()?;
        let by = self.unit(by, by.at)?;
        let bands: Vec<Option<Placed>> = lines
            .iter()
            .map(|line| self.band(line.band.as_ref()?, &by))
            .collect();
        let bands: Vec<Placed> = bands.into_iter().collect::<Option<_>>()?;
        let meet = self.bands_meet(&bands, &by, gaps_allowed);
        let mut order: Vec<usize> = (0..bands.len()).collect();
        order.sort_by_key(|index| {
            bands
                .get(*index)
                .map(|placed| (placed.band.from, placed.band.to))
        });
        let bands = order
            .iter()
            .filter_map(|index| bands.get(*index))
            .map(|placed| placed.band.clone())
            .collect();
        meet.then_some((Axis::Bands { by, bands }, order))
    }

    /// Warns of the cells that are unlike those beside them, along each row and then down each column; a cell once.
    fn check_odd_cells(
        &mut self,
        table: &str,
        cells: &[Vec<Option<(Amount, Span)>>],
        rows: &Axis,
        columns: &Axis,
    ) {
        let is_ordered = |axis: &Axis| match axis {
            Axis::Bands { .. } => true,
            Axis::Answer { question } => self.has_levels(*question),
        };
        let (rows_rise, columns_rise) = (is_ordered(rows), is_ordered(columns));
        let mut is_odd = false;
        for row in cells {
            let figures: Vec<_> = row.iter().flatten().copied().collect();
            is_odd |= self.check_odd_figures(table, &figures, columns_rise);
        }
        // What is odd in its row is odd in its column too.
        if is_odd {
            return;
        }
        for column in 0..cells.first().map_or(0, Vec::len) {
            let cell = |row: &Vec<Option<(Amount, Span)>>| row.get(column).copied().flatten();
            let figures: Vec<_> = cells.iter().filter_map(cell).collect();
            self.check_odd_figures(table, &figures, rows_rise);
        }
    }

    /// Reads a two-way table, and says whether all of it could be read.
    pub(super) fn two_way<'t>(
        &mut self,
        table: &str,
        written: &'t WrittenTable,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let columns_by_answer = written.columns_by_answer.is_written();
        let columns_by = if columns_by_answer {
            "columns by answer"
        } else {
            "columns by"
        };
        self.strays(&written.form, &shapes::TABLE, columns_by);
        let columns: Option<(Vec<Line<'t>>, bool)> = if columns_by_answer {
            let name = ("columns", shapes::ANSWER_COLUMN.name);
            let columns = self.rows(written, &written.columns, Columns::answers, name);
            let line = |column: &'t AnswerColumn| Line {
                at: column.form.at,
                is: Some(&column.is),
                band: None,
            };
            columns.map(|(columns, whole)| (columns.iter().map(line).collect(), whole))
        } else {
            let name = ("columns", shapes::COLUMN.name);
            let columns = self.rows(written, &written.columns, Columns::bands, name);
            let line = |column: &'t Column| Line {
                at: column.form.at,
                is: None,
                band: Some(column.band()),
            };
            columns.map(|(columns, whole)| (columns.iter().map(line).collect(), whole))
        };
        let name = ("rows", shapes::TWO_WAY_ROW.name);
        let rows = self.rows(written, &written.rows, Rows::two_way, name);
        let mut cells: Vec<Vec<Option<(Amount, Span)>>> = Vec::new();
        let count = columns
            .as_ref()
            .filter(|(_, whole)| *whole)
            .map(|(columns, _)| columns.len());
        let mut whole = true;
        let by_answer = written.rows_by_answer.is_written();
        if let (Some(key), true) = (written.rows_by.key(), by_answer) {
            self.find(
                Finding::new(
                    Code::WrongType,
                    key,
                    "`rows by` and `rows by answer` cannot both pick a row",
                )
                .label("the second thing")
                .advice("Keep one of them."),
            );
        }
        for row in rows.iter().flat_map(|(rows, _)| *rows) {
            if by_answer && !row.is.is_written() && !row.form.has_stray_key {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        row.form.at,
                        "the row does not say which option it is for",
                    )
                    .label("no `is` here")
                    .advice("Add `is:` and the option."),
                );
            }
            let picked_by = if by_answer {
                Some("is")
            } else {
                let band = ["at", "under", "to", "from"];
                band.into_iter()
                    .find(|key| row.is.is_written() && row.key(key).is_some())
            };
            if let Some(key) = picked_by {
                self.stray_keys(&shapes::TWO_WAY_ROW, key, |key| row.key(key));
            }
            let given: Vec<Option<(Amount, Span)>> = row
                .gives
                .items()
                .iter()
                .map(|text| {
                    let quantity = self.quantity(text.as_deref()?, text.at)?;
                    let amount = quantity.amount;
                    amounts.push((quantity, text.at));
                    Some((amount, text.at))
                })
                .collect();
            whole &= given.iter().all(Option::is_some);
            if let (Some(count), Some(at)) = (count, row.gives.at())
                && given.len() != count
            {
                whole = false;
                self.find(
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!(
                            "the row has {} amounts, and the table has {count} columns",
                            given.len()
                        ),
                    )
                    .label("one amount for each column")
                    .advice("Write `not published` where the printed table is empty."),
                );
            }
            cells.push(given);
        }
        let column_axis = columns.as_ref().and_then(|(lines, _)| {
            let side = Side {
                by: &written.columns_by,
                answer: &written.columns_by_answer,
                list: written.columns.key(),
                what: "column",
            };
            self.axis(written, lines, &side, gaps_allowed)
        });
        let row_axis = rows.as_ref().and_then(|(lines, _)| {
            let lines = lines.iter().map(|row| Line {
                at: row.form.at,
                is: Some(&row.is),
                band: Some(row.band()),
            });
            let lines: Vec<Line<'_>> = lines.collect();
            let side = Side {
                by: &written.rows_by,
                answer: &written.rows_by_answer,
                list: written.rows.key(),
                what: "row",
            };
            self.axis(written, &lines, &side, gaps_allowed)
        });
        let ((_, columns_whole), (_, rows_whole)) = (columns?, rows?);
        let ((columns, column_order), (rows, row_order)) = (column_axis?, row_axis?);
        let is_whole = whole && columns_whole && rows_whole;
        let cells: Vec<Vec<Option<(Amount, Span)>>> = row_order
            .iter()
            .filter_map(|row| cells.get(*row))
            .map(|row| {
                let cell = |column: &usize| row.get(*column).copied().flatten();
                column_order.iter().map(cell).collect()
            })
            .collect();
        if is_whole && !written.note.is_written() {
            self.check_odd_cells(table, &cells, &rows, &columns);
        }
        let cells = cells
            .iter()
            .map(|row| {
                let amounts = row.iter().map(|cell| cell.map(|(amount, _)| amount));
                amounts
                    .map(|amount| amount.unwrap_or(Amount::NotPublished))
                    .collect()
            })
            .collect();
        Some((
            TableKind::TwoWay {
                rows,
                columns,
                cells,
            },
            is_whole,
        ))
    }
}
