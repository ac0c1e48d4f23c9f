//! What stands in the cells of a spreadsheet's file, as a person reads it: the only module that knows the formats.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{
    Data, Dimensions, ExcelDateTime, Ods, OdsError, Reader, SheetVisible, StyleRange, Xlsx,
    XlsxError,
};

use upfront_engine::Decimal;

use super::{
    number_format::{digits_of, shown},
    unseen,
};

/// The most cells that a file may have.
const MOST_CELLS: usize = 200_000;

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// What stands in it, by row and column from nought. Nothing that is blank is among it.
    pub cells: BTreeMap<(u32, u32), Held>,
    /// The rows that are hidden.
    pub hidden_rows: BTreeSet<u32>,
    /// The columns that are hidden, from one to another.
    pub hidden_columns: Vec<(u32, u32)>,
    /// The cells that are merged into one: the first and the last.
    pub merged: Vec<((u32, u32), (u32, u32))>,
    /// Of cells that were put elsewhere, where each stood.
    pub stood: BTreeMap<(u32, u32), (u32, u32)>,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// It, as it is read.
    pub text: String,
    /// Why it cannot be read, in a sentence without its full stop.
    pub fault: Option<String>,
}

impl Held {
    /// A text as a person reads it: without the space around it, and with ordinary spaces.
    pub fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
        Self {
            text: lines.join("\n"),
            fault: None,
        }
    }

    fn faulty(text: &str, fault: String) -> Self {
        Self {
            text: text.to_owned(),
            fault: Some(fault),
        }
    }
}

impl Grid {
    /// The text in a cell; of one that is merged with others below the first, that of the first.
    pub fn over_rows(&self, at: (u32, u32)) -> Option<((u32, u32), &Held)> {
        if let Some(held) = self.cells.get(&at) {
            return Some((at, held));
        }
        let (row, column) = at;
        let merged = self.merged.iter();
        let mut above = merged
            .filter(|((first, left), (last, _))| *left == column && *first < row && row <= *last);
        let (first, _) = above.next()?;
        Some((*first, self.cells.get(first)?))
    }

    /// The rows that hold something, each with its cells.
    pub fn rows(&self) -> BTreeMap<u32, Vec<(u32, &Held)>> {
        let mut rows: BTreeMap<u32, Vec<(u32, &Held)>> = BTreeMap::new();
        for ((row, column), held) in &self.cells {
            rows.entry(*row).or_default().push((*column, held));
        }
        rows
    }
}

/// Reads a workbook: `.xlsx`, `.ods`, and their kin. The sentence says why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let mut grids = cells_of(bytes)?;
    let mut unseen = unseen::read(bytes);
    for grid in &mut grids {
        let Some(unseen) = unseen.remove(&grid.name) else {
            continue;
        };
        grid.hidden_rows = unseen.rows;
        grid.hidden_columns = unseen.columns;
        grid.merged.extend(unseen.merged);
        for (at, shown) in unseen.shown {
            if let Some(held) = grid.cells.get_mut(&at) {
                *held = as_shown(held, &shown);
            }
        }
    }
    Ok(grids)
}

/// An amount or a share as its cell shows it, where that is all of it.
fn as_shown(held: &Held, shown: &str) -> Held {
    let shown = Held::of(shown).text;
    let digits: String = shown
        .chars()
        .filter(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '-'))
        .collect();
    let number = |text: &str| {
        text.parse::<Decimal>()
            .ok()
            .map(|number| number.normalize())
    };
    let (seen, exact) = (number(&digits), number(&held.text));
    let is_share = shown.ends_with('%');
    let exact = exact.and_then(|exact| {
        if is_share {
            exact
                .checked_mul(Decimal::ONE_HUNDRED)
                .map(|share| share.normalize())
        } else {
            Some(exact)
        }
    });
    if seen.is_some() && seen == exact {
        return Held::of(&shown);
    }
    let fault = shows_less(&shown, &held.text);
    Held::faulty(&shown, fault)
}

/// That a cell shows another figure than it holds.
fn shows_less(shown: &str, holds: &str) -> String {
    format!("the cell shows `{shown}`, and holds `{holds}`: which of them is meant?")
}

