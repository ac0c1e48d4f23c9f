//! Councils side by side: a person's figures are those of the estimate, gaps are named, and every sentence follows.

use std::{collections::BTreeSet, fs, path::Path};

use upfront::{
    check::read_answers,
    councils::{Comparison, Figure, How, Placing, Stand},
    diagnostics::Findings,
    facts::Output,
    source::{Files, read_yaml},
};
use upfront_engine::{
    Answers, Decimal, Scheme, estimate,
    scheme::Origin,
    value::{Place, Reason},
};

use crate::support::{root, scheme, schemes::EXAMPLE_SITE, site::Site, tool::upfront_in};

fn compared(loaded: &upfront::check::Loaded) -> Comparison<'_> {
    Comparison::of(
        &loaded.shared,
        &loaded.schemes,
        &loaded.facts,
        &loaded.draft.nations,
        true,
    )
}

/// The least and the most of each step, as `upfront estimate` prints them for typed answers.
fn printed(id: &str, typed: &str) -> Vec<Ends> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.yaml");
    fs::write(&file, typed).unwrap();
    let file = file.to_str().unwrap();
    let ran = upfront_in(root(), &["estimate", id, file, "--format", "json"]);
    assert!(ran.succeeded(), "{id}: {}", ran.told());
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let lines = told["outcome"]["working"].as_array().unwrap().iter();
    let end = |value: &serde_json::Value| value.as_str().map(|text| text.parse().unwrap());
    lines
        .map(|line| (end(&line["gives"]["low"]), end(&line["gives"]["high"])))
        .collect()
}

/// The same, as the command reads the answers and works them out.
fn estimated(scheme: &Scheme, typed: &str) -> Vec<Ends> {
    let (mut files, mut findings) = (Files::default(), Findings::default());
    let file = files.add(Path::new("answers.yaml"), typed.to_owned());
    let node = read_yaml(file, &files, &mut findings).unwrap();
    let answers = read_answers(scheme, &node, &mut findings);
    assert!(findings.is_empty(), "{}: {findings:?}", scheme.id);
    let lines = estimate(scheme, &answers).working.into_iter();
    lines
        .map(|line| (line.gives.low, line.gives.high))
        .collect()
}

/// The least and the most of a step, as far as there are any.
type Ends = (Option<Decimal>, Option<Decimal>);

/// Of so many editions the command itself is asked too: the rest is read and worked out as it does that.
const BY_THE_COMMAND: usize = 3;

#[test]
fn every_figure_of_a_person_is_reached_again_by_the_estimate_with_the_mapped_answers() {
    let comparison = compared(&EXAMPLE_SITE);
    let rose = comparison.person("rose").unwrap();
    assert!(rose.stands.len() >= 12);
    let every = rose.stands.len() / BY_THE_COMMAND;
    for (place, stand) in rose.stands.iter().enumerate() {
        let scheme = stand.scheme;
        let mut typed = String::new();
        for said in &stand.mapped.said {
            if let How::Follows(text) = &said.how {
                let id = &scheme.questions[said.question].id;
                typed.extend([id.as_str(), ": \"", text.as_str(), "\"\n"]);
            }
        }
        let told = estimated(scheme, &typed);
        if place % every == 0 {
            assert_eq!(printed(&scheme.id, &typed), told, "{}", scheme.id);
        }
        for (output, (figure, _)) in &stand.figures {
            let facts = EXAMPLE_SITE.facts[&scheme.id].compared.as_ref().unwrap();
            let giver = facts.gives.get(&upfront::facts::Role::Gives(*output));
            let Some(upfront::facts::Giver::Step(step)) = giver else {
                continue;
            };
            let own = match figure {
                Figure::NotPublished(_) | Figure::NotKnown(_) => continue,
                other => other.ends(),
            };
            assert_eq!(own, told[*step], "{} {output:?}", scheme.id);
        }
    }
}

