//! Each person through every council's rules: a figure where one follows, a range where something is open, and a named gap
//! where a council does not publish.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use upfront_engine::{
    Answer, Decimal, Outcome, Prepared, Scheme, Unit, Value,
    exact::subtract,
    scheme::{QuestionKind, Status},
    unit::POUND,
    value::Reason,
};

use super::{
    Shared,
    mapping::{How, Mapped, mapped, nation_of},
    persona::Persona,
};
use crate::{
    check::editions,
    facts::{Compared, Facts, Giver, Output, Role},
};

/// Every person in every council.
#[derive(Clone, Debug, Default)]
pub struct Comparison<'a> {
    /// The people who go through some council's rules, in their order.
    pub people: Vec<Person<'a>>,
}

/// One person in every council.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    /// Who it is.
    pub persona: &'a Persona,
    /// Every edition that the person goes through.
    pub stands: Vec<Stand<'a>>,
}

/// One person in one edition.
#[derive(Clone, Debug)]
pub struct Stand<'a> {
    /// The edition.
    pub scheme: &'a Scheme,
    /// The nation whose law it is under.
    pub nation: &'a str,
    /// How it stands beside others.
    pub compared: &'a Compared,
    /// The answers.
    pub mapped: Mapped,
    /// The figures, each with its unit. What the rules do not decide is not there.
    pub figures: BTreeMap<Output, (Figure, Unit)>,
    /// What the care costs, and all the money that the person gets, where the rules say.
    pub beside: BTreeMap<Role, Figure>,
    /// The questions, by index, that are asked and to which no answer follows.
    pub open: Vec<usize>,
    /// Whether it is the council's edition for this person: of the year that the person's money is of, or else its newest.
    pub is_chosen: bool,
}

/// What a person comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// This.
    Exact(Decimal),
    /// Anything from one figure to another; `None` where there is no most.
    Range(Decimal, Option<Decimal>, Vec<Reason>),
    /// Nothing can be said, for the council does not publish what it rests on.
    NotPublished(Vec<Reason>),
    /// Nothing can be said, for it rests on what does not follow from the person.
    NotKnown(Vec<Reason>),
}

impl Figure {
    /// What a value says.
    fn of(value: &Value) -> Self {
        if let Some(exact) = value.exact() {
            return Self::Exact(exact);
        }
        let why = value.why.clone();
        match (value.low, value.high) {
            (low, Some(high)) => Self::Range(low.unwrap_or_default(), Some(high), why),
            (Some(low), None) if low > Decimal::ZERO => Self::Range(low, None, why),
            _ if why.iter().any(Reason::is_withheld) => Self::NotPublished(why),
            _ => Self::NotKnown(why),
        }
    }

    /// The figure, where it is one.
    pub const fn exact(&self) -> Option<Decimal> {
        match self {
            Self::Exact(figure) => Some(*figure),
            _ => None,
        }
    }

    /// The least and the most, as far as they are known.
    pub fn ends(&self) -> (Option<Decimal>, Option<Decimal>) {
        match self {
            Self::Exact(figure) => (Some(*figure), Some(*figure)),
            Self::Range(low, high, _) => (Some(*low), *high),
            Self::NotPublished(_) | Self::NotKnown(_) => (None, None),
        }
    }

    /// Why it is not one exact figure.
    pub fn why(&self) -> &[Reason] {
        match self {
            Self::Exact(_) => &[],
            Self::Range(_, _, why) | Self::NotPublished(why) | Self::NotKnown(why) => why,
        }
    }

    /// This, or nothing where it is less than that.
    fn or_nothing(self) -> Self {
        let least = |figure: Decimal| figure.max(Decimal::ZERO);
        match self {
            Self::Exact(figure) => Self::Exact(least(figure)),
            Self::Range(low, high, why) => Self::Range(least(low), high.map(least), why),
            Self::NotPublished(_) | Self::NotKnown(_) => self,
        }
    }

    /// One exact figure less this.
    fn taken_from(&self, whole: Decimal) -> Option<Self> {
        let less = |figure: Decimal| subtract(whole, figure);
        Some(match self {
            Self::Exact(figure) => Self::Exact(less(*figure)?),
            Self::Range(low, Some(high), why) => {
                Self::Range(less(*high)?, Some(less(*low)?), why.clone())
            }
            Self::Range(_, None, why) | Self::NotKnown(why) => Self::NotKnown(why.clone()),
            Self::NotPublished(why) => Self::NotPublished(why.clone()),
        })
    }
}

/// Whether an edition is put beside others: it says what its figures are, and it is or was in force. What is only proposed
/// never is.
pub fn takes_part(scheme: &Scheme, facts: Option<&Facts>) -> bool {
    let is_or_was = !matches!(
        scheme.status,
        Status::Draft | Status::Consultation | Status::Withdrawn
    );
    facts.is_some_and(|facts| facts.compared.is_some()) && is_or_was
}

