//! Amounts: text such as `up to £300 a week` into an exact figure, its kind, and its unit.

use upfront_engine::{
    Amount, Decimal, Unit, exact,
    unit::{PERCENT, POUND},
};

use super::{
    Fault,
    unit_words::{UnitWords, article, tokens},
};
use crate::diagnostics::{Code, suggest::did_you_mean};

/// An amount as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// The figure and its kind.
    pub amount: Amount,
    /// The unit written beside it.
    pub written: Written,
}

/// What was written beside a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A unit, such as `£ a week`.
    Unit(Unit),
    /// A number and nothing else, such as `0.8`.
    Bare,
    /// Words that fit any unit, such as `nothing` or `not published`; and the number 0.
    Any,
}

/// Most decimal places that a published sum of pounds has.
const MONEY_PLACES: u32 = 4;
/// Most digits before the point, and after it.
const MOST_DIGITS: usize = 12;

/// Reads an amount.
pub(super) fn read(text: &str, words: &UnitWords) -> Result<Quantity, Fault> {
    let text = tidy(text);
    let lower = text.to_lowercase();
    let fixed = |amount| {
        Ok(Quantity {
            amount,
            written: Written::Any,
        })
    };
    match lower.as_str() {
        "nothing" => return fixed(Amount::NOTHING),
        "not published" => return fixed(Amount::NotPublished),
        "no limit" => return fixed(Amount::NoLimit),
        "case by case" => return fixed(Amount::CaseByCase),
        _ => {}
    }
    if let Some(range) = read_range(&text, words) {
        let (low, high, written) = range?;
        let amount = if low == high {
            Amount::Exact(low)
        } else {
            Amount::Between(low, high)
        };
        return Ok(Quantity { amount, written });
    }
    let (kind, start): (fn(Decimal) -> Amount, usize) = if lower.starts_with("up to ") {
        (Amount::UpTo, "up to ".len())
    } else if lower.starts_with("from ") {
        (Amount::From, "from ".len())
    } else {
        (Amount::Exact, 0)
    };
    let (figure, written) = figure(text.get(start..).unwrap_or_default().trim(), &text, words)?;
    let written = match written {
        Written::Bare if figure.is_zero() => Written::Any,
        other => other,
    };
    Ok(Quantity {
        amount: kind(figure),
        written,
    })
}

/// Reads a range such as `£120 to £210 a week`: its least, its most, and the unit of both. `None` where the
/// text is no range.
pub(super) fn read_range(
    text: &str,
    words: &UnitWords,
) -> Option<Result<(Decimal, Decimal, Written), Fault>> {
    let text = tidy(text);
    if !text.starts_with(|first: char| first == '£' || first.is_ascii_digit()) {
        return None;
    }
    let (low, high) = text.split_once(" to ")?;
    Some((|| {
        let low = read(low, words)?;
        let high = read(high, words)?;
        let units_agree = match (&low.written, &high.written) {
            (Written::Unit(low), Written::Unit(high)) => {
                low == high || (*low == Unit::of(POUND) && high.is_money())
            }
            (Written::Unit(_), _) => false,
            _ => true,
        };
        match (low.amount, high.amount) {
            (Amount::Exact(least), Amount::Exact(most)) if units_agree && least <= most => {
                Ok((least, most, high.written))
            }
            _ => Err(Fault::new(
                Code::BadAmount,
                format!("`{text}` cannot be read as a range"),
            )
            .advice("write the lesser figure first, both in one unit: `£120 to £210 a week`")),
        }
    })())
}

/// Spaces made plain.
fn tidy(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").trim().to_owned()
}

