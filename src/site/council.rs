//! One council: its editions.

use serde::Serialize;
use upfront_engine::Scheme;

use super::{
    Body, Input, Page,
    directory::{Edition, edition},
    frame::{Frame, Help, folder},
};

/// One council's editions.
#[derive(Clone, Debug, Serialize)]
pub struct Council {
    /// Its editions, the newest first.
    pub editions: Vec<Edition>,
}

/// The page of a council with these schemes, of which there is one at least.
pub fn page(input: Input<'_>, schemes: &[&Scheme]) -> Page {
    let words = input.words;
    let first = schemes.first();
    let name = first.map_or("", |scheme| scheme.council.as_str());
    let path = format!("{}/index.html", first.map_or("", |scheme| folder(scheme)));
    let mut frame = Frame::of_site(
        input,
        &path,
        name.to_owned(),
        words.say("page-council-description", &[("council", name)]),
    );
    name.clone_into(&mut frame.council);
    frame.fictional = first.is_some_and(|scheme| scheme.fictional);
    if let Some(contact) = first.and_then(|scheme| scheme.contact.as_ref()) {
        frame.help = Help::of(contact);
    }
    Page {
        frame,
        path,
        body: Body::Council(Council {
            editions: schemes
                .iter()
                .map(|scheme| edition(scheme, "", words))
                .collect(),
        }),
    }
}
