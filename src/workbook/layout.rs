//! Which sheets a workbook has, and which columns: all of it follows from the shapes of the language.
//!
//! A key of a scheme that holds many things of a kind, such as `questions`, is a sheet, and their keys are its columns. A list
//! in such a thing, such as the options of a question, goes down the rows, and the thing's own cells stand in the first of
//! them. What is said once stands in one sheet of paths and values, [`COUNCIL`].

use std::sync::LazyLock;

use crate::language::{
    Key, Kind, Shape,
    shapes::{OVERRIDES, SCHEME},
};

/// The sheet of what is said once.
pub const COUNCIL: &str = "Council";
/// What the name of a sheet begins with that puts the texts otherwise.
pub const WORDING: &str = "Wording";
/// What the name of a sheet begins with that holds a two-way table as a grid, before the table's own name.
pub const GRID: &str = "Table";
/// The headings of the first columns of a grid.
pub const GRID_HEADINGS: [&str; 2] = ["Row", "Row is called"];
/// What stands before what the columns of a grid are called.
pub const COLUMN_IS_CALLED: &str = "Column is called";
/// What stands between the keys of a path.
pub const INTO: &str = " > ";
/// The headings of a sheet of paths.
pub const PATH_HEADINGS: [&str; 2] = ["What", "Value"];

/// A sheet with a thing in every row, or in several.
#[derive(Debug)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// The key of a scheme that it holds.
    pub key: &'static str,
    /// What says which thing is which.
    pub under: Under,
    /// Its columns.
    pub headings: Vec<Heading>,
    /// What it holds, in a sentence.
    pub meaning: &'static str,
}

/// In what form the things of a sheet stand under their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// A list.
    List,
    /// A mapping, by names of the scheme's own.
    Named,
    /// A mapping, by keys of the language.
    Keys,
}

/// A column.
#[derive(Debug)]
pub struct Heading {
    /// What stands at its head.
    pub text: String,
    /// What it holds.
    pub holds: Holds,
    /// The kinds of value that may stand in it.
    pub kinds: Vec<Kind>,
    /// Whether every thing has to have it.
    pub is_required: bool,
    /// Whether most people write something there.
    pub is_usual: bool,
    /// What it says, in a sentence.
    pub meaning: String,
    /// The key and a value, as they are written in a file.
    pub example: String,
}

/// What a column holds of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The name under which it stands.
    Name,
    /// Whether it stands in the place of a national one.
    Instead,
    /// A value of its own, by the keys that lead to it.
    Own(Vec<&'static str>),
    /// A value of each thing in a list of its own: the key of the list, and the key in it. Where both are the same, that value
    /// can stand in the place of the list: `is`, an amount or several by date.
    Listed(&'static str, &'static str),
    /// The names in a mapping of its own, one under the other.
    Names(&'static str),
    /// The values of those names.
    Values(&'static str),
}

impl Holds {
    /// The keys that lead to it, as they are written in a heading.
    pub fn path(&self) -> String {
        match self {
            Self::Name => "its name".to_owned(),
            Self::Instead => "overrides".to_owned(),
            Self::Own(keys) => keys.join(INTO),
            Self::Listed(list, key) => [*list, key].join(INTO),
            Self::Names(key) => (*key).to_owned(),
            Self::Values(key) => [*key, "value"].join(INTO),
        }
    }

    /// Whether it stands in the first row of a thing only.
    pub const fn is_own(&self) -> bool {
        matches!(self, Self::Name | Self::Instead | Self::Own(_))
    }

    /// The list or mapping of the thing that goes down the rows in it.
    pub const fn list(&self) -> Option<&'static str> {
        match self {
            Self::Listed(key, _) | Self::Names(key) | Self::Values(key) => Some(key),
            _ => None,
        }
    }
}

/// The headings that are not the key itself: what people write most, in the order of the columns. Those of a sheet stand
/// before its others.
const PLAIN: &[(&str, &str, &str)] = &[
    ("questions", "id", "Id"),
    ("questions", "ask", "Question"),
    ("questions", "hint", "Hint"),
    ("questions", "options > id", "Answer id"),
    ("questions", "options > say", "Answer"),
    ("questions", "options > points", "Points"),
    ("questions", "number", "Number of"),
    ("questions", "also in", "Also in"),
    ("questions", "also in > value", "Times"),
    ("questions", "options > means", "Answer means"),
    ("questions", "options > counts", "Answer counts"),
    ("rates", "its name", "Id"),
    ("rates", "is > is", "Amount"),
    ("rates", "is > from", "From"),
    ("rates", "say", "What it is"),
    ("tables", "its name", "Id"),
    ("tables", "say", "Table"),
    ("tables", "by", "By"),
    ("tables", "rows > from", "From"),
    ("tables", "rows > to", "To"),
    ("tables", "rows > under", "Under"),
    ("tables", "rows > at", "At"),
    ("tables", "rows > is", "Answer"),
    ("tables", "rows > gives", "Gives"),
    ("tables", "rows > say", "Row is called"),
    ("steps", "id", "Id"),
    ("steps", "say", "Step"),
    ("examples", "id", "Id"),
    ("examples", "title", "Title"),
    ("examples", "about", "About"),
    ("examples", "answers", "Question"),
    ("examples", "answers > value", "Answer"),
    ("examples", "expect", "Result"),
    ("examples", "expect > value", "Comes to"),
    ("examples", "published", "Printed result"),
    ("examples", "published > value", "Printed figure"),
    ("published", "its name", "What"),
    ("fair system", "its name", "Test"),
    ("rights", "its name", "Which"),
    ("sources", "its name", "Id"),
    ("units", "its name", "Unit"),
];

/// The sheets that are named otherwise than their key, and other words for those that people look for.
const NAMES: &[(&str, &str)] = &[("tables", "Bands")];

/// Every sheet of things, in the order in which a person fills them in.
pub fn tabs() -> &'static [Tab] {
    static TABS: LazyLock<Vec<Tab>> = LazyLock::new(|| {
        let first = [
            "questions",
            "tables",
            "rates",
            "steps",
            "ways to hold",
            "examples",
        ];
        let mut tabs: Vec<Tab> = SCHEME.keys.iter().filter_map(tab).collect();
        tabs.sort_by_key(|tab| {
            first
                .iter()
                .position(|key| *key == tab.key)
                .unwrap_or(first.len())
        });
        tabs
    });
    &TABS
}

