//! The rule that is said to make the most difference between two councils really is the one: put it from the one into the
//! other, and the difference closes by what was said.

use std::{collections::BTreeMap, fs};

use upfront::{
    analyse::{
        between::Exchanged,
        change::{RuleChange, RuleKind},
    },
    check::Loaded,
    councils::{Comparison, Figure, Met, Two},
    facts::Output,
    messages::english,
};
use upfront_engine::{Decimal, Scheme, estimate, exact};

use crate::support::{root, schemes::EXAMPLE_SITE, site::Site};

fn comparison(loaded: &Loaded) -> Comparison<'_> {
    let nations = &loaded.draft.nations;
    Comparison::of(
        &loaded.shared,
        &loaded.schemes,
        &loaded.facts,
        nations,
        true,
    )
}

fn two<'p, 'a>(
    comparison: &'p Comparison<'a>,
    loaded: &Loaded,
    councils: [&str; 2],
) -> Two<'p, 'a> {
    Two::of(comparison, councils, &loaded.facts, english(), true)
}

/// What somebody pays by rules, which may not be those that the person was put through.
fn pays(met: &Met<'_, '_>, rules: &Scheme) -> Decimal {
    let [from, _] = met.stands;
    let charge = from.compared.step_of(Output::Charge).unwrap();
    let id = &from.scheme.steps[charge].id;
    let place = rules.steps.iter().position(|step| step.id == *id);
    let outcome = estimate(rules, &from.mapped.answers);
    outcome
        .of_step(rules, place.unwrap())
        .and_then(upfront_engine::Value::exact)
        .unwrap()
}

/// The rates of an edition in its own files, with one as another council has it: the text is changed, and read again.
fn rewritten(edition: &str, rate: &str, amount: &str) -> Scheme {
    let site = Site::of(&[]);
    let mut is_written = false;
    for file in fs::read_dir(root().join("schemes").join(edition)).unwrap() {
        let file = file.unwrap();
        let path = format!("schemes/{edition}/{}", file.file_name().display());
        let Ok(text) = fs::read_to_string(file.path()) else {
            continue;
        };
        let Some((before, choices)) = text.split_once("overrides:\n  rates:\n") else {
            site.write(&path, text);
            continue;
        };
        let own = format!("    {rate}: ");
        let kept = choices.lines().filter(|line| !line.starts_with(&own));
        let kept: Vec<&str> = kept.collect();
        site.write(
            &path,
            format!(
                "{before}overrides:\n  rates:\n{own}{amount}\n{}\n",
                kept.join("\n")
            ),
        );
        is_written = true;
    }
    assert!(is_written, "{edition} has no choices");
    site.scheme(edition)
}

#[test]
fn the_rule_that_is_named_first_closes_the_difference_by_what_is_said() {
    let comparison = comparison(&EXAMPLE_SITE);
    for councils in [
        ["reading-charging", "knowsley-charging"],
        ["specimen-vale", "sampleford"],
        ["exampleshire", "sampleford"],
    ] {
        let two = two(&comparison, &EXAMPLE_SITE, councils);
        let mut named: BTreeMap<(String, String), Scheme> = BTreeMap::new();
        for met in &two.people {
            let (Some(between), Some(first)) = (&met.between, met.first()) else {
                continue;
            };
            let change = two.differ(met)[first.rule];
            let [from, to] = met.stands.map(|stand| stand.scheme);
            assert!(
                change.kind == RuleKind::Rate && !first.by_figure,
                "{councils:?} {}",
                met.person.persona.id
            );
            let theirs = &to.rates[change.before.unwrap()];
            let amount = english().amount(theirs.amount, &theirs.unit);
            let mended = named
                .entry((from.id.clone(), theirs.id.clone()))
                .or_insert_with(|| rewritten(&from.id, &theirs.id, &amount));
            let does = exact::subtract(pays(met, mended), pays(met, from)).unwrap();
            assert_eq!(does, first.does, "{councils:?} {}", met.person.persona.id);
            let rest = |rule: &Exchanged| rule.does.abs() <= first.does.abs();
            assert!(between.rules.iter().all(rest));
            let sum: Decimal = between.rules.iter().map(|rule| rule.does).sum();
            assert_eq!(Some(sum) == met.by(), between.adds_up);
            assert_eq!(between.rest(), exact::subtract(met.by().unwrap(), sum));
        }
        assert!(!named.is_empty(), "{councils:?}");
    }
}

