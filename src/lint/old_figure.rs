//! Figures from sources that are older than the edition.

use upfront_engine::scheme::Origin;

use super::{Edition, Page};
use crate::{
    check::years,
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::warning("old-figure", "A figure from a source that is more than a year older than the edition.")
    .why("Councils change most of their prices every year, and an old leaflet is still found by search engines. \
         People would be told a price that is no longer charged.")
.rules(
        "council: Exampleshire
title: Charges for care at home
from: 2026-04-06
sources: {leaflet: {title: What you pay, published: March 2023}} # here
source: leaflet
rates: {meal: £6.10 a meal}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
        "council: Exampleshire
title: Charges for care at home
from: 2026-04-06
sources: {leaflet: {title: What you pay, published: March 2026}}
source: leaflet
rates: {meal: £6.40 a meal}
steps: [{id: meals, units: 5 meals a week, at: meal}]
",
    );

/// A source that was published more than a year before the edition starts, and that its rates are still taken from.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let Some(start) = years::start(scheme) else {
        return;
    };
    let own = |index: usize| {
        scheme
            .national
            .as_ref()
            .is_none_or(|national| national.rates.get(index) != Some(&Origin::National))
    };
    for (index, source) in scheme.sources.iter().enumerate() {
        let is_old = years::published(&source.published)
            .and_then(|day| day.checked_add(jiff::ToSpan::year(1)).ok())
            .is_some_and(|due| due < start);
        if !is_old {
            continue;
        }
        let rates: Vec<String> = scheme
            .rates
            .iter()
            .enumerate()
            .filter(|(place, rate)| {
                own(*place)
                    && rate.unit.is_money()
                    && rate.cite.as_ref().is_some_and(|cite| cite.source == index)
            })
            .map(|(_, rate)| format!("“{}”", rate.say))
            .collect();
        if rates.is_empty() {
            continue;
        }
        let mut finding = Finding::nowhere(
            Code::OldFigure,
            format!(
                "these rules start on {start}, and {} comes from a source of {}",
                rates.join(", "),
                source.published
            ),
        )
        .label("published more than a year before")
        .advice(
            "See whether there is a newer figure. If there is none, cite where that can be seen.",
        );
        let written = rules.sources.names().get(index);
        finding.at = written.and_then(|source| source.value.as_ref()?.published.at());
        findings.push(finding);
    }
}
