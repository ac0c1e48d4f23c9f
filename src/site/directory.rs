//! The first page: every council and its editions.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{Scheme, words::Words};

use super::{
    Body, Input, Page,
    frame::{Frame, Link, councils, date, folder, has_comparison, link, name, status},
    prose::View,
    route::{Place, Route},
};
use crate::{
    check::editions::{Standing, standing},
    councils::nation_of,
    facts::{Output, Role},
};

/// Every council.
#[derive(Clone, Debug, Serialize)]
pub struct Directory {
    /// What the site is, as HTML.
    pub about: String,
    /// The ways to councils side by side, where they are compared: people, an estimate, and one rule in all.
    pub ways: Vec<Link>,
    /// What the councils can be found by, where they are too many to see at once.
    pub filter: Option<Filter>,
    /// The councils, by name.
    pub councils: Vec<Listed>,
    /// The councils that there are facts about and no rules, by name.
    pub fact_sheets: Vec<FactSheet>,
    /// The nations whose rules councils extend, by name.
    pub nations: Vec<Listed>,
    /// More on what the site is for, as HTML.
    pub more: String,
}

/// What councils can be found by beside their names: what they have in common is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    /// The nations, each by the value that rules have and its name.
    pub nations: Vec<(String, String)>,
    /// What is decided: the values that rules have.
    pub kinds: Vec<&'static str>,
    /// The years, the newest first.
    pub years: Vec<String>,
}

/// What rules are found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundBy {
    /// The nation; empty where that is not said.
    pub nation: String,
    /// The edition; empty for facts alone.
    pub year: String,
    /// What they decide.
    pub kinds: Vec<&'static str>,
}

/// A council that there are facts about and no rules.
#[derive(Clone, Debug, Serialize)]
pub struct FactSheet {
    /// The page.
    pub link: Link,
    /// What it is found by.
    pub found_by: FoundBy,
}

/// A council.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its folder.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The council's name, which two folders can share.
    pub council: String,
    /// Its page.
    pub href: String,
    /// Whether it is made up.
    pub fictional: bool,
    /// Its editions: those in force, then the others, the newest first.
    pub editions: Vec<Edition>,
}

/// An edition in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// Its home.
    pub href: String,
    /// What it decides, and its name.
    pub text: String,
    /// Where it stands.
    pub status: String,
    /// Whether it is in force.
    pub is_in_force: bool,
    /// Whom it is for and from when to when it holds.
    pub about: String,
    /// What it is found by in the list of all councils; `None` in any other.
    pub found_by: Option<FoundBy>,
}

/// The page.
pub fn page(input: Input<'_>, rules: Option<Link>) -> Page {
    let mut listed: Vec<_> = councils(input.schemes)
        .into_iter()
        .filter_map(|schemes| {
            let first = schemes.first()?;
            let id = folder(first).to_owned();
            Some(Listed {
                href: Route::Directory.to(Route::Council(&id)),
                name: name(input, first),
                council: first.council.clone(),
                fictional: first.fictional,
                editions: listed(input, &schemes, Route::Directory),
                id,
            })
        })
        .collect();
    listed.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    let is_nation = |listed: &Listed| input.site.nations.contains(&listed.id);
    let (nations, councils): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_nation);
    let fact_sheets = fact_sheets(input);
    let frame = Frame::of_site(
        input,
        Route::Directory,
        input.site.title.clone(),
        input.words.say("page-directory-description", &[]),
    );
    let view = View::of_site(input, &frame.top);
    let is_compared = has_comparison(input);
    let to = |route: Route<'_>, key| {
        let there = || link(Route::Directory.to(route), input.words.say(key, &[]));
        is_compared.then(there)
    };
    let ways = [
        to(Route::Compare, "page-directory-compare"),
        to(Route::CompareEstimate, "page-several-link"),
        rules,
    ];
    let ways = ways.into_iter().flatten().collect();
    Page {
        path: Route::Directory.path(),
        body: Body::Directory(Directory {
            about: view.html(&input.site.about, 2),
            ways,
            filter: filter(input, &councils, &fact_sheets),
            councils,
            fact_sheets,
            nations,
            more: input.content.html(view, "about", 2),
        }),
        frame,
    }
}

/// The councils that there are facts about and no rules, by name.
fn fact_sheets(input: Input<'_>) -> Vec<FactSheet> {
    let mut sheets: Vec<&Scheme> = input.fact_sheets.iter().collect();
    sheets.sort_by(|one, other| (&one.council, &one.id).cmp(&(&other.council, &other.id)));
    let home = |sheet: &Scheme| Route::Directory.to(Route::Edition(&sheet.id, Place::Home));
    let links = sheets.into_iter();
    links
        .map(|sheet| FactSheet {
            link: link(home(sheet), sheet.council.clone()),
            found_by: FoundBy {
                kinds: vec!["facts"],
                year: String::new(),
                ..found_by(input, sheet)
            },
        })
        .collect()
}

