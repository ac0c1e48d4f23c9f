//! The ways to hold a budget: the six forms in plain words, and what the council says of each.

use serde::Serialize;
use upfront_engine::{
    Amount, Outcome, Scheme, Unit,
    scheme::{Form, WayToHold},
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::{Cited, cited},
    frame::Frame,
    grid::{Cell, cell},
    possible::letters,
    route::{Place, Route},
};

/// The ways to hold a budget.
#[derive(Clone, Debug, Serialize)]
pub struct Holding {
    /// Every form, in the order of [`Form::ALL`].
    pub forms: Vec<Held>,
}

/// A form of holding a budget, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// Its name in an address.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// What it is, in a sentence or two.
    pub about: String,
    /// What the council says of it; empty where it says nothing.
    pub facts: Vec<Fact>,
    /// What the budget would buy; `None` where the rules do not say.
    pub gives: Option<Gives>,
    /// Where it comes from.
    pub cite: Option<Cited>,
}

/// Something that the council says of a form, or does not publish.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// What the council says.
    pub text: Cell,
}

/// A step that works out what the budget would buy.
#[derive(Clone, Debug, Serialize)]
pub struct Gives {
    /// Its name in the rules.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// Its letter on the worksheet.
    pub letter: String,
}

/// Whether there is a page: whether the council tells of a way to hold a budget.
pub fn is_told(scheme: &Scheme) -> bool {
    !scheme.ways_to_hold.is_empty()
}

/// The page; `None` where the council tells of no way to hold a budget.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let words = input.words;
    if !is_told(scheme) {
        return None;
    }
    Some(Page {
        frame: Frame::of_edition(
            input,
            scheme,
            Place::Ways,
            words.say("page-hold-heading", &[]),
            words.say(
                "page-hold-description",
                &[("council", &scheme.council), ("title", &scheme.title)],
            ),
        ),
        path: Route::Edition(&scheme.id, Place::Ways).path(),
        body: Body::Holding(Holding {
            forms: forms(scheme, input.open, words),
        }),
    })
}

/// Every form in words; none where the council tells of no way to hold a budget.
pub fn forms(scheme: &Scheme, open: &Outcome, words: &Words) -> Vec<Held> {
    if !is_told(scheme) {
        return Vec::new();
    }
    let letters = letters(scheme, open);
    Form::ALL
        .into_iter()
        .map(|form| {
            let way = scheme.ways_to_hold.iter().find(|way| way.form == form);
            let (say, about) = keys(form);
            Held {
                id: form.name().replace(' ', "-"),
                say: words.say(say, &[]),
                about: words.say(about, &[]),
                facts: way.map_or_else(Vec::new, |way| facts(way, words)),
                gives: way.and_then(|way| gives(scheme, way, &letters)),
                cite: way.and_then(|way| cited(scheme, way.cite.as_ref(), words)),
            }
        })
        .collect()
}

/// The messages for a form: its name, and what it is.
const fn keys(form: Form) -> (&'static str, &'static str) {
    match form {
        Form::DirectPayment => ("page-hold-direct", "page-hold-direct-about"),
        Form::TrustedPerson => ("page-hold-person", "page-hold-person-about"),
        Form::Trust => ("page-hold-trust", "page-hold-trust-about"),
        Form::Broker => ("page-hold-broker", "page-hold-broker-about"),
        Form::IndividualServiceFund => ("page-hold-fund", "page-hold-fund-about"),
        Form::CouncilManaged => ("page-hold-council", "page-hold-council-about"),
    }
}

fn facts(way: &WayToHold, words: &Words) -> Vec<Fact> {
    [
        ("page-hold-lets", &way.lets),
        ("page-hold-restricts", &way.restricts),
        ("page-hold-costs", &way.costs),
    ]
    .into_iter()
    .map(|(key, text)| {
        let withheld = cell(Amount::NotPublished, &Unit::none(), "", words);
        Fact {
            name: words.say(key, &[]),
            text: if text.is_empty() {
                withheld
            } else {
                Cell {
                    text: text.clone(),
                    withheld: false,
                    asked: String::new(),
                }
            },
        }
    })
    .collect()
}

fn gives(scheme: &Scheme, way: &WayToHold, letters: &[Option<String>]) -> Option<Gives> {
    let index = way.gives?;
    let step = scheme.steps.get(index)?;
    Some(Gives {
        id: step.id.clone(),
        say: step.say.clone(),
        letter: letters.get(index)?.clone()?,
    })
}
