//! Conditions: about an answer, about a quantity, or about other conditions.

use upfront_engine::{
    Amount, Unit,
    scheme::{Comparison, Condition, Operand, QuestionKind},
};

use super::{
    Checking,
    amounts::{Quantity, Written as AmountIn},
    operands::{Counted, Typed},
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding},
    language::shapes,
    rules::{self, Condition as Written, List},
    source::Span,
};

/// The keys that compare.
const COMPARISONS: &[&str] = &[
    "is",
    "is one of",
    "is not",
    "is at least",
    "is at most",
    "is over",
    "is under",
];

fn empty(key: &str, at: Span) -> Finding {
    Finding::new(Code::WrongType, at, format!("`{key}` is empty"))
        .label("an empty list")
        .advice("Name at least one, or take the condition away.")
}

impl Checking<'_> {
    /// Reads a condition; `None` where there is a finding about it.
    pub(super) fn condition(&mut self, written: &Written) -> Option<Condition> {
        let subjects: Vec<&str> = [
            "answer", "value", "test", "all of", "any of", "not", "at least",
        ]
        .into_iter()
        .filter(|key| written.key(key).is_some())
        .collect();
        // What is compared is held against its subject where comparisons are read.
        let compares = |subject| matches!(subject, "answer" | "value" | "test");
        if let [subject] = subjects.as_slice()
            && (!compares(*subject) || written.of.is_written())
        {
            self.strays(&written.form, &shapes::CONDITION, subject);
        }
        match subjects.as_slice() {
            ["answer"] => self.about_answer(written),
            ["value"] => self.about_value(written),
            ["test"] => self.about_test(written),
            ["all of"] => Some(Condition::All(self.conditions(&written.all_of, "all of")?)),
            ["any of"] => Some(Condition::Any(self.conditions(&written.any_of, "any of")?)),
            ["not"] => {
                let inner = self.condition(written.not.get()?)?;
                Some(Condition::Not(Box::new(inner)))
            }
            ["at least"] => {
                if !written.of.is_written() {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            written.form.at,
                            "`at least` does not say of which conditions",
                        )
                        .label("no `of` here")
                        .advice("Add them, such as `of: [{answer: lives, is: alone}]`."),
                    );
                    return None;
                }
                let of = self.conditions(&written.of, "of");
                let count = usize::try_from(written.at_least.value()?).ok()?;
                let of = of?;
                if count > of.len() {
                    self.find(Finding::new(
                        Code::WrongType,
                        written.at_least.at()?,
                        format!("at least {count} of {} conditions can never hold", of.len()),
                    ));
                    return None;
                }
                Some(Condition::AtLeast { count, of })
            }
            [_] | [] => {
                // An unknown key has its finding already.
                if !written.form.has_stray_key {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            written.form.at,
                            "the condition does not say what it is about",
                        )
                        .label("a condition")
                        .advice("Start it with `answer:`, `value:`, `test:`, `all of:`, `any of:`, `not:` or `at least:`."),
                    );
                }
                None
            }
            [first, second, ..] => {
                self.find(
                    Finding::new(
                        Code::WrongType,
                        written.form.at,
                        format!(
                            "the condition is about two things at once, `{first}` and `{second}`"
                        ),
                    )
                    .label("two conditions in one")
                    .advice("Write each by itself below `all of:` or `any of:`."),
                );
                None
            }
        }
    }

    fn conditions(
        &mut self,
        written: &rules::Written<List<Written>>,
        key: &str,
    ) -> Option<Vec<Condition>> {
        let list = written.get();
        if let Some(list) = list.filter(|list| list.is_whole && list.items.is_empty()) {
            self.find(empty(key, list.at));
        }
        let conditions: Vec<Option<Condition>> = written
            .items()
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        let is_whole = list.is_none_or(|list| list.is_whole);
        conditions
            .into_iter()
            .collect::<Option<_>>()
            .filter(|_| is_whole)
    }

    /// The one comparison of a condition.
    pub(super) fn comparison(
        &mut self,
        condition: &Written,
        allowed: &[&'static str],
    ) -> Option<&'static str> {
        let written: Vec<&'static str> = COMPARISONS
            .iter()
            .copied()
            .filter(|key| condition.key(key).is_some())
            .collect();
        match written.as_slice() {
            [key] if allowed.contains(key) => Some(key),
            [key] => {
                let at = condition.key(key).unwrap_or(condition.form.at);
                self.find(
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!(
                            "`{key}` does not go with {}",
                            match allowed {
                                ["is"] => "`test`",
                                _ if allowed.contains(&"is over") => "`value`",
                                _ => "`answer`",
                            }
                        ),
                    )
                    .advice(format!("Write one of `{}`.", allowed.join("`, `"))),
                );
                None
            }
            [] => {
                if !condition.form.has_stray_key {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            condition.form.at,
                            "the condition does not say what has to be so",
                        )
                        .label("nothing is compared")
                        .advice(format!("Add one of `{}`.", allowed.join("`, `"))),
                    );
                }
                None
            }
            [_, second, ..] => {
                let at = condition.key(second).unwrap_or(condition.form.at);
                self.find(
                    Finding::new(Code::WrongType, at, "the condition compares twice")
                        .label("the second")
                        .advice("Write each by itself below `all of:`."),
                );
                None
            }
        }
    }

    fn about_answer(&mut self, written: &Written) -> Option<Condition> {
        let question = written.answer.get();
        let question = question.and_then(|name| self.question(name, name.at));
        let key = self.comparison(
            written,
            &["is", "is one of", "is not", "is at least", "is at most"],
        )?;
        let question = question?;
        if let Some(QuestionKind::Number { .. }) = self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            if self.is_whole(question) {
                let id = written.answer.get()?;
                let (at, id) = (id.at, &id.value);
                self.find_of_question(
                    question,
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!("`{}` is answered with a number, not with an option", &**id),
                    )
                    .label("a question for a number")
                    .advice(format!(
                        "Compare the number: `{{value: {}, is at least: …}}`.",
                        &**id
                    )),
                );
            }
            return None;
        }
        let (at, names) = written.options(key)?;
        if names.is_empty() {
            self.find(empty(key, at));
        }
        let named: Vec<Option<usize>> = names
            .iter()
            .map(|name| {
                let Some(option) = name.value else {
                    self.find(
                        Finding::new(
                            Code::WrongType,
                            name.at,
                            format!("`{key}` takes the name of an option, and this is none"),
                        )
                        .label("not a name"),
                    );
                    return None;
                };
                self.option(question, option, name.at)
            })
            .collect();
        let named: Vec<usize> = named.into_iter().collect::<Option<_>>()?;
        let first = *named.first()?;
        let count = self.option_names(question).len();
        let options = match key {
            "is not" => (0..count).filter(|option| *option != first).collect(),
            "is at least" => (first..count).collect(),
            "is at most" => (0..=first).collect(),
            _ => {
                let mut named = named;
                named.sort_unstable();
                named.dedup();
                named
            }
        };
        Some(Condition::AnswerIs { question, options })
    }

    fn about_value(&mut self, written: &Written) -> Option<Condition> {
        let left = written.value.get().map(|value| self.stated(value));
        let key = self.comparison(
            written,
            &["is", "is at least", "is at most", "is over", "is under"],
        )?;
        let (is, right) = match key {
            "is at least" => (Comparison::AtLeast, &written.is_at_least),
            "is at most" => (Comparison::AtMost, &written.is_at_most),
            "is over" => (Comparison::Over, &written.is_over),
            "is under" => (Comparison::Under, &written.is_under),
            _ => (Comparison::Equal, &written.is),
        };
        let right = self.stated(right.get()?);
        let left = left?;
        let right = self.in_unit_of(right, &left)?;
        let unit = match (&left.counted, &right.counted) {
            (Counted::Unknown, _) | (_, Counted::Unknown) => return None,
            (Counted::In(left_unit), Counted::In(right_unit)) if left_unit != right_unit => {
                let finding =
                    clash(right_unit, left_unit, right.at).related(left.at, "compared with this");
                self.find(finding);
                return None;
            }
            (Counted::In(unit), _) | (Counted::Any, Counted::In(unit)) => unit.clone(),
            (Counted::Any, Counted::Any) => Unit::none(),
        };
        Some(Condition::Compare {
            left: left.settled(&unit),
            is,
            right: right.settled(&unit),
        })
    }

    /// A bare number compared with a quantity that is no money is in the quantity's unit.
    fn in_unit_of(&mut self, right: Typed, left: &Typed) -> Option<Typed> {
        match (&left.counted, &right.operand) {
            (Counted::In(unit), Operand::Literal { amount, .. })
                if right.bare && !unit.is_none() =>
            {
                if unit.is_money() {
                    let quantity = Quantity {
                        amount: *amount,
                        written: AmountIn::Bare,
                    };
                    self.fits_place(&quantity, unit, right.at);
                    return None;
                }
                let amount: Amount = *amount;
                Some(Typed {
                    operand: Operand::Literal {
                        amount,
                        unit: unit.clone(),
                    },
                    counted: Counted::In(unit.clone()),
                    ..right
                })
            }
            _ => Some(right),
        }
    }
}
