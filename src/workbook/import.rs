//! An ordinary table of somebody's own as rules: what each of its columns is, is told by the words at its head.
//!
//! The table is put into the form of a sheet of Upfront's own, each cell staying where it is, and read as that. Names that it
//! lacks are made of its texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use upfront_engine::Decimal;

use super::{
    grid::{self, Grid, Held},
    layout::squeezed,
    read::{is_workbook, read_grids},
    xlsform,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::meant_name,
    source::{Files, block, column_letters, read::bytes_of},
    world::World,
};

/// In how many rows at the top the headings are looked for.
const HEADINGS_WITHIN: u32 = 20;
/// How many words of a text a name is made of.
const WORDS_OF_A_NAME: usize = 4;
/// The signs that can stand between the cells of a line.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Questions with their answers and points.
    Questions,
    /// Bands of points with an amount each.
    Bands,
    /// Rates.
    Rates,
}

/// What was made of a table.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The rules.
    pub yaml: String,
    /// What each column was taken for, in lines.
    pub told: String,
}

/// What the heading of a column that people write may stand for: the heading of our own, what it is in words, and theirs.
type Known = (&'static str, &'static str, &'static [&'static str]);

const QUESTIONS: &[Known] = &[
    (
        "Id",
        "its name in the rules",
        &[
            "id",
            "ref",
            "reference",
            "code",
            "question id",
            "question no",
            "no",
        ],
    ),
    (
        "Question",
        "the question",
        &[
            "question",
            "ask",
            "need",
            "area",
            "area of need",
            "domain",
            "outcome",
            "item",
            "what help",
        ],
    ),
    ("Hint", "a hint", &["hint", "guidance", "help", "help text"]),
    (
        "Answer id",
        "the answer’s name in the rules",
        &["answer id", "option id"],
    ),
    (
        "Answer",
        "an answer",
        &[
            "answer",
            "answers",
            "option",
            "options",
            "response",
            "level",
            "level of need",
            "description",
            "descriptor",
            "choice",
        ],
    ),
    (
        "Points",
        "its points",
        &[
            "points",
            "point",
            "score",
            "scores",
            "weighting",
            "weight",
            "pts",
            "value",
        ],
    ),
];

const BANDS: &[Known] = &[
    ("Id", "the table’s name in the rules", &["id", "table"]),
    (
        RANGE,
        "from which points to which",
        &[
            "points",
            "score",
            "point range",
            "range",
            "points range",
            "total points",
            "band points",
        ],
    ),
    (
        "From",
        "the least points",
        &[
            "from",
            "points from",
            "min",
            "minimum",
            "lower",
            "lowest",
            "start",
            "least",
            "from points",
        ],
    ),
    (
        "To",
        "the most points",
        &[
            "to",
            "points to",
            "max",
            "maximum",
            "upper",
            "highest",
            "end",
            "most",
            "to points",
        ],
    ),
    (
        "Gives",
        "what the band gives",
        &[
            "gives",
            "amount",
            "budget",
            "allocation",
            "weekly budget",
            "weekly amount",
            "annual budget",
            "yearly budget",
            "indicative budget",
            "payment",
            "£",
            "weekly",
            "per week",
            "£ per week",
            "£ a week",
        ],
    ),
    (
        "Row is called",
        "what the band is called",
        &["band", "name", "level", "row is called", "description"],
    ),
];

const RATES: &[Known] = &[
    ("Id", "its name in the rules", &["id", "ref", "code"]),
    (
        "What it is",
        "what it is",
        &[
            "what it is",
            "service",
            "description",
            "rate",
            "item",
            "type",
            "name",
            "support",
            "type of support",
        ],
    ),
    (
        "Amount",
        "the amount",
        &[
            "amount",
            "cost",
            "price",
            "£",
            "fee",
            "unit cost",
            "hourly rate",
            "rate (£)",
            "value",
            "is",
            "hourly",
            "charge",
        ],
    ),
    (
        PER,
        "what it is for one of",
        &["per", "unit", "units", "basis", "for"],
    ),
    ("Source", "where it comes from", &["source"]),
];

