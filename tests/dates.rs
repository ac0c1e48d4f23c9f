//! Editions by date: what two of them say of each other, and which is shown, estimated and told.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where its own set-up fails"
)]

use std::{fs, path::Path, process::Command};

use upfront::check::{Loaded, load, load_as_of};

const SITE: &str = "title: Care, up front
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2025-11-03
  tested by: the web team
  prepared: 2025-11-03
  reviewed: 2025-11-20
";

/// An edition that charges this much a week.
fn edition(head: &str, charge: &str) -> String {
    format!(
        "council: Shire\ntitle: Charges\n{head}sources: {{policy: {{title: Policy}}}}\nsource: policy\nsteps: [{{id: charge, sum: [£{charge} a week]}}]\n"
    )
}

fn site(editions: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.yaml"), SITE).unwrap();
    for (number, (name, head)) in editions.iter().enumerate() {
        let place = folder.path().join("schemes/shire").join(name);
        fs::create_dir_all(&place).unwrap();
        let text = edition(head, &format!("{}0.25", number + 1));
        fs::write(place.join("scheme.yaml"), text).unwrap();
    }
    folder
}

/// Each finding: its code, its message, and the words at the places that it is about.
fn found(loaded: &Loaded) -> Vec<(String, String, Vec<String>)> {
    let text = |span: upfront::source::Span| {
        let file = loaded.files.get(span.file).unwrap();
        file.text[span.start..span.end].to_owned()
    };
    let findings = loaded.findings.sorted();
    let one = |finding: &&upfront::diagnostics::Finding| {
        let places = finding
            .at
            .iter()
            .chain(finding.related.iter().map(|(at, _)| at));
        (
            finding.code.name().to_owned(),
            finding.message.clone(),
            places.map(|at| text(*at)).collect(),
        )
    };
    findings.iter().map(one).collect()
}

const YEARS: [(&str, &str); 3] = [
    (
        "2025-26",
        "status: superseded\nfrom: 2025-04-06\nto: 2026-04-05\n",
    ),
    ("2026-27", "from: 2026-04-06\n"),
    ("2027-28", "from: 2027-04-06\n"),
];

#[test]
fn editions_that_follow_one_another_have_no_finding() {
    let folder = site(&YEARS);
    assert_eq!(found(&load(folder.path()).unwrap()), []);
}

#[test]
fn two_editions_on_one_day_are_an_error_that_shows_both() {
    for (head, until) in [
        ("from: 2025-04-06\nto: 2026-04-06\n", "2026-04-06"),
        ("from: 2026-04-06\n", "2026-04-06"),
    ] {
        let folder = site(&[("2025-26", head), YEARS[1]]);
        let loaded = load(folder.path()).unwrap();
        assert!(loaded.findings.has_errors());
        assert_eq!(
            found(&loaded),
            [(
                "edition-overlap".to_owned(),
                format!(
                    "two editions hold on 2026-04-06: `2025-26` to {until}, and `2026-27` from 2026-04-06"
                ),
                vec!["2026-04-06".to_owned(), "2026-04-06".to_owned()],
            )]
        );
    }
}

#[test]
fn days_between_two_editions_are_a_warning_that_shows_both() {
    let folder = site(&[("2025-26", "from: 2025-04-06\nto: 2026-03-31\n"), YEARS[1]]);
    let loaded = load(folder.path()).unwrap();
    assert!(!loaded.findings.has_errors());
    let message = "no edition holds between 2026-03-31, when `2025-26` ends, and 2026-04-06, when `2026-27` starts";
    let places = vec!["2026-04-06".to_owned(), "2026-03-31".to_owned()];
    assert_eq!(
        found(&loaded),
        [("edition-gap".to_owned(), message.to_owned(), places)]
    );
}

/// A draft or a proposal of next year's rules is no rule yet, and one whose dates are not known says nothing.
#[test]
fn drafts_and_editions_without_dates_do_not_overlap() {
    for head in [
        "status: draft\nfrom: 2026-04-06\n",
        "status: consultation\nfrom: 2026-04-06\n",
        "",
    ] {
        let folder = site(&[
            ("2025-26", "from: 2025-04-06\nto: 2027-04-05\n"),
            ("next", head),
        ]);
        assert_eq!(found(&load(folder.path()).unwrap()), [], "{head}");
    }
}

