//! Answers to questions that are not asked: they count nowhere, and nobody would notice.

use upfront_engine::{
    Answers, Scheme,
    asked::{Uncounted, uncounted},
    explain::describe_condition,
};

use super::{Edition, Page};
use crate::{
    check::dated::of_example,
    diagnostics::{Code, Finding, Findings},
    messages,
    source::Span,
};

pub(super) const PAGE: Page = Page::warning("not-asked", "An answer to a question that is not asked of that person, or a stop that gives one: it counts nowhere.")
    .why("Whoever wrote the example meant the answer to count. \
         Either it is left out, or the answer that decides whether it is asked is wrong.")
.rules(
        "questions:
  - {id: partner, ask: Do you have a partner?, yes or no: true}
  - {id: theirs, ask: What is their income?, number: £ a week, when: {answer: partner, is: yes}}
steps: [{id: counted, sum: [theirs]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {partner: no, theirs: 50} # here
    expect: {counted: nothing}
",
        "questions:
  - {id: partner, ask: Do you have a partner?, yes or no: true}
  - {id: theirs, ask: What is their income?, number: £ a week, when: {answer: partner, is: yes}}
steps: [{id: counted, sum: [theirs]}]
examples:
  - id: mrs-r
    title: Mrs R
    answers: {partner: yes, theirs: 50}
    expect: {counted: £50 a week}
",
    );

/// Holds the answers of every worked example against what is asked of that person.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
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
