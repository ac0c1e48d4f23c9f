//! Sentences of Easy Read that are hard to read.

use super::{Code, Page};
use crate::{diagnostics::Finding, source::Span};

/// The most words that a sentence has.
const LONGEST: usize = 12;

/// Words that people who need Easy Read may not know, and easier ones.
const HARD: [(&str, &str); 24] = [
    ("additional", "more"),
    ("allocation", "money"),
    ("approximately", "about"),
    ("assessment", "a talk about what you need"),
    ("assist", "help"),
    ("commence", "start"),
    ("commissioned", "paid for"),
    ("contribution", "what you pay"),
    ("criteria", "rules"),
    ("eligibility", "who can get help"),
    ("eligible", "can get"),
    ("entitled", "can have"),
    ("entitlement", "what you can have"),
    ("expenditure", "money you spend"),
    ("financial", "about money"),
    ("indicative", "first"),
    ("obtain", "get"),
    ("provision", "help"),
    ("purchase", "buy"),
    ("receive", "get"),
    ("regarding", "about"),
    ("require", "need"),
    ("resource", "money"),
    ("sufficient", "enough"),
];

pub(super) const PAGE: Page = Page::warning(
    "not-easy-read",
    "A sentence of Easy Read that is long, has a hard word, or has no picture.",
)
.why(
    "Easy Read is for people who find reading hard, among them many with a learning disability. \
     A long sentence or a word that they do not know leaves them with nothing.",
)
.rules(
    "easy read: [{say: You can receive help.}] # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "steps: [{id: charge, sum: [£12.50 a week]}]
",
);

/// What makes a sentence hard.
pub(crate) fn check(say: &str, at: Span, has_picture: bool) -> Vec<Finding> {
    let finding = |message: String, label: &str, advice: String| {
        Finding::new(Code::NotEasyRead, at, message)
            .label(label)
            .advice(advice)
    };
    let mut findings = Vec::new();
    for sentence in say.split(['.', '?', '!', ':', ';']) {
        let count = sentence.split_whitespace().count();
        if count > LONGEST {
            findings.push(finding(
                format!("a sentence of Easy Read has {count} words"),
                "too long",
                format!("Make it two, each of at most {LONGEST} words."),
            ));
        }
    }
    let words = say.split(|sign: char| !sign.is_alphabetic());
    for word in words {
        let hard = HARD
            .iter()
            .find(|(hard, _)| word.eq_ignore_ascii_case(hard));
        if let Some((_, easier)) = hard {
            findings.push(finding(
                format!("“{word}” is hard to read"),
                "a hard word",
                format!("Say it in easier words, such as “{easier}”."),
            ));
        }
    }
    if !has_picture {
        findings.push(finding(
            "a sentence of Easy Read has no picture".to_owned(),
            "no picture",
            "Add `picture`, and in `shows` what it shows.".to_owned(),
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_hard_words_and_missing_pictures_are_told() {
        let told = |say: &str, has_picture| {
            let found = check(say, Span::default(), has_picture);
            let labels = found.iter().map(|one| one.message.clone());
            labels.collect::<Vec<_>>()
        };
        let easy = "You can ask us for help. We talk with you about it.";
        assert_eq!(told(easy, true), [] as [&str; 0]);
        assert_eq!(
            told(easy, false),
            ["a sentence of Easy Read has no picture"]
        );
        let twelve = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(told(twelve, true), [] as [&str; 0]);
        let more = format!("{twelve} more.");
        assert_eq!(told(&more, true), ["a sentence of Easy Read has 13 words"]);
        let hard = "Receive an Assessment.";
        assert_eq!(
            told(hard, true),
            ["“Receive” is hard to read", "“Assessment” is hard to read"]
        );
    }
}
