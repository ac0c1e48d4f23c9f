//! What is added to a site that there is: an edition for another year, a council, a worked example.

use std::fs;

use upfront::begin::edition::MARK;

use crate::support::{root, scheme, site::Site, told};

/// Adds a council to a site.
fn new_council(site: &Site, name: &str, nation: &str, parts: &str) {
    let ran = site.run(&["new", "council", name, "--nation", nation, "--parts", parts]);
    assert!(ran.succeeded(), "{}", ran.told());
}

/// Exampleshire by itself.
fn exampleshire() -> Site {
    let site = Site::of(&[]);
    let folder = root().join("schemes/exampleshire/2026-27");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read(&path).unwrap();
        site.write(&format!("schemes/exampleshire/2026-27/{name}"), text);
    }
    site
}

#[test]
fn next_year_of_exampleshire_lists_what_is_to_be_looked_at_and_nothing_else() {
    let site = exampleshire();
    let ran = site.run(&["new", "edition", "2027-28"]);
    assert!(ran.succeeded(), "{}", ran.told());
    let listed = ran.out.lines().filter_map(|line| {
        let (place, text) = line
            .strip_prefix("schemes/exampleshire/2027-28/")?
            .split_once(": ")?;
        Some((place, text.get(..30).unwrap_or(text)))
    });
    let places: Vec<&str> = listed.map(|(place, _)| place).collect();
    assert_eq!(
        places,
        [
            "paying.yaml:4",
            "paying.yaml:5",
            "paying.yaml:6",
            "paying.yaml:7",
            "published.yaml:11",
            "rights.yaml:33",
            "rights.yaml:36",
            "scheme.yaml:3",
            "scheme.yaml:24",
            "tables.yaml:2",
            "tables.yaml:3",
            "tables.yaml:4",
            "tables.yaml:5",
            "tables.yaml:13",
            "tables.yaml:14",
            "tables.yaml:15",
            "tables.yaml:16",
            "tables.yaml:17",
            "tables.yaml:18",
            "tables.yaml:19",
            "tables.yaml:20",
            "tables.yaml:21",
            "tables.yaml:22",
            "ways.yaml:3",
            "ways.yaml:4",
            "ways.yaml:5",
            "ways.yaml:6",
            "ways.yaml:51",
            "ways.yaml:64",
            "ways.yaml:77",
        ]
    );
    for place in places {
        let (file, line) = place.split_once(':').unwrap();
        let text = site.read(&format!("schemes/exampleshire/2027-28/{file}"));
        let line = text.lines().nth(line.parse::<usize>().unwrap() - 1);
        assert!(line.unwrap().contains(MARK), "{place}: {line:?}");
    }
    for said in [
        "no national rules `england/2027-28` here yet, so that those of 2026-27 stay",
        "30 lines are to be looked at",
        "upfront diff exampleshire/2026-27 exampleshire/2027-28",
    ] {
        assert!(ran.out.contains(said), "{}", ran.out);
    }

    let loaded = site.load();
    assert!(!loaded.findings.has_errors(), "{}", told(&loaded));
    let new = scheme(&loaded, "exampleshire/2027-28");
    assert_eq!(new.from.as_deref(), Some("2027-04-06"));
    assert_eq!(new.to.as_deref(), Some("2028-04-05"));
    let old = scheme(&loaded, "exampleshire/2026-27");
    assert_eq!((&new.steps, &new.rates), (&old.steps, &old.rates));
    let diff = site.run(&["diff", "exampleshire/2026-27", "exampleshire/2027-28"]);
    assert!(diff.out.contains("No rule has changed."), "{}", diff.told());

    let again = site.run(&["new", "edition", "2027-28", "--of", "exampleshire/2026-27"]);
    assert_eq!(again.code, Some(3));
    assert!(again.err.contains("is there already"), "{}", again.told());
}

