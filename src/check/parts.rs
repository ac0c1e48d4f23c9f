//! Parts of a node: a stretch of its text, the things in its list.

use crate::source::{Node, NodeKind, Span};

/// The place of an example, and those of the figures it expects and of those its source printed.
pub(super) type Places = (Span, Vec<Span>, Vec<Span>);

/// A stretch of a scalar's text, where its place in the file can be told; otherwise the whole scalar.
pub(super) fn stretch(node: &Node, start: usize, length: usize) -> Span {
    let NodeKind::Scalar { text, quoted } = &node.kind else {
        return node.span;
    };
    let size = node.span.end.saturating_sub(node.span.start);
    let lead = usize::from(*quoted);
    if size != text.len() + 2 * lead {
        return node.span;
    }
    Span {
        start: node.span.start + lead + start,
        end: node.span.start + lead + start + length,
        ..node.span
    }
}

/// The things in a list, or one thing by itself.
pub(super) fn one_or_more(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::List(nodes) => nodes,
        NodeKind::Empty => &[],
        _ => std::slice::from_ref(node),
    }
}
