//! Writes operations, and proves on the way that each number fits: its scale, its least and its most.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::op::{Bands, Does, Line, Machine, Op, Slot, Tables, perform, truth};
use crate::amount::Amount;
use crate::scheme::{Band, Comparison, LinePoint, Rounding};

/// A number further from nought than this is not let into a program, so that two of them can be added.
const FURTHEST: i128 = 1 << 61;

/// The slots from here on are those of operations, until a program is finished and they follow the others.
const MADE: u16 = 1 << 15;

/// A scale or a bound could not be proved, or something is no figure: decimals are worked with instead.
#[derive(Debug)]
pub(crate) struct NotProved;

pub(crate) type Proved<T> = Result<T, NotProved>;

/// A whole number in a slot: how many parts of a unit it counts, and what it lies between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) slot: Slot,
    /// How many decimal places of the quantity it counts: 2 for pence.
    pub(crate) scale: u32,
    pub(crate) low: i128,
    pub(crate) high: i128,
}

/// What something comes to: a number, or `no limit`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// What it is where it is a number.
    pub(crate) number: Number,
    /// Where there is no limit.
    pub(crate) unlimited: Truth,
}

impl Quantity {
    /// The number, where it is one whatever is answered.
    pub(crate) fn figure(self) -> Proved<Number> {
        match self.unlimited {
            Truth::Never => Ok(self.number),
            _ => Err(NotProved),
        }
    }
}

impl From<Number> for Quantity {
    fn from(number: Number) -> Self {
        Self {
            number,
            unlimited: Truth::Never,
        }
    }
}

/// Whether something holds, as far as that is known when it is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    Always,
    Never,
    In(Slot),
}

/// The operations so far.
pub(crate) struct Coder {
    ops: Vec<Op>,
    tables: Tables,
    /// How many slots the answers fill before a run. Those of the constants follow.
    answers: u16,
    constants: Vec<i64>,
}

/// What comes of one operation on numbers that are known when it is compiled.
struct Folded {
    of: [i64; 3],
    to: i64,
}

impl Machine for Folded {
    fn make(&mut self, _: Op, with: impl Fn(i64, i64, i64) -> i64) {
        let [a, b, c] = self.of;
        self.to = with(a, b, c);
    }

    fn open(&mut self, _: Slot) {}
}

impl Coder {
    /// With so many answers.
    pub(crate) fn new(answers: usize) -> Proved<Self> {
        let answers = u16::try_from(answers).ok().filter(|count| *count < MADE);
        Ok(Self {
            ops: Vec::new(),
            tables: Tables::default(),
            answers: answers.ok_or(NotProved)?,
            constants: Vec::new(),
        })
    }

    /// The operations, with what they read beside slots, what stands in slots from the start, and how many there are.
    pub(crate) fn finish(self) -> (Vec<Op>, Tables, Vec<(Slot, i64)>, usize) {
        let filled = self.filled();
        let ops = self.ops.iter().map(|op| Op {
            does: op.does,
            to: settled(op.to, filled),
            a: settled(op.a, filled),
            b: settled(op.b, filled),
            c: settled(op.c, filled),
        });
        let constants = (self.answers..).map(Slot).zip(self.constants);
        let slots = usize::from(filled).saturating_add(self.ops.len());
        (ops.collect(), self.tables, constants.collect(), slots)
    }

    /// How many slots are filled before a run, so far.
    pub(crate) fn filled(&self) -> u16 {
        let constants = u16::try_from(self.constants.len()).unwrap_or(MADE);
        self.answers.saturating_add(constants)
    }

    pub(crate) fn constant(&mut self, value: i64) -> Proved<Slot> {
        let same = |constant: &i64| *constant == value;
        if let Some(place) = self.constants.iter().position(same) {
            let place = u16::try_from(place).map_err(|_| NotProved)?;
            return Ok(Slot(self.answers.saturating_add(place)));
        }
        let slot = self.filled();
        if slot >= MADE {
            return Err(NotProved);
        }
        self.constants.push(value);
        Ok(Slot(slot))
    }

    /// What stands in a slot from the start, where that is the same whatever is answered.
    fn known(&self, slot: Slot) -> Option<i64> {
        let place = slot.0.checked_sub(self.answers)?;
        self.constants.get(usize::from(place)).copied()
    }

    fn whole(&mut self, value: i128) -> Proved<Slot> {
        self.constant(i64::try_from(value).map_err(|_| NotProved)?)
    }

