//! Somebody's text as it is shown to people: what cannot be seen is written out, and in a finding what has no end is
//! shortened.

use std::{fmt::Write as _, path::Path};

/// The most characters of a word that are shown.
const LONGEST_WORD: usize = 200;

/// A text with each character that cannot be seen, or that turns the text round, as an escape, and no word longer than
/// 200 characters.
pub(super) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut length = 0_usize;
    for sign in text.chars() {
        if sign.is_whitespace() && !is_unseen(sign) {
            length = 0;
            shown.push(sign);
            continue;
        }
        length = length.saturating_add(1);
        match length {
            0..=LONGEST_WORD if is_unseen(sign) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{{{:04X}}}", u32::from(sign));
            }
            0..=LONGEST_WORD => shown.push(sign),
            _ if length == LONGEST_WORD + 1 => shown.push('…'),
            _ => {}
        }
    }
    shown
}

/// A text for a terminal: each character that cannot be seen, that turns the text round, or that tells the terminal what
/// to do, as an escape such as `\\u{202E}`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_unseen(sign) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:04X}}}", u32::from(sign));
        } else {
            shown.push(sign);
        }
    }
    shown
}

/// A path for a terminal: as [`visible`], and in one line.
pub(super) fn visible_path(path: &Path) -> String {
    let shown = visible(&path.to_string_lossy());
    shown.replace('\n', "\\n").replace('\t', "\\t")
}

/// A piece of a file for an excerpt: what cannot be seen is one sign, so that the columns stay.
pub(super) fn excerpt(text: &str) -> String {
    let sign = |sign: char| {
        // What draws the excerpts has a picture for each of these.
        if is_unseen(sign) && !sign.is_ascii() {
            char::REPLACEMENT_CHARACTER
        } else {
            sign
        }
    };
    text.chars().map(sign).collect()
}

/// Controls, and characters of no width: those that turn text round, that join, that fill, and that mark.
fn is_unseen(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\t'))
        || matches!(
            sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{excerpt, plain, visible, visible_path};

    #[test]
    fn what_turns_text_round_or_cannot_be_seen_is_an_escape() {
        assert_eq!(plain("`a\u{202e}b`"), "`a\\u{202E}b`");
        assert_eq!(plain("a\u{200b}\u{1b}[31m"), "a\\u{200B}\\u{001B}[31m");
        assert_eq!(plain("£12 ŵ “x”\n\ty"), "£12 ŵ “x”\n\ty");
    }

    #[test]
    fn a_word_of_thousands_of_characters_is_shortened() {
        let shown = plain(&format!("`{}` is not a key", "a".repeat(9_000)));
        assert!(shown.ends_with("… is not a key"), "{shown}");
        assert!(shown.chars().count() < 220);
    }

    #[test]
    fn whatever_a_terminal_obeys_and_nobody_sees_is_an_escape_everywhere() {
        let unseen = "\u{1b}\u{7}\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{200b}\u{200d}\u{200f}\u{2028}\u{2029}\u{202e}\u{2066}\u{3164}\u{feff}\u{e0041}";
        for sign in unseen.chars() {
            let escape = format!("a\\u{{{:04X}}}b", u32::from(sign));
            let text = format!("a{sign}b");
            assert_eq!(visible(&text), escape);
            assert_eq!(plain(&text), escape);
            assert_eq!(visible_path(Path::new(&text)), escape);
            assert_eq!(visible(&escape), escape);
            assert_eq!(excerpt(&text).chars().count(), 3);
            assert!(sign.is_ascii() || !excerpt(&text).contains(sign));
        }
        assert_eq!(visible_path(Path::new("a\nb")), "a\\nb");
    }
}
