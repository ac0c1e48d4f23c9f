//! The last look at the built pages: every link leads somewhere, and nothing is written inline that a strict
//! policy would block.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    mem,
    path::Path,
};

use crate::{
    chart::escape,
    diagnostics::{Code, Finding, Findings},
    pipeline::Parts,
    site::{Language, not_found, route::Place},
    source::markdown::ProseLink,
};

/// What matters of one page.
#[derive(Debug, Default)]
struct Facts {
    /// The names of its places, in order.
    ids: Vec<Box<str>>,
    /// Links to other places of the site, and files that the page loads.
    links: BTreeSet<String>,
    /// What a strict policy would block, in words.
    inline: BTreeSet<String>,
    /// Ids that stand twice.
    twice: BTreeSet<String>,
}

/// What is known of a site beside its pages.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    /// The links in its prose, with their places.
    links: Vec<&'a ProseLink>,
    /// The schemes with an error, by their ids: not all of their pages and places are there.
    faulty: Vec<&'a str>,
    /// The folders of the languages.
    folders: Vec<&'a str>,
    /// The address that the site is published at, where it is known.
    address: Option<&'a str>,
}

/// What matters of the files of a site, in any order.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pages: BTreeMap<String, Facts>,
    files: BTreeSet<String>,
    /// The pages that could not be written, and that a finding is about.
    left_out: BTreeSet<String>,
}

impl Outline {
    /// Takes a file down.
    pub(crate) fn add(&mut self, path: &str, bytes: &[u8], known: &Known<'_>) {
        if is_page(path) {
            let facts = match str::from_utf8(bytes) {
                Ok(html) => facts(html, known),
                Err(_) => facts(&String::from_utf8_lossy(bytes), known),
            };
            self.pages.insert(path.to_owned(), facts);
        }
        self.files.insert(path.to_owned());
    }

    /// Lets go of the links that lead to places which are here already: they are right, whatever else the site holds.
    pub(crate) fn settle(&mut self, known: &Known<'_>) {
        let paths: Vec<String> = self.pages.keys().cloned().collect();
        for path in paths {
            let links = self.pages.get_mut(&path).map(|page| &mut page.links);
            let mut links = links.map(mem::take).unwrap_or_default();
            links.retain(|link| !known.is_there(&path, link, self));
            if let Some(page) = self.pages.get_mut(&path) {
                page.links = links;
            }
        }
    }

    /// Whether there is a place of a page.
    fn has_place(&self, page: &str, place: &str) -> bool {
        self.pages.get(page).is_some_and(|page| {
            let ids = &page.ids;
            ids.binary_search_by(|id| id.as_ref().cmp(place)).is_ok()
        })
    }

    /// Takes down that a page could not be written.
    pub(crate) fn leave_out(&mut self, path: &str) {
        self.left_out.insert(path.to_owned());
    }

    /// With what matters of other files.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.pages.extend(other.pages);
        self.files.extend(other.files);
        self.left_out.extend(other.left_out);
        self
    }

    /// The paths of the pages, in order.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }
}

