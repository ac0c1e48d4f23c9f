//! The shapes that rules of allocation and charging take, T1 to T25: each can be said, comes out as worked out by
//! hand, makes its pages, and reads well.

use std::{collections::BTreeSet, fmt::Write, sync::Mutex};

use upfront::{
    analyse::{Noticed, coverage, nothing_known},
    check::{Site, Statement, Tongue, prove, worked},
    diagnostics::text,
    folder::Folder,
    messages,
    pipeline::{Parts, write},
    source::Files,
};
use upfront_engine::{
    Scheme, estimate,
    explain::{describe_step, explain},
    scheme::Verb,
    telling::Telling,
    wire,
};

use crate::support::{root, scheme, schemes::SHAPES, told};

/// The number of a shape, out of its folder's name.
fn number(scheme: &Scheme) -> usize {
    scheme.id.get(1..3).unwrap().parse().unwrap()
}

#[test]
fn every_shape_can_be_said_and_every_example_comes_out() {
    assert!(SHAPES.findings.is_empty(), "{}", told(&SHAPES));
    let numbers: BTreeSet<usize> = SHAPES.schemes.iter().map(number).collect();
    assert_eq!(numbers, (1..=25).collect());
    for scheme in &SHAPES.schemes {
        assert!(scheme.fictional, "{}", scheme.id);
        assert!(scheme.examples.len() >= 3, "{}", scheme.id);
        for proof in prove(scheme, None) {
            assert!(
                proof.holds,
                "{}, {}, {}: expected {}, worked out {}",
                scheme.id, proof.example, proof.figure, proof.expected, proof.worked_out
            );
        }
    }
}

/// Each band, branch, limit and rounding has an example below it, on it and above it, and no number can change without
/// an example that shows it, but for what no answers can show.
#[test]
fn the_examples_of_every_shape_try_its_edges_and_notice_its_numbers() {
    // The least sum of this shape is £4.62, so that nobody is a penny above nothing.
    const NOT_BELOW: &str = "t08-staged-pipeline/2026-27 #step-not_below";
    // One figure over another, rounded: a change of one in millions makes no difference to anybody.
    const TOO_SMALL: [&str; 3] = [
        "t10-rationed-by-supply/2026-27 #rate-available",
        "t10-rationed-by-supply/2026-27 #rate-required",
        "t16-scaled-to-the-pot/2026-27 #rate-needed",
    ];
    let mut untried = BTreeSet::new();
    let mut unnoticed = BTreeSet::new();
    for scheme in &SHAPES.schemes {
        let worked = worked(scheme);
        let outcomes: Vec<_> = worked.iter().collect();
        let covered = coverage(scheme, &nothing_known(scheme), &outcomes);
        let name = |address: &str| format!("{} {address}", scheme.id);
        let edges = covered
            .edges
            .iter()
            .filter(|edge| edge.touched_by.is_none());
        untried.extend(edges.map(|edge| name(&edge.address)));
        let numbers = covered.numbers.iter();
        let numbers = numbers.filter(|number| number.noticed != Noticed::Yes);
        unnoticed.extend(numbers.map(|number| name(&number.address)));
    }
    assert_eq!(untried, BTreeSet::from([NOT_BELOW.to_owned()]));
    let expected = TOO_SMALL.into_iter().chain([NOT_BELOW]).map(str::to_owned);
    assert_eq!(unnoticed, expected.collect());
}

