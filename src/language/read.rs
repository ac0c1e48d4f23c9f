//! Reading a mapping by its declaration.

use jiff::civil::Date;

use super::fit::{date, fits, shortened, wrong_type, yes_no};
use super::shape::{Key, Kind, Shape, listed};
use super::shapes::{self, CHOICE, CONDITION};
use super::site::SITE;
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        silence::{Scope, Silence},
        suggest::{Meant, meant},
    },
    source::{Entry, Node, NodeKind, Span},
};

/// The code under which an example says why the printed figures do not follow: they are what would fail.
pub(crate) const PRINTED: &str = "example-fails";

/// A mapping that has been held against its [`Shape`].
///
/// Everything that does not fit is reported once, when the reader is made: unknown keys, missing keys, and values of
/// the wrong kind. What is then asked for is there and fits, or is as good as absent, so lowering needs no further
/// complaint about form.
#[derive(Clone, Debug)]
pub struct Reader<'n> {
    node: &'n Node,
    shape: &'static Shape,
    /// The entries that fit, each by the key that was meant.
    entries: Vec<(&'n str, &'n Entry)>,
    /// The keys that misspelt ones were meant as.
    meant: Vec<&'static str>,
    /// Whether a key is not known and is near to none.
    has_stray_key: bool,
}

