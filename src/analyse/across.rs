//! One figure across all councils: who states what of it, for which year, and what the nation's own figure was.

use std::{borrow::Cow, cmp::Ordering, collections::BTreeMap};

use upfront_engine::{
    Amount, Answers, Scheme, Unit,
    reads::steps_behind,
    scheme::{Cite, Origin, Status, Sureness},
    value::{Limit, Reason, Value},
    words::Words,
};

use super::alone::Alone;
use crate::{
    check::years,
    facts::{ComparedFigure, Facts},
};

/// What councils are compared from.
#[derive(Clone, Copy, Debug)]
pub struct Councils<'a> {
    /// Every scheme, those of nations among them.
    pub schemes: &'a [Scheme],
    /// The councils that have facts and no rules.
    pub fact_sheets: &'a [Scheme],
    /// What they declare beside their rules, by their ids.
    pub facts: &'a BTreeMap<String, Facts>,
}

/// What one council has of a figure in one year.
#[derive(Clone, Debug)]
pub struct Stated<'a> {
    /// The edition, or the facts, that it stands in.
    pub scheme: &'a Scheme,
    /// What it is, where the council says more than its name: `An hour, for people who employ`.
    pub say: &'a str,
    /// The figure.
    pub amount: Amount,
    /// What it is counted in.
    pub unit: Unit,
    /// Whether it is proposed or consulted on.
    pub is_proposed: bool,
    /// Whether the edition that it stands in says that it is in force.
    pub is_in_force: bool,
    /// How sure it is.
    pub sure: Sureness,
    /// What to know about it.
    pub note: &'a str,
    /// Where it comes from, among the sources of the scheme.
    pub cite: Option<&'a Cite>,
}

/// What councils of one nation have of a figure in one year: only these can be compared.
#[derive(Clone, Debug)]
pub struct Across<'a> {
    /// The folder of the nation; empty where it is not said.
    pub nation: String,
    /// For whom it holds, where that is another group than the nation's charging rules are for.
    pub group: String,
    /// The year, as it is written; empty where it is not dated.
    pub year: String,
    /// What is known, from the least to the most, and then what is no one figure.
    pub known: Vec<Stated<'a>>,
    /// What is proposed, and not in force.
    pub proposed: Vec<Stated<'a>>,
    /// The councils whose figure is not known here, or not published.
    pub open: Vec<Stated<'a>>,
    /// The nation's own figure.
    pub national: Option<Amount>,
}

impl Across<'_> {
    /// Those with one exact figure, from the least to the most.
    pub fn exact(&self) -> impl DoubleEndedIterator<Item = &Stated<'_>> {
        self.known
            .iter()
            .filter(|one| matches!(one.amount, Amount::Exact(_)))
    }
}

/// The figures of a rule across all councils: for each a table for each nation, group and year, the newest year first.
pub fn across<'a>(
    figures: &[ComparedFigure],
    councils: Councils<'a>,
    words: &Words,
) -> Vec<Vec<Across<'a>>> {
    let mut all: Vec<Vec<Across<'a>>> = figures.iter().map(|_| Vec::new()).collect();
    let schemes = councils.schemes.iter().chain(councils.fact_sheets);
    let is_shown = is_shown(councils);
    for scheme in schemes.filter(|scheme| is_shown(scheme)) {
        let facts = councils.facts.get(&scheme.id);
        let mut rules = Ready::of(scheme);
        for (figure, tables) in figures.iter().zip(&mut all) {
            state(figure, (&mut rules, facts), councils, words, tables);
        }
    }
    for tables in &mut all {
        put_in_order(tables);
    }
    all
}

/// Adds what a scheme has of a figure to its tables.
fn state<'a>(
    figure: &ComparedFigure,
    (rules, facts): (&mut Ready<'a>, Option<&'a Facts>),
    councils: Councils<'a>,
    words: &Words,
    tables: &mut Vec<Across<'a>>,
) {
    let scheme = rules.scheme;
    let nation = nation(scheme, facts);
    if figure.nation.is_empty() || figure.nation == nation {
        for (year, stated) in stated(figure, rules, facts, words) {
            let group = if scheme.national.is_some() {
                String::new()
            } else {
                scheme.group.clone()
            };
            let is_same = |table: &&mut Across<'_>| {
                (
                    table.nation.as_str(),
                    table.group.as_str(),
                    table.year.as_str(),
                ) == (nation, group.as_str(), year.as_ref())
            };
            let place = tables.iter_mut().position(|table| is_same(&table));
            let place = place.unwrap_or_else(|| {
                tables.push(Across {
                    nation: nation.to_owned(),
                    group: group.clone(),
                    national: national(figure, councils, nation, &year)
                        .or_else(|| national_under(figure, rules, &year)),
                    year: year.to_string(),
                    known: Vec::new(),
                    proposed: Vec::new(),
                    open: Vec::new(),
                });
                tables.len().saturating_sub(1)
            });
            let Some(table) = tables.get_mut(place) else {
                continue;
            };
            if stated.is_proposed {
                table.proposed.push(stated);
            } else if matches!(stated.amount, Amount::NotKnown(..) | Amount::NotPublished) {
                table.open.push(stated);
            } else {
                table.known.push(stated);
            }
        }
    }
}

