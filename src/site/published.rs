//! What is and is not published: a scorecard worked out from the rules and from what is declared beside them.

use serde::Serialize;
use upfront_engine::{
    Scheme,
    scheme::{Origin, Step},
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::cited,
    frame::{Frame, Link, folder, web},
    route::{Place as At, Route},
};
use crate::{
    analyse::openness::{Known, Place, Shown, known},
    facts::{Evidence, Facts, Item, Line, Publicity, Statement, Test},
};

/// The scorecard of an edition.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    /// How many things are published, in a sentence.
    pub lead: String,
    /// How many are published, partly, and not.
    pub counts: Vec<Count>,
    /// Those that are not published, by name.
    pub missing: Vec<Link>,
    /// A line for each thing that people have asked councils for.
    pub lines: Vec<Row>,
    /// A line for each test of a fair system.
    pub tests: Vec<Row>,
    /// What can be written to the council to ask for the rest, a sentence each.
    pub ask: Vec<String>,
    /// The way to the method.
    pub method: String,
}

/// How many things are published to one extent.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// How many.
    pub count: usize,
    /// To what extent.
    pub state: State,
}

/// To what extent something is published or a test is met: a shape and its words.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// `full`, `half` or `none`.
    pub shape: &'static str,
    /// The words.
    pub text: String,
}

/// A line of the scorecard.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its name in an address.
    pub id: &'static str,
    /// What it is about.
    pub name: String,
    /// To what extent.
    pub state: State,
    /// What was found, a sentence each.
    pub found: Vec<String>,
    /// Where it can be read.
    pub places: Vec<Link>,
}

/// Whether an edition has a scorecard: whether somebody has looked.
pub fn is_scored(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    facts.is_some_and(|facts| facts.published.is_some())
        && !input.site.nations.contains(folder(scheme))
}

/// The page; `None` where nobody has looked what is published.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let facts = input.facts.get(&scheme.id)?;
    if !is_scored(input, scheme) {
        return None;
    }
    let words = input.words;
    let route = Route::Edition(&scheme.id, At::Published);
    let mut frame = Frame::of_edition(
        input,
        scheme,
        At::Published,
        words.say("page-score-heading", &[]),
        words.say(
            "page-score-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    let contents = [
        ("#score", "page-score-things"),
        ("#tests", "page-score-tests"),
        ("#ask", "page-score-ask"),
    ];
    let contents = contents.map(|(href, key)| Link {
        href: href.to_owned(),
        text: words.say(key, &[]),
    });
    frame.contents = contents.into();
    Some(Page {
        frame,
        path: route.path(),
        body: Body::Published(scorecard(input, scheme, facts, route)),
    })
}

/// How many things are published, partly and not; `None` where nobody has looked.
pub fn counts(input: Input<'_>, scheme: &Scheme) -> Option<Vec<Count>> {
    let facts = input.facts.get(&scheme.id)?;
    let lines = Line::ALL.into_iter().map(|line| {
        let items = line.items().iter();
        Publicity::of_parts(items.map(|item| known(*item, scheme, input.schemes, facts).is))
    });
    is_scored(input, scheme).then(|| counted(&lines.collect::<Vec<_>>(), input.words))
}

/// How many of some things are published, partly and not.
fn counted(lines: &[Publicity], words: &Words) -> Vec<Count> {
    let extents = [Publicity::Published, Publicity::Partly, Publicity::Not];
    let counts = extents.map(|extent| Count {
        count: lines.iter().filter(|is| **is == extent).count(),
        state: extent_in_words(extent, words),
    });
    counts.into()
}

fn scorecard(input: Input<'_>, scheme: &Scheme, facts: &Facts, route: Route<'_>) -> Published {
    let words = input.words;
    let scoring = Scoring {
        input,
        scheme,
        facts,
        route,
    };
    let lines: Vec<(Line, Publicity, Row)> = Line::ALL
        .into_iter()
        .map(|line| {
            let (is, row) = scoring.line(line);
            (line, is, row)
        })
        .collect();
    let extents: Vec<Publicity> = lines.iter().map(|(_, is, _)| *is).collect();
    let published = extents.iter().filter(|is| **is == Publicity::Published);
    let published = published.count();
    let missing = lines.iter().filter(|(_, is, _)| *is == Publicity::Not);
    let missing = missing.map(|(_, _, row)| Link {
        href: format!("#{}", row.id),
        text: row.name.clone(),
    });
    let ask = lines
        .iter()
        .filter(|(_, is, _)| *is != Publicity::Published);
    Published {
        lead: words.say(
            "page-score-lead",
            &[
                ("council", &scheme.council),
                ("count", &published.to_string()),
                ("all", &lines.len().to_string()),
            ],
        ),
        counts: counted(&extents, words),
        missing: missing.collect(),
        tests: Test::ALL
            .into_iter()
            .map(|test| scoring.test(test, &lines))
            .collect(),
        ask: ask
            .map(|(line, _, _)| words.say(keys(*line).2, &[]))
            .collect(),
        method: route.to(Route::Method),
        lines: lines.into_iter().map(|(_, _, row)| row).collect(),
    }
}

