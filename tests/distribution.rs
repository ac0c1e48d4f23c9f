//! What answers lead to, counted without going through all of them, is what going through all of them gives.

use std::{collections::BTreeMap, fmt::Write as _};

use upfront::analyse::{
    cliffs::cliffs,
    distribution::{Distribution, SAMPLE, distribution},
    effects::effects,
};
use upfront_engine::{
    Answer, Answers, Decimal, Prepared, Scheme,
    parts::join_parts,
    scheme::{QuestionKind, Verb},
};

use crate::support::{
    random::{Random, seed},
    schemes::{SCHEMES, scheme},
    site::Site,
};

/// More sets of answers than these are not gone through.
const MOST: usize = 30_000;

/// Everything that can be answered to a question; nothing where that cannot be counted.
fn possible(kind: &QuestionKind) -> Vec<Answer> {
    match kind {
        QuestionKind::Options(options) => (0..options.len()).map(Answer::Option).collect(),
        QuestionKind::Number {
            least,
            most: Some(most),
            places: 0,
            ..
        } if *most - *least < Decimal::from(60) => {
            let mut all = vec![*least];
            while all[all.len() - 1] < *most {
                all.push(all[all.len() - 1] + Decimal::ONE);
            }
            all.into_iter().map(Answer::Number).collect()
        }
        QuestionKind::Number { .. } => Vec::new(),
    }
}

/// The questions that a figure rests on, by trying: those behind its step and behind every stop before it.
fn questions(scheme: &Scheme, of: &Distribution<'_>) -> Vec<usize> {
    let last = if of.is_result { usize::MAX } else { of.step };
    let stops = scheme.steps.iter().enumerate().take(last);
    let stops = stops.filter(|(_, step)| matches!(step.verb, Verb::Stop { .. }));
    let steps = stops.map(|(index, _)| index).chain([of.step]);
    let mut reads = upfront_engine::reads::Reads::new(scheme);
    for step in upfront_engine::reads::steps_behind(scheme, steps) {
        reads.add(&scheme.steps[step]);
    }
    reads.questions.sort_unstable();
    reads.questions
}

/// Goes through every set of answers; `None` where there are too many.
fn gone_through(
    scheme: &Scheme,
    of: &Distribution<'_>,
) -> Option<(BTreeMap<Decimal, u128>, u128, u128)> {
    let asked = questions(scheme, of);
    let all: Vec<Vec<Answer>> = asked
        .iter()
        .map(|question| possible(&scheme.questions[*question].kind))
        .collect();
    let count = all
        .iter()
        .try_fold(1_usize, |product, all| product.checked_mul(all.len()))?;
    if count > MOST {
        return None;
    }
    // What it does not rest on is answered too, so that nothing else is open.
    let mut answers = Answers::default();
    for (index, question) in scheme.questions.iter().enumerate() {
        let any = match &question.kind {
            QuestionKind::Options(_) => Answer::Option(0),
            QuestionKind::Number { least, .. } => Answer::Number(*least),
        };
        answers.set(index, any);
    }
    let prepared = Prepared::of(scheme);
    let (mut amounts, mut open) = (BTreeMap::new(), 0);
    for mut number in 0..count {
        for (question, all) in asked.iter().zip(&all) {
            answers.set(*question, all[number % all.len()]);
            number /= all.len();
        }
        let outcome = prepared.estimate(&answers);
        let has_ended = outcome.working.iter().take(of.step).any(|line| {
            matches!(scheme.steps[line.step].verb, Verb::Stop { .. })
                && line.taken == upfront_engine::outcome::Taken::Yes
        });
        let gives = if of.is_result || has_ended {
            &outcome.results[0]
        } else {
            &outcome.working[of.step].gives
        };
        match gives.exact() {
            Some(gives) => *amounts.entry(gives.normalize()).or_insert(0_u128) += 1,
            None => open += 1,
        }
    }
    Some((amounts, open, count as u128))
}

