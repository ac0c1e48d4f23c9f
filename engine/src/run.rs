//! One step at a time: what it reads, whether it is taken, and what it gives.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use crate::{
    answers::{Answer, Answers},
    exact,
    outcome::{Input, InputKind, Taken},
    runs::Run,
    scheme::{
        Bound, Comparison, Condition, Operand, Question, QuestionKind, Scheme, Step, TableKind,
        Verb,
    },
    sides::{Compared, Side, Subject, Than, turned},
    value::{Limit, Place, Reason, Value},
    verb::At,
};

/// Whether something holds, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    Maybe,
}

impl Holds {
    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
        }
    }
}

/// What is known when a step is taken.
pub(crate) struct Known<'a> {
    pub(crate) scheme: &'a Scheme,
    /// The answers that were given.
    pub(crate) answers: &'a Answers,
    /// What is tried for questions that have no answer, and what the earlier steps gave.
    pub(crate) run: Option<Run<'a>>,
    /// What the steps gave, where there is no run.
    gives: &'a [Value],
}

/// What a step did.
pub(crate) struct Done {
    pub(crate) taken: Taken,
    pub(crate) inputs: Vec<Input>,
    pub(crate) gives: Value,
}

/// Conditions on questions look only back; this is the question that everything stands before.
const NO_QUESTION: usize = usize::MAX;

impl<'a> Known<'a> {
    /// What the answers alone say.
    pub(crate) const fn of(scheme: &'a Scheme, answers: &'a Answers) -> Self {
        Self {
            scheme,
            answers,
            run: None,
            gives: &[],
        }
    }

    /// What is known in a run.
    pub(crate) const fn during(scheme: &'a Scheme, answers: &'a Answers, run: Run<'a>) -> Self {
        Self {
            run: Some(run),
            ..Self::of(scheme, answers)
        }
    }

    /// What is known where the steps gave this.
    pub(crate) const fn after(
        scheme: &'a Scheme,
        answers: &'a Answers,
        gives: &'a [Value],
    ) -> Self {
        Self {
            gives,
            ..Self::of(scheme, answers)
        }
    }

