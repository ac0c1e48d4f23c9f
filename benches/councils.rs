//! How long a build takes, and how much memory: of the example site, and of one with 153 councils in two editions each.
//!
//! `cargo bench --bench councils` makes the larger site, has the tool build both and prints processor time, peak memory and
//! pages a second. `cargo bench --bench councils -- make FOLDER` makes it and leaves it there. Every run makes the same bytes.
//! Times and memory are read from `/proc`, so it measures on Linux only.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    missing_docs
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use upfront::folder::load_scheme;

const COUNCILS: usize = 153;
/// The editions of each council, and how each stands.
const EDITIONS: [(&str, &str); 2] = [("2025-26", "superseded"), ("2026-27", "in force")];
/// So many amounts are other ones in each edition.
const CHANGED: usize = 6;

/// The edition that councils are made from: its files, and where amounts can be changed so that every worked example still
/// comes out.
struct Base {
    files: Vec<(String, String)>,
    /// By file, where the pounds of an amount begin and end.
    amounts: Vec<(usize, usize, usize)>,
}

impl Base {
    fn of(edition: &Path, scratch: &Path) -> Self {
        let mut files = Vec::new();
        let mut paths: Vec<_> = fs::read_dir(edition).unwrap().collect();
        paths.sort_by_key(|entry| entry.as_ref().unwrap().path());
        for entry in paths {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            files.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
        let mut base = Self {
            files,
            amounts: Vec::new(),
        };
        let folder = scratch.join("schemes/trial/2026-27");
        for amount in base.all_amounts() {
            if base.amounts.len() == CHANGED {
                break;
            }
            base.amounts.push(amount);
            // Every amount that a council can be given has to pass, the least and the most do for all.
            let passes = [1, COUNCILS * EDITIONS.len()].into_iter().all(|more| {
                base.write(&folder, "Trial", EDITIONS[1].1, more);
                !load_scheme(&folder).unwrap().findings.has_errors()
            });
            if !passes {
                base.amounts.pop();
            }
        }
        base
    }

    /// Where there is an amount in pounds among the rules.
    fn all_amounts(&self) -> Vec<(usize, usize, usize)> {
        let mut amounts = Vec::new();
        for (file, (_, text)) in self.files.iter().enumerate() {
            for (at, _) in text.match_indices(": £") {
                let start = at + ": £".len();
                let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
                let is_longer = text[start + digits..].starts_with(',');
                if digits > 0 && !is_longer {
                    amounts.push((file, start, start + digits));
                }
            }
        }
        amounts
    }

    /// Writes the edition of a council, in which some amounts are so many pounds more.
    fn write(&self, folder: &Path, council: &str, status: &str, more: usize) {
        fs::create_dir_all(folder).unwrap();
        for (file, (name, text)) in self.files.iter().enumerate() {
            let mut changed = text.clone();
            for (_, start, end) in self.amounts.iter().rev().filter(|amount| amount.0 == file) {
                let pounds: usize = text[*start..*end].parse().unwrap();
                changed.replace_range(start..end, &(pounds + more).to_string());
            }
            let mut lines: Vec<String> = Vec::new();
            for line in changed.lines() {
                let key = line.split_once(':').map_or("", |(key, _)| key);
                match key {
                    "council" => {
                        lines.push(format!("council: {council}"));
                        lines.push(format!("status: {status}"));
                    }
                    "status" | "from" | "to" => {}
                    _ => lines.push(line.to_owned()),
                }
            }
            fs::write(folder.join(name), lines.join("\n") + "\n").unwrap();
        }
    }
}

/// Makes a site of many councils, each of which publishes as much as Exampleshire does.
fn make(site: &Path) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = site.with_extension("scratch");
    let base = Base::of(&example.join("schemes/exampleshire/2026-27"), &scratch);
    fs::remove_dir_all(&scratch).unwrap();
    fs::create_dir_all(site).unwrap();
    fs::copy(example.join("site.yaml"), site.join("site.yaml")).unwrap();
    for council in 0..COUNCILS {
        for (place, (edition, status)) in EDITIONS.into_iter().enumerate() {
            let folder = format!("schemes/council-{:03}/{edition}", council + 1);
            let name = format!("Council {}", council + 1);
            let more = council * EDITIONS.len() + place + 1;
            base.write(&site.join(folder), &name, status, more);
        }
    }
}

/// What a run of the tool took.
struct Took {
    /// Of the processors, in seconds.
    seconds: f64,
    /// At the most, in MB.
    memory: usize,
}

/// Runs the tool to its end.
fn run(arguments: &[&str]) -> Took {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_upfront"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let about = PathBuf::from(format!("/proc/{}", tool.id()));
    let mut memory = 0;
    // Until it has ended and waits for somebody to ask how.
    let seconds = loop {
        let status = fs::read_to_string(about.join("status")).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
        memory = memory.max(peak.map_or(0, |peak| peak.parse::<usize>().unwrap() / 1024));
        let stat = fs::read_to_string(about.join("stat")).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = fields.split(' ').collect();
        if fields[0] == "Z" {
            let ticks = |place: usize| fields[place].parse::<f64>().unwrap();
            break (ticks(11) + ticks(12)) / 100.0;
        }
        thread::sleep(Duration::from_millis(2));
    };
    assert!(tool.wait().unwrap().success(), "{arguments:?}");
    Took { seconds, memory }
}

/// How many pages a built site has.
fn pages(folder: &Path) -> usize {
    let inside = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    inside
        .map(|path| {
            if path.is_dir() {
                pages(&path)
            } else {
                usize::from(path.extension().is_some_and(|ending| ending == "html"))
            }
        })
        .sum()
}

fn report(what: &str, Took { seconds, memory }: &Took, pages: Option<usize>) {
    let rate = pages.map_or_else(String::new, |pages| {
        format!("{pages:>8} pages {:>8.0} a second", pages as f64 / seconds)
    });
    println!("{what:<44} {seconds:>8.2} CPU-s {memory:>6} MB{rate}");
}

/// Builds a site, builds it again with nothing changed, and checks it.
fn measure(name: &str, site: &Path, out: &Path) {
    let (site, to) = (site.to_str().unwrap(), out.to_str().unwrap());
    let build = ["build", site, "--out", to];
    report(&format!("{name}: built"), &run(&build), Some(pages(out)));
    report(&format!("{name}: nothing changed"), &run(&build), None);
    report(&format!("{name}: checked"), &run(&["check", site]), None);
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "make") {
        make(Path::new(&arguments[at + 1]));
        return;
    }
    let folder = env::temp_dir().join(format!("upfront-councils-{}", std::process::id()));
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    measure("The example site", example, &folder.join("example"));
    make(&folder.join("site"));
    let name = format!("{COUNCILS} councils, {} editions each", EDITIONS.len());
    measure(&name, &folder.join("site"), &folder.join("out"));
    fs::remove_dir_all(&folder).unwrap();
}
