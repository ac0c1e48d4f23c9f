//! Answers to questions that are not asked: they count nowhere, and nobody would notice.

use upfront_engine::{
    Answers, Scheme,
    asked::{Uncounted, uncounted},
    explain::describe_condition,
};

use super::dated::of_example;
use crate::{
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::Rules,
    source::Span,
};

/// Holds the answers of every worked example against what is asked of that person.
pub(super) fn check(scheme: &Scheme, rules: &Rules, findings: &mut Findings) {
    for (example, written) in scheme.examples.iter().zip(rules.examples()) {
        let scheme = of_example(scheme, example, None);
        let place = |question: &str| {
            let mut answers = written.answers.names().iter();
            let answer = answers.find(|answer| answer.name == question);
            answer.map(|answer| answer.at)
        };
        check_answers(&scheme, &example.answers, place, findings);
    }
}

/// Holds one person's answers against what is asked of them; `place` is where the answer to a question stands.
pub fn check_answers(
    scheme: &Scheme,
    answers: &Answers,
    place: impl Fn(&str) -> Option<Span>,
    findings: &mut Findings,
) {
    for lost in uncounted(scheme, answers) {
        let Some(question) = scheme.questions.get(lost.question) else {
            continue;
        };
        let mut finding = Finding::nowhere(
            Code::NotAsked,
            format!(
                "`{}` is not asked here, so its answer counts nowhere",
                question.id
            ),
        )
        .label("not asked of this person")
        .advice(because(scheme, &lost))
        .advice("Take it out, or mend the answer that decides whether it is asked.");
        finding.at = place(&question.id);
        findings.push(finding);
    }
}

/// What would have to hold, in a sentence.
fn because(scheme: &Scheme, lost: &Uncounted<'_>) -> String {
    let words = messages::english().for_scheme(scheme);
    let conditions: Vec<String> = lost
        .because
        .iter()
        .map(|condition| describe_condition(scheme, condition, &words))
        .collect();
    format!(
        "It is asked only if {}, and that is not so.",
        words.list(&conditions)
    )
}
