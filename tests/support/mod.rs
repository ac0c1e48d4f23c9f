//! What tests share: a site in a folder of its own from a few lines of text, what is found in it, what it comes to and
//! what is built of it; and the schemes of the repository, read once.

pub(crate) mod random;
pub(crate) mod schemes;
pub(crate) mod site;
pub(crate) mod tool;

use std::{collections::BTreeMap, fs, path::Path};

use upfront::{check::Loaded, diagnostics::text};
use upfront_engine::{Answers, Scheme};
use walkdir::WalkDir;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of a built site, by its path inside it, but what is kept for the next build.
pub(crate) fn built_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let inside = entry.path().strip_prefix(folder).unwrap();
        let inside = inside.to_str().unwrap().replace('\\', "/");
        (inside, fs::read(entry.path()).unwrap())
    });
    read.filter(|(path, _)| path != ".build-cache").collect()
}

/// All that was found, as `upfront check` prints it.
pub(crate) fn told(loaded: &Loaded) -> String {
    text::render(&loaded.files, &loaded.findings, false)
}

/// The compiled scheme of this id.
pub(crate) fn scheme<'a>(loaded: &'a Loaded, id: &str) -> &'a Scheme {
    let found = loaded.schemes.iter().find(|scheme| scheme.id == id);
    found.unwrap_or_else(|| panic!("no scheme `{id}`: {}", told(loaded)))
}

/// A person's answers, as they are typed; none of them is at fault.
pub(crate) fn answers(scheme: &Scheme, typed: &[(&str, &str)]) -> Answers {
    let (answers, faults) = Answers::from_texts(scheme, typed.iter().copied());
    assert!(faults.is_empty(), "{}: {faults:?}", scheme.id);
    answers
}

/// A person's answers with others of them instead.
pub(crate) fn instead<'a>(
    usual: &[(&'a str, &'a str)],
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let is_kept = |id: &str| others.iter().all(|(other, _)| *other != id);
    let kept = usual.iter().filter(|(id, _)| is_kept(id));
    kept.chain(others).copied().collect()
}
