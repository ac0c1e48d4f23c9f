//! A scheme, compiled: operations on whole numbers over numbered slots, for answers that leave nothing open.
//!
//! How many decimal places each slot counts, and what it lies between, is proved when a scheme is compiled, so that
//! nothing is looked at twice while it runs. Three drivers run the same operations: [`Program::results`] the results alone,
//! [`Program::work`] every step, and [`Program::columns`] many people at once. Where answers leave something open, or a
//! figure may not fit, decimals are worked with instead: [`Program::estimate`] picks the path.

mod cell;
mod coder;
mod columns;
mod compile;
mod fuse;
mod op;
mod tell;

use alloc::{boxed::Box, vec, vec::Vec};
use rust_decimal::Decimal;

pub use cell::{Cell, Reader};
pub use columns::{Columns, NO_FIGURE, Results};

use crate::{
    answers::{Answer, Answers},
    outcome::Outcome,
    parts::begun,
    prepared::Prepared,
    scheme::Scheme,
};
use coder::settled;
pub(crate) use coder::{Coder, NotProved, Proved, Quantity, Truth};
use compile::{Answered, NO_ANSWER, Read, StepCode, settled_truth};
use op::{Does, Machine, Op, Slot, Tables, perform};

/// How many slots there can be: as many as a [`Slot`] can name, so that none has to be looked for.
const SLOTS: usize = 1 << 16;

/// Where no whole numbers were proved to do, columns hold numbers up to this, and results to so many decimal places.
const MOST_UNPROVED: i64 = 1_000_000_000;
const SCALE_UNPROVED: u32 = 6;

/// A compiled scheme.
#[derive(Debug)]
pub struct Program<'a> {
    /// For answers that leave something open.
    prepared: Prepared<'a>,
    /// By the last part that is worked out: its operations, where they could be proved to fit.
    codes: Vec<Option<Code>>,
    /// By question: how its answer stands in a slot, whatever parts have been begun.
    answered: Vec<Option<Answered>>,
    /// By result: how many decimal places its column counts.
    scales: Vec<u32>,
}

/// The operations of a scheme's parts up to one.
#[derive(Debug)]
struct Code {
    /// All of them, and those that the results need.
    all: Vec<Op>,
    needed: Vec<Op>,
    tables: Tables,
    constants: Vec<(Slot, i64)>,
    slots: usize,
    answers: Vec<Answered>,
    /// The answers without which nothing can be worked out.
    required: Vec<Slot>,
    steps: Vec<StepCode>,
    results: Vec<Figure>,
}

/// A figure that a run leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Figure {
    slot: Slot,
    /// How many decimal places it counts.
    scale: u32,
    /// Where there is no limit instead.
    unlimited: Truth,
}

impl Figure {
    const fn of(quantity: Quantity) -> Self {
        Self {
            slot: quantity.number.slot,
            scale: quantity.number.scale,
            unlimited: quantity.unlimited,
        }
    }

    fn settled(self, filled: u16) -> Self {
        Self {
            slot: settled(self.slot, filled),
            unlimited: settled_truth(self.unlimited, filled),
            ..self
        }
    }
}

/// Somebody's answers as the numbers that a program starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// By question.
    answers: Vec<i64>,
    /// Whether there are all those without which nothing can be worked out.
    is_whole: bool,
    /// The last part that has been begun.
    part: usize,
}

/// What a program works on, kept from one run to the next.
#[derive(Debug)]
pub struct Registers {
    slots: Box<[i64; SLOTS]>,
    open: i64,
    part: usize,
}

