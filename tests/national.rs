//! National rules, and councils that extend them.

use upfront::folder::load_schemes;
use upfront_engine::{
    Amount, Decimal, estimate,
    scheme::{Origin, Scheme},
};

use crate::support::{answers, schemes::EXAMPLE_SITE, site::Site, told};

const SHARED: &str = "
council: Albion
title: Charges
law: [care act charge]
sources: {law: {title: The law}}
source: law
questions:
  - {id: income, ask: What is your income?, number: £ a week}
steps:
  - {id: over_minimum, sum: income, less: minimum}
  - {id: disposable, greatest of: [over_minimum, nothing]}
  - {id: charge, least of: [disposable, weekly_cap]}
";

const YEAR: &str = "
rates:
  minimum: {is: £100 a week, say: The minimum, kinder when: higher, councils may not go below: yes}
  weekly_cap: {is: no limit, unit: £ a week, kinder when: lower, sure: inferred}
";

fn site(council: &str) -> Site {
    let next = YEAR.replace("£100", "£110");
    Site::of(&[
        ("schemes/national/albion/shared.yaml", SHARED),
        ("schemes/national/albion/2024-25/rates.yaml", YEAR),
        ("schemes/national/albion/2025-26/rates.yaml", &next),
        ("schemes/shire/2024-25/scheme.yaml", council),
    ])
}

/// The schemes of a site, and all that is told of it.
fn loaded(site: &Site) -> (Vec<Scheme>, String) {
    let loaded = site.load();
    let told = told(&loaded);
    (loaded.schemes, told)
}

fn council(extends: &str, more: &str) -> String {
    format!(
        "council: Shire\ntitle: What you pay\nextends: {extends}\nsources: {{policy: {{title: Our policy}}}}\nsource: policy\n{more}"
    )
}

fn charge(scheme: &Scheme, income: i64) -> Option<Decimal> {
    let answers = answers(scheme, &[("income", income.to_string().as_str())]);
    estimate(scheme, &answers).results[0].exact()
}

#[test]
fn a_council_that_changes_nothing_charges_as_the_nation_does_in_its_own_year() {
    for (year, expected) in [("2024-25", 50), ("2025-26", 40)] {
        let site = site(&council(&format!("albion/{year}"), ""));
        let (schemes, findings) = loaded(&site);
        let shire = schemes
            .iter()
            .find(|scheme| scheme.council == "Shire")
            .expect(&findings);
        assert_eq!(charge(shire, 150), Some(Decimal::from(expected)));
        let national = shire.national.as_ref().unwrap();
        assert_eq!(national.steps, [Origin::National; 3]);
        assert_eq!(shire.law, ["care act charge"]);
        assert_eq!(schemes.len(), 3, "the national rules are schemes too");
    }
}

#[test]
fn a_council_overrides_by_name_adds_in_place_and_both_are_marked() {
    let own = "
overrides:
  rates: {minimum: £120.50 a week, weekly_cap: {is: £20 a week, source: policy 2}}
rates: {discount: 10%}
steps:
  - {id: share, after: disposable, share: 90%, of: disposable, rounded to the nearest: penny}
  - {id: after_discount, share: discount, of: charge, rounded to the nearest: penny}
results: [{id: pays, is: after_discount}, {id: share, is: share}]
";
    let site = site(&council("albion/2024-25", own));
    let (schemes, findings) = loaded(&site);
    let shire = schemes
        .iter()
        .find(|scheme| scheme.council == "Shire")
        .expect(&findings);
    let steps: Vec<&str> = shire.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(
        steps,
        [
            "over_minimum",
            "disposable",
            "share",
            "charge",
            "after_discount"
        ]
    );
    let national = shire.national.as_ref().unwrap();
    assert_eq!(
        national.steps,
        [
            Origin::National,
            Origin::National,
            Origin::Own,
            Origin::National,
            Origin::Own
        ]
    );
    assert_eq!(
        national.rates,
        [Origin::Changed, Origin::Changed, Origin::Own]
    );
    assert_eq!(
        national.national_rates[0],
        Some(Amount::Exact(Decimal::from(100)))
    );
    let minimum = &shire.rates[0];
    assert_eq!(
        minimum.say, "The minimum",
        "an override keeps the national name"
    );
    assert_eq!(
        upfront::check::is_kinder(minimum, national.national_rates[0].unwrap()),
        Some(true)
    );
    assert_eq!(
        shire.sources[minimum.cite.as_ref().unwrap().source].title,
        "Our policy"
    );
    assert_eq!(charge(shire, 1000), Some(Decimal::from(2)));
    assert!(findings.contains("No findings"), "{findings}");
}

