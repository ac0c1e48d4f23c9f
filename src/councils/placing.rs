//! Where councils stand beside one another for a person: which figures can be ranked, and which stand apart and why.

use std::collections::BTreeMap;

use upfront_engine::{Decimal, Unit};

use super::side_by_side::{Comparison, Figure, Person, Stand};
use crate::facts::Output;

/// The editions of a person, by whether their figures can be ranked.
#[derive(Clone, Debug, Default)]
pub struct Placing<'p, 'a> {
    /// What the figures are counted in. What is counted otherwise stands apart.
    pub unit: Unit,
    /// One exact figure each, of one nation and year, the least first.
    pub ranked: Vec<(&'p Stand<'a>, Decimal)>,
    /// One exact figure each, of another year or nation, or of a council that is made up; the newest first.
    pub apart: Vec<(&'p Stand<'a>, Decimal)>,
    /// One exact figure each, where national figures stand for choices of the council that nobody has seen; the least first.
    pub assumed: Vec<(&'p Stand<'a>, Decimal)>,
    /// Ranges.
    pub ranges: Vec<&'p Stand<'a>>,
    /// Those of which nothing can be said.
    pub gaps: Vec<&'p Stand<'a>>,
}

impl<'p, 'a> Placing<'p, 'a> {
    /// Places the councils of a person by a figure. Those that do not decide it are left out.
    pub fn of(person: &'p Person<'a>, by: Output) -> Self {
        let stands: Vec<(&Stand<'a>, &Figure, &Unit)> = person
            .chosen()
            .filter_map(|stand| {
                let (figure, unit) = stand.figures.get(&by)?;
                Some((stand, figure, unit))
            })
            .collect();
        let mut counts: BTreeMap<&Unit, usize> = BTreeMap::new();
        for (_, _, unit) in &stands {
            let count = counts.entry(unit).or_default();
            *count = count.saturating_add(1);
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let unit = most.map(|(unit, _)| unit.clone()).unwrap_or_default();
        // Where real councils stand beside made-up ones, only they are ranked.
        let has_real = stands.iter().any(|(stand, ..)| !stand.scheme.fictional);
        let persona = person.persona;
        let mut placing = Self::default();
        for (stand, figure, own) in stands {
            let is_ranked = stand.scheme.edition == persona.year
                && stand.nation == persona.nation
                && *own == unit
                && !(has_real && stand.scheme.fictional);
            match figure {
                Figure::Exact(exact) if stand.compared.assumes => {
                    placing.assumed.push((stand, *exact));
                }
                Figure::Exact(exact) if is_ranked => placing.ranked.push((stand, *exact)),
                Figure::Exact(exact) => placing.apart.push((stand, *exact)),
                Figure::Range(..) => placing.ranges.push(stand),
                Figure::NotPublished(_) | Figure::NotKnown(_) => placing.gaps.push(stand),
            }
        }
        let name = |stand: &Stand<'a>| (stand.scheme.council.as_str(), stand.scheme.id.as_str());
        for list in [&mut placing.ranked, &mut placing.assumed] {
            list.sort_by(|(one, at), (other, to)| (at, name(one)).cmp(&(to, name(other))));
        }
        placing.apart.sort_by(|(one, at), (other, to)| {
            let newest = other.scheme.edition.cmp(&one.scheme.edition);
            newest.then((at, name(one)).cmp(&(to, name(other))))
        });
        for list in [&mut placing.ranges, &mut placing.gaps] {
            list.sort_by(|one, other| name(one).cmp(&name(other)));
        }
        placing.unit = unit;
        placing
    }

    /// The least ranked figure, and whose it is.
    pub fn least(&self) -> Option<(Decimal, Vec<&'p Stand<'a>>)> {
        self.ranked.first().map(|(_, figure)| self.at(*figure))
    }

    /// The most, likewise.
    pub fn most(&self) -> Option<(Decimal, Vec<&'p Stand<'a>>)> {
        self.ranked.last().map(|(_, figure)| self.at(*figure))
    }

    fn at(&self, figure: Decimal) -> (Decimal, Vec<&'p Stand<'a>>) {
        let same = self.ranked.iter().filter(|(_, other)| *other == figure);
        (figure, same.map(|(stand, _)| *stand).collect())
    }

    /// How many of the ranked have less than an edition, and how many have as much; `None` where it is not ranked.
    pub fn place(&self, id: &str) -> Option<(usize, usize)> {
        let own = self.ranked.iter().find(|(stand, _)| stand.scheme.id == id);
        let (_, own) = own?;
        let less = self.ranked.iter().filter(|(_, other)| other < own);
        let same = self.ranked.iter().filter(|(_, other)| other == own);
        Some((less.count(), same.count().saturating_sub(1)))
    }

    /// How many editions there are.
    pub fn len(&self) -> usize {
        let without = self.ranges.len().saturating_add(self.gaps.len());
        let with = self.ranked.len().saturating_add(self.apart.len());
        with.saturating_add(self.assumed.len())
            .saturating_add(without)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The placings of every person by all that editions are compared by, each made once.
#[derive(Clone, Debug)]
pub struct Placings<'p, 'a>(BTreeMap<(&'p str, Output), Placing<'p, 'a>>);

impl<'p, 'a> Placings<'p, 'a> {
    /// Places the councils of every person.
    pub fn of(comparison: &'p Comparison<'a>) -> Self {
        let people = comparison.people.iter();
        let all = people.flat_map(|person| {
            let outputs = Stand::outputs_by(person.persona.lead);
            outputs.map(move |by| {
                let of = (person.persona.id.as_str(), by);
                (of, Placing::of(person, by))
            })
        });
        Self(all.collect())
    }

    /// Where the councils of a person stand by a figure; `None` where none is compared by it.
    pub fn get<'s>(&'s self, person: &'s Person<'_>, by: Output) -> Option<&'s Placing<'p, 'a>> {
        self.0.get(&(person.persona.id.as_str(), by))
    }
}
