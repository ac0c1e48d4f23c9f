//! Rates: amounts with a name.

use jiff::civil::Date;

use super::{
    lower::{Lower, form_at, mapping},
    written::{List, Named, Stated, Text, Texts, Written},
};
use crate::{
    diagnostics::Findings,
    language::Reader,
    source::{Node, NodeKind},
};

mapping! {
    /// An amount with a name.
    Rate of RATE {
        is: RateAmount = "is",
        unit: Text = "unit",
        say: Text = "say",
        asked: Text = "asked",
        note: Text = "note",
        sure: Text = "sure",
        kinder_when: Text = "kinder when",
        councils_may_not_go_below: bool = "councils may not go below",
        councils_may_choose: Text = "councils may choose",
        settles: Texts = "settles",
        about: Text = "about",
        year: Text = "year",
        proposed: bool = "proposed",
        says_how_prices_rose: bool = "says how prices rose",
        source: Text = "source",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// An amount with the days on which it holds.
    Dated of DATED {
        from: Date = "from",
        to: Date = "to",
        is: Text = "is",
        source: Text = "source",
    }
}

/// What a rate is.
#[derive(Clone, Debug)]
pub enum RateAmount {
    /// One amount.
    One(Stated<Text>),
    /// Amounts by date, the oldest first.
    Changing(List<Dated>),
}

impl Lower for RateAmount {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        match node.kind {
            NodeKind::List(_) => List::lower(node, findings).map(Self::Changing),
            _ => Stated::lower(node, findings).map(Self::One),
        }
    }
}

/// Rates by name. `£20 an hour` by itself is `{is: £20 an hour}`.
pub(super) fn rates(
    node: &Node,
    _: &Reader<'_>,
    findings: &mut Findings,
) -> Option<Vec<Named<Rate>>> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let rates = entries.iter().map(|entry| {
        let (key, at) = (entry.key_span, entry.value.span);
        let value = match &entry.value.kind {
            NodeKind::Map(_) => Rate::lower(&entry.value, findings),
            _ => Some(Rate {
                form: form_at(at),
                is: Stated::lower(&entry.value, findings).map_or(
                    Written::Faulty { key: at, at },
                    |text| {
                        let value = RateAmount::One(text);
                        Written::Present(Stated { value, at, key: at })
                    },
                ),
                ..Rate::default()
            }),
        };
        Named {
            name: entry.key.clone(),
            key,
            at,
            value,
        }
    });
    Some(rates.collect())
}
