//! The rules themselves, for machines.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::{Scheme, wire};

use super::route::{Place, Route};

/// JSON that can stand inside a `script` element: no `<` is left in it.
pub fn in_script(value: &impl Serialize) -> String {
    // Plain data with text keys, which JSON always takes.
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c")
}

/// Adds a scheme as JSON, for anybody.
pub fn add(scheme: &Scheme, files: &mut BTreeMap<String, Vec<u8>>) {
    let route = Route::Edition(&scheme.id, Place::Rules);
    files.insert(route.path(), wire::write(scheme).into_bytes());
}
