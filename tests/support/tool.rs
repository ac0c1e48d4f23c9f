//! The tool as people run it.

use std::{
    path::Path,
    process::{Command, Output},
};

/// The built command, to be given its arguments.
pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_upfront"))
}

/// What a run of the tool came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    /// Findings, and what stands in the way.
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn succeeded(&self) -> bool {
        self.code == Some(0)
    }

    /// All that was written.
    pub(crate) fn told(&self) -> String {
        [self.out.as_str(), &self.err].concat()
    }
}

impl From<Output> for Ran {
    fn from(ran: Output) -> Self {
        Self {
            code: ran.status.code(),
            out: String::from_utf8(ran.stdout).unwrap(),
            err: String::from_utf8(ran.stderr).unwrap(),
        }
    }
}

/// Runs the tool with these arguments, by itself and nowhere in particular.
pub(crate) fn upfront(arguments: &[&str]) -> Ran {
    command().args(arguments).output().unwrap().into()
}

/// Runs the tool in a folder.
pub(crate) fn upfront_in(folder: &Path, arguments: &[&str]) -> Ran {
    let ran = command().args(arguments).current_dir(folder).output();
    ran.unwrap().into()
}
