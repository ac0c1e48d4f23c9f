//! `greatest of`: the greatest of several quantities.

use crate::{
    outcome::Input,
    program::{Coder, Proved, Quantity},
    value::Value,
};

pub(super) fn value(of: &[Input]) -> Value {
    super::together(of, &Value::greatest).unwrap_or(Value::ZERO)
}

pub(super) fn compile(coder: &mut Coder, of: &[Quantity]) -> Proved<Quantity> {
    super::fold(of, |greatest, one| {
        coder.combine(greatest, one, Coder::greatest)
    })
}
