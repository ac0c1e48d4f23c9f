//! Many people at once: each operation over a column of numbers, a block at a time.

use alloc::{collections::BTreeMap, vec, vec::Vec};

use super::{
    Cell, Code, Figure, NO_ANSWER, Program, Registers,
    coder::{self, Truth},
    op::{Machine, Op, Slot, perform, truth},
};
use crate::{
    answers::{Answer, Answers},
    value::Value,
};

/// How many people go through an operation together: few enough that all slots stay in the nearest memory.
const BLOCK: usize = 128;

type Block = [i64; BLOCK];

/// What stands in a column of results where there is no figure.
pub const NO_FIGURE: i64 = i64::MIN;

/// The answers of many people, a column for each question. It is filled person by person or column by column, and cleared
/// to be filled again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// By question.
    answers: Vec<Vec<i64>>,
    /// By row and question: the answers that no whole number stands for. Whoever has one is worked out in decimals.
    kept: BTreeMap<(usize, usize), Answer>,
    rows: usize,
}

/// What many people's answers give, a column for each result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    columns: Vec<Vec<i64>>,
    open: Vec<usize>,
    /// By row: what decimals gave for each result, where one of them is no figure that a column holds.
    values: BTreeMap<usize, Vec<Value>>,
}

impl Columns {
    /// Nobody yet, with a column for each question of a program.
    pub fn of(program: &Program<'_>) -> Self {
        Self {
            answers: vec![Vec::new(); program.scheme().questions.len()],
            kept: BTreeMap::new(),
            rows: 0,
        }
    }

    /// Takes everybody out, and keeps the room.
    pub fn clear(&mut self) {
        self.resize(0);
    }

    /// Makes room for so many people. Who is new has answered nothing.
    pub fn resize(&mut self, rows: usize) {
        for column in &mut self.answers {
            column.resize(rows, NO_ANSWER);
        }
        self.kept.retain(|(row, _), _| *row < rows);
        self.rows = rows;
    }

    /// Adds somebody.
    pub fn push(&mut self, program: &Program<'_>, answers: &Answers) {
        let row = self.rows;
        self.resize(row.saturating_add(1));
        for question in 0..self.answers.len() {
            if let Some(reader) = program.reader(question) {
                self.put(row, question, reader.cell(answers.get(question)));
            }
        }
    }

    /// Puts in what somebody has answered to a question: see [`Program::reader`].
    pub fn put(&mut self, row: usize, question: usize, cell: Cell) {
        let column = self.answers.get_mut(question);
        let Some(place) = column.and_then(|column| column.get_mut(row)) else {
            return;
        };
        *place = match cell {
            Cell::Whole(whole) => whole,
            Cell::Empty | Cell::Kept(_) => NO_ANSWER,
        };
        if let Cell::Kept(answer) = cell {
            self.kept.insert((row, question), answer);
        } else if !self.kept.is_empty() {
            self.kept.remove(&(row, question));
        }
    }

    /// How many people there are.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Somebody's answers.
    pub fn answers(&self, program: &Program<'_>, row: usize) -> Answers {
        let answers = self.answers.iter().enumerate().map(|(question, column)| {
            let kept = self.kept.get(&(row, question)).copied();
            kept.or_else(|| program.reader(question)?.answer(*column.get(row)?))
        });
        Answers(answers.collect())
    }
}

impl Results {
    /// A result in its smallest parts, by row (see [`Program::scale`]); [`NO_FIGURE`] of somebody who has not begun its part,
    /// and, after [`Program::settle`], where it is no figure that a column holds. Before that, it is of whoever is open only
    /// what the operations left.
    pub fn column(&self, result: usize) -> &[i64] {
        self.columns.get(result).map_or(&[], Vec::as_slice)
    }

    /// A result of somebody, where it is a figure.
    pub fn figure(&self, row: usize, result: usize) -> Option<i64> {
        let is_worked_out =
            self.values.contains_key(&row) || self.open.binary_search(&row).is_err();
        let figure = self.column(result).get(row).copied();
        figure.filter(|figure| is_worked_out && *figure != NO_FIGURE)
    }

    /// Who could not be worked out in whole numbers, by row from the first: one of their results is not one exact figure,
    /// or a figure may not fit. After [`Program::settle`], who has a result that is still no figure that a column holds.
    pub fn open(&self) -> &[usize] {
        &self.open
    }

    /// What decimals gave for a result of somebody who stays open: the least and the most that it can be, and why.
    /// `None` for a result of a part that has not been begun, and before [`Program::settle`].
    pub fn value(&self, row: usize, result: usize) -> Option<&Value> {
        self.values.get(&row)?.get(result)
    }

