//! A site in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use upfront::{
    check::Loaded,
    folder::{load, load_as_of},
};
use upfront_engine::Scheme;

use super::{
    scheme,
    tool::{Ran, upfront_in},
};

/// A `site.yaml` of which nothing is told, but that its statement is old.
pub(crate) const SITE: &str = "title: Care, up front
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
";

/// What rules of one council need before anything else.
pub(crate) const HEAD: &str =
    "council: Shire\ntitle: Charges\nsources: {policy: {title: Policy}}\nsource: policy\n";

/// A folder with a site in it, which goes when the test ends.
pub(crate) struct Site(TempDir);

impl Site {
    /// A site with these files, and with the `site.yaml` above where none is among them.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let site = Self(TempDir::new().unwrap());
        site.write("site.yaml", SITE);
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// A site with one council's rules, `shire/2026-27`.
    pub(crate) fn of_shire(rules: &str) -> Self {
        let rules = [HEAD, rules].concat();
        Self::of(&[("schemes/shire/2026-27/scheme.yaml", &rules)])
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.at(path);
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    /// Writes a file anew, changed.
    pub(crate) fn change(&self, path: &str, change: impl FnOnce(&str) -> String) {
        self.write(path, change(&self.read(path)));
    }

    pub(crate) fn load(&self) -> Loaded {
        load(self.folder()).unwrap()
    }

    pub(crate) fn load_as_of(&self, day: &str) -> Loaded {
        load_as_of(self.folder(), Some(day.parse().unwrap())).unwrap()
    }

    /// The compiled scheme of this id; there has to be one.
    pub(crate) fn scheme(&self, id: &str) -> Scheme {
        scheme(&self.load(), id).clone()
    }

    /// Runs the tool in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        upfront_in(self.folder(), arguments)
    }

    /// Builds the site into its folder `public`; that has to succeed.
    pub(crate) fn build(&self, more: &[&str]) -> Ran {
        let ran = self.run(&[&["build"], more].concat());
        assert!(ran.succeeded(), "{}", ran.told());
        ran
    }

    /// A page that was built, by its address below the site.
    pub(crate) fn page(&self, address: &str) -> String {
        self.read(&format!("public/{address}index.html"))
    }
}
