//! The words that units are written in, and unit text such as `hours a week` into a [`Unit`].

use std::collections::BTreeMap;

use upfront_engine::{
    Scheme, Unit,
    by_name::ByName,
    scheme::UnitWord,
    unit::{PERCENT, POUND, TEST},
};

use super::Fault;
pub(super) use crate::language::unit_words::PERIODS;
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    language::unit_words::KNOWN,
    rules::Rules,
};

/// The words that divide.
const DIVIDERS: &[&str] = &["a", "an", "per", "each", "every"];

/// The words that a scheme can write units in: those of the language and its own.
#[derive(Clone, Debug)]
pub(super) struct UnitWords(BTreeMap<String, String>);

impl Default for UnitWords {
    fn default() -> Self {
        let mut words = Self(BTreeMap::new());
        for (one, many) in KNOWN {
            words.declare(one, one, many);
        }
        words
    }
}

impl UnitWords {
    /// The words of the rules, and those of the language; the rules' own by their names.
    pub(super) fn of(rules: &Rules, findings: &mut Findings) -> (Self, ByName<UnitWord>) {
        let (mut words, mut own) = (Self::default(), ByName::default());
        for entry in rules.units.names() {
            if words.knows(&entry.name) || entry.name == TEST {
                findings.push(
                    Finding::new(
                        Code::DuplicateName,
                        entry.key,
                        format!("the language knows the unit `{}` already", entry.name),
                    )
                    .advice("Take it out."),
                );
                continue;
            }
            let (one, many) = match &entry.value {
                Some(word) => (word.one.string(), word.many.string()),
                None => (entry.name.clone(), entry.name.clone()),
            };
            words.declare(&entry.name, &one, &many);
            own.insert(entry.name.clone(), UnitWord { one, many });
        }
        (words, own)
    }

    /// The words of a compiled scheme, and those of the language.
    pub(super) fn of_scheme(scheme: &Scheme) -> Self {
        let mut words = Self::default();
        for (name, word) in scheme.units.iter() {
            words.declare(name, &word.one, &word.many);
        }
        words
    }

    /// Adds a word of the scheme's own by its name, in its two forms.
    fn declare(&mut self, name: &str, one: &str, many: &str) {
        for form in [many, one, name] {
            self.0.insert(form.to_lowercase(), name.to_owned());
        }
    }

    /// Whether a word is known already, in either form.
    fn knows(&self, word: &str) -> bool {
        self.0.contains_key(&word.to_lowercase())
    }

    /// Reads unit text: `hours a week`, `£ a week`, `points`, `%`, `plain`.
    pub(super) fn read(&self, text: &str) -> Result<Unit, Fault> {
        let tokens = tokens(text);
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] => Err(Fault::new(Code::UnknownUnit, "a unit is empty")
                .advice("write a unit such as `£ a week`, `hours a week` or `points`")),
            ["plain"] => Ok(Unit::none()),
            [POUND, rest @ ..] => self.over(Unit::of(POUND), rest),
            [PERCENT, rest @ ..] => self.over(Unit::of(PERCENT), rest),
            _ => self.counted(&words),
        }
    }

    /// Reads a counted word and what it is divided by: `hours a week`.
    pub(super) fn counted(&self, words: &[&str]) -> Result<Unit, Fault> {
        if words.first().is_some_and(|word| DIVIDERS.contains(word)) {
            return Err(Fault::new(
                Code::BadAmount,
                format!("`{}` does not say what is counted", words.join(" ")),
            )
            .advice(format!(
                "write what is counted first, such as `£… {0}` or `… hours {0}`",
                words.join(" ")
            )));
        }
        let (word, rest) = self.word(words)?;
        self.over(Unit::of(word), rest)
    }

    /// Reads what a unit is divided by: `a week`, `per family a financial year`, `one-off`.
    pub(super) fn over(&self, unit: Unit, words: &[&str]) -> Result<Unit, Fault> {
        match words {
            [] => Ok(unit),
            ["one-off", rest @ ..] => self.over(unit.per("one-off"), rest),
            [divider, rest @ ..] if DIVIDERS.contains(divider) => {
                if rest.is_empty() {
                    return Err(Fault::new(
                        Code::BadAmount,
                        format!("nothing stands after `{divider}`"),
                    )
                    .advice("write a period or another unit there, such as `a week`"));
                }
                let (word, rest) = self.word(rest)?;
                if let Some(other) = unit
                    .over_words()
                    .find(|other| are_one_too_many(other, word))
                {
                    return Err(two_periods(other, word));
                }
                self.over(unit.per(word), rest)
            }
            [word, ..] => {
                if let Some(instead) = shorthand(word) {
                    return Err(Fault::new(
                        Code::UnknownUnit,
                        format!("the unit `{word}` is not known"),
                    )
                    .advice(format!("write `{instead}`")));
                }
                self.word(words)?;
                Err(Fault::new(
                    Code::BadAmount,
                    format!("a word is missing before `{}`", words.join(" ")),
                )
                .advice(format!("write `{} {}`", article(word), words.join(" "))))
            }
        }
    }

    /// The longest unit word that the words begin with, and the rest of them.
    fn word<'a, 'b>(&'a self, words: &'b [&'b str]) -> Result<(&'a str, &'b [&'b str]), Fault> {
        for count in [3, 2, 1] {
            if let Some((first, rest)) = words.split_at_checked(count)
                && let Some(base) = self.0.get(first.join(" ").as_str())
            {
                return Ok((base, rest));
            }
        }
        let word = words.first().copied().unwrap_or_default();
        let fault = Fault::new(Code::UnknownUnit, format!("the unit `{word}` is not known"));
        Err(if let Some(instead) = shorthand(word) {
            fault.advice(format!("write `{instead}`"))
        } else if word == "fortnight" {
            fault.advice("write half as much `a week`: four weeks and other periods are known, and a fortnight is not")
        } else if word == "quarter" {
            fault.advice(
                "write four times as much `a year`, or a third `a month`: a quarter is not known",
            )
        } else if let Some(near) = did_you_mean(word, self.0.keys().map(String::as_str)) {
            fault.advice(format!("did you mean `{near}`?"))
        } else {
            fault
                .advice(format!("the periods known are: {}", PERIODS.join(", ")))
                .advice("a word of the scheme's own is declared under `units:`")
        })
    }
}

