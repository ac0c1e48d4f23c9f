//! Every finding in one run: a mistake hides nothing but what follows from it.

use upfront::diagnostics::Code;

use crate::support::{
    site::{SITE, Site},
    tool::upfront,
};

const TOWN: &str = "council: Town
title: Budget
sources: {policy: {title: Policy}}
source: policy
questions:
  - {id: score, ask: Score?, number: points, most: 100}
rates:
  meal: £5 a meal
tables:
  budget:
    by: points
    rows:
      - {from: 0, to: 69, gives: £50 a week}
      - {from: 70, gives: £80 a week}
steps:
  - {id: amount, look up: score, in: budget}
  - {id: twice, multiply: amount, by: 2}
  - {id: meals, units: 2 meals a week, at: meal}
results: [{id: twice, is: twice}, {id: meals, is: meals}]
examples:
  - {id: low, title: Low, answers: {score: 50}, expect: {amount: £50 a week, meals: £10 a week}}
  - {id: high, title: High, answers: {score: 90}, expect: {twice: £160 a week}}
";

/// What `upfront check` tells of a folder: the code, the file and the line of each finding, and its message.
fn check(site: &Site) -> Vec<(String, String)> {
    check_below(site, "")
}

fn check_below(site: &Site, path: &str) -> Vec<(String, String)> {
    let folder = site.at(path);
    let ran = upfront(&["check", "--format", "json", folder.to_str().unwrap()]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = told["findings"].as_array().unwrap().iter();
    // The statement grows old while these tests do not.
    let told = findings.filter(|finding| finding["code"] != "statement-old");
    let told = told.map(|finding| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        (
            format!("{} {}:{}", text("code"), text("file"), finding["line"]),
            text("message"),
        )
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

fn places(site: &Site) -> Vec<String> {
    check(site).into_iter().map(|(place, _)| place).collect()
}

#[test]
fn all_findings_are_told_in_one_run_each_at_its_place() {
    let rules = TOWN
        .replace("from: 70, gives", "from: 72, gives")
        .replace("expect: {amount: £50", "expect: {amount: £55")
        .replace(
            "title: Budget",
            "title: Budget\nabout: |\n  What you get.\n\n  See [the policy](policy.html).",
        );
    let site = Site::of(&[
        ("schemes/town/2026-27/rules.yaml", &rules),
        ("content/abuot.md", "About us."),
    ]);
    assert_eq!(
        places(&site),
        [
            "band-gap schemes/town/2026-27/rules.yaml:18",
            "broken-link schemes/town/2026-27/rules.yaml:6",
            "example-fails schemes/town/2026-27/rules.yaml:25",
            "unused-file content/abuot.md:null",
        ],
    );
}

#[test]
fn prose_links_and_templates_are_checked_beside_any_error() {
    let other = TOWN.replace("council: Town", "council: Other");
    let town = TOWN.replace("gives: £80 a week", "gives: £80 a wek");
    let site = Site::of(&[
        ("schemes/town/2026-27/rules.yaml", &town),
        (
            "schemes/other/2026-27/rules.yaml",
            &other.replace("twice: £160", "twice: £170"),
        ),
        // The first leads to a page of the rules with an error, to a place that nobody can see yet.
        (
            "content/help.md",
            "[a](../../../town/2026-27/how/index.html#step-x)\n\nAlso <b>bold</b> and [b](letter.html).\n",
        ),
        (
            "themes/mine/templates/home.html",
            "{% extends \"base.html\" %}{% block main %}{{ page.nonesuch }}{% endblock %}",
        ),
        (
            "themes/mine/templates/how.html",
            "{% extends \"base.html\" %}\n{% block main %}{% if %}{% endblock %}",
        ),
        ("themes/mine/theme.yaml", "light-link: '#fefefe'\n"),
    ]);
    site.write(
        "site.yaml",
        format!("{SITE}theme: mine\n").replace("title:", "titel:"),
    );
    let told = places(&site);
    for place in [
        "unknown-key site.yaml:1",
        "unknown-unit schemes/town/2026-27/rules.yaml:14",
        "example-fails schemes/other/2026-27/rules.yaml:22",
        "bad-markdown content/help.md:3",
        "broken-link content/help.md:3",
        "bad-template themes/mine/templates/home.html:1",
        "bad-template themes/mine/templates/how.html:2",
        "low-contrast themes/mine/theme.yaml:1",
    ] {
        assert!(told.iter().any(|one| one == place), "{place}: {told:#?}");
    }
    let broken = told.iter().filter(|one| one.starts_with("broken-link"));
    // From one page the first link leads there, and from another at another depth it does not.
    assert!(broken.count() <= 2, "{told:#?}");
}

/// The example `low` rests on the first row alone, and `meals` on neither.
#[test]
fn an_example_is_tried_where_it_does_not_rest_on_the_mistake() {
    let told = |rules: &str| {
        let site = Site::of(&[("schemes/town/2026-27/rules.yaml", rules)]);
        let told = check(&site).into_iter();
        told.filter(|(place, _)| place.starts_with("example-fails"))
            .map(|(_, message)| message)
            .collect::<Vec<_>>()
    };
    let wrong = TOWN
        .replace(
            "{amount: £50 a week, meals: £10",
            "{amount: £51 a week, meals: £11",
        )
        .replace("twice: £160", "twice: £161");
    let of = |figures: &[&str], told: Vec<String>| {
        let named: Vec<&str> = told
            .iter()
            .map(|message| message.split('`').nth(3).unwrap())
            .collect();
        assert_eq!(named, figures, "{told:#?}");
    };
    of(&["amount", "meals", "twice"], told(&wrong));
    // A gap, an overlap, a row that cannot be read: the other rows hold.
    of(
        &["amount", "meals", "twice"],
        told(&wrong.replace("from: 70,", "from: 72,")),
    );
    of(
        &["amount", "meals", "twice"],
        told(&wrong.replace("from: 70,", "from: 60,")),
    );
    of(
        &["meals", "twice"],
        told(&wrong.replace("from: 70,", "from: 40,")),
    );
    of(
        &["amount", "meals"],
        told(&wrong.replace("gives: £80 a week", "gives: £80 a wek")),
    );
    // A rate, a step, a question, a name among the answers.
    of(
        &["amount", "twice"],
        told(&wrong.replace("£5 a meal", "5£ a meal")),
    );
    of(
        &["amount", "meals"],
        told(&wrong.replace("by: 2}", "by: tow}")),
    );
    of(
        &["meals"],
        told(&wrong.replace("number: points", "number: pionts")),
    );
    of(
        &["meals", "twice"],
        told(&wrong.replace("score: 50", "scor: 50")),
    );
    of(
        &["meals", "twice"],
        told(&wrong.replace("score: 50", "score: 500")),
    );
    // What could be anything: nothing is tried.
    of(&[], told(&wrong.replace("rates:", "rates: 3\nretas:")));
}

#[test]
fn an_error_in_the_national_rules_is_told_once_and_the_council_s_own_beside_it() {
    let nation = "council: Nowhere
title: Charges
sources: {act: {title: An Act}}
source: act
questions: [{id: income, ask: Income?, number: £ a week}]
rates: {kept: £100 a wek, fee: £5 a week}
steps:
  - {id: left, sum: [income, fee], less: [kept]}
  - {id: charge, greatest of: [left, nothing]}
results: [{id: charge, is: charge}]
examples: [{id: one, title: One, answers: {income: 50}, expect: {charge: nothing}}]
";
    let council = "council: Town
title: What you pay
extends: nowhere/2026-27
sources: {policy: {title: Policy}}
source: policy
steps: [{id: more, sum: [fee, £1 a day]}]
examples: [{id: one, title: One, answers: {income: 50}, expect: {charge: £9 a week}}]
";
    let site = Site::of(&[
        ("schemes/national/nowhere/2026-27/rules.yaml", nation),
        ("schemes/town/2026-27/rules.yaml", council),
    ]);
    let told = places(&site);
    assert_eq!(
        told,
        [
            "period-clash schemes/town/2026-27/rules.yaml:6",
            "unknown-unit schemes/national/nowhere/2026-27/rules.yaml:6",
        ]
    );
    // By itself, the council's folder says where to look.
    let told = check_below(&site, "schemes/town/2026-27");
    assert!(
        told.iter()
            .any(|(_, message)| message == "the national rules `nowhere/2026-27` hold an error"),
        "{told:#?}"
    );
}

/// What is rests on a rule that nobody has read in its source is told to the council, and nothing else is.
#[test]
fn figures_that_nobody_has_read_are_told_where_a_result_rests_on_them() {
    let nation = "council: Nowhere
title: Charges
sources: {act: {title: An Act}}
source: act
questions: [{id: income, ask: Income?, number: £ a week}]
rates:
  kept: {is: £100 a week, sure: remembered}
steps: [{id: charge, sum: [income], less: [kept]}]
results: [{id: charge, is: charge}]
";
    let site = Site::of(&[
        ("schemes/national/nowhere/2026-27/rules.yaml", nation),
        ("schemes/town/2026-27/rules.yaml", TOWN),
    ]);
    assert_eq!(
        places(&site)
            .into_iter()
            .filter(|one| one.starts_with("not-verified"))
            .collect::<Vec<_>>(),
        [] as [&str; 0]
    );
    let told = site.run(&["check"]).err;
    assert!(
        told.contains("1 national figure has not been read in its source: upfront check "),
        "{told}"
    );
    // The command that the line names lists it.
    let told = check_below(&site, "schemes/national");
    let listed = told
        .iter()
        .filter(|(place, _)| place.starts_with(Code::NotVerified.name()));
    assert_eq!(listed.count(), 1, "{told:#?}");
}

/// The messages and the advice of a town's rules.
fn told(rules: &str) -> Vec<String> {
    let site = Site::of(&[("schemes/town/2026-27/rules.yaml", rules)]);
    let ran = site.run(&["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = told["findings"].as_array().unwrap().iter();
    findings
        .flat_map(|finding| {
            let advice = finding["advice"].as_array().unwrap().iter();
            let texts = std::iter::once(&finding["message"]).chain(advice);
            texts.map(|text| text.as_str().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn an_unknown_name_in_an_example_is_told_what_it_is_instead() {
    for (written, instead, advice) in [
        (
            "answers: {score: 50}",
            "answers: {score: 50, meal: £5}",
            "`meal` is a rate, and not asked: its amount stands in the rules.",
        ),
        (
            "answers: {score: 50}",
            "answers: {score: 50, amount: £5}",
            "`amount` is worked out, and not asked: what it comes to stands under `expect`.",
        ),
        (
            "meals: £10 a week",
            "score: 50 points",
            "`score` is a question: its answer stands under `answers`.",
        ),
        (
            "meals: £10 a week",
            "meal: £5",
            "`meal` is a rate: name a step that uses it, or a result.",
        ),
    ] {
        let told = told(&TOWN.replace(written, instead));
        assert!(told.iter().any(|one| one == advice), "{advice}: {told:#?}");
    }
    let council = "council: Town
title: What you pay
extends: england/2026-27
sources: {policy: {title: Policy}}
source: policy
overrides: {steps: [{id: charge, sum: [£5 a week]}]}
results: [{id: charge, is: charge}]
examples: [{id: one, title: One, answers: {savings: £50}, expect: {charge: £5 a week}}]
";
    let left_out = told(council);
    assert!(
        left_out
            .iter()
            .any(|one| one.starts_with("`savings` is a national question, and is left out here")),
        "{left_out:#?}"
    );
    let unknown = told(&council.replace("savings:", "zzzzzz:"));
    assert!(
        unknown
            .iter()
            .any(|one| one == "`upfront national` lists the names of the national rules."),
        "{unknown:#?}"
    );
}

#[test]
fn a_place_after_an_own_step_below_says_where_to_put_it() {
    let told = told(
        "council: Town
title: What you pay
extends: england/2026-27
sources: {policy: {title: Policy}}
source: policy
steps: [{id: one, after: ownstep, sum: [£5 a week]}, {id: ownstep, sum: [£5 a week]}]
",
    );
    let advice = "Name a national step, or one of your own that stands above this one.";
    assert!(told.iter().any(|one| one == advice), "{told:#?}");
    assert!(
        !told.iter().any(|one| one.contains("overrides")),
        "{told:#?}"
    );
}

#[test]
fn what_other_tools_write_is_told_with_what_is_meant_here() {
    let rules = TOWN
        .replace(
            "title: Budget\n",
            "title: Budget\nfrom: 06-Apr-24\nto: 45752\n",
        )
        .replace(
            "rates:\n",
            "  - {id: alone, question: Do you live alone?, yes or no: true}\n  \
             - {id: more, ask: More?, yes or no: true, when: {answer: alone, is: y}}\nrates:\n",
        )
        .replace("answers: {score: 50}", "answers: {score: 50, alone: N}");
    let site = Site::of(&[("schemes/Tŷ Dŵr/2024-25/rules.yaml", &rules)]);
    let told = site.run(&["check"]).err;
    for advice in [
        "Rename it `ty-dwr`.",
        "Write `2024-04-06`.",
        "Write `2025-04-05`.",
        "Did you mean `ask`?",
        "Did you mean `yes`?",
        "Did you mean `no`?",
    ] {
        assert!(told.contains(advice), "{advice}\n{told}");
    }
}

#[test]
fn check_reads_the_clock_for_an_old_statement() {
    let old = SITE.replace("2026-03-", "2019-03-");
    let site = Site::of(&[
        ("site.yaml", &old),
        ("schemes/town/2026-27/rules.yaml", TOWN),
    ]);
    let told = |arguments: &[&str]| site.run(arguments).err;
    let found = told(&["check"]);
    assert!(found.contains("warning[statement-old]"), "{found}");
    assert!(found.contains("site.yaml:9:13"), "{found}");
    // On a day given, it is that day that counts.
    let then = told(&["check", "--as-of", "2019-06-01"]);
    assert!(!then.contains("statement-old"), "{then}");
    // What is published rests on no clock.
    let built = site.build(&[]).err;
    assert!(!built.contains("statement-old"), "{built}");
}

#[test]
fn one_fault_is_told_once() {
    let site = Site::of(&[
        ("schemes/town/2026-27/rules.yaml", TOWN),
        ("content/about.md", "See [s](www.example.org)."),
    ]);
    assert_eq!(places(&site), ["bad-link content/about.md:1"]);
    let site = Site::of(&[("schemes/town/2026-27/rules.yaml", TOWN)]);
    let next: Vec<u8> = "\u{feff}Next"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    site.write("content/next.md", next);
    assert_eq!(places(&site), ["not-utf8 content/next.md:1"]);
}

#[test]
fn a_name_that_nothing_has_is_told_with_those_that_there_are() {
    let rules = "council: Town
title: Budget
sources: {policy: {title: Policy}}
source: policy
questions: [{id: score, ask: Score?, number: £ a week}]
steps:
  - {id: amount, sum: [score]}
  - {id: twice, sum: [amount, zzz]}
  - {id: found, look up: score, in: zzz}
examples: [{id: low, title: Low, answers: {zzz: 1}, expect: {yyy: £1 a week}}]
";
    let site = Site::of(&[("schemes/town/2026-27/rules.yaml", rules)]);
    let told = site.run(&["check"]).told();
    let unknown = told.matches("[unknown-name]").count();
    assert_eq!(unknown, 4, "{told}");
    assert!(told.contains("The rules have no tables."), "{told}");
    assert_eq!(told.matches("help: Write `").count(), 3, "{told}");
}
