//! Compressed copies beside files, for hosts that send those as they are: smaller than what a server makes while somebody waits.
//!
//! They are in gzip, which every nginx and Apache can send. Brotli would be some tenth smaller, and few servers of councils have
//! its module.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use crate::pipeline::Sink;

/// What is added to the name of a file for that of its copy.
const ENDING: &str = ".gz";
/// The endings of files that are text, or compress as well, each with its type.
pub(super) const TYPES: [(&str, &str); 10] = [
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("xml", "application/xml"),
    ("yaml", "text/plain"),
];
/// The smallest file with a copy, in bytes: less than this goes in one packet either way.
const SMALLEST: usize = 1_000;

/// Hands a copy on with each file that gets smaller.
pub(crate) struct WithCopies<'a>(pub(crate) &'a dyn Sink);

impl Sink for WithCopies<'_> {
    fn put(&self, key: &str, path: String, bytes: Vec<u8>) {
        if let Some(copy) = copy(&path, &bytes) {
            self.0.put(key, format!("{path}{ENDING}"), copy);
        }
        self.0.put(key, path, bytes);
    }

    fn keeps(&self) -> bool {
        self.0.keeps()
    }

    fn earlier(&self, key: &str) -> Option<Vec<(String, Vec<u8>)>> {
        let mut files = self.0.earlier(key)?;
        files.retain(|(path, _)| !path.ends_with(ENDING));
        Some(files)
    }
}

/// The copy of a file, where it has one.
fn copy(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (_, ending) = name.rsplit_once('.')?;
    let is_for_readers = !name.starts_with('.') && !folders.starts_with('.');
    if !is_for_readers || bytes.len() < SMALLEST || TYPES.iter().all(|(known, _)| *known != ending)
    {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    encoder.write_all(bytes).ok()?;
    let copy = encoder.finish().ok()?;
    (copy.len() < bytes.len()).then_some(copy)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, io::Read as _, sync::Mutex};

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn a_text_has_a_copy_that_is_it_again_and_nothing_else_has_one() {
        let site = Mutex::new(BTreeMap::new());
        let sink = WithCopies(&site);
        let text = "<p>Words, words.</p>".repeat(100);
        for path in [
            "a/index.html",
            "b.png",
            ".hosts/nginx.conf",
            "_headers",
            "c.json",
        ] {
            sink.put("", path.to_owned(), text.clone().into_bytes());
        }
        sink.put("", "small.css".to_owned(), b"p{}".to_vec());
        let site = site.into_inner().unwrap();
        let copies: Vec<&str> = site
            .keys()
            .filter_map(|path| path.strip_suffix(ENDING))
            .collect();
        assert_eq!(copies, ["a/index.html", "c.json"]);
        assert_eq!(site.len(), 8);
        let mut again = String::new();
        GzDecoder::new(site["c.json.gz"].as_slice())
            .read_to_string(&mut again)
            .unwrap();
        assert_eq!(again, text);
    }
}