/// A column that holds both ends of a band.
const RANGE: &str = "From and to";
/// A column that says per what an amount is.
const PER: &str = "Per";

impl Sort {
    const ALL: [Self; 3] = [Self::Questions, Self::Bands, Self::Rates];

    const fn name(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::Bands => "bands",
            Self::Rates => "rates",
        }
    }

    const fn known(self) -> &'static [Known] {
        match self {
            Self::Questions => QUESTIONS,
            Self::Bands => BANDS,
            Self::Rates => RATES,
        }
    }

    /// The columns without which it is none.
    const fn needed(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Questions => [&["Question"], &["Answer"]],
            Self::Bands => [&[RANGE, "From", "To"], &["Gives"]],
            Self::Rates => [&["What it is", "Id"], &["Amount"]],
        }
    }

    const fn sheet(self) -> &'static str {
        match self {
            Self::Questions => "Questions",
            Self::Bands => "Tables",
            Self::Rates => "Rates",
        }
    }

    /// What a heading stands for.
    fn column(self, heading: &str) -> Option<&'static Known> {
        let heading = squeezed(heading);
        // What it is in stands behind it: `Cost (£)`, `Budget (per week)`, `Budget per week`.
        let bare = heading.split('(').next().unwrap_or_default().trim();
        let alone = bare.split(" per ").next().unwrap_or_default();
        let alone = alone.trim_end_matches('£').trim();
        let is_one = |word: &str| [heading.as_str(), bare, alone].contains(&word);
        self.known()
            .iter()
            .find(|(_, _, words)| words.iter().any(|word| is_one(word)))
    }
}

/// A table in a sheet: its row of headings, and what each column is.
struct Found {
    sort: Sort,
    head: u32,
    columns: BTreeMap<u32, &'static Known>,
    /// The columns that are an answer each, with its points below.
    levels: Vec<u32>,
}

/// What the row is called that adds others up.
const SUMS: [&str; 6] = ["total", "totals", "sum", "maximum", "max", "maximum score"];
/// A level: a column that is an answer, with the points of each question.
const LEVEL: &str = "an answer, with its points below";

/// Reads a table as rules. What has no place in them is a finding; nothing where there is no table.
pub fn import(
    world: &dyn World,
    path: &Path,
    sort: Option<Sort>,
    files: &mut Files,
    findings: &mut Findings,
) -> Option<Imported> {
    let shown = &world.shown(path);
    let bytes = bytes_of(world, path, findings)?;
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let grids = if is_workbook(path) {
        grid::read(&bytes)
    } else {
        Ok(vec![lines(&name, &bytes)])
    };
    let before = match grids {
        Ok(grids) => grids,
        Err(why) => {
            findings.push(unread(shown, &why));
            return None;
        }
    };
    if xlsform::is_form(&before) {
        let nodes = read_grids(shown, &before, &before, files, findings);
        return Some(Imported {
            yaml: nodes.iter().map(block).collect(),
            told: format!(
                "Read {} as an XLSForm: its questions and choices.\n",
                shown.display()
            ),
        });
    }
    let mut grids = before.clone();
    let mut told = String::new();
    let mut has_table = false;
    for grid in &mut grids {
        with_points(grid);
        let found = (!grid.is_hidden).then(|| found(grid, sort)).flatten();
        let Some(found) = found else {
            if !grid.cells.is_empty() {
                let _ = writeln!(
                    told,
                    "Left sheet `{}`: no row there has headings that are known.",
                    grid.name
                );
            }
            grid.name = format!("({})", grid.name);
            continue;
        };
        has_table = true;
        told.push_str(&tell(shown, grid, &found));
        put_into_form(grid, found);
    }
    if !has_table {
        findings.push(no_table(shown, sort));
        return None;
    }
    let nodes = read_grids(shown, &before, &grids, files, findings);
    Some(Imported {
        yaml: nodes.iter().map(block).collect(),
        told,
    })
}

fn unread(shown: &Path, why: &str) -> Finding {
    Finding::nowhere(
        Code::UnreadableFile,
        format!("{} cannot be read as a table: {why}", shown.display()),
    )
    .about(shown)
    .advice("Save it again as an Excel workbook (.xlsx) or as CSV.")
}

