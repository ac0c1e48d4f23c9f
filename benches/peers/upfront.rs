//! The means test in Upfront's engine: the results of one person after the other, the whole outcome of each, and all of them
//! as columns. Prints a line of JSON for each.
//!
//! ```text
//! cargo run --release --package upfront-engine --example peers -- scheme.json people.json
//! ```

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::{env, fs, hint::black_box, time::Instant};

use serde_json::{Value, json};
use upfront_engine::{
    Answer, Answers, Decimal, VERSION,
    program::{Columns, Program, Registers, Results},
    scheme::QuestionKind,
    wire,
};

/// So many are worked out together: the same ones again and again.
const MANY: usize = 1_000_000;

/// Seconds that this process has had a processor for, or, where the system does not say, those on the wall since the start.
fn seconds(start: Instant) -> f64 {
    let said = fs::read_to_string("/proc/self/schedstat").ok();
    let spent = said.and_then(|said| said.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| start.elapsed().as_secs_f64(), |spent| spent / 1e9)
}

/// How many people a second, where each run is of so many: the median of seven.
fn rate(people: usize, mut run: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut rates: Vec<f64> = (0..7)
        .map(|_| {
            let (start, mut count) = (seconds(begun), 0);
            while seconds(begun) - start < 0.2 {
                run();
                count += people;
            }
            count as f64 / (seconds(begun) - start)
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    rates[3]
}

fn main() {
    let given: Vec<String> = env::args().skip(1).collect();
    let scheme = wire::read(&fs::read_to_string(&given[0]).unwrap())
        .ok()
        .unwrap();
    let people: Vec<Value> = serde_json::from_str(&fs::read_to_string(&given[1]).unwrap()).unwrap();
    let program = Program::compile(&scheme);
    let answers: Vec<Answers> = people
        .iter()
        .map(|person| {
            let answer = |question: &upfront_engine::scheme::Question| {
                let said = &person[&question.id];
                match &question.kind {
                    QuestionKind::Options(options) => {
                        let option = options.iter().position(|option| *said == *option.id);
                        option.map(Answer::Option)
                    }
                    QuestionKind::Number { .. } => {
                        Some(Answer::Number(Decimal::new(said.as_i64()?, 2)))
                    }
                }
            };
            Answers(scheme.questions.iter().map(answer).collect())
        })
        .collect();
    let pays: Vec<Option<i64>> = people
        .iter()
        .map(|person| person["pays"].as_i64())
        .collect();
    let tell = |how: &str, wrong: usize, rate: f64| {
        let told = json!({"name": "Upfront", "version": VERSION, "how": how, "rate": rate, "wrong": wrong, "inexact": wrong});
        println!("{told}");
    };

    let mut registers = Registers::new(&program);
    let pence = |charge: Option<Decimal>| {
        let charge = charge? * Decimal::ONE_HUNDRED;
        charge
            .is_integer()
            .then(|| i64::try_from(charge).ok())
            .flatten()
    };
    let mut wrong = 0;
    for (answers, pays) in answers.iter().zip(&pays) {
        let outcome = program.estimate(answers, &mut registers);
        wrong += usize::from(pence(outcome.results[0].exact()) != *pays);
    }
    let of_each = rate(people.len(), || {
        for answers in black_box(&answers) {
            black_box(program.estimate(answers, &mut registers));
        }
    });
    tell("one by one, with every step", wrong, of_each);

    let persons: Vec<_> = answers
        .iter()
        .map(|answers| program.person(answers).unwrap())
        .collect();
    let mut wrong = 0;
    for (person, pays) in persons.iter().zip(&pays) {
        let is_exact = program.results(person, &mut registers);
        let charge = program.result(0, &registers);
        wrong += usize::from(!is_exact || pence(charge) != *pays);
    }
    let of_each = rate(people.len(), || {
        for person in black_box(&persons) {
            black_box(program.results(person, &mut registers));
            black_box(program.result(0, &registers));
        }
    });
    tell("one by one, the result alone", wrong, of_each);

    let mut columns = Columns::of(&program);
    for answers in answers.iter().cycle().take(MANY) {
        columns.push(&program, answers);
    }
    let mut results = Results::default();
    program.columns(&columns, &mut results);
    let wrong = pays
        .iter()
        .enumerate()
        .filter(|(row, pays)| results.figure(*row, 0) != **pays);
    let wrong = wrong.count();
    let of_all = rate(MANY, || {
        program.columns(black_box(&columns), &mut results);
        black_box(&results);
    });
    tell("a million as columns", wrong, of_all);
}
