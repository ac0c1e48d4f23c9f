//! National rules with a council's own laid over them.
//!
//! A council's file that `extends` national rules holds what is its own, and under `overrides` what it has instead of
//! the national rule of the same name. Everything else is the national rule as it stands, and so is what such a rule
//! does not say.

use std::collections::BTreeSet;

use super::{Entry, Node, NodeKind, Span, periods::change_periods};
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::meant},
    language::{
        Shape, inherit, inherit_items,
        shapes::{
            KNOWN_IN_PART, QUESTION, RATE, RESULT, SOURCE, STEP, TABLE, UNIT_WORD, WAY_TO_HOLD,
        },
    },
};

/// The keys that hold rules by name.
const BY_NAME: [&str; 5] = ["sources", "units", "measures", "rates", "tables"];
/// The keys that hold rules in order, each with an `id`.
const IN_ORDER: [&str; 2] = ["questions", "steps"];
/// The keys that hold a list which stands whole or not at all, with what names an item of it.
const WHOLE: [(&str, &str, &Shape); 2] = [
    ("results", "id", &RESULT),
    ("ways to hold", "way", &WAY_TO_HOLD),
];

/// Some of the rules, by their names: those that a council has instead of national ones, or those that nothing reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleNames {
    /// Questions.
    pub questions: BTreeSet<String>,
    /// Rates.
    pub rates: BTreeSet<String>,
    /// Tables.
    pub tables: BTreeSet<String>,
    /// Steps.
    pub steps: BTreeSet<String>,
}

/// A council's rules over national ones.
#[derive(Clone, Debug)]
pub struct Layers {
    /// All of them.
    pub node: Node,
    /// What the council has instead of national ones.
    pub changed: RuleNames,
    /// The rates that a council chooses, and of which nobody has seen what this one chose.
    pub not_known: BTreeSet<String>,
}