fn no_table(shown: &Path, sort: Option<Sort>) -> Finding {
    let what = sort.map_or("questions, bands or rates", Sort::name);
    let finding = Finding::nowhere(
        Code::NoHeadingRow,
        format!(
            "{} has no table of {what}: no row has headings that are known",
            shown.display()
        ),
    )
    .about(shown);
    let sorts = sort.map_or_else(|| Sort::ALL.to_vec(), |sort| vec![sort]);
    sorts.into_iter().fold(finding, |finding, sort| {
        let headings = sort
            .known()
            .iter()
            .filter_map(|(_, _, words)| words.first());
        let headings: Vec<String> = headings.map(|word| format!("`{word}`")).collect();
        finding.advice(format!(
            "For {}, write such headings: {}.",
            sort.name(),
            headings.join(", ")
        ))
    })
}

/// The table in a sheet: the row and the sort with the most headings that are known, all that are needed among them.
fn found(grid: &Grid, sort: Option<Sort>) -> Option<Found> {
    let sorts = sort.map_or_else(|| Sort::ALL.to_vec(), |sort| vec![sort]);
    let rows = grid.rows();
    let near_top = rows.iter().filter(|(row, _)| **row < HEADINGS_WITHIN);
    let all = near_top.flat_map(|(row, cells)| {
        sorts.iter().filter_map(move |sort| {
            let mut columns: BTreeMap<u32, &'static Known> = BTreeMap::new();
            for (column, held) in &headings_in(grid, *row, cells) {
                let known = sort.column(&held.text);
                let is_free = |known: &&Known| columns.values().all(|other| other.0 != known.0);
                if let Some(known) = known.filter(is_free) {
                    columns.insert(*column, known);
                }
            }
            let has = |any: &[&str]| columns.values().any(|known| any.contains(&known.0));
            let levels = if *sort == Sort::Questions && has(&["Question"]) && !has(&["Answer"]) {
                levels(grid, *row, cells, &columns)
            } else {
                Vec::new()
            };
            let is_whole = levels.len() > 1 || sort.needed().into_iter().all(has);
            is_whole.then_some(Found {
                sort: *sort,
                head: *row,
                columns,
                levels,
            })
        })
    });
    all.max_by_key(|found| {
        (
            found.columns.len() + found.levels.len(),
            u32::MAX - found.head,
        )
    })
}

