//! How scorecards are worked out.

use serde::Serialize;
use upfront_engine::words::Words;

use super::{Body, Input, Page, frame::Frame, published, route::Route};
use crate::facts::Line;

/// The version of the method. It changes with every change of what makes a line published.
const VERSION: &str = "2";

/// The method of the scorecards.
#[derive(Clone, Debug, Serialize)]
pub struct Method {
    /// Its version.
    pub version: &'static str,
    /// How many lines a scorecard has.
    pub lines: usize,
}

/// The page; `None` where the site has no scorecard.
pub fn page(input: Input<'_>) -> Option<Page> {
    let mut schemes = input.schemes.iter().chain(input.fact_sheets);
    if !schemes.any(|scheme| published::is_scored(input, scheme)) {
        return None;
    }
    let words: &Words = input.words;
    Some(Page {
        frame: Frame::of_site(
            input,
            Route::Method,
            words.say("page-method-heading", &[]),
            words.say("page-method-description", &[]),
        ),
        path: Route::Method.path(),
        body: Body::Method(Method {
            version: VERSION,
            lines: Line::ALL.len(),
        }),
    })
}
