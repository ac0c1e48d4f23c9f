//! Wordings: the texts of a scheme put otherwise, in another language or for a reader who answers for someone else.
//!
//! A wording is a file of its own beside the rules, or beside the national rules that they rest on. It holds texts
//! only, so the rules and their receipt stay what they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use upfront_engine::Scheme;

use super::{
    languages::{self, Tongue},
    texts,
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{did_you_mean, meant},
    },
    language::{
        Kind, Reader, Shape,
        shapes::{SCHEME, WORDING},
    },
    messages::Person,
    source::{Node, NodeKind, Span},
    unsaid::unsaid,
};

/// The way to a text: `questions`, `washing`, `ask`.
pub(super) type Path = Vec<String>;

/// The keys that make a file a wording.
const MARKS: [&str; 2] = ["wording", "language"];

/// What the estimate does not show.
const ELSEWHERE: [&str; 5] = ["about", "examples", "notes", "sources", "council"];

/// The words for the reader, beside “I”.
const READER: [&str; 8] = [
    "you", "your", "yours", "yourself", "my", "me", "mine", "myself",
];

/// How many texts a finding names at most.
const NAMED: usize = 8;

/// One file of texts.
#[derive(Clone, Debug)]
struct Wording {
    /// The language; `None` for that of the rules.
    language: Option<String>,
    person: Person,
    texts: BTreeMap<Path, Phrase>,
    /// Where the file says what it is.
    at: Span,
    /// Whether that is misspelt, so that nothing more is said of the file before it is mended.
    is_misspelt: bool,
}

/// A text, and the places of the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) text: String,
    /// Where it stands itself.
    pub(super) at: Span,
    keys: Vec<Span>,
}

impl Wording {
    /// Whether it is the one for someone else, in the language of the rules.
    fn is_about_them(&self) -> bool {
        self.language.is_none() && self.person == Person::SomeoneElse
    }
}

impl Phrase {
    /// Where its key stands.
    pub(super) fn at(&self) -> Span {
        self.keys.last().copied().unwrap_or_default()
    }
}

/// The wordings of one scheme: its own, and those of the national rules that it rests on.
#[derive(Clone, Debug, Default)]
pub struct Wordings {
    own: Vec<Wording>,
    nation: Option<Arc<Spoken>>,
}

/// What national rules say, and their wordings.
#[derive(Debug)]
pub(super) struct Spoken {
    texts: BTreeMap<Path, String>,
    wordings: Wordings,
}

impl Spoken {
    pub(super) fn new(nation: &Scheme, wordings: &Wordings) -> Self {
        Self {
            texts: texts_of(nation),
            wordings: wordings.clone(),
        }
    }
}

/// Takes the wordings out of the files of a scheme.
pub(super) fn part(nodes: Vec<Node>, findings: &mut Findings) -> (Vec<Node>, Wordings) {
    let (wordings, rules) = nodes.into_iter().partition::<Vec<_>, _>(is_wording);
    let mut own: Vec<Wording> = Vec::new();
    for node in &wordings {
        if let Some(wording) = read(node, findings) {
            findings.extend(own.iter().filter_map(|first| clash(first, &wording)));
            own.push(wording);
        }
    }
    (rules, Wordings { own, nation: None })
}

/// Whether a file is a wording. One whose mark is misspelt is one too, so that its texts are not taken for rules.
pub(crate) fn is_wording(node: &Node) -> bool {
    let NodeKind::Map(entries) = &node.kind else {
        return false;
    };
    let known = || SCHEME.keys.iter().map(|key| key.name).chain(MARKS);
    entries.iter().any(|entry| {
        let is_known = known().any(|name| name == entry.key);
        let meant = if is_known {
            Some(entry.key.as_str())
        } else {
            did_you_mean(&entry.key, known())
        };
        meant.is_some_and(|meant| MARKS.contains(&meant))
    })
}

fn read(node: &Node, findings: &mut Findings) -> Option<Wording> {
    let reader = Reader::new(node, &WORDING, findings)?;
    let mark = MARKS.iter().find_map(|mark| reader.entry(mark));
    let mut texts = texts_below(&reader, &WORDING, findings);
    texts.retain(|path, _| !MARKS.iter().any(|mark| path == &[*mark]));
    Some(Wording {
        language: Some(reader.string("language"))
            .filter(|code| !code.is_empty())
            .map(|code| languages::first_part(&code).to_owned()),
        person: if reader.is_written("wording") {
            Person::SomeoneElse
        } else {
            Person::Yourself
        },
        texts,
        at: mark.map_or(node.span, |mark| mark.value.span),
        is_misspelt: MARKS.iter().any(|mark| reader.misspelt().contains(mark)),
    })
}

