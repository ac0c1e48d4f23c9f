//! Why a file is not YAML, in words for somebody who writes rules and not programs.

use super::{FileId, Span};
use crate::diagnostics::{Code, Finding};

/// What stopped the reading, as far as the parser can tell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    Tab,
    OpenQuote,
    OpenBracket,
    WrongBracket,
    AfterQuote,
    Backslash,
    Character(char),
    Colon,
    NoColon,
    Indentation,
    Deep,
    Other,
}

/// The finding for a fault at a byte of a file.
pub(super) fn explain(file: FileId, text: &str, at: usize, fault: Fault) -> Box<Finding> {
    let before = text.get(..at).unwrap_or(text);
    let at = if text.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
        // A fault at the end of the file is shown after its last word, not on the empty line below.
        before.trim_end().len()
    } else {
        at
    };
    let mut span = Span {
        file,
        start: at,
        end: text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |next| at + next.len_utf8()),
    };
    if matches!(fault, Fault::NoColon | Fault::Colon | Fault::Indentation)
        && let Some((colon, key)) = colon_without_space(text, at)
    {
        span.start = colon;
        span.end = colon + 1;
        return Box::new(
            Finding::new(
                Code::YamlSyntax,
                span,
                format!("A space is missing after the colon of `{key}:`"),
            )
            .label("a space belongs after this")
            .advice(format!("Write `{key}: ` and then the value.")),
        );
    }
    let (message, label, advice) = words(fault);
    let code = match fault {
        Fault::Deep => Code::TooDeep,
        _ => Code::YamlSyntax,
    };
    Box::new(
        Finding::new(code, span, message)
            .label(label)
            .advice(advice),
    )
}

fn words(fault: Fault) -> (String, &'static str, &'static str) {
    let (message, label, advice) = match fault {
        Fault::Tab => (
            "A tab stands where only spaces may",
            "a tab",
            "Replace the tab by spaces; most editors can be set to write spaces for the tab key.",
        ),
        Fault::OpenQuote => (
            "A quotation mark is opened and never closed",
            "the quotation is still open here",
            "Close it with the same mark; an apostrophe inside '…' is written twice, or use \"…\".",
        ),
        Fault::OpenBracket => (
            "A bracket is opened and not closed, or a comma is missing between two items",
            "a comma or a closing bracket was expected before this",
            "Close every `[` with `]` and every `{` with `}`, and put a comma between items.",
        ),
        Fault::WrongBracket => (
            "This closing bracket does not belong to the one that was opened",
            "closes nothing",
            "Close `[` with `]` and `{` with `}`, or put the text in quotes if the bracket is part of it.",
        ),
        Fault::AfterQuote => (
            "Something stands after the closing quotation mark",
            "after the closing mark",
            "Put the whole text inside the quotation marks; a quotation inside \"…\" is written `\\\"`.",
        ),
        Fault::Backslash => (
            "A backslash inside \"…\" stands before something that it cannot stand before",
            "not known",
            "Use '…' instead of \"…\", where a backslash is only a backslash.",
        ),
        Fault::Character(character) => {
            return (
                format!("A value cannot start with `{character}`"),
                "starts here",
                "Put the text in quotes.",
            );
        }
        Fault::Colon => (
            "A colon stands where no key can",
            "this colon",
            "Put the text in quotes if the colon is part of it; otherwise look at the indentation of this line.",
        ),
        Fault::NoColon => (
            "A line that is no `key: value` stands among keys",
            "a colon was expected after this",
            "Write `key: value`, or indent the line further if it goes on with the text above.",
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
    };
    (message.to_owned(), label, advice)
}

/// The colon and the key of a `key:value` in the line of the fault or the line above it that holds anything.
fn colon_without_space(text: &str, at: usize) -> Option<(usize, &str)> {
    let line_end = text
        .get(at..)?
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let mut end = line_end;
    for line in text
        .get(..line_end)?
        .rsplit('\n')
        .filter(|line| !line.trim().is_empty())
        .take(2)
    {
        end = text.get(..end)?.rfind(line)? + line.len();
        let start = end - line.len();
        let key = line.trim_start_matches([' ', '-', '{']);
        let length =
            key.find(|letter: char| !letter.is_ascii_lowercase() && !matches!(letter, ' ' | '_'))?;
        let rest = key.get(length..)?;
        let glued = rest
            .strip_prefix(':')
            .and_then(|rest| rest.chars().next())
            .is_some_and(|next| !next.is_whitespace() && next != '/');
        if length > 0 && glued {
            return Some((
                start + (line.len() - key.len()) + length,
                key.get(..length)?,
            ));
        }
        end = start;
    }
    None
}
