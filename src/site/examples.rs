//! Worked examples, with their whole working.

use serde::Serialize;
use upfront_engine::{
    Scheme,
    explain::{ExplainedAnswer, explain},
    scheme::Example,
};

use super::{
    Body, Input, Page,
    cite::{Cited, cited},
    frame::{Frame, date},
    prose,
    route::{Place, Route},
};
use crate::{analyse::coverage, check::dated::of_example};

/// Worked examples.
#[derive(Clone, Debug, Serialize)]
pub struct Examples {
    /// How much of the rules the examples cover, in a sentence; empty where there are none.
    pub coverage: String,
    /// The examples, in order.
    pub examples: Vec<Story>,
}

/// A worked example in words.
#[derive(Clone, Debug, Serialize)]
pub struct Story {
    /// Its name in the rules.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The person's story, as HTML.
    pub about: String,
    /// The day that it is for, in a sentence; empty where that does not matter.
    pub on: String,
    /// What comes out, a sentence each.
    pub figures: Vec<Figure>,
    /// Why printed figures do not follow from the rules; empty where they do.
    pub but: String,
    /// The answers to the questions that were asked.
    pub answers: Vec<ExplainedAnswer>,
    /// The working.
    pub lines: Vec<Worked>,
    /// What is not known, a sentence each.
    pub gaps: Vec<String>,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// A figure that an example states.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The figure, in a sentence.
    pub sentence: String,
}

/// A line of a working.
#[derive(Clone, Debug, Serialize)]
pub struct Worked {
    /// The step's name in the rules.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// How.
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Whose rule it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
    /// Whether a person came for it.
    pub result: bool,
}

/// The page.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Page {
    let words = input.words;
    Page {
        frame: Frame::of_edition(
            input,
            scheme,
            Place::Examples,
            words.say("page-examples-heading", &[]),
            words.say(
                "page-examples-description",
                &[("council", &scheme.council), ("title", &scheme.title)],
            ),
        ),
        path: Route::Edition(&scheme.id, Place::Examples).path(),
        body: Body::Examples(Examples {
            coverage: if scheme.examples.is_empty() {
                String::new()
            } else {
                coverage(scheme, input.open).told(scheme, words)
            },
            examples: scheme
                .examples
                .iter()
                .map(|example| story(input, scheme, example))
                .collect(),
        }),
    }
}

fn story(input: Input<'_>, scheme: &Scheme, example: &Example) -> Story {
    let words = input.words;
    let scheme = &of_example(scheme, example, None);
    let outcome = upfront_engine::estimate(scheme, &example.answers);
    let explained = explain(scheme, &example.answers, &outcome, words);
    let is_result = |id: &str| {
        scheme
            .results
            .iter()
            .filter_map(|result| scheme.steps.get(result.step))
            .any(|step| step.id == id)
    };
    let answers = explained.asked().cloned().collect();
    let lines = explained
        .lines
        .into_iter()
        .map(|line| Worked {
            result: is_result(&line.id),
            id: line.id,
            say: line.say,
            sentence: line.sentence,
            amount: line.amount,
            whose: line.whose,
        })
        .collect();
    let mut figures: Vec<_> = explained
        .results
        .iter()
        .flat_map(|result| {
            let gives = words.say(
                "page-example-gives",
                &[("what", &result.say), ("amount", &result.amount)],
            );
            core::iter::once(gives).chain(result.reasons.iter().cloned())
        })
        .map(|sentence| Figure { sentence })
        .collect();
    figures.extend(example.published.iter().filter_map(|printed| {
        let step = scheme.steps.get(printed.step)?;
        let amount = words.amount(printed.amount, &step.unit);
        Some(Figure {
            sentence: words.say(
                "page-example-printed",
                &[("what", &step.say), ("amount", &amount)],
            ),
        })
    }));
    Story {
        id: example.id.clone(),
        title: example.title.clone(),
        about: prose::html(&example.about, 3),
        on: example.on.as_deref().map_or_else(String::new, |day| {
            words.say("page-example-on", &[("date", &date(day, words))])
        }),
        figures,
        but: if example.but.is_empty() {
            String::new()
        } else {
            words.say("page-example-but", &[("why", &example.but)])
        },
        answers,
        lines,
        gaps: explained.gaps,
        cite: cited(scheme, example.cite.as_ref(), words),
    }
}
