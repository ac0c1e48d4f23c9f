//! Runs that go through the program side by side, as columns of small numbers.
//!
//! What a run knows is a number in each column: the place of a value among all values, of an answer among those that a
//! question could have. Equal things have equal numbers, so that runs are compared, and those that a step cannot tell
//! apart are found, without looking at the things themselves.

use alloc::{vec, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    sides::{Side, Subject},
    value::Value,
};

/// What a column tells of each run. Nought is nothing, and a column that is not there is nought in every run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The results, where a step has ended the working out.
    Ended,
    /// The results that it may have ended with.
    MayHaveEnded,
    /// One where something not known is taken to lie on this side of a figure.
    Side(Side),
    /// What the `add up` that it is in the middle of comes to so far.
    Sum,
    /// What a step gave.
    Step(usize),
    /// The answer tried for a question, counted from one.
    Tried(usize),
}

#[derive(Clone)]
struct Column {
    what: What,
    /// By run.
    of: Vec<usize>,
}

/// Runs that are alike in some columns.
pub(crate) struct Groups {
    /// The group of each run.
    pub(crate) of: Vec<usize>,
    /// The first run of each group.
    pub(crate) first: Vec<usize>,
}

/// The runs.
#[derive(Clone)]
pub(crate) struct Runs {
    count: usize,
    columns: Vec<Column>,
    values: Values,
    endings: Vec<Vec<Value>>,
}

/// One of them.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    runs: &'a Runs,
    at: usize,
}

impl<'a> Run<'a> {
    /// What stands in a column.
    pub(crate) fn get(self, what: What) -> usize {
        let of = self.runs.column(what);
        of.and_then(|of| of.get(self.at)).copied().unwrap_or(0)
    }

    /// What a step gave, or nought where that is not kept.
    pub(crate) fn value(self, step: usize) -> &'a Value {
        self.runs.values.get(self.get(What::Step(step)))
    }

    /// What the `add up` that it is in the middle of comes to so far.
    pub(crate) fn sum(self) -> &'a Value {
        self.runs.values.get(self.get(What::Sum))
    }

    /// The place of the answer that is tried for a question.
    pub(crate) fn tried(self, question: usize) -> Option<usize> {
        self.get(What::Tried(question)).checked_sub(1)
    }

    /// The sides that are taken.
    pub(crate) fn sides(self) -> impl Iterator<Item = Side> + 'a {
        let columns = self.runs.columns.iter();
        columns.filter_map(move |column| match column.what {
            What::Side(side) if column.of.get(self.at) == Some(&1) => Some(side),
            _ => None,
        })
    }

    pub(crate) fn has_ended(self) -> bool {
        self.get(What::Ended) != 0
    }

    /// The results, where the working out has ended, or where it may have.
    pub(crate) fn ending(self, what: What) -> Option<&'a [Value]> {
        let ending = self.get(what).checked_sub(1)?;
        self.runs.endings.get(ending).map(Vec::as_slice)
    }
}

