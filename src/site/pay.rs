//! What somebody might pay: what is always kept, how savings count, what the council chose, and the charge along an income and
//! along savings.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{
    Amount, Answer, Decimal, Scheme, Unit, Value,
    reads::{Reads, steps_behind},
    scheme::{Kinder, Operand, Origin, QuestionKind, Verb},
    unit::POUND,
    words::Words,
};

use super::{
    Body, Input, Page, Pages,
    cite::{Mark, References},
    frame::{Frame, Link, link},
    key_figures::{self, parted},
    route::{Place, Route},
    whose::{self, Whose},
    worked::{Edition, Worked},
};
use crate::chart::{BandChart, answer_chart};

/// How many people are looked at to find one whose charge moves with their money.
const MOST_TRIED: usize = 4;

/// What somebody might pay.
#[derive(Clone, Debug, Serialize)]
pub struct Pay {
    /// The answer, in two or three figures.
    pub figures: Vec<Figure>,
    /// What is always left, by situation.
    pub kept: Vec<Named>,
    /// The figures by which savings count.
    pub savings: Vec<Named>,
    /// What the council has chosen.
    pub choices: Vec<Named>,
    /// The charge of one worked example along their savings.
    pub by_savings: Option<Charge>,
    /// The same along one of their incomes.
    pub by_income: Option<Charge>,
    /// What people are asked about their money, a question each.
    pub asked: Vec<String>,
}

/// A charge along the answer to a question about money.
#[derive(Clone, Debug, Serialize)]
pub struct Charge {
    /// The worked example that it is of.
    pub person: Link,
    /// The charge.
    pub chart: BandChart,
    /// Its figures as a file.
    pub csv: String,
}

/// A figure with what it is.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The figure.
    pub amount: String,
    /// What it is.
    pub say: String,
}

/// A named amount in words.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its name in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: String,
    /// Whose figure it is.
    pub mark: Option<Whose>,
    /// The national figure, and by how much the council's is kinder or harsher, in a sentence; empty where it is the
    /// national one.
    pub beside: String,
    /// Where it comes from.
    pub cite: Option<Mark>,
}

/// The result that is what somebody pays, by index: the first sum of money of which less is better for people.
pub fn charge(scheme: &Scheme) -> Option<usize> {
    scheme.results.iter().position(|result| {
        let step = scheme.steps.get(result.step);
        result.kinder == Some(Kinder::Lower) && step.is_some_and(|step| step.unit.is_money())
    })
}

/// The page; `None` where the rules are about no charge.
pub fn page(input: Input<'_>, edition: &Edition<'_>, made: &mut Pages<'_>) -> Option<Page> {
    let (words, scheme) = (input.words, edition.scheme);
    let result = charge(scheme)?;
    let behind = Behind::of(scheme, result);
    let route = Route::Edition(&scheme.id, Place::Pay);
    let mut references = References::new(scheme, words);
    let weekly = Unit::of(POUND).per("week");
    let by_situation = behind.by_situation();
    let mut named = |rates: Vec<usize>| -> Vec<Named> {
        let named = rates.into_iter();
        named
            .filter_map(|rate| named_of(scheme, rate, &mut references, words))
            .collect()
    };
    let is_floor = |unit: &Unit| {
        let unit = unit.clone();
        move |rate: &usize| {
            let rate = scheme.rates.get(*rate);
            rate.is_some_and(|rate| rate.is_floor && rate.unit == unit)
        }
    };
    let kept: BTreeSet<usize> = behind
        .rates
        .iter()
        .copied()
        .filter(is_floor(&weekly))
        .collect();
    let kept = kept.union(&by_situation).copied().collect();
    let savings = behind
        .rates
        .iter()
        .copied()
        .filter(is_floor(&Unit::of(POUND)))
        .collect();
    let choices = behind
        .rates
        .iter()
        .copied()
        .filter(|rate| behind.is_choice(*rate))
        .collect();
    let (kept, savings, choices) = (named(kept), named(savings), named(choices));
    let mut figures = behind.figures(&by_situation, words);
    let first = payers(edition, result).next();
    figures.extend(first.and_then(|worked| paid(worked, result, words)));
    let mut charge = |along: Along| {
        let mut payers = payers(edition, result).take(MOST_TRIED);
        let (worked, chart) = payers
            .find_map(|worked| Some((worked, chart(worked, result, &behind, along, words)?)))?;
        let example = &worked.example;
        let file = Route::Edition(&scheme.id, Place::Charge(along.name));
        made.file(file.path(), chart.csv.clone().into_bytes());
        let place = Route::Edition(&scheme.id, Place::Example(&example.id));
        Some(Charge {
            person: link(route.to(place), example.title.clone()),
            chart,
            csv: route.to(file),
        })
    };
    let by_savings = charge(SAVINGS);
    let by_income = charge(INCOME);
    let spans = [
        ("council", scheme.council.as_str()),
        ("title", scheme.title.as_str()),
    ];
    let body = Pay {
        figures,
        asked: behind.asked(),
        kept,
        savings,
        choices,
        by_savings,
        by_income,
    };
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Pay,
        words.say("page-pay-heading", &[]),
        words.say("page-pay-description", &spans),
    );
    frame.references = references.listed();
    let contents: Vec<Link> = [
        ("kept", !body.kept.is_empty()),
        (
            "savings",
            !body.savings.is_empty() || body.by_savings.is_some(),
        ),
        ("income", body.by_income.is_some()),
        ("choices", !body.choices.is_empty()),
        ("asked", !body.asked.is_empty()),
    ]
    .into_iter()
    .filter(|(_, is_there)| *is_there)
    .map(|(id, _)| link(format!("#{id}"), words.say(&format!("page-pay-{id}"), &[])))
    .collect();
    if contents.len() > 3 {
        frame.contents = contents;
    }
    Some(Page {
        path: route.path(),
        frame,
        body: Body::Pay(Box::new(body)),
    })
}

