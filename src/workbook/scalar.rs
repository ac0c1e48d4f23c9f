//! What the text of one cell stands for, by what may stand in its column; and back.

use super::condition::{self, within};
use crate::{
    diagnostics::Findings,
    language::{Kind, meant_date, meant_yes_no},
    source::{Entry, Node, NodeKind, Span, flow, read_piece},
};

/// Reads a cell that is not blank. Its text starts where `at` does.
pub(super) fn read(text: &str, kinds: &[Kind], at: Span, findings: &mut Findings) -> Option<Node> {
    if kinds.iter().any(may_be_brackets) && text.starts_with(['{', '[', '"']) {
        return read_piece(&text.replace('\n', " "), at, findings);
    }
    if let Some(node) = may_be_condition(kinds)
        .then(|| condition::read(text, at))
        .flatten()
    {
        return Some(node);
    }
    if let Some(item) = list_item(kinds) {
        let pieces = pieces(text, item);
        if pieces.len() > 1 || kinds.iter().all(|kind| matches!(kind, Kind::ListOf(_))) {
            let items = pieces
                .into_iter()
                .map(|(start, piece)| in_list(piece, item, within(at, start, piece.len())));
            return Some(Node {
                span: at,
                kind: NodeKind::List(items.collect()),
            });
        }
    }
    if let Some(kind) = named_item(kinds)
        && let Some(entries) = entries(text, kind, at)
    {
        return Some(Node {
            span: at,
            kind: NodeKind::Map(entries),
        });
    }
    Some(scalar(text, kinds, at))
}

/// A value as the text of a cell, which is read back as the same; `None` for nothing.
pub(super) fn write(node: &Node, kinds: &[Kind]) -> Option<String> {
    let as_lines = |lines: Vec<String>, between: &str| Some(lines.join(between));
    match &node.kind {
        NodeKind::Empty | NodeKind::Unread => None,
        NodeKind::Scalar { text, .. } => {
            let text = text.trim();
            let is_taken_for_more = kinds.iter().any(may_be_brackets)
                && (text.starts_with(['{', '[', '"'])
                    || list_item(kinds).is_some_and(|item| pieces(text, item).len() > 1));
            Some(if is_taken_for_more {
                quoted(text)
            } else {
                text.to_owned()
            })
        }
        NodeKind::List(items) => {
            let texts: Option<Vec<String>> = items
                .iter()
                .map(|item| match item.text() {
                    Some(text) => Some(text.trim().to_owned()),
                    None => condition::write(item),
                })
                .collect();
            let (Some(texts), Some(item)) = (texts, list_item(kinds)) else {
                return Some(flow(node));
            };
            let is_alone =
                texts.len() < 2 && !kinds.iter().all(|kind| matches!(kind, Kind::ListOf(_)));
            let is_whole = |text: &String| {
                !text.is_empty()
                    && !text.starts_with(['{', '[', '"'])
                    && pieces(text, item).len() == 1
            };
            if texts.is_empty() || is_alone || !texts.iter().all(is_whole) {
                return Some(flow(node));
            }
            as_lines(texts, if is_a_line(item) { "\n" } else { ", " })
        }
        NodeKind::Map(entries) => {
            if let Some(words) = may_be_condition(kinds)
                .then(|| condition::write(node))
                .flatten()
            {
                return Some(words);
            }
            let lines: Option<Vec<String>> = entries
                .iter()
                .map(|entry| {
                    let text = entry.value.text()?.trim();
                    let fits = !text.is_empty()
                        && !text.contains('\n')
                        && !entry.key.contains([':', '\n'])
                        && !entry.key.starts_with(['{', '[', '"']);
                    fits.then(|| format!("{}: {text}", entry.key))
                })
                .collect();
            match lines {
                Some(lines) if !lines.is_empty() && named_item(kinds).is_some() => {
                    as_lines(lines, "\n")
                }
                _ => Some(flow(node)),
            }
        }
    }
}

/// A text in straight quotes.
fn quoted(text: &str) -> String {
    let node = |text: &str| Node {
        span: Span::default(),
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            quoted: true,
        },
    };
    // A comma at the end has what is between brackets put into quotes.
    let flown = flow(&node(&format!("{text},")));
    flown
        .strip_suffix(",\"")
        .map_or_else(|| flow(&node(text)), |start| format!("{start}\""))
}

/// The value of a plain text, as a person means it.
pub(super) fn scalar(text: &str, kinds: &[Kind], span: Span) -> Node {
    let meant = match kinds {
        [Kind::YesNo] => meant_yes_no(text).map(str::to_owned),
        [Kind::OneOf(words)] => words
            .iter()
            .find(|word| word.eq_ignore_ascii_case(text))
            .map(|word| (*word).to_owned()),
        // A day that a spreadsheet counts is the only whole number that is one.
        [Kind::Date] if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            meant_date(text).map(|day| day.to_string())
        }
        _ => None,
    };
    Node {
        span,
        kind: NodeKind::Scalar {
            text: meant.unwrap_or_else(|| text.to_owned()),
            quoted: false,
        },
    }
}

/// Whether a value of a kind can be written between brackets.
fn may_be_brackets(kind: &Kind) -> bool {
    match kind {
        Kind::ListOf(_)
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Named(_)
        | Kind::ByName(_)
        | Kind::Silences
        | Kind::Condition
        | Kind::Operand => true,
        Kind::Either(kinds) => kinds.iter().any(may_be_brackets),
        _ => false,
    }
}

