//! The rules of an edition as a data set, in the words that search engines and catalogues read: JSON-LD of schema.org.

use serde_json::{Map, Value, json};
use upfront_engine::{Scheme, words::Words};

use crate::facts::Authority;

use super::{data::in_script, frame::Frame, route::Place, sheets::Sheet};

/// What a data set says that the rules themselves do not.
pub(super) struct Beside<'a> {
    /// The sheets that can be downloaded.
    pub(super) sheets: &'a [Sheet],
    /// The codes of the council, where they are said.
    pub(super) authority: Option<&'a Authority>,
    /// The address of the rules that came after, where they did.
    pub(super) superseded_by: Option<String>,
    /// Whether the rules are in force, in words.
    pub(super) stands: &'a str,
}

/// The description of an edition's data, for the head of its first page. It can stand inside a `script` element: no `<`
/// is left in it.
pub(super) fn json_ld(
    scheme: &Scheme,
    beside: &Beside<'_>,
    frame: &Frame,
    words: &Words,
) -> String {
    let mut about = frame.description.clone();
    if scheme.fictional {
        about.push(' ');
        about += &words.say("page-fictional", &[("council", &scheme.council)]);
    }
    // Without an address of the site's own, the file is named from the page.
    let file = |name: &str| match &frame.canonical {
        Some(address) => format!("{address}{name}"),
        None => name.to_owned(),
    };
    let sources = scheme
        .sources
        .iter()
        .filter(|source| !source.url.is_empty());
    let sheets = beside
        .sheets
        .iter()
        .map(|sheet| ("text/csv", Place::Sheet(&sheet.file()).path()));
    let downloads = [("application/json", Place::Rules.path())]
        .into_iter()
        .chain(sheets);
    let licence = match (frame.licence.as_str(), frame.licence_page) {
        ("", _) => Value::Null,
        (name, "") => json!({"@type": "CreativeWork", "name": name}),
        (_, page) => json!(page),
    };
    let told = [
        ("@context", json!("https://schema.org")),
        ("@type", json!("Dataset")),
        ("name", json!(frame.heading)),
        ("description", json!(about)),
        ("url", json!(frame.canonical)),
        ("version", json!(scheme.edition)),
        ("creativeWorkStatus", json!(beside.stands)),
        ("identifier", json!(scheme.hash)),
        ("inLanguage", json!(frame.lang)),
        ("isAccessibleForFree", json!(true)),
        ("license", licence),
        ("temporalCoverage", json!(coverage(scheme))),
        ("supersededBy", json!(beside.superseded_by)),
        ("creator", creator(scheme, beside.authority)),
        (
            "isBasedOn",
            sources.map(|source| json!(source.url)).collect(),
        ),
        (
            "distribution",
            downloads
                .map(|(format, place)| {
                    json!({
                        "@type": "DataDownload",
                        "encodingFormat": format,
                        "contentUrl": file(&place),
                    })
                })
                .collect(),
        ),
    ];
    let told: Map<String, Value> = told
        .into_iter()
        .filter(|(_, value)| !value.is_null() && value.as_array().is_none_or(|all| !all.is_empty()))
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    in_script(&told)
}

/// The council, with its codes.
fn creator(scheme: &Scheme, authority: Option<&Authority>) -> Value {
    let code = |name: &str, code: &str| json!({"@type": "PropertyValue", "propertyID": name, "value": code});
    let codes = authority.map_or_else(Vec::new, |authority| {
        let own = Some(authority.code.as_str()).filter(|code| !code.is_empty());
        let own = own.map(|own| code("local-authority-code", own));
        let areas = authority.gss.iter().map(|area| code("gss", &area.code));
        own.into_iter().chain(areas).collect()
    });
    let mut creator = Map::new();
    creator.insert("@type".to_owned(), json!("Organization"));
    creator.insert("name".to_owned(), json!(scheme.council));
    if !codes.is_empty() {
        creator.insert("identifier".to_owned(), Value::Array(codes));
    }
    Value::Object(creator)
}

/// The days that an edition is for, as ISO 8601 writes them: `2026-04-06/2027-04-05`, with `..` for an open end.
fn coverage(scheme: &Scheme) -> Option<String> {
    let from = scheme.from.as_deref()?;
    Some(format!("{from}/{}", scheme.to.as_deref().unwrap_or("..")))
}
