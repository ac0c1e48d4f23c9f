//! The first page of an edition.

use serde::Serialize;
use upfront_engine::Scheme;

use super::{
    Body, Input, Page,
    dataset::json_ld,
    directory::edition,
    frame::{Frame, folder},
    gaps::{Gap, gaps},
    prose,
    route::{Place, Route},
};
use crate::messages::Person;

/// One edition.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// About the scheme, as HTML.
    pub about: String,
    /// The pages below this one.
    pub links: Vec<Way>,
    /// Its particulars.
    pub facts: Vec<Fact>,
    /// Why figures are missing, in a sentence.
    pub gaps_lead: String,
    /// What the council does not publish.
    pub gaps: Vec<Gap>,
    /// What a careful reader noticed, as HTML.
    pub notes: Vec<String>,
    /// What an indicative budget is, how to challenge a figure, and whom to ask, as HTML.
    pub more: String,
    /// The rules as a data set, for machines: JSON-LD.
    pub dataset: String,
}

/// A link with a sentence about it.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// Where to.
    pub href: String,
    /// Its words.
    pub text: String,
    /// What is there.
    pub about: String,
}

/// A particular.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The particular.
    pub text: String,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Page {
    let words = input.words;
    let way = |href: String, key: &str| Way {
        href,
        text: words.say(key, &[]),
        about: words.say(&format!("{key}-about"), &[]),
    };
    let route = Route::Edition(&scheme.id, Place::Home);
    let listed = edition(input, scheme, route);
    let stands = listed.status.clone();
    let fact = |key: &str, text: String| Fact {
        name: words.say(key, &[]),
        text,
    };
    let results: Vec<_> = scheme
        .results
        .iter()
        .map(|result| result.say.clone())
        .collect();
    let facts = [
        fact("page-fact-council", scheme.council.clone()),
        fact("page-fact-edition", scheme.edition.clone()),
        fact("page-fact-status", listed.status),
        fact("page-fact-dates", listed.about),
        fact("page-fact-results", words.list(&results)),
        fact("page-fact-hash", scheme.hash.clone()),
    ];
    let heading = words.say(
        "page-home-heading",
        &[("council", &scheme.council), ("title", &scheme.title)],
    );
    let description = words.say(
        "page-home-description",
        &[("council", &scheme.council), ("title", &scheme.title)],
    );
    let gaps = gaps(scheme, words);
    let is_nation = input.site.nations.contains(folder(scheme));
    let more = ["indicative", "challenge", "help"]
        .map(|name| input.content.html(name, 2))
        .concat();
    let tells_of_ways = !scheme.ways_to_hold.is_empty();
    let frame = Frame::of_edition(input, scheme, Place::Home, heading, description);
    let to = |place| route.to(Route::Edition(&scheme.id, place));
    Page {
        path: route.path(),
        body: Body::Home(Home {
            about: prose::html(&scheme.about, 2),
            links: [
                Some(way(
                    to(Place::Estimate(Person::Yourself)),
                    "page-estimate-link",
                )),
                Some(way(to(Place::How), "page-how-link")),
                Some(way(to(Place::Examples), "page-examples-link")),
                tells_of_ways.then(|| way(to(Place::Ways), "page-ways-link")),
                Some(way(to(Place::Rules), "page-data-link")),
            ]
            .into_iter()
            .flatten()
            .collect(),
            facts: facts
                .into_iter()
                .filter(|fact| !fact.text.is_empty())
                .collect(),
            gaps_lead: if is_nation || gaps.iter().all(|gap| gap.national) {
                words.say("page-home-gaps-lead-national", &[])
            } else {
                words.say("page-home-gaps-lead", &[("council", &scheme.council)])
            },
            gaps,
            notes: scheme.notes.iter().map(|note| prose::line(note)).collect(),
            more,
            dataset: json_ld(scheme, &frame, &stands, words),
        }),
        frame,
    }
}
