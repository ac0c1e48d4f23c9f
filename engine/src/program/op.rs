//! The operations of a program: what each makes of whole numbers, stated once for one person and for many.

use alloc::vec::Vec;

use crate::{exact::whole_quotient, scheme::Direction};

/// Where a number stands while a program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot(pub(crate) u16);

/// One operation over numbered slots. What it does not read repeats `a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Op {
    pub(crate) does: Does,
    /// What it gives stands here; no other operation writes there.
    pub(crate) to: Slot,
    pub(crate) a: Slot,
    pub(crate) b: Slot,
    pub(crate) c: Slot,
}

impl Op {
    /// Everything that it reads.
    pub(crate) fn operands(&self) -> impl Iterator<Item = Slot> + use<> {
        [self.a, self.b, self.c].into_iter().take(self.does.reads())
    }
}

/// What an operation does. A truth is −1, all of whose bits are set, or nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    /// `a + b`
    Add,
    /// `a − b`
    Subtract,
    /// `a × b`
    Multiply,
    /// `a + b + c`
    AddThree,
    /// `a + b − c`
    AddAndSubtract,
    /// `a − b − c`
    SubtractTwo,
    /// `a × b + c`
    MultiplyAndAdd,
    /// `a × b ÷ c`, to a whole number, by way of a wider product. Nought where `c` is not more than nought.
    Scale(Direction),
    /// `a ÷ b` to a whole number. Nought where `b` is not more than nought.
    Divide(Direction),
    /// The lesser.
    Least,
    /// The greater.
    Greatest,
    /// Whether `a = b`.
    IsEqual,
    /// Whether `a < b`.
    IsUnder,
    /// `a` where `b` is true, otherwise nought; of two truths, whether both are true.
    Keep,
    /// Whether one of two truths is true.
    Either,
    /// Whether a truth is not true.
    Not,
    /// `b` where `a` is true, otherwise `c`.
    Choose,
    /// The entry of a list that `a` is the place of; nought outside it.
    Pick(u16),
    /// The place of the band that `a` lies in; the number of bands where it lies in none.
    Band(u16),
    /// Twice the place of the printed point that `a` is, or once more where it lies above that and below the next; twice
    /// the number of points where it lies outside them.
    Segment(u16),
    /// What a straight line between printed points gives.
    Interpolate(u16),
    /// Where `a` is true, there is something that is not one exact figure. It gives nothing.
    Open,
}

impl Does {
    /// How many slots it reads.
    const fn reads(self) -> usize {
        match self {
            Self::Add
            | Self::Subtract
            | Self::Multiply
            | Self::Divide(_)
            | Self::Least
            | Self::Greatest
            | Self::IsEqual
            | Self::IsUnder
            | Self::Keep
            | Self::Either => 2,
            Self::AddThree
            | Self::AddAndSubtract
            | Self::SubtractTwo
            | Self::MultiplyAndAdd
            | Self::Scale(_)
            | Self::Choose => 3,
            Self::Not
            | Self::Pick(_)
            | Self::Band(_)
            | Self::Segment(_)
            | Self::Interpolate(_)
            | Self::Open => 1,
        }
    }
}

/// What operations read beside slots.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tables {
    pub(crate) lists: Vec<Vec<i64>>,
    pub(crate) bands: Vec<Bands>,
    pub(crate) lines: Vec<Line>,
}

/// Bands that do not touch, from the lowest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bands {
    /// The least in each.
    pub(crate) from: Vec<i64>,
    /// The most in each.
    pub(crate) to: Vec<i64>,
}

impl Bands {
    fn place(&self, at: i64) -> i64 {
        let after = self.from.partition_point(|from| *from <= at);
        let place = after
            .checked_sub(1)
            .filter(|place| self.to.get(*place).is_some_and(|to| at <= *to));
        whole(place.unwrap_or(self.from.len()))
    }
}

/// Printed points with straight lines between them, from the lowest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) at: Vec<i64>,
    pub(crate) gives: Vec<i64>,
    /// What each point gives, rounded.
    pub(crate) rounded: Vec<i64>,
    /// What lies outside them gives.
    pub(crate) elsewhere: i64,
    /// Between two points: multiplied by this and divided by that before it is rounded to a whole number, which is
    /// then so many times `to`.
    pub(crate) times: i64,
    pub(crate) over: i64,
    pub(crate) way: Direction,
    pub(crate) to: i64,
}

impl Line {
    fn segment(&self, at: i64) -> usize {
        let after = self.at.partition_point(|point| *point <= at);
        let Some(place) = after.checked_sub(1) else {
            return self.at.len().saturating_mul(2);
        };
        if self.at.get(place) == Some(&at) {
            place.saturating_mul(2)
        } else if after == self.at.len() {
            after.saturating_mul(2)
        } else {
            place.saturating_mul(2).saturating_add(1)
        }
    }

