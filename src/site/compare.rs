//! Councils side by side: the page that leads to every person and council, and what all pages of the comparison share.

use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    unit::POUND,
    value::{Place as At, Reason},
    words::Words,
};

use super::{
    Body, Input, Page, Pages, compare_estimate, compare_method, compare_person, compare_two,
    compared_data,
    frame::{Frame, Link, folder, link, name},
    route::Route,
    rule_compared::{Found, link_to_all},
};
use crate::{
    councils::{Comparison, Figure, Person, Placing, Placings, Stand},
    facts::Output,
};

/// Councils side by side.
#[derive(Clone, Debug, Serialize)]
pub struct Compare {
    /// How many people went through how many councils, in a sentence.
    pub lead: String,
    /// What differs most, in a sentence; empty where nothing can be ranked.
    pub most: String,
    /// The people.
    pub people: Vec<Told>,
    /// The way to an estimate in several councils at once.
    pub estimate: Link,
    /// The pairs of councils that have pages of their own.
    pub pairs: Vec<Link>,
    /// The way to one rule in every council; `None` where no rule is compared.
    pub rules: Option<Link>,
    /// The councils, by name.
    pub councils: Vec<Link>,
    /// The whole comparison as data.
    pub data: Vec<Link>,
    /// The way to the method.
    pub method: String,
}

/// A person in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The page.
    pub link: Link,
    /// What it answers.
    pub finding: String,
}

