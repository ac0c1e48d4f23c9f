//! Reading from a world: every file that a run reads, and every folder that it looks into, by one rule. It is an ordinary
//! file, no link leads to it, and it is not too large.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{FileId, Files, Span};
use crate::{
    diagnostics::{Code, Finding, Findings, fault::plain_words},
    world::{Stands, World},
};

/// The largest file that is read, in bytes: 4 MiB.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The mark that some editors put at the start of a file. It is no part of the text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads the text of a file and keeps it in `files`. `None` where it is not read; a finding then says why.
pub fn read_text(
    world: &dyn World,
    path: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Option<FileId> {
    let shown = &world.shown(path);
    let bytes = bytes_of(world, path, findings)?;
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(files.add(shown, text.to_owned())),
        Err(error) => {
            findings.push(not_utf8(shown, bytes, error.valid_up_to(), files));
            None
        }
    }
}

/// The bytes of a file of a site. `None` where it is not read; a finding then says why.
pub fn bytes_of(world: &dyn World, path: &Path, findings: &mut Findings) -> Option<Vec<u8>> {
    read_bytes(world, path, LARGEST)
        .map_err(|refused| findings.push(*refused))
        .ok()
}

/// The bytes of a file that has at most `largest`, or the finding that says why it is not read.
pub fn read_bytes(world: &dyn World, path: &Path, largest: u64) -> Result<Vec<u8>, Box<Finding>> {
    let shown = &world.shown(path);
    let refused = |finding: Finding| Err(Box::new(finding));
    match world.stands(path) {
        // Looked at before it is opened: a pipe would keep whoever opens it waiting.
        Stands::File(length) if length > largest => return refused(too_large(shown, length)),
        Stands::File(_) => {}
        other => {
            return refused(
                refusal(world, path, &other)
                    .unwrap_or_else(|| unreadable(shown, &io::ErrorKind::IsADirectory.into())),
            );
        }
    }
    // It may grow while it is read.
    let bytes = world
        .read(path, largest.saturating_add(1))
        .map_err(|fault| Box::new(unreadable(shown, &fault)))?;
    let length = bytes.len() as u64;
    if length > largest {
        return refused(too_large(shown, length));
    }
    Ok(bytes)
}

/// Why what stands at a path can be neither a file that is read nor a folder that is looked into; `None` where it can
/// be either.
pub fn refusal(world: &dyn World, path: &Path, stands: &Stands) -> Option<Finding> {
    let path = &world.shown(path);
    match stands {
        Stands::File(_) | Stands::Folder => None,
        Stands::Nowhere => Some(unreadable(path, &io::ErrorKind::NotFound.into())),
        Stands::Hidden(fault) => Some(unreadable(path, fault)),
        Stands::Link { at, .. } => Some(linked(&world.shown(at))),
        Stands::Odd(what) => Some(
            Finding::nowhere(
                Code::UnreadableFile,
                format!(
                    "{} is {what}, and only ordinary files are read",
                    path.display()
                ),
            )
            .advice("Put an ordinary file here, or take it away."),
        ),
    }
}

/// What stands in a folder, but for what is hidden, in the order of the names.
#[derive(Debug, Default)]
pub struct Inside {
    /// Its ordinary files.
    pub files: Vec<PathBuf>,
    /// Its folders.
    pub folders: Vec<PathBuf>,
}