/// Reads a figure and its unit; `whole` is the text that a finding quotes.
fn figure(text: &str, whole: &str, words: &UnitWords) -> Result<(Decimal, Written), Fault> {
    let bad = |advice: String| {
        Fault::new(
            Code::BadAmount,
            format!("`{whole}` cannot be read as an amount"),
        )
        .advice(advice)
    };
    if let Some(unsigned) = ["-£", "£-", "-", "−", "–"]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))
        && unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '£')
    {
        return Err(bad(
            "an amount is never less than nothing: take it away in a step, with `less:`".to_owned(),
        ));
    }
    let (pounds, rest) = match text.strip_prefix('£') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let number_end = rest
        .find(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'))
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(number_end);
    if number.is_empty() {
        return Err(not_a_figure(text, pounds, after, &bad));
    }
    let value = self::number(number).map_err(|meant| {
        bad(match meant {
            Some(meant) => {
                let pound = if pounds { "£" } else { "" };
                format!("write `{pound}{meant}{}`", after.trim_end())
            }
            None => "write digits with commas between the thousands and one point, such as `£1,200.50`, with twelve digits at most before it and after it".to_owned(),
        })
    })?;
    let spaced = after.starts_with(' ') || after.is_empty();
    let unit_tokens = tokens(after);
    let unit_words: Vec<&str> = unit_tokens.iter().map(String::as_str).collect();
    let first = unit_words.first().copied().unwrap_or_default();
    if pounds && value.normalize().scale() > MONEY_PLACES {
        return Err(bad(
            "a sum of pounds has two decimal places, or at most four".to_owned(),
        ));
    }
    if matches!(first, "to" | "-" | "–" | "or" | "and") || first.starts_with(['-', '–']) {
        return Err(bad(
            "write `up to £300`, `from £20`, a range such as `£4 to £6 a week`, or a row for each figure"
                .to_owned(),
        ));
    }
    if first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        let pound = if pounds { "£" } else { "" };
        return Err(bad(format!("write `{pound}{number},{}`", after.trim())));
    }
    // A mark of a footnote, or a plus for everything above.
    let marks = after.trim_start_matches(['*', '†', '‡', '+']);
    if marks.len() < after.len() {
        let pound = if pounds { "£" } else { "" };
        return Err(bad(format!(
            "write `{}` without the mark after the figure, and what the mark says in words",
            format!("{pound}{number} {}", marks.trim()).trim()
        )));
    }
    if let Some(rest) = after.strip_prefix(['\'', '’'])
        && let Some(thousands) = rest.get(..3)
        && pounds
        && thousands.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(bad(format!("write `£{number},{rest}`")));
    }
    if pounds {
        if !spaced {
            let instead = slashed(after).unwrap_or_default();
            let letter = after.chars().next();
            return Err(bad(if let Some(pence) = raised_point(after) {
                format!("write `£{number}.{pence}`")
            } else if let Some(meant) = powered(value, after) {
                format!("write the figure in full: `£{meant}`")
            } else if let Some(period) = short_period(after) {
                format!("write `£{number} {period}`")
            } else if matches!(after.split(' ').next(), Some("p" | "m")) {
                format!("write pounds and pence in figures, such as `£{number}`, and then the unit")
            } else if matches!(after, "k" | "K") && value.scale() <= 3 {
                let thousands = exact::multiply(value, 1000.into()).unwrap_or_default();
                format!(
                    "write `£{}`",
                    with_commas(&thousands.normalize().to_string())
                )
            } else if let Some(letter @ ('O' | 'o' | 'l' | 'I')) = letter {
                format!("`{letter}` is a letter: write a figure in its place")
            } else if instead.is_empty() {
                format!("put a space after the figure: `£{number} …`")
            } else {
                format!("write `£{number} {instead}`")
            }));
        }
        let unit = words.over(Unit::of(POUND), &unit_words);
        return Ok((value, Written::Unit(unit.map_err(|fault| fault.of(whole))?)));
    }
    match first {
        "" => Ok((value, Written::Bare)),
        "percent" | "pct" => Err(bad(format!("write `{number}%`"))),
        "per" if unit_words.get(1).is_some_and(|word| word == &"cent") => {
            Err(bad(format!("write `{number}%`")))
        }
        "%" => {
            let rest = unit_words.get(1..).unwrap_or_default();
            match words.over(Unit::of(PERCENT), rest) {
                Ok(unit) if !spaced => Ok((value, Written::Unit(unit))),
                Ok(_) => Err(bad(format!("write `{number}{}`", after.trim()))),
                Err(_) => Err(bad(format!("write `{number}%`, or `{number}% a year`"))),
            }
        }
        "pounds" | "pound" | "gbp" | "quid" | "£" => {
            let rest = unit_words.get(1..).unwrap_or_default().join(" ");
            Err(bad(format!(
                "write `{}`",
                format!("£{number} {rest}").trim()
            )))
        }
        "p" | "pence" | "penny" => {
            let pounds = exact::multiply(value, Decimal::new(1, 2)).unwrap_or_default();
            let rest = unit_words.get(1..).unwrap_or_default().join(" ");
            Err(bad(format!(
                "write `{}`",
                format!("£{pounds:.2} {rest}").trim()
            )))
        }
        _ if !spaced && raised_point(after).is_some() => Err(bad(format!(
            "write `{number}.{}`",
            raised_point(after).unwrap_or_default()
        ))),
        _ if !spaced && powered(value, after).is_some() => Err(bad(format!(
            "write the figure in full: `{}`",
            powered(value, after).unwrap_or_default()
        ))),
        _ if !spaced => Err(bad(match slashed(after) {
            Some(instead) => format!("write `{number} … {instead}`, with what is counted between"),
            None => format!("put a space after the figure: `{number} {}`", after.trim()),
        })),
        _ => words
            .counted(&unit_words)
            .map(|unit| (value, Written::Unit(unit)))
            .map_err(|fault| fault.of(whole)),
    }
}

