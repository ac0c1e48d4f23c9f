//! How near the next rows of a table are: what a figure would have to be for the table to give something else.

use rust_decimal::Decimal;

use crate::{exact, scheme::BandRow};

/// A row of a table that a figure is near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near<'a> {
    /// How far away its edge is.
    pub away: Decimal,
    /// Whether the edge itself is in the row. Where it is not, whatever is a little further is.
    pub reached: bool,
    /// The row.
    pub row: &'a BandRow,
}

/// The nearest row, further up or further down, that gives something else than the one that a figure is in.
pub fn near(rows: &[BandRow], found: usize, figure: Decimal, up: bool) -> Option<Near<'_>> {
    let now = rows.get(found)?.gives;
    let mut place = found;
    loop {
        place = if up {
            place.checked_add(1)
        } else {
            place.checked_sub(1)
        }?;
        let row = rows.get(place)?;
        if row.gives != now {
            let (edge, reached) = if up {
                (row.band.from, true)
            } else {
                (row.band.to, !row.band.under)
            };
            return Some(Near {
                away: exact::subtract(edge?, figure)?.abs(),
                reached,
                row,
            });
        }
    }
}
