//! Exact arithmetic on decimals: every operation either gives the exact figure or says that it cannot.
//!
//! `rust_decimal`'s own operators round silently when a figure no longer fits; these do not. A division
//! happens only together with a rounding, or where it comes out.

use rust_decimal::Decimal;

use crate::scheme::{Direction, Rounding};

/// The most decimal places that a figure can have.
const MOST_PLACES: u32 = 28;

/// Ten to a power, where it fits.
fn power_of_ten(power: u32) -> Option<i128> {
    10_i128.checked_pow(power)
}

/// The mantissas of two figures at one scale.
fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128, u32)> {
    let scale = a.scale().max(b.scale());
    let at = |figure: Decimal| {
        figure
            .mantissa()
            .checked_mul(power_of_ten(scale.checked_sub(figure.scale())?)?)
    };
    Some((at(a)?, at(b)?, scale))
}

/// A figure from its mantissa and scale, with needless places taken off where it would not fit with them.
fn figure(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    while scale > MOST_PLACES {
        if mantissa.checked_rem(10)? != 0 {
            return None;
        }
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// The sum, or `None` where it cannot be held exactly.
pub fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b, scale) = aligned(a, b)?;
    figure(a.checked_add(b)?, scale)
}

/// The difference, or `None` where it cannot be held exactly.
pub fn subtract(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b, scale) = aligned(a, b)?;
    figure(a.checked_sub(b)?, scale)
}

/// The product, or `None` where it cannot be held exactly.
pub fn multiply(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    figure(
        a.mantissa().checked_mul(b.mantissa())?,
        a.scale().checked_add(b.scale())?,
    )
}

/// `a × times ÷ over`, rounded as named; where no rounding is named, `None` unless it comes out.
///
/// `over` must be more than nought, or the answer is `None`.
pub fn scale(
    a: Decimal,
    times: Decimal,
    over: Decimal,
    rounding: Option<Rounding>,
) -> Option<Decimal> {
    let product = multiply(a, times)?;
    match rounding {
        Some(rounding) => {
            let parts = quotient(product, multiply(over, rounding.to)?, rounding.direction)?;
            multiply(
                Decimal::try_from_i128_with_scale(parts, 0).ok()?,
                rounding.to,
            )
        }
        None => divide(product, over),
    }
}

/// The quotient where it comes out in at most 28 places, otherwise `None`.
pub fn divide(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (mut numerator, denominator, _) = aligned(a.normalize(), b.normalize())?;
    if denominator <= 0 {
        return None;
    }
    for places in 0..=MOST_PLACES {
        if numerator.checked_rem(denominator)? == 0 {
            return figure(numerator.checked_div(denominator)?, places);
        }
        numerator = numerator.checked_mul(10)?;
    }
    None
}

/// A figure rounded to a whole number of `rounding.to`.
pub fn round(a: Decimal, rounding: Rounding) -> Option<Decimal> {
    scale(a, Decimal::ONE, Decimal::ONE, Some(rounding))
}

/// How many whole times `b` goes into `a`, going up, down or to the nearest; `b` must be more than nought.
pub fn whole_parts(a: Decimal, b: Decimal, direction: Direction) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(quotient(a, b, direction)?, 0).ok()
}

fn quotient(a: Decimal, b: Decimal, direction: Direction) -> Option<i128> {
    let (a, b, _) = aligned(a.normalize(), b.normalize())?;
    if b <= 0 {
        return None;
    }
    let (whole, rest) = (a.checked_div_euclid(b)?, a.checked_rem_euclid(b)?);
    let up = match direction {
        Direction::Up => rest > 0,
        Direction::Down => false,
        Direction::Nearest => {
            let twice = rest.checked_mul(2)?;
            twice > b || (twice == b && a > 0)
        }
    };
    if up {
        whole.checked_add(1)
    } else {
        Some(whole)
    }
}
