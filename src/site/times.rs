//! How long it takes from asking for support to the first payment.

use upfront_engine::Scheme;

use super::{
    Input, Page,
    cite::References,
    route::Place,
    told::{Entry, Figure, Telling, Told, in_words},
};
use crate::{facts::Stage, language::shapes::STAGES};

/// The page; `None` where it is not said whose law the rules are under.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let telling = Telling::of(input, scheme)?;
    let words = telling.words();
    let (facts, nation) = (telling.facts, telling.nation);
    let mut references = telling.references();
    let stages: Vec<Entry> = STAGES
        .iter()
        .map(|name| {
            let stage = facts.stages.iter().find(|stage| stage.stage == *name);
            stage_told(&telling, name, stage, &mut references)
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
    let moving = telling.national(&nation.moving, &mut references);
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
        lead: words.say("page-times-lead", &[("council", &scheme.council)]),
        keys: vec![
            figure(
                first.and_then(|stage| stage.target),
                "page-times-target-first",
            ),
            figure(
                first.and_then(|stage| stage.really),
                "page-times-really-first",
            ),
        ],
        short: Vec::new(),
        sections: [
            telling.section("stages", "page-times-stages", stages),
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

fn stage_told(
    telling: &Telling<'_>,
    name: &str,
    stage: Option<&Stage>,
    references: &mut References<'_>,
) -> Entry {
    let words = telling.words();
    let (title, about) = match name {
        "assessment" => ("page-times-assessment", "page-times-assessment-about"),
        "indicative budget" => ("page-times-indicative", "page-times-indicative-about"),
        "plan" => ("page-times-plan", "page-times-plan-about"),
        "panel" => ("page-times-panel", "page-times-panel-about"),
        _ => ("page-times-start", "page-times-start-about"),
    };
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
