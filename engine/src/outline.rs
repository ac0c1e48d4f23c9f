//! Text in lines: a sentence to a line or a few short ones, and lists under it.
//!
//! As text, an outline is a line after another; an item of a list begins with a tab for each list that it stands in.

use alloc::{string::String, vec::Vec};

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
    let (mut count, mut in_word) = (0_usize, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            count = count.wrapping_add(usize::from(!in_word));
            in_word = true;
        } else if byte.is_ascii_whitespace() {
            in_word = false;
        }
    }
    count
}

/// Phrases one below the other. A short sentence goes on in the line of the one before it.
pub(crate) fn outline(phrases: &[Phrase]) -> String {
    let mut text = String::new();
    for phrase in phrases {
        let last = text.rsplit('\n').next().unwrap_or_default();
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
    fn a_sign_is_no_word() {
        assert_eq!(count("4 + 10 – “a” (£3 a week)."), 6);
    }
}
