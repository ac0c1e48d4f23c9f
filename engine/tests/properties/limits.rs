//! `no limit` through every verb: what comes out is what all completions together give.

use crate::{
    any_scheme::{OPTIONS, any_scheme},
    ranges::completions,
};
use proptest::prelude::*;
use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Value, estimate,
    scheme::{Condition, Operand, QuestionKind, Step, TableKind, Verb},
    value::Limit,
};

/// Puts `no limit` in the place of some amounts, wherever the compiler lets it stand.
fn unlimit(scheme: &mut Scheme, mut flags: impl Iterator<Item = bool>) {
    let mut flag = move |amount: &mut Amount| {
        if flags.next() == Some(true) {
            *amount = Amount::NoLimit;
        }
    };
    for question in &mut scheme.questions {
        if let QuestionKind::Options(options) = &mut question.kind {
            for option in options {
                option.counts.iter_mut().flatten().for_each(&mut flag);
            }
        }
    }
    for table in &mut scheme.tables {
        if let TableKind::Bands { rows, .. } = &mut table.kind {
            for row in rows {
                flag(&mut row.gives);
            }
        }
    }
    for step in &mut scheme.steps {
        if let Some(Condition::Compare { right, .. }) = &mut step.when {
            in_operand(right, &mut flag);
        }
        in_verb(step, &mut flag);
    }
}

fn in_verb(step: &mut Step, flag: &mut impl FnMut(&mut Amount)) {
    match &mut step.verb {
        Verb::Sum { add: of, less } => {
            // What is taken away has to be a figure: only literals are left here.
            less.retain(|operand| matches!(operand, Operand::Literal { .. }));
            for operand in of {
                in_operand(operand, flag);
            }
        }
        Verb::Multiply(of) | Verb::LeastOf(of) | Verb::GreatestOf(of) => {
            for operand in of {
                in_operand(operand, flag);
            }
        }
        Verb::Divide { what: operand, .. }
        | Verb::LookUp {
            row: Some(operand), ..
        } => {
            in_operand(operand, flag);
        }
        Verb::ForEvery { of, gives, .. } => {
            in_operand(of, flag);
            in_operand(gives, flag);
        }
        _ => {}
    }
}

fn in_operand(operand: &mut Operand, flag: &mut impl FnMut(&mut Amount)) {
    match operand {
        Operand::Literal { amount, .. } => flag(amount),
        Operand::ByAnswer { choices, .. } => {
            for choice in choices {
                in_operand(choice, flag);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn what_may_be_no_limit_is_what_all_completions_give(
        scheme in any_scheme(),
        flags in proptest::collection::vec(proptest::bool::weighted(0.2), 60),
        picks in proptest::collection::vec(proptest::option::of(0..OPTIONS), 6),
    ) {
        let mut scheme = scheme;
        unlimit(&mut scheme, flags.into_iter());
        let picks = picks.into_iter().take(scheme.questions.len());
        let answers = Answers(picks.map(|pick| pick.map(Answer::Option)).collect());
        let outcome = estimate(&scheme, &answers);
        let completed: Vec<_> = completions(&scheme, &answers).iter().map(|answers| estimate(&scheme, answers)).collect();
        for (place, value) in outcome.results.iter().enumerate() {
            let settled: Vec<&Value> = completed.iter().map(|outcome| &outcome.results[place]).collect();
            prop_assert!(settled.iter().all(|value| value.is_settled()), "{settled:?}");
            let limit = settled.iter().map(|value| value.limit).reduce(Limit::or);
            prop_assert_eq!(Some(value.limit), limit);
            let figures: Vec<Decimal> = settled.iter().filter_map(|value| value.exact()).collect();
            prop_assert_eq!(value.low, figures.iter().min().copied());
            prop_assert_eq!(value.high, figures.iter().max().copied());
        }
    }
}
