//! Eligibility: what comes out is reasons, never a bare no, and never a decision.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its own set-up fails"
)]

use std::path::Path;

use upfront::{check::load_scheme, messages};
use upfront_engine::{
    Answers, Decimal, Scheme, estimate,
    explain::{Explained, describe_step, explain},
};

const SCHEMES: &[&str] = &[
    "england-eligibility/2003",
    "england-eligibility/2015",
    "england-carers-eligibility/2015",
    "scotland-eligibility/2009",
    "wales-eligibility/2016",
];

fn scheme(name: &str) -> Scheme {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schemes/national")
        .join(name);
    let loaded = load_scheme(&folder).unwrap();
    assert!(loaded.findings.is_empty(), "{name}");
    loaded.schemes.into_iter().next().unwrap()
}

fn told(scheme: &Scheme, answers: &Answers) -> Explained {
    explain(
        scheme,
        answers,
        &estimate(scheme, answers),
        messages::english(),
    )
}

fn answered(scheme: &Scheme, said: &[(&str, &str)]) -> Explained {
    let (answers, faults) = Answers::from_texts(scheme, said.iter().copied());
    assert!(faults.is_empty());
    told(scheme, &answers)
}

const ABLE: &[(&str, &str)] = &[
    ("impairment", "yes"),
    ("nutrition", "able"),
    ("hygiene", "able"),
    ("toilet", "able"),
    ("clothing", "able"),
    ("home_safety", "able"),
    ("home_upkeep", "able"),
    ("relationships", "able"),
    ("work", "able"),
    ("community", "able"),
    ("children", "none"),
    ("wellbeing", "yes"),
];

/// The reason that is about the ten outcomes.
fn outcomes(explained: &Explained) -> &str {
    let reasons = &explained.results[0].reasons;
    reasons
        .iter()
        .find(|reason| reason.starts_with("Unable to achieve"))
        .unwrap()
}

fn with(said: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = ABLE
        .iter()
        .filter(|(id, _)| said.iter().all(|(own, _)| own != id));
    kept.chain(said).copied().collect()
}

#[test]
fn one_outcome_of_ten_says_how_many_are_needed_and_which_hold() {
    let scheme = scheme("england-eligibility/2015");
    let one = answered(&scheme, &with(&[("hygiene", "help")]));
    assert_eq!(one.results[0].amount, "not met, by these answers");
    let reason = outcomes(&one);
    assert!(
        reason.contains("Not reached. 1 of 10 apply, and at least 2 must. What applies: “Cannot maintain personal hygiene”. What does not apply: “Cannot manage and"),
        "{reason}"
    );
    let two = answered(&scheme, &with(&[("hygiene", "help"), ("toilet", "longer")]));
    assert_eq!(two.results[0].amount, "met, by these answers");
    assert!(outcomes(&two).contains("Met. 2 of 10 apply, and at least 2 must."));
    let open = answered(
        &scheme,
        &with(&[("hygiene", "help"), ("toilet", "I do not know")]),
    );
    assert_eq!(open.results[0].amount, "may be met, by these answers");
    assert!(
        outcomes(&open).ends_with("It is not known whether “Cannot manage toilet needs” is met.")
    );
    assert_eq!(
        open.gaps,
        ["You do not know: “Can you manage your toilet needs?”"]
    );
}

#[test]
fn nothing_answered_is_not_known_and_says_which_questions_would_decide() {
    for name in SCHEMES {
        let scheme = scheme(name);
        let nobody = Answers::default();
        let outcome = estimate(&scheme, &nobody);
        for value in &outcome.results {
            let either = (Some(Decimal::ZERO), Some(Decimal::ONE));
            assert_eq!((value.low, value.high), either, "{name}");
            assert!(!value.why.is_empty(), "{name}");
        }
        assert!(!told(&scheme, &nobody).gaps.is_empty(), "{name}");
    }
}

#[test]
fn every_result_gives_its_reasons_and_says_who_decides() {
    for name in SCHEMES {
        let scheme = scheme(name);
        assert!(scheme.examples.len() > 5, "{name}");
        let words = messages::english();
        let mut texts: Vec<String> = scheme
            .steps
            .iter()
            .map(|step| describe_step(&scheme, step, words))
            .collect();
        for example in &scheme.examples {
            let explained = told(&scheme, &example.answers);
            for result in &explained.results {
                let (last, reasons) = result.reasons.split_last().unwrap();
                assert!(last.starts_with("Only an assessment decides."), "{name}");
                assert!(!reasons.is_empty(), "{name}");
            }
            texts.push(serde_json::to_string(&explained).unwrap());
        }
        for text in texts {
            let text = text.to_lowercase();
            for word in ["not eligible", "ineligible", "entitled", "you will get"] {
                assert!(!text.contains(word), "{name}: {text}");
            }
        }
    }
}