/// Whether nothing is counted by both: the same twice, or two periods of the calendar.
fn are_one_too_many(one: &str, other: &str) -> bool {
    let is_of_the_calendar =
        |word: &str| PERIODS.contains(&word) && !["day", "one-off"].contains(&word);
    one == other || (is_of_the_calendar(one) && is_of_the_calendar(other))
}

fn two_periods(one: &str, other: &str) -> Fault {
    let [one, other] = [one, other].map(|word| format!("{} {word}", article(word)));
    if one == other {
        return Fault::new(Code::BadAmount, format!("`{one}` stands twice"))
            .advice(format!("write `{one}` once"));
    }
    Fault::new(
        Code::BadAmount,
        format!("`{one}` and `{other}` are one period too many"),
    )
    .advice(format!("write `{one}` or `{other}`, and not both"))
}

/// The words of a text, in small letters.
pub(super) fn tokens(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether a word divides, as `a` and `per` do.
pub(super) fn divides(word: &str) -> bool {
    DIVIDERS.contains(&word)
}

/// What to write instead of a common short form.
pub(super) fn shorthand(word: &str) -> Option<&'static str> {
    Some(match word {
        "pw" | "p/w" | "weekly" | "wk" | "/week" | "/wk" | "p.w." => "a week",
        "pa" | "p/a" | "yearly" | "annually" | "annum" | "/year" | "p.a." => "a year",
        "pm" | "p/m" | "pcm" | "monthly" | "/month" => "a month",
        "daily" | "/day" => "a day",
        "ph" | "p/h" | "hourly" | "/hour" | "/hr" => "an hour",
        "hr" => "hour",
        "hrs" => "hours",
        "min" | "mins" => "minutes",
        "pts" | "pt" => "points",
        "nite" => "night",
        "nites" | "nts" => "nights",
        "4-weekly" | "four-weekly" => "every four weeks",
        "percent" => "%",
        "one" | "once" | "oneoff" => "one-off",
        _ => return None,
    })
}

/// `a` or `an`, as English has it.
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with("hour") || word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// A unit in words, for findings: `£ a week`, `hours a week`, `a plain number`.
pub(super) fn in_words(unit: &Unit) -> String {
    if unit.is_none() {
        return "a plain number".to_owned();
    }
    let counted: Vec<&str> = unit
        .counted()
        .map(|word| {
            KNOWN
                .iter()
                .find(|(one, _)| *one == word)
                .map_or(word, |(_, many)| many)
        })
        .collect();
    let mut text = counted.join(" × ");
    // A person or a family stands before the period, as people say it.
    let mut over: Vec<&str> = unit.over_words().collect();
    over.sort_by_key(|word| PERIODS.contains(word));
    for word in over {
        if word == "one-off" {
            text.push_str(" one-off");
        } else {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(article(word));
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_in_every_way_they_are_written() {
        let words = UnitWords::default();
        for (text, unit) in [
            ("plain", Unit::none()),
            ("points", Unit::of("point")),
            ("£", Unit::of("£")),
            ("£ a week", Unit::of("£").per("week")),
            ("hours a week", Unit::of("hour").per("week")),
            ("£ every four weeks", Unit::of("£").per("four weeks")),
            (
                "£ per family a financial year",
                Unit::of("£").per("family").per("financial year"),
            ),
            ("£ one-off", Unit::of("£").per("one-off")),
            ("children", Unit::of("child")),
            ("%", Unit::of("%")),
        ] {
            assert_eq!(words.read(text).ok(), Some(unit), "{text}");
        }
    }

    #[test]
    fn a_period_that_is_said_twice_is_one_too_many() {
        let words = UnitWords::default();
        for (text, advice) in [
            ("£ a week a week", "Write `a week` once."),
            ("£ per week per week", "Write `a week` once."),
            (
                "£ a week a month",
                "Write `a week` or `a month`, and not both.",
            ),
            (
                "% a year a month",
                "Write `a year` or `a month`, and not both.",
            ),
            (
                "hours a week a financial year",
                "Write `a week` or `a financial year`, and not both.",
            ),
        ] {
            let fault = words.read(text).unwrap_err();
            assert_eq!(fault.code, Code::BadAmount, "{text}");
            assert_eq!(fault.advice, [advice], "{text}");
        }
        for text in ["£ per child a week", "£ a night a week", "weeks a year"] {
            assert!(words.read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn units_are_put_back_into_words() {
        let words = UnitWords::default();
        for text in [
            "£ a week",
            "hours a week",
            "£ an hour",
            "£ a family a financial year",
            "£ one-off",
            "points",
        ] {
            assert_eq!(
                words.read(text).map(|unit| in_words(&unit)).ok().as_deref(),
                Some(text)
            );
        }
    }
}