#[test]
fn own_rules_come_before_national_ones_and_what_nothing_reads_any_longer_falls_away() {
    let own = "
overrides:
  steps: [{id: charge, least of: [disposable, budget]}]
questions:
  - {id: hours, before: income, ask: How many hours?, number: hours a week}
  - {id: nights, ask: How many nights?, number: nights a week}
  - {id: last, after: income, ask: How much else?, number: £ a week}
steps:
  - {id: by_day, before: over_minimum, units: hours, at: £10 an hour}
  - {id: by_night, units: nights, at: £50 a night}
  - {id: budget, sum: [by_day, by_night, last]}
results: [{id: budget, is: budget}, {id: charge, is: charge}]
";
    let site = site(&council("albion/2024-25", own));
    let (schemes, findings) = loaded(&site);
    let shire = schemes
        .iter()
        .find(|scheme| scheme.council == "Shire")
        .expect(&findings);
    let questions: Vec<_> = shire
        .questions
        .iter()
        .map(|one| (one.id.as_str(), one.part))
        .collect();
    assert_eq!(
        questions,
        [("hours", 0), ("nights", 0), ("income", 1), ("last", 0)]
    );
    let steps: Vec<_> = shire
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.part))
        .collect();
    assert_eq!(
        steps,
        [
            ("by_day", 0),
            ("by_night", 0),
            ("budget", 0),
            ("over_minimum", 1),
            ("disposable", 1),
            ("charge", 1)
        ]
    );
    // The weekly cap is read by nothing now; the national figure of that name is no finding.
    let rates: Vec<_> = shire.rates.iter().map(|rate| rate.id.as_str()).collect();
    assert_eq!(rates, ["minimum"]);
    assert!(!findings.contains("no step uses"), "{findings}");
}

#[test]
fn what_cannot_be_extended_or_overridden_is_found_at_its_place() {
    let cases = [
        (
            "albion/2031-32",
            "",
            "error[unknown-name]: there are no national rules `albion/2031-32`",
            "3:10",
            "2024-25 to 2025-26",
        ),
        (
            "albion/2024-25",
            "overrides: {rates: {minimun: £120 a week}}",
            "error[unknown-name]: the national rules have no rate `minimun`",
            "6:21",
            "Did you mean `minimum`?",
        ),
        (
            "albion/2024-25",
            "overrides: {rates: {minimum: £99.99 a week}}",
            "error[below-national]: “The minimum” is £99.99 a week",
            "6:30",
            "£100 a week",
        ),
        (
            "albion/2024-25",
            "rates: {minimum: £120 a week}",
            "error[duplicate-name]: the national rules have `minimum` already",
            "6:9",
            "under `overrides`",
        ),
        (
            "albion/2024-25",
            "questions: [{id: income, ask: And your income?, number: £ a week}]",
            "error[duplicate-name]: the national rules have `income` already",
            "6:18",
            "under `overrides`",
        ),
        (
            "albion/2024-25",
            "overrides: {tables: {bands: {by: points, rows: [{from: 0, gives: nothing}]}}}",
            "error[unknown-name]: the national rules have no table `bands`",
            "6:22",
            "under `tables`",
        ),
        (
            "albion/2024-25",
            "overrides: {steps: [{id: disposable, sum: half}]}\nsteps: [{id: half, share: 50%, of: income}]",
            "error[used-before-worked-out]: `half` is worked out only after `disposable`",
            "6:43",
            "Write `before: disposable` at `half`",
        ),
        (
            "albion/2024-25",
            "overrides: {rate: {minimum: £120 a week}}",
            "error[unknown-key]",
            "6:13",
            "rates",
        ),
        (
            "albion/2024-25",
            "steps: [{id: half, before: chrge, share: 50%, of: minimum}]",
            "error[unknown-name]: the national rules have no step `chrge`",
            "6:28",
            "Did you mean `charge`?",
        ),
        (
            "albion/2024-25",
            "steps: [{id: half, before: charge, after: disposable, share: 50%, of: minimum}]",
            "error[unknown-key]: `before` and `after` both say where this comes",
            "6:36",
            "Take one of the two out.",
        ),
        (
            "albion/2024-25",
            "overrides: {steps: [{id: charge, after: nosuch, say: The charge}]}",
            "error[unknown-name]: the national rules have no step `nosuch`",
            "6:41",
            "Name a national step",
        ),
        (
            "albion/2024-25",
            "overrides: {steps: [{id: charge, before: dispsable, say: The charge}]}",
            "error[unknown-name]: the national rules have no step `dispsable`",
            "6:42",
            "Did you mean `disposable`?",
        ),
        (
            "albion/2024-25",
            "overrides: {questions: [{id: income, after: savings, ask: And your income?}]}",
            "error[unknown-name]: the national rules have no question `savings`",
            "6:45",
            "Name a national question",
        ),
        (
            "albion/2024-25",
            "overrides: {steps: [{id: charge, before: disposable, after: over_minimum, sum: income}]}",
            "error[unknown-key]: `before` and `after` both say where this comes",
            "6:54",
            "Take one of the two out.",
        ),
    ];
    for (extends, more, message, place, advice) in cases {
        let site = site(&council(extends, more));
        let (_, findings) = loaded(&site);
        for part in [message, &format!("scheme.yaml:{place}"), advice] {
            assert!(findings.contains(part), "{part}\n{findings}");
        }
        assert!(findings.contains("1 error"), "{findings}");
    }
}