/// What is wrong with text that does not begin with a figure.
fn not_a_figure(text: &str, pounds: bool, after: &str, bad: &dyn Fn(String) -> Fault) -> Fault {
    if pounds && after.starts_with(' ') {
        return bad(format!("write `£{}`", after.trim()));
    }
    if let Some(foreign) = text.strip_prefix(['€', '$']) {
        return bad(format!("sums are in pounds: write `£{}`", foreign.trim()));
    }
    // What becomes of a pound sign in a file that was saved in one encoding and read in another.
    let lost = ["?", "\u{fffd}", "Â£"];
    if let Some(sum) = lost.iter().find_map(|lost| text.strip_prefix(lost))
        && sum.starts_with(|first: char| first.is_ascii_digit())
    {
        return bad(format!(
            "the pound sign seems to be lost: write `£{sum}`, and save the file as UTF-8"
        ));
    }
    let lower = text.to_lowercase();
    if let Some(sum) = lower.strip_prefix("gbp") {
        return bad(format!("write `£{}`", sum.trim()));
    }
    let about = [
        "approximately ",
        "approx. ",
        "approx ",
        "about ",
        "around ",
        "circa ",
        "c. ",
        "ca. ",
        "~",
        "≈",
        "+",
    ];
    if let Some(sum) = about.iter().find_map(|about| lower.strip_prefix(about))
        && sum
            .trim_start()
            .starts_with(|first: char| first == '£' || first.is_ascii_digit())
    {
        return bad(format!(
            "write the figure alone, `{}`, and say in a `note:` that it is about so much",
            sum.trim()
        ));
    }
    if text.starts_with('=') {
        return bad(
            "write what the formula comes to: a spreadsheet's formula is not worked out here"
                .to_owned(),
        );
    }
    if text.starts_with('<')
        || text.starts_with('>')
        || text.starts_with('≥')
        || text.starts_with('≤')
    {
        return bad("write the figure alone: a band says `from:`, `to:` or `under:`, and a condition `is over:` and so on".to_owned());
    }
    let instead = match lower.as_str() {
        "none" | "nil" | "zero" | "no" | "free" => Some("nothing"),
        "tbc" | "tba" | "n/a" | "na" | "unknown" | "-" | "?" | "unpublished" | "not_published" => {
            Some("not published")
        }
        "case-by-case" | "discretionary" | "discretion" => Some("case by case"),
        other => did_you_mean(
            other,
            ["nothing", "not published", "case by case", "no limit"].into_iter(),
        ),
    };
    match instead {
        Some(instead) => bad(format!("did you mean `{instead}`?")),
        None => bad(
            "write a figure such as `£12.50 a week`, `up to £300` or `8 points`, or `nothing`, `case by case`, `no limit` or `not published`"
                .to_owned(),
        ),
    }
}

/// What stands after a point in the middle of the line, as in `£148·35`.
fn raised_point(after: &str) -> Option<&str> {
    let rest = after.strip_prefix(['·', '•', '∙', '٫', '\''])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&digits)).then_some(rest)
}

/// `1e1`, as a spreadsheet may write 10, in full.
fn powered(value: Decimal, after: &str) -> Option<String> {
    let power = after.strip_prefix(['e', 'E'])?;
    let power: u32 = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
    let mut meant = value;
    for _ in 0..power.min(12) {
        meant = exact::multiply(meant, 10.into())?;
    }
    (power <= 12).then(|| with_commas(&meant.normalize().to_string()))
}

/// A period as offices shorten it: `pw`.
fn short_period(after: &str) -> Option<&'static str> {
    match after.to_lowercase().replace(['.', '/', ' '], "").as_str() {
        "ph" => Some("an hour"),
        "pd" => Some("a day"),
        "pw" => Some("a week"),
        "pm" | "pcm" => Some("a month"),
        "pa" => Some("a year"),
        _ => None,
    }
}

