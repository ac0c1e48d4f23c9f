//! Tables of a scheme and the ways of its examples drawn as accessible SVG, with the sentence, the table and the CSV that
//! say the same.
//!
//! A chart shows what the result that the table feeds gives, found by running the rules (`shown`, `runs`). Its finding,
//! its drawings, its table and its CSV are made of that one `Shown`.
//!
//! A table becomes parts (`parts`), the parts become a plot or bars in the table's own numbers (`plot`,
//! `bars`), and those are laid out and drawn through plotters (`draw`, `svg`). Every chart is drawn
//! twice, narrow for phones and wide for desks; the stylesheet shows one.

#[cfg(test)]
mod agreement;
pub mod bands;
mod bars;
pub mod change;
pub mod dots;
mod draw;
#[cfg(test)]
mod edges_in_columns;
pub mod figures;
mod finding;
mod label;
pub mod map;
mod parts;
mod plot;
mod runs;
mod shown;
mod svg;
#[cfg(test)]
mod tests;
pub mod waterfall;

pub(crate) use svg::escape;

pub use bands::{BandChart, Ends, answer_chart, band_chart, on_one_axis};
pub use change::{ChangeChart, change_chart};
pub use dots::{DotGroup, DotMark, DotPlot, DotRow, dot_plot};
pub use figures::{FiguresChart, figures_chart, share_chart};
pub use waterfall::{Waterfall, waterfall, way_between};
