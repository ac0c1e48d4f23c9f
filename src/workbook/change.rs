//! Writes into one cell of an Excel file, and leaves all else of it as it is: its looks, its notes, its lists to choose from.

use std::io::{Cursor, Write as _};

use quick_xml::{Reader, escape::escape, events::Event};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    grid::{self, Held},
    number_format::is_kept,
    unseen::{attribute, number, part, parts_of_sheets},
};
use crate::source::{column_letters, column_of};

const NO_EXCEL_FILE: &str = "only a cell of an Excel workbook (.xlsx) can be written in here";
const A_FORMULA: &str = "a formula stands in this cell";

/// The file with another text in a cell: its row and its column, from nought. A number stays one that can be summed up, where
/// the cell then shows what was written. The sentence says why the cell cannot be written in.
pub fn with_cell(bytes: &[u8], sheet: &str, at: (u32, u32), text: &str) -> Result<Vec<u8>, String> {
    let refused = || NO_EXCEL_FILE.to_owned();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused())?;
    let path = parts_of_sheets(&mut zip)
        .remove(sheet)
        .ok_or_else(refused)?;
    let xml = part(&mut zip, &path).ok_or_else(refused)?;
    let gap = Gap::at(&xml, at)?;
    let text = Held::of(text).text;
    if is_kept(&text) {
        let changed = with_part(bytes, &path, &gap.filled(&xml, &Content::Number(&text)))?;
        if shows(&changed, sheet, at, &text) {
            return Ok(changed);
        }
    }
    with_part(bytes, &path, &gap.filled(&xml, &Content::Text(&text)))
}

/// Whether a cell is read as this text.
fn shows(bytes: &[u8], sheet: &str, at: (u32, u32), text: &str) -> bool {
    let grids = grid::read(bytes).unwrap_or_default();
    let grid = grids.iter().find(|grid| grid.name == sheet);
    grid.and_then(|grid| grid.cells.get(&at)) == Some(&Held::of(text))
}

/// The file with one part put otherwise.
fn with_part(bytes: &[u8], path: &str, xml: &str) -> Result<Vec<u8>, String> {
    let write = || {
        let mut zip = ZipArchive::new(Cursor::new(bytes))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for place in 0..zip.len() {
            let file = zip.by_index_raw(place)?;
            if file.name()?.as_ref() == path {
                out.start_file(path, options)?;
                out.write_all(xml.as_bytes())?;
            } else {
                out.raw_copy_file(file)?;
            }
        }
        Ok::<_, zip::result::ZipError>(out.finish()?.into_inner())
    };
    write().map_err(|fault| format!("the workbook could not be written: {fault}"))
}

/// What is put into a cell.
enum Content<'a> {
    Number(&'a str),
    Text(&'a str),
}

/// Where a cell stands in the XML of a sheet, or is to stand.
struct Gap {
    /// What it takes the place of, in bytes.
    from: usize,
    to: usize,
    /// What stands around it, where more than the cell is missing.
    around: (String, String),
    /// What its elements' names begin with.
    prefix: String,
    /// Its name, such as `D14`.
    name: String,
    /// How it looks.
    style: Option<String>,
}

impl Gap {
    fn at(xml: &str, (row, column): (u32, u32)) -> Result<Self, String> {
        let mut reader = Reader::from_str(xml);
        let mut gap = Self {
            from: 0,
            to: 0,
            around: Default::default(),
            prefix: String::new(),
            name: format!("{}{}", column_letters(column), row + 1),
            style: None,
        };
        let (mut this_row, mut next_row, mut next_column) = (None, 0, 0);
        let mut is_inside = false;
        loop {
            gap.to = byte(&reader);
            if !is_inside {
                gap.from = gap.to;
            }
            let event = reader.read_event();
            let is_empty = matches!(event, Ok(Event::Empty(_)));
            match event {
                Ok(Event::Start(start) | Event::Empty(start)) => {
                    match start.local_name().as_ref() {
                        "col" => {
                            let spans = number(&start, "min")..=number(&start, "max");
                            if spans.contains(&Some(column + 1)) {
                                gap.style = attribute(&start, "style");
                            }
                        }
                        "sheetData" => {
                            let name = start.name();
                            let name: &str = name.as_ref();
                            name.trim_end_matches("sheetData")
                                .clone_into(&mut gap.prefix);
                            if is_empty {
                                gap.to = byte(&reader);
                                gap.around = (
                                    format!("<{name}>{}", gap.row(row)),
                                    format!("</{}row></{name}>", gap.prefix),
                                );
                                return Ok(gap);
                            }
                        }
                        "row" => {
                            let own =
                                number(&start, "r").map_or(next_row, |own| own.saturating_sub(1));
                            if own > row {
                                return Ok(gap.with_row(row));
                            }
                            (this_row, next_row, next_column) = (Some(own), own + 1, 0);
                            if own == row && is_empty {
                                gap.to = byte(&reader);
                                gap.around =
                                    (format!("<{}>", &*start), format!("</{}row>", gap.prefix));
                                return Ok(gap);
                            }
                        }
                        "c" if this_row == Some(row) => {
                            let name = attribute(&start, "r").unwrap_or_default();
                            let letters = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
                            let own = column_of(letters).unwrap_or(next_column);
                            next_column = own + 1;
                            if own > column {
                                return Ok(gap);
                            }
                            if own == column {
                                gap.style = attribute(&start, "s");
                                is_inside = true;
                                if is_empty {
                                    gap.to = byte(&reader);
                                    return Ok(gap);
                                }
                            }
                        }
                        "f" if is_inside => return Err(A_FORMULA.to_owned()),
                        _ => {}
                    }
                }
                Ok(Event::End(end)) => match end.local_name().as_ref() {
                    "c" if is_inside => {
                        gap.to = byte(&reader);
                        return Ok(gap);
                    }
                    "row" if this_row == Some(row) => return Ok(gap),
                    "sheetData" => return Ok(gap.with_row(row)),
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => return Err(NO_EXCEL_FILE.to_owned()),
                Ok(_) => {}
            }
        }
    }

    /// How a row begins.
    fn row(&self, row: u32) -> String {
        format!("<{}row r=\"{}\">", self.prefix, row + 1)
    }

    /// In a row of its own.
    fn with_row(self, row: u32) -> Self {
        Self {
            around: (self.row(row), format!("</{}row>", self.prefix)),
            ..self
        }
    }

    /// The XML with a cell in its place.
    fn filled(&self, xml: &str, content: &Content<'_>) -> String {
        let Self { prefix, name, .. } = self;
        let style = self.style.as_ref();
        let style = style.map_or_else(String::new, |style| format!(" s=\"{}\"", escape(style)));
        let cell = match content {
            Content::Number(number) => {
                format!(
                    "<{prefix}c r=\"{name}\"{style}><{prefix}v>{number}</{prefix}v></{prefix}c>"
                )
            }
            Content::Text("") => format!("<{prefix}c r=\"{name}\"{style}/>"),
            Content::Text(text) => format!(
                "<{prefix}c r=\"{name}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
                escape(*text)
            ),
        };
        let (before, after) = (
            xml.get(..self.from).unwrap_or_default(),
            xml.get(self.to..).unwrap_or_default(),
        );
        [before, &self.around.0, &cell, &self.around.1, after].concat()
    }
}

fn byte(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
