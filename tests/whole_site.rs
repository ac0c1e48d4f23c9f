//! A whole site, from its folder to the bytes of every page, through the command that people type.
//!
//! What is expected stands in `tests/sites/NAME/out`. After a change that is meant, `UPDATE=1 cargo test --test
//! main whole_site` writes it anew: read the difference before it is committed.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use crate::support::{
    built_files, root,
    site::Site,
    tool::{Ran, command},
};

fn small() -> PathBuf {
    root().join("tests/sites/small")
}

/// Runs the tool with nothing in its environment.
fn upfront(arguments: &[&str]) -> Ran {
    let ran = command().args(arguments).env_clear().output();
    ran.unwrap().into()
}

fn built() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let ran = upfront(&[
        "build",
        small().join("in").to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--as-of",
        "2026-05-01",
    ]);
    assert!(ran.succeeded(), "{}", ran.err);
    (folder, out)
}

/// The bytes that are held: those of pages and data, not of the assets, whose names change with every change of the
/// engine or the theme.
fn held(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let is_held = |path: &str| !path.starts_with("assets/") && path != "build.json";
    files
        .into_iter()
        .filter(|(path, _)| is_held(path))
        .map(|(path, bytes)| (path, without_hashes(&String::from_utf8(bytes).unwrap())))
        .collect()
}

/// `assets/upfront-1a2b3c4d.css` as `assets/upfront-HASH.css`.
fn without_hashes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("assets/") {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let end = after.find(['"', '\'', ' ', '<']).unwrap_or(after.len());
        let (path, tail) = after.split_at(end);
        match (path.rfind('-'), path.rfind('.')) {
            (Some(dash), Some(dot)) if dash < dot => {
                plain.push_str(&path[..dash]);
                plain.push_str("-HASH");
                plain.push_str(&path[dot..]);
            }
            _ => plain.push_str(path),
        }
        rest = tail;
    }
    plain + rest
}

#[test]
fn every_page_has_the_bytes_that_are_expected() {
    let (_folder, out) = built();
    let built = held(built_files(&out));
    let expected = small().join("out");
    if env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&expected);
        for (path, text) in &built {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let expected = held(built_files(&expected));
    let paths = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&built), paths(&expected));
    for (path, text) in &built {
        let lines = text.lines().zip(expected[path].lines()).enumerate();
        for (line, (is, was)) in lines {
            assert_eq!(
                is,
                was,
                "{path}:{} - `UPDATE=1 cargo test --test main whole_site` if that is meant",
                line + 1
            );
        }
        assert_eq!(
            text.lines().count(),
            expected[path].lines().count(),
            "{path}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let ((_one, first), (_other, second)) = (built(), built());
    assert_eq!(built_files(&first), built_files(&second));
}

#[test]
fn a_failing_build_leaves_the_last_good_site_as_it_was() {
    let (_folder, out) = built();
    let before = built_files(&out);
    let small = |path: &str| fs::read_to_string(small().join("in").join(path)).unwrap();
    let rules = "schemes/exampleshire/2026-27/scheme.yaml";
    let gap = small(rules).replace("to: 7, gives", "to: 6, gives");
    let site = Site::of(&[("site.yaml", &small("site.yaml")), (rules, &gap)]);
    let ran = site.run(&["build", "--out", out.to_str().unwrap()]);
    let told = ran.err;
    assert_eq!(ran.code, Some(1), "{told}");
    assert!(told.contains("error[band-gap]"), "{told}");
    assert!(told.contains("scheme.yaml:39:"), "{told}");
    assert_eq!(built_files(&out), before);
}

#[test]
fn exit_codes_tell_findings_usage_and_what_could_not_run_apart() {
    let site = small().join("in");
    let site = site.to_str().unwrap();
    for (arguments, code) in [
        (&["check", site][..], 0),
        (&["check", "--format", "json", site], 0),
        (&["test", site], 0),
        (&["check", "--fromat", "json"], 2),
        (&["bulid"], 2),
        (&["check", "/no/such/folder"], 3),
        (&["estimate", "no/such", "answers.yaml"], 3),
    ] {
        let ran = upfront(arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?}\n{}", ran.err);
    }
    for command in ["check", "build", "test"] {
        let ran = upfront(&[command, "--format", "json", "/no/such/folder"]);
        assert_eq!(ran.code, Some(3));
        assert_eq!(ran.err, "");
        let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(told["findings"][0]["code"], "could-not-run");
        let sentence = told["findings"][0]["message"].as_str().unwrap();
        assert!(
            sentence.ends_with("could not be read: there is no such file or folder"),
            "{sentence}"
        );
    }
}

/// What `make site` prints: a line that `make` adds, and what the build says.
#[test]
fn the_example_site_is_built_without_a_warning_and_in_few_lines() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let site = root().to_str().unwrap();
    let ran = upfront(&["build", site, "--out", out.to_str().unwrap()]);
    let said = ran.told();
    assert!(ran.succeeded(), "{said}");
    assert!(said.contains("No findings"), "{said}");
    assert!(said.lines().count() < 10, "{said}");
}