/// What the items are of, where a list may stand in a cell.
fn list_item(kinds: &[Kind]) -> Option<&'static Kind> {
    kinds.iter().find_map(|kind| match kind {
        Kind::ListOf(item) => Some(*item),
        Kind::Either(kinds) => list_item(kinds),
        _ => None,
    })
}

/// What the values are of, where nothing but names with values may stand in a cell.
fn named_item(kinds: &[Kind]) -> Option<&'static Kind> {
    match kinds {
        [Kind::ByName(kind) | Kind::Named(kind)] => Some(kind),
        [Kind::Silences] => Some(&Kind::Text),
        _ => None,
    }
}

/// Whether each item of a list has a line of its own, since it may hold commas.
const fn is_a_line(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Markdown | Kind::Condition)
}

/// Whether a value may be a condition.
fn may_be_condition(kinds: &[Kind]) -> bool {
    kinds.iter().any(|kind| match kind {
        Kind::Condition => true,
        Kind::Either(kinds) => may_be_condition(kinds),
        _ => false,
    })
}

/// An item of a list.
fn in_list(text: &str, kind: &Kind, at: Span) -> Node {
    let condition = may_be_condition(&[*kind]).then(|| condition::read(text, at));
    condition
        .flatten()
        .unwrap_or_else(|| scalar(text, &[*kind], at))
}

/// The items in a cell, each with where it starts: one a line; names and amounts with commas or semicolons between them, too.
/// A comma between digits is part of a number.
fn pieces<'t>(text: &'t str, item: &Kind) -> Vec<(usize, &'t str)> {
    let is_end = |at: usize, sign: char| match sign {
        '\n' => true,
        ';' => !is_a_line(item),
        ',' => {
            let before = text
                .get(..at)
                .unwrap_or_default()
                .ends_with(|sign: char| sign.is_ascii_digit());
            let after = text.get(at + 1..).unwrap_or_default();
            let is_number = before && after.starts_with(|sign: char| sign.is_ascii_digit());
            !is_a_line(item) && !is_number
        }
        _ => false,
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|(at, sign)| is_end(*at, *sign));
    for (end, length) in ends
        .map(|(at, sign)| (at, sign.len_utf8()))
        .chain([(text.len(), 0)])
    {
        let piece = text.get(start..end).unwrap_or_default();
        let lead = piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            pieces.push((start + lead, piece.trim()));
        }
        start = end + length;
    }
    pieces
}

/// The names in a cell, each in a line with its value.
fn entries(text: &str, kind: &Kind, at: Span) -> Option<Vec<Entry>> {
    let mut start = 0;
    let mut entries = Vec::new();
    for line in text.split('\n') {
        let (key, value) = line.split_once(':')?;
        let lead = value.len() - value.trim_start().len();
        let value_start = start + key.len() + 1 + lead;
        let value = value.trim();
        let key_at = within(at, start, key.len());
        entries.push(Entry {
            key: key.trim().to_owned(),
            key_span: key_at,
            value: if value.is_empty() {
                Node {
                    span: key_at,
                    kind: NodeKind::Empty,
                }
            } else {
                scalar(value, &[*kind], within(at, value_start, value.len()))
            },
        });
        start += line.len() + 1;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::shapes::{OPTION, STEP};

    fn kinds(shape: &'static crate::language::Shape, key: &str) -> [Kind; 1] {
        [shape.key(key).unwrap().kind]
    }

    /// A cell as YAML would have it, and the cell that is made of that.
    fn there_and_back(text: &str, kinds: &[Kind]) -> (String, String) {
        let mut findings = Findings::default();
        let node = read(text, kinds, Span::default(), &mut findings).unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        (flow(&node), write(&node, kinds).unwrap())
    }

    #[test]
    fn a_cell_is_read_as_its_column_takes_it() {
        for (text, kinds, yaml, cell) in [
            (
                "often, always",
                kinds(&OPTION, "means"),
                "[often, always]",
                "often, always",
            ),
            ("often", kinds(&OPTION, "means"), "often", "often"),
            ("[often]", kinds(&OPTION, "means"), "[often]", "[often]"),
            (
                "minutes: 30",
                kinds(&OPTION, "counts"),
                "{minutes: 30}",
                "minutes: 30",
            ),
            ("a; b\nc", kinds(&STEP, "sum"), "[a, b, c]", "a, b, c"),
            (
                "£1,750 a week",
                kinds(&STEP, "sum"),
                "\"£1,750 a week\"",
                "£1,750 a week",
            ),
            (
                "{answer: a, is: b}",
                kinds(&STEP, "when"),
                "{answer: a, is: b}",
                "a is b",
            ),
            ("always", kinds(&STEP, "when"), "always", "always"),
            ("TRUE", kinds(&STEP, "part counts"), "yes", "yes"),
            (
                "[see] this",
                kinds(&STEP, "because"),
                "\"[see] this\"",
                "[see] this",
            ),
            ("46118", [Kind::Date], "2026-04-06", "2026-04-06"),
            (
                "One\nTwo",
                [Kind::ListOf(&Kind::Markdown)],
                "[One, Two]",
                "One\nTwo",
            ),
            (
                "One; two, three",
                [Kind::ListOf(&Kind::Text)],
                "[\"One; two, three\"]",
                "One; two, three",
            ),
        ] {
            assert_eq!(
                there_and_back(text, &kinds),
                (yaml.to_owned(), cell.to_owned()),
                "{text}"
            );
        }
    }
}
