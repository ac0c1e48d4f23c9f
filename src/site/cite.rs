//! Where something comes from, in words.

use serde::Serialize;
use upfront_engine::{Scheme, scheme::Cite, words::Words};

use super::frame;

/// A source, the place in it, and its dates.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// The name of the source in the rules.
    pub id: String,
    /// The title of the document or page.
    pub title: String,
    /// Where it is on the web; empty where not known.
    pub href: String,
    /// The place in it and its dates: `, 3.1. Read 1 May 2026.`
    pub rest: String,
    /// What to know about it.
    pub note: String,
}

/// The sources that a page refers to, numbered in the order in which it first does. Each is listed once, at the page's
/// foot, with the places in it and the ways back.
#[derive(Clone, Debug)]
pub struct References<'a> {
    scheme: &'a Scheme,
    words: &'a Words,
    listed: Vec<Reference>,
}

/// A number in the text that stands for a source.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// The number of the source on this page.
    pub number: usize,
    /// The way to it.
    pub href: String,
    /// Where the way back leads.
    pub id: String,
    /// What it is, for those who only hear it.
    pub label: String,
}

/// The number of a source and the place in it, where many lines in a row refer to one and a way back to each would be in
/// the way.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    /// The number of the source on this page.
    pub number: usize,
    /// The way to it.
    pub href: String,
    /// The place in it; empty for the source as a whole.
    pub at: String,
    /// What it is, for those who only hear it.
    pub label: String,
}

/// A source at the foot of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Reference {
    /// The source.
    pub source: Cited,
    /// The places in it that the page refers to; one without a name is the source as a whole.
    pub places: Vec<Passage>,
    /// How often the page refers to it.
    #[serde(skip)]
    uses: usize,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize)]
pub struct Passage {
    /// Which; empty for the source as a whole.
    pub at: String,
    /// The ways back to where it is referred to.
    pub backs: Vec<Back>,
}

/// A way back from a source.
#[derive(Clone, Debug, Serialize)]
pub struct Back {
    /// Where to.
    pub href: String,
    /// Its words.
    pub text: String,
    /// The same, said in full.
    pub label: String,
}

impl<'a> References<'a> {
    /// None yet.
    pub fn new(scheme: &'a Scheme, words: &'a Words) -> Self {
        Self {
            scheme,
            words,
            listed: Vec::new(),
        }
    }

    /// Refers to a source from the page. `None` where there is none to refer to.
    pub fn refer(&mut self, cite: Option<&Cite>) -> Option<Mark> {
        let cite = cite?;
        let id = &self.scheme.sources.get(cite.source)?.id;
        let index = self.index(cite)?;
        let reference = self.listed.get_mut(index)?;
        reference.uses += 1;
        let number = (index + 1).to_string();
        let mark = Mark {
            number: index + 1,
            href: format!("#source-{id}"),
            id: format!("cited-{number}-{}", reference.uses),
            label: self.words.say("page-reference", &[("number", &number)]),
        };
        let text = if reference.uses == 1 {
            self.words.say("page-reference-back", &[])
        } else {
            let place = reference.uses.to_string();
            self.words
                .say("page-reference-back-again", &[("place", &place)])
        };
        let back = Back {
            href: format!("#{}", mark.id),
            label: self.words.say(
                "page-reference-back-label",
                &[("back", &text), ("number", &number)],
            ),
            text,
        };
        match reference.places.iter_mut().find(|one| one.at == cite.at) {
            Some(place) => place.backs.push(back),
            None => reference.places.push(Passage {
                at: cite.at.clone(),
                backs: vec![back],
            }),
        }
        Some(mark)
    }

    /// Names a source from the page, with no way back. `None` where there is none to name.
    pub fn mention(&mut self, cite: Option<&Cite>) -> Option<Mention> {
        let cite = cite?;
        let id = &self.scheme.sources.get(cite.source)?.id;
        let number = self.index(cite)? + 1;
        Some(Mention {
            number,
            href: format!("#source-{id}"),
            at: cite.at.clone(),
            label: self
                .words
                .say("page-reference", &[("number", &number.to_string())]),
        })
    }

    /// The place of a source among those that are listed.
    fn index(&mut self, cite: &Cite) -> Option<usize> {
        let id = &self.scheme.sources.get(cite.source)?.id;
        let known = self.listed.iter().position(|one| one.source.id == *id);
        if known.is_none() {
            self.listed.push(Reference {
                source: source(self.scheme, cite.source, self.words)?,
                places: Vec::new(),
                uses: 0,
            });
        }
        Some(known.unwrap_or(self.listed.len() - 1))
    }

    /// Every source referred to, by its number.
    pub fn listed(self) -> Vec<Reference> {
        self.listed
    }
}

/// A reference, in words. `None` where there is none.
pub fn cited(scheme: &Scheme, cite: Option<&Cite>, words: &Words) -> Option<Cited> {
    let cite = cite?;
    let mut found = source(scheme, cite.source, words)?;
    if !cite.at.is_empty() {
        found.rest = format!(", {}{}", cite.at, found.rest);
    }
    Some(found)
}

/// Every source of a scheme.
pub fn sources(scheme: &Scheme, words: &Words) -> Vec<Cited> {
    (0..scheme.sources.len())
        .filter_map(|index| source(scheme, index, words))
        .collect()
}

fn source(scheme: &Scheme, index: usize, words: &Words) -> Option<Cited> {
    let source = scheme.sources.get(index)?;
    let mut rest = String::from(".");
    if !source.published.is_empty() {
        let published = frame::date(&source.published, words);
        rest = format!(
            "{rest} {}",
            words.say("page-published", &[("date", &published)])
        );
    }
    if !source.seen.is_empty() {
        let seen = frame::date(&source.seen, words);
        rest = format!("{rest} {}", words.say("page-seen", &[("date", &seen)]));
    }
    Some(Cited {
        id: source.id.clone(),
        title: source.title.clone(),
        href: frame::web(&source.url),
        rest,
        note: source.note.clone(),
    })
}
