//! Amounts: text such as `up to £300 a week` into an exact figure, its kind, and its unit.

use upfront_engine::{
    Amount, Decimal, Scheme, Unit, exact,
    unit::{PERCENT, POUND},
};

use super::{
    Fault,
    unit_words::{UnitWords, article, divides, shorthand, tokens},
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
/// Most slips of one amount that are put right, one after the other, to find what was meant.
const MOST_SLIPS: usize = 4;

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
        "not known here" => return fixed(Amount::NOT_KNOWN),
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
    let (kind_words, rest) = text.split_at_checked(start).unwrap_or_default();
    let whole = Whole {
        text: &text,
        kind: kind_words,
        words,
    };
    let (figure, written) = figure(rest.trim(), whole, MOST_SLIPS)?;
    let written = match written {
        Written::Bare if figure.is_zero() => Written::Any,
        other => other,
    };
    Ok(Quantity {
        amount: kind(figure),
        written,
    })
}

/// The amount that a text begins with, and its unit, in the words of a scheme; `None` where it begins with none that is
/// exact and counted in something. What stands after it may be anything.
pub(crate) fn stated_amount(text: &str, scheme: &Scheme) -> Option<(Decimal, Unit)> {
    const MOST_WORDS: usize = 6;
    let words = UnitWords::of_scheme(scheme);
    let ends = |(at, sign): (usize, char)| {
        let after = text.get(at + sign.len_utf8()..)?;
        let is_end = after.is_empty() || after.starts_with(char::is_whitespace);
        (matches!(sign, ',' | ';' | ':' | '.' | '?' | '!' | ')') && is_end).then_some(at)
    };
    let end = text.char_indices().find_map(ends).unwrap_or(text.len());
    let text: Vec<&str> = text
        .get(..end)?
        .split_whitespace()
        .take(MOST_WORDS)
        .collect();
    let lengths = (1..=text.len()).rev();
    let mut amounts =
        lengths.filter_map(|length| read(&text.get(..length)?.join(" "), &words).ok());
    amounts.find_map(|quantity| match quantity {
        Quantity {
            amount: Amount::Exact(figure),
            written: Written::Unit(unit),
        } => Some((figure, unit)),
        _ => None,
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

/// The whole text that a figure stands in.
#[derive(Clone, Copy)]
struct Whole<'a> {
    /// The text, which a finding quotes.
    text: &'a str,
    /// What stands before the figure: `up to `, `from ` or nothing.
    kind: &'a str,
    /// The words that a unit can be written in.
    words: &'a UnitWords,
}

impl Whole<'_> {
    /// It cannot be read, and this is what to do.
    fn bad(self, advice: impl AsRef<str>) -> Fault {
        Fault::new(
            Code::BadAmount,
            format!("`{}` cannot be read as an amount", self.text),
        )
        .advice(advice)
    }

    /// It cannot be read, and this was probably meant: told between two stretches of the advice. What is still wrong with
    /// it is put right too; where that cannot be done, that is what is told, since nobody can write what is refused.
    fn meant(self, before: &str, meant: &str, after: &str, slips: usize) -> Fault {
        let Some(slips) = slips.checked_sub(1) else {
            return self.bad(ANY_AMOUNT);
        };
        let meant = match figure(meant, self, slips) {
            Ok(_) => format!("{}{meant}", self.kind),
            Err(Fault {
                meant: Some(meant), ..
            }) => meant,
            Err(fault) => return fault,
        };
        let mut fault = self.bad(format!("{before}`{meant}`{after}"));
        fault.meant = Some(meant);
        fault
    }
}

/// What is said where nobody can tell what was meant.
const ANY_AMOUNT: &str = "write a figure such as `£12.50 a week`, `up to £300` or `8 points`, or `nothing`, `case by case`, `no limit` or `not published`";

/// Reads a figure and its unit.
fn figure(text: &str, whole: Whole<'_>, slips: usize) -> Result<(Decimal, Written), Fault> {
    let words = whole.words;
    if let Some(unsigned) = ["-£", "£-", "-", "−", "–"]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))
        && unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '£')
    {
        return Err(
            whole.bad("an amount is never less than nothing: take it away in a step, with `less:`")
        );
    }
    let (pounds, rest) = match text.strip_prefix('£') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let pound = if pounds { "£" } else { "" };
    let number_end = rest
        .find(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'))
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(number_end);
    if number.is_empty() {
        return Err(not_a_figure(text, pounds, after, whole, slips));
    }
    let write = |meant: String| Err(whole.meant("write ", meant.trim(), "", slips));
    let value = match self::number(number) {
        Ok(value) => value,
        Err(Some(meant)) => return write(format!("{pound}{meant}{after}")),
        Err(None) => {
            return Err(whole.bad("write digits with commas between the thousands and one point, such as `£1,200.50`, with twelve digits at most before it and after it"));
        }
    };
    let spaced = after.starts_with(' ') || after.is_empty();
    let unit_tokens = tokens(after);
    let unit_words: Vec<&str> = unit_tokens.iter().map(String::as_str).collect();
    let first = unit_words.first().copied().unwrap_or_default();
    if pounds && value.normalize().scale() > MONEY_PLACES {
        return Err(whole.bad("a sum of pounds has two decimal places, or at most four"));
    }
    if matches!(first, "to" | "-" | "–" | "or" | "and") || first.starts_with(['-', '–']) {
        return Err(whole.bad(
            "write `up to £300`, `from £20`, a range such as `£4 to £6 a week`, or a row for each figure",
        ));
    }
    if first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return write(format!("{pound}{number},{}", after.trim()));
    }
    // A mark of a footnote, or a plus for everything above.
    let marks = after.trim_start_matches(['*', '†', '‡', '+']);
    if marks.len() < after.len() {
        return Err(whole.meant(
            "write ",
            format!("{pound}{number} {}", marks.trim()).trim(),
            " without the mark after the figure, and what the mark says in words",
            slips,
        ));
    }
    if let Some(rest) = after.strip_prefix(['\'', '’'])
        && let Some(thousands) = rest.get(..3)
        && pounds
        && thousands.bytes().all(|byte| byte.is_ascii_digit())
    {
        return write(format!("£{number},{rest}"));
    }
    if let Some(decimals) = raised_point(after) {
        return write(format!("{pound}{number}.{decimals}"));
    }
    if let Some((meant, rest)) = in_parts(value, after) {
        return write(format!("{pound}{meant}{rest}"));
    }
    if after.trim_start().starts_with('/') && after.contains(|sign: char| sign.is_ascii_digit()) {
        return Err(
            whole.bad("write a fraction in figures with a point, such as `0.5 hours a week`")
        );
    }
    if let Some((meant, rest)) = powered(value, after) {
        return Err(whole.meant(
            "write the figure in full: ",
            &format!("{pound}{meant}{rest}"),
            "",
            slips,
        ));
    }
    if let Some(rest) = after_letters(after, &["k"])
        && let Some(thousands) = exact::multiply(value, 1000.into())
    {
        return write(format!("{pound}{}{rest}", in_full(thousands)));
    }
    if let Some(letter @ ('O' | 'o' | 'l' | 'I')) = after.chars().next()
        && !after
            .get(1..)
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    {
        return Err(whole.bad(format!(
            "`{letter}` is a letter: write a figure in its place"
        )));
    }
    if pounds {
        if !spaced {
            return if matches!(first, "p" | "m") {
                Err(whole.bad(format!(
                    "write pounds and pence in figures, such as `£{number}`, and then the unit"
                )))
            } else {
                write(format!("£{number} {}", unit_put_right(after)))
            };
        }
        return match words.over(Unit::of(POUND), &unit_words) {
            Ok(unit) => Ok((value, Written::Unit(unit))),
            Err(fault) => Err(with_short_forms(
                fault,
                &format!("£{number}"),
                after,
                whole,
                slips,
            )),
        };
    }
    if let Some(rest) = after_percent(after) {
        let rest_tokens = tokens(rest);
        let rest_words: Vec<&str> = rest_tokens.iter().map(String::as_str).collect();
        let is_sign = after.starts_with('%') && (rest.is_empty() || rest.starts_with(' '));
        return match words.over(Unit::of(PERCENT), &rest_words) {
            Ok(unit) if is_sign => Ok((value, Written::Unit(unit))),
            Ok(_) => write(format!("{number}% {}", rest.trim())),
            Err(_) => {
                let meant = format!("{number}% {}", unit_put_right(rest));
                if meant == text {
                    return Err(whole.bad(format!("write `{number}%`, or `{number}% a year`")));
                }
                write(meant)
            }
        };
    }
    if let Some(rest) = after_letters(after.trim_start(), &["pounds", "pound", "gbp", "quid", "£"])
    {
        return write(format!("£{number} {}", rest.trim()));
    }
    if let Some(rest) = after_letters(after.trim_start(), &["pence", "penny", "p"]) {
        let mut pounds = exact::multiply(value, Decimal::new(1, 2))
            .unwrap_or_default()
            .normalize();
        if pounds.scale() < 2 {
            pounds.rescale(2);
        }
        return write(format!("£{pounds} {}", rest.trim()));
    }
    if !spaced {
        let after = unit_put_right(after);
        if after.split(' ').next().is_some_and(divides) {
            return Err(what_is_counted(number, &after, whole));
        }
        return if text == format!("{number} {after}") {
            Err(whole.bad(ANY_AMOUNT))
        } else {
            Err(whole.meant("write ", &format!("{number} {after}"), "", slips))
        };
    }
    if first.is_empty() {
        return Ok((value, Written::Bare));
    }
    if divides(first) {
        return Err(what_is_counted(number, after.trim(), whole));
    }
    words
        .counted(&unit_words)
        .map(|unit| (value, Written::Unit(unit)))
        .map_err(|fault| with_short_forms(fault, number, after, whole, slips))
}

