//! What the engine gives back: the results, and every step of the way there.

use alloc::vec::Vec;

use crate::{
    amount::Amount,
    scheme::{Expectation, Scheme},
    value::{Limit, Reason, Value},
};

/// The outcome of a scheme for some answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Outcome {
    /// One for each of [`crate::scheme::Scheme::results`] in the parts that have been begun: see [`crate::parts`].
    pub results: Vec<Value>,
    /// One for each of [`crate::scheme::Scheme::steps`], in order.
    pub working: Vec<Line>,
    /// The questions, by index, that are asked of this person and have no answer.
    pub unanswered: Vec<usize>,
    /// The questions, by index, answered with *I do not know*.
    pub unknown: Vec<usize>,
    /// Whether every least and most is one that some completion of the answers really gives.
    /// `false` where there were too many completions to go through, or where a number that is not known is used in
    /// ways that could not be tried out: the truth may then be narrower.
    pub ranges_are_exact: bool,
}

impl Outcome {
    /// What a figure of a worked example comes to.
    pub fn value(&self, expected: &Expectation) -> Option<&Value> {
        if let Some(result) = expected.result {
            return self.results.get(result);
        }
        let line = self.working.get(expected.step)?;
        (line.taken != Taken::Later).then_some(&line.gives)
    }

    /// What a step came to. Where it is a result, that is what the result came to, which can end at a stop before its step.
    pub fn of_step(&self, scheme: &Scheme, step: usize) -> Option<&Value> {
        let mut results = scheme.results.iter();
        match results.position(|result| result.step == step) {
            Some(result) => self.results.get(result),
            None => Some(&self.working.get(step)?.gives),
        }
    }

    /// Whether a figure of a worked example comes out, to the penny.
    pub fn meets(&self, expected: &Expectation) -> bool {
        self.value(expected)
            .is_some_and(|value| expected.is_met_by(value))
    }
}

impl Expectation {
    /// Whether this is the value that is expected, to the penny.
    pub fn is_met_by(&self, value: &Value) -> bool {
        let open_because =
            |is: fn(&Reason) -> bool| !value.is_settled() && value.why.iter().any(is);
        match (self.amount, self.to) {
            (Amount::Exact(least), Some(most)) | (Amount::Between(least, most), _) => {
                value.low == Some(least) && value.most() == Some(most)
            }
            (Amount::Exact(figure), None) => value.exact() == Some(figure),
            (Amount::UpTo(figure), _) => {
                value.most() == Some(figure) && open_because(|why| matches!(why, Reason::UpTo(_)))
            }
            (Amount::NoLimit, _) => value.limit == Limit::Absent,
            (Amount::From(figure), _) => value.low == Some(figure) && value.high.is_none(),
            (Amount::CaseByCase, _) => open_because(|why| matches!(why, Reason::CaseByCase(_))),
            (Amount::NotPublished, _) => {
                open_because(|why| matches!(why, Reason::NotPublished(_) | Reason::OutsideTable(_)))
            }
            (Amount::NotKnown(..), _) => open_because(|why| matches!(why, Reason::NotKnown(_))),
        }
    }
}

/// What one step did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Line {
    /// The step, by index.
    pub step: usize,
    /// Whether it was taken.
    pub taken: Taken,
    /// What went in, in the order of the step's operands.
    pub inputs: Vec<Input>,
    /// What came out.
    pub gives: Value,
}

/// Whether a step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum Taken {
    /// It was.
    Yes,
    /// Its condition does not hold.
    No,
    /// That depends on what is not known.
    Maybe,
    /// An earlier step ended the working out.
    Ended,
    /// It belongs to a part that has not been begun.
    Later,
}

/// Something that went into a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Input {
    /// What it was.
    pub what: InputKind,
    /// Its value.
    pub value: Value,
}

/// What went into a step; all by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum InputKind {
    /// An earlier step.
    Step(usize),
    /// A rate.
    Rate(usize),
    /// What an answer counts, or the number answered.
    Answer(usize),
    /// An amount written in the step.
    Literal,
    /// A row of a table: table, row.
    Row(usize, usize),
    /// A cell of a two-way table: table, row, column.
    Cell(usize, usize, usize),
    /// What a table gives outside its rows.
    Elsewhere(usize),
    /// A segment between two printed points: table, the lower point.
    Between(usize, usize),
    /// A part of a test's condition, in order: one where it holds, nought where it does not.
    Part(usize),
}
