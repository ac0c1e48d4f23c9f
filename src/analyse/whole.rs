//! Roundings that never change anything: what they round is made of whole parts already.

use upfront_engine::{
    Amount, Decimal, Scheme,
    scheme::{Operand, QuestionKind, TableKind, Verb},
};

/// Whether what a step rounds is always a whole number of what it rounds to, as far as that can be said.
pub(super) fn rounds_nothing(scheme: &Scheme, index: usize) -> bool {
    let Some(step) = scheme.steps.get(index) else {
        return false;
    };
    let Some(rounding) = step.rounded else {
        return true;
    };
    let mut known = vec![None; scheme.steps.len()];
    Whole {
        scheme,
        part: rounding.to,
        known: &mut known,
    }
    .worked_out(&step.verb)
}

/// What is a whole number of parts.
struct Whole<'a> {
    scheme: &'a Scheme,
    part: Decimal,
    /// By step, where it has been looked at.
    known: &'a mut Vec<Option<bool>>,
}

impl Whole<'_> {
    fn figure(&self, figure: Decimal) -> bool {
        figure
            .checked_rem(self.part)
            .is_some_and(|rest| rest.is_zero())
    }

    fn amount(&self, amount: Amount) -> bool {
        amount.figure().is_none_or(|figure| self.figure(figure))
    }

    fn worked_out(&mut self, verb: &Verb) -> bool {
        match verb {
            Verb::Sum { add, less } => add.iter().chain(less).all(|of| self.operand(of)),
            Verb::LeastOf(of) | Verb::GreatestOf(of) => of.iter().all(|of| self.operand(of)),
            Verb::Units { count, at } => self.is_count(count) && self.operand(at),
            Verb::LookUp { table, .. } => self.table(*table),
            _ => false,
        }
    }

    fn operand(&mut self, operand: &Operand) -> bool {
        match operand {
            Operand::Literal { amount, .. } => self.amount(*amount),
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amounts().all(|amount| self.amount(amount)))
            }
            Operand::ByAnswer { choices, .. } => choices.iter().all(|of| self.operand(of)),
            Operand::Answer(question) => {
                let question = self.scheme.questions.get(*question);
                match question.map(|question| &question.kind) {
                    Some(QuestionKind::Number {
                        places,
                        periods,
                        rounded,
                        ..
                    }) => {
                        self.figure(Decimal::new(1, *places))
                            && (periods.is_empty()
                                || rounded.is_some_and(|rounded| self.figure(rounded.to)))
                    }
                    _ => false,
                }
            }
            Operand::Step(index) => self.step(*index),
        }
    }

    fn step(&mut self, index: usize) -> bool {
        if let Some(known) = self.known.get(index).copied().flatten() {
            return known;
        }
        let Some(step) = self.scheme.steps.get(index) else {
            return false;
        };
        let is_whole = match step.rounded {
            Some(rounding) => self.figure(rounding.to),
            None => self.worked_out(&step.verb),
        };
        if let Some(known) = self.known.get_mut(index) {
            *known = Some(is_whole);
        }
        is_whole
    }

    /// Whether this is always a whole number.
    fn is_count(&self, operand: &Operand) -> bool {
        let Operand::Answer(question) = operand else {
            return false;
        };
        let question = self.scheme.questions.get(*question);
        question.is_some_and(|question| {
            matches!(&question.kind, QuestionKind::Number { places: 0, periods, .. } if periods.is_empty())
        })
    }

    fn table(&self, index: usize) -> bool {
        let Some(table) = self.scheme.tables.get(index) else {
            return false;
        };
        let is_straight = matches!(table.kind, TableKind::Lines { .. });
        !is_straight
            && table
                .amounts()
                .into_iter()
                .all(|amount| self.amount(amount))
    }
}
