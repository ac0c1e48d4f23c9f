//! The message catalogue: every sentence of a working, in one language.

use alloc::{collections::BTreeMap, string::String};
use serde::{Deserialize, Serialize};

/// Messages by key, with `{placeholders}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, String>);
