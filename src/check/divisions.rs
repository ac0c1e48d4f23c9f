//! Divisions: by what, whether that can be nothing, and whether they come out.

use upfront_engine::{
    Amount, Decimal, Unit, exact,
    scheme::{Operand, Verb},
};

use super::{
    Checking,
    limits::Undone,
    operands::{Counted, Typed},
    steps::Worked,
    unit_words::{PERIODS, in_words},
};
use crate::{
    diagnostics::{Code, Finding},
    rules::Step,
};

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn divide(&mut self, step: &Step, rounded: bool) -> Option<Worked> {
        let what = self.stated(step.divide.get()?);
        let by = step.by.get()?;
        let ([divisor], false) = (by.items.as_slice(), by.is_listed) else {
            self.find(
                Finding::new(
                    Code::WrongType,
                    by.at,
                    "`divide` is `by` one thing, and this is a list",
                )
                .label("a list")
                .advice("Multiply the divisors in a step of their own."),
            );
            return None;
        };
        let by = self.stated(divisor);
        if !self.has_limit(&by, Undone::DividesBy) {
            return None;
        }
        if by
            .reach
            .is_some_and(|reach| reach.low.is_none_or(|low| low <= Decimal::ZERO))
        {
            self.find(
                Finding::new(
                    Code::DivisionByNothing,
                    by.at,
                    "this can be nothing or less, and nothing can be divided by that",
                )
                .label("can be nothing")
                .advice("Say `least: 1` where the question is asked, or take the step only when it is at least something, such as `when: {value: …, is at least: 1}`."),
            );
            return None;
        }
        if !rounded && by.reach.is_some() && !self.comes_out(&by) {
            self.find(
                Finding::new(
                    Code::RoundingNotNamed,
                    step.form.at,
                    "the division need not come out, and no rounding is named",
                )
                .label("divides")
                .advice("Add one of `rounded up to`, `rounded down to` and `rounded to the nearest`, such as `rounded to the nearest: penny`."),
            );
        }
        let counted = self.quotient(&what, &by);
        Some(Worked {
            counted,
            reach: what.reach.zip(by.reach).map(|(what, by)| what.over(by)),
            verb: Verb::Divide {
                what: what.settled(&Unit::none()),
                by: by.settled(&Unit::none()),
            },
        })
    }

    /// Whether a division by this comes out, whatever is divided.
    fn comes_out(&self, by: &Typed) -> bool {
        let comes_out = |amount: Amount| matches!(amount, Amount::Exact(figure) if exact::divide(Decimal::ONE, figure).is_some());
        match &by.operand {
            Operand::Literal { amount, .. } => comes_out(*amount),
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amounts().all(comes_out))
            }
            _ => false,
        }
    }

    /// The unit of a quotient, where it is one that anything can be counted in.
    fn quotient(&mut self, what: &Typed, by: &Typed) -> Counted {
        let (Counted::In(top), Counted::In(bottom)) = (&what.counted, &by.counted) else {
            return match (&what.counted, &by.counted) {
                (Counted::Unknown, _) | (_, Counted::Unknown) => Counted::Unknown,
                _ => Counted::Any,
            };
        };
        let unit = top.over(bottom);
        let is_period = |word: &str| PERIODS.contains(&word);
        let for_periods = top.over_words().any(is_period) && bottom.over_words().any(is_period);
        let code = if (bottom.is_percent() && !top.is_percent())
            || unit.over_words().any(|word| word == "£")
        {
            Code::UnitClash
        } else if for_periods && unit.over_words().chain(unit.counted()).any(is_period) {
            Code::PeriodClash
        } else {
            return Counted::In(unit);
        };
        let finding = Finding::new(
            code,
            by.at,
            format!(
                "{} divided by {} means nothing",
                in_words(top),
                in_words(bottom)
            ),
        )
        .label(format!("this is in {}", in_words(bottom)))
        .related(what.at, format!("this is in {}", in_words(top)))
        .advice(
            "Divide by a plain number, or by something that is counted in the same and for the same time.",
        );
        self.find(finding);
        Counted::Unknown
    }
}
