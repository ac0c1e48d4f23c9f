//! What came of counting, as it may be told: sums, means, medians and tenths, with what is told of few people withheld.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use upfront_engine::{
    Decimal, exact,
    scheme::{Direction, Kinder, Rounding},
};

use super::{
    tally::{Held, Spread, Tally},
    withhold::{FEWEST, Figures, Sum},
};

/// A figure, or that it is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<T> {
    /// The figure.
    Is(T),
    /// It is of one to nine people.
    Few,
    /// With it, a figure of few people would follow.
    Withheld,
}

impl<T> Told<T> {
    /// The figure, where it is told.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Is(figure) => Some(figure),
            Self::Few | Self::Withheld => None,
        }
    }
}

impl<T: Serialize> Serialize for Told<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Is(figure) => figure.serialize(serializer),
            Self::Few => "fewer than 10".serialize(serializer),
            Self::Withheld => "withheld".serialize(serializer),
        }
    }
}

/// How many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// In the file.
    pub people: u64,
    /// How many they stand for, by their weights. Without weights, as many.
    pub stand_for: Decimal,
}

/// By how much those on one side are better or worse off. Every amount is over nought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amounts {
    /// All of it together.
    pub total: Decimal,
    /// The mean, to the nearest penny, or hundredth.
    pub mean: Decimal,
    /// The least amount that half of them do not exceed: what somebody has, and nothing in between.
    pub median: Decimal,
    /// The same for a tenth of them, two tenths, up to nine; `None` where a tenth would be fewer than ten people.
    pub tenths: Option<[Decimal; 9]>,
}

/// Those who have more of a result, or less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// How many.
    pub count: Told<Count>,
    /// By how much; nothing where there is nobody.
    pub amounts: Told<Option<Amounts>>,
}

/// What a result does to some people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// How many they are.
    pub people: Told<Count>,
    /// Those who have less of it.
    pub less: Side,
    /// Those who have more.
    pub more: Side,
    /// Those for whom it stays.
    pub same: Told<Count>,
    /// Those for whom it is no one figure in one of the editions.
    pub open: Told<Count>,
    /// By how much all of it together is more; less under nought.
    pub change: Told<Decimal>,
}

/// What a result does to the groups that a column has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Groups(pub(super) Vec<(String, Effect)>);

/// The effects of one result.
pub(super) struct OfResult {
    pub(super) all: Effect,
    pub(super) sets: Vec<Groups>,
    /// What it came to before and after, of those with one figure.
    pub(super) totals: Told<[Decimal; 2]>,
}

/// Where more has to be withheld, who stays as they are goes first, then who cannot be worked out: what people want to know is
/// who loses and who gains. The order of the parts is less, more, same, open.
const RANKS: [u8; 4] = [2, 2, 0, 1];
/// The same of all people together, which is withheld only where nothing of a group can be.
const RANKS_OF_ALL: [u8; 4] = [5, 5, 3, 4];
/// How many there are of a group, and of all.
const OF_GROUP: u8 = 6;
const OF_ALL: u8 = 7;

/// The places of what is told of some people, in the equations.
#[derive(Clone, Copy)]
struct Places {
    people: usize,
    /// Less, more, same, open.
    parts: [usize; 4],
}

/// The people of a spread, by part.
#[derive(Clone, Copy, Default)]
struct Parts([Held; 4]);

impl Parts {
    fn of(spread: Option<&Spread>) -> Option<Self> {
        let mut parts = [Held::default(); 4];
        let [less, more, same, open] = &mut parts;
        if let Some(spread) = spread {
            for (by, held) in &spread.by {
                match by.cmp(&Decimal::ZERO) {
                    std::cmp::Ordering::Less => less.add(*held)?,
                    std::cmp::Ordering::Equal => same.add(*held)?,
                    std::cmp::Ordering::Greater => more.add(*held)?,
                }
            }
            *open = spread.open;
        }
        Some(Self(parts))
    }
}

