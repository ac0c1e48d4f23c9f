//! Figures as bars on one axis: the same figure of several councils, or the shares of a whole.

use serde::Serialize;
use upfront_engine::{Amount, Decimal, Unit, words::Words};

use super::{bars, svg::told_by};

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
    let [narrow_svg, wide_svg] = bars::on_each(figures, title, unit, words, prefix)?;
    Some(FiguresChart {
        narrow_svg: told_by(&narrow_svg, table),
        wide_svg: told_by(&wide_svg, table),
    })
}

/// As many shares as can be told apart at a glance.
const MOST_SHARES: usize = 16;

/// The chart of shares of a whole, in per cent, each with what it is of, in the order in which they come. `None` where one is
/// the whole, or there are very many.
pub fn share_chart(
    shares: &[(String, Decimal)],
    title: &str,
    words: &Words,
    prefix: &str,
) -> Option<FiguresChart> {
    if !(2..=MOST_SHARES).contains(&shares.len()) {
        return None;
    }
    let rows = shares.iter();
    let rows: Vec<_> = rows
        .map(|(what, share)| (what.clone(), Amount::Exact(*share)))
        .collect();
    let [narrow_svg, wide_svg] = bars::on_each(&rows, title, &Unit::of("%"), words, prefix)?;
    Some(FiguresChart {
        narrow_svg,
        wide_svg,
    })
}