/// What rules, or facts alone, are found by.
fn found_by(input: Input<'_>, scheme: &Scheme) -> FoundBy {
    let facts = input.facts.get(&scheme.id);
    let compared = facts.and_then(|facts| facts.compared.as_ref());
    let gives = |output| compared.is_some_and(|one| one.gives.contains_key(&Role::Gives(output)));
    let kinds = [
        ("support", gives(Output::Points) || gives(Output::Budget)),
        ("charges", gives(Output::Charge)),
        ("part", scheme.known_in_part),
    ];
    let kinds = kinds.into_iter().filter(|(_, is_so)| *is_so);
    FoundBy {
        nation: facts
            .map_or("", |facts| nation_of(scheme, facts))
            .to_owned(),
        year: scheme.edition.clone(),
        kinds: kinds.map(|(kind, _)| kind).collect(),
    }
}

/// What the councils can be found by, where they are too many to see at once.
fn filter(input: Input<'_>, councils: &[Listed], fact_sheets: &[FactSheet]) -> Option<Filter> {
    /// So many are seen at once.
    const FEW: usize = 8;
    if councils.len() + fact_sheets.len() <= FEW {
        return None;
    }
    let editions = councils.iter().flat_map(|council| &council.editions);
    let of_rules = editions.filter_map(|edition| edition.found_by.as_ref());
    let of_facts = fact_sheets.iter().map(|sheet| &sheet.found_by);
    let all: Vec<&FoundBy> = of_rules.chain(of_facts).collect();
    let is_there = |kind: &&str| all.iter().any(|one| one.kinds.contains(kind));
    let nations: BTreeSet<&str> = all.iter().map(|one| one.nation.as_str()).collect();
    let nations = nations.into_iter().filter_map(|nation| {
        let key = format!("page-nation-{nation}");
        Some((nation.to_owned(), input.words.get(&key)?.to_owned()))
    });
    let years: BTreeSet<&str> = all.iter().map(|one| one.year.as_str()).collect();
    let years = years.into_iter().rev().filter(|year| !year.is_empty());
    // An edition that has no year comes last.
    let (dated, undated): (Vec<_>, Vec<_>) =
        years.partition(|year| year.starts_with(|first: char| first.is_ascii_digit()));
    let kinds = ["support", "charges", "facts", "part"];
    Some(Filter {
        nations: nations.collect(),
        kinds: kinds.into_iter().filter(is_there).collect(),
        years: dated
            .into_iter()
            .chain(undated)
            .map(str::to_owned)
            .collect(),
    })
}

/// Editions in a list on a page: those in force first.
pub fn listed(input: Input<'_>, schemes: &[&Scheme], from: Route<'_>) -> Vec<Edition> {
    let (mut first, rest): (Vec<_>, Vec<_>) = schemes
        .iter()
        .map(|scheme| edition(input, scheme, from))
        .partition(|edition| edition.is_in_force);
    first.extend(rest);
    first
}

/// From when to when an edition holds.
pub(super) fn dates(scheme: &Scheme, words: &Words) -> String {
    let day = |day: &Option<String>| day.as_ref().map(|day| date(day, words));
    match (day(&scheme.from), day(&scheme.to)) {
        (Some(from), Some(to)) => words.say("page-dates-from-to", &[("from", &from), ("to", &to)]),
        (Some(from), None) => words.say("page-dates-from", &[("from", &from)]),
        (None, Some(to)) => words.say("page-dates-to", &[("to", &to)]),
        (None, None) => words.say("page-dates-none", &[]),
    }
}

/// An edition in a list on a page.
pub fn edition(input: Input<'_>, scheme: &Scheme, from: Route<'_>) -> Edition {
    let words = input.words;
    let dates = dates(scheme, words);
    let about = if scheme.group.is_empty() {
        dates
    } else {
        let group = words.say("page-for", &[("group", &scheme.group)]);
        format!("{group} {dates}")
    };
    Edition {
        href: from.to(Route::Edition(&scheme.id, Place::Home)),
        text: words.say(
            "page-crumb-edition",
            &[("title", &scheme.title), ("edition", &scheme.edition)],
        ),
        status: status(input, scheme),
        is_in_force: standing(scheme, input.schemes, input.as_of) == Standing::InForce,
        about,
        found_by: (from == Route::Directory).then(|| found_by(input, scheme)),
    }
}
