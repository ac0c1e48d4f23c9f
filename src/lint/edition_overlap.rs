//! The days of editions: those on which two hold, those on which none does, and those that seem wrong. They are looked at
//! together, because of the same day only one thing is told.

use upfront_engine::Scheme;

use super::{Editions, Page, edition_year::slips};
use crate::{
    check::editions::{first_day, is_rule, last_day, next_rules},
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::error("edition-overlap", "Two editions of one scheme that hold on the same day.")
    .why("On that day two figures would be in force, and the site could not say which is a person's own. \
         Most often the older edition has no end yet, or one that is a year too late.")
.rules(
        "from: 2026-04-06 # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
        "from: 2026-04-11
steps: [{id: charge, sum: [£12.50 a week]}]
",
    )
    .beside(&[(
        "schemes/exampleshire/2025-26/rules.yaml",
        "from: 2025-04-06
to: 2026-04-10
steps: [{id: charge, sum: [£12 a week]}]
",
    )]);

/// Tells editions that are in force at once, days between two that have none, and what is wrong with the days of each by
/// itself. Of the same day only one thing is told, two editions at once before a slip, and a slip before a gap.
pub(super) fn check(all: &Editions<'_>, findings: &mut Findings) {
    let (schemes, places) = (all.all, all.places);
    let mut slips = slips(all);
    let place = |scheme: &Scheme| places.iter().find(|place| place.id == scheme.id);
    for scheme in schemes.iter().filter(|scheme| is_rule(scheme)) {
        let (Some(next), Some(first)) = (next_rules(scheme, schemes), first_day(scheme)) else {
            continue;
        };
        let (Some(last), Some(start)) = (last_day(scheme, Some(next)), first_day(next)) else {
            continue;
        };
        let (Some(at), Some(next_at)) = (place(scheme), place(next)) else {
            continue;
        };
        let last_at = at.to.or(at.from).unwrap_or(at.whole);
        let start_at = next_at.from.unwrap_or(next_at.whole);
        let is_of_these = |slip: &Finding| slip.at == Some(start_at) || slip.at == Some(last_at);
        if scheme.to.is_none() {
            findings.extend(
                at.examples
                    .iter()
                    .filter(|(on, _)| *on > last)
                    .map(|(on, at)| {
                        Finding::new(
                            Code::BadDate,
                            *at,
                            format!("the edition does not hold on {on}"),
                        )
                        .label("not a day of this edition")
                        .related(start_at, format!("`{}` starts", next.edition))
                    }),
            );
        }
        let (one, other) = (&scheme.edition, &next.edition);
        if last >= start || first == start {
            slips.retain(|slip| !is_of_these(slip));
            findings.push(
                Finding::new(
                    Code::EditionOverlap,
                    start_at,
                    format!(
                        "two editions hold on {start}: `{one}` to {}, and `{other}` from {start}",
                        last.max(first)
                    ),
                )
                .label(format!("`{other}` starts"))
                .related(last_at, format!("`{one}` still holds"))
                .advice("Let one end on the day before the other starts."),
            );
        } else if last.tomorrow().is_ok_and(|day| day < start) && !slips.iter().any(is_of_these) {
            findings.push(
                Finding::new(
                    Code::EditionGap,
                    start_at,
                    format!("no edition holds between {last}, when `{one}` ends, and {start}, when `{other}` starts"),
                )
                .label(format!("`{other}` starts"))
                .related(last_at, format!("`{one}` ends"))
                .advice("If the earlier rules held until the day before, mend the dates. If another edition held in between, add it."),
            );
        }
    }
    findings.extend(slips);
}
