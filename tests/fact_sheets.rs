//! Councils that have facts and no rules here.

use std::collections::BTreeMap;

use upfront::{
    analyse::openness::known,
    facts::{Facts, Item, Line, Publicity},
};

use crate::support::{schemes::EXAMPLE_SITE, site::Site, told};

/// Facts of a council, with something for every page that it can have.
const FACTS: &str = "facts only: yes
council: Testshire
title: Direct payments
nation: england
the rest is: not looked for
sources: {page: {title: Its page, url: https://example.org/page, seen: 2026-05-01}}
source: page
published:
  rates: {is: published, says: The page has them.}
  reasons: {is: not published}
rates:
  own_hour: {is: £12.40 an hour, say: Your own worker}
  night: {is: £60 a night, say: A night}
ways to hold:
  - {way: direct payment, hour: own_hour, account: A card., unspent: It goes back., unspent after: 8 weeks}
stages:
  - {stage: start, really: 38 days, really in: on average in 2025}
requests:
  - {asked: Longest waits, answer: refused, because: Cost limit}
judgements:
  - {by: ombudsman, about: Money was taken back., found: Fault, when: May 2024}
notes: [One more thing.]
";

/// Rules of another council, so that the site has both.
const RULES: &str = "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\n\
    questions: [{id: hours, about: other, ask: How many hours?, number: hours a week, most: 100}]\n\
    rates: {hour: £20 an hour}\nsteps: [{id: cost, units: hours, at: hour}]\n";

fn site(facts: &str) -> Site {
    Site::of(&[
        ("schemes/shire/2026-27/scheme.yaml", RULES),
        ("schemes/testshire/facts.yaml", facts),
    ])
}

#[test]
fn a_council_with_facts_alone_has_the_pages_that_it_has_something_for() {
    let site = site(FACTS);
    let loaded = site.load();
    assert_eq!(told(&loaded), "No findings\n");
    let ids = |schemes: &[upfront_engine::Scheme]| -> Vec<String> {
        schemes.iter().map(|one| one.id.clone()).collect()
    };
    assert_eq!(ids(&loaded.schemes), ["shire/2026-27"]);
    assert_eq!(ids(&loaded.fact_sheets), ["testshire"]);
    site.build(&[]);
    let below = |path: &str| site.at(&format!("public/testshire/{path}")).exists();
    for page in ["", "published/", "ways/", "times/"] {
        assert!(below(&format!("{page}index.html")), "{page}");
    }
    for page in [
        "how",
        "examples",
        "estimate",
        "pay",
        "data",
        "rights",
        "support",
        "contact",
        "scheme.json",
    ] {
        assert!(!below(page), "{page}");
    }
    let home = site.page("testshire/");
    for said in [
        "We looked for 2 of 13 things. Testshire publishes 0 of those in full and 1 in part.",
        "nothing can be estimated",
        "<b>£12.40 an hour</b> Your own worker",
        "<b>38 days</b> Start: on average in 2025",
        "<th scope=\"row\">A night</th><td>£60 a night",
        "Longest waits",
        "Money was taken back.",
        "One more thing.",
        "href=\"published/index.html#reasons\"",
    ] {
        assert!(home.contains(said), "{said}: {home}");
    }
    for missing in [
        "estimate/",
        "how/",
        "examples/",
        "scheme.json",
        "In force",
        "2026-27",
    ] {
        assert!(!home.contains(missing), "{missing}");
    }
    let card = site.page("testshire/published/");
    assert!(card.contains("../index.html#rate-0"), "{card}");
    // What the first page tells, the scorecard does not tell again.
    assert!(!card.contains("Longest waits"));
    let ways = site.page("testshire/ways/");
    assert!(
        ways.contains("Testshire pays £12.40 an hour for help.") && !ways.contains("estimate/")
    );
    let directory = site.page("");
    let (councils, sheets) = directory.split_once("id=\"facts-only\"").unwrap();
    assert!(sheets.contains("href=\"testshire/index.html\">Testshire</a>"));
    assert!(councils.contains("Shire") && !councils.contains("Testshire"));
}

#[test]
fn a_council_with_rules_in_one_folder_and_facts_in_another_links_them() {
    let site = site(&FACTS.replacen("council: Testshire", "council: Shire", 1));
    site.build(&[]);
    let sheet = site.page("testshire/");
    assert!(
        sheet.contains("Some of its rules are here: <a href=\"../shire/index.html\">Charges</a>"),
        "{sheet}"
    );
    assert!(!sheet.contains("nothing can be estimated"));
    let council = site.page("shire/");
    assert!(
        council.contains("<a href=\"../testshire/index.html\">Direct payments</a>"),
        "{council}"
    );
}

#[test]
fn rules_and_facts_alone_do_not_go_together() {
    let site = site(&format!("{FACTS}steps: [{{id: score, add up: points}}]\n"));
    let said = told(&site.load());
    assert!(
        said.contains("`steps` does not go with `facts only`"),
        "{said}"
    );
    assert!(site.load().fact_sheets.is_empty());
}

#[test]
fn an_officer_who_forgot_the_steps_or_the_folder_is_told() {
    // An edition without steps is still a mistake.
    let no_steps = Site::of_shire("rates: {hour: £20 an hour}\n");
    assert!(told(&no_steps.load()).contains("the scheme has no steps"));
    // Rules in the council's own folder are in no edition's.
    let no_folder = Site::of(&[("schemes/shire/scheme.yaml", RULES)]);
    let said = told(&no_folder.load());
    assert!(said.contains("is in no edition's folder"), "{said}");
    assert!(said.contains("write `facts only: yes`"), "{said}");
    // So are facts beside editions.
    let beside = site(FACTS);
    beside.write("schemes/testshire/2026-27/scheme.yaml", RULES);
    let said = told(&beside.load());
    assert!(said.contains("is in no edition's folder"), "{said}");
    // And facts alone in an edition's folder are of none.
    let of_edition = Site::of(&[
        ("schemes/shire/2026-27/scheme.yaml", RULES),
        ("schemes/testshire/2026-27/facts.yaml", FACTS),
    ]);
    let said = told(&of_edition.load());
    assert!(said.contains("facts alone are of no edition"), "{said}");
}

#[test]
fn a_slip_in_facts_alone_has_its_finding() {
    for (right, wrong, finding) in [
        (
            "facts only: yes",
            "facts onyl: yes",
            "write `facts only: yes`",
        ),
        (
            "hour: own_hour",
            "hour: own_huor",
            "Did you mean `own_hour`?",
        ),
        ("really: 38 days", "really: 38 dyas", "Did you mean `days`?"),
        ("source: page\n", "source: pge\n", "Did you mean `page`?"),
        (
            "is: not published",
            "is: not publishd",
            "Did you mean `not published`?",
        ),
    ] {
        let said = told(&site(&FACTS.replacen(right, wrong, 1)).load());
        assert!(said.contains(finding), "{wrong}: {said}");
    }
}

#[test]
fn a_folder_of_facts_can_be_checked_by_itself() {
    let site = site(FACTS);
    let ran = site.run(&["check", "schemes/testshire"]);
    assert!(ran.succeeded(), "{}", ran.told());
}

/// How many lines of the scorecard a change to what is stated touches.
fn changed(facts: &Facts, without: &Facts, sheet: &upfront_engine::Scheme) -> usize {
    let told = |facts: &Facts, line: Line| {
        let items = line.items().iter();
        let known = items.map(|item| known(*item, sheet, &EXAMPLE_SITE.schemes, facts));
        format!("{:?}", known.collect::<Vec<_>>())
    };
    let lines = Line::ALL.into_iter();
    lines
        .filter(|line| told(facts, *line) != told(without, *line))
        .count()
}

#[test]
fn each_statement_about_a_council_with_facts_alone_is_about_one_line() {
    assert!(EXAMPLE_SITE.fact_sheets.len() > 60);
    for sheet in &EXAMPLE_SITE.fact_sheets {
        let facts = &EXAMPLE_SITE.facts[&sheet.id];
        assert_eq!(facts.rest, Publicity::NotLookedFor, "{}", sheet.id);
        let stated: Vec<Item> = facts
            .published
            .iter()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        for item in stated {
            let mut without = facts.clone();
            without.published.as_mut().unwrap().remove(&item);
            assert_eq!(changed(facts, &without, sheet), 1, "{}: {item:?}", sheet.id);
        }
    }
}

/// Of a real council nothing is told without saying where it can be read.
#[test]
fn each_fact_about_a_council_with_facts_alone_has_an_address_or_says_that_it_has_none() {
    for sheet in &EXAMPLE_SITE.fact_sheets {
        let facts = &EXAMPLE_SITE.facts[&sheet.id];
        let statements = facts.published.iter().flat_map(BTreeMap::values);
        let evidence = statements
            .map(|one| &one.evidence)
            .chain(facts.requests.iter().map(|one| &one.evidence))
            .chain(facts.judgements.iter().map(|one| &one.evidence))
            .chain(facts.stages.iter().map(|one| &one.evidence));
        let cited = evidence.map(|evidence| evidence.cite.as_ref());
        let ways = sheet.ways_to_hold.iter().map(|way| way.cite.as_ref());
        let rates = sheet.rates.iter().map(|rate| rate.cite.as_ref());
        for cite in cited.chain(ways).chain(rates) {
            let source = &sheet.sources[cite.unwrap_or_else(|| panic!("{}", sheet.id)).source];
            // Where nobody can look it up, the page says so.
            let has_place = !source.url.is_empty() || source.note == "The address was not kept.";
            assert!(has_place && !source.seen.is_empty(), "{}", sheet.id);
        }
    }
}
