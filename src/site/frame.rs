//! What every page has: its title, where it stands in the site, whether its rules are in force, and whom to ask.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use upfront_engine::{
    Scheme,
    scheme::{Contact, Status},
    words::Words,
};

use super::{
    Input, Language, Offered, Page, Voice, changed,
    cite::Reference,
    dates, easy_read, formats, holding, money, pay, published, rights,
    route::{Place, Route, Ways},
    stands_alone, support, times,
};
pub use crate::check::editions::folder;
use crate::check::{
    BrandLink, Site,
    editions::{self, Standing as Stands},
};
use crate::{councils::Comparison, language::links::dialled, messages::Person};

/// What every page has.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The language.
    pub lang: String,
    /// The same page in the site's other languages.
    pub languages: Vec<Alternate>,
    /// The words that it is told in.
    #[serde(skip)]
    pub voice: Voice,
    /// The ways to other pages.
    pub ways: Ways,
    /// The way to the first page in this language, such as `../../`.
    pub root: String,
    /// The way to the top of the site, where the assets are.
    pub top: String,
    /// The way to the edition's first page, where the page is about an edition.
    pub home: String,
    /// The day the site is built for, in words; empty where there is none.
    pub as_of: String,
    /// What the browser's tab says; no two pages have the same.
    pub title: String,
    /// The page's heading.
    pub heading: String,
    /// Whose site the page belongs to, and the way to its first page: the council, or the site as a whole.
    pub name: Link,
    /// The picture beside that name, or in its place.
    pub logo: Option<Logo>,
    /// Links to other sites, for the end of the menu.
    pub header_links: Vec<Link>,
    /// Links to other sites, for the foot.
    pub footer_links: Vec<Link>,
    /// The parts of the edition's site, for the menu; empty where the page is about no edition.
    pub parts: Vec<Part>,
    /// What else the site tells, for the foot of the page.
    pub more: Vec<Part>,
    /// The sections of this page, for its contents; empty where it is short.
    pub contents: Vec<Link>,
    /// The sources that this page refers to, for its foot.
    pub references: Vec<Reference>,
    /// The council, the title and the edition of the rules, where the page is about an edition.
    pub rules: String,
    /// A sentence for search engines.
    pub description: String,
    /// The site's title.
    pub site_title: String,
    /// The pages above this one, from the top.
    pub crumbs: Vec<Link>,
    /// Whether the council is made up.
    pub fictional: bool,
    /// The council, where the page is about one.
    pub council: String,
    /// That the rules are not in force, where they are not.
    pub standing: Option<Standing>,
    /// Which edition is shown and for when, where it is in force.
    pub shown: String,
    /// What comes after this edition.
    pub next: Option<Standing>,
    /// Whom to ask.
    pub help: Help,
    /// The licence that the site is published under; empty where it claims none.
    pub licence: String,
    /// Where that licence can be read; empty where it is not one that is known here.
    pub licence_page: &'static str,
    /// The edition and its hash, in a sentence.
    pub edition: String,
    /// The page's full address, where the site has one.
    pub canonical: Option<String>,
    /// Whether the page loads the estimator.
    pub runs_the_engine: bool,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// The language, as a code.
    pub code: String,
    /// The language's own name.
    pub name: String,
    /// The way there.
    pub href: String,
    /// The whole address, where the site has one.
    pub canonical: String,
}

/// A link and its words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// Where to, relative to the page.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// The picture at the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Logo {
    /// Its path from the top of the site.
    pub path: String,
    /// What it says; empty where the name beside it says just that.
    pub alternative: String,
    /// Whether the name stands beside it.
    pub has_name: bool,
}

impl Logo {
    /// The logo of the site on a page that belongs to `name`. Where it says another name, that one is shown too.
    fn of(input: Input<'_>, name: &str) -> Option<Self> {
        let logo = input.site.brand.logo.as_ref()?;
        let says_the_name = logo.alternative.contains(name) || name == input.site.title;
        let has_name = !(logo.is_the_name && says_the_name);
        let is_said = has_name && logo.alternative == name;
        Some(Self {
            path: logo.picture.path.clone(),
            alternative: if is_said {
                String::new()
            } else {
                logo.alternative.clone()
            },
            has_name,
        })
    }
}

