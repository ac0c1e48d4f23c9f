//! What a rule that stands in the place of another keeps of it: everything that it does not say itself.

use super::{
    shape::Shape,
    shapes::{OPTION, QUESTION, RATE, TABLE},
    ways::{ROUNDINGS, Way, goes_with, ways},
};
use crate::source::{Entry, Node, NodeKind};

/// What a rule says of where it comes from and why, which does not hold of another in its place.
const OF_THE_RULE_ITSELF: [&str; 6] = ["source", "note", "asked", "sure", "because", "but"];
/// What only says a rule in other words.
const WORDS: [&str; 11] = [
    "id", "say", "ask", "hint", "about", "asks for", "means", "note", "because", "source", "but",
];
/// What says in what a thing is counted, or by what it is picked, with what is then said in that.
const SAID_IN: &[(&Shape, &str, &[&str])] = &[
    (
        &QUESTION,
        "number",
        &[
            "least",
            "most",
            "places",
            "also in",
            "rounded to the nearest",
            "rounded up to",
            "rounded down to",
        ],
    ),
    (&TABLE, "by", &["rows", "straight lines"]),
    (&TABLE, "by answer", &["rows"]),
    (&TABLE, "rows by", &["rows"]),
    (&TABLE, "rows by answer", &["rows"]),
    (&TABLE, "columns by", &["columns", "rows"]),
    (&TABLE, "columns by answer", &["columns", "rows"]),
];

/// A rule of a shape that stands in the place of `other`, with what it does not say itself. Where the other comes from
/// is kept too, as long as the rule only says it in other words.
pub fn inherit(shape: &'static Shape, other: &Node, own: Node) -> Node {
    let span = own.span;
    let NodeKind::Map(others) = &other.kind else {
        return own;
    };
    let NodeKind::Map(mut entries) = own.kind else {
        return own;
    };
    let is_said = |key: &str| entries.iter().any(|own| own.key == key);
    let is_figure = std::ptr::eq(shape, &raw const RATE);
    let is_in_other_words = entries.iter().all(|own| {
        let key = own.key.as_str();
        WORDS.contains(&key)
            || (is_figure && key != "is")
            || (!is_figure && says_the_same(other, own))
    });
    let goes = companions(shape, other, &entries);
    let rounds = ROUNDINGS.iter().any(|key| is_said(key));
    let lost: Vec<&str> = SAID_IN
        .iter()
        .filter(|(of, _, _)| std::ptr::eq(*of, shape))
        .filter(|(_, key, _)| {
            let own = entries.iter().find(|own| own.key == *key);
            own.is_some_and(|own| !says_the_same(other, own))
        })
        .flat_map(|(_, _, said)| said.iter().copied())
        .collect();
    let kept: Vec<Entry> = others
        .iter()
        .filter(|entry| {
            let key = entry.key.as_str();
            let is_other = is_said(key)
                || lost.contains(&key)
                || (rounds && ROUNDINGS.contains(&key))
                || (OF_THE_RULE_ITSELF.contains(&key) && !is_in_other_words);
            goes(key) && !is_other
        })
        .cloned()
        .collect();
    if std::ptr::eq(shape, &raw const QUESTION) {
        inherit_options(others, &mut entries);
    }
    entries.extend(kept);
    Node {
        span,
        kind: NodeKind::Map(entries),
    }
}

/// Items of a list, each with what it does not say itself of the one that has the same name under `key`.
pub fn inherit_items(shape: &'static Shape, key: &str, others: &[Node], own: &mut [Node]) {
    let name = |item: &Node| Some(item.entry(key)?.value.text()?.trim().to_owned());
    for item in own {
        let Some(own) = name(item) else { continue };
        if let Some(other) = others
            .iter()
            .find(|other| name(other).as_ref() == Some(&own))
        {
            *item = inherit(shape, other, item.clone());
        }
    }
}

/// An option of the same name keeps what it counts.
fn inherit_options(others: &[Entry], entries: &mut [Entry]) {
    let options = |entry: &&Entry| entry.key == "options";
    let theirs = others.iter().find(options);
    let own = entries.iter_mut().find(|entry| options(&&**entry));
    if let (Some(theirs), Some(own)) = (theirs, own)
        && let (NodeKind::List(theirs), NodeKind::List(own)) =
            (&theirs.value.kind, &mut own.value.kind)
    {
        inherit_items(&OPTION, "id", theirs, own);
    }
}

/// Whether the other rule has the same text there. `£ per week` is `£ a week`.
fn says_the_same(other: &Node, own: &Entry) -> bool {
    let words = |node: &Node| -> Option<Vec<String>> {
        let text = node.text()?.replace('/', " a ");
        let words = text.split_whitespace().map(|word| match word {
            "an" | "per" | "each" | "every" => "a".to_owned(),
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            word => word.to_owned(),
        });
        Some(words.collect())
    };
    let theirs = other.entry(&own.key).and_then(|entry| words(&entry.value));
    theirs.is_some() && theirs == words(&own.value)
}

/// Which keys of another rule go with what is said in its place: those of the way in which the other is written, or,
/// where something else is said, those of the way that this is in.
fn companions(
    shape: &'static Shape,
    other: &Node,
    entries: &[Entry],
) -> impl Fn(&str) -> bool + use<> {
    let all = ways(shape);
    let is_named = |key: &str| all.iter().any(|way| way.names(key));
    let said: Vec<String> = entries
        .iter()
        .map(|entry| entry.key.clone())
        .filter(|key| is_named(key))
        .collect();
    let takes_all = |way: &&Way| said.iter().all(|key| way.names(key));
    let is_written_so = |way: &&Way| way.needs.iter().all(|key| other.entry(key).is_some());
    let way = all
        .iter()
        .filter(is_written_so)
        .max_by_key(|way| way.needs.len())
        .filter(takes_all)
        .or_else(|| all.iter().find(takes_all).filter(|_| !said.is_empty()));
    move |key| match way {
        Some(way) => {
            let of_group = way.one_of.iter().find(|group| group.contains(&key));
            let is_chosen = |key: &&str| said.iter().any(|said| said == key);
            goes_with(shape, way, key) && !of_group.is_some_and(|group| group.iter().any(is_chosen))
        }
        None => said.is_empty() || !all.iter().any(|way| way.names(key)),
    }
}
