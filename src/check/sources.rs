//! Sources: where each rule comes from. Something that names none, where nothing else does, is a warning.

use upfront_engine::scheme::{Cite, Source};

use super::{
    Checking,
    names::{Names, unknown},
};
use crate::{
    diagnostics::{Code, Finding, suggest::did_you_mean},
    rules::{Rules, Stated, Text, Written},
    source::Span,
};

/// What is known of sources while a scheme is checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    pub(super) names: Names,
    /// The source of everything that names none.
    pub(super) default: Option<Cite>,
    /// Whether a missing source has been spoken of for the whole scheme, or cannot be told.
    pub(super) settled: bool,
}

impl Checking<'_> {
    /// Reads the sources, and the one that stands for everything.
    pub(super) fn read_sources(&mut self, rules: &Rules) {
        for entry in rules.sources.names() {
            let index = self.scheme.sources.len();
            self.sources
                .names
                .add(&entry.name, entry.key, index, self.findings);
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
            self.scheme.sources.push(source);
        }
        if rules.source.is_written() {
            // A default that cannot be read is one finding, not one for each rule.
            self.sources.settled = true;
            if let Some(text) = rules.source.get() {
                self.sources.default = self.cite_text(text);
            }
        } else if self.sources.names.is_incomplete() {
            self.sources.settled = true;
        } else if !rules.sources.is_written() {
            self.sources.settled = true;
            let at = rules.title.key().unwrap_or(rules.form.at);
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
    pub(super) fn cite(&mut self, source: &Written<Text>, what: &str, at: Span) -> Option<Cite> {
        match source.get() {
            Some(text) => self.cite_text(text),
            None => self.cite_default(what, at, source.is_written()),
        }
    }

    /// The source of something that names none itself.
    fn cite_default(&mut self, what: &str, at: Span, told: bool) -> Option<Cite> {
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
    fn cite_text(&mut self, text: &Stated<Text>) -> Option<Cite> {
        let name = text.split_whitespace().next()?;
        let start = text.len() - text.trim_start().len();
        let rest = text.get(start + name.len()..).unwrap_or_default();
        let Some(source) = self.sources.names.find(name) else {
            if self.sources.names.is_incomplete() {
                return None;
            }
            let near = did_you_mean(name, self.sources.names.all());
            let mut finding = unknown("source", name, text.stretch(start, name.len()), near);
            if near.is_none() {
                finding = finding.advice("A source is named under `sources:`; here stands its name, then the place in it, such as `policy 3.1`.");
            }
            self.find(finding);
            return None;
        };
        for (place, word) in words_in(text, start + name.len()) {
            let Some(digits) = digits_meant(word) else {
                continue;
            };
            self.find(
                Finding::new(
                    Code::LetterForDigit,
                    text.stretch(place, word.len()),
                    format!("`{word}` has a letter in the middle of a number"),
                )
                .label("a letter")
                .advice(format!("Did you mean `{digits}`?")),
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
