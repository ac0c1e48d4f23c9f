//! A world on a disk. The one door to it: every file that a run reads, and every folder that it looks into, is opened
//! here.

use std::{
    fs::{self, File, FileType},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    check::{Loaded, read_scheme, read_schemes, read_site},
    source::is_rules,
    world::{Stands, World},
};

/// A folder on a disk, and the machine's own day.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    /// A path inside it, and what somebody typed for that.
    typed: Option<(PathBuf, PathBuf)>,
}

impl Folder {
    /// The world in a folder: a site.
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            typed: None,
        }
    }

    /// The world around something that somebody typed, and the path of that in it. Where it stands among the rules of a
    /// site, that site is its world; otherwise the whole disk is.
    ///
    /// What somebody typed is theirs to choose: links on the way to it are followed.
    pub fn around(typed: &Path) -> io::Result<(Self, PathBuf)> {
        let real = match (typed.file_name(), typed.parent()) {
            // A link to rules is not followed, as none below it is.
            (Some(name), Some(parent)) if typed.is_symlink() && !leads_on(typed) => {
                let parent = if parent == Path::new("") {
                    Path::new(".")
                } else {
                    parent
                };
                fs::canonicalize(parent)?.join(name)
            }
            _ => fs::canonicalize(typed)?,
        };
        let schemes = real
            .ancestors()
            .find(|folder| folder.ends_with("schemes"))
            .and_then(Path::parent);
        let root = schemes.or_else(|| real.ancestors().last());
        let root = root.unwrap_or(&real).to_owned();
        let inside = real.strip_prefix(&root).unwrap_or(&real).to_owned();
        // Without the `./` before it.
        let typed = typed.strip_prefix(".").unwrap_or(typed).to_owned();
        let typed = Some((inside.clone(), typed));
        Ok((Self { root, typed }, inside))
    }
}

/// Whether a link leads to a folder that holds no rules itself, such as one of several councils.
fn leads_on(link: &Path) -> bool {
    fs::read_dir(link).is_ok_and(|entries| {
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        !paths.any(|path| is_rules(&path))
    })
}

impl World for Folder {
    fn stands(&self, path: &Path) -> Stands {
        let link = |at: &Path| Stands::Link {
            to_folder: self.root.join(at).is_dir(),
            at: at.to_owned(),
        };
        let mut on_the_way = PathBuf::new();
        for part in path.parent().into_iter().flatten() {
            on_the_way.push(part);
            if self.root.join(&on_the_way).is_symlink() {
                return link(&on_the_way);
            }
        }
        let there = self.root.join(path);
        let about = if path == Path::new("") {
            fs::metadata(there)
        } else {
            fs::symlink_metadata(there)
        };
        match about {
            Err(fault) => match fault.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Stands::Nowhere,
                _ => Stands::Hidden(fault),
            },
            Ok(about) if about.is_symlink() => link(path),
            Ok(about) if about.is_file() => Stands::File(about.len()),
            Ok(about) if about.is_dir() => Stands::Folder,
            Ok(about) => Stands::Odd(odd(about.file_type())),
        }
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = File::open(self.root.join(path))?;
        file.take(at_most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(self.root.join(folder))?
            .map(|entry| Ok(folder.join(entry?.file_name())))
            .collect()
    }

    fn shown(&self, path: &Path) -> PathBuf {
        let Some((inside, typed)) = &self.typed else {
            return path.to_owned();
        };
        match path.strip_prefix(inside) {
            Ok(below) if below == Path::new("") && typed.as_os_str().is_empty() => ".".into(),
            Ok(below) if below == Path::new("") => typed.clone(),
            Ok(below) => typed.join(below),
            Err(_) => path.to_owned(),
        }
    }

    fn outside(&self, path: &Path) -> PathBuf {
        match self.typed {
            Some(_) => self.shown(path),
            None if path == Path::new("") => self.root.clone(),
            None => self.root.join(path),
        }
    }

    fn today(&self) -> Date {
        Timestamp::now().to_zoned(TimeZone::UTC).date()
    }
}

#[cfg(unix)]
fn odd(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;

    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn odd(_: FileType) -> &'static str {
    "a device"
}

/// Whether anything stands at a path, a link that leads nowhere too.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Reads a site, as [`read_site`] does.
pub fn load(root: &Path) -> io::Result<Loaded> {
    load_as_of(root, None)
}

/// As [`load`], for a day where one is given.
pub fn load_as_of(root: &Path, as_of: Option<Date>) -> io::Result<Loaded> {
    read_site(&Folder::at(root), as_of)
}

/// Reads one edition's folder, or one file that holds a whole scheme, as [`read_scheme`] does.
pub fn load_scheme(given: &Path) -> io::Result<Loaded> {
    let (world, place) = Folder::around(given)?;
    Ok(read_scheme(&world, &place))
}

/// Reads every edition in a folder and below it, as [`read_schemes`] does.
pub fn load_schemes(given: &Path) -> io::Result<Loaded> {
    let (world, place) = Folder::around(given)?;
    read_schemes(&world, &place)
}
