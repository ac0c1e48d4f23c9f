//! The first page of an edition.

use serde::Serialize;
use upfront_engine::{Scheme, scheme::Verb, words::Words};

use super::{
    Body, Input, Page, changed,
    cite::References,
    dataset::{Beside, json_ld},
    directory::{Edition, edition},
    frame::{Frame, canonical, councils, folder},
    gaps::{Gap, gaps},
    key_figures::{KeyFigure, key_figures, what},
    pay,
    prose::View,
    published::{self, Count},
    route::{Place, Route},
    sheets::Sheet,
};
use crate::{
    chart::{BandChart, Ends, band_chart},
    check::editions,
    messages::Person,
};

/// One edition.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// Where the figures begin and how far they go, in a sentence; empty where no table says.
    pub lead: String,
    /// Whom it is for and when, in a sentence or two.
    pub for_whom: String,
    /// The three ways that most people take.
    pub doors: Vec<Way>,
    /// The other pages that have no place in the menu.
    pub links: Vec<Way>,
    /// The figures that matter most.
    pub figures: Vec<KeyFigure>,
    /// What points come to, as a chart.
    pub chart: Option<BandChart>,
    /// The numbers of the chart as a file; empty where there is no chart.
    pub csv: String,
    /// What the chart's table is of.
    pub table: String,
    /// What changed since the edition before, a sentence each; empty where there was none.
    pub changed: Vec<String>,
    /// How many things are published, partly and not; empty where nobody has looked.
    pub published: Vec<Count>,
    /// The page that tells of each of them.
    pub score: String,
    /// About the scheme, as HTML.
    pub about: String,
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
    /// The rules as a data set, for machines: JSON-LD. It stands at the edition's own home alone.
    pub dataset: String,
    /// The editions before and after, for machines.
    pub versions: Vec<Version>,
}

/// Another edition of the same rules.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    /// How it stands to this one, by the name that RFC 5829 has for it.
    pub rel: &'static str,
    /// Where it is.
    pub href: String,
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

/// The page. `changed` tells what changed since the edition before; `sheets` are those of the rules.
pub fn page(input: Input<'_>, scheme: &Scheme, changed: &[String], sheets: &[Sheet]) -> Page {
    at(
        Route::Edition(&scheme.id, Place::Home),
        input,
        scheme,
        changed,
        sheets,
    )
}

/// The site's first page, where the site shows the rules of one council.
pub fn front(input: Input<'_>, scheme: &Scheme) -> Page {
    at(
        Route::Directory,
        input,
        scheme,
        &changed::told(input, scheme),
        &[],
    )
}

/// The page at an address: the edition's own, or the site's first.
fn at(
    route: Route<'_>,
    input: Input<'_>,
    scheme: &Scheme,
    changed: &[String],
    sheets: &[Sheet],
) -> Page {
    let words = input.words;
    let is_front = route == Route::Directory;
    let listed = edition(input, scheme, route);
    let stands = listed.status.clone();
    let heading = words.say(
        "page-home-heading",
        &[("council", &scheme.council), ("title", &scheme.title)],
    );
    let description = words.say(
        "page-home-description",
        &[("council", &scheme.council), ("title", &scheme.title)],
    );
    let mut frame = if is_front {
        Frame::of_front(input, scheme, heading, description)
    } else {
        Frame::of_edition(input, scheme, Place::Home, heading, description)
    };
    let mut references = References::new(scheme, words);
    let table = points_table(scheme);
    let chart = table.and_then(|table| band_chart(scheme, table, words, "chart"));
    let ends = chart.as_ref().and_then(|chart| chart.ends.as_ref());
    let figures = key_figures(scheme, ends.zip(table), words, &mut references);
    let lead = ends.zip(table).map_or_else(String::new, |(ends, table)| {
        lead(scheme, ends, table, words)
    });
    frame.references = references.listed();
    let table = table.and_then(|table| scheme.tables.get(table));
    let way = |place, key: &str| Way {
        href: route.to(Route::Edition(&scheme.id, place)),
        text: words.say(key, &[]),
        about: words.say(&format!("{key}-about"), &[]),
    };
    let mut gaps = gaps(scheme, words);
    let mut links = vec![way(Place::Rules, "page-data-link")];
    if is_front {
        // What is told from the edition's own home is told from the top of the site.
        for gap in gaps.iter_mut().filter(|gap| !gap.href.is_empty()) {
            gap.href.insert_str(0, &format!("{}/", scheme.id));
        }
        links.push(Way {
            href: route.to(Route::Council(folder(scheme))),
            text: words.say("page-home-editions", &[]),
            about: words.say("page-council-description", &[("council", &scheme.council)]),
        });
        let others = councils(input.schemes);
        let others = others.iter().filter_map(|schemes| schemes.first());
        let nations = others.filter(|first| input.site.nations.contains(folder(first)));
        links.extend(nations.map(|first| Way {
            href: route.to(Route::Council(folder(first))),
            text: first.council.clone(),
            about: words.say("page-council-description", &[("council", &first.council)]),
        }));
    }
    let is_nation = input.site.nations.contains(folder(scheme));
    // The edition's own texts link from its own home.
    let home = format!("{}/", scheme.id);
    let base = if is_front { home.as_str() } else { "" };
    let top = frame.top.clone();
    let view = View::of_edition(input, scheme, &top);
    let mut more = ["indicative", "challenge", "help"]
        .map(|name| input.content.html(view, name, 2))
        .concat();
    if is_front {
        more += &input.content.html(view, "about", 2);
    }
    let own = view.above(base);
    let doors = [
        (Place::Estimate(Person::Yourself), "page-estimate-link"),
        (Place::How, "page-how-link"),
        if pay::charge(scheme).is_some() {
            (Place::Pay, "page-pay-link")
        } else {
            (Place::Examples, "page-examples-link")
        },
    ];
    Page {
        path: route.path(),
        body: Body::Home(Box::new(Home {
            lead,
            for_whom: listed.about.clone(),
            doors: doors.map(|(place, key)| way(place, key)).into(),
            links,
            figures,
            csv: chart.as_ref().and(table).map_or_else(String::new, |table| {
                route.to(Route::Edition(&scheme.id, Place::Table(&table.id)))
            }),
            table: table.map_or_else(String::new, |table| table.say.clone()),
            chart,
            changed: changed.to_vec(),
            published: published::counts(input, scheme).unwrap_or_default(),
            score: route.to(Route::Edition(&scheme.id, Place::Published)),
            about: if is_front {
                view.html(&input.site.about, 2) + &own.html(&scheme.about, 2)
            } else {
                own.html(&scheme.about, 2)
            },
            facts: facts(scheme, listed, words),
            gaps_lead: if is_nation || gaps.iter().all(|gap| gap.national) {
                words.say("page-home-gaps-lead-national", &[])
            } else {
                words.say("page-home-gaps-lead", &[("council", &scheme.council)])
            },
            gaps,
            notes: scheme.notes.iter().map(|note| own.line(note)).collect(),
            more,
            versions: versions(input, scheme, route),
            dataset: if is_front {
                String::new()
            } else {
                let facts = input.facts.get(&scheme.id);
                let beside = Beside {
                    sheets,
                    authority: facts.map(|facts| &facts.authority),
                    superseded_by: superseded_by(input, scheme),
                    stands: &stands,
                };
                json_ld(scheme, &beside, &frame, words)
            },
        })),
        frame,
    }
}

