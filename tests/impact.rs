//! What a change of rules does to the people of a file: every figure is what the rows come to one by one, nothing is told of
//! few people, and each bad row is found.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use upfront::{
    analyse::change::Editions,
    diagnostics::Findings,
    folder::{Folder, load_scheme},
    impact::{Amounts, CsvPeople, Effect, FEWEST, Side, Told, Wanted, impact},
    made_up::{MadeUp, read_shares},
    source::{Files, read_file},
};
use upfront_engine::{Answers, Decimal, Scheme, estimate};

use crate::support::{
    root,
    site::{HEAD, Site},
    tool::upfront,
};

/// Two editions of a council that is made up, the later with less help and a larger part of the cost.
const BEFORE: &str = "questions:
  - {id: help, ask: How much help do you need?, options: [{id: none, say: None}, {id: some, say: Some}, {id: much, say: Much}]}
  - {id: hours, ask: How many hours a week?, number: hours a week, most: 100, when: {answer: help, is not: none}}
  - {id: age, ask: How old are you?, options: [{id: young, say: Under 65}, {id: old, say: 65 or older}]}
steps:
  - {id: cost, units: hours, at: £10 an hour}
  - {id: charge, share: 50%, of: cost, rounded to the nearest: penny}
results: [{id: charge, is: charge, say: What you pay, kinder when: lower}]
";

fn editions() -> Site {
    let before = [HEAD, BEFORE].concat();
    let after = before.replace("50%", "60%");
    Site::of(&[
        ("schemes/shire/2026-27/scheme.yaml", &before),
        ("schemes/shire/2027-28/scheme.yaml", &after),
    ])
}

/// So many people who are alike.
fn rows(of: &[(usize, &str)]) -> String {
    let mut text = "help,hours,age\n".to_owned();
    for (count, row) in of {
        text += &format!("{row}\n").repeat(*count);
    }
    text
}

fn run(site: &Site, people: &str, more: &[&str]) -> crate::support::tool::Ran {
    site.write("people.csv", people);
    let asked = [
        "impact",
        "schemes/shire/2026-27",
        "schemes/shire/2027-28",
        "people.csv",
    ];
    site.run(&[&asked, more].concat())
}

#[test]
fn a_page_says_first_who_is_worse_off_by_how_much_and_what_it_comes_to() {
    let site = editions();
    let people = rows(&[(30, "some,5,young"), (20, "much,20,old"), (50, "none,,old")]);
    let ran = run(&site, &people, &["--group", "age", "--out", "page"]);
    assert!(ran.succeeded(), "{}", ran.told());
    for says in [
        "50 of 100 people would be worse off.",
        "They would lose £11 a week on average, and half of them £5 a week or less.",
        "That is £28,600 a year.",
        "65 or older",
        "Every row of the file is counted.",
    ] {
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
    }
    let page = site.read("page/index.html");
    let band = page.split("up-body").next().unwrap();
    assert!(band.contains("50 of 100 people would be worse off."));
    assert!(page.contains("href=\"impact.csv\"") && !page.contains("<script"));
    assert!(page.len() <= 120_000, "{}", page.len());
    assert!(
        site.read("page/accessibility/index.html")
            .contains("Some documents are scanned.")
    );
    let csv = site.read("page/impact.csv");
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let again = run(&site, &people, &["--out", "page"]);
    assert_eq!(again.code, Some(3), "{}", again.told());
    assert!(again.err.contains("there already"), "{}", again.err);
}

