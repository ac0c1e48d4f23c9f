//! The findings of bad files, each at its line and column, and none in good ones.
//!
//! A file in `tests/findings/` says itself what is to be found: a line that ends in `# finds CODE COLUMN, …` has
//! these findings, and every other line has none. That each code has an example at all is for `codes.rs` to hold.

use std::{fs, path::PathBuf};

use upfront::{check::Loaded, diagnostics::Code, folder::load_scheme};

use crate::support::{
    random::Random,
    root,
    schemes::EXAMPLE_SITE,
    site::{SITE, Site},
    told as shown,
};

/// Code, line, column.
type Place = (String, usize, usize);

fn found(loaded: &Loaded) -> Vec<Place> {
    let mut places: Vec<Place> = loaded
        .findings
        .sorted()
        .into_iter()
        .map(|finding| {
            let (line, column) = finding.at.map_or((0, 0), |at| loaded.files.line_column(at));
            (finding.code.name().to_owned(), line, column)
        })
        .collect();
    places.sort_by(|a, b| (a.1, a.2, &a.0).cmp(&(b.1, b.2, &b.0)));
    places
}

fn marked(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (line, text) in text.lines().enumerate() {
        let Some((_, marks)) = text.split_once("# finds ") else {
            continue;
        };
        for mark in marks.split(',') {
            let (code, column) = mark.trim().split_once(' ').unwrap();
            places.push((code.to_owned(), line + 1, column.parse().unwrap()));
        }
    }
    places.sort_by(|a, b| (a.1, a.2, &a.0).cmp(&(b.1, b.2, &b.0)));
    places
}