/// The rules behind a charge.
struct Behind<'a> {
    scheme: &'a Scheme,
    steps: BTreeSet<usize>,
    rates: BTreeSet<usize>,
    questions: BTreeSet<usize>,
}

impl<'a> Behind<'a> {
    fn of(scheme: &'a Scheme, result: usize) -> Self {
        let last = scheme.results.get(result).map(|result| result.step);
        let steps = steps_behind(scheme, last);
        let (mut rates, mut questions) = (BTreeSet::new(), BTreeSet::new());
        for step in steps.iter().filter_map(|step| scheme.steps.get(*step)) {
            let reads = Reads::of(scheme, step);
            rates.extend(reads.rates);
            questions.extend(reads.questions);
        }
        Self {
            scheme,
            steps,
            rates,
            questions,
        }
    }

    /// The figures of which an answer picks one, where they are all such that a council may not go below: what people are
    /// left to live on by their situation.
    fn by_situation(&self) -> BTreeSet<usize> {
        let steps = self
            .steps
            .iter()
            .filter_map(|step| self.scheme.steps.get(*step));
        let mut choices = steps.flat_map(|step| match &step.verb {
            Verb::Sum { add, less } if less.is_empty() => add.iter().collect(),
            _ => Vec::new(),
        });
        let found = choices.find_map(|operand| {
            let mut rates = BTreeSet::new();
            let is_choice = matches!(operand, Operand::ByAnswer { .. });
            let are_floors = is_choice && self.collect_floors(operand, &mut rates);
            (are_floors && rates.len() > 1).then_some(rates)
        });
        found.unwrap_or_default()
    }

    /// Adds the floors that an operand may be; `false` where it may be something else.
    fn collect_floors(&self, operand: &Operand, rates: &mut BTreeSet<usize>) -> bool {
        match operand {
            Operand::Rate(index) => {
                rates.insert(*index);
                let rate = self.scheme.rates.get(*index);
                rate.is_some_and(|rate| rate.is_floor && rate.unit == Unit::of(POUND).per("week"))
            }
            Operand::ByAnswer { choices, .. } => choices
                .iter()
                .all(|choice| self.collect_floors(choice, rates)),
            _ => false,
        }
    }

    /// Whether a rate is the council's own in the place of a national one.
    fn is_choice(&self, rate: usize) -> bool {
        let national = self.scheme.national.as_ref();
        let origin = national.and_then(|national| national.rates.get(rate));
        matches!(origin, Some(Origin::Changed))
    }

    /// What is left to somebody at least: with what the council adds where that is one figure, and else by situation.
    fn kept(&self, by_situation: &BTreeSet<usize>, words: &Words) -> Option<Figure> {
        if let Some((figure, unit)) = key_figures::kept(self.scheme) {
            let (amount, period) = parted(figure, unit, words);
            let say = words.say("page-pay-kept-person", &[("period", &period)]);
            return Some(Figure {
                amount,
                say: say.trim().to_owned(),
            });
        }
        let rates = by_situation.iter();
        let stated = rates.filter_map(|rate| {
            let rate = self.scheme.rates.get(*rate)?;
            match rate.amount {
                Amount::Exact(figure) => Some((figure, &rate.unit)),
                _ => None,
            }
        });
        let stated: Vec<(Decimal, &Unit)> = stated.collect();
        let (low, _) = stated.iter().min_by_key(|(figure, _)| *figure)?;
        let (high, unit) = stated.iter().max_by_key(|(figure, _)| *figure)?;
        Some(Figure {
            amount: if low == high {
                words.quantity(*low, unit)
            } else {
                words.amount(Amount::Between(*low, *high), unit)
            },
            say: words.say("page-pay-kept-figure", &[]),
        })
    }

