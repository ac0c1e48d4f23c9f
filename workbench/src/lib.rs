//! The compiler in the browser: a thin wrapper.
//!
//! Nothing here decides anything. A site is checked and built by [`upfront`], the very code of the command line, from files
//! that a person put into the page. They never leave it.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
    path::Path,
    sync::{Mutex, PoisonError},
};

use jiff::civil::Date;
use serde::Serialize;
use upfront::{
    check::{prove, read_site},
    diagnostics::json,
    manifest::{MANIFEST, Manifest, Stamp},
    pipeline::{self, BuiltSite},
    source::column_of,
    workbook,
    world::Memory,
};
use upfront_engine::Scheme;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The most that the files of an archive may come to, unpacked, in bytes: 256 MiB. A small archive can hold any amount.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A site that somebody works on.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Bench {
    world: Memory,
    /// Its files.
    files: BTreeMap<String, Vec<u8>>,
    /// The last site that was built without a mistake.
    site: BuiltSite,
}

#[wasm_bindgen]
impl Bench {
    /// With no file. `today` is the day that it is, `YYYY-MM-DD`.
    #[wasm_bindgen(constructor)]
    pub fn new(today: &str) -> Result<Self, JsError> {
        let today: Date = today.parse()?;
        Ok(Self {
            world: Memory::new::<&str, &str>([], today),
            ..Self::default()
        })
    }

    /// Puts a file there, by its path in the folder of the site, in the place of one of the same path.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.world.put(path, bytes.clone());
        self.files.insert(path.to_owned(), bytes);
    }

    /// Takes every file away.
    pub fn clear(&mut self) {
        for path in std::mem::take(&mut self.files).keys() {
            self.world.take_away(Path::new(path));
        }
        self.site.clear();
    }

    /// The paths of the files, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// The bytes of a file.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }

    /// The sheets of a workbook, as JSON; none where it cannot be read.
    pub fn sheets(&self, path: &str) -> Result<String, JsError> {
        let bytes = self.files.get(path).map_or(&[][..], Vec::as_slice);
        let sheets = workbook::sheets(bytes).unwrap_or_default();
        Ok(serde_json::to_string(&sheets)?)
    }

    /// Writes into a cell of a workbook: its row from 1, and the letters of its column. Gives why it cannot, where it cannot.
    pub fn write(
        &mut self,
        path: &str,
        sheet: &str,
        row: u32,
        letters: &str,
        text: &str,
    ) -> Option<String> {
        let bytes = self.files.get(path)?;
        let at = (row.checked_sub(1)?, column_of(letters)?);
        match workbook::with_cell(bytes, sheet, at, text) {
            Ok(changed) => {
                self.put(path, changed);
                None
            }
            Err(why) => Some(why),
        }
    }

    /// Every finding, as `upfront check --format json` prints them. It makes every page, as that does, and keeps none.
    pub fn check(&self) -> Result<String, JsError> {
        let loaded = pipeline::check(&self.world, None)?;
        Ok(json::render(&loaded.files, &loaded.findings))
    }

    /// The findings that the files show by themselves, in the same form: no page is made, so that no link is followed.
    pub fn read(&self) -> Result<String, JsError> {
        let mut loaded = read_site(&self.world, None)?;
        loaded.findings.hush(&loaded.files);
        Ok(json::render(&loaded.files, &loaded.findings))
    }

    /// The worked examples of the rules that hold no mistake, as JSON: each with what it says and what comes out.
    pub fn examples(&self) -> Result<String, JsError> {
        let loaded = read_site(&self.world, None)?;
        let examples = loaded.schemes.iter().flat_map(examples);
        Ok(serde_json::to_string(&examples.collect::<Vec<_>>())?)
    }

    /// Builds the site. Gives the findings; while one of them is a mistake, the last good site stays as it was.
    pub fn build(&mut self) -> Result<String, JsError> {
        let made = Mutex::new(BuiltSite::new());
        let loaded = pipeline::build(&self.world, None, &made)?;
        if !loaded.findings.has_errors() {
            let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
            let stamp = Stamp::of(&loaded.files, None);
            let manifest = Manifest::of(stamp, &made).bytes()?;
            made.insert(MANIFEST.to_owned(), manifest);
            self.site = made;
        }
        Ok(json::render(&loaded.files, &loaded.findings))
    }

    /// The paths of the files of the last good site, sorted.
    #[wasm_bindgen(js_name = sitePaths)]
    pub fn site_paths(&self) -> Vec<String> {
        self.site.keys().cloned().collect()
    }

    /// The bytes of a file of the last good site.
    #[wasm_bindgen(js_name = siteFile)]
    pub fn site_file(&self, path: &str) -> Option<Vec<u8>> {
        self.site.get(path).cloned()
    }

    /// The last good site as an archive.
    #[wasm_bindgen(js_name = siteZip)]
    pub fn site_zip(&self) -> Result<Vec<u8>, JsError> {
        Ok(zipped(&self.site)?)
    }

    /// The files as an archive.
    #[wasm_bindgen(js_name = rulesZip)]
    pub fn rules_zip(&self) -> Result<Vec<u8>, JsError> {
        Ok(zipped(&self.files)?)
    }

    /// Puts the files of an archive there.
    #[wasm_bindgen(js_name = putZip)]
    pub fn put_zip(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
        for (path, bytes) in unzipped(bytes)? {
            self.put(&path, bytes);
        }
        Ok(())
    }
}

