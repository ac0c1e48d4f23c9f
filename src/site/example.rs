//! One worked example: what comes out, whose story it is, the way there as a chart, and the whole working.

use serde::Serialize;
use upfront_engine::explain::ExplainedAnswer;

use super::{
    Body, Input, Page,
    cite::{Cited, cited},
    frame::{Frame, Link, date, link},
    prose::View,
    route::{Place, Route},
    worked::{Edition, Worked},
};
use crate::{
    chart::{Waterfall, waterfall},
    messages::Person,
};

/// A worked example.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// Its name in the rules.
    pub id: String,
    /// Whether it is nobody's, and stands only so that a wrong figure shows.
    pub not_a_person: bool,
    /// What comes out.
    pub figures: Vec<Figure>,
    /// What else is to be known of that, a sentence each.
    pub remarks: Vec<String>,
    /// The person's story, as HTML.
    pub about: String,
    /// The day that it is for, in a sentence; empty where that does not matter.
    pub on: String,
    /// Why printed figures do not follow from the rules; empty where they do.
    pub but: String,
    /// The way to a result, where it can be drawn.
    pub chart: Option<Waterfall>,
    /// How near the next rows of the tables are, an outline each.
    pub near: Vec<String>,
    /// The answers to the questions that were asked.
    pub answers: Vec<ExplainedAnswer>,
    /// The working, in parts.
    pub parts: Vec<Part>,
    /// What is not known, a sentence each.
    pub gaps: Vec<String>,
    /// Where it comes from.
    pub cite: Option<Cited>,
    /// The same answers in the estimate.
    pub estimate: String,
    /// The examples before and after it.
    pub others: Vec<Link>,
}

/// What comes out of an example.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it is.
    pub say: String,
    /// The figure.
    pub amount: String,
    /// What speaks for it and against it, an outline each.
    pub reasons: Vec<String>,
}

/// A part of a working.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// What it works out.
    pub say: String,
    /// What came out; empty where it was not taken.
    pub amount: String,
    /// Its lines, in order.
    pub lines: Vec<Line>,
}

/// A line of a working.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The rule.
    pub href: String,
    /// What it works out.
    pub say: String,
    /// How, an outline.
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Whether a person came for it.
    pub result: bool,
}

/// The page of an example, by its place among those of the edition.
pub fn page(input: Input<'_>, edition: &Edition<'_>, place: usize) -> Option<Page> {
    let (words, scheme) = (input.words, edition.scheme);
    let worked = edition.examples.get(place)?;
    let Worked {
        example,
        outcome,
        explained,
        ..
    } = worked;
    let here = Place::Example(&example.id);
    let route = Route::Edition(&scheme.id, here);
    let to = |place| route.to(Route::Edition(&scheme.id, place));
    let mut frame = Frame::of_edition(
        input,
        scheme,
        here,
        example.title.clone(),
        words.say(
            "page-example-description",
            &[
                ("example", &example.title),
                ("council", &scheme.council),
                ("title", &scheme.title),
            ],
        ),
    );
    let all = words.say("page-examples-link", &[]);
    frame.crumbs.push(link(to(Place::Examples), all));
    let others = [place.checked_sub(1), place.checked_add(1)]
        .into_iter()
        .flatten();
    let others = others.filter_map(|other| edition.examples.get(other));
    Some(Page {
        path: route.path(),
        body: Body::Example(Box::new(Example {
            id: example.id.clone(),
            not_a_person: example.not_a_person,
            figures: explained
                .results
                .iter()
                .map(|result| Figure {
                    say: result.say.clone(),
                    amount: result.amount.clone(),
                    reasons: result.reasons.clone(),
                })
                .collect(),
            remarks: printed(worked, input),
            about: View::of_edition(input, &worked.scheme, &frame.top).html(&example.about, 2),
            on: example.on.as_deref().map_or_else(String::new, |day| {
                words.say("page-example-on", &[("date", &date(day, words))])
            }),
            but: if example.but.is_empty() {
                String::new()
            } else {
                words.say("page-example-but", &[("why", &example.but)])
            },
            chart: waterfall(&worked.scheme, outcome, words, "way"),
            near: explained.near.clone(),
            answers: explained.asked().cloned().collect(),
            parts: parts(edition, worked, &to(Place::How)),
            gaps: explained.gaps.clone(),
            cite: cited(scheme, example.cite.as_ref(), words),
            estimate: format!(
                "{}#example/{}",
                to(Place::Estimate(Person::Yourself)),
                example.id
            ),
            others: others
                .map(|other| {
                    let href = to(Place::Example(&other.example.id));
                    link(href, other.example.title.clone())
                })
                .collect(),
        })),
        frame,
    })
}

/// The figures that the source prints, where they do not follow.
fn printed(worked: &Worked<'_>, input: Input<'_>) -> Vec<String> {
    let words = input.words;
    let published = worked.example.published.iter();
    let told = published.filter_map(|printed| {
        let step = worked.scheme.steps.get(printed.step)?;
        let amount = words.amount(printed.amount, &step.unit);
        Some(words.say(
            "page-example-printed",
            &[("what", &step.say), ("amount", &amount)],
        ))
    });
    told.collect()
}

/// The working in the blocks of the rules; those of which nothing was begun are left out.
fn parts(edition: &Edition<'_>, worked: &Worked<'_>, how: &str) -> Vec<Part> {
    let scheme = &worked.scheme;
    let is_result = |step: usize| scheme.results.iter().any(|result| result.step == step);
    let parts = edition.blocks.iter().filter_map(|block| {
        let head = scheme.steps.get(block.head)?;
        let lines = block.steps.iter().filter_map(|index| {
            let step = scheme.steps.get(*index)?;
            let line = worked.explained.lines.iter();
            let line = line.clone().find(|line| line.id == step.id)?;
            Some(Line {
                href: format!("{how}#step-{}", line.id),
                say: line.say.clone(),
                sentence: line.sentence.clone(),
                amount: line.amount.clone(),
                result: is_result(*index),
            })
        });
        let lines: Vec<Line> = lines.collect();
        (!lines.is_empty()).then(|| Part {
            say: head.say.clone(),
            amount: worked.amount(block.head).to_owned(),
            lines,
        })
    });
    parts.collect()
}
