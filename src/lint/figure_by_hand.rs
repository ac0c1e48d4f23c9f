//! Figures that prose states by hand, where a rule states them too.

use std::collections::BTreeSet;

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    scheme::{Condition, Operand, Step, Verb},
    unit::POUND,
};

use super::Page;
use crate::{
    check::stated_amount,
    diagnostics::{Code, Finding, Findings},
    messages,
    source::markdown::Stated,
};

pub(super) const PAGE: Page = Page::warning(
    "figure-by-hand",
    "A figure that a text states by hand, and that the rules state too.",
)
.why(
    "Next year somebody changes the rule and forgets the text. \
     Readers then see two figures, and do not know which of them is charged.",
)
.rules(
    "about: |
  An agency is paid £24.40 an hour for each hour of help. # here
rates: {agency_hour: {is: £24.40 an hour, say: An hour of help from an agency}}
steps: [{id: charge, units: 2 hours a week, at: agency_hour}]
",
    "about: |
  An agency is paid {{ rate agency_hour }} for each hour of help.
rates: {agency_hour: {is: £24.40 an hour, say: An hour of help from an agency}}
steps: [{id: charge, units: 2 hours a week, at: agency_hour}]
",
);

pub(super) const CONTRADICTED: Page = Page::error(
    "figure-contradicted",
    "A figure that a text states by hand, where the rules state another.",
)
.why(
    "One of the two is wrong, and a reader cannot tell which. \
     Whoever plans with the wrong one is asked for more than they were told.",
)
.rules(
    "about: |
  An hour of help from an agency costs £23.10 an hour. # here
rates: {agency_hour: {is: £24.40 an hour, say: An hour of help from an agency}}
steps: [{id: charge, units: 2 hours a week, at: agency_hour}]
",
    "about: |
  An hour of help from an agency costs {{ rate agency_hour }}.
rates: {agency_hour: {is: £24.40 an hour, say: An hour of help from an agency}}
steps: [{id: charge, units: 2 hours a week, at: agency_hour}]
",
);

/// How many words may stand between a title and the figure that is said of it.
const NEAR: usize = 4;
/// Words that say nothing of what a figure is.
const COMMON: &[&str] = &[
    "the", "and", "for", "that", "with", "from", "what", "which", "your", "you", "are", "not",
    "each", "per", "who", "where", "when", "this", "have", "has", "than", "their", "them", "out",
    "one",
];
/// Words by which a sentence says that its figure is another than the rule's.
const OTHERWISE: &[&str] = &[
    "more",
    "less",
    "over",
    "under",
    "above",
    "below",
    "than",
    "between",
    "was",
    "were",
    "before",
    "until",
    "last",
    "former",
    "formerly",
    "previous",
    "previously",
    "from",
    "rose",
    "fell",
    "rise",
    "fall",
    "raised",
    "cut",
    "would",
    "could",
    "if",
    "not",
    "another",
    "other",
    "instead",
    "old",
    "new",
    "once",
    "added",
    "away",
    "half",
    "part",
    "national",
    "plus",
    "by",
    "first",
    "next",
];

/// A figure of the rules that a text can name.
struct Figure<'a> {
    /// What it is called.
    say: &'a str,
    /// How a text names it: `rate agency_hour`.
    reference: String,
    amounts: Vec<Decimal>,
    unit: &'a Unit,
}

/// Holds the figures of texts against the rules of the edition that they are shown with. What is said of somebody in a
/// worked example contradicts no rule.
pub(crate) fn check<'t>(
    stated: impl IntoIterator<Item = &'t Stated>,
    scheme: &Scheme,
    findings: &mut Findings,
) {
    let mut figures = None;
    for stated in stated {
        let Some((amount, unit)) = stated_amount(&stated.text, scheme) else {
            continue;
        };
        let figures = figures.get_or_insert_with(|| figures_of(scheme));
        let words = words(&stated.sentence);
        let same = figures.iter().find(|figure| {
            let is_bare = unit == Unit::of(POUND) && figure.unit.is_money();
            (*figure.unit == unit || is_bare)
                && figure.amounts.contains(&amount)
                && is_named(figure.say, &words)
        });
        if let Some(figure) = same {
            findings.push(by_hand(stated, figure));
        } else if !stated.is_of_a_person
            && let Some(figure) = contradicted(stated, amount, &unit, figures, &words)
        {
            findings.push(contradiction(stated, figure));
        }
    }
}

fn by_hand(stated: &Stated, figure: &Figure<'_>) -> Finding {
    Finding::new(
        Code::FigureByHand,
        stated.at,
        format!(
            "this is stated by hand, and the rules state it too: “{}”",
            figure.say
        ),
    )
    .label("stays as it is when the rule changes")
    .advice(format!(
        "Write `{{{{ {} }}}}` in its place.",
        figure.reference
    ))
}

