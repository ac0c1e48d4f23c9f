//! What comes out where one part of the rules is another: only what rests on it is worked out again.

use alloc::vec::Vec;

use crate::{
    answers::Answers,
    outcome::{Line, Outcome, Taken},
    reads::Reads,
    run::Known,
    scheme::{Scheme, Step, Verb},
    value::Value,
};

/// A part of the rules, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A question, with what its options count.
    Question(usize),
    /// A rate.
    Rate(usize),
    /// A table.
    Table(usize),
    /// A step.
    Step(usize),
}

/// What each step reads, by step. It is the same however the numbers of the rules change.
#[derive(Debug)]
pub struct Dependencies<'a>(Vec<Reads<'a>>);

impl<'a> Dependencies<'a> {
    /// Of the steps of a scheme.
    pub fn of(scheme: &'a Scheme) -> Self {
        let steps = scheme.steps.iter();
        Self(steps.map(|step| Reads::of(scheme, step)).collect())
    }
}

/// An outcome in which nothing is open: every step gives one figure, or `no limit`.
#[derive(Clone, Copy, Debug)]
pub struct Settled<'a> {
    answers: &'a Answers,
    outcome: &'a Outcome,
}

impl<'a> Settled<'a> {
    /// What came of somebody's answers; `None` where something is open.
    pub fn of(answers: &'a Answers, outcome: &'a Outcome) -> Option<Self> {
        let is_settled = |line: &Line| line.taken != Taken::Maybe && line.gives.is_settled();
        let is_whole = outcome.unanswered.is_empty() && outcome.unknown.is_empty();
        (is_whole && outcome.working.iter().all(is_settled)).then_some(Self { answers, outcome })
    }

    /// The steps that give something else, and what, where one part of the rules is another. `scheme` are the rules with that
    /// other part, in which everything reads what it read. `None` where the whole has to be worked out to know it: the
    /// change may leave something open, or end the working out elsewhere.
    pub fn rework(
        self,
        scheme: &Scheme,
        part: Part,
        reads: &Dependencies<'_>,
    ) -> Option<Vec<(usize, Value)>> {
        let working = &self.outcome.working;
        let mut gives: Vec<Value> = Vec::new();
        let mut changed: Vec<usize> = Vec::new();
        for (index, (step, line)) in scheme.steps.iter().zip(working).enumerate() {
            if matches!(line.taken, Taken::Ended | Taken::Later) {
                continue;
            }
            let reaches = |reads: &Reads<'_>| {
                reads.steps.iter().any(|step| changed.contains(step))
                    || match part {
                        Part::Question(question) => reads.questions.contains(&question),
                        Part::Rate(rate) => reads.rates.contains(&rate),
                        Part::Table(of) => {
                            matches!(step.verb, Verb::LookUp { table, .. } if table == of)
                        }
                        Part::Step(of) => of == index,
                    }
            };
            if !reaches(reads.0.get(index)?) {
                continue;
            }
            if matches!(step.verb, Verb::Stop { .. }) {
                // What it would give matters only where it is taken.
                let mut when = Reads::new(scheme);
                for condition in step.conditions() {
                    when.condition(condition, usize::MAX);
                }
                if line.taken == Taken::Yes || reaches(&when) {
                    return None;
                }
                continue;
            }
            if gives.is_empty() {
                gives = working.iter().map(|line| line.gives.clone()).collect();
            }
            let value = self.take(scheme, (index, step), &gives)?;
            if value != line.gives {
                changed.push(index);
            }
            if let Some(place) = gives.get_mut(index) {
                *place = value;
            }
        }
        let value = |step: usize| Some((step, gives.get(step)?.clone()));
        changed.into_iter().map(value).collect()
    }

    /// What a step gives where the steps before it give this; `None` where that is open.
    fn take(
        self,
        scheme: &Scheme,
        (index, step): (usize, &Step),
        gives: &[Value],
    ) -> Option<Value> {
        let done = Known::after(scheme, self.answers, gives).take(index, step);
        let is_settled = done.taken != Taken::Maybe && done.gives.is_settled();
        is_settled.then_some(done.gives)
    }
}
