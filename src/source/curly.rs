//! Curly quotation marks, such as word processors write: to YAML they are letters.

use super::{Entry, Files, Node, NodeKind};
use crate::diagnostics::{Code, Finding, Findings, Mend};

/// The marks.
const MARKS: [char; 5] = ['“', '”', '„', '‘', '’'];

/// Takes the curly marks off names, each with a finding, so that what uses such a name is not blamed for it: off every
/// `id` and off every key. What other texts mean by theirs is not known here.
pub fn name_without_marks(node: &mut Node, findings: &mut Findings) {
    let entries = match &mut node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::List(items) => {
            for item in items {
                name_without_marks(item, findings);
            }
            return;
        }
        NodeKind::Scalar { .. } | NodeKind::Empty | NodeKind::Unread => return,
    };
    let is_free = |entries: &[Entry], key: &str| entries.iter().all(|entry| entry.key != key);
    for index in 0..entries.len() {
        let key = entries.get(index).and_then(|entry| bare(&entry.key));
        let key = key.filter(|key| is_free(entries, key)).map(str::to_owned);
        let Some(entry) = entries.get_mut(index) else {
            continue;
        };
        if let Some(key) = key {
            findings.push(in_marks(&entry.key, &key, entry.key_span));
            entry.key = key;
        }
        let at = entry.value.span;
        match &mut entry.value.kind {
            NodeKind::Scalar {
                text,
                quoted: false,
            } if entry.key == "id" => {
                if let Some(name) = bare(text).map(str::to_owned) {
                    findings.push(in_marks(text, &name, at));
                    *text = name;
                }
            }
            _ => name_without_marks(&mut entry.value, findings),
        }
    }
}

/// Says, of each finding about a text that begins with a curly mark, that this is what is wrong with it.
pub fn blame(files: &Files, findings: &mut Findings) {
    for finding in findings.iter_mut() {
        let Some(at) = finding.at.filter(|_| may_come_of_marks(finding.code)) else {
            continue;
        };
        let file = files.get(at.file);
        let Some(text) = file.and_then(|file| file.text.get(at.start..at.end)) else {
            continue;
        };
        if !text.starts_with(MARKS) && !text.ends_with(MARKS) {
            continue;
        }
        let straight = bare(text).filter(|bare| !bare.contains(['"', '\\', '\n']));
        finding.mends = straight
            .filter(|bare| !bare.contains(MARKS))
            .map(|bare| Mend::Instead(at, format!("\"{bare}\"")))
            .into_iter()
            .collect();
        "curly quotes".clone_into(&mut finding.label);
        finding.advice = vec![match bare(text).filter(|_| text.ends_with(MARKS)) {
            Some(bare) if text.starts_with(MARKS) => {
                format!("Quotation marks such as “ and ” are curly: write straight ones, `\"{bare}\"`.")
            }
            _ => "Quotation marks such as “ and ” are curly: put the whole text between straight ones, `\"`."
                .to_owned(),
        }];
    }
}

/// Whether a finding can come of marks that were read as letters.
fn may_come_of_marks(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownKey
            | Code::WrongType
            | Code::UnknownWord
            | Code::UnknownName
            | Code::BadAmount
            | Code::BadDate
            | Code::UnknownUnit
            | Code::MissingUnit
            | Code::BadAnswer
    )
}

/// The curly mark that opens a value and is not closed before a byte, in its line or the one above.
pub(super) fn opened(text: &str, at: usize) -> Option<usize> {
    let start = text.get(..at)?.rmatch_indices('\n').nth(1);
    let start = start.map_or(0, |(line, _)| line + 1);
    let lines = text.get(start..at)?;
    let (place, mark) = lines.match_indices(MARKS).rfind(|(place, _)| {
        let before = lines.get(..*place).unwrap_or_default();
        before.ends_with([' ', '[', '{']) && before.trim_end().ends_with([':', '-', '[', '{', ','])
    })?;
    let inside = lines.get(place + mark.len()..)?;
    (!inside.contains(MARKS)).then_some(start + place)
}

/// A text without the curly marks around it; `None` where it has none, or nothing else.
pub fn bare(text: &str) -> Option<&str> {
    let bare = text.trim().trim_matches(MARKS).trim();
    (bare.len() < text.trim().len() && !bare.is_empty()).then_some(bare)
}

fn in_marks(text: &str, name: &str, at: super::Span) -> Finding {
    Finding::new(
        Code::BadName,
        at,
        format!("`{}` stands in curly quotation marks", text.trim()),
    )
    .label("curly quotes")
    .advice(format!(
        "Write `{name}`, without the marks or between straight ones (`\"`)."
    ))
    .instead(at, name)
}
