//! The estimator that ships and the engine built here give the same, whatever is answered.
//!
//! Each scheme is worked out for many random answers, half filled in and at every bound, once here and once by the very
//! files that a page loads. Both must write the same characters. `UPFRONT_SEED` repeats a run; `UPFRONT_SETS` says how
//! many sets there are.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use rayon::prelude::*;
use serde_json::json;
use upfront::messages;
use upfront_engine::{
    Decimal, Scheme, answers::DO_NOT_KNOW, scheme::QuestionKind, telling::Telling, wire,
};

use crate::support::{
    random::{Random, seed},
    schemes::every_scheme,
};

/// How many sets of answers there are at least, over all schemes, unless that is said.
const SETS: usize = 100_000;

/// One in so many is also asked which questions are asked, and no more.
const ONLY_ASKED: usize = 10;

type Texts = BTreeMap<String, String>;

#[test]
fn the_estimator_that_ships_agrees_with_the_engine() {
    let seed = seed();
    let node = Command::new("node").arg("--version").output();
    assert!(
        node.is_ok(),
        "this test needs Node 20 or later (https://nodejs.org)"
    );

    let english = messages::english();
    let words = wire::pack_pairs(english.keys().map(|key| (key, english.get(key).unwrap())));
    let schemes = every_scheme();
    let sets = env::var("UPFRONT_SETS").map_or(SETS, |sets| sets.parse().unwrap());
    let each = sets.div_ceil(schemes.len());
    schemes.par_iter().enumerate().for_each(|(index, scheme)| {
        let mut random = Random::of(seed.wrapping_add(index as u64));
        let sets: Vec<_> = (0..each).map(|_| answers(scheme, &mut random)).collect();
        compare(scheme, &words, &sets, seed);
    });
    println!(
        "{} sets of answers over {} schemes",
        each * schemes.len(),
        schemes.len()
    );
}

/// Works every set out here and in the module that ships, and compares them character by character.
fn compare(scheme: &Scheme, words: &str, sets: &[Texts], seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put(
        "estimator.mjs",
        include_bytes!(concat!(env!("OUT_DIR"), "/estimator_bg.js")),
    );
    put(
        "estimator.wasm",
        include_bytes!(concat!(env!("OUT_DIR"), "/estimator_bg.wasm")),
    );
    put("run.mjs", include_bytes!("agreement/run.mjs"));
    let telling = Telling::of(scheme, &messages::english().for_scheme(scheme));
    // What the scripts read has a line of its own.
    let rules = format!("\n{}", wire::pack(scheme, &telling));
    let sets: Vec<String> = sets.iter().map(packed).collect();
    put(
        "work.json",
        json!({ "scheme": rules, "words": words, "sets": sets })
            .to_string()
            .as_bytes(),
    );

    let mut shipped = Command::new("node")
        .arg(folder.path().join("run.mjs"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(shipped.stdout.take().unwrap()).lines();
    assert!(
        upfront_estimator::load(&rules, words),
        "the first example of {} does not come out",
        scheme.id
    );
    for (place, answers) in sets.iter().enumerate() {
        let native = upfront_estimator::estimate(answers, false);
        let there = lines.next().expect("an estimate for every set").unwrap();
        assert_eq!(
            native, there,
            "{} with {answers}, UPFRONT_SEED={seed}",
            scheme.id
        );
        if !place.is_multiple_of(ONLY_ASKED) {
            continue;
        }
        let of = |estimate: &str| {
            let estimate: serde_json::Value = serde_json::from_str(estimate).unwrap();
            let explained = &estimate["explained"];
            let parts = [
                &explained["answers"],
                &explained["part"],
                &estimate["errors"],
            ];
            parts.map(Clone::clone)
        };
        let only_asked = upfront_estimator::estimate(answers, true);
        assert_eq!(of(&only_asked), of(&native), "{} with {answers}", scheme.id);
    }
    assert!(shipped.wait().unwrap().success());
}

/// Answers as a page hands them over.
fn packed(texts: &Texts) -> String {
    wire::pack_pairs(texts.iter().map(|(id, text)| (&**id, &**text)))
}

/// Answers as text: most sets are whole, and one in ten leaves something open, some of them much, which takes the engine
/// far longer.
fn answers(scheme: &Scheme, random: &mut Random) -> Texts {
    const OPEN_OF_100: [usize; 4] = [4, 8, 16, 50];
    let open = if random.below(10) == 0 {
        *random.one_of(&OPEN_OF_100)
    } else {
        0
    };
    let mut texts = Texts::new();
    for question in &scheme.questions {
        if random.below(100) >= open {
            texts.insert(question.id.clone(), answer(&question.kind, random));
        } else if random.below(2) == 0 {
            let text = *random.one_of(&ODD);
            texts.insert(question.id.clone(), text.into());
        }
    }
    if random.below(100) == 0 {
        texts.insert("no-such-question".into(), "yes".into());
    }
    texts
}

/// What people also type.
const ODD: [&str; 7] = [
    DO_NOT_KNOW,
    "",
    "no such answer",
    "1e5",
    "-1",
    "£ 1,200.50",
    "\u{663}",
];

/// An option, or a number: at its bounds, just past them, or between.
pub(crate) fn answer(kind: &QuestionKind, random: &mut Random) -> String {
    match kind {
        QuestionKind::Options(options) => random.one_of(options).id.clone(),
        QuestionKind::Number {
            least,
            most,
            places,
            ..
        } => {
            let most = most.unwrap_or_else(|| least + Decimal::from(100_000));
            let smallest = Decimal::new(1, *places);
            let steps = usize::try_from((most - least) / smallest).unwrap();
            let between = least + smallest * Decimal::from(random.below(steps + 1));
            let bounds = [*least, most, least - smallest, most + smallest];
            let number = bounds.get(random.below(10)).unwrap_or(&between);
            number.to_string()
        }
    }
}
