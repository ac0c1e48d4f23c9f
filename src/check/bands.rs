//! Bands: from the lowest, meeting one another, with no gap and no overlap.

use std::collections::BTreeSet;

use upfront_engine::{Decimal, Unit, exact, scheme::Band};

use super::reach::{grain, places};
use crate::{
    diagnostics::{Code, Finding},
    source::Span,
};

/// A band and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub band: Band,
    pub at: Span,
}

/// A figure as the bounds of bands show it: `£10.01`, `69`.
pub(super) fn shown(figure: Decimal, unit: &Unit) -> String {
    if unit.is_money() {
        format!("£{figure}")
    } else {
        figure.to_string()
    }
}

/// The most decimal places in the bounds of some bands. A bound with `under:` below it does not count: bands meet
/// there however fine the values are.
pub(super) fn finest<'a>(bands: impl IntoIterator<Item = &'a Band> + Clone) -> u32 {
    let under: BTreeSet<Decimal> = bands
        .clone()
        .into_iter()
        .filter(|band| band.under)
        .filter_map(|band| band.to)
        .collect();
    bands
        .into_iter()
        .flat_map(|band| [band.from, band.to])
        .flatten()
        .filter(|bound| !under.contains(bound))
        .map(places)
        .max()
        .unwrap_or(0)
}

/// Where one band ends and the next begins, in the order of their lowest values.
pub(super) fn gaps_and_overlaps(bands: &[Placed], unit: &Unit, gaps_allowed: bool) -> Vec<Finding> {
    let mut sorted: Vec<&Placed> = bands.iter().collect();
    sorted.sort_by_key(|placed| (placed.band.from, placed.band.to));
    let step = grain(finest(bands.iter().map(|placed| &placed.band))).unwrap_or(Decimal::ONE);
    let mut findings = Vec::new();
    let mut before: Option<&Placed> = None;
    let mut endless = false;
    for placed in sorted {
        let Band {
            from, to, under, ..
        } = placed.band;
        if let (Some(from), Some(to)) = (from, to)
            && (to < from || (under && to == from))
        {
            findings.push(
                Finding::new(
                    Code::BandOverlap,
                    placed.at,
                    format!(
                        "the band ends at {} before it starts at {}",
                        shown(to, unit),
                        shown(from, unit)
                    ),
                )
                .label("no value is in this band")
                .advice("Write the lesser value first."),
            );
            // Where it was meant to end is not known, so neither is whether the next one meets it.
            before = None;
            continue;
        }
        if let Some(before) = before
            && let Some(finding) = meeting(before, placed, step, unit, gaps_allowed)
        {
            let overlaps = finding.code == Code::BandOverlap;
            if overlaps || !endless {
                findings.push(finding);
            }
            // A missing end is told once, and what a band without an end takes is no gap.
            endless |= overlaps && before.band.to.is_none();
            // What either of two takes is no gap: the next one has to meet the one that reaches further.
            if overlaps && before.band.to.is_some() && reaches_further(&before.band, &placed.band) {
                continue;
            }
        }
        before = Some(placed);
    }
    findings
}

/// Whether a band takes greater values than another one.
fn reaches_further(band: &Band, other: &Band) -> bool {
    match (band.to, other.to) {
        (None, _) => true,
        (_, None) => false,
        (Some(to), Some(end)) => (to, !band.under) > (end, !other.under),
    }
}

