//! The message catalogue of a theme, read.

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use upfront_engine::words::Words;

use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{did_you_mean, meant},
    },
    embedded,
    source::{Entry, FileId, Files, NodeKind, Span, read_yaml},
    unsaid::unsaid,
};

/// The English catalogue of the theme that comes with the tool.
const ENGLISH: &str = "themes/upfront/messages/en.yaml";

/// What reads otherwise for someone else.
const FOR_SOMEONE_ELSE: &str = "themes/upfront/messages/en-they.yaml";

/// What reads otherwise where the council itself speaks, and of that for someone else.
const AS_COUNCIL: [&str; 2] = ["voices/council/en.yaml", "voices/council/en-they.yaml"];

/// The catalogue that comes with the tool, read once.
pub fn english() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| built_in(ENGLISH, &mut Findings::default()));
    &WORDS
}

/// The messages that come with the tool and read otherwise for someone else, read once.
pub fn english_for_someone_else() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| built_in(FOR_SOMEONE_ELSE, &mut Findings::default()));
    &WORDS
}

/// Who speaks on the pages of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody who speaks of the council.
    #[default]
    Others,
    /// The council itself: we.
    Council,
}

impl Speaker {
    /// The catalogue that comes with the tool, and what of it reads otherwise for someone else.
    pub fn english(self) -> (&'static Words, &'static Words) {
        static OF_THE_COUNCIL: LazyLock<(Words, Words)> = LazyLock::new(|| {
            let [own, theirs] = AS_COUNCIL.map(|path| built_in(path, &mut Findings::default()));
            let over = |own: &Words, below: &Words| {
                let keys = below.keys().chain(own.keys());
                let text = |key: &str| own.get(key).or(below.get(key)).map(str::to_owned);
                keys.filter_map(|key| Some((key.to_owned(), text(key)?)))
                    .collect()
            };
            (
                over(&own, english()),
                over(&theirs, english_for_someone_else()),
            )
        });
        match self {
            Self::Others => (english(), english_for_someone_else()),
            Self::Council => (&OF_THE_COUNCIL.0, &OF_THE_COUNCIL.1),
        }
    }
}

/// The draft of the messages in another language that comes with the tool, by the name of its file: `cy`, `cy-they`. Empty
/// where there is none.
pub fn draft(name: &str) -> Words {
    let path = format!("themes/upfront/messages/{name}.yaml");
    if embedded::text(&path).is_empty() {
        return Words::default();
    }
    built_in(&path, &mut Findings::default())
}

/// The messages of a file that comes with the tool. Its own tests hold that it reads without a finding.
fn built_in(path: &str, findings: &mut Findings) -> Words {
    let mut files = Files::default();
    let file = files.add(Path::new(path), embedded::text(path).to_owned());
    read(file, &files, findings).words
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

/// Messages as a file has them.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// The messages by their keys.
    pub words: Words,
    /// Where each key stands.
    places: BTreeMap<String, Span>,
    /// Where the file starts.
    start: Span,
}

/// Reads a catalogue: one mapping of keys to messages.
pub fn read(file: FileId, files: &Files, findings: &mut Findings) -> Messages {
    let start = Span {
        file,
        ..Span::default()
    };
    let nothing = Messages {
        start,
        ..Messages::default()
    };
    let Some(node) = read_yaml(file, files, findings) else {
        return nothing;
    };
    let NodeKind::Map(entries) = node.kind else {
        findings.push(Finding::new(
            Code::WrongType,
            node.span,
            "A message catalogue is one mapping of keys to messages",
        ));
        return nothing;
    };
    let places = entries
        .iter()
        .map(|entry| (entry.key.clone(), entry.key_span))
        .collect();
    let message = |entry: Entry| {
        if let NodeKind::Scalar { text, .. } = entry.value.kind {
            return Some((entry.key, text));
        }
        let message = format!("The message `{}` is not a text", entry.key);
        findings.push(Finding::new(Code::WrongType, entry.value.span, message));
        None
    };
    Messages {
        words: entries.into_iter().filter_map(message).collect(),
        places,
        start,
    }
}

impl Messages {
    /// Holds the messages against the tool's: each that is to be filled in with something that the tool's is not, is a
    /// finding. So is each that is missing, unless another stands in for it.
    pub fn compare(
        &self,
        wanted: &Words,
        has_stand_in: impl Fn(&str) -> bool,
        findings: &mut Findings,
    ) {
        for key in wanted.keys() {
            let text = wanted.get(key).unwrap_or_default();
            let Some(own) = self.words.get(key) else {
                if !has_stand_in(key) && !self.places.contains_key(key) {
                    findings.push(self.missing(key, text, wanted));
                }
                continue;
            };
            for name in placeholders(own) {
                if !placeholders(text).any(|other| other == name) {
                    findings.push(
                        Finding::new(
                            Code::UnknownName,
                            self.at(key),
                            format!("nothing is filled in for `{{{name}}}` in `{key}`"),
                        )
                        .label("not known here")
                        .advice(format!("It is to be filled in like this one: “{text}”.")),
                    );
                }
            }
        }
    }

