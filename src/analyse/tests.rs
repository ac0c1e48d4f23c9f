//! Small schemes, of which it is plain by eye what their examples cover.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value as Json;
use upfront_engine::{
    Decimal, Scheme,
    scheme::{National, Origin},
};

use super::{
    coverage::{Coverage, Noticed, Number, coverage},
    nothing_known,
    numbers::{each_number, parts},
};
use crate::{
    check::{compiled as scheme, worked},
    folder::load_scheme,
};

fn covered(scheme: &Scheme) -> Coverage {
    let worked = worked(scheme);
    let outcomes: Vec<_> = worked.iter().collect();
    coverage(scheme, &nothing_known(scheme), &outcomes)
}

/// Every kind of place where a number can stand.
const EVERYTHING: &str = "
council: Town
title: Everything
measures: {minutes: minutes a day}
questions:
  - id: washing
    ask: Washing?
    options:
      - {id: none, say: No, points: 0}
      - {id: some, say: Some, points: 8.5, counts: {minutes: 30 minutes a day}}
      - {id: other, say: Other, points: not published}
  - {id: hours, ask: Hours?, number: hours a week, least: 1, most: 40}
  - {id: income, ask: Income?, number: £ a week, most: 900, when: {value: hours, is at least: 2 hours a week}}
rates:
  hour: £20.50 an hour
  upper: {is: up to £300 a week}
  night: {is: case by case, unit: £ a night}
tables:
  bands:
    by: points
    elsewhere: £7 a week
    rows: [{at: 0, gives: nothing}, {from: 1, under: 5.5, gives: £10 a week}, {from: 5.5, gives: up to £30 a week}]
  line:
    by: £ a week
    straight lines: [{at: 0, gives: £0 a week}, {at: 900, gives: £90 a week}]
  level:
    by answer: washing
    rows: [{is: none, gives: nothing}, {is: some, gives: £3 a week}, {is: other, gives: from £4 a week}]
  charge:
    unit: £ a week
    rows by: hours a week
    columns by: £ a week
    columns: [{to: £10}, {from: £10.01}]
    rows: [{to: 20, gives: [1, 2]}, {from: 21, gives: [3, 4]}]
steps:
  - {id: score, add up: points}
  - {id: minutes, add up: minutes}
  - {id: few, stop when: {at least: 2, of: [{value: score, is under: 2 points}, {answer: washing, is: none}, {value: minutes, is: 5 minutes a day}]}, gives: £1 a week}
  - {id: helped, multiply: score, by: {answer: washing, none: 1, some: 0.8, other: 0.5}}
  - {id: whole, round: helped, down to: 0.5}
  - {id: banded, look up: whole, in: bands}
  - {id: lined, look up: income, in: line, rounded to the nearest: penny}
  - {id: levelled, look up: washing, in: level}
  - {id: charged, look up: hours, and: income, in: charge}
  - {id: tariff, for every: £250 a week, of: income, gives: £1.25 a week, part counts: true}
  - {id: paid, units: hours, at: hour}
  - {id: part, share: 90%, of: paid}
  - {id: quarter, divide: paid, by: 4, rounded down to: penny}
  - {id: all, sum: [banded, lined, levelled, charged, tariff, part, quarter, £5 a week], less: [£2 a week]}
  - {id: most, least of: [all, upper, £2000 a week]}
  - {id: yearly, convert: most, to: £ a year, with: 365/7 weeks a year, rounded up to: £10}
results: [{id: budget, is: most}]
";

/// Every number in the rules as JSON: the decimals, which are text there, and the counts of conditions.
fn numbers_in(json: &Json) -> usize {
    match json {
        Json::String(text) => usize::from(text.parse::<Decimal>().is_ok()),
        Json::Array(items) => items.iter().map(numbers_in).sum(),
        Json::Object(entries) => {
            // `at: 0` is one number in the rules, though both ends of its band hold it.
            let single = entries.contains_key("under")
                && entries.get("from").is_some()
                && entries.get("from") == entries.get("to");
            let conditions = entries.contains_key("at_least") && entries.len() == 1;
            let inside: usize = entries.values().map(numbers_in).sum();
            inside + usize::from(conditions) - usize::from(single)
        }
        _ => 0,
    }
}

