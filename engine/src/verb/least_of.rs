//! `least of`: the least of several quantities.

use crate::{
    outcome::Input,
    program::{Coder, Proved, Quantity},
    value::Value,
};

pub(super) fn value(of: &[Input]) -> Value {
    super::together(of, &Value::least).unwrap_or(Value::ZERO)
}

pub(super) fn compile(coder: &mut Coder, of: &[Quantity]) -> Proved<Quantity> {
    super::fold(of, |least, one| coder.lesser(least, one))
}
