//! How an answer stands in a column: as one whole number, where it can be.

use super::{
    Program, coder,
    compile::{Answered, NO_ANSWER},
};
use crate::{
    answers::{Answer, AnswerFault, Answers, read},
    run::Known,
    scheme::{Question, QuestionKind},
};
use rust_decimal::Decimal;

/// What a person has answered to one question, as a column takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// An option by its place, or a number as so many of the smallest parts that its question takes (pence).
    Whole(i64),
    /// What no whole number stands for: *I do not know*, or a number further than was proved to fit.
    Kept(Answer),
}

/// Reads what is answered to one question.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'p> {
    program: &'p Program<'p>,
    index: usize,
    question: &'p Question,
    /// `None` where no whole number was proved to stand for its answers.
    answered: Option<Answered>,
}

impl Program<'_> {
    /// What reads the answers to a question; `None` where there is no such question.
    pub fn reader(&self, question: usize) -> Option<Reader<'_>> {
        Some(Reader {
            program: self,
            index: question,
            question: self.scheme().questions.get(question)?,
            answered: self.answered.get(question).copied().flatten(),
        })
    }
}

impl<'p> Reader<'p> {
    /// The question.
    pub const fn question(&self) -> &'p Question {
        self.question
    }

    /// How many decimal places of a number its column counts: 2 for pence. `None` where it holds options.
    pub const fn scale(&self) -> Option<u32> {
        match self.answered {
            Some(Answered::Number { scale, .. }) => Some(scale),
            _ => None,
        }
    }

    /// An answer as it stands in the column. One that the question does not allow is none.
    pub fn cell(&self, answer: Option<Answer>) -> Cell {
        let (Some(answer), kind) = (answer, &self.question.kind) else {
            return Cell::Empty;
        };
        let whole = match (answer, kind) {
            (Answer::Option(option), QuestionKind::Options(options)) => {
                if option >= options.len() {
                    return Cell::Empty;
                }
                i64::try_from(option).ok()
            }
            (Answer::Number(number), QuestionKind::Number { .. }) => self.parts(number),
            (Answer::InPeriod(number, period), QuestionKind::Number { periods, .. }) => {
                if period >= periods.len() {
                    return Cell::Empty;
                }
                let nobody = Answers::default();
                let known = Known::of(self.program.scheme(), &nobody);
                let converted = known.converted(self.index, number, period);
                converted.exact().and_then(|number| self.parts(number))
            }
            (Answer::Unknown, _) => None,
            _ => return Cell::Empty,
        };
        whole.map_or(Cell::Kept(answer), Cell::Whole)
    }

    /// An answer written as text: see [`read`].
    pub fn text(&self, text: &str) -> Result<Cell, AnswerFault> {
        read(&self.question.kind, text).map(|answer| self.cell(answer))
    }

    /// A number of which so many decimal places are counted: 12050 and 2 for £120.50. One that the question does not allow
    /// has the fault that its text has.
    pub fn number(&self, parts: i128, scale: u32) -> Result<Cell, AnswerFault> {
        if let Some(answered @ Answered::Number { scale: own, .. }) = self.answered
            && own == scale
            && let QuestionKind::Number { places, .. } = self.question.kind
            && places == own
            && let Ok(parts) = i64::try_from(parts)
            && answered.takes(parts)
        {
            return Ok(Cell::Whole(parts));
        }
        let number = Decimal::try_from_i128_with_scale(parts, scale);
        let number = number.map_err(|_| AnswerFault::NotANumber)?;
        self.text(&alloc::format!("{}", number.normalize()))
    }

    /// A number as so many of the smallest parts; `None` where that was not proved to fit.
    fn parts(&self, number: Decimal) -> Option<i64> {
        let answered = self.answered?;
        let Answered::Number { scale, .. } = answered else {
            return None;
        };
        let parts = coder::at_scale(number, scale).ok()?;
        answered.takes(parts).then_some(parts)
    }

    /// What stands in the column, as the answer that it stands for.
    pub(super) fn answer(&self, whole: i64) -> Option<Answer> {
        if whole == NO_ANSWER {
            return None;
        }
        match self.answered? {
            Answered::Option(_) => usize::try_from(whole).ok().map(Answer::Option),
            Answered::Number { scale, .. } => {
                let number = Decimal::try_from_i128_with_scale(whole.into(), scale);
                number.ok().map(Answer::Number)
            }
        }
    }
}
