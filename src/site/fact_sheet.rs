//! The first page of a council that declares facts and has no rules: what is and is not published, what it pays, and what
//! was asked of it and decided about it.

use serde::Serialize;
use upfront_engine::{Scheme, words::Words};

use super::{
    Body, Input, Page,
    cite::{Mention, References},
    formats,
    frame::{Frame, Link, councils, folder},
    holding,
    home::Way,
    money,
    prose::View,
    published::{self, Count, Judged, Row, Scoring},
    rights,
    route::{Place, Route},
    times,
    told::{Figure, in_words},
};
use crate::facts::Facts;

/// How many figures stand in the first screen.
const FIGURES: usize = 3;

/// With how few of them there is room for words.
const FEW: usize = 2;

/// What is told of a council without rules.
#[derive(Clone, Debug, Serialize)]
pub struct FactSheet {
    /// The answer, in a sentence or two, as HTML.
    pub lead: String,
    /// How many things are published, partly and not; empty where nobody has looked.
    pub counts: Vec<Count>,
    /// What is not published: each leads to its line of the scorecard.
    pub missing: Vec<Link>,
    /// What matters most of the rest: figures, or what was decided and asked last.
    pub figures: Vec<Figure>,
    /// The council's rules, where some of its rules stand in another folder.
    pub rules: Vec<Link>,
    /// The council's other pages.
    pub pages: Vec<Way>,
    /// What it pays.
    pub rates: Vec<Paid>,
    /// What people asked it for, and what came of that.
    pub requests: Vec<Row>,
    /// What was decided about it.
    pub judgements: Vec<Judged>,
    /// About the council, as HTML.
    pub about: String,
    /// What else was found, as HTML.
    pub notes: Vec<String>,
}

/// Something that a council pays.
#[derive(Clone, Debug, Serialize)]
pub struct Paid {
    /// For what.
    pub say: String,
    /// How much.
    pub amount: String,
    /// What else is to know of it, as HTML.
    pub note: String,
    /// Where it comes from.
    pub source: Option<Mention>,
}

/// The page; `None` where the council declares nothing.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let facts = input.facts.get(&scheme.id)?;
    let words = input.words;
    let route = Route::Edition(&scheme.id, Place::Home);
    let scoring = Scoring {
        input,
        scheme,
        facts,
        route,
    };
    let (requests, judgements) = (scoring.requests(), scoring.judgements());
    let score = published::is_scored(input, scheme).then(|| scoring.summary());
    let mut references = References::new(scheme, words);
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Home,
        scheme.council.clone(),
        words.say(
            "page-sheet-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    let top = frame.top.clone();
    let view = View::of_edition(input, scheme, &top);
    let rates = rates(scheme, view, words, &mut references);
    frame.references = references.listed();
    let card = route.to(Route::Edition(&scheme.id, Place::Published));
    let mut notes: Vec<String> = scheme.notes.iter().map(|note| view.line(note)).collect();
    let figures = figures(scheme, facts, words, (&judgements, &requests));
    let has_one_note = figures.is_empty() && !notes.is_empty();
    let (lead, counts, missing) = match score {
        Some(score) => (view.line(&score.lead), score.counts, score.missing),
        // Where there is but a note, that is the answer.
        None if has_one_note => (notes.remove(0), Vec::new(), Vec::new()),
        None => {
            let lead = view.line(&lead(scheme, facts, words));
            (lead, Vec::new(), Vec::new())
        }
    };
    let counts = counts.into_iter().filter(|one| one.count > 0);
    let missing = missing.into_iter().map(|(id, text)| Link {
        href: format!("{card}#{id}"),
        text,
    });
    Some(Page {
        frame,
        path: route.path(),
        body: Body::FactSheet(Box::new(FactSheet {
            lead,
            counts: counts.collect(),
            missing: missing.collect(),
            figures,
            rules: rules(input, scheme, route),
            pages: pages(input, scheme, route),
            rates,
            requests,
            judgements,
            about: view.html(&scheme.about, 2),
            notes,
        })),
    })
}

/// What was found of a council that nobody has scored.
fn lead(scheme: &Scheme, facts: &Facts, words: &Words) -> String {
    let (asked, judged) = (facts.requests.len(), facts.judgements.len());
    let key = match (asked, judged) {
        (0, 0) => "page-sheet-lead",
        (_, 0) => "page-sheet-lead-asked",
        (0, _) => "page-sheet-lead-judged",
        _ => "page-sheet-lead-both",
    };
    words.say(
        key,
        &[
            ("council", &scheme.council),
            ("asked", &asked.to_string()),
            ("judged", &judged.to_string()),
        ],
    )
}

