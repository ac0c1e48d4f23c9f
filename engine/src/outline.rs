//! Text in lines: a sentence to a line or a few short ones, and lists under it.
//!
//! As text, an outline is a line after another; an item of a list begins with a tab for each list that it stands in.

use alloc::{string::String, vec::Vec};
use core::ops::Deref;

use crate::words::chained;

/// The most words that a line holds where it can be cut.
pub(crate) const LINE: usize = 25;

/// The most words that a line holds where cutting it is no help to the reader.
pub(crate) const WIDEST: usize = 30;

/// A text that is one line, or a line with a list under it.
#[derive(Clone, Default)]
pub(crate) struct Phrase {
    pub(crate) line: String,
    pub(crate) under: Vec<Phrase>,
}

impl From<String> for Phrase {
    fn from(line: String) -> Self {
        let under = Vec::new();
        Self { line, under }
    }
}

/// How many words a text has; signs between them do not count.
pub(crate) fn count(text: &str) -> usize {
    Count::default().and(text).words
}

/// How many words there are, as far as a text has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    words: usize,
    /// Whether what comes next may belong to the last of them.
    in_word: bool,
}

impl Count {
    /// With a text that goes on there.
    fn and(mut self, text: &str) -> Self {
        for byte in text.bytes() {
            let is_letter = byte.is_ascii_alphanumeric();
            let begins = usize::from(is_letter && !self.in_word);
            self.words = self.words.wrapping_add(begins);
            self.in_word = is_letter || (self.in_word && !byte.is_ascii_whitespace());
        }
        self
    }
}

/// A text whose words have been counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    text: String,
    /// Its own count: behind what is no word, and behind a word that may go on.
    after: [Count; 2],
}

impl From<String> for Counted {
    fn from(text: String) -> Self {
        let begun = |in_word| Count { words: 0, in_word };
        Self {
            after: [begun(false).and(&text), begun(true).and(&text)],
            text,
        }
    }
}

impl Deref for Counted {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// A line that is being written, and counted on the way.
pub(crate) struct Draft {
    line: String,
    count: Count,
}

impl Draft {
    /// With so much room.
    pub(crate) fn new(room: usize) -> Self {
        Self {
            line: String::with_capacity(room),
            count: Count::default(),
        }
    }

    pub(crate) fn add(&mut self, text: &Counted) {
        self.line.push_str(&text.text);
        let [outside, inside] = text.after;
        let more = if self.count.in_word { inside } else { outside };
        self.count = Count {
            words: self.count.words.wrapping_add(more.words),
            ..more
        };
    }

    /// Adds what is written at the end.
    pub(crate) fn write(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.line.len();
        write(&mut self.line);
        let written = self.line.get(start..).unwrap_or_default();
        self.count = self.count.and(written);
    }

    pub(crate) const fn words(&self) -> usize {
        self.count.words
    }

    pub(crate) fn into_line(self) -> String {
        self.line
    }
}

/// Phrases one below the other. A short sentence goes on in the line of the one before it.
pub(crate) fn outline(phrases: &[Phrase]) -> String {
    let mut text = String::with_capacity(256);
    for phrase in phrases {
        let before = text.bytes().rposition(|byte| byte == b'\n');
        let start = before.map_or(0, |before| before.saturating_add(1));
        let last = text.get(start..).unwrap_or_default();
        if phrase.under.is_empty()
            && !last.is_empty()
            && !last.starts_with('\t')
            && count(last).saturating_add(count(&phrase.line)) <= LINE
        {
            text.push(' ');
            text.push_str(&phrase.line);
        } else {
            write(phrase, 0, &mut text);
        }
    }
    text
}

/// A text after another, in its line where both are short.
pub(crate) fn after(first: &str, rest: &str) -> String {
    let next = rest.split_once('\n').map_or(rest, |(next, _)| next);
    let fits = count(first).saturating_add(count(next)) <= LINE && !next.ends_with(':');
    chained(&[first, if fits { " " } else { "\n" }, rest])
}

fn write(phrase: &Phrase, depth: usize, text: &mut String) {
    if phrase.line.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for _ in 0..depth {
        text.push('\t');
    }
    if phrase.under.is_empty() {
        text.push_str(&phrase.line);
        return;
    }
    text.push_str(phrase.line.trim_end_matches(['.', ':']));
    text.push(':');
    for item in &phrase.under {
        write(item, depth.saturating_add(1), text);
    }
}

/// An outline in one line: `Add these: a; b. Round it.`
pub fn in_one_line(outline: &str) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for line in outline.lines() {
        let bare = line.trim_start_matches('\t');
        let is_item = bare.len() < line.len();
        text.push_str(match (text.ends_with(':'), in_list, is_item) {
            _ if text.is_empty() => "",
            (false, true, true) => "; ",
            (false, true, false) => ". ",
            _ => " ",
        });
        text.push_str(bare);
        in_list = is_item;
    }
    if in_list && !text.ends_with(['.', ':']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Phrase {
        String::from(text).into()
    }

    #[test]
    fn short_sentences_share_a_line_and_lists_stand_under_theirs() {
        let inner = Phrase {
            line: "any of these".into(),
            under: [line("b"), line("c")].into(),
        };
        let add = Phrase {
            line: "Add these.".into(),
            under: [line("a"), inner].into(),
        };
        let told = outline(&[
            line("Only if it rains:"),
            add,
            line("Round it."),
            line("Up."),
        ]);
        assert_eq!(
            told,
            "Only if it rains:\nAdd these:\n\ta\n\tany of these:\n\t\tb\n\t\tc\nRound it. Up."
        );
        assert_eq!(
            in_one_line(&told),
            "Only if it rains: Add these: a; any of these: b; c. Round it. Up."
        );
        assert_eq!(in_one_line("Add these:\n\ta"), "Add these: a.");
        assert_eq!(outline(&[]), "");
    }

    #[test]
    fn words_are_counted_on_the_way() {
        let texts = ["“a” (", "£3", "b c", " ", "’d 4", "", ".5", " e"];
        for first in texts {
            for second in texts {
                for third in texts {
                    let mut draft = Draft::new(0);
                    draft.add(&String::from(first).into());
                    draft.write(|line| line.push_str(second));
                    draft.add(&String::from(third).into());
                    let whole = [first, second, third].concat();
                    assert_eq!(draft.words(), count(&whole), "{whole}");
                    assert_eq!(draft.into_line(), whole);
                }
            }
        }
    }

    #[test]
    fn a_sign_is_no_word() {
        assert_eq!(count("4 + 10 – “a” (£3 a week)."), 6);
    }
}
