//! Whole numbers give what decimals give, to the last line of the working.

use crate::{
    any_scheme::any_scheme,
    numbers,
    totality::{any_edits, edited},
};
use proptest::prelude::*;
use upfront_engine::{
    Answer, Answers, Decimal, Scheme, Value, estimate,
    program::{Columns, Program, Registers},
};

/// Works a scheme out both ways, and as a column of one.
fn both_ways(scheme: &Scheme, answers: &Answers) -> Result<(), TestCaseError> {
    let decimal = estimate(scheme, answers);
    let program = Program::compile(scheme);
    let mut registers = Registers::new(&program);
    let whole = program.estimate(answers, &mut registers);
    prop_assert_eq!(&whole, &decimal, "{:?}", answers);
    let Some(person) = program.person(answers) else {
        return Ok(());
    };
    if !program.results(&person, &mut registers) {
        return Ok(());
    }
    let alone: Vec<_> = (0..decimal.results.len())
        .map(|place| program.result(place, &registers))
        .collect();
    let exact: Vec<_> = decimal.results.iter().map(Value::exact).collect();
    prop_assert_eq!(&alone, &exact);
    let mut people = Columns::new();
    people.push(&person);
    let mut columns = Vec::new();
    if exact.len() == scheme.results.len()
        && program
            .columns(&people, &mut columns)
            .is_some_and(|open| open.is_empty())
    {
        for (place, exact) in exact.iter().enumerate() {
            let in_column = program
                .scale(place)
                .map(|scale| Decimal::new(columns[place][0], scale));
            prop_assert_eq!(in_column, *exact);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_give_what_decimals_give(
        scheme in any_scheme(),
        answers in proptest::collection::vec(0..40_usize, 0..8),
    ) {
        let answers = answers.into_iter().map(|answer| match answer {
            39 => None,
            38 => Some(Answer::Unknown),
            option => Some(Answer::Option(option % 3)),
        });
        both_ways(&scheme, &Answers(answers.collect()))?;
    }

    #[test]
    fn whole_numbers_give_what_decimals_give_of_numbers(
        scheme in numbers::scheme(), answers in numbers::any_answers(),
        numbers in (0..300_i64, 0..300_i64), places in 0..3_u32,
    ) {
        both_ways(&scheme, &answers)?;
        // Out of bounds, and with more places than are asked for, too.
        let number = |number: i64| Some(Answer::Number(Decimal::new(number, places)));
        let answers = Answers(vec![number(numbers.0), number(numbers.1), Some(Answer::Option(1))]);
        both_ways(&scheme, &answers)?;
    }

    #[test]
    fn whole_numbers_give_what_decimals_give_of_any_file_that_reads(
        scheme in any_scheme(), edits in any_edits(),
        answers in proptest::collection::vec(0..3_usize, 0..8),
    ) {
        let answers = answers.into_iter().map(|option| Some(Answer::Option(option)));
        both_ways(&edited(&scheme, edits), &Answers(answers.collect()))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// So that the others do not pass because nothing was ever worked out so.
    #[test]
    fn what_has_only_numbers_to_a_tenth_is_worked_out_in_whole_numbers(scheme in numbers::scheme()) {
        let program = Program::compile(&scheme);
        prop_assert!(program.is_proved());
        let tenth = Some(Answer::Number(Decimal::new(7, 1)));
        let person = program.person(&Answers(vec![tenth, tenth, Some(Answer::Option(0))])).unwrap();
        prop_assert!(program.results(&person, &mut Registers::new(&program)));
    }
}
