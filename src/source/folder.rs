//! The files of a scheme: found, read, and merged into one mapping.

use std::path::Path;

use super::{
    Entry, Files, Node, NodeKind, Span,
    read::{files_below, read_text},
    read_yaml,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    workbook::{self, is_workbook},
    world::World,
};

/// Reads every `.yaml` and `.yml` file and every workbook in `folder` and below it, in the order of their paths, each into
/// mappings.
///
/// Hidden files are left out and links are not followed. A file that
/// cannot be read gives a finding and no node, and the others are read all the same;
/// [`Findings::has_unread_file`] then tells that what seems to be missing may stand in it.
pub fn read_folder(
    world: &dyn World,
    folder: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for path in files_below(world, folder, is_rules, findings) {
        if is_rules(&path) {
            nodes.extend(read_rules(world, &path, files, findings));
        } else if has_second_ending(&path) {
            findings.push(ends_wrong(&world.shown(&path)));
        } else if is_meant_for_rules(&path) {
            findings.push(not_read(&world.shown(&path)));
        }
    }
    nodes
}

/// Reads one file into a mapping, with the same limits and findings as [`read_folder`]. `None` where it is empty or
/// cannot be read.
pub fn read_file(
    world: &dyn World,
    path: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Option<Node> {
    let file = read_text(world, path, files, findings)?;
    read_yaml(file, files, findings)
}

/// Reads one file of rules: YAML is one mapping, and a workbook one of rules and one of each wording in it.
pub fn read_rules(
    world: &dyn World,
    path: &Path,
    files: &mut Files,
    findings: &mut Findings,
) -> Vec<Node> {
    if is_workbook(path) {
        return workbook::read(world, path, files, findings);
    }
    let node = read_file(world, path, files, findings);
    node.into_iter().collect()
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

/// Whether a file's name ends in `.yaml` or `.yml`, in letters of either case.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    })
}

/// Whether rules are read from a file, by its name: YAML or a workbook.
pub fn is_rules(path: &Path) -> bool {
    is_yaml(path) || is_workbook(path)
}

/// Whether a file is YAML by its name or seems to be meant for rules: a copy of a YAML file, or a table or data in
/// another format.
pub fn is_meant_for_rules(path: &Path) -> bool {
    const FORMATS: [&str; 8] = ["json", "csv", "tsv", "xls", "xlsx", "ods", "yam", "toml"];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    FORMATS.contains(&ending) || name.contains(".yaml") || name.contains(".yml")
}

fn not_read(path: &Path) -> Finding {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or(&name);
    Finding::nowhere(
        Code::UnusedFile,
        format!("nothing reads `{}`", path.display()),
    )
    .about(path)
    .advice(format!(
        "Rules, rates and examples are read from files whose names end in `.yaml`, such as `{stem}.yaml`, and from workbooks (`.xlsx`, `.ods`). Write them there, and take this file away."
    ))
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
    .about(path)
    .advice("Take the `.txt` at the end away. Some editors add it, and some computers hide it.")
}
