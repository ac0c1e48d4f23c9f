//! A person's answers: by question, in any order, half filled in.

use alloc::vec::Vec;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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

/// The answers to a scheme's questions, in the order of its questions; `None` where none was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Vec<Option<Answer>>);

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
}