#[test]
fn a_statement_reviewed_over_a_year_ago_is_a_warning() {
    let folder = site(&YEARS);
    let on = |day: &str| found(&load_as_of(folder.path(), Some(day.parse().unwrap())).unwrap());
    assert_eq!(on("2026-11-20"), []);
    let findings = on("2026-11-21");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].0, "statement-old");
    assert_eq!(findings[0].2, ["2025-11-20"]);
}

/// What `upfront` writes with these arguments.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_upfront"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

#[test]
fn an_estimate_takes_the_edition_of_the_day() {
    let folder = site(&YEARS);
    fs::write(folder.path().join("answers.yaml"), "{}").unwrap();
    let estimate = |more: &[&str]| {
        run(
            folder.path(),
            &[&["estimate", "shire", "answers.yaml"], more].concat(),
        )
    };
    for (day, edition, charge) in [
        ("2026-04-05", "2025-26", "£10.25 a week"),
        ("2026-04-06", "2026-27", "£20.25 a week"),
        ("2028-01-01", "2027-28", "£30.25 a week"),
    ] {
        let told = estimate(&["--as-of", day]);
        let stands =
            format!("Shire, {edition}: Charges\nThe edition {edition} is in force on {day}.\n");
        assert!(told.starts_with(&stands), "{told}");
        assert!(told.contains(&format!("Charge: {charge}")), "{told}");
    }
    assert!(estimate(&["--as-of", "2025-01-01"]).contains("no edition is in force on 2025-01-01"));
    assert!(estimate(&[]).contains("The edition 2027-28 is in force from 2027-04-06.\n"));
    let old = run(
        folder.path(),
        &[
            "estimate",
            "shire/2025-26",
            "answers.yaml",
            "--as-of",
            "2026-11-21",
        ],
    );
    assert!(
        old.contains("The edition 2025-26 is no longer in force: its last day was 2026-04-05.\n"),
        "{old}"
    );
}

