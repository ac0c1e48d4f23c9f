//! `upfront test`: every worked example, what it expects and what comes out; and how much of the rules they cover.

use std::path::Path;

use serde::Serialize;
use upfront_engine::Scheme;

use super::{CouldNotRun, Format, Report, loaded};
use crate::{
    analyse::{Coverage, Noticed, Number, coverage},
    check::{Proof, prove},
    diagnostics::{
        self,
        table::{WIDTH, table},
    },
};

/// One figure of one worked example.
#[derive(Serialize)]
struct Row {
    council: String,
    edition: String,
    example: String,
    figure: String,
    expected: String,
    worked_out: String,
    state: String,
}

/// How much of one edition's rules its examples cover.
#[derive(Serialize)]
struct Covered {
    council: String,
    edition: String,
    examples: usize,
    #[serde(flatten)]
    coverage: Coverage,
}

/// The report for machines, where the coverage was asked for.
#[derive(Serialize)]
struct WithCoverage<'a> {
    figures: &'a [Row],
    coverage: &'a [Covered],
}

pub(super) fn test(
    path: &Path,
    with_coverage: bool,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let loaded = loaded(path)?;
    let mut rows = Vec::new();
    for scheme in &loaded.schemes {
        rows.extend(prove(scheme).into_iter().map(|proof: Proof| Row {
            council: scheme.council.clone(),
            edition: scheme.edition.clone(),
            example: proof.example,
            figure: proof.figure,
            expected: proof.expected,
            worked_out: proof.worked_out,
            state: match proof.source_is_wrong {
                _ if !proof.holds => "differs".to_owned(),
                Some(why) => format!("page is wrong: {why}"),
                None => "comes out".to_owned(),
            },
        }));
    }
    let examples: usize = loaded
        .schemes
        .iter()
        .map(|scheme| scheme.examples.len())
        .sum();
    let differ = rows.iter().filter(|row| row.state == "differs").count();
    let comes_out = rows.iter().filter(|row| row.state == "comes out").count();
    let wrong = rows.len() - comes_out - differ;
    let failed = loaded.findings.has_errors() || differ > 0;
    let covered: Option<Vec<Covered>> =
        with_coverage.then(|| loaded.schemes.iter().map(covered).collect());
    // Plain strings and numbers always serialise.
    let out = match format {
        Format::Json if with_coverage => {
            let coverage = covered.as_deref().unwrap_or_default();
            let report = WithCoverage {
                figures: &rows,
                coverage,
            };
            serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
        }
        Format::Json => serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n",
        Format::Human => {
            let cells: Vec<Vec<String>> = rows
                .iter()
                .map(|row| {
                    [
                        &row.council,
                        &row.edition,
                        &row.example,
                        &row.figure,
                        &row.expected,
                        &row.worked_out,
                    ]
                    .into_iter()
                    .cloned()
                    .chain([row.state.clone()])
                    .collect()
                })
                .collect();
            let headings = [
                "Council",
                "Edition",
                "Example",
                "Figure",
                "Expected",
                "Worked out",
                "State",
            ];
            let counted = format!(
                "\n{} figures of {examples} examples in {} schemes: {}\n",
                rows.len(),
                loaded.schemes.len(),
                match (differ, wrong) {
                    (0, 0) => "all come out".to_owned(),
                    (0, wrong) => format!("all come out but {wrong} that their page got wrong"),
                    (differ, _) => format!("{differ} differ"),
                }
            );
            let covered = covered.map_or_else(String::new, |covered| told(&covered));
            table(&headings, &cells, WIDTH + 40) + &counted + &covered
        }
    };
    let err = if failed {
        diagnostics::text::render(&loaded.files, &loaded.findings, colour)
    } else {
        String::new()
    };
    Ok(Report { out, err, failed })
}

fn covered(scheme: &Scheme) -> Covered {
    Covered {
        council: scheme.council.clone(),
        edition: scheme.edition.clone(),
        examples: scheme.examples.len(),
        coverage: coverage(scheme),
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
                one.council.clone(),
                one.edition.clone(),
                one.examples.to_string(),
                of(coverage.touched(), coverage.edges.len()),
                of(coverage.noticed(), coverage.noticeable()),
                out_of_reach.to_string(),
            ]
        })
        .collect();
    let headings = [
        "Council",
        "Edition",
        "Examples",
        "Edges touched",
        "Numbers noticed",
        "Out of reach",
    ];
    let mut parts = vec![format!(
        "\nHow much of the rules the examples cover\n\n{}",
        table(&headings, &counts, WIDTH)
    )];
    for one in covered {
        let name = format!("{}, {}", one.council, one.edition);
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
        let folder = tempfile::tempdir().unwrap();
        let edition = folder.path().join("2026-27");
        std::fs::create_dir(&edition).unwrap();
        std::fs::write(edition.join("rules.yaml"), RULES).unwrap();
        test(&edition, with_coverage, format, false).unwrap()
    }

    #[test]
    fn what_no_example_covers_is_listed_and_is_no_failure() {
        let report = report(true, Format::Human);
        assert!(!report.failed, "{}", report.err);
        let told = report.out.split_once("How much of the rules").unwrap().1;
        for line in [
            "1         1 of 2         1 of 6           1",
            "  #table-budget: the answer to “Score?” of 70 points\n",
            "  #question-score: the most that can be answered to “Score?”, 100 points, could be 101 points or 99 points\n",
            "  #table-budget: where the band starts: from 0 to 69 points, 0 points\n",
        ] {
            assert!(told.contains(line), "{line}\n{told}");
        }
    }

    #[test]
    fn coverage_is_told_to_machines_beside_the_figures() {
        let json: serde_json::Value =
            serde_json::from_str(&report(true, Format::Json).out).unwrap();
        assert_eq!(json["figures"][0]["state"], "comes out");
        let covered = &json["coverage"][0];
        assert_eq!(covered["council"], "Town");
        assert_eq!(covered["edges"][0]["touched_by"], "one");
        assert_eq!(
            covered["numbers"][0]["noticed"]["no"]["could_be"][0],
            "6 points"
        );
        let without: serde_json::Value =
            serde_json::from_str(&report(false, Format::Json).out).unwrap();
        assert_eq!(without, json["figures"]);
    }
}
