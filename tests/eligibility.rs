//! Eligibility: what comes out is reasons, never a bare no, and never a decision.

use upfront::{folder::load_scheme, messages};
use upfront_engine::{
    Answers, Decimal, Scheme, estimate,
    explain::{Explained, describe_step, explain},
};

use crate::support::{answers, instead, root};

const SCHEMES: &[&str] = &[
    "england-eligibility/2003",
    "england-eligibility/2015",
    "england-carers-eligibility/2015",
    "scotland-eligibility/2009",
    "wales-eligibility/2016",
    "wales-children-eligibility/2016",
];

fn scheme(name: &str) -> Scheme {
    let loaded = load_scheme(&root().join("schemes/national").join(name)).unwrap();
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
    told(scheme, &answers(scheme, said))
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
        .find(|reason| reason.starts_with("Difficulty achieving"))
        .unwrap()
}

fn with(said: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    instead(ABLE, said)
}

#[test]
fn one_outcome_of_ten_says_how_many_are_needed_and_which_hold() {
    let scheme = scheme("england-eligibility/2015");
    let one = answered(&scheme, &with(&[("hygiene", "help")]));
    assert_eq!(one.results[0].amount, "not met, by these answers");
    let reason = outcomes(&one);
    assert!(
        reason.contains("Not met. Of 10 parts, 1 applies, and at least 2 must.\nThese apply:\n\t“Difficulty maintaining personal hygiene”\nThese do not apply:\n\t“Difficulty managing and"),
        "{reason}"
    );
    let two = answered(&scheme, &with(&[("hygiene", "help"), ("toilet", "longer")]));
    assert_eq!(two.results[0].amount, "met, by these answers");
    assert!(outcomes(&two).contains("Met. Of 10 parts, 2 apply, and at least 2 must."));
    let open = answered(
        &scheme,
        &with(&[("hygiene", "help"), ("toilet", "I do not know")]),
    );
    assert_eq!(open.results[0].amount, "may be met, by these answers");
    assert!(
        outcomes(&open)
            .contains("\nThese are not known yet:\n\t“Difficulty managing toilet needs”")
    );
    assert_eq!(
        open.gaps,
        ["You do not know: “Can you manage your toilet needs?”"]
    );
}

#[test]
fn a_reason_says_what_was_answered_and_never_the_opposite() {
    let scheme = scheme("england-eligibility/2015");
    let reason = |said: &[(&'static str, &'static str)], starts: &str| {
        let explained = answered(&scheme, &with(said));
        let reasons = &explained.results[0].reasons;
        let found = reasons.iter().find(|reason| reason.starts_with(starts));
        found.unwrap().clone()
    };
    let ask = "“Do your needs come from, or have to do with, a physical or mental impairment or illness?”";
    for (said, told) in [
        ("yes", format!("\nMet. Here the answer to {ask} is “Yes”.")),
        (
            "no",
            format!(" Not met.\nHere the answer to {ask} is “No”:\n\tit has to be “Yes”"),
        ),
        (
            "I do not know",
            format!(" May be met.\nThese are not known yet:\n\t{ask}"),
        ),
    ] {
        assert_eq!(
            reason(&[("impairment", said)], "Needs from"),
            format!("Needs from an impairment or illness:{told}")
        );
    }
    let counts = "In law, needing help, taking much longer, or doing it only with pain, distress, anxiety or danger, counts \
                  as not being able to.";
    assert!(reason(&[("clothing", "longer")], "Difficulty achieving").ends_with(counts));
    let dressing = |said: &'static str| {
        let lines = answered(&scheme, &with(&[("clothing", said)])).lines;
        let line = lines.into_iter().find(|line| line.id == "cannot_clothing");
        line.unwrap().sentence
    };
    let ask = "Here the answer to “Can you dress as the weather and your day need it?” is";
    assert_eq!(dressing("able"), format!("Not met. {ask} “Yes”."));
    assert_eq!(
        dressing("longer"),
        format!("Met.\n{ask} “It takes me much longer than it would take most people”.")
    );
    assert_eq!(
        reason(&[("impairment", "no")], "The eligibility"),
        "The eligibility criteria for adults: Not met. Of 3 parts, 1 applies, and all must.\nThese apply:\n\t“A significant \
         impact on wellbeing as a consequence”\nThese do not apply:\n\t“Needs from an impairment or illness”\n\t\
         “Difficulty achieving two or more of the ten outcomes”"
    );
}

#[test]
fn a_part_of_a_test_that_is_made_of_others_is_told_as_what_it_is() {
    let scheme = scheme("england-eligibility/2003");
    let mut said: Vec<(&str, &str)> = vec![
        ("life", "no"),
        ("health", "no"),
        ("abuse", "none"),
        ("control", "enough"),
        ("routines", "most"),
        ("work", "none"),
        ("social", "none"),
        ("family", "none"),
        ("council_meets", "critical"),
    ];
    let reason = |said: &[(&str, &str)], starts: &str| {
        let explained = answered(&scheme, said);
        let reasons = &explained.results[0].reasons;
        let found = reasons.iter().find(|reason| reason.starts_with(starts));
        found.unwrap().clone()
    };
    let critical = reason(&said, "Critical:");
    assert!(
        critical.contains("These do not apply:\n\tthe answer to “Is your life threatened, or will it be?” is “No”, and it has to be “Yes”\n"),
        "{critical}"
    );
    let band = reason(&said, "The band");
    assert!(
        band.contains("These do not apply:\n\tone of these or more is not so:\n\t\tthe answer to “From which band on did your council meet needs?” is “Critical only”\n"),
        "{band}"
    );
    said[8].1 = "I do not know";
    let band = reason(&said, "The band");
    assert!(
        band.contains(
            "These are not known yet:\n\t“From which band on did your council meet needs?”"
        ),
        "{band}"
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

/// A child has a second way into the first condition, which an adult has not: what it does to the child's development.
#[test]
fn in_wales_a_childs_need_can_come_from_its_development_alone() {
    let children = scheme("wales-children-eligibility/2016");
    let met = |cause, development| {
        let said = [
            ("cause", cause),
            ("development", development),
            ("self_care", "no"),
            ("communicating", "no"),
            ("protection", "no"),
            ("work", "no"),
            ("family", "no"),
            ("community", "no"),
            ("goals", "yes"),
            ("alone", "unable"),
            ("willing", "no"),
            ("services", "no"),
            ("council_needed", "yes"),
        ];
        answered(&children, &said).results[0].amount.clone()
    };
    assert_eq!(met("no", "yes"), "met, by these answers");
    assert_eq!(met("yes", "no"), "met, by these answers");
    assert_eq!(met("no", "no"), "not met, by these answers");
}
