//! How the rules of one edition differ from those of another, and what that does to people.
//!
//! Rules are the same rule where they have the same name. What a rule is called, why it is there and where it comes from
//! make no difference to what it gives, and are no change here.

use std::{borrow::Cow, cmp::Ordering};

use jiff::civil::Date;
use rayon::prelude::*;
use upfront_engine::{
    Amount, Answers, Decimal, Outcome, Prepared, Scheme, Value,
    answers::Answer,
    estimate, exact,
    explain::{describe_step, describe_when},
    scheme::{
        AnswerRow, Axis, Band, Direction, Example, Kinder, Measure, Question, QuestionKind, Rate,
        ResultLine, Rounding, Table, TableKind,
    },
    value::Reason,
    words::Words,
};

use crate::check::dated::{day_of, with_rates_of};

/// Two editions of the same rules.
#[derive(Clone, Copy, Debug)]
pub struct Editions<'a> {
    /// The earlier.
    pub before: &'a Scheme,
    /// The later.
    pub after: &'a Scheme,
}

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A named amount.
    Rate,
    /// A table.
    Table,
    /// A question, its options and what they count.
    Question,
    /// A step.
    Step,
}

/// A rule that one of two editions has and the other has not, or has otherwise. Each edition's is told by its place among
/// its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// What it is.
    pub kind: RuleKind,
    /// The earlier edition's; `None` where it has none.
    pub before: Option<usize>,
    /// The later edition's.
    pub after: Option<usize>,
}

/// Somebody for whom two editions are worked out: a worked example, or a person whom councils are compared by.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// Its name in its file.
    pub id: &'a str,
    /// How it is headed.
    pub title: &'a str,
    /// The day whose amounts count; `None` for those of the editions as they stand.
    pub on: Option<Date>,
    /// The answers to the questions of the earlier and of the later edition.
    pub answers: [Answers; 2],
}

/// What two editions give for somebody.
#[derive(Clone, Debug)]
pub struct Effect<'a> {
    /// Who it is.
    pub case: Case<'a>,
    /// One for each result that both have.
    pub results: Vec<Shift>,
}

/// What a result was and is.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The result's place in the later edition.
    pub result: usize,
    /// What the earlier edition gives.
    pub before: Value,
    /// What the later edition gives.
    pub after: Value,
    /// The one rule that does most of the difference by itself, by its place among the changes, and what it does. `None`
    /// where there is no difference in figures, or no rule can be exchanged by itself.
    pub most: Option<(usize, Decimal)>,
    /// Whether what each rule does by itself comes to the whole difference when it is added up.
    pub adds_up: bool,
}

/// What a change is to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A loss.
    Worse,
    /// Neither.
    Same,
    /// A gain.
    Better,
}

impl Shift {
    /// By how much the result is more now, where both are figures.
    pub fn by(&self) -> Option<Decimal> {
        exact::subtract(self.after.exact()?, self.before.exact()?)
    }

