//! What a site brings for its hosts. That nginx and Apache do with it what is meant is tried with them, in `tests/hosts`; IIS's
//! file is held against its schema here.

use std::{env, fs};

use roxmltree::{Document, Node};

use crate::support::{
    root,
    site::{SITE, Site},
};

const RULES: &str = "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\nsteps: [{id: cost, sum: £5 a week}]\n";

fn site(hosts: &str, address: &str) -> Site {
    let head = format!("{SITE}publish: {hosts}\naddress: {address}\n");
    Site::of(&[
        ("site.yaml", &head),
        ("schemes/shire/2026-27/scheme.yaml", RULES),
    ])
}

/// What IIS takes in a `web.config`, in the form of its own schema: the real one where `IIS_SCHEMA` says where that is, else what
/// was written down of it.
fn iis_schema() -> String {
    match env::var_os("IIS_SCHEMA") {
        Some(path) => fs::read_to_string(path).unwrap(),
        None => fs::read_to_string(root().join("tests/data/iis.xml")).unwrap(),
    }
}

fn elements<'d, 'i>(node: Node<'d, 'i>, name: &str) -> Vec<Node<'d, 'i>> {
    node.children()
        .filter(|child| child.has_tag_name(name))
        .collect()
}

/// Holds a section, or an element below it, against what the schema says of it.
fn hold(node: Node<'_, '_>, part: Node<'_, '_>) {
    let name = node.tag_name().name();
    hold_attributes(node, part, true);
    let collections = elements(part, "collection");
    for child in node.children().filter(Node::is_element) {
        let own = child.tag_name().name();
        let below = elements(part, "element");
        if let Some(part) = below
            .iter()
            .find(|below| below.attribute("name") == Some(own))
        {
            hold(child, *part);
            continue;
        }
        let by = |key: &str| {
            collections
                .iter()
                .find(|all| all.attribute(key) == Some(own))
        };
        if by("clearElement").is_some() {
            assert_eq!(child.attributes().count(), 0, "{name}: {own}");
        } else if let Some(part) = by("addElement") {
            hold_attributes(child, *part, true);
        } else if let Some(part) = by("removeElement") {
            hold_attributes(child, *part, false);
            let keys = elements(*part, "attribute").into_iter().filter(|one| {
                one.attribute("isUniqueKey") == Some("true")
                    || one.attribute("isCombinedKey") == Some("true")
            });
            let keys: Vec<Option<&str>> = keys.map(|one| one.attribute("name")).collect();
            assert!(
                child
                    .attributes()
                    .all(|one| keys.contains(&Some(one.name()))),
                "{name}: {own}"
            );
        } else {
            panic!("{name} has no {own}");
        }
    }
}

fn hold_attributes(node: Node<'_, '_>, part: Node<'_, '_>, is_whole: bool) {
    let name = node.tag_name().name();
    let known = elements(part, "attribute");
    for attribute in node.attributes() {
        let of = known
            .iter()
            .find(|one| one.attribute("name") == Some(attribute.name()));
        let of = of.unwrap_or_else(|| panic!("{name} has no {}", attribute.name()));
        let value = attribute.value();
        assert!(takes(*of, value), "{name} {}={value}", attribute.name());
    }
    for one in known
        .iter()
        .filter(|one| is_whole && one.attribute("required") == Some("true"))
    {
        assert!(
            node.has_attribute(one.attribute("name").unwrap()),
            "{name} lacks {one:?}"
        );
    }
}

/// Whether an attribute takes a value.
fn takes(attribute: Node<'_, '_>, value: &str) -> bool {
    let number = value.parse::<i64>();
    let is_of_type = match attribute.attribute("type").unwrap() {
        "bool" => matches!(value, "true" | "false"),
        "enum" => elements(attribute, "enum")
            .iter()
            .any(|one| one.attribute("name") == Some(value)),
        "uint" => number.as_ref().is_ok_and(|number| *number >= 0),
        "int" => number.is_ok(),
        "timeSpan" => is_time_span(value),
        other => other == "string",
    };
    let parameter = attribute
        .attribute("validationParameter")
        .unwrap_or_default();
    is_of_type
        && match attribute.attribute("validationType") {
            Some("nonEmptyString") => !value.is_empty(),
            Some("integerRange") => {
                let (least, most) = parameter.split_once(',').unwrap();
                let range = least.parse::<i64>().unwrap()..=most.parse().unwrap();
                number.is_ok_and(|number| range.contains(&number))
            }
            other => other.is_none(),
        }
}

