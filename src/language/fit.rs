//! Whether a value is of the kind that its key takes.

use jiff::{
    ToSpan,
    civil::{self, Date},
};

use super::{
    links::{Fault, Link},
    shape::{Kind, listed},
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{Meant, meant},
    },
    source::{Node, NodeKind, Span},
};

/// Whether a value is of a kind; what does not fit is reported. Lists with bad items are kept without complaint
/// about the rest.
pub(crate) fn fits(key: &str, value: &Node, kind: &Kind, findings: &mut Findings) -> bool {
    let blank = match &value.kind {
        NodeKind::Unread => return false,
        NodeKind::Empty => true,
        NodeKind::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        findings.push(blank_value(key, value, kind));
        return false;
    }
    match (kind, &value.kind) {
        (Kind::Either(kinds), _) => match kinds.iter().find(|kind| has_form(kind, value)) {
            // Where there is another kind, a word that is none of a few is not a wrong one of those.
            Some(Kind::OneOf(words))
                if !value
                    .text()
                    .is_some_and(|text| words.contains(&text.trim())) =>
            {
                refuse(key, value, kind, findings)
            }
            Some(kind) => fits(key, value, kind, findings),
            None => refuse(key, value, kind, findings),
        },
        (Kind::ListOf(kind), NodeKind::List(items)) => {
            for item in items {
                fits(key, item, kind, findings);
            }
            true
        }
        (Kind::Named(kind), NodeKind::Map(entries)) => {
            for entry in entries {
                if let Some(finding) = bad_name(&entry.key, entry.key_span) {
                    findings.push(finding);
                }
                fits(&entry.key, &entry.value, kind, findings);
            }
            true
        }
        (Kind::Silences, NodeKind::Map(entries)) => {
            for entry in entries {
                fits(&entry.key, &entry.value, &Kind::Text, findings);
            }
            true
        }
        (Kind::ByName(kind), NodeKind::Map(entries)) => {
            for entry in entries {
                fits(&entry.key, &entry.value, kind, findings);
            }
            true
        }
        (_, NodeKind::Scalar { text, .. }) if has_form(kind, value) => {
            let text = text.trim();
            let finding = match kind {
                Kind::Id => bad_name(text, value.span),
                Kind::Date if date(text).is_none() => Some(bad_date(text, value.span)),
                Kind::Link(link) => link
                    .fault(text)
                    .map(|fault| leads_nowhere(key, *link, text, value.span, fault)),
                Kind::OneOf(words) if !words.contains(&text) => {
                    Some(unknown_word(key, text, value.span, words))
                }
                Kind::YesNo if yes_no(text).is_none() => {
                    let takes = format!("`{key}` is `yes` or `no`");
                    let finding = wrong_type(value, &takes, &kind.expected());
                    Some(match meant_yes_no(text) {
                        Some(meant) => finding.meant(&Meant::surely(meant)),
                        None => finding,
                    })
                }
                Kind::Whole if whole(text).is_none() => Some(wrong_type(
                    value,
                    &format!("`{key}` is a whole number"),
                    &kind.expected(),
                )),
                _ => None,
            };
            // What bears a name that cannot be one can still be found by it.
            let fits = finding.is_none() || matches!(kind, Kind::Id);
            if let Some(finding) = finding {
                findings.push(finding);
            }
            fits
        }
        _ if has_form(kind, value) => true,
        _ => refuse(key, value, kind, findings),
    }
}

/// Whether a value has the outward form of a kind: a scalar, a list or a mapping.
pub(super) fn has_form(kind: &Kind, value: &Node) -> bool {
    let value_is_map = matches!(value.kind, NodeKind::Map(_));
    let value_is_scalar = matches!(value.kind, NodeKind::Scalar { .. });
    match kind {
        Kind::Either(kinds) => kinds.iter().any(|kind| has_form(kind, value)),
        Kind::ListOf(_) | Kind::List(_) => matches!(value.kind, NodeKind::List(_)),
        Kind::Map(_) | Kind::Named(_) | Kind::ByName(_) | Kind::Silences | Kind::Condition => {
            value_is_map
        }
        Kind::Operand => value_is_scalar || value_is_map,
        _ => value_is_scalar,
    }
}

fn leads_nowhere(key: &str, link: Link, text: &str, at: Span, fault: Fault) -> Finding {
    let finding = Finding::new(
        Code::BadLink,
        at,
        format!("`{}` leads nowhere: {}", shortened(text), fault.why),
    )
    .label("cannot be used");
    match fault.meant {
        Some(meant) => finding.meant(&Meant::surely(meant)),
        None => finding.advice(format!(
            "Write {}. Leave `{key}` out where it is not known.",
            link.expected()
        )),
    }
}

fn refuse(key: &str, value: &Node, kind: &Kind, findings: &mut Findings) -> bool {
    findings.push(wrong_type(
        value,
        &format!("`{key}` takes {}", kind.expected()),
        &kind.expected(),
    ));
    false
}

pub(super) fn wrong_type(value: &Node, takes: &str, expected: &str) -> Finding {
    let found = match &value.kind {
        NodeKind::Scalar { text, .. } => format!("`{}`", shortened(text)),
        NodeKind::Empty | NodeKind::Unread => "nothing".to_owned(),
        NodeKind::List(_) => "a list".to_owned(),
        NodeKind::Map(_) => "a mapping, `key: value`".to_owned(),
    };
    Finding::new(
        Code::WrongType,
        value.span,
        format!("{takes}, and this is {found}"),
    )
    .label(format!(
        "not {}",
        expected.split(", such as").next().unwrap_or(expected)
    ))
    .advice(format!("Write {expected}."))
}