#[test]
fn a_national_name_that_is_overridden_twice_is_found_at_the_second() {
    let cases = [
        (
            "steps: [{id: charge, sum: [£7 a week]}, {id: charge, sum: [£9 a week]}]",
            "error[duplicate-name]: `charge` stands twice under `overrides`",
            "6:58",
        ),
        (
            "questions: [{id: income, ask: What?}, {id: income, ask: How much?}]",
            "error[duplicate-name]: `income` stands twice under `overrides`",
            "6:56",
        ),
        (
            "rates: {minimum: £120 a week, minimum: £130 a week}",
            "error[duplicate-key]: `minimum` stands twice",
            "6:43",
        ),
    ];
    for (twice, message, place) in cases {
        let more = format!("overrides: {{{twice}}}");
        let site = site(&council("albion/2024-25", &more));
        let (_, findings) = loaded(&site);
        for part in [message, &format!("scheme.yaml:{place}"), "1 error"] {
            assert!(findings.contains(part), "{part}\n{findings}");
        }
    }
}

#[test]
fn an_override_moves_a_national_step_beside_the_one_that_it_names() {
    for (place, expected) in [
        ("before: charge", ["over_minimum", "disposable", "charge"]),
        ("after: charge", ["over_minimum", "charge", "disposable"]),
    ] {
        let more = format!(
            "overrides:\n  steps:\n    - {{id: disposable, {place}, greatest of: [over_minimum, nothing]}}\n    - {{id: charge, least of: [over_minimum, weekly_cap]}}\nresults: [{{id: to_pay, is: disposable}}, {{id: charge, is: charge}}]"
        );
        let site = site(&council("albion/2024-25", &more));
        let (schemes, findings) = loaded(&site);
        let shire = schemes.iter().find(|scheme| scheme.council == "Shire");
        let shire = shire.expect(&findings);
        let steps: Vec<&str> = shire.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(steps, expected, "{place}");
    }
}

/// Figures that nobody has read in their source are counted, if they stand in the site, and listed where the national
/// rules are checked by themselves. Those that came with the tool are told once, where the council extends them.
#[test]
fn unverified_figures_are_told_where_they_can_be_mended() {
    let told = |site: &Site| loaded(site).1.matches("[not-verified]").count();
    let own = "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\nextends: albion/2024-25\n";
    // Albion's two years, and nothing for the council.
    let albion = site(own);
    assert_eq!(told(&albion), 0);
    assert_eq!(albion.load().unverified, 2);
    let national = load_schemes(&albion.at("schemes/national")).unwrap();
    let listed = national.findings.sorted().into_iter();
    let listed = listed.filter(|finding| finding.code.name() == "not-verified");
    assert_eq!(listed.count(), 2);
    let of_england = own.replace("albion/2024-25", "england/2026-27");
    let shire = Site::of(&[("schemes/shire/2026-27/scheme.yaml", &of_england)]);
    assert_eq!(told(&shire), 1);
    let (_, findings) = loaded(&shire);
    assert!(
        findings.contains("schemes/shire/2026-27/scheme.yaml:5:10"),
        "{findings}"
    );
}

