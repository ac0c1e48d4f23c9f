//! A form in `XLSForm`, which survey teams write: its questions and choices as questions of rules. A column `points` among the choices
//! says what they count.

use std::collections::BTreeMap;

use super::{
    grid::{Grid, Held},
    layout::squeezed,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::{is_name, meant_name},
    source::{Entry, Node, NodeKind, Span},
};

/// Whether sheets are those of an `XLSForm`.
pub(super) fn is_form(grids: &[Grid]) -> bool {
    grids.iter().any(|grid| squeezed(&grid.name) == SURVEY)
}

/// Whether a sheet of this name is part of an `XLSForm`.
pub(super) fn is_sheet(name: &str) -> bool {
    [SURVEY, CHOICES, "settings"].contains(&squeezed(name).as_str())
}

/// The sheet of questions.
const SURVEY: &str = "survey";
/// The sheet of what can be chosen.
const CHOICES: &str = "choices";

/// What stands in a form and asks nothing.
const ASKS_NOTHING: [&str; 12] = [
    "note",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "audit",
    "simserial",
    "subscriberid",
    "hidden",
    "email",
];

/// A row of a sheet, by the headings of its columns.
type Row<'a> = BTreeMap<String, (&'a Held, Span)>;

/// The questions of a form. `at` says where a cell stands in the text of the workbook.
pub(super) fn questions(
    grids: &[Grid],
    at: &dyn Fn(usize, (u32, u32)) -> Span,
    findings: &mut Findings,
) -> Option<Node> {
    let rows = |name: &str| {
        let found = grids
            .iter()
            .enumerate()
            .find(|(_, grid)| squeezed(&grid.name) == name);
        found
            .map(|(place, grid)| rows_of(place, grid, at))
            .unwrap_or_default()
    };
    let choices = rows(CHOICES);
    let mut form = Form {
        choices: &choices,
        several: BTreeMap::new(),
        kinds: BTreeMap::new(),
        groups: Vec::new(),
        questions: Vec::new(),
        findings,
    };
    for row in rows(SURVEY) {
        form.row(&row);
    }
    let questions = form.questions;
    let span = questions
        .iter()
        .map(|question| question.span)
        .reduce(|one, other| Span {
            start: one.start.min(other.start),
            end: one.end.max(other.end),
            ..one
        })?;
    Some(Node {
        span,
        kind: NodeKind::List(questions),
    })
}

fn rows_of<'a>(
    place: usize,
    grid: &'a Grid,
    at: &dyn Fn(usize, (u32, u32)) -> Span,
) -> Vec<Row<'a>> {
    let rows = grid.rows();
    let Some((head, headings)) = rows.first_key_value() else {
        return Vec::new();
    };
    let headings: BTreeMap<u32, String> = headings
        .iter()
        .map(|(column, held)| (*column, squeezed(&held.text)))
        .collect();
    let below = rows.range(head + 1..).map(|(row, cells)| {
        let cells = cells.iter().filter_map(|(column, held)| {
            Some((
                headings.get(column)?.clone(),
                (*held, at(place, (*row, *column))),
            ))
        });
        cells.collect()
    });
    below.collect()
}

/// A cell of a row; a label also where it is that of a language, the first of them.
fn cell<'a>(row: &Row<'a>, heading: &str) -> Option<(&'a str, Span)> {
    let of_language = || {
        let begins = |other: &&String| {
            other
                .strip_prefix(heading)
                .is_some_and(|rest| rest.starts_with("::"))
        };
        let key = row.keys().find(begins)?;
        row.get(key)
    };
    let (held, at) = row.get(heading).or_else(of_language)?;
    Some((held.text.as_str(), *at))
}

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    OneOf,
    Number,
}

struct Form<'a> {
    choices: &'a [Row<'a>],
    /// The questions of which several choices can be chosen: each choice is a question of its own.
    several: BTreeMap<String, String>,
    kinds: BTreeMap<String, Kind>,
    /// When the groups are asked that are open.
    groups: Vec<Option<Node>>,
    questions: Vec<Node>,
    findings: &'a mut Findings,
}

