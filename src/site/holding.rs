//! The ways to hold a budget: the six forms in plain words, and what the council says of each.

use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Outcome, Scheme, Unit, Value, exact,
    scheme::{Cite, Direction, Example, Form, Operand, Rate, Rounding, Verb, WayToHold},
    unit::PERCENT,
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::{Cited, Mark, Mention, References, cited},
    frame::{Frame, Link},
    grid::{Cell, cell},
    possible::letters,
    route::{Place, Route},
    told::in_words,
};
use crate::{
    check::dated::of_example,
    facts::{Publicity, WayFacts},
};

/// The ways to hold a budget.
#[derive(Clone, Debug, Serialize)]
pub struct Holding {
    /// The answer, in a sentence or two.
    pub lead: String,
    /// What one budget buys in each way; `None` where the rules do not say.
    pub buys: Option<Bought>,
    /// Whose budget that is: a worked example.
    pub example: Option<Link>,
    /// The ways that the council tells of, as the columns of the comparison.
    pub columns: Vec<String>,
    /// What is said of each: a line for each thing that is said of one at least.
    pub rows: Vec<Row>,
    /// What a thing is called that is not said of a way: not published, or not looked for.
    pub gap: String,
    /// What is said of none; nothing where not everything was looked for.
    pub unsaid: Vec<String>,
    /// The ways that the council does not tell of, likewise.
    pub untold: Vec<String>,
    /// What each way is.
    pub forms: Vec<Described>,
}

/// What one budget buys in each way.
#[derive(Clone, Debug, Serialize)]
pub struct Bought {
    /// What it is counted in.
    pub unit: String,
    /// Each way that the rules say it of.
    pub each: Vec<Buys>,
}

/// What a budget buys in one way.
#[derive(Clone, Debug, Serialize)]
pub struct Buys {
    /// The way.
    pub say: String,
    /// How much.
    pub amount: String,
    /// The same as a hundredth part of the most that it buys in any way.
    pub width: String,
}

/// A line of the comparison.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What is said.
    pub name: String,
    /// Of each way, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Whether they are figures.
    pub figures: bool,
}

/// What a way is.
#[derive(Clone, Debug, Serialize)]
pub struct Described {
    /// Its name in an address.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// What it is, in a sentence or two.
    pub about: String,
    /// Where what the council says of it comes from.
    pub mark: Option<Mark>,
    /// Where its rates come from, if that is elsewhere.
    pub rates: Vec<Mention>,
}

/// A form of holding a budget, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// Its name in an address.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// What it is, in a sentence or two.
    pub about: String,
    /// What the council says of it; empty where it says nothing.
    pub facts: Vec<Fact>,
    /// What the budget would buy; `None` where the rules do not say.
    pub gives: Option<Gives>,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// Something that the council says of a form, or does not publish.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// What the council says.
    pub text: Cell,
}

/// A step that works out what the budget would buy.
#[derive(Clone, Debug, Serialize)]
pub struct Gives {
    /// Its name in the rules.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// Its letter on the worksheet.
    pub letter: String,
}

/// Whether there is a page: whether the council tells of a way to hold a budget.
pub fn is_told(scheme: &Scheme) -> bool {
    !scheme.ways_to_hold.is_empty()
}

/// The page; `None` where the council tells of no way to hold a budget.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let words = input.words;
    if !is_told(scheme) {
        return None;
    }
    let route = Route::Edition(&scheme.id, Place::Ways);
    let mut references = References::new(scheme, words);
    let comparison = Comparison::of(input, scheme);
    let holding = comparison.holding(route, &mut references);
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Ways,
        words.say("page-hold-heading", &[]),
        words.say(
            "page-hold-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    frame.references = references.listed();
    Some(Page {
        frame,
        path: route.path(),
        body: Body::Holding(holding),
    })
}

/// The ways of an edition side by side.
struct Comparison<'a> {
    input: Input<'a>,
    scheme: &'a Scheme,
    /// The ways that the council tells of, in the order of [`Form::ALL`], each with what is declared of it.
    ways: Vec<(&'a WayToHold, Option<&'a WayFacts>)>,
    /// A worked example, and what it gives in each way.
    example: Option<(&'a Example, Vec<Value>)>,
    /// Whether what is not said was looked for.
    knows_gaps: bool,
}

