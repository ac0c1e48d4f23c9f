//! `round`: a quantity by itself, which the step then rounds.

use crate::{
    outcome::Input,
    program::{NotProved, Proved, Quantity},
    value::Value,
};

pub(super) fn value(of: &[Input]) -> Value {
    of.first().map_or(Value::ZERO, |of| of.value.clone())
}

pub(super) fn compile(of: &[Quantity]) -> Proved<Quantity> {
    of.first().copied().ok_or(NotProved)
}
