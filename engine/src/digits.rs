//! Decimals as their digits: read from text and written as text.
//!
//! `rust_decimal` reads and writes many more forms, and all of their code would have to be loaded by every page.

use alloc::string::String;
use rust_decimal::Decimal;

use crate::words::chained;

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
        chained(&["-", &digits])
    } else {
        digits
    }
}

/// Writes a figure with all the places that it has, without its sign.
pub(crate) fn write(figure: Decimal) -> String {
    let mut out = String::new();
    put(
        figure.mantissa().unsigned_abs(),
        figure.scale(),
        None,
        &mut out,
    );
    out
}

/// Writes a whole number.
pub(crate) fn whole(number: usize) -> String {
    write(Decimal::from(number))
}

/// Writes a figure as people do, without its sign: thousands set off with commas, and no more places than it needs; money
/// shows both pence or none.
pub(crate) fn say(figure: Decimal, is_money: bool, out: &mut String) {
    let (mut mantissa, mut scale) = (figure.mantissa().unsigned_abs(), figure.scale());
    while let Some(fewer) = scale.checked_sub(1)
        && let Some(tenth) = without_nought(mantissa)
    {
        (mantissa, scale) = (tenth, fewer);
    }
    put(mantissa, scale, Some(b','), out);
    if is_money && scale == 1 {
        out.push('0');
    }
}

/// A tenth, where that is a whole number.
fn without_nought(number: u128) -> Option<u128> {
    // A browser divides 128 bits slowly: nearly every figure needs half of them.
    if let Ok(short) = u64::try_from(number) {
        return short.is_multiple_of(10).then_some((short / 10).into());
    }
    number.is_multiple_of(10).then_some(number / 10)
}

/// Writes a number with so many places, and a sign between thousands.
fn put(mut long: u128, scale: u32, thousands: Option<u8>, out: &mut String) {
    // As many digits as a number can have, and its point and commas.
    let mut digits = [b'0'; 64];
    let mut rest = u64::try_from(long).ok();
    let mut written = 0_usize;
    let mut place = 0_u32;
    let mut slots = digits.iter_mut();
    while rest.unwrap_or(1) > 0 || place <= scale {
        let whole = place.saturating_sub(scale);
        if place == scale && place > 0 {
            add(&mut slots, b'.', &mut written);
        } else if place > scale
            && whole.is_multiple_of(3)
            && let Some(sign) = thousands
        {
            add(&mut slots, sign, &mut written);
        }
        let digit;
        if let Some(short) = &mut rest {
            digit = u8::try_from(*short % 10).unwrap_or(0);
            *short /= 10;
        } else {
            digit = u8::try_from(long % 10).unwrap_or(0);
            long /= 10;
            rest = u64::try_from(long).ok();
        }
        add(&mut slots, b'0'.saturating_add(digit), &mut written);
        place = place.saturating_add(1);
    }
    out.extend(
        digits
            .iter()
            .take(written)
            .rev()
            .map(|sign| char::from(*sign)),
    );
}

fn add(slots: &mut core::slice::IterMut<'_, u8>, sign: u8, written: &mut usize) {
    if let Some(slot) = slots.next() {
        *slot = sign;
        *written = written.saturating_add(1);
    }
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
