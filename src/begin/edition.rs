//! An edition for a later year, from one that there is: the same rules with other days, on the national rules of the new year,
//! and a mark beside each figure that somebody has to look at.

use std::path::Path;

use jiff::{Span as Time, civil::Date};

use crate::{
    check::{national_days, national_years},
    diagnostics::Findings,
    source::{
        Entry, Files, Node, NodeKind,
        edit::{Edit, edited},
        read_yaml,
    },
    world::World,
};

/// What a line is marked with.
pub const MARK: &str = "# LOOK:";

/// A line of the new edition that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// The file, as its path in the new edition's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there, without the mark.
    pub text: String,
}

/// An edition made from an earlier one.
#[derive(Clone, Debug, Default)]
pub struct NewEdition {
    /// Its YAML files: the path of each in its folder, and its text.
    pub files: Vec<(String, String)>,
    /// What is to be looked at, in the order of the files.
    pub looks: Vec<Look>,
    /// What else the person who asked for it ought to know, a sentence each.
    pub notes: Vec<String>,
}

/// Makes the edition of a year from the YAML files of an earlier one: the path of each in its folder, and its text. `world` says
/// which national rules there are.
pub fn new_edition(
    files: &[(String, String)],
    was: &str,
    year: &str,
    world: &dyn World,
) -> NewEdition {
    let mut made = NewEdition::default();
    let says_status = |(path, text): &(String, String)| {
        read(path, text).is_some_and(|node| node.entry("status").is_some())
    };
    let says_status = files.iter().any(says_status);
    let mut turn = Turn {
        was,
        year,
        world,
        edits: Vec::new(),
        lines: Vec::new(),
        notes: Vec::new(),
    };
    for (path, text) in files {
        let Some(node) = read(path, text) else {
            made.files.push((path.clone(), text.clone()));
            continue;
        };
        turn.edits.clear();
        turn.lines.clear();
        turn.look_through(&node);
        if !says_status && node.entry("title").is_some() && node.entry("wording").is_none() {
            // At the end, so that the lines before it stay where they are.
            let end = if text.ends_with('\n') {
                "status: draft\n"
            } else {
                "\nstatus: draft\n"
            };
            turn.edits.push(Edit::insert(text.len(), end));
        }
        let (text, lines) = marked(path, text, &turn);
        made.looks
            .extend(lines.into_iter().map(|(line, text)| Look {
                file: path.clone(),
                line,
                text,
            }));
        made.files.push((path.clone(), text));
    }
    turn.notes.dedup();
    made.notes = turn.notes;
    made
}

fn read(path: &str, text: &str) -> Option<Node> {
    let mut files = Files::default();
    let file = files.add(Path::new(path), text.to_owned());
    read_yaml(file, &files, &mut Findings::default())
}

/// What is changed in a file, and at which places something is to be looked at.
struct Turn<'a> {
    was: &'a str,
    year: &'a str,
    world: &'a dyn World,
    edits: Vec<Edit>,
    /// The first and the last byte of each thing that is to be looked at.
    lines: Vec<(usize, usize)>,
    notes: Vec<String>,
}

/// In which part of the rules something stands, as far as it says whether its figures are of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Rates and tables: every figure.
    Figures,
    /// What tells of an answer's points, of a person, or of what was once asked or decided: none.
    Stories,
    /// Anything else: what is said in money or as a share.
    Rest,
}

