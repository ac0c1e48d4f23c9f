//! `units`: so many, at what one costs.

use super::{At, multiply};
use crate::{
    outcome::Input,
    program::{Coder, Proved, Quantity},
    value::Value,
};

pub(super) fn value(at: At<'_>, of: &[Input]) -> Value {
    multiply::value(at, of)
}

pub(super) fn compile(coder: &mut Coder, of: &[Quantity]) -> Proved<Quantity> {
    multiply::compile(coder, of)
}
