//! What an edition is about, in Easy Read: a short sentence at a time, each beside its picture.

use serde::Serialize;
use upfront_engine::Scheme;

use super::{
    Body, Input, Page,
    frame::Frame,
    route::{Place, Route},
};

/// The page in Easy Read.
#[derive(Clone, Debug, Serialize)]
pub struct EasyRead {
    /// What it says, in its order.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// The sentence.
    pub say: String,
    /// The path of its picture from the top of the site; empty where there is none.
    pub picture: String,
    /// What the picture shows.
    pub shows: String,
}

/// Whether an edition has the page.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    facts.is_some_and(|facts| !facts.easy_read.is_empty())
}

/// The page; `None` where the edition has no Easy Read.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    if !is_told(input, scheme) {
        return None;
    }
    let facts = input.facts.get(&scheme.id)?;
    let sentences = facts.easy_read.iter().map(|sentence| Sentence {
        say: sentence.say.clone(),
        picture: sentence
            .picture
            .as_ref()
            .map_or_else(String::new, |picture| picture.path.clone()),
        shows: sentence.shows.clone(),
    });
    let words = input.words;
    let particulars = [
        ("council", scheme.council.as_str()),
        ("title", scheme.title.as_str()),
    ];
    let frame = Frame::of_edition(
        input,
        scheme,
        Place::EasyRead,
        words.say("page-easy-heading", &[]),
        words.say("page-easy-description", &particulars),
    );
    Some(Page {
        path: Route::Edition(&scheme.id, Place::EasyRead).path(),
        body: Body::EasyRead(EasyRead {
            sentences: sentences.collect(),
        }),
        frame,
    })
}
