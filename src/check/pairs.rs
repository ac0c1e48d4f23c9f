//! The pairs of councils that `site.yaml` asks to see rule by rule.

use super::{Loaded, editions::folder};
use crate::{
    councils::Comparison,
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    language::Reader,
    source::{Node, Span},
};

/// Two councils, by their folders below `schemes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilPair {
    /// The councils, in the order in which they were written.
    pub councils: [String; 2],
    /// Where each stands.
    at: [Span; 2],
}

impl CouncilPair {
    /// Whether it is of the same two, either way round.
    fn is_as(&self, other: &Self) -> bool {
        let [one, two] = &self.councils;
        other.councils == self.councils || other.councils == [two.clone(), one.clone()]
    }
}

/// Reads the pairs. What is no pair, and what was asked for before, is told and left out.
pub(super) fn read(site: &Reader<'_>, findings: &mut Findings) -> Vec<CouncilPair> {
    let mut pairs: Vec<CouncilPair> = Vec::new();
    for item in site.list("compare") {
        let Some(pair) = pair(item, findings) else {
            continue;
        };
        let [one, other] = &pair.councils;
        let at = item.span;
        if one == other {
            findings.push(
                Finding::new(
                    Code::DuplicateName,
                    at,
                    format!("`{one}` is to be compared with itself"),
                )
                .label("twice the same")
                .advice("Write the folders of two councils."),
            );
        } else if let Some(first) = pairs.iter().find(|other| other.is_as(&pair)) {
            let [before, _] = first.at;
            findings.push(
                Finding::new(
                    Code::DuplicateName,
                    at,
                    format!("`{one}` and `{other}` are to be compared twice"),
                )
                .label("the second time")
                .related(before, "the first time")
                .advice("Take one out: a pair has a page for each way round."),
            );
        } else {
            pairs.push(pair);
        }
    }
    pairs
}

fn pair(item: &Node, findings: &mut Findings) -> Option<CouncilPair> {
    let names = item.one_or_more();
    if let [one, other] = names {
        let named = |node: &Node| Some((node.text()?.trim().to_owned(), node.span));
        let ((one, at), (other, and_at)) = (named(one)?, named(other)?);
        return Some(CouncilPair {
            councils: [one, other],
            at: [at, and_at],
        });
    }
    findings.push(
        Finding::new(
            Code::WrongType,
            item.span,
            format!("two councils make a pair, and here are {}", names.len()),
        )
        .label("not two")
        .advice("Write each pair as a list of two folders, such as `[exampleshire, sampleford]`."),
    );
    None
}

/// Tells of pairs with a council that the site does not have, and of those that nobody goes through both of.
pub(super) fn check(loaded: &mut Loaded) {
    if loaded.draft.compare.is_empty() {
        return;
    }
    let is_national = |name: &&str| loaded.draft.nations.contains(*name);
    let all = loaded.schemes.iter().chain(&loaded.fact_sheets);
    let names = all.chain(&loaded.faulty).map(folder);
    let mut names: Vec<&str> = names.filter(|name| !is_national(name)).collect();
    names.dedup();
    let faulty: Vec<&str> = loaded.faulty.iter().map(folder).collect();
    let comparison = Comparison::of(
        &loaded.shared,
        &loaded.schemes,
        &loaded.facts,
        &loaded.draft.nations,
        false,
    );
    let mut found = Vec::new();
    for pair in &loaded.draft.compare {
        let councils = pair.councils.iter().zip(pair.at);
        let unknown = councils.filter(|(name, _)| !names.contains(&name.as_str()));
        let unknown: Vec<Finding> = unknown
            .map(|(name, at)| stranger(name, at, &names))
            .collect();
        let is_known = unknown.is_empty();
        found.extend(unknown);
        let [one, other] = pair.councils.each_ref().map(String::as_str);
        let is_sound = is_known && !faulty.contains(&one) && !faulty.contains(&other);
        let mut people = comparison.people.iter();
        if is_sound && people.all(|person| person.in_both([one, other]).is_none()) {
            let [at, and_at] = pair.at;
            let finding = Finding::new(
                Code::NobodyInCommon,
                at,
                format!("nobody goes through the rules of both `{one}` and `{other}`"),
            );
            found.push(
                finding
                    .label("one of them")
                    .related(and_at, "the other")
                    .advice("Compare councils whose rules are for the same group, and say with `compared:` what gives the figures."),
            );
        }
    }
    loaded.findings.extend(found);
}

fn stranger(name: &str, at: Span, names: &[&str]) -> Finding {
    let finding = Finding::new(
        Code::UnknownName,
        at,
        format!("the site has no council in `schemes/{name}`"),
    )
    .label("not known");
    match did_you_mean(name, names.iter().copied()) {
        Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
        None => finding.advice("Write the name of a council’s folder below `schemes`."),
    }
}
