//! Putting a built site in its place: written beside it, then swapped in, so that nobody sees half a site and a
//! folder that no build wrote is never touched.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    mem,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::cache::{CACHE, Cache};
use crate::{
    diagnostics::{Code, Finding, fault::plain_words},
    digest::digest,
    folder::{Folder, is_there},
    manifest::{Listed, MANIFEST, Manifest, Stamp},
    pipeline::Sink,
    source::read::read_bytes,
};

/// The same, while it is written.
const HALF: &str = "build.json.half";
/// The file that says what is being written, a path on each line.
const BEGUN: &str = "build.json.begun";
/// The files that tell what a build wrote, and so go last.
const LAST: [&str; 2] = [MANIFEST, BEGUN];
/// The largest manifest that is read, in bytes: 256 MiB, which is some millions of files.
const LARGEST_MANIFEST: u64 = 256 * 1024 * 1024;
/// The start of what a folder is called while a site is written to it.
const NEW: &str = "new";

/// A site that is being written: to a folder beside its place, which it takes by renaming when it is whole.
///
/// One build at a time does so: a second waits. What a build left that was cut short is finished or taken away by the
/// next. Of an earlier site only what its manifest lists goes; what others put there is moved into the new site. Where
/// that cannot be, and where a folder with files in it has no manifest, this fails with nothing changed.
#[derive(Debug)]
pub(super) struct Staging {
    out: PathBuf,
    old: PathBuf,
    fresh: PathBuf,
    /// The folders that were made for it to stand in, the outermost first.
    made: Vec<PathBuf>,
    /// What the last build wrote, where it can be used again.
    earlier: Option<Earlier>,
    written: Mutex<Written>,
    lock: Option<Lock>,
}

/// What a build wrote before.
#[derive(Debug)]
struct Earlier {
    files: Listed,
    /// The files that were made together.
    sections: BTreeMap<String, Vec<String>>,
}

/// What has been written.
#[derive(Debug)]
struct Written {
    /// Each path, before its file is there, so that what is cut short can be told from what others wrote.
    begun: File,
    files: Listed,
    sections: BTreeMap<String, Vec<String>>,
    /// What keeps it from being whole.
    fault: Option<Box<Finding>>,
}

impl Staging {
    /// Makes ready for a site. `sections` are the files that the last build made together, where that is known.
    pub(super) fn begin(
        out: &Path,
        sections: Option<BTreeMap<String, Vec<String>>>,
    ) -> Result<Self, Box<Finding>> {
        let out = real(out)?;
        let beside = neighbourhood(&out)?;
        refuse_mount_point(&out, beside)?;
        let missing = beside.ancestors().take_while(|folder| !folder.exists());
        let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        made.reverse();
        fs::create_dir_all(beside).map_err(|fault| match fault.kind() {
            io::ErrorKind::AlreadyExists => could_not(&out, &io::ErrorKind::NotADirectory.into()),
            _ => could_not(beside, &fault),
        })?;
        let lock = Lock::take(&out)?;
        let old = sibling(&out, "old");
        // A build that was cut short between the two renamings left the last good site here.
        if !is_there(&out) && listed_in(&old).is_some() {
            fs::rename(&old, &out).map_err(|fault| could_not(&out, &fault))?;
        }
        for folder in [&out, &old] {
            refuse_what_is_not_ours(folder, &Listed::new())?;
        }
        remove_leftovers(&out, beside)?;
        let files = manifest(&out).map(|manifest| manifest.files);
        let earlier = files.zip(sections);
        let fresh = staging_folder(&out)?;
        let begun = fresh.join(BEGUN);
        let written = File::create(&begun)
            .map(|begun| Written {
                begun,
                files: Listed::new(),
                sections: BTreeMap::new(),
                fault: None,
            })
            .map_err(|fault| {
                let _ = fs::remove_dir(&fresh);
                could_not(&begun, &fault)
            })?;
        Ok(Self {
            old,
            fresh,
            made,
            earlier: earlier.map(|(files, sections)| Earlier { files, sections }),
            written: Mutex::new(written),
            lock: Some(lock),
            out,
        })
    }

