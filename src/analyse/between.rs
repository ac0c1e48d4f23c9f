//! Two councils, rule by rule: which rule makes the difference to a person, and how much.
//!
//! Rules are the same rule where they have the same name, which of councils that extend a nation's rules is the nation's
//! name for it. One rule at a time is put from the one council into the other, and the other is worked out again. A step that
//! rests on questions of the council's own cannot be put elsewhere: what it comes to for the person is put there instead.

use upfront_engine::{
    Answers, Decimal, Scheme, Value, estimate, exact,
    scheme::{Condition, Operand, QuestionKind, Step, Verb},
    words::Words,
};

use super::change::{Editions, RuleChange, RuleKind, changes, exchanged};

/// One council's rules, and a person's answers to its questions.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// The answers.
    pub answers: &'a Answers,
    /// The result that is compared, by its place among the results.
    pub result: usize,
}

/// What two councils come to for a person, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Between {
    /// What the one comes to.
    pub one: Value,
    /// What the other comes to.
    pub other: Value,
    /// Each rule of the one that makes a difference when it is put into the other, the most first.
    pub rules: Vec<Exchanged>,
    /// Whether those differences add up to the whole. Where they do not, rules interact.
    pub adds_up: bool,
    /// Rules that differ and make none, or none that could be told: by their places among the rules that differ.
    pub others: Vec<usize>,
}

/// A rule of the one council, put into the other by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// The rule, by its place among those that differ.
    pub rule: usize,
    /// By how much more the other council then comes to; less than nought where it is less.
    pub does: Decimal,
    /// Whether it is what the rule comes to for the person that was put there, and not the rule.
    pub by_figure: bool,
}

impl Between {
    /// By how much the one comes to more than the other, where both are figures.
    pub fn whole(&self) -> Option<Decimal> {
        exact::subtract(self.one.exact()?, self.other.exact()?)
    }
}

/// The rules that differ between two councils: those that both have, or that one has alone.
pub fn differences(one: &Scheme, other: &Scheme, words: &Words) -> Vec<RuleChange> {
    let editions = Editions {
        before: one,
        after: other,
    };
    changes(editions, words)
}

/// What the rules that differ do to a person.
pub fn between(one: Asked<'_>, other: Asked<'_>, differ: &[RuleChange]) -> Between {
    let here = estimate(one.scheme, one.answers);
    let there = estimate(other.scheme, other.answers);
    let result = |outcome: &upfront_engine::Outcome, place: usize| {
        outcome.results.get(place).cloned().unwrap_or(Value::ZERO)
    };
    let mut between = Between {
        one: result(&here, one.result),
        other: result(&there, other.result),
        rules: Vec::new(),
        adds_up: false,
        others: Vec::new(),
    };
    let (Some(whole), Some(now)) = (between.whole(), between.other.exact()) else {
        between.others = (0..differ.len()).collect();
        return between;
    };
    let editions = Editions {
        before: one.scheme,
        after: other.scheme,
    };
    let mut sum = Some(Decimal::ZERO);
    for (rule, change) in differ.iter().enumerate() {
        let put = exchanged(editions, *change)
            .or_else(|| transplanted(editions, *change))
            .map(|scheme| (scheme, false));
        let put = put.or_else(|| {
            let was = here.working.get(change.before?)?;
            let figure = was
                .gives
                .exact()
                .filter(|_| change.kind == RuleKind::Step)?;
            Some((with_figure(editions, *change, figure)?, true))
        });
        let does = put.and_then(|(scheme, by_figure)| {
            let outcome = estimate(&scheme, other.answers);
            let figure = outcome.results.get(other.result)?.exact()?;
            let does = exact::subtract(figure, now)?;
            (!does.is_zero()).then_some(Exchanged {
                rule,
                does,
                by_figure,
            })
        });
        match does {
            Some(exchanged) => {
                sum = sum.and_then(|sum| exact::add(sum, exchanged.does));
                between.rules.push(exchanged);
            }
            None => between.others.push(rule),
        }
    }
    between.adds_up = sum == Some(whole);
    // The one that closes most of the difference; of the same, the one that stands first in the rules.
    between
        .rules
        .sort_by_key(|one| std::cmp::Reverse(one.does.abs()));
    between
}