fn cells_of(bytes: &[u8]) -> Result<Vec<Grid>, String> {
    // By name, and not by what opens any format: that holds readers of formats which are read nowhere.
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => sheets(book, |book, name| {
            let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            let ends = merged
                .into_iter()
                .map(|Dimensions { start, end }| (start, end));
            ends.collect()
        }),
        Err(XlsxError::Password) => Err("it is protected by a password".to_owned()),
        Err(_) => match Ods::new(Cursor::new(bytes)) {
            Ok(book) => sheets(book, |_, _| Vec::new()),
            Err(OdsError::Password) => Err("it is protected by a password".to_owned()),
            Err(_) => Err(DAMAGED.to_owned()),
        },
    }
}

/// What is said of a file that cannot be read.
const DAMAGED: &str = "it is damaged, or is no spreadsheet";

/// The first and the last of the cells that are merged into one.
type Merged = ((u32, u32), (u32, u32));

fn sheets<'a, B: Reader<Cursor<&'a [u8]>>>(
    mut book: B,
    merged: impl Fn(&mut B, &str) -> Vec<Merged>,
) -> Result<Vec<Grid>, String> {
    let sheets = book.sheets_metadata().to_vec();
    let mut left = MOST_CELLS;
    let mut grids = Vec::new();
    for sheet in sheets {
        let range = book.worksheet_range(&sheet.name);
        let range = range.map_err(|_| DAMAGED.to_owned())?;
        let formulas = book.worksheet_formula(&sheet.name).unwrap_or_default();
        let styles = book.worksheet_style(&sheet.name).unwrap_or_default();
        let mut grid = Grid {
            is_hidden: sheet.visible != SheetVisible::Visible,
            merged: merged(&mut book, &sheet.name),
            name: sheet.name,
            ..Grid::default()
        };
        let from = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = (place(from.0, row), place(from.1, column));
            let held = held(data, format_of(&styles, at));
            if !held.text.is_empty() {
                left = left.checked_sub(1).ok_or_else(too_many)?;
                grid.cells.insert(at, held);
            }
        }
        let from = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let at = (place(from.0, row), place(from.1, column));
            if !formula.is_empty() && range.get_value(at).is_none_or(|data| *data == Data::Empty) {
                let fault = "this formula has no value: no program has worked it out".to_owned();
                grid.cells
                    .insert(at, Held::faulty(&format!("={formula}"), fault));
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// A sheet that is read from lines of text with a sign between the cells.
pub fn of_rows(name: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Grid {
    let mut grid = Grid {
        name: name.to_owned(),
        ..Grid::default()
    };
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            let held = Held::of(&text);
            if !held.text.is_empty() {
                grid.cells.insert((row, column), held);
            }
        }
    }
    grid
}

fn too_many() -> String {
    format!("it has more than {MOST_CELLS} cells")
}

fn place(from: u32, by: usize) -> u32 {
    from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
}

fn format_of(styles: &StyleRange, at: (u32, u32)) -> &str {
    let style = styles.get(at);
    let format = style.and_then(|style| style.number_format.as_ref());
    format.map_or("General", |format| &format.format_code)
}

fn held(data: &Data, format: &str) -> Held {
    match data {
        Data::Empty => Held::default(),
        Data::String(text) => Held::of(text),
        Data::Int(number) => Held::of(&number.to_string()),
        Data::Float(number) if !number.is_finite() => {
            Held::faulty("?", "this is no number".to_owned())
        }
        Data::Float(number) => {
            let shown = shown(*number, format);
            let fault = shown
                .rounded
                .map(|rounded| shows_less(&rounded, &shown.text));
            Held {
                text: shown.text,
                fault,
            }
        }
        Data::Bool(true) => Held::of("yes"),
        Data::Bool(false) => Held::of("no"),
        Data::DateTime(day) => Held::of(&day_of(*day)),
        Data::DateTimeIso(day) => Held::of(day.trim_end_matches("T00:00:00")),
        Data::DurationIso(time) => Held::of(time),
        Data::Error(error) => Held::faulty(
            &error.to_string(),
            format!("this cell holds the error `{error}`"),
        ),
    }
}

/// A day as a spreadsheet counts it: `2026-04-06`, with the time where there is one.
fn day_of(day: ExcelDateTime) -> String {
    if day.is_duration() {
        return digits_of(day.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}")
    }
}
