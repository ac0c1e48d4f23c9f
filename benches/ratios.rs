//! How fast the engine and the compiler are, each as a ratio to something that runs beside it in the same process.
//!
//! Times differ from machine to machine and from minute to minute; a ratio of two medians, taken in turns, hardly does.
//! `cargo bench` prints, for each pair, how often a second each runs and how many times slower ours is.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    missing_docs
)]

use std::{
    fmt::Write as _,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use upfront::{
    analyse::distribution::distribution,
    diagnostics::Findings,
    folder::{Folder, load, load_scheme},
    messages,
    source::{Files, read_folder},
};
use upfront_engine::{
    Answer, Answers, Decimal, Prepared, Scheme, estimate,
    explain::Explainer,
    program::{Columns, Person, Program, Registers, Results},
};

mod means_test;

const ROUNDS: usize = 15;
const EACH: Duration = Duration::from_millis(60);

/// How often a second something runs, in one short stretch.
fn rate(run: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < EACH {
        run();
        count += 1;
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}

/// Runs two things in turns and prints the medians and their ratio.
fn compare(ours: &mut (&str, &mut dyn FnMut()), beside: &mut (&str, &mut dyn FnMut())) {
    compare_each((1, 1), ours, beside);
}

/// The same, where each run does so many of what is counted.
fn compare_each(
    each: (u32, u32),
    ours: &mut (&str, &mut dyn FnMut()),
    beside: &mut (&str, &mut dyn FnMut()),
) {
    let mut rates: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        rates[0].push(rate(ours.1) * f64::from(each.0));
        rates[1].push(rate(beside.1) * f64::from(each.1));
    }
    let [ours_median, beside_median] = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[ROUNDS / 2]
    });
    println!("{:<58} {ours_median:>12.0} a second", ours.0);
    println!("{:<58} {beside_median:>12.0} a second", beside.0);
    let (times, ratio) = if ours_median < beside_median {
        ("  times as long", beside_median / ours_median)
    } else {
        ("  times as many", ours_median / beside_median)
    };
    println!(
        "{times:<58} {ratio:>12.2} (ours is {:.3} of the other)\n",
        ours_median / beside_median
    );
}

fn scheme(name: &str) -> Scheme {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schemes")
        .join(name);
    load_scheme(&folder).unwrap().schemes.remove(0)
}

/// Essex's charge for an hour of care at home, as anybody would write it by hand.
fn essex_by_hand(hours: Decimal, assessed: Decimal) -> Decimal {
    let cost = hours * Decimal::new(2392, 2);
    cost.min(assessed).min(Decimal::new(2128, 0))
}

/// A scheme whose table has so many rows, or whose question has so many options.
fn long(rows: usize) -> String {
    let mut bands = String::new();
    let mut options = String::new();
    let mut picked = String::new();
    for row in 0..rows {
        let (from, to) = (row * 2, row * 2 + 1);
        writeln!(
            bands,
            "      - {{from: {from}, to: {to}, gives: £{row} a week}}"
        )
        .unwrap();
        writeln!(
            options,
            "      - {{id: o{row}, say: Option {row}, points: {row}}}"
        )
        .unwrap();
        writeln!(picked, "      - {{is: o{row}, gives: £{row} a week}}").unwrap();
    }
    let most = rows * 2 - 1;
    format!(
        "council: Shire\ntitle: Budgets\nsources: {{policy: {{title: Policy}}}}\nsource: policy\nquestions:\n  - {{id: score, ask: How many?, number: points, most: {most}}}\n  - id: which\n    ask: Which?\n    options:\n{options}tables:\n  bands:\n    by: points\n    rows:\n{bands}  picked:\n    by answer: which\n    rows:\n{picked}steps:\n  - {{id: found, look up: score, in: bands}}\n  - {{id: chosen, look up: which, in: picked}}\n  - {{id: all, sum: [found, chosen]}}\n"
    )
}

