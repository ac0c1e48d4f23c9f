//! Ranges for unknown answers are the least and the most over all completions, proved against trying them all.

use crate::any_scheme::{OPTIONS, any_scheme, points, step};
use proptest::prelude::*;
use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Unit, estimate,
    outcome::Taken,
    parts::{join_parts, set_parts},
    scheme::{
        Condition, Measure, Operand, Question, QuestionKind, QuestionOption, ResultLine, Step,
        TableKind, Verb,
    },
    value::Reason,
};

/// The last part that has been begun.
fn begun(scheme: &Scheme, answers: &Answers) -> usize {
    let answered = (0..scheme.questions.len()).filter(|question| answers.get(*question).is_some());
    answered
        .map(|question| scheme.questions[question].part)
        .max()
        .unwrap_or(0)
}

/// Every way to complete the answers of the parts that have been begun.
pub(crate) fn completions(scheme: &Scheme, answers: &Answers) -> Vec<Answers> {
    let mut all = vec![Answers(vec![None; scheme.questions.len()])];
    let last = begun(scheme, answers);
    for question in 0..scheme.questions.len() {
        if scheme.questions[question].part > last {
            continue;
        }
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
        let told = scheme.results.iter().filter(|result| result.part <= begun(&scheme, &answers)).count();
        prop_assert_eq!(outcome.results.len(), told);
        let completed: Vec<_> = completions(&scheme, &answers).iter().map(|answers| estimate(&scheme, answers)).collect();
        for (place, value) in outcome.results.iter().enumerate() {
            let figures: Vec<Decimal> = completed
                .iter()
                .map(|outcome| outcome.results[place].exact().expect("a complete set of answers gives one figure"))
                .collect();
            prop_assert_eq!(value.low, figures.iter().min().copied());
            prop_assert_eq!(value.high, figures.iter().max().copied());
        }
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn a_part_that_has_been_begun_changes_nothing_of_those_before_it(
        scheme in any_scheme(),
        picks in proptest::collection::vec(proptest::option::of(0..OPTIONS), 6),
    ) {
        let mut whole = scheme.clone();
        join_parts(&mut whole);
        let picks = picks.into_iter().take(scheme.questions.len());
        let mut answers = Answers(picks.map(|pick| pick.map(Answer::Option)).collect());
        let all_at_once = estimate(&whole, &answers);
        prop_assert_eq!(all_at_once.results.len(), scheme.results.len());
        let last_part = scheme.questions.iter().map(|question| question.part).max().unwrap_or(0);
        for last in (0..=last_part).rev() {
            for (question, answer) in scheme.questions.iter().zip(&mut answers.0) {
                if question.part > last {
                    *answer = None;
                }
            }
            let outcome = estimate(&scheme, &answers);
            for (value, expected) in outcome.results.iter().zip(&all_at_once.results) {
                prop_assert_eq!((value.low, value.high), (expected.low, expected.high));
            }
            for (line, step) in outcome.working.iter().zip(&scheme.steps) {
                prop_assert_eq!(line.taken == Taken::Later, step.part > begun(&scheme, &answers));
            }
        }
    }
}

#[test]
fn twenty_four_unknown_answers_are_a_few_hundred_runs_and_not_four_to_the_power_of_twenty_four() {
    let questions = (0..24)
        .map(|id| Question {
            part: 0,
            id: format!("q{id}"),
            about: String::new(),
            ask: format!("Question {id}?"),
            hint: String::new(),
            fixed: false,
            kind: QuestionKind::Options(
                [0, 3, 8, 15]
                    .into_iter()
                    .map(|count| QuestionOption {
                        between: false,
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
            part: 0,
            kinder: None,
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
        between: false,
        id: format!("o{count}"),
        say: format!("{count}"),
        counts: vec![Some(points(count))],
    };
    let question = |id: &str| Question {
        part: 0,
        id: id.into(),
        about: String::new(),
        ask: format!("{id}?"),
        hint: String::new(),
        fixed: false,
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
            part: 0,
            kinder: None,
            id: "result".into(),
            say: "Result".into(),
            step: 1,
        }],
        ..Scheme::default()
    };
    let outcome = estimate(&scheme, &Answers::default());
    assert_eq!(outcome.results[0].exact(), Some(Decimal::ZERO));
}

#[test]
fn too_many_unknown_answers_in_a_later_part_leave_an_earlier_one_exact() {
    let question = |id: usize| Question {
        id: format!("q{id}"),
        about: String::new(),
        ask: format!("Question {id}?"),
        hint: String::new(),
        fixed: false,
        kind: QuestionKind::Options(
            (0..OPTIONS)
                .map(|option| QuestionOption {
                    between: false,
                    id: format!("o{option}"),
                    say: format!("{option}"),
                    counts: Vec::new(),
                })
                .collect(),
        ),
        when: None,
        part: 0,
        cite: None,
    };
    let picks = |question: usize| Operand::ByAnswer {
        question,
        choices: [1, 2, 4]
            .map(|figure| Operand::Literal {
                amount: points(figure),
                unit: Unit::none(),
            })
            .to_vec(),
        unit: Unit::none(),
    };
    // Each figure less itself: nothing, whatever is answered.
    let less_itself = |id: usize, of: usize| {
        let verb = Verb::Sum {
            add: vec![Operand::Step(of)],
            less: vec![Operand::Step(of)],
        };
        step(id, verb)
    };
    let first = 0..2;
    let second = 2..12;
    let sum = |of: core::ops::Range<usize>| Verb::Sum {
        add: of.map(picks).collect(),
        less: Vec::new(),
    };
    // Reads every answer once more, so that none may be forgotten.
    let again = Verb::Sum {
        add: vec![Operand::Step(2)],
        less: second.clone().map(picks).collect(),
    };
    let result = |id: &str, step: usize| ResultLine {
        id: id.into(),
        say: id.into(),
        step,
        part: 0,
        kinder: None,
    };
    let mut scheme = Scheme {
        questions: (0..12).map(question).collect(),
        steps: vec![
            step(0, sum(first)),
            less_itself(1, 0),
            step(2, sum(second)),
            step(3, again),
        ],
        results: vec![result("first", 1), result("second", 3)],
        ..Scheme::default()
    };
    set_parts(&mut scheme);
    assert_eq!(scheme.results[1].part, 1);
    let mut answers = Answers::default();
    answers.set(2, Answer::Unknown);
    let outcome = estimate(&scheme, &answers);
    assert!(!outcome.ranges_are_exact);
    assert_eq!(outcome.results[0].exact(), Some(Decimal::ZERO));
    let [low, high] = [outcome.results[1].low, outcome.results[1].high].map(Option::unwrap);
    assert!(low <= Decimal::ZERO && high >= Decimal::ZERO);
    answers.set(2, Answer::Option(0));
    for question in 3..12 {
        answers.set(question, Answer::Option(question % OPTIONS));
    }
    assert_eq!(
        estimate(&scheme, &answers).results[1].exact(),
        Some(Decimal::ZERO)
    );
}

#[test]
fn what_a_stop_gives_is_worked_out_with_its_own_result_and_names_what_that_rests_on() {
    let question = |id: &str, kind: QuestionKind| Question {
        id: id.into(),
        about: String::new(),
        ask: format!("{id}?"),
        hint: String::new(),
        fixed: false,
        kind,
        when: None,
        part: 0,
        cite: None,
    };
    let option = |id: &str| QuestionOption {
        between: false,
        id: id.into(),
        say: id.into(),
        counts: Vec::new(),
    };
    let number = || QuestionKind::Number {
        unit: Unit::none(),
        least: Decimal::ZERO,
        most: Some(Decimal::from(90)),
        places: 2,
        periods: Vec::new(),
        rounded: None,
    };
    let sum = |of: Vec<Operand>| Verb::Sum {
        add: of,
        less: Vec::new(),
    };
    let result = |id: &str, step: usize| ResultLine {
        id: id.into(),
        say: id.into(),
        step,
        part: 0,
        kinder: None,
    };
    // Somebody who is not assessed has the greatest budget, and pays the full cost.
    let mut scheme = Scheme {
        questions: vec![
            question(
                "assessed",
                QuestionKind::Options(vec![option("yes"), option("no")]),
            ),
            question("needs", number()),
            question("cost", number()),
            question("income", number()),
        ],
        steps: vec![
            step(0, sum(vec![Operand::Answer(1)])),
            Step {
                when: Some(Condition::AnswerIs {
                    question: 0,
                    options: vec![1],
                }),
                ..step(
                    1,
                    Verb::Stop {
                        gives: vec![Operand::Step(0), Operand::Answer(2)],
                    },
                )
            },
            step(2, sum(vec![Operand::Step(0)])),
            step(3, sum(vec![Operand::Answer(3)])),
        ],
        results: vec![result("budget", 2), result("charge", 3)],
        ..Scheme::default()
    };
    set_parts(&mut scheme);
    let parts: Vec<usize> = scheme.questions.iter().map(|one| one.part).collect();
    assert_eq!(parts, [0, 0, 1, 1]);
    assert_eq!(scheme.steps[1].part, 0);

    let mut answers = Answers(vec![None; 4]);
    answers.set(0, Answer::Option(1));
    answers.set(1, Answer::Number(Decimal::from(40)));
    let budget = estimate(&scheme, &answers);
    assert_eq!(budget.results.len(), 1);
    assert_eq!(budget.results[0].exact(), Some(Decimal::from(40)));

    answers.set(2, Answer::Unknown);
    let both = estimate(&scheme, &answers);
    let charge = &both.results[1];
    assert_eq!(
        (charge.low, charge.high),
        (Some(Decimal::ZERO), Some(Decimal::from(90)))
    );
    assert_eq!(charge.why, [Reason::Unknown(2)]);

    answers.set(2, Answer::Number(Decimal::from(70)));
    assert_eq!(
        estimate(&scheme, &answers).results[1].exact(),
        Some(Decimal::from(70))
    );

    // Where it is not known whether it stops, the charge rests on either.
    answers.set(0, Answer::Unknown);
    answers.set(2, Answer::Unknown);
    answers.set(3, Answer::Number(Decimal::from(20)));
    let open = estimate(&scheme, &answers);
    assert_eq!(
        (open.results[1].low, open.results[1].high),
        (Some(Decimal::ZERO), Some(Decimal::from(90)))
    );
    assert_eq!(
        open.results[1].why,
        [Reason::Unknown(0), Reason::Unknown(2)]
    );
    assert_eq!(open.results[0].exact(), Some(Decimal::from(40)));
}

/// The scheme with the figures of its table and its options as `amount` makes them of figure and place.
fn with_figures(scheme: &Scheme, amount: impl Fn(Decimal, usize) -> Amount) -> Scheme {
    let mut scheme = scheme.clone();
    let mut place = 0;
    let mut change = |of: &mut Amount| {
        if let Some(figure) = of.figure() {
            *of = amount(figure, place);
        }
        place += 1;
    };
    for table in &mut scheme.tables {
        if let TableKind::Bands { rows, .. } = &mut table.kind {
            for row in rows {
                change(&mut row.gives);
            }
        }
    }
    for question in &mut scheme.questions {
        if let QuestionKind::Options(options) = &mut question.kind {
            let counts = options.iter_mut().flat_map(|option| &mut option.counts);
            counts.flatten().for_each(&mut change);
        }
    }
    scheme
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_of_printed_ranges_takes_in_what_every_figure_in_them_gives(
        scheme in any_scheme(),
        picks in proptest::collection::vec(proptest::option::of(0..OPTIONS), 6),
        wide in proptest::collection::vec(0..6_i64, 24),
        chosen in proptest::collection::vec(0..=2_i64, 24),
    ) {
        let picks = picks.into_iter().take(scheme.questions.len());
        let answers = Answers(picks.map(|pick| pick.map(Answer::Option)).collect());
        let of = |list: &[i64], place: usize| Decimal::from(list[place % list.len()]);
        let printed = with_figures(&scheme, |figure, place| match of(&wide, place) {
            more if more.is_zero() => Amount::Exact(figure),
            more => Amount::Between(figure, figure + more),
        });
        // The least of a printed range, its middle or its most.
        let exact = with_figures(&scheme, |figure, place| {
            Amount::Exact(figure + of(&wide, place) * of(&chosen, place) / Decimal::TWO)
        });
        let told = estimate(&printed, &answers);
        for completed in completions(&scheme, &answers) {
            let outcome = estimate(&exact, &completed);
            for (range, value) in told.results.iter().zip(&outcome.results) {
                let figure = value.exact().expect("exact figures give one");
                prop_assert!(range.low.is_some_and(|low| low <= figure));
                prop_assert!(range.high.is_some_and(|high| high >= figure));
            }
        }
    }
}