/// A part of an edition's site, as the menu of a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Where to, relative to the page.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// `page` on its own page, `true` on one below it; empty elsewhere.
    pub is_here: &'static str,
}

/// A page that the menu of an edition may show.
struct Entry {
    place: Place<'static>,
    /// The message that names it.
    key: &'static str,
    /// Whether an edition has it.
    is_there: fn(Input<'_>, &Scheme) -> bool,
}

/// What stands in the menu of an edition, in its order. A page joins the menu by an entry here.
const MENU: &[Entry] = &[
    Entry {
        place: Place::Home,
        key: "page-part-home",
        is_there: |_, _| true,
    },
    Entry {
        place: Place::Estimate(Person::Yourself),
        key: "page-part-estimate",
        is_there: has_rules,
    },
    Entry {
        place: Place::How,
        key: "page-part-how",
        is_there: has_rules,
    },
    Entry {
        place: Place::Pay,
        key: "page-part-pay",
        is_there: |_, scheme| pay::charge(scheme).is_some(),
    },
    Entry {
        place: Place::Examples,
        key: "page-part-examples",
        is_there: has_rules,
    },
    Entry {
        place: Place::Ways,
        key: "page-part-ways",
        is_there: |_, scheme| holding::is_told(scheme),
    },
    Entry {
        place: Place::Changed,
        key: "page-part-changed",
        is_there: |input, scheme| changed::before(input, scheme).is_some(),
    },
    Entry {
        place: Place::Published,
        key: "page-part-published",
        is_there: published::is_scored,
    },
];

/// What stands at the foot of an edition's pages, likewise.
const MORE: &[Entry] = &[
    Entry {
        place: Place::EasyRead,
        key: "page-easy-heading",
        is_there: easy_read::is_told,
    },
    Entry {
        place: Place::Support,
        key: "page-support-heading",
        is_there: support::is_told,
    },
    Entry {
        place: Place::Times,
        key: "page-times-heading",
        is_there: times::is_told,
    },
    Entry {
        place: Place::OtherMoney,
        key: "page-money-heading",
        is_there: money::is_told,
    },
    Entry {
        place: Place::Rights,
        key: "page-rights-heading",
        is_there: rights::is_told,
    },
    Entry {
        place: Place::Contact,
        key: "page-contact-heading",
        is_there: formats::is_told,
    },
    Entry {
        place: Place::Data,
        key: "page-part-data",
        is_there: has_rules,
    },
];

/// Whether there are rules, and with them all that is worked out.
fn has_rules(input: Input<'_>, scheme: &Scheme) -> bool {
    !stands_alone(input, scheme)
}

/// What stands there on every page.
const OF_SITE: [(Route<'static>, &str); 2] = [
    (Route::Words, "page-words-heading"),
    (Route::Privacy, "page-privacy-heading"),
];

/// What stands at the foot of every page, as the page at a route shows it: the site's own pages first.
fn of_site(input: Input<'_>, route: Route<'_>) -> Vec<Part> {
    let part = |other: Route<'_>, text: String| Part {
        href: route.to(other),
        text,
        is_here: if other == route { "page" } else { "" },
    };
    let own = input.content.pages();
    let own = own.map(|(name, title)| part(Route::Own(name), title.to_owned()));
    let others = OF_SITE.into_iter();
    let compare = (Route::Compare, "page-compare-heading");
    let compare = has_comparison(input).then_some(compare);
    let others = compare.into_iter().chain(others);
    own.chain(others.map(|(other, key)| part(other, input.words.say(key, &[]))))
        .collect()
}

/// Whether the site compares councils.
pub(super) fn has_comparison(input: Input<'_>) -> bool {
    let Input {
        shared,
        schemes,
        facts,
        site,
        ..
    } = input;
    Comparison::is_there(shared, schemes, facts, &site.nations)
}

/// The menu of an edition, as the page at a place shows it.
fn parts(
    input: Input<'_>,
    scheme: &Scheme,
    place: Place<'_>,
    route: Route<'_>,
    menu: &[Entry],
) -> Vec<Part> {
    let there = menu.iter().filter(|entry| (entry.is_there)(input, scheme));
    let there = there.filter(|_| !scheme.known_in_part);
    there
        .map(|entry| Part {
            href: route.to(Route::Edition(&scheme.id, entry.place)),
            text: input.words.say(entry.key, &[]),
            is_here: match entry.place {
                part if part == place => "page",
                part if part == place.part() => "true",
                _ => "",
            },
        })
        .collect()
}

/// How the rules on a page stand to what applies now, and the way to another edition.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// That, in a sentence.
    pub text: String,
    /// The other edition.
    pub link: Option<Link>,
}