/// Looks into a folder. Of what is neither an ordinary file nor a folder, `matters` says by its path whether it would
/// be read: that is a finding. So is a link to a folder, and a folder that cannot be listed.
pub fn look_into(
    world: &dyn World,
    folder: &Path,
    matters: impl Fn(&Path) -> bool,
    findings: &mut Findings,
) -> Inside {
    let mut inside = Inside::default();
    let listed = match world.stands(folder) {
        Stands::Folder => world.list(folder),
        Stands::File(_) => Err(io::ErrorKind::NotADirectory.into()),
        other => {
            findings.extend(refusal(world, folder, &other));
            return inside;
        }
    };
    let mut paths = listed.unwrap_or_else(|fault| {
        findings.push(unreadable(&world.shown(folder), &fault));
        Vec::new()
    });
    paths.sort();
    for path in paths.into_iter().filter(|path| !is_hidden(path)) {
        match world.stands(&path) {
            Stands::File(_) => inside.files.push(path),
            Stands::Folder => inside.folders.push(path),
            Stands::Nowhere => {}
            other => {
                let leads_to_folder = matches!(
                    other,
                    Stands::Link {
                        to_folder: true,
                        ..
                    }
                );
                if leads_to_folder || matters(&path) {
                    findings.extend(refusal(world, &path, &other));
                }
            }
        }
    }
    inside
}

/// The ordinary files in a folder and below it, as [`look_into`] finds them, in the order of their paths.
pub fn files_below(
    world: &dyn World,
    folder: &Path,
    matters: impl Fn(&Path) -> bool,
    findings: &mut Findings,
) -> Vec<PathBuf> {
    let mut files = Vec::new();
    // No recursion: a folder may be as deep as the disk allows.
    let mut to_do = vec![folder.to_owned()];
    while let Some(folder) = to_do.pop() {
        let mut inside = look_into(world, &folder, &matters, findings);
        files.append(&mut inside.files);
        to_do.append(&mut inside.folders);
    }
    files.sort();
    files
}

/// Whether a name begins with a full stop.
fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn unreadable(path: &Path, error: &io::Error) -> Finding {
    Finding::nowhere(
        Code::UnreadableFile,
        format!(
            "{} could not be opened: {}",
            path.display(),
            plain_words(error)
        ),
    )
    .about(path)
    .advice("Check the name, and that you may open it.")
}

fn linked(path: &Path) -> Finding {
    Finding::nowhere(
        Code::UnreadableFile,
        format!(
            "{} is a link to another place, and links are not followed",
            path.display()
        ),
    )
    .about(path)
    .advice("Put the file or the folder itself here, or take the link away.")
}

fn too_large(path: &Path, bytes: u64) -> Finding {
    let (kind, advice) = if super::is_yaml(path) {
        (
            "rules file",
            "Check that it is the file you mean, or split it: every `.yaml` file of the folder is read.",
        )
    } else {
        (
            "file that is read",
            "Check that it is the file you mean, and shorten it.",
        )
    };
    Finding::nowhere(
        Code::FileTooLarge,
        format!(
            "{} is {} MiB large, and a {kind} is at most 4 MiB",
            path.display(),
            bytes.div_ceil(1024 * 1024)
        ),
    )
    .about(path)
    .advice(advice)
}

/// The finding for bytes that are no UTF-8. The readable part is kept in `files`, so that the place can be shown.
fn not_utf8(path: &Path, bytes: &[u8], valid: usize, files: &mut Files) -> Finding {
    let line_end = bytes
        .get(valid..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
        .map_or(bytes.len(), |length| valid + length);
    let text = String::from_utf8_lossy(bytes.get(..line_end).unwrap_or(bytes)).into_owned();
    // A file that is asked for twice is told once.
    let known = files.of_path(path).filter(|file| files.text(*file) == text);
    let file = known.unwrap_or_else(|| files.add(path, text));
    let at = Span {
        file,
        start: valid,
        end: valid + char::REPLACEMENT_CHARACTER.len_utf8(),
    };
    let (line, _) = files.line_column(at);
    Finding::new(
        Code::NotUtf8,
        at,
        match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                "The file is saved as UTF-16, which some programs call Unicode, and not as UTF-8".to_owned()
            }
            _ => format!("The file is not UTF-8 text: a character in line {line} cannot be read"),
        },
    )
    .label("cannot be read")
    .advice(
        "Save it again as UTF-8. In an editor: Save As, Encoding, UTF-8. In a spreadsheet: Save As, CSV UTF-8.",
    )
}
