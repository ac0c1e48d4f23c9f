//! Every combination of totals and of what is kept beside them, in a row: how many sets of answers lead to each, and what
//! each gives.
//!
//! What a question adds moves along that row by as much whatever else is answered. So the counts of two questions together
//! are a convolution of those of each, and nobody has to go through all answers.

use std::collections::BTreeSet;

use upfront_engine::{
    Decimal, Scheme, exact,
    program::{Columns, Program, Results},
};

use super::separate::{Group, Separated, answers, possibilities, set_reach};

/// The most combinations that are kept.
const MOST_CELLS: usize = 1 << 20;

/// The most combinations that are worked out.
const MOST_REACHED: usize = 1 << 16;

/// One direction in which combinations differ: a total, or a question that is kept.
#[derive(Clone, Debug)]
struct Side {
    /// How many there are.
    length: usize,
    /// How far apart two neighbours stand.
    stride: usize,
    /// What the first stands for, and by how much the next is more.
    first: Decimal,
    grain: Decimal,
}

/// The combinations.
pub(super) struct Cells {
    /// The totals first, and then the questions that are kept.
    sides: Vec<Side>,
    totals: usize,
    /// By group, by what can be answered: how far along it leads.
    moves: Vec<Vec<usize>>,
    /// How many sets of answers lead to each.
    pub(super) counts: Vec<u128>,
    /// How many there are in all.
    pub(super) all: u128,
    /// What each gives, in its smallest parts; `None` where nothing leads there, or where it gives no one figure.
    pub(super) gives: Vec<Option<i64>>,
    /// How many decimal places that counts.
    pub(super) scale: u32,
    /// By step that looks something up in bands: everything that it is looked up by.
    pub(super) looked_up: Vec<BTreeSet<Decimal>>,
}

impl Cells {
    /// Works them out; `None` where there are too many.
    pub(super) fn of(separated: &Separated<'_>) -> Option<Self> {
        let (sides, size) = sides(separated)?;
        let moves: Vec<Vec<usize>> = separated
            .groups
            .iter()
            .map(|group| moves(separated, group, &sides))
            .collect::<Option<_>>()?;
        let counts = convolved(&moves, size)?;
        let all = moves
            .iter()
            .try_fold(1_u128, |all, moves| all.checked_mul(moves.len() as u128))?;
        let mut cells = Self {
            sides,
            totals: separated.totals.len(),
            moves,
            counts,
            all,
            gives: Vec::new(),
            scale: 0,
            looked_up: Vec::new(),
        };
        cells.work_out(separated)?;
        Some(cells)
    }

    /// What stands at a place: each total, and of each question that is kept the place of its answer.
    pub(super) fn at(&self, place: usize) -> (Vec<Decimal>, Vec<usize>) {
        let mut totals = Vec::new();
        let mut kept = Vec::new();
        for (index, side) in self.sides.iter().enumerate() {
            let along = place / side.stride % side.length;
            if index < self.totals {
                totals.push(self.total(index, along));
            } else {
                kept.push(along);
            }
        }
        (totals, kept)
    }

    /// A total, so many parts from its least.
    fn total(&self, side: usize, along: usize) -> Decimal {
        let side = self.sides.get(side);
        let figure = side.and_then(|side| {
            exact::add(
                side.first,
                exact::multiply(side.grain, Decimal::from(along as u64))?,
            )
        });
        // They have been proved to fit.
        figure.unwrap_or_default()
    }

