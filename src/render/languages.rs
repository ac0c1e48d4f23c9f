//! The site in each of its languages, and what it lacks in one.

use std::{borrow::Cow, collections::BTreeMap};

use upfront_engine::{
    Scheme,
    scheme::{QuestionKind, QuestionOption},
};

use super::Theme;
use crate::{
    check::say_scores_between,
    check::{Tongue, Wordings},
    diagnostics::{Code, Finding, Findings},
    facts::Facts,
    messages::{self, Catalogue, Person, Speaker},
    pipeline::Parts,
    site::{Content, Language, Offered, Written, frame, terms::Terms},
    source::Files,
};

/// The site in each of its languages.
pub(crate) fn languages<'a>(
    parts: Parts<'a>,
    theme: &Theme,
    sources: &mut Files,
    findings: &mut Findings,
) -> Vec<Language<'a>> {
    let schemes: Cow<'a, [Scheme]> = if parts.faulty.is_empty() {
        Cow::Borrowed(parts.schemes)
    } else {
        Cow::Owned([parts.schemes, parts.faulty].concat())
    };
    // Where several councils' rules stand, none of them is all of *we*.
    let is_one =
        frame::only_council_of(parts.site, (&schemes, parts.fact_sheets), parts.as_of).is_some();
    let speaker = if parts.site.is_the_councils && is_one {
        Speaker::Council
    } else {
        Speaker::Others
    };
    let tongues = parts.site.languages.iter().enumerate();
    tongues
        .map(|(place, tongue)| {
            let is_first = place == 0;
            let (yourself, someone_else) = (Person::Yourself, Person::SomeoneElse);
            let mut content = |person| {
                let voice = (speaker, person);
                Content::load(parts.world, tongue, is_first, voice, sources, findings)
            };
            let content = [content(yourself), content(someone_else)];
            let catalogue = theme.catalogue(tongue, speaker, sources, findings);
            let schemes = schemes.clone();
            language(
                parts,
                schemes,
                (place, tongue),
                catalogue,
                content,
                findings,
            )
        })
        .collect()
}

fn language<'a>(
    parts: Parts<'a>,
    mut schemes: Cow<'a, [Scheme]>,
    (place, tongue): (usize, &'a Tongue),
    catalogue: Catalogue,
    [content, content_about_them]: [Content; 2],
    findings: &mut Findings,
) -> Language<'a> {
    let is_first = place == 0;
    let name = (!is_first).then_some(tongue.name());
    if !is_first {
        let nothing = Wordings::default();
        let of = |scheme: &Scheme| parts.wordings.get(&scheme.id).unwrap_or(&nothing);
        for scheme in schemes.iter().chain(parts.fact_sheets) {
            if frame::folder(scheme) == tongue.name() {
                findings.push(tongue.clash(&scheme.id));
            }
        }
        for scheme in schemes.iter() {
            // Of a scheme with an error, not all texts are known.
            let is_sound = || parts.faulty.iter().all(|other| other.id != scheme.id);
            if tongue.is_complete && is_sound() {
                findings.append(of(scheme).missing(scheme, tongue));
            }
        }
        for scheme in schemes.to_mut() {
            if let Some(put) = of(scheme).put(scheme, name, Person::Yourself) {
                *scheme = answered(put, &catalogue, is_first);
            }
        }
    }
    Language {
        code: tongue.code.clone(),
        folder: if is_first {
            String::new()
        } else {
            format!("{}/", tongue.name())
        },
        site: if is_first {
            parts.site.clone()
        } else {
            parts.site.put(tongue, findings)
        },
        schemes,
        written: Written {
            schemes: parts.schemes,
            faulty: parts.faulty,
            wordings: parts.wordings,
            language: name,
        },
        fact_sheets: if is_first { parts.fact_sheets } else { &[] },
        facts: if is_first {
            Cow::Borrowed(parts.facts)
        } else {
            Cow::Owned(unsaid_facts(parts.facts))
        },
        counted: parts.counted,
        shared: parts.shared,
        yaml: parts.yaml,
        content,
        content_about_them,
        terms: Person::ALL.map(|person| Terms::of(catalogue.of(person))),
        catalogue,
    }
}

/// A finding for a language that has no page, where nothing else says why.
pub(crate) fn no_page_offered(tongue: &Tongue, folder: &str, offered: &Offered) -> Option<Finding> {
    let has_unused_draft =
        || tongue.checked.is_none() && messages::draft(tongue.name()).keys().next().is_some();
    if tongue.is_complete || offered.has_a_page(folder) || has_unused_draft() {
        return None;
    }
    let code = tongue.name();
    Some(tongue.told(
        Code::NoPageOffered,
        format!("no page has all of its words in `{code}`"),
        format!(
            "Every page needs the site's title and licence (`wordings: {{{code}: …}}`) and the messages of its frame; a page about rules needs the council, the title and the texts that it shows. With `translations: {{{code}: {{complete: yes}}}}` each that is missing is told."
        ),
    ))
}

/// Facts in a language that they are not written in.
fn unsaid_facts(facts: &BTreeMap<String, Facts>) -> BTreeMap<String, Facts> {
    let facts = facts.iter();
    let unsaid = facts.map(|(id, facts)| (id.clone(), facts.clone().unsaid()));
    unsaid.collect()
}

impl Language<'_> {
    /// A scheme in words for someone else; `None` where it has none of its own.
    pub(crate) fn about_them(&self, id: &str) -> Option<Scheme> {
        let Written {
            schemes,
            faulty,
            wordings,
            language,
        } = self.written;
        let mut schemes = schemes.iter().chain(faulty);
        let scheme = schemes.find(|scheme| scheme.id == id)?;
        let wordings = wordings.get(id)?;
        // Words for someone else, and not only words in the language.
        let put = wordings.put(scheme, None, Person::SomeoneElse)?;
        let put = match language {
            None => put,
            Some(_) => wordings.put(scheme, language, Person::SomeoneElse)?,
        };
        Some(answered(put, &self.catalogue, language.is_none()))
    }
}

/// A scheme with the catalogue's words for yes and no, and for scores between two options.
fn answered(mut scheme: Scheme, catalogue: &Catalogue, is_first: bool) -> Scheme {
    let words = catalogue.of(Person::Yourself);
    if is_first {
        say_scores_between(&mut scheme, words);
        return scheme;
    }
    for question in &mut scheme.questions {
        let QuestionKind::Options(options) = &mut question.kind else {
            continue;
        };
        for QuestionOption { id, say, .. } in options {
            match (id.as_str(), say.as_str()) {
                ("yes", "Yes") => *say = words.say("answer-yes", &[]),
                ("no", "No") => *say = words.say("answer-no", &[]),
                _ => {}
            }
        }
    }
    say_scores_between(&mut scheme, words);
    scheme
}
