//! How near the next rows of a table are: what a figure would have to be for the table to give something else.

use alloc::string::String;
use rust_decimal::Decimal;

use crate::{
    exact,
    outcome::{InputKind, Line, Taken},
    scheme::{BandRow, Operand, TableKind, Verb},
    sentences::Teller,
};

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

impl Teller<'_> {
    /// Of a line that found a row of a table by an exact figure: the figure, and how near the next rows are.
    pub(crate) fn near(&self, line: &Line) -> Option<String> {
        let (Taken::Yes, [by, found]) = (line.taken, line.inputs.as_slice()) else {
            return None;
        };
        let InputKind::Row(table, row) = found.what else {
            return None;
        };
        let table = self.scheme.tables.get(table)?;
        let (
            Verb::LookUp {
                row: Some(operand), ..
            },
            TableKind::Bands { by: unit, rows },
        ) = (&self.scheme.steps.get(line.step)?.verb, &table.kind)
        else {
            return None;
        };
        let words = self.words;
        if let Operand::Answer(question) = operand
            && self.scheme.questions.get(*question)?.fixed
        {
            return None;
        }
        let figure = by.value.exact()?;
        let mut said = String::new();
        for up in [true, false] {
            let Some(near) = near(rows, row, figure, up) else {
                continue;
            };
            let key = if up {
                "near-more"
            } else if near.reached {
                "near-less"
            } else if near.away.is_zero() {
                "near-any-less"
            } else {
                "near-over-less"
            };
            said.push_str("\n\t");
            said.push_str(&words.say(
                key,
                &[
                    ("by", &words.difference(near.away, unit)),
                    ("gives", &words.amount(near.row.gives, &table.unit)),
                ],
            ));
        }
        let item = self.item(operand, Some(by));
        (!said.is_empty()).then(|| words.say("near", &[("item", &item.line), ("near", &said)]))
    }
}
