//! Why a file is not YAML, in words for somebody who writes rules and not programs.

use super::{FileId, Span, curly::opened};
use crate::diagnostics::{Code, Finding};

/// What stopped the reading, as far as the parser can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Tab,
    OpenQuote,
    OpenBracket,
    LeftOpen,
    WrongBracket,
    StrayBracket,
    AfterQuote,
    Backslash,
    Start,
    Colon,
    Curly,
    NoColon,
    NoSpace,
    HardSpace,
    Dash,
    NoDash,
    Comment,
    Indentation,
    Deep,
    Other,
}

/// The finding for a fault at a byte of a file. `bracket` is the last bracket that is open there.
pub(super) fn explain(
    file: FileId,
    text: &str,
    at: usize,
    fault: Fault,
    bracket: Option<Span>,
) -> Box<Finding> {
    let before = text.get(..at).unwrap_or(text);
    // A fault at the end of the file is shown at its last character, not on the empty line below.
    let at = match text.get(at..) {
        Some(rest) if !rest.trim().is_empty() => at,
        _ => before
            .trim_end()
            .char_indices()
            .next_back()
            .map_or(0, |(last, _)| last),
    };
    // Of a bracket that stays open the parser has not always told before a dash stops it.
    let bracket = bracket.or_else(|| {
        let start = open_above(text, at).filter(|_| fault == Fault::Dash)?;
        Some(Span {
            file,
            start,
            end: start + 1,
        })
    });
    let (fault, at) = meant(text, at, fault, bracket);
    let length = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let span = Span {
        file,
        start: at,
        end: at + length,
    };
    let code = match fault {
        Fault::Deep => Code::TooDeep,
        _ => Code::YamlSyntax,
    };
    let (message, label, advice) = words(fault);
    let finding = Finding::new(code, span, message)
        .label(label)
        .advice(advice);
    Box::new(match bracket {
        Some(bracket) if fault == Fault::OpenBracket && bracket.start != at => finding.related(
            Span {
                end: bracket.start + 1,
                ..bracket
            },
            "opened here",
        ),
        _ => finding,
    })
}

/// The likelier mistake behind what the parser stumbled over, and its place.
fn meant(text: &str, at: usize, fault: Fault, bracket: Option<Span>) -> (Fault, usize) {
    let line = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |end| end + 1);
    let before = text.get(line..at).unwrap_or("");
    if matches!(fault, Fault::Tab | Fault::Deep) {
        // These are what they seem.
    } else if let Some(space) = hard_space(text, at) {
        return (Fault::HardSpace, space);
    } else if let Some(dash) = no_dash(text, line).or_else(|| no_dash(text, above(text, line))) {
        return (Fault::NoDash, dash);
    } else if let Some(comment) =
        bracket.and_then(|bracket| comment_after(text, bracket.start, line))
    {
        return (Fault::Comment, comment);
    }
    let is_curly = matches!(
        fault,
        Fault::Colon | Fault::NoColon | Fault::Indentation | Fault::OpenBracket | Fault::Other
    );
    if let Some(mark) = opened(text, at).filter(|_| is_curly) {
        return (Fault::Curly, mark);
    }
    match fault {
        Fault::Tab => {
            let tab = text.get(line..).and_then(|rest| rest.find('\t'));
            (fault, tab.map_or(at, |tab| line + tab))
        }
        Fault::Dash => match bracket.filter(|bracket| bracket.start < line) {
            Some(bracket) => (Fault::LeftOpen, bracket.start),
            None => (fault, at),
        },
        Fault::Colon | Fault::NoColon | Fault::Indentation => {
            if bracket.is_some_and(|bracket| bracket.start < line) {
                (Fault::OpenBracket, at)
            } else if let Some(colon) = colon_without_space(text, at) {
                (Fault::NoSpace, colon)
            } else if let Some(item) = item_without_colon(text, above(text, line)) {
                (Fault::NoColon, item)
            } else if fault == Fault::Colon && !before.contains(": ") {
                let indentation = before.len() - before.trim_start().len();
                (Fault::Indentation, line + indentation)
            } else {
                (fault, at)
            }
        }
        _ => (fault, at),
    }
}

