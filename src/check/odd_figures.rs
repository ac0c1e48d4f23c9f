//! Figures that stand out from those beside them: two rows that were exchanged, a nought too many, a point that was lost.

use upfront_engine::{
    Amount, Decimal,
    exact::scale,
    scheme::{Direction, QuestionKind, QuestionOption, Rounding},
};

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    source::Span,
};

/// Fewer figures than these have no order that could be told.
const ENOUGH: usize = 4;
/// So many times the figure beside it is far,
const FAR: i64 = 8;
/// where no other is so many times the one beside it.
const NEAR: i64 = 4;

/// Words for how much of something, from the least: options that are called so are in order.
const LEVELS: &[&[&str]] = &[
    &["none", "no", "nothing", "never"],
    &["low", "small", "little", "mild", "minor"],
    &["some", "medium", "moderate", "middle"],
    &["high", "large", "lots", "much", "substantial", "severe"],
    &["very_high", "very-high", "complex", "critical", "highest"],
];

/// What is unlike the rest of a row of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Odd {
    /// It falls where all others rise.
    Falls(usize),
    /// It rises where all others fall.
    Rises(usize),
    /// It is many times as much as the one beside it, or a small part.
    Far(usize, Decimal),
}

/// The figure that breaks the order of all others.
fn out_of_order(figures: &[Decimal]) -> Option<Odd> {
    if figures.len() < ENOUGH {
        return None;
    }
    let pairs: Vec<_> = figures
        .windows(2)
        .map(|pair| pair[0].cmp(&pair[1]))
        .collect();
    let places = |is: std::cmp::Ordering| -> Vec<usize> {
        let found = pairs.iter().enumerate().filter(|(_, pair)| **pair == is);
        found.map(|(place, _)| place).collect()
    };
    let (rises, falls) = (
        places(std::cmp::Ordering::Less),
        places(std::cmp::Ordering::Greater),
    );
    match (falls.as_slice(), rises.as_slice()) {
        ([fall], rises) if rises.len() >= 2 => Some(Odd::Falls(fall + 1)),
        (falls, [rise]) if falls.len() >= 2 => Some(Odd::Rises(rise + 1)),
        _ => None,
    }
}

/// The figure that is many times the one beside it, or a small part of it, where no other is.
fn far_off(figures: &[Decimal]) -> Option<Odd> {
    if figures.len() < ENOUGH {
        return None;
    }
    let times: Vec<Decimal> = figures
        .windows(2)
        .map(|pair| {
            scale(
                pair[0].max(pair[1]),
                Decimal::ONE,
                pair[0].min(pair[1]),
                Some(TENTH),
            )
        })
        .collect::<Option<_>>()?;
    let (place, most) = times.iter().enumerate().max_by_key(|(_, times)| **times)?;
    let others = times
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place);
    let is_alone = others
        .map(|(_, times)| *times)
        .all(|times| times < NEAR.into());
    // Of the first two it is the first that is unlike the rest, and otherwise the second.
    (*most >= FAR.into() && is_alone)
        .then_some(Odd::Far(if place == 0 { 0 } else { place + 1 }, *most))
}

const TENTH: Rounding = Rounding {
    direction: Direction::Nearest,
    to: Decimal::from_parts(1, 0, 0, false, 1),
};

/// Whether options are named in an order: by numbers that rise, or by words for how much.
fn are_levels(options: &[QuestionOption]) -> bool {
    let numbers: Vec<u32> = options
        .iter()
        .filter_map(|option| {
            let start = option
                .id
                .trim_end_matches(|last: char| last.is_ascii_digit())
                .len();
            option.id.get(start..)?.parse().ok()
        })
        .collect();
    let levels: Vec<Option<usize>> = options
        .iter()
        .map(|option| {
            LEVELS
                .iter()
                .position(|words| words.contains(&option.id.as_str()))
        })
        .collect();
    (numbers.len() >= 3 && numbers.is_sorted())
        || (levels.len() >= 3 && levels.iter().all(Option::is_some) && levels.is_sorted())
}

