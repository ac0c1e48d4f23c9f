//! A person's answers: by question, in any order, half filled in.

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::scheme::{QuestionKind, Scheme};

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// An option, by its place in the question.
    Option(usize),
    /// A number, in the question's unit.
    Number(Decimal),
    /// *I do not know*.
    Unknown,
}

/// The text that stands for *I do not know* wherever an answer is written as text.
pub const DO_NOT_KNOW: &str = "I do not know";

/// The answers to a scheme's questions, in the order of its questions; `None` where none was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Vec<Option<Answer>>);

/// An answer that a question does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerError {
    /// The question's name, as it was given.
    pub question: String,
    /// What is wrong with the answer.
    pub fault: AnswerFault,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerFault {
    /// The scheme has no such question.
    NoSuchQuestion,
    /// The question has no such option.
    NotAnOption,
    /// It cannot be read as a number.
    NotANumber,
    /// It is less than this, the least.
    TooSmall(Decimal),
    /// It is more than this, the most.
    TooLarge(Decimal),
    /// It has more than this many decimal places.
    TooManyPlaces(u32),
}

impl Answers {
    /// The answer to a question.
    pub fn get(&self, question: usize) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

    /// Sets the answer to a question.
    pub fn set(&mut self, question: usize, answer: Answer) {
        if self.0.len() <= question {
            self.0.resize(question.saturating_add(1), None);
        }
        if let Some(place) = self.0.get_mut(question) {
            *place = Some(answer);
        }
    }

    /// Reads answers written as text, by the questions' names. Text that is empty is no answer; one that the
    /// question does not allow is left out and told.
    pub fn from_texts<'a>(
        scheme: &Scheme,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<AnswerError>) {
        let mut answers = Self(alloc::vec![None; scheme.questions.len()]);
        let mut errors = Vec::new();
        for (id, text) in texts {
            let found = scheme
                .questions
                .iter()
                .enumerate()
                .find(|(_, question)| question.id == id);
            let read = match found {
                None => Err(AnswerFault::NoSuchQuestion),
                Some((index, question)) => {
                    read(&question.kind, text).map(|answer| answer.map(|answer| (index, answer)))
                }
            };
            match read {
                Ok(Some((index, answer))) => answers.set(index, answer),
                Ok(None) => {}
                Err(fault) => errors.push(AnswerError {
                    question: id.into(),
                    fault,
                }),
            }
        }
        (answers, errors)
    }
}

/// Reads one answer written as text; `None` where the text is empty.
pub fn read(kind: &QuestionKind, text: &str) -> Result<Option<Answer>, AnswerFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(DO_NOT_KNOW) {
        return Ok(Some(Answer::Unknown));
    }
    let answer = match kind {
        QuestionKind::Options(options) => {
            let option = options.iter().position(|option| option.id == text);
            Answer::Option(option.ok_or(AnswerFault::NotAnOption)?)
        }
        QuestionKind::Number {
            least,
            most,
            places,
            ..
        } => {
            let number = typed_number(text).ok_or(AnswerFault::NotANumber)?;
            if number < *least {
                return Err(AnswerFault::TooSmall(*least));
            }
            if let Some(most) = most.filter(|most| number > *most) {
                return Err(AnswerFault::TooLarge(most));
            }
            if number.normalize().scale() > *places {
                return Err(AnswerFault::TooManyPlaces(*places));
            }
            Answer::Number(number)
        }
    };
    Ok(Some(answer))
}

/// A number as people type it: `£1,200.50`, ` 1 200 `, `1200.5`. Commas and spaces set off thousands only.
pub fn typed_number(text: &str) -> Option<Decimal> {
    /// Longer than any sum of money.
    const LONGEST: usize = 24;
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let text = text.strip_prefix('£').unwrap_or(text).trim_start();
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}']).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let thousands =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let fits = groups.iter().all(|group| digits(group))
        && fraction.is_none_or(digits)
        && text.len() <= LONGEST;
    if !thousands || !fits {
        return None;
    }
    let mut plain = String::from(sign);
    plain.extend(groups);
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    Decimal::from_str_exact(&plain).ok()
}