    /// Puts the site in its place, with what it leaves for the next build. Gives the number of its pages.
    pub(super) fn finish(
        mut self,
        stamp: Stamp,
        cache: Option<Cache>,
    ) -> Result<usize, Box<Finding>> {
        let written = self
            .written
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(fault) = written.fault.take() {
            return Err(fault);
        }
        let files = mem::take(&mut written.files);
        let sections = mem::take(&mut written.sections);
        let pages = files.keys().filter(|path| path.ends_with("index.html"));
        let pages = pages.count();
        let (out, old, fresh) = (&self.out, &self.old, &self.fresh);
        for folder in [out, old] {
            refuse_what_is_not_ours(folder, &files)?;
        }
        if old.exists() {
            carry_over(old, out, &files)?;
            remove_ours(old)?;
        }
        if let Some(cache) = cache {
            let cache = Cache { sections, ..cache };
            let file = fresh.join(CACHE);
            fs::write(&file, cache.bytes()).map_err(|fault| could_not(&file, &fault))?;
        }
        let manifest = Manifest { stamp, files };
        write_manifest(fresh, &manifest)?;
        swap(fresh, out, old)?;
        // Nothing of what was made goes any more.
        self.made.clear();
        carry_over(old, out, &manifest.files)
            .and_then(|()| remove_ours(old))
            .map_err(|fault| remains(old, &fault))?;
        Ok(pages)
    }

    fn write(&self, key: &str, path: String, bytes: &[u8]) -> Result<(), Box<Finding>> {
        let hash = digest(bytes);
        let file = self.fresh.join(&path);
        let could_not = |fault: io::Error| could_not(&file, &fault);
        {
            let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
            // A path has no line break: it is made of names that can stand in an address.
            writeln!(written.begun, "{path}").map_err(could_not)?;
            let section = written.sections.entry(key.to_owned()).or_default();
            section.push(path.clone());
            written.files.insert(path, hash);
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(could_not)?;
        }
        fs::write(&file, bytes).map_err(could_not)
    }
}

impl Sink for Staging {
    fn put(&self, key: &str, path: String, bytes: Vec<u8>) {
        if let Err(fault) = self.write(key, path, &bytes) {
            let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
            written.fault.get_or_insert(fault);
        }
    }

