//! Values as they travel through the steps: exact where everything is known, and otherwise a least, a most
//! and the reasons.

use alloc::{vec, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    exact,
    scheme::{Comparison, Rounding},
};

/// What a step gives: all that can be said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Value {
    /// Where it is a figure, it is at least this; `None` where nothing can be said.
    pub low: Option<Decimal>,
    /// Where it is a figure, it is at most this; `None` where nothing can be said.
    pub high: Option<Decimal>,
    /// Whether it is a figure, or `no limit`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Limit::is_figure"))]
    pub limit: Limit,
    /// Why it is not one exact figure: each reason once, in order.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub why: Vec<Reason>,
}

/// Whether a quantity is a figure, or there is `no limit`: a ceiling that is not set, which is more than any figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum Limit {
    /// It is a figure, known or not.
    #[default]
    Figure,
    /// It is a figure or `no limit`.
    Either,
    /// It is `no limit`.
    Absent,
}

impl Limit {
    /// Whether it is a figure.
    pub fn is_figure(&self) -> bool {
        *self == Self::Figure
    }

    /// Of one or the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Either }
    }
}

/// Why a value is not one exact figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum Reason {
    /// An amount that is a ceiling.
    UpTo(Place),
    /// An amount that is a floor.
    From(Place),
    /// An amount that is printed as a range.
    Printed(Place),
    /// An amount that a person decides.
    CaseByCase(Place),
    /// An amount that the council does not publish.
    NotPublished(Place),
    /// An amount that the council decides, and that nobody has seen.
    NotKnown(Place),
    /// *I do not know*, or no answer, to a question (by index).
    Unknown(usize),
    /// A value that no row of a table (by index) takes.
    OutsideTable(usize),
    /// A figure too large to be worked out exactly at a step (by index).
    TooLarge(usize),
}

impl Reason {
    /// Whether the council keeps something to itself, or a person decides.
    pub const fn is_withheld(&self) -> bool {
        matches!(
            self,
            Self::NotPublished(_) | Self::OutsideTable(_) | Self::CaseByCase(_)
        )
    }
}

/// Where in the rules an amount stands; all by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "json",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
pub enum Place {
    /// A rate.
    Rate(usize),
    /// A row of a table.
    Row(usize, usize),
    /// A cell of a two-way table: table, row, column.
    Cell(usize, usize, usize),
    /// What a table gives outside its rows.
    Elsewhere(usize),
    /// An option of a question: question, option.
    Option(usize, usize),
    /// An amount written in a step.
    Step(usize),
}

impl Value {
    /// A ceiling that there is not.
    pub const NO_LIMIT: Self = Self {
        low: None,
        high: None,
        limit: Limit::Absent,
        why: Vec::new(),
    };

    /// Nothing.
    pub const ZERO: Self = Self::of(Decimal::ZERO);

    /// One exact figure.
    pub const fn of(figure: Decimal) -> Self {
        Self::between(Some(figure), Some(figure), Vec::new())
    }

    /// Nothing can be said of it, for this reason.
    pub fn open(why: Reason) -> Self {
        Self::between(None, None, vec![why])
    }

    /// A figure from a least to a most, as far as they are known, and why it is not one exact figure.
    pub const fn between(low: Option<Decimal>, high: Option<Decimal>, why: Vec<Reason>) -> Self {
        Self {
            low,
            high,
            limit: Limit::Figure,
            why,
        }
    }

    /// A published amount, which stands at a place in the rules. No published amount is under nothing unless
    /// its own figure is: an amount that the council keeps to itself is taken to be nothing or more.
    pub fn published(amount: Amount, place: Place) -> Self {
        let (low, high, why) = match amount {
            Amount::Exact(figure) => return Self::of(figure),
            Amount::UpTo(figure) => (
                Some(figure.min(Decimal::ZERO)),
                Some(figure),
                Reason::UpTo(place),
            ),
            Amount::From(figure) => (Some(figure), None, Reason::From(place)),
            Amount::Between(low, high) => (Some(low), Some(high), Reason::Printed(place)),
            Amount::CaseByCase => (Some(Decimal::ZERO), None, Reason::CaseByCase(place)),
            Amount::NoLimit => return Self::NO_LIMIT,
            Amount::NotPublished => (Some(Decimal::ZERO), None, Reason::NotPublished(place)),
            Amount::NotKnown(low, high) => (Some(low), high, Reason::NotKnown(place)),
        };
        Self::between(low, high, vec![why])
    }