    fn sides(&self) -> impl Iterator<Item = Side> + 'a {
        self.run.into_iter().flat_map(Run::sides)
    }

    /// The answer to a question, given or tried, if it is one that the question allows.
    pub(crate) fn answer(&self, question: usize) -> Option<Answer> {
        let kind = &self.scheme.questions.get(question)?.kind;
        let answer = match self.answers.get(question) {
            None | Some(Answer::Unknown) => return kind.possible(self.run?.tried(question)?),
            Some(answer) => answer,
        };
        match (kind, answer) {
            (QuestionKind::Options(options), Answer::Option(option)) => {
                (option < options.len()).then_some(answer)
            }
            (QuestionKind::Number { .. }, Answer::Number(_)) => Some(answer),
            (QuestionKind::Number { periods, .. }, Answer::InPeriod(_, period)) => {
                (period < periods.len()).then_some(answer)
            }
            _ => None,
        }
    }

    /// Whether a question is asked of this person.
    pub(crate) fn asked(&self, question: usize) -> Holds {
        match self.scheme.questions.get(question) {
            None => Holds::No,
            Some(Question { when: None, .. }) => Holds::Yes,
            Some(Question {
                when: Some(when), ..
            }) => self.holds_before(when, question),
        }
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, condition: &Condition) -> Holds {
        self.holds_before(condition, NO_QUESTION)
    }

    fn holds_before(&self, condition: &Condition, before: usize) -> Holds {
        match condition {
            Condition::AnswerIs { question, .. } if *question >= before => Holds::Maybe,
            Condition::AnswerIs { question, options } => {
                match (self.asked(*question), self.answer(*question)) {
                    (Holds::No, _) => Holds::No,
                    (asked, Some(Answer::Option(option))) if options.contains(&option) => asked,
                    (_, Some(_)) => Holds::No,
                    (_, None) if options.is_empty() => Holds::No,
                    (asked, None) => {
                        let every = match self
                            .scheme
                            .questions
                            .get(*question)
                            .map(|question| &question.kind)
                        {
                            Some(QuestionKind::Options(all)) => {
                                (0..all.len()).all(|option| options.contains(&option))
                            }
                            _ => false,
                        };
                        if every { asked } else { Holds::Maybe }
                    }
                }
            }
            Condition::Compare { left, is, right } => self.compared((left, *is, right), before).0,
            Condition::All(of) => self.at_least(of.len(), of, before),
            Condition::Any(of) => self.at_least(1, of, before),
            Condition::Not(of) => self.holds_before(of, before).not(),
            Condition::AtLeast { count, of } => self.at_least(*count, of, before),
        }
    }

    /// Whether a comparison holds, and what it has to be known for that, where it is one thing, or how
    /// two of them compare.
    fn compared(&self, (left, is, right): Compared<'_>, before: usize) -> (Holds, Option<Side>) {
        let of = |operand| self.operand(operand, 0, before).value;
        let (a, b) = (of(left), of(right));
        let holds = compare(&a, is, &b);
        if holds != Holds::Maybe {
            return (holds, None);
        }
        let (left, right) = (Subject::of(left), Subject::of(right));
        let side = match (left, a.exact(), right, b.exact()) {
            (Some(of), None, _, Some(figure)) => Side {
                of,
                is,
                than: Than::Figure(figure),
            },
            (_, Some(figure), Some(of), None) => Side {
                of,
                is: turned(is),
                than: Than::Figure(figure),
            },
            (Some(of), None, Some(other), None) => Side {
                of,
                is,
                than: Than::Other(other),
            },
            _ => return (holds, None),
        };
        for known in self.sides() {
            // The other way round it is the same pair.
            let is = if (known.of, known.than) == (side.of, side.than) {
                side.is
            } else if (Than::Other(known.of), known.than) == (side.than, Than::Other(side.of)) {
                turned(side.is)
            } else {
                continue;
            };
            match known.says(is) {
                Some(true) => return (Holds::Yes, None),
                Some(false) => return (Holds::No, None),
                None => {}
            }
        }
        let is_figure = |value: &Value| {
            let mut why = value.why.iter();
            !why.any(|why| matches!(why, Reason::TooLarge(_) | Reason::OutsideTable(_)))
        };
        let is_asked = [left, right].iter().all(|of| match of {
            Some(Subject::Answer(question)) => self.asked(*question) == Holds::Yes,
            _ => true,
        });
        let is_one = is_figure(&a) && is_figure(&b) && is_asked;
        (holds, is_one.then_some(side))
    }

    /// The side that has to be taken for a comparison to be settled, if that settles it.
    pub(crate) fn open_side(&self, compared: Compared<'_>) -> Option<Side> {
        self.compared(compared, NO_QUESTION).1
    }

    /// One where a condition holds, nought where it does not, and either where that is not known.
    fn tested(&self, condition: &Condition) -> Value {
        let (no, yes) = (Value::ZERO, Value::of(Decimal::ONE));
        match self.holds(condition) {
            Holds::Yes => yes,
            Holds::No => no,
            Holds::Maybe => {
                let mut either = no.or(&yes);
                self.why_open(condition, &mut either);
                either
            }
        }
    }

    /// Adds the reasons why it is not known whether a condition holds.
    pub(crate) fn why_open(&self, condition: &Condition, value: &mut Value) {
        match condition {
            Condition::AnswerIs { question, .. } => {
                value.add_reasons(&[Reason::Unknown(*question)]);
            }
            Condition::Compare { left, right, .. } => {
                for operand in [left, right] {
                    value.add_reasons(&self.operand(operand, 0, NO_QUESTION).value.why);
                }
            }
            Condition::Not(of) => self.why_open(of, value),
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for part in of {
                    if self.holds(part) == Holds::Maybe {
                        self.why_open(part, value);
                    }
                }
            }
        }
    }

    fn at_least(&self, count: usize, of: &[Condition], before: usize) -> Holds {
        let (mut yes, mut maybe) = (0_usize, 0_usize);
        for condition in of {
            match self.holds_before(condition, before) {
                Holds::Yes => yes = yes.saturating_add(1),
                Holds::Maybe => maybe = maybe.saturating_add(1),
                Holds::No => {}
            }
        }
        if yes >= count {
            Holds::Yes
        } else if yes.saturating_add(maybe) >= count {
            Holds::Maybe
        } else {
            Holds::No
        }
    }

    /// What the answer to a question counts by a measure. A question that is not asked counts nothing.
    pub(crate) fn counts(&self, question: usize, measure: usize) -> Value {
        let Some(QuestionKind::Options(options)) = self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        else {
            return self.number(question);
        };
        let of = |option: usize| match options
            .get(option)
            .and_then(|option| option.counts.get(measure))
        {
            Some(Some(amount)) => Value::published(*amount, Place::Option(question, option)),
            _ => Value::ZERO,
        };
        self.by_option(question, options.len(), &of)
    }

    /// The number answered to a question, or all that it could be.
    fn number(&self, question: usize) -> Value {
        let asked = self.asked(question);
        let value = match (asked, self.answer(question)) {
            (Holds::No, _) => return Value::ZERO,
            (_, Some(Answer::InPeriod(number, period))) => self.converted(question, number, period),
            (_, Some(Answer::Number(number))) => Value::of(number),
            _ => match self
                .scheme
                .questions
                .get(question)
                .map(|question| &question.kind)
            {
                Some(QuestionKind::Number { least, most, .. }) => {
                    let why = [Reason::Unknown(question)].into();
                    let mut value = Value::between(Some(*least), *most, why);
                    for side in self.sides() {
                        if side.of == Subject::Answer(question) {
                            side.narrow(&mut value);
                        }
                    }
                    value
                }
                _ => Value::open(Reason::Unknown(question)),
            },
        };
        if asked == Holds::Maybe {
            value.or(&Value::ZERO).because(Reason::Unknown(question))
        } else {
            value
        }
    }

    /// A number answered in another period, in the question's own.
    pub(crate) fn converted(&self, question: usize, number: Decimal, period: usize) -> Value {
        let Some(QuestionKind::Number {
            periods, rounded, ..
        }) = self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        else {
            return Value::open(Reason::Unknown(question));
        };
        let figure = periods
            .get(period)
            .and_then(|period| exact::scale(number, period.times, period.over, *rounded));
        figure.map_or_else(|| Value::open(Reason::Unknown(question)), Value::of)
    }

    /// What an answer picks, or all that it could pick.
    pub(crate) fn by_option(
        &self,
        question: usize,
        options: usize,
        of: &dyn Fn(usize) -> Value,
    ) -> Value {
        let asked = self.asked(question);
        let picked = match (asked, self.answer(question)) {
            (Holds::No, _) => None,
            (_, Some(Answer::Option(option))) => Some(of(option)),
            _ => {
                let every = (0..options).map(of).reduce(|a, b| a.or(&b));
                every.map(|value| value.because(Reason::Unknown(question)))
            }
        };
        let picked = picked.unwrap_or(Value::ZERO);
        if asked == Holds::Maybe {
            picked.or(&Value::ZERO).because(Reason::Unknown(question))
        } else {
            picked
        }
    }

    /// What each operand of a step is.
    pub(crate) fn read(&self, operands: &[Operand], step: usize) -> Vec<Input> {
        operands
            .iter()
            .map(|operand| self.operand(operand, step, NO_QUESTION))
            .collect()
    }

    fn operand(&self, operand: &Operand, step: usize, before: usize) -> Input {
        let (what, value) = match operand {
            Operand::Step(index) => (InputKind::Step(*index), self.step(*index)),
            Operand::Rate(index) => {
                let rate = self.scheme.rates.get(*index);
                let value = rate.map(|rate| Value::published(rate.amount, Place::Rate(*index)));
                (InputKind::Rate(*index), value.unwrap_or(Value::ZERO))
            }
            Operand::Answer(question) | Operand::ByAnswer { question, .. }
                if *question >= before =>
            {
                (
                    InputKind::Answer(*question),
                    Value::open(Reason::Unknown(*question)),
                )
            }
            Operand::Answer(question) => (InputKind::Answer(*question), self.number(*question)),
            Operand::Literal { amount, .. } => (
                InputKind::Literal,
                Value::published(*amount, Place::Step(step)),
            ),
            Operand::ByAnswer {
                question, choices, ..
            } => {
                let of = |option: usize| match choices.get(option) {
                    Some(choice) => self.operand(choice, step, before).value,
                    None => Value::ZERO,
                };
                (
                    InputKind::Answer(*question),
                    self.by_option(*question, choices.len(), &of),
                )
            }
        };
        Input { what, value }
    }

    /// What a step is bound by.
    fn total(&self, bound: &Bound) -> Value {
        let value = |operand| self.operand(operand, bound.step, NO_QUESTION).value;
        let added = bound.add.iter().fold(Value::ZERO, |sum, operand| {
            sum.plus(&value(operand), bound.step)
        });
        bound
            .less
            .iter()
            .fold(added, |sum, operand| sum.minus(&value(operand), bound.step))
    }

    fn step(&self, index: usize) -> Value {
        let value = match self.run {
            Some(run) => Some(run.value(index)),
            None => self.gives.get(index),
        };
        value.cloned().unwrap_or(Value::ZERO)
    }

    /// Takes a step, all but a stop, whose outcome is the scheme's results.
    pub(crate) fn take(&self, index: usize, step: &Step) -> Done {
        let taken = match step.when.as_ref().map(|when| self.holds(when)) {
            None | Some(Holds::Yes) => Taken::Yes,
            Some(Holds::Maybe) => Taken::Maybe,
            Some(Holds::No) => {
                return Done {
                    taken: Taken::No,
                    inputs: Vec::new(),
                    gives: Value::ZERO,
                };
            }
        };
        let (inputs, mut gives) = self.work_out(At { index, step });
        if taken == Taken::Maybe {
            gives = gives.or(&Value::ZERO);
        }
        for bound in &self.scheme.bounds {
            if bound.step == index && gives.limit.is_figure() && gives.exact().is_none() {
                gives.narrow(bound.is, &self.total(bound));
            }
        }
        Done {
            taken,
            inputs,
            gives,
        }
    }

    /// Takes a stop that gives these, and gives what the results are where it ends the working out.
    pub(crate) fn end(&self, at: At<'_>, gives: &[Operand]) -> (Done, Vec<Value>) {
        let when = at.step.when.as_ref();
        let taken = match when.map_or(Holds::Yes, |when| self.holds(when)) {
            Holds::Yes => Taken::Yes,
            Holds::No => Taken::No,
            Holds::Maybe => Taken::Maybe,
        };
        let inputs = self.read(gives, at.index);
        let mut results = Vec::new();
        for input in &inputs {
            results.push(at.rounded(&input.value));
        }
        let gives = results.first().cloned().unwrap_or(Value::ZERO);
        let done = Done {
            taken,
            inputs,
            gives,
        };
        (done, results)
    }

    fn work_out(&self, at: At<'_>) -> (Vec<Input>, Value) {
        let verb = &at.step.verb;
        let mut inputs = Vec::new();
        for operand in verb.operands() {
            inputs.push(self.operand(operand, at.index, NO_QUESTION));
        }
        let value = match verb {
            // What it goes through is told once for all runs, and has been added up already.
            Verb::AddUp { measure, over } => {
                let mut sum = Value::ZERO;
                if let Some(run) = self.run {
                    sum.clone_from(run.sum());
                } else {
                    for question in over {
                        let value = self.counts(*question, *measure);
                        sum = sum.plus(&value, at.index);
                        inputs.push(Input {
                            what: InputKind::Answer(*question),
                            value,
                        });
                    }
                }
                at.rounded(&sum)
            }
            Verb::LookUp { table, row, .. } => {
                let picks = |place: usize| inputs.get(place).map(|input| &input.value);
                let (row_at, column_at) = if row.is_some() {
                    (picks(0), picks(1))
                } else {
                    (None, picks(0))
                };
                let rounding = at.step.rounded;
                let (found, value) = self.look_up(at.index, *table, row_at, column_at, rounding);
                inputs.extend(found);
                let table = self.scheme.tables.get(*table);
                if matches!(
                    table.map(|table| &table.kind),
                    Some(TableKind::Lines { .. })
                ) {
                    // Rounded together with the division, so that nothing is rounded twice.
                    value
                } else {
                    at.rounded(&value)
                }
            }
            Verb::Test(condition) => {
                for (place, part) in condition.parts().0.iter().enumerate() {
                    inputs.push(Input {
                        what: InputKind::Part(place),
                        value: self.tested(part),
                    });
                }
                self.tested(condition)
            }
            verb => {
                let value = at.value(&inputs);
                inputs.drain(..verb.untold().min(inputs.len()));
                value
            }
        };
        (inputs, value)
    }
}

