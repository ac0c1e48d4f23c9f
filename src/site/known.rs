//! The one page of a council whose choices are known in part: those that are known, each beside the national figure, and
//! the names of those that nobody has seen.

use serde::Serialize;
use upfront_engine::{
    Amount, Scheme,
    scheme::{Origin, Sureness},
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::{Mention, References},
    frame::{Frame, Link},
    prose::View,
    route::{Place, Route},
    told::Figure,
};
use crate::facts::Facts;

/// How many figures stand in the first screen.
const FIGURES: usize = 3;

/// What is told of a council whose choices are known in part.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// How many of the choices are known, as HTML.
    pub lead: String,
    /// The first of them.
    pub figures: Vec<Figure>,
    /// All of them.
    pub stated: Vec<Stated>,
    /// What else is known of what the council charges or pays, or proposed.
    pub rates: Vec<Stated>,
    /// The choices that are not known here.
    pub not_known: Vec<String>,
    /// The national rules that they stand in.
    pub national: Option<Link>,
    /// Facts about the council that stand without rules.
    pub facts: Vec<Link>,
    /// About the council, as HTML.
    pub about: String,
    /// What else was found, as HTML.
    pub notes: Vec<String>,
}

/// A figure that is known.
#[derive(Clone, Debug, Serialize)]
pub struct Stated {
    /// Its name in an address.
    pub id: String,
    /// What it is.
    pub say: String,
    /// How much, of which year where that is another, and whether it is only proposed.
    pub amount: String,
    /// What it is in the national rules; empty where it is in none.
    pub national: String,
    /// What else is to know of it, as HTML.
    pub note: String,
    /// Where it comes from.
    pub source: Option<Mention>,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Page {
    let words = input.words;
    let route = Route::Edition(&scheme.id, Place::Home);
    let heading = words.say(
        "page-known-heading",
        &[("council", &scheme.council), ("edition", &scheme.edition)],
    );
    let description = words.say(
        "page-known-description",
        &[("council", &scheme.council), ("edition", &scheme.edition)],
    );
    let mut references = References::new(scheme, words);
    let mut frame = Frame::of_edition(input, scheme, Place::Home, heading, description);
    let top = frame.top.clone();
    let view = View::of_edition(input, scheme, &top);
    let (stated, rates) = stated(input, scheme, view, &mut references);
    frame.references = references.listed();
    let not_known: Vec<String> = not_known(scheme).map(str::to_owned).collect();
    let all = stated.len() + not_known.len();
    let lead = words.say(
        "page-known-lead",
        &[
            ("council", &scheme.council),
            ("known", &stated.len().to_string()),
            ("all", &all.to_string()),
        ],
    );
    let first = stated.iter().chain(&rates).take(FIGURES);
    let figures = first.map(|one| Figure {
        figure: one.amount.clone(),
        withheld: false,
        text: one.say.clone(),
    });
    let figures = figures.collect();
    let sheets = input.fact_sheets.iter();
    let sheets = sheets.filter(|sheet| sheet.council == scheme.council);
    let facts = sheets.map(|sheet| Link {
        href: route.to(Route::Edition(&sheet.id, Place::Home)),
        text: sheet.title.clone(),
    });
    let facts = facts.collect();
    Page {
        path: route.path(),
        body: Body::Known(Box::new(Known {
            lead: view.line(&lead),
            figures,
            stated,
            rates,
            not_known,
            national: national(input, scheme, route),
            facts,
            about: view.html(&scheme.about, 2),
            notes: scheme.notes.iter().map(|note| view.line(note)).collect(),
        })),
        frame,
    }
}

/// The choices that are known, and what else is.
fn stated(
    input: Input<'_>,
    scheme: &Scheme,
    view: View<'_>,
    references: &mut References<'_>,
) -> (Vec<Stated>, Vec<Stated>) {
    let words = input.words;
    let facts = input.facts.get(&scheme.id);
    let (mut choices, mut others) = (Vec::new(), Vec::new());
    for (index, rate) in scheme.rates.iter().enumerate() {
        let origin = origin(scheme, index);
        if origin == Some(Origin::National) {
            continue;
        }
        let theirs = scheme.national.as_ref();
        let theirs = theirs.and_then(|national| *national.national_rates.get(index)?);
        let mut note = said_of(facts, index, words);
        if rate.sure == Sureness::SecondHand {
            note.push(words.say("page-known-second-hand", &[]));
        }
        note.push(view.line(&rate.note));
        note.retain(|one| !one.is_empty());
        let one = Stated {
            id: rate.id.clone(),
            say: rate.say.clone(),
            amount: words.amount(rate.amount, &rate.unit),
            national: theirs.map_or_else(String::new, |amount| words.amount(amount, &rate.unit)),
            note: note.join(" "),
            source: references.mention(rate.cite.as_ref()),
        };
        if origin == Some(Origin::Changed) {
            choices.push(one);
        } else {
            others.push(one);
        }
    }
    (choices, others)
}

/// Which year a rate is of, where that is another than the edition's, and that it is only proposed.
pub(super) fn said_of(facts: Option<&Facts>, rate: usize, words: &Words) -> Vec<String> {
    let Some(said) = facts.and_then(|facts| facts.rates.get(&rate)) else {
        return Vec::new();
    };
    let year =
        (!said.year.is_empty()).then(|| words.say("page-known-year", &[("year", &said.year)]));
    let proposed = said
        .is_proposed
        .then(|| words.say("page-known-proposed", &[]));
    year.into_iter().chain(proposed).collect()
}

fn origin(scheme: &Scheme, rate: usize) -> Option<Origin> {
    let national = scheme.national.as_ref()?;
    national.rates.get(rate).copied()
}

/// The choices that nobody has seen.
fn not_known(scheme: &Scheme) -> impl Iterator<Item = &str> {
    let rates = scheme.rates.iter();
    rates
        .filter(|rate| matches!(rate.amount, Amount::NotKnown(..)))
        .map(|rate| rate.say.as_str())
}

/// The way to the national rules, where the site shows them.
fn national(input: Input<'_>, scheme: &Scheme, route: Route<'_>) -> Option<Link> {
    let national = scheme.national.as_ref()?;
    let base = national.bases().next()?;
    let base = input.schemes.iter().find(|other| other.id == base)?;
    Some(Link {
        href: route.to(Route::Edition(&base.id, Place::Home)),
        text: input.words.say(
            "page-known-national",
            &[("nation", &national.nation), ("edition", &base.edition)],
        ),
    })
}
