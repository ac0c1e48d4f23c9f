//! A unit in words, ready to be said of any figure.

use alloc::string::String;
use rust_decimal::Decimal;

use crate::{
    digits,
    unit::{PERCENT, POUND},
};

/// How figures of a unit are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Whether it is no unit of a number, but of what a test comes to: `one` where it is met, `many` where it is not.
    pub(crate) is_test: bool,
    /// Whether it counts money.
    pub(crate) is_money: bool,
    /// Whether it counts hundredths.
    pub(crate) is_percent: bool,
    /// What stands behind the figure one.
    pub(crate) one: String,
    /// What stands behind any other.
    pub(crate) many: String,
}

impl Said {
    /// A plain number.
    pub(crate) const PLAIN: &Self = &Self {
        is_test: false,
        is_money: false,
        is_percent: false,
        one: String::new(),
        many: String::new(),
    };

    /// Writes a figure with its unit: `£1,234.50 a week`, `115 points`, `90%`.
    pub(crate) fn quantity(&self, figure: Decimal, out: &mut String) {
        if self.is_test {
            out.push_str(if figure.is_zero() {
                &self.many
            } else {
                &self.one
            });
            return;
        }
        self.number(figure, out);
        // As many parts as one has.
        let is_one = match 10_u64.checked_pow(figure.scale()) {
            Some(one) => figure.mantissa().unsigned_abs() == one.into(),
            None => figure.abs() == Decimal::ONE,
        };
        out.push_str(if is_one { &self.one } else { &self.many });
    }

    /// Writes a figure without its unit's words, thousands set off with commas; money shows both pence or none.
    pub(crate) fn number(&self, figure: Decimal, out: &mut String) {
        if figure.is_sign_negative() && !figure.is_zero() {
            out.push('−');
        }
        if self.is_money {
            out.push_str(POUND);
        }
        digits::say(figure, self.is_money, out);
        if self.is_percent {
            out.push_str(PERCENT);
        }
    }
}
