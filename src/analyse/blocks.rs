//! Which steps tell the whole of a working: a few blocks, each a step that gives a figure and the steps that only lead
//! to it.
//!
//! A scheme of seventy steps has no shape that anybody could take in at once. So steps fold, one after the other, into
//! what reads them, the least telling first, until few enough blocks are left. What is told least is what only clamps,
//! rounds or passes on; what stays longest is a result, a table, a count of points, a stop, and a rule that is the
//! council's own or that has a reason of its own.

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::{
    Scheme,
    reads::{Reads, steps_behind},
    scheme::{Origin, Step, Verb},
};

/// A step that gives a figure worth knowing, and the steps that are told within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The step whose figure it gives, by index into [`Scheme::steps`].
    pub head: usize,
    /// All of its steps, the head among them, in order.
    pub steps: Vec<usize>,
    /// The blocks that it reads, by their place among all: those before it.
    pub reads: Vec<usize>,
    /// The part of the estimate that it belongs to.
    pub part: usize,
}

/// The blocks of a scheme, each after those that it reads: at most so many, but for results, which all stay.
pub fn blocks(scheme: &Scheme, most: usize) -> Vec<Block> {
    let mut folding = Folding::of(scheme);
    folding.leave_out_what_leads_nowhere();
    while folding.heads().count() > most && folding.fold_the_least() {}
    folding.blocks()
}

/// So many steps make a block worth a place of its own, however little each of them tells.
const MUCH: usize = 12;

/// Steps on their way into blocks.
struct Folding<'a> {
    scheme: &'a Scheme,
    /// By step, what it reads of other steps.
    reads: Vec<Vec<usize>>,
    /// By step, the head of its block.
    head: Vec<usize>,
    /// By step, how much would be lost if it did not stand by itself; `None` where it may not fold.
    weight: Vec<Option<usize>>,
}

impl<'a> Folding<'a> {
    /// Every step is a block of its own.
    fn of(scheme: &'a Scheme) -> Self {
        let count = scheme.steps.len();
        let mut reads: Vec<Vec<usize>> = (0..count).map(|step| read_by(scheme, step)).collect();
        // What follows a stop follows from it, wherever it reads what the stop looks at.
        for (stop, step) in scheme.steps.iter().enumerate() {
            if matches!(step.verb, Verb::Stop { .. }) {
                let looks_at = reads.get(stop).cloned().unwrap_or_default();
                for later in reads.iter_mut().skip(stop + 1) {
                    if later.iter().any(|read| looks_at.contains(read)) {
                        later.push(stop);
                    }
                }
            }
        }
        Self {
            scheme,
            reads,
            head: (0..count).collect(),
            weight: (0..count).map(|step| weight(scheme, step)).collect(),
        }
    }

    /// Puts the steps on which no result rests with the step that leads to one and stands nearest after them, or else
    /// before them: fees beside a charge, and what a budget would buy.
    fn leave_out_what_leads_nowhere(&mut self) {
        let scheme = self.scheme;
        let is_stop = |step: &usize| {
            let step = scheme.steps.get(*step);
            step.is_some_and(|step| matches!(step.verb, Verb::Stop { .. }))
        };
        let results = scheme.results.iter().map(|result| result.step);
        let stops = (0..scheme.steps.len()).filter(is_stop);
        let leads = steps_behind(scheme, results.chain(stops));
        let part = |step: usize| scheme.steps.get(step).map(|step| step.part);
        for step in 0..scheme.steps.len() {
            if leads.contains(&step) {
                continue;
            }
            let beside = |other: &&usize| part(**other) == part(step);
            let after = leads.range(step..).find(beside);
            let near = after.or_else(|| leads.range(..step).rev().find(beside));
            if let (Some(near), Some(head)) = (near, self.head.get_mut(step)) {
                *head = *near;
            }
        }
    }

    fn heads(&self) -> impl Iterator<Item = usize> {
        let heads: BTreeSet<usize> = self.head.iter().copied().collect();
        heads.into_iter()
    }

    fn head_of(&self, step: usize) -> usize {
        self.head.get(step).copied().unwrap_or(step)
    }

    /// What every block reads: heads by head.
    fn read_by_blocks(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut blocks: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (head, reads) in self.head.iter().zip(&self.reads) {
            let read = reads.iter().map(|read| self.head_of(*read));
            let block = blocks.entry(*head).or_default();
            block.extend(read.filter(|read| read != head));
        }
        blocks
    }