impl<'a> Known<'a> {
    /// What is known of a site that is built from these parts.
    pub(crate) fn new(parts: Parts<'a>, languages: &'a [Language<'a>]) -> Self {
        let of_content = languages
            .iter()
            .flat_map(|language| [&language.content, &language.content_about_them])
            .flat_map(|content| &content.prose.links);
        Self {
            links: parts.prose.links.iter().chain(of_content).collect(),
            faulty: parts.faulty.iter().map(|one| one.id.as_str()).collect(),
            folders: languages.iter().map(|one| one.folder.as_str()).collect(),
            address: parts.site.address.as_deref(),
        }
    }

    /// Whether a path is that of a page whose finding says already what is wrong.
    fn is_unfinished(&self, path: &str, outline: &Outline) -> bool {
        outline.left_out.contains(path) || self.faulty.iter().any(|id| self.is_below(path, id))
    }

    /// Whether nobody can tell yet that a link is broken: it leads to a page that is not finished.
    fn excuses(&self, target: &str, outline: &Outline) -> bool {
        // Only some schemes tell of ways to hold a budget.
        let is_ways = || {
            let edition = target.strip_suffix(&Place::Ways.path());
            edition.is_some_and(|edition| edition.ends_with('/'))
        };
        let may_come = outline.files.contains(target) || is_ways();
        outline.left_out.contains(target) || (may_come && self.is_unfinished(target, outline))
    }

    /// Whether a link leads somewhere, or is excused.
    fn is_there(&self, path: &str, link: &str, outline: &Outline) -> bool {
        let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
        self.target(path, file).is_some_and(|target| {
            let has_place = || fragment.is_empty() || outline.has_place(&target, fragment);
            self.excuses(&target, outline) || outline.files.contains(&target) && has_place()
        })
    }

    /// Whether a page stands in a folder of the rules, in any language. The folder with no name holds all.
    fn is_below(&self, path: &str, folder: &str) -> bool {
        folder.is_empty()
            || self.folders.iter().any(|language| {
                path.strip_prefix(language)
                    .and_then(|path| path.strip_prefix(folder))
                    .is_some_and(|rest| rest.starts_with('/'))
            })
    }

    /// The path inside the site that a link on a page leads to, and `None` where it leads out of the site. A link that
    /// begins with `/` starts at the top of the host, which is the site's own only where its address says so.
    fn target(&self, page: &str, link: &str) -> Option<String> {
        let from_top = |below: &str| {
            let path = below.split('?').next().unwrap_or(below);
            resolve("index.html", path.trim_start_matches('/'))
        };
        if let Some(below) = self.below_address(link) {
            return from_top(below);
        }
        if link.starts_with('/') {
            let top = not_found::top(self.address?);
            let is_top = top.trim_end_matches('/') == link;
            let below = if is_top { "" } else { link.strip_prefix(&top)? };
            return from_top(below);
        }
        resolve(page, link)
    }

    /// A page, each link to what only another language has leading there: `there` says where that is, by the path that the
    /// link leads to. The link says the code of that language, and after its words the name.
    pub(crate) fn led_to_another_language(
        &self,
        page: &str,
        html: &str,
        (code, name): (&str, &str),
        there: impl Fn(&str) -> Option<String>,
    ) -> String {
        let mut led = String::with_capacity(html.len());
        let mut done = 0;
        let mut rest = html;
        while let Some((tag, after)) = next_tag(rest) {
            rest = after;
            let mut is_led = false;
            while let Some((key, value, after)) = next_attribute(&mut rest) {
                rest = after;
                let link = plain(value);
                let (file, place) = link.split_at(link.find('#').unwrap_or(link.len()));
                if key != "href" || file.is_empty() || self.is_elsewhere(&link) {
                    continue;
                }
                let Some(to) = self.target(page, file).and_then(|target| there(&target)) else {
                    continue;
                };
                // Templates put every value between quotes.
                let end = html.len() - after.len() - 1;
                led.push_str(html.get(done..end - value.len()).unwrap_or_default());
                // Writing to a string cannot fail.
                let _ = write!(led, "{to}{}\" hreflang=\"{code}\"", escape(place));
                done = end + 1;
                is_led = true;
            }
            let end = rest.find("</a>").filter(|_| is_led && tag == "a");
            let words = end.and_then(|end| rest.get(..end));
            // What holds other things than words says by those where it leads.
            if let Some(words) = words.filter(|words| !words.trim_end().ends_with('>')) {
                let end = html.len() - rest.len() + words.len();
                led.push_str(html.get(done..end).unwrap_or_default());
                let _ = write!(led, " <span lang=\"{code}\">({})</span>", escape(name));
                done = end;
            }
        }
        led.push_str(html.get(done..).unwrap_or_default());
        led
    }

    /// What stands after the site's own address in a whole address.
    fn below_address<'l>(&self, link: &'l str) -> Option<&'l str> {
        let (_, place) = link.split_once("://")?;
        let (_, own) = self.address?.split_once("://")?;
        let own = own.trim_end_matches('/');
        let (start, below) = place.split_at_checked(own.len())?;
        let is_below = below.is_empty() || below.starts_with(['/', '?']);
        (is_below && start.eq_ignore_ascii_case(own)).then_some(below)
    }

    /// Whether a link leads to another site, or is no address of a page. A whole address is the site's own where
    /// somebody wrote it into a text: other things may stand on the same host.
    fn is_elsewhere(&self, link: &str) -> bool {
        let is_whole = link
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !is_whole {
            return link.starts_with("//");
        }
        let file = link.split('#').next().unwrap_or(link);
        self.below_address(file).is_none() || !self.links.iter().any(|prose| prose.link == link)
    }

    /// A finding for a link that leads nowhere: at each place of the prose that it comes from, or, where it is the
    /// template's, at none.
    fn broken(&self, path: &str, link: &str, outline: &Outline) -> Vec<Finding> {
        let is_placeless = link.starts_with('/') && self.address.is_none();
        let (message, in_words, advice) = if is_placeless {
            let up = "../".repeat(path.matches('/').count());
            let below = link.trim_start_matches('/');
            let relative = if up.is_empty() && below.is_empty() {
                "./".to_owned()
            } else {
                up + below
            };
            (
                format!(
                    "the page `{path}` links to `{link}`, and nothing says where the top of the site is"
                ),
                format!("`{link}` starts at the top of the site, and nothing says where that is"),
                format!(
                    "The text is shown on `{path}`: from there, write `{relative}`. Or give the site's `address:` in `site.yaml`."
                ),
            )
        } else {
            (
                format!("the page `{path}` links to `{link}`, which the site does not have"),
                format!("`{link}` leads to no page of the site"),
                format!(
                    "The text is shown on `{path}`, and a link starts from there. Mend it, or write the whole address, with `https://`."
                ),
            )
        };
        let places: Vec<_> = self
            .links
            .iter()
            .filter(|prose| prose.link == link && self.is_below(path, &prose.shown))
            .collect();
        // The site's first page may show the texts of an edition, whose own page tells of their links.
        let leads = resolve(path, link);
        let is_told_below = |prose: &ProseLink| {
            let home = format!("{}/index.html", prose.shown);
            let same = leads.as_ref().zip(resolve(&home, &prose.link));
            !prose.shown.is_empty() && same.is_some_and(|(leads, same)| leads.ends_with(&same))
        };
        if places.is_empty() && self.links.iter().any(|prose| is_told_below(prose)) {
            return Vec::new();
        }
        if places.is_empty() && !self.is_unfinished(path, outline) {
            return vec![Finding::nowhere(Code::BrokenLink, message)];
        }
        places
            .into_iter()
            .filter(|prose| !prose.is_told)
            .map(|prose| {
                Finding::new(Code::BrokenLink, prose.at, in_words.clone())
                    .label("leads nowhere")
                    .advice(advice.clone())
            })
            .collect()
    }
}

