//! The languages of a site, and the texts of `site.yaml` in each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Site,
    wordings::{Path, Phrase, texts_below, written},
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::{Reader, site},
    source::{NodeKind, Span},
    unsaid::unsaid,
};

/// A language of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tongue {
    /// Its code, such as `en-GB`.
    pub code: String,
    /// Where `site.yaml` names it, if it does.
    at: Option<Span>,
    /// The texts of `site.yaml` in it, where it is not the first.
    texts: BTreeMap<Path, Phrase>,
    /// Whether every page has to be there in it.
    pub is_complete: bool,
    /// Who checked the draft of its words that comes with the tool, and when; `None` where nobody did.
    pub checked: Option<Checked>,
}

/// A check of words by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Who checked them.
    pub by: String,
    /// On which day.
    pub on: Date,
}

impl Tongue {
    /// A language by its code, with no texts of its own.
    pub fn of(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            ..Self::default()
        }
    }

    /// What its files and folders are called: the first part of the code.
    pub fn name(&self) -> &str {
        first_part(&self.code)
    }

    /// A finding for rules that stand where the pages of the language do.
    pub fn clash(&self, scheme: &str) -> Finding {
        let mut finding = Finding::nowhere(
            Code::DuplicateName,
            format!(
                "the pages in `{}` would stand in the same folder as those of {scheme}",
                self.name()
            ),
        )
        .label("the language")
        .advice("Give the folder of the council another name.");
        finding.at = self.at;
        finding
    }

    /// A finding for something that the site does not have in it.
    pub fn lacks(&self, message: String, advice: String) -> Finding {
        self.told(Code::MissingWords, message, advice)
    }

    /// A finding about the language, at the place where `site.yaml` names it.
    pub(crate) fn told(&self, code: Code, message: String, advice: String) -> Finding {
        let mut finding = Finding::nowhere(code, message).advice(advice);
        finding.at = self.at;
        if self.at.is_some() {
            finding = finding.label("a language of the site");
        }
        finding
    }
}

