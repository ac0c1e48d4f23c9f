//! Ranges where a number is not known: nothing that a completion gives lies outside, and what is said to be exact is.

use crate::any_scheme::{OPTIONS, points, step};
use proptest::prelude::*;
use upfront_engine::{
    Answer, Answers, Decimal, Outcome, Scheme, Unit,
    bounds::bounds,
    estimate,
    scheme::{
        Bound, Comparison, Condition, Direction, Operand, Question, QuestionKind, QuestionOption,
        Rate, ResultLine, Rounding, Step, Sureness, Verb,
    },
};

/// Two numbers from 0 to 2.4 and one question with options.
const NUMBERS: usize = 2;
const MOST: i64 = 24;

fn figure(tenths: i64) -> Operand {
    Operand::Literal {
        amount: upfront_engine::Amount::Exact(Decimal::new(tenths, 1)),
        unit: Unit::none(),
    }
}

fn operand(steps: usize) -> BoxedStrategy<Operand> {
    let number = (0..NUMBERS).prop_map(Operand::Answer).boxed();
    let literal = (-9..40_i64).prop_map(figure).boxed();
    let picked =
        proptest::collection::vec(0..30_i64, OPTIONS).prop_map(|figures| Operand::ByAnswer {
            question: NUMBERS,
            choices: figures.into_iter().map(figure).collect(),
            unit: Unit::none(),
        });
    if steps == 0 {
        return prop_oneof![3 => number, 1 => literal, 1 => picked].boxed();
    }
    let earlier = (0..steps).prop_map(Operand::Step);
    prop_oneof![2 => number, 1 => literal, 1 => picked, 4 => earlier].boxed()
}

fn condition(steps: usize) -> BoxedStrategy<Condition> {
    use Comparison::{AtLeast, AtMost, Equal, Over, Under};
    let is = prop::sample::select(vec![AtLeast, AtMost, Over, Under, Equal]);
    let compare = (
        operand(steps),
        is,
        prop_oneof![3 => (0..30_i64).prop_map(figure), 1 => operand(steps)],
    )
        .prop_map(|(left, is, right)| Condition::Compare { left, is, right })
        .boxed();
    prop_oneof![
        4 => compare.clone(),
        1 => (0..OPTIONS).prop_map(|option| Condition::AnswerIs { question: NUMBERS, options: vec![option] }),
        1 => (compare.clone(), compare.clone()).prop_map(|(a, b)| Condition::All(vec![a, b])),
        1 => (compare.clone(), compare.clone()).prop_map(|(a, b)| Condition::Any(vec![a, b])),
        1 => compare.prop_map(|a| Condition::Not(Box::new(a))),
    ]
    .boxed()
}

fn verb(steps: usize) -> BoxedStrategy<Verb> {
    let one = operand(steps);
    let some = proptest::collection::vec(one.clone(), 1..4);
    prop_oneof![
        3 => (some.clone(), proptest::collection::vec(one.clone(), 0..2)).prop_map(|(add, less)| Verb::Sum { add, less }),
        1 => (one.clone(), (-9..30_i64).prop_map(figure)).prop_map(|(a, b)| Verb::Multiply(vec![a, b])),
        1 => (one.clone(), (0..1_500_i64).prop_map(figure)).prop_map(|(of, percent)| Verb::Share { percent, of }),
        1 => (one.clone(), one.clone()).prop_map(|(count, at)| Verb::Units { count, at }),
        2 => some.clone().prop_map(Verb::LeastOf),
        2 => some.prop_map(Verb::GreatestOf),
        1 => ((1..9_i64).prop_map(figure), one, any::<bool>()).prop_map(|(part, of, part_counts)| Verb::ForEvery {
            part,
            of,
            gives: figure(10),
            part_counts,
        }),
    ]
    .boxed()
}

