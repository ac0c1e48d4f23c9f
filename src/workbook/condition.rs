//! A condition as a person writes it in a cell: `lives is alone`, `hours is at least 10 and lives is not home`. What is not so
//! plain stands between brackets, as in YAML.

use crate::source::{Entry, Node, NodeKind, Span};

/// What can be said of an answer or a figure, as the keys of the language have it, the longer before what begins as they do.
const COMPARED: [&str; 7] = [
    "is one of",
    "is not",
    "is at least",
    "is at most",
    "is over",
    "is under",
    "is",
];
/// What can be looked at.
const LOOKED_AT: [&str; 3] = ["answer", "value", "test"];
/// What stands between several, and the key under which they stand.
const JOINED: [(&str, &str); 2] = [(" and ", "all of"), (" or ", "any of")];

/// Reads a condition in words; `None` where it is none. Its text starts where `at` does.
pub(super) fn read(text: &str, at: Span) -> Option<Node> {
    for (between, key) in JOINED {
        if !text.contains(between) {
            continue;
        }
        let mut start = 0;
        let items: Option<Vec<Node>> = text
            .split(between)
            .map(|piece| {
                let item = one(piece, within(at, start, piece.len()));
                start += piece.len() + between.len();
                item
            })
            .collect();
        return Some(mapping(at, vec![(key, at, listed(items?, at))]));
    }
    one(text, at)
}

/// A condition in words, which is read back as the same; `None` where words do not say it.
pub(super) fn write(node: &Node) -> Option<String> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let text = match entries.as_slice() {
        [several] => {
            let (between, _) = JOINED.into_iter().find(|(_, key)| *key == several.key)?;
            let NodeKind::List(items) = &several.value.kind else {
                return None;
            };
            let items: Option<Vec<String>> = items.iter().map(one_in_words).collect();
            items?.join(between)
        }
        _ => one_in_words(node)?,
    };
    let again = read(&text, Span::default())?;
    is_same(&again, node).then_some(text)
}

/// A single condition.
fn one(text: &str, at: Span) -> Option<Node> {
    let (of, compared) = text.split_once(" is ")?;
    let (looked_at, name) = match of.trim().split_once(' ') {
        Some((word, name)) => {
            let known = LOOKED_AT.into_iter().find(|known| *known == word)?;
            (Some(known), name.trim())
        }
        None => (None, of.trim()),
    };
    // A test is met or not met, and nothing else is said of it.
    let mut keys = COMPARED
        .into_iter()
        .filter(|key| looked_at != Some("test") || *key == "is");
    let key = keys.find(|key| {
        let rest = key.strip_prefix("is").unwrap_or_default().trim_start();
        rest.is_empty()
            || compared
                .strip_prefix(rest)
                .is_some_and(|after| after.starts_with(' '))
    })?;
    let said = text.get(of.len() + 1 + key.len()..)?;
    let value = said.trim();
    let value_start = text.len() - said.trim_start().len();
    let looked_at = looked_at.unwrap_or_else(|| usual(key, value));
    if name.is_empty() || name.contains(char::is_whitespace) || value.is_empty() {
        return None;
    }
    let value_at = within(at, value_start, value.len());
    let value = if key == "is one of" {
        let names = value.split(',').map(|name| scalar(name.trim(), value_at));
        listed(names.collect(), value_at)
    } else {
        scalar(value, value_at)
    };
    let name_start = of.find(name).unwrap_or(0);
    let name_at = within(at, name_start, name.len());
    Some(mapping(
        at,
        vec![
            (looked_at, name_at, scalar(name, name_at)),
            (key, within(at, of.len() + 1, key.len()), value),
        ],
    ))
}

fn one_in_words(node: &Node) -> Option<String> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let [of, compared] = entries.as_slice() else {
        return None;
    };
    let value = match &compared.value.kind {
        NodeKind::List(items) => {
            let names: Option<Vec<&str>> = items.iter().map(Node::text).collect();
            names?.join(", ")
        }
        _ => compared.value.text()?.to_owned(),
    };
    let name = of.value.text()?;
    let looked_at = if usual(&compared.key, &value) == of.key {
        String::new()
    } else {
        format!("{} ", of.key)
    };
    Some(format!("{looked_at}{name} {} {value}", compared.key))
}

