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
            Line::Charge,
            Line::Challenge,
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
    // Those that stand without rules: `tests/fact_sheets.rs`.
    for scheme in &EXAMPLE_SITE.schemes {
        let (id, facts) = (&scheme.id, &EXAMPLE_SITE.facts[&scheme.id]);
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

/// A site of which only these things were looked for.
fn looked_for_in_part(more: &str) -> Site {
    Site::of_shire(&format!("{RULES}\nthe rest is: not looked for\n{more}\n"))
}

#[test]
fn what_nobody_looked_for_counts_for_nothing() {
    let site = looked_for_in_part(
        "published:\n  supplier: {is: published, says: The council itself.}\n  reasons: {is: not published}",
    );
    site.build(&[]);
    let page = site.page("shire/2026-27/published/");
    // The rules show the questions, the points and a part of the table by themselves.
    assert!(
        page.contains(
            "We looked for 5 of 13 things. Shire publishes 2 of those in full and 2 in part."
        ),
        "{page}"
    );
    let rows = page.matches("<tr id=\"").count();
    let looked_for = ["questions", "points", "points-to-money", "reasons", "tool"];
    let tests = ["public", "fully-costed"];
    for id in looked_for.iter().chain(&tests) {
        assert!(page.contains(&format!("<tr id=\"{id}\">")), "{id}");
    }
    assert_eq!(rows, looked_for.len() + tests.len());
    assert!(page.contains("<b>8</b>") && page.contains("<li>Past years’ tables</li>"));
    // Half of the line about the tool was looked for.
    assert!(page.contains("When each part last changed: not looked for."));
    // A council that was looked at whole keeps its gaps.
    let whole = stating(&["reasons: {is: not published}"]);
    whole.build(&[]);
    let page = whole.page("shire/2026-27/published/");
    assert!(!page.contains("ot looked for"), "{page}");
    assert!(page.contains("<tr id=\"past-years\">"));
}

#[test]
fn requests_and_judgements_stand_on_the_scorecard() {
    let site = looked_for_in_part(
        "requests:\n  - {asked: Longest waits, answer: refused, because: Cost limit, when: May 2024}\n  \
         - {asked: All rates, answer: partly given}\n\
         judgements:\n  - {by: ombudsman, about: Money was taken back., found: fault, reference: 22 014 616}",
    );
    site.build(&[]);
    let page = site.page("shire/2026-27/published/");
    for said in [
        "Longest waits",
        "Refused",
        "Cost limit<br>May 2024",
        "Given in part",
        "Money was taken back.",
        "<td>fault</td><td>Ombudsman, 22 014 616</td>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn times_that_nobody_looked_for_are_left_out() {
    let site = looked_for_in_part(
        "nation: england\nstages:\n  - {stage: start, target: 4 to 6 weeks}\n\
         rates: {own: {is: £12 an hour, say: Your own worker}, agency: {is: £18 an hour, say: An agency}, council: {is: £24 an hour, say: The council}}\n\
         ways to hold:\n  - {way: direct payment, hour: [own, agency], account: A card.}\n  \
         - {way: council-managed, hour: council}",
    );
    site.build(&[]);
    let page = site.page("shire/2026-27/times/");
    assert!(
        page.contains("<b>4 to 6 weeks</b> Start, as the council says"),
        "{page}"
    );
    assert!(!page.contains("Not published") && !page.contains("Support plan"));
    let page = site.page("shire/2026-27/ways/");
    assert!(
        page.contains("Shire pays from £12 an hour to £18 an hour for help."),
        "{page}"
    );
    assert!(page.contains("Your own worker: £12 an hour; An agency: £18 an hour"));
    assert!(page.contains("Your own worker: 50%; An agency: 75%"));
    assert!(page.contains("Not looked for") && !page.contains("What Shire does not say"));
}

#[test]
fn a_slip_in_a_request_or_a_judgement_has_its_finding() {
    let told = crate::support::told(
        &looked_for_in_part(
            "requests: [{asked: Waits, answer: refuse}]\njudgements: [{by: ombudsmen, about: It., found: fault}]\n\
             stages: [{stage: start, target: 6 to 4 weeks}]",
        )
        .load(),
    );
    for meant in [
        "Did you mean `refused`?",
        "Did you mean `ombudsman`?",
        "`6 to 4 weeks`",
    ] {
        assert!(told.contains(meant), "{told}");
    }
}
