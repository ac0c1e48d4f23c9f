//! Steps that nobody gets to see the use of.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    reads::{Reads, steps_behind},
    scheme::{Step, Verb},
};

use super::{Edition, Page, is_national};
use crate::{
    check::years,
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::warning("reaches-no-result", "A step that no result rests on.")
    .why(
        "What it works out changes nobody's figure, though the policy has it for a reason. \
         Perhaps the step after it was meant to read it.",
    )
    .rules(
        "steps:
  - {id: care, sum: [£40 a week]}
  - {id: discount, share: 10%, of: care} # here
  - {id: charge, sum: [care]}
",
        "steps:
  - {id: care, sum: [£40 a week]}
  - {id: discount, share: 10%, of: care}
  - {id: charge, sum: [care], less: [discount]}
",
    );

/// Warns of a scheme's own steps that no result rests on.
/// National rules may hold more than they use themselves: councils use it.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    if years::is_national(scheme) {
        return;
    }
    let reached = reached(scheme);
    let unreached: Vec<(usize, &Step)> = scheme
        .steps
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            !reached.contains(index) && !is_national(scheme, |national| &national.steps, *index)
        })
        .collect();
    // What only another of them uses is told with that one.
    let mut used = BTreeSet::new();
    for (_, step) in &unreached {
        used.extend(Reads::of(scheme, step).steps);
    }
    for (index, step) in unreached {
        if used.contains(&index) {
            continue;
        }
        let mut finding = Finding::nowhere(
            Code::ReachesNoResult,
            format!("no result rests on the step `{}`", step.id),
        )
        .label("reaches no result")
        .advice(
            "Use it in a step that leads to a result, name it under `results:`, or take it out.",
        )
        .advice("If it is worked out only to be seen, let a worked example expect it.");
        finding.at = rules.steps().get(index).and_then(|step| step.id.at());
        findings.push(finding);
    }
}

/// The steps that people see the use of: a result or a way to hold rests on them, they end the working out, or a worked
/// example expects them.
fn reached(scheme: &Scheme) -> BTreeSet<usize> {
    let stops = scheme.steps.iter().enumerate();
    let stops = stops.filter(|(_, step)| matches!(step.verb, Verb::Stop { .. }));
    let examples = scheme.examples.iter();
    let expected = examples.flat_map(|example| example.expect.iter().chain(&example.published));
    steps_behind(
        scheme,
        stops
            .map(|(index, _)| index)
            .chain(scheme.results.iter().map(|result| result.step))
            .chain(scheme.ways_to_hold.iter().filter_map(|way| way.gives))
            .chain(expected.map(|expected| expected.step)),
    )
}
