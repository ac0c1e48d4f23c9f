//! What of a scheme rests on a mistake. A scheme with one is not published, but what does not rest on it can still be
//! tried: most of its worked examples, and the links of its pages.

use std::collections::BTreeSet;

use upfront_engine::{
    Amount, Decimal, Scheme,
    reads::Reads,
    scheme::{Band, BandRow, Expectation, TableKind, Verb},
};

use super::Checking;
use crate::{
    diagnostics::{Code, Finding, Findings, Severity},
    rules::{Find, Found, Rules},
    source::Span,
};

/// The things of a scheme that hold a mistake, by index.
#[derive(Clone, Debug, Default)]
pub(super) struct Faulty {
    /// Whether anything may rest on a mistake.
    everything: bool,
    questions: BTreeSet<usize>,
    rates: BTreeSet<usize>,
    tables: BTreeSet<usize>,
    steps: BTreeSet<usize>,
}

/// What an example leaves open because of a mistake in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Whether anything may rest on the mistake.
    pub(super) everything: bool,
    /// Whether a name among its answers is not known.
    pub(super) a_name: bool,
    /// The questions whose answers could not be read.
    pub(super) questions: BTreeSet<usize>,
    /// The rates that have no amount on its day.
    pub(super) rates: BTreeSet<usize>,
}

impl Checking<'_> {
    /// What of the scheme holds a mistake. `earlier` are the places of those that were found before it was read.
    pub(super) fn faulty(&self, earlier: &[Span]) -> Faulty {
        let mut faulty = Faulty {
            everything: [
                &self.questions.names,
                &self.rates.names,
                &self.tables.names,
                &self.steps.names,
                &self.measures.names,
            ]
            .into_iter()
            .any(super::Names::is_incomplete),
            ..Faulty::default()
        };
        let unknown = |known: &[bool]| -> BTreeSet<usize> {
            let places = known.iter().enumerate();
            places
                .filter(|(_, known)| !**known)
                .map(|(place, _)| place)
                .collect()
        };
        faulty.questions = unknown(&self.questions.whole);
        let is_known = |units: &[Option<_>]| units.iter().map(Option::is_some).collect::<Vec<_>>();
        faulty.rates = unknown(&is_known(&self.rates.units));
        faulty.steps = unknown(&is_known(&self.steps.units));
        faulty.steps.extend(&self.steps.broken);
        for (index, facts) in self.tables.facts.iter().enumerate() {
            if !facts.whole || facts.unit.is_none() {
                faulty.tables.insert(index);
            }
        }
        let errors = self
            .findings
            .sorted()
            .into_iter()
            .filter(|finding| finding.severity() == Severity::Error && taints(finding.code));
        let places = errors.flat_map(places);
        for at in places.chain(earlier.iter().copied()) {
            faulty.blame(self.rules, at);
        }
        faulty
    }
}

/// Whether a mistake leaves open what comes out of the thing that it stands in. A value outside a table shows by itself.
const fn taints(code: Code) -> bool {
    !matches!(
        code,
        Code::TableNotCovered
            | Code::FractionInTable
            | Code::BelowNational
            | Code::MissingSource
            | Code::BadMarkdown
    )
}

/// Where a mistake is: which of two things of one name is meant, nobody knows.
fn places(finding: &Finding) -> Vec<Span> {
    let related = finding.related.iter().map(|(at, _)| *at);
    let related = related.filter(|_| finding.code == Code::DuplicateName);
    finding.at.into_iter().chain(related).collect()
}

impl Faulty {
    /// Finds the thing that a mistake stands in.
    fn blame(&mut self, rules: &Rules, at: Span) {
        fn of<T: Find>(part: Found, things: &[T], at: Span) -> (Found, Vec<Found>) {
            (part, things.iter().map(|thing| thing.find(at)).collect())
        }
        let parts = [
            (
                &mut self.questions,
                of(rules.questions.find(at), rules.questions(), at),
            ),
            (&mut self.steps, of(rules.steps.find(at), rules.steps(), at)),
            (&mut self.rates, of(rules.rates.find(at), rules.rates(), at)),
            (
                &mut self.tables,
                of(rules.tables.find(at), rules.tables(), at),
            ),
        ];
        let mut is_found = false;
        for (blamed, (_, things)) in parts
            .into_iter()
            .filter(|(_, (part, _))| *part > Found::Nowhere)
        {
            is_found = true;
            // What is in none of them, all of them may rest on.
            self.everything |= things.iter().all(|thing| *thing == Found::Nowhere);
            let things = things.iter().enumerate();
            let rules = things.filter(|(_, thing)| **thing == Found::InARule);
            blamed.extend(rules.map(|(index, _)| index));
        }
        let of_all = [
            rules.units.find(at),
            rules.measures.find(at),
            rules.extends.find(at),
            rules.from.find(at),
            rules.to.find(at),
        ];
        self.everything |= of_all.into_iter().any(|found| found > Found::Nowhere);
        // It stands in what the scheme does not keep.
        let has_parts = rules.questions.is_written()
            || rules.steps.is_written()
            || rules.rates.is_written()
            || rules.tables.is_written();
        self.everything |= !is_found && (!has_parts || rules.find(at) == Found::Nowhere);
    }

