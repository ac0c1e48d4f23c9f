//! The command line: arguments in, reports and an exit code out.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::Parser;
use upfront::{
    command::{Arguments, Format, run},
    diagnostics::{fault::plain_words, visible},
};

/// Findings that have to be mended. Clap itself exits with 2 for a command that it does not understand.
const FINDINGS: u8 = 1;
/// The command could not do its work at all.
const COULD_NOT_RUN: u8 = 3;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let colour = io::stderr().is_terminal()
        && env::var_os("NO_COLOR").is_none()
        && env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
    let format = arguments.format();
    match run(arguments, colour, say) {
        Ok(report) => {
            let _ = io::stderr().write_all(report.err.as_bytes());
            if let Err(fault) = print(&report.out) {
                say(&format!(
                    "The report could not be written: {}.",
                    plain_words(&fault)
                ));
                ExitCode::from(COULD_NOT_RUN)
            } else if report.failed {
                ExitCode::from(FINDINGS)
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(reason) => {
            match format {
                Format::Human => say(&reason.0),
                // Nothing worse can be told if this fails too.
                Format::Json => _ = print(&reason.json()),
            }
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no fault of the report's.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
