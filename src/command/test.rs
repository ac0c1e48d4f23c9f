//! `upfront test`: every worked example, what it expects and what comes out; and how much of the rules they cover.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use upfront_engine::{Outcome, Scheme, scheme::Example};

use super::{CouldNotRun, Format, Report, loaded};
use crate::{
    analyse::{Coverage, Noticed, Number, coverage, nothing_known},
    check::{prove, worked},
    diagnostics::{
        self,
        table::{WIDTH, table, wrap},
    },
};

/// One worked example, by name, and how it stands.
#[derive(Serialize)]
struct Case {
    /// The scheme, such as `essex/2024-25`.
    scheme: String,
    council: String,
    edition: String,
    /// What the scheme decides.
    decides: String,
    example: String,
    title: String,
    state: State,
    /// Why the page it was taken from is wrong, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    figures: Vec<Figure>,
}

/// One figure of a worked example.
#[derive(Serialize)]
struct Figure {
    /// The step or the result.
    of: String,
    expected: String,
    worked_out: String,
    #[serde(skip)]
    gives: String,
    state: State,
}

/// How a figure or an example stands; the last that one of its figures has is the example's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
enum State {
    /// The rules give what the page says.
    #[serde(rename = "reproduces")]
    Reproduces,
    /// They do not, and the example says why the page is wrong.
    #[serde(rename = "page is wrong")]
    PageIsWrong,
    /// They do not.
    #[serde(rename = "differs")]
    Differs,
}

/// How much of one edition's rules its examples cover.
#[derive(Serialize)]
struct Covered {
    /// The scheme, such as `essex/2024-25`.
    scheme: String,
    council: String,
    edition: String,
    examples: usize,
    #[serde(flatten)]
    coverage: Coverage,
}

/// The report for machines.
#[derive(Serialize)]
struct ForMachines<'a, F> {
    examples: &'a [Case],
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'a [Covered]>,
    #[serde(flatten)]
    findings: F,
}

pub(super) fn test(
    path: &Path,
    as_of: Option<Date>,
    with_coverage: bool,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let loaded = loaded(path)?;
    let cases: Vec<Case> = loaded
        .schemes
        .iter()
        .flat_map(|scheme| cases(scheme, as_of))
        .collect();
    let differ = cases.iter().any(|case| case.state == State::Differs);
    let failed = loaded.findings.has_errors() || differ;
    let covered: Option<Vec<Covered>> =
        with_coverage.then(|| loaded.schemes.iter().map(covered).collect());
    if format == Format::Json {
        let report = ForMachines {
            examples: &cases,
            coverage: covered.as_deref(),
            findings: diagnostics::json::document(&loaded.files, &loaded.findings),
        };
        return Ok(Report {
            // Plain strings and numbers always serialise.
            out: serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
            failed,
            ..Report::default()
        });
    }
    let covered = covered.map_or_else(String::new, |covered| told(&covered));
    let out = listed(&cases) + &summary(&cases, loaded.schemes.len()) + &covered;
    let err = if failed {
        diagnostics::text::render(&loaded.files, &loaded.findings, colour)
    } else {
        String::new()
    };
    Ok(Report {
        out,
        err,
        failed,
        ..Report::default()
    })
}

/// The examples of a scheme, in its order.
fn cases(scheme: &Scheme, as_of: Option<Date>) -> Vec<Case> {
    let proofs = prove(scheme, as_of);
    let of = |example: &Example| {
        let proofs = proofs.iter().filter(|proof| proof.example == example.id);
        let figures: Vec<Figure> = proofs
            .map(|proof| Figure {
                of: proof.figure.clone(),
                expected: proof.expected.clone(),
                worked_out: proof.worked_out.clone(),
                gives: proof.gives.clone(),
                state: match proof.source_is_wrong {
                    _ if !proof.holds => State::Differs,
                    Some(_) => State::PageIsWrong,
                    None => State::Reproduces,
                },
            })
            .collect();
        let states = figures.iter().map(|figure| figure.state);
        Case {
            scheme: scheme.id.clone(),
            decides: scheme.title.clone(),
            council: scheme.council.clone(),
            edition: scheme.edition.clone(),
            example: example.id.clone(),
            title: example.title.clone(),
            state: states.max().unwrap_or(State::Reproduces),
            because: (!example.published.is_empty()).then(|| example.but.clone()),
            figures,
        }
    };
    scheme.examples.iter().map(of).collect()
}

