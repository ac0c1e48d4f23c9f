//! The engine never panics, whatever a published file has been edited into.

use crate::any_scheme::any_scheme;
use proptest::prelude::*;
use serde_json::Value;
use upfront_engine::{
    Answer, Answers, Decimal, Scheme, estimate, explain::explain, wire, words::Words,
};

/// Puts other numbers in the place of some of those in a file: indices that point nowhere, huge figures.
fn edit(value: &mut Value, edits: &mut impl Iterator<Item = Option<u64>>) {
    match value {
        Value::Number(number) => {
            if let Some(Some(other)) = edits.next() {
                *number = other.into();
            }
        }
        Value::String(text) if text.parse::<Decimal>().is_ok() => {
            if let Some(Some(other)) = edits.next() {
                *text = if other > 50 {
                    "79228162514264337593543950335".into()
                } else {
                    format!("-{other}.5")
                };
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| edit(item, edits)),
        Value::Object(fields) => fields.values_mut().for_each(|field| edit(field, edits)),
        _ => {}
    }
}

/// What stands in the place of numbers, one after the other.
pub(crate) fn any_edits() -> impl Strategy<Value = Vec<Option<u64>>> {
    proptest::collection::vec(proptest::option::weighted(0.15, 0..100_u64), 300)
}

/// A scheme as it reads from a published file that somebody has edited.
pub(crate) fn edited(scheme: &Scheme, edits: Vec<Option<u64>>) -> Scheme {
    let mut file: Value = serde_json::from_str(&wire::write(scheme)).unwrap();
    let format = file["format"].take();
    edit(&mut file, &mut edits.into_iter());
    file["format"] = format;
    wire::read(&file.to_string()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_file_that_reads_can_be_worked_out(
        scheme in any_scheme(),
        edits in any_edits(),
        answers in proptest::collection::vec(proptest::option::of(0..5_usize), 0..8),
    ) {
        let scheme = edited(&scheme, edits);
        let answers = Answers(answers.into_iter().map(|answer| answer.map(|option| match option {
            4 => Answer::Number(Decimal::MAX),
            3 => Answer::Unknown,
            _ => Answer::Option(option),
        })).collect());
        let outcome = estimate(&scheme, &answers);
        prop_assert!(outcome.results.len() <= scheme.results.len());
        prop_assert_eq!(outcome.working.len(), scheme.steps.len());
        let explained = explain(&scheme, &answers, &outcome, &Words::default());
        prop_assert!(explained.lines.len() <= scheme.steps.len());
    }

    #[test]
    fn a_scheme_survives_being_published_and_read(scheme in any_scheme()) {
        prop_assert_eq!(wire::read(&wire::write(&scheme)).unwrap(), scheme);
    }
}
