//! Where a link, an email address or a telephone number leads: whether it can be used as it is written, and what it was
//! probably meant to be.

/// What leads somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A page on the web.
    Page,
    /// The address that a site is published at.
    Site,
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// A page, an email address or a telephone number.
    Contact,
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Why it leads nowhere, to go after the link and `:`.
    pub why: &'static str,
    /// What it was probably meant to be.
    pub meant: Option<String>,
}

impl Link {
    /// What it is called: `an email address, such as …`.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Page => "the whole address of a page, such as `https://www.example.gov.uk/care`",
            Self::Site => "the whole address of a site, such as `https://care.example.gov.uk/`",
            Self::Email => "an email address, such as `care@example.gov.uk`",
            Self::Phone => "a telephone number, such as `01632 960000`",
            Self::Contact => {
                "an email address, a telephone number or the address of a page, such as `access@example.gov.uk`"
            }
        }
    }

    /// What is wrong with a text that is written for it; `None` where it can be used.
    pub fn fault(self, text: &str) -> Option<Fault> {
        let mut found = self.found(text)?;
        // What is suggested is something else, and can be used.
        found.meant = found
            .meant
            .filter(|meant| meant != text && self.found(meant).is_none());
        Some(found)
    }

    /// What is wrong with a text, with what was perhaps meant, whether or not that can be used.
    fn found(self, text: &str) -> Option<Fault> {
        if is_stand_in(text) {
            return fault("it stands in for what is not known yet", None);
        }
        match self {
            Self::Page => page(text),
            Self::Site => site(text),
            Self::Phone => phone(text),
            Self::Contact if text.contains('@') && !text.contains("://") => email(text),
            Self::Contact if looks_dialled(text) => phone(text),
            Self::Contact if text.contains(['/', ':']) || text.starts_with("www.") => page(text),
            Self::Contact | Self::Email => email(text),
        }
    }
}

/// What a page dials: the digits of a number, with those of an extension after `;ext=`.
pub fn dialled(number: &str) -> String {
    let (number, extension) = extension_of(number);
    let digits = |text: &str| -> String {
        let kept = |sign: &char| sign.is_ascii_digit() || *sign == '+';
        text.chars().filter(kept).collect()
    };
    // The nought in brackets is for those who dial without the country.
    let number = if number.trim_start().starts_with('+') {
        number.replace("(0)", "")
    } else {
        number.to_owned()
    };
    let mut dialled = digits(&number);
    if let Some(extension) = extension {
        dialled.extend([";ext=", &digits(extension)]);
    }
    dialled
}

/// What is wrong with a link as it stands in prose, where `care@example.org` or `www.example.org` would be taken for a
/// page of the site itself. A link to another page of the site has no fault here.
pub fn fault_in_prose(link: &str) -> Option<Fault> {
    let web = || Link::Page.fault(link);
    if link.starts_with(['#', '.']) || (link.starts_with('/') && !link.starts_with("//")) {
        return None;
    }
    if is_stand_in(link) {
        return web();
    }
    if link.starts_with("//") {
        let meant = Some(format!("https:{link}"));
        return fault(
            "it does not say `https:`",
            meant.filter(|meant| Link::Page.fault(meant).is_none()),
        );
    }
    match link.split_once(':') {
        Some((scheme, rest)) if !scheme.contains(['/', '#', '?', '.', '@']) => {
            match scheme.to_ascii_lowercase().as_str() {
                "mailto" => {
                    let (address, _) = rest.split_once('?').unwrap_or((rest, ""));
                    let found = Link::Email.fault(&address.replace("%20", " "))?;
                    let meant = found.meant.map(|meant| format!("mailto:{meant}"));
                    fault(found.why, meant)
                }
                "tel" => {
                    let number = rest.replace(";ext=", " ext ").replace("%20", " ");
                    let found = Link::Phone.fault(&number)?;
                    let meant = found.meant.map(|meant| format!("tel:{}", dialled(&meant)));
                    fault(found.why, meant)
                }
                _ => web(),
            }
        }
        _ if link.contains('@') && email(link).is_none() => fault(
            "an email address needs `mailto:` before it",
            Some(format!("mailto:{link}")),
        ),
        _ if begins_with_host(link) => web(),
        _ => None,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is told is whether there is a fault"
)]
fn fault(why: &'static str, meant: Option<String>) -> Option<Fault> {
    Some(Fault { why, meant })
}

