//! What a person types: one file for each subcommand. Each calls the stations and says what came of it.

mod build;
mod cache;
mod check;
mod compare;
mod diff;
mod edition;
mod estimate;
mod explain;
mod export;
mod fix;
mod impact;
mod import;
mod init;
mod new;
mod people;
mod progress;
mod schema;
mod serve;
mod shell;
mod test;
mod write;

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::{
    check::{self as station, Loaded},
    diagnostics::{self, Code, Findings, fault::plain_words},
    folder::{self, is_there},
    language::meant_date,
    source::Files,
    workbook,
};

/// Compiles a council's allocation and charging rules into a website that people can check.
#[derive(Debug, Parser)]
#[command(name = "upfront", version, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

impl Arguments {
    /// For whom the command reports.
    pub fn format(&self) -> Format {
        match self.command {
            Command::Check { format, .. } => match format {
                Told::Human => Format::Human,
                Told::Json | Told::Sarif => Format::Json,
            },
            Command::Build { format, .. }
            | Command::Compare { format, .. }
            | Command::Diff { format, .. }
            | Command::Estimate { format, .. }
            | Command::Test { format, .. } => format,
            Command::Impact(ref asked) => match asked.format {
                impact::Figures::Json => Format::Json,
                impact::Figures::Human | impact::Figures::Csv => Format::Human,
            },
            Command::Completions { .. }
            | Command::Explain { .. }
            | Command::Export { .. }
            | Command::Import { .. }
            | Command::Init { .. }
            | Command::Man { .. }
            | Command::Workbook { .. }
            | Command::National
            | Command::New { .. }
            | Command::People(_)
            | Command::Schema { .. }
            | Command::Serve { .. } => Format::Human,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the site to a folder
    Build {
        /// The site's folder, which holds site.yaml
        #[arg(default_value = ".")]
        site: PathBuf,
        /// The folder to write to
        #[arg(long, default_value = "public")]
        out: PathBuf,
        /// The day the site is for, such as 2026-11-21
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// How findings are told
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Tell every finding in a site, or in the folder of one edition
    Check {
        /// The site's folder, or the folder of one edition
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Mend what has a certain mend, such as a misspelt name: it is shown first, and asked for
        #[arg(long)]
        fix: bool,
        /// With --fix: mend without being asked
        #[arg(long, requires = "fix")]
        yes: bool,
        /// The day the site is for, such as 2026-11-21
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// How findings are told
        #[arg(long, value_enum, default_value_t)]
        format: Told,
    },
    /// Work one person's answers out, with the whole working
    Estimate {
        /// The folder of an edition or of a council, or its name, such as essex/2024-25 or essex
        scheme: PathBuf,
        /// A YAML file with an answer for each question: `home_hours: 2`
        answers: PathBuf,
        /// The day whose edition is taken, such as 2026-11-21
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// How the working is told
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Put the people of the comparison through two councils, side by side
    Compare {
        /// The folder of a council below schemes, such as essex, or of an edition, such as essex/2024-25
        one: String,
        /// The other
        other: String,
        /// One person only, with every figure and the answers that each council got, such as rose
        #[arg(long, value_name = "NAME")]
        persona: Option<String>,
        /// The site's folder
        #[arg(long, default_value = ".")]
        site: PathBuf,
        /// How the figures are told
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Tell what changed from one edition to another: who gains and who loses, and every rule old and new
    Diff {
        /// The folder of the older edition, or its name, such as essex/2019-20
        old: PathBuf,
        /// The newer
        new: PathBuf,
        /// How it is told
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Tell what a change of rules would do to everybody in a file of people: who gains, who loses, by how much, and what it
    /// costs
    Impact(impact::Asked),
    /// Make people up from stated shares, to try a change with
    People(people::Asked),
    /// Run every worked example
    Test {
        /// The site's folder, or the folder of one edition
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Also tell which parts of the rules no example touches, and which numbers could change without any example
        /// noticing. This never makes the command fail
        #[arg(long)]
        coverage: bool,
        /// The day whose rates an example has that is for no day in particular, such as 2026-11-21; otherwise it has
        /// the newest
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// How the examples are told
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print the JSON Schema of a scheme's file, for an editor's completion and help
    Schema {
        /// The schema of site.yaml instead
        #[arg(long)]
        site: bool,
        /// The schema of a wording of a scheme instead
        #[arg(long, conflicts_with = "site")]
        wording: bool,
    },
    /// Explain a finding by its code: why it matters, an example that has it, and the same mended
    Explain {
        /// The code, such as band-gap; without one, all of them are listed
        #[arg(value_parser = explain::code)]
        code: Option<Code>,
    },
    /// Begin a site: a small one that builds at once, from a few answers
    Init {
        /// The folder to write it to
        folder: PathBuf,
        #[command(flatten)]
        flags: init::Flags,
    },
    /// Add to a site: an edition for another year, a council, or a worked example
    New {
        #[command(subcommand)]
        what: new::New,
    },
    /// Write an empty workbook to fill in, or that of a scheme: rules as tables, for a spreadsheet program
    Workbook {
        /// The folder of an edition, or its name, such as essex/2024-25; without one, the workbook is empty
        scheme: Option<PathBuf>,
        /// The file to write; rules.xlsx where none is given
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write a scheme as a workbook, and each of its sheets as CSV
    Export {
        /// The folder of an edition, or its name, such as essex/2024-25
        scheme: PathBuf,
        /// The folder to write to, which is made; export where none is given
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Read an ordinary table (.xlsx, .ods, .csv) or a survey form, and print it as YAML
    Import {
        /// The file with the table
        file: PathBuf,
        /// What stands in it; guessed where nothing is said
        #[arg(long = "as", value_enum, value_name = "WHAT")]
        sort: Option<Sort>,
        /// The file to write; printed where none is given
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the names of the national rules: what a council's own rules and examples may name
    National,
    /// Print what completes commands in a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of one command
    Man {
        /// The command, such as build
        command: Option<String>,
    },
    /// Show the site on this machine and rebuild it when a file changes
    Serve {
        /// The site's folder, which holds site.yaml
        #[arg(default_value = ".")]
        site: PathBuf,
        /// The port on this machine
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// The day the site is for, such as 2026-11-21
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
    },
}

impl Command {
    /// What it does, where that can take more than a second and it asks nothing.
    const fn takes_long(&self) -> Option<&'static str> {
        match self {
            Self::Build { .. } => Some("Building the site"),
            Self::Check { fix: false, .. } => Some("Checking"),
            Self::Compare { .. } | Self::Diff { .. } => Some("Comparing"),
            Self::Impact(_) => Some("Counting people"),
            Self::Test { .. } => Some("Trying the examples"),
            _ => None,
        }
    }
}

/// The day that somebody typed, or what to type instead.
fn day(typed: &str) -> Result<Date, String> {
    let typed = typed.trim();
    // A time of the day, or a month without its day, is no date either.
    let is_whole = typed.len() == 10
        && typed
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if let Some(day) = typed.parse().ok().filter(|_| is_whole) {
        return Ok(day);
    }
    let told = "write the year, the month and the day, as in 2026-11-21";
    Err(match meant_date(typed) {
        Some(meant) => format!("{told}. Did you mean {meant}?"),
        None => told.to_owned(),
    })
}

/// What stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Questions with their answers and points.
    Questions,
    /// Bands of points with an amount each.
    Bands,
    /// Rates.
    Rates,
}

impl Sort {
    const fn of_table(self) -> workbook::Sort {
        match self {
            Self::Questions => workbook::Sort::Questions,
            Self::Bands => workbook::Sort::Bands,
            Self::Rates => workbook::Sort::Rates,
        }
    }
}

/// For whom a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for people.
    #[default]
    Human,
    /// JSON for machines.
    Json,
}

/// For whom findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Told {
    /// Text for people.
    #[default]
    Human,
    /// JSON for machines.
    Json,
    /// SARIF, for hosts of code that show findings beside the lines of a change.
    Sarif,
}

/// Why a command could not do its work at all, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouldNotRun(pub String);

impl CouldNotRun {
    /// That a file or folder could not be read, and why.
    fn unread(path: &Path, fault: &io::Error) -> Self {
        Self(format!(
            "`{}` could not be read: {}.",
            path.display(),
            plain_words(fault)
        ))
    }

    /// The sentence for machines: the document that tells findings, with this as its one finding.
    pub fn json(&self) -> String {
        diagnostics::json::could_not_run(&self.0)
    }
}

/// What a command came to. What people read of it is [`visible`](diagnostics::visible) in a terminal.
#[derive(Debug, Default)]
pub struct Report {
    /// For the standard output.
    pub out: String,
    /// For the standard error.
    pub err: String,
    /// Whether there is a finding that has to be mended.
    pub failed: bool,
    /// Whether the output is data for programs, though what is said beside it is for people.
    pub is_data: bool,
}

impl Report {
    /// The findings of a run, as they are told, and whether one is an error. JSON goes to the standard output.
    fn of_findings(files: &Files, findings: &Findings, format: Format, colour: bool) -> Self {
        let failed = findings.has_errors();
        match format {
            Format::Human => Self {
                err: diagnostics::text::render(files, findings, colour),
                failed,
                ..Self::default()
            },
            Format::Json => Self {
                out: diagnostics::json::render(files, findings),
                failed,
                ..Self::default()
            },
        }
    }

    /// The findings of the first that has an error, as they are told; `None` where none has.
    fn of_errors<'a>(
        loaded: impl IntoIterator<Item = &'a Loaded>,
        format: Format,
        colour: bool,
    ) -> Option<Self> {
        let mut loaded = loaded.into_iter();
        let faulty = loaded.find(|loaded| loaded.findings.has_errors())?;
        let Loaded {
            files, findings, ..
        } = faulty;
        Some(Self::of_findings(files, findings, format, colour))
    }

    /// Findings as they are told. `at` is where the files are from the top of a repository.
    fn told(files: &Files, findings: &Findings, told: Told, at: &Path, colour: bool) -> Self {
        let format = match told {
            Told::Human => Format::Human,
            Told::Json => Format::Json,
            Told::Sarif => {
                return Self {
                    out: diagnostics::sarif::render(files, findings, at),
                    failed: findings.has_errors(),
                    ..Self::default()
                };
            }
        };
        Self::of_findings(files, findings, format, colour)
    }

    /// Adds lines for the standard error.
    fn tell(&mut self, lines: &str) {
        self.err.push_str(&diagnostics::visible(lines));
    }
}

/// Runs what was typed. `colour` says whether the terminal takes it, and `say` prints a line at once.
pub fn run(arguments: Arguments, colour: bool, say: fn(&str)) -> Result<Report, CouldNotRun> {
    let format = arguments.format();
    let mut report = match arguments.command.takes_long() {
        Some(what) if format == Format::Human => {
            progress::shown(what, || run_command(arguments, colour, say))
        }
        _ => run_command(arguments, colour, say),
    }?;
    // JSON and CSV are for programs.
    if format == Format::Human && !report.is_data {
        report.out = diagnostics::visible(&report.out);
    }
    Ok(report)
}

fn run_command(arguments: Arguments, colour: bool, say: fn(&str)) -> Result<Report, CouldNotRun> {
    match arguments.command {
        Command::Build {
            site,
            out,
            as_of,
            format,
        } => build::build(&site, &out, as_of, format, colour),
        Command::Check {
            path,
            fix: true,
            yes,
            ..
        } => asking(say, |asked| fix::fix(&path, yes, asked)),
        Command::Check {
            path,
            as_of,
            format,
            ..
        } => check::check(&path, as_of, format, colour),
        Command::Estimate {
            scheme,
            answers,
            as_of,
            format,
        } => estimate::estimate(&scheme, &answers, as_of, format, colour),
        Command::Compare {
            one,
            other,
            persona,
            site,
            format,
        } => compare::compare(&site, [&one, &other], persona.as_deref(), format, colour),
        Command::Diff { old, new, format } => diff::diff(&old, &new, format, colour),
        Command::People(asked) => people::people(&asked, colour),
        Command::Impact(asked) => impact::impact(&asked, colour),
        Command::Test {
            path,
            coverage,
            as_of,
            format,
        } => test::test(&path, as_of, coverage, format, colour),
        Command::Schema { site, wording } => Ok(schema::schema(site, wording)),
        Command::Workbook { scheme, out } => export::workbook(scheme.as_deref(), out, colour),
        Command::Export { scheme, out } => export::export(&scheme, out, colour),
        Command::Import { file, sort, out } => {
            import::import(&file, sort.map(Sort::of_table), out.as_ref(), colour)
        }
        Command::Explain { code } => Ok(explain::explain(code)),
        Command::Completions { shell } => Ok(shell::completions(shell)),
        Command::Man { command } => shell::manual(command.as_deref()),
        Command::Init { folder, flags } => asking(say, |asked| init::init(&folder, flags, asked)),
        Command::New { what } => asking(say, |asked| new::new(what, asked)),
        Command::National => Ok(Report {
            out: station::national_names(),
            ..Report::default()
        }),
        Command::Serve { site, port, as_of } => {
            serve::serve(&site, port, as_of, say).map(|()| Report::default())
        }
    }
}

/// Runs what asks, of whoever types in a terminal.
fn asking<T>(say: fn(&str), run: impl FnOnce(&mut init::Asked<'_>) -> T) -> T {
    let mut input = io::stdin().lock();
    let typed = io::stdin()
        .is_terminal()
        .then_some(&mut input as &mut dyn io::BufRead);
    run(&mut init::Asked { typed, say })
}

/// The schemes of a site, of one edition, or of every edition in a folder of them.
fn loaded(path: &Path) -> Result<Loaded, CouldNotRun> {
    let is_site = is_there(&path.join("site.yaml"));
    if is_there(&path.join("schemes")) && !is_site {
        return Err(CouldNotRun(format!(
            "There is no `site.yaml` in `{}`. Add one with the site's `title:` and its `accessibility:` statement, or give the folder `schemes`.",
            path.display()
        )));
    }
    let read = if is_site {
        folder::load(path)
    } else {
        folder::load_schemes(path)
    };
    let loaded = read.map_err(|fault| CouldNotRun::unread(path, &fault))?;
    let is_empty = loaded.schemes.is_empty() && loaded.fact_sheets.is_empty();
    if is_empty && loaded.findings.is_empty() {
        return Err(CouldNotRun(format!(
            "There are no rules in `{}`. Give a site's folder, the folder of an edition, or a folder of editions.",
            path.display()
        )));
    }
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_typed_another_way_is_told_how_to_write_it() {
        assert_eq!(day("2026-04-01"), Ok(Date::constant(2026, 4, 1)));
        for (typed, meant) in [
            ("01/04/2026", "2026-04-01"),
            ("1.4.2026", "2026-04-01"),
            ("2026/4/1", "2026-04-01"),
            ("2026-4-1", "2026-04-01"),
            ("1 April 2026", "2026-04-01"),
            ("31-dec-2026", "2026-12-31"),
        ] {
            let told = day(typed).unwrap_err();
            assert!(told.starts_with("write the year, the month and the day"));
            assert!(told.ends_with(&format!("Did you mean {meant}?")), "{told}");
        }
        for typed in [
            "",
            "tomorrow",
            "2026-02-30",
            "31/02/2026",
            "04/26",
            "2026-04-01T10:00",
        ] {
            let told = day(typed).unwrap_err();
            assert!(told.ends_with("as in 2026-11-21"), "{typed}: {told}");
        }
    }
}
