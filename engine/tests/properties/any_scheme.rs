//! Small schemes of every shape, for property tests.

use proptest::prelude::*;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    bounds::bounds,
    parts::set_parts,
    scheme::{
        Band, BandRow, Comparison, Condition, Direction, Measure, Operand, Question, QuestionKind,
        QuestionOption, ResultLine, Rounding, Step, Table, TableKind, Verb,
    },
    unit::TEST,
};

pub(crate) const OPTIONS: usize = 3;

pub(crate) fn points(number: i64) -> Amount {
    Amount::Exact(Decimal::from(number))
}

fn literal(amount: Amount) -> Operand {
    Operand::Literal {
        amount,
        unit: Unit::none(),
    }
}

pub(crate) fn step(id: usize, verb: Verb) -> Step {
    Step {
        id: format!("step{id}"),
        say: format!("Step {id}"),
        verb,
        when: None,
        rounded: None,
        unit: Unit::none(),
        because: String::new(),
        may_be_exceeded: None,
        depends_on_supply: false,
        part: 0,
        cite: None,
    }
}

fn condition(questions: usize, steps: usize) -> BoxedStrategy<Condition> {
    let answer = (
        0..questions,
        proptest::collection::btree_set(0..OPTIONS, 1..OPTIONS),
    )
        .prop_map(|(question, options)| Condition::AnswerIs {
            question,
            options: options.into_iter().collect(),
        });
    let compare =
        (operand(questions, steps), -5..60_i64).prop_map(|(left, right)| Condition::Compare {
            left,
            is: Comparison::AtLeast,
            right: Operand::Literal {
                amount: points(right),
                unit: Unit::none(),
            },
        });
    let simple = prop_oneof![answer, compare].boxed();
    let inner = simple.clone();
    prop_oneof![
        simple,
        (inner.clone(), inner.clone()).prop_map(|(a, b)| Condition::All(vec![a, b])),
        (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| Condition::AtLeast {
            count: 2,
            of: vec![a, b, c]
        }),
        inner.prop_map(|a| Condition::Not(Box::new(a))),
    ]
    .boxed()
}

fn operand(questions: usize, steps: usize) -> BoxedStrategy<Operand> {
    let figure = (-9..40_i64).prop_map(|figure| Operand::Literal {
        amount: points(figure),
        unit: Unit::none(),
    });
    let by_answer = (0..questions, proptest::collection::vec(0..9_i64, OPTIONS)).prop_map(
        |(question, figures)| Operand::ByAnswer {
            question,
            choices: figures
                .into_iter()
                .map(|figure| literal(Amount::Exact(Decimal::new(figure, 1))))
                .collect(),
            unit: Unit::none(),
        },
    );
    if steps == 0 {
        return prop_oneof![figure, by_answer].boxed();
    }
    prop_oneof![3 => (0..steps).prop_map(Operand::Step), 1 => figure, 1 => by_answer].boxed()
}

/// Something that is more than nought whatever is answered, as the compiler asks of what is divided by.
fn divisor() -> BoxedStrategy<Operand> {
    let figure = |figure: i64| literal(Amount::Exact(Decimal::new(figure, 1)));
    // The first question is always asked; one that is not picks nothing.
    let picked =
        proptest::collection::vec(1..90_i64, OPTIONS).prop_map(move |figures| Operand::ByAnswer {
            question: 0,
            choices: figures.into_iter().map(figure).collect(),
            unit: Unit::none(),
        });
    prop_oneof![(1..90_i64).prop_map(figure), picked].boxed()
}

fn verb(questions: usize, steps: usize) -> BoxedStrategy<Verb> {
    let one = operand(questions, steps);
    let some = proptest::collection::vec(one.clone(), 1..4);
    prop_oneof![
        3 => proptest::sample::subsequence((0..questions).collect::<Vec<_>>(), 0..=questions)
            .prop_map(|over| Verb::AddUp { measure: 0, over }),
        1 => (some.clone(), some.clone()).prop_map(|(add, less)| Verb::Sum { add, less }),
        1 => (one.clone(), one.clone()).prop_map(|(a, b)| Verb::Multiply(vec![a, b])),
        1 => (one.clone(), divisor()).prop_map(|(what, by)| Verb::Divide { what, by }),
        1 => some.clone().prop_map(Verb::LeastOf),
        1 => some.prop_map(Verb::GreatestOf),
        2 => one.clone().prop_map(|row| Verb::LookUp { table: 0, row: Some(row), column: None }),
        1 => (divisor(), one.clone(), one.clone(), any::<bool>())
            .prop_map(|(part, of, gives, part_counts)| Verb::ForEvery { part, of, gives, part_counts }),
        2 => condition(questions, steps).prop_map(Verb::Test),
        2 => proptest::collection::vec(one, 3).prop_map(|gives| Verb::Stop { gives }),
    ]
    .boxed()
}