impl<'n> Reader<'n> {
    /// Holds a mapping against a shape. `None`, with a finding, where the node is no mapping.
    pub fn new(node: &'n Node, shape: &'static Shape, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(all) = &node.kind else {
            findings.push(wrong_type(
                node,
                &format!("Here belongs {}", shape.name),
                &format!(
                    "keys, such as `{}`",
                    shape.keys.first().map_or("", |key| key.example)
                ),
            ));
            return None;
        };
        let mut entries = Vec::new();
        let mut meant = Vec::new();
        let mut has_stray_key = false;
        for entry in all {
            let (name, kind) = match (shape.key(&entry.key), shape.others) {
                (Some(key), _) => (key.name, key.kind),
                (None, Some(kind)) => (entry.key.as_str(), kind),
                (None, None) => {
                    let near = meant_key(entry, shape);
                    findings.push(unknown_key(entry, shape, near.as_ref()));
                    let name = near.and_then(|near| Some(shape.key(&near)?.name));
                    // It is read as what was meant, so that what uses it is not blamed for it.
                    let free = name
                        .filter(|name| node.entry(name).is_none() && !meant.contains(name))
                        .filter(|_| !entry.key.contains(':'))
                        .and_then(|name| shape.key(name));
                    meant.extend(name);
                    let Some(key) = free else {
                        has_stray_key = true;
                        continue;
                    };
                    (key.name, key.kind)
                }
            };
            if fits(name, &entry.value, &kind, findings) {
                entries.push((name, entry));
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            // A key that is misspelt is one mistake, not two.
            if node.entry(key.name).is_none() && !meant.contains(&key.name) {
                findings.push(missing_key(node, key, shape));
            }
        }
        let reader = Self {
            node,
            shape,
            entries,
            meant,
            has_stray_key,
        };
        reader.read_silences(findings);
        Some(reader)
    }

    /// Reads what is silenced beside the thing that the mapping is.
    fn read_silences(&self, findings: &mut Findings) {
        let is_declared = self.shape.key("but").is_some_and(|key| {
            matches!(
                key.kind,
                Kind::Silences | Kind::Either([Kind::Text, Kind::Silences])
            )
        });
        let Some(but) = is_declared.then(|| self.value("but")).flatten() else {
            return;
        };
        let scope = if std::ptr::eq(self.shape, &raw const shapes::SCHEME) {
            Scope::Files(
                self.entries
                    .iter()
                    .map(|(_, entry)| entry.key_span.file)
                    .collect(),
            )
        } else if std::ptr::eq(self.shape, &raw const SITE) {
            Scope::Site(self.node.span.file)
        } else {
            Scope::Thing(self.node.span)
        };
        let is_example = std::ptr::eq(self.shape, &raw const shapes::EXAMPLE);
        let (silences, found) = Silence::read(but, &scope, is_example.then_some(PRINTED));
        findings.silence(silences);
        findings.extend(found);
    }

    /// Where the mapping stands.
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// The entry with this key, where it is there and fits.
    pub fn entry(&self, key: &str) -> Option<&'n Entry> {
        debug_assert!(
            self.shape.key(key).is_some() || self.shape.others.is_some(),
            "`{key}` is not declared for {}",
            self.shape.name
        );
        self.entries
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, entry)| *entry)
    }

    /// The entries whose keys the shape does not name, such as the options in a choice by answer.
    pub fn others(&self) -> impl Iterator<Item = &'n Entry> {
        self.entries
            .iter()
            .filter(|(name, _)| self.shape.key(name).is_none())
            .map(|(_, entry)| *entry)
    }

    /// Whether the key is written, fitting or not.
    pub fn is_written(&self, key: &str) -> bool {
        self.node.entry(key).is_some() || self.meant.contains(&key)
    }

    /// Where a key and what is under it stand, fitting or not; of one that is written wrong and is not read, where the
    /// mapping does.
    pub fn place(&self, key: &str) -> Option<(Span, Span)> {
        match self.node.entry(key) {
            Some(entry) => Some((entry.key_span, entry.value.span)),
            None => self
                .meant
                .contains(&key)
                .then(|| (self.span(), self.span())),
        }
    }

    /// The keys that are there, but are spelt in another way.
    pub fn misspelt(&self) -> &[&'static str] {
        &self.meant
    }

    /// Whether a key is written that the language does not have here and that is near to none.
    pub fn has_stray_key(&self) -> bool {
        self.has_stray_key
    }

    /// The value under a key.
    pub fn value(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The text under a key and its place, where it is a scalar: text, a name, an amount or a unit.
    pub fn text(&self, key: &str) -> Option<(&'n str, Span)> {
        let value = self.value(key)?;
        Some((value.text()?, value.span))
    }

    /// The text under a key, or nothing.
    pub fn string(&self, key: &str) -> String {
        self.text(key)
            .map_or_else(String::new, |(text, _)| text.trim().to_owned())
    }

    /// The items under a key. A value that is no list is a list of one.
    pub fn list(&self, key: &str) -> &'n [Node] {
        match self.value(key) {
            Some(Node {
                kind: NodeKind::List(items),
                ..
            }) => items,
            Some(value) => std::slice::from_ref(value),
            None => &[],
        }
    }

    /// The texts under a key, each with its place. A single one is a list of one.
    pub fn texts(&self, key: &str) -> Vec<(&'n str, Span)> {
        self.list(key)
            .iter()
            .filter_map(|item| Some((item.text()?, item.span)))
            .collect()
    }

    /// The mapping under a key, held against the shape that is declared for it.
    pub fn map(&self, key: &str, findings: &mut Findings) -> Option<Self> {
        let shape = map_shape(&self.shape.key(key)?.kind)?;
        let value = self.value(key)?;
        matches!(value.kind, NodeKind::Map(_))
            .then(|| Self::new(value, shape, findings))
            .flatten()
    }

    /// Whether the value under a key is `yes`; `None` where the key is absent.
    pub fn yes_no(&self, key: &str) -> Option<bool> {
        self.text(key).and_then(|(text, _)| yes_no(text))
    }

    /// The date under a key.
    pub fn date(&self, key: &str) -> Option<Date> {
        self.text(key).and_then(|(text, _)| date(text))
    }

    /// The word under a key, as it is declared.
    pub fn one_of(&self, key: &str) -> Option<&'static str> {
        let Kind::OneOf(words) = self.shape.key(key)?.kind else {
            return None;
        };
        let (text, _) = self.text(key)?;
        words.iter().find(|word| **word == text.trim()).copied()
    }
}

fn map_shape(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Map(shape) => Some(shape),
        Kind::Condition => Some(&CONDITION),
        Kind::Operand => Some(&CHOICE),
        Kind::Either(kinds) => kinds.iter().find_map(map_shape),
        _ => None,
    }
}

/// The key of the shape that an unknown key was probably meant to be.
fn meant_key(entry: &Entry, shape: &Shape) -> Option<Meant<'static>> {
    let word = glued(entry).map_or(entry.key.as_str(), |(word, _)| word);
    // Words that other tools have for what a key says.
    let same = match word.to_lowercase().as_str() {
        "add" | "plus" | "total" => "sum",
        "max" | "maximum" => "most",
        "min" | "minimum" => "least",
        "question" | "text" => "ask",
        "lookup" | "vlookup" => "look up",
        "name" | "key" => "id",
        "alt" | "alt text" => "alternative",
        "yes/no" => "yes or no",
        _ => "",
    };
    shape
        .key(same)
        .map(|key| Meant::surely(key.name))
        .or_else(|| meant(word, shape.keys.iter().map(|key| key.name)))
}

