//! The rules of an edition as sheets of rows and columns, for spreadsheets and programs: CSV, and what describes it in the
//! two ways that the field knows, CSV on the Web (W3C) and Data Package (version 2).

use std::fmt::Write as _;

use serde_json::{Value, json};
use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    explain::describe_band,
    scheme::{Axis, Band, Cite, Origin, Question, QuestionKind, Rate, Step, Sureness, TableKind},
    words::Words,
};

use super::frame::Frame;
use crate::csv;

/// A sheet of rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name, and that of its file.
    pub name: &'static str,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
}

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// The heading, as a program reads it.
    name: &'static str,
    holds: Holds,
}

/// What stands in a column; each may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    /// An exact decimal.
    Figure,
    /// A day, `YYYY-MM-DD`.
    Day,
}

const fn text(name: &'static str) -> Column {
    Column {
        name,
        holds: Holds::Text,
    }
}

const fn figure(name: &'static str) -> Column {
    Column {
        name,
        holds: Holds::Figure,
    }
}

const fn day(name: &'static str) -> Column {
    Column {
        name,
        holds: Holds::Day,
    }
}

const QUESTIONS: &[Column] = &[
    text("question"),
    text("ask"),
    text("about"),
    text("option"),
    text("say"),
    text("measure"),
    text("counts"),
    figure("amount"),
    figure("most"),
    text("unit"),
    text("source"),
    text("at"),
];
const RATES: &[Column] = &[
    text("rate"),
    text("say"),
    text("gives"),
    figure("amount"),
    figure("most"),
    text("unit"),
    day("from"),
    day("to"),
    text("sure"),
    text("whose"),
    text("source"),
    text("at"),
];
const TABLES: &[Column] = &[
    text("table"),
    text("say"),
    text("row"),
    figure("from"),
    figure("to"),
    text("to_included"),
    text("column"),
    text("gives"),
    figure("amount"),
    figure("most"),
    text("unit"),
    text("whose"),
    text("source"),
    text("at"),
];
const STEPS: &[Column] = &[
    text("step"),
    text("say"),
    text("rule"),
    text("unit"),
    text("whose"),
    text("source"),
    text("at"),
];
const EXAMPLES: &[Column] = &[
    text("example"),
    text("title"),
    text("figure"),
    text("say"),
    text("gives"),
    figure("amount"),
    figure("most"),
    text("unit"),
];

const COMPARED: &[Column] = &[
    text("council"),
    text("folder"),
    text("edition"),
    text("nation"),
    text("fictional"),
    text("persona"),
    text("of_the_year"),
    text("output"),
    figure("low"),
    figure("high"),
    text("unit"),
    text("state"),
    text("why"),
];

/// Every sheet of an edition that has a row. `rule` puts a step into words.
pub fn sheets(scheme: &Scheme, words: &Words, rule: &dyn Fn(&Step) -> String) -> Vec<Sheet> {
    let of = Writer {
        scheme,
        words,
        rule,
    };
    [
        ("questions", QUESTIONS, of.questions()),
        ("rates", RATES, of.rates()),
        ("tables", TABLES, of.tables()),
        ("steps", STEPS, of.steps()),
        ("examples", EXAMPLES, of.examples()),
    ]
    .into_iter()
    .filter(|(_, _, rows)| !rows.is_empty())
    .map(|(name, columns, rows)| Sheet {
        name,
        columns,
        rows,
    })
    .collect()
}

impl Sheet {
    /// The sheet of a comparison of councils.
    pub(super) const fn of_comparison(rows: Vec<Vec<String>>) -> Self {
        Self {
            name: "figures",
            columns: COMPARED,
            rows,
        }
    }

