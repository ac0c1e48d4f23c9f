//! Whose figure it is, national or the council's, and how sure it is.

use upfront_engine::{
    Amount, Scheme, exact,
    scheme::{Origin, Rate, Sureness},
    words::Words,
};

use crate::check::is_kinder;

/// Whose figure a rate is, and whether a council's own is kinder than the national one, and by how much. Empty where
/// the scheme extends no national rules.
pub fn rate(scheme: &Scheme, index: usize, rate: &Rate, words: &Words) -> String {
    let Some(national) = &scheme.national else {
        return String::new();
    };
    let nation = ("nation", national.nation.as_str());
    match national.rates.get(index).copied().unwrap_or_default() {
        Origin::National => return words.say("whose-national", &[nation]),
        Origin::Own => return words.say("whose-own", &[]),
        Origin::Changed => {}
    }
    let Some(Some(amount)) = national.national_rates.get(index) else {
        return words.say("whose-changed", &[nation]);
    };
    let stated = words.amount(*amount, &rate.unit);
    let mut sentence = words.say("page-rate-changed", &[nation, ("national", &stated)]);
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
        words.quantity(difference, &rate.unit)
    });
    sentence.push(' ');
    sentence.push_str(&words.say(key, &[("difference", &difference)]));
    sentence
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
