//! Proofs: every worked example is worked out, and what comes out is held against what it says.

use jiff::civil::Date;
use upfront_engine::{
    Amount, Answer, Decimal, Outcome, Scheme, Unit, Value, estimate, exact,
    explain::explain,
    parts::join_parts,
    scheme::{Example, Expectation, Operand, Verb},
    unit::POUND,
    value::Reason,
    words::Words,
};

use super::{
    dated::of_example,
    faulty::{Faulty, Lost},
    parts::Places,
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        table::{WIDTH, table},
    },
    messages,
};

/// One figure of a worked example, expected and worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The example's name.
    pub example: String,
    /// The step or the result that the figure is of.
    pub figure: String,
    /// What the example says, in words.
    pub expected: String,
    /// What comes out, in words.
    pub worked_out: String,
    /// Whether they are the same; or, of a figure that its source got wrong, whether they differ as the example says.
    pub holds: bool,
    /// Why the figure is not what comes out, where its source got it wrong.
    pub source_is_wrong: Option<String>,
}

/// Works every example of a scheme out: one line for each figure that it expects, and for each that its source printed
/// and got wrong. An example that is for no day in particular has the rates of `day`, or the newest.
pub fn prove(scheme: &Scheme, day: Option<Date>) -> Vec<Proof> {
    let words = messages::english().for_scheme(scheme);
    let mut proofs = Vec::new();
    for example in &scheme.examples {
        let scheme = &of_example(scheme, example, day);
        let outcome = estimate(scheme, &example.answers);
        let held = |expected| proof(scheme, example, expected, &outcome, &words);
        proofs.extend(example.expect.iter().map(held));
        proofs.extend(example.published.iter().map(held).map(|proof| Proof {
            holds: !proof.holds,
            source_is_wrong: Some(example.but.clone()),
            ..proof
        }));
    }
    proofs
}

/// What an expected figure is counted in.
fn unit(scheme: &Scheme, expected: &Expectation) -> Unit {
    let step = scheme.steps.get(expected.step);
    step.map_or_else(Unit::none, |step| step.unit.clone())
}

fn proof(
    scheme: &Scheme,
    example: &Example,
    expected: &Expectation,
    outcome: &Outcome,
    words: &Words,
) -> Proof {
    let step = scheme.steps.get(expected.step);
    let unit = unit(scheme, expected);
    let result = expected
        .result
        .and_then(|result| scheme.results.get(result));
    let figure = match (result, step) {
        (Some(result), _) => result.id.clone(),
        (None, Some(step)) => step.id.clone(),
        (None, None) => String::new(),
    };
    let stated = words.amount(expected.amount, &unit);
    Proof {
        example: example.id.clone(),
        figure,
        expected: match expected.to {
            Some(_) if unit.is_test() => words.say("test-not-known", &[]),
            Some(most) => format!("{stated} to {}", words.quantity(most, &unit)),
            None => stated,
        },
        worked_out: outcome.value(expected).map_or_else(
            || "no figure, because none of the questions that only it needs is answered".to_owned(),
            |value| words.value(value, &unit),
        ),
        holds: outcome.meets(expected),
        source_is_wrong: None,
    }
}

/// Holds every example of a compiled scheme against what comes out; `places` are those of its figures. What rests on a
/// mistake is left out.
pub(super) fn check(
    scheme: &Scheme,
    places: &[Places],
    (faulty, lost): (&Faulty, &[Lost]),
    findings: &mut Findings,
) {
    let words = messages::english().for_scheme(scheme);
    let places = places.iter().zip(lost);
    for (example, ((_, expect_at, published_at), lost)) in scheme.examples.iter().zip(places) {
        let scheme = &of_example(scheme, example, None);
        let outcome = estimate(scheme, &example.answers);
        let can_be_held = |expected: &Expectation| {
            let value = outcome.value(expected);
            let is_exact = value.is_some_and(|value| value.exact().is_some());
            faulty.leaves(scheme, expected, lost, is_exact)
        };
        let is_later = |expected| outcome.value(expected).is_none();
        // A figure of a part that has not been begun: what it needs shows only where all parts are worked out.
        let whole = example.expect.iter().any(is_later).then(|| {
            let mut whole = scheme.clone().into_owned();
            join_parts(&mut whole);
            let outcome = estimate(&whole, &example.answers);
            (whole, outcome)
        });
        let (all, all_outcome) = whole
            .as_ref()
            .map_or((scheme.as_ref(), &outcome), |(scheme, outcome)| {
                (scheme, outcome)
            });
        let mut last: Option<Finding> = None;
        for (expected, at) in example.expect.iter().zip(expect_at) {
            if outcome.meets(expected) || !can_be_held(expected) {
                continue;
            }
            let proof = proof(scheme, example, expected, &outcome, &words);
            let sum = sum_of_lines(scheme, example, expected, &outcome)
                .map(|sum| words.quantity(sum, &unit(scheme, expected)));
            let says = format!(
                "the example `{}` says that `{}` is {}",
                example.id, proof.figure, proof.expected
            );
            let finding = match &sum {
                Some(sum) => Finding::new(
                    Code::TotalDiffers,
                    *at,
                    format!("{says}, and the lines of this total add up to {sum}"),
                )
                .label(format!("the lines add up to {sum}"))
                .advice("See whether a line or the total is as in the source. If the source itself added them wrongly, keep its figure under `published:` and say why under `but:`."),
                None => Finding::new(
                    Code::ExampleFails,
                    *at,
                    format!("{says}, and the rules give {}", proof.worked_out),
                )
                .label(format!("the rules give {}", proof.worked_out))
                .advice(advice(scheme, example, expected, &outcome, &all_outcome.unanswered)),
            };
            findings.extend(last.replace(finding));
        }
        // One working shows all the figures of an example, below the last of them.
        findings.extend(last.map(|finding| Finding {
            working: Some(working(all, example, all_outcome)),
            ..finding
        }));
        for (printed, at) in example.published.iter().zip(published_at) {
            if outcome.meets(printed) && can_be_held(printed) {
                let proof = proof(scheme, example, printed, &outcome, &words);
                findings.push(
                    Finding::new(
                        Code::ExampleFails,
                        *at,
                        format!(
                            "the printed figure of `{}`, {}, is what the rules give",
                            proof.figure, proof.expected
                        ),
                    )
                    .label("comes out")
                    .advice(
                        "Take `published:` and `but:` out, and put the figure under `expect:`.",
                    ),
                );
            }
        }
    }
}

