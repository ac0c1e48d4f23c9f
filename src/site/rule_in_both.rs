//! A rule that two councils have each their own way, in the words of both.

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    explain::describe_step,
    scheme::{Question, QuestionKind, Rate, Table},
    words::Words,
};

use crate::analyse::change::{RuleChange, RuleKind};

/// A rule in two councils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInBoth {
    /// Its name in the rules: the first council's, or else the second's.
    pub id: String,
    /// What it is called.
    pub say: String,
    /// What it is in the first council and in the second.
    pub both: [String; 2],
    /// The nation's own figure; empty where there is none.
    pub national: String,
}

/// A rule in the words of the first council and of the second. In the rule, the second council's stands before the first's.
/// `None` where neither has it.
pub fn in_both(
    rule: RuleChange,
    [first, second]: [&Scheme; 2],
    words: &Words,
) -> Option<RuleInBoth> {
    let sides = [(first, rule.after), (second, rule.before)];
    let told = sides.map(|(scheme, place)| in_one(rule.kind, scheme, place?, words));
    let (id, say, _) = told.iter().flatten().next()?;
    let (id, say) = ((*id).clone(), (*say).clone());
    let both =
        told.map(|side| side.map_or_else(|| words.say("page-two-none", &[]), |(.., told)| told));
    let mut national = sides.into_iter().filter_map(|(scheme, place)| {
        let of_rate = scheme
            .national
            .as_ref()
            .filter(|_| rule.kind == RuleKind::Rate)?;
        let amount = (*of_rate.national_rates.get(place?)?)?;
        Some(words.amount(amount, &scheme.rates.get(place?)?.unit))
    });
    Some(RuleInBoth {
        id,
        say,
        both,
        national: national.next().unwrap_or_default(),
    })
}

/// A rule's name, what it is called, and what it is.
fn in_one<'s>(
    kind: RuleKind,
    scheme: &'s Scheme,
    place: usize,
    words: &Words,
) -> Option<(&'s String, &'s String, String)> {
    let words = &words.for_scheme(scheme);
    Some(match kind {
        RuleKind::Rate => {
            let rate = scheme.rates.get(place)?;
            (&rate.id, &rate.say, of_rate(rate, words))
        }
        RuleKind::Table => {
            let table = scheme.tables.get(place)?;
            (&table.id, &table.say, of_table(table, words))
        }
        RuleKind::Question => {
            let question = scheme.questions.get(place)?;
            let told = of_question(scheme, question, words);
            (&question.id, &question.ask, told)
        }
        RuleKind::Step => {
            let step = scheme.steps.get(place)?;
            (&step.id, &step.say, describe_step(scheme, step, words))
        }
    })
}

fn of_rate(rate: &Rate, words: &Words) -> String {
    let amounts = rate
        .amounts()
        .map(|amount| words.amount(amount, &rate.unit));
    words.list(&amounts.collect::<Vec<_>>())
}

/// How many rows a table has, and from what to what they go.
fn of_table(table: &Table, words: &Words) -> String {
    spread("page-two-table", &table.amounts(), &table.unit, words)
}

/// How many answers a question has, and from what to what they count.
fn of_question(scheme: &Scheme, question: &Question, words: &Words) -> String {
    let QuestionKind::Options(options) = &question.kind else {
        return words.say("page-two-number", &[]);
    };
    let counts = |place: usize| -> Vec<Amount> {
        let counts = options
            .iter()
            .map(|option| option.counts.get(place).copied());
        counts.flatten().flatten().collect()
    };
    let measures = scheme.measures.iter().enumerate();
    let mut told = measures.map(|(place, measure)| (counts(place), &measure.unit));
    match told.find(|(amounts, _)| !amounts.is_empty()) {
        Some((amounts, unit)) => spread("page-two-answers", &amounts, unit, words),
        None => words.say(
            "page-two-answers-plain",
            &[("count", &options.len().to_string())],
        ),
    }
}

/// How many amounts, and from what to what they go.
fn spread(key: &str, amounts: &[Amount], unit: &Unit, words: &Words) -> String {
    let figures = || amounts.iter().filter_map(Amount::figure);
    let count = amounts.len().to_string();
    let (Some(least), Some(most)) = (figures().min(), figures().max()) else {
        return words.say("page-compare-not-published", &[]);
    };
    let amount = |figure: Decimal| words.amount(Amount::Exact(figure), unit);
    words.say(
        key,
        &[
            ("count", &count),
            ("least", &amount(least)),
            ("most", &amount(most)),
        ],
    )
}