#[test]
fn every_number_of_the_rules_is_visited_once_and_can_be_changed_by_itself() {
    let rules = scheme(EVERYTHING);
    // Its figures alone: a hash or a name may look like a number.
    let bare = |mut scheme: Scheme| {
        scheme.hash = String::new();
        serde_json::from_str(&upfront_engine::wire::write(&scheme)).unwrap()
    };
    let mut spots = Vec::new();
    let mut copy = rules.clone();
    for part in parts(&rules) {
        each_number(&mut copy, part, &mut |spot, _| {
            assert_eq!(spot.part(), part);
            spots.push(spot);
        });
    }
    assert_eq!(
        copy, rules,
        "a visit that changes nothing leaves all as it was"
    );
    assert_eq!(spots.len(), numbers_in(&bare(rules.clone())));
    assert!(spots.len() > 50, "{}", spots.len());
    let mut changed = BTreeSet::new();
    for place in 0..spots.len() {
        let (mut copy, mut here) = (rules.clone(), 0);
        for part in parts(&rules) {
            each_number(&mut copy, part, &mut |_, figure| {
                if here == place {
                    *figure += Decimal::ONE;
                }
                here += 1;
            });
        }
        changed.insert(bare(copy).to_string());
    }
    assert_eq!(changed.len(), spots.len());
}

const BUDGET: &str = "
council: Town
title: Budget
questions:
  - {id: score, ask: Score?, number: points, most: 100}
  - id: help
    ask: Help?
    options: [{id: none, say: No help}, {id: some, say: Some help}]
tables:
  budget:
    by: points
    rows: [{from: 0, to: 69, gives: £50 a week}, {from: 70, gives: £80 a week}]
steps:
  - {id: low, stop when: {value: score, is under: 10 points}, gives: nothing}
  - {id: amount, look up: score, in: budget, say: Amount}
  - {id: shared, multiply: amount, by: {answer: help, none: 1, some: 0.75}, rounded up to: pound, say: Shared}
  - {id: pay, least of: [shared, £70 a week]}
";

fn budget(examples: &[(i64, &str, &str)]) -> Coverage {
    let examples: Vec<String> = examples
        .iter()
        .map(|(score, help, pay)| {
            format!("  - {{id: s{score}{help}, title: T, answers: {{score: {score}, help: {help}}}, expect: {{pay: {pay}}}}}\n")
        })
        .collect();
    covered(&scheme(&format!(
        "{BUDGET}examples:\n{}",
        examples.concat()
    )))
}

/// What no example touches, one line each.
fn untouched(coverage: &Coverage) -> Vec<String> {
    let edges = coverage.edges.iter();
    edges
        .filter(|edge| edge.touched_by.is_none())
        .map(|edge| format!("{} {} {}", edge.address, edge.what, edge.item))
        .collect()
}

/// What no example would notice, by what the number is.
fn unnoticed(coverage: &Coverage, number: &str) -> Vec<String> {
    let found = coverage.numbers.iter().find(|one| one.what == number);
    match &found.unwrap().noticed {
        Noticed::No { could_be } => could_be.clone(),
        Noticed::Yes => Vec::new(),
        Noticed::OutOfReach => vec!["out of reach".to_owned()],
    }
}

#[test]
fn an_edge_is_touched_just_below_on_and_just_above() {
    let one = budget(&[(10, "none", "£50 a week")]);
    assert_eq!(
        untouched(&one),
        [
            "#step-low somebody for whom the answer to “Score?” is less than 10 points",
            "#step-low the answer to “Score?” of 9 points",
            "#step-low the answer to “Score?” of 11 points",
            "#table-budget the answer to “Score?” of 0 points",
            "#table-budget the answer to “Score?” of 69 points",
            "#table-budget the answer to “Score?” of 70 points",
            "#step-shared the answer to “Help?” being “Some help”",
            "#step-shared “Shared” rounded up",
            "#step-pay the least being £70 a week",
        ]
    );
    let touched = one.edges.iter().find(|edge| edge.item == "10 points");
    assert_eq!(touched.unwrap().touched_by.as_deref(), Some("s10none"));
    let most = budget(&[
        (9, "none", "nothing"),
        (10, "none", "£50 a week"),
        (11, "some", "£38 a week"),
        (69, "none", "£50 a week"),
        (70, "none", "£70 a week"),
    ]);
    // A score of 0 can be answered, and ends the working out before the table is read.
    assert_eq!(
        untouched(&most),
        ["#table-budget the answer to “Score?” of 0 points"]
    );
}

