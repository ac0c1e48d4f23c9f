//! Pictures: files that pages show as they are, under a name that holds their hash.

use std::{
    fmt,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use super::{Span, read::read_bytes};
use crate::{
    diagnostics::{Code, Finding, Findings},
    digest::named_by_bytes,
    world::World,
};

/// The largest picture, in bytes: one on a page is waited for by whoever pays for each of them.
const LARGEST: u64 = 512 * 1024;

/// The kinds of picture: how a file of each is called, and what its bytes begin with.
static KINDS: [(&str, &[u8]); 5] = [
    ("png", b"\x89PNG\r\n"),
    ("jpg", b"\xFF\xD8\xFF"),
    ("jpeg", b"\xFF\xD8\xFF"),
    ("webp", b"RIFF"),
    ("svg", b""),
];

/// A picture of a site.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file in the site's folder.
    pub file: PathBuf,
    /// Its path in the built site: `assets/logo-1a2b3c4d.svg`.
    pub path: String,
    /// What it is.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Picture {
    /// Its path tells its bytes.
    fn fmt(&self, into: &mut fmt::Formatter<'_>) -> fmt::Result {
        into.debug_tuple("Picture").field(&self.path).finish()
    }
}

impl Picture {
    /// Whether a file is called as a picture that pages show.
    pub fn is_called(path: &Path) -> bool {
        kind(path).is_some()
    }

    /// Reads the picture that a text names, from a folder of the site; `None` where it is not read, and a finding at
    /// the name says why.
    pub fn read(
        world: &dyn World,
        folder: &Path,
        name: &str,
        at: Span,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut refuse = |message: String, advice: &str| {
            let finding = Finding::new(Code::UnreadableFile, at, message);
            findings.push(finding.label("no picture").advice(advice));
            None
        };
        let file = Path::new(name);
        if !file
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return refuse(
                format!("`{name}` is not a picture in the site's own folder"),
                "Put the picture beside the text, and write its name, such as `logo.svg`.",
            );
        }
        let ending = file
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let kind = ending
            .as_deref()
            .and_then(|ending| KINDS.iter().find(|(kind, _)| *kind == ending));
        let Some((ending, start)) = kind else {
            return refuse(
                format!("`{name}` is not a picture that pages show"),
                "Pages show SVG, PNG, JPEG and WebP.",
            );
        };
        let bytes = match read_bytes(world, &folder.join(file), LARGEST) {
            Ok(bytes) => bytes,
            Err(refused) => {
                return refuse(
                    refused.message,
                    "Put the picture there, of at most 512 KiB, or take it out of the text.",
                );
            }
        };
        let is_one = match *ending {
            "svg" => std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg")),
            _ => bytes.starts_with(start),
        };
        if !is_one {
            return refuse(
                format!("`{name}` does not hold what its name says"),
                "Save the picture again, and name it by what it is.",
            );
        }
        let stem = file
            .file_stem()
            .map_or_else(String::new, |stem| in_address(&stem.to_string_lossy()));
        Some(Self {
            file: folder.join(file),
            path: named_by_bytes(&stem, ending, &bytes),
            bytes: bytes.into(),
        })
    }
}

/// The kind of picture that a file is called as.
fn kind(file: &Path) -> Option<&'static (&'static str, &'static [u8])> {
    let ending = file.extension()?.to_string_lossy().to_lowercase();
    KINDS.iter().find(|(kind, _)| *kind == ending)
}

/// The name of a file as an address has it: small letters, digits and dashes.
fn in_address(stem: &str) -> String {
    let sign = |sign: char| {
        if sign.is_ascii_alphanumeric() {
            sign.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    stem.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::{source::Files, world::Memory};

    #[test]
    fn a_picture_is_what_its_name_says_and_in_the_sites_folder() {
        let files = [
            (
                "content/Ein Bild.svg",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
            ),
            ("content/no.png", "<svg/>"),
        ];
        let world = Memory::new(files, Date::default());
        let mut sources = Files::default();
        let file = sources.add(Path::new("a.md"), "![x](y)".to_owned());
        let at = Span {
            file,
            start: 0,
            end: 1,
        };
        let read = |name: &str| {
            let mut findings = Findings::default();
            let read = Picture::read(&world, Path::new("content"), name, at, &mut findings);
            let told = findings
                .sorted()
                .first()
                .map(|finding| finding.message.clone());
            assert_eq!(read.is_none(), told.is_some());
            read.map_or_else(|| told.unwrap_or_default(), |picture| picture.path)
        };
        assert!(read("Ein Bild.svg").starts_with("assets/ein-bild-"));
        assert_eq!(read("no.png"), "`no.png` does not hold what its name says");
        assert_eq!(read("a.gif"), "`a.gif` is not a picture that pages show");
        assert!(read("there.svg").contains("content/there.svg"));
        for outside in ["../x.svg", "/x.svg"] {
            assert!(read(outside).ends_with("in the site's own folder"));
        }
    }
}
