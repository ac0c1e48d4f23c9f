//! What a council may choose in the national rules of England: a line for each choice, and what then comes out.

use std::fs;

use upfront::{check::Loaded, diagnostics::Severity};
use upfront_engine::{Scheme, estimate};

use crate::support::{answers, instead, root, scheme, site::Site, told};

/// Somebody of pension age at home, whose care costs £500 a week.
const AT_HOME: &[(&str, &str)] = &[
    ("setting", "home"),
    ("assessed", "yes"),
    ("age", "pension-age"),
    ("household", "single"),
    ("children", "0"),
    ("carer", "no"),
    ("savings", "0"),
    ("joint_savings", "0"),
    ("state_pension", "400"),
    ("guarantee_credit", "0"),
    ("savings_credit", "0"),
    ("private_pension", "0"),
    ("disability_benefit", "none"),
    ("other_income", "0"),
    ("other_money", "no"),
    ("pays_housing", "no"),
    ("has_disability_costs", "no"),
    ("home_hours", "0"),
    ("other_care", "500"),
];

/// Somebody with disability costs of £12 a week and a benefit at this rate.
fn with_costs(rate: &'static str) -> Vec<(&'static str, &'static str)> {
    [
        ("disability_benefit", rate),
        ("disability_benefit_amount", "100"),
        ("has_disability_costs", "yes"),
        ("laundry", "12"),
        ("domestic_help", "0"),
        ("private_care", "0"),
        ("heating", "0"),
        ("equipment", "0"),
        ("other_disability_costs", "0"),
    ]
    .to_vec()
}

/// A council that has this instead of the national rules of England for 2024-25.
fn council(overrides: &str) -> Loaded {
    council_of("england/2024-25", overrides)
}

fn council_of(nation: &str, overrides: &str) -> Loaded {
    let rules = format!(
        "extends: {nation}\ncouncil: Shire\ntitle: Charges\nsources: {{policy: {{title: Policy}}}}\nsource: policy\noverrides: {{{overrides}}}\n"
    );
    Site::of(&[("schemes/shire/2024-25/scheme.yaml", &rules)]).load()
}

fn shire(loaded: &Loaded) -> &Scheme {
    scheme(loaded, "shire/2024-25")
}

/// What a step comes to where a council has these amounts instead of the national ones.
fn worked_out(overrides: &str, step: &str, answers: &[(&str, &str)]) -> String {
    let loaded = council(&format!("rates: {{{overrides}}}"));
    comes_to(&loaded, step, &instead(AT_HOME, answers))
}

/// What a step comes to for a person's answers.
fn comes_to(loaded: &Loaded, step: &str, answers: &[(&str, &str)]) -> String {
    let scheme = shire(loaded);
    let answers = self::answers(scheme, answers);
    let outcome = estimate(scheme, &answers);
    let place = scheme.steps.iter().position(|other| other.id == step);
    let figure = outcome.working[place.expect(step)].gives.exact();
    figure.map_or_else(
        || "not exact".to_owned(),
        |figure| figure.normalize().to_string(),
    )
}

#[test]
fn without_a_choice_the_national_rule_holds() {
    // £400 less the minimum of £228.70.
    assert_eq!(worked_out("", "charge", &[]), "171.3");
    assert_eq!(worked_out("", "bill", &[]), "685.2");
    // £12 a week of costs, one by one.
    let costs = with_costs("higher");
    assert_eq!(worked_out("", "disability_costs", &costs), "12");
}

#[test]
fn a_fixed_fact_is_declared_once_and_inherited() {
    let fixed = |overrides: &str| -> Vec<String> {
        let loaded = council(overrides);
        let questions = shire(&loaded).questions.iter();
        let fixed = questions.filter(|question| question.fixed);
        fixed.map(|question| question.id.clone()).collect()
    };
    let national = ["age", "over_85"];
    assert_eq!(fixed(""), national);
    // The council's own words say nothing of it.
    let other_words = "questions: [{id: age, ask: Which of these is so of you?}]";
    assert_eq!(fixed(other_words), national);
    assert_eq!(fixed("questions: [{id: age, fixed: no}]"), ["over_85"]);
    let declared = "questions: [{id: carer, fixed: yes}]";
    assert_eq!(fixed(declared), ["age", "over_85", "carer"]);
}

