//! Text as a YAML scalar.

/// A text as it stands in YAML: as it is where it can, otherwise in quotation marks.
pub(super) fn scalar(text: &str) -> String {
    const WORDS: [&str; 8] = ["yes", "no", "true", "false", "null", "~", "on", "off"];
    let is_plain_sign = |sign: char| {
        sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '.' | '\'' | '£' | '%' | '_' | '/')
    };
    let begins = |text: &str| text.starts_with(|sign: char| sign.is_alphabetic() || sign == '£');
    let is_number = text.parse::<f64>().is_ok();
    let is_plain = text.chars().all(is_plain_sign)
        && (begins(text) || is_number)
        && text.trim() == text
        && (!WORDS.contains(&text.to_lowercase().as_str()));
    if is_plain {
        return text.to_owned();
    }
    // A text in JSON is one in YAML too.
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::scalar;

    #[test]
    fn what_yaml_would_read_otherwise_stands_in_quotation_marks() {
        for plain in [
            "Exampleshire",
            "£5 a week",
            "St Helen's",
            "12.50",
            "not met",
        ] {
            assert_eq!(scalar(plain), plain);
        }
        for quoted in [
            "yes",
            "No",
            "£1,200 a year",
            "a: b",
            "a #b",
            " a",
            "",
            "- a",
            "90%!",
        ] {
            assert_eq!(scalar(quoted), format!("{quoted:?}"));
        }
    }
}
