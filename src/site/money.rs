//! Other public money that can come in beside a budget.

use upfront_engine::{Scheme, scheme::Cite};

use super::{
    Input, Page,
    cite::References,
    frame::Link,
    route::Place,
    told::{self, Entry, Telling, Told},
};
use crate::facts::Money;

/// Whether an edition has the page.
pub fn is_told(input: Input<'_>, scheme: &Scheme) -> bool {
    let facts = input.facts.get(&scheme.id);
    let is_said = facts.is_some_and(|facts| !facts.stand_alone || !facts.other_money.is_empty());
    is_said && told::nation(input, scheme).is_some_and(|nation| !nation.other_money.is_empty())
}

/// The page; `None` where it is not said whose law the rules are under, or nothing is known of other money there.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    if !is_told(input, scheme) {
        return None;
    }
    let telling = Telling::of(input, scheme)?;
    let words = telling.words();
    let (facts, nation) = (telling.facts, telling.nation);
    let mut references = telling.references();
    let together = telling.national(&nation.one_assessment, &mut references);
    let own: Vec<Entry> = facts
        .other_money
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let cite = one.evidence.cite.as_ref();
            entry(
                &telling,
                one,
                format!("own-{}", index + 1),
                cite,
                &mut references,
            )
        })
        .collect();
    let national: Vec<Entry> = nation
        .other_money
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let cite = telling.theirs(&one.evidence);
            entry(
                &telling,
                one,
                format!("money-{}", index + 1),
                cite.as_ref(),
                &mut references,
            )
        })
        .collect();
    let all = own.iter().chain(&national);
    let short = all.map(|one| Link {
        href: format!("#{}", one.id),
        text: one.title.clone(),
    });
    let told = Told {
        lead: words.say("page-money-lead", &[]),
        keys: Vec::new(),
        short: short.collect(),
        sections: [
            telling.section("own", "page-money-own", own),
            telling.section("money", "page-money-national", national),
            telling.section("together", "page-money-together", together),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    Some(telling.page(
        Place::OtherMoney,
        ["page-money-heading", "page-money-description"],
        told,
        references,
    ))
}

fn entry(
    telling: &Telling<'_>,
    one: &Money,
    id: String,
    cite: Option<&Cite>,
    references: &mut References<'_>,
) -> Entry {
    let words = telling.words();
    let mut particulars = Vec::new();
    if let Some((amount, unit)) = &one.most {
        particulars.push(telling.said("page-money-most", &words.amount(*amount, unit)));
    }
    particulars.push(telling.said("page-money-who", &one.who_decides));
    particulars.push(telling.said("page-money-how", &one.how_to_ask));
    particulars.extend(telling.reach("", "", &one.evidence.page));
    Entry {
        id,
        title: one.title.clone(),
        say: one.say.clone(),
        sure: telling.sure(one.evidence.sure),
        particulars,
        mark: references.refer(cite),
    }
}
