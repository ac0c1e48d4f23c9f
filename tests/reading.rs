//! Reading whole folders: what is found, what is refused, and where each finding points.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use upfront::{
    diagnostics::{Findings, text},
    folder::{Folder, load_scheme},
    language::{Reader, site::SITE},
    rules::Rules,
    source::{Files, Node, NodeKind, merge, read_file, read_folder},
};

use crate::support::root;

/// A folder with files, read.
struct Read {
    files: Files,
    findings: Findings,
    nodes: Vec<Node>,
}

fn read(root: &Path) -> Read {
    let mut files = Files::default();
    let mut findings = Findings::default();
    let nodes = read_folder(&Folder::at(root), Path::new(""), &mut files, &mut findings);
    Read {
        files,
        findings,
        nodes,
    }
}

fn folder(entries: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in entries {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

impl Read {
    /// Every finding as `path:line:column code`, in the order it is printed.
    fn found(&self) -> Vec<String> {
        self.findings
            .sorted()
            .iter()
            .map(|finding| match finding.at {
                Some(at) => {
                    let (line, column) = self.files.line_column(at);
                    let path = self.files.get(at.file).unwrap().path.display();
                    format!("{path}:{line}:{column} {}", finding.code.name())
                }
                None => format!("{}: {}", finding.code.name(), finding.message),
            })
            .collect()
    }

    fn check(&mut self) {
        let nodes = std::mem::take(&mut self.nodes);
        if let Some(scheme) = merge(nodes, &mut self.findings) {
            Rules::read(&scheme, None, &mut self.findings);
        }
    }
}

#[test]
fn reads_yaml_files_in_order_and_nothing_else() {
    let root = folder(&[
        ("b/two.yml", b"title: two"),
        ("a.yaml", b"title: one"),
        ("z.yaml", b"title: three"),
        ("notes.txt", b"title: ["),
        (".hidden.yaml", b"title: ["),
        (".git/x.yaml", b"title: ["),
        ("empty.yaml", b"# nothing yet\n"),
    ]);
    let read = read(root.path());
    assert_eq!(read.found(), [""; 0]);
    let titles: Vec<_> = read
        .nodes
        .iter()
        .map(|node| node.entry("title").unwrap().value.text().unwrap())
        .collect();
    assert_eq!(titles, ["one", "two", "three"]);
    let path = &read.files.get(read.nodes[1].span.file).unwrap().path;
    assert_eq!(path, Path::new("b/two.yml"));
}

#[test]
fn the_ending_of_a_name_may_be_in_capitals_and_a_second_one_is_told() {
    let root = folder(&[
        ("a.YAML", b"title: one"),
        ("b.yaml.txt", b"for: all"),
        ("c.txt", b"[not rules"),
    ]);
    let read = read(root.path());
    assert_eq!(read.nodes.len(), 1);
    assert_eq!(read.found().len(), 1);
    let text = text::render(&read.files, &read.findings, false);
    assert!(text.contains("b.yaml.txt is not read"), "{text}");
    assert!(read.findings.has_unread_file());
}

#[cfg(unix)]
#[test]
fn does_not_follow_links() {
    let root = folder(&[("a.yaml", b"title: one")]);
    std::os::unix::fs::symlink(root.path(), root.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", root.path().join("p.yaml")).unwrap();
    let read = read(root.path());
    assert_eq!(read.nodes.len(), 1);
    let found = read.found();
    let of = |name| {
        format!("unreadable-file: {name} is a link to another place, and links are not followed")
    };
    assert_eq!(found, [of("loop"), of("p.yaml")]);
}

#[test]
fn a_missing_folder_is_a_finding() {
    let root = folder(&[]);
    let mut files = Files::default();
    let mut findings = Findings::default();
    let world = Folder::at(root.path());
    assert!(read_folder(&world, Path::new("schemes"), &mut files, &mut findings).is_empty());
    let found = findings.sorted();
    assert_eq!(
        found[0].message,
        "schemes could not be opened: there is no such file or folder"
    );
}

#[test]
fn bytes_that_are_not_utf8_are_shown_in_their_line() {
    let root = folder(&[
        (
            "a.yaml",
            b"council: Exampleshire\ntitle: \xA312 a week\nfor: all\n",
        ),
        ("b.yaml", b"for: everybody\n"),
    ]);
    let read = read(root.path());
    assert_eq!(read.found(), ["a.yaml:2:8 not-utf8"]);
    assert_eq!(read.nodes.len(), 1);
    let text = text::render(&read.files, &read.findings, false);
    assert!(
        text.contains("a character in line 2 cannot be read"),
        "{text}"
    );
    assert!(text.contains("Encoding, UTF-8"), "{text}");
}

#[test]
fn a_file_in_another_unicode_encoding_is_refused_in_its_first_line() {
    let utf16: Vec<u8> = "\u{feff}title: £5\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let root = folder(&[("a.yaml", &utf16)]);
    let read = read(root.path());
    assert_eq!(read.found(), ["a.yaml:1:1 not-utf8"]);
    let text = text::render(&read.files, &read.findings, false);
    assert!(!text.contains('\0'));
    assert!(text.contains("saved as UTF-16"), "{text}");
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_leave_places_right() {
    let root = folder(&[(
        "a.yaml",
        b"\xEF\xBB\xBFtitle: one\r\nabout: |\r\n  two\r\n  lines\r\ntitle: x\r\n",
    )]);
    let read = read(root.path());
    assert_eq!(read.found(), ["a.yaml:5:1 duplicate-key"]);
    let about = &read.nodes[0].entry("about").unwrap().value;
    assert_eq!(about.text(), Some("two\nlines\n"));
    assert_eq!(read.files.line_column(read.nodes[0].span), (1, 1));
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_unread() {
    let root = folder(&[("a.yaml", b"title: one")]);
    let large = fs::File::create(root.path().join("large.yaml")).unwrap();
    large.set_len(50 * 1024 * 1024).unwrap();
    let start = Instant::now();
    let read = read(root.path());
    assert!(start.elapsed() < Duration::from_millis(500));
    assert_eq!(
        read.found(),
        ["file-too-large: large.yaml is 50 MiB large, and a rules file is at most 4 MiB"]
    );
    assert_eq!(read.nodes.len(), 1);
}

#[test]
fn a_syntax_error_stops_only_its_own_file() {
    let root = folder(&[
        ("a.yaml", b"title: [one\nfor: all\n"),
        ("b.yaml", b"title: one\nfor: 'all\n"),
        ("c.yaml", b"title: one\n"),
        ("d.yaml", b"x: &x [*x]\n"),
    ]);
    let read = read(root.path());
    assert_eq!(read.nodes.len(), 1);
    let found = read.found();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].starts_with("a.yaml:2:") && found[0].ends_with("yaml-syntax"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with("b.yaml:2:") && found[1].ends_with("yaml-syntax"),
        "{found:?}"
    );
    assert_eq!(found[2], "d.yaml:1:8 alias-bomb");
    assert!(read.findings.has_unread_file());
}

#[test]
fn files_of_one_scheme_become_one_mapping() {
    let root = folder(&[
        (
            "1.yaml",
            b"council: E\nrates: {a: 1}\nsteps: [{id: one}]\nnotes:\n",
        ),
        (
            "2.yaml",
            b"title: T\nrates: {b: 2}\nsteps: [{id: two}]\nnotes: [n]\n",
        ),
    ]);
    let mut read = read(root.path());
    let scheme = merge(std::mem::take(&mut read.nodes), &mut read.findings).unwrap();
    assert_eq!(read.found(), [""; 0]);
    let length = |key: &str| match &scheme.entry(key).unwrap().value.kind {
        NodeKind::Map(entries) => entries.len(),
        NodeKind::List(items) => items.len(),
        _ => 1,
    };
    assert_eq!(
        ["council", "title", "rates", "steps", "notes"].map(length),
        [1, 1, 2, 2, 1]
    );
}

#[test]
fn a_clash_between_files_shows_both_places() {
    let root = folder(&[
        ("1.yaml", b"council: E\ntitle: T\nrates:\n  cap: 1\n"),
        ("2.yaml", b"rates:\n  other: 2\n  cap: 3\ntitle: U\n"),
        ("3.yaml", b"- a list\n"),
    ]);
    let mut read = read(root.path());
    merge(std::mem::take(&mut read.nodes), &mut read.findings).unwrap();
    assert_eq!(
        read.found(),
        [
            "2.yaml:3:3 duplicate-name",
            "2.yaml:4:1 duplicate-name",
            "3.yaml:1:1 wrong-type"
        ]
    );
    let text = text::render(&read.files, &read.findings, false);
    assert!(
        text.contains("1.yaml:4:3") && text.contains("1.yaml:2:1"),
        "{text}"
    );
    assert!(text.contains("\n3 errors in 2 files\n"), "{text}");
}

#[test]
fn each_mistake_is_one_finding_in_its_place() {
    let root = folder(&[(
        "scheme.yaml",
        "\
council: Exampleshire
titel: Charges
from: 06/04/2026
status: in-force
questions:
  - id: Washing Up
    ask: [How much?]
    options:
      - {id: none, say: I manage, points: 0, points: 1}
      - {id: some, point: 8}
    hint: {a: b}
    places: two
rates:
  cap: {unit: £ a week}
"
        .as_bytes(),
    )]);
    let mut read = read(root.path());
    read.check();
    assert_eq!(
        read.found(),
        [
            "scheme.yaml:2:1 unknown-key",
            "scheme.yaml:3:7 bad-date",
            "scheme.yaml:4:9 unknown-word",
            "scheme.yaml:6:9 bad-name",
            "scheme.yaml:7:10 wrong-type",
            "scheme.yaml:9:46 duplicate-key",
            "scheme.yaml:10:9 missing-key",
            "scheme.yaml:10:20 unknown-key",
            "scheme.yaml:11:11 wrong-type",
            "scheme.yaml:12:13 wrong-type",
            "scheme.yaml:14:8 missing-key",
        ]
    );
    let text = text::render(&read.files, &read.findings, false);
    for advice in [
        "Did you mean `title`?",
        "Write `2026-04-06`.",
        "Did you mean `in force`?",
        "Write `washing-up`.",
        "Did you mean `points`?",
    ] {
        assert!(text.contains(advice), "{advice} is not in\n{text}");
    }
}

#[test]
fn the_example_site_fits_the_declared_language() {
    let world = Folder::at(root());
    let mut files = Files::default();
    let mut findings = Findings::default();
    let site = read_file(&world, Path::new("site.yaml"), &mut files, &mut findings).unwrap();
    let site = Reader::new(&site, &SITE, &mut findings).unwrap();
    site.map("contact", &mut findings);
    site.map("accessibility", &mut findings);
    assert_eq!(text::render(&files, &findings, false), "No findings\n");
}

#[test]
fn published_schemes_fit_the_declared_language() {
    let schemes = root().join("schemes");
    let mut editions = 0;
    for council in fs::read_dir(schemes).unwrap().flatten() {
        // National rules have a folder more: `tests/national.rs`. People and the vocabulary are no rules.
        let is_left_out = ["national", "personas", "vocabulary.yaml"];
        if is_left_out.iter().any(|name| council.file_name() == *name) {
            continue;
        }
        let inside = fs::read_dir(council.path()).unwrap().flatten();
        let mut folders: Vec<PathBuf> = inside.map(|one| one.path()).collect();
        folders.retain(|one| one.is_dir());
        // Facts without rules stand in the council's own folder.
        if folders.is_empty() {
            folders.push(council.path());
        }
        for edition in folders {
            let mut read = read(&edition);
            // Wordings have a declaration of their own: `tests/wordings.rs`.
            let words = |node: &Node| {
                ["wording", "language"]
                    .iter()
                    .any(|key| node.entry(key).is_some())
            };
            read.nodes.retain(|node| !words(node));
            read.check();
            let text = text::render(&read.files, &read.findings, false);
            assert_eq!(text, "No findings\n", "{}", edition.display());
            editions += 1;
        }
    }
    assert!(editions > 0);
}

#[cfg(unix)]
#[test]
fn a_file_without_end_or_a_folder_is_refused() {
    let mut files = Files::default();
    let mut findings = Findings::default();
    let world = Folder::at(Path::new("/"));
    for path in ["dev/zero", "dev"] {
        assert!(read_file(&world, Path::new(path), &mut files, &mut findings).is_none());
    }
    let codes: Vec<_> = findings
        .sorted()
        .iter()
        .map(|finding| finding.code.name())
        .collect();
    assert_eq!(codes, ["unreadable-file", "unreadable-file"]);
}

#[test]
fn what_seems_to_be_missing_is_not_told_while_a_file_cannot_be_read() {
    let root = folder(&[
        (
            "town/2026-27/1.yaml",
            b"questions:\n  - id: hours\n   ask: How many?\n",
        ),
        (
            "town/2026-27/2.yaml",
            b"council: Town\ntitle: Charges\nsources: {p: {title: P}}\nsource: p\nrates: {hour: 20 pounds an hour}\nsteps:\n  - {id: cost, units: hours, at: hour}\n",
        ),
    ]);
    let loaded = load_scheme(&root.path().join("town/2026-27")).unwrap();
    let codes: Vec<&str> = loaded
        .findings
        .sorted()
        .iter()
        .map(|finding| finding.code.name())
        .collect();
    assert_eq!(codes, ["yaml-syntax", "bad-amount"]);
    assert!(loaded.schemes.is_empty());
}