    /// Whether no question and no step holds a mistake, so that it is known what each of them reads.
    pub(super) fn leaves_the_order(&self) -> bool {
        !self.everything && self.questions.is_empty() && self.steps.is_empty()
    }

    /// Whether a figure of an example can be held against what comes out: `is_exact` says whether that is one figure.
    pub(super) fn leaves(
        &self,
        scheme: &Scheme,
        expected: &Expectation,
        lost: &Lost,
        is_exact: bool,
    ) -> bool {
        if self.everything || lost.everything || (lost.a_name && !is_exact) {
            return false;
        }
        let is_whole = self.questions.is_empty()
            && self.rates.is_empty()
            && self.tables.is_empty()
            && self.steps.is_empty()
            && lost.questions.is_empty()
            && lost.rates.is_empty();
        if is_whole {
            return true;
        }
        let rest = Rest::of(scheme, expected.step);
        rest.steps.is_disjoint(&self.steps)
            && rest.questions.is_disjoint(&self.questions)
            && rest.questions.is_disjoint(&lost.questions)
            // What is not known of a rate or a table shows in what comes out.
            && (is_exact
                || (rest.rates.is_disjoint(&self.rates)
                    && rest.rates.is_disjoint(&lost.rates)
                    && rest.tables.is_disjoint(&self.tables)))
    }

    /// Says of everything that holds a mistake that it is not known, and parts bands that take the same values.
    pub(super) fn forget(&self, scheme: &mut Scheme) {
        for rate in &self.rates {
            if let Some(rate) = scheme.rates.get_mut(*rate) {
                rate.amount = Amount::NotPublished;
                rate.dated.clear();
            }
        }
        for table in &self.tables {
            match scheme.tables.get_mut(*table).map(|table| &mut table.kind) {
                Some(TableKind::Bands { rows, .. }) => part_bands(rows),
                Some(TableKind::TwoWay { cells, .. }) => {
                    let cells = cells.iter_mut().flatten();
                    cells.for_each(|cell| *cell = Amount::NotPublished);
                }
                Some(TableKind::Lines { points, .. }) => points
                    .iter_mut()
                    .for_each(|point| point.gives = Amount::NotPublished),
                Some(TableKind::ByAnswer { .. }) | None => {}
            }
        }
    }
}

/// Everything that a step rests on, by index.
#[derive(Debug, Default)]
pub(crate) struct Rest {
    pub(crate) questions: BTreeSet<usize>,
    pub(crate) rates: BTreeSet<usize>,
    tables: BTreeSet<usize>,
    steps: BTreeSet<usize>,
}

impl Rest {
    pub(crate) fn of(scheme: &Scheme, step: usize) -> Self {
        let mut rest = Self::default();
        // A stop ends the working out of everything.
        let stops = scheme.steps.iter().enumerate();
        let stops = stops.filter(|(_, step)| matches!(step.verb, Verb::Stop { .. }));
        let mut waiting: Vec<usize> = stops.map(|(index, _)| index).chain([step]).collect();
        while let Some(index) = waiting.pop() {
            let Some(step) = scheme.steps.get(index).filter(|_| rest.steps.insert(index)) else {
                continue;
            };
            let reads = Reads::of(scheme, step);
            rest.questions.extend(reads.questions);
            rest.rates.extend(reads.rates);
            waiting.extend(reads.steps);
            if let Verb::LookUp { table, .. } = &step.verb {
                rest.tables.insert(*table);
            }
        }
        rest
    }
}

/// Puts between two bands that take the same values one of these values, which gives nothing that is known.
fn part_bands(rows: &mut Vec<BandRow>) {
    let mut parted: Vec<BandRow> = Vec::new();
    for mut row in std::mem::take(rows) {
        let last = parted.last_mut();
        if let Some(last) = last
            && let Some(from) = row.band.from
            && is_past(&last.band, from)
        {
            let least = if is_past_all_of(&row.band, &last.band) {
                row.band.clone()
            } else {
                last.band.clone()
            };
            let both = BandRow {
                band: Band {
                    say: String::new(),
                    from: Some(from),
                    ..least.clone()
                },
                gives: Amount::NotPublished,
                asked: String::new(),
            };
            last.band.to = Some(from);
            last.band.under = true;
            row.band.from = least.to;
            parted.push(both);
        }
        parted.push(row);
    }
    *rows = parted;
}

/// Whether a band takes a value, or greater ones.
fn is_past(band: &Band, value: Decimal) -> bool {
    band.to
        .is_none_or(|to| to > value || (to == value && !band.under))
}

/// Whether a band takes greater values than all of another's.
fn is_past_all_of(other: &Band, band: &Band) -> bool {
    match (band.to, other.to) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(to), Some(end)) => end <= to,
    }
}

/// The errors of a run, by their places.
pub(crate) fn error_places(findings: &Findings) -> Vec<Span> {
    let errors = findings.sorted().into_iter();
    errors
        .filter(|finding| finding.severity() == Severity::Error)
        .flat_map(places)
        .collect()
}
