//! The rules, run again and again for a chart: everything stays as it is but one thing, and the result is looked at.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use upfront_engine::{
    Amount, Answer, Answers, Decimal, Outcome, Prepared, Scheme, Value, exact,
    outcome::{InputKind, Taken},
    parts::join_parts,
    reads::{Reads, steps_behind},
    scheme::{Condition, Direction, Operand, QuestionKind, ResultLine, Step, TableKind, Verb},
    value::{Limit, Reason},
};

use crate::analyse::fixed;

/// What a chart goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Along {
    /// The answer to a question, by index: its number, or which option.
    Answer(usize),
    /// What a step comes to, by index, whatever leads to it.
    Step(usize),
}

/// What was seen at one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// What the result gives.
    pub(super) gives: Amount,
    /// On which side of every limit the working is, and which row of every table it finds.
    pub(super) sides: Vec<i64>,
}

/// Rounding that nobody sees in a line: to a hundredth, which is a penny of money.
const PENNY: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// How far a result lies from the straight lines that it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roughness {
    /// Not at all.
    None,
    /// By less than this, which is a penny or less.
    Fine(Decimal),
    /// So far that it goes in steps.
    Steps,
}

/// The rules as far as one result rests on them.
pub(super) struct Rest {
    rules: Scheme,
    along: Along,
    /// The questions that the result rests on, but for the one that the chart goes along.
    pub(super) questions: Vec<usize>,
    /// What is compared with what on the way, in the order of the rules.
    compared: Vec<(Operand, Operand)>,
    /// Everything else that is answered.
    answers: Answers,
}

/// Those rules, run.
pub(super) struct Runs<'r> {
    pub(super) rest: &'r Rest,
    ready: Prepared<'r>,
    /// The rules with the step that the chart goes along, at another figure each time.
    stepped: Option<Scheme>,
    /// Everything else that is answered.
    pub(super) answers: Answers,
    seen: BTreeMap<Decimal, Option<Seen>>,
}

impl Rest {
    /// The rules for a result, by index, along something, as far as a step on the way to it. `None` where what ends the
    /// working out gives the result, and not the step, a figure.
    pub(super) fn of(scheme: &Scheme, result: usize, step: usize, along: Along) -> Option<Self> {
        let line = scheme.results.get(result)?.clone();
        let is_whole = line.step == step;
        let mut rules = Scheme {
            questions: scheme.questions.clone(),
            rates: scheme.rates.clone(),
            tables: scheme.tables.clone(),
            steps: scheme.steps.clone(),
            measures: scheme.measures.clone(),
            results: vec![ResultLine {
                part: 0,
                step,
                ..line
            }],
            ..Scheme::default()
        };
        if let Along::Step(step) = along {
            rules.steps.get_mut(step)?.come_to(Decimal::ZERO);
        }
        let mut used = steps_behind(&rules, [step]);
        for (index, step) in rules.steps.iter_mut().enumerate() {
            if let Verb::Stop { gives } = &mut step.verb {
                // A stop ends the working out of everything.
                let is_for_any = matches!(
                    gives.get(result)?,
                    Operand::Literal { amount, .. }
                        if *amount == Amount::NOTHING || amount.figure().is_none()
                );
                if !is_whole && !is_for_any {
                    return None;
                }
                *gives = vec![gives.get(result)?.clone()];
                used.insert(index);
            }
        }
        let used = steps_behind(&rules, used);
        let mut questions = BTreeSet::new();
        for (index, step) in rules.steps.iter().enumerate() {
            if used.contains(&index) {
                questions.extend(Reads::of(&rules, step).questions);
            }
        }
        if let Along::Answer(question) = along {
            questions.remove(&question);
        }
        for (index, step) in rules.steps.iter_mut().enumerate() {
            if !used.contains(&index) {
                step.come_to(Decimal::ZERO);
            }
        }
        // What the result does not rest on has any answer, so that the engine tries none of the others.
        let mut answers = Answers::default();
        for (index, question) in rules.questions.iter().enumerate() {
            if !questions.contains(&index) {
                answers.set(
                    index,
                    match &question.kind {
                        QuestionKind::Options(_) => Answer::Option(0),
                        QuestionKind::Number { least, .. } => Answer::Number(*least),
                    },
                );
            }
        }
        join_parts(&mut rules);
        Some(Self {
            compared: compared(&rules),
            rules,
            along,
            questions: questions.into_iter().collect(),
            answers,
        })
    }

    /// Makes them ready to be run.
    pub(super) fn runs(&self) -> Runs<'_> {
        Runs {
            rest: self,
            ready: Prepared::of(&self.rules),
            stepped: matches!(self.along, Along::Step(_)).then(|| self.rules.clone()),
            answers: self.answers.clone(),
            seen: BTreeMap::new(),
        }
    }
}