/// What may be told of each result. `None` where a sum cannot be held exactly.
pub(super) fn told(tally: &Tally) -> Option<Vec<OfResult>> {
    let mut counts = Figures::default();
    let people = counts.cell(tally.people.people, OF_ALL);
    let sets: Vec<BTreeMap<&str, usize>> = tally
        .sets
        .iter()
        .map(|set| {
            let groups = set.iter();
            let cells: BTreeMap<&str, usize> = groups
                .map(|(name, held)| (name.as_str(), counts.cell(held.people, OF_GROUP)))
                .collect();
            counts.sums.push(Sum {
                total: people,
                parts: cells.values().copied().collect(),
            });
            cells
        })
        .collect();
    let mut places = Vec::new();
    for (result, _) in tally.results.iter().zip(0_usize..) {
        let all = put(&mut counts, people, Some(&result.all), RANKS_OF_ALL)?;
        let mut of_sets = Vec::new();
        for (groups, set) in sets.iter().zip(&result.sets) {
            let mut of_groups = BTreeMap::new();
            for (name, cell) in groups {
                of_groups.insert(*name, put(&mut counts, *cell, set.get(*name), RANKS)?);
            }
            for (part, total) in all.parts.into_iter().enumerate() {
                let parts = of_groups.values();
                let parts = parts.filter_map(|places: &Places| places.parts.get(part).copied());
                counts.sums.push(Sum {
                    total,
                    parts: parts.collect(),
                });
            }
            of_sets.push(of_groups);
        }
        places.push((all, of_sets));
    }
    counts.close();
    let mut all = Vec::new();
    for (result, (places, of_sets)) in tally.results.iter().zip(&places) {
        let amounts = withheld_amounts(&counts, places, of_sets);
        let effect = |places: &Places, spread: Option<&Spread>, held: Held, at: &AmountPlaces| {
            effect(&counts, places, spread, held, &amounts.figures, at)
        };
        let mut groups = Vec::new();
        for ((set, of_set), (places, at)) in result
            .sets
            .iter()
            .zip(&tally.sets)
            .zip(of_sets.iter().zip(&amounts.sets))
        {
            let mut told = Vec::new();
            for (name, places) in places {
                let held = of_set.get(*name).copied().unwrap_or_default();
                let Some(at) = at.get(name) else { continue };
                told.push((
                    (*name).to_owned(),
                    effect(places, set.get(*name), held, at)?,
                ));
            }
            groups.push(Groups(told));
        }
        let of_all = effect(places, Some(&result.all), tally.people, &amounts.all)?;
        all.push(OfResult {
            totals: match &of_all.change {
                Told::Is(_) => Told::Is([result.all.before, result.all.after]),
                Told::Few => Told::Few,
                Told::Withheld => Told::Withheld,
            },
            all: of_all,
            sets: groups,
        });
    }
    Some(all)
}

/// Puts what is told of some people into the equations.
fn put(
    counts: &mut Figures,
    people: usize,
    spread: Option<&Spread>,
    ranks: [u8; 4],
) -> Option<Places> {
    let Parts(parts) = Parts::of(spread)?;
    let mut ranks = ranks.into_iter();
    let parts = parts.map(|held| counts.cell(held.people, ranks.next().unwrap_or_default()));
    counts.sums.push(Sum {
        total: people,
        parts: parts.to_vec(),
    });
    counts.with.push((people, parts.to_vec()));
    Some(Places { people, parts })
}

/// The places of amounts: what those with less have less together, what those with more have more, and what that comes to.
#[derive(Clone, Copy)]
struct AmountPlaces([usize; 3]);

struct AmountFigures<'a> {
    figures: Figures,
    all: AmountPlaces,
    sets: Vec<BTreeMap<&'a str, AmountPlaces>>,
}

/// Amounts are withheld where how many people they are of is, and where those would follow.
fn withheld_amounts<'a>(
    counts: &Figures,
    all: &Places,
    sets: &[BTreeMap<&'a str, Places>],
) -> AmountFigures<'a> {
    let mut figures = Figures::default();
    let put = |figures: &mut Figures, places: &Places, rank: u8| {
        let [less, more, ..] = places.parts;
        let people = |place: usize| counts.cells.get(place).map_or(0, |cell| cell.people);
        let sides = [less, more].map(|place| {
            let cell = figures.cell(people(place), rank);
            if let Some(cell) = figures.cells.get_mut(cell) {
                cell.hidden = counts.is_hidden(place)
                    && (people(place) > 0 || counts.is_hidden(places.people));
                cell.fixed = people(place) == 0 && !cell.hidden;
            }
            cell
        });
        let change = figures.cell(people(places.people), rank.saturating_add(1));
        if let Some(cell) = figures.cells.get_mut(change) {
            cell.hidden = counts.is_hidden(places.people);
        }
        figures.sums.push(Sum {
            total: change,
            parts: sides.to_vec(),
        });
        let [less, more] = sides;
        AmountPlaces([less, more, change])
    };
    let of_all = put(&mut figures, all, 2);
    let mut of_sets = Vec::new();
    for set in sets {
        let groups: BTreeMap<&str, AmountPlaces> = set
            .iter()
            .map(|(name, places)| (*name, put(&mut figures, places, 0)))
            .collect();
        for (place, total) in of_all.0.into_iter().enumerate() {
            let parts = groups.values();
            let parts = parts.filter_map(|AmountPlaces(places)| places.get(place).copied());
            figures.sums.push(Sum {
                total,
                parts: parts.collect(),
            });
        }
        of_sets.push(groups);
    }
    // What is few people was hidden as such already: an amount that all of them share tells no more than how many they are.
    figures.close();
    AmountFigures {
        figures,
        all: of_all,
        sets: of_sets,
    }
}

