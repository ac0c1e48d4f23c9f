//! All worked examples of an edition: who, and what comes out, in one table.

use serde::Serialize;
use upfront_engine::{Scheme, scheme::Verb, words::Words};

use super::{
    Body, Input, Page,
    frame::Frame,
    route::{Place, Route},
    worked::{Edition, Worked},
};
use crate::analyse::coverage;

/// Worked examples.
#[derive(Clone, Debug, Serialize)]
pub struct Examples {
    /// How much of the rules the examples cover, in a sentence; empty where there are none.
    pub coverage: String,
    /// What the columns after the first hold.
    pub columns: Vec<String>,
    /// The people.
    pub people: Vec<Row>,
    /// What is nobody's, and stands only so that a wrong figure shows.
    pub checks: Vec<Row>,
}

/// An example in a line.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// What comes out, by column; empty where the example does not go so far.
    pub cells: Vec<String>,
}

/// A column: a step, or a result by index.
#[derive(Clone, Copy)]
enum Column {
    Step(usize),
    Result(usize),
}

/// The page.
pub fn page(input: Input<'_>, edition: &Edition<'_>) -> Page {
    let (words, scheme) = (input.words, edition.scheme);
    let route = Route::Edition(&scheme.id, Place::Examples);
    let columns = columns(scheme);
    let row = |worked: &Worked<'_>| Row {
        href: route.to(Route::Edition(
            &scheme.id,
            Place::Example(&worked.example.id),
        )),
        title: worked.example.title.clone(),
        cells: columns.iter().map(|one| one.of(worked)).collect(),
    };
    let rows = |not_a_person: bool| {
        let examples = edition.examples.iter();
        let rows = examples.filter(|worked| worked.example.not_a_person == not_a_person);
        rows.map(row).collect()
    };
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
        path: route.path(),
        body: Body::Examples(Examples {
            coverage: if scheme.examples.is_empty() || !input.is_kept {
                String::new()
            } else {
                coverage(scheme, input.open, &edition.outcomes()).told(scheme, words)
            },
            columns: columns
                .iter()
                .map(|one| one.heading(scheme, words))
                .collect(),
            people: rows(false),
            checks: rows(true),
        }),
    }
}

/// What is worth a column: what the answers count, and every result but those that say another one for another time.
fn columns(scheme: &Scheme) -> Vec<Column> {
    let is_result = |step: usize| scheme.results.iter().any(|result| result.step == step);
    let counts = scheme
        .steps
        .iter()
        .position(|step| matches!(step.verb, Verb::AddUp { .. }))
        .filter(|step| !is_result(*step));
    let results = scheme.results.iter().enumerate().filter(|(_, result)| {
        let verb = scheme.steps.get(result.step).map(|step| &step.verb);
        !matches!(verb, Some(Verb::Convert { .. }))
    });
    let results = results.map(|(place, _)| Column::Result(place));
    counts
        .map(Column::Step)
        .into_iter()
        .chain(results)
        .collect()
}

impl Column {
    fn heading(self, scheme: &Scheme, words: &Words) -> String {
        let say = match self {
            Self::Step(step) => scheme.steps.get(step).map(|step| &step.say),
            Self::Result(result) => scheme.results.get(result).map(|result| &result.say),
        };
        say.map_or_else(|| words.say("page-gives", &[]), Clone::clone)
    }

    fn of(self, worked: &Worked<'_>) -> String {
        match self {
            Self::Step(step) => worked.amount(step).to_owned(),
            Self::Result(result) => {
                let result = worked.explained.results.get(result);
                result.map_or_else(String::new, |result| result.amount.clone())
            }
        }
    }
}