/// Every text of a mapping that holds texts only, by its path.
pub(super) fn texts_below(
    reader: &Reader<'_>,
    shape: &'static Shape,
    findings: &mut Findings,
) -> BTreeMap<Path, Phrase> {
    let mut reading = Reading {
        path: Path::new(),
        keys: Vec::new(),
        texts: BTreeMap::new(),
        findings,
    };
    reading.keys_of(reader, shape);
    reading.texts
}

/// The texts of a file, as they are found.
struct Reading<'f> {
    path: Path,
    keys: Vec<Span>,
    texts: BTreeMap<Path, Phrase>,
    findings: &'f mut Findings,
}

impl Reading<'_> {
    fn keys_of(&mut self, reader: &Reader<'_>, shape: &'static Shape) {
        for key in shape.keys {
            if let Some(entry) = reader.entry(key.name) {
                self.below(key.name, entry.key_span, &entry.value, &key.kind);
            }
        }
    }

    fn below(&mut self, name: &str, at: Span, value: &Node, kind: &'static Kind) {
        self.path.push(name.to_owned());
        self.keys.push(at);
        match (kind, &value.kind) {
            (Kind::Map(shape), NodeKind::Map(_)) => {
                if let Some(reader) = Reader::new(value, shape, self.findings) {
                    self.keys_of(&reader, shape);
                }
            }
            (Kind::ByName(kind), NodeKind::Map(entries)) => {
                for entry in entries {
                    self.below(&entry.key, entry.key_span, &entry.value, kind);
                }
            }
            (Kind::ListOf(kind), NodeKind::List(items)) => {
                for (number, item) in items.iter().enumerate() {
                    self.below(&(number + 1).to_string(), item.span, item, kind);
                }
            }
            (_, NodeKind::Scalar { text, .. }) => {
                let text = Phrase {
                    text: text.trim().to_owned(),
                    at: value.span,
                    keys: self.keys.clone(),
                };
                self.texts.insert(self.path.clone(), text);
            }
            _ => {}
        }
        self.path.pop();
        self.keys.pop();
    }
}

impl Wordings {
    /// Over those of the national rules that the scheme rests on.
    pub(super) fn over(mut self, nation: Arc<Spoken>) -> Self {
        self.nation = Some(nation);
        self
    }

    /// Those of several sets of rules that stand beside each other.
    pub(super) fn beside(mut self, other: &Self) -> Self {
        self.own.extend(other.own.iter().cloned());
        self
    }

    /// Every text of its own files, with its path.
    pub(super) fn own_texts(&self) -> impl Iterator<Item = (&Path, &Phrase)> {
        self.own.iter().flat_map(|own| &own.texts)
    }

    /// What a language of the site lacks of a scheme: each text that has letters in it and no words there; and, where
    /// the rules have words for someone else, each of those that has none.
    pub fn missing(&self, scheme: &Scheme, tongue: &Tongue) -> Findings {
        let mut findings = Findings::default();
        let language = Some(tongue.name());
        for person in Person::ALL {
            let missing = self.lacking(scheme, tongue.name(), person);
            let file = self
                .own
                .iter()
                .find(|own| own.language.as_deref() == language && own.person == person);
            match (file, missing.first_key_value()) {
                (_, None) => {}
                (Some(file), _) => {
                    for (path, text) in &missing {
                        findings.push(lacking(file, path, text, tongue));
                    }
                }
                (None, Some((path, _))) => {
                    findings.push(no_file(scheme, path, missing.len(), person, tongue));
                }
            }
        }
        findings
    }

    /// The texts that a language has no words for: of the reader's, those with letters in them; of those for someone else,
    /// each that the rules have such words for.
    fn lacking(&self, scheme: &Scheme, language: &str, person: Person) -> BTreeMap<Path, String> {
        let own = self.voice(scheme, Some(language), person);
        let mut lacking = match person {
            Person::Yourself => texts_of(scheme),
            Person::SomeoneElse => self.others(scheme, None, person),
        };
        lacking.retain(|path, text| {
            !own.contains_key(path) && has_a_word(text) && !is_yes_or_no(path, text)
        });
        lacking
    }

