//! Whose figure it is, national or the council's, and how sure it is.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{
    Amount, Scheme, exact,
    scheme::{National, Origin, Rate, Sureness},
    words::Words,
};

use crate::check::is_kinder;

/// Which national rules the council's were laid over: whose, and of which year. Empty where the scheme extends none.
pub fn national(scheme: &Scheme, words: &Words) -> String {
    let Some(national) = &scheme.national else {
        return String::new();
    };
    let years: BTreeSet<&str> = national
        .bases()
        .filter_map(|base| base.rsplit('/').next())
        .collect();
    let years: Vec<String> = years.into_iter().map(str::to_owned).collect();
    words.say(
        "page-how-national",
        &[("nation", &national.nation), ("year", &words.list(&years))],
    )
}

/// Whose figure a rate is, and whether a council's own is kinder than the national one, and by how much. Empty where
/// the scheme extends no national rules.
pub fn rate(scheme: &Scheme, index: usize, rate: &Rate, words: &Words) -> String {
    let Some(national) = &scheme.national else {
        return String::new();
    };
    let nation = ("nation", national.nation.as_str());
    if matches!(rate.amount, Amount::NotKnown(..)) {
        return words.say("whose-not-known", &[nation]);
    }
    let is_customary = national.customary_rates.contains(&index);
    match national.rates.get(index).copied().unwrap_or_default() {
        Origin::National if is_customary => return words.say("whose-customary", &[nation]),
        Origin::National => return words.say("whose-national", &[nation]),
        Origin::Own => return words.say("whose-own", &[]),
        Origin::Changed => {}
    }
    let Some(Some(amount)) = national.national_rates.get(index) else {
        let key = if is_customary {
            "whose-customary-changed"
        } else {
            "whose-changed"
        };
        return words.say(key, &[nation]);
    };
    let stated = words.amount(*amount, &rate.unit);
    let key = if is_customary {
        "page-rate-customary-changed"
    } else {
        "page-rate-changed"
    };
    let mut sentence = words.say(key, &[nation, ("national", &stated)]);
    let Some(kinder) = is_kinder(rate, *amount) else {
        return sentence;
    };
    let difference = match (rate.amount, *amount) {
        (Amount::Exact(own), Amount::Exact(theirs)) => {
            exact::subtract(own.max(theirs), own.min(theirs))
        }
        _ => None,
    };
    let key = match (kinder, difference.is_some()) {
        (true, true) => "page-rate-kinder-by",
        (true, false) => "page-rate-kinder",
        (false, true) => "page-rate-harsher-by",
        (false, false) => "page-rate-harsher",
    };
    let difference = difference.map_or_else(String::new, |difference| {
        words.difference(difference, &rate.unit)
    });
    sentence.push(' ');
    sentence.push_str(&words.say(key, &[("difference", &difference)]));
    sentence
}

/// Whose question it is. Empty where the scheme extends no national rules.
pub fn question(scheme: &Scheme, index: usize, words: &Words) -> String {
    let is_customary = scheme
        .national
        .as_ref()
        .is_some_and(|national| national.customary_questions.contains(&index));
    let keys = if is_customary {
        [
            "page-question-customary",
            "page-question-customary-changed",
            "page-question-own",
        ]
    } else {
        [
            "page-question-national",
            "page-question-changed",
            "page-question-own",
        ]
    };
    said(
        scheme,
        |national| national.questions.get(index),
        keys,
        words,
    )
}

/// Whose table it is. Empty where the scheme extends no national rules.
pub fn table(scheme: &Scheme, index: usize, words: &Words) -> String {
    let keys = ["whose-national", "whose-changed", "whose-own"];
    said(scheme, |national| national.tables.get(index), keys, words)
}

/// Whose rule it is: the message for a national one, for one in its place, or for one of the council's own.
fn said(
    scheme: &Scheme,
    of: impl Fn(&National) -> Option<&Origin>,
    [theirs, changed, own]: [&str; 3],
    words: &Words,
) -> String {
    let Some(national) = &scheme.national else {
        return String::new();
    };
    let key = match of(national).copied().unwrap_or_default() {
        Origin::National => theirs,
        Origin::Changed => changed,
        Origin::Own => own,
    };
    words.say(key, &[("nation", &national.nation)])
}

/// Whose a rule is, as a mark: a shape and its words.
#[derive(Clone, Debug, Serialize)]
pub struct Whose {
    /// `national` or `own`.
    pub shape: &'static str,
    /// Its words.
    pub text: String,
}

/// The mark of a rule: by its origin, and whether the national rule is only custom. `None`
/// where the scheme extends no national rules, and all are its own.
fn mark(
    scheme: &Scheme,
    origin: impl Fn(&National) -> Option<&Origin>,
    is_customary: bool,
    words: &Words,
) -> Option<Whose> {
    let national = scheme.national.as_ref()?;
    let origin = origin(national).copied().unwrap_or_default();
    let (shape, key) = match (origin, is_customary) {
        (Origin::National, false) => ("national", "page-mark-national"),
        (Origin::National, true) => ("own", "page-mark-customary"),
        (Origin::Changed, _) => ("own", "page-mark-changed"),
        (Origin::Own, _) => ("own", "page-mark-own"),
    };
    let particulars = [
        ("council", scheme.council.as_str()),
        ("nation", national.nation.as_str()),
    ];
    Some(Whose {
        shape,
        text: words.say(key, &particulars),
    })
}

/// The mark of a step.
pub fn mark_of_step(scheme: &Scheme, index: usize, words: &Words) -> Option<Whose> {
    let customary = |national: &National| national.customary_steps.contains(&index);
    let is_customary = scheme.national.as_ref().is_some_and(customary);
    mark(
        scheme,
        |national| national.steps.get(index),
        is_customary,
        words,
    )
}

/// The mark of a rate.
pub fn mark_of_rate(scheme: &Scheme, index: usize, words: &Words) -> Option<Whose> {
    let customary = |national: &National| national.customary_rates.contains(&index);
    let is_customary = scheme.national.as_ref().is_some_and(customary);
    mark(
        scheme,
        |national| national.rates.get(index),
        is_customary,
        words,
    )
}

/// How sure a figure is; empty where it was read in its source.
pub fn sure(sure: Sureness, words: &Words) -> String {
    let key = match sure {
        Sureness::Seen => return String::new(),
        Sureness::SecondHand => "page-sure-second-hand",
        Sureness::Contained => "page-sure-contained",
        Sureness::Inferred | Sureness::Remembered => "page-sure-not-verified",
    };
    words.say(key, &[])
}
