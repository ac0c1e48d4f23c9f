//! The pages of help: fresh, and each example has what its page is about and nothing else.

use std::{env, fs};

use jiff::civil::Date;
use rayon::prelude::*;
use upfront::{
    check::Loaded,
    diagnostics::Code,
    lint::{Example, File, MARK, codes_page},
    pipeline::{self, Nowhere},
    world::Memory,
};

use crate::support::{root, site::SITE, site::Site, told, tool::upfront};
use crate::workbooks::is_told_of_a_workbook;

#[test]
fn the_committed_codes_are_fresh() {
    let path = root().join("docs/codes.md");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, codes_page()).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == codes_page(),
        "docs/codes.md is stale. Renew it with: UPDATE=1 cargo test --test main codes"
    );
}

/// All that is found in the site of an example.
fn built(file: &File, is_mended: bool) -> Loaded {
    let mut files = file.site(is_mended);
    if files.iter().all(|(path, _)| *path != "site.yaml") {
        files.push(("site.yaml", SITE.to_owned()));
    }
    let day = file.day.map(|day| day.parse().unwrap());
    let world = Memory::new(files, Date::constant(2026, 4, 6));
    pipeline::build(&world, day, &Nowhere).unwrap()
}

#[test]
fn every_example_has_its_finding_and_none_when_it_is_mended() {
    let wrong: Vec<String> = Code::ALL
        .par_iter()
        .filter_map(|code| {
            let Example::File(file) = code.page().example else {
                return None;
            };
            let has = built(&file, false);
            let found = has.findings.sorted();
            let are_of_it = !found.is_empty() && found.iter().all(|one| one.code == *code);
            // Where a line is marked, the finding is there; where none is, it is at no place of a file with marks.
            let at = found.first().and_then(|one| one.at);
            let line = at.map(|at| {
                let text = &has.files.get(at.file).unwrap().text;
                let (line, _) = has.files.line_column(at);
                text.lines().nth(line - 1).unwrap().to_owned()
            });
            let is_there = line.is_none_or(|line| line.ends_with(MARK) || !file.has.contains(MARK))
                && (at.is_some() || !file.has.contains(MARK));
            let mended = built(&file, true);
            let is_mended = mended.findings.is_empty();
            (!are_of_it || !is_there || !is_mended).then(|| {
                format!(
                    "{}: of it {are_of_it}, at its mark {is_there}, mended {is_mended}\n{}\n{}",
                    code.name(),
                    told(&has),
                    told(&mended)
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What no example can show is found all the same.
#[test]
fn what_has_no_example_is_found_in_its_own_way() {
    let rules = "schemes/shire/2026-27/scheme.yaml";
    let read = |bytes: &[u8]| {
        let site = Site::of(&[]);
        site.write(rules, bytes);
        let found = site.load().findings;
        let codes: Vec<Code> = found.sorted().iter().map(|one| one.code).collect();
        codes
    };
    let long = 5 * 1024 * 1024;
    let deep = format!("steps: {}{}", "[".repeat(1000), "]".repeat(1000));
    let own = Site::of_shire("steps: [{id: charge, sum: [£5 a week]}]\n");
    own.write("public/letter.txt", "Not of a build.");
    let ran = own.run(&["build"]);
    own.write("file", "A file, and no folder.");
    let in_a_file = own.run(&["build", "--out", "file/public"]);
    for code in Code::ALL {
        let Example::Untold(_) = code.page().example else {
            continue;
        };
        let is_found = match code {
            Code::NotUtf8 => read(b"title: \xa35 a week\n") == [Code::NotUtf8],
            Code::FileTooLarge => read(&vec![b'#'; long]) == [Code::FileTooLarge],
            Code::TooDeep => read(deep.as_bytes()) == [Code::TooDeep],
            Code::OutputNotOurs => ran.err.contains("[output-not-ours]"),
            Code::CouldNotWrite => in_a_file.err.contains("[could-not-write]"),
            Code::NoHeadingRow
            | Code::UnknownSheet
            | Code::UnknownColumn
            | Code::UnreadableCell
            | Code::HiddenCells => is_told_of_a_workbook(*code),
            // A folder that cannot be taken away: `src/command/write.rs`. Of files of people: `tests/impact.rs`.
            Code::OldSiteRemains | Code::PeopleColumn | Code::PersonLeftOut | Code::NoColumn => {
                true
            }
            code => panic!("{code:?} has neither an example nor a way of its own"),
        };
        assert!(is_found, "{code:?}: {} {}", ran.told(), in_a_file.told());
    }
}

#[test]
fn findings_say_once_how_to_read_more_and_that_page_is_printed() {
    let site = Site::of_shire("stps: []\nsteps: [{id: charge, sum: [£5 a wek]}]\n");
    let ran = site.run(&["check"]);
    assert_eq!(ran.err.matches("upfront explain").count(), 1, "{}", ran.err);
    let page = upfront(&["explain", "unknown-unit"]);
    assert!(page.succeeded() && page.err.is_empty());
    assert!(
        page.out.starts_with("unknown-unit (error)\n\nA unit that"),
        "{}",
        page.out
    );
    let misspelt = upfront(&["explain", "unkown-unit"]);
    assert_eq!(misspelt.code, Some(2));
    assert!(
        misspelt.err.contains("Did you mean unknown-unit?"),
        "{}",
        misspelt.err
    );
    assert!(upfront(&["explain"]).out.contains("\nband-gap "));
}
