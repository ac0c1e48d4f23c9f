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
    stands_alone,
};
use crate::{
    analyse::openness::{Known, Place, Shown, known},
    facts::{Answer, Evidence, Facts, Item, Judge, Line, Publicity, Statement, Test},
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
    /// A line for each thing that people have asked councils for, and that was looked for.
    pub lines: Vec<Row>,
    /// Those that nobody has looked for, by name.
    pub unlooked: Vec<String>,
    /// A line for each test of a fair system. Where only some things were looked for, those without an answer are left
    /// out.
    pub tests: Vec<Row>,
    /// What people asked the council for, and what came of that.
    pub requests: Vec<Row>,
    /// What was judged of the council.
    pub judgements: Vec<Judged>,
    /// What can be written to the council to ask for the rest, a sentence each.
    pub ask: Vec<String>,
    /// The way to the method.
    pub method: String,
}

/// What was judged of the council.
#[derive(Clone, Debug, Serialize)]
pub struct Judged {
    /// What it was about.
    pub about: String,
    /// Who decided, and when.
    pub by: String,
    /// What was decided.
    pub found: String,
    /// Where it can be read.
    pub place: Option<Link>,
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
    /// Its name in an address; empty where nothing leads to it.
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

/// Whether an edition has a scorecard: whether somebody has looked, or asked, or judged.
pub fn is_scored(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    let is_told = |facts: &Facts| {
        // Of a council with facts alone, its first page tells the others.
        let has_more = !facts.requests.is_empty() || !facts.judgements.is_empty();
        facts.published.is_some() || (has_more && !facts.stand_alone)
    };
    facts.is_some_and(is_told) && !input.site.nations.contains(folder(scheme))
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
    let scoring = Scoring {
        input,
        scheme,
        facts,
        route,
    };
    let card = scoring.scorecard();
    let contents = [
        ("#score", "page-score-things", true),
        ("#tests", "page-score-tests", !card.tests.is_empty()),
        (
            "#requests",
            "page-score-requests",
            !card.requests.is_empty(),
        ),
        (
            "#judgements",
            "page-score-judgements",
            !card.judgements.is_empty(),
        ),
        ("#ask", "page-score-ask", !card.ask.is_empty()),
    ];
    let contents = contents.into_iter().filter(|(_, _, is_there)| *is_there);
    let contents = contents.map(|(href, key, _)| Link {
        href: href.to_owned(),
        text: words.say(key, &[]),
    });
    frame.contents = contents.collect();
    Some(Page {
        frame,
        path: route.path(),
        body: Body::Published(card),
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

/// How many of some things are published, partly and not, and how many nobody looked for where there are any.
fn counted(lines: &[Publicity], words: &Words) -> Vec<Count> {
    let count = |extent| lines.iter().filter(|is| **is == extent).count();
    let extents = [
        Publicity::Published,
        Publicity::Partly,
        Publicity::Not,
        Publicity::NotLookedFor,
    ];
    extents
        .into_iter()
        .filter(|extent| *extent != Publicity::NotLookedFor || count(*extent) > 0)
        .map(|extent| Count {
            count: count(extent),
            state: extent_in_words(extent, words),
        })
        .collect()
}

/// How many of the things that were looked for are published, to which extent, and which are not.
pub(super) struct Summary {
    /// The answer, in a sentence.
    pub(super) lead: String,
    /// How many are published, partly, and not.
    pub(super) counts: Vec<Count>,
    /// Those that are not published: each name, and its line's name in an address.
    pub(super) missing: Vec<(&'static str, String)>,
}

/// What a scorecard is worked out from.
pub(super) struct Scoring<'a> {
    pub(super) input: Input<'a>,
    pub(super) scheme: &'a Scheme,
    pub(super) facts: &'a Facts,
    /// The page that it is shown on.
    pub(super) route: Route<'a>,
}

/// A line of the scorecard, and to what extent it is published.
type Scored = (Line, Publicity, Row);

impl Scoring<'_> {
    /// What is known of each thing that people have asked councils for.
    fn lines(&self) -> Vec<Scored> {
        Line::ALL
            .into_iter()
            .map(|line| {
                let (is, row) = self.line(line);
                (line, is, row)
            })
            .collect()
    }

    fn summary_of(&self, lines: &[Scored]) -> Summary {
        let words = self.input.words;
        let count = |extent| lines.iter().filter(|(_, is, _)| *is == extent).count();
        let unlooked = count(Publicity::NotLookedFor);
        let key = match unlooked {
            0 => "page-score-lead",
            all if all == lines.len() => "page-score-lead-none",
            _ => "page-score-lead-some",
        };
        let (published, partly) = (count(Publicity::Published), count(Publicity::Partly));
        let looked = lines.len() - unlooked;
        let missing = lines.iter().filter(|(_, is, _)| *is == Publicity::Not);
        let extents: Vec<Publicity> = lines.iter().map(|(_, is, _)| *is).collect();
        Summary {
            lead: words.say(
                key,
                &[
                    ("council", &self.scheme.council),
                    ("count", &published.to_string()),
                    ("partly", &partly.to_string()),
                    ("looked", &looked.to_string()),
                    ("all", &lines.len().to_string()),
                ],
            ),
            counts: counted(&extents, words),
            missing: missing
                .map(|(_, _, row)| (row.id, row.name.clone()))
                .collect(),
        }
    }

    /// The answer of the scorecard.
    pub(super) fn summary(&self) -> Summary {
        self.summary_of(&self.lines())
    }

    fn scorecard(&self) -> Published {
        let words = self.input.words;
        let lines = self.lines();
        let Summary {
            lead,
            counts,
            missing,
        } = self.summary_of(&lines);
        let missing = missing.into_iter().map(|(id, text)| Link {
            href: format!("#{id}"),
            text,
        });
        let ask = lines
            .iter()
            .filter(|(_, is, _)| *is != Publicity::Published);
        let ask: Vec<String> = ask
            .map(|(line, _, _)| words.say(keys(*line).2, &[]))
            .collect();
        let tests = Test::ALL.into_iter();
        let tests = tests.filter_map(|test| self.test(test, &lines)).collect();
        let (unlooked, looked): (Vec<Scored>, Vec<Scored>) = lines
            .into_iter()
            .partition(|(_, is, _)| *is == Publicity::NotLookedFor);
        let unlooked = unlooked.into_iter().map(|(_, _, row)| row.name);
        Published {
            lead,
            counts,
            missing: missing.collect(),
            lines: looked.into_iter().map(|(_, _, row)| row).collect(),
            unlooked: unlooked.collect(),
            tests,
            requests: if self.facts.stand_alone {
                Vec::new()
            } else {
                self.requests()
            },
            judgements: if self.facts.stand_alone {
                Vec::new()
            } else {
                self.judgements()
            },
            ask,
            method: self.route.to(Route::Method),
        }
    }

    /// What people asked the council for, and what came of that.
    pub(super) fn requests(&self) -> Vec<Row> {
        let words = self.input.words;
        let requests = self.facts.requests.iter();
        requests
            .map(|request| {
                let (shape, key) = match request.answer {
                    Answer::Given => ("full", "page-score-given"),
                    Answer::PartlyGiven => ("half", "page-score-partly-given"),
                    Answer::Refused => ("none", "page-score-refused"),
                    Answer::NotSeen => ("none", "page-score-not-seen"),
                };
                let found = [&request.because, &request.when].into_iter();
                Row {
                    id: "",
                    name: request.asked.clone(),
                    state: State {
                        shape,
                        text: words.say(key, &[]),
                    },
                    found: found.filter(|text| !text.is_empty()).cloned().collect(),
                    places: self.place(&request.evidence).into_iter().collect(),
                }
            })
            .collect()
    }

    /// What was judged of the council.
    pub(super) fn judgements(&self) -> Vec<Judged> {
        let words = self.input.words;
        let judgements = self.facts.judgements.iter();
        judgements
            .map(|one| {
                let by = words.say(
                    match one.by {
                        Judge::Ombudsman => "page-score-ombudsman",
                        Judge::Court => "page-score-court",
                        Judge::InformationCommissioner => "page-score-commissioner",
                    },
                    &[],
                );
                let by = [by, one.reference.clone(), one.when.clone()].into_iter();
                let by: Vec<String> = by.filter(|text| !text.is_empty()).collect();
                Judged {
                    about: one.about.clone(),
                    by: by.join(", "),
                    found: one.found.clone(),
                    place: self.place(&one.evidence),
                }
            })
            .collect()
    }

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
                    Publicity::Not | Publicity::NotLookedFor => "page-score-said-not",
                };
                found.push(words.say(key, &[("what", &what)]));
            }
            if !asked.is_empty() {
                found.push(words.say("page-score-asked", &[("asked", asked)]));
            }
        }
        let is_known = known.is != Publicity::NotLookedFor;
        if found.is_empty() {
            let key = if is_known {
                "page-score-nothing"
            } else {
                "page-score-unlooked"
            };
            found.push(words.say(key, &[("what", &what)]));
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
            Place::Rate(index) if stands_alone(self.input, scheme) => Link {
                href: format!(
                    "{}#rate-{index}",
                    self.route.to(Route::Edition(&scheme.id, At::Home))
                ),
                text: words.say("page-sheet-rates", &[]),
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

    /// The answer to a test: declared, or as the rules and the scorecard tell it. `None` where there is none, and not
    /// everything was looked for.
    fn test(&self, test: Test, lines: &[Scored]) -> Option<Row> {
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
                Test::Public => self.is_public(lines),
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
                    Publicity::NotLookedFor => "page-score-not-known",
                };
                Some(Row {
                    id,
                    name,
                    state: State {
                        shape: shape(is),
                        text: words.say(key, &[]),
                    },
                    found: vec![because],
                    places: place.into_iter().collect(),
                })
            }
            None if self.facts.rest == Publicity::NotLookedFor => None,
            None => Some(Row {
                id,
                name,
                state: State {
                    shape: shape(Publicity::Not),
                    text: words.say("page-score-not-known", &[]),
                },
                found: vec![words.say("page-score-no-fact", &[])],
                places: Vec::new(),
            }),
        }
    }

    /// Whether everything is published. `None` where nothing was looked for.
    fn is_public(&self, lines: &[Scored]) -> Option<Told> {
        let is_looked_for = |is: &Publicity| *is != Publicity::NotLookedFor;
        let looked: Vec<Publicity> = lines.iter().map(|(_, is, _)| *is).collect();
        let looked: Vec<Publicity> = looked.into_iter().filter(is_looked_for).collect();
        if looked.is_empty() {
            return None;
        }
        let published = looked.iter().filter(|is| **is == Publicity::Published);
        let key = if looked.len() == lines.len() {
            "page-score-public-because"
        } else {
            "page-score-public-because-some"
        };
        let because = self.input.words.say(
            key,
            &[
                ("count", &published.count().to_string()),
                ("all", &looked.len().to_string()),
            ],
        );
        let is = Publicity::of_parts(looked);
        let list = Link {
            href: "#score".to_owned(),
            text: self.input.words.say("page-score-things", &[]),
        };
        Some((is, because, Some(list)))
    }

    /// Whether the levels have reasons, and the rates are those really paid. `None` where neither is said.
    fn is_costed(&self) -> Option<Told> {
        let words = self.input.words;
        let (reasons, paid) = (self.known(Item::Reasons), self.known(Item::RatesReallyPaid));
        if reasons.said.is_none() && paid.said.is_none() {
            return None;
        }
        let key = |is, yes, no| match is {
            Publicity::NotLookedFor => None,
            Publicity::Not => Some(words.say(no, &[])),
            _ => Some(words.say(yes, &[])),
        };
        let because: Vec<String> = [
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
        ]
        .into_iter()
        .flatten()
        .collect();
        let is = Publicity::of_parts([reasons.is, paid.is]);
        let line = match reasons.is {
            Publicity::NotLookedFor => Line::Rates,
            _ => Line::Reasons,
        };
        let (id, name, _) = keys(line);
        let line = Link {
            href: format!("#{id}"),
            text: words.say(name, &[]),
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
        Publicity::Not | Publicity::NotLookedFor => "none",
    }
}

fn extent_in_words(is: Publicity, words: &Words) -> State {
    let key = match is {
        Publicity::Published => "page-score-is-published",
        Publicity::Partly => "page-score-is-partly",
        Publicity::Not => "page-score-is-not",
        Publicity::NotLookedFor => "page-score-is-unlooked",
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
