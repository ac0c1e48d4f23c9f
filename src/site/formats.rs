//! How to reach a council, and in which formats it tells people what is here.

use upfront_engine::Scheme;

use super::{
    Input, Page,
    cite::References,
    route::Place,
    told::{self, Entry, Told},
};
use crate::language::shapes::FORMATS;

/// Whether an edition has the page: whether it says how the council is reached.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    scheme.contact.is_some() && input.facts.contains_key(&scheme.id)
}

/// The page; `None` where the edition does not say how the council is reached.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let contact = scheme.contact.as_ref()?;
    let reached = &input.facts.get(&scheme.id)?.reached;
    let words = input.words;
    let mut ways = told::reach(words, &contact.phone, &contact.email, &contact.page);
    ways.push(told::said(words, "page-contact-relay", &reached.relay));
    ways.push(told::said(words, "page-contact-post", &reached.post));
    let formats = FORMATS.iter().map(|format| {
        let name = match *format {
            "large print" => "page-contact-large-print",
            "easy read" => "page-contact-easy-read",
            "audio" => "page-contact-audio",
            "braille" => "page-contact-braille",
            "sign language" => "page-contact-sign",
            _ => "page-contact-language",
        };
        let is_offered = reached.formats.iter().any(|one| one == format);
        let offered = if is_offered {
            words.say("page-contact-yes", &[])
        } else {
            String::new()
        };
        Entry {
            title: words.say(name, &[]),
            particulars: vec![told::said(words, "page-contact-offered", &offered)],
            ..Entry::default()
        }
    });
    let reach = Entry {
        title: words.say("page-contact-ways", &[]),
        particulars: ways,
        ..Entry::default()
    };
    let particulars = [("council", scheme.council.as_str())];
    let told = Told {
        lead: words.say("page-contact-lead", &particulars),
        keys: Vec::new(),
        short: Vec::new(),
        sections: [
            told::section("reach", "page-contact-reach", vec![reach], scheme, words),
            told::section(
                "formats",
                "page-contact-formats",
                formats.collect(),
                scheme,
                words,
            ),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    Some(told::page(
        input,
        scheme,
        Place::Contact,
        ["page-contact-heading", "page-contact-description"],
        told,
        References::new(scheme, words),
    ))
}