prop_compose! {
    fn any_step(questions: usize, id: usize)(
        verb in verb(questions, id),
        when in proptest::option::of(condition(questions, id)),
        rounded in proptest::option::of((0..3_usize, 1..20_i64)),
    ) -> Step {
        let directions = [Direction::Up, Direction::Down, Direction::Nearest];
        let stop = matches!(verb, Verb::Stop { .. });
        let unit = if matches!(verb, Verb::Test(_)) { Unit::of(TEST) } else { Unit::none() };
        let rounded = if matches!(verb, Verb::Divide { .. }) { rounded.or(Some((2, 1))) } else { rounded };
        Step {
            when: if stop { Some(when.unwrap_or(Condition::Any(Vec::new()))) } else { when },
            rounded: rounded.map(|(direction, to)| Rounding { direction: directions[direction], to: Decimal::new(to, 1) }),
            unit,
            ..step(id, verb)
        }
    }
}

prop_compose! {
    fn any_question(id: usize)(
        counts in proptest::collection::vec(proptest::option::of(0..12_i64), OPTIONS),
        when in proptest::option::weighted(0.3, condition(id.max(1), 0)),
    ) -> Question {
        Question { part: 0,
            id: format!("q{id}"),
            about: String::new(),
            ask: format!("Question {id}?"),
            hint: String::new(),
            fixed: false,
            kind: QuestionKind::Options(
                counts
                    .into_iter()
                    .enumerate()
                    .map(|(option, count)| QuestionOption {
                        between: false,
                        id: format!("o{option}"),
                        say: format!("Option {option}"),
                        counts: vec![count.map(points)],
                    })
                    .collect(),
            ),
            when: if id == 0 { None } else { when },
            cite: None,
        }
    }
}

pub(crate) fn any_scheme() -> BoxedStrategy<Scheme> {
    (1..6_usize, 1..8_usize)
        .prop_flat_map(|(questions, steps)| {
            let questions_made: Vec<_> = (0..questions).map(any_question).collect();
            let steps_made: Vec<_> = (0..steps).map(move |id| any_step(questions, id)).collect();
            (
                questions_made,
                steps_made,
                proptest::collection::vec(0..900_i64, 4),
                proptest::collection::vec(0..steps, 0..3),
            )
        })
        .prop_map(|(questions, steps, gives, earlier)| {
            let bands = [
                (None, Some(0)),
                (Some(0), Some(10)),
                (Some(10), Some(25)),
                (Some(25), None),
            ];
            let rows = bands
                .into_iter()
                .zip(gives)
                .map(|((from, to), gives)| BandRow {
                    band: Band {
                        say: String::new(),
                        from: from.map(Decimal::from),
                        to: to.map(Decimal::from),
                        under: true,
                    },
                    gives: points(gives),
                    asked: String::new(),
                });
            let last = steps.len() - 1;
            let mut scheme = Scheme {
                measures: vec![Measure {
                    id: "points".into(),
                    unit: Unit::none(),
                }],
                tables: vec![Table {
                    id: "table".into(),
                    say: "Table".into(),
                    kind: TableKind::Bands {
                        by: Unit::none(),
                        rows: rows.collect(),
                    },
                    unit: Unit::none(),
                    elsewhere: None,
                    note: String::new(),
                    cite: None,
                }],
                results: earlier
                    .into_iter()
                    .chain([last])
                    .map(|step| ResultLine {
                        id: format!("result{step}"),
                        say: format!("Result {step}"),
                        step,
                        part: 0,
                        kinder: None,
                    })
                    .collect(),
                questions,
                steps,
                ..Scheme::default()
            };
            set_parts(&mut scheme);
            scheme.bounds = bounds(&scheme);
            scheme
        })
        .boxed()
}
