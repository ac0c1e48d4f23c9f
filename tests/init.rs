//! A site to begin with: whatever is asked for, it builds at once, and nothing is found in it.

use std::fs;

use tempfile::TempDir;
use upfront::{
    begin::site::{NATIONS, Part, Wanted, new_site, years},
    check::read_site,
    world::Memory,
};

use crate::support::{site::Site, told, tool::upfront_in};

#[test]
fn every_choice_of_parts_in_every_nation_has_no_finding_and_an_example_that_comes_out() {
    let today = "2026-11-28".parse().unwrap();
    for nation in NATIONS {
        let newest = years(nation).pop().unwrap();
        for chosen in 1..1 << Part::ALL.len() {
            let is_chosen = |index: usize| chosen >> index & 1 == 1;
            let parts = Part::ALL.into_iter().enumerate();
            let parts = parts.filter(|(index, _)| is_chosen(*index));
            let wanted = Wanted {
                council: "Caerffili: a’r Fro".to_owned(),
                nation: nation.to_owned(),
                year: newest.clone(),
                parts: parts.map(|(_, part)| part).collect(),
                is_bilingual: chosen % 2 == 0,
            };
            let files = new_site(&wanted, today).files;
            if nation == "northern-ireland" && wanted.parts == [Part::Eligibility].into() {
                // There are no criteria for the nation, and nothing else was asked for.
                assert!(files.iter().all(|(path, _)| !path.starts_with("schemes")));
                continue;
            }
            let loaded = read_site(&Memory::new(files, today), None).unwrap();
            assert!(loaded.findings.is_empty(), "{wanted:?}: {}", told(&loaded));
            for scheme in &loaded.schemes {
                let examples = scheme.examples.iter();
                let stated: usize = examples.map(|example| example.expect.len()).sum();
                assert!(stated > 0, "{}", scheme.id);
            }
        }
    }
}

#[test]
fn a_year_without_national_rules_rests_on_the_newest_before_it_and_says_so() {
    let today = "2026-11-28".parse().unwrap();
    let wanted = Wanted {
        council: "Testshire".to_owned(),
        nation: "northern-ireland".to_owned(),
        year: "2026-27".to_owned(),
        parts: [Part::Charging, Part::Eligibility].into(),
        is_bilingual: false,
    };
    let site = new_site(&wanted, today);
    assert_eq!(site.notes.len(), 2, "{:?}", site.notes);
    assert!(site.notes[0].contains("rest on those of 2023-24"));
    assert!(site.notes[1].contains("eligibility"));
    let loaded = read_site(&Memory::new(site.files, today), None).unwrap();
    assert!(loaded.findings.is_empty(), "{}", told(&loaded));
}

#[test]
fn nothing_is_asked_where_nobody_types_and_what_was_taken_is_said() {
    let folder = TempDir::new().unwrap();
    let ran = upfront_in(
        folder.path(),
        &["init", "east-testshire", "--nation", "Wales"],
    );
    assert!(ran.succeeded(), "{}", ran.told());
    for said in [
        "What is the council called? East Testshire",
        "For which year? 2026-27",
        "points, charging",
    ] {
        assert!(ran.err.contains(said), "{}", ran.told());
    }
    let built = upfront_in(&folder.path().join("east-testshire"), &["build"]);
    assert!(built.succeeded(), "{}", built.told());
    assert!(!built.err.contains("warning"), "{}", built.told());
    let page =
        "east-testshire/public/east-testshire-charging/2026-27/examples/mr-second/index.html";
    let page = fs::read_to_string(folder.path().join(page)).unwrap();
    assert!(page.contains("Mr Second"));
}

#[test]
fn what_stands_there_is_never_overwritten() {
    let site = Site::of(&[]);
    let before = site.read("site.yaml");
    let ran = site.run(&["init", ".", "--council", "Testshire"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("is there already"), "{}", ran.told());
    assert_eq!(site.read("site.yaml"), before);
    assert!(!site.at("schemes").exists());
}
