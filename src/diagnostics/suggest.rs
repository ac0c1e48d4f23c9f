//! "Did you mean": the known word nearest to one that is not known.

use std::{borrow::Cow, fmt, ops::Deref};

use crate::source::curly::bare;

/// The fewest letters that a longer known word can be meant by.
const SHORTEST_START: usize = 3;

/// A known word that another is probably meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant<'a> {
    word: Cow<'a, str>,
    is_only: bool,
}

impl<'a> Meant<'a> {
    /// A word that is meant for certain.
    pub fn surely(word: impl Into<Cow<'a, str>>) -> Self {
        Self {
            word: word.into(),
            is_only: true,
        }
    }

    /// Whether no other known word is as near, so that it can be put in the place of what is written.
    pub const fn is_only(&self) -> bool {
        self.is_only
    }

    /// With a word of its own.
    pub fn into_owned(self) -> Meant<'static> {
        Meant {
            word: Cow::Owned(self.word.into_owned()),
            is_only: self.is_only,
        }
    }
}

impl Deref for Meant<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.word
    }
}

impl fmt::Display for Meant<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.word)
    }
}

/// The known word that `word` is probably meant for: one that begins with it, else the nearest, where one is near enough.
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, known).map(|(meant, _)| meant)
}

/// As [`did_you_mean`], and whether another could be meant as well: for a finding, see [`super::Finding::meant`].
pub fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<Meant<'a>> {
    nearest(word, known).map(|(word, is_only)| Meant {
        word: Cow::Borrowed(word),
        is_only,
    })
}

/// The known word that `word` is probably meant for: one that begins with it, else the nearest, where one is near
/// enough. Of those that are equally near, one with the same first letter, and of those the first; and whether no other is as
/// near.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<(&'a str, bool)> {
    let word = bare(word).unwrap_or(word).to_lowercase();
    // A slip in every third letter at most, and a letter that is right.
    let letters = word.chars().count();
    let slips = letters.div_ceil(3).min(letters.saturating_sub(1));
    let near = known.filter_map(|other| {
        let lower = other.to_lowercase();
        let distance = strsim::damerau_levenshtein(&word, &lower);
        let goes_on = letters >= SHORTEST_START && is_start(&word, &lower);
        let other_letter = word.chars().next() != lower.chars().next();
        (goes_on || distance <= slips).then_some(((!goes_on, distance, other_letter), other))
    });
    // Of words that go on after this one, how much longer they are says nothing.
    let are_as_near = |one: (bool, usize, bool), other: (bool, usize, bool)| {
        one.0 == other.0 && (!one.0 || one.1 == other.1)
    };
    let mut best: Option<((bool, usize, bool), &str, bool)> = None;
    for (rank, other) in near {
        best = Some(match best {
            Some((least, first, is_only)) if least <= rank => {
                let is_as_near = are_as_near(least, rank) && first != other;
                (least, first, is_only && !is_as_near)
            }
            Some((least, _, _)) => (rank, other, !are_as_near(least, rank)),
            None => (rank, other, true),
        });
    }
    best.map(|(_, other, is_only)| (other, is_only))
}

/// The known word that `word` is but for one slip: a letter too many, missing, wrong, in capitals, or two letters the
/// other way about. Stricter than [`did_you_mean`], for words that may be meant as they stand.
pub fn one_slip_from<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .filter(|other| *other != word)
        .find(|other| strsim::damerau_levenshtein(&lower, other) <= 1)
}

/// Whether a known word is `word` and whole words after it: `own_worker_hours` of `own_worker`.
fn is_start(word: &str, known: &str) -> bool {
    known
        .strip_prefix(word)
        .is_some_and(|rest| rest.starts_with(['_', '-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, meant};

    #[test]
    fn finds_slips_and_leaves_strangers_alone() {
        let known = ["look up", "least of", "greatest of", "sum"];
        let find = |word| did_you_mean(word, known.into_iter());
        assert_eq!(find("lookup"), Some("look up"));
        assert_eq!(find("Look_up"), Some("look up"));
        assert_eq!(find("laest of"), Some("least of"));
        assert_eq!(find("smu"), Some("sum"));
        assert_eq!(find("“sum”"), Some("sum"));
        assert_eq!(find("convert"), None);
        assert_eq!(find(""), None);
        assert_eq!(did_you_mean("x", ["a", "b"].into_iter()), None);
    }

    #[test]
    fn a_word_is_meant_for_certain_only_where_no_other_is_as_near() {
        let is_only = |word, known: &[&'static str]| {
            let meant = meant(word, known.iter().copied());
            meant.map(|meant| (meant.to_string(), meant.is_only()))
        };
        let told = |word: &str, is_only| Some((word.to_owned(), is_only));
        assert_eq!(
            is_only("shoping", &["shopping", "washing"]),
            told("shopping", true)
        );
        assert_eq!(
            is_only("hour_c", &["hour_a", "hour_b"]),
            told("hour_a", false)
        );
        assert_eq!(
            is_only("cost_d", &["most_d", "cost_a"]),
            told("cost_a", false)
        );
        let first = is_only("own_worker", &["own_worker_hours", "own_worker_pay"]);
        assert_eq!(first, told("own_worker_pay", false));
        assert_eq!(is_only("smu", &["sum", "sum"]), told("sum", true));
    }

    #[test]
    fn a_word_that_was_left_off_comes_before_a_slip() {
        let known = ["one_worker", "own_worker_hours", "own_worker_hours_a_week"];
        let find = |word| did_you_mean(word, known.into_iter());
        assert_eq!(find("own_worker"), Some("own_worker_hours"));
        assert_eq!(find("one_wroker"), Some("one_worker"));
        assert_eq!(find("ow"), None);
        let known = ["cost", "most", "must"];
        assert_eq!(did_you_mean("mist", known.into_iter()), Some("most"));
        assert_eq!(did_you_mean("cist", known.into_iter()), Some("cost"));
    }
}
