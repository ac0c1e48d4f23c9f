//! `convert`: a quantity in another period or unit.

use rust_decimal::Decimal;

use super::At;
use crate::{
    exact,
    outcome::Input,
    program::{Coder, NotProved, Proved, Quantity},
    scheme::Rounding,
    value::Value,
};

pub(super) fn value(at: At<'_>, times: Decimal, over: Decimal, of: &[Input]) -> Value {
    let scaled = |figure| exact::scale(figure, times, over, at.step.rounded);
    of.first()
        .map_or(Value::ZERO, |of| of.value.map(at.index, scaled))
}

pub(super) fn compile(
    coder: &mut Coder,
    times: Decimal,
    over: Decimal,
    rounded: Option<Rounding>,
    of: &[Quantity],
) -> Proved<Quantity> {
    let what = of.first().ok_or(NotProved)?.figure()?;
    Ok(coder.scale(what, times, over, rounded)?.into())
}