/// The address of the rules that came after, where they did and the site has an address.
fn superseded_by(input: Input<'_>, scheme: &Scheme) -> Option<String> {
    let later = editions::newest_rules(scheme, input.schemes)?;
    canonical(input, &Route::Edition(&later.id, Place::Home).path())
}

/// The table that points are first looked up in; `None` where none are.
fn points_table(scheme: &Scheme) -> Option<usize> {
    let first = scheme.steps.get(*scheme.leads.first()?)?;
    match first.verb {
        Verb::LookUp { table, .. } => Some(table),
        _ => None,
    }
}

/// Where the figures begin and how far they go.
fn lead(scheme: &Scheme, ends: &Ends, table: usize, words: &Words) -> String {
    let unit = scheme.tables.get(table).map(|table| &table.unit);
    let amount = |figure| unit.map_or_else(String::new, |unit| words.quantity(figure, unit));
    let (lowest, highest) = (amount(ends.lowest), amount(ends.highest));
    let range = [("lowest", lowest.as_str()), ("highest", &highest)];
    match ends.least.filter(|_| ends.least_is_inside) {
        Some(least) => {
            let what = words.say(&format!("{}-first", what(scheme)), &[]);
            let least = words.quantity(least, &ends.by);
            let fill = [("what", what.as_str()), ("least", &least)];
            words.say("page-home-lead-points", &[&fill[..], &range].concat())
        }
        None => words.say("page-home-lead-table", &range),
    }
}

/// The editions before and after one.
fn versions(input: Input<'_>, scheme: &Scheme, route: Route<'_>) -> Vec<Version> {
    let there = [
        (
            "predecessor-version",
            editions::rules_before(scheme, input.schemes),
        ),
        (
            "successor-version",
            editions::next_rules(scheme, input.schemes),
        ),
    ];
    let versions = there.into_iter().filter_map(|(rel, other)| {
        let href = route.to(Route::Edition(&other?.id, Place::Home));
        Some(Version { rel, href })
    });
    versions.collect()
}

/// The particulars of an edition, those that there are.
fn facts(scheme: &Scheme, listed: Edition, words: &Words) -> Vec<Fact> {
    let results: Vec<_> = scheme
        .results
        .iter()
        .map(|result| result.say.clone())
        .collect();
    [
        ("page-fact-council", scheme.council.clone()),
        ("page-fact-edition", scheme.edition.clone()),
        ("page-fact-status", listed.status),
        ("page-fact-dates", listed.about),
        ("page-fact-results", words.list(&results)),
        ("page-fact-hash", scheme.hash.clone()),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| Fact {
        name: words.say(key, &[]),
        text,
    })
    .collect()
}
