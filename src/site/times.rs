//! How long it takes from asking for support to the first payment.

use upfront_engine::{Scheme, words::Words};

use super::{
    Input, Page,
    cite::References,
    route::Place,
    told::{self, Entry, Figure, Telling, Told, in_words},
};
use crate::{
    facts::{Facts, Stage},
    language::shapes::STAGES,
};

/// Whether there is a page: of a council with facts alone, whether it has one of how long something takes.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    let is_said = facts.is_some_and(|facts| {
        !facts.stand_alone || !facts.stages.is_empty() || !facts.meanwhile.is_empty()
    });
    is_said && told::is_told(input, scheme)
}

/// The page; `None` where it is not said whose law the rules are under.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    if !is_told(input, scheme) {
        return None;
    }
    let telling = Telling::of(input, scheme)?;
    let words = telling.words();
    let (facts, nation) = (telling.facts, telling.nation);
    let mut references = telling.references();
    let stages: Vec<Entry> = STAGES
        .iter()
        .filter_map(|name| {
            let stage = facts.stages.iter().find(|stage| stage.stage == *name);
            let is_told = stage.is_some() || telling.knows_gaps();
            is_told.then(|| stage_told(&telling, name, stage, &mut references))
        })
        .collect();
    let mut meanwhile = telling.own(&facts.meanwhile, &mut references);
    meanwhile.extend(telling.national(&nation.meanwhile, &mut references));
    if meanwhile.is_empty() {
        meanwhile.push(Entry {
            title: words.say("page-times-meanwhile-own", &[("council", &scheme.council)]),
            particulars: vec![telling.said("page-times-what", "")],
            ..Entry::default()
        });
    }
    let law = telling.national(&nation.times, &mut references);
    let mut moving = telling.national(&nation.moving, &mut references);
    moving.extend(telling.national(&nation.moving_away, &mut references));
    let (lead, heading) = if telling.knows_gaps() {
        ("page-times-lead", "page-times-stages")
    } else {
        ("page-times-lead-some", "page-times-stages-some")
    };
    let first = facts
        .stages
        .iter()
        .find(|stage| stage.stage == "assessment");
    let figure = |time: Option<_>, key: &str| Figure {
        withheld: time.is_none(),
        figure: match time {
            Some(time) => in_words(time, words),
            None => words.say("page-score-is-not", &[]),
        },
        text: words.say(key, &[]),
    };
    let told = Told {
        lead: words.say(lead, &[("council", &scheme.council)]),
        keys: if telling.knows_gaps() {
            vec![
                figure(
                    first.and_then(|stage| stage.target),
                    "page-times-target-first",
                ),
                figure(
                    first.and_then(|stage| stage.really),
                    "page-times-really-first",
                ),
            ]
        } else {
            times(facts, words)
        },
        short: Vec::new(),
        sections: [
            telling.section("stages", heading, stages),
            telling.section("meanwhile", "page-times-meanwhile", meanwhile),
            telling.section("law", "page-times-law", law),
            telling.section("moving", "page-times-moving", moving),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    Some(telling.page(
        Place::Times,
        ["page-times-heading", "page-times-description"],
        told,
        references,
    ))
}

/// Each time that is said of a stage: what it really was, or else what it ought to be.
pub(super) fn times(facts: &Facts, words: &Words) -> Vec<Figure> {
    let stages = STAGES.iter().filter_map(|name| {
        let mut stages = facts.stages.iter();
        let stage = stages.find(|stage| stage.stage == *name)?;
        let (time, key) = match (stage.really, stage.target) {
            (Some(really), _) if stage.really_in.is_empty() => (really, "page-times-really-of"),
            (Some(really), _) => (really, "page-times-really-of-in"),
            (None, target) => (target?, "page-times-target-of"),
        };
        let (title, _) = keys(name);
        Some(Figure {
            figure: in_words(time, words),
            withheld: false,
            text: words.say(
                key,
                &[
                    ("stage", &words.say(title, &[])),
                    ("when", &stage.really_in),
                ],
            ),
        })
    });
    stages.collect()
}

/// The messages for a stage: its name, and what it is.
fn keys(stage: &str) -> (&'static str, &'static str) {
    match stage {
        "assessment" => ("page-times-assessment", "page-times-assessment-about"),
        "indicative budget" => ("page-times-indicative", "page-times-indicative-about"),
        "plan" => ("page-times-plan", "page-times-plan-about"),
        "panel" => ("page-times-panel", "page-times-panel-about"),
        _ => ("page-times-start", "page-times-start-about"),
    }
}

fn stage_told(
    telling: &Telling<'_>,
    name: &str,
    stage: Option<&Stage>,
    references: &mut References<'_>,
) -> Entry {
    let words = telling.words();
    let (title, about) = keys(name);
    let text = |of: fn(&Stage) -> &String| stage.map_or("", |stage| of(stage).as_str());
    let mut particulars = vec![
        telling.said("page-times-who", text(|stage| &stage.who_decides)),
        telling.time("page-times-target", stage.and_then(|stage| stage.target)),
        telling.time("page-times-really", stage.and_then(|stage| stage.really)),
    ];
    if let (Some(really), Some(last)) = (
        stage.filter(|stage| stage.really.is_some() && !stage.really_in.is_empty()),
        particulars.last_mut(),
    ) {
        last.text = words.say(
            "page-times-really-in",
            &[("time", &last.text), ("when", &really.really_in)],
        );
    }
    Entry {
        title: words.say(title, &[]),
        say: words.say(about, &[]),
        particulars,
        mark: stage.and_then(|stage| references.refer(stage.evidence.cite.as_ref())),
        ..Entry::default()
    }
}
