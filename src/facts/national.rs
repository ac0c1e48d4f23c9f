//! What holds for every council of a nation, as `schemes/national/rights.yaml` says it.

use std::{path::Path, sync::LazyLock};

use upfront_engine::scheme::Source;

use super::{Challenge, Fact, HelpingBody, Money};
use crate::{
    check::national_facts,
    diagnostics::Findings,
    embedded,
    source::{Files, NodeKind, read_yaml},
};

/// Where the facts stand.
const FILE: &str = "schemes/national/rights.yaml";

/// What holds in a nation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NationalFacts {
    /// The documents that the facts come from.
    pub sources: Vec<Source>,
    /// Who can get support.
    pub support: Vec<Fact>,
    /// What a person has a right to.
    pub rights: Vec<Fact>,
    /// The routes to challenge, from the first to the last.
    pub challenge: Vec<Challenge>,
    /// Who helps.
    pub help: Vec<HelpingBody>,
    /// Other public money.
    pub other_money: Vec<Money>,
    /// How to have several kinds of money looked at together.
    pub one_assessment: Vec<Fact>,
    /// What the law says of how long things take.
    pub times: Vec<Fact>,
    /// What goes on while a person waits.
    pub meanwhile: Vec<Fact>,
    /// What happens when a person moves to another council of the nation.
    pub moving: Vec<Fact>,
    /// What happens when a person moves to another nation.
    pub moving_away: Vec<Fact>,
}

/// The facts of each nation, by its folder.
static NATIONS: LazyLock<Vec<(String, NationalFacts)>> =
    LazyLock::new(|| read(&mut Findings::default()));

fn read(findings: &mut Findings) -> Vec<(String, NationalFacts)> {
    let mut files = Files::default();
    let file = files.add(Path::new(FILE), embedded::text(FILE).to_owned());
    let node = read_yaml(file, &files, findings);
    let Some(NodeKind::Map(nations)) = node.map(|node| node.kind) else {
        return Vec::new();
    };
    let nations = nations.into_iter();
    nations
        .filter_map(|nation| Some((nation.key, national_facts(&nation.value, findings)?)))
        .collect()
}

/// The facts of the nation that a folder of national rules is of, such as `england-eligibility`; `None` where they are
/// not known.
pub fn of_nation(folder: &str) -> Option<&'static NationalFacts> {
    let is_of = |nation: &str| {
        let rest = folder.strip_prefix(nation);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let mut nations = NATIONS.iter();
    nations
        .find(|(nation, _)| is_of(nation))
        .map(|(_, facts)| facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::shapes::NATIONS;

    #[test]
    fn every_nation_has_its_facts_and_none_is_at_fault() {
        let mut findings = Findings::default();
        let read = read(&mut findings);
        assert!(findings.is_empty(), "{:#?}", findings.sorted());
        let names: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, NATIONS);
        for (name, facts) in &read {
            assert!(
                !facts.rights.is_empty() && !facts.challenge.is_empty(),
                "{name}"
            );
        }
        assert!(of_nation("england-deferred-payment").is_some());
        assert!(of_nation("northern-ireland").is_some());
        assert!(of_nation("rutland").is_none());
    }
}