/// Lays a council's rules over the national ones. What it overrides and the national rules do not have is a finding.
pub fn layer(base: &Node, own: Node, findings: &mut Findings) -> Layers {
    let span = own.span;
    let mut changed = RuleNames::default();
    let mut not_known = BTreeSet::new();
    let NodeKind::Map(mut entries) = own.kind else {
        return Layers {
            node: own,
            changed,
            not_known,
        };
    };
    let overrides = take(&mut entries, "overrides").map(|entry| entry.value);
    let is_known_in_part = entries
        .iter()
        .any(|entry| entry.key == "known" && entry.value.text() == Some(KNOWN_IN_PART));
    let national_source = base.entry("source").map(|entry| &entry.value);
    for key in BY_NAME {
        let Some(national) = base.entry(key) else {
            for change in overrides.iter().flat_map(|node| entries_of(node, key)) {
                findings.push(not_national(key, &change.key, change.key_span, &[]));
            }
            continue;
        };
        let mut all = named(
            &national.value,
            national_source.filter(|_| key == "rates" || key == "tables"),
        );
        for change in overrides.iter().flat_map(|node| entries_of(node, key)) {
            let names: Vec<String> = all.iter().map(|entry| entry.key.clone()).collect();
            match all.iter_mut().find(|entry| entry.key == change.key) {
                Some(entry) => {
                    if key == "rates" {
                        changed.rates.insert(change.key.clone());
                    } else if key == "tables" {
                        changed.tables.insert(change.key.clone());
                    }
                    entry.value = in_place_of(key, &entry.value, &change.value);
                    entry.key_span = change.key_span;
                }
                None => findings.push(not_national(key, &change.key, change.key_span, &names)),
            }
        }
        if key == "rates" && is_known_in_part {
            not_known = forget_choices(&mut all, &changed.rates);
        }
        if let Some(own) = take(&mut entries, key) {
            for entry in entries_of_node(own.value) {
                match all.iter().find(|other| other.key == entry.key) {
                    Some(other) => {
                        findings.push(national_already(&entry.key, entry.key_span, other.key_span));
                    }
                    None => all.push(entry),
                }
            }
        }
        entries.push(Entry {
            key: key.to_owned(),
            key_span: national.key_span,
            value: Node {
                span: national.value.span,
                kind: NodeKind::Map(all),
            },
        });
    }
    for key in IN_ORDER {
        let Some(national) = base.entry(key) else {
            continue;
        };
        let mut all: Vec<Node> = items(&national.value)
            .map(|item| with_source(item, national_source))
            .collect();
        let periods = overrides.as_ref().and_then(|node| node.entry("periods"));
        if let Some(own) = periods.filter(|_| key == "questions") {
            let names = change_periods(&mut all, &own.value, findings);
            changed.questions.extend(names);
        }
        let mut overridden: Vec<(&str, Span)> = Vec::new();
        for change in overrides
            .iter()
            .filter_map(|node| node.entry(key))
            .flat_map(|entry| items(&entry.value))
        {
            let Some((id, at)) = id_of(change) else {
                // What has no name is told where it is read.
                all.push(change.clone());
                continue;
            };
            let names: Vec<String> = all
                .iter()
                .filter_map(id_of)
                .map(|(id, _)| id.to_owned())
                .collect();
            let Some(place) = all.iter().position(|item| is_named(item, id)) else {
                findings.push(not_national(key, id, at, &names));
                continue;
            };
            if let Some((_, first)) = overridden.iter().find(|(other, _)| *other == id) {
                findings.push(overridden_already(id, at, *first));
                continue;
            }
            overridden.push((id, at));
            let names = if key == "steps" {
                &mut changed.steps
            } else {
                &mut changed.questions
            };
            names.insert(id.to_owned());
            let own = in_place_of(key, &all.remove(place), change);
            put_back(key, &mut all, own, place, findings);
        }
        if let Some(own) = take(&mut entries, key) {
            let mut next = None;
            for item in items_of_node(own.value) {
                let mut nationals = items(&national.value).filter_map(id_of);
                if let Some((id, at)) = id_of(&item)
                    && let Some((_, first)) = nationals.find(|(other, _)| *other == id)
                {
                    findings.push(national_already(id, at, first));
                    continue;
                }
                next = insert(key, &mut all, item, next, findings);
            }
        }
        entries.push(Entry {
            key: key.to_owned(),
            key_span: national.key_span,
            value: Node {
                span: national.value.span,
                kind: NodeKind::List(all),
            },
        });
    }
    for (key, name, shape) in WHOLE {
        let theirs = base.entry(key).map(|entry| &entry.value.kind);
        let own = entries.iter_mut().find(|entry| entry.key == key);
        if let (Some(NodeKind::List(theirs)), Some(own)) = (theirs, own)
            && let NodeKind::List(own) = &mut own.value.kind
        {
            inherit_items(shape, name, theirs, own);
        }
    }
    inherit_compared(base, &mut entries);
    for key in ["law", "results", "ways to hold", "compared"] {
        if !entries.iter().any(|entry| entry.key == key) {
            entries.extend(base.entry(key).cloned());
        }
    }
    Layers {
        node: Node {
            span,
            kind: NodeKind::Map(entries),
        },
        changed,
        not_known,
    }
}

/// What a rate is that a council chooses, where nobody has seen what it chose.
const NOT_KNOWN: &str = "not known here";

