//! The files of a scheme: found, read, and merged into one mapping.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use walkdir::{DirEntry, WalkDir};

use super::{Entry, Files, Node, NodeKind, Span, read_yaml};
use crate::diagnostics::{Code, Finding, Findings, fault::plain_words};

/// The largest file that is read, in bytes: 4 MiB.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Reads every `.yaml` and `.yml` file in `folder` and below it, in the order of their paths, each into a mapping.
///
/// Hidden files are left out and links are not followed. Paths are shown as they stand below `root`. A file that
/// cannot be read gives a finding and no node, and the others are read all the same;
/// [`Findings::has_unread_file`] then tells that what seems to be missing may stand in it.
pub fn read_folder(
    root: &Path,
    folder: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    let found = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in found {
        match entry {
            Ok(entry) if entry.file_type().is_symlink() && is_yaml(entry.path()) => {
                findings.push(link(shown(root, entry.path())));
            }
            Ok(entry) if entry.file_type().is_file() && is_yaml(entry.path()) => {
                nodes.extend(read_file(root, entry.path(), files, findings));
            }
            Ok(entry) if entry.file_type().is_file() && has_second_ending(entry.path()) => {
                findings.push(ends_wrong(shown(root, entry.path())));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                findings.push(unreadable(shown(root, path), error.io_error()));
            }
        }
    }
    nodes
}

/// Reads one file into a mapping, with the same limits and findings as [`read_folder`]. `None` where it is empty or
/// cannot be read.
pub fn read_file(
    root: &Path,
    path: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Option<Node> {
    let shown = shown(root, path);
    let bytes = match read_bytes(path) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(length)) => {
            findings.push(too_large(shown, length));
            return None;
        }
        Err(error) => {
            findings.push(unreadable(shown, Some(&error)));
            return None;
        }
    };
    // The mark that some editors put at the start of a file is no part of its text.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let file = files.add(shown, text.to_owned());
            read_yaml(file, files, findings)
        }
        Err(error) => {
            findings.push(not_utf8(shown, bytes, error.valid_up_to(), files));
            None
        }
    }
}

/// The bytes of a file, or how many it has where they are too many.
fn read_bytes(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    // Measured before it is read, so that a file of many megabytes costs nothing; and read no further than that,
    // since not everything that can be opened has a length.
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Ok(Err(length));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    Ok(if length > LARGEST {
        Err(length)
    } else {
        Ok(bytes)
    })
}

/// Makes one mapping of the files of one scheme. Mappings under the same key are joined entry by entry, lists one
/// after the other; anything else that stands twice is a finding that shows both places. `None` where there is
/// nothing to merge.
pub fn merge(nodes: Vec<Node>, findings: &mut Findings) -> Option<Node> {
    let mut merged: Option<(Span, Vec<Entry>)> = None;
    for node in nodes {
        let NodeKind::Map(entries) = node.kind else {
            findings.push(
                Finding::new(
                    Code::WrongType,
                    node.span,
                    "A rules file holds keys, such as `title: …`, and this one holds something else",
                )
                .label("keys belong here")
                .advice("Start each part with its key, such as `questions:` or `steps:`."),
            );
            continue;
        };
        let (_, all) = merged.get_or_insert_with(|| (node.span, Vec::new()));
        for entry in entries {
            match all.iter_mut().find(|other| other.key == entry.key) {
                Some(first) => join(first, entry, findings),
                None => all.push(entry),
            }
        }
    }
    merged.map(|(span, entries)| Node {
        span,
        kind: NodeKind::Map(entries),
    })
}

fn join(first: &mut Entry, second: Entry, findings: &mut Findings) {
    match (&mut first.value.kind, second.value.kind) {
        (NodeKind::Map(all), NodeKind::Map(entries)) => {
            for entry in entries {
                match all.iter().find(|other| other.key == entry.key) {
                    Some(other) => findings.push(clash(&entry.key, other.key_span, entry.key_span)),
                    None => all.push(entry),
                }
            }
        }
        (NodeKind::List(all), NodeKind::List(items)) => all.extend(items),
        (NodeKind::Empty, kind) => {
            first.value = Node {
                span: second.value.span,
                kind,
            };
        }
        (_, NodeKind::Empty) => {}
        _ => findings.push(clash(&second.key, first.key_span, second.key_span)),
    }
}

fn clash(name: &str, first: Span, second: Span) -> Finding {
    Finding::new(
        Code::DuplicateName,
        second,
        format!("`{name}` stands in two files of one scheme"),
    )
    .label("the second time")
    .related(first, "the first time")
    .advice(format!(
        "Keep one `{name}`, or give one of them another name."
    ))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a file's name ends in `.yaml` or `.yml`, in letters of either case.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    })
}

/// Whether a name has `.txt` after `.yaml`, as some editors add it and hide it.
fn has_second_ending(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
        && path
            .file_stem()
            .is_some_and(|stem| is_yaml(Path::new(stem)))
}

fn ends_wrong(path: &Path) -> Finding {
    Finding::nowhere(
        Code::UnreadableFile,
        format!(
            "{} is not read, because its name does not end in `.yaml`",
            path.display()
        ),
    )
    .advice("Take the `.txt` at the end away. Some editors add it, and some computers hide it.")
}

fn shown<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

fn unreadable(path: &Path, error: Option<&io::Error>) -> Finding {
    let why = error.map_or("it goes round in a circle", plain_words);
    Finding::nowhere(
        Code::UnreadableFile,
        format!("{} could not be opened: {why}", path.display()),
    )
    .advice("Check the name, and that you may open it.")
}

fn link(path: &Path) -> Finding {
    Finding::nowhere(
        Code::UnreadableFile,
        format!(
            "{} is a link to another place, and links are not followed",
            path.display()
        ),
    )
    .advice("Put the file itself here, or take the link away.")
}

fn too_large(path: &Path, bytes: u64) -> Finding {
    Finding::nowhere(
        Code::FileTooLarge,
        format!(
            "{} is {} MiB large, and a rules file is at most 4 MiB",
            path.display(),
            bytes.div_ceil(1024 * 1024)
        ),
    )
    .advice("Check that it is the file you mean, or split it: every `.yaml` file of the folder is read.")
}

/// The finding for bytes that are no UTF-8. The readable part is kept in `files`, so that the place can be shown.
fn not_utf8(path: &Path, bytes: &[u8], valid: usize, files: &mut Files) -> Finding {
    let line_end = bytes
        .get(valid..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
        .map_or(bytes.len(), |length| valid + length);
    let text = String::from_utf8_lossy(bytes.get(..line_end).unwrap_or(bytes)).into_owned();
    let file = files.add(path, text);
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