/// Holds a scheme's distribution to what going through all answers gives; whether it could be.
fn hold(scheme: &Scheme, of: &Distribution<'_>, what: &str) -> bool {
    let Some((amounts, open, all)) = gone_through(scheme, of) else {
        return false;
    };
    let counted: BTreeMap<Decimal, u128> = of
        .amounts
        .iter()
        .map(|(gives, count)| (gives.normalize(), *count))
        .collect();
    assert!(of.exact.is_some(), "{what}: so few answers are all counted");
    assert_eq!(
        (counted, of.open, of.counted),
        (amounts, open, all),
        "{what}"
    );
    true
}

#[test]
fn every_scheme_that_is_small_enough_is_counted_as_going_through_its_answers_does() {
    let mut held = 0;
    for scheme in SCHEMES.iter() {
        if let Some(of) = distribution(scheme)
            && hold(scheme, &of, &scheme.id)
        {
            held += 1;
        }
    }
    assert!(held >= 2, "only {held} were small enough");
}

/// Rules drawn by chance: points, sometimes two kinds; a gate; help that takes a share; a price by answer for each of several
/// parts; a table; a limit.
fn drawn(random: &mut Random) -> String {
    let mut text = String::from(
        "council: Town\ntitle: Drawn\nsources: {policy: {title: Policy}}\nsource: policy\nmeasures: {minutes: minutes a day}\n",
    );
    text.push_str("questions:\n");
    let counted = 2 + random.below(3);
    for question in 0..counted {
        write!(text, "  - id: q{question}\n    ask: Question?\n").unwrap();
        if question > 0 && random.below(3) == 0 {
            let before = random.below(question);
            writeln!(text, "    when: {{answer: q{before}, is: o1}}").unwrap();
        }
        text.push_str("    options:\n");
        for option in 0..2 + random.below(2) {
            let points = ["0", "1", "2", "3", "5", "2.5"][random.below(6)];
            let minutes = random.below(4) * 15;
            writeln!(
                text,
                "      - {{id: o{option}, say: Option {option}, points: {points}, counts: {{minutes: {minutes} minutes a day}}}}"
            )
            .unwrap();
        }
    }
    text.push_str(
        "  - {id: help, ask: Help?, options: [{id: o0, say: None}, {id: o1, say: Some}]}
  - {id: nights, ask: Nights?, number: nights a week, least: 0, most: 2}
  - {id: level_a, ask: A?, options: [{id: o0, say: Low}, {id: o1, say: High}]}
  - {id: level_b, ask: B?, options: [{id: o0, say: Low}, {id: o1, say: High}, {id: o2, say: Higher}]}
rates: {night: £33 a night, minute: £0.35 a minute}
tables:
  bands:
    by: points
    rows: [{under: 2.1, gives: £10 a week}, {from: 2.1, under: 4.6, gives: £25 a week}, {from: 4.6, under: 7.1, gives: £21 a week}, {from: 7.1, gives: £60.50 a week}]
  of_a: {by answer: level_a, rows: [{is: o0, gives: £5 a week}, {is: o1, gives: £11 a week}]}
  of_b: {unit: £ a week, rows by answer: level_b, columns by answer: help, rows: [{is: o0, gives: [1, 0]}, {is: o1, gives: [7, 4]}, {is: o2, gives: [20, 3]}], columns: [{is: o0}, {is: o1}]}
steps:
  - {id: score, add up: points}
  - {id: minutes, add up: minutes}
",
    );
    if random.below(2) == 0 {
        text.push_str(
            "  - {id: gate, stop when: {value: score, is under: 2 points}, gives: nothing}\n",
        );
    }
    text.push_str("  - {id: helped, multiply: score, by: {answer: help, o0: 1, o1: 0.8}}\n");
    let row = *random.one_of(&["score", "helped"]);
    writeln!(text, "  - {{id: banded, look up: {row}, in: bands}}").unwrap();
    text.push_str("  - {id: a, look up: level_a, in: of_a}\n");
    text.push_str("  - {id: b, look up: level_b, and: help, in: of_b}\n");
    text.push_str("  - {id: at_night, units: nights, at: night}\n");
    text.push_str("  - {id: timed, units: minutes, at: minute, rounded to the nearest: penny}\n");
    text.push_str("  - {id: weekly_time, convert: timed, to: £ a week, with: 7 days a week}\n");
    let parts: Vec<&str> = ["a", "b", "at_night", "weekly_time"]
        .into_iter()
        .filter(|_| random.below(3) > 0)
        .collect();
    let mut list = String::new();
    for part in &parts {
        write!(list, ", {part}").unwrap();
    }
    let less = *random.one_of(&["", ", less: [a]"]);
    writeln!(text, "  - {{id: extras, sum: [£2 a week{list}]}}").unwrap();
    writeln!(text, "  - {{id: all, sum: [banded, extras]{less}}}").unwrap();
    let last = *random.one_of(&["all", "extras", "banded"]);
    writeln!(text, "  - {{id: most, least of: [{last}, £70 a week]}}").unwrap();
    text.push_str("results: [{id: budget, is: most}]\n");
    text
}