/// A council whose charge is its budget, by points that only it counts.
fn points(council: &str, share: &str, rows: &str, option: &str) -> String {
    format!(
        "council: {council}\ntitle: Care\nsources: {{policy: {{title: Policy}}}}\nsource: policy\nquestions:\n  - id: washing\n    about: personal-care\n    asks for: washing\n    ask: How much help do you need to wash?\n    options: [{{id: none, say: None, points: 0}}, {{id: {option}, say: Every day, points: 10, means: [daily, often]}}]\nrates: {{share: {share}}}\ntables:\n  {option}_money: {{by: points, rows: [{rows}]}}\nsteps:\n  - {{id: score, add up: points}}\n  - {{id: budget, look up: score, in: {option}_money}}\n  - {{id: paid, share: share, of: budget}}\nresults: [{{id: budget, is: budget, say: Your budget}}, {{id: to_pay, is: paid, say: What you pay}}]\ncompared: {{points: score, budget: budget, charge: paid}}\n"
    )
}

fn two_by_points(rows: &str) -> Site {
    let plain = "{from: 0, to: 9, gives: nothing}, {from: 10, gives: £50 a week}";
    Site::of(&[
        (
            "schemes/one/2024-25/scheme.yaml",
            &points("One", "50%", plain, "daily"),
        ),
        (
            "schemes/two/2024-25/scheme.yaml",
            &points("Two", "40%", rows, "often"),
        ),
    ])
}

#[test]
fn a_part_of_the_councils_own_is_exchanged_by_its_figure_and_what_is_compared_is_what_is_declared()
{
    let site = two_by_points("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £80 a week}");
    let loaded = site.load();
    assert!(
        !loaded.findings.has_errors(),
        "{}",
        crate::support::told(&loaded)
    );
    let comparison = comparison(&loaded);
    let two = two(&comparison, &loaded, ["one", "two"]);
    let rose = two
        .people
        .iter()
        .find(|met| met.person.persona.id == "rose");
    let rose = rose.unwrap();
    // No result of either is called `charge`.
    assert_eq!(rose.output, Some(Output::Charge));
    // £50 at 50% is £25, and £80 at 40% is £32.
    assert_eq!(rose.by(), Some(7.into()));
    let between = rose.between.as_ref().unwrap();
    let kinds: Vec<(RuleKind, bool, Decimal)> = between
        .rules
        .iter()
        .map(|rule| {
            let RuleChange { kind, .. } = two.differ(rose)[rule.rule];
            (kind, rule.by_figure, rule.does)
        })
        .collect();
    assert_eq!(
        kinds,
        [
            (RuleKind::Step, true, 15.into()),
            (RuleKind::Rate, false, (-5).into()),
        ]
    );
    // The budget is more by £30, of which the other share is taken: together the two do £3 less.
    assert!(!between.adds_up);
    assert_eq!(between.rest(), Some((-3).into()));
    // Both ask for help with washing, and that is one rule, whatever its answers.
    let questions = two.differ(rose).iter();
    let questions: Vec<_> = questions
        .filter(|rule| rule.kind == RuleKind::Question)
        .collect();
    assert!(matches!(
        questions.as_slice(),
        [RuleChange {
            before: Some(_),
            after: Some(_),
            ..
        }]
    ));
}

#[test]
fn a_table_that_is_taken_away_leaves_no_figure_there_and_every_other_as_it_was() {
    let whole = "{from: 0, to: 9, gives: nothing}, {from: 10, gives: £80 a week}";
    let without = "{from: 0, to: 9, gives: £1 a week}, {from: 10, gives: not published}";
    let (whole, without) = (two_by_points(whole).load(), two_by_points(without).load());
    let (before, after) = (comparison(&whole), comparison(&without));
    let before = two(&before, &whole, ["one", "two"]);
    let after = two(&after, &without, ["one", "two"]);
    assert!(!before.people.is_empty());
    for (was, is) in before.people.iter().zip(&after.people) {
        let (Some([one, _]), Some([same, other])) = (was.figures(), is.figures()) else {
            panic!("two figures");
        };
        assert_eq!(one, same);
        if one.exact().is_some_and(|figure| !figure.is_zero()) {
            assert!(matches!(other, Figure::NotPublished(_)), "{other:?}");
            assert_eq!(is.between, None);
        }
    }
}