impl Turn<'_> {
    fn look_through(&mut self, root: &Node) {
        let NodeKind::Map(entries) = &root.kind else {
            return;
        };
        for entry in entries {
            match entry.key.as_str() {
                "from" | "to" => self.move_day(&entry.value, &entry.key),
                "extends" => {
                    for name in entry.value.one_or_more() {
                        self.extend_newer(name);
                    }
                }
                "status" => self.edits.push(instead(&entry.value, "draft")),
                "sources" => self.sources(&entry.value),
                "examples" => self.examples(&entry.value),
                "rates" | "tables" => self.figures(&entry.value, Part::Figures, &entry.key),
                "overrides" => self.overrides(&entry.value),
                "requests" | "judgements" | "reply" | "authority" => {}
                _ => self.figures(&entry.value, Part::Rest, &entry.key),
            }
        }
    }

    fn overrides(&mut self, node: &Node) {
        let NodeKind::Map(entries) = &node.kind else {
            return;
        };
        for entry in entries {
            let part = match entry.key.as_str() {
                "rates" | "tables" => Part::Figures,
                _ => Part::Rest,
            };
            self.figures(&entry.value, part, &entry.key);
        }
    }

    /// A day of the edition, as much later as the new year is.
    fn move_day(&mut self, node: &Node, key: &str) {
        let Some(day) = node.text().and_then(|text| text.trim().parse().ok()) else {
            return;
        };
        self.edits.push(instead(node, &self.later(day, key)));
    }

    /// A day as much later as the new year is; the first and the last day of a national year are those of the new one.
    fn later(&self, day: Date, key: &str) -> String {
        for nation in super::site::NATIONS {
            let days = |year: &str| national_days(self.world, &format!("{nation}/{year}"));
            if let (Some((from, to)), Some((new_from, new_to))) = (days(self.was), days(self.year))
            {
                match key {
                    "from" if day == from => return new_from.to_string(),
                    "to" if day == to => return new_to.to_string(),
                    _ => {}
                }
            }
        }
        let begins = |year: &str| year.get(..4).and_then(|year| year.parse::<i64>().ok());
        let years = begins(self.year).zip(begins(self.was));
        let years = years.map_or(1, |(new, old)| new - old);
        let moved = day.checked_add(Time::new().years(years));
        moved.unwrap_or(day).to_string()
    }

    /// National rules of the new year in the place of older ones, where there are such.
    fn extend_newer(&mut self, name: &Node) {
        let Some((nation, year)) = name.text().and_then(|name| name.trim().split_once('/')) else {
            return;
        };
        if year != self.was {
            return;
        }
        let there = national_years(self.world, nation);
        if there.iter().any(|there| there == self.year) {
            let newer = format!("{nation}/{}", self.year);
            self.edits.push(instead(name, &newer));
        } else {
            self.lines.push((name.span.start, name.span.end));
            self.notes.push(format!(
                "There are no national rules `{nation}/{}` here yet, so that those of {year} stay, and `upfront check` warns of it. When they are there, write `extends: {nation}/{}`.",
                self.year, self.year
            ));
        }
    }

    /// Each source once: there may be a newer document.
    fn sources(&mut self, node: &Node) {
        let NodeKind::Map(entries) = &node.kind else {
            return;
        };
        for entry in entries {
            self.lines.push((entry.key_span.start, entry.key_span.end));
        }
    }

    /// The days that examples are for. What they come to is told by whoever tries them.
    fn examples(&mut self, node: &Node) {
        for example in node.one_or_more() {
            if let Some(on) = example.entry("on") {
                self.move_day(&on.value, "on");
            }
        }
    }

    /// The figures of a year below a node.
    fn figures(&mut self, node: &Node, part: Part, key: &str) {
        match &node.kind {
            NodeKind::Map(entries) => self.entries(entries, part),
            NodeKind::List(items) => {
                for item in items {
                    self.figures(item, part, key);
                }
            }
            NodeKind::Scalar { text, .. } => {
                if is_of_a_year(text, part, key) {
                    self.lines.push((node.span.start, node.span.end));
                }
            }
            NodeKind::Empty | NodeKind::Unread => {}
        }
    }

    fn entries(&mut self, entries: &[Entry], part: Part) {
        for entry in entries {
            let key = entry.key.as_str();
            let is_day = matches!(key, "from" | "to") && part == Part::Figures;
            match entry
                .value
                .text()
                .and_then(|text| text.parse::<Date>().ok())
            {
                // The days of a rate that changes within the edition.
                Some(_) if is_day => {
                    self.move_day(&entry.value, key);
                    self.lines
                        .push((entry.value.span.start, entry.value.span.end));
                }
                _ => {
                    // An option's points are no figure of a year.
                    let part = if key == "options" {
                        Part::Stories
                    } else {
                        part
                    };
                    self.figures(&entry.value, part, key);
                }
            }
        }
    }
}

