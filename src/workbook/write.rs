//! Sheets as the file of a spreadsheet program (.xlsx), for people to fill in.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{
    fill::{Filled, kind_of},
    layout::{Heading, Holds, Tab, Under},
    number_format::is_kept,
};
use crate::language::{Kind, shapes::SCHEME};

/// The sheet that holds what can be chosen. Its name is in round brackets: nothing reads it.
const LISTS: &str = "(Lists)";
/// Down to which row of a sheet something can be chosen and typed.
const LAST_ROW: u32 = 2_000;
/// The widths of columns, in characters.
const WIDTHS: (usize, usize) = (9, 60);
/// The paper that councils print on, as Excel counts its sizes.
const A4: u8 = 9;
/// How high a line is, in points, and how many a row shows at most.
const LINE: f64 = 15.0;
const MOST_LINES: u32 = 20;
/// How many characters stand beside each other on a page that can still be read.
const PAGE: f64 = 200.0;

/// The bytes of a workbook with these sheets.
pub fn write(sheets: &[Filled]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut lists = Lists::default();
    for sheet in sheets {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(&sheet.name)?;
        fill(&mut worksheet, sheet, &mut lists)?;
        book.push_worksheet(worksheet);
    }
    if !lists.columns.is_empty() {
        let worksheet = book.add_worksheet().set_name(LISTS)?.set_hidden(true);
        for (column, words) in (0..).zip(&lists.columns) {
            for (row, word) in (0..).zip(words) {
                worksheet.write_string(row, column, word)?;
            }
        }
        worksheet.protect();
    }
    book.save_to_buffer()
}

/// What can be chosen, a column each.
#[derive(Default)]
struct Lists {
    columns: Vec<Vec<String>>,
    places: BTreeMap<Vec<String>, usize>,
}

