//! Findings as text for people: a sentence, the lines of the file, and what to do.

use std::{collections::BTreeSet, ops::Range};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{
    Finding, Findings, Severity,
    plain::{excerpt, plain, visible, visible_path},
};
use crate::source::{FileId, Files, Span};

/// The most characters that are underlined; a longer stretch shows its beginning.
const LONGEST_MARK: usize = 80;
/// The most columns that the places of one excerpt take up. Those that stand further apart have an excerpt each, and a
/// long line is cut around each of them.
const WIDEST_EXCERPT: usize = 100;

/// Stands behind a cell in what is drawn. No path has it: what cannot be seen is written otherwise there.
const CELL: char = '\u{e000}';

/// Every finding with its excerpt, and a line that counts them. `colour` is for terminals.
pub fn render(files: &Files, findings: &Findings, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for finding in findings.sorted() {
        text += &without_places_of_cells(&renderer.render(&[group(files, finding)]));
        text += "\n";
        if let Some(working) = &finding.working {
            text += "\n";
            text += plain(working).trim_end();
            text += "\n";
        }
        text += "\n";
    }
    text += &summary(findings);
    text += "\n";
    text += &silenced(files, findings);
    if let Some(finding) = findings.sorted().first() {
        text += "For more on a finding, run: upfront explain ";
        text += finding.code.name();
        text += "\n";
    }
    text
}

/// The warnings that are silenced, each in a line with its place and its reason, and a line that counts them.
fn silenced(files: &Files, findings: &Findings) -> String {
    let silenced = findings.silenced();
    let lines = silenced.iter().map(|(finding, because)| {
        let place = finding.at.and_then(|at| {
            let file = files.get(at.file)?;
            let path = visible_path(&file.path);
            Some(match files.cell(at) {
                Some(cell) => format!(", {path}, {}", visible(&cell.to_string())),
                None => format!(", {path}:{}", files.line_column(at).0),
            })
        });
        let code = finding.code.name();
        let place = place.unwrap_or_default();
        format!("  {code}{place}: {}\n", plain(because))
    });
    let lines: String = lines.collect();
    match silenced.len() {
        0 => lines,
        1 => format!("1 finding is silenced, with this reason:\n{lines}"),
        count => format!("{count} findings are silenced, with these reasons:\n{lines}"),
    }
}

/// `3 errors and 1 warning in 2 files`, or `No findings`.
pub fn summary(findings: &Findings) -> String {
    let sorted = findings.sorted();
    let of = |severity| {
        sorted
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    };
    let counts: Vec<_> = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| counted(count, word))
    .collect();
    let files: BTreeSet<_> = sorted
        .iter()
        .map(|finding| (finding.at.map(|at| at.file), &finding.path))
        .filter(|(at, path)| at.is_some() || path.is_some())
        .collect();
    match (counts.is_empty(), files.len()) {
        (true, _) => "No findings".to_owned(),
        (_, 0) => counts.join(" and "),
        (_, files) => format!("{} in {}", counts.join(" and "), counted(files, "file")),
    }
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}

fn group<'a>(files: &'a Files, finding: &'a Finding) -> Group<'a> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&finding.message))
        .id(finding.code.name());
    Group::with_title(title)
        .elements(excerpts(files, finding))
        .elements(
            finding
                .path
                .iter()
                .map(|path| Origin::path(visible_path(path))),
        )
        .elements(
            finding
                .advice
                .iter()
                .map(|advice| Level::HELP.message(visible(advice))),
        )
}

/// A place as it is drawn.
struct Place<'a> {
    file: FileId,
    mark: Range<usize>,
    /// The columns of the mark, in characters.
    columns: Range<usize>,
    /// Of a workbook, the sheet and the row.
    row: Option<(&'a str, u32)>,
    label: &'a str,
    kind: AnnotationKind,
}

impl<'a> Place<'a> {
    fn new(files: &'a Files, at: Span, label: &'a str, kind: AnnotationKind) -> Option<Self> {
        let text = &files.get(at.file)?.text;
        let mark = mark(text, at);
        let line = text.get(line_start(text, mark.start)..mark.start)?;
        let start = line.chars().count();
        let length = text.get(mark.clone())?.chars().count();
        Some(Self {
            file: at.file,
            mark,
            columns: start..start + length,
            row: files.cell(at).map(|cell| (cell.sheet, cell.row)),
            label,
            kind,
        })
    }

    /// Whether both fit into one excerpt.
    fn is_beside(&self, other: &Self) -> bool {
        let start = self.columns.start.min(other.columns.start);
        let end = self.columns.end.max(other.columns.end);
        self.file == other.file && self.row == other.row && end - start <= WIDEST_EXCERPT
    }
}

