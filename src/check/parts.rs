//! Parts of a node: the things in its list.

use crate::source::{Node, Span};

/// The place of an example, and those of the figures it expects and of those its source printed.
pub(super) type Places = (Span, Vec<Span>, Vec<Span>);

/// The things in a list, or one thing by itself.
pub(super) fn one_or_more(node: &Node) -> &[Node] {
    node.one_or_more()
}
