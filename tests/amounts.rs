//! Amounts as councils publish them: each kind goes through the whole working as what it is, and is shown so.

use upfront::{
    chart::band_chart,
    diagnostics::{Code, Findings, Severity},
    messages,
};
use upfront_engine::{
    Scheme, Unit, estimate,
    explain::{Explained, explain},
    wire,
};

use crate::support::{answers, site::Site};

/// A council with these rules: the scheme, where it has no error, and the findings.
fn council(rules: &str) -> (Option<Scheme>, Findings) {
    let loaded = Site::of_shire(rules).load();
    (loaded.schemes.into_iter().next(), loaded.findings)
}

fn compiled(rules: &str) -> Scheme {
    Site::of_shire(rules).scheme("shire/2026-27")
}

fn codes(findings: &Findings) -> Vec<Code> {
    let errors = findings.sorted().into_iter().map(|finding| finding.code);
    errors
        .filter(|code| code.severity() == Severity::Error)
        .collect()
}

fn explained(scheme: &Scheme, typed: &[(&str, &str)]) -> Explained {
    let answers = answers(scheme, typed);
    let outcome = estimate(scheme, &answers);
    explain(scheme, &answers, &outcome, messages::english())
}

/// What each step comes to for these answers, in words.
fn worked_out(scheme: &Scheme, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let lines = explained(scheme, typed).lines.into_iter();
    lines.map(|line| (line.id, line.amount)).collect()
}

fn is(step: &str, amount: &str) -> (String, String) {
    (step.to_owned(), amount.to_owned())
}

#[test]
fn a_sum_with_no_limit_is_no_limit_and_so_is_whatever_is_made_of_it() {
    let scheme = compiled(
        "
questions:
  - {id: home, ask: Do you live at home?, yes or no: true}
  - {id: hours, ask: How many hours?, number: hours a week, least: 0, most: 168}
rates: {r: {is: no limit, unit: £ a week}, hour: {is: no limit, unit: £ an hour}, part: {is: no limit, unit: '%'}}
tables:
  by_hours: {by: hours a week, rows: [{under: 10, gives: £5 a week}, {from: 10, gives: no limit}]}
  of_cap: {by: £ a week, rows: [{under: £50, gives: £1 a week}, {from: £50, gives: £2 a week}]}
steps:
  - {id: now, sum: [£5 a week]}
  - {id: summed, sum: [now, r]}
  - {id: less, sum: [r], less: [now]}
  - {id: multiplied, multiply: r, by: 2}
  - {id: units, units: hours, at: hour}
  - {id: divided, divide: r, by: 3, rounded down to: penny}
  - {id: shared, share: 50%, of: r}
  - {id: share_of, share: part, of: now}
  - {id: smallest, least of: [now, summed]}
  - {id: greatest, greatest of: [now, summed]}
  - {id: parts, for every: £100 a week, of: r, gives: £1 a week}
  - {id: converted, convert: r, to: £ a year, with: 52 weeks a year}
  - {id: rounded, round: r, to the nearest: penny}
  - {id: chosen, sum: [{answer: home, yes: £1 a week, no: no limit}]}
  - {id: looked_up, look up: hours, in: by_hours}
  - {id: looks_up, look up: summed, in: of_cap}
  - {id: over, when: {value: r, is over: '£1,000,000 a week'}, sum: [£1 a week]}
  - {id: under, when: {value: now, is under: r}, sum: [£1 a week]}
  - {id: same, when: {value: summed, is: no limit}, sum: [£1 a week]}
results: [{id: cap, is: summed}]
examples:
  - {id: one, title: One, answers: {home: no, hours: 10}, expect: {cap: no limit, looked_up: no limit, smallest: £5 a week}}
",
    );
    let unlimited = |answers: &[(&str, &str)]| {
        let lines = worked_out(&scheme, answers).into_iter();
        let lines = lines.filter(|(_, amount)| amount == "no limit");
        lines.map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    };
    let always =
        "summed less multiplied units divided shared share_of greatest parts converted rounded";
    let known = [("home", "no"), ("hours", "10")];
    assert_eq!(unlimited(&known), format!("{always} chosen looked_up"));
    assert_eq!(unlimited(&[("home", "yes")]), always);
    let lines = worked_out(&scheme, &[]);
    for line in [
        is("summed", "no limit"),
        is("smallest", "£5 a week"),
        is("chosen", "£1 a week, or no limit"),
        is("looked_up", "£5 a week, or no limit"),
        is("looks_up", "£2 a week"),
        is("over", "£1 a week"),
        is("under", "£1 a week"),
        is("same", "£1 a week"),
    ] {
        assert!(lines.contains(&line), "{line:?}: {lines:?}");
    }
    // No line speaks of the figure that the rules would hold it as.
    let text = wire::write(&scheme);
    assert!(!format!("{lines:?}{text}").contains("79"));
}

#[test]
fn to_take_no_limit_away_is_a_finding_and_not_a_huge_number() {
    let rules = "rates: {r: {is: no limit, unit: £ a week}}\nsteps: [{id: now, sum: [£5 a week], less: [r]}]\n";
    let (scheme, findings) = council(rules);
    assert!(scheme.is_none());
    assert_eq!(codes(&findings), [Code::NoLimitMisused], "{findings:?}");
}

