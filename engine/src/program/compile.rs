//! A scheme as operations: what each step does with whole numbers.
//!
//! The decimal path (`run`, `range`) says what each verb means for everything, known or not; what is written here does the
//! same for one exact figure, and gives up where that cannot be proved to fit. A property test holds the two equal.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::{
    Code, Figure,
    coder::{Coder, NotProved, Number, Proved, Quantity, Truth, at_scale, settled},
    op::{Does, Slot},
};
use crate::{
    amount::Amount,
    outcome::InputKind,
    scheme::{
        Axis, Band, Condition, Operand, Question, QuestionKind, Scheme, Step, TableKind, Verb,
    },
    value::{Place, Value},
    verb::At,
};

/// What stands for no answer in the slot of a question.
pub(crate) const NO_ANSWER: i64 = i64::MIN;

/// A number that a question sets no most to is taken to be at most this many; a greater one is worked with in decimals.
/// The first with which everything fits is taken.
const MOST: [i64; 4] = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000];

/// How the answer to a question stands in its slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Answered {
    /// The place of the option, under this.
    Option(usize),
    /// A number, so many decimal places of which are counted, from its least to its most.
    Number { scale: u32, low: i64, high: i64 },
}

impl Answered {
    /// How the answer to a question stands, where a number that it sets no most to is at most so much.
    pub(crate) fn of(question: &Question, most: i64) -> Proved<Self> {
        match &question.kind {
            QuestionKind::Options(options) => Ok(Self::Option(options.len())),
            QuestionKind::Number {
                least,
                most: limit,
                places,
                rounded,
                ..
            } => {
                let rounded = rounded.map_or(0, |rounding| rounding.to.normalize().scale());
                let scale = (*places).max(rounded).max(least.normalize().scale());
                let limit = limit.unwrap_or(Decimal::from(most));
                Ok(Self::Number {
                    scale,
                    low: at_scale(*least, scale)?,
                    high: at_scale(limit, scale)?,
                })
            }
        }
    }

    /// Whether a number of the smallest parts is one that it takes.
    pub(crate) fn takes(self, parts: i64) -> bool {
        match self {
            Self::Option(_) => false,
            Self::Number { low, high, .. } => low <= parts && parts <= high,
        }
    }

    /// What both take of the answers to one question.
    pub(crate) fn both(self, other: Self) -> Self {
        match (self, other) {
            (Self::Number { scale, low, high }, Self::Number { high: most, .. }) => Self::Number {
                scale,
                low,
                high: high.min(most),
            },
            _ => self,
        }
    }
}

/// What a step did, as it can be told afterwards.
#[derive(Clone, Debug)]
pub(crate) struct StepCode {
    pub(crate) kind: Kind,
    pub(crate) taken: Truth,
    /// Whether an earlier step ended the working out.
    pub(crate) ended: Truth,
    pub(crate) reads: Vec<Read>,
    pub(crate) gives: Figure,
}

/// Whether a step is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is.
    Step,
    /// It is, and ends the working out.
    Stop,
    /// It belongs to a part that has not been begun.
    Later,
}

/// Something that goes into a step.
#[derive(Clone, Debug)]
pub(crate) enum Read {
    /// A figure.
    Figure(InputKind, Figure),
    /// An amount of the rules that is not one exact figure. Only a step that is not taken reads it.
    Published(InputKind, Value),
    /// Whether a part of a test holds.
    Part(usize, Truth),
    /// The row of a table, of so many.
    Row {
        table: usize,
        place: Slot,
        rows: usize,
        gives: Figure,
    },
    /// The cell of a two-way table, of so many rows and columns.
    Cell {
        table: usize,
        row: Slot,
        column: Slot,
        rows: usize,
        columns: usize,
        gives: Figure,
    },
    /// The row that an answer picks, where there is one.
    Option {
        table: usize,
        answer: Slot,
        gives: Figure,
    },
    /// The line between printed points, of so many points.
    Segment {
        table: usize,
        segment: Slot,
        points: usize,
        gives: Figure,
    },
}

