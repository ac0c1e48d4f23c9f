//! What a step is never more than, never less than or always the same as, whatever is answered.
//!
//! A least and a most say nothing of what two quantities have in common: money that counts as income and is then left out,
//! or a charge that is never more than the cost. The compiler proves such things once, from the rules alone, and a range is
//! then no wider than they say. None of this is part of what a page loads.

use alloc::{vec, vec::Vec};
use core::cmp::Ordering;
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    exact,
    outcome::{Input, InputKind},
    scheme::{
        Bound, Comparison, Condition, Direction, Operand, QuestionKind, Rate, Rounding, Scheme,
        Step, Table, TableKind, Verb,
    },
    sides::turned,
    value::{Place, Reason, Value},
    verb::At,
};

/// How many totals are kept that a step is never more than, and how many that it is never less than.
const MOST_TOTALS: usize = 24;

/// How many quantities a total may have. A longer one would make what is tried grow with the square of a long chain of
/// sums.
const MOST_TERMS: usize = 40;

/// How many ways to hold there may be for two conditions for each to be tried.
const MOST_WAYS: usize = 20_000;

/// Some quantities less others.
#[derive(Clone, Debug, Default, PartialEq)]
struct Total {
    add: Vec<Operand>,
    less: Vec<Operand>,
}

/// The totals that a step is never more than, and never less than.
#[derive(Default)]
struct Proved {
    over: Vec<Total>,
    under: Vec<Total>,
    /// What it is, where it is a sum and nothing else.
    same: Option<Total>,
}

struct Prover<'a> {
    scheme: &'a Scheme,
    /// By step: all that it can come to.
    values: Vec<Value>,
    /// By step.
    proved: Vec<Proved>,
}

/// What can be proved of the steps of a scheme beyond their own least and most.
pub fn bounds(scheme: &Scheme) -> Vec<Bound> {
    prove(scheme).1
}

fn prove(scheme: &Scheme) -> (Vec<Proved>, Vec<Bound>) {
    let mut prover = Prover {
        scheme,
        values: Vec::new(),
        proved: Vec::new(),
    };
    let mut bounds = Vec::new();
    for (index, step) in scheme.steps.iter().enumerate() {
        let proved = prover.prove(step, |is, total: &Total| {
            bounds.push(Bound {
                step: index,
                is,
                add: total.add.clone(),
                less: total.less.clone(),
            });
        });
        let value = prover.reach(index, step);
        prover.values.push(value);
        prover.proved.push(proved);
    }
    (prover.proved, bounds)
}

impl Total {
    fn of(operand: &Operand) -> Self {
        Self {
            add: vec![operand.clone()],
            less: Vec::new(),
        }
    }

    /// Whether it is short enough to be kept.
    const fn is_short(&self) -> bool {
        self.add.len().saturating_add(self.less.len()) <= MOST_TERMS
    }

    /// Takes out what is both added and taken away. `true` where something was.
    fn cancel(&mut self) -> bool {
        let before = self.add.len();
        let less = &mut self.less;
        self.add.retain(|added| {
            if let Operand::Literal { .. } = added {
                // Another one like it may be another figure.
                return true;
            }
            let found = less.iter().position(|taken| taken == added);
            if let Some(found) = found {
                less.remove(found);
            }
            found.is_none()
        });
        self.add.len() < before
    }

    /// Whether it is the same in another order.
    fn is_like(&self, other: &Self) -> bool {
        let mut both = Self {
            add: self.add.clone(),
            less: other.add.clone(),
        };
        both.cancel();
        let mut taken = Self {
            add: self.less.clone(),
            less: other.less.clone(),
        };
        taken.cancel();
        [both.add, both.less, taken.add, taken.less]
            .iter()
            .all(Vec::is_empty)
    }

    /// With a total in the place of something added, or taken away.
    fn with(&self, place: usize, is_less: bool, total: &Self) -> Self {
        let mut put = self.clone();
        let (terms, same, other) = if is_less {
            (&mut put.less, &total.add, &total.less)
        } else {
            (&mut put.add, &total.add, &total.less)
        };
        if place < terms.len() {
            terms.remove(place);
        }
        terms.extend_from_slice(same);
        let opposite = if is_less { &mut put.add } else { &mut put.less };
        opposite.extend_from_slice(other);
        put
    }
}

