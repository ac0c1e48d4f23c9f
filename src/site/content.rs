//! The prose that stands on several councils' pages. It comes with the tool; a site's own `content/` takes its place.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::prose;
use crate::diagnostics::{Code, Finding, Findings, fault::plain_words};
use crate::{check::Tongue, messages::Person};

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
    "estimate-eligibility",
    "help",
    "indicative",
    "letter-advice",
    "letter-care-act-budget",
    "letter-care-act-charge",
    "letter-care-act-eligibility",
    "letter-explain",
    "letter-review",
    "next",
];

/// Those that read otherwise for someone else.
const ABOUT_THEM: &[(&str, &str)] = texts![
    "someone-else/assessment",
    "someone-else/challenge",
    "someone-else/estimate",
    "someone-else/estimate-eligibility",
    "someone-else/help",
    "someone-else/indicative",
    "someone-else/letter-explain",
    "someone-else/letter-review",
    "someone-else/next",
];

/// Markdown by name.
#[derive(Clone, Debug, Default)]
pub struct Content(BTreeMap<&'static str, String>);

impl Content {
    /// The texts of a language, where `folder` is the site's `content`: its own (`about.md`; in another language than
    /// the first `cy/about.md`), or those that come with the tool, which are English. For someone else, those of
    /// `someone-else/` take the place of the others; but where an English site has a text of its own and none for
    /// someone else, that one stands. A text that there is not is a finding.
    pub fn load(
        folder: &Path,
        tongue: &Tongue,
        is_first: bool,
        person: Person,
        findings: &mut Findings,
    ) -> Self {
        let folder = if is_first {
            folder.to_owned()
        } else {
            folder.join(tongue.name())
        };
        let is_english = tongue.name() == "en";
        let mut texts = BTreeMap::new();
        for (name, english) in TEXTS {
            let own = folder.join(format!("{name}.md"));
            let about_them = ABOUT_THEM
                .iter()
                .find(|(key, _)| key.strip_prefix("someone-else/") == Some(name))
                .filter(|_| person == Person::SomeoneElse);
            let text = match about_them {
                None => or_english(own, is_english.then_some(english)),
                Some((key, english)) => {
                    let path = folder.join(format!("{key}.md"));
                    if is_english && !path.exists() && own.exists() {
                        Ok(own)
                    } else {
                        or_english(path, is_english.then_some(english))
                    }
                }
            };
            let text = match text {
                Err(english) => english.to_owned(),
                Ok(path) => read(&path, tongue, person, findings),
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

/// The file that is read, or, where there is none, the English text that comes with the tool, if it may stand there.
fn or_english<'a>(path: PathBuf, english: Option<&'a &'static str>) -> Result<PathBuf, &'a str> {
    match english {
        Some(english) if !path.exists() => Err(english),
        _ => Ok(path),
    }
}

fn read(path: &Path, tongue: &Tongue, person: Person, findings: &mut Findings) -> String {
    if !path.exists() {
        // What a reader who answers for someone else is told as everybody is, was missed already.
        let is_theirs = path
            .parent()
            .is_some_and(|folder| folder.ends_with("someone-else"));
        if person == Person::Yourself || is_theirs {
            findings.push(tongue.lacks(
                format!("there is no `{}`", path.display()),
                format!(
                    "Write in it, in `{}`, what the text of the same name says in English.",
                    tongue.name()
                ),
            ));
        }
        return String::new();
    }
    fs::read_to_string(path).unwrap_or_else(|fault| {
        findings.push(Finding::nowhere(
            Code::UnreadableFile,
            format!(
                "`{}` could not be read as text: {}",
                path.display(),
                plain_words(&fault)
            ),
        ));
        String::new()
    })
}
