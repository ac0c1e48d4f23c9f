//! An estimate in several councils at once: the councils that can be chosen, and every question that any of them asks, once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use upfront_engine::{Scheme, scheme::QuestionKind};

use super::{
    Body, Input, Page, Pages,
    compare::pounds,
    data,
    frame::{Frame, Link, folder, link, name},
    question::{self, PeriodChoice},
    route::{Place, Route},
    taken_over,
};
use crate::{
    check::editions,
    councils::{Comparison, Edition, taking_part},
    messages::Person,
};

/// An estimate in several councils at once.
#[derive(Clone, Debug, Serialize)]
pub struct CompareEstimate {
    /// The councils by whose law they are under, and for whom.
    pub areas: Vec<Area>,
    /// What the page's scripts read, as JSON for a `script` element.
    pub facts: String,
    /// The made-up people, each in every council.
    pub people: Vec<Link>,
    /// Each council's own estimate.
    pub estimates: Vec<Link>,
    /// The way to the method.
    pub method: String,
}

/// Councils under one law, for the same people.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// Its name in the page.
    pub id: String,
    /// It in words.
    pub say: String,
    /// The councils, by name.
    pub councils: Vec<Council>,
    /// The years that any of them has rules of, the newest first.
    pub years: Vec<Year>,
    /// What they ask, each once.
    pub subjects: Vec<Subject>,
}

/// A council that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Council {
    /// Its folder.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// Whether it is made up.
    pub fictional: bool,
    /// The years that it has rules of.
    pub years: String,
}

/// A year of rules.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// Its name.
    pub name: String,
    /// It, and how many councils have rules of it.
    pub say: String,
    /// Whether most councils have it.
    pub is_chosen: bool,
}

/// Questions about one thing.
#[derive(Clone, Debug, Serialize)]
pub struct Subject {
    /// What they are about.
    pub heading: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// What it asks for, in the shared vocabulary.
    pub fact: String,
    /// The question, as put.
    pub ask: String,
    /// One line on how to answer it; empty where there is none.
    pub hint: String,
    /// What can be answered; empty where it wants a number.
    pub options: Vec<Choice>,
    /// `£`, before the box of a number; otherwise empty.
    pub before: String,
    /// What a number is counted in, after the box; empty where it is chosen.
    pub after: String,
    /// The periods that a number may be for, its own first; empty where it has only one.
    pub periods: Vec<PeriodChoice>,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub id: String,
    /// It, as put.
    pub say: String,
}

/// What the page holds for its scripts. `js/several.d.ts` has the same for them.
#[derive(Serialize)]
struct Facts {
    /// What is counted in this needs no unit in a table.
    weekly: String,
    areas: BTreeMap<String, Editions>,
}

/// The editions of an area.
#[derive(Serialize)]
struct Editions {
    /// What is asked, in the order of the page.
    facts: Vec<String>,
    /// What editions ask: the places of it with a space between, each after a `?` where it is asked only after certain
    /// answers.
    asks: Vec<String>,
    /// The editions by council, the newest last: name, id, and the place of what it asks.
    councils: BTreeMap<String, Vec<(String, String, usize)>>,
}

/// The page, and the files that it loads.
pub fn page(input: Input<'_>, comparison: &Comparison<'_>, made: &mut Pages<'_>) -> Page {
    let words = input.words;
    let route = Route::CompareEstimate;
    let mut frame = Frame::below_comparison(
        input,
        route,
        words.say("page-several-heading", &[]),
        words.say("page-several-description", &[]),
    );
    frame.runs_the_engine = true;
    let all: Vec<Edition<'_>> =
        taking_part(input.schemes, input.facts, &input.site.nations).collect();
    let mut areas = Vec::new();
    let mut of_scripts = BTreeMap::new();
    let mut written = BTreeSet::new();
    for (nation, group) in areas_of(&all) {
        let asks = Asks {
            input,
            nation,
            editions: editions_in(&all, nation, group),
        };
        let questions = asks.questions();
        if questions.is_empty() {
            continue;
        }
        let id = format!("{nation}-{group}").replace(' ', "-");
        let said = can_be_said(&questions);
        for edition in asks.editions.iter().copied() {
            if written.insert(edition.scheme.id.as_str()) {
                taken_over::add(input, &edition, &said, made);
            }
        }
        of_scripts.insert(id.clone(), asks.for_scripts(&questions));
        areas.push(asks.area(id, group, questions));
    }
    let facts = Facts {
        weekly: words.unit(&pounds().per("week")),
        areas: of_scripts,
    };
    Page {
        path: route.path(),
        body: Body::CompareEstimate(Box::new(CompareEstimate {
            areas,
            facts: data::in_script(&facts),
            people: comparison
                .people
                .iter()
                .map(|person| {
                    let there = route.to(Route::Person(&person.persona.id));
                    link(there, person.persona.title.clone())
                })
                .collect(),
            estimates: estimates(input, &all),
            method: route.to(Route::CompareMethod),
        })),
        frame,
    }
}

