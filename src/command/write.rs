//! Putting a built site in its place: written beside it, then swapped in, so that nobody sees half a site and a
//! folder that no build wrote is never touched.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::{
    diagnostics::{Code, Finding, Findings, fault::plain_words},
    digest::digest,
    folder::{Folder, is_there},
    render::BuiltSite,
    source::read::read_bytes,
};

/// The file that says what a build wrote.
const MANIFEST: &str = "build.json";
/// The same, while it is written.
const BEGUN: &str = "build.json.begun";
/// The largest manifest that is read, in bytes: 256 MiB, which is some millions of files.
const LARGEST_MANIFEST: u64 = 256 * 1024 * 1024;
/// The start of what a folder is called while a site is written to it.
const NEW: &str = "new";

/// What a build was made of. It is kept in the site's `build.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// The version of this tool.
    pub(super) version: String,
    /// The day the site was built for, `YYYY-MM-DD`, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<String>,
    /// SHA-256 of everything that was read, in hexadecimal.
    pub(super) inputs: String,
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
/// The site is written whole to a folder beside it and then takes its place by renaming. One build at a time does so: a
/// second waits. What a build left that was cut short is finished or taken away by the next. Of an earlier site only
/// what its manifest lists goes; what others put there is moved into the new site. Where that cannot be, and where
/// a folder with files in it has no manifest, this fails with nothing changed.
pub(super) fn write_site(site: &BuiltSite, out: &Path, stamp: &Stamp) -> Findings {
    let mut findings = Findings::default();
    if let Err(finding) = write(site, out, stamp) {
        findings.push(*finding);
    }
    findings
}

fn write(site: &BuiltSite, out: &Path, stamp: &Stamp) -> Result<(), Box<Finding>> {
    let out = &real(out)?;
    let beside = neighbourhood(out)?;
    refuse_mount_point(out, beside)?;
    fs::create_dir_all(beside).map_err(|fault| match fault.kind() {
        io::ErrorKind::AlreadyExists => could_not(out, &io::ErrorKind::NotADirectory.into()),
        _ => could_not(beside, &fault),
    })?;
    let _lock = Lock::take(out)?;
    let old = sibling(out, "old");
    // A build that was cut short between the two renamings left the last good site here.
    if !is_there(out) && listed_in(&old).is_some() {
        fs::rename(&old, out).map_err(|fault| could_not(out, &fault))?;
    }
    for folder in [out, &old] {
        refuse_what_is_not_ours(folder, site)?;
    }
    remove_leftovers(out, beside)?;
    if old.exists() {
        carry_over(&old, out, site)?;
        remove_ours(&old)?;
    }
    let fresh = staging_folder(out)?;
    if let Err(fault) = write_all(site, &fresh, stamp).and_then(|()| swap(&fresh, out, &old)) {
        // What was begun is of no use to anybody; the fault that stopped it is what matters.
        let _ = remove_ours(&fresh);
        return Err(fault);
    }
    carry_over(&old, out, site)
        .and_then(|()| remove_ours(&old))
        .map_err(|fault| remains(&old, &fault))
}

/// Where the folder itself is: a link, or a name such as `.`, has its neighbours there.
fn real(out: &Path) -> Result<PathBuf, Box<Finding>> {
    if out.is_symlink() || out.file_name().is_none() {
        fs::canonicalize(out).map_err(|fault| could_not(out, &fault))
    } else {
        Ok(out.to_owned())
    }
}

/// The folder that the output folder stands in. The top of a disk stands in none.
fn neighbourhood(out: &Path) -> Result<&Path, Box<Finding>> {
    match out.parent() {
        None => Err(mounted(out)),
        Some(parent) if parent == Path::new("") => Ok(Path::new(".")),
        Some(parent) => Ok(parent),
    }
}

/// The new site takes the place of the one before it, which waits beside it.
fn swap(fresh: &Path, out: &Path, old: &Path) -> Result<(), Box<Finding>> {
    let could_not = |fault: &io::Error| match fault.kind() {
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => mounted(out),
        _ => could_not(out, fault),
    };
    if out.exists() {
        fs::rename(out, old).map_err(|fault| could_not(&fault))?;
    }
    fs::rename(fresh, out).map_err(|fault| {
        // The last good site goes back to its place.
        let _ = fs::rename(old, out);
        could_not(&fault)
    })
}

