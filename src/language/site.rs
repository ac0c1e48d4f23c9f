//! What `site.yaml` may hold.

use crate::hosts::Host;

use super::links::Link;
use super::shape::{Key, Kind, Shape};
use super::shapes::{BUT, CONTACT};

/// The site as a whole.
pub static SITE: Shape = Shape {
    name: "a site",
    meaning: "What a site is called and how it is published.",
    keys: &[
        Key::required(
            "title",
            Kind::Text,
            "The site's name.",
            "title: Care charges, up front",
        ),
        Key::optional(
            "address",
            Kind::Link(Link::Site),
            "The address that the site is published at.",
            "address: https://care.example.gov.uk/",
        ),
        Key::optional(
            "about",
            Kind::Markdown,
            "A paragraph or more about the site.",
            "about: Every council's rules, in one place.",
        ),
        Key::optional(
            "published by",
            Kind::OneOf(PUBLISHERS),
            "Who speaks: the council whose rules these are, as *we*, or others, who speak of the council. Others, where it is not said.",
            "published by: council",
        ),
        Key::optional(
            "contact",
            Kind::Map(&CONTACT),
            "How people reach those who publish the site.",
            "contact: {email: care@example.gov.uk}",
        ),
        Key::optional(
            "accessibility",
            Kind::Map(&ACCESSIBILITY),
            "What the accessibility statement says.",
            "accessibility: {status: partially, issues: [Charts have no keyboard control.]}",
        ),
        Key::optional(
            "licence",
            Kind::Text,
            "The name of the licence that the site is published under. Without it no page speaks of a licence.",
            "licence: Open Government Licence v3.0",
        ),
        Key::optional(
            "theme",
            Kind::Id,
            "The theme, a folder of `themes`.",
            "theme: plain",
        ),
        Key::optional(
            "brand",
            Kind::Map(&BRAND),
            "How the site looks: colours, logo, font, and links to other sites.",
            "brand: {colours: {light-brand: '#5b2a86'}}",
        ),
        Key::optional(
            "language",
            Kind::Text,
            "The language that the site is written in, as a code.",
            "language: en-GB",
        ),
        Key::optional(
            "languages",
            Kind::ListOf(&Kind::Text),
            "The languages that the site is written in, as codes, where it has several. The first is that of the rules.",
            "languages: [en, cy]",
        ),
        Key::optional(
            "wordings",
            Kind::ByName(&Kind::Map(&SITE_WORDING)),
            "The texts of this file in the other languages, by their codes.",
            "wordings: {cy: {title: Taliadau gofal}}",
        ),
        Key::optional(
            "translations",
            Kind::ByName(&Kind::Map(&TRANSLATION)),
            "How far the site is in its other languages, by their codes.",
            "translations: {cy: {complete: yes}}",
        ),
        Key::optional(
            "publish",
            Kind::ListOf(&Kind::OneOf(Host::WORDS)),
            "Where the site is published. What that host reads, such as `web.config` for IIS, is then written beside the pages.",
            "publish: [iis]",
        ),
        Key::optional(
            "compare",
            Kind::ListOf(&Kind::ListOf(&Kind::Name)),
            "The pairs of councils that have pages of their own, rule by rule: two folders of `schemes` each.",
            "compare: [[exampleshire, sampleford]]",
        ),
        BUT,
    ],
    others: None,
};

/// The words for who publishes a site.
pub const PUBLISHERS: &[&str] = &["council", "others"];

/// How the site looks.
pub static BRAND: Shape = Shape {
    name: "a brand",
    meaning: "How a site looks. It comes before what the theme says.",
    keys: &[
        Key::optional(
            "colours",
            Kind::ByName(&Kind::Text),
            "Colours by the names of the theme: `light-` by day, `dark-` where the reader asks for a dark screen.",
            "colours: {light-brand: '#5b2a86', dark-brand: '#32174a'}",
        ),
        Key::optional(
            "font",
            Kind::Text,
            "The fonts that text is set in, as a style sheet names them: the first that the reader has.",
            "font: 'Arial, sans-serif'",
        ),
        Key::optional(
            "logo",
            Kind::Map(&LOGO),
            "A picture at the head of every page.",
            "logo: {file: logo.svg, alternative: Testshire Council}",
        ),
        Key::optional(
            "header links",
            Kind::List(&[&BRAND_LINK]),
            "Links at the end of the menu of every page.",
            "header links: [{text: Council home, page: https://www.example.gov.uk/}]",
        ),
        Key::optional(
            "footer links",
            Kind::List(&[&BRAND_LINK]),
            "Links at the foot of every page.",
            "footer links: [{text: Complaints, page: https://www.example.gov.uk/complaints}]",
        ),
    ],
    others: None,
};

/// A picture at the head of every page.
pub static LOGO: Shape = Shape {
    name: "a logo",
    meaning: "A picture at the head of every page.",
    keys: &[
        Key::required(
            "file",
            Kind::Text,
            "The picture, by its path from `site.yaml`: an SVG, PNG, JPEG or WebP.",
            "file: logo.svg",
        ),
        Key::required(
            "alternative",
            Kind::Text,
            "What the picture says, for those who do not see it.",
            "alternative: Testshire Council",
        ),
        Key::optional(
            "instead of the name",
            Kind::YesNo,
            "Whether it says the name, so that no name stands beside it.",
            "instead of the name: yes",
        ),
    ],
    others: None,
};

