//! Wordings: the texts of a scheme put otherwise, beside the rules, and what is found in them.

use std::fs;

use upfront::{
    check::{Loaded, speaks_of_the_reader},
    diagnostics::Code,
    folder::load_scheme,
    messages::Person,
};
use upfront_engine::{Scheme, scheme::QuestionKind};

use crate::support::{root, schemes::EXAMPLE_SITE, site::Site, told};

/// Where the rules of these tests stand.
const EDITION: &str = "schemes/exampleshire/2026-27";

const RULES: &str = "council: Exampleshire
title: Budgets
sources: {policy: {title: Policy}}
source: policy
questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: I manage on my own, points: 0}, {id: daily, say: Every day, points: 21}]
  - {id: alone, ask: Do you live alone?, yes or no: true}
steps:
  - {id: score, say: Your points, add up: points, because: Each answer counts.}
  - {id: alone_too, say: All, when: {answer: alone, is: yes}, sum: [score]}
";

const THEY: &str = "wording: someone else
questions:
  washing: {ask: How much help do they need to wash?, options: {none: They manage on their own}}
  alone: {ask: Do they live alone?}
steps: {score: {say: Their points}}
results: {alone_too: All of theirs}
";

/// A site whose one edition has these files.
fn edition(files: &[(&str, &str)]) -> Site {
    let site = Site::of(&[]);
    for (name, text) in files {
        site.write(&format!("{EDITION}/{name}"), text);
    }
    site
}

fn loaded(they: &str) -> Loaded {
    let site = edition(&[("scheme.yaml", RULES), ("they.yaml", they)]);
    load_scheme(&site.at(EDITION)).unwrap()
}

fn put(loaded: &Loaded, place: usize) -> Option<Scheme> {
    let scheme = &loaded.schemes[place];
    loaded.wordings[&scheme.id].put(scheme, None, Person::SomeoneElse)
}

/// Each finding: its code, file, line and column, message and advice.
fn found(loaded: &Loaded) -> Vec<String> {
    let line = |finding: &upfront::diagnostics::Finding| {
        let (line, column) = loaded.files.line_column(finding.at.unwrap());
        let code = finding.code.name();
        format!(
            "{code} {line}:{column} {}. {}",
            finding.message,
            finding.advice.join(" ")
        )
    };
    loaded.findings.sorted().into_iter().map(line).collect()
}

#[test]
fn the_texts_are_put_otherwise_and_the_rules_stay_what_they_are() {
    let loaded = loaded(THEY);
    assert_eq!(found(&loaded), [""; 0]);
    let scheme = &loaded.schemes[0];
    let put = put(&loaded, 0).unwrap();
    assert_eq!(put.hash, scheme.hash);
    assert_eq!(put.questions[0].ask, "How much help do they need to wash?");
    let said = |place: usize| match &put.questions[0].kind {
        QuestionKind::Options(options) => options[place].say.as_str(),
        QuestionKind::Number { .. } => "",
    };
    assert_eq!(
        [said(0), said(1)],
        ["They manage on their own", "Every day"]
    );
    assert_eq!(put.steps[0].say, "Their points");
    assert_eq!(put.steps[0].because, "Each answer counts.");
    assert_eq!(put.results[0].say, "All of theirs");
    assert!(speaks_of_the_reader(scheme) && !speaks_of_the_reader(&put));
}

#[test]
fn a_text_that_the_rules_do_not_have_is_found_at_its_place() {
    let wrong = THEY
        .replace("washing:", "wahsing:")
        .replace("alone: {ask:", "alone: {hint: Say yes too, ask:")
        .replace("{say: Their points}", "{say: Their points, becuase: x}");
    let found = found(&loaded(&wrong));
    assert_eq!(
        found,
        [
            "unknown-name 3:3 the rules have no text `wahsing` in `questions`. Did you mean `washing`?",
            "unknown-name 4:11 the rules have no text `hint` in `questions: alone`. There are: ask, options.",
            "unknown-key 5:36 `becuase` is not a key of the words of a step. Did you mean `because`? \
             The keys are `say`, `because`, `with`, `may be exceeded` and `at`.",
        ]
    );
}

