//! The sheets of a workbook as somebody looks at them and writes in them: headings, and rows of cells.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    grid::{self, Grid},
    read::{head_of, is_aside},
};
use crate::source::column_letters;

/// A sheet, for somebody to write in.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its columns that hold anything.
    pub columns: Vec<Column>,
    /// Its rows that hold anything, headings too.
    pub rows: Vec<Row>,
}

/// A column of a sheet.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its letters.
    pub letters: String,
    /// What stands at its head; nothing where nothing does.
    pub heading: String,
}

/// A row of a sheet.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is the one of the headings, or stands above it.
    pub is_head: bool,
    /// What stands in each of the columns.
    pub cells: Vec<String>,
}

/// The sheets of a workbook that are read. The sentence says why it cannot be.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let grids = grid::read(bytes)?;
    let read = grids.iter().filter(|grid| !is_aside(&grid.name));
    Ok(read.map(sheet).collect())
}

fn sheet(grid: &Grid) -> Sheet {
    let rows = grid.rows();
    let head = head_of(grid).or_else(|| rows.keys().next().copied());
    let columns: BTreeSet<u32> = grid.cells.keys().map(|(_, column)| *column).collect();
    let text = |at: (u32, u32)| {
        let held = grid.cells.get(&at);
        held.map_or_else(String::new, |held| held.text.clone())
    };
    let in_columns = |row: u32| columns.iter().map(move |column| text((row, *column)));
    Sheet {
        name: grid.name.clone(),
        columns: columns
            .iter()
            .map(|column| Column {
                letters: column_letters(*column),
                heading: head.map_or_else(String::new, |head| text((head, *column))),
            })
            .collect(),
        rows: rows
            .keys()
            .map(|row| Row {
                number: row.saturating_add(1),
                is_head: head.is_some_and(|head| *row <= head),
                cells: in_columns(*row).collect(),
            })
            .collect(),
    }
}
