//! Rates that did not rise as the others did.

use upfront_engine::{
    Amount, Decimal, Scheme,
    exact::scale,
    scheme::{Direction, Rate, Rounding},
};

use super::{Editions, Page};
use crate::{
    check::{
        editions::{Place, editions},
        years,
    },
    diagnostics::{Code, Finding, Findings},
    source::Span,
};

pub(super) const PAGE: Page = Page::warning("uneven-uprating", "Rates that rose by one percentage from one edition to the next, and others that rose by another.")
    .why("Councils raise most of their prices by one percentage, so one that rose otherwise may be misread. \
         Where the source has it so, a note on the rate says so to readers too.")
.rules(
        "from: 2026-04-06
rates:
  hour: £22 an hour
  night: £66 a night
  meal: £5.50 a meal
  day: £48 a day # here
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
        "from: 2026-04-06
rates:
  hour: £22 an hour
  night: £66 a night
  meal: £5.50 a meal
  day: £44 a day
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
    )
    .beside(&[(
        "schemes/exampleshire/2025-26/rules.yaml",
        "from: 2025-04-06
rates: {hour: £20 an hour, night: £60 a night, meal: £5 a meal, day: £40 a day}
steps:
  - {id: hours, units: 2 hours a week, at: hour}
  - {id: nights, units: 1 night a week, at: night}
  - {id: meals, units: 5 meals a week, at: meal}
  - {id: days, units: 2 days a week, at: day}
  - {id: cost, sum: [hours, nights, meals, days]}
",
    )]);

/// A percentage is known only where so many rates have it.
const ENOUGH: usize = 3;

/// From so many times on, a change is no uprating.
const MANY: i64 = 4;

/// A rate that is not what it was.
pub(super) struct Change<'a> {
    pub(super) say: &'a str,
    pub(super) at: Span,
    pub(super) old: Decimal,
    pub(super) new: Decimal,
    /// Whether the rate says something about itself.
    pub(super) is_explained: bool,
}

impl Change<'_> {
    /// Whether the rate rose as another did, when both may have been rounded to five pence.
    fn rose_as(&self, other: &Self) -> bool {
        let five_pence = Decimal::new(5, 2);
        let gap = (self.old * other.new - self.new * other.old).abs();
        gap <= five_pence * (self.old + other.old)
    }

    /// What it is of what it was, where that is no uprating.
    pub(super) fn jump(&self) -> Option<&'static str> {
        let is_many = |less: Decimal, more: Decimal| more > less * Decimal::from(MANY);
        if is_many(self.old, self.new) {
            Some("many times as much")
        } else {
            is_many(self.new, self.old).then_some("a small part of it")
        }
    }

    /// By how much, such as `3.8%`.
    fn percent(&self) -> String {
        let nearest = Rounding {
            direction: Direction::Nearest,
            to: Decimal::new(1, 1),
        };
        let more = scale(
            self.new - self.old,
            Decimal::ONE_HUNDRED,
            self.old,
            Some(nearest),
        );
        format!("{}%", more.unwrap_or_default().normalize())
    }
}

/// Warns of rates that did not rise as most of the others did.
pub(super) fn check(all: &Editions<'_>, findings: &mut Findings) {
    for (scheme, before, changes) in renewed(all) {
        findings_of(scheme, before, &changes, findings);
    }
}

/// Each council's edition that follows another, with that one, and the council's own rates that changed between them.
/// National rules are what they are.
pub(super) fn renewed<'e>(
    all: &'e Editions<'_>,
) -> impl Iterator<Item = (&'e Scheme, &'e Scheme, Vec<Change<'e>>)> {
    let own = all
        .schemes
        .iter()
        .filter(|scheme| !years::is_national(scheme));
    own.filter_map(|scheme| {
        let line = editions(scheme, all.schemes).into_iter();
        let before = line.take_while(|other| other.id != scheme.id).last()?;
        let place = all.places.iter().find(|place| place.id == scheme.id)?;
        Some((scheme, before, changes(scheme, before, place)))
    })
}

fn changes<'a>(scheme: &'a Scheme, before: &Scheme, place: &Place) -> Vec<Change<'a>> {
    let change = |(id, at): &(String, Span)| {
        let named = |rates: &'a [Rate]| rates.iter().find(|rate| rate.id == *id);
        let new = named(&scheme.rates)?;
        let old = before.rates.iter().find(|rate| rate.id == *id)?;
        let (Amount::Exact(was), Amount::Exact(is)) = (old.amount, new.amount) else {
            return None;
        };
        let is_one = old.dated.is_empty() && new.dated.is_empty();
        let can_compare = is_one && new.unit.is_money() && new.unit == old.unit;
        (can_compare && was != is && !was.is_zero()).then(|| Change {
            say: &new.say,
            at: *at,
            old: was,
            new: is,
            is_explained: !new.note.is_empty(),
        })
    };
    place.rates.iter().filter_map(change).collect()
}

fn findings_of(scheme: &Scheme, before: &Scheme, changes: &[Change<'_>], findings: &mut Findings) {
    let alike = |one: &Change<'_>| changes.iter().filter(|other| other.rose_as(one)).count();
    // The largest of those that rose alike was rounded least.
    let Some(usual) = changes
        .iter()
        .max_by_key(|change| (alike(change), change.old))
    else {
        return;
    };
    let count = alike(usual);
    let others: Vec<&Change<'_>> = changes
        .iter()
        .filter(|change| !change.rose_as(usual) && !change.is_explained && change.jump().is_none())
        .collect();
    let Some(first) = others
        .first()
        .filter(|_| count >= ENOUGH && count * 3 >= changes.len() * 2)
    else {
        return;
    };
    let named: Vec<String> = others
        .iter()
        .map(|change| format!("“{}” by {}", change.say, change.percent()))
        .collect();
    let mut finding = Finding::new(
        Code::UnevenUprating,
        first.at,
        format!(
            "from `{}` to `{}` {count} rates change by {}, and {}",
            before.edition,
            scheme.edition,
            usual.percent(),
            named.join(", ")
        ),
    )
    .label("not as the others")
    .advice("See whether the source has it so. If it has, say so in the rate's `note`.");
    for other in others.iter().skip(1) {
        finding = finding.related(other.at, "nor this");
    }
    findings.push(finding);
}