fn contradiction(stated: &Stated, figure: &Figure<'_>) -> Finding {
    let amounts = figure.amounts.iter();
    let amounts: Vec<String> = amounts
        .map(|amount| messages::english().amount(Amount::Exact(*amount), figure.unit))
        .collect();
    Finding::new(
        Code::FigureContradicted,
        stated.at,
        format!(
            "in the rules “{}” is {}",
            figure.say,
            messages::english().list(&amounts)
        ),
    )
    .label("another figure")
    .advice(format!(
        "Write `{{{{ {} }}}}` in its place, or mend the rule.",
        figure.reference
    ))
}

/// The figures of the rules that a text can name: rates, and the one amount of a step.
fn figures_of(scheme: &Scheme) -> Vec<Figure<'_>> {
    let rates = scheme.rates.iter().map(|rate| Figure {
        say: &rate.say,
        reference: format!("rate {}", rate.id),
        amounts: rate.amounts().filter_map(exact).collect(),
        unit: &rate.unit,
    });
    let steps = scheme.steps.iter().filter_map(|step| {
        let (amount, unit) = only_amount(step)?;
        Some(Figure {
            say: &step.say,
            reference: format!("step {}", step.id),
            amounts: vec![exact(amount)?],
            unit,
        })
    });
    let figures = rates.chain(steps);
    // Nothing and a whole are said in many ways that are about no rule.
    let matters = |amount: &Decimal| !amount.is_zero();
    figures
        .filter(|figure| !figure.amounts.is_empty() && figure.amounts.iter().all(matters))
        .collect()
}

const fn exact(amount: Amount) -> Option<Decimal> {
    match amount {
        Amount::Exact(figure) => Some(figure),
        _ => None,
    }
}

/// The one amount that stands in a step.
pub(crate) fn only_amount(step: &Step) -> Option<(Amount, &Unit)> {
    let mut operands = step.verb.operands();
    let test = match &step.verb {
        Verb::Test(condition) => Some(condition),
        _ => None,
    };
    for condition in step.when.iter().chain(test) {
        condition.walk(&mut |condition| {
            if let Condition::Compare { left, right, .. } = condition {
                operands.extend([left, right]);
            }
        });
    }
    let mut found = operands.into_iter().filter_map(|operand| match operand {
        Operand::Literal { amount, unit } => Some((*amount, unit)),
        _ => None,
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether two words are forms of one: `take`, `takes` and `taken`.
fn are_forms_of_one(one: &str, other: &str) -> bool {
    const STEM: usize = 4;
    const ENDING: usize = 3;
    let pairs = one.chars().zip(other.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let ending = |word: &str| word.chars().count() - same;
    one == other || (same >= STEM && ending(one) <= ENDING && ending(other) <= ENDING)
}

/// Whether a sentence names what a title says: half of the words that tell it.
fn is_named(say: &str, sentence: &[String]) -> bool {
    let title = words(say).into_iter();
    let telling: BTreeSet<String> = title
        .filter(|word| word.len() > 2 && !COMMON.contains(&word.as_str()))
        .collect();
    let is_said = |word: &&String| sentence.iter().any(|said| are_forms_of_one(word, said));
    let said = telling.iter().filter(is_said).count();
    said > 0 && said * 2 >= telling.len()
}

/// The figure whose title a sentence says word for word beside another amount in its unit, and says no more by which the
/// amount could be another thing.
fn contradicted<'f, 'a>(
    stated: &Stated,
    amount: Decimal,
    unit: &Unit,
    figures: &'f [Figure<'a>],
    sentence: &[String],
) -> Option<&'f Figure<'a>> {
    let is_otherwise = |word: &String| {
        let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_year || OTHERWISE.contains(&word.as_str())
    };
    let digits = words(&stated.text);
    let (start, after) = (sentence.len().checked_sub(digits.len())?, digits.len());
    let figure = figures.iter().find(|figure| {
        let title = words(figure.say);
        let Some(place) = title_in(&title, sentence) else {
            return false;
        };
        let end = place + title.len();
        let gap = if end <= start {
            start - end
        } else {
            place.saturating_sub(sentence.len() - after)
        };
        let mut beside = sentence.iter().enumerate();
        *figure.unit == *unit
            && title.len() > 1
            && gap <= NEAR
            && !beside.any(|(at, word)| !(place..end).contains(&at) && is_otherwise(word))
    })?;
    // Two things may be called the same.
    let alike = figures.iter().filter(|other| other.say == figure.say);
    let mut amounts = alike.flat_map(|other| &other.amounts);
    let is_sole = stated.others_in_sentence == 0;
    (is_sole && amounts.all(|other| *other != amount)).then_some(figure)
}

/// Where the words of a title stand in a sentence, one after the other.
fn title_in(title: &[String], sentence: &[String]) -> Option<usize> {
    sentence
        .windows(title.len().max(1))
        .position(|words| words == title)
}
