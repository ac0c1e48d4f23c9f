//! Units: what a number counts, and over what.
//!
//! A unit is a product of plain words: `£ a week` is pounds over weeks, `£ an hour` times `hours a week` is
//! `£ a week`. Periods are words like any other, so a week never meets a year without a conversion that is
//! named in the rules.

use crate::by_name::ByName;

/// The pound, as it stands in a [`Unit`].
pub const POUND: &str = "£";
/// The percent sign, as it stands in a [`Unit`].
pub const PERCENT: &str = "%";
/// What a test comes to is in this, and in nothing that a number is counted in: one where it is met, nought where not.
pub const TEST: &str = "test";

/// A unit of measure: each base word (singular, such as `hour`, or `£`) with the power it has.
///
/// `£ a week` is `{"£": 1, "week": -1}`; a plain number has no words at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(pub(crate) ByName<i8>);

impl Unit {
    /// A plain number.
    pub const fn none() -> Self {
        Self(ByName::new())
    }

    /// A single word, such as `point`.
    pub fn of(word: &str) -> Self {
        Self::none().with(word, 1)
    }

    /// This unit over another word: `Unit::of("£").per("week")`.
    #[must_use]
    pub fn per(self, word: &str) -> Self {
        self.with(word, -1)
    }

    fn with(mut self, word: &str, power: i8) -> Self {
        let sum = self.0.get(word).copied().unwrap_or(0).saturating_add(power);
        if sum == 0 {
            self.0.remove(word);
        } else {
            self.0.insert(word.into(), sum);
        }
        self
    }

    fn with_all(&self, other: &Self, power_of: fn(&i8) -> i8) -> Self {
        let mut unit = self.clone();
        for (word, power) in other.0.iter() {
            unit = unit.with(word, power_of(power));
        }
        unit
    }

    /// The unit of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.with_all(other, i8::clone)
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.with_all(other, |power| power.saturating_neg())
    }

    /// Whether this is a plain number.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this counts money, over whatever period.
    pub fn is_money(&self) -> bool {
        self.0.get(POUND) == Some(&1)
    }

    /// Whether this is a percentage.
    pub fn is_percent(&self) -> bool {
        self.0.len() == 1 && self.0.get(PERCENT) == Some(&1)
    }

    /// Whether this is a percentage, by itself or for a period: `% a year`.
    pub fn is_share(&self) -> bool {
        self.0.get(PERCENT) == Some(&1) && self.counted().count() == 1
    }

    /// Whether this is no unit of a number, but of what a test comes to.
    pub fn is_test(&self) -> bool {
        self.0.get(TEST).is_some()
    }

    /// The words counted, in the order of the alphabet.
    pub fn counted(&self) -> impl Iterator<Item = &str> {
        self.words(|power| power > 0)
    }

    /// The words divided by: the period, and whatever else the amount is for each of.
    pub fn over_words(&self) -> impl Iterator<Item = &str> {
        self.words(|power| power < 0)
    }

    fn words(&self, of: fn(i8) -> bool) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(_, power)| of(**power))
            .map(|(word, _)| word)
    }
}

/// Whether a word is a period of time that an amount can be for.
pub fn is_period(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "week"
            | "four weeks"
            | "month"
            | "six months"
            | "year"
            | "financial year"
            | "one-off"
    )
}
