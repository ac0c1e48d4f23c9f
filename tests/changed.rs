//! What changed since the edition before: every rule that gives something else, nothing that only says it in other words,
//! and who loses by it.

use upfront::analyse::change::{
    Editions, RuleKind, Standing, after_prices, changes, effects, examples,
};
use upfront::messages::english;
use upfront_engine::{Decimal, Scheme, estimate};

use crate::support::{
    scheme,
    schemes::EXAMPLE_SITE,
    site::{SITE, Site},
    tool::upfront_in,
};

/// Two years of a made-up council: a price, a row, what an option counts, and a limit in a step are otherwise, one step is
/// new and one rate is gone.
const BEFORE: &str = "council: Shire
title: Charges
status: superseded
from: 2025-04-06
sources: {policy: {title: Policy}}
source: policy
questions:
  - {id: hours, ask: How many hours?, number: hours a week, most: 40}
  - id: help
    ask: How much help?
    options: [{id: some, say: Some, points: 4}, {id: much, say: Much, points: 9}]
rates:
  hour: {is: £20 an hour, say: An hour}
  fee: {is: £3 a week, say: The fee}
tables:
  allowance:
    say: What is left out
    by: points
    rows:
      - {from: 0, to: 5, gives: £10 a week}
      - {from: 6, gives: £30 a week}
steps:
  - {id: points, say: Points, add up: points}
  - {id: left_out, say: Left out, look up: points, in: allowance}
  - {id: price, say: The price, units: hours, at: hour}
  - {id: with_fee, say: With the fee, sum: [price, fee]}
  - {id: net, say: The price less that, sum: [with_fee], less: [left_out]}
  - {id: charge, say: The charge, greatest of: [net, nothing]}
  - {id: most, say: The most, least of: [charge, £300 a week]}
results: [{id: pays, is: most, say: Your charge, kinder when: lower}]
examples:
  - {id: a, title: Mrs A, answers: {hours: 10, help: much}, expect: {pays: £173 a week}}
  - {id: b, title: Mr B, answers: {hours: 1, help: some}, expect: {pays: £13 a week}}
  - {id: c, title: Ms C, answers: {hours: 40, help: some}, expect: {pays: £300 a week}}
";

fn after() -> String {
    let after = BEFORE
        .replace("status: superseded", "status: in force")
        .replace("2025-04-06", "2026-04-06")
        .replace("hour: {is: £20 an hour, say: An hour}", "hour: {is: £21 an hour, say: What an hour costs}\n  prices: {is: 5%, say: How much prices rose, says how prices rose: yes}")
        .replace("  fee: {is: £3 a week, say: The fee}\n", "")
        .replace("sum: [price, fee]", "sum: [price, £1 a week]")
        .replace("to: 5, gives: £10", "to: 5, gives: £12")
        .replace("points: 9", "points: 5")
        .replace("£300 a week", "£280 a week")
        .replace("£173", "£199")
        .replace("£13 a week", "£10 a week");
    assert!(after.contains("How much prices rose") && after.contains("£280"));
    after
}

fn site() -> Site {
    Site::of(&[
        ("schemes/shire/2025-26/scheme.yaml", BEFORE),
        ("schemes/shire/2026-27/scheme.yaml", &after()),
    ])
}

#[test]
fn each_rule_that_gives_something_else_is_a_change_and_no_other() {
    let loaded = site().load();
    let (before, after) = (
        scheme(&loaded, "shire/2025-26"),
        scheme(&loaded, "shire/2026-27"),
    );
    let found = changes(Editions { before, after }, english());
    let named: Vec<(RuleKind, &str)> = found
        .iter()
        .map(|change| (change.kind, name(before, after, *change)))
        .collect();
    // A rate with another name and the same amount, or a step that is told with another amount of a rate, is no change.
    assert_eq!(
        named,
        [
            (RuleKind::Rate, "hour"),
            (RuleKind::Rate, "fee"),
            (RuleKind::Table, "allowance"),
            (RuleKind::Question, "help"),
            (RuleKind::Step, "with_fee"),
            (RuleKind::Step, "most"),
        ]
    );
    let same = Editions {
        before,
        after: before,
    };
    assert_eq!(changes(same, english()), []);
}