/// The headings in a row, with those of cells above that are merged down into it.
fn headings_in<'g>(grid: &'g Grid, row: u32, cells: &[(u32, &'g Held)]) -> Vec<(u32, &'g Held)> {
    let above = grid
        .merged
        .iter()
        .filter_map(|((first, column), (last, _))| {
            let is_over = *first < row && row <= *last;
            let held = grid.cells.get(&(*first, *column)).filter(|_| is_over)?;
            Some((*column, held))
        });
    let mut all: Vec<(u32, &Held)> = cells.iter().copied().chain(above).collect();
    all.sort_by_key(|(column, _)| *column);
    all
}

/// The columns below whose headings nothing but points stands.
fn levels(
    grid: &Grid,
    head: u32,
    cells: &[(u32, &Held)],
    known: &BTreeMap<u32, &'static Known>,
) -> Vec<u32> {
    // What a table of another sort would have there is no answer.
    let is_other = |held: &Held| {
        Sort::ALL
            .iter()
            .any(|sort| sort.column(&held.text).is_some())
    };
    let columns = cells.iter().filter(|(_, held)| !is_other(held));
    let columns = columns.map(|(column, _)| *column);
    let columns = columns.filter(|column| !known.contains_key(column));
    let rows = rows_of(grid, head);
    // One cell that is no number is a mistake in it.
    let has_points = |column: &u32| {
        let below = rows
            .iter()
            .filter_map(|row| grid.cells.get(&(*row, *column)));
        let (numbers, others): (Vec<&Held>, Vec<&Held>) =
            below.partition(|held| held.text.parse::<Decimal>().is_ok());
        numbers.len() > others.len()
    };
    columns.filter(has_points).collect()
}

/// The rows of a table with a column for each answer: down to a blank row, or to one that adds the others up.
fn rows_of(grid: &Grid, head: u32) -> Vec<u32> {
    let adds_up = |cells: &[(u32, &Held)]| {
        let first = cells.first().map(|(_, held)| squeezed(&held.text));
        first.is_some_and(|text| SUMS.contains(&text.as_str()))
    };
    let rows = grid.rows();
    let below = (head + 1..).zip(rows.range(head + 1..));
    below
        .take_while(|(next, (row, cells))| next == *row && !adds_up(cells))
        .map(|(row, _)| row)
        .collect()
}

/// Puts a row for each answer where a table has a column for each. What each cell is made of is where it stands.
fn unrolled(grid: &mut Grid, found: &mut Found) {
    let rows = grid.rows();
    let Some(free) = rows.keys().next_back().map(|row| row + 1) else {
        return;
    };
    let Some(width) = grid.cells.keys().map(|(_, column)| column + 1).max() else {
        return;
    };
    let (answer, points) = (width, width + 1);
    let mut cells = BTreeMap::new();
    let mut stood = BTreeMap::new();
    for (column, known) in &found.columns {
        cells.insert((free, *column), Held::of(known.0));
        stood.insert((free, *column), (found.head, *column));
    }
    cells.insert((free, answer), Held::of("Answer"));
    cells.insert((free, points), Held::of("Points"));
    // What is no level stays beside its question.
    let beside = rows.get(&found.head).into_iter().flatten();
    let beside = beside.filter(|(column, _)| {
        !found.columns.contains_key(column) && !found.levels.contains(column)
    });
    let beside: Vec<u32> = beside.map(|(column, _)| *column).collect();
    for column in &beside {
        if let Some(held) = grid.cells.get(&(found.head, *column)) {
            cells.insert((free, *column), held.clone());
            stood.insert((free, *column), (found.head, *column));
        }
    }
    let mut row = free;
    for from in &rows_of(grid, found.head) {
        let mut is_first = true;
        for level in &found.levels {
            let (at, head) = ((*from, *level), (found.head, *level));
            let (Some(held), Some(said)) = (grid.cells.get(&at), grid.cells.get(&head)) else {
                continue;
            };
            row += 1;
            let mut put = |to: u32, from: (u32, u32), held: &Held| {
                cells.insert((row, to), held.clone());
                stood.insert((row, to), from);
            };
            put(answer, head, said);
            put(points, at, held);
            if is_first {
                for column in found.columns.keys().chain(&beside) {
                    if let Some(held) = grid.cells.get(&(*from, *column)) {
                        put(*column, (*from, *column), held);
                    }
                }
            }
            is_first = false;
        }
    }
    for (column, heading) in [(answer, "Answer"), (points, "Points")] {
        let known = QUESTIONS.iter().find(|known| known.0 == heading);
        found.columns.extend(known.map(|known| (column, known)));
    }
    found.head = free;
    grid.cells = cells;
    grid.stood = stood;
    grid.merged.clear();
}

/// Writes numbers with a decimal comma with a point: `5,5`. A comma before three digits parts thousands.
fn with_points(grid: &mut Grid) {
    for held in grid.cells.values_mut() {
        let number = held.text.trim_start_matches('£').trim_start();
        let Some((whole, fraction)) = number.rsplit_once(',') else {
            continue;
        };
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = is_digits(&whole.replace('.', "")) && is_digits(fraction);
        let parts_thousands = fraction.len() == 3 && !whole.contains('.');
        if is_number && !parts_thousands {
            let sign = if held.text.starts_with('£') {
                "£"
            } else {
                ""
            };
            held.text = format!("{sign}{}.{fraction}", whole.replace('.', ""));
        }
    }
}

/// What each column was taken for.
fn tell(shown: &Path, grid: &Grid, found: &Found) -> String {
    let mut told = format!(
        "Read {}, sheet `{}`, as {}:\n",
        shown.display(),
        grid.name,
        found.sort.name()
    );
    let row = grid.rows().remove(&found.head).unwrap_or_default();
    for (column, held) in headings_in(grid, found.head, &row) {
        let known = found.columns.get(&column).map(|known| known.1);
        let is_level = found.levels.contains(&column);
        let what = known.unwrap_or(if is_level { LEVEL } else { "not taken" });
        // Writing to a string cannot fail.
        let _ = writeln!(
            told,
            "  {}  {}: {what}",
            column_letters(column),
            held.text.replace('\n', " ")
        );
    }
    told
}

/// Gives a sheet the headings of our own, with what is made of its cells.
fn put_into_form(grid: &mut Grid, mut found: Found) {
    if found.levels.is_empty() {
        let row = grid.rows().remove(&found.head).unwrap_or_default();
        let headings = headings_in(grid, found.head, &row).into_iter();
        let headings = headings.map(|(column, held)| ((found.head, column), held.clone()));
        let headings: Vec<((u32, u32), Held)> = headings.collect();
        grid.cells.extend(headings);
    } else {
        unrolled(grid, &mut found);
    }
    let Found {
        sort,
        head,
        columns,
        ..
    } = &found;
    // What stands above the headings is no part of the table.
    grid.cells.retain(|(row, _), _| row >= head);
    let heading_of = |ours: &str| {
        columns
            .iter()
            .find(|(_, known)| known.0 == ours)
            .map(|(column, _)| *column)
    };
    let period = heading_of("Gives")
        .or_else(|| heading_of("Amount"))
        .and_then(|column| grid.cells.get(&(*head, column)))
        .and_then(|held| period(&held.text));
    for (column, known) in columns {
        if let Some(held) = grid.cells.get_mut(&(*head, *column)) {
            // What is read into others has a heading that nothing reads.
            held.text = match known.0 {
                RANGE | PER => format!("({})", held.text),
                ours => ours.to_owned(),
            };
        }
    }
    let rows: BTreeSet<u32> = grid
        .cells
        .keys()
        .map(|(row, _)| *row)
        .filter(|row| row > head)
        .collect();
    let mut free = grid
        .cells
        .keys()
        .map(|(_, column)| column + 1)
        .max()
        .unwrap_or(0);
    let mut add = |grid: &mut Grid, heading: &str| {
        let column = free;
        free += 1;
        grid.cells.insert((*head, column), Held::of(heading));
        column
    };
    let cell = |grid: &Grid, row: u32, column: Option<u32>| {
        column
            .and_then(|column| grid.cells.get(&(row, column)))
            .map(|held| held.text.clone())
    };
    match sort {
        Sort::Questions => {
            let (ask, answer) = (heading_of("Question"), heading_of("Answer"));
            if heading_of("Id").is_none() {
                let column = add(grid, "Id");
                let mut names = Names::default();
                let mut last = None;
                for row in &rows {
                    let text = cell(grid, *row, ask);
                    // A question that is written in each of its rows is one.
                    if let Some(text) = text.filter(|text| last.as_ref() != Some(text)) {
                        grid.cells
                            .insert((*row, column), Held::of(&names.of(&text)));
                        last = Some(text);
                    } else if cell(grid, *row, ask).is_some()
                        && let Some(ask) = ask
                    {
                        grid.cells.remove(&(*row, ask));
                    }
                }
            }
            if heading_of("Answer id").is_none() {
                let column = add(grid, "Answer id");
                let mut names = Names::default();
                for row in &rows {
                    if cell(grid, *row, ask).is_some() {
                        names = Names::default();
                    }
                    if let Some(text) = cell(grid, *row, answer) {
                        grid.cells
                            .insert((*row, column), Held::of(&names.of(&text)));
                    }
                }
            }
        }
        Sort::Bands => {
            if let Some(range) = heading_of(RANGE) {
                let (from, to) = (heading_of("From"), heading_of("To"));
                let from = from.unwrap_or_else(|| add(grid, "From"));
                let to = to.unwrap_or_else(|| add(grid, "To"));
                let under = add(grid, "Under");
                for row in &rows {
                    let Some(text) = cell(grid, *row, Some(range)) else {
                        continue;
                    };
                    let ends = ends_of(&text);
                    for (column, end) in [(from, ends.from), (to, ends.to), (under, ends.under)] {
                        if let Some(end) = end {
                            grid.cells.insert((*row, column), Held::of(&end));
                        }
                    }
                }
            }
            let first = rows.first().copied().unwrap_or(head + 1);
            if heading_of("Id").is_none() {
                let id = add(grid, "Id");
                let name = meant_name(&grid.name).unwrap_or_else(|| "bands".to_owned());
                grid.cells.insert((first, id), Held::of(&name));
            }
            let by = add(grid, "By");
            grid.cells.insert((first, by), Held::of("points"));
            in_pounds(grid, &rows, heading_of("Gives"), |_| {
                period.map(str::to_owned)
            });
        }
        Sort::Rates => {
            if heading_of("Id").is_none() {
                let column = add(grid, "Id");
                let mut names = Names::default();
                for row in &rows {
                    if let Some(text) = cell(grid, *row, heading_of("What it is")) {
                        grid.cells
                            .insert((*row, column), Held::of(&names.of(&text)));
                    }
                }
            }
            let per = heading_of(PER);
            let units: BTreeMap<u32, String> = rows
                .iter()
                .filter_map(|row| Some((*row, one_of(&cell(grid, *row, per)?))))
                .collect();
            in_pounds(grid, &rows, heading_of("Amount"), |row| {
                units
                    .get(&row)
                    .cloned()
                    .or_else(|| period.map(str::to_owned))
            });
        }
    }
    sort.sheet().clone_into(&mut grid.name);
}

/// Names made of texts, none twice.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn of(&mut self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().take(WORDS_OF_A_NAME).collect();
        let name = meant_name(&words.join(" ")).unwrap_or_else(|| "one".to_owned());
        let others = (2..).map(|number| format!("{name}-{number}"));
        let mut all = [name.clone()].into_iter().chain(others);
        let free = all.find(|name| self.0.insert(name.clone()));
        free.unwrap_or(name)
    }
}