fn words(fault: Fault) -> (&'static str, &'static str, &'static str) {
    match fault {
        Fault::Tab => (
            "A tab stands where only spaces may",
            "a tab",
            "Replace the tab by spaces; most editors can be set to write spaces for the tab key.",
        ),
        Fault::OpenQuote => (
            "A quotation mark is opened and not closed",
            "the quotation is still open here",
            "Close it with the same mark, or indent the lines that go on; an apostrophe inside '…' is written twice.",
        ),
        Fault::OpenBracket => (
            "A bracket is opened and not closed, or a comma is missing between two items",
            "a comma or a closing bracket was expected before this",
            "Close every `[` with `]` and every `{` with `}`, and put a comma between items.",
        ),
        Fault::LeftOpen => (
            "A bracket is opened and not closed",
            "opened here",
            "Close every `[` with `]` and every `{` with `}`.",
        ),
        Fault::WrongBracket => (
            "A bracket is closed by one of another kind",
            "closed by another kind",
            "Close `[` with `]` and `{` with `}`, or put the text in quotes if the bracket is part of it.",
        ),
        Fault::StrayBracket => (
            "A closing bracket stands where none was opened",
            "closes nothing",
            "Delete it, or put the text in quotes if the bracket is part of it.",
        ),
        Fault::AfterQuote => (
            "Something stands after the closing quotation mark",
            "after the closing mark",
            "Put the whole text inside the marks; an apostrophe inside '…' is written twice, and a quotation mark inside \"…\" as `\\\"`.",
        ),
        Fault::Backslash => (
            "A backslash inside \"…\" stands before something that it cannot stand before",
            "in this text",
            "Use '…' instead of \"…\", where a backslash is only a backslash.",
        ),
        Fault::Start => (
            "A value cannot start with this character",
            "starts here",
            "Put the text in quotes.",
        ),
        Fault::Colon => (
            "A second colon stands in a line that has a key already",
            "this colon",
            "Put the text in quotes if the colon is part of it.",
        ),
        Fault::Curly => (
            "The quotation marks of this text are curly, and only straight ones hold a text together",
            "a curly quotation mark",
            "Write `\"` before the text and after it; word processors and telephones make the marks curly.",
        ),
        Fault::NoColon => (
            "A line that is no `key: value` stands among keys",
            "a key and a colon were expected here",
            "Write `key: value`, or indent the line further if it goes on with the text above.",
        ),
        Fault::NoSpace => (
            "A space is missing after a colon",
            "a space belongs after this",
            "Write the key, a colon, a space, and then the value.",
        ),
        Fault::HardSpace => (
            "A non-breaking space stands where a plain space belongs",
            "looks like a space",
            "Delete it and press the space bar; such spaces come in with text copied from a document or a web page.",
        ),
        Fault::NoDash => (
            "An item of a list starts with a hyphen and a space",
            "not a hyphen and a space",
            "Write `- ` here.",
        ),
        Fault::Comment => (
            "`#` after a space makes the rest of the line a comment, so the bracket before it stays open",
            "nothing from here on is read",
            "Put the text in quotes if the `#` is part of it, or close the bracket before it.",
        ),
        Fault::Dash => (
            "A dash starts an item where no list can stand",
            "no list can stand here",
            "Write a list below its key, each item on a line of its own with its dash in the same column; \
             put the text in quotes if the dash is part of it.",
        ),
        Fault::Indentation => (
            "The indentation does not fit the lines above",
            "starts in an unexpected place",
            "Let the keys of one mapping, and the dashes of one list, start in the same column.",
        ),
        Fault::Deep => (
            "Lists and mappings stand in each other more than 64 deep",
            "reading stopped here",
            "Look for brackets that are opened and never closed.",
        ),
        Fault::Other => (
            "The file cannot be read as YAML from here on",
            "reading stopped here",
            "Look at the punctuation of this line and of the one above; put text in quotes where in doubt.",
        ),
    }
}

/// The non-breaking space that indents a line or follows a colon or a dash, in the line of a byte or the one above.
fn hard_space(text: &str, at: usize) -> Option<usize> {
    let end = text
        .get(at..)?
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let start = text
        .get(..at)?
        .rmatch_indices('\n')
        .nth(1)
        .map_or(0, |(line, _)| line + 1);
    let lines = text.get(start..end)?;
    lines
        .match_indices(['\u{a0}', '\u{202f}'])
        .find_map(|(found, _)| {
            let before = lines.get(..found)?.rsplit('\n').next()?.trim();
            (before.is_empty() || before == "-" || before.ends_with(':')).then_some(start + found)
        })
}