    pub(crate) fn emit(&mut self, does: Does, a: Slot, b: Slot, c: Slot) -> Proved<Slot> {
        if let Some(slot) = self.folded(does, a, b, c)? {
            return Ok(slot);
        }
        let same = |op: &&Op| op.does == does && [op.a, op.b, op.c] == [a, b, c];
        if let Some(op) = self.ops.iter().find(same) {
            return Ok(op.to);
        }
        let place = u16::try_from(self.ops.len()).map_err(|_| NotProved)?;
        let to = Slot(place.checked_add(MADE).ok_or(NotProved)?);
        self.ops.push(Op { does, to, a, b, c });
        Ok(to)
    }

    /// Where what an operation gives stands without it: it is known already, or is what goes in.
    fn folded(&mut self, does: Does, a: Slot, b: Slot, c: Slot) -> Proved<Option<Slot>> {
        let one_of = (self.known(a), self.known(b));
        match (does, one_of) {
            (Does::Open, _) => return Ok(None),
            (Does::Multiply, (_, Some(1))) | (Does::Add | Does::Subtract, (_, Some(0))) => {
                return Ok(Some(a));
            }
            (Does::Multiply, (Some(1), _)) | (Does::Add, (Some(0), _)) => return Ok(Some(b)),
            _ => {}
        }
        let ((Some(first), Some(second)), Some(third)) = (one_of, self.known(c)) else {
            return Ok(None);
        };
        let (of, to) = ([first, second, third], a);
        let mut folded = Folded { of, to: 0 };
        let op = Op { does, to, a, b, c };
        perform(op, &self.tables, &mut folded);
        self.constant(folded.to).map(Some)
    }

    fn two(&mut self, does: Does, a: Slot, b: Slot) -> Proved<Slot> {
        self.emit(does, a, b, a)
    }

    pub(crate) fn one(&mut self, does: Does, a: Slot) -> Proved<Slot> {
        self.emit(does, a, a, a)
    }

    // Numbers.

    /// A figure of the rules.
    pub(crate) fn figure(&mut self, figure: Decimal) -> Proved<Number> {
        let figure = figure.normalize();
        let value = figure.mantissa();
        number(self.whole(value)?, figure.scale(), value, value)
    }

    pub(crate) fn zero(&mut self) -> Proved<Number> {
        self.figure(Decimal::ZERO)
    }

    /// The same quantity counted in smaller parts.
    pub(crate) fn at_scale(&mut self, a: Number, scale: u32) -> Proved<Number> {
        match scale.checked_sub(a.scale) {
            None => Err(NotProved),
            Some(0) => Ok(a),
            Some(more) => {
                let by = power_of_ten(more)?;
                let slot = self.times_whole(a.slot, by)?;
                number(slot, scale, product(a.low, by)?, product(a.high, by)?)
            }
        }
    }

    fn times_whole(&mut self, a: Slot, by: i128) -> Proved<Slot> {
        if by == 1 {
            return Ok(a);
        }
        let by = self.whole(by)?;
        self.two(Does::Multiply, a, by)
    }

    fn aligned(&mut self, a: Number, b: Number) -> Proved<(Number, Number)> {
        let scale = a.scale.max(b.scale);
        Ok((self.at_scale(a, scale)?, self.at_scale(b, scale)?))
    }

    pub(crate) fn add(&mut self, a: Number, b: Number) -> Proved<Number> {
        let (a, b) = self.aligned(a, b)?;
        let slot = self.two(Does::Add, a.slot, b.slot)?;
        number(slot, a.scale, sum(a.low, b.low)?, sum(a.high, b.high)?)
    }

    pub(crate) fn subtract(&mut self, a: Number, b: Number) -> Proved<Number> {
        let (a, b) = self.aligned(a, b)?;
        let slot = self.two(Does::Subtract, a.slot, b.slot)?;
        let (low, high) = (a.low.checked_sub(b.high), a.high.checked_sub(b.low));
        number(slot, a.scale, low.ok_or(NotProved)?, high.ok_or(NotProved)?)
    }

    pub(crate) fn multiply(&mut self, a: Number, b: Number) -> Proved<Number> {
        let slot = self.two(Does::Multiply, a.slot, b.slot)?;
        let (low, high) = corners(a, b)?;
        let scale = a.scale.checked_add(b.scale).ok_or(NotProved)?;
        number(slot, scale, low, high)
    }