/// A folder that is a disk of its own cannot be renamed, and so not be swapped.
#[cfg(unix)]
fn refuse_mount_point(out: &Path, beside: &Path) -> Result<(), Box<Finding>> {
    use std::os::unix::fs::MetadataExt as _;

    let disk = |path: &Path| fs::metadata(path).map(|about| about.dev()).ok();
    match (disk(out), disk(beside)) {
        (Some(own), Some(around)) if own != around && out.is_dir() => Err(mounted(out)),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn refuse_mount_point(_: &Path, _: &Path) -> Result<(), Box<Finding>> {
    Ok(())
}

fn mounted(out: &Path) -> Box<Finding> {
    let message = format!(
        "`{}` is a disk or a volume of its own, and a new site takes the place of the whole folder",
        out.display()
    );
    let inside = out.join("site");
    Box::new(
        Finding::nowhere(Code::CouldNotWrite, message).advice(format!(
            "Name a folder in it: `--out {}`.",
            inside.display()
        )),
    )
}

/// Held by a build while it writes to a folder. The system lets go of it when the build ends, however it ends.
struct Lock {
    path: PathBuf,
    /// `None` where the disk has no locks.
    file: Option<File>,
}

impl Lock {
    /// How long a build waits for another to have written its site.
    const PATIENCE: Duration = Duration::from_mins(1);
    /// How often it looks.
    const LOOK_EVERY: Duration = Duration::from_millis(20);

    fn take(out: &Path) -> Result<Self, Box<Finding>> {
        let path = sibling(out, "lock");
        let start = Instant::now();
        loop {
            if fs::symlink_metadata(&path).is_ok_and(|about| !about.is_file() || about.len() > 0) {
                return Err(not_ours(
                    format!("`{}` is in the way: no build wrote it", path.display()),
                    &[],
                ));
            }
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(|fault| could_not(out, &fault))?;
            match file.try_lock() {
                Ok(()) => {
                    // The one before may have taken the file away since it was opened.
                    if is_same(&file, &path) {
                        let file = Some(file);
                        return Ok(Self { path, file });
                    }
                }
                Err(TryLockError::WouldBlock) => {
                    if start.elapsed() > Self::PATIENCE {
                        return Err(busy(out));
                    }
                    thread::sleep(Self::LOOK_EVERY);
                }
                Err(TryLockError::Error(_)) => return Ok(Self { path, file: None }),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is held, so that nobody holds a file that is gone without seeing it.
        let _ = fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let place = |about: io::Result<fs::Metadata>| about.map(|about| (about.dev(), about.ino()));
    match (place(file.metadata()), place(fs::metadata(path))) {
        (Ok(own), Ok(there)) => own == there,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}

fn busy(out: &Path) -> Box<Finding> {
    let message = format!("another build is writing to `{}`", out.display());
    Box::new(
        Finding::nowhere(Code::CouldNotWrite, message)
            .advice("Wait until it is done, then build again."),
    )
}

/// A new folder beside the output folder, of a name that no other build has.
fn staging_folder(out: &Path) -> Result<PathBuf, Box<Finding>> {
    let mut number = 0_u32;
    loop {
        let fresh = sibling(out, &format!("{NEW}-{}-{number}", process::id()));
        match fs::create_dir(&fresh) {
            Ok(()) => return Ok(fresh),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {
                number += 1;
            }
            Err(fault) => return Err(could_not(out, &fault)),
        }
    }
}

/// Removes what builds that were cut short left beside the output folder. What holds anything else is let be.
fn remove_leftovers(out: &Path, beside: &Path) -> Result<(), Box<Finding>> {
    let start = name(
        sibling(out, NEW)
            .file_name()
            .map_or(Path::new(""), Path::new),
    );
    let entries = fs::read_dir(beside).map_err(|fault| could_not(beside, &fault))?;
    for entry in entries.filter_map(Result::ok) {
        let called = entry.file_name().to_string_lossy().into_owned();
        let is_left = called
            .strip_prefix(&start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_left && is_folder && strangers(&entry.path(), &BuiltSite::new())?.is_empty() {
            remove_ours(&entry.path())?;
        }
    }
    Ok(())
}

/// The manifest goes first, and is whole from the start, so that what is cut short can be told from what others wrote.
fn write_all(site: &BuiltSite, folder: &Path, stamp: &Stamp) -> Result<(), Box<Finding>> {
    let manifest = Manifest {
        stamp: stamp.clone(),
        files: site
            .iter()
            .map(|(path, bytes)| (path.clone(), digest(bytes)))
            .collect(),
    };
    let file = folder.join(MANIFEST);
    let could_not_list = |fault: io::Error| could_not(&file, &fault);
    let mut listed =
        serde_json::to_vec_pretty(&manifest).map_err(|fault| could_not_list(fault.into()))?;
    listed.push(b'\n');
    let begun = folder.join(BEGUN);
    fs::write(&begun, listed)
        .and_then(|()| fs::rename(&begun, &file))
        .map_err(could_not_list)?;
    for (path, bytes) in site {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(|fault| could_not(parent, &fault))?;
        }
        fs::write(&file, bytes).map_err(|fault| could_not(&file, &fault))?;
    }
    Ok(())
}

/// A folder may be replaced where it is empty, or where it has a manifest and what the manifest does not list
/// stands in the way of nothing in the new site.
fn refuse_what_is_not_ours(folder: &Path, site: &BuiltSite) -> Result<(), Box<Finding>> {
    let shown = folder.display();
    match fs::symlink_metadata(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(could_not(folder, &fault)),
        Ok(about) if !about.is_dir() => {
            return Err(Box::new(
                Finding::nowhere(
                    Code::OutputNotOurs,
                    format!("`{shown}` is not a folder, so no site can be written there"),
                )
                .advice("Name another folder for the site."),
            ));
        }
        Ok(_) => {}
    }
    let strangers = strangers(folder, site)?;
    if listed_in(folder).is_none() && !strangers.is_empty() {
        return Err(not_ours(
            format!("the folder `{shown}` is not empty, and no build wrote it"),
            &strangers,
        ));
    }
    let in_the_way: Vec<_> = strangers
        .into_iter()
        .filter(|path| {
            let path = name(path);
            holds_any(site.keys(), &path) || site.keys().any(|file| holds(file, &path))
        })
        .collect();
    if in_the_way.is_empty() {
        Ok(())
    } else {
        Err(not_ours(
            format!(
                "the folder `{shown}` holds files that no build wrote, where the site needs the place"
            ),
            &in_the_way,
        ))
    }
}

fn not_ours(message: String, files: &[PathBuf]) -> Box<Finding> {
    const SHOWN: usize = 10;
    let more = files.len().saturating_sub(SHOWN);
    let mut finding = Finding::nowhere(Code::OutputNotOurs, message);
    for file in files.iter().take(SHOWN) {
        finding = finding.advice(format!("`{}` would be lost.", name(file)));
    }
    if more > 0 {
        finding = finding.advice(format!("So would {more} more."));
    }
    Box::new(finding.advice("Name another folder for the site, or move them away."))
}

/// The files that the manifest in a folder lists, and the manifest; `None` where there is no manifest.
fn listed_in(folder: &Path) -> Option<BTreeSet<String>> {
    let bytes = read_bytes(&Folder::at(folder), Path::new(MANIFEST), LARGEST_MANIFEST).ok()?;
    let manifest: Manifest = serde_json::from_slice(&bytes).ok()?;
    let listed = manifest.files.into_keys();
    Some(listed.chain([MANIFEST.to_owned()]).collect())
}

/// The files in a folder that its manifest does not list, sorted. A folder stands for all in it where neither the
/// manifest nor the new site has anything there.
fn strangers(folder: &Path, site: &BuiltSite) -> Result<Vec<PathBuf>, Box<Finding>> {
    let listed = listed_in(folder).unwrap_or_default();
    let mut found = Vec::new();
    let mut walk = WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|fault| could_not(folder, &fault.into()))?;
        let path = inside(folder, entry.path());
        if !entry.file_type().is_dir() {
            if !listed.contains(&name(path)) && path != Path::new(BEGUN) {
                found.push(path.to_owned());
            }
        } else if !holds_any(listed.iter().chain(site.keys()), &name(path)) {
            found.push(path.to_owned());
            walk.skip_current_dir();
        }
    }
    Ok(found)
}

/// Moves what others put into an earlier site to the new one.
fn carry_over(old: &Path, out: &Path, site: &BuiltSite) -> Result<(), Box<Finding>> {
    if !old.exists() {
        return Ok(());
    }
    for path in strangers(old, site)? {
        let to = out.join(&path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|fault| could_not(parent, &fault))?;
        }
        if fs::symlink_metadata(&to).is_ok() {
            let taken = io::Error::from(io::ErrorKind::AlreadyExists);
            return Err(could_not(&to, &taken));
        }
        fs::rename(old.join(&path), &to).map_err(|fault| could_not(&to, &fault))?;
    }
    Ok(())
}

/// Removes what the manifest in a folder lists, then the folders that are empty, and the manifest last, so that this
/// can be cut short and done again.
fn remove_ours(folder: &Path) -> Result<(), Box<Finding>> {
    if !is_there(folder) {
        return Ok(());
    }
    let listed = listed_in(folder).unwrap_or_default();
    for entry in WalkDir::new(folder).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|fault| could_not(folder, &fault.into()))?;
        let path = entry.path();
        let file = name(inside(folder, path));
        if entry.file_type().is_dir() {
            fs::remove_dir(path).map_err(|fault| could_not(path, &fault))?;
        } else if file == BEGUN || file != MANIFEST && listed.contains(&file) {
            fs::remove_file(path).map_err(|fault| could_not(path, &fault))?;
        }
    }
    if !listed.is_empty() {
        let manifest = folder.join(MANIFEST);
        fs::remove_file(&manifest).map_err(|fault| could_not(&manifest, &fault))?;
    }
    fs::remove_dir(folder).map_err(|fault| could_not(folder, &fault))
}

/// Whether any of the files is the path or lies below it.
fn holds_any<'a>(mut files: impl Iterator<Item = &'a String>, path: &str) -> bool {
    files.any(|file| holds(path, file))
}

