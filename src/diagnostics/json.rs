//! Findings as JSON for machines.

use serde::Serialize;

use super::{Finding, Findings, Severity, plain::plain};
use crate::source::{Files, Span};

/// One JSON document: `findings` in the order of their places, how many `errors` and `warnings` there are, and the
/// warnings that are `silenced`, each with `because`.
///
/// Lines and columns count from 1, columns in characters; the end is the place after the last character. All of them
/// are `null` where a finding is at no place in a file; `file` too, where it is about no file. In a workbook they count rows
/// and columns, and `cell` says which cell that is: `Questions!D14`.
pub fn render(files: &Files, findings: &Findings) -> String {
    told(&document(files, findings))
}

/// The same document for a command that could not do its work at all: the sentence that says why is its one finding.
pub fn could_not_run(sentence: &str) -> String {
    told(&Document {
        findings: vec![FindingJson {
            code: "could-not-run",
            severity: "error",
            message: sentence.trim_end_matches('.'),
            place: Place::default(),
            label: "",
            related: Vec::new(),
            advice: &[],
            working: None,
        }],
        errors: 1,
        warnings: 0,
        silenced: Vec::new(),
    })
}

/// What [`render`] writes, as a part of a larger document.
pub fn document<'a>(files: &Files, findings: &'a Findings) -> impl Serialize + use<'a> {
    let sorted = findings.sorted();
    let of = |severity| {
        sorted
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    };
    Document {
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        findings: sorted
            .iter()
            .map(|finding| FindingJson::of(files, finding))
            .collect(),
        silenced: findings
            .silenced()
            .into_iter()
            .map(|(finding, because)| Silenced {
                finding: FindingJson::of(files, finding),
                because,
            })
            .collect(),
    }
}

fn told(document: &impl Serialize) -> String {
    // Plain strings and numbers always serialise.
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    findings: Vec<FindingJson<'a>>,
    errors: usize,
    warnings: usize,
    silenced: Vec<Silenced<'a>>,
}

#[derive(Serialize)]
struct Silenced<'a> {
    #[serde(flatten)]
    finding: FindingJson<'a>,
    because: &'a str,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    label: &'a str,
    related: Vec<Related<'a>>,
    advice: &'a [String],
    working: Option<String>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place,
    label: &'a str,
}

#[derive(Default, Serialize)]
struct Place {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// Of a workbook: `Questions!D14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl<'a> FindingJson<'a> {
    fn of(files: &Files, finding: &'a Finding) -> Self {
        Self {
            code: finding.code.name(),
            severity: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &finding.message,
            place: match (finding.at, &finding.path) {
                (Some(at), _) => Place::of(files, at),
                (None, path) => Place {
                    file: path
                        .as_ref()
                        .map(|path| path.to_string_lossy().into_owned()),
                    ..Place::default()
                },
            },
            label: &finding.label,
            related: finding
                .related
                .iter()
                .map(|(at, label)| Related {
                    place: Place::of(files, *at),
                    label,
                })
                .collect(),
            advice: &finding.advice,
            working: finding.working.as_deref().map(plain),
        }
    }
}

impl Place {
    fn of(files: &Files, at: Span) -> Self {
        let (line, column) = files.line_column(at);
        let (end_line, end_column) = files.line_column(Span {
            start: at.end,
            ..at
        });
        Self {
            file: files
                .get(at.file)
                .map(|file| file.path.to_string_lossy().into_owned()),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            cell: files.cell(at).map(|cell| cell.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn a_finding_is_whole() {
        let mut files = Files::default();
        let file = files.add(Path::new("a.yaml"), "x: 1\n£: 12\n".to_owned());
        let at = Span {
            file,
            start: 5,
            end: 7,
        };
        let mut findings = Findings::default();
        findings.push(
            Finding::new(Code::UnknownKey, at, "`£` is not a key")
                .label("unknown")
                .related(
                    Span {
                        file,
                        start: 0,
                        end: 1,
                    },
                    "other",
                )
                .advice("Delete it."),
        );
        findings.push(Finding::nowhere(Code::NeverUsed, "b"));
        insta::assert_snapshot!(render(&files, &findings), @r#"
{
  "findings": [
    {
      "code": "never-used",
      "severity": "warning",
      "message": "b",
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "label": "",
      "related": [],
      "advice": [],
      "working": null
    },
    {
      "code": "unknown-key",
      "severity": "error",
      "message": "`£` is not a key",
      "file": "a.yaml",
      "line": 2,
      "column": 1,
      "end_line": 2,
      "end_column": 2,
      "label": "unknown",
      "related": [
        {
          "file": "a.yaml",
          "line": 1,
          "column": 1,
          "end_line": 1,
          "end_column": 2,
          "label": "other"
        }
      ],
      "advice": [
        "Delete it."
      ],
      "working": null
    }
  ],
  "errors": 1,
  "warnings": 1,
  "silenced": []
}
"#);
    }
}
