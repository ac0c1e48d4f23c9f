//! Proofs: every worked example is worked out, and what comes out is held against what it says.

use std::collections::BTreeSet;

use jiff::civil::Date;
use upfront_engine::{
    Amount, Answer, Decimal, Outcome, Prepared, Scheme, Unit, Value, estimate, exact,
    explain::explain,
    outcome::Taken,
    parts::join_parts,
    reads::Reads,
    scheme::{Example, Expectation, Operand, Verb},
    unit::POUND,
    value::Reason,
    words::Words,
};

use super::{
    dated::{changes, of_example},
    faulty::{Faulty, Lost, Rest},
    parts::Places,
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        table::{WIDTH, table},
    },
    messages,
    source::Span,
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
    /// The same as a clause: `the rules give £70 a week`, `it cannot be worked out`.
    pub gives: String,
    /// Whether they are the same; or, of a figure that its source got wrong, whether they differ as the example says.
    pub holds: bool,
    /// Why the figure is not what comes out, where its source got it wrong.
    pub source_is_wrong: Option<String>,
}

/// What comes of each worked example of a scheme, with the rates of the day that it is for. Ask once for a scheme.
pub fn worked(scheme: &Scheme) -> Vec<Outcome> {
    worked_under(scheme, &scheme.examples)
}

/// The same of examples that stand by themselves.
pub(crate) fn worked_under(scheme: &Scheme, examples: &[Example]) -> Vec<Outcome> {
    if changes(scheme) {
        let worked = examples.iter().map(|example| {
            let scheme = of_example(scheme, example, None);
            estimate(&scheme, &example.answers)
        });
        return worked.collect();
    }
    let prepared = Prepared::of(scheme);
    let worked = examples
        .iter()
        .map(|example| prepared.estimate(&example.answers));
    worked.collect()
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
    let unit = unit(scheme, expected);
    let stated = words.amount(expected.amount, &unit);
    let worked_out = outcome.value(expected).map_or_else(
        || "cannot be worked out: no question that only it needs is answered".to_owned(),
        |value| words.value(value, &unit),
    );
    Proof {
        example: example.id.clone(),
        figure: figure(scheme, expected),
        expected: match expected.to {
            Some(_) if unit.is_test() => words.say("test-not-known", &[]),
            Some(most) => format!("{stated} to {}", words.quantity(most, &unit)),
            None => stated,
        },
        gives: clause(&worked_out, &unit),
        worked_out,
        holds: outcome.meets(expected),
        source_is_wrong: None,
    }
}

