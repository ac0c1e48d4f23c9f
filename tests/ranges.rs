//! With nothing known every scheme gives a range, or names the one thing that has no upper limit.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its own set-up fails"
)]

use std::path::Path;

use upfront::{
    check::{load, load_schemes},
    messages,
};
use upfront_engine::{
    Answers, Scheme, estimate,
    explain::{Explained, explain},
    parts::join_parts,
};

/// Every scheme and every shape, each as one part, so that all of it is worked out.
fn every_scheme() -> Vec<Scheme> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut schemes = load(root).unwrap().schemes;
    schemes.extend(load_schemes(&root.join("tests/shapes")).unwrap().schemes);
    schemes.iter_mut().for_each(join_parts);
    schemes
}

fn nothing_known(scheme: &Scheme) -> Explained {
    let nothing = Answers::default();
    let outcome = estimate(scheme, &nothing);
    explain(scheme, &nothing, &outcome, messages::english())
}

#[test]
fn with_nothing_known_each_nation_says_the_least_and_what_has_no_upper_limit() {
    let schemes = every_scheme();
    for (id, asked) in [
        ("england/2026-27", "The answer to “"),
        ("wales/2025-26", "The answer to “"),
        ("scotland/2026-27", "Not published by the council: “"),
        ("northern-ireland/2023-24", "The answer to “"),
    ] {
        let scheme = schemes.iter().find(|scheme| scheme.id == id).unwrap();
        for result in nothing_known(scheme).results {
            assert!(result.amount.starts_with("£0"), "{id}: {}", result.amount);
            assert!(
                result.amount.ends_with(" or more"),
                "{id}: {}",
                result.amount
            );
            assert!(
                result.note.contains("No upper limit can be given."),
                "{id}: {}",
                result.note
            );
            assert!(result.note.contains(asked), "{id}: {}", result.note);
        }
    }
}

#[test]
fn with_nothing_known_every_scheme_gives_a_range_or_names_what_has_none() {
    for scheme in every_scheme() {
        for result in nothing_known(&scheme).results {
            let named = result.note.contains("No upper limit can be given.");
            let ends = [result.low.is_some(), result.high.is_some() || named];
            assert_eq!(
                ends,
                [true, true],
                "{} {}: {}",
                scheme.id,
                result.id,
                result.amount
            );
        }
    }
}
