//! Rates: amounts with a name.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{Kinder, Rate, Sureness},
    unit::POUND,
};

use super::{Checking, Known, amounts::Quantity};
use crate::{
    diagnostics::{Code, Finding},
    rules::{Named, Rate as WrittenRate, RateAmount, Rules, Stated, Text, Written},
    source::Span,
};

impl Checking<'_> {
    /// Reads an amount.
    pub(super) fn quantity(&mut self, text: &str, at: Span) -> Option<Quantity> {
        match super::amounts::read(text, &self.words) {
            Ok(quantity) => Some(quantity),
            Err(fault) => {
                self.unread_amounts += 1;
                self.fault(fault, at);
                None
            }
        }
    }

    /// Reads a unit.
    pub(super) fn unit(&mut self, text: &str, at: Span) -> Known<Unit> {
        match self.words.read(text) {
            Ok(unit) => Some(unit),
            Err(fault) => {
                self.fault(fault, at);
                None
            }
        }
    }

    /// Reads the rates.
    pub(super) fn read_rates(&mut self, rules: &Rules) {
        for entry in rules.rates() {
            let index = self.scheme.rates.len();
            self.rates
                .names
                .add(&entry.name, entry.key, index, self.findings);
            let what = format!("the rate `{}`", entry.name);
            let mut rate = Rate {
                id: entry.name.clone(),
                say: spoken(&entry.name),
                amount: Amount::NotPublished,
                dated: Vec::new(),
                unit: Unit::none(),
                asked: String::new(),
                note: String::new(),
                sure: Sureness::Seen,
                kinder: None,
                is_floor: false,
                is_price_rise: false,
                cite: None,
            };
            let mut unit = None;
            if let Some(written) = &entry.value {
                rate.say = said(&written.say, &entry.name);
                rate.asked = written.asked.string();
                rate.note = written.note.string();
                rate.sure = sureness(written.sure.string().as_str());
                rate.kinder = kinder(&written.kinder_when);
                rate.is_price_rise = written.says_how_prices_rose.value() == Some(true);
                rate.is_floor = written.councils_may_not_go_below.value() == Some(true);
                rate.cite = self
                    .sources
                    .cite(&written.source, &what, entry.key, self.findings);
                let declared = written.unit.get().map(|text| self.unit(text, text.at));
                if let (Some(is), false) = (written.is.get(), declared == Some(None)) {
                    let declared = declared.flatten();
                    unit = match &is.value {
                        RateAmount::Changing(amounts) => {
                            self.dated_amounts(is.at, amounts, declared.as_ref(), &mut rate)
                        }
                        RateAmount::One(text) => {
                            let within = self.chosen_within(written);
                            self.rate_amount(text, declared.as_ref(), within, &mut rate)
                        }
                    };
                }
            }
            rate.unit = unit.clone().unwrap_or_default();
            self.check_pennies(&rate, place(entry));
            self.rates.units.push(unit);
            self.scheme.rates.push(rate);
        }
    }

    fn rate_amount(
        &mut self,
        text: &Stated<Text>,
        declared: Option<&Unit>,
        within: Option<(Quantity, Span)>,
        rate: &mut Rate,
    ) -> Known<Unit> {
        let quantity = self.quantity(text, text.at)?;
        rate.amount = quantity.amount;
        let mut amounts = vec![(quantity, text.at)];
        if let Some(within) = within {
            if rate.amount == Amount::NOT_KNOWN {
                rate.amount = not_known_within(within.0.amount);
            }
            amounts.push(within);
        }
        self.unit_of_rate(&rate.id, declared, &amounts, text.at)
    }

    /// What a council may choose of a national rate; `None` where that is anything, or nothing is said of it.
    fn chosen_within(&mut self, written: &WrittenRate) -> Option<(Quantity, Span)> {
        let text = written.councils_may_choose.get()?;
        if text.trim() == ANYTHING {
            return None;
        }
        let quantity = self.quantity(text, text.at)?;
        if not_known_within(quantity.amount) == Amount::NOT_KNOWN {
            self.find(
                Finding::new(
                    Code::BadAmount,
                    text.at,
                    format!("`{}` does not say within what a council chooses", text.trim()),
                )
                .label("no range")
                .advice("Write `anything`, or a range such as `up to 100%`, `from £5 a week` or `0% to 100%`."),
            );
            return None;
        }
        Some((quantity, text.at))
    }

    /// A sum that is paid for a week or longer, and not in whole pennies.
    fn check_pennies(&mut self, rate: &Rate, at: Span) {
        let is_paid = ["week", "four weeks", "month", "year"]
            .iter()
            .any(|period| rate.unit == Unit::of(POUND).per(period));
        let part = rate
            .amounts()
            .filter_map(|amount| amount.figure())
            .find(|figure| figure.normalize().scale() > 2);
        if let Some(figure) = part.filter(|_| is_paid) {
            self.find(
                Finding::new(
                    Code::BadAmount,
                    at,
                    format!(
                        "“{}” is £{figure}, and nobody pays a part of a penny",
                        rate.say
                    ),
                )
                .label("more than two decimal places")
                .advice("Write the amount in pounds and pence."),
            );
        }
    }
}

/// What a council may choose, where nothing bounds that.
const ANYTHING: &str = "anything";

/// What nobody has seen, within what a council may choose.
fn not_known_within(choice: Amount) -> Amount {
    match choice {
        Amount::UpTo(most) => Amount::NotKnown(Decimal::ZERO, Some(most)),
        Amount::From(least) => Amount::NotKnown(least, None),
        Amount::Between(least, most) => Amount::NotKnown(least, Some(most)),
        _ => Amount::NOT_KNOWN,
    }
}

/// Where the amount of a rate stands.
pub(crate) fn place(rate: &Named<WrittenRate>) -> Span {
    let is = rate.value.as_ref().and_then(|written| written.is.at());
    is.unwrap_or(rate.at)
}

/// Which way a figure is better for the person, where the rules say it.
pub(super) fn kinder(written: &Written<Text>) -> Option<Kinder> {
    match written.string().as_str() {
        "higher" => Some(Kinder::Higher),
        "lower" => Some(Kinder::Lower),
        _ => None,
    }
}

fn sureness(word: &str) -> Sureness {
    match word {
        "second hand" => Sureness::SecondHand,
        "contained" => Sureness::Contained,
        "inferred" => Sureness::Inferred,
        "remembered" => Sureness::Remembered,
        _ => Sureness::Seen,
    }
}

/// What a thing is called in plain words: what it says, or its name.
pub(super) fn said(say: &Written<Text>, id: &str) -> String {
    let say = say.string();
    if say.is_empty() { spoken(id) } else { say }
}

/// A name as it is spoken: `your_budget` is `Your budget`.
pub(super) fn spoken(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
