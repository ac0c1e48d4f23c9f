//! Putting a built site in its place: written beside it, then swapped in, so that nobody sees half a site and a
//! folder that no build wrote is never touched.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::{BuiltSite, digest};
use crate::diagnostics::{Code, Finding, Findings};

/// The file that says what a build wrote.
const MANIFEST: &str = "build.json";

/// What a build was made of. It is kept in the site's `build.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The version of this tool.
    pub version: String,
    /// The day the site was built for, `YYYY-MM-DD`, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// SHA-256 of everything that was read, in hexadecimal.
    pub inputs: String,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    #[serde(flatten)]
    stamp: Stamp,
    /// Every file of the site but this one, with the SHA-256 of its bytes.
    files: BTreeMap<String, String>,
}

/// Writes a site to a folder.
///
/// The site is written whole to a folder beside it and then takes its place by renaming. An earlier site there
/// goes; files that no build wrote make this fail, with nothing changed.
pub fn write_site(site: &BuiltSite, out: &Path, stamp: &Stamp) -> Findings {
    let mut findings = Findings::default();
    if let Err(finding) = write(site, out, stamp) {
        findings.push(*finding);
    }
    findings
}

fn write(site: &BuiltSite, out: &Path, stamp: &Stamp) -> Result<(), Box<Finding>> {
    refuse_what_is_not_ours(out)?;
    let fresh = sibling(out, "new");
    let old = sibling(out, "old");
    for leftover in [&fresh, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover).map_err(|fault| could_not(leftover, &fault))?;
        }
    }
    let written = write_all(site, &fresh, stamp);
    if written.is_err() {
        // What was begun is of no use to anybody; the fault that stopped it is what matters.
        let _ = fs::remove_dir_all(&fresh);
        return written;
    }
    if out.exists() {
        fs::rename(out, &old).map_err(|fault| could_not(out, &fault))?;
    }
    if let Err(fault) = fs::rename(&fresh, out) {
        // The last good site goes back to its place.
        let _ = fs::rename(&old, out);
        return Err(could_not(out, &fault));
    }
    if old.exists() {
        fs::remove_dir_all(&old).map_err(|fault| could_not(&old, &fault))?;
    }
    Ok(())
}

fn write_all(site: &BuiltSite, folder: &Path, stamp: &Stamp) -> Result<(), Box<Finding>> {
    let manifest = Manifest {
        stamp: stamp.clone(),
        files: site
            .iter()
            .map(|(path, bytes)| (path.clone(), digest(bytes)))
            .collect(),
    };
    let mut listed = serde_json::to_vec_pretty(&manifest)
        .map_err(|fault| could_not(&folder.join(MANIFEST), &fault.into()))?;
    listed.push(b'\n');
    fs::create_dir_all(folder).map_err(|fault| could_not(folder, &fault))?;
    let manifest_file = (MANIFEST.to_owned(), listed);
    for (path, bytes) in site.iter().chain([(&manifest_file.0, &manifest_file.1)]) {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(|fault| could_not(parent, &fault))?;
        }
        fs::write(&file, bytes).map_err(|fault| could_not(&file, &fault))?;
    }
    Ok(())
}

/// A folder may be replaced where it is empty, or where its own manifest lists every file in it.
fn refuse_what_is_not_ours(out: &Path) -> Result<(), Box<Finding>> {
    let shown = out.display();
    let found = match fs::symlink_metadata(out) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(could_not(out, &fault)),
        Ok(about) if !about.is_dir() => {
            return Err(Box::new(
                Finding::nowhere(
                    Code::OutputNotOurs,
                    format!("`{shown}` is not a folder, so no site can be written there"),
                )
                .advice("Name another folder for the site."),
            ));
        }
        Ok(_) => files_in(out)?,
    };
    if found.is_empty() {
        return Ok(());
    }
    let manifest = fs::read(out.join(MANIFEST))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let Some(manifest) = manifest else {
        return Err(not_ours(
            format!("the folder `{shown}` is not empty, and no build wrote it"),
            &found,
        ));
    };
    let strangers: BTreeSet<_> = found
        .into_iter()
        .filter(|path| path != MANIFEST && !manifest.files.contains_key(path))
        .collect();
    if strangers.is_empty() {
        Ok(())
    } else {
        Err(not_ours(
            format!("the folder `{shown}` holds files that no build wrote"),
            &strangers,
        ))
    }
}

