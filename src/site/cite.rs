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
