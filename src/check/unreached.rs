//! Steps that nobody gets to see the use of, and ways to hold a budget that show the figure of another way.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    reads::Reads,
    scheme::{Form, Origin, Step, Verb},
};

use super::years;
use crate::{
    diagnostics::{Code, Finding, Findings},
    source::{Node, NodeKind, Span},
};

/// Warns of a scheme's own steps that no result rests on, and of ways to hold a budget that show another way's figure.
/// National rules may hold more than they use themselves: councils use it.
pub(super) fn check(scheme: &Scheme, node: &Node, findings: &mut Findings) {
    check_ways(scheme, node, findings);
    if years::is_national(scheme) {
        return;
    }
    let is_national = |index: usize| {
        let national = scheme.national.as_ref();
        national.is_some_and(|national| national.steps.get(index) == Some(&Origin::National))
    };
    let reached = reached(scheme);
    let unreached: Vec<(usize, &Step)> = scheme
        .steps
        .iter()
        .enumerate()
        .filter(|(index, _)| !reached.contains(index) && !is_national(*index))
        .collect();
    // What only another of them uses is told with that one.
    let mut used = BTreeSet::new();
    for (_, step) in &unreached {
        used.extend(Reads::of(scheme, step).steps);
    }
    let mut names = None;
    for (index, step) in unreached {
        if used.contains(&index) {
            continue;
        }
        let names = names.get_or_insert_with(|| places(node, "steps", "id"));
        let mut finding = Finding::nowhere(
            Code::ReachesNoResult,
            format!("no result rests on the step `{}`", step.id),
        )
        .label("reaches no result")
        .advice(
            "Use it in a step that leads to a result, name it under `results:`, or take it out.",
        )
        .advice("If it is worked out only to be seen, let a worked example expect it.");
        finding.at = names
            .iter()
            .find(|(name, _)| *name == step.id)
            .map(|(_, at)| *at);
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
    let mut waiting: Vec<usize> = stops
        .map(|(index, _)| index)
        .chain(scheme.results.iter().map(|result| result.step))
        .chain(scheme.ways_to_hold.iter().filter_map(|way| way.gives))
        .chain(expected.map(|expected| expected.step))
        .collect();
    let mut reached = BTreeSet::new();
    while let Some(index) = waiting.pop() {
        if let Some(step) = scheme.steps.get(index).filter(|_| reached.insert(index)) {
            waiting.extend(Reads::of(scheme, step).steps);
        }
    }
    reached
}

/// Ways that show a figure which, by its name, is that of another way which is told too.
fn check_ways(scheme: &Scheme, node: &Node, findings: &mut Findings) {
    let places = places(node, "ways to hold", "gives");
    for way in &scheme.ways_to_hold {
        let Some(step) = way.gives.and_then(|step| scheme.steps.get(step)) else {
            continue;
        };
        let says = |form: Form| {
            let words = names(form);
            step.id
                .split(['_', '-'])
                .any(|word| words.contains(&word.trim_end_matches('s')))
        };
        let other = scheme
            .ways_to_hold
            .iter()
            .map(|other| other.form)
            .find(|other| *other != way.form && says(*other));
        let Some(other) = other.filter(|_| !says(way.form)) else {
            continue;
        };
        let mut finding = Finding::nowhere(
            Code::OtherWaysFigure,
            format!(
                "the way `{}` gives `{}`, which by its name is that of `{}`",
                way.form.name(),
                step.id,
                other.name()
            ),
        )
        .label("another way's figure?")
        .advice("Name the step that says what this way buys. If both buy the same, give the step a name that fits both.");
        let at = scheme.ways_to_hold.iter().position(|one| one == way);
        finding.at = at
            .and_then(|at| {
                places.iter().filter(|(id, _)| *id == step.id).nth({
                    let before = scheme.ways_to_hold.get(..at).unwrap_or_default();
                    before.iter().filter(|one| one.gives == way.gives).count()
                })
            })
            .map(|(_, at)| *at);
        findings.push(finding);
    }
}

/// Words in the name of a step that say whose figure it is.
const fn names(form: Form) -> &'static [&'static str] {
    match form {
        Form::DirectPayment => &["direct", "payment"],
        Form::TrustedPerson => &["trusted", "person"],
        Form::Trust => &["trust"],
        Form::Broker => &["broker"],
        Form::IndividualServiceFund => &["individual", "service", "fund", "isf"],
        Form::CouncilManaged => &["council", "managed"],
    }
}

/// What the items of a list say under a key, with its place.
fn places<'n>(node: &'n Node, list: &str, key: &str) -> Vec<(&'n str, Span)> {
    let items: &[Node] = match node.entry(list).map(|entry| &entry.value.kind) {
        Some(NodeKind::List(items)) => items,
        _ => &[],
    };
    items
        .iter()
        .filter_map(|item| item.entry(key))
        .filter_map(|entry| Some((entry.value.text()?.trim(), entry.value.span)))
        .collect()
}