fn not_ours(message: String, files: &BTreeSet<String>) -> Box<Finding> {
    const SHOWN: usize = 10;
    let more = files.len().saturating_sub(SHOWN);
    let mut finding = Finding::nowhere(Code::OutputNotOurs, message);
    for file in files.iter().take(SHOWN) {
        finding = finding.advice(format!("`{file}` would be lost."));
    }
    if more > 0 {
        finding = finding.advice(format!("So would {more} more."));
    }
    Box::new(finding.advice("Move them away, or name another folder for the site."))
}

fn files_in(folder: &Path) -> Result<BTreeSet<String>, Box<Finding>> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|fault| could_not(folder, &fault.into()))?;
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"));
        }
    }
    Ok(files)
}

/// `public` becomes `.public.new` beside it.
fn sibling(out: &Path, what: &str) -> PathBuf {
    let name = out
        .file_name()
        .map_or_else(|| "site".into(), |name| name.to_string_lossy());
    out.with_file_name(format!(".{name}.{what}"))
}

fn could_not(path: &Path, fault: &io::Error) -> Box<Finding> {
    let message = format!("`{}` could not be written: {fault}", path.display());
    Box::new(Finding::nowhere(Code::CouldNotWrite, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> BuiltSite {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn codes(findings: &Findings) -> Vec<Code> {
        findings.sorted().iter().map(|found| found.code).collect()
    }

    #[test]
    fn a_site_replaces_the_one_before_it_whole() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let stamp = Stamp::default();
        let first = site(&[("index.html", "one"), ("a/index.html", "gone soon")]);
        assert!(write_site(&first, &out, &stamp).is_empty());
        assert!(write_site(&site(&[("index.html", "two")]), &out, &stamp).is_empty());
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "two");
        assert!(!out.join("a").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_same_site_gives_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp {
            version: "1".into(),
            as_of: Some("2026-05-01".into()),
            inputs: "abc".into(),
        };
        let read = |name: &str| {
            let out = folder.path().join(name);
            assert!(write_site(&site(&[("index.html", "one")]), &out, &stamp).is_empty());
            fs::read(out.join(MANIFEST)).unwrap()
        };
        assert_eq!(read("a"), read("b"));
    }

    #[test]
    fn a_folder_that_no_build_wrote_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.txt"), "years of work").unwrap();
        let findings = write_site(&site(&[("index.html", "one")]), &out, &Stamp::default());
        assert_eq!(codes(&findings), [Code::OutputNotOurs]);
        assert!(findings.sorted()[0].advice[0].contains("thesis.txt"));
        assert_eq!(
            fs::read_to_string(out.join("thesis.txt")).unwrap(),
            "years of work"
        );
    }

    #[test]
    fn a_file_put_into_a_built_site_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let built = site(&[("index.html", "one")]);
        assert!(write_site(&built, &out, &Stamp::default()).is_empty());
        fs::create_dir(out.join("letters")).unwrap();
        fs::write(out.join("letters/mine.txt"), "mine").unwrap();
        let findings = write_site(&built, &out, &Stamp::default());
        assert_eq!(codes(&findings), [Code::OutputNotOurs]);
        assert!(findings.sorted()[0].advice[0].contains("letters/mine.txt"));
        assert!(out.join("letters/mine.txt").exists());
    }

    #[test]
    fn a_build_that_cannot_be_written_leaves_the_last_good_site() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        assert!(write_site(&site(&[("index.html", "good")]), &out, &Stamp::default()).is_empty());
        // A file where a folder has to be.
        let broken = site(&[("a", "file"), ("a/index.html", "page")]);
        let findings = write_site(&broken, &out, &Stamp::default());
        assert_eq!(codes(&findings), [Code::CouldNotWrite]);
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "good");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
