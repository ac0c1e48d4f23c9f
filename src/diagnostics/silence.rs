//! Warnings that do not hold, for a reason that stands beside what they are about.

use std::{collections::BTreeSet, path::Path};

use super::{Code, Finding, Severity, suggest::meant};
use crate::source::{FileId, Files, Node, NodeKind, Span};

/// A code that is silenced beside a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    code: Code,
    because: String,
    /// Where the code stands.
    at: Span,
    of: Scope,
    /// Whether a warning was silenced by it.
    is_used: bool,
}

/// What a silence is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What stands there.
    Thing(Span),
    /// All that stands in these files.
    Files(BTreeSet<FileId>),
    /// The site around the rules, whose own file this is.
    Site(FileId),
}

impl Silence {
    /// What stands under `but`: codes of warnings, each with why it does not hold. What is no warning is a finding, but
    /// for `other`, which says something else there.
    pub fn read(but: &Node, of: &Scope, other: Option<&str>) -> (Vec<Self>, Vec<Finding>) {
        let (mut silences, mut findings) = (Vec::new(), Vec::new());
        let NodeKind::Map(entries) = &but.kind else {
            return (silences, findings);
        };
        for entry in entries {
            if other == Some(entry.key.as_str()) {
                continue;
            }
            match silenced(&entry.key, entry.key_span) {
                Ok(code) => silences.extend(entry.value.text().map(|because| Self {
                    code,
                    because: because.trim().to_owned(),
                    at: entry.key_span,
                    of: of.clone(),
                    is_used: false,
                })),
                Err(finding) => findings.push(*finding),
            }
        }
        (silences, findings)
    }

    /// Whether it is said of what a finding is about.
    pub(super) fn covers(&self, finding: &Finding, files: &Files) -> bool {
        self.code == finding.code
            && match (&self.of, finding.at) {
                (Scope::Thing(thing), Some(at)) => {
                    at.file == thing.file
                        && at.end <= thing.end
                        && (thing.start <= at.start || is_name_of(at, *thing, files))
                }
                (Scope::Files(of), Some(at)) => of.contains(&at.file),
                (Scope::Site(_), Some(at)) => {
                    let file = files.get(at.file);
                    file.is_none_or(|file| !file.path.starts_with(Path::new("schemes")))
                }
                (Scope::Site(_), None) => true,
                (Scope::Thing(_) | Scope::Files(_), None) => false,
            }
    }

    /// Why the warning does not hold, of which there now is one.
    pub(super) fn because(&mut self) -> String {
        self.is_used = true;
        self.because.clone()
    }

    /// Whether it stands in one of these files.
    pub(super) fn is_in(&self, files: &BTreeSet<FileId>) -> bool {
        files.contains(&self.at.file)
    }

    /// No longer to be told where it silences nothing.
    pub(super) const fn let_be(&mut self) {
        self.is_used = true;
    }

    /// That it silences nothing, where that is so and does not hang on the day.
    pub(super) fn needless(&self) -> Option<Finding> {
        let is_of_a_day = matches!(self.code, Code::StatementOld | Code::NoAmountThatDay);
        (!self.is_used && !is_of_a_day).then(|| {
            Finding::new(
                Code::SilencesNothing,
                self.at,
                format!(
                    "`{}` is silenced here, and nothing here has that warning",
                    self.code.name()
                ),
            )
            .label("silences nothing")
            .advice("Take it out.")
        })
    }
}

/// Whether a place is that of the name under which a thing stands.
fn is_name_of(name: Span, thing: Span, files: &Files) -> bool {
    let text = files.get(thing.file).map_or("", |file| &file.text);
    text.get(name.end..thing.start)
        .is_some_and(|between| between.trim() == ":")
}

/// The warning that a code stands for, where it is one that can be silenced.
fn silenced(name: &str, at: Span) -> Result<Code, Box<Finding>> {
    let can_be =
        |code: &Code| code.severity() == Severity::Warning && *code != Code::SilencesNothing;
    let finding =
        |message: String, label: &str| Finding::new(Code::UnknownWord, at, message).label(label);
    match Code::named(name.trim()) {
        Some(code) if can_be(&code) => Ok(code),
        Some(code) => Err(Box::new(
            finding(
                format!("`{}` cannot be silenced", code.name()),
                "cannot be silenced",
            )
            .advice("Mend what it says: only warnings can be silenced."),
        )),
        None => {
            let known = Code::ALL.iter().filter(|code| can_be(code));
            let finding = finding(
                format!("there is no warning with the code `{}`", name.trim()),
                "not a code",
            );
            Err(Box::new(match meant(name, known.map(|code| code.name())) {
                Some(meant) => finding.meant(&meant),
                None => finding.advice("The code stands in the warning, in square brackets."),
            }))
        }
    }
}
