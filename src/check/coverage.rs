//! Coverage: whether a table has a row for every value that can reach it.

use upfront_engine::{
    Decimal, Unit, exact,
    scheme::{Band, LinePoint, TableKind},
};

use super::{
    Checking,
    bands::{finest, shown},
    operands::Typed,
    reach::{Reach, grain, places},
    tables::TableFacts,
    unit_words::in_words,
};
use crate::{
    diagnostics::{Code, Finding},
    rules::{Operand, Stated},
    source::Span,
};

impl Checking<'_> {
    /// Whether bands take every value that can reach them, fractions too.
    pub(super) fn covers(
        &mut self,
        table: usize,
        facts: &TableFacts,
        bands: &[Band],
        by: &Unit,
        typed: &Typed,
        side: &Stated<Operand>,
    ) {
        let Some(reach) = self.watched(table, facts, typed) else {
            return;
        };
        let fine = finest(bands);
        if self.falls_between(bands, fine, by, reach, facts, side) {
            return;
        }
        let first = bands.first().and_then(|band| band.from);
        let last = bands.last().and_then(|band| Some((band.to?, band.under)));
        let below = first.and_then(|first| below(reach, first, fine));
        let above = last.and_then(|(last, under)| above(reach, last, under, fine));
        self.uncovered(below, above, by, facts, side);
    }

    /// Whether straight lines reach over every value that can reach them.
    pub(super) fn lines_cover(
        &mut self,
        table: usize,
        facts: &TableFacts,
        points: &[LinePoint],
        by: &Unit,
        typed: &Typed,
        side: &Stated<Operand>,
    ) {
        let Some(reach) = self.watched(table, facts, typed) else {
            return;
        };
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let fine = points
            .iter()
            .map(|point| places(point.at))
            .max()
            .unwrap_or(0);
        let below = below(reach, first.at, fine);
        let above = above(reach, last.at, false, fine);
        self.uncovered(below, above, by, facts, side);
    }

    /// What can reach a table, where it is known and the table has to have a row for all of it.
    fn watched(&self, table: usize, facts: &TableFacts, typed: &Typed) -> Option<Reach> {
        let table = self.scheme.tables.get(table)?;
        if table.elsewhere.is_some() || !facts.whole {
            return None;
        }
        typed.reach.filter(|reach| !reach.is_empty())
    }

    /// Whether a value can be finer than the bands, and fall between two of them.
    fn falls_between(
        &mut self,
        bands: &[Band],
        fine: u32,
        by: &Unit,
        reach: Reach,
        facts: &TableFacts,
        side: &Stated<Operand>,
    ) -> bool {
        if reach.places.is_some_and(|places| places <= fine) {
            return false;
        }
        let between = bands.windows(2).find_map(|pair| {
            let [first, second] = pair else { return None };
            let (to, from) = (first.to?, second.from?);
            let reached =
                reach.low.is_none_or(|low| low < from) && reach.most().is_none_or(|high| high > to);
            (!first.under && from > to && reached).then_some((to, from))
        });
        let Some((to, from)) = between else {
            return false;
        };
        let example = reach.places.map_or(fine + 1, |places| places.min(fine + 2));
        let value = grain(example)
            .and_then(|grain| exact::multiply(grain, 5.into()))
            .filter(|step| example == fine + 1 && to + step < from)
            .or_else(|| grain(example))
            .map_or(to, |step| to + step);
        self.find(
            Finding::new(
                Code::FractionInTable,
                side.at,
                format!(
                    "a value such as {} can fall between two rows of the table, {} and {}",
                    shown(value, by),
                    shown(to, by),
                    shown(from, by)
                ),
            )
            .label("can have a fraction")
            .related(facts.at, "the table")
            .advice(format!(
                "Round it first in a step of its own, such as `round: …`, `up to: {}`, or end the rows with `under:`.",
                if by.is_money() && fine == 0 {
                    "pound".to_owned()
                } else {
                    grain(fine).map_or_else(String::new, |grain| grain.to_string())
                }
            )),
        );
        true
    }

    fn uncovered(
        &mut self,
        below: Option<String>,
        above: Option<String>,
        by: &Unit,
        facts: &TableFacts,
        side: &Stated<Operand>,
    ) {
        let missing: Vec<String> = [below, above]
            .into_iter()
            .flatten()
            .map(|text| {
                if by.is_money() {
                    text
                } else {
                    format!("{text} ({})", in_words(by))
                }
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let what = side.text().map_or("what is looked up", |text| text.trim());
        self.find(
            Finding::new(
                Code::TableNotCovered,
                facts.at,
                format!(
                    "`{what}` can be {}, and no row of the table takes that",
                    missing.join(" or ")
                ),
            )
            .label("does not cover what can reach it")
            .related(side.at, "looked up here")
            .advice("Add a row, or say what such a value gives with `elsewhere:`."),
        );
    }

    /// Whether a value between two points comes out by itself; otherwise the step has to name a rounding.
    pub(super) fn lines_come_out(&mut self, points: &[LinePoint], step: Span, table: Span) {
        let divides = points.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            let (Some(low), Some(high)) = (first.gives.figure(), second.gives.figure()) else {
                return false;
            };
            let (Some(rise), Some(run)) = (
                exact::subtract(high, low),
                exact::subtract(second.at, first.at),
            ) else {
                return false;
            };
            exact::divide(rise, run).is_none()
        });
        if divides {
            self.find(
                Finding::new(
                    Code::RoundingNotNamed,
                    step,
                    "a value between two points need not come out, and no rounding is named",
                )
                .label("divides")
                .related(table, "the straight lines")
                .advice("Add one of `rounded up to`, `rounded down to` and `rounded to the nearest`, such as `rounded to the nearest: penny`."),
            );
        }
    }

    /// What a table can give.
    pub(super) fn table_reach(&self, table: usize, facts: &TableFacts) -> Option<Reach> {
        let table = self.scheme.tables.get(table).filter(|_| facts.whole)?;
        let reach = Reach::of_amounts(&table.amounts())?;
        Some(match table.kind {
            TableKind::Lines { .. } => Reach {
                places: None,
                ..reach
            },
            TableKind::ByAnswer { question, .. } => self.if_asked(question, Some(reach))?,
            _ => reach,
        })
    }
}

/// The finer of two grains of values.
fn step_of(reach: Reach, fine: u32) -> Decimal {
    grain(reach.places.unwrap_or(fine).max(fine)).unwrap_or(Decimal::ONE)
}

/// The values below a table that can reach it, in words.
fn below(reach: Reach, first: Decimal, fine: u32) -> Option<String> {
    let Some(low) = reach.low else {
        return Some(format!("under {first}"));
    };
    if low >= first {
        return None;
    }
    let last = exact::subtract(first, step_of(reach, fine))?;
    let last = reach.high.map_or(last, |high| high.min(last));
    Some(between(low, last))
}

/// The values above a table that can reach it, in words.
fn above(reach: Reach, last: Decimal, under: bool, fine: u32) -> Option<String> {
    let next = if under {
        last
    } else {
        exact::add(last, step_of(reach, fine))?
    };
    match reach.most() {
        None => Some(format!("{next} or more")),
        Some(high) if high > last || (under && high == last) => {
            let next = reach.low.map_or(next, |low| low.max(next));
            Some(between(next.min(high), high))
        }
        Some(_) => None,
    }
}

fn between(low: Decimal, high: Decimal) -> String {
    if low >= high {
        low.to_string()
    } else {
        format!("{low} to {high}")
    }
}