prop_compose! {
    fn any_step(id: usize)(
        verb in verb(id),
        when in proptest::option::of(condition(id)),
        rounded in proptest::option::weighted(0.2, (1..12_i64, 0..3_usize)),
    ) -> Step {
        let rounded = rounded.map(|(to, way)| Rounding {
            direction: [Direction::Nearest, Direction::Up, Direction::Down][way],
            to: Decimal::new(to, 1),
        });
        Step { when, rounded, ..step(id, verb) }
    }
}

/// A scheme of those questions, of which the last step is the result.
fn two_numbers(steps: Vec<Step>) -> Scheme {
    let question = |id: usize, kind: QuestionKind| Question {
        part: 0,
        id: format!("q{id}"),
        about: String::new(),
        ask: format!("Question {id}?"),
        hint: String::new(),
        kind,
        fixed: false,
        when: None,
        cite: None,
    };
    let number = QuestionKind::Number {
        unit: Unit::none(),
        least: Decimal::ZERO,
        most: Some(Decimal::new(MOST, 1)),
        places: 1,
        periods: Vec::new(),
        rounded: None,
    };
    let option = |id: usize| QuestionOption {
        between: false,
        id: format!("o{id}"),
        say: format!("Option {id}"),
        counts: vec![Some(points(1))],
    };
    let options = QuestionKind::Options((0..OPTIONS).map(option).collect());
    let questions = vec![
        question(0, number.clone()),
        question(1, number),
        question(2, options),
    ];
    let mut scheme = Scheme {
        results: vec![ResultLine {
            id: "result".into(),
            say: "Result".into(),
            step: steps.len() - 1,
            part: 0,
            kinder: None,
        }],
        questions,
        steps,
        ..Scheme::default()
    };
    scheme.bounds = bounds(&scheme);
    scheme
}

pub(crate) fn scheme() -> BoxedStrategy<Scheme> {
    (1..7_usize)
        .prop_flat_map(|steps| (0..steps).map(any_step).collect::<Vec<_>>())
        .prop_map(two_numbers)
        .boxed()
}

/// Every way to complete the answers.
fn completions(answers: &Answers) -> Vec<Answers> {
    let of = |question: usize| match answers.get(question) {
        Some(answer) if answer != Answer::Unknown => vec![answer],
        _ if question < NUMBERS => (0..=MOST)
            .map(|tenths| Answer::Number(Decimal::new(tenths, 1)))
            .collect(),
        _ => (0..OPTIONS).map(Answer::Option).collect(),
    };
    let mut all = Vec::new();
    for first in of(0) {
        for second in of(1) {
            for option in of(2) {
                all.push(Answers(vec![Some(first), Some(second), Some(option)]));
            }
        }
    }
    all
}

/// The least and the most over every number and option that is not known.
fn over_all(scheme: &Scheme, answers: &Answers) -> (Decimal, Decimal) {
    let figures: Vec<Decimal> = completions(answers)
        .iter()
        .map(|complete| {
            estimate(scheme, complete).results[0]
                .exact()
                .expect("one figure")
        })
        .collect();
    (
        *figures.iter().min().unwrap(),
        *figures.iter().max().unwrap(),
    )
}

pub(crate) fn any_answers() -> BoxedStrategy<Answers> {
    let number = proptest::option::weighted(0.4, 0..=MOST);
    (number.clone(), number, proptest::option::of(0..OPTIONS))
        .prop_map(|(first, second, option)| {
            let number = |tenths: i64| Answer::Number(Decimal::new(tenths, 1));
            Answers(vec![
                first.map_or(Some(Answer::Unknown), |tenths| Some(number(tenths))),
                second.map_or(Some(Answer::Unknown), |tenths| Some(number(tenths))),
                option.map(Answer::Option),
            ])
        })
        .boxed()
}