/// Every example by name, under its edition, with its state and its figures.
fn listed(cases: &[Case]) -> String {
    let mut lines = Vec::new();
    let editions = cases.chunk_by(|a, b| a.scheme == b.scheme);
    for edition in editions {
        if let Some(first) = edition.first() {
            lines.push(format!(
                "{}, {}: {}",
                first.council, first.edition, first.decides
            ));
        }
        for case in edition {
            let because = case.because.as_deref().unwrap_or_default();
            let stands = match case.state {
                State::Reproduces => "reproduces".to_owned(),
                State::PageIsWrong => format!("page is wrong, because {because}"),
                State::Differs => "differs".to_owned(),
            };
            let line = format!("{} ({}): {stands}", case.example, case.title);
            lines.extend(indented(&line, 2));
            let of = |state| case.figures.iter().filter(move |one| one.state == state);
            for (state, says) in [
                (State::Differs, "the example says"),
                (State::PageIsWrong, "the page says"),
            ] {
                for one in of(state) {
                    let line = format!("{}: {says} {}, and {}", one.of, one.expected, one.gives);
                    lines.extend(indented(&line, 6));
                }
            }
            let same: Vec<String> = of(State::Reproduces)
                .map(|one| format!("{}: {}", one.of, one.expected))
                .collect();
            if !same.is_empty() {
                lines.extend(indented(&same.join("; "), 6));
            }
        }
        lines.push(String::new());
    }
    lines.join("\n") + "\n"
}

/// The lines of a text, wrapped and set in; those that go on are set in further.
fn indented(text: &str, by: usize) -> Vec<String> {
    let lines = wrap(text, WIDTH - by);
    let further = |index: usize| if index == 0 { by } else { by + 2 };
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| " ".repeat(further(index)) + line)
        .collect()
}

/// `5 figures of 2 examples in 1 scheme: 1 example reproduces, 1 page is wrong`.
fn summary(cases: &[Case], schemes: usize) -> String {
    let figures = cases.iter().map(|case| case.figures.len()).sum();
    let of = |state| cases.iter().filter(|case| case.state == state).count();
    let states = [
        (
            of(State::Reproduces),
            "example reproduces",
            "examples reproduce",
        ),
        (of(State::PageIsWrong), "page is wrong", "pages are wrong"),
        (of(State::Differs), "example differs", "examples differ"),
    ];
    let states: Vec<String> = states
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    let states = match states.as_slice() {
        [] => String::new(),
        states => format!(": {}", states.join(", ")),
    };
    format!(
        "{} of {} in {}{states}\n",
        counted(figures, "figure", "figures"),
        counted(cases.len(), "example", "examples"),
        counted(schemes, "scheme", "schemes"),
    )
}

/// `1 figure`, `2 figures`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn covered(scheme: &Scheme) -> Covered {
    let worked = worked(scheme);
    let outcomes: Vec<&Outcome> = worked.iter().collect();
    Covered {
        scheme: scheme.id.clone(),
        council: scheme.council.clone(),
        edition: scheme.edition.clone(),
        examples: scheme.examples.len(),
        coverage: coverage(scheme, &nothing_known(scheme), &outcomes),
    }
}

/// The coverage of every edition: the counts, and then what is wanting, each under its edition.
fn told(covered: &[Covered]) -> String {
    let of = |some: usize, all: usize| format!("{some} of {all}");
    let counts: Vec<Vec<String>> = covered
        .iter()
        .map(|one| {
            let coverage = &one.coverage;
            let out_of_reach = coverage.numbers.len() - coverage.noticeable();
            vec![
                one.scheme.clone(),
                one.examples.to_string(),
                of(coverage.touched(), coverage.edges.len()),
                of(coverage.noticed(), coverage.noticeable()),
                out_of_reach.to_string(),
            ]
        })
        .collect();
    let headings = [
        "Scheme",
        "Examples",
        "Edges touched",
        "Numbers noticed",
        "Out of reach",
    ];
    let mut parts = vec![format!(
        "\nHow much of the rules the examples cover\n(of rules that extend national ones, only what is the council's own)\n\n{}",
        table(&headings, &counts, WIDTH)
    )];
    for one in covered {
        let name = &one.scheme;
        if one.examples == 0 {
            parts.push(format!("\n{name}: there is no worked example.\n"));
            continue;
        }
        let sections = [
            ("No example has:", untouched(&one.coverage)),
            (
                "No example would notice if this were different:",
                unnoticed(&one.coverage),
            ),
            (
                "No answers lead here, so no example can notice:",
                out_of_reach(&one.coverage),
            ),
        ];
        for (heading, lines) in sections {
            if !lines.is_empty() {
                parts.push(format!("\n{name}. {heading}\n{}\n", lines.join("\n")));
            }
        }
    }
    parts.concat()
}

/// A line for each kind of edge that is not touched: `#table-budget: “Whole points” of 39 points or 70 points`.
fn untouched(coverage: &Coverage) -> Vec<String> {
    let missing = coverage
        .edges
        .iter()
        .filter(|edge| edge.touched_by.is_none());
    let missing: Vec<_> = missing.collect();
    missing
        .chunk_by(|a, b| (&a.address, &a.what) == (&b.address, &b.what))
        .filter_map(|edges| {
            let first = edges.first()?;
            let items: Vec<&str> = edges.iter().map(|edge| edge.item.as_str()).collect();
            Some(format!(
                "  {}: {} {}",
                first.address,
                first.what,
                either(&items)
            ))
        })
        .collect()
}