/// The operations of a scheme's parts up to one; `None` where a scale or a bound cannot be proved.
pub(crate) fn compile(scheme: &Scheme, last: usize) -> Option<Code> {
    MOST.into_iter().find_map(|most| {
        let compiler = Compiler::new(scheme, last, most).ok()?;
        compiler.compile().ok()
    })
}

struct Compiler<'a> {
    scheme: &'a Scheme,
    /// The last part that is worked out.
    last: usize,
    coder: Coder,
    /// By question: how its answer stands in its slot.
    answers: Vec<Answered>,
    /// The answers without which nothing is worked out.
    required: Vec<Slot>,
    /// By question, of those before the one that is being compiled, or all: whether it is asked, and its answer, or nothing
    /// where it is not asked.
    asked: Vec<(Truth, Slot)>,
    /// By step, of those before the one that is being compiled: what it gives.
    gives: Vec<Quantity>,
}

impl<'a> Compiler<'a> {
    fn new(scheme: &'a Scheme, last: usize, most: i64) -> Proved<Self> {
        let answers = scheme
            .questions
            .iter()
            .map(|question| Answered::of(question, most));
        Ok(Self {
            scheme,
            last,
            coder: Coder::new(scheme.questions.len())?,
            answers: answers.collect::<Proved<_>>()?,
            required: Vec::new(),
            asked: Vec::new(),
            gives: Vec::new(),
        })
    }

    fn compile(mut self) -> Proved<Code> {
        let scheme = self.scheme;
        for (index, question) in scheme.questions.iter().enumerate() {
            let cell = Slot(u16::try_from(index).map_err(|_| NotProved)?);
            let counts = question.part <= self.last;
            let asked = match &question.when {
                Some(when) if counts => self.condition(when, index)?,
                _ => Truth::Always,
            };
            let answer = match asked {
                Truth::Always => {
                    if counts {
                        self.required.push(cell);
                    }
                    cell
                }
                asked => {
                    let absent = match self.answers.get(index) {
                        Some(Answered::Option(options)) => i64::try_from(*options),
                        _ => Ok(0),
                    };
                    let absent = self.coder.constant(absent.map_err(|_| NotProved)?)?;
                    if counts {
                        let is_open = self.coder.is(cell, NO_ANSWER)?;
                        let is_open = self.coder.both(is_open, asked)?;
                        self.coder.open(is_open)?;
                    }
                    match asked {
                        Truth::In(asked) => self.coder.emit(Does::Choose, asked, cell, absent)?,
                        _ => absent,
                    }
                }
            };
            self.asked.push((asked, answer));
        }

        let mut steps = Vec::with_capacity(scheme.steps.len());
        let mut ended = Truth::Never;
        let mut stops = Vec::new();
        for (index, step) in scheme.steps.iter().enumerate() {
            if step.part > self.last {
                let zero = self.coder.zero()?.into();
                self.gives.push(zero);
                steps.push(StepCode {
                    kind: Kind::Later,
                    taken: Truth::Never,
                    ended,
                    reads: Vec::new(),
                    gives: Figure::of(zero),
                });
                continue;
            }
            let when = match &step.when {
                None => Truth::Always,
                Some(when) => self.condition(when, usize::MAX)?,
            };
            let code = if let Verb::Stop { gives } = &step.verb {
                let results = scheme
                    .results
                    .iter()
                    .take_while(|result| result.part <= self.last);
                let gives = gives.get(..results.count()).ok_or(NotProved)?;
                let (reads, given) = self.stop(index, step, gives, when)?;
                let not_ended = self.coder.not(ended)?;
                let ends = self.coder.both(when, not_ended)?;
                let before = ended;
                ended = self.coder.either(ended, when)?;
                let first = match given.first() {
                    Some(first) => *first,
                    None => self.coder.zero()?.into(),
                };
                self.gives.push(first);
                stops.push((ends, given));
                StepCode {
                    kind: Kind::Stop,
                    taken: when,
                    ended: before,
                    reads,
                    gives: Figure::of(first),
                }
            } else {
                let (reads, quantity) = self.step(index, step, when)?;
                let gives = self.coder.keep(quantity, when)?;
                self.gives.push(gives);
                StepCode {
                    kind: Kind::Step,
                    taken: when,
                    ended,
                    reads,
                    gives: Figure::of(gives),
                }
            };
            steps.push(code);
        }

        let mut results = Vec::new();
        for (place, result) in scheme.results.iter().enumerate() {
            if result.part > self.last {
                break;
            }
            let mut quantity = *self.gives.get(result.step).ok_or(NotProved)?;
            for (ends, given) in &stops {
                let given = *given.get(place).ok_or(NotProved)?;
                quantity = self.coder.choose(*ends, given, quantity)?;
            }
            results.push(Figure::of(quantity));
        }
        Ok(Code::new(
            self.coder,
            self.answers,
            self.required,
            steps,
            results,
        ))
    }