    /// Each message that the tool does not have, and that nothing in the theme speaks of, is a finding; but not where it
    /// was told as another that is missing.
    pub fn refuse_strays(
        &self,
        wanted: &Words,
        has_stand_ins: bool,
        is_used: impl Fn(&str) -> bool,
        findings: &mut Findings,
    ) {
        let missing = || {
            let keys = wanted.keys();
            keys.filter(|key| !self.places.contains_key(*key))
        };
        for (key, at) in &self.places {
            let is_told = || !has_stand_ins && did_you_mean(key, missing()).is_some();
            if wanted.get(key).is_some() || is_used(key) || is_told() {
                continue;
            }
            let finding = Finding::new(
                Code::UnknownName,
                *at,
                format!("there is no message `{key}`, and no template of the theme uses one"),
            )
            .label("not known");
            findings.push(match meant(key, wanted.keys()) {
                Some(meant) => finding.meant(&meant),
                None => finding.advice("Take it out."),
            });
        }
    }

    /// Each message that the tool puts otherwise for someone else, and that these, which are a site's own, put anew only
    /// for the reader: `otherwise` are the site's own for someone else.
    pub fn warn_of_tools_own(&self, otherwise: &Self, findings: &mut Findings) {
        for key in self
            .words
            .keys()
            .filter(|key| otherwise.words.get(key).is_none())
        {
            if let Some(tools) = english_for_someone_else().get(key) {
                findings.push(
                    Finding::new(
                        Code::SpeaksOfYou,
                        self.at(key),
                        format!(
                            "`{key}` has words of its own for the reader, and none for someone else"
                        ),
                    )
                    .label("for the reader only")
                    .advice(format!(
                        "Add `{key}` to `messages/en-they.yaml`. Until then that reads: “{tools}”."
                    )),
                );
            }
        }
    }

    /// The messages, with the tool's where there is none.
    pub fn over(self, tools: &Words) -> Words {
        over(&self.words, tools, str::to_owned)
    }

    fn at(&self, key: &str) -> Span {
        self.places.get(key).copied().unwrap_or(self.start)
    }

    /// The place of a missing message is after the one that comes before it by name, or where it is misspelt.
    fn missing(&self, key: &str, text: &str, wanted: &Words) -> Finding {
        let strays = self.words.keys().filter(|own| wanted.get(own).is_none());
        let (near, label) = match did_you_mean(key, strays) {
            Some(meant) => (self.places.get(meant), "misspelt?"),
            None => (
                self.places
                    .range(..key.to_owned())
                    .next_back()
                    .map(|(_, at)| at),
                "belongs near here",
            ),
        };
        Finding::new(
            Code::MissingWords,
            near.copied().unwrap_or(self.start),
            format!("the message `{key}` is missing"),
        )
        .label(label)
        .advice(format!("Add `{key}`. In English it is: “{text}”."))
    }
}

/// The messages of a language, and where it has none, the English ones as they stand for words that are not there.
pub fn over_english(own: &Words, english: &Words) -> Words {
    over(own, english, unsaid)
}

/// Messages over others, which are put in some way.
fn over(own: &Words, others: &Words, put: impl Fn(&str) -> String) -> Words {
    let keys = others.keys().chain(own.keys());
    let texts = keys.filter_map(|key| {
        let said = own.get(key).map(str::to_owned);
        Some((key.to_owned(), said.or_else(|| others.get(key).map(&put))?))
    });
    texts.collect()
}

/// The names in braces in a message.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_that_comes_with_the_tool_reads_without_a_finding() {
        let mut findings = Findings::default();
        let words = built_in(ENGLISH, &mut findings);
        for path in AS_COUNCIL {
            built_in(path, &mut findings);
        }
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(
            words.say("list", &[("first", "a, b"), ("last", "c")]),
            "a, b and c"
        );
    }

    #[test]
    fn the_welsh_draft_has_every_message_and_fills_in_what_the_english_one_does() {
        for (name, english) in [
            ("cy", built_in(ENGLISH, &mut Findings::default())),
            (
                "cy-they",
                built_in(FOR_SOMEONE_ELSE, &mut Findings::default()),
            ),
        ] {
            let (mut files, mut findings) = (Files::default(), Findings::default());
            let path = format!("themes/upfront/messages/{name}.yaml");
            let file = files.add(Path::new(&path), embedded::text(&path).to_owned());
            let read = read(file, &files, &mut findings);
            read.compare(&english, |_| false, &mut findings);
            read.refuse_strays(&english, true, |_| false, &mut findings);
            assert!(findings.is_empty(), "{:#?}", findings.sorted());
        }
    }
}