fn unnoticed(coverage: &Coverage) -> Vec<String> {
    let line = |number: &Number| match &number.noticed {
        Noticed::No { could_be } => {
            let could_be: Vec<&str> = could_be.iter().map(String::as_str).collect();
            Some(format!(
                "  {}: {}, {}, could be {}",
                number.address,
                number.what,
                number.figure,
                either(&could_be)
            ))
        }
        Noticed::Yes | Noticed::OutOfReach => None,
    };
    coverage.numbers.iter().filter_map(line).collect()
}

fn out_of_reach(coverage: &Coverage) -> Vec<String> {
    let numbers = coverage.numbers.iter();
    numbers
        .filter(|number| number.noticed == Noticed::OutOfReach)
        .map(|number| format!("  {}: {}, {}", number.address, number.what, number.figure))
        .collect()
}

/// `a, b or c`.
fn either(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "
council: Town
title: Budget
source: policy
sources: {policy: {title: Policy}}
questions:
  - {id: score, ask: Score?, number: points, least: 5, most: 100}
tables:
  budget:
    by: points
    rows: [{from: 0, to: 69, gives: £50 a week}, {from: 70, gives: £80 a week}]
steps:
  - {id: amount, look up: score, in: budget, say: Amount}
examples:
  - {id: one, title: One, answers: {score: 69}, expect: {amount: £50 a week}}
";

    fn report(with_coverage: bool, format: Format) -> Report {
        report_of(RULES, with_coverage, format)
    }

    fn report_of(rules: &str, with_coverage: bool, format: Format) -> Report {
        let folder = tempfile::tempdir().unwrap();
        let edition = folder.path().join("town/2026-27");
        std::fs::create_dir_all(&edition).unwrap();
        std::fs::write(edition.join("rules.yaml"), rules).unwrap();
        test(&edition, None, with_coverage, format, false).unwrap()
    }

    #[test]
    fn what_no_example_covers_is_listed_and_is_no_failure() {
        let report = report(true, Format::Human);
        assert!(!report.failed, "{}", report.err);
        let told = report.out.split_once("How much of the rules").unwrap().1;
        for line in [
            "town/2026-27  1         1 of 2         1 of 6           1",
            "  #table-budget: the answer to “Score?” of 70 points\n",
            "  #question-score: the most that can be answered to “Score?”, 100 points, could be 99 points\n",
            "  #table-budget: where the band starts: from 0 to 69 points, 0 points\n",
        ] {
            assert!(told.contains(line), "{line}\n{told}");
        }
    }

    #[test]
    fn coverage_is_told_to_machines_beside_the_figures() {
        let json: serde_json::Value =
            serde_json::from_str(&report(true, Format::Json).out).unwrap();
        assert_eq!(json["examples"][0]["state"], "reproduces");
        let covered = &json["coverage"][0];
        assert_eq!(covered["council"], "Town");
        assert_eq!(covered["edges"][0]["touched_by"], "one");
        assert_eq!(
            covered["numbers"][0]["noticed"]["no"]["could_be"][0],
            "6 points"
        );
        let without: serde_json::Value =
            serde_json::from_str(&report(false, Format::Json).out).unwrap();
        assert_eq!(without["examples"], json["examples"]);
        assert_eq!(without["coverage"], serde_json::Value::Null);
    }

    #[test]
    fn examples_are_listed_by_name_with_their_state() {
        let rules = RULES.to_owned()
            + "  - {id: two, title: Two, answers: {score: 80}, expect: {amount: £80 a week}, \
               published: {amount: £75 a week}, but: the page forgets £5}\n";
        let told = report_of(&rules, false, Format::Human).out;
        assert_eq!(
            told,
            "Town, 2026-27: Budget
  one (One): reproduces
      amount: £50 a week
  two (Two): page is wrong, because the page forgets £5
      amount: the page says £75 a week, and the rules give £80 a week
      amount: £80 a week

3 figures of 2 examples in 1 scheme: 1 example reproduces, 1 page is wrong
"
        );
        let told = report(false, Format::Human).out;
        assert!(told.ends_with("1 figure of 1 example in 1 scheme: 1 example reproduces\n"));
    }

    #[test]
    fn what_is_wrong_is_told_to_machines_beside_the_examples() {
        let report = report_of(
            &RULES.replace("score: 69", "score: 70"),
            false,
            Format::Json,
        );
        assert!(report.failed);
        assert_eq!(report.err, "");
        let json: serde_json::Value = serde_json::from_str(&report.out).unwrap();
        assert_eq!(json["examples"][0]["state"], "differs");
        assert_eq!(json["findings"][0]["code"], "example-fails");
        assert_eq!(json["errors"], 1);
    }
}
