//! Two operations as one, where nothing else reads what the first gives: a sum of three, a product and a sum, a choice.
//!
//! Whole numbers wrap round, so that it is the same figure in whatever order they are added.

use alloc::{vec, vec::Vec};

use super::op::{Does, Op, Slot};

/// Operations of which some are taken together. What stands in `kept` is read afterwards.
pub(super) fn fused(ops: Vec<Op>, kept: &[bool]) -> Vec<Op> {
    let mut fuser = Fuser {
        made_by: vec![None; kept.len()],
        reads: vec![0; kept.len()],
        ops: Vec::with_capacity(ops.len()),
    };
    for (reads, is_kept) in fuser.reads.iter_mut().zip(kept) {
        *reads = usize::from(*is_kept).saturating_mul(2);
    }
    for slot in ops.iter().flat_map(Op::operands) {
        if let Some(reads) = fuser.reads.get_mut(usize::from(slot.0)) {
            *reads = reads.saturating_add(1);
        }
    }
    for op in ops {
        let op = fuser.with_what_it_reads(op);
        if let Some(made_by) = fuser.made_by.get_mut(usize::from(op.to.0)) {
            *made_by = Some(fuser.ops.len());
        }
        fuser.ops.push(Some(op));
    }
    fuser.ops.into_iter().flatten().collect()
}

struct Fuser {
    /// By slot: the place of the operation that it is made by.
    made_by: Vec<Option<usize>>,
    /// By slot: how often it is read.
    reads: Vec<usize>,
    /// Without those that have become part of another.
    ops: Vec<Option<Op>>,
}

impl Fuser {
    fn maker(&self, slot: Slot) -> Option<(usize, Op)> {
        let place = (*self.made_by.get(usize::from(slot.0))?)?;
        Some((place, (*self.ops.get(place)?)?))
    }

    /// The operation that a slot is made by, where nothing else reads it.
    fn only_for_this(&self, slot: Slot) -> Option<(usize, Op)> {
        let reads = self.reads.get(usize::from(slot.0));
        self.maker(slot).filter(|_| reads == Some(&1))
    }

    /// An operation with those that it reads in it, as far as that can be.
    fn with_what_it_reads(&mut self, op: Op) -> Op {
        let fused = match op.does {
            Does::Add => self
                .choice(op)
                .or_else(|| self.sum(op, op.a, op.b))
                .or_else(|| self.sum(op, op.b, op.a)),
            Does::Subtract => self.difference(op),
            _ => None,
        };
        let Some((op, gone)) = fused else {
            return op;
        };
        for place in gone.into_iter().flatten() {
            if let Some(gone) = self.ops.get_mut(place) {
                *gone = None;
            }
        }
        op
    }

    /// The one where something holds, and the other where it does not.
    fn choice(&self, op: Op) -> Option<(Op, [Option<usize>; 2])> {
        let (first_at, first) = self.only_for_this(op.a)?;
        let (other_at, other) = self.only_for_this(op.b)?;
        if (first.does, other.does) != (Does::Keep, Does::Keep) {
            return None;
        }
        let is_not = |a: Slot, b: Slot| {
            let maker = self.maker(a);
            maker.is_some_and(|(_, op)| op.does == Does::Not && op.a == b)
        };
        let (when, so, not_so) = if is_not(other.b, first.b) {
            (first.b, first.a, other.a)
        } else if is_not(first.b, other.b) {
            (other.b, other.a, first.a)
        } else {
            return None;
        };
        let choice = Op {
            does: Does::Choose,
            to: op.to,
            a: when,
            b: so,
            c: not_so,
        };
        Some((choice, [Some(first_at), Some(other_at)]))
    }

    fn sum(&self, op: Op, of: Slot, and: Slot) -> Option<(Op, [Option<usize>; 2])> {
        let (at, first) = self.only_for_this(of)?;
        let does = match first.does {
            Does::Add => Does::AddThree,
            Does::Multiply => Does::MultiplyAndAdd,
            _ => return None,
        };
        Some(together(at, first, does, op.to, and))
    }

    fn difference(&self, op: Op) -> Option<(Op, [Option<usize>; 2])> {
        let (at, first) = self.only_for_this(op.a)?;
        let does = match first.does {
            Does::Add => Does::AddAndSubtract,
            Does::Subtract => Does::SubtractTwo,
            _ => return None,
        };
        Some(together(at, first, does, op.to, op.b))
    }
}

/// An operation and what alone reads it as one, with a third thing to read; and which place is then free.
fn together(at: usize, first: Op, does: Does, to: Slot, c: Slot) -> (Op, [Option<usize>; 2]) {
    let one = Op {
        does,
        to,
        c,
        ..first
    };
    (one, [Some(at), None])
}