/// Looks through every page of a built site.
pub(crate) fn check(outline: &Outline, known: &Known<'_>) -> Findings {
    let mut findings = Findings::default();
    let mut told = BTreeSet::new();
    for (path, page) in &outline.pages {
        for link in &page.links {
            if !known.is_there(path, link, outline) {
                let broken = known.broken(path, link, outline).into_iter();
                // A text that several pages show is one mistake.
                findings
                    .extend(broken.filter(|finding| finding.at.is_none_or(|at| told.insert(at))));
            }
        }
        for what in &page.inline {
            findings.push(Finding::nowhere(
                Code::BadTemplate,
                format!("the page `{path}` holds {what}, which browsers block under the site's policy"),
            ).advice("Put styles into the theme's `css/` and scripts into its `js/`."));
        }
        for id in &page.twice {
            findings.push(Finding::nowhere(
                Code::BadTemplate,
                format!("the page `{path}` has two places called `{id}`"),
            ));
        }
    }
    findings
}

/// Whether a file of the site is a page.
pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "html")
}

/// The path inside the site that a relative link on a page leads to; `None` where it leads out of the site.
fn resolve(page: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    if parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

fn facts(html: &str, known: &Known<'_>) -> Facts {
    let mut facts = Facts::default();
    let mut rest = html;
    while let Some((name, after)) = next_tag(rest) {
        if name.eq_ignore_ascii_case("style") {
            facts.inline.insert("a `<style>`".into());
        }
        let is_script = name.eq_ignore_ascii_case("script");
        let (mut is_of_its_own, mut runs) = (true, true);
        rest = after;
        while let Some((key, value, after)) = next_attribute(&mut rest) {
            rest = after;
            let key = in_small_letters(key);
            match key.as_ref() {
                "id" => facts.ids.push(plain(value).into()),
                "href" | "src" | "data-scheme" | "data-messages" | "data-engine" | "data-wasm" => {
                    let link = plain(value);
                    if !facts.links.contains(link.as_ref()) && !known.is_elsewhere(&link) {
                        facts.links.insert(link.into_owned());
                    }
                }
                "style" => {
                    facts.inline.insert("a `style=`".into());
                }
                "type" => {
                    let kind = plain(value);
                    runs &= kind == "module" || kind.contains("javascript");
                }
                handler if handler.starts_with("on") => {
                    facts.inline.insert(format!("an `{handler}=`"));
                }
                _ => {}
            }
            is_of_its_own &= key != "src";
        }
        if is_script && runs && is_of_its_own {
            facts.inline.insert("a script of its own".into());
        }
    }
    facts.ids.sort_unstable();
    let twice = facts
        .ids
        .windows(2)
        .filter(|pair| pair.first() == pair.last());
    let twice = twice.filter_map(|pair| Some(pair.first()?.to_string()));
    facts.twice.extend(twice);
    facts.ids.dedup();
    facts
}

/// The name of the next opening tag of a page, and what stands after that. The pages are our own templates' and every text
/// in them is escaped, so `<` opens a tag, a closing tag or a declaration and nothing else.
fn next_tag(mut rest: &str) -> Option<(&str, &str)> {
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let end = rest
                .find(|at: char| at.is_whitespace() || at == '>' || at == '/')
                .unwrap_or(rest.len());
            return rest.split_at_checked(end);
        }
    }
}

