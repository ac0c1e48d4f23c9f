//! `upfront check`: every finding, and nothing written.

use std::path::Path;

use jiff::civil::Date;

use super::{
    CouldNotRun, Report, Told,
    build::{unread, unverified},
    loaded,
};
use crate::{
    folder::{Folder, is_there},
    pipeline,
};

pub(super) fn check(
    path: &Path,
    as_of: Option<Date>,
    format: Told,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    if is_there(&path.join("site.yaml")) {
        let world = Folder::at(path);
        let built = pipeline::check(&world, as_of).map_err(|fault| unread(&world, &fault))?;
        let mut report = Report::told(&built.files, &built.findings, format, path, colour);
        if format == Told::Human {
            report.tell(&unverified(path, built.unverified));
        }
        return Ok(report);
    }
    let loaded = loaded(path)?;
    // These are shown as they stand from where the command is run.
    let at = Path::new("");
    Ok(Report::told(
        &loaded.files,
        &loaded.findings,
        format,
        at,
        colour,
    ))
}