impl<'a> Comparison<'a> {
    fn of(input: Input<'a>, scheme: &'a Scheme) -> Self {
        let facts = input.facts.get(&scheme.id);
        let ways = Form::ALL.into_iter().filter_map(|form| {
            let way = scheme.ways_to_hold.iter().find(|way| way.form == form)?;
            let mut declared = facts.into_iter().flat_map(|facts| &facts.ways);
            Some((way, declared.find(|facts| facts.form == form)))
        });
        Self {
            ways: ways.collect(),
            example: example(scheme),
            knows_gaps: facts.is_none_or(|facts| facts.rest != Publicity::NotLookedFor),
            input,
            scheme,
        }
    }

    fn holding(&self, route: Route<'_>, references: &mut References<'_>) -> Holding {
        let words = self.input.words;
        let buys = self.buys();
        let (rows, unsaid): (Vec<Row>, Vec<Row>) = self
            .rows()
            .into_iter()
            .partition(|row| row.cells.iter().any(|cell| !cell.withheld));
        let is_untold = |form: &Form| self.scheme.ways_to_hold.iter().all(|way| way.form != *form);
        Holding {
            lead: self.lead(),
            example: self.example.as_ref().map(|(example, _)| Link {
                href: route.to(Route::Edition(&self.scheme.id, Place::Example(&example.id))),
                text: example.title.clone(),
            }),
            buys,
            columns: self
                .ways
                .iter()
                .map(|(way, _)| words.say(keys(way.form).0, &[]))
                .collect(),
            rows,
            gap: words.say(
                if self.knows_gaps {
                    "page-score-is-not"
                } else {
                    "page-score-is-unlooked"
                },
                &[],
            ),
            unsaid: unsaid
                .into_iter()
                .filter(|_| self.knows_gaps)
                .map(|row| row.name)
                .collect(),
            untold: Form::ALL
                .into_iter()
                .filter(|form| self.knows_gaps && is_untold(form))
                .map(|form| words.say(keys(form).0, &[]))
                .collect(),
            forms: self
                .ways
                .iter()
                .map(|(way, facts)| {
                    let (say, about) = keys(way.form);
                    let own = way.cite.as_ref().map(|cite| cite.source);
                    let mut elsewhere: Vec<&Cite> = Vec::new();
                    for cite in self
                        .hours(*facts)
                        .into_iter()
                        .filter_map(|rate| rate.cite.as_ref())
                    {
                        if Some(cite.source) != own && !elsewhere.contains(&cite) {
                            elsewhere.push(cite);
                        }
                    }
                    Described {
                        id: way.form.name().replace(' ', "-"),
                        say: words.say(say, &[]),
                        about: words.say(about, &[]),
                        mark: references.refer(way.cite.as_ref()),
                        rates: elsewhere
                            .into_iter()
                            .filter_map(|cite| references.mention(Some(cite)))
                            .collect(),
                    }
                })
                .collect(),
        }
    }

    /// What the example's budget buys in each way: the figure, and the unit that it is counted in.
    fn bought(&self) -> Vec<Option<(Decimal, &'a Unit)>> {
        let ways = self.ways.iter();
        ways.map(|(way, _)| {
            let (_, working) = self.example.as_ref()?;
            let step = way.gives?;
            let figure = working.get(step)?.exact()?;
            Some((figure, &self.scheme.steps.get(step)?.unit))
        })
        .collect()
    }

    fn buys(&self) -> Option<Bought> {
        let words = self.input.words;
        let bought = self.bought();
        let (most, unit) = bought.iter().flatten().max_by_key(|(figure, _)| *figure)?;
        let is_one = bought.iter().flatten().all(|(_, other)| other == unit);
        if most.is_zero() || !is_one {
            return None;
        }
        let ways = self.ways.iter().zip(&bought);
        let each = ways.filter_map(|((way, _), bought)| {
            let (figure, _) = bought.as_ref()?;
            Some(Buys {
                say: words.say(keys(way.form).0, &[]),
                amount: words.quantity(*figure, &Unit::none()),
                width: hundredths(*figure, *most)?.to_string(),
            })
        });
        Some(Bought {
            unit: words.unit(unit),
            each: each.collect(),
        })
    }

