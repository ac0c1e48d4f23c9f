//! `upfront completions` and `upfront man`: what a shell and a manual say of the commands, made from the commands themselves.

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Arguments, CouldNotRun, Report};
use crate::diagnostics::{fault::plain_words, suggest::did_you_mean};

const NAME: &str = "upfront";

pub(super) fn completions(shell: Shell) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
    Report {
        out: String::from_utf8_lossy(&script).into_owned(),
        ..Report::default()
    }
}

pub(super) fn manual(command: Option<&str>) -> Result<Report, CouldNotRun> {
    let mut all = Arguments::command();
    all.build();
    let page = match command {
        None => all,
        Some(name) => of(&all, name)?,
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text).map_err(|fault| {
        CouldNotRun(format!(
            "The page could not be made: {}.",
            plain_words(&fault)
        ))
    })?;
    Ok(Report {
        out: String::from_utf8_lossy(&text).into_owned(),
        ..Report::default()
    })
}

/// The command of a name, by the name that its page has.
fn of(all: &Command, name: &str) -> Result<Command, CouldNotRun> {
    let names = || all.get_subcommands().map(Command::get_name);
    let found = all.get_subcommands().find(|one| one.get_name() == name);
    found.cloned().ok_or_else(|| {
        let meant = did_you_mean(name, names());
        let meant = meant.map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
        CouldNotRun(format!("There is no command `{name}`.{meant}"))
    })
}
