//! Sources: where each rule comes from. Something that names none, where nothing else does, is a warning.

use upfront_engine::scheme::{Cite, Source};

use super::{
    is_unread,
    names::{Names, unknown},
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{Meant, meant},
    },
    rules::{Rules, Stated, Text, Written},
    source::Span,
};

/// What is known of sources while a scheme is checked.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    names: Names,
    /// The source of everything that names none.
    default: Option<Cite>,
    /// Whether a missing source has been spoken of for the whole scheme, or cannot be told.
    settled: bool,
}

impl Sources {
    /// Reads the sources, and the one that stands for everything.
    pub(super) fn read(rules: &Rules, findings: &mut Findings) -> (Self, Vec<Source>) {
        let mut known = Self {
            names: Names::of("source", is_unread(rules, "sources", &rules.sources)),
            default: None,
            settled: false,
        };
        let mut sources = Vec::new();
        for entry in rules.sources.names() {
            known
                .names
                .add(&entry.name, entry.key, sources.len(), findings);
            let mut source = Source {
                id: entry.name.clone(),
                title: String::new(),
                url: String::new(),
                published: String::new(),
                seen: String::new(),
                note: String::new(),
                customary: false,
            };
            if let Some(written) = &entry.value {
                source.title = written.title.string();
                source.url = written.url.string();
                source.published = written.published.string();
                source.seen = written.seen.string();
                source.note = written.note.string();
                source.customary = written.customary.value() == Some(true);
            }
            sources.push(source);
        }
        if rules.source.is_written() {
            // A default that cannot be read is one finding, not one for each rule.
            known.settled = true;
            if let Some(text) = rules.source.get() {
                known.default = known.cite_text(text, findings);
            }
        } else if known.names.is_incomplete() {
            known.settled = true;
        } else if !rules.sources.is_written() {
            known.settled = true;
            let at = rules.title.key().unwrap_or(rules.form.at);
            findings.push(
                Finding::new(
                    Code::MissingSource,
                    at,
                    "the scheme does not say where its rules come from",
                )
                .label("no source")
                .advice("Name the documents under `sources:`, and the one that most rules come from under `source:`."),
            );
        }
        (known, sources)
    }

    /// The source of one thing; `at` is where its absence is told.
    pub(super) fn cite(
        &self,
        source: &Written<Text>,
        what: &str,
        at: Span,
        findings: &mut Findings,
    ) -> Option<Cite> {
        match source.get() {
            Some(text) => self.cite_text(text, findings),
            None => self.cite_default(what, at, source.is_written(), findings),
        }
    }

    /// The source of something that names none itself.
    fn cite_default(
        &self,
        what: &str,
        at: Span,
        told: bool,
        findings: &mut Findings,
    ) -> Option<Cite> {
        if self.default.is_none() && !self.settled && !told {
            findings.push(
                Finding::new(
                    Code::MissingSource,
                    at,
                    format!("{what} does not say where it comes from"),
                )
                .label("no source")
                .advice("Add `source:` here, or once for the whole scheme."),
            );
        }
        self.default.clone()
    }

    /// A source's name, then where in it.
    fn cite_text(&self, text: &Stated<Text>, findings: &mut Findings) -> Option<Cite> {
        let name = text.split_whitespace().next()?;
        let start = text.len() - text.trim_start().len();
        let rest = text.get(start + name.len()..).unwrap_or_default();
        let Some(source) = self.names.find(name) else {
            if self.names.is_incomplete() {
                return None;
            }
            let near = meant(name, self.names.all());
            let mut finding = unknown(
                "source",
                name,
                text.stretch(start, name.len()),
                near.as_ref(),
            );
            if near.is_none() {
                finding = finding.advice("A source is named under `sources:`; here stands its name, then the place in it, such as `policy 3.1`.");
            }
            findings.push(finding);
            return None;
        };
        for (place, word) in words_in(text, start + name.len()) {
            let Some(digits) = digits_meant(word) else {
                continue;
            };
            findings.push(
                Finding::new(
                    Code::LetterForDigit,
                    text.stretch(place, word.len()),
                    format!("`{word}` has a letter in the middle of a number"),
                )
                .label("a letter")
                .meant(&Meant::surely(digits)),
            );
        }
        Some(Cite {
            source,
            at: rest.trim().to_owned(),
        })
    }
}

/// The words of a text from a place on, and where each stands.
fn words_in(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut place = from;
    text.get(from..)
        .unwrap_or_default()
        .split(char::is_whitespace)
        .map(move |word| {
            let at = place;
            // Past the white space behind it, which is what parted it from the next.
            place += word.len();
            place += text
                .get(place..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            (at, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

/// `10.5` where `1O.5` is written: digits with the letter O, l or I for one of them. `None` where it is no such slip.
fn digits_meant(word: &str) -> Option<String> {
    let is_slip = |letter: char| matches!(letter, 'O' | 'o' | 'l' | 'I');
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.' || is_slip(letter);
    let is_mixed = word.starts_with(|first: char| first.is_ascii_digit())
        && word.contains(is_slip)
        && word.chars().all(is_number);
    is_mixed.then(|| word.replace(['O', 'o'], "0").replace(['l', 'I'], "1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_for_a_digit_is_known() {
        assert_eq!(digits_meant("1O.5"), Some("10.5".to_owned()));
        assert_eq!(digits_meant("3.l"), Some("3.1".to_owned()));
        for right in ["10.5", "A.16", "II", "oil", "3.1(a)", "11.4"] {
            assert_eq!(digits_meant(right), None, "{right}");
        }
    }

    #[test]
    fn words_stand_where_they_are() {
        let words: Vec<_> = words_in("policy 3.1 and  4", 6).collect();
        assert_eq!(words, [(7, "3.1"), (11, "and"), (16, "4")]);
    }
}
