//! What the reader of workbooks does not tell of a file: which rows and columns are hidden, and of an `OpenDocument` which cells
//! are merged and what it shows of numbers.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

/// How many bytes of XML are read of a part of a file.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// How often a row or a cell that stands for several is repeated at most.
const MOST_REPEATS: u32 = 10_000;

/// What is told of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    /// The rows that are hidden.
    pub(super) rows: BTreeSet<u32>,
    /// The columns that are hidden: the first and the last of each stretch.
    pub(super) columns: Vec<(u32, u32)>,
    /// The cells of an `OpenDocument` that are merged into one: the first and the last.
    pub(super) merged: Vec<((u32, u32), (u32, u32))>,
    /// What cells with numbers show, where the file says so.
    pub(super) shown: BTreeMap<(u32, u32), String>,
}

/// What is told of each sheet, by its name.
pub(super) fn read(bytes: &[u8]) -> BTreeMap<String, Unseen> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeMap::new();
    };
    if let Some(content) = part(&mut zip, "content.xml") {
        return open_document(&content);
    }
    let sheets = parts_of_sheets(&mut zip).into_iter();
    let sheets = sheets.filter_map(|(name, path)| Some((name, excel(&part(&mut zip, &path)?))));
    sheets.collect()
}

/// Where in an Excel file each sheet stands, by its name.
pub(super) fn parts_of_sheets(zip: &mut ZipArchive<Cursor<&[u8]>>) -> BTreeMap<String, String> {
    let targets = part(zip, "xl/_rels/workbook.xml.rels")
        .map(|xml| attributes(&xml, "Relationship", ["Id", "Target"]));
    let targets: BTreeMap<String, String> = targets
        .unwrap_or_default()
        .into_iter()
        .map(|[id, to]| (id, to))
        .collect();
    let sheets = part(zip, "xl/workbook.xml").map(|xml| attributes(&xml, "sheet", ["name", "id"]));
    let sheets = sheets
        .unwrap_or_default()
        .into_iter()
        .filter_map(|[name, id]| {
            let target = targets.get(&id)?;
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            Some((name, path))
        });
    sheets.collect()
}

/// A part of a file, by its path in it.
pub(super) fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    let part = zip.by_name(name).ok()?;
    part.take(LARGEST_PART).read_to_string(&mut text).ok()?;
    Some(text)
}

/// An attribute, by its name without what stands before a colon in it.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes().flatten();
    let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Two attributes of every element of a name.
fn attributes(xml: &str, element: &str, names: [&str; 2]) -> Vec<[String; 2]> {
    let mut found = Vec::new();
    each(xml, |event| {
        if let Event::Start(start) | Event::Empty(start) = event
            && start.local_name().as_ref() == element
            && let (Some(one), Some(other)) =
                (attribute(start, names[0]), attribute(start, names[1]))
        {
            found.push([one, other]);
        }
    });
    found
}

/// Goes through XML as far as it can be read.
fn each(xml: &str, mut look: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => look(&event),
        }
    }
}

/// Whether a row or a column of an `OpenDocument` is out of sight.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|seen| seen != "visible")
}

/// A number in an attribute.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

fn excel(xml: &str) -> Unseen {
    let mut unseen = Unseen::default();
    each(xml, |event| {
        let (Event::Start(start) | Event::Empty(start)) = event else {
            return;
        };
        let is_hidden = || {
            attribute(start, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"))
        };
        match start.local_name().as_ref() {
            "row" if is_hidden() => {
                unseen
                    .rows
                    .extend(number(start, "r").and_then(|row| row.checked_sub(1)));
            }
            "col" if is_hidden() => {
                let from_nought = |name: &str| number(start, name)?.checked_sub(1);
                unseen
                    .columns
                    .extend(from_nought("min").zip(from_nought("max")));
            }
            _ => {}
        }
    });
    unseen
}

fn open_document(xml: &str) -> BTreeMap<String, Unseen> {
    let mut sheets: BTreeMap<String, Unseen> = BTreeMap::new();
    let mut name = String::new();
    let (mut row, mut rows, mut column) = (0_u32, 1_u32, 0_u32);
    // What a cell shows, while it is read.
    let mut text: Option<String> = None;
    let mut cells = 1;
    each(xml, |event| match event {
        Event::Start(start) | Event::Empty(start) => {
            let is_empty = matches!(event, Event::Empty(_));
            match start.local_name().as_ref() {
                "table" => {
                    name = attribute(start, "name").unwrap_or_default();
                    sheets.entry(name.clone()).or_default();
                    row = 0;
                    column = 0;
                }
                "table-column" => {
                    let repeated = number(start, "number-columns-repeated").unwrap_or(1);
                    let last = column.saturating_add(repeated).saturating_sub(1);
                    if let Some(sheet) = sheets.get_mut(&name).filter(|_| is_hidden(start)) {
                        sheet.columns.push((column, last));
                    }
                    column = last.saturating_add(1);
                }
                "table-row" => {
                    column = 0;
                    let repeated = number(start, "number-rows-repeated").unwrap_or(1);
                    if let Some(sheet) = sheets.get_mut(&name).filter(|_| is_hidden(start)) {
                        sheet
                            .rows
                            .extend(row..row.saturating_add(repeated.min(MOST_REPEATS)));
                    }
                    rows = repeated;
                    if is_empty {
                        row = row.saturating_add(rows);
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    cells = number(start, "number-columns-repeated").unwrap_or(1);
                    let kind = attribute(start, "value-type").unwrap_or_default();
                    let over = |name: &str| number(start, name).unwrap_or(1).clamp(1, MOST_REPEATS);
                    let (down, across) =
                        (over("number-rows-spanned"), over("number-columns-spanned"));
                    if let Some(sheet) = sheets.get_mut(&name).filter(|_| down > 1 || across > 1) {
                        let last = (
                            row.saturating_add(down - 1),
                            column.saturating_add(across - 1),
                        );
                        sheet.merged.push(((row, column), last));
                    }
                    if is_empty {
                        column = column.saturating_add(cells);
                    } else {
                        text = matches!(kind.as_str(), "currency" | "percentage" | "float")
                            .then(String::new);
                    }
                }
                _ => {}
            }
        }
        Event::Text(written) => {
            if let Some(text) = &mut text {
                text.push_str(written);
            }
        }
        Event::End(end) => match end.local_name().as_ref() {
            "table-row" => row = row.saturating_add(rows),
            "table-cell" | "covered-table-cell" => {
                if let (Some(text), Some(sheet)) = (text.take(), sheets.get_mut(&name)) {
                    for repeated in 0..cells.min(MOST_REPEATS) {
                        sheet
                            .shown
                            .insert((row, column.saturating_add(repeated)), text.clone());
                    }
                }
                column = column.saturating_add(cells);
            }
            _ => {}
        },
        _ => {}
    });
    sheets
}
