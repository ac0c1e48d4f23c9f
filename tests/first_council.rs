//! The tutorial, `docs/first-council.md`: every command in it is run, every file in it is written, and what it shows is what comes.
//! `UPDATE=1` writes what comes into it.

use std::{env, fs, path::PathBuf};

use tempfile::TempDir;

use crate::support::{root, tool::upfront_in};

/// What is typed into a fence of commands and what comes of it, run in a folder that `cd` changes.
fn run(typed: &str, folder: &mut PathBuf) -> String {
    let mut shown = String::new();
    for line in typed.lines() {
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        shown.extend([line, "\n"]);
        if let Some(into) = command.strip_prefix("cd ") {
            folder.push(into);
            continue;
        }
        let words: Vec<&str> = command.split(' ').collect();
        let (tool, arguments) = words.split_first().unwrap();
        assert_eq!(*tool, "upfront", "{line}");
        shown.push_str(&upfront_in(folder, arguments).told());
    }
    shown
}

#[test]
fn every_command_of_the_tutorial_gives_what_it_shows() {
    let path = root().join("docs/first-council.md");
    let page = fs::read_to_string(&path).unwrap();
    let home = TempDir::new().unwrap();
    let mut folder = home.path().to_owned();
    let mut fresh = String::new();
    for (index, part) in page.split("```").enumerate() {
        if index > 0 {
            fresh.push_str("```");
        }
        let (kind, text) = part.split_once('\n').unwrap_or((part, ""));
        match (index % 2, kind) {
            (1, "console") => {
                fresh.push_str("console\n");
                fresh.push_str(&run(text, &mut folder));
            }
            (1, kind) => {
                if let Some(file) = kind.strip_prefix("yaml ") {
                    assert!(folder.join(file).exists(), "{file}");
                    fs::write(folder.join(file), text).unwrap();
                }
                fresh.push_str(part);
            }
            _ => fresh.push_str(part),
        }
    }
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert!(
        page == fresh || env::var_os("UPDATE").is_some(),
        "Renew it with: UPDATE=1 cargo test --test main first_council\n{fresh}"
    );
    let charges = "schemes/testshire-charging/2026-27/scheme.yaml";
    assert!(folder.join(charges).exists() && folder.join("public/index.html").exists());
}