impl Form<'_> {
    fn row(&mut self, row: &Row<'_>) {
        let Some((kind, kind_at)) = cell(row, "type") else {
            return;
        };
        let kind = kind.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = kind.replacen("select one", "select_one", 1).replacen(
            "select multiple",
            "select_multiple",
            1,
        );
        let (first, list) = kind.split_once(' ').unwrap_or((&kind, ""));
        match first {
            "begin_group" | "begin" => {
                let when = self.relevant(row);
                self.groups.push(when);
            }
            "end_group" | "end" if first == "end_group" || list == "group" => _ = self.groups.pop(),
            "select_one" => self.select(row, list, kind_at, false),
            "select_multiple" => self.select(row, list, kind_at, true),
            "integer" | "decimal" => {
                let mut entries = self.head(row, Kind::Number);
                entries.push(entry("number", text("plain", kind_at)));
                if first == "decimal" {
                    entries.push(entry("places", text("2", kind_at)));
                }
                self.asked(row, entries);
            }
            _ if ASKS_NOTHING.contains(&first) => {}
            _ => self.findings.push(
                Finding::new(
                    Code::UnknownWord,
                    kind_at,
                    format!("a question of the type `{kind}` cannot be asked here"),
                )
                .label("not asked")
                .advice("Questions are of the types `select_one`, `select_multiple`, `integer` and `decimal`. Ask it otherwise, or take the row out."),
            ),
        }
    }

    /// A question with choices.
    fn select(&mut self, row: &Row<'_>, list: &str, at: Span, are_several: bool) {
        let of_list = self.choices.iter().filter(|choice| {
            let name = cell(choice, "list_name").or_else(|| cell(choice, "list name"));
            name.is_some_and(|(name, _)| name == list)
        });
        let of_list: Vec<&Row<'_>> = of_list.collect();
        if of_list.is_empty() {
            self.findings.push(
                Finding::new(
                    Code::UnknownName,
                    at,
                    format!("the sheet `choices` has no list `{list}`"),
                )
                .label("no such list")
                .advice("Write the list's name under `list_name`, in a row for each choice."),
            );
            return;
        }
        if are_several {
            let (Some((name, _)), label) = (cell(row, "name"), cell(row, "label")) else {
                return;
            };
            self.several.insert(name.to_owned(), name_of(name));
            for choice in of_list {
                let (Some((value, value_at)), said) = (cell(choice, "name"), cell(choice, "label"))
                else {
                    continue;
                };
                let said = said.map_or(value, |(said, _)| said);
                let ask =
                    label.map_or_else(|| said.to_owned(), |(label, _)| format!("{label} {said}"));
                let points = cell(choice, "points");
                let mut yes = vec![
                    entry("id", text("yes", value_at)),
                    entry("say", text("Yes", value_at)),
                ];
                let mut no = vec![
                    entry("id", text("no", value_at)),
                    entry("say", text("No", value_at)),
                ];
                if let Some((points, points_at)) = points {
                    yes.push(entry("points", text(points, points_at)));
                    no.push(entry("points", text("0", points_at)));
                }
                let own = format!("{}-{}", name_of(name), name_of(value));
                self.kinds.insert(own.clone(), Kind::OneOf);
                let entries = vec![
                    entry("id", text(&own, value_at)),
                    entry("ask", text(&ask, value_at)),
                    entry("options", list_of([yes, no].map(map).to_vec())),
                ];
                self.asked(row, entries);
            }
            return;
        }
        let mut entries = self.head(row, Kind::OneOf);
        let options = of_list.into_iter().map(|choice| {
            let named = |key: &str, heading: &str| {
                let (value, at) = cell(choice, heading)?;
                let value = if key == "id" {
                    name_of(value)
                } else {
                    value.to_owned()
                };
                Some(entry(key, text(&value, at)))
            };
            let cells = [
                named("id", "name"),
                named("say", "label"),
                named("points", "points"),
            ];
            map(cells.into_iter().flatten().collect())
        });
        entries.push(entry("options", list_of(options.collect())));
        self.asked(row, entries);
    }

    /// What every question says.
    fn head(&mut self, row: &Row<'_>, kind: Kind) -> Vec<Entry> {
        let mut entries = Vec::new();
        if let Some((name, at)) = cell(row, "name") {
            self.kinds.insert(name_of(name), kind);
            entries.push(entry("id", text(&name_of(name), at)));
        }
        for (key, heading) in [("ask", "label"), ("hint", "hint")] {
            entries.extend(cell(row, heading).map(|(said, at)| entry(key, text(said, at))));
        }
        entries
    }

    fn asked(&mut self, row: &Row<'_>, mut entries: Vec<Entry>) {
        let mut conditions: Vec<Node> = self.groups.iter().flatten().cloned().collect();
        conditions.extend(self.relevant(row));
        if let Some(when) = all_of(conditions) {
            entries.push(entry("when", when));
        }
        self.questions.push(map(entries));
    }

    /// When a row is asked. What cannot be said here is a finding.
    fn relevant(&mut self, row: &Row<'_>) -> Option<Node> {
        let (said, at) = cell(row, "relevant")?;
        let mut parser = Parser {
            left: tokens(said),
            form: self,
            at,
        };
        let condition = parser.any_of().filter(|_| parser.left.is_empty());
        if condition.is_none() {
            self.findings.push(
                Finding::new(
                    Code::WrongType,
                    at,
                    format!("this condition cannot be read: `{said}`"),
                )
                .label("not a condition that is known")
                .advice("Conditions such as `${lives} = 'alone'`, `selected(${help}, 'night')` and `${age} >= 65` are read, with `and`, `or` and `not()`."),
            );
        }
        condition
    }
}