/// `TBC` and its like.
fn is_stand_in(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.is_empty()
        || matches!(
            letters.to_ascii_lowercase().as_str(),
            "tbc"
                | "tba"
                | "tbd"
                | "todo"
                | "na"
                | "none"
                | "nil"
                | "unknown"
                | "notknown"
                | "notpublished"
                | "pending"
                | "xxx"
                | "xx"
                | "tobeconfirmed"
                | "toconfirm"
                | "tofollow"
                | "tobeadded"
        )
}

fn page(text: &str) -> Option<Fault> {
    let Some((scheme, rest)) = scheme_of(text) else {
        if email(text).is_none() {
            return fault("it is an email address, and no page", None);
        }
        let text = text.trim_start_matches('/');
        let meant = begins_with_host(text).then(|| format!("https://{}", spaceless(text)));
        return fault("it does not begin with `https://`", meant);
    };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        let meant = is_nearly_web(scheme).then(|| web(scheme, rest));
        return fault("it does not begin with `https://`", meant);
    }
    let Some(after) = rest
        .strip_prefix("://")
        .filter(|_| !rest.starts_with(":///"))
    else {
        let why = if rest.starts_with(":///") {
            "three strokes stand after `https:`, where two belong"
        } else {
            "it does not begin with `https://`"
        };
        return fault(why, Some(web(scheme, rest)));
    };
    if let Some(inner) = ["http://", "https://"]
        .iter()
        .find(|start| after.starts_with(**start))
    {
        return fault(
            "`https://` stands in it twice",
            Some(after.to_owned()).filter(|_| !inner.is_empty()),
        );
    }
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (host, place) = after.split_at(end);
    if host.contains([' ', '\\', ',']) {
        return fault(
            "there is a space or another sign in its name that no name has",
            Some(web(scheme, &format!("://{}{place}", host.replace(',', "")))),
        );
    }
    if !is_host_with_port(host) {
        return fault("it does not name a site", None);
    }
    if place.contains(char::is_whitespace) {
        let place = place.split_whitespace().collect::<Vec<_>>().join("%20");
        return fault(
            "there is a space in it",
            Some(format!("{scheme}://{host}{place}")),
        );
    }
    if place.contains(|sign: char| sign.is_control() || matches!(sign, '\\' | '<' | '>' | '"')) {
        return fault("there is a sign in it that no address has", None);
    }
    None
}

fn site(text: &str) -> Option<Fault> {
    if text.starts_with('/') && !text.starts_with("//") {
        return fault("it is a path alone, and does not say on which site", None);
    }
    if let Some(found) = page(text) {
        return Some(found);
    }
    if text.split('/').any(|part| matches!(part, "." | "..")) {
        return fault("a part of it is `.` or `..`, which names no folder", None);
    }
    if let Some((before, _)) = text.split_once(['?', '#']) {
        return fault(
            "pages are added to it, so nothing with `?` or `#` can stand in it",
            Some(before.to_owned()),
        );
    }
    None
}

fn email(text: &str) -> Option<Fault> {
    if let Some(("mailto", rest)) = text.split_once(':') {
        return fault("`mailto:` is no part of it", Some(rest.to_owned()));
    }
    let bare = text.trim_matches(['<', '>']);
    let spelt = [" at ", "(at)", "[at]", " AT "]
        .iter()
        .fold(bare.to_owned(), |text, at| text.replace(at, "@"));
    let meant = spaceless(&spelt)
        .trim_end_matches(['.', ',', ';'])
        .to_owned();
    if is_email(text) {
        return None;
    }
    if is_email(&meant) {
        let why = if text.contains('@') {
            "there is a sign in it that no email address has"
        } else {
            "it has no `@`"
        };
        return fault(why, Some(meant));
    }
    if text.contains('@') {
        let why = if text.matches('@').count() > 1 {
            "it has more than one `@`"
        } else {
            "it does not name a person or a place on both sides of the `@`"
        };
        return fault(why, None);
    }
    let meant = bare.replacen('.', "@", 1);
    fault("it has no `@`", Some(meant).filter(|meant| is_email(meant)))
}

fn is_email(text: &str) -> bool {
    let fits = |sign: char| sign.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(sign);
    text.split_once('@').is_some_and(|(person, host)| {
        !person.is_empty()
            && !person.starts_with('.')
            && !person.ends_with('.')
            && !person.contains("..")
            && person.chars().all(fits)
            && is_host(host)
    })
}

