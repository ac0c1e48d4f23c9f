//! A council's editions as an Atom feed, so that nobody has to come back and look.

use std::fmt::Write as _;

use upfront_engine::Scheme;

use super::{
    Input, changed,
    frame::{Frame, status},
};
use crate::chart::escape;

/// The feed that belongs to a council's page: an entry for each edition whose first day is known, the newest first.
/// `None` where the site has no address, which the entries are known by, or where no first day is known.
pub(super) fn atom(input: Input<'_>, frame: &Frame, schemes: &[&Scheme]) -> Option<String> {
    let words = input.words;
    let address = frame.canonical.as_deref()?;
    let mut editions: Vec<(&str, &Scheme)> = schemes
        .iter()
        .filter_map(|scheme| Some((scheme.from.as_deref()?, *scheme)))
        .collect();
    editions.sort_by_key(|(from, scheme)| (std::cmp::Reverse(*from), &scheme.id));
    let (newest, _) = editions.first()?;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{address}</id>\n<updated>{newest}T00:00:00Z</updated>\n\
         <link href=\"{address}\"/>\n<link rel=\"self\" href=\"{address}feed.xml\"/>\n\
         <author><name>{}</name></author>\n",
        frame.lang,
        escape(&frame.heading),
        escape(&frame.council),
        address = escape(address),
    );
    if !frame.licence.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<rights>{}</rights>", escape(&frame.licence));
    }
    for (from, scheme) in editions {
        let edition = scheme.id.rsplit('/').next().unwrap_or_default();
        let about = words.say(
            "page-home-description",
            &[("council", &scheme.council), ("title", &scheme.title)],
        );
        let stands = status(input, scheme);
        let place = escape(&format!("{address}{edition}/"));
        // Writing to a string cannot fail.
        let _ = write!(
            xml,
            "<entry>\n<title>{}, {}</title>\n<id>{place}</id>\n<updated>{from}T00:00:00Z</updated>\n\
             <link href=\"{place}\"/>\n<summary>{}. {}</summary>\n</entry>\n",
            escape(&scheme.title),
            escape(&scheme.edition),
            escape(&stands),
            escape(&about),
        );
        if let Some(before) = changed::before(input, scheme) {
            let spans = [
                ("before", before.edition.as_str()),
                ("after", scheme.edition.as_str()),
                ("council", scheme.council.as_str()),
                ("title", scheme.title.as_str()),
            ];
            // Writing to a string cannot fail.
            let _ = write!(
                xml,
                "<entry>\n<title>{}</title>\n<id>{place}changed/</id>\n<updated>{from}T00:00:00Z</updated>\n\
                 <link href=\"{place}changed/\"/>\n<summary>{}</summary>\n</entry>\n",
                escape(&words.say("page-changed-other", &spans)),
                escape(&words.say("page-changed-description", &spans)),
            );
        }
    }
    xml.push_str("</feed>\n");
    Some(xml)
}