/// What a step and the total that binds it come to for one complete set of answers.
fn bound(outcome: &Outcome, answers: &Answers, bound: &Bound) -> (Decimal, Decimal) {
    fn value(operand: &Operand, outcome: &Outcome, answers: &Answers) -> Option<Decimal> {
        match operand {
            Operand::Step(step) => outcome.working[*step].gives.exact(),
            Operand::Answer(question) => match answers.get(*question)? {
                Answer::Number(number) => Some(number),
                _ => None,
            },
            Operand::Literal { amount, .. } => amount.figure(),
            Operand::ByAnswer {
                question, choices, ..
            } => match answers.get(*question)? {
                Answer::Option(option) => value(&choices[option], outcome, answers),
                _ => None,
            },
            Operand::Rate(_) => None,
        }
    }
    let sum = |of: &[Operand]| -> Decimal {
        of.iter()
            .map(|of| value(of, outcome, answers).expect("a figure"))
            .sum()
    };
    let step = outcome.working[bound.step].gives.exact().unwrap();
    (step, sum(&bound.add) - sum(&bound.less))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_proved_of_a_step_holds_for_every_answer(scheme in scheme()) {
        if scheme.bounds.is_empty() {
            return Ok(());
        }
        for answers in completions(&Answers(vec![None; 3])) {
            let outcome = estimate(&scheme, &answers);
            for proved in &scheme.bounds {
                let (step, total) = bound(&outcome, &answers, proved);
                let holds = match proved.is {
                    Comparison::AtLeast => step >= total,
                    Comparison::AtMost => step <= total,
                    _ => step == total,
                };
                prop_assert!(holds, "{proved:?}: {step}, {total}, {answers:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_lies_outside_a_range_and_one_said_to_be_exact_is(scheme in scheme(), answers in any_answers()) {
        let outcome = estimate(&scheme, &answers);
        let (least, most) = over_all(&scheme, &answers);
        let value = &outcome.results[0];
        prop_assert!(value.low.is_none_or(|low| low <= least), "{value:?}: {least}");
        prop_assert!(value.high.is_none_or(|high| high >= most), "{value:?}: {most}");
        if outcome.ranges_are_exact {
            prop_assert_eq!((value.low, value.high), (Some(least), Some(most)));
        }
    }
}

#[test]
fn one_side_or_the_other_of_an_unpublished_figure_is_taken_and_never_both() {
    let (savings, limit) = (Operand::Answer(0), Operand::Rate(0));
    let when = |left: &Operand, is, right: &Operand| {
        let (left, right) = (left.clone(), right.clone());
        Some(Condition::Compare { left, is, right })
    };
    let sum = |add: Vec<Operand>| Verb::Sum {
        add,
        less: Vec::new(),
    };
    let mut scheme = two_numbers(vec![
        Step {
            when: when(&savings, Comparison::AtMost, &limit),
            ..step(0, sum(vec![savings.clone()]))
        },
        Step {
            // Read from its other end.
            when: when(&limit, Comparison::Under, &savings),
            ..step(1, sum(vec![figure(20)]))
        },
        step(2, sum(vec![Operand::Step(0), Operand::Step(1)])),
    ]);
    scheme.rates = vec![Rate {
        id: "limit".into(),
        say: "The limit".into(),
        amount: upfront_engine::Amount::NotPublished,
        dated: Vec::new(),
        unit: Unit::none(),
        asked: String::new(),
        note: String::new(),
        sure: Sureness::Seen,
        kinder: None,
        is_floor: false,
        is_price_rise: false,
        cite: None,
    }];
    let range = |answer: Option<Answer>| {
        let outcome = estimate(&scheme, &Answers(vec![answer, None, None]));
        (outcome.results[0].low, outcome.results[0].high)
    };
    let tenths = |tenths: i64| Some(Decimal::new(tenths, 1));
    let known = Some(Answer::Number(Decimal::ONE));
    assert_eq!(range(known), (tenths(10), tenths(20)));
    assert_eq!(range(None), (tenths(0), tenths(MOST)));
}
