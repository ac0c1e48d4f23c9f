//! Nodes as the rows of a workbook's sheets.

use super::{
    ends,
    layout::{
        self, COLUMN_IS_CALLED, COUNCIL, GRID, GRID_HEADINGS, Heading, Holds, INTO, PATH_HEADINGS,
        Tab, Under, WORDING,
    },
    scalar,
};
use crate::{
    check::is_wording,
    diagnostics::Findings,
    language::{
        Key, Kind,
        shapes::{OVERRIDES, SCHEME, WORDING as WORDING_SHAPE},
    },
    source::{Entry, Node, NodeKind, Span, merge},
};

/// A sheet as it is written: its name, its headings, and its rows. A cell that is blank is an empty text.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its name.
    pub name: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// The cells below them, row by row.
    pub rows: Vec<Vec<String>>,
    /// What things it holds; `None` for paths and values, and for a two-way table.
    pub tab: Option<&'static Tab>,
    /// Whether it is a two-way table, with amounts from the third column on.
    pub is_grid: bool,
}

#[cfg(feature = "cli")]
impl Filled {
    /// Whether each path has its meaning beside it.
    pub(super) fn has_meanings(&self) -> bool {
        self.headings.iter().any(|heading| heading == MEANING)
    }
}

/// How long the name of a sheet may be, and what may not stand in it.
const LONGEST_SHEET: usize = 31;
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The heading of what the values in a sheet of paths mean. Nothing reads it.
const MEANING: &str = "(What it means)";

/// Every path of what is said once, each with the kind of its value and what it means.
fn every_path() -> Vec<(String, Kind, &'static str)> {
    let mut all = Vec::new();
    for key in SCHEME.keys {
        let is_once = layout::tab_of(key.name).is_none() && key.name != "overrides";
        if is_once {
            add_paths(key.name.to_owned(), key, &mut all);
        }
    }
    all
}

/// The kind of what stands under a path.
#[cfg(feature = "cli")]
pub(super) fn kind_of(path: &str) -> Option<Kind> {
    let all = every_path().into_iter();
    all.into_iter()
        .find(|(own, ..)| own == path)
        .map(|(_, kind, _)| kind)
}

fn add_paths(path: String, key: &'static Key, all: &mut Vec<(String, Kind, &'static str)>) {
    match key.kind {
        Kind::Map(shape) => {
            for inner in shape.keys {
                add_paths([&path, inner.name].join(INTO), inner, all);
            }
        }
        // Their names are the scheme's own.
        Kind::Named(_) | Kind::ByName(_) | Kind::Silences => {}
        kind => all.push((path, kind, key.meaning)),
    }
}

/// What is said once, and blank rows for what could be.
fn with_all(mut said: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (path, _, meaning) in every_path() {
        let own = said.extract_if(.., |row| row.first() == Some(&path));
        let mut own: Vec<Vec<String>> = own.collect();
        if own.is_empty() {
            own.push(vec![path, String::new()]);
        }
        rows.extend(own.into_iter().map(|mut row| {
            row.push(meaning.to_owned());
            row
        }));
    }
    rows.append(&mut said);
    rows
}

/// The sheets of the files of one scheme, as they were read. The paths of what has no place in any are told instead.
pub fn of_files(nodes: Vec<Node>, findings: &mut Findings) -> Result<Vec<Filled>, Vec<String>> {
    let (wordings, rules): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(is_wording);
    let empty = Node {
        span: Span::default(),
        kind: NodeKind::Map(Vec::new()),
    };
    fill(&merge(rules, findings).unwrap_or(empty), &wordings)
}

/// The sheets of rules that nobody has written yet.
pub fn empty() -> Vec<Filled> {
    let nothing = Node {
        span: Span::default(),
        kind: NodeKind::Map(Vec::new()),
    };
    fill(&nothing, &[]).unwrap_or_default()
}