/// What a scorecard is worked out from.
struct Scoring<'a> {
    input: Input<'a>,
    scheme: &'a Scheme,
    facts: &'a Facts,
    route: Route<'a>,
}

impl Scoring<'_> {
    fn known(&self, item: Item) -> Known<'_> {
        known(item, self.scheme, self.input.schemes, self.facts)
    }

    fn line(&self, line: Line) -> (Publicity, Row) {
        let words = self.input.words;
        let items: Vec<(Item, Known<'_>)> = line
            .items()
            .iter()
            .map(|item| (*item, self.known(*item)))
            .collect();
        let is = Publicity::of_parts(items.iter().map(|(_, known)| known.is));
        let (id, name, _) = keys(line);
        let mut found = Vec::new();
        let mut places: Vec<Link> = Vec::new();
        for (item, known) in &items {
            found.extend(self.found(*item, known));
            let evidence = known.said.map(|said| &said.evidence);
            let said = evidence.and_then(|evidence| self.place(evidence));
            let shown = known
                .shown
                .as_ref()
                .map(|shown| self.shown_at(&shown.place));
            for place in shown.into_iter().chain(said) {
                if places.iter().all(|other| other.href != place.href) {
                    places.push(place);
                }
            }
        }
        found.dedup();
        let row = Row {
            id,
            name: words.say(name, &[]),
            state: extent_in_words(is, words),
            found,
            places,
        };
        (is, row)
    }

    /// What was found of an item, in sentences.
    fn found(&self, item: Item, known: &Known<'_>) -> Vec<String> {
        let words = self.input.words;
        let what = words.say(item_key(item), &[]);
        let mut found = Vec::new();
        if let Some(shown) = &known.shown {
            found.push(shown_in_words(item, shown, words));
        }
        if let Some(Statement {
            is, says, asked, ..
        }) = known.said
        {
            if !says.is_empty() {
                found.push(says.clone());
            } else if known.shown.is_none() {
                let key = match is {
                    Publicity::Published => "page-score-said-published",
                    Publicity::Partly => "page-score-said-partly",
                    Publicity::Not => "page-score-said-not",
                };
                found.push(words.say(key, &[("what", &what)]));
            }
            if !asked.is_empty() {
                found.push(words.say("page-score-asked", &[("asked", asked)]));
            }
        }
        if found.is_empty() {
            found.push(words.say("page-score-nothing", &[("what", &what)]));
        }
        found
    }

    /// Where a statement can be checked.
    fn place(&self, evidence: &Evidence) -> Option<Link> {
        let cite = cited(self.scheme, evidence.cite.as_ref(), self.input.words);
        let page = web(&evidence.page);
        let cite = cite?;
        let at = evidence.cite.as_ref().map_or("", |cite| cite.at.as_str());
        Some(Link {
            href: if page.is_empty() { cite.href } else { page },
            text: if at.is_empty() {
                cite.title
            } else {
                format!("{}, {at}", cite.title)
            },
        })
    }

    /// Where in the site something of the rules is shown.
    fn shown_at(&self, place: &Place) -> Link {
        let words = self.input.words;
        let scheme = self.scheme;
        let at = |anchor: &str, text: String| Link {
            href: format!(
                "{}#{anchor}",
                self.route.to(Route::Edition(&scheme.id, At::How))
            ),
            text,
        };
        let listed = |anchor: &str, key: &str| at(anchor, words.say(key, &[]));
        match place {
            Place::Questions => Link {
                href: self.route.to(Route::Edition(&scheme.id, At::Questions)),
                text: words.say("page-score-see-questions", &[]),
            },
            Place::Rate(index) => match scheme.rates.get(*index) {
                Some(rate) => at(&format!("rate-{}", rate.id), rate.say.clone()),
                None => listed("steps", "page-score-see-steps"),
            },
            Place::Question(index) => match scheme.questions.get(*index) {
                Some(question) => at(&format!("question-{}", question.id), question.ask.clone()),
                None => listed("steps", "page-score-see-steps"),
            },
            Place::Table(index) => match scheme.tables.get(*index) {
                Some(table) => at(&format!("table-{}", table.id), table.say.clone()),
                None => listed("steps", "page-score-see-steps"),
            },
            Place::Step(index) => match scheme.steps.get(*index) {
                Some(step) => at(&format!("step-{}", step.id), step.say.clone()),
                None => listed("steps", "page-score-see-steps"),
            },
            Place::Rights => Link {
                href: self.route.to(Route::Edition(&scheme.id, At::Rights)),
                text: words.say("page-rights-heading", &[]),
            },
            Place::Ways => Link {
                href: self.route.to(Route::Edition(&scheme.id, At::Ways)),
                text: words.say("page-hold-heading", &[]),
            },
            Place::Editions => Link {
                href: self.route.to(Route::Council(folder(scheme))),
                text: words.say("page-score-see-editions", &[]),
            },
        }
    }

    /// The answer to a test: declared, or as the rules and the scorecard tell it.
    fn test(&self, test: Test, lines: &[(Line, Publicity, Row)]) -> Row {
        let words = self.input.words;
        let (id, name) = match test {
            Test::Universal => ("universal", "page-score-universal"),
            Test::SelfDirected => ("self-directed", "page-score-self-directed"),
            Test::Fair => ("fair", "page-score-fair"),
            Test::Flexible => ("flexible", "page-score-flexible"),
            Test::Public => ("public", "page-score-public"),
            Test::FullyCosted => ("fully-costed", "page-score-costed"),
            Test::Respectful => ("respectful", "page-score-respectful"),
            Test::ARight => ("right", "page-score-right"),
        };
        let told = match self.facts.tests.get(&test) {
            Some(said) => Some((said.is, said.because.clone(), self.place(&said.evidence))),
            None => match test {
                Test::Public => Some(self.is_public(lines)),
                Test::FullyCosted => self.is_costed(),
                Test::SelfDirected => self.is_self_directed(),
                Test::ARight => self.is_right(),
                Test::Universal | Test::Fair | Test::Flexible | Test::Respectful => None,
            },
        };
        let name = words.say(name, &[]);
        match told {
            Some((is, because, place)) => {
                let key = match is {
                    Publicity::Published => "page-score-yes",
                    Publicity::Partly => "page-score-partly",
                    Publicity::Not => "page-score-no",
                };
                Row {
                    id,
                    name,
                    state: State {
                        shape: shape(is),
                        text: words.say(key, &[]),
                    },
                    found: vec![because],
                    places: place.into_iter().collect(),
                }
            }
            None => Row {
                id,
                name,
                state: State {
                    shape: shape(Publicity::Not),
                    text: words.say("page-score-not-known", &[]),
                },
                found: vec![words.say("page-score-no-fact", &[])],
                places: Vec::new(),
            },
        }
    }

    fn is_public(&self, lines: &[(Line, Publicity, Row)]) -> Told {
        let published = lines
            .iter()
            .filter(|(_, is, _)| *is == Publicity::Published);
        let because = self.input.words.say(
            "page-score-public-because",
            &[
                ("count", &published.count().to_string()),
                ("all", &lines.len().to_string()),
            ],
        );
        let is = Publicity::of_parts(lines.iter().map(|(_, is, _)| *is));
        let list = Link {
            href: "#score".to_owned(),
            text: self.input.words.say("page-score-things", &[]),
        };
        (is, because, Some(list))
    }

    /// Whether the levels have reasons, and the rates are those really paid. `None` where neither is said.
    fn is_costed(&self) -> Option<Told> {
        let words = self.input.words;
        let (reasons, paid) = (self.known(Item::Reasons), self.known(Item::RatesReallyPaid));
        if reasons.said.is_none() && paid.said.is_none() {
            return None;
        }
        let key = |is, yes, no| words.say(if is == Publicity::Not { no } else { yes }, &[]);
        let because = [
            key(
                reasons.is,
                "page-score-costed-reasons",
                "page-score-costed-no-reasons",
            ),
            key(
                paid.is,
                "page-score-costed-paid",
                "page-score-costed-not-paid",
            ),
        ];
        let is = Publicity::of_parts([reasons.is, paid.is]);
        let line = Link {
            href: "#reasons".to_owned(),
            text: words.say(keys(Line::Reasons).1, &[]),
        };
        Some((is, because.join(" "), Some(line)))
    }

    fn is_self_directed(&self) -> Option<Told> {
        let words = self.input.words;
        let count = self.scheme.ways_to_hold.len();
        let is = match count {
            0 => return None,
            1 => Publicity::Partly,
            _ => Publicity::Published,
        };
        let ways = Link {
            href: self.route.to(Route::Edition(&self.scheme.id, At::Ways)),
            text: words.say("page-hold-heading", &[]),
        };
        let because = words.say(
            "page-score-self-directed-because",
            &[("count", &count.to_string())],
        );
        Some((is, because, Some(ways)))
    }

    fn is_right(&self) -> Option<Told> {
        let scheme = self.scheme;
        let own = |(index, _): &(usize, &Step)| {
            let national = scheme.national.as_ref();
            national.is_none_or(|all| all.steps.get(*index) != Some(&Origin::National))
        };
        let steps = scheme.steps.iter().enumerate().filter(own);
        let mut limits = steps.filter_map(|(index, step)| {
            let limit = step.may_be_exceeded.as_ref()?;
            Some((index, limit))
        });
        let (index, limit) = limits.next()?;
        let because = self.input.words.say(
            "page-score-right-because",
            &[("by", &limit.by), ("because", &limit.because)],
        );
        Some((
            Publicity::Published,
            because,
            Some(self.shown_at(&Place::Step(index))),
        ))
    }
}

