//! If somebody moves from one council to another: what that does in a year and by which rule, and what the law says of care
//! that goes on.

use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme, Unit,
    scheme::{Cite, Source},
    unit::POUND,
    words::Words,
};

use super::{
    Body, Input, Page,
    changed::for_a_year,
    cite::References,
    compare_two::{self, Pair, Side},
    frame::{Frame, Link, link},
    route::{Place, Route},
    times,
    told::{Entry, entry},
};
use crate::{
    councils::{Met, Two},
    facts::{Fact, NationalFacts, Output, of_nation},
};

/// A move from one council to another.
#[derive(Clone, Debug, Serialize)]
pub struct MovingPage {
    /// How many would have less money, and how many more: the answer, a sentence each.
    pub lead: Vec<String>,
    /// By rules of which years, and of which nations where they are not of one, a sentence each.
    pub years: Vec<String>,
    /// The two councils, as the headings of columns.
    pub councils: [String; 2],
    /// What the move does to each person.
    pub people: Vec<Moves>,
    /// What the law says, by nation.
    pub law: Vec<Law>,
    /// How long things take in the new council; `None` where that is not told.
    pub times: Option<Link>,
    /// The way back, and the two rule by rule.
    pub others: Vec<Link>,
    /// The way to the method.
    pub method: String,
}

/// What a move does to a person.
#[derive(Clone, Debug, Serialize)]
pub struct Moves {
    /// Who.
    pub person: Link,
    /// What is told, in words: what the person pays, or gets.
    pub what: String,
    /// Before the move and after it.
    pub cells: Vec<Side>,
    /// What it does in a year.
    pub year: String,
    /// The rule that makes most of the difference; empty where none can be named.
    pub why: String,
}

/// What the law of a nation says of a move.
#[derive(Clone, Debug, Serialize)]
pub struct Law {
    /// Of what.
    pub heading: String,
    /// The facts.
    pub entries: Vec<Entry>,
    /// That nothing is known; empty where something is.
    pub unknown: String,
}

/// What a move is called.
pub(super) fn heading([from, to]: [&String; 2], words: &Words) -> String {
    words.say("page-moving-heading", &[("from", from), ("to", to)])
}

/// The ways to the moves between two councils, from a page.
pub(super) fn links(
    from: Route<'_>,
    councils: [&str; 2],
    [one, other]: &[String; 2],
    words: &Words,
) -> Vec<Link> {
    let [first, second] = councils;
    let moves = [(second, [one, other]), (first, [other, one])];
    let moves = moves.map(|(to, names)| (Route::Moving(councils, to), heading(names, words)));
    let moves = moves.into_iter().filter(|(route, _)| *route != from);
    moves
        .map(|(route, text)| link(from.to(route), text))
        .collect()
}

/// The page of a move; `None` where nobody goes through both councils. `two` is from the one to the other.
pub(super) fn page(
    input: Input<'_>,
    councils: [&str; 2],
    two: &Two<'_, '_>,
    to: &str,
) -> Option<Page> {
    let words = input.words;
    let route = Route::Moving(councils, to);
    let pair = Pair::of(input, two, route)?;
    let names = pair.names();
    let [from, new] = &names;
    let mut frame = Frame::below_comparison(
        input,
        route,
        heading([from, new], words),
        words.say("page-moving-description", &[("from", from), ("to", new)]),
    );
    // The pair is named as its page is, whichever way the move goes.
    let is_back = councils.first() == Some(&to);
    let written = if is_back {
        [new.clone(), from.clone()]
    } else {
        names.clone()
    };
    let pairs_page = link(
        route.to(Route::Two(councils)),
        compare_two::heading(&written, words),
    );
    frame.crumbs.push(pairs_page.clone());
    let (cited, law) = law(&pair);
    let mut references = References::new(&cited, words);
    let law = law
        .into_iter()
        .map(|part| part.told(&mut references, words));
    let law = law.collect();
    frame.references = references.listed();
    let [_, there] = pair.schemes;
    let mut others = vec![pairs_page];
    others.extend(links(route, councils, &written, words));
    let body = MovingPage {
        lead: lead(&pair),
        years: pair.years(),
        people: pair
            .two
            .people
            .iter()
            .map(|met| moves(&pair, met))
            .collect(),
        councils: pair.schemes.map(|scheme| scheme.council.clone()),
        law,
        times: times::is_told(input, there).then(|| {
            let route_there = Route::Edition(&there.id, Place::Times);
            let says = words.say("page-moving-times", &[("council", &there.council)]);
            link(route.to(route_there), says)
        }),
        others,
        method: route.to(Route::CompareMethod),
    };
    Some(Page {
        path: route.path(),
        body: Body::Moving(Box::new(body)),
        frame,
    })
}

/// By how much a person has more in a year after the move; less than nought where it is less. `None` where a figure is not
/// exact, or is no money a week.
fn gains(met: &Met<'_, '_>) -> Option<Decimal> {
    let (year, _) = for_a_year(met.by()?, met.unit()?)?;
    match met.output? {
        Output::Charge => Some(-year),
        Output::Budget | Output::CouncilPays | Output::Left => Some(year),
        Output::Points => None,
    }
}

