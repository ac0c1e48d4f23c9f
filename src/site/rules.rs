//! The rules as the estimator of a page loads them: `rules.txt`. Its first line is JSON, with what the page's scripts
//! know of the rules; the rest is packed for the engine.

use serde::Serialize;
use upfront_engine::{
    Answer, Outcome, Scheme,
    answers::DO_NOT_KNOW,
    explain::{describe_cite, describe_origin},
    reads::Reads,
    scheme::{Operand, Question, QuestionKind, Verb},
    telling::Telling,
    wire,
    words::Words,
};

use super::{
    in_short, possible,
    question::{asked_when, period_value},
};

/// What the scripts know of the rules. What the engine tells comes in the same order as the questions, steps and results
/// here.
#[derive(Serialize)]
struct Known<'a> {
    questions: Vec<Asked<'a>>,
    lines: Vec<Line<'a>>,
    results: Vec<Result<'a>>,
    /// What a sentence may say, and the same in few words.
    short: Vec<(String, String)>,
    examples: Vec<Example<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    ask: &'a str,
    part: usize,
    /// Its number on the worksheet; nought where it is never asked.
    number: usize,
    /// When it is asked at all, in a sentence; empty where always.
    when: String,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    say: &'a str,
    source: String,
    url: &'a str,
    part: usize,
    whose: String,
    /// Its letter on the worksheet; empty where it has no line there.
    letter: &'a str,
    /// Whether it adds up what it reads, so that what comes to nothing may be left out where it is told in few words.
    sum: bool,
    /// Whether others only add it up, so that it may be left out itself.
    added: bool,
}

#[derive(Serialize)]
struct Result<'a> {
    id: &'a str,
    say: &'a str,
    part: usize,
}

#[derive(Serialize)]
struct Example<'a> {
    id: &'a str,
    title: &'a str,
    /// What was answered, as it would be typed, each with the question before it.
    answers: Vec<(&'a str, String)>,
}

/// Writes the file. `words` are those that the page speaks in, and `open` is what the scheme gives while nothing is known.
pub(super) fn file(scheme: &Scheme, open: &Outcome, words: &Words) -> Vec<u8> {
    let numbers = possible::numbers(scheme, words);
    let questions = scheme
        .questions
        .iter()
        .zip(&numbers)
        .map(|(question, number)| Asked {
            id: &question.id,
            ask: &question.ask,
            part: question.part,
            number: number.unwrap_or(0),
            when: asked_when(scheme, question.when.as_ref(), words),
        });
    let letters = possible::letters(scheme, open);
    let lines = scheme.steps.iter().enumerate().map(|(place, step)| {
        let cite = step.cite.as_ref();
        let source = cite.and_then(|cite| scheme.sources.get(cite.source));
        Line {
            id: &step.id,
            say: &step.say,
            source: describe_cite(scheme, cite, words),
            url: source.map_or("", |source| &source.url),
            part: step.part,
            whose: describe_origin(scheme, place, words),
            letter: letters
                .get(place)
                .and_then(Option::as_deref)
                .unwrap_or_default(),
            sum: matches!(step.verb, Verb::Sum { .. }),
            added: is_only_added(scheme, place),
        }
    });
    let results = scheme.results.iter().map(|result| Result {
        id: &result.id,
        say: &result.say,
        part: result.part,
    });
    let examples = scheme.examples.iter().map(|example| {
        let answers = scheme.questions.iter().zip(&example.answers.0);
        let answers = answers.filter_map(|(question, answer)| {
            Some((question.id.as_str(), typed(question, (*answer)?)?))
        });
        Example {
            id: &example.id,
            title: &example.title,
            answers: answers.collect(),
        }
    });
    let known = Known {
        short: in_short::pairs(scheme, &letters, &numbers, words),
        questions: questions.collect(),
        lines: lines.collect(),
        results: results.collect(),
        examples: examples.collect(),
    };
    // Plain data with text keys, which JSON always takes.
    let mut file = serde_json::to_string(&known).unwrap_or_default();
    file.push('\n');
    file.push_str(&wire::pack(scheme, &Telling::of(scheme, words)));
    file.into_bytes()
}

/// The same for a page that puts councils side by side: its scripts know the rules from elsewhere.
pub(super) fn packed(scheme: &Scheme, words: &Words) -> Vec<u8> {
    format!("\n{}", wire::pack(scheme, &Telling::of(scheme, words))).into_bytes()
}

/// Whether nobody came for a step, and others only add its outcome up or take it away: where it is nothing it changes nothing.
fn is_only_added(scheme: &Scheme, place: usize) -> bool {
    let of_results = scheme.results.iter().map(|result| result.step);
    let of_ways = scheme.ways_to_hold.iter().filter_map(|way| way.gives);
    let is_wanted = of_results.chain(of_ways).any(|step| step == place);
    !is_wanted
        && scheme.steps.iter().all(|step| {
            let read = Reads::of(scheme, step).steps;
            let added = match step.verb {
                Verb::Sum { .. } => step.verb.operands(),
                _ => Vec::new(),
            };
            let added = added
                .into_iter()
                .filter(|one| **one == Operand::Step(place));
            read.iter().filter(|step| **step == place).count() == added.count()
        })
}

/// An answer as it would be typed; `None` where its question does not allow it.
fn typed(question: &Question, answer: Answer) -> Option<String> {
    let in_period = |number: String, unit| {
        let text = format!("{number} {}", period_value(unit));
        text.trim_end().to_owned()
    };
    match (answer, &question.kind) {
        (Answer::Unknown, _) => Some(DO_NOT_KNOW.to_owned()),
        (Answer::Option(option), QuestionKind::Options(options)) => {
            Some(options.get(option)?.id.clone())
        }
        (Answer::Number(number), QuestionKind::Number { periods, .. }) if periods.is_empty() => {
            Some(number.to_string())
        }
        (Answer::Number(number), QuestionKind::Number { unit, .. }) => {
            Some(in_period(number.to_string(), unit))
        }
        (Answer::InPeriod(number, period), QuestionKind::Number { periods, .. }) => {
            Some(in_period(number.to_string(), &periods.get(period)?.unit))
        }
        _ => None,
    }
}