#[test]
fn what_the_council_pays_and_what_is_left_go_with_the_charge_for_everybody() {
    let comparison = compared(&EXAMPLE_SITE);
    let mut seen = 0;
    for person in &comparison.people {
        for stand in &person.stands {
            let outcome = estimate(stand.scheme, &stand.mapped.answers);
            let charge = stand.figure(Output::Charge).and_then(Figure::exact);
            let rest = stand.figure(Output::Left).and_then(Figure::exact);
            if let (Some(charge), Some(rest)) = (charge, rest) {
                let mut steps = stand.scheme.steps.iter();
                let money = steps.position(|step| step.id == "income_in_all");
                let Some(money) = money else {
                    continue;
                };
                let money = outcome.working[money].gives.exact().unwrap();
                assert_eq!(charge + rest, money, "{}", stand.scheme.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn rose_pays_what_the_councils_rules_say() {
    let comparison = compared(&EXAMPLE_SITE);
    let rose = comparison.person("rose").unwrap();
    let placing = Placing::of(rose, Output::Charge);
    let said = |list: &[(&Stand<'_>, Decimal)]| -> Vec<String> {
        let list = list.iter();
        list.map(|(stand, figure)| format!("{} {figure}", stand.scheme.id))
            .collect()
    };
    let ranked = said(&placing.ranked);
    for expected in [
        "knowsley-charging/2024-25 125.15",
        "reading-charging/2024-25 143.25",
    ] {
        assert!(ranked.contains(&expected.to_owned()), "{ranked:?}");
    }
    // Nobody has seen all of their choices, so they have no place.
    let assumed = said(&placing.assumed);
    for expected in [
        "kingston-charging/2024-25 161.05",
        "lambeth-charging/2024-25 161.05",
        "leeds-charging/2024-25 161.05",
    ] {
        assert!(assumed.contains(&expected.to_owned()), "{assumed:?}");
    }
    assert!(ranked.iter().all(|one| !assumed.contains(one)));
    for (id, expected) in [
        ("waltham-forest-charging/2025-26", "99.00"),
        ("exampleshire/2026-27", "103.53"),
        ("liverpool-charging/2014-15", "137.97"),
    ] {
        let mut stands = rose.stands.iter();
        let stand = stands.find(|stand| stand.scheme.id == id).unwrap();
        let charge = stand.figure(Output::Charge).and_then(Figure::exact);
        assert_eq!(charge, expected.parse().ok(), "{id}");
        assert_eq!(placing.place(id), None);
    }
    assert!(
        placing
            .ranked
            .iter()
            .all(|(stand, _)| !stand.scheme.fictional)
    );
}

#[test]
fn a_range_is_never_ranked_and_years_are_never_mixed() {
    let comparison = compared(&EXAMPLE_SITE);
    for person in &comparison.people {
        let placing = Placing::of(person, person.persona.lead);
        for (stand, _) in &placing.ranked {
            assert_eq!(stand.scheme.edition, person.persona.year);
            assert_eq!(stand.nation, person.persona.nation);
        }
        for stand in placing.ranges.iter().chain(&placing.gaps) {
            assert_eq!(placing.place(&stand.scheme.id), None);
        }
        for stand in &person.stands {
            let facts = EXAMPLE_SITE.facts[&stand.scheme.id].compared.as_ref();
            assert_eq!(facts.unwrap().group, person.persona.group);
        }
    }
}

#[test]
fn the_people_are_twelve_at_least_and_answer_every_question_of_the_national_rules() {
    let comparison = compared(&EXAMPLE_SITE);
    assert!(comparison.people.len() >= 12);
    for person in &comparison.people {
        assert!(!person.persona.about.is_empty() && !person.persona.from.is_empty());
        for stand in person.chosen() {
            let base = stand.scheme.national.as_ref();
            if base.is_none_or(|national| !national.extends.starts_with("england/")) {
                continue;
            }
            let national = base.unwrap();
            let is_national = |at: &&usize| national.questions[**at] == Origin::National;
            let open = stand.open.iter().filter(is_national);
            let open: Vec<_> = open.map(|at| &stand.scheme.questions[*at].id).collect();
            assert!(
                open.is_empty(),
                "{} in {}: {open:?}",
                person.persona.id,
                stand.scheme.id
            );
        }
    }
}

#[test]
fn the_vocabulary_holds_every_national_question() {
    let vocabulary = &EXAMPLE_SITE.shared.vocabulary;
    // A need and a situation of one name would answer each other's questions.
    for name in vocabulary.situations.values().flatten() {
        assert!(vocabulary.need(name).is_none(), "{name}");
    }
    for (nation, id) in [
        ("england", "england/2026-27"),
        ("wales", "wales/2026-27"),
        ("scotland", "scotland/2026-27"),
    ] {
        let known: BTreeSet<_> = vocabulary.situations[nation].iter().collect();
        let asked = scheme(&EXAMPLE_SITE, id).questions.iter();
        let missing: Vec<_> = asked
            .map(|one| &one.id)
            .filter(|id| !known.contains(id))
            .collect();
        assert!(missing.is_empty(), "{nation}: {missing:?}");
    }
}

/// Three councils of one year, of which one publishes points.
fn three(table: &str) -> Site {
    let charging = |council: &str, share: &str| {
        format!(
            "extends: england/2024-25\ncouncil: {council}\ntitle: Charges\nsources: {{policy: {{title: Policy}}}}\nsource: policy\noverrides: {{rates: {{share_taken: {share}}}}}\n"
        )
    };
    let points = format!(
        "council: Pointshire\ntitle: Budgets\nsources: {{policy: {{title: Policy}}}}\nsource: policy\nquestions:\n  - id: washing\n    about: personal-care\n    asks for: washing\n    ask: How much help do you need to wash?\n    options:\n      - {{id: none, say: None, points: 0}}\n      - {{id: daily, say: Every day, points: 10, means: [daily, often]}}\n  - {{id: luck, asks for: none, ask: How lucky are you?, number: points, most: 3}}\ntables:\n  money: {{by: points, rows: [{table}]}}\nsteps:\n  - {{id: score, add up: points}}\n  - {{id: budget, look up: score, in: money}}\ncompared: {{points: score, budget: budget}}\n"
    );
    Site::of(&[
        ("schemes/one/2024-25/scheme.yaml", &charging("One", "90%")),
        ("schemes/two/2024-25/scheme.yaml", &charging("Two", "100%")),
        ("schemes/points/2024-25/scheme.yaml", &points),
    ])
}

#[test]
fn a_table_that_is_taken_away_leaves_every_other_figure_as_it_was() {
    let whole = three("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £50 a week}").load();
    let without =
        three("{from: 0, to: 9, gives: £1 a week}, {from: 10, gives: not published}").load();
    assert!(!without.findings.has_errors());
    let (whole, without) = (compared(&whole), compared(&without));
    let rose = (
        whole.person("rose").unwrap(),
        without.person("rose").unwrap(),
    );
    assert_eq!(rose.0.stands.len(), 3);
    for (before, after) in rose.0.stands.iter().zip(&rose.1.stands) {
        for (output, (figure, _)) in &before.figures {
            let now = after.figure(*output).unwrap();
            if before.scheme.id == "points/2024-25" && *output == Output::Budget {
                assert_eq!(*figure, Figure::Exact(50.into()));
                assert!(matches!(now, Figure::NotPublished(_)), "{now:?}");
            } else {
                assert_eq!(figure, now);
            }
        }
    }
}

#[test]
fn a_level_that_no_option_means_is_left_open_and_gives_a_range() {
    let site = three("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £50 a week}");
    site.write(
        "schemes/personas/some.yaml",
        "name: Jo\ntitle: Jo, 40\nyear: 2024-25\nleads with: budget\nabout: Jo.\nfrom: Made up.\nneeds: {washing: some}\nengland: {age: working-age}\n",
    );
    let loaded = site.load();
    let comparison = compared(&loaded);
    let jo = comparison.person("some").unwrap();
    let stand = jo
        .stands
        .iter()
        .find(|stand| stand.scheme.id == "points/2024-25");
    let stand = stand.unwrap();
    assert_eq!(stand.mapped.said[0].how, How::NoneFits);
    assert_eq!(stand.mapped.said[1].how, How::NothingShared);
    assert_eq!(
        stand.figure(Output::Budget).unwrap().ends(),
        (Some(0.into()), Some(50.into()))
    );
    let placing = Placing::of(jo, Output::Budget);
    assert!(placing.ranked.is_empty() && placing.ranges.len() == 1);
}

#[test]
fn words_that_the_vocabulary_does_not_have_are_found() {
    let site = three("{from: 0, gives: nothing}");
    site.change("schemes/points/2024-25/scheme.yaml", |text| {
        text.replace("asks for: washing", "asks for: washng")
            .replace("means: [daily, often]", "means: [daily, oftn]")
    });
    site.write(
        "schemes/personas/jo.yaml",
        "name: Jo\ntitle: Jo, 40\nyear: 2024-25\nabout: Jo.\nfrom: Made up.\nneeds: {washing: dayly}\nengland: {agee: working-age}\n",
    );
    let told = crate::support::told(&site.load());
    for expected in [
        "the shared vocabulary has no need or situation `washng`",
        "the shared vocabulary has no level `dayly`",
        "the shared vocabulary has no situation `agee`",
        "Did you mean `washing`?",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn the_pages_say_what_the_figures_say() {
    let site = three("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £50 a week}");
    site.change("schemes/one/2024-25/scheme.yaml", |text| {
        format!("{text}reply: {{says: We disagree., on: 2026-03-01}}\n")
    });
    site.build(&[]);
    let index = site.page("compare/");
    assert!(
        index.contains("people went through the rules of 3 councils."),
        "{index}"
    );
    let rose = site.page("compare/people/rose/");
    let loaded = site.load();
    let comparison = compared(&loaded);
    let placing = Placing::of(comparison.person("rose").unwrap(), Output::Charge);
    let [(one, less), (two, more)] = placing.ranked.as_slice() else {
        panic!("two");
    };
    assert_eq!(
        (one.scheme.council.as_str(), two.scheme.council.as_str()),
        ("One", "Two")
    );
    // 90% of £161.05 is £144.945, to the nearest penny.
    assert_eq!(
        (less.to_string(), more.to_string()),
        ("144.95".to_owned(), "161.05".to_owned())
    );
    for expected in [
        "For the same care, Rose would pay £16.10 a week more in Two than in One.",
        "One replied on 1 March 2026:",
        "We disagree.",
        "£144.95",
    ] {
        assert!(rose.contains(expected), "{expected}: {rose}");
    }
    let two = site.page("two/");
    assert!(
        two.contains("Pays £161.05 a week. Of 2 councils with one figure by rules of 2024-25: asking for less, 1; the same, 0; asking for more, 0."),
        "{two}"
    );
    let csv = site.read("public/compare/figures.csv");
    assert!(
        csv.contains("Two,two,2024-25,england,no,rose,yes,charge,161.05,161.05,£ a week,exact,")
    );
}

#[test]
fn a_site_with_one_council_has_no_comparison() {
    let site =
        Site::of_shire("steps: [{id: charge, sum: [£5 a week]}]\ncompared: {charge: charge}\n");
    site.build(&[]);
    assert!(!site.at("public/compare").exists());
}

#[test]
fn the_files_of_people_are_read_as_they_are_written() {
    // An answer that a person gives is one that the national question allows.
    let comparison = compared(&EXAMPLE_SITE);
    for person in &comparison.people {
        let path = root().join(format!("schemes/personas/{}.yaml", person.persona.id));
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let file = files.add(&path, fs::read_to_string(&path).unwrap());
        assert!(read_yaml(file, &files, &mut findings).is_some() && !findings.has_errors());
        for (nation, said) in &person.persona.situations {
            let national = scheme(&EXAMPLE_SITE, &format!("{nation}/2024-25"));
            let asked = national.questions.iter().map(|one| one.id.as_str());
            let asked: BTreeSet<&str> = asked.collect();
            let said = said.iter().filter(|(id, _)| asked.contains(id.as_str()));
            let said = said.map(|(id, text)| (id.as_str(), text.as_str()));
            let (_, faults) = Answers::from_texts(national, said);
            assert!(
                faults.is_empty(),
                "{} {nation}: {faults:?}",
                person.persona.id
            );
        }
    }
}

#[test]
fn two_councils_are_told_in_the_terminal_as_on_the_page() {
    let site = three("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £50 a week}");
    let ran = site.run(&["compare", "one", "two", "--persona", "rose"]);
    assert!(ran.succeeded(), "{}", ran.told());
    for expected in [
        "Rose, 78, on her own",
        "£144.95 a week",
        "£161.05 a week",
        "£16.10 a week",
        "state_pension",
    ] {
        assert!(ran.out.contains(expected), "{expected}: {}", ran.out);
    }
    let ran = site.run(&["compare", "one", "two/2024-25", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let people = told["people"].as_array().unwrap();
    let rose = people.iter().find(|one| one["persona"] == "rose").unwrap();
    assert_eq!(rose["councils"][1]["scheme"], "two/2024-25");
    assert_eq!(rose["councils"][1]["answers"]["age"], "pension-age");
    let rules = &rose["rule_by_rule"];
    assert_eq!(rules["by"], "16.10");
    assert_eq!(rules["adds_up"], true);
    assert_eq!(rules["rules"][0]["rule"], "share_taken");
    assert_eq!(
        rules["rules"][0]["values"],
        serde_json::json!(["90%", "100%"])
    );
    assert_eq!(rules["rules"][0]["does"], "16.10");
    assert_eq!(rules["rules"][0]["by_figure"], false);
    let ran = site.run(&["compare", "one", "two"]);
    assert!(
        ran.out
            .contains("The rule of Two, 2024-25 that makes the most difference"),
        "{}",
        ran.out
    );
    for (arguments, expected) in [
        (
            ["compare", "one", "three"],
            "`three` takes no part in the comparison.",
        ),
        (["compare", "one", "twoo"], "Did you mean `two`?"),
        (["compare", "points", "one"], ""),
    ] {
        let ran = site.run(&arguments);
        assert_eq!(ran.succeeded(), expected.is_empty());
        assert!(ran.err.contains(expected), "{}", ran.told());
    }
}

#[test]
fn pairs_that_cannot_be_compared_are_found() {
    let site = three("{from: 0, gives: nothing}");
    site.change("site.yaml", |text| {
        format!("{text}compare: [[one, twoo], [one, one], [one, two], [two, one], [one]]\n")
    });
    let told = crate::support::told(&site.load());
    for expected in [
        "the site has no council in `schemes/twoo`",
        "Did you mean `two`?",
        "`one` is to be compared with itself",
        "`two` and `one` are to be compared twice",
        "two councils make a pair, and here are 1",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn every_figure_that_is_not_one_says_why_and_a_council_never_pays_less_than_nothing() {
    let comparison = compared(&EXAMPLE_SITE);
    for person in &comparison.people {
        for stand in &person.stands {
            let at = format!("{} in {}", person.persona.id, stand.scheme.id);
            for (figure, _) in stand.figures.values() {
                assert_ne!(figure.exact().is_none(), figure.why().is_empty(), "{at}");
            }
            let paid = stand.figure(Output::CouncilPays).map(Figure::ends);
            let paid = paid.and_then(|(low, _)| low).unwrap_or_default();
            assert!(!paid.is_sign_negative(), "{at}: {paid}");
        }
    }
    // In a care home all that can matter of what nobody has seen is the least that the council collects.
    let stan = comparison.person("stan").unwrap();
    let stand = stan.in_council("hackney-charging/2024-25").unwrap();
    let rates = &stand.scheme.rates;
    let least = rates.iter().position(|rate| rate.id == "least_collected");
    let charge = stand.figure(Output::Charge).unwrap();
    assert_eq!(
        charge.why(),
        [Reason::NotKnown(Place::Rate(least.unwrap()))]
    );
}
