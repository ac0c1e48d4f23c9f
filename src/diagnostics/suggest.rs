//! "Did you mean": the known word nearest to one that is not known.

use crate::source::curly::bare;

/// The fewest letters that a longer known word can be meant by.
const SHORTEST_START: usize = 3;

/// The known word that `word` is probably meant for: one that begins with it, else the nearest, where one is near
/// enough. Of those that are equally near, one with the same first letter, and of those the first.
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = bare(word).unwrap_or(word).to_lowercase();
    // A slip in every third letter at most, and a letter that is right.
    let letters = word.chars().count();
    let slips = letters.div_ceil(3).min(letters.saturating_sub(1));
    known
        .filter_map(|other| {
            let lower = other.to_lowercase();
            let distance = strsim::damerau_levenshtein(&word, &lower);
            let goes_on = letters >= SHORTEST_START && is_start(&word, &lower);
            let other_letter = word.chars().next() != lower.chars().next();
            (goes_on || distance <= slips).then_some(((!goes_on, distance, other_letter), other))
        })
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, other)| other)
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
    use super::did_you_mean;

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
