//! Units and periods: what meets must be counted in the same, and weeks never meet years by themselves.

use std::{cmp::Reverse, collections::BTreeMap};

use upfront_engine::{Amount, Decimal, Unit, unit::POUND};

use super::{
    Checking, Known,
    amounts::{Quantity, Written},
    operands::{Counted, Typed},
    unit_words::{PERIODS, in_words},
};
use crate::{
    diagnostics::{Code, Finding},
    source::Span,
};

/// The periods that a unit is over.
fn periods(unit: &Unit) -> Vec<&str> {
    unit.over_words()
        .filter(|word| PERIODS.contains(word))
        .collect()
}

/// A unit without its periods.
fn without_periods(unit: &Unit) -> Unit {
    periods(unit)
        .into_iter()
        .fold(unit.clone(), |unit, period| unit.times(&Unit::of(period)))
}

/// The conversion that a council would name to go from one period to another, and the other way.
fn conversion(a: &str, b: &str) -> Option<&'static str> {
    const CONVERSIONS: &[(&str, &str, &str)] = &[
        ("week", "year", "52 weeks a year"),
        ("week", "financial year", "52 weeks a financial year"),
        ("week", "four weeks", "4 weeks every four weeks"),
        ("week", "month", "12 months a year` and `52 weeks a year"),
        ("day", "week", "7 days a week"),
        ("day", "year", "365 days a year"),
        ("month", "year", "12 months a year"),
        ("month", "six months", "6 months every six months"),
        ("month", "financial year", "12 months a financial year"),
        ("four weeks", "year", "13 four weeks a year"),
        ("six months", "year", "2 six months a year"),
    ];
    CONVERSIONS
        .iter()
        .find(|(one, other, _)| (*one, *other) == (a, b) || (*one, *other) == (b, a))
        .map(|(_, _, with)| *with)
}

/// Two units that do not meet: `here` stands at the place, `there` is what it meets.
pub(super) fn clash(here: &Unit, there: &Unit, at: Span) -> Finding {
    let (ours, theirs) = (in_words(here), in_words(there));
    if without_periods(here) == without_periods(there) {
        let finding = Finding::new(
            Code::PeriodClash,
            at,
            format!("{ours} cannot meet {theirs}: the periods are not the same"),
        )
        .label(format!("this is in {ours}"));
        let (mine, other) = (periods(here), periods(there));
        return match (mine.first(), other.first()) {
            (Some(mine), Some(other)) => match conversion(mine, other) {
                Some(with) => finding.advice(format!(
                    "Convert one of them in a step of its own: `convert: …`, `to: {theirs}`, `with: {with}`."
                )),
                None => finding.advice(format!(
                    "Convert one of them in a step of its own: `convert: …`, `to: {theirs}`, `with:` how many there are."
                )),
            },
            _ => finding.advice(format!(
                "Say the period: one is in {ours}, the other in {theirs}."
            )),
        };
    }
    let finding = Finding::new(Code::UnitClash, at, format!("{ours} cannot meet {theirs}"))
        .label(format!("this is in {ours}"));
    let counts_points = |unit: &Unit| unit.counted().any(|word| word == "point");
    let counts_pounds = |unit: &Unit| unit.counted().any(|word| word == POUND);
    if counts_points(here) && counts_pounds(there) || counts_pounds(here) && counts_points(there) {
        finding.advice("Points become pounds by a rate (`units: …`, `at: …`) or by a table (`look up: …`, `in: …`).")
    } else if here.is_share() || there.is_share() {
        finding.advice("Take a percentage with `share: 90%`, `of: …`.")
    } else {
        finding.advice("Both must be counted in the same.")
    }
}

