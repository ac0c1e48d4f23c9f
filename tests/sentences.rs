//! The sentences that the site shows of a rule or of a working: every one of every scheme, held to what a tired person
//! can read once.

use std::collections::BTreeSet;

use upfront::{chart::band_chart, check::dated::of_example, messages};
use upfront_engine::{
    Answers, Scheme, estimate,
    explain::{Explained, describe_step, describe_when, explain},
    words::Words,
};

use crate::support::schemes::{EXAMPLE_SITE, SHAPES};

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
    let mut schemes = Vec::new();
    for loaded in [&*EXAMPLE_SITE, &*SHAPES] {
        for scheme in &loaded.schemes {
            let wordings = loaded.wordings.get(&scheme.id);
            let they = wordings
                .and_then(|wordings| wordings.put(scheme, None, messages::Person::SomeoneElse));
            schemes.push(scheme.clone());
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

fn words(text: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).count()
}

/// A word that stands twice in a row, as one and as many too: `children children`, `child children`.
fn doubled(line: &str) -> Option<String> {
    let stem = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let one = word.to_lowercase().replace("children", "child");
        one.strip_suffix('s').map_or(one.clone(), str::to_owned)
    };
    let all: Vec<&str> = line.split_whitespace().collect();
    let is_twice = |pair: &&[&str]| {
        let one = stem(pair[0]);
        // What a sentence ends with, another may begin with.
        let goes_on = pair[0].ends_with(char::is_alphanumeric);
        goes_on
            && one.chars().count() > 1
            && one.chars().all(char::is_alphabetic)
            && one == stem(pair[1])
    };
    let twice = all.windows(2).find(is_twice)?;
    Some(twice.join(" "))
}

/// A period that an amount has and that is said once more beside it: `for a week is £5 a week`, `£5 a week a week`.
fn doubled_period(line: &str) -> Option<String> {
    const PERIODS: [&str; 7] = ["hour", "night", "day", "week", "month", "year", "visit"];
    let said =
        |period: &str| ["a", "an", "each", "every", "per"].map(|each| format!("{each} {period}"));
    PERIODS.iter().find_map(|period| {
        let all = said(period);
        let ends = |text: &str| all.iter().any(|one| text.ends_with(one.as_str()));
        let starts = |text: &str| all.iter().any(|one| text.starts_with(one.as_str()));
        // At once: `£5 a week each week`.
        let at_once = line
            .match_indices(' ')
            .any(|(at, _)| ends(&line[..at]) && starts(&line[at + 1..]));
        // Around the figure: `for a week is £5 a week`, `each week, £5 a week`.
        let around = line.match_indices('£').any(|(at, _)| {
            let before = line[..at].trim_end_matches([' ', ',']);
            let before = before.strip_suffix(" is").unwrap_or(before);
            let before = before.strip_suffix(" comes to").unwrap_or(before);
            let after = line[at..].split_once(' ').map_or("", |(_, after)| after);
            ends(before) && starts(after)
        });
        (at_once || around).then(|| (*period).to_owned())
    })
}

#[test]
fn doubled_words_and_periods_are_found() {
    for line in [
        "from 0 to 20 children children",
        "For 1 child children count.",
        "Add the the rent.",
    ] {
        assert!(doubled(line).is_some(), "{line}");
    }
    for line in [
        "Add points. Points count.",
        "from 0 to 20 children",
        "A 2 2",
    ] {
        assert_eq!(doubled(line), None, "{line}");
    }
    for line in [
        "Your indicative budget for a week is £276.80 a week",
        "You pay £5 a week a week",
        "You pay £5 a week each week",
        "What it comes to for each week, £5 a week",
    ] {
        assert!(doubled_period(line).is_some(), "{line}");
    }
    for line in [
        "Your indicative budget for a week: £276.80 a week",
        "Turn “For a week” (£5 a week) into £ a year",
        "£5 a week and £6 a week",
    ] {
        assert_eq!(doubled_period(line), None, "{line}");
    }
}

#[test]
fn every_line_of_every_rule_and_working_can_be_read_once() {
    let words_of_site = messages::english();
    let mut faults = BTreeSet::new();
    for scheme in schemes() {
        for line in shown(&scheme, words_of_site) {
            let count = words(&line);
            let fault = if count > LONGEST {
                format!("{count} words")
            } else if count == 0 && !line.is_empty() {
                "no word".to_owned()
            } else if let Some(word) = doubled(&line) {
                format!("“{word}” twice")
            } else if let Some(period) = doubled_period(&line) {
                format!("the {period} twice")
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
