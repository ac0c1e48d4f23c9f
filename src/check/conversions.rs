//! Conversions: from one period or unit to another, by factors that the rules name.

use upfront_engine::{Amount, Decimal, Unit, exact, scheme::Verb};

use super::{Checking, amounts::Written, operands::Counted, steps::Worked, unit_words::in_words};
use crate::{
    diagnostics::{Code, Finding},
    rules::Step,
    source::Span,
};

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn convert(&mut self, step: &Step, rounded: bool) -> Option<Worked> {
        let what = self.stated(step.convert.get()?);
        let to = step.to.get();
        let to = to.and_then(|text| self.unit(text, text.at));
        let mut factors = Vec::new();
        let mut whole = true;
        let mut texts = Vec::new();
        for text in step.with.items() {
            let (written, at) = (text.as_deref().map(str::trim), text.at);
            texts.push(written.unwrap_or_default().to_owned());
            match written.and_then(|written| self.factor(written, at)) {
                Some(factor) => factors.push(factor),
                None => whole = false,
            }
        }
        let to = to?;
        if !whole {
            return Some(Worked {
                counted: Counted::In(to),
                reach: None,
                verb: Verb::Round(what.operand),
            });
        }
        let from = match &what.counted {
            Counted::In(unit) => unit.clone(),
            Counted::Any | Counted::Unknown => {
                return Some(Worked {
                    counted: Counted::In(to),
                    reach: None,
                    verb: Verb::Round(what.operand),
                });
            }
        };
        let with_at = step.with.at().unwrap_or(step.form.at);
        let Some((times, over)) = solve(&from, &to, &factors) else {
            let means: Vec<String> = factors
                .iter()
                .map(|factor| in_words(&factor.unit))
                .collect();
            self.find(
                Finding::new(
                    if from.is_money() == to.is_money() {
                        Code::PeriodClash
                    } else {
                        Code::UnitClash
                    },
                    with_at,
                    format!(
                        "{} do not lead from {} to {}",
                        means.join(" and "),
                        in_words(&from),
                        in_words(&to)
                    ),
                )
                .label("cannot be used here")
                .related(what.at, format!("this is in {}", in_words(&from)))
                .advice("Name how many of one period make the other, such as `52 weeks a year`."),
            );
            return Some(Worked {
                counted: Counted::In(to),
                reach: None,
                verb: Verb::Round(what.operand),
            });
        };
        let (times, over) = reduced(times, over);
        let comes_out = exact::scale(Decimal::ONE, times, over, None).is_some();
        if !comes_out && !rounded {
            self.find(
                Finding::new(
                    Code::RoundingNotNamed,
                    step.form.at,
                    "the conversion need not come out, and no rounding is named",
                )
                .label("divides")
                .advice("Add one of `rounded up to`, `rounded down to` and `rounded to the nearest`, such as `rounded to the nearest: penny`."),
            );
        }
        Some(Worked {
            counted: Counted::In(to),
            reach: what.reach.map(|reach| reach.scaled(times, over)),
            verb: Verb::Convert {
                what: what.settled(&from),
                times,
                over,
                with: texts.join(" and "),
            },
        })
    }

    /// One conversion: `52 weeks a year`, `365/7 weeks a year`.
    fn factor(&mut self, text: &str, at: Span) -> Option<Factor> {
        let (top, rest) = match text.split_once('/') {
            Some((top, rest))
                if top
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.') =>
            {
                (Some(top), rest)
            }
            _ => (None, text),
        };
        let quantity = match super::amounts::read(rest, &self.words) {
            Ok(quantity) => quantity,
            Err(fault) => {
                self.fault(fault, at);
                return None;
            }
        };
        let factor = match (quantity.amount, quantity.written, top) {
            (Amount::Exact(figure), Written::Unit(unit), None) => Some(Factor {
                top: figure,
                bottom: Decimal::ONE,
                unit,
            }),
            (Amount::Exact(bottom), Written::Unit(unit), Some(top)) => {
                top.parse().ok().map(|top| Factor { top, bottom, unit })
            }
            _ => None,
        }
        .filter(|factor| !factor.top.is_zero() && !factor.bottom.is_zero());
        if factor.is_none() {
            self.find(
                Finding::new(
                    Code::BadAmount,
                    at,
                    format!("`{text}` does not say how many of one make the other"),
                )
                .label("not a conversion")
                .advice("Write it as `52 weeks a year` or `365/7 weeks a year`."),
            );
        }
        factor
    }
}

/// How many of one make the other.
struct Factor {
    top: Decimal,
    bottom: Decimal,
    unit: Unit,
}

/// Which factors multiply and which divide, so that one unit becomes the other.
fn solve(from: &Unit, to: &Unit, factors: &[Factor]) -> Option<(Decimal, Decimal)> {
    let Some((factor, rest)) = factors.split_first() else {
        return (from == to).then_some((Decimal::ONE, Decimal::ONE));
    };
    let multiplied = solve(&from.times(&factor.unit), to, rest).and_then(|(times, over)| {
        Some((
            exact::multiply(times, factor.top)?,
            exact::multiply(over, factor.bottom)?,
        ))
    });
    multiplied.or_else(|| {
        let (times, over) = solve(&from.over(&factor.unit), to, rest)?;
        Some((
            exact::multiply(times, factor.bottom)?,
            exact::multiply(over, factor.top)?,
        ))
    })
}

/// A fraction in whole numbers and lowest terms.
fn reduced(times: Decimal, over: Decimal) -> (Decimal, Decimal) {
    let scale = times.normalize().scale().max(over.normalize().scale());
    let whole = |figure: Decimal| {
        let power = 10_i128.checked_pow(scale.saturating_sub(figure.normalize().scale()))?;
        figure.normalize().mantissa().checked_mul(power)
    };
    let (Some(top), Some(bottom)) = (whole(times), whole(over)) else {
        return (times, over);
    };
    let (mut a, mut b) = (top, bottom);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let figure = |value: i128| Decimal::try_from_i128_with_scale(value / a.max(1), 0);
    match (figure(top), figure(bottom)) {
        (Ok(top), Ok(bottom)) => (top, bottom),
        _ => (times, over),
    }
}
