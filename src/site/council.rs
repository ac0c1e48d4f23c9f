//! One council: the rules in force, and its other editions.

use serde::Serialize;
use upfront_engine::Scheme;

use super::{
    Body, Input, Page, Route,
    compare::{Told, amount, figure},
    compare_person::{Replied, replied},
    compare_two,
    directory::{Edition, listed},
    frame::{self, Frame, Help, Link, folder, in_words},
    route::Place,
};
use crate::{
    check::editions::{self, Standing},
    councils::{Comparison, Person, Placings, Stand},
};

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
    /// Where it stands among all councils, for each person.
    pub compared: Vec<Told>,
    /// The figures of several editions beside one another.
    pub years: Option<Years>,
    /// What it says to how it is compared.
    pub reply: Option<Replied>,
    /// The other councils that it is shown beside, rule by rule.
    pub pairs: Vec<Link>,
    /// The way to the comparison of councils.
    pub compare: String,
    /// Whether there is a feed of its editions.
    pub has_feed: bool,
}

/// The page of a council with these schemes, of which there is one at least.
pub fn page(
    input: Input<'_>,
    schemes: &[&Scheme],
    comparison: &Comparison<'_>,
    placings: &Placings<'_, '_>,
) -> Page {
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
            compared: compared(input, schemes, comparison, placings),
            years: years(input, schemes, comparison),
            reply: schemes.iter().find_map(|scheme| {
                let facts = input.facts.get(&scheme.id)?;
                Some(replied(facts.reply.as_ref()?, name, words))
            }),
            pairs: compare_two::links(input, comparison, route, first.map(|scheme| folder(scheme))),
            compare: route.to(Route::Compare),
            has_feed,
        }),
    }
}

/// What people come to in each of a council's editions.
#[derive(Clone, Debug, Serialize)]
pub struct Years {
    /// The editions, the oldest first.
    pub editions: Vec<String>,
    /// A row for each person.
    pub rows: Vec<Year>,
}

/// One person over the editions.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// The person.
    pub person: Link,
    /// The figures, by the editions; empty where the person does not go through one.
    pub cells: Vec<String>,
}

/// What a person comes to in a council, as far as it has such rules.
fn stands<'p, 'a>(person: &'p Person<'a>, schemes: &[&Scheme]) -> Vec<&'p Stand<'a>> {
    let of_council = |stand: &&Stand<'_>| schemes.iter().any(|scheme| scheme.id == stand.scheme.id);
    person.stands.iter().filter(of_council).collect()
}

/// Where a council stands among all, for each person.
fn compared(
    input: Input<'_>,
    schemes: &[&Scheme],
    comparison: &Comparison<'_>,
    placings: &Placings<'_, '_>,
) -> Vec<Told> {
    let words = input.words;
    let route = Route::Council(schemes.first().map_or("", |scheme| folder(scheme)));
    let people = comparison.people.iter().filter_map(|person| {
        let persona = person.persona;
        let stand = stands(person, schemes)
            .into_iter()
            .find(|stand| stand.is_chosen)?;
        let lead = stand.compared_by(persona.lead)?;
        let (found, unit) = stand.figures.get(&lead)?;
        let placing = placings.get(person, lead)?;
        let amount = figure(found, unit, words);
        let ranked = placing.ranked.len();
        let place = placing.place(&stand.scheme.id);
        let (less, same) = place.unwrap_or_default();
        let more = ranked
            .saturating_sub(less)
            .saturating_sub(same)
            .saturating_sub(1);
        let key = match (place, found.exact()) {
            (Some(_), _) if ranked == 1 => "alone",
            (Some(_), _) if same.saturating_add(1) == ranked => "same",
            (Some(_), _) => "place",
            (None, Some(_)) if stand.compared.assumes => "assumed",
            (None, Some(_)) => "apart",
            (None, None) if found.ends().0.is_some() => "range",
            (None, None) => "gap",
        };
        let told = [
            ("amount", amount.as_str()),
            ("count", &ranked.to_string()),
            ("year", &persona.year),
            ("edition", &stand.scheme.edition),
            ("less", &less.to_string()),
            ("same", &same.to_string()),
            ("more", &more.to_string()),
        ];
        Some(Told {
            link: Link {
                href: route.to(Route::Person(&persona.id)),
                text: persona.title.clone(),
            },
            finding: words.say(&format!("page-council-{key}-{}", lead.name()), &told),
        })
    });
    people.collect()
}

/// What people come to in each of several editions of a council; `None` where fewer than two are compared.
fn years(input: Input<'_>, schemes: &[&Scheme], comparison: &Comparison<'_>) -> Option<Years> {
    let words = input.words;
    let route = Route::Council(schemes.first().map_or("", |scheme| folder(scheme)));
    let mut editions: Vec<&Scheme> = Vec::new();
    for stand in comparison
        .people
        .iter()
        .flat_map(|person| stands(person, schemes))
    {
        if editions.iter().all(|other| other.id != stand.scheme.id) {
            editions.push(stand.scheme);
        }
    }
    editions.sort_by(|one, other| editions::age(one).cmp(&editions::age(other)));
    if editions.len() < 2 {
        return None;
    }
    let rows = comparison.people.iter().filter_map(|person| {
        let own = stands(person, schemes);
        if own.is_empty() {
            return None;
        }
        let cells = editions.iter().map(|edition| {
            let stand = own.iter().find(|stand| stand.scheme.id == edition.id);
            let found = stand.and_then(|stand| {
                let lead = stand.compared_by(person.persona.lead)?;
                stand.figures.get(&lead)
            });
            found.map_or_else(String::new, |(found, unit)| match found.exact() {
                Some(exact) => amount(exact, unit, words),
                None => figure(found, unit, words),
            })
        });
        Some(Year {
            person: Link {
                href: route.to(Route::Person(&person.persona.id)),
                text: person.persona.title.clone(),
            },
            cells: cells.collect(),
        })
    });
    Some(Years {
        editions: editions
            .iter()
            .map(|scheme| scheme.edition.clone())
            .collect(),
        rows: rows.collect(),
    })
}
