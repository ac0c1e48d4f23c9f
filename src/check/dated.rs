//! Rates whose amount changes within an edition: which amount holds on a day, whether two hold at once, and whether
//! none holds.

use std::{borrow::Cow, collections::BTreeSet, mem};

use jiff::civil::Date;
use upfront_engine::{
    Amount, Scheme, Unit,
    scheme::{Dated, Example, Rate},
};

use super::{Checking, Known, amounts::Quantity, scheme::hash};
use crate::{
    diagnostics::{Code, Finding},
    rules::{Dated as WrittenDated, List},
    source::Span,
};

/// A scheme as it is on a day: each rate that changes has its amount of that day. Where no day is given, it has its
/// newest. Before the edition starts it has that of the first day, and after it has ended that of the last.
pub fn on(scheme: &Scheme, day: Option<Date>) -> Cow<'_, Scheme> {
    let mut scheme = with_rates_of(scheme, day);
    if let Cow::Owned(scheme) = &mut scheme {
        scheme.hash.clear();
        let leads = mem::take(&mut scheme.leads);
        scheme.hash = hash(scheme);
        scheme.leads = leads;
    }
    scheme
}

/// A scheme as it is on the day that an example is for; where it names none, on `day`. It keeps its hash.
pub fn of_example<'s>(scheme: &'s Scheme, example: &Example, day: Option<Date>) -> Cow<'s, Scheme> {
    with_rates_of(scheme, day_of(example).or(day))
}

/// The day that an example is for, where it names one.
pub fn day_of(example: &Example) -> Option<Date> {
    example.on.as_deref()?.parse().ok()
}

/// Whether a rate of a scheme has another amount from some day on.
pub fn changes(scheme: &Scheme) -> bool {
    scheme.rates.iter().any(|rate| !rate.dated.is_empty())
}

/// A scheme as it is on a day, likewise. It keeps its hash.
pub fn with_rates_of(scheme: &Scheme, day: Option<Date>) -> Cow<'_, Scheme> {
    if !changes(scheme) {
        return Cow::Borrowed(scheme);
    }
    let day = day.map(|day| within(scheme, day));
    let mut scheme = scheme.clone();
    for rate in &mut scheme.rates {
        settle(rate, day);
    }
    Cow::Owned(scheme)
}

/// The place of the amount that holds on a day among those of a rate that changes: the newest where no day is given, and
/// `None` where none holds.
pub fn place(scheme: &Scheme, rate: &Rate, day: Option<Date>) -> Option<usize> {
    place_on(rate, day.map(|day| within(scheme, day)))
}

/// The rates that have no amount on a day.
pub fn without_amount(scheme: &Scheme, day: Date) -> impl Iterator<Item = &Rate> {
    let day = within(scheme, day);
    let changing = scheme.rates.iter().filter(|rate| !rate.dated.is_empty());
    changing.filter(move |rate| place_on(rate, Some(day)).is_none())
}

/// A finding for each rate of a scheme that has no amount on the day that was asked for.
pub fn check_day(scheme: &Scheme, day: Date) -> Vec<Finding> {
    without_amount(scheme, day)
        .map(|rate| {
            Finding::nowhere(
                Code::NoAmountThatDay,
                format!("in `{}`, “{}” has no amount on {day}", scheme.id, rate.say),
            )
            .advice("What rests on it is not known. Add the amount that held then, or ask for another day.")
        })
        .collect()
}

/// The day, or that of the edition which is nearest to it.
fn within(scheme: &Scheme, day: Date) -> Date {
    let (first, last) = (parsed(scheme.from.as_ref()), parsed(scheme.to.as_ref()));
    let day = first.map_or(day, |first| day.max(first));
    last.map_or(day, |last| day.min(last))
}

fn parsed(day: Option<&String>) -> Option<Date> {
    day?.parse().ok()
}

fn place_on(rate: &Rate, day: Option<Date>) -> Option<usize> {
    let Some(day) = day else {
        return rate.dated.len().checked_sub(1);
    };
    let starts = |dated: &Dated| parsed(dated.from.as_ref()).is_none_or(|from| from <= day);
    let last = rate.dated.iter().rposition(starts)?;
    let is_over = |dated: &Dated| parsed(dated.to.as_ref()).is_some_and(|to| to < day);
    let ended = rate.dated.get(last).is_none_or(is_over);
    (!ended).then_some(last)
}

