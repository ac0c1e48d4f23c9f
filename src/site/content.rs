//! The prose that stands on several councils' pages. It comes with the tool; a site's own `content/` takes its place.

use std::{collections::BTreeMap, fs, path::Path};

use super::prose;
use crate::diagnostics::{Code, Finding, Findings, fault::plain_words};
use crate::messages::Person;

macro_rules! texts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../content/", $name, ".md")))),+]
    };
}

/// The texts that come with the tool, by name.
const TEXTS: &[(&str, &str)] = texts![
    "about",
    "assessment",
    "challenge",
    "estimate",
    "help",
    "indicative",
    "letter-advice",
    "letter-care-act-budget",
    "letter-care-act-charge",
    "letter-care-act-eligibility",
    "letter-explain",
    "letter-review",
];

/// Those that read otherwise for someone else.
const ABOUT_THEM: &[(&str, &str)] = texts![
    "someone-else/assessment",
    "someone-else/challenge",
    "someone-else/estimate",
    "someone-else/help",
    "someone-else/indicative",
];

/// Markdown by name.
#[derive(Clone, Debug, Default)]
pub struct Content(BTreeMap<&'static str, String>);

impl Content {
    /// The texts that come with the tool, or the folder's own (`about.md`) where it has them. For someone else, those
    /// of `someone-else/` take the place of the others; but where the folder has a text of its own and none for
    /// someone else, that one stands.
    pub fn load(folder: &Path, person: Person, findings: &mut Findings) -> Self {
        let mut texts = BTreeMap::new();
        for (name, text) in TEXTS {
            let own = Some(folder.join(format!("{name}.md"))).filter(|path| path.exists());
            let (text, own) = match person {
                Person::Yourself => (text, own),
                Person::SomeoneElse => {
                    let path = folder.join(format!("someone-else/{name}.md"));
                    let about_them = ABOUT_THEM
                        .iter()
                        .find(|(key, _)| key.strip_prefix("someone-else/") == Some(name))
                        .map_or(text, |(_, text)| text);
                    (about_them, Some(path).filter(|path| path.exists()).or(own))
                }
            };
            let text = match own {
                None => (*text).to_owned(),
                Some(path) => fs::read_to_string(&path).unwrap_or_else(|fault| {
                    findings.push(Finding::nowhere(
                        Code::UnreadableFile,
                        format!(
                            "`{}` could not be read as text: {}",
                            path.display(),
                            plain_words(&fault)
                        ),
                    ));
                    String::new()
                }),
            };
            texts.insert(*name, text);
        }
        Self(texts)
    }

    /// A text as HTML, its headings from level `top`.
    pub(super) fn html(&self, name: &str, top: usize, findings: &mut Findings) -> String {
        let text = self.0.get(name).map_or("", String::as_str);
        prose::html(text, top, &format!("`content/{name}.md`"), findings)
    }
}
