//! A page of help: what a code means, why it matters and to whom, an example that has it, and the same mended.

use std::fmt::Write as _;

use crate::diagnostics::{
    Severity,
    table::{WIDTH, wrap},
};

/// What stands at the head of every example that has no head of its own.
pub const HEAD: &str = "council: Exampleshire
title: Charges for care at home
sources: {policy: {title: Charging policy}}
source: policy
";
/// The file of the rules of an example.
pub(super) const RULES: &str = "schemes/exampleshire/2026-27/rules.yaml";
/// Stands in an example at the end of the line where the finding is.
pub const MARK: &str = "# here";

/// What is said of a code: by `upfront explain`, and in `docs/codes.md`.
#[derive(Debug)]
pub struct Page {
    /// The code as it is printed: kebab-case, and for good.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// Why it matters, and to whom.
    pub why: &'static str,
    /// What has it, and the same mended.
    pub example: Example,
}

/// What has a finding, and the same mended.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// A file that has it.
    File(File),
    /// There is none that could be shown, and why.
    Untold(&'static str),
}

/// A file that has a finding, in a site that otherwise has none.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The other files, each a path and a text.
    pub beside: &'static [(&'static str, &'static str)],
    /// Where it stands.
    pub path: &'static str,
    /// The file with the finding.
    pub has: &'static str,
    /// What is done about it.
    pub mended: Mended,
    /// The day that the site is built for, where it matters.
    pub day: Option<&'static str>,
}

/// What is done about a finding in a file.
#[derive(Clone, Copy, Debug)]
pub enum Mended {
    /// It reads so.
    As(&'static str),
    /// It stands there instead.
    At(&'static str),
}

/// Whether anybody can ask for a page: that is what the command line is for, and a browser is spared their texts.
const IS_TOLD: bool = cfg!(feature = "cli");

impl Page {
    /// Of an error, without an example yet.
    pub(super) const fn error(name: &'static str, meaning: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Error,
            meaning: if IS_TOLD { meaning } else { "" },
            why: "",
            example: Example::Untold(""),
        }
    }

    /// Of a warning, without an example yet.
    pub(super) const fn warning(name: &'static str, meaning: &'static str) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(name, meaning)
        }
    }

    /// Why it matters.
    pub(super) const fn why(self, why: &'static str) -> Self {
        if IS_TOLD { Self { why, ..self } } else { self }
    }

    /// Rules that have it, and the same mended.
    pub(super) const fn rules(self, has: &'static str, mended: &'static str) -> Self {
        self.file(RULES, has, mended)
    }

    /// A file of a site that has it, and the same mended.
    pub(super) const fn file(
        self,
        path: &'static str,
        has: &'static str,
        mended: &'static str,
    ) -> Self {
        self.example(path, has, Mended::As(mended))
    }

    /// A file that has it where it stands, and where it belongs.
    pub(super) const fn moved(
        self,
        path: &'static str,
        has: &'static str,
        to: &'static str,
    ) -> Self {
        self.example(path, has, Mended::At(to))
    }

    const fn example(self, path: &'static str, has: &'static str, mended: Mended) -> Self {
        if !IS_TOLD {
            return self;
        }
        let file = File {
            beside: &[],
            path,
            has,
            mended,
            day: None,
        };
        Self {
            example: Example::File(file),
            ..self
        }
    }

    /// With other files beside that of the example.
    pub(super) const fn beside(self, beside: &'static [(&'static str, &'static str)]) -> Self {
        match self.example {
            Example::File(file) => Self {
                example: Example::File(File { beside, ..file }),
                ..self
            },
            Example::Untold(_) => self,
        }
    }

    /// Where the site is built for this day.
    pub(super) const fn on(self, day: &'static str) -> Self {
        match self.example {
            Example::File(file) => Self {
                example: Example::File(File {
                    day: Some(day),
                    ..file
                }),
                ..self
            },
            Example::Untold(_) => self,
        }
    }

    /// Without an example, and why.
    pub(super) const fn untold(self, because: &'static str) -> Self {
        if !IS_TOLD {
            return self;
        }
        Self {
            example: Example::Untold(because),
            ..self
        }
    }

    /// How much it matters, as a word.
    const fn kind(&self) -> &'static str {
        match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }

    /// The page for a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("{} ({})\n\n", self.name, self.kind());
        for paragraph in [self.meaning, self.why] {
            text += &wrap(paragraph, WIDTH).join("\n");
            text += "\n\n";
        }
        match self.example {
            Example::Untold(because) => text += &(wrap(because, WIDTH).join("\n") + "\n"),
            Example::File(file) => {
                for block in file.blocks() {
                    text += &wrap(&block.heading, WIDTH).join("\n");
                    text += "\n\n";
                    text += &set_in(block.text);
                }
                // What stands between blocks stands after none.
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
        }
        text
    }

    /// The page as a part of a document in Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("## {}\n\n", self.name);
        let kind = match self.severity {
            Severity::Error => "An error.",
            Severity::Warning => "A warning.",
        };
        text += &(wrap(&format!("{kind} {}", self.meaning), WIDTH).join("\n") + "\n\n");
        text += &(wrap(self.why, WIDTH).join("\n") + "\n");
        match self.example {
            Example::Untold(because) => _ = write!(text, "\n{}\n", wrap(because, WIDTH).join("\n")),
            Example::File(file) => {
                for Block {
                    heading,
                    path,
                    text: file,
                } in file.blocks()
                {
                    let kind = path.rsplit('.').next().unwrap_or_default();
                    let fence = if file.is_empty() {
                        String::new()
                    } else {
                        format!("\n```{kind}\n{file}```\n")
                    };
                    _ = write!(text, "\n{heading}\n{fence}");
                }
            }
        }
        text
    }
}

