//! `upfront schema`: the JSON Schema of a file, for editors.

use super::Report;
use crate::language::schema;

pub(super) fn schema(site: bool) -> Report {
    let schema = if site {
        schema::site()
    } else {
        schema::scheme()
    };
    Report {
        out: format!("{schema:#}\n"),
        ..Report::default()
    }
}
