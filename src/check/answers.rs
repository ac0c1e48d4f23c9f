//! Answers written as text, such as `daily`, `£1,200.50` or `I do not know`, into the engine's answers.

use upfront_engine::{
    Answer, Answers, Scheme,
    answers::{AnswerFault, read},
    scheme::{Question, QuestionKind},
};

use super::{
    between::{and_scores_between, of_these_points},
    names::unknown,
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{did_you_mean, meant},
    },
    language::meant_yes_no,
    source::{Node, NodeKind, Span},
};

/// One answer as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written<'w> {
    /// The name of the question.
    pub(super) question: &'w str,
    /// Where that stands.
    pub(super) key: Span,
    /// The answer; `None` where it is no text.
    pub(super) text: Option<&'w str>,
    /// Where it stands.
    pub(super) at: Span,
}

/// Reads a mapping of answers, by the names of the questions. What a question does not allow is a finding, and
/// left out.
pub fn read_answers(scheme: &Scheme, node: &Node, findings: &mut Findings) -> Answers {
    let NodeKind::Map(entries) = &node.kind else {
        findings.push(
            Finding::new(
                Code::WrongType,
                node.span,
                "Answers are a mapping, by the names of the questions",
            )
            .label("not a mapping")
            .advice("Write each as `question: answer`."),
        );
        return Answers(vec![None; scheme.questions.len()]);
    };
    let mut answers = Answers(vec![None; scheme.questions.len()]);
    for entry in entries {
        if matches!(entry.value.kind, NodeKind::List(_) | NodeKind::Map(_)) {
            findings.push(
                Finding::new(
                    Code::WrongType,
                    entry.value.span,
                    format!("the answer to `{}` is one option or one number", entry.key),
                )
                .label("not one answer")
                .advice("Write one answer, or `I do not know`."),
            );
        }
        let written = Written {
            question: &entry.key,
            key: entry.key_span,
            text: entry.value.text(),
            at: entry.value.span,
        };
        if let Some((question, answer)) = read_one(scheme, written, |_| true, findings) {
            answers.set(question, answer);
        }
    }
    answers
}

/// Reads one answer; `is_whole` says whether all of a question could be read.
pub(super) fn read_one(
    scheme: &Scheme,
    written: Written<'_>,
    is_whole: impl Fn(usize) -> bool,
    findings: &mut Findings,
) -> Option<(usize, Answer)> {
    let found = scheme
        .questions
        .iter()
        .enumerate()
        .find(|(_, question)| question.id == written.question);
    let Some((index, question)) = found else {
        let near = meant(
            written.question,
            scheme.questions.iter().map(|question| question.id.as_str()),
        );
        findings.push(unknown(
            "question",
            written.question,
            written.key,
            near.as_ref(),
        ));
        return None;
    };
    let text = written.text?;
    if !is_whole(index) {
        return None;
    }
    let said = spoken_yes_or_no(&question.kind, text);
    // In a file, `026` is a slip for `26`, `206` or `260`; somebody who types it into a page may mean it so.
    let is_number = matches!(question.kind, QuestionKind::Number { .. });
    if is_number && begins_with_a_nought(said) {
        findings.push(
            Finding::new(
                Code::BadAnswer,
                written.at,
                format!("`{}` begins with a nought that says nothing", said.trim()),
            )
            .label("a nought before other digits")
            .advice("See whether a digit stands in the wrong place, and take the nought out."),
        );
        return None;
    }
    match read(&question.kind, said) {
        Ok(answer) => answer.map(|answer| (index, answer)),
        Err(fault) => {
            findings.push(bad_answer(question, text.trim(), fault, written.at));
            None
        }
    }
}

/// Whether a number begins with a nought that says nothing.
pub(crate) fn begins_with_a_nought(text: &str) -> bool {
    let mut digits = text.trim().trim_start_matches('£').chars();
    digits.next() == Some('0') && digits.next().is_some_and(|next| next.is_ascii_digit())
}

/// `true` and `false` are how YAML or a spreadsheet may have kept a yes and a no.
pub(crate) fn spoken_yes_or_no<'t>(kind: &QuestionKind, text: &'t str) -> &'t str {
    let QuestionKind::Options(options) = kind else {
        return text;
    };
    let is_yes_or_no = options
        .iter()
        .map(|option| option.id.as_str())
        .eq(["yes", "no"]);
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" if is_yes_or_no => "yes",
        "false" | "no" if is_yes_or_no => "no",
        _ => text,
    }
}

/// The option that was probably meant: `y` is `yes`.
pub(super) fn meant_option<'o>(text: &str, options: &[&'o str]) -> Option<&'o str> {
    meant_yes_no(text)
        .filter(|meant| options.contains(meant))
        .or_else(|| did_you_mean(text, options.iter().copied()))
}

fn bad_answer(question: &Question, text: &str, fault: AnswerFault, at: Span) -> Finding {
    let (message, advice) = told(question, text, fault);
    let finding = Finding::new(Code::BadAnswer, at, message).label("not an answer to it");
    match advice {
        Some(advice) => finding.advice(advice),
        None => finding,
    }
}

/// What is wrong with an answer in a sentence, and what to do.
pub(crate) fn told(
    question: &Question,
    text: &str,
    fault: AnswerFault,
) -> (String, Option<String>) {
    let id = &question.id;
    match fault {
        AnswerFault::NoSuchQuestion => (format!("there is no question `{id}`"), None),
        AnswerFault::NotAnOption => {
            let options: Vec<&str> = match &question.kind {
                QuestionKind::Options(options) => {
                    let printed = options.iter().filter(|option| !option.between);
                    printed.map(|option| option.id.as_str()).collect()
                }
                QuestionKind::Number { .. } => Vec::new(),
            };
            let more = match &question.kind {
                QuestionKind::Options(options) => and_scores_between(options),
                QuestionKind::Number { .. } => "",
            };
            let of_points = match &question.kind {
                QuestionKind::Options(options) => of_these_points(text, options),
                QuestionKind::Number { .. } => None,
            };
            let near = of_points.or_else(|| meant_option(text, &options));
            (
                format!("`{text}` is not an option of `{id}`"),
                Some(match near {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => format!(
                        "The options are `{}`{more}, and `I do not know`.",
                        options.join("`, `")
                    ),
                }),
            )
        }
        AnswerFault::NotANumber => (
            format!("`{text}` cannot be read as the number that `{id}` asks for"),
            Some("Write a number, such as `12` or `1,200.50`, or `I do not know`.".to_owned()),
        ),
        AnswerFault::TooSmall(least) => (
            format!("`{text}` is less than `{id}` allows"),
            Some(format!("The least is {least}.")),
        ),
        AnswerFault::TooLarge(most) => (
            format!("`{text}` is more than `{id}` allows"),
            Some(format!("The most is {most}.")),
        ),
        AnswerFault::TooManyPlaces(0) => (
            format!("`{text}` is not a whole number, and `{id}` asks for one"),
            None,
        ),
        AnswerFault::TooManyPlaces(places) => (
            format!("`{text}` has more decimal places than `{id}` allows"),
            Some(format!("It allows {places}.")),
        ),
    }
}
