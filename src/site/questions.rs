//! Every question, with its answers and what they count.

use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Scheme,
    scheme::{Measure, Question, QuestionKind, QuestionOption},
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::{Mention, References},
    frame::{Frame, link},
    question::{Asked, questionnaire, questions},
    route::{Place, Route},
    terms,
};

/// The questions of an edition.
#[derive(Clone, Debug, Serialize)]
pub struct Questions {
    /// How many there are and how many of them count something, in a sentence.
    pub lead: String,
    /// What the council does not publish of them, in a sentence.
    pub questionnaire: String,
    /// The questions by the part of the estimate, in order.
    pub parts: Vec<Part>,
    /// Words that not everybody knows, a sentence each.
    pub terms: Vec<String>,
}

/// The questions of a part of the estimate.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// What it leads to; empty where there is only one.
    pub heading: String,
    /// Its questions.
    pub questions: Vec<Cited>,
}

/// A question with where it comes from.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// The question.
    pub asked: Asked,
    /// What its answers count, from the least to the most, or else what kind of answer it wants.
    pub span: String,
    /// Where it comes from.
    pub mention: Option<Mention>,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Page {
    let words = input.words;
    let here = Route::Edition(&scheme.id, Place::Questions);
    let mut references = References::new(scheme, words);
    let last = scheme.questions.iter().map(|question| question.part).max();
    let last = last.unwrap_or(0);
    let mut parts: Vec<Part> = (0..=last)
        .map(|part| {
            let mut results = scheme.results.iter();
            let result = results.find(|result| result.part == part);
            let number = (part + 1).to_string();
            let what = result.map_or("", |result| result.say.as_str());
            Part {
                heading: if last == 0 {
                    String::new()
                } else {
                    words.say("page-part-heading", &[("number", &number), ("what", what)])
                },
                questions: Vec::new(),
            }
        })
        .collect();
    for (question, asked) in scheme
        .questions
        .iter()
        .zip(questions(scheme, input.terms, words))
    {
        let mention = references.mention(question.cite.as_ref());
        if let Some(part) = parts.get_mut(question.part) {
            part.questions.push(Cited {
                span: span(scheme, question, words),
                asked,
                mention,
            });
        }
    }
    let count = scheme.questions.iter().filter(|one| counts(one)).count();
    let all = scheme.questions.len().to_string();
    let key = if count == 0 {
        "page-questions-lead-none"
    } else {
        "page-questions-lead"
    };
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Questions,
        words.say("page-questions-heading", &[]),
        words.say(
            "page-questions-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        ),
    );
    let how = here.to(Route::Edition(&scheme.id, Place::How));
    frame
        .crumbs
        .push(link(how, words.say("page-how-heading", &[])));
    frame.references = references.listed();
    let of_questions = scheme.questions.iter().flat_map(terms::of_question);
    Page {
        path: here.path(),
        body: Body::Questions(Questions {
            lead: words.say(key, &[("all", &all), ("count", &count.to_string())]),
            questionnaire: questionnaire(scheme, words),
            parts,
            terms: input.terms.explained(of_questions),
        }),
        frame,
    }
}

/// What the answers of a question count, from the least to the most; where they count nothing, or not only figures, how many
/// answers there are, or that it wants a number.
fn span(scheme: &Scheme, question: &Question, words: &Words) -> String {
    let QuestionKind::Options(options) = &question.kind else {
        return words.say("page-questions-number", &[]);
    };
    let of_measure = |(place, measure): (usize, &Measure)| {
        let counts = options.iter().map(|option| option.counts.get(place));
        let mut counts = counts.filter_map(|counts| *counts?).peekable();
        counts.peek()?;
        let figures: Option<Vec<Decimal>> = counts
            .map(|amount| match amount {
                Amount::Exact(figure) => Some(figure),
                _ => None,
            })
            .collect();
        let figures = figures?;
        // An answer that counts nothing of it is nought.
        let is_left_out =
            |option: &QuestionOption| option.counts.get(place).is_none_or(Option::is_none);
        let nought = options.iter().any(is_left_out).then_some(Decimal::ZERO);
        let least = figures.iter().copied().chain(nought).min()?;
        let most = figures.iter().copied().chain(nought).max()?;
        let amount = if least == most {
            Amount::Exact(most)
        } else {
            Amount::Between(least, most)
        };
        Some(words.amount(amount, &measure.unit))
    };
    let spans: Vec<String> = scheme
        .measures
        .iter()
        .enumerate()
        .filter_map(of_measure)
        .collect();
    if spans.is_empty() {
        let printed = options.iter().filter(|option| !option.between).count();
        words.say("page-questions-answers", &[("count", &printed.to_string())])
    } else {
        spans.join(", ")
    }
}

/// Whether an answer to a question counts something, such as points.
fn counts(question: &Question) -> bool {
    let QuestionKind::Options(options) = &question.kind else {
        return false;
    };
    let mut counts = options.iter().flat_map(|option| &option.counts);
    counts.any(Option::is_some)
}
