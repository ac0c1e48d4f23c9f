//! `upfront workbook` and `upfront export`: rules as sheets for a spreadsheet program.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{CouldNotRun, Format, Report, edition::folder_of};
use crate::{
    check::is_national_year,
    csv::line,
    diagnostics::{Findings, fault::plain_words},
    folder::{Folder, is_there},
    source::{Files, Node, is_rules, read::look_into, read_folder, read_rules},
    workbook::{self, Filled},
    world::World,
};

/// What a file of text begins with, so that spreadsheet programs read its letters right.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes an empty workbook, or that of a scheme.
pub(super) fn workbook(
    scheme: Option<&Path>,
    out: Option<PathBuf>,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let sheets = match scheme.map(|scheme| sheets_of(scheme, colour)) {
        Some(sheets) => match sheets? {
            Ok(sheets) => sheets,
            Err(report) => return Ok(*report),
        },
        None => workbook::empty(),
    };
    let out = out.unwrap_or_else(|| "rules.xlsx".into());
    write_new(&out, &bytes_of(&sheets)?)?;
    Ok(Report {
        out: format!(
            "Wrote {}. Fill it in, and put it into the folder of an edition, such as schemes/exampleshire/2026-27.\n",
            out.display()
        ),
        ..Report::default()
    })
}

/// Writes a scheme's workbook, and each of its sheets as CSV.
pub(super) fn export(
    scheme: &Path,
    out: Option<PathBuf>,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let sheets = match sheets_of(scheme, colour)? {
        Ok(sheets) => sheets,
        Err(report) => return Ok(*report),
    };
    let out = out.unwrap_or_else(|| "export".into());
    if is_there(&out) {
        return Err(stands_there(&out));
    }
    fs::create_dir_all(&out).map_err(|fault| unwritten(&out, &fault))?;
    write_new(&out.join("rules.xlsx"), &bytes_of(&sheets)?)?;
    let filled = sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    let mut written = 1;
    for sheet in filled {
        let rows = [&sheet.headings].into_iter().chain(&sheet.rows);
        let lines = rows.map(|row| {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            line(&cells)
        });
        let text: String = lines.collect();
        let name = format!("{}.csv", sheet.name.to_lowercase().replace(' ', "-"));
        write_new(
            &out.join(name),
            format!("{BYTE_ORDER_MARK}{text}").as_bytes(),
        )?;
        written += 1;
    }
    Ok(Report {
        out: format!("Wrote {written} files to {}.\n", out.display()),
        ..Report::default()
    })
}

/// The sheets of a scheme; or a report of the errors in its files.
fn sheets_of(scheme: &Path, colour: bool) -> Result<Result<Vec<Filled>, Box<Report>>, CouldNotRun> {
    let folder = folder_of(scheme)?;
    let (world, place) =
        Folder::around(&folder).map_err(|fault| CouldNotRun::unread(&folder, &fault))?;
    if let Some(year) = newest_below(&world, &place) {
        return Err(CouldNotRun(format!(
            "`{}` holds the rules of several years, and a workbook holds those of one. Name a year, such as `{}`.",
            folder.display(),
            folder.join(year).display()
        )));
    }
    let (mut files, mut findings) = (Files::default(), Findings::default());
    let nodes = nodes_of(&world, &place, &mut files, &mut findings);
    if nodes.is_empty() && !findings.has_errors() {
        return Err(CouldNotRun(format!(
            "There are no rules in `{}`.",
            folder.display()
        )));
    }
    match workbook::of_files(nodes, &mut findings) {
        _ if findings.has_errors() => {
            let report = Report::of_findings(&files, &findings, Format::Human, colour);
            Ok(Err(Box::new(report)))
        }
        Ok(sheets) => Ok(Ok(sheets)),
        Err(left) => Err(CouldNotRun(format!(
            "A workbook has no place for {}. `upfront check {}` tells what is wrong with it.",
            left.join(", "),
            folder.display()
        ))),
    }
}

/// The newest year of a nation, or edition of a council, where a folder holds such and is none itself.
fn newest_below(world: &Folder, place: &Path) -> Option<std::ffi::OsString> {
    let inside = look_into(
        world as &dyn World,
        place,
        is_rules,
        &mut Findings::default(),
    );
    let has_rules = |folder: &&PathBuf| {
        let below = look_into(
            world as &dyn World,
            folder,
            is_rules,
            &mut Findings::default(),
        );
        below.files.iter().any(|file| is_rules(file))
    };
    let newest = inside.folders.iter().rev().find(has_rules)?;
    newest.file_name().map(ToOwned::to_owned)
}

/// The rules in a folder, or in one file. Those of a nation's year stand in the folder above, too.
fn nodes_of(world: &Folder, place: &Path, files: &mut Files, findings: &mut Findings) -> Vec<Node> {
    if is_rules(place) {
        return read_rules(world, place, files, findings);
    }
    let mut nodes = Vec::new();
    if let Some(nation) = place.parent().filter(|_| is_national_year(place)) {
        let every_year = look_into(world as &dyn World, nation, is_rules, findings).files;
        for path in every_year.iter().filter(|path| is_rules(path)) {
            nodes.extend(read_rules(world, path, files, findings));
        }
    }
    nodes.extend(read_folder(world, place, files, findings));
    nodes
}

fn bytes_of(sheets: &[Filled]) -> Result<Vec<u8>, CouldNotRun> {
    workbook::write(sheets)
        .map_err(|fault| CouldNotRun(format!("The workbook could not be written: {fault}.")))
}

/// Writes a file where there is none.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CouldNotRun> {
    if is_there(path) {
        return Err(stands_there(path));
    }
    fs::write(path, bytes).map_err(|fault| unwritten(path, &fault))
}

pub(super) fn stands_there(path: &Path) -> CouldNotRun {
    CouldNotRun(format!(
        "`{}` is there already, and is left as it is. Give another name with --out, or take it away.",
        path.display()
    ))
}

pub(super) fn unwritten(path: &Path, fault: &std::io::Error) -> CouldNotRun {
    CouldNotRun(format!(
        "`{}` could not be written: {}.",
        path.display(),
        plain_words(fault)
    ))
}
