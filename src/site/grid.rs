//! A table of a scheme as rows and columns of words.

use serde::Serialize;
use upfront_engine::{
    Amount, Scheme, Unit,
    explain::describe_band,
    scheme::{Axis, Band, Question, QuestionKind, Table, TableKind},
    words::Words,
};

/// A table in words.
#[derive(Clone, Debug, Serialize)]
pub struct Grid {
    /// What it is a table of.
    pub caption: String,
    /// The heading of the row headings.
    pub corner: String,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its heading.
    pub head: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// An amount in words.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The amount.
    pub text: String,
    /// Whether the council keeps it to itself.
    pub withheld: bool,
    /// The request for it that was refused; empty where there was none.
    pub asked: String,
}

/// An amount in words, with the request for it that was refused.
pub fn cell(amount: Amount, unit: &Unit, asked: &str, words: &Words) -> Cell {
    Cell {
        text: words.amount(amount, unit),
        withheld: amount == Amount::NotPublished,
        asked: asked.to_owned(),
    }
}

/// A table of a scheme in words, and a sentence on how to read it.
pub fn grid(scheme: &Scheme, table: &Table, words: &Words) -> (Grid, String) {
    let amount = |amount: Amount, asked: &str| cell(amount, &table.unit, asked, words);
    let gives = words.say("page-gives", &[]);
    let (corner, columns, mut rows, reads) = match &table.kind {
        TableKind::Bands { by, rows } => (
            heading(by, words),
            vec![gives],
            rows.iter()
                .map(|row| Row {
                    head: band(&row.band, by, words),
                    cells: vec![amount(row.gives, &row.asked)],
                })
                .collect(),
            words.say("page-table-bands", &[("by", &words.unit(by))]),
        ),
        TableKind::Lines { by, points } => (
            heading(by, words),
            vec![gives],
            points
                .iter()
                .map(|point| Row {
                    head: words.quantity(point.at, by),
                    cells: vec![amount(point.gives, "")],
                })
                .collect::<Vec<_>>(),
            words.say("page-table-lines", &[("by", &words.unit(by))]),
        ),
        TableKind::ByAnswer { question, rows } => {
            let question = scheme.questions.get(*question);
            let heads = question.map(options).unwrap_or_default();
            let ask = question.map_or("", |question| question.ask.as_str());
            (
                ask.to_owned(),
                vec![gives],
                heads
                    .into_iter()
                    .zip(rows)
                    .map(|(head, row)| Row {
                        head,
                        cells: vec![amount(row.gives, &row.asked)],
                    })
                    .collect(),
                words.say("page-table-answer", &[("question", ask)]),
            )
        }
        TableKind::TwoWay {
            rows,
            columns,
            cells,
        } => {
            let (down, heads) = axis(scheme, rows, words);
            let (across, names) = axis(scheme, columns, words);
            (
                down.clone(),
                names,
                heads
                    .into_iter()
                    .zip(cells)
                    .map(|(head, cells)| Row {
                        head,
                        cells: cells.iter().map(|cell| amount(*cell, "")).collect(),
                    })
                    .collect(),
                words.say(
                    "page-table-two-way",
                    &[("down", &down), ("across", &across)],
                ),
            )
        }
    };
    if let Some(elsewhere) = table.elsewhere {
        rows.push(Row {
            head: words.say("page-table-elsewhere", &[]),
            cells: columns.iter().map(|_| amount(elsewhere, "")).collect(),
        });
    }
    let grid = Grid {
        caption: table.say.clone(),
        corner,
        columns,
        rows,
    };
    (grid, reads)
}

fn axis(scheme: &Scheme, axis: &Axis, words: &Words) -> (String, Vec<String>) {
    match axis {
        Axis::Bands { by, bands } => (
            heading(by, words),
            bands.iter().map(|row| band(row, by, words)).collect(),
        ),
        Axis::Answer { question } => scheme
            .questions
            .get(*question)
            .map(|question| (question.ask.clone(), options(question)))
            .unwrap_or_default(),
    }
}

/// The options of a question, as put.
fn options(question: &Question) -> Vec<String> {
    match &question.kind {
        QuestionKind::Options(options) => options.iter().map(|option| option.say.clone()).collect(),
        QuestionKind::Number { .. } => Vec::new(),
    }
}

/// A unit as the heading of a column: `Points`, `£ a week`.
pub fn heading(unit: &Unit, words: &Words) -> String {
    let text = words.unit(unit);
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

/// A band in words, with its name where it has one: `No funding: from 0 to 69 points`.
pub fn band(band: &Band, by: &Unit, words: &Words) -> String {
    let text = describe_band(band, by, words);
    if band.say.is_empty() {
        text
    } else {
        words.say("row-said", &[("say", &band.say), ("range", &text)])
    }
}
