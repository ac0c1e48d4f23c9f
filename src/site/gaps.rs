//! What a council does not publish, and where in its rules that shows.

use serde::Serialize;
use upfront_engine::{
    Amount, Scheme,
    scheme::{Operand, Origin, QuestionKind, TableKind},
    words::Words,
};

use super::route::Place;

/// Something that is not published.
#[derive(Clone, Debug, Serialize)]
pub struct Gap {
    /// What it is.
    pub what: String,
    /// Its place on the page of rules; empty where it has none.
    pub href: String,
    /// The request for it that was refused; empty where there was none.
    pub asked: String,
    /// Whether it is a nation's figure and not the council's.
    pub national: bool,
}

/// Everything that a scheme's council keeps to itself.
pub fn gaps(scheme: &Scheme, words: &Words) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut add = |key: &str, name: &str, place: String, asked: &str, national: bool| {
        let page = if place.starts_with("question") {
            Place::Questions
        } else {
            Place::How
        };
        gaps.push(Gap {
            what: words.say(key, &[("name", name)]),
            href: format!("{}#{place}", page.path()),
            asked: asked.to_owned(),
            national,
        });
    };
    if !scheme.questionnaire.is_empty() {
        add("page-gap-questionnaire", "", "questions".into(), "", false);
    }
    for question in &scheme.questions {
        let QuestionKind::Options(options) = &question.kind else {
            continue;
        };
        let withheld = options
            .iter()
            .any(|option| option.counts.contains(&Some(Amount::NotPublished)));
        if withheld {
            let place = format!("question-{}", question.id);
            add("page-gap-question", &question.ask, place, "", false);
        }
    }
    for (index, rate) in scheme.rates.iter().enumerate() {
        if rate.amount == Amount::NotPublished {
            let national = is_national(scheme, index);
            let key = if national {
                "page-gap-national"
            } else {
                "page-gap-rate"
            };
            let place = format!("rate-{}", rate.id);
            add(key, &rate.say, place, &rate.asked, national);
        }
    }
    for table in &scheme.tables {
        let rows: Vec<(Amount, &str)> = match &table.kind {
            TableKind::Bands { rows, .. } => rows
                .iter()
                .map(|row| (row.gives, row.asked.as_str()))
                .collect(),
            TableKind::Lines { points, .. } => {
                points.iter().map(|point| (point.gives, "")).collect()
            }
            TableKind::ByAnswer { rows, .. } => rows
                .iter()
                .map(|row| (row.gives, row.asked.as_str()))
                .collect(),
            TableKind::TwoWay { cells, .. } => {
                cells.iter().flatten().map(|cell| (*cell, "")).collect()
            }
        };
        let asked = rows
            .iter()
            .find(|(amount, asked)| *amount == Amount::NotPublished && !asked.is_empty())
            .map_or("", |(_, asked)| asked);
        let withheld = rows
            .iter()
            .map(|(amount, _)| *amount)
            .chain(table.elsewhere);
        let all = rows
            .iter()
            .all(|(amount, _)| *amount == Amount::NotPublished);
        if all
            || withheld
                .into_iter()
                .any(|amount| amount == Amount::NotPublished)
        {
            let key = if all {
                "page-gap-table"
            } else {
                "page-gap-rows"
            };
            add(key, &table.say, format!("table-{}", table.id), asked, false);
        }
    }
    for step in &scheme.steps {
        if step.verb.operands().into_iter().any(is_withheld) {
            add(
                "page-gap-step",
                &step.say,
                format!("step-{}", step.id),
                "",
                false,
            );
        }
    }
    gaps
}

/// Whether a rate is a nation's and not the council's.
fn is_national(scheme: &Scheme, rate: usize) -> bool {
    let national = scheme.national.as_ref();
    national.is_some_and(|national| national.rates.get(rate) == Some(&Origin::National))
}

fn is_withheld(operand: &Operand) -> bool {
    match operand {
        Operand::Literal { amount, .. } => *amount == Amount::NotPublished,
        Operand::ByAnswer { choices, .. } => choices.iter().any(is_withheld),
        Operand::Step(_) | Operand::Rate(_) | Operand::Answer(_) => false,
    }
}
