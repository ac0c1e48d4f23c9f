//! The editions of one scheme: which is in force on a day, and whether two are at once or none is between two.
//!
//! Editions belong together where they stand in one council's folder and decide the same for the same people.
//! Nothing here reads a clock: where no day is given, the newest edition that says it is in force is taken as such.

use jiff::civil::Date;
use upfront_engine::{Scheme, scheme::Status};

use crate::source::{Node, NodeKind, Span};

/// Where an edition stands, on a day or for no day in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    InForce,
    /// It starts on this later day.
    NotYet(Date),
    /// This was its last day.
    Ended(Date),
    /// This is its last day, and newer rules follow; no day was given to say whether that is past.
    Until(Date),
    /// Replaced, and nothing says since when.
    Superseded,
    /// Being written.
    Draft,
    /// Out for people's views.
    Consultation,
    /// Given up.
    Withdrawn,
    /// Whether it is in force is not known.
    NotKnown,
}

/// The folder of a council or a nation: the first part of the scheme's id.
pub fn folder(scheme: &Scheme) -> &str {
    scheme.id.split('/').next().unwrap_or_default()
}

/// The editions of the scheme that this is one of, itself too, from the oldest to the newest.
pub fn editions<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Vec<&'a Scheme> {
    let own = folder(scheme);
    // Every page asks this of all schemes.
    let is_own = |other: &&Scheme| {
        let rest = other.id.strip_prefix(own);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            && other.title == scheme.title
            && other.group == scheme.group
    };
    let mut editions: Vec<&Scheme> = schemes.iter().filter(is_own).collect();
    editions.sort_by(|one, other| age(one).cmp(&age(other)));
    editions
}

/// A later edition has a greater one.
pub fn age(scheme: &Scheme) -> (&Option<String>, &str) {
    (&scheme.from, &scheme.edition)
}

/// Where an edition stands among all schemes, on a day.
pub fn standing(scheme: &Scheme, schemes: &[Scheme], as_of: Option<Date>) -> Standing {
    match scheme.status {
        Status::Draft => return Standing::Draft,
        Status::Consultation => return Standing::Consultation,
        Status::Withdrawn => return Standing::Withdrawn,
        Status::NotKnown => return Standing::NotKnown,
        Status::InForce | Status::Superseded => {}
    }
    let later: Vec<&Scheme> = editions(scheme, schemes)
        .into_iter()
        .filter(|other| is_rule(other) && age(other) > age(scheme))
        .collect();
    let (from, end) = (first_day(scheme), last_day(scheme, later.first().copied()));
    let is_replaced = scheme.status == Status::Superseded;
    let ended = end.map_or(Standing::Superseded, Standing::Ended);
    match as_of {
        Some(day) if from.is_some_and(|from| from > day) => {
            from.map_or(Standing::NotKnown, Standing::NotYet)
        }
        Some(day) if end.is_some_and(|end| end < day) => ended,
        Some(_) if is_replaced && (from.is_none() || end.is_none()) => Standing::Superseded,
        Some(_) if end.is_none() && !later.is_empty() => Standing::Superseded,
        None if is_replaced => ended,
        None if later.iter().any(|other| other.status == Status::InForce) => {
            end.map_or(Standing::Superseded, Standing::Until)
        }
        _ => Standing::InForce,
    }
}

/// The edition that is in force on a day, of the scheme that this is an edition of.
pub fn in_force<'a>(
    scheme: &Scheme,
    schemes: &'a [Scheme],
    as_of: Option<Date>,
) -> Option<&'a Scheme> {
    editions(scheme, schemes)
        .into_iter()
        .rev()
        .find(|edition| standing(edition, schemes, as_of) == Standing::InForce)
}

/// The edition after this one, unless it was given up.
pub fn next<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Option<&'a Scheme> {
    editions(scheme, schemes)
        .into_iter()
        .find(|other| other.status != Status::Withdrawn && age(other) > age(scheme))
}