/// How much longer four times as many rows take: four times as long where each takes the same.
fn growth() {
    let folder = std::env::temp_dir().join(format!("upfront-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |rows: usize| {
        let file = folder.join(format!("{rows}.yaml"));
        std::fs::write(&file, long(rows)).unwrap();
        file
    };
    let (few, many) = (file(1000), file(4000));
    compare(
        &mut ("A scheme with 4,000 rows and options: checked", &mut || {
            assert!(black_box(load_scheme(&many).unwrap()).findings.is_empty());
        }),
        &mut ("A scheme with 1,000 rows and options: checked", &mut || {
            assert!(black_box(load_scheme(&few).unwrap()).findings.is_empty());
        }),
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A scheme that adds up so many questions of five options each, and looks up what the points give.
fn questions(count: usize) -> String {
    let mut questions = String::new();
    for question in 0..count {
        let options = (0..5).map(|option| {
            let points = option * (question % 7 + 1);
            format!("      - {{id: o{option}, say: Option {option}, points: {points}}}\n")
        });
        let options = options.collect::<String>();
        writeln!(
            questions,
            "  - id: q{question}\n    ask: Question {question}?\n    options:\n{options}"
        )
        .unwrap();
    }
    let most = count * 15;
    let rows = (0..20).map(|row| {
        let (from, to) = (row * most / 20, (row + 1) * most / 20 - 1);
        let end = if row < 19 {
            format!(", to: {to}")
        } else {
            String::new()
        };
        format!("      - {{from: {from}{end}, gives: £{row} a week}}\n")
    });
    let rows = rows.collect::<String>();
    format!(
        "council: Shire\ntitle: Budgets\nsources: {{policy: {{title: Policy}}}}\nsource: policy\nquestions:\n{questions}tables:\n  bands:\n    by: points\n    rows:\n{rows}steps:\n  - {{id: score, add up: points}}\n  - {{id: budget, say: Budget, look up: score, in: bands}}\n"
    )
}

/// How long it takes to count what every set of answers to so many questions leads to.
fn spread() {
    let file = std::env::temp_dir().join(format!("upfront-spread-{}.yaml", std::process::id()));
    let mut schemes = [20, 40].map(|count| {
        std::fs::write(&file, questions(count)).unwrap();
        load_scheme(&file).unwrap().schemes.remove(0)
    });
    std::fs::remove_file(&file).unwrap();
    let [few, many] = &mut schemes;
    let counted = |scheme: &Scheme| {
        let counted = distribution(black_box(scheme)).unwrap();
        assert!(counted.exact.is_some() && counted.open == 0);
    };
    compare(
        &mut (
            "40 questions of five options: what all answers give",
            &mut || {
                counted(many);
            },
        ),
        &mut (
            "20 questions of five options: what all answers give",
            &mut || {
                counted(few);
            },
        ),
    );
}

fn main() {
    means_test::compare_drivers();
    growth();
    spread();
    let essex = scheme("essex/2024-25");
    let mr_c = &essex.examples[0].answers;
    compare(
        &mut ("Essex: one working with every step", &mut || {
            black_box(estimate(black_box(&essex), black_box(mr_c)));
        }),
        &mut (
            "Essex: the same charge by hand, in exact decimals",
            &mut || {
                black_box(essex_by_hand(
                    black_box(Decimal::ONE),
                    black_box(Decimal::new(5620, 2)),
                ));
            },
        ),
    );

    let exampleshire = scheme("exampleshire/2026-27");
    let person = &exampleshire.examples[0].answers;
    let explainer = Explainer::of(&exampleshire, messages::english());
    let prepared = Prepared::of(&exampleshire);
    compare(
        &mut ("Exampleshire: one working, put into words", &mut || {
            let outcome = prepared.estimate(person);
            black_box(explainer.explain(person, &outcome));
        }),
        &mut ("Exampleshire: one working", &mut || {
            black_box(prepared.estimate(black_box(person)));
        }),
    );
    compare(
        &mut (
            "Exampleshire: the range where nothing is answered",
            &mut || {
                black_box(prepared.estimate(&Answers::default()));
            },
        ),
        &mut ("Exampleshire: one working", &mut || {
            black_box(prepared.estimate(black_box(person)));
        }),
    );

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("schemes/exampleshire/2026-27");
    compare(
        &mut ("Exampleshire: read, checked and proved", &mut || {
            black_box(load_scheme(&folder).unwrap());
        }),
        &mut ("Exampleshire: read into nodes", &mut || {
            let (mut files, mut findings) = (Files::default(), Findings::default());
            let world = Folder::at(&folder);
            black_box(read_folder(
                &world,
                Path::new(""),
                &mut files,
                &mut findings,
            ));
        }),
    );
    compare(
        &mut (
            "Every scheme of the example site: read, checked and proved",
            &mut || {
                black_box(load(root).unwrap());
            },
        ),
        &mut ("Exampleshire alone", &mut || {
            black_box(load_scheme(&folder).unwrap());
        }),
    );
}
