//! Conditions: about an answer, about a quantity, or about other conditions.

use upfront_engine::{
    Amount, Unit,
    scheme::{Comparison, Condition, Operand, QuestionKind},
};

use super::{
    Checking,
    amounts::{Quantity, Written},
    operands::{Counted, Typed},
    parts::one_or_more,
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding},
    language::{Reader, shapes},
    source::{Entry, Node, NodeKind, Span},
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
    pub(super) fn condition(&mut self, node: &Node) -> Option<Condition> {
        if !matches!(node.kind, NodeKind::Map(_)) {
            return None;
        }
        let reader = self.open(node, &shapes::CONDITION)?;
        let unread = |key: &&str| reader.is_written(key);
        let subjects: Vec<&str> = [
            "answer", "value", "test", "all of", "any of", "not", "at least",
        ]
        .into_iter()
        .filter(unread)
        .collect();
        // What is compared is held against its subject where comparisons are read.
        let compares = |subject| matches!(subject, "answer" | "value" | "test");
        if let [subject] = subjects.as_slice()
            && (!compares(*subject) || reader.is_written("of"))
        {
            self.strays(&reader, &shapes::CONDITION, subject);
        }
        match subjects.as_slice() {
            ["answer"] => self.about_answer(&reader),
            ["value"] => self.about_value(&reader),
            ["test"] => self.about_test(&reader),
            ["all of"] => Some(Condition::All(self.conditions(&reader, "all of")?)),
            ["any of"] => Some(Condition::Any(self.conditions(&reader, "any of")?)),
            ["not"] => {
                let inner = self.condition(reader.value("not")?)?;
                Some(Condition::Not(Box::new(inner)))
            }
            ["at least"] => {
                if !reader.is_written("of") {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            reader.span(),
                            "`at least` does not say of which conditions",
                        )
                        .label("no `of` here")
                        .advice("Add them, such as `of: [{answer: lives, is: alone}]`."),
                    );
                    return None;
                }
                let of = self.conditions(&reader, "of");
                let count = usize::try_from(reader.whole("at least")?).ok()?;
                let of = of?;
                if count > of.len() {
                    self.find(Finding::new(
                        Code::WrongType,
                        reader.value("at least")?.span,
                        format!("at least {count} of {} conditions can never hold", of.len()),
                    ));
                    return None;
                }
                Some(Condition::AtLeast { count, of })
            }
            [_] | [] => {
                // An unknown key has its finding already.
                if !reader.has_stray_key() {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            node.span,
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
                        node.span,
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

    fn conditions(&mut self, reader: &Reader<'_>, key: &str) -> Option<Vec<Condition>> {
        let nodes = reader.list(key);
        if let (Some(node), true) = (reader.value(key), nodes.is_empty()) {
            self.find(empty(key, node.span));
        }
        let conditions: Vec<Option<Condition>> =
            nodes.iter().map(|node| self.condition(node)).collect();
        conditions.into_iter().collect()
    }

    /// The one comparison of a condition.
    pub(super) fn comparison<'n>(
        &mut self,
        reader: &Reader<'n>,
        allowed: &[&str],
    ) -> Option<&'n Entry> {
        let written: Vec<&str> = COMPARISONS
            .iter()
            .copied()
            .filter(|key| reader.is_written(key))
            .collect();
        match written.as_slice() {
            [key] if allowed.contains(key) => reader.entry(key),
            [key] => {
                let at = reader
                    .entry(key)
                    .map_or(reader.span(), |entry| entry.key_span);
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
                if !reader.has_stray_key() {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            reader.span(),
                            "the condition does not say what has to be so",
                        )
                        .label("nothing is compared")
                        .advice(format!("Add one of `{}`.", allowed.join("`, `"))),
                    );
                }
                None
            }
            [_, second, ..] => {
                let at = reader
                    .entry(second)
                    .map_or(reader.span(), |entry| entry.key_span);
                self.find(
                    Finding::new(Code::WrongType, at, "the condition compares twice")
                        .label("the second")
                        .advice("Write each by itself below `all of:`."),
                );
                None
            }
        }
    }

    fn about_answer(&mut self, reader: &Reader<'_>) -> Option<Condition> {
        let question = reader
            .text("answer")
            .and_then(|(name, at)| self.question(name, at));
        let entry = self.comparison(
            reader,
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
                let (id, at) = reader.text("answer")?;
                self.find_of_question(
                    question,
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!("`{id}` is answered with a number, not with an option"),
                    )
                    .label("a question for a number")
                    .advice(format!(
                        "Compare the number: `{{value: {id}, is at least: …}}`."
                    )),
                );
            }
            return None;
        }
        let nodes = one_or_more(&entry.value);
        if nodes.is_empty() {
            self.find(empty(&entry.key, entry.value.span));
        }
        let named: Vec<Option<usize>> = nodes
            .iter()
            .map(|node| {
                let Some(name) = node.text() else {
                    self.find(
                        Finding::new(
                            Code::WrongType,
                            node.span,
                            format!(
                                "`{}` takes the name of an option, and this is none",
                                entry.key
                            ),
                        )
                        .label("not a name"),
                    );
                    return None;
                };
                self.option(question, name, node.span)
            })
            .collect();
        let named: Vec<usize> = named.into_iter().collect::<Option<_>>()?;
        let first = *named.first()?;
        let count = self.option_names(question).len();
        let options = match entry.key.as_str() {
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

    fn about_value(&mut self, reader: &Reader<'_>) -> Option<Condition> {
        let left = reader.value("value").map(|node| self.operand(node));
        let entry = self.comparison(
            reader,
            &["is", "is at least", "is at most", "is over", "is under"],
        )?;
        let right = self.operand(&entry.value);
        let left = left?;
        let is = match entry.key.as_str() {
            "is at least" => Comparison::AtLeast,
            "is at most" => Comparison::AtMost,
            "is over" => Comparison::Over,
            "is under" => Comparison::Under,
            _ => Comparison::Equal,
        };
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
                        written: Written::Bare,
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
