//! Whole sites, from a scheme made by hand to the bytes of its pages.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Mutex,
};

use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Unit,
    scheme::{
        AnswerRow, Band, BandRow, Cite, Condition, Contact, Example, Expectation, Measure, Operand,
        Question, QuestionKind, QuestionOption, Rate, ResultLine, Source, Status, Step, Table,
        TableKind, Verb,
    },
};

use super::*;
use crate::{
    analyse::distribution::Counted,
    check::Site,
    check::{Compliance, Statement, Tongue},
    councils::Shared,
    diagnostics::Findings,
    messages,
    pipeline::{BuiltSite, Parts, write},
    source::{Files, markdown::Prose},
    world::Memory,
};

fn weekly() -> Unit {
    Unit::of("£").per("week")
}

fn option(id: &str, say: &str, points: Amount) -> QuestionOption {
    QuestionOption {
        between: false,
        id: id.into(),
        say: say.into(),
        counts: vec![Some(points)],
    }
}

fn question(id: &str, ask: &str, kind: QuestionKind) -> Question {
    Question {
        part: 0,
        id: id.into(),
        about: String::new(),
        ask: ask.into(),
        hint: String::new(),
        kind,
        fixed: false,
        when: None,
        cite: None,
    }
}

fn step(id: &str, say: &str, verb: Verb, unit: Unit) -> Step {
    Step {
        id: id.into(),
        say: say.into(),
        verb,
        when: None,
        rounded: None,
        unit,
        because: String::new(),
        may_be_exceeded: None,
        depends_on_supply: false,
        part: 0,
        cite: None,
    }
}

fn row(from: i64, to: Option<i64>, gives: Amount, asked: &str) -> BandRow {
    BandRow {
        band: Band {
            from: Some(from.into()),
            to: to.map(Into::into),
            ..Band::default()
        },
        gives,
        asked: asked.into(),
    }
}

/// A small council that is made up, with something unpublished in it.
fn testshire(edition: &str) -> Scheme {
    let washing = vec![
        option("none", "I manage <on my own>", Amount::Exact(0.into())),
        option("daily", "I need help every day", Amount::Exact(21.into())),
        option("other", "Something else", Amount::NotPublished),
    ];
    let nights = vec![
        option("no", "No", Amount::Exact(0.into())),
        option("yes", "Yes", Amount::Exact(0.into())),
    ];
    let score = Verb::AddUp {
        measure: 0,
        over: vec![0],
    };
    let budget = Verb::LookUp {
        table: 0,
        row: Some(Operand::Step(0)),
        column: None,
    };
    let visits = Verb::Units {
        count: Operand::Answer(2),
        at: Operand::Rate(0),
    };
    let total = Verb::Sum {
        add: vec![Operand::Step(1), Operand::Step(2)],
        less: Vec::new(),
    };
    let cite = Some(Cite {
        source: 0,
        at: "3.1".into(),
    });
    Scheme {
        id: format!("testshire/{edition}"),
        council: "Testshire".into(),
        title: "Support at home".into(),
        group: "adults".into(),
        edition: edition.into(),
        from: Some(format!("{}-04-06", edition.get(..4).unwrap())),
        fictional: true,
        about: "What *Testshire* does.".into(),
        notes: vec!["One point doubles the money.".into()],
        contact: Some(Contact {
            phone: "01632 960000".into(),
            email: "care@testshire.example".into(),
            page: "https://testshire.example/care".into(),
        }),
        sources: vec![Source {
            id: "policy".into(),
            title: "Allocation policy".into(),
            url: "https://testshire.example/policy".into(),
            published: "2024".into(),
            seen: "2026-05-01".into(),
            note: String::new(),
            customary: false,
        }],
        measures: vec![Measure {
            id: "points".into(),
            unit: Unit::of("point"),
        }],
        questions: vec![
            Question {
                hint: "Think of an ordinary week.".into(),
                cite: cite.clone(),
                ..question(
                    "washing",
                    "How much help do you need to wash?",
                    QuestionKind::Options(washing),
                )
            },
            Question {
                when: Some(Condition::AnswerIs {
                    question: 0,
                    options: vec![1],
                }),
                ..question(
                    "nights",
                    "Do you need help at night?",
                    QuestionKind::Options(nights),
                )
            },
            question(
                "hours",
                "How many hours of visits a week?",
                QuestionKind::Number {
                    unit: Unit::of("hour").per("week"),
                    least: Decimal::ZERO,
                    most: Some(168.into()),
                    places: 2,
                    periods: Vec::new(),
                    rounded: None,
                },
            ),
        ],
        rates: vec![Rate {
            dated: Vec::new(),
            id: "visit".into(),
            say: "An hour of visits".into(),
            amount: Amount::Exact(Decimal::new(2136, 2)),
            unit: Unit::of("£").per("hour"),
            asked: String::new(),
            note: "Paid to agencies.".into(),
            sure: upfront_engine::scheme::Sureness::Seen,
            kinder: None,
            is_floor: false,
            is_price_rise: false,
            cite: cite.clone(),
        }],
        tables: vec![
            Table {
                id: "budget".into(),
                say: "Points and money".into(),
                kind: TableKind::Bands {
                    by: Unit::of("point"),
                    rows: vec![
                        row(0, Some(9), Amount::NOTHING, ""),
                        row(10, Some(20), Amount::Exact(50.into()), ""),
                        row(21, Some(40), Amount::Exact(120.into()), ""),
                        row(
                            41,
                            None,
                            Amount::NotPublished,
                            "FOI 12, refused on 1 May 2024.",
                        ),
                    ],
                },
                unit: weekly(),
                elsewhere: None,
                note: String::new(),
                cite,
            },
            Table {
                id: "night_help".into(),
                say: "Help at night".into(),
                kind: TableKind::ByAnswer {
                    question: 1,
                    rows: vec![
                        AnswerRow {
                            gives: Amount::NOTHING,
                            asked: String::new(),
                        },
                        AnswerRow {
                            gives: Amount::UpTo(70.into()),
                            asked: String::new(),
                        },
                    ],
                },
                unit: weekly(),
                elsewhere: None,
                note: String::new(),
                cite: None,
            },
        ],
        steps: vec![
            step("score", "Points", score, Unit::of("point")),
            step("by_points", "Money for points", budget, weekly()),
            step("visits", "Visits", visits, weekly()),
            step("total", "All together", total, weekly()),
        ],
        results: vec![ResultLine {
            part: 0,
            kinder: None,
            id: "budget".into(),
            say: "Your indicative budget".into(),
            step: 3,
        }],
        examples: vec![Example {
            on: None,
            id: "mrs-a".into(),
            title: "Mrs A".into(),
            about: "Mrs A lives alone.".into(),
            not_a_person: false,
            answers: Answers(vec![
                Some(Answer::Option(1)),
                Some(Answer::Option(0)),
                Some(Answer::Number(2.into())),
            ]),
            expect: vec![Expectation {
                step: 3,
                result: None,
                to: None,
                amount: Amount::Exact(Decimal::new(16272, 2)),
            }],
            published: vec![Expectation {
                step: 3,
                result: None,
                to: None,
                amount: Amount::Exact(160.into()),
            }],
            but: "it was rounded without saying so.".into(),
            cite: None,
        }],
        hash: "0123456789abcdef0123456789abcdef".into(),
        ..Scheme::default()
    }
}

