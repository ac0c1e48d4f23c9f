//! What each step reads, and where each thing is read last.

use alloc::{collections::BTreeSet, vec, vec::Vec};

use crate::scheme::{Axis, Condition, Operand, Scheme, Step, TableKind, Verb};

/// Where each question and each step is last read: the step, and within an `add up` the place in its list.
pub(crate) struct Uses {
    pub(crate) questions: Vec<(usize, usize)>,
    pub(crate) steps: Vec<usize>,
    /// The questions that each step reads itself, in order; for an `add up`, those of its condition alone.
    pub(crate) reads: Vec<Vec<usize>>,
    /// How many of the results there are.
    pub(crate) results: usize,
}

impl Uses {
    /// The uses of the parts up to one.
    pub(crate) fn of(scheme: &Scheme, part: usize) -> Self {
        let mut uses = Self {
            questions: vec![(0, 0); scheme.questions.len()],
            steps: vec![0; scheme.steps.len()],
            reads: Vec::with_capacity(scheme.steps.len()),
            results: scheme
                .results
                .iter()
                .take_while(|result| result.part <= part)
                .count(),
        };
        for (index, step) in scheme.steps.iter().enumerate() {
            let mut read = Reads::new(scheme);
            read.results = uses.results;
            if step.part <= part {
                read.step(step);
            }
            for question in &read.questions {
                uses.question(*question, (index, 0));
            }
            let questions = read.questions.len();
            for bound in scheme.bounds.iter().filter(|bound| bound.step == index) {
                for operand in bound.add.iter().chain(&bound.less) {
                    read.operand(operand, usize::MAX);
                }
            }
            // What a bound reads of answers need not be tried.
            read.questions.truncate(questions);
            for step in read.steps {
                if let Some(last) = uses.steps.get_mut(step) {
                    *last = index;
                }
            }
            uses.reads.push(read.questions);
            if let Verb::AddUp { over, .. } = &step.verb {
                for (place, question) in over.iter().enumerate() {
                    for read in questions_behind(scheme, *question) {
                        uses.question(read, (index, place.saturating_add(1)));
                    }
                }
            }
        }
        for result in &scheme.results {
            if let Some(last) = uses.steps.get_mut(result.step) {
                *last = usize::MAX;
            }
        }
        uses
    }

    fn question(&mut self, question: usize, at: (usize, usize)) {
        if let Some(last) = self.questions.get_mut(question) {
            *last = at.max(*last);
        }
    }
}

/// A question, after all those that decide whether it is asked.
pub(crate) fn questions_behind(scheme: &Scheme, question: usize) -> Vec<usize> {
    let mut reads = Reads::new(scheme);
    reads.question(question);
    reads.questions
}

/// These steps, and all that they rest on.
pub fn steps_behind(scheme: &Scheme, steps: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
    let mut waiting: Vec<usize> = steps.into_iter().collect();
    let mut behind = BTreeSet::new();
    while let Some(index) = waiting.pop() {
        if let Some(step) = scheme.steps.get(index).filter(|_| behind.insert(index)) {
            waiting.extend(Reads::of(scheme, step).steps);
        }
    }
    behind
}

/// What a step or a question reads, by index.
#[derive(Debug)]
pub struct Reads<'a> {
    scheme: &'a Scheme,
    /// Questions, each after those that decide whether it is asked, and once.
    pub questions: Vec<usize>,
    /// Earlier steps.
    pub steps: Vec<usize>,
    /// Rates.
    pub rates: Vec<usize>,
    /// Of what a stop gives, how many results are looked at: what is given for a later part is not worked out yet.
    pub(crate) results: usize,
}

impl<'a> Reads<'a> {
    /// Nothing read yet.
    pub const fn new(scheme: &'a Scheme) -> Self {
        Self {
            scheme,
            questions: Vec::new(),
            steps: Vec::new(),
            rates: Vec::new(),
            results: usize::MAX,
        }
    }

    /// Everything that a step reads, and the questions that it adds up too.
    pub fn of(scheme: &'a Scheme, step: &Step) -> Self {
        let mut reads = Self::new(scheme);
        reads.add(step);
        reads
    }

    /// Adds everything that a step reads, and the questions that it adds up too.
    pub fn add(&mut self, step: &Step) {
        self.step(step);
        if let Verb::AddUp { over, .. } = &step.verb {
            for question in over {
                self.question(*question);
            }
        }
    }

    /// Adds a question.
    pub fn question(&mut self, question: usize) {
        if self.questions.contains(&question) {
            return;
        }
        if let Some(when) = self
            .scheme
            .questions
            .get(question)
            .and_then(|question| question.when.as_ref())
        {
            self.condition(when, question);
        }
        self.questions.push(question);
    }

    /// `before`: a condition on a question looks only back, so that this ends.
    pub(crate) fn condition(&mut self, condition: &Condition, before: usize) {
        match condition {
            Condition::AnswerIs { question, .. } => {
                if *question < before {
                    self.question(*question);
                }
            }
            Condition::Compare { left, right, .. } => {
                self.operand(left, before);
                self.operand(right, before);
            }
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for condition in of {
                    self.condition(condition, before);
                }
            }
            Condition::Not(of) => self.condition(of, before),
        }
    }

    pub(crate) fn operand(&mut self, operand: &Operand, before: usize) {
        match operand {
            Operand::Step(step) => self.steps.push(*step),
            Operand::Answer(question) if *question < before => self.question(*question),
            Operand::ByAnswer {
                question, choices, ..
            } if *question < before => {
                self.question(*question);
                for choice in choices {
                    self.operand(choice, before);
                }
            }
            Operand::Rate(rate) => self.rates.push(*rate),
            Operand::Literal { .. } | Operand::Answer(_) | Operand::ByAnswer { .. } => {}
        }
    }

    pub(crate) fn step(&mut self, step: &Step) {
        let every = usize::MAX;
        if let Some(when) = &step.when {
            self.condition(when, every);
        }
        match &step.verb {
            Verb::AddUp { .. } => {}
            Verb::Stop { gives } => gives
                .iter()
                .take(self.results)
                .for_each(|operand| self.operand(operand, every)),
            Verb::Sum { add, less } => add
                .iter()
                .chain(less)
                .for_each(|operand| self.operand(operand, every)),
            Verb::Multiply(of) | Verb::LeastOf(of) | Verb::GreatestOf(of) => {
                for operand in of {
                    self.operand(operand, every);
                }
            }
            Verb::LookUp { table, row, column } => {
                for operand in row.iter().chain(column) {
                    self.operand(operand, every);
                }
                match self.scheme.tables.get(*table).map(|table| &table.kind) {
                    Some(TableKind::ByAnswer { question, .. }) => self.question(*question),
                    Some(TableKind::TwoWay { rows, columns, .. }) => {
                        for axis in [rows, columns] {
                            if let Axis::Answer { question } = axis {
                                self.question(*question);
                            }
                        }
                    }
                    _ => {}
                }
            }
            Verb::Units { count: a, at: b }
            | Verb::Share { percent: a, of: b }
            | Verb::Divide { what: a, by: b } => {
                self.operand(a, every);
                self.operand(b, every);
            }
            Verb::ForEvery {
                part, of, gives, ..
            } => {
                for operand in [part, of, gives] {
                    self.operand(operand, every);
                }
            }
            Verb::Round(what) | Verb::Convert { what, .. } => self.operand(what, every),
            Verb::Test(condition) => self.condition(condition, every),
        }
    }
}