fn keep(totals: &mut Vec<Total>, total: Total) {
    if totals.len() < MOST_TOTALS && total.is_short() && !totals.contains(&total) {
        totals.push(total);
    }
}

impl Prover<'_> {
    /// What is proved of a step; what its own least and most do not say is told.
    fn prove(&self, step: &Step, mut tell: impl FnMut(Comparison, &Total)) -> Proved {
        let mut proved = Proved::default();
        match &step.verb {
            Verb::Sum { add, less } => {
                let (whole, mut told) = self.sum(add, less, step);
                told.retain(|(is, total)| self.stands(step, *is, total));
                for (is, total) in &told {
                    tell(*is, total);
                }
                for (is, total) in told {
                    if is != Comparison::AtLeast {
                        keep(&mut proved.over, total.clone());
                    }
                    if is != Comparison::AtMost {
                        keep(&mut proved.under, total);
                    }
                }
                keep(&mut proved.over, whole.clone());
                keep(&mut proved.under, whole.clone());
                if step.rounded.is_none() && step.when.is_none() && whole.is_short() {
                    proved.same = Some(whole);
                }
            }
            Verb::LeastOf(of) => {
                for operand in of {
                    keep(&mut proved.over, Total::of(operand));
                }
                for total in of.iter().flat_map(|operand| self.over(operand)) {
                    keep(&mut proved.over, total);
                }
                for total in of
                    .first()
                    .map(|first| self.under(first))
                    .unwrap_or_default()
                {
                    if of.iter().all(|other| self.is_under(&total, other)) {
                        keep(&mut proved.under, total);
                    }
                }
            }
            Verb::GreatestOf(of) => {
                for operand in of {
                    keep(&mut proved.under, Total::of(operand));
                }
                for total in of.iter().flat_map(|operand| self.under(operand)) {
                    keep(&mut proved.under, total);
                }
                for total in of.iter().flat_map(|operand| self.over(operand)) {
                    if of.iter().all(|other| self.is_over(&total, other)) {
                        keep(&mut proved.over, total);
                    }
                }
            }
            Verb::Round(what) => {
                proved.over = self.over(what);
                proved.under = self.under(what);
            }
            Verb::Share { percent, of }
                if self.is_part(percent, Decimal::ONE_HUNDRED) && self.is_nothing_or_more(of) =>
            {
                proved.over = self.over(of);
            }
            Verb::Units { count, at } => {
                proved.over = self.part_of(&[count.clone(), at.clone()]);
            }
            Verb::Multiply(factors) => proved.over = self.part_of(factors),
            _ => {}
        }
        proved
            .over
            .retain(|total| self.stands(step, Comparison::AtMost, total));
        proved
            .under
            .retain(|total| self.stands(step, Comparison::AtLeast, total));
        proved
    }

    /// What a sum is, and what is proved of it that its own least and most do not say.
    fn sum(
        &self,
        add: &[Operand],
        less: &[Operand],
        step: &Step,
    ) -> (Total, Vec<(Comparison, Total)>) {
        let mut whole = Total::default();
        for (operand, is_less) in add
            .iter()
            .map(|operand| (operand, false))
            .chain(less.iter().map(|operand| (operand, true)))
        {
            let same = match operand {
                Operand::Step(step) => self.proved.get(*step).and_then(|of| of.same.clone()),
                _ => None,
            };
            let same = same.unwrap_or_else(|| Total::of(operand));
            let (same, other) = if is_less {
                (same.less, same.add)
            } else {
                (same.add, same.less)
            };
            whole.add.extend(same);
            whole.less.extend(other);
        }
        let is_nothing = |operand: &Operand| self.value(operand).exact() == Some(Decimal::ZERO);
        whole.add.retain(|operand| !is_nothing(operand));
        whole.less.retain(|operand| !is_nothing(operand));
        let mut told = Vec::new();
        let expanded = whole.clone();
        if whole.cancel() && step.rounded.is_none() && step.when.is_none() {
            told.push((Comparison::Equal, whole.clone()));
        }
        for is in [Comparison::AtMost, Comparison::AtLeast] {
            // As it is written too: a step that adds up others can be what something is never more than.
            let written = Total {
                add: add.iter().filter(|of| !is_nothing(of)).cloned().collect(),
                less: less.iter().filter(|of| !is_nothing(of)).cloned().collect(),
            };
            for start in [&written, &expanded] {
                for total in self.further(start, is) {
                    let is_told = told.iter().any(|(other, like)| {
                        [is, Comparison::Equal].contains(other) && total.is_like(like)
                    });
                    if told.len() < MOST_TOTALS && !is_told {
                        told.push((is, total));
                    }
                }
            }
        }
        (whole, told)
    }

    /// The totals that a total is never more than, or never less than, in which something has been cancelled or put
    /// together.
    fn further(&self, start: &Total, is: Comparison) -> Vec<Total> {
        let most = is == Comparison::AtMost;
        let mut found = Vec::new();
        let mut start = start.clone();
        let mut shorter = start.cancel();
        let greater = if most { &start.add } else { &start.less };
        let mut starts = Vec::new();
        // Those of which only one can be anything are at most what each of them is at most.
        for first in self.shared(greater) {
            let mut put = start.clone();
            let terms = if most { &mut put.add } else { &mut put.less };
            self.put_together(terms, &first);
            for shared in self.shared(terms) {
                self.put_together(terms, &shared);
            }
            put.cancel();
            starts.push(put);
        }
        if starts.is_empty() {
            starts.push(start);
        } else {
            shorter = true;
        }
        for mut total in starts {
            let mut shorter = shorter;
            while let Some(next) = self.cancelled(&total, most) {
                total = next;
                shorter = true;
            }
            if shorter {
                keep(&mut found, total);
            }
        }
        found
    }

    /// A total with one thing in it exchanged for what it is never more than or less than, so that something cancels.
    fn cancelled(&self, total: &Total, most: bool) -> Option<Total> {
        for (terms, is_less) in [(&total.add, false), (&total.less, true)] {
            for (place, term) in terms.iter().enumerate() {
                let others = if most == is_less {
                    self.under(term)
                } else {
                    self.over(term)
                };
                for other in others {
                    let mut put = total.with(place, is_less, &other);
                    if put.cancel()
                        && put.add.len().saturating_add(put.less.len())
                            < total.add.len().saturating_add(total.less.len())
                    {
                        return Some(put);
                    }
                }
            }
        }
        None
    }

    /// What several of some quantities are never more than, of which only one can be anything.
    fn shared(&self, terms: &[Operand]) -> Vec<Operand> {
        let mut shared: Vec<Operand> = Vec::new();
        for term in terms {
            for total in self.over(term) {
                if let ([one], []) = (total.add.as_slice(), total.less.as_slice())
                    && !shared.contains(one)
                    && self.apart(terms, one).len() > 1
                {
                    shared.push(one.clone());
                }
            }
        }
        shared
    }

    /// The places of those of some quantities that are never more than another, and of which only one can be anything.
    fn apart(&self, terms: &[Operand], than: &Operand) -> Vec<usize> {
        let mut found: Vec<(usize, &Condition)> = Vec::new();
        if !self.is_nothing_or_more(than) {
            return Vec::new();
        }
        for (place, term) in terms.iter().enumerate() {
            let Operand::Step(step) = term else { continue };
            let when = self
                .scheme
                .steps
                .get(*step)
                .and_then(|step| step.when.as_ref());
            if let Some(when) = when
                && self.over(term).contains(&Total::of(than))
                && found.iter().all(|(_, other)| self.never_both(when, other))
            {
                found.push((place, when));
            }
        }
        found.into_iter().map(|(place, _)| place).collect()
    }

    fn put_together(&self, terms: &mut Vec<Operand>, shared: &Operand) {
        let places = self.apart(terms, shared);
        if places.len() < 2 {
            return;
        }
        let mut place = 0_usize;
        terms.retain(|_| {
            let is_kept = !places.contains(&place);
            place = place.saturating_add(1);
            is_kept
        });
        terms.push(shared.clone());
    }

    /// Whether what is proved of a sum before it is rounded, and where it is taken, holds in any case.
    fn stands(&self, step: &Step, is: Comparison, total: &Total) -> bool {
        let value = self.total(total);
        let zero = Decimal::ZERO;
        let not_taken = match is {
            Comparison::AtMost => value.low.is_some_and(|low| low >= zero),
            Comparison::AtLeast => value.high.is_some_and(|high| high <= zero),
            _ => false,
        };
        let rounded = |rounding: Rounding| match (is, rounding.direction) {
            (Comparison::AtMost, Direction::Down) | (Comparison::AtLeast, Direction::Up) => true,
            _ => total
                .add
                .iter()
                .chain(&total.less)
                .all(|of| self.is_whole(of, rounding.to)),
        };
        value.limit.is_figure()
            && (step.when.is_none() || not_taken)
            && step.rounded.is_none_or(rounded)
    }

    /// What an operand is never more than: itself, and whatever is proved of it.
    fn over(&self, operand: &Operand) -> Vec<Total> {
        let mut totals = vec![Total::of(operand)];
        if let Operand::Step(step) = operand
            && let Some(proved) = self.proved.get(*step)
        {
            totals.extend_from_slice(&proved.over);
        }
        totals
    }

    fn under(&self, operand: &Operand) -> Vec<Total> {
        let mut totals = vec![Total::of(operand)];
        if let Operand::Step(step) = operand
            && let Some(proved) = self.proved.get(*step)
        {
            totals.extend_from_slice(&proved.under);
        }
        totals
    }

    /// Whether an operand is never more than a total.
    fn is_over(&self, total: &Total, operand: &Operand) -> bool {
        let high = self.value(operand).most();
        self.over(operand).contains(total)
            || high
                .zip(self.total(total).low)
                .is_some_and(|(high, low)| high <= low)
    }

    /// Whether an operand is never less than a total.
    fn is_under(&self, total: &Total, operand: &Operand) -> bool {
        let low = self.value(operand).low;
        self.under(operand).contains(total)
            || self
                .total(total)
                .most()
                .zip(low)
                .is_some_and(|(high, low)| high <= low)
    }

    /// What a product is never more than: each factor, where it and the product of the others is from nothing to one.
    fn part_of(&self, factors: &[Operand]) -> Vec<Total> {
        if !factors.iter().all(|factor| self.is_nothing_or_more(factor)) {
            return Vec::new();
        }
        let mut open = factors
            .iter()
            .filter(|factor| !self.is_part(factor, Decimal::ONE));
        match (open.next(), open.next()) {
            (Some(one), None) => self.over(one),
            (None, _) => factors
                .iter()
                .flat_map(|factor| self.over(factor))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn is_part(&self, operand: &Operand, of: Decimal) -> bool {
        let value = self.value(operand);
        self.is_nothing_or_more(operand) && value.most().is_some_and(|most| most <= of)
    }

    fn is_nothing_or_more(&self, operand: &Operand) -> bool {
        let value = self.value(operand);
        value.limit.is_figure() && value.low.is_some_and(|low| low >= Decimal::ZERO)
    }

    /// Whether an operand is always a whole number of parts.
    fn is_whole(&self, operand: &Operand, part: Decimal) -> bool {
        let whole = |figure: Decimal| figure.checked_rem(part).is_some_and(|rest| rest.is_zero());
        let amount = |amount| match amount {
            Amount::Exact(figure) => whole(figure),
            _ => false,
        };
        match operand {
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amounts().all(amount))
            }
            Operand::Literal { amount: of, .. } => amount(*of),
            Operand::Answer(question) => {
                let kind = self.scheme.questions.get(*question).map(|of| &of.kind);
                let Some(QuestionKind::Number { places, .. }) = kind else {
                    return false;
                };
                Decimal::try_new(1, *places).is_ok_and(whole)
            }
            Operand::ByAnswer { choices, .. } => {
                choices.iter().all(|choice| self.is_whole(choice, part))
            }
            Operand::Step(step) => self.scheme.steps.get(*step).is_some_and(|step| {
                if let Some(rounding) = step.rounded {
                    return whole(rounding.to);
                }
                match &step.verb {
                    Verb::Sum { add, less } => {
                        add.iter().chain(less).all(|of| self.is_whole(of, part))
                    }
                    Verb::LeastOf(of) | Verb::GreatestOf(of) => {
                        of.iter().all(|of| self.is_whole(of, part))
                    }
                    Verb::Round(of) => self.is_whole(of, part),
                    Verb::LookUp { table, .. } => {
                        let table = self.scheme.tables.get(*table);
                        let gives = table.and_then(gives);
                        gives.is_some_and(|gives| gives.into_iter().all(amount))
                    }
                    _ => false,
                }
            }),
        }
    }

    /// All that a total can come to.
    fn total(&self, total: &Total) -> Value {
        let sum = total
            .add
            .iter()
            .fold(Value::of(Decimal::ZERO), |sum, operand| {
                sum.plus(&self.value(operand), 0)
            });
        total
            .less
            .iter()
            .fold(sum, |sum, operand| sum.minus(&self.value(operand), 0))
    }

    /// All that an operand can come to, on any day.
    fn value(&self, operand: &Operand) -> Value {
        let published = |amount: Amount| Value::published(amount, Place::Step(0));
        let open = || Value::open(Reason::TooLarge(0));
        match operand {
            Operand::Step(step) => self.values.get(*step).cloned().unwrap_or_else(open),
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                let amounts = rate.into_iter().flat_map(Rate::amounts);
                either(amounts.map(published))
            }
            Operand::Literal { amount, .. } => published(*amount),
            Operand::Answer(question) => {
                let kind = self.scheme.questions.get(*question).map(|of| &of.kind);
                match kind {
                    Some(QuestionKind::Number { least, most, .. }) => {
                        let why = vec![Reason::Unknown(*question)];
                        Value::between(Some(*least), *most, why).or(&Value::of(Decimal::ZERO))
                    }
                    _ => open(),
                }
            }
            Operand::ByAnswer { choices, .. } => {
                let choices = choices.iter().map(|choice| self.value(choice));
                either(choices.chain([Value::of(Decimal::ZERO)]))
            }
        }
    }

    /// All that a step can come to.
    fn reach(&self, index: usize, step: &Step) -> Value {
        let of = |operand: &Operand| self.value(operand);
        let open = || Value::open(Reason::TooLarge(0));
        let value = match &step.verb {
            Verb::AddUp { measure, over } => {
                over.iter().fold(Value::of(Decimal::ZERO), |sum, question| {
                    let kind = self.scheme.questions.get(*question).map(|of| &of.kind);
                    let counts = match kind {
                        Some(QuestionKind::Options(options)) => {
                            let amounts = options
                                .iter()
                                .map(|option| option.counts.get(*measure).copied().flatten())
                                .map(|amount| amount.unwrap_or(Amount::NOTHING));
                            either(
                                amounts
                                    .map(|amount| Value::published(amount, Place::Step(0)))
                                    .chain([Value::of(Decimal::ZERO)]),
                            )
                        }
                        _ => of(&Operand::Answer(*question)),
                    };
                    sum.plus(&counts, 0)
                })
            }
            Verb::LookUp { table, .. } => match self.scheme.tables.get(*table).and_then(gives) {
                Some(gives) => either(
                    gives
                        .into_iter()
                        .map(|amount| Value::published(amount, Place::Step(0))),
                ),
                None => open(),
            },
            Verb::ForEvery { gives, .. } if self.is_nothing_or_more(gives) => {
                Value::between(Some(Decimal::ZERO), None, vec![Reason::TooLarge(0)])
            }
            Verb::Test(_) => Value::of(Decimal::ZERO).or(&Value::of(Decimal::ONE)),
            Verb::ForEvery { .. } | Verb::Stop { .. } => open(),
            verb => {
                let read = verb.operands().into_iter().map(|operand| Input {
                    what: InputKind::Literal,
                    value: of(operand),
                });
                At { index: 0, step }.value(&read.collect::<Vec<_>>())
            }
        };
        let value = match step.rounded {
            // Whether something holds is told as it is: a test is not rounded.
            Some(rounding) if !matches!(step.verb, Verb::Test(_)) => {
                value.map(index, |figure| exact::round(figure, rounding))
            }
            _ => value,
        };
        if step.when.is_some() {
            value.or(&Value::of(Decimal::ZERO))
        } else {
            value
        }
    }

    /// Whether two conditions can never both hold.
    fn never_both(&self, one: &Condition, other: &Condition) -> bool {
        let mut atoms = Atoms::default();
        atoms.collect(one);
        atoms.collect(other);
        let mut ways = Vec::new();
        for question in &atoms.questions {
            let kind = self.scheme.questions.get(*question).map(|of| &of.kind);
            ways.push(match kind {
                Some(QuestionKind::Options(options)) => options.len().saturating_add(1),
                _ => 1,
            });
        }
        ways.extend(atoms.pairs.iter().map(|_| 3_usize));
        let all = ways
            .iter()
            .try_fold(1_usize, |all, ways| all.checked_mul(*ways));
        let Some(all) = all.filter(|all| *all <= MOST_WAYS) else {
            return false;
        };
        (0..all).all(|way| {
            let mut rest = way;
            let mut taken = Vec::with_capacity(ways.len());
            for ways in &ways {
                taken.push(rest.checked_rem(*ways).unwrap_or(0));
                rest = rest.checked_div(*ways).unwrap_or(0);
            }
            !(atoms.holds(one, &taken) && atoms.holds(other, &taken))
        })
    }
}