/// A mistake in a council's rules keeps them from being compiled, so that it is not known what no longer counts. A
/// council cannot mend a national question.
#[test]
fn a_national_rule_that_nothing_uses_is_not_told_to_a_council() {
    let more = "questions: [{id: own, ask: What is your own income?, number: £ a week}]\noverrides: {steps: [{id: over_minimum, sum: [£5 a wek]}]}";
    let site = site(&council("albion/2024-25", more));
    let (_, findings) = loaded(&site);
    assert!(
        findings.contains("the unit `wek` is not known"),
        "{findings}"
    );
    assert_eq!(findings.matches("[never-used]").count(), 1, "{findings}");
    assert!(
        findings.contains("no step uses the question `own`"),
        "{findings}"
    );
}

/// Rules of the nation that look at a council's own question are the nation's: what does not fit is told of the question.
#[test]
fn a_question_that_national_rules_cannot_use_is_told_once() {
    let told = |question: &str| {
        let more = format!("overrides: {{questions: [{{id: setting, ask: Where?, {question}}}]}}");
        let rules = council("england/2026-27", &more);
        loaded(&Site::of(&[("schemes/shire/2026-27/scheme.yaml", &rules)])).1
    };
    let findings =
        told("options: [{id: home, say: At home}, {id: care-home, say: In a care home}]");
    assert!(
        findings.contains("your own `setting` does not fit the national rules: `setting` has no option with the name `temporary`"),
        "{findings}"
    );
    assert!(findings.contains("1 error in 1 file"), "{findings}");
    let findings = told("number: plain");
    assert!(findings.contains("1 error in 1 file"), "{findings}");
    let site = site(&council(
        "albion/2024-25",
        "overrides: {steps: [{id: disposable, sum: [£5 a year]}]}",
    ));
    let (_, findings) = loaded(&site);
    assert!(
        findings.contains("does not fit it: look there first"),
        "{findings}"
    );
}

#[test]
fn an_edition_over_the_national_rules_of_the_year_before_is_told_and_its_pages_name_that_year() {
    let with = |days: &str| {
        let site = site(&council("albion/2025-26", days));
        site.change("schemes/national/albion/2025-26/rates.yaml", |rates| {
            format!("to: 2026-04-05\n{rates}")
        });
        let (_, findings) = loaded(&site);
        (site, findings)
    };
    // The fifth of April is the Monday on which the council's new charges start, a day before the nation's.
    for days in ["from: 2026-04-05\n", "from: 2026-04-13\nto: 2027-04-04\n"] {
        let (_, findings) = with(days);
        assert!(
            findings.contains("warning[national-of-another-year]: this edition starts on 2026-04-")
                && findings.contains(
                    "the national rules `albion/2025-26` that it extends end on 2026-04-05"
                )
                && findings.contains(
                    "Extend the national rules of the same year as soon as they are published."
                ),
            "{findings}"
        );
    }
    for days in [
        "",
        "from: 2025-04-01\n",
        "from: 2026-03-28\nto: 2026-04-05\n",
    ] {
        let (_, findings) = with(days);
        assert!(!findings.contains("another-year"), "{findings}");
    }
    let (site, _) = with("from: 2026-04-06\n");
    site.build(&[]);
    let how = site.page("shire/2024-25/how/");
    assert!(
        how.contains("The national rules here are those of Albion for 2025-26.</p>"),
        "{how}"
    );
    assert!(
        !site
            .page("albion/2025-26/how/")
            .contains("The national rules here")
    );
}

/// What `albion/2024-25` has in these tests: a question of each kind, a step that says everything, a table.
const WHOLE: &str = "
council: Albion
title: Charges
sources: {law: {title: The law}}
source: law
questions:
  - {id: lives, ask: Where do you live?, hint: Now., options: [{id: home, say: At home, points: 3}, {id: away, say: Away, points: 8}]}
  - id: rent
    about: housing-costs
    ask: What is your rent?
    hint: Leave out service charges.
    number: £ a week
    least: 1
    most: £900
    also in: {month: 12/52, year: 1/52}
    rounded to the nearest: penny
    when: {answer: lives, is: home}
    source: law 7