    fn put(&mut self, row: usize, result: usize, figure: i64) {
        let column = self.columns.get_mut(result);
        if let Some(place) = column.and_then(|column| column.get_mut(row)) {
            *place = figure;
        }
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
    /// Works out the results of many people in whole numbers, those of the parts that each has begun: the same as
    /// [`Program::estimate`] gives for each. Who could not be worked out so is [`Results::open`].
    pub fn columns(&self, people: &Columns, results: &mut Results) {
        results
            .columns
            .resize(self.scheme().results.len(), Vec::new());
        for column in &mut results.columns {
            column.clear();
            column.resize(people.rows, NO_FIGURE);
        }
        results.open.clear();
        results.values.clear();
        let mut blocks: Vec<Option<Blocks>> = self
            .codes
            .iter()
            .map(|code| code.as_ref().map(Blocks::of))
            .collect();
        let mut kept = people.kept.keys().map(|(row, _)| *row).peekable();
        let mut start = 0_usize;
        while start < people.rows {
            let rows = people.rows.saturating_sub(start).min(BLOCK);
            let begun = self.begun(people, start, rows);
            let mut open: Block = [-1; BLOCK];
            for (part, (code, blocks)) in (0_i64..).zip(self.codes.iter().zip(&mut blocks)) {
                let (Some(code), Some(blocks)) = (code, blocks) else {
                    continue;
                };
                let mut figures = code.results.iter().zip(&self.scales);
                let fits = figures.all(|(figure, scale)| figure.scale == *scale);
                let here = begun.map(|begun| truth(begun == part));
                if !fits || here.iter().take(rows).all(|here| *here == 0) {
                    continue;
                }
                blocks.run(code, people, start, rows);
                put(&mut open, &blocks.open, &here);
                for (column, figure) in results.columns.iter_mut().zip(&code.results) {
                    let block = blocks.slots.get(usize::from(figure.slot.0));
                    let column = column.get_mut(start..start.saturating_add(rows));
                    if let (Some(block), Some(column)) = (block, column) {
                        put(column, block, &here);
                    }
                }
            }
            let end = start.saturating_add(rows);
            let is_kept = kept.peek().is_some_and(|kept| *kept < end);
            if is_kept || open.iter().take(rows).any(|open| *open != 0) {
                for (row, open) in (start..end).zip(&open) {
                    let mut is_open = *open != 0;
                    while kept.next_if(|kept| *kept == row).is_some() {
                        is_open = true;
                    }
                    if is_open {
                        results.open.push(row);
                    }
                }
            }
            start = end;
        }
    }

    /// Works out in decimals who is open, as [`Program::estimate`] does. Where all their results are figures that a column
    /// holds, they are open no longer.
    pub fn settle(&self, people: &Columns, registers: &mut Registers, results: &mut Results) {
        let open = core::mem::take(&mut results.open);
        for row in open {
            let outcome = self.estimate(&people.answers(self, row), registers);
            let mut is_open = false;
            for (place, value) in outcome.results.iter().enumerate() {
                let parts = value.exact().zip(self.scale(place));
                let parts = parts.and_then(|(figure, scale)| coder::at_scale(figure, scale).ok());
                is_open |= parts.is_none();
                results.put(row, place, parts.unwrap_or(NO_FIGURE));
            }
            if is_open {
                results.values.insert(row, outcome.results);
                results.open.push(row);
            }
        }
    }

    /// How many decimal places of a result its column counts: 2 for pence. `None` where there is no such result.
    pub fn scale(&self, result: usize) -> Option<u32> {
        self.scales.get(result).copied()
    }

    /// By row of a block: the last part that has been begun.
    fn begun(&self, people: &Columns, start: usize, rows: usize) -> Block {
        let mut begun = [0; BLOCK];
        for (question, column) in self.scheme().questions.iter().zip(&people.answers) {
            let Some(part) = i64::try_from(question.part).ok().filter(|part| *part > 0) else {
                continue;
            };
            let answers = column.iter().skip(start).take(rows);
            for (begun, answer) in begun.iter_mut().zip(answers) {
                *begun = (part & truth(*answer != NO_ANSWER)).max(*begun);
            }
        }
        begun
    }
}

/// Puts figures in where a truth is true.
fn put(column: &mut [i64], block: &Block, here: &Block) {
    for ((to, figure), here) in column.iter_mut().zip(block).zip(here) {
        *to = (*figure & *here) | (*to & !*here);
    }
}

impl Blocks {
    fn of(code: &Code) -> Self {
        let mut slots = vec![[0; BLOCK]; code.slots];
        for (slot, value) in &code.constants {
            if let Some(block) = slots.get_mut(usize::from(slot.0)) {
                *block = [*value; BLOCK];
            }
        }
        Self {
            slots,
            open: [0; BLOCK],
        }
    }

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
                    *open |= truth(*answer == NO_ANSWER);
                }
            }
        }
        for op in &code.needed {
            perform(*op, &code.tables, self);
        }
        for Figure { unlimited, .. } in &code.results {
            // A column has no word for that.
            match unlimited {
                Truth::Never => {}
                Truth::Always => self.open = [-1; BLOCK],
                Truth::In(truth) => self.open(*truth),
            }
        }
    }
}