impl<'a> Comparison<'a> {
    /// Puts every person through every edition that takes part. Where figures are of no use, none are worked out.
    pub fn of(
        shared: &'a Shared,
        schemes: &'a [Scheme],
        facts: &'a BTreeMap<String, Facts>,
        nations: &BTreeSet<String>,
        with_figures: bool,
    ) -> Self {
        let editions: Vec<Edition<'a>> = taking_part(schemes, facts, nations).collect();
        let stands: Vec<Vec<Stand<'a>>> = editions
            .par_iter()
            .map(|edition| edition.stands(shared, with_figures))
            .collect();
        let mut stands: Vec<_> = stands.into_iter().map(Vec::into_iter).collect();
        let people = shared.personas.iter().map(|persona| {
            let own = editions.iter().zip(&mut stands);
            let own = own.filter(|(edition, _)| edition.is_for(persona));
            let mut stands: Vec<Stand<'a>> = own.filter_map(|(_, stands)| stands.next()).collect();
            choose(persona, &mut stands);
            Person { persona, stands }
        });
        Self {
            people: people.filter(|person| person.stands.len() > 1).collect(),
        }
    }

    /// Whether some person goes through the rules of more than one edition.
    pub fn is_there(
        shared: &Shared,
        schemes: &[Scheme],
        facts: &BTreeMap<String, Facts>,
        nations: &BTreeSet<String>,
    ) -> bool {
        shared.personas.iter().any(|persona| {
            let own = taking_part(schemes, facts, nations);
            let mut own = own.filter(|edition| edition.is_for(persona));
            own.nth(1).is_some()
        })
    }

    /// A person by the name of the file.
    pub fn person(&self, id: &str) -> Option<&Person<'a>> {
        self.people.iter().find(|person| person.persona.id == id)
    }
}

impl<'a> Person<'a> {
    /// The person in a council, by its folder, or in one of its editions, by the edition's name.
    pub fn in_council(&self, name: &str) -> Option<&Stand<'a>> {
        let edition = self.stands.iter().find(|stand| stand.scheme.id == name);
        let of_council = |stand: &&Stand<'_>| editions::folder(stand.scheme) == name;
        edition.or_else(|| self.chosen().find(of_council))
    }

    /// The same in two; `None` where the person does not go through both.
    pub fn in_both(&self, [one, other]: [&str; 2]) -> Option<[&Stand<'a>; 2]> {
        Some([self.in_council(one)?, self.in_council(other)?])
    }

    /// One edition of each council.
    pub fn chosen(&self) -> impl Iterator<Item = &Stand<'a>> {
        self.stands.iter().filter(|stand| stand.is_chosen)
    }
}

impl Stand<'_> {
    /// What this edition is compared by where a person's page answers with `lead`: that, or else what it decides.
    pub fn compared_by(&self, lead: Output) -> Option<Output> {
        let mut outputs = Self::outputs_by(lead).into_iter();
        outputs.find(|output| self.figures.contains_key(output))
    }

    /// What editions are compared by where a person's page answers with `lead`, the first that one decides.
    pub(super) const fn outputs_by(lead: Output) -> [Output; 3] {
        [lead, Output::Budget, Output::Charge]
    }

    /// A figure of this edition.
    pub fn figure(&self, output: Output) -> Option<&Figure> {
        self.figures.get(&output).map(|(figure, _)| figure)
    }

    /// A figure in pounds a week.
    pub fn weekly(&self, output: Output) -> Option<&Figure> {
        let (figure, unit) = self.figures.get(&output)?;
        (*unit == weekly()).then_some(figure)
    }

    /// The answer to a question, as `upfront estimate` reads it.
    pub fn answer(&self, question: usize) -> Option<&str> {
        let said = self
            .mapped
            .said
            .iter()
            .find(|said| said.question == question);
        match &said?.how {
            How::Follows(text) => Some(text),
            _ => None,
        }
    }
}

/// The editions of councils that take part.
pub fn taking_part<'a>(
    schemes: &'a [Scheme],
    facts: &'a BTreeMap<String, Facts>,
    nations: &BTreeSet<String>,
) -> impl Iterator<Item = Edition<'a>> {
    let is_council = |scheme: &&Scheme| !nations.contains(editions::folder(scheme));
    let councils = schemes.iter().filter(is_council);
    let part = councils.filter(|scheme| takes_part(scheme, facts.get(&scheme.id)));
    part.filter_map(|scheme| Edition::of(scheme, facts.get(&scheme.id)?))
}

/// The people who go through an edition, in their order, each with the answers, whether or not it is in force; none where
/// national figures stand for choices of the council that nobody has seen.
pub fn people_through<'a>(
    shared: &'a Shared,
    scheme: &Scheme,
    facts: Option<&Facts>,
) -> Vec<(&'a Persona, Mapped)> {
    let edition = facts.and_then(|facts| Edition::of(scheme, facts));
    let edition = edition.filter(|edition| !edition.compared.assumes);
    edition.map_or_else(Vec::new, |edition| edition.people(shared).collect())
}

/// Pounds a week.
fn weekly() -> Unit {
    Unit::of(POUND).per("week")
}

/// An edition that takes part.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// Its rules.
    pub scheme: &'a Scheme,
    /// How it stands beside others.
    pub compared: &'a Compared,
    /// The nation whose law it is under; empty where that makes no difference.
    pub nation: &'a str,
}

