//! A working in words: every line a sentence, a result, a reason and an address.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    outcome::{Outcome, Taken},
    scheme::Scheme,
    words::Words,
};

/// A working for people to read. All texts are finished sentences or amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The results, in the scheme's order.
    pub results: Vec<ExplainedResult>,
    /// The answers, in the order of the questions.
    pub answers: Vec<ExplainedAnswer>,
    /// The lines, in the order of the steps.
    pub lines: Vec<ExplainedLine>,
    /// What is not known and why, a sentence each.
    pub gaps: Vec<String>,
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedResult {
    /// The result's name in the rules.
    pub id: String,
    /// What it is.
    pub say: String,
    /// The figure: `£120 a week`, `between £120 and £210 a week`, `cannot be worked out: not published`.
    pub amount: String,
    /// Why it is not one exact figure, a sentence each.
    pub why: Vec<String>,
    /// Who may go beyond it, if anybody.
    pub note: String,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedAnswer {
    /// The question's name in the rules.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What was answered, or that nothing was.
    pub answer: String,
    /// What it counts, such as `8 points`; empty where it counts nothing.
    pub counts: String,
}

/// A line of the working in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedLine {
    /// The step's name in the rules; its page's address ends in `#step-` and this.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// How: `Home support (£23.92 a week) and day care (£15.52 a week), added together.`
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Why the step is there.
    pub because: String,
    /// Its source and the place in it.
    pub source: String,
    /// Whether the step was taken.
    pub taken: Taken,
}

/// Puts an outcome into words.
pub fn explain(_scheme: &Scheme, _outcome: &Outcome, _words: &Words) -> Explained {
    Explained {
        results: Vec::new(),
        answers: Vec::new(),
        lines: Vec::new(),
        gaps: Vec::new(),
    }
}
