//! Editions whose name, days or length do not go together.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use upfront_engine::{Scheme, scheme::National};

use super::{Editions, Page};
use crate::{
    check::editions::{Place, age, editions, first_day, folder},
    diagnostics::{Code, Finding},
};

pub(super) const PAGE: Page = Page::warning(
    "edition-year",
    "An edition whose name, days or length do not go together.",
)
.why(
    "The year in the folder's name is a part of the address that people are sent to. \
         If its rules are those of another year, they read the wrong ones.",
)
.rules(
    "from: 2025-04-06 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
);

/// How many days an edition can start before a year does and still be of that year: councils change their charges on the
/// first of April, or on a Monday soon after, and the nation on the sixth.
const TURN_OF_THE_YEAR: i64 = 14;
/// On which days of a year rules change where nothing else is known: month and day.
const USUAL_STARTS: [(i8, i8); 2] = [(4, 6), (4, 1)];
/// On which days of a year rules then end.
const USUAL_ENDS: [(i8, i8); 2] = [(4, 5), (3, 31)];

/// Some days, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// Those of a scheme, as far as it says; a year where it says one end.
    fn of(scheme: &Scheme) -> Option<Self> {
        let year =
            |day: Date, years: i64, days: i64| day.checked_add(years.years().days(days)).ok();
        match (first_day(scheme), own_last_day(scheme)) {
            (Some(first), Some(last)) => Some(Self { first, last }),
            (Some(first), None) => Some(Self {
                first,
                last: year(first, 1, 0)?.yesterday().ok()?,
            }),
            (None, Some(last)) => Some(Self {
                first: year(last, -1, 0)?.tomorrow().ok()?,
                last,
            }),
            (None, None) => None,
        }
    }

    /// Those that a folder's name says, such as `2024-25`, `2024-2025`, `2007-2018` or `2024`.
    fn named(name: &str) -> Option<Self> {
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|one| one.is_ascii_digit());
        let year = |text: &str| is_year(text).then(|| text.parse::<i16>().ok()).flatten();
        let day = |year, month, day| Date::new(year, month, day).ok();
        let Some((first, second)) = name.split_once(['-', '_']) else {
            // The year of the calendar, or the one that starts in it.
            let only = year(name)?;
            return Some(Self {
                first: day(only, 1, 1)?,
                last: day(only + 1, 4, 5)?,
            });
        };
        let first = year(first)?;
        let second = if second.len() == 2 {
            year(&format!("{:02}{second}", first / 100))?
        } else {
            year(second)?
        };
        if second == first + 1 || (second - first == -99) {
            return Some(Self {
                first: day(first, 4, 6)?,
                last: day(first + 1, 4, 5)?,
            });
        }
        (second > first).then_some(Self {
            first: day(first, 1, 1)?,
            last: day(second + 1, 4, 5)?,
        })
    }

    fn count(self) -> i64 {
        i64::from(
            self.first
                .until(self.last)
                .map_or(0, |span| span.get_days()),
        ) + 1
    }

    /// How many days both have.
    fn shared(self, other: Self) -> i64 {
        let both = Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        if both.first > both.last {
            0
        } else {
            both.count()
        }
    }
}

fn own_last_day(scheme: &Scheme) -> Option<Date> {
    scheme.to.as_deref()?.parse().ok()
}

fn later(day: Date) -> Date {
    day.checked_add(TURN_OF_THE_YEAR.days()).unwrap_or(day)
}

/// What is wrong with the days of every edition, held against what its name, its national rules and the council's other
/// editions say.
pub(super) fn slips(all: &Editions<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let places = all.places.iter();
    let places: BTreeMap<&str, &Place> = places.map(|place| (place.id.as_str(), place)).collect();
    let schemes = all.all;
    for scheme in schemes {
        let Some(place) = places.get(scheme.id.as_str()) else {
            continue;
        };
        let extends = scheme.national.iter();
        let nations: Vec<&Scheme> = extends
            .flat_map(National::bases)
            .filter_map(all.nation)
            .collect();
        // Those that are renewed every year say most of the year of the council's.
        let yearly = nations.iter().find(|nation| last_day_of(nation).is_some());
        let nation = yearly.or(nations.first()).copied();
        let slips = exchanged_days(scheme, nation, schemes, place);
        if !slips.is_empty() {
            findings.extend(slips);
            continue;
        }
        let found = nations
            .iter()
            .find_map(|nation| another_year(scheme, nation, place))
            .or_else(|| another_name(scheme, nation, place))
            .or_else(|| odd_length(scheme, nation, schemes, place));
        findings.extend(found);
    }
    findings
}