    /// Folds the block that is told least into one that reads it, or into what it reads where nothing does. Whether one
    /// could be folded.
    fn fold_the_least(&mut self) -> bool {
        let reads = self.read_by_blocks();
        let of_one_part = |one: usize, other: usize| {
            let part = |step: usize| self.scheme.steps.get(step).map(|step| step.part);
            part(one) == part(other)
        };
        let mut read_by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (reader, read) in &reads {
            for head in read {
                read_by.entry(*head).or_default().push(*reader);
            }
        }
        let can_fold = reads.iter().filter_map(|(head, read)| {
            let weight = self.weight.get(*head).copied().flatten()?;
            let readers = read_by.get(head).map_or(&[][..], Vec::as_slice);
            // Of several readers only one that rests on no other: then no block comes to rest on itself.
            let first = |reader: &&usize| {
                let others = readers.iter().filter(|other| *other != *reader);
                others
                    .into_iter()
                    .all(|other| !rests_on(&reads, **reader, *other))
            };
            let into = match readers {
                [] => read.last().copied(),
                _ => readers.iter().find(first).copied(),
            }?;
            let size = self.head.iter().filter(|one| *one == head).count();
            let weight = weight + readers.len() + size.min(MUCH);
            of_one_part(*head, into).then_some((weight, *head, into))
        });
        let Some((_, head, into)) = can_fold.min() else {
            return false;
        };
        for one in &mut self.head {
            if *one == head {
                *one = into;
            }
        }
        true
    }

    fn blocks(&self) -> Vec<Block> {
        let reads = self.read_by_blocks();
        // A block that rests on a later one comes after it: one that a stop ends, or that reads what was folded.
        let mut order: Vec<usize> = Vec::new();
        while order.len() < reads.len() {
            let mut next = reads.iter().filter(|(head, read)| {
                !order.contains(head) && read.iter().all(|read| order.contains(read))
            });
            let Some((next, _)) = next.next() else {
                break;
            };
            order.push(*next);
        }
        let place = |head: &usize| order.iter().position(|one| one == head);
        order
            .iter()
            .map(|head| Block {
                head: *head,
                steps: (0..self.head.len())
                    .filter(|step| self.head_of(*step) == *head)
                    .collect(),
                reads: reads
                    .get(head)
                    .into_iter()
                    .flatten()
                    .filter_map(place)
                    .collect(),
                part: self.scheme.steps.get(*head).map_or(0, |step| step.part),
            })
            .collect()
    }
}

/// Whether a block rests on another, by what each reads.
fn rests_on(reads: &BTreeMap<usize, BTreeSet<usize>>, block: usize, on: usize) -> bool {
    let mut waiting = vec![block];
    let mut seen = BTreeSet::new();
    while let Some(one) = waiting.pop() {
        if one == on {
            return true;
        }
        if seen.insert(one) {
            waiting.extend(reads.get(&one).into_iter().flatten());
        }
    }
    false
}

/// What a step reads of other steps; of a stop, only what it looks at.
fn read_by(scheme: &Scheme, step: usize) -> Vec<usize> {
    let Some(step) = scheme.steps.get(step) else {
        return Vec::new();
    };
    if matches!(step.verb, Verb::Stop { .. }) {
        let looks = Step {
            verb: Verb::Stop { gives: Vec::new() },
            ..step.clone()
        };
        return Reads::of(scheme, &looks).steps;
    }
    Reads::of(scheme, step).steps
}

/// How much a reader would miss a step that did not stand by itself; `None` where it has to.
fn weight(scheme: &Scheme, index: usize) -> Option<usize> {
    let step = scheme.steps.get(index)?;
    let is_conversion = matches!(step.verb, Verb::Convert { .. });
    if scheme.results.iter().any(|result| result.step == index) && !is_conversion {
        return None;
    }
    let worth = |holds: bool, worth: usize| if holds { worth } else { 0 };
    let is_stated = scheme.examples.iter().any(|example| {
        let mut stated = example.expect.iter().chain(&example.published);
        stated.any(|figure| figure.step == index)
    });
    let is_own = scheme.national.as_ref().is_some_and(|national| {
        let of_rate = |rate: &usize| national.rates.get(*rate) == Some(&Origin::Changed);
        national.steps.get(index) != Some(&Origin::National)
            || Reads::of(scheme, step).rates.iter().any(of_rate)
    });
    let is_telling = matches!(
        step.verb,
        Verb::AddUp { .. } | Verb::LookUp { .. } | Verb::Stop { .. }
    );
    Some(
        worth(is_telling, 16)
            + worth(step.depends_on_supply || step.may_be_exceeded.is_some(), 8)
            + worth(
                !matches!(step.verb, Verb::Round(_) | Verb::Convert { .. }),
                4,
            )
            + worth(is_stated, 3)
            + worth(is_own, 3)
            + worth(!step.because.is_empty(), 2),
    )
}