/// A name that rules can have.
fn name_of(name: &str) -> String {
    if is_name(name) {
        return name.to_owned();
    }
    meant_name(name).unwrap_or_else(|| name.to_owned())
}

fn text(text: &str, span: Span) -> Node {
    Node {
        span,
        kind: NodeKind::Scalar {
            text: text.to_owned(),
            quoted: false,
        },
    }
}

fn entry(key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: value.span,
        value,
    }
}

fn map(entries: Vec<Entry>) -> Node {
    // Choices stand in another sheet: a question is where its own first cell is.
    let span = entries
        .first()
        .map(|entry| entry.value.span)
        .unwrap_or_default();
    Node {
        span,
        kind: NodeKind::Map(entries),
    }
}

fn list_of(items: Vec<Node>) -> Node {
    let span = items.first().map(|item| item.span).unwrap_or_default();
    Node {
        span,
        kind: NodeKind::List(items),
    }
}

fn all_of(mut conditions: Vec<Node>) -> Option<Node> {
    match conditions.len() {
        0 | 1 => conditions.pop(),
        _ => Some(map(vec![entry("all of", list_of(conditions))])),
    }
}

/// The words, texts and signs of a condition.
fn tokens(said: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut signs = said.chars().peekable();
    while let Some(sign) = signs.next() {
        let token = match sign {
            sign if sign.is_whitespace() => continue,
            '$' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != '}').collect();
                format!("${}", inside.trim_start_matches('{').trim())
            }
            '\'' | '"' | '‘' | '’' => {
                let is_end =
                    |other: char| other == sign || (matches!(sign, '‘' | '’') && other == '’');
                let inside: String = signs.by_ref().take_while(|other| !is_end(*other)).collect();
                format!("'{inside}")
            }
            '!' | '<' | '>' if signs.peek() == Some(&'=') => {
                signs.next();
                format!("{sign}=")
            }
            '=' | '<' | '>' | '(' | ')' | ',' => sign.to_string(),
            _ => {
                let mut word = String::from(sign);
                while let Some(more) =
                    signs.next_if(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-'))
                {
                    word.push(more);
                }
                word
            }
        };
        tokens.push(token);
    }
    tokens.reverse();
    tokens
}

