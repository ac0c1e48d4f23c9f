//! `upfront new`: an edition for another year, another council, or a worked example, in a site that there is.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use super::{
    CouldNotRun, Report, edition,
    init::{self, write_new},
    loaded,
};
use crate::{
    begin::{
        edition::{Look, NewEdition, new_edition},
        example::{self, Saved},
        site::folder_name,
    },
    diagnostics::{Findings, suggest::did_you_mean},
    folder::{Folder, is_there},
    language::is_name,
    source::{Files, is_yaml, read::files_below},
};

/// What is to be new.
#[derive(Debug, clap::Subcommand)]
pub(super) enum New {
    /// An edition for another year: a copy with other days, and a mark at each figure that is to be looked at
    Edition {
        /// The year, such as 2027-28
        #[arg(value_parser = init::year)]
        year: String,
        /// The edition that it is made from, such as essex/2026-27; otherwise the newest of each of the council's
        #[arg(long, value_name = "COUNCIL/EDITION")]
        of: Option<String>,
        /// The site's folder
        #[arg(long, default_value = ".")]
        site: PathBuf,
    },
    /// A council beside those that there are
    Council {
        /// The council's name
        name: String,
        #[command(flatten)]
        flags: init::CouncilFlags,
        /// The site's folder
        #[arg(long, default_value = ".")]
        site: PathBuf,
    },
    /// A worked example from a file of saved answers, with what they come to
    Example {
        /// The file that the page of the estimate saved
        file: PathBuf,
        /// The example's name in the rules; otherwise that of the file
        #[arg(long, value_name = "NAME")]
        id: Option<String>,
        /// The example's title
        #[arg(long, default_value = "An example from saved answers")]
        title: String,
        /// The edition that it is added to; otherwise the one that the file names
        #[arg(long, value_name = "COUNCIL/EDITION")]
        of: Option<String>,
        /// The site's folder
        #[arg(long, default_value = ".")]
        site: PathBuf,
    },
}

pub(super) fn new(what: New, asked: &mut init::Asked<'_>) -> Result<Report, CouldNotRun> {
    match what {
        New::Edition { year, of, site } => next_edition(&site, &year, of.as_deref()),
        New::Council { name, flags, site } => init::council_beside(&site, &name, flags, asked),
        New::Example {
            file,
            id,
            title,
            of,
            site,
        } => saved_example(&site, &file, id, &title, of.as_deref()),
    }
}

fn next_edition(site: &Path, year: &str, of: Option<&str>) -> Result<Report, CouldNotRun> {
    // Without the `./` before it.
    let schemes = site.strip_prefix(".").unwrap_or(site).join("schemes");
    let editions = match of {
        Some(of) => vec![found(&schemes, of)?],
        None => newest_editions(site, year)?,
    };
    let world = Folder::at(site);
    let mut text = String::new();
    // Here and below, writing to a string cannot fail.
    let mut looked_at = 0;
    for (council, was) in editions {
        let from = schemes.join(&council).join(&was);
        let to = schemes.join(&council).join(year);
        if is_there(&to) {
            return Err(CouldNotRun(format!(
                "`{}` is there already, and nothing was written.",
                to.display()
            )));
        }
        let copied = files_of(&world, &Path::new("schemes").join(&council).join(&was));
        let (rules, others): (Vec<_>, Vec<_>) = copied.into_iter().partition(|path| is_yaml(path));
        let rules: Vec<(String, String)> = rules
            .iter()
            .map(|path| {
                let text = fs::read_to_string(from.join(path));
                let text = text.map_err(|fault| CouldNotRun::unread(&from.join(path), &fault))?;
                Ok((path.to_string_lossy().into_owned(), text))
            })
            .collect::<Result<_, _>>()?;
        let made = new_edition(&rules, &was, year, &world);
        for (path, text) in &made.files {
            write_new(&to.join(path), text)?;
        }
        for path in &others {
            let copied = to.join(path).parent().map_or(Ok(()), fs::create_dir_all);
            let copied = copied.and_then(|()| fs::copy(from.join(path), to.join(path)));
            copied.map_err(|fault| CouldNotRun::unread(&from.join(path), &fault))?;
        }
        looked_at += made.looks.len();
        text += &told(&to, &council, [&was, year], &made);
    }
    let _ = writeln!(
        text,
        "\n{looked_at} lines are to be looked at. Each is marked `# LOOK:`; take the mark out when its figure is right. Then write `status: in force`."
    );
    Ok(Report {
        out: text,
        ..Report::default()
    })
}

/// What was written of an edition, each line that is to be looked at, and how to see what changed.
fn told(to: &Path, council: &str, [was, year]: [&str; 2], made: &NewEdition) -> String {
    let mut text = format!("`{}` is made from {council}/{was}.\n", to.display());
    for note in &made.notes {
        text.extend([note, "\n"]);
    }
    for Look {
        file,
        line,
        text: at,
    } in &made.looks
    {
        let _ = writeln!(text, "{}:{line}: {at}", to.join(file).display());
    }
    let _ = writeln!(
        text,
        "What has changed since: upfront diff {council}/{was} {council}/{year}"
    );
    text
}

/// The YAML files and pictures of an edition, each by its path in the edition's folder.
fn files_of(world: &Folder, edition: &Path) -> Vec<PathBuf> {
    let all = files_below(world, edition, |_| true, &mut Findings::default());
    let inside = all
        .iter()
        .filter_map(|path| path.strip_prefix(edition).ok());
    inside.map(Path::to_owned).collect()
}