fn meeting(
    first: &Placed,
    second: &Placed,
    step: Decimal,
    unit: &Unit,
    gaps_allowed: bool,
) -> Option<Finding> {
    let overlap = |message: String| {
        Some(
            Finding::new(Code::BandOverlap, second.at, message)
                .label("the second band")
                .related(first.at, "the first band")
                .advice("Each value belongs to one band only."),
        )
    };
    let Some(to) = first.band.to else {
        return overlap("a band begins where the one before it has no end".to_owned());
    };
    let Some(from) = second.band.from else {
        return overlap(format!(
            "a band does not say where it begins, and values up to {} are taken already",
            shown(to, unit)
        ));
    };
    if from < to || (from == to && !first.band.under) {
        return overlap(if from == to {
            format!("{} is in two bands", shown(from, unit))
        } else {
            format!(
                "values from {} to {} are in two bands",
                shown(from, unit),
                shown(second.band.to.map_or(to, |other| other.min(to)), unit)
            )
        });
    }
    let next = if first.band.under {
        Some(to)
    } else {
        exact::add(to, step)
    }?;
    if next >= from || gaps_allowed {
        return None;
    }
    let last = exact::subtract(from, step)?;
    let advice = if first.band.under || last == next {
        format!("Begin this band at {}", shown(next, unit))
    } else {
        format!(
            "Begin this band at {0}, or add a row from {0} to {1}",
            shown(next, unit),
            shown(last, unit)
        )
    };
    Some(
        Finding::new(
            Code::BandGap,
            second.at,
            if last == next {
                format!("no band takes {}", shown(next, unit))
            } else {
                format!(
                    "no band takes the values from {} to {}",
                    shown(next, unit),
                    shown(last, unit)
                )
            },
        )
        .label("the band after the gap")
        .related(first.at, "the band before the gap")
        .advice(format!(
            "{advice}; or say what a value in a gap gives with `elsewhere:`."
        )),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(from: &str, to: &str, under: bool) -> Placed {
        let figure = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Placed {
            band: Band {
                from: figure(from),
                to: figure(to),
                under,
                ..Band::default()
            },
            at: Span::default(),
        }
    }

    fn found(bands: &[Placed]) -> Vec<(Code, String)> {
        gaps_and_overlaps(bands, &Unit::none(), false)
            .into_iter()
            .map(|finding| (finding.code, finding.message))
            .collect()
    }

    #[test]
    fn bands_that_meet_are_left_alone() {
        assert!(
            found(&[
                band("0", "69", false),
                band("70", "115", false),
                band("116", "", false)
            ])
            .is_empty()
        );
        assert!(found(&[band("", "10", false), band("10.01", "", false)]).is_empty());
        assert!(found(&[band("0", "70", true), band("70", "", false)]).is_empty());
        assert!(found(&[band("116", "", false), band("0", "115", false)]).is_empty());
    }

    #[test]
    fn gaps_and_overlaps_say_which_values() {
        let gap = |text: &str| vec![(Code::BandGap, text.to_owned())];
        let overlap = |text: &str| vec![(Code::BandOverlap, text.to_owned())];
        assert_eq!(
            found(&[band("0", "69", false), band("75", "", false)]),
            gap("no band takes the values from 70 to 74")
        );
        assert_eq!(
            found(&[band("0", "69", false), band("71", "", false)]),
            gap("no band takes 70")
        );
        assert_eq!(
            found(&[band("0", "10", false), band("10.02", "", false)]),
            gap("no band takes 10.01")
        );
        assert_eq!(
            found(&[band("0", "70", false), band("70", "", false)]),
            overlap("70 is in two bands")
        );
        assert_eq!(
            found(&[band("0", "80", false), band("70", "90", false)]),
            overlap("values from 70 to 80 are in two bands")
        );
        assert_eq!(
            found(&[band("0", "", false), band("70", "90", false)]),
            overlap("a band begins where the one before it has no end")
        );
    }

    #[test]
    fn a_gap_beside_an_overlap_is_told_only_where_no_band_takes_it() {
        let overlap = |text: &str| (Code::BandOverlap, text.to_owned());
        let bands = |to: &str, next: &str| {
            found(&[
                band("10", "29", false),
                band("29", to, false),
                band(next, "", false),
            ])
        };
        let twice = || overlap("29 is in two bands");
        assert_eq!(bands("59", "60"), [twice()]);
        let gap = "no band takes the values from 60 to 64".to_owned();
        assert_eq!(bands("59", "65"), [twice(), (Code::BandGap, gap)]);
        assert_eq!(
            found(&[
                band("0", "69", false),
                band("10", "20", false),
                band("70", "", false)
            ]),
            [overlap("values from 10 to 20 are in two bands")]
        );
        assert_eq!(
            found(&[
                band("0", "", false),
                band("70", "90", false),
                band("95", "", false)
            ]),
            [overlap("a band begins where the one before it has no end")]
        );
    }
}