/// What to do about a figure that does not come out; `unanswered` are the questions of all parts that have no answer.
fn advice(
    scheme: &Scheme,
    example: &Example,
    expected: &Expectation,
    outcome: &Outcome,
    unanswered: &[usize],
) -> String {
    let value = outcome.value(expected);
    if value.is_none_or(|value| value.exact().is_none()) {
        let part = part(scheme, expected);
        let is_needed = |question: &usize| {
            let question = scheme.questions.get(*question);
            question.is_some_and(|question| question.part <= part)
        };
        let missing: Vec<usize> = unanswered.iter().copied().filter(is_needed).collect();
        if !missing.is_empty() {
            return format!(
                "Under `answers:`, there is nothing yet for {}. Answer them, with `I do not know` where that is so.",
                listed(scheme, &missing)
            );
        }
    }
    let unknown: Vec<usize> = value
        .into_iter()
        .flat_map(|value| &value.why)
        .filter_map(|why| match why {
            Reason::Unknown(question) => Some(*question),
            _ => None,
        })
        .filter(|question| example.answers.get(*question) == Some(Answer::Unknown))
        .collect();
    let range = value.and_then(|value| range(value, &unit(scheme, expected)));
    if !unknown.is_empty() {
        let instead = range.map_or_else(
            || "give an answer, or take this figure out".to_owned(),
            |range| format!("write `{range}`"),
        );
        return format!(
            "The answer to {} is `I do not know`, so what comes out is not one figure: {instead}.",
            listed(scheme, &unknown)
        );
    }
    "Find the step below that differs from the source. If the source itself is wrong, keep its figure under `published:` and say why under `but:`.".to_owned()
}

/// Which part of the scheme an expected figure belongs to.
fn part(scheme: &Scheme, expected: &Expectation) -> usize {
    let result = expected
        .result
        .and_then(|result| scheme.results.get(result))
        .map(|result| result.part);
    let step = scheme.steps.get(expected.step).map(|step| step.part);
    result.or(step).unwrap_or(0)
}

/// Some questions by name: “`washing` and `eating`”.
fn listed(scheme: &Scheme, questions: &[usize]) -> String {
    let questions = questions
        .iter()
        .filter_map(|index| scheme.questions.get(*index));
    let names: Vec<String> = questions
        .map(|question| format!("`{}`", question.id))
        .collect();
    messages::english().list(&names)
}

/// A figure that is not known exactly, as an example expects it: `5 to 25 points`.
fn range(value: &Value, unit: &Unit) -> Option<String> {
    let words = messages::english();
    let low = value.low?;
    Some(match value.most() {
        _ if unit.is_test() => words.say("test-not-known", &[]),
        Some(high) => {
            let bare = if unit.is_money() {
                Unit::of(POUND)
            } else {
                Unit::none()
            };
            format!(
                "{} to {}",
                words.quantity(low, &bare),
                words.quantity(high, unit)
            )
        }
        None => format!("from {}", words.quantity(low, unit)),
    })
}

/// What the lines of a total come to, where an example gives two of them at least and they do not add up to the total
/// that it expects. What it does not give is as it comes out.
fn sum_of_lines(
    scheme: &Scheme,
    example: &Example,
    total: &Expectation,
    outcome: &Outcome,
) -> Option<Decimal> {
    let Verb::Sum { add, less } = &scheme.steps.get(total.step)?.verb else {
        return None;
    };
    let inputs = &outcome.working.get(total.step)?.inputs;
    let given = |operand: &Operand| {
        let Operand::Step(index) = operand else {
            return None;
        };
        let line = |line: &&Expectation| line.step == *index && line.to.is_none();
        match example.expect.iter().find(line)?.amount {
            Amount::Exact(figure) => Some(figure),
            _ => None,
        }
    };
    let mut sum = Decimal::ZERO;
    let mut lines = 0_usize;
    for (place, (operand, input)) in add.iter().chain(less).zip(inputs).enumerate() {
        let given = given(operand);
        lines += usize::from(given.is_some());
        let figure = given.or_else(|| input.value.exact())?;
        sum = if place < add.len() {
            exact::add(sum, figure)
        } else {
            exact::subtract(sum, figure)
        }?;
    }
    (lines > 1 && total.amount != Amount::Exact(sum)).then_some(sum)
}

/// The whole working, as a table.
fn working(scheme: &Scheme, example: &Example, outcome: &Outcome) -> String {
    let explained = explain(scheme, &example.answers, outcome, messages::english());
    let rows: Vec<Vec<String>> = explained
        .lines
        .into_iter()
        .map(|line| vec![line.id, line.sentence, line.amount])
        .collect();
    table(&["step", "how", "comes to"], &rows, WIDTH)
}
