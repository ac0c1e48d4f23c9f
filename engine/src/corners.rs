//! Whether the least and the most of a range are ones that some answers really give, where a number is not known that
//! could be too many things for each to be tried.

use alloc::{vec, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    answers::{Answer, Answers},
    scheme::{QuestionKind, Scheme},
    value::Value,
};

/// What a number without a most is taken to be when it is a great one.
const FAR: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Tries the least and the most of each number: all at their least, each one at its most by itself, and together those
/// that brought a result down or up. `true` where the least and the most of every result came out. `work_out` gives the
/// results for answers.
pub(crate) fn reach(
    scheme: &Scheme,
    answers: &Answers,
    numbers: &[usize],
    results: &[Value],
    work_out: &dyn Fn(&Answers) -> Vec<Value>,
) -> bool {
    let at = |great: &[bool]| {
        let mut tried = answers.clone();
        for (question, great) in numbers.iter().zip(great) {
            let kind = scheme.questions.get(*question).map(|of| &of.kind);
            if let Some(QuestionKind::Number { least, most, .. }) = kind {
                let number = if *great { most.unwrap_or(FAR) } else { *least };
                tried.set(*question, Answer::Number(number));
            }
        }
        work_out(&tried)
    };
    let mut great = vec![false; numbers.len()];
    let small = at(&great);
    let mut alone = Vec::new();
    for number in 0..numbers.len() {
        set(&mut great, number, true);
        alone.push(at(&great));
        set(&mut great, number, false);
    }
    for (place, result) in results.iter().enumerate() {
        for most in [false, true] {
            let wanted = bound(result, most);
            let start = small.get(place).map_or(wanted, |value| bound(value, most));
            if wanted.is_none() || start == wanted {
                continue;
            }
            for (number, alone) in alone.iter().enumerate() {
                let moved = alone.get(place).and_then(|value| bound(value, most));
                set(
                    &mut great,
                    number,
                    if most { moved > start } else { moved < start },
                );
            }
            if at(&great)
                .get(place)
                .is_none_or(|value| bound(value, most) != wanted)
            {
                return false;
            }
        }
    }
    true
}

const fn bound(value: &Value, most: bool) -> Option<Decimal> {
    if most { value.high } else { value.low }
}

fn set(great: &mut [bool], number: usize, is: bool) {
    if let Some(great) = great.get_mut(number) {
        *great = is;
    }
}
