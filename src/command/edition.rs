//! Which edition is meant by what somebody typed.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use upfront_engine::Scheme;

use super::CouldNotRun;
use crate::{
    check::{
        Loaded,
        editions::{self, Standing},
    },
    diagnostics::suggest::did_you_mean,
    folder,
};

/// Where the names of schemes lead to.
const SCHEMES: [&str; 2] = ["schemes", "schemes/national"];

/// Reads the edition, or all of a council's, that a path or a name below `schemes` leads to; and the folder that it is.
pub(super) fn load(scheme: &Path) -> Result<(PathBuf, Loaded), CouldNotRun> {
    let folder = folder_of(scheme)?;
    let loaded = folder::load_schemes(&folder);
    let loaded = loaded.map_err(|fault| CouldNotRun::unread(&folder, &fault))?;
    Ok((folder, loaded))
}

/// The edition that is asked for: the only one, or the one in force.
pub(super) fn chosen<'a>(
    schemes: &'a [Scheme],
    folder: &Path,
    as_of: Option<Date>,
) -> Result<&'a Scheme, CouldNotRun> {
    match schemes {
        [] => {
            return Err(CouldNotRun(format!(
                "There are no rules in `{}`.",
                folder.display()
            )));
        }
        [only] => return Ok(only),
        _ => {}
    }
    let in_force: Vec<&Scheme> = schemes
        .iter()
        .filter(|scheme| editions::standing(scheme, schemes, as_of) == Standing::InForce)
        .collect();
    let when = as_of.map_or_else(String::new, |day| format!(" on {day}"));
    let (found, of) = match in_force.as_slice() {
        [one] => return Ok(one),
        [] => ("no edition is", schemes.iter().collect()),
        _ => ("more than one scheme is", in_force),
    };
    let names: Vec<&str> = of.iter().map(|scheme| scheme.id.as_str()).collect();
    Err(CouldNotRun(format!(
        "In `{}`, {found} in force{when}. Give one of them: {}.",
        folder.display(),
        names.join(", ")
    )))
}

/// The folder of a scheme: a path, or its name below `schemes`.
pub(super) fn folder_of(scheme: &Path) -> Result<PathBuf, CouldNotRun> {
    let mut named = SCHEMES.iter().map(|folder| Path::new(folder).join(scheme));
    if scheme.exists() {
        return Ok(scheme.to_owned());
    }
    if let Some(named) = named.find(|named| named.is_dir()) {
        return Ok(named);
    }
    let there = names();
    let meant = scheme
        .to_str()
        .and_then(|scheme| did_you_mean(scheme, there.iter().map(String::as_str)));
    let what = meant.map_or_else(
        || "Give the folder of an edition, such as schemes/essex/2024-25.".to_owned(),
        |meant| format!("Did you mean {meant}?"),
    );
    Err(CouldNotRun(format!(
        "There is no scheme `{}`. {what}",
        scheme.display()
    )))
}

/// The names of the councils below `schemes`, and of their editions.
fn names() -> Vec<String> {
    let inside = |folder: PathBuf| {
        let entries = folder.read_dir().into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.filter_map(|entry| entry.file_name().into_string().ok())
    };
    let mut names = Vec::new();
    for folder in SCHEMES {
        for council in inside(folder.into()) {
            let editions = inside(Path::new(folder).join(&council));
            names.extend(editions.map(|edition| format!("{council}/{edition}")));
            names.push(council);
        }
    }
    names.sort();
    names
}
