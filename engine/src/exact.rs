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
    let at = |figure: Decimal| match scale.checked_sub(figure.scale())? {
        0 => Some(figure.mantissa()),
        more => figure.mantissa().checked_mul(power_of_ten(more)?),
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
    let product = |a: Decimal, b: Decimal| {
        figure(
            a.mantissa().checked_mul(b.mantissa())?,
            a.scale().checked_add(b.scale())?,
        )
    };
    product(a, b).or_else(|| product(a.normalize(), b.normalize()))
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
    let (a, b, _) = aligned(a, b).or_else(|| aligned(a.normalize(), b.normalize()))?;
    whole_quotient(a, b, direction)
}

/// `a ÷ b` to a whole number; `None` unless `b` is more than nought.
pub(crate) fn whole_quotient(a: i128, b: i128, direction: Direction) -> Option<i128> {
    if b <= 0 {
        return None;
    }
    // Most figures fit half the width, which divides in a fraction of the time.
    let (whole, rest) = match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => (
            a.checked_div_euclid(b)?.into(),
            a.checked_rem_euclid(b)?.into(),
        ),
        _ => (a.checked_div_euclid(b)?, a.checked_rem_euclid(b)?),
    };
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

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn to(direction: Direction, to: &str) -> Rounding {
        Rounding {
            direction,
            to: d(to),
        }
    }

    #[test]
    fn a_half_goes_away_from_nought_and_up_and_down_keep_their_way_below_nought() {
        let penny = |direction| to(direction, "0.01");
        assert_eq!(
            round(d("47.725"), penny(Direction::Nearest)),
            Some(d("47.73"))
        );
        assert_eq!(
            round(d("-47.725"), penny(Direction::Nearest)),
            Some(d("-47.73"))
        );
        assert_eq!(
            round(d("10.075"), penny(Direction::Nearest)),
            Some(d("10.08"))
        );
        assert_eq!(round(d("71.929"), penny(Direction::Down)), Some(d("71.92")));
        assert_eq!(round(d("-0.001"), penny(Direction::Down)), Some(d("-0.01")));
        assert_eq!(round(d("-0.009"), penny(Direction::Up)), Some(d("0")));
        assert_eq!(
            round(d("272.6875"), to(Direction::Nearest, "0.05")),
            Some(d("272.70"))
        );
        assert_eq!(round(d("69.2"), to(Direction::Up, "1")), Some(d("70")));
    }

    #[test]
    fn a_month_is_twelve_fifty_seconds_of_a_week_to_the_penny_and_not_without_a_rounding() {
        let nearest = Some(to(Direction::Nearest, "0.01"));
        assert_eq!(scale(d("10"), d("12"), d("52"), nearest), Some(d("2.31")));
        assert_eq!(scale(d("25"), d("12"), d("52"), nearest), Some(d("5.77")));
        assert_eq!(scale(d("10"), d("12"), d("52"), None), None);
        assert_eq!(scale(d("52"), d("12"), d("52"), None), Some(d("12")));
    }

    #[test]
    fn a_part_begun_counts_where_parts_go_up() {
        assert_eq!(
            whole_parts(d("2800.91"), d("250"), Direction::Up),
            Some(d("12"))
        );
        assert_eq!(
            whole_parts(d("2749"), d("250"), Direction::Down),
            Some(d("10"))
        );
        assert_eq!(
            whole_parts(d("2750"), d("250"), Direction::Up),
            Some(d("11"))
        );
    }

    #[test]
    fn what_cannot_be_held_exactly_is_told_and_never_cut_short() {
        let most = Decimal::MAX;
        assert_eq!(add(most, Decimal::ONE), None);
        assert_eq!(multiply(most, d("1.1")), None);
        assert_eq!(
            multiply(d("0.00000000000001"), d("0.000000000000001")),
            None
        );
        assert_eq!(divide(Decimal::ONE, d("3")), None);
        assert_eq!(divide(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(divide(d("12"), d("0.5")), Some(d("24")));
    }

    proptest! {
        #[test]
        fn rounding_lands_on_a_whole_number_of_parts_and_less_than_one_part_away(
            mantissa in -1_000_000_000_i64..1_000_000_000, places in 0_u32..6, part in 1_i64..500,
        ) {
            let (figure, part) = (Decimal::new(mantissa, places), Decimal::new(part, 2));
            for direction in [Direction::Up, Direction::Down, Direction::Nearest] {
                let rounded = round(figure, Rounding { direction, to: part }).unwrap();
                prop_assert_eq!(rounded % part, Decimal::ZERO);
                match direction {
                    Direction::Up => prop_assert!(rounded >= figure && rounded - figure < part),
                    Direction::Down => prop_assert!(rounded <= figure && figure - rounded < part),
                    Direction::Nearest => prop_assert!((rounded - figure).abs() * Decimal::TWO <= part),
                }
            }
        }

        #[test]
        fn sums_and_products_undo(a in -1_000_000_000_i64..1_000_000_000, b in 1_i64..1_000_000, places in 0_u32..8) {
            let (a, b) = (Decimal::new(a, places), Decimal::new(b, 3));
            prop_assert_eq!(subtract(add(a, b).unwrap(), b), Some(a));
            prop_assert_eq!(divide(multiply(a, b).unwrap(), b), Some(a));
        }
    }
}