/// Leaves out the tables with nothing to show, and puts the others in their order.
fn put_in_order(tables: &mut Vec<Across<'_>>) {
    tables.retain(|table| !table.known.is_empty() || !table.proposed.is_empty());
    for table in tables.iter_mut() {
        for list in [&mut table.known, &mut table.proposed, &mut table.open] {
            list.sort_by(|one, other| {
                let council = |stated: &Stated<'_>| stated.scheme.council.clone();
                by_size(one.amount, other.amount).then_with(|| council(one).cmp(&council(other)))
            });
        }
    }
    tables.sort_by(|one, other| {
        let order = |table: &Across<'_>| (first_year(&table.year), table.known.len());
        order(other).cmp(&order(one)).then_with(|| {
            (&one.nation, &one.group, &one.year).cmp(&(&other.nation, &other.group, &other.year))
        })
    });
}

/// The rules of a scheme, with the step of it that was last asked for made ready: the figures of a rule mostly come from one.
struct Ready<'a> {
    scheme: &'a Scheme,
    step: Option<Alone>,
}

impl<'a> Ready<'a> {
    const fn of(scheme: &'a Scheme) -> Self {
        Self { scheme, step: None }
    }

    /// What a step gives for some answers, with its place. `None` where the scheme has no such step, or asks what decides it
    /// in another way.
    fn given(&mut self, step: &str, answers: &[(String, String)]) -> Option<(usize, Amount)> {
        let scheme = self.scheme;
        let place = scheme.steps.iter().position(|own| own.id == step)?;
        let asked = |id: &str| scheme.questions.iter().any(|question| question.id == id);
        let texts = answers.iter().filter(|(id, _)| asked(id));
        let texts = texts.map(|(id, text)| (id.as_str(), text.as_str()));
        let (answers, faults) = Answers::from_texts(scheme, texts);
        if !faults.is_empty() {
            return None;
        }
        if self.step.as_ref().is_none_or(|step| step.place() != place) {
            self.step = Alone::of(scheme, place);
        }
        Some((place, amount(&self.step.as_ref()?.gives(&answers)?)))
    }
}

/// Whether what a scheme has is compared: made-up councils are not, beside real ones, and nations stand beside all.
fn is_shown(councils: Councils<'_>) -> impl Fn(&Scheme) -> bool {
    let all = || councils.schemes.iter().chain(councils.fact_sheets);
    let is_council = |scheme: &Scheme| !years::is_national(scheme);
    let are_real = all().any(|scheme| is_council(scheme) && !scheme.fictional);
    move |scheme| is_council(scheme) && !(are_real && scheme.fictional)
}

/// Whose law a council is under: the folder of its nation.
fn nation<'a>(scheme: &'a Scheme, facts: Option<&'a Facts>) -> &'a str {
    match facts.map(|facts| facts.nation.as_str()) {
        None | Some("") if scheme.national.is_some() => years::nation(scheme),
        None => "",
        Some(nation) => nation,
    }
}