/// The last day of national rules; `None` for those that hold until there are others, and are not renewed every year.
fn last_day_of(nation: &Scheme) -> Option<Date> {
    let year = nation.id.rsplit('/').next().unwrap_or_default();
    let is_for_a_year = year.contains('-');
    own_last_day(nation).or_else(|| {
        let days = Days::of(nation).or_else(|| Days::named(year))?;
        is_for_a_year.then_some(days.last)
    })
}

/// A finding for an edition whose national rules are those of another year.
fn another_year(scheme: &Scheme, nation: &Scheme, place: &Place) -> Option<Finding> {
    let own = Days::of(scheme)?;
    let year = nation.id.rsplit('/').next().unwrap_or_default();
    let theirs = Days::of(nation).or_else(|| Days::named(year))?;
    let last = last_day_of(nation).unwrap_or(Date::MAX);
    let theirs = Days { last, ..theirs };
    let extends = place.extends?;
    let is_open = own_last_day(scheme).is_none();
    let is_mostly_outside = own.shared(theirs) * 2 < own.count();
    let name = &nation.id;
    let starts = if first_day(scheme).is_some() {
        format!("this edition starts on {}", own.first)
    } else {
        format!("this edition ends on {}", own.last)
    };
    let (message, label) = if (later(own.first) > theirs.last
        && (is_open || own.last > theirs.last))
        || (is_mostly_outside && own.last > theirs.last)
    {
        (
            format!(
                "{starts}, and the national rules `{name}` that it extends end on {}",
                theirs.last
            ),
            "the rules of the year before",
        )
    } else if is_mostly_outside || later(own.first) < theirs.first {
        (
            format!(
                "{starts}, and the national rules `{name}` that it extends start on {}",
                theirs.first
            ),
            "the rules of a later year",
        )
    } else if !is_open && own.last > later(theirs.last) {
        (
            format!(
                "this edition ends on {}, and the national rules `{name}` that it extends end on {}",
                own.last, theirs.last
            ),
            "the rules of an earlier year",
        )
    } else {
        return None;
    };
    let finding = Finding::new(Code::NationalOfAnotherYear, extends, message)
        .label(label)
        .related(
            place.from.or(place.to).unwrap_or(extends),
            "the days of the edition",
        );
    Some(if label == "the rules of the year before" {
        finding.advice("Extend the national rules of the same year as soon as they are published. Until then the pages name the year of those that they have.")
    } else {
        finding.advice(
            "Extend the national rules of the same year, or correct the dates of the edition.",
        )
    })
}

/// A finding for an edition that is named for another year than its days, or than its national rules, are of.
fn another_name(scheme: &Scheme, nation: Option<&Scheme>, place: &Place) -> Option<Finding> {
    let named = Days::named(&scheme.edition)?;
    let name = &scheme.edition;
    let named_wrong = |at, message: String, label: &str| {
        Some(
            Finding::new(Code::EditionYear, at, message)
                .label(label)
                .advice("Correct whichever of the two is wrong: the folder's name, or what stands here."),
        )
    };
    let Some(own) = Days::of(scheme) else {
        let year = nation?.id.rsplit('/').next()?;
        let theirs = Days::named(year)?;
        let last = last_day_of(nation?).unwrap_or(Date::MAX);
        let theirs = Days { last, ..theirs };
        return if named.shared(theirs) == 0 {
            named_wrong(
                place.extends?,
                format!(
                    "the edition is named `{name}`, and the national rules that it extends are those of {year}"
                ),
                "of another year than the folder's name",
            )
        } else {
            None
        };
    };
    let first = first_day(scheme).filter(|first| {
        later(*first) < named.first || later(*first) > named.last || *first > named.last
    });
    // A name such as `2024` may say only when an edition starts.
    let says_when_it_ends = name.len() > 4;
    let last = own_last_day(scheme)
        .filter(|last| *last < named.first || (*last > later(named.last) && says_when_it_ends));
    match (first, last) {
        (Some(first), _) => named_wrong(
            place.from?,
            format!("the edition is named `{name}`, and starts on {first}"),
            "a day of another year",
        ),
        (None, Some(last)) => named_wrong(
            place.to?,
            format!("the edition is named `{name}`, and ends on {last}"),
            "a day of another year",
        ),
        (None, None) if own.shared(named) == 0 => named_wrong(
            place.from.or(place.to)?,
            format!("the edition is named `{name}`, and none of its days are of that year"),
            "days of another year",
        ),
        _ => None,
    }
}