/// The nations and groups that several councils have rules for, those with the most first. Rules of no nation stand with
/// those of each nation, and by themselves only where no nation has any for such people.
fn areas_of<'a>(all: &[Edition<'a>]) -> Vec<(&'a str, &'a str)> {
    let mut areas: BTreeSet<(&str, &str)> = BTreeSet::new();
    for edition in all.iter().filter(|edition| !edition.nation.is_empty()) {
        areas.insert((edition.nation, &edition.compared.group));
    }
    for edition in all.iter().filter(|edition| edition.nation.is_empty()) {
        let group = edition.compared.group.as_str();
        if areas.iter().all(|(_, other)| *other != group) {
            areas.insert(("", group));
        }
    }
    let councils = |area: &(&str, &str)| {
        let own = editions_in(all, area.0, area.1);
        let own: BTreeSet<&str> = own.iter().map(|one| folder(one.scheme)).collect();
        own.len()
    };
    let mut areas: Vec<_> = areas
        .into_iter()
        .filter(|area| councils(area) > 1)
        .collect();
    areas.sort_by_key(|area| (std::cmp::Reverse(councils(area)), *area));
    areas
}

/// The editions of an area, each council's oldest first.
fn editions_in<'a>(all: &[Edition<'a>], nation: &str, group: &str) -> Vec<Edition<'a>> {
    let own = all.iter().filter(|edition| {
        edition.compared.group == group
            && !edition.compared.gives.is_empty()
            && (edition.nation == nation || edition.nation.is_empty())
    });
    let mut own: Vec<Edition<'a>> = own.copied().collect();
    own.sort_by_key(|edition| (folder(edition.scheme), editions::age(edition.scheme)));
    own
}

/// The own estimates of councils that have one, by name: those of the newest rules.
fn estimates(input: Input<'_>, all: &[Edition<'_>]) -> Vec<Link> {
    let mut newest: BTreeMap<&str, &Scheme> = BTreeMap::new();
    for Edition { scheme, .. } in all.iter().filter(|one| !one.scheme.known_in_part) {
        let council = newest.entry(folder(scheme)).or_insert(scheme);
        if editions::age(scheme) > editions::age(council) {
            *council = scheme;
        }
    }
    let mut links: Vec<Link> = newest
        .into_values()
        .map(|scheme| {
            let place = Place::Estimate(Person::Yourself);
            let there = Route::CompareEstimate.to(Route::Edition(&scheme.id, place));
            link(there, name(input, scheme))
        })
        .collect();
    links.sort_by(|one, other| one.text.cmp(&other.text));
    links
}

/// The options that can be chosen, by what is asked for.
fn can_be_said<'q>(subjects: &'q [(&str, Vec<Question>)]) -> BTreeMap<&'q str, &'q [Choice]> {
    let questions = subjects.iter().flat_map(|(_, questions)| questions);
    questions
        .map(|question| (question.fact.as_str(), question.options.as_slice()))
        .collect()
}

/// What the editions of an area ask.
struct Asks<'a> {
    input: Input<'a>,
    nation: &'a str,
    editions: Vec<Edition<'a>>,
}