#[test]
fn a_text_that_still_says_you_is_told() {
    let less = THEY
        .replace("ask: How much help do they need to wash?, ", "")
        .replace("steps: {score: {say: Their points}}\n", "");
    assert_eq!(
        found(&loaded(&less)),
        [
            "speaks-of-you 1:10 texts of the rules speak of the reader and have no words for someone else: 2. \
             Add `questions: {washing: {ask: …}}`, `steps: {score: {say: …}}`."
        ]
    );
}

/// National rules and a council that extends them, each with words for someone else.
#[test]
fn a_nations_words_hold_where_the_council_says_what_the_nation_says() {
    let own = [("scheme.yaml", OVER)];
    let loaded = over_a_nation(&own);
    let at = loaded
        .schemes
        .iter()
        .position(|scheme| scheme.id == "a/2026-27");
    let put = put(&loaded, at.unwrap()).unwrap();
    assert_eq!(put.questions[0].ask, "How much help do they need to wash?");
    assert_eq!(put.questions[1].ask, "Are you on your own?");
    assert_eq!(put.steps[0].say, "Their points");
}

/// A site with national rules that have words for someone else, and a council's own rules over them.
fn over_a_nation(own: &[(&str, &str)]) -> Loaded {
    let rules = RULES.replace("Exampleshire", "Nowhere");
    let site = Site::of(&[
        ("schemes/national/nowhere/scheme.yaml", &rules),
        ("schemes/national/nowhere/they.yaml", THEY),
        (
            "schemes/national/nowhere/2026-27/scheme.yaml",
            "from: 2026-04-06\n",
        ),
    ]);
    for (name, text) in own {
        site.write(&format!("schemes/a/2026-27/{name}"), text);
    }
    site.load()
}

const OVER: &str = "council: A\ntitle: What you pay\nextends: nowhere/2026-27\nsources: {own: {title: Own}}\nsource: own\n\
     overrides: {questions: [{id: alone, ask: Are you on your own?, yes or no: true}]}\n";

#[test]
fn a_council_is_told_which_of_its_own_texts_the_nations_words_leave() {
    assert_eq!(
        found(&over_a_nation(&[("scheme.yaml", OVER)])),
        [
            "speaks-of-you 3:10 the national rules have words for someone else, and texts of the council's own speak of the reader: 2. \
             Add a file `they.yaml` beside the rules, with `wording: someone else` at its top, and in it \
             `questions: {alone: {ask: …}}`, `title: …`."
        ]
    );
    let they = "wording: someone else\ntitle: What they pay\n";
    assert_eq!(
        found(&over_a_nation(&[
            ("scheme.yaml", OVER),
            ("they.yaml", they)
        ])),
        [
            "speaks-of-you 1:10 texts of the rules speak of the reader and have no words for someone else: 1. \
             Add `questions: {alone: {ask: …}}`."
        ]
    );
    let they = format!("{they}questions: {{alone: {{ask: Are they on their own?}}}}\n");
    let whole = [("scheme.yaml", OVER), ("they.yaml", &they)];
    assert_eq!(found(&over_a_nation(&whole)), [""; 0]);
}

#[test]
fn words_for_someone_else_that_still_say_you_are_told_at_their_place() {
    let still = THEY
        .replace("they need to wash", "you need to wash")
        .replace("They manage on", "I manage on");
    let advice = "Say it of somebody else, such as `they` for `you` and for `I`.";
    let message = "the words for someone else still speak of the reader in";
    assert_eq!(
        found(&loaded(&still)),
        [
            format!("speaks-of-you 3:13 {message} `questions: washing: ask`. {advice}"),
            format!("speaks-of-you 3:64 {message} `questions: washing: options: none`. {advice}"),
        ]
    );
}

