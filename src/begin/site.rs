//! A small site to begin with: it builds as it stands, its worked examples come out, and each line that is to be written is
//! marked.

use std::{collections::BTreeSet, path::Path};

use jiff::civil::Date;
use tera::{Context, Tera};

use super::worked_out::expect;
use crate::{
    check::{Loaded, national_days, national_years, read_site},
    diagnostics::Code,
    embedded,
    language::{meant_name, schema},
    source::yaml::written,
    world::{Memory, World},
};

/// The nations, by the names of their rules.
pub const NATIONS: [&str; 4] = ["england", "wales", "scotland", "northern-ireland"];

/// A part of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Points, and what they give.
    Points,
    /// What people pay.
    Charging,
    /// Who can get support.
    Eligibility,
    /// What an hour costs and pays.
    Prices,
}

impl Part {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 4] = [
        Self::Points,
        Self::Charging,
        Self::Eligibility,
        Self::Prices,
    ];

    /// Its name, which is also that of its folder below `starter`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Charging => "charging",
            Self::Eligibility => "eligibility",
            Self::Prices => "prices",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What somebody wants to begin with.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The council's name.
    pub council: String,
    /// One of [`NATIONS`].
    pub nation: String,
    /// The year, such as `2026-27`.
    pub year: String,
    /// The parts of the site.
    pub parts: BTreeSet<Part>,
    /// Whether the site is to be in Welsh too.
    pub is_bilingual: bool,
}

/// A site to begin with.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its files: the path of each in the site's folder, and its text.
    pub files: Vec<(String, String)>,
    /// What the person who asked for it ought to know, a sentence each.
    pub notes: Vec<String>,
}

/// The years that a council can begin with: those of its nation's charging rules, the oldest first.
pub fn years(nation: &str) -> Vec<String> {
    national_years(embedded::world(), nation)
}

/// A name for a council's folder; `council` where nothing of its name can stand in one.
pub fn folder_name(council: &str) -> String {
    meant_name(council).unwrap_or_else(|| "council".to_owned())
}

/// The files of a site to begin with, on a day. Nothing of it has a finding.
pub fn new_site(wanted: &Wanted, today: Date) -> NewSite {
    let mut notes = Vec::new();
    let names = Names::of(wanted, &mut notes);
    let mut files = vec![
        (
            ".upfront/scheme.schema.json".to_owned(),
            format!("{:#}\n", schema::scheme()),
        ),
        (
            ".upfront/site.schema.json".to_owned(),
            format!("{:#}\n", schema::site()),
        ),
    ];
    let draft = names.files(wanted, today, None);
    let world = Memory::new(draft, today);
    if let Ok(loaded) = read_site(&world, None) {
        files.extend(names.files(wanted, today, Some(&loaded)));
    }
    NewSite { files, notes }
}

/// The names that the files hold, of what there is for a nation and a year.
struct Names {
    folder: String,
    national_year: String,
    eligibility: Option<String>,
    from: String,
    to: String,
}

impl Names {
    fn of(wanted: &Wanted, notes: &mut Vec<String>) -> Self {
        let world = embedded::world();
        let nation = &wanted.nation;
        let there = years(nation);
        let older = there.iter().rev().find(|year| **year <= wanted.year);
        let national_year = older.or(there.last()).cloned().unwrap_or_default();
        if national_year != wanted.year && wanted.parts.contains(&Part::Charging) {
            notes.push(format!(
                "There are no national rules of {nation} for {} here. The charges rest on those of {national_year}.",
                wanted.year
            ));
        }
        let criteria = format!("{nation}-eligibility");
        let newest = national_years(world, &criteria).pop();
        let eligibility = newest.map(|year| format!("{criteria}/{year}"));
        if eligibility.is_none() && wanted.parts.contains(&Part::Eligibility) {
            notes.push(format!(
                "There are no national criteria of {nation} here, so that the part “eligibility” is left out."
            ));
        }
        let [from, to] = days(world, nation, &wanted.year);
        Self {
            folder: folder_name(&wanted.council),
            national_year,
            eligibility,
            from,
            to,
        }
    }