/// `5 a week`, which does not say what there is five of.
fn what_is_counted(number: &str, per: &str, whole: Whole<'_>) -> Fault {
    let read = |meant: &String| figure(meant, whole, 0).is_ok();
    let meant = [format!("£{number} {per}"), format!("{number} hours {per}")];
    let [sum, hours] = if meant.iter().all(read) {
        meant
    } else {
        ["£12.50 a week".to_owned(), "5 hours a week".to_owned()]
    };
    whole.bad(format!(
        "write what is counted first, such as `{}{sum}` or `{0}{hours}`",
        whole.kind
    ))
}

/// A fault of a unit, with the amount that was meant where its words are common short forms.
fn with_short_forms(
    fault: Fault,
    figure_text: &str,
    after: &str,
    whole: Whole<'_>,
    slips: usize,
) -> Fault {
    let mut fault = fault.of(whole.text);
    let meant = format!("{figure_text} {}", unit_put_right(after));
    if slips > 0 && figure(&meant, whole, 0).is_ok() {
        fault.meant = Some(format!("{}{meant}", whole.kind));
    }
    fault
}

/// What is wrong with text that does not begin with a figure.
fn not_a_figure(text: &str, pounds: bool, after: &str, whole: Whole<'_>, slips: usize) -> Fault {
    let of_pounds = |before: &str, sum: &str, after: &str| {
        whole.meant(before, &format!("£{}", sum.trim()), after, slips)
    };
    if pounds && after.starts_with(' ') {
        return of_pounds("write ", after, "");
    }
    if let Some(foreign) = text.strip_prefix(['€', '$']) {
        return of_pounds("sums are in pounds: write ", foreign, "");
    }
    // What becomes of a pound sign in a file that was saved in one encoding and read in another.
    let lost = ["?", "\u{fffd}", "Â£"];
    if let Some(sum) = lost.iter().find_map(|lost| text.strip_prefix(lost))
        && sum.starts_with(|first: char| first.is_ascii_digit())
    {
        return of_pounds(
            "the pound sign seems to be lost: write ",
            sum,
            ", and save the file as UTF-8",
        );
    }
    let lower = text.to_lowercase();
    if let Some(sum) = lower.strip_prefix("gbp") {
        return of_pounds("write ", sum, "");
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
        return whole.meant(
            "write the figure alone, ",
            sum.trim(),
            ", and say in a `note:` that it is about so much",
            slips,
        );
    }
    if text.starts_with('=') {
        return whole.bad(
            "write what the formula comes to: a spreadsheet's formula is not worked out here",
        );
    }
    if text.starts_with(['<', '>', '≥', '≤']) {
        return whole.bad("write the figure alone: a band says `from:`, `to:` or `under:`, and a condition `is over:` and so on");
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
        Some(instead) => {
            let mut fault = whole.bad(format!("did you mean `{instead}`?"));
            fault.meant = Some(instead.to_owned());
            fault
        }
        None => whole.bad(ANY_AMOUNT),
    }
}

