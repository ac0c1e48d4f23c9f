//! The words of the tool itself: short sentences, no letters that stand for words, and a message for someone else
//! wherever one speaks of the reader.

use std::{collections::BTreeSet, fs};

use upfront::messages::{Speaker, draft, english, english_for_someone_else};

use crate::support::root;

/// The most words that a sentence may have.
const LONGEST: usize = 25;

/// Letters that stand for words and that are explained where they stand, or that are the names of kinds of file.
const EXPLAINED: &[&str] = &[
    "AA", "CSV", "EASS", "EHRC", "GIG", "ISF", "JSON", "NHS", "PDF", "RAS", "WCAG",
];

/// Messages whose words are laid down by the model accessibility statement.
const LAID_DOWN: &str = "page-access-";

/// Messages that speak to whoever reads, for themselves or for someone else, or that stand only on pages that are the
/// same for both. Each name stands for all that start so.
const TO_WHOEVER_READS: &[&str] = &[
    "page-access-",
    "page-all-answers-",
    "page-clear-",
    "page-contact-",
    "page-data-",
    "page-council-",
    "page-directory-",
    "page-error-",
    "page-estimate-about-them",
    "page-data-licence",
    "page-estimate-description",
    "page-estimate-disk",
    "page-estimate-link-",
    "page-estimate-no-engine-",
    "page-estimate-paper",
    "page-estimate-who",
    "page-estimate-you-is-them",
    "page-examples-",
    "page-home-",
    "page-hold-description",
    "page-hold-lead-",
    "page-key-",
    "page-how-lead",
    "page-letter-end",
    "page-letter-link-",
    "page-letter-rules",
    "page-link-none",
    "page-map-",
    "page-method-",
    "page-money-",
    "page-not-found-",
    "page-number-",
    "page-open",
    "page-period-fault",
    "page-part-",
    "page-pay-",
    "page-privacy-",
    "page-rights-",
    "page-score-",
    "page-several-",
    "page-share-by-",
    "page-share-copied",
    "page-support-",
    "page-share-lead",
    "page-times-",
    "page-wait",
    "page-ways-",
    "page-word-",
    "page-easy-",
    "page-estimate-gone",
    "page-what-if-lead",
    "gap-unknown",
];

fn says_you(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphabetic()).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "you" | "your" | "yours" | "yourself"
        )
    })
}

fn speaks_to_whoever_reads(key: &str) -> bool {
    TO_WHOEVER_READS.iter().any(|name| key.starts_with(name))
}

#[test]
fn every_message_that_says_you_reads_otherwise_for_someone_else() {
    let they = english_for_someone_else();
    let left: Vec<&str> = english()
        .keys()
        .filter(|key| they.get(key).is_none() && !speaks_to_whoever_reads(key))
        .filter(|key| says_you(english().get(key).unwrap()))
        .collect();
    assert!(
        left.is_empty(),
        "put these for someone else in themes/upfront/messages/en-they.yaml, or, where they speak to whoever reads, \
         name them in TO_WHOEVER_READS in tests/words.rs: {left:?}"
    );
}

#[test]
fn what_reads_otherwise_is_a_message_and_is_otherwise() {
    for key in english_for_someone_else().keys() {
        let (one, other) = (english().get(key), english_for_someone_else().get(key));
        assert!(one.is_some(), "`{key}` of en-they.yaml is not in en.yaml");
        assert_ne!(
            one, other,
            "`{key}` is the same in en-they.yaml: take it out"
        );
    }
}

