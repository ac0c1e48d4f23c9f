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
    source::{Node, NodeKind},
};

/// Holds the answers of every worked example against what is asked of that person.
pub(super) fn check(scheme: &Scheme, node: &Node, findings: &mut Findings) {
    let written: &[Node] = match node.entry("examples").map(|entry| &entry.value.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    };
    for (example, node) in scheme.examples.iter().zip(written) {
        let scheme = of_example(scheme, example, None);
        if let Some(answers) = node.entry("answers") {
            check_answers(&scheme, &example.answers, &answers.value, findings);
        }
    }
}

/// Holds one person's answers, as they are written, against what is asked of them.
pub fn check_answers(scheme: &Scheme, answers: &Answers, node: &Node, findings: &mut Findings) {
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
        finding.at = node.entry(&question.id).map(|entry| entry.value.span);
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