/// The other council's rules with a step of the one's; `None` where that reads what the other has not.
fn transplanted(editions: Editions<'_>, change: RuleChange) -> Option<Scheme> {
    let Editions { before, after } = editions;
    let (was, is) = (change.before?, change.after?);
    if change.kind != RuleKind::Step {
        return None;
    }
    let step = before.steps.get(was)?;
    let place = after.steps.get(is)?;
    if step.unit != place.unit {
        return None;
    }
    let moved = Moved {
        from: before,
        to: after,
        before: is,
    };
    let mut step = Step {
        part: place.part,
        ..step.clone()
    };
    if let Verb::AddUp { .. } | Verb::Stop { .. } = step.verb {
        return None;
    }
    if let Verb::LookUp { table, .. } = &mut step.verb {
        let id = &before.tables.get(*table)?.id;
        *table = after.tables.iter().position(|other| other.id == *id)?;
        // What picks a row by an answer stands in the table.
        if before.tables.iter().find(|one| one.id == *id)?.kind != after.tables.get(*table)?.kind {
            return None;
        }
    }
    for operand in step.verb.operands_mut() {
        moved.operand(operand)?;
    }
    if let Verb::Test(condition) = &mut step.verb {
        moved.condition(condition)?;
    }
    if let Some(when) = &mut step.when {
        moved.condition(when)?;
    }
    let mut scheme = after.clone();
    scheme.bounds.clear();
    *scheme.steps.get_mut(is)? = step;
    Some(scheme)
}

/// The other council's rules with a figure in the place of a step.
fn with_figure(editions: Editions<'_>, change: RuleChange, figure: Decimal) -> Option<Scheme> {
    let Editions { before, after } = editions;
    let (was, is) = (change.before?, change.after?);
    let mut scheme = after.clone();
    scheme.bounds.clear();
    let step = scheme.steps.get_mut(is)?;
    if step.unit != before.steps.get(was)?.unit || matches!(step.verb, Verb::Stop { .. }) {
        return None;
    }
    step.come_to(figure);
    Some(scheme)
}

/// From the names of one scheme to those of another, for a step at a place.
struct Moved<'a> {
    from: &'a Scheme,
    to: &'a Scheme,
    before: usize,
}

impl Moved<'_> {
    fn operand(&self, operand: &mut Operand) -> Option<()> {
        match operand {
            Operand::Step(step) => {
                let id = &self.from.steps.get(*step)?.id;
                let there = self.to.steps.iter().position(|other| other.id == *id)?;
                *step = Some(there).filter(|there| *there < self.before)?;
            }
            Operand::Rate(rate) => {
                let of = self.from.rates.get(*rate)?;
                let mut others = self.to.rates.iter();
                let there = others.position(|other| other.id == of.id && other.unit == of.unit)?;
                *rate = there;
            }
            Operand::Answer(question) => *question = self.question(*question)?,
            Operand::Literal { .. } => {}
            Operand::ByAnswer {
                question, choices, ..
            } => {
                *question = self.question(*question)?;
                for choice in choices {
                    self.operand(choice)?;
                }
            }
        }
        Some(())
    }

    fn condition(&self, condition: &mut Condition) -> Option<()> {
        match condition {
            Condition::AnswerIs { question, .. } => *question = self.question(*question)?,
            Condition::Compare { left, right, .. } => {
                self.operand(left)?;
                self.operand(right)?;
            }
            Condition::Not(of) => self.condition(of)?,
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for of in of {
                    self.condition(of)?;
                }
            }
        }
        Some(())
    }

    /// The question of the same name, if it has the same options or takes the same numbers.
    fn question(&self, question: usize) -> Option<usize> {
        let of = self.from.questions.get(question)?;
        let there = self
            .to
            .questions
            .iter()
            .position(|other| other.id == of.id)?;
        let is_same = match (&of.kind, &self.to.questions.get(there)?.kind) {
            (QuestionKind::Options(own), QuestionKind::Options(options)) => {
                let mut pairs = own.iter().zip(options);
                own.len() == options.len() && pairs.all(|(own, other)| own.id == other.id)
            }
            (QuestionKind::Number { unit, .. }, QuestionKind::Number { unit: other, .. }) => {
                unit == other
            }
            _ => false,
        };
        is_same.then_some(there)
    }
}