    fn least(&mut self, a: Number, b: Number) -> Proved<Number> {
        let (a, b) = self.aligned(a, b)?;
        let slot = self.two(Does::Least, a.slot, b.slot)?;
        number(slot, a.scale, a.low.min(b.low), a.high.min(b.high))
    }

    pub(crate) fn greatest(&mut self, a: Number, b: Number) -> Proved<Number> {
        let (a, b) = self.aligned(a, b)?;
        let slot = self.two(Does::Greatest, a.slot, b.slot)?;
        number(slot, a.scale, a.low.max(b.low), a.high.max(b.high))
    }

    /// The lesser of two; of a number and `no limit`, the number.
    pub(crate) fn lesser(&mut self, a: Quantity, b: Quantity) -> Proved<Quantity> {
        let least = self.least(a.number, b.number)?;
        let least = self.choose_number(a.unlimited, b.number, least)?;
        Ok(Quantity {
            number: self.choose_number(b.unlimited, a.number, least)?,
            unlimited: self.both(a.unlimited, b.unlimited)?,
        })
    }

    /// What is made of two, of which a sum, a product and the greater have no limit where one of them has none.
    pub(crate) fn combine(
        &mut self,
        a: Quantity,
        b: Quantity,
        with: fn(&mut Self, Number, Number) -> Proved<Number>,
    ) -> Proved<Quantity> {
        Ok(Quantity {
            number: with(self, a.number, b.number)?,
            unlimited: self.either(a.unlimited, b.unlimited)?,
        })
    }

    /// The quantity where something holds, otherwise nought.
    pub(crate) fn keep(&mut self, a: Quantity, when: Truth) -> Proved<Quantity> {
        let number = match when {
            Truth::Always => a.number,
            Truth::Never => self.zero()?,
            Truth::In(when) => {
                let slot = self.two(Does::Keep, a.number.slot, when)?;
                let (low, high) = (a.number.low.min(0), a.number.high.max(0));
                number(slot, a.number.scale, low, high)?
            }
        };
        Ok(Quantity {
            number,
            unlimited: self.both(a.unlimited, when)?,
        })
    }

    /// One quantity where something holds, otherwise the other.
    pub(crate) fn choose(&mut self, when: Truth, a: Quantity, b: Quantity) -> Proved<Quantity> {
        let not = self.not(when)?;
        let (first, other) = (self.both(when, a.unlimited)?, self.both(not, b.unlimited)?);
        Ok(Quantity {
            number: self.choose_number(when, a.number, b.number)?,
            unlimited: self.either(first, other)?,
        })
    }

    fn choose_number(&mut self, when: Truth, a: Number, b: Number) -> Proved<Number> {
        match when {
            Truth::Always => Ok(a),
            Truth::Never => Ok(b),
            Truth::In(when) => {
                let (a, b) = self.aligned(a, b)?;
                let slot = self.emit(Does::Choose, when, a.slot, b.slot)?;
                number(slot, a.scale, a.low.min(b.low), a.high.max(b.high))
            }
        }
    }

    /// A number to a whole number of parts.
    pub(crate) fn round(&mut self, a: Number, rounding: Rounding) -> Proved<Number> {
        self.scale(a, Decimal::ONE, Decimal::ONE, Some(rounding))
    }

