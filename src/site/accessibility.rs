//! The accessibility statement, in the order of the government's model.

use serde::Serialize;

use crate::check::Compliance;

use super::{
    Body, Input, Page, Route,
    frame::{self, Frame, Help, in_words},
};

/// The accessibility statement.
#[derive(Clone, Debug, Serialize)]
pub struct Accessibility {
    /// What is not accessible, a sentence each.
    pub issues: Vec<String>,
    /// Ways to ask for something in another form, or to report a fault.
    pub contacts: Vec<Way>,
    /// How far the site complies, in the model's sentence.
    pub compliance: String,
    /// When the statement was prepared and reviewed.
    pub prepared: String,
    /// When the site was tested and by whom.
    pub tested: String,
    /// How it was tested.
    pub how: String,
}

/// A way to reach the publisher.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// What kind of way it is.
    pub before: String,
    /// Where the link leads.
    pub href: String,
    /// The words of the link.
    pub text: String,
}

/// The page.
pub fn page(input: Input<'_>) -> Page {
    let words = input.words;
    let statement = &input.site.accessibility;
    let frame = Frame::of_site(
        input,
        Route::Accessibility,
        words.say("page-access-heading", &[]),
        words.say("page-access-description", &[]),
    );
    let compliance = match statement.status {
        Compliance::Fully => "page-access-fully",
        Compliance::Partially => "page-access-partially",
        Compliance::Not => "page-access-not-compliant",
    };
    Page {
        body: Body::Accessibility(Accessibility {
            issues: statement.issues.clone(),
            contacts: contacts(input, &statement.contact),
            compliance: words.say(compliance, &[]),
            prepared: words.say(
                "page-access-prepared",
                &[
                    ("prepared", &in_words(statement.prepared, words)),
                    ("reviewed", &in_words(statement.reviewed, words)),
                ],
            ),
            tested: words.say(
                "page-access-tested",
                &[
                    ("date", &in_words(statement.tested_on, words)),
                    ("by", &statement.tested_by),
                ],
            ),
            how: statement.how.clone(),
        }),
        frame,
        path: Route::Accessibility.path(),
    }
}

/// The statement's own contact, then the site's others: never by telephone alone.
fn contacts(input: Input<'_>, own: &str) -> Vec<Way> {
    let help = Help::of(&input.site.contact);
    let way = |key: &str, href: String, text: &str| Way {
        before: input.words.say(key, &[]),
        href,
        text: text.to_owned(),
    };
    let mut ways = Vec::new();
    for email in [own, help.email.as_str()] {
        if email.contains('@') && !ways.iter().any(|way: &Way| way.text == email) {
            ways.push(way("page-help-email", format!("mailto:{email}"), email));
        }
    }
    if !help.phone.is_empty() {
        let link = format!("tel:{}", help.phone_link);
        ways.push(way("page-help-phone", link, &help.phone));
    }
    for page in [frame::web(own), help.page] {
        if !page.is_empty() {
            ways.push(way("page-access-online", page.clone(), &page));
        }
    }
    ways
}
