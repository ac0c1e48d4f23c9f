//! A workbook into nodes: the same that YAML with the same rules gives.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    ends,
    grid::{self, Grid, Held},
    layout::{
        self, COLUMN_IS_CALLED, COUNCIL, GRID, GRID_HEADINGS, Heading, Holds, INTO, PATH_HEADINGS,
        Tab, Under, WORDING, squeezed,
    },
    scalar, xlsform,
};
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    language::{
        Kind, Shape, meant_yes_no,
        shapes::{SCHEME, WORDING as WORDING_SHAPE},
    },
    source::{
        Cells, Entry, FileId, Files, Node, NodeKind, Span, block, column_letters, read::bytes_of,
    },
    world::World,
};

/// How many columns a finding names where none is near.
const NAMED: usize = 6;
/// In how many rows at the top of a sheet its headings are looked for.
const HEADINGS_WITHIN: usize = 20;

/// Whether a file is a workbook by its name.
pub fn is_workbook(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["xlsx", "xlsm", "ods"]
        .iter()
        .any(|workbook| ending.eq_ignore_ascii_case(workbook))
        // What a program for spreadsheets keeps beside a file that is open.
        && !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
}

/// Reads a workbook: its rules as one mapping, and each of its wordings as another. What cannot be read is a finding, and
/// the rest is read all the same.
pub fn read(
    world: &dyn World,
    path: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Vec<Node> {
    let shown = &world.shown(path);
    let Some(bytes) = bytes_of(world, path, findings) else {
        return Vec::new();
    };
    match grid::read(&bytes) {
        Ok(grids) => read_grids(shown, &grids, &grids, files, findings),
        Err(why) => {
            findings.push(
                Finding::nowhere(
                    Code::UnreadableFile,
                    format!("{} cannot be read as a workbook: {why}", shown.display()),
                )
                .about(shown)
                .advice("Open it in a spreadsheet program, and save it again as an Excel workbook (.xlsx) without a password."),
            );
            Vec::new()
        }
    }
}

/// Reads the sheets of the file `shown`. What they looked like before anything was put into form is what is shown of them:
/// each cell stands in the same place in both.
pub(super) fn read_grids(
    shown: &Path,
    before: &[Grid],
    grids: &[Grid],
    files: &mut Files,
    findings: &mut Findings,
) -> Vec<Node> {
    let book = Book::of(shown, before, grids, files);
    let mut rules = Vec::new();
    let is_form = xlsform::is_form(grids);
    if is_form {
        let at = |sheet: usize, cell: (u32, u32)| book.at(sheet, cell);
        let questions = xlsform::questions(grids, &at, findings);
        rules.extend(questions.map(|value| Entry {
            key: "questions".to_owned(),
            key_span: value.span,
            value,
        }));
    }
    let mut reading = Reading {
        book: &book,
        findings,
    };
    let mut overrides = Vec::new();
    let mut two_way = Vec::new();
    let mut nodes = Vec::new();
    for (place, grid) in grids.iter().enumerate() {
        if is_form && xlsform::is_sheet(&grid.name) {
            continue;
        }
        let Some(meant) = reading.meant(place, grid, grids) else {
            continue;
        };
        reading.tell_what_is_hidden(place, grid);
        match meant {
            Meant::Council => {
                let paths = reading.paths(place, grid, &SCHEME);
                rules.extend(paths);
            }
            Meant::Wording => {
                let entries = reading.paths(place, grid, &WORDING_SHAPE);
                nodes.extend(map(entries));
            }
            Meant::Tab(tab) => {
                let (own, instead) = reading.tab(place, grid, tab);
                rules.extend(own);
                overrides.extend(instead);
            }
            Meant::Grid(name) => two_way.extend(reading.grid(place, grid, &name)),
        }
    }
    for entry in two_way {
        let is_instead = table_of(&overrides, &entry.key).is_some();
        let tables = if is_instead {
            &mut overrides
        } else {
            &mut rules
        };
        reading.put_table(tables, entry);
    }
    if let Some(span) = hull(&overrides) {
        // What the sheet of the council says of periods stands there too.
        match rules.iter_mut().find(|entry| entry.key == "overrides") {
            Some(Entry {
                value:
                    Node {
                        kind: NodeKind::Map(entries),
                        ..
                    },
                ..
            }) => {
                entries.append(&mut overrides);
            }
            _ => rules.push(Entry {
                key: "overrides".to_owned(),
                key_span: span,
                value: Node {
                    span,
                    kind: NodeKind::Map(overrides),
                },
            }),
        }
    }
    nodes.splice(0..0, map(rules));
    let yaml: Vec<String> = nodes.iter().map(block).collect();
    files.set_yaml(book.file, yaml.join("---\n"));
    nodes
}

/// What a sheet is.
enum Meant {
    Council,
    Wording,
    Tab(&'static Tab),
    /// The rows and columns of a two-way table, by its name.
    Grid(String),
}

/// A workbook that is kept, and where its cells stand.
struct Book {
    file: FileId,
    at: BTreeMap<(usize, u32, u32), Span>,
}

impl Book {
    /// Keeps the rows of the sheets as text: what excerpts are drawn of.
    fn of(shown: &Path, before: &[Grid], grids: &[Grid], files: &mut Files) -> Self {
        let mut text = String::new();
        let mut cells = Cells::default();
        let mut places = Vec::new();
        for (sheet, grid) in before.iter().enumerate() {
            cells.sheets.push(grid.name.clone());
            for (row, held) in grid.rows() {
                for (place, (column, held)) in held.into_iter().enumerate() {
                    if place > 0 {
                        text.push_str(" | ");
                    }
                    let start = text.len();
                    text.push_str(&held.text.replace('\n', " "));
                    cells.starts.push((start, sheet, row, column));
                    places.push(((sheet, row, column), start..text.len()));
                }
                text.push('\n');
            }
        }
        let file = files.add_workbook(shown, text, cells);
        let at = places.into_iter().map(|(place, bytes)| {
            let span = Span {
                file,
                start: bytes.start,
                end: bytes.end,
            };
            (place, span)
        });
        let mut at: BTreeMap<(usize, u32, u32), Span> = at.collect();
        for (sheet, grid) in grids.iter().enumerate() {
            for ((row, column), (from_row, from_column)) in &grid.stood {
                if let Some(span) = at.get(&(sheet, *from_row, *from_column)).copied() {
                    at.insert((sheet, *row, *column), span);
                }
            }
        }
        Self { file, at }
    }

    fn at(&self, sheet: usize, (row, column): (u32, u32)) -> Span {
        let nowhere = Span {
            file: self.file,
            ..Span::default()
        };
        // What was made of a row is where that begins.
        let in_row = || {
            let mut cells = self.at.range((sheet, row, 0)..=(sheet, row, u32::MAX));
            cells.next().map(|(_, span)| *span)
        };
        let own = self.at.get(&(sheet, row, column)).copied();
        own.or_else(in_row).unwrap_or(nowhere)
    }
}

struct Reading<'a> {
    book: &'a Book,
    findings: &'a mut Findings,
}

/// A cell, with its place in the text.
#[derive(Clone, Copy)]
struct Written<'a> {
    held: &'a Held,
    at: Span,
}

