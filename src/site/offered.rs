//! Which pages a site has in a language that it was not written in: those of which every word is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Body, Language, Page};
use crate::{messages::Person, unsaid::is_said};

/// The pages and files that a site has in its other languages. In the first it has all.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// The folders of the other languages, such as `cy/`.
    folders: Vec<String>,
    /// The paths of what they have.
    paths: BTreeSet<String>,
}

impl Offered {
    /// What languages have after the first: the paths of the pages and files in which every word is there.
    pub fn of(languages: &[Language<'_>], paths: impl IntoIterator<Item = String>) -> Self {
        let others = languages.iter().skip(1);
        Self {
            folders: others.map(|other| other.folder.clone()).collect(),
            paths: paths.into_iter().collect(),
        }
    }

    /// Whether there is a page or a file.
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path) || self.in_the_first(path).is_none()
    }

    /// Whether a language has any page.
    pub fn has_a_page(&self, folder: &str) -> bool {
        let mut paths = self.paths.iter();
        paths.any(|path| path.starts_with(folder) && path.ends_with("index.html"))
    }

    /// The path in the first language of a page or a file in another; `None` of one that is in no other.
    pub fn in_the_first<'p>(&self, path: &'p str) -> Option<&'p str> {
        let mut folders = self.folders.iter();
        folders.find_map(|folder| path.strip_prefix(folder.as_str()))
    }
}

/// The paths of the pages and files of a section in which every word is there. `html` makes a page.
pub fn whole(
    language: &Language<'_>,
    (pages, files): (&[Page], &BTreeMap<String, Vec<u8>>),
    html: impl Fn(&Page) -> Option<String>,
) -> Vec<String> {
    // Other pages say the name of the language.
    let words = language.catalogue.of(Person::Yourself);
    if !is_said(&words.say("page-language", &[])) {
        return Vec::new();
    }
    let is_whole = |bytes: &[u8]| is_said(&String::from_utf8_lossy(bytes));
    let whole: BTreeSet<&str> = files
        .iter()
        .filter(|(_, bytes)| is_whole(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let pages = pages.iter().filter(|page| {
        let has_its_files = match &page.body {
            body if body.is_of_facts() => false,
            // It tells of every file.
            Body::Data(_) => whole.len() == files.len(),
            Body::Estimate(_) => {
                let rules = page.path.replace("index.html", "rules.txt");
                whole.contains(rules.as_str()) && has_estimators_messages(language, page)
            }
            _ => true,
        };
        has_its_files && html(page).is_some_and(|html| is_said(&html))
    });
    let pages = pages.map(|page| page.path.clone());
    pages
        .chain(whole.iter().map(|path| (*path).to_owned()))
        .collect()
}

/// Whether the language has all that the estimator says.
fn has_estimators_messages(language: &Language<'_>, page: &Page) -> bool {
    let (_, person) = page.frame.voice;
    let words = language.catalogue.of(person);
    let mut keys = words.keys().filter(|key| !key.starts_with("page-"));
    keys.all(|key| words.get(key).is_some_and(is_said))
}
