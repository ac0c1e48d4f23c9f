//! Rates: amounts with a name.

use upfront_engine::{
    Amount, Unit,
    scheme::{Kinder, Rate, Sureness},
    unit::POUND,
};

use super::{Checking, Known, amounts::Quantity};
use crate::{
    diagnostics::{Code, Finding},
    language::{Reader, shapes},
    source::{Node, NodeKind, Span},
};

impl Checking<'_> {
    /// Reads an amount, quietly where the node is no text: that has its finding already.
    pub(super) fn quantity(&mut self, node: &Node) -> Option<Quantity> {
        match super::amounts::read(node.text()?, &self.words) {
            Ok(quantity) => Some(quantity),
            Err(fault) => {
                self.unread_amounts += 1;
                self.fault(fault, node.span);
                None
            }
        }
    }

    /// Reads a unit.
    pub(super) fn unit(&mut self, node: &Node) -> Known<Unit> {
        match self.words.read(node.text()?) {
            Ok(unit) => Some(unit),
            Err(fault) => {
                self.fault(fault, node.span);
                None
            }
        }
    }

    /// Reads the rates.
    pub(super) fn read_rates(&mut self, top: &Reader<'_>) {
        for entry in top.names("rates") {
            let index = self.scheme.rates.len();
            self.rates
                .add(&entry.key, entry.key_span, index, self.findings);
            let what = format!("the rate `{}`", entry.key);
            let mut rate = Rate {
                id: entry.key.clone(),
                say: spoken(&entry.key),
                amount: Amount::NotPublished,
                dated: Vec::new(),
                unit: Unit::none(),
                asked: String::new(),
                note: String::new(),
                sure: Sureness::Seen,
                kinder: None,
                is_floor: false,
                cite: None,
            };
            let mut unit = None;
            if matches!(entry.value.kind, NodeKind::Map(_)) {
                if let Some(reader) = self.open(&entry.value, &shapes::RATE) {
                    rate.say = said(&reader, &entry.key);
                    rate.asked = reader.string("asked");
                    rate.note = reader.string("note");
                    rate.sure = sureness(reader.one_of("sure"));
                    rate.kinder = match reader.one_of("kinder when") {
                        Some("higher") => Some(Kinder::Higher),
                        Some("lower") => Some(Kinder::Lower),
                        _ => None,
                    };
                    rate.is_floor = reader.yes_no("councils may not go below") == Some(true);
                    rate.cite = self.cite(&reader, &what, entry.key_span);
                    let declared = reader.value("unit").map(|node| self.unit(node));
                    if let (Some(node), false) = (reader.value("is"), declared == Some(None)) {
                        let declared = declared.flatten();
                        unit = match &node.kind {
                            NodeKind::List(items) => {
                                self.dated_amounts(node, items, declared.as_ref(), &mut rate)
                            }
                            _ => self.rate_amount(node, declared.as_ref(), &mut rate),
                        };
                    }
                }
            } else {
                rate.cite = self.cite_default(&what, entry.key_span, false);
                unit = self.rate_amount(&entry.value, None, &mut rate);
            }
            rate.unit = unit.clone().unwrap_or_default();
            let at = entry
                .value
                .entry("is")
                .map_or(entry.value.span, |is| is.value.span);
            self.check_pennies(&rate, at);
            self.rate_places.push(at);
            self.rate_units.push(unit);
            self.scheme.rates.push(rate);
        }
    }

    fn rate_amount(
        &mut self,
        node: &Node,
        declared: Option<&Unit>,
        rate: &mut Rate,
    ) -> Known<Unit> {
        let quantity = self.quantity(node)?;
        rate.amount = quantity.amount;
        self.unit_of_rate(&rate.id, declared, &[(quantity, node.span)], node.span)
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

fn sureness(word: Option<&str>) -> Sureness {
    match word {
        Some("second hand") => Sureness::SecondHand,
        Some("contained") => Sureness::Contained,
        Some("inferred") => Sureness::Inferred,
        Some("remembered") => Sureness::Remembered,
        _ => Sureness::Seen,
    }
}

/// What a thing is called in plain words: what it says, or its name.
pub(super) fn said(reader: &Reader<'_>, id: &str) -> String {
    let say = reader.string("say");
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