/// Takes the national figure out of each rate that a council chooses and this one does not state. What it states settles
/// other ways to make the same choice. Gives the names of those that are not known.
fn forget_choices(rates: &mut [Entry], stated: &BTreeSet<String>) -> BTreeSet<String> {
    let settles = |rate: &Entry| {
        let names = rate.value.entry("settles").map(|names| &names.value);
        let names = names.map_or(&[][..], Node::one_or_more);
        let names = names.iter().filter_map(Node::text);
        names.map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    };
    let stating = rates.iter().filter(|rate| stated.contains(&rate.key));
    let settled: BTreeSet<String> = stating.flat_map(settles).collect();
    let mut not_known = BTreeSet::new();
    for rate in rates {
        let is_known = stated.contains(&rate.key) || settled.contains(&rate.key);
        let NodeKind::Map(entries) = &mut rate.value.kind else {
            continue;
        };
        if is_known || !entries.iter().any(|entry| entry.key == CHOSEN) {
            continue;
        }
        let least = take(entries, "is").and_then(|is| least_of(entries, &is.value));
        let at = rate.value.span;
        let text = |text: String| Node {
            span: at,
            kind: NodeKind::Scalar {
                text,
                quoted: false,
            },
        };
        if let Some(least) = least
            && let Some(chosen) = entries.iter_mut().find(|entry| entry.key == CHOSEN)
        {
            chosen.value = text(format!("from {least}"));
        }
        entries.retain(|entry| !OF_THE_FIGURE.contains(&entry.key.as_str()));
        entries.push(Entry {
            key: "is".to_owned(),
            key_span: at,
            value: text(NOT_KNOWN.to_owned()),
        });
        not_known.insert(rate.key.clone());
    }
    not_known
}

/// What says that a council chooses a figure, and within what.
const CHOSEN: &str = "councils may choose";

/// What is said of a national figure, and not of a council's in its place.
const OF_THE_FIGURE: [&str; 4] = ["sure", "note", "asked", "but"];

/// The national figure that no council may go below, where anything above it can be chosen.
fn least_of(entries: &[Entry], is: &Node) -> Option<String> {
    let says = |key: &str, words: &[&str]| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        words.contains(&entry.value.text()?.trim()).then_some(())
    };
    says("councils may not go below", &["yes", "true"])?;
    says(CHOSEN, &["anything"])?;
    let figure = is.text()?.trim();
    figure
        .starts_with(|first: char| first == '£' || first.is_ascii_digit())
        .then(|| figure.to_owned())
}

/// Adds to what the council says of the standard outputs what the national rules say of the others.
fn inherit_compared(base: &Node, entries: &mut [Entry]) {
    let theirs = base.entry("compared").map(|entry| &entry.value.kind);
    let own = entries.iter_mut().find(|entry| entry.key == "compared");
    if let (Some(NodeKind::Map(theirs)), Some(own)) = (theirs, own)
        && let NodeKind::Map(own) = &mut own.value.kind
    {
        let others = theirs.iter();
        let others = others.filter(|entry| own.iter().all(|other| other.key != entry.key));
        let others: Vec<Entry> = others.cloned().collect();
        own.extend(others);
    }
}

