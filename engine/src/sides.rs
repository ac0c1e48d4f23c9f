//! On which side of a figure a quantity lies that is not known.
//!
//! Where the rules ask whether savings are over a limit and the savings are not known, one run takes them to be over it
//! and another not: what is asked again of the same limit, and whatever is worked out of the savings, then agrees.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use crate::{
    scheme::{Comparison, Condition, Operand, Scheme},
    value::{Limit, Value},
};

/// What may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// The number answered to a question, by index.
    Answer(usize),
    /// What a step gives, by index.
    Step(usize),
    /// A rate that is not published as one figure, by index.
    Rate(usize),
}

/// What something not known is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Than {
    /// A figure.
    Figure(Decimal),
    /// Something that is not known either.
    Other(Subject),
}

/// That something not known compares so with a figure, or with something else that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Side {
    pub(crate) of: Subject,
    pub(crate) is: Comparison,
    pub(crate) than: Than,
}

impl Subject {
    /// What an operand reads, if it is one thing.
    pub(crate) fn of(operand: &Operand) -> Option<Self> {
        match operand {
            Operand::Answer(question) => Some(Self::Answer(*question)),
            Operand::Step(step) => Some(Self::Step(*step)),
            Operand::Rate(rate) => Some(Self::Rate(*rate)),
            _ => None,
        }
    }
}

impl Side {
    /// The other side; `None` where that is on both sides.
    pub(crate) fn other(self) -> Option<Self> {
        let is = self.is.opposite()?;
        Some(Self { is, ..self })
    }

    /// Whether something compares so with the same, now that it lies on this side; `None` where it may.
    pub(crate) fn says(self, is: Comparison) -> Option<bool> {
        use Comparison::{AtLeast, AtMost, Over, Under};
        if is == self.is {
            return Some(true);
        }
        match (self.is, is) {
            (Over, AtLeast) | (Under, AtMost) => Some(true),
            (Over | Under, _) | (AtLeast, Under) | (AtMost, Over) => Some(false),
            _ => None,
        }
    }

    /// A value that lies on this side, as near as its least and its most can say it.
    pub(crate) fn narrow(self, value: &mut Value) {
        let Than::Figure(figure) = self.than else {
            return;
        };
        match self.is {
            Comparison::AtLeast | Comparison::Over => {
                value.low = Some(value.low.map_or(figure, |low| low.max(figure)));
            }
            Comparison::AtMost | Comparison::Under => {
                value.high = Some(value.high.map_or(figure, |high| high.min(figure)));
                value.limit = Limit::Figure;
            }
            Comparison::Equal => {}
        }
        if value.exact().is_some() {
            value.why.clear();
        }
    }
}

/// The same comparison read from its other end.
pub(crate) const fn turned(is: Comparison) -> Comparison {
    match is {
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Over => Comparison::Under,
        Comparison::Under => Comparison::Over,
        Comparison::Equal => Comparison::Equal,
    }
}

/// A comparison of the rules.
pub(crate) type Compared<'a> = (&'a Operand, Comparison, &'a Operand);

/// The comparisons of the parts up to one, each with the steps before which it is settled: as early as both of its ends
/// are worked out, so that what is worked out from them is worked out on one side. `reads` are the questions that each
/// step reads.
pub(crate) fn comparisons<'a>(
    scheme: &'a Scheme,
    part: usize,
    reads: &[Vec<usize>],
) -> Vec<(usize, Compared<'a>)> {
    let mut found = Vec::new();
    for (index, (step, questions)) in scheme.steps.iter().zip(reads).enumerate() {
        if step.part > part {
            continue;
        }
        let first = found.len();
        let asked = questions.iter().filter_map(|question| {
            let question = scheme.questions.get(*question)?;
            question.when.as_ref()
        });
        for condition in step.conditions().chain(asked) {
            condition.walk(&mut |one| {
                if let Condition::Compare { left, is, right } = one {
                    found.push((index, (left, *is, right)));
                }
            });
        }
        // Once more before the step itself: runs may have been put together since.
        for place in first..found.len() {
            if let Some((_, compared)) = found.get(place).copied() {
                let settled = ready(compared.0, reads).max(ready(compared.2, reads));
                found.push((settled.min(index), compared));
            }
        }
    }
    found
}

/// The step before which an operand is worked out.
fn ready(operand: &Operand, reads: &[Vec<usize>]) -> usize {
    match Subject::of(operand) {
        Some(Subject::Step(step)) => step.saturating_add(1),
        Some(Subject::Answer(question)) => reads
            .iter()
            .take_while(|reads| !reads.contains(&question))
            .count(),
        Some(Subject::Rate(_)) | None => 0,
    }
}