/// The text between the heading of a page and its end.
fn page(folder: &Path, path: &str) -> String {
    let page = fs::read_to_string(folder.join("public/shire").join(path)).unwrap();
    let (_, main) = page.split_once("</h1>").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn pages_say_which_edition_they_show_and_what_comes_next() {
    let folder = site(&YEARS);
    let built = run(folder.path(), &["build", "--as-of", "2026-11-01"]);
    assert!(
        built.contains("In force on 2026-11-01: Shire, 2026-27: Charges\n"),
        "{built}"
    );
    let first_words = |path: &str| {
        page(folder.path(), path)
            .chars()
            .take(500)
            .collect::<String>()
    };
    for place in ["index.html", "how/index.html"] {
        let up = if place == "index.html" { "" } else { "../" };
        let old = first_words(&format!("2025-26/{place}"));
        assert!(
            old.contains("no longer in force. 5 April 2026 was their last day."),
            "{old}"
        );
        assert!(
            old.contains(&format!(
                r#"<a href="{up}../2026-27/index.html">Go to the rules in force: 2026-27</a>"#
            )),
            "{old}"
        );
        let current = first_words(&format!("2026-27/{place}"));
        assert!(
            current
                .contains("These are the rules of 2026-27, which are in force on 1 November 2026."),
            "{current}"
        );
        assert!(
            current.contains("Other rules come after them, on 6 April 2027."),
            "{current}"
        );
        assert!(
            current.contains(&format!(r#"<a href="{up}../2027-28/index.html">"#)),
            "{current}"
        );
        let new = first_words(&format!("2027-28/{place}"));
        assert!(
            new.contains("not in force yet. They start on 6 April 2027."),
            "{new}"
        );
    }
    let council = page(folder.path(), "index.html");
    let (current, others) = council.split_once("Other editions").unwrap();
    assert!(
        current.contains("These rules of Shire are in force on 1 November 2026."),
        "{current}"
    );
    assert!(
        current.contains("2026-27/index.html") && !current.contains("2027-28"),
        "{current}"
    );
    assert!(others.contains("Starts on 6 April 2027") && others.contains("Ended on 5 April 2026"));
}

#[test]
fn without_a_day_the_pages_say_what_is_true_on_every_day() {
    let folder = site(&YEARS);
    let built = run(folder.path(), &["build"]);
    assert!(
        built.contains("Newest: Shire, 2027-28: Charges\nGive --as-of with today's date"),
        "{built}"
    );
    let council = page(folder.path(), "index.html");
    let (current, _) = council.split_once("Other editions").unwrap();
    assert!(current.contains("2027-28/index.html"));
    let newest = page(folder.path(), "2027-28/index.html");
    assert!(newest.contains("These are the rules of 2027-28, in force from 6 April 2027."));
    let older = page(folder.path(), "2026-27/index.html");
    assert!(
        older.contains("These rules are for 6 April 2026 to 5 April 2027.</strong> <a href=\"../2027-28/index.html\">Newer rules: 2027-28, from 6 April 2027</a>"),
        "{older}"
    );
    assert!(!older.contains("no longer in force"));
    // What its own file says is superseded is so on every day.
    let oldest = page(folder.path(), "2025-26/index.html");
    assert!(oldest.contains("no longer in force. 5 April 2026 was their last day."));
    assert!(council.contains("The newest rules of Shire stand first."));
    assert!(council.contains("From 6 April 2027") && council.contains("Until 5 April 2027"));
    assert!(!council.contains("are in force."), "{council}");
}

/// Two editions with these rates, which nothing but a sum uses.
fn with_rates(old: &str, new: &str) -> Loaded {
    let folder = site(&YEARS[1..]);
    for (edition, rates) in [("2026-27", old), ("2027-28", new)] {
        let file = folder
            .path()
            .join("schemes/shire")
            .join(edition)
            .join("scheme.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("steps:").next().unwrap().to_owned();
        fs::write(
            &file,
            format!("{text}rates: {{{rates}}}\nsteps: [{{id: charge, sum: [a, b, c, d]}}]\n"),
        )
        .unwrap();
    }
    load(folder.path()).unwrap()
}

#[test]
fn a_rate_that_rises_unlike_the_others_is_a_warning() {
    let old = "a: £100 a week, b: £10 a week, c: £21.50 a week, d: £40 a week";
    // 3.8 per cent, each to five pence.
    let even = "a: £103.80 a week, b: £10.40 a week, c: £22.30 a week, d: £41.50 a week";
    assert_eq!(found(&with_rates(old, even)), []);
    let uneven = even.replace("£41.50 a week", "£45 a week");
    let message = "from `2026-27` to `2027-28` 3 rates change by 3.8%, and “D” by 12.5%";
    assert_eq!(
        found(&with_rates(old, &uneven)),
        [(
            "uneven-uprating".to_owned(),
            message.to_owned(),
            vec!["£45 a week".to_owned()]
        )]
    );
    let explained = uneven.replace(
        "d: £45 a week",
        "d: {is: £45 a week, note: The council chose so.}",
    );
    assert_eq!(found(&with_rates(old, &explained)), []);
    // Two and two: nothing says which is usual.
    let two = even.replace("£41.50", "£45").replace("£22.30", "£30");
    assert_eq!(found(&with_rates(old, &two)), []);
}

/// A council that takes savings of exactly the limit as over it, where the nation does not.
#[test]
fn a_limit_that_a_council_takes_otherwise_than_the_nation_is_a_warning() {
    let folder = site(&YEARS[1..2]);
    let shared = "council: Albion\ntitle: Charges\nsources: {law: {title: Law}}\nsource: law\nquestions: [{id: savings, ask: Savings?, number: £}]\n";
    let steps = "steps:\n  - {id: full_cost, stop when: {value: savings, is over: limit}, gives: £500 a week}\n  - {id: charge, sum: [£9 a week]}\n";
    let nation = folder.path().join("schemes/national/albion");
    fs::create_dir_all(nation.join("2026-27")).unwrap();
    fs::write(nation.join("shared.yaml"), format!("{shared}{steps}")).unwrap();
    fs::write(
        nation.join("2026-27/rates.yaml"),
        "rates: {limit: {is: \"£9,000\", kinder when: higher}}\n",
    )
    .unwrap();
    let council = |is: &str, because: &str| {
        let text = format!(
            "extends: albion/2026-27\ncouncil: Shire\ntitle: Charges\nsources: {{policy: {{title: P}}}}\nsource: policy\noverrides:\n  steps: [{{id: full_cost, stop when: {{value: savings, {is}: limit}}, gives: £400 a week{because}}}]\n"
        );
        fs::write(
            folder.path().join("schemes/shire/2026-27/scheme.yaml"),
            text,
        )
        .unwrap();
        let loaded = load(folder.path()).unwrap();
        found(&loaded)
    };
    assert_eq!(council("is over", ""), []);
    assert_eq!(council("is at least", ", because: our policy says so"), []);
    let message = "here `savings` is at least `limit`, and in the national rules it is over: somebody with exactly that is on the other side";
    let at = vec!["{value: savings, is at least: limit}".to_owned()];
    assert_eq!(
        council("is at least", ""),
        [("limit-differs".to_owned(), message.to_owned(), at)]
    );
}

/// An edition with a share that is phased in: 75% to the end of 2025, and then 100%.
const PHASED: &str = "council: Shire
title: Charges
from: 2025-04-06
to: 2026-04-05
sources: {policy: {title: Policy, url: https://example.gov.uk/policy}, minutes: {title: Cabinet minutes}}
source: policy
questions: [{id: left, ask: What is left?, number: £ a week}]
rates:
  share_taken:
    say: The share that the council takes
    is:
      - {to: 2025-12-31, is: 75%}
      - {from: 2026-01-01, is: 100%, source: minutes 4}
steps: [{id: charge, say: What you pay, share: share_taken, of: left}]
examples:
  - {id: autumn, title: In autumn, on: 2025-11-01, answers: {left: 100}, expect: {charge: £75 a week}}
  - {id: newest, title: Newest, answers: {left: 100}, expect: {charge: £100 a week}}
";

fn phased() -> tempfile::TempDir {
    let folder = site(&[("2025-26", "")]);
    fs::write(
        folder.path().join("schemes/shire/2025-26/scheme.yaml"),
        PHASED,
    )
    .unwrap();
    folder
}

#[test]
fn a_rate_that_changes_has_the_amount_of_the_day() {
    let folder = phased();
    let amount = |day: Option<&str>| {
        let loaded = load_as_of(folder.path(), day.map(|day| day.parse().unwrap())).unwrap();
        assert_eq!(found(&loaded), []);
        let rate = &loaded.schemes[0].rates[0];
        let source = rate.cite.as_ref().unwrap().source;
        (
            rate.amount.figure().unwrap().to_string(),
            loaded.schemes[0].sources[source].id.clone(),
            loaded.schemes[0].hash.clone(),
        )
    };
    let (autumn, winter) = (amount(Some("2025-12-31")), amount(Some("2026-01-01")));
    assert_eq!((autumn.0.as_str(), autumn.1.as_str()), ("75", "policy"));
    assert_eq!((winter.0.as_str(), winter.1.as_str()), ("100", "minutes"));
    // Without a day it has the newest; before the edition its first.
    assert_eq!(amount(None), winter);
    assert_eq!(amount(Some("2024-01-01")), autumn);
    // The receipt is that of the amounts which are worked with.
    assert_ne!(autumn.2, winter.2);
}

#[test]
fn pages_and_working_say_which_amount_of_a_rate_they_have() {
    let folder = phased();
    let run = |arguments: &[&str]| {
        let ran = Command::new(env!("CARGO_BIN_EXE_upfront"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let err = String::from_utf8(ran.stderr).unwrap();
        (
            ran.status.success(),
            String::from_utf8(ran.stdout).unwrap(),
            err,
        )
    };
    let (built, _, err) = run(&["build", "--as-of", "2025-11-21"]);
    assert!(built, "{err}");
    let page = |name: &str| {
        let place = folder.path().join("public/shire/2025-26").join(name);
        fs::read_to_string(place.join("index.html")).unwrap()
    };
    for said in [
        "To 31 December 2025: 75%, used here",
        "From 1 January 2026: 100%",
        "Some amounts change on 1 January 2026.",
    ] {
        assert!(page("how").contains(said), "{said}");
    }
    assert!(page("estimate").contains("To 31 December 2025: 75%, used here"));
    assert!(page("examples").contains("The amounts are those of 1 November 2025."));

    fs::write(folder.path().join("answers.yaml"), "left: 100\n").unwrap();
    for (day, charge) in [("2025-12-31", "£75 a week"), ("2026-01-01", "£100 a week")] {
        let (_, out, err) = run(&["estimate", "shire", "answers.yaml", "--as-of", day]);
        assert!(out.contains(charge), "{day}: {out}{err}");
    }
    // An example for no day in particular is tried with the amounts of the day that is asked for.
    assert!(run(&["test"]).0);
    let (holds, out, _) = run(&["test", "--as-of", "2025-11-21"]);
    assert!(!holds && out.contains("newest"), "{out}");
}