/// What conditions are made of: the answers that they read, and the pairs that they compare.
#[derive(Default)]
struct Atoms<'a> {
    questions: Vec<usize>,
    pairs: Vec<(&'a Operand, &'a Operand)>,
}

impl<'a> Atoms<'a> {
    fn collect(&mut self, condition: &'a Condition) {
        match condition {
            Condition::AnswerIs { question, .. } => {
                if !self.questions.contains(question) {
                    self.questions.push(*question);
                }
            }
            Condition::Compare { left, right, .. } => {
                if self.pair(left, right).is_none() {
                    self.pairs.push((left, right));
                }
            }
            Condition::Not(of) => self.collect(of),
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for of in of {
                    self.collect(of);
                }
            }
        }
    }

    /// The place of a pair, and whether it is the other way round.
    fn pair(&self, left: &Operand, right: &Operand) -> Option<(usize, bool)> {
        self.pairs.iter().enumerate().find_map(|(place, pair)| {
            if *pair == (left, right) {
                Some((place, false))
            } else if *pair == (right, left) {
                Some((place, true))
            } else {
                None
            }
        })
    }

    /// Whether a condition holds where each question has so many ways been taken, and each pair is less, equal or more.
    fn holds(&self, condition: &Condition, taken: &[usize]) -> bool {
        let at_least = |count: usize, of: &[Condition]| {
            of.iter().filter(|of| self.holds(of, taken)).count() >= count
        };
        match condition {
            Condition::AnswerIs { question, options } => {
                let place = self.questions.iter().position(|of| of == question);
                let option = place.and_then(|place| taken.get(place));
                option.is_some_and(|option| options.contains(option))
            }
            Condition::Compare { left, is, right } => {
                let Some((place, is_turned)) = self.pair(left, right) else {
                    return true;
                };
                let is = if is_turned { turned(*is) } else { *is };
                let place = place.saturating_add(self.questions.len());
                let way = taken.get(place).map(|way| way.cmp(&1));
                match is {
                    Comparison::Equal => way == Some(Ordering::Equal),
                    Comparison::AtLeast => way != Some(Ordering::Less),
                    Comparison::AtMost => way != Some(Ordering::Greater),
                    Comparison::Over => way == Some(Ordering::Greater),
                    Comparison::Under => way == Some(Ordering::Less),
                }
            }
            Condition::Not(of) => !self.holds(of, taken),
            Condition::All(of) => at_least(of.len(), of),
            Condition::Any(of) => at_least(1, of),
            Condition::AtLeast { count, of } => at_least(*count, of),
        }
    }
}