/// What a council writes, the step that it bears on, a person's answers, and what then comes out.
type Choice<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str);

#[test]
fn each_choice_is_a_line() {
    let higher = with_costs("higher");
    let lower = with_costs("lower");
    let single: &[(&str, &str)] = &[];
    let couple = [
        ("household", "couple"),
        ("pays_housing", "yes"),
        ("rent", "80"),
        ("mortgage", "0"),
        ("council_tax", "21.15"),
        ("other_housing", "0"),
    ];
    let (saver, savings_credit) = ([("savings", "15001")], [("savings_credit", "20.52")]);
    let over_limit = [("savings", "30000")];
    let cases: &[Choice<'_>] = &[
        // £751 above the limit: two parts of £500 instead of four of £250.
        ("tariff_step: £500", "tariff", &saver, "2"),
        (
            "upper_limit: '£50,000', tariff_step: £500",
            "tariff",
            &over_limit,
            "32",
        ),
        // £30 with the higher rate, £15 with the lower, instead of £12 one by one.
        (
            "standard_disability_costs: £15 a week, standard_disability_costs_more: £15 a week",
            "disability_costs",
            &higher,
            "30",
        ),
        (
            "standard_disability_costs: £15 a week, standard_disability_costs_more: £15 a week",
            "disability_costs",
            &lower,
            "15",
        ),
        // Less than one by one, so what is listed stands.
        (
            "standard_disability_costs: £5 a week",
            "disability_costs",
            &lower,
            "12",
        ),
        // On top of the £12.
        (
            "standard_disability_costs: £15 a week, standard_on_top: 100%",
            "disability_costs",
            &lower,
            "27",
        ),
        // Half of £101.15, to the penny.
        ("couple_housing_share: 50%", "housing", &couple, "50.58"),
        // 75% of the benefits, or £51.07, whichever is less.
        (
            "weekly_cap: £51.07 a week, weekly_cap_of_benefits: 75%",
            "charge",
            single,
            "51.07",
        ),
        (
            "weekly_cap: £351.07 a week, weekly_cap_of_benefits: 12.5%",
            "charge",
            single,
            "50",
        ),
        (
            "savings_credit_single: no limit",
            "savings_credit_not_counted",
            &savings_credit,
            "20.52",
        ),
        // One amount for everybody of an age, and never less than the law's.
        (
            "own_minimum_pension_age: £194 a week",
            "minimum",
            single,
            "228.7",
        ),
        (
            "own_minimum_pension_age: £272.70 a week",
            "minimum",
            single,
            "272.7",
        ),
        (
            "minimum_extra_from_85: £10 a week",
            "minimum",
            &[("over_85", "yes")],
            "238.7",
        ),
        (
            "minimum_extra_from_85: £10 a week",
            "minimum",
            &[("over_85", "no")],
            "228.7",
        ),
        (
            "arrangement_fee_once: £352 one-off",
            "fee_once",
            &over_limit,
            "352",
        ),
        (
            "arrangement_fee_yearly: £143 a year",
            "fee_yearly",
            &over_limit,
            "143",
        ),
        (
            "arrangement_fee_once: £352 one-off",
            "fee_once",
            single,
            "0",
        ),
        (
            "respite_under_25: £69.40 a week, respite_working_age: £84.90 a week, respite_pension_age: £152.20 a week",
            "respite_week",
            single,
            "152.2",
        ),
        ("weeks_billed: 1 week a bill", "bill", single, "171.3"),
        // £11 with the bill of four weeks at £500; nothing for somebody whose money is assessed.
        (
            "arrangement_fee_each_bill: £11 a bill",
            "bill",
            &over_limit,
            "2011",
        ),
        (
            "arrangement_fee_each_bill: £11 a bill",
            "bill",
            single,
            "685.2",
        ),
        (
            "cost_share_for_full_payers: 80%",
            "charge",
            &over_limit,
            "400",
        ),
        ("cost_share_for_full_payers: 80%", "charge", single, "171.3"),
        // Savings of £30,000 are no bar, and count as 63 parts of £250; or none does.
        ("upper_limit: no limit", "tariff", &over_limit, "63"),
        ("tariff_part: £0 a week", "tariff", &saver, "0"),
    ];
    for (overrides, step, answers, expected) in cases {
        assert_eq!(
            worked_out(overrides, step, answers),
            *expected,
            "{overrides}"
        );
    }
}

