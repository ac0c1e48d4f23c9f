//! Roundings: `penny`, `5p`, `£10`, `whole point`, `half hour`, `0.5` into a size, and whether it fits the unit.

use upfront_engine::{
    Decimal, Unit,
    scheme::{Direction, Rounding},
};

use super::{
    Checking, Fault,
    amounts::number,
    unit_words::{UnitWords, in_words, tokens},
};
use crate::{
    diagnostics::{Code, Finding},
    rules::{self, Text},
    source::Span,
};

/// What a figure is rounded to.
pub(super) struct Part {
    to: Decimal,
    /// What the part is a part of; `None` where a number stands alone.
    of: Option<Unit>,
}

/// A rounding as it was written.
pub(super) struct Written {
    pub rounding: Rounding,
    of: Option<Unit>,
    pub at: Span,
}

impl Checking<'_> {
    /// The rounding under one of several keys; two of them at once are a finding.
    pub(super) fn rounding<const KEYS: usize>(
        &mut self,
        keys: [(&rules::Written<Text>, Direction); KEYS],
    ) -> Option<Written> {
        let mut written = keys
            .into_iter()
            .filter_map(|(key, direction)| Some((key.get()?, direction)));
        let (text, direction) = written.next()?;
        if let Some((other, _)) = written.next() {
            self.find(
                Finding::new(
                    Code::WrongType,
                    other.key,
                    "a step is rounded in one way, and here are two",
                )
                .label("the second")
                .related(text.key, "the first"),
            );
        }
        match part(text, &self.words) {
            Ok(Part { to, of }) => Some(Written {
                rounding: Rounding { direction, to },
                of,
                at: text.at,
            }),
            Err(fault) => {
                self.fault(fault, text.at);
                None
            }
        }
    }

    /// Whether a rounding fits what it rounds.
    pub(super) fn rounding_fits(&mut self, rounding: &Written, unit: &Unit) -> bool {
        let fits = match &rounding.of {
            _ if unit.is_test() => false,
            None => true,
            Some(of) if of.is_money() => unit.is_money(),
            Some(of) => of
                .counted()
                .all(|word| unit.counted().any(|own| own == word)),
        };
        if unit.is_test() {
            self.find(
                Finding::new(
                    Code::UnitClash,
                    rounding.at,
                    "a test is met or not, and cannot be rounded",
                )
                .label("rounds no number")
                .advice("Take it out."),
            );
        } else if !fits {
            let of = rounding.of.as_ref().map(in_words).unwrap_or_default();
            self.find(
                Finding::new(
                    Code::UnitClash,
                    rounding.at,
                    format!("{} cannot be rounded to parts of {of}", in_words(unit)),
                )
                .label("not a part of it")
                .advice("Round money to `penny`, `5p`, `pound` or `£10`, and other things to `whole point`, `half hour` or a number."),
            );
        }
        fits
    }
}

fn part(text: &str, words: &UnitWords) -> Result<Part, Fault> {
    let tokens = tokens(text);
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let pounds = |to| {
        Ok(Part {
            to,
            of: Some(Unit::of("£")),
        })
    };
    let counted = |to, rest: &[&str]| match rest {
        [] | ["number" | "numbers"] => Ok(Part { to, of: None }),
        ["pound" | "pounds"] => Ok(Part {
            to,
            of: Some(Unit::of("£")),
        }),
        _ => words.counted(rest).map(|of| Part { to, of: Some(of) }),
    };
    let bad = || {
        Fault::new(
            Code::BadAmount,
            format!("`{}` is not a size to round to", text.trim()),
        )
        .advice("Write `penny`, `5p`, `pound`, `£10`, `whole point`, `half hour` or a number.")
    };
    let positive = |text: &str| {
        number(text)
            .ok()
            .filter(|figure| !figure.is_zero())
            .ok_or_else(bad)
    };
    match tokens.as_slice() {
        ["penny" | "pence" | "1p"] => pounds(Decimal::new(1, 2)),
        ["pound" | "pounds"] => pounds(Decimal::ONE),
        ["whole", rest @ ..] => counted(Decimal::ONE, rest),
        ["half", rest @ ..] => counted(Decimal::new(5, 1), rest),
        ["quarter", rest @ ..] => counted(Decimal::new(25, 2), rest),
        [one] => match (one.strip_prefix('£'), one.strip_suffix('p')) {
            (Some(figure), _) => pounds(positive(figure)?),
            (None, Some(figure)) => {
                let pence = positive(figure)?;
                pounds(upfront_engine::exact::multiply(pence, Decimal::new(1, 2)).ok_or_else(bad)?)
            }
            (None, None) if one.starts_with(|first: char| first.is_ascii_digit()) => Ok(Part {
                to: positive(one)?,
                of: None,
            }),
            _ => counted(Decimal::ONE, &tokens).map_err(|_| bad()),
        },
        [figure, rest @ ..] => counted(positive(figure)?, rest),
        [] => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_say_them() {
        let words = UnitWords::default();
        for (text, to, of) in [
            ("penny", "0.01", Some("£")),
            ("5p", "0.05", Some("£")),
            ("pound", "1", Some("£")),
            ("£10", "10", Some("£")),
            ("whole point", "1", Some("point")),
            ("whole points", "1", Some("point")),
            ("half hour", "0.5", Some("hour")),
            ("0.5", "0.5", None),
            ("5 minutes", "5", Some("minute")),
        ] {
            let part = part(text, &words).map_err(|fault| fault.message).unwrap();
            assert_eq!(part.to, to.parse::<Decimal>().unwrap(), "{text}");
            assert_eq!(part.of, of.map(Unit::of), "{text}");
        }
        assert!(part("nicely", &words).is_err());
        assert!(part("0", &words).is_err());
    }
}