/// A finding for an edition of whole years and a day more, or a day less, that nothing else explains.
fn odd_length(
    scheme: &Scheme,
    nation: Option<&Scheme>,
    schemes: &[Scheme],
    place: &Place,
) -> Option<Finding> {
    let (first, last) = (first_day(scheme)?, own_last_day(scheme)?);
    let is_followed = editions(scheme, schemes)
        .iter()
        .any(|other| age(other) > age(scheme));
    let is_theirs = nation.and_then(own_last_day) == Some(last);
    // Councils count in weeks too.
    let is_weeks = Days { first, last }.count() % 7 == 0;
    if is_followed || is_theirs || is_weeks {
        return None;
    }
    let years = i64::from(last.year() - first.year());
    let whole = first
        .checked_add(years.years())
        .ok()?
        .yesterday()
        .ok()
        .filter(|_| years > 0)?;
    let (off, day) = if whole.tomorrow().ok()? == last {
        ("a day longer than", "already the first of another year")
    } else if whole.yesterday().ok()? == last {
        ("a day shorter than", "a day before the year ends")
    } else {
        return None;
    };
    let whole_years = match years {
        1 => "a year".to_owned(),
        years => format!("{years} years"),
    };
    Some(
        Finding::new(
            Code::EditionYear,
            place.to?,
            format!("the edition is {off} {whole_years}: from {first} to {last}"),
        )
        .label(day)
        .related(place.from?, "the first day")
        .advice(format!("If it holds for whole years, write `to: {whole}`.")),
    )
}

/// Findings for days that nothing expects, where another has the same numbers for day and month the other way about.
fn exchanged_days(
    scheme: &Scheme,
    nation: Option<&Scheme>,
    schemes: &[Scheme],
    place: &Place,
) -> Vec<Finding> {
    let others: Vec<&Scheme> = schemes
        .iter()
        .filter(|other| other.id != scheme.id && folder(other) == folder(scheme))
        .chain(nation)
        .collect();
    let is_a_year = nation.is_some()
        || scheme
            .edition
            .split_once('-')
            .is_some_and(|(_, second)| second.len() == 2);
    let (first, last) = (first_day(scheme), own_last_day(scheme));
    let of = |day: Date| (day.month(), day.day());
    let usual = |days: [(i8, i8); 2]| days.into_iter().filter(move |_| is_a_year);
    let starts = others
        .iter()
        .filter_map(|other| first_day(other).map(of))
        .chain(usual(USUAL_STARTS))
        .chain(last.and_then(|last| last.tomorrow().ok()).map(of));
    let ends = others
        .iter()
        .filter_map(|other| own_last_day(other).map(of))
        .chain(usual(USUAL_ENDS))
        .chain(first.and_then(|first| first.yesterday().ok()).map(of));
    let starts: Vec<(i8, i8)> = starts.collect();
    let ends: Vec<(i8, i8)> = ends.collect();
    [
        (first, place.from, starts, "starts"),
        (last, place.to, ends, "ends"),
    ]
    .into_iter()
    .filter_map(|(day, at, expected, does)| {
        let day = day?;
        let meant = Date::new(day.year(), day.day(), day.month()).ok()?;
        if expected.contains(&of(day)) || !expected.contains(&of(meant)) {
            return None;
        }
        Some(
            Finding::new(
                Code::DayAndMonth,
                at?,
                format!("the edition {does} on {day}, and {meant} would go with the other dates"),
            )
            .label("day and month exchanged?")
            .advice(format!(
                "A date is year, month, day. If {meant} is meant, write `{meant}`."
            )),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_folders_name_says_its_year() {
        let of = |name| Days::named(name).map(|days| (days.first, days.last));
        let year = Some((day("2024-04-06"), day("2025-04-05")));
        assert_eq!(of("2024-25"), year);
        assert_eq!(of("2024-2025"), year);
        assert_eq!(of("1999-00"), Some((day("1999-04-06"), day("2000-04-05"))));
        assert_eq!(of("2024"), Some((day("2024-01-01"), day("2025-04-05"))));
        assert_eq!(
            of("2007-2018"),
            Some((day("2007-01-01"), day("2019-04-05")))
        );
        for name in ["undated", "draft", "2024-25-october", "24-25", "2025-24"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