/// Whether a value compares so with another: as figures, and where there may be no limit, which is more than any.
fn compare(left: &Value, is: Comparison, right: &Value) -> Holds {
    use Comparison::{AtLeast, AtMost, Equal, Over, Under};
    let could_be = |value: &Value, unlimited: bool| {
        value.limit == Limit::Either || unlimited == (value.limit == Limit::Absent)
    };
    let mut holds = None;
    for (one, other) in [(false, false), (false, true), (true, false), (true, true)] {
        if !could_be(left, one) || !could_be(right, other) {
            continue;
        }
        let here = match (one, other) {
            (false, false) => compare_figures(left, is, right),
            (false, true) if matches!(is, AtMost | Under) => Holds::Yes,
            (true, false) if matches!(is, AtLeast | Over) => Holds::Yes,
            (true, true) if matches!(is, AtLeast | AtMost | Equal) => Holds::Yes,
            _ => Holds::No,
        };
        holds = match holds {
            Some(holds) if holds != here => return Holds::Maybe,
            _ => Some(here),
        };
    }
    holds.unwrap_or(Holds::Maybe)
}

fn compare_figures(left: &Value, is: Comparison, right: &Value) -> Holds {
    // Whether every value of the one compares so with every value of the other.
    let always = |is: Comparison| match is {
        Comparison::AtLeast => left
            .low
            .zip(right.high)
            .is_some_and(|(low, high)| low >= high),
        Comparison::Over => left
            .low
            .zip(right.high)
            .is_some_and(|(low, high)| low > high),
        Comparison::AtMost => left
            .high
            .zip(right.low)
            .is_some_and(|(high, low)| high <= low),
        Comparison::Under => left
            .high
            .zip(right.low)
            .is_some_and(|(high, low)| high < low),
        Comparison::Equal => left.exact().is_some() && left.exact() == right.exact(),
    };
    let never = match is {
        Comparison::AtLeast => always(Comparison::Under),
        Comparison::Over => always(Comparison::AtMost),
        Comparison::AtMost => always(Comparison::Over),
        Comparison::Under => always(Comparison::AtLeast),
        Comparison::Equal => always(Comparison::Under) || always(Comparison::Over),
    };
    if always(is) {
        Holds::Yes
    } else if never {
        Holds::No
    } else {
        Holds::Maybe
    }
}