    /// What every place that is reached gives.
    fn work_out(&mut self, separated: &Separated<'_>) -> Option<()> {
        let places: Vec<usize> = (0..self.counts.len())
            .filter(|place| self.counts.get(*place).is_some_and(|count| *count > 0))
            .collect();
        if places.len() > MOST_REACHED {
            return None;
        }
        let scheme = self.bounded(&separated.rest);
        let program = Program::compile(&scheme);
        let mut people = Columns::of(&program);
        for place in &places {
            let (totals, kept) = self.at(*place);
            let answers = answers(&scheme, &separated.kept, &kept, &totals)?;
            people.push(&program, &answers);
        }
        let mut results = Results::default();
        program.columns(&people, &mut results);
        self.scale = program.scale(0)?;
        self.gives = vec![None; self.counts.len()];
        let mut result = 1;
        for _ in &separated.lookups {
            let (by, takes) = (results.column(result), results.column(result + 1));
            let scale = program.scale(result)?;
            let taken = by.iter().zip(takes).filter(|(_, takes)| **takes != 0);
            let looked_up = taken.map(|(by, _)| Decimal::new(*by, scale));
            self.looked_up.push(looked_up.collect());
            result += 2;
        }
        for (row, place) in places.iter().enumerate() {
            if let Some(gives) = self.gives.get_mut(*place) {
                *gives = results.figure(row, 0);
            }
        }
        Some(())
    }

    /// The rules of the subject, each total's question with the least and the most that it can be.
    fn bounded(&self, rest: &Scheme) -> Scheme {
        let mut scheme = rest.clone();
        let first = scheme.questions.len().saturating_sub(self.totals);
        for (index, question) in scheme.questions.iter_mut().skip(first).enumerate() {
            let Some(side) = self.sides.get(index) else {
                continue;
            };
            let most = self.total(index, side.length.saturating_sub(1));
            let places = side.grain.normalize().scale();
            let places = places.max(side.first.normalize().scale());
            set_reach(question, (side.first, most), places);
        }
        scheme
    }

    /// A figure of what cells give.
    pub(super) fn figure(&self, gives: i64) -> Decimal {
        Decimal::new(gives, self.scale)
    }

    /// The places that some answers to all the other groups lead to.
    pub(super) fn without(&self, group: usize) -> Vec<usize> {
        let mut reached = Places::of_none(self.counts.len());
        for (index, moves) in self.moves.iter().enumerate() {
            if index != group {
                reached = reached.moved(moves);
            }
        }
        reached.all()
    }

    /// By what can be answered to a group: how far along it leads.
    pub(super) fn moves(&self, group: usize) -> &[usize] {
        self.moves.get(group).map_or(&[], Vec::as_slice)
    }

    /// The places that are reached, along one total: each with the next that differs in nothing else.
    pub(super) fn neighbours(&self, total: usize) -> Vec<(usize, usize)> {
        let Some(side) = self.sides.get(total) else {
            return Vec::new();
        };
        let is_reached = |place: usize| self.counts.get(place).is_some_and(|count| *count > 0);
        let mut pairs = Vec::new();
        for place in (0..self.counts.len()).filter(|place| is_reached(*place)) {
            let along = place / side.stride % side.length;
            let ahead = (1..side.length.saturating_sub(along))
                .map(|more| place + more * side.stride)
                .find(|next| is_reached(*next));
            pairs.extend(ahead.map(|next| (place, next)));
        }
        pairs
    }
}

/// The sides, and how many combinations they make.
fn sides(separated: &Separated<'_>) -> Option<(Vec<Side>, usize)> {
    let mut sides = Vec::new();
    let mut size = 1_usize;
    let mut push = |length: usize, first: Decimal, grain: Decimal| {
        sides.push(Side {
            length,
            stride: size,
            first,
            grain,
        });
        size = size
            .checked_mul(length)
            .filter(|size| *size <= MOST_CELLS)?;
        Some(())
    };
    for total in 0..separated.totals.len() {
        let (mut first, mut length) = (Decimal::ZERO, Decimal::ZERO);
        let mut differences = Vec::new();
        for group in &separated.groups {
            let adds = || group.answered.iter().filter_map(|one| one.adds.get(total));
            let (least, most) = (*adds().min()?, *adds().max()?);
            first = exact::add(first, least)?;
            length = exact::add(length, exact::subtract(most, least)?)?;
            for add in adds() {
                differences.push(exact::subtract(*add, least)?);
            }
        }
        let grain = common_part(&differences)?;
        let parts = exact::divide(length, grain).and_then(|parts| usize::try_from(parts).ok())?;
        push(parts.checked_add(1)?, first, grain)?;
    }
    for question in &separated.kept {
        let count = possibilities(separated.scheme.questions.get(*question)?)?;
        push(count, Decimal::ZERO, Decimal::ONE)?;
    }
    Some((sides, size))
}