#[test]
fn every_shape_has_its_pages() {
    let site = Site {
        title: "Shapes of rules".into(),
        theme: "upfront".into(),
        languages: vec![Tongue::of("en-GB")],
        accessibility: Statement {
            contact: "access@example.org".into(),
            tested_by: "its publishers".into(),
            ..Statement::default()
        },
        ..Site::default()
    };
    let mut files = Files::default();
    let parts = Parts {
        world: &Folder::at(&root().join("tests/shapes")),
        site: &site,
        schemes: &SHAPES.schemes,
        fact_sheets: &[],
        faulty: &[],
        wordings: &SHAPES.wordings,
        facts: &SHAPES.facts,
        counted: &SHAPES.counted,
        shared: &SHAPES.shared,
        yaml: &std::collections::BTreeMap::default(),
        prose: &SHAPES.prose,
        as_of: None,
    };
    let built = Mutex::default();
    let findings = write(parts, &mut files, &built);
    assert!(
        findings.is_empty(),
        "{}",
        text::render(&files, &findings, false)
    );
    let built = built.into_inner().unwrap();
    for scheme in &SHAPES.schemes {
        for page in ["", "how/", "examples/", "estimate/"] {
            let path = format!("{}/{page}index.html", scheme.id);
            assert!(built.contains_key(&path), "{path}");
        }
    }
    // A score between two printed answers: told of the rules, and offered where it lies.
    let page = |path: &str| {
        String::from_utf8_lossy(
            built
                .get(&format!("t19-between-two-scores/2026-27/{path}"))
                .unwrap(),
        )
    };
    let how = page("how/questions/index.html");
    assert!(how.contains(
        "A score between those of two answers can be given too: 1 to 7, 9 to 20 and 22 to 27."
    ));
    assert!(
        how.contains("A score between those of two answers can be given too: 2.5 to 1.5 and 0.5.")
    );
    assert!(!how.contains("9 points"));
    let estimate = page("estimate/index.html");
    let (_, between) = estimate
        .split_once("<summary>Between “Regular” and “A good deal”</summary>")
        .unwrap();
    let (between, _) = between.split_once("</details>").unwrap();
    let offered: Vec<&str> = between
        .split("value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        offered,
        [
            "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"
        ]
    );
    assert!(between.contains("Between “Regular” and “A good deal”: 9 points</label>"));
    let rationed = built.get("t10-rationed-by-supply/2026-27/how/index.html");
    let rationed = String::from_utf8_lossy(rationed.unwrap());
    assert!(rationed.contains("<strong>This depends on what there is to go round"));
}

#[test]
fn the_estimator_reads_every_shape_and_gives_its_first_example() {
    for scheme in &SHAPES.schemes {
        let telling = Telling::of(scheme, &messages::english().for_scheme(scheme));
        let rules = format!("\n{}", wire::pack(scheme, &telling));
        let comes_out = upfront_estimator::load(&rules, "");
        assert!(comes_out, "{}", scheme.id);
    }
}

#[test]
fn a_result_that_rests_on_supply_says_so_and_no_other_does() {
    let words = messages::english();
    for scheme in &SHAPES.schemes {
        for example in &scheme.examples {
            let outcome = estimate(scheme, &example.answers);
            let explained = explain(scheme, &example.answers, &outcome, words);
            let says = explained
                .results
                .iter()
                .any(|result| result.note.contains("to go round"));
            assert_eq!(says, matches!(number(scheme), 10 | 16), "{}", scheme.id);
        }
    }
}

#[test]
fn the_staged_pipeline_has_twenty_stages_and_more() {
    let staged = scheme(&SHAPES, "t08-staged-pipeline/2026-27");
    assert!(staged.steps.len() >= 20);
    let verbs: BTreeSet<String> = staged
        .steps
        .iter()
        .map(|step| {
            let verb = format!("{:?}", step.verb);
            verb.split([' ', '(']).next().unwrap().to_owned()
        })
        .collect();
    assert!(verbs.len() >= 8, "{verbs:?}");
    assert!(
        !staged
            .steps
            .iter()
            .any(|step| matches!(step.verb, Verb::Stop { .. }))
    );
}

/// Every rule in words, and every working that its examples show: to be read by people, whoever changes a sentence.
#[test]
fn the_sentences_of_every_shape_read_well() {
    let words = messages::english();
    let mut told = String::new();
    for scheme in &SHAPES.schemes {
        writeln!(told, "{}: {}", scheme.id, scheme.title).unwrap();
        for step in &scheme.steps {
            let sentence = describe_step(scheme, step, words);
            writeln!(told, "  {}: {sentence}", step.say).unwrap();
        }
        let examples = scheme.examples.iter();
        let example = examples.max_by_key(|example| example.expect.len()).unwrap();
        let outcome = estimate(scheme, &example.answers);
        let explained = explain(scheme, &example.answers, &outcome, words);
        writeln!(told, "  — {}", example.title).unwrap();
        for line in explained.lines {
            writeln!(
                told,
                "    {}: {} = {}",
                line.say, line.sentence, line.amount
            )
            .unwrap();
        }
        for result in explained.results {
            let told_so = format!("{}: {} {}", result.say, result.amount, result.note);
            writeln!(told, "    > {}", told_so.trim_end()).unwrap();
        }
        for gap in explained.gaps {
            writeln!(told, "    ? {gap}").unwrap();
        }
    }
    insta::assert_snapshot!("sentences", told);
}