/// What matters most: what an hour pays, how long something took, and how much may be left over; where there are few such
/// figures, what was decided and asked last; and where there is nothing of all that, what a way to hold a budget asks.
fn figures(
    scheme: &Scheme,
    facts: &Facts,
    words: &Words,
    (judgements, requests): (&[Judged], &[Row]),
) -> Vec<Figure> {
    let figure = |figure: String, text: String| Figure {
        figure,
        withheld: false,
        text,
    };
    let hours = facts.ways.iter().flat_map(|way| &way.hours);
    let hours = hours.filter_map(|rate| scheme.rates.get(*rate));
    let mut figures: Vec<Figure> = hours
        .map(|rate| figure(words.amount(rate.amount, &rate.unit), rate.say.clone()))
        .collect();
    let times = times::times(facts, words);
    figures.truncate(FIGURES.saturating_sub(times.len().min(1)));
    figures.extend(times);
    let unspent = facts.ways.iter().find_map(|way| way.unspent_after);
    figures.extend(unspent.map(|after| {
        let may_build_up = words.say("page-sheet-unspent-after", &[]);
        figure(in_words(after, words), may_build_up)
    }));
    if figures.len() < FEW {
        let judged = judgements.first();
        figures.extend(
            judged.map(|one| figure(one.found.clone(), format!("{} ({})", one.about, one.by))),
        );
    }
    if figures.len() < FEW {
        let asked = requests.first();
        figures.extend(asked.map(|one| figure(one.state.text.clone(), one.name.clone())));
    }
    if figures.is_empty()
        && let Some((way, facts)) = scheme.ways_to_hold.first().zip(facts.ways.first())
    {
        let said = [
            ("page-hold-unspent", &facts.unspent),
            ("page-hold-account", &facts.account),
            ("page-hold-checks", &facts.checks),
            ("page-hold-employer", &facts.employer_costs),
            ("page-hold-lets", &way.lets),
            ("page-hold-restricts", &way.restricts),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        figures.extend(said.map(|(name, text)| figure(words.say(name, &[]), text.clone())));
        figures.truncate(FEW);
    }
    figures.truncate(FIGURES);
    figures
}

/// The rules of the same council that stand in other folders.
fn rules(input: Input<'_>, scheme: &Scheme, route: Route<'_>) -> Vec<Link> {
    let councils = councils(input.schemes).into_iter();
    let first = councils.filter_map(|schemes| schemes.first().copied());
    first
        .filter(|first| first.council == scheme.council)
        .map(|first| Link {
            href: route.to(Route::Council(folder(first))),
            text: first.title.clone(),
        })
        .collect()
}

/// The pages that the council has beside its first.
fn pages(input: Input<'_>, scheme: &Scheme, route: Route<'_>) -> Vec<Way> {
    let words = input.words;
    let all = [
        (
            Place::Published,
            published::is_scored(input, scheme),
            "page-score-heading",
            "page-sheet-published-about",
        ),
        (
            Place::Ways,
            holding::is_told(scheme),
            "page-hold-heading",
            "page-sheet-ways-about",
        ),
        (
            Place::Times,
            times::is_told(input, scheme),
            "page-times-heading",
            "page-sheet-times-about",
        ),
        (
            Place::Rights,
            rights::is_told(input, scheme),
            "page-rights-heading",
            "page-sheet-rights-about",
        ),
        (
            Place::OtherMoney,
            money::is_told(input, scheme),
            "page-money-heading",
            "page-sheet-money-about",
        ),
        (
            Place::Contact,
            formats::is_told(input, scheme),
            "page-contact-heading",
            "page-sheet-contact-about",
        ),
    ];
    let there = all.into_iter().filter(|(_, is_there, _, _)| *is_there);
    there
        .map(|(place, _, text, about)| Way {
            href: route.to(Route::Edition(&scheme.id, place)),
            text: words.say(text, &[]),
            about: words.say(about, &[]),
        })
        .collect()
}

/// What the council pays, each rate with where it comes from.
fn rates(
    scheme: &Scheme,
    view: View<'_>,
    words: &Words,
    references: &mut References<'_>,
) -> Vec<Paid> {
    let rates = scheme.rates.iter();
    rates
        .map(|rate| Paid {
            say: rate.say.clone(),
            amount: words.amount(rate.amount, &rate.unit),
            note: view.line(&rate.note),
            source: references.mention(rate.cite.as_ref()),
        })
        .collect()
}
