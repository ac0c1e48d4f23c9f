//! The rules, pure: a compiled [`Scheme`] and a person's [`Answers`] in, an [`Outcome`] with its working out.
//!
//! No input or output, no clock, no floats. Every number is an exact decimal and every rounding is a step
//! that names itself. The engine is total: for any scheme that the compiler accepted and any answers, in any
//! order, half filled in, it returns an outcome. The same crate runs natively and in the browser.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod amount;
pub mod answers;
pub mod asked;
pub mod bounds;
pub mod by_name;
pub mod change;
mod corners;
pub mod digits;
pub mod exact;
#[cfg(feature = "describe")]
pub mod explain;
pub mod leads;
mod look_up;
pub mod outcome;
pub mod outline;
pub mod parts;
mod prepared;
pub mod program;
mod range;
pub mod reads;
#[cfg(feature = "describe")]
mod reasons;
pub mod rework;
mod run;
mod runs;
mod said;
pub mod scheme;
#[cfg(feature = "describe")]
mod sentences;
mod sides;
pub mod telling;
pub mod told;
pub mod unit;
pub mod value;
mod verb;
pub mod wire;
pub mod words;

pub use amount::Amount;
pub use answers::{Answer, Answers};
pub use outcome::{Line, Outcome};
pub use prepared::Prepared;
pub use rust_decimal::Decimal;
pub use scheme::Scheme;
pub use unit::Unit;
pub use value::Value;

/// The version of the engine, as it is put on a receipt.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Works a scheme out for somebody's answers.
pub fn estimate(scheme: &Scheme, answers: &Answers) -> Outcome {
    range::estimate(scheme, answers)
}
