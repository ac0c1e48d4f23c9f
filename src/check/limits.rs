//! Ceilings that are not set: where `no limit` cannot stand.

use upfront_engine::{
    Amount, Decimal,
    scheme::{Comparison, Operand},
    value::Limit,
};

use super::{Checking, operands::Typed};
use crate::diagnostics::{Code, Finding};

/// What cannot be done with a ceiling that is not set.
#[derive(Clone, Copy)]
pub(super) enum Undone {
    /// Taken away from something.
    TakenAway,
    /// Something is divided by it, or cut into parts of its size.
    DividesBy,
    /// Multiplied with something that can be less than nothing.
    TimesLessThanNothing,
}

impl Checking<'_> {
    /// A finding where something may be `no limit`, with which this cannot be done; whether there is none.
    pub(super) fn has_limit(&mut self, part: &Typed, undone: Undone) -> bool {
        let Some(limit) = part.reach.map(|reach| reach.limit) else {
            return true;
        };
        if limit.is_figure() {
            return true;
        }
        let is = if limit == Limit::Absent {
            "is"
        } else {
            "can be"
        };
        let (message, label) = match undone {
            Undone::TakenAway => (
                format!("this {is} `no limit`, and that cannot be taken away from anything"),
                "taken away",
            ),
            Undone::DividesBy => (
                format!("this {is} `no limit`, and nothing can be divided by that"),
                "divided by",
            ),
            Undone::TimesLessThanNothing => (
                format!(
                    "this {is} `no limit`, and what it is multiplied with can be less than nothing"
                ),
                "multiplied",
            ),
        };
        let rate = match part.operand {
            Operand::Rate(rate) => self.rate_place(rate),
            _ => None,
        };
        let name = match &part.operand {
            Operand::Rate(rate) => self.scheme.rates.get(*rate).map(|rate| rate.id.clone()),
            Operand::Step(step) => self.scheme.steps.get(*step).map(|step| step.id.clone()),
            _ => None,
        };
        let finding = Finding::new(Code::NoLimitMisused, rate.unwrap_or(part.at), message)
            .label(label)
            .advice(match (undone, name) {
                (Undone::TimesLessThanNothing, _) => {
                    "First take the greatest of that and nothing, in a step of its own.".to_owned()
                }
                (_, Some(name)) => format!(
                    "Write a figure; or take the step only where there is one, with `when: {{value: {name}, is under: no limit}}`."
                ),
                (_, None) => "Write a figure.".to_owned(),
            });
        self.find(match rate {
            Some(_) => finding.related(part.at, "used here"),
            None => finding,
        });
        false
    }

    /// A finding where `no limit` may be multiplied with something that can be less than nothing.
    pub(super) fn limits_multiply(&mut self, parts: &[Typed]) {
        let below = |part: &Typed| {
            part.reach.is_some_and(|reach| {
                reach.limit != Limit::Absent && reach.low.is_none_or(|low| low < Decimal::ZERO)
            })
        };
        for (place, part) in parts.iter().enumerate() {
            let others = parts.iter().enumerate();
            if others
                .filter(|(other, _)| *other != place)
                .any(|(_, other)| below(other))
            {
                self.has_limit(part, Undone::TimesLessThanNothing);
            }
        }
    }

    /// Whether an operand is the amount `no limit`, on every day.
    pub(super) fn is_no_limit(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Literal { amount, .. } => *amount == Amount::NoLimit,
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amounts().all(|amount| amount == Amount::NoLimit))
            }
            _ => false,
        }
    }

    /// Takes into account that something is under `no limit`, or is not it, where a condition says so.
    pub(super) fn narrow_to_figure(&mut self, operand: &Operand) {
        let reach = match operand {
            Operand::Step(step) => self.steps.reach.get_mut(*step),
            Operand::Rate(rate) => {
                self.rates.limited.push(*rate);
                return;
            }
            _ => None,
        };
        if let Some(reach) = reach {
            // Where it is `no limit` for everybody, the condition never holds.
            *reach = reach.and_then(super::reach::Reach::as_figure);
        }
    }
}

/// Whether what compares so with `no limit` is a figure.
pub(super) fn is_of_figures(is: Comparison, holds: bool) -> bool {
    match is {
        Comparison::Under => holds,
        Comparison::Equal | Comparison::AtLeast => !holds,
        Comparison::AtMost | Comparison::Over => false,
    }
}