/// `/week` as words.
fn slashed(after: &str) -> Option<String> {
    let word = after.strip_prefix('/')?.trim();
    let word = match word.to_lowercase().as_str() {
        "wk" | "w" | "week" => "week",
        "hr" | "h" | "hour" => "hour",
        "mth" | "mo" | "m" | "month" => "month",
        "yr" | "y" | "year" => "year",
        "d" | "day" => "day",
        _ => word,
    };
    (!word.is_empty()).then(|| format!("{} {word}", article(word)))
}

/// A number with thousands set off by commas; otherwise the number that was perhaps meant, as it is written.
pub(super) fn number(text: &str) -> Result<Decimal, Option<String>> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = whole.replace(',', "");
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let commas_fit = !whole.contains(',')
        || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    let fraction_fits = fraction.is_none_or(|fraction| {
        !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit())
    });
    // `026` is a slip for `26`, `206` or `260`.
    if commas_fit && fraction_fits && digits.len() > 1 && digits.starts_with('0') {
        let meant = text.trim_start_matches(['0', ',']);
        return Err(Some(if meant.is_empty() || meant.starts_with('.') {
            format!("0{meant}")
        } else {
            meant.to_owned()
        }));
    }
    if commas_fit && fraction_fits && !digits.is_empty() {
        let fits = digits.len() <= MOST_DIGITS
            && fraction.is_none_or(|digits| digits.len() <= MOST_DIGITS);
        let figure = text.replace(',', "").parse().ok();
        return figure.filter(|_| fits).ok_or(None);
    }
    // `23.250,00`, as it is written elsewhere in Europe.
    let continental = text
        .rsplit_once(',')
        .filter(|(whole, pence)| whole.contains('.') && pence.len() <= 2 && !pence.contains('.'));
    // `96,50`, with a comma for the point.
    let comma = text.split_once(',').filter(|(whole, part)| {
        fraction.is_none() && !whole.is_empty() && matches!(part.len(), 1 | 2)
    });
    if let Some((whole, part)) = comma {
        return Err(Some(format!("{}.{part}", with_commas(whole))));
    }
    Err(match (continental, fraction) {
        (Some((whole, pence)), _) => {
            Some(format!("{}.{pence}", with_commas(&whole.replace('.', ""))))
        }
        (None, Some(fraction)) if !fraction_fits || digits.is_empty() || fraction.is_empty() => {
            None
        }
        (None, Some(fraction)) => Some(format!("{}.{fraction}", with_commas(&digits))),
        (None, None) if digits.is_empty() => None,
        (None, None) => Some(with_commas(&digits)),
    })
}