/// A name that two sets of national rules both have.
pub struct Clash {
    /// What has it in the first and in the second: `rate`, `step` and so on.
    pub kinds: [&'static str; 2],
    /// The name.
    pub name: String,
    /// Where the first has it.
    pub first: Span,
    /// Where the second has it.
    pub second: Span,
}

/// National rules beside each other, as one. What names no source of its own has that of the rules that it stands in;
/// of rules that name no result, the last step is one.
pub fn join(bases: &[&Node]) -> (Node, Vec<Clash>) {
    let Some((first, others)) = bases.split_first() else {
        let nothing = NodeKind::Map(Vec::new());
        return (
            Node {
                span: Span::default(),
                kind: nothing,
            },
            Vec::new(),
        );
    };
    let mut all = with_own_sources(first);
    let mut clashes = Vec::new();
    for other in others {
        for entry in with_own_sources(other) {
            let Some(before) = all.iter_mut().find(|before| before.key == entry.key) else {
                if is_joined(&entry.key) {
                    all.push(entry);
                }
                continue;
            };
            match (&mut before.value.kind, entry.value.kind) {
                (NodeKind::Map(before), NodeKind::Map(own)) if is_joined(&entry.key) => {
                    before.extend(own);
                }
                (NodeKind::List(before), NodeKind::List(own)) if is_joined(&entry.key) => {
                    before.extend(own);
                }
                _ => {}
            }
        }
    }
    let mut seen: Vec<(&'static str, String, Span)> = Vec::new();
    for (kind, name, at) in names_of(&all) {
        let same = |other: &&(&'static str, String, Span)| {
            let may_meet = |kind: &str| ["rate", "step", "number"].contains(&kind);
            other.1 == name
                && (family(other.0) == family(kind) || (may_meet(other.0) && may_meet(kind)))
        };
        match seen.iter().find(same) {
            Some((other, _, first)) => clashes.push(Clash {
                kinds: [family(other), family(kind)],
                name,
                first: *first,
                second: at,
            }),
            None => seen.push((kind, name, at)),
        }
    }
    let node = Node {
        span: first.span,
        kind: NodeKind::Map(all),
    };
    (node, clashes)
}

/// Whether what two sets of rules hold under a key stands side by side. Of the rest, what the first says holds.
fn is_joined(key: &str) -> bool {
    BY_NAME.contains(&key)
        || IN_ORDER.contains(&key)
        || WHOLE.iter().any(|(whole, ..)| *whole == key)
        || key == "law"
}

/// A question for a number is a question.
fn family(kind: &'static str) -> &'static str {
    if kind == "number" { "question" } else { kind }
}

/// Every name that rules hold, with what has it and its place.
fn names_of(entries: &[Entry]) -> Vec<(&'static str, String, Span)> {
    const KINDS: [(&str, &str); 9] = [
        ("sources", "source"),
        ("units", "unit"),
        ("measures", "measure"),
        ("rates", "rate"),
        ("tables", "table"),
        ("questions", "question"),
        ("steps", "step"),
        ("results", "result"),
        ("ways to hold", "way to hold"),
    ];
    let mut names = Vec::new();
    for entry in entries {
        let Some((_, kind)) = KINDS.iter().find(|(key, _)| *key == entry.key) else {
            continue;
        };
        match &entry.value.kind {
            NodeKind::Map(rules) => {
                names.extend(
                    rules
                        .iter()
                        .map(|rule| (*kind, rule.key.clone(), rule.key_span)),
                );
            }
            NodeKind::List(rules) => names.extend(rules.iter().filter_map(|rule| {
                let id = rule.entry("id").or_else(|| rule.entry("way"))?;
                let is_number = *kind == "question" && rule.entry("number").is_some();
                let kind = if is_number { "number" } else { kind };
                Some((kind, id.value.text()?.trim().to_owned(), id.value.span))
            })),
            NodeKind::Scalar { .. } | NodeKind::Empty | NodeKind::Unread => {}
        }
    }
    names
}

/// The rules of a node, each with its source, and with a result.
fn with_own_sources(node: &Node) -> Vec<Entry> {
    let source = node.entry("source").map(|entry| &entry.value);
    let mut entries = entries_of_node(node.clone());
    for entry in &mut entries {
        let kind = match entry.key.as_str() {
            "rates" | "tables" => NodeKind::Map(named(&entry.value, source)),
            "questions" | "steps" => {
                let items = items(&entry.value).map(|item| with_source(item, source));
                NodeKind::List(items.collect())
            }
            _ => continue,
        };
        entry.value.kind = kind;
    }
    let last = node.entry("steps").and_then(|steps| {
        let last = items(&steps.value).last()?;
        Some((steps, last, last.entry("id")?))
    });
    if node.entry("results").is_none()
        && let Some((steps, last, id)) = last
    {
        let is = Entry {
            key: "is".to_owned(),
            ..id.clone()
        };
        let result = [id.clone(), is]
            .into_iter()
            .chain(last.entry("say").cloned());
        let result = Node {
            span: last.span,
            kind: NodeKind::Map(result.collect()),
        };
        entries.push(Entry {
            key: "results".to_owned(),
            key_span: steps.key_span,
            value: Node {
                span: last.span,
                kind: NodeKind::List(vec![result]),
            },
        });
    }
    entries
}

fn take(entries: &mut Vec<Entry>, key: &str) -> Option<Entry> {
    let place = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(place))
}

fn entries_of<'n>(node: &'n Node, key: &str) -> &'n [Entry] {
    match node.entry(key).map(|entry| &entry.value.kind) {
        Some(NodeKind::Map(entries)) => entries,
        _ => &[],
    }
}

