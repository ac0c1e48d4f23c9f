//! Small files, read: what becomes of each, and where each finding points.

use std::{fmt::Write as _, path::Path};

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> (Option<Node>, Findings, Files) {
    let mut files = Files::default();
    let file = files.add(Path::new("a.yaml"), text.to_owned());
    let mut findings = Findings::default();
    let node = read_yaml(file, &files, &mut findings);
    (node, findings, files)
}

/// Every finding as `line:column code`.
fn found(text: &str) -> Vec<String> {
    let (_, findings, files) = read(text);
    findings
        .sorted()
        .iter()
        .map(|finding| {
            let (line, column) = files.line_column(finding.at.unwrap());
            format!("{line}:{column} {}", finding.code.name())
        })
        .collect()
}

/// Every node and key with its place, as the text that its span covers.
fn pieces(node: &Node, text: &str, into: &mut Vec<String>) {
    into.push(text[node.span.start..node.span.end].to_owned());
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| pieces(item, text, into)),
        NodeKind::Map(entries) => {
            for entry in entries {
                into.push(text[entry.key_span.start..entry.key_span.end].to_owned());
                pieces(&entry.value, text, into);
            }
        }
        _ => {}
    }
}

#[test]
fn keeps_raw_text_and_quotes() {
    let (node, findings, _) =
        read("a: 5.00\nb: '5.00'\nc: ~\nd:\ne: null\nf: 'null'\ng: yes\nh: |\n  two\n  lines\n");
    let node = node.unwrap();
    assert!(findings.is_empty());
    let scalar = |key: &str| match &node.entry(key).unwrap().value.kind {
        NodeKind::Scalar { text, quoted } => Some((text.clone(), *quoted)),
        NodeKind::Empty => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(scalar("a"), Some(("5.00".into(), false)));
    assert_eq!(scalar("b"), Some(("5.00".into(), true)));
    assert_eq!(scalar("c"), None);
    assert_eq!(scalar("d"), None);
    assert_eq!(scalar("e"), None);
    assert_eq!(scalar("f"), Some(("null".into(), true)));
    assert_eq!(scalar("g"), Some(("yes".into(), false)));
    assert_eq!(scalar("h"), Some(("two\nlines\n".into(), true)));
}

#[test]
fn spans_cover_the_text() {
    let text =
        "£: £5   # a comment\nlist:\n  - 'q'\n  - {k: v, e: }\n\n# end\nlast: two\n  lines\n";
    let (node, ..) = read(text);
    let mut all = Vec::new();
    pieces(&node.unwrap(), text, &mut all);
    assert_eq!(
        all[1..],
        [
            "£",
            "£5",
            "list",
            "- 'q'\n  - {k: v, e: }",
            "'q'",
            "{k: v, e: }",
            "k",
            "v",
            "e",
            "e",
            "last",
            "two\n  lines"
        ]
    );
    assert!(all[0].starts_with("£: £5") && all[0].ends_with("lines"));
}

#[test]
fn lines_and_columns_are_those_of_an_editor() {
    assert_eq!(found("ä: ü\r\nß: {x: 1, x: 2}\r\n"), ["2:11 duplicate-key"]);
    let (_, findings, files) = read("a: 1\nb: 2\na: 3\n");
    let findings = findings.sorted();
    assert_eq!(files.line_column(findings[0].at.unwrap()), (3, 1));
    assert_eq!(files.line_column(findings[0].related[0].0), (1, 1));
}

#[test]
fn refuses_what_rules_do_not_use() {
    assert_eq!(found("a: &x {b: 1}\nc:\n  <<: *x\n"), ["3:3 unknown-key"]);
    assert_eq!(found("? [a, b]\n: c\n"), ["1:3 wrong-type"]);
    assert_eq!(found(": c\n"), ["1:1 wrong-type"]);
    assert_eq!(found("a: !foo b\n"), ["1:4 wrong-type"]);
    assert_eq!(found("a: b\n---\nc: d\n"), ["2:1 yaml-syntax"]);
    assert_eq!(found("a: *b\n"), ["1:4 yaml-syntax"]);
    assert_eq!(found("a: &x [*x]\n"), ["1:8 alias-bomb"]);
    assert_eq!(found("title: &Charges for\n"), ["1:8 wrong-type"]);
    assert_eq!(found("a: b}\nc: d [e]\n"), ["1:5 wrong-type"]);
    assert_eq!(
        found("a:\n  b: &x\nc: &y\n  d: 1\n"),
        ["2:6 wrong-type", "3:4 wrong-type"]
    );
    assert_eq!(found("a: > charges\n"), ["1:4 yaml-syntax"]);
}

#[test]
fn limits_depth_and_aliases() {
    let deep = format!("a: {}{}", "[".repeat(70), "]".repeat(70));
    assert_eq!(found(&deep), ["1:68 too-deep"]);
    let very_deep = "[".repeat(100_000);
    assert_eq!(found(&very_deep), ["1:65 too-deep"]);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let below = format!("*a{}", level - 1);
        writeln!(bomb, "a{level}: &a{level} [{}]", vec![below; 10].join(", ")).unwrap();
    }
    assert_eq!(found(&bomb), ["6:10 alias-bomb"]);
    let many = format!("[{}]", "x,".repeat(200_001));
    assert!(found(&many)[0].ends_with("file-too-large"));
}