struct Parser<'f, 'a> {
    /// What is left, the next one last.
    left: Vec<String>,
    form: &'f Form<'a>,
    at: Span,
}

impl Parser<'_, '_> {
    fn takes(&mut self, token: &str) -> bool {
        let is_next = self
            .left
            .last()
            .is_some_and(|next| next.eq_ignore_ascii_case(token));
        if is_next {
            self.left.pop();
        }
        is_next
    }

    fn any_of(&mut self) -> Option<Node> {
        let mut all = vec![self.each_of()?];
        while self.takes("or") {
            all.push(self.each_of()?);
        }
        if all.len() == 1 {
            return all.pop();
        }
        Some(map(vec![entry("any of", list_of(all))]))
    }

    fn each_of(&mut self) -> Option<Node> {
        let mut all = vec![self.one()?];
        while self.takes("and") {
            all.push(self.one()?);
        }
        all_of(all)
    }

    fn one(&mut self) -> Option<Node> {
        if self.takes("not") {
            let inner = self.in_brackets()?;
            return Some(map(vec![entry("not", inner)]));
        }
        if self.takes("selected") {
            self.takes("(").then_some(())?;
            let name = self.question()?;
            self.takes(",").then_some(())?;
            let value = self.chosen()?;
            self.takes(")").then_some(())?;
            return Some(self.is_chosen(&name, &value));
        }
        if self.left.last().is_some_and(|next| next == "(") {
            return self.in_brackets();
        }
        let name = self.question()?;
        let sign = self.left.pop()?;
        let value = self.left.pop()?;
        let value = value.strip_prefix('\'').unwrap_or(&value).to_owned();
        let is_number = self.form.kinds.get(&name) == Some(&Kind::Number);
        let compared = |key: &str, value: &str| {
            let what = if is_number { "value" } else { "answer" };
            map(vec![
                entry(what, text(&name, self.at)),
                entry(key, text(value, self.at)),
            ])
        };
        match (sign.as_str(), is_number) {
            ("=", true) => Some(compared("is", &value)),
            ("=", false) => Some(self.is_chosen(&name, &value)),
            ("!=", false) => Some(compared("is not", &name_of(&value))),
            (">=", true) => Some(compared("is at least", &value)),
            ("<=", true) => Some(compared("is at most", &value)),
            (">", true) => Some(compared("is over", &value)),
            ("<", true) => Some(compared("is under", &value)),
            _ => None,
        }
    }

    fn in_brackets(&mut self) -> Option<Node> {
        self.takes("(").then_some(())?;
        let inner = self.any_of()?;
        self.takes(")").then_some(inner)
    }

    fn question(&mut self) -> Option<String> {
        let next = self.left.pop()?;
        let name = next.strip_prefix('$')?;
        let is_known =
            self.form.kinds.contains_key(&name_of(name)) || self.form.several.contains_key(name);
        is_known.then(|| name_of(name))
    }

    fn chosen(&mut self) -> Option<String> {
        let next = self.left.pop()?;
        next.strip_prefix('\'').map(str::to_owned)
    }

    /// That a choice is chosen: of one, or, of several, that its own question is answered yes.
    fn is_chosen(&self, name: &str, value: &str) -> Node {
        let value = name_of(value);
        let is_of_several = self.form.several.values().any(|own| own == name);
        let (name, value) = if is_of_several {
            (format!("{name}-{value}"), "yes".to_owned())
        } else {
            (name.to_owned(), value)
        };
        map(vec![
            entry("answer", text(&name, self.at)),
            entry("is", text(&value, self.at)),
        ])
    }
}
