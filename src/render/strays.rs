//! Files of a site that nothing reads: misnamed texts, templates and folders, which a publisher thinks are shown.

use std::{collections::BTreeSet, path::Path};

use super::Theme;
use crate::{
    check::Site,
    diagnostics::{
        Code, Finding, Findings,
        suggest::{did_you_mean, one_slip_from},
    },
    site::Content,
    source::{
        Picture, SITE_FOLDERS, is_meant_for_rules,
        read::{files_below, look_into},
    },
    world::World,
};

/// Every file and folder of a site that looks as if it were shown, and is not. `shown` are the files that pages show beside
/// the texts of known names.
pub(crate) fn check(
    world: &dyn World,
    site: &Site,
    theme: &Theme,
    shown: &BTreeSet<&Path>,
    findings: &mut Findings,
) {
    misnamed_parts(world, findings);
    let content = Path::new("content");
    if world.is_there(content) {
        in_content(world, content, site, shown, findings);
    }
    let themes = Path::new("themes");
    if world.is_there(themes) {
        in_themes(world, themes, site, findings);
    }
    let own = themes.join(&site.theme);
    for path in theme.own_paths() {
        if let Some(advice) = theme.unused(path, &site.languages) {
            findings.push(unused(world, &own.join(path), advice));
        }
    }
}

/// A folder that is nearly called as one of a site's, and a file nearly as `site.yaml`. Where the one that is meant is
/// there too, this one is lost all the same.
pub(crate) fn misnamed_parts(world: &dyn World, findings: &mut Findings) {
    let inside = look_into(world, Path::new(""), |_| false, &mut Findings::default());
    for folder in inside.folders {
        let called = name_of(&folder);
        if SITE_FOLDERS.contains(&called.as_str()) {
            continue;
        }
        if let Some(meant) = one_slip_from(&called, SITE_FOLDERS.into_iter()) {
            findings.push(unused(world, &folder, did_you_mean_it(meant)));
        }
    }
    // Where there is none, that is told with the name that was meant.
    if !world.is_there(Path::new("site.yaml")) {
        return;
    }
    for file in inside.files {
        let called = name_of(&file);
        if called != "site.yaml" && is_meant_for_rules(&file) && is_nearly_site(&called) {
            let advice =
                "Only `site.yaml` is read. Move what it says into that, and take this file away.";
            findings.push(unused(world, &file, advice.to_owned()));
        }
    }
}

/// Whether a file's name is `site` or one slip from it, whatever its ending is.
fn is_nearly_site(called: &str) -> bool {
    let stem = called.split('.').next().unwrap_or(called);
    stem == "site" || one_slip_from(stem, ["site"].into_iter()).is_some()
}

fn in_content(
    world: &dyn World,
    content: &Path,
    site: &Site,
    shown: &BTreeSet<&Path>,
    findings: &mut Findings,
) {
    let known = Content::files(&site.languages);
    let is_known_folder = |name: &str| {
        let start = format!("{name}/");
        known.iter().any(|file| file.starts_with(&start))
    };
    let inside = look_into(world, content, |_| true, findings);
    let mut files = inside.files;
    for folder in inside.folders {
        let has_shown = shown.iter().any(|file| file.starts_with(&folder));
        if has_shown || is_known_folder(&name_of(&folder)) {
            files.extend(files_below(world, &folder, |_| true, findings));
        } else {
            findings.push(unused(world, &folder, format!(
                "A site has texts in `content` itself, in `content/someone-else`, pages of its own in `content/pages`, and texts in a folder for each language after the first. This site has {}.",
                languages(site)
            )));
        }
    }
    for path in files {
        let below = slashed(path.strip_prefix(content).unwrap_or(&path));
        let is_shown = shown.contains(path.as_path());
        if known.contains(&below) || is_shown || is_note(&path) {
            continue;
        }
        let advice = match meant_file(&below, &known) {
            Some(meant) => did_you_mean_it(&format!("content/{meant}")),
            None if Picture::is_called(&path) => {
                format!("Show it in a text: `![What it shows]({})`.", name_of(&path))
            }
            None => format!("These are read: {}.", known.join(", ")),
        };
        findings.push(unused(world, &path, advice));
    }
}

fn languages(site: &Site) -> String {
    let codes: Vec<_> = site
        .languages
        .iter()
        .map(|tongue| format!("`{}`", tongue.code))
        .collect();
    codes.join(", ")
}

fn in_themes(world: &dyn World, themes: &Path, site: &Site, findings: &mut Findings) {
    let inside = look_into(world, themes, |_| true, findings);
    for file in inside.files.iter().filter(|file| !is_note(file)) {
        findings.push(unused(
            world,
            file,
            format!(
                "Put it into the folder of a theme, such as `themes/{}`.",
                site.theme
            ),
        ));
    }
    // Where `site.yaml` names no theme, and the folder is not called as the tool's is.
    if site.theme == super::theme::NAME && !world.is_there(&themes.join(&site.theme)) {
        for folder in inside.folders {
            let advice = format!("Write `theme: {}` in `site.yaml`.", name_of(&folder));
            findings.push(unused(world, &folder, advice));
        }
    }
}

/// Notes for those who work on the site, and types for those who check its scripts.
pub(super) fn is_note(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    ["readme", "licence", "license"]
        .iter()
        .any(|note| name.starts_with(note))
        || name.ends_with(".d.ts")
}

/// The known file that a path is probably meant for: nearly of that name in the same folder, or of that name in another.
pub(super) fn meant_file<'a>(path: &str, known: &'a [String]) -> Option<&'a str> {
    let (folder, file) = split(path);
    let in_folder = || known.iter().filter(|other| split(other).0 == folder);
    let stem = |file: &'a str| file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let own_stem = file.split('.').next().unwrap_or(file);
    if let Some(meant) = did_you_mean(own_stem, in_folder().map(|other| stem(split(other).1))) {
        return in_folder()
            .find(|other| stem(split(other).1) == meant)
            .map(String::as_str);
    }
    known
        .iter()
        .find(|other| split(other).1.eq_ignore_ascii_case(file))
        .map(String::as_str)
}

/// The folder and the name of a file.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

pub(super) fn did_you_mean_it(meant: &str) -> String {
    format!("Did you mean `{meant}`?")
}

fn unused(world: &dyn World, path: &Path, advice: String) -> Finding {
    let path = &world.shown(path);
    Finding::nowhere(
        Code::UnusedFile,
        format!("nothing reads `{}`", slashed(path)),
    )
    .about(path)
    .advice(advice)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