impl Runs<'_> {
    /// The outcome at a value, or for an option by its place.
    pub(super) fn run(&mut self, at: Decimal) -> Outcome {
        match self.rest.along {
            Along::Answer(question) => {
                let mut answers = self.answers.clone();
                let is_number = matches!(
                    self.rest.rules.questions.get(question).map(|one| &one.kind),
                    Some(QuestionKind::Number { .. })
                );
                let place = usize::try_from(at).unwrap_or(usize::MAX);
                answers.set(
                    question,
                    if is_number {
                        Answer::Number(at)
                    } else {
                        Answer::Option(place)
                    },
                );
                self.ready.estimate(&answers)
            }
            Along::Step(step) => {
                let Some(rules) = &mut self.stepped else {
                    return self.ready.estimate(&self.answers);
                };
                if let Some(step) = rules.steps.get_mut(step) {
                    step.come_to(at);
                }
                self.ready.estimate_changed(rules, &self.answers)
            }
        }
    }

    /// What is seen at a value; `None` where the result cannot be said there.
    pub(super) fn see(&mut self, at: Decimal) -> Option<Seen> {
        if let Some(seen) = self.seen.get(&at) {
            return seen.clone();
        }
        let outcome = self.run(at);
        let seen = outcome.results.first().and_then(stated).map(|gives| Seen {
            gives,
            sides: self.sides(&outcome, at),
        });
        self.seen.insert(at, seen.clone());
        seen
    }

    /// How rounding, and what counts whole parts only, bring the result from a straight line.
    pub(super) fn rounding(&self) -> Roughness {
        let result = self.rest.rules.results.first();
        let unit = result
            .and_then(|result| self.rest.rules.steps.get(result.step))
            .map(|step| &step.unit);
        let mut moving = BTreeSet::new();
        let mut most = None;
        for (index, step) in self.rest.rules.steps.iter().enumerate() {
            // A condition makes it jump, and does not make it move: each side of it is looked at by itself.
            let plain = Step {
                when: None,
                ..step.clone()
            };
            let reads = Reads::of(&self.rest.rules, &plain);
            let moves = match self.rest.along {
                Along::Step(along) if along == index => true,
                Along::Answer(question) if reads.questions.contains(&question) => true,
                _ => reads.steps.iter().any(|read| moving.contains(read)),
            };
            if !moves {
                continue;
            }
            moving.insert(index);
            if matches!(step.verb, Verb::ForEvery { .. }) {
                return Roughness::Steps;
            }
            if let Some(rounding) = step.rounded {
                if rounding.to > PENNY || Some(&step.unit) != unit {
                    return Roughness::Steps;
                }
                most = most.max(Some(rounding.to));
            }
        }
        most.map_or(Roughness::None, Roughness::Fine)
    }

    /// How many values have been looked at.
    pub(super) fn count(&self) -> usize {
        self.seen.len()
    }

    /// How often the amount changes from one value that has been looked at to the next.
    pub(super) fn changes(&self) -> usize {
        let amounts = || {
            self.seen
                .values()
                .map(|seen| seen.as_ref().map(|seen| seen.gives))
        };
        amounts()
            .zip(amounts().skip(1))
            .filter(|(a, b)| a != b)
            .count()
    }

    /// Forgets what was seen: the answers have changed.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
    }

    /// The figures that something is held against on the way.
    pub(super) fn limits(&self) -> impl Iterator<Item = (&Operand, Decimal)> {
        self.rest.compared.iter().filter_map(|(left, right)| {
            match (
                fixed(&self.rest.rules, left),
                fixed(&self.rest.rules, right),
            ) {
                (None, Some(figure)) => Some((left, figure)),
                (Some(figure), None) => Some((right, figure)),
                _ => None,
            }
        })
    }

    /// The exact figure of an operand in an outcome.
    pub(super) fn figure(
        &self,
        operand: &Operand,
        outcome: &Outcome,
        at: Decimal,
    ) -> Option<Decimal> {
        match operand {
            Operand::Step(step) => outcome.working.get(*step)?.gives.exact(),
            Operand::Answer(question) if self.rest.along == Along::Answer(*question) => Some(at),
            Operand::Answer(question) => match self.answers.get(*question) {
                Some(Answer::Number(number)) => Some(number),
                _ => None,
            },
            Operand::ByAnswer {
                question, choices, ..
            } => match self.answers.get(*question) {
                Some(Answer::Option(option)) => self.figure(choices.get(option)?, outcome, at),
                _ => None,
            },
            Operand::Rate(_) | Operand::Literal { .. } => fixed(&self.rest.rules, operand),
        }
    }

    fn has_bands(&self, table: usize) -> bool {
        let table = self.rest.rules.tables.get(table);
        matches!(
            table.map(|table| &table.kind),
            Some(TableKind::Bands { .. })
        )
    }

    fn sides(&self, outcome: &Outcome, at: Decimal) -> Vec<i64> {
        let compared = self.rest.compared.iter().map(|(left, right)| {
            let (left, right) = (
                self.figure(left, outcome, at),
                self.figure(right, outcome, at),
            );
            match left.zip(right).map(|(left, right)| left.cmp(&right)) {
                Some(Ordering::Less) => 0,
                Some(Ordering::Equal) => 1,
                Some(Ordering::Greater) => 2,
                None => 3,
            }
        });
        let taken = outcome.working.iter().map(|line| match line.taken {
            Taken::Yes => 4,
            Taken::No => 5,
            Taken::Maybe => 6,
            Taken::Ended | Taken::Later => 7,
        });
        // A printed point of a line lies on both of the lines that meet there, and is no side.
        let rows = outcome.working.iter().flat_map(|line| &line.inputs);
        let rows = rows.filter_map(|input| {
            let (row, column) = match input.what {
                InputKind::Row(table, row) if self.has_bands(table) => (row, 0),
                InputKind::Cell(_, row, column) => (row, column),
                InputKind::Elsewhere(_) => return Some(-1),
                _ => return None,
            };
            let place = row.saturating_mul(10_000).saturating_add(column);
            Some(i64::try_from(place).unwrap_or(i64::MAX))
        });
        compared.chain(taken).chain(rows).collect()
    }
}

