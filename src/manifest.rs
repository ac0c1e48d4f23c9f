//! What a site was built of and holds: its `build.json`, by which a later build knows what is its own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{digest::digest, pipeline::BuiltSite, source::Files};

/// The name of the file.
pub const MANIFEST: &str = "build.json";

/// What a build was made of.
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

impl Stamp {
    /// Of a site that was made from these files.
    pub fn of(files: &Files, as_of: Option<Date>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: as_of.map(|day| day.to_string()),
            inputs: inputs(files),
        }
    }
}

/// The files of a site and the SHA-256 of the bytes of each, by path.
pub type Listed = BTreeMap<String, String>;

/// What a build wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// What it was made of.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// Every file of the site but this one.
    pub files: Listed,
}

impl Manifest {
    /// Of a whole site.
    pub fn of(stamp: Stamp, site: &BuiltSite) -> Self {
        let files = site.iter();
        let files = files.map(|(path, bytes)| (path.clone(), digest(bytes)));
        Self {
            stamp,
            files: files.collect(),
        }
    }

    /// The file's bytes.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
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
