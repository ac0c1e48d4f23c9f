//! A question in words, for the page of rules and for the worksheet.

use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme, Unit,
    explain::{describe_band, describe_rounding, describe_when},
    scheme::{Band, Condition, Period, Question, QuestionKind, Rounding},
    unit::{POUND, is_period},
    words::Words,
};

use crate::check::neighbours;

use super::{
    cite::{Cited, cited},
    grid::{Cell, Grid, Row, cell, heading},
    terms::{self, Terms},
    whose,
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
    /// Whether nobody can change what it asks for.
    pub fixed: bool,
    /// Words in it that not everybody knows, a sentence each.
    pub terms: Vec<String>,
    /// When it is asked at all, in a sentence; empty where always.
    pub asked_when: String,
    /// Its options; empty where it wants a number.
    pub options: Vec<Choice>,
    /// That scores between those of two options can be given, and which; empty where they cannot.
    pub scores_between: String,
    /// Options against what they count; `None` where they count nothing.
    pub grid: Option<Grid>,
    /// What number it wants; `None` where it has options.
    pub number: Option<Number>,
    /// Whose question it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
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
    /// The scores between this option and the next that can be given too.
    pub between: Vec<Self>,
    /// Between which two options those are.
    pub between_say: String,
}

/// What number a question wants.
#[derive(Clone, Debug, Serialize)]
pub struct Number {
    /// That, in a sentence.
    pub sentence: String,
    /// What to do where something else was written.
    pub fault: String,
    /// The periods that it may be for, its own first; empty where it has only one.
    pub periods: Vec<PeriodChoice>,
    /// Where the page has those; empty where it has only one, or the page asks for none.
    pub periods_id: String,
    /// Its own period in plain words; empty where it has only one.
    pub own_period: String,
    /// `£`, before the box, for money; otherwise empty.
    pub before: String,
}

/// A period that a number may be for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodChoice {
    /// What follows the number in an answer: `a month`.
    pub value: String,
    /// The period in plain words.
    pub say: String,
    /// How a number for it is turned into one for the question's own period; empty for that one itself.
    pub turned: String,
}

/// What the council does not publish of its questions, in a sentence; empty where it publishes all of them.
pub fn questionnaire(scheme: &Scheme, words: &Words) -> String {
    match scheme.questionnaire.as_str() {
        "not published" => words.say("page-questionnaire", &[]),
        sentence => sentence.to_owned(),
    }
}

/// The questions of a scheme in words.
pub fn questions(scheme: &Scheme, terms: &Terms, words: &Words) -> Vec<Asked> {
    let questions = scheme.questions.iter().enumerate();
    questions
        .map(|(index, question)| Asked {
            terms: terms.explained(terms::of_question(question)),
            ..asked(scheme, index, question, words)
        })
        .collect()
}

/// One of them, by its place; its words are not explained.
pub(super) fn asked(scheme: &Scheme, index: usize, question: &Question, words: &Words) -> Asked {
    let (options, grid, number) = match &question.kind {
        QuestionKind::Options(_) => {
            let grid = counted(scheme, question, words);
            (choices(question, grid.as_ref(), words), grid, None)
        }
        QuestionKind::Number {
            unit,
            least,
            most,
            places,
            periods,
            rounded,
        } => {
            let choices = period_choices(scheme, unit, periods, *rounded, words);
            let number = number(unit, *least, *most, *places, choices, words);
            (Vec::new(), None, Some(number))
        }
    };
    Asked {
        id: question.id.clone(),
        place: index + 1,
        ask: question.ask.clone(),
        hint: question.hint.clone(),
        fixed: question.fixed,
        terms: Vec::new(),
        asked_when: asked_when(scheme, question.when.as_ref(), words),
        scores_between: scores_between(&options, words),
        options,
        grid,
        number,
        whose: whose::question(scheme, index, words),
        cite: cited(scheme, question.cite.as_ref(), words),
    }
}

