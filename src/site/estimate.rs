//! The estimate: a worksheet to fill in on paper, and a form that the browser works out where it can.

use serde::Serialize;
use upfront_engine::{Scheme, answers::DO_NOT_KNOW};

use super::{
    Body, Input, Page,
    frame::Frame,
    grid::{Cell, Grid, cell, grid},
    how::steps,
    question::{Asked, questionnaire, questions},
};
use crate::diagnostics::Findings;

/// The worksheet and the estimator.
#[derive(Clone, Debug, Serialize)]
pub struct Estimate {
    /// What to know before starting, as HTML.
    pub before: String,
    /// What the council does not publish of its questions, in a sentence.
    pub questionnaire: String,
    /// The questions, in order.
    pub questions: Vec<Asked>,
    /// The tables that the lines look things up in.
    pub tables: Vec<Sheet>,
    /// The named amounts that the lines use.
    pub rates: Vec<Price>,
    /// The lines to fill in, in order.
    pub lines: Vec<Blank>,
    /// How to challenge a figure and whom to ask, as HTML.
    pub after: String,
    /// The beginning of the hash of the rules.
    pub hash: String,
    /// What stands for *I do not know* where an answer is written as text.
    pub do_not_know: &'static str,
    /// The version of the engine.
    pub engine: String,
}

/// A table of the worksheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// Its name in the rules.
    pub id: String,
    /// How to read it.
    pub reads: String,
    /// Its rows.
    pub grid: Grid,
}

/// A named amount of the worksheet.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: Cell,
}

/// A line to fill in.
#[derive(Clone, Debug, Serialize)]
pub struct Blank {
    /// The step's name in the rules.
    pub id: String,
    /// Its letter.
    pub letter: String,
    /// What it works out.
    pub say: String,
    /// How.
    pub sentence: String,
    /// Whether a person came for it.
    pub result: bool,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme, findings: &mut Findings) -> Page {
    let words = input.words;
    let mut frame = Frame::of_edition(
        input,
        scheme,
        "estimate/index.html",
        words.say("page-estimate-heading", &[]),
        words.say(
            "page-estimate-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    frame.runs_the_engine = true;
    let sheets = scheme
        .tables
        .iter()
        .map(|table| {
            let (grid, reads) = grid(scheme, table, words);
            Sheet {
                id: table.id.clone(),
                reads,
                grid,
            }
        })
        .collect();
    Page {
        frame,
        path: format!("{}/estimate/index.html", scheme.id),
        body: Body::Estimate(Box::new(Estimate {
            before: input.content.html("estimate", 2, findings),
            questionnaire: questionnaire(scheme, words),
            questions: questions(scheme, words),
            tables: sheets,
            rates: scheme
                .rates
                .iter()
                .map(|rate| Price {
                    say: rate.say.clone(),
                    amount: cell(rate.amount, &rate.unit, &rate.asked, words),
                })
                .collect(),
            lines: steps(input, scheme)
                .into_iter()
                .map(|step| Blank {
                    letter: letter(step.number),
                    id: step.id,
                    say: step.say,
                    sentence: step.sentence,
                    result: !step.result.is_empty(),
                })
                .collect(),
            after: ["indicative", "challenge", "help"]
                .map(|name| input.content.html(name, 3, findings))
                .concat(),
            hash: scheme.hash.get(..12).unwrap_or(&scheme.hash).to_owned(),
            do_not_know: DO_NOT_KNOW,
            engine: upfront_engine::VERSION.to_owned(),
        })),
    }
}

/// A, B, … Z, AA, AB, … for the lines of the worksheet, from one.
fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn lines_are_lettered_as_columns_of_a_spreadsheet() {
        assert_eq!(
            [1, 26, 27, 52, 53].map(letter),
            ["A", "Z", "AA", "AZ", "BA"]
        );
    }
}