    /// The scheme in other words, for a reader who answers for `person` in a language (`None` for that of the rules).
    /// A text that has no others stays as it is, and behind the sign of what is not said where the language has to have
    /// words for it. `None` where all stay.
    pub fn put(&self, scheme: &Scheme, language: Option<&str>, person: Person) -> Option<Scheme> {
        let mut others = self.others(scheme, language, person);
        if let Some(language) = language {
            let mut lacking = self.lacking(scheme, language, Person::Yourself);
            lacking.retain(|path, _| !others.contains_key(path));
            if person == Person::SomeoneElse {
                lacking.extend(self.lacking(scheme, language, person));
            }
            let lacking = lacking.into_iter();
            others.extend(lacking.map(|(path, text)| (path, unsaid(&text))));
        }
        if others.is_empty() {
            return None;
        }
        let mut put = scheme.clone();
        let mut changed = false;
        texts::each_mut(&mut put, &mut |path, text| {
            if let Some(other) = others.get(&owned(path)) {
                text.clone_from(other);
                changed = true;
            }
        });
        changed.then_some(put)
    }

    /// The texts that stand in the place of the scheme's own, by their paths: first those in the language, then those
    /// for someone else; each time the nation's, where the scheme says what the nation says, and over them its own.
    fn others(
        &self,
        scheme: &Scheme,
        language: Option<&str>,
        person: Person,
    ) -> BTreeMap<Path, String> {
        let mut others = self.voice(scheme, language, Person::Yourself);
        if person != Person::Yourself {
            others.append(&mut self.voice(scheme, language, person));
        }
        others
    }

    /// The texts of one language and for one kind of reader.
    fn voice(
        &self,
        scheme: &Scheme,
        language: Option<&str>,
        voice: Person,
    ) -> BTreeMap<Path, String> {
        let mut others = BTreeMap::new();
        if let Some(nation) = &self.nation {
            let mut texts = nation.wordings.texts(language, voice).peekable();
            let ours = texts.peek().map(|_| texts_of(scheme)).unwrap_or_default();
            for (path, text) in texts {
                let theirs = nation.texts.get(path);
                if path == &["council"] {
                    others.insert(vec!["nation".to_owned()], text.to_owned());
                } else if theirs.is_some() && ours.get(path) == theirs {
                    others.insert(path.clone(), text.to_owned());
                }
            }
        }
        let own = self.texts(language, voice);
        others.extend(own.map(|(path, text)| (path.clone(), text.to_owned())));
        others
    }

    /// The texts of its own files in a language and for whom.
    fn texts(&self, language: Option<&str>, person: Person) -> impl Iterator<Item = (&Path, &str)> {
        self.own
            .iter()
            .filter(move |own| own.person == person && own.language.as_deref() == language)
            .flat_map(|own| &own.texts)
            .map(|(path, text)| (path, text.text.as_str()))
    }

    /// What is wrong with its own files: a text of something that the rules do not have, and a text that still says
    /// “you”. `extends` is where the scheme names the national rules that it rests on.
    pub(super) fn check(&self, scheme: &Scheme, extends: Option<Span>, findings: &mut Findings) {
        let known = texts_of(scheme);
        let mut is_misspelt = false;
        for wording in &self.own {
            let mut told = BTreeSet::new();
            if wording.is_misspelt {
                is_misspelt = true;
                continue;
            }
            for (path, text) in &wording.texts {
                if known.contains_key(path) {
                    continue;
                }
                let depth = (0..path.len())
                    .find(|depth| {
                        let way = path.get(..=*depth).unwrap_or_default();
                        !known.keys().any(|other| other.starts_with(way))
                    })
                    .unwrap_or_default();
                let at = text.keys.get(depth).copied().unwrap_or(wording.at);
                if told.insert(at) {
                    findings.push(unknown(path, depth, at, &known));
                }
            }
            is_misspelt |= !told.is_empty();
            if wording.is_about_them() {
                let still = wording.texts.iter().filter(|(path, text)| {
                    known.contains_key(*path) && is_in_the_estimate(path) && says_you(&text.text)
                });
                findings.extend(still.map(|(path, text)| still_says_you(path, text)));
            }
        }
        // A text under a name that is misspelt is one mistake, not two.
        if !is_misspelt {
            findings.extend(self.left(scheme, &known, extends));
        }
    }

