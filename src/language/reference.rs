//! The language reference, a Markdown page: a frame of prose and examples, `reference.md`, with the declared keys, ways
//! and words set into it.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    shape::{Key, Kind, Shape, listed},
    shapes::{CHOICE, CONDITION, SCHEME, WORDING},
    site::SITE,
    unit_words::KNOWN,
    ways::{Way, ways},
};

const FRAME: &str = include_str!("reference.md");

/// The page. A line of the frame that starts with `@` is replaced: `@keys a question` by the keys of that shape,
/// `@ways a step` by the ways to write it, `@units` by the words for units, and `@rest` by the keys of every shape
/// that the frame does not name.
pub fn page() -> String {
    let shapes = every_shape();
    let named = |name: &str| shapes.iter().find(|shape| shape.name == name);
    let places = places();
    let mut page = String::new();
    for line in FRAME.lines() {
        let (word, name) = line.split_once(' ').unwrap_or((line, ""));
        let text = match (word, named(name)) {
            ("@keys", Some(shape)) => keys(shape, &places),
            ("@ways", Some(shape)) => each_way(shape),
            ("@units", _) => units(),
            ("@rest", _) => rest(&shapes, &places),
            _ => format!("{line}\n"),
        };
        page.push_str(&text);
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The keys of every shape that the frame does not name.
fn rest(shapes: &[&'static Shape], places: &BTreeMap<&'static str, String>) -> String {
    let mut rest = String::new();
    for shape in shapes
        .iter()
        .filter(|shape| !places.contains_key(shape.name))
    {
        let _ = writeln!(
            rest,
            "### {}\n\n{}\n\n{}",
            capital(shape.name),
            shape.meaning,
            keys(shape, places)
        );
    }
    rest
}

/// Every shape, from the tops of a scheme and of a site down.
fn every_shape() -> Vec<&'static Shape> {
    fn walk(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
        if found.iter().any(|other| std::ptr::eq(*other, shape)) {
            return;
        }
        found.push(shape);
        for kind in shape.keys.iter().map(|key| &key.kind) {
            for shape in shapes_of(kind) {
                walk(shape, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(&SCHEME, &mut found);
    walk(&CHOICE, &mut found);
    walk(&WORDING, &mut found);
    walk(&SITE, &mut found);
    found
}

/// The shapes that a kind names.
fn shapes_of(kind: &'static Kind) -> Vec<&'static Shape> {
    match kind {
        Kind::Map(shape) => vec![shape],
        Kind::Condition => vec![&CONDITION],
        Kind::List(shapes) => shapes.to_vec(),
        Kind::ListOf(kind) | Kind::Named(kind) | Kind::ByName(kind) => shapes_of(kind),
        Kind::Either(kinds) => kinds.iter().flat_map(shapes_of).collect(),
        _ => Vec::new(),
    }
}

/// Where the frame sets the keys of each shape: the anchor of the heading above, by the shape's name.
fn places() -> BTreeMap<&'static str, String> {
    let mut anchor = String::new();
    let mut places = BTreeMap::new();
    for line in FRAME.lines() {
        if line.starts_with('#') {
            anchor = anchor_of(line.trim_start_matches('#').trim());
        } else if let Some(name) = line.strip_prefix("@keys ") {
            places.insert(name, anchor.clone());
        }
    }
    places
}

fn anchor_of(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

/// The keys of a shape, a row each.
fn keys(shape: &'static Shape, places: &BTreeMap<&'static str, String>) -> String {
    let mut table = "| key | what it says | for instance |\n| --- | --- | --- |\n".to_owned();
    for key in shape.keys {
        let required = if key.required { " (required)" } else { "" };
        let says = format!("{}{}", key.meaning, more(key, places));
        let _ = writeln!(
            table,
            "| `{}`{required} | {} | `{}` |",
            key.name,
            cell(&says),
            cell(key.example)
        );
    }
    if let Some(kind) = &shape.others {
        let _ = writeln!(
            table,
            "| any other name | {} | |",
            cell(&capital(&kind.expected()))
        );
    }
    table
}

/// What a key's meaning leaves open: the words it knows, and where to read on.
fn more(key: &'static Key, places: &BTreeMap<&'static str, String>) -> String {
    let mut more = String::new();
    if let Kind::OneOf(words) | Kind::ListOf(&Kind::OneOf(words)) = key.kind {
        let _ = write!(
            more,
            " The words are {}.",
            listed(words.iter().copied()).replace(" or `", " and `")
        );
    }
    let see: Vec<String> = shapes_of(&key.kind)
        .into_iter()
        .map(|shape| {
            let anchor = places
                .get(shape.name)
                .cloned()
                .unwrap_or_else(|| anchor_of(shape.name));
            format!("[{}](#{anchor})", shape.name)
        })
        .collect();
    if !see.is_empty() {
        let _ = write!(more, " See {}.", see.join(", "));
    }
    more
}

/// The ways in which a mapping of a shape can be written, a line each.
fn each_way(shape: &Shape) -> String {
    let line = |way: &Way| {
        let mut parts = vec![listed(way.needs.iter().copied()).replace(" or `", " and `")];
        parts.retain(|keys| !keys.is_empty());
        let groups = way.one_of.iter().map(|group| ("one of", group));
        for (words, group) in
            groups.chain(way.some_of.iter().map(|group| ("at least one of", group)))
        {
            parts.push(format!("{words} {}", listed(group.iter().copied())));
        }
        let asked = way.some_of.iter().copied().flatten();
        let free: Vec<&str> = way
            .may
            .iter()
            .copied()
            .filter(|key| !asked.clone().any(|other| other == key))
            .collect();
        let may = if free.is_empty() {
            String::new()
        } else {
            format!(
                "; and, if need be, {}",
                listed(free.into_iter()).replace(" or `", " and `")
            )
        };
        let parts = if parts.is_empty() {
            "none of its own".to_owned()
        } else {
            parts.join(", with ")
        };
        format!("- **{}**: {parts}{may}\n", way.name)
    };
    ways(shape).iter().map(line).collect()
}

/// The words for units, in one line.
fn units() -> String {
    let words: Vec<&str> = ["£", "%"]
        .into_iter()
        .chain(KNOWN.iter().map(|(one, _)| *one))
        .collect();
    format!(
        "{}.\n",
        words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(" · ")
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