/// The council and the edition that somebody named.
fn found(schemes: &Path, of: &str) -> Result<(String, String), CouldNotRun> {
    let named = of.trim_matches('/').split_once('/');
    let there = named.filter(|(council, was)| schemes.join(council).join(was).is_dir());
    if let Some((council, was)) = there {
        return Ok((council.to_owned(), was.to_owned()));
    }
    let names = names(schemes);
    let meant = did_you_mean(of, names.iter().map(String::as_str));
    Err(CouldNotRun(match meant {
        Some(meant) => format!("There is no edition `{of}` here. Did you mean {meant}?"),
        None => format!("There is no edition `{of}` in `{}`.", schemes.display()),
    }))
}

/// The names of all editions below `schemes`, but of the national rules.
fn names(schemes: &Path) -> Vec<String> {
    let inside = |folder: &Path| {
        let entries = folder.read_dir().into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    let councils = inside(schemes).into_iter();
    let councils = councils.filter(|council| council != "national" && council != "personas");
    councils
        .flat_map(|council| {
            let editions = inside(&schemes.join(&council)).into_iter();
            editions.map(move |edition| format!("{council}/{edition}"))
        })
        .collect()
}

/// The newest edition of each folder before a year, where all are of one council.
fn newest_editions(site: &Path, year: &str) -> Result<Vec<(String, String)>, CouldNotRun> {
    let read = loaded(site)?;
    let councils: BTreeSet<&str> = read.schemes.iter().map(|one| &*one.council).collect();
    if councils.len() > 1 {
        return Err(CouldNotRun(format!(
            "There are {} councils here. Say of which edition: upfront new edition {year} --of COUNCIL/EDITION",
            councils.len()
        )));
    }
    let mut newest: Vec<(String, String)> = Vec::new();
    for name in names(&site.join("schemes")) {
        let Some((council, was)) = name.split_once('/') else {
            continue;
        };
        if was >= year {
            continue;
        }
        match newest.iter_mut().find(|(other, _)| other == council) {
            Some((_, newer)) => was.clone_into(newer),
            None => newest.push((council.to_owned(), was.to_owned())),
        }
    }
    if newest.is_empty() {
        return Err(CouldNotRun(format!(
            "There is no edition before {year} here to make one from."
        )));
    }
    Ok(newest)
}

fn saved_example(
    site: &Path,
    file: &Path,
    id: Option<String>,
    title: &str,
    of: Option<&str>,
) -> Result<Report, CouldNotRun> {
    let text = fs::read_to_string(file).map_err(|fault| CouldNotRun::unread(file, &fault))?;
    let saved = Saved::read(&text).ok_or_else(|| {
        CouldNotRun(format!(
            "`{}` is no file of saved answers. Save one on the page of the estimate.",
            file.display()
        ))
    })?;
    let name = of.unwrap_or(&saved.scheme);
    let (council, was) = found(&site.join("schemes"), name)?;
    let folder = site.join("schemes").join(&council).join(&was);
    let (_, read) = edition::load(&folder)?;
    if read.findings.has_errors() {
        return Err(CouldNotRun(format!(
            "The rules of `{council}/{was}` have findings that have to be mended first: upfront check {}",
            folder.display()
        )));
    }
    let scheme = edition::chosen(&read.schemes, &folder, None)?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let id = id.unwrap_or_else(|| folder_name(&stem));
    if !is_name(&id) {
        return Err(CouldNotRun(format!(
            "`{id}` is no name for an example. Did you mean --id {}?",
            folder_name(&id)
        )));
    }
    if scheme.examples.iter().any(|one| one.id == id) {
        return Err(CouldNotRun(format!(
            "There is an example `{id}` already. Give another name with --id."
        )));
    }
    let (answers, strange) = saved.answers(scheme);
    let item = example::example(scheme, &id, title, &answers);
    let written = put(&folder, &id, &item, &read.files)?;
    let mut out = format!(
        "The example `{id}` stands in `{}`:\n\n{item}",
        written.display()
    );
    if saved.rules != scheme.hash && !saved.rules.is_empty() {
        out += "\nThe rules have changed since the answers were saved. What they come to now is worked out.\n";
    }
    if !strange.is_empty() {
        let _ = writeln!(
            out,
            "\nNot asked here, and left out: {}.",
            strange.join(", ")
        );
    }
    Ok(Report {
        out,
        ..Report::default()
    })
}

/// Writes an example to the file that has the edition's examples, or to one of its own.
fn put(folder: &Path, id: &str, item: &str, files: &Files) -> Result<PathBuf, CouldNotRun> {
    let own = files.iter().filter_map(|file| {
        let name = file.path.file_name()?;
        let path = folder.join(name);
        let text = fs::read_to_string(&path).ok()?;
        (*text == *file.text).then(|| (path, example::added(&text, item)))
    });
    let mut lists: Vec<(PathBuf, String)> = own
        .filter_map(|(path, added)| Some((path, added?)))
        .collect();
    // The file that is named for them comes first.
    lists.sort_by_key(|(path, _)| path.file_stem() != Some("examples".as_ref()));
    if let Some((path, text)) = lists.into_iter().next() {
        let written = fs::write(&path, text);
        written.map_err(|fault| CouldNotRun::unread(&path, &fault))?;
        return Ok(path);
    }
    let path = folder.join(format!("example-{id}.yaml"));
    let indented = item.replace('\n', "\n  ");
    write_new(&path, &format!("examples:\n  {}\n", indented.trim_end()))?;
    Ok(path)
}