#[test]
fn an_edition_rests_on_the_national_rules_of_its_own_year_where_they_are_there() {
    let rules = "council: Shire\ntitle: Charges\nextends: england/2025-26\nfrom: 2025-04-06\nto: 2026-04-05\nsources: {policy: {title: Policy}}\nsource: policy\nrates:\n  hour:\n    is:\n      - {is: £20 an hour}\n      - {from: 2025-10-01, is: £22 an hour}\n    say: |\n      An hour that\n      costs £22\nexamples:\n  - {id: a, title: A, on: 2025-12-01, answers: {}, expect: {}}\n";
    let site = Site::of(&[("schemes/shire/2025-26/scheme.yaml", rules)]);
    let ran = site.run(&["new", "edition", "2026", "--of", "shire/2025-26"]);
    assert!(ran.succeeded(), "{}", ran.told());
    let text = site.read("schemes/shire/2026-27/scheme.yaml");
    for said in [
        "extends: england/2026-27\n",
        "from: 2026-04-06\n",
        "to: 2027-04-05\n",
        "{from: 2026-10-01, is: £22 an hour}   # LOOK: still as in 2025-26\n",
        "say: |   # LOOK: still as in 2025-26\n      An hour that\n      costs £22\n",
        "on: 2026-12-01",
        "\nstatus: draft\n",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!ran.out.contains("no national rules"), "{}", ran.out);
}

#[test]
fn an_edition_that_is_not_there_is_told_what_was_meant() {
    let site = exampleshire();
    let ran = site.run(&["new", "edition", "2027-28", "--of", "exampleshir/2026-27"]);
    assert!(
        ran.err.contains("Did you mean exampleshire/2026-27?"),
        "{}",
        ran.told()
    );
    site.write(
        "schemes/shire/2026-27/scheme.yaml",
        "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\nsteps: [{id: a, sum: £5 a week}]\n",
    );
    let ran = site.run(&["new", "edition", "2027-28"]);
    assert!(ran.err.contains("--of COUNCIL/EDITION"), "{}", ran.told());
}

#[test]
fn a_council_is_added_beside_others_without_a_finding() {
    let site = Site::of(&[]);
    new_council(&site, "Testshire", "scotland", "charging");
    assert!(
        site.at("schemes/testshire-charging/2026-27/scheme.yaml")
            .exists()
    );
    assert!(site.at(".upfront/scheme.schema.json").exists());
    site.build(&["--as-of", "2026-04-06"]);
    new_council(&site, "Othershire", "wales", "charging,prices");
    assert!(site.at("schemes/othershire-prices/facts.yaml").exists());
}

#[test]
fn saved_answers_become_an_example_that_comes_out_and_comments_stay() {
    let site = Site::of(&[]);
    new_council(&site, "Testshire", "wales", "points");
    let saved = r#"{"scheme": "testshire/2026-27", "edition": "2026-27", "rules": "other", "saved": "2026-11-01",
        "answers": {"washing": "some", "making_meals": "daily", "gone": 3}}"#;
    site.write("mrs-rees.json", saved);
    let ran = site.run(&["new", "example", "mrs-rees.json", "--title", "Mrs Rees, 74"]);
    assert!(ran.succeeded(), "{}", ran.told());
    for said in ["The rules have changed since", "left out: gone."] {
        assert!(ran.out.contains(said), "{}", ran.out);
    }
    let text = site.read("schemes/testshire/2026-27/examples.yaml");
    assert!(text.starts_with("# yaml-language-server"), "{text}");
    assert!(
        text.contains("\n  - id: mrs-rees\n    title: Mrs Rees, 74\n    answers:\n      washing: some\n      making_meals: daily\n    expect: {budget: £110 a week}\n"),
        "{text}"
    );
    let tried = site.run(&["test"]);
    assert!(
        tried.succeeded() && tried.out.contains("Mrs Rees"),
        "{}",
        tried.told()
    );
    let again = site.run(&["new", "example", "mrs-rees.json"]);
    assert!(again.err.contains("`mrs-rees` already"), "{}", again.told());
    site.write("other.json", "[]");
    let ran = site.run(&["new", "example", "other.json"]);
    assert!(
        ran.err.contains("no file of saved answers"),
        "{}",
        ran.told()
    );
}