/// The next attribute of a tag: its key, its value as it is written, and what stands after it. At the end of the tag `None`,
/// and `rest` stands after that.
fn next_attribute<'h>(rest: &mut &'h str) -> Option<(&'h str, &'h str, &'h str)> {
    loop {
        *rest = rest.trim_start_matches(|at: char| at.is_whitespace() || at == '/');
        if let Some(tail) = rest.strip_prefix('>') {
            *rest = tail;
            return None;
        }
        let end = rest
            .find(|at: char| at.is_whitespace() || matches!(at, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        if end == 0 {
            // A stray sign, or the end of the page.
            let mut signs = rest.chars();
            signs.next()?;
            *rest = signs.as_str();
            continue;
        }
        let (key, tail) = rest.split_at(end);
        let (value, tail) = value(tail);
        return Some((key, value, tail));
    }
}

/// The value of an attribute as it is written, and what stands after it.
fn value(rest: &str) -> (&str, &str) {
    let Some(after) = rest.trim_start().strip_prefix('=') else {
        return ("", rest);
    };
    let after = after.trim_start();
    let quote = after
        .chars()
        .next()
        .filter(|sign| matches!(sign, '"' | '\''));
    if let Some(quote) = quote {
        let inside = after.get(1..).unwrap_or("");
        inside.split_once(quote).unwrap_or((inside, ""))
    } else {
        let end = after
            .find(|at: char| at.is_whitespace() || at == '>')
            .unwrap_or(after.len());
        after.split_at(end)
    }
}

fn in_small_letters(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(key.to_ascii_lowercase())
    } else {
        Cow::Borrowed(key)
    }
}

/// A value without escapes.
fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let plain = value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(pages: &[(&str, &str)]) -> Vec<String> {
        messages_at(None, pages)
    }

    fn messages_at(address: Option<&str>, pages: &[(&str, &str)]) -> Vec<String> {
        let known = Known {
            folders: vec![""],
            address,
            ..Known::default()
        };
        let mut outline = Outline::default();
        for (path, text) in pages {
            outline.add(path, text.as_bytes(), &known);
        }
        check(&outline, &known)
            .sorted()
            .iter()
            .map(|finding| finding.message.clone())
            .collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let pages = [
            (
                "index.html",
                r#"<a href="a/index.html#x">A</a> <a href="https://example.org/">B</a> <a href="mailto:a@b.c">C</a>"#,
            ),
            (
                "a/index.html",
                r##"<h1 id="x" class=""> <a href="../index.html">up</a><a href="#x">here</a> 1 < 2"##,
            ),
        ];
        assert_eq!(messages(&pages), [] as [&str; 0]);
    }

    #[test]
    fn a_link_to_a_page_or_place_that_is_not_there_is_found() {
        let found = messages(&[(
            "a/index.html",
            r##"<a href='../b/index.html'>b</a><a href="#y">y</a><a href="../../x.html">out</a>"##,
        )]);
        assert_eq!(found.len(), 3);
        assert!(found[0].contains("`#y`"));
        assert!(found[1].contains("`../../x.html`"));
        assert!(found[2].contains("`../b/index.html`"));
    }

    #[test]
    fn what_a_strict_policy_blocks_is_found() {
        let found = messages(&[
            (
                "index.html",
                "<style>a{}</style><p style='a'><script>1</script><script src=\"x.js\"></script><b ONCLICK=x>",
            ),
            ("x.js", ""),
        ]);
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn a_place_named_twice_is_found() {
        assert_eq!(
            messages(&[("index.html", "<p id=a><p id=\"a\">")]),
            ["the page `index.html` has two places called `a`"]
        );
    }

    #[test]
    fn a_link_from_the_root_is_held_to_the_sites_own_address() {
        let page = |link: &str| format!("<a href=\"{link}\">x</a>");
        for (address, link, is_there) in [
            (Some("https://care.example.gov.uk/"), "/", true),
            (Some("https://care.example.gov.uk"), "/a/", true),
            (Some("https://care.example.gov.uk/"), "/a/?x=1", true),
            (Some("https://care.example.gov.uk/"), "/nosuch/", false),
            (Some("https://example.gov.uk/care/"), "/care/a/", true),
            (Some("https://example.gov.uk/care/"), "/care", true),
            (Some("https://example.gov.uk/care/"), "/care/nosuch/", false),
            (Some("https://example.gov.uk/care/"), "/a/", false),
            (None, "/a/", false),
            (None, "//elsewhere.example/", true),
        ] {
            let own = page(link);
            let found = messages_at(address, &[("a/index.html", &own), ("index.html", "")]);
            assert_eq!(found.is_empty(), is_there, "{address:?} {link}: {found:?}");
        }
    }
}
