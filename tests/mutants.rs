//! Mistakes made on purpose in real rules: hardly one passes without a word.
//!
//! `MUTANTS=all cargo test --test main mutants -- --nocapture` makes every mistake that can be made, and lists those that pass.

mod mistake;

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use mistake::{Kind, Mistake};
use rayon::prelude::*;
use upfront::{check::Loaded, folder::load_schemes};

use crate::support::root;

/// How many mistakes are made.
const MISTAKES: usize = 106;
/// How many of those that a machine can tell may pass.
const MAY_PASS: usize = 5;
/// Mistakes that no machine can tell, each with the reason.
const UNDECIDABLE: &str = include_str!("mutants/undecidable.txt");

/// A file of the rules of a council, and a mistake in it.
struct Mutant {
    council: String,
    /// Below `schemes/`.
    file: PathBuf,
    mistake: Mistake,
}

impl Mutant {
    /// As it stands in the list of those that no machine can tell.
    fn name(&self) -> String {
        let name = format!("{}: {}", self.file.display(), self.mistake);
        name.trim_end().to_owned()
    }
}

fn schemes() -> PathBuf {
    root().join("schemes")
}

/// The files of a council's rules, below `schemes/`, with what is in them.
fn files(council: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for edition in fs::read_dir(schemes().join(council)).unwrap() {
        let edition = edition.unwrap().path();
        // Of facts without rules no machine can tell a mistake, nor of the few choices of a council that is known in part.
        if !edition.is_dir() {
            continue;
        }
        let of_edition = fs::read_dir(edition).unwrap().map(|file| {
            let file = file.unwrap().path();
            let text = fs::read_to_string(&file).unwrap();
            (file.strip_prefix(schemes()).unwrap().to_owned(), text)
        });
        let of_edition: Vec<_> = of_edition.collect();
        if of_edition
            .iter()
            .all(|(_, text)| !text.contains("\nknown: these only"))
        {
            files.extend(of_edition);
        }
    }
    files.sort();
    files
}

fn councils() -> Vec<String> {
    let mut councils: Vec<String> = fs::read_dir(schemes())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["national", "personas", "vocabulary.yaml"].contains(&name.as_str()))
        .filter(|name| !files(name).is_empty())
        .collect();
    councils.sort();
    councils
}

/// Every mistake of a kind that can be made in the rules of a council.
fn every_mutant(council: &str, kind: Kind) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (file, text) in files(council) {
        // Words for someone else change no figure.
        if file.ends_with("they.yaml") {
            continue;
        }
        mutants.extend(mistake::all(kind, &text).into_iter().map(|mistake| Mutant {
            council: council.to_owned(),
            file: file.clone(),
            mistake,
        }));
    }
    mutants
}

/// A number for a mistake that stays the same whatever else changes (FNV-1a), so that the same ones are picked.
fn lot(mutant: &Mutant) -> u64 {
    mutant
        .name()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |lot, byte| {
            (lot ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// As many mistakes of each kind, drawn by lot, from all councils in turn; the same in every run.
fn some_mutants() -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        let mut turns: Vec<(usize, u64, Mutant)> = Vec::new();
        for council in councils() {
            let mut of_council: Vec<(u64, Mutant)> = every_mutant(&council, kind)
                .into_iter()
                .map(|mutant| (lot(&mutant), mutant))
                .collect();
            of_council.sort_by_key(|(lot, _)| *lot);
            let turn = of_council.into_iter().enumerate();
            turns.extend(turn.map(|(turn, (lot, mutant))| (turn, lot, mutant)));
        }
        turns.sort_by_key(|(turn, lot, _)| (*turn, *lot));
        let count = (MISTAKES * (index + 1)) / Kind::ALL.len() - mutants.len();
        mutants.extend(turns.into_iter().take(count).map(|(.., mutant)| mutant));
    }
    mutants
}

/// What is said of a council's rules: codes and messages, without their places.
fn said(loaded: &Loaded) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for finding in loaded.findings.sorted() {
        let what = format!("{}: {}", finding.code.name(), finding.message);
        *said.entry(what).or_default() += 1;
    }
    said
}

/// What is said of a council's rules, with a mistake in them or without.
fn said_of(council: &str, mutant: Option<&Mutant>) -> BTreeMap<String, usize> {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files(council) {
        let to = folder.path().join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = match mutant.filter(|mutant| mutant.file == file) {
            Some(mutant) => mutant.mistake.made_in(&text),
            None => text,
        };
        fs::write(to, text).unwrap();
    }
    said(&load_schemes(&folder.path().join(council)).unwrap())
}

/// Those of some mistakes of which nothing is said that is not said of the right rules too.
fn silent(mutants: &[Mutant]) -> Vec<&Mutant> {
    let before: BTreeMap<String, _> = councils()
        .into_par_iter()
        .map(|council| (council.clone(), said_of(&council, None)))
        .collect();
    let is_noticed = |mutant: &&Mutant| {
        let before = &before[&mutant.council];
        said_of(&mutant.council, Some(mutant))
            .iter()
            .any(|(said, times)| before.get(said).is_none_or(|before| before < times))
    };
    mutants
        .par_iter()
        .filter(|mutant| !is_noticed(mutant))
        .collect()
}

/// The list of what no machine can tell: names, with the reason that stands above them.
fn undecidable() -> BTreeMap<&'static str, &'static str> {
    let mut because = "";
    let mut list = BTreeMap::new();
    for line in UNDECIDABLE.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(reason) => because = reason,
            None => assert!(list.insert(line, because).is_none(), "{line} stands twice"),
        }
    }
    list
}

#[test]
fn of_the_mistakes_that_a_machine_can_tell_hardly_one_passes() {
    let all = env::var("MUTANTS").is_ok_and(|which| which == "all");
    let mutants = if all {
        let of = |council: String| Kind::ALL.map(|kind| every_mutant(&council, kind));
        councils().into_iter().flat_map(of).flatten().collect()
    } else {
        some_mutants()
    };
    let silent: Vec<String> = silent(&mutants).into_iter().map(Mutant::name).collect();
    let undecidable = undecidable();
    let passes: Vec<&String> = silent
        .iter()
        .filter(|name| !undecidable.contains_key(name.as_str()))
        .collect();
    let list: Vec<&str> = passes.iter().map(|name| name.as_str()).collect();
    println!(
        "{} mistakes, {} pass, {} of them could be told:\n{}",
        mutants.len(),
        silent.len(),
        passes.len(),
        list.join("\n")
    );
    if all {
        return;
    }
    assert_eq!(mutants.len(), MISTAKES);
    assert!(passes.len() <= MAY_PASS, "{}", list.join("\n"));
    let told: Vec<&&str> = undecidable
        .keys()
        .filter(|name| !silent.iter().any(|silent| silent == *name))
        .collect();
    assert!(told.is_empty(), "told after all, or not made: {told:#?}");
}
