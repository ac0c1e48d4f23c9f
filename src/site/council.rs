//! One council: the rules in force, and its other editions.

use serde::Serialize;
use upfront_engine::Scheme;

use super::{
    Body, Input, Page, Route,
    directory::{Edition, listed},
    frame::{self, Frame, Help, Link, folder, in_words},
    route::Place,
};
use crate::check::editions::{self, Standing};

/// One council's editions.
#[derive(Clone, Debug, Serialize)]
pub struct Council {
    /// Which rules are in force, in a sentence.
    pub lead: String,
    /// The editions in force.
    pub in_force: Vec<Edition>,
    /// Its other editions, the newest first.
    pub others: Vec<Edition>,
    /// Facts about the council that stand without rules.
    pub facts: Vec<Link>,
    /// Whether there is a feed of its editions.
    pub has_feed: bool,
}

/// The page of a council with these schemes, of which there is one at least.
pub fn page(input: Input<'_>, schemes: &[&Scheme]) -> Page {
    let words = input.words;
    let first = schemes.first();
    let name = first.map_or("", |scheme| scheme.council.as_str());
    let route = Route::Council(first.map_or("", |scheme| folder(scheme)));
    let mut frame = Frame::of_site(
        input,
        route,
        first.map_or_else(String::new, |scheme| frame::name(input, scheme)),
        words.say("page-council-description", &[("council", name)]),
    );
    name.clone_into(&mut frame.council);
    frame.fictional = first.is_some_and(|scheme| scheme.fictional);
    if let Some(contact) = first.and_then(|scheme| scheme.contact.as_ref()) {
        frame.help = Help::of(contact);
    }
    let (in_force, others): (Vec<_>, Vec<_>) = listed(input, schemes, route)
        .into_iter()
        .partition(|edition| edition.is_in_force);
    let sheets = input.fact_sheets.iter();
    let sheets = sheets.filter(|sheet| sheet.council == name);
    let facts = sheets.map(|sheet| Link {
        href: route.to(Route::Edition(&sheet.id, Place::Home)),
        text: sheet.title.clone(),
    });
    let facts = facts.collect();
    let council = ("council", name);
    let lead = match (input.as_of, in_force.is_empty()) {
        (Some(day), false) => words.say(
            "page-council-in-force-on",
            &[council, ("date", &in_words(day, words))],
        ),
        // With no day given, an edition may still be to start.
        (None, false)
            if schemes.iter().any(|scheme| {
                editions::standing(scheme, input.schemes, None) == Standing::InForce
                    && editions::first_day(scheme).is_some()
            }) =>
        {
            words.say("page-council-newest", &[council])
        }
        (None, false) => words.say("page-council-in-force", &[council]),
        (_, true) => words.say("page-council-none", &[council]),
    };
    let has_feed = frame.canonical.is_some() && schemes.iter().any(|scheme| scheme.from.is_some());
    Page {
        frame,
        path: route.path(),
        body: Body::Council(Council {
            lead,
            in_force,
            others,
            facts,
            has_feed,
        }),
    }
}
