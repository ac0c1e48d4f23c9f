//! The tree that a YAML file becomes: raw text, and where each piece of it stands.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
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
    /// The whole text; of a workbook, the rows of its sheets. It is shared with the site that shows it.
    pub text: Arc<str>,
    /// Of a workbook, where in that text its cells stand.
    pub cells: Option<Cells>,
}

/// Where the cells of a workbook stand in the text of its rows.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// Where each cell starts, in the order of the text: the byte, the sheet's place among the names, and the row and the
    /// column, both from nought.
    pub starts: Vec<(usize, usize, u32, u32)>,
    /// The same rules as YAML.
    pub yaml: Arc<str>,
}

/// A cell of a workbook, as its place is told: `Questions!D14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The name of the sheet.
    pub sheet: &'a str,
    /// The row, from nought.
    pub row: u32,
    /// The column, from nought.
    pub column: u32,
}

impl Cells {
    /// The cell that a byte of the text stands in, or the last one before it.
    pub fn at(&self, byte: usize) -> Option<Cell<'_>> {
        let after = self.starts.partition_point(|(start, ..)| *start <= byte);
        let (_, sheet, row, column) = *self.starts.get(after.saturating_sub(1))?;
        Some(Cell {
            sheet: self.sheets.get(sheet)?,
            row,
            column,
        })
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = self.sheet.chars().all(char::is_alphanumeric);
        if is_plain {
            write!(f, "{}!", self.sheet)?;
        } else {
            write!(f, "'{}'!", self.sheet.replace('\'', "''"))?;
        }
        f.write_str(&column_letters(self.column))?;
        write!(f, "{}", self.row.saturating_add(1))
    }
}

/// The letters of a column, counted from nought: `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// The column of some letters, counted from nought; `None` where they are none.
pub fn column_of(letters: &str) -> Option<u32> {
    let place = |letter: u8| {
        let is_letter = letter.is_ascii_uppercase();
        is_letter.then(|| u32::from(letter - b'A') + 1)
    };
    let counted = letters.bytes().try_fold(0_u32, |sum, letter| {
        sum.checked_mul(26)?.checked_add(place(letter)?)
    });
    counted?.checked_sub(1)
}

impl Files {
    /// Keeps a file and names it.
    pub fn add(&mut self, path: &Path, text: String) -> FileId {
        self.keep(path, text, None)
    }

    /// Keeps a workbook: the text of its rows, and where in it the cells stand.
    pub fn add_workbook(&mut self, path: &Path, text: String, cells: Cells) -> FileId {
        self.keep(path, text, Some(cells))
    }

    fn keep(&mut self, path: &Path, text: String, cells: Option<Cells>) -> FileId {
        self.0.push(SourceFile {
            path: path.to_owned(),
            text: text.into(),
            cells,
        });
        FileId(self.0.len() - 1)
    }

    /// The same rules as YAML, of a workbook that has been read.
    pub fn set_yaml(&mut self, file: FileId, yaml: String) {
        let cells = self.0.get_mut(file.0).and_then(|file| file.cells.as_mut());
        if let Some(cells) = cells {
            cells.yaml = yaml.into();
        }
    }

    /// The cell of a workbook where a stretch starts; `None` in any other file.
    pub fn cell(&self, span: Span) -> Option<Cell<'_>> {
        self.get(span.file)?.cells.as_ref()?.at(span.start)
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
        self.get(id).map_or("", |file| &*file.text)
    }

    /// Every file, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter()
    }

    /// The line and the column, both from 1, of a byte in a file; a column counts characters. In a workbook they are the
    /// row and the column of the cell.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        if let Some(cell) = self.cell(span) {
            let counted = |from_nought: u32| usize::try_from(from_nought).map_or(0, |at| at + 1);
            return (counted(cell.row), counted(cell.column));
        }
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
    /// What could not be read, and has its finding already.
    Unread,
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
            NodeKind::Empty | NodeKind::Unread => &[],
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

    /// Changes the place of it and of all that it holds.
    pub fn for_each_span(&mut self, change: &impl Fn(&mut Span)) {
        change(&mut self.span);
        match &mut self.kind {
            NodeKind::Scalar { .. } | NodeKind::Empty | NodeKind::Unread => {}
            NodeKind::List(items) => {
                for item in items {
                    item.for_each_span(change);
                }
            }
            NodeKind::Map(entries) => {
                for entry in entries {
                    change(&mut entry.key_span);
                    entry.value.for_each_span(change);
                }
            }
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
