//! Models into HTML by a theme's templates, and assets under names that hold their hash. It drives nothing:
//! [`pipeline`](crate::pipeline) does.

mod assets;
mod contrast;
mod languages;
pub(crate) mod markup;
mod scripts;
pub(crate) mod strays;
pub(crate) mod templates;
mod theme;
mod tokens;

pub(crate) use languages::{languages, no_page_offered};
pub use theme::Theme;

#[cfg(test)]
mod tests;
