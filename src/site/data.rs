//! The rules themselves, for machines.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::Scheme;

/// JSON that can stand inside a `script` element: no `<` is left in it.
pub fn in_script(value: &impl Serialize) -> String {
    // Plain data with text keys, which JSON always takes.
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c")
}

/// Adds a scheme as JSON: what the estimator reads, and anybody else may.
pub fn add(scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) {
    // A scheme is plain data with text keys, which JSON always takes.
    if let Ok(json) = serde_json::to_vec(scheme) {
        files.insert(format!("{}/scheme.json", scheme.id), json);
    }
}

/// Adds a scheme that is put for someone else: the same rules, with the same hash, in other words.
pub fn add_about_them(scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) {
    if let Ok(json) = serde_json::to_vec(scheme) {
        files.insert(
            format!("{}/estimate/someone-else/scheme.json", scheme.id),
            json,
        );
    }
}