#[test]
fn a_text_with_words_in_two_files_is_an_error_that_shows_both_places() {
    let with = |copy: &str| {
        let site = edition(&[
            ("scheme.yaml", RULES),
            ("they - Copy.yaml", THEY),
            ("they.yaml", copy),
        ]);
        let loaded = load_scheme(&site.at(EDITION)).unwrap();
        let sorted = loaded.findings.sorted();
        let shown = sorted.first().map(|finding| {
            let places = finding
                .at
                .iter()
                .chain(finding.related.iter().map(|(at, _)| at));
            let path = |at: &upfront::source::Span| {
                let file = loaded.files.get(at.file).unwrap();
                file.path.file_name().unwrap().to_owned()
            };
            places.map(path).collect::<Vec<_>>()
        });
        (found(&loaded), shown.unwrap_or_default())
    };
    let keep = "Keep one of the two. If one file is a copy of the other, take it away.";
    let (told, places) = with("wording: someone else\nsteps: {score: {say: The points}}\n");
    assert_eq!(
        told,
        [format!(
            "duplicate-name 2:17 `steps: score: say` has words in two files of one scheme. {keep}"
        )]
    );
    assert_eq!(places, ["they.yaml", "they - Copy.yaml"]);
    let (told, _) = with(THEY);
    assert_eq!(
        told,
        [format!(
            "duplicate-name 4:11 `questions: alone: ask` has words in two files of one scheme. \
             {keep} The two files have 5 texts in common."
        )]
    );
    // Another language, and texts that the other file does not have, are no second time.
    assert_eq!(
        with(&THEY.replace("wording: someone else", "language: cy")).0,
        [""; 0]
    );
}

#[test]
fn a_misspelt_mark_is_the_one_thing_told_of_its_file() {
    for (mark, wrong, meant) in [
        ("wording: someone else", "wordng: someone else", "wording"),
        ("wording: someone else", "languag: cy", "language"),
    ] {
        let they = THEY
            .replace(mark, wrong)
            .replace("All of theirs", "All of yours")
            .replace("score:", "socre:");
        let told = found(&loaded(&they));
        let key = wrong.split(':').next().unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        let start =
            format!("unknown-key 1:1 `{key}` is not a key of a wording. Did you mean `{meant}`?");
        assert!(told[0].starts_with(&start), "{told:?}");
    }
}

/// The wordings that come with the tool leave no “you” in any estimate that has one.
#[test]
fn the_wordings_of_the_example_site_are_whole() {
    let loaded = &*EXAMPLE_SITE;
    let is_told = |code: Code| {
        let all = loaded.findings.sorted();
        all.into_iter().any(|finding| finding.code == code)
    };
    assert!(
        !is_told(Code::SpeaksOfYou) && !is_told(Code::UnknownName),
        "{}",
        told(loaded)
    );
    for id in [
        "exampleshire/2026-27",
        "england/2026-27",
        "england/2015-16",
        "england-eligibility/2015",
    ] {
        let at = loaded
            .schemes
            .iter()
            .position(|scheme| scheme.id == id)
            .unwrap();
        assert!(!speaks_of_the_reader(&put(loaded, at).unwrap()), "{id}");
    }
}

/// The example of the language reference is one for its own example of questions.
#[test]
fn the_example_of_the_reference_reads() {
    let page = fs::read_to_string(root().join("docs/language.md")).unwrap();
    let block = |after: &str| {
        let (_, rest) = page.split_once(after).unwrap();
        let (_, rest) = rest.split_once("```yaml").unwrap();
        let (block, _) = rest.split_once("```").unwrap();
        block.split_once('\n').unwrap().1.to_owned()
    };
    let head = "council: Exampleshire\ntitle: Example\nsources: {policy: {title: Policy}}\nsource: policy\n";
    let rules = head.to_owned() + &block("\n## Questions");
    let site = edition(&[
        ("scheme.yaml", &rules),
        ("they.yaml", &block("\n## Wordings")),
    ]);
    let loaded = load_scheme(&site.at(EDITION)).unwrap();
    assert!(!loaded.findings.has_errors(), "{:?}", found(&loaded));
    assert!(put(&loaded, 0).is_some());
}

#[test]
fn the_command_tells_what_is_wrong_with_a_wording() {
    let they = THEY.replace("score:", "socre:");
    let site = edition(&[("scheme.yaml", RULES), ("they.yaml", &they)]);
    let ran = site.run(&["check", EDITION]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("they.yaml:5:9"), "{}", ran.err);
}
