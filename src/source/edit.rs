//! Changes to a text by place, so that all else in it, comments too, stays as somebody wrote it.

use std::ops::Range;

/// A stretch of a text, in bytes, and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The first byte, and the one after the last. Where they are the same, text is put in.
    pub place: (usize, usize),
    /// What is to stand there.
    pub text: String,
}

impl Edit {
    /// Text in the place of other text.
    pub fn instead(place: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            place: (place.start, place.end),
            text: text.into(),
        }
    }

    /// Text put in.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::instead(at..at, text)
    }
}

/// A text with changes made to it. Where two are of the same stretch, the first in order is made.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    let mut whole = String::with_capacity(text.len());
    let mut done = 0;
    for edit in sorted {
        let (start, end) = edit.place;
        let Some(kept) = text.get(done..start) else {
            continue;
        };
        whole.extend([kept, &edit.text]);
        done = end.max(start);
    }
    whole.push_str(text.get(done..).unwrap_or_default());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_each_at_its_place_and_the_rest_stays() {
        let edits = [
            Edit::insert(5, "!"),
            Edit::instead(0..1, "b"),
            Edit::instead(0..3, "overlaps"),
        ];
        assert_eq!(edited("a £5 c", &edits), "b £5! c");
        assert_eq!(edited("same", &[]), "same");
    }
}
