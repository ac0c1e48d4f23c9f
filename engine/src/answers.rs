//! A person's answers: by question, in any order, half filled in.

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    digits,
    scheme::{Period, QuestionKind, Scheme},
    unit::Unit,
};

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// An option, by its place in the question.
    Option(usize),
    /// A number, in the question's unit.
    Number(Decimal),
    /// A number in another of the question's periods, by its place among them.
    InPeriod(Decimal, usize),
    /// *I do not know*.
    Unknown,
}

/// The text that stands for *I do not know* wherever an answer is written as text.
pub const DO_NOT_KNOW: &str = "I do not know";

/// The answers to a scheme's questions, in the order of its questions; `None` where none was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<Option<Answer>>);

/// An answer that a question does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerError {
    /// The question's name, as it was given.
    pub question: String,
    /// What is wrong with the answer.
    pub fault: AnswerFault,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// The scheme has no such question.
    NoSuchQuestion,
    /// The question has no such option.
    NotAnOption,
    /// It cannot be read as a number.
    NotANumber,
    /// It is less than this, the least.
    TooSmall(Decimal),
    /// It is more than this, the most.
    TooLarge(Decimal),
    /// It has more than this many decimal places.
    TooManyPlaces(u32),
}

impl Answers {
    /// The answer to a question.
    pub fn get(&self, question: usize) -> Option<Answer> {
        self.0.get(question).copied().flatten()
    }

    /// Sets the answer to a question.
    pub fn set(&mut self, question: usize, answer: Answer) {
        if self.0.len() <= question {
            self.0.resize(question.saturating_add(1), None);
        }
        if let Some(place) = self.0.get_mut(question) {
            *place = Some(answer);
        }
    }

    /// Reads answers written as text, by the questions' names. Text that is empty is no answer; one that the
    /// question does not allow is left out and told.
    pub fn from_texts<'a>(
        scheme: &Scheme,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<AnswerError>) {
        let mut answers = Self(alloc::vec![None; scheme.questions.len()]);
        let mut errors = Vec::new();
        let mut next = 0_usize;
        for (id, text) in texts {
            let is_it = |place: &usize| {
                let question = scheme.questions.get(*place);
                question.is_some_and(|question| question.id == id)
            };
            // Most come in the order of the questions.
            let found = Some(next).filter(is_it);
            let found = found.or_else(|| (0..scheme.questions.len()).find(is_it));
            let read = match found.and_then(|place| Some((place, scheme.questions.get(place)?))) {
                None => Err(AnswerFault::NoSuchQuestion),
                Some((index, question)) => {
                    next = index.saturating_add(1);
                    read(&question.kind, text).map(|answer| answer.map(|answer| (index, answer)))
                }
            };
            match read {
                Ok(Some((index, answer))) => answers.set(index, answer),
                Ok(None) => {}
                Err(fault) => errors.push(AnswerError {
                    question: id.into(),
                    fault,
                }),
            }
        }
        (answers, errors)
    }
}

/// Reads one answer written as text; `None` where the text is empty.
pub fn read(kind: &QuestionKind, text: &str) -> Result<Option<Answer>, AnswerFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(DO_NOT_KNOW) {
        return Ok(Some(Answer::Unknown));
    }
    let answer = match kind {
        QuestionKind::Options(options) => {
            let option = options.iter().position(|option| option.id == text);
            Answer::Option(option.ok_or(AnswerFault::NotAnOption)?)
        }
        QuestionKind::Number {
            least,
            most,
            places,
            unit,
            periods,
            ..
        } => {
            let end = text.find(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
            let (figure, words) = text
                .split_at_checked(end.unwrap_or(text.len()))
                .unwrap_or((text, ""));
            let number = typed_number(figure, unit).ok_or(AnswerFault::NotANumber)?;
            let period = in_period(words, unit, periods)?;
            if number < *least {
                return Err(AnswerFault::TooSmall(*least));
            }
            // Three places are more likely a slip for thousands than pence: `£1.200`.
            if number.normalize().scale() > *places || number.scale() > (*places).max(2) {
                return Err(AnswerFault::TooManyPlaces(*places));
            }
            if let Some(period) = period {
                return Ok(Some(Answer::InPeriod(number, period)));
            }
            if let Some(most) = most.filter(|most| number > *most) {
                return Err(AnswerFault::TooLarge(most));
            }
            Answer::Number(number)
        }
    };
    Ok(Some(answer))
}

