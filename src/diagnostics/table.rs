//! Tables as plain text, for a terminal: columns that fit their widest word and wrap where the line is full.

use super::visible;

/// The width that tables are laid out for where nothing else is known, in characters.
pub const WIDTH: usize = 100;

/// A table with a heading row, columns two spaces apart and cells wrapped between words, so that no line is longer
/// than `width` where its words allow it. A line of a cell stays one, and what begins with tabs is an item of a list.
/// Ends with a line break.
pub fn table(headings: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let columns = headings.len();
    let cell =
        |row: &[String], column: usize| row.get(column).map_or_else(Vec::new, |cell| lines(cell));
    let all: Vec<Vec<Vec<Line>>> =
        std::iter::once(headings.iter().map(|heading| lines(heading)).collect())
            .chain(
                rows.iter()
                    .map(|row| (0..columns).map(|column| cell(row, column)).collect()),
            )
            .collect();
    let widths = widths(&all, columns, width);
    let mut text = String::new();
    for (index, row) in all.iter().enumerate() {
        let wrapped: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| cell.iter().flat_map(|line| line.wrapped(*width)).collect())
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let cells: Vec<String> = wrapped
                .iter()
                .zip(&widths)
                .map(|(cell, width)| pad(cell.get(line).map_or("", String::as_str), *width))
                .collect();
            text.push_str(cells.join("  ").trim_end());
            text.push('\n');
        }
        if index == 0 {
            let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            text.push_str(&rule.join("  "));
            text.push('\n');
        }
    }
    text
}

/// A line of a cell, and how far in it begins.
struct Line {
    indent: usize,
    text: String,
}

impl Line {
    /// In lines of at most this many characters, those after the first as far in as its words are.
    fn wrapped(&self, width: usize) -> Vec<String> {
        let hang = self.indent;
        let mut lines = wrap(&self.text, width.saturating_sub(hang));
        for (index, line) in lines.iter_mut().enumerate() {
            let mark = if index == 0 && hang > 0 { "- " } else { "" };
            *line = format!("{mark:>hang$}{line}");
        }
        lines
    }

    fn length(&self) -> usize {
        self.indent + length(&self.text)
    }
}

/// The lines of a cell, written out before their widths are measured.
fn lines(cell: &str) -> Vec<Line> {
    cell.split('\n')
        .map(|line| {
            let text = line.trim_start_matches('\t');
            Line {
                indent: 2 * (line.len() - text.len()),
                text: visible(text),
            }
        })
        .collect()
}

/// The widths of the columns: what each wants, with the widest cut down until the line fits.
fn widths(rows: &[Vec<Vec<Line>>], columns: usize, width: usize) -> Vec<usize> {
    /// Narrower than this no column of prose can be read.
    const NARROWEST: usize = 12;
    let longest = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .flatten()
            .map(Line::length)
            .max()
    };
    let mut widths: Vec<usize> = (0..columns)
        .map(|column| longest(column).unwrap_or(0))
        .collect();
    let room = width.saturating_sub(2 * columns.saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(length(text))))
}

/// A text in lines of at most this many characters, where its words allow it.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let fits = lines
            .last()
            .is_some_and(|line| line.is_empty() || length(line) + 1 + length(word) <= width);
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_wrap_between_words_and_short_columns_keep_their_width() {
        let rows = vec![
            vec![
                "Cost".to_owned(),
                "Add the home support and the day care together.".to_owned(),
                "£29.50".to_owned(),
            ],
            vec![
                "Pays".to_owned(),
                "Take the least.".to_owned(),
                "£15".to_owned(),
            ],
        ];
        let expected = "\
Step  How                     Amount
----  ----------------------  ------
Cost  Add the home support    £29.50
      and the day care
      together.
Pays  Take the least.         £15
";
        assert_eq!(table(&["Step", "How", "Amount"], &rows, 36), expected);
    }

    #[test]
    fn the_lines_and_lists_of_a_cell_stay() {
        let how = "Take the smallest of these:\n\t“The most that you can be asked”\n\t\t£52";
        let rows = vec![vec!["Charge".to_owned(), how.to_owned()]];
        let expected = "\
Step    How
------  -----------------------
Charge  Take the smallest of
        these:
        - “The most that you
          can be asked”
          - £52
";
        assert_eq!(table(&["Step", "How"], &rows, 31), expected);
    }
}
