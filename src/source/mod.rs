//! Reading: files found, YAML into a tree of nodes that keep their text and their place.

pub mod curly;
pub mod edit;
pub mod folder;
pub mod layer;
pub mod markdown;
pub mod node;
mod periods;
pub mod picture;
pub mod read;
pub mod reference;
mod syntax;
pub mod yaml;

pub use folder::{
    is_meant_for_rules, is_rules, is_yaml, merge, read_file, read_folder, read_rules,
};
pub(crate) use layer::LISTED;
pub use layer::{Clash, Layers, RuleNames, join, layer};
pub use node::{
    Cell, Cells, Entry, FileId, Files, Node, NodeKind, SourceFile, Span, column_letters, column_of,
};
pub use picture::Picture;
pub use yaml::{block, flow, read_piece, read_yaml};

/// What says what a site is, in its folder.
pub const SITE_FILE: &str = "site.yaml";

/// The folders that a site is made from. It may do without any of them.
pub const SITE_FOLDERS: [&str; 3] = ["schemes", "content", "themes"];
