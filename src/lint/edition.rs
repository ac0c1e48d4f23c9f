//! What a lint looks at: an edition, or all editions together.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    scheme::{National, Origin, Step},
};

use crate::{
    analyse::{distribution::Distribution, effects::Effect},
    check::{Base, Reach, editions::Place},
    diagnostics::Findings,
    rules::{Rules, Step as WrittenStep},
};

/// An edition: what its rules came to, and how they were written.
#[derive(Clone, Copy)]
pub(crate) struct Edition<'a> {
    /// What the rules came to, as far as they could be read.
    pub(crate) scheme: &'a Scheme,
    /// The rules as they were written.
    pub(crate) rules: &'a Rules,
    /// The national rules under them.
    pub(crate) base: Option<Base<'a>>,
    /// What each step can come to.
    pub(crate) reach: &'a [Option<Reach>],
    /// What its answers lead to, where they can be counted; only of rules that hold no error.
    pub(crate) counted: Option<&'a Distribution<'a>>,
    /// What each question can change of that.
    pub(crate) effects: &'a [Effect],
}

/// Every edition of every scheme.
#[derive(Clone, Copy)]
pub(crate) struct Editions<'a> {
    /// Those without an error.
    pub(crate) schemes: &'a [Scheme],
    /// Those, and what could be read of those with one.
    pub(crate) all: &'a [Scheme],
    /// Where their days and their own rates stand.
    pub(crate) places: &'a [Place],
    /// The nations whose rules are the site's own.
    pub(crate) nations: &'a BTreeSet<String>,
    /// National rules by their names.
    pub(crate) nation: &'a dyn Fn(&str) -> Option<&'a Scheme>,
}

/// How far an edition has come when a lint looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It has just been read. An error that is found here is one of the rules.
    Read,
    /// Its worked examples have been tried. It may hold errors: what rests on them is left out.
    Tried,
    /// It holds no error.
    Sound,
}

/// What a lint looks for.
pub(super) enum Check {
    /// In one edition.
    Edition(Stage, fn(&Edition<'_>, &mut Findings)),
    /// In all editions together.
    Editions(fn(&Editions<'_>, &mut Findings)),
}

impl<'a> Edition<'a> {
    /// The national rules under it.
    pub(super) fn nation(&self) -> Option<&'a Scheme> {
        self.base.map(|base| base.scheme)
    }

    /// The steps of its own for which it gives no reason of its own. Where the council has said why, it means it; the
    /// nation's own reason is for the nation's own rule.
    pub(super) fn own_steps_without_a_reason(
        &self,
    ) -> impl Iterator<Item = (&'a Step, &'a WrittenStep)> {
        let (scheme, nation) = (self.scheme, self.nation());
        let steps = scheme.steps.iter().zip(self.rules.steps()).enumerate();
        steps.filter_map(move |(index, (step, written))| {
            let is_theirs = |other: &Step| other.id == step.id && other.because == step.because;
            let theirs_too = nation.is_some_and(|nation| nation.steps.iter().any(is_theirs));
            let is_without = step.because.is_empty() || theirs_too;
            let is_own = !is_national(scheme, |national| &national.steps, index);
            (is_own && is_without).then_some((step, written))
        })
    }
}

/// Whether one of the things of a scheme is the nation's, unchanged.
pub(super) fn is_national(
    scheme: &Scheme,
    of: impl Fn(&National) -> &Vec<Origin>,
    index: usize,
) -> bool {
    let national = scheme.national.as_ref();
    national.is_some_and(|national| of(national).get(index) == Some(&Origin::National))
}
