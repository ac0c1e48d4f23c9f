//! Names: each kind of thing has its own, none stands twice, and what is meant by one can be found.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{Meant, meant},
    },
    language::shape::listed,
    source::Span,
};

/// The names of one kind of thing, with their index and their place.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// What they name, such as `question`.
    kind: &'static str,
    /// Whether some of them could not be read, so that what is not known may be one of those.
    incomplete: bool,
    places: BTreeMap<String, (usize, Span)>,
}

/// The most names that advice lists.
const MOST_LISTED: usize = 12;

impl Names {
    pub(super) const fn new(kind: &'static str) -> Self {
        Self::of(kind, false)
    }

    /// Those of a part of the rules of which some may be unread, so that what is not known may be one of those.
    pub(super) const fn of(kind: &'static str, incomplete: bool) -> Self {
        Self {
            kind,
            incomplete,
            places: BTreeMap::new(),
        }
    }

    /// Names a thing; a name that stands already, is a finding.
    pub(super) fn add(&mut self, name: &str, at: Span, index: usize, findings: &mut Findings) {
        if name == "nothing" {
            findings.push(
                Finding::new(
                    Code::BadName,
                    at,
                    "`nothing` is an amount, and cannot be a name",
                )
                .label("not a name")
                .advice("Choose another word."),
            );
        }
        if let Some((_, first)) = self.places.get(name) {
            findings.push(
                Finding::new(
                    Code::DuplicateName,
                    at,
                    format!("there are two {}s with the name `{name}`", self.kind),
                )
                .label("the second")
                .related(*first, "the first")
                .advice("Give one of them another name."),
            );
            return;
        }
        self.places.insert(name.to_owned(), (index, at));
    }

    /// Names a thing that the language itself has, and that stands nowhere.
    pub(super) fn add_quietly(&mut self, name: &str, index: usize) {
        self.places
            .insert(name.to_owned(), (index, Span::default()));
    }

    /// The thing of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).map(|(index, _)| *index)
    }

    pub(super) const fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Where a name was given.
    pub(super) fn place(&self, name: &str) -> Option<Span> {
        self.places.get(name).map(|(_, at)| *at)
    }

    /// Every name.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Every name, in the order of the places. A council's files are read before the national ones, so that its own
    /// names stand first.
    pub(super) fn by_place(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<(Span, &str)> = self
            .places
            .iter()
            .map(|(name, (_, at))| (*at, name.as_str()))
            .collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name)
    }

    /// The thing of a name; a name that nothing has is a finding. The second is what was perhaps meant.
    pub(super) fn resolve(
        &self,
        name: &str,
        at: Span,
        findings: &mut Findings,
    ) -> Result<usize, Option<usize>> {
        self.find(name).ok_or_else(|| {
            let near = meant(name, self.by_place());
            if !self.incomplete {
                let finding = unknown(self.kind, name, at, near.as_ref());
                findings.push(match &near {
                    None => list(finding, &format!("{}s", self.kind), self.all()),
                    Some(_) => finding,
                });
            }
            near.and_then(|near| self.find(&near))
        })
    }
}

/// With the names that could stand there, in place of one that is near to none of them; many are not listed.
pub(super) fn list<'a>(
    finding: Finding,
    kinds: &str,
    names: impl Iterator<Item = &'a str>,
) -> Finding {
    let names: BTreeSet<&str> = names.collect();
    match names.len() {
        0 => finding.advice(format!("The rules have no {kinds}.")),
        1..=MOST_LISTED => finding.advice(format!("Write {}.", listed(names.into_iter()))),
        _ => finding,
    }
}

/// A name that nothing has.
pub(super) fn unknown(kind: &str, name: &str, at: Span, near: Option<&Meant<'_>>) -> Finding {
    let finding = Finding::new(
        Code::UnknownName,
        at,
        format!("there is no {kind} with the name `{name}`"),
    )
    .label("not known");
    match near {
        Some(near) => finding.meant(near),
        None => finding,
    }
}
