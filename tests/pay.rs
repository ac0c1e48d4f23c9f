//! The charge along an income and along savings, as the page of what somebody might pay draws it, is what an estimate gives.

use upfront::{chart::answer_chart, messages::english, site::pay::charge};
use upfront_engine::{Answer, Decimal, Scheme, Unit, estimate, scheme::QuestionKind, unit::POUND};

use crate::support::schemes::EXAMPLE_SITE;

/// The points of a chart's CSV: the number that is answered, and the charge where it is published.
fn points(csv: &str) -> Vec<(Decimal, Option<Decimal>)> {
    let lines = csv.lines().skip(1);
    let cells = lines.map(|line| line.split(',').collect::<Vec<_>>());
    cells
        .map(|cells| (cells[0].parse().unwrap(), cells[2].parse().ok()))
        .collect()
}

#[test]
fn a_charge_along_an_income_is_what_an_estimate_gives_at_its_points_and_between_them() {
    let weekly = Unit::of(POUND).per("week");
    let (mut drawn, mut looked_at) = (0, 0);
    for scheme in &EXAMPLE_SITE.schemes {
        let Some(result) = charge(scheme) else {
            continue;
        };
        for example in &scheme.examples {
            for (question, asked) in scheme.questions.iter().enumerate() {
                let is_income = matches!(&asked.kind, QuestionKind::Number { unit, .. } if *unit == weekly)
                    && asked.about == "income"
                    && matches!(example.answers.get(question), Some(Answer::Number(_)));
                let words = english().for_scheme(scheme);
                let chart = is_income
                    .then(|| answer_chart(scheme, result, question, &example.answers, &words, "c"))
                    .flatten();
                let Some(chart) = chart else { continue };
                drawn += 1;
                let at = |number: Decimal| gives(scheme, result, question, example, number);
                let points = points(&chart.csv);
                for pair in points.windows(2) {
                    let [(from, Some(low)), (to, Some(high))] = pair else {
                        continue;
                    };
                    assert_eq!(at(*from), *low, "{} {} at {from}", scheme.id, example.id);
                    assert_eq!(at(*to), *high, "{} {} at {to}", scheme.id, example.id);
                    // A third of the way, on a penny, the line is right to the penny.
                    let third = ((to - from) / Decimal::from(3)).trunc_with_scale(2);
                    let line = low + (high - low) * third / (to - from);
                    let off = (at(from + third) - line).abs();
                    assert!(
                        off <= Decimal::new(1, 2),
                        "{} {}: {off} off at {}",
                        scheme.id,
                        example.id,
                        from + third
                    );
                    looked_at += 1;
                }
            }
        }
    }
    assert!(
        drawn > 20 && looked_at > 60,
        "{drawn} charts, {looked_at} stretches"
    );
}

fn gives(
    scheme: &Scheme,
    result: usize,
    question: usize,
    example: &upfront_engine::scheme::Example,
    number: Decimal,
) -> Decimal {
    let mut answers = example.answers.clone();
    answers.set(question, Answer::Number(number));
    let outcome = estimate(scheme, &answers);
    outcome.results[result].exact().unwrap()
}

#[test]
fn a_charge_along_savings_is_what_an_estimate_gives_at_both_ends_of_each_step_and_within_it() {
    let (mut drawn, mut looked_at) = (0, 0);
    for scheme in &EXAMPLE_SITE.schemes {
        let Some(result) = charge(scheme) else {
            continue;
        };
        let words = english().for_scheme(scheme);
        for example in &scheme.examples {
            for (question, asked) in scheme.questions.iter().enumerate() {
                let QuestionKind::Number { unit, places, .. } = &asked.kind else {
                    continue;
                };
                if *unit != Unit::of(POUND) || asked.about != "capital" {
                    continue;
                }
                let answers = &example.answers;
                let Some(Answer::Number(_)) = answers.get(question) else {
                    continue;
                };
                let Some(chart) = answer_chart(scheme, result, question, answers, &words, "c")
                else {
                    continue;
                };
                // Where nothing but a limit counts, there is a line, as of an income.
                if !chart.csv.starts_with("from,") {
                    continue;
                }
                drawn += 1;
                let grain = Decimal::new(1, *places);
                let far = Decimal::from(200_000);
                let mut before = None;
                for line in chart.csv.lines().skip(1) {
                    let cells: Vec<&str> = line.split(',').collect();
                    let [from, from_included, to, to_included, _, kind, amount, ..] = cells[..]
                    else {
                        panic!("{line}");
                    };
                    let edge = |at: &str, included: &str, inside: Decimal| {
                        let at: Decimal = at.parse().ok()?;
                        Some(if included == "yes" { at } else { at + inside })
                    };
                    let first = edge(from, from_included, grain).unwrap_or(Decimal::ZERO);
                    let last = edge(to, to_included, -grain).unwrap_or(far);
                    assert!(
                        before.is_none_or(|before: Decimal| before + grain == first),
                        "{line}"
                    );
                    before = Some(last);
                    if kind != "exact" {
                        continue;
                    }
                    let amount: Decimal = amount.parse().unwrap();
                    let third =
                        first + ((last - first) / Decimal::from(3)).trunc_with_scale(*places);
                    for at in [first, third, last] {
                        let gives = gives(scheme, result, question, example, at);
                        assert_eq!(gives, amount, "{} {} at {at}", scheme.id, example.id);
                        looked_at += 1;
                    }
                }
                assert_eq!(before, Some(far), "{}", scheme.id);
            }
        }
    }
    assert!(
        drawn > 20 && looked_at > 1_000,
        "{drawn} charts, {looked_at} amounts"
    );
}