#[test]
fn what_the_council_says_itself_is_filled_in_alike_and_for_someone_else_too() {
    let gaps = |text: &str| -> BTreeSet<String> {
        let gaps = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next());
        gaps.map(str::to_owned).collect()
    };
    let (own, theirs) = Speaker::Council.english();
    let (others, of_others) = Speaker::Others.english();
    assert_eq!(own.keys().count(), others.keys().count());
    assert_eq!(theirs.keys().count(), of_others.keys().count());
    let mut otherwise = 0;
    for key in others.keys() {
        let (ours, others) = (own.get(key).unwrap(), others.get(key).unwrap());
        if ours != others {
            otherwise += 1;
            assert!(gaps(ours).is_subset(&gaps(others)), "{key}: {ours}");
            assert!(!ours.contains("the council"), "{key}: {ours}");
            if let Some(theirs_of_others) = of_others.get(key) {
                assert_ne!(theirs.get(key), Some(theirs_of_others), "{key}");
            }
        }
    }
    assert!(otherwise > 20);
}

/// Every text of the tool: where it stands, and what it says.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let (welsh, welsh_for_someone_else) = (draft("cy"), draft("cy-they"));
    for (file, words) in [
        ("cy.yaml", &welsh),
        ("cy-they.yaml", &welsh_for_someone_else),
        ("en.yaml", english()),
        ("en-they.yaml", english_for_someone_else()),
        ("voices/council/en.yaml", Speaker::Council.english().0),
        ("voices/council/en-they.yaml", Speaker::Council.english().1),
    ] {
        let all = words.keys().filter(|key| !key.starts_with(LAID_DOWN));
        texts.extend(all.map(|key| {
            (
                format!("{key} in {file}"),
                words.get(key).unwrap().to_owned(),
            )
        }));
    }
    for folder in [
        "content",
        "content/someone-else",
        "drafts/cy",
        "drafts/cy/someone-else",
        "voices/council",
        "voices/council/someone-else",
    ] {
        let folder = root().join(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(&path).unwrap();
                let place = path.strip_prefix(root()).unwrap();
                texts.push((place.to_string_lossy().into_owned(), text));
            }
        }
    }
    texts.sort();
    texts
}

/// The sentences of a text, in Markdown or not. A paragraph, a heading or an item ends one too.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let mut end = |sentence: &mut String| {
        if !sentence.trim().is_empty() {
            sentences.push(sentence.trim().to_owned());
        }
        sentence.clear();
    };
    for line in text.lines() {
        let starts = |first: &str| {
            first == "-"
                || first.starts_with('#')
                || first.trim_end_matches('.').parse::<u8>().is_ok()
        };
        if line.trim().is_empty() || line.split(' ').next().is_some_and(starts) {
            end(&mut sentence);
        }
        for word in line.split_whitespace() {
            sentence.push_str(word);
            sentence.push(' ');
            let bare = word.trim_end_matches(['*', ')', '”', '"']);
            if bare.ends_with(['.', '?', '!', ':']) {
                end(&mut sentence);
            }
        }
    }
    end(&mut sentence);
    sentences
}

#[test]
fn no_sentence_is_long() {
    let mut long = Vec::new();
    for (place, text) in texts() {
        for sentence in sentences(&text) {
            // The address of a link is not read.
            let words = sentence
                .split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .count();
            if words > LONGEST {
                long.push(format!("{words} words in {place}: {sentence}"));
            }
        }
    }
    assert!(
        long.is_empty(),
        "make two sentences, of {LONGEST} words at most, out of each:\n{}",
        long.join("\n")
    );
}

#[test]
fn no_letters_stand_for_words_unexplained() {
    for (place, text) in texts() {
        for word in text.split(|sign: char| !sign.is_alphanumeric()) {
            let is_letters = word.len() > 1 && word.chars().all(|sign| sign.is_ascii_uppercase());
            assert!(
                !is_letters || EXPLAINED.contains(&word),
                "`{word}` in {place}: write what it stands for, or name it in EXPLAINED where it is explained"
            );
        }
    }
}

#[test]
fn sentences_are_told_apart() {
    let text =
        "# A heading\n\nOne, *two.* Three:\n\n- four\n- five (six.)\n\n1. Seven 11.24 eight.\n";
    assert_eq!(
        sentences(text),
        [
            "# A heading",
            "One, *two.*",
            "Three:",
            "- four",
            "- five (six.)",
            "1.",
            "Seven 11.24 eight."
        ]
    );
}