/// A thing that is being read, down the rows that it takes.
#[derive(Default)]
struct Thing<'a> {
    name: Option<Written<'a>>,
    is_instead: bool,
    own: Vec<Entry>,
    /// The texts of its own cells, by column.
    texts: BTreeMap<u32, &'a str>,
    lists: BTreeMap<&'static str, Node>,
    at: Option<Span>,
}

impl<'a> Reading<'a> {
    /// What a sheet is; `None` where it is left alone. One with a name that is nearly known is read as what was meant.
    fn meant(&mut self, place: usize, grid: &Grid, all: &[Grid]) -> Option<Meant> {
        let name = grid.name.trim();
        let at = first_cell(grid).map(|at| self.book.at(place, at))?;
        if is_aside(name) {
            return None;
        }
        if let Some((first, table)) = name.split_once(' ')
            && first.eq_ignore_ascii_case(GRID)
        {
            return Some(Meant::Grid(table.trim().to_owned()));
        }
        if let Some(meant) = named(name) {
            return Some(meant);
        }
        let tabs = layout::tabs().iter().map(|tab| tab.name.as_str());
        let near = did_you_mean(name, tabs.chain([COUNCIL, WORDING]));
        let finding = Finding::new(
            Code::UnknownSheet,
            at,
            format!("`{name}` is no sheet that is read"),
        )
        .label("in a sheet that nothing reads");
        self.findings.push(
            match near {
                Some(near) => finding.advice(format!("Did you mean `{near}`? Rename the sheet.")),
                None => finding,
            }
            .advice(
                "Where the sheet is for you alone, put its name in round brackets: `(Workings)`.",
            ),
        );
        let is_free = |near: &&str| {
            !all.iter()
                .any(|other| squeezed(&other.name) == squeezed(near))
        };
        near.filter(is_free).and_then(named)
    }

    /// What is hidden is read, and nobody sees it in the workbook.
    fn tell_what_is_hidden(&mut self, place: usize, grid: &Grid) {
        let is_hidden = |(row, column): &(u32, u32)| {
            let mut columns = grid.hidden_columns.iter();
            grid.is_hidden
                || grid.hidden_rows.contains(row)
                || columns.any(|(first, last)| (first..=last).contains(&column))
        };
        let hidden: BTreeSet<(u32, u32)> = grid.cells.keys().copied().filter(is_hidden).collect();
        let Some(first) = hidden.first() else { return };
        let what = if grid.is_hidden {
            format!("the sheet `{}` is hidden, and is read", grid.name)
        } else {
            format!(
                "rows or columns of `{}` are hidden, and are read",
                grid.name
            )
        };
        self.findings.push(
            Finding::new(Code::HiddenCells, self.book.at(place, *first), what)
                .label("hidden")
                .advice("Show them again, or delete them.")
                .advice("What is for you alone has a name in round brackets: a sheet `(Workings)`, a column `(notes)`."),
        );
    }