    // Conditions.

    /// Whether a condition holds. One that decides whether a question is asked looks only at questions before it.
    fn condition(&mut self, condition: &Condition, before: usize) -> Proved<Truth> {
        match condition {
            Condition::AnswerIs { question, options } => {
                if *question >= before.min(self.asked.len()) {
                    return Err(NotProved);
                }
                let Some(Answered::Option(all)) = self.answers.get(*question).copied() else {
                    return Err(NotProved);
                };
                // One more: where it is not asked.
                let list: Vec<bool> = (0..=all)
                    .map(|option| option < all && options.contains(&option))
                    .collect();
                let answer = self.answer(*question)?;
                self.coder.pick_truth(answer, &list)
            }
            Condition::Compare { left, is, right } => {
                let (left, right) = (self.compared(left, before)?, self.compared(right, before)?);
                self.coder.compare(left, *is, right)
            }
            Condition::All(of) => self.at_least(of.len(), of, before),
            Condition::Any(of) => self.at_least(1, of, before),
            Condition::Not(of) => {
                let of = self.condition(of, before)?;
                self.coder.not(of)
            }
            Condition::AtLeast { count, of } => self.at_least(*count, of, before),
        }
    }

    fn at_least(&mut self, count: usize, of: &[Condition], before: usize) -> Proved<Truth> {
        let of = of.iter().map(|one| self.condition(one, before));
        let of = of.collect::<Proved<Vec<_>>>()?;
        self.coder.at_least(count, &of)
    }

    fn compared(&mut self, operand: &Operand, before: usize) -> Proved<Quantity> {
        let reads_back = match operand {
            Operand::Step(_) => before == usize::MAX,
            Operand::Answer(question) | Operand::ByAnswer { question, .. } => *question < before,
            Operand::Rate(_) | Operand::Literal { .. } => true,
        };
        if !reads_back {
            return Err(NotProved);
        }
        if let Operand::ByAnswer { choices, .. } = operand
            && before != usize::MAX
            && choices
                .iter()
                .any(|choice| matches!(choice, Operand::Step(_) | Operand::ByAnswer { .. }))
        {
            return Err(NotProved);
        }
        self.operand(operand, Truth::Always)
    }

    /// The answer to a question, or what stands for none where it is not asked.
    fn answer(&self, question: usize) -> Proved<Slot> {
        let of = self.scheme.questions.get(question);
        // Nothing that is worked out reads a later part, unless somebody has edited the file.
        if of.is_none_or(|of| of.part > self.last) {
            return Err(NotProved);
        }
        let (_, slot) = self.asked.get(question).ok_or(NotProved)?;
        Ok(*slot)
    }

    // Operands.

    /// What something that a step reads is. Where it is not one exact figure, and `when` holds, that is told.
    fn operand(&mut self, operand: &Operand, when: Truth) -> Proved<Quantity> {
        match operand {
            Operand::Step(step) => self.gives.get(*step).copied().ok_or(NotProved),
            Operand::Rate(rate) => {
                let amount = self.scheme.rates.get(*rate).map(|rate| rate.amount);
                self.amount(amount.unwrap_or(Amount::NOTHING), when)
            }
            Operand::Literal { amount, .. } => self.amount(*amount, when),
            Operand::Answer(question) => Ok(self.number(*question)?.into()),
            Operand::ByAnswer {
                question, choices, ..
            } => self.by_answer(*question, choices, when),
        }
    }

