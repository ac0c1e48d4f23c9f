//! Reading a mapping by its declaration.

use jiff::civil::Date;

use super::shape::{Key, Kind, Shape, listed};
use super::shapes::{CHOICE, CONDITION};
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    source::{Entry, Node, NodeKind, Span},
};

/// A mapping that has been held against its [`Shape`].
///
/// Everything that does not fit is reported once, when the reader is made: unknown keys, missing keys, and values of
/// the wrong kind. What is then asked for is there and fits, or is as good as absent, so lowering needs no further
/// complaint about form.
#[derive(Clone, Debug)]
pub struct Reader<'n> {
    node: &'n Node,
    shape: &'static Shape,
    entries: Vec<&'n Entry>,
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
        for entry in all {
            let kind = match (shape.key(&entry.key), shape.others) {
                (Some(key), _) => key.kind,
                (None, Some(kind)) => kind,
                (None, None) => {
                    findings.push(unknown_key(entry, shape));
                    continue;
                }
            };
            if fits(&entry.key, &entry.value, &kind, findings) {
                entries.push(entry);
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if node.entry(key.name).is_none() {
                findings.push(missing_key(node, key, shape));
            }
        }
        Some(Self {
            node,
            shape,
            entries,
        })
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
        self.entries.iter().find(|entry| entry.key == key).copied()
    }

    /// The entries that are there and fit, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &'n Entry> {
        self.entries.iter().copied()
    }

    /// The entries whose keys the shape does not name, such as the options in a choice by answer.
    pub fn others(&self) -> impl Iterator<Item = &'n Entry> {
        self.entries()
            .filter(|entry| self.shape.key(&entry.key).is_none())
    }

    /// Whether the key is written, fitting or not.
    pub fn is_written(&self, key: &str) -> bool {
        self.node.entry(key).is_some()
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

    /// The entries of the mapping under a key.
    pub fn names(&self, key: &str) -> &'n [Entry] {
        match self.value(key).map(|value| &value.kind) {
            Some(NodeKind::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// The mapping under a key, held against the shape that is declared for it.
    pub fn map(&self, key: &str, findings: &mut Findings) -> Option<Self> {
        let shape = map_shape(&self.shape.key(key)?.kind)?;
        let value = self.value(key)?;
        matches!(value.kind, NodeKind::Map(_))
            .then(|| Self::new(value, shape, findings))
            .flatten()
    }

    /// The mappings of the list under a key, each held against the shape that is declared for it. A list with rows
    /// of several shapes is read with [`Self::list`] and [`Self::new`] instead.
    pub fn maps(&self, key: &str, findings: &mut Findings) -> Vec<Self> {
        let Some(Kind::List([shape])) = self.shape.key(key).map(|key| key.kind) else {
            return Vec::new();
        };
        self.list(key)
            .iter()
            .filter_map(|item| Self::new(item, shape, findings))
            .collect()
    }

    /// Whether the value under a key is `yes`; `None` where the key is absent.
    pub fn yes_no(&self, key: &str) -> Option<bool> {
        self.text(key).and_then(|(text, _)| yes_no(text))
    }

    /// The whole number under a key.
    pub fn whole(&self, key: &str) -> Option<u32> {
        self.text(key).and_then(|(text, _)| whole(text))
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

/// Whether a value is of a kind; what does not fit is reported. Lists with bad items are kept without complaint
/// about the rest.
fn fits(key: &str, value: &Node, kind: &Kind, findings: &mut Findings) -> bool {
    let blank = match &value.kind {
        NodeKind::Empty => true,
        NodeKind::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        findings.push(blank_value(key, value, kind));
        return false;
    }
    match (kind, &value.kind) {
        (Kind::Either(kinds), _) => match kinds.iter().find(|kind| has_form(kind, value)) {
            Some(kind) => fits(key, value, kind, findings),
            None => refuse(key, value, kind, findings),
        },
        (Kind::ListOf(kind), NodeKind::List(items)) => {
            for item in items {
                fits(key, item, kind, findings);
            }
            true
        }
        (Kind::Named(kind), NodeKind::Map(entries)) => {
            for entry in entries {
                if let Some(finding) = bad_name(&entry.key, entry.key_span) {
                    findings.push(finding);
                }
                fits(&entry.key, &entry.value, kind, findings);
            }
            true
        }
        (Kind::ByName(kind), NodeKind::Map(entries)) => {
            for entry in entries {
                fits(&entry.key, &entry.value, kind, findings);
            }
            true
        }
        (_, NodeKind::Scalar { text, .. }) if has_form(kind, value) => {
            let text = text.trim();
            let finding = match kind {
                Kind::Id => bad_name(text, value.span),
                Kind::Date if date(text).is_none() => Some(bad_date(text, value.span)),
                Kind::OneOf(words) if !words.contains(&text) => {
                    Some(unknown_word(key, text, value.span, words))
                }
                Kind::YesNo if yes_no(text).is_none() => Some(wrong_type(
                    value,
                    &format!("`{key}` is `yes` or `no`"),
                    &kind.expected(),
                )),
                Kind::Whole if whole(text).is_none() => Some(wrong_type(
                    value,
                    &format!("`{key}` is a whole number"),
                    &kind.expected(),
                )),
                _ => None,
            };
            let fits = finding.is_none();
            if let Some(finding) = finding {
                findings.push(finding);
            }
            fits
        }
        _ if has_form(kind, value) => true,
        _ => refuse(key, value, kind, findings),
    }
}

/// Whether a value has the outward form of a kind: a scalar, a list or a mapping.
fn has_form(kind: &Kind, value: &Node) -> bool {
    let value_is_map = matches!(value.kind, NodeKind::Map(_));
    let value_is_scalar = matches!(value.kind, NodeKind::Scalar { .. });
    match kind {
        Kind::Either(kinds) => kinds.iter().any(|kind| has_form(kind, value)),
        Kind::ListOf(_) | Kind::List(_) => matches!(value.kind, NodeKind::List(_)),
        Kind::Map(_) | Kind::Named(_) | Kind::ByName(_) | Kind::Condition => value_is_map,
        Kind::Operand => value_is_scalar || value_is_map,
        _ => value_is_scalar,
    }
}

fn refuse(key: &str, value: &Node, kind: &Kind, findings: &mut Findings) -> bool {
    findings.push(wrong_type(
        value,
        &format!("`{key}` takes {}", kind.expected()),
        &kind.expected(),
    ));
    false
}

fn wrong_type(value: &Node, takes: &str, expected: &str) -> Finding {
    let found = match &value.kind {
        NodeKind::Scalar { text, .. } => format!("`{}`", shortened(text)),
        NodeKind::Empty => "nothing".to_owned(),
        NodeKind::List(_) => "a list".to_owned(),
        NodeKind::Map(_) => "a mapping, `key: value`".to_owned(),
    };
    Finding::new(
        Code::WrongType,
        value.span,
        format!("{takes}, and this is {found}"),
    )
    .label(format!(
        "not {}",
        expected.split(", such as").next().unwrap_or(expected)
    ))
    .advice(format!("Write {expected}."))
}

fn blank_value(key: &str, value: &Node, kind: &Kind) -> Finding {
    Finding::new(
        Code::WrongType,
        value.span,
        format!("`{key}` has nothing after it"),
    )
    .label("nothing stands here")
    .advice(format!("Write {}, or delete the key.", kind.expected()))
}

fn unknown_key(entry: &Entry, shape: &Shape) -> Finding {
    let finding = Finding::new(
        Code::UnknownKey,
        entry.key_span,
        format!("`{}` is not a key of {}", shortened(&entry.key), shape.name),
    )
    .label("unknown key");
    let keys = shape.keys.iter().map(|key| key.name);
    match did_you_mean(&entry.key, keys.clone()) {
        Some(key) => finding.advice(format!("Did you mean `{key}`?")),
        None => finding,
    }
    .advice(format!(
        "The keys are {}.",
        listed(keys).replace(" or `", " and `")
    ))
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

fn unknown_word(key: &str, text: &str, at: Span, words: &'static [&'static str]) -> Finding {
    let finding = Finding::new(
        Code::UnknownWord,
        at,
        format!("`{}` is not a word that `{key}` knows", shortened(text)),
    )
    .label("unknown word");
    match did_you_mean(text, words.iter().copied()) {
        Some(word) => finding.advice(format!("Did you mean `{word}`?")),
        None => finding,
    }
    .advice(format!("Write {}.", listed(words.iter().copied())))
}

fn bad_date(text: &str, at: Span) -> Finding {
    let finding = Finding::new(
        Code::BadDate,
        at,
        format!("`{}` is not a date that can be read", shortened(text)),
    )
    .label("not a date");
    let meant = [
        "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d",
    ]
    .iter()
    .find_map(|format| Date::strptime(format, text).ok());
    match meant {
        Some(date) => finding.advice(format!("Write `{date}`.")),
        None => finding.advice("Write year, month and day, such as `2026-04-06`."),
    }
}

fn bad_name(name: &str, at: Span) -> Option<Finding> {
    if is_name(name) {
        return None;
    }
    let finding = Finding::new(
        Code::BadName,
        at,
        format!("`{}` cannot be a name", shortened(name)),
    )
    .label("lower-case letters, digits, `_` and `-` only");
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '_' | '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let meant = words.join("-");
    Some(if is_name(&meant) {
        finding.advice(format!("Write `{}`.", shortened(&meant)))
    } else {
        finding.advice("Use lower-case letters, digits, `_` and `-`.")
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        })
}

fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    (text.len() == 10)
        .then(|| Date::strptime("%Y-%m-%d", text).ok())
        .flatten()
}

/// Text short enough to stand in a sentence.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 60 && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(60).collect();
    short.push('…');
    short
}