    fn interpolate(&self, at: i64) -> i64 {
        let segment = self.segment(at);
        let place = segment / 2;
        if segment.is_multiple_of(2) {
            return self.rounded.get(place).copied().unwrap_or(self.elsewhere);
        }
        let next = place.saturating_add(1);
        let point = |of: &[i64], place: usize| i128::from(of.get(place).copied().unwrap_or(0));
        let (from, to) = (point(&self.at, place), point(&self.at, next));
        let (low, high) = (point(&self.gives, place), point(&self.gives, next));
        let width = to.wrapping_sub(from);
        let rise = i128::from(at)
            .wrapping_sub(from)
            .wrapping_mul(high.wrapping_sub(low));
        let sum = low.wrapping_mul(width).wrapping_add(rise);
        let parts = wide_quotient(
            sum.wrapping_mul(self.times.into()),
            width.wrapping_mul(self.over.into()),
            self.way,
        );
        parts.wrapping_mul(self.to)
    }
}

/// What runs operations: over the numbers of one person, or over a column of them.
pub(crate) trait Machine {
    /// Puts what is made of up to three numbers into a slot.
    fn make(&mut self, op: Op, with: impl Fn(i64, i64, i64) -> i64);

    /// Remembers where a truth is true: there is something that is not one exact figure.
    fn open(&mut self, truth: Slot);
}

/// Does one operation.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "the loop over operations is the whole of a run"
)]
pub(crate) fn perform(op: Op, tables: &Tables, on: &mut impl Machine) {
    match op.does {
        Does::Add => on.make(op, |a, b, _| a.wrapping_add(b)),
        Does::Subtract => on.make(op, |a, b, _| a.wrapping_sub(b)),
        Does::Multiply => on.make(op, |a, b, _| a.wrapping_mul(b)),
        Does::AddThree => on.make(op, |a, b, c| a.wrapping_add(b).wrapping_add(c)),
        Does::AddAndSubtract => on.make(op, |a, b, c| a.wrapping_add(b).wrapping_sub(c)),
        Does::SubtractTwo => on.make(op, |a, b, c| a.wrapping_sub(b).wrapping_sub(c)),
        Does::MultiplyAndAdd => on.make(op, |a, b, c| a.wrapping_mul(b).wrapping_add(c)),
        Does::Scale(way) => on.make(op, |a, b, c| {
            let product = i128::from(a).wrapping_mul(b.into());
            wide_quotient(product, c.into(), way)
        }),
        Does::Divide(Direction::Up) => on.make(op, |a, b, _| quotient(a, b, Direction::Up)),
        Does::Divide(Direction::Down) => on.make(op, |a, b, _| quotient(a, b, Direction::Down)),
        Does::Divide(Direction::Nearest) => {
            on.make(op, |a, b, _| quotient(a, b, Direction::Nearest));
        }
        Does::Least => on.make(op, |a, b, _| a.min(b)),
        Does::Greatest => on.make(op, |a, b, _| a.max(b)),
        Does::IsEqual => on.make(op, |a, b, _| truth(a == b)),
        Does::IsUnder => on.make(op, |a, b, _| truth(a < b)),
        Does::Keep => on.make(op, |a, b, _| a & b),
        Does::Either => on.make(op, |a, b, _| a | b),
        Does::Not => on.make(op, |a, _, _| !a),
        Does::Choose => on.make(op, |a, b, c| (b & a) | (c & !a)),
        Does::Pick(list) => {
            let list = tables
                .lists
                .get(usize::from(list))
                .map_or(&[][..], Vec::as_slice);
            on.make(op, |a, _, _| {
                let place = usize::try_from(a).ok();
                place
                    .and_then(|place| list.get(place))
                    .copied()
                    .unwrap_or(0)
            });
        }
        Does::Band(bands) => {
            if let Some(bands) = tables.bands.get(usize::from(bands)) {
                on.make(op, |a, _, _| bands.place(a));
            }
        }
        Does::Segment(line) => {
            if let Some(line) = tables.lines.get(usize::from(line)) {
                on.make(op, |a, _, _| whole(line.segment(a)));
            }
        }
        Does::Interpolate(line) => {
            if let Some(line) = tables.lines.get(usize::from(line)) {
                on.make(op, |a, _, _| line.interpolate(a));
            }
        }
        Does::Open => on.open(op.a),
    }
}

/// All bits set, or none.
#[inline(always)]
#[expect(clippy::inline_always, reason = "one machine instruction")]
pub(crate) fn truth(holds: bool) -> i64 {
    i64::from(holds).wrapping_neg()
}

fn whole(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// `a ÷ b` to a whole number, by way of a wider one, which the compiler has proved to fit.
fn wide_quotient(a: i128, b: i128, way: Direction) -> i64 {
    let whole = whole_quotient(a, b, way);
    whole
        .and_then(|whole| i64::try_from(whole).ok())
        .unwrap_or(0)
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "one machine instruction and its rounding"
)]
fn quotient(a: i64, b: i64, way: Direction) -> i64 {
    // Most sums of money fit half the width, which divides in a fraction of the time.
    let (Ok(half), Ok(by)) = (u32::try_from(a), u32::try_from(b)) else {
        return wide_quotient(a.into(), b.into(), way);
    };
    let (Some(whole), Some(rest)) = (half.checked_div(by), half.checked_rem(by)) else {
        return 0;
    };
    let up = match way {
        Direction::Up => rest > 0,
        Direction::Down => false,
        Direction::Nearest => rest >= by.wrapping_sub(rest),
    };
    i64::from(whole).wrapping_add(i64::from(up))
}