impl Runs {
    /// A single run, of which nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            count: 1,
            columns: Vec::new(),
            values: Values::new(),
            endings: Vec::new(),
        }
    }

    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    pub(crate) const fn run(&self, at: usize) -> Run<'_> {
        Run { runs: self, at }
    }

    fn column(&self, what: What) -> Option<&[usize]> {
        let column = self.columns.iter().find(|column| column.what == what);
        column.map(|column| column.of.as_slice())
    }

    /// A column by itself; nought in every run where there is none.
    pub(crate) fn take(&mut self, what: What) -> Vec<usize> {
        let found = self.columns.iter().position(|column| column.what == what);
        found.map_or_else(
            || vec![0; self.count],
            |found| self.columns.swap_remove(found).of,
        )
    }

    /// Puts a column in that there is none of yet.
    pub(crate) fn put(&mut self, what: What, of: Vec<usize>) {
        if of.iter().any(|one| *one != 0) {
            self.columns.push(Column { what, of });
        }
    }

    /// Keeps these columns only. `true` where there were others.
    pub(crate) fn keep(&mut self, is_kept: &dyn Fn(What) -> bool) -> bool {
        let before = self.columns.len();
        self.columns.retain(|column| is_kept(column.what));
        self.columns.len() < before
    }

    /// The runs at these places, in this order.
    pub(crate) fn pick(&mut self, places: &[usize]) {
        for column in &mut self.columns {
            column.of = picked(&column.of, places);
        }
        self.count = places.len();
    }

    /// Puts runs back behind the others, as far as there is something known of those too.
    pub(crate) fn extend(&mut self, mut rest: Self) {
        for column in &mut self.columns {
            column.of.append(&mut rest.take(column.what));
        }
        rest.keep(&|what| !matches!(what, What::Tried(_)));
        for mut column in rest.columns {
            let mut of = vec![0; self.count];
            of.append(&mut column.of);
            self.put(column.what, of);
        }
        self.count = self.count.saturating_add(rest.count);
    }

    /// The runs that are alike in some columns, each group where the first of its runs stands.
    pub(crate) fn groups(&self, by: &dyn Fn(What) -> bool) -> Groups {
        let mut columns = Vec::new();
        for column in &self.columns {
            if self.count > 1 && by(column.what) {
                columns.push(column.of.as_slice());
            }
        }
        groups(self.count, &columns)
    }

    /// Makes runs that have become the same one run, which stands where the first of them stood.
    pub(crate) fn unite_the_same(&mut self) {
        if self.count == 1 {
            return;
        }
        let first = self.groups(&|_| true).first;
        if first.len() < self.count {
            self.pick(&first);
        }
    }

    /// Makes one run of all, with the least and the most of each step; the answers tried are forgotten.
    pub(crate) fn unite_all(&mut self) {
        let ended = self.take(What::Ended);
        let mut endings = self.take(What::MayHaveEnded);
        let mut goes_on = Vec::new();
        for (run, ended) in ended.iter().enumerate() {
            if *ended == 0 {
                goes_on.push(run);
            }
        }
        self.keep(&|what| matches!(what, What::Sum | What::Step(_)));
        for column in &mut self.columns {
            let mut whole: Option<Value> = None;
            for one in distinct(&picked(&column.of, &goes_on)) {
                let one = self.values.get(one);
                match &mut whole {
                    Some(whole) => whole.widen(one),
                    None => whole = Some(one.clone()),
                }
            }
            column.of = vec![self.values.place_of(whole.unwrap_or(Value::ZERO))];
        }
        self.count = 1;
        let mut what = What::MayHaveEnded;
        if goes_on.is_empty() {
            let may_have = self.unite_endings(&endings);
            self.put(what, vec![may_have]);
            endings.clear();
            what = What::Ended;
        }
        endings.extend_from_slice(&ended);
        let ending = self.unite_endings(&endings);
        self.put(what, vec![ending]);
    }

    fn unite_endings(&mut self, endings: &[usize]) -> usize {
        let mut united = 0;
        for ending in distinct(endings) {
            let ending = ending.checked_sub(1);
            if let Some(results) = ending.and_then(|ending| self.endings.get(ending)) {
                united = self.either_ending(united, results.clone());
            }
        }
        united
    }

    /// The results of an ending, or else these.
    pub(crate) fn either_ending(&mut self, ending: usize, results: Vec<Value>) -> usize {
        let before = ending
            .checked_sub(1)
            .and_then(|ending| self.endings.get(ending));
        let results = match before {
            Some(before) => before.iter().zip(&results).map(|(a, b)| a.or(b)).collect(),
            None => results,
        };
        place_of(&mut self.endings, results).saturating_add(1)
    }

    /// Puts the value of each group into a column, in the place of what stood there.
    pub(crate) fn put_values(&mut self, what: What, values: Vec<Value>, groups: &Groups) {
        let mut places = Vec::new();
        for value in values {
            places.push(self.values.place_of(value));
        }
        self.put_groups(what, &places, groups);
    }

    /// Puts the number of each group into a column, in the place of what stood there.
    pub(crate) fn put_groups(&mut self, what: What, numbers: &[usize], groups: &Groups) {
        self.take(what);
        self.put(what, picked(numbers, &groups.of));
    }

    /// Takes what is not known to lie on one side, in each run for which one is given.
    pub(crate) fn take_sides(&mut self, taken: &[Option<Side>]) {
        let mut done: Vec<Side> = Vec::new();
        for side in taken.iter().flatten() {
            if done.contains(side) {
                continue;
            }
            done.push(*side);
            let mut is_taken = self.take(What::Side(*side));
            for (is_taken, other) in is_taken.iter_mut().zip(taken) {
                if *other == Some(*side) {
                    *is_taken = 1;
                }
            }
            self.put(What::Side(*side), is_taken);
            let Subject::Step(step) = side.of else {
                continue;
            };
            let mut column = self.take(What::Step(step));
            for (place, other) in column.iter_mut().zip(taken) {
                if *other == Some(*side) {
                    let mut value = self.values.get(*place).clone();
                    side.narrow(&mut value);
                    *place = self.values.place_of(value);
                }
            }
            self.put(What::Step(step), column);
        }
    }

    /// Forgets all but the results of the runs that have ended.
    pub(crate) fn end(&mut self) {
        let ended = self.take(What::Ended);
        for column in &mut self.columns {
            if column.what != What::MayHaveEnded {
                for (one, ended) in column.of.iter_mut().zip(&ended) {
                    if *ended != 0 {
                        *one = 0;
                    }
                }
            }
        }
        self.put(What::Ended, ended);
    }
}

/// The place of something in a list, at the end of which it is put where it is not there.
fn place_of<T: PartialEq>(list: &mut Vec<T>, one: T) -> usize {
    let found = list.iter().position(|other| *other == one);
    found.unwrap_or_else(|| {
        list.push(one);
        list.len().saturating_sub(1)
    })
}

