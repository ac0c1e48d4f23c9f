//! Sentences in few words, for paper. A worksheet and a printed working name lines by letter and questions by number.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use upfront_engine::{Scheme, words::Words};

/// What the sentences of a working say, and what paper says in its place: lines and questions by their letter or number, and
/// nothing of a limit that there is not. What is longer comes before what it holds.
pub(super) fn pairs(
    scheme: &Scheme,
    letters: &[Option<String>],
    numbers: &[Option<usize>],
    words: &Words,
) -> Vec<(String, String)> {
    let quoted = |text: &str| words.say("quoted", &[("text", text)]);
    let no_limits = scheme.rates.iter().map(|rate| {
        let items = quoted(&rate.say);
        (
            words.say("step-no-limit", &[("items", &items)]),
            String::new(),
        )
    });
    let penny = words.say("rounded-penny", &[]);
    let penny = words.say("rounded-whole", &[("part", &penny)]);
    let nearest = words.say("rounded-nearest", &[("part", &penny)]);
    let to_a_penny = (
        words.say("step-rounded", &[("rounding", &nearest)]),
        words.say("page-brief-penny", &[]),
    );
    let of_questions = scheme.questions.iter().zip(numbers);
    let of_questions = of_questions.filter_map(|(question, number)| {
        let number = (*number)?.to_string();
        let pair = |long: &str, short: &str| {
            let long = words.say(long, &[("ask", &question.ask)]);
            (long, words.say(short, &[("number", &number)]))
        };
        Some([
            pair("item-by-answer", "page-brief-by-answer"),
            pair("item-answer", "page-brief-answer"),
        ])
    });
    let of_lines = scheme
        .steps
        .iter()
        .zip(letters)
        .filter_map(|(step, letter)| {
            let letter = letter.as_deref()?;
            let short = words.say("page-brief-line", &[("letter", letter)]);
            Some((quoted(&step.say), format!("{short}{AMOUNT_ELSEWHERE}")))
        });
    no_limits
        .chain([to_a_penny])
        .chain(of_questions.flatten())
        .chain(of_lines)
        .collect()
}

/// What follows the name of a line whose amount need not be said again. Nobody sees it.
const AMOUNT_ELSEWHERE: char = '\u{2060}';

/// The pairs of [`pairs`], made ready to be looked for all at once.
#[derive(Debug)]
pub(super) struct InShort {
    long: Option<AhoCorasick>,
    brief: Vec<String>,
}

impl InShort {
    /// Of pairs of which what is longer comes before what it holds.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        let (long, brief): (Vec<_>, _) = pairs.into_iter().unzip();
        let long = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            // The others take longer to make than these few sentences take to read.
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(long);
        Self {
            // Only what is too large for any memory cannot be made ready.
            long: long.ok(),
            brief,
        }
    }

    /// A sentence, or an outline of several, in few words and in one line. `js/result.js` does the same to a working.
    pub(super) fn sentence(&self, text: &str) -> String {
        let short = self.long.as_ref();
        let short = short.map(|long| long.replace_all(text, &self.brief));
        in_one_line(short.as_deref().unwrap_or(text))
    }
}

/// What was put in few words, without the amounts that are told elsewhere, and in one line.
fn in_one_line(short: &str) -> String {
    let mut parts = short.split(AMOUNT_ELSEWHERE);
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part
            .strip_prefix(" (")
            .and_then(|rest| rest.split_once(')'));
        short += after.map_or(part, |(_, rest)| rest);
    }
    let mut line = String::new();
    for one in short.split('\n') {
        if !line.is_empty() {
            line += if line.ends_with([':', '.']) {
                " "
            } else if one.starts_with('\t') {
                "; "
            } else {
                ". "
            };
        }
        line += one.trim_start_matches('\t');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_lines_by_letter_and_says_no_amount_twice() {
        let line = |letter: &str| format!("line {letter}{AMOUNT_ELSEWHERE}");
        let pairs = [
            ("“Your points”".to_owned(), line("A")),
            ("“Whole points”".to_owned(), line("B")),
            (" There is no limit.".to_owned(), String::new()),
        ];
        let short = InShort::of(pairs.to_vec());
        assert_eq!(
            short.sentence(
                "Add these:\n\t“Your points” (4 points)\n\t“Whole points”\nRound it up. There is no limit."
            ),
            "Add these: line A; line B. Round it up."
        );
    }
}
