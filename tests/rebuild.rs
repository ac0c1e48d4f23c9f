//! The build after a build: what has not changed is not worked out again, and what is written is the same as if nothing
//! had been kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::Mutex,
};

use jiff::civil::Date;
use upfront::{
    pipeline::{Sink, build},
    world::Memory,
};

use crate::support::{
    built_files,
    site::{HEAD, SITE, Site},
};

const NATIONAL: &str = "council: Albion
title: Charging
sources: {law: {title: Law}}
source: law
questions: [{id: income, ask: What is your income?, number: £ a week}]
rates: {kept: {say: What you keep, is: £100 a week}}
steps:
  - {id: over, sum: income, less: kept}
  - {id: charge, greatest of: [over, nothing]}
results: [{id: charge, say: Your charge, is: charge}]
";
const SHIRE: &str = "questions: [{id: hours, ask: How many hours?, number: hours a week}]
rates: {hour: {say: An hour, is: £20 an hour}}
steps: [{id: cost, units: hours, at: hour}]
results: [{id: cost, say: What it costs, is: cost}]
";

fn site() -> Site {
    let shire = [HEAD, SHIRE].concat();
    Site::of(&[
        ("schemes/national/albion/2026-27/charging.yaml", NATIONAL),
        ("schemes/shire/2026-27/scheme.yaml", &shire),
        (
            "schemes/vale/2026-27/scheme.yaml",
            "extends: albion/2026-27\ncouncil: Vale\ntitle: Charging\nsources: {p: {title: Policy}}\nsource: p\n",
        ),
        (
            "schemes/dale/facts.yaml",
            "facts only: yes\ncouncil: Shire\ntitle: Facts\nnotes: [One thing.]\n",
        ),
        ("content/about.md", "About us.\n"),
        ("themes/upfront/css/more.css", "b { color: red }\n"),
    ])
}

#[test]
fn a_build_after_a_change_is_as_one_from_nothing() {
    let site = site();
    // Builds, and gives whether anything had to be written.
    let built = |name: &str, day: &[&str]| {
        let ran = site.build(day);
        let fresh = Site::of(&[]);
        let out = fresh.at("fresh");
        let from_nothing = site.run(&[&["build", "--out", out.to_str().unwrap()], day].concat());
        assert!(from_nothing.succeeded(), "{name}: {}", from_nothing.told());
        let (kept, whole) = (built_files(&site.at("public")), built_files(&out));
        let names = |files: &BTreeMap<_, _>| files.keys().cloned().collect::<Vec<String>>();
        assert_eq!(names(&kept), names(&whole), "{name}");
        for (path, bytes) in &whole {
            assert!(kept[path] == *bytes, "{name}: {path}");
        }
        let findings = |told: &str| told.split("\nIn force").next().unwrap().to_owned();
        let wrote = !ran.err.contains("Nothing has changed");
        if wrote {
            assert_eq!(findings(&ran.err), findings(&from_nothing.err), "{name}");
        }
        wrote
    };
    let changed = |name: &str, day: &[&str]| {
        assert!(built(name, day), "{name}");
        assert!(!built(name, day), "{name}, and again");
    };
    changed("the first", &[]);
    for (path, from, to) in [
        ("schemes/shire/2026-27/scheme.yaml", "£20", "£21"),
        ("schemes/shire/2026-27/scheme.yaml", "£21", "£20"),
        (
            "schemes/national/albion/2026-27/charging.yaml",
            "£100",
            "£90",
        ),
        ("themes/upfront/css/more.css", "red", "navy"),
        ("schemes/dale/facts.yaml", "One thing", "Another thing"),
        (
            "schemes/shire/2026-27/scheme.yaml",
            "title: Charges",
            "title: Prices",
        ),
        ("content/about.md", "us", "our site"),
        ("site.yaml", "Care, up front", "Care"),
    ] {
        site.change(path, |text| {
            assert!(text.contains(from), "{path}");
            text.replace(from, to)
        });
        changed(&format!("{path}: {to}"), &[]);
    }
    changed("a day", &["--as-of", "2026-11-21"]);
    changed("another day", &["--as-of", "2027-05-01"]);
    changed("no day", &[]);
    site.write(
        "themes/upfront/messages/en.yaml",
        "page-language: Anglais\n",
    );
    changed("a message", &[]);
    let cache = site.at("public/.build-cache");
    let kept = fs::read(&cache).unwrap();
    for (name, bytes) in [
        ("cut short", &kept[..kept.len() / 2]),
        ("empty", &[]),
        ("no text", &[0xff, 0xfe, 0]),
    ] {
        fs::write(&cache, bytes).unwrap();
        changed(name, &[]);
    }
    fs::remove_file(&cache).unwrap();
    changed("taken away", &[]);
    // What somebody wrote over is mended.
    site.write("public/shire/2026-27/index.html", "gone");
    changed("a page written over", &[]);
    fs::remove_file(site.at("public/vale/2026-27/how/index.html")).unwrap();
    changed("a page taken away", &[]);
}

