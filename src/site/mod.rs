//! What the site holds: a model and an address for every page, as plain data, and the files beside the pages.
//!
//! Each kind of page has a file of its own here and a template of the same name in the theme.

pub mod accessibility;
pub mod cite;
pub mod content;
pub mod council;
pub mod data;
pub mod directory;
pub mod estimate;
pub mod examples;
pub mod frame;
pub mod gaps;
pub mod grid;
pub mod home;
pub mod how;
pub mod not_found;
pub mod prose;
pub mod question;
pub mod sitemap;
pub mod whose;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use upfront_engine::{Scheme, words::Words};

pub use content::Content;
pub use frame::Frame;

use crate::check::Site;
use crate::diagnostics::Findings;

/// What the pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The site's own particulars.
    pub site: &'a Site,
    /// Every scheme that it shows.
    pub schemes: &'a [Scheme],
    /// The words of the theme.
    pub words: &'a Words,
    /// The prose that stands on several councils' pages.
    pub content: &'a Content,
    /// The day the site is built for, where one was given.
    pub as_of: Option<Date>,
}

/// Everything that the site holds, before templates.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The pages, in the order of their paths.
    pub pages: Vec<Page>,
    /// The files that are no pages, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The day the site is built for, in words.
    pub as_of: Option<String>,
}

/// A page: its address, what every page has, and what this kind of page has.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// Its path inside the site, such as `essex/2024-25/how/index.html`.
    pub path: String,
    /// What every page has.
    pub frame: Frame,
    /// What this kind of page has.
    #[serde(rename = "page")]
    pub body: Body,
}

/// The kinds of page.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// Every council.
    Directory(directory::Directory),
    /// One council's editions.
    Council(council::Council),
    /// One edition.
    Home(home::Home),
    /// How the amount is worked out.
    How(how::How),
    /// Worked examples.
    Examples(examples::Examples),
    /// The worksheet and the estimator.
    Estimate(Box<estimate::Estimate>),
    /// The accessibility statement.
    Accessibility(accessibility::Accessibility),
    /// What an address shows that the site does not have.
    NotFound(not_found::NotFound),
}

impl Body {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Directory(_) => "directory.html",
            Self::Council(_) => "council.html",
            Self::Home(_) => "home.html",
            Self::How(_) => "how.html",
            Self::Examples(_) => "examples.html",
            Self::Estimate(_) => "estimate.html",
            Self::Accessibility(_) => "accessibility.html",
            Self::NotFound(_) => "not_found.html",
        }
    }
}

/// Every page of a site, and the files beside them.
pub fn pages(input: Input<'_>, findings: &mut Findings) -> Pages {
    let mut made = Pages {
        as_of: input.as_of.map(|date| frame::in_words(date, input.words)),
        ..Pages::default()
    };
    made.pages.push(directory::page(input, findings));
    for council in frame::councils(input.schemes) {
        made.pages.push(council::page(input, &council));
    }
    for scheme in input.schemes {
        let words = input.words.for_scheme(scheme);
        let input = Input {
            words: &words,
            ..input
        };
        made.pages.push(home::page(input, scheme, findings));
        made.pages.push(how::page(input, scheme, &mut made.files));
        made.pages.push(examples::page(input, scheme, findings));
        made.pages.push(estimate::page(input, scheme, findings));
        data::add(scheme, &mut made.files);
    }
    made.pages.push(accessibility::page(input));
    made.pages.push(not_found::page(input));
    made.pages.sort_by(|one, other| one.path.cmp(&other.path));
    sitemap::add(input, &made.pages, &mut made.files);
    made
}