/// The ends of a band, as they are written in one cell.
#[derive(Debug, Default, PartialEq, Eq)]
struct Ends {
    from: Option<String>,
    to: Option<String>,
    under: Option<String>,
}

/// Reads both ends of a band: `25 to 39`, `0–24`, `175+`, `under 25`, `175 and over`.
fn ends_of(text: &str) -> Ends {
    let lower = text.to_lowercase();
    let numbers: Vec<String> = lower
        .split(|sign: char| !sign.is_ascii_digit() && sign != '.')
        .filter(|piece| piece.starts_with(|sign: char| sign.is_ascii_digit()))
        .map(|piece| piece.trim_end_matches('.').to_owned())
        .collect();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match numbers.as_slice() {
        [from, to] => Ends {
            from: Some(from.clone()),
            to: Some(to.clone()),
            under: None,
        },
        [one] if says(&["+", "over", "more", "above", "from", "at least"]) => Ends {
            from: Some(one.clone()),
            ..Ends::default()
        },
        [one] if says(&["under", "below", "less than", "<"]) => Ends {
            under: Some(one.clone()),
            ..Ends::default()
        },
        [one] if says(&["up to", "at most", "or less"]) => Ends {
            to: Some(one.clone()),
            ..Ends::default()
        },
        [one] => Ends {
            from: Some(one.clone()),
            to: Some(one.clone()),
            under: None,
        },
        // What it says is told where the table is read.
        _ => Ends {
            from: Some(text.to_owned()),
            ..Ends::default()
        },
    }
}