/// What stands at these places, in their order.
fn picked(of: &[usize], places: &[usize]) -> Vec<usize> {
    let mut picked = Vec::with_capacity(places.len());
    for place in places {
        picked.push(of.get(*place).copied().unwrap_or(0));
    }
    picked
}

/// Each number once.
fn distinct(numbers: &[usize]) -> Vec<usize> {
    picked(numbers, &groups(numbers.len(), &[numbers]).first)
}

/// An odd number whose multiples are spread over all numbers.
const SPREAD: usize = (usize::MAX / 1_000 * 618) | 1;

const fn mix(print: usize, one: usize) -> usize {
    (print.rotate_left(5) ^ one).wrapping_mul(SPREAD)
}

/// A table of places, more than half of which are free, for so many things.
fn free_places(things: usize) -> (Vec<usize>, u32) {
    let places = things.saturating_mul(2).next_power_of_two();
    (
        vec![0; places],
        usize::BITS.saturating_sub(places.trailing_zeros()),
    )
}

/// Where something stands in such a table that is the same as one that stands there, or where it may be put. A place holds
/// a number counted from one.
fn find(
    places: &[usize],
    shift: u32,
    print: usize,
    is_same: &dyn Fn(usize) -> bool,
) -> (usize, Option<usize>) {
    let mut at = print.checked_shr(shift).unwrap_or(0);
    loop {
        match places.get(at).and_then(|one| one.checked_sub(1)) {
            None => return (at, None),
            Some(one) if is_same(one) => return (at, Some(one)),
            Some(_) => at = at.saturating_add(1) & places.len().saturating_sub(1),
        }
    }
}

fn groups(count: usize, columns: &[&[usize]]) -> Groups {
    let mut groups = Groups {
        of: vec![0; count],
        first: Vec::new(),
    };
    if count <= 1 || columns.is_empty() {
        groups.first.push(0);
        return groups;
    }
    let mut prints = vec![0_usize; count];
    for column in columns {
        for (print, one) in prints.iter_mut().zip(*column) {
            *print = mix(*print, *one);
        }
    }
    let (mut places, shift) = free_places(count);
    for (run, (print, group)) in prints.iter().zip(&mut groups.of).enumerate() {
        let (at, found) = find(&places, shift, *print, &|group| {
            let Some(other) = groups.first.get(group) else {
                return false;
            };
            prints.get(*other) == Some(print)
                && columns.iter().all(|of| of.get(*other) == of.get(run))
        });
        *group = found.unwrap_or_else(|| {
            groups.first.push(run);
            if let Some(place) = places.get_mut(at) {
                *place = groups.first.len();
            }
            groups.first.len().saturating_sub(1)
        });
    }
    groups
}

/// Every value that has come up, each once; nought is the first.
#[derive(Clone)]
struct Values {
    all: Vec<Value>,
    places: Vec<usize>,
    shift: u32,
}

impl Values {
    fn new() -> Self {
        let mut values = Self {
            all: Vec::new(),
            places: Vec::new(),
            shift: 0,
        };
        values.place_of(Value::ZERO);
        values
    }

    fn get(&self, place: usize) -> &Value {
        const NOUGHT: &Value = &Value::ZERO;
        self.all.get(place).unwrap_or(NOUGHT)
    }

    fn place_of(&mut self, value: Value) -> usize {
        if self.all.len().saturating_mul(2) >= self.places.len() {
            (self.places, self.shift) = free_places(self.all.len().max(16).saturating_mul(2));
            for (place, value) in self.all.iter().enumerate() {
                let (at, _) = find(&self.places, self.shift, fingerprint(value), &|_| false);
                if let Some(at) = self.places.get_mut(at) {
                    *at = place.saturating_add(1);
                }
            }
        }
        let (at, found) = find(&self.places, self.shift, fingerprint(&value), &|place| {
            self.all.get(place) == Some(&value)
        });
        found.unwrap_or_else(|| {
            self.all.push(value);
            if let Some(at) = self.places.get_mut(at) {
                *at = self.all.len();
            }
            self.all.len().saturating_sub(1)
        })
    }
}

/// A number that is the same for values that are the same, and seldom for others: the same for 1.5 and 1.50.
fn fingerprint(value: &Value) -> usize {
    let of = |figure: Option<Decimal>| {
        let parts = figure.map_or(1, |figure| figure.mantissa().unsigned_abs());
        let mut parts = u64::try_from(parts).unwrap_or(0);
        while parts != 0 && parts.is_multiple_of(10) {
            parts /= 10;
        }
        let half = |parts: u64| usize::try_from(parts & u64::from(u32::MAX)).unwrap_or(0);
        mix(half(parts), half(parts >> 32))
    };
    mix(mix(of(value.low), of(value.high)), value.why.len())
}