/// Gives a rate its amount of a day. Where none holds then, that is not known.
fn settle(rate: &mut Rate, day: Option<Date>) {
    if rate.dated.is_empty() {
        return;
    }
    match place_on(rate, day).and_then(|place| rate.dated.get(place)) {
        Some(dated) => {
            rate.amount = dated.amount;
            rate.cite.clone_from(&dated.cite);
        }
        None => rate.amount = Amount::NotPublished,
    }
}

/// One of several amounts, as it is written.
struct Written {
    from: Option<Date>,
    to: Option<Date>,
    quantity: Option<Quantity>,
    at: Span,
}

impl Checking<'_> {
    /// Reads the amounts of a rate that changes within the edition. The newest is the rate's own.
    pub(super) fn dated_amounts(
        &mut self,
        at: Span,
        amounts: &List<WrittenDated>,
        declared: Option<&Unit>,
        rate: &mut Rate,
    ) -> Known<Unit> {
        let what = format!("the rate `{}`", rate.id);
        let mut all = Vec::new();
        for one in &amounts.items {
            let is = one.is.get();
            let quantity = is.and_then(|text| self.quantity(text, text.at));
            let written = Written {
                from: self.starts(one, all.is_empty()),
                to: one.to.value(),
                at: one.form.at,
                quantity,
            };
            rate.dated.push(Dated {
                from: written.from.map(|day| day.to_string()),
                to: written.to.map(|day| day.to_string()),
                amount: written
                    .quantity
                    .as_ref()
                    .map_or(Amount::NotPublished, |quantity| quantity.amount),
                cite: if one.source.is_written() {
                    self.sources
                        .cite(&one.source, &what, one.form.at, self.findings)
                } else {
                    rate.cite.clone()
                },
            });
            all.push(written);
        }
        if all.is_empty() {
            self.find(
                Finding::new(Code::RateGap, at, format!("{what} has no amount"))
                    .label("an empty list")
                    .advice("Write an amount, such as `is: £21.36 an hour`."),
            );
            return None;
        }
        self.check_days(&rate.say, &all);
        settle(rate, None);
        let count = all.len();
        let quantities: Vec<(Quantity, Span)> = all
            .into_iter()
            .filter_map(|written| Some((written.quantity?, written.at)))
            .collect();
        (quantities.len() == count)
            .then(|| self.unit_of_rate(&rate.id, declared, &quantities, at))
            .flatten()
    }

    /// The first day of one of several amounts. All but the first have to say it.
    fn starts(&mut self, one: &WrittenDated, is_first: bool) -> Option<Date> {
        if !is_first && !one.from.is_written() {
            self.find(
                Finding::new(
                    Code::RateOverlap,
                    one.form.at,
                    "nothing says from when this amount holds instead of the one before",
                )
                .label("no `from` here")
                .advice("Add the first day, such as `from: 2026-10-01`."),
            );
        }
        one.from.value()
    }

    /// Two amounts of one rate on one day, and days on which it has none.
    fn check_days(&mut self, say: &str, all: &[Written]) {
        for pair in all.windows(2) {
            let [one, next] = pair else {
                continue;
            };
            let Some(start) = next.from else {
                continue;
            };
            if one.from.is_some_and(|from| from >= start) || one.to.is_some_and(|to| to >= start) {
                let holds = one.from.filter(|from| *from >= start).unwrap_or(start);
                self.find(
                    Finding::new(
                        Code::RateOverlap,
                        next.at,
                        format!("“{say}” has two amounts on {holds}"),
                    )
                    .label(format!("holds from {start}"))
                    .related(one.at, "still holds then")
                    .advice(
                        "Put the oldest first, and let each end on the day before the next starts.",
                    ),
                );
            } else if let Some(to) = one.to
                && to.tomorrow().is_ok_and(|day| day < start)
            {
                self.no_amount(say, next.at, &format!("between {to} and {start}"));
            }
        }
        let (first, last) = (
            parsed(self.scheme.from.as_ref()),
            parsed(self.scheme.to.as_ref()),
        );
        self.check_days_within(say, all, first, last);
        if let (Some(first), Some(one)) = (first, all.first())
            && let Some(from) = one.from.filter(|from| *from > first)
        {
            let days = format!("from {first}, when the edition starts, until {from}");
            self.no_amount(say, one.at, &days);
        }
        if let Some(one) = all.last()
            && let Some(to) = one.to.filter(|to| last.is_none_or(|last| *to < last))
        {
            self.no_amount(
                say,
                one.at,
                &format!("after {to}, while the edition still holds"),
            );
        }
    }

    /// Amounts that hold on no day of the edition.
    fn check_days_within(
        &mut self,
        say: &str,
        all: &[Written],
        first: Option<Date>,
        last: Option<Date>,
    ) {
        for one in all {
            if let (Some(from), Some(to)) = (one.from, one.to)
                && to < from
            {
                self.never_holds(
                    one.at,
                    format!("“{say}” has an amount to {to} that starts only on {from}"),
                    None,
                );
            }
        }
        for (index, one) in all.iter().enumerate() {
            let Some(from) = one.from else { continue };
            // Of the first, an earlier day says since when it has been so; two on one day are told as such.
            let before = index.checked_sub(1).and_then(|index| all.get(index));
            let follows = before.is_some_and(|before| {
                before.from.is_none_or(|other| other < from)
                    && before.to.is_none_or(|other| other < from)
            });
            let is_before = follows && first.is_some_and(|first| from <= first);
            let is_after = last.is_some_and(|last| from > last);
            if is_before && first == Some(from) {
                self.find(
                    Finding::new(
                        Code::BadDate,
                        one.at,
                        format!("“{say}” changes on {from}, the first day of the edition: the amount before this one never holds"),
                    )
                    .label("holds from the first day")
                    .advice("Take out the amount before this one, or correct the day on which this one starts."),
                );
                continue;
            }
            if is_before || is_after {
                let edge = if is_before { first } else { last };
                let edge = edge.map_or_else(String::new, |edge| edge.to_string());
                let (what, does) = if is_before {
                    ("the amount before this one never holds", "starts")
                } else {
                    ("this amount never holds", "ends")
                };
                let meant = Date::new(from.year(), from.day(), from.month())
                    .ok()
                    .filter(|meant| {
                        *meant != from
                            && first.is_none_or(|first| *meant > first)
                            && last.is_none_or(|last| *meant <= last)
                    });
                self.never_holds(
                    one.at,
                    format!("“{say}” changes on {from}, and the edition {does} on {edge}: {what}"),
                    meant,
                );
            }
        }
    }

    fn never_holds(&mut self, at: Span, message: String, meant: Option<Date>) {
        let finding = Finding::new(Code::BadDate, at, message).label("not a day of this edition");
        self.find(match meant {
            Some(meant) => finding.advice(format!(
                "A date is year, month, day. If {meant} is meant, write `{meant}`."
            )),
            None => finding.advice("Correct the date, or the days of the edition."),
        });
    }

    /// An example for a day on which rates have no amount: which they are.
    pub(super) fn check_amounts_on(&mut self, day: Date, at: Span) -> BTreeSet<usize> {
        let without: Vec<String> = without_amount(&self.scheme, day)
            .map(|rate| format!("“{}”", rate.say))
            .collect();
        let rates = self.scheme.rates.iter().enumerate();
        let places = rates
            .filter(|(_, rate)| without_amount(&self.scheme, day).any(|one| one.id == rate.id))
            .map(|(index, _)| index)
            .collect();
        for say in without {
            self.find(
                Finding::new(Code::RateGap, at, format!("{say} has no amount on {day}"))
                    .label("no amount is known for this day")
                    .advice("Correct the day, or add the amount that held then to the rate."),
            );
        }
        places
    }

    fn no_amount(&mut self, say: &str, at: Span, days: &str) {
        self.find(
            Finding::new(Code::RateGap, at, format!("“{say}” has no amount {days}"))
                .advice("Mend the dates, or add what holds then, `nothing` where it is nothing."),
        );
    }
}
