//! Bands that no answers lead to.

use upfront_engine::{
    Decimal,
    scheme::{TableKind, Verb},
};

use super::{Edition, Page};
use crate::{
    diagnostics::{Code, Finding, Findings},
    rules::{BandRow, Rows},
};

pub(super) const PAGE: Page = Page::warning(
    "unreachable-band",
    "A band of a table that no answers lead to, whatever is answered.",
)
.why(
    "The most that the answers add up to is perhaps less than the band begins at. \
         Then nobody gets what the table promises there, and the points or the table hold a slip.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
tables:
  budget:
    by: points
    rows:
      - {to: 4, gives: £40 a week}
      - {from: 5, to: 9, gives: £60 a week}
      - {from: 10, to: 14, gives: £75 a week}
      - {from: 15, gives: £90 a week} # here
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 10}]
tables:
  budget:
    by: points
    rows:
      - {to: 4, gives: £40 a week}
      - {from: 5, to: 9, gives: £60 a week}
      - {from: 10, to: 14, gives: £75 a week}
      - {from: 15, gives: £90 a week}
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
);

/// Warns of bands that nothing is looked up in, of all that answers can come to.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Some(counted) = edition.counted else {
        return;
    };
    let scheme = edition.scheme;
    let mut tables: Vec<(usize, Vec<&Decimal>)> = Vec::new();
    for (step, by) in counted.looked_up() {
        let Some(Verb::LookUp { table, .. }) = scheme.steps.get(step).map(|step| &step.verb) else {
            continue;
        };
        match tables.iter_mut().find(|(of, _)| of == table) {
            Some((_, all)) => all.extend(by),
            None => tables.push((*table, by.iter().collect())),
        }
    }
    for (table, by) in tables {
        // A step that was not looked at may read it too.
        let is_read_so =
            |verb: &Verb| matches!(verb, Verb::LookUp { table: of, .. } if *of == table);
        let readers = scheme.steps.iter().filter(|step| is_read_so(&step.verb));
        let seen = counted.looked_up().filter(|(step, _)| {
            let step = scheme.steps.get(*step);
            step.is_some_and(|step| is_read_so(&step.verb))
        });
        if readers.count() != seen.count() {
            continue;
        }
        let (Some(of), Some(written)) =
            (scheme.tables.get(table), edition.rules.tables().get(table))
        else {
            continue;
        };
        let TableKind::Bands { rows, .. } = &of.kind else {
            continue;
        };
        let places = written
            .value
            .as_ref()
            .and_then(|table| match &table.rows.get()?.value {
                Rows::Bands(rows) => Some(&rows.items),
                _ => None,
            });
        for row in rows {
            if by.iter().any(|by| row.band.holds(**by)) {
                continue;
            }
            let reach = by.iter().min().zip(by.iter().max());
            let reach = reach.map_or_else(
                || "nothing is ever looked up in it".to_owned(),
                |(least, most)| {
                    format!(
                        "what is looked up goes from {} to {}",
                        least.normalize(),
                        most.normalize()
                    )
                },
            );
            let mut finding = Finding::nowhere(
                Code::UnreachableBand,
                format!("no answers lead to a band of `{}`", of.id),
            )
            .label(format!("out of reach: {reach}"))
            .advice("Compare the points of the options and the bands with the source.");
            // The rows stand in the order of their bands, and were perhaps written in another.
            let is_it = |written: &&BandRow| figure(&written.from.string()) == row.band.from;
            let place = places.and_then(|places| places.iter().find(is_it));
            finding.at = Some(place.map_or(written.at, |row| row.form.at));
            findings.push(finding);
        }
    }
}

/// The figure of a text such as `£1,200`.
fn figure(text: &str) -> Option<Decimal> {
    let digits = text.chars().filter(|sign| !matches!(sign, '£' | ','));
    let digits: String = digits.collect();
    digits.split_whitespace().next()?.parse().ok()
}