    /// `a × times ÷ over`, rounded as named; where no rounding is named, only where that comes out.
    pub(crate) fn scale(
        &mut self,
        a: Number,
        times: Decimal,
        over: Decimal,
        rounding: Option<Rounding>,
    ) -> Proved<Number> {
        let (times, over) = (times.normalize(), over.normalize());
        let (Some(rounding), true) = (rounding, over > Decimal::ZERO) else {
            let by = crate::exact::divide(times, over).ok_or(NotProved)?;
            let by = self.figure(by)?;
            return self.multiply(a, by);
        };
        let to = positive(rounding.to)?;
        let parts = over.scale().checked_add(to.scale()).ok_or(NotProved)?;
        let (up, down) = apart(parts, a.scale.checked_add(times.scale()).ok_or(NotProved)?)?;
        let times = product(times.mantissa(), up)?;
        let over = product(product(over.mantissa(), to.mantissa())?, down)?;
        let shared = divisor(times, over);
        let (times, over) = (
            times.checked_div(shared).ok_or(NotProved)?,
            over.checked_div(shared).ok_or(NotProved)?,
        );
        let at = |bound: i128, more: i128| {
            let bound = product(bound, times)?.checked_div_euclid(over);
            bound
                .and_then(|bound| bound.checked_add(more))
                .ok_or(NotProved)
        };
        let (one, other) = (at(a.low, 0)?, at(a.high, 0)?);
        let (low, mut high) = (one.min(other), one.max(other));
        let slot = if over == 1 {
            self.times_whole(a.slot, times)?
        } else {
            high = high.checked_add(1).ok_or(NotProved)?;
            let fits = |bound: i128| product(bound, times).is_ok_and(|wide| wide.abs() < FURTHEST);
            if fits(a.low) && fits(a.high) {
                let a = self.times_whole(a.slot, times)?;
                let over = self.whole(over)?;
                self.two(Does::Divide(rounding.direction), a, over)?
            } else {
                let (times, over) = (self.whole(times)?, self.whole(over)?);
                self.emit(Does::Scale(rounding.direction), a.slot, times, over)?
            }
        };
        self.in_parts(slot, to, low, high)
    }

    /// So many times a part.
    fn in_parts(&mut self, slot: Slot, to: Decimal, low: i128, high: i128) -> Proved<Number> {
        let part = to.mantissa();
        let slot = self.times_whole(slot, part)?;
        number(slot, to.scale(), product(low, part)?, product(high, part)?)
    }

    /// A quantity as a step rounds it.
    pub(crate) fn rounded(
        &mut self,
        quantity: Quantity,
        rounding: Option<Rounding>,
    ) -> Proved<Quantity> {
        Ok(match rounding {
            Some(rounding) => Quantity {
                number: self.round(quantity.number, rounding)?,
                ..quantity
            },
            None => quantity,
        })
    }

    /// Tells where something that is divided by may not be more than nought.
    pub(crate) fn positive(&mut self, by: Number, when: Truth) -> Proved<()> {
        if by.low > 0 {
            return Ok(());
        }
        let zero = self.zero()?;
        let is_not = self.compare(by.into(), Comparison::AtMost, zero.into())?;
        let is_not = self.both(is_not, when)?;
        self.open(is_not)
    }

    /// The quotient, rounded as named. What is divided by may be nought or less only where that has been told apart.
    pub(crate) fn divide(&mut self, a: Number, by: Number, rounding: Rounding) -> Proved<Number> {
        let to = positive(rounding.to)?;
        let (up, down) = apart(by.scale.checked_add(to.scale()).ok_or(NotProved)?, a.scale)?;
        let over = product(to.mantissa(), down)?;
        if over <= 0 {
            return Err(NotProved);
        }
        let least = product(by.low.max(1), over)?;
        let slot = self.times_whole(by.slot, over)?;
        let by = number(
            slot,
            by.scale,
            product(by.low, over)?,
            product(by.high, over)?,
        )?;
        let furthest = product(a.low.abs().max(a.high.abs()), up)?;
        let slot = if furthest < FURTHEST {
            let a = self.times_whole(a.slot, up)?;
            self.two(Does::Divide(rounding.direction), a, by.slot)?
        } else {
            let up = self.whole(up)?;
            self.emit(Does::Scale(rounding.direction), a.slot, up, by.slot)?
        };
        let most = furthest
            .checked_div(least)
            .and_then(|most| most.checked_add(1));
        let most = most.ok_or(NotProved)?;
        let low = if a.low >= 0 { 0 } else { most.saturating_neg() };
        self.in_parts(slot, to, low, most)
    }

    // Truths.

