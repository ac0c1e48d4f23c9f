//! Easy Read: a page of short sentences, each beside its picture.

use crate::support::site::{SITE, Site};

/// Rules with two sentences in Easy Read.
const RULES: &str = "council: Testshire
title: Help at home
sources: {policy: {title: Policy}}
source: policy
easy read:
  - {say: You can ask us for help., picture: ask.svg, shows: A person asks.}
  - {say: We talk with you., picture: talk.svg, shows: Two people talk.}
steps: [{id: budget, sum: [£10 a week]}]
";

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n";

fn site(rules: &str) -> Site {
    let folder = "schemes/testshire/2026-27";
    let site = Site::of(&[("site.yaml", SITE)]);
    site.write(&format!("{folder}/rules.yaml"), rules);
    for name in ["ask", "talk"] {
        let picture = PICTURE.replace("/>", &format!("><title>{name}</title></svg>"));
        site.write(&format!("{folder}/{name}.svg"), picture);
    }
    site
}

#[test]
fn each_sentence_stands_beside_its_picture() {
    let site = site(RULES);
    let ran = site.run(&["build"]);
    assert!(
        ran.succeeded() && !ran.err.contains("warning"),
        "{}",
        ran.err
    );
    let page = site.read("public/testshire/2026-27/easy-read/index.html");
    for (say, shows, file) in [
        ("You can ask us for help.", "A person asks.", "ask"),
        ("We talk with you.", "Two people talk.", "talk"),
    ] {
        let item = page.split("<li>").find(|item| item.contains(say)).unwrap();
        assert!(item.contains(&format!("alt=\"{shows}\"")), "{item}");
        let from = item.split("src=\"../../../").nth(1).unwrap();
        let path = from.split('"').next().unwrap();
        assert!(path.starts_with(&format!("assets/{file}-")), "{path}");
        assert!(site.read(&format!("public/{path}")).contains(file));
    }
    let home = site.read("public/testshire/2026-27/index.html");
    assert!(
        home.contains("<a href=\"easy-read/index.html\">Easy Read</a>"),
        "{home}"
    );
}

#[test]
fn a_picture_that_is_not_there_or_says_nothing_is_told() {
    let told = |from: &str, to: &str| site(&RULES.replace(from, to)).run(&["check"]).told();
    let gone = told("talk.svg", "speak.svg");
    assert!(
        gone.contains("schemes/testshire/2026-27/speak.svg"),
        "{gone}"
    );
    let silent = told(", shows: Two people talk.", "");
    assert!(silent.contains("missing-alternative"), "{silent}");
}

#[test]
fn rules_that_have_none_have_no_such_page() {
    let without = RULES
        .lines()
        .filter(|line| !line.contains("svg") && *line != "easy read:");
    let site = site(&without.collect::<Vec<_>>().join("\n"));
    assert!(site.run(&["build"]).succeeded());
    assert!(!site.at("public/testshire/2026-27/easy-read").exists());
    assert!(
        !site
            .read("public/testshire/2026-27/index.html")
            .contains("Easy Read")
    );
}
