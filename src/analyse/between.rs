//! Two councils, rule by rule: which rule makes the difference to a person, and how much.
//!
//! Rules are the same rule where they have the same name, which of councils that extend a nation's rules is the nation's
//! name for it. One rule at a time is put from the one council into the other, and the other is worked out again. A step that
//! rests on questions of the council's own cannot be put elsewhere: what it comes to for the person is put there instead.

use std::collections::BTreeSet;

use rayon::prelude::*;
use upfront_engine::{
    Answers, Decimal, Outcome, Scheme, Value, estimate, exact,
    reads::{Reads, steps_behind},
    scheme::{Condition, Operand, QuestionKind, Step, Verb},
    words::Words,
};

use super::change::{Editions, RuleChange, RuleKind, changes, exchanged};
use crate::facts::Facts;

/// One council's rules, and a person's answers to its questions.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// The answers.
    pub answers: &'a Answers,
    /// The step that gives what is compared.
    pub step: usize,
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

    /// What is left of that when what each rule does by itself is taken off: what rules do together, and what could not be
    /// exchanged alone.
    pub fn rest(&self) -> Option<Decimal> {
        let mut rules = self.rules.iter();
        rules.try_fold(self.whole()?, |rest, rule| exact::subtract(rest, rule.does))
    }
}

/// The rules that differ between two councils: those that both have, or that one has alone. Amounts that are about the same
/// thing, and questions that ask for the same, are one rule, whatever each council calls it.
pub fn differences(
    [one, other]: [&Scheme; 2],
    facts: [Option<&Facts>; 2],
    words: &Words,
) -> Vec<RuleChange> {
    let editions = Editions {
        before: one,
        after: other,
    };
    let mut differ = changes(editions, words);
    let about = |side: usize, kind: RuleKind, place: Option<usize>| {
        let facts = facts.get(side).copied().flatten()?;
        match kind {
            RuleKind::Rate => Some(facts.rates.get(&place?)?.about.as_str()),
            RuleKind::Question => facts
                .compared
                .as_ref()?
                .questions
                .get(place?)?
                .fact
                .as_deref(),
            RuleKind::Table | RuleKind::Step => None,
        }
        .filter(|about| !about.is_empty())
    };
    let mut place = 0;
    while let Some(rule) = differ.get(place).copied() {
        let theirs = rule
            .after
            .is_none()
            .then(|| about(0, rule.kind, rule.before));
        let same = theirs.flatten().and_then(|theirs| {
            differ.iter().position(|own| {
                own.kind == rule.kind
                    && own.before.is_none()
                    && about(1, own.kind, own.after) == Some(theirs)
            })
        });
        match same.and_then(|same| differ.get_mut(same)) {
            Some(same) => {
                same.before = rule.before;
                differ.remove(place);
            }
            None => place = place.saturating_add(1),
        }
    }
    differ
}

