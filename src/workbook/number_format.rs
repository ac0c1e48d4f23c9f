//! How a number is shown by the format of its cell: `£#,##0.00`, `0%`.

use rust_decimal::Decimal;

/// The most digits that a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

/// Whether a spreadsheet keeps a text as a number, and shows it as the same text again.
pub(super) fn is_kept(text: &str) -> bool {
    let Ok(exact) = text.parse::<Decimal>() else {
        return false;
    };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    exact.normalize().to_string() == text && digits <= MOST_DIGITS
}

/// A number as a person reads it in its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// All of it, with every digit that the cell holds.
    pub(super) text: String,
    /// What is seen, where that leaves digits out which the cell holds.
    pub(super) rounded: Option<String>,
}

/// The part of a format that is for numbers above nought.
#[derive(Debug, Default, PartialEq, Eq)]
struct Pattern {
    before: String,
    after: String,
    places: usize,
    has_thousands: bool,
    is_percentage: bool,
}

/// A number with at most the 15 digits that a spreadsheet shows, in the fewest characters.
pub(super) fn digits_of(number: f64) -> String {
    // A formula leaves traces of binary fractions in later digits: 0.1 + 0.2 is shown as 0.3.
    let scientific = format!("{number:.14e}");
    match Decimal::from_scientific(&scientific) {
        Ok(exact) => exact.normalize().to_string(),
        Err(_) => scientific,
    }
}

/// A number as a format shows it.
pub(super) fn shown(number: f64, format: &str) -> Shown {
    let digits = digits_of(number);
    let as_it_is = |text: String| Shown {
        text,
        rounded: None,
    };
    let (Some(pattern), Ok(exact)) = (Pattern::of(format), digits.parse::<Decimal>()) else {
        return as_it_is(digits);
    };
    let exact = if pattern.is_percentage {
        exact
            .checked_mul(Decimal::ONE_HUNDRED)
            .unwrap_or(exact)
            .normalize()
    } else {
        exact
    };
    let places = pattern.places;
    let written = |number: Decimal| {
        let digits = number.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let whole = if pattern.has_thousands {
            with_thousands(whole)
        } else {
            whole.to_owned()
        };
        let text = if places == 0 && fraction.is_empty() {
            whole
        } else {
            format!("{whole}.{fraction:0<places$}")
        };
        pattern.around(&text, number.is_sign_negative())
    };
    let is_cut = usize::try_from(exact.scale()).is_ok_and(|scale| scale > places);
    let rounded = is_cut.then(|| {
        let places = u32::try_from(places).unwrap_or(u32::MAX);
        let midpoint = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        written(exact.round_dp_with_strategy(places, midpoint))
    });
    Shown {
        text: written(exact),
        rounded,
    }
}

/// Digits in threes: `1,234`.
fn with_thousands(digits: &str) -> String {
    let count = digits.len();
    let signs = digits.chars().enumerate();
    let parts = signs.map(|(place, digit)| {
        let is_third = place > 0 && (count - place).is_multiple_of(3);
        if is_third {
            format!(",{digit}")
        } else {
            digit.to_string()
        }
    });
    parts.collect()
}

impl Pattern {
    /// Of a format; `None` where it says no more than that a number stands there.
    fn of(format: &str) -> Option<Self> {
        let mut pattern = Self::default();
        let mut places = 0;
        let (mut has_digits, mut in_fraction) = (false, false);
        let mut signs = format.chars();
        while let Some(sign) = signs.next() {
            let literal: String = match sign {
                ';' => break,
                '0' | '#' | '?' => {
                    // An optional place of a fraction shows what there is.
                    if in_fraction && sign == '0' {
                        places += 1;
                    }
                    has_digits = true;
                    continue;
                }
                '.' if has_digits => {
                    in_fraction = true;
                    continue;
                }
                ',' if has_digits => {
                    pattern.has_thousands = true;
                    continue;
                }
                '%' => {
                    pattern.is_percentage = true;
                    "%".to_owned()
                }
                '"' => signs.by_ref().take_while(|sign| *sign != '"').collect(),
                '\\' => signs.next().into_iter().collect(),
                '_' | '*' => {
                    signs.next();
                    continue;
                }
                '[' => {
                    let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    let Some(currency) = inside.strip_prefix('$') else {
                        continue;
                    };
                    currency.split('-').next().unwrap_or("").to_owned()
                }
                '£' | '$' | '€' | ' ' | '(' | ')' | '+' => sign.to_string(),
                '-' => continue,
                // Anything else is no plain number: a date, a fraction, a power of ten, General.
                _ => return None,
            };
            let side = if has_digits {
                &mut pattern.after
            } else {
                &mut pattern.before
            };
            side.push_str(&literal);
        }
        pattern.places = places;
        has_digits.then_some(pattern)
    }

    fn around(&self, digits: &str, is_negative: bool) -> String {
        let sign = if is_negative { "-" } else { "" };
        let digits = digits.trim_start_matches('-');
        let text = format!("{sign}{}{digits}{}", self.before.trim(), self.after);
        text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_its_cell_shows_it() {
        for (number, format, text) in [
            (0.1, "General", "0.1"),
            (0.1 + 0.2, "General", "0.3"),
            (48.0, "£#,##0.00", "£48.00"),
            (1234.5, "\"£\"#,##0.00", "£1,234.50"),
            (
                1234.5,
                "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00",
                "£1,234.50",
            ),
            (1_234_567.0, "#,##0", "1,234,567"),
            (12.5, "£0.00\" a week\"", "£12.50 a week"),
            (0.85, "0%", "85%"),
            (0.125, "0.0%", "12.5%"),
            (19.0, "0", "19"),
            (21.36, "_-\"£\"* #,##0.00_-", "£21.36"),
            (-5.0, "£#,##0.00", "-£5.00"),
            (46118.0, "General", "46118"),
        ] {
            let found = shown(number, format);
            assert_eq!(
                (found.text.as_str(), found.rounded),
                (text, None),
                "{format}"
            );
        }
    }

    #[test]
    fn what_a_format_leaves_out_is_told() {
        for (number, format, rounded) in [
            (21.3309, "£#,##0.00", "£21.33"),
            (0.855, "0%", "86%"),
            (19.6, "0", "20"),
        ] {
            assert_eq!(shown(number, format).rounded.as_deref(), Some(rounded));
        }
    }
}