#[test]
fn a_number_is_noticed_where_an_example_no_longer_comes_out() {
    let one = budget(&[(10, "none", "£50 a week")]);
    let threshold = "the condition of “Low”";
    assert_eq!(unnoticed(&one, threshold), ["9 points"]);
    let row = "what the row gives: from 0 to 69 points";
    assert!(unnoticed(&one, row).is_empty());
    let both = budget(&[(9, "none", "nothing"), (10, "none", "£50 a week")]);
    assert!(unnoticed(&both, threshold).is_empty());
    let ends = "where the band ends: from 0 to 69 points";
    assert_eq!(unnoticed(&both, ends), ["70 points", "68 points"]);
    let edge = budget(&[(69, "none", "£50 a week"), (70, "none", "£70 a week")]);
    assert!(unnoticed(&edge, ends).is_empty());
    // Over the limit, the row's own amount makes no difference.
    let above = "what the row gives: 70 points or more";
    assert_eq!(unnoticed(&edge, above), ["£81 a week", "£79 a week"]);
    assert_eq!(unnoticed(&edge, "the amount in “Pay”").len(), 0);
}

#[test]
fn a_rounding_is_noticed_by_what_it_rounds_to_and_by_its_way() {
    let rounding = "the rounding of “Shared”";
    let none = budget(&[(20, "none", "£50 a week")]);
    assert_eq!(
        unnoticed(&none, rounding),
        ["£2", "rounded down", "rounded to the nearest"]
    );
    // £37.50 goes up either way.
    let half = budget(&[(20, "some", "£38 a week")]);
    assert_eq!(unnoticed(&half, rounding), ["£2", "rounded to the nearest"]);
}

#[test]
fn without_an_example_nothing_is_covered_and_the_sentence_says_so() {
    let rules = scheme(BUDGET);
    let none = covered(&rules);
    assert_eq!((none.touched(), none.noticed()), (0, 0));
    assert_eq!(
        none.told(&rules, crate::messages::english()),
        "Places where a little more or less changes what comes out, such as the two ends of a row in a table: the examples \
         try 0 of 13. Numbers in the rules: if one were wrong, an example would show it for 0 of 12."
    );
}

#[test]
fn of_rules_that_extend_others_only_what_is_the_councils_own_counts() {
    let mut rules = scheme(BUDGET);
    let all = covered(&rules);
    rules.national = Some(National {
        nation: "England".into(),
        tables: vec![Origin::Changed],
        ..National::default()
    });
    let own = covered(&rules);
    let of_table = |address: &str| address.starts_with("#table-");
    let edges = all.edges.iter().filter(|edge| of_table(&edge.address));
    assert_eq!(own.edges, edges.cloned().collect::<Vec<_>>());
    let numbers = all
        .numbers
        .iter()
        .filter(|number| of_table(&number.address));
    assert_eq!(own.numbers, numbers.cloned().collect::<Vec<_>>());
    assert!(!own.edges.is_empty() && !own.numbers.is_empty());
    let told = own.told(&rules, crate::messages::english());
    assert!(
        told.ends_with("National rules have examples of their own, under England."),
        "{told}"
    );
    rules.national = Some(National::default());
    let nothing = covered(&rules);
    assert_eq!(nothing.told(&rules, crate::messages::english()), "");
}

#[test]
fn a_row_that_no_answers_lead_to_is_out_of_reach() {
    let rules = BUDGET.replace("most: 100", "least: 5, most: 60");
    let coverage = covered(&scheme(&rules));
    let what = |number: &str| unnoticed(&coverage, number);
    assert_eq!(
        what("what the row gives: 70 points or more"),
        ["out of reach"]
    );
    assert_eq!(
        what("where the band starts: from 0 to 69 points"),
        ["out of reach"]
    );
    assert_eq!(
        what("what the row gives: from 0 to 69 points"),
        ["£51 a week", "£49 a week"]
    );
}

#[test]
fn the_examples_of_exampleshire_touch_every_edge_and_notice_every_number() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes/exampleshire/2026-27");
    let loaded = load_scheme(&folder).unwrap();
    let coverage = covered(loaded.schemes.first().unwrap());
    assert_eq!(untouched(&coverage), Vec::<String>::new());
    let other = coverage
        .numbers
        .iter()
        .filter(|number| number.noticed != Noticed::Yes);
    assert_eq!(other.collect::<Vec<_>>(), Vec::<&Number>::new());
    assert!(coverage.numbers.len() > 100, "{}", coverage.numbers.len());
}