    fn amount(&mut self, amount: Amount, when: Truth) -> Proved<Quantity> {
        match amount {
            Amount::Exact(figure) => Ok(self.coder.figure(figure)?.into()),
            Amount::NoLimit => Ok(Quantity {
                number: self.coder.zero()?,
                unlimited: Truth::Always,
            }),
            _ => {
                self.coder.open(when)?;
                Ok(self.coder.zero()?.into())
            }
        }
    }

    /// The number answered to a question; nought where it is not asked.
    fn number(&mut self, question: usize) -> Proved<Number> {
        let Some(Answered::Number { scale, low, high }) = self.answers.get(question).copied()
        else {
            return Err(NotProved);
        };
        Ok(Number {
            slot: self.answer(question)?,
            scale,
            low: i128::from(low).min(0),
            high: i128::from(high).max(0),
        })
    }

    fn by_answer(&mut self, question: usize, choices: &[Operand], when: Truth) -> Proved<Quantity> {
        let Some(Answered::Option(_)) = self.answers.get(question) else {
            return Err(NotProved);
        };
        let answer = self.answer(question)?;
        let amounts = choices.iter().map(|choice| match choice {
            Operand::Literal { amount, .. } => Some(*amount),
            Operand::Rate(rate) => self.scheme.rates.get(*rate).map(|rate| rate.amount),
            _ => None,
        });
        if let Some(amounts) = amounts.collect::<Option<Vec<_>>>() {
            let amounts: Vec<_> = amounts.into_iter().map(Some).collect();
            return self.coder.pick(answer, &amounts, when);
        }
        let mut picked = self.coder.zero()?.into();
        for (option, choice) in choices.iter().enumerate() {
            let option = i64::try_from(option).map_err(|_| NotProved)?;
            let is_it = self.coder.is(answer, option)?;
            let open = self.coder.both(is_it, when)?;
            let choice = self.operand(choice, open)?;
            picked = self.coder.choose(is_it, choice, picked)?;
        }
        Ok(picked)
    }

    // Steps.

    fn read(&mut self, operand: &Operand, when: Truth) -> Proved<(Read, Quantity)> {
        let quantity = self.operand(operand, when)?;
        Ok((Read::Figure(kind(operand), Figure::of(quantity)), quantity))
    }

    fn stop(
        &mut self,
        index: usize,
        step: &Step,
        gives: &[Operand],
        when: Truth,
    ) -> Proved<(Vec<Read>, Vec<Quantity>)> {
        let mut reads = Vec::with_capacity(gives.len());
        let mut given = Vec::with_capacity(gives.len());
        for operand in gives {
            let amount = match operand {
                Operand::Literal { amount, .. } => Some((*amount, Place::Step(index))),
                Operand::Rate(rate) => {
                    let amount = self.scheme.rates.get(*rate).map(|rate| rate.amount);
                    amount.map(|amount| (amount, Place::Rate(*rate)))
                }
                Operand::Step(_) | Operand::Answer(_) => None,
                // What it is not given is told all the same.
                Operand::ByAnswer { .. } => {
                    let (read, quantity) = self.read(operand, Truth::Always)?;
                    reads.push(read);
                    given.push(quantity);
                    continue;
                }
            };
            let (read, quantity) = self.read(operand, when)?;
            reads.push(match amount {
                Some((amount, place)) if exact(amount).is_none() => {
                    Read::Published(kind(operand), Value::published(amount, place))
                }
                _ => read,
            });
            given.push(quantity);
        }
        // The first is what the step itself gives, taken or not.
        if let Some(Read::Published(_, value)) = reads.first()
            && !value.is_settled()
        {
            return Err(NotProved);
        }
        for quantity in &mut given {
            *quantity = self.coder.rounded(*quantity, step.rounded)?;
        }
        Ok((reads, given))
    }