/// Every person in every council of the site. It is in the site's first language, and where there are several councils.
pub fn comparison(input: Input<'_>) -> Comparison<'_> {
    if input.voice.0 > 0 {
        return Comparison::default();
    }
    Comparison::of(
        input.shared,
        input.schemes,
        input.facts,
        &input.site.nations,
        input.is_kept,
    )
}

/// Adds the pages and files of the comparison, where there is one.
pub(super) fn add(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    placings: &Placings<'_, '_>,
    rules: &[Found<'_>],
    made: &mut Pages<'_>,
) {
    if comparison.people.is_empty() {
        return;
    }
    made.page(page(input, comparison, placings, rules));
    for person in &comparison.people {
        let placing = placings.get(person, person.persona.lead);
        let page = placing.map(|placing| compare_person::page(input, comparison, person, placing));
        made.pages(page);
    }
    let estimate = compare_estimate::page(input, comparison, made);
    made.page(estimate);
    compare_two::add(input, comparison, rules, made);
    made.page(compare_method::page(input, comparison));
    compared_data::add(input, comparison, made);
}

fn page(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    placings: &Placings<'_, '_>,
    rules: &[Found<'_>],
) -> Page {
    let words = input.words;
    let route = Route::Compare;
    let frame = Frame::of_site(
        input,
        route,
        words.say("page-compare-heading", &[]),
        words.say("page-compare-description", &[]),
    );
    let mut councils: Vec<&Scheme> = Vec::new();
    for stand in comparison.people.iter().flat_map(Person::chosen) {
        let is_told = stand.compared_by(Output::Charge).is_some();
        if is_told
            && councils
                .iter()
                .all(|other| folder(other) != folder(stand.scheme))
        {
            councils.push(stand.scheme);
        }
    }
    let mut listed: Vec<Link> = councils
        .iter()
        .map(|scheme| {
            let there = route.to(Route::Council(folder(scheme)));
            link(format!("{there}#compared"), name(input, scheme))
        })
        .collect();
    listed.sort_by(|one, other| one.text.cmp(&other.text));
    let people = comparison.people.iter();
    let placed =
        people.filter_map(|person| Some((person, placings.get(person, person.persona.lead)?)));
    let people = placed.clone().map(|(person, placing)| Told {
        link: link(
            route.to(Route::Person(&person.persona.id)),
            person.persona.title.clone(),
        ),
        finding: finding(person, placing, words),
    });
    Page {
        path: route.path(),
        body: Body::Compare(Compare {
            lead: words.say(
                "page-compare-lead",
                &[
                    ("people", &comparison.people.len().to_string()),
                    ("councils", &listed.len().to_string()),
                ],
            ),
            most: widest(placed, words),
            people: people.collect(),
            estimate: link(
                route.to(Route::CompareEstimate),
                words.say("page-several-link", &[]),
            ),
            pairs: compare_two::links(input, comparison, route, None),
            rules: link_to_all(input, route, rules),
            councils: listed,
            data: compared_data::links(route, words),
            method: route.to(Route::CompareMethod),
        }),
        frame,
    }
}

/// For whom councils differ most, in a sentence.
fn widest<'p, 'a: 'p>(
    placed: impl DoubleEndedIterator<Item = (&'p Person<'a>, &'p Placing<'p, 'a>)>,
    words: &Words,
) -> String {
    let gaps = placed.filter_map(|(person, placing)| {
        let (least, _) = placing.least()?;
        let (most, _) = placing.most()?;
        let gap = most.checked_sub(least)?;
        Some((gap, &placing.unit, person, placing.ranked.len()))
    });
    // Of two that are as wide, the first.
    let widest = gaps.rev().max_by_key(|(gap, ..)| *gap);
    let Some((gap, unit, person, count)) = widest.filter(|(gap, ..)| !gap.is_zero()) else {
        return String::new();
    };
    words.say(
        "page-compare-most",
        &[
            ("who", &person.persona.name),
            ("year", &person.persona.year),
            ("by", &amount(gap, unit, words)),
            ("count", &count.to_string()),
        ],
    )
}

/// What a person's page answers, in a sentence.
pub(super) fn finding(person: &Person<'_>, placing: &Placing<'_, '_>, words: &Words) -> String {
    let persona = person.persona;
    let lead = persona.lead.name();
    let who = ("who", persona.name.as_str());
    let year = ("year", persona.year.as_str());
    let (Some((least, at_least)), Some((most, at_most))) = (placing.least(), placing.most()) else {
        return words.say(&format!("page-compare-none-{lead}"), &[who, year]);
    };
    let say = |figure| amount(figure, &placing.unit, words);
    let [first, rest @ ..] = placing.ranked.as_slice() else {
        return String::new();
    };
    if rest.is_empty() {
        let council = first.0.scheme.council.as_str();
        let told = [who, year, ("council", council), ("amount", &say(least))];
        return words.say(&format!("page-compare-one-{lead}"), &told);
    }
    if least == most {
        let count = placing.ranked.len().to_string();
        let told = [
            who,
            year,
            ("count", count.as_str()),
            ("amount", &say(least)),
        ];
        return words.say(&format!("page-compare-same-{lead}"), &told);
    }
    let by = most.checked_sub(least).unwrap_or_default();
    let told = [
        who,
        ("by", &say(by)),
        ("most", &councils(&at_most, words)),
        ("least", &councils(&at_least, words)),
    ];
    words.say(&format!("page-compare-more-{lead}"), &told)
}

/// Councils by name, or how many there are where they are many.
pub(super) fn councils(stands: &[&Stand<'_>], words: &Words) -> String {
    /// More than these are counted.
    const NAMED: usize = 3;
    if stands.len() > NAMED {
        return words.say(
            "page-compare-councils",
            &[("count", &stands.len().to_string())],
        );
    }
    let names: Vec<String> = stands
        .iter()
        .map(|stand| stand.scheme.council.clone())
        .collect();
    words.list(&names)
}

/// An amount in its unit.
pub(super) fn amount(figure: Decimal, unit: &Unit, words: &Words) -> String {
    words.amount(Amount::Exact(figure), unit)
}

/// Pounds without a period: for a column whose heading says it.
pub(super) fn pounds() -> Unit {
    Unit::of(POUND)
}

/// What the lower end of a range is counted in: money only, for the upper end says the period.
fn pounds_of(unit: &Unit) -> Unit {
    if unit.is_money() {
        pounds()
    } else {
        unit.clone()
    }
}

/// A figure in words, without its unit's period where the unit is the heading's.
pub(crate) fn figure(figure: &Figure, unit: &Unit, words: &Words) -> String {
    match figure {
        Figure::Exact(exact) => amount(*exact, unit, words),
        Figure::Range(low, Some(high), _) => words.say(
            "chart-dots-range",
            &[
                ("low", &words.quantity(*low, &pounds_of(unit))),
                ("high", &words.quantity(*high, unit)),
            ],
        ),
        Figure::Range(low, None, _) => {
            words.say("chart-dots-from", &[("low", &words.quantity(*low, unit))])
        }
        Figure::NotPublished(_) => words.say("page-compare-not-published", &[]),
        Figure::NotKnown(_) => words.say("page-compare-not-known", &[]),
    }
}

/// Why a figure of an edition is not exact, or is so only by what is assumed of the council.
pub(crate) fn reasons(stand: &Stand<'_>, figure: &Figure, words: &Words) -> Vec<String> {
    let assumed = stand.compared.assumes && figure.ends().0.is_some();
    let assumed = assumed.then(|| words.say("page-compare-why-assumed", &[]));
    let why = why(stand.scheme, figure.why(), words);
    assumed.into_iter().chain(why).collect()
}

/// Why a figure is not exact: what it rests on, by name, each once.
fn why(scheme: &Scheme, why: &[Reason], words: &Words) -> Vec<String> {
    /// More than these are counted.
    const NAMED: usize = 3;
    let mut told: Vec<String> = Vec::new();
    for reason in why {
        let sentence = match reason {
            Reason::Unknown(question) => {
                let question = scheme.questions.get(*question);
                let ask = question.map_or("", |question| question.ask.as_str());
                words.say("page-compare-why-open", &[("ask", ask)])
            }
            Reason::NotPublished(at) => named(scheme, *at, "page-compare-why-withheld", words),
            Reason::NotKnown(at) => named(scheme, *at, "page-compare-why-unknown", words),
            Reason::CaseByCase(at) => named(scheme, *at, "page-compare-why-case", words),
            Reason::UpTo(at) | Reason::From(at) | Reason::Printed(at) => {
                named(scheme, *at, "page-compare-why-printed", words)
            }
            Reason::OutsideTable(table) => named(
                scheme,
                At::Elsewhere(*table),
                "page-compare-why-withheld",
                words,
            ),
            Reason::TooLarge(step) => {
                named(scheme, At::Step(*step), "page-compare-why-large", words)
            }
        };
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    let rest = told.len().saturating_sub(NAMED);
    if rest > 1 {
        told.truncate(NAMED);
        told.push(words.say("page-compare-why-more", &[("count", &rest.to_string())]));
    }
    told
}

fn named(scheme: &Scheme, at: At, key: &str, words: &Words) -> String {
    let or_id = |say: &str, id: &str| {
        if say.is_empty() {
            id.to_owned()
        } else {
            say.to_owned()
        }
    };
    let name = match at {
        At::Rate(rate) => scheme
            .rates
            .get(rate)
            .map(|rate| or_id(&rate.say, &rate.id)),
        At::Row(table, _) | At::Cell(table, ..) | At::Elsewhere(table) => scheme
            .tables
            .get(table)
            .map(|table| or_id(&table.say, &table.id)),
        At::Option(question, _) => scheme.questions.get(question).map(|one| one.ask.clone()),
        At::Step(step) => scheme
            .steps
            .get(step)
            .map(|step| or_id(&step.say, &step.id)),
    };
    words.say(key, &[("what", &name.unwrap_or_default())])
}
