//! A question in words, for the page of rules and for the worksheet.

use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme, Unit,
    explain::{describe_band, describe_condition},
    scheme::{Band, Period, Question, QuestionKind},
    words::Words,
};

use super::{
    cite::{Cited, cited},
    grid::{Cell, Grid, Row, cell, heading},
};

/// A question in words.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Its name in the rules.
    pub id: String,
    /// Its place among the questions, from one.
    pub place: usize,
    /// The question, as put.
    pub ask: String,
    /// One line on why it is asked or how to answer it.
    pub hint: String,
    /// When it is asked at all, in a sentence; empty where always.
    pub asked_when: String,
    /// Its options; empty where it wants a number.
    pub options: Vec<Choice>,
    /// Options against what they count; `None` where they count nothing.
    pub grid: Option<Grid>,
    /// What number it wants; `None` where it has options.
    pub number: Option<Number>,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// An option in words.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name in the rules.
    pub id: String,
    /// The option, as put.
    pub say: String,
    /// What it counts: `8 points, 30 minutes a day`; empty where it counts nothing.
    pub counts: String,
}

/// What number a question wants.
#[derive(Clone, Debug, Serialize)]
pub struct Number {
    /// That, in a sentence.
    pub sentence: String,
    /// What to do where something else was written.
    pub fault: String,
    /// Whether words may follow the number, such as `a month`.
    pub in_words: bool,
    /// What is counted, after the box: `hours a week`; empty for money.
    pub after: String,
    /// `£`, before the box, for money; otherwise empty.
    pub before: String,
}

/// What the council does not publish of its questions, in a sentence; empty where it publishes all of them.
pub fn questionnaire(scheme: &Scheme, words: &Words) -> String {
    match scheme.questionnaire.as_str() {
        "not published" => words.say("page-questionnaire", &[]),
        sentence => sentence.to_owned(),
    }
}

/// The questions of a scheme in words.
pub fn questions(scheme: &Scheme, words: &Words) -> Vec<Asked> {
    scheme
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| asked(scheme, index, question, words))
        .collect()
}

fn asked(scheme: &Scheme, index: usize, question: &Question, words: &Words) -> Asked {
    let (options, grid, number) = match &question.kind {
        QuestionKind::Options(_) => {
            let grid = counted(scheme, question, words);
            (choices(question, grid.as_ref()), grid, None)
        }
        QuestionKind::Number {
            unit,
            least,
            most,
            places,
            periods,
            ..
        } => {
            let mut number = number(&question.ask, unit, *least, *most, *places, words);
            if !periods.is_empty() {
                let say = |period: &Period| words.quantity(Decimal::from(25), &period.unit);
                let examples = words.list(&periods.iter().map(say).collect::<Vec<_>>());
                number.sentence = words.say(
                    "page-also-in",
                    &[("sentence", &number.sentence), ("examples", &examples)],
                );
                number.in_words = true;
            }
            (Vec::new(), None, Some(number))
        }
    };
    Asked {
        id: question.id.clone(),
        place: index + 1,
        ask: question.ask.clone(),
        hint: question.hint.clone(),
        asked_when: question.when.as_ref().map_or_else(String::new, |when| {
            let when = describe_condition(scheme, when, words);
            words.say("page-asked-when", &[("when", &when)])
        }),
        options,
        grid,
        number,
        cite: cited(scheme, question.cite.as_ref(), words),
    }
}

/// A question's options against the measures that any of them counts.
fn counted(scheme: &Scheme, question: &Question, words: &Words) -> Option<Grid> {
    let QuestionKind::Options(options) = &question.kind else {
        return None;
    };
    let measures: Vec<_> = scheme
        .measures
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            options
                .iter()
                .any(|option| matches!(option.counts.get(*index), Some(Some(_))))
        })
        .collect();
    if measures.is_empty() {
        return None;
    }
    let rows = options
        .iter()
        .map(|option| Row {
            head: option.say.clone(),
            cells: measures
                .iter()
                .map(|(index, measure)| match option.counts.get(*index) {
                    Some(Some(amount)) => cell(*amount, &measure.unit, "", words),
                    _ => Cell {
                        text: words.say("page-counts-nothing", &[]),
                        withheld: false,
                        asked: String::new(),
                    },
                })
                .collect(),
        })
        .collect();
    Some(Grid {
        caption: words.say("page-question-caption", &[("question", &question.ask)]),
        corner: words.say("page-answer", &[]),
        columns: measures
            .iter()
            .map(|(_, measure)| heading(&measure.unit, words))
            .collect(),
        rows,
    })
}

fn choices(question: &Question, grid: Option<&Grid>) -> Vec<Choice> {
    let QuestionKind::Options(options) = &question.kind else {
        return Vec::new();
    };
    options
        .iter()
        .enumerate()
        .map(|(place, option)| Choice {
            id: option.id.clone(),
            say: option.say.clone(),
            counts: grid
                .and_then(|grid| grid.rows.get(place))
                .map(|row| {
                    let texts: Vec<_> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                    texts.join(", ")
                })
                .unwrap_or_default(),
        })
        .collect()
}

fn number(
    ask: &str,
    unit: &Unit,
    least: Decimal,
    most: Option<Decimal>,
    places: u32,
    words: &Words,
) -> Number {
    let name = words.unit(unit);
    let allowed = Band {
        from: Some(least),
        to: most,
        ..Band::default()
    };
    let allowed = describe_band(&allowed, unit, words);
    // An everyday number, where the question allows it.
    let example = match (unit.is_money(), places) {
        (true, _) => Decimal::new(12550, 2),
        (false, 0) => Decimal::new(3, 0),
        (false, _) => Decimal::new(35, 1),
    };
    let example = example
        .max(least)
        .min(most.unwrap_or(Decimal::MAX))
        .to_string();
    let say = |key: &str| {
        words.say(
            key,
            &[("ask", ask), ("allowed", &allowed), ("example", &example)],
        )
    };
    Number {
        sentence: say("page-number"),
        fault: say("page-number-fault"),
        in_words: false,
        before: if unit.is_money() {
            "£".into()
        } else {
            String::new()
        },
        after: if unit.is_money() {
            name.trim_start_matches('£').trim().to_owned()
        } else {
            name.clone()
        },
    }
}