    /// The money that is turned into what a way gives, and what it is counted in.
    fn budget(&self) -> Option<(Decimal, &'a Unit)> {
        let (_, working) = self.example.as_ref()?;
        let mut ways = self.ways.iter();
        let what = ways.find_map(|(way, _)| match &self.scheme.steps.get(way.gives?)?.verb {
            Verb::Divide {
                what: Operand::Step(what),
                ..
            } => Some(*what),
            _ => None,
        })?;
        Some((
            working.get(what)?.exact()?,
            &self.scheme.steps.get(what)?.unit,
        ))
    }

    fn lead(&self) -> String {
        let words = self.input.words;
        let bought: Vec<(Decimal, &Unit)> = self.bought().into_iter().flatten().collect();
        let least = bought.iter().min_by_key(|(figure, _)| *figure);
        let most = bought.iter().max_by_key(|(figure, _)| *figure);
        let (Some(least), Some(most), Some(budget)) = (least, most, self.budget()) else {
            if let Some(lead) = self.lead_of_hours() {
                return lead;
            }
            let key = if self.knows_gaps {
                "page-hold-lead-told"
            } else {
                "page-hold-lead-found"
            };
            let ways = self.ways.iter();
            let ways = ways.map(|(way, _)| words.say(keys(way.form).0, &[]));
            let ways = words.list(&ways.collect::<Vec<_>>());
            return words.say(
                key,
                &[
                    ("council", &self.scheme.council),
                    ("ways", &ways),
                    ("count", &self.ways.len().to_string()),
                ],
            );
        };
        let said = |(figure, unit): &(Decimal, &Unit)| words.quantity(*figure, unit);
        let key = if least.0 == most.0 {
            "page-hold-lead-same"
        } else {
            "page-hold-lead-buys"
        };
        words.say(
            key,
            &[
                ("budget", &said(&budget)),
                ("least", &said(least)),
                ("most", &said(most)),
            ],
        )
    }

    /// From how much to how much is paid for an hour; `None` where there are not two such rates.
    fn lead_of_hours(&self) -> Option<String> {
        let words = self.input.words;
        let ways = self.ways.iter();
        let ways = ways.filter(|(way, _)| way.form != Form::CouncilManaged);
        let hours = ways.flat_map(|(_, facts)| self.hours(*facts));
        let hours = hours.filter_map(|rate| match rate.amount {
            Amount::Exact(amount) => Some((amount, &rate.unit)),
            _ => None,
        });
        let hours: Vec<(Decimal, &Unit)> = hours.collect();
        let (least, unit) = hours.iter().min_by_key(|(amount, _)| *amount)?;
        let (most, other) = hours.iter().max_by_key(|(amount, _)| *amount)?;
        let key = if least == most {
            "page-hold-lead-hour"
        } else {
            "page-hold-lead-hours"
        };
        (unit == other).then(|| {
            let (least, most) = (words.quantity(*least, unit), words.quantity(*most, unit));
            words.say(
                key,
                &[
                    ("council", &self.scheme.council),
                    ("least", &least),
                    ("most", &most),
                ],
            )
        })
    }

