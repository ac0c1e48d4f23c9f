//! Nodes as YAML: what is read back as the same nodes.

use std::fmt::Write as _;

use crate::source::{Node, NodeKind};

/// How long a list or a mapping of plain values may be that stands on one line.
const WIDEST: usize = 100;

/// A node on one line: `{from: 0, to: 24}`.
pub fn flow(node: &Node) -> String {
    match &node.kind {
        NodeKind::Empty | NodeKind::Unread => "~".to_owned(),
        NodeKind::Scalar { text, .. } => written(text, true),
        NodeKind::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        NodeKind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|entry| format!("{}: {}", written(&entry.key, true), flow(&entry.value)));
            let entries: Vec<String> = entries.collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A mapping as a file holds it, a key in each line.
pub fn block(node: &Node) -> String {
    let mut text = String::new();
    write_block(node, 0, &mut text);
    text
}

fn write_block(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match &node.kind {
        NodeKind::Map(entries) => {
            for (place, entry) in entries.iter().enumerate() {
                if place > 0 || !out.ends_with("- ") {
                    out.push_str(&indent);
                }
                out.push_str(&written(&entry.key, false));
                out.push(':');
                write_value(&entry.value, depth, out);
            }
        }
        NodeKind::List(items) => {
            for item in items {
                out.push_str(&indent);
                out.push_str("- ");
                match &item.kind {
                    NodeKind::Map(entries) if !entries.is_empty() && !is_short(item) => {
                        write_block(item, depth + 1, out);
                    }
                    _ => {
                        out.push_str(&flow(item));
                        out.push('\n');
                    }
                }
            }
        }
        _ => {
            out.push_str(&flow(node));
            out.push('\n');
        }
    }
}

fn write_value(value: &Node, depth: usize, out: &mut String) {
    match &value.kind {
        NodeKind::Scalar { text, .. } if fits_block(text) => {
            out.push_str(" |-\n");
            for line in text.split('\n') {
                if !line.is_empty() {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "{}{line}", "  ".repeat(depth + 1));
                }
                out.push('\n');
            }
        }
        NodeKind::List(items) if !items.is_empty() && !is_short(value) => {
            out.push('\n');
            write_block(value, depth + 1, out);
        }
        NodeKind::Map(entries) if !entries.is_empty() && !is_short(value) => {
            out.push('\n');
            write_block(value, depth + 1, out);
        }
        NodeKind::Scalar { text, .. } => {
            out.push(' ');
            out.push_str(&written(text, false));
            out.push('\n');
        }
        _ => {
            out.push(' ');
            out.push_str(&flow(value));
            out.push('\n');
        }
    }
}

/// Whether a list or a mapping is best read on one line: it holds no more of its kind, and is no longer than that.
fn is_short(node: &Node) -> bool {
    let is_plain = |node: &Node| !matches!(node.kind, NodeKind::List(_) | NodeKind::Map(_));
    let are_plain = match &node.kind {
        NodeKind::List(items) => items.iter().all(is_plain),
        NodeKind::Map(entries) => entries.iter().all(|entry| is_plain(&entry.value)),
        _ => true,
    };
    are_plain && flow(node).chars().count() <= WIDEST
}

/// Whether a text can stand in a block of lines as it is.
fn fits_block(text: &str) -> bool {
    let is_kept = |line: &str| line.trim_end() == line && !line.contains(char::is_control);
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.split('\n').all(is_kept)
}

/// A text without quotes where it is read back so, otherwise in straight ones. Between brackets more has to be in quotes.
pub fn written(text: &str, is_in_brackets: bool) -> String {
    let has = |sign: &str| text.contains(sign);
    let is_null = matches!(text, "" | "~" | "null" | "Null" | "NULL" | "<<");
    let begins_otherwise = text.starts_with([
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@',
        '`', '=',
    ]);
    let is_number = text
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let is_plain = !is_null
        && (!begins_otherwise || is_number)
        && text.trim() == text
        && !text.contains(char::is_control)
        && !text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
        && !has(": ")
        && !has(" #")
        && !text.ends_with(':')
        && !text.ends_with(['}', ']'])
        && !(is_in_brackets && text.contains([',', '[', ']', '{', '}', ':']));
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            sign if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(sign));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        diagnostics::Findings,
        source::{Entry, Files, Span, read_yaml},
    };

    fn node(kind: NodeKind) -> Node {
        Node {
            span: Span::default(),
            kind,
        }
    }

    /// What of a node is no place.
    fn bare(node: &Node) -> String {
        match &node.kind {
            NodeKind::Empty | NodeKind::Unread => "~".to_owned(),
            NodeKind::Scalar { text, .. } => format!("{text:?}"),
            NodeKind::List(items) => format!("{:?}", items.iter().map(bare).collect::<Vec<_>>()),
            NodeKind::Map(entries) => {
                let entries = entries.iter().map(|entry| (&entry.key, bare(&entry.value)));
                format!("{:?}", entries.collect::<Vec<_>>())
            }
        }
    }

    fn any_node() -> impl Strategy<Value = Node> {
        let text = r"([a-z£0-9:,#{}\[\]'\x22\\| \n-]|null|\u{2014}){0,12}";
        let scalar = text.prop_map(|text| {
            node(NodeKind::Scalar {
                text,
                quoted: false,
            })
        });
        scalar.prop_recursive(4, 24, 4, |inner| {
            let key = "[a-z :#'-]{1,8}";
            let entries = prop::collection::btree_map(key, inner.clone(), 1..4);
            prop_oneof![
                prop::collection::vec(inner, 1..4).prop_map(|items| node(NodeKind::List(items))),
                entries.prop_map(|entries| {
                    let entries = entries.into_iter().map(|(key, value)| Entry {
                        key,
                        key_span: Span::default(),
                        value,
                    });
                    node(NodeKind::Map(entries.collect()))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in any_node(), is_block in any::<bool>()) {
            let entry = Entry { key: "a".to_owned(), key_span: Span::default(), value };
            let whole = node(NodeKind::Map(vec![entry]));
            let written = if is_block { block(&whole) } else { flow(&whole) };
            let mut files = Files::default();
            let mut findings = Findings::default();
            let file = files.add(Path::new("a.yaml"), written.clone());
            let read = read_yaml(file, &files, &mut findings);
            prop_assert!(findings.is_empty(), "{written}\n{findings:?}");
            prop_assert_eq!(bare(&read.unwrap()), bare(&whole), "{}", written);
        }
    }
}