    /// Whether the result is less, the same or more now, whatever is not known; `None` where that depends on it.
    pub fn direction(&self) -> Option<Ordering> {
        if self.before == self.after && self.before.is_settled() {
            return Some(Ordering::Equal);
        }
        if let (Some(before), Some(after)) = (level(&self.before), level(&self.after)) {
            return Some(after.cmp(&before));
        }
        let is_under = |one: &Value, other: &Value| {
            let (most, least) = (one.most(), other.low);
            matches!((most, least), (Some(most), Some(least)) if most < least)
        };
        if is_under(&self.after, &self.before) {
            Some(Ordering::Less)
        } else if is_under(&self.before, &self.after) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// What it is to the person, where the rules say which way the result is better.
    pub fn standing(&self, kinder: Option<Kinder>) -> Option<Standing> {
        Some(match (self.direction()?, kinder?) {
            (Ordering::Equal, _) => Standing::Same,
            (Ordering::Greater, Kinder::Higher) | (Ordering::Less, Kinder::Lower) => {
                Standing::Better
            }
            _ => Standing::Worse,
        })
    }
}

/// What a result is measured by against another: its figure, or the ceiling where there is one and nothing else is open. A
/// ceiling that is taken away is a loss, though what is under it is not known.
fn level(value: &Value) -> Option<Decimal> {
    let is_ceiling = |why: &Reason| matches!(why, Reason::UpTo(_));
    let is_ceiling_alone = !value.why.is_empty() && value.why.iter().all(is_ceiling);
    let ceiling = || value.most().filter(|_| is_ceiling_alone);
    value.exact().or_else(ceiling)
}

/// The share by which prices rose since the edition before, where the rules say it.
pub fn price_rise(after: &Scheme) -> Option<&Rate> {
    let mut rates = after.rates.iter();
    rates.find(|rate| rate.is_price_rise && rate.unit.is_percent())
}

/// By how much a sum of money is more than the earlier one after prices rose by a percentage, to the nearest penny.
pub fn after_prices(before: Decimal, after: Decimal, percent: Decimal) -> Option<Decimal> {
    let penny = Rounding {
        direction: Direction::Nearest,
        to: Decimal::new(1, 2),
    };
    let times = exact::add(Decimal::ONE_HUNDRED, percent)?;
    let kept_up = exact::scale(before, times, Decimal::ONE_HUNDRED, None)?;
    exact::round(exact::subtract(after, kept_up)?, penny)
}

/// Every rule that is otherwise in the later edition: named amounts, tables, questions, then steps, each in the later
/// edition's order, and those that are gone after them.
pub fn changes(editions: Editions<'_>, words: &Words) -> Vec<RuleChange> {
    let Editions { before, after } = editions;
    let mut changes = Vec::new();
    // By how much prices rose is no rule: it is what the others are held against.
    let is_rule = |change: &RuleChange| {
        let later = change.after.and_then(|place| after.rates.get(place));
        let earlier = change.before.and_then(|place| before.rates.get(place));
        let rate = later.or(earlier).filter(|_| change.kind == RuleKind::Rate);
        rate.is_none_or(|rate| !rate.is_price_rise)
    };
    let rates = |one: &Rate, other: &Rate| {
        let mut stated = one.dated.iter().zip(&other.dated);
        one.unit == other.unit
            && one.dated.len() == other.dated.len()
            && stated.all(|(one, other)| one.amount == other.amount)
            && (one.amount == other.amount || !one.dated.is_empty())
    };
    compare(
        (RuleKind::Rate, &mut changes),
        (&before.rates, &after.rates),
        |rate| &rate.id,
        rates,
    );
    compare(
        (RuleKind::Table, &mut changes),
        (&before.tables, &after.tables),
        |table| &table.id,
        |one, other| is_same_table((before, one), (after, other)),
    );
    let plain = (without_names(before), without_names(after));
    let words = (&*words.for_scheme(before), &*words.for_scheme(after));
    let asked = |(scheme, words): (&Scheme, &Words), question: &Question| {
        let when = question.when.as_ref();
        when.map_or_else(String::new, |when| {
            describe_when(scheme, when, "page-asked-when", words)
        })
    };
    compare(
        (RuleKind::Question, &mut changes),
        (&plain.0.questions, &plain.1.questions),
        |question| &question.id,
        |one, other| {
            is_same_kind((before, &one.kind), (after, &other.kind))
                && asked((&plain.0, words.0), one) == asked((&plain.1, words.1), other)
        },
    );
    compare(
        (RuleKind::Step, &mut changes),
        (&plain.0.steps, &plain.1.steps),
        |step| &step.id,
        |one, other| {
            one.unit == other.unit
                && one.may_be_exceeded == other.may_be_exceeded
                && describe_step(&plain.0, one, words.0) == describe_step(&plain.1, other, words.1)
        },
    );
    changes.retain(is_rule);
    changes
}

fn compare<T>(
    (kind, changes): (RuleKind, &mut Vec<RuleChange>),
    (before, after): (&[T], &[T]),
    id: impl Fn(&T) -> &String,
    is_same: impl Fn(&T, &T) -> bool,
) {
    for (place, rule) in after.iter().enumerate() {
        let earlier = before.iter().position(|other| id(other) == id(rule));
        let is_altered = earlier
            .and_then(|place| before.get(place))
            .is_none_or(|other| !is_same(other, rule));
        if is_altered {
            changes.push(RuleChange {
                kind,
                before: earlier,
                after: Some(place),
            });
        }
    }
    for (place, rule) in before.iter().enumerate() {
        if after.iter().all(|other| id(other) != id(rule)) {
            changes.push(RuleChange {
                kind,
                before: Some(place),
                after: None,
            });
        }
    }
}

/// The rules with their own names in the place of what they are called, and without amounts that have a name, so that a
/// step that is the same but for those reads the same.
fn without_names(scheme: &Scheme) -> Scheme {
    let mut plain = scheme.clone();
    for question in &mut plain.questions {
        question.ask.clone_from(&question.id);
        if let QuestionKind::Options(options) = &mut question.kind {
            for option in options {
                option.say.clone_from(&option.id);
            }
        }
    }
    for rate in &mut plain.rates {
        rate.say.clone_from(&rate.id);
        // A step that reads a rate is told with its amount, and is not another rule where only that is another.
        rate.amount = Amount::NotPublished;
        rate.dated.clear();
    }
    for table in &mut plain.tables {
        table.say.clone_from(&table.id);
    }
    for step in &mut plain.steps {
        step.say.clone_from(&step.id);
    }
    for result in &mut plain.results {
        result.say.clone_from(&result.id);
    }
    plain
}

type Of<'a, T> = (&'a Scheme, &'a T);

fn is_same_kind(one: Of<'_, QuestionKind>, other: Of<'_, QuestionKind>) -> bool {
    let counts = |scheme: &Scheme, counts: &[Option<Amount>]| {
        let ids = scheme.measures.iter().map(|measure| measure.id.clone());
        let counted = ids.zip(counts.iter().copied());
        let counted = counted.filter(|(_, amount)| amount.is_some());
        let mut counted: Vec<_> = counted.collect();
        counted.sort_by(|(one, _), (other, _)| one.cmp(other));
        counted
    };
    match (one.1, other.1) {
        (QuestionKind::Options(one_options), QuestionKind::Options(other_options)) => {
            one_options.len() == other_options.len()
                && one_options.iter().zip(other_options).all(|(a, b)| {
                    a.id == b.id && counts(one.0, &a.counts) == counts(other.0, &b.counts)
                })
        }
        (one, other) => one == other,
    }
}

fn is_same_table(one: Of<'_, Table>, other: Of<'_, Table>) -> bool {
    one.1.unit == other.1.unit
        && one.1.elsewhere == other.1.elsewhere
        && match (&one.1.kind, &other.1.kind) {
            (
                TableKind::Bands { by, rows },
                TableKind::Bands {
                    by: other,
                    rows: others,
                },
            ) => {
                by == other
                    && rows.len() == others.len()
                    && rows.iter().zip(others).all(|(row, other)| {
                        row.gives == other.gives && is_same_band(&row.band, &other.band)
                    })
            }
            (
                TableKind::ByAnswer { question, rows },
                TableKind::ByAnswer {
                    question: other_question,
                    rows: others,
                },
            ) => {
                answered(one.0, *question) == answered(other.0, *other_question)
                    && given(rows) == given(others)
            }
            (
                TableKind::TwoWay {
                    rows,
                    columns,
                    cells,
                },
                TableKind::TwoWay {
                    rows: other_rows,
                    columns: other_columns,
                    cells: others,
                },
            ) => {
                cells == others
                    && is_same_axis((one.0, rows), (other.0, other_rows))
                    && is_same_axis((one.0, columns), (other.0, other_columns))
            }
            (one, other) => one == other,
        }
}

fn is_same_band(one: &Band, other: &Band) -> bool {
    (one.from, one.to, one.under) == (other.from, other.to, other.under)
}

fn is_same_axis(one: Of<'_, Axis>, other: Of<'_, Axis>) -> bool {
    match (one.1, other.1) {
        (
            Axis::Bands { by, bands },
            Axis::Bands {
                by: other,
                bands: others,
            },
        ) => {
            by == other
                && bands.len() == others.len()
                && bands
                    .iter()
                    .zip(others)
                    .all(|(band, other)| is_same_band(band, other))
        }
        (Axis::Answer { question }, Axis::Answer { question: others }) => {
            answered(one.0, *question) == answered(other.0, *others)
        }
        _ => false,
    }
}

/// A question and its options, by name.
fn answered(scheme: &Scheme, question: usize) -> Option<(&str, Vec<&str>)> {
    let question = scheme.questions.get(question)?;
    let options: Vec<&str> = match &question.kind {
        QuestionKind::Options(options) => options.iter().map(|one| one.id.as_str()).collect(),
        QuestionKind::Number { .. } => Vec::new(),
    };
    Some((&question.id, options))
}

fn given(rows: &[AnswerRow]) -> Vec<Amount> {
    rows.iter().map(|row| row.gives).collect()
}

/// The worked examples of the later edition, then those of the earlier that the later has no more. Answers follow the
/// questions' and the options' names; where an edition asks what the example does not say, it is not known.
pub fn examples(editions: Editions<'_>) -> Vec<Case<'_>> {
    let Editions { before, after } = editions;
    let is_gone = |example: &&Example| after.examples.iter().all(|other| other.id != example.id);
    let later = after.examples.iter().map(|example| {
        let earlier = carried(after, &example.answers, before);
        (example, [earlier, example.answers.clone()])
    });
    let gone = before.examples.iter().filter(is_gone).map(|example| {
        let later = carried(before, &example.answers, after);
        (example, [example.answers.clone(), later])
    });
    let cases = later.chain(gone).map(|(example, answers)| Case {
        id: &example.id,
        title: &example.title,
        on: day_of(example),
        answers,
    });
    cases.collect()
}

/// What both editions give for each of some cases, and which of the changes does most of the difference.
pub fn effects<'a>(
    editions: Editions<'_>,
    changes: &[RuleChange],
    cases: Vec<Case<'a>>,
) -> Vec<Effect<'a>> {
    if cases.is_empty() {
        return Vec::new();
    }
    let swaps: Vec<(usize, Scheme)> = changes
        .iter()
        .enumerate()
        .filter_map(|(place, change)| Some((place, exchanged(editions, *change)?)))
        .collect();
    let swaps = swaps
        .iter()
        .map(|(rule, scheme)| (*rule, Ready::of(scheme)));
    let swaps: Vec<(usize, Ready<'_>)> = swaps.collect();
    let [before, after] = [editions.before, editions.after].map(Ready::of);
    let of_one = |case: Case<'a>| {
        let [earlier, later] = &case.answers;
        let was = before.estimate(case.on, earlier);
        let is = after.estimate(case.on, later);
        let mut results: Vec<Shift> = shared_results(editions)
            .filter_map(|(earlier, later)| {
                Some(Shift {
                    result: later,
                    before: was.results.get(earlier)?.clone(),
                    after: is.results.get(later)?.clone(),
                    most: None,
                    adds_up: false,
                })
            })
            .collect();
        if results
            .iter()
            .any(|shift| shift.by().is_some_and(|by| !by.is_zero()))
        {
            attribute(&mut results, &swaps, &case);
        }
        Effect { case, results }
    };
    cases.into_par_iter().map(of_one).collect()
}

