//! A table of bands as parts that meet, gaps included, and how each is said.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{Band, BandRow},
    unit::{PERCENT, POUND},
    words::Words,
};

/// One end of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// The value.
    pub(super) at: Decimal,
    /// Whether that value is itself in the part.
    pub(super) inside: bool,
}

/// Values that get one amount.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The band's name, where it has one.
    pub(super) name: String,
    /// Where it begins; `None` where it reaches down without end.
    pub(super) start: Option<Edge>,
    /// Where it stops; `None` where it reaches up without end.
    pub(super) end: Option<Edge>,
    /// Whether the next part begins where this one stops.
    pub(super) meets_next: bool,
    /// What it gives.
    pub(super) gives: Amount,
    /// The request for it that was refused, in a sentence.
    pub(super) asked: String,
}

/// The parts of a table of bands, from the lowest; a gap between bands is a part where the table says what
/// it gives. `grain` is the smallest part of what is looked up, where that is known.
pub(super) fn parts(
    rows: &[BandRow],
    elsewhere: Option<Amount>,
    by: &Unit,
    grain: Option<Decimal>,
) -> Vec<Part> {
    let grain = grain.filter(|_| elsewhere.is_some());
    let gap = |start, end, gives| Part {
        name: String::new(),
        start,
        end,
        meets_next: end.is_some(),
        gives,
        asked: String::new(),
    };
    let mut parts = Vec::new();
    if let (Some(gives), Some(from)) = (elsewhere, rows.first().and_then(|row| row.band.from))
        && from > Decimal::ZERO
    {
        parts.push(gap(None, Some(outside(from)), gives));
    }
    for (place, row) in rows.iter().enumerate() {
        let band = &row.band;
        let next = rows.get(place + 1).and_then(|next| next.band.from);
        let joined = next.is_some_and(|next| meet(band, next, by, grain));
        parts.push(Part {
            name: band.say.clone(),
            start: band.from.map(|at| Edge { at, inside: true }),
            end: band.to.map(|at| Edge {
                at,
                inside: !band.under,
            }),
            meets_next: joined || (elsewhere.is_some() && band.to.is_some()),
            gives: row.gives,
            asked: row.asked.clone(),
        });
        if let (Some(gives), Some(to), false) = (elsewhere, band.to, joined) {
            let start = Edge {
                at: to,
                inside: band.under,
            };
            parts.push(gap(Some(start), next.map(outside), gives));
        }
    }
    parts
}

fn outside(at: Decimal) -> Edge {
    Edge { at, inside: false }
}

/// Whether nothing lies between a band and the next: their ends are one apart in the smallest part that
/// either is written in, and a penny for money; or, where that is known, the smallest part of what is looked up.
fn meet(band: &Band, next: Decimal, by: &Unit, grain: Option<Decimal>) -> bool {
    let Some(to) = band.to else {
        return false;
    };
    if band.under {
        return to == next;
    }
    if let Some(grain) = grain {
        return next.checked_sub(to).is_some_and(|apart| apart <= grain);
    }
    let written = to.normalize().scale().max(next.normalize().scale());
    let scale = if by.is_money() {
        written.max(2)
    } else {
        written
    };
    next.checked_sub(to)
        .is_some_and(|apart| apart <= Decimal::new(1, scale))
}

/// The unit without its period: what stands at a mark or in a cell whose heading has the rest.
pub(super) fn bare(unit: &Unit) -> Unit {
    if unit.is_money() {
        Unit::of(POUND)
    } else if unit.is_percent() {
        Unit::of(PERCENT)
    } else {
        Unit::none()
    }
}

impl Part {
    /// `from 70 up to and including 115`, with the unit after the last number where one is given.
    pub(super) fn said(&self, words: &Words, by: &Unit, with_unit: bool) -> String {
        let bare = bare(by);
        let short = |at| words.quantity(at, &bare);
        let full = |at| words.quantity(at, if with_unit { by } else { &bare });
        match (self.start, self.end) {
            (None, None) => words.say("chart-band-any", &[]),
            (None, Some(end)) => words.say(
                if end.inside {
                    "chart-band-to"
                } else {
                    "chart-band-under"
                },
                &[("to", &full(end.at))],
            ),
            (Some(start), None) => words.say(
                if start.inside {
                    "chart-band-from"
                } else {
                    "chart-band-over"
                },
                &[("from", &full(start.at))],
            ),
            (Some(start), Some(end)) if start == end => full(start.at),
            (Some(start), Some(end)) => words.say(
                match (start.inside, end.inside) {
                    (true, true) => "chart-band-from-to",
                    (true, false) => "chart-band-from-under",
                    (false, true) => "chart-band-over-to",
                    (false, false) => "chart-band-over-under",
                },
                &[("from", &short(start.at)), ("to", &full(end.at))],
            ),
        }
    }

    /// Where it begins: `at 116 points`, `over 20 points`.
    pub(super) fn begins(&self, words: &Words, by: &Unit) -> String {
        self.start.map_or_else(
            || words.say("chart-from-the-start", &[]),
            |edge| {
                let key = if edge.inside {
                    "chart-at"
                } else {
                    "chart-band-over"
                };
                let at = words.quantity(edge.at, by);
                words.say(key, &[("at", &at), ("from", &at)])
            },
        )
    }
}