steps:
  - {id: score, add up: points}
  - id: rent_left
    say: What your rent leaves you
    sum: rent
    less: cap
    when: {answer: lives, is: home}
    rounded up to: pound
    because: The law says so.
    may be exceeded: {by: the panel, because: Rents differ.}
    source: law 8
  - {id: by_points, look up: score, in: bands}
  - {id: all, sum: [rent_left, by_points]}
rates: {cap: {is: £20 a week, say: The cap, note: Of 2024., kinder when: lower, source: law 9}}
tables: {bands: {say: Points and money, by: points, unit: £ a week, rows: [{from: 0, to: 5, gives: 1}, {from: 6, gives: 2}], note: As printed., source: law 10}}
results: [{id: all, is: all, say: What you pay}]
";

fn over_whole(more: &str) -> (Option<Scheme>, String) {
    let site = site(&council("albion/2024-25", more));
    site.write("schemes/national/albion/shared.yaml", WHOLE);
    for year in ["2024-25", "2025-26"] {
        let rates = format!("schemes/national/albion/{year}/rates.yaml");
        site.write(&rates, "status: in force\n");
    }
    let (schemes, findings) = loaded(&site);
    let shire = schemes.into_iter().find(|scheme| scheme.council == "Shire");
    (shire, findings)
}

#[test]
fn a_question_in_the_place_of_a_national_one_keeps_what_it_does_not_say() {
    let (national, findings) = over_whole("");
    let national = national.expect(&findings).questions[1].clone();
    let rent = |question: &str| {
        let (scheme, findings) = over_whole(&format!("overrides: {{questions: [{question}]}}"));
        scheme.expect(&findings).questions[1].clone()
    };
    let asked = rent("{id: rent, ask: How much is your rent?}");
    assert_eq!(
        asked,
        upfront_engine::scheme::Question {
            ask: "How much is your rent?".to_owned(),
            ..national.clone()
        }
    );
    // Restated in other letters it is still the same question.
    let restated = rent("{id: rent, ask: What is your rent?, number: £ per week}");
    assert_eq!(restated, national);
    // Its own rounding is there instead of the national one, and all else stays.
    let rounded = rent("{id: rent, rounded up to: pound}");
    assert_eq!(rounded.when, national.when);
    assert_ne!(rounded.kind, national.kind);
    // What is said in weeks does not hold for a month.
    let (scheme, findings) = over_whole(
        "overrides: {questions: [{id: rent, number: £ a month}], steps: [{id: rent_left, sum: [£30 a week]}]}",
    );
    let monthly = published(&scheme.expect(&findings))["questions"][1].take();
    assert_eq!(monthly["kind"]["number"].get("periods"), None, "{monthly}");
    assert_eq!(monthly["kind"]["number"].get("most"), None, "{monthly}");
    assert!(monthly["when"].is_object(), "{monthly}");
    assert_eq!(rent("{id: rent, when: always}").when, None);
    // An option keeps what it counts.
    let (scheme, findings) = over_whole(
        "overrides: {questions: [{id: lives, options: [{id: away, say: In a care home}, {id: home}]}]}",
    );
    let lives = published(&scheme.expect(&findings))["questions"][0].take();
    let options = &lives["kind"]["options"];
    assert_eq!(options[0]["say"], "In a care home");
    assert_eq!(
        options[0]["counts"][0],
        options_counts(&national_options(), 1)
    );
    assert_eq!(options[1]["say"], "At home");
    assert_eq!(
        options[1]["counts"][0],
        options_counts(&national_options(), 0)
    );
    assert_eq!(lives["hint"], "Now.");
}

/// A scheme as it is published.
fn published(scheme: &Scheme) -> serde_json::Value {
    serde_json::from_str(&upfront_engine::wire::write(scheme)).unwrap()
}

fn national_options() -> serde_json::Value {
    let (national, findings) = over_whole("");
    published(&national.expect(&findings))["questions"][0]["kind"]["options"].take()
}

fn options_counts(options: &serde_json::Value, option: usize) -> serde_json::Value {
    options[option]["counts"][0].clone()
}