/// The sheets of rules and their wordings. The paths of what has no place in any are told instead. What is said once stands
/// in the first, all of it that can be said.
pub fn fill(rules: &Node, wordings: &[Node]) -> Result<Vec<Filled>, Vec<String>> {
    let mut filling = Filling::default();
    let empty = Vec::new();
    let entries = match &rules.kind {
        NodeKind::Map(entries) => entries,
        _ => &empty,
    };
    let overrides = entries.iter().find(|entry| entry.key == "overrides");
    let overrides = overrides.map(|entry| &entry.value);
    let mut once = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| layout::tab_of(&entry.key).is_none())
    {
        if entry.key == "overrides" {
            let more = overrides.into_iter().flat_map(map_entries);
            for entry in more.filter(|entry| layout::tab_of(&entry.key).is_none()) {
                let key = OVERRIDES.key(&entry.key).map(|key| key.kind);
                filling.path(
                    &mut once,
                    &["overrides", &entry.key].join(INTO),
                    &entry.value,
                    key,
                );
            }
            continue;
        }
        let key = SCHEME.key(&entry.key).map(|key| key.kind);
        filling.path(&mut once, &path_key(&entry.key), &entry.value, key);
    }
    let mut sheets = vec![paths(COUNCIL, with_all(once))];
    for tab in layout::tabs() {
        let own = rules.entry(tab.key).map(|entry| &entry.value);
        let instead = overrides.and_then(|overrides| overrides.entry(tab.key));
        let mut rows = Vec::new();
        let grids = filling.grids.len();
        if let Some(own) = own {
            filling.tab(tab, own, false, &mut rows);
        }
        if let Some(instead) = instead {
            filling.tab(tab, &instead.value, true, &mut rows);
        }
        sheets.push(Filled {
            name: tab.name.clone(),
            headings: tab
                .headings
                .iter()
                .map(|heading| heading.text.clone())
                .collect(),
            rows,
            tab: Some(tab),
            is_grid: false,
        });
        sheets.extend(filling.grids.drain(grids..));
    }
    for (place, wording) in wordings.iter().enumerate() {
        let mut rows = Vec::new();
        for entry in map_entries(wording) {
            let kind = WORDING_SHAPE.key(&entry.key).map(|key| key.kind);
            filling.path(&mut rows, &path_key(&entry.key), &entry.value, kind);
        }
        let name = match place {
            0 => WORDING.to_owned(),
            more => format!("{WORDING} {}", more + 1),
        };
        sheets.push(paths(&name, rows));
    }
    if filling.left.is_empty() {
        Ok(sheets)
    } else {
        Err(filling.left)
    }
}

fn paths(name: &str, rows: Vec<Vec<String>>) -> Filled {
    Filled {
        name: name.to_owned(),
        headings: if name == COUNCIL {
            [&PATH_HEADINGS[..], &[MEANING]].concat()
        } else {
            PATH_HEADINGS.to_vec()
        }
        .into_iter()
        .map(str::to_owned)
        .collect(),
        rows,
        tab: None,
        is_grid: false,
    }
}

