//! Whole numbers give what decimals give, to the last line of the working.

use crate::{
    any_scheme::any_scheme,
    numbers,
    totality::{any_edits, edited},
};
use proptest::prelude::*;
use upfront_engine::{
    Answer, Answers, Decimal, Scheme, Unit, Value, estimate,
    program::{Cell, Columns, Program, Registers, Results},
    scheme::{Question, QuestionKind},
};

/// Works a scheme out both ways, and as a column of one.
fn both_ways(scheme: &Scheme, answers: &Answers) -> Result<(), TestCaseError> {
    let decimal = estimate(scheme, answers);
    let program = Program::compile(scheme);
    let mut registers = Registers::new(&program);
    let whole = program.estimate(answers, &mut registers);
    prop_assert_eq!(&whole, &decimal, "{:?}", answers);
    let exact: Vec<_> = decimal.results.iter().map(Value::exact).collect();
    if let Some(person) = program.person(answers)
        && program.results(&person, &mut registers)
    {
        let alone: Vec<_> = (0..decimal.results.len())
            .map(|place| program.result(place, &registers))
            .collect();
        prop_assert_eq!(&alone, &exact);
    }
    let mut people = Columns::of(&program);
    people.push(&program, answers);
    let mut results = Results::default();
    program.columns(&people, &mut results);
    program.settle(&people, &mut registers, &mut results);
    for place in 0..scheme.results.len() {
        let scale = program.scale(place);
        let figure = results.figure(0, place).zip(scale);
        let figure = figure.map(|(figure, scale)| Decimal::new(figure, scale));
        // Where the column holds none, the value is there.
        let kept = results.value(0, place).and_then(Value::exact);
        prop_assert_eq!(figure.or(kept), exact.get(place).copied().flatten());
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

#[test]
fn columns_are_filled_cleared_and_filled_again_and_a_bad_number_has_the_fault_of_its_text() {
    let question = |kind| Question {
        id: "q".into(),
        about: String::new(),
        ask: "How much?".into(),
        hint: String::new(),
        fixed: false,
        kind,
        when: None,
        part: 0,
        cite: None,
    };
    let number = QuestionKind::Number {
        unit: Unit::of("£"),
        least: Decimal::ONE,
        most: Some(Decimal::TEN),
        places: 2,
        periods: Vec::new(),
        rounded: None,
    };
    let scheme = Scheme {
        questions: vec![question(number)],
        ..Scheme::default()
    };
    let program = Program::compile(&scheme);
    let reader = program.reader(0).unwrap();
    for (parts, scale, text) in [
        (250, 2, "2.50"),
        (25, 1, "2.5"),
        (2_500, 3, "2.5"),
        (99, 2, "0.99"),
        (1_001, 2, "10.01"),
        (-5, 0, "-5"),
        (2_501, 3, "2.501"),
        (i128::MAX, 0, "340282366920938463463374607431768211455"),
    ] {
        assert_eq!(reader.number(parts, scale), reader.text(text), "{text}");
    }
    assert_eq!(reader.number(250, 2), Ok(Cell::Whole(250)));

    let mut people = Columns::of(&program);
    people.resize(2);
    people.put(0, 0, Cell::Whole(250));
    people.put(1, 0, Cell::Kept(Answer::Unknown));
    assert_eq!(
        people.answers(&program, 0).get(0),
        Some(Answer::Number(Decimal::new(250, 2)))
    );
    assert_eq!(people.answers(&program, 1).get(0), Some(Answer::Unknown));
    people.put(1, 0, Cell::Empty);
    assert_eq!(people.answers(&program, 1).get(0), None);
    people.put(1, 0, Cell::Kept(Answer::Unknown));
    people.clear();
    people.resize(2);
    assert_eq!(people.answers(&program, 1), Answers(vec![None]));
}
