//! The worked examples of an edition, each worked out and told once for all the pages that show it.

use std::borrow::Cow;

use upfront_engine::{
    Outcome, Scheme, Unit,
    explain::{Explained, Explainer, explain},
    outcome::Taken,
    scheme::Example,
    unit::POUND,
    words::Words,
};

use crate::{
    analyse::{Block, blocks},
    check::{dated::of_example, worked},
};

/// An edition's rules in blocks, and its examples worked out.
#[derive(Clone, Debug)]
pub struct Edition<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// What of them stands in a map, and what is told within that.
    pub blocks: Vec<Block>,
    /// The examples, in order.
    pub examples: Vec<Worked<'a>>,
}

/// A worked example with what came out.
#[derive(Clone, Debug)]
pub struct Worked<'a> {
    /// The example.
    pub example: &'a Example,
    /// The rules with the amounts of its day.
    pub scheme: Cow<'a, Scheme>,
    /// What came out.
    pub outcome: Outcome,
    /// The same in words.
    pub explained: Explained,
}

/// So many blocks fit in a map together with the questions.
const BLOCKS: usize = 12;

/// For so many examples the texts of the rules are not worth putting together for all of them.
const FEW: usize = 2;

impl<'a> Edition<'a> {
    /// Works the examples of an edition out.
    pub fn of(scheme: &'a Scheme, words: &Words) -> Self {
        // Of a few, less has to be put together than of all.
        let explainer = (scheme.examples.len() > FEW).then(|| Explainer::of(scheme, words));
        let examples = scheme.examples.iter().zip(worked(scheme));
        let examples = examples.map(|(example, outcome)| {
            let scheme = of_example(scheme, example, None);
            let explained = match (&explainer, &scheme) {
                (Some(explainer), Cow::Borrowed(_)) => {
                    explainer.explain(&example.answers, &outcome)
                }
                _ => explain(&scheme, &example.answers, &outcome, words),
            };
            Worked {
                example,
                scheme,
                outcome,
                explained,
            }
        });
        Self {
            scheme,
            blocks: blocks(scheme, BLOCKS),
            examples: examples.collect(),
        }
    }

    /// What came out of each.
    pub fn outcomes(&self) -> Vec<&Outcome> {
        self.examples.iter().map(|worked| &worked.outcome).collect()
    }

    /// The example that shows the rules best: a person's, where there is one, with an amount in as many blocks as can be.
    pub fn shown(&self) -> Option<&Worked<'a>> {
        let worth = |worked: &&Worked<'a>| {
            let shown = self.blocks.iter().filter(|block| worked.shows(block.head));
            (!worked.example.not_a_person, shown.count())
        };
        // Of those that show as much the first.
        self.examples.iter().rev().max_by_key(worth)
    }
}

impl Worked<'_> {
    /// Whether a step was taken and gave one amount that is something.
    fn shows(&self, step: usize) -> bool {
        self.outcome.working.get(step).is_some_and(|line| {
            let figure = line.gives.exact();
            line.taken == Taken::Yes && figure.is_some_and(|figure| !figure.is_zero())
        })
    }

    /// What a step gave, in words; empty where it was not taken.
    pub fn amount(&self, step: usize) -> &str {
        let id = self.scheme.steps.get(step).map(|step| &step.id);
        let line = self
            .explained
            .lines
            .iter()
            .find(|line| Some(&line.id) == id);
        let is_taken = self
            .outcome
            .working
            .get(step)
            .is_some_and(|line| matches!(line.taken, Taken::Yes | Taken::Maybe));
        line.filter(|_| is_taken).map_or("", |line| &line.amount)
    }

    /// The same where there is little room: money without its period.
    pub fn short_amount(&self, step: usize, words: &Words) -> String {
        let unit = self.scheme.steps.get(step).map(|step| &step.unit);
        let line = self.outcome.working.get(step);
        match (unit, line) {
            (Some(unit), Some(line)) if unit.is_money() && !self.amount(step).is_empty() => {
                words.value(&line.gives, &Unit::of(POUND))
            }
            _ => self.amount(step).to_owned(),
        }
    }
}