/// The period that the words after a figure say, where that is not the question's own: `hours`, `a month`,
/// `every four weeks`, `yearly`. A fault where they say what the question does not take.
fn in_period(words: &str, unit: &Unit, periods: &[Period]) -> Result<Option<usize>, AnswerFault> {
    let words = words.trim().to_ascii_lowercase();
    let (counted, rest) = words.split_once(' ').unwrap_or((&words, ""));
    let one = counted.strip_suffix('s').unwrap_or(counted);
    let one = if one == "pound" { "£" } else { one };
    let words = if unit.counted().any(|counted| counted == one) {
        rest
    } else {
        &words
    };
    let means = |unit: &Unit| unit.over_words().any(|period| says_period(words, period));
    if words.is_empty() || means(unit) {
        return Ok(None);
    }
    let other = periods.iter().position(|period| means(&period.unit));
    other.map(Some).ok_or(AnswerFault::NotANumber)
}

/// Whether words say a period: `a month`, `per month`, `/month`, `each month`, `every month`, `monthly`, `pcm`.
fn says_period(words: &str, period: &str) -> bool {
    let word = ["a ", "an ", "per ", "each ", "every ", "/"]
        .iter()
        .find_map(|before| words.strip_prefix(before));
    let short: &[&str] = match period {
        "day" => &["daily"],
        "four weeks" => &["four-weekly", "4-weekly", "every 4 weeks"],
        "year" => &["yearly", "annually", "per annum", "pa", "p/a", "p.a."],
        "week" => &["weekly", "pw", "p/w", "p.w."],
        "month" => &["monthly", "pcm", "pm", "p/m", "p.m."],
        _ => &[],
    };
    word == Some(period) || short.contains(&words)
}

