//! The rules as data: a page that lists the files, and the files.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use upfront_engine::{Scheme, wire};

use super::{
    Body, Input, Page, Pages,
    frame::{Frame, Link, in_words, link},
    route::{Place, Route},
    sheets::{Sheet, package},
};

/// What describes `scheme.json`, for programs.
pub const SCHEMA: &str = include_str!("../../docs/scheme.schema.json");

/// The rules as data.
#[derive(Clone, Debug, Serialize)]
pub struct Data {
    /// How many rows there are to download, in a sentence.
    pub lead: String,
    /// What may be done with it, in a sentence; empty where the site claims no licence.
    pub licence: String,
    /// The sheets.
    pub sheets: Vec<Download>,
    /// The other files.
    pub others: Vec<Download>,
    /// The files of the rules as they were written.
    pub as_written: Vec<Link>,
    /// The codes by which other data knows the council, a sentence each.
    pub codes: Vec<String>,
    /// The fingerprint of the rules.
    pub hash: String,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub about: String,
    /// How many rows it has, in words; empty where it has none.
    pub rows: String,
    /// What describes it; empty where nothing does.
    pub described: String,
}

/// JSON that can stand inside a `script` element: no `<` is left in it.
pub fn in_script(value: &impl Serialize) -> String {
    // Plain data with text keys, which JSON always takes.
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c")
}

/// The page, with the sheets of the rules; its files are added to the site's.
pub fn page(input: Input<'_>, scheme: &Scheme, sheets: &[Sheet], made: &mut Pages<'_>) -> Page {
    let words = input.words;
    let spans = [
        ("council", scheme.council.as_str()),
        ("title", scheme.title.as_str()),
        ("edition", scheme.edition.as_str()),
    ];
    let frame = Frame::of_edition(
        input,
        scheme,
        Place::Data,
        words.say("page-data-heading", &[]),
        words.say("page-data-description", &spans),
    );
    let page = Route::Edition(&scheme.id, Place::Data);
    let mut add = |place: Place<'_>, bytes: &dyn Fn() -> Vec<u8>| {
        let route = Route::Edition(&scheme.id, place);
        let bytes = input.is_kept.then(bytes).unwrap_or_default();
        made.file(route.path(), bytes);
        page.to(route)
    };
    let rows: usize = sheets.iter().map(Sheet::len).sum();
    let mut listed = Vec::new();
    for sheet in sheets {
        let file = sheet.file();
        let described = format!("{file}-metadata.json");
        let count = sheet.len().to_string();
        let key = if sheet.len() == 1 {
            "page-data-row"
        } else {
            "page-data-rows"
        };
        listed.push(Download {
            href: add(Place::Sheet(&file), &|| sheet.csv().into_bytes()),
            about: sheet.title(words),
            rows: words.say(key, &[("count", &count)]),
            described: add(Place::Sheet(&described), &|| {
                pretty(&sheet.csvw(&frame, words))
            }),
            name: file,
        });
    }
    let other = |href: String, name: &str, key: &str| Download {
        href,
        name: name.to_owned(),
        about: words.say(key, &[]),
        rows: String::new(),
        described: String::new(),
    };
    let rules = add(Place::Rules, &|| wire::write(scheme).into_bytes());
    let described = add(Place::Package, &|| {
        pretty(&package(scheme, sheets, &frame, words))
    });
    let others = vec![
        other(rules, "scheme.json", "data-rules"),
        other(page.to(Route::Schema), "scheme-1.json", "data-schema"),
        other(described, "datapackage.json", "data-package"),
    ];
    let yaml = input.yaml.get(&scheme.id).into_iter().flatten();
    let as_written = yaml.map(|file| {
        let href = add(Place::AsWritten(&file.name), &|| {
            file.text.as_bytes().to_vec()
        });
        link(href, file.name.clone())
    });
    let as_written = as_written.collect();
    let licence = if frame.licence.is_empty() {
        String::new()
    } else {
        words.say("page-data-licence", &[("licence", &frame.licence)])
    };
    Page {
        path: page.path(),
        body: Body::Data(Data {
            lead: words.say(
                "page-data-lead",
                &[
                    ("rows", &rows.to_string()),
                    ("sheets", &sheets.len().to_string()),
                ],
            ),
            licence,
            sheets: listed,
            others,
            as_written,
            codes: codes(input, scheme),
            hash: scheme.hash.clone(),
        }),
        frame,
    }
}

/// The codes by which other data knows the council.
fn codes(input: Input<'_>, scheme: &Scheme) -> Vec<String> {
    let words = input.words;
    let Some(facts) = input.facts.get(&scheme.id) else {
        return Vec::new();
    };
    let authority = &facts.authority;
    let own = Some(authority.code.as_str()).filter(|code| !code.is_empty());
    let own = own.map(|code| words.say("page-data-code", &[("code", code)]));
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| in_words(day, words));
    let areas = authority.gss.iter().map(|area| {
        let (from, to) = (day(area.from), day(area.to));
        let key = match (area.from, area.to) {
            (Some(_), Some(_)) => "page-data-gss-from-to",
            (Some(_), None) => "page-data-gss-from",
            (None, Some(_)) => "page-data-gss-to",
            (None, None) => "page-data-gss",
        };
        words.say(key, &[("code", &area.code), ("from", &from), ("to", &to)])
    });
    own.into_iter().chain(areas).collect()
}

fn pretty(value: &Value) -> Vec<u8> {
    // Plain data with text keys, which JSON always takes.
    serde_json::to_vec_pretty(value).unwrap_or_default()
}