/// The start of the last line above a line that holds anything.
fn above(text: &str, line: usize) -> usize {
    let above = text.get(..line).unwrap_or_default().trim_end();
    above.rfind('\n').map_or(0, |end| end + 1)
}

/// The text of an item of a list, in a line that holds no key: `- id = score`.
fn item_without_colon(text: &str, line: usize) -> Option<usize> {
    let text = text.get(line..)?.lines().next()?;
    let item = text.trim_start().strip_prefix("- ")?;
    let plain = !item.contains(':') && !item.starts_with(['{', '[', '"', '\'']);
    plain.then_some(line + text.len() - item.len())
}

/// What stands at the start of a line in place of a hyphen and a space.
fn no_dash(text: &str, line: usize) -> Option<usize> {
    let line_text = text.get(line..)?.lines().next()?;
    let item = line_text.trim_start();
    let mut letters = item.chars();
    let (first, second) = (letters.next()?, letters.next());
    (matches!(first, '–' | '—' | '−' | '•' | '·')
        || (first == '-' && matches!(second, Some('{' | '['))))
    .then_some(line + line_text.len() - item.len())
}

/// The nearest bracket above the line of a byte that stays open.
fn open_above(text: &str, at: usize) -> Option<usize> {
    let mut above = text.get(..at)?.rsplit_once('\n')?.0;
    // Brackets that are closed further down, and so are open above.
    let mut closed: usize = 0;
    loop {
        let start = above.rfind('\n').map_or(0, |end| end + 1);
        let line = above.get(start..)?;
        let mut open = Vec::new();
        let mut closes = 0;
        for (place, letter) in line
            .get(..line.find(" #").unwrap_or(line.len()))?
            .char_indices()
        {
            match letter {
                '{' | '[' => open.push(start + place),
                '}' | ']' if open.pop().is_none() => closes += 1,
                _ => {}
            }
        }
        if open.len() > closed {
            return open.into_iter().nth_back(closed);
        }
        closed = closed - open.len() + closes;
        above = above.get(..start.checked_sub(1)?)?;
    }
}

/// The `#` that makes a comment of the end of the line in which a bracket was opened, above the line of a fault.
fn comment_after(text: &str, bracket: usize, line: usize) -> Option<usize> {
    let rest = text.get(bracket..)?.lines().next()?;
    let comment = rest.find(" #")?;
    (bracket < line && !rest.get(..comment)?.trim_end().ends_with(','))
        .then_some(bracket + comment + 1)
}

