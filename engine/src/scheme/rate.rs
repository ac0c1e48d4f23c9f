//! Amounts with a name: what they are, on which days, and how sure they are.

use alloc::{string::String, vec::Vec};

use super::Cite;
use crate::{amount::Amount, unit::Unit};

/// A named amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The name used in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: Amount,
    /// Its amounts by date, from the oldest, where it changes within the edition: `amount` is one of them.
    pub dated: Vec<Dated>,
    /// What it is counted in.
    pub unit: Unit,
    /// The request for it that was refused or left without an answer, in a sentence.
    pub asked: String,
    /// What to know about it.
    pub note: String,
    /// How sure the figure is.
    pub sure: Sureness,
    /// Whether more or less of it is better for the person, where that is so for everybody.
    pub kinder: Option<Kinder>,
    /// Whether a council that extends these rules may not go below it.
    pub is_floor: bool,
    /// Whether it is by how much prices rose since the edition before, which no step reads.
    pub is_price_rise: bool,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

impl Rate {
    /// Every amount that it has: one, or one for each of its dates.
    pub fn amounts(&self) -> impl Iterator<Item = Amount> {
        let one = self.dated.is_empty().then_some(self.amount);
        one.into_iter()
            .chain(self.dated.iter().map(|dated| dated.amount))
    }
}

/// An amount that a rate has on some of the days of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The first day, `YYYY-MM-DD`; `None` where it is the edition's.
    pub from: Option<String>,
    /// The last day, `YYYY-MM-DD`, where it is not the day before the next starts.
    pub to: Option<String>,
    /// The amount.
    pub amount: Amount,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sureness {
    /// It was read in its source.
    #[default]
    Seen,
    /// It was read on a page about its source.
    SecondHand,
    /// It follows exactly from totals that were read.
    Contained,
    /// It was worked out from others and not read anywhere.
    Inferred,
    /// Somebody remembers it.
    Remembered,
}

impl Sureness {
    /// Whether it was read in its source.
    pub fn is_seen(&self) -> bool {
        *self == Self::Seen
    }

    /// Whether it has to be shown as not verified.
    pub fn is_unverified(self) -> bool {
        matches!(self, Self::Inferred | Self::Remembered)
    }
}

/// Which way a figure is kinder to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinder {
    /// The higher, the better for the person: a minimum income.
    Higher,
    /// The lower, the better for the person: a price.
    Lower,
}
