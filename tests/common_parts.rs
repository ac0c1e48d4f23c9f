//! Ranges of real schemes: never too narrow, and what the council would pay is never more than the budget.

use upfront_engine::{Answer, Answers, Decimal, Outcome, Scheme, estimate, scheme::QuestionKind};

use crate::support::{
    answers,
    random::Random,
    schemes::{SCHEMES, scheme},
};

fn said(scheme: &Scheme, typed: &[(&str, &str)]) -> Outcome {
    estimate(scheme, &answers(scheme, typed))
}

fn range(scheme: &Scheme, outcome: &Outcome, id: &str) -> (Option<Decimal>, Option<Decimal>) {
    let place = scheme.results.iter().position(|result| result.id == id);
    let value = &outcome.results[place.unwrap()];
    (value.low, value.high)
}

fn pounds(figure: i64) -> Decimal {
    figure.into()
}

fn answer(kind: &QuestionKind, random: &mut Random) -> Answer {
    match kind {
        QuestionKind::Options(options) => Answer::Option(random.below(options.len())),
        QuestionKind::Number { least, most, .. } => {
            let far = *random.one_of(&[50, 400, 1_000, 30_000, 200_000]);
            let far = most.unwrap_or_else(|| Decimal::from(far));
            let within = random.below(100);
            let part = *random.one_of(&[0, 0, 100, 100, within]);
            let part = Decimal::new(i64::try_from(part).unwrap(), 2);
            Answer::Number(least + ((far - least) * part).trunc())
        }
    }
}

#[test]
fn nothing_known_is_never_too_narrow_for_what_any_answers_give() {
    let mut random = Random::of(7);
    for scheme in SCHEMES.iter() {
        for known in [0, 30, 80] {
            let mut some = Answers(vec![None; scheme.questions.len()]);
            for (index, question) in scheme.questions.iter().enumerate() {
                if random.below(100) < known {
                    some.set(index, answer(&question.kind, &mut random));
                }
            }
            let ranges = estimate(scheme, &some).results;
            for _ in 0..12 {
                let mut all = some.clone();
                for (index, question) in scheme.questions.iter().enumerate() {
                    if all.get(index).is_none() {
                        all.set(index, answer(&question.kind, &mut random));
                    }
                }
                for (range, value) in ranges.iter().zip(estimate(scheme, &all).results) {
                    let under = range
                        .low
                        .is_some_and(|low| value.low.is_none_or(|is| is < low));
                    let over = range
                        .high
                        .is_some_and(|high| value.high.is_none_or(|is| is > high));
                    assert!(
                        !under && !over,
                        "{}: {value:?} is not in {range:?}",
                        scheme.id
                    );
                }
            }
        }
    }
}

#[test]
fn every_result_that_is_not_known_has_a_least() {
    for scheme in SCHEMES.iter() {
        for value in estimate(scheme, &Answers::default()).results {
            assert!(value.low.is_some(), "{}", scheme.id);
        }
    }
}

#[test]
fn what_the_council_would_pay_is_never_more_than_the_budget_nor_less_than_nothing() {
    let scheme = scheme("exampleshire/2026-27");
    let outcome = said(scheme, &[("setting", "home")]);
    for id in ["budget", "charge", "council_pays"] {
        assert_eq!(
            range(scheme, &outcome, id),
            (Some(pounds(0)), Some(pounds(1_750))),
            "{id}"
        );
    }
    let budget = [
        ("setting", "home"),
        ("nights", "none"),
        ("two_people", "no"),
    ];
    let outcome = said(scheme, &budget);
    assert_eq!(
        range(scheme, &outcome, "budget"),
        (Some(pounds(0)), Some(pounds(815)))
    );
    assert_eq!(
        range(scheme, &outcome, "council_pays"),
        (Some(pounds(0)), Some(pounds(815)))
    );
    let outcome = said(scheme, &[]);
    assert_eq!(range(scheme, &outcome, "council_pays").0, Some(pounds(0)));
}

#[test]
fn nobody_pays_more_than_the_care_costs_whatever_else_is_not_known() {
    let england = scheme("england/2026-27");
    let cost = [
        ("setting", "home"),
        ("home_hours", "20"),
        ("hour_price", "20"),
        ("care_workers", "one"),
        ("other_care", "0"),
    ];
    let outcome = said(england, &cost);
    assert_eq!(
        range(england, &outcome, "charge"),
        (Some(pounds(0)), Some(pounds(400)))
    );
    let home = [("setting", "care-home"), ("care_home_cost", "900")];
    let outcome = said(england, &home);
    assert_eq!(
        range(england, &outcome, "charge"),
        (Some(pounds(0)), Some(pounds(900)))
    );
}

#[test]
fn nobody_pays_twice_the_cost_where_the_limit_of_savings_is_not_published() {
    let scotland = scheme("scotland/2026-27");
    for savings in ["0", "20000"] {
        let known = [
            ("setting", "home"),
            ("other_care", "300"),
            ("capital", savings),
        ];
        let outcome = said(scotland, &known);
        assert_eq!(
            range(scotland, &outcome, "charge"),
            (Some(pounds(0)), Some(pounds(300)))
        );
    }
    let outcome = said(scotland, &[("setting", "home"), ("other_care", "300")]);
    assert_eq!(
        range(scotland, &outcome, "charge"),
        (Some(pounds(0)), Some(pounds(300)))
    );
}

#[test]
fn money_that_counts_and_is_then_left_out_leaves_no_range() {
    let england = scheme("england/2024-25");
    let known = [
        ("setting", "care-home"),
        ("assessed", "yes"),
        ("age", "working-age"),
        ("household", "single"),
        ("savings", "0"),
        ("joint_savings", "0"),
        ("home", "none"),
        ("income_benefits", "400"),
        ("private_pension", "0"),
        ("disability_benefit", "none"),
        ("war_pension", "0"),
        ("other_income", "0"),
        ("other_money", "yes"),
        ("care_home_cost", "900"),
    ];
    let outcome = said(england, &known);
    let (low, high) = range(england, &outcome, "charge");
    assert!(
        low.is_some() && low == high && low > Some(pounds(0)),
        "{low:?} to {high:?}"
    );
}
