//! The scripts of a theme: modules that import one another, linked into the one that a page loads, as small as it goes.
//!
//! Those that come with the tool are made so when it is built, and a site's own when the site is. The compiler in a browser
//! goes without this: what reads and writes scripts is a third of it.

#[cfg(feature = "modules")]
mod bound;
mod modules;
mod small;

#[cfg(feature = "modules")]
pub use bound::{Started, bound};
pub use modules::{Fault, Meant, link};
pub use small::small_script;
