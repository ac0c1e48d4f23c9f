//! Keys that stand a level too high or too low. Where one place near takes such a key and no other does, that place is meant.

use std::collections::BTreeMap;

use super::{
    fit::{fits, has_form},
    shape::{Kind, Shape},
};
use crate::{
    diagnostics::{Code, Findings, Mend},
    source::{Entry, Node, NodeKind, Span, flow},
};

/// Where a key belongs.
struct Place {
    /// What the mapping is called that takes it.
    of: &'static str,
    /// How it gets there, where that can be done to the text.
    mends: Vec<Mend>,
}

/// A mapping and what it is.
type Held<'n> = (&'n Node, &'static Shape);

/// Says of each unknown key that belongs elsewhere where that is, and mends it. `node` is what the findings are of.
pub(crate) fn tell(node: &Node, shape: &'static Shape, findings: &mut Findings) {
    let mut places = BTreeMap::new();
    look((node, shape), None, &mut places);
    for finding in findings.iter_mut() {
        let is_stray = finding.code == Code::UnknownKey && finding.mends.is_empty();
        let Some(place) = finding
            .at
            .filter(|_| is_stray)
            .and_then(|at| places.remove(&at))
        else {
            continue;
        };
        finding.advice = vec![format!("It belongs to {}: move it there.", place.of)];
        finding.mends = place.mends;
    }
}

fn look<'n>(here: Held<'n>, above: Option<Held<'n>>, places: &mut BTreeMap<Span, Place>) {
    let (node, shape) = here;
    for entry in entries(node) {
        match shape.key(&entry.key) {
            Some(key) => go_into(&entry.value, &key.kind, here, places),
            None if shape.others.is_some() => {}
            None => {
                let below = entries(node).iter().filter_map(|other| {
                    let key = shape.key(&other.key)?;
                    Some((&other.value, shape_of(&key.kind, &other.value)?))
                });
                let takers = above.into_iter().chain(below).filter(|(node, shape)| {
                    let key = shape
                        .key(&entry.key)
                        .filter(|_| node.entry(&entry.key).is_none());
                    key.is_some_and(|key| {
                        fits(key.name, &entry.value, &key.kind, &mut Findings::default())
                    })
                });
                if let [(node, shape)] = takers.collect::<Vec<Held<'n>>>().as_slice() {
                    let place = Place {
                        of: shape.name,
                        mends: moved(entry, node).unwrap_or_default(),
                    };
                    places.insert(entry.key_span, place);
                }
            }
        }
    }
}

/// Looks into what stands under a key.
fn go_into<'n>(value: &'n Node, kind: &Kind, above: Held<'n>, places: &mut BTreeMap<Span, Place>) {
    if let Some(shape) = shape_of(kind, value) {
        look((value, shape), Some(above), places);
        return;
    }
    match (kind, &value.kind) {
        (Kind::List([shape]), NodeKind::List(items)) => {
            for item in items {
                look((item, shape), Some(above), places);
            }
        }
        (Kind::Named(kind) | Kind::ByName(kind), NodeKind::Map(entries)) => {
            for entry in entries {
                if let Some(shape) = shape_of(kind, &entry.value) {
                    look((&entry.value, shape), None, places);
                }
            }
        }
        _ => {}
    }
}

/// What a mapping is, where its kind says so.
fn shape_of(kind: &Kind, value: &Node) -> Option<&'static Shape> {
    match kind {
        Kind::Map(shape) if matches!(value.kind, NodeKind::Map(_)) => Some(shape),
        Kind::Either(kinds) => {
            let kind = kinds.iter().find(|kind| has_form(kind, value))?;
            shape_of(kind, value)
        }
        _ => None,
    }
}

fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

/// The changes that take an entry from where it stands to a mapping: beside its last plain value of one line.
fn moved(entry: &Entry, to: &Node) -> Option<Vec<Mend>> {
    let is_line = |other: &&Entry| {
        matches!(&other.value.kind, NodeKind::Scalar { text, quoted: false } if !text.contains('\n'))
            && other.key_span.file == entry.key_span.file
    };
    let beside = entries(to).iter().rev().find(is_line)?;
    let whole = |entry: &Entry| Span {
        end: entry.value.span.end,
        ..entry.key_span
    };
    let text = format!("{}: {}", entry.key, flow(&entry.value));
    Some(vec![
        Mend::Without(whole(entry)),
        Mend::Beside(whole(beside), text),
    ])
}