/// A council with norms asks for the bill and the kind of home, and not what is above the norm.
#[test]
fn heating_is_what_is_above_the_norm_for_the_home() {
    let norms = "heating_norm_flat: '£2,123.77 a year', heating_norm_flat_couple: '£2,801.99 a year', heating_norm_semi: '£2,255.73 a year', heating_norm_semi_couple: '£2,977.92 a year', heating_norm_detached: '£2,744.38 a year', heating_norm_detached_couple: '£3,617.69 a year'";
    let with = |house, household, fuel| {
        let mut answers = with_costs("higher");
        answers.extend([("house", house), ("household", household), ("fuel", fuel)]);
        worked_out(norms, "disability_costs", &answers)
    };
    // £12, and £500 above the norm by fifty-two; the £0 that was answered for heating is not asked.
    assert_eq!(with("semi", "single", "2755.73"), "21.62");
    assert_eq!(with("detached", "couple", "4117.69"), "21.62");
    assert_eq!(with("flat", "single", "2000"), "12");
}

/// What is wrong with a council's amount is told at its place in the council's file, and never in the national rules.
#[test]
fn the_scheme_with_a_budget_and_a_charge_in_the_documentation_compiles() {
    let page = include_str!("../docs/charging.md");
    let block = page.rsplit("```yaml").next().unwrap();
    let rules = block.split("```").next().unwrap();
    let loaded = Site::of(&[("schemes/shire/2026-27/scheme.yaml", rules)]).load();
    assert!(!loaded.findings.has_errors(), "{}", told(&loaded));
    let results: Vec<&str> = loaded.schemes[0]
        .results
        .iter()
        .map(|result| result.id.as_str())
        .collect();
    assert_eq!(results, ["budget", "charge"]);
}

#[test]
fn an_example_without_the_answers_it_needs_is_told_which() {
    let loaded = council(
        "rates: {weekly_cap: £50 a week}}\nexamples: [{id: a, title: A, answers: {setting: home, savings: 0}, expect: {charge: nothing}}]\ncontact: {phone: '01632 960000'",
    );
    let findings = told(&loaded);
    let advice = "the example `a` has no answer for `assessed`, `home_hours` and `other_care`, and";
    assert!(findings.contains(advice), "{findings}");
}

