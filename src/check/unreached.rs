//! Steps that nobody gets to see the use of, and ways to hold a budget that show the figure of another way.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    reads::{Reads, steps_behind},
    scheme::{Form, Origin, Step, Verb},
};

use super::years;
use crate::{
    diagnostics::{Code, Finding, Findings},
    rules::Rules,
};

/// Warns of a scheme's own steps that no result rests on, and of ways to hold a budget that show another way's figure.
/// National rules may hold more than they use themselves: councils use it.
pub(super) fn check(scheme: &Scheme, rules: &Rules, findings: &mut Findings) {
    check_ways(scheme, rules, findings);
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

/// Ways that show a figure which, by its name or by what it reads, is that of another way which is told too.
fn check_ways(scheme: &Scheme, rules: &Rules, findings: &mut Findings) {
    let gives = rules.ways_to_hold.items().iter();
    let gives: Vec<_> = gives.filter_map(|way| way.gives.get()).collect();
    // What everybody's budget rests on is no one way's.
    let of_all = steps_behind(scheme, scheme.results.iter().map(|result| result.step));
    for (place, way) in scheme.ways_to_hold.iter().enumerate() {
        let Some((given, step)) = way
            .gives
            .and_then(|given| Some((given, scheme.steps.get(given)?)))
        else {
            continue;
        };
        if says(&step.id, way.form) {
            continue;
        }
        let others = || {
            let forms = scheme.ways_to_hold.iter().map(|other| other.form);
            forms.filter(|form| *form != way.form)
        };
        let by_name = others().find(|other| says(&step.id, *other));
        let read = names_read(scheme, given, &of_all);
        let is_own = read.iter().any(|name| says(name, way.form));
        let by_reading = || {
            let read = read.iter().filter(|_| !is_own);
            read.flat_map(|name| others().map(move |other| (*name, other)))
                .find(|(name, other)| tells(name, *other))
        };
        let (why, other) = match by_name {
            Some(other) => ("by its name is that of".to_owned(), other),
            None => match by_reading() {
                Some((name, other)) => (format!("reads `{name}`, of"), other),
                None => continue,
            },
        };
        let mut finding = Finding::nowhere(
            Code::OtherWaysFigure,
            format!(
                "the way `{}` gives `{}`, which {why} `{}`",
                way.form.name(),
                step.id,
                other.name()
            ),
        )
        .label("another way's figure?")
        .advice("Name the step that says what this way buys. If both buy the same, give what they share a name that fits both.");
        let before = scheme.ways_to_hold.get(..place).unwrap_or_default();
        let same = before.iter().filter(|one| one.gives == way.gives).count();
        let mut named = gives.iter().filter(|name| name.trim() == step.id);
        finding.at = named.nth(same).map(|name| name.at);
        findings.push(finding);
    }
}

/// The names of the rates and steps that a step rests on, but for the steps that every way rests on.
fn names_read<'s>(scheme: &'s Scheme, step: usize, of_all: &BTreeSet<usize>) -> Vec<&'s str> {
    let steps = steps_behind(scheme, [step]);
    let own = steps.difference(of_all);
    let mut names = Vec::new();
    for index in own {
        let Some(read) = scheme.steps.get(*index) else {
            continue;
        };
        if *index != step {
            names.push(read.id.as_str());
        }
        let rates = Reads::of(scheme, read).rates.into_iter();
        names.extend(rates.filter_map(|rate| Some(scheme.rates.get(rate)?.id.as_str())));
    }
    names
}

/// Whether a name has a word in it of a way to hold a budget.
fn says(name: &str, form: Form) -> bool {
    let words = words_of(form);
    name.split(['_', '-'])
        .any(|word| words.contains(&word.trim_end_matches('s')))
}

/// Whether a word in a name can only be that of a way to hold a budget: a council has payments, services and funds of
/// other kinds.
fn tells(name: &str, form: Form) -> bool {
    const OF_MUCH_ELSE: [&str; 5] = ["payment", "person", "service", "fund", "council"];
    let words = name.split(['_', '-']);
    words
        .map(|word| word.trim_end_matches('s'))
        .any(|word| words_of(form).contains(&word) && !OF_MUCH_ELSE.contains(&word))
}

/// Words in a name that say whose figure it is.
const fn words_of(form: Form) -> &'static [&'static str] {
    match form {
        Form::DirectPayment => &["direct", "payment"],
        Form::TrustedPerson => &["trusted", "person"],
        Form::Trust => &["trust"],
        Form::Broker => &["broker"],
        Form::IndividualServiceFund => &["individual", "service", "fund", "isf"],
        Form::CouncilManaged => &["council", "managed"],
    }
}