/// Whom to ask; every page shows these in the same place and order. Empty where not known.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Help {
    /// The telephone number as printed.
    pub phone: String,
    /// The same, for a `tel:` link.
    pub phone_link: String,
    /// The email address.
    pub email: String,
    /// A page about the service.
    pub page: String,
}

impl Help {
    /// Whom to ask, from a contact.
    pub fn of(contact: &Contact) -> Self {
        Self {
            phone: contact.phone.clone(),
            phone_link: dialled(&contact.phone),
            email: contact.email.clone(),
            page: web(&contact.page),
        }
    }
}

/// Councils and the schemes of each, in the order of the schemes.
pub fn councils(schemes: &[Scheme]) -> Vec<Vec<&Scheme>> {
    let mut groups: Vec<Vec<&Scheme>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for scheme in schemes {
        let place = places.entry(folder(scheme)).or_insert(groups.len());
        match groups.get_mut(*place) {
            Some(group) => group.push(scheme),
            None => groups.push(vec![scheme]),
        }
    }
    for group in &mut groups {
        // The newest stands first.
        group.sort_by(|one, other| editions::age(other).cmp(&editions::age(one)));
    }
    groups
}

/// The rules that the site's first page is about, where it shows those of one council alone: those in force, or else the
/// newest.
pub fn only_council(input: Input<'_>) -> Option<&Scheme> {
    let schemes = (input.schemes, input.fact_sheets);
    only_council_of(input.site, schemes, input.as_of)
}

/// The same of a site with these schemes and councils that have facts alone, on a day.
pub fn only_council_of<'a>(
    site: &Site,
    (schemes, fact_sheets): (&'a [Scheme], &[Scheme]),
    as_of: Option<Date>,
) -> Option<&'a Scheme> {
    let mut of_councils = schemes
        .iter()
        .filter(|scheme| !site.nations.contains(folder(scheme)));
    let only = folder(of_councils.next()?);
    // Most sites have another, and many pages ask.
    if !fact_sheets.is_empty() || of_councils.any(|scheme| folder(scheme) != only) {
        return None;
    }
    let is_own = |group: &Vec<&Scheme>| group.first().is_some_and(|first| folder(first) == only);
    let own = councils(schemes).into_iter().find(is_own)?;
    if own.iter().all(|scheme| scheme.known_in_part) {
        return None;
    }
    let in_force =
        |scheme: &&&Scheme| editions::standing(scheme, schemes, as_of) == Stands::InForce;
    own.iter().find(in_force).or(own.first()).copied()
}

/// What a council's folder is called: the council's name, and, where the council has another folder too, what the
/// rules in this one decide.
pub fn name(input: Input<'_>, scheme: &Scheme) -> String {
    let has_another =
        |other: &Scheme| other.council == scheme.council && folder(other) != folder(scheme);
    if input.schemes.iter().any(has_another) {
        let particulars = [
            ("council", scheme.council.as_str()),
            ("title", scheme.title.as_str()),
        ];
        input.words.say("page-home-heading", &particulars)
    } else {
        scheme.council.clone()
    }
}

/// An address on the web; empty for anything that a browser would not simply open.
pub fn web(address: &str) -> String {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if is_web {
        address.to_owned()
    } else {
        String::new()
    }
}

