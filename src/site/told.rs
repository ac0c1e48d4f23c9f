//! Pages that tell facts: what the law of a nation says, what a council says beside it, and what is not published.

use serde::Serialize;
use upfront_engine::{
    Scheme,
    scheme::{Cite, Sureness},
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::References,
    frame::{Frame, Link, folder, web},
    route::{Place, Route},
    whose,
};
use crate::{
    check::years,
    facts::{Duration, Evidence, Fact, Facts, NationalFacts, Period, Publicity, of_nation},
    language::links::dialled,
};

pub use super::cite::Mark;

/// A page of facts.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The answer, in a sentence or two.
    pub lead: String,
    /// Up to three figures that belong to it.
    pub keys: Vec<Figure>,
    /// The facts in short, where the page's answer is a list: each leads to where it is told.
    pub short: Vec<Link>,
    /// The facts.
    pub sections: Vec<Section>,
}

/// A figure and what it is.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The figure.
    pub figure: String,
    /// Whether it is not published.
    pub withheld: bool,
    /// What it is.
    pub text: String,
}

/// Facts that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its name in an address.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// The facts.
    pub entries: Vec<Entry>,
}

/// A fact as a page tells it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Entry {
    /// Its name in an address; empty where nothing leads to it.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What holds, in a sentence or two.
    pub say: String,
    /// How sure it is; empty where it was read in its source.
    pub sure: String,
    /// Its particulars.
    pub particulars: Vec<Particular>,
    /// Where it comes from.
    pub mark: Option<Mark>,
}

/// A particular of a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Particular {
    /// What it is.
    pub name: String,
    /// What is said of it.
    pub text: String,
    /// Where that leads; empty where nowhere.
    pub href: String,
    /// Whether it is not published.
    pub withheld: bool,
}

/// What a page of facts is made from.
pub(super) struct Telling<'a> {
    pub(super) input: Input<'a>,
    pub(super) scheme: &'a Scheme,
    pub(super) facts: &'a Facts,
    /// What holds in the nation.
    pub(super) nation: &'static NationalFacts,
    /// The scheme's sources, and behind them the nation's.
    cited: Scheme,
}

/// Whether an edition has pages of facts.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    nation(input, scheme).is_some()
}

/// What holds in the nation of an edition; `None` where it is not said whose law its rules are under.
pub(super) fn nation(input: Input<'_>, scheme: &Scheme) -> Option<&'static NationalFacts> {
    let facts = input.facts.get(&scheme.id)?;
    if input.site.nations.contains(folder(scheme)) {
        return None;
    }
    let is_said = scheme.national.is_some() || !scheme.law.is_empty();
    of_nation(match facts.nation.as_str() {
        "" if is_said => years::nation(scheme),
        nation => nation,
    })
}

impl<'a> Telling<'a> {
    /// For an edition; `None` where it is not said whose law its rules are under.
    pub(super) fn of(input: Input<'a>, scheme: &'a Scheme) -> Option<Self> {
        let facts = input.facts.get(&scheme.id)?;
        let nation = nation(input, scheme)?;
        let mut cited = Scheme {
            sources: scheme.sources.clone(),
            ..Scheme::default()
        };
        let theirs = nation.sources.iter().cloned();
        cited.sources.extend(theirs.map(|mut source| {
            source.id = format!("national-{}", source.id);
            source
        }));
        Some(Self {
            input,
            scheme,
            facts,
            nation,
            cited,
        })
    }

    pub(super) const fn words(&self) -> &'a Words {
        self.input.words
    }

    pub(super) fn references(&self) -> References<'_> {
        References::new(&self.cited, self.input.words)
    }

    /// The page, with what it refers to.
    pub(super) fn page(
        &self,
        place: Place<'static>,
        names: [&str; 2],
        told: Told,
        references: References<'_>,
    ) -> Page {
        page(self.input, self.scheme, place, names, told, references)
    }

    /// Whether what is not said was looked for, so that it is known to be not published.
    pub(super) fn knows_gaps(&self) -> bool {
        self.facts.rest != Publicity::NotLookedFor
    }

    /// A section of facts; `None` where there are none. What nobody has looked for is no gap, and is left out.
    pub(super) fn section(
        &self,
        id: &'static str,
        heading: &str,
        mut entries: Vec<Entry>,
    ) -> Option<Section> {
        if !self.knows_gaps() {
            for entry in &mut entries {
                entry.particulars.retain(|one| !one.withheld);
            }
            entries.retain(|entry| !entry.say.is_empty() || !entry.particulars.is_empty());
        }
        section(id, heading, entries, self.scheme, self.words())
    }

    /// The nation's facts.
    pub(super) fn national(&self, facts: &[Fact], references: &mut References<'_>) -> Vec<Entry> {
        let facts = facts.iter();
        facts
            .map(|fact| self.fact(fact, self.theirs(&fact.evidence).as_ref(), references))
            .collect()
    }

    /// The council's own facts.
    pub(super) fn own(&self, facts: &[Fact], references: &mut References<'_>) -> Vec<Entry> {
        let facts = facts.iter();
        facts
            .map(|fact| self.fact(fact, fact.evidence.cite.as_ref(), references))
            .collect()
    }

    fn fact(&self, fact: &Fact, cite: Option<&Cite>, references: &mut References<'_>) -> Entry {
        entry(fact, cite, references, self.words())
    }

    /// Where one of the nation's facts comes from, among all sources of the page.
    pub(super) fn theirs(&self, evidence: &Evidence) -> Option<Cite> {
        let cite = evidence.cite.clone()?;
        Some(Cite {
            source: cite.source + self.scheme.sources.len(),
            at: cite.at,
        })
    }

    pub(super) fn sure(&self, sure: Sureness) -> String {
        whose::sure(sure, self.words())
    }

    /// How long something takes, or that it is not published.
    pub(super) fn time(&self, name: &str, time: Option<Duration>) -> Particular {
        self.said(
            name,
            &time.map_or_else(String::new, |time| in_words(time, self.words())),
        )
    }

    /// A particular, or that it is not published.
    pub(super) fn said(&self, name: &str, text: &str) -> Particular {
        said(self.words(), name, text)
    }

    /// How somebody is reached.
    pub(super) fn reach(&self, phone: &str, email: &str, page: &str) -> Vec<Particular> {
        reach(self.words(), phone, email, page)
    }
}

