//! Rates that change within an edition, in words: each amount with its days, and which of them the pages have.

use jiff::civil::Date;
use upfront_engine::{
    Scheme,
    scheme::{Dated, Rate},
    words::Words,
};

use super::frame::date;
use crate::check::dated::place;

/// Each amount of a rate that changes, with its days, in a sentence. Empty where the rate does not change.
pub fn amounts(scheme: &Scheme, rate: &Rate, as_of: Option<Date>, words: &Words) -> Vec<String> {
    let used = place(scheme, rate, as_of);
    let sentence = |(index, dated): (usize, &Dated)| {
        let amount = words.amount(dated.amount, &rate.unit);
        let day = |day: &Option<String>| day.as_deref().map(|day| date(day, words));
        let next = rate
            .dated
            .get(index + 1)
            .and_then(|next| next.from.as_deref());
        let last = dated.to.clone().or_else(|| before(next));
        let (from, to) = (day(&dated.from), day(&last));
        let key = match (&from, &to) {
            (Some(_), Some(_)) => "page-amount-from-to",
            (Some(_), None) => "page-amount-from",
            (None, Some(_)) => "page-amount-to",
            (None, None) => "page-amount-always",
        };
        let said = words.say(
            key,
            &[
                ("amount", &amount),
                ("from", &from.unwrap_or_default()),
                ("to", &to.unwrap_or_default()),
            ],
        );
        if Some(index) == used {
            words.say("page-amount-used", &[("said", &said)])
        } else {
            said
        }
    };
    rate.dated.iter().enumerate().map(sentence).collect()
}

/// Since when the amounts that the pages have hold, and when the next change is; empty where no rate changes.
pub fn shown(scheme: &Scheme, as_of: Option<Date>, words: &Words) -> String {
    let day = |dated: &Dated| dated.from.as_deref()?.parse::<Date>().ok();
    let changing = scheme.rates.iter().filter(|rate| !rate.dated.is_empty());
    let (mut since, mut next) = (None, None);
    for rate in changing {
        let (used, later) = rate
            .dated
            .split_at(place(scheme, rate, as_of).map_or(0, |place| place + 1));
        since = since.max(used.last().and_then(day));
        let first = later.first().and_then(day);
        next = next.into_iter().chain(first).min();
    }
    let said = |key: &str, day: Option<Date>| {
        day.map(|day| words.say(key, &[("date", &date(&day.to_string(), words))]))
    };
    let sentences = [
        said("page-dates-since", since),
        said("page-dates-next", next),
    ];
    sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The day before.
fn before(day: Option<&str>) -> Option<String> {
    let day: Date = day?.parse().ok()?;
    Some(day.yesterday().ok()?.to_string())
}