/// Whether a text states a figure that may be another one in another year.
fn is_of_a_year(text: &str, part: Part, key: &str) -> bool {
    let has_digit = text.contains(|sign: char| sign.is_ascii_digit());
    let is_digit = |sign: char| sign.is_ascii_digit();
    let states_money = || {
        let mut after_pound = text.split('£').skip(1);
        let mut before_percent = text.split('%').rev().skip(1);
        after_pound.any(|rest| rest.starts_with(is_digit))
            || before_percent.any(|before| before.ends_with(is_digit))
    };
    match (part, key) {
        (Part::Stories, _) => false,
        // Bands in points stay; what they give does not. The rates of a short form stand under their own names.
        (
            Part::Figures,
            "from" | "to" | "under" | "at" | "source" | "say" | "note" | "asked" | "about" | "unit"
            | "by",
        )
        | (Part::Rest, _)
            if key != "really" =>
        {
            states_money()
        }
        (Part::Figures | Part::Rest, _) => has_digit,
    }
}

fn instead(node: &Node, text: &str) -> Edit {
    Edit::instead(node.span.start..node.span.end, text)
}

/// The text with its changes and its marks, and the lines that are marked or to be looked at.
fn marked(path: &str, text: &str, turn: &Turn<'_>) -> (String, Vec<(usize, String)>) {
    let changed = edited(text, &turn.edits);
    // What is changed stays in its line, and so lines are counted in the text as it was.
    let line_of = |byte: usize| text.get(..byte).unwrap_or(text).matches('\n').count();
    let mut spans: Vec<(usize, usize)> = turn
        .lines
        .iter()
        .map(|(start, end)| {
            let last = text.get(..*end).unwrap_or(text).trim_end().len();
            (line_of(*start), line_of(last.max(*start)))
        })
        .collect();
    spans.sort_unstable();
    spans.dedup_by_key(|(first, _)| *first);

    let mut lines: Vec<String> = changed.split('\n').map(str::to_owned).collect();
    let plain = shape(path, &changed);
    let mut looks = Vec::new();
    for (first, last) in spans {
        let told = lines.get(first).map(|line| line.trim().to_owned());
        // In a text of several lines no comment can stand: it goes above, beside its key, or after its end.
        let holder = [first, last, first.saturating_sub(1)]
            .into_iter()
            .find(|line| {
                let mut tried = lines.clone();
                let Some(line) = tried.get_mut(*line) else {
                    return false;
                };
                *line = format!("{}   {MARK} still as in {}", line.trim_end(), turn.was);
                shape(path, &tried.join("\n")) == plain
            });
        if let Some(line) = holder.and_then(|line| lines.get_mut(line))
            && !line.contains(MARK)
        {
            *line = format!("{}   {MARK} still as in {}", line.trim_end(), turn.was);
        }
        let line = holder.unwrap_or(first);
        looks.push((line + 1, told.unwrap_or_default()));
    }
    looks.dedup_by_key(|(line, _)| *line);
    (lines.join("\n"), looks)
}

/// What a text says, without its places, so that two can be compared.
fn shape(path: &str, text: &str) -> Option<String> {
    fn put(node: &Node, out: &mut String) {
        match &node.kind {
            NodeKind::Map(entries) => {
                out.push('{');
                for entry in entries {
                    out.extend([entry.key.as_str(), "\u{1}"]);
                    put(&entry.value, out);
                }
                out.push('}');
            }
            NodeKind::List(items) => {
                out.push('[');
                for item in items {
                    put(item, out);
                }
                out.push(']');
            }
            NodeKind::Scalar { text, quoted } => {
                out.extend([text.as_str(), if *quoted { "\u{2}" } else { "\u{3}" }]);
            }
            NodeKind::Empty | NodeKind::Unread => out.push('\u{4}'),
        }
    }
    let node = read(path, text)?;
    let mut out = String::new();
    put(&node, &mut out);
    Some(out)
}
