//! Amounts as councils publish them: exact, a ceiling, a floor, left to a person, nothing, or not published.

use rust_decimal::Decimal;

/// One published amount, without its unit (the unit belongs to the rate, table or step that holds it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// `£12.50 a week`, and `nothing`, which is nought.
    Exact(Decimal),
    /// `up to £300`: a ceiling.
    UpTo(Decimal),
    /// `from £20 an hour`: a floor.
    From(Decimal),
    /// `£4 to £6 a week`: a range, as it is printed, from its least to its most.
    Between(Decimal, Decimal),
    /// `case by case`: a person decides.
    CaseByCase,
    /// `not published`: the council keeps the figure to itself.
    NotPublished,
    /// `not known here`: the council decides it and nobody has seen what. As far as the rules say, it is at least the first
    /// figure, and at most the second.
    NotKnown(Decimal, Option<Decimal>),
    /// `no limit`: a ceiling that there is not, such as a weekly maximum that a council does not set.
    NoLimit,
}

impl Amount {
    /// Nothing at all, which is a published amount.
    pub const NOTHING: Self = Self::Exact(Decimal::ZERO);

    /// What nobody has seen, and of which the rules say nothing.
    pub const NOT_KNOWN: Self = Self::NotKnown(Decimal::ZERO, None);

    /// The figure, where one was published; of a range, its most.
    pub fn figure(&self) -> Option<Decimal> {
        match self {
            Self::Exact(figure)
            | Self::UpTo(figure)
            | Self::From(figure)
            | Self::Between(_, figure) => Some(*figure),
            Self::CaseByCase | Self::NotPublished | Self::NotKnown(..) | Self::NoLimit => None,
        }
    }
}