    /// The rates that say what an hour costs in a way.
    fn hours(&self, facts: Option<&'a WayFacts>) -> Vec<&'a Rate> {
        let hours = facts.into_iter().flat_map(|facts| &facts.hours);
        hours
            .filter_map(|rate| self.scheme.rates.get(*rate))
            .collect()
    }

    /// Everything that can be said of a way, a line each.
    fn rows(&self) -> Vec<Row> {
        let words = self.input.words;
        let row = |name: &str,
                   figures: bool,
                   text: &dyn Fn(&WayToHold, Option<&'a WayFacts>) -> String| {
            let ways = self.ways.iter();
            Row {
                name: words.say(name, &[]),
                cells: ways
                    .map(|(way, facts)| said(text(way, *facts), words))
                    .collect(),
                figures,
            }
        };
        let council = self
            .ways
            .iter()
            .find(|(way, _)| way.form == Form::CouncilManaged);
        let council = council.and_then(|(_, facts)| match *self.hours(*facts).as_slice() {
            [council] => Some(council),
            _ => None,
        });
        let share = |own: &Rate| {
            let council = council?;
            let (Amount::Exact(own_hour), Amount::Exact(theirs)) = (own.amount, council.amount)
            else {
                return None;
            };
            let is_one_unit = own.unit == council.unit && !theirs.is_zero();
            let share = is_one_unit
                .then(|| hundredths(own_hour, theirs))
                .flatten()?;
            Some(words.quantity(share, &Unit::of(PERCENT)))
        };
        // Where a way has several rates, each says whose it is.
        let of_each = |facts: Option<&'a WayFacts>, said: &dyn Fn(&Rate) -> Option<String>| {
            let hours = self.hours(facts);
            let is_one = hours.len() == 1;
            let said = hours.into_iter().filter_map(|rate| {
                let figure = said(rate)?;
                Some(if is_one {
                    figure
                } else {
                    words.say(
                        "page-hold-of-each",
                        &[("what", &rate.say), ("figure", &figure)],
                    )
                })
            });
            said.collect::<Vec<String>>().join("; ")
        };
        let mut bought = vec![String::new(); Form::ALL.len()];
        for ((way, _), buys) in self.ways.iter().zip(self.bought()) {
            if let (Some(slot), Some((figure, unit))) = (bought.get_mut(way.form as usize), buys) {
                *slot = words.quantity(figure, unit);
            }
        }
        vec![
            row("page-hold-hour", true, &|_, facts| {
                of_each(facts, &|rate| Some(words.amount(rate.amount, &rate.unit)))
            }),
            row("page-hold-share", true, &|_, facts| of_each(facts, &share)),
            row("page-hold-buys", true, &|way, _| {
                bought.get(way.form as usize).cloned().unwrap_or_default()
            }),
            row("page-hold-top", true, &|_, facts| {
                let top = facts.and_then(|facts| facts.taken_off_the_top.as_ref());
                top.map_or_else(String::new, |(amount, unit)| words.amount(*amount, unit))
            }),
            row("page-hold-lets", false, &|way, _| way.lets.clone()),
            row("page-hold-restricts", false, &|way, _| {
                way.restricts.clone()
            }),
            row("page-hold-costs", false, &|way, _| way.costs.clone()),
            row("page-hold-account", false, &|_, facts| {
                facts.map_or_else(String::new, |facts| facts.account.clone())
            }),
            row("page-hold-checks", false, &|_, facts| {
                facts.map_or_else(String::new, |facts| facts.checks.clone())
            }),
            row("page-hold-unspent", false, &|_, facts| {
                facts.map_or_else(String::new, |facts| facts.unspent.clone())
            }),
            row("page-hold-unspent-after", true, &|_, facts| {
                let after = facts.and_then(|facts| facts.unspent_after);
                after.map_or_else(String::new, |after| in_words(after, words))
            }),
            row("page-hold-employer", false, &|_, facts| {
                facts.map_or_else(String::new, |facts| facts.employer_costs.clone())
            }),
            row("page-hold-payroll", false, &|_, facts| {
                facts.map_or_else(String::new, |facts| facts.payroll.clone())
            }),
        ]
    }
}

/// A way that the council tells of, and what it declares of it.
pub(super) struct Declared {
    /// The way.
    pub form: Form,
    /// What it is called.
    pub say: String,
    /// Each thing that is declared of some way, by name, in one order for all; that it is not published where it is not.
    pub rows: Vec<(String, Cell)>,
}

/// What the council declares of each way to hold a budget.
pub(super) fn declared(input: Input<'_>, scheme: &Scheme) -> Vec<Declared> {
    let comparison = Comparison::of(input, scheme);
    // What a budget buys follows from the rules and from an example.
    let bought = input.words.say("page-hold-buys", &[]);
    let mut rows = comparison.rows();
    rows.retain(|row| row.name != bought);
    let ways = comparison.ways.iter().enumerate();
    let declared = ways.map(|(place, (way, _))| Declared {
        form: way.form,
        say: input.words.say(keys(way.form).0, &[]),
        rows: rows
            .iter()
            .filter_map(|row| Some((row.name.clone(), row.cells.get(place)?.clone())))
            .collect(),
    });
    declared.collect()
}

