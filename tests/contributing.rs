//! The recipes of CONTRIBUTING.md work as they stand there.

use std::fs;

use upfront::diagnostics::{Code, Severity};

use crate::support::{root, site::Site};

/// The files that the page gives: a path and what stands in it.
fn files() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let parts: Vec<_> = page.split("```").collect();
    let fences = parts.windows(2).step_by(2);
    fences
        .filter_map(|pair| {
            let [before, fence] = pair else { return None };
            let path = before.trim_end().strip_suffix("`:")?.rsplit('`').next()?;
            let text = fence.strip_prefix("yaml\n")?;
            Some((path.to_owned(), text.to_owned()))
        })
        .collect()
}

#[test]
fn a_council_is_added_by_one_file() {
    let files = files();
    let council = files.iter().find(|(path, _)| path.contains("testshire"));
    let (path, rules) = council.expect("CONTRIBUTING.md has a council");
    let site = Site::of(&[(path, rules)]);
    let loaded = site.load();
    let codes: Vec<_> = loaded
        .findings
        .sorted()
        .into_iter()
        .map(|finding| finding.code)
        .collect();
    assert!(
        codes.iter().all(|code| *code == Code::NotVerified),
        "{codes:?}"
    );
    site.build(&[]);
    assert!(
        site.page("testshire-charging/2026-27/examples/")
            .contains("£52.70")
    );
}

#[test]
fn a_council_is_begun_by_three_facts_and_a_source() {
    let files = files();
    let council = files.iter().find(|(path, _)| path.contains("beginshire"));
    let (path, rules) = council.expect("CONTRIBUTING.md begins a council");
    let site = Site::of(&[(path, rules)]);
    let loaded = site.load();
    assert!(!loaded.findings.has_errors());
    assert!(loaded.schemes[0].known_in_part);
    site.build(&[]);
    let page = site.page("beginshire-charging/2024-25/");
    for said in ["95%", "£17 a week", "£23.92 an hour"] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn a_council_with_facts_alone_is_added_by_one_file() {
    let files = files();
    let council = files.iter().find(|(path, _)| path.contains("exampleton"));
    let (path, facts) = council.expect("CONTRIBUTING.md has a council with facts alone");
    let site = Site::of(&[(path, facts)]);
    assert_eq!(crate::support::told(&site.load()), "No findings\n");
    site.build(&[]);
    let pages = ["", "published/", "ways/"].map(|page| site.page(&format!("exampleton/{page}")));
    assert!(
        pages
            .iter()
            .all(|page| page.contains("£13.40 an hour") || page.contains("We looked for 1 of 13"))
    );
}

#[test]
fn a_national_year_is_the_one_before_with_other_days_and_figures() {
    let files = files();
    let year = files.iter().find(|(path, _)| path.contains("2027-28"));
    let (path, head) = year.expect("CONTRIBUTING.md has a national year");
    let of_england = |file: &str| {
        let path = format!("schemes/national/england/{file}");
        let text = fs::read_to_string(root().join(&path)).unwrap();
        (path, text)
    };
    let (_, last) = of_england("2026-27/rates.yaml");
    let days = |line: &&str| line.starts_with("from: ") || line.starts_with("to: ");
    let figures: Vec<_> = last.lines().filter(|line| !days(line)).collect();
    let copied = format!("{head}{}", figures.join("\n"));
    let base =
        ["scheme", "questions", "steps", "they"].map(|file| of_england(&format!("{file}.yaml")));
    let (before, text) = of_england("2026-27/rates.yaml");
    let mut all: Vec<(&str, &str)> = base.iter().map(|(path, text)| (&**path, &**text)).collect();
    all.extend([(&*before, &*text), (path, &copied)]);
    let findings = Site::of(&all).load().findings;

    let errors = findings
        .sorted()
        .into_iter()
        .filter(|finding| finding.severity() == Severity::Error);
    assert_eq!(
        errors.map(|finding| &finding.message).collect::<Vec<_>>(),
        [""; 0]
    );
    let old = findings
        .sorted()
        .into_iter()
        .filter(|finding| finding.code == Code::AnotherYear)
        .count();
    assert!(old > 10, "{old} figures are told to be last year's");
}
