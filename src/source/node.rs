//! The tree that a YAML file becomes: raw text, and where each piece of it stands.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// A file that was read, by its place in [`Files`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub usize);

/// Every file read in a run, in the order they were read.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<SourceFile>);

/// A file's path, as it is shown to a person, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as given or as found below the folder that was given.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

impl Files {
    /// Keeps a file and names it.
    pub fn add(&mut self, path: &Path, text: String) -> FileId {
        self.0.push(SourceFile {
            path: path.to_owned(),
            text,
        });
        FileId(self.0.len() - 1)
    }

    /// The files of each folder, by the last two names of its path: a council or nation, and an edition or `national`.
    pub fn by_folder(&self) -> BTreeMap<String, Vec<&SourceFile>> {
        let mut folders: BTreeMap<String, Vec<&SourceFile>> = BTreeMap::new();
        for file in &self.0 {
            let mut names = file.path.iter().rev().skip(1);
            let [last, above] = [names.next(), names.next()];
            if let (Some(last), Some(above)) = (last, above) {
                let folder = Path::new(above).join(last).display().to_string();
                folders.entry(folder).or_default().push(file);
            }
        }
        folders
    }

    /// The file with a path, where it has been read.
    pub fn of_path(&self, path: &Path) -> Option<FileId> {
        let place = self.0.iter().position(|file| file.path == path);
        place.map(FileId)
    }

    /// A file by its name.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0)
    }

    /// The text of a file; empty where there is no such file.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| file.text.as_str())
    }

    /// Every file, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter()
    }

    /// The line and the column, both from 1, of a byte in a file; a column counts characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = self.text(span.file);
        let before = text
            .get(..text.floor_char_boundary(span.start))
            .unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// A stretch of a file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A value in a file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Text, a number, `yes`: the characters as they stand, quotes and escapes undone.
    Scalar {
        /// The characters.
        text: String,
        /// Whether it stood in quotes or in a block (`|`, `>`).
        quoted: bool,
    },
    /// Nothing: an empty value, `~` or `null` without quotes.
    Empty,
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file, without duplicate keys.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The things in a list, or one thing by itself.
    pub fn one_or_more(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(nodes) => nodes,
            NodeKind::Empty => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The entry of a mapping with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            NodeKind::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}