fn made_by() -> Site {
    Site {
        publish: Vec::new(),
        brand: crate::check::Brand::default(),
        title: "Rules & reasons".into(),
        address: Some("https://rules.example/care/".into()),
        about: "All of them.".into(),
        licence: String::new(),
        is_the_councils: false,
        contact: Contact {
            phone: "01632 960100".into(),
            email: "help@rules.example".into(),
            page: String::new(),
        },
        accessibility: Statement {
            status: Compliance::Partially,
            issues: vec!["It has no Easy Read version.".into()],
            contact: "access@rules.example".into(),
            tested_on: "2026-03-01".parse().unwrap(),
            tested_by: "its publishers".into(),
            how: String::new(),
            prepared: "2026-03-02".parse().unwrap(),
            reviewed: "2026-03-03".parse().unwrap(),
        },
        theme: "upfront".into(),
        languages: vec![Tongue::of("en-GB")],
        compare: Vec::new(),
        nations: BTreeSet::new(),
    }
}

fn built_with(schemes: &[Scheme], site: &Site) -> (BuiltSite, Findings) {
    let counted = schemes
        .iter()
        .filter_map(|scheme| Some((scheme.id.clone(), Counted::in_scheme(scheme)?)));
    let parts = Parts {
        world: &Memory::default(),
        site,
        schemes,
        fact_sheets: &[],
        faulty: &[],
        wordings: &BTreeMap::new(),
        facts: &BTreeMap::new(),
        counted: &counted.collect(),
        shared: &Shared::default(),
        yaml: &BTreeMap::new(),
        prose: &Prose::default(),
        as_of: Some("2026-05-01".parse().unwrap()),
    };
    let built = Mutex::default();
    let findings = write(parts, &mut Files::default(), &built);
    (built.into_inner().unwrap(), findings)
}

fn built() -> BuiltSite {
    let old = Scheme {
        status: Status::Superseded,
        ..testshire("2025-26")
    };
    let (site, findings) = built_with(&[old, testshire("2026-27")], &made_by());
    assert!(findings.is_empty(), "{:#?}", findings.sorted());
    site
}

fn text<'a>(site: &'a BuiltSite, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).unwrap()
}