    /// What goes into a step, and what comes out.
    fn step(&mut self, index: usize, step: &Step, when: Truth) -> Proved<(Vec<Read>, Quantity)> {
        let (reads, quantity) = match &step.verb {
            Verb::AddUp { measure, over } => {
                let mut reads = Vec::with_capacity(over.len());
                let mut sum = self.coder.zero()?.into();
                for question in over {
                    let counts = self.counts(*question, *measure, when)?;
                    let figure = Figure::of(counts);
                    reads.push(Read::Figure(InputKind::Answer(*question), figure));
                    sum = self.coder.combine(sum, counts, Coder::add)?;
                }
                (reads, sum)
            }
            Verb::LookUp { table, row, column } => {
                return self.look_up(step, *table, row.as_ref(), column.as_ref(), when);
            }
            Verb::Test(condition) => {
                let (parts, _) = condition.parts();
                let mut reads = Vec::with_capacity(parts.len());
                for (place, part) in parts.iter().enumerate() {
                    reads.push(Read::Part(place, self.condition(part, usize::MAX)?));
                }
                let holds = self.condition(condition, usize::MAX)?;
                let one = self.coder.figure(Decimal::ONE)?;
                return Ok((reads, self.coder.keep(one.into(), holds)?));
            }
            // Compiled by itself.
            Verb::Stop { .. } => return Err(NotProved),
            verb => {
                let operands = verb.operands();
                let mut reads = Vec::with_capacity(operands.len());
                let mut read = Vec::with_capacity(operands.len());
                for operand in operands {
                    let (one, quantity) = self.read(operand, when)?;
                    reads.push(one);
                    read.push(quantity);
                }
                let at = At { index, step };
                reads.drain(..verb.untold());
                return Ok((reads, at.compile(&mut self.coder, &read, when)?));
            }
        };
        Ok((reads, self.coder.rounded(quantity, step.rounded)?))
    }

