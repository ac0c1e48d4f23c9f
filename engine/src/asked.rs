//! Answers that count nowhere, for the question is not asked.

use alloc::vec::Vec;

use crate::{
    Answer, Answers, Scheme,
    run::{Holds, Known},
    scheme::{Condition, Question},
};

/// An answer to a question that, given the other answers, is not asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncounted<'s> {
    /// The question, by index.
    pub question: usize,
    /// What would have to hold for it to be asked, and does not.
    pub because: Vec<&'s Condition>,
}

/// The answers that count nowhere, in the order of the questions. Nought is no answer that could be missed.
pub fn uncounted<'s>(scheme: &'s Scheme, answers: &Answers) -> Vec<Uncounted<'s>> {
    let known = Known::of(scheme, answers);
    let is_lost = |question: usize| match known.answer(question) {
        Some(Answer::Number(number) | Answer::InPeriod(number, _)) => !number.is_zero(),
        answer => answer.is_some(),
    };
    let asked = scheme.questions.iter().enumerate();
    asked
        .filter(|(index, _)| is_lost(*index) && known.asked(*index) == Holds::No)
        .map(|(question, Question { when, .. })| {
            let mut because = Vec::new();
            if let Some(when) = when {
                fails(&known, when, &mut because);
            }
            Uncounted { question, because }
        })
        .collect()
}

/// The parts of a condition for want of which it does not hold.
fn fails<'s>(known: &Known<'_>, condition: &'s Condition, found: &mut Vec<&'s Condition>) {
    if let Condition::All(of) = condition {
        let without = of.iter().filter(|one| known.holds(one) == Holds::No);
        without.for_each(|one| fails(known, one, found));
    } else {
        found.push(condition);
    }
}

/// Whether a question, by index, is asked of somebody with these answers; not where that is open.
pub fn is_asked(scheme: &Scheme, answers: &Answers, question: usize) -> bool {
    Known::of(scheme, answers).asked(question) == Holds::Yes
}

/// Whether a question, by index, is asked of anybody: not where the amounts of the rules settle that it is not.
pub fn may_be_asked(scheme: &Scheme, question: usize) -> bool {
    Known::of(scheme, &Answers::default()).asked(question) != Holds::No
}