#[test]
fn a_text_that_a_comma_splits_is_one_finding_and_is_read_whole() {
    let text =
        "a: {gives: £1,000 a year, say: help, every day, and night, b: 1}\nc: [£1,200, 3,400]\n";
    let (node, findings, _) = read(text);
    let node = node.unwrap();
    let a = &node.entry("a").unwrap().value;
    assert_eq!(
        a.entry("gives").unwrap().value.text(),
        Some("£1,000 a year")
    );
    assert_eq!(
        a.entry("say").unwrap().value.text(),
        Some("help, every day, and night")
    );
    assert_eq!(a.entry("b").unwrap().value.text(), Some("1"));
    let NodeKind::List(items) = &node.entry("c").unwrap().value.kind else {
        panic!("not a list");
    };
    let items: Vec<_> = items.iter().map(Node::text).collect();
    assert_eq!(items, [Some("£1,200"), Some("3"), Some("400")]);
    assert_eq!(
        found(text),
        ["1:12 wrong-type", "1:32 wrong-type", "2:5 wrong-type"]
    );
    assert_eq!(
        findings.sorted()[0].advice,
        ["Write `\"£1,000 a year\"`, with the quotes."]
    );
    assert!(found("a: {from:31, to:40}\nb: {c: d, to:\u{a0}40}\n").is_empty());
    assert!(found("a: {b: c, d: , e: }\nf: {g}\nh: {i: [j], k}\n").is_empty());
}

#[test]
fn an_alias_repeats_its_anchor() {
    let (node, findings, _) = read("a: &x {b: [1, 2]}\nc: *x\n");
    let node = node.unwrap();
    assert!(findings.is_empty());
    let copy = &node.entry("c").unwrap().value;
    assert!(
        matches!(&copy.entry("b").unwrap().value.kind, NodeKind::List(items) if items.len() == 2)
    );
}

#[test]
fn an_empty_file_holds_nothing() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "~\n"] {
        let (node, findings, _) = read(text);
        assert!(node.is_none() && findings.is_empty(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in r##"([\PC]|[-:{}\[\],&*!|>'"#%@`~?\n\r\t \x{feff}]|<<: |a: |- ){0,60}"##) {
        let (node, findings, files) = read(&text);
        if let Some(node) = &node {
            let mut all = Vec::new();
            pieces(node, &text, &mut all);
        }
        for finding in findings.sorted() {
            let at = finding.at.unwrap();
            prop_assert!(text.get(at.start..at.end).is_some());
            files.line_column(at);
        }
    }
}