impl<'a> Program<'a> {
    /// Compiles a scheme.
    pub fn compile(scheme: &'a Scheme) -> Self {
        let last = scheme.questions.iter().map(|question| question.part).max();
        let parts = 0..=last.unwrap_or(0);
        let codes: Vec<Option<Code>> = parts.map(|last| compile::compile(scheme, last)).collect();
        let answered = scheme
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                let of_codes = codes.iter().flatten();
                let answered = of_codes.filter_map(|code| code.answers.get(index).copied());
                let answered = answered.reduce(Answered::both);
                answered.or_else(|| Answered::of(question, MOST_UNPROVED).ok())
            });
        let answered = answered.collect();
        let scales = (0..scheme.results.len()).map(|result| {
            let mut figures = codes
                .iter()
                .flatten()
                .filter_map(|code| code.results.get(result));
            figures.next().map_or(SCALE_UNPROVED, |figure| figure.scale)
        });
        let scales = scales.collect();
        Self {
            prepared: Prepared::of(scheme),
            codes,
            answered,
            scales,
        }
    }

    /// The scheme that it was compiled from.
    pub const fn scheme(&self) -> &'a Scheme {
        self.prepared.scheme()
    }

    /// Whether whole numbers were proved to do, whatever parts have been begun.
    pub fn is_proved(&self) -> bool {
        self.codes.iter().all(Option::is_some)
    }

    /// Works the scheme out for somebody's answers, whatever they leave open.
    pub fn estimate(&self, answers: &Answers, registers: &mut Registers) -> Outcome {
        let exact = self
            .person(answers)
            .filter(|person| self.work(person, registers))
            .and_then(|_| self.outcome(registers));
        exact.unwrap_or_else(|| self.prepared.estimate(answers))
    }

    /// Answers as numbers; `None` where one of them does not fit. An answer that its question does not allow is none.
    pub fn person(&self, answers: &Answers) -> Option<Person> {
        let scheme = self.scheme();
        let part = begun(scheme, answers);
        let code = self.code(part)?;
        let cells = (0..scheme.questions.len()).map(|question| {
            match self.reader(question)?.cell(answers.get(question)) {
                Cell::Empty | Cell::Kept(Answer::Unknown) => Some(NO_ANSWER),
                Cell::Whole(whole) => Some(whole),
                Cell::Kept(_) => None,
            }
        });
        let answers: Vec<i64> = cells.collect::<Option<_>>()?;
        let is_there = |slot: &Slot| answers.get(usize::from(slot.0)) != Some(&NO_ANSWER);
        let is_whole = code.required.iter().all(is_there);
        Some(Person {
            answers,
            is_whole,
            part,
        })
    }

    /// Works out the results alone. `false` where the answers leave something open: decimals have to be worked with.
    pub fn results(&self, person: &Person, registers: &mut Registers) -> bool {
        self.code(person.part)
            .is_some_and(|code| run(code, &code.needed, person, registers))
    }

    /// Works out every step; what they gave stays in the registers. `false` where the answers leave something open.
    pub fn work(&self, person: &Person, registers: &mut Registers) -> bool {
        self.code(person.part)
            .is_some_and(|code| run(code, &code.all, person, registers))
    }

    /// What a result came to in the run before; `None` where it has no limit, or there is no such result.
    pub fn result(&self, place: usize, registers: &Registers) -> Option<Decimal> {
        let figure = self.code(registers.part)?.results.get(place)?;
        if registers.holds(figure.unlimited) {
            return None;
        }
        Some(registers.decimal(*figure))
    }

    fn code(&self, part: usize) -> Option<&Code> {
        self.codes.get(part)?.as_ref()
    }
}

impl Code {
    fn new(
        coder: Coder,
        answers: Vec<Answered>,
        required: Vec<Slot>,
        mut steps: Vec<StepCode>,
        results: Vec<Figure>,
    ) -> Self {
        let filled = coder.filled();
        let (all, tables, constants, slots) = coder.finish();
        for step in &mut steps {
            step.settle(filled);
        }
        let results: Vec<Figure> = results
            .into_iter()
            .map(|figure| figure.settled(filled))
            .collect();
        let needed = needed(&all, &results, slots);
        Self {
            all,
            needed,
            tables,
            constants,
            slots,
            answers,
            required,
            steps,
            results,
        }
    }
}

