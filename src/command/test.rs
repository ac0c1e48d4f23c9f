//! `upfront test`: every worked example, what it expects and what comes out.

use std::path::Path;

use serde::Serialize;

use super::{CouldNotRun, Format, Report, loaded};
use crate::{
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
    state: &'static str,
}

pub(super) fn test(path: &Path, format: Format, colour: bool) -> Result<Report, CouldNotRun> {
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
            state: if proof.holds { "comes out" } else { "differs" },
        }));
    }
    let examples: usize = loaded
        .schemes
        .iter()
        .map(|scheme| scheme.examples.len())
        .sum();
    let differ = rows.iter().filter(|row| row.state == "differs").count();
    let failed = loaded.findings.has_errors() || differ > 0;
    // Plain strings and numbers always serialise.
    let out = match format {
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
                    .chain([row.state.to_owned()])
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
                if differ == 0 {
                    "all come out".to_owned()
                } else {
                    format!("{differ} differ")
                }
            );
            table(&headings, &cells, WIDTH + 40) + &counted
        }
    };
    let err = if failed {
        diagnostics::text::render(&loaded.files, &loaded.findings, colour)
    } else {
        String::new()
    };
    Ok(Report { out, err, failed })
}
