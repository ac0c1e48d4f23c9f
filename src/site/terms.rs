//! Words that not everybody knows, explained where they stand.
//!
//! The message catalogue has them in pairs: `page-term-tariff` is the word, in each of its forms with `|` between, and
//! `page-means-tariff` the sentence that explains it.

use upfront_engine::{
    Scheme,
    scheme::{Question, QuestionKind},
    words::Words,
};

const TERM: &str = "page-term-";
const MEANS: &str = "page-means-";

/// A sentence for each word in these texts that is explained, in the order of the catalogue.
pub fn explained<'t>(texts: impl IntoIterator<Item = &'t str>, words: &Words) -> Vec<String> {
    let text = texts
        .into_iter()
        .collect::<Vec<_>>()
        .join("\n")
        .to_lowercase();
    let terms = words.keys().filter_map(|key| key.strip_prefix(TERM));
    terms
        .filter(|term| {
            let forms = words.say(&[TERM, term].concat(), &[]).to_lowercase();
            forms.split('|').any(|form| stands_in(form, &text))
        })
        .map(|term| words.say(&[MEANS, term].concat(), &[]))
        .collect()
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

/// Whether a form stands in a text as a word, or as several; both in small letters.
fn stands_in(form: &str, text: &str) -> bool {
    let is_edge = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
    text.match_indices(form).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + form.len()..).unwrap_or_default();
        is_edge(before.chars().next_back()) && is_edge(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(explained(["Two Premiums"], &words), ["A premium is added."]);
        assert_eq!(
            explained(["Somebody trusted", "with a trust."], &words),
            ["A trust."]
        );
        assert!(explained(["supremium"], &words).is_empty());
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