/// `6 April 2026`.
pub fn in_words(date: Date, words: &Words) -> String {
    words.say(
        "page-date",
        &[
            ("day", &date.day().to_string()),
            (
                "month",
                &words.say(&format!("page-month-{}", date.month()), &[]),
            ),
            ("year", &date.year().to_string()),
        ],
    )
}

/// A date as the rules hold it, `2026-04-06`, in words; what is no such date stays as it is.
pub fn date(text: &str, words: &Words) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), |date| in_words(date, words))
}

/// Where an edition stands, in words.
pub fn status(input: Input<'_>, scheme: &Scheme) -> String {
    let words = input.words;
    let on = |key: &str, day| words.say(key, &[("date", &in_words(day, words))]);
    match editions::standing(scheme, input.schemes, input.as_of) {
        Stands::InForce => match (input.as_of, editions::first_day(scheme)) {
            (Some(day), _) => on("page-status-in-force-on", day),
            // With no day given it may still be to start.
            (None, Some(from)) => on("page-status-in-force-from", from),
            _ => words.say("page-status-in-force", &[]),
        },
        Stands::Until(to) => on("page-status-until", to),
        Stands::NotYet(from) => on("page-status-not-yet", from),
        Stands::Ended(to) => on("page-status-ended", to),
        Stands::Superseded => words.say("page-status-superseded", &[]),
        Stands::Draft => words.say("page-status-draft", &[]),
        Stands::Consultation => words.say("page-status-consultation", &[]),
        Stands::Withdrawn => words.say("page-status-withdrawn", &[]),
        Stands::NotKnown => words.say("page-status-not-known", &[]),
    }
}

impl Frame {
    /// The frame of a page below the comparison of councils. `route` is the page's own.
    pub fn below_comparison(
        input: Input<'_>,
        route: Route<'_>,
        heading: String,
        description: String,
    ) -> Self {
        let mut frame = Self::of_site(input, route, heading, description);
        let says = input.words.say("page-compare-heading", &[]);
        frame.crumbs.push(link(route.to(Route::Compare), says));
        frame
    }

    /// The frame of a page that is about no edition. `route` is the page's own.
    pub fn of_site(
        input: Input<'_>,
        route: Route<'_>,
        heading: String,
        description: String,
    ) -> Self {
        let site_title = input.site.title.clone();
        let title = if heading == site_title {
            heading.clone()
        } else {
            format!("{heading} – {site_title}")
        };
        let root = route.up();
        Self {
            lang: input.language.to_owned(),
            title,
            heading,
            description,
            crumbs: if root.is_empty() {
                Vec::new()
            } else {
                vec![link(route.to(Route::Directory), site_title.clone())]
            },
            help: Help::of(&input.site.contact),
            licence: input.site.licence.clone(),
            licence_page: licence_page(&input.site.licence),
            canonical: canonical(input, &route.path()),
            ways: route.ways(),
            voice: input.voice,
            as_of: input
                .as_of
                .map_or_else(String::new, |day| in_words(day, input.words)),
            top: format!("{root}{}", "../".repeat(input.folder.matches('/').count())),
            more: of_site(input, route),
            logo: Logo::of(input, &site_title),
            header_links: elsewhere(&input.site.brand.header_links),
            footer_links: elsewhere(&input.site.brand.footer_links),
            name: link(route.to(Route::Directory), site_title.clone()),
            site_title,
            root,
            ..Self::default()
        }
    }

    /// Makes it that of a page which stands alone in a folder, about a council: it leads to no page that is not there.
    pub fn alone(&mut self, scheme: &Scheme, has_statement: bool) {
        self.title = format!("{} – {}", self.heading, scheme.council);
        self.name.text.clone_from(&scheme.council);
        self.council.clone_from(&scheme.council);
        self.fictional = scheme.fictional;
        self.canonical = None;
        self.crumbs.clear();
        self.more.clear();
        if let Some(contact) = &scheme.contact {
            self.help = Help::of(contact);
        }
        if !has_statement {
            self.ways.accessibility.clear();
        }
    }

