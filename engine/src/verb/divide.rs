//! `divide`: one quantity by another.

use super::At;
use crate::{
    outcome::Input,
    program::{Coder, NotProved, Proved, Quantity, Truth},
    scheme::Rounding,
    value::Value,
};

pub(super) fn value(at: At<'_>, of: &[Input]) -> Value {
    match of {
        [what, by] => what.value.over(&by.value, at.index, at.step.rounded),
        _ => Value::ZERO,
    }
}

pub(super) fn compile(
    coder: &mut Coder,
    rounded: Option<Rounding>,
    of: &[Quantity],
    when: Truth,
) -> Proved<Quantity> {
    let (Some(rounding), [what, by]) = (rounded, of) else {
        return Err(NotProved);
    };
    let (what, by) = (what.figure()?, by.figure()?);
    coder.positive(by, when)?;
    Ok(coder.divide(what, by, rounding)?.into())
}
