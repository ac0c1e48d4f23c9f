//! Which year a scheme's figures are for, and the national figures of every year that they can be mistaken for.

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use jiff::civil::Date;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    exact::scale,
    scheme::{Direction, Rounding},
    unit::POUND,
};

use super::{
    amounts::{Written, read},
    law,
    national::NATIONAL,
    unit_words::UnitWords,
};
use crate::{
    diagnostics::Findings,
    embedded, messages,
    source::{Files, Node, NodeKind, read_yaml},
};

/// What people are paid, by year, in the folder of the national rules.
const BENEFITS: &str = "benefit-rates.yaml";

/// A national figure of one year.
#[derive(Debug)]
struct Figure {
    /// The nation's folder; empty where it is the same in all.
    nation: String,
    /// The year's name, such as `2024-25`.
    year: String,
    /// What it is.
    name: String,
    amount: Decimal,
    unit: Unit,
}

/// Every figure that is known, in the order of nations and years.
static FIGURES: LazyLock<Vec<Figure>> = LazyLock::new(|| {
    let mut figures = Vec::new();
    for (path, text) in embedded::below(NATIONAL) {
        let parts: Vec<&str> = path.split('/').collect();
        let [nation, year, _] = parts.as_slice() else {
            continue;
        };
        let rates = node(text).and_then(|node| Some(node.entry("rates")?.value.clone()));
        for entry in entries(rates.as_ref()) {
            let said = |key| Some(entry.value.entry(key)?.value.text()?.to_owned());
            let text = said("is").or_else(|| entry.value.text().map(str::to_owned));
            let name = said("say").map_or_else(|| entry.key.clone(), |say| lower(&say));
            figures.extend(figure(nation, year, &name, &text.unwrap_or_default()));
        }
    }
    let benefits = node(benefits());
    for benefit in entries(benefits.as_ref()) {
        for entry in entries(Some(&benefit.value)) {
            let text = entry.value.text().unwrap_or_default();
            let Some(paid) = figure("", &entry.key, &benefit.key, text) else {
                continue;
            };
            // Twelve months are as much as fifty-two weeks.
            if paid.unit == Unit::of(POUND).per("month") {
                let penny = Rounding {
                    direction: Direction::Nearest,
                    to: Decimal::new(1, 2),
                };
                let weekly = scale(paid.amount, 12.into(), 52.into(), Some(penny));
                let weekly = format!("£{} a week", weekly.unwrap_or_default());
                figures.extend(figure("", &entry.key, &benefit.key, &weekly));
            }
            figures.push(paid);
        }
    }
    figures
});

fn benefits() -> &'static str {
    embedded::text(&format!("{NATIONAL}/{BENEFITS}"))
}

/// A file of national figures; `None` where it cannot be read.
pub(crate) fn node(text: &str) -> Option<Node> {
    let (mut files, mut findings) = (Files::default(), Findings::default());
    let file = files.add(Path::new("figures.yaml"), text.to_owned());
    read_yaml(file, &files, &mut findings)
}

/// The entries of a mapping; none of anything else.
pub(crate) fn entries(node: Option<&Node>) -> &[crate::source::Entry] {
    match node.map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => entries,
        _ => &[],
    }
}

/// An amount that is written with what it is counted in.
pub(super) fn quantity(text: &str) -> Option<(Amount, Unit)> {
    let quantity = read(text, &UnitWords::default()).ok()?;
    match quantity.written {
        Written::Unit(unit) => Some((quantity.amount, unit)),
        _ => None,
    }
}

/// A figure in pounds and pence for a week or a month. One in whole pounds is too common to be known again.
fn figure(nation: &str, year: &str, name: &str, text: &str) -> Option<Figure> {
    let (Amount::Exact(amount), unit) = quantity(text)? else {
        return None;
    };
    can_be_known(amount, &unit).then(|| Figure {
        nation: nation.to_owned(),
        year: year.to_owned(),
        name: name.to_owned(),
        amount,
        unit,
    })
}

/// Whether a figure can be one of those.
fn can_be_known(amount: Decimal, unit: &Unit) -> bool {
    let is_paid = || {
        let mut periods = ["week", "month"].into_iter();
        periods.any(|period| *unit == Unit::of(POUND).per(period))
    };
    !amount.fract().is_zero() && is_paid()
}

