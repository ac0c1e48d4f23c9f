//! One person in every council: who asks least and most, every figure on one axis, the table, and how the person was put
//! through each council's questions.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme, Unit,
    scheme::{Question, QuestionKind},
    words::Words,
};

use super::{
    Body, Input, Page,
    compare::{amount, councils, figure, finding, pounds, reasons},
    compared_data,
    frame::{Frame, Link, in_words, link},
    prose::View,
    published,
    route::{Place, Route},
};
use crate::{
    chart::{DotGroup, DotMark, DotPlot, DotRow, dot_plot},
    councils::{Comparison, Figure, How, Person, Placing, Stand},
    facts::{Output, Reply, Role},
};

/// One person in every council.
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    /// The answer, in a sentence.
    pub finding: String,
    /// That the councils it names have rules of one year; empty where it names none.
    pub year: String,
    /// The least, the most, and how many have no one figure.
    pub keys: Vec<Key>,
    /// Who it is, in a sentence: made up, and what the person gets and the care costs.
    pub who: String,
    /// The figures on one axis.
    pub chart: Option<DotPlot>,
    /// What the axis counts, in a sentence.
    pub measure: String,
    /// The columns of the table after the council and the edition.
    pub columns: Vec<String>,
    /// A row for each council.
    pub rows: Vec<Row>,
    /// Who the person is, as HTML.
    pub about: String,
    /// Where the description comes from.
    pub from: String,
    /// What the person needs; `None` where the person needs no help that councils ask about.
    pub needs: Option<Answered>,
    /// What was answered to national questions, by nation.
    pub shared: Vec<Answered>,
    /// What was answered to questions of a council's own, and what no answer follows to.
    pub own: Vec<Answered>,
    /// What councils say to how they are compared.
    pub replies: Vec<Replied>,
    /// The other people.
    pub others: Vec<Link>,
    /// The whole comparison as data.
    pub data: Vec<Link>,
    /// The way to the method.
    pub method: String,
}

/// A figure in a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// The figure.
    pub number: String,
    /// The rest of the sentence.
    pub text: String,
}

/// A council.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its rules.
    pub council: Link,
    /// Whether it is made up.
    pub fictional: bool,
    /// The edition, and that it is of another year or nation where it is.
    pub edition: String,
    /// Its figures, by the page's columns.
    pub cells: Vec<Cell>,
    /// Why a figure is not exact, a sentence each.
    pub why: Vec<String>,
    /// How much it publishes, and where that is told.
    pub openness: Option<Link>,
}

/// A figure of a council.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The figure; empty where the rules do not decide it.
    pub text: String,
    /// `half` for a range, `none` where nothing can be said, and otherwise empty.
    pub shape: &'static str,
}

impl Cell {
    /// A figure in words.
    pub(super) fn of(found: &Figure, unit: &Unit, words: &Words) -> Self {
        Self {
            text: figure(found, unit, words),
            shape: match found {
                Figure::Exact(_) => "",
                Figure::Range(..) => "half",
                Figure::NotPublished(_) | Figure::NotKnown(_) => "none",
            },
        }
    }
}

/// Two texts that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// What was asked.
    pub asked: String,
    /// What was said.
    pub said: String,
}

/// Questions and what was answered.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// Whose questions.
    pub whose: String,
    /// Each question with its answer.
    pub lines: Vec<Pair>,
}

/// What a council says to how it is compared.
#[derive(Clone, Debug, Serialize)]
pub struct Replied {
    /// Whose words, and of when.
    pub who: String,
    /// The words.
    pub says: String,
    /// Where they can be read; empty where that is not said.
    pub page: String,
}

/// The page of a person.
pub fn page(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    person: &Person<'_>,
    placing: &Placing<'_, '_>,
) -> Page {
    let words = input.words;
    let persona = person.persona;
    let route = Route::Person(&persona.id);
    let count = placing.len().to_string();
    let frame = Frame::below_comparison(
        input,
        route,
        words.say(
            "page-person-heading",
            &[("title", &persona.title), ("count", &count)],
        ),
        words.say("page-person-description", &[("title", &persona.title)]),
    );
    let of = Told {
        input,
        person,
        placing,
        route,
    };
    let outputs = of.outputs();
    let body = PersonPage {
        finding: finding(person, placing, words),
        year: if placing.ranked.len() > 1 {
            words.say("page-person-year", &[("year", &persona.year)])
        } else {
            String::new()
        },
        keys: of.keys(),
        who: of.who(),
        chart: of.chart(),
        measure: words.say(
            &format!("page-person-measure-{}", persona.lead.name()),
            &[("who", &persona.name), ("unit", &words.unit(&placing.unit))],
        ),
        columns: outputs
            .iter()
            .map(|output| words.say(&format!("page-person-column-{}", output.name()), &[]))
            .collect(),
        rows: of.rows(&outputs),
        about: View::of_site(input, &frame.top).html(&persona.about, 3),
        from: persona.from.clone(),
        needs: of.needs(),
        shared: of.shared(),
        own: of.own(),
        replies: replies(input, person),
        others: comparison
            .people
            .iter()
            .filter(|other| other.persona.id != persona.id)
            .map(|other| {
                let there = route.to(Route::Person(&other.persona.id));
                link(there, other.persona.title.clone())
            })
            .collect(),
        data: compared_data::links(route, words),
        method: route.to(Route::CompareMethod),
    };
    Page {
        path: route.path(),
        body: Body::Person(Box::new(body)),
        frame,
    }
}

