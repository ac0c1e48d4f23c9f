//! `upfront check`: every finding, and nothing written.

use std::path::Path;

use jiff::civil::Date;

use super::{
    CouldNotRun, Report, Told,
    build::{built, unverified},
    loaded,
};
use crate::{
    check::old_statement,
    diagnostics::{Finding, Findings},
    folder::{Folder, is_there},
    pipeline::Nowhere,
    source::{Files, read_yaml},
    world::World,
};

pub(super) fn check(
    path: &Path,
    as_of: Option<Date>,
    format: Told,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    if is_there(&path.join("site.yaml")) {
        // The pages too: a link that leads nowhere shows only there.
        let world = Folder::at(path);
        let mut built = built(&world, as_of, &Nowhere)?;
        if as_of.is_none() {
            // The pages are the same on every day; what is said here may be of this one.
            built
                .findings
                .extend(statement_by_now(&world, &built.files));
            built.findings.hush(&built.files);
        }
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

/// That the accessibility statement is too old today, where it is.
fn statement_by_now(world: &dyn World, files: &Files) -> Option<Finding> {
    let file = files.of_path(Path::new("site.yaml"))?;
    let node = read_yaml(file, files, &mut Findings::default())?;
    old_statement(&node, world.today())
}