fn name<'a>(
    before: &'a Scheme,
    after: &'a Scheme,
    change: upfront::analyse::change::RuleChange,
) -> &'a str {
    let of = |scheme: &'a Scheme, place: usize| match change.kind {
        RuleKind::Rate => scheme.rates[place].id.as_str(),
        RuleKind::Table => &scheme.tables[place].id,
        RuleKind::Question => &scheme.questions[place].id,
        RuleKind::Step => &scheme.steps[place].id,
    };
    match (change.before, change.after) {
        (_, Some(place)) => of(after, place),
        (Some(place), None) => of(before, place),
        (None, None) => "",
    }
}

#[test]
fn who_loses_and_by_which_rule_is_what_both_editions_work_out() {
    let loaded = site().load();
    let editions = Editions {
        before: scheme(&loaded, "shire/2025-26"),
        after: scheme(&loaded, "shire/2026-27"),
    };
    let changes = changes(editions, english());
    let effects = effects(editions, &changes, examples(editions));
    let told: Vec<_> = effects
        .iter()
        .map(|effect| {
            let shift = &effect.results[0];
            let rule = shift
                .most
                .map(|(rule, does)| (name(editions.before, editions.after, changes[rule]), does));
            let kinder = editions.after.results[0].kinder;
            (
                effect.case.title,
                shift.by().unwrap(),
                shift.standing(kinder).unwrap(),
                rule,
            )
        })
        .collect();
    let pounds = |pounds: i64| Decimal::from(pounds);
    assert_eq!(
        told,
        [
            // £200 + £3 − £30 = £173 then, £211 − £12 = £199 now. With £30 left out again it would be £181.
            (
                "Mrs A",
                pounds(26),
                Standing::Worse,
                Some(("help", pounds(18)))
            ),
            (
                "Mr B",
                pounds(-3),
                Standing::Better,
                Some(("allowance", pounds(-2)))
            ),
            ("Ms C", pounds(-20), Standing::Better, None),
        ]
    );
}

#[test]
fn the_page_says_who_loses_first_and_shows_every_rule_old_and_new() {
    let site = site();
    site.build(&[]);
    let page = &site.page("shire/2026-27/changed/");
    let in_order = [
        "One of 3 worked examples is worse off.",
        "2 of 3 worked examples are better off.",
        "Most is lost in “Mrs A”: £26 a week, which is £1,352 a year.",
        "6 rules have changed.",
        "Prices rose by 5% between the two.",
        "By how much “Your charge” changed",
        // £199 less £173 and 5% of it.
        "£17.35 a week more",
        "£1 an hour more (5%)",
        "No figure of this name now",
        "1 of 2 amounts rose. By 20%.",
    ];
    let mut rest = page.as_str();
    for words in in_order {
        let at = rest.find(words);
        let at = at.unwrap_or_else(|| panic!("“{words}” is missing or too early: {rest}"));
        rest = &rest[at..];
    }
    assert!(!site.at("public/shire/2025-26/changed/index.html").exists());
    assert!(!page.contains("step-net"), "{page}");
}

#[test]
fn each_effect_is_what_an_estimate_of_each_edition_gives() {
    let mut compared = 0;
    for (before, after) in [
        ("essex/2019-20", "essex/2024-25"),
        ("devon-care-homes/2023-24", "devon-care-homes/2024-25"),
        ("kingston-charging/2024-25", "kingston-charging/2025-26"),
        ("scotland/2024-25", "scotland/2025-26"),
    ] {
        let editions = Editions {
            before: scheme(&EXAMPLE_SITE, before),
            after: scheme(&EXAMPLE_SITE, after),
        };
        for effect in effects(editions, &[], examples(editions)) {
            let [earlier, later] = &effect.case.answers;
            let was = estimate(editions.before, earlier);
            let is = estimate(editions.after, later);
            for shift in &effect.results {
                assert_eq!(shift.after, is.results[shift.result]);
                assert!(was.results.contains(&shift.before));
                compared += 1;
            }
        }
    }
    assert!(compared > 8, "only {compared} results were compared");
}

#[test]
fn a_short_break_let_a_family_in_and_now_keeps_it_out() {
    let editions = Editions {
        before: scheme(&EXAMPLE_SITE, "sheffield-short-break-grant/2017"),
        after: scheme(&EXAMPLE_SITE, "sheffield-short-break-grant/2024"),
    };
    let effects = effects(editions, &[], examples(editions));
    let find = |id: &str| {
        let effect = effects.iter().find(|effect| effect.case.id == id);
        let shift = &effect.unwrap().results[0];
        (
            shift.before.most(),
            shift.after.most(),
            shift.standing(editions.after.results[0].kinder),
        )
    };
    let most = Some(Decimal::from(400));
    assert_eq!(
        find("with-short-break"),
        (most, Some(Decimal::ZERO), Some(Standing::Worse))
    );
    // What a family without one had then was not published, so nothing is said of it.
    assert_eq!(find("on-benefits"), (None, most, None));
}