/// The sheet of a key of a scheme.
pub fn tab_of(key: &str) -> Option<&'static Tab> {
    tabs().iter().find(|tab| tab.key == key)
}

/// Other names under which a sheet is known.
pub fn is_called(tab: &Tab, name: &str) -> bool {
    let name = squeezed(name);
    let others = NAMES.iter().filter(|(key, _)| *key == tab.key);
    name == squeezed(&tab.name)
        || name == tab.key
        || others.into_iter().any(|(_, other)| name == squeezed(other))
}

/// A heading or a name as it is compared: in small letters, without what people put around it.
pub fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    text.trim_end_matches(['*', ':', ' ', '.', '?']).to_owned()
}

/// A key with a capital.
pub fn capital(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn tab(key: &'static Key) -> Option<Tab> {
    let (under, headings) = match key.kind {
        Kind::List(shapes) => (Under::List, headings(key.name, shapes)),
        Kind::Named(kind) | Kind::ByName(kind) => {
            (Under::Named, headings(key.name, &[thing(kind)?]))
        }
        Kind::Map(shape) => {
            let shapes: Option<Vec<&'static Shape>> =
                shape.keys.iter().map(|key| thing(&key.kind)).collect();
            (Under::Keys, headings(key.name, &shapes?))
        }
        _ => return None,
    };
    let mut all = Vec::new();
    if under != Under::List {
        all.push(Heading {
            text: capital("name"),
            holds: Holds::Name,
            kinds: vec![Kind::Name],
            is_required: true,
            is_usual: true,
            meaning: "Its name in the rules.".to_owned(),
            example: String::new(),
        });
    }
    all.extend(headings);
    if OVERRIDES.key(key.name).is_some() {
        all.push(Heading {
            text: "Instead of the national one".to_owned(),
            holds: Holds::Instead,
            kinds: vec![Kind::YesNo],
            is_required: false,
            is_usual: false,
            meaning: "Whether it stands in the place of the national one of the same name."
                .to_owned(),
            example: "yes".to_owned(),
        });
    }
    for heading in &mut all {
        if let Some((_, text)) = plain(key.name, &heading.holds) {
            text.clone_into(&mut heading.text);
            heading.is_usual = true;
        }
    }
    all.sort_by_key(|heading| plain(key.name, &heading.holds).map_or(PLAIN.len(), |(at, _)| at));
    Some(Tab {
        name: capital(key.name),
        key: key.name,
        under,
        headings: all,
        meaning: key.meaning,
    })
}

/// The place of a plain heading among all, and the heading.
fn plain(key: &str, holds: &Holds) -> Option<(usize, &'static str)> {
    let path = holds.path();
    let at = PLAIN
        .iter()
        .position(|(tab, of, _)| *tab == key && *of == path)?;
    PLAIN.get(at).map(|(.., text)| (at, *text))
}

/// The shape of a thing, where a kind is a thing with keys.
fn thing(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Map(shape) => Some(shape),
        Kind::Either(kinds) => kinds.iter().find_map(thing),
        _ => None,
    }
}