/// What stands after a point in the middle of the line, as in `£148·35`.
fn raised_point(after: &str) -> Option<&str> {
    let rest = after.strip_prefix(['·', '•', '∙', '٫', '\''])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&digits)).then_some(rest)
}

/// The digits that a text begins with as a number, and the rest of it.
fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let end = text
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let number = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    Some((number, rest))
}

/// A fraction, or hours and minutes, as one figure, and what follows it: `1/2`, `1½`, `1 1/2`, `1h30`. `None` where it is
/// none of them, or cannot be written exactly.
fn in_parts(value: Decimal, after: &str) -> Option<(String, String)> {
    if let Some(over) = after.strip_prefix('/') {
        let (over, rest) = leading_number(over)?;
        return Some((in_full(exact::divide(value, over)?), rest.to_owned()));
    }
    let tail = after.trim_start();
    let halves = [('½', 50), ('¼', 25), ('¾', 75)];
    for (sign, hundredths) in halves {
        if let Some(rest) = tail.strip_prefix(sign) {
            let sum = value.checked_add(Decimal::new(hundredths, 2))?;
            return Some((in_full(sum), rest.to_owned()));
        }
    }
    if let Some(fraction) = after.strip_prefix(' ')
        && let Some((of, rest)) = leading_number(fraction.trim_start())
        && let Some((over, rest)) = rest.strip_prefix('/').and_then(leading_number)
    {
        let sum = value.checked_add(exact::divide(of, over)?)?;
        return Some((in_full(sum), rest.to_owned()));
    }
    let (minutes, rest) = leading_number(after.strip_prefix(['h', 'H'])?.trim_start())?;
    let rest = after_letters(rest, &["minutes", "mins", "min", "m"]).unwrap_or(rest);
    let all = exact::multiply(value, 60.into())?.checked_add(minutes)?;
    Some(match exact::divide(all, 60.into()) {
        Some(hours) => (format!("{} hours", in_full(hours)), rest.to_owned()),
        None => (format!("{} minutes", in_full(all)), rest.to_owned()),
    })
}

