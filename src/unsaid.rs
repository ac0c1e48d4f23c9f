//! Words that a language of the site does not have. In their place stand those of the first language behind a sign, and
//! whatever is made of them carries it on. A page that holds the sign is not offered in the language.

/// Stands before words of another language. Unicode keeps it for use inside a program: no text holds it.
const SIGN: char = '\u{FDD0}';

/// A text that has no words in the language, as it stands in the first.
pub(crate) fn unsaid(text: &str) -> String {
    format!("{SIGN}{text}")
}

/// Whether all the words of a text, or of a page or a file, are there.
pub(crate) fn is_said(text: &str) -> bool {
    !text.contains(SIGN)
}
