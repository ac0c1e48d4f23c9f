//! A site in two languages: every page in both, nothing of the one in the other, and every missing string told; or, where
//! the second need not be complete, only the pages that have all of their words.
//!
//! The second language is made here out of the first: each text has a sign before it that English does not have.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::{Map, Value, json};
use upfront::{
    check::texts_of,
    messages::{self, Person},
};
use upfront_engine::answers::DO_NOT_KNOW;

use crate::support::{root, site::Site};

/// A made-up scheme with a bit of everything.
const SMALL: &str = "tests/sites/small/in/schemes/exampleshire/2026-27";

/// Says that no page may be missing in the second language.
const COMPLETE: &str = "translations: {cy: {complete: yes}}\n";

/// Marks a text of the second language.
const SIGN: char = 'ŵ';

/// A text with the sign before it, and after each blank line, which starts a paragraph.
fn marked(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .trim()
        .split("\n\n")
        .map(|part| format!("{SIGN}{part}"))
        .collect();
    paragraphs.join("\n\n")
}

/// Markdown with the sign in each of its paragraphs, headings, items and links.
fn marked_prose(text: &str) -> String {
    let mut lines = Vec::new();
    let mut starts = true;
    for line in text.lines() {
        let body = line.trim_start_matches(|sign: char| {
            sign.is_ascii_digit() || matches!(sign, '#' | '-' | '*' | '.' | ' ')
        });
        let is_item =
            line.starts_with(['#', '-']) || line.starts_with(|sign: char| sign.is_ascii_digit());
        if line.is_empty() {
            starts = true;
            lines.push(String::new());
        } else if starts || is_item {
            let before = line.strip_suffix(body).unwrap();
            lines.push(format!("{before}{SIGN}{body}"));
            starts = false;
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").replace("](", &format!("{SIGN}]("))
}

/// Puts texts under their paths: `notes` and other lists by number.
fn nested(texts: &BTreeMap<Vec<String>, String>) -> Value {
    let mut top = Map::new();
    for (path, text) in texts {
        let (last, way) = path.split_last().unwrap();
        let mut at = &mut top;
        let is_listed = last.bytes().all(|byte| byte.is_ascii_digit());
        let (list, way) = if is_listed {
            way.split_last().unwrap()
        } else {
            (last, way)
        };
        for part in way {
            let next = at.entry(part).or_insert_with(|| json!({}));
            at = next.as_object_mut().unwrap();
        }
        if is_listed {
            let list = at.entry(list).or_insert_with(|| json!([]));
            list.as_array_mut().unwrap().push(json!(text));
        } else {
            at.insert(last.clone(), json!(text));
        }
    }
    Value::Object(top)
}

/// A site of these editions, each by its folder, in English and in the language made here.
fn in_two_languages(editions: &[&str]) -> Site {
    let head = fs::read_to_string(root().join("tests/sites/small/in/site.yaml")).unwrap();
    let head = format!("{head}licence: Open Government Licence v3.0\n");
    let site = Site::of(&[("site.yaml", &head)]);
    for edition in editions {
        let from = root().join(edition);
        let parts: Vec<_> = from.iter().rev().take(2).collect();
        let to = format!("schemes/{}/{}", parts[1].display(), parts[0].display());
        for entry in fs::read_dir(&from).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().display();
            site.write(&format!("{to}/{name}"), text);
        }
        let they = format!("{to}/they.yaml");
        if !site.at(&they).exists() {
            site.write(&they, "wording: someone else\ntitle: Their budget\n");
        }
    }
    let loaded = site.load();
    let own = loaded.site.as_ref().unwrap();
    for scheme in &loaded.schemes {
        let theirs = loaded.wordings[&scheme.id].put(scheme, None, Person::SomeoneElse);
        let texts = texts_of(scheme);
        let mut theirs = texts_of(&theirs.unwrap());
        theirs.retain(|path, text| texts.get(path).is_some_and(|other| other != text));
        for (name, texts) in [("cy", texts), ("cy-they", theirs)] {
            let texts = texts.into_iter();
            let mut words = nested(&texts.map(|(path, text)| (path, marked(&text))).collect());
            words["language"] = json!("cy");
            if name == "cy-they" {
                words["wording"] = json!("someone else");
            }
            let path = format!("schemes/{}/{name}.yaml", scheme.id);
            site.write(&path, words.to_string());
        }
    }

    let words = json!({"cy": {
        "title": marked(&own.title),
        "about": marked(&own.about),
        "licence": marked(&own.licence),
        "accessibility": {
            "issues": own.accessibility.issues.iter().map(|issue| marked(issue)).collect::<Vec<_>>(),
            "tested by": marked(&own.accessibility.tested_by),
        },
    }});
    let head = format!("{head}\nlanguages: [en, cy]\nwordings: {words}\n{COMPLETE}");
    site.write("site.yaml", head);

    for (file, words) in [
        ("cy", messages::english()),
        ("cy-they", messages::english_for_someone_else()),
    ] {
        let all: Map<String, Value> = words
            .keys()
            .map(|key| {
                (
                    key.to_owned(),
                    json!(format!("{SIGN}{}", words.get(key).unwrap())),
                )
            })
            .collect();
        let all = Value::Object(all).to_string().replace("\",\"", "\",\n\"");
        site.write(&format!("themes/upfront/messages/{file}.yaml"), all);
    }
    for folder in ["", "someone-else/"] {
        for entry in fs::read_dir(root().join("content").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_file() {
                let text = marked_prose(&fs::read_to_string(&path).unwrap());
                site.write(&format!("content/cy/{folder}{name}"), text);
            }
        }
    }
    site
}

fn two_languages() -> Site {
    in_two_languages(&[SMALL])
}

/// Builds the site: whether that came out, and what was told.
fn build(site: &Site) -> (bool, String) {
    let ran = site.run(&["build"]);
    (ran.succeeded(), ran.err)
}

/// The paths of the pages of one language, below its folder.
fn pages(site: &Site, folder: &str) -> Vec<String> {
    let top = site.at("public").join(folder);
    let mut pages: Vec<String> = walkdir::WalkDir::new(&top)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .map(|path| {
            path.strip_prefix(&top)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .filter(|path| !path.starts_with("cy/"))
        .collect();
    pages.sort();
    pages
}

fn page(site: &Site, path: &str) -> String {
    site.read(&format!("public/{path}"))
}

/// What people are shown or told of a page: its texts between blocks, and the attributes that hold words.
fn told(html: &str) -> Vec<String> {
    // Within a sentence; a label in a chart may be in two lines.
    const INLINE: [&str; 11] = [
        "a", "strong", "em", "code", "span", "abbr", "b", "i", "br", "wbr", "text",
    ];
    let mut told = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, tail) = after.split_once('>').unwrap();
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap();
        if !INLINE.contains(&name) {
            told.push(std::mem::take(&mut text));
        }
        let is_description = tag.contains("name=\"description\"");
        for part in tag.split("=\"").collect::<Vec<_>>().windows(2) {
            let key = part[0].rsplit([' ', '"']).next().unwrap();
            let value = part[1].split('"').next().unwrap();
            // What the engine takes for an answer that is not known, in every language.
            let is_a_value = value == DO_NOT_KNOW;
            let has_words = matches!(key, "aria-label" | "placeholder" | "alt" | "title")
                || key == "content" && is_description
                || key.starts_with("data-") && value.contains(' ');
            if has_words && key != "data-on" && !is_a_value {
                told.push(value.to_owned());
            }
        }
        rest = tail;
    }
    told
}

/// Whether a text has a word in it, and not only figures and signs.
fn has_a_word(text: &str) -> bool {
    let text = text.replace("&amp;", "").replace("&quot;", "");
    text.split(|sign: char| !sign.is_alphabetic())
        .any(|word| word.chars().count() > 1)
}

#[test]
fn every_page_stands_in_both_languages_and_leads_to_itself_in_the_other() {
    let site = two_languages();
    let (built, why) = build(&site);
    assert!(built, "{why}");
    // What is declared beside the rules is told only in the language that it is written in.
    let (facts, english): (Vec<_>, Vec<_>) = pages(&site, "").into_iter().partition(|path| {
        let told = ["contact", "support", "times", "other-money", "rights"];
        let told = told.map(|name| format!("/{name}/index.html"));
        told.iter().any(|end| path.ends_with(end))
    });
    assert_eq!(facts, ["exampleshire/2026-27/contact/index.html"]);
    assert!(!page(&site, &facts[0]).contains("up-language"));
    assert_eq!(english, pages(&site, "cy"));
    assert!(english.len() > 8, "{english:?}");
    for path in &english {
        let (one, other) = (page(&site, path), page(&site, &format!("cy/{path}")));
        assert!(
            one.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"),
            "{path}"
        );
        assert!(
            other.starts_with("<!DOCTYPE html>\n<html lang=\"cy\">"),
            "{path}"
        );
        let way = if path == "404.html" {
            "/".to_owned()
        } else {
            "../".repeat(path.matches('/').count())
        };
        let back = if path == "404.html" {
            "/".to_owned()
        } else {
            format!("../{way}")
        };
        let toggle = |lang: &str, href: &str| {
            format!("<a class=\"up-language\" href=\"{href}\" lang=\"{lang}\" hreflang=\"{lang}\">")
        };
        assert!(
            one.contains(&toggle("cy", &format!("{way}cy/{path}"))),
            "{path}: {one}"
        );
        assert!(
            other.contains(&toggle("en", &format!("{back}{path}"))),
            "{path}: {other}"
        );
        if path != "404.html" {
            let address = path.strip_suffix("index.html").unwrap();
            for html in [&one, &other] {
                for (lang, folder) in [("en", ""), ("cy", "cy/")] {
                    let link = format!(
                        "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"https://rules.example.org/{folder}{address}\">"
                    );
                    assert!(html.contains(&link), "{path}: {link}");
                }
            }
        }
    }
    let sitemap = page(&site, "sitemap.xml");
    assert!(sitemap.contains("<loc>https://rules.example.org/cy/exampleshire/2026-27/how/</loc>"));
    assert!(!sitemap.contains("404"));
    let hash = |path: &str| {
        let rules: Value = serde_json::from_str(&page(&site, path)).unwrap();
        rules["hash"].as_str().unwrap().to_owned()
    };
    let rules = "exampleshire/2026-27/scheme.json";
    assert_eq!(hash(rules), hash(&format!("cy/{rules}")));
}

/// Every text of every page in the second language has its sign: none was left in the first.
#[test]
fn nothing_of_the_first_language_slips_into_the_second() {
    let shapes = fs::read_dir(root().join("tests/shapes")).unwrap();
    let shapes = shapes.flat_map(|shape| fs::read_dir(shape.unwrap().path()).unwrap());
    let mut editions: Vec<String> = shapes
        .map(|edition| edition.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    // The name of an edition is told as it is, so it has to have no word in it.
    editions.retain(|edition| edition.ends_with(|sign: char| sign.is_ascii_digit()));
    editions.sort();
    editions.extend(
        [
            SMALL,
            "schemes/essex/2024-25",
            "schemes/knowsley-charging/2024-25",
            "schemes/national/england-eligibility/2015",
        ]
        .map(str::to_owned),
    );
    let editions: Vec<&str> = editions.iter().map(String::as_str).collect();
    let site = in_two_languages(&editions);
    let (built, why) = build(&site);
    assert!(built, "{why}");
    let mut left = Vec::new();
    for path in pages(&site, "cy") {
        for text in told(&page(&site, &format!("cy/{path}"))) {
            let is_an_address = text.contains("example.org") || text.contains("http");
            // The fingerprint of rules, or the letter of a line.
            let is_a_hash = text.len() == 64 && !text.contains(' ');
            let is_a_letter = text.len() == 2 && text == text.to_uppercase();
            let is_a_file = [".csv", ".json", ".yaml"]
                .iter()
                .any(|ending| text.trim().ends_with(ending));
            let is_marked = text.to_lowercase().contains(SIGN);
            if has_a_word(&text)
                && !is_marked
                && !is_an_address
                && !is_a_hash
                && !is_a_letter
                && !is_a_file
            {
                left.push(format!("cy/{path}: {}", text.trim()));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
    for path in pages(&site, "") {
        let html = page(&site, &path);
        let name = format!("{SIGN}English</a>");
        let others = html.replace(&name, "").matches(SIGN).count();
        assert_eq!(others, 0, "{path}");
    }
}

/// What stands in a file of the site is changed, and the build stops and names what is missing.
fn without(file: &str, change: impl Fn(&str) -> String, names: &[&str]) {
    let site = two_languages();
    let text = site.read(file);
    let less = change(&text);
    assert_ne!(text, less, "{file}");
    if less.is_empty() {
        fs::remove_file(site.at(file)).unwrap();
    } else {
        site.write(file, less);
    }
    let (built, told) = build(&site);
    assert!(!built, "{file}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    for name in names {
        assert!(told.contains(name), "{name} is not in:\n{told}");
    }
}

fn without_line(text: &str, key: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with(&format!("\"{key}\"")));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_missing_message_stops_the_build() {
    let file = "themes/upfront/messages/cy.yaml";
    without(
        file,
        |text| without_line(text, "page-results-heading"),
        &[
            "missing-words",
            file,
            "`page-results-heading`",
            "Your estimate",
        ],
    );
    without(
        file,
        |text| without_line(text, "step-sum"),
        &["missing-words", "`step-sum`"],
    );
    let they = "themes/upfront/messages/cy-they.yaml";
    without(
        they,
        |text| without_line(text, "page-check-lead"),
        &["missing-words", they, "`page-check-lead`"],
    );
    without(
        they,
        |_| String::new(),
        &["missing-words", "messages/cy-they.yaml", "site.yaml:"],
    );
    without(
        file,
        |text| text.replace("{first} and", "{frist} and"),
        &["unknown-name", "{frist}", "`list`"],
    );
}

#[test]
fn a_missing_text_of_the_rules_stops_the_build() {
    let file = "schemes/exampleshire/2026-27/cy.yaml";
    let less = |path: &'static [&'static str]| {
        move |text: &str| {
            let mut words: Value = serde_json::from_str(text).unwrap();
            let (last, way) = path.split_last().unwrap();
            let at = way.iter().fold(&mut words, |at, key| &mut at[*key]);
            at.as_object_mut().unwrap().remove(*last).unwrap();
            words.to_string()
        }
    };
    without(
        file,
        less(&["questions", "washing", "ask"]),
        &[
            "missing-words",
            file,
            "`questions: washing: ask`",
            "questions: {washing: {ask: …}}",
        ],
    );
    without(file, less(&["title"]), &["missing-words", file, "`title`"]);
    without(
        file,
        |_| String::new(),
        &[
            "missing-words",
            "exampleshire/2026-27 has no words in `cy`",
            "`language: cy`",
        ],
    );
    without(
        "schemes/exampleshire/2026-27/cy-they.yaml",
        |_| String::new(),
        &["missing-words", "for someone else"],
    );
}

#[test]
fn a_missing_text_of_the_site_stops_the_build() {
    let site = "site.yaml";
    without(
        site,
        |text| text.replace(",\"tested by\":\"ŵits publishers\"", ""),
        &["`accessibility: tested by`"],
    );
    without(
        "content/cy/about.md",
        |_| String::new(),
        &["missing-words", "about.md"],
    );
    without(
        "content/cy/someone-else/help.md",
        |_| String::new(),
        &["missing-words", "someone-else/help.md"],
    );
    without(
        site,
        |text| text.replace("[en, cy]", "[en, Welsh]"),
        &["unknown-word", "`Welsh`"],
    );
    without(
        site,
        |text| format!("{text}\nlanguage: en\n"),
        &["wrong-type", "`language` and `languages` are both written"],
    );
    without(
        site,
        |text| text.replace("[en, cy]", "[en, cy, cy-GB]"),
        &["duplicate-name", "`cy` is named twice"],
    );
}

#[test]
fn a_council_may_not_have_the_folder_of_a_language() {
    let site = two_languages();
    fs::rename(site.at("schemes/exampleshire"), site.at("schemes/cy")).unwrap();
    let (built, told) = build(&site);
    assert!(!built);
    assert!(
        told.contains("duplicate-name") && told.contains("those of cy/2026-27"),
        "{told}"
    );
}

/// The site with a second language that need not be complete, and in which something of a file is not there.
fn in_part(file: &str, change: impl Fn(&str) -> String) -> Site {
    let site = two_languages();
    let head = site.read("site.yaml");
    site.write("site.yaml", head.replace(COMPLETE, ""));
    let text = site.read(file);
    let changed = change(&text);
    assert_ne!(text, changed, "{file}");
    site.write(file, changed);
    let (built, why) = build(&site);
    assert!(built, "{why}");
    site
}

/// The pages of the first language that the second does not have.
fn only_in_the_first(site: &Site) -> Vec<String> {
    let theirs = pages(site, "cy");
    let mut first = pages(site, "");
    first.retain(|path| !theirs.contains(path) && !path.ends_with("/contact/index.html"));
    first
}

#[test]
fn a_page_whose_words_are_not_all_there_is_in_the_first_language_only() {
    let messages = "themes/upfront/messages/cy.yaml";
    let site = in_part(messages, |text| without_line(text, "page-privacy-answers"));
    assert_eq!(only_in_the_first(&site), ["privacy/index.html"]);
    // It has no way to the other language, and every page there leads to this one.
    assert!(!page(&site, "privacy/index.html").contains("up-language"));
    let words = page(&site, "cy/words/index.html");
    let way = "<a href=\"../../privacy/index.html\" hreflang=\"en\">";
    assert!(words.contains(way), "{words}");
    assert!(
        words.contains("<span lang=\"en\">(English)</span></a>"),
        "{words}"
    );
    assert!(page(&site, "words/index.html").contains("up-language"));
}

#[test]
fn a_text_of_the_rules_that_has_no_words_keeps_back_the_pages_that_show_it() {
    let rules = "schemes/exampleshire/2026-27/cy.yaml";
    let site = in_part(rules, |text| {
        let mut words: Value = serde_json::from_str(text).unwrap();
        let washing = words["questions"]["washing"].as_object_mut().unwrap();
        washing.remove("hint").unwrap();
        words.to_string()
    });
    let first = only_in_the_first(&site);
    for shows in ["how/questions", "estimate", "estimate/someone-else", "data"] {
        let path = format!("exampleshire/2026-27/{shows}/index.html");
        assert!(first.contains(&path), "{path}: {first:?}");
    }
    for other in ["", "examples/", "ways/"] {
        let path = format!("exampleshire/2026-27/{other}index.html");
        assert!(!first.contains(&path), "{path}");
    }
    // Nor are files with such a text.
    assert!(
        !site
            .at("public/cy/exampleshire/2026-27/scheme.json")
            .exists()
    );
    let files = walkdir::WalkDir::new(site.at("public/cy")).into_iter();
    for file in files
        .map(Result::unwrap)
        .filter(|file| file.path().is_file())
    {
        let text = fs::read_to_string(file.path()).unwrap();
        assert!(!text.contains('\u{FDD0}'), "{}", file.path().display());
    }
}

#[test]
fn what_the_estimator_says_keeps_back_its_own_pages_only() {
    let messages = "themes/upfront/messages/cy.yaml";
    let site = in_part(messages, |text| without_line(text, "step-divide"));
    assert_eq!(
        only_in_the_first(&site),
        [
            "exampleshire/2026-27/estimate/index.html",
            "exampleshire/2026-27/estimate/someone-else/index.html"
        ]
    );
}

#[test]
fn a_language_that_has_no_page_is_told_once() {
    let site = two_languages();
    let head = site.read("site.yaml").replace(COMPLETE, "");
    let checked = "messages checked by: M. Rees, messages checked on: 2026-11-02";
    let head = format!("{head}translations: {{cy: {{{checked}}}}}\n");
    site.write("site.yaml", head.replace("\"title\":\"ŵ", "\"titl\":\"ŵ"));
    let (built, why) = build(&site);
    assert!(!built && why.contains("titl"), "{why}");
    site.write(
        "site.yaml",
        head.replace("\"licence\":\"ŵOpen Government Licence v3.0\",", ""),
    );
    let (built, why) = build(&site);
    assert!(built, "{why}");
    assert_eq!(why.matches("warning[no-page-offered]").count(), 1, "{why}");
    assert_eq!(pages(&site, "cy"), [] as [&str; 0]);
    let half = head.replace(", messages checked on: 2026-11-02", "");
    site.write("site.yaml", half);
    let (built, why) = build(&site);
    assert!(!built && why.contains("`messages checked on`"), "{why}");
}

/// The site with two editions, and in the second language no messages and no prose but those that the tool has a draft of.
fn with_the_tools_draft() -> Site {
    let site = two_languages();
    let (now, before) = (
        "schemes/exampleshire/2026-27",
        "schemes/exampleshire/2025-26",
    );
    for entry in fs::read_dir(site.at(now)).unwrap() {
        let path = entry.unwrap().path();
        let rules = fs::read_to_string(&path).unwrap();
        let rules = rules
            .replace("from: 2026-04-06", "from: 2025-04-06\nto: 2026-04-05")
            .replace("up to £120 a week", "up to £110 a week");
        let name = path.file_name().unwrap().display();
        site.write(&format!("{before}/{name}"), rules);
    }
    for folder in ["themes", "content"] {
        fs::remove_dir_all(site.at(folder)).unwrap();
    }
    let checked = "complete: yes, messages checked by: M. Rees, messages checked on: 2026-11-02";
    let head = site.read("site.yaml").replace("complete: yes", checked);
    site.write("site.yaml", head);
    site
}

#[test]
fn the_welsh_draft_is_enough_for_every_page() {
    let site = with_the_tools_draft();
    let (built, why) = build(&site);
    assert!(built, "{why}");
    let mut english = pages(&site, "");
    english.retain(|path| !path.ends_with("/contact/index.html"));
    let welsh = pages(&site, "cy");
    assert_eq!(welsh, english);

    let drafted = messages::draft("cy");
    for (of, key) in [
        ("exampleshire/2026-27/", "page-home-figures"),
        ("exampleshire/2026-27/estimate/", "page-results-heading"),
        ("exampleshire/2026-27/estimate/", "page-letter-heading"),
        ("exampleshire/2026-27/estimate/", "page-share-heading"),
        ("exampleshire/2026-27/changed/", "page-changed-one-rule"),
        ("exampleshire/2026-27/data/", "data-sheet-questions"),
        ("words/", "page-word-capital-limit"),
        ("privacy/", "page-privacy-lead"),
    ] {
        let html = page(&site, &format!("cy/{of}index.html"));
        let said = drafted.get(key).unwrap().replace('\'', "&#39;");
        assert!(html.contains(&said), "{of}: {said}");
    }
    // The prose is the draft's too, and for someone else it is that of someone else.
    for (who, start) in [
        ("", "Rhywun annibynnol yw eiriolwr"),
        ("someone-else/", "sy'n helpu person i ddeall"),
    ] {
        let html = page(
            &site,
            &format!("cy/exampleshire/2026-27/estimate/{who}index.html"),
        );
        assert!(html.contains(start), "{who}");
    }

    let same = |key: &str| drafted.get(key) == messages::english().get(key);
    let left: BTreeSet<&str> = messages::english()
        .keys()
        .filter(|key| !same(key))
        .filter_map(|key| messages::english().get(key))
        .filter(|text| !text.contains('{') && has_a_word(text))
        .collect();
    for path in welsh {
        for text in told(&page(&site, &format!("cy/{path}"))) {
            assert!(!left.contains(text.trim()), "cy/{path}: {text}");
        }
    }
}

#[test]
fn a_draft_is_no_translation_of_a_text_that_the_site_has_in_place_of_the_tools() {
    let site = with_the_tools_draft();
    site.write("content/next.md", "# Ask us\n\nOur door is open.\n");
    let (built, told) = build(&site);
    assert!(!built);
    let missing = ["content/cy/next.md", "content/cy/someone-else/next.md"];
    assert_eq!(
        told.matches("error[missing-words]").count(),
        missing.len(),
        "{told}"
    );
    for name in missing {
        assert!(told.contains(name), "{name} is not in:\n{told}");
    }
}
