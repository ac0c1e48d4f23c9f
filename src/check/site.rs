//! The site: its name, how to reach its publisher, and its accessibility statement.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use upfront_engine::scheme::Contact;

use super::{
    brand::{self, Brand},
    languages::{self, Tongue},
    pairs::{self, CouncilPair},
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    hosts::Host,
    language::{Reader, site},
    source::{Node, NodeKind},
    world::World,
};

/// What `site.yaml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The site's name.
    pub title: String,
    /// The address that it is published at, where it is known; no page needs it.
    pub address: Option<String>,
    /// A paragraph or more about the site, in Markdown.
    pub about: String,
    /// The name of the licence that it is published under; empty where none is claimed.
    pub licence: String,
    /// Whether the council whose rules these are publishes it.
    pub is_the_councils: bool,
    /// How people reach those who publish the site.
    pub contact: Contact,
    /// The accessibility statement.
    pub accessibility: Statement,
    /// The theme, a folder of `themes`.
    pub theme: String,
    /// How it looks.
    pub brand: Brand,
    /// The languages of the site; the first is that of the rules.
    pub languages: Vec<Tongue>,
    /// Where it is published, and so which files it brings for that.
    pub publish: Vec<Host>,
    /// The pairs of councils that are shown rule by rule.
    pub compare: Vec<CouncilPair>,
    /// The folders of the nations whose own rules the site shows.
    pub nations: BTreeSet<String>,
}

impl Default for Site {
    /// A site of which nothing is said.
    fn default() -> Self {
        Self {
            title: String::new(),
            address: None,
            about: String::new(),
            licence: String::new(),
            is_the_councils: false,
            contact: Contact::default(),
            accessibility: Statement::default(),
            theme: "upfront".to_owned(),
            brand: Brand::default(),
            languages: vec![Tongue::of("en-GB")],
            publish: Vec::new(),
            compare: Vec::new(),
            nations: BTreeSet::new(),
        }
    }
}

/// What the accessibility statement says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// How far the site complies with WCAG 2.2 AA.
    pub status: Compliance,
    /// What is not accessible, a sentence each.
    pub issues: Vec<String>,
    /// Where people report a problem.
    pub contact: String,
    /// The day of the last test.
    pub tested_on: Date,
    /// Who tested.
    pub tested_by: String,
    /// How the site was tested; empty where not said.
    pub how: String,
    /// The day the statement was first prepared.
    pub prepared: Date,
    /// The day the statement was last reviewed.
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

/// Reads `site.yaml`: as far as it can be read, and again where it holds no error. On a day, a statement may have to be
/// reviewed again.
pub(super) fn read(
    world: &dyn World,
    node: &Node,
    as_of: Option<Date>,
    findings: &mut Findings,
) -> (Site, Option<Site>) {
    let mut own = Findings::default();
    let read = read_keys(world, node, &mut own).unwrap_or_default();
    if let Some(day) = as_of {
        own.extend(old_statement(node, day));
    }
    let fits = !own.has_errors();
    findings.append(own);
    let sound = fits.then(|| read.clone());
    (read, sound)
}

/// A statement has to be reviewed every year.
pub fn old_statement(node: &Node, day: Date) -> Option<Finding> {
    let at = &node.entry("accessibility")?.value.entry("reviewed")?.value;
    let reviewed: Date = at.text()?.trim().parse().ok()?;
    let due = reviewed.checked_add(1.year()).ok()?;
    (due < day).then(|| {
        Finding::new(
            Code::StatementOld,
            at.span,
            format!("the accessibility statement was last reviewed on {reviewed}, more than a year before {day}"),
        )
        .label("over a year old")
        .advice("Test the site again, mend the statement, and write the day of that.")
    })
}

