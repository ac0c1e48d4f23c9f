//! What a person is asked, and what may be answered.

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;

use super::{Cite, Condition, Rounding};
use crate::{amount::Amount, answers::Answer, unit::Unit};

/// A question that is put to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The name used in the rules.
    pub id: String,
    /// The part of life it is about, from the shared vocabulary (`washing`, `nutrition`, ...).
    pub about: String,
    /// The question, as put.
    pub ask: String,
    /// One line on why it is asked or how to answer it.
    pub hint: String,
    /// What may be answered.
    pub kind: QuestionKind,
    /// Whether it asks for a fact that nobody can change, such as an age.
    pub fixed: bool,
    /// When it is asked at all; it may read only questions before it.
    pub when: Option<Condition>,
    /// Which part of the estimate it belongs to, from nought: see [`crate::parts`].
    pub part: usize,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

/// What may be answered to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionKind {
    /// One of several options, in the policy's own order.
    Options(Vec<QuestionOption>),
    /// A number.
    Number {
        /// What is counted.
        unit: Unit,
        /// The least that can be said.
        least: Decimal,
        /// The most that can be said, where there is a most.
        most: Option<Decimal>,
        /// How many decimal places an answer may have: 0 for whole numbers, 2 for pence.
        places: u32,
        /// The other periods that it may be answered in.
        periods: Vec<Period>,
        /// How an answer in another period is rounded.
        rounded: Option<Rounding>,
    },
}

/// How many whole numbers an unknown number may be for each to be tried.
const MOST_NUMBERS: i64 = 200;

impl QuestionKind {
    /// The least and the most of the numbers that may be answered, where those are few whole ones.
    fn few_numbers(&self) -> Option<(i64, i64)> {
        let Self::Number {
            least,
            most: Some(most),
            places: 0,
            ..
        } = self
        else {
            return None;
        };
        let whole = |figure: &Decimal| {
            let mantissa = i64::try_from(figure.mantissa()).ok();
            mantissa.filter(|_| figure.scale() == 0)
        };
        let (least, most) = (whole(least)?, whole(most)?);
        (most.saturating_sub(least) <= MOST_NUMBERS).then_some((least, most))
    }

    /// How many answers there could be for each to be tried; none where they could be too many.
    pub(crate) fn possibilities(&self) -> usize {
        match self {
            Self::Options(options) => options.len(),
            Self::Number { .. } => self.few_numbers().map_or(0, |(least, most)| {
                let count = most.saturating_sub(least).saturating_add(1);
                usize::try_from(count).unwrap_or(0)
            }),
        }
    }

    /// The answer at a place among those.
    pub(crate) fn possible(&self, place: usize) -> Option<Answer> {
        match self {
            Self::Options(_) => Some(Answer::Option(place)),
            Self::Number { .. } => {
                let number = self
                    .few_numbers()?
                    .0
                    .checked_add(i64::try_from(place).ok()?)?;
                Some(Answer::Number(Decimal::from(number)))
            }
        }
    }
}

/// Another period that a number may be answered in.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// What the number is then counted in, such as pounds a month.
    pub unit: Unit,
    /// It is multiplied by this to be in the question's own unit.
    pub times: Decimal,
    /// And divided by this, more than nought.
    pub over: Decimal,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionOption {
    /// The name used in the rules.
    pub id: String,
    /// The option, as put.
    pub say: String,
    /// What it counts, by [`super::Scheme::measures`]. A measure that it does not touch is `None` and counts nought.
    pub counts: Vec<Option<Amount>>,
    /// Whether it is a score between two printed options, and not printed itself.
    pub between: bool,
}