/// A key and its value with something between them that is no colon and a space.
fn glued(entry: &Entry) -> Option<(&str, &str)> {
    let (key, value) = entry.key.split_once([':', ';', '='])?;
    Some((key.trim_end(), value.trim_start()))
}

fn unknown_key(entry: &Entry, shape: &Shape, meant: Option<&Meant<'_>>) -> Finding {
    let finding = Finding::new(
        Code::UnknownKey,
        entry.key_span,
        format!("`{}` is not a key of {}", shortened(&entry.key), shape.name),
    )
    .label("unknown key");
    let finding = match (meant, glued(entry)) {
        (Some(key), Some((_, value))) => finding.advice(format!(
            "Did you mean `{key}: {}`, with a colon and a space?",
            shortened(value.trim())
        )),
        (Some(key), None) => finding.meant(key),
        (None, _) => finding,
    };
    let keys = listed(shape.keys.iter().map(|key| key.name));
    finding.advice(format!("The keys are {}.", keys.replace(" or `", " and `")))
}

fn missing_key(node: &Node, key: &Key, shape: &Shape) -> Finding {
    Finding::new(
        Code::MissingKey,
        node.span,
        format!("`{}` is missing from {}", key.name, shape.name),
    )
    .label(format!("no `{}` here", key.name))
    .advice(format!("Add it, such as `{}`.", key.example))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        language::{
            fit::{has_form, is_name},
            site::{ACCESSIBILITY, SITE},
        },
        source::{Files, read_yaml},
    };

    /// A text, read.
    fn node(text: &str) -> Node {
        let mut files = Files::default();
        let mut findings = Findings::default();
        let file = files.add(Path::new("a.yaml"), text.to_owned());
        let node = read_yaml(file, &files, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        node.unwrap()
    }

    /// The findings of a mapping, each as `code message`, and all their advice.
    fn found(text: &str, shape: &'static Shape) -> (Vec<String>, Vec<String>) {
        let mut findings = Findings::default();
        Reader::new(&node(text), shape, &mut findings);
        let all = findings.sorted();
        (
            all.iter()
                .map(|finding| format!("{} {}", finding.code.name(), finding.message))
                .collect(),
            all.iter()
                .flat_map(|finding| finding.advice.clone())
                .collect(),
        )
    }

    /// Holds a value and all it contains against a kind.
    fn hold(value: &Node, kind: &Kind, findings: &mut Findings) {
        match (kind, &value.kind) {
            (Kind::Either(kinds), _) => {
                let kind = kinds.iter().find(|kind| has_form(kind, value)).unwrap();
                hold(value, kind, findings);
            }
            (Kind::ListOf(kind), NodeKind::List(items)) => {
                for item in items {
                    hold(item, kind, findings);
                }
            }
            (Kind::Silences, NodeKind::Map(_)) => {}
            (Kind::List(shapes), NodeKind::List(items)) => {
                for item in items {
                    hold(item, &Kind::Map(shapes[0]), findings);
                }
            }
            (Kind::Named(kind) | Kind::ByName(kind), NodeKind::Map(entries)) => {
                for entry in entries {
                    hold(&entry.value, kind, findings);
                }
            }
            (kind, NodeKind::Map(_)) => {
                let shape = map_shape(kind).unwrap();
                let reader = Reader::new(value, shape, findings).unwrap();
                for (_, entry) in &reader.entries {
                    let key = shape.key(&entry.key);
                    hold(
                        &entry.value,
                        &key.map_or_else(|| shape.others.unwrap(), |key| key.kind),
                        findings,
                    );
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_example_fits_its_declaration() {
        for shape in shapes::ALL.iter().copied().chain([&SITE, &ACCESSIBILITY]) {
            assert!(
                !shape.name.is_empty() && shape.meaning.ends_with('.'),
                "{}",
                shape.name
            );
            for key in shape.keys {
                let place = format!("`{}` of {}", key.name, shape.name);
                assert!(key.meaning.ends_with('.'), "{place}: {}", key.meaning);
                let example = node(key.example);
                let entry = example.entry(key.name).expect(&place);
                let mut findings = Findings::default();
                assert!(
                    fits(key.name, &entry.value, &key.kind, &mut findings),
                    "{place}: {findings:?}"
                );
                if key.name != "accessibility" {
                    hold(&entry.value, &key.kind, &mut findings);
                }
                assert!(findings.is_empty(), "{place}: {findings:?}");
                let same = shape.keys.iter().filter(|other| other.name == key.name);
                assert_eq!(same.count(), 1, "{place} is declared twice");
            }
        }
    }

    #[test]
    fn gives_what_fits() {
        let text = "id: home\nask: How many?\nnumber: hours a week\nplaces: 2\nyes or no: Yes\nabout: nights";
        let node = node(text);
        let mut findings = Findings::default();
        let reader = Reader::new(&node, &shapes::QUESTION, &mut findings).unwrap();
        assert!(findings.is_empty());
        let (ask, at) = reader.text("ask").unwrap();
        assert_eq!((ask, at.start), ("How many?", 14));
        assert_eq!(reader.string("id"), "home");
        assert_eq!(reader.string("hint"), "");
        assert_eq!(reader.string("places"), "2");
        assert_eq!(reader.yes_no("yes or no"), Some(true));
        assert_eq!(reader.one_of("about"), Some("nights"));
        assert!(reader.list("options").is_empty());
        assert!(reader.is_written("number") && !reader.is_written("most"));
    }

    #[test]
    fn what_does_not_fit_is_reported_once_and_absent() {
        let node =
            node("id: A b\nask: [x]\nplaces: -1\nyes or no: maybe\nabout: night\nhint:\nmost: 3");
        let mut findings = Findings::default();
        let reader = Reader::new(&node, &shapes::QUESTION, &mut findings).unwrap();
        let messages: Vec<_> = findings
            .sorted()
            .iter()
            .map(|finding| finding.message.clone())
            .collect();
        assert_eq!(
            messages,
            [
                "`A b` cannot be a name",
                "`ask` takes text, and this is a list",
                "`places` is a whole number, and this is `-1`",
                "`yes or no` is `yes` or `no`, and this is `maybe`",
                "`night` is not a word that `about` knows",
                "`hint` has nothing after it",
            ]
        );
        assert!(reader.text("ask").is_none());
        // What bears a name that cannot be one can still be found by it.
        assert!(reader.text("id").is_some());
        assert_eq!(
            (
                reader.text("places"),
                reader.yes_no("yes or no"),
                reader.one_of("about")
            ),
            (None, None, None)
        );
        assert_eq!(reader.text("most").map(|(text, _)| text), Some("3"));
    }

    #[test]
    fn single_values_and_lists_are_read_alike() {
        let node = node("id: a\nmultiply: b\nby: [c, {answer: d, yes: 2}]\nwith: 52 weeks a year");
        let mut findings = Findings::default();
        let reader = Reader::new(&node, &shapes::STEP, &mut findings).unwrap();
        assert!(findings.is_empty());
        assert_eq!(
            (reader.list("multiply").len(), reader.list("by").len()),
            (1, 2)
        );
        assert_eq!(reader.texts("with")[0].0, "52 weeks a year");
        let choice = Reader::new(&reader.list("by")[1], &CHOICE, &mut findings).unwrap();
        let others: Vec<_> = choice.others().map(|entry| entry.key.as_str()).collect();
        assert_eq!(others, ["yes"]);
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for (written, meant) in [
            ("31/12/2024", "Write `2024-12-31`."),
            ("1.4.2026", "Write `2026-04-01`."),
            ("6 April 2026", "Write `2026-04-06`."),
            (
                "2026-02-30",
                "Write year, month and day, such as `2026-04-06`.",
            ),
            ("2026-4-6", "Write `2026-04-06`."),
            ("6th April 2026", "Write `2026-04-06`."),
            ("Monday 6th of April, 2026", "Write `2026-04-06`."),
            ("April 6 2026", "Write `2026-04-06`."),
            ("06-Apr-26", "Write `2026-04-06`."),
            ("6-Sept-2026", "Write `2026-09-06`."),
            ("6/4/26", "Write `2026-04-06`."),
            ("06.04.26", "Write `2026-04-06`."),
            ("12/31/2026", "Write `2026-12-31`."),
            ("2026/04/06", "Write `2026-04-06`."),
            ("2026-04-06 00:00:00", "Write `2026-04-06`."),
            // A day as a spreadsheet counts it.
            ("46118", "Write `2026-04-06`."),
            ("4611", "Write year, month and day, such as `2026-04-06`."),
            (
                "April 2026",
                "Write year, month and day, such as `2026-04-06`.",
            ),
            (
                "31 April 2026",
                "Write year, month and day, such as `2026-04-06`.",
            ),
            ("soon", "Write year, month and day, such as `2026-04-06`."),
        ] {
            let (_, advice) = found(
                &format!("council: c\ntitle: t\nfrom: {written}"),
                &shapes::SCHEME,
            );
            assert_eq!(advice, [meant], "{written}");
        }
        let node = node("title: t\nseen: 2026-05-01");
        let reader = Reader::new(&node, &shapes::SOURCE, &mut Findings::default()).unwrap();
        assert_eq!(reader.date("seen"), Some(jiff::civil::date(2026, 5, 1)));
    }

    #[test]
    fn names_are_fit_for_addresses() {
        for good in ["a", "mrs-r", "over_5", "2-carers"] {
            assert!(is_name(good), "{good}");
        }
        for (bad, advice) in [
            ("Mrs R.", "Write `mrs-r`."),
            ("Gwaith tŷ a dŵr", "Write `gwaith-ty-a-dwr`."),
            ("£", "Use lower-case letters, digits, `_` and `-`."),
        ] {
            let (found, all) = found(&format!("id: {bad}\nis: x"), &shapes::RESULT);
            assert_eq!(found, [format!("bad-name `{bad}` cannot be a name")]);
            assert_eq!(all, [advice]);
        }
        let (found, _) = found("council: c\ntitle: t\nrates: {Big: £5}", &shapes::SCHEME);
        assert_eq!(found, ["bad-name `Big` cannot be a name"]);
    }

    #[test]
    fn unknown_keys_are_told_what_was_meant() {
        let (found, advice) = found(
            "one: bed\nmany: beds\nmani: x\n\"one:bed\": y",
            &shapes::UNIT_WORD,
        );
        assert_eq!(
            found,
            [
                "unknown-key `mani` is not a key of a unit's words",
                "unknown-key `one:bed` is not a key of a unit's words",
            ]
        );
        assert_eq!(
            advice,
            [
                "Did you mean `many`?",
                "The keys are `one` and `many`.",
                "Did you mean `one: bed`, with a colon and a space?",
                "The keys are `one` and `many`.",
            ]
        );
    }

    #[test]
    fn words_of_other_tools_for_a_key_are_told_what_they_are_here() {
        for (written, shape, meant) in [
            (
                "id: a\nask: b\nnumber: points\nmax: 5",
                &shapes::QUESTION,
                "most",
            ),
            (
                "id: a\nask: b\nnumber: points\nminimum: 5",
                &shapes::QUESTION,
                "least",
            ),
            (
                "id: a\nquestion: b\nnumber: points",
                &shapes::QUESTION,
                "ask",
            ),
            ("id: a\nask: b\nyes/no: yes", &shapes::QUESTION, "yes or no"),
            ("name: a\nsum: [b]", &shapes::STEP, "id"),
            ("id: a\nadd: [b]", &shapes::STEP, "sum"),
            ("id: a\nvlookup: b\nin: c", &shapes::STEP, "look up"),
        ] {
            let (_, advice) = found(written, shape);
            let told = format!("Did you mean `{meant}`?");
            assert!(advice.contains(&told), "{written}: {advice:?}");
        }
    }

    #[test]
    fn other_words_for_yes_and_no_are_told_what_they_are_here() {
        for (written, meant) in [("y", "yes"), ("N", "no"), ("on", "yes"), ("0", "no")] {
            let (found, advice) = found(
                &format!("council: c\ntitle: t\nfictional: {written}"),
                &shapes::SCHEME,
            );
            assert_eq!(found.len(), 1, "{written}");
            let told = format!("Did you mean `{meant}`?");
            assert!(advice.contains(&told), "{written}: {advice:?}");
        }
    }

    #[test]
    fn a_misspelt_key_is_not_missing_as_well() {
        let (found, _) = found("titel: t", &shapes::SCHEME);
        assert_eq!(
            found,
            [
                "unknown-key `titel` is not a key of a scheme",
                "missing-key `council` is missing from a scheme",
            ]
        );
    }

    #[test]
    fn what_is_no_mapping_is_refused_whole() {
        let (found, _) = found("[a]", &shapes::STEP);
        assert_eq!(
            found,
            ["wrong-type Here belongs a step, and this is a list"]
        );
    }
}
