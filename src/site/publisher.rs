//! The site's own particulars.

use jiff::civil::Date;
use upfront_engine::scheme::Contact;

/// The site's own particulars: whose it is, and how accessible.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its title.
    pub title: String,
    /// Its full address, where it has one.
    pub address: Option<String>,
    /// What it is, in Markdown.
    pub about: String,
    /// Whom to ask.
    pub contact: Contact,
    /// The particulars of its accessibility statement.
    pub accessibility: Statement,
}

/// The particulars of the accessibility statement.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// How far the site complies.
    pub status: Compliance,
    /// What is not accessible, a sentence each.
    pub issues: Vec<String>,
    /// An email address, a telephone number or a page for reports.
    pub contact: String,
    /// When it was last tested.
    pub tested_on: Date,
    /// Who tested it.
    pub tested_by: String,
    /// How it was tested; empty where not said.
    pub how: String,
    /// When the statement was prepared.
    pub prepared: Date,
    /// When the statement was last reviewed.
    pub reviewed: Date,
}

/// How far a site complies with WCAG 2.2 AA.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compliance {
    /// Wholly.
    Fully,
    /// But for the issues.
    #[default]
    Partially,
    /// Not.
    Not,
}