/// The operations that results rest on, and those that tell what is open.
fn needed(all: &[Op], results: &[Figure], slots: usize) -> Vec<Op> {
    let need = |slot: Slot, is_needed: &mut [bool]| {
        if let Some(is_needed) = is_needed.get_mut(usize::from(slot.0)) {
            *is_needed = true;
        }
    };
    let mut given = vec![false; slots];
    for figure in results {
        need(figure.slot, &mut given);
        if let Truth::In(slot) = figure.unlimited {
            need(slot, &mut given);
        }
    }
    let mut is_needed = given.clone();
    let mut needed = Vec::new();
    for op in all.iter().rev() {
        let is_read = is_needed.get(usize::from(op.to.0)) == Some(&true);
        if is_read || op.does == Does::Open {
            for slot in op.operands() {
                need(slot, &mut is_needed);
            }
            needed.push(*op);
        }
    }
    needed.reverse();
    fuse::fused(needed, &given)
}

impl StepCode {
    fn settle(&mut self, filled: u16) {
        self.taken = settled_truth(self.taken, filled);
        self.ended = settled_truth(self.ended, filled);
        self.gives = self.gives.settled(filled);
        for read in &mut self.reads {
            read.settle(filled);
        }
    }
}

impl Read {
    fn settle(&mut self, filled: u16) {
        let at = |slot: &mut Slot| *slot = settled(*slot, filled);
        let to = |figure: &mut Figure| *figure = figure.settled(filled);
        match self {
            Self::Figure(_, figure) => to(figure),
            Self::Published(..) => {}
            Self::Part(_, truth) => *truth = settled_truth(*truth, filled),
            Self::Row { place, gives, .. } => {
                at(place);
                to(gives);
            }
            Self::Cell {
                row, column, gives, ..
            } => {
                at(row);
                at(column);
                to(gives);
            }
            Self::Option { gives, .. } => to(gives),
            Self::Segment { segment, gives, .. } => {
                at(segment);
                to(gives);
            }
        }
    }
}

impl Registers {
    /// For one program: no other may run on them.
    #[expect(
        clippy::large_stack_arrays,
        reason = "as many slots as there are never fail to be that many"
    )]
    pub fn new(program: &Program<'_>) -> Self {
        let slots = vec![0_i64; SLOTS].into_boxed_slice();
        let mut registers = Self {
            slots: slots.try_into().unwrap_or_else(|_| Box::new([0; SLOTS])),
            open: 0,
            part: usize::MAX,
        };
        if let Some(code) = program.code(0) {
            registers.fill(code, 0);
        }
        registers
    }

    /// Puts the constants of a part's operations where they stand.
    fn fill(&mut self, code: &Code, part: usize) {
        for (slot, value) in &code.constants {
            *self.at(*slot) = *value;
        }
        self.part = part;
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        clippy::indexing_slicing,
        reason = "a slot cannot name more than there are, so that no bound is looked at"
    )]
    fn get(&self, slot: Slot) -> i64 {
        self.slots[usize::from(slot.0)]
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        clippy::indexing_slicing,
        reason = "a slot cannot name more than there are, so that no bound is looked at"
    )]
    fn at(&mut self, slot: Slot) -> &mut i64 {
        &mut self.slots[usize::from(slot.0)]
    }
}

impl Machine for Registers {
    #[inline]
    fn make(&mut self, op: Op, with: impl Fn(i64, i64, i64) -> i64) {
        let made = with(self.get(op.a), self.get(op.b), self.get(op.c));
        *self.at(op.to) = made;
    }

    #[inline]
    fn open(&mut self, truth: Slot) {
        self.open |= self.get(truth);
    }
}

fn run(code: &Code, ops: &[Op], person: &Person, registers: &mut Registers) -> bool {
    if !person.is_whole {
        return false;
    }
    if registers.part != person.part {
        registers.fill(code, person.part);
    }
    if let Some(slots) = registers.slots.get_mut(..person.answers.len()) {
        slots.copy_from_slice(&person.answers);
    }
    registers.open = 0;
    for op in ops {
        perform(*op, &code.tables, registers);
    }
    registers.open == 0
}