/// A worked example, and what comes of it.
#[derive(Serialize)]
struct Worked {
    /// What the scheme decides.
    decides: String,
    title: String,
    figures: Vec<Figure>,
}

/// A figure of a worked example.
#[derive(Serialize)]
struct Figure {
    expected: String,
    comes_out: String,
    holds: bool,
}

fn examples(scheme: &Scheme) -> Vec<Worked> {
    let proofs = prove(scheme, None);
    let examples = scheme.examples.iter().map(|example| {
        let own = proofs.iter().filter(|proof| proof.example == example.id);
        let figures = own.map(|proof| Figure {
            expected: proof.expected.clone(),
            comes_out: proof.worked_out.clone(),
            holds: proof.holds,
        });
        Worked {
            decides: scheme.title.clone(),
            title: example.title.clone(),
            figures: figures.collect(),
        }
    });
    examples.collect()
}

/// Files as an archive. The same files give the same bytes, on any day.
pub fn zipped(files: &BTreeMap<String, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The files of an archive, by their paths in it. Paths that lead out of it are left out.
fn unzipped(bytes: Vec<u8>) -> zip::result::ZipResult<BTreeMap<String, Vec<u8>>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = BTreeMap::new();
    let mut left = LARGEST;
    for place in 0..zip.len() {
        let file = zip.by_index(place)?;
        let Some(path) = file.enclosed_name().filter(|_| file.is_file()) else {
            continue;
        };
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        let mut bytes = Vec::new();
        let read = file.take(left).read_to_end(&mut bytes)?;
        left = left.saturating_sub(read as u64);
        if left == 0 {
            return Err(zip::result::ZipError::UnsupportedArchive(
                "it holds too much",
            ));
        }
        files.insert(path, bytes);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_out_of_an_archive_as_they_went_in() {
        let files = BTreeMap::from([
            ("site.yaml".to_owned(), b"title: A\n".to_vec()),
            (
                "schemes/a/b/rules.yaml".to_owned(),
                "\u{a3}1\n".repeat(999).into_bytes(),
            ),
        ]);
        let bytes = zipped(&files).unwrap();
        assert!(bytes.len() < 999);
        assert_eq!(bytes, zipped(&files).unwrap());
        assert_eq!(unzipped(bytes).unwrap(), files);
        assert!(unzipped(b"no archive".to_vec()).is_err());
    }
}
