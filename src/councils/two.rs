//! Two councils, rule by rule: what everybody who goes through both comes to in each, and which rule makes the difference.

use std::collections::BTreeMap;

use rayon::prelude::*;
use upfront_engine::{Decimal, Unit, exact::subtract, words::Words};

use super::side_by_side::{Comparison, Figure, Person, Stand};
use crate::{
    analyse::{
        between::{Asked, Between, Exchanged, between, differences},
        change::RuleChange,
    },
    facts::{Facts, Output},
};

/// Two councils, and everybody who goes through both.
#[derive(Clone, Debug)]
pub struct Two<'p, 'a> {
    /// The people.
    pub people: Vec<Met<'p, 'a>>,
    /// The rules that differ, by the names of the two editions. The second council's stands before the first's in each.
    pub differ: BTreeMap<[&'a str; 2], Vec<RuleChange>>,
}

/// A person who goes through the rules of two councils.
#[derive(Clone, Debug)]
pub struct Met<'p, 'a> {
    /// Who it is.
    pub person: &'p Person<'a>,
    /// The person in the first council and in the second.
    pub stands: [&'p Stand<'a>; 2],
    /// By what the two are compared: what the person's page answers with, where both decide it.
    pub output: Option<Output>,
    /// What each rule of the second does when it is put into the first; `None` where one of the two figures is not exact, or
    /// no step gives it.
    pub between: Option<Between>,
}

impl<'p, 'a> Two<'p, 'a> {
    /// Two councils by their folders, or by the names of editions. Where figures are of no use, no rule is exchanged.
    pub fn of(
        comparison: &'p Comparison<'a>,
        councils: [&str; 2],
        facts: &BTreeMap<String, Facts>,
        words: &Words,
        with_figures: bool,
    ) -> Self {
        let people = comparison.people.iter();
        let met = people.filter_map(|person| Some((person, person.in_both(councils)?)));
        let met: Vec<(&Person<'a>, [&Stand<'a>; 2])> = met.collect();
        let mut differ = BTreeMap::new();
        for (_, stands) in &met {
            differ.entry(ids(*stands)).or_insert_with(|| {
                let [from, to] = stands.map(|stand| stand.scheme);
                let facts = [to, from].map(|scheme| facts.get(&scheme.id));
                differences([to, from], facts, words)
            });
        }
        let people = met.into_par_iter().map(|(person, stands)| {
            let differ = differ.get(&ids(stands)).map(Vec::as_slice);
            Met::of(person, stands, differ.filter(|_| with_figures))
        });
        Self {
            people: people.collect(),
            differ,
        }
    }

    /// The rules that differ for a person.
    pub fn differ(&self, met: &Met<'p, 'a>) -> &[RuleChange] {
        self.differ.get(&ids(met.stands)).map_or(&[], Vec::as_slice)
    }

    /// The person to whom one rule makes the most difference, with that rule. What holds only the figure of a part for a
    /// person comes after rules.
    pub fn most(&self) -> Option<(&Met<'p, 'a>, &Exchanged)> {
        let first = self
            .people
            .iter()
            .filter_map(|met| Some((met, met.first()?)));
        // Of two that do as much, the first.
        let first = first.rev();
        first.max_by_key(|(_, rule)| (!rule.by_figure, rule.does.abs()))
    }
}

fn ids<'a>(stands: [&Stand<'a>; 2]) -> [&'a str; 2] {
    stands.map(|stand| stand.scheme.id.as_str())
}

impl<'p, 'a> Met<'p, 'a> {
    fn of(
        person: &'p Person<'a>,
        stands: [&'p Stand<'a>; 2],
        differ: Option<&[RuleChange]>,
    ) -> Self {
        let [from, to] = stands;
        let lead = person.persona.lead;
        let output = from.compared_by(lead).filter(|output| {
            let unit = |stand: &Stand<'_>| stand.figures.get(output).map(|(_, unit)| unit.clone());
            unit(from) == unit(to)
        });
        let asked = |stand: &'p Stand<'a>| {
            Some(Asked {
                scheme: stand.scheme,
                answers: &stand.mapped.answers,
                step: stand.compared.step_of(output?)?,
            })
        };
        let between = differ.and_then(|differ| {
            let told = between(asked(to)?, asked(from)?, differ);
            told.whole().is_some().then_some(told)
        });
        Self {
            person,
            stands,
            output,
            between,
        }
    }

    /// What both figures are counted in.
    pub fn unit(&self) -> Option<&'p Unit> {
        let [from, _] = self.stands;
        Some(&from.figures.get(&self.output?)?.1)
    }

    /// The two figures.
    pub fn figures(&self) -> Option<[&'p Figure; 2]> {
        let [from, to] = self.stands;
        let output = self.output?;
        Some([from.figure(output)?, to.figure(output)?])
    }

    /// By how much the second figure is more than the first, where both are exact.
    pub fn by(&self) -> Option<Decimal> {
        let [from, to] = self.figures()?;
        subtract(to.exact()?, from.exact()?)
    }

    /// The rule that makes the most difference.
    pub fn first(&self) -> Option<&Exchanged> {
        self.between.as_ref()?.rules.first()
    }
}
