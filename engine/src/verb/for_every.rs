//! `for every`: so much for every whole part of a quantity. Its operands are the part, the quantity, and what each gives.

use rust_decimal::Decimal;

use super::At;
use crate::{
    outcome::Input,
    program::{Coder, NotProved, Proved, Quantity, Truth},
    scheme::{Direction, Rounding},
    value::Value,
};

/// How parts are counted.
const fn whole_parts(part_counts: bool) -> Rounding {
    let direction = if part_counts {
        Direction::Up
    } else {
        Direction::Down
    };
    Rounding {
        direction,
        to: Decimal::ONE,
    }
}

pub(super) fn value(at: At<'_>, part_counts: bool, of: &[Input]) -> Value {
    let [part, of, gives] = of else {
        return Value::ZERO;
    };
    let of = of.value.greatest(&Value::ZERO);
    let parts = of.over(&part.value, at.index, Some(whole_parts(part_counts)));
    parts.times(&gives.value, at.index)
}

pub(super) fn compile(
    coder: &mut Coder,
    part_counts: bool,
    of: &[Quantity],
    when: Truth,
) -> Proved<Quantity> {
    let [part, of, gives] = of else {
        return Err(NotProved);
    };
    let (part, of, gives) = (part.figure()?, of.figure()?, gives.figure()?);
    coder.positive(part, when)?;
    let of = if of.low < 0 {
        let zero = coder.zero()?;
        coder.greatest(of, zero)?
    } else {
        of
    };
    let parts = coder.divide(of, part, whole_parts(part_counts))?;
    Ok(coder.multiply(parts, gives)?.into())
}
