//! The whole comparison as data: a line for each council, edition, person and figure.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use upfront_engine::{Unit, words::Words};

use super::{
    Input, Pages,
    compare::reasons,
    frame::{Frame, Link, folder, link},
    route::Route,
    sheets::Sheet,
};
use crate::councils::{Comparison, Figure, Stand};

/// The files, each with the message that says what it is.
const FILES: [(&str, &str); 4] = [
    ("figures.csv", "page-compare-csv"),
    ("figures.json", "page-compare-json"),
    ("figures.csv-metadata.json", "page-compare-csvw"),
    ("datapackage.json", "page-compare-package"),
];

/// The ways to the files from a page.
pub(super) fn links(from: Route<'_>, words: &Words) -> Vec<Link> {
    let files = FILES.iter();
    files
        .map(|(file, key)| link(from.to(Route::Compared(file)), words.say(key, &[])))
        .collect()
}

/// Adds the files to the site's.
pub(super) fn add(input: Input<'_>, comparison: &Comparison<'_>, made: &mut Pages<'_>) {
    let words = input.words;
    if !input.is_kept {
        for (file, _) in FILES {
            made.file(Route::Compared(file).path(), Vec::new());
        }
        return;
    }
    let sheet = Sheet::of_comparison(rows(comparison, words));
    let frame = Frame::of_site(
        input,
        Route::Compare,
        words.say("page-compare-heading", &[]),
        words.say("page-compare-description", &[]),
    );
    let bytes = |file: &str| match file {
        "figures.csv" => sheet.csv().into_bytes(),
        "figures.json" => pretty(&Document {
            engine: upfront_engine::VERSION,
            figures: Figures(&sheet),
            format: 1,
            vocabulary: &input.shared.vocabulary.version,
        }),
        "figures.csv-metadata.json" => pretty(&sheet.csvw(&frame, words)),
        _ => pretty(&sheet.package_of_comparison(&frame, words)),
    };
    for (file, _) in FILES {
        made.file(Route::Compared(file).path(), bytes(file));
    }
}

/// Every figure, in the order of the people and the councils: see [`Sheet::of_comparison`] for the columns.
fn rows(comparison: &Comparison<'_>, words: &Words) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for person in &comparison.people {
        for stand in &person.stands {
            for (output, (figure, unit)) in &stand.figures {
                let [low, high] = ends(figure);
                rows.push(vec![
                    stand.scheme.council.clone(),
                    folder(stand.scheme).to_owned(),
                    stand.scheme.edition.clone(),
                    stand.nation.to_owned(),
                    said(stand.scheme.fictional),
                    person.persona.id.clone(),
                    said(is_ranked_year(stand, &person.persona.year)),
                    output.name().to_owned(),
                    low,
                    high,
                    unit_of(unit, words),
                    state(figure).to_owned(),
                    reasons(stand, figure, words).join(" "),
                ]);
            }
        }
    }
    rows
}

fn ends(figure: &Figure) -> [String; 2] {
    let (low, high) = figure.ends();
    [low, high].map(|end| end.map_or_else(String::new, |end| end.to_string()))
}

fn unit_of(unit: &Unit, words: &Words) -> String {
    words.unit(unit)
}

fn said(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn is_ranked_year(stand: &Stand<'_>, year: &str) -> bool {
    stand.scheme.edition == year
}

/// How a figure stands, as a column says it.
const fn state(figure: &Figure) -> &'static str {
    match figure {
        Figure::Exact(_) => "exact",
        Figure::Range(_, Some(_), _) => "range",
        Figure::Range(_, None, _) => "from",
        Figure::NotPublished(_) => "not published",
        Figure::NotKnown(_) => "not known",
    }
}

/// The same as one document; its keys stand in their order, as in every file of JSON.
#[derive(Serialize)]
struct Document<'a> {
    engine: &'a str,
    figures: Figures<'a>,
    format: u8,
    vocabulary: &'a str,
}

/// Each row by the names of its columns. One is put together at a time: all of many councils would be large.
struct Figures<'a>(&'a Sheet);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.rows().map(Iterator::collect::<BTreeMap<_, _>>))
    }
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Plain data with text keys, which JSON always takes.
    serde_json::to_vec_pretty(value).unwrap_or_default()
}
