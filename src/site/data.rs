//! The rules themselves, for machines.

use std::collections::BTreeMap;

use upfront_engine::Scheme;

/// Adds a scheme as JSON: what the estimator reads, and anybody else may.
pub fn add(scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) {
    // A scheme is plain data with text keys, which JSON always takes.
    if let Ok(json) = serde_json::to_vec(scheme) {
        files.insert(format!("{}/scheme.json", scheme.id), json);
    }
}
