//! The message catalogue, and amounts and lists put into its words.
//!
//! A catalogue is one language's messages by key, with `{placeholders}`. It comes from the theme
//! (`messages/en.yaml`), so a working can be read in Welsh as well as in English.

#[cfg(feature = "describe")]
use alloc::collections::BTreeMap;
#[cfg(feature = "describe")]
use alloc::sync::Arc;
use alloc::{
    borrow::Cow,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use rust_decimal::Decimal;

#[cfg(feature = "describe")]
use crate::by_name::Index;
use crate::{
    amount::Amount,
    by_name::ByName,
    said::Said,
    scheme::Scheme,
    unit::{PERCENT, POUND, Unit, is_period},
    value::{Limit, Reason, Value},
};

/// Messages by key, with `{placeholders}`.
#[derive(Clone, Default)]
pub struct Words {
    /// All of them; on a site only a scheme's own, which stand before those of the same key that all schemes share.
    messages: ByName<String>,
    #[cfg(feature = "describe")]
    shared: Arc<Shared>,
}

/// What the catalogues of many schemes have in common.
#[cfg(feature = "describe")]
#[derive(Default)]
struct Shared {
    messages: ByName<String>,
    /// Where to find them: a site asks a million times.
    index: Index,
}

/// What differs between two catalogues is their messages.
impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Words {}

#[cfg(feature = "json")]
impl serde::Serialize for Words {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl FromIterator<(String, String)> for Words {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(messages: I) -> Self {
        #[cfg(feature = "describe")]
        let messages = ByName::from(messages.into_iter().collect::<BTreeMap<_, _>>());
        #[cfg(not(feature = "describe"))]
        let messages = messages.into_iter().collect();
        Self::of(messages)
    }
}

impl Words {
    #[cfg(feature = "describe")]
    fn of(messages: ByName<String>) -> Self {
        let index = Index::of(&messages);
        Self {
            messages: ByName::new(),
            shared: Arc::new(Shared { messages, index }),
        }
    }

    #[cfg(not(feature = "describe"))]
    #[inline]
    const fn of(messages: ByName<String>) -> Self {
        Self { messages }
    }

    /// Every message with its key, in the order of the keys.
    #[cfg(feature = "describe")]
    fn iter(&self) -> impl Iterator<Item = (&str, &String)> {
        let shared = self.shared.messages.iter();
        // Of a key that stands twice, the last counts.
        let all: BTreeMap<&str, &String> = shared.chain(self.messages.iter()).collect();
        all.into_iter()
    }

    #[cfg(not(feature = "describe"))]
    #[inline]
    fn iter(&self) -> impl Iterator<Item = (&str, &String)> {
        self.messages.iter()
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(key, _)| key)
    }

    /// The messages whose key starts so, as a catalogue of their own.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        self.iter()
            .filter(|(key, _)| keep(key))
            .map(|(key, text)| (key.into(), text.clone()))
            .collect()
    }

    /// A message as it stands, its placeholders too; `None` where there is none.
    pub fn get(&self, key: &str) -> Option<&str> {
        let text = self.messages.get(key);
        #[cfg(feature = "describe")]
        let text = text.or_else(|| self.shared.index.get(&self.shared.messages, key));
        text.map(String::as_str)
    }

    /// This catalogue with the scheme's own words for units; itself where it has them already.
    #[must_use]
    pub fn for_scheme(&self, scheme: &Scheme) -> Cow<'_, Self> {
        let mut own = Vec::new();
        for (unit, word) in scheme.units.iter() {
            let per = self.say("per-any", &[("unit", &word.one)]);
            own.extend([
                (["unit-", unit, "-one"].concat(), word.one.clone()),
                (["unit-", unit, "-many"].concat(), word.many.clone()),
                (["per-", unit].concat(), per),
            ]);
        }
        own.retain(|(key, said)| self.get(key) != Some(said));
        if own.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut words = self.clone();
        for (key, said) in own {
            words.messages.insert(key, said);
        }
        Cow::Owned(words)
    }

    /// A message with its placeholders filled in. A key that the catalogue lacks is shown as it is.
    pub fn say(&self, key: &str, fill: &[(&str, &str)]) -> String {
        let Some(message) = self.get(key) else {
            return key.to_string();
        };
        let mut text = String::with_capacity(message.len());
        let mut rest = message;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            match fill.iter().find(|(placeholder, _)| *placeholder == name) {
                Some((_, value)) => text.push_str(value),
                None => text.push_str(name),
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }

    /// `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                self.say("list", &[("first", &joined(first, ", ")), ("last", last)])
            }
        }
    }

    /// How a unit is said.
    pub(crate) fn said(&self, unit: &Unit) -> Said {
        if unit.is_test() {
            return Said {
                is_test: true,
                one: self.say("test-met", &[]),
                many: self.say("test-not-met", &[]),
                ..Said::default()
            };
        }
        let counted = |many: &str| {
            let mut text = String::new();
            let words = unit.counted();
            for word in words.filter(|word| *word != POUND && *word != PERCENT) {
                text.push(' ');
                text.push_str(&self.say(&["unit-", word, "-", many].concat(), &[]));
            }
            // The period is said last: `£400 per family a year`.
            let shared = unit.over_words().filter(|word| !is_period(word));
            for word in shared.chain(unit.over_words().filter(|word| is_period(word))) {
                text.push(' ');
                text.push_str(&self.say(&["per-", word].concat(), &[]));
            }
            text
        };
        Said {
            is_test: false,
            is_money: unit.is_money(),
            is_percent: unit.counted().any(|word| word == PERCENT),
            one: counted("one"),
            many: counted("many"),
        }
    }

    /// A figure with its unit: `£1,234.50 a week`, `115 points`, `90%`.
    pub fn quantity(&self, figure: Decimal, unit: &Unit) -> String {
        let mut text = String::new();
        self.said(unit).quantity(figure, &mut text);
        text
    }

    /// How a difference of two figures of a unit is said: see [`Words::difference`].
    pub(crate) fn difference_said(&self, unit: &Unit) -> Said {
        let mut said = self.said(unit);
        if unit.is_share() {
            said.is_percent = false;
            said.one
                .insert_str(0, &[" ", &self.say("percentage-point", &[])].concat());
            said.many
                .insert_str(0, &[" ", &self.say("percentage-points", &[])].concat());
        }
        said
    }

    /// How far apart two figures of a unit are: `£5 a week`, and for percentages `15 percentage points`, because what
    /// lies between 85% and 100% is 15% of neither.
    pub fn difference(&self, figure: Decimal, unit: &Unit) -> String {
        let mut text = String::new();
        self.difference_said(unit).quantity(figure, &mut text);
        text
    }

    /// A unit by itself, as a heading: `£ a week`, `points`.
    pub fn unit(&self, unit: &Unit) -> String {
        if unit.is_none() {
            return self.say("unit-plain", &[]);
        }
        let text = self.quantity(Decimal::TWO, unit);
        let bare = text.replacen('2', "", 1);
        bare.trim().to_string()
    }

    /// A unit within a sentence: `pounds a week`, `points`.
    #[cfg(feature = "describe")]
    pub(crate) fn unit_in_words(&self, unit: &Unit) -> String {
        self.unit(unit)
            .replacen('£', &self.say("unit-pounds", &[]), 1)
    }

    /// A published amount with its unit, as the rules would write it.
    pub fn amount(&self, amount: Amount, unit: &Unit) -> String {
        self.amount_said(amount, &self.said(unit))
    }

    pub(crate) fn amount_said(&self, amount: Amount, said: &Said) -> String {
        let of = |figure: Decimal| {
            let mut text = String::new();
            said.quantity(figure, &mut text);
            text
        };
        match amount {
            Amount::Exact(figure) if figure.is_zero() && said.is_money => {
                self.say("amount-nothing", &[])
            }
            Amount::Exact(figure) => of(figure),
            Amount::UpTo(figure) => self.say("amount-up-to", &[("amount", &of(figure))]),
            Amount::From(figure) => self.say("amount-from", &[("amount", &of(figure))]),
            Amount::Between(low, high) => self.range(low, high, said),
            Amount::CaseByCase => self.say("amount-case-by-case", &[]),
            Amount::NotPublished => self.say("amount-not-published", &[]),
            Amount::NotKnown(..) => self.say("amount-not-known", &[]),
            Amount::NoLimit => self.say("amount-no-limit", &[]),
        }
    }

    /// A range as it is printed: `£4 to £6 a week`.
    fn range(&self, low: Decimal, high: Decimal, said: &Said) -> String {
        let (mut least, mut most) = (String::new(), String::new());
        said.number(low, &mut least);
        said.quantity(high, &mut most);
        self.say("amount-between", &[("low", &least), ("high", &most)])
    }

    /// A value with its unit: exact, a range, a ceiling, or that it cannot be worked out.
    pub fn value(&self, value: &Value, unit: &Unit) -> String {
        let mut text = String::new();
        self.put_value(value, &self.said(unit), &mut text);
        text
    }

    /// Writes a value with its unit.
    pub(crate) fn put_value(&self, value: &Value, said: &Said, out: &mut String) {
        match value.exact() {
            Some(figure) => said.quantity(figure, out),
            None => out.push_str(&self.open_value(value, said)),
        }
    }

    /// A value that is not one exact figure.
    fn open_value(&self, value: &Value, said: &Said) -> String {
        if said.is_test {
            return self.say("test-not-known", &[]);
        }
        if value.limit == Limit::Absent {
            return self.say("amount-no-limit", &[]);
        }
        if value.limit == Limit::Either {
            let figure = Value::between(value.low, value.high, value.why.clone());
            let mut amount = String::new();
            self.put_value(&figure, said, &mut amount);
            return self.say("value-or-no-limit", &[("amount", &amount)]);
        }
        if let ([Reason::Printed(_), ..], Some(low), Some(high)) =
            (&*value.why, value.low, value.high)
            && value
                .why
                .iter()
                .all(|why| matches!(why, Reason::Printed(_)))
        {
            return self.range(low, high, said);
        }
        let has = |wanted: fn(&Reason) -> bool| value.why.iter().any(wanted);
        let unknown = has(|why| matches!(why, Reason::Unknown(_)));
        let open = value.high.is_none() && value.low.is_none_or(|low| low.is_zero());
        let kind = if has(|why| matches!(why, Reason::TooLarge(_))) {
            return self.say("value-too-large", &[]);
        } else if open && unknown {
            // While answers are missing, nothing says yet that the rules leave it open for this person.
            "unknown"
        } else if has(|why| matches!(why, Reason::OutsideTable(_))) {
            return self.say("value-outside-table", &[]);
        } else if !unknown && has(|why| matches!(why, Reason::NotPublished(_))) {
            "not-published"
        } else if !unknown && has(|why| matches!(why, Reason::NotKnown(_))) {
            "not-known"
        } else if has(|why| matches!(why, Reason::CaseByCase(_))) {
            "case-by-case"
        } else if unknown {
            "unknown"
        } else {
            "published"
        };
        // A ceiling says nothing of its least, and no figure is known to be under nothing.
        let ceiling = kind == "published" && !has(|why| matches!(why, Reason::From(_)));
        let low = value.low.filter(|low| !ceiling && !low.is_zero());
        let bounds = match (low, value.high) {
            (Some(_), Some(_)) => "between",
            (Some(_), None) => "at-least",
            (None, Some(_)) if kind == "unknown" && value.low.is_some() => "between",
            (None, Some(_)) => "at-most",
            (None, None) if kind == "unknown" && value.low.is_some() => "or-more",
            (None, None) => "open",
        };
        let (mut low, mut least, mut most) = (String::new(), String::new(), String::new());
        said.number(value.low.unwrap_or_default(), &mut low);
        said.quantity(value.low.unwrap_or_default(), &mut least);
        said.quantity(value.high.unwrap_or_default(), &mut most);
        self.say(
            &chained(&["value-", kind, "-", bounds]),
            &[("low", &low), ("low-amount", &least), ("high", &most)],
        )
    }
}