    /// The figures that say most: what is left at least, the share that is taken, and where savings end what the council
    /// pays.
    fn figures(&self, by_situation: &BTreeSet<usize>, words: &Words) -> Vec<Figure> {
        let mut figures: Vec<Figure> = self.kept(by_situation, words).into_iter().collect();
        let mut taken = self.rates.iter().filter_map(|index| {
            let rate = self.scheme.rates.get(*index)?;
            let is_share = rate.unit.is_percent() && rate.kinder == Some(Kinder::Lower);
            let is_figure = matches!(rate.amount, Amount::Exact(_));
            (is_share && is_figure && self.is_choice(*index)).then_some(rate)
        });
        if let Some(share) = taken.next() {
            figures.push(Figure {
                amount: words.amount(share.amount, &share.unit),
                say: share.say.clone(),
            });
        }
        let limits = self
            .rates
            .iter()
            .filter_map(|rate| self.scheme.rates.get(*rate));
        let limits = limits.filter(|rate| rate.is_floor && rate.unit == Unit::of(POUND));
        let limit = limits
            .filter_map(|rate| Some((rate.amount.figure()?, rate)))
            // Of two that are the same the first.
            .reduce(|most, other| if other.0 > most.0 { other } else { most });
        if let Some((_, limit)) = limit {
            figures.push(Figure {
                amount: words.amount(limit.amount, &limit.unit),
                say: limit.say.clone(),
            });
        }
        figures
    }

    /// The questions about money that the charge rests on.
    fn asked(&self) -> Vec<String> {
        let questions = self.questions.iter();
        let questions = questions.filter_map(|question| self.scheme.questions.get(*question));
        questions
            .filter(|question| {
                matches!(&question.kind, QuestionKind::Number { unit, .. } if unit.is_money())
            })
            .map(|question| question.ask.clone())
            .collect()
    }
}

fn named_of(
    scheme: &Scheme,
    index: usize,
    references: &mut References<'_>,
    words: &Words,
) -> Option<Named> {
    let rate = scheme.rates.get(index)?;
    let mark = whose::mark_of_rate(scheme, index, words);
    let is_own = mark.as_ref().is_some_and(|mark| mark.shape == "own");
    Some(Named {
        id: rate.id.clone(),
        say: rate.say.clone(),
        amount: words.amount(rate.amount, &rate.unit),
        beside: if is_own {
            whose::rate(scheme, index, rate, words)
        } else {
            String::new()
        },
        mark,
        cite: references.refer(rate.cite.as_ref()),
    })
}

/// The worked examples of people who pay something.
fn payers<'e, 's>(edition: &'e Edition<'s>, result: usize) -> impl Iterator<Item = &'e Worked<'s>> {
    edition.examples.iter().filter(move |worked| {
        let pays = worked.outcome.results.get(result).and_then(Value::exact);
        !worked.example.not_a_person && pays.is_some_and(|pays| pays > Decimal::ZERO)
    })
}

/// What a person pays, as a figure.
fn paid(worked: &Worked<'_>, result: usize, words: &Words) -> Option<Figure> {
    let step = worked.scheme.results.get(result)?.step;
    let unit = &worked.scheme.steps.get(step)?.unit;
    let title = worked.example.title.as_str();
    Some(Figure {
        amount: words.value(worked.outcome.results.get(result)?, unit),
        say: words.say("page-pay-example-figure", &[("title", title)]),
    })
}

/// What a charge is drawn along: the first answer of a person to a question about such money that the charge moves with.
#[derive(Clone, Copy)]
struct Along {
    /// Its name in an address.
    name: &'static str,
    /// What the question is about.
    about: &'static str,
    /// How often the money comes; `None` for a sum that is there.
    period: Option<&'static str>,
    /// Whether the person has to have some of it.
    is_had: bool,
}

const INCOME: Along = Along {
    name: "income",
    about: "income",
    period: Some("week"),
    is_had: true,
};

const SAVINGS: Along = Along {
    name: "savings",
    about: "capital",
    period: None,
    is_had: false,
};

/// The charge of a person along some of their money.
fn chart(
    worked: &Worked<'_>,
    result: usize,
    behind: &Behind<'_>,
    along: Along,
    words: &Words,
) -> Option<BandChart> {
    let scheme = &worked.scheme;
    let pounds = Unit::of(POUND);
    let counted = along
        .period
        .map_or(pounds.clone(), |period| pounds.per(period));
    let answers = &worked.example.answers;
    let is_asked = |question: &&usize| {
        let asked = scheme.questions.get(**question);
        let is_such = asked.is_some_and(|asked| {
            asked.about == along.about
                && matches!(&asked.kind, QuestionKind::Number { unit, .. } if *unit == counted)
        });
        let said = answers.get(**question);
        is_such
            && matches!(said, Some(Answer::Number(number)) if !along.is_had || number > Decimal::ZERO)
    };
    let prefix = format!("chart-by-{}", along.name);
    let mut questions = behind.questions.iter().filter(is_asked);
    questions.find_map(|question| answer_chart(scheme, result, *question, answers, words, &prefix))
}
