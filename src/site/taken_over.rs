//! How a council takes over what somebody says on the page of several councils: a file for each edition, which the page
//! loads when it is asked to work the edition out. What an answer leads to is decided by [`crate::councils::follows`] for
//! everything that can be said, and written down; nothing is decided in the browser.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::{
    scheme::{Question, QuestionKind},
    words::Words,
};

use super::{
    Input, Pages,
    compare_estimate::Choice,
    compare_person::{Replied, replied},
    directory,
    frame::name,
    route::{Place, Route},
    rules,
};
use crate::{
    councils::{Edition, How, follows},
    facts::{Asked, Giver, Role},
    messages::Person,
};

/// What the file says. `docs/comparing.md` describes it, and `js/several.d.ts` has the same for the page's scripts.
#[derive(Serialize)]
struct TakenOver<'a> {
    /// What the council's folder is called.
    council: String,
    edition: &'a str,
    /// From when to when it holds, in words.
    dates: String,
    fictional: bool,
    /// The way to the edition's first page.
    home: String,
    /// The way to the packed rules.
    rules: String,
    /// In the order of the rules.
    questions: Vec<Taken<'a>>,
    /// What gives each output, and the cost and the money beside them.
    gives: BTreeMap<&'static str, Gives>,
    reply: Option<Replied>,
}

/// A question.
#[derive(Serialize)]
struct Taken<'a> {
    id: &'a str,
    ask: &'a str,
    /// What it asks for; not there where that is nothing that councils share.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    /// The option that follows from each thing that can be said; `None` where several fit. What is not here fits none. A
    /// question for a number takes what is said as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    means: Option<BTreeMap<String, Option<String>>>,
}

/// What gives a figure.
#[derive(Serialize)]
struct Gives {
    /// The place of the step; not there where it is an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    /// The place of the question whose answer it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<usize>,
    /// What it is counted in.
    unit: String,
}

/// Adds the file of an edition, and its packed rules where it has no estimate of its own. `said` are the options that can be
/// chosen, by what is asked for.
pub(super) fn add(
    input: Input<'_>,
    edition: &Edition<'_>,
    said: &BTreeMap<&str, &[Choice]>,
    made: &mut Pages<'_>,
) {
    let scheme = edition.scheme;
    let words = input.words.for_scheme(scheme);
    let route = Route::CompareEstimate;
    let rules = if scheme.known_in_part {
        Route::PackedForCompare(&scheme.id)
    } else {
        Route::Edition(&scheme.id, Place::Packed(Person::Yourself))
    };
    if !input.is_kept {
        made.file(Route::TakenOver(&scheme.id).path(), Vec::new());
        return;
    }
    if scheme.known_in_part {
        made.file(rules.path(), rules::packed(scheme, &words));
    }
    let questions = scheme.questions.iter().zip(&edition.compared.questions);
    let reply = input.facts.get(&scheme.id);
    let reply = reply.and_then(|facts| facts.reply.as_ref());
    let file = TakenOver {
        council: name(input, scheme),
        edition: &scheme.edition,
        dates: directory::dates(scheme, &words),
        fictional: scheme.fictional,
        home: route.to(Route::Edition(&scheme.id, Place::Home)),
        rules: route.to(rules),
        questions: questions
            .map(|(question, asked)| {
                let fact = asked_for(input, edition, asked);
                Taken {
                    id: &question.id,
                    ask: &question.ask,
                    fact,
                    means: fact.and_then(|fact| {
                        let said = said.get(fact).copied().unwrap_or_default();
                        means(input, question, asked, fact, said)
                    }),
                }
            })
            .collect(),
        gives: gives(edition, &words),
        reply: reply.map(|reply| replied(reply, &scheme.council, input.words)),
    };
    // Plain data with text keys, which JSON always takes.
    let file = serde_json::to_vec(&file).unwrap_or_default();
    made.file(Route::TakenOver(&scheme.id).path(), file);
}

/// What a question asks for that somebody can say. Rules of no nation ask for no nation's questions.
pub(super) fn asked_for<'a>(
    input: Input<'_>,
    edition: &Edition<'_>,
    asked: &'a Asked,
) -> Option<&'a str> {
    let fact = asked.fact.as_deref()?;
    let vocabulary = &input.shared.vocabulary;
    let is_said = |nation: &str| {
        let known = vocabulary.situations.get(nation);
        known.is_some_and(|known| known.iter().any(|name| name == fact))
    };
    (vocabulary.need(fact).is_some() || is_said(edition.nation)).then_some(fact)
}

/// The option that follows from all that can be said; `None` where a number is asked for.
fn means(
    input: Input<'_>,
    question: &Question,
    asked: &Asked,
    fact: &str,
    said: &[Choice],
) -> Option<BTreeMap<String, Option<String>>> {
    let QuestionKind::Options(_) = &question.kind else {
        return None;
    };
    let is_need = input.shared.vocabulary.need(fact).is_some();
    let means = said.iter().filter_map(|said| {
        let option = match follows(&question.kind, asked, &said.id, is_need) {
            How::Follows(option) => Some(option),
            How::SeveralFit => None,
            How::NothingShared | How::NotSaid | How::NoneFits => return None,
        };
        Some((said.id.clone(), option))
    });
    Some(means.collect())
}

fn gives(edition: &Edition<'_>, words: &Words) -> BTreeMap<&'static str, Gives> {
    let scheme = edition.scheme;
    let gives = edition.compared.gives.iter().filter_map(|(role, giver)| {
        let (step, question, unit) = match *giver {
            Giver::Step(step) => (Some(step), None, &scheme.steps.get(step)?.unit),
            Giver::Answer(question) => match &scheme.questions.get(question)?.kind {
                QuestionKind::Number { unit, .. } => (None, Some(question), unit),
                QuestionKind::Options(_) => return None,
            },
        };
        let unit = words.unit(unit);
        let gives = Gives {
            step,
            question,
            unit,
        };
        Some((named(*role), gives))
    });
    gives.collect()
}

/// The name of a role in the file.
const fn named(role: Role) -> &'static str {
    match role {
        Role::Gives(output) => output.name(),
        Role::Cost => "cost",
        Role::Money => "money",
    }
}
