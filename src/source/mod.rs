//! Reading: files found, YAML into a tree of nodes that keep their text and their place.

pub mod node;

pub use node::{Entry, FileId, Files, Node, NodeKind, SourceFile, Span};