    /// Puts a page that is about no edition among those of the one council of the site: under its name, with the menu of
    /// its rules.
    pub fn belong_to(&mut self, input: Input<'_>, scheme: &Scheme) {
        if !self.parts.is_empty() {
            return;
        }
        self.name.text.clone_from(&scheme.council);
        self.logo = Logo::of(input, &scheme.council);
        let there = MENU.iter().filter(|entry| (entry.is_there)(input, scheme));
        let parts = there.map(|entry| Part {
            href: format!(
                "{}{}",
                self.root,
                Route::Edition(&scheme.id, entry.place).path()
            ),
            text: input.words.say(entry.key, &[]),
            is_here: "",
        });
        self.parts = parts.collect();
    }

    /// The frame of a page about an edition.
    pub fn of_edition(
        input: Input<'_>,
        scheme: &Scheme,
        place: Place<'_>,
        heading: String,
        description: String,
    ) -> Self {
        let route = Route::Edition(&scheme.id, place);
        Self::at(route, input, scheme, place, heading, description)
    }

    /// The frame of the site's first page, where that is the home of an edition.
    pub fn of_front(
        input: Input<'_>,
        scheme: &Scheme,
        heading: String,
        description: String,
    ) -> Self {
        let route = Route::Directory;
        let mut frame = Self::at(route, input, scheme, Place::Home, heading, description);
        frame.ways = route.ways_of(Some(&scheme.id));
        frame.name.href.clone_from(&frame.ways.directory);
        frame.crumbs = Vec::new();
        frame.title.clone_from(&input.site.title);
        frame
    }

    /// The frame of a page about a council that declares facts and has no rules.
    fn of_fact_sheet(
        route: Route<'_>,
        input: Input<'_>,
        scheme: &Scheme,
        place: Place<'_>,
        heading: String,
        description: String,
    ) -> Self {
        let mut frame = Self::of_site(input, route, heading, description);
        let home = frame.ways.home.clone();
        // There is nothing to work out, and so no page for it.
        let ways = route.ways_of(None);
        frame.ways = Ways {
            home: home.clone(),
            ..ways
        };
        if place != Place::Home {
            frame
                .crumbs
                .push(link(home.clone(), scheme.council.clone()));
        }
        frame.name = link(home, scheme.council.clone());
        frame.parts = parts(input, scheme, place, route, MENU);
        let more = parts(input, scheme, place, route, MORE);
        frame.more.splice(0..0, more);
        frame.title = if place == Place::Home {
            // A council may have rules here too, with a page of that name.
            format!(
                "{}, {} – {}",
                scheme.council, scheme.title, frame.site_title
            )
        } else {
            format!(
                "{} – {} – {}",
                frame.heading, scheme.council, frame.site_title
            )
        };
        frame.fictional = scheme.fictional;
        frame.council.clone_from(&scheme.council);
        frame.home = "../".repeat(place.path().matches('/').count());
        if let Some(contact) = &scheme.contact {
            frame.help = Help::of(contact);
        }
        frame
    }

