//! By how much a figure changed for each of some people, as bars to both sides of nothing.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{Amount, Decimal, Unit, words::Words};

use super::bars;

/// A chart of changes. Its numbers stand in a table beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeChart {
    /// What it shows, in a sentence.
    pub caption: String,
    /// The drawing for phones.
    pub narrow_svg: String,
    /// The drawing for desks.
    pub wide_svg: String,
}

/// More bars than this are not drawn: those of the biggest changes are.
const MOST: usize = 10;

/// And fewer are told by the table alone.
const LEAST: usize = 3;

/// The chart of changes in a figure, each with whose it is, in the order in which they come. `what` names the figure.
/// `prefix` begins the ids in the drawings, and is the page's only one. `None` where hardly anything did.
pub fn change_chart(
    changes: &[(String, Decimal)],
    what: &str,
    unit: &Unit,
    words: &Words,
    prefix: &str,
) -> Option<ChangeChart> {
    let mut sizes: Vec<Decimal> = changes.iter().map(|change| change.1.abs()).collect();
    sizes.retain(|size| !size.is_zero());
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    let least = sizes.get(MOST - 1).or(sizes.last())?;
    let different: BTreeSet<Decimal> = changes.iter().map(|change| change.1).collect();
    // Fewer say no more than the table beside them.
    if sizes.len() < LEAST || different.len() < LEAST {
        return None;
    }
    let drawn = changes.iter().filter(|change| change.1.abs() >= *least);
    let rows: Vec<_> = drawn
        .take(MOST)
        .map(|(whose, by)| (whose.clone(), Amount::Exact(*by)))
        .collect();
    let key = if rows.len() < sizes.len() {
        "chart-change-biggest"
    } else {
        "chart-change"
    };
    let caption = words.say(key, &[("what", what), ("count", &rows.len().to_string())]);
    let title = words.say("chart-title-change", &[("measure", &words.unit(unit))]);
    let [narrow_svg, wide_svg] = bars::on_each(&rows, &title, unit, words, prefix)?;
    Some(ChangeChart {
        caption,
        narrow_svg,
        wide_svg,
    })
}

#[cfg(test)]
mod tests {
    use upfront_engine::unit::POUND;

    use super::*;
    use crate::messages::english;

    fn drawn(changes: &[i64]) -> Option<ChangeChart> {
        let changes = changes.iter().enumerate();
        let changes: Vec<_> = changes
            .map(|(place, by)| (format!("Mr {place}"), Decimal::from(*by)))
            .collect();
        let unit = Unit::of(POUND).per("week");
        change_chart(&changes, "Your charge", &unit, english(), "c")
    }

    #[test]
    fn losses_and_gains_stand_on_both_sides_and_what_is_the_same_on_neither() {
        let chart = drawn(&[-20, -5, 0, 12]).unwrap();
        for svg in [&chart.narrow_svg, &chart.wide_svg] {
            assert_eq!(svg.matches("Mr ").count(), 3);
            assert!(svg.contains("−£20") && svg.contains("£12") && !svg.contains("Mr 2"));
        }
        assert!(chart.caption.contains("“Your charge” changed"));
    }

    #[test]
    fn few_changes_or_the_same_for_all_are_no_chart_and_of_many_the_biggest_are_drawn() {
        assert_eq!(drawn(&[-20, 5, 0, 0]), None);
        assert_eq!(drawn(&[-2, -2, -2, -2]), None);
        let many: Vec<i64> = (1..=25).collect();
        let chart = drawn(&many).unwrap();
        assert_eq!(chart.caption, "The 10 biggest changes in “Your charge”.");
        assert!(chart.wide_svg.contains("Mr 24<") && !chart.wide_svg.contains("Mr 14<"));
    }
}