/// What is told of a person.
struct Told<'a> {
    input: Input<'a>,
    person: &'a Person<'a>,
    placing: &'a Placing<'a, 'a>,
    route: Route<'a>,
}

impl<'a> Told<'a> {
    const fn words(&self) -> &'a Words {
        self.input.words
    }

    /// The outputs that councils can be compared by, in their order: those that several decide.
    fn outputs(&self) -> Vec<Output> {
        let is_decided = |output: &Output| {
            let deciding = self
                .stands()
                .filter(|stand| stand.figures.contains_key(output));
            deciding.count() > 1 || *output == self.person.persona.lead
        };
        Output::ALL.into_iter().filter(is_decided).collect()
    }

    /// The councils in the order of the table: those that can be ranked, those of other years, ranges, gaps.
    fn stands(&self) -> impl Iterator<Item = &'a Stand<'a>> {
        let Placing {
            ranked,
            apart,
            assumed,
            ranges,
            gaps,
            ..
        } = self.placing;
        let exact = ranked
            .iter()
            .chain(assumed)
            .chain(apart)
            .map(|(stand, _)| *stand);
        exact
            .chain(ranges.iter().copied())
            .chain(gaps.iter().copied())
    }

    fn keys(&self) -> Vec<Key> {
        let words = self.words();
        let lead = self.person.persona.lead.name();
        let year = ("year", self.person.persona.year.as_str());
        let mut keys = Vec::new();
        let (least, most) = (self.placing.least(), self.placing.most());
        let ends = [("least", least), ("most", most)];
        for (end, at) in ends {
            let Some((figure, stands)) = at else {
                continue;
            };
            let is_one = stands.len() == self.placing.ranked.len();
            let end = match end {
                "most" if is_one => continue,
                _ if is_one && stands.len() > 1 => "same",
                end => end,
            };
            let count = self.placing.ranked.len().to_string();
            let told = [
                year,
                ("councils", &councils(&stands, words)),
                ("count", &count),
            ];
            keys.push(Key {
                number: amount(figure, &bare(&self.placing.unit), words),
                text: words.say(&format!("page-person-{end}-{lead}"), &told),
            });
        }
        let without = self
            .placing
            .ranges
            .len()
            .saturating_add(self.placing.gaps.len());
        if without > 0 {
            keys.push(Key {
                number: without.to_string(),
                text: words.say(
                    "page-person-without",
                    &[("count", &self.placing.len().to_string())],
                ),
            });
        }
        keys
    }

    /// That the person is made up, and what the person gets and the care costs where every ranked council agrees on it.
    fn who(&self) -> String {
        let words = self.words();
        let name = ("who", self.person.persona.name.as_str());
        let mut sentences = vec![words.say("page-person-made-up", &[name])];
        for (role, key) in [
            (Role::Money, "page-person-money"),
            (Role::Cost, "page-person-cost"),
        ] {
            let ranked = self.placing.ranked.iter();
            let mut figures: Vec<_> = ranked
                .filter_map(|(stand, _)| stand.beside.get(&role)?.exact())
                .collect();
            figures.dedup();
            if let [figure] = figures.as_slice() {
                let told = [
                    name,
                    ("amount", &amount(*figure, &self.placing.unit, words)),
                ];
                sentences.push(words.say(key, &told));
            }
        }
        sentences.join(" ")
    }

    fn chart(&self) -> Option<DotPlot> {
        let words = self.words();
        let persona = self.person.persona;
        let lead = persona.lead;
        let is_counted_so = |stand: &Stand<'_>| {
            stand
                .figures
                .get(&lead)
                .is_some_and(|(_, unit)| *unit == self.placing.unit)
        };
        let with_edition = |stand: &Stand<'_>| {
            words.say(
                "page-person-row",
                &[
                    ("council", &stand.scheme.council),
                    ("edition", &stand.scheme.edition),
                ],
            )
        };
        let ranked = self.placing.ranked.iter().map(|(stand, figure)| DotRow {
            name: stand.scheme.council.clone(),
            mark: DotMark::Point(*figure),
        });
        let unranked = |list: &[(&Stand<'_>, Decimal)]| {
            let counted = list.iter().filter(|(stand, _)| is_counted_so(stand));
            let rows = counted.map(|(stand, figure)| DotRow {
                name: with_edition(stand),
                mark: DotMark::ApartPoint(*figure),
            });
            rows.collect::<Vec<_>>()
        };
        let ranges = self
            .placing
            .ranges
            .iter()
            .filter(|stand| is_counted_so(stand));
        let ranges = ranges.filter_map(|stand| match stand.figure(lead)? {
            Figure::Range(low, high, _) => Some(DotRow {
                name: with_edition(stand),
                mark: DotMark::Bar(*low, *high),
            }),
            _ => None,
        });
        let gaps = self.placing.gaps.iter().filter_map(|stand| {
            Some(DotRow {
                name: with_edition(stand),
                mark: DotMark::Gap(figure(stand.figure(lead)?, &self.placing.unit, words)),
            })
        });
        let year = [("year", persona.year.as_str())];
        let groups = [
            ("page-person-group-ranked", ranked.collect::<Vec<_>>()),
            ("page-person-group-assumed", unranked(&self.placing.assumed)),
            ("page-person-group-apart", unranked(&self.placing.apart)),
            ("page-person-group-ranges", ranges.collect()),
            ("page-person-group-gaps", gaps.collect()),
        ];
        let groups: Vec<DotGroup> = groups
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(key, rows)| DotGroup {
                heading: words.say(key, &year),
                rows,
            })
            .collect();
        let title = words.say(
            "page-person-chart",
            &[
                ("who", &persona.name),
                ("count", &self.placing.len().to_string()),
            ],
        );
        dot_plot(
            &groups,
            &self.placing.unit,
            &title,
            words,
            "compared",
            "numbers",
        )
    }

    fn rows(&self, outputs: &[Output]) -> Vec<Row> {
        let words = self.words();
        let persona = self.person.persona;
        let ranked = self.placing.ranked.len();
        let stands = self.stands().enumerate();
        stands
            .map(|(place, stand)| {
                let scheme = stand.scheme;
                let mut why = Vec::new();
                let cells = outputs.iter().map(|output| {
                    let Some((found, unit)) = stand.figures.get(output) else {
                        return Cell {
                            text: String::new(),
                            shape: "",
                        };
                    };
                    for sentence in reasons(stand, found, words) {
                        if !why.contains(&sentence) {
                            why.push(sentence);
                        }
                    }
                    Cell::of(found, &bare(unit), words)
                });
                let cells = cells.collect();
                let is_of_another_year = scheme.edition != persona.year;
                let is_of_the_nation = stand.nation.is_empty() || stand.nation == persona.nation;
                let key = match (place < ranked, is_of_another_year, is_of_the_nation) {
                    (true, ..) | (_, false, true) => "page-person-edition",
                    (false, _, false) => "page-person-edition-nation",
                    (false, true, true) => "page-person-edition-other",
                };
                Row {
                    council: link(
                        self.route.to(Route::Edition(&scheme.id, Place::Home)),
                        super::frame::name(self.input, scheme),
                    ),
                    fictional: scheme.fictional,
                    edition: words.say(key, &[("edition", &scheme.edition)]),
                    cells,
                    why,
                    openness: openness(self.input, self.route, stand.scheme),
                }
            })
            .collect()
    }

    fn needs(&self) -> Option<Answered> {
        let vocabulary = &self.input.shared.vocabulary;
        let needs = self.person.persona.needs.iter();
        let lines = needs.filter_map(|(id, said)| {
            let need = vocabulary.need(id).filter(|need| need.is_for_help())?;
            let level = need.levels.iter().find(|level| level.id == *said);
            Some(Pair {
                asked: need.say.clone(),
                said: level.map_or(said, |level| &level.say).clone(),
            })
        });
        let needs = Answered {
            whose: self.words().say("page-person-needs", &[]),
            lines: lines.collect(),
        };
        Some(needs).filter(|needs| !needs.lines.is_empty())
    }

    /// What was answered to national questions, each once.
    fn shared(&self) -> Vec<Answered> {
        /// Each question by its name, with its place among them.
        type Lines<'l> = BTreeMap<&'l str, (usize, Pair)>;
        let mut nations: BTreeMap<&str, (String, Lines<'_>)> = BTreeMap::new();
        for stand in self.stands() {
            let Some(national) = &stand.scheme.national else {
                continue;
            };
            let (_, lines) = nations
                .entry(stand.nation)
                .or_insert_with(|| (national.nation.clone(), BTreeMap::new()));
            for said in &stand.mapped.said {
                if let Some(question) = stand.scheme.questions.get(said.question)
                    && is_national(stand, said.question)
                    && let How::Follows(text) = &said.how
                {
                    lines
                        .entry(&question.id)
                        .or_insert_with(|| (said.question, answered(question, text)));
                }
            }
        }
        let nations = nations.into_values().map(|(nation, lines)| {
            let mut lines: Vec<_> = lines.into_values().collect();
            lines.sort_by_key(|(place, _)| *place);
            Answered {
                whose: self
                    .words()
                    .say("page-person-national", &[("nation", &nation)]),
                lines: lines.into_iter().map(|(_, line)| line).collect(),
            }
        });
        nations.filter(|nation| !nation.lines.is_empty()).collect()
    }

    /// What was answered to questions of a council's own, and the questions that are open.
    fn own(&self) -> Vec<Answered> {
        let words = self.words();
        let mut all = Vec::new();
        for stand in self.stands() {
            let mut lines = Vec::new();
            for said in &stand.mapped.said {
                let Some(question) = stand.scheme.questions.get(said.question) else {
                    continue;
                };
                let is_open = stand.open.contains(&said.question);
                let key = match &said.how {
                    How::Follows(text) => {
                        if !is_national(stand, said.question) {
                            lines.push(answered(question, text));
                        }
                        continue;
                    }
                    _ if !is_open => continue,
                    How::NothingShared => "page-person-nothing-shared",
                    How::NotSaid => "page-person-not-said",
                    How::NoneFits => "page-person-none-fits",
                    How::SeveralFit => "page-person-several-fit",
                };
                lines.push(Pair {
                    asked: question.ask.clone(),
                    said: words.say(key, &[]),
                });
            }
            if !lines.is_empty() {
                all.push(Answered {
                    whose: words.say(
                        "page-person-row",
                        &[
                            ("council", &super::frame::name(self.input, stand.scheme)),
                            ("edition", &stand.scheme.edition),
                        ],
                    ),
                    lines,
                });
            }
        }
        all
    }
}

