//! The site in each of its languages, and what it lacks in one.

use upfront_engine::{
    Scheme,
    scheme::{QuestionKind, QuestionOption},
};

use super::Theme;
use crate::{
    check::say_scores_between,
    check::{Tongue, Wordings},
    diagnostics::Findings,
    messages::{Catalogue, Person},
    pipeline::Parts,
    site::{Content, Language, frame},
    source::Files,
};

/// The site in each of its languages.
pub(crate) fn languages(
    parts: Parts<'_>,
    theme: &Theme,
    sources: &mut Files,
    findings: &mut Findings,
) -> Vec<Language> {
    let schemes: Vec<Scheme> = parts.schemes.iter().chain(parts.faulty).cloned().collect();
    let tongues = parts.site.languages.iter().enumerate();
    let mut languages: Vec<Language> = tongues
        .map(|(place, tongue)| {
            let is_first = place == 0;
            let (yourself, someone_else) = (Person::Yourself, Person::SomeoneElse);
            let mut content =
                |person| Content::load(parts.world, tongue, is_first, person, sources, findings);
            let content = [content(yourself), content(someone_else)];
            let catalogue = theme.catalogue(tongue, sources, findings);
            let parts = Parts {
                schemes: &schemes,
                ..parts
            };
            language(parts, tongue, is_first, catalogue, content, findings)
        })
        .collect();
    // They are written in the first.
    if let Some(first) = languages.first_mut() {
        first.schemes = schemes;
    }
    languages
}

fn language(
    parts: Parts<'_>,
    tongue: &Tongue,
    is_first: bool,
    catalogue: Catalogue,
    [content, content_about_them]: [Content; 2],
    findings: &mut Findings,
) -> Language {
    let nothing = Wordings::default();
    let of = |scheme: &Scheme| parts.wordings.get(&scheme.id).unwrap_or(&nothing);
    let name = (!is_first).then_some(tongue.name());
    let put = |scheme: &Scheme, person: Person| {
        let put = of(scheme).put(scheme, name, person)?;
        Some(answered(put, &catalogue, is_first))
    };
    if !is_first {
        for scheme in parts.schemes {
            if frame::folder(scheme) == tongue.name() {
                findings.push(tongue.clash(&scheme.id));
            }
            // Of a scheme with an error, not all texts are known.
            if parts.faulty.iter().all(|other| other.id != scheme.id) {
                findings.append(of(scheme).missing(scheme, tongue));
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
        schemes: if is_first {
            Vec::new()
        } else {
            let schemes = parts.schemes.iter();
            schemes
                .map(|scheme| put(scheme, Person::Yourself).unwrap_or_else(|| scheme.clone()))
                .collect()
        },
        about_them: parts
            .schemes
            .iter()
            .filter_map(|scheme| {
                // Words for someone else, and not only words in the language.
                of(scheme).put(scheme, None, Person::SomeoneElse)?;
                Some((scheme.id.clone(), put(scheme, Person::SomeoneElse)?))
            })
            .collect(),
        content,
        content_about_them,
        catalogue,
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
