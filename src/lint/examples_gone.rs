//! Editions without worked examples, where others have some.

use upfront_engine::Scheme;

use super::{Editions, Page};
use crate::{
    check::{
        editions::{age, editions, folder},
        years,
    },
    diagnostics::{Code, Finding, Findings},
};

pub(super) const PAGE: Page = Page::warning(
    "examples-gone",
    "An edition without worked examples, where another edition of the scheme has them.",
)
.why(
    "Without an example nothing shows that the new rules come out as the council says. \
         They were most often forgotten when the rules were copied.",
)
.rules(
    "council: Exampleshire
title: Charges for care at home # here
sources: {policy: {title: Charging policy}}
source: policy
from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "council: Exampleshire
title: Charges for care at home
sources: {policy: {title: Charging policy}}
source: policy
from: 2026-04-06
steps: [{id: charge, sum: [£12.50 a week]}]
examples: [{id: mrs-r, title: Mrs R, answers: {}, expect: {charge: £12.50 a week}}]
",
)
.beside(&[(
    "schemes/exampleshire/2025-26/rules.yaml",
    "from: 2025-04-06
steps: [{id: charge, sum: [£12 a week]}]
examples: [{id: mrs-r, title: Mrs R, answers: {}, expect: {charge: £12 a week}}]
",
)]);

/// Rules without worked examples, where others have some. A nation's examples are of one year, and hold its rules of
/// every year: where it has none, its newest year is told.
pub(super) fn check(all: &Editions<'_>, findings: &mut Findings) {
    let (schemes, places, nations) = (all.all, all.places, all.nations);
    let is_nation =
        |scheme: &Scheme| years::is_national(scheme) || nations.contains(folder(scheme));
    let has_some = |scheme: &&Scheme| !scheme.examples.is_empty();
    let place = |scheme: &Scheme| places.iter().find(|place| place.id == scheme.id);
    // What is known in part has nothing to show that comes out as one figure.
    let is_whole = |scheme: &&Scheme| !scheme.known_in_part;
    let councils = || {
        schemes
            .iter()
            .filter(|scheme| !is_nation(scheme))
            .filter(is_whole)
    };
    let some = councils().rfind(has_some);
    let gone = councils().filter_map(|scheme| {
        let of_these = editions(scheme, schemes);
        let other = of_these.into_iter().rfind(has_some).or(some);
        Some((scheme, other?))
    });
    let of_nations = nations.iter().filter_map(|nation| {
        let years = || schemes.iter().filter(|scheme| folder(scheme) == nation);
        let have_some = years().any(|year| place(year).is_none_or(|place| place.has_examples));
        let newest = years()
            .filter(|_| !have_some)
            .max_by_key(|year| age(year))?;
        let other = some.or_else(|| schemes.iter().rfind(has_some));
        Some((newest, other?))
    });
    for (scheme, other) in gone.chain(of_nations) {
        let Some(place) = place(scheme).filter(|place| !place.has_examples) else {
            continue;
        };
        findings.push(
            Finding::new(
                Code::ExamplesGone,
                place.whole,
                format!(
                    "`{}` has no worked example, and `{}` has {}",
                    scheme.id,
                    other.id,
                    other.examples.len()
                ),
            )
            .label("nothing shows that these rules come out")
            .advice("Add the examples that the council published for it, or one of your own."),
        );
    }
}