#[test]
fn each_mistake_is_found_at_its_place_and_nothing_else_is() {
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("tests/findings"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let expected = marked(&fs::read_to_string(&file).unwrap());
        let loaded = load_scheme(&file).unwrap();
        let found = found(&loaded);
        if found != expected {
            let name = file.file_name().unwrap().to_string_lossy();
            let missing: Vec<_> = expected
                .iter()
                .filter(|place| !found.contains(place))
                .collect();
            let invented: Vec<_> = found
                .iter()
                .filter(|place| !expected.contains(place))
                .collect();
            wrong.push(format!(
                "{name}: not found {missing:?}, invented {invented:?}\n{}",
                shown(&loaded)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The schemes of the example site compile, and every worked example comes out; all that is said of them is that
/// some national figures have not been verified.
#[test]
fn published_schemes_have_no_finding() {
    let findings = EXAMPLE_SITE.findings.sorted();
    let others = findings
        .iter()
        .filter(|finding| finding.code != Code::NotVerified);
    assert_eq!(others.count(), 0, "{}", shown(&EXAMPLE_SITE));
    assert!(EXAMPLE_SITE.schemes.len() >= 14);
}

/// Whatever is done to a good file, the run ends with findings or a scheme, and each finding stands in the file.
#[test]
fn a_spoilt_file_never_stops_the_run() {
    let good = fs::read_to_string(root().join("tests/findings/clean.yaml")).unwrap();
    let words: Vec<&str> = good.split_whitespace().collect();
    let mut numbers = Random::of(2026);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("spoilt.yaml");
    for _ in 0..300 {
        let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
        for _ in 0..=numbers.below(3) {
            let line = numbers.below(lines.len());
            match numbers.below(4) {
                0 => {
                    lines.remove(line);
                }
                1 => lines.insert(line, lines[numbers.below(lines.len())].clone()),
                _ => {
                    let old: Vec<&str> = lines[line].split(' ').collect();
                    let mut new: Vec<&str> = old.clone();
                    let at = numbers.below(old.len());
                    new[at] = words[numbers.below(words.len())];
                    lines[line] = new.join(" ");
                }
            }
        }
        fs::write(&file, lines.join("\n")).unwrap();
        let loaded = load_scheme(&file).unwrap();
        assert!(
            loaded.findings.has_errors() || loaded.schemes.len() == 1,
            "{}",
            lines.join("\n")
        );
        for finding in loaded.findings.sorted() {
            let at = finding.at.unwrap();
            assert!(at.start <= at.end && at.end <= lines.join("\n").len());
        }
    }
}

const SCHEME: &str = "council: A
title: B
sources: {policy: {title: P}}
source: policy
steps: [{id: a, sum: [£5 a week]}]
";

#[test]
fn one_broken_scheme_leaves_the_others_standing() {
    let broken = SCHEME
        .replace("sum:", "smu:")
        .replace("council: A", "council: [A]");
    let loaded = Site::of(&[
        ("schemes/a/2025/scheme.yaml", SCHEME),
        ("schemes/b/2025/scheme.yaml", &broken),
        ("schemes/b/2026/scheme.yaml", SCHEME),
        ("schemes/c/2026/scheme.yaml", "# nothing yet\n"),
    ])
    .load();
    let ids: Vec<&str> = loaded
        .schemes
        .iter()
        .map(|scheme| scheme.id.as_str())
        .collect();
    assert_eq!(ids, ["a/2025", "b/2026"]);
    let places: Vec<_> = found(&loaded)
        .into_iter()
        .map(|(code, line, _)| (code, line))
        .collect();
    assert_eq!(
        places,
        [
            ("missing-key".to_owned(), 0),
            ("wrong-type".to_owned(), 1),
            ("unknown-key".to_owned(), 5)
        ],
        "{}",
        shown(&loaded)
    );
    assert_eq!(loaded.site.unwrap().accessibility.issues.len(), 1);
}

#[test]
fn a_part_missing_from_the_accessibility_statement_is_found() {
    for (index, line) in SITE.lines().enumerate() {
        let rest: Vec<&str> = SITE.lines().filter(|other| *other != line).collect();
        if index == 1 {
            continue;
        }
        let loaded = Site::of(&[("site.yaml", &rest.join("\n"))]).load();
        let codes: Vec<String> = found(&loaded).into_iter().map(|(code, ..)| code).collect();
        // The other is that the site has no rules.
        assert_eq!(codes, ["missing-key"; 2], "without `{line}`");
        assert!(loaded.site.is_none());
    }
    let loaded = Site::of(&[("site.yaml", "title: Care, up front\n")]).load();
    let missing = |line, column| ("missing-key".to_owned(), line, column);
    assert_eq!(found(&loaded), [missing(0, 0), missing(1, 1)]);
}

#[test]
fn a_scheme_has_one_receipt_that_changes_with_its_rules() {
    let hash = |text: &str| {
        let loaded = Site::of(&[("schemes/a/2025/scheme.yaml", text)]).load();
        loaded.schemes[0].hash.clone()
    };
    assert_eq!(hash(SCHEME), hash(SCHEME));
    assert_eq!(hash(SCHEME).len(), 64);
    assert_ne!(hash(SCHEME), hash(&SCHEME.replace("£5", "£6")));
}

/// A total that is not the sum of the lines given with it is told as such: the source may have added them wrongly.
#[test]
fn a_total_that_is_not_the_sum_of_its_lines_says_what_they_add_up_to() {
    let scheme = |expect: &str| {
        format!(
            "{}  - {{id: b, sum: [£2.50 a week]}}\n  - {{id: total, sum: [a, b]}}\nexamples: [{{id: one, title: One, answers: {{}}, expect: {{{expect}}}}}]\n",
            SCHEME.replace(
                "steps: [{id: a, sum: [£5 a week]}]",
                "steps:\n  - {id: a, sum: [£5 a week]}"
            )
        )
    };
    let told = |expect: &str| {
        let text = scheme(expect);
        let loaded = Site::of(&[("schemes/a/2025/scheme.yaml", &text)]).load();
        let findings = loaded.findings.sorted();
        assert_eq!(findings.len(), 1, "{}", shown(&loaded));
        (findings[0].code, findings[0].message.clone())
    };
    let (code, message) = told("a: £5 a week, b: £2.50 a week, total: £8.50 a week");
    assert_eq!(code, Code::TotalDiffers);
    assert!(message.ends_with("the lines of this total add up to £7.50 a week"));
    let (code, _) = told("a: £5 a week, total: £8.50 a week");
    assert_eq!(code, Code::ExampleFails);
}

/// What is told of one scheme's rules in a file of its own: the messages and the advice, and each working.
fn told(rules: &str) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let loaded = Site::of(&[("schemes/a/2025/scheme.yaml", rules)]).load();
    let findings = loaded.findings.sorted();
    let workings = findings.iter().filter_map(|one| one.working.clone());
    let told = findings
        .iter()
        .map(|one| (one.message.clone(), one.advice.clone()));
    (told.collect(), workings.collect())
}

const TWO_PARTS: &str = "council: A
title: B
sources: {policy: {title: P}}
source: policy
questions:
  - {id: washing, ask: To wash?, options: [{id: none, say: No, points: 5}, {id: some, say: Yes, points: 25}]}
  - {id: partner, ask: A partner?, yes or no: true}
  - {id: theirs, ask: Their income?, number: £ a week, when: {answer: partner, is: yes}}
  - {id: income, ask: Your income?, number: £ a week}
  - {id: pets, ask: How many pets?, number: plain}
steps:
  - {id: score, add up: points}
  - {id: budget, multiply: score, by: £2 a week a point}
  - {id: pays, least of: [budget, {answer: partner, yes: theirs, no: income}]}
  - {id: pet_food, multiply: £1 a week, by: pets}
results: [{id: budget, is: budget}, {id: charge, is: pays}, {id: food, is: pet_food}]
examples:
";

/// Of a part that has not been begun, what its figure rests on is named, and nothing of the parts after it, nor what is
/// asked only after another answer.
#[test]
fn an_example_without_answers_is_told_which_are_missing() {
    let missing = |answers: &str, expect: &str| {
        let (told, workings) = told(&format!(
            "{TWO_PARTS}  - {{id: one, title: One, answers: {{{answers}}}, expect: {{{expect}: £5 a week}}}}\n"
        ));
        let [(message, _)] = told.as_slice() else {
            panic!("{told:?}");
        };
        assert!(workings.is_empty(), "{workings:?}");
        let names = message.strip_prefix("the example `one` has no answer for ");
        let (names, rest) = names.unwrap().split_once(", and ").unwrap();
        assert_eq!(rest, format!("`{expect}` cannot be worked out without"));
        names.to_owned()
    };
    assert_eq!(missing("", "budget"), "`washing`");
    assert_eq!(missing("", "charge"), "`washing`, `partner` and `income`");
    assert_eq!(missing("washing: some", "charge"), "`partner` and `income`");
    assert_eq!(missing("washing: some, partner: no", "pays"), "`income`");
    assert_eq!(
        missing("washing: some, partner: no, income: 3", "food"),
        "`pets`"
    );
}

/// Of a long working only the lines are shown where what is expected and what comes out part, and what they read.
#[test]
fn a_working_is_shown_where_it_parts_and_not_whole() {
    let (_, workings) = told(&format!(
        "{TWO_PARTS}  - {{id: one, title: One, answers: {{washing: some, partner: no, income: 3, pets: 2}}, expect: {{score: 25 points, budget: £60 a week, charge: £3 a week}}}}\n"
    ));
    let [working] = workings.as_slice() else {
        panic!("{workings:?}");
    };
    let steps: Vec<&str> = working
        .lines()
        .skip(2)
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(steps, ["score", "budget"]);
}

/// One finding for all figures of an example that wait for the same answer.
#[test]
fn a_missing_answer_is_told_once() {
    let (told, _) = told(&format!(
        "{TWO_PARTS}  - {{id: one, title: One, answers: {{partner: no, income: 3}}, expect: {{score: 5 points, budget: £60 a week, charge: £3 a week}}}}\n"
    ));
    let [(message, advice)] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(
        message,
        "the example `one` has no answer for `washing`, and `score` and `budget` cannot be worked out without"
    );
    assert!(
        advice[0].starts_with("Answer it under `answers:`"),
        "{advice:?}"
    );
}

#[test]
fn an_answer_that_is_not_known_makes_a_range_and_one_working_is_shown() {
    let (told, workings) = told(&format!(
        "{TWO_PARTS}  - {{id: one, title: One, answers: {{washing: I do not know}}, expect: {{score: 5 points, budget: £10 a week}}}}\n"
    ));
    let advice: Vec<&str> = told
        .iter()
        .flat_map(|(_, advice)| advice)
        .map(String::as_str)
        .collect();
    let not_one =
        "The answer to `washing` is `I do not know`, so what comes out is not one figure: write";
    assert_eq!(
        advice,
        [
            format!("{not_one} `5 to 25 points`."),
            format!("{not_one} `£10 to £50 a week`.")
        ]
    );
    assert_eq!(workings.len(), 1);
    // What is to be written comes out.
    let (told, _) = self::told(&format!(
        "{TWO_PARTS}  - {{id: one, title: One, answers: {{washing: I do not know}}, expect: {{score: 5 to 25 points, budget: £10 to £50 a week}}}}\n"
    ));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn curly_quotes_are_named() {
    let (told, _) = told(&SCHEME.replace("[£5 a week]", "[“£5 a week”]"));
    let (_, advice) = &told[0];
    assert_eq!(
        advice,
        &["Quotation marks such as “ and ” are curly: write straight ones, `\"£5 a week\"`."]
    );
    let (told, _) = self::told(&SCHEME.replace("title: B", "title: “B: c”"));
    assert!(told[0].0.contains("curly"), "{told:?}");
}

#[test]
fn a_statement_that_contradicts_itself_is_an_error() {
    for (from, to) in [
        ("partially", "fully"),
        ("[Some documents are scanned.]", "[]"),
        (
            "partially\n  issues: [Some documents are scanned.]",
            "not\n  issues: []",
        ),
        ("reviewed: 2026-03-09", "reviewed: 2026-03-01"),
    ] {
        let own = SITE.replace(from, to);
        let loaded =
            Site::of(&[("site.yaml", &own), ("schemes/a/2025/scheme.yaml", SCHEME)]).load();
        let codes: Vec<Code> = loaded
            .findings
            .sorted()
            .iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(
            codes,
            [Code::StatementContradiction],
            "{to}: {}",
            shown(&loaded)
        );
    }
}

#[test]
fn pages_that_would_stand_at_one_address_are_found_with_both_places() {
    let found = |files: &[(&str, &str)]| {
        let loaded = Site::of(files).load();
        let of = loaded.findings.sorted().into_iter();
        let of = of.filter(|one| one.code == Code::DuplicateName);
        of.map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    for (folder, with) in [
        (
            "accessibility",
            "the accessibility statement at `/accessibility/`",
        ),
        ("assets", "the site's styles and scripts at `/assets/`"),
        ("Assets", "the site's styles and scripts at `/assets/`"),
        (
            "_headers",
            "the file `_headers`, which tells a host how to serve the site",
        ),
        ("robots.txt", "the file `robots.txt`, for search engines"),
        ("england", "those of `schemes/national/england`"),
    ] {
        let path = format!("schemes/{folder}/2026/scheme.yaml");
        assert_eq!(
            found(&[
                (&path, SCHEME),
                ("schemes/national/england/2026-27/scheme.yaml", SCHEME),
            ]),
            [format!(
                "the pages of `schemes/{folder}` would stand in the same place as {with}"
            )]
        );
    }
    // Whatever a build writes at the top of the site is one of them.
    let built = {
        let site = Site::of(&[
            (
                "site.yaml",
                &format!("{SITE}address: https://care.example.gov.uk/\n"),
            ),
            ("schemes/a/2026/scheme.yaml", SCHEME),
        ]);
        site.build(&[]);
        fs::read_dir(site.at("public"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect::<Vec<_>>()
    };
    for name in built
        .iter()
        .filter(|name| *name != "a" && !name.starts_with('.'))
    {
        let path = format!("schemes/{name}/2026/scheme.yaml");
        assert_eq!(found(&[(&path, SCHEME)]).len(), 1, "{name}");
    }
    let two = found(&[
        ("schemes/leeds/2026/scheme.yaml", SCHEME),
        ("schemes/Leeds/2026/scheme.yaml", SCHEME),
    ]);
    assert_eq!(two.len(), 1, "{two:?}");
    assert!(
        two[0].contains("`schemes/leeds`") && two[0].contains("`schemes/Leeds`"),
        "{two:?}"
    );
}

/// Everywhere in a site's YAML where a link, an email address or a telephone number stands.
#[test]
fn a_link_or_a_contact_that_leads_nowhere_is_found_with_what_was_meant() {
    for (from, to, meant) in [
        (
            "{title: P}",
            "{title: P, url: www.example.gov.uk/x}",
            "Did you mean `https://www.example.gov.uk/x`?",
        ),
        (
            "{title: P}",
            "{title: P, url: 'htps://example.gov.uk'}",
            "Did you mean `https://example.gov.uk`?",
        ),
        (
            "{title: P}",
            "{title: P, url: TBC}",
            "Write the whole address of a page, such as `https://www.example.gov.uk/care`. Leave `url` out where it is not known.",
        ),
        (
            "title: B\n",
            "title: B\ncontact: {email: care.example.org}\n",
            "Did you mean `care@example.org`?",
        ),
        (
            "title: B\n",
            "title: B\ncontact: {phone: 0l632 960000}\n",
            "Did you mean `01632 960000`?",
        ),
        (
            "title: B\n",
            "title: B\ncontact: {page: example.org/care}\n",
            "Did you mean `https://example.org/care`?",
        ),
        (
            "title: Care",
            "contact: {phone: 1632 960000}\ntitle: Care",
            "Did you mean `01632 960000`?",
        ),
        (
            "contact: access@example",
            "contact: access.example",
            "Did you mean `access@example.gov.uk`?",
        ),
        (
            "title: Care",
            "address: https://example.org/?x\ntitle: Care",
            "Did you mean `https://example.org/`?",
        ),
        (
            "title: Care",
            "address: /care/\ntitle: Care",
            "Write the whole address of a site, such as `https://care.example.gov.uk/`. Leave `address` out where it is not known.",
        ),
    ] {
        let (own, scheme) = (SITE.replace(from, to), SCHEME.replace(from, to));
        let loaded =
            Site::of(&[("site.yaml", &own), ("schemes/a/2025/scheme.yaml", &scheme)]).load();
        let findings = loaded.findings.sorted();
        assert_eq!(findings.len(), 1, "{to}: {}", shown(&loaded));
        assert_eq!(findings[0].code, Code::BadLink, "{to}");
        assert!(findings[0].at.is_some());
        assert_eq!(findings[0].advice, [meant], "{to}");
    }
}

/// All that is said of rules that follow a heading with days.
fn said_of(rules: &str) -> String {
    let days = "from: 2026-04-06\nto: 2027-04-05\n";
    shown(&Site::of_shire(&[days, rules].concat()).load())
}

#[test]
fn a_score_that_an_option_has_names_that_option() {
    let rules = |answer: &str, is: &str| {
        format!(
            "questions:\n  - {{id: h, ask: How?, scores between: whole point, options: [{{id: n, say: N, points: 0}}, {{id: s, say: S, points: 4}}, {{id: m, say: M, points: 8}}]}}\nsteps:\n  - {{id: score, add up: points}}\n  - {{id: more, when: {{answer: h, is: {is}}}, sum: [score]}}\nresults: [{{id: all, is: more}}]\nexamples:\n  - {{id: one, title: One, answers: {{h: {answer}}}, expect: {{score: 4 points}}}}\n"
        )
    };
    for (answer, is, meant) in [
        ("4", "s", "s"),
        ("4.0", "s", "s"),
        ("5.0", "s", "5"),
        ("s", "4", "s"),
        ("s", "8.0", "m"),
    ] {
        let said = said_of(&rules(answer, is));
        let advice = format!("Did you mean `{meant}`?");
        assert!(said.contains(&advice), "{answer} {is}\n{said}");
    }
}

#[test]
fn a_change_on_the_first_day_of_the_edition_is_not_called_a_slip_for_another_day() {
    let said = said_of(
        "rates:\n  r:\n    is:\n      - {is: £20 an hour}\n      - {from: 2026-04-06, is: £22 an hour}\nsteps:\n  - {id: cost, units: 10 hours a week, at: r}\n",
    );
    assert!(
        said.contains("the amount before this one never holds"),
        "{said}"
    );
    assert!(
        said.contains("Take out the amount before this one"),
        "{said}"
    );
    assert!(!said.contains("2026-06-04"), "{said}");
}
