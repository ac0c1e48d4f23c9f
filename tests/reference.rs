//! The language reference: fresh, true of the compiler, and with an example of everything.

use std::{collections::BTreeSet, env, fs, path::Path};

use upfront::{
    check::national_names,
    diagnostics::{Code, Findings},
    facts::compared_names,
    folder::load_scheme,
    language::{
        reference,
        shapes::{CONDITION, STEP, TABLE},
        ways::ways,
    },
    source::{Files, Node, NodeKind, read_yaml},
};

use crate::support::{root, site::Site, told};

/// The head of a scheme, where an example of the reference has none.
const HEAD: &str =
    "council: Exampleshire\ntitle: Example\nsources: {policy: {title: Policy}}\nsource: policy\n";

#[test]
fn the_committed_reference_is_fresh() {
    let path = root().join("docs/language.md");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, reference::page()).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == reference::page(),
        "docs/language.md is stale. Renew it with: UPDATE=1 cargo test --test main reference"
    );
}

/// The names that a council may use of the national rules are listed, as they are.
#[test]
fn the_committed_list_of_national_names_is_fresh() {
    let path = root().join("docs/national.md");
    let page = national_names();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/national.md is stale. Renew it with: UPDATE=1 cargo test --test main reference"
    );
    for name in ["| `assessed` |", "| `capital` |", "## scotland\n"] {
        assert!(page.contains(name), "{name}");
    }
}

/// The names under which councils state what is compared are listed, as they are.
#[test]
fn the_committed_list_of_compared_figures_is_fresh() {
    let path = root().join("docs/compared.md");
    let page = compared_names();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/compared.md is stale. Renew it with: UPDATE=1 cargo test --test main reference"
    );
}

#[test]
fn every_line_of_the_frame_that_stands_for_something_is_replaced() {
    let page = reference::page();
    let left: Vec<&str> = page.lines().filter(|line| line.starts_with('@')).collect();
    assert_eq!(left, Vec::<&str>::new());
}

/// The examples of the reference: the line where each starts, and its text.
fn examples() -> Vec<(usize, String)> {
    let page = reference::page();
    let mut examples = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line == "```yaml" {
            let text: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            examples.push((at + 1, text.join("\n") + "\n"));
        }
    }
    examples
}

/// The amounts that an example says come out of its steps, as a worked example.
fn expected(text: &str) -> Option<String> {
    let mut id = "";
    let mut expect = Vec::new();
    for line in text.lines() {
        if let Some((_, rest)) = line.split_once("id: ") {
            id = rest.split([',', '}']).next().unwrap();
        }
        if let Some((_, amount)) = line.split_once(" # ") {
            expect.push(format!("{id}: \"{amount}\""));
        }
    }
    (!expect.is_empty()).then(|| {
        let expect = expect.join(", ");
        format!(
            "examples: [{{id: said, title: As it is said, answers: {{}}, expect: {{{expect}}}}}]\n"
        )
    })
}

fn read(name: &str, text: &str, files: &mut Files, findings: &mut Findings) -> Option<Node> {
    let file = files.add(Path::new(name), text.to_owned());
    read_yaml(file, files, findings)
}

#[test]
fn every_example_of_the_reference_compiles_and_comes_out() {
    let examples = examples();
    assert!(examples.len() > 20);
    let mut told = 0;
    for (line, text) in examples {
        let has_head = text.starts_with("council:");
        let said = expected(&text).unwrap_or_default();
        told += said.matches(": \"").count();
        let head = if has_head { "" } else { HEAD };
        let edition = |name: &str| format!("schemes/exampleshire/2026-27/{name}");
        let site = Site::of(&[
            (&edition("1.yaml"), head),
            (&edition("2.yaml"), &text),
            (&edition("3.yaml"), &said),
        ]);
        let mut loaded = load_scheme(&site.at(&edition(""))).unwrap();
        // Some figures of the nation that an example extends are not: that is not the example's fault.
        loaded.findings.forget(Code::NotVerified);
        // Nor that a nation has words for someone else, which belong into a file beside the example.
        loaded.findings.forget(Code::SpeaksOfYou);
        assert!(
            loaded.schemes.len() == 1 && loaded.findings.is_empty(),
            "the example below line {line} of docs/language.md:\n{}",
            self::told(&loaded)
        );
    }
    assert!(told > 30, "{told} amounts are told");
}

#[test]
fn the_whole_site_file_of_the_reference_has_no_finding() {
    let page = reference::page();
    let (_, rest) = page.split_once("```yaml site.yaml\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    let rules = format!("{HEAD}steps: [{{id: allowance, sum: £5 a week}}]\n");
    let site = Site::of(&[
        ("site.yaml", text),
        ("schemes/exampleshire/2026-27/rules.yaml", &rules),
    ]);
    let loaded = site.load_as_of("2026-04-01");
    assert!(
        loaded.schemes.len() == 1 && loaded.findings.is_empty(),
        "{}",
        told(&loaded)
    );
}

/// The names of every key that an example uses, with those of what stands below.
fn used(node: &Node, keys: &mut BTreeSet<String>) {
    match &node.kind {
        NodeKind::Map(entries) => {
            for entry in entries {
                keys.insert(entry.key.clone());
                used(&entry.value, keys);
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| used(item, keys)),
        _ => {}
    }
}

#[test]
fn every_verb_condition_and_kind_of_table_has_an_example() {
    let mut keys = BTreeSet::new();
    for (_, text) in examples() {
        let node = read(
            "example.yaml",
            &text,
            &mut Files::default(),
            &mut Findings::default(),
        );
        used(&node.unwrap(), &mut keys);
    }
    for key in ["extends", "overrides", "after"] {
        assert!(keys.contains(key), "no example shows `{key}`");
    }
    for shape in [&STEP, &TABLE, &CONDITION] {
        for way in ways(shape) {
            let groups = way.one_of.iter().chain(way.some_of).copied().flatten();
            for key in way.needs.iter().chain(way.may).chain(groups) {
                assert!(
                    keys.contains(*key),
                    "no example in src/language/reference.md shows `{key}` of {}",
                    shape.name
                );
            }
        }
    }
}