#[test]
fn nothing_is_told_of_fewer_than_ten_people_nor_follows_from_a_total() {
    let site = editions();
    // Four old people lose: without more, they would be those who lose less the young who do.
    let people = rows(&[
        (40, "some,5,young"),
        (60, "none,,young"),
        (4, "much,20,old"),
        (70, "none,,old"),
    ]);
    let ran = run(&site, &people, &["--group", "age", "--format", "json"]);
    assert!(ran.succeeded(), "{}", ran.told());
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let groups = &told["results"][0]["groups"][0]["groups"];
    let [young, old] = [&groups[0]["effect"], &groups[1]["effect"]];
    assert_eq!(old["more"]["count"], "fewer than 10");
    assert_eq!(young["more"]["count"], "withheld");
    assert_eq!(old["more"]["amounts"], "fewer than 10");
    assert_eq!(told["results"][0]["all"]["more"]["count"]["people"], 44);
    let small = |value: &serde_json::Value| {
        let people = value.get("people").and_then(serde_json::Value::as_u64);
        people.is_some_and(|people| (1..FEWEST).contains(&people))
    };
    let mut values = vec![&told];
    while let Some(value) = values.pop() {
        assert!(!small(value), "{value}");
        match value {
            serde_json::Value::Array(items) => values.extend(items),
            serde_json::Value::Object(items) => values.extend(items.values()),
            _ => {}
        }
    }
    let words = run(&site, &people, &["--group", "age"]);
    assert!(
        words
            .out
            .contains("Nothing is told of fewer than 10 people"),
        "{}",
        words.out
    );
    let few = run(&site, &rows(&[(9, "some,5,young")]), &[]);
    assert_eq!(few.code, Some(3), "{}", few.told());
    assert!(
        few.err.contains("Only 9 rows can be worked out"),
        "{}",
        few.err
    );
}

#[test]
fn people_who_stand_for_others_count_as_many_and_are_still_few() {
    let site = editions();
    let mut people = "help,hours,age,weight\n".to_owned();
    people += &"some,5,young,100\n".repeat(3);
    people += &"some,5,old,2.5\n".repeat(20);
    let ran = run(
        &site,
        &people,
        &["--weight", "weight", "--group", "age", "--format", "json"],
    );
    assert!(ran.succeeded(), "{}", ran.told());
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["people"]["stand_for"], "350");
    assert_eq!(
        told["results"][0]["groups"][0]["groups"][0]["effect"]["people"],
        "fewer than 10"
    );
}

#[test]
fn worked_examples_that_no_longer_come_out_are_told_and_stop_nothing() {
    let example = "examples:
  - {id: ann, title: Ann, about: Ann gets some help., answers: {help: some, hours: 10, age: old}, expect: {charge: £50 a week}}
";
    let before = [HEAD, BEFORE, example].concat();
    let after = before.replace("50%", "60%");
    let site = Site::of(&[
        ("schemes/shire/2026-27/scheme.yaml", &before),
        ("schemes/shire/2027-28/scheme.yaml", &after),
    ]);
    let ran = run(&site, &rows(&[(20, "some,10,old")]), &[]);
    assert!(
        ran.out.contains("20 of 20 people would be worse off"),
        "{}",
        ran.told()
    );
    let told = "2027-28 no longer give 1 of the figures in its worked examples";
    assert!(ran.err.contains(told), "{}", ran.told());
    assert!(!ran.err.contains("2026-27 no longer"), "{}", ran.told());
    // Whatever else is wrong still stops it.
    site.write(
        "schemes/shire/2027-28/scheme.yaml",
        after.replace("of: cost", "of: coast"),
    );
    let ran = run(&site, &rows(&[(20, "some,10,old")]), &[]);
    assert!(
        ran.out.is_empty() && ran.err.contains("coast"),
        "{}",
        ran.told()
    );
}

