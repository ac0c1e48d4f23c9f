//! What a site brings for its hosts. That nginx and Apache do with it what is meant is tried with them, in `tests/hosts`; IIS's
//! file is held against its schema here.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::support::site::{SITE, Site};

const RULES: &str = "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\nsteps: [{id: cost, sum: £5 a week}]\n";

fn site(hosts: &str, address: &str) -> Site {
    let head = format!("{SITE}publish: {hosts}\naddress: {address}\n");
    Site::of(&[
        ("site.yaml", &head),
        ("schemes/shire/2026-27/scheme.yaml", RULES),
    ])
}

/// What IIS's schema (`IIS_schema.xml`, in `%windir%\System32\inetsrv\config\schema`) says of the parts that are written: the
/// attributes of each element, each with what it takes, and the elements below it. Written down from Microsoft's reference of
/// `system.webServer`, by hand.
struct Part {
    attributes: &'static [(&'static str, Takes)],
    below: &'static [&'static str],
}

#[derive(Clone, Copy)]
enum Takes {
    Text,
    YesNo,
    Number(i64, i64),
    Time,
    OneOf(&'static [&'static str]),
}

fn parts() -> BTreeMap<&'static str, Part> {
    let part = |attributes, below| Part { attributes, below };
    BTreeMap::from([
        (
            "configuration",
            part(&[], &["system.webServer", "location"]),
        ),
        (
            "location",
            part(&[("path", Takes::Text)], &["system.webServer"]),
        ),
        (
            "system.webServer",
            part(
                &[],
                &[
                    "defaultDocument",
                    "staticContent",
                    "httpErrors",
                    "httpProtocol",
                    "urlCompression",
                ],
            ),
        ),
        (
            "defaultDocument",
            part(&[("enabled", Takes::YesNo)], &["files"]),
        ),
        ("files", part(&[], &["clear", "files/add"])),
        ("files/add", part(&[("value", Takes::Text)], &[])),
        ("clear", part(&[], &[])),
        (
            "staticContent",
            part(&[], &["staticContent/remove", "mimeMap", "clientCache"]),
        ),
        (
            "staticContent/remove",
            part(&[("fileExtension", Takes::Text)], &[]),
        ),
        (
            "mimeMap",
            part(
                &[("fileExtension", Takes::Text), ("mimeType", Takes::Text)],
                &[],
            ),
        ),
        (
            "clientCache",
            part(
                &[
                    (
                        "cacheControlMode",
                        Takes::OneOf(&["NoControl", "DisableCache", "UseMaxAge", "UseExpires"]),
                    ),
                    ("cacheControlMaxAge", Takes::Time),
                    ("cacheControlCustom", Takes::Text),
                ],
                &[],
            ),
        ),
        (
            "httpErrors",
            part(
                &[(
                    "errorMode",
                    Takes::OneOf(&["DetailedLocalOnly", "Custom", "Detailed"]),
                )],
                &["httpErrors/remove", "error"],
            ),
        ),
        (
            "httpErrors/remove",
            part(
                &[
                    ("statusCode", Takes::Number(400, 999)),
                    ("subStatusCode", Takes::Number(-1, 999)),
                ],
                &[],
            ),
        ),
        (
            "error",
            part(
                &[
                    ("statusCode", Takes::Number(400, 999)),
                    ("path", Takes::Text),
                    (
                        "responseMode",
                        Takes::OneOf(&["File", "ExecuteURL", "Redirect"]),
                    ),
                ],
                &[],
            ),
        ),
        ("httpProtocol", part(&[], &["customHeaders"])),
        (
            "customHeaders",
            part(&[], &["customHeaders/remove", "customHeaders/add"]),
        ),
        ("customHeaders/remove", part(&[("name", Takes::Text)], &[])),
        (
            "customHeaders/add",
            part(&[("name", Takes::Text), ("value", Takes::Text)], &[]),
        ),
        (
            "urlCompression",
            part(
                &[
                    ("doStaticCompression", Takes::YesNo),
                    ("doDynamicCompression", Takes::YesNo),
                ],
                &[],
            ),
        ),
    ])
}

fn takes(takes: Takes, value: &str) -> bool {
    match takes {
        Takes::Text => !value.is_empty(),
        Takes::YesNo => matches!(value, "true" | "false"),
        Takes::Number(least, most) => value
            .parse()
            .is_ok_and(|value: i64| (least..=most).contains(&value)),
        Takes::OneOf(words) => words.contains(&value),
        Takes::Time => {
            let (days, time) = value.split_once('.').unwrap_or(("0", value));
            let two = |part: &str, under: u32| {
                part.len() == 2 && part.parse().is_ok_and(|part: u32| part < under)
            };
            let parts: Vec<&str> = time.split(':').collect();
            days.parse::<u32>().is_ok()
                && matches!(parts.as_slice(), [hours, minutes, seconds] if two(hours, 24) && two(minutes, 60) && two(seconds, 60))
        }
    }
}

/// Holds an element and all below it against the schema.
fn hold(node: Node<'_, '_>, name: &str, parts: &BTreeMap<&str, Part>) {
    let part = &parts[name];
    for attribute in node.attributes() {
        let known = part
            .attributes
            .iter()
            .find(|(known, _)| *known == attribute.name());
        let (_, kind) = known.unwrap_or_else(|| panic!("{name} has no {}", attribute.name()));
        assert!(
            takes(*kind, attribute.value()),
            "{name} {}={}",
            attribute.name(),
            attribute.value()
        );
    }
    for child in node.children().filter(Node::is_element) {
        let own = child.tag_name().name();
        let within = format!("{}/{own}", node.tag_name().name());
        let below = part
            .below
            .iter()
            .find(|below| **below == own || **below == within);
        hold(
            child,
            below.unwrap_or_else(|| panic!("{name} has no {own}")),
            parts,
        );
    }
}

#[test]
fn the_file_for_iis_fits_its_schema_and_names_each_thing_once() {
    let site = site("[iis]", "https://www.example.org/care/");
    site.build(&[]);
    let text = site.read("public/web.config");
    let document = Document::parse(&text).unwrap();
    hold(document.root_element(), "configuration", &parts());
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
    let none = site("[netlify]", "https://www.example.org/");
    none.build(&[]);
    for file in files {
        assert!(!none.at(&format!("public/{file}")).exists(), "{file}");
    }
    let wrong = site("[iss]", "https://www.example.org/");
    let ran = wrong.run(&["check"]);
    assert!(ran.err.contains("Did you mean `iis`?"), "{}", ran.told());
}
