//! What is and is not published: worked out from the rules and from statements, a line at a time.

use std::collections::BTreeMap;

use upfront::{
    analyse::openness::known,
    facts::{Facts, Item, Line, Publicity},
};
use upfront_engine::Scheme;

use crate::support::{schemes::EXAMPLE_SITE, site::Site};

/// Rules that show three lines by themselves, and hold one amount as not published.
const RULES: &str = r"
questions:
  - id: wash
    about: personal-care
    ask: Can you wash?
    options: [{id: fine, say: I can, points: 0}, {id: hard, say: I cannot, points: 5}]
tables:
  money:
    by: points
    rows: [{from: 0, to: 4, gives: nothing}, {from: 5, gives: not published}]
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: money}
";

/// A statement about each thing, each by itself on a line.
const STATEMENTS: &[&str] = &[
    "questions: {is: not published, says: The form is not online.}",
    "points: {is: partly, says: Some points are missing.}",
    "points to money: {is: published, says: The page has it.}",
    "limit: {is: published, says: There is none.}",
    "above the limit: {is: published, says: Nobody has to.}",
    "charge: {is: published, says: The page has it.}",
    "unpaid help: {is: published, says: It takes off nothing.}",
    "needs for unpaid help: {is: published, says: It touches none.}",
    "rates: {is: published, says: The page has them.}",
    "rates really paid: {is: published, says: They were paid.}",
    "past years: {is: partly, says: Two years are there.}",
    "how to challenge: {is: published, says: By letter.}",
    "time to challenge: {is: published, says: Within a year.}",
    "reasons: {is: published, says: A report has them.}",
    "supplier: {is: published, says: The council itself.}",
    "dates of change: {is: published, says: In 2024.}",
    "taken off the top: {is: not published, asked: FOI 9}",
    "tolerance: {is: published, says: A tenth.}",
    "estimate against actual: {is: published, says: The page has them.}",
];

/// A site with these statements.
fn stating(statements: &[&str]) -> Site {
    let statements = statements.join("\n  ");
    Site::of_shire(&format!("{RULES}\npublished:\n  {statements}\n"))
}

/// What is known of each line of the scorecard of a site with these statements.
fn lines(statements: &[&str]) -> Vec<String> {
    let loaded = stating(statements).load();
    let (scheme, facts) = (&loaded.schemes[0], &loaded.facts["shire/2026-27"]);
    let line = |line: Line| told(line, scheme, facts, &loaded.schemes);
    Line::ALL.into_iter().map(line).collect()
}

/// All that is known of a line: of each of its parts, how much is published, what the rules show and what is stated.
fn told(line: Line, scheme: &Scheme, facts: &Facts, schemes: &[Scheme]) -> String {
    let items = line.items().iter();
    let known: Vec<_> = items
        .map(|item| known(*item, scheme, schemes, facts))
        .collect();
    format!("{known:?}")
}

#[test]
fn a_statement_that_is_taken_out_changes_one_line() {
    let whole = lines(STATEMENTS);
    for (place, statement) in STATEMENTS.iter().enumerate() {
        let mut others = STATEMENTS.to_vec();
        others.remove(place);
        let without = lines(&others);
        let changed = whole
            .iter()
            .zip(&without)
            .filter(|(one, other)| one != other);
        assert_eq!(changed.count(), 1, "{statement}");
    }
}

#[test]
fn a_statement_does_not_make_public_what_the_rules_hold_back() {
    let site = stating(STATEMENTS);
    site.build(&[]);
    let page = site.page("shire/2026-27/published/");
    let (score, _) = page.split_once("id=\"tests\"").unwrap();
    let rows = score.split("<tr id=\"").skip(1);
    let whole: BTreeMap<&str, &str> = rows.map(|row| row.split_once('"').unwrap()).collect();
    assert_eq!(whole.len(), Line::ALL.len());
    assert!(whole["points-to-money"].contains("Partly published"));
    assert!(whole["points-to-money"].contains("1 of 2 amounts"));
    assert!(whole["points-to-money"].contains("how/index.html#table-money"));
    assert!(whole["limit"].contains("up-full"));
    assert!(whole["off-the-top"].contains("FOI 9"));
    assert!(whole["off-the-top"].contains("up-none"));
}

/// The scheme and the facts of an edition of the example site.
fn edition(id: &str) -> (&'static Scheme, &'static Facts) {
    let scheme = EXAMPLE_SITE.schemes.iter().find(|one| one.id == id);
    (scheme.unwrap(), &EXAMPLE_SITE.facts[id])
}

fn line(line: Line, scheme: &Scheme, facts: &Facts) -> Publicity {
    let known = |item: &Item| known(*item, scheme, &EXAMPLE_SITE.schemes, facts).is;
    Publicity::of_parts(line.items().iter().map(known))
}

#[test]
fn the_councils_of_the_example_site_are_scored_by_their_facts() {
    let of = |id: &str, extent: Publicity| -> Vec<Line> {
        let (scheme, facts) = edition(id);
        let lines = Line::ALL.into_iter();
        lines
            .filter(|one| line(*one, scheme, facts) == extent)
            .collect()
    };
    assert_eq!(
        of("exampleshire/2026-27", Publicity::Published),
        [
            Line::Questions,
            Line::Points,
            Line::PointsToMoney,
            Line::Limit,
            Line::Charge
        ]
    );
    let partly = of("norfolk-children-primary/undated", Publicity::Partly);
    assert_eq!(partly, [Line::PointsToMoney]);
    let partly = of("essex/2024-25", Publicity::Partly);
    assert_eq!(partly, [Line::Charge, Line::Rates, Line::PastYears]);
}

/// Of what the councils of the example site state, too, each statement is about one line.
#[test]
fn each_statement_of_the_example_site_is_about_one_line() {
    for (id, facts) in &EXAMPLE_SITE.facts {
        let (scheme, _) = edition(id);
        for item in facts.published.iter().flat_map(BTreeMap::keys) {
            let mut without = facts.clone();
            without.published.as_mut().unwrap().remove(item);
            let told = |facts: &Facts, one: Line| told(one, scheme, facts, &EXAMPLE_SITE.schemes);
            let changed = Line::ALL
                .into_iter()
                .filter(|one| told(facts, *one) != told(&without, *one));
            assert_eq!(changed.count(), 1, "{id}: {item:?}");
        }
    }
}

#[test]
fn a_slip_in_a_statement_has_its_finding() {
    let rules = format!(
        "{RULES}\npublished:\n  suplier: {{is: published}}\n  reasons: {{is: parly}}\n\
         fair system:\n  fair: {{is: maybe, because: So.}}\n"
    );
    let told = crate::support::told(&Site::of_shire(&rules).load());
    for meant in [
        "Did you mean `supplier`?",
        "Did you mean `partly`?",
        "`maybe`",
    ] {
        assert!(told.contains(meant), "{told}");
    }
}