fn pages(site: &BuiltSite) -> Vec<&str> {
    site.keys()
        .map(String::as_str)
        .filter(|path| markup::is_page(path))
        .collect()
}

#[test]
fn every_page_stands_at_its_address() {
    let site = built();
    let edition = |place: &str| format!("testshire/2026-27/{place}");
    for path in [
        "index.html",
        "404.html",
        "accessibility/index.html",
        "testshire/index.html",
        &edition("index.html"),
        &edition("how/index.html"),
        &edition("examples/index.html"),
        &edition("estimate/index.html"),
        &edition("estimate/someone-else/index.html"),
        &edition("scheme.json"),
        &edition("tables/budget.csv"),
        "robots.txt",
        "sitemap.xml",
        ".well-known/security.txt",
        "_headers",
    ] {
        assert!(site.contains_key(path), "{path}");
    }
    assert!(
        text(&site, "sitemap.xml")
            .contains("<loc>https://rules.example/care/testshire/2026-27/how/</loc>")
    );
    assert!(text(&site, ".well-known/security.txt").contains("Expires: 2027-05-01T00:00:00Z"));
}

#[test]
fn every_page_has_its_own_title_one_heading_and_a_strict_policy() {
    let site = built();
    let mut titles = BTreeSet::new();
    for path in pages(&site) {
        let html = text(&site, path);
        let (_, after) = html.split_once("<title>").unwrap();
        let (title, _) = after.split_once("</title>").unwrap();
        assert!(titles.insert(title.to_owned()), "{path}: {title}");
        assert_eq!(html.matches("<h1>").count(), 1, "{path}");
        assert!(html.contains("content=\"default-src 'none'; "), "{path}");
        assert_eq!(
            html.replace("<script type=\"application/ld+json\"", "")
                .contains("<script"),
            path.contains("/estimate/"),
            "{path}"
        );
    }
}

#[test]
fn a_made_up_council_says_so_on_every_page() {
    let site = built();
    for path in pages(&site) {
        let says = text(&site, path).contains("Made-up council.");
        // With one council, its home is the site's first page.
        let is_its_own = path.starts_with("testshire/") || path == "index.html";
        assert_eq!(says, is_its_own, "{path}");
    }
}