/// A number as people type it: `£1,200.50`, ` 1 200 `, `1200.5`, `.5`. Commas and spaces set off thousands only, and
/// a sign for pounds or for per cent stands only where those are asked for.
fn typed_number(text: &str, unit: &Unit) -> Option<Decimal> {
    /// Longer than any sum of money.
    const LONGEST: usize = 24;
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let text = match (text.strip_prefix('£'), text.strip_suffix('%')) {
        (Some(rest), _) if unit.is_money() => rest.trim_start(),
        (_, Some(rest)) if unit.is_percent() => rest.trim_end(),
        _ => text,
    };
    let (whole, fraction) = match text.split_once('.') {
        Some(("", fraction)) => ("0", Some(fraction)),
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    // A space that is thin, or that does not break the line, sets off thousands in what is pasted.
    let groups: Vec<&str> = whole
        .split([',', ' ', '\u{a0}', '\u{2009}', '\u{202f}'])
        .collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let thousands =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let fits = groups.iter().all(|group| digits(group))
        && fraction.is_none_or(digits)
        && text.len() <= LONGEST;
    if !thousands || !fits {
        return None;
    }
    let mut plain = String::from(sign);
    plain.extend(groups);
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    digits::read(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        estimate,
        scheme::{Direction, Operand, Question, ResultLine, Rounding, Step, Verb},
    };

    fn pension() -> Scheme {
        let pounds = Unit::of("£");
        let period = |word: &str, times: i64, over: i64| Period {
            unit: pounds.clone().per(word),
            times: times.into(),
            over: over.into(),
        };
        let question = Question {
            part: 0,
            id: "pension".into(),
            about: String::new(),
            ask: "What is your pension?".into(),
            hint: String::new(),
            fixed: false,
            kind: QuestionKind::Number {
                unit: pounds.clone().per("week"),
                least: Decimal::ZERO,
                most: None,
                places: 2,
                periods: alloc::vec![
                    period("four weeks", 1, 4),
                    period("month", 12, 52),
                    period("year", 1, 52)
                ],
                rounded: Some(Rounding {
                    direction: Direction::Nearest,
                    to: Decimal::new(1, 2),
                }),
            },
            when: None,
            cite: None,
        };
        let step = Step {
            id: "income".into(),
            say: "Income".into(),
            verb: Verb::Sum {
                add: alloc::vec![Operand::Answer(0)],
                less: Vec::new(),
            },
            when: None,
            depends_on_supply: false,
            part: 0,
            rounded: None,
            unit: pounds.per("week"),
            because: String::new(),
            may_be_exceeded: None,
            cite: None,
        };
        Scheme {
            questions: alloc::vec![question],
            steps: alloc::vec![step],
            results: alloc::vec![ResultLine {
                part: 0,
                kinder: None,
                id: "income".into(),
                say: "Income".into(),
                step: 0
            }],
            ..Scheme::default()
        }
    }

    #[test]
    fn a_sum_in_another_period_is_brought_to_the_questions_own() {
        let scheme = pension();
        for (typed, weekly) in [
            ("£25", "25"),
            ("25 a week", "25"),
            ("£25 a month", "5.77"),
            ("£10 per month", "2.31"),
            ("£1,426 a year", "27.42"),
            ("885.20 four-weekly", "221.30"),
            ("885.20 every 4 weeks", "221.30"),
            ("£ 885.20 every four weeks", "221.30"),
            ("25 monthly", "5.77"),
            ("25 p/m", "5.77"),
            ("25pm", "5.77"),
            ("£100 pounds a month", "23.08"),
            ("5200 annually", "100"),
            ("5200 per annum", "100"),
            ("5200 p.a.", "100"),
            ("400 p/w", "400"),
        ] {
            let (answers, faults) = Answers::from_texts(&scheme, [("pension", typed)]);
            assert!(faults.is_empty(), "{typed}: {faults:?}");
            let expected: Decimal = weekly.parse().unwrap();
            assert_eq!(
                estimate(&scheme, &answers).results[0].exact(),
                Some(expected),
                "{typed}"
            );
        }
        for typed in [
            "25 a fortnight",
            "12 a week every four weeks",
            "25 a day",
            "a month",
            "25 month",
            "1e5 a month",
            "-3 a month",
        ] {
            let (_, faults) = Answers::from_texts(&scheme, [("pension", typed)]);
            assert_eq!(faults.len(), 1, "{typed}");
        }
    }

    /// A question for a number, to two places.
    fn asks(unit: Unit) -> QuestionKind {
        QuestionKind::Number {
            unit,
            least: Decimal::ZERO,
            most: None,
            places: 2,
            periods: Vec::new(),
            rounded: None,
        }
    }

    fn reads(kind: &QuestionKind, typed: &str) -> Option<Decimal> {
        match read(kind, typed) {
            Ok(Some(Answer::Number(number))) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let weekly = asks(Unit::of("£").per("week"));
        for (typed, number) in [
            ("£1,200.50", "1200.50"),
            (" 1 200 ", "1200"),
            ("1\u{a0}200", "1200"),
            ("1\u{2009}200", "1200"),
            ("1\u{202f}200.5", "1200.5"),
            ("1200.5", "1200.5"),
            ("1,200", "1200"),
            ("£ 5", "5"),
            (".5", "0.5"),
            ("£.50", "0.50"),
            ("1,234,567", "1234567"),
            ("007", "7"),
            ("£20 a week", "20"),
            ("20 pounds a week", "20"),
            ("£20/week", "20"),
            ("20pw", "20"),
            ("£20 PW", "20"),
        ] {
            assert_eq!(reads(&weekly, typed), number.parse().ok(), "{typed}");
        }
        for typed in [
            "£",
            ".",
            "1,2,3",
            "12,34",
            "1.2.3",
            "1e5",
            "five",
            "1 2",
            "£1,200.",
            "£1.2k",
            "£1.200",
            "50p",
            "20-25",
            "about 20",
            "£20 a month",
            "20pcm",
            "20%",
            "20 hours",
            "−3",
            "99999999999999999999999999",
        ] {
            assert_eq!(reads(&weekly, typed), None, "{typed}");
            assert!(read(&weekly, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_word_for_what_is_counted_may_follow() {
        let hours = asks(Unit::of("hour").per("week"));
        for typed in ["10", "10 hours", "10 Hours a week", "10hours each week"] {
            assert_eq!(reads(&hours, typed), Some(10.into()), "{typed}");
        }
        assert_eq!(reads(&hours, "1 hour"), Some(1.into()));
        for typed in ["£10", "10 hours a day", "10 minutes", "10 hourss", "hours"] {
            assert_eq!(reads(&hours, typed), None, "{typed}");
        }
        for (unit, typed) in [("bed", "2 beds"), ("%", "2%"), ("%", "2 %")] {
            assert_eq!(
                reads(&asks(Unit::of(unit)), typed),
                Some(2.into()),
                "{typed}"
            );
        }
        assert_eq!(reads(&asks(Unit::of("child")), "1 child"), Some(1.into()));
    }
}