    /// A finding for the scheme's own texts that speak of the reader, where it or the nation that it extends has words
    /// for someone else, but not for these.
    fn left(
        &self,
        scheme: &Scheme,
        known: &BTreeMap<Path, String>,
        extends: Option<Span>,
    ) -> Option<Finding> {
        let file = self.own.iter().find(|own| own.is_about_them());
        let nation = self.nation.as_deref();
        let said_by_nation = |path: &Path, text: &String| {
            nation.is_some_and(|nation| nation.texts.get(path) == Some(text))
        };
        let has_words =
            nation.is_some_and(|nation| nation.wordings.own.iter().any(Wording::is_about_them));
        if file.is_none() && !has_words {
            return None;
        }
        let others = self.others(scheme, None, Person::SomeoneElse);
        let left: Vec<String> = known
            .iter()
            .filter(|(path, text)| {
                is_in_the_estimate(path)
                    && says_you(text)
                    && !others.contains_key(*path)
                    // What the nation says is for the nation to put.
                    && !(has_words && said_by_nation(path, text))
            })
            .map(|(path, _)| written(path))
            .collect();
        if left.is_empty() {
            return None;
        }
        let at = file.map(|file| file.at).or(extends)?;
        Some(speaks_of_you(&left, at, file.is_some()))
    }
}

/// Whether the estimate of a scheme speaks of the reader: “you”, or “I” in an answer.
pub fn speaks_of_the_reader(scheme: &Scheme) -> bool {
    let mut speaks = false;
    texts::each(scheme, &mut |path, text| {
        speaks = speaks || (is_in_the_estimate(path) && says_you(text));
    });
    speaks
}

fn is_in_the_estimate(path: &[impl AsRef<str>]) -> bool {
    let (Some(first), Some(last)) = (path.first(), path.last()) else {
        return false;
    };
    !ELSEWHERE.contains(&first.as_ref()) && last.as_ref() != "at"
}

/// Whether a text speaks of the reader.
fn says_you(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphabetic())
        .any(|word| word == "I" || READER.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// Whether a text has to be put into another language: it has letters in a row.
fn has_a_word(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphabetic())
        .any(|word| word.chars().count() > 1)
}

/// Whether it is the answer yes or no, which the catalogue has words for.
fn is_yes_or_no(path: &Path, text: &str) -> bool {
    matches!(
        (path.last().map(String::as_str), text),
        (Some("yes"), "Yes") | (Some("no"), "No")
    )
}

/// Every text of a scheme, by its path in a wording.
pub fn texts_of(scheme: &Scheme) -> BTreeMap<Path, String> {
    let mut all = BTreeMap::new();
    texts::each(scheme, &mut |path, text| {
        all.insert(owned(path), text.clone());
    });
    all
}

fn owned(path: &[&str]) -> Path {
    path.iter().map(|part| (*part).to_owned()).collect()
}

/// A path as it is written: `questions: {washing: {ask: …}}`; of a list, `notes: [(number 2)]`.
pub(super) fn written(path: &Path) -> String {
    let is_number = |part: &&String| part.bytes().all(|byte| byte.is_ascii_digit());
    let (keys, end) = match path.split_last().filter(|(last, _)| is_number(last)) {
        Some((last, keys)) => (keys, format!(": [(number {last})]")),
        None => (path.as_slice(), ": …".to_owned()),
    };
    keys.join(": {") + &end + &"}".repeat(keys.len().saturating_sub(1))
}

fn unknown(path: &Path, depth: usize, at: Span, known: &BTreeMap<Path, String>) -> Finding {
    let name = path.get(depth).map_or("", String::as_str);
    let names: BTreeSet<&str> = known
        .keys()
        .filter(|other| {
            path.get(..depth)
                .is_some_and(|before| other.starts_with(before))
        })
        .filter_map(|other| other.get(depth).map(String::as_str))
        .collect();
    let message = match path.get(..depth) {
        None | Some([]) => format!("the rules have no text `{name}`"),
        Some(before) => format!("the rules have no text `{name}` in `{}`", before.join(": ")),
    };
    let finding = Finding::new(Code::UnknownName, at, message).label("nothing to put otherwise");
    match meant(name, names.iter().copied()) {
        Some(near) => finding.meant(&near),
        None if names.is_empty() => finding.advice("Take it out."),
        None => finding.advice(format!(
            "There are: {}.",
            names.into_iter().take(NAMED).collect::<Vec<_>>().join(", ")
        )),
    }
}

