//! How near the next rows of a table are, against what the engine gives there.

use proptest::prelude::*;
use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Unit,
    change::near,
    estimate,
    explain::explain,
    scheme::{
        Band, BandRow, Operand, Question, QuestionKind, ResultLine, Step, Table, TableKind, Verb,
    },
    words::Words,
};

use crate::any_scheme::{points, step};

/// A table looked up by the answer to a question.
fn looked_up(rows: Vec<BandRow>) -> Scheme {
    Scheme {
        questions: vec![Question {
            part: 0,
            id: "score".into(),
            about: String::new(),
            ask: "What is your score?".into(),
            hint: String::new(),
            fixed: false,
            kind: QuestionKind::Number {
                unit: Unit::of("point"),
                least: Decimal::ZERO,
                most: None,
                places: 2,
                periods: Vec::new(),
                rounded: None,
            },
            when: None,
            cite: None,
        }],
        tables: vec![Table {
            id: "budget".into(),
            say: "Budget".into(),
            kind: TableKind::Bands {
                by: Unit::of("point"),
                rows,
            },
            unit: Unit::of("£").per("week"),
            elsewhere: Some(Amount::CaseByCase),
            note: String::new(),
            cite: None,
        }],
        steps: vec![Step {
            unit: Unit::of("£").per("week"),
            ..step(
                0,
                Verb::LookUp {
                    table: 0,
                    row: Some(Operand::Answer(0)),
                    column: None,
                },
            )
        }],
        results: vec![ResultLine {
            part: 0,
            kinder: None,
            id: "budget".into(),
            say: "Budget".into(),
            step: 0,
        }],
        ..Scheme::default()
    }
}

fn row(from: Option<i64>, to: Option<i64>, under: bool, gives: Amount) -> BandRow {
    BandRow {
        band: Band {
            say: String::new(),
            from: from.map(Decimal::from),
            to: to.map(Decimal::from),
            under,
        },
        gives,
        asked: String::new(),
    }
}

/// Rows one after the other, some with a gap before them, the last without an end.
fn rows() -> impl Strategy<Value = Vec<BandRow>> {
    let amount = prop_oneof![(0..3_i64).prop_map(points), Just(Amount::NotPublished)];
    proptest::collection::vec((0..3_i64, 1..9_i64, any::<bool>(), amount), 2..7).prop_map(|parts| {
        let last = parts.len() - 1;
        let mut next = 0;
        let parts = parts.into_iter().enumerate();
        parts
            .map(|(place, (gap, width, under, gives))| {
                let from = next + gap;
                let to = from + width;
                next = if under { to } else { to + 1 };
                row(Some(from), (place != last).then_some(to), under, gives)
            })
            .collect()
    })
}

/// What the engine finds and gives for a score.
fn found(scheme: &Scheme, score: Decimal) -> upfront_engine::Outcome {
    estimate(scheme, &Answers(vec![Some(Answer::Number(score))]))
}

fn at(scheme: &Scheme, score: Decimal) -> upfront_engine::Value {
    found(scheme, score).results.remove(0)
}

proptest! {
    #[test]
    fn an_edge_that_is_told_gives_its_row_once_it_is_reached(rows in rows(), place in 0..7_usize, into in 0..9_i64) {
        let scheme = looked_up(rows.clone());
        let band = &rows[place % rows.len()].band;
        let figure = band.from.unwrap() + Decimal::from(into);
        prop_assume!(band.to.is_none_or(|to| figure < to || (figure == to && !band.under)));
        for up in [true, false] {
            let Some(near) = near(&rows, place % rows.len(), figure, up) else { continue };
            let sign = if up { Decimal::ONE } else { -Decimal::ONE };
            let edge = figure + sign * near.away;
            let bit = Decimal::new(1, 2);
            let of_row = |score| at(&scheme, score) == upfront_engine::Value::published(
                near.row.gives,
                upfront_engine::value::Place::Row(0, rows.iter().position(|row| row == near.row).unwrap()),
            );
            let (there, before) = if near.reached { (edge, edge - sign * bit) } else { (edge - bit, edge) };
            prop_assert!(of_row(there));
            prop_assert!(!of_row(before));
            prop_assert_ne!(near.row.gives, rows[place % rows.len()].gives);
        }
    }
}

#[test]
fn how_near_the_next_rows_are_is_told_in_a_sentence() {
    let scheme = looked_up(vec![
        row(None, Some(70), true, Amount::NOTHING),
        row(Some(70), Some(80), true, points(96)),
        row(Some(80), Some(115), false, points(96)),
        row(Some(116), Some(200), false, points(210)),
        row(Some(201), None, false, Amount::NotPublished),
    ]);
    let words: Words = [
        ("item-answer", "your score"),
        ("item-worked", "{item} ({amount})"),
        ("unit-point-many", "points"),
        ("unit-point-one", "point"),
        ("per-week", "a week"),
        ("amount-nothing", "nothing"),
        ("amount-not-published", "not published"),
        ("near", "Now: {item}.{near}"),
        ("near-more", "{by} more: {gives}."),
        ("near-less", "{by} less: {gives}."),
        ("near-any-less", "Any less: {gives}."),
        ("near-over-less", "Over {by} less: {gives}."),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()))
    .into_iter()
    .collect();
    for (score, told) in [
        (
            69,
            "Now: your score (69 points).\n\t1 point more: £96 a week.",
        ),
        (
            70,
            "Now: your score (70 points).\n\t46 points more: £210 a week.\n\tAny less: nothing.",
        ),
        (
            114,
            "Now: your score (114 points).\n\t2 points more: £210 a week.\n\tOver 44 points less: nothing.",
        ),
        (
            200,
            "Now: your score (200 points).\n\t1 point more: not published.\n\t85 points less: £96 a week.",
        ),
        (
            300,
            "Now: your score (300 points).\n\t100 points less: £210 a week.",
        ),
    ] {
        let answers = Answers(vec![Some(Answer::Number(Decimal::from(score)))]);
        let outcome = estimate(&scheme, &answers);
        assert_eq!(explain(&scheme, &answers, &outcome, &words).near, [told]);
    }
    let outcome = estimate(&scheme, &Answers(vec![None]));
    let explained = explain(&scheme, &Answers(vec![None]), &outcome, &words);
    assert!(explained.near.is_empty(), "{:?}", explained.near);
}

#[test]
fn what_nobody_can_change_is_near_nothing() {
    let mut scheme = looked_up(vec![
        row(Some(0), Some(70), true, Amount::NOTHING),
        row(Some(70), None, false, points(96)),
    ]);
    let near = |scheme: &Scheme| {
        let answers = Answers(vec![Some(Answer::Number(Decimal::from(60)))]);
        explain(
            scheme,
            &answers,
            &estimate(scheme, &answers),
            &Words::default(),
        )
        .near
        .len()
    };
    assert_eq!(near(&scheme), 1);
    scheme.questions[0].fixed = true;
    assert_eq!(near(&scheme), 0);
}