#[test]
fn a_pair_has_a_page_and_one_for_each_way_to_move_and_no_other_pair_has_any() {
    let site = two_by_points("{from: 0, to: 9, gives: nothing}, {from: 10, gives: £80 a week}");
    site.write(
        "schemes/three/2024-25/scheme.yaml",
        points("Three", "30%", "{from: 0, gives: £5 a week}", "daily"),
    );
    site.change("site.yaml", |text| format!("{text}compare: [[one, two]]\n"));
    site.build(&[]);
    assert!(!site.at("public/compare/two/one/three").exists());
    assert!(!site.at("public/compare/two/two").exists());
    let pair = site.page("compare/two/one/two/");
    for expected in [
        "One rule makes a difference of £15 a week to",
        "Both are rules of 2024-25.",
        "£7 a week more in Two",
        "cannot be exchanged as a rule. What it comes to for Rose was exchanged.",
        "cannot be exchanged alone, make it £3 a week less.",
        "<td data-label=\"One\">50%</td><td data-label=\"Two\">40%</td>",
        "From points to money",
    ] {
        assert!(pair.contains(expected), "{expected}: {pair}");
    }
    // Both charts go up to £80, though no band of the first council does.
    let axes = pair.matches(">£80</text>").count();
    assert!(axes >= 4, "{axes}");
    let there = site.page("compare/two/one/two/moving/to-two/");
    let back = site.page("compare/two/one/two/moving/to-one/");
    // £7 a week in 52 weeks.
    assert!(there.contains("£364 a year worse off"), "{there}");
    assert!(back.contains("£364 a year better off"), "{back}");
    for page in ["compare/", "one/", "two/"] {
        assert!(site.page(page).contains("two/one/two/index.html"), "{page}");
    }
    assert!(!site.page("three/").contains("compare/two/"));
}

#[test]
fn what_the_law_says_of_a_move_is_that_of_the_nations_and_what_is_not_known_is_said() {
    let site = two_by_points("{from: 0, gives: £5 a week}");
    let nation = |site: &Site, council: &str, nation: &str| {
        site.change(&format!("schemes/{council}/2024-25/scheme.yaml"), |text| {
            format!("{text}nation: {nation}\n")
        });
    };
    nation(&site, "one", "england");
    nation(&site, "two", "scotland");
    site.change("site.yaml", |text| format!("{text}compare: [[one, two]]\n"));
    site.build(&[]);
    let page = site.page("compare/two/one/two/moving/to-two/");
    for expected in [
        "The two are under the law of different nations.",
        "Moving between two nations",
        "That is not law.",
        "Moving within England: what the law says",
        "What the law of Scotland says of this is not known here.",
        "The sum does not move",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert_eq!(page.matches("That is not law.").count(), 1);
}

#[test]
fn what_a_council_puts_together_from_its_own_questions_is_no_rule_to_exchange() {
    let comparison = comparison(&EXAMPLE_SITE);
    let councils = ["knowsley-charging", "reading-charging"];
    let two = two(&comparison, &EXAMPLE_SITE, councils);
    let does = |persona: &str| -> Vec<Decimal> {
        let mut people = two.people.iter();
        let met = people.find(|met| met.person.persona.id == persona).unwrap();
        let between = met.between.as_ref().unwrap();
        between.rules.iter().map(|rule| rule.does).collect()
    };
    let pounds = |texts: &[&str]| -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    };
    // The night part that Knowsley leaves out, Reading's standard costs and Reading's own minimum.
    assert_eq!(does("rose"), pounds(&["35.90", "-10.85", "-6.95"]));
    // Knowsley asks for the parts of Universal Credit, and cuts each off at the penny: that is exchanged by its figure.
    assert_eq!(does("aisha"), pounds(&["-10.85", "-4.85", "0.01"]));
}