/// One of several values.
fn either(values: impl Iterator<Item = Value>) -> Value {
    let value = values.reduce(|a, b| a.or(&b));
    value.unwrap_or_else(|| Value::open(Reason::TooLarge(0)))
}

/// All that a table gives; `None` where it gives what lies between its rows.
fn gives(table: &Table) -> Option<Vec<Amount>> {
    (!matches!(table.kind, TableKind::Lines { .. })).then(|| table.amounts())
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::Unit;

    #[test]
    fn of_a_long_chain_of_sums_only_short_totals_are_kept() {
        let one = || Operand::Literal {
            amount: Amount::Exact(Decimal::ONE),
            unit: Unit::none(),
        };
        let mut scheme = Scheme::default();
        for index in 0..300_usize {
            let before = index.checked_sub(1).map(Operand::Step);
            scheme.steps.push(Step {
                verb: Verb::Sum {
                    add: before.into_iter().chain([one()]).collect(),
                    less: Vec::new(),
                },
                id: String::new(),
                say: String::new(),
                when: None,
                rounded: None,
                unit: Unit::none(),
                because: String::new(),
                may_be_exceeded: None,
                depends_on_supply: false,
                part: 0,
                cite: None,
            });
        }
        let (proved, bounds) = prove(&scheme);
        assert_eq!(bounds, []);
        let totals = |of: &Proved| [of.over.clone(), of.under.clone()].concat();
        for of in &proved {
            assert!(totals(of).iter().chain(&of.same).all(Total::is_short));
        }
        assert!(proved.first().is_some_and(|of| of.same.is_some()));
    }
}
