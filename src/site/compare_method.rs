//! How councils are compared.

use serde::Serialize;

use super::{Body, Input, Page, frame::Frame, route::Route};
use crate::councils::Comparison;

/// The version of the method. It changes with every change of how a person is put through a council's rules.
const VERSION: &str = "1";

/// The method of the comparison.
#[derive(Clone, Debug, Serialize)]
pub struct CompareMethod {
    /// Its version.
    pub version: &'static str,
    /// The version of the shared vocabulary.
    pub vocabulary: String,
    /// How many people there are.
    pub people: usize,
}

/// The page.
pub fn page(input: Input<'_>, comparison: &Comparison<'_>) -> Page {
    let words = input.words;
    let route = Route::CompareMethod;
    let frame = Frame::below_comparison(
        input,
        route,
        words.say("page-compare-method-heading", &[]),
        words.say("page-compare-method-description", &[]),
    );
    Page {
        path: route.path(),
        body: Body::CompareMethod(CompareMethod {
            version: VERSION,
            vocabulary: input.shared.vocabulary.version.clone(),
            people: comparison.people.len(),
        }),
        frame,
    }
}
