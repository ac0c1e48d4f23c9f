//! The first page of an edition: the figures that matter most, found in the rules.

use upfront_engine::Scheme;

use crate::support::{
    schemes::EXAMPLE_SITE,
    site::{HEAD, Site},
};

/// The numbers of the key figures on the first page of an edition, each with its sentence.
fn figures(site: &Site, id: &str) -> Vec<(String, String)> {
    site.build(&[]);
    let page = site.page(&format!("{id}/"));
    let items = page.split("<li><span class=\"up-num\">").skip(1);
    items
        .map(|item| {
            let (number, rest) = item.split_once("</span> ").unwrap();
            let text = rest.split(['<', '&']).next().unwrap();
            (number.to_owned(), text.to_owned())
        })
        .collect()
}

fn numbers(site: &Site) -> Vec<String> {
    let found = figures(site, "shire/2026-27").into_iter();
    found.map(|(number, _)| number).collect()
}

const POINTS: &str = "law: [care act budget]
questions:
  - {id: washing, ask: Washing, options: [{id: none, say: None, points: 0}, {id: some, say: Some, points: 12}, {id: all, say: All, points: 30}]}
rates:
  own: {is: £15.50 an hour, say: Your own worker}
  agency: {is: £20 an hour, say: An agency}
tables:
  money:
    by: points
    rows: [{to: 19, gives: £40 a week}, {from: 20, gives: £90.50 a week}]
steps:
  - {id: score, say: Your points, add up: points}
  - {id: gate, say: The gate, stop when: {value: score, is under: 12 points}, gives: nothing}
  - {id: budget, say: Your budget, look up: score, in: money}
  - {id: hours, say: Hours, divide: budget, by: own, rounded down to: whole hour}
  - {id: agency_hours, say: Agency hours, divide: budget, by: agency, rounded down to: whole hour}
results:
  - {id: budget, is: budget, say: Your budget}
ways to hold:
  - {way: direct payment, gives: hours}
  - {way: council-managed, gives: agency_hours}
";

#[test]
fn the_figures_of_points_are_those_that_the_rules_give() {
    let site = Site::of_shire(POINTS);
    assert_eq!(numbers(&site), ["12 points", "£90.50", "£15.50"]);
    let page = site.page("shire/2026-27/");
    assert!(
        page.contains(
            "A budget starts at 12 points. The table goes from £40 a week to £90.50 a week."
        ),
        "{page}"
    );
    assert!(page.contains("“An agency” is £20 an hour."), "{page}");

    // Without a gate the table itself says where it begins: there is nothing below it.
    let open = POINTS.replace("  - {id: gate, say: The gate, stop when: {value: score, is under: 12 points}, gives: nothing}\n", "");
    assert_eq!(numbers(&Site::of_shire(&open)), ["£90.50", "£15.50"]);
    let lower = POINTS.replace("£90.50", "£30.00");
    assert_eq!(
        numbers(&Site::of_shire(&lower)),
        ["12 points", "£40", "£15.50"]
    );
}

#[test]
fn the_figures_of_national_rules_are_the_councils_where_it_has_its_own() {
    let of = |overrides: &str| {
        let rules = format!("extends: england/2026-27\n{overrides}");
        figures(&Site::of_shire(&rules), "shire/2026-27")
    };
    let national = of("");
    let numbers = |found: &[(String, String)]| -> Vec<String> {
        found.iter().map(|(number, _)| number.clone()).collect()
    };
    assert_eq!(numbers(&national), ["£241.45", "100%", "£23,250"]);
    let own = of(
        "overrides:\n  rates:\n    minimum_extra: {is: £12.50 a week}\n    share_taken: {is: 85%}\n    weekly_cap: {is: £90 a week}\n",
    );
    assert_eq!(numbers(&own), ["£253.95", "85%", "£90", "£23,250"]);
    let withheld = of("overrides:\n  rates:\n    share_taken: not published\n");
    assert!(!numbers(&withheld).iter().any(|number| number.contains('%')));
}

/// What `key-figures.yaml` names is there in the newest rules of each nation, and so are the answers.
#[test]
fn every_key_figure_of_a_nation_is_in_its_rules() {
    let file = include_str!("../schemes/national/key-figures.yaml");
    let mut nation = "";
    let mut seen = 0;
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some(figure) = line.strip_prefix("  ") else {
            nation = line.trim_end_matches(':');
            continue;
        };
        let newest = |scheme: &&Scheme| scheme.id.split('/').next() == Some(nation);
        let scheme = EXAMPLE_SITE
            .schemes
            .iter()
            .filter(newest)
            .max_by_key(|scheme| &scheme.id);
        let scheme = scheme.unwrap_or_else(|| panic!("no rules of {nation}"));
        let name = figure
            .split("{is: ")
            .nth(1)
            .unwrap()
            .split([',', '}'])
            .next()
            .unwrap();
        let is_there = scheme.rates.iter().any(|rate| rate.id == name)
            || scheme.steps.iter().any(|step| step.id == name);
        assert!(is_there, "{nation} has no {name}");
        seen += 1;
    }
    assert_eq!(seen, 13);
}

#[test]
fn a_site_of_one_council_begins_with_its_home_and_no_list_of_one() {
    let one = Site::of_shire(POINTS);
    one.build(&[]);
    let front = one.page("");
    for link in [
        "shire/2026-27/estimate/index.html",
        "shire/2026-27/how/index.html",
        "shire/index.html",
    ] {
        assert!(
            front.contains(&format!("href=\"{link}\"")),
            "{link}: {front}"
        );
    }
    assert!(front.contains("A budget starts at 12 points."));
    assert!(!front.contains("id=\"councils\""));
    let other = HEAD.replace("Shire", "Other") + POINTS;
    one.write("schemes/other/2026-27/scheme.yaml", other);
    one.build(&[]);
    assert!(one.page("").contains("id=\"councils\""));
}
