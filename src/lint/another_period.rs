//! Words that say another period than the figure has.

use upfront_engine::{Unit, scheme::QuestionKind};

use super::{Edition, Page};
use crate::{
    diagnostics::{Code, Finding, Findings},
    source::Span,
};

pub(super) const PAGE: Page = Page::warning(
    "another-period",
    "Words that say another period than the figure has.",
)
.why(
    "A reader believes the words and not the small print of the unit. \
         “For a month” beside a week's figure makes it look a quarter of what it is.",
)
.rules(
    "steps: [{id: budget, sum: [£100 a week]}]
results: [{id: budget, is: budget, say: Your budget for a month}] # here
",
    "steps: [{id: budget, sum: [£100 a week]}]
results: [{id: budget, is: budget, say: Your budget for a week}]
",
);

/// The words that divide a unit, as texts name them: after an article, and by themselves.
const PERIODS: &[(&str, &str)] = &[
    ("day", "daily"),
    ("week", "weekly"),
    ("month", "monthly"),
    ("year", "yearly"),
];

/// What comes before the word for one period.
const ARTICLES: &[&str] = &["a", "an", "per", "each", "every", "one"];

/// What a rate can be for one of, at the beginning of its name: “An hour of care at home”.
const ONES: &[&str] = &[
    "day", "week", "month", "year", "hour", "night", "session", "visit", "journey", "meal",
];

/// What may follow a period that is meant as one, and is not the first part of a longer word: not “a day centre”.
const AFTER: &[&str] = &[
    "after", "and", "are", "as", "at", "before", "by", "can", "could", "do", "does", "each", "for",
    "from", "has", "have", "if", "in", "is", "of", "on", "or", "that", "to", "until", "up", "when",
    "where", "who", "with", "you", "they",
];

/// The periods that a text names: `week` in “a week”, “each week” and “weekly”.
fn periods_in(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_named = |(period, by_itself): &(&str, &str)| {
        words.contains(by_itself)
            || words.iter().enumerate().any(|(place, word)| {
                let after_article = place
                    .checked_sub(1)
                    .and_then(|before| words.get(before))
                    .is_some_and(|before| ARTICLES.contains(before));
                word == period && after_article && ends_there(words.get(place + 1))
            })
    };
    let found = PERIODS.iter().filter(|names| is_named(names));
    found.map(|(period, _)| *period).collect()
}

/// The one that a rate's name begins with: `hour` in “An hour of care”.
fn one_of(say: &str) -> Option<&'static str> {
    let say = say.to_lowercase();
    let rest = say.strip_prefix("a ").or_else(|| say.strip_prefix("an "))?;
    let mut words = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let word = words.next()?;
    let ends = ends_there(words.next().as_ref());
    ONES.iter().find(|one| **one == word && ends).copied()
}

/// Whether a period ends before the next word, and is not the first part of a longer name.
fn ends_there(next: Option<&&str>) -> bool {
    next.is_none_or(|next| AFTER.contains(next))
}

/// The periods of a unit, a financial year as a year.
fn periods_of(unit: &Unit) -> Vec<&str> {
    let words = unit.over_words().map(|word| match word {
        "financial year" => "year",
        word => word,
    });
    words.collect()
}

/// Warns of texts that name another period than their figures have, .
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let mut told = |unit: &Unit, text: &str, at: Option<Span>| {
        let own = periods_of(unit);
        let named = periods_in(text);
        let is_other = !own.is_empty()
            && !named.is_empty()
            && named.iter().all(|period| !own.contains(period))
            && own.iter().any(|own| {
                matches!(*own, "hour" | "night") || PERIODS.iter().any(|(period, _)| period == own)
            });
        if let (true, Some(at), Some(period)) = (is_other, at, named.first()) {
            findings.push(another_period(at, period, &own));
        }
    };
    for result in &scheme.results {
        if let Some(step) = scheme.steps.get(result.step) {
            let written = rules.result(&result.id);
            told(
                &step.unit,
                &result.say,
                written.and_then(|one| one.say.at()),
            );
        }
    }
    for (step, written) in scheme.steps.iter().zip(rules.steps()) {
        told(&step.unit, &step.say, written.say.at());
    }
    for (question, written) in scheme.questions.iter().zip(rules.questions()) {
        if let QuestionKind::Number { unit, .. } = &question.kind {
            told(unit, &question.ask, written.ask.at());
        }
    }
    for (rate, written) in scheme.rates.iter().zip(rules.rates()) {
        let own = periods_of(&rate.unit);
        let say = written.value.as_ref().and_then(|rate| rate.say.at());
        if let (Some(one), Some(at)) = (one_of(&rate.say), say)
            && !own.is_empty()
            && !own.contains(&one)
        {
            findings.push(another_period(at, one, &own));
        }
    }
}

fn another_period(at: Span, named: &str, own: &[&str]) -> Finding {
    Finding::new(
        Code::AnotherPeriod,
        at,
        format!(
            "the words say a {named}, and the figure is for each {}",
            own.join(" and ")
        ),
    )
    .label("another period")
    .advice("Correct the words or the unit, whichever is wrong.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_known_by_their_articles() {
        assert_eq!(periods_in("What you pay for a week"), ["week"]);
        assert_eq!(periods_in("Your yearly budget"), ["year"]);
        assert_eq!(periods_in("18 to 24 years"), [""; 0]);
        assert_eq!(periods_in("How many sessions at a day centre?"), [""; 0]);
        assert_eq!(periods_in("Every week of the year"), ["week"]);
    }

    #[test]
    fn a_rate_is_for_what_its_name_begins_with() {
        assert_eq!(one_of("An hour at night with someone awake"), Some("hour"));
        assert_eq!(one_of("A day care session"), None);
        assert_eq!(one_of("A night"), Some("night"));
        assert_eq!(one_of("The highest charge for a week"), None);
    }
}
