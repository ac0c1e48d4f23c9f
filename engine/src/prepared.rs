//! A scheme made ready to be worked out many times: what its steps read is found once.

use alloc::vec::Vec;

use crate::{
    answers::Answers,
    outcome::Outcome,
    parts::begun,
    range,
    reads::Uses,
    scheme::Scheme,
    sides::{Compared, comparisons},
};

/// A scheme, and what is the same whatever is answered.
#[derive(Debug)]
pub struct Prepared<'a> {
    scheme: &'a Scheme,
    /// By the last part that is worked out.
    parts: Vec<Part<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    uses: Uses<'a>,
    compared: Vec<(usize, Compared<'a>)>,
}

impl<'a> Prepared<'a> {
    /// Makes a scheme ready.
    pub fn of(scheme: &'a Scheme) -> Self {
        let last = scheme.questions.iter().map(|question| question.part).max();
        let parts = (0..=last.unwrap_or(0)).map(|last| {
            let uses = Uses::of(scheme, last);
            let compared = comparisons(scheme, last, &uses.tried);
            Part { uses, compared }
        });
        Self {
            scheme,
            parts: parts.collect(),
        }
    }

    /// The scheme.
    pub const fn scheme(&self) -> &'a Scheme {
        self.scheme
    }

    /// Works the scheme out for somebody's answers: see [`crate::estimate`].
    pub fn estimate(&self, answers: &Answers) -> Outcome {
        let part = self.parts.get(begun(self.scheme, answers));
        // There is one for every part.
        part.map_or_else(Outcome::default, |part| {
            range::work_out(self.scheme, &part.uses, Some(&part.compared), answers)
        })
    }

    /// The same for rules of which only the numbers are others, so that everything reads what it read.
    pub fn estimate_changed(&self, changed: &Scheme, answers: &Answers) -> Outcome {
        let part = self.parts.get(begun(changed, answers));
        part.map_or_else(Outcome::default, |part| {
            range::work_out(changed, &part.uses, None, answers)
        })
    }
}