/// A statement that says two things which cannot both be so.
fn refuse_contradictions(statement: &Node, findings: &mut Findings) {
    let value = |key: &str| Some(&statement.entry(key)?.value);
    let (Some(status), Some(issues)) = (value("status"), value("issues")) else {
        return;
    };
    let NodeKind::List(listed) = &issues.kind else {
        return;
    };
    let said = status.text().unwrap_or_default().trim();
    let told = match (said, listed.is_empty()) {
        ("fully", false) => Some((
            "the site is said to meet the guidelines fully, and things that are not accessible are listed",
            "Write `status: partially`, or take out of `issues` what is mended.",
        )),
        ("partially" | "not", true) => Some((
            "the site is said not to meet the guidelines wholly, and nothing that is not accessible is listed",
            "List under `issues` what is not accessible, or write `status: fully`.",
        )),
        _ => None,
    };
    if let Some((message, advice)) = told {
        findings.push(
            Finding::new(Code::StatementContradiction, status.span, message)
                .label("says one thing")
                .related(issues.span, "says another")
                .advice(advice),
        );
    }
    let day = |key: &str| value(key)?.text()?.trim().parse::<Date>().ok();
    if let (Some(prepared), Some(reviewed), Some(at)) =
        (day("prepared"), day("reviewed"), value("reviewed"))
        && reviewed < prepared
    {
        findings.push(
            Finding::new(
                Code::StatementContradiction,
                at.span,
                format!("the statement was reviewed on {reviewed}, before it was prepared on {prepared}"),
            )
            .label("too early")
            .advice("Write the day of the last review, which is at the earliest the day it was prepared."),
        );
    }
}

fn read_keys(world: &dyn World, node: &Node, findings: &mut Findings) -> Option<Site> {
    let top = Reader::new(node, &site::SITE, findings)?;
    let text = |key: &str, otherwise: &str| {
        let text = top.string(key);
        if text.is_empty() {
            otherwise.to_owned()
        } else {
            text
        }
    };
    if !top.is_written("accessibility") {
        findings.push(
            Finding::new(
                Code::MissingKey,
                top.entry("title").map_or(top.span(), |entry| entry.key_span),
                "the site has no accessibility statement, which the law asks for",
            )
            .label("no `accessibility` in this file")
            .advice("Add `accessibility:` with `status`, `issues`, `contact`, `tested on`, `tested by`, `prepared` and `reviewed`."),
        );
    }
    let contact = top
        .map("contact", findings)
        .map(|contact| contact_of(&contact))
        .unwrap_or_default();
    if let Some(statement) = top.entry("accessibility") {
        refuse_contradictions(&statement.value, findings);
    }
    let accessibility = top
        .map("accessibility", findings)
        .map(|statement| Statement {
            status: match statement.one_of("status") {
                Some("fully") => Compliance::Fully,
                Some("not") => Compliance::Not,
                _ => Compliance::Partially,
            },
            issues: statement
                .texts("issues")
                .into_iter()
                .map(|(text, _)| text.trim().to_owned())
                .collect(),
            contact: statement.string("contact"),
            tested_on: statement.date("tested on").unwrap_or_default(),
            tested_by: statement.string("tested by"),
            prepared: statement.date("prepared").unwrap_or_default(),
            reviewed: statement.date("reviewed").unwrap_or_default(),
            how: statement.string("how"),
        })
        .unwrap_or_default();
    Some(Site {
        title: top.string("title"),
        address: Some(top.string("address")).filter(|address| !address.is_empty()),
        about: top.string("about"),
        licence: top.string("licence"),
        is_the_councils: top.one_of("published by") == Some("council"),
        contact,
        accessibility,
        theme: text("theme", "upfront"),
        brand: brand::read(&top, world, findings),
        languages: languages::read(&top, findings),
        publish: top
            .texts("publish")
            .into_iter()
            .filter_map(|(word, _)| Host::of(word.trim()))
            .collect(),
        compare: pairs::read(&top, findings),
        nations: BTreeSet::new(),
    })
}

/// How people reach a council.
fn contact_of(reader: &Reader<'_>) -> Contact {
    Contact {
        phone: reader.string("phone"),
        email: reader.string("email"),
        page: reader.string("page"),
    }
}