/// Of the worked examples, people before cases for checkers, of which every way to hold a budget gives an exact figure, the
/// one in the middle; and what
/// each step gives in it.
fn example(scheme: &Scheme) -> Option<(&Example, Vec<Value>)> {
    let ways = scheme.ways_to_hold.iter();
    let steps: Vec<usize> = ways.filter_map(|way| way.gives).collect();
    let first = *steps.first()?;
    let mut examples: Vec<(&Example, Vec<Value>)> = scheme
        .examples
        .iter()
        .filter_map(|example| {
            let rules = of_example(scheme, example, None);
            let outcome = upfront_engine::estimate(&rules, &example.answers);
            let working = outcome.working.into_iter().map(|line| line.gives);
            let working: Vec<Value> = working.collect();
            let is_figure = |step: &usize| {
                let figure = working.get(*step).and_then(Value::exact);
                figure.is_some_and(|figure| !figure.is_zero())
            };
            steps.iter().all(is_figure).then_some((example, working))
        })
        .collect();
    // A person says more to a reader than a case for checkers.
    if examples.iter().any(|(example, _)| !example.not_a_person) {
        examples.retain(|(example, _)| !example.not_a_person);
    }
    examples.sort_by_key(|(_, working)| working.get(first).and_then(Value::exact));
    let middle = examples.len().checked_sub(1)? / 2;
    Some(examples.swap_remove(middle))
}

/// A figure as hundredths of another, to the nearest whole one.
fn hundredths(figure: Decimal, of: Decimal) -> Option<Decimal> {
    let whole = Rounding {
        direction: Direction::Nearest,
        to: Decimal::ONE,
    };
    exact::scale(figure, Decimal::ONE_HUNDRED, of, Some(whole))
}

/// What is said, or that it is not published.
fn said(text: String, words: &Words) -> Cell {
    if text.is_empty() {
        return cell(Amount::NotPublished, &Unit::none(), "", words);
    }
    Cell {
        text,
        withheld: false,
        asked: String::new(),
    }
}

/// Every form in words; none where the council tells of no way to hold a budget.
pub fn forms(scheme: &Scheme, open: &Outcome, words: &Words) -> Vec<Held> {
    if !is_told(scheme) {
        return Vec::new();
    }
    let letters = letters(scheme, open);
    Form::ALL
        .into_iter()
        .map(|form| {
            let way = scheme.ways_to_hold.iter().find(|way| way.form == form);
            let (say, about) = keys(form);
            Held {
                id: form.name().replace(' ', "-"),
                say: words.say(say, &[]),
                about: words.say(about, &[]),
                facts: way.map_or_else(Vec::new, |way| facts(way, words)),
                gives: way.and_then(|way| gives(scheme, way, &letters)),
                cite: way.and_then(|way| cited(scheme, way.cite.as_ref(), words)),
            }
        })
        .collect()
}

/// The messages for a form: its name, and what it is.
const fn keys(form: Form) -> (&'static str, &'static str) {
    match form {
        Form::DirectPayment => ("page-hold-direct", "page-hold-direct-about"),
        Form::TrustedPerson => ("page-hold-person", "page-hold-person-about"),
        Form::Trust => ("page-hold-trust", "page-hold-trust-about"),
        Form::Broker => ("page-hold-broker", "page-hold-broker-about"),
        Form::IndividualServiceFund => ("page-hold-fund", "page-hold-fund-about"),
        Form::CouncilManaged => ("page-hold-council", "page-hold-council-about"),
    }
}

fn facts(way: &WayToHold, words: &Words) -> Vec<Fact> {
    [
        ("page-hold-lets", &way.lets),
        ("page-hold-restricts", &way.restricts),
        ("page-hold-costs", &way.costs),
    ]
    .into_iter()
    .map(|(key, text)| Fact {
        name: words.say(key, &[]),
        text: said(text.clone(), words),
    })
    .collect()
}

fn gives(scheme: &Scheme, way: &WayToHold, letters: &[Option<String>]) -> Option<Gives> {
    let index = way.gives?;
    let step = scheme.steps.get(index)?;
    Some(Gives {
        id: step.id.clone(),
        say: step.say.clone(),
        letter: letters.get(index)?.clone()?,
    })
}
