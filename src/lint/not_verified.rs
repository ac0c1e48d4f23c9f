//! Figures that nobody has read in their source.

use std::collections::BTreeSet;

use upfront_engine::scheme::Rate;

use super::{Edition, Page};
use crate::{
    check::Rest,
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::warning(
    "not-verified",
    "A figure that nobody has read in its source.",
)
.why(
    "It was worked out from others, or remembered, and it may be wrong. \
         The pages say so beside it, and somebody ought to read it before people rely on it.",
)
.rules(
    "rates: {meal: {is: £6.40 a meal, sure: remembered}} # here
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
    "rates: {meal: {is: £6.40 a meal, sure: seen}}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
);

/// Rates that nobody has read in their source: each of a scheme's own, and all together those of national rules that
/// came with the tool and that a result rests on, for nobody can mend them in the site.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition {
        scheme,
        rules,
        base,
        ..
    } = *edition;
    let (national, own): (Vec<_>, Vec<_>) = scheme
        .rates
        .iter()
        .zip(rules.rates())
        .filter(|(rate, _)| rate.sure.is_unverified())
        .partition(|(rate, _)| {
            base.is_some_and(|base| {
                !base.changed.rates.contains(&rate.id)
                    && base.scheme.rates.iter().any(|other| other.id == rate.id)
            })
        });
    for (rate, written) in own {
        let sure = written.value.as_ref().and_then(|rate| rate.sure.at());
        findings.push(
            Finding::new(
                Code::NotVerified,
                sure.unwrap_or(written.at),
                format!("nobody has read “{}” in its source", rate.say),
            )
            .label("not verified")
            .advice("Read it in the legislation or the yearly circular, and write `sure: seen`."),
        );
    }
    let Some((base, extends)) = base.filter(|base| !base.is_here).zip(rules.extends.at()) else {
        return;
    };
    let mut reached = BTreeSet::new();
    for result in &scheme.results {
        reached.extend(Rest::of(scheme, result.step).rates);
    }
    let is_reached = |(rate, _): &&(&Rate, _)| {
        let place = scheme.rates.iter().position(|other| other.id == rate.id);
        place.is_some_and(|place| reached.contains(&place))
    };
    let names: Vec<_> = national
        .iter()
        .filter(is_reached)
        .map(|(rate, _)| format!("“{}”", rate.say))
        .collect();
    if names.is_empty() {
        return;
    }
    findings.push(
        Finding::new(
            Code::NotVerified,
            extends,
            format!("nobody has read these figures of `{}` in their source: {}", base.name, names.join(", ")),
        )
        .label("not all verified")
        .advice("The pages say which they are. Compare them with the yearly circular before people rely on them."),
    );
}