    pub(crate) fn both(&mut self, a: Truth, b: Truth) -> Proved<Truth> {
        Ok(match (a, b) {
            (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
            (Truth::Always, other) | (other, Truth::Always) => other,
            (Truth::In(a), Truth::In(b)) => Truth::In(self.two(Does::Keep, a, b)?),
        })
    }

    pub(crate) fn either(&mut self, a: Truth, b: Truth) -> Proved<Truth> {
        Ok(match (a, b) {
            (Truth::Always, _) | (_, Truth::Always) => Truth::Always,
            (Truth::Never, other) | (other, Truth::Never) => other,
            (Truth::In(a), Truth::In(b)) => Truth::In(self.two(Does::Either, a, b)?),
        })
    }

    pub(crate) fn not(&mut self, a: Truth) -> Proved<Truth> {
        Ok(match a {
            Truth::Always => Truth::Never,
            Truth::Never => Truth::Always,
            Truth::In(a) => Truth::In(self.one(Does::Not, a)?),
        })
    }

    /// A truth as a slot.
    pub(crate) fn slot(&mut self, truth: Truth) -> Proved<Slot> {
        match truth {
            Truth::Always => self.constant(-1),
            Truth::Never => self.constant(0),
            Truth::In(slot) => Ok(slot),
        }
    }

    /// Whether at least so many hold.
    pub(crate) fn at_least(&mut self, count: usize, of: &[Truth]) -> Proved<Truth> {
        if count == of.len() {
            return of
                .iter()
                .try_fold(Truth::Always, |all, one| self.both(all, *one));
        }
        if count == 1 {
            return of
                .iter()
                .try_fold(Truth::Never, |any, one| self.either(any, *one));
        }
        let mut held = self.constant(0)?;
        for one in of {
            let one = self.slot(*one)?;
            // A truth is −1.
            held = self.two(Does::Subtract, held, one)?;
        }
        let needed = i64::try_from(count).map_err(|_| NotProved)?;
        let needed = self.constant(needed)?;
        let too_few = Truth::In(self.two(Does::IsUnder, held, needed)?);
        self.not(too_few)
    }

    /// Whether one quantity compares so with another. `No limit` is more than any figure.
    pub(crate) fn compare(&mut self, a: Quantity, is: Comparison, b: Quantity) -> Proved<Truth> {
        use Comparison::{AtLeast, AtMost, Over, Under};
        let figures = self.compare_numbers(a.number, is, b.number)?;
        let certain = |holds: bool| if holds { Truth::Always } else { Truth::Never };
        // By whether the one and the other have no limit.
        let only_left = certain(matches!(is, AtLeast | Over));
        let only_right = certain(matches!(is, AtMost | Under));
        let neither = certain(!matches!(is, Over | Under));
        let with_left = self.choose_truth(b.unlimited, neither, only_left)?;
        let without = self.choose_truth(b.unlimited, only_right, figures)?;
        self.choose_truth(a.unlimited, with_left, without)
    }

    fn choose_truth(&mut self, when: Truth, a: Truth, b: Truth) -> Proved<Truth> {
        let not = self.not(when)?;
        let (a, b) = (self.both(when, a)?, self.both(not, b)?);
        self.either(a, b)
    }

    fn compare_numbers(&mut self, a: Number, is: Comparison, b: Number) -> Proved<Truth> {
        let (a, b) = self.aligned(a, b)?;
        let (does, a, b, negated) = match is {
            Comparison::Equal => (Does::IsEqual, a, b, false),
            Comparison::Under => (Does::IsUnder, a, b, false),
            Comparison::Over => (Does::IsUnder, b, a, false),
            Comparison::AtLeast => (Does::IsUnder, a, b, true),
            Comparison::AtMost => (Does::IsUnder, b, a, true),
        };
        let holds = Truth::In(self.two(does, a.slot, b.slot)?);
        if negated { self.not(holds) } else { Ok(holds) }
    }

    /// Whether a slot holds just this.
    pub(crate) fn is(&mut self, slot: Slot, value: i64) -> Proved<Truth> {
        let value = self.constant(value)?;
        Ok(Truth::In(self.two(Does::IsEqual, slot, value)?))
    }

    /// Where this holds, there is something that is not one exact figure.
    pub(crate) fn open(&mut self, when: Truth) -> Proved<()> {
        match when {
            Truth::Always => Err(NotProved),
            Truth::Never => Ok(()),
            Truth::In(slot) => self.one(Does::Open, slot).map(|_| ()),
        }
    }

    // Lists and tables.

    /// The entry of a list of amounts at a place. Where one is picked that is not one exact figure, or is `None`, and `when`
    /// holds, that is told.
    pub(crate) fn pick(
        &mut self,
        at: Slot,
        list: &[Option<Amount>],
        when: Truth,
    ) -> Proved<Quantity> {
        let figure = |amount: &Option<Amount>| match amount {
            Some(Amount::Exact(figure)) => figure.normalize(),
            _ => Decimal::ZERO,
        };
        let figures: Vec<Decimal> = list.iter().map(figure).collect();
        let scale = figures.iter().map(Decimal::scale).max().unwrap_or(0);
        let entries = figures.iter().map(|figure| at_scale(*figure, scale));
        let entries = entries.collect::<Proved<Vec<_>>>()?;
        let low = entries.iter().copied().min().unwrap_or(0).min(0);
        let high = entries.iter().copied().max().unwrap_or(0).max(0);
        let is_settled =
            |amount: &Option<Amount>| matches!(amount, Some(Amount::Exact(_) | Amount::NoLimit));
        let is_open: Vec<bool> = list.iter().map(|amount| !is_settled(amount)).collect();
        let is_open = self.pick_truth(at, &is_open)?;
        let is_open = self.both(is_open, when)?;
        self.open(is_open)?;
        let is_unlimited = list.iter().map(|amount| *amount == Some(Amount::NoLimit));
        let unlimited = self.pick_truth(at, &is_unlimited.collect::<Vec<_>>())?;
        let list = self.list(entries)?;
        let slot = self.one(Does::Pick(list), at)?;
        Ok(Quantity {
            number: number(slot, scale, low.into(), high.into())?,
            unlimited,
        })
    }

    /// Whether what stands at a place of a list is so.
    pub(crate) fn pick_truth(&mut self, at: Slot, list: &[bool]) -> Proved<Truth> {
        if !list.contains(&true) {
            return Ok(Truth::Never);
        }
        let list = list.iter().map(|holds| truth(*holds)).collect();
        let list = self.list(list)?;
        Ok(Truth::In(self.one(Does::Pick(list), at)?))
    }

    fn list(&mut self, entries: Vec<i64>) -> Proved<u16> {
        let lists = &mut self.tables.lists;
        let place = lists.iter().position(|list| *list == entries);
        let place = place.unwrap_or(lists.len());
        if place == lists.len() {
            lists.push(entries);
        }
        u16::try_from(place).map_err(|_| NotProved)
    }

    /// The place of the band that a number lies in.
    pub(crate) fn band<'a>(
        &mut self,
        at: Number,
        bands: impl Iterator<Item = &'a Band> + Clone,
    ) -> Proved<Slot> {
        let ends = bands
            .clone()
            .flat_map(|band| band.from.into_iter().chain(band.to));
        let scale = ends.map(|end| end.normalize().scale()).max().unwrap_or(0);
        let at = self.at_scale(at, at.scale.max(scale))?;
        let mut places = Bands {
            from: Vec::new(),
            to: Vec::new(),
        };
        for band in bands {
            let from = band
                .from
                .map_or(Ok(i64::MIN), |from| at_scale(from, at.scale))?;
            let to = band.to.map_or(Ok(i64::MAX), |to| at_scale(to, at.scale))?;
            let to = if band.under { to.saturating_sub(1) } else { to };
            let is_apart = places.to.last().is_none_or(|before| *before < from);
            if from > to || !is_apart {
                return Err(NotProved);
            }
            places.from.push(from);
            places.to.push(to);
        }
        let place = u16::try_from(self.tables.bands.len()).map_err(|_| NotProved)?;
        self.tables.bands.push(places);
        self.one(Does::Band(place), at.slot)
    }

