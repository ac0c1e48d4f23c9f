//! The sentences that the site shows of a rule or of a working: every one of every scheme, held to what a tired person
//! can read once.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its own set-up fails"
)]

use std::{collections::BTreeSet, path::Path};

use upfront::{
    chart::band_chart,
    check::{dated::of_example, load_schemes},
    messages,
};
use upfront_engine::{
    Answers, Scheme, estimate,
    explain::{Explained, describe_step, describe_when, explain},
    words::Words,
};

/// The most words of a line.
const LONGEST: usize = 30;

/// What only somebody who knows how the rules are made understands.
const OBSCURE: &[&str] = &[
    "nought",
    "Not taken",
    "taken only if",
    "not less than nothing",
    "(nothing) is more than nothing",
    "(nothing) or more",
    "it is not so that",
    "That, ",
    "What is not known is",
    "Fingerprint",
    "stands for",
    "is another when",
    ")))",
    "))",
    "}",
    "{",
    "  ",
];

fn schemes() -> Vec<Scheme> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut schemes = Vec::new();
    for folder in ["schemes", "tests/shapes"] {
        let loaded = load_schemes(&root.join(folder)).unwrap();
        for scheme in loaded.schemes {
            let wordings = loaded.wordings.get(&scheme.id);
            let they = wordings
                .and_then(|wordings| wordings.put(&scheme, None, messages::Person::SomeoneElse));
            schemes.push(scheme);
            schemes.extend(they);
        }
    }
    assert!(schemes.len() > 80, "{}", schemes.len());
    schemes
}

/// Every line that is told of the rules themselves.
fn of_rules(scheme: &Scheme, words: &Words) -> Vec<String> {
    let whens = scheme.questions.iter().filter_map(|one| one.when.as_ref());
    let steps = scheme.steps.iter();
    let told = steps
        .map(|step| describe_step(scheme, step, words))
        .chain(whens.map(|when| describe_when(scheme, when, "page-asked-when", words)));
    told.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Every line of a working.
fn of_working(explained: &Explained) -> Vec<String> {
    let lines = explained
        .lines
        .iter()
        .flat_map(|line| [&line.sentence, &line.because]);
    let results = explained
        .results
        .iter()
        .flat_map(|result| result.reasons.iter().chain([&result.note]));
    lines
        .chain(results)
        .chain(&explained.gaps)
        .chain(&explained.near)
        .flat_map(|text| text.lines().map(str::to_owned))
        .collect()
}

/// Every line of the charts of a scheme's tables.
fn of_charts(scheme: &Scheme, words: &Words) -> Vec<String> {
    let words = words.for_scheme(scheme);
    let charts =
        (0..scheme.tables.len()).filter_map(|table| band_chart(scheme, table, &words, "chart"));
    charts
        .flat_map(|chart| {
            let lines = [chart.finding, chart.figure].into_iter();
            lines.chain(chart.answers).chain(chart.key_points)
        })
        .collect()
}

/// Every line that is shown of a scheme: of its rules, its charts, and of the working of each of its examples and of nobody.
fn shown(scheme: &Scheme, words: &Words) -> BTreeSet<String> {
    let mut shown: BTreeSet<String> = of_rules(scheme, words).into_iter().collect();
    shown.extend(of_charts(scheme, words));
    let nobody = Answers::default();
    shown.extend(of_working(&explain(
        scheme,
        &nobody,
        &estimate(scheme, &nobody),
        words,
    )));
    for example in &scheme.examples {
        let scheme = &of_example(scheme, example, None);
        let outcome = estimate(scheme, &example.answers);
        let explained = explain(scheme, &example.answers, &outcome, words);
        shown.extend(of_working(&explained));
    }
    shown
}

/// The most words between two ends of a sentence, where a line holds several that its rules wrote.
fn longest(line: &str) -> usize {
    line.split(". ").map(words).max().unwrap_or_default()
}

fn words(text: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).count()
}

/// The word that stands twice in a row, if one does.
fn doubled(line: &str) -> Option<&str> {
    let all: Vec<&str> = line.split_whitespace().collect();
    let twice = all.windows(2).find(|pair| {
        pair[0] == pair[1] && pair[0].chars().all(char::is_alphabetic) && pair[0].len() > 1
    })?;
    Some(twice[0])
}

#[test]
fn every_line_of_every_rule_and_working_can_be_read_once() {
    let words_of_site = messages::english();
    let mut faults = BTreeSet::new();
    for scheme in schemes() {
        for line in shown(&scheme, words_of_site) {
            let count = longest(&line);
            let fault = if count > LONGEST {
                format!("{count} words")
            } else if count == 0 && !line.is_empty() {
                "no word".to_owned()
            } else if let Some(word) = doubled(&line) {
                format!("“{word}” twice")
            } else if let Some(obscure) = OBSCURE.iter().find(|obscure| line.contains(**obscure)) {
                format!("“{obscure}”")
            } else {
                continue;
            };
            faults.insert(format!("{fault} in {}: {}", scheme.id, line.trim()));
        }
    }
    let told: Vec<&String> = faults.iter().collect();
    assert!(faults.is_empty(), "{} lines: {told:#?}", faults.len());
}

#[test]
fn every_sentence_of_every_chart_has_at_most_25_words() {
    let mut count = 0;
    for scheme in schemes() {
        for line in of_charts(&scheme, messages::english()) {
            count += 1;
            for sentence in line.replace("? ", ". ").split(". ") {
                let many = words(sentence);
                assert!(many <= 25, "{many} words in {}: {line}", scheme.id);
            }
        }
    }
    assert!(count > 60, "{count}");
}
