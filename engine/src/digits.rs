//! Decimals as their digits: read from text and written as text.
//!
//! `rust_decimal` reads and writes many more forms, and all of their code would have to be loaded by every page.

use alloc::string::String;
use rust_decimal::Decimal;

/// Reads `-1200.50`; `None` for anything else, and for what cannot be held exactly.
pub fn read(text: &str) -> Option<Decimal> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() {
        return None;
    }
    let mut mantissa = 0_i128;
    for byte in whole.bytes().chain(fraction.bytes()) {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    if negative {
        mantissa = mantissa.checked_neg()?;
    }
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(fraction.len()).ok()?).ok()
}

/// Writes a figure with all the places that it has.
pub(crate) fn signed(figure: Decimal) -> String {
    let digits = write(figure);
    if figure.is_sign_negative() {
        ["-", &digits].concat()
    } else {
        digits
    }
}

/// Writes a figure with all the places that it has, without its sign.
pub(crate) fn write(figure: Decimal) -> String {
    let mut backwards = String::new();
    // A browser divides 128 bits slowly: nearly every figure needs half of them.
    let mut long = figure.mantissa().unsigned_abs();
    let mut rest = u64::try_from(long).ok();
    let mut place = 0_u32;
    while rest.unwrap_or(1) > 0 || place <= figure.scale() {
        if place > 0 && place == figure.scale() {
            backwards.push('.');
        }
        let digit;
        if let Some(short) = &mut rest {
            digit = u32::try_from(*short % 10).ok();
            *short /= 10;
        } else {
            digit = u32::try_from(long % 10).ok();
            long /= 10;
            rest = u64::try_from(long).ok();
        }
        backwards.extend(digit.and_then(|digit| char::from_digit(digit, 10)));
        place = place.saturating_add(1);
    }
    backwards.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn figures_are_read_and_written_as_the_library_does(
            mantissa in -(1_i128 << 96) + 1..1_i128 << 96, scale in 0_u32..=28,
        ) {
            let figure = Decimal::from_i128_with_scale(mantissa, scale);
            prop_assert_eq!(read(&figure.to_string()), Some(figure));
            prop_assert_eq!(read(&figure.to_string()).unwrap().scale(), scale);
            prop_assert_eq!(write(figure), figure.abs().to_string());
        }
    }

    #[test]
    fn what_is_no_figure_or_too_long_is_not_read() {
        for text in ["", "-", ".5", "1e5", "1.2.3", "+1", " 1", "١", "1/2", "1:"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(40)), None);
        assert_eq!(read("79228162514264337593543950336"), None);
        assert_eq!(read("0.00000000000000000000000000001"), None);
        assert_eq!(write(Decimal::new(5, 2)), "0.05");
        assert_eq!(write(Decimal::ZERO), "0");
    }
}
