//! `share`: a percentage of a quantity.

use rust_decimal::Decimal;

use super::{At, multiply};
use crate::{
    exact,
    outcome::Input,
    program::{Coder, NotProved, Proved, Quantity},
    value::Value,
};

const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

pub(super) fn value(at: At<'_>, of: &[Input]) -> Value {
    let product = multiply::value(at, of);
    product.map(at.index, |product| exact::multiply(product, HUNDREDTH))
}

pub(super) fn compile(coder: &mut Coder, of: &[Quantity]) -> Proved<Quantity> {
    let mut product = multiply::compile(coder, of)?;
    let scale = product.number.scale.checked_add(2);
    product.number.scale = scale.ok_or(NotProved)?;
    Ok(product)
}
