//! Where one point more, or the next higher total, makes the most of a difference.

use std::cmp::Reverse;

use upfront_engine::{Decimal, exact, scheme::Verb};

use super::distribution::{Distribution, Exact};

/// A total and the next that answers can come to, and what each gives, all else being the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cliff {
    /// The step that adds the points up.
    pub total: usize,
    /// The totals.
    pub from: Decimal,
    /// The one that is more.
    pub to: Decimal,
    /// What the first gives.
    pub gives: Decimal,
    /// What the other gives.
    pub then: Decimal,
    /// What is answered beside: questions, and the place of each answer.
    pub beside: Vec<(usize, usize)>,
}

impl Cliff {
    /// By how much the second gives more; less than nought where it gives less.
    pub fn gain(&self) -> Decimal {
        exact::subtract(self.then, self.gives).unwrap_or_default()
    }
}

/// Every place where the amount changes from one total to the next, the largest gain first; those that differ only in what
/// is answered beside are one, told where the difference is the largest. Empty where not all answers were counted.
pub fn cliffs(distribution: &Distribution<'_>) -> Vec<Cliff> {
    let Some(Exact { separated, cells }) = &distribution.exact else {
        return Vec::new();
    };
    let mut cliffs: Vec<Cliff> = Vec::new();
    for (side, total) in separated.totals.iter().enumerate() {
        let step = separated.scheme.steps.get(*total);
        if !step.is_some_and(|step| matches!(step.verb, Verb::AddUp { .. })) {
            continue;
        }
        for (place, next) in cells.neighbours(side) {
            let gives = |place: usize| cells.gives.get(place).copied().flatten();
            let (Some(gives), Some(then)) = (gives(place), gives(next)) else {
                continue;
            };
            if gives == then {
                continue;
            }
            let (totals, kept) = cells.at(place);
            let (after, _) = cells.at(next);
            let (Some(from), Some(to)) = (totals.get(side), after.get(side)) else {
                continue;
            };
            cliffs.push(Cliff {
                total: *total,
                from: *from,
                to: *to,
                gives: cells.figure(gives),
                then: cells.figure(then),
                beside: separated.kept.iter().copied().zip(kept).collect(),
            });
        }
    }
    // A stable order: the larger, then as the totals rise.
    cliffs.sort_by_key(|cliff| (Reverse(cliff.gain().abs()), cliff.total, cliff.from));
    let mut told: Vec<Cliff> = Vec::new();
    for cliff in cliffs {
        let is_told = |one: &Cliff| {
            (one.total, one.gives, one.then) == (cliff.total, cliff.gives, cliff.then)
                || (one.total, one.from) == (cliff.total, cliff.from)
                    && (one.gain() > Decimal::ZERO) == (cliff.gain() > Decimal::ZERO)
        };
        if !told.iter().any(is_told) {
            told.push(cliff);
        }
    }
    told
}