/// Rules made ready to be worked out for many cases.
struct Ready<'s>(Prepared<'s>);

impl<'s> Ready<'s> {
    fn of(scheme: &'s Scheme) -> Self {
        Self(Prepared::of(scheme))
    }

    /// What they give with the rates of a day.
    fn estimate(&self, on: Option<Date>, answers: &Answers) -> Outcome {
        match with_rates_of(self.0.scheme(), on) {
            Cow::Borrowed(_) => self.0.estimate(answers),
            Cow::Owned(on_the_day) => estimate(&on_the_day, answers),
        }
    }
}

/// Finds for each result the rule that makes most of its difference: what the later edition gives, less what it would
/// give with that one rule as it was.
fn attribute(results: &mut [Shift], swaps: &[(usize, Ready<'_>)], case: &Case<'_>) {
    let [_, answers] = &case.answers;
    let without: Vec<_> = swaps
        .iter()
        .map(|(rule, ready)| (*rule, ready.estimate(case.on, answers)))
        .collect();
    for shift in results {
        let (Some(by), Some(now)) = (shift.by(), shift.after.exact()) else {
            continue;
        };
        if by.is_zero() {
            continue;
        }
        let mut total = Some(Decimal::ZERO);
        for (rule, outcome) in &without {
            let figure = outcome.results.get(shift.result).and_then(Value::exact);
            let does = figure.and_then(|figure| exact::subtract(now, figure));
            total = total
                .zip(does)
                .and_then(|(total, does)| exact::add(total, does));
            let Some(does) = does.filter(|does| !does.is_zero()) else {
                continue;
            };
            if shift.most.is_none_or(|(_, most)| does.abs() > most.abs()) {
                shift.most = Some((*rule, does));
            }
        }
        shift.adds_up = total == Some(by);
    }
}

/// The results that both editions have, by their places in the earlier and in the later.
pub fn shared_results(editions: Editions<'_>) -> impl Iterator<Item = (usize, usize)> {
    let Editions { before, after } = editions;
    after
        .results
        .iter()
        .enumerate()
        .filter_map(|(later, result)| {
            let is_same = |other: &ResultLine| other.id == result.id;
            let earlier = before.results.iter().position(is_same)?;
            let unit = |scheme: &Scheme, result: &ResultLine| {
                scheme.steps.get(result.step).map(|step| step.unit.clone())
            };
            let was = unit(before, before.results.get(earlier)?);
            (was == unit(after, result)).then_some((earlier, later))
        })
}

/// The answers to one edition's questions as answers to another's, by the names of questions and options.
pub fn carried(from: &Scheme, answers: &Answers, to: &Scheme) -> Answers {
    let mut carried = Answers(vec![None; to.questions.len()]);
    for (place, question) in to.questions.iter().enumerate() {
        let own = from.questions.iter().position(|own| own.id == question.id);
        let Some(own) = own else {
            continue;
        };
        let answer = answers.get(own);
        let asked = from.questions.get(own);
        if let Some(answer) = answer
            .zip(asked)
            .and_then(|(answer, asked)| as_answer_to(answer, &asked.kind, &question.kind))
        {
            carried.set(place, answer);
        }
    }
    carried
}

fn as_answer_to(answer: Answer, from: &QuestionKind, to: &QuestionKind) -> Option<Answer> {
    match (answer, from, to) {
        (Answer::Unknown, ..) => Some(Answer::Unknown),
        (Answer::Option(option), QuestionKind::Options(own), QuestionKind::Options(options)) => {
            let id = &own.get(option)?.id;
            let place = options.iter().position(|option| option.id == *id)?;
            Some(Answer::Option(place))
        }
        (
            Answer::Number(_) | Answer::InPeriod(..),
            QuestionKind::Number { unit, periods, .. },
            QuestionKind::Number {
                unit: other,
                periods: others,
                least,
                most,
                ..
            },
        ) if unit == other => match answer {
            Answer::Number(number) => {
                let fits = number >= *least && most.is_none_or(|most| number <= most);
                fits.then_some(answer)
            }
            Answer::InPeriod(number, period) => {
                let period = periods.get(period)?;
                let place = others.iter().position(|other| other.unit == period.unit)?;
                Some(Answer::InPeriod(number, place))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The later edition with one rule as it was in the earlier; `None` where that rule cannot be exchanged by itself.
pub(super) fn exchanged(editions: Editions<'_>, change: RuleChange) -> Option<Scheme> {
    let Editions { before, after } = editions;
    let (was, is) = (change.before?, change.after?);
    let mut scheme = after.clone();
    // What was proved of the steps was proved of the figures as they are.
    scheme.bounds.clear();
    match change.kind {
        RuleKind::Rate => {
            let rate = before.rates.get(was)?;
            let place = scheme.rates.get_mut(is)?;
            if place.unit != rate.unit || !place.dated.is_empty() || !rate.dated.is_empty() {
                return None;
            }
            place.amount = rate.amount;
        }
        RuleKind::Table => {
            let table = before.tables.get(was)?;
            let place = scheme.tables.get_mut(is)?;
            let fits = match (&table.kind, &place.kind) {
                (TableKind::Bands { by, .. }, TableKind::Bands { by: other, .. })
                | (TableKind::Lines { by, .. }, TableKind::Lines { by: other, .. }) => by == other,
                (
                    TableKind::ByAnswer { question, .. },
                    TableKind::ByAnswer {
                        question: other, ..
                    },
                ) => question == other && answered(before, *question) == answered(after, *other),
                _ => false,
            };
            if !fits || table.unit != place.unit {
                return None;
            }
            place.kind = table.kind.clone();
            place.elsewhere = table.elsewhere;
        }
        RuleKind::Question => {
            let question = before.questions.get(was)?;
            let place = scheme.questions.get_mut(is)?;
            let (QuestionKind::Options(own), QuestionKind::Options(options)) =
                (&question.kind, &mut place.kind)
            else {
                return None;
            };
            let ids = |measures: &[Measure]| -> Vec<String> {
                measures.iter().map(|measure| measure.id.clone()).collect()
            };
            if ids(&before.measures) != ids(&after.measures) || own.len() != options.len() {
                return None;
            }
            for (option, own) in options.iter_mut().zip(own) {
                if option.id != own.id {
                    return None;
                }
                option.counts.clone_from(&own.counts);
            }
        }
        RuleKind::Step => return None,
    }
    Some(scheme)
}
