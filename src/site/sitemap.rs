//! Files for crawlers, and for people who report faults.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::{ToSpan as _, civil::Date};

use super::frame::clean;
use crate::check::Site;

/// Adds `robots.txt`; `sitemap.xml` where the site knows its address; `security.txt` where there is somebody to
/// write to and a day to count from.
pub fn add<'p>(
    site: &Site,
    as_of: Option<Date>,
    pages: impl Iterator<Item = &'p str>,
    files: &mut BTreeMap<String, Vec<u8>>,
) {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(address) = site.address.as_deref() {
        let address = address.trim_end_matches('/');
        // Writing to a string cannot fail.
        let _ = writeln!(robots, "Sitemap: {address}/sitemap.xml");
        files.insert("sitemap.xml".into(), sitemap(address, pages).into_bytes());
    }
    files.insert("robots.txt".into(), robots.into_bytes());
    let email = &site.contact.email;
    // A year on from the day of the build: the standard wants an end, and the clock is not asked.
    let expires = as_of.and_then(|day| day.checked_add(1.year()).ok());
    if let Some(expires) = expires.filter(|_| !email.is_empty()) {
        files.insert(
            ".well-known/security.txt".into(),
            format!("Contact: mailto:{email}\nExpires: {expires}T00:00:00Z\n").into_bytes(),
        );
    }
}

fn sitemap<'p>(address: &str, pages: impl Iterator<Item = &'p str>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.filter(|page| !page.ends_with("404.html")) {
        let place = format!("{address}/{}", clean(page)).replace('&', "&amp;");
        let _ = writeln!(xml, "<url><loc>{place}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    xml
}