/// Digits with a comma before every third from the right.
fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Written {
        Written::Unit(UnitWords::default().read(text).unwrap())
    }

    fn figure(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_of_every_kind_are_read() {
        let words = UnitWords::default();
        for (text, amount, written) in [
            (
                "£12.50 a week",
                Amount::Exact(figure("12.50")),
                unit("£ a week"),
            ),
            ("up to £300", Amount::UpTo(figure("300")), unit("£")),
            (
                "from £20 an hour",
                Amount::From(figure("20")),
                unit("£ an hour"),
            ),
            ("case by case", Amount::CaseByCase, Written::Any),
            ("nothing", Amount::NOTHING, Written::Any),
            ("not published", Amount::NotPublished, Written::Any),
            ("8 points", Amount::Exact(figure("8")), unit("points")),
            ("1 point", Amount::Exact(figure("1")), unit("points")),
            (
                "14.5 hours a week",
                Amount::Exact(figure("14.5")),
                unit("hours a week"),
            ),
            ("90%", Amount::Exact(figure("90")), unit("%")),
            ("0.8", Amount::Exact(figure("0.8")), Written::Bare),
            ("0", Amount::NOTHING, Written::Any),
            (
                "£400 per family a financial year",
                Amount::Exact(figure("400")),
                unit("£ per family per financial year"),
            ),
            (
                "£300 one-off",
                Amount::Exact(figure("300")),
                unit("£ one-off"),
            ),
            ("£1,200", Amount::Exact(figure("1200")), unit("£")),
            (
                "£10 every four weeks",
                Amount::Exact(figure("10")),
                unit("£ per four weeks"),
            ),
            ("£0 a week", Amount::Exact(figure("0")), unit("£ a week")),
            (
                "52 weeks a year",
                Amount::Exact(figure("52")),
                unit("weeks a year"),
            ),
        ] {
            assert_eq!(
                read(text, &words).map_err(|fault| fault.message),
                Ok(Quantity { amount, written }),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_to_write() {
        let words = UnitWords::default();
        for (text, code, advice) in [
            ("£1,2,3", Code::BadAmount, "Write `£123`."),
            (
                "£-5",
                Code::BadAmount,
                "An amount is never less than nothing: take it away in a step, with `less:`.",
            ),
            ("£148·35", Code::BadAmount, "Write `£148.35`."),
            ("£96,50", Code::BadAmount, "Write `£96.50`."),
            ("£5/wk", Code::BadAmount, "Write `£5 a week`."),
            ("£1'250", Code::BadAmount, "Write `£1,250`."),
            ("50 per cent", Code::BadAmount, "Write `50%`."),
            (
                "£5* a week",
                Code::BadAmount,
                "Write `£5 a week` without the mark after the figure, and what the mark says in words.",
            ),
            (
                "~£5 a week",
                Code::BadAmount,
                "Write the figure alone, `£5 a week`, and say in a `note:` that it is about so much.",
            ),
            (
                "=5*2",
                Code::BadAmount,
                "Write what the formula comes to: a spreadsheet's formula is not worked out here.",
            ),
            ("£96,50 a week", Code::BadAmount, "Write `£96.50 a week`."),
            ("12,5", Code::BadAmount, "Write `12.5`."),
            ("1e1", Code::BadAmount, "Write the figure in full: `10`."),
            (
                "£2.5E+3",
                Code::BadAmount,
                "Write the figure in full: `£2,500`.",
            ),
            ("£10pw", Code::BadAmount, "Write `£10 a week`."),
            ("£ 10", Code::BadAmount, "Write `£10`."),
            ("10 pounds", Code::BadAmount, "Write `£10`."),
            ("10 pounds a week", Code::BadAmount, "Write `£10 a week`."),
            ("GBP 10", Code::BadAmount, "Write `£10`."),
            ("50p", Code::BadAmount, "Write `£0.50`."),
            ("500p a week", Code::BadAmount, "Write `£5.00 a week`."),
            ("£50k", Code::BadAmount, "Write `£50,000`."),
            ("£50 000", Code::BadAmount, "Write `£50,000`."),
            (
                "£1O a week",
                Code::BadAmount,
                "`O` is a letter: write a figure in its place.",
            ),
            (
                "€10 a week",
                Code::BadAmount,
                "Sums are in pounds: write `£10 a week`.",
            ),
            (
                "?280 a week",
                Code::BadAmount,
                "The pound sign seems to be lost: write `£280 a week`, and save the file as UTF-8.",
            ),
            (
                "Â£280",
                Code::BadAmount,
                "The pound sign seems to be lost: write `£280`, and save the file as UTF-8.",
            ),
            ("23.250,00", Code::BadAmount, "Write `23,250.00`."),
            ("£10/week", Code::BadAmount, "Write `£10 a week`."),
            ("£10 week", Code::BadAmount, "Write `a week`."),
            ("£10 pw", Code::UnknownUnit, "Write `a week`."),
            ("£10 a wek", Code::UnknownUnit, "Did you mean `week`?"),
            ("£60 per nite", Code::UnknownUnit, "Write `night`."),
            (
                "12.345 a week",
                Code::BadAmount,
                "Write what is counted first, such as `£… a week` or `… hours a week`.",
            ),
            ("noting", Code::BadAmount, "Did you mean `nothing`?"),
            ("tbc", Code::BadAmount, "Did you mean `not published`?"),
            (
                "£10 - £20",
                Code::BadAmount,
                "Write `up to £300`, `from £20`, a range such as `£4 to £6 a week`, or a row for each figure.",
            ),
            (
                "£20 to £10",
                Code::BadAmount,
                "Write the lesser figure first, both in one unit: `£120 to £210 a week`.",
            ),
            (
                "£1.23456",
                Code::BadAmount,
                "A sum of pounds has two decimal places, or at most four.",
            ),
            ("90 %", Code::BadAmount, "Write `90%`."),
        ] {
            let fault = read(text, &words).unwrap_err();
            assert_eq!(
                (fault.code, fault.advice.first().map(String::as_str)),
                (code, Some(advice)),
                "{text}"
            );
        }
        let fortnight = read("£10 a fortnight", &words).unwrap_err();
        assert_eq!(fortnight.code, Code::UnknownUnit);
        assert!(
            fortnight.advice[0].contains("a week"),
            "{:?}",
            fortnight.advice
        );
    }

    #[test]
    fn ranges_are_read() {
        let words = UnitWords::default();
        assert_eq!(
            read_range("£120 to £210 a week", &words).unwrap().ok(),
            Some((figure("120"), figure("210"), unit("£ a week")))
        );
        assert!(read_range("£210 to £120 a week", &words).unwrap().is_err());
        assert!(read_range("up to £120", &words).is_none());
    }
}
