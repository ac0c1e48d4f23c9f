//! No sentence promises anything, or turns anybody away: only an assessment decides.

use std::{fs, path::Path};

use walkdir::WalkDir;

use crate::support::root;

/// What an estimate may never say.
const NEVER: &[&str] = &[
    "you will get",
    "they will get",
    "you will receive",
    "entitled",
    "entitlement",
    "approved",
    "not eligible",
    "ineligible",
];

#[test]
fn no_message_prose_or_rule_promises_anything_or_turns_anybody_away() {
    let mut read = 0;
    for folder in ["content", "schemes", "themes"] {
        for entry in WalkDir::new(root().join(folder)) {
            let entry = entry.unwrap();
            let path = entry.path();
            if !["yaml", "md", "html"].map(Some).contains(&ending(path)) {
                continue;
            }
            let text = fs::read_to_string(path).unwrap().to_lowercase();
            // The words of an address are its owner's.
            let text = text.split_whitespace();
            let text: Vec<&str> = text.filter(|word| !word.contains("://")).collect();
            let text = text.join(" ");
            for words in NEVER {
                assert!(!text.contains(words), "“{words}” in {}", path.display());
            }
            read += 1;
        }
    }
    assert!(read > 40, "only {read} files were read");
}

fn ending(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}