/// Per what a heading says that its amounts are.
fn period(heading: &str) -> Option<&'static str> {
    let lower = heading.to_lowercase();
    let periods = [
        ("hour", "an hour"),
        ("week", "a week"),
        ("month", "a month"),
        ("year", "a year"),
        ("annual", "a year"),
        ("night", "a night"),
    ];
    periods
        .into_iter()
        .find(|(word, _)| lower.contains(word))
        .map(|(_, period)| period)
}

/// A unit as an amount has it: `per hour`, `hours`, `hourly` are `an hour`.
fn one_of(unit: &str) -> String {
    let lower = unit.trim().to_lowercase();
    let word = lower.strip_prefix("per ").unwrap_or(&lower);
    let word = word
        .strip_prefix("a ")
        .or_else(|| word.strip_prefix("an "))
        .unwrap_or(word);
    let word = match word {
        "hourly" => "hour",
        "weekly" => "week",
        "nightly" => "night",
        "monthly" => "month",
        "annual" | "yearly" | "annually" => "year",
        word => word.strip_suffix('s').unwrap_or(word),
    };
    let begins_open = word.starts_with(['a', 'e', 'i', 'o', 'u']) || word == "hour";
    format!("{} {word}", if begins_open { "an" } else { "a" })
}

/// Numbers alone become pounds, and pounds get the period that is said elsewhere.
fn in_pounds(
    grid: &mut Grid,
    rows: &BTreeSet<u32>,
    column: Option<u32>,
    per: impl Fn(u32) -> Option<String>,
) {
    let Some(column) = column else { return };
    for row in rows {
        let Some(held) = grid.cells.get_mut(&(*row, column)) else {
            continue;
        };
        let digits = held.text.trim_start_matches('£').replace(',', "");
        let is_number = !digits.is_empty()
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_number {
            continue;
        }
        let per = per(*row).map_or_else(String::new, |per| format!(" {per}"));
        let amount = held.text.trim_start_matches('£').trim();
        // A spreadsheet shows £14.50 as 14.5.
        let is_short = amount
            .rsplit_once('.')
            .is_some_and(|(_, pence)| pence.len() == 1);
        let end = if is_short { "0" } else { "" };
        held.text = format!("£{amount}{end}{per}");
    }
}

