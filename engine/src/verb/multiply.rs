//! `multiply`: several quantities.

use rust_decimal::Decimal;

use super::At;
use crate::{
    outcome::Input,
    program::{Coder, Proved, Quantity},
    value::Value,
};

pub(super) fn value(at: At<'_>, of: &[Input]) -> Value {
    let product = super::together(of, &|a, b| a.times(b, at.index));
    product.unwrap_or_else(|| Value::of(Decimal::ONE))
}

pub(super) fn compile(coder: &mut Coder, of: &[Quantity]) -> Proved<Quantity> {
    if of.is_empty() {
        return Ok(coder.figure(Decimal::ONE)?.into());
    }
    super::fold(of, |product, one| {
        coder.combine(product, one, Coder::multiply)
    })
}