#[test]
fn each_bad_row_is_found_with_its_row_and_column_and_the_rest_is_counted() {
    let site = editions();
    let good = "some,5,old,2,\n";
    let mut people = "help,hours,age,weight,help\n".to_owned();
    people += &good.repeat(12);
    for bad in [
        "somme,5,old,2,",
        "some,-5,old,2,",
        "some,five,old,2,",
        "some,5,old,2,some,7",
        "some,,old,2,",
        "some,5,old,heavy,",
        "none,5,old,2,",
        "some,5,old,2,much",
        "some,500,old,2,",
        "some,05,old,2,",
    ] {
        let _ = writeln!(people, "{bad}");
    }
    let mut bytes = people.into_bytes();
    bytes.extend(b"some,5,o\xe9ld,2,\n");
    bytes.extend(good.bytes());
    site.write("people.csv", &bytes);
    let ran = site.run(&[
        "impact",
        "schemes/shire/2026-27",
        "schemes/shire/2027-28",
        "people.csv",
        "--weight",
        "weight",
    ]);
    assert_eq!(ran.code, Some(1), "{}", ran.told());
    assert!(ran.out.contains("for 13 people one by one"), "{}", ran.out);
    let flat = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    for says in [
        "column 5 is `help`, as one before it is",
        "14 help `somme` is not an option of `help`",
        "Did you mean `some`?",
        "15 hours `-5` is less than `hours` allows",
        "16 hours `five` cannot be read as the number",
        "17 it has 6 cells, and there are 5 columns",
        "18 hours there is no answer",
        "19 weight `heavy` is no weight",
        "20 hours `5` is an answer to a question that is not asked",
        "21 help `much` stands here, and another answer",
        "22 hours `500` is more than `hours` allows",
        "23 hours `05` begins with a nought",
        "24 age it is not UTF-8 text",
        "11 rows are left out of the count.",
    ] {
        assert!(flat.contains(says), "{says}: {}", ran.err);
    }
    assert!(
        ran.out.contains("11 rows of the file are left out"),
        "{}",
        ran.out
    );
}