/// One excerpt for each file that the finding is about, its own place first; places that stand far apart in their
/// lines have one each.
fn excerpts<'a>(files: &'a Files, finding: &'a Finding) -> Vec<Snippet<'a, Annotation<'a>>> {
    let own = finding
        .at
        .iter()
        .map(|at| (*at, finding.label.as_str(), AnnotationKind::Primary));
    let related = finding
        .related
        .iter()
        .map(|(at, label)| (*at, label.as_str(), AnnotationKind::Context));
    let mut together: Vec<Vec<Place<'_>>> = Vec::new();
    for (at, label, kind) in own.chain(related) {
        let Some(place) = Place::new(files, at, label, kind) else {
            continue;
        };
        match together
            .iter_mut()
            .find(|places| places.iter().all(|other| place.is_beside(other)))
        {
            Some(places) => places.push(place),
            None => together.push(vec![place]),
        }
    }
    let drawn = together.into_iter();
    drawn.filter_map(|places| snippet(files, &places)).collect()
}

/// The cell of a workbook that a place is in: `Questions!D14`.
fn cell(files: &Files, place: &Place<'_>) -> Option<String> {
    let at = Span {
        file: place.file,
        start: place.mark.start,
        end: place.mark.end,
    };
    Some(visible(&files.cell(at)?.to_string()))
}

/// Takes out the line and the column that are drawn behind a cell: the cell says both.
fn without_places_of_cells(drawn: &str) -> String {
    let mut pieces = drawn.split(CELL);
    let first = pieces.next().unwrap_or_default();
    let rest = pieces
        .map(|piece| piece.trim_start_matches(|sign: char| sign == ':' || sign.is_ascii_digit()));
    [first].into_iter().chain(rest).collect()
}

/// The lines of some places of one file.
fn snippet<'a>(files: &'a Files, places: &[Place<'a>]) -> Option<Snippet<'a, Annotation<'a>>> {
    let file = files.get(places.first()?.file)?;
    let start = places.iter().map(|place| place.mark.start).min()?;
    let end = places.iter().map(|place| place.mark.end).max()?;
    // Only the lines from the first place to the last: a file may be long, and its findings many.
    let start = line_start(&file.text, start);
    let end = line_end(&file.text, end);
    let (line, _) = files.line_column(Span {
        file: places.first()?.file,
        start,
        end: start,
    });
    let drawn_at = |byte: usize| {
        file.text
            .get(start..byte)
            .map(|before| excerpt(before).len())
    };
    let annotations = places.iter().filter_map(|place| {
        let mark = drawn_at(place.mark.start)?..drawn_at(place.mark.end)?;
        let annotation = place.kind.span(mark);
        Some(if place.label.is_empty() {
            annotation
        } else {
            annotation.label(visible(place.label))
        })
    });
    let snippet = Snippet::source(excerpt(file.text.get(start..end)?))
        .line_start(line)
        .annotations(annotations.collect::<Vec<_>>());
    let path = visible_path(&file.path);
    Some(match cell(files, places.first()?) {
        Some(cell) => snippet.path(format!("{path}, {cell}{CELL}")),
        None => snippet.path(path),
    })
}

/// The part of a place that is underlined: what stands on its first line, and not too much of that.
fn mark(text: &str, at: Span) -> Range<usize> {
    let start = text.floor_char_boundary(at.start);
    let end = text.floor_char_boundary(at.end.clamp(start, line_end(text, start)));
    let length = text
        .get(start..end)
        .and_then(|marked| marked.char_indices().nth(LONGEST_MARK))
        .map_or(end - start, |(length, _)| length);
    start..start + length
}

/// Where the line that holds a byte starts.
fn line_start(text: &str, byte: usize) -> usize {
    text.get(..byte)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1)
}