/// A two-way table as a sheet with a grid of its amounts; `None` where it is none, or where the grid does not say all of it.
fn grid(name: &str, table: &Node) -> Option<Filled> {
    let items = |key: &str| match &table.entry(key)?.value.kind {
        NodeKind::List(items) if !items.is_empty() => Some(items),
        _ => None,
    };
    let (columns, bands) = (items("columns")?, items("rows")?);
    let says = |node: &Node| {
        let says = node.entry("say").and_then(|say| say.value.text());
        says.map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let title = format!("{GRID} {name}");
    let fits = title.chars().count() <= LONGEST_SHEET && !name.contains(FORBIDDEN);
    let heads: Option<Vec<String>> = columns.iter().map(ends::write).collect();
    let heads = heads.filter(|_| fits)?;
    let mut headings = GRID_HEADINGS.map(str::to_owned).to_vec();
    headings.extend(heads);
    let called: Vec<String> = columns.iter().map(says).collect();
    let mut rows = Vec::new();
    if called.iter().any(|called| !called.is_empty()) {
        let first = [COLUMN_IS_CALLED.to_owned(), String::new()];
        rows.push(first.into_iter().chain(called).collect());
    }
    for band in bands {
        let NodeKind::List(gives) = &band.entry("gives")?.value.kind else {
            return None;
        };
        let gives: Option<Vec<String>> = gives
            .iter()
            .map(|amount| scalar::write(amount, &[Kind::Amount]))
            .collect();
        let gives = gives.filter(|gives| gives.len() == columns.len())?;
        let first = [ends::write(band)?, says(band)];
        rows.push(first.into_iter().chain(gives).collect());
    }
    Some(Filled {
        name: title,
        headings,
        rows,
        tab: None,
        is_grid: true,
    })
}

/// A key in a path, in quotes where it would be read as several.
fn path_key(key: &str) -> String {
    let is_plain = !key.contains(['>', '"']) && key.trim() == key && !key.is_empty();
    if is_plain {
        key.to_owned()
    } else {
        format!("\"{key}\"")
    }
}

fn map_entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

#[derive(Default)]
struct Filling {
    /// What has no place.
    left: Vec<String>,
    /// The two-way tables, a sheet each.
    grids: Vec<Filled>,
}

impl Filling {
    /// Rows of a path and a value: one for each value below.
    fn path(&mut self, rows: &mut Vec<Vec<String>>, path: &str, node: &Node, kind: Option<Kind>) {
        let inner = |key: &str| match kind? {
            Kind::Map(shape) => shape.key(key).map(|key| key.kind).or(shape.others),
            Kind::Named(kind) | Kind::ByName(kind) => Some(*kind),
            Kind::Silences => Some(Kind::Text),
            _ => None,
        };
        let goes_down = matches!(
            kind,
            Some(Kind::Map(_) | Kind::Named(_) | Kind::ByName(_) | Kind::Silences) | None
        );
        match (&node.kind, kind) {
            (NodeKind::Map(entries), _) if goes_down && !entries.is_empty() => {
                for entry in entries {
                    let path = [path, &path_key(&entry.key)].join(INTO);
                    self.path(rows, &path, &entry.value, inner(&entry.key));
                }
            }
            (NodeKind::List(items), Some(Kind::ListOf(item))) if !items.is_empty() => {
                for item_node in items {
                    let list = Node {
                        span: item_node.span,
                        kind: NodeKind::List(vec![item_node.clone()]),
                    };
                    let text = scalar::write(&list, &[Kind::ListOf(item)]);
                    rows.extend(text.map(|text| vec![path.to_owned(), text]));
                }
            }
            _ => {
                let kinds: Vec<Kind> = kind.into_iter().collect();
                if kinds.is_empty() && node.text().is_none() {
                    self.left.push(path.to_owned());
                }
                let text = scalar::write(node, &kinds);
                rows.extend(text.map(|text| vec![path.to_owned(), text]));
            }
        }
    }

    fn tab(
        &mut self,
        tab: &'static Tab,
        node: &Node,
        is_instead: bool,
        rows: &mut Vec<Vec<String>>,
    ) {
        match (&node.kind, tab.under) {
            (NodeKind::List(items), Under::List) => {
                for item in items {
                    self.thing(tab, None, item, is_instead, rows);
                }
            }
            (NodeKind::Map(entries), Under::Named | Under::Keys) => {
                for entry in entries {
                    let grid = grid(&entry.key, &entry.value).filter(|_| tab.key == "tables");
                    let node = match &grid {
                        Some(_) => &without(&entry.value, &["columns", "rows"]),
                        None => &entry.value,
                    };
                    self.grids.extend(grid);
                    self.thing(tab, Some(&entry.key), node, is_instead, rows);
                }
            }
            (NodeKind::Empty, _) => {}
            _ => self.left.push(tab.key.to_owned()),
        }
    }

    /// The rows of a thing.
    fn thing(
        &mut self,
        tab: &'static Tab,
        name: Option<&str>,
        node: &Node,
        is_instead: bool,
        rows: &mut Vec<Vec<String>>,
    ) {
        let amount_alone = Node {
            span: node.span,
            kind: NodeKind::Map(vec![Entry {
                key: "is".to_owned(),
                key_span: node.span,
                value: node.clone(),
            }]),
        };
        // A rate may be an amount alone.
        let has_is = tab
            .headings
            .iter()
            .any(|heading| heading.holds == Holds::Listed("is", "is"));
        let node = match &node.kind {
            NodeKind::Map(_) => node,
            _ if has_is => &amount_alone,
            _ => {
                self.left.push([tab.key, name.unwrap_or("")].join(INTO));
                return;
            }
        };
        let height = tab
            .headings
            .iter()
            .filter_map(|heading| heading.holds.list());
        let height = height
            .filter_map(|list| node.entry(list))
            .map(|entry| length(&entry.value));
        let height = height.max().unwrap_or(0).max(1);
        for row in 0..height {
            let cells = tab.headings.iter().map(|heading| {
                let text = match &heading.holds {
                    Holds::Name if row == 0 => name.map(str::to_owned),
                    Holds::Instead if row == 0 => is_instead.then(|| "yes".to_owned()),
                    Holds::Own(keys) if row == 0 => {
                        let value = keys
                            .iter()
                            .try_fold(node, |node, key| Some(&node.entry(key)?.value));
                        value.and_then(|value| scalar::write(value, &heading.kinds))
                    }
                    Holds::Name | Holds::Instead | Holds::Own(_) => None,
                    _ => listed(node, heading, row),
                };
                text.unwrap_or_default()
            });
            rows.push(cells.collect());
        }
        self.tell_what_is_left(tab, name, node);
    }

    fn tell_what_is_left(&mut self, tab: &'static Tab, name: Option<&str>, node: &Node) {
        for entry in map_entries(node) {
            let key = entry.key.as_str();
            let is_placed = tab.headings.iter().any(|heading| match &heading.holds {
                Holds::Own(keys) => keys.first() == Some(&key),
                holds => holds.list() == Some(key),
            });
            if !is_placed {
                self.left
                    .push([tab.key, name.unwrap_or(""), key].join(INTO));
            }
        }
    }
}

/// A mapping without some of its keys.
fn without(node: &Node, keys: &[&str]) -> Node {
    let entries = map_entries(node).iter();
    let kept = entries.filter(|entry| !keys.contains(&entry.key.as_str()));
    Node {
        span: node.span,
        kind: NodeKind::Map(kept.cloned().collect()),
    }
}

/// How many rows a list or a mapping goes down.
fn length(node: &Node) -> usize {
    match &node.kind {
        NodeKind::List(items) => items.len(),
        NodeKind::Map(entries) => entries.len(),
        _ => 1,
    }
}

/// The cell of a row in a list of a thing.
fn listed(node: &Node, heading: &Heading, row: usize) -> Option<String> {
    let list = &node.entry(heading.holds.list()?)?.value;
    match (&list.kind, &heading.holds) {
        (NodeKind::List(items), Holds::Listed(_, key)) => {
            let value = &items.get(row)?.entry(key)?.value;
            scalar::write(value, &heading.kinds)
        }
        (NodeKind::Map(entries), Holds::Names(_)) if entries.is_empty() => Some("{}".to_owned()),
        (NodeKind::Map(entries), Holds::Names(_)) => Some(entries.get(row)?.key.clone()),
        (NodeKind::Map(entries), Holds::Values(_)) => {
            scalar::write(&entries.get(row)?.value, &heading.kinds)
        }
        // What can stand in the place of a list.
        (NodeKind::Scalar { .. }, Holds::Listed(key, it)) if key == it && row == 0 => {
            scalar::write(list, &heading.kinds)
        }
        _ => None,
    }
}