/// A link to another site.
pub static BRAND_LINK: Shape = Shape {
    name: "a link of the brand",
    meaning: "A link to another site.",
    keys: &[
        Key::required("text", Kind::Text, "Its words.", "text: Council home"),
        Key::required(
            "page",
            Kind::Link(Link::Page),
            "Where it leads.",
            "page: https://www.example.gov.uk/",
        ),
    ],
    others: None,
};

/// The words for how far a site meets the accessibility guidelines.
pub const CONFORMANCE: &[&str] = &["fully", "partially", "not"];

/// How far a site is in another language.
pub(crate) static TRANSLATION: Shape = Shape {
    name: "a translation",
    meaning: "How far a site is in another language. A page is shown in it where all of its words are there.",
    keys: &[
        Key::optional(
            "complete",
            Kind::YesNo,
            "Whether every page has to be there in it, so that each text that it lacks is an error.",
            "complete: yes",
        ),
        Key::optional(
            "messages checked by",
            Kind::Text,
            "Who checked the draft of its messages and prose that comes with the tool. Without that the draft is not used.",
            "messages checked by: the council's translator",
        ),
        Key::optional(
            "messages checked on",
            Kind::Date,
            "The day of that check.",
            "messages checked on: 2026-11-02",
        ),
    ],
    others: None,
};

/// The texts of a site in another language.
pub(crate) static SITE_WORDING: Shape = Shape {
    name: "the words of a site",
    meaning: "The texts of a site in another language.",
    keys: &[
        Key::optional(
            "title",
            Kind::Text,
            "The site's name.",
            "title: Taliadau gofal",
        ),
        Key::optional(
            "about",
            Kind::Markdown,
            "The paragraphs about the site.",
            "about: Rheolau pob cyngor mewn un lle.",
        ),
        Key::optional(
            "licence",
            Kind::Text,
            "The name of the licence.",
            "licence: Trwydded Llywodraeth Agored v3.0",
        ),
        Key::optional(
            "accessibility",
            Kind::Map(&WORDED_ACCESSIBILITY),
            "The texts of the accessibility statement.",
            "accessibility: {tested by: tîm gwe'r cyngor}",
        ),
        Key::optional(
            "brand",
            Kind::Map(&WORDED_BRAND),
            "The texts of the brand.",
            "brand: {logo: Cyngor Sir y Prawf}",
        ),
    ],
    others: None,
};

/// The texts of a brand in another language.
static WORDED_BRAND: Shape = Shape {
    name: "the words of a brand",
    meaning: "The texts of a brand in another language.",
    keys: &[
        Key::optional(
            "logo",
            Kind::Text,
            "What the logo says.",
            "logo: Cyngor Sir y Prawf",
        ),
        Key::optional(
            "header links",
            Kind::ListOf(&Kind::Text),
            "The words of the links in the menu, in their order.",
            "header links: [Hafan y cyngor]",
        ),
        Key::optional(
            "footer links",
            Kind::ListOf(&Kind::Text),
            "The words of the links at the foot, in their order.",
            "footer links: [Cwynion]",
        ),
    ],
    others: None,
};

/// The texts of an accessibility statement in another language.
static WORDED_ACCESSIBILITY: Shape = Shape {
    name: "the words of an accessibility statement",
    meaning: "The texts of an accessibility statement in another language.",
    keys: &[
        Key::optional(
            "issues",
            Kind::ListOf(&Kind::Text),
            "What is not accessible, in the order of the statement.",
            "issues: [Mae rhai dogfennau wedi'u sganio.]",
        ),
        Key::optional(
            "tested by",
            Kind::Text,
            "Who tested.",
            "tested by: tîm gwe'r cyngor",
        ),
        Key::optional(
            "how",
            Kind::Text,
            "How the site was tested.",
            "how: Gyda darllenydd sgrin.",
        ),
    ],
    others: None,
};

/// What the accessibility statement says.
pub static ACCESSIBILITY: Shape = Shape {
    name: "an accessibility statement",
    meaning: "How far the site meets the accessibility guidelines, and how that was found out.",
    keys: &[
        Key::required(
            "status",
            Kind::OneOf(CONFORMANCE),
            "Whether the site meets the guidelines fully, partially or not.",
            "status: partially",
        ),
        Key::required(
            "issues",
            Kind::ListOf(&Kind::Text),
            "What is not accessible, a sentence each.",
            "issues: [Some source documents are scanned pages.]",
        ),
        Key::required(
            "contact",
            Kind::Link(Link::Contact),
            "Where people report a problem.",
            "contact: access@example.gov.uk",
        ),
        Key::required(
            "tested on",
            Kind::Date,
            "The day of the last test.",
            "tested on: 2026-03-02",
        ),
        Key::required(
            "tested by",
            Kind::Text,
            "Who tested.",
            "tested by: the council's web team",
        ),
        Key::required(
            "prepared",
            Kind::Date,
            "The day the statement was first prepared.",
            "prepared: 2026-03-09",
        ),
        Key::required(
            "reviewed",
            Kind::Date,
            "The day the statement was last reviewed.",
            "reviewed: 2026-03-09",
        ),
        Key::optional(
            "how",
            Kind::Text,
            "How the site was tested.",
            "how: By hand with a screen reader, and with an automated checker.",
        ),
    ],
    others: None,
};