/// When a question is asked at all, in a sentence; empty where always.
pub fn asked_when(scheme: &Scheme, when: Option<&Condition>, words: &Words) -> String {
    when.map_or_else(String::new, |when| {
        describe_when(scheme, when, "page-asked-when", words)
    })
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
        .filter(|option| !option.between)
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

/// The printed options, each with the scores that lie between it and the next.
fn choices(question: &Question, grid: Option<&Grid>, words: &Words) -> Vec<Choice> {
    let QuestionKind::Options(options) = &question.kind else {
        return Vec::new();
    };
    let mut choices: Vec<Choice> = Vec::new();
    for (place, option) in options.iter().enumerate() {
        let choice = |counts: String| Choice {
            id: option.id.clone(),
            say: option.say.clone(),
            counts,
            between: Vec::new(),
            between_say: String::new(),
        };
        if let (true, Some((before, after))) = (option.between, neighbours(options, place)) {
            if let Some(last) = choices.last_mut() {
                let gaps = [
                    ("before", before.say.as_str()),
                    ("after", after.say.as_str()),
                ];
                last.between_say = words.say("page-between", &gaps);
                last.between.push(choice(String::new()));
            }
            continue;
        }
        let row = grid.and_then(|grid| grid.rows.get(choices.len()));
        let counts = row.map(|row| {
            let texts: Vec<_> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            texts.join(", ")
        });
        choices.push(choice(counts.unwrap_or_default()));
    }
    choices
}

/// Which scores between those of two options can be given too, in a sentence; empty where none can.
fn scores_between(choices: &[Choice], words: &Words) -> String {
    let ranges: Vec<String> = choices
        .iter()
        .filter_map(|choice| {
            let (first, last) = (choice.between.first()?, choice.between.last()?);
            Some(if first.id == last.id {
                first.id.clone()
            } else {
                let ends = [("from", first.id.as_str()), ("to", last.id.as_str())];
                words.say("page-scores-from-to", &ends)
            })
        })
        .collect();
    if ranges.is_empty() {
        return String::new();
    }
    let scores = words.list(&ranges);
    words.say("page-scores-between", &[("scores", &scores)])
}

/// The periods that a number may be for, its own first.
fn period_choices(
    scheme: &Scheme,
    own: &Unit,
    periods: &[Period],
    rounded: Option<Rounding>,
    words: &Words,
) -> Vec<PeriodChoice> {
    if periods.is_empty() {
        return Vec::new();
    }
    let own_words = after_the_box(own, words);
    let rounding = rounded.map_or_else(String::new, |rounded| {
        words.say(
            "page-period-rounding",
            &[("rounding", &describe_rounding(scheme, rounded, own, words))],
        )
    });
    let choice = |unit: &Unit, turned: String| PeriodChoice {
        value: period_value(unit),
        say: after_the_box(unit, words),
        turned,
    };
    let turned = |period: &Period| {
        let by = |(sign, figure): (&str, Decimal)| {
            (figure != Decimal::ONE).then(|| format!("{sign} {}", figure.normalize()))
        };
        let sum: Vec<_> = [("×", period.times), ("÷", period.over)]
            .into_iter()
            .filter_map(by)
            .collect();
        words.say(
            "page-period-turned",
            &[
                ("sum", &sum.join(" ")),
                ("own", &own_words),
                ("rounding", &rounding),
            ],
        )
    };
    let others = periods
        .iter()
        .map(|period| choice(&period.unit, turned(period).trim().to_owned()));
    [choice(own, String::new())]
        .into_iter()
        .chain(others)
        .collect()
}

/// What follows a number in an answer, to say for which period it is: `a month`.
pub(super) fn period_value(unit: &Unit) -> String {
    match unit.over_words().find(|word| is_period(word)) {
        Some(word) => format!("a {word}"),
        None => String::new(),
    }
}

/// A unit as it stands after the box for its number, where `£` stands before the box.
fn after_the_box(unit: &Unit, words: &Words) -> String {
    words.unit(unit).trim_start_matches('£').trim().to_owned()
}

fn number(
    unit: &Unit,
    least: Decimal,
    most: Option<Decimal>,
    places: u32,
    periods: Vec<PeriodChoice>,
    words: &Words,
) -> Number {
    let allowed = Band {
        from: Some(least),
        to: most,
        ..Band::default()
    };
    // Nothing or more of money needs no saying, and is so in any period.
    let any_amount = unit.is_money() && least.is_zero() && most.is_none();
    let pounds = Unit::of(POUND);
    let any_period = any_amount && !periods.is_empty();
    let allowed = describe_band(&allowed, if any_period { &pounds } else { unit }, words);
    let after = if periods.is_empty() {
        after_the_box(unit, words)
    } else {
        String::new()
    };
    // An everyday number, where the question allows it.
    let example = match (unit.is_money(), places) {
        (true, 0) => Decimal::new(125, 0),
        (true, 1) => Decimal::new(1255, 1),
        (true, _) => Decimal::new(12550, 2),
        (false, 0) => Decimal::new(3, 0),
        (false, _) => Decimal::new(35, 1),
    };
    let example = example
        .max(least)
        .min(most.unwrap_or(Decimal::MAX))
        .to_string();
    let in_pounds = words.say("page-pounds", &[("period", &after)]);
    let say = |key: &str| {
        words.say(
            key,
            &[
                ("allowed", &allowed),
                ("example", &example),
                ("pounds", in_pounds.trim()),
            ],
        )
    };
    Number {
        sentence: match (any_amount, periods.is_empty()) {
            (true, _) => say("page-number-money"),
            (false, true) => say("page-number"),
            (false, false) => say("page-number-for-a-period"),
        },
        fault: say(match (any_amount, places) {
            (true, 0) => "page-number-pounds-fault",
            (true, _) => "page-number-money-fault",
            (false, 0) => "page-number-whole-fault",
            (false, _) => "page-number-fault",
        }),
        before: if unit.is_money() {
            "£".into()
        } else {
            String::new()
        },
        own_period: periods
            .first()
            .map_or_else(String::new, |own| own.say.clone()),
        periods,
        periods_id: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages;

    #[test]
    fn a_fault_says_what_to_type() {
        let words = messages::english();
        let fault = |unit: Unit, least: i64, most: Option<i64>, places: u32| {
            let most = most.map(Decimal::from);
            number(&unit, least.into(), most, places, Vec::new(), words).fault
        };
        let weekly = || Unit::of("£").per("week");
        for (fault, type_this) in [
            (
                fault(weekly(), 0, None, 2),
                "Type pounds and pence, such as 125.50.",
            ),
            (
                fault(weekly(), 0, None, 0),
                "Type whole pounds, such as 125.",
            ),
            (
                fault(weekly(), 0, Some(100), 2),
                "Type a number, such as 100. It has to be from £0 to £100 a week.",
            ),
            (
                fault(Unit::of("child"), 0, Some(20), 0),
                "Type a whole number, such as 3. It has to be from 0 to 20 children.",
            ),
            (
                fault(Unit::of("hour").per("week"), 0, Some(168), 2),
                "Type a number, such as 3.5. It has to be from 0 to 168 hours a week.",
            ),
        ] {
            assert_eq!(fault, type_this);
        }
    }
}