/// What the rules that differ do to a person.
pub fn between(one: Asked<'_>, other: Asked<'_>, differ: &[RuleChange]) -> Between {
    let here = estimate(one.scheme, one.answers);
    let there = estimate(other.scheme, other.answers);
    let given = |asked: Asked<'_>, outcome: &Outcome| {
        let value = outcome.of_step(asked.scheme, asked.step);
        value.cloned().unwrap_or(Value::ZERO)
    };
    let mut between = Between {
        one: given(one, &here),
        other: given(other, &there),
        rules: Vec::new(),
        adds_up: false,
        others: Vec::new(),
    };
    let (Some(_), Some(now)) = (between.whole(), between.other.exact()) else {
        between.others = (0..differ.len()).collect();
        return between;
    };
    let editions = Editions {
        before: one.scheme,
        after: other.scheme,
    };
    let does = |scheme: &Scheme| {
        let outcome = estimate(scheme, other.answers);
        let figure = outcome.of_step(other.scheme, other.step)?.exact()?;
        let does = exact::subtract(figure, now)?;
        (!does.is_zero()).then_some(does)
    };
    let behind = Behind::of(other.scheme, other.step);
    let put = |rule: RuleChange| exchanged(editions, rule).or_else(|| transplanted(editions, rule));
    let tried = differ.par_iter().map(|rule| {
        // What the figure does not rest on changes nothing in it, and need not be tried.
        let is_behind = behind.has(rule.kind, rule.after);
        let scheme = is_behind.then(|| put(*rule)).flatten()?;
        Some(does(&scheme))
    });
    let tried: Vec<Option<Option<Decimal>>> = tried.collect();
    let mut told: Vec<Exchanged> = Vec::new();
    let of_rule = |rule, does, by_figure| Exchanged {
        rule,
        does,
        by_figure,
    };
    let whole_rules = tried.iter().enumerate();
    told.extend(whole_rules.filter_map(|(rule, does)| Some(of_rule(rule, (*does)??, false))));
    // Steps are worked out in their order, so that a part that is the council's own comes before all that rests on it.
    for (rule, change) in differ.iter().enumerate() {
        if tried.get(rule).is_some_and(Option::is_some)
            || change.kind != RuleKind::Step
            || change.after == Some(other.step)
            || !behind.has(RuleKind::Step, change.after)
        {
            continue;
        }
        let Some((was, is)) = change.before.zip(change.after) else {
            continue;
        };
        // Its figure holds again what a rule that it rests on does. It is told where it does more than those by themselves.
        let rests_on = [Behind::of(one.scheme, was), Behind::of(other.scheme, is)];
        let is_held = |told: &Exchanged| {
            let [theirs, own] = &rests_on;
            differ.get(told.rule).is_some_and(|rule| {
                theirs.has(rule.kind, rule.before) || own.has(rule.kind, rule.after)
            })
        };
        let figure = here.working.get(was).and_then(|line| line.gives.exact());
        let put = figure.and_then(|figure| with_figure(editions, *change, figure));
        let Some(does) = put.as_ref().and_then(does) else {
            continue;
        };
        let held = told.iter().filter(|told| is_held(told));
        let most = held.map(|told| told.does.abs()).max();
        if most.is_none_or(|most| most < does.abs()) {
            told.retain(|told| !is_held(told));
            told.push(of_rule(rule, does, true));
        }
    }
    between.others = (0..differ.len())
        .filter(|rule| told.iter().all(|told| told.rule != *rule))
        .collect();
    // The one that closes most of the difference; of the same, the one that stands first in the rules.
    told.sort_by_key(|told| (std::cmp::Reverse(told.does.abs()), told.rule));
    between.rules = told;
    between.adds_up = between.rest().is_some_and(|rest| rest.is_zero());
    between
}

/// What a step rests on, itself too: by place among each kind of rule.
struct Behind {
    steps: BTreeSet<usize>,
    rates: BTreeSet<usize>,
    tables: BTreeSet<usize>,
    questions: BTreeSet<usize>,
}

impl Behind {
    fn of(scheme: &Scheme, step: usize) -> Self {
        // A stop can end the working out before the step is reached.
        let stops = scheme.steps.iter().enumerate();
        let stops = stops.filter(|(_, step)| matches!(step.verb, Verb::Stop { .. }));
        let steps = stops.map(|(place, _)| place).filter(|place| *place < step);
        let steps = steps_behind(scheme, steps.chain([step]));
        let mut reads = Reads::new(scheme);
        let mut tables = BTreeSet::new();
        for step in steps.iter().filter_map(|step| scheme.steps.get(*step)) {
            reads.add(step);
            if let Verb::LookUp { table, .. } = step.verb {
                tables.insert(table);
            }
        }
        Self {
            rates: reads.rates.into_iter().collect(),
            questions: reads.questions.into_iter().collect(),
            tables,
            steps,
        }
    }

    fn has(&self, kind: RuleKind, place: Option<usize>) -> bool {
        let of_kind = match kind {
            RuleKind::Rate => &self.rates,
            RuleKind::Table => &self.tables,
            RuleKind::Question => &self.questions,
            RuleKind::Step => &self.steps,
        };
        place.is_some_and(|place| of_kind.contains(&place))
    }
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
    // What the other council puts together from questions or steps of its own, another rule would leave half out.
    let reads = Reads::of(after, place);
    let asked = reads
        .questions
        .iter()
        .filter_map(|at| after.questions.get(*at));
    let given = reads.steps.iter().filter_map(|at| after.steps.get(*at));
    let is_shared = asked
        .map(|own| &own.id)
        .all(|id| before.questions.iter().any(|one| one.id == *id))
        && given
            .map(|own| &own.id)
            .all(|id| before.steps.iter().any(|one| one.id == *id));
    if !is_shared {
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