fn entries_of_node(node: Node) -> Vec<Entry> {
    match node.kind {
        NodeKind::Map(entries) => entries,
        _ => Vec::new(),
    }
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    let items: &[Node] = match &node.kind {
        NodeKind::List(items) => items,
        _ => &[],
    };
    items.iter()
}

fn items_of_node(node: Node) -> Vec<Node> {
    match node.kind {
        NodeKind::List(items) => items,
        _ => Vec::new(),
    }
}

fn is_named(item: &Node, name: &str) -> bool {
    id_of(item).is_some_and(|(id, _)| id == name)
}

/// What one of those under a key is called.
fn kind_of(key: &str) -> &str {
    key.trim_end_matches('s')
}

fn id_of(item: &Node) -> Option<(&str, Span)> {
    let id = item.entry("id")?;
    Some((id.value.text()?.trim(), id.value.span))
}

/// Rules by name, each with the national source where it names none: a council's own default must not be theirs.
fn named(node: &Node, source: Option<&Node>) -> Vec<Entry> {
    entries_of_node(node.clone())
        .into_iter()
        .map(|entry| Entry {
            value: with_source(&as_mapping(&entry.value), source),
            ..entry
        })
        .collect()
}

/// `£20 an hour` as `{is: £20 an hour}`.
fn as_mapping(node: &Node) -> Node {
    match &node.kind {
        NodeKind::Scalar { .. } => {
            let is = Entry {
                key: "is".to_owned(),
                key_span: node.span,
                value: node.clone(),
            };
            Node {
                span: node.span,
                kind: NodeKind::Map(vec![is]),
            }
        }
        _ => node.clone(),
    }
}

fn with_source(item: &Node, source: Option<&Node>) -> Node {
    let mut item = item.clone();
    if let (NodeKind::Map(entries), Some(source)) = (&mut item.kind, source)
        && !entries.iter().any(|entry| entry.key == "source")
    {
        entries.push(Entry {
            key: "source".to_owned(),
            key_span: item.span,
            value: source.clone(),
        });
    }
    item
}

/// A council's rule in the place of a national one.
fn in_place_of(key: &str, national: &Node, own: &Node) -> Node {
    let (shape, own): (&'static Shape, Node) = match key {
        "rates" => (&RATE, as_mapping(own)),
        "tables" => (&TABLE, own.clone()),
        "questions" => (&QUESTION, own.clone()),
        "steps" => (&STEP, own.clone()),
        "units" => (&UNIT_WORD, own.clone()),
        _ => (&SOURCE, own.clone()),
    };
    inherit(shape, national, own)
}

/// Puts a council's own step or question beside the one that it names, or at `next`. Gives the place that one after it
/// has where that says nothing itself: behind it, where it was put before a national one.
fn insert(
    key: &str,
    all: &mut Vec<Node>,
    mut item: Node,
    next: Option<usize>,
    findings: &mut Findings,
) -> Option<usize> {
    let (place, next) = match take_beside(&mut item, findings) {
        None => (next, next.map(|next| next + 1)),
        Some(beside) => {
            let kind = kind_of(key);
            let own = format!("and no {kind} of your own above this one has that name");
            let advice =
                format!("Name a national {kind}, or one of your own that stands above this one.");
            let place = place_of(key, all, &beside, (Some(&own), &advice), findings);
            if beside.key == "before" {
                (place, place.map(|place| place + 1))
            } else {
                (place.map(|place| place + 1), None)
            }
        }
    };
    all.insert(place.unwrap_or(all.len()), item);
    next
}

