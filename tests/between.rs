//! The rule that is said to make the most difference between two councils really is the one: put it from the one into the
//! other, and the difference closes by what was said.

use upfront::{
    analyse::{
        between::{Asked, Between, between, differences},
        change::Editions,
        change::{RuleChange, RuleKind, carried, shared_results},
    },
    messages::english,
};
use upfront_engine::{Answers, Decimal, Scheme, estimate, exact};

use crate::support::schemes::scheme;

/// Somebody of a worked example of the other council, in both.
fn of_example(one: &Scheme, other: &Scheme, example: &str) -> (Vec<RuleChange>, Between, Answers) {
    let editions = Editions {
        before: one,
        after: other,
    };
    let is_charge = |(_, later): &(usize, usize)| other.results[*later].id == "charge";
    let (earlier, later) = shared_results(editions).find(is_charge).unwrap();
    let example = other.examples.iter().find(|one| one.id == example).unwrap();
    let theirs = carried(other, &example.answers, one);
    let differ = differences(one, other, english());
    let told = between(
        Asked {
            scheme: one,
            answers: &theirs,
            result: earlier,
        },
        Asked {
            scheme: other,
            answers: &example.answers,
            result: later,
        },
        &differ,
    );
    (differ, told, example.answers.clone())
}

/// Puts a rate of the one council into the other by hand, and says by how much the other's charge then changes.
fn put(one: &Scheme, other: &Scheme, id: &str, answers: &Answers) -> Decimal {
    let charge = |scheme: &Scheme| {
        let place = scheme
            .results
            .iter()
            .position(|result| result.id == "charge");
        estimate(scheme, answers).results[place.unwrap()]
            .exact()
            .unwrap()
    };
    let mut changed = other.clone();
    changed.bounds.clear();
    let amount = one.rates.iter().find(|rate| rate.id == id).unwrap().amount;
    changed
        .rates
        .iter_mut()
        .find(|rate| rate.id == id)
        .unwrap()
        .amount = amount;
    exact::subtract(charge(&changed), charge(other)).unwrap()
}

#[test]
fn the_rule_that_is_named_first_closes_the_difference_by_what_is_said() {
    for (one, other) in [
        ("leeds-charging/2024-25", "knowsley-charging/2024-25"),
        ("reading-charging/2024-25", "knowsley-charging/2024-25"),
        ("kingston-charging/2024-25", "knowsley-charging/2024-25"),
    ] {
        let (one, other) = (scheme(one), scheme(other));
        let mut told = 0;
        for example in &other.examples {
            let (differ, between, answers) = of_example(one, other, &example.id);
            let Some(whole) = between.whole().filter(|whole| !whole.is_zero()) else {
                continue;
            };
            let Some(first) = between.rules.first() else {
                continue;
            };
            told += 1;
            let rest = between.rules.iter().skip(1);
            assert!(rest.clone().all(|rule| rule.does.abs() <= first.does.abs()));
            let sum: Decimal = between.rules.iter().map(|rule| rule.does).sum();
            assert_eq!(sum == whole, between.adds_up, "{}", example.id);
            for rule in &between.rules {
                let change = differ[rule.rule];
                if change.kind == RuleKind::Rate {
                    let id = &one.rates[change.before.unwrap()].id;
                    let by_hand = put(one, other, id, &answers);
                    assert_eq!(by_hand, rule.does, "{} {id}", example.id);
                }
            }
        }
        assert!(told > 0, "{} and {}", one.id, other.id);
    }
}
