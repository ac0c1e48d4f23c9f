//! Stops: steps that end the working out, and what the results then are.

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{Condition, Operand, Verb},
};

use super::{
    Checking, Current,
    amounts::{Quantity, Written},
    names::unknown,
    operands::{Counted, Typed},
    reach::Reach,
    roundings,
    steps::Worked,
    testing::no_number,
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding, suggest::meant},
    language::ways::MET,
    lint::PENNY,
    rules::{Given, Named, Operand as WrittenOperand, Rules, Step, is_meant_as_name},
    source::Span,
};

/// What is known of a stop before the results are.
#[derive(Default)]
pub(super) struct Stop {
    /// What it gives that is no plain amount, each read where the step stands.
    named: Vec<Typed>,
    /// How that is rounded.
    pub(super) rounding: Option<roundings::Written>,
}

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn stop(&mut self, step: &Step) -> Option<Worked> {
        let condition = step.stop_when.get();
        let condition = condition.and_then(|condition| self.condition(condition));
        // What it gives is read where that holds.
        match &condition {
            Some(condition) => self.narrow(condition),
            None => self.lose_reach(),
        }
        let mut named = Vec::new();
        match step.gives.get().map(|gives| (&gives.value, gives.at)) {
            Some((Given::Each(results), _)) => {
                for result in results {
                    let operand = result.value.as_ref();
                    let operand = operand.and_then(|one| self.named_by_stop(one, result.at));
                    named.extend(operand);
                }
            }
            Some((Given::One(operand), at)) => named.extend(self.named_by_stop(operand, at)),
            None => {}
        }
        if let Some(Current::Step(step)) = self.current {
            self.steps.stops.entry(step).or_default().named = named;
        }
        // What it gives is held against the results once they are known.
        condition.map(|_| Worked {
            verb: Verb::Stop { gives: Vec::new() },
            counted: Counted::In(Unit::none()),
            reach: None,
        })
    }

    /// What a stop gives by a name, or by a choice; `None` where it is an amount, or says whether a test is met.
    fn named_by_stop(&mut self, operand: &WrittenOperand, at: Span) -> Option<Typed> {
        let Some(text) = operand.text() else {
            return Some(self.operand(operand, at));
        };
        let text = text.trim();
        let step = self.steps.names.find(text);
        if let (Some(step), Some(Current::Step(user))) = (step, self.current)
            && step < user
            && let Some(Some(unit)) = self.steps.units.get(step)
            && unit.is_test()
        {
            self.steps.backward.push((user, step, at));
            return Some(Typed {
                counted: Counted::In(unit.clone()),
                operand: Operand::Step(step),
                reach: None,
                at,
                bare: false,
            });
        }
        let is_name = step.is_some()
            || self.rates.names.find(text).is_some()
            || self.questions.names.find(text).is_some()
            || is_meant_as_name(text) && !MET.contains(&text);
        is_name.then(|| self.operand(operand, at))
    }

    /// Reads what the steps that stop give, once the results are known.
    pub(super) fn read_stops(&mut self, rules: &Rules) {
        let results: Vec<(String, Option<Unit>)> = self
            .scheme
            .results
            .iter()
            .map(|result| {
                let unit = self.steps.units.get(result.step).cloned().flatten();
                (result.id.clone(), unit)
            })
            .collect();
        let stops = std::mem::take(&mut self.steps.stops);
        for (index, written) in rules.steps().iter().enumerate() {
            let (Some(stop), Some(gives)) = (stops.get(&index), written.gives.get()) else {
                continue;
            };
            let gives = match &gives.value {
                Given::Each(each) => self.one_for_each(&results, gives.at, each, stop),
                Given::One(one) => self.one_for_all(&results, (one, gives.at), stop),
            };
            for given in &stop.named {
                self.check_is_asked_there(index, given);
            }
            if let Some(step) = self.scheme.steps.get_mut(index)
                && matches!(step.verb, Verb::Stop { .. })
            {
                step.verb = Verb::Stop { gives };
            }
        }
    }

    /// The answer to a question that is surely not asked of those for whom this stops: the result would be nothing.
    fn check_is_asked_there(&mut self, step: usize, given: &Typed) {
        let stops = self
            .scheme
            .steps
            .get(step)
            .and_then(|step| step.when.as_ref());
        let mut there = Told::new();
        if let Some(condition) = stops {
            note(condition, &mut there);
        }
        let is_asked = |question: usize, mut there: Told| {
            let asked = self.scheme.questions.get(question);
            let when = asked.and_then(|asked| asked.when.as_ref());
            when.is_none_or(|when| {
                note(when, &mut there);
                can_hold(&there)
            })
        };
        let unasked = match &given.operand {
            Operand::Answer(question) => {
                Some(*question).filter(|question| can_hold(&there) && !is_asked(*question, there))
            }
            Operand::ByAnswer {
                question: by,
                choices,
                ..
            } => choices.iter().enumerate().find_map(|(option, choice)| {
                let Operand::Answer(question) = choice else {
                    return None;
                };
                let mut picked = there.clone();
                narrow_to(*by, &[option], &mut picked);
                let is_picked = can_hold(&picked);
                (is_picked && !is_asked(*question, picked)).then_some(*question)
            }),
            _ => None,
        };
        let Some(question) = unasked else { return };
        let name = self.scheme.questions.get(question);
        let id = name.map_or_else(String::new, |asked| asked.id.clone());
        self.find_of_question(
            question,
            Finding::new(
                Code::NotAsked,
                given.at,
                format!("`{id}` is not asked where this stops, so nothing comes out"),
            )
            .label("never has an answer here")
            .advice(format!(
                "Give another amount, or mend the `when` of `{id}`, so that it is asked here too."
            )),
        );
    }

    /// One thing that every result then is.
    fn one_for_all(
        &mut self,
        results: &[(String, Option<Unit>)],
        given: (&WrittenOperand, Span),
        stop: &Stop,
    ) -> Vec<Operand> {
        let mut fits = true;
        results
            .iter()
            .map(|result| {
                let given = if fits {
                    self.given_for(result, given, stop)
                } else {
                    None
                };
                fits &= given.is_some();
                given.unwrap_or_else(not_known)
            })
            .collect()
    }

    /// Something for each result.
    fn one_for_each(
        &mut self,
        results: &[(String, Option<Unit>)],
        at: Span,
        entries: &[Named<WrittenOperand>],
        stop: &Stop,
    ) -> Vec<Operand> {
        let mut gives = vec![None; results.len()];
        let mut whole = true;
        for entry in entries {
            let result = results.iter().position(|(id, _)| *id == entry.name);
            let operand = entry.value.as_ref();
            let text = operand.and_then(WrittenOperand::text);
            let Some((place, result)) = result.and_then(|at| Some((at, results.get(at)?))) else {
                whole = false;
                let is_named = stop.named.iter().any(|named| named.at == entry.at);
                if let Some(text) = text.filter(|_| !is_named) {
                    self.quantity(text, entry.at);
                }
                if !self.results.is_incomplete() && self.results.find(&entry.name).is_none() {
                    let near = meant(&entry.name, results.iter().map(|(id, _)| id.as_str()));
                    self.find(unknown("result", &entry.name, entry.key, near.as_ref()));
                }
                continue;
            };
            let given = operand.and_then(|one| self.given_for(result, (one, entry.at), stop));
            whole &= given.is_some();
            if let (Some(place), Some(given)) = (gives.get_mut(place), given) {
                *place = Some(given);
            }
        }
        let missing: Vec<String> = results
            .iter()
            .zip(&gives)
            .filter(|(_, given)| given.is_none())
            .map(|((id, _), _)| format!("`{id}`"))
            .collect();
        if whole && !missing.is_empty() {
            self.find(
                Finding::new(
                    Code::MissingKey,
                    at,
                    format!("there is no amount for the result {}", missing.join(", ")),
                )
                .label("a result is missing")
                .advice("Give an amount for every result."),
            );
        }
        gives
            .into_iter()
            .map(|given| given.unwrap_or_else(not_known))
            .collect()
    }

    /// What a stop gives for a result, in its unit; `None` where there is a finding about it.
    fn given_for(
        &mut self,
        (id, unit): &(String, Option<Unit>),
        (operand, at): (&WrittenOperand, Span),
        stop: &Stop,
    ) -> Option<Operand> {
        let text = operand.text().map(|text| &**text);
        let named = stop.named.iter().find(|named| named.at == at);
        let typed = match named {
            Some(named) => named.clone(),
            None => self.amount_given(unit.as_ref(), text, at)?,
        };
        let unit = match (&typed.counted, unit) {
            (Counted::Unknown, _) => return None,
            (Counted::In(own), Some(unit)) if own != unit => {
                if unit.is_test() {
                    self.given(Some(unit), text, at);
                } else if own.is_test() {
                    let name = text.unwrap_or_default().trim();
                    self.find(no_number(name, typed.at));
                } else {
                    self.find(clash(own, unit, typed.at));
                }
                return None;
            }
            (_, None) => return Some(typed.operand),
            (_, Some(unit)) => unit,
        };
        if let Some(rounding) = &stop.rounding
            && !self.rounding_fits(rounding, unit)
        {
            return None;
        }
        let reach = typed.reach.map(|reach| match &stop.rounding {
            Some(written) => reach.rounded(written.rounding),
            None => reach,
        });
        if let Some(reach) = reach.filter(|_| unit.is_money()) {
            self.check_can_be_paid(id, text, reach, &typed);
        }
        Some(typed.settled(unit))
    }

    /// An amount that a stop gives, or whether a test is met; `None` where there is a finding about it.
    fn amount_given(&mut self, unit: Option<&Unit>, text: Option<&str>, at: Span) -> Option<Typed> {
        let quantity: Quantity = self.given(unit, text, at)?;
        if let Some(unit) = unit
            && !self.fits_place(&quantity, unit, at)
        {
            return None;
        }
        Some(Typed {
            reach: Reach::of_amount(&quantity.amount),
            operand: Operand::Literal {
                amount: quantity.amount,
                unit: unit.cloned().unwrap_or_default(),
            },
            counted: unit.cloned().map_or(Counted::Any, Counted::In),
            at,
            bare: quantity.written == Written::Bare,
        })
    }

    /// What a stop gives in pounds is held to what every result is: it is not below nothing, and has no part of a penny.
    fn check_can_be_paid(&mut self, id: &str, text: Option<&str>, reach: Reach, typed: &Typed) {
        let what = text.map_or(id, str::trim);
        if reach.low.is_some_and(|low| low < Decimal::ZERO) {
            self.find(
                Finding::new(
                    Code::BelowNothing,
                    typed.at,
                    format!("the result `{id}` can come out below nothing"),
                )
                .label("can be less than £0")
                .advice(format!("Add a step such as `{{id: at_least_nothing, greatest of: [{what}, nothing]}}`, and give that.")),
            );
        }
        let is_one = reach.high.is_some() && reach.high == reach.low;
        let figures = if is_one {
            reach.high.map(super::reach::places)
        } else {
            reach.places
        };
        if figures.is_some_and(|places| places > PENNY) && !self.is_national(typed.at) {
            self.find(
                Finding::new(
                    Code::PartOfAPenny,
                    typed.at,
                    format!("the result `{id}` is then in pounds, and it can come out to a part of a penny"),
                )
                .label("no rounding")
                .advice("Say how the council rounds it, such as `rounded to the nearest: penny`."),
            );
        }
    }
}

/// The options that conditions leave of each question.
type Told = BTreeMap<usize, BTreeSet<usize>>;

/// Notes what a condition surely says of answers where it holds.
fn note(condition: &Condition, told: &mut Told) {
    match condition {
        Condition::All(all) => all.iter().for_each(|condition| note(condition, told)),
        Condition::AnswerIs { question, options } => narrow_to(*question, options, told),
        _ => {}
    }
}

fn narrow_to(question: usize, options: &[usize], told: &mut Told) {
    told.entry(question)
        .and_modify(|left| left.retain(|option| options.contains(option)))
        .or_insert_with(|| options.iter().copied().collect());
}

/// Whether an option is left of each question.
fn can_hold(told: &Told) -> bool {
    told.values().all(|options| !options.is_empty())
}

/// What stands in the place of what has a finding.
fn not_known() -> Operand {
    Operand::Literal {
        amount: Amount::NotPublished,
        unit: Unit::none(),
    }
}