/// The largest figure of which each of these is a whole multiple; one where all are nought.
fn common_part(figures: &[Decimal]) -> Option<Decimal> {
    let scale = figures.iter().map(|one| one.normalize().scale()).max()?;
    let mut common = 0_i128;
    for figure in figures {
        let mut figure = figure.normalize();
        figure.rescale(scale);
        let (mut a, mut b) = (common, figure.mantissa().checked_abs()?);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        common = a;
    }
    if common == 0 {
        return Some(Decimal::ONE);
    }
    Decimal::try_from_i128_with_scale(common, scale).ok()
}

/// How far each answer to a group leads.
fn moves(separated: &Separated<'_>, group: &Group, sides: &[Side]) -> Option<Vec<usize>> {
    let totals = separated.totals.len();
    let least = |total: usize| {
        let adds = group.answered.iter().filter_map(|one| one.adds.get(total));
        adds.min().copied()
    };
    let least: Vec<Decimal> = (0..totals).map(least).collect::<Option<_>>()?;
    let moves = group.answered.iter().map(|one| {
        let mut far = 0_usize;
        for ((add, least), side) in one.adds.iter().zip(&least).zip(sides) {
            let parts = exact::divide(exact::subtract(*add, *least)?, side.grain)?;
            far = far.checked_add(usize::try_from(parts).ok()?.checked_mul(side.stride)?)?;
        }
        for (question, place) in group.questions.iter().zip(&one.places) {
            let kept = separated.kept.iter().position(|kept| kept == question);
            if let Some(side) = kept.and_then(|kept| sides.get(totals + kept)) {
                far = far.checked_add(place.checked_mul(side.stride)?)?;
            }
        }
        Some(far)
    });
    moves.collect()
}

/// How many sets of answers lead to each place; `None` where that is more than can be counted.
fn convolved(moves: &[Vec<usize>], size: usize) -> Option<Vec<u128>> {
    let mut counts = vec![0_u128; size];
    *counts.first_mut()? = 1;
    let mut end = 1;
    for moves in moves {
        let furthest = moves.iter().max().copied()?;
        let mut next = vec![0_u128; size];
        for far in moves {
            let (from, to) = (counts.get(..end)?, next.get_mut(*far..)?);
            for (to, from) in to.iter_mut().zip(from) {
                *to = to.checked_add(*from)?;
            }
        }
        end = end.checked_add(furthest)?;
        counts = next;
    }
    Some(counts)
}

/// A set of places.
struct Places(Vec<u64>);

impl Places {
    /// The first place alone, of so many.
    fn of_none(size: usize) -> Self {
        let mut places = vec![0; size.div_ceil(64).max(1)];
        if let Some(first) = places.first_mut() {
            *first = 1;
        }
        Self(places)
    }

    /// Where these moves lead from them.
    fn moved(&self, moves: &[usize]) -> Self {
        let mut moved = vec![0_u64; self.0.len()];
        for far in moves {
            let (words, bits) = (far / 64, far % 64);
            let mut carried = 0;
            for (to, from) in moved.iter_mut().skip(words).zip(&self.0) {
                *to |= from << bits | carried;
                carried = if bits == 0 { 0 } else { from >> (64 - bits) };
            }
        }
        Self(moved)
    }

    fn all(&self) -> Vec<usize> {
        let mut all = Vec::new();
        for (word, places) in self.0.iter().enumerate() {
            let bits = (0..64).filter(|bit| places >> bit & 1 == 1);
            all.extend(bits.map(|bit| word * 64 + bit));
        }
        all
    }
}
