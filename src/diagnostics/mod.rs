//! Findings: what is wrong with the rules, where, and what to do about it.

pub mod fault;
pub mod json;
mod plain;
pub mod sarif;
pub mod silence;
pub mod suggest;
pub mod table;
pub mod text;

pub use plain::visible;

pub use crate::lint::Code;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use self::{plain::plain, silence::Silence, suggest::Meant};
use crate::source::{FileId, Files, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// It is published, and somebody ought to look.
    Warning,
}

/// A change to the text of a file that mends a finding for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A text in the place of what stands there.
    Instead(Span, String),
    /// A key with its value, beside the value that stands there, in the same mapping.
    Beside(Span, String),
    /// A key with its value taken out.
    Without(Span),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of finding.
    pub code: Code,
    /// One plain sentence without a full stop, for a council officer: what is wrong, with the words of the file.
    pub message: String,
    /// Where; `None` where it is no place in a file.
    pub at: Option<Span>,
    /// The file or folder that it is about, as it is shown, where it is about that and no place in it.
    pub path: Option<PathBuf>,
    /// A few words under the place.
    pub label: String,
    /// Other places that it is about, each with a few words.
    pub related: Vec<(Span, String)>,
    /// What to do, a sentence each: `did you mean …`.
    pub advice: Vec<String>,
    /// What mends it, where that is certain: all of these together.
    pub mends: Vec<Mend>,
    /// The whole working of an example that does not come out, as a readable table.
    pub working: Option<String>,
}

impl Finding {
    /// A finding at a place.
    pub fn new(code: Code, at: Span, message: impl Into<String>) -> Self {
        Self {
            at: Some(at),
            ..Self::nowhere(code, message)
        }
    }

    /// A finding that is at no place in a file.
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: plain(&message.into()),
            at: None,
            path: None,
            label: String::new(),
            related: Vec::new(),
            advice: Vec::new(),
            mends: Vec::new(),
            working: None,
        }
    }

    /// About a file or a folder, and no place in it.
    #[must_use]
    pub fn about(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// With a few words under the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = plain(&label.into());
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, at: Span, label: impl Into<String>) -> Self {
        self.related.push((at, plain(&label.into())));
        self
    }

    /// With advice.
    #[must_use]
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice.push(plain(&advice.into()));
        self
    }

    /// With what was probably meant in its place. Where nothing else can have been, that is its mend.
    #[must_use]
    pub fn meant(self, meant: &Meant<'_>) -> Self {
        let finding = self.advice(format!("Did you mean `{meant}`?"));
        match finding.at {
            Some(at) if meant.is_only() => finding.instead(at, &**meant),
            _ => finding,
        }
    }

    /// With a text that mends it in the place of another.
    #[must_use]
    pub fn instead(self, at: Span, text: impl Into<String>) -> Self {
        self.mend(Mend::Instead(at, text.into()))
    }

    /// With a change that mends it.
    #[must_use]
    pub fn mend(mut self, mend: Mend) -> Self {
        self.mends.push(mend);
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Every finding of a run.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
    /// The warnings that the rules say do not hold.
    silences: Vec<Silence>,
    /// Those that there were, each with the reason why it does not hold.
    silenced: Vec<(Finding, String)>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// Adds each of several findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.found.extend(findings);
    }

    /// Adds the findings of another run.
    pub fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
        self.silences.append(&mut other.silences);
        self.silenced.append(&mut other.silenced);
    }

    /// The findings, sorted by file, place, and code, each once.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut findings: Vec<_> = self.found.iter().collect();
        findings.sort_by_key(|finding| (finding.at, finding.code, finding.message.clone()));
        findings.dedup();
        findings
    }

    /// Adds warnings that do not hold of a thing.
    pub fn silence(&mut self, silences: Vec<Silence>) {
        self.silences.extend(silences);
    }

    /// Silences that stand in these files are not told where they silence nothing: they are told where those files are
    /// read by themselves.
    pub fn inherit_silences(&mut self, files: &BTreeSet<FileId>) {
        let theirs = self.silences.iter_mut().filter(|one| one.is_in(files));
        theirs.for_each(Silence::let_be);
    }

    /// Takes out each warning that is silenced beside what it is about, and keeps it with the reason.
    pub fn hush(&mut self, files: &Files) {
        if self.silences.is_empty() {
            return;
        }
        for finding in std::mem::take(&mut self.found) {
            let silences = self.silences.iter_mut();
            let reasons = silences
                .filter(|silence| silence.covers(&finding, files))
                .map(Silence::because);
            match reasons.last() {
                Some(because) => self.silenced.push((finding, because)),
                None => self.found.push(finding),
            }
        }
    }

    /// Adds a finding for each silence that silences nothing, once every warning has been looked for.
    pub fn tell_needless_silences(&mut self) {
        let needless = self.silences.iter().filter_map(Silence::needless);
        self.found.extend(needless);
    }

    /// The warnings that are silenced, each with the reason, in the order of their places, each once.
    pub fn silenced(&self) -> Vec<&(Finding, String)> {
        let mut silenced: Vec<_> = self.silenced.iter().collect();
        silenced.sort_by_key(|(finding, because)| (finding.at, finding.code, because));
        silenced.dedup();
        silenced
    }

    /// Every finding, to be changed where it stands.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.found.iter_mut()
    }

    /// Takes every finding of one kind out.
    pub fn forget(&mut self, code: Code) {
        self.found.retain(|finding| finding.code != code);
    }

    /// Takes out every finding that is so, and says how many there were.
    pub fn take_out(&mut self, is_so: impl Fn(&Finding) -> bool) -> usize {
        let before = self.found.len();
        self.found.retain(|finding| !is_so(finding));
        before - self.found.len()
    }

    /// Keeps only what is wrong whatever else the rules hold. Where a file could not be read, the rest may only seem
    /// so: what is missing, or not known, can stand in that file.
    pub fn keep_what_stands_alone(&mut self) {
        self.found.retain(|finding| {
            matches!(
                finding.code,
                Code::DuplicateKey
                    | Code::DuplicateName
                    | Code::UnknownKey
                    | Code::WrongType
                    | Code::UnknownWord
                    | Code::BadName
                    | Code::BadAmount
                    | Code::BadDate
                    | Code::BandGap
                    | Code::BandOverlap
            )
        });
    }

    /// Whether one is an error.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|finding| finding.severity() == Severity::Error)
    }

    /// Whether a file could not be read to its end, so that what seems to be missing may stand in it.
    pub fn has_unread_file(&self) -> bool {
        self.found.iter().any(|finding| {
            matches!(
                finding.code,
                Code::NotUtf8
                    | Code::FileTooLarge
                    | Code::UnreadableFile
                    | Code::YamlSyntax
                    | Code::AliasBomb
                    | Code::TooDeep
            )
        })
    }

    /// How many there are, each as often as it was found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}