    /// A cell. One that cannot be read is a finding.
    fn written(&mut self, place: usize, at: (u32, u32), held: &'a Held) -> Written<'a> {
        let span = self.book.at(place, at);
        if let Some(fault) = &held.fault {
            self.findings.push(
                Finding::new(Code::UnreadableCell, span, fault.clone())
                    .label("cannot be read")
                    .advice("Write the value itself into the cell, as it is to be published."),
            );
        }
        Written { held, at: span }
    }

    /// The value in a cell.
    fn value(&mut self, written: Written<'_>, kinds: &[Kind]) -> Option<Node> {
        if written.held.fault.is_some() {
            return Some(Node {
                span: written.at,
                kind: NodeKind::Unread,
            });
        }
        scalar::read(&written.held.text, kinds, written.at, self.findings)
    }

    /// A sheet of paths and values.
    fn paths(&mut self, place: usize, grid: &'a Grid, shape: &'static Shape) -> Vec<Entry> {
        let rows = grid.rows();
        let Some((head, what, value)) = head_of_paths(grid) else {
            self.no_headings(place, grid, &PATH_HEADINGS.map(str::to_owned));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for row in rows.range(head + 1..).map(|(row, _)| *row) {
            let cell = |column: u32| {
                grid.cells
                    .get(&(row, column))
                    .map(|held| ((row, column), held))
            };
            let (path, said) = (cell(what), cell(value));
            match (path, said) {
                (Some((path_at, path)), Some((said_at, said))) => {
                    let said = self.written(place, said_at, said);
                    let path_at = self.book.at(place, path_at);
                    let keys = keys_of(&path.text);
                    let kinds = kinds_of(shape, &keys);
                    if let Some(node) = self.value(said, &kinds) {
                        let is_list = matches!(kinds.as_slice(), [Kind::ListOf(_)]);
                        self.put(&mut entries, &keys, path_at, node, is_list);
                    }
                }
                (None, Some((said_at, _))) => self.findings.push(
                    Finding::new(
                        Code::MissingKey,
                        self.book.at(place, said_at),
                        "nothing says what this value is",
                    )
                    .label("a value of what?")
                    .advice(format!(
                        "Write beside it, under `{}`, what it is, such as `title`.",
                        PATH_HEADINGS[0]
                    )),
                ),
                // What is not filled in is absent.
                (_, None) => {}
            }
        }
        entries
    }

    /// Puts a value under the keys that lead to it. What goes on in a list is added to that.
    fn put(
        &mut self,
        entries: &mut Vec<Entry>,
        keys: &[String],
        at: Span,
        node: Node,
        is_list: bool,
    ) {
        let Some((key, rest)) = keys.split_first() else {
            return;
        };
        let there = entries.iter_mut().find(|entry| entry.key == *key);
        match (there, rest.is_empty()) {
            (None, is_last) => {
                let value = if is_last {
                    node
                } else {
                    let span = Span {
                        end: node.span.end,
                        ..at
                    };
                    let mut inner = Vec::new();
                    self.put(&mut inner, rest, at, node, is_list);
                    Node {
                        span,
                        kind: NodeKind::Map(inner),
                    }
                };
                entries.push(Entry {
                    key: key.clone(),
                    key_span: at,
                    value,
                });
            }
            (
                Some(Entry {
                    value:
                        Node {
                            span,
                            kind: NodeKind::Map(inner),
                        },
                    ..
                }),
                false,
            ) => {
                span.end = span.end.max(node.span.end);
                self.put(inner, rest, at, node, is_list);
            }
            (
                Some(Entry {
                    value:
                        Node {
                            span,
                            kind: NodeKind::List(items),
                        },
                    ..
                }),
                true,
            ) if is_list => {
                span.end = span.end.max(node.span.end);
                if let NodeKind::List(more) = node.kind {
                    items.extend(more);
                }
            }
            (Some(first), _) => self.findings.push(
                Finding::new(Code::DuplicateKey, at, format!("`{key}` stands here twice"))
                    .label("the second time")
                    .related(first.key_span, "the first time")
                    .advice("Keep one of them."),
            ),
        }
    }

    /// A sheet with a thing in each row, or in several: those of the council's own, and those in the place of national ones.
    fn tab(
        &mut self,
        place: usize,
        grid: &'a Grid,
        tab: &'static Tab,
    ) -> (Option<Entry>, Option<Entry>) {
        let rows = grid.rows();
        let Some((head, columns)) = self.headings(place, grid, tab) else {
            return (None, None);
        };
        let mut things: Vec<Thing<'a>> = Vec::new();
        for (row, _) in rows.range(head + 1..) {
            let mut own: Vec<(u32, &'static Heading, Written<'a>)> = Vec::new();
            let mut listed = Vec::new();
            for (column, heading) in &columns {
                let held = if heading.holds.is_own() {
                    grid.cells
                        .get(&(*row, *column))
                        .map(|held| ((*row, *column), held))
                } else {
                    grid.over_rows((*row, *column))
                };
                let Some((at, held)) = held else { continue };
                let written = self.written(place, at, held);
                if heading.holds.is_own() {
                    own.push((*column, heading, written));
                } else {
                    listed.push((*heading, written));
                }
            }
            if own.is_empty() && listed.is_empty() {
                continue;
            }
            let goes_on = things.last().is_some_and(|thing| goes_on(tab, thing, &own));
            if !goes_on {
                if own.is_empty() {
                    self.belongs_nowhere(tab, &listed);
                    continue;
                }
                things.push(Thing::default());
            }
            let Some(thing) = things.last_mut() else {
                continue;
            };
            if !goes_on {
                for (column, heading, written) in own {
                    self.own(thing, column, heading, written);
                }
            }
            self.listed(thing, &listed);
        }
        let (instead, own) = things
            .into_iter()
            .partition(|thing: &Thing<'_>| thing.is_instead);
        let own = self.under_key(tab, own);
        let instead = self.under_key(tab, instead);
        (own, instead)
    }

    /// A two-way table as it is drawn: what each row is of in the first column, what each column is of in the first row, and the
    /// amounts where they meet.
    fn grid(&mut self, place: usize, grid: &'a Grid, name: &str) -> Option<Entry> {
        let rows = grid.rows();
        let is = |held: &Held, heading: &str| squeezed(&held.text) == squeezed(heading);
        let in_row = |cells: &[(u32, &Held)], heading: &str| {
            let found = cells.iter().find(|(_, held)| is(held, heading));
            found.map(|(column, _)| *column)
        };
        let head = rows.iter().take(HEADINGS_WITHIN).find_map(|(row, cells)| {
            Some((
                *row,
                in_row(cells, GRID_HEADINGS[0])?,
                in_row(cells, GRID_HEADINGS[1]),
            ))
        });
        let Some((head, of_row, called)) = head else {
            self.no_headings(place, grid, &GRID_HEADINGS.map(str::to_owned));
            return None;
        };
        let says = rows
            .range(head + 1..)
            .find(|(_, cells)| in_row(cells, COLUMN_IS_CALLED).is_some())
            .map(|(row, _)| *row);
        let is_column = |column: u32| column != of_row && Some(column) != called;
        let mut columns = Vec::new();
        let mut kept = Vec::new();
        for (column, held) in rows
            .get(&head)?
            .iter()
            .filter(|(column, _)| is_column(*column))
        {
            if held.text.starts_with('(') {
                continue;
            }
            let head = self.written(place, (head, *column), held);
            let mut of = ends::read(&head.held.text, head.at);
            if let Some((at, held)) =
                says.and_then(|row| Some(((row, *column), grid.cells.get(&(row, *column))?)))
            {
                self.say(&mut of, place, at, held);
            }
            kept.push(*column);
            columns.push(Node {
                span: hull(&of).unwrap_or(head.at),
                kind: NodeKind::Map(of),
            });
        }
        let mut bands = Vec::new();
        for (row, _) in rows
            .range(head + 1..)
            .filter(|(row, _)| Some(**row) != says)
        {
            let cell = |column: u32| {
                grid.cells
                    .get(&(*row, column))
                    .map(|held| ((*row, column), held))
            };
            let Some((at, held)) = cell(of_row) else {
                if let Some((at, _)) = kept.iter().find_map(|column| cell(*column)) {
                    self.findings.push(of_no_row(self.book.at(place, at)));
                }
                continue;
            };
            let first = self.written(place, at, held);
            let mut of = ends::read(&first.held.text, first.at);
            if let Some((at, held)) = called.and_then(cell) {
                self.say(&mut of, place, at, held);
            }
            let mut gives = Vec::new();
            for column in &kept {
                let Some((at, held)) = cell(*column) else {
                    self.findings.push(
                        Finding::new(Code::MissingKey, first.at, format!("this row has no amount in column {}", column_letters(*column)))
                            .label("a blank cell in this row")
                            .advice("Fill in what it gives, such as `£0 a week`, `nothing` or `not published`."),
                    );
                    gives.push(Node {
                        span: first.at,
                        kind: NodeKind::Unread,
                    });
                    continue;
                };
                let written = self.written(place, at, held);
                gives.extend(self.value(written, &[Kind::Amount]));
            }
            let span = hull(&of).unwrap_or(first.at);
            let span = gives
                .iter()
                .fold(span, |span, node| around(Some(span), node.span));
            of.push(Entry {
                key: "gives".to_owned(),
                key_span: first.at,
                value: Node {
                    span,
                    kind: NodeKind::List(gives),
                },
            });
            bands.push(Node {
                span,
                kind: NodeKind::Map(of),
            });
        }
        let at = self.book.at(place, (head, of_row));
        let entry = |key: &str, items: Vec<Node>| {
            let span = items
                .iter()
                .fold(at, |span, node| around(Some(span), node.span));
            Entry {
                key: key.to_owned(),
                key_span: at,
                value: Node {
                    span,
                    kind: NodeKind::List(items),
                },
            }
        };
        let entries = vec![entry("columns", columns), entry("rows", bands)];
        let span = hull(&entries).unwrap_or(at);
        Some(Entry {
            key: name.to_owned(),
            key_span: at,
            value: Node {
                span,
                kind: NodeKind::Map(entries),
            },
        })
    }

    /// What a row or a column of a grid is called.
    fn say(&mut self, of: &mut Vec<Entry>, place: usize, at: (u32, u32), held: &'a Held) {
        let written = self.written(place, at, held);
        if let Some(value) = self.value(written, &[Kind::Text]) {
            of.push(Entry {
                key: "say".to_owned(),
                key_span: written.at,
                value,
            });
        }
    }

    /// Puts the rows and columns of a two-way table to what the sheet of tables says of it.
    fn put_table(&mut self, rules: &mut Vec<Entry>, table: Entry) {
        let NodeKind::Map(entries) = table.value.kind else {
            return;
        };
        for entry in entries {
            let keys = ["tables".to_owned(), table.key.clone(), entry.key];
            self.put(rules, &keys, entry.key_span, entry.value, false);
        }
    }

    /// The row of the headings, and what each column is.
    fn headings(
        &mut self,
        place: usize,
        grid: &Grid,
        tab: &'static Tab,
    ) -> Option<(u32, Vec<(u32, &'static Heading)>)> {
        let rows = grid.rows();
        let head = head_of_tab(grid, tab).and_then(|row| rows.get_key_value(&row));
        let Some((row, cells)) = head else {
            let required = tab.headings.iter().filter(|heading| heading.is_required);
            let required: Vec<String> = required.map(|heading| heading.text.clone()).collect();
            self.no_headings(place, grid, &required);
            return None;
        };
        let mut columns: Vec<(u32, &'static Heading)> = Vec::new();
        let texts: BTreeMap<u32, &Held> = cells.iter().copied().collect();
        let used: BTreeSet<u32> = rows
            .range(row + 1..)
            .flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column))
            .collect();
        for column in used.union(&texts.keys().copied().collect()) {
            let Some(held) = texts.get(column) else {
                self.unnamed_column(place, grid, *row, *column);
                continue;
            };
            let at = self.book.at(place, (*row, *column));
            if let Some(heading) = heading_of(tab, &held.text) {
                match columns
                    .iter()
                    .find(|(_, other)| std::ptr::eq(*other, heading))
                {
                    Some((first, _)) => self.findings.push(
                        Finding::new(
                            Code::DuplicateKey,
                            at,
                            format!("two columns are headed `{}`", heading.text),
                        )
                        .label("the second")
                        .related(self.book.at(place, (*row, *first)), "the first")
                        .advice("Keep one of them."),
                    ),
                    None => columns.push((*column, heading)),
                }
                continue;
            }
            if !(held.text.starts_with('(') && held.text.ends_with(')')) {
                self.findings.push(unknown_column(tab, &held.text, at));
            }
        }
        // In the order in which they are best written.
        columns.sort_by_key(|(_, heading)| {
            let mut known = tab.headings.iter();
            known.position(|other| std::ptr::eq(other, *heading))
        });
        Some((*row, columns))
    }

    fn no_headings(&mut self, place: usize, grid: &Grid, expected: &[String]) {
        let Some(at) = first_cell(grid) else { return };
        let expected: Vec<String> = expected
            .iter()
            .map(|heading| format!("`{heading}`"))
            .collect();
        self.findings.push(
            Finding::new(
                Code::NoHeadingRow,
                self.book.at(place, at),
                format!("the sheet `{}` has no row of headings", grid.name),
            )
            .label("no headings above this")
            .advice(format!(
                "Write them in a row above the rest, such as {}.",
                expected.join(", ")
            ))
            .advice("`upfront workbook` writes a workbook with every heading in its place."),
        );
    }

    fn unnamed_column(&mut self, place: usize, grid: &Grid, head: u32, column: u32) {
        let mut below = grid
            .cells
            .keys()
            .filter(|(row, of)| *of == column && *row > head);
        let Some(at) = below.next() else { return };
        self.findings.push(
            Finding::new(
                Code::UnknownColumn,
                self.book.at(place, *at),
                "this column has no heading, so nothing reads it",
            )
            .label("in a column without a heading")
            .advice("Write its heading, or empty it. What is for you alone can have a heading in round brackets: `(notes)`."),
        );
    }

    fn belongs_nowhere(&mut self, tab: &'static Tab, listed: &[(&Heading, Written<'_>)]) {
        let Some((_, first)) = listed.first() else {
            return;
        };
        self.findings.push(
            Finding::new(
                Code::MissingKey,
                first.at,
                format!(
                    "this row of `{}` belongs to nothing: no row above it says what",
                    tab.name
                ),
            )
            .label("of which?")
            .advice(format!(
                "Fill in `{}` in this row, or in a row above it.",
                identity(tab).map_or("the first column", |heading| heading.text.as_str())
            )),
        );
    }

    /// Takes a cell of the thing's own.
    fn own(&mut self, thing: &mut Thing<'a>, column: u32, heading: &Heading, written: Written<'a>) {
        thing.texts.insert(column, written.held.text.as_str());
        thing.at = Some(around(thing.at, written.at));
        match &heading.holds {
            Holds::Name => thing.name = Some(written),
            Holds::Instead => match meant_yes_no(&written.held.text) {
                Some(said) => thing.is_instead = said == "yes",
                None => self.findings.push(
                    Finding::new(
                        Code::WrongType,
                        written.at,
                        format!(
                            "`{}` is `yes` or nothing, and this is `{}`",
                            heading.text, written.held.text
                        ),
                    )
                    .label("not `yes`")
                    .advice("Write `yes`, or leave it blank."),
                ),
            },
            Holds::Own(keys) => {
                let node = self.value(written, &heading.kinds);
                let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
                if let Some(node) = node {
                    self.put(&mut thing.own, &keys, written.at, node, false);
                }
            }
            Holds::Listed(..) | Holds::Names(_) | Holds::Values(_) => {}
        }
    }

    /// Takes the cells of one row that stand in lists of a thing.
    fn listed(&mut self, thing: &mut Thing<'a>, cells: &[(&'static Heading, Written<'a>)]) {
        let mut lists: Vec<&'static str> = cells
            .iter()
            .filter_map(|(heading, _)| heading.holds.list())
            .collect();
        lists.dedup();
        let lists: BTreeSet<&'static str> = lists.into_iter().collect();
        for list in lists {
            let of = cells
                .iter()
                .filter(|(heading, _)| heading.holds.list() == Some(list));
            let of: Vec<(&Heading, Written<'a>)> =
                of.map(|(heading, written)| (*heading, *written)).collect();
            let Some(at) = of
                .iter()
                .fold(None, |at, (_, written)| Some(around(at, written.at)))
            else {
                continue;
            };
            thing.at = Some(around(thing.at, at));
            if let [(_, only)] = of.as_slice()
                && matches!(only.held.text.as_str(), "[]" | "{}")
            {
                let kind = if only.held.text == "[]" {
                    NodeKind::List(Vec::new())
                } else {
                    NodeKind::Map(Vec::new())
                };
                thing.lists.insert(list, Node { span: at, kind });
                continue;
            }
            let is_named = of
                .iter()
                .any(|(heading, _)| matches!(heading.holds, Holds::Names(_) | Holds::Values(_)));
            let empty = if is_named {
                NodeKind::Map(Vec::new())
            } else {
                NodeKind::List(Vec::new())
            };
            let mut node = thing.lists.remove(list).unwrap_or(Node {
                span: at,
                kind: empty,
            });
            node.span = around(Some(node.span), at);
            match &mut node.kind {
                NodeKind::List(items) => {
                    let mut entries = Vec::new();
                    for (heading, written) in of {
                        let Holds::Listed(_, key) = heading.holds else {
                            continue;
                        };
                        if let Some(node) = self.value(written, &heading.kinds) {
                            self.put(&mut entries, &[key.to_owned()], written.at, node, false);
                        }
                    }
                    items.push(Node {
                        span: at,
                        kind: NodeKind::Map(entries),
                    });
                }
                NodeKind::Map(entries) => self.named(entries, &of),
                _ => {}
            }
            thing.lists.insert(list, node);
        }
    }

    /// Takes a name and its value, which stand beside each other.
    fn named(&mut self, entries: &mut Vec<Entry>, cells: &[(&Heading, Written<'a>)]) {
        let name = cells
            .iter()
            .find(|(heading, _)| matches!(heading.holds, Holds::Names(_)));
        let value = cells
            .iter()
            .find(|(heading, _)| matches!(heading.holds, Holds::Values(_)));
        match (name, value) {
            (Some((_, name)), value) => {
                let node = match value {
                    Some((heading, value)) => self.value(*value, &heading.kinds),
                    None => Some(Node {
                        span: name.at,
                        kind: NodeKind::Empty,
                    }),
                };
                if let Some(node) = node {
                    self.put(
                        entries,
                        std::slice::from_ref(&name.held.text),
                        name.at,
                        node,
                        false,
                    );
                }
            }
            (None, Some((heading, value))) => self.findings.push(
                Finding::new(
                    Code::MissingKey,
                    value.at,
                    format!(
                        "under `{}` stands a value, and nothing says what it is of",
                        heading.text
                    ),
                )
                .label("a value of what?")
                .advice("Write what it is of in the column before it."),
            ),
            (None, None) => {}
        }
    }

    /// The things of a sheet under their key.
    fn under_key(&mut self, tab: &'static Tab, things: Vec<Thing<'a>>) -> Option<Entry> {
        let mut items = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        let mut whole = None;
        for thing in things {
            let Some(span) = thing.at else { continue };
            whole = Some(around(whole, span));
            let lists = thing.lists.into_iter().map(|(key, value)| Entry {
                key: key.to_owned(),
                key_span: value.span,
                value: alone(key, value),
            });
            // What stands by itself, such as an amount, comes before what is said of it.
            let (several, single): (Vec<Entry>, Vec<Entry>) = lists.partition(|entry| {
                matches!(entry.value.kind, NodeKind::List(_) | NodeKind::Map(_))
            });
            let all = single.into_iter().chain(thing.own).chain(several);
            let node = Node {
                span,
                kind: NodeKind::Map(all.collect()),
            };
            match (tab.under, thing.name) {
                (Under::List, _) => items.push(node),
                (_, Some(name)) => self.put(
                    &mut entries,
                    std::slice::from_ref(&name.held.text),
                    name.at,
                    node,
                    false,
                ),
                (_, None) => self.findings.push(
                    Finding::new(
                        Code::MissingKey,
                        span,
                        format!("this row of `{}` has no name", tab.name),
                    )
                    .label("which one?")
                    .advice(format!(
                        "Fill in `{}`.",
                        identity(tab).map_or("its name", |heading| heading.text.as_str())
                    )),
                ),
            }
        }
        let span = whole?;
        let kind = match tab.under {
            Under::List => NodeKind::List(items),
            Under::Named | Under::Keys => NodeKind::Map(entries),
        };
        Some(Entry {
            key: tab.key.to_owned(),
            key_span: Span {
                end: span.start,
                ..span
            },
            value: Node { span, kind },
        })
    }
}

/// What stands under a key, where it is the only one of a list that may be left out: `is: £5`, and not `is: [{is: £5}]`.
fn alone(key: &str, value: Node) -> Node {
    let NodeKind::List(items) = &value.kind else {
        return value;
    };
    let [
        Node {
            kind: NodeKind::Map(entries),
            ..
        },
    ] = items.as_slice()
    else {
        return value;
    };
    match entries.as_slice() {
        [only] if only.key == key => only.value.clone(),
        _ => value,
    }
}

/// The table of a name among the rules.
fn table_of<'r>(rules: &'r [Entry], name: &str) -> Option<&'r Entry> {
    let tables = rules.iter().find(|entry| entry.key == "tables")?;
    tables.value.entry(name)
}

/// The row in which a sheet's headings stand, as far as it has any that are read.
pub(super) fn head_of(grid: &Grid) -> Option<u32> {
    match named(grid.name.trim())? {
        Meant::Council | Meant::Wording => head_of_paths(grid).map(|(head, ..)| head),
        Meant::Tab(tab) => head_of_tab(grid, tab),
        Meant::Grid(_) => None,
    }
}

/// The row of the headings of a sheet of paths and values, and the columns of both.
fn head_of_paths(grid: &Grid) -> Option<(u32, u32, u32)> {
    let rows = grid.rows();
    let mut near_top = rows.iter().take(HEADINGS_WITHIN);
    near_top.find_map(|(row, cells)| {
        let of = |heading: &str| {
            let mut cells = cells.iter();
            let found = cells.find(|(_, held)| squeezed(&held.text) == squeezed(heading));
            found.map(|(column, _)| *column)
        };
        Some((*row, of(PATH_HEADINGS[0])?, of(PATH_HEADINGS[1])?))
    })
}

/// The row near the top that holds most headings of a sheet.
fn head_of_tab(grid: &Grid, tab: &'static Tab) -> Option<u32> {
    let known = |cells: &[(u32, &Held)]| {
        let found = cells
            .iter()
            .filter(|(_, held)| heading_of(tab, &held.text).is_some());
        found.count()
    };
    let rows = grid.rows();
    let near_top = rows.iter().take(HEADINGS_WITHIN);
    let head = near_top.filter(|(_, cells)| known(cells) >= 2.min(tab.headings.len()));
    let (row, _) = head.max_by_key(|(row, cells)| (known(cells), u32::MAX - **row))?;
    Some(*row)
}

/// Whether nothing reads a sheet of this name: it is for its writer alone.
pub(super) fn is_aside(name: &str) -> bool {
    let name = name.trim();
    name.starts_with('(') && name.ends_with(')')
}

/// The sheet of a name.
fn named(name: &str) -> Option<Meant> {
    if squeezed(name) == squeezed(COUNCIL) {
        return Some(Meant::Council);
    }
    let word = name.split_whitespace().next().unwrap_or_default();
    if word.eq_ignore_ascii_case(WORDING) {
        return Some(Meant::Wording);
    }
    let mut tabs = layout::tabs().iter();
    tabs.find(|tab| layout::is_called(tab, name))
        .map(Meant::Tab)
}

/// The column that a heading names: by its text, by the keys that lead to it, or by the last of them where that is one
/// column's alone.
fn heading_of(tab: &'static Tab, text: &str) -> Option<&'static Heading> {
    let text = squeezed(text);
    let by = |is_so: &dyn Fn(&Heading) -> bool| {
        let mut found = tab.headings.iter().filter(|heading| is_so(heading));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let last = |heading: &Heading| {
        let path = heading.holds.path();
        path.rsplit(INTO).next().unwrap_or_default().to_owned()
    };
    by(&|heading| squeezed(&heading.text) == text)
        .or_else(|| by(&|heading| heading.holds.path() == text))
        .or_else(|| by(&|heading| last(heading) == text))
}

fn of_no_row(at: Span) -> Finding {
    Finding::new(
        Code::MissingKey,
        at,
        "nothing says which row this amount is of",
    )
    .label("an amount of what?")
    .advice(format!(
        "Write under `{}` what the row is of, such as `0 to 10` or an answer.",
        GRID_HEADINGS[0]
    ))
}

fn unknown_column(tab: &'static Tab, text: &str, at: Span) -> Finding {
    let finding = Finding::new(
        Code::UnknownColumn,
        at,
        format!("`{}` has no column `{text}`", tab.name),
    )
    .label("unknown column");
    let known = tab.headings.iter().map(|heading| heading.text.as_str());
    let finding = if let Some(meant) = did_you_mean(text, known.clone()) {
        finding.advice(format!("Did you mean `{meant}`?"))
    } else {
        let first = known.clone().take(NAMED);
        let first: Vec<String> = first.map(|heading| format!("`{heading}`")).collect();
        let more = known.count().saturating_sub(NAMED);
        let more = if more > 0 {
            format!(", and {more} more that `upfront workbook` writes")
        } else {
            String::new()
        };
        finding.advice(format!("The columns are {}{more}.", first.join(", ")))
    };
    finding.advice("What is for you alone can have a heading in round brackets: `(notes)`.")
}

/// The column that says which thing it is.
fn identity(tab: &'static Tab) -> Option<&'static Heading> {
    tab.headings
        .iter()
        .find(|heading| heading.holds == Holds::Name || heading.holds == Holds::Own(vec!["id"]))
}

/// Whether a row goes on with the thing above it: it says nothing of its own, or only what that one says too.
fn goes_on(
    tab: &'static Tab,
    thing: &Thing<'_>,
    own: &[(u32, &'static Heading, Written<'_>)],
) -> bool {
    let has_lists = tab
        .headings
        .iter()
        .any(|heading| heading.holds.list().is_some());
    let is_same = own
        .iter()
        .all(|(column, _, written)| thing.texts.get(column) == Some(&written.held.text.as_str()));
    let identity = identity(tab);
    let is_named = own
        .iter()
        .any(|(_, heading, _)| identity.is_some_and(|identity| std::ptr::eq(*heading, identity)));
    has_lists && (own.is_empty() || (is_named && is_same))
}

/// The keys of a path: `contact > phone`.
fn keys_of(path: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some((key, after)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            keys.push(key.to_owned());
            rest = after.trim_start().trim_start_matches('>').trim_start();
            continue;
        }
        let (key, after) = rest.split_once('>').unwrap_or((rest, ""));
        keys.push(key.trim().to_owned());
        rest = after.trim_start();
    }
    // A capital at the beginning of a key is a person's way to write it.
    for key in &mut keys {
        let lower = key.to_lowercase();
        if *key == layout::capital(&lower) && keys_are_words(&lower) {
            *key = lower;
        }
    }
    keys
}

/// Whether a key is a word of the language at the top.
fn keys_are_words(key: &str) -> bool {
    SCHEME.key(key).is_some() || WORDING_SHAPE.key(key).is_some()
}

/// The kinds of value at the end of a path; anything where the language does not know it.
fn kinds_of(shape: &'static Shape, keys: &[String]) -> Vec<Kind> {
    let Some((first, rest)) = keys.split_first() else {
        return Vec::new();
    };
    let kind = shape.key(first).map(|key| key.kind).or(shape.others);
    let Some(kind) = kind else { return Vec::new() };
    below(kind, rest)
}

fn below(kind: Kind, keys: &[String]) -> Vec<Kind> {
    let Some((_, rest)) = keys.split_first() else {
        return vec![kind];
    };
    match kind {
        Kind::Map(shape) => kinds_of(shape, keys),
        Kind::Named(kind) | Kind::ByName(kind) => below(*kind, rest),
        Kind::Silences => below(Kind::Text, rest),
        Kind::Either(kinds) => {
            let mut found = kinds.iter().map(|kind| below(*kind, keys));
            found.find(|kinds| !kinds.is_empty()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn first_cell(grid: &Grid) -> Option<(u32, u32)> {
    grid.cells.keys().next().copied()
}

/// A stretch that holds another one too.
fn around(one: Option<Span>, other: Span) -> Span {
    one.map_or(other, |one| Span {
        start: one.start.min(other.start),
        end: one.end.max(other.end),
        ..one
    })
}

fn hull(entries: &[Entry]) -> Option<Span> {
    entries
        .iter()
        .fold(None, |at, entry| Some(around(at, entry.value.span)))
}

/// Entries as a mapping; nothing where there are none.
fn map(entries: Vec<Entry>) -> Option<Node> {
    let span = hull(&entries)?;
    Some(Node {
        span,
        kind: NodeKind::Map(entries),
    })
}
