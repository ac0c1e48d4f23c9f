//! `upfront build`: the site, written to a folder. The last good site stays while there is an error.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{self, Path, PathBuf},
};

use jiff::civil::Date;
use upfront_engine::Scheme;

use super::{
    CouldNotRun, Format, Report,
    cache::{self, Cache, Told},
    write::{Staging, is_whole},
};
use crate::{
    check::{Loaded, editions},
    diagnostics::{Code, Finding, fault::plain_words},
    folder::Folder,
    manifest::Stamp,
    pipeline::{self, Nowhere, Sink},
    site::frame,
    source::{SITE_FILE, SITE_FOLDERS},
    world::World as _,
};

/// Builds the site of a folder: each of its files goes to the sink.
pub(super) fn built(
    world: &Folder,
    as_of: Option<Date>,
    sink: &dyn Sink,
) -> Result<Loaded, CouldNotRun> {
    pipeline::build(world, as_of, sink).map_err(|fault| unread(world, &fault))
}

/// That the folder of a site could not be read, and why.
pub(super) fn unread(world: &Folder, fault: &io::Error) -> CouldNotRun {
    CouldNotRun(format!(
        "The folder `{}` could not be read: {}.",
        world.outside(Path::new("")).display(),
        plain_words(fault)
    ))
}

/// A line that counts the national figures which nobody has read in their source, and says what lists them.
pub(super) fn unverified(root: &Path, count: usize) -> String {
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
    let world = Folder::at(root);
    let refused = refuse_own_folder(root, out);
    let tool = cache::tool();
    let before = cache::inputs(&world, as_of);
    let cache = tool.as_ref().and_then(|tool| Cache::of(out, tool));
    if let (None, Some(cache)) = (&refused, &cache)
        && cache.site.as_ref() == Some(&before)
        && let Some(pages) = is_whole(out)
    {
        return Ok(unchanged(root, out, cache, pages, format, colour));
    }
    let staging = match &refused {
        None => Some(Staging::begin(out, cache.map(|cache| cache.sections))),
        Some(_) => None,
    };
    // Where nothing can be written, what is wrong with the site is told all the same.
    let sink: &dyn Sink = match &staging {
        Some(Ok(staging)) => staging,
        _ => &Nowhere,
    };
    let mut loaded = built(&world, as_of, sink)?;
    let mut wrote = String::new();
    if let Some(staging) = staging.filter(|_| !loaded.findings.has_errors()) {
        let stamp = Stamp::of(&loaded.files, as_of);
        let cache = tool.map(|tool| Cache {
            tool,
            // What changed while it was read may be in it or not.
            site: Some(before).filter(|before| cache::inputs(&world, as_of) == *before),
            told: Told::of(&loaded),
            sections: BTreeMap::new(),
        });
        match staging.and_then(|staging| staging.finish(stamp, cache)) {
            Ok(pages) => {
                wrote = format!(
                    "{}Wrote {pages} pages to {}\n",
                    in_force(&loaded.schemes, as_of),
                    out.display()
                );
            }
            Err(finding) => loaded.findings.push(*finding),
        }
    }
    loaded.findings.extend(refused);
    let mut report = Report::of_findings(&loaded.files, &loaded.findings, format, colour);
    if report.failed && format == Format::Human {
        report.tell("Nothing was written: what stood in the output folder stands there still.\n");
    }
    report.tell(&wrote);
    if format == Format::Human {
        report.tell(&unverified(root, loaded.unverified));
    }
    Ok(report)
}

/// What is told where nothing has changed since the last build.
fn unchanged(
    root: &Path,
    out: &Path,
    cache: &Cache,
    pages: usize,
    format: Format,
    colour: bool,
) -> Report {
    let Told {
        plain,
        coloured,
        json,
        unverified: figures,
    } = &cache.told;
    let mut report = Report::default();
    match (format, colour) {
        (Format::Json, _) => report.out.clone_from(json),
        (Format::Human, true) => report.err.clone_from(coloured),
        (Format::Human, false) => report.err.clone_from(plain),
    }
    report.tell(&format!(
        "Nothing has changed: the {pages} pages in {} stay as they are\n",
        out.display()
    ));
    if format == Format::Human {
        report.tell(&unverified(root, *figures));
    }
    report
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
        let part = SITE_FOLDERS
            .into_iter()
            .chain([SITE_FILE])
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
