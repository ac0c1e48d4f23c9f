//! A person's rights, and how to challenge a figure or a decision.

use super::{
    Input, Page,
    route::Place,
    told::{self, Entry, Figure, Telling, Told, in_words},
};
use crate::facts::{Challenge, HelpingBody, Rights};
use upfront_engine::{Scheme, scheme::Cite};

use super::cite::References;

/// Whether there is a page: of a council with facts alone, whether it says how to challenge it or who helps.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    let is_said =
        facts.is_some_and(|facts| !facts.stand_alone || facts.rights != Rights::default());
    is_said && told::is_told(input, scheme)
}

/// The page; `None` where it is not said whose law the rules are under.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    if !is_told(input, scheme) {
        return None;
    }
    let telling = Telling::of(input, scheme)?;
    let words = telling.words();
    let mut references = telling.references();
    let nation = telling.nation;
    let mut routes = own_routes(&telling, &mut references);
    let national = nation.challenge.iter();
    routes.extend(national.map(|one| {
        route(
            &telling,
            one,
            telling.theirs(&one.evidence).as_ref(),
            &mut references,
        )
    }));
    let rights = telling.national(&nation.rights, &mut references);
    let mut help = own_help(&telling, &mut references);
    let bodies = nation.help.iter();
    help.extend(bodies.map(|one| {
        body(
            &telling,
            one,
            telling.theirs(&one.evidence).as_ref(),
            &mut references,
        )
    }));
    // The council's own limits are the shortest, so they come first.
    let own = [
        &telling.facts.rights.appeal,
        &telling.facts.rights.complaint,
    ];
    let all = own.into_iter().flatten().chain(&nation.challenge);
    let keys = all.filter_map(|one| {
        let (time, key) = match (one.time_to_ask, one.time_to_answer) {
            (Some(time), _) => (time, "page-rights-key-ask"),
            (None, time) => (time?, "page-rights-key-answer"),
        };
        Some(Figure {
            figure: in_words(time, words),
            withheld: false,
            text: words.say(key, &[("title", &one.title)]),
        })
    });
    let told = Told {
        lead: words.say("page-rights-lead", &[("council", &scheme.council)]),
        keys: keys.take(3).collect(),
        short: Vec::new(),
        sections: [
            telling.section("challenge", "page-rights-challenge", routes),
            telling.section("who-helps", "page-rights-help", help),
            telling.section("your-rights", "page-rights-rights", rights),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    Some(telling.page(
        Place::Rights,
        ["page-rights-heading", "page-rights-description"],
        told,
        references,
    ))
}

/// What the council itself says of how to challenge it, or that it is not published.
fn own_routes(telling: &Telling<'_>, references: &mut References<'_>) -> Vec<Entry> {
    let words = telling.words();
    let rights = &telling.facts.rights;
    let mut routes = Vec::new();
    match &rights.complaint {
        Some(own) => routes.push(route(telling, own, own.evidence.cite.as_ref(), references)),
        None => routes.push(Entry {
            title: words.say(
                "page-rights-own-complaint",
                &[("council", &telling.scheme.council)],
            ),
            particulars: vec![telling.said("page-rights-how", "")],
            ..Entry::default()
        }),
    }
    if let Some(own) = &rights.appeal {
        routes.push(route(telling, own, own.evidence.cite.as_ref(), references));
    }
    routes
}

fn route(
    telling: &Telling<'_>,
    one: &Challenge,
    cite: Option<&Cite>,
    references: &mut References<'_>,
) -> Entry {
    let mut particulars = Vec::new();
    let is_own = cite.is_some_and(|cite| cite.source < telling.scheme.sources.len());
    // What the law leaves open is no gap; what the council does not say is one.
    if is_own || one.time_to_ask.is_some() {
        particulars.push(telling.time("page-rights-time-to-ask", one.time_to_ask));
    }
    if is_own || one.time_to_answer.is_some() {
        particulars.push(telling.time("page-rights-time-to-answer", one.time_to_answer));
    }
    particulars.extend(telling.reach(&one.phone, &one.email, &one.evidence.page));
    Entry {
        title: one.title.clone(),
        say: one.say.clone(),
        sure: telling.sure(one.evidence.sure),
        particulars,
        mark: references.refer(cite),
        ..Entry::default()
    }
}

/// Who helps in the council's area, or that it is not published.
fn own_help(telling: &Telling<'_>, references: &mut References<'_>) -> Vec<Entry> {
    let words = telling.words();
    let rights = &telling.facts.rights;
    [
        (&rights.advocacy, "page-rights-advocacy"),
        (&rights.user_led, "page-rights-user-led"),
    ]
    .into_iter()
    .map(|(own, name)| match own {
        Some(own) => body(telling, own, own.evidence.cite.as_ref(), references),
        None => Entry {
            title: words.say(name, &[]),
            particulars: vec![telling.said("page-rights-who", "")],
            ..Entry::default()
        },
    })
    .collect()
}

fn body(
    telling: &Telling<'_>,
    one: &HelpingBody,
    cite: Option<&Cite>,
    references: &mut References<'_>,
) -> Entry {
    Entry {
        title: one.name.clone(),
        say: one.does.clone(),
        particulars: telling.reach(&one.phone, &one.email, &one.evidence.page),
        mark: references.refer(cite),
        ..Entry::default()
    }
}
