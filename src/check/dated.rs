//! Rates whose amount changes within an edition: which amount holds on a day, whether two hold at once, and whether
//! none holds.

use std::borrow::Cow;

use jiff::civil::Date;
use upfront_engine::{
    Amount, Scheme, Unit,
    scheme::{Dated, Example, Rate},
};

use super::{Checking, Known, amounts::Quantity, scheme::hash};
use crate::{
    diagnostics::{Code, Finding},
    language::{Reader, shapes},
    source::{Node, Span},
};

/// A scheme as it is on a day: each rate that changes has its amount of that day. Where no day is given, it has its
/// newest. On a day before its first it has that, and on one after its last that.
pub fn on(scheme: &Scheme, day: Option<Date>) -> Cow<'_, Scheme> {
    let mut scheme = with_rates_of(scheme, day);
    if let Cow::Owned(scheme) = &mut scheme {
        scheme.hash.clear();
        scheme.hash = hash(scheme);
    }
    scheme
}

/// A scheme as it is on the day that an example is for; where it names none, on `day`. It keeps its hash.
pub fn of_example<'s>(scheme: &'s Scheme, example: &Example, day: Option<Date>) -> Cow<'s, Scheme> {
    let own = example.on.as_deref().and_then(|on| on.parse().ok());
    with_rates_of(scheme, own.or(day))
}

fn with_rates_of(scheme: &Scheme, day: Option<Date>) -> Cow<'_, Scheme> {
    if scheme.rates.iter().all(|rate| rate.dated.is_empty()) {
        return Cow::Borrowed(scheme);
    }
    let mut scheme = scheme.clone();
    for rate in &mut scheme.rates {
        settle(rate, day);
    }
    Cow::Owned(scheme)
}

/// The place of the amount that holds on a day among those of a rate that changes.
pub fn place(rate: &Rate, day: Option<Date>) -> usize {
    let starts = |dated: &Dated| {
        let from = dated.from.as_deref().and_then(|from| from.parse().ok());
        day.is_none_or(|day| from.is_none_or(|from: Date| from <= day))
    };
    rate.dated.iter().rposition(starts).unwrap_or_default()
}

fn settle(rate: &mut Rate, day: Option<Date>) {
    if let Some(dated) = rate.dated.get(place(rate, day)) {
        rate.amount = dated.amount;
        rate.cite.clone_from(&dated.cite);
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
        node: &Node,
        items: &[Node],
        declared: Option<&Unit>,
        rate: &mut Rate,
    ) -> Known<Unit> {
        let what = format!("the rate `{}`", rate.id);
        let mut all = Vec::new();
        for item in items {
            let Some(reader) = self.open(item, &shapes::DATED) else {
                continue;
            };
            let quantity = reader.value("is").and_then(|is| self.quantity(is));
            let written = Written {
                from: self.starts(&reader, all.is_empty()),
                to: reader.date("to"),
                at: reader.span(),
                quantity,
            };
            rate.dated.push(Dated {
                from: written.from.map(|day| day.to_string()),
                to: written.to.map(|day| day.to_string()),
                amount: written
                    .quantity
                    .as_ref()
                    .map_or(Amount::NotPublished, |quantity| quantity.amount),
                cite: if reader.is_written("source") {
                    self.cite(&reader, &what, item.span)
                } else {
                    rate.cite.clone()
                },
            });
            all.push(written);
        }
        if all.is_empty() {
            self.find(
                Finding::new(Code::RateGap, node.span, format!("{what} has no amount"))
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
            .then(|| self.unit_of_rate(&rate.id, declared, &quantities, node.span))
            .flatten()
    }

    /// The first day of one of several amounts. All but the first have to say it.
    fn starts(&mut self, reader: &Reader<'_>, is_first: bool) -> Option<Date> {
        if !is_first && !reader.is_written("from") {
            self.find(
                Finding::new(
                    Code::RateOverlap,
                    reader.span(),
                    "nothing says from when this amount holds instead of the one before",
                )
                .label("no `from` here")
                .advice("Add the first day, such as `from: 2026-10-01`."),
            );
        }
        reader.date("from")
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
        let edition =
            |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok());
        let (first, last) = (edition(&self.scheme.from), edition(&self.scheme.to));
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

    fn no_amount(&mut self, say: &str, at: Span, days: &str) {
        self.find(
            Finding::new(Code::RateGap, at, format!("“{say}” has no amount {days}"))
                .advice("Mend the dates, or add what holds then, `nothing` where it is nothing."),
        );
    }
}