#[test]
fn rules_drawn_by_chance_are_counted_as_going_through_their_answers_does() {
    let mut random = Random::of(seed());
    let mut held = 0;
    for _ in 0..40 {
        let text = drawn(&mut random);
        let loaded = Site::of(&[("schemes/town/2026-27/scheme.yaml", &text)]).load();
        let Some(scheme) = loaded.schemes.first() else {
            panic!("{:?}\n{text}", loaded.findings);
        };
        let mut scheme = scheme.clone();
        join_parts(&mut scheme);
        let Some(of) = distribution(&scheme) else {
            continue;
        };
        held += usize::from(hold(&scheme, &of, &text));
    }
    assert!(held >= 20, "only {held} were small enough");
}

/// Twenty-four answers, of which nobody could go through all.
#[test]
fn what_one_more_point_brings_stands_where_the_table_has_it() {
    let scheme = scheme("exampleshire/2026-27");
    let of = distribution(scheme).unwrap();
    assert_eq!(scheme.steps[of.step].id, "day_support");
    assert_eq!(of.open, 0);
    let counts: u128 = of.amounts.iter().map(|(_, count)| count).sum();
    assert_eq!(counts, of.counted);
    let options = of.questions();
    let product: u128 = options
        .iter()
        .map(|question| possible(&scheme.questions[*question].kind).len() as u128)
        .product();
    assert_eq!(product, of.counted);
    let amounts: Vec<String> = of
        .amounts
        .iter()
        .map(|one| format!("{:.2}", one.0))
        .collect();
    assert_eq!(
        amounts,
        [
            "0.00", "48.00", "86.00", "132.00", "187.50", "254.00", "338.00", "436.00", "548.00",
            "672.00", "815.00"
        ]
    );

    let steepest = &cliffs(&of)[0];
    assert_eq!(steepest.gain(), Decimal::from(143));
    assert_eq!((steepest.from, steepest.to), (174.into(), 175.into()));
    let effects = effects(&of);
    assert!(effects.iter().all(|effect| effect.less_for_more.is_none()));
    assert!(effects.iter().all(|effect| effect.most > Decimal::ZERO));
}

#[test]
fn too_many_answers_that_hang_together_are_drawn_and_said_to_be() {
    let scheme = schemes_apart();
    let of = distribution(&scheme).unwrap();
    assert!(of.exact.is_none());
    assert_eq!(of.counted, u128::from(SAMPLE));
    assert!(cliffs(&of).is_empty() && effects(&of).is_empty());
    let again = distribution(&scheme).unwrap();
    assert_eq!(of.amounts, again.amounts);
}

/// Rules whose answers are multiplied with one another, so that none can be counted alone.
fn schemes_apart() -> Scheme {
    let mut text = String::from("questions:\n");
    for question in 0..12 {
        writeln!(
            text,
            "  - {{id: q{question}, ask: Question?, options: [{{id: a, say: A}}, {{id: b, say: B}}, {{id: c, say: C}}]}}"
        )
        .unwrap();
    }
    text.push_str("steps:\n  - {id: s, sum: [£100 a week]}\n");
    let mut before = "s".to_owned();
    for question in 0..12 {
        writeln!(
            text,
            "  - {{id: s{question}, multiply: {before}, by: {{answer: q{question}, a: 1, b: 0.9, c: 1.1}}, rounded to the nearest: penny}}"
        )
        .unwrap();
        before = format!("s{question}");
    }
    writeln!(text, "results: [{{id: budget, is: {before}}}]").unwrap();
    let site = Site::of_shire(&text);
    site.scheme("shire/2026-27")
}
