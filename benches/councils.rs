//! How long a build takes, and how much memory: of the example site, and of sites with many councils in two editions each.
//!
//! `cargo bench --bench councils` makes the larger sites, has the tool build all and prints processor time, peak memory and
//! pages a second. `cargo bench --bench councils -- make FOLDER COUNCILS` makes one and leaves it there. Every run makes the same
//! bytes. Times and memory are read from `/proc`, so it measures on Linux only.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    missing_docs
)]

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// How many councils the sites have: growth shows between them.
const COUNCILS: [usize; 3] = [40, 80, 153];
/// The editions of each council, and how each stands.
const EDITIONS: [(&str, &str); 2] = [("2025-26", "superseded"), ("2026-27", "in force")];

/// Makes a site of many councils, each of which publishes as much as Exampleshire does, and all by other names: they
/// are compared, for the people who come with the tool go through the rules of each.
fn make(site: &Path, councils: usize) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base = example.join("schemes/exampleshire/2026-27");
    fs::create_dir_all(site).unwrap();
    let about = fs::read_to_string(example.join("site.yaml")).unwrap();
    fs::write(site.join("site.yaml"), with_pairs(&about)).unwrap();
    for council in 1..=councils {
        for (edition, status) in EDITIONS {
            let folder = site.join(format!("schemes/council-{council:03}/{edition}"));
            fs::create_dir_all(&folder).unwrap();
            for file in fs::read_dir(&base).unwrap() {
                let file = file.unwrap();
                let text = fs::read_to_string(file.path()).unwrap();
                let text = renamed(&text, &format!("Council {council}"), status);
                fs::write(folder.join(file.file_name()), text).unwrap();
            }
        }
    }
}

/// What the example site says of itself, with as many pairs of these councils as it has of its own.
fn with_pairs(about: &str) -> String {
    let mut councils = 1..;
    let mut council = || format!("council-{:03}", councils.next().unwrap());
    let lines = about.lines().map(|line| {
        if line.starts_with("  - [") {
            format!("  - [{}, {}]\n", council(), council())
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

/// Rules by another council's name, of no days in particular.
fn renamed(text: &str, council: &str, status: &str) -> String {
    let mut renamed = String::new();
    for line in text.lines() {
        match line.split_once(':').map_or("", |(key, _)| key) {
            "council" => {
                writeln!(renamed, "council: {council}\nstatus: {status}").unwrap();
            }
            "status" | "from" | "to" => {}
            _ => writeln!(renamed, "{}", line.replace("Exampleshire", council)).unwrap(),
        }
    }
    renamed
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
        let councils = arguments[at + 2].parse().unwrap();
        make(Path::new(&arguments[at + 1]), councils);
        return;
    }
    let folder = env::temp_dir().join(format!("upfront-councils-{}", std::process::id()));
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    measure("The example site", example, &folder.join("example"));
    for councils in COUNCILS {
        let site = folder.join(councils.to_string());
        make(&site, councils);
        let name = format!("{councils} councils, {} editions each", EDITIONS.len());
        measure(&name, &site, &folder.join("out"));
        fs::remove_dir_all(&site).unwrap();
    }
    fs::remove_dir_all(&folder).unwrap();
}
