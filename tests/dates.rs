//! Editions by date: what two of them say of each other, and which is shown, estimated and told.

use std::fs;

use upfront::check::Loaded;
use upfront_engine::{Answers, estimate};

use crate::support::site::{self, Site};

/// The usual `site.yaml` of these tests, whose statement is of another day.
fn dated() -> String {
    site::SITE
        .replace("2026-03-02", "2025-11-03")
        .replace("prepared: 2026-03-09", "prepared: 2025-11-03")
        .replace("reviewed: 2026-03-09", "reviewed: 2025-11-20")
}

/// An edition that charges this much a week.
fn edition(head: &str, charge: &str) -> String {
    format!(
        "council: Shire\ntitle: Charges\n{head}sources: {{policy: {{title: Policy}}}}\nsource: policy\nsteps: [{{id: charge, sum: [£{charge} a week]}}]\n"
    )
}

fn site(editions: &[(&str, &str)]) -> Site {
    let site = Site::of(&[("site.yaml", &dated())]);
    for (number, (name, head)) in editions.iter().enumerate() {
        let text = edition(head, &format!("{}0.25", number + 1));
        site.write(&format!("schemes/shire/{name}/scheme.yaml"), text);
    }
    site
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
    let site = site(&YEARS);
    assert_eq!(found(&site.load()), []);
}

#[test]
fn two_editions_on_one_day_are_an_error_that_shows_both() {
    for (head, until) in [
        ("from: 2025-04-06\nto: 2026-04-06\n", "2026-04-06"),
        ("from: 2026-04-06\n", "2026-04-06"),
    ] {
        let site = site(&[("2025-26", head), YEARS[1]]);
        let loaded = site.load();
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
    let site = site(&[("2025-26", "from: 2025-04-06\nto: 2026-03-31\n"), YEARS[1]]);
    let loaded = site.load();
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
        let site = site(&[
            ("now", "from: 2025-04-06\nto: 2027-04-05\n"),
            ("next", head),
        ]);
        assert_eq!(found(&site.load()), [], "{head}");
    }
}

#[test]
fn a_statement_reviewed_over_a_year_ago_is_a_warning() {
    let site = site(&YEARS);
    let on = |day: &str| found(&site.load_as_of(day));
    assert_eq!(on("2026-11-20"), []);
    let findings = on("2026-11-21");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].0, "statement-old");
    assert_eq!(findings[0].2, ["2025-11-20"]);
}

