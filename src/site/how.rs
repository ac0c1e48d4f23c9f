//! How the amount is worked out: every step, question, rate and table, each with an address of its own.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::{
    Scheme,
    explain::{describe_origin, describe_step},
    reads::Reads,
};

use super::{
    Body, Input, Page,
    cite::{Cited, cited, sources},
    dates,
    frame::{Frame, Link, link},
    grid::{Cell, Grid, cell, grid},
    question::{Asked, questionnaire, questions},
    route::{Place, Route},
    terms::{self, Terms},
    whose,
};
use crate::chart::{BandChart, band_chart};

/// How the amount is worked out.
#[derive(Clone, Debug, Serialize)]
pub struct How {
    /// The sections of the page.
    pub sections: Vec<Link>,
    /// Which national rules the council's were laid over, in a sentence; empty where it extends none.
    pub national: String,
    /// The steps, in order.
    pub steps: Vec<Told>,
    /// What the council does not publish of its questions, in a sentence.
    pub questionnaire: String,
    /// The questions, in order.
    pub questions: Vec<Asked>,
    /// The named amounts.
    pub rates: Vec<Named>,
    /// The tables.
    pub tables: Vec<Shown>,
    /// Words that not everybody knows, a sentence each.
    pub terms: Vec<String>,
    /// The places the rules come from.
    pub sources: Vec<Cited>,
}

/// A step in words.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Its name in the rules.
    pub id: String,
    /// The steps that are told within it, by name.
    pub within: Vec<String>,
    /// Its place among those that are told by themselves, from one.
    pub number: usize,
    /// What it works out.
    pub say: String,
    /// How.
    pub sentence: String,
    /// Why it is there.
    pub because: String,
    /// Who may go beyond it, in a sentence; empty where nobody may.
    pub exceeded: String,
    /// That it depends on what there is to go round, in a sentence; empty where it does not.
    pub supply: String,
    /// What a person came for and gets here, in a sentence; empty where it is not a result.
    pub result: String,
    /// Whose rule it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// A named amount in words.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its name in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// The amount.
    pub amount: Cell,
    /// Its amounts by date, a sentence each, where it changes within the edition.
    pub dates: Vec<String>,
    /// What to know about it.
    pub note: String,
    /// Whose figure it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
    /// How sure it is, in a sentence; empty where it was read in its source.
    pub sure: String,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// A table in words, with its chart.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its name in the rules.
    pub id: String,
    /// Its caption.
    pub say: String,
    /// How to read it.
    pub reads: String,
    /// What to know about it.
    pub note: String,
    /// Its rows.
    pub grid: Grid,
    /// Its chart, where it can be drawn.
    pub chart: Option<BandChart>,
    /// Its rows as a file; empty where there is none.
    pub csv: String,
    /// Whose table it is, in a sentence; empty where the scheme extends no national rules.
    pub whose: String,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// The page. The rows of its charts are added to the site's files.
pub fn page(input: Input<'_>, scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) -> Page {
    let words = input.words;
    let how = How {
        sections: Vec::new(),
        national: whose::national(scheme, words),
        steps: told(input, scheme),
        questionnaire: questionnaire(scheme, words),
        questions: questions(scheme, words),
        rates: scheme
            .rates
            .iter()
            .enumerate()
            .map(|(index, rate)| Named {
                id: rate.id.clone(),
                say: rate.say.clone(),
                amount: cell(rate.amount, &rate.unit, &rate.asked, words),
                dates: dates::amounts(scheme, rate, input.as_of, words),
                note: rate.note.clone(),
                whose: whose::rate(scheme, index, rate, words),
                sure: whose::sure(rate.sure, words),
                cite: cited(scheme, rate.cite.as_ref(), words),
            })
            .collect(),
        tables: tables(input, scheme, files),
        terms: Terms::of(words).explained(
            terms::of_working(scheme)
                .into_iter()
                .chain(scheme.questions.iter().flat_map(terms::of_question)),
        ),
        sources: sources(scheme, words),
    };
    let has_questions = !how.questions.is_empty() || !how.questionnaire.is_empty();
    let sections = [
        ("steps", true),
        ("questions", has_questions),
        ("rates", !how.rates.is_empty()),
        ("tables", !how.tables.is_empty()),
        ("words", !how.terms.is_empty()),
        ("sources", !how.sources.is_empty()),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(id, _)| link(format!("#{id}"), words.say(&format!("page-how-{id}"), &[])))
    .collect();
    Page {
        frame: Frame::of_edition(
            input,
            scheme,
            Place::How,
            words.say("page-how-heading", &[]),
            words.say(
                "page-how-description",
                &[("council", &scheme.council), ("title", &scheme.title)],
            ),
        ),
        path: Route::Edition(&scheme.id, Place::How).path(),
        body: Body::How(How { sections, ..how }),
    }
}

/// The steps of a scheme in words, without those that are told within others.
fn told(input: Input<'_>, scheme: &Scheme) -> Vec<Told> {
    let mut within = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    for (index, step) in steps(input, scheme).into_iter().enumerate() {
        if scheme.bookkeeping.contains(&index) {
            within.push((index, step.id));
            continue;
        }
        let reads = scheme.steps.get(index).map(|step| Reads::of(scheme, step));
        let reads = reads.map_or_else(Vec::new, |reads| reads.steps);
        let (here, left) = within.into_iter().partition(|(one, _)| reads.contains(one));
        within = left;
        let here: Vec<(usize, String)> = here;
        told.push(Told {
            number: told.len() + 1,
            within: here.into_iter().map(|(_, id)| id).collect(),
            ..step
        });
    }
    told
}

/// The steps of a scheme in words.
pub fn steps(input: Input<'_>, scheme: &Scheme) -> Vec<Told> {
    let words = input.words;
    scheme
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| Told {
            id: step.id.clone(),
            within: Vec::new(),
            number: index + 1,
            say: step.say.clone(),
            sentence: describe_step(scheme, step, words),
            because: step.because.clone(),
            exceeded: step
                .may_be_exceeded
                .as_ref()
                .map_or_else(String::new, |may| {
                    words
                        .say(
                            "may-be-exceeded",
                            &[("by", &may.by), ("because", &may.because)],
                        )
                        .trim_end()
                        .to_owned()
                }),
            supply: if step.depends_on_supply {
                words.say("depends-on-supply", &[])
            } else {
                String::new()
            },
            result: scheme
                .results
                .iter()
                .find(|result| result.step == index)
                .map_or_else(String::new, |result| {
                    words.say("page-step-result", &[("result", &result.say)])
                }),
            whose: describe_origin(scheme, index, words),
            cite: cited(scheme, step.cite.as_ref(), words),
        })
        .collect()
}

fn tables(input: Input<'_>, scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) -> Vec<Shown> {
    let words = input.words;
    let mut shown = Vec::new();
    for (index, table) in scheme.tables.iter().enumerate() {
        let (grid, reads) = grid(scheme, table, words);
        let chart = band_chart(scheme, index, words, &format!("chart-{}", table.id));
        let csv = chart.as_ref().map_or_else(String::new, |chart| {
            let route = Route::Edition(&scheme.id, Place::Table(&table.id));
            files.insert(route.path(), chart.csv.clone().into_bytes());
            Route::Edition(&scheme.id, Place::How).to(route)
        });
        shown.push(Shown {
            id: table.id.clone(),
            say: table.say.clone(),
            reads,
            note: table.note.clone(),
            grid,
            chart,
            csv,
            whose: whose::table(scheme, index, words),
            cite: cited(scheme, table.cite.as_ref(), words),
        });
    }
    shown
}