#[test]
fn a_column_that_is_no_question_is_a_finding_and_one_that_is_asked_for_has_to_be_there() {
    let site = editions();
    let people = rows(&[(12, "some,5,old")]).replacen("age", "aeg", 1);
    let ran = run(&site, &people, &["--format", "json"]);
    assert_eq!(
        ran.code,
        Some(3),
        "everybody lacks an answer: {}",
        ran.told()
    );
    let people = rows(&[(12, "some,5,old")]).replace('\n', ",x\n");
    let ran = run(&site, &people, &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("column 4, `x`, is no question"),
        "{}",
        ran.err
    );
    assert!(
        ran.out.contains("12 of 12 people would be worse off."),
        "{}",
        ran.out
    );
    let ran = run(&site, &people, &["--group", "agee"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.err.contains("no column `agee`. Did you mean `age`?"),
        "{}",
        ran.err
    );
}

/// Exampleshire, and the same with one band lowered and the minimum cut by £5.
fn exampleshire() -> (Scheme, Scheme) {
    let folder = root().join("schemes/exampleshire/2026-27");
    let loaded = load_scheme(&folder).unwrap();
    let before = loaded.schemes.into_iter().next().unwrap();
    let site = Site::of(&[]);
    for file in ["scheme", "questions", "steps", "tables", "paying"] {
        let text = fs::read_to_string(folder.join(format!("{file}.yaml"))).unwrap();
        let text = text
            .replace("gives: £254.00 a week", "gives: £240.00 a week")
            .replace("minimum_extra: {is: £12.50", "minimum_extra: {is: £7.50");
        let text = text.split("\n# Each goes through").next().unwrap();
        site.write(&format!("schemes/exampleshire/2026-27/{file}.yaml"), text);
    }
    let loaded = load_scheme(&site.at("schemes/exampleshire/2026-27")).unwrap();
    let after = loaded.schemes.into_iter().next();
    (
        before,
        after.unwrap_or_else(|| panic!("{:?}", loaded.findings)),
    )
}

/// People of Exampleshire who are made up: their answers, and the same as CSV.
fn people_of(scheme: &Scheme, count: usize) -> (Vec<Answers>, String) {
    let path = root().join("docs/exampleshire-shares.yaml");
    let (world, file) = Folder::around(&path).unwrap();
    let mut findings = Findings::default();
    let node = read_file(&world, &file, &mut Files::default(), &mut findings).unwrap();
    let shares = read_shares(scheme, &node, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let mut again = MadeUp::new(scheme, &shares, 7);
    let answers = (0..count).map(|_| again.answers());
    let answers = answers.collect();
    let mut people = MadeUp::new(scheme, &shares, 7);
    let mut text = people.heads();
    text.extend((0..count).map(|_| people.person()));
    (answers, text)
}

/// What a side comes to, added up person by person.
fn side(by: &[Decimal]) -> Option<Amounts> {
    let mut sizes: Vec<Decimal> = by.iter().map(Decimal::abs).collect();
    sizes.sort();
    let count = sizes.len();
    let cut = |tenths: usize| sizes[(count * tenths).div_ceil(10) - 1].normalize();
    let total: Decimal = sizes.iter().sum();
    (count > 0).then(|| Amounts {
        total: total.normalize(),
        mean: (total / Decimal::from(count))
            .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero),
        median: sizes[count.div_ceil(2) - 1].normalize(),
        tenths: (count >= 100).then(|| std::array::from_fn(|place| cut(place + 1))),
    })
}

fn agrees(told: &Side, by: &[Decimal]) -> bool {
    let count = told
        .count
        .get()
        .is_none_or(|count| count.people == by.len() as u64);
    count
        && match &told.amounts {
            Told::Is(amounts) => *amounts == side(by),
            _ => true,
        }
}

/// How many figures of an effect are told, each of which is what the rows come to.
fn held(effect: &Effect, of: &[Option<Decimal>]) -> usize {
    let by: Vec<Decimal> = of.iter().flatten().copied().collect();
    let of_sign = |is: fn(&Decimal) -> bool| by.iter().copied().filter(is).collect::<Vec<_>>();
    let less = of_sign(|by| *by < Decimal::ZERO);
    let more = of_sign(|by| *by > Decimal::ZERO);
    let same = of_sign(Decimal::is_zero).len() as u64;
    let open = of.iter().filter(|by| by.is_none()).count() as u64;
    assert!(
        agrees(&effect.less, &less),
        "{:?} {:?}",
        effect.less,
        side(&less)
    );
    assert!(
        agrees(&effect.more, &more),
        "{:?} {:?}",
        effect.more,
        side(&more)
    );
    let mut told = 0;
    for (count, is) in [
        (&effect.people, of.len() as u64),
        (&effect.same, same),
        (&effect.open, open),
    ] {
        if let Some(count) = count.get() {
            assert_eq!(count.people, is);
            told += 1;
        }
    }
    if let Some(change) = effect.change.get() {
        assert_eq!(*change, by.iter().sum::<Decimal>());
        told += 1;
    }
    told + usize::from(effect.less.amounts.get().is_some())
        + usize::from(effect.more.amounts.get().is_some())
}

#[test]
fn every_figure_is_what_the_rows_come_to_one_by_one() {
    let (before, after) = exampleshire();
    let (answers, csv) = people_of(&before, 1_500);
    let mut people = CsvPeople::new(csv.as_bytes()).unwrap();
    let wanted = Wanted {
        groups: vec!["age".to_owned(), "washing".to_owned()],
        ..Wanted::default()
    };
    let editions = Editions {
        before: &before,
        after: &after,
    };
    let counted = impact(editions, &mut people, &wanted).unwrap();
    assert_eq!(
        (counted.rows, counted.rows_left_out),
        (1_500, 0),
        "{:?}",
        counted.faults
    );
    assert_eq!(counted.made_up.as_deref(), Some("seed 7"));
    let outcomes: Vec<_> = answers
        .iter()
        .map(|answers| (estimate(&before, answers), estimate(&after, answers)))
        .collect();
    let mut told = 0;
    for result in &counted.results {
        let by = outcomes.iter().map(|(was, is)| {
            let [was, is] = [was, is].map(|outcome| outcome.results.get(result.result)?.exact());
            Some(is? - was?)
        });
        let by: Vec<Option<Decimal>> = by.collect();
        told += held(&result.all, &by);
        for (set, groups) in counted.sets.iter().zip(&result.groups) {
            let question = set.question.unwrap();
            let mut of: BTreeMap<String, Vec<Option<Decimal>>> = BTreeMap::new();
            for (answers, by) in answers.iter().zip(&by) {
                let option = match (answers.get(question), &after.questions[question].kind) {
                    (
                        Some(upfront_engine::Answer::Option(option)),
                        upfront_engine::scheme::QuestionKind::Options(options),
                    ) => options[option].id.clone(),
                    _ => String::new(),
                };
                of.entry(option).or_default().push(*by);
            }
            for group in groups {
                told += held(&group.effect, &of[&group.name]);
            }
        }
        for loss in &result.losses {
            assert!(loss.count.people >= FEWEST);
        }
        let losers: u64 = result.losses.iter().map(|loss| loss.count.people).sum();
        let lose = |by: &Decimal| match result.kinder {
            Some(upfront_engine::scheme::Kinder::Lower) => *by > Decimal::ZERO,
            _ => *by < Decimal::ZERO,
        };
        let all = by.iter().flatten().filter(|by| lose(by)).count() as u64;
        assert!(all == losers || all - losers >= FEWEST, "{all} {losers}");
    }
    assert!(told > 60, "only {told} figures are told");
}

#[test]
fn people_are_made_up_only_from_stated_shares_and_the_same_seed_gives_the_same() {
    let site = editions();
    let asked = [
        "people",
        "schemes/shire/2026-27",
        "--count",
        "40",
        "--seed",
        "3",
    ];
    let without = site.run(&asked);
    assert_eq!(without.code, Some(3));
    assert!(without.err.contains("never evenly"), "{}", without.err);
    let starter = site.run(&["people", "schemes/shire/2026-27", "--starter"]);
    assert!(
        starter
            .out
            .contains("help: {options: {none: 0%, some: 0%, much: 0%}}"),
        "{}",
        starter.out
    );
    site.write("shares.yaml", &starter.out);
    let with = [&asked[..], &["--shares", "shares.yaml"]].concat();
    let empty = site.run(&with);
    assert_eq!(empty.code, Some(1), "{}", empty.told());
    assert!(
        empty.err.contains("come to 0%, and not to 100%"),
        "{}",
        empty.err
    );
    assert!(
        empty.err.contains("nothing says where the shares"),
        "{}",
        empty.err
    );
    site.write(
        "shares.yaml",
        "source: Made up for a test\nshares:
  help: {options: {none: 50%, some: 49.5%, much: 0.5%}}
  hours: {by: help, given: {some: {amounts: [{from: 1, to: 9, share: 100%}]}, much: {amounts: [{is: 40, share: 100%}]}}}
  age: {options: {young: 30%, old: 70%}}\n",
    );
    let [one, other] = [site.run(&with), site.run(&with)];
    assert!(one.succeeded(), "{}", one.told());
    assert_eq!(one.out, other.out);
    assert_eq!(one.out.lines().count(), 41);
    for row in one.out.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        assert_eq!(cells[0], "seed 3");
        assert_eq!(cells[1] == "none", cells[2].is_empty(), "{row}");
    }
    site.write("people.csv", &one.out);
    for format in ["human", "json", "csv"] {
        let ran = run(&site, &one.out, &["--format", format]);
        assert!(
            ran.succeeded() && ran.out.contains("seed 3"),
            "{}",
            ran.told()
        );
    }
    run(&site, &one.out, &["--out", "page"]);
    let page = site.read("page/index.html");
    assert!(
        page.split("up-lead")
            .next()
            .unwrap()
            .contains("These people are made up (seed 3).")
    );
}

#[test]
fn explain_tells_of_rows_that_are_left_out() {
    for code in ["people-column", "person-left-out", "no-column"] {
        assert!(upfront(&["explain", code]).succeeded(), "{code}");
    }
}