/// The newest rules after these. One that is only proposed or being written is no rule.
pub fn newest_rules<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Option<&'a Scheme> {
    let is_one = |other: &&Scheme| is_rule(other) || other.status == Status::NotKnown;
    let mut later = editions(scheme, schemes).into_iter().rev();
    later.find(|other| is_one(other) && age(other) > age(scheme))
}

/// The newest that is proposed or being written for after these.
pub fn proposed<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Option<&'a Scheme> {
    let is_one = |other: &&Scheme| matches!(other.status, Status::Draft | Status::Consultation);
    let mut later = editions(scheme, schemes).into_iter().rev();
    later.find(|other| is_one(other) && age(other) > age(scheme))
}

/// The newest rules before these that were in force, or may have been.
pub fn rules_before<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Option<&'a Scheme> {
    let is_one = |other: &&Scheme| {
        (is_rule(other) || other.status == Status::NotKnown) && !other.known_in_part
    };
    if scheme.known_in_part {
        return None;
    }
    let mut earlier = editions(scheme, schemes).into_iter().rev();
    earlier.find(|other| is_one(other) && age(other) < age(scheme))
}

/// The rules after these: the next edition that is or was in force.
pub fn next_rules<'a>(scheme: &Scheme, schemes: &'a [Scheme]) -> Option<&'a Scheme> {
    editions(scheme, schemes)
        .into_iter()
        .find(|other| is_rule(other) && age(other) > age(scheme))
}

/// Whether an edition is the newest of several that follow one another by date, with no day given to choose one: it may
/// still be to start.
pub fn is_newest_of_several(scheme: &Scheme, schemes: &[Scheme], as_of: Option<Date>) -> bool {
    let is_until = |other: &&Scheme| matches!(standing(other, schemes, as_of), Standing::Until(_));
    standing(scheme, schemes, as_of) == Standing::InForce
        && editions(scheme, schemes).iter().any(is_until)
}

/// Whether an edition is or was in force.
pub(crate) fn is_rule(scheme: &Scheme) -> bool {
    matches!(scheme.status, Status::InForce | Status::Superseded)
}

/// The first day in force, where published.
pub fn first_day(scheme: &Scheme) -> Option<Date> {
    scheme.from.as_deref()?.parse().ok()
}

/// The last day: as published, or the day before the next edition starts.
pub(crate) fn last_day(scheme: &Scheme, next: Option<&Scheme>) -> Option<Date> {
    let published = scheme.to.as_deref().and_then(|day| day.parse().ok());
    published.or_else(|| first_day(next?)?.yesterday().ok())
}

/// Where the dates of an edition and its own rates stand.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The edition.
    pub(crate) id: String,
    /// Its own rates, by name.
    pub(crate) rates: Vec<(String, Span)>,
    /// Whether it has worked examples.
    pub(crate) has_examples: bool,
    /// The days that its worked examples are for.
    pub(crate) examples: Vec<(Date, Span)>,
    /// Its title.
    pub(crate) whole: Span,
    /// The national rules that it extends.
    pub(crate) extends: Option<Span>,
    /// Its first day.
    pub(crate) from: Option<Span>,
    /// Its last day.
    pub(crate) to: Option<Span>,
}

impl Place {
    /// Of the council's own node, before any national rules are put under it.
    pub(super) fn of(id: &str, node: &Node) -> Self {
        let at = |key| node.entry(key).map(|entry| entry.value.span);
        let overrides = node.entry("overrides").map(|overrides| &overrides.value);
        let mut rates = Vec::new();
        for part in [Some(node), overrides].into_iter().flatten() {
            let named = part.entry("rates").map(|rates| &rates.value.kind);
            let Some(NodeKind::Map(named)) = named else {
                continue;
            };
            for rate in named {
                let is = rate.value.entry("is").map_or(&rate.value, |is| &is.value);
                rates.push((rate.key.clone(), is.span));
            }
        }
        Self {
            id: id.to_owned(),
            rates,
            has_examples: !items(node, "examples").is_empty(),
            examples: items(node, "examples")
                .iter()
                .filter_map(|example| {
                    let on = &example.entry("on")?.value;
                    Some((on.text()?.trim().parse().ok()?, on.span))
                })
                .collect(),
            whole: at("title").unwrap_or(node.span),
            extends: at("extends"),
            from: at("from"),
            to: at("to"),
        }
    }
}