/// Puts what stands instead of a national step or question in the place of that, or beside the one that it names.
fn put_back(key: &str, all: &mut Vec<Node>, mut item: Node, place: usize, findings: &mut Findings) {
    let moved = take_beside(&mut item, findings).and_then(|beside| {
        let kind = kind_of(key);
        let advice = format!("Name a national {kind}, other than this one. A {kind} of your own can name this one itself.");
        let other = place_of(key, all, &beside, (None, &advice), findings)?;
        Some(if beside.key == "before" { other } else { other + 1 })
    });
    all.insert(moved.unwrap_or(place), item);
}

/// Takes out what says beside which other one this comes: `before` or `after`. Both are one too many.
fn take_beside(item: &mut Node, findings: &mut Findings) -> Option<Entry> {
    let NodeKind::Map(entries) = &mut item.kind else {
        return None;
    };
    let (before, after) = (take(entries, "before"), take(entries, "after"));
    if let (Some(before), Some(after)) = (&before, &after) {
        findings.push(
            Finding::new(
                Code::UnknownKey,
                after.key_span,
                "`before` and `after` both say where this comes",
            )
            .label("one place too many")
            .related(before.key_span, "the other")
            .advice("Take one of the two out."),
        );
    }
    before.or(after)
}

/// The place of the one that `before` or `after` names; `None` where there is none, which is a finding. `own` says what
/// else was looked through, and then what can be named.
fn place_of(
    key: &str,
    all: &[Node],
    beside: &Entry,
    (own, advice): (Option<&str>, &str),
    findings: &mut Findings,
) -> Option<usize> {
    let word = &beside.key;
    let Some(name) = beside.value.text().map(str::trim) else {
        findings.push(
            Finding::new(
                Code::WrongType,
                beside.value.span,
                format!("`{word}` takes one name"),
            )
            .label("not a name")
            .advice(format!("Name the one that it comes {word}.")),
        );
        return None;
    };
    let place = all.iter().position(|other| is_named(other, name));
    if place.is_none() {
        let names: Vec<String> = all
            .iter()
            .filter_map(id_of)
            .map(|(id, _)| id.to_owned())
            .collect();
        let unknown = format!("the national rules have no {} `{name}`", kind_of(key));
        let message = match own {
            Some(own) => format!("{unknown}, {own}"),
            None => unknown,
        };
        let finding =
            Finding::new(Code::UnknownName, beside.value.span, message).label("not known here");
        findings.push(match meant(name, names.iter().map(String::as_str)) {
            Some(near) => finding.meant(&near),
            None => finding.advice(advice).advice(LISTED),
        });
    }
    place
}

/// Where the names of the national rules are listed.
pub(crate) const LISTED: &str = "`upfront national` lists the names of the national rules.";

fn not_national(key: &str, name: &str, at: Span, names: &[String]) -> Finding {
    let kind = kind_of(key);
    let finding = Finding::new(
        Code::UnknownName,
        at,
        format!("the national rules have no {kind} `{name}`"),
    )
    .label("not in the rules that this extends");
    match meant(name, names.iter().map(String::as_str)) {
        Some(near) => finding.meant(&near),
        None => finding
            .advice(format!(
                "A {kind} of your own goes under `{key}`, not under `overrides`."
            ))
            .advice(LISTED),
    }
}

fn overridden_already(name: &str, at: Span, first: Span) -> Finding {
    Finding::new(
        Code::DuplicateName,
        at,
        format!("`{name}` stands twice under `overrides`"),
    )
    .label("the second")
    .related(first, "the first")
    .advice("Keep one of the two.")
}

fn national_already(name: &str, at: Span, national: Span) -> Finding {
    Finding::new(
        Code::DuplicateName,
        at,
        format!("the national rules have `{name}` already"),
    )
    .label("the council's")
    .related(national, "the national one")
    .advice(
        "To have your own instead of it, put it under `overrides`. Otherwise give it another name.",
    )
}