    /// Its rows, each cell with the name of its column.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = (&'static str, &str)>> {
        let rows = self.rows.iter();
        rows.map(|row| {
            let names = self.columns.iter().map(|column| column.name);
            names.zip(row.iter().map(String::as_str))
        })
    }

    /// What describes the sheet of a comparison as a Data Package.
    pub(super) fn package_of_comparison(&self, frame: &Frame, words: &Words) -> Value {
        let mut resource = self.resource(words);
        resource["path"] = json!(self.file());
        let mut told = json!({
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "councils-compared",
            "title": frame.heading,
            "description": frame.description,
            "resources": [resource],
        });
        tell_terms(&mut told, frame);
        told
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// How many rows it has below its heading.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its bytes.
    pub fn csv(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let mut csv = csv::line(&names);
        for row in &self.rows {
            let fields: Vec<&str> = row.iter().map(String::as_str).collect();
            // Writing to a string cannot fail.
            let _ = csv.write_str(&csv::line(&fields));
        }
        csv
    }

    /// What describes it by CSV on the Web: <https://www.w3.org/TR/tabular-metadata/>.
    pub fn csvw(&self, frame: &Frame, words: &Words) -> Value {
        let columns: Vec<Value> = self
            .columns
            .iter()
            .map(|column| {
                json!({
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": words.say(&format!("data-column-{}", column.name), &[]),
                    "datatype": match column.holds {
                        Holds::Text => "string",
                        Holds::Figure => "decimal",
                        Holds::Day => "date",
                    },
                })
            })
            .collect();
        let mut told = json!({
            "@context": ["http://www.w3.org/ns/csvw", {"@language": frame.lang}],
            "url": self.file(),
            "dc:title": self.title(words),
            "dialect": {"lineTerminators": ["\r\n"]},
            "tableSchema": {"columns": columns},
        });
        if !frame.licence_page.is_empty() {
            told["dc:license"] = json!({"@id": frame.licence_page});
        }
        told
    }

    /// What it is, in a sentence.
    pub fn title(&self, words: &Words) -> String {
        words.say(&format!("data-sheet-{}", self.name), &[])
    }

    fn resource(&self, words: &Words) -> Value {
        let fields: Vec<Value> = self
            .columns
            .iter()
            .map(|column| {
                json!({
                    "name": column.name,
                    "description": words.say(&format!("data-column-{}", column.name), &[]),
                    "type": match column.holds {
                        Holds::Text => "string",
                        Holds::Figure => "number",
                        Holds::Day => "date",
                    },
                })
            })
            .collect();
        json!({
            "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
            "name": self.name,
            "type": "table",
            "path": format!("data/{}", self.file()),
            "title": self.title(words),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fields": fields,
                "missingValues": [""],
            },
        })
    }
}

/// What describes the sheets of an edition together, as a Data Package: <https://datapackage.org/standard/data-package/>.
pub fn package(scheme: &Scheme, sheets: &[Sheet], frame: &Frame, words: &Words) -> Value {
    let resources: Vec<Value> = sheets.iter().map(|sheet| sheet.resource(words)).collect();
    let sources: Vec<Value> = scheme
        .sources
        .iter()
        .map(|source| {
            let mut told = json!({"title": source.title});
            if source.url.starts_with("http") {
                told["path"] = json!(source.url);
            }
            told
        })
        .collect();
    let mut told = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name(&scheme.id),
        "title": words.say(
            "page-edition-name",
            &[
                ("council", &scheme.council),
                ("title", &scheme.title),
                ("edition", &scheme.edition),
            ],
        ),
        "description": frame.description,
        "version": scheme.hash,
        "contributors": [{"title": scheme.council, "roles": ["author"]}],
        "resources": resources,
    });
    if !sources.is_empty() {
        told["sources"] = json!(sources);
    }
    tell_terms(&mut told, frame);
    told
}

/// A text as a name in a package.
fn name(text: &str) -> String {
    let sign = |sign: char| {
        if sign.is_ascii_alphanumeric() {
            sign
        } else {
            '-'
        }
    };
    text.to_lowercase().chars().map(sign).collect()
}

/// Adds to a package under which licence it is, and where it is published.
fn tell_terms(told: &mut Value, frame: &Frame) {
    if !frame.licence.is_empty() {
        let mut licence = json!({"title": frame.licence});
        if frame.licence_page.is_empty() {
            licence["name"] = json!(name(&frame.licence));
        } else {
            licence["path"] = json!(frame.licence_page);
        }
        told["licenses"] = json!([licence]);
    }
    if let Some(address) = &frame.canonical {
        told["homepage"] = json!(address);
    }
}

