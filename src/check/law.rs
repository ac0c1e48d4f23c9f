//! What the law says whatever the year: it is held against rules that rest on no national ones.

use std::sync::LazyLock;

use upfront_engine::{Amount, Unit, scheme::Comparison};

use super::{
    national::NATIONAL,
    years::{entries, node, quantity},
};
use crate::{embedded, source::Node};

/// The law of one nation.
#[derive(Debug)]
pub(crate) struct Law {
    /// The nation's folder.
    nation: String,
    /// How savings are held against the limit above which people pay the full cost.
    pub(crate) upper_limit: (Comparison, Figure),
    /// What savings count as income.
    pub(crate) tariff: Tariff,
}

/// An amount and what it is counted in.
pub(crate) type Figure = (Amount, Unit);

/// So much income for every part of savings.
#[derive(Debug)]
pub(crate) struct Tariff {
    /// The size of a part.
    pub(crate) part: Figure,
    /// What each gives.
    pub(crate) gives: Figure,
    /// Whether a part that is begun counts as a whole one.
    pub(crate) part_counts: bool,
}

/// The law of each nation of which it stands in `schemes/national/facts.yaml`, in its order.
static LAWS: LazyLock<Vec<Law>> = LazyLock::new(|| {
    let facts = node(embedded::text(&format!("{NATIONAL}/facts.yaml")));
    let nations = entries(facts.as_ref()).iter();
    nations
        .filter_map(|entry| law(&entry.key, &entry.value))
        .collect()
});

fn law(nation: &str, facts: &Node) -> Option<Law> {
    let limit = &facts.entry("the upper limit of savings")?.value;
    let tariff = &facts.entry("tariff income")?.value;
    let comparisons = [
        ("is at least", Comparison::AtLeast),
        ("is over", Comparison::Over),
    ];
    let upper_limit = comparisons
        .iter()
        .find_map(|(key, is)| Some((*is, figure(limit, key)?)))?;
    let counts = tariff.entry("part counts").and_then(|is| is.value.text());
    Some(Law {
        nation: nation.to_owned(),
        upper_limit,
        tariff: Tariff {
            part: figure(tariff, "for every")?,
            gives: figure(tariff, "gives")?,
            part_counts: counts == Some("true"),
        },
    })
}

fn figure(facts: &Node, key: &str) -> Option<Figure> {
    quantity(facts.entry(key)?.value.text()?)
}

/// The law of a nation, by its folder; `None` where it is not known here.
pub(crate) fn of(nation: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.nation == nation)
}

/// The nation whose law holds where rules name none.
pub(super) fn unsaid() -> &'static str {
    LAWS.first().map_or("", |law| law.nation.as_str())
}

#[cfg(test)]
mod tests {
    use upfront_engine::{Decimal, unit::POUND};

    use super::*;

    #[test]
    fn the_law_of_england_is_read() {
        assert_eq!(unsaid(), "england");
        let law = of("england").unwrap();
        let pounds = |figure: i64| (Amount::Exact(Decimal::from(figure)), Unit::of(POUND));
        assert_eq!(law.upper_limit, (Comparison::Over, pounds(23_250)));
        assert_eq!(law.tariff.part, pounds(250));
        assert_eq!(law.tariff.gives.1, Unit::of(POUND).per("week"));
        assert!(law.tariff.part_counts);
        assert!(of("rutland").is_none());
    }
}