fn effect(
    counts: &Figures,
    places: &Places,
    spread: Option<&Spread>,
    people: Held,
    amounts: &Figures,
    at: &AmountPlaces,
) -> Option<Effect> {
    let Parts([less, more, same, open]) = Parts::of(spread)?;
    let [less_at, more_at, same_at, open_at] = places.parts;
    let count = |place: usize, held: Held| {
        let count = Count {
            people: held.people,
            stand_for: held.weight.normalize(),
        };
        tell(counts.is_hidden(place), held.people, count)
    };
    let none = BTreeMap::new();
    let by = spread.map_or(&none, |spread| &spread.by);
    let of_less = by.range(..Decimal::ZERO).rev();
    let of_less = amounts_of(of_less.map(|(by, held)| (by.abs(), *held))).ok()?;
    let above = (
        std::ops::Bound::Excluded(Decimal::ZERO),
        std::ops::Bound::Unbounded,
    );
    let of_more = amounts_of(by.range(above).map(|(by, held)| (*by, *held))).ok()?;
    let total = |amounts: &Option<Amounts>| {
        amounts
            .as_ref()
            .map_or(Decimal::ZERO, |amounts| amounts.total)
    };
    let change = exact::subtract(total(&of_more), total(&of_less))?;
    let AmountPlaces([less_amounts, more_amounts, change_at]) = *at;
    let side = |place: usize, held: Held, amounts_at: usize, of: Option<Amounts>| Side {
        count: count(place, held),
        amounts: tell(
            counts.is_hidden(place) || amounts.is_hidden(amounts_at),
            held.people,
            of,
        ),
    };
    Some(Effect {
        people: count(places.people, people),
        less: side(less_at, less, less_amounts, of_less),
        more: side(more_at, more, more_amounts, of_more),
        same: count(same_at, same),
        open: count(open_at, open),
        change: tell(amounts.is_hidden(change_at), people.people, change),
    })
}

fn tell<T>(is_hidden: bool, people: u64, figure: T) -> Told<T> {
    match (is_hidden, people) {
        (false, _) => Told::Is(figure),
        (true, 1..FEWEST) => Told::Few,
        (true, _) => Told::Withheld,
    }
}

/// A sum that cannot be held exactly.
struct TooLarge;

/// Amounts of people, the smallest first; `None` where there is nobody.
fn amounts_of(sizes: impl Iterator<Item = (Decimal, Held)>) -> Result<Option<Amounts>, TooLarge> {
    let sizes: Vec<(Decimal, Held)> = sizes.collect();
    let mut all = Held::default();
    let mut total = Decimal::ZERO;
    for (size, held) in &sizes {
        all.add(*held).ok_or(TooLarge)?;
        let product = exact::multiply(*size, held.weight).ok_or(TooLarge)?;
        total = exact::add(total, product).ok_or(TooLarge)?;
    }
    if all.people == 0 {
        return Ok(None);
    }
    let cut = |parts: i64, of: i64| -> Option<Decimal> {
        let wanted = exact::multiply(all.weight, parts.into())?;
        let mut so_far = Decimal::ZERO;
        for (size, held) in &sizes {
            so_far = exact::add(so_far, held.weight)?;
            if exact::multiply(so_far, of.into())? >= wanted {
                return Some(*size);
            }
        }
        None
    };
    let mut tenths = [Decimal::ZERO; 9];
    for (tenth, place) in tenths.iter_mut().zip(1..) {
        *tenth = cut(place, 10).ok_or(TooLarge)?.normalize();
    }
    Ok(Some(Amounts {
        total: total.normalize(),
        mean: exact::scale(total, Decimal::ONE, all.weight, Some(NEAREST)).ok_or(TooLarge)?,
        median: cut(1, 2).ok_or(TooLarge)?.normalize(),
        tenths: (all.people >= FEWEST.saturating_mul(10)).then_some(tenths),
    }))
}

/// A mean is rounded so: to the nearest penny, a half up.
pub(super) const NEAREST: Rounding = Rounding {
    direction: Direction::Nearest,
    to: Decimal::from_parts(1, 0, 0, false, 2),
};

impl Effect {
    /// Those who are worse off, where it is said which way the result is better.
    pub const fn worse(&self, kinder: Option<Kinder>) -> Option<&Side> {
        match kinder {
            Some(Kinder::Higher) => Some(&self.less),
            Some(Kinder::Lower) => Some(&self.more),
            None => None,
        }
    }

    /// Those who are better off, likewise.
    pub const fn better(&self, kinder: Option<Kinder>) -> Option<&Side> {
        match kinder {
            Some(Kinder::Higher) => Some(&self.more),
            Some(Kinder::Lower) => Some(&self.less),
            None => None,
        }
    }
}