/// The colon of a `key:value` in the line that holds a byte, or in the last line above it that holds anything.
fn colon_without_space(text: &str, at: usize) -> Option<usize> {
    let end = text
        .get(at..)?
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let mut start = text.get(..end)?.len();
    let lines = text.get(..end)?.rsplit('\n').map(|line| {
        let this = start - line.len();
        start = this.saturating_sub(1);
        (this, line)
    });
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .take(2)
        .find_map(|(start, line)| {
            let key = line.trim_start_matches([' ', '-', '{']);
            let length = key.find(|letter: char| {
                !letter.is_ascii_lowercase() && !matches!(letter, ' ' | '_')
            })?;
            let mut rest = key.get(length..)?.chars();
            let glued = rest.next() == Some(':')
                && rest
                    .next()
                    .is_some_and(|next| !next.is_whitespace() && next != '/');
            (length > 0 && glued).then_some(start + line.len() - key.len() + length)
        })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::{
        diagnostics::Findings,
        source::{Files, read_yaml},
    };

    /// The place and the sentence of the finding for a faulty text.
    fn fault(text: &str) -> String {
        let mut files = Files::default();
        let mut findings = Findings::default();
        let file = files.add(Path::new("a.yaml"), text.to_owned());
        assert!(read_yaml(file, &files, &mut findings).is_none());
        let found = findings.sorted();
        let [finding] = found[..] else {
            panic!("{found:?}");
        };
        let (line, column) = files.line_column(finding.at.unwrap());
        format!("{line}:{column} {}", finding.message)
    }

    #[test]
    fn what_comes_in_with_copied_text_is_named() {
        for (text, message, line) in [
            ("a: b\nc:\u{a0}d\ne: f\n", "non-breaking space", 2),
            (
                "a:\n  - {b: c}\n\u{a0}\u{a0}- {b: c, d: e}\n",
                "non-breaking space",
                3,
            ),
            (
                "a:\n  - {b: c}\n  – {b: c, d: e}\n",
                "hyphen and a space",
                3,
            ),
            ("a:\n  - {b: c}\n  -{b: c, d: e}\n", "hyphen and a space", 3),
            ("a: “b c: d”\ne: f\n", "are curly", 1),
            ("a:\n  - b: “c\n      d: e”\n", "are curly", 2),
            ("a: “b”\nc: d: e\n", "second colon", 2),
            ("a:\n  - {b: c #1}\n  - {b: c}\n", "comment", 2),
            ("a:\n  - {b: c\n  - {b: c}\n", "bracket is opened", 2),
            (
                "a:\n  - {b: [c, d]\nf:\n  - {b: [c,\n      d]}\n  - {b: c}\n",
                "bracket is opened",
                2,
            ),
            (
                "a:\n  - {b: c # d}\nf:\n  g: [h]\n  i:\n    - {b: c}\n",
                "comment",
                2,
            ),
            (
                "a:\n  - b: c\n  – b: d\n    e: f\n",
                "hyphen and a space",
                3,
            ),
            ("a:\n  - b: c\n  - b; d\n    e: f\n", "no `key: value`", 3),
            ("a:\n  - b = c\n\n    e: f\n", "no `key: value`", 2),
        ] {
            let mut files = Files::default();
            let file = files.add(Path::new("a.yaml"), text.to_owned());
            let mut findings = Findings::default();
            read_yaml(file, &files, &mut findings);
            let found = findings.sorted();
            assert_eq!(found.len(), 1, "{text:?}");
            assert!(found[0].message.contains(message), "{}", found[0].message);
            assert_eq!(files.line_column(found[0].at.unwrap()).0, line, "{text}");
        }
    }

    #[test]
    fn faults_are_told_apart() {
        let tab = "A tab stands where only spaces may";
        assert_eq!(fault("a: b\n\tc: d\n"), format!("2:1 {tab}"));
        assert_eq!(fault("a:\n\t- x\n"), format!("2:1 {tab}"));
        let quote = "A quotation mark is opened and not closed";
        assert_eq!(fault("a: \"open\nb: c\nd: e\n"), format!("2:1 {quote}"));
        assert_eq!(fault("a: 'open"), format!("1:4 {quote}"));
        let after = "Something stands after the closing quotation mark";
        assert_eq!(fault("a: 'it's fine'\n"), format!("1:8 {after}"));
        let bracket = "A bracket is opened and not closed, or a comma is missing between two items";
        assert_eq!(fault("a: [x, y\nb: c\n"), format!("2:2 {bracket}"));
        assert_eq!(fault("a: {x: 1 y: 2}\n"), format!("1:11 {bracket}"));
        let wrong = "A bracket is closed by one of another kind";
        assert_eq!(fault("a: [x}\n"), format!("1:4 {wrong}"));
        let stray = "A closing bracket stands where none was opened";
        assert_eq!(fault("a: b\nc: ]\n"), format!("2:4 {stray}"));
        let space = "A space is missing after a colon";
        assert_eq!(fault("ask:Text\nb: c\n"), format!("1:4 {space}"));
        assert_eq!(fault("a: b\n- id:x\n  c: d\n"), format!("2:5 {space}"));
        let second = "A second colon stands in a line that has a key already";
        assert_eq!(fault("ask: What: now\nb: c\n"), format!("1:10 {second}"));
        let line = "A line that is no `key: value` stands among keys";
        assert_eq!(fault("a: b\n\ncap £5\nc: d\n"), format!("3:1 {line}"));
        let indentation = "The indentation does not fit the lines above";
        assert_eq!(fault("a:\n  b: c\n d: e\n"), format!("3:2 {indentation}"));
        assert_eq!(
            fault("- id: a\n  say: b\n   when: c\n"),
            format!("3:4 {indentation}")
        );
        let dash = "A dash starts an item where no list can stand";
        assert_eq!(fault("a: - b\n"), format!("1:4 {dash}"));
        let start = "A value cannot start with this character";
        assert_eq!(fault("a: @home\n"), format!("1:4 {start}"));
        assert_eq!(fault("a: * x\n"), format!("1:4 {start}"));
        let backslash =
            "A backslash inside \"…\" stands before something that it cannot stand before";
        assert_eq!(fault("a: \"C:\\quite\"\n"), format!("1:4 {backslash}"));
    }
}