/// What is looked at where nothing says it: a figure where it is held against an amount or is over or under something, else an
/// answer.
fn usual(key: &str, value: &str) -> &'static str {
    let is_amount = value.starts_with(|sign: char| sign.is_ascii_digit() || sign == '£');
    if is_amount || matches!(key, "is over" | "is under") {
        "value"
    } else {
        "answer"
    }
}

fn mapping(span: Span, entries: Vec<(&str, Span, Node)>) -> Node {
    let entries = entries.into_iter().map(|(key, key_span, value)| Entry {
        key: key.to_owned(),
        key_span,
        value,
    });
    Node {
        span,
        kind: NodeKind::Map(entries.collect()),
    }
}

const fn listed(items: Vec<Node>, span: Span) -> Node {
    Node {
        span,
        kind: NodeKind::List(items),
    }
}

fn scalar(text: &str, span: Span) -> Node {
    Node {
        span,
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            quoted: false,
        },
    }
}

/// Whether two nodes hold the same, wherever they stand.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Scalar { text: one, .. }, NodeKind::Scalar { text: other, .. }) => one == other,
        (NodeKind::List(one), NodeKind::List(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (NodeKind::Map(one), NodeKind::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && is_same(&one.value, &other.value))
        }
        _ => false,
    }
}

/// A stretch of a text that starts where `at` does.
pub(super) fn within(at: Span, start: usize, length: usize) -> Span {
    Span {
        start: at.start + start,
        end: at.start + start + length,
        ..at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostics::Findings,
        source::{flow, read_piece},
    };

    #[test]
    fn what_is_plain_is_written_in_words_and_read_back_as_the_same() {
        for (yaml, words) in [
            ("{answer: lives, is: alone}", "lives is alone"),
            ("{answer: lives, is not: home}", "lives is not home"),
            (
                "{answer: lives, is one of: [home, alone]}",
                "lives is one of home, alone",
            ),
            ("{answer: help, is at least: some}", "help is at least some"),
            ("{value: nights, is at least: 2}", "nights is at least 2"),
            (
                "{value: income, is over: £10 a week}",
                "income is over £10 a week",
            ),
            ("{value: income, is under: limit}", "income is under limit"),
            (
                "{value: income, is at least: limit}",
                "value income is at least limit",
            ),
            ("{answer: nights, is: 2}", "answer nights is 2"),
            (
                "{test: impairment, is: not met}",
                "test impairment is not met",
            ),
            (
                "{all of: [{answer: lives, is: alone}, {value: nights, is under: 3}]}",
                "lives is alone and nights is under 3",
            ),
            (
                "{any of: [{answer: lives, is: alone}, {answer: lives, is: home}]}",
                "lives is alone or lives is home",
            ),
        ] {
            let node = read_piece(yaml, Span::default(), &mut Findings::default()).unwrap();
            assert_eq!(write(&node).as_deref(), Some(words));
            assert_eq!(flow(&read(words, Span::default()).unwrap()), yaml);
        }
    }

    #[test]
    fn what_words_do_not_say_is_left_to_brackets() {
        for yaml in [
            "{not: {answer: lives, is: alone}}",
            "{all of: [{any of: [{answer: a, is: b}]}, {answer: a, is: c}]}",
            "{answer: lives, is: black and white}",
            "{at least: 2, of: [{answer: a, is: b}]}",
        ] {
            let node = read_piece(yaml, Span::default(), &mut Findings::default()).unwrap();
            assert_eq!(write(&node), None, "{yaml}");
        }
        for words in [
            "always",
            "lives alone",
            "is alone",
            "the person lives is alone",
        ] {
            assert!(read(words, Span::default()).is_none(), "{words}");
        }
    }

    #[test]
    fn a_place_is_that_of_the_words() {
        let at = Span {
            start: 10,
            ..Span::default()
        };
        let node = read("lives is at least alone", at).unwrap();
        let value = &node.entry("is at least").unwrap().value;
        assert_eq!((value.span.start, value.span.end), (28, 33));
    }
}
