//! Two-way tables: rows, columns, and an amount where they meet.

use upfront_engine::{
    Amount,
    scheme::{Axis, TableKind},
};

use super::{Checking, bands::Placed, tables::Amounts};
use crate::{
    diagnostics::{Code, Finding},
    language::{Reader, shapes},
    source::{Node, Span},
};

impl Checking<'_> {
    /// One side of a two-way table: its axis, and which of the lines that were read stands at each place of it.
    fn axis(
        &mut self,
        reader: &Reader<'_>,
        lines: &[(&Node, Reader<'_>)],
        (by_key, answer_key, list_key, what): (&str, &str, &str, &str),
        gaps_allowed: bool,
    ) -> Option<(Axis, Vec<usize>)> {
        if reader.is_written(answer_key) {
            let question = self.side_question(reader, answer_key);
            let named: Vec<_> = lines
                .iter()
                .map(|(_, line)| self.option_of(line, question))
                .collect();
            let question = question?;
            let at = reader
                .entry(list_key)
                .map_or(reader.span(), |entry| entry.key_span);
            let places = self.by_option(question, &named, what, at, false)?;
            return Some((
                Axis::Answer { question },
                places.into_iter().flatten().collect(),
            ));
        }
        if !reader.is_written(by_key) {
            if !reader.has_stray_key() {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        reader.span(),
                        format!("the table does not say what picks a {what}"),
                    )
                    .label(format!("no `{by_key}` here"))
                    .advice(format!(
                        "Add `{by_key}:` and a unit, or `{answer_key}:` and a question."
                    )),
                );
            }
            return None;
        }
        let by = reader.value(by_key).and_then(|node| self.unit(node))?;
        let bands: Vec<Option<Placed>> =
            lines.iter().map(|(_, line)| self.band(line, &by)).collect();
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
    pub(super) fn two_way(
        &mut self,
        table: &str,
        reader: &Reader<'_>,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let (column_shape, columns_by) = if reader.is_written("columns by answer") {
            (&shapes::ANSWER_COLUMN, "columns by answer")
        } else {
            (&shapes::COLUMN, "columns by")
        };
        self.strays(reader, &shapes::TABLE, columns_by);
        let columns = self.rows(reader, "columns", column_shape);
        let rows = self.rows(reader, "rows", &shapes::TWO_WAY_ROW);
        let mut cells: Vec<Vec<Option<(Amount, Span)>>> = Vec::new();
        let count = columns
            .as_ref()
            .filter(|(_, whole)| *whole)
            .map(|(columns, _)| columns.len());
        let mut whole = true;
        let by_answer = reader.is_written("rows by answer");
        if let (Some(entry), true) = (reader.entry("rows by"), by_answer) {
            self.find(
                Finding::new(
                    Code::WrongType,
                    entry.key_span,
                    "`rows by` and `rows by answer` cannot both pick a row",
                )
                .label("the second thing")
                .advice("Keep one of them."),
            );
        }
        for (_, row) in rows.iter().flat_map(|(rows, _)| rows) {
            if by_answer && !row.is_written("is") && !row.has_stray_key() {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        row.span(),
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
                    .find(|key| row.is_written("is") && row.is_written(key))
            };
            if let Some(key) = picked_by {
                self.strays(row, &shapes::TWO_WAY_ROW, key);
            }
            let given: Vec<Option<(Amount, Span)>> = row
                .list("gives")
                .iter()
                .map(|node| {
                    let quantity = self.quantity(node)?;
                    let amount = quantity.amount;
                    amounts.push((quantity, node.span));
                    Some((amount, node.span))
                })
                .collect();
            whole &= given.iter().all(Option::is_some);
            if let (Some(count), Some(node)) = (count, row.value("gives"))
                && given.len() != count
            {
                whole = false;
                self.find(
                    Finding::new(
                        Code::WrongType,
                        node.span,
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
            self.axis(
                reader,
                lines,
                ("columns by", "columns by answer", "columns", "column"),
                gaps_allowed,
            )
        });
        let row_axis = rows.as_ref().and_then(|(lines, _)| {
            self.axis(
                reader,
                lines,
                ("rows by", "rows by answer", "rows", "row"),
                gaps_allowed,
            )
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
        if is_whole && !reader.is_written("note") {
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
