//! What YAML would take and rules do not: each in words, at its place.

use super::Fatal;
use crate::{
    diagnostics::{Code, Finding},
    source::{Node, NodeKind, Span},
};

/// A tag.
pub(super) fn tag(tag: &str, at: Span) -> Finding {
    Finding::new(
        Code::WrongType,
        at,
        format!("`{tag}` is a YAML tag, which rules do not use"),
    )
    .label("not used here")
    .advice("Delete it, or put the text in quotes if the exclamation mark is part of it.")
}

/// An anchor that no alias repeats.
pub(super) fn unused_anchor(anchor: &str, at: Span) -> Finding {
    Finding::new(
        Code::WrongType,
        at,
        format!("`{anchor}` would be left out: to YAML it is a name for what follows, and nothing repeats it"),
    )
    .label("left out")
    .advice("Put the whole text in quotes if this is part of it, or else delete it.")
}

/// A key that is no name.
pub(super) fn key(kind: &NodeKind, at: Span) -> Finding {
    match kind {
        NodeKind::Scalar { .. } => Finding::new(
            Code::UnknownKey,
            at,
            "`<<` would copy keys from another mapping, which rules do not do",
        )
        .label("not used here")
        .advice("Write the keys out where they belong."),
        NodeKind::Empty | NodeKind::Unread => Finding::new(
            Code::WrongType,
            at,
            "A key without a name stands before a colon",
        )
        .label("a name belongs here")
        .advice("Write the key's name, or put the text in quotes if no key was meant."),
        NodeKind::List(_) | NodeKind::Map(_) => Finding::new(
            Code::WrongType,
            at,
            "A key is a name, and this is a list or a mapping",
        )
        .label("a name belongs here")
        .advice("Put the text in quotes if the brackets are part of it."),
    }
}

/// A key that stands a second time in its mapping.
pub(super) fn second_key(name: &str, at: Span, first: Span) -> Finding {
    Finding::new(
        Code::DuplicateKey,
        at,
        format!("`{name}` stands twice in one mapping"),
    )
    .label("the second time")
    .related(first, "the first time")
    .advice(format!("Keep one `{name}` and delete or rename the other."))
}

/// An alias inside what it repeats.
pub(super) fn endless_alias(at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::AliasBomb,
            at,
            "An alias that stands inside the very thing it repeats never ends",
        )
        .label("repeats what it stands in")
        .advice("Write out what is meant instead of the alias."),
    )
}

/// More values than a file may hold, by aliases or without.
pub(super) fn too_many(by_aliases: bool, at: Span) -> Fatal {
    let (code, message, advice) = if by_aliases {
        (
            Code::AliasBomb,
            "The aliases (`*name`) of this file unfold into more than 200,000 values",
            "Write out what is meant instead of repeating it by aliases.",
        )
    } else {
        (
            Code::FileTooLarge,
            "The file holds more than 200,000 values",
            "Split the file: every `.yaml` file of the folder is read.",
        )
    };
    Box::new(
        Finding::new(code, at, message)
            .label("reading stopped here")
            .advice(advice),
    )
}

/// A text that a comma splits.
pub(super) fn split(node: &Node) -> Finding {
    let text = node.text().unwrap_or_default();
    Finding::new(
        Code::WrongType,
        node.span,
        "A comma inside `{…}` or `[…]` ends the text before it",
    )
    .label("this has to stand in quotes")
    .advice(format!("Write `\"{text}\"`, with the quotes."))
}

/// A second document in one file.
pub(super) fn several_documents(at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::YamlSyntax,
            at,
            "A line of three dashes starts a second document, and a rules file holds one",
        )
        .label("the second document starts here")
        .advice("Delete this line, or put what follows into a file of its own."),
    )
}

/// A closing bracket that closes nothing.
pub(super) fn stray_bracket(at: Span) -> Finding {
    Finding::new(
        Code::WrongType,
        at,
        "A closing bracket stands where none was opened",
    )
    .label("closes nothing")
    .advice("Delete it, or put the text in quotes if the bracket is part of it.")
}

/// Lists and mappings too deep in each other.
pub(super) fn too_deep(at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::TooDeep,
            at,
            "Lists and mappings stand in each other more than 64 deep",
        )
        .label("reading stopped here")
        .advice("Look for brackets that are opened and never closed."),
    )
}

/// An alias of nothing.
pub(super) fn unknown_alias(name: &str, at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::YamlSyntax,
            at,
            format!(
                "`*{name}` repeats something named `&{name}`, and nothing before it has that name"
            ),
        )
        .label("repeats nothing")
        .advice(format!("Put it in quotes if it is text: `\"*{name}\"`.")),
    )
}
