//! The findings of bad files, each at its line and column, and none in good ones.

use std::{fs, path::Path};

use upfront::{
    check::{Loaded, load_scheme},
    diagnostics::text,
};

fn shown(loaded: &Loaded) -> String {
    text::render(&loaded.files, &loaded.findings, false)
}

/// The schemes of the example site compile, and every worked example comes out.
#[test]
fn published_schemes_have_no_finding() {
    let schemes = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes");
    for council in fs::read_dir(schemes).unwrap() {
        let council = council.unwrap().path();
        if !council.is_dir() {
            continue;
        }
        for edition in fs::read_dir(&council).unwrap() {
            let edition = edition.unwrap().path();
            let loaded = load_scheme(&edition).unwrap();
            assert!(
                loaded.findings.is_empty(),
                "{}\n{}",
                edition.display(),
                shown(&loaded)
            );
            assert_eq!(loaded.schemes.len(), 1);
        }
    }
}
