//! What may be written and what was, each with its place. *Absent*, *faulty* and *present* are three things.

use std::ops::Deref;

use crate::source::Span;

/// What stands under a key.
#[derive(Clone, Debug, Default)]
pub enum Written<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, and what stands under it could not be read, which is a finding; or nothing looks at it, because
    /// the mapping is written in another way.
    Faulty {
        /// Where the key stands.
        key: Span,
        /// Where what stands under it does.
        at: Span,
    },
    /// What stands there.
    Present(Stated<T>),
}

/// A value, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: Span,
    /// Where its key stands; of an item of a list, where it stands itself.
    pub key: Span,
}

impl<T> Deref for Stated<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Written<T> {
    /// The value with its place, where it is there and could be read.
    pub const fn get(&self) -> Option<&Stated<T>> {
        match self {
            Self::Present(stated) => Some(stated),
            Self::Absent | Self::Faulty { .. } => None,
        }
    }

    /// Whether the key is there, whatever stands under it.
    pub const fn is_written(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// Whether the key is there, and what stands under it could not be read.
    pub const fn is_faulty(&self) -> bool {
        matches!(self, Self::Faulty { .. })
    }

    /// Where the key stands.
    pub const fn key(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Faulty { key, .. } => Some(*key),
            Self::Present(stated) => Some(stated.key),
        }
    }

    /// Where the value stands.
    pub fn at(&self) -> Option<Span> {
        self.get().map(|stated| stated.at)
    }
}

impl<T: Copy> Written<T> {
    /// The value, where it is there and could be read.
    pub fn value(&self) -> Option<T> {
        self.get().map(|stated| stated.value)
    }
}

impl Written<Text> {
    /// The text without the space around it; empty where there is none.
    pub fn string(&self) -> String {
        self.get()
            .map_or_else(String::new, |text| text.trim().to_owned())
    }
}

impl<T> Written<List<T>> {
    /// The items; none where there is no list.
    pub fn items(&self) -> &[T] {
        self.get().map_or(&[], |list| &list.items)
    }
}

impl Written<Texts> {
    /// The texts without the space around them; none where there is no list.
    pub fn strings(&self) -> Vec<String> {
        let texts = self.items().iter();
        texts.map(|text| text.trim().to_owned()).collect()
    }
}

impl<T> Written<Vec<Named<T>>> {
    /// The names with what stands under each; none where there is no mapping.
    pub fn names(&self) -> &[Named<T>] {
        self.get().map_or(&[], |names| &names.value)
    }
}

/// The characters of a text, an amount, a unit or a name, as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters, quotes and escapes undone.
    pub characters: String,
    /// Whether it stood in quotes or in a block.
    pub is_quoted: bool,
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.characters
    }
}

impl Stated<Text> {
    /// A stretch of the text in its file, where that can be told; otherwise where the whole of it stands.
    pub fn stretch(&self, start: usize, length: usize) -> Span {
        let size = self.at.end.saturating_sub(self.at.start);
        let lead = usize::from(self.is_quoted);
        if size != self.len() + 2 * lead {
            return self.at;
        }
        Span {
            start: self.at.start + lead + start,
            end: self.at.start + lead + start + length,
            ..self.at
        }
    }
}

/// The items of a list. One thing by itself is a list of one.
#[derive(Clone, Debug)]
pub struct List<T> {
    /// The items that could be read.
    pub items: Vec<T>,
    /// Whether every item could be read.
    pub is_whole: bool,
    /// Whether it is written as a list, and not as one thing by itself.
    pub is_listed: bool,
}

/// A list of texts.
pub type Texts = List<Stated<Text>>;

/// Something under a name that the rules give it, or that stands elsewhere.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// Where the name stands.
    pub key: Span,
    /// Where what stands under it does.
    pub at: Span,
    /// What stands under it; `None` where that could not be read.
    pub value: Option<T>,
}

/// A mapping's place, and what in it is not told by its fields.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Where the mapping stands.
    pub at: Span,
    /// Whether it has a key that the language does not know there and that is near to none.
    pub has_stray_key: bool,
    /// The keys that are there, but are spelt in another way.
    pub misspelt: Vec<&'static str>,
    /// The keys that do not go with the way in which the mapping is written. Nothing looks into them.
    pub strays: Vec<Stray>,
}

/// A key that is there, and that does not go with the way in which its mapping is written.
#[derive(Clone, Debug)]
pub struct Stray {
    /// The key.
    pub key: &'static str,
    /// Where it stands.
    pub at: Span,
    /// The texts under it: names that were perhaps meant to be used.
    pub texts: Vec<String>,
}
