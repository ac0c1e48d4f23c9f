//! `upfront build`: the site, written to a folder. The last good site stays while there is an error.

use std::{
    collections::BTreeSet,
    fs,
    path::{self, Path, PathBuf},
};

use jiff::civil::Date;
use upfront_engine::Scheme;

use super::{
    CouldNotRun, Format, Report,
    write::{Stamp, write_site},
};
use crate::{
    check::{editions, read_site},
    diagnostics::{Code, Finding, Findings, fault::plain_words},
    digest::digest,
    folder::Folder,
    render::{self, BuiltSite, Parts},
    site::frame,
    source::Files,
};

/// What a site is made from, in its folder.
pub(super) const PARTS: [&str; 4] = ["site.yaml", "schemes", "content", "themes"];

/// A site in memory.
#[derive(Debug)]
pub(super) struct Built {
    /// Every file that was read.
    pub(super) files: Files,
    /// Every finding.
    pub(super) findings: Findings,
    /// Every file of the site; `None` where there is an error.
    pub(super) site: Option<BuiltSite>,
    /// The editions that it shows as in force, a line for each council.
    pub(super) in_force: String,
    /// The line about national figures that nobody has read in their source; empty where there are none.
    pub(super) unverified: String,
}

/// Reads, checks and renders a site, and writes nothing.
pub(super) fn built(root: &Path, as_of: Option<Date>) -> Result<Built, CouldNotRun> {
    let world = Folder::at(root);
    let loaded = read_site(&world, as_of).map_err(|fault| {
        CouldNotRun(format!(
            "The folder `{}` could not be read: {}.",
            root.display(),
            plain_words(&fault)
        ))
    })?;
    let (mut files, mut findings) = (loaded.files, loaded.findings);
    let parts = Parts {
        world: &world,
        site: &loaded.draft,
        schemes: &loaded.schemes,
        faulty: &loaded.faulty,
        wordings: &loaded.wordings,
        links: &loaded.links,
        as_of,
    };
    let site = render::build(parts, &mut files, &mut findings);
    let site = site.filter(|_| !findings.has_errors());
    Ok(Built {
        files,
        findings,
        site,
        in_force: in_force(&loaded.schemes, as_of),
        unverified: unverified(root, loaded.unverified),
    })
}

/// A line that counts the national figures which nobody has read in their source, and says what lists them.
fn unverified(root: &Path, count: usize) -> String {
    let national = root.join("schemes/national");
    let national = national.strip_prefix(".").unwrap_or(&national).display();
    match count {
        0 => String::new(),
        1 => {
            format!("1 national figure has not been read in its source: upfront check {national}\n")
        }
        _ => format!(
            "{count} national figures have not been read in their source: upfront check {national}\n"
        ),
    }
}

/// How many councils the report of a build names.
const NAMED: usize = 4;

/// A line for each council with what it has in force: `In force on 2026-11-21: Exampleshire, 2026-27: Personal budgets`.
/// With no day given, what is the newest of several is told as that.
fn in_force(schemes: &[Scheme], as_of: Option<Date>) -> String {
    let when = as_of.map_or_else(String::new, |day| format!(" on {day}"));
    let mut lines = Vec::new();
    let mut is_unsure = false;
    for council in frame::councils(schemes) {
        let told = |are_newest: bool| {
            let told = council.iter().filter(|scheme| {
                editions::standing(scheme, schemes, as_of) == editions::Standing::InForce
                    && editions::is_newest_of_several(scheme, schemes, as_of) == are_newest
            });
            let told: Vec<String> = told
                .map(|scheme| {
                    let from = scheme.from.as_ref();
                    let from = from.filter(|_| as_of.is_none() && !are_newest);
                    // With no day given it may still be to start.
                    let from = from.map_or_else(String::new, |from| format!(", from {from}"));
                    format!("{}: {}{from}", scheme.edition, scheme.title)
                })
                .collect();
            told.join("; ")
        };
        let name = council.first().map_or("", |scheme| scheme.council.as_str());
        let (in_force, newest) = (told(false), told(true));
        if !in_force.is_empty() {
            lines.push(format!("In force{when}: {name}, {in_force}"));
        }
        if !newest.is_empty() {
            is_unsure = true;
            lines.push(format!("Newest: {name}, {newest}"));
        }
    }
    let more = lines.len().saturating_sub(NAMED);
    if more > 1 {
        lines.truncate(NAMED);
        lines.push(format!("And {more} more councils."));
    }
    if is_unsure {
        lines.push(
            "Give --as-of with today's date, and the pages say which edition is in force."
                .to_owned(),
        );
    }
    if lines.is_empty() {
        return String::new();
    }
    lines.join("\n") + "\n"
}

pub(super) fn build(
    root: &Path,
    out: &Path,
    as_of: Option<Date>,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let mut built = built(root, as_of)?;
    let refused = refuse_own_folder(root, out);
    let mut wrote = String::new();
    if let Some(finding) = refused {
        built.findings.push(finding);
    } else if let Some(site) = &built.site {
        let stamp = Stamp {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: as_of.map(|day| day.to_string()),
            inputs: inputs(&built.files),
        };
        let written = write_site(site, out, &stamp);
        if !written.has_errors() {
            let pages = site
                .keys()
                .filter(|path| path.ends_with("index.html"))
                .count();
            wrote = format!(
                "{}Wrote {pages} pages to {}\n",
                built.in_force,
                out.display()
            );
        }
        built.findings.append(written);
    }
    let mut report = Report::of_findings(&built.files, &built.findings, format, colour);
    if report.failed && format == Format::Human {
        report.tell("Nothing was written: what stood in the output folder stands there still.\n");
    }
    report.tell(&wrote);
    if format == Format::Human {
        report.tell(&built.unverified);
    }
    Ok(report)
}

/// A site is not written over what it is made from: to its own folder, to one that it stands in, or among its rules.
fn refuse_own_folder(root: &Path, out: &Path) -> Option<Finding> {
    let root = fs::canonicalize(root).ok()?;
    let out_is = resolved(out)?;
    let message = if out_is == root {
        "the output folder is the site's own folder".to_owned()
    } else if root.starts_with(&out_is) {
        format!("the site stands in the output folder `{}`", out.display())
    } else {
        let part = PARTS
            .into_iter()
            .find(|part| out_is.starts_with(root.join(part)))?;
        format!(
            "the output folder `{}` is in `{part}`, which the site is made from",
            out.display()
        )
    };
    Some(
        Finding::nowhere(Code::OutputNotOurs, message)
            .advice("Name a folder of its own for it, such as `--out public`."),
    )
}

/// A path with no link and no `..` in it, though its last parts need not be there yet.
fn resolved(path: &Path) -> Option<PathBuf> {
    let path = path::absolute(path).ok()?;
    let there = path.ancestors().find(|part| part.exists())?;
    let mut resolved = fs::canonicalize(there).ok()?;
    for part in path.strip_prefix(there).ok()? {
        if part == ".." {
            resolved.pop();
        } else {
            resolved.push(part);
        }
    }
    Some(resolved)
}

/// SHA-256 over the paths and the bytes of everything that was read.
fn inputs(files: &Files) -> String {
    let all: BTreeSet<String> = files
        .iter()
        .map(|file| {
            let parts: Vec<_> = file
                .path
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            format!("{} {}\n", parts.join("/"), digest(file.text.as_bytes()))
        })
        .collect();
    digest(String::from_iter(all).as_bytes())
}