impl<'a> Edition<'a> {
    fn of(scheme: &'a Scheme, facts: &'a Facts) -> Option<Self> {
        Some(Self {
            scheme,
            compared: facts.compared.as_ref()?,
            nation: nation_of(scheme, facts),
        })
    }

    /// Whether a person goes through it: it is for such people, and something is said of the person that it can ask.
    fn is_for(&self, persona: &Persona) -> bool {
        let is_asked = || {
            let asked = self.compared.questions.iter();
            let mut facts = asked.filter_map(|asked| asked.fact.as_deref());
            facts.any(|fact| persona.says(fact, self.nation).is_some())
        };
        self.compared.group == persona.group && is_asked()
    }

    /// The people who go through it, in their order, each with the answers.
    fn people<'s>(&self, shared: &'s Shared) -> impl Iterator<Item = (&'s Persona, Mapped)> {
        let people = shared.personas.iter();
        people
            .filter(|persona| self.is_for(persona))
            .map(|persona| {
                let answers = mapped(
                    persona,
                    self.scheme,
                    self.compared,
                    self.nation,
                    &shared.vocabulary,
                );
                (persona, answers)
            })
    }

    /// What it gives for each person who goes through it, in their order.
    fn stands(&self, shared: &Shared, with_figures: bool) -> Vec<Stand<'a>> {
        let mut people = self.people(shared).peekable();
        if people.peek().is_none() {
            return Vec::new();
        }
        let prepared = with_figures.then(|| Prepared::of(self.scheme));
        let stands = people.map(|(_, mapped)| {
            let outcome = prepared.as_ref();
            let outcome = outcome.map(|prepared| prepared.estimate(&mapped.answers));
            self.stand(mapped, outcome.as_ref())
        });
        stands.collect()
    }

    fn stand(&self, mapped: Mapped, outcome: Option<&Outcome>) -> Stand<'a> {
        let mut figures = BTreeMap::new();
        let mut beside = BTreeMap::new();
        for (role, giver) in &self.compared.gives {
            let Some((figure, unit)) = self.figure(*giver, &mapped, outcome) else {
                continue;
            };
            match role {
                Role::Gives(output) => _ = figures.insert(*output, (figure, unit)),
                Role::Cost | Role::Money => _ = beside.insert(*role, figure),
            }
        }
        let charge = figures.get(&Output::Charge).cloned();
        for (output, role) in [
            (Output::CouncilPays, Role::Cost),
            (Output::Left, Role::Money),
        ] {
            let whole = beside.get(&role).and_then(Figure::exact);
            if let (Some(whole), Some((charge, unit))) = (whole, &charge)
                && let Some(rest) = charge.taken_from(whole)
            {
                // With a fee, somebody can pay more than the care costs. The council pays nothing then.
                let rest = match output {
                    Output::CouncilPays => rest.or_nothing(),
                    _ => rest,
                };
                figures.entry(output).or_insert((rest, unit.clone()));
            }
        }
        Stand {
            scheme: self.scheme,
            compared: self.compared,
            nation: self.nation,
            mapped,
            figures,
            beside,
            open: outcome.map_or_else(Vec::new, |outcome| {
                let open = outcome.unanswered.iter().chain(&outcome.unknown);
                open.copied().collect()
            }),
            is_chosen: false,
        }
    }

    /// What a step or an answer comes to, and in what it is counted.
    fn figure(
        &self,
        giver: Giver,
        mapped: &Mapped,
        outcome: Option<&Outcome>,
    ) -> Option<(Figure, Unit)> {
        match giver {
            Giver::Step(index) => {
                let step = self.scheme.steps.get(index)?;
                let unit = step.unit.clone();
                let Some(outcome) = outcome else {
                    return Some((Figure::NotKnown(Vec::new()), unit));
                };
                let value = outcome.of_step(self.scheme, index)?;
                Some((Figure::of(value), unit))
            }
            Giver::Answer(index) => {
                let QuestionKind::Number { unit, .. } = &self.scheme.questions.get(index)?.kind
                else {
                    return None;
                };
                match mapped.answers.get(index)? {
                    Answer::Number(figure) => Some((Figure::Exact(figure), unit.clone())),
                    _ => None,
                }
            }
        }
    }
}

/// Chooses one edition of each council: that of the person's year, or else the newest.
fn choose(persona: &Persona, stands: &mut [Stand<'_>]) {
    let key = |place: usize| {
        let scheme = stands.get(place).map(|stand| stand.scheme);
        let is_of_the_year = scheme.is_some_and(|scheme| scheme.edition == persona.year);
        (is_of_the_year, scheme.map(editions::age))
    };
    let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, stand) in stands.iter().enumerate() {
        let folder = editions::folder(stand.scheme);
        let before = chosen.get(folder);
        if before.is_none_or(|before| key(*before) < key(place)) {
            chosen.insert(folder, place);
        }
    }
    let chosen: Vec<usize> = chosen.into_values().collect();
    for place in chosen {
        if let Some(stand) = stands.get_mut(place) {
            stand.is_chosen = true;
        }
    }
}
