//! References to figures in prose, `{{ rate agency_hour }}`: where they stand in a text. What they name is known where
//! the rules are.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Words, as they are.
    Words(&'t str),
    /// What stands between two braces and two braces.
    Named(&'t str),
    /// Braces that do not close, with what follows them.
    Open(&'t str),
}

/// The parts of a text, each with where it starts.
pub fn parts(text: &str) -> Vec<(usize, Part<'_>)> {
    let mut parts = Vec::new();
    let (mut rest, mut at) = (text, 0);
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            parts.push((at, Part::Words(before)));
        }
        at += before.len();
        let Some((name, tail)) = after.split_once("}}") else {
            parts.push((at, Part::Open(after)));
            return parts;
        };
        parts.push((at, Part::Named(name.trim())));
        at += "{{".len() + name.len() + "}}".len();
        rest = tail;
    }
    if !rest.is_empty() {
        parts.push((at, Part::Words(rest)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Part::*, parts};

    #[test]
    fn a_text_falls_into_words_and_references() {
        assert_eq!(parts("a b"), [(0, Words("a b"))]);
        assert_eq!(
            parts("An hour is {{ rate hour }}, or {{rate b}}."),
            [
                (0, Words("An hour is ")),
                (11, Named("rate hour")),
                (26, Words(", or ")),
                (31, Named("rate b")),
                (41, Words(".")),
            ]
        );
        assert_eq!(parts("a {{ b }"), [(0, Words("a ")), (2, Open(" b }"))]);
    }
}
