//! `upfront check --fix`: what has a certain mend, shown as it would change and then changed.

use std::{
    fmt::Write as _,
    fs,
    io::{self, BufRead},
    path::{Path, PathBuf},
};

use similar::TextDiff;

use super::{CouldNotRun, Report, init::Asked};
use crate::{
    check::read_schemes,
    diagnostics::fault::plain_words,
    folder::{Folder, is_there},
    mend::{Mended, mended},
    pipeline::{Nowhere, build},
    world::World,
};

/// The mark that some editors put at the start of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Mends what can be mended in a site or in an edition's folder, once somebody agrees.
pub(super) fn fix(
    path: &Path,
    is_agreed: bool,
    asked: &mut Asked<'_>,
) -> Result<Report, CouldNotRun> {
    let unread = |fault: io::Error| CouldNotRun::unread(path, &fault);
    let is_site = is_there(&path.join("site.yaml"));
    let (world, place) = if is_site {
        (Folder::at(path), PathBuf::new())
    } else {
        Folder::around(path).map_err(unread)?
    };
    // The files of a site are shown as they stand in it.
    let on_disk = |shown: &Path| {
        if is_site {
            path.join(shown)
        } else {
            shown.to_owned()
        }
    };
    let check = |world: &dyn World| {
        if is_site {
            build(world, None, &Nowhere)
        } else {
            read_schemes(world, &place)
        }
    };
    let is_own = |shown: &PathBuf, text: &str| {
        let there = fs::read_to_string(on_disk(shown));
        there.is_ok_and(|there| there.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&there) == text)
    };
    let mended = mended(&world, check, is_own).map_err(unread)?;
    if mended.files.is_empty() {
        return Ok(Report {
            out: "Nothing here has a certain mend.\n".to_owned(),
            ..Report::default()
        });
    }
    let told = told(&mended);
    if !is_agreed {
        (asked.say)(&told);
        if !agrees(asked)? {
            return Ok(Report {
                err: "Nothing was changed. To change it without being asked: upfront check --fix --yes\n".to_owned(),
                failed: true,
                ..Report::default()
            });
        }
    }
    for (shown, (_, text)) in &mended.files {
        write(&on_disk(shown), text)?;
    }
    let count = mended.gone.len();
    let findings = if count == 1 {
        "finding is"
    } else {
        "findings are"
    };
    let done = format!("{count} {findings} mended. What is left: upfront check\n");
    Ok(Report {
        out: if is_agreed { told + &done } else { done },
        ..Report::default()
    })
}

/// What would be mended, and how each file would change.
fn told(mended: &Mended) -> String {
    let mut text = String::new();
    for (shown, (before, after)) in &mended.files {
        let name = shown.display().to_string();
        let diff = TextDiff::from_lines(before, after);
        text += &diff
            .unified_diff()
            .context_radius(1)
            .header(&name, &name)
            .to_string();
    }
    text.push('\n');
    for (code, message) in &mended.gone {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "mends {}: {message}", code.name());
    }
    text
}

/// Whether whoever types says yes. Where nobody can, it is no.
fn agrees(asked: &mut Asked<'_>) -> Result<bool, CouldNotRun> {
    let Some(typed) = &mut asked.typed else {
        return Ok(false);
    };
    (asked.say)("Change it so? Type yes or no. [no]");
    let mut line = String::new();
    typed.read_line(&mut line).map_err(|fault| {
        CouldNotRun(format!(
            "What was typed could not be read: {}.",
            plain_words(&fault)
        ))
    })?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn write(path: &Path, text: &str) -> Result<(), CouldNotRun> {
    let had_mark = fs::read_to_string(path).is_ok_and(|text| text.starts_with(BYTE_ORDER_MARK));
    let text = if had_mark {
        format!("{BYTE_ORDER_MARK}{text}")
    } else {
        text.to_owned()
    };
    fs::write(path, text).map_err(|fault| {
        CouldNotRun(format!(
            "`{}` could not be written: {}.",
            path.display(),
            plain_words(&fault)
        ))
    })
}
