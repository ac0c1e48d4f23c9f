//! Many people at once: each operation over a column of numbers, a block at a time.

use alloc::{vec, vec::Vec};

use super::{
    Code, NO_ANSWER, Person, Program,
    coder::Truth,
    op::{Machine, Op, Slot, perform},
};

/// How many people go through an operation together: few enough that all slots stay in the nearest memory.
const BLOCK: usize = 128;

type Block = [i64; BLOCK];

/// The answers of many people, a column for each question: an option by its place, a number as so many of the smallest
/// parts that its question takes (pence). All of them have begun every part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    answers: Vec<Vec<i64>>,
    rows: usize,
}

/// The people, by place, whose answers leave something open: decimals have to be worked with for them.
pub type OpenRows = Vec<usize>;

impl Columns {
    /// Nobody yet.
    pub const fn new() -> Self {
        Self {
            answers: Vec::new(),
            rows: 0,
        }
    }

    /// Adds somebody.
    pub fn push(&mut self, person: &Person) {
        self.answers
            .resize(self.answers.len().max(person.answers.len()), Vec::new());
        for (column, answer) in self.answers.iter_mut().zip(&person.answers) {
            column.resize(self.rows, NO_ANSWER);
            column.push(*answer);
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// How many people there are.
    pub const fn rows(&self) -> usize {
        self.rows
    }
}

/// The slots of a block of people.
struct Blocks {
    slots: Vec<Block>,
    open: Block,
}

impl Machine for Blocks {
    #[inline]
    fn make(&mut self, op: Op, with: impl Fn(i64, i64, i64) -> i64) {
        // What an operation gives stands behind all that it reads.
        let Some((before, after)) = self.slots.split_at_mut_checked(usize::from(op.to.0)) else {
            return;
        };
        let at = |slot: Slot| before.get(usize::from(slot.0));
        let (Some(a), Some(b), Some(c), Some(to)) =
            (at(op.a), at(op.b), at(op.c), after.first_mut())
        else {
            return;
        };
        for (((to, a), b), c) in to.iter_mut().zip(a).zip(b).zip(c) {
            *to = with(*a, *b, *c);
        }
    }

    fn open(&mut self, truth: Slot) {
        if let Some(truth) = self.slots.get(usize::from(truth.0)) {
            for (open, truth) in self.open.iter_mut().zip(truth) {
                *open |= *truth;
            }
        }
    }
}

impl Program<'_> {
    /// Works out the results of many people who have begun every part: `results` gets a column for each result, in its
    /// smallest parts (see [`Program::scale`]). Gives who could not be worked out so; `None` where nobody can.
    pub fn columns(&self, people: &Columns, results: &mut Vec<Vec<i64>>) -> Option<OpenRows> {
        let code = self.codes.last()?.as_ref()?;
        results.resize(code.results.len(), Vec::new());
        for column in results.iter_mut() {
            column.clear();
            column.reserve(people.rows);
        }
        let mut blocks = Blocks {
            slots: vec![[0; BLOCK]; code.slots],
            open: [0; BLOCK],
        };
        for (slot, value) in &code.constants {
            if let Some(block) = blocks.slots.get_mut(usize::from(slot.0)) {
                *block = [*value; BLOCK];
            }
        }
        let mut open = Vec::new();
        let mut start = 0_usize;
        while start < people.rows {
            let rows = people.rows.saturating_sub(start).min(BLOCK);
            blocks.run(code, people, start, rows);
            for (column, figure) in results.iter_mut().zip(&code.results) {
                if let Some(block) = blocks.slots.get(usize::from(figure.slot.0)) {
                    column.extend(block.iter().take(rows));
                }
                // A column has no word for that.
                match figure.unlimited {
                    Truth::Never => {}
                    Truth::Always => blocks.open = [-1; BLOCK],
                    Truth::In(truth) => blocks.open(truth),
                }
            }
            for (row, is_open) in blocks.open.iter().take(rows).enumerate() {
                if *is_open != 0 {
                    open.push(start.saturating_add(row));
                }
            }
            start = start.saturating_add(rows);
        }
        Some(open)
    }

    /// How many decimal places of a result its column counts: 2 for pence. `None` where there is no such result.
    pub fn scale(&self, result: usize) -> Option<u32> {
        let figure = self.codes.last()?.as_ref()?.results.get(result)?;
        Some(figure.scale)
    }
}

impl Blocks {
    fn run(&mut self, code: &Code, people: &Columns, start: usize, rows: usize) {
        self.open = [0; BLOCK];
        for (block, column) in self.slots.iter_mut().zip(&people.answers) {
            let answers = column.iter().skip(start).take(rows);
            for (to, answer) in block.iter_mut().zip(answers) {
                *to = *answer;
            }
        }
        for slot in &code.required {
            if let Some(block) = self.slots.get(usize::from(slot.0)) {
                for (open, answer) in self.open.iter_mut().zip(block) {
                    *open |= super::op::truth(*answer == NO_ANSWER);
                }
            }
        }
        for op in &code.needed {
            perform(*op, &code.tables, self);
        }
    }
}