/// The answer to a test: how far it is met, because of what, and where that is shown.
type Told = (Publicity, String, Option<Link>);

const fn shape(is: Publicity) -> &'static str {
    match is {
        Publicity::Published => "full",
        Publicity::Partly => "half",
        Publicity::Not => "none",
    }
}

fn extent_in_words(is: Publicity, words: &Words) -> State {
    let key = match is {
        Publicity::Published => "page-score-is-published",
        Publicity::Partly => "page-score-is-partly",
        Publicity::Not => "page-score-is-not",
    };
    State {
        shape: shape(is),
        text: words.say(key, &[]),
    }
}

/// What the rules show of an item, in a sentence.
fn shown_in_words(item: Item, shown: &Shown, words: &Words) -> String {
    let key = match item {
        Item::Questions if shown.withheld > 0 => "page-score-shown-no-questions",
        Item::Questions => "page-score-shown-questions",
        Item::Points => "page-score-shown-points",
        Item::PointsToMoney => "page-score-shown-table",
        Item::Limit => "page-score-shown-limit",
        Item::AboveTheLimit => "page-score-shown-above",
        Item::Charge => "page-score-shown-charge",
        Item::UnpaidHelp => "page-score-shown-unpaid",
        Item::Rates => "page-score-shown-rates",
        Item::HowToChallenge => "page-score-shown-challenge",
        Item::TimeToChallenge => "page-score-shown-time",
        Item::TakenOffTheTop => "page-score-shown-top",
        _ => "page-score-shown-past",
    };
    let known = shown.count.saturating_sub(shown.withheld);
    words.say(
        key,
        &[
            ("known", &known.to_string()),
            ("count", &shown.count.to_string()),
        ],
    )
}