/// `1e1`, as a spreadsheet may write 10, in full; and what follows it.
fn powered(value: Decimal, after: &str) -> Option<(String, String)> {
    let after = after.strip_prefix(['e', 'E'])?;
    let (power, rest) = after.split_once(' ').unwrap_or((after, ""));
    let power: i64 = power
        .parse()
        .ok()
        .filter(|power| (-12..=12).contains(power))?;
    let times = if power < 0 {
        Decimal::new(1, 1)
    } else {
        10.into()
    };
    let mut meant = value;
    for _ in 0..power.abs() {
        meant = exact::multiply(meant, times)?;
    }
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!(" {rest}")
    };
    Some((in_full(meant), rest))
}

/// What follows one of these words, in capitals or not, at the start of a text; `None` where it goes on in letters.
fn after_letters<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        (start.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric))
            .then_some(rest)
    })
}

/// What follows `%`, or the words for it.
fn after_percent(after: &str) -> Option<&str> {
    let after = after.trim_start();
    after.strip_prefix('%').or_else(|| {
        after_letters(
            after,
            &["per cent", "percent", "percentage", "pct", "p.c.", "pc"],
        )
    })
}

/// The words of a unit with the common short forms put right: `/wk` and `pw` are `a week`.
fn unit_put_right(after: &str) -> String {
    let spaced = after.replace('/', " /");
    let words: Vec<String> = tokens(if after.contains("p/") { after } else { &spaced })
        .iter()
        .map(|word| word_put_right(word))
        .collect();
    words.join(" ")
}

