//! What the site does with what people answer.

use serde::Serialize;

use super::{Body, Input, Page, frame::Frame, route::Route};

/// The page on privacy.
#[derive(Clone, Debug, Serialize)]
pub struct Privacy {
    /// What is said, part by part.
    pub parts: Vec<Part>,
}

/// A part of what is said.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub say: String,
}

/// The page.
pub fn page(input: Input<'_>) -> Page {
    let words = input.words;
    let parts = [
        ("page-privacy-answers", "page-privacy-answers-about"),
        ("page-privacy-saved", "page-privacy-saved-about"),
        ("page-privacy-host", "page-privacy-host-about"),
        ("page-privacy-who", "page-privacy-who-about"),
        ("page-privacy-complain", "page-privacy-complain-about"),
    ];
    let parts = parts.map(|(heading, say)| Part {
        heading: words.say(heading, &[]),
        say: words.say(say, &[("site", &input.site.title)]),
    });
    Page {
        frame: Frame::of_site(
            input,
            Route::Privacy,
            words.say("page-privacy-heading", &[]),
            words.say("page-privacy-description", &[]),
        ),
        path: Route::Privacy.path(),
        body: Body::Privacy(Privacy {
            parts: parts.into(),
        }),
    }
}
