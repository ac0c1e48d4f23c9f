//! With nothing known every scheme gives a range, or names the one thing that has no upper limit.

use upfront::messages;
use upfront_engine::{
    Amount, Answer, Answers, Decimal, Outcome, Scheme, estimate,
    explain::{Explained, explain},
    scheme::{QuestionKind, QuestionOption},
    value::Reason,
};

use crate::support::{
    answers,
    schemes::{SCHEMES, scheme},
};

fn nothing_known(scheme: &Scheme) -> Explained {
    let nothing = Answers::default();
    let outcome = estimate(scheme, &nothing);
    explain(scheme, &nothing, &outcome, messages::english())
}

#[test]
fn with_nothing_known_each_nation_says_the_least_and_what_has_no_upper_limit() {
    for (id, asked) in [
        ("england/2026-27", "The answer to “"),
        ("wales/2025-26", "The answer to “"),
        ("scotland/2026-27", "Not published by the council: “"),
        ("northern-ireland/2023-24", "The answer to “"),
    ] {
        let scheme = scheme(id);
        for result in nothing_known(scheme).results {
            assert!(result.amount.starts_with("£0"), "{id}: {}", result.amount);
            assert!(
                result.amount.ends_with(" or more"),
                "{id}: {}",
                result.amount
            );
            assert!(
                result.note.contains("No upper limit can be given."),
                "{id}: {}",
                result.note
            );
            assert!(result.note.contains(asked), "{id}: {}", result.note);
        }
    }
}

#[test]
fn with_nothing_known_every_scheme_gives_a_range_or_names_what_has_none() {
    for scheme in SCHEMES.iter() {
        for result in nothing_known(scheme).results {
            let named = result.note.contains("No upper limit can be given.");
            let ends = [result.low.is_some(), result.high.is_some() || named];
            assert_eq!(
                ends,
                [true, true],
                "{} {}: {}",
                scheme.id,
                result.id,
                result.amount
            );
        }
    }
}

#[test]
fn what_is_decided_case_by_case_is_said_once() {
    let id = "t11-level-without-points/2026-27";
    let scheme = scheme(id);
    let example = scheme
        .examples
        .iter()
        .find(|example| example.title == "Too much")
        .unwrap();
    let outcome = estimate(scheme, &example.answers);
    let told = explain(scheme, &example.answers, &outcome, messages::english());
    let result = told.results.first().unwrap();
    assert_eq!(
        (result.amount.as_str(), result.note.as_str()),
        ("decided case by case", "")
    );
    // Which rule says so is named below.
    let gap = told.gaps.first().unwrap();
    assert!(gap.starts_with("Decided case by case: "), "{gap}");
}

#[test]
fn no_result_says_twice_that_it_is_open() {
    for scheme in SCHEMES.iter() {
        for example in &scheme.examples {
            let outcome = estimate(scheme, &example.answers);
            let told = explain(scheme, &example.answers, &outcome, messages::english());
            for (result, value) in told.results.iter().zip(&outcome.results) {
                let by_answers = value
                    .why
                    .iter()
                    .any(|why| matches!(why, Reason::Unknown(_)));
                let is_said = result.note.contains("No upper limit");
                assert!(
                    by_answers || !is_said,
                    "{} {}: {}",
                    scheme.id,
                    example.id,
                    result.note
                );
            }
        }
    }
}

/// Answers to every question: those given, and for the others the least, or the option that counts the least or the most.
fn complete(scheme: &Scheme, given: &[(&str, &str)], needs_most: bool) -> Answers {
    let mut answers = answers(scheme, given);
    for (index, question) in scheme.questions.iter().enumerate() {
        if answers.get(index).is_some() {
            continue;
        }
        let answer = match &question.kind {
            QuestionKind::Number { least, .. } => Answer::Number(*least),
            QuestionKind::Options(options) => {
                let counts = |option: &QuestionOption| -> Decimal {
                    let counts = option.counts.iter().flatten();
                    counts.filter_map(Amount::figure).sum()
                };
                let option = (0..options.len()).rev().max_by_key(|option| {
                    let counts = counts(&options[*option]);
                    if needs_most { counts } else { -counts }
                });
                Answer::Option(option.unwrap())
            }
        };
        answers.set(index, answer);
    }
    answers
}

