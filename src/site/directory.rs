//! The first page: every council and its editions.

use serde::Serialize;
use upfront_engine::{Scheme, words::Words};

use super::{
    Body, Input, Page,
    frame::{Frame, Link, councils, date, folder, has_comparison, link, name, status},
    prose::View,
    route::{Place, Route},
};
use crate::check::editions::{Standing, standing};

/// Every council.
#[derive(Clone, Debug, Serialize)]
pub struct Directory {
    /// What the site is, as HTML.
    pub about: String,
    /// The comparison of councils, where there is one.
    pub compare: Option<Link>,
    /// The way to an estimate in several councils at once, where councils are compared.
    pub estimate: Option<Link>,
    /// The councils, by name.
    pub councils: Vec<Listed>,
    /// The councils that there are facts about and no rules, by name.
    pub fact_sheets: Vec<Link>,
    /// The nations whose rules councils extend, by name.
    pub nations: Vec<Listed>,
    /// The way to each rule in every council.
    pub rules: Option<Link>,
    /// More on what the site is for, as HTML.
    pub more: String,
}

/// A council.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its folder.
    pub id: String,
    /// Its name.
    pub name: String,
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
                fictional: first.fictional,
                editions: listed(input, &schemes, Route::Directory),
                id,
            })
        })
        .collect();
    listed.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    let is_nation = |listed: &Listed| input.site.nations.contains(&listed.id);
    let (nations, councils) = listed.into_iter().partition(is_nation);
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
    Page {
        path: Route::Directory.path(),
        body: Body::Directory(Directory {
            about: view.html(&input.site.about, 2),
            compare: to(Route::Compare, "page-directory-compare"),
            estimate: to(Route::CompareEstimate, "page-several-link"),
            councils,
            fact_sheets: fact_sheets(input),
            nations,
            rules,
            more: input.content.html(view, "about", 2),
        }),
        frame,
    }
}

/// The councils that there are facts about and no rules, by name.
fn fact_sheets(input: Input<'_>) -> Vec<Link> {
    let mut sheets: Vec<&Scheme> = input.fact_sheets.iter().collect();
    sheets.sort_by(|one, other| (&one.council, &one.id).cmp(&(&other.council, &other.id)));
    let home = |sheet: &Scheme| Route::Directory.to(Route::Edition(&sheet.id, Place::Home));
    let links = sheets.into_iter();
    links
        .map(|sheet| link(home(sheet), sheet.council.clone()))
        .collect()
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
    }
}