/// A file of an example as it is shown: a heading, where it stands, and its text, if that is shown.
struct Block {
    heading: String,
    path: &'static str,
    text: &'static str,
}

impl File {
    /// What is shown one after the other.
    fn blocks(&self) -> Vec<Block> {
        let named = match self.path {
            RULES => String::new(),
            path => format!(", in `{path}`"),
        };
        let day = self
            .day
            .map_or_else(String::new, |day| format!(" with `--as-of {day}`"));
        let has = Block {
            heading: format!("This has it{day}{named}:"),
            path: self.path,
            text: self.has,
        };
        let mended = match self.mended {
            Mended::As(mended) => ("Mended:".to_owned(), mended),
            Mended::At(path) => (format!("Mended: the same in `{path}`."), ""),
        };
        let beside = self.beside.iter().map(|(path, text)| Block {
            heading: format!("With this in `{path}`:"),
            path,
            text,
        });
        let mended = Block {
            heading: mended.0,
            path: self.path,
            text: mended.1,
        };
        [has, mended].into_iter().chain(beside).collect()
    }

    /// Every file of the site that has the finding, or of the one where it is mended: paths and texts.
    pub fn site(&self, is_mended: bool) -> Vec<(&'static str, String)> {
        let (path, text) = match (is_mended, self.mended) {
            (false, _) => (self.path, self.has),
            (true, Mended::As(mended)) => (self.path, mended),
            (true, Mended::At(path)) => (path, self.has),
        };
        let mut files = self.beside.to_vec();
        files.push((path, text));
        let files = files.into_iter();
        files
            .map(|(path, text)| (path, with_head(path, text)))
            .collect()
    }
}

/// A file with what has to stand at its head, where it has no head of its own.
fn with_head(path: &str, text: &str) -> String {
    let is_rules = path.ends_with("/rules.yaml");
    if is_rules && !text.starts_with("council:") {
        [HEAD, text].concat()
    } else {
        text.to_owned()
    }
}

/// A file set in, and an empty line after it; nothing of an empty one.
fn set_in(file: &str) -> String {
    let lines = file.lines().map(|line| format!("    {line}"));
    let lines: Vec<String> = lines.map(|line| format!("{}\n", line.trim_end())).collect();
    if lines.is_empty() {
        String::new()
    } else {
        lines.concat() + "\n"
    }
}
