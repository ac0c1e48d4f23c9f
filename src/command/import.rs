//! `upfront import`: an ordinary table as YAML.

use std::path::{Path, PathBuf};

use super::{CouldNotRun, Format, Report, export::write_new};
use crate::{
    diagnostics::Findings,
    folder::Folder,
    source::Files,
    workbook::{self, Sort},
};

/// Reads a table, says what it took each column for, and writes YAML to the standard output or to a file.
pub(super) fn import(
    file: &Path,
    sort: Option<Sort>,
    out: Option<&PathBuf>,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let (world, place) = Folder::around(file).map_err(|fault| CouldNotRun::unread(file, &fault))?;
    let (mut files, mut findings) = (Files::default(), Findings::default());
    let imported = workbook::import(&world, &place, sort, &mut files, &mut findings);
    let mut report = if findings.is_empty() {
        Report::default()
    } else {
        Report::of_findings(&files, &findings, Format::Human, colour)
    };
    let Some(imported) = imported else {
        return Ok(report);
    };
    report.tell(&imported.told);
    if let Some(out) = out {
        write_new(out, imported.yaml.as_bytes())?;
        report.tell(&format!("Wrote {}.\n", out.display()));
    } else {
        report.tell("Where that is what you mean, keep it: give --out and a file in the folder of your edition, such as schemes/exampleshire/2026-27/points.yaml.\n");
        report.out = imported.yaml;
    }
    Ok(report)
}
