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
    source::{Node, NodeKind, Span},
};

/// The parts that the figures of a scheme are worked out from.
const PARTS: [&str; 7] = [
    "questions",
    "rates",
    "tables",
    "steps",
    "units",
    "measures",
    "overrides",
];

/// Keys whose texts no figure rests on.
const TEXTS: [&str; 12] = [
    "ask",
    "say",
    "hint",
    "about",
    "note",
    "source",
    "because",
    "asked",
    "sure",
    "title",
    "but",
    "kinder when",
];

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
    pub(super) fn faulty(&self, node: &Node, earlier: &[Span]) -> Faulty {
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
            faulty.blame(node, at);
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
    fn blame(&mut self, node: &Node, at: Span) {
        let NodeKind::Map(entries) = &node.kind else {
            return;
        };
        let part = entries
            .iter()
            .find(|entry| contains(entry.key_span, at) || holds(&entry.value, at));
        let Some(part) = part else {
            // It stands in what the scheme does not keep.
            self.everything |= !contains(node.span, at) || {
                let keys = entries.iter().map(|entry| entry.key.as_str());
                keys.filter(|key| PARTS.contains(key)).count() == 0
            };
            return;
        };
        let things = match part.key.as_str() {
            "questions" => &mut self.questions,
            "steps" => &mut self.steps,
            "rates" => &mut self.rates,
            "tables" => &mut self.tables,
            key => {
                self.everything |= PARTS.contains(&key) || matches!(key, "extends" | "from" | "to");
                return;
            }
        };
        let is_here: Vec<Option<bool>> = match &part.value.kind {
            NodeKind::List(items) => items
                .iter()
                .filter(|item| matches!(item.kind, NodeKind::Map(_)))
                .map(|item| holds(item, at).then(|| in_text(item, at)))
                .collect(),
            NodeKind::Map(entries) => entries
                .iter()
                .map(|entry| {
                    let is_here = contains(entry.key_span, at) || holds(&entry.value, at);
                    is_here.then(|| in_text(&entry.value, at))
                })
                .collect(),
            _ => Vec::new(),
        };
        let here = is_here.iter().enumerate();
        let here: Vec<(usize, bool)> = here
            .filter_map(|(index, is_text)| Some((index, (*is_text)?)))
            .collect();
        self.everything |= here.is_empty();
        things.extend(
            here.into_iter()
                .filter(|(_, is_text)| !is_text)
                .map(|(index, _)| index),
        );
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
pub(super) struct Rest {
    pub(super) questions: BTreeSet<usize>,
    pub(super) rates: BTreeSet<usize>,
    tables: BTreeSet<usize>,
    steps: BTreeSet<usize>,
}

impl Rest {
    pub(super) fn of(scheme: &Scheme, step: usize) -> Self {
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

fn contains(span: Span, at: Span) -> bool {
    span.file == at.file
        && span.start <= at.start
        && (at.start < span.end || (span.start == span.end && at.start == span.start))
}

/// Whether a place is in a node. A node may have been put together from several places.
fn holds(node: &Node, at: Span) -> bool {
    contains(node.span, at)
        || match &node.kind {
            NodeKind::List(items) => items.iter().any(|item| holds(item, at)),
            NodeKind::Map(entries) => entries
                .iter()
                .any(|entry| contains(entry.key_span, at) || holds(&entry.value, at)),
            NodeKind::Scalar { .. } | NodeKind::Empty => false,
        }
}

/// Whether a place is in a text of a thing.
fn in_text(node: &Node, at: Span) -> bool {
    match &node.kind {
        NodeKind::Map(entries) => entries.iter().any(|entry| {
            let is_here = contains(entry.key_span, at) || holds(&entry.value, at);
            is_here && (TEXTS.contains(&entry.key.as_str()) || in_text(&entry.value, at))
        }),
        NodeKind::List(items) => items.iter().any(|item| in_text(item, at)),
        NodeKind::Scalar { .. } | NodeKind::Empty => false,
    }
}

/// The errors of a run, by their places.
pub(super) fn error_places(findings: &Findings) -> Vec<Span> {
    let errors = findings.sorted().into_iter();
    errors
        .filter(|finding| finding.severity() == Severity::Error)
        .flat_map(places)
        .collect()
}