    /// What straight lines between printed points give, and on which of them a number lies.
    pub(crate) fn interpolate(
        &mut self,
        at: Number,
        points: &[LinePoint],
        gives: &[Option<Decimal>],
        elsewhere: Option<Decimal>,
        rounding: Rounding,
    ) -> Proved<(Number, Slot)> {
        let to = positive(rounding.to)?;
        let scale = points
            .iter()
            .map(|point| point.at.normalize().scale())
            .max();
        let at = self.at_scale(at, at.scale.max(scale.unwrap_or(0)))?;
        let figures: Vec<Decimal> = gives
            .iter()
            .map(|gives| gives.unwrap_or_default())
            .collect();
        let scale = figures
            .iter()
            .map(|figure| figure.normalize().scale())
            .max();
        let scale = scale.unwrap_or(0);
        let (times, down) = apart(to.scale(), scale)?;
        let over = product(to.mantissa(), down)?;
        let mut line = Line {
            at: Vec::new(),
            gives: Vec::new(),
            rounded: Vec::new(),
            elsewhere: at_scale(elsewhere.unwrap_or_default(), to.scale())?,
            times: i64::try_from(times).map_err(|_| NotProved)?,
            over: i64::try_from(over).map_err(|_| NotProved)?,
            way: rounding.direction,
            to: i64::try_from(to.mantissa()).map_err(|_| NotProved)?,
        };
        for (point, figure) in points.iter().zip(&figures) {
            let place = at_scale(point.at, at.scale)?;
            if line.at.last().is_some_and(|before| *before >= place) {
                return Err(NotProved);
            }
            line.at.push(place);
            line.gives.push(at_scale(*figure, scale)?);
            let rounded = crate::exact::round(*figure, rounding).ok_or(NotProved)?;
            line.rounded.push(at_scale(rounded, to.scale())?);
        }
        // The products between two points have to fit twice the width with room to spare.
        let widest = |of: &[i64]| {
            of.iter()
                .map(|one| i128::from(*one).abs())
                .max()
                .unwrap_or(0)
        };
        let far = product(widest(&line.at), widest(&line.gives))?;
        if product(far, times)?.checked_mul(8).is_none() {
            return Err(NotProved);
        }
        let part = to.mantissa().abs();
        let ends = line.rounded.iter().chain([&line.elsewhere]);
        let (mut low, mut high) = (0_i128, 0_i128);
        for end in ends {
            low = low.min(i128::from(*end).saturating_sub(part));
            high = high.max(i128::from(*end).saturating_add(part));
        }
        let place = u16::try_from(self.tables.lines.len()).map_err(|_| NotProved)?;
        self.tables.lines.push(line);
        let segment = self.one(Does::Segment(place), at.slot)?;
        let slot = self.one(Does::Interpolate(place), at.slot)?;
        Ok((number(slot, to.scale(), low, high)?, segment))
    }
}