#[test]
fn an_old_edition_says_so_first_and_leads_to_the_new_one() {
    let site = built();
    let old = text(&site, "testshire/2025-26/how/index.html");
    let (_, main) = old.split_once("<main").unwrap();
    let standing = main.find("no longer in force").unwrap();
    assert!(standing < main.find("up-lead").unwrap());
    assert!(main.contains(r#"href="../../2026-27/index.html""#));
    assert!(!text(&site, "testshire/2026-27/how/index.html").contains("no longer in force"));
}

#[test]
fn every_rule_has_an_address_and_its_source() {
    let site = built();
    let how = text(&site, "testshire/2026-27/how/index.html");
    for id in [
        "question-washing",
        "rate-visit",
        "table-budget",
        "step-total",
        "source-policy",
    ] {
        assert!(how.contains(&format!(r#"id="{id}""#)), "{id}");
    }
    assert!(how.contains(
        r#"<a href="https://testshire.example/policy">Allocation policy</a>. Published 2024. We read it on 1 May 2026."#
    ));
    let questions = text(&site, "testshire/2026-27/how/questions/index.html");
    assert!(how.contains("3.1") || questions.contains("3.1"));
    let all = text(&site, "testshire/2026-27/examples/index.html");
    assert!(all.contains(r#"<a href="mrs-a/index.html">Mrs A</a>"#));
    let example = text(&site, "testshire/2026-27/examples/mrs-a/index.html");
    assert!(example.contains(r#"href="../../how/index.html#step-total""#));
}

#[test]
fn what_is_not_published_is_shown_with_the_request_for_it() {
    let site = built();
    let how = text(&site, "testshire/2026-27/how/index.html");
    assert!(how.contains(
        r#"<span class="up-withheld">not published</span><span class="up-counts">Asked for: FOI 12"#
    ));
    let home = text(&site, "testshire/2026-27/index.html");
    assert!(home.contains(
        r#"<a href="how/index.html#table-budget">Part of a table: Points and money</a>"#
    ));
    assert!(home.contains(r#"href="how/questions/index.html#question-washing""#));
}

#[test]
fn an_example_shows_both_figures_where_the_source_is_wrong() {
    let site = built();
    let page = text(&site, "testshire/2026-27/examples/mrs-a/index.html");
    assert!(page.contains(
        r#"<span class="up-num">£162.72 a week</span> <span>Your indicative budget</span>"#
    ));
    assert!(page.contains("The source prints another figure. All together: £160 a week"));
    assert!(page.contains("it was rounded without saying so."));
}

#[test]
fn the_worksheet_holds_every_option_with_its_points_and_nothing_is_chosen() {
    let site = built();
    let page = text(&site, "testshire/2026-27/estimate/index.html");
    assert!(page.contains("I manage &lt;on my own&gt;<span class=\"up-counts\">0 points</span>"));
    assert_eq!(page.matches("I do not know</label>").count(), 3);
    assert!(!page.contains("checked"));
    assert!(page.contains("Asked only if"));
    assert!(page.contains("£21.36 an hour"));
}

#[test]
fn the_same_schemes_give_the_same_bytes() {
    assert_eq!(built(), built());
}

#[test]
fn every_message_of_the_pages_is_used_and_none_is_missing() {
    let keys: BTreeSet<&str> = messages::english()
        .keys()
        .filter(|key| key.starts_with("page-"))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for place in [
        "src/analyse",
        "src/check",
        "src/site",
        "themes/upfront/js",
        "themes/upfront/templates",
    ] {
        for entry in std::fs::read_dir(folder.join(place)).unwrap() {
            text.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
        }
    }
    let named: BTreeSet<&str> = text
        .split(['"', '\'', '`'])
        .filter(|word| {
            word.starts_with("page-") && !word.contains(['{', ' ']) && !word.ends_with('-')
        })
        .collect();
    let missing: Vec<_> = named.difference(&keys).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    // These keys are put together from a name.
    let made_up = |key: &str| {
        key.starts_with("page-month-")
            || key.starts_with("page-how-")
            || key.starts_with("page-changed-")
            || key.starts_with("page-compare-")
            || key.starts_with("page-council-")
            || key.starts_with("page-two-")
            || key.starts_with("page-nation-")
            || key.starts_with("page-person-")
            || key.starts_with("page-key-")
            || key.starts_with("page-impact-left-out-")
            || key.starts_with("page-pay-")
            || key.starts_with("page-term-")
            || key.starts_with("page-means-")
            || key.starts_with("page-several-for-")
            || key.starts_with("page-word-")
            || key.ends_with("-link-about")
    };
    let unused: Vec<_> = keys
        .difference(&named)
        .filter(|key| !made_up(key))
        .collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}

#[test]
fn a_council_has_a_feed_of_its_editions() {
    let site = built();
    let feed = text(&site, "testshire/feed.xml");
    let ids: Vec<&str> = feed
        .split("<id>")
        .skip(1)
        .map(|rest| rest.split("</id>").next().unwrap())
        .collect();
    let place = "https://rules.example/care/testshire/";
    assert_eq!(ids.first(), Some(&place));
    assert!(ids.contains(&&*format!("{place}2025-26/")), "{feed}");
    assert!(text(&site, "testshire/index.html").contains("href=\"feed.xml\""));
}

#[test]
fn the_first_page_of_an_edition_tells_machines_of_its_data() {
    let site = built();
    let page = text(&site, "testshire/2025-26/index.html");
    let (_, json) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (json, _) = json.split_once("</script>").unwrap();
    let told: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(told["@type"], "Dataset");
    assert_eq!(told["version"], "2025-26");
    let data = told["distribution"][0]["contentUrl"].as_str().unwrap();
    assert!(data.ends_with("testshire/2025-26/scheme.json"), "{data}");
    assert!(!json.contains('<'));
}

/// What the pages, the feed and the data say of a licence is what the site's file says, word for word.
#[test]
fn a_licence_is_claimed_only_where_the_site_names_one() {
    let with = |licence: &str| {
        let site = Site {
            licence: licence.into(),
            ..made_by()
        };
        let (site, findings) = built_with(&[testshire("2026-27")], &site);
        assert!(findings.is_empty(), "{:#?}", findings.sorted());
        ["2026-27/index.html", "2026-27/how/index.html", "feed.xml"]
            .map(|path| text(&site, &format!("testshire/{path}")).to_owned())
    };
    for told in with("") {
        let told = told.to_lowercase();
        for word in ["licence", "\"license", "<rights>"] {
            assert!(!told.contains(word), "{word}");
        }
    }
    let [home, how, feed] = with("Shire & Sons' Licence");
    let line = "this is published under the Shire &amp; Sons&#39; Licence.</p>";
    assert!(home.contains(line) && how.contains(line), "{how}");
    let data = r#""license":{"@type":"CreativeWork","name":"Shire & Sons' Licence"}"#;
    assert!(home.contains(data), "{home}");
    assert!(feed.contains("<rights>Shire &amp; Sons"), "{feed}");
    let [home, how, _] = with("Open Government Licence v3.0");
    let place = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
    assert!(home.contains(&format!(r#""license":"{place}""#)), "{home}");
    let link = format!(r#"<a href="{place}" rel="license">Open Government Licence v3.0</a>.</p>"#);
    assert!(how.contains(&link), "{how}");
}
