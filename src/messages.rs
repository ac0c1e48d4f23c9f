//! The message catalogue of a theme, read.

use std::{path::Path, sync::LazyLock};

use upfront_engine::words::Words;

use crate::{
    diagnostics::{Code, Finding, Findings},
    source::{Entry, Files, NodeKind, read_yaml},
};

/// The English catalogue of the theme that comes with the tool.
const ENGLISH: &str = include_str!("../themes/upfront/messages/en.yaml");

/// The catalogue that comes with the tool, read once.
pub fn english() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        // Its own tests hold that it reads without a finding.
        read(
            "themes/upfront/messages/en.yaml",
            ENGLISH,
            &mut Files::default(),
            &mut Findings::default(),
        )
    });
    &WORDS
}

/// For whom the questions are answered, and so how the sentences speak of that person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// The reader: you.
    #[default]
    Yourself,
    /// Somebody whom the reader answers for: they.
    SomeoneElse,
}

impl Person {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Yourself, Self::SomeoneElse];
}

/// The messages of one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    yourself: Words,
    someone_else: Words,
}

impl Catalogue {
    /// The messages of a language, those that read otherwise for someone else laid over them.
    pub fn new(yourself: Words, otherwise: &Words) -> Self {
        let put = |key: &str| otherwise.get(key).or(yourself.get(key)).map(str::to_owned);
        let someone_else = yourself
            .keys()
            .filter_map(|key| Some((key.to_owned(), put(key)?)))
            .collect();
        Self {
            yourself,
            someone_else,
        }
    }

    /// The messages as they speak of a person.
    pub fn of(&self, person: Person) -> &Words {
        match person {
            Person::Yourself => &self.yourself,
            Person::SomeoneElse => &self.someone_else,
        }
    }
}

/// Reads a catalogue: one mapping of keys to messages.
pub fn read(path: &str, text: &str, files: &mut Files, findings: &mut Findings) -> Words {
    let file = files.add(Path::new(path), text.to_owned());
    let Some(node) = read_yaml(file, files, findings) else {
        return Words::default();
    };
    let NodeKind::Map(entries) = node.kind else {
        findings.push(Finding::new(
            Code::WrongType,
            node.span,
            "A message catalogue is one mapping of keys to messages",
        ));
        return Words::default();
    };
    let message = |entry: Entry| {
        if let NodeKind::Scalar { text, .. } = entry.value.kind {
            return Some((entry.key, text));
        }
        let message = format!("The message `{}` is not a text", entry.key);
        findings.push(Finding::new(Code::WrongType, entry.value.span, message));
        None
    };
    entries.into_iter().filter_map(message).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_that_comes_with_the_tool_reads_without_a_finding() {
        let mut findings = Findings::default();
        let words = read("en.yaml", ENGLISH, &mut Files::default(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(
            words.say("list", &[("first", "a, b"), ("last", "c")]),
            "a, b and c"
        );
    }
}
