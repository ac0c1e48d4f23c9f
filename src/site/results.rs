//! What all answers together lead to: how often each amount comes out, where one point changes most, and how much each
//! answer can change.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{Amount, Decimal, Scheme, Unit, exact, scheme::Direction, words::Words};

use super::{
    Body, Input, Page,
    frame::{Frame, Link, link},
    route::{Place, Route},
};
use crate::{
    analyse::{
        distribution::{Counted, SAMPLE, SEED},
        effects::Effect,
    },
    chart::{FiguresChart, share_chart},
};

/// More amounts than these are told in ranges.
const MOST_AMOUNTS: usize = 12;

/// So many of the places where a point changes most are told.
const MOST_CLIFFS: usize = 12;

/// What all answers together lead to.
#[derive(Clone, Debug, Serialize)]
pub struct Results {
    /// The answer, a sentence each.
    pub lead: Vec<String>,
    /// How often each amount comes out, drawn.
    pub chart: Option<FiguresChart>,
    /// What it shows, in a sentence.
    pub caption: String,
    /// The same as a table.
    pub amounts: Vec<Often>,
    /// Where one point changes most.
    pub cliffs: Vec<Step>,
    /// Whether an answer that counts more ever gives less, in a sentence; empty where that cannot be told.
    pub more_for_more: String,
    /// By how much each answer can change the amount, from the most.
    pub effects: Vec<Changes>,
    /// How it was counted, a sentence each.
    pub counted: Vec<String>,
}

/// How often an amount comes out, or one of a range.
#[derive(Clone, Debug, Serialize)]
pub struct Often {
    /// The amount.
    pub amount: String,
    /// The part of all sets of answers.
    pub share: String,
}

/// From one total to the next.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// From what.
    pub from: String,
    /// To what.
    pub to: String,
    /// What the first gives.
    pub gives: String,
    /// What the second gives.
    pub then: String,
    /// The difference.
    pub change: String,
}

/// By how much the answer to a question can change the amount.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    /// The question.
    pub ask: Link,
    /// By how much.
    pub most: String,
}

/// The page; `None` where no amount rests on answers that can be counted.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let words = input.words;
    let counted = input.counted.get(&scheme.id)?;
    let gives = scheme.steps.get(counted.step)?;
    let (least, most) = (counted.amounts.first()?.0, counted.amounts.last()?.0);
    if least == most {
        return None;
    }
    let route = Route::Edition(&scheme.id, Place::Results);
    let money = |figure: Decimal| words.quantity(figure, &gives.unit);
    let mut lead = vec![words.say(
        "page-all-answers-lead",
        &[
            ("least", &money(least)),
            ("most", &money(most)),
            ("count", &counted.amounts.len().to_string()),
        ],
    )];
    // Where every point brings the same, one row says it.
    let mut gains = BTreeSet::new();
    let steps: Vec<Step> = counted
        .cliffs
        .iter()
        .filter(|cliff| gains.insert(cliff.gain()))
        .take(MOST_CLIFFS)
        .filter_map(|cliff| {
            let unit = &scheme.steps.get(cliff.total)?.unit;
            Some(Step {
                from: words.quantity(cliff.from, unit),
                to: words.quantity(cliff.to, unit),
                gives: money(cliff.gives),
                then: money(cliff.then),
                change: words.difference(cliff.gain(), &gives.unit),
            })
        })
        .collect();
    if let Some(step) = steps.first() {
        let fill = [
            ("from", step.from.as_str()),
            ("to", &step.to),
            ("gives", &step.gives),
            ("then", &step.then),
        ];
        lead.push(words.say("page-all-answers-steepest", &fill));
    }
    let mut effects = counted.effects.iter();
    let worse = effects.any(|effect| effect.less_for_more.is_some());
    let more_for_more = match (counted.is_exact, steps.is_empty(), worse) {
        (false, ..) | (_, true, _) => String::new(),
        (_, _, true) => words.say("page-all-answers-less-for-more", &[]),
        (_, _, false) => words.say("page-all-answers-more-for-more", &[]),
    };
    let shares = shares(counted, &gives.unit, words);
    // A bar of hardly anything is none; the table says so.
    let drawn: Vec<_> = shares
        .iter()
        .filter(|(_, share)| !share.is_zero())
        .cloned()
        .collect();
    let caption = words.say("page-all-answers-chart", &[("what", &gives.say)]);
    let chart = share_chart(&drawn, &caption, words, "results");
    let mut by_most: Vec<&Effect> = counted.effects.iter().collect();
    by_most.sort_by_key(|effect| std::cmp::Reverse(effect.most));
    let changes = by_most.iter().filter_map(|effect| {
        let question = scheme.questions.get(effect.question)?;
        let there = Route::Edition(&scheme.id, Place::Questions);
        let there = format!("{}#question-{}", route.to(there), question.id);
        Some(Changes {
            ask: link(there, question.ask.clone()),
            most: money(effect.most),
        })
    });
    let body = Results {
        amounts: shares
            .iter()
            .map(|(amount, share)| Often {
                amount: amount.clone(),
                share: said(*share, words),
            })
            .collect(),
        lead,
        chart,
        caption,
        cliffs: steps,
        more_for_more,
        effects: changes.collect(),
        counted: how(counted, &gives.say, words),
    };
    let spans = [
        ("council", scheme.council.as_str()),
        ("title", scheme.title.as_str()),
    ];
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Results,
        words.say("page-all-answers-heading", &[]),
        words.say("page-all-answers-description", &spans),
    );
    frame.contents = [
        ("often", true),
        ("steps", !body.cliffs.is_empty()),
        ("effects", !body.effects.is_empty()),
        ("counted", true),
    ]
    .into_iter()
    .filter(|(_, is_there)| *is_there)
    .map(|(id, _)| {
        let said = words.say(&format!("page-all-answers-{id}"), &[]);
        link(format!("#{id}"), said)
    })
    .collect();
    Some(Page {
        path: route.path(),
        frame,
        body: Body::Results(Box::new(body)),
    })
}