#[test]
fn a_step_a_rate_and_a_table_in_the_place_of_national_ones_keep_what_they_do_not_say() {
    let (national, findings) = over_whole("");
    let national = national.expect(&findings);
    let of = |overrides: &str| {
        let (scheme, findings) = over_whole(&format!("overrides: {{{overrides}}}"));
        scheme.expect(&findings)
    };
    let step = |step: &str| of(&format!("steps: [{step}]")).steps[1].clone();
    let theirs = &national.steps[1];
    let said = step("{id: rent_left, say: Rent}");
    assert_eq!(
        said,
        upfront_engine::scheme::Step {
            say: "Rent".to_owned(),
            ..theirs.clone()
        }
    );
    // Its own sum takes the same away, when the same holds, rounded in the same way; why the law says so is the law's.
    let own = step("{id: rent_left, sum: [rent, £5 a week]}");
    assert_eq!(
        (&own.when, &own.rounded, &own.may_be_exceeded),
        (&theirs.when, &theirs.rounded, &theirs.may_be_exceeded)
    );
    assert!(
        matches!(&own.verb, upfront_engine::scheme::Verb::Sum { add, less } if add.len() == 2 && less.len() == 1)
    );
    assert_eq!(own.because, "");
    assert_ne!(own.cite, theirs.cite);
    // Another verb takes nothing of the national one.
    let other = step("{id: rent_left, least of: [rent, cap], when: always}");
    assert!(matches!(
        other.verb,
        upfront_engine::scheme::Verb::LeastOf(_)
    ));
    assert_eq!((other.when, other.rounded), (None, theirs.rounded));
    let rate = of("rates: {cap: £30 a week}").rates[0].clone();
    assert_eq!((rate.say.as_str(), rate.note.as_str()), ("The cap", ""));
    assert_eq!(rate.kinder, national.rates[0].kinder);
    let renamed = of("rates: {cap: {say: Our cap}}").rates[0].clone();
    assert_eq!(renamed.amount, national.rates[0].amount);
    assert_eq!(renamed.cite, national.rates[0].cite);
    let table = of("tables: {bands: {rows: [{from: 0, gives: 7}]}}").tables[0].clone();
    assert_eq!(table.unit, national.tables[0].unit);
    assert_eq!(table.say, "Points and money");
    assert_ne!(table.cite, national.tables[0].cite);
    let straight =
        of("tables: {bands: {straight lines: [{at: 0, gives: 1}, {at: 11, gives: 12}]}}");
    assert!(matches!(
        straight.tables[0].kind,
        upfront_engine::scheme::TableKind::Lines { .. }
    ));
}

#[test]
fn a_result_of_the_councils_keeps_what_it_does_not_say() {
    let (scheme, findings) = over_whole("results: [{id: all, say: Your charge}]");
    let scheme = scheme.expect(&findings);
    assert_eq!(scheme.results[0].say, "Your charge");
    assert_eq!(scheme.results[0].step, 3);
}

/// What only councils' policies say is no national law, and every page that says whose a rule is says so.
#[test]
fn a_rule_from_custom_is_called_customary_and_never_national() {
    let own = council(
        "england/2024-25",
        "overrides: {rates: {weekly_cap: £400 a week}, steps: [{id: can_pay, sum: capped}]}",
    );
    let site = Site::of(&[("schemes/shire/2024-25/scheme.yaml", &own)]);
    let (schemes, findings) = loaded(&site);
    let shire = schemes
        .iter()
        .find(|scheme| scheme.council == "Shire")
        .expect(&findings);
    let words = upfront::messages::english();
    let step = |id: &str| {
        let step = shire.steps.iter().position(|step| step.id == id).unwrap();
        upfront_engine::explain::describe_origin(shire, step, words)
    };
    assert_eq!(step("national_minimum"), "National rule (England).");
    assert_eq!(
        step("left"),
        "Customary among councils in England, and no national law."
    );
    assert_eq!(
        step("capped"),
        "Customary among councils in England, and no national law. The figure is this council's."
    );
    assert_eq!(
        step("can_pay"),
        "This council's choice, in the place of what is customary in England."
    );
    let rate = |id: &str| {
        let index = shire.rates.iter().position(|rate| rate.id == id).unwrap();
        upfront::site::whose::rate(shire, index, &shire.rates[index], words)
    };
    assert!(rate("weekly_cap").contains("Customary in England, and no national law, is no limit"));
    assert!(rate("least_collected").starts_with("Customary among councils"));
    assert_eq!(rate("minimum_pension_age"), "National rule (England).");
    let question = |id: &str| {
        let questions = &shire.questions;
        let index = questions.iter().position(|one| one.id == id).unwrap();
        upfront::site::whose::question(shire, index, words)
    };
    assert!(question("care_workers").starts_with("Customary question"));
    assert_eq!(question("age"), "National question (England).");
    // Every rule of every nation that has no law behind it is marked.
    for scheme in &EXAMPLE_SITE.schemes {
        for source in &scheme.sources {
            let is_custom = source.title.contains("usual order") || source.title.contains("COSLA");
            if is_custom && scheme.national.is_none() {
                assert!(source.customary, "{} {}", scheme.id, source.title);
            }
        }
    }
}

