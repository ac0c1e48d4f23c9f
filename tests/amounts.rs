//! Amounts as councils publish them: each kind goes through the whole working as what it is, and is shown so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use upfront::{
    check::load,
    diagnostics::{Code, Findings, Severity},
    messages,
};
use upfront_engine::{Answers, Scheme, estimate, explain::explain};

/// A council with these rules: the scheme, where it has no error, and the findings.
fn council(rules: &str) -> (Option<Scheme>, Findings) {
    let folder = tempfile::tempdir().unwrap();
    let edition = folder.path().join("schemes/shire/2026-27");
    fs::create_dir_all(&edition).unwrap();
    let head =
        "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\n";
    fs::write(edition.join("scheme.yaml"), [head, rules].concat()).unwrap();
    fs::write(folder.path().join("site.yaml"), "title: A site\n").unwrap();
    let loaded = load(folder.path()).unwrap();
    let scheme = loaded
        .schemes
        .into_iter()
        .find(|scheme| scheme.council == "Shire");
    (scheme, loaded.findings)
}

fn compiled(rules: &str) -> Scheme {
    let (scheme, findings) = council(rules);
    scheme.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The codes of the errors that are about the rules, and not about the site.
fn codes(findings: &Findings) -> Vec<Code> {
    let errors = findings.sorted().into_iter().map(|finding| finding.code);
    errors
        .filter(|code| code.severity() == Severity::Error && *code != Code::MissingKey)
        .collect()
}

/// What each step comes to for these answers, in words.
fn worked_out(scheme: &Scheme, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let (answers, faults) = Answers::from_texts(scheme, answers.iter().copied());
    assert!(faults.is_empty(), "{faults:?}");
    let outcome = estimate(scheme, &answers);
    let explained = explain(scheme, &answers, &outcome, messages::english());
    let lines = explained.lines.into_iter();
    lines.map(|line| (line.id, line.amount)).collect()
}

fn is(step: &str, amount: &str) -> (String, String) {
    (step.to_owned(), amount.to_owned())
}

#[test]
fn a_sum_with_no_limit_is_no_limit_and_so_is_whatever_is_made_of_it() {
    let scheme = compiled(
        "
questions:
  - {id: home, ask: Do you live at home?, yes or no: true}
  - {id: hours, ask: How many hours?, number: hours a week, least: 0, most: 168}
rates: {r: {is: no limit, unit: £ a week}, hour: {is: no limit, unit: £ an hour}, part: {is: no limit, unit: '%'}}
tables:
  by_hours: {by: hours a week, rows: [{under: 10, gives: £5 a week}, {from: 10, gives: no limit}]}
  of_cap: {by: £ a week, rows: [{under: £50, gives: £1 a week}, {from: £50, gives: £2 a week}]}
steps:
  - {id: now, sum: [£5 a week]}
  - {id: summed, sum: [now, r]}
  - {id: less, sum: [r], less: [now]}
  - {id: multiplied, multiply: r, by: 2}
  - {id: units, units: hours, at: hour}
  - {id: divided, divide: r, by: 3, rounded down to: penny}
  - {id: shared, share: 50%, of: r}
  - {id: share_of, share: part, of: now}
  - {id: smallest, least of: [now, summed]}
  - {id: greatest, greatest of: [now, summed]}
  - {id: parts, for every: £100 a week, of: r, gives: £1 a week}
  - {id: converted, convert: r, to: £ a year, with: 52 weeks a year}
  - {id: rounded, round: r, to the nearest: penny}
  - {id: chosen, sum: [{answer: home, yes: £1 a week, no: no limit}]}
  - {id: looked_up, look up: hours, in: by_hours}
  - {id: looks_up, look up: summed, in: of_cap}
  - {id: over, when: {value: r, is over: '£1,000,000 a week'}, sum: [£1 a week]}
  - {id: under, when: {value: now, is under: r}, sum: [£1 a week]}
  - {id: same, when: {value: summed, is: no limit}, sum: [£1 a week]}
results: [{id: cap, is: summed}]
examples:
  - {id: one, title: One, answers: {home: no, hours: 10}, expect: {cap: no limit, looked_up: no limit, smallest: £5 a week}}
",
    );
    let unlimited = |answers: &[(&str, &str)]| {
        let lines = worked_out(&scheme, answers).into_iter();
        let lines = lines.filter(|(_, amount)| amount == "no limit");
        lines.map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    };
    let always =
        "summed less multiplied units divided shared share_of greatest parts converted rounded";
    let known = [("home", "no"), ("hours", "10")];
    assert_eq!(unlimited(&known), format!("{always} chosen looked_up"));
    assert_eq!(unlimited(&[("home", "yes")]), always);
    let lines = worked_out(&scheme, &[]);
    for line in [
        is("summed", "no limit"),
        is("smallest", "£5 a week"),
        is("chosen", "£1 a week, or no limit"),
        is("looked_up", "£5 a week, or no limit"),
        is("looks_up", "£2 a week"),
        is("over", "£1 a week"),
        is("under", "£1 a week"),
        is("same", "£1 a week"),
    ] {
        assert!(lines.contains(&line), "{line:?}: {lines:?}");
    }
    // No line speaks of the figure that the rules would hold it as.
    let text = serde_json::to_string(&scheme).unwrap();
    assert!(!format!("{lines:?}{text}").contains("79"));
}

#[test]
fn to_take_no_limit_away_is_a_finding_and_not_a_huge_number() {
    let rules = "rates: {r: {is: no limit, unit: £ a week}}\nsteps: [{id: now, sum: [£5 a week], less: [r]}]\n";
    let (scheme, findings) = council(rules);
    assert!(scheme.is_none());
    assert_eq!(codes(&findings), [Code::NoLimitMisused], "{findings:?}");
}
