//! Words that not everybody knows, explained where they stand.
//!
//! The message catalogue has them in pairs: `page-term-tariff` is the word, in each of its forms with `|` between, and
//! `page-means-tariff` the sentence that explains it.

use std::{collections::BTreeSet, ops::Range};

use aho_corasick::AhoCorasick;
use upfront_engine::{
    Scheme,
    reads::Reads,
    scheme::{Question, QuestionKind, Verb},
    words::Words,
};

const TERM: &str = "page-term-";
const MEANS: &str = "page-means-";

/// The words that a catalogue explains, made ready to be looked for all at once.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What each means, in the catalogue's order.
    means: Vec<String>,
    /// Which of them each form of a word is of.
    of: Vec<usize>,
    /// Every form, in small letters.
    forms: Option<AhoCorasick>,
}

impl Terms {
    /// Those of a catalogue, in its order.
    pub fn of(words: &Words) -> Self {
        let terms = words.keys().filter_map(|key| key.strip_prefix(TERM));
        let (mut means, mut of, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        for (index, term) in terms.enumerate() {
            means.push(words.say(&[MEANS, term].concat(), &[]));
            let said = words.say(&[TERM, term].concat(), &[]).to_lowercase();
            for form in said.split('|') {
                of.push(index);
                forms.push(form.to_owned());
            }
        }
        Self {
            means,
            of,
            // Only what is too large for any memory cannot be made ready.
            forms: AhoCorasick::new(forms).ok(),
        }
    }

    /// A sentence for each word in these texts that is explained.
    pub fn explained<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
        let text = texts
            .into_iter()
            .collect::<Vec<_>>()
            .join("\n")
            .to_lowercase();
        let forms = self.forms.iter();
        let found = forms.flat_map(|forms| forms.find_overlapping_iter(&text));
        let found = found.filter(|found| stands_alone(found.range(), &text));
        let found = found.filter_map(|found| self.of.get(found.pattern().as_usize()));
        let found: BTreeSet<usize> = found.copied().collect();
        let means = found.into_iter().filter_map(|term| self.means.get(term));
        means.cloned().collect()
    }
}

/// Every word that a catalogue explains: its name there, the word and what it means.
pub(super) fn every(words: &Words) -> impl Iterator<Item = (String, String, String)> {
    let names = words.keys().filter_map(|key| key.strip_prefix(TERM));
    names.map(|name| {
        let forms = words.say(&[TERM, name].concat(), &[]);
        let word = forms.split('|').next().unwrap_or_default();
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let word = first.chain(letters).collect();
        (
            name.to_owned(),
            word,
            words.say(&[MEANS, name].concat(), &[]),
        )
    })
}

/// The texts that a question is put in.
pub fn of_question(question: &Question) -> Vec<&str> {
    let mut texts = vec![question.ask.as_str(), question.hint.as_str()];
    if let QuestionKind::Options(options) = &question.kind {
        texts.extend(options.iter().map(|option| option.say.as_str()));
    }
    texts
}

/// The texts of what a scheme works out, and how: its results, steps, rates and tables.
pub fn of_working(scheme: &Scheme) -> Vec<&str> {
    let steps = scheme.steps.iter();
    steps
        .flat_map(|step| [step.say.as_str(), step.because.as_str()])
        .chain(scheme.results.iter().map(|result| result.say.as_str()))
        .chain(scheme.rates.iter().map(|rate| rate.say.as_str()))
        .chain(scheme.tables.iter().map(|table| table.say.as_str()))
        .collect()
}

/// A sentence for each word of the working that is explained, with the part of the estimate that it first comes up in.
pub fn by_part(scheme: &Scheme, terms: &Terms) -> Vec<(usize, String)> {
    let last = scheme.results.last().map_or(0, |result| result.part);
    let mut told: Vec<(usize, String)> = Vec::new();
    for part in 0..=last {
        // What no step reads stands in the lists of the whole.
        let texts = if part == last {
            of_working(scheme)
        } else {
            of_part(scheme, part)
        };
        for means in terms.explained(texts) {
            if told.iter().all(|(_, other)| *other != means) {
                told.push((part, means));
            }
        }
    }
    told
}

/// The texts of the working of one part: its results and steps, and the rates and tables that those read.
fn of_part(scheme: &Scheme, part: usize) -> Vec<&str> {
    let results = scheme.results.iter().filter(|result| result.part == part);
    let mut texts: Vec<&str> = results.map(|result| result.say.as_str()).collect();
    for step in scheme.steps.iter().filter(|step| step.part == part) {
        texts.extend([step.say.as_str(), step.because.as_str()]);
        let rates = Reads::of(scheme, step).rates.into_iter();
        texts.extend(rates.filter_map(|rate| Some(scheme.rates.get(rate)?.say.as_str())));
        if let Verb::LookUp { table, .. } = &step.verb {
            texts.extend(scheme.tables.get(*table).map(|table| table.say.as_str()));
        }
    }
    texts
}

/// Whether what stands there in a text is a word, or several.
fn stands_alone(there: Range<usize>, text: &str) -> bool {
    let is_edge = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
    let before = text.get(..there.start).unwrap_or_default();
    let after = text.get(there.end..).unwrap_or_default();
    is_edge(before.chars().next_back()) && is_edge(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_later_part_is_told_with_that_part() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes/exampleshire/2026-27");
        let loaded = crate::folder::load_scheme(&folder).unwrap();
        let told = by_part(&loaded.schemes[0], &Terms::of(crate::messages::english()));
        let part_of = |start: &str| {
            let found = told.iter().find(|(_, means)| means.starts_with(start));
            found.map(|(part, _)| *part)
        };
        for (start, part) in [
            ("An indicative budget", Some(0)),
            ("A broker", Some(0)),
            ("Tariff income", Some(1)),
            ("Savings credit", Some(1)),
            ("A premium", Some(1)),
            ("With a deferred payment", None),
        ] {
            assert_eq!(part_of(start), part, "{start}");
        }
    }

    #[test]
    fn a_word_is_explained_where_it_stands_by_itself() {
        let words: Words = [
            (TERM, "premium", "premium|premiums"),
            (MEANS, "premium", "A premium is added."),
            (TERM, "trust", "trust"),
            (MEANS, "trust", "A trust."),
        ]
        .map(|(start, name, text)| ([start, name].concat(), text.to_owned()))
        .into_iter()
        .collect();
        let terms = Terms::of(&words);
        assert_eq!(terms.explained(["Two Premiums"]), ["A premium is added."]);
        assert_eq!(
            terms.explained(["Somebody trusted", "with a trust."]),
            ["A trust."]
        );
        assert!(terms.explained(["supremium"]).is_empty());
    }

    #[test]
    fn every_word_of_the_catalogue_is_explained_and_no_other() {
        let words = crate::messages::english();
        let names = |start: &str| -> Vec<String> {
            let keys = words.keys().filter_map(|key| key.strip_prefix(start));
            keys.map(str::to_owned).collect()
        };
        assert_eq!(names(TERM), names(MEANS));
    }
}
