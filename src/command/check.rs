//! `upfront check`: every finding, and nothing written.

use std::path::Path;

use jiff::civil::Date;

use super::{CouldNotRun, Format, Report, build::built, loaded};
use crate::source::disk::is_there;

pub(super) fn check(
    path: &Path,
    as_of: Option<Date>,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    if is_there(&path.join("site.yaml")) {
        // The pages too: a link that leads nowhere shows only there.
        let built = built(path, as_of)?;
        let mut report = Report::of_findings(&built.files, &built.findings, format, colour);
        if format == Format::Human {
            report.err.push_str(&built.unverified);
        }
        return Ok(report);
    }
    let loaded = loaded(path)?;
    Ok(Report::of_findings(
        &loaded.files,
        &loaded.findings,
        format,
        colour,
    ))
}