/// A council's top-up beside its charges, by the rules that come with the tool.
fn two_bases(charges: &str, more: &str) -> (Vec<Scheme>, String) {
    let days = "from: 2026-04-06\nto: 2027-04-05\n";
    let text = council(&format!("[{charges}, england-top-up/2015]"), days) + more;
    loaded(&Site::of(&[("schemes/shire/2026-27/scheme.yaml", &text)]))
}

#[test]
fn two_national_bases_stand_beside_each_other() {
    let own = "
overrides:
  rates: {share_taken: 90%}
  questions: [{id: home_fee, ask: What does your care home cost in Shire?}]
";
    let (schemes, findings) = two_bases("england/2026-27", own);
    assert!(!findings.contains("error"), "{findings}");
    for code in ["national-of-another-year", "edition-year"] {
        assert!(!findings.contains(code), "{findings}");
    }
    let shire = schemes.first().expect(&findings);
    let results: Vec<&str> = shire.results.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(results, ["charge", "bill", "top_up"]);
    let national = shire.national.as_ref().unwrap();
    assert_eq!(national.nation, "England");
    assert_eq!(
        national.bases().collect::<Vec<_>>(),
        ["england/2026-27", "england-top-up/2015"]
    );
    // Each rule is whose it is, has the source of the rules that it stands in, and is asked as they ask it.
    let rate = shire
        .rates
        .iter()
        .position(|rate| rate.id == "share_taken")
        .unwrap();
    assert_eq!(national.rates[rate], Origin::Changed);
    let question = |id: &str| {
        let place = shire.questions.iter().position(|one| one.id == id);
        (place.unwrap(), &shire.questions[place.unwrap()])
    };
    let (fee, asked) = question("home_fee");
    assert_eq!(national.questions[fee], Origin::Changed);
    assert_eq!(asked.ask, "What does your care home cost in Shire?");
    let (rate, asked) = question("council_rate");
    assert_eq!(national.questions[rate], Origin::National);
    let source = asked.cite.as_ref().unwrap().source;
    assert_eq!(
        shire.sources[source].title,
        "Councils' published pages on care homes"
    );
    // The figures of both are worked out, by the one's rules and the other's.
    let given = [
        ("setting", "home"),
        ("assessed", "no"),
        ("council_rate", "700"),
        ("home_fee", "775.50"),
    ];
    let top_up = &estimate(shire, &answers(shire, &given)).results[2];
    assert_eq!(top_up.exact(), Some(Decimal::new(7550, 2)));
}

#[test]
fn each_of_two_national_bases_is_held_to_its_own_year() {
    let (_, findings) = two_bases("england/2025-26", "");
    assert!(
        findings.contains("`england/2025-26` that it extends end on 2026-04-05"),
        "{findings}"
    );
    assert!(!findings.contains("`england-top-up/2015` that it extends"));
}

#[test]
fn two_national_bases_are_of_one_nation() {
    let (_, findings) = two_bases("wales/2025-26", "");
    assert!(
        findings.contains("these are rules of England, and those before are of Wales"),
        "{findings}"
    );
}

#[test]
fn a_name_that_two_national_bases_have_is_told_with_both_places() {
    let site = site(&council("[albion/2024-25, other/2020]", ""));
    let text = "council: Albion\ntitle: Other charges\nsources: {book: {title: A book}}\nsource: book\nquestions: [{id: savings, ask: Savings?, number: £}]\nrates: {charge: £5 a week}\nsteps: [{id: fee, when: {value: savings, is over: £5}, sum: charge}]\n";
    site.write("schemes/national/other/2020/rules.yaml", text);
    let (_, findings) = loaded(&site);
    assert!(
        findings.contains("`charge` is the name of a step in one of these national rules, and of a rate in another"),
        "{findings}"
    );
    for place in ["shared.yaml:12", "rules.yaml:6", "2024-25/scheme.yaml:3"] {
        assert!(findings.contains(place), "{place}: {findings}");
    }
}