/// The slot of an operation, as it stands once a program is finished.
pub(crate) fn settled(slot: Slot, filled: u16) -> Slot {
    match slot.0.checked_sub(MADE) {
        Some(place) => Slot(filled.saturating_add(place)),
        None => slot,
    }
}

fn number(slot: Slot, scale: u32, low: i128, high: i128) -> Proved<Number> {
    let fits = low.unsigned_abs() < FURTHEST.unsigned_abs()
        && high.unsigned_abs() < FURTHEST.unsigned_abs();
    let number = Number {
        slot,
        scale,
        low,
        high,
    };
    (fits && scale <= 18).then_some(number).ok_or(NotProved)
}

/// A part that something is rounded to.
fn positive(part: Decimal) -> Proved<Decimal> {
    (part > Decimal::ZERO)
        .then(|| part.normalize())
        .ok_or(NotProved)
}

/// A figure in parts of a scale, where it comes out.
pub(crate) fn at_scale(figure: Decimal, scale: u32) -> Proved<i64> {
    let parts = i64::try_from(figure.mantissa()).map_err(|_| NotProved)?;
    let power = |power: u32| 10_i64.checked_pow(power).ok_or(NotProved);
    if let Some(more) = scale.checked_sub(figure.scale()) {
        return parts.checked_mul(power(more)?).ok_or(NotProved);
    }
    let by = power(figure.scale().saturating_sub(scale))?;
    match parts.checked_rem(by) {
        Some(0) => parts.checked_div(by).ok_or(NotProved),
        _ => Err(NotProved),
    }
}

pub(crate) fn power_of_ten(power: u32) -> Proved<i128> {
    10_i128.checked_pow(power).ok_or(NotProved)
}

/// What brings a number of parts from one scale to the other: multiplied by the first, or divided by the second.
fn apart(to: u32, from: u32) -> Proved<(i128, i128)> {
    Ok((
        power_of_ten(to.saturating_sub(from))?,
        power_of_ten(from.saturating_sub(to))?,
    ))
}

fn sum(a: i128, b: i128) -> Proved<i128> {
    a.checked_add(b).ok_or(NotProved)
}

fn product(a: i128, b: i128) -> Proved<i128> {
    a.checked_mul(b).ok_or(NotProved)
}

/// The least and the most of a product.
fn corners(a: Number, b: Number) -> Proved<(i128, i128)> {
    let first = product(a.low, b.low)?;
    let (mut low, mut high) = (first, first);
    for (x, y) in [(a.low, b.high), (a.high, b.low), (a.high, b.high)] {
        let corner = product(x, y)?;
        low = low.min(corner);
        high = high.max(corner);
    }
    Ok((low, high))
}

/// The greatest whole number that goes into both.
fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}
