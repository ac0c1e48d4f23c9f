//! What follows from a compiled scheme: how much of its rules the worked examples cover, and which steps tell the whole
//! of it.
//!
//! [`coverage`] answers it. An example *touches* an edge of the rules (a band, a branch, a limit, a choice, a
//! rounding) when its working goes there, and *would notice* a change in a number when one of the figures that it
//! expects would no longer come out.

pub mod across;
pub mod alone;
pub mod between;
mod blocks;
mod cells;
pub mod change;
pub mod cliffs;
mod coverage;
pub mod distribution;
mod edges;
pub mod effects;
mod names;
mod nothing_known;
mod notice;
mod numbers;
pub mod openness;
mod probe;
mod separate;
#[cfg(test)]
mod tests;
mod whole;

pub(crate) use probe::{fixed, grain, grain_at_table};

pub use blocks::{Block, blocks};
pub use coverage::{Coverage, Edge, Noticed, Number, coverage};
pub use nothing_known::nothing_known;