fn items<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    match node.entry(key).map(|entry| &entry.value.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(edition: &str, status: Status, from: Option<&str>, to: Option<&str>) -> Scheme {
        Scheme {
            id: format!("shire/{edition}"),
            edition: edition.to_owned(),
            status,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            ..Scheme::default()
        }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Three years, the first without an end of its own.
    fn years() -> [Scheme; 3] {
        [
            scheme("2024-25", Status::Superseded, Some("2024-04-06"), None),
            scheme(
                "2025-26",
                Status::InForce,
                Some("2025-04-06"),
                Some("2026-04-05"),
            ),
            scheme("2026-27", Status::InForce, Some("2026-04-06"), None),
        ]
    }

    #[test]
    fn the_edition_in_force_is_that_of_the_day() {
        let years = years();
        let of = |as_of: Option<&str>| {
            in_force(&years[0], &years, as_of.map(day)).map(|scheme| scheme.edition.as_str())
        };
        assert_eq!(of(Some("2024-04-05")), None);
        for (as_of, edition) in [
            ("2024-04-06", "2024-25"),
            ("2025-04-05", "2024-25"),
            ("2025-04-06", "2025-26"),
            ("2026-04-05", "2025-26"),
            ("2026-04-06", "2026-27"),
            ("2031-01-01", "2026-27"),
        ] {
            assert_eq!(of(Some(as_of)), Some(edition), "{as_of}");
        }
        assert_eq!(of(None), Some("2026-27"));
    }

    #[test]
    fn an_edition_says_when_it_ended_or_starts() {
        let years = years();
        let of =
            |index: usize, as_of: Option<&str>| standing(&years[index], &years, as_of.map(day));
        assert_eq!(of(0, None), Standing::Ended(day("2025-04-05")));
        assert_eq!(of(1, None), Standing::Until(day("2026-04-05")));
        assert_eq!(of(2, None), Standing::InForce);
        let is_newest = |place: usize, as_of| is_newest_of_several(&years[place], &years, as_of);
        assert!(is_newest(2, None) && !is_newest(1, None));
        assert!(!is_newest(2, Some(day("2026-11-21"))));
        assert_eq!(
            of(0, Some("2026-11-21")),
            Standing::Ended(day("2025-04-05"))
        );
        assert_eq!(
            of(2, Some("2026-01-01")),
            Standing::NotYet(day("2026-04-06"))
        );
        assert_eq!(next(&years[1], &years).unwrap().edition, "2026-27");
        assert_eq!(next(&years[2], &years), None);
    }

    #[test]
    fn what_is_no_rule_is_never_in_force() {
        for (status, expected) in [
            (Status::Draft, Standing::Draft),
            (Status::Consultation, Standing::Consultation),
            (Status::Withdrawn, Standing::Withdrawn),
            (Status::NotKnown, Standing::NotKnown),
            (Status::Superseded, Standing::Superseded),
        ] {
            let only = [scheme("2026", status, None, None)];
            for as_of in [None, Some(day("2026-11-21"))] {
                assert_eq!(standing(&only[0], &only, as_of), expected);
                assert_eq!(in_force(&only[0], &only, as_of), None);
            }
        }
    }

    #[test]
    fn schemes_for_other_people_are_no_editions_of_this_one() {
        let one = scheme("adults", Status::InForce, Some("2026-04-06"), None);
        let other = Scheme {
            group: "children".to_owned(),
            ..scheme("children", Status::InForce, Some("2027-04-06"), None)
        };
        let both = [one, other];
        assert_eq!(next(&both[0], &both), None);
        assert_eq!(standing(&both[0], &both, None), Standing::InForce);
    }
}
