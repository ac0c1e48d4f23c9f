//! Words of a file as they are shown in a finding: what cannot be seen is written out, and what has no end is shortened.

use std::fmt::Write as _;

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

/// Controls, and characters of no width: those that turn text round, that join, and that mark.
fn is_unseen(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\t'))
        || matches!(
            sign,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::plain;

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
}
