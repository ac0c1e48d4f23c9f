//! What works rules out gives the same, whichever way: in decimals, in whole numbers, for one person and for many.
//!
//! `UPFRONT_SEED` repeats a run.

use rayon::prelude::*;
use upfront::messages;
use upfront_engine::{
    Answers, Decimal, Scheme, Value, estimate,
    explain::{Explainer, explain},
    program::{Columns, Program, Registers},
};

use crate::{
    agreement::answer,
    support::{
        random::{Random, seed},
        schemes::every_scheme,
    },
};

/// How many sets of answers there are at least, over all schemes and shapes.
const SETS: usize = 100_000;

#[test]
fn every_driver_gives_what_decimals_give() {
    let seed = seed();
    let schemes = every_scheme();
    let each = SETS.div_ceil(schemes.len());
    let whole: usize = schemes
        .par_iter()
        .enumerate()
        .map(|(index, scheme)| {
            let mut random = Random::of(seed.wrapping_add(index as u64));
            compare(scheme, each, &mut random, seed)
        })
        .sum();
    println!("{whole} of {SETS} sets of answers in whole numbers");
    // The rest look at something that a council does not publish, or leave something open.
    assert!(whole > SETS / 2, "only {whole} of {SETS} in whole numbers");
}

#[test]
fn texts_put_together_once_are_those_of_each_working() {
    let seed = seed();
    let words = messages::english();
    every_scheme()
        .par_iter()
        .enumerate()
        .for_each(|(index, scheme)| {
            let mut random = Random::of(seed.wrapping_add(index as u64));
            let explainer = Explainer::of(scheme, words);
            for _ in 0..20 {
                let answers = whole_answers(scheme, &mut random);
                let outcome = estimate(scheme, &answers);
                assert_eq!(
                    explainer.explain(&answers, &outcome),
                    explain(scheme, &answers, &outcome, words),
                    "{} with {answers:?}, UPFRONT_SEED={seed}",
                    scheme.id
                );
            }
        });
}

/// Gives how many sets were worked out in whole numbers.
fn compare(scheme: &Scheme, sets: usize, random: &mut Random, seed: u64) -> usize {
    let program = Program::compile(scheme);
    let mut registers = Registers::new(&program);
    let mut people = Columns::new();
    let mut expected = Vec::new();
    for _ in 0..sets {
        let answers = whole_answers(scheme, random);
        let at = || format!("{} with {answers:?}, UPFRONT_SEED={seed}", scheme.id);
        let outcome = estimate(scheme, &answers);
        assert_eq!(
            program.estimate(&answers, &mut registers),
            outcome,
            "{}",
            at()
        );
        let Some(person) = program.person(&answers) else {
            continue;
        };
        if !program.results(&person, &mut registers) {
            continue;
        }
        let exact: Vec<_> = outcome.results.iter().map(Value::exact).collect();
        for (place, exact) in exact.iter().enumerate() {
            assert_eq!(program.result(place, &registers), *exact, "{}", at());
        }
        // Whoever has not begun every part is in no column.
        if exact.len() == scheme.results.len() && exact.iter().all(Option::is_some) {
            people.push(&person);
        }
        expected.push((exact, people.rows()));
    }
    let mut columns = Vec::new();
    if people.rows() > 0 {
        let open = program.columns(&people, &mut columns);
        assert_eq!(open, Some(Vec::new()), "{}, UPFRONT_SEED={seed}", scheme.id);
        let mut row = 0;
        for (exact, rows) in &expected {
            if *rows == row {
                continue;
            }
            for (place, exact) in exact.iter().enumerate() {
                let scale = program.scale(place).unwrap();
                let found = Decimal::new(columns[place][row], scale);
                assert_eq!(Some(found), *exact, "{}, UPFRONT_SEED={seed}", scheme.id);
            }
            row = *rows;
        }
    }
    expected.len()
}

/// Answers to every question, but for one in twenty sets, which leaves one of them open.
fn whole_answers(scheme: &Scheme, random: &mut Random) -> Answers {
    let questions = scheme.questions.len();
    let left_out = random.below(20 * questions.max(1));
    let texts: Vec<(&str, String)> = scheme
        .questions
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != left_out)
        .map(|(_, question)| (question.id.as_str(), answer(&question.kind, random)))
        .collect();
    let texts = texts.iter().map(|(id, text)| (*id, text.as_str()));
    Answers::from_texts(scheme, texts).0
}
