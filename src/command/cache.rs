//! What a build leaves for the next one: what it was made from, what was told of it, and which files were made together.
//! It stands beside the manifest, may be taken away at any time, and changes nothing of what is written.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    check::Loaded,
    diagnostics::{Findings, json, text},
    digest::{digest, digest_of},
    folder::Folder,
    render::strays,
    source::{
        SITE_FILE, SITE_FOLDERS,
        read::{LARGEST, read_bytes},
    },
    world::{Stands, World},
};

/// The file that it is kept in.
pub(super) const CACHE: &str = ".build-cache";
/// The largest that is read, in bytes: 256 MiB.
const LARGEST_CACHE: u64 = 256 * 1024 * 1024;

/// What a build leaves for the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cache {
    /// The tool that left it: another may make other files of the same.
    pub(super) tool: String,
    /// All that the site was made from; `None` where that changed while it was built.
    pub(super) site: Option<String>,
    /// What was told of it.
    pub(super) told: Told,
    /// The files that were made together, by what tells all that they were made from.
    pub(super) sections: BTreeMap<String, Vec<String>>,
}

/// What a build tells where there is no error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The findings as text.
    pub(super) plain: String,
    /// The same in colours.
    pub(super) coloured: String,
    /// The same for machines.
    pub(super) json: String,
    /// How many national figures nobody has read in their source.
    pub(super) unverified: usize,
}

impl Told {
    /// What is told of what was read.
    pub(super) fn of(loaded: &Loaded) -> Self {
        let (files, findings) = (&loaded.files, &loaded.findings);
        Self {
            plain: text::render(files, findings, false),
            coloured: text::render(files, findings, true),
            json: json::render(files, findings),
            unverified: loaded.unverified,
        }
    }
}

impl Cache {
    /// What the last build into a folder left, where the same tool did.
    pub(super) fn of(folder: &Path, tool: &str) -> Option<Self> {
        let kept = read_bytes(&Folder::at(folder), Path::new(CACHE), LARGEST_CACHE).ok()?;
        let kept = String::from_utf8(kept).ok()?;
        // What is not whole is of no use.
        let (hash, text) = kept.split_once('\n')?;
        let cache: Self = serde_json::from_str(text).ok()?;
        (digest(text.as_bytes()) == hash && cache.tool == tool).then_some(cache)
    }

    /// The file's bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let text = serde_json::to_string(self).unwrap_or_default();
        format!("{}\n{text}", digest(text.as_bytes())).into_bytes()
    }
}

/// Tells this tool from every other, also from one of the same version that was built anew. `None` where that is not
/// known.
pub(super) fn tool() -> Option<String> {
    let about = fs::metadata(env::current_exe().ok()?).ok()?;
    let built = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!(
        "{} {} {}",
        env!("CARGO_PKG_VERSION"),
        about.len(),
        built.as_nanos()
    ))
}

/// Tells all that a site is made from: every file that a build may read, and the day.
pub(super) fn inputs(world: &Folder, as_of: Option<Date>) -> String {
    let mut misnamed = Findings::default();
    strays::misnamed_parts(world, &mut misnamed);
    let mut seen: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut to_do: Vec<PathBuf> = SITE_FOLDERS.iter().map(PathBuf::from).collect();
    to_do.push(SITE_FILE.into());
    while let Some(path) = to_do.pop() {
        let stands = world.stands(&path);
        let mut what = format!("{stands:?}");
        match stands {
            Stands::File(_) => {
                what = match read_bytes(world, &path, LARGEST) {
                    Ok(bytes) => digest(&bytes),
                    Err(refused) => format!("{what} {}", refused.message),
                };
            }
            Stands::Folder => match world.list(&path) {
                Ok(mut inside) => to_do.append(&mut inside),
                Err(fault) => what = format!("{what} {fault}"),
            },
            _ => {}
        }
        seen.insert(path, what);
    }
    digest_of(&(as_of, misnamed, seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_or_of_another_tool_is_of_no_use() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache {
            tool: "this".into(),
            site: Some("a".into()),
            ..Cache::default()
        };
        let bytes = cache.bytes();
        let kept = |bytes: &[u8], tool: &str| {
            fs::write(folder.path().join(CACHE), bytes).unwrap();
            Cache::of(folder.path(), tool)
        };
        assert_eq!(kept(&bytes, "this"), Some(cache));
        assert_eq!(kept(&bytes, "other"), None);
        for end in 0..bytes.len() {
            assert_eq!(kept(&bytes[..end], "this"), None, "{end}");
        }
        for place in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[place] ^= 1;
            assert_eq!(kept(&bytes, "this"), None, "{place}");
        }
    }
}