/// How much a council publishes of what people have asked for; `None` where nobody has looked.
pub(super) fn openness(input: Input<'_>, from: Route<'_>, scheme: &Scheme) -> Option<Link> {
    // A council that is known in part has no page that tells of it.
    let counts = published::counts(input, scheme).filter(|_| !scheme.known_in_part)?;
    let published = counts.first()?.count;
    let looked: usize = counts.iter().take(3).map(|count| count.count).sum();
    Some(link(
        from.to(Route::Edition(&scheme.id, Place::Published)),
        input.words.say(
            "page-person-open",
            &[
                ("count", &published.to_string()),
                ("all", &looked.to_string()),
            ],
        ),
    ))
}

/// Whether a question is the nation's own, unchanged.
fn is_national(stand: &Stand<'_>, question: usize) -> bool {
    let origins = stand.scheme.national.as_ref();
    let origin = origins.and_then(|national| national.questions.get(question));
    origin == Some(&upfront_engine::scheme::Origin::National)
}

/// A question and what was answered, as people read it.
fn answered(question: &Question, text: &str) -> Pair {
    let option = match &question.kind {
        QuestionKind::Options(options) => options.iter().find(|option| option.id == text),
        QuestionKind::Number { .. } => None,
    };
    Pair {
        asked: question.ask.clone(),
        said: option.map_or(text, |option| &option.say).to_owned(),
    }
}

/// A unit without `a week`, which the heading says.
pub(super) fn bare(unit: &Unit) -> Unit {
    if *unit == pounds().per("week") {
        pounds()
    } else {
        unit.clone()
    }
}

/// What councils say whose figures stand on a page, each once.
fn replies(input: Input<'_>, person: &Person<'_>) -> Vec<Replied> {
    let words = input.words;
    let replies = person.chosen().filter_map(|stand| {
        let facts = input.facts.get(&stand.scheme.id)?;
        Some(replied(facts.reply.as_ref()?, &stand.scheme.council, words))
    });
    replies.collect()
}

/// A council's reply.
pub(super) fn replied(reply: &Reply, council: &str, words: &Words) -> Replied {
    let who = match reply.on {
        Some(day) => words.say(
            "page-compare-reply-on",
            &[("council", council), ("date", &in_words(day, words))],
        ),
        None => words.say("page-compare-reply", &[("council", council)]),
    };
    Replied {
        who,
        says: reply.says.clone(),
        page: reply.page.clone(),
    }
}
