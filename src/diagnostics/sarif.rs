//! Findings as SARIF 2.1.0, which code hosts show on the lines of a change.

use std::{fmt::Write as _, path::Path};

use serde_json::{Value, json};

use super::{Code, Finding, Findings, Mend, Severity};
use crate::source::{Files, Span};

/// One SARIF log with one run: each code that there is as a rule, and each finding as a result. `at` is where the files are
/// from the top of the repository.
pub fn render(files: &Files, findings: &Findings, at: &Path) -> String {
    let rules = Code::ALL.iter().map(|code| {
        json!({
            "id": code.name(),
            "shortDescription": {"text": code.page().meaning},
            "help": {"text": code.page().text()},
            "defaultConfiguration": {"level": level(code.severity())},
        })
    });
    let told = findings.sorted().into_iter();
    let told = told.map(|finding| result(files, finding, at, None));
    let silenced = findings.silenced().into_iter();
    let silenced =
        silenced.map(|(finding, because)| result(files, finding, at, Some(because.as_str())));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Upfront",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": told.chain(silenced).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(files: &Files, finding: &Finding, top: &Path, because: Option<&str>) -> Value {
    let mut text = finding.message.clone();
    if let Some(cell) = finding.at.and_then(|at| files.cell(at)) {
        text = format!("{cell}: {text}");
    }
    for advice in &finding.advice {
        text.extend([". ", advice.trim_end_matches('.')]);
    }
    let mut result = json!({
        "ruleId": finding.code.name(),
        "level": level(finding.severity()),
        "message": {"text": text + "."},
    });
    let path = finding.path.as_deref();
    let location = match finding.at {
        Some(at) => physical(files, at, top),
        None => path.map(|path| json!({"artifactLocation": {"uri": uri(&top.join(path))}})),
    };
    let mut put = |key: &str, value: Value| {
        if let Some(result) = result.as_object_mut() {
            result.insert(key.to_owned(), value);
        }
    };
    if let Some(location) = location {
        put("locations", json!([{"physicalLocation": location}]));
    }
    let related = finding.related.iter().enumerate();
    let related: Vec<Value> = related
        .filter_map(|(index, (at, label))| {
            let place = physical(files, *at, top)?;
            Some(json!({"id": index, "message": {"text": label}, "physicalLocation": place}))
        })
        .collect();
    if !related.is_empty() {
        put("relatedLocations", json!(related));
    }
    if let Some(because) = because {
        put(
            "suppressions",
            json!([{"kind": "inSource", "justification": because}]),
        );
    }
    let instead = |mend: &Mend| match mend {
        Mend::Instead(at, text) => Some((*at, text.clone())),
        Mend::Beside(..) | Mend::Without(_) => None,
    };
    if let [mend] = finding.mends.as_slice()
        && let Some((at, text)) = instead(mend)
        && files.cell(at).is_none()
        && let Some(place) = physical(files, at, top)
    {
        put(
            "fixes",
            json!([{
                "description": {"text": format!("Write {text}")},
                "artifactChanges": [{
                    "artifactLocation": place.get("artifactLocation"),
                    "replacements": [{
                        "deletedRegion": place.get("region"),
                        "insertedContent": {"text": text},
                    }],
                }],
            }]),
        );
    }
    result
}

/// A file, and the place in it.
fn physical(files: &Files, at: Span, top: &Path) -> Option<Value> {
    let file = files.get(at.file)?;
    let artifact = json!({"uri": uri(&top.join(&file.path))});
    if files.cell(at).is_some() {
        // It has no lines; the message names the cell.
        return Some(json!({"artifactLocation": artifact}));
    }
    let (line, column) = files.line_column(at);
    let (end_line, end_column) = files.line_column(Span {
        start: at.end,
        ..at
    });
    Some(json!({
        "artifactLocation": artifact,
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    }))
}

/// A path as a relative reference.
fn uri(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_an_address_is() {
        assert_eq!(
            uri(Path::new("./schemes/a b/ŵ.yaml")),
            "schemes/a%20b/%C5%B5.yaml"
        );
    }
}