    /// The figure, where it is one.
    pub fn exact(&self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);
        // Most have as many places, and are then the same as whole numbers or not at all.
        let is_one = if low.scale() == high.scale() {
            low.mantissa() == high.mantissa()
        } else {
            low == high
        };
        (is_one && self.limit.is_figure()).then_some(low)
    }

    /// Whether both are exact figures, so that what is made of them has to be worked out once only.
    fn is_exact_with(&self, other: &Self) -> bool {
        self.exact().is_some() && other.exact().is_some()
    }

    /// Whether it is one exact figure, or `no limit`.
    pub fn is_settled(&self) -> bool {
        self.limit == Limit::Absent || self.exact().is_some()
    }

    /// It is at most this, whatever it is; `None` where nothing can be said, and where there may be no limit.
    pub fn most(&self) -> Option<Decimal> {
        self.high.filter(|_| self.limit.is_figure())
    }

    /// From the least and the most of two, with the reasons of both; a settled outcome needs no reason.
    fn from_parts(
        low: Option<Decimal>,
        high: Option<Decimal>,
        limit: Limit,
        a: &Self,
        b: &Self,
    ) -> Self {
        let mut value = Self {
            low,
            high,
            limit,
            why: Vec::new(),
        };
        if !value.is_settled() {
            value.why.clone_from(&a.why);
            value.add_reasons(&b.why);
        }
        value
    }

    /// The sum at a step. With `no limit` in it, it has none.
    #[must_use]
    pub fn plus(&self, other: &Self, step: usize) -> Self {
        let low = both(self.low, other.low, exact::add);
        let high = if self.is_exact_with(other) {
            low
        } else {
            both(self.high, other.high, exact::add)
        };
        self.combined(other, step, low, high)
    }

    /// The difference at a step. The compiler has seen that no `no limit` is taken away; where one is, nothing can be
    /// said.
    #[must_use]
    pub fn minus(&self, other: &Self, step: usize) -> Self {
        if !other.limit.is_figure() {
            return Self::open(Reason::TooLarge(step));
        }
        let low = both(self.low, other.high, exact::subtract);
        let high = if self.is_exact_with(other) {
            low
        } else {
            both(self.high, other.low, exact::subtract)
        };
        self.combined(other, step, low, high)
    }

    fn combined(
        &self,
        other: &Self,
        step: usize,
        low: Result<Option<Decimal>, Overflow>,
        high: Result<Option<Decimal>, Overflow>,
    ) -> Self {
        let limit = self.limit.max(other.limit);
        match (low, high) {
            _ if limit == Limit::Absent => Self::NO_LIMIT,
            (Ok(low), Ok(high)) => Self::from_parts(low, high, limit, self, other),
            _ => Self::open(Reason::TooLarge(step)),
        }
    }

    /// The product at a step. Nothing times anything is nothing, even where the other is not known; but a product with
    /// `no limit` has none.
    #[must_use]
    pub fn times(&self, other: &Self, step: usize) -> Self {
        let limit = self.limit.max(other.limit);
        if limit == Limit::Absent {
            return Self::NO_LIMIT;
        }
        let zero = Some(Decimal::ZERO);
        if self.exact() == zero || other.exact() == zero {
            return Self::from_parts(zero, zero, limit, self, other);
        }
        let positive = |value: &Self| value.low.is_some_and(|low| low >= Decimal::ZERO);
        let (low, high) = if let (Some(a), Some(b)) = (self.exact(), other.exact()) {
            let Some(product) = exact::multiply(a, b) else {
                return Self::open(Reason::TooLarge(step));
            };
            (Some(product), Some(product))
        } else if let (Some(a), Some(b), Some(c), Some(d)) =
            (self.low, self.high, other.low, other.high)
        {
            let (mut low, mut high) = (None, None);
            for (x, y) in [(a, c), (a, d), (b, c), (b, d)] {
                let Some(corner) = exact::multiply(x, y) else {
                    return Self::open(Reason::TooLarge(step));
                };
                low = Some(low.map_or(corner, |low| corner.min(low)));
                high = Some(high.map_or(corner, |high| corner.max(high)));
            }
            (low, high)
        } else if positive(self) && positive(other) {
            match both(self.low, other.low, exact::multiply) {
                Ok(low) => (low, None),
                Err(Overflow) => return Self::open(Reason::TooLarge(step)),
            }
        } else {
            (None, None)
        };
        Self::from_parts(low, high, limit, self, other)
    }

    /// The quotient at a step, rounded as named. Nothing can be said of it where the divisor may be nought or less, but that
    /// nothing under nought comes of what is not, where the council divides by a figure that it keeps to itself.
    #[must_use]
    pub fn over(&self, other: &Self, step: usize, rounding: Option<Rounding>) -> Self {
        let zero = Decimal::ZERO;
        if other.low.is_none_or(|low| low <= zero) || !other.limit.is_figure() {
            // What the council keeps to itself is nothing or more; as it divides by it, it is more.
            let is_kept =
                |why: &Reason| matches!(why, Reason::NotPublished(_) | Reason::CaseByCase(_));
            let is_positive =
                other.low == Some(zero) && !other.why.is_empty() && other.why.iter().all(is_kept);
            let low = self
                .low
                .filter(|low| is_positive && *low >= zero)
                .map(|_| zero);
            let unsaid = Self::from_parts(low, None, Limit::Figure, self, other);
            return if unsaid.why.is_empty() {
                Self::open(Reason::TooLarge(step))
            } else {
                unsaid
            };
        }
        // The further from nought, the smaller the divisor; by a divisor without end it comes as near as it likes.
        let bound = |figure: Option<Decimal>, towards_nought: bool| {
            let Some(figure) = figure else {
                return Ok(None);
            };
            let divisor = if towards_nought {
                other.high
            } else {
                other.low
            };
            match divisor {
                Some(divisor) => exact::scale(figure, Decimal::ONE, divisor, rounding)
                    .map(Some)
                    .ok_or(Overflow),
                None => Ok(Some(zero)),
            }
        };
        let low = bound(self.low, self.low.is_some_and(|low| low >= zero));
        let high = if self.is_exact_with(other) {
            low
        } else {
            bound(self.high, self.high.is_some_and(|high| high < zero))
        };
        match (low, high) {
            (Ok(low), Ok(high)) => Self::from_parts(low, high, self.limit, self, other),
            _ => Self::open(Reason::TooLarge(step)),
        }
    }

    /// The lesser of two: of a figure and `no limit`, the figure.
    #[must_use]
    pub fn least(&self, other: &Self) -> Self {
        if self.limit == Limit::Absent || other.limit == Limit::Absent {
            let least = if self.limit == Limit::Absent {
                other
            } else {
                self
            };
            return least.clone();
        }
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        // What may be no limit bounds nothing.
        let high = match (self.most(), other.most()) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (None, None) => self.greater_high(other),
            (a, b) => a.or(b),
        };
        Self::from_parts(low, high, self.limit.min(other.limit), self, other)
    }

    /// The greater of two: of a figure and `no limit`, that there is none.
    #[must_use]
    pub fn greatest(&self, other: &Self) -> Self {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let limit = self.limit.max(other.limit);
        if limit == Limit::Absent {
            return Self::NO_LIMIT;
        }
        Self::from_parts(low, self.greater_high(other), limit, self, other)
    }

    fn greater_high(&self, other: &Self) -> Option<Decimal> {
        self.high.zip(other.high).map(|(a, b)| a.max(b))
    }

    /// One or the other: the least and the most of both.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut either = self.clone();
        either.widen(other);
        either
    }

    /// Makes it one or the other: the least and the most of both.
    pub(crate) fn widen(&mut self, other: &Self) {
        (self.low, self.high) = match (self.limit, other.limit) {
            (Limit::Absent, _) => (other.low, other.high),
            (_, Limit::Absent) => (self.low, self.high),
            _ => (
                self.low.zip(other.low).map(|(a, b)| a.min(b)),
                self.greater_high(other),
            ),
        };
        self.limit = self.limit.or(other.limit);
        if self.is_settled() {
            self.why.clear();
        } else {
            self.add_reasons(&other.why);
        }
    }

    /// With something done to its least and its most that never turns them round.
    #[must_use]
    pub fn map(&self, step: usize, with: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        self.mapped(step, &with)
    }

    fn mapped(&self, step: usize, with: &dyn Fn(Decimal) -> Option<Decimal>) -> Self {
        let at =
            |bound: Option<Decimal>| bound.map(|bound| with(bound).ok_or(Overflow)).transpose();
        let low = at(self.low);
        let high = if self.high == self.low {
            low
        } else {
            at(self.high)
        };
        match (low, high) {
            (Ok(low), Ok(high)) => Self::from_parts(low, high, self.limit, self, self),
            _ => Self::open(Reason::TooLarge(step)),
        }
    }

    /// Makes it no wider than another that it compares so with.
    pub(crate) fn narrow(&mut self, is: Comparison, than: &Self) {
        if is != Comparison::AtMost && than.low > self.low {
            self.low = than.low;
        }
        if is != Comparison::AtLeast
            && let Some(most) = than.most()
        {
            self.high = Some(self.high.map_or(most, |high| high.min(most)));
        }
        if is == Comparison::Equal {
            self.why.clone_from(&than.why);
        }
        if self.exact().is_some() {
            self.why.clear();
        }
    }

    /// With one more reason, unless it is settled.
    #[must_use]
    pub fn because(mut self, why: Reason) -> Self {
        if !self.is_settled() {
            self.add_reasons(&[why]);
        }
        self
    }

    /// Adds reasons that it does not have yet.
    pub(crate) fn add_reasons(&mut self, reasons: &[Reason]) {
        let mut place = 0_usize;
        for why in reasons {
            while self.why.get(place).is_some_and(|own| own < why) {
                place = place.saturating_add(1);
            }
            if self.why.get(place) != Some(why) {
                self.why.insert(place, *why);
            }
        }
    }
}

