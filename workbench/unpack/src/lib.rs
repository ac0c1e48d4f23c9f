//! Unpacks the compiler's module in the browser.
//!
//! Many hosts send WebAssembly as it stands, and none can be counted on for more than gzip. Packed so, the module is a third
//! smaller than gzip makes it, on every host.

use std::io::Read as _;

use lzma_rust2::LzmaReader;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// The bytes that were packed, out of a `.lzma` file.
#[wasm_bindgen]
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, JsError> {
    let mut bytes = Vec::new();
    LzmaReader::new_mem_limit(packed, u32::MAX, None)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
