//! What each verb makes of what it reads: one file a verb, with its value over whatever its operands may come to, and the
//! operations on whole numbers that it is compiled to.
//!
//! What rests on more than its operands stands where that is known: the answers that are added up and the condition that
//! is tested in `run`, a table in `look_up`, the end of the working out in `range`.

mod convert;
mod divide;
mod for_every;
mod greatest_of;
mod least_of;
mod multiply;
mod round;
mod share;
mod sum;
mod units;

use crate::{
    exact,
    outcome::Input,
    program::{Coder, NotProved, Proved, Quantity, Truth},
    scheme::{Step, Verb},
    value::Value,
};

/// A step by its index.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) index: usize,
    pub(crate) step: &'a Step,
}

impl At<'_> {
    /// A value as the step rounds it.
    pub(crate) fn rounded(self, value: &Value) -> Value {
        match self.step.rounded {
            Some(rounding) => value.map(self.index, |figure| exact::round(figure, rounding)),
            None => value.clone(),
        }
    }

    /// What the step gives of what its operands come to, in their order. Nothing for a verb that rests on more than them.
    pub(crate) fn value(self, of: &[Input]) -> Value {
        let value = match &self.step.verb {
            Verb::Sum { add, .. } => sum::value(self, add.len(), of),
            Verb::Multiply(_) => multiply::value(self, of),
            Verb::Units { .. } => units::value(self, of),
            Verb::Share { .. } => share::value(self, of),
            Verb::LeastOf(_) => least_of::value(of),
            Verb::GreatestOf(_) => greatest_of::value(of),
            Verb::Round(_) => round::value(of),
            Verb::ForEvery { part_counts, .. } => for_every::value(self, *part_counts, of),
            // These round together with what they do, so that nothing is rounded twice.
            Verb::Divide { .. } => return divide::value(self, of),
            Verb::Convert { times, over, .. } => return convert::value(self, *times, *over, of),
            Verb::AddUp { .. } | Verb::LookUp { .. } | Verb::Test(_) | Verb::Stop { .. } => {
                Value::ZERO
            }
        };
        self.rounded(&value)
    }

    /// The same as operations, where it is taken when something holds.
    pub(crate) fn compile(
        self,
        coder: &mut Coder,
        of: &[Quantity],
        when: Truth,
    ) -> Proved<Quantity> {
        let quantity = match &self.step.verb {
            Verb::Sum { add, .. } => sum::compile(coder, add.len(), of)?,
            Verb::Multiply(_) => multiply::compile(coder, of)?,
            Verb::Units { .. } => units::compile(coder, of)?,
            Verb::Share { .. } => share::compile(coder, of)?,
            Verb::LeastOf(_) => least_of::compile(coder, of)?,
            Verb::GreatestOf(_) => greatest_of::compile(coder, of)?,
            Verb::Round(_) => round::compile(of)?,
            Verb::ForEvery { part_counts, .. } => {
                for_every::compile(coder, *part_counts, of, when)?
            }
            Verb::Divide { .. } => return divide::compile(coder, self.step.rounded, of, when),
            Verb::Convert { times, over, .. } => {
                return convert::compile(coder, *times, *over, self.step.rounded, of);
            }
            Verb::AddUp { .. } | Verb::LookUp { .. } | Verb::Test(_) | Verb::Stop { .. } => {
                return Err(NotProved);
            }
        };
        coder.rounded(quantity, self.step.rounded)
    }
}

/// One value made of several; none where there are none.
fn together(of: &[Input], with: &dyn Fn(&Value, &Value) -> Value) -> Option<Value> {
    let mut whole: Option<Value> = None;
    for input in of {
        whole = Some(match whole {
            Some(whole) => with(&whole, &input.value),
            None => input.value.clone(),
        });
    }
    whole
}

/// One quantity made of several.
fn fold(
    of: &[Quantity],
    mut with: impl FnMut(Quantity, Quantity) -> Proved<Quantity>,
) -> Proved<Quantity> {
    let (first, rest) = of.split_first().ok_or(NotProved)?;
    rest.iter().try_fold(*first, |whole, one| with(whole, *one))
}