/// A sum of money for a year.
fn a_year(figure: Decimal, words: &Words) -> String {
    words.quantity(figure.abs(), &Unit::of(POUND).per("year"))
}

fn lead(pair: &Pair<'_>) -> Vec<String> {
    let words = pair.input.words;
    let [_, to] = pair.schemes.map(|scheme| scheme.council.as_str());
    let known = pair.two.people.iter();
    let known = known.filter_map(|met| Some((gains(met)?, met)));
    let known: Vec<(Decimal, &Met<'_, '_>)> = known.collect();
    let all = pair.two.people.len().to_string();
    let count = |is: fn(&Decimal) -> bool| known.iter().filter(|(gain, _)| is(gain)).count();
    let worse = count(|gain| *gain < Decimal::ZERO);
    let better = count(|gain| *gain > Decimal::ZERO);
    let same = count(Decimal::is_zero);
    let told = [
        ("all", all.as_str()),
        ("to", to),
        ("worse", &worse.to_string()),
        ("better", &better.to_string()),
        ("same", &same.to_string()),
    ];
    if known.is_empty() {
        return vec![words.say("page-moving-none", &told)];
    }
    let mut sentences = vec![words.say("page-moving-lead", &told)];
    let open = pair.two.people.len().saturating_sub(known.len());
    if open > 0 {
        let open = open.to_string();
        sentences.push(words.say("page-moving-open", &[("open", &open)]));
    }
    // Of two to whom it does as much, the first.
    let most = known.iter().rev().max_by_key(|(gain, _)| gain.abs());
    if let Some((gain, met)) = most.filter(|(gain, _)| !gain.is_zero()) {
        let key = if *gain < Decimal::ZERO {
            "page-moving-loses"
        } else {
            "page-moving-gains"
        };
        let by = a_year(*gain, words);
        let who = ("who", met.person.persona.name.as_str());
        sentences.push(words.say(key, &[who, ("by", &by)]));
    }
    sentences
}

fn moves<'a>(pair: &Pair<'a>, met: &Met<'a, 'a>) -> Moves {
    let words = pair.input.words;
    let persona = met.person.persona;
    let output = met.output.unwrap_or(persona.lead);
    let year = match gains(met) {
        None => words.say("page-two-no-difference", &[]),
        Some(gain) if gain.is_zero() => words.say("page-two-same", &[]),
        Some(gain) => {
            let key = if gain < Decimal::ZERO {
                "page-moving-less"
            } else {
                "page-moving-more"
            };
            words.say(key, &[("by", &a_year(gain, words))])
        }
    };
    Moves {
        person: link(
            pair.route.to(Route::Person(&persona.id)),
            persona.title.clone(),
        ),
        what: words.say(&format!("page-two-what-{}", output.name()), &[]),
        cells: pair.sides(met),
        year,
        why: pair.first(met),
    }
}

/// Facts of a nation that belong together, with the place of its sources among those of the page.
struct Part {
    heading: String,
    facts: &'static [Fact],
    sources_from: usize,
    unknown: String,
}

impl Part {
    fn told(self, references: &mut References<'_>, words: &Words) -> Law {
        let entries = self.facts.iter().map(|fact| {
            let cite = fact.evidence.cite.as_ref().map(|cite| Cite {
                source: cite.source + self.sources_from,
                at: cite.at.clone(),
            });
            entry(fact, cite.as_ref(), references, words)
        });
        let entries: Vec<Entry> = entries.collect();
        Law {
            heading: self.heading,
            unknown: if entries.is_empty() {
                self.unknown
            } else {
                String::new()
            },
            entries,
        }
    }
}

/// What the law says of the move, and the sources of that: within a nation its own rules; between two, what holds there, and
/// the rules that each has for moves of its own.
fn law(pair: &Pair<'_>) -> (Scheme, Vec<Part>) {
    let words = pair.input.words;
    let [from, to] = pair.nations();
    let mut sources: Vec<Source> = Vec::new();
    let mut parts = Vec::new();
    let part = |key: &str, nation: &str, facts, sources_from| {
        let named = words.say(&format!("page-nation-{nation}"), &[]);
        let fill = [("nation", named.as_str())];
        Part {
            heading: words.say(key, &fill),
            facts,
            sources_from,
            unknown: words.say("page-moving-unknown", &fill),
        }
    };
    let nations = if from == to { vec![to] } else { vec![from, to] };
    for nation in nations {
        let Some(told) = known(nation) else {
            continue;
        };
        let own = sources.len();
        let theirs = told.sources.iter().cloned();
        sources.extend(theirs.map(|mut source| {
            source.id = format!("{nation}-{}", source.id);
            source
        }));
        if from != to && nation == from {
            parts.push(part("page-moving-across", nation, &told.moving_away, own));
        }
        parts.push(part("page-moving-within", nation, &told.moving, own));
    }
    let cited = Scheme {
        sources,
        ..Scheme::default()
    };
    (cited, parts)
}

/// What holds in a nation; `None` where it is not said whose law rules are under.
fn known(nation: &str) -> Option<&'static NationalFacts> {
    of_nation(nation).filter(|_| !nation.is_empty())
}
