//! What is compared between councils, as `schemes/national/compared.yaml` says it.

use std::{fmt::Write as _, sync::LazyLock};

use upfront_engine::scheme::Kinder;

use crate::{
    check::years::{entries, node},
    embedded,
    source::{Entry, Node},
};

/// Where it stands.
const FILE: &str = "schemes/national/compared.yaml";

/// A rule that councils have each their own figures of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedRule {
    /// Its name, which its page has in its address.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What people ask about it.
    pub ask: String,
    /// Which way its figures are better for the person.
    pub kinder: Option<Kinder>,
    /// Its figures.
    pub figures: Vec<ComparedFigure>,
}

/// A figure that councils have each their own of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedFigure {
    /// Its name: that of the rate, where it is one.
    pub id: String,
    /// What it is called.
    pub say: String,
    /// The folder of the nation whose rules have it; empty where any nation's may.
    pub nation: String,
    /// What it is counted in, as the language writes a unit.
    pub unit: String,
    /// The step that gives it, and for which answers, by question; `None` where it is a rate.
    pub step: Option<(String, Vec<(String, String)>)>,
    /// The step that gives the nation's own figure for the same answers; empty where there is none.
    pub national_step: String,
}

/// Every rule that is compared, in the order in which they are shown.
static RULES: LazyLock<Vec<ComparedRule>> = LazyLock::new(|| {
    let file = node(embedded::text(FILE));
    entries(file.as_ref()).iter().filter_map(rule).collect()
});

/// Every rule that is compared, in the order in which they are shown.
pub fn compared_rules() -> &'static [ComparedRule] {
    &RULES
}

/// The rates that a council can state so that they line up with those of others.
pub fn compared_rates() -> impl Iterator<Item = &'static ComparedFigure> {
    let figures = RULES.iter().flat_map(|rule| &rule.figures);
    figures.filter(|figure| figure.step.is_none())
}

/// The list of what is compared, in Markdown: each figure by the name that a council states it under.
pub fn compared_names() -> String {
    let mut page = String::from(
        "<!-- Made from schemes/national/compared.yaml; renew it with: UPDATE=1 cargo test --test main reference -->\n\n\
         # The figures that are compared between councils\n\n\
         A site has a page for each rule below, with the figure of every council that states it. A council states a figure as a rate\n\
         of this name, or under another name with `about:` and this one. A figure in *italics* is worked out from a nation's rules.\n",
    );
    for rule in compared_rules() {
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n| figure | what it is | counted in |\n| --- | --- | --- |\n",
            rule.title
        );
        for figure in &rule.figures {
            let mark = if figure.step.is_none() { '`' } else { '*' };
            let ComparedFigure { id, say, unit, .. } = figure;
            let _ = writeln!(page, "| {mark}{id}{mark} | {say} | {unit} |");
        }
    }
    page
}

fn text(node: &Node, key: &str) -> Option<String> {
    Some(node.entry(key)?.value.text()?.trim().to_owned())
}

fn rule(entry: &Entry) -> Option<ComparedRule> {
    let rule = &entry.value;
    let figures = &rule.entry("figures")?.value;
    Some(ComparedRule {
        id: entry.key.clone(),
        title: text(rule, "title")?,
        ask: text(rule, "ask")?,
        kinder: match text(rule, "kinder when").as_deref() {
            Some("higher") => Some(Kinder::Higher),
            Some("lower") => Some(Kinder::Lower),
            _ => None,
        },
        figures: figures
            .one_or_more()
            .iter()
            .filter_map(|own| figure(rule, own))
            .collect(),
    })
}

/// A figure, with what it leaves to its rule.
fn figure(rule: &Node, own: &Node) -> Option<ComparedFigure> {
    let said = |key: &str| text(own, key).or_else(|| text(rule, key));
    let rate = text(own, "rate");
    let step = said("step").filter(|_| rate.is_none());
    Some(ComparedFigure {
        id: rate.or_else(|| text(own, "id"))?,
        say: text(own, "say")?,
        nation: said("nation").unwrap_or_default(),
        unit: said("unit").unwrap_or_default(),
        step: step.map(|step| (step, answers(rule, own))),
        national_step: said("national step").unwrap_or_default(),
    })
}

/// The answers of a figure: those of its rule, with its own in their place.
fn answers(rule: &Node, own: &Node) -> Vec<(String, String)> {
    let of = |node: &Node| {
        let answers = node.entry("answers").map(|answers| &answers.value);
        let answers = entries(answers).iter();
        let answers =
            answers.filter_map(|one| Some((one.key.clone(), one.value.text()?.to_owned())));
        answers.collect::<Vec<_>>()
    };
    let mut all = of(rule);
    for (question, answer) in of(own) {
        match all.iter_mut().find(|(other, _)| *other == question) {
            Some((_, other)) => *other = answer,
            None => all.push((question, answer)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_a_unit() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in compared_rules() {
            assert!(!rule.figures.is_empty(), "{}", rule.id);
            for figure in &rule.figures {
                assert!(seen.insert(figure.id.as_str()), "{} twice", figure.id);
                assert!(!figure.unit.is_empty(), "{} has no unit", figure.id);
            }
        }
        assert!(compared_rates().any(|figure| figure.id == "home_care_hour"));
        let minimum = compared_rules()
            .iter()
            .find(|rule| rule.id == "minimum")
            .unwrap();
        let young = minimum
            .figures
            .iter()
            .find(|figure| figure.id == "minimum-single-under-25");
        let (step, answers) = young.unwrap().step.as_ref().unwrap();
        assert_eq!(step, "minimum");
        assert!(answers.contains(&("age".to_owned(), "under-25".to_owned())));
        assert!(answers.contains(&("household".to_owned(), "single".to_owned())));
    }
}