    fn earlier(&self, key: &str) -> Option<Vec<(String, Vec<u8>)>> {
        let earlier = self.earlier.as_ref()?;
        let paths = earlier.sections.get(key)?.iter();
        paths
            .map(|path| {
                let bytes = fs::read(self.out.join(path)).ok()?;
                (digest(&bytes) == *earlier.files.get(path)?).then(|| (path.clone(), bytes))
            })
            .collect()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What was begun and did not take its place is of no use to anybody.
        let _ = remove_ours(&self.fresh);
        // It stands beside, too.
        drop(self.lock.take());
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether a folder holds a site as a build wrote it, byte for byte, and nothing waits to be finished beside it: then
/// the number of its pages.
pub(super) fn is_whole(out: &Path) -> Option<usize> {
    let out = real(out).ok()?;
    let files = manifest(&out)?.files;
    let is_same = |(path, hash): (&String, &String)| {
        fs::read(out.join(path)).is_ok_and(|bytes| digest(&bytes) == *hash)
    };
    let is_whole = !is_there(&sibling(&out, "old")) && files.par_iter().all(is_same);
    let pages = files.keys().filter(|path| path.ends_with("index.html"));
    is_whole.then(|| pages.count())
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
#[derive(Debug)]
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
        if is_left && is_folder && strangers(&entry.path(), &Listed::new())?.is_empty() {
            remove_ours(&entry.path())?;
        }
    }
    Ok(())
}

/// The manifest comes last, and is whole from the start.
fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Box<Finding>> {
    let (file, half) = (folder.join(MANIFEST), folder.join(HALF));
    let could_not = |fault: io::Error| could_not(&file, &fault);
    let listed = manifest.bytes().map_err(|fault| could_not(fault.into()))?;
    fs::write(&half, listed)
        .and_then(|()| fs::rename(&half, &file))
        .and_then(|()| fs::remove_file(folder.join(BEGUN)))
        .map_err(could_not)
}

/// A folder may be replaced where it is empty, or where it has a manifest and what the manifest does not list
/// stands in the way of nothing in the new site.
fn refuse_what_is_not_ours(folder: &Path, site: &Listed) -> Result<(), Box<Finding>> {
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

/// The manifest in a folder.
fn manifest(folder: &Path) -> Option<Manifest> {
    let bytes = read_bytes(&Folder::at(folder), Path::new(MANIFEST), LARGEST_MANIFEST).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The files in a folder that a build wrote, its own among them; `None` where no build says so. Of one that was cut short,
/// those that it had begun.
fn listed_in(folder: &Path) -> Option<BTreeSet<String>> {
    let own = [MANIFEST, HALF, BEGUN, CACHE].map(str::to_owned);
    if let Some(manifest) = manifest(folder) {
        return Some(manifest.files.into_keys().chain(own).collect());
    }
    let begun = fs::read_to_string(folder.join(BEGUN)).ok()?;
    // Where the last line is cut short too, its file is not there yet.
    let begun = begun.lines().map(str::to_owned);
    Some(begun.chain(own).collect())
}

/// The files in a folder that its manifest does not list, sorted. A folder stands for all in it where neither the
/// manifest nor the new site has anything there.
fn strangers(folder: &Path, site: &Listed) -> Result<Vec<PathBuf>, Box<Finding>> {
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
            if !listed.contains(&name(path)) {
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
fn carry_over(old: &Path, out: &Path, site: &Listed) -> Result<(), Box<Finding>> {
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
        } else if !LAST.contains(&file.as_str()) && listed.contains(&file) {
            fs::remove_file(path).map_err(|fault| could_not(path, &fault))?;
        }
    }
    for last in LAST.map(|last| folder.join(last)) {
        match fs::remove_file(&last) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                return Err(could_not(&last, &fault));
            }
            _ => {}
        }
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
    use crate::diagnostics::Findings;

    type Site<'a> = Vec<(&'a str, &'a str)>;

    fn site<'a>(files: &[(&'a str, &'a str)]) -> Site<'a> {
        files.to_vec()
    }

    fn write_site(site: &Site<'_>, out: &Path, stamp: &Stamp) -> Findings {
        let written = Staging::begin(out, None).and_then(|staging| {
            for (path, text) in site {
                staging.put("", (*path).to_owned(), text.as_bytes().to_vec());
            }
            staging.finish(stamp.clone(), None)
        });
        let mut findings = Findings::default();
        findings.extend(written.err().map(|finding| *finding));
        findings
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
    fn what_was_begun_goes_whole_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let built = site(&[("index.html", "one")]);
        let begun = |file: Option<&str>| {
            let left = sibling(&out, "new-1-0");
            fs::create_dir_all(left.join("a")).unwrap();
            // It was writing down that it would write `b/index.html`.
            fs::write(left.join(BEGUN), "index.html\na/index.html\nb/ind").unwrap();
            fs::write(left.join("index.html"), "hal").unwrap();
            if let Some(file) = file {
                fs::write(left.join(file), "mine").unwrap();
            }
            assert!(write_site(&built, &out, &Stamp::default()).is_empty());
            left.exists()
        };
        assert!(!begun(None));
        assert!(begun(Some("a/mine.txt")));
    }

    #[test]
    fn folders_that_were_made_for_a_site_that_is_not_written_go_again() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a/b/public");
        drop(Staging::begin(&out, None).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let staging = Staging::begin(&out, None).unwrap();
        staging.put("", "index.html".into(), b"one".to_vec());
        assert_eq!(staging.finish(Stamp::default(), None).unwrap(), 1);
        assert_eq!(is_whole(&out), Some(1));
        fs::write(out.join("index.html"), "two").unwrap();
        assert_eq!(is_whole(&out), None);
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