#[test]
fn an_estimate_takes_the_edition_of_the_day() {
    let site = site(&YEARS);
    site.write("answers.yaml", "{}");
    let estimate = |more: &[&str]| {
        let arguments = [&["estimate", "shire", "answers.yaml"], more].concat();
        site.run(&arguments).told()
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
    let old = site.run(&[
        "estimate",
        "shire/2025-26",
        "answers.yaml",
        "--as-of",
        "2026-11-21",
    ]);
    let old = old.told();
    assert!(
        old.contains("The edition 2025-26 is no longer in force: its last day was 2026-04-05.\n"),
        "{old}"
    );
}

/// What a page holds.
fn page(site: &Site, address: &str) -> String {
    let page = site.page(&format!("shire/{address}"));
    let (_, main) = page.split_once("<main").unwrap();
    main.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn pages_say_which_edition_they_show_and_what_comes_next() {
    let site = site(&YEARS);
    let built = site.build(&["--as-of", "2026-11-01"]).told();
    assert!(
        built.contains("In force on 2026-11-01: Shire, 2026-27: Charges\n"),
        "{built}"
    );
    let first_words = |address: &str| page(&site, address).chars().take(1200).collect::<String>();
    for place in ["", "how/"] {
        let up = if place.is_empty() { "" } else { "../" };
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
    let council = page(&site, "");
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
    let site = site(&YEARS);
    let built = site.build(&[]).told();
    assert!(
        built.contains("Newest: Shire, 2027-28: Charges\nGive --as-of with today's date"),
        "{built}"
    );
    let council = page(&site, "");
    let (current, _) = council.split_once("Other editions").unwrap();
    assert!(current.contains("2027-28/index.html"));
    let newest = page(&site, "2027-28/");
    assert!(newest.contains("These are the rules of 2027-28, in force from 6 April 2027."));
    let older = page(&site, "2026-27/");
    assert!(
        older.contains("These rules are for 6 April 2026 to 5 April 2027.</strong> <a href=\"../2027-28/index.html\">Newer rules: 2027-28, from 6 April 2027</a>"),
        "{older}"
    );
    assert!(!older.contains("no longer in force"));
    // What its own file says is superseded is so on every day.
    let oldest = page(&site, "2025-26/");
    assert!(oldest.contains("no longer in force. 5 April 2026 was their last day."));
    assert!(council.contains("The newest rules of Shire stand first."));
    assert!(council.contains("From 6 April 2027") && council.contains("Until 5 April 2027"));
    assert!(!council.contains("are in force."), "{council}");
}

/// Two editions with these rates, which nothing but a sum uses.
fn with_rates(old: &str, new: &str) -> Loaded {
    let site = site(&YEARS[1..]);
    for (edition, rates) in [("2026-27", old), ("2027-28", new)] {
        site.change(&format!("schemes/shire/{edition}/scheme.yaml"), |text| {
            let head = text.split("steps:").next().unwrap();
            format!("{head}rates: {{{rates}}}\nsteps: [{{id: charge, sum: [a, b, c, d]}}]\n")
        });
    }
    site.load()
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
    // A nought too many is told by itself.
    let message = "“D” goes from £40 in `2026-27` to £415 in `2027-28`";
    assert_eq!(
        found(&with_rates(
            old,
            &even.replace("£41.50 a week", "£415 a week")
        )),
        [(
            "jump".to_owned(),
            message.to_owned(),
            vec!["£415 a week".to_owned()]
        )]
    );
    // Two and two: nothing says which is usual.
    let two = even.replace("£41.50", "£45").replace("£22.30", "£30");
    assert_eq!(found(&with_rates(old, &two)), []);
}

/// A council that takes savings of exactly the limit as over it, where the nation does not.
#[test]
fn a_limit_that_a_council_takes_otherwise_than_the_nation_is_a_warning() {
    let site = site(&YEARS[1..2]);
    let shared = "council: Albion\ntitle: Charges\nsources: {law: {title: Law}}\nsource: law\nquestions: [{id: savings, ask: Savings?, number: £}]\n";
    let steps = "steps:\n  - {id: full_cost, stop when: {value: savings, is over: limit}, gives: £500 a week}\n  - {id: charge, sum: [£9 a week]}\n";
    let nation = |name: &str| format!("schemes/national/albion/{name}");
    site.write(&nation("shared.yaml"), format!("{shared}{steps}"));
    site.write(
        &nation("2026-27/rates.yaml"),
        "rates: {limit: {is: \"£9,000\", kinder when: higher}}\n",
    );
    let council = |is: &str, because: &str| {
        let text = format!(
            "extends: albion/2026-27\ncouncil: Shire\ntitle: Charges\nsources: {{policy: {{title: P}}}}\nsource: policy\noverrides:\n  steps: [{{id: full_cost, stop when: {{value: savings, {is}: limit}}, gives: £400 a week{because}}}]\n"
        );
        site.write("schemes/shire/2026-27/scheme.yaml", text);
        let loaded = site.load();
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
steps: [{id: charge, say: What you pay, share: share_taken, of: left, rounded to the nearest: penny}]
examples:
  - {id: autumn, title: In autumn, on: 2025-11-01, answers: {left: 100}, expect: {charge: £75 a week}}
  - {id: newest, title: Newest, answers: {left: 100}, expect: {charge: £100 a week}}
";

fn phased() -> Site {
    let site = site(&[]);
    site.write("schemes/shire/2025-26/scheme.yaml", PHASED);
    site
}

#[test]
fn a_rate_that_changes_has_the_amount_of_the_day() {
    let site = phased();
    let amount = |day: Option<&str>| {
        let loaded = day.map_or_else(|| site.load(), |day| site.load_as_of(day));
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
    let site = phased();
    site.build(&["--as-of", "2025-11-21"]);
    let page = |name: &str| site.page(&format!("shire/2025-26/{name}/"));
    for said in [
        "To 31 December 2025: 75%, used here",
        "From 1 January 2026: 100%",
        "Some amounts change on 1 January 2026.",
    ] {
        assert!(page("how").contains(said), "{said}");
    }
    assert!(page("estimate").contains("To 31 December 2025: 75%, used here"));
    assert!(page("examples/autumn").contains("The amounts are those of 1 November 2025."));

    site.write("answers.yaml", "left: 100\n");
    for (day, charge) in [("2025-12-31", "£75 a week"), ("2026-01-01", "£100 a week")] {
        let ran = site.run(&["estimate", "shire", "answers.yaml", "--as-of", day]);
        assert!(ran.out.contains(charge), "{day}: {}", ran.told());
    }
    // An example for no day in particular is tried with the amounts of the day that is asked for.
    assert!(site.run(&["test"]).succeeded());
    let ran = site.run(&["test", "--as-of", "2025-11-21"]);
    assert!(
        !ran.succeeded() && ran.out.contains("newest"),
        "{}",
        ran.told()
    );
}

/// The codes and messages of a site with these editions.
fn told(editions: &[(&str, &str)]) -> Vec<(String, String)> {
    let site = site(editions);
    let found = found(&site.load()).into_iter();
    found.map(|(code, message, _)| (code, message)).collect()
}

#[test]
fn an_edition_named_for_another_year_than_its_days_is_a_warning() {
    for (name, head, message) in [
        (
            "2024-25",
            "from: 2020-04-06\nto: 2021-04-05\n",
            "the edition is named `2024-25`, and starts on 2020-04-06",
        ),
        (
            "2024-25",
            "from: 2025-03-24\n",
            "the edition is named `2024-25`, and starts on 2025-03-24",
        ),
        (
            "2024-25",
            "from: 2024-03-22\n",
            "the edition is named `2024-25`, and starts on 2024-03-22",
        ),
        (
            "2024-25",
            "from: 2024-04-06\nto: 2026-05-05\n",
            "the edition is named `2024-25`, and ends on 2026-05-05",
        ),
        // Two years to the day: the last day is a year too late.
        (
            "2026-27",
            "from: 2026-04-06\nto: 2028-04-05\n",
            "the edition is named `2026-27`, and ends on 2028-04-05",
        ),
        (
            "2026-2027",
            "from: 2026-04-01\nto: 2029-03-31\n",
            "the edition is named `2026-2027`, and ends on 2029-03-31",
        ),
        (
            "2024",
            "from: 2020-04-06\n",
            "the edition is named `2024`, and starts on 2020-04-06",
        ),
        (
            "2024-25",
            "from: 2024-04-06\nto: 2025-04-06\n",
            "the edition is a day longer than a year: from 2024-04-06 to 2025-04-06",
        ),
    ] {
        assert_eq!(
            told(&[(name, head)]),
            [("edition-year".to_owned(), message.to_owned())],
            "{head}"
        );
    }
    for (name, head) in [
        ("2024-25", "from: 2024-04-01\nto: 2025-03-31\n"),
        ("2024-25", "from: 2024-04-08\nto: 2025-04-06\n"),
        ("2024-25", "from: 2024-10-01\nto: 2025-04-05\n"),
        ("2024", "from: 2024-09-01\n"),
        ("undated", "from: 2020-04-06\n"),
        // What is not the name of one year may hold for several.
        ("policy", "from: 2026-04-06\nto: 2028-04-05\n"),
        ("2026", "from: 2026-04-06\nto: 2028-04-05\n"),
        ("2026-2028", "from: 2026-04-06\nto: 2028-04-05\n"),
    ] {
        assert_eq!(told(&[(name, head)]), [], "{name} {head}");
    }
}

#[test]
fn an_example_for_a_day_on_which_its_edition_does_not_hold_is_told() {
    let example = |on: &str| {
        format!(
            "examples: [{{id: a, title: A, on: {on}, answers: {{}}, expect: {{charge: £10.25 a week}}}}]\n"
        )
    };
    for (days, on, is_told) in [
        // Until the day before the next one starts.
        ("from: 2025-04-06\n", "2026-04-05", false),
        ("from: 2025-04-06\n", "2026-04-06", true),
        ("from: 2025-04-06\n", "2026-05-01", true),
        // Until its own last day, whatever comes after it.
        ("from: 2025-04-06\nto: 2026-04-05\n", "2026-04-05", false),
        ("from: 2025-04-06\nto: 2026-04-05\n", "2026-04-06", true),
        ("from: 2025-04-06\nto: 2026-04-05\n", "2025-04-05", true),
    ] {
        let head = format!("{days}{}", example(on));
        let next =
            format!("from: 2026-04-06\n{}", example("2026-04-06")).replace("£10.25", "£20.25");
        let site = site(&[("2025-26", &head), ("2026-27", &next)]);
        let told: Vec<(String, Vec<String>)> = found(&site.load())
            .into_iter()
            .map(|(code, _, at)| (code, at))
            .collect();
        let codes: Vec<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, vec!["bad-date"; usize::from(is_told)], "{head}");
        assert!(told.iter().all(|(_, at)| at[0] == on), "{told:?}");
    }
    // The last edition, which ends with nothing after it.
    let head = format!(
        "from: 2026-04-06\nto: 2027-04-05\n{}",
        example("2027-04-06")
    );
    let told = told(&[("2026-27", &head)]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "bad-date");
}

#[test]
fn rules_that_have_lost_all_their_examples_are_told_a_nations_once() {
    let example = "examples: [{id: a, title: A, answers: {}, expect: {charge: £10.25 a week}}]\n";
    let gone = |site: &Site| -> Vec<String> {
        let found = found(&site.load()).into_iter();
        let gone = found.filter(|(code, ..)| code == "examples-gone");
        gone.map(|(_, message, _)| message).collect()
    };
    let with = format!("from: 2025-04-06\n{example}");
    let own = site(&[("2025-26", &with), ("2026-27", "from: 2026-04-06\n")]);
    assert_eq!(
        gone(&own),
        ["`shire/2026-27` has no worked example, and `shire/2025-26` has 1"]
    );
    // A site's own nation, whose examples may be of any of its years.
    let site = site(&[("2025-26", &with)]);
    let year = |name: &str, examples: &str| {
        let path = format!("schemes/national/albion/{name}/scheme.yaml");
        site.write(&path, edition(examples, "10.25"));
    };
    year("2025-26", "from: 2025-04-06\n");
    year("2026-27", "from: 2026-04-06\n");
    assert_eq!(
        gone(&site),
        ["`albion/2026-27` has no worked example, and `shire/2025-26` has 1"]
    );
    year("2025-26", &with);
    assert_eq!(gone(&site), [""; 0]);
}

#[test]
fn a_day_and_a_month_exchanged_are_a_warning() {
    let years = [
        ("a", "from: 2024-04-06\n"),
        ("b", "from: 2025-04-06\n"),
        ("c", "from: 2026-06-04\n"),
    ];
    let message = |does: &str, day: &str, meant: &str| {
        (
            "day-and-month".to_owned(),
            format!("the edition {does} on {day}, and {meant} would go with the other dates"),
        )
    };
    let starts = message("starts", "2026-06-04", "2026-04-06");
    assert_eq!(told(&years), std::slice::from_ref(&starts));
    // By the folder's name alone, and by the last day.
    assert_eq!(
        told(&[("2026-27", "from: 2026-06-04\n")]),
        std::slice::from_ref(&starts)
    );
    assert_eq!(
        told(&[("new", "from: 2026-06-04\nto: 2027-04-05\n")]),
        [starts]
    );
    assert_eq!(
        told(&[("2026-27", "from: 2026-04-06\nto: 2027-05-04\n")]),
        [message("ends", "2027-05-04", "2027-04-05")]
    );
    assert_eq!(told(&[("new", "from: 2026-06-04\n")]), []);
}

#[test]
fn a_rate_by_date_is_not_known_before_its_first_day_and_after_its_last() {
    let rules = |days: &str, more: &str| {
        format!(
            "council: Shire\ntitle: Charges\n{days}sources: {{policy: {{title: Policy}}}}\nsource: policy\nrates:\n  hour:\n    is:\n      - {{from: 2026-04-06, is: £20 an hour}}\n      - {{from: 2026-10-01, is: £22 an hour}}\nsteps: [{{id: charge, units: 10 hours a week, at: hour}}]\n{more}"
        )
    };
    let site = site(&[("2026-27", "")]);
    let write = |text: &str| site.write("schemes/shire/2026-27/scheme.yaml", text);
    let charge = |day: Option<&str>| {
        let loaded = day.map_or_else(|| site.load(), |day| site.load_as_of(day));
        let scheme = &loaded.schemes[0];
        let value = estimate(scheme, &Answers::default()).results[0].exact();
        let codes = loaded.findings.sorted();
        let codes = codes.iter().filter(|one| one.message.contains("no amount"));
        (
            value.map(|value| value.to_string()),
            codes.map(|one| one.code.name()).collect::<Vec<_>>(),
        )
    };
    write(&rules("", ""));
    site.write("answers.yaml", "{}\n");
    let ran = site.run(&["estimate", "shire", "answers.yaml", "--as-of", "1999-01-01"]);
    let out = ran.told();
    assert!(
        out.contains("No amount is known for that day: “Hour”."),
        "{out}"
    );
    assert!(!out.contains("by the council"), "{out}");
    assert_eq!(
        charge(Some("1999-01-01")),
        (None, vec!["no-amount-that-day"])
    );
    assert_eq!(charge(Some("2026-04-06")).0.as_deref(), Some("200"));
    assert_eq!(charge(Some("2030-01-01")).0.as_deref(), Some("220"));
    assert_eq!(charge(None).0.as_deref(), Some("220"));
    // Before an edition starts, its pages show what it starts with.
    write(&rules("from: 2026-04-06\n", ""));
    assert_eq!(charge(Some("2026-03-01")).0.as_deref(), Some("200"));
    // An example for such a day is told, and so is a change outside the edition's days.
    write(&rules(
        "",
        "examples: [{id: old, title: Old, on: 1999-01-01, answers: {}, expect: {charge: £200 a week}}]\n",
    ));
    let findings = found(&site.load());
    assert_eq!(findings[0].0, "rate-gap", "{findings:?}");
    assert_eq!(findings[0].1, "“Hour” has no amount on 1999-01-01");
    assert_eq!(findings.len(), 1, "{findings:?}");
    // What comes out on a day on which the edition does not hold is not told beside it.
    write(&rules(
        "to: 2027-04-05\n",
        "examples: [{id: late, title: Late, on: 2029-01-01, answers: {}, expect: {charge: £1 a week}}]\n",
    ));
    let findings = found(&site.load());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].0, "bad-date", "{findings:?}");
    let wrong = rules("from: 2026-04-06\nto: 2027-04-05\n", "")
        .replace("from: 2026-04-06, is", "is")
        .replace("2026-10-01", "2026-01-10");
    write(&wrong);
    let loaded = site.load();
    let findings = loaded.findings.sorted();
    let shown: Vec<_> = findings.iter().map(|one| one.message.as_str()).collect();
    assert!(
        shown.iter().any(|one| one.contains("2026-01-10")),
        "{shown:?}"
    );
}

#[test]
fn an_edition_that_is_still_to_start_or_only_proposed_is_never_called_the_rules_in_force() {
    let build = |editions: &[(&str, &str)], as_of: &[&str]| {
        let site = site(editions);
        let built = site.build(as_of);
        let page =
            |path: &str| fs::read_to_string(site.at("public").join(path)).unwrap_or_default();
        let pages = ["index.html", "shire/index.html"].map(page);
        let edition = editions[0].0;
        let own = ["", "how/", "examples/", "estimate/"]
            .map(|place| page(&format!("shire/{edition}/{place}index.html")));
        let out = built.told();
        (pages, own, out)
    };
    let (pages, own, out) = build(&[("2099-00", "status: in force\nfrom: 2099-04-06\n")], &[]);
    for page in pages.iter().chain(&own).chain([&out]) {
        assert!(
            !page.contains(">In force<") && !page.contains("are in force."),
            "{page}"
        );
    }
    assert!(out.contains("from 2099-04-06"), "{out}");
    assert!(pages[1].contains("From 6 April 2099"), "{}", pages[1]);
    // A proposal is no newer rules.
    let (_, own, _) = build(
        &[
            ("2025-26", "from: 2025-04-06\nto: 2026-04-05\n"),
            ("2026-27", "status: consultation\nfrom: 2026-04-06\n"),
        ],
        &["--as-of", "2026-06-01"],
    );
    for page in &own {
        assert!(!page.contains("newer rules"), "{page}");
        if !page.is_empty() {
            assert!(
                page.contains("Go to a proposal for new rules: 2026-27"),
                "{page}"
            );
        }
    }
}

#[test]
fn a_limit_is_looked_at_in_every_condition_and_quoted_from_its_own_side() {
    let site = site(&YEARS[1..2]);
    let nation = |name: &str| format!("schemes/national/albion/{name}");
    site.write(
        &nation("shared.yaml"),
        "council: Albion\ntitle: Charges\nsources: {law: {title: Law}}\nsource: law\nquestions: [{id: savings, ask: Savings?, number: £}]\nsteps:\n  - {id: means, when: {value: savings, is at most: limit}, sum: [£9 a week]}\n  - {id: full, when: {value: savings, is over: limit}, sum: [£50 a week]}\n  - {id: charge, sum: [means, full]}\nresults: [{id: charge, is: charge}]\n",
    );
    site.write(
        &nation("2026-27/rates.yaml"),
        "rates: {limit: {is: \"£9,000\", kinder when: higher}}\n",
    );
    let council = |more: &str| {
        let text = format!(
            "extends: albion/2026-27\ncouncil: Shire\ntitle: Charges\nsources: {{policy: {{title: P}}}}\nsource: policy\n{more}\n"
        );
        site.write("schemes/shire/2026-27/scheme.yaml", text);
        let found = found(&site.load()).into_iter();
        let limits = found.filter(|(code, ..)| code == "limit-differs");
        limits
            .map(|(_, message, at)| {
                let law = message.split("national rules it ").nth(1).unwrap();
                (law.split(':').next().unwrap().to_owned(), at[0].clone())
            })
            .collect::<Vec<_>>()
    };
    let at = "{value: savings, is at least: limit}";
    let over = [("is over".to_owned(), at.to_owned())];
    for rule in [
        format!("overrides: {{steps: [{{id: full, when: {at}}}]}}"),
        format!(
            "overrides: {{steps: [{{id: full, when: {{all of: [{{value: savings, is over: £1}}, {{any of: [{at}]}}]}}}}]}}"
        ),
        format!(
            "steps: [{{id: rich, test: {{not: {at}}}}}, {{id: more, when: {{test: rich, is: met}}, sum: [£1 a week]}}]"
        ),
        format!("steps: [{{id: none, stop when: {{at least: 1, of: [{at}]}}, gives: £1 a week}}]"),
        format!(
            "questions: [{{id: extra, after: savings, ask: More?, number: £ a week, when: {at}}}]"
        ),
    ] {
        assert_eq!(council(&rule), over, "{rule}");
    }
    let under = "{value: savings, is under: limit}";
    assert_eq!(
        council(&format!(
            "overrides: {{steps: [{{id: means, when: {under}}}]}}"
        )),
        [("is at most".to_owned(), under.to_owned())]
    );
    assert_eq!(
        council(
            "overrides: {steps: [{id: full, when: {not: {value: savings, is at most: limit}}}]}"
        ),
        []
    );
}

#[test]
fn an_edition_is_not_told_of_later_rules_as_if_they_were_still_to_come_or_in_force() {
    let day = ["--as-of", "2026-06-01"];
    let open = site(&[
        ("2025-26", "status: in force\nfrom: 2025-04-06\n"),
        ("2026-27", "status: not known\nfrom: 2026-04-06\n"),
    ]);
    open.build(&day);
    let old = page(&open, "2025-26/");
    assert!(
        old.contains("Other rules were published for the time from 6 April 2026."),
        "{old}"
    );
    assert!(!old.contains("Other rules come after them"), "{old}");
    open.build(&["--as-of", "2026-01-01"]);
    let old = page(&open, "2025-26/");
    assert!(
        old.contains("Other rules come after them, on 6 April 2026."),
        "{old}"
    );
    let over = site(&[
        ("2024-25", "status: superseded\nfrom: 2024-04-06\n"),
        ("2025-26", "status: superseded\nfrom: 2025-04-06\n"),
    ]);
    over.build(&day);
    let old = page(&over, "2024-25/");
    assert!(!old.contains("newer rules"), "{old}");
    assert!(
        old.contains("Go to the rules that came later: 2025-26"),
        "{old}"
    );
}