/// Whether the file is the path or lies below it.
fn holds(path: &str, file: &str) -> bool {
    file.strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn inside<'a>(folder: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(folder).unwrap_or(path)
}

/// A path as the manifest writes it, with `/` between its parts.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// `public` becomes `.public.new` beside it.
fn sibling(out: &Path, what: &str) -> PathBuf {
    let name = out
        .file_name()
        .map_or_else(|| "site".into(), |name| name.to_string_lossy());
    out.with_file_name(format!(".{name}.{what}"))
}

/// The new site stands in its place, and this is all that is wrong.
fn remains(old: &Path, fault: &Finding) -> Box<Finding> {
    let message = format!(
        "the site is written, but the one before it could not be taken away whole: {}",
        fault.message
    );
    Box::new(
        Finding::nowhere(Code::OldSiteRemains, message).advice(format!(
            "Look at what is left in `{}`, and take it away.",
            old.display()
        )),
    )
}

fn could_not(path: &Path, fault: &io::Error) -> Box<Finding> {
    let message = format!(
        "`{}` could not be written: {}",
        path.display(),
        plain_words(fault)
    );
    let advice = match fault.kind() {
        io::ErrorKind::StorageFull => {
            "Make room on the disk, or name a folder on another with `--out`."
        }
        _ => "Name another folder with `--out`.",
    };
    Box::new(Finding::nowhere(Code::CouldNotWrite, message).advice(advice))
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
    fn what_others_put_into_a_built_site_moves_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let first = site(&[("index.html", "one"), ("a/index.html", "gone soon")]);
        assert!(write_site(&first, &out, &Stamp::default()).is_empty());
        fs::create_dir_all(out.join("letters/empty")).unwrap();
        fs::write(out.join("letters/mine.txt"), "mine").unwrap();
        fs::write(out.join("a/mine.txt"), "mine too").unwrap();
        let second = site(&[("index.html", "two"), ("letters/index.html", "page")]);
        assert!(write_site(&second, &out, &Stamp::default()).is_empty());
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "two");
        for (file, text) in [("letters/mine.txt", "mine"), ("a/mine.txt", "mine too")] {
            assert_eq!(fs::read_to_string(out.join(file)).unwrap(), text);
        }
        assert!(out.join("letters/empty").is_dir());
        assert!(!out.join("a/index.html").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_of_others_where_the_site_needs_the_place_stops_the_build() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let first = site(&[("index.html", "one")]);
        assert!(write_site(&first, &out, &Stamp::default()).is_empty());
        fs::write(out.join("a"), "mine").unwrap();
        for taken in ["a", "a/index.html"] {
            let findings = write_site(&site(&[(taken, "page")]), &out, &Stamp::default());
            assert_eq!(codes(&findings), [Code::OutputNotOurs]);
            assert!(findings.sorted()[0].advice[0].contains("`a`"));
        }
        assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "one");
    }

    #[test]
    fn a_build_that_was_cut_short_is_finished_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let (old, fresh) = (sibling(&out, "old"), sibling(&out, "new-1-0"));
        let built = site(&[("index.html", "one"), ("a/index.html", "page")]);
        for left in [&old, &fresh] {
            assert!(write_site(&built, &out, &Stamp::default()).is_empty());
            fs::write(out.join("mine.txt"), "mine").unwrap();
            fs::rename(&out, left).unwrap();
            if left == &fresh {
                fs::remove_file(left.join("mine.txt")).unwrap();
                fs::remove_file(left.join("index.html")).unwrap();
            }
            assert!(write_site(&built, &out, &Stamp::default()).is_empty());
            assert_eq!(out.join("mine.txt").exists(), left == &old);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_folder_that_happens_to_have_the_name_of_a_sibling_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let theirs = sibling(&out, "old");
        fs::create_dir(&theirs).unwrap();
        fs::write(theirs.join("mine.txt"), "mine").unwrap();
        fs::create_dir(&out).unwrap();
        let findings = write_site(&site(&[("index.html", "one")]), &out, &Stamp::default());
        assert_eq!(codes(&findings), [Code::OutputNotOurs]);
        assert!(theirs.join("mine.txt").exists());
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