#[test]
fn a_percentage_a_year_of_savings_comes_out_a_year_and_is_converted() {
    let scheme = compiled(
        "
questions: [{id: savings, ask: How much have you saved?, number: £}]
rates: {limit: '£16,000', charge: 20% a year, interest: 4.65% a year}
steps:
  - {id: over, when: {value: savings, is over: limit}, sum: [savings], less: [limit]}
  - {id: yearly, share: charge, of: over}
  - {id: weekly, convert: yearly, to: £ a week, with: 52 weeks a year, rounded down to: penny}
  - {id: interest_a_month, convert: interest, to: '% a month', with: 12 months a year, rounded to the nearest: 0.0001}
  - {id: deferred, share: interest_a_month, of: savings, rounded to the nearest: penny}
results: [{id: pays, is: weekly}, {id: owes, is: deferred}]
examples: [{id: one, title: One, answers: {savings: 21200}, expect: {yearly: £1040 a year, pays: £20 a week}}]
",
    );
    let lines = worked_out(&scheme, &[("savings", "21200")]);
    for line in [
        is("yearly", "£1,040 a year"),
        is("weekly", "£20 a week"),
        is("interest_a_month", "0.3875% a month"),
        is("deferred", "£82.15 a month"),
    ] {
        assert!(lines.contains(&line), "{line:?}: {lines:?}");
    }
    let sums =
        "questions: [{id: savings, ask: Saved?, number: £}]\nrates: {charge: 20% a year}\nsteps:\n";
    for (step, code) in [
        ("share: charge, of: £5 a week", Code::PeriodClash),
        ("sum: [savings], less: [charge]", Code::UnitClash),
        ("multiply: savings, by: charge", Code::UnitClash),
        ("share: 20 % a year, of: savings", Code::BadAmount),
    ] {
        let (_, findings) = council(&format!("{sums}  - {{id: one, {step}}}\n"));
        assert_eq!(codes(&findings), [code], "{step}: {findings:?}");
    }
}

#[test]
fn a_printed_range_goes_through_the_working_and_is_shown_as_printed() {
    let scheme = compiled(
        "
questions:
  - {id: visits, ask: How many visits?, number: visits a week, most: 20}
  - {id: age, ask: How old?, options: [{id: child, say: A child, points: 1 to 2}, {id: adult, say: An adult, points: 3}]}
rates: {fee: £4 to £6 a week, visit: £10 to £12.50 a visit}
tables: {budget: {by: points, rows: [{under: 3, gives: '£1,000 to £3,000 a year'}, {from: 3, gives: up to £5000 a year}]}}
steps:
  - {id: cost, units: visits, at: visit}
  - {id: all, sum: [cost, fee, {answer: age, child: £1 to £2 a week, adult: £3 a week}]}
  - {id: left, sum: [£100 a week], less: [fee]}
  - {id: at_most, least of: [fee, £5 a week]}
  - {id: score, add up: points}
  - {id: budget_found, look up: score, in: budget}
results: [{id: pays, is: all}, {id: budget_given, is: budget_found}]
examples:
  - {id: one, title: One, answers: {visits: 2, age: child}, expect: {cost: £20 to £25 a week, pays: £25 to £33 a week, score: 1 to 2 points}}
",
    );
    let lines = worked_out(&scheme, &[("visits", "2"), ("age", "child")]);
    for line in [
        is("cost", "£20 to £25 a week"),
        is("all", "£25 to £33 a week"),
        is("left", "£94 to £96 a week"),
        is("at_most", "£4 to £5 a week"),
        is("score", "1 to 2 points"),
        is("budget_found", "£1,000 to £3,000 a year"),
    ] {
        assert!(lines.contains(&line), "{line:?}: {lines:?}");
    }
    let explained = explained(&scheme, &[("visits", "2"), ("age", "child")]);
    let why = "Printed as a range, and not as one figure:";
    assert!(
        explained.gaps.iter().any(|gap| gap.starts_with(why)),
        "{:?}",
        explained.gaps
    );
    let read: Scheme = wire::read(&wire::write(&scheme)).unwrap();
    assert_eq!(read, scheme);
    let (_, findings) = council("rates: {fee: £6 to £4 a week}\nsteps: [{id: one, sum: [fee]}]\n");
    assert_eq!(codes(&findings), [Code::BadAmount], "{findings:?}");
}

#[test]
fn how_far_percentages_are_apart_is_said_in_percentage_points() {
    let scheme = compiled(
        "
questions: [{id: share, ask: Which share?, number: \"%\", most: 100}]
tables:
  money: {by: \"%\", rows: [{from: 0, to: 49, gives: £10 a week}, {from: 50, to: 74, gives: £20 a week}, {from: 75, gives: £30 a week}]}
  parts: {by: \"%\", rows: [{from: 0, to: 49, gives: 10%}, {from: 50, to: 74, gives: 15%}, {from: 75, gives: 20%}]}
steps:
  - {id: row, say: The row, look up: share, in: money}
  - {id: part, say: The part, look up: share, in: parts}
results: [{id: row, is: row, say: The row}, {id: part, is: part, say: The part}]
",
    );
    let explained = explained(&scheme, &[("share", "60")]);
    let near = &explained.near[0];
    assert!(
        near.contains("15 percentage points more: £30 a week.\n\t11 percentage points less: £10"),
        "{near}"
    );
    let words = messages::english().for_scheme(&scheme);
    let chart = band_chart(&scheme, 1, &words, "chart").unwrap();
    assert!(
        chart.key_points[0].starts_with(
            "The biggest change between neighbouring bands is 5 percentage points. It comes 2 times"
        ),
        "{:?}",
        chart.key_points
    );
    let by = |figure: &str, unit: Unit| words.difference(figure.parse().unwrap(), &unit);
    assert_eq!(by("1", Unit::of("%")), "1 percentage point");
    assert_eq!(
        by("2.5", Unit::of("%").per("year")),
        "2.5 percentage points a year"
    );
    assert_eq!(by("2.5", Unit::of("£").per("year")), "£2.50 a year");
}