    /// The frame of a page about an edition, at its address.
    fn at(
        route: Route<'_>,
        input: Input<'_>,
        scheme: &Scheme,
        place: Place<'_>,
        heading: String,
        description: String,
    ) -> Self {
        if stands_alone(input, scheme) {
            return Self::of_fact_sheet(route, input, scheme, place, heading, description);
        }
        let words = input.words;
        let name = words.say(
            "page-edition-name",
            &[
                ("council", &scheme.council),
                ("title", &scheme.title),
                ("edition", &scheme.edition),
            ],
        );
        let mut frame = Self::of_site(input, route, heading, description);
        let council = route.to(Route::Council(folder(scheme)));
        frame.crumbs.push(link(council, scheme.council.clone()));
        let is_home = place == Place::Home;
        if !is_home {
            frame.crumbs.push(link(
                frame.ways.home.clone(),
                words.say(
                    "page-crumb-edition",
                    &[("title", &scheme.title), ("edition", &scheme.edition)],
                ),
            ));
        }
        frame.name = link(frame.ways.home.clone(), scheme.council.clone());
        frame.logo = Logo::of(input, &scheme.council);
        frame.parts = parts(input, scheme, place, route, MENU);
        let more = parts(input, scheme, place, route, MORE);
        frame.more.splice(0..0, more);
        frame.title = if is_home {
            format!("{name} – {}", frame.site_title)
        } else {
            format!("{} – {name} – {}", frame.heading, frame.site_title)
        };
        frame.fictional = scheme.fictional;
        frame.council.clone_from(&scheme.council);
        // Editions are told by their titles, which may read otherwise for someone else.
        let rules = input.schemes.iter().find(|other| other.id == scheme.id);
        let rules = rules.unwrap_or(scheme);
        frame.standing = standing(input, rules, route);
        let dates = dates::shown(scheme, input.as_of, words);
        frame.shown = match frame.standing {
            None if dates.is_empty() => shown(input, rules),
            None => format!("{} {dates}", shown(input, rules)),
            Some(_) => dates,
        };
        frame.next = next(input, rules, route);
        frame.home = "../".repeat(place.path().matches('/').count());
        if let Some(contact) = &scheme.contact {
            frame.help = Help::of(contact);
        }
        frame.edition = words.say(
            "page-edition-line",
            &[
                ("name", &name),
                ("status", &status(input, rules)),
                ("hash", scheme.hash.get(..12).unwrap_or(&scheme.hash)),
            ],
        );
        frame.rules = name;
        frame
    }
}

/// A page in the other languages of the site that it is offered in: `path` is still its own below the folder of its
/// language.
pub fn alternates(
    page: &Page,
    place: usize,
    languages: &[Language<'_>],
    offered: &Offered,
) -> Vec<Alternate> {
    let in_language = |other: &Language<'_>| {
        let path = format!("{}{}", other.folder, page.path);
        if !offered.has(&path) {
            return None;
        }
        let address = other.site.address.as_deref();
        Some(Alternate {
            code: other.code.clone(),
            name: other
                .catalogue
                .of(Person::Yourself)
                .say("page-language", &[]),
            href: format!("{}{path}", page.frame.top),
            canonical: address.map_or_else(String::new, |address| {
                format!("{}/{}", address.trim_end_matches('/'), clean(&path))
            }),
        })
    };
    let others = languages.iter().enumerate();
    others
        .filter(|(other, _)| *other != place)
        .filter_map(|(_, other)| in_language(other))
        .collect()
}

/// That an edition is not what applies now, with the way to the one that is.
fn standing(input: Input<'_>, scheme: &Scheme, from: Route<'_>) -> Option<Standing> {
    let words = input.words;
    let stands = editions::standing(scheme, input.schemes, input.as_of);
    let (key, day) = match stands {
        Stands::InForce => return None,
        Stands::NotYet(from) => ("page-standing-not-yet", Some(from)),
        Stands::Until(to) => return Some(until(input, scheme, to, from)),
        Stands::Ended(to) => ("page-standing-ended", Some(to)),
        Stands::Superseded => ("page-standing-superseded", None),
        Stands::Draft => ("page-standing-draft", None),
        Stands::Consultation => ("page-standing-consultation", None),
        Stands::Withdrawn => ("page-standing-withdrawn", None),
        Stands::NotKnown => ("page-standing-not-known", None),
    };
    let day = day.map_or_else(String::new, |day| in_words(day, words));
    let current = editions::in_force(scheme, input.schemes, input.as_of);
    let to = |key: &str, other: &Scheme| {
        link(
            from.to(Route::Edition(&other.id, Place::Home)),
            words.say(key, &[("edition", &other.edition)]),
        )
    };
    let has_ended = matches!(
        stands,
        Stands::Ended(_) | Stands::Superseded | Stands::Withdrawn
    );
    let newest = || editions::newest_rules(scheme, input.schemes).filter(|_| has_ended);
    let to_newest = |newest: &Scheme| match editions::standing(newest, input.schemes, input.as_of) {
        Stands::Superseded | Stands::Ended(_) => to("page-standing-later", newest),
        _ => to("page-standing-newer", newest),
    };
    let proposed = || editions::proposed(scheme, input.schemes).filter(|_| has_ended);
    Some(Standing {
        text: words.say(key, &[("council", &scheme.council), ("date", &day)]),
        link: current
            .map(|current| to("page-standing-current", current))
            .or_else(|| newest().map(to_newest))
            .or_else(|| {
                proposed().map(|proposed| match proposed.status {
                    Status::Draft => to("page-standing-drafted", proposed),
                    _ => to("page-standing-proposed", proposed),
                })
            }),
    })
}

