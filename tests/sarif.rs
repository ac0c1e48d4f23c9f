//! Findings for a host of code, and the workflows that check and publish a site there.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;
use upfront::{
    diagnostics::Findings,
    source::{Files, read_yaml},
};

use crate::support::{root, site::Site, tool::upfront_in};

/// The schema of SARIF 2.1.0, as it is published.
fn schema() -> Value {
    let text = fs::read_to_string(root().join("tests/data/sarif-schema-2.1.0.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn log(site: &Site, arguments: &[&str]) -> Value {
    let ran = site.run(&[&["check", "--format", "sarif"], arguments].concat());
    let log: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.told()));
    let schema = jsonschema::validator_for(&schema()).unwrap();
    let faults: Vec<String> = schema
        .iter_errors(&log)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:?}\n{log:#}");
    log
}

#[test]
fn findings_are_told_as_sarif_each_at_its_place_and_with_its_mend() {
    let rules = "rates: {hour: £20 an hour, other: {is: £5 a week, but: {never-used: Kept for next year.}}}\nsteps: [{id: cost, units: 2 hours a week, at: huor}]\n";
    let site = Site::of_shire(rules);
    for (arguments, file) in [
        (vec![], "schemes/shire/2026-27/scheme.yaml"),
        (
            vec!["schemes/shire/2026-27"],
            "schemes/shire/2026-27/scheme.yaml",
        ),
    ] {
        let log = log(&site, &arguments);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let unknown = results
            .iter()
            .find(|one| one["ruleId"] == "unknown-name")
            .unwrap();
        let place = &unknown["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], file);
        assert_eq!(place["region"]["startLine"], 6);
        assert_eq!(unknown["level"], "error");
        let fix = &unknown["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(fix["insertedContent"]["text"], "hour");
    }
    let rules = log(&site, &[])["runs"][0]["tool"]["driver"]["rules"].clone();
    assert!(rules.as_array().unwrap().len() > 50);
}

#[test]
fn a_site_elsewhere_is_told_from_where_the_command_is_run_and_a_file_by_its_name() {
    let home = Site::of(&[]);
    home.write("my site/site.yaml", "title: A\n");
    home.write("my site/schemes/shire/2026-27/scheme.yaml.txt", "");
    let log = log(&home, &["my site"]);
    let text = log.to_string();
    assert!(text.contains("my%20site/site.yaml"), "{log:#}");
}

#[test]
fn a_workflow_is_yaml_and_checks_builds_and_publishes() {
    for (host, path) in [
        ("github", ".github/workflows/site.yaml"),
        ("gitlab", ".gitlab-ci.yml"),
    ] {
        let folder = TempDir::new().unwrap();
        let ran = upfront_in(folder.path(), &["init", "testshire", "--workflow", host]);
        assert!(ran.succeeded(), "{}", ran.told());
        let text = fs::read_to_string(folder.path().join("testshire").join(path)).unwrap();
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let file = files.add(path.as_ref(), text.clone());
        let node = read_yaml(file, &files, &mut findings).unwrap();
        assert!(findings.is_empty(), "{path}");
        let jobs = if host == "github" {
            node.entry("jobs").unwrap().value.clone()
        } else {
            node
        };
        assert!(jobs.entry("check").is_some(), "{path}");
        for said in [
            "upfront check --format sarif > upfront.sarif",
            "upfront build --out public",
        ] {
            assert!(text.contains(said), "{path}: {said}");
        }
    }
}