impl Checking<'_> {
    /// What several operands are counted in, all in the same; those that are not are findings.
    pub(super) fn agree<'t>(&mut self, parts: impl IntoIterator<Item = &'t Typed>) -> Counted {
        let mut first: Option<(&Unit, Span)> = None;
        let mut outcome = Counted::Any;
        for part in parts {
            match (&part.counted, first) {
                (Counted::Any, _) => {}
                (Counted::Unknown, _) => outcome = Counted::Unknown,
                (Counted::In(unit), None) => {
                    first = Some((unit, part.at));
                    if outcome == Counted::Any {
                        outcome = Counted::In(unit.clone());
                    }
                }
                (Counted::In(unit), Some((expected, place))) => {
                    if unit != expected {
                        let words = in_words(expected);
                        self.find(
                            clash(unit, expected, part.at)
                                .related(place, format!("this is in {words}")),
                        );
                        outcome = Counted::Unknown;
                    }
                }
            }
        }
        // One that is not known may be in the unit of the others: what they agree on is still good.
        match (outcome, first) {
            (Counted::Unknown, _) => Counted::Unknown,
            (_, Some((unit, _))) => Counted::In(unit.clone()),
            (outcome, None) => outcome,
        }
    }

    /// The unit of amounts that stand together, such as the rows of a table, where `declared` says it or most of the
    /// amounts do, so that a finding blames the odd one; `None` where there is a finding about it, or nothing says it and `needed` is false.
    pub(super) fn common_unit(
        &mut self,
        declared: Option<&Unit>,
        amounts: &[(Quantity, Span)],
        missing_at: Span,
    ) -> Known<Unit> {
        let written = amounts
            .iter()
            .filter_map(|(quantity, at)| match &quantity.written {
                Written::Unit(unit) => Some((unit, *at)),
                Written::Bare | Written::Any => None,
            });
        let mut told: BTreeMap<&Unit, (usize, usize, Span)> = BTreeMap::new();
        for (index, (unit, at)) in written.enumerate() {
            told.entry(unit).or_insert((0, index, at)).0 += 1;
        }
        // Of units that are written equally often, the one that stands first.
        let usual = told
            .into_iter()
            .max_by_key(|(_, (count, first, _))| (*count, Reverse(*first)))
            .map(|(unit, (_, _, at))| (unit, at));
        let unit = match (declared, usual) {
            (Some(declared), _) => declared.clone(),
            (None, Some((unit, _))) => unit.clone(),
            (None, None) => {
                if amounts.iter().all(|(quantity, _)| {
                    quantity.written == Written::Any && quantity.amount != Amount::NOTHING
                }) && !amounts.is_empty()
                {
                    self.find(
                        Finding::new(
                            Code::MissingUnit,
                            missing_at,
                            "nothing says what these amounts are counted in",
                        )
                        .advice("Add `unit:`, such as `unit: £ a week`."),
                    );
                    return None;
                }
                Unit::none()
            }
        };
        let mut fits = true;
        for (quantity, at) in amounts {
            match &quantity.written {
                Written::Unit(own) if *own != unit => {
                    let mut finding = clash(own, &unit, *at);
                    if let (None, Some((_, place))) = (declared, usual) {
                        let words = in_words(&unit);
                        finding.advice = vec![format!("Write it in {words}, as the others are.")];
                        finding = finding.related(place, format!("this is in {words}"));
                    }
                    self.find(finding);
                    fits = false;
                }
                Written::Bare if declared.is_none() && !unit.is_none() => {
                    self.find(without_unit(quantity, &unit, *at));
                    fits = false;
                }
                _ => {}
            }
        }
        fits.then_some(unit)
    }

    /// Whether an amount can stand where a unit is expected; a plain number may, except for money.
    pub(super) fn fits_place(&mut self, quantity: &Quantity, unit: &Unit, at: Span) -> bool {
        match &quantity.written {
            Written::Unit(own) if own != unit => {
                self.find(clash(own, unit, at));
                false
            }
            Written::Bare if unit.is_money() => {
                self.find(without_unit(quantity, unit, at));
                false
            }
            _ => true,
        }
    }
}

/// A figure without a unit where one is needed.
fn without_unit(quantity: &Quantity, unit: &Unit, at: Span) -> Finding {
    let unit = in_words(unit);
    let figure = quantity.amount.figure().unwrap_or(Decimal::ZERO);
    let instead = match unit.strip_prefix(POUND) {
        Some(rest) => format!("£{figure}{rest}"),
        None => format!("{figure} {unit}"),
    };
    Finding::new(
        Code::MissingUnit,
        at,
        format!("`{figure}` does not say what it is counted in"),
    )
    .advice(format!("Write `{instead}`."))
}
