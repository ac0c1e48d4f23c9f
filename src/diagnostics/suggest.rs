//! "Did you mean": the known word nearest to one that is not known.

/// The known word that is nearest to `word`, where one is near enough to have been meant.
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // A slip in every third letter at most, and a letter that is right.
    let letters = word.chars().count();
    let slips = letters.div_ceil(3).min(letters.saturating_sub(1));
    known
        .map(|other| {
            (
                strsim::damerau_levenshtein(&word, &other.to_lowercase()),
                other,
            )
        })
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
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
        assert_eq!(find("convert"), None);
        assert_eq!(find(""), None);
        assert_eq!(did_you_mean("x", ["a", "b"].into_iter()), None);
    }
}