#[test]
fn an_amount_unlike_the_national_one_is_told_where_it_stands() {
    let cases = [
        (
            "rates: {minimum_extra: £5 a month}",
            "period-clash",
            "Write the amount in £ a week.",
        ),
        (
            "rates: {weekly_cap: £100}",
            "period-clash",
            "Write the amount in £ a week.",
        ),
        ("rates: {share_taken: 0.9}", "missing-unit", "Write `90%`."),
        ("rates: {share_taken: 90}", "missing-unit", "Write `90%`."),
        (
            "rates: {share_taken: 190%}",
            "bad-amount",
            "Write 100% or less.",
        ),
        (
            "rates: {weekly_cap_of_benefits: £51 a week}",
            "unit-clash",
            "Write a percentage, such as `90%`.",
        ),
        (
            "rates: {weekly_cap: £12.345 a week}",
            "bad-amount",
            "Write the amount in pounds and pence.",
        ),
        (
            "rates: {weekly_cap: 12.345 a week}",
            "bad-amount",
            "Write what is counted first, such as `£12.345 a week` or `12.345 hours a week`.",
        ),
        (
            "rates: {upper_limit: '£1,2,3'}",
            "bad-amount",
            "Write `£123`.",
        ),
        (
            "rates: {weekly_cap: £10 a fortnight}",
            "unknown-unit",
            "Write half as much `a week`: four weeks and other periods are known, and a fortnight is not.",
        ),
        (
            "rates: {minimum_working_age: -£5 a week}",
            "bad-amount",
            "An amount is never less than nothing: take it away in a step, with `less:`.",
        ),
        (
            "rates: {tariff_step: £0}",
            "bad-amount",
            "Write one figure, such as `£250`.",
        ),
        (
            "rates: {weekly_capp: £100 a week}",
            "unknown-name",
            "Did you mean `weekly_cap`?",
        ),
        (
            "periods: {fortnight: 1/2}",
            "unknown-name",
            "They are answered in four weeks, month, year.",
        ),
        (
            "weekly_cap: £100 a week",
            "unknown-key",
            "Put it under `rates`: `overrides: {rates: {weekly_cap: …}}`.",
        ),
    ];
    for (overrides, code, advice) in cases {
        let loaded = council(overrides);
        let errors = loaded.findings.sorted().into_iter();
        let errors = errors.filter(|finding| finding.code.severity() == Severity::Error);
        let found: Vec<_> = errors
            .map(|finding| {
                let at = finding.at.unwrap();
                let (line, column) = loaded.files.line_column(at);
                let file = &loaded.files.get(at.file).unwrap().path;
                let is_own = file.ends_with("shire/2024-25/scheme.yaml");
                let advice = finding.advice.first().map(String::as_str);
                (
                    finding.code.name(),
                    is_own && line == 6 && column > 12,
                    advice,
                )
            })
            .collect();
        assert_eq!(found, [(code, true, Some(advice))], "{overrides}");
    }
}

/// Councils' choices together, as they have been seen.
#[test]
fn the_choices_of_one_council_go_together() {
    let night = [
        ("disability_benefit", "higher"),
        ("disability_benefit_amount", "108.55"),
    ];
    let two_workers = [
        ("home_hours", "10"),
        ("hour_price", "21.50"),
        ("care_workers", "two"),
        ("other_care", "0"),
    ];
    let under_25 = [
        ("age", "under-25"),
        ("income_benefits", "168"),
        ("other_income", "100"),
    ];
    let cases: &[Choice<'_>] = &[
        // £400 less £228.70 and the £20 is £151.30, of which 90%.
        (
            "share_taken: 90%, standard_disability_costs: £20 a week",
            "charge",
            &[
                ("disability_benefit", "lower"),
                ("disability_benefit_amount", "0"),
            ],
            "136.17",
        ),
        // A fifth of £108.55 is left out, three quarters of £258.14 are taken, up to the cap.
        (
            "share_taken: 75%, weekly_cap: £250 a week, disability_benefit_ignored: 20%, cost_share: 92%",
            "charge",
            &night,
            "193.61",
        ),
        // Ten hours at £10, and one worker of two.
        (
            "hour_price_limit: £10 an hour, second_worker_counts: 0%",
            "cost",
            &two_workers,
            "100",
        ),
        ("hour_price_limit: £10 an hour", "cost", &two_workers, "200"),
        (
            "own_minimum_under_25: £134.82 a week, own_minimum_working_age: £153.82 a week, own_minimum_pension_age: £203.75 a week",
            "charge",
            &under_25,
            "133.18",
        ),
        // A quarter more than £228.70 is £285.88 to the penny.
        (
            "minimum_extra_share: 25%, share_taken: 80%",
            "charge",
            &[],
            "91.3",
        ),
        // £1.20 is less than is collected.
        (
            "least_collected: £1.25 a week",
            "charge",
            &[("state_pension", "229.90")],
            "0",
        ),
        (
            "least_collected: £1.25 a week",
            "charge",
            &[("state_pension", "229.95")],
            "1.25",
        ),
        (
            "alarm_charge: £5.85 a week, weekly_cap: £100 a week",
            "charge",
            &[("alarm", "yes")],
            "105.85",
        ),
    ];
    for (overrides, step, answers, expected) in cases {
        assert_eq!(
            worked_out(overrides, step, answers),
            *expected,
            "{overrides}"
        );
    }
    // £100 a month by 365 days a year, cut down to the penny; the heating bill, asked for by the year, is as it was.
    let periods = "periods: {month: 84/365, rounded down to: penny}";
    let loaded = council(periods);
    let mut answers: Vec<_> = AT_HOME.to_vec();
    answers.retain(|(question, _)| *question != "private_pension");
    answers.push(("private_pension", "100 a month"));
    assert_eq!(comes_to(&loaded, "income_in_all", &answers), "423.01");
    let national = council("rates: {}");
    assert_eq!(comes_to(&national, "income_in_all", &answers), "423.08");
    // In Scotland savings above £10,000 count at home where a council says so: £1,200 is three parts of £500.
    let scottish = "rates: {threshold_working_age: £170 a week, threshold_pension_age: £218 a week, taper: 100%, earnings_left_out: £25 a week, full_charge_above: '£35,500', savings_left_alone: '£10,000', home_tariff_step: £500, home_tariff_part: £1 a week}";
    let answers = [
        ("setting", "home"),
        ("age", "pension-age"),
        ("household", "single"),
        ("capital", "11200"),
        ("income", "230"),
        ("earnings", "0"),
        ("housing", "0"),
        ("other_care", "50"),
    ];
    let loaded = council_of("scotland/2025-26", scottish);
    assert_eq!(comes_to(&loaded, "home_tariff", &answers), "3");
    assert_eq!(comes_to(&loaded, "charge", &answers), "15");
}