fn blank_value(key: &str, value: &Node, kind: &Kind) -> Finding {
    Finding::new(
        Code::WrongType,
        value.span,
        format!("`{key}` has nothing after it"),
    )
    .label("nothing stands here")
    .advice(format!("Write {}, or delete the key.", kind.expected()))
}

fn unknown_word(key: &str, text: &str, at: Span, words: &'static [&'static str]) -> Finding {
    let finding = Finding::new(
        Code::UnknownWord,
        at,
        format!("`{}` is not a word that `{key}` knows", shortened(text)),
    )
    .label("unknown word");
    match meant(text, words.iter().copied()) {
        Some(word) => finding.meant(&word),
        None => finding,
    }
    .advice(format!("Write {}.", listed(words.iter().copied())))
}

fn bad_date(text: &str, at: Span) -> Finding {
    let finding = Finding::new(
        Code::BadDate,
        at,
        format!("`{}` is not a date that can be read", shortened(text)),
    )
    .label("not a date");
    match meant_date(text) {
        Some(date) => finding.advice(format!("Write `{date}`.")),
        None => finding.advice("Write year, month and day, such as `2026-04-06`."),
    }
}

/// The months, as far as they are told apart by.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// The days on which a spreadsheet's count of days is taken for a date: those of 1954 to 2119.
const SERIALS: std::ops::Range<i32> = 20_000..80_000;

/// The day that a text means which is no date as these rules write one: `6th April 2026`, `06-Apr-26`, `6/4/26`, or a
/// spreadsheet's count of days, `46118`.
pub fn meant_date(text: &str) -> Option<Date> {
    if let Ok(days) = text.parse::<i32>()
        && SERIALS.contains(&days)
    {
        return civil::date(1899, 12, 30)
            .checked_add(i64::from(days).days())
            .ok();
    }
    // A spreadsheet puts a time behind the day.
    let (day, _) = text.split_once("00:00").unwrap_or((text, ""));
    let words = day.split(|sign: char| !sign.is_alphanumeric());
    let words = words.flat_map(|word| {
        let word = word.to_lowercase();
        let (digits, letters) = word.split_at(word.find(char::is_alphabetic).unwrap_or(word.len()));
        let letters = match letters {
            "st" | "nd" | "rd" | "th" | "t" | "of" | "the" => "",
            letters => letters,
        };
        [digits.to_owned(), letters.to_owned()]
    });
    let is_weekday = |word: &str| {
        word.len() > 2
            && [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ]
            .iter()
            .any(|day| day.starts_with(word))
    };
    let words: Vec<String> = words
        .filter(|word| !word.is_empty() && !is_weekday(word))
        .collect();
    let [one, two, three] = words.as_slice() else {
        return None;
    };
    let month = |word: &str| -> Option<i8> {
        let named = MONTHS.iter().position(|month| {
            (word.len() > 2 && month.starts_with(word)) || (word == "sept" && *month == "september")
        });
        match named {
            Some(month) => i8::try_from(month.saturating_add(1)).ok(),
            None => word.parse().ok(),
        }
    };
    let on = |day: &str, of: &str, year: &str| {
        let year: i16 = match year.len() {
            4 => year.parse().ok()?,
            2 => year.parse::<i16>().ok()?.checked_add(2000)?,
            _ => return None,
        };
        Date::new(year, month(of)?, day.parse().ok()?).ok()
    };
    if one.len() == 4 && one.parse::<i16>().is_ok() {
        return on(three, two, one);
    }
    // The day stands first, unless that cannot be.
    on(one, two, three).or_else(|| on(two, one, three))
}

fn bad_name(name: &str, at: Span) -> Option<Finding> {
    if is_name(name) {
        return None;
    }
    let finding = Finding::new(
        Code::BadName,
        at,
        format!("`{}` cannot be a name", shortened(name)),
    )
    .label("lower-case letters, digits, `_` and `-` only");
    Some(match meant_name(name) {
        Some(meant) => finding
            .advice(format!("Write `{}`.", shortened(&meant)))
            .instead(at, meant),
        None => finding.advice("Use lower-case letters, digits, `_` and `-`."),
    })
}

/// The name nearest to a text that cannot be one.
pub(crate) fn meant_name(text: &str) -> Option<String> {
    let text: String = text.chars().map(without_accent).collect();
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '_' | '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let meant = words.join("-");
    is_name(&meant).then_some(meant)
}

/// A letter without its accent, as Welsh and other names have one: `ŵ` is `w`.
const fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' | 'Ŵ' | 'Ẁ' | 'Ẃ' | 'Ẅ' => 'w',
        'ŷ' | 'ỳ' | 'ý' | 'ÿ' | 'Ŷ' | 'Ỳ' | 'Ý' | 'Ÿ' => 'y',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        other => other,
    }
}

/// Whether a text can be a name, and so a part of an address.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        })
}

pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// What other tools, and people in a hurry, write for yes and no.
pub(crate) fn meant_yes_no(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "true" | "on" | "1" | "✓" | "✔" => Some("yes"),
        "n" | "no" | "false" | "off" | "0" | "✗" | "✘" => Some("no"),
        _ => None,
    }
}

pub(crate) fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    (text.len() == 10)
        .then(|| Date::strptime("%Y-%m-%d", text).ok())
        .flatten()
}

/// Text short enough to stand in a sentence.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 60 && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(60).collect();
    short.push('…');
    short
}
