//! The people who go through every council's rules.

use std::collections::BTreeMap;

use super::vocabulary::{Vocabulary, entries};
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    facts::Output,
    language::{Reader, shapes::PERSONA},
    source::{Entry, Node},
};

/// A made-up person, said in the shared vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The name of the file, and in addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name with what tells the person apart.
    pub title: String,
    /// Whose schemes the person goes through: a word of the language.
    pub group: String,
    /// Where the person lives: a word of the language.
    pub nation: String,
    /// The year that the person's money is of.
    pub year: String,
    /// The figure that the person's page answers with.
    pub lead: Output,
    /// A paragraph, in Markdown.
    pub about: String,
    /// Where the description comes from.
    pub from: String,
    /// The help that the person needs: the level by the need.
    pub needs: Vec<(String, String)>,
    /// Household and money by nation: the answer by the national question.
    pub situations: BTreeMap<String, Vec<(String, String)>>,
}

/// The nations whose questions a persona can answer.
const NATIONS: [&str; 3] = ["england", "wales", "scotland"];

impl Persona {
    /// Reads one; `None` where the node is no mapping. What the vocabulary does not have is a finding.
    pub(super) fn read(
        id: String,
        node: &Node,
        vocabulary: &Vocabulary,
        findings: &mut Findings,
    ) -> Option<Self> {
        let top = Reader::new(node, &PERSONA, findings)?;
        let or = |key: &str, otherwise: &str| top.one_of(key).unwrap_or(otherwise).to_owned();
        for entry in entries(top.value("needs")) {
            check_need(entry, vocabulary, findings);
        }
        let mut situations = BTreeMap::new();
        for nation in NATIONS {
            let answers = entries(top.value(nation));
            let known = vocabulary.situations.get(nation);
            let known: Vec<&str> = known
                .iter()
                .flat_map(|all| all.iter())
                .map(String::as_str)
                .collect();
            for entry in answers
                .iter()
                .filter(|entry| !known.contains(&entry.key.as_str()))
            {
                findings.push(unknown(entry.key_span, &entry.key, "situation", &known));
            }
            if !answers.is_empty() {
                situations.insert(nation.to_owned(), texts(answers));
            }
        }
        Some(Self {
            name: top.string("name"),
            title: top.string("title"),
            group: or("for", "adults"),
            nation: or("nation", "england"),
            year: top.string("year"),
            lead: top
                .one_of("leads with")
                .and_then(Output::of)
                .unwrap_or(Output::Charge),
            about: top.string("about"),
            from: top.string("from"),
            needs: texts(entries(top.value("needs"))),
            situations,
            id,
        })
    }

    /// What the person says to what a question asks for, in a nation.
    pub fn says(&self, fact: &str, nation: &str) -> Option<&str> {
        let situations = self.situations.get(nation);
        let said = self.needs.iter().chain(situations.into_iter().flatten());
        let mut said = said.filter(|(name, _)| name == fact);
        said.next().map(|(_, said)| said.as_str())
    }
}

fn texts(entries: &[Entry]) -> Vec<(String, String)> {
    let texts = entries.iter();
    texts
        .filter_map(|entry| Some((entry.key.clone(), entry.value.text()?.trim().to_owned())))
        .collect()
}

fn check_need(entry: &Entry, vocabulary: &Vocabulary, findings: &mut Findings) {
    let Some(need) = vocabulary.need(&entry.key) else {
        let names: Vec<&str> = vocabulary
            .needs
            .iter()
            .map(|need| need.id.as_str())
            .collect();
        findings.push(unknown(entry.key_span, &entry.key, "need", &names));
        return;
    };
    let levels: Vec<&str> = need.levels.iter().map(|level| level.id.as_str()).collect();
    if let Some(said) = entry.value.text().map(str::trim)
        && !levels.is_empty()
        && !levels.contains(&said)
    {
        findings.push(unknown(entry.value.span, said, "level", &levels));
    }
}

/// A name that the vocabulary does not have.
pub(super) fn unknown(at: crate::source::Span, name: &str, what: &str, names: &[&str]) -> Finding {
    let finding = Finding::new(
        Code::UnknownName,
        at,
        format!("the shared vocabulary has no {what} `{name}`"),
    )
    .label("not in the vocabulary");
    let meant = did_you_mean(name, names.iter().copied());
    match meant {
        Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
        None => finding.advice(format!(
            "See `schemes/vocabulary.yaml` for each {what} that there is."
        )),
    }
}
