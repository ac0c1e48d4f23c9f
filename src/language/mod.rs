//! What a mapping of the rule language may hold, declared once.
//!
//! [`Reader`] reads a mapping by its declaration and reports what does not fit it; the language reference comes from
//! the same declarations.

mod fit;
mod read;
pub mod shape;
pub mod shapes;
pub mod site;

pub use read::Reader;
pub use shape::{Key, Kind, Shape};