/// A line's name in an address, and the messages for what it is and for how to ask for it.
const fn keys(line: Line) -> (&'static str, &'static str, &'static str) {
    match line {
        Line::Questions => (
            "questions",
            "page-score-questions",
            "page-score-ask-questions",
        ),
        Line::Points => ("points", "page-score-points", "page-score-ask-points"),
        Line::PointsToMoney => (
            "points-to-money",
            "page-score-table",
            "page-score-ask-table",
        ),
        Line::Limit => ("limit", "page-score-limit", "page-score-ask-limit"),
        Line::Charge => ("charge", "page-score-charge", "page-score-ask-charge"),
        Line::UnpaidHelp => ("unpaid-help", "page-score-unpaid", "page-score-ask-unpaid"),
        Line::Rates => ("rates", "page-score-rates", "page-score-ask-rates"),
        Line::PastYears => ("past-years", "page-score-past", "page-score-ask-past"),
        Line::Challenge => (
            "challenge",
            "page-score-challenge",
            "page-score-ask-challenge",
        ),
        Line::Reasons => ("reasons", "page-score-reasons", "page-score-ask-reasons"),
        Line::Tool => ("tool", "page-score-tool", "page-score-ask-tool"),
        Line::TakenOffTheTop => ("off-the-top", "page-score-top", "page-score-ask-top"),
        Line::Accuracy => ("accuracy", "page-score-accuracy", "page-score-ask-accuracy"),
    }
}

/// The message for what an item is.
const fn item_key(item: Item) -> &'static str {
    match item {
        Item::Questions => "page-score-questions",
        Item::Points => "page-score-points",
        Item::PointsToMoney => "page-score-table",
        Item::Limit => "page-score-item-limit",
        Item::AboveTheLimit => "page-score-item-above",
        Item::Charge => "page-score-charge",
        Item::UnpaidHelp => "page-score-item-unpaid",
        Item::NeedsForUnpaidHelp => "page-score-item-needs",
        Item::Rates => "page-score-item-rates",
        Item::RatesReallyPaid => "page-score-item-paid",
        Item::PastYears => "page-score-past",
        Item::HowToChallenge => "page-score-challenge",
        Item::TimeToChallenge => "page-score-item-time",
        Item::Reasons => "page-score-reasons",
        Item::Supplier => "page-score-item-supplier",
        Item::DatesOfChange => "page-score-item-dates",
        Item::TakenOffTheTop => "page-score-top",
        Item::Tolerance => "page-score-item-tolerance",
        Item::EstimateAgainstActual => "page-score-item-actual",
    }
}
