//! Cycles: steps that need each other, and steps that use a later one.

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::Scheme;

use super::Steps;
use crate::diagnostics::{Code, Finding, Findings};

/// Tells the uses of later steps: each ring of steps once, and each other use at its place.
pub(super) fn check(
    scheme: &Scheme,
    Steps {
        forward, backward, ..
    }: &Steps,
    extends: bool,
    findings: &mut Findings,
) {
    let mut uses: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (user, used, _) in forward.iter().chain(backward) {
        uses.entry(*user).or_default().insert(*used);
    }
    let name = |step: usize| {
        scheme
            .steps
            .get(step)
            .map_or(String::new(), |step| format!("`{}`", step.id))
    };
    let mut in_ring: BTreeSet<usize> = BTreeSet::new();
    for (user, used, at) in forward {
        match path(&uses, *used, *user) {
            Some(ring) => {
                // A ring through a step that is in one already is told already.
                if ring.iter().any(|step| in_ring.contains(step)) {
                    continue;
                }
                let mut finding = if user == used {
                    Finding::new(Code::Cycle, *at, format!("{} needs itself", name(*user)))
                } else {
                    let names: Vec<String> = ring.iter().map(|step| name(*step)).collect();
                    Finding::new(
                        Code::Cycle,
                        *at,
                        format!(
                            "{} needs {}, which needs {}",
                            name(*user),
                            names.first().cloned().unwrap_or_default(),
                            names.get(1..).unwrap_or_default().join(", which needs ")
                        ),
                    )
                };
                finding = finding
                    .label("closes the ring")
                    .advice("Take one of these uses out: a step rests on earlier ones only.");
                for pair in ring.windows(2) {
                    let [one, other] = pair else { continue };
                    let place = forward
                        .iter()
                        .chain(backward)
                        .find(|(a, b, _)| (a, b) == (one, other));
                    if let Some((_, _, place)) = place {
                        finding = finding
                            .related(*place, format!("{} needs {}", name(*one), name(*other)));
                    }
                }
                in_ring.extend(ring);
                findings.push(finding);
            }
            None => findings.push(
                Finding::new(
                    Code::UsedBeforeWorkedOut,
                    *at,
                    format!("{} is worked out only after {}", name(*used), name(*user)),
                )
                .label("a later step")
                .advice(if extends {
                    format!(
                        "Write `before: {}` at {}, or at the first of the steps that it rests on.",
                        name(*user).trim_matches('`'),
                        name(*used)
                    )
                } else {
                    format!("Move {} up, before {}.", name(*used), name(*user))
                }),
            ),
        }
    }
}

/// The steps from one to another, each using the next; both ends are in it.
fn path(uses: &BTreeMap<usize, BTreeSet<usize>>, from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut waiting = std::collections::VecDeque::from([from]);
    let mut seen = BTreeSet::from([from]);
    while let Some(step) = waiting.pop_front() {
        if step == to {
            let mut path = vec![to];
            let mut here = to;
            while here != from {
                here = *before.get(&here)?;
                path.push(here);
            }
            path.reverse();
            return Some(path);
        }
        for next in uses.get(&step).into_iter().flatten() {
            if seen.insert(*next) {
                before.insert(*next, step);
                waiting.push_back(*next);
            }
        }
    }
    None
}
