//! Tests: steps that say whether a condition holds, and what looks at them. A test is no number.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{Comparison, Condition, Operand, Verb},
    unit::TEST,
};

use super::{
    Checking, Current,
    amounts::{Quantity, Written},
    operands::Counted,
    steps::Worked,
};
use crate::{
    diagnostics::{Code, Finding},
    language::ways::MET,
    rules::{self, Step},
    source::Span,
};

/// What a worked example can expect of a test.
const EXPECTED: &[&str] = &["met", "not met", "not known"];

/// A test stands where a number is read.
pub(super) fn no_number(name: &str, at: Span) -> Finding {
    Finding::new(
        Code::UnitClash,
        at,
        format!("`{name}` is a test, which is met or not, and no number"),
    )
    .label("a test")
    .advice(format!(
        "Look at it in a condition: `{{test: {name}, is: met}}`."
    ))
}

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn test(&mut self, step: &Step) -> Option<Worked> {
        let condition = self.condition(step.test.get()?)?;
        Some(Worked {
            verb: Verb::Test(condition),
            counted: Counted::In(Unit::of(TEST)),
            reach: None,
        })
    }

    /// A condition about an earlier test.
    pub(super) fn about_test(&mut self, written: &rules::Condition) -> Option<Condition> {
        let name = written.test.get()?;
        let step = self.earlier_test(name.trim(), name.at);
        self.comparison(written, &["is"])?;
        let is = written.is.get()?;
        let (amount, _) = self.told_of_test(is.text().map(|text| &**text), is.at, MET)?;
        Some(Condition::Compare {
            left: Operand::Step(step?),
            is: Comparison::Equal,
            right: Operand::Literal {
                amount,
                unit: Unit::of(TEST),
            },
        })
    }

    fn earlier_test(&mut self, name: &str, at: Span) -> Option<usize> {
        let step = self.steps.names.resolve(name, at, self.findings).ok()?;
        match self.current {
            Some(Current::Step(user)) if step >= user => {
                self.steps.forward.push((user, step, at));
                return None;
            }
            Some(Current::Step(user)) => self.steps.backward.push((user, step, at)),
            _ => {
                self.find(after_the_questions(name, at));
                return None;
            }
        }
        let unit = self.steps.units.get(step)?.as_ref()?;
        if unit.is_test() {
            return Some(step);
        }
        self.find(
            Finding::new(
                Code::WrongType,
                at,
                format!("`{name}` gives a figure, and is no test"),
            )
            .label("not a test")
            .advice(format!(
                "Compare the figure: `{{value: {name}, is at least: …}}`."
            )),
        );
        None
    }

    /// What a test is to be: the least and, where it is not known, the most of a range.
    fn told_of_test(
        &mut self,
        text: Option<&str>,
        at: Span,
        words: &[&str],
    ) -> Option<(Amount, Option<Decimal>)> {
        let text = text.unwrap_or_default().trim();
        match text {
            _ if !words.contains(&text) => {
                self.find(
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!("a test is one of `{}`", words.join("`, `")),
                    )
                    .label("not what a test can be"),
                );
                None
            }
            "met" => Some((Amount::Exact(Decimal::ONE), None)),
            "not known" => Some((Amount::NOTHING, Some(Decimal::ONE))),
            _ => Some((Amount::NOTHING, None)),
        }
    }

    /// What a worked example expects of a test: the least and, where it is not known, the most of a range.
    pub(super) fn expected_of_test(
        &mut self,
        text: Option<&str>,
        at: Span,
    ) -> Option<(Amount, Option<Decimal>)> {
        self.told_of_test(text, at, EXPECTED)
    }

    /// What a stop gives for a result that is counted in this: an amount, or whether a test is met.
    pub(super) fn given(
        &mut self,
        unit: Option<&Unit>,
        text: Option<&str>,
        at: Span,
    ) -> Option<Quantity> {
        match unit.filter(|unit| unit.is_test()) {
            Some(unit) => self
                .told_of_test(text, at, MET)
                .map(|(amount, _)| Quantity {
                    amount,
                    written: Written::Unit(unit.clone()),
                }),
            None => self.quantity(text?, at),
        }
    }
}

/// What a question's own condition cannot look at.
pub(super) fn after_the_questions(name: &str, at: Span) -> Finding {
    Finding::new(
        Code::UsedBeforeWorkedOut,
        at,
        format!("`{name}` is worked out only after the questions are asked"),
    )
    .label("a step")
    .advice("Whether a question is asked can rest on earlier questions and on rates only.")
}