/// Everything that is compared with something.
fn compared(rules: &Scheme) -> Vec<(Operand, Operand)> {
    let mut all = Vec::new();
    let asked = rules.questions.iter().filter_map(|one| one.when.as_ref());
    for condition in asked.chain(rules.steps.iter().flat_map(Step::conditions)) {
        condition.walk(&mut |one| {
            if let Condition::Compare { left, right, .. } = one {
                all.push((left.clone(), right.clone()));
            }
        });
    }
    for step in &rules.steps {
        if let Verb::LeastOf(of) | Verb::GreatestOf(of) = &step.verb {
            for (place, one) in of.iter().enumerate() {
                let others = of.iter().skip(place.saturating_add(1));
                all.extend(others.map(|other| (one.clone(), other.clone())));
            }
        }
    }
    all
}

/// What a result gives, as the rules would print it; `None` where it rests on what is not answered, or is no figure
/// that can be said so.
pub(super) fn stated(value: &Value) -> Option<Amount> {
    if value.limit == Limit::Absent {
        return Some(Amount::NoLimit);
    }
    if let Some(figure) = value.exact() {
        return Some(Amount::Exact(figure));
    }
    let any = |is: fn(&Reason) -> bool| value.why.iter().any(is);
    if value.limit == Limit::Either
        || any(|why| matches!(why, Reason::Unknown(_) | Reason::TooLarge(_)))
    {
        return None;
    }
    if any(|why| matches!(why, Reason::NotPublished(_) | Reason::OutsideTable(_))) {
        return Some(Amount::NotPublished);
    }
    if any(|why| matches!(why, Reason::NotKnown(_))) {
        let low = value.low.unwrap_or_default();
        return Some(Amount::NotKnown(low, value.most()));
    }
    if any(|why| matches!(why, Reason::CaseByCase(_))) {
        return Some(Amount::CaseByCase);
    }
    // A ceiling says nothing of its least, as where a value is put into words.
    let is_ceiling =
        any(|why| matches!(why, Reason::UpTo(_))) && !any(|why| matches!(why, Reason::From(_)));
    match (value.low, value.high) {
        (_, Some(high)) if is_ceiling => Some(Amount::UpTo(high)),
        (Some(low), Some(high)) => Some(Amount::Between(low, high)),
        (Some(low), None) => Some(Amount::From(low)),
        (None, _) => None,
    }
}

/// Whether a value can be this figure.
pub(super) fn can_be(value: &Value, figure: Decimal) -> bool {
    value.low.is_none_or(|low| low <= figure) && value.high.is_none_or(|high| high >= figure)
}

/// The last value of a grain that is no more than this one, or the first that is no less.
pub(super) fn on_grain(at: Decimal, grain: Decimal, direction: Direction) -> Option<Decimal> {
    exact::multiply(exact::whole_parts(at, grain, direction)?, grain)
}
