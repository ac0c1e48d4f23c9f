//! What of an allocation the rules themselves show: worked out from a scheme, never from opinion.

use upfront_engine::{
    Amount, Scheme, Unit,
    scheme::{Axis, Origin, Question, QuestionKind, Rate, TableKind},
};

use crate::{
    check::editions,
    facts::{Facts, Item, Publicity, Statement},
};

/// Where in the rules something is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of questions.
    Questions,
    /// A question, by its index.
    Question(usize),
    /// A rate, by its index.
    Rate(usize),
    /// A table, by its index.
    Table(usize),
    /// A step, by its index.
    Step(usize),
    /// The council's editions.
    Editions,
    /// The page of rights.
    Rights,
    /// The ways to hold a budget.
    Ways,
}

/// What the rules show of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// How much of it.
    pub is: Publicity,
    /// Where.
    pub place: Place,
    /// Of how many things.
    pub count: usize,
    /// How many of those the rules hold as not published.
    pub withheld: usize,
}

/// What is known of an item: what the rules show, and what is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'f> {
    /// How much of it is published. What is neither shown nor declared is what the facts call the rest.
    pub is: Publicity,
    /// What the rules show, where that tells.
    pub shown: Option<Shown>,
    /// What is declared.
    pub said: Option<&'f Statement>,
}

/// What is known of an item of a scheme. A figure that the rules hold as not published is not made public by a
/// statement; what they do not show, or show in part, a statement can tell.
pub fn known<'f>(item: Item, scheme: &Scheme, schemes: &[Scheme], facts: &'f Facts) -> Known<'f> {
    let shown = shown(item, scheme, schemes).or_else(|| told(item, facts));
    let said = facts.published.as_ref().and_then(|all| all.get(&item));
    let is = match (&shown, said) {
        (Some(shown), Some(said)) if shown.withheld > 0 => shown.is.min(said.is),
        (_, Some(said)) => said.is,
        (Some(shown), None) => shown.is,
        (None, None) => facts.rest,
    };
    Known { is, shown, said }
}

/// What the rules show of an item; `None` where they do not tell.
fn shown(item: Item, scheme: &Scheme, schemes: &[Scheme]) -> Option<Shown> {
    match item {
        Item::Questions => questions(scheme),
        Item::Points => points(scheme),
        Item::PointsToMoney => points_to_money(scheme),
        Item::Limit | Item::AboveTheLimit => {
            let mut steps = scheme.steps.iter();
            let step = steps.position(|step| step.may_be_exceeded.is_some())?;
            Some(all(1, Place::Step(step)))
        }
        Item::Charge => charge(scheme),
        Item::UnpaidHelp => {
            let mut questions = scheme.questions.iter();
            let question = questions.position(|question| question.about == "unpaid-help")?;
            Some(all(1, Place::Question(question)))
        }
        Item::Rates => rates(scheme),
        Item::PastYears => {
            let earlier = editions::editions(scheme, schemes).into_iter();
            let earlier = earlier.filter(|one| editions::age(one) < editions::age(scheme));
            let count = earlier.count();
            // Whether there were more, the rules cannot tell.
            (count > 0).then_some(Shown {
                is: Publicity::Partly,
                place: Place::Editions,
                count,
                withheld: 0,
            })
        }
        Item::NeedsForUnpaidHelp
        | Item::RatesReallyPaid
        | Item::HowToChallenge
        | Item::TimeToChallenge
        | Item::Reasons
        | Item::Supplier
        | Item::DatesOfChange
        | Item::TakenOffTheTop
        | Item::Tolerance
        | Item::EstimateAgainstActual => None,
    }
}

/// What other facts tell of an item; `None` where they do not.
fn told(item: Item, facts: &Facts) -> Option<Shown> {
    let complaint = facts.rights.complaint.as_ref();
    let place = match item {
        Item::HowToChallenge => complaint.map(|_| Place::Rights),
        Item::TimeToChallenge => {
            let mut routes = complaint.into_iter().chain(&facts.rights.appeal);
            let is_told =
                routes.any(|one| one.time_to_ask.is_some() && one.time_to_answer.is_some());
            is_told.then_some(Place::Rights)
        }
        Item::TakenOffTheTop => {
            let mut ways = facts.ways.iter();
            let is_told = ways.any(|way| way.taken_off_the_top.is_some());
            is_told.then_some(Place::Ways)
        }
        _ => None,
    };
    Some(all(1, place?))
}

const fn all(count: usize, place: Place) -> Shown {
    Shown {
        is: Publicity::Published,
        place,
        count,
        withheld: 0,
    }
}

