//! What a mapping of the rule language may hold, declared once.
//!
//! [`Reader`] reads a mapping by its declaration and reports what does not fit it; the language [`mod@reference`] and the
//! JSON [`schema`] come from the same declarations.

mod fit;
mod inherit;
pub mod links;
pub(crate) mod misplaced;
mod read;
pub mod reference;
pub mod schema;
pub mod shape;
pub mod shapes;
pub mod site;
pub mod unit_words;
pub mod ways;

pub use fit::meant_date;
pub(crate) use fit::{date, fits, is_name, meant_name, meant_yes_no, whole, yes_no};
pub use inherit::{inherit, inherit_items};
pub(crate) use read::PRINTED;
pub use read::Reader;
pub use shape::{Key, Kind, Shape};
