//! The same figure of several councils, as bars on one axis.

use serde::Serialize;
use upfront_engine::{Amount, Unit, words::Words};

use super::{bars, draw::on_each_paper, svg::told_by};

/// Figures as bars. The same stand in a table beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiguresChart {
    /// The drawing for phones.
    pub narrow_svg: String,
    /// The drawing for desks.
    pub wide_svg: String,
}

/// Fewer say no more than the table beside them.
const LEAST: usize = 3;

/// The chart of figures, each with whose it is, in the order in which they come. `title` is the accessible name. `prefix`
/// begins the ids in the drawings, and is the page's only one; `table` is the id of the table of the same numbers. `None` where there are hardly any.
pub fn figures_chart(
    figures: &[(String, Amount)],
    title: &str,
    unit: &Unit,
    words: &Words,
    prefix: &str,
    table: &str,
) -> Option<FiguresChart> {
    if figures.len() < LEAST {
        return None;
    }
    let [narrow_svg, wide_svg] = on_each_paper(prefix, title, |paper| {
        bars::draw(figures, paper, words, unit)
    })?;
    Some(FiguresChart {
        narrow_svg: told_by(&narrow_svg, table),
        wide_svg: told_by(&wide_svg, table),
    })
}
