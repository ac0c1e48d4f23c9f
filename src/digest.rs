//! SHA-256, by which a copy of a file or of the rules is known to be the same.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
