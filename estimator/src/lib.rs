//! The engine in the browser: a scheme and somebody's answers in, the working in words out, all as JSON text.
//!
//! Nothing here decides anything. The rules are worked out by [`upfront_engine`], the very code that the pages
//! and the worked examples were made with, and the answers never leave the page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json_core::de::Error;
use upfront_engine::{
    Answers, Outcome, Scheme,
    answers::AnswerError,
    explain::{Explained, explain},
    scheme::Example,
    words::Words,
};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// A scheme, ready to be worked out for anybody.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Estimator {
    scheme: Scheme,
    words: Words,
}

/// What comes back: the working twice, in words for people and as the engine gave it, and what could not be read.
#[derive(Serialize)]
struct Estimate {
    errors: Vec<AnswerError>,
    explained: Explained,
    outcome: Outcome,
}

#[wasm_bindgen]
impl Estimator {
    /// Reads a published scheme (`scheme.json`) and the messages of one language, both JSON text.
    ///
    /// Throws an `Error` with a plain sentence where either cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(scheme_json: &str, words_json: &str) -> Result<Self, JsError> {
        Self::read(scheme_json, words_json).map_err(JsError::new)
    }

    /// Works the scheme out. The answers are JSON text: an object from a question's name to what was answered as
    /// text, which is an option's name, a number as people type it, or `I do not know`.
    ///
    /// Gives JSON text: `{"errors": …, "explained": …, "outcome": …}`. Throws an `Error` where the object cannot be
    /// read; an answer that its question does not allow is one of the `errors`.
    pub fn estimate(&self, answers_json: &str) -> Result<String, JsError> {
        self.work_out(answers_json).map_err(JsError::new)
    }

    /// Whether the engine, here and now, gives what the first worked example must give. A page shows no figure
    /// where it does not.
    pub fn check(&self) -> bool {
        self.scheme
            .examples
            .first()
            .is_none_or(|example| self.comes_out(example))
    }
}

impl Estimator {
    fn read(scheme_json: &str, words_json: &str) -> Result<Self, &'static str> {
        Ok(Self {
            scheme: parse(scheme_json).map_err(|_| "The rules could not be read.")?,
            words: parse(words_json).map_err(|_| "The words of this page could not be read.")?,
        })
    }

    fn work_out(&self, answers_json: &str) -> Result<String, &'static str> {
        let texts: BTreeMap<String, String> =
            parse(answers_json).map_err(|_| "The answers could not be read.")?;
        let texts = texts.iter().map(|(id, text)| (id.as_str(), text.as_str()));
        let (answers, errors) = Answers::from_texts(&self.scheme, texts);
        let outcome = upfront_engine::estimate(&self.scheme, &answers);
        let explained = explain(&self.scheme, &answers, &outcome, &self.words);
        serde_json::to_string(&Estimate {
            errors,
            explained,
            outcome,
        })
        .map_err(|_| "The estimate could not be written out.")
    }

    fn comes_out(&self, example: &Example) -> bool {
        let outcome = upfront_engine::estimate(&self.scheme, &example.answers);
        example
            .expect
            .iter()
            .all(|expected| outcome.meets(expected))
    }
}

/// Reads JSON text. `serde_json` would do the same in a module half as large again.
fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Error> {
    let mut unescaped = vec![0; text.len()];
    serde_json_core::from_str_escaped(text, &mut unescaped).map(|(value, _)| value)
}
