//! What of a scheme's rules can come up at all. A condition that only compares amounts of the rules is settled before
//! anybody has answered, and so is a line that comes to nothing whatever the answers are.

use upfront_engine::{
    Answers, Decimal, Outcome, Scheme,
    explain::explain,
    outcome::Taken,
    scheme::{Condition, Operand, Verb},
    words::Words,
};

use super::estimate::letter;

/// For each question, its number among those that can be asked; `None` where it never is.
pub(super) fn numbers(scheme: &Scheme, words: &Words) -> Vec<Option<usize>> {
    let explained = explain(scheme, &Answers::default(), &Outcome::default(), words);
    let mut last = 0;
    let numbered = explained.answers.iter().map(|answer| {
        (answer.asked != Taken::No).then(|| {
            last += 1;
            last
        })
    });
    numbered.collect()
}

/// For each step, the letter of its line on the worksheet; `None` where it comes to nothing for everybody, and nobody
/// came for it.
///
/// `open` is what the scheme gives while nothing is known.
pub(super) fn letters(scheme: &Scheme, open: &Outcome) -> Vec<Option<String>> {
    let of_results = scheme.results.iter().map(|result| result.step);
    let of_ways = scheme.ways_to_hold.iter().filter_map(|way| way.gives);
    let wanted: Vec<usize> = of_results.chain(of_ways).collect();
    let mut last = 0;
    let lettered = scheme.steps.iter().zip(&open.working).map(|(step, line)| {
        let does_something = match step.verb {
            Verb::Stop { .. } => line.taken != Taken::No,
            _ => line.gives.exact() != Some(Decimal::ZERO),
        };
        (does_something || wanted.contains(&line.step)).then(|| {
            last += 1;
            letter(last)
        })
    });
    lettered.collect()
}

/// What is left to see of a condition that can hold: of several things that must all be so, those that only compare
/// amounts of the rules are so for everybody. `None` where nothing is left.
pub(super) fn left_to_see(condition: &Condition) -> Option<Condition> {
    let is_fixed =
        |operand: &Operand| matches!(operand, Operand::Rate(_) | Operand::Literal { .. });
    match condition {
        Condition::Compare { left, right, .. } if is_fixed(left) && is_fixed(right) => None,
        Condition::All(of) => {
            let mut left: Vec<Condition> = of.iter().filter_map(left_to_see).collect();
            match left.len() {
                0 | 1 => left.pop(),
                _ => Some(Condition::All(left)),
            }
        }
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{analyse::nothing_known, folder::load_scheme, messages::english};

    fn exampleshire() -> Scheme {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes/exampleshire/2026-27");
        load_scheme(&folder).unwrap().schemes.pop().unwrap()
    }

    #[test]
    fn what_the_amounts_of_the_rules_settle_is_never_asked_and_has_no_line() {
        let scheme = exampleshire();
        let numbers = numbers(&scheme, english());
        let asked = |id: &str| {
            let place = scheme.questions.iter().position(|one| one.id == id);
            numbers[place.unwrap()].is_some()
        };
        for (id, can_be) in [
            ("setting", true),
            ("home_value", true),
            ("heating", true),
            ("over_85", false),
            ("house", false),
            ("fuel", false),
        ] {
            assert_eq!(asked(id), can_be, "{id}");
        }
        let in_order: Vec<usize> = numbers.iter().flatten().copied().collect();
        assert_eq!(in_order, (1..=in_order.len()).collect::<Vec<_>>());
        let letters = letters(&scheme, &nothing_known(&scheme));
        let has_line = |id: &str| {
            let place = scheme.steps.iter().position(|one| one.id == id);
            letters[place.unwrap()].is_some()
        };
        for (id, has) in [
            ("score", true),
            ("charge", true),
            ("tariff", true),
            ("cap_of_benefits", true),
            ("fuel_counted", false),
            ("heating_over_norm", false),
        ] {
            assert_eq!(has_line(id), has, "{id}");
        }
    }

    #[test]
    fn of_a_condition_what_holds_for_everybody_is_not_told() {
        let scheme = exampleshire();
        let when = |id: &str| {
            let question = scheme.questions.iter().find(|one| one.id == id);
            question.unwrap().when.clone().unwrap()
        };
        assert!(matches!(
            left_to_see(&when("heating")),
            Some(Condition::AnswerIs { .. })
        ));
        assert_eq!(left_to_see(&when("home")), Some(when("home")));
    }
}
