//! What each step reads, and where each thing is read last.

use alloc::{collections::BTreeSet, vec, vec::Vec};

use crate::{
    scheme::{Axis, Condition, Operand, Scheme, Step, TableKind, Verb},
    sides::Subject,
};

/// What steps and questions read, and where each is read last.
#[derive(Debug)]
pub(crate) struct Uses<'a> {
    /// The last part that is worked out.
    pub(crate) part: usize,
    /// By question: itself and all that decides whether it is asked.
    pub(crate) questions: Vec<Reads<'a>>,
    /// By step: everything that it reads, and what it is bound by.
    pub(crate) steps: Vec<Reads<'a>>,
    /// By step: the questions whose answers are tried before it, in order; for an `add up`, those of its condition alone.
    pub(crate) tried: Vec<Vec<usize>>,
    /// By question, where it is last read: the step, and within an `add up` the place in its list.
    pub(crate) last_asked: Vec<(usize, usize)>,
    /// By step, the step that reads it last.
    last_read: Vec<usize>,
    /// How many of the results there are.
    pub(crate) results: usize,
}

impl<'a> Uses<'a> {
    /// The uses of the parts up to one.
    pub(crate) fn of(scheme: &'a Scheme, part: usize) -> Self {
        let begun = scheme.results.iter().take_while(|of| of.part <= part);
        let mut uses = Self {
            part,
            questions: Vec::with_capacity(scheme.questions.len()),
            steps: Vec::with_capacity(scheme.steps.len()),
            tried: Vec::with_capacity(scheme.steps.len()),
            last_asked: vec![(0, 0); scheme.questions.len()],
            last_read: vec![0; scheme.steps.len()],
            results: begun.count(),
        };
        for question in 0..scheme.questions.len() {
            let mut reads = Reads::new(scheme);
            reads.question(question);
            uses.questions.push(reads);
        }
        for (index, step) in scheme.steps.iter().enumerate() {
            let mut reads = Reads::new(scheme);
            reads.results = uses.results;
            if step.part <= part {
                reads.step(step);
            }
            let tried = reads.questions.clone();
            for question in &tried {
                uses.asked_at(*question, (index, 0));
            }
            for bound in scheme.bounds.iter().filter(|bound| bound.step == index) {
                for operand in bound.add.iter().chain(&bound.less) {
                    reads.operand(operand, usize::MAX);
                }
            }
            for step in &reads.steps {
                if let Some(last) = uses.last_read.get_mut(*step) {
                    *last = index;
                }
            }
            if let Verb::AddUp { over, .. } = &step.verb {
                for (place, question) in over.iter().enumerate() {
                    let first = reads.questions.len();
                    if let Some(behind) = uses.questions.get(*question) {
                        reads.questions.extend_from_slice(&behind.questions);
                        reads.steps.extend_from_slice(&behind.steps);
                        reads.sided.extend_from_slice(&behind.sided);
                    }
                    for question in reads.questions.iter().skip(first) {
                        uses.asked_at(*question, (index, place.saturating_add(1)));
                    }
                }
            }
            uses.steps.push(reads);
            uses.tried.push(tried);
        }
        for result in &scheme.results {
            if let Some(last) = uses.last_read.get_mut(result.step) {
                *last = usize::MAX;
            }
        }
        uses
    }

    /// Whether what a step gives is read after another.
    pub(crate) fn needs(&self, step: usize, after: usize) -> bool {
        self.last_read.get(step).is_some_and(|last| *last > after)
    }

    /// Whether a step reads one of these questions.
    pub(crate) fn asks(&self, step: usize, questions: &[usize]) -> bool {
        let reads = self.steps.get(step);
        reads.is_some_and(|reads| questions.iter().any(|one| reads.questions.contains(one)))
    }

    fn asked_at(&mut self, question: usize, at: (usize, usize)) {
        if let Some(last) = self.last_asked.get_mut(question) {
            *last = at.max(*last);
        }
    }
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
    /// What it matters of on which side of a figure it lies: what is compared, and the numbers that are answered.
    pub(crate) sided: Vec<Subject>,
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
            sided: Vec::new(),
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
        self.sided.push(Subject::Answer(question));
    }

    /// `before`: a condition on a question looks only back, so that this ends.
    pub(crate) fn condition(&mut self, condition: &Condition, before: usize) {
        condition.walk(&mut |one| match one {
            Condition::AnswerIs { question, .. } if *question < before => self.question(*question),
            Condition::Compare { left, right, .. } => self.comparison([left, right], before),
            _ => {}
        });
    }

    /// Adds both ends of a comparison.
    pub(crate) fn comparison(&mut self, ends: [&Operand; 2], before: usize) {
        for end in ends {
            self.operand(end, before);
            self.sided.extend(Subject::of(end));
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

    /// Adds what a step reads, but for the questions that it adds up.
    pub(crate) fn step(&mut self, step: &Step) {
        let every = usize::MAX;
        for condition in step.conditions() {
            self.condition(condition, every);
        }
        let is_stop = matches!(step.verb, Verb::Stop { .. });
        let most = if is_stop { self.results } else { every };
        for operand in step.verb.operands().into_iter().take(most) {
            self.operand(operand, every);
        }
        if let Verb::LookUp { table, .. } = step.verb {
            match self.scheme.tables.get(table).map(|table| &table.kind) {
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
    }
}
