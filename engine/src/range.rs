//! Every completion of the answers, without going through them one by one.

use alloc::vec::Vec;

use crate::{Answers, Outcome, Scheme};

/// See [`crate::estimate`].
pub(crate) fn estimate(_scheme: &Scheme, _answers: &Answers) -> Outcome {
    Outcome {
        results: Vec::new(),
        working: Vec::new(),
        unanswered: Vec::new(),
        unknown: Vec::new(),
        ranges_are_exact: true,
    }
}
