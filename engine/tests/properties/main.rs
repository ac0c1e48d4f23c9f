//! What holds of the engine for any scheme and any answers.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::unwrap_used
)]

mod any_scheme;
mod limits;
mod near;
mod numbers;
mod program;
mod ranges;
mod totality;