impl Checking<'_> {
    /// Warns of the figure among those of one table that is unlike the rest. `is_ordered` says whether they stand in the
    /// order of something that rises.
    /// Says whether there is one.
    pub(super) fn check_odd_figures(
        &mut self,
        table: &str,
        figures: &[(Amount, Span)],
        is_ordered: bool,
    ) -> bool {
        let figures: Vec<(Decimal, Span)> = figures
            .iter()
            .filter_map(|(amount, at)| match amount {
                Amount::Exact(figure) => Some((*figure, *at)),
                _ => None,
            })
            .collect();
        let all: Vec<Decimal> = figures.iter().map(|(figure, _)| *figure).collect();
        let some: Vec<(Decimal, Span)> = figures
            .iter()
            .copied()
            .filter(|(figure, _)| *figure > Decimal::ZERO)
            .collect();
        let more_than_nothing: Vec<Decimal> = some.iter().map(|(figure, _)| *figure).collect();
        let ordered = is_ordered.then(|| out_of_order(&all)).flatten();
        let (odd, figures) = match ordered {
            Some(odd) => (odd, &figures),
            None => match far_off(&more_than_nothing) {
                Some(odd) => (odd, &some),
                None => return false,
            },
        };
        let (place, message, label) = match odd {
            Odd::Falls(place) => (
                place,
                format!("an amount of `{table}` falls, where all the others rise"),
                "less than the one before it".to_owned(),
            ),
            Odd::Rises(place) => (
                place,
                format!("an amount of `{table}` rises, where all the others fall"),
                "more than the one before it".to_owned(),
            ),
            Odd::Far(place, times) => (
                place,
                format!("an amount of `{table}` is far from the one beside it"),
                format!(
                    "{} times, or a part, of the one beside it",
                    times.normalize()
                ),
            ),
        };
        let Some((_, at)) = figures.get(place) else {
            return false;
        };
        let finding = Finding::new(Code::OddFigure, *at, message)
            .label(label)
            .advice(
                "See whether the source has it so. If it has, say so in the `note` of the table.",
            );
        let beside = if place == 0 { 1 } else { place - 1 };
        let finding = match figures.get(beside) {
            Some((_, other)) => finding.related(*other, "the one beside it"),
            None => finding,
        };
        self.find(finding);
        true
    }

    /// Whether the options of a question are named in an order.
    pub(super) fn has_levels(&self, question: usize) -> bool {
        self.scheme.questions.get(question).is_some_and(|question| {
            matches!(&question.kind, QuestionKind::Options(options) if are_levels(options))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(figures: &[i64]) -> Vec<Decimal> {
        figures.iter().copied().map(Decimal::from).collect()
    }

    #[test]
    fn rows_that_were_exchanged_break_the_order() {
        assert_eq!(
            out_of_order(&figures(&[0, 500, 1000, 2800, 1500, 4000])),
            Some(Odd::Falls(4))
        );
        assert_eq!(
            out_of_order(&figures(&[9, 7, 8, 3, 1])),
            Some(Odd::Rises(2))
        );
        assert_eq!(out_of_order(&figures(&[0, 5, 5, 9, 9])), None);
        assert_eq!(out_of_order(&figures(&[0, 9, 5])), None, "too few");
        assert_eq!(
            out_of_order(&figures(&[4, 1, 3, 2, 5])),
            None,
            "in no order"
        );
    }

    #[test]
    fn a_nought_too_many_is_far_off() {
        let odd = |list: &[i64]| far_off(&figures(list));
        let times = |tenths| Decimal::new(tenths, 1);
        assert_eq!(
            odd(&[48, 86, 132, 187, 2540]),
            Some(Odd::Far(4, times(136)))
        );
        assert_eq!(odd(&[4, 86, 132, 187, 254]), Some(Odd::Far(0, times(215))));
        assert_eq!(odd(&[48, 86, 132, 187, 254]), None);
        assert_eq!(odd(&[1, 10, 100, 1000]), None, "all of them are");
    }

    #[test]
    fn levels_are_in_order() {
        let options = |ids: &[&str]| -> Vec<QuestionOption> {
            ids.iter()
                .map(|id| QuestionOption {
                    between: false,
                    id: (*id).to_owned(),
                    say: String::new(),
                    counts: Vec::new(),
                })
                .collect()
        };
        assert!(are_levels(&options(&[
            "none", "level_0", "level_1", "level_2"
        ])));
        assert!(are_levels(&options(&[
            "none", "low", "medium", "high", "complex"
        ])));
        assert!(!are_levels(&options(&[
            "under_25",
            "working_age",
            "pension_age"
        ])));
    }
}
