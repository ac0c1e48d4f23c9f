//! Rates from one edition to the next: most rise by one percentage, and some by another.

use upfront_engine::{
    Amount, Decimal, Scheme,
    exact::scale,
    scheme::{Direction, Rate, Rounding},
};

use super::{
    editions::{Place, editions},
    years,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    source::Span,
};

/// A percentage is known only where so many rates have it.
const ENOUGH: usize = 3;

/// From so many times on, a change is no uprating.
const MANY: i64 = 4;

/// A rate that is not what it was.
struct Change<'a> {
    say: &'a str,
    at: Span,
    old: Decimal,
    new: Decimal,
    /// Whether the rate says something about itself.
    is_explained: bool,
}

impl Change<'_> {
    /// Whether the rate rose as another did, when both may have been rounded to five pence.
    fn rose_as(&self, other: &Self) -> bool {
        let five_pence = Decimal::new(5, 2);
        let gap = (self.old * other.new - self.new * other.old).abs();
        gap <= five_pence * (self.old + other.old)
    }

    /// What it is of what it was, where that is no uprating.
    fn jump(&self) -> Option<&'static str> {
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

/// Holds each edition's own rates against those of the one before. National rules are what they are.
pub(super) fn check(schemes: &[Scheme], places: &[Place], findings: &mut Findings) {
    for scheme in schemes.iter().filter(|scheme| !years::is_national(scheme)) {
        let line = editions(scheme, schemes);
        let before = line
            .iter()
            .take_while(|other| other.id != scheme.id)
            .last()
            .copied();
        let place = places.iter().find(|place| place.id == scheme.id);
        if let (Some(before), Some(place)) = (before, place) {
            let changes = changes(scheme, before, place);
            jumps(scheme, before, &changes, findings);
            findings_of(scheme, before, &changes, findings);
        }
    }
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

/// Warns of rates that are many times what they were, or a small part of it: a point that moved, a nought too many.
fn jumps(scheme: &Scheme, before: &Scheme, changes: &[Change<'_>], findings: &mut Findings) {
    for change in changes.iter().filter(|change| !change.is_explained) {
        let Some(label) = change.jump() else { continue };
        findings.push(
            Finding::new(
                Code::Jump,
                change.at,
                format!(
                    "“{}” goes from £{} in `{}` to £{} in `{}`",
                    change.say, change.old, before.edition, change.new, scheme.edition
                ),
            )
            .label(label)
            .advice("See whether the source has it so. If it has, say so in the rate's `note`."),
        );
    }
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