/// What a scheme has of a figure, each with its year.
fn stated<'a>(
    figure: &ComparedFigure,
    rules: &mut Ready<'a>,
    facts: Option<&'a Facts>,
    words: &Words,
) -> Vec<(Cow<'a, str>, Stated<'a>)> {
    let scheme = rules.scheme;
    if let Some((step, answers)) = &figure.step {
        let assumes = facts.and_then(|facts| facts.compared.as_ref());
        let assumes = assumes.is_some_and(|compared| compared.assumes);
        let given = rules.given(step, answers);
        // Where choices of the council are assumed, only what rests on one of its own is its figure.
        let given = given.filter(|(place, _)| !assumes || own_cite(scheme, *place).is_some());
        let stated = given.map(|(place, amount)| {
            let cite = scheme.steps.get(place).and_then(|step| step.cite.as_ref());
            let said = Stated {
                scheme,
                say: "",
                amount,
                unit: scheme
                    .steps
                    .get(place)
                    .map_or_else(Unit::none, |step| step.unit.clone()),
                is_proposed: false,
                is_in_force: scheme.status == Status::InForce,
                sure: Sureness::Seen,
                note: "",
                // A figure of the council's own comes from where its rates do.
                cite: own_cite(scheme, place).or(cite),
            };
            (Cow::Borrowed(scheme.edition.as_str()), said)
        });
        return stated.into_iter().collect();
    }
    let mut found = Vec::new();
    for (index, rate) in scheme.rates.iter().enumerate() {
        let said = facts.and_then(|facts| facts.rates.get(&index));
        let about = said.map_or("", |said| said.about.as_str());
        let name = if about.is_empty() { &rate.id } else { about };
        if *name != figure.id || !is_in(&rate.unit, &figure.unit, words) {
            continue;
        }
        let origin = scheme.national.as_ref();
        let origin = origin.and_then(|national| national.rates.get(index));
        // What a council only inherits it does not state.
        if origin == Some(&Origin::National) && !matches!(rate.amount, Amount::NotKnown(..)) {
            continue;
        }
        let year = match said.map(|said| said.year.as_str()) {
            None | Some("") => scheme.edition.as_str(),
            Some("undated") => "",
            Some(year) => year,
        };
        let is_of_the_edition = said.is_none_or(|said| said.year.is_empty());
        found.push((
            Cow::Borrowed(year),
            Stated {
                scheme,
                say: &rate.say,
                amount: rate.amount,
                unit: rate.unit.clone(),
                is_proposed: said.is_some_and(|said| said.is_proposed),
                is_in_force: is_of_the_edition
                    && !scheme.edition.is_empty()
                    && scheme.status == Status::InForce,
                sure: rate.sure,
                note: &rate.note,
                cite: rate.cite.as_ref(),
            },
        ));
    }
    found
}

/// Whether a unit is the one that the list of what is compared writes.
fn is_in(unit: &Unit, written: &str, words: &Words) -> bool {
    let same = |text: &str| text.replace(" per ", " a ").replace(" an ", " a ");
    same(&words.unit(unit)) == same(written)
}

/// The source of the first figure of the council's own that a step rests on.
fn own_cite(scheme: &Scheme, place: usize) -> Option<&Cite> {
    let national = scheme.national.as_ref()?;
    let steps = steps_behind(scheme, [place]);
    let steps = steps.into_iter().filter_map(|step| scheme.steps.get(step));
    let mut rates = steps.flat_map(|step| upfront_engine::reads::Reads::of(scheme, step).rates);
    let own = rates.find(|rate| national.rates.get(*rate) == Some(&Origin::Changed))?;
    scheme.rates.get(own)?.cite.as_ref()
}

/// A value as an amount.
fn amount(value: &Value) -> Amount {
    if let Some(figure) = value.exact() {
        return Amount::Exact(figure);
    }
    if value.limit == Limit::Absent {
        return Amount::NoLimit;
    }
    let is_kept = |why: &Reason| matches!(why, Reason::NotPublished(_));
    if value.why.iter().any(is_kept) {
        return Amount::NotPublished;
    }
    Amount::NotKnown(value.low.unwrap_or_default(), value.most())
}

/// The nation's own figure of a year.
fn national(
    figure: &ComparedFigure,
    councils: Councils<'_>,
    nation: &str,
    year: &str,
) -> Option<Amount> {
    let id = format!("{nation}/{year}");
    let scheme = councils.schemes.iter().find(|scheme| scheme.id == id)?;
    match &figure.step {
        Some((step, answers)) => Some(Ready::of(scheme).given(step, answers)?.1),
        None => Some(
            scheme
                .rates
                .iter()
                .find(|rate| rate.id == figure.id)?
                .amount,
        ),
    }
}

/// The nation's own figure of a year as the rules of a council that extends it have it, where those of the nation are not
/// shown themselves.
fn national_under(figure: &ComparedFigure, rules: &mut Ready<'_>, year: &str) -> Option<Amount> {
    let scheme = rules.scheme;
    let national = scheme.national.as_ref()?;
    if scheme.edition != year {
        return None;
    }
    if let Some((_, answers)) = &figure.step {
        return Some(rules.given(&figure.national_step, answers)?.1);
    }
    let rate = scheme.rates.iter().position(|rate| rate.id == figure.id)?;
    *national.national_rates.get(rate)?
}

/// The first year that a text names; nought where it names none.
fn first_year(text: &str) -> u32 {
    let years = text.split(|sign: char| !sign.is_ascii_digit());
    let mut years = years.filter(|digits| digits.len() == 4);
    years.next().and_then(|year| year.parse().ok()).unwrap_or(0)
}

/// From the least to the most; what is no figure comes last.
fn by_size(one: Amount, other: Amount) -> Ordering {
    match (one.figure(), other.figure()) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
