//! The shared vocabulary: what every council's questions can be said in.

use std::collections::BTreeMap;

use crate::{
    diagnostics::Findings,
    language::{
        Reader,
        shapes::{NEED, VOCABULARY},
    },
    source::{Node, NodeKind},
};

/// The needs, levels of help and situations that questions can ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its version.
    pub version: String,
    /// What help can be needed with.
    pub needs: Vec<Need>,
    /// The national questions that people answer, by nation.
    pub situations: BTreeMap<String, Vec<String>>,
}

/// Something that help can be needed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its name.
    pub id: String,
    /// It, in plain words.
    pub say: String,
    /// What it belongs to.
    pub outcome: String,
    /// Its levels, from no help to all; none where it is a number.
    pub levels: Vec<Level>,
    /// What it is counted in, where it is a number; otherwise empty.
    pub unit: String,
}

/// A level of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name.
    pub id: String,
    /// It, in plain words.
    pub say: String,
}

impl Need {
    /// Whether help is needed with it; otherwise it is money or a household, said as some council asks for it.
    pub fn is_for_help(&self) -> bool {
        !["household", "income", "capital", "other"].contains(&self.outcome.as_str())
    }
}

impl Vocabulary {
    /// Reads it; `None` where the node is no mapping.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let top = Reader::new(node, &VOCABULARY, findings)?;
        let common = levels(top.value("levels"));
        let mut needs = Vec::new();
        for entry in entries(top.value("needs")) {
            let Some(need) = Reader::new(&entry.value, &NEED, findings) else {
                continue;
            };
            needs.push(Need {
                id: entry.key.clone(),
                say: need.string("say"),
                outcome: need.string("outcome"),
                unit: need.string("number"),
                levels: match (need.is_written("number"), need.is_written("levels")) {
                    (true, _) => Vec::new(),
                    (false, true) => levels(need.value("levels")),
                    (false, false) => common.clone(),
                },
            });
        }
        let situations = entries(top.value("situations")).iter().map(|entry| {
            let names = match &entry.value.kind {
                NodeKind::List(items) => items.as_slice(),
                _ => &[],
            };
            let names = names.iter().filter_map(Node::text);
            (
                entry.key.clone(),
                names.map(|name| name.trim().to_owned()).collect(),
            )
        });
        Some(Self {
            version: top.string("version"),
            needs,
            situations: situations.collect(),
        })
    }

    /// A need by its name.
    pub fn need(&self, id: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == id)
    }

    /// Whether a question can ask for something of this name.
    pub fn has(&self, name: &str) -> bool {
        let mut situations = self.situations.values().flatten();
        self.need(name).is_some() || situations.any(|one| one == name)
    }

    /// Every name that a question can ask for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let needs = self.needs.iter().map(|need| need.id.as_str());
        needs.chain(self.situations.values().flatten().map(String::as_str))
    }
}

/// The entries of a mapping; none of anything else.
pub(super) fn entries(node: Option<&Node>) -> &[crate::source::Entry] {
    match node.map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => entries,
        _ => &[],
    }
}

fn levels(node: Option<&Node>) -> Vec<Level> {
    let levels = entries(node).iter().filter_map(|entry| {
        Some(Level {
            id: entry.key.clone(),
            say: entry.value.text()?.trim().to_owned(),
        })
    });
    levels.collect()
}
