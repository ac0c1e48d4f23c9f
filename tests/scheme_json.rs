//! The published rules: a numbered format that is documented, that a schema holds, and that refuses another with words.

use std::{fmt::Write as _, fs, panic};

use jsonschema::Validator;
use rayon::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};
use upfront::messages;
use upfront_engine::{
    Scheme, estimate,
    telling::Telling,
    wire::{self, Refusal},
};

use crate::support::{
    root,
    schemes::{EXAMPLE_SITE, SHAPES},
};

fn in_docs(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(&in_docs("scheme.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The example of the page that explains the format.
fn documented() -> String {
    let page = in_docs("scheme-json.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn hash(scheme: &Scheme) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(wire::receipt(scheme)) {
        write!(hash, "{byte:02x}").unwrap();
    }
    hash
}

#[test]
fn every_scheme_is_written_as_the_schema_says_and_read_back_whole() {
    let schema = schema();
    EXAMPLE_SITE
        .schemes
        .par_iter()
        .chain(&SHAPES.schemes)
        .for_each(|scheme| {
            let text = wire::write(scheme);
            assert!(text.starts_with("{\"format\":1,\"id\":"), "{text:.80}");
            let json: Value = serde_json::from_str(&text).unwrap();
            let faults: Vec<_> = schema
                .iter_errors(&json)
                .map(|fault| fault.to_string())
                .collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", scheme.id);
            assert_eq!(wire::read(&text).unwrap(), *scheme);
            assert_eq!(hash(scheme), scheme.hash, "{}", scheme.id);
        });
}

#[test]
fn the_schema_refuses_a_part_more_a_part_less_and_a_figure_that_is_no_text() {
    let schema = schema();
    let whole: Value = serde_json::from_str(&documented()).unwrap();
    assert!(schema.is_valid(&whole));
    let changes: [fn(&mut Value); 4] = [
        |file| file["more"] = true.into(),
        |file| file["format"] = 2.into(),
        |file| drop(file["steps"][0].as_object_mut().unwrap().remove("verb")),
        |file| file["rates"][0]["amount"]["exact"] = 12.5.into(),
    ];
    for change in changes {
        let mut file = whole.clone();
        change(&mut file);
        assert!(!schema.is_valid(&file), "{file}");
    }
}

#[test]
fn the_documented_example_is_read_hashed_and_worked_out() {
    let scheme = wire::read(&documented()).unwrap();
    assert_eq!(hash(&scheme), scheme.hash);
    let example = &scheme.examples[0];
    let outcome = estimate(&scheme, &example.answers);
    assert!(example.expect.iter().all(|figure| outcome.meets(figure)));
}

#[test]
fn another_format_is_refused_with_words() {
    let text = documented();
    let with = |number: &str| text.replace("\"format\": 1,", number);
    assert_eq!(wire::read(&with("")), Err(Refusal::Older));
    assert_eq!(wire::read(&with("\"format\": 0,")), Err(Refusal::Older));
    let newer = wire::read(&with("\"format\": 2,")).unwrap_err();
    assert_eq!(newer, Refusal::Unknown("2".into()));
    assert!(
        newer.to_string().contains("Use a newer version."),
        "{newer}"
    );
    assert_eq!(wire::read("{"), Err(Refusal::NotJson));
    for (part, other, at) in [
        (
            "\"units\": {\"count\"",
            "\"unite\": {\"count\"",
            "steps[0].verb",
        ),
        (
            "\"least\": \"0\"",
            "\"least\": \"o\"",
            "questions[0].kind.number.least",
        ),
        (
            "\"places\": 0",
            "\"places\": -1",
            "questions[0].kind.number.places",
        ),
    ] {
        assert!(text.contains(part), "{part}");
        let refusal = wire::read(&text.replace(part, other)).unwrap_err();
        assert_eq!(refusal, Refusal::Part(at.into()), "{other}");
    }
}

/// What the estimator throws at the page; the sentence is the panic's own outside a browser.
fn is_thrown(packed: &str) -> bool {
    let packed = packed.to_owned();
    let refuse = |sentence: &str| -> ! { panic!("{sentence}") };
    panic::catch_unwind(move || wire::unpack(&packed, refuse)).is_err()
}

#[test]
fn what_is_packed_is_read_back_and_nothing_else_is() {
    let scheme = wire::read(&documented()).unwrap();
    let told = |scheme| Telling::of(scheme, messages::english());
    let packed = wire::pack(&scheme, &told(&scheme));
    assert!(!is_thrown(&packed));
    let newer = packed.replacen('1', "2", 1);
    assert!(is_thrown(&newer));
    for end in 0..packed.len() {
        if packed.is_char_boundary(end) {
            assert!(is_thrown(&packed[..end]), "{end}");
        }
    }
    for scheme in EXAMPLE_SITE.schemes.iter().chain(&SHAPES.schemes) {
        let telling = told(scheme);
        let packed = wire::pack(scheme, &telling);
        let (read, told) = wire::unpack(&packed, |sentence| panic!("{sentence}"));
        assert_eq!(told, telling, "{}", scheme.id);
        assert_eq!(wire::pack(&read, &told), packed, "{}", scheme.id);
    }
}
