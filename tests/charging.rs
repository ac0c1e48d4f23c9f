//! Charging: the national rules by year, councils that extend them, and the cases that councils published.

use upfront::{check::prove, messages::english};
use upfront_engine::{
    Answer, Decimal, Outcome, estimate,
    explain::explain,
    scheme::{Origin, Scheme, Sureness},
};

use crate::support::{answers, instead, scheme, schemes::EXAMPLE_SITE, site::Site, told};

/// Somebody of pension age at home, whose care costs £200 a week.
const AT_HOME: &[(&str, &str)] = &[
    ("setting", "home"),
    ("assessed", "yes"),
    ("age", "pension-age"),
    ("household", "single"),
    ("children", "0"),
    ("carer", "no"),
    ("savings", "0"),
    ("joint_savings", "0"),
    ("state_pension", "0"),
    ("guarantee_credit", "0"),
    ("savings_credit", "0"),
    ("private_pension", "0"),
    ("disability_benefit", "none"),
    ("other_income", "0"),
    ("other_money", "no"),
    ("pays_housing", "no"),
    ("has_disability_costs", "no"),
    ("home_hours", "0"),
    ("other_care", "200"),
];

/// What a step or a result comes to for the person above, with these answers instead.
fn figure(scheme: &Scheme, name: &str, answers: &[(&str, &str)]) -> Option<Decimal> {
    let answers = self::answers(scheme, &instead(AT_HOME, answers));
    let outcome = estimate(scheme, &answers);
    let step = scheme.steps.iter().position(|step| step.id == name)?;
    outcome.working[step].gives.exact()
}