/// A figure that cannot be held exactly.
#[derive(Clone, Copy)]
struct Overflow;

fn both(
    a: Option<Decimal>,
    b: Option<Decimal>,
    with: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Option<Decimal>, Overflow> {
    match (a, b) {
        (Some(a), Some(b)) => with(a, b).map(Some).ok_or(Overflow),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Direction;
    use proptest::prelude::*;

    const PENNY: Rounding = Rounding {
        direction: Direction::Nearest,
        to: Decimal::from_parts(1, 0, 0, false, 2),
    };

    fn between(low: i64, high: i64) -> Value {
        let why = Vec::from([Reason::Unknown(0)]);
        Value::between(Some(low.into()), Some(high.into()), why)
    }

    #[test]
    fn a_division_by_what_is_not_published_gives_nothing_or_more() {
        let kept = Value::published(Amount::NotPublished, Place::Rate(1));
        let over = |what: Value| what.over(&kept, 3, Some(PENNY));
        let nothing_or_more = (Some(Decimal::ZERO), None);
        let nights = over(between(0, 4));
        assert_eq!((nights.low, nights.high), nothing_or_more);
        let own = over(Value::of(10.into()));
        assert_eq!((own.low, own.high), nothing_or_more);
        assert_eq!(over(between(-1, 4)).low, None);
        // An answer can be nothing, and then nothing comes out.
        let answered = kept.or(&between(0, 4));
        assert_eq!(
            Value::of(10.into()).over(&answered, 3, Some(PENNY)).low,
            None
        );
    }

    #[test]
    fn nothing_can_be_said_of_a_division_by_what_may_be_nothing() {
        let ten = Value::of(10.into());
        let by_nothing = ten.over(&Value::of(0.into()), 3, Some(PENNY));
        assert_eq!(by_nothing, Value::open(Reason::TooLarge(3)));
        let perhaps = ten.over(&between(0, 4), 3, Some(PENNY));
        assert_eq!(perhaps, Value::open(Reason::Unknown(0)));
        let at_least = Value::published(Amount::From(4.into()), Place::Rate(1));
        let by_four_or_more = ten.over(&at_least, 3, Some(PENNY));
        assert_eq!(by_four_or_more.low, Some(0.into()));
        assert_eq!(by_four_or_more.high, Some(Decimal::new(25, 1)));
    }

    proptest! {
        #[test]
        fn a_quotient_of_ranges_takes_in_every_quotient_of_what_is_in_them(
            a in proptest::array::uniform3(-900_i64..900), b in proptest::array::uniform3(1_i64..90),
        ) {
            let (mut a, mut b) = (a, b);
            a.sort_unstable();
            b.sort_unstable();
            let whole = between(a[0], a[2]).over(&between(b[0], b[2]), 0, Some(PENNY));
            let one = Value::of(a[1].into()).over(&Value::of(b[1].into()), 0, Some(PENNY));
            let figure = one.exact().unwrap();
            prop_assert!(whole.low.unwrap() <= figure && figure <= whole.high.unwrap());
        }
    }
}