fn phone(text: &str) -> Option<Fault> {
    let (number, _) = extension_of(text);
    if let Some(("tel", rest)) = text.split_once(':') {
        return fault("`tel:` is no part of it", Some(rest.to_owned()));
    }
    let read = letters_as_digits(number);
    if number.contains(|sign: char| !is_dialled_or_between(sign)) {
        let meant = text.replacen(number, &read, 1);
        let meant = Some(meant).filter(|_| read != number && phone(&read).is_none());
        let why = if number.contains(char::is_alphabetic) {
            "there is a letter in it"
        } else {
            "there is a sign in it that no number has"
        };
        return fault(why, meant);
    }
    let digits = dialled(number);
    let count = digits.trim_start_matches('+').len();
    let starts = |start: &str| digits.starts_with(start);
    let is_whole = if starts("+44") {
        matches!(count, 11 | 12)
    } else if starts("+") {
        (8..=15).contains(&count)
    } else if starts("00") {
        (10..=17).contains(&count)
    } else if starts("18001") || starts("18002") {
        // Relay UK, before a number.
        matches!(count, 5 | 15 | 16)
    } else if starts("0") {
        matches!(count, 10 | 11)
    } else {
        // Such as 101, 111, 999 and 116 123.
        count == 3 || (starts("116") && count == 6)
    };
    if is_whole {
        return None;
    }
    if !starts("0") && !starts("+") && matches!(count, 9 | 10) {
        let meant = format!("0{}", text.trim_start());
        return fault(
            "it does not begin with 0, as a spreadsheet may leave it",
            Some(meant),
        );
    }
    if count < 10 {
        return fault("it has too few digits", None);
    }
    fault("it has too many digits", None)
}

fn looks_dialled(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && digits * 2 >= text.chars().filter(|sign| !sign.is_whitespace()).count()
}

/// A number, and what stands after `ext` or `option`.
fn extension_of(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    for word in ["extension", "ext", "option", "x"] {
        if let Some(at) = lower.rfind(word) {
            let rest = text.get(at + word.len()..).unwrap_or("");
            let inner = rest.trim_matches([' ', '.', ':', ')', '#']);
            if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) {
                let number = text.get(..at).unwrap_or(text);
                return (
                    number.trim_end_matches([' ', ',', ';', '(', '#']),
                    Some(inner),
                );
            }
        }
    }
    (text, None)
}

fn is_dialled_or_between(sign: char) -> bool {
    sign.is_ascii_digit()
        || matches!(
            sign,
            '+' | ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '\u{2010}' | '\u{2011}' | '\u{2013}'
        )
}

/// A number with the digits that letters were typed for.
fn letters_as_digits(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            'l' | 'I' | 'i' | '|' => '1',
            'O' | 'o' => '0',
            'S' | 's' => '5',
            'B' => '8',
            'Z' | 'z' => '2',
            _ => sign,
        })
        .collect()
}

/// What stands before the first `:` or the two strokes, and what follows from there; `None` where a text has neither.
fn scheme_of(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|sign: char| !sign.is_ascii_alphabetic())?;
    let (scheme, rest) = text.split_at(end);
    let is_port = rest
        .strip_prefix(':')
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let has_mark =
        rest.starts_with([':', ';']) || rest.starts_with("//") || rest.starts_with("\\\\");
    (has_mark && !scheme.is_empty() && !is_port).then_some((scheme, rest))
}

/// Whether a word was probably meant to be `http` or `https`.
fn is_nearly_web(scheme: &str) -> bool {
    let scheme = scheme.to_ascii_lowercase();
    scheme.starts_with(['h', 't'])
        && ["http", "https"]
            .iter()
            .any(|web| strsim::damerau_levenshtein(&scheme, web) <= 2)
}

/// An address put right: a scheme, `://`, and what stands after the strokes.
fn web(scheme: &str, rest: &str) -> String {
    let scheme = if scheme.eq_ignore_ascii_case("http") {
        "http"
    } else {
        "https"
    };
    let rest = rest.trim_start_matches([':', ';', '/', '\\', ' ']);
    format!("{scheme}://{}", spaceless(rest))
}

fn spaceless(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_whitespace())
        .map(|sign| if sign == '\\' { '/' } else { sign })
        .collect()
}