/// One word of a unit put right.
fn word_put_right(word: &str) -> String {
    if let Some(slashed) = word.strip_prefix('/') {
        let over = match slashed {
            "wk" | "w" => "week",
            "hr" | "h" => "hour",
            "mth" | "mo" | "m" => "month",
            "yr" | "y" => "year",
            "d" => "day",
            other => other,
        };
        return format!("{} {over}", article(over)).trim_end().to_owned();
    }
    match word.replace(['.', '/'], "").as_str() {
        "ph" => "an hour".to_owned(),
        "pd" => "a day".to_owned(),
        "pw" => "a week".to_owned(),
        "pm" | "pcm" => "a month".to_owned(),
        "pa" => "a year".to_owned(),
        "h" => "hours".to_owned(),
        _ => shorthand(word).unwrap_or(word).to_owned(),
    }
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

/// A figure in full, with commas between the thousands.
fn in_full(value: Decimal) -> String {
    let text = value.normalize().to_string();
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", with_commas(whole)),
        None => with_commas(&text),
    }
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
                "Write what is counted first, such as `£12.345 a week` or `12.345 hours a week`.",
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
            (
                "1e1 hours a week",
                Code::BadAmount,
                "Write the figure in full: `10 hours a week`.",
            ),
            (
                "£1.23e1",
                Code::BadAmount,
                "Write the figure in full: `£12.3`.",
            ),
            ("20%/year", Code::BadAmount, "Write `20% a year`."),
            ("20pc a year", Code::BadAmount, "Write `20% a year`."),
            ("20 per cent a year", Code::BadAmount, "Write `20% a year`."),
            ("20 % pa", Code::BadAmount, "Write `20% a year`."),
            ("£12k a year", Code::BadAmount, "Write `£12,000 a year`."),
            ("£12.5k", Code::BadAmount, "Write `£12,500`."),
            ("1h30", Code::BadAmount, "Write `1.5 hours`."),
            ("1h20 a week", Code::BadAmount, "Write `80 minutes a week`."),
            (
                "1/2 hours a week",
                Code::BadAmount,
                "Write `0.5 hours a week`.",
            ),
            (
                "1½ hours a week",
                Code::BadAmount,
                "Write `1.5 hours a week`.",
            ),
            (
                "1/3 hours a week",
                Code::BadAmount,
                "Write a fraction in figures with a point, such as `0.5 hours a week`.",
            ),
            ("12,5 %", Code::BadAmount, "Write `12.5%`."),
            ("12.5p a day", Code::BadAmount, "Write `£0.125 a day`."),
            ("2hrs", Code::BadAmount, "Write `2 hours`."),
            ("up to £5/wk", Code::BadAmount, "Write `up to £5 a week`."),
            ("£12k a wek", Code::UnknownUnit, "Did you mean `week`?"),
            (
                "5/week",
                Code::BadAmount,
                "Write what is counted first, such as `£5 a week` or `5 hours a week`.",
            ),
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

    /// The texts between backticks that are amounts.
    fn suggested(advice: &str) -> impl Iterator<Item = &str> {
        advice.split('`').skip(1).step_by(2).filter(|text| {
            let figure = text
                .trim_start_matches("up to ")
                .trim_start_matches("from ");
            figure.starts_with(|first: char| first == '£' || first.is_ascii_digit())
        })
    }

    #[test]
    fn every_amount_that_is_suggested_can_be_read() {
        let words = UnitWords::default();
        let figures = [
            "10",
            "1e1",
            "1E+3",
            "2.5e-1",
            "1.23e1",
            "12k",
            "1.5K",
            "1h30",
            "1h20",
            "2h",
            "1/2",
            "1/3",
            "1 1/2",
            "1½",
            "12,5",
            "1,2,3",
            "23.250,00",
            "1.2.3",
            "026",
            "50 000",
            "1'250",
            "148·35",
            "5*",
            "1O",
            "1.23456",
            "10.",
        ];
        let units = [
            "",
            "%",
            " %",
            "pc",
            " pc",
            " per cent",
            " percent",
            "pct",
            "p",
            " pence",
            " pounds",
            "hrs",
            " hours",
            "h",
            "pts",
            " a",
            " foo",
            "foo",
            "/",
            "m",
        ];
        let periods = [
            "",
            " a week",
            "/week",
            "/wk",
            "pw",
            " pw",
            " p/w",
            " pa",
            " p.a.",
            " week",
            " weekly",
            " per annum",
            " a wek",
            "/foo",
            " per person/week",
            "*",
        ];
        let mut told = 0;
        for kind in ["", "up to ", "from ", "~", "€", "GBP ", "Â£", "± "] {
            for pound in ["", "£"] {
                for figure in figures {
                    for unit in units.iter().step_by(if kind.is_empty() { 1 } else { 9 }) {
                        for period in periods.iter().step_by(if unit.is_empty() { 1 } else { 3 }) {
                            let text = format!("{kind}{pound}{figure}{unit}{period}");
                            let Err(fault) = read(&text, &words) else {
                                continue;
                            };
                            for meant in fault.advice.iter().flat_map(|advice| suggested(advice)) {
                                told += 1;
                                assert!(
                                    read(meant, &words).is_ok(),
                                    "`{text}`: {:?}",
                                    fault.advice
                                );
                                assert_ne!(meant, text, "{:?}", fault.advice);
                            }
                        }
                    }
                }
            }
        }
        assert!(told > 2_000, "{told}");
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
