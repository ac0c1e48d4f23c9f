//! Findings with a certain mend: after it they are gone, and comments and all else stay as they were.

use std::collections::BTreeMap;

use upfront::diagnostics::Code;

use crate::support::{
    site::{HEAD, Site},
    told,
};

/// Rules with a mistake, the code that it has, and the same mended.
const MISTAKES: &[(Code, &str, &str)] = &[
    (
        Code::UnknownName,
        "rates: {hour: £20 an hour}   # ours\nsteps: [{id: cost, units: 2 hours a week, at: huor}]\n",
        "rates: {hour: £20 an hour}   # ours\nsteps: [{id: cost, units: 2 hours a week, at: hour}]\n",
    ),
    (
        Code::UnknownKey,
        "stpes: [{id: cost, sum: £5 a week}]\n",
        "steps: [{id: cost, sum: £5 a week}]\n",
    ),
    (
        Code::UnknownKey,
        "steps:\n  - id: cost   # what it costs\n    total: £5 a week\n",
        "steps:\n  - id: cost   # what it costs\n    sum: £5 a week\n",
    ),
    (
        Code::UnknownWord,
        "status: in froce\nsteps: [{id: cost, sum: £5 a week}]\n",
        "status: in force\nsteps: [{id: cost, sum: £5 a week}]\n",
    ),
    (
        Code::BadAmount,
        "steps: [{id: cost, sum: \"£148·35 a week\"}]\n",
        "steps: [{id: cost, sum: \"£148.35 a week\"}]\n",
    ),
    (
        Code::BadName,
        "steps: [{id: “cost”, sum: £5 a week}]\n",
        "steps: [{id: cost, sum: £5 a week}]\n",
    ),
    (
        Code::UnknownWord,
        "status: “in force”   # since April\nsteps: [{id: cost, sum: £5 a week}]\n",
        "status: \"in force\"   # since April\nsteps: [{id: cost, sum: £5 a week}]\n",
    ),
    (
        Code::MissingPoints,
        "questions:\n  - id: washing\n    ask: How much help do you need?\n    options:\n      - {id: none, say: None, points: 0}\n      - {id: some, say: Some}\n      - id: much   # all of it\n        say: Much\n      - {id: most, say: Most, points: 9}\nsteps: [{id: score, add up: points}]\n",
        "questions:\n  - id: washing\n    ask: How much help do you need?\n    options:\n      - {id: none, say: None, points: 0}\n      - {id: some, points: 0, say: Some}\n      - id: much   # all of it\n        points: 0\n        say: Much\n      - {id: most, say: Most, points: 9}\nsteps: [{id: score, add up: points}]\n",
    ),
    (
        Code::UnknownName,
        "questions: [{id: nights, ask: How many nights?, number: nights a week}]\nrates: {night: £70 a night}\nsteps: [{id: cost, units: nights, at: night}]\nexamples: [{id: a, title: A, answers: {nigths: 2}, expect: {cots: £140 a week}}]\n",
        "questions: [{id: nights, ask: How many nights?, number: nights a week}]\nrates: {night: £70 a night}\nsteps: [{id: cost, units: nights, at: night}]\nexamples: [{id: a, title: A, answers: {nights: 2}, expect: {cost: £140 a week}}]\n",
    ),
    // A key of a question under one of its answers, one of an answer beside it, and one of the council's contact beside that.
    (
        Code::UnknownKey,
        "questions:\n  - id: washing\n    ask: How much help do you need?\n    options:\n      - {id: none, say: None, points: 0, hint: In a week.}\n      - {id: most, say: Most, points: 9}\nsteps: [{id: score, add up: points}]\n",
        "questions:\n  - id: washing\n    ask: How much help do you need?\n    hint: In a week.\n    options:\n      - {id: none, say: None, points: 0}\n      - {id: most, say: Most, points: 9}\nsteps: [{id: score, add up: points}]\n",
    ),
    (
        Code::UnknownKey,
        "contact:\n  email: care@example.gov.uk\nphone: 01234 567890\nsteps: [{id: cost, sum: £5 a week}]\n",
        "contact:\n  email: care@example.gov.uk\n  phone: 01234 567890\nsteps: [{id: cost, sum: £5 a week}]\n",
    ),
];

#[test]
fn each_mistake_with_a_certain_mend_is_mended_and_gone() {
    for (code, wrong, right) in MISTAKES {
        let site = Site::of_shire(wrong);
        let before = site.load();
        let codes = before.findings.sorted().into_iter();
        assert!(
            codes.map(|one| one.code).any(|one| one == *code),
            "{code:?}: {}",
            told(&before)
        );
        let ran = site.run(&["check", "--fix", "--yes"]);
        assert!(ran.succeeded(), "{wrong}\n{}", ran.told());
        assert!(
            ran.out.contains("+++ schemes/shire/2026-27/scheme.yaml"),
            "{}",
            ran.out
        );
        let text = site.read("schemes/shire/2026-27/scheme.yaml");
        assert_eq!(text, [HEAD, right].concat(), "{}", ran.told());
        let mut left: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in site.load().findings.sorted() {
            *left.entry(finding.code).or_default() += 1;
        }
        assert!(!left.contains_key(code), "{code:?} is left: {left:?}");
    }
}

#[test]
fn what_could_be_two_things_is_left() {
    let rules = "rates: {hour_a: £20 an hour, hour_b: £21 an hour}\nsteps:\n  - {id: cost, units: 2 hours a week, at: hour_c}\n  - {id: other, units: 2 hours a week, at: hour_a}\n  - {id: third, units: 2 hours a week, at: hour_b}\n";
    let site = Site::of_shire(rules);
    let ran = site.run(&["check", "--fix", "--yes"]);
    assert!(
        ran.out.contains("Nothing here has a certain mend"),
        "{}",
        ran.told()
    );
}

#[test]
fn nothing_changes_before_somebody_agrees() {
    let (_, wrong, _) = MISTAKES[0];
    let site = Site::of_shire(wrong);
    let ran = site.run(&["check", "--fix"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .contains("-steps: [{id: cost, units: 2 hours a week, at: huor}]")
    );
    assert!(ran.err.contains("Nothing was changed"), "{}", ran.told());
    let text = site.read("schemes/shire/2026-27/scheme.yaml");
    assert_eq!(text, [HEAD, wrong].concat());
}

#[test]
fn the_folder_of_an_edition_is_mended_too() {
    let (_, wrong, right) = MISTAKES[0];
    let site = Site::of_shire(wrong);
    let ran = site.run(&["check", "schemes/shire/2026-27", "--fix", "--yes"]);
    assert!(ran.succeeded(), "{}", ran.told());
    let text = site.read("schemes/shire/2026-27/scheme.yaml");
    assert_eq!(text, [HEAD, right].concat());
}