/// Whether a text begins with what looks like the name of a site, such as `www.example.gov.uk/x`.
fn begins_with_host(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let host = text.get(..end).unwrap_or(text);
    let host = spaceless(host.split(':').next().unwrap_or(host));
    // What files of a site are called ends otherwise.
    let last = host.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let is_file = matches!(
        last.as_str(),
        "html"
            | "htm"
            | "md"
            | "json"
            | "csv"
            | "xml"
            | "txt"
            | "pdf"
            | "doc"
            | "docx"
            | "xlsx"
            | "svg"
            | "png"
    );
    is_host(&host) && !is_file
}

/// Whether a text is the name of a site, with a port where it has one.
fn is_host_with_port(text: &str) -> bool {
    match text.rsplit_once(':') {
        Some((host, port)) => {
            let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
            is_number && port.parse::<u16>().is_ok_and(|port| port > 0) && is_host(host)
        }
        None => is_host(text),
    }
}

/// Whether a text is the name of a site: parts of letters, digits and hyphens, with full stops between them.
fn is_host(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .chars()
                .all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let ends_in_word = parts.last().is_some_and(|last| {
        last.chars().count() >= 2 && !last.chars().all(|sign| sign.is_ascii_digit())
    });
    parts.len() >= 2
        && parts.iter().all(|part| is_part(part))
        && (ends_in_word || (is_number && parts.len() == 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(link: Link, text: &str) -> Option<String> {
        link.fault(text)
            .unwrap_or_else(|| panic!("`{text}` passes"))
            .meant
    }

    #[test]
    fn links_that_lead_somewhere_are_let_be() {
        for (link, text) in [
            (Link::Page, "https://www.example.gov.uk/care"),
            (Link::Page, "http://example.org"),
            (Link::Page, "https://example.org:8080/a?b=c&d#e"),
            (Link::Page, "https://example.gov.uk/a(1)_b,c;d%20e.pdf"),
            (Link::Page, "https://cyngor.cymru/gofal-cymdeithasol/ŵ"),
            (Link::Page, "https://192.0.2.1/x"),
            (Link::Site, "https://care.example.gov.uk/"),
            (Link::Site, "https://example.gov.uk/care"),
            (Link::Email, "care@example.gov.uk"),
            (Link::Email, "adult.social-care+help@north.example.gov.uk"),
            (Link::Email, "o'neill@example.org"),
            (Link::Phone, "01632 960000"),
            (Link::Phone, "(01632) 960-000"),
            (Link::Phone, "020 7946 0000"),
            (Link::Phone, "0800 1111 000"),
            (Link::Phone, "+44 1632 960000"),
            (Link::Phone, "+44 (0)1632 960000"),
            (Link::Phone, "01632 960000 ext. 12"),
            (Link::Phone, "01632 960000, option 2"),
            (Link::Phone, "18001 01632 960000"),
            (Link::Phone, "111"),
            (Link::Phone, "116 123"),
            (Link::Contact, "access@example.org"),
            (Link::Contact, "01632 960000"),
            (Link::Contact, "https://example.org/report"),
        ] {
            assert_eq!(link.fault(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_told_with_what_was_meant() {
        for (text, expected) in [
            ("www.example.gov.uk/x", "https://www.example.gov.uk/x"),
            ("example.gov.uk", "https://example.gov.uk"),
            ("//example.gov.uk/x", "https://example.gov.uk/x"),
            ("htps://example.gov.uk/x", "https://example.gov.uk/x"),
            ("htttp://example.gov.uk", "https://example.gov.uk"),
            ("https:/example.gov.uk/x", "https://example.gov.uk/x"),
            ("https//example.gov.uk/x", "https://example.gov.uk/x"),
            ("https:///example.gov.uk/x", "https://example.gov.uk/x"),
            ("https;//example.gov.uk", "https://example.gov.uk"),
            ("https:\\\\example.gov.uk\\x", "https://example.gov.uk/x"),
            ("http:example.gov.uk", "http://example.gov.uk"),
            ("https:// example.gov.uk/x", "https://example.gov.uk/x"),
            ("https://example .gov.uk/x", "https://example.gov.uk/x"),
            ("https://https://example.gov.uk", "https://example.gov.uk"),
            (
                "https://www.example.gov.uk,/x",
                "https://www.example.gov.uk/x",
            ),
            (
                "https://example.gov.uk/my file.pdf",
                "https://example.gov.uk/my%20file.pdf",
            ),
        ] {
            assert_eq!(meant(Link::Page, text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "TBC",
            "tbc.",
            "n/a",
            "-",
            "?",
            "To be confirmed",
            "https://TBC",
            "https://",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.org",
            "/policy.pdf",
            "policy",
            "care@example.org",
            "https://example..org",
            "https://-example.org",
            "https:///x",
            "https://https://x",
            "https://example.org:99999/",
            "https://example.org:0/",
        ] {
            assert_eq!(meant(Link::Page, text), None, "{text}");
        }
    }

    #[test]
    fn what_is_told_of_a_link_is_so() {
        let why = |link: Link, text: &str| link.fault(text).map(|fault| fault.why);
        assert_eq!(why(Link::Email, "x"), Some("it has no `@`"));
        assert_eq!(
            why(Link::Page, "https:///x"),
            Some("three strokes stand after `https:`, where two belong")
        );
        assert_eq!(fault_in_prose("//x").unwrap().meant, None);
    }

    #[test]
    fn a_site_s_address_is_whole_and_pages_can_be_added_to_it() {
        for (text, expected) in [
            ("/care/", None),
            ("care.example.gov.uk", Some("https://care.example.gov.uk")),
            (
                "https://example.gov.uk/care?x",
                Some("https://example.gov.uk/care"),
            ),
            (
                "https://example.gov.uk/#top",
                Some("https://example.gov.uk/"),
            ),
            (
                "https://example.gov.uk/our care",
                Some("https://example.gov.uk/our%20care"),
            ),
            ("?x", None),
            ("https://example.org/../x", None),
            ("TBC", None),
        ] {
            assert_eq!(meant(Link::Site, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_email_address_that_nobody_can_write_to_is_told_with_what_was_meant() {
        for (text, expected) in [
            ("care.example.org", Some("care@example.org")),
            ("care at example.org", Some("care@example.org")),
            ("care(at)example.org", Some("care@example.org")),
            ("care @example.org", Some("care@example.org")),
            ("care@example.org.", Some("care@example.org")),
            ("<care@example.org>", Some("care@example.org")),
            ("mailto:care@example.org", Some("care@example.org")),
            ("care@example", None),
            ("care@@example.org", None),
            ("@example.org", None),
            ("care", None),
            ("tbc", None),
        ] {
            assert_eq!(meant(Link::Email, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_number_that_nobody_can_dial_is_told_with_what_was_meant() {
        for (text, expected) in [
            ("0l632 960000", Some("01632 960000")),
            ("O1632 96OOOO", Some("01632 960000")),
            ("1632 960000", Some("01632 960000")),
            ("01632 960000 / 960001", None),
            ("01632 9600", None),
            ("01632 960000 960001", None),
            ("call us", None),
            ("TBC", None),
        ] {
            assert_eq!(meant(Link::Phone, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_link_in_prose_is_read_as_a_page_would() {
        for (link, expected) in [
            ("www.example.gov.uk/x", Some("https://www.example.gov.uk/x")),
            ("example.org", Some("https://example.org")),
            ("//example.org/x", Some("https://example.org/x")),
            ("htps://example.org", Some("https://example.org")),
            ("care@example.org", Some("mailto:care@example.org")),
            ("mailto:care.example.org", Some("mailto:care@example.org")),
            ("tel:0l632960000", Some("tel:01632960000")),
            ("javascript:alert(1)", None),
            ("TBC", None),
        ] {
            let fault = fault_in_prose(link).unwrap_or_else(|| panic!("`{link}` passes"));
            assert_eq!(fault.meant.as_deref(), expected, "{link}");
        }
        for link in [
            "https://example.org/",
            "mailto:care@example.org?subject=Help",
            "tel:+441632960000",
            "#part",
            "../how/index.html",
            "how/index.html#step-a:b",
            "/",
            "accessibility/",
            "index.html",
        ] {
            assert_eq!(fault_in_prose(link), None, "{link}");
        }
    }

    #[test]
    fn what_is_dialled_leaves_out_what_is_only_printed() {
        assert_eq!(dialled("(01632) 960-000"), "01632960000");
        assert_eq!(dialled("+44 (0)1632 960000"), "+441632960000");
        assert_eq!(dialled("01632 960000 ext. 12"), "01632960000;ext=12");
    }
}
