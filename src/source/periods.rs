//! A council's own way from months and years to weeks, in every national question that is counted a week.

use super::{Entry, Node, NodeKind};
use crate::diagnostics::{Code, Finding, Findings};

/// The keys that say how an answer in another period is rounded.
const ROUNDINGS: [&str; 3] = ["rounded to the nearest", "rounded up to", "rounded down to"];

/// Puts a council's fractions, and its rounding where it names one, in the place of those of the national questions.
/// Gives the names of the questions that are then its own.
pub(super) fn change_periods(
    questions: &mut [Node],
    own: &Node,
    findings: &mut Findings,
) -> Vec<String> {
    let NodeKind::Map(own) = &own.kind else {
        // Told where the form is looked at.
        return Vec::new();
    };
    let is_rounding = |entry: &&Entry| ROUNDINGS.contains(&entry.key.as_str());
    let (roundings, fractions): (Vec<&Entry>, Vec<&Entry>) = own.iter().partition(is_rounding);
    let mut known: Vec<String> = Vec::new();
    let mut changed = Vec::new();
    for question in questions {
        let is_weekly = question
            .entry("number")
            .and_then(|number| number.value.text())
            .is_some_and(|unit| unit.trim().ends_with(" a week"));
        let id = question
            .entry("id")
            .and_then(|id| id.value.text())
            .map(str::to_owned);
        let NodeKind::Map(entries) = &mut question.kind else {
            continue;
        };
        let Some(also) = entries
            .iter_mut()
            .find(|entry| entry.key == "also in" && is_weekly)
        else {
            continue;
        };
        let NodeKind::Map(periods) = &mut also.value.kind else {
            continue;
        };
        for period in periods {
            known.push(period.key.clone());
            if let Some(own) = fractions.iter().find(|own| own.key == period.key) {
                *period = (*own).clone();
            }
        }
        if !roundings.is_empty() {
            entries.retain(|entry| !is_rounding(&entry));
            entries.extend(roundings.iter().copied().cloned());
        }
        changed.extend(id);
    }
    known.sort();
    known.dedup();
    for unknown in fractions.iter().filter(|own| !known.contains(&own.key)) {
        findings.push(
            Finding::new(
                Code::UnknownName,
                unknown.key_span,
                format!("no national question is answered in `{}`", unknown.key),
            )
            .label("not in the rules that this extends")
            .advice(format!("They are answered in {}.", known.join(", "))),
        );
    }
    changed
}