    /// What the answer to a question counts by a measure.
    fn counts(&mut self, question: usize, measure: usize, when: Truth) -> Proved<Quantity> {
        let kind = self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind);
        let Some(QuestionKind::Options(options)) = kind else {
            return Ok(self.number(question)?.into());
        };
        let counts = options
            .iter()
            .map(|option| match option.counts.get(measure) {
                Some(Some(amount)) => Some(*amount),
                _ => Some(Amount::NOTHING),
            });
        let counts: Vec<_> = counts.collect();
        let answer = self.answer(question)?;
        self.coder.pick(answer, &counts, when)
    }

    fn look_up(
        &mut self,
        step: &Step,
        table_index: usize,
        row: Option<&Operand>,
        column: Option<&Operand>,
        when: Truth,
    ) -> Proved<(Vec<Read>, Quantity)> {
        let table = self.scheme.tables.get(table_index).ok_or(NotProved)?;
        let mut reads = Vec::new();
        let mut numbers = [None, None];
        for (number, operand) in numbers.iter_mut().zip([row, column]) {
            if let Some(operand) = operand {
                let (read, quantity) = self.read(operand, when)?;
                reads.push(read);
                *number = Some(quantity.figure()?);
            }
        }
        let [row, column] = numbers;
        let elsewhere = table.elsewhere;
        let quantity = match &table.kind {
            TableKind::Bands { rows, .. } => {
                let at = row.ok_or(NotProved)?;
                let bands = rows.iter().map(|row| &row.band);
                let place = self.coder.band(at, bands)?;
                let figures = rows.iter().map(|row| Some(row.gives)).chain([elsewhere]);
                let figures: Vec<_> = figures.collect();
                let quantity = self.coder.pick(place, &figures, when)?;
                reads.push(Read::Row {
                    table: table_index,
                    place,
                    rows: rows.len(),
                    gives: Figure::of(quantity),
                });
                quantity
            }
            TableKind::ByAnswer { question, rows } => {
                let Some(Answered::Option(_)) = self.answers.get(*question) else {
                    return Err(NotProved);
                };
                let figures: Vec<_> = rows.iter().map(|row| Some(row.gives)).collect();
                let answer = self.answer(*question)?;
                let quantity = self.coder.pick(answer, &figures, when)?;
                reads.push(Read::Option {
                    table: table_index,
                    answer: Slot(u16::try_from(*question).map_err(|_| NotProved)?),
                    gives: Figure::of(quantity),
                });
                quantity
            }
            TableKind::TwoWay {
                rows,
                columns,
                cells,
            } => {
                // Round the table stands what lies outside it, where an answer never does.
                let is_answer = |axis: &Axis| matches!(axis, Axis::Answer { .. });
                let never_outside = (is_answer(rows), is_answer(columns));
                let (row, rows) = self.axis(rows, row, when)?;
                let (column, columns) = self.axis(columns, column, when)?;
                let mut figures = Vec::new();
                for row in 0..=rows {
                    let cells = cells.get(row);
                    for column in 0..=columns {
                        let is_never = (row == rows && never_outside.0)
                            || (column == columns && never_outside.1);
                        let outside = if is_never {
                            Some(Amount::NOTHING)
                        } else {
                            elsewhere
                        };
                        let cell = cells.filter(|_| column < columns && row < rows);
                        let cell = cell.and_then(|cells| cells.get(column));
                        figures.push(cell.copied().or(outside));
                    }
                }
                let width = columns
                    .checked_add(1)
                    .and_then(|width| i64::try_from(width).ok());
                let width = self.coder.constant(width.ok_or(NotProved)?)?;
                let start = self.coder.emit(Does::Multiply, row, width, row)?;
                let place = self.coder.emit(Does::Add, start, column, start)?;
                let quantity = self.coder.pick(place, &figures, when)?;
                reads.push(Read::Cell {
                    table: table_index,
                    row,
                    column,
                    rows,
                    columns,
                    gives: Figure::of(quantity),
                });
                quantity
            }
            TableKind::Lines { points, .. } => {
                let (Some(at), Some(rounding)) = (row, step.rounded) else {
                    return Err(NotProved);
                };
                let gives: Vec<_> = points.iter().map(|point| exact(point.gives)).collect();
                let outside = elsewhere.and_then(exact);
                let (number, segment) = self
                    .coder
                    .interpolate(at, points, &gives, outside, rounding)?;
                let mut is_open = Vec::new();
                for (place, here) in gives.iter().enumerate() {
                    let next = place.checked_add(1).and_then(|next| gives.get(next));
                    is_open.push(here.is_none());
                    is_open.push(here.is_none() || next.is_none_or(Option::is_none));
                }
                is_open.push(outside.is_none());
                let open = self.coder.pick_truth(segment, &is_open)?;
                let open = self.coder.both(open, when)?;
                self.coder.open(open)?;
                reads.push(Read::Segment {
                    table: table_index,
                    segment,
                    points: points.len(),
                    gives: Figure::of(number.into()),
                });
                // Rounded together with the division, so that nothing is rounded twice.
                return Ok((reads, number.into()));
            }
        };
        Ok((reads, self.coder.rounded(quantity, step.rounded)?))
    }

    /// The place on one side of a two-way table, and how many there are.
    fn axis(&mut self, axis: &Axis, at: Option<Number>, when: Truth) -> Proved<(Slot, usize)> {
        match axis {
            Axis::Bands { bands, .. } => {
                let at = at.ok_or(NotProved)?;
                let bands: &[Band] = bands;
                Ok((self.coder.band(at, bands.iter())?, bands.len()))
            }
            Axis::Answer { question } => {
                let Some(Answered::Option(options)) = self.answers.get(*question).copied() else {
                    return Err(NotProved);
                };
                // The answer counts here whether it is asked for or not.
                let answer = Slot(u16::try_from(*question).map_err(|_| NotProved)?);
                if !self.required.contains(&answer) {
                    let is_open = self.coder.is(answer, NO_ANSWER)?;
                    let is_open = self.coder.both(is_open, when)?;
                    self.coder.open(is_open)?;
                }
                Ok((answer, options))
            }
        }
    }
}

/// The figure of an amount that is one exact figure.
const fn exact(amount: Amount) -> Option<Decimal> {
    match amount {
        Amount::Exact(figure) => Some(figure),
        _ => None,
    }
}

/// What an operand is in a working.
const fn kind(operand: &Operand) -> InputKind {
    match operand {
        Operand::Step(step) => InputKind::Step(*step),
        Operand::Rate(rate) => InputKind::Rate(*rate),
        Operand::Answer(question) | Operand::ByAnswer { question, .. } => {
            InputKind::Answer(*question)
        }
        Operand::Literal { .. } => InputKind::Literal,
    }
}

/// A truth, as it stands once a program is finished.
pub(crate) fn settled_truth(truth: Truth, filled: u16) -> Truth {
    match truth {
        Truth::In(slot) => Truth::In(settled(slot, filled)),
        truth => truth,
    }
}
