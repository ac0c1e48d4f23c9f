//! The engine in the browser: a scheme and somebody's answers in, the working in words out.
//!
//! Nothing here decides anything. The rules are worked out by [`upfront_engine`], the very code that the pages
//! and the worked examples were made with, and the answers never leave the page.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod json;
mod loaded;

use alloc::{boxed::Box, string::String, vec::Vec};

use upfront_engine::{Answers, Outcome, Prepared, Scheme, telling::Telling, wire, words::Words};
use wasm_bindgen::{prelude::wasm_bindgen, throw_str};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The engine is total: this is for what nobody thought of. The page says that the sums cannot be done, and the code that
/// would write out where need not be loaded.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// The rules that a page works with. They are never given back: the code for that would have to be loaded too.
#[derive(Clone, Copy)]
struct Rules {
    scheme: &'static Prepared<'static>,
    telling: &'static Telling,
    words: &'static Words,
}

fn rules() -> Rules {
    let Some(rules) = loaded::get() else {
        throw_str("The rules have not been loaded.")
    };
    rules
}

fn refuse(sentence: &str) -> ! {
    throw_str(sentence)
}

/// Reads a scheme, which is packed below a line for the scripts, and the packed messages of one language (see
/// [`upfront_engine::wire`]); what comes next is about them.
///
/// Gives whether the engine, here and now, gives what the first worked example must give. A page shows no figure where it
/// does not. Throws an `Error` with a plain sentence where the scheme cannot be read, or is in another format.
#[wasm_bindgen]
pub fn load(rules: &str, words: &str) -> bool {
    // Its first line is for the scripts.
    let packed = rules.split_once('\n').map_or("", |(_, packed)| packed);
    let (scheme, telling) = wire::unpack(packed, refuse);
    let scheme: &'static Scheme = Box::leak(Box::new(scheme));
    let prepared: &'static Prepared<'static> = Box::leak(Box::new(Prepared::of(scheme)));
    let words: Words = wire::pairs(words)
        .map(|(key, text)| (key.into(), text.into()))
        .collect();
    loaded::set(Rules {
        telling: Box::leak(Box::new(telling)),
        words: Box::leak(Box::new(words)),
        scheme: prepared,
    });
    scheme.examples.first().is_none_or(|example| {
        let outcome = prepared.estimate(&example.answers);
        example.expect.iter().all(|figure| outcome.meets(figure))
    })
}

/// Works the scheme out. The answers are packed as pairs: a question's name, and what was answered as text, which is an
/// option's name, a number as people type it, or `I do not know`.
///
/// With `only_asked`, nothing is worked out but which questions are asked: no results come back, no lines and no gaps.
/// A form needs no more from one question to the next, and with many questions still open it is much the quicker.
///
/// Gives JSON, which `engine.js` puts together with the texts of the rules. Throws an `Error` where nothing has been
/// loaded; a question whose answer it does not allow is one of the errors.
#[wasm_bindgen]
pub fn estimate(answers: &str, only_asked: bool) -> String {
    let Rules {
        scheme: prepared,
        telling,
        words,
    } = rules();
    let scheme = prepared.scheme();
    let (answers, errors) = Answers::from_texts(scheme, wire::pairs(answers));
    let outcome = if only_asked {
        Outcome {
            ranges_are_exact: true,
            ..Outcome::default()
        }
    } else {
        prepared.estimate(&answers)
    };
    let errors: Vec<String> = errors.into_iter().map(|error| error.question).collect();
    json::estimate(&errors, &telling.tell(scheme, &answers, &outcome, words))
}

/// What every step comes to, in their order, for a page that puts schemes side by side. The answers are packed as for
/// [`estimate`].
///
/// Gives JSON: for each its least, its most, one where it rests on what the council keeps to itself, and why it is not
/// exact; nothing of what there is not.
#[wasm_bindgen]
pub fn figures(answers: &str) -> String {
    let Rules {
        scheme: prepared,
        telling,
        words,
    } = rules();
    let scheme = prepared.scheme();
    let (answers, _) = Answers::from_texts(scheme, wire::pairs(answers));
    let outcome = prepared.estimate(&answers);
    json::figures((0..scheme.steps.len()).map(|step| {
        let value = outcome.of_step(scheme, step)?;
        Some(telling.figure(scheme, &answers, value, words))
    }))
}
