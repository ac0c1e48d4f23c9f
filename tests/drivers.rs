//! What works rules out gives the same, whichever way: in decimals, in whole numbers, for one person and for many.
//!
//! `UPFRONT_SEED` repeats a run.

use rayon::prelude::*;
use upfront::messages;
use upfront_engine::{
    Answers, Decimal, Scheme, Value,
    answers::DO_NOT_KNOW,
    estimate,
    explain::{Explainer, explain},
    program::{Columns, Program, Registers, Results},
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
    let mut people = Columns::of(&program);
    let mut expected = Vec::new();
    let mut whole = 0;
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
        let person = program.person(&answers);
        if person.is_some_and(|person| program.results(&person, &mut registers)) {
            for (place, value) in outcome.results.iter().enumerate() {
                assert_eq!(program.result(place, &registers), value.exact(), "{}", at());
            }
            whole += 1;
        }
        people.push(&program, &answers);
        expected.push((answers, outcome.results));
    }

    let mut results = Results::default();
    program.columns(&people, &mut results);
    let at = |answers| format!("{} with {answers:?}, UPFRONT_SEED={seed}", scheme.id);
    let figure = |results: &Results, row, place| {
        let figure = results.figure(row, place)?;
        Some(Decimal::new(figure, program.scale(place).unwrap()))
    };
    let open = results.open().to_vec();
    for (row, (answers, values)) in expected.iter().enumerate() {
        if open.binary_search(&row).is_ok() {
            continue;
        }
        for place in 0..scheme.results.len() {
            let exact = values.get(place).and_then(Value::exact);
            assert_eq!(figure(&results, row, place), exact, "{}", at(answers));
        }
    }
    assert!(expected.len() - open.len() >= whole.min(1), "{}", scheme.id);

    // The rest in decimals.
    program.settle(&people, &mut registers, &mut results);
    for row in open {
        let (answers, values) = &expected[row];
        assert_eq!(
            estimate(scheme, &people.answers(&program, row)).results,
            *values
        );
        let mut is_open = false;
        for place in 0..scheme.results.len() {
            let exact = values.get(place).and_then(Value::exact);
            assert_eq!(figure(&results, row, place), exact, "{}", at(answers));
            is_open |= values
                .get(place)
                .is_some_and(|value| value.exact().is_none());
        }
        assert_eq!(results.open().binary_search(&row).is_ok(), is_open);
        for place in 0..scheme.results.len() {
            let value = is_open.then(|| values.get(place)).flatten();
            assert_eq!(results.value(row, place), value, "{}", at(answers));
        }
    }
    whole
}

/// Answers to every question, but for one in twenty sets, which leaves one of them open, or says that it is not known; and
/// one in eight, which leaves a part and those after it.
fn whole_answers(scheme: &Scheme, random: &mut Random) -> Answers {
    let questions = scheme.questions.len();
    let left_out = random.below(20 * questions.max(1));
    let is_unknown = random.below(2) == 0;
    let parts = scheme.questions.iter().map(|question| question.part);
    let parts = 1 + parts.max().unwrap_or(0);
    let before = match random.below(8) {
        0 => 1 + random.below(parts),
        _ => parts,
    };
    let texts: Vec<(&str, String)> = scheme
        .questions
        .iter()
        .enumerate()
        .filter(|(index, question)| question.part < before && (is_unknown || *index != left_out))
        .map(|(index, question)| {
            let said = answer(&question.kind, random);
            let is_left_out = index == left_out;
            let said = if is_left_out {
                DO_NOT_KNOW.to_owned()
            } else {
                said
            };
            (question.id.as_str(), said)
        })
        .collect();
    let texts = texts.iter().map(|(id, text)| (*id, text.as_str()));
    Answers::from_texts(scheme, texts).0
}
