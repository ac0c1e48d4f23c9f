//! `upfront people`: people made up from stated shares.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use upfront_engine::Scheme;

use super::{CouldNotRun, Format, Report, edition, export::unwritten};
use crate::{
    check::dated,
    diagnostics::Findings,
    folder::{Folder, is_there},
    made_up::{MadeUp, read_shares, starter},
    messages,
    source::read_file,
};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// The folder of an edition or of a council, or its name, such as exampleshire/2026-27
    scheme: PathBuf,
    /// How many people
    #[arg(long, value_name = "N", required_unless_present = "starter")]
    count: Option<u64>,
    /// A number that decides what chance brings: the same gives the same people
    #[arg(long, value_name = "S", required_unless_present = "starter")]
    seed: Option<u64>,
    /// A YAML file with the share of each answer, and where the shares come from
    #[arg(long, value_name = "FILE")]
    shares: Option<PathBuf>,
    /// Print a file of shares to fill in, with every question
    #[arg(long, conflicts_with_all = ["count", "seed", "shares", "out"])]
    starter: bool,
    /// The CSV file to write; printed where none is given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn people(asked: &Asked, colour: bool) -> Result<Report, CouldNotRun> {
    let (folder, mut loaded) = edition::load(&asked.scheme)?;
    let report = |files: &_, findings: &Findings| {
        Report::of_findings(files, findings, Format::Human, colour)
    };
    if loaded.findings.has_errors() {
        return Ok(report(&loaded.files, &loaded.findings));
    }
    let chosen = edition::chosen(&loaded.schemes, &folder, None)?;
    let scheme: &Scheme = &dated::on(chosen, None);
    if asked.starter {
        return Ok(Report {
            out: starter(scheme, &messages::english().for_scheme(scheme)),
            ..Report::default()
        });
    }
    let Some(shares) = &asked.shares else {
        return Err(CouldNotRun(format!(
            "People are made up from stated shares, and never evenly. Write a file of them with `upfront people {} --starter`, fill it in, and give it with `--shares`.",
            asked.scheme.display()
        )));
    };
    if !is_there(shares) {
        return Err(CouldNotRun(format!(
            "There is no file `{}` with shares.",
            shares.display()
        )));
    }
    let mut findings = Findings::default();
    let around = Folder::around(shares);
    let (world, file) = around.map_err(|fault| CouldNotRun::unread(shares, &fault))?;
    let node = read_file(&world, &file, &mut loaded.files, &mut findings);
    let shares = node.map(|node| read_shares(scheme, &node, &mut findings));
    let Some(shares) = shares.filter(|_| !findings.has_errors()) else {
        return Ok(report(&loaded.files, &findings));
    };
    let (count, seed) = (asked.count.unwrap_or(0), asked.seed.unwrap_or(0));
    let mut people = MadeUp::new(scheme, &shares, seed);
    let Some(out) = &asked.out else {
        let written = write(&mut people, count, BufWriter::new(io::stdout().lock()));
        return match written {
            // A reader that has seen enough, such as `head`, is no fault.
            Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => {
                Err(unwritten(Path::new("the output"), &fault))
            }
            _ => Ok(Report::default()),
        };
    };
    let file = File::create_new(out).map_err(|fault| unwritten(out, &fault))?;
    write(&mut people, count, BufWriter::new(file)).map_err(|fault| unwritten(out, &fault))?;
    Ok(Report {
        out: format!(
            "Wrote {}: {count} made-up people, seed {seed}. They are nobody, and every count of them says so.\n",
            out.display()
        ),
        ..Report::default()
    })
}

fn write(people: &mut MadeUp<'_>, count: u64, mut to: impl Write) -> io::Result<()> {
    to.write_all(people.heads().as_bytes())?;
    for _ in 0..count {
        to.write_all(people.person().as_bytes())?;
    }
    to.flush()
}
