//! Who can get support, and how to ask for it.

use upfront_engine::Scheme;

use super::{
    Input, Page,
    route::Place,
    stands_alone,
    told::{self, Entry, Telling, Told},
};

/// Whether an edition has the page. A council with facts alone has nothing of its own for it.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    !stands_alone(input, scheme) && told::is_told(input, scheme)
}

/// The page; `None` where it is not said whose law the rules are under.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let telling = Telling::of(input, scheme)?;
    let words = telling.words();
    let mut references = telling.references();
    let who = telling.national(&telling.nation.support, &mut references);
    let contact = scheme.contact.clone().unwrap_or_default();
    let reach = telling.reach(&contact.phone, &contact.email, &contact.page);
    let ask = Entry {
        title: words.say("page-support-ask-title", &[("council", &scheme.council)]),
        say: words.say("page-support-ask-say", &[]),
        particulars: if reach.is_empty() {
            vec![telling.said("page-support-how", "")]
        } else {
            reach
        },
        ..Entry::default()
    };
    let told = Told {
        lead: words.say("page-support-lead", &[]),
        keys: Vec::new(),
        short: Vec::new(),
        sections: [
            telling.section("who", "page-support-who", who),
            telling.section("ask", "page-support-ask", vec![ask]),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    Some(telling.page(
        Place::Support,
        ["page-support-heading", "page-support-description"],
        told,
        references,
    ))
}