impl Lists {
    /// The cells in which some words stand.
    fn range(&mut self, words: Vec<String>) -> String {
        let last = words.len();
        let place = *self.places.entry(words.clone()).or_insert_with(|| {
            self.columns.push(words);
            self.columns.len() - 1
        });
        let letters = crate::source::column_letters(u32::try_from(place).unwrap_or(0));
        format!("='{LISTS}'!${letters}$1:${letters}${last}")
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Filled, lists: &mut Lists) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color("E8EEF4")
        .set_align(FormatAlign::Top);
    let rare = head
        .clone()
        .set_background_color("F5F5F5")
        .set_font_color("595959");
    let open = Format::new()
        .set_unlocked()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let set = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, heading) in (0_u16..).zip(&sheet.headings) {
        let known = sheet
            .tab
            .and_then(|tab| tab.headings.get(usize::from(column)));
        worksheet.set_column_width(column, width(sheet, usize::from(column), known))?;
        // In a sheet of paths, what the value is and what it means are written already.
        let is_open = sheet.tab.is_some()
            || heading == super::layout::PATH_HEADINGS[1]
            || !sheet.has_meanings();
        let format = if is_open { &open } else { &set };
        worksheet.set_column_format(column, format)?;
        let is_usual = known.is_none_or(|heading| heading.is_usual);
        let head = if is_usual { &head } else { &rare };
        worksheet.write_string_with_format(0, column, heading, head)?;
        for (row, cells) in (1_u32..).zip(&sheet.rows) {
            let text = cells.get(usize::from(column)).map_or("", String::as_str);
            if text.is_empty() {
                continue;
            }
            let is_counted = known.map_or(sheet.is_grid && column > 1, is_counted);
            match number(text).filter(|_| is_counted) {
                Some(number) => worksheet.write_number_with_format(row, column, number, format)?,
                None => worksheet.write_string_with_format(row, column, text, format)?,
            };
        }
        if let (Some(tab), Some(heading)) = (sheet.tab, known) {
            worksheet.insert_note(
                0,
                column,
                &Note::new(note(heading)).set_width(280).set_height(120),
            )?;
            let words = choices(tab, heading);
            if !words.is_empty() {
                let choose = DataValidation::new()
                    .allow_list_formula(Formula::new(lists.range(words)))
                    .set_error_style(DataValidationErrorStyle::Warning);
                worksheet.add_data_validation(1, column, LAST_ROW, column, &choose)?;
            }
        }
    }
    if sheet.tab.is_none() {
        for (row, cells) in (1_u32..).zip(&sheet.rows) {
            let words = cells
                .first()
                .and_then(|path| kind_of(path))
                .map(|kind| words(&kind))
                .unwrap_or_default();
            if !words.is_empty() {
                let choose = DataValidation::new()
                    .allow_list_formula(Formula::new(lists.range(words)))
                    .set_error_style(DataValidationErrorStyle::Warning);
                worksheet.add_data_validation(row, 1, row, 1, &choose)?;
            }
        }
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        let lines = lines(sheet, cells);
        if lines > 1 {
            worksheet.set_row_height(row, f64::from(lines) * LINE)?;
        }
    }
    worksheet.set_freeze_panes(1, u16::from(sheet.tab.is_some() || sheet.is_grid))?;
    on_paper(worksheet, sheet)?;
    worksheet.protect_with_options(&ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// On paper a sheet goes as far to the right as something stands in it, with its headings on every page.
fn on_paper(worksheet: &mut Worksheet, sheet: &Filled) -> Result<(), XlsxError> {
    let used = sheet.rows.iter().map(|row| {
        let last = row.iter().rposition(|text| !text.is_empty());
        last.unwrap_or(0)
    });
    let last = used.max().unwrap_or(sheet.headings.len().saturating_sub(1));
    let tab = |column: usize| sheet.tab.and_then(|tab| tab.headings.get(column));
    let wide: f64 = (0..=last)
        .map(|column| width(sheet, column, tab(column)))
        .sum();
    let pages = (1..u16::MAX).find(|pages| wide <= f64::from(*pages) * PAGE);
    let last = u16::try_from(last).unwrap_or(u16::MAX);
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_gridlines(true)
        .set_print_fit_to_pages(pages.unwrap_or(1), 0);
    worksheet.set_print_area(0, 0, rows, last)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_repeat_columns(0, 0)?;
    Ok(())
}

/// What is told of a column where its heading stands.
fn note(heading: &Heading) -> String {
    let needed = if heading.is_required {
        "\nEach has to have one."
    } else {
        ""
    };
    let example = match heading.example.as_str() {
        "" => String::new(),
        example => format!("\nIn a rules file: {example}"),
    };
    format!("{}{needed}{example}", heading.meaning)
}

/// What can be chosen in a column.
fn choices(tab: &Tab, heading: &Heading) -> Vec<String> {
    if let (Holds::Name, Under::Keys, Some(Kind::Map(shape))) = (
        &heading.holds,
        tab.under,
        SCHEME.key(tab.key).map(|key| key.kind),
    ) {
        return shape.keys.iter().map(|key| key.name.to_owned()).collect();
    }
    match heading.kinds.as_slice() {
        [kind] => words(kind),
        _ => Vec::new(),
    }
}

/// The words that a value of a kind can be.
pub(super) fn words(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::OneOf(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Kind::YesNo => ["yes", "no"].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

/// Whether a column holds amounts, which are written as numbers where they are no more than that.
fn is_counted(heading: &Heading) -> bool {
    heading.kinds.iter().any(|kind| {
        matches!(
            kind,
            Kind::Amount | Kind::Whole | Kind::Either([Kind::Amount, ..])
        )
    })
}

/// A text that a spreadsheet keeps as a number, and shows as the same text again.
fn number(text: &str) -> Option<f64> {
    is_kept(text).then(|| text.parse().ok()).flatten()
}

/// How many lines a row takes: not every program makes room for them by itself.
fn lines(sheet: &Filled, cells: &[String]) -> u32 {
    let heights = cells.iter().enumerate().map(|(column, text)| {
        let known = sheet.tab.and_then(|tab| tab.headings.get(column));
        let wide = width(sheet, column, known);
        let lines = text.lines().map(|line| {
            let length = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            let fits = |lines: &u32| f64::from(length) <= f64::from(*lines) * (wide - 1.0);
            (1..MOST_LINES).find(fits).unwrap_or(MOST_LINES)
        });
        lines.sum::<u32>().min(MOST_LINES)
    });
    heights.max().unwrap_or(1)
}

/// How wide a column is, by what stands in it and by what is to be written there.
fn width(sheet: &Filled, column: usize, heading: Option<&Heading>) -> f64 {
    let cells = sheet.rows.iter().filter_map(|row| row.get(column));
    let longest = cells
        .flat_map(|text| text.lines())
        .map(|line| line.chars().count())
        .max();
    let usual = match heading.map(|heading| heading.kinds.as_slice()) {
        Some([Kind::Markdown]) => 50,
        Some([Kind::Text]) => 28,
        None if column > 0 => 40,
        _ => 12,
    };
    let (least, most) = WIDTHS;
    let width = longest.unwrap_or(0).max(usual).clamp(least, most);
    u32::try_from(width).map_or(12.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_number_where_the_same_text_comes_back() {
        assert_eq!(number("0.1"), Some(0.1));
        assert_eq!(number("21"), Some(21.0));
        for text in [
            "2.50",
            "007",
            "£5",
            "1e3",
            "1234567890123456",
            "",
            "+5",
            "-0",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