/// What is shown of so many amounts, of which some are not published.
fn some(count: usize, withheld: usize, place: Place) -> Shown {
    let is = match withheld {
        0 => Publicity::Published,
        withheld if withheld < count => Publicity::Partly,
        _ => Publicity::Not,
    };
    Shown {
        is,
        place,
        count,
        withheld,
    }
}

/// Whether an answer to a question counts points.
fn counts(question: &Question) -> bool {
    match &question.kind {
        QuestionKind::Options(options) => {
            let mut counts = options.iter().flat_map(|option| &option.counts);
            counts.any(Option::is_some)
        }
        QuestionKind::Number { .. } => false,
    }
}

fn questions(scheme: &Scheme) -> Option<Shown> {
    let count = scheme.questions.iter().filter(|one| counts(one)).count();
    if !scheme.questionnaire.is_empty() {
        return Some(some(1, 1, Place::Questions));
    }
    (count > 0).then(|| all(count, Place::Questions))
}

fn points(scheme: &Scheme) -> Option<Shown> {
    let mut amounts = Vec::new();
    let mut place = Place::Questions;
    for (index, question) in scheme.questions.iter().enumerate() {
        let QuestionKind::Options(options) = &question.kind else {
            continue;
        };
        let of_question = options.iter().filter(|option| !option.between);
        let of_question = of_question.flat_map(|option| option.counts.iter().flatten());
        let of_question: Vec<Amount> = of_question.copied().collect();
        if place == Place::Questions && withheld(&of_question) > 0 {
            place = Place::Question(index);
        }
        amounts.extend(of_question);
    }
    (!amounts.is_empty()).then(|| some(amounts.len(), withheld(&amounts), place))
}

fn withheld(amounts: &[Amount]) -> usize {
    let withheld = amounts.iter().filter(|one| **one == Amount::NotPublished);
    withheld.count()
}

fn points_to_money(scheme: &Scheme) -> Option<Shown> {
    let is_points = |unit: &Unit| unit == &Unit::of("point");
    let by_points = |axis: &Axis| matches!(axis, Axis::Bands { by, .. } if is_points(by));
    let mut found: Option<(usize, Vec<Amount>)> = None;
    for (index, table) in scheme.tables.iter().enumerate() {
        let is_one = match &table.kind {
            TableKind::Bands { by, .. } | TableKind::Lines { by, .. } => is_points(by),
            TableKind::TwoWay { rows, columns, .. } => by_points(rows) || by_points(columns),
            TableKind::ByAnswer { .. } => false,
        };
        if is_one {
            let (place, amounts) = found.get_or_insert_with(|| (index, Vec::new()));
            let own = table.amounts();
            if withheld(amounts) == 0 && withheld(&own) > 0 {
                *place = index;
            }
            amounts.extend(own);
        }
    }
    if let Some((index, amounts)) = found {
        let (count, withheld) = (amounts.len(), withheld(&amounts));
        return Some(some(count, withheld, Place::Table(index)));
    }
    let last = scheme.leads.last()?;
    Some(all(1, Place::Step(*last)))
}

fn charge(scheme: &Scheme) -> Option<Shown> {
    let is_charge = scheme.law.iter().any(|law| law == "care act charge");
    let national = scheme.national.as_ref().filter(|_| is_charge)?;
    let is_own = |index: &usize| national.rates.get(*index) != Some(&Origin::National);
    let own: Vec<usize> = (0..scheme.rates.len()).filter(is_own).collect();
    let first = own.first().copied().unwrap_or_default();
    let amounts: Vec<Amount> = own
        .into_iter()
        .filter_map(|index| scheme.rates.get(index))
        .flat_map(Rate::amounts)
        .collect();
    Some(some(
        amounts.len().max(1),
        withheld(&amounts),
        Place::Rate(first),
    ))
}

/// The council's own prices of an hour, a night or a session.
fn rates(scheme: &Scheme) -> Option<Shown> {
    let is_own = |index: usize| {
        let national = scheme.national.as_ref();
        national.is_none_or(|national| national.rates.get(index) != Some(&Origin::National))
    };
    let is_price = |unit: &Unit| {
        unit.is_money()
            && unit
                .over_words()
                .any(|word| matches!(word, "hour" | "night" | "session" | "visit" | "day"))
    };
    let own = scheme.rates.iter().enumerate();
    let own: Vec<(usize, &Rate)> = own
        .filter(|(index, rate)| is_own(*index) && is_price(&rate.unit))
        .collect();
    let (first, _) = own.first()?;
    let amounts: Vec<Amount> = own.iter().flat_map(|(_, rate)| rate.amounts()).collect();
    Some(some(amounts.len(), withheld(&amounts), Place::Rate(*first)))
}