/// Every line of `docs/charging.md` that a council may write is one that the national rules have.
#[test]
fn the_choices_in_the_docs_are_those_of_the_rules() {
    let docs = fs::read_to_string(root().join("docs/charging.md")).unwrap();
    let table = docs.split("| --- | --- |").nth(1).unwrap();
    let mut lines: Vec<String> = Vec::new();
    for row in table.lines().take_while(|row| !row.contains("The fees")) {
        let Some(choice) = row.split('|').nth(2) else {
            continue;
        };
        let mut names = Vec::new();
        for code in choice.split('`').skip(1).step_by(2) {
            if code.contains(": ") {
                lines.push(code.to_owned());
            } else if code.contains(' ') {
                lines.extend(names.drain(..).map(|name| format!("{name}: {code}")));
            } else {
                names.push(code);
            }
        }
        assert!(names.is_empty(), "{row}");
    }
    assert!(lines.len() > 35, "{lines:?}");
    let loaded = council(&format!("rates: {{{}}}", lines.join(", ")));
    let found = loaded.findings.sorted();
    let errors: Vec<_> = found
        .iter()
        .filter(|finding| finding.code.severity() == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// `weekly_cap` is a limit on what somebody's money is asked for; some councils' holds whatever somebody has.
#[test]
fn a_weekly_cap_holds_for_those_who_pay_the_full_cost_only_where_it_is_for_everybody() {
    let (refused, over_limit) = ([("assessed", "no")], [("savings", "30000")]);
    let rich = [("state_pension", "900")];
    let own = "weekly_cap: £400 a week";
    assert_eq!(worked_out(own, "charge", &refused), "500");
    assert_eq!(worked_out(own, "charge", &over_limit), "500");
    assert_eq!(worked_out(own, "charge", &rich), "400");
    let everybody = "weekly_cap_for_everybody: £400 a week";
    assert_eq!(worked_out(everybody, "charge", &refused), "400");
    assert_eq!(worked_out(everybody, "charge", &over_limit), "400");
    assert_eq!(worked_out(everybody, "charge", &rich), "400");
    // A care home is not care at home, and a fee comes on top.
    let home = [
        ("assessed", "no"),
        ("setting", "care-home"),
        ("care_home_cost", "900"),
    ];
    assert_eq!(worked_out(everybody, "charge", &home), "900");
    let fee = "weekly_cap_for_everybody: £400 a week, arrangement_fee: £5.20 a week";
    assert_eq!(worked_out(fee, "charge", &refused), "405.2");
}

#[test]
fn a_standard_amount_for_everybody_needs_no_disability_benefit() {
    let amount = |overrides, rate| {
        let mut answers = with_costs(rate);
        answers.push(("laundry", "0"));
        worked_out(overrides, "disability_costs", &answers)
    };
    let by_benefit = "standard_disability_costs: £20 a week";
    assert_eq!(amount(by_benefit, "none"), "0");
    assert_eq!(amount(by_benefit, "lower"), "20");
    let everybody = "standard_disability_costs_for_everybody: £20 a week";
    for rate in ["none", "lower", "higher"] {
        assert_eq!(amount(everybody, rate), "20", "{rate}");
    }
    // Both: the larger stands, and they are not added up.
    let both = "standard_disability_costs_for_everybody: £20 a week, standard_disability_costs: £15 a week, standard_disability_costs_more: £20 a week";
    assert_eq!(amount(both, "none"), "20");
    assert_eq!(amount(both, "lower"), "20");
    assert_eq!(amount(both, "higher"), "35");
}

#[test]
fn a_setting_for_care_at_home_changes_nothing_in_a_care_home() {
    let home = [
        ("setting", "care-home"),
        ("home", "none"),
        ("war_pension", "50"),
        ("assessed", "no"),
        ("care_home_cost", "900"),
    ];
    let own = "weekly_cap_for_everybody: £400 a week, cost_share_for_full_payers: 80%";
    for step in ["full_cost", "charge"] {
        assert_eq!(
            worked_out(own, step, &home),
            worked_out("", step, &home),
            "{step}"
        );
    }
}

#[test]
fn the_night_part_can_be_left_out_only_where_nobody_cares_at_night() {
    let left_out = |overrides, night_care| {
        let mut answers = with_costs("higher");
        answers.push(("night_care", night_care));
        worked_out(overrides, "not_counted", &answers)
    };
    let own = "night_element_ignored_without_night_care: 100%";
    assert_eq!(left_out(own, "no"), "35.9");
    assert_eq!(left_out(own, "yes"), "0");
}

/// In Scotland a council can have a most for a week, and leave a couple more.
#[test]
fn a_council_in_scotland_can_have_a_cap_and_a_couples_threshold() {
    let own = |more: &str| {
        format!(
            "rates: {{threshold_working_age: £170 a week, threshold_pension_age: £218 a week, taper: 100%, earnings_left_out: £25 a week, full_charge_above: '£35,500'{more}}}"
        )
    };
    let charge = |more: &str, household, capital| {
        let loaded = council_of("scotland/2025-26", &own(more));
        let answers = [
            ("setting", "home"),
            ("age", "pension-age"),
            ("household", household),
            ("capital", capital),
            ("income", "500"),
            ("earnings", "0"),
            ("housing", "0"),
            ("other_care", "250"),
        ];
        comes_to(&loaded, "charge", &answers)
    };
    assert_eq!(charge("", "couple", "0"), "250");
    let couples = ", threshold_couple_pension_age: £332 a week";
    assert_eq!(charge(couples, "couple", "0"), "168");
    assert_eq!(charge(couples, "single", "0"), "250");
    let cap = ", weekly_cap: £108 a week";
    assert_eq!(charge(cap, "single", "0"), "108");
    assert_eq!(charge(cap, "single", "40000"), "250");
    let everybody = ", weekly_cap_for_everybody: £108 a week";
    assert_eq!(charge(everybody, "single", "40000"), "108");
}
