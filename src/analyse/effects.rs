//! What each answer can change: by how much another option of a question makes the amount more or less, all else being the
//! same.

use upfront_engine::Decimal;

use super::distribution::{Distribution, Exact};

/// What the answer to one question can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The question.
    pub question: usize,
    /// The most that another answer to it changes the amount by, with everything else answered alike.
    pub most: Decimal,
    /// An answer that counts more and gives less, where there is one.
    pub less_for_more: Option<LessForMore>,
}

/// An answer that counts more, and gives less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessForMore {
    /// The step that adds the points up.
    pub total: usize,
    /// The option that counts less.
    pub option: usize,
    /// The one that counts more.
    pub more: usize,
    /// What answers add up to with each.
    pub totals: (Decimal, Decimal),
    /// What each gives.
    pub gives: (Decimal, Decimal),
}

/// What each question can change, in the questions' order; empty where not all answers were counted. A question that is asked
/// only after another is told of together with that one.
pub fn effects(distribution: &Distribution<'_>) -> Vec<Effect> {
    let Some(Exact { separated, cells }) = &distribution.exact else {
        return Vec::new();
    };
    let gives = |place: usize| cells.gives.get(place).copied().flatten();
    let mut effects = Vec::new();
    for (index, group) in separated.groups.iter().enumerate() {
        let moves = cells.moves(index);
        let elsewhere = cells.without(index);
        for (place, question) in group.questions.iter().enumerate() {
            let mut most = 0_i64;
            let mut worse: Option<(i64, LessForMore)> = None;
            // Answers stand in the order of the options, the last question's changing first.
            let later = group.questions.iter().skip(place + 1);
            let stride: usize = later
                .filter_map(|later| separated.answers_to(*later))
                .product();
            let options = separated.answers_to(*question).unwrap_or(0);
            for (at, (one, far)) in group.answered.iter().zip(moves).enumerate() {
                let option = at / stride % options.max(1);
                let first = at - option * stride;
                for more in (0..options).filter(|more| *more != option) {
                    let other = first + more * stride;
                    let (Some(other), Some(further)) =
                        (group.answered.get(other), moves.get(other))
                    else {
                        continue;
                    };
                    // Only what is counted says which of two means more; and it has to be all that tells them apart.
                    let is_kept = separated.kept.contains(question);
                    let adds = one.adds.iter().zip(&other.adds);
                    let counts_more =
                        !is_kept && one.adds != other.adds && adds.clone().all(|(a, b)| a <= b);
                    let total = adds.clone().position(|(a, b)| a < b);
                    for start in &elsewhere {
                        let (Some(before), Some(after)) =
                            (gives(start + far), gives(start + further))
                        else {
                            continue;
                        };
                        let gain = after.saturating_sub(before);
                        most = most.max(gain.saturating_abs());
                        let is_worst = worse.as_ref().is_none_or(|(worst, _)| gain < *worst);
                        if counts_more
                            && gain < 0
                            && is_worst
                            && let Some(total) = total
                            && let Some(step) = separated.totals.get(total)
                        {
                            let sum = |place: usize| cells.at(place).0.get(total).copied();
                            let totals = (sum(start + far), sum(start + further));
                            worse = Some((
                                gain,
                                LessForMore {
                                    total: *step,
                                    option,
                                    more,
                                    totals: (
                                        totals.0.unwrap_or_default(),
                                        totals.1.unwrap_or_default(),
                                    ),
                                    gives: (cells.figure(before), cells.figure(after)),
                                },
                            ));
                        }
                    }
                }
            }
            effects.push(Effect {
                question: *question,
                most: cells.figure(most),
                less_for_more: worse.map(|(_, worse)| worse),
            });
        }
    }
    effects.sort_by_key(|effect| effect.question);
    effects
}