/// What comes out, as a clause.
fn clause(worked_out: &str, unit: &Unit) -> String {
    if worked_out.starts_with("cannot be ") {
        format!("it {worked_out}")
    } else if worked_out.starts_with("decided ") {
        format!("by the rules it is {worked_out}")
    } else if unit.is_test() && worked_out.starts_with("may be ") {
        format!("by the rules it {worked_out}")
    } else if unit.is_test() {
        format!("by the rules it is {worked_out}")
    } else {
        format!("the rules give {worked_out}")
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
    let examples = scheme.examples.iter().zip(worked(scheme));
    for ((example, outcome), ((_, expect_at, published_at), lost)) in examples.zip(places) {
        let scheme = &of_example(scheme, example, None);
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
        let mut missing = Missing::default();
        let mut wrong: Vec<usize> = Vec::new();
        let mut last: Option<Finding> = None;
        for (expected, at) in example.expect.iter().zip(expect_at) {
            if outcome.meets(expected) || !can_be_held(expected) {
                continue;
            }
            if let Some(questions) = unanswered(all, example, expected, all_outcome) {
                missing.add(figure(scheme, expected), *at, questions);
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
                    format!("{says}, and {}", proof.gives),
                )
                .label(proof.gives.clone())
                .advice(advice(scheme, example, expected, &outcome)),
            };
            wrong.push(expected.step);
            findings.extend(last.replace(finding));
        }
        // One working shows all the figures of an example, below the last of them.
        findings.extend(last.map(|finding| Finding {
            working: Some(working(scheme, example, &outcome, &wrong)),
            ..finding
        }));
        findings.extend(missing.finding(scheme, example));
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

/// The name of an expected figure.
fn figure(scheme: &Scheme, expected: &Expectation) -> String {
    let result = expected
        .result
        .and_then(|result| scheme.results.get(result));
    let step = scheme.steps.get(expected.step);
    result
        .map(|result| &result.id)
        .or(step.map(|step| &step.id))
        .cloned()
        .unwrap_or_default()
}

/// The answers that an example does not give and its figures rest on.
#[derive(Debug, Default)]
struct Missing {
    figures: Vec<(String, Span)>,
    questions: BTreeSet<usize>,
}

/// The most questions that a finding names.
const MOST_NAMED: usize = 8;

impl Missing {
    fn add(&mut self, figure: String, at: Span, questions: BTreeSet<usize>) {
        self.figures.push((figure, at));
        self.questions.extend(questions);
    }

    /// One finding for all of an example's figures.
    fn finding(self, scheme: &Scheme, example: &Example) -> Option<Finding> {
        let words = messages::english();
        let (_, at) = self.figures.first()?;
        let figures: Vec<String> = self
            .figures
            .iter()
            .map(|(figure, _)| format!("`{figure}`"))
            .collect();
        let questions: Vec<usize> = self.questions.into_iter().collect();
        let named = questions.get(..MOST_NAMED).unwrap_or(&questions);
        let more = questions.len() - named.len();
        let names = match more {
            0 => listed(scheme, named),
            _ => format!("{}, and {more} more", listed(scheme, named)),
        };
        let it = if questions.len() == 1 { "it" } else { "them" };
        Some(
            Finding::new(
                Code::ExampleFails,
                *at,
                format!(
                    "the example `{}` has no answer for {names}, and {} cannot be worked out without",
                    example.id,
                    words.list(&figures)
                ),
            )
            .label("rests on answers that are missing")
            .advice(format!(
                "Answer {it} under `answers:`, with `I do not know` where that is so. Other questions may follow from the answers."
            )),
        )
    }
}

/// The questions that a figure rests on, that are asked of this person for certain, and that have no answer. `None`
/// where the figure does not wait for any.
fn unanswered(
    scheme: &Scheme,
    example: &Example,
    expected: &Expectation,
    outcome: &Outcome,
) -> Option<BTreeSet<usize>> {
    let value = outcome.value(expected);
    let is_exact = value.is_some_and(|value| value.exact().is_some());
    let rest = Rest::of(scheme, expected.step);
    let waits = |question: &&usize| rest.questions.contains(question);
    let all: BTreeSet<usize> = outcome.unanswered.iter().filter(waits).copied().collect();
    if is_exact || all.is_empty() {
        return None;
    }
    let explained = explain(scheme, &example.answers, outcome, messages::english());
    let asked: BTreeSet<&str> = explained
        .answers
        .iter()
        .filter(|answer| answer.asked == Taken::Yes)
        .map(|answer| answer.id.as_str())
        .collect();
    let is_asked = |question: &&usize| {
        let question = scheme.questions.get(**question);
        question.is_some_and(|question| asked.contains(question.id.as_str()))
    };
    let certain: BTreeSet<usize> = all.iter().filter(is_asked).copied().collect();
    Some(if certain.is_empty() { all } else { certain })
}

/// What to do about a figure that does not come out, though nothing is missing among the answers.
fn advice(scheme: &Scheme, example: &Example, expected: &Expectation, outcome: &Outcome) -> String {
    let value = outcome.value(expected);
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
    "Find the line below that differs from the source. If the source itself is wrong, keep its figure under `published:` and say why under `but:`.".to_owned()
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

/// The part of a working in which what is expected and what comes out part: the steps of figures that differ, and what
/// each of them reads.
fn working(scheme: &Scheme, example: &Example, outcome: &Outcome, wrong: &[usize]) -> String {
    let reads = wrong.iter().filter_map(|step| scheme.steps.get(*step));
    let reads = reads.flat_map(|step| Reads::of(scheme, step).steps);
    let shown: BTreeSet<&str> = wrong
        .iter()
        .copied()
        .chain(reads)
        .filter_map(|step| Some(scheme.steps.get(step)?.id.as_str()))
        .collect();
    let explained = explain(scheme, &example.answers, outcome, messages::english());
    let rows: Vec<Vec<String>> = explained
        .lines
        .into_iter()
        .filter(|line| shown.contains(line.id.as_str()))
        .map(|line| vec![line.id, line.sentence, line.amount])
        .collect();
    table(&["step", "how", "comes to"], &rows, WIDTH)
}