/// The first part of a language's code: `en` of `en-GB`.
pub(super) fn first_part(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// The languages that `site.yaml` names; British English where it names none.
pub(super) fn read(top: &Reader<'_>, findings: &mut Findings) -> Vec<Tongue> {
    let mut codes = top.texts("languages");
    if let Some(language) = top.text("language") {
        if codes.is_empty() {
            codes.push(language);
        } else {
            findings.push(
                Finding::new(
                    Code::WrongType,
                    language.1,
                    "`language` and `languages` are both written",
                )
                .label("said twice")
                .advice("Keep `languages`."),
            );
        }
    }
    let written = codes.len();
    let mut tongues: Vec<Tongue> = Vec::new();
    for (code, at) in codes {
        let code = code.trim();
        if !is_code(code) {
            findings.push(
                Finding::new(
                    Code::UnknownWord,
                    at,
                    format!("`{code}` is not the code of a language"),
                )
                .label("not a code")
                .advice("Write a code such as `en`, `en-GB` or `cy`."),
            );
        } else if tongues.iter().any(|other| other.name() == first_part(code)) {
            findings.push(
                Finding::new(
                    Code::DuplicateName,
                    at,
                    format!("`{}` is named twice", first_part(code)),
                )
                .label("the second time")
                .advice("Keep one of the two."),
            );
        } else {
            tongues.push(Tongue {
                at: Some(at),
                ..Tongue::of(code)
            });
        }
    }
    // A code that cannot be read may be that of any wording.
    let are_read = tongues.len() == written;
    if tongues.is_empty() {
        tongues.push(Tongue::of("en-GB"));
    }
    for (key, shape) in [
        ("wordings", &site::SITE_WORDING),
        ("translations", &site::TRANSLATION),
    ] {
        let Some(NodeKind::Map(entries)) = top.value(key).map(|node| &node.kind) else {
            continue;
        };
        for entry in entries {
            let Some(reader) = Reader::new(&entry.value, shape, findings) else {
                continue;
            };
            // The texts of the first stand in the file itself.
            let first = usize::from(key == "wordings");
            match tongues
                .iter_mut()
                .skip(first)
                .find(|tongue| tongue.name() == first_part(&entry.key))
            {
                Some(tongue) if key == "wordings" => {
                    tongue.texts = texts_below(&reader, shape, findings);
                }
                Some(tongue) => {
                    tongue.is_complete = reader.yes_no("complete").unwrap_or_default();
                    tongue.checked = checked(&reader, findings);
                }
                None if !are_read => {}
                None => findings.push(
                    Finding::new(
                        Code::UnknownName,
                        entry.key_span,
                        format!("`{}` is not another language of the site", entry.key),
                    )
                    .label("not in `languages`, or the first there")
                    .advice("Name it in `languages`, after the language of the rules."),
                ),
            }
        }
    }
    // Without the first there is no page at all.
    if let Some(first) = tongues.first_mut() {
        first.is_complete = true;
    }
    tongues
}

/// Who checked the messages of a language, and when. One without the other is a finding.
fn checked(reader: &Reader<'_>, findings: &mut Findings) -> Option<Checked> {
    let (by, on) = ("messages checked by", "messages checked on");
    let (has, lacks) = match (reader.entry(by), reader.entry(on)) {
        (Some(_), Some(_)) => {
            return Some(Checked {
                by: Some(reader.string(by)).filter(|by| !by.is_empty())?,
                on: reader.date(on)?,
            });
        }
        (Some(entry), None) => (entry, on),
        (None, Some(entry)) => (entry, by),
        (None, None) => return None,
    };
    findings.push(
        Finding::new(
            Code::MissingKey,
            has.key_span,
            format!("`{}` stands without `{lacks}`", has.key),
        )
        .label("half of it")
        .advice(format!("Add `{lacks}`.")),
    );
    None
}

/// Whether a text looks like the code of a language: two or three small letters, and more parts after a dash.
fn is_code(text: &str) -> bool {
    let is_plain =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    matches!(first_part(text).len(), 2..=3)
        && first_part(text)
            .bytes()
            .all(|byte| byte.is_ascii_lowercase())
        && text.split('-').all(is_plain)
}

impl Site {
    /// The site in another of its languages. Where that has to be complete, each text that it does not have there is a
    /// finding.
    #[must_use]
    pub fn put(&self, tongue: &Tongue, findings: &mut Findings) -> Self {
        let mut put = self.clone();
        let mut known = BTreeSet::new();
        let mut see = |path: &[&str], text: &mut String| {
            if text.is_empty() {
                return;
            }
            let path: Path = path.iter().map(|part| (*part).to_owned()).collect();
            if let Some(other) = tongue.texts.get(&path) {
                text.clone_from(&other.text);
            } else {
                let code = tongue.name();
                if tongue.is_complete {
                    findings.push(tongue.lacks(
                        format!("the site's `{}` has no words in `{code}`", path.join(": ")),
                        format!("Add `wordings: {{{code}: {{{}}}}}`.", written(&path)),
                    ));
                }
                *text = unsaid(text);
            }
            known.insert(path);
        };
        see(&["title"], &mut put.title);
        see(&["about"], &mut put.about);
        see(&["licence"], &mut put.licence);
        if let Some(logo) = &mut put.brand.logo {
            see(&["brand", "logo"], &mut logo.alternative);
        }
        for (key, links) in [
            ("header links", &mut put.brand.header_links),
            ("footer links", &mut put.brand.footer_links),
        ] {
            for (number, link) in links.iter_mut().enumerate() {
                see(&["brand", key, &(number + 1).to_string()], &mut link.text);
            }
        }
        let statement = &mut put.accessibility;
        for (number, issue) in statement.issues.iter_mut().enumerate() {
            see(
                &["accessibility", "issues", &(number + 1).to_string()],
                issue,
            );
        }
        see(&["accessibility", "tested by"], &mut statement.tested_by);
        see(&["accessibility", "how"], &mut statement.how);
        for (path, text) in &tongue.texts {
            if !known.contains(path) {
                findings.push(
                    Finding::new(
                        Code::UnknownName,
                        text.at(),
                        format!("the site has no text `{}`", path.join(": ")),
                    )
                    .label("nothing to put otherwise")
                    .advice("Take it out."),
                );
            }
        }
        put
    }
}
