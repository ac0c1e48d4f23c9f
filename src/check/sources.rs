//! Sources: where each rule comes from. Something that names none, where nothing else does, is a warning.

use upfront_engine::scheme::{Cite, Source};

use super::{Checking, names::unknown, parts::stretch};
use crate::{
    diagnostics::{Code, Finding, suggest::did_you_mean},
    language::{Reader, shapes},
    source::{Node, Span},
};

/// What is known of sources while a scheme is checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    /// The source of everything that names none.
    default: Option<Cite>,
    /// Whether a missing source has been spoken of for the whole scheme, or cannot be told.
    settled: bool,
}

impl Checking<'_> {
    /// Reads the sources, and the one that stands for everything.
    pub(super) fn read_sources(&mut self, top: &Reader<'_>) {
        for entry in top.names("sources") {
            let index = self.scheme.sources.len();
            self.source_names
                .add(&entry.key, entry.key_span, index, self.findings);
            let mut source = Source {
                id: entry.key.clone(),
                title: String::new(),
                url: String::new(),
                published: String::new(),
                seen: String::new(),
                note: String::new(),
            };
            if let Some(reader) = self.open_named(&entry.value, &shapes::SOURCE) {
                source.title = reader.string("title");
                source.url = reader.string("url");
                source.published = reader.string("published");
                source.seen = reader.string("seen");
                source.note = reader.string("note");
            }
            self.scheme.sources.push(source);
        }
        if top.is_written("source") {
            // A default that cannot be read is one finding, not one for each rule.
            self.sources.settled = true;
            if let Some(node) = top.value("source") {
                self.sources.default = self.cite_text(node);
            }
        } else if self.source_names.is_incomplete() {
            self.sources.settled = true;
        } else if !top.is_written("sources") {
            self.sources.settled = true;
            let at = top
                .entry("title")
                .map_or(top.span(), |entry| entry.key_span);
            self.find(
                Finding::new(
                    Code::MissingSource,
                    at,
                    "the scheme does not say where its rules come from",
                )
                .label("no source")
                .advice("Name the documents under `sources:`, and the one that most rules come from under `source:`."),
            );
        }
    }

    /// The source of one thing; `at` is where its absence is told.
    pub(super) fn cite(&mut self, reader: &Reader<'_>, what: &str, at: Span) -> Option<Cite> {
        match reader.value("source") {
            Some(node) => self.cite_text(node),
            None => self.cite_default(what, at, reader.is_written("source")),
        }
    }

    /// The source of something that names none itself.
    pub(super) fn cite_default(&mut self, what: &str, at: Span, told: bool) -> Option<Cite> {
        if self.sources.default.is_none() && !self.sources.settled && !told {
            self.find(
                Finding::new(
                    Code::MissingSource,
                    at,
                    format!("{what} does not say where it comes from"),
                )
                .label("no source")
                .advice("Add `source:` here, or once for the whole scheme."),
            );
        }
        self.sources.default.clone()
    }

    /// A source's name, then where in it.
    fn cite_text(&mut self, node: &Node) -> Option<Cite> {
        let text = node.text()?;
        let name = text.split_whitespace().next()?;
        let start = text.len() - text.trim_start().len();
        let rest = text.get(start + name.len()..).unwrap_or_default();
        let Some(source) = self.source_names.find(name) else {
            if self.source_names.is_incomplete() {
                return None;
            }
            let near = did_you_mean(name, self.source_names.all());
            let mut finding = unknown("source", name, stretch(node, start, name.len()), near);
            if near.is_none() {
                finding = finding.advice("A source is named under `sources:`; here stands its name, then the place in it, such as `policy 3.1`.");
            }
            self.find(finding);
            return None;
        };
        Some(Cite {
            source,
            at: rest.trim().to_owned(),
        })
    }
}