/// The lines of a file of text: with its encoding and its separator as they look.
fn lines(name: &str, bytes: &[u8]) -> Grid {
    let text = decoded(bytes);
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let rows = reader.records().map_while(Result::ok);
    grid::of_rows(
        name,
        rows.map(|row| row.iter().map(str::to_owned).collect::<Vec<String>>()),
    )
}

/// The text of bytes: UTF-8, UTF-16 with its mark, or else what Windows has long written.
fn decoded(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    };
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// The sign between the cells: the one that stands most often, and as often, in the first lines.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(10)
        .collect();
    let counted = |separator: &u8| {
        let counts = lines
            .iter()
            .map(|line| line.bytes().filter(|byte| byte == separator).count());
        (
            counts.clone().filter(|count| *count > 0).count(),
            counts.sum::<usize>(),
        )
    };
    // Of those that stand equally often, the first.
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(counted)
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_band_are_read_from_one_cell() {
        let ends = |text: &str| {
            let Ends { from, to, under } = ends_of(text);
            [from, to, under].map(Option::unwrap_or_default).join("|")
        };
        for (text, expected) in [
            ("0-24", "0|24|"),
            ("25 to 39", "25|39|"),
            ("40 – 54 points", "40|54|"),
            ("175+", "175||"),
            ("175 and over", "175||"),
            ("under 25", "||25"),
            ("up to 10", "|10|"),
            ("16", "16|16|"),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
    }

    #[test]
    fn a_file_of_text_is_read_in_its_own_encoding_and_with_its_own_separator() {
        let utf_16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Band\t£".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            "Band,£".as_bytes(),
            "\u{feff}Band;£".as_bytes(),
            b"Band|\xa3",
            &utf_16,
        ] {
            let grid = lines("a", bytes);
            let cells: Vec<&str> = grid.cells.values().map(|held| held.text.as_str()).collect();
            assert_eq!(cells, ["Band", "£"]);
        }
    }

    #[test]
    fn units_are_put_as_amounts_have_them() {
        for (unit, expected) in [
            ("per hour", "an hour"),
            ("hours", "an hour"),
            ("Hourly", "an hour"),
            ("week", "a week"),
            ("Night", "a night"),
            ("session", "a session"),
        ] {
            assert_eq!(one_of(unit), expected);
        }
    }
}