    /// The files of the site. What a first draft of it was read as says what its examples come to, and what it warns of.
    fn files(&self, wanted: &Wanted, today: Date, read: Option<&Loaded>) -> Vec<(String, String)> {
        let mut files = vec![(
            "site.yaml".to_owned(),
            self.filled("site.yaml", wanted, today, None),
        )];
        for part in &wanted.parts {
            if *part == Part::Eligibility && self.eligibility.is_none() {
                continue;
            }
            let folder = self.place(*part, &wanted.year);
            let below = format!("starter/{}", part.name());
            for (name, _) in embedded::below(&below) {
                let template = format!("{}/{name}", part.name());
                let read = read.map(|loaded| (loaded, &*folder));
                let text = self.filled(&template, wanted, today, read);
                files.push((format!("schemes/{folder}/{name}"), text));
            }
        }
        files
    }

    /// The folder of a part below `schemes`.
    fn place(&self, part: Part, year: &str) -> String {
        let council = &self.folder;
        match part {
            Part::Points => format!("{council}/{year}"),
            Part::Charging | Part::Eligibility => format!("{council}-{}/{year}", part.name()),
            // A fact holds for no year in particular, and says itself of which it is.
            Part::Prices => format!("{council}-{}", part.name()),
        }
    }

    fn filled(
        &self,
        template: &str,
        wanted: &Wanted,
        today: Date,
        read: Option<(&Loaded, &str)>,
    ) -> String {
        let mut context = Context::new();
        let title = format!("{}: care, up front", wanted.council);
        for (name, text) in [
            ("council", written(&wanted.council, true)),
            ("site_title", written(&title, true)),
            ("nation", wanted.nation.clone()),
            ("year", wanted.year.clone()),
            ("national_year", self.national_year.clone()),
            ("eligibility", self.eligibility.clone().unwrap_or_default()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("today", today.to_string()),
            ("expect", read.map_or("{}".to_owned(), comes_to)),
        ] {
            context.insert(name.to_owned(), &text);
        }
        context.insert("silenced".to_owned(), &read.map(warned).unwrap_or_default());
        context.insert("is_bilingual".to_owned(), &wanted.is_bilingual);
        let text = embedded::text(&format!("starter/{template}"));
        // A test fills every one of them.
        Tera::one_off(text, &context, false).unwrap_or_default()
    }
}

/// What the first example of a scheme comes to.
fn comes_to((loaded, id): (&Loaded, &str)) -> String {
    let scheme = loaded.schemes.iter().find(|scheme| scheme.id == id);
    let first = scheme.and_then(|scheme| Some((scheme, scheme.examples.first()?)));
    first.map_or("{}".to_owned(), |(scheme, example)| {
        expect(scheme, &example.answers)
    })
}

/// The warnings of a scheme that say that its national rules are to be looked at.
fn warned((loaded, id): (&Loaded, &str)) -> Vec<&'static str> {
    let folder = Path::new("schemes").join(id);
    let is_here = |at: crate::source::Span| {
        let file = loaded.files.get(at.file);
        file.is_some_and(|file| file.path.starts_with(&folder))
    };
    let found = loaded.findings.sorted().into_iter();
    let of_nation = found.filter(|finding| {
        matches!(
            finding.code,
            Code::NotVerified | Code::NationalOfAnotherYear
        ) && finding.at.is_some_and(is_here)
    });
    let codes: BTreeSet<&str> = of_nation.map(|finding| finding.code.name()).collect();
    codes.into_iter().collect()
}

/// The first and the last day of a year: those that the national rules of that year say, or those of the tax year.
fn days(world: &dyn World, nation: &str, year: &str) -> [String; 2] {
    let national = national_days(world, &format!("{nation}/{year}"));
    if let Some((from, to)) = national {
        return [from, to].map(|day| day.to_string());
    }
    let begins = year
        .split('-')
        .next()
        .and_then(|begins| begins.parse().ok());
    let begins: i16 = begins.unwrap_or_default();
    [
        format!("{begins}-04-06"),
        format!("{}-04-05", begins.saturating_add(1)),
    ]
}