/// `The minimum` inside a sentence.
fn lower(say: &str) -> String {
    let mut letters = say.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// A figure that belongs to another year.
pub(crate) struct Another {
    /// What it is.
    pub(crate) name: String,
    /// The years that it is of, such as `2015-16 to 2021-22`.
    pub(crate) years: String,
    /// The year that the scheme is for.
    pub(crate) own: String,
    /// What the same is in that year, where known.
    pub(crate) this_year: Option<String>,
}

/// Whether a figure is the national one of another year and of no year that the scheme is for. Where `said` names
/// that other year, the author knows.
pub(crate) fn another_year(
    scheme: &Scheme,
    figure: Decimal,
    unit: &Unit,
    said: &str,
) -> Option<Another> {
    if !can_be_known(figure, unit) {
        return None;
    }
    let (first, last) = years(scheme)?;
    let nation = nation(scheme);
    let is_own = |year: &str| start_of(year).is_some_and(|year| (first..=last).contains(&year));
    let same: Vec<&Figure> = FIGURES
        .iter()
        .filter(|other| other.amount == figure && other.unit == *unit)
        .filter(|other| other.nation.is_empty() || other.nation == nation)
        .collect();
    let one = same.last()?;
    if same.iter().any(|other| is_own(&other.year)) {
        return None;
    }
    let known: Vec<&str> = same
        .iter()
        .filter(|other| other.name == one.name)
        .map(|other| other.year.as_str())
        .collect();
    let names_year = |year: &&str| said.contains(*year) || said.contains(&year.replace('-', "/"));
    if known.iter().any(names_year) {
        return None;
    }
    let words = messages::english();
    let this_year = FIGURES
        .iter()
        .find(|other| other.name == one.name && other.unit == *unit && is_own(&other.year));
    Some(Another {
        name: one.name.clone(),
        years: match known.as_slice() {
            [first, .., last] => format!("{first} to {last}"),
            _ => one.year.clone(),
        },
        own: year_name(first, last),
        this_year: this_year.map(|other| words.quantity(other.amount, unit)),
    })
}

/// The nation whose rules a scheme rests on, or is taken to where it says nothing.
pub(crate) fn nation(scheme: &Scheme) -> &str {
    let extended = scheme.national.as_ref();
    let name = extended.map_or(scheme.id.as_str(), |extended| extended.extends.as_str());
    let folder = name.split('/').next().unwrap_or_default();
    if is_national(scheme) || extended.is_some() {
        folder
    } else {
        law::unsaid()
    }
}

/// Whether a scheme is itself a nation's.
pub(crate) fn is_national(scheme: &Scheme) -> bool {
    static NATIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let files = embedded::below(NATIONAL);
        files
            .filter_map(|(path, _)| path.split('/').next())
            .collect()
    });
    let folder = scheme.id.split('/').next();
    folder.is_some_and(|folder| NATIONS.contains(folder))
}

/// The first and the last financial year that a scheme's figures are for, each by the year in which it starts: that
/// of the national rules it extends, of its dates, or of its name, such as `2024-25`.
fn years(scheme: &Scheme) -> Option<(i16, i16)> {
    let year = |text: &str| start_of(text).map(|year| (year, year));
    if let Some(national) = &scheme.national {
        // Rules that are renewed every year are named for two.
        let names = national.bases().filter_map(|base| base.rsplit('/').next());
        let names: Vec<&str> = names.collect();
        let renewed = names.iter().find(|name| name.contains('-'));
        return year(renewed.or(names.first())?);
    }
    let Some(from) = day(scheme.from.as_deref()) else {
        return year(&scheme.edition);
    };
    let first = from.year() - i16::from(from.month() < 4);
    // A financial year ends on a day in the first half of April.
    let last = day(scheme.to.as_deref()).map_or(first, |to| {
        to.year() - i16::from((to.month(), to.day()) < (4, 13))
    });
    Some((first, last.max(first)))
}

fn day(text: Option<&str>) -> Option<Date> {
    text?.parse().ok()
}

/// The year in which a financial year such as `2024-25` starts.
fn start_of(year: &str) -> Option<i16> {
    let (first, second) = year.split_once('-')?;
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(first, 4) && digits(second, 2)).then(|| first.parse().ok())?
}

fn year_name(first: i16, last: i16) -> String {
    let name = |year: i16| format!("{year}-{:02}", (year + 1) % 100);
    if first == last {
        name(first)
    } else {
        format!("{} to {}", name(first), name(last))
    }
}

/// The first day of an edition: as published, or as its name tells the year.
pub(crate) fn start(scheme: &Scheme) -> Option<Date> {
    day(scheme.from.as_deref()).or_else(|| Date::new(start_of(&scheme.edition)?, 4, 1).ok())
}

/// The last day on which something can have been published that says when, such as `March 2024`, `2024` or
/// `2024-02-16`. `None` where no year can be told.
pub(crate) fn published(text: &str) -> Option<Date> {
    if let Ok(day) = text.trim().parse() {
        return Some(day);
    }
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    let latest: i16 = numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .filter(|year| (1900..2100).contains(year))
        .max()?;
    // `2014-15` reaches into the next year.
    let spans_two = ["-", "/", "–", " to "]
        .iter()
        .any(|sign| text.contains(&format!("{latest}{sign}{:02}", (latest + 1) % 100)));
    Date::new(latest + i16::from(spans_two), 12, 31).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_benefit_can_be_read() {
        let written = benefits().matches('£').count();
        // Whole pounds are left out; each for a month has its week too.
        let whole = benefits().matches(".00 a").count();
        let monthly = benefits().matches("a month").count();
        let read = FIGURES.iter().filter(|figure| figure.nation.is_empty());
        assert_eq!(read.count(), written - whole + monthly);
        assert!(FIGURES.iter().any(|figure| figure.nation == "england"));
    }

    #[test]
    fn a_document_says_when_it_was_published() {
        for (text, day) in [
            ("2024-02-16", "2024-02-16"),
            ("March 2024", "2024-12-31"),
            ("for 2014-15", "2015-12-31"),
            ("2014/15", "2015-12-31"),
        ] {
            assert_eq!(published(text), day.parse().ok(), "{text}");
        }
        assert_eq!(published("every spring"), None);
    }

    #[test]
    fn a_scheme_is_for_the_years_of_its_dates() {
        let of = |edition: &str, from: Option<&str>, to: Option<&str>| {
            years(&Scheme {
                edition: edition.to_owned(),
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
                ..Scheme::default()
            })
        };
        assert_eq!(
            of("a", Some("2025-04-06"), Some("2026-04-05")),
            Some((2025, 2025))
        );
        assert_eq!(
            of("a", Some("2026-01-01"), Some("2027-03-31")),
            Some((2025, 2026))
        );
        assert_eq!(of("2024-25", None, None), Some((2024, 2024)));
        assert_eq!(of("2024", None, None), None);
    }
}
