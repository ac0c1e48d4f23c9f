//! Findings that have a certain mend, mended: changes to the texts of files, each tried before it is proposed, with all that
//! nobody has to change left as it is, comments too.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::PathBuf,
};

use crate::{
    check::Loaded,
    diagnostics::{Code, Finding, Mend},
    source::{
        Files, Span,
        edit::{Edit, edited},
    },
    world::{Changed, World},
};

/// How often what was mended is looked through again, since a mistake can hide another.
const ROUNDS: usize = 8;

/// What mending comes to.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files that change: how each is shown, and its text before and after.
    pub files: BTreeMap<PathBuf, (String, String)>,
    /// The findings that are gone: the code and the message of each.
    pub gone: Vec<(Code, String)>,
}

/// Mends all that has a certain mend in a world. `check` finds what is wrong with one, and `is_own` says which files may change.
pub fn mended(
    world: &dyn World,
    check: impl Fn(&dyn World) -> io::Result<Loaded>,
    is_own: impl Fn(&PathBuf, &str) -> bool,
) -> io::Result<Mended> {
    let mut mended = Mended::default();
    let mut texts = BTreeMap::new();
    let mut refused = BTreeSet::new();
    for _ in 0..ROUNDS {
        let found = check(&Changed::new(world, &texts))?;
        let findings = found.findings.sorted();
        let own = |at: Span| {
            let file = found.files.get(at.file)?;
            // The text of a workbook is only what is shown of it.
            let is_text = file.cells.is_none();
            let is_own =
                is_text && (texts.contains_key(&file.path) || is_own(&file.path, &file.text));
            is_own.then_some(file)
        };
        let mut edits: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
        let mut tried = Vec::new();
        for finding in findings {
            let key = told(finding);
            if finding.mends.is_empty() || refused.contains(&key) {
                continue;
            }
            let changes: Option<Vec<(PathBuf, Edit)>> = finding
                .mends
                .iter()
                .map(|mend| {
                    let file = own(place(mend))?;
                    Some((file.path.clone(), edit(mend, &found.files)?))
                })
                .collect();
            let Some(changes) = changes else { continue };
            let is_free = changes.iter().all(|(path, edit)| {
                let others = edits.get(path).into_iter().flatten();
                let (start, end) = edit.place;
                let mut others = others.map(|other| other.place);
                others.all(|(from, to)| end < from || to < start)
            });
            if is_free {
                for (path, edit) in changes {
                    edits.entry(path).or_default().push(edit);
                }
                tried.push(key);
            }
        }
        if tried.is_empty() {
            break;
        }
        let mut next = texts.clone();
        for (path, edits) in &edits {
            if let Some(file) = found.files.of_path(path) {
                next.insert(path.clone(), edited(found.files.text(file), edits));
            }
        }
        let after = check(&Changed::new(world, &next))?;
        let left = count(&after);
        let before = count(&found);
        let stays = |key: &&(Code, String)| left.get(*key) >= before.get(*key);
        let stayed: Vec<(Code, String)> = tried.iter().filter(stays).cloned().collect();
        if stayed.is_empty() {
            for (path, text) in &next {
                if let Some(file) = found.files.of_path(path) {
                    let was = found.files.text(file).to_owned();
                    let entry = mended.files.entry(path.clone());
                    entry
                        .or_insert_with(|| (was, String::new()))
                        .1
                        .clone_from(text);
                }
            }
            texts = next;
            mended.gone.extend(tried);
        } else {
            // Once more without what mended nothing.
            refused.extend(stayed);
        }
    }
    Ok(mended)
}

/// A finding without its place, which another mend can move.
fn told(finding: &Finding) -> (Code, String) {
    (finding.code, finding.message.clone())
}

/// How often each finding is told.
fn count(loaded: &Loaded) -> BTreeMap<(Code, String), usize> {
    let mut count = BTreeMap::new();
    for finding in loaded.findings.sorted() {
        *count.entry(told(finding)).or_default() += 1;
    }
    count
}

const fn place(mend: &Mend) -> Span {
    match mend {
        Mend::Instead(at, _) | Mend::Beside(at, _) | Mend::Without(at) => *at,
    }
}

/// The change that takes a key with its value out: with its line, or with the comma that parts it from others. `None` where more
/// than that stands there.
fn without(text: &str, at: Span) -> Option<Edit> {
    let (before, after) = (text.get(..at.start)?, text.get(at.end..)?);
    if text.get(at.start..at.end)?.contains('\n') {
        return None;
    }
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = after.split('\n').next().unwrap_or_default();
    if text.get(line..at.start)?.trim().is_empty() {
        let end = at.end + rest.len();
        let is_whole = rest.trim().is_empty();
        return is_whole.then(|| Edit::instead(line..(end + 1).min(text.len()), ""));
    }
    let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
    if let Some(more) = after.trim_start_matches(' ').strip_prefix(',') {
        let end = text.len() - more.len() + spaces(more);
        return Some(Edit::instead(at.start..end, ""));
    }
    let start = before.trim_end_matches(' ').strip_suffix(',')?;
    Some(Edit::instead(start.len()..at.end, ""))
}

/// The change to a file's text that a mend is.
fn edit(mend: &Mend, files: &Files) -> Option<Edit> {
    let at = place(mend);
    let text = files.text(at.file);
    match mend {
        Mend::Instead(_, meant) => {
            let written = text.get(at.start..at.end)?;
            // A text in quotation marks keeps them.
            let is_quoted = |mark: char| written.starts_with(mark) && written.ends_with(mark);
            let quote = ['"', '\''].into_iter().find(|mark| is_quoted(*mark));
            let needs = meant.contains([',', '#', ':']) && !meant.starts_with('"');
            let meant = match quote {
                Some(mark) if !meant.starts_with('"') => format!("{mark}{meant}{mark}"),
                None if needs => format!("\"{meant}\""),
                _ => meant.clone(),
            };
            Some(Edit::instead(at.start..at.end, meant))
        }
        Mend::Without(_) => without(text, at),
        Mend::Beside(_, entry) => {
            let line = text.get(..at.start)?.rfind('\n').map_or(0, |end| end + 1);
            let before = text.get(line..at.start)?;
            if before.contains('{') {
                return Some(Edit::insert(at.end, format!(", {entry}")));
            }
            // The key begins after the spaces and dashes of the items that it opens.
            let indent = before.len() - before.trim_start_matches([' ', '-']).len();
            let end = text
                .get(at.end..)?
                .find('\n')
                .map_or(text.len(), |end| at.end + end);
            Some(Edit::insert(
                end,
                format!("\n{}{entry}", " ".repeat(indent)),
            ))
        }
    }
}
