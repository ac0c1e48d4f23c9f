//! `upfront diff`: what changed from one edition to another, as the page says it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use upfront_engine::{Outcome, Scheme, words::Words};

use super::{CouldNotRun, Format, Report, edition};
use crate::{
    check::Loaded,
    diagnostics::table::{WIDTH, table},
    messages::{self, Person},
    site::{
        AsWritten, Content, Input,
        changed::{self, CaseShift, Changed, ResultShift, RowShift},
        cite::References,
        terms::Terms,
    },
};

pub(super) fn diff(
    old: &Path,
    new: &Path,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let (before, after) = (edition::load(old)?, edition::load(new)?);
    if let Some(report) = Report::of_errors([&before.1, &after.1], format, colour) {
        return Ok(report);
    }
    let (earlier, later) = (one(&before)?, one(&after)?);
    let words = &messages::english().for_scheme(later);
    let beside = Beside::of(words);
    let input = |loaded| beside.input(loaded, words);
    let changed = changed::between(
        (input(&before.1), earlier),
        (input(&after.1), later),
        &mut References::new(later, words),
    );
    let out = match format {
        Format::Human => in_words(&changed, later, &heads([earlier, later], [old, new]), words),
        Format::Json => in_json(&changed, [earlier, later]),
    };
    Ok(Report {
        out,
        ..Report::default()
    })
}

/// What pages have beside rules and words. A terminal has nothing of it to show.
struct Beside {
    terms: Terms,
    content: Content,
    open: Outcome,
    yaml: BTreeMap<String, Vec<AsWritten>>,
}

impl Beside {
    fn of(words: &Words) -> Self {
        Self {
            terms: Terms::of(words),
            content: Content::default(),
            open: Outcome::default(),
            yaml: BTreeMap::new(),
        }
    }

    fn input<'a>(&'a self, loaded: &'a Loaded, words: &'a Words) -> Input<'a> {
        Input {
            site: &loaded.draft,
            schemes: &loaded.schemes,
            fact_sheets: &loaded.fact_sheets,
            words,
            terms: &self.terms,
            content: &self.content,
            as_of: None,
            language: "en",
            folder: "",
            voice: (0, Person::Yourself),
            facts: &loaded.facts,
            counted: &loaded.counted,
            shared: &loaded.shared,
            yaml: &self.yaml,
            open: &self.open,
            is_kept: true,
        }
    }
}

/// The edition that was asked for.
fn one((folder, loaded): &(PathBuf, Loaded)) -> Result<&Scheme, CouldNotRun> {
    edition::chosen(&loaded.schemes, folder, None)
}

/// The headings of what was and what is: the editions, or what was typed where both have one name.
fn heads(schemes: [&Scheme; 2], typed: [&Path; 2]) -> [String; 2] {
    let [one, other] = schemes.map(|scheme| scheme.edition.clone());
    if one == other {
        return typed.map(|path| path.display().to_string());
    }
    [one, other]
}

fn in_words(changed: &Changed, scheme: &Scheme, heads: &[String; 2], words: &Words) -> String {
    let [was, is] = heads;
    let mut text = format!("{}: {}\n{was} → {is}\n\n", scheme.council, scheme.title);
    for sentence in changed.lead.iter().chain([&changed.prices, &changed.same]) {
        if !sentence.is_empty() {
            text.extend([sentence, "\n"]);
        }
    }
    let mut section = |key: &str, headings: &[&str], rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            text.extend(["\n", &words.say(key, &[]), "\n"]);
            text += &table(headings, &rows, WIDTH);
        }
    };
    for (key, results) in [
        ("page-changed-people", &changed.results),
        ("page-changed-everywhere", &changed.people),
    ] {
        for result in results {
            let headings = [
                &*result.say,
                was,
                is,
                &words.say("page-changed-change", &[]),
                &words.say("page-changed-most", &[]),
            ];
            section(key, &headings, result.rows.iter().map(of_case).collect());
        }
    }
    let rates = changed.rates.iter().map(|rate| {
        let change = lines([&rate.by, &rate.stands]);
        vec![
            rate.say.clone(),
            rate.before.clone(),
            rate.after.clone(),
            change,
        ]
    });
    let figure = words.say("page-changed-figure", &[]);
    let change = words.say("page-changed-change", &[]);
    section(
        "page-changed-figures",
        &[&figure, was, is, &change],
        rates.collect(),
    );
    let tables = changed
        .tables
        .iter()
        .flat_map(|table| of_rows(lines([&table.say, &table.sentence]), &table.rows));
    let row = words.say("page-changed-row", &[]);
    section("page-changed-tables", &[&row, was, is], tables.collect());
    let questions = changed.questions.iter().flat_map(|question| {
        let said = std::iter::once(&question.ask).chain(&question.sentences);
        of_rows(lines(said), &question.options)
    });
    section(
        "page-changed-questions",
        &[&words.say("page-answer", &[]), was, is],
        questions.collect(),
    );
    let steps = changed.steps.iter().map(|step| {
        vec![
            lines([&step.say, &step.how]),
            step.before.clone(),
            step.after.clone(),
        ]
    });
    section(
        "page-changed-steps",
        &[&words.say("page-step", &[]), was, is],
        steps.collect(),
    );
    let ways = changed
        .ways
        .iter()
        .flat_map(|way| of_rows(lines([&way.say, &way.how]), &way.rows));
    section(
        "page-changed-ways",
        &[&words.say("page-changed-way-part", &[]), was, is],
        ways.collect(),
    );
    text
}

fn of_case(case: &CaseShift) -> Vec<String> {
    vec![
        case.title.clone(),
        case.before.clone(),
        case.after.clone(),
        lines([&case.change, &case.year, &case.stands]),
        case.rule.clone(),
    ]
}

/// A heading, then what stood and stands below it.
fn of_rows(head: String, rows: &[RowShift]) -> Vec<Vec<String>> {
    let below = rows.iter().map(|row| {
        vec![
            format!("\t{}", row.head),
            row.before.clone(),
            row.after.clone(),
        ]
    });
    std::iter::once(vec![head]).chain(below).collect()
}

/// What there is of these, a line each.
fn lines<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    texts.join("\n")
}

fn in_json(changed: &Changed, schemes: [&Scheme; 2]) -> String {
    let [before, after] = schemes.map(|scheme| {
        json!({"scheme": scheme.id, "council": scheme.council, "edition": scheme.edition, "rules": scheme.hash})
    });
    let document = json!({
        "before": before,
        "after": after,
        "lead": changed.lead,
        "examples": results(&changed.results),
        "people": results(&changed.people),
        "rates": changed.rates,
        "tables": changed.tables,
        "questions": changed.questions,
        "steps": changed.steps,
        "ways": changed.ways,
    });
    // Plain data with text keys, which JSON always takes.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// The figures of each result, exact as text.
fn results(results: &[ResultShift]) -> Vec<Value> {
    let ends = |value: &upfront_engine::Value| {
        json!({
            "low": value.low.map(|end| end.to_string()),
            "high": value.high.map(|end| end.to_string()),
        })
    };
    let results = results.iter().map(|result| {
        let cases = result.rows.iter().map(|case| {
            json!({
                "id": case.id,
                "title": case.title,
                "before": ends(&case.shift.before),
                "after": ends(&case.shift.after),
                "by": case.shift.by().map(|by| by.to_string()),
                "rule": case.rule,
            })
        });
        json!({"result": result.id, "say": result.say, "cases": cases.collect::<Vec<_>>()})
    });
    results.collect()
}