/// A text that a file of words does not have, at the nearest place that it has.
fn lacking(file: &Wording, path: &Path, text: &str, tongue: &Tongue) -> Finding {
    let near = (1..path.len()).rev().find_map(|depth| {
        let way = path.get(..depth)?;
        let mut below = file.texts.iter();
        let (_, text) = below.find(|(other, _)| other.starts_with(way))?;
        text.keys.get(depth - 1).copied()
    });
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    Finding::new(
        Code::MissingWords,
        near.unwrap_or(file.at),
        format!("`{}` has no words in `{}`", path.join(": "), tongue.name()),
    )
    .label("missing here")
    .advice(format!(
        "Add `{}`. The rules say: “{}”.",
        written(path),
        start.replace('\n', " ")
    ))
}

/// A scheme that has no file of words in a language.
fn no_file(scheme: &Scheme, path: &Path, count: usize, person: Person, tongue: &Tongue) -> Finding {
    let code = tongue.name();
    let (file, top) = match person {
        Person::Yourself => (code.to_owned(), format!("`language: {code}`")),
        Person::SomeoneElse => (
            format!("{code}-they"),
            format!("`language: {code}` and `wording: someone else`"),
        ),
    };
    let message = match person {
        Person::Yourself => format!("{} has no words in `{code}`", scheme.id),
        Person::SomeoneElse => format!("{} has no words in `{code}` for someone else", scheme.id),
    };
    tongue.lacks(
        message,
        format!(
            "Add a file `{file}.yaml` beside the rules, with {top} at its top, and {count} texts, such as `{}`.",
            written(path)
        ),
    )
}

fn speaks_of_you(left: &[String], at: Span, has_file: bool) -> Finding {
    let count = left.len();
    let list = named(left);
    let (message, label, advice) = if has_file {
        (
            format!(
                "texts of the rules speak of the reader and have no words for someone else: {count}"
            ),
            "not put for someone else",
            format!("Add {list}."),
        )
    } else {
        (
            format!(
                "the national rules have words for someone else, and texts of the council's own speak of the reader: {count}"
            ),
            "the page for someone else has them too",
            format!(
                "Add a file `they.yaml` beside the rules, with `wording: someone else` at its top, and in it {list}."
            ),
        )
    };
    Finding::new(Code::SpeaksOfYou, at, message)
        .label(label)
        .advice(advice)
}

/// The first few of some texts, and how many more there are.
fn named(texts: &[String]) -> String {
    let first: Vec<String> = texts
        .iter()
        .take(NAMED)
        .map(|text| format!("`{text}`"))
        .collect();
    let more = match texts.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    first.join(", ") + &more
}

/// A text for someone else that speaks of the reader itself.
fn still_says_you(path: &Path, text: &Phrase) -> Finding {
    Finding::new(
        Code::SpeaksOfYou,
        text.at(),
        format!(
            "the words for someone else still speak of the reader in `{}`",
            path.join(": ")
        ),
    )
    .label("says “you” or “I”")
    .advice("Say it of somebody else, such as `they` for `you` and for `I`.")
}

/// Texts that two files of the same language, for the same reader, both have words for.
fn clash(first: &Wording, second: &Wording) -> Option<Finding> {
    if first.language != second.language || first.person != second.person {
        return None;
    }
    let both: Vec<(&Path, &Phrase, &Phrase)> = second
        .texts
        .iter()
        .filter_map(|(path, text)| Some((path, first.texts.get(path)?, text)))
        .collect();
    let (path, one, other) = both.first()?;
    let finding = Finding::new(
        Code::DuplicateName,
        other.at(),
        format!("`{}` has words in two files of one scheme", path.join(": ")),
    )
    .label("the second time")
    .related(one.at(), "the first time")
    .advice("Keep one of the two. If one file is a copy of the other, take it away.");
    Some(match both.len() {
        1 => finding,
        count => finding.advice(format!("The two files have {count} texts in common.")),
    })
}
