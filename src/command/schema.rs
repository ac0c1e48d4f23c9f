//! `upfront schema`: the JSON Schema of a file, for editors.

use super::Report;
use crate::language::schema;

pub(super) fn schema(site: bool, wording: bool) -> Report {
    let schema = match (site, wording) {
        (true, _) => schema::site(),
        (false, true) => schema::wording(),
        (false, false) => schema::scheme(),
    };
    Report {
        out: format!("{schema:#}\n"),
        ..Report::default()
    }
}
