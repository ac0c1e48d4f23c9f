//! What people have asked councils for, and the tests by which they judge a system of support.

use super::Evidence;

/// How much of something is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Publicity {
    /// Nobody has looked.
    NotLookedFor,
    /// Nothing of it.
    #[default]
    Not,
    /// Some of it.
    Partly,
    /// All of it.
    Published,
}

impl Publicity {
    /// What the rules call it.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "published" => Some(Self::Published),
            "partly" => Some(Self::Partly),
            "not published" => Some(Self::Not),
            _ => None,
        }
    }

    /// That of a whole: all of it is published where every part is, and nothing where no part is. It was looked for
    /// where one part was.
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Self> = parts.into_iter().collect();
        match (parts.iter().min(), parts.iter().max()) {
            (Some(least), Some(most)) if least == most => *least,
            (None, _) | (_, None | Some(Self::Not)) => Self::Not,
            _ => Self::Partly,
        }
    }
}

/// A thing that people have asked councils for: a line of the scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The questions and their answers.
    Questions,
    /// The points for each answer.
    Points,
    /// The rule from points to money.
    PointsToMoney,
    /// The limit, and who may go above it.
    Limit,
    /// What people keep, and the share taken.
    Charge,
    /// What unpaid help takes off.
    UnpaidHelp,
    /// The rates, and whether they are those really paid.
    Rates,
    /// Past years' tables.
    PastYears,
    /// How to challenge.
    Challenge,
    /// Why the levels are where they are.
    Reasons,
    /// Who supplied the tool, and when it changed.
    Tool,
    /// Any share taken off the top.
    TakenOffTheTop,
    /// How near estimates came to final budgets.
    Accuracy,
}

impl Line {
    /// Every line, in the order of the scorecard.
    pub const ALL: [Self; 13] = [
        Self::Questions,
        Self::Points,
        Self::PointsToMoney,
        Self::Limit,
        Self::Charge,
        Self::UnpaidHelp,
        Self::Rates,
        Self::PastYears,
        Self::Challenge,
        Self::Reasons,
        Self::Tool,
        Self::TakenOffTheTop,
        Self::Accuracy,
    ];

    /// Its parts. The line is published where each of them is.
    pub const fn items(self) -> &'static [Item] {
        match self {
            Self::Questions => &[Item::Questions],
            Self::Points => &[Item::Points],
            Self::PointsToMoney => &[Item::PointsToMoney],
            Self::Limit => &[Item::Limit, Item::AboveTheLimit],
            Self::Charge => &[Item::Charge],
            Self::UnpaidHelp => &[Item::UnpaidHelp, Item::NeedsForUnpaidHelp],
            Self::Rates => &[Item::Rates, Item::RatesReallyPaid],
            Self::PastYears => &[Item::PastYears],
            Self::Challenge => &[Item::HowToChallenge, Item::TimeToChallenge],
            Self::Reasons => &[Item::Reasons],
            Self::Tool => &[Item::Supplier, Item::DatesOfChange],
            Self::TakenOffTheTop => &[Item::TakenOffTheTop],
            Self::Accuracy => &[Item::Tolerance, Item::EstimateAgainstActual],
        }
    }
}

/// A part of a line: what a statement can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The questions and their answers.
    Questions,
    /// The points for each answer.
    Points,
    /// The rule from points to money.
    PointsToMoney,
    /// The most that a budget can be.
    Limit,
    /// Who may go above that.
    AboveTheLimit,
    /// What people keep, and the share taken.
    Charge,
    /// How much unpaid help takes off.
    UnpaidHelp,
    /// Which needs may be reduced because of it.
    NeedsForUnpaidHelp,
    /// The rates.
    Rates,
    /// Whether they are those really paid.
    RatesReallyPaid,
    /// Past years' tables.
    PastYears,
    /// How to challenge a figure.
    HowToChallenge,
    /// The time for that.
    TimeToChallenge,
    /// Why the levels are where they are.
    Reasons,
    /// Who supplied the tool.
    Supplier,
    /// When it changed.
    DatesOfChange,
    /// Any share taken off the top.
    TakenOffTheTop,
    /// How far a final budget may be from its estimate.
    Tolerance,
    /// How near estimates came.
    EstimateAgainstActual,
}

/// What is said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// How much of it is published.
    pub is: Publicity,
    /// What was found; empty where that is not said.
    pub says: String,
    /// The request for it, and what came of that; empty where there was none.
    pub asked: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// A request for information, and what came of it. A text is empty where it is not said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What was asked for.
    pub asked: String,
    /// What came of it.
    pub answer: Answer,
    /// Why something was kept back, or what the answer says.
    pub because: String,
    /// When that was.
    pub when: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// How a request for information was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// All of it was given.
    Given,
    /// Some of it.
    PartlyGiven,
    /// Nothing of it.
    Refused,
    /// Nobody has seen the answer.
    NotSeen,
}

impl Answer {
    /// What the rules call it.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "given" => Some(Self::Given),
            "partly given" => Some(Self::PartlyGiven),
            "refused" => Some(Self::Refused),
            "not seen" => Some(Self::NotSeen),
            _ => None,
        }
    }
}

/// What was judged of a council. A text is empty where it is not said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Who decided.
    pub by: Judge,
    /// What it was about.
    pub about: String,
    /// What was decided.
    pub found: String,
    /// When that was.
    pub when: String,
    /// The number or the name of the case.
    pub reference: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// Who judges what a council did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// An Ombudsman.
    Ombudsman,
    /// A court.
    Court,
    /// An Information Commissioner.
    InformationCommissioner,
}

impl Judge {
    /// What the rules call it.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "ombudsman" => Some(Self::Ombudsman),
            "court" => Some(Self::Court),
            "information commissioner" => Some(Self::InformationCommissioner),
            _ => None,
        }
    }
}

/// A test by which people judge a system of support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// One set of rules holds for everybody.
    Universal,
    /// People choose how their money is held.
    SelfDirected,
    /// The same needs are offered the same.
    Fair,
    /// The money can be used in another way from week to week.
    Flexible,
    /// Everything is published.
    Public,
    /// The levels are reasoned, and rates are those really paid.
    FullyCosted,
    /// Nobody is made to tell or to do more than is needed.
    Respectful,
    /// Needs are met where they cost more.
    ARight,
}

impl Test {
    /// Every test, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Universal,
        Self::SelfDirected,
        Self::Fair,
        Self::Flexible,
        Self::Public,
        Self::FullyCosted,
        Self::Respectful,
        Self::ARight,
    ];
}

/// The answer to a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How far it is met.
    pub is: Publicity,
    /// The fact that shows it.
    pub because: String,
    /// How that is known.
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_is_published_where_every_part_is() {
        use Publicity::{Not, Partly, Published};
        for (parts, whole) in [
            (&[Published, Published][..], Published),
            (&[Published, Not], Partly),
            (&[Partly, Partly], Partly),
            (&[Not, Not], Not),
            (&[], Not),
        ] {
            assert_eq!(
                Publicity::of_parts(parts.iter().copied()),
                whole,
                "{parts:?}"
            );
        }
    }

    #[test]
    fn every_item_is_part_of_one_line() {
        let items: Vec<Item> = Line::ALL
            .iter()
            .flat_map(|line| line.items())
            .copied()
            .collect();
        let mut each = items.clone();
        each.dedup();
        assert_eq!(items, each);
        assert_eq!(items.len(), crate::language::shapes::PUBLISHED.keys.len());
    }
}