fn headings(key: &'static str, shapes: &[&'static Shape]) -> Vec<Heading> {
    let mut all: Vec<Heading> = Vec::new();
    for own in shapes.iter().flat_map(|shape| shape.keys) {
        match own.kind {
            Kind::Map(shape) if shape.others.is_none() => {
                for inner in shape.keys {
                    add(
                        &mut all,
                        Holds::Own(vec![own.name, inner.name]),
                        inner,
                        shapes.len() == 1 && own.required,
                    );
                }
            }
            Kind::List(items) => add_listed(&mut all, own, items, false),
            Kind::Either([_, Kind::List(items)]) if is_one_or_many(own, items) => {
                add_listed(&mut all, own, items, shapes.len() == 1);
            }
            Kind::ByName(kind) | Kind::Named(kind) if thing(kind).is_none() => {
                add(&mut all, Holds::Names(own.name), own, shapes.len() == 1);
                add(&mut all, Holds::Values(own.name), own, shapes.len() == 1);
                for heading in all.iter_mut().rev().take(2) {
                    heading.kinds = match heading.holds {
                        Holds::Names(_) => vec![Kind::Name],
                        _ => vec![*kind],
                    };
                }
            }
            _ => add(&mut all, Holds::Own(vec![own.name]), own, shapes.len() == 1),
        }
    }
    debug_assert!(!all.is_empty(), "`{key}` has no columns");
    all
}

/// Whether what stands in a list under a key can stand there by itself.
fn is_one_or_many(own: &Key, items: &[&'static Shape]) -> bool {
    items.iter().any(|shape| shape.key(own.name).is_some())
}

/// Adds the columns of a list.
fn add_listed(
    all: &mut Vec<Heading>,
    own: &'static Key,
    items: &[&'static Shape],
    can_be_required: bool,
) {
    for inner in items.iter().flat_map(|shape| shape.keys) {
        let is_it = inner.name == own.name && can_be_required;
        add(all, Holds::Listed(own.name, inner.name), inner, is_it);
    }
}

/// Adds a column, or another kind of value to the one that is there.
fn add(all: &mut Vec<Heading>, holds: Holds, key: &Key, can_be_required: bool) {
    if let Some(there) = all.iter_mut().find(|heading| heading.holds == holds) {
        there.kinds.push(key.kind);
        return;
    }
    all.push(Heading {
        text: capital(&holds.path()),
        holds,
        kinds: vec![key.kind],
        is_required: can_be_required && key.required,
        is_usual: can_be_required && key.required,
        meaning: key.meaning.to_owned(),
        example: key.example.to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_columns_of_a_sheet_have_one_heading_and_each_plain_one_is_used() {
        let mut plain: BTreeSet<&(&str, &str, &str)> = BTreeSet::new();
        for tab in tabs() {
            let mut texts = BTreeSet::new();
            for heading in &tab.headings {
                assert!(
                    texts.insert(squeezed(&heading.text)),
                    "{}: {}",
                    tab.name,
                    heading.text
                );
                let path = heading.holds.path();
                plain.extend(
                    PLAIN
                        .iter()
                        .filter(|(key, of, _)| *key == tab.key && *of == path),
                );
            }
        }
        assert_eq!(plain.len(), PLAIN.len());
    }

    #[test]
    fn the_sheets_are_those_that_an_officer_looks_for() {
        let names: Vec<&str> = tabs().iter().map(|tab| tab.name.as_str()).collect();
        assert_eq!(
            names.join(", "),
            "Questions, Tables, Rates, Steps, Ways to hold, Examples, Sources, Units, Results, Rights, Stages, Meanwhile, \
             Easy read, Other money, Published, Fair system, Requests, Judgements"
        );
        let first = |key: &str, count: usize| {
            let headings = tab_of(key).unwrap().headings.iter();
            let texts: Vec<&str> = headings
                .map(|heading| heading.text.as_str())
                .take(count)
                .collect();
            texts.join(", ")
        };
        assert_eq!(
            first("questions", 6),
            "Id, Question, Hint, Answer id, Answer, Points"
        );
        assert_eq!(
            first("tables", 9),
            "Id, Table, By, From, To, Under, At, Answer, Gives"
        );
        assert_eq!(first("rates", 4), "Id, Amount, From, What it is");
        assert_eq!(
            first("examples", 7),
            "Id, Title, About, Question, Answer, Result, Comes to"
        );
    }
}
