//! The engine in the browser: a scheme and somebody's answers in, the working in words out, all as JSON text.
//!
//! Nothing here decides anything. The rules are worked out by [`upfront_engine`], the very code that the pages
//! and the worked examples were made with, and the answers never leave the page.

mod json;

use std::cell::Cell;

use serde::Serialize;
use upfront_engine::{
    Answers, Outcome, Scheme,
    by_name::ByName,
    explain::{Explained, explain},
    words::Words,
};
use wasm_bindgen::{prelude::wasm_bindgen, throw_str};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The rules that a page works with. They are never given back: the code for that would have to be loaded too.
#[derive(Clone, Copy)]
struct Rules {
    scheme: &'static Scheme,
    words: &'static Words,
}

thread_local! {
    static LOADED: Cell<Option<Rules>> = const { Cell::new(None) };
}

fn rules() -> Rules {
    let Some(rules) = LOADED.get() else {
        throw_str("The rules have not been loaded.")
    };
    rules
}

/// What comes back: the working in words, and the questions whose answers could not be read.
#[derive(Serialize)]
struct Estimate {
    errors: Vec<String>,
    explained: Explained,
}

/// Reads a published scheme (`scheme.json`) and the messages of one language, both JSON text; what comes next is about
/// them.
///
/// Throws an `Error` with a plain sentence where either cannot be read.
#[wasm_bindgen]
pub fn load(scheme_json: &str, words_json: &str) {
    LOADED.set(Some(Rules {
        scheme: Box::leak(Box::new(json::read(scheme_json))),
        words: Box::leak(Box::new(json::read(words_json))),
    }));
}

/// Works the scheme out. The answers are JSON text: an object from a question's name to what was answered as
/// text, which is an option's name, a number as people type it, or `I do not know`.
///
/// With `only_asked`, nothing is worked out but which questions are asked: no results come back, no lines and no gaps.
/// A form needs no more from one question to the next, and with many questions still open it is much the quicker.
///
/// Gives JSON text: `{"errors": …, "explained": …}`. Throws an `Error` where the object cannot be read, or nothing has
/// been loaded; a question whose answer it does not allow is one of the `errors`.
#[wasm_bindgen]
pub fn estimate(answers_json: &str, only_asked: bool) -> String {
    let Rules { scheme, words } = rules();
    let texts: ByName<String> = json::read(answers_json);
    let texts = texts.iter().map(|(id, text)| (id, text.as_str()));
    let (answers, errors) = Answers::from_texts(scheme, texts);
    let outcome = if only_asked {
        Outcome {
            ranges_are_exact: true,
            ..Outcome::default()
        }
    } else {
        upfront_engine::estimate(scheme, &answers)
    };
    let explained = explain(scheme, &answers, &outcome, words);
    serde_json::to_string(&Estimate {
        errors: errors.into_iter().map(|error| error.question).collect(),
        explained,
    })
    .unwrap_or_else(|_| throw_str("The estimate could not be written out."))
}

/// Whether the engine, here and now, gives what the first worked example must give. A page shows no figure
/// where it does not.
///
/// Throws an `Error` where nothing has been loaded.
#[wasm_bindgen]
pub fn check() -> bool {
    let Rules { scheme, .. } = rules();
    scheme.examples.first().is_none_or(|example| {
        let outcome = upfront_engine::estimate(scheme, &example.answers);
        example.expect.iter().all(|figure| outcome.meets(figure))
    })
}