impl<'a> Asks<'a> {
    /// The questions of schemes that ask for something, the nation's newest first and then the councils'.
    fn asked(&self, fact: &str) -> impl Iterator<Item = (&'a Scheme, usize)> {
        let mut nations: Vec<&Scheme> = self
            .input
            .schemes
            .iter()
            .filter(|scheme| folder(scheme) == self.nation)
            .collect();
        nations.sort_by_key(|scheme| std::cmp::Reverse(editions::age(scheme)));
        let of_nation = nations.into_iter().filter_map(|scheme| {
            let mut questions = scheme.questions.iter();
            Some((scheme, questions.position(|question| question.id == fact)?))
        });
        let of_councils = self.editions.iter().filter_map(|edition| {
            let mut asked = edition.compared.questions.iter();
            let question = asked.position(|asked| asked.fact.as_deref() == Some(fact))?;
            Some((edition.scheme, question))
        });
        let all: Vec<_> = of_nation.chain(of_councils).collect();
        all.into_iter()
    }

    /// The facts that some edition asks for, in the order of the vocabulary.
    fn facts(&self) -> Vec<&'a str> {
        let asked = self.editions.iter().flat_map(|edition| {
            let questions = edition.compared.questions.iter();
            questions.filter_map(|asked| taken_over::asked_for(self.input, edition, asked))
        });
        let asked: BTreeSet<&str> = asked.collect();
        let mut facts: Vec<&str> = Vec::new();
        for name in self.input.shared.vocabulary.names() {
            if asked.contains(name) && !facts.contains(&name) {
                facts.push(name);
            }
        }
        facts
    }

    fn question(&self, fact: &str) -> Option<Question> {
        let words = self.input.words;
        if let Some(need) = self.input.shared.vocabulary.need(fact) {
            let levels = need.levels.iter().map(|level| Choice {
                id: level.id.clone(),
                say: level.say.clone(),
            });
            let (before, after) = match need.unit.strip_prefix('£') {
                Some(after) => ("£", after.trim()),
                None => ("", need.unit.as_str()),
            };
            return Some(Question {
                fact: fact.to_owned(),
                ask: need.say.clone(),
                hint: String::new(),
                options: levels.collect(),
                before: before.to_owned(),
                after: after.to_owned(),
                periods: Vec::new(),
            });
        }
        let (scheme, place) = self.asked(fact).next()?;
        let told = question::asked(scheme, place, scheme.questions.get(place)?, words);
        let mut options: Vec<Choice> = Vec::new();
        // What any council has an answer for can be answered.
        for (scheme, place) in self.asked(fact) {
            let kind = scheme.questions.get(place).map(|question| &question.kind);
            let Some(QuestionKind::Options(own)) = kind.filter(|_| told.number.is_none()) else {
                continue;
            };
            for option in own.iter().filter(|option| !option.between) {
                if options.iter().all(|other| other.id != option.id) {
                    options.push(Choice {
                        id: option.id.clone(),
                        say: option.say.clone(),
                    });
                }
            }
        }
        let number = told.number;
        let after = match scheme.questions.get(place).map(|question| &question.kind) {
            Some(QuestionKind::Number { unit, .. }) => {
                words.unit(unit).trim_start_matches('£').trim().to_owned()
            }
            _ => String::new(),
        };
        let periods = number.as_ref().map(|number| number.periods.clone());
        Some(Question {
            fact: fact.to_owned(),
            ask: told.ask,
            hint: told.hint,
            options,
            before: number.map_or_else(String::new, |number| number.before),
            after,
            periods: periods.unwrap_or_default(),
        })
    }

    /// The questions by what they are about, each with the message that says so.
    fn questions(&self) -> Vec<(&'static str, Vec<Question>)> {
        let vocabulary = &self.input.shared.vocabulary;
        let mut subjects = [
            ("page-several-needs", Vec::new()),
            ("page-several-household", Vec::new()),
            ("page-several-money", Vec::new()),
        ];
        for fact in self.facts() {
            let Some(question) = self.question(fact) else {
                continue;
            };
            let need = vocabulary.need(fact);
            let about = match need {
                Some(need) => need.outcome.as_str(),
                None => self.asked(fact).next().map_or("", |(scheme, place)| {
                    let question = scheme.questions.get(place);
                    question.map_or("", |question| question.about.as_str())
                }),
            };
            let is_money = question.before == "£" || ["income", "capital"].contains(&about);
            let place = match need {
                Some(need) if need.is_for_help() => 0,
                _ if is_money => 2,
                _ => 1,
            };
            if let Some((_, questions)) = subjects.get_mut(place) {
                questions.push(question);
            }
        }
        let asked = subjects.into_iter();
        asked
            .filter(|(_, questions)| !questions.is_empty())
            .collect()
    }

    /// What the scripts know: which edition asks which of these questions.
    fn for_scripts(&self, subjects: &[(&str, Vec<Question>)]) -> Editions {
        let questions = subjects.iter().flat_map(|(_, questions)| questions);
        let facts: Vec<String> = questions.map(|question| question.fact.clone()).collect();
        let mut asks: Vec<String> = Vec::new();
        let mut councils: BTreeMap<String, Vec<(String, String, usize)>> = BTreeMap::new();
        for edition in &self.editions {
            let scheme = edition.scheme;
            let mut own: BTreeMap<usize, bool> = BTreeMap::new();
            for (question, asked) in scheme.questions.iter().zip(&edition.compared.questions) {
                let fact = taken_over::asked_for(self.input, edition, asked);
                if let Some(place) = facts.iter().position(|one| Some(one.as_str()) == fact) {
                    let is_always = own.entry(place).or_default();
                    *is_always = *is_always || question.when.is_none();
                }
            }
            let own = own.into_iter().map(|(place, is_always)| {
                let mark = if is_always { "" } else { "?" };
                format!("{mark}{place}")
            });
            let own = own.collect::<Vec<_>>().join(" ");
            let place = asks.iter().position(|one| *one == own);
            let place = place.unwrap_or_else(|| {
                asks.push(own);
                asks.len().saturating_sub(1)
            });
            let of_council = councils.entry(folder(scheme).to_owned()).or_default();
            of_council.push((scheme.edition.clone(), scheme.id.clone(), place));
        }
        Editions {
            facts,
            asks,
            councils,
        }
    }

    fn area(&self, id: String, group: &str, subjects: Vec<(&'static str, Vec<Question>)>) -> Area {
        let words = self.input.words;
        let mut councils: Vec<Council> = Vec::new();
        let mut years: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for Edition { scheme, .. } in &self.editions {
            let of_year = years.entry(&scheme.edition).or_default();
            of_year.insert(folder(scheme));
            match councils.iter_mut().find(|one| one.folder == folder(scheme)) {
                Some(council) => council.years = format!("{}, {}", scheme.edition, council.years),
                None => councils.push(Council {
                    folder: folder(scheme).to_owned(),
                    name: name(self.input, scheme),
                    fictional: scheme.fictional,
                    years: scheme.edition.clone(),
                }),
            }
        }
        councils.sort_by(|one, other| (&one.name, &one.folder).cmp(&(&other.name, &other.folder)));
        let most = years.iter().max_by_key(|(year, of)| (of.len(), **year));
        let most = most.map(|(year, _)| *year);
        let nations = self.editions.iter();
        let mut nations = nations.filter_map(|edition| edition.scheme.national.as_ref());
        let nation = nations.next().map_or("", |national| &national.nation);
        let group = format!("page-several-for-{}", group.replace(' ', "-"));
        let group = words.say(&group, &[]);
        Area {
            id,
            say: if nation.is_empty() {
                group
            } else {
                words.say(
                    "page-several-area",
                    &[("nation", nation), ("group", &group)],
                )
            },
            councils,
            years: years
                .iter()
                .rev()
                .map(|(year, of)| Year {
                    name: (*year).to_owned(),
                    say: words.say(
                        "page-several-year",
                        &[("year", year), ("count", &of.len().to_string())],
                    ),
                    is_chosen: Some(*year) == most,
                })
                .collect(),
            subjects: subjects
                .into_iter()
                .map(|(heading, questions)| Subject {
                    heading: words.say(heading, &[]),
                    questions,
                })
                .collect(),
        }
    }
}