fn pounds(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

fn council(year: &str, more: &str) -> String {
    format!(
        "extends: england/{year}\ncouncil: Shire\ntitle: What you pay for care\nsources: {{policy: {{title: Our policy}}}}\nsource: policy\n{more}"
    )
}

/// A site with one council, and the national rules that came with the tool.
fn site(editions: &[(&str, &str)]) -> Site {
    let site = Site::of(&[]);
    for (edition, rules) in editions {
        site.write(&format!("schemes/shire/{edition}/scheme.yaml"), rules);
    }
    site
}

#[test]
fn an_income_below_the_minimum_by_more_than_the_tariff_pays_nothing() {
    let england = scheme(&EXAMPLE_SITE, "england/2024-25");
    let savings = [("savings", "17050.91"), ("state_pension", "200")];
    assert_eq!(figure(england, "tariff", &savings), pounds("12"));
    assert_eq!(figure(england, "charge", &savings), pounds("0"));
    let more = [("savings", "17050.91"), ("state_pension", "216.71")];
    assert_eq!(figure(england, "charge", &more), pounds("0.01"));
}

#[test]
fn the_upper_limit_itself_is_not_over_the_limit() {
    for scheme in EXAMPLE_SITE
        .schemes
        .iter()
        .filter(|scheme| scheme.id.starts_with("england/"))
    {
        for (setting, cost) in [("home", "other_care"), ("care-home", "care_home_cost")] {
            let at = |savings| {
                let answers = [
                    ("setting", setting),
                    ("savings", savings),
                    ("home", "none"),
                    ("war_pension", "0"),
                    (cost, "200"),
                ];
                figure(scheme, "charge", &answers)
            };
            assert!(at("23250.00") < pounds("200"), "{} {setting}", scheme.id);
            assert_eq!(at("23250.01"), pounds("200"), "{} {setting}", scheme.id);
        }
    }
}

#[test]
fn england_has_every_year_and_each_year_its_own_figures() {
    let minimums = [
        ("2015-16", "189"),
        ("2021-22", "189"),
        ("2022-23", "194.70"),
        ("2023-24", "214.35"),
        ("2024-25", "228.70"),
        ("2025-26", "232.60"),
        ("2026-27", "241.45"),
    ];
    for (year, minimum) in minimums {
        let england = scheme(&EXAMPLE_SITE, &format!("england/{year}"));
        assert_eq!(figure(england, "minimum", &[]), pounds(minimum), "{year}");
    }
    for year in 2015..=2026 {
        scheme(&EXAMPLE_SITE, &format!("england/{year}-{}", year - 1999));
    }
    // What nobody has read is marked, and stands behind no example.
    let unverified = |id: &str| -> Vec<String> {
        let rates = scheme(&EXAMPLE_SITE, id).rates.iter();
        let rates = rates.filter(|rate| rate.sure.is_unverified());
        rates.map(|rate| rate.id.clone()).collect()
    };
    assert_eq!(unverified("england/2024-25"), ["minimum_lone_parent"]);
    let second_hand = scheme(&EXAMPLE_SITE, "england/2026-27");
    let base = second_hand
        .rates
        .iter()
        .find(|rate| rate.id == "minimum_pension_age");
    assert_eq!(base.unwrap().sure, Sureness::SecondHand);
}

/// By year, each figure that was read in one place or another, and how; a figure alone was read in its source.
const READ: &[(&str, &[&str])] = &[
    ("england/2015-16", &["night_element 27.2 second hand"]),
    (
        "england/2016-17",
        &[
            "savings_credit_single 5.75 second hand",
            "savings_credit_couple 8.6 second hand",
            "night_element 27.2 second hand",
        ],
    ),
    (
        "england/2017-18",
        &[
            "savings_credit_single 5.75 second hand",
            "savings_credit_couple 8.6 second hand",
            "night_element 27.45 second hand",
        ],
    ),
    (
        "england/2018-19",
        &[
            "savings_credit_single 5.75 second hand",
            "savings_credit_couple 8.6 second hand",
        ],
    ),
    ("england/2019-20", &["night_element 28.95 second hand"]),
    ("england/2020-21", &["night_element 29.45"]),
    (
        "england/2021-22",
        &[
            "savings_credit_single 5.75 second hand",
            "savings_credit_couple 8.6 second hand",
        ],
    ),
    (
        "england/2022-23",
        &[
            "minimum_couple 73.95 second hand",
            "minimum_couple_pension_age 148.65 second hand",
            "premium_single 41.55 second hand",
            "premium_couple 29.6 second hand",
            "night_element 30.55",
        ],
    ),
    (
        "england/2023-24",
        &[
            "minimum_couple 81.4 second hand",
            "minimum_couple_pension_age 163.65 second hand",
            "premium_single 45.75 second hand",
            "premium_enhanced_single 22.35 contained",
            "premium_couple 32.6 second hand",
        ],
    ),
    (
        "england/2025-26",
        &[
            "upper_limit 23250 second hand",
            "care_home_upper_limit 23250 second hand",
        ],
    ),
    (
        "wales/2016-17",
        &[
            "limit_at_home 24000 second hand",
            "minimum_income_amount 26.5",
            "guarantee_credit 155.6",
        ],
    ),
    (
        "wales/2017-18",
        &[
            "limit_at_home 24000",
            "weekly_maximum 70",
            "minimum_income_amount 27.5",
            "guarantee_credit 159.35 second hand",
        ],
    ),
    (
        "wales/2018-19",
        &[
            "limit_at_home 24000 second hand",
            "limit_in_a_care_home 40000",
            "weekly_maximum 80",
            "minimum_income_amount 28.5",
            "guarantee_credit 163",
        ],
    ),
    (
        "wales/2019-20",
        &[
            "limit_at_home 24000 second hand",
            "limit_in_a_care_home 50000",
            "guarantee_credit 167.25",
        ],
    ),
    (
        "wales/2020-21",
        &[
            "limit_at_home 24000 second hand",
            "limit_in_a_care_home 50000 second hand",
            "weekly_maximum 100",
            "minimum_income_amount 32",
            "guarantee_credit 173.75 second hand",
        ],
    ),
    (
        "wales/2021-22",
        &[
            "minimum_income_amount 33",
            "guarantee_credit 177.1 second hand",
        ],
    ),
    (
        "wales/2022-23",
        &[
            "limit_at_home 24000 second hand",
            "limit_in_a_care_home 50000 second hand",
            "weekly_maximum 100",
            "minimum_income_amount 35",
            "guarantee_credit 182.6 second hand",
        ],
    ),
    (
        "wales/2023-24",
        &[
            "limit_at_home 24000 second hand",
            "limit_in_a_care_home 50000 second hand",
            "weekly_maximum 100",
            "guarantee_credit 201.05 second hand",
        ],
    ),
    (
        "wales/2025-26",
        &[
            "limit_at_home 24000",
            "limit_in_a_care_home 50000",
            "weekly_maximum 100",
            "guarantee_credit 227.1 second hand",
        ],
    ),
    (
        "scotland/2023-24",
        &[
            "personal_allowance 32.65",
            "savings_credit_single 7.7",
            "savings_credit_couple 11.45",
        ],
    ),
    (
        "scotland/2025-26",
        &[
            "personal_care 254.6 second hand",
            "nursing_care 114.55 second hand",
        ],
    ),
    (
        "scotland/2026-27",
        &["personal_allowance 37.65 second hand"],
    ),
];

#[test]
fn each_national_figure_that_was_read_stands_with_how_and_where() {
    for (id, figures) in READ {
        let scheme = scheme(&EXAMPLE_SITE, id);
        for figure in *figures {
            let (name, read) = figure.split_once(' ').unwrap();
            let rate = scheme.rates.iter().find(|rate| rate.id == name).unwrap();
            let sure = match rate.sure {
                Sureness::Seen => "",
                Sureness::SecondHand => " second hand",
                Sureness::Contained => " contained",
                Sureness::Inferred => " inferred",
                Sureness::Remembered => " remembered",
            };
            let amount = rate.amount.figure().unwrap().normalize();
            assert_eq!(format!("{amount}{sure}"), read, "{id} {name}");
            let source = &scheme.sources[rate.cite.as_ref().unwrap().source];
            assert_eq!(source.seen, "2026-11-27", "{id} {name}");
        }
    }
}

/// A care home in Wales in 2022-23 leaves £35.00, and not the £33.99 of a table that runs a year late.
#[test]
fn wales_leaves_thirty_five_pounds_in_a_care_home_in_2022_23() {
    let wales = scheme(&EXAMPLE_SITE, "wales/2022-23");
    let said = [
        ("setting", "care-home"),
        ("assessed", "yes"),
        ("capital", "0"),
        ("income", "250"),
        ("cost", "800"),
    ];
    let outcome = estimate(wales, &answers(wales, &said));
    assert_eq!(outcome.results[0].exact(), pounds("215"));
}

#[test]
fn a_figure_that_nobody_found_stays_unverified_or_unknown() {
    let rate = |id: &str, name: &str| {
        let rates = &scheme(&EXAMPLE_SITE, id).rates;
        let rate = rates.iter().find(|rate| rate.id == name).unwrap();
        (rate.amount.figure().is_some(), rate.sure.is_unverified())
    };
    for (id, name) in [
        ("england/2019-20", "savings_credit_single"),
        ("england/2026-27", "premium_couple"),
        ("wales/2026-27", "limit_at_home"),
        ("wales/2026-27", "weekly_maximum"),
        ("scotland/2025-26", "personal_allowance"),
        ("scotland/2026-27", "savings_credit_single"),
    ] {
        assert_eq!(rate(id, name), (false, false), "{id} {name}");
    }
    for (id, name) in [
        ("england/2015-16", "premium_carer"),
        ("england/2026-27", "minimum_couple"),
        ("wales/2021-22", "limit_at_home"),
        ("northern-ireland/2022-23", "personal_allowance"),
        ("northern-ireland/2023-24", "personal_allowance"),
    ] {
        assert_eq!(rate(id, name), (true, true), "{id} {name}");
    }
}

/// The law of Wales and Scotland says another day than 6 April in most years.
#[test]
fn welsh_and_scottish_years_begin_on_the_day_that_their_law_says() {
    let starts = [
        ("wales/2016-17", "2016-04-06"),
        ("wales/2018-19", "2018-04-09"),
        ("wales/2019-20", "2019-04-08"),
        ("wales/2023-24", "2023-04-10"),
        ("wales/2024-25", "2024-04-08"),
        ("wales/2025-26", "2025-04-07"),
        ("scotland/2023-24", "2023-04-10"),
        ("scotland/2024-25", "2024-04-08"),
        ("scotland/2025-26", "2025-04-07"),
        ("england/2023-24", "2023-04-06"),
    ];
    for (id, from) in starts {
        assert_eq!(
            scheme(&EXAMPLE_SITE, id).from.as_deref(),
            Some(from),
            "{id}"
        );
    }
}

#[test]
fn two_years_that_differ_only_in_the_year_give_each_years_charge() {
    let (before, after) = (council("2023-24", ""), council("2024-25", ""));
    let site = site(&[("2023-24", &before), ("2024-25", &after)]);
    let loaded = site.load();
    let income = [("state_pension", "250")];
    let charge = |id| figure(scheme(&loaded, id), "charge", &income);
    assert_eq!(charge("shire/2023-24"), pounds("35.65"));
    assert_eq!(charge("shire/2024-25"), pounds("21.30"));
}

#[test]
fn a_short_file_with_three_choices_builds_a_charging_site() {
    let rules = council(
        "2024-25",
        "
overrides:
  rates:
    share_taken: 90%
    minimum_extra: £5 a week
    weekly_cap: £100 a week
",
    );
    assert!(rules.lines().count() < 60);
    let site = site(&[("2024-25", &rules)]);
    let loaded = site.load();
    let shire = scheme(&loaded, "shire/2024-25");
    // 90% of £250 less £233.70.
    assert_eq!(
        figure(shire, "charge", &[("state_pension", "250")]),
        pounds("14.67")
    );
    assert_eq!(
        figure(shire, "charge", &[("state_pension", "600")]),
        pounds("100")
    );
    let national = shire.national.as_ref().unwrap();
    let changed = national
        .rates
        .iter()
        .filter(|origin| **origin == Origin::Changed);
    assert_eq!(changed.count(), 3);

    site.build(&[]);
    for page in ["", "how/", "examples/", "estimate/"] {
        let html = site.page(&format!("shire/2024-25/{page}"));
        assert!(html.contains("Shire"), "{page}");
    }
}

#[test]
fn a_minimum_below_the_national_one_is_an_error() {
    let rules = council(
        "2024-25",
        "overrides: {rates: {minimum_pension_age: £228.69 a week}}\n",
    );
    let site = site(&[("2024-25", &rules)]);
    let loaded = site.load();
    let findings = told(&loaded);
    assert!(findings.contains("error[below-national]"), "{findings}");
    assert!(findings.contains("scheme.yaml:6:42"), "{findings}");
}

/// The last figure of each published case, and the figure that its page got wrong.
const PUBLISHED: &[(&str, &str, &str, &str)] = &[
    (
        "knowsley-charging/2024-25",
        "client-a",
        "charge",
        "£67.71 a week",
    ),
    (
        "knowsley-charging/2024-25",
        "client-b",
        "tariff",
        "£0 a week",
    ),
    (
        "knowsley-charging/2024-25",
        "client-c",
        "charge",
        "£209.70 a week",
    ),
    ("leeds-charging/2024-25", "mary", "charge", "£0 a week"),
    (
        "kingston-charging/2023-24",
        "arthur",
        "charge",
        "£237.75 a week",
    ),
    ("kingston-charging/2024-25", "joan", "charge", "£0 a week"),
    ("kingston-charging/2025-26", "jenny", "charge", "£0 a week"),
    (
        "liverpool-charging/2014-15",
        "dorothy",
        "charge",
        "£47.73 a week",
    ),
    (
        "council-not-named-charging/2016-17",
        "woman-85",
        "can_pay",
        "£63.63 a week",
    ),
    (
        "reading-respite/undated",
        "woman-68",
        "yearly",
        "£7,200 a year",
    ),
    (
        "reading-respite/undated",
        "woman-68-before",
        "yearly",
        "£6,500 a year",
    ),
    (
        "cambridgeshire-charging/undated",
        "dearer",
        "charge",
        "£28 a week",
    ),
    (
        "cambridgeshire-charging/undated",
        "cheaper",
        "charge",
        "£20 a week",
    ),
    (
        "norfolk-charging/2019-20",
        "sh",
        "minimum",
        "£151.45 a week",
    ),
    (
        "waltham-forest-charging/2025-26",
        "under-25",
        "minimum",
        "£173.50 a week",
    ),
    (
        "waltham-forest-charging/2025-26",
        "working-age",
        "minimum",
        "£202.69 a week",
    ),
    (
        "lambeth-charging/2024-25",
        "jane-bloggs",
        "can_pay",
        "£143.85 a week",
    ),
    (
        "lambeth-charging/2022-23",
        "allowance",
        "can_pay",
        "£74.35 a week",
    ),
    (
        "england/2024-25",
        "tariff-lambeth-beta",
        "tariff",
        "£11 a week",
    ),
    ("england/2024-25", "joint-46500", "tariff", "£36 a week"),
    ("england/2024-25", "joan-later", "capital", "£259,000"),
    (
        "north-northamptonshire-deferred-payments/undated",
        "home-165000",
        "equity_limit",
        "£134,250",
    ),
    (
        "st-helens-top-up/undated",
        "dearer-home",
        "top_up",
        "£35 a week",
    ),
];

#[test]
fn every_published_case_comes_out() {
    assert!(!EXAMPLE_SITE.findings.has_errors());
    for (id, example, last, expected) in PUBLISHED {
        let proofs = prove(scheme(&EXAMPLE_SITE, id), None);
        let proof = proofs
            .iter()
            .find(|proof| proof.example == *example && proof.figure == *last)
            .unwrap_or_else(|| panic!("{id} {example} {last}"));
        assert!(proof.holds, "{id} {example}");
        assert_eq!(proof.worked_out, *expected, "{id} {example}");
    }
    let wrong: Vec<&str> = EXAMPLE_SITE
        .schemes
        .iter()
        .filter(|scheme| PUBLISHED.iter().any(|(id, ..)| *id == scheme.id))
        .flat_map(|scheme| &scheme.examples)
        .filter(|example| !example.published.is_empty())
        .map(|example| example.id.as_str())
        .collect();
    assert_eq!(
        wrong,
        [
            "dorothy",
            "working-age",
            "joint-46500",
            "tariff-lambeth-beta"
        ]
    );
}

#[test]
fn the_pages_say_whose_each_figure_is_and_whether_it_is_kinder() {
    let rules = council(
        "2024-25",
        "
overrides:
  rates: {share_taken: 85%, minimum_extra_share: 1%, minimum_extra: £5 a week, weekly_cap: £100 a week, meal_charge: £4.50 a meal, upper_limit: \"£30,000\"}
  questions:
    - {id: other_care, about: community, ask: What do day care and transport cost?, number: £ a week, when: {answer: setting, is: home}}
questions: [{id: day_care, after: other_care, about: community, ask: How many days of day care?, number: days a week}]
tables: {day_prices: {by: days a week, rows: [{from: 0, to: 2, gives: £4 a week}, {from: 3, gives: £9 a week}]}}
steps: [{id: day_price, look up: day_care, in: day_prices}]
",
    );
    let site = site(&[("2024-25", &rules)]);
    site.build(&[]);
    let html = site.page("shire/2024-25/how/") + &site.page("shire/2024-25/how/questions/");
    for said in [
        r#"<span class="up-mark up-national">National rule</span>"#,
        r#"<span class="up-mark up-own">Custom, not law</span>"#,
        "Customary in England, and no national law, is nothing. This is kinder to the person, by £5 a week.",
        "Customary in England, and no national law, is no limit. This is kinder to the person.",
        "Customary in England, and no national law, is 100%. This is kinder to the person, by 15 percentage points.",
        "Customary in England, and no national law, is 0%. This is kinder to the person, by 1 percentage point.",
        "Customary in England, and no national law, is nothing. This is harsher on the person, by £4.50 a meal.",
        "The national figure (England) is £23,250. This is kinder to the person, by £6,750.",
        "Not verified: nobody has read this figure in its source.",
        "National question (England).",
        "This council&#39;s choice, in the place of a national question (England).",
        "This council&#39;s own question.",
        "This council&#39;s own rule.",
    ] {
        assert!(html.contains(said), "{said}");
    }
}

/// What somebody might pay who does not know their savings: the least and the most that any savings give, and no more.
#[test]
fn unknown_savings_give_the_least_and_the_most_that_savings_can() {
    let example = scheme(&EXAMPLE_SITE, "exampleshire/2026-27");
    let told = example
        .examples
        .iter()
        .find(|told| told.id == "mrs-patel-pays");
    let told = told.expect("the example is there");
    let savings = example
        .questions
        .iter()
        .position(|question| question.id == "savings");
    let savings = savings.expect("savings are asked");
    let with = |answer: Answer| {
        let mut answers = told.answers.clone();
        answers.set(savings, answer);
        estimate(example, &answers)
    };
    let of = |name: &str, outcome: &Outcome| {
        let place = example.results.iter().position(|result| result.id == name);
        outcome.results[place.expect("a result")].clone()
    };
    let unknown = with(Answer::Unknown);
    assert!(unknown.ranges_are_exact);
    for name in ["charge", "council_pays"] {
        let figures: Vec<Decimal> = [
            "0", "14250", "14250.01", "18000", "23250", "23250.01", "900000",
        ]
        .into_iter()
        .map(|pounds| {
            of(name, &with(Answer::Number(pounds.parse().unwrap())))
                .exact()
                .unwrap()
        })
        .collect();
        let range = of(name, &unknown);
        assert_eq!(range.low, figures.iter().min().copied(), "{name}");
        assert_eq!(range.high, figures.iter().max().copied(), "{name}");
        assert!(range.low < range.high);
    }
}

#[test]
fn somebody_who_tells_nothing_of_their_money_is_asked_nothing_of_it_and_pays_the_full_cost() {
    let scheme = scheme(&EXAMPLE_SITE, "exampleshire/2026-27");
    let asked = |said: &[(&str, &str)]| -> Vec<String> {
        let answers = answers(scheme, said);
        let explained = explain(scheme, &answers, &Outcome::default(), english());
        let asked = explained.asked().filter(|answer| answer.part == 1);
        asked.map(|answer| answer.id.clone()).collect()
    };
    let no = ("assessed", "no");
    assert_eq!(asked(&[("setting", "home"), no]), ["setting", "assessed"]);
    assert_eq!(
        asked(&[("setting", "care-home"), no]),
        ["setting", "assessed", "care_home_cost"]
    );
    assert!(asked(&[("setting", "home"), ("assessed", "yes")]).len() > 20);
    let stays = [("setting", "care-home"), no, ("care_home_cost", "912")];
    let outcome = estimate(scheme, &answers(scheme, &stays));
    let full_cost = scheme.steps.iter().position(|step| step.id == "full_cost");
    let gives = &outcome.working[full_cost.unwrap()].gives;
    assert_eq!(gives.exact(), pounds("912"));
}
