//! The files that come with the tool: its national rules, its texts and their drafts in other languages, its theme and what
//! a council says of itself, as `build.rs` finds them in the folders of their names, and the estimator that it builds.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::{site::Script, world::Memory};

// `FILES`: the path and the text of each file, in the order of their paths.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The engine for the browser.
pub(crate) const ESTIMATOR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/estimator_bg.wasm"));
/// The script that calls it, made small.
pub(crate) const ESTIMATOR_SCRIPT: &str =
    include_str!(concat!(env!("OUT_DIR"), "/estimator_bg.js"));

/// A script of the theme that comes with the tool, linked and made small.
pub(crate) const fn script(script: Script) -> &'static str {
    match script {
        Script::Estimate => include_str!(concat!(env!("OUT_DIR"), "/estimate.js")),
        Script::Several => include_str!(concat!(env!("OUT_DIR"), "/several.js")),
        Script::Find => include_str!(concat!(env!("OUT_DIR"), "/find.js")),
        Script::Choose => include_str!(concat!(env!("OUT_DIR"), "/choose.js")),
    }
}

/// The text of a file by its path, such as `content/about.md`; empty where there is no such file.
pub(crate) fn text(path: &str) -> &'static str {
    let place = FILES.binary_search_by_key(&path, |(path, _)| path);
    let file = place.ok().and_then(|place| FILES.get(place));
    file.map_or("", |(_, text)| text)
}

/// The files in a folder and below it: the path of each inside the folder, and its text.
pub(crate) fn below(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(move |(path, text)| {
        let path = path.strip_prefix(folder)?.strip_prefix('/')?;
        Some((path, *text))
    })
}

/// All of them as a world, on no day in particular.
pub(crate) fn world() -> &'static Memory {
    static WORLD: LazyLock<Memory> =
        LazyLock::new(|| Memory::new(FILES.iter().copied(), Date::default()));
    &WORLD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_is_there_by_its_path() {
        assert!(text("content/about.md").contains("council"));
        assert!(text("themes/upfront/css/base.css").contains('{'));
        assert_eq!(text("content/nothing.md"), "");
        let years = below("schemes/national/england");
        assert!(
            years
                .filter(|(path, _)| path.starts_with("2026-27/"))
                .count()
                > 0
        );
    }
}