#[test]
fn a_sum_after_prices_is_rounded_to_the_penny() {
    let of = |before, after, percent| {
        after_prices(
            Decimal::new(before, 2),
            Decimal::new(after, 2),
            Decimal::new(percent, 1),
        )
    };
    // 232.60 × 1.038 = 241.4388, and 241.45 less that is 0.0112.
    assert_eq!(of(23260, 24145, 38), Some(Decimal::new(1, 2)));
    assert_eq!(of(10000, 10000, 0), Some(Decimal::ZERO));
    assert_eq!(of(73413, 75643, 38), Some(Decimal::new(-560, 2)));
}

#[test]
fn a_feed_has_an_entry_for_what_changed() {
    let site = site();
    site.write(
        "site.yaml",
        format!("{SITE}address: https://shire.example\n"),
    );
    site.build(&[]);
    let feed = site.read("public/shire/feed.xml");
    assert!(
        feed.contains("<id>https://shire.example/shire/2026-27/changed/</id>"),
        "{feed}"
    );
    assert!(!feed.contains("2025-26/changed/"), "{feed}");
}

#[test]
fn data_of_an_older_edition_names_the_rules_after_it_and_the_council_by_its_codes() {
    let codes = "authority: {code: SHR, gss: [{code: E10000999, from: 2009-04-01}]}\n";
    let site = Site::of(&[
        (
            "schemes/shire/2025-26/scheme.yaml",
            &format!("{BEFORE}{codes}"),
        ),
        ("schemes/shire/2026-27/scheme.yaml", &after()),
    ]);
    site.change("site.yaml", |site| {
        format!("{site}address: https://shire.example.org/\n")
    });
    site.build(&[]);
    let data = |edition: &str| -> serde_json::Value {
        let page = site.page(&format!("shire/{edition}/"));
        let (_, data) = page.split_once("application/ld+json\">").unwrap();
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
    };
    let way = |edition: &str, rel: &str, to: &str| {
        let page = site.page(&format!("shire/{edition}/"));
        page.contains(&format!("<link rel=\"{rel}\" href=\"../{to}/index.html\">"))
    };
    assert!(way("2025-26", "successor-version", "2026-27"));
    assert!(way("2026-27", "predecessor-version", "2025-26"));
    assert!(!way("2026-27", "successor-version", "2025-26"));
    let (older, newer) = (data("2025-26"), data("2026-27"));
    assert_eq!(
        older["supersededBy"],
        "https://shire.example.org/shire/2026-27/"
    );
    assert!(newer.get("supersededBy").is_none());
    let codes: Vec<(&str, &str)> = older["creator"]["identifier"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| {
            (
                code["propertyID"].as_str().unwrap(),
                code["value"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        codes,
        [("local-authority-code", "SHR"), ("gss", "E10000999")]
    );
    assert!(newer["creator"].get("identifier").is_none());
    let page = site.page("shire/2025-26/data/");
    assert!(
        page.contains("E10000999 is the code of its area from 1 April 2009."),
        "{page}"
    );
}

#[test]
fn the_people_that_councils_are_compared_by_go_through_both_editions_each_with_its_own_answers() {
    let edition = |(status, from): (&str, &str), daily: &str, gives: &str, ways: &str| {
        format!(
            "council: Shire\ntitle: Budgets\nstatus: {status}\nfrom: {from}\nsources: {{policy: {{title: Policy}}}}\nsource: policy
questions:
  - {{id: {daily}, about: personal-care, asks for: washing, ask: Help to wash?, options: [{{id: no, say: No, points: 0}}, {{id: all, say: Every day, points: 10, means: [daily, often]}}]}}
tables: {{money: {{say: Money for points, by: points, rows: [{{from: 0, to: 9, gives: nothing}}, {{from: 10, gives: {gives}}}]}}}}
steps:
  - {{id: score, say: Points, add up: points}}
  - {{id: budget, say: Budget, look up: score, in: money}}
  - {{id: yearly, say: A year, multiply: budget, by: 52}}
results: [{{id: budget, is: budget, say: Your budget, kinder when: higher}}, {{id: yearly, is: yearly, say: For a year, kinder when: higher}}]
compared: {{points: score, budget: budget}}
ways to hold:
  - {{way: direct payment, lets you: Choose., {ways}}}
"
        )
    };
    let site = Site::of(&[
        (
            "schemes/shire/2025-26/scheme.yaml",
            &edition(
                ("superseded", "2025-04-06"),
                "bath",
                "£50 a week",
                "costs: Nothing.",
            ),
        ),
        (
            "schemes/shire/2026-27/scheme.yaml",
            &edition(
                ("in force", "2026-04-06"),
                "wash",
                "£46 a week",
                "costs: £4 a week.",
            ),
        ),
        (
            "schemes/personas/jo.yaml",
            "name: Jo\ntitle: Jo, 40\nyear: 2026-27\nleads with: budget\nabout: Jo.\nfrom: Made up.\nneeds: {washing: daily}\nengland: {age: working-age}\n",
        ),
        (
            "schemes/personas/mo.yaml",
            "name: Mo\ntitle: Mo, 50\nyear: 2026-27\nleads with: budget\nabout: Mo.\nfrom: Made up.\nneeds: {washing: some}\nengland: {age: working-age}\n",
        ),
    ]);
    site.build(&[]);
    let page = &site.page("shire/2026-27/changed/");
    // The question has another name, so a worked example's answer would not be taken over; what is known of Jo is. The year
    // is not what is compared, though it comes last.
    let in_order = [
        "One of 2 people in the comparison of councils is worse off.",
        "Nobody loses more than Jo, 40: £4 a week, which is £208 a year.",
        "The people in the comparison of councils",
        "<caption>Your budget</caption>",
        "<th scope=\"row\">Jo, 40</th><td data-label=\"2025-26\">£50 a week</td><td data-label=\"2026-27\">£46 a week</td>",
        "Money for points: £4 a week less",
        // What she needs is no answer to the question, so nothing is said of her.
        "<th scope=\"row\">Mo, 50</th><td data-label=\"2025-26\">between £0 and £50 a week</td><td data-label=\"2026-27\">between £0 and £46 a week</td><td data-label=\"Change\">Not known",
        "<a href=\"../../../compare/index.html\">",
        "The ways to hold a budget, old and new",
        "<td data-label=\"2025-26\">Nothing.</td><td data-label=\"2026-27\">£4 a week.</td>",
    ];
    let mut rest = page.as_str();
    for words in in_order {
        let at = rest.find(words);
        let at = at.unwrap_or_else(|| panic!("“{words}” is missing or too early: {rest}"));
        rest = &rest[at..];
    }
    assert!(!page.contains("Choose."), "{page}");
}

#[test]
fn the_terminal_tells_what_changed_as_the_page_does_between_editions_and_between_copies() {
    let site = site();
    let told = upfront_in(&site.at(""), &["diff", "shire/2025-26", "shire/2026-27"]).out;
    for words in [
        "Shire: Charges\n2025-26 → 2026-27\n\nOne of 3 worked examples is worse off.",
        "Most is lost in “Mrs A”: £26 a week, which is £1,352 a year.",
        "What an hour costs  £20 an hour  £21 an hour",
        "1 of 2 amounts rose. By 20%.",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // A copy of an edition beside it has the same name: what was typed tells them apart.
    site.write(
        "copy/2026-27/scheme.yaml",
        after().replace("£280 a week", "£290 a week"),
    );
    let copies = ["diff", "schemes/shire/2026-27", "copy/2026-27"];
    let told = upfront_in(&site.at(""), &copies).out;
    assert!(
        told.contains("schemes/shire/2026-27 → copy/2026-27"),
        "{told}"
    );
    assert!(told.contains("One rule has changed."), "{told}");
    let told = upfront_in(&site.at(""), &[&copies[..], &["--format", "json"]].concat()).out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let case = &told["examples"][0]["cases"][0];
    assert_eq!(case["id"], "c", "{told}");
    assert_eq!(case["before"]["high"], "280");
    assert_eq!(case["after"]["low"], "290");
    assert_eq!(case["by"], "10");
    assert_eq!(told["steps"][0]["id"], "most");
    let told = upfront_in(&site.at(""), &["diff", "shire/2025-62", "shire/2026-27"]);
    assert!(!told.succeeded());
    assert!(
        told.told().contains("Did you mean shire/2025-26?"),
        "{}",
        told.told()
    );
}