/// For which days an edition is, and which comes after it, where no day is given to say which of the two applies.
fn until(input: Input<'_>, scheme: &Scheme, to: Date, route: Route<'_>) -> Standing {
    let words = input.words;
    let to = in_words(to, words);
    let text = match editions::first_day(scheme) {
        Some(from) => words.say(
            "page-standing-from-to",
            &[("from", &in_words(from, words)), ("to", &to)],
        ),
        None => words.say("page-standing-to", &[("to", &to)]),
    };
    let newer = editions::next_rules(scheme, input.schemes).map(|newer| {
        let edition = ("edition", newer.edition.as_str());
        let said = match editions::first_day(newer) {
            Some(from) => words.say(
                "page-standing-newer-from",
                &[edition, ("date", &in_words(from, words))],
            ),
            None => words.say("page-standing-newer", &[edition]),
        };
        link(route.to(Route::Edition(&newer.id, Place::Home)), said)
    });
    Standing { text, link: newer }
}

/// Which edition a page shows and for when, where it is in force.
fn shown(input: Input<'_>, scheme: &Scheme) -> String {
    let words = input.words;
    let edition = ("edition", scheme.edition.as_str());
    match (input.as_of, editions::first_day(scheme)) {
        (Some(day), _) => words.say("page-shown-on", &[edition, ("date", &in_words(day, words))]),
        (None, Some(from)) => words.say(
            "page-shown-from",
            &[edition, ("date", &in_words(from, words))],
        ),
        (None, None) => words.say("page-shown", &[edition]),
    }
}

/// What comes after an edition that is in force, or after one that is still to start.
fn next(input: Input<'_>, scheme: &Scheme, from: Route<'_>) -> Option<Standing> {
    let words = input.words;
    let stands = editions::standing(scheme, input.schemes, input.as_of);
    if !matches!(stands, Stands::InForce | Stands::NotYet(_)) {
        return None;
    }
    let next = editions::next(scheme, input.schemes)?;
    let text = match (
        editions::standing(next, input.schemes, input.as_of),
        editions::first_day(next),
    ) {
        (Stands::Draft, _) => words.say("page-next-draft", &[]),
        (Stands::Consultation, _) => words.say("page-next-consultation", &[]),
        (_, Some(from)) => {
            let has_begun = input.as_of.is_some_and(|day| from <= day);
            let key = if has_begun {
                "page-next-since"
            } else {
                "page-next-from"
            };
            words.say(key, &[("date", &in_words(from, words))])
        }
        (_, None) => words.say("page-next", &[]),
    };
    Some(Standing {
        text,
        link: Some(link(
            from.to(Route::Edition(&next.id, Place::Home)),
            words.say("page-next-link", &[("edition", &next.edition)]),
        )),
    })
}

/// Where a licence can be read, by its name; empty where it is not known.
fn licence_page(name: &str) -> &'static str {
    match name {
        "Open Government Licence v3.0" => {
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        }
        _ => "",
    }
}

/// Links of the brand.
fn elsewhere(links: &[BrandLink]) -> Vec<Link> {
    let links = links.iter();
    links
        .map(|other| link(other.page.clone(), other.text.clone()))
        .collect()
}

/// A link.
pub fn link(href: String, text: String) -> Link {
    Link { href, text }
}

pub(super) fn canonical(input: Input<'_>, path: &str) -> Option<String> {
    let address = input.site.address.as_deref()?.trim_end_matches('/');
    Some(format!("{address}/{}{}", input.folder, clean(path)))
}

/// A page's path as it is said in an address: without `index.html`.
pub fn clean(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) => folder,
        None => path,
    }
}