/// Writes the parts of a scheme as rows.
struct Writer<'a> {
    scheme: &'a Scheme,
    words: &'a Words,
    rule: &'a dyn Fn(&Step) -> String,
}

impl Writer<'_> {
    fn questions(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for question in &self.scheme.questions {
            let asked = [
                question.id.clone(),
                question.ask.clone(),
                question.about.clone(),
            ];
            let cite = self.cite(question.cite.as_ref());
            for cells in self.options(question) {
                rows.push([&asked[..], &cells[..], &cite[..]].concat());
            }
        }
        rows
    }

    /// The cells of a question, an option and a measure in a row each.
    fn options(&self, question: &Question) -> Vec<[String; 7]> {
        let options = match &question.kind {
            QuestionKind::Options(options) => options,
            QuestionKind::Number {
                unit, least, most, ..
            } => {
                let mut cells = <[String; 7]>::default();
                "a number".clone_into(&mut cells[3]);
                cells[4] = least.to_string();
                cells[5] = most.map_or_else(String::new, |most| most.to_string());
                cells[6] = self.words.unit(unit);
                return vec![cells];
            }
        };
        let mut rows = Vec::new();
        for option in options {
            let said = [option.id.clone(), option.say.clone()];
            let counted = option.counts.iter().zip(&self.scheme.measures);
            let counted = counted.filter_map(|(amount, measure)| Some(((*amount)?, measure)));
            let before = rows.len();
            for (amount, measure) in counted {
                let [kind, low, high] = amount_cells(amount);
                let [id, say] = said.clone();
                rows.push([
                    id,
                    say,
                    measure.id.clone(),
                    kind,
                    low,
                    high,
                    self.words.unit(&measure.unit),
                ]);
            }
            if rows.len() == before {
                let [id, say] = said;
                let mut cells = <[String; 7]>::default();
                cells[0] = id;
                cells[1] = say;
                rows.push(cells);
            }
        }
        rows
    }

    fn rates(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for (index, rate) in self.scheme.rates.iter().enumerate() {
            let whose = self.whose(|national| national.rates.get(index));
            let mut add = |amount: Amount, days: [String; 2], cite: Option<&Cite>| {
                let [kind, low, high] = amount_cells(amount);
                let [from, to] = days;
                let unit = self.words.unit(&rate.unit);
                let cells = [rate.id.clone(), rate.say.clone(), kind, low, high, unit];
                let more = [from, to, sureness(rate).to_owned(), whose.clone()];
                rows.push([&cells[..], &more[..], &self.cite(cite)[..]].concat());
            };
            if rate.dated.is_empty() {
                add(rate.amount, <[String; 2]>::default(), rate.cite.as_ref());
            }
            for dated in &rate.dated {
                let day = |day: &Option<String>| day.clone().unwrap_or_default();
                let cite = dated.cite.as_ref().or(rate.cite.as_ref());
                add(dated.amount, [day(&dated.from), day(&dated.to)], cite);
            }
        }
        rows
    }

    fn tables(&self) -> Vec<Vec<String>> {
        let words = self.words;
        let mut rows = Vec::new();
        for (index, table) in self.scheme.tables.iter().enumerate() {
            let whose = self.whose(|national| national.tables.get(index));
            let unit = words.unit(&table.unit);
            let cite = self.cite(table.cite.as_ref());
            let mut add = |row: [String; 4], column: &str, amount: Amount| {
                let [kind, low, high] = amount_cells(amount);
                let named = [table.id.clone(), table.say.clone()];
                let gives = [
                    column.to_owned(),
                    kind,
                    low,
                    high,
                    unit.clone(),
                    whose.clone(),
                ];
                rows.push([&named[..], &row[..], &gives[..], &cite[..]].concat());
            };
            match &table.kind {
                TableKind::Bands { by, rows } => {
                    for row in rows {
                        add(band_cells(&row.band, by, words), "", row.gives);
                    }
                }
                TableKind::Lines { points, .. } => {
                    for point in points {
                        let at = point.at.to_string();
                        add(
                            [at.clone(), at.clone(), at, "yes".to_owned()],
                            "",
                            point.gives,
                        );
                    }
                }
                TableKind::ByAnswer { question, rows } => {
                    for (name, row) in self.names(*question).into_iter().zip(rows) {
                        add(named(name), "", row.gives);
                    }
                }
                TableKind::TwoWay {
                    rows,
                    columns,
                    cells,
                } => {
                    let columns = self.axis(columns);
                    for (row, cells) in self.axis(rows).into_iter().zip(cells) {
                        for ([column, ..], cell) in columns.iter().zip(cells) {
                            add(row.clone(), column, *cell);
                        }
                    }
                }
            }
            if let Some(elsewhere) = table.elsewhere {
                add(named(words.say("page-table-elsewhere", &[])), "", elsewhere);
            }
        }
        rows
    }

    fn axis(&self, axis: &Axis) -> Vec<[String; 4]> {
        match axis {
            Axis::Bands { by, bands } => bands
                .iter()
                .map(|band| band_cells(band, by, self.words))
                .collect(),
            Axis::Answer { question } => self.names(*question).into_iter().map(named).collect(),
        }
    }

    /// The options of a question, by name.
    fn names(&self, question: usize) -> Vec<String> {
        let question = self.scheme.questions.get(question);
        match question.map(|question| &question.kind) {
            Some(QuestionKind::Options(options)) => {
                options.iter().map(|option| option.id.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn steps(&self) -> Vec<Vec<String>> {
        let steps = self.scheme.steps.iter().enumerate();
        steps
            .map(|(index, step)| {
                let rule = (self.rule)(step);
                let rule: Vec<&str> = rule.split_whitespace().collect();
                let cells = [
                    step.id.clone(),
                    step.say.clone(),
                    rule.join(" "),
                    self.words.unit(&step.unit),
                    self.whose(|national| national.steps.get(index)),
                ];
                [&cells[..], &self.cite(step.cite.as_ref())[..]].concat()
            })
            .collect()
    }

    fn examples(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for example in &self.scheme.examples {
            for expected in &example.expect {
                let result = expected
                    .result
                    .and_then(|result| self.scheme.results.get(result));
                let step = self.scheme.steps.get(expected.step);
                let Some(step) = step else {
                    continue;
                };
                let (id, say) =
                    result.map_or((&step.id, &step.say), |result| (&result.id, &result.say));
                let amount = match (expected.amount, expected.to) {
                    (Amount::Exact(low), Some(high)) => Amount::Between(low, high),
                    (amount, _) => amount,
                };
                let [kind, low, high] = amount_cells(amount);
                rows.push(vec![
                    example.id.clone(),
                    example.title.clone(),
                    id.clone(),
                    say.clone(),
                    kind,
                    low,
                    high,
                    self.words.unit(&step.unit),
                ]);
            }
        }
        rows
    }

    /// Whose rule it is: `national`, `changed` or `own`; empty where the scheme extends no national rules.
    fn whose<'s>(
        &'s self,
        of: impl Fn(&'s upfront_engine::scheme::National) -> Option<&'s Origin>,
    ) -> String {
        let origin = self.scheme.national.as_ref().and_then(of);
        origin
            .map_or("", |origin| match origin {
                Origin::National => "national",
                Origin::Changed => "changed",
                Origin::Own => "own",
            })
            .to_owned()
    }

    /// The source and the place in it.
    fn cite(&self, cite: Option<&Cite>) -> [String; 2] {
        let source = cite.and_then(|cite| self.scheme.sources.get(cite.source));
        let title = source.map_or_else(String::new, |source| source.title.clone());
        [title, cite.map_or_else(String::new, |cite| cite.at.clone())]
    }
}

/// How an amount is published, its figure or the least of a range, and the most of a range or of a ceiling.
pub(super) fn amount_cells(amount: Amount) -> [String; 3] {
    let said = |figure: Decimal| figure.to_string();
    let (low, high) = match amount {
        Amount::Exact(figure) | Amount::From(figure) => (said(figure), String::new()),
        Amount::UpTo(figure) => (String::new(), said(figure)),
        Amount::Between(low, high) => (said(low), said(high)),
        Amount::CaseByCase | Amount::NotPublished | Amount::NotKnown(..) | Amount::NoLimit => {
            <(String, String)>::default()
        }
    };
    [csv::kind(amount).to_owned(), low, high]
}

/// A band: in words, its edges, and whether the upper one is in it.
fn band_cells(band: &Band, by: &Unit, words: &Words) -> [String; 4] {
    let edge = |edge: Option<Decimal>| edge.map_or_else(String::new, |edge| edge.to_string());
    let included = match (band.to, band.under) {
        (None, _) => "",
        (Some(_), true) => "no",
        (Some(_), false) => "yes",
    };
    let name = if band.say.is_empty() {
        describe_band(band, by, words)
    } else {
        band.say.clone()
    };
    [name, edge(band.from), edge(band.to), included.to_owned()]
}

/// A row that has a name and no edges.
fn named(name: String) -> [String; 4] {
    [name, String::new(), String::new(), String::new()]
}

const fn sureness(rate: &Rate) -> &'static str {
    match rate.sure {
        Sureness::Seen => "seen",
        Sureness::SecondHand => "second hand",
        Sureness::Contained => "contained",
        Sureness::Inferred => "inferred",
        Sureness::Remembered => "remembered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check::compiled, messages::english};
    use upfront_engine::explain::describe_step;

    const RULES: &str = "
council: Town
title: Everything
questions:
  - {id: help, ask: \"How much, in all?\", options: [{id: some, say: Some, points: 4}, {id: other, say: \"Other \\\"help\\\"\", points: not published}]}
  - {id: hours, ask: Hours?, number: hours a week, most: 40}
rates:
  hour: £20.50 an hour
  cap: {is: up to £300 a week}
  range: {is: £4 to £6 a week}
tables:
  bands:
    say: Bands
    by: points
    rows: [{from: 0, under: 4, gives: nothing}, {from: 4, gives: case by case}]
    unit: £ a week
steps:
  - {id: points, say: Points, add up: points}
  - {id: budget, say: Budget, look up: points, in: bands}
  - {id: price, say: Price, units: hours, at: hour}
  - {id: all, say: All, least of: [price, cap, range, budget]}
";

    fn all() -> Vec<Sheet> {
        let (scheme, words) = (compiled(RULES), english());
        sheets(&scheme, words, &|step| describe_step(&scheme, step, words))
    }

    fn sheet(name: &str) -> Sheet {
        all().into_iter().find(|sheet| sheet.name == name).unwrap()
    }

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let all = all();
        let names: Vec<&str> = all.iter().map(|sheet| sheet.name).collect();
        assert_eq!(names, ["questions", "rates", "tables", "steps"]);
        for sheet in all {
            for row in &sheet.rows {
                assert_eq!(row.len(), sheet.columns.len(), "{}: {row:?}", sheet.name);
            }
        }
    }

    #[test]
    fn an_amount_that_is_no_figure_is_empty_and_says_what_it_is() {
        let cells = |name: &str, from: usize| -> Vec<Vec<String>> {
            let sheet = sheet(name);
            let rows = sheet.rows.iter();
            rows.map(|row| row[from..from + 3].to_vec()).collect()
        };
        assert_eq!(
            cells("rates", 2),
            [
                ["exact", "20.50", ""],
                ["up to", "", "300"],
                ["range", "4", "6"]
            ]
        );
        assert_eq!(
            cells("questions", 6),
            [
                ["exact", "4", ""],
                ["not published", "", ""],
                ["a number", "0", "40"]
            ]
        );
        assert_eq!(
            cells("tables", 7),
            [["exact", "0", ""], ["case by case", "", ""]]
        );
        let csv = sheet("questions").csv();
        assert!(csv.contains("\"How much, in all?\""), "{csv}");
        assert!(csv.contains("\"Other \"\"help\"\"\""), "{csv}");
    }

    #[test]
    fn an_edge_that_is_not_in_its_row_says_so() {
        let sheet = sheet("tables");
        let edges: Vec<&[String]> = sheet.rows.iter().map(|row| &row[3..6]).collect();
        assert_eq!(edges, [["0", "4", "no"], ["4", "", ""]]);
    }
}
