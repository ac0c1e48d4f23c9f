//! Words that not everybody knows, explained.

use serde::Serialize;
use upfront_engine::words::Words;

use super::{Body, Input, Page, frame::Frame, route::Route, terms};

/// The start of the key of a word that stands on this page alone.
const WORD: &str = "page-word-";
/// The end of the key of what such a word means.
const MEANS: &str = "-means";

/// Words explained.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// How many, and in what order, in a sentence.
    pub lead: String,
    /// The words, in the order of the alphabet.
    pub words: Vec<Word>,
}

/// A word and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    /// Its name in an address.
    pub id: String,
    /// The word.
    pub word: String,
    /// What it means, in a sentence or two.
    pub means: String,
}

/// The page.
pub fn page(input: Input<'_>) -> Page {
    let words = input.words;
    let explained = explained(words);
    Page {
        frame: Frame::of_site(
            input,
            Route::Words,
            words.say("page-words-heading", &[]),
            words.say("page-words-description", &[]),
        ),
        path: Route::Words.path(),
        body: Body::Words(Explained {
            lead: words.say(
                "page-words-lead",
                &[("count", &explained.len().to_string())],
            ),
            words: explained,
        }),
    }
}

/// Every word that the catalogue explains.
fn explained(words: &Words) -> Vec<Word> {
    let own = words.keys().filter_map(|key| {
        let id = key.strip_prefix(WORD)?;
        if id.ends_with(MEANS) {
            return None;
        }
        Some(Word {
            id: id.to_owned(),
            word: words.say(key, &[]),
            means: words.say(&[key, MEANS].concat(), &[]),
        })
    });
    let mut all: Vec<Word> = own.collect();
    all.extend(terms::every(words).map(|(id, word, means)| Word { id, word, means }));
    all.sort_by_key(|one| one.word.to_lowercase());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_meaning_and_stands_once() {
        let all = explained(crate::messages::english());
        assert!(all.len() > 60);
        for (one, next) in all.iter().zip(all.iter().skip(1)) {
            assert!(
                one.word.to_lowercase() < next.word.to_lowercase(),
                "{one:?}"
            );
        }
        for one in &all {
            assert!(one.means.ends_with('.'), "{one:?}");
        }
    }
}