/// A fact in a sentence, with where it comes from.
pub(super) fn entry(
    fact: &Fact,
    cite: Option<&Cite>,
    references: &mut References<'_>,
    words: &Words,
) -> Entry {
    Entry {
        title: fact.title.clone(),
        say: fact.say.clone(),
        sure: whose::sure(fact.evidence.sure, words),
        mark: references.refer(cite),
        ..Entry::default()
    }
}

/// A page of facts about an edition, with what it refers to. `names` are the messages of its heading and description.
pub(super) fn page(
    input: Input<'_>,
    scheme: &Scheme,
    place: Place<'static>,
    [heading, description]: [&str; 2],
    told: Told,
    references: References<'_>,
) -> Page {
    let words = input.words;
    let particulars = [
        ("council", scheme.council.as_str()),
        ("title", scheme.title.as_str()),
    ];
    let heading = words.say(heading, &[]);
    let description = words.say(description, &particulars);
    let mut frame = Frame::of_edition(input, scheme, place, heading, description);
    frame.references = references.listed();
    let contents = told.sections.iter().map(|section| Link {
        href: format!("#{}", section.id),
        text: section.heading.clone(),
    });
    frame.contents = contents.collect();
    Page {
        frame,
        path: Route::Edition(&scheme.id, place).path(),
        body: Body::Told(told),
    }
}

/// A section of facts; `None` where there are none.
pub(super) fn section(
    id: &'static str,
    heading: &str,
    entries: Vec<Entry>,
    scheme: &Scheme,
    words: &Words,
) -> Option<Section> {
    (!entries.is_empty()).then(|| Section {
        id,
        heading: words.say(heading, &[("council", &scheme.council)]),
        entries,
    })
}

/// A particular, or that it is not published.
pub(super) fn said(words: &Words, name: &str, text: &str) -> Particular {
    let withheld = text.is_empty();
    Particular {
        name: words.say(name, &[]),
        text: if withheld {
            words.say("page-score-is-not", &[])
        } else {
            text.to_owned()
        },
        href: String::new(),
        withheld,
    }
}

/// How somebody is reached.
pub(super) fn reach(words: &Words, phone: &str, email: &str, page: &str) -> Vec<Particular> {
    let page = web(page);
    let shown = page
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.")
        .trim_end_matches('/');
    let ways = [
        ("page-told-phone", phone, format!("tel:{}", dialled(phone))),
        ("page-told-email", email, format!("mailto:{email}")),
        ("page-told-page", shown, page.clone()),
    ];
    ways.into_iter()
        .filter(|(_, text, _)| !text.is_empty())
        .map(|(name, text, href)| Particular {
            href,
            ..said(words, name, text)
        })
        .collect()
}

/// `20 working days`, `4 to 6 weeks`.
pub(super) fn in_words(time: Duration, words: &Words) -> String {
    let key = match (time.of, time.count) {
        (Period::Day, 1) => "page-time-day",
        (Period::Day, _) => "page-time-days",
        (Period::WorkingDay, 1) => "page-time-working-day",
        (Period::WorkingDay, _) => "page-time-working-days",
        (Period::Week, 1) => "page-time-week",
        (Period::Week, _) => "page-time-weeks",
        (Period::Month, 1) => "page-time-month",
        (Period::Month, _) => "page-time-months",
        (Period::Year, 1) => "page-time-year",
        (Period::Year, _) => "page-time-years",
    };
    let said = words.say(key, &[("count", &time.count.to_string())]);
    match time.least {
        Some(least) => words.say(
            "page-time-from-to",
            &[("least", &least.to_string()), ("most", &said)],
        ),
        None => said,
    }
}