/// Where the line that holds a byte ends, its break left out.
fn line_end(text: &str, byte: usize) -> usize {
    text.get(byte..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(text.len(), |length| byte + length)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::Code;

    fn span(file: FileId, text: &str, piece: &str) -> Span {
        let start = text.find(piece).unwrap();
        Span {
            file,
            start,
            end: start + piece.len(),
        }
    }

    #[test]
    fn shows_places_in_two_files_and_advice() {
        let mut files = Files::default();
        let first = "council: Exampleshire\r\nrates:\r\n  cap: £2,128 a week\r\n";
        let second = "rates:\n  # the cap\n  cap: £2,000 a week\n";
        let a = files.add(Path::new("schemes/a.yaml"), first.to_owned());
        let b = files.add(Path::new("schemes/b.yaml"), second.to_owned());
        let mut findings = Findings::default();
        findings.push(
            Finding::new(
                Code::DuplicateName,
                span(b, second, "cap: £2"),
                "`cap` stands in two files",
            )
            .label("the second time")
            .related(span(a, first, "cap"), "the first time")
            .advice("Keep one `cap`."),
        );
        findings.push(
            Finding::nowhere(Code::FileTooLarge, "c.yaml is 50 MiB large").advice("Split it."),
        );
        let mut fails = Finding::new(
            Code::NeverUsed,
            span(a, first, "rates"),
            "Nothing uses this",
        );
        fails.working = Some("step   figure\nscore  12\n".to_owned());
        findings.push(fails);
        insta::assert_snapshot!(render(&files, &findings, false), @r#"
error[file-too-large]: c.yaml is 50 MiB large
 |
 = help: Split it.

warning[never-used]: Nothing uses this
 --> schemes/a.yaml:2:1
  |
2 | rates:
  | ^^^^^

step   figure
score  12

error[duplicate-name]: `cap` stands in two files
 --> schemes/b.yaml:3:3
  |
3 |   cap: £2,000 a week
  |   ^^^^^^^ the second time
  |
 ::: schemes/a.yaml:3:3
  |
3 |   cap: £2,128 a week
  |   --- the first time
  |
  = help: Keep one `cap`.

2 errors and 1 warning in 2 files
For more on a finding, run: upfront explain file-too-large
"#);
    }

    #[test]
    fn cuts_long_lines_and_long_marks() {
        let mut files = Files::default();
        let text = format!("{} here {}\nnext", "a".repeat(5_000), "b".repeat(5_000));
        let file = files.add(Path::new("long.yaml"), text.clone());
        let mut findings = Findings::default();
        let at = span(file, &text, "here");
        findings.push(Finding::new(Code::BadAmount, at, "Short mark").label("this"));
        let at = Span {
            end: text.len(),
            ..at
        };
        findings.push(Finding::new(Code::BadAmount, at, "Long mark").label("this"));
        let rendered = render(&files, &findings, false);
        assert!(rendered.contains("long.yaml:1:5002"));
        assert!(
            rendered.lines().all(|line| line.chars().count() < 200),
            "{rendered}"
        );
    }

    #[test]
    fn a_place_at_the_very_end_is_shown() {
        let mut files = Files::default();
        let file = files.add(Path::new("a.yaml"), "a: [".to_owned());
        let mut findings = Findings::default();
        for start in [4, 400] {
            let at = Span {
                file,
                start,
                end: start,
            };
            findings.push(Finding::new(Code::YamlSyntax, at, "Not closed").label("here"));
        }
        assert!(render(&files, &findings, false).contains("a.yaml:1:5"));
    }

    #[test]
    fn colour_only_where_asked_and_no_control_characters_from_a_file() {
        let files = Files::default();
        let mut findings = Findings::default();
        assert_eq!(render(&files, &findings, true), "No findings\n");
        findings.push(Finding::nowhere(
            Code::UnknownKey,
            "`\u{1b}[31m` is not a key",
        ));
        assert!(!render(&files, &findings, false).contains('\u{1b}'));
        assert!(render(&files, &findings, true).contains("\u{1b}["));
        assert_eq!(summary(&findings), "1 error");
    }

    #[test]
    fn two_places_far_apart_in_a_long_line_have_an_excerpt_each() {
        let mut files = Files::default();
        let text = format!("a: {{{}: [1}}\nnext: 1", "k".repeat(3_000));
        let file = files.add(Path::new("long.yaml"), text.clone());
        let finding = Finding::new(Code::YamlSyntax, span(file, &text, "[1"), "Not closed")
            .label("here")
            .related(span(file, &text, "{"), "opened here")
            .related(span(file, &text, "next"), "and there");
        let mut findings = Findings::default();
        findings.push(finding);
        let rendered = render(&files, &findings, false);
        for place in ["--> long.yaml:1:3007", "::: long.yaml:1:4", "next: 1"] {
            assert!(rendered.contains(place), "{place}\n{rendered}");
        }
        let longest = rendered.lines().map(|line| line.chars().count()).max();
        assert!(longest.unwrap() < 170, "{rendered}");
    }

    #[test]
    fn what_cannot_be_seen_in_a_path_or_in_a_line_of_the_file_is_not_printed_raw() {
        let mut files = Files::default();
        let text = "a\u{200f}\u{61c}\u{feff}\u{2028}\u{85}\u{202e}\u{9b}\u{1b}[31m: 1";
        let file = files.add(Path::new("te\u{202e}st.yaml"), text.to_owned());
        let mut findings = Findings::default();
        findings.push(Finding::new(Code::UnknownKey, span(file, text, "1"), "No").label("here"));
        findings.push(
            Finding::nowhere(Code::UnusedFile, "No").about(Path::new("x\u{202e}\u{1b}.yaml")),
        );
        let rendered = render(&files, &findings, false);
        assert!(rendered.contains("te\\u{202E}st.yaml:1:12"), "{rendered}");
        assert!(rendered.contains("x\\u{202E}\\u{001B}.yaml"), "{rendered}");
        assert!(
            text.chars()
                .filter(|sign| !sign.is_ascii() || *sign == '\u{1b}')
                .all(|sign| !rendered.contains(sign))
        );
    }

    proptest! {
        #[test]
        fn any_place_in_any_text_is_drawn(
            text in r"([\PC]|[\n\r\t \x{301}\x{200d}\x{feff}a£漢]){0,80}",
            ends in prop::collection::vec((0..300_usize, 0..300_usize), 1..4),
        ) {
            let mut files = Files::default();
            let file = files.add(Path::new("a.yaml"), text);
            let mut spans = ends.into_iter().map(|(start, end)| Span { file, start, end });
            let mut finding = Finding::new(Code::BadAmount, spans.next().unwrap(), "Sentence").label("here");
            for at in spans {
                finding = finding.related(at, "there");
            }
            let mut findings = Findings::default();
            findings.push(finding);
            prop_assert!(render(&files, &findings, false).contains("a.yaml:"));
        }
    }
}