/// Texts one after another. The library's own way weighs more on every page that loads the engine.
pub(crate) fn chained(texts: &[&str]) -> String {
    let mut chained = String::new();
    for text in texts {
        chained.push_str(text);
    }
    chained
}

/// Texts one after another, with a text between.
pub(crate) fn joined(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Place;

    fn words() -> Words {
        [
            ("list", "{first} and {last}"),
            ("unit-point-one", "point"),
            ("unit-point-many", "points"),
            ("unit-hour-many", "hours"),
            ("per-week", "a week"),
            ("per-family", "per family"),
            ("amount-nothing", "nothing"),
            ("amount-no-limit", "no limit"),
            ("amount-up-to", "up to {amount}"),
            ("value-published-at-most", "up to {high}"),
            ("value-unknown-between", "between {low} and {high}"),
            ("value-or-no-limit", "{amount}, or no limit"),
            ("value-unknown-open", "cannot be worked out yet"),
            ("value-unknown-or-more", "{low-amount} or more"),
            (
                "value-not-published-open",
                "cannot be worked out: not published",
            ),
            ("value-not-published-at-most", "at most {high}"),
        ]
        .map(|(key, text)| (key.to_string(), text.to_string()))
        .into_iter()
        .collect()
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn figures_read_as_people_write_them() {
        let (words, pounds) = (words(), Unit::of("£").per("week"));
        assert_eq!(words.quantity(d("1234.5"), &pounds), "£1,234.50 a week");
        assert_eq!(words.quantity(d("500.00"), &pounds), "£500 a week");
        assert_eq!(words.quantity(d("-12.3"), &pounds), "−£12.30 a week");
        assert_eq!(
            words.quantity(d("1234567"), &Unit::of("£").per("family").per("week")),
            "£1,234,567 per family a week"
        );
        assert_eq!(words.quantity(d("1"), &Unit::of("point")), "1 point");
        assert_eq!(
            words.quantity(d("69.60"), &Unit::of("point")),
            "69.6 points"
        );
        assert_eq!(
            words.quantity(d("14.5"), &Unit::of("hour").per("week")),
            "14.5 hours a week"
        );
        assert_eq!(words.quantity(d("90"), &Unit::of("%")), "90%");
        assert_eq!(words.unit(&pounds), "£ a week");
        assert_eq!(words.amount(Amount::NOTHING, &pounds), "nothing");
        assert_eq!(
            words.amount(Amount::NOTHING, &Unit::of("point")),
            "0 points"
        );
    }

    #[test]
    fn a_value_says_what_is_known_of_it() {
        let (words, pounds) = (words(), Unit::of("£").per("week"));
        let published = |amount| Value::published(amount, Place::Rate(0));
        let fifty = Value::of(d("50"));
        let ceiling = published(Amount::UpTo(d("300")));
        assert_eq!(
            words.value(&ceiling.plus(&fifty, 0), &pounds),
            "up to £350 a week"
        );
        let no_limit = published(Amount::NoLimit);
        assert_eq!(words.value(&no_limit, &pounds), "no limit");
        let choice = fifty.or(&no_limit).because(Reason::Unknown(0));
        assert_eq!(words.value(&choice, &pounds), "£50 a week, or no limit");
        let withheld = published(Amount::NotPublished);
        assert_eq!(
            words.value(&withheld, &pounds),
            "cannot be worked out: not published"
        );
        let mut unanswered = withheld.clone();
        unanswered.add_reasons(&[Reason::Unknown(0), Reason::OutsideTable(0)]);
        assert_eq!(words.value(&unanswered, &pounds), "£0 a week or more");
        assert_eq!(
            words.value(&withheld.least(&fifty), &pounds),
            "at most £50 a week"
        );
        assert_eq!(
            words.value(&withheld.times(&Value::of(d("0")), 0), &pounds),
            "£0 a week"
        );
        let open = fifty.or(&Value::of(d("0"))).because(Reason::Unknown(0));
        assert_eq!(words.value(&open, &pounds), "between £0 and £50 a week");
    }

    #[test]
    fn a_message_keeps_its_braces_apart_and_a_missing_key_is_shown() {
        let words: Words = [("a".to_string(), "{one} {two} {".to_string())]
            .into_iter()
            .collect();
        assert_eq!(
            words.say("a", &[("one", "{two}"), ("two", "2")]),
            "{two} 2 "
        );
        assert_eq!(words.say("b", &[]), "b");
    }
}