/// Days and a time: `365.00:00:00`.
fn is_time_span(value: &str) -> bool {
    let (days, time) = value.split_once('.').unwrap_or(("0", value));
    let two = |part: &str, under: u32| {
        part.len() == 2 && part.parse().is_ok_and(|part: u32| part < under)
    };
    let parts: Vec<&str> = time.split(':').collect();
    days.parse::<u32>().is_ok()
        && matches!(parts.as_slice(), [hours, minutes, seconds] if two(hours, 24) && two(minutes, 60) && two(seconds, 60))
}

/// Holds all sections below an element, each by its path, against the schema.
fn hold_sections(node: Node<'_, '_>, schema: &Document<'_>) {
    for group in node.children().filter(Node::is_element) {
        let name = group.tag_name().name();
        if name == "location" {
            assert_eq!(
                group.attributes().map(|one| one.name()).collect::<Vec<_>>(),
                ["path"]
            );
            hold_sections(group, schema);
            continue;
        }
        for section in group.children().filter(Node::is_element) {
            let path = format!("{name}/{}", section.tag_name().name());
            let all = schema.root_element().children();
            let mut own = all.filter(|one| one.attribute("name") == Some(&path));
            hold(
                section,
                own.next().unwrap_or_else(|| panic!("no section {path}")),
            );
        }
    }
}

#[test]
fn the_file_for_iis_fits_its_schema_and_names_each_thing_once() {
    let site = site("[iis]", "https://www.example.org/care/");
    site.build(&[]);
    let text = site.read("public/web.config");
    let document = Document::parse(&text).unwrap();
    let schema = iis_schema();
    assert!(document.root_element().has_tag_name("configuration"));
    hold_sections(document.root_element(), &Document::parse(&schema).unwrap());
    for said in [
        "path=\"/care/404.html\" responseMode=\"ExecuteURL\"",
        "fileExtension=\".wasm\" mimeType=\"application/wasm\"",
        "cacheControlMaxAge=\"365.00:00:00\"",
        "default-src 'none'",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    // A thing that stands twice stops IIS: each is taken out before it is put in.
    for (element, key) in [("add", "name"), ("mimeMap", "fileExtension")] {
        for node in document
            .descendants()
            .filter(|node| node.has_tag_name(element))
        {
            let Some(named) = node.attribute(key) else {
                continue;
            };
            let parent = node.parent().unwrap();
            let is_removed = parent
                .children()
                .any(|other| other.has_tag_name("remove") && other.attribute(key) == Some(named));
            assert!(is_removed, "{named}");
        }
    }
}

#[test]
fn a_site_brings_what_its_hosts_read_and_nothing_else() {
    let files = [
        "web.config",
        ".htaccess",
        ".hosts/nginx.conf",
        ".nojekyll",
        ".hosts/s3.sh",
    ];
    let all = site(
        "[iis, nginx, apache, github-pages, s3, netlify]",
        "https://www.example.org/",
    );
    all.build(&[]);
    for file in files {
        assert!(all.at(&format!("public/{file}")).exists(), "{file}");
    }
    assert!(
        all.read("public/.hosts/nginx.conf")
            .contains("location / {")
    );
    assert!(
        all.read("public/_headers")
            .contains("/assets/*\n  Cache-Control: public, max-age=31536000, immutable")
    );
    // Only nginx and Apache send copies that stand beside files.
    assert!(all.at("public/index.html.gz").exists());
    let none = site("[netlify]", "https://www.example.org/");
    none.build(&[]);
    for file in files {
        assert!(!none.at(&format!("public/{file}")).exists(), "{file}");
    }
    assert!(!none.at("public/index.html.gz").exists());
    let wrong = site("[iss]", "https://www.example.org/");
    let ran = wrong.run(&["check"]);
    assert!(ran.err.contains("Did you mean `iis`?"), "{}", ran.told());
}
