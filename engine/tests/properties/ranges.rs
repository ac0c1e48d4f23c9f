//! Ranges for unknown answers are the least and the most over all completions, proved against trying them all.

use crate::any_scheme::{OPTIONS, any_scheme, points, step};
use proptest::prelude::*;
use upfront_engine::{
    Answer, Answers, Decimal, Scheme, Unit, estimate,
    scheme::{
        Condition, Measure, Operand, Question, QuestionKind, QuestionOption, ResultLine, Step, Verb,
    },
};

/// Every way to complete the answers.
fn completions(scheme: &Scheme, answers: &Answers) -> Vec<Answers> {
    let mut all = vec![Answers(vec![None; scheme.questions.len()])];
    for question in 0..scheme.questions.len() {
        let options: Vec<Answer> = match answers.get(question) {
            Some(answer) if answer != Answer::Unknown => vec![answer],
            _ => (0..OPTIONS).map(Answer::Option).collect(),
        };
        all = all
            .into_iter()
            .flat_map(|answers| {
                options.iter().map(move |option| {
                    let mut answers = answers.clone();
                    answers.set(question, *option);
                    answers
                })
            })
            .collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn a_range_is_the_least_and_the_most_over_all_completions(
        scheme in any_scheme(),
        picks in proptest::collection::vec(proptest::option::of(0..OPTIONS), 6),
        says_unknown in any::<bool>(),
    ) {
        let open = if says_unknown { Some(Answer::Unknown) } else { None };
        let answers = Answers(
            picks.into_iter().take(scheme.questions.len()).map(|pick| pick.map(Answer::Option).or(open)).collect(),
        );
        let outcome = estimate(&scheme, &answers);
        prop_assert!(outcome.ranges_are_exact);
        let completed: Vec<Decimal> = completions(&scheme, &answers)
            .iter()
            .map(|answers| {
                let value = estimate(&scheme, answers).results[0].clone();
                value.exact().expect("a complete set of answers gives one figure")
            })
            .collect();
        prop_assert_eq!(outcome.results[0].low, completed.iter().min().copied());
        prop_assert_eq!(outcome.results[0].high, completed.iter().max().copied());
        prop_assert_eq!(outcome.working.len(), scheme.steps.len());
        for (line, step) in outcome.working.iter().zip(&scheme.steps) {
            if step.unit.is_test() {
                let (low, high) = (line.gives.low, line.gives.high);
                prop_assert!([Some(Decimal::ZERO), Some(Decimal::ONE)].contains(&low));
                prop_assert!([Some(Decimal::ZERO), Some(Decimal::ONE)].contains(&high));
                prop_assert_eq!(line.gives.exact().is_none(), !line.gives.why.is_empty());
            }
        }
    }
}

#[test]
fn twenty_four_unknown_answers_are_a_few_hundred_runs_and_not_four_to_the_power_of_twenty_four() {
    let questions = (0..24)
        .map(|id| Question {
            id: format!("q{id}"),
            about: String::new(),
            ask: format!("Question {id}?"),
            hint: String::new(),
            kind: QuestionKind::Options(
                [0, 3, 8, 15]
                    .into_iter()
                    .map(|count| QuestionOption {
                        id: format!("o{count}"),
                        say: format!("{count}"),
                        counts: vec![Some(points(count))],
                    })
                    .collect(),
            ),
            when: None,
            cite: None,
        })
        .collect();
    let scheme = Scheme {
        measures: vec![Measure {
            id: "points".into(),
            unit: Unit::none(),
        }],
        questions,
        steps: vec![
            step(
                0,
                Verb::AddUp {
                    measure: 0,
                    over: (0..24).collect(),
                },
            ),
            step(
                1,
                Verb::Multiply(vec![
                    Operand::Step(0),
                    Operand::ByAnswer {
                        question: 0,
                        choices: [1, 2, 3, 4]
                            .map(|figure| Operand::Literal {
                                amount: points(figure),
                                unit: Unit::none(),
                            })
                            .to_vec(),
                        unit: Unit::none(),
                    },
                ]),
            ),
        ],
        results: vec![ResultLine {
            id: "result".into(),
            say: "Result".into(),
            step: 1,
        }],
        ..Scheme::default()
    };
    let outcome = estimate(&scheme, &Answers::default());
    assert!(outcome.ranges_are_exact);
    assert_eq!(outcome.results[0].low, Some(Decimal::ZERO));
    assert_eq!(outcome.results[0].high, Some(Decimal::from(24 * 15 * 4)));
    assert_eq!(outcome.unanswered.len(), 24);
}

#[test]
fn a_sum_that_is_taken_only_for_some_answers_is_one_figure_for_each_of_them() {
    let option = |count: i64| QuestionOption {
        id: format!("o{count}"),
        say: format!("{count}"),
        counts: vec![Some(points(count))],
    };
    let question = |id: &str| Question {
        id: id.into(),
        about: String::new(),
        ask: format!("{id}?"),
        hint: String::new(),
        kind: QuestionKind::Options([0, 1].map(option).to_vec()),
        when: None,
        cite: None,
    };
    let sum = Step {
        when: Some(Condition::AnswerIs {
            question: 0,
            options: vec![0],
        }),
        ..step(
            0,
            Verb::AddUp {
                measure: 0,
                over: vec![1],
            },
        )
    };
    let less_itself = step(
        1,
        Verb::Sum {
            add: vec![Operand::Step(0)],
            less: vec![Operand::Step(0)],
        },
    );
    let scheme = Scheme {
        measures: vec![Measure {
            id: "points".into(),
            unit: Unit::none(),
        }],
        questions: vec![question("a"), question("b")],
        steps: vec![sum, less_itself],
        results: vec![ResultLine {
            id: "result".into(),
            say: "Result".into(),
            step: 1,
        }],
        ..Scheme::default()
    };
    let outcome = estimate(&scheme, &Answers::default());
    assert_eq!(outcome.results[0].exact(), Some(Decimal::ZERO));
}
