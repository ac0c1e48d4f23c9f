//! The rules as the estimator of a page loads them: `rules.txt`. Its first line is JSON, with what the page's scripts
//! know of the rules; the rest is packed for the engine.

use serde::Serialize;
use upfront_engine::{
    Answer, Scheme,
    answers::DO_NOT_KNOW,
    explain::{describe_cite, describe_origin},
    scheme::{Question, QuestionKind},
    telling::Telling,
    wire,
    words::Words,
};

use super::question::period_value;

/// What the scripts know of the rules. What the engine tells comes in the same order as the questions, steps and results
/// here.
#[derive(Serialize)]
struct Known<'a> {
    questions: Vec<Asked<'a>>,
    lines: Vec<Line<'a>>,
    results: Vec<Result<'a>>,
    examples: Vec<Example<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    ask: &'a str,
    part: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    say: &'a str,
    source: String,
    url: &'a str,
    part: usize,
    whose: String,
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

/// Writes the file. `words` are those that the page speaks in.
pub(super) fn file(scheme: &Scheme, words: &Words) -> Vec<u8> {
    let questions = scheme.questions.iter().map(|question| Asked {
        id: &question.id,
        ask: &question.ask,
        part: question.part,
    });
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
