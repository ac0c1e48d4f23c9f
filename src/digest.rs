//! SHA-256, by which a copy of a file or of the rules is known to be the same.

use std::fmt::{self, Debug, Write as _};

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    in_hexadecimal(&Sha256::digest(bytes))
}

/// The path of a file that pages load: its name holds a hash of its bytes, so that a copy kept by a browser is never stale.
/// `assets/upfront-1a2b3c4d.css`.
pub fn named_by_bytes(stem: &str, ending: &str, bytes: &[u8]) -> String {
    let hash = digest(bytes);
    format!("assets/{stem}-{}.{ending}", hash.get(..8).unwrap_or(&hash))
}

/// SHA-256 of a value with all that is in it, in hexadecimal. It holds for one version of the tool.
pub fn digest_of(value: &impl Debug) -> String {
    /// Text that is only counted in.
    struct Hashing(Sha256);

    impl fmt::Write for Hashing {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.update(text);
            Ok(())
        }
    }

    let mut hashing = Hashing(Sha256::new());
    // It takes every text.
    let _ = write!(hashing, "{value:?}");
    in_hexadecimal(&hashing.0.finalize())
}

fn in_hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