/// Keeps by its path what tells all that a file was made from.
#[derive(Default)]
struct Keys(Mutex<BTreeMap<String, String>>);

impl Sink for Keys {
    fn put(&self, key: &str, path: String, _: Vec<u8>) {
        self.0.lock().unwrap().insert(path, key.to_owned());
    }
}

#[test]
fn only_what_rests_on_a_change_is_worked_out_again() {
    let shire = [HEAD, SHIRE].concat();
    let keys = |shire: &str, title: &str, day: Option<Date>| {
        let files = [
            (
                "site.yaml".to_owned(),
                SITE.replace("Care, up front", title),
            ),
            ("schemes/shire/2026-27/scheme.yaml".into(), shire.to_owned()),
            (
                "schemes/vale/2026-27/scheme.yaml".into(),
                shire.replace("Shire", "Vale"),
            ),
        ];
        let keys = Keys::default();
        let world = Memory::new(files.map(|(path, text)| (path, text)), Date::default());
        let loaded = build(&world, day, &keys).unwrap();
        assert!(!loaded.findings.has_errors(), "{:?}", loaded.findings);
        keys.0.into_inner().unwrap()
    };
    let first = keys(&shire, "Care", None);
    let differ = |other: BTreeMap<String, String>| -> BTreeSet<String> {
        assert!(first.keys().eq(other.keys()));
        let other = other.into_iter().filter(|(path, key)| first[path] != *key);
        other
            .map(|(path, _)| path.split('/').next().unwrap().to_owned())
            .collect()
    };
    assert!(differ(keys(&shire, "Care", None)).is_empty());
    let dearer = differ(keys(&shire.replace("£20", "£21"), "Care", None));
    assert!(
        dearer.contains("shire") && dearer.contains("index.html"),
        "{dearer:?}"
    );
    let day = differ(keys(&shire, "Care", Some(Date::constant(2026, 11, 21))));
    assert!(day.contains("shire") && day.contains("vale"), "{day:?}");
    let title = differ(keys(&shire, "Help", None));
    assert!(
        title.contains("shire") && title.contains("vale"),
        "{title:?}"
    );
    // One council's rules are none of another's.
    let mut files = vec![("site.yaml", SITE.to_owned())];
    files.push((
        "schemes/shire/2026-27/scheme.yaml",
        shire.replace("£20", "£21"),
    ));
    files.push((
        "schemes/vale/2026-27/scheme.yaml",
        shire.replace("Shire", "Vale"),
    ));
    let alone = Keys::default();
    build(&Memory::new(files, Date::default()), None, &alone).unwrap();
    let whole = keys(&shire, "Care, up front", None);
    let alone = alone.0.into_inner().unwrap();
    assert_eq!(
        alone["vale/2026-27/index.html"],
        whole["vale/2026-27/index.html"]
    );
    assert_ne!(
        alone["shire/2026-27/index.html"],
        whole["shire/2026-27/index.html"]
    );
}