/// Holds the range for what is known to the least and the most over every way to answer some questions, the others at
/// their ends. Where there is no most, one of them comes to more than the far figure that is tried.
fn is_what_every_answer_gives(id: &str, known: &[(&str, &str)], tried: &[(&str, &[&str])]) {
    let scheme = scheme(id);
    let mut ways = vec![known.to_vec()];
    for (question, answers) in tried {
        let each = |way: Vec<_>| {
            answers
                .iter()
                .map(move |answer| [&way[..], &[(*question, *answer)]].concat())
        };
        ways = ways.into_iter().flat_map(each).collect();
    }
    let all: Vec<Outcome> = ways
        .iter()
        .flat_map(|way| [false, true].map(|most| estimate(scheme, &complete(scheme, way, most))))
        .collect();
    let known = answers(scheme, known);
    for (place, range) in estimate(scheme, &known).results.iter().enumerate() {
        let figures = || {
            all.iter()
                .map(|outcome| outcome.results[place].exact().unwrap())
        };
        let result = &scheme.results[place].id;
        assert_eq!(range.low, figures().min(), "{id} {result}: the least");
        let most = figures().max().unwrap();
        match range.high {
            Some(high) => assert_eq!(high, most, "{id} {result}: the most"),
            None => assert!(most > Decimal::from(900_000), "{id} {result}: {most}"),
        }
    }
}

const FAR: &[&str] = &["0", "1000000"];

#[test]
fn in_england_nothing_known_is_what_every_answer_gives() {
    let england = "england/2026-27";
    let means = [
        ("assessed", &["yes", "no"][..]),
        ("savings", FAR),
        ("private_pension", FAR),
    ];
    let all = [
        ("setting", &["home", "temporary", "care-home"][..]),
        ("other_care", FAR),
        ("care_home_cost", FAR),
    ];
    is_what_every_answer_gives(england, &[], &[&all[..], &means[..]].concat());
    let cost = [("setting", "care-home"), ("care_home_cost", "900")];
    is_what_every_answer_gives(england, &cost, &means);
}

#[test]
fn in_wales_nothing_known_is_what_every_answer_gives() {
    let wales = "wales/2025-26";
    let means = [
        ("assessed", &["yes", "no"][..]),
        ("capital", FAR),
        ("income", FAR),
        ("cost", FAR),
        ("flat_services", FAR),
    ];
    let all = [&[("setting", &["home", "care-home"][..])][..], &means[..]].concat();
    is_what_every_answer_gives(wales, &[], &all);
    let cost = [("setting", "home"), ("cost", "80"), ("flat_services", "0")];
    is_what_every_answer_gives(wales, &cost, &means[..3]);
    let capped = [("setting", "home"), ("cost", "900"), ("flat_services", "0")];
    is_what_every_answer_gives(wales, &capped, &means[..3]);
}

/// At home each council sets the limits and the share, and publishes them itself: no answers give one figure, so that only
/// a care home can be tried.
#[test]
fn in_scotland_nothing_known_of_a_care_home_is_what_every_answer_gives() {
    let scotland = "scotland/2026-27";
    let means = [
        ("capital", FAR),
        ("income", FAR),
        ("nursing", &["yes", "no"][..]),
    ];
    let care_home = [("setting", "care-home")];
    let all = [&[("care_home_cost", FAR)][..], &means[..]].concat();
    is_what_every_answer_gives(scotland, &care_home, &all);
    let cost = [("setting", "care-home"), ("care_home_cost", "1000")];
    is_what_every_answer_gives(scotland, &cost, &means);
}

#[test]
fn in_exampleshire_nothing_known_is_what_every_answer_gives() {
    let exampleshire = "exampleshire/2026-27";
    let needs = [
        ("nights", &["none", "waking"][..]),
        ("nights_a_week", &["1", "7"]),
        ("two_people", &["yes", "no"]),
        ("second_worker_hours", &["0.25", "168"]),
        ("unpaid_help", &["none", "most"]),
    ];
    let means = [
        ("assessed", &["yes", "no"][..]),
        ("savings", FAR),
        ("private_pension", FAR),
    ];
    let setting = [
        ("setting", &["home", "care-home"][..]),
        ("care_home_cost", FAR),
    ];
    let all = [&needs[..], &setting[..], &means[..]].concat();
    is_what_every_answer_gives(exampleshire, &[], &all);
    let home = [("setting", "home")];
    is_what_every_answer_gives(exampleshire, &home, &[&needs[..], &means[..]].concat());
    let known = [
        ("setting", "home"),
        ("nights", "none"),
        ("two_people", "no"),
    ];
    is_what_every_answer_gives(exampleshire, &known, &[&needs[4..], &means[..]].concat());
}
