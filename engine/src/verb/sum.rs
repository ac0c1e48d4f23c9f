//! `sum`: some quantities, less others.

use super::At;
use crate::{
    outcome::Input,
    program::{Coder, Proved, Quantity},
    value::Value,
};

pub(super) fn value(at: At<'_>, added: usize, of: &[Input]) -> Value {
    let mut sum = Value::ZERO;
    for (place, one) in of.iter().enumerate() {
        sum = if place < added {
            sum.plus(&one.value, at.index)
        } else {
            sum.minus(&one.value, at.index)
        };
    }
    sum
}

pub(super) fn compile(coder: &mut Coder, added: usize, of: &[Quantity]) -> Proved<Quantity> {
    let (add, less) = of.split_at_checked(added).unwrap_or((of, &[]));
    let mut sum = match add {
        [] => coder.zero()?.into(),
        add => super::fold(add, |sum, one| coder.combine(sum, one, Coder::add))?,
    };
    for one in less {
        sum.number = coder.subtract(sum.number, one.figure()?)?;
    }
    Ok(sum)
}
