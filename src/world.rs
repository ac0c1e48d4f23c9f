//! All that the compiler may ask of outside: files by path, and the day.
//!
//! Nothing below this touches a disk or a clock, so that the same compiler runs on a command line, in a test and in a
//! browser. On a disk it is [`Folder`](crate::folder::Folder); in a test, or where there is no disk, [`Memory`].

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::Debug,
    io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

/// A folder of files, and the day. Every path is one inside it; the empty path is the folder itself.
pub trait World: Debug + Sync {
    /// What stands at a path, links not followed. Where a link is on the way to it, that link is what stands there.
    fn stands(&self, path: &Path) -> Stands;

    /// The bytes of a file, or the first so many of them.
    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>>;

    /// The paths of all that stands in a folder, in any order.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// A path as people are shown it.
    fn shown(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    /// A path as people find it from outside, where they are.
    fn outside(&self, path: &Path) -> PathBuf {
        self.shown(path)
    }

    /// The day that it is.
    fn today(&self) -> Date;

    /// Whether anything stands at a path, a link that leads nowhere too.
    fn is_there(&self, path: &Path) -> bool {
        !matches!(self.stands(path), Stands::Nowhere)
    }
}

/// What stands at a path.
#[derive(Debug)]
pub enum Stands {
    /// Nothing.
    Nowhere,
    /// An ordinary file, and how many bytes it has.
    File(u64),
    /// A folder.
    Folder,
    /// A link: the path itself, or a folder on the way to it.
    Link {
        /// The link.
        at: PathBuf,
        /// Whether a folder stands where it leads.
        to_folder: bool,
    },
    /// Something else, in words: `a pipe`.
    Odd(&'static str),
    /// Nobody can tell.
    Hidden(io::Error),
}

/// A world in which some files have other texts.
#[derive(Debug)]
pub struct Changed<'w> {
    world: &'w dyn World,
    /// The texts, by the paths of the files as they are shown.
    texts: &'w BTreeMap<PathBuf, String>,
}

impl<'w> Changed<'w> {
    /// A world with other texts in files that it has, by their paths as they are shown.
    pub fn new(world: &'w dyn World, texts: &'w BTreeMap<PathBuf, String>) -> Self {
        Self { world, texts }
    }

    fn text(&self, path: &Path) -> Option<&String> {
        self.texts.get(&self.world.shown(path))
    }
}

impl World for Changed<'_> {
    fn stands(&self, path: &Path) -> Stands {
        match self.text(path) {
            Some(text) => Stands::File(text.len() as u64),
            None => self.world.stands(path),
        }
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        match self.text(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.world.read(path, at_most),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.world.list(folder)
    }

    fn shown(&self, path: &Path) -> PathBuf {
        self.world.shown(path)
    }

    fn outside(&self, path: &Path) -> PathBuf {
        self.world.outside(path)
    }

    fn today(&self) -> Date {
        self.world.today()
    }
}

/// Files in memory, by their paths.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Cow<'static, [u8]>>,
    today: Date,
}

impl Memory {
    /// A world with these files, on a day.
    pub fn new<P, T>(files: impl IntoIterator<Item = (P, T)>, today: Date) -> Self
    where
        P: Into<PathBuf>,
        T: Into<Cow<'static, str>>,
    {
        let files = files.into_iter().map(|(path, text)| {
            let bytes = match text.into() {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            };
            (path.into(), bytes)
        });
        Self {
            files: files.collect(),
            today,
        }
    }

    /// Puts a file there, in the place of one of the same path.
    pub fn put(&mut self, path: impl Into<PathBuf>, bytes: Vec<u8>) {
        self.files.insert(path.into(), Cow::Owned(bytes));
    }

    /// Takes a file away.
    pub fn take_away(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// The files below a folder.
    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        let paths = self.files.keys().map(PathBuf::as_path);
        paths.filter(move |path| *path != folder && path.starts_with(folder))
    }
}

impl World for Memory {
    fn stands(&self, path: &Path) -> Stands {
        match self.files.get(path) {
            Some(bytes) => Stands::File(bytes.len() as u64),
            None if path == Path::new("") || self.below(path).next().is_some() => Stands::Folder,
            None => Stands::Nowhere,
        }
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        let length = usize::try_from(at_most).map_or(bytes.len(), |most| most.min(bytes.len()));
        Ok(bytes.get(..length).unwrap_or_default().to_vec())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut inside: Vec<PathBuf> = self
            .below(folder)
            .filter_map(|path| {
                let name = path.strip_prefix(folder).ok()?.iter().next()?;
                Some(folder.join(name))
            })
            .collect();
        // The paths are sorted by their parts, so that those of one folder stand together.
        inside.dedup();
        Ok(inside)
    }

    fn today(&self) -> Date {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_has_the_folders_that_its_files_stand_in() {
        let files = [
            ("site.yaml", "title: A"),
            ("a/b/c.yaml", ""),
            ("a/b.yaml", ""),
        ];
        let world = Memory::new(files, Date::constant(2026, 11, 21));
        let list = |folder: &str| world.list(Path::new(folder)).unwrap();
        assert_eq!(list(""), [Path::new("a"), Path::new("site.yaml")]);
        assert_eq!(list("a"), [Path::new("a/b"), Path::new("a/b.yaml")]);
        assert!(matches!(world.stands(Path::new("a/b")), Stands::Folder));
        assert!(matches!(world.stands(Path::new("")), Stands::Folder));
        assert!(matches!(
            world.stands(Path::new("site.yaml")),
            Stands::File(8)
        ));
        assert!(!world.is_there(Path::new("b")));
        assert_eq!(world.read(Path::new("site.yaml"), 5).unwrap(), b"title");
        assert!(world.read(Path::new("a"), 5).is_err());
    }
}