/// How it was counted.
fn how(counted: &Counted, what: &str, words: &Words) -> Vec<String> {
    let none = Unit::none();
    let count = |figure: u128| {
        let figure = i128::try_from(figure).ok();
        let figure = figure.and_then(|figure| Decimal::try_from_i128_with_scale(figure, 0).ok());
        figure.map(|figure| words.quantity(figure, &none))
    };
    let questions = counted.questions.to_string();
    let mut how = vec![words.say(
        "page-all-answers-of",
        &[("what", what), ("questions", &questions)],
    )];
    how.push(match (counted.is_exact, count(counted.counted)) {
        (true, Some(count)) => words.say("page-all-answers-exact", &[("count", &count)]),
        (true, None) => words.say("page-all-answers-exact-many", &[]),
        (false, _) => words.say(
            "page-all-answers-sample",
            &[
                ("count", &words.quantity(Decimal::from(SAMPLE), &none)),
                ("seed", &SEED.to_string()),
            ],
        ),
    });
    how.push(words.say("page-all-answers-weights", &[]));
    how
}

/// Each amount, or each of a few ranges of them, with the part of all sets of answers in per cent to a tenth.
fn shares(counted: &Counted, unit: &Unit, words: &Words) -> Vec<(String, Decimal)> {
    let money = |figure: Decimal| words.quantity(figure, unit);
    let mut shares = Vec::new();
    if counted.amounts.len() <= MOST_AMOUNTS {
        for (amount, count) in &counted.amounts {
            shares.push((money(*amount), share(*count, counted.counted)));
        }
    } else if let (Some((least, _)), Some((most, _))) =
        (counted.amounts.first(), counted.amounts.last())
    {
        let width = width(*least, *most);
        let part = |amount: Decimal| exact::whole_parts(amount, width, Direction::Down);
        let mut parts: Vec<(Decimal, u128)> = Vec::new();
        for (amount, count) in &counted.amounts {
            let Some(at) = part(*amount) else { continue };
            match parts.last_mut() {
                // None is more than all answers are, which fit.
                Some((last, sum)) if *last == at => *sum = sum.saturating_add(*count),
                _ => parts.push((at, *count)),
            }
        }
        for (at, count) in parts {
            let from = exact::multiply(at, width);
            let to = from.and_then(|from| exact::add(from, width));
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            let range = [("from", money(from)), ("under", money(to))];
            let range = range.each_ref().map(|(key, text)| (*key, text.as_str()));
            shares.push((
                words.say("page-all-answers-range", &range),
                share(count, counted.counted),
            ));
        }
    }
    if counted.open > 0 {
        shares.push((
            words.say("page-all-answers-open", &[]),
            share(counted.open, counted.counted),
        ));
    }
    shares
}

/// A round width, of which a dozen or fewer reach from the least to the most.
fn width(least: Decimal, most: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let enough = |width: &Decimal| {
        let whole = |figure| exact::whole_parts(figure, *width, Direction::Down);
        let parts = whole(most).zip(whole(least));
        let parts = parts.and_then(|(last, first)| exact::subtract(last, first));
        parts.is_some_and(|parts| parts < Decimal::from(MOST_AMOUNTS as u64))
    };
    let mut unit = Decimal::ONE;
    for _ in 0..20 {
        for times in [1, 2, 5] {
            let Some(width) = exact::multiply(unit, Decimal::from(times)) else {
                return unit;
            };
            if enough(&width) {
                return width;
            }
        }
        unit = exact::multiply(unit, ten).unwrap_or(unit);
    }
    unit
}

/// A part of a whole in per cent, to a tenth, a half rounded up.
fn share(part: u128, whole: u128) -> Decimal {
    // Of very many, the last thousandth of a thousandth does not show.
    let (mut part, mut whole) = (part, whole.max(1));
    while part > u128::MAX / 4000 {
        part /= 2;
        whole /= 2;
    }
    let tenths = (part * 2000 / whole.max(1)).div_ceil(2);
    Decimal::new(i64::try_from(tenths).unwrap_or(1000), 1)
}

/// A share as it is told: what is there is not told as nothing.
fn said(share: Decimal, words: &Words) -> String {
    if share.is_zero() {
        return words.say("page-all-answers-hardly", &[]);
    }
    words.amount(Amount::Exact(share), &Unit::of("%"))
}
