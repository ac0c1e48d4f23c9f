//! Councils whose choices are known in part.

use crate::support::{site::Site, told, tool};

/// Three facts and a source.
const THREE_FACTS: &str = "council: Testshire
title: What you pay for care
for: adults whose care the council arranges
fictional: yes
status: not known
extends: england/2024-25
known: these only
sources: {page: {title: Its page on charges, url: https://example.org/charges, seen: 2026-05-01}}
source: page
overrides:
  rates:
    share_taken: 95%
    minimum_extra: £0 a week
rates:
  home_care_hour: {is: £23.92 an hour, say: An hour of care at home}
";

const PERSON: &str = "setting: home
assessed: \"yes\"
age: pension-age
household: single
children: 0
carer: \"no\"
savings: 0
joint_savings: 0
state_pension: 181.20
guarantee_credit: 100
savings_credit: 0
private_pension: 0
disability_benefit: higher
disability_benefit_amount: 108.55
night_care: \"no\"
other_income: 0
other_money: \"no\"
pays_housing: \"no\"
has_disability_costs: \"no\"
home_hours: 0
other_care: 300
meals: 0
journeys: 0
alarm: \"no\"
";

const PLACE: &str = "schemes/testshire-charging/2024-25/scheme.yaml";

fn site(rules: &str) -> Site {
    Site::of(&[(PLACE, rules), ("person.yaml", PERSON)])
}

fn told_of(rules: &str) -> String {
    told(&site(rules).load())
}

/// What the estimate says of the charge.
fn charge(rules: &str) -> String {
    let site = site(rules);
    let folder = site.at("schemes/testshire-charging/2024-25");
    let person = site.at("person.yaml");
    let arguments = [
        "estimate",
        folder.to_str().unwrap(),
        person.to_str().unwrap(),
    ];
    let said = tool::upfront(&arguments).out;
    let line = said
        .lines()
        .find(|line| line.starts_with("What you could be asked to pay a week"));
    line.unwrap_or(&said).to_owned()
}

#[test]
fn three_facts_and_a_source_are_enough_and_what_nobody_has_seen_is_a_range() {
    let loaded = site(THREE_FACTS).load();
    assert!(!loaded.findings.has_errors(), "{}", told(&loaded));
    let scheme = &loaded.schemes[0];
    assert!(scheme.known_in_part);
    // £389.75 less £228.70 is £161.05, and 95% of that £153: every other choice could only make it less.
    assert_eq!(
        charge(THREE_FACTS),
        "What you could be asked to pay a week: at most £153 a week: the exact figure is not known here"
    );
}

#[test]
fn without_the_key_what_is_not_said_is_the_national_rule() {
    let whole = THREE_FACTS.replace("known: these only\n", "").replace(
        "rates:\n  home_care_hour: {is: £23.92 an hour, say: An hour of care at home}\n",
        "",
    );
    assert_eq!(
        charge(&whole),
        "What you could be asked to pay a week: £153 a week"
    );
}

#[test]
fn a_choice_that_is_stated_settles_the_other_ways_to_make_it() {
    let minimum = |rules: &str| {
        let loaded = site(rules).load();
        let of = |id: &str| {
            let rate = loaded.schemes[0]
                .rates
                .iter()
                .find(|rate| rate.id == id)
                .unwrap();
            format!("{:?}", rate.amount)
        };
        [
            of("minimum_extra"),
            of("own_minimum_pension_age"),
            of("own_minimum_working_age"),
        ]
    };
    let nothing = "Exact(0)";
    let open = "NotKnown(0, None)";
    assert_eq!(minimum(THREE_FACTS), [nothing; 3]);
    let own = THREE_FACTS.replace(
        "minimum_extra: £0 a week",
        "own_minimum_pension_age: £250 a week",
    );
    assert_eq!(minimum(&own), [nothing, "Exact(250)", open]);
    let neither = THREE_FACTS.replace("    minimum_extra: £0 a week\n", "");
    assert_eq!(minimum(&neither), [open; 3]);
}

#[test]
fn what_is_not_known_stays_within_what_the_law_lets_a_council_choose() {
    let loaded = site(THREE_FACTS).load();
    let amount = |id: &str| {
        let rate = loaded.schemes[0]
            .rates
            .iter()
            .find(|rate| rate.id == id)
            .unwrap();
        format!("{:?}", rate.amount)
    };
    assert_eq!(amount("upper_limit"), "NotKnown(23250, None)");
    assert_eq!(amount("cost_share"), "NotKnown(0, Some(100))");
    assert_eq!(amount("care_home_upper_limit"), "Exact(23250)");
    assert_eq!(amount("share_taken"), "Exact(95)");
}

#[test]
fn a_council_known_in_part_has_one_page_that_names_what_is_not_known() {
    let site = site(THREE_FACTS);
    site.build(&[]);
    let folder = site.at("public/testshire-charging/2024-25");
    let pages: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|one| one.unwrap().file_name())
        .collect();
    assert_eq!(pages, ["index.html"]);
    let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
    for said in [
        "95%",
        "100%",
        "£23.92 an hour",
        "not known here",
        "The upper limit of savings",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn mistakes_are_told_with_what_was_meant() {
    for (from, to, said) in [
        (
            "share_taken: 95%",
            "share_takn: 95%",
            "Did you mean `share_taken`?",
        ),
        (
            "extends: england/2024-25\n",
            "",
            "`known` without `extends`",
        ),
        ("known: these only", "known: these onely", "these only"),
        (
            "home_care_hour: {is: £23.92 an hour",
            "hour: {about: home_care_our, is: £23.92 an hour",
            "Did you mean `home_care_hour`?",
        ),
        (
            "£23.92 an hour",
            "£23.92 a week",
            "`home_care_hour` is compared in",
        ),
        (
            "share_taken: 95%",
            "share_taken: {is: 95%, proposed: yes}",
            "what is only proposed is not in force",
        ),
    ] {
        let rules = THREE_FACTS.replace(from, to);
        assert_ne!(rules, THREE_FACTS);
        let told = told_of(&rules);
        assert!(told.contains(said), "{said}\n{told}");
    }
}

/// A council known in part that states these choices and rates.
fn council(name: &str, year: &str, choices: &str, rates: &str) -> (String, String) {
    let folder = name.to_lowercase();
    let rates = if rates.is_empty() {
        String::new()
    } else {
        format!("rates: {{{rates}}}\n")
    };
    let rules = format!(
        "council: {name}\ntitle: What you pay for care\nfor: adults whose care the council arranges\nfictional: yes\n\
         status: not known\nextends: england/{year}\nknown: these only\nsources: {{page: {{title: Page of {name}}}}}\nsource: page\n\
         overrides: {{rates: {{{choices}}}}}\n{rates}"
    );
    (
        format!("schemes/{folder}-charging/{year}/known.yaml"),
        rules,
    )
}

#[test]
fn councils_that_are_only_dropped_in_stand_in_every_rule_that_they_state() {
    let councils = [
        council(
            "Alder",
            "2024-25",
            "share_taken: 80%, minimum_extra: £0 a week",
            "home_care_hour: £20.50 an hour",
        ),
        council(
            "Birch",
            "2024-25",
            "share_taken: 95%, own_minimum_pension_age: £260.05 a week",
            "hour: {is: £22 an hour, about: home_care_hour, say: An hour}",
        ),
        council(
            "Cedar",
            "2024-25",
            "weekly_cap: £400 a week",
            "hour: {is: £30 an hour, about: home_care_hour, proposed: yes, say: An hour}",
        ),
        council("Dogwood", "2023-24", "share_taken: 75%", ""),
    ];
    let files: Vec<(&str, &str)> = councils
        .iter()
        .map(|(path, rules)| (path.as_str(), rules.as_str()))
        .collect();
    let site = Site::of(&files);
    site.build(&[]);
    let csv = |rule: &str| {
        std::fs::read_to_string(site.at(&format!("public/compare/rules/{rule}.csv"))).unwrap()
    };
    let row = |rule: &str, council: &str, figure: &str| {
        let csv = csv(rule);
        let line = csv
            .lines()
            .find(|line| line.contains(council) && line.contains(figure));
        let cells: Vec<String> = line
            .unwrap_or_default()
            .split(',')
            .map(str::to_owned)
            .collect();
        (
            cells[3].clone(),
            cells[7].clone(),
            cells[8].clone(),
            cells[11].clone(),
        )
    };
    let own = |text: &str| text.to_owned();
    let known = |year: &str, figure: &str| {
        (
            own(year),
            own("exact"),
            own(figure),
            own("not known to be in force"),
        )
    };
    assert_eq!(
        row("share-taken", "Alder", "share_taken"),
        known("2024-25", "80")
    );
    assert_eq!(
        row("share-taken", "Dogwood", "share_taken"),
        known("2023-24", "75")
    );
    assert_eq!(
        row("home-care-hour", "Alder", "home_care_hour"),
        known("2024-25", "20.50")
    );
    assert_eq!(
        row("home-care-hour", "Birch", "home_care_hour"),
        known("2024-25", "22")
    );
    assert_eq!(
        row("home-care-hour", "Cedar", "home_care_hour").3,
        "proposed"
    );
    assert_eq!(
        row("minimum", "Alder", "minimum-single-pension-age"),
        known("2024-25", "228.70")
    );
    assert_eq!(
        row("minimum", "Birch", "minimum-single-pension-age"),
        known("2024-25", "260.05")
    );
    assert_eq!(
        row("share-taken", "Cedar", "share_taken").1,
        "not known here"
    );
    let page = site.page("compare/rules/share-taken/");
    // Years stand apart: the answer is of the year that has most, and says which.
    for said in [
        "England, 2024-25",
        "England, 2023-24",
        "from 80% (Alder) to 95% (Birch)",
        "Not known here, or not published: Cedar.",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let minimum = site.page("compare/rules/minimum/");
    assert!(
        minimum.contains("The national figure: £228.70 a week."),
        "the national figure"
    );
}
