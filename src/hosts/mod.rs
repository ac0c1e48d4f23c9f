//! What a host of the site reads beside its pages: the headers that keep a reader safe, the page for addresses that there are
//! not, how long a file may be kept, and the type of a WebAssembly module. Each host has its own file for that.

pub(crate) mod compressed;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};

/// How long a file of `assets/` may be kept: its name changes with what is in it.
const LONG: &str = "public, max-age=31536000, immutable";
/// How long any other file may be kept.
const SHORT: &str = "public, max-age=600";

/// What the workbench may do, where its folder stands in a site. It shows the site that is worked on in a frame; nobody else
/// may show it in one.
const WORKBENCH: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
     frame-ancestors 'self'";

/// Where a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// Microsoft's Internet Information Services.
    Iis,
    /// nginx.
    Nginx,
    /// Apache.
    Apache,
    /// GitHub Pages.
    GithubPages,
    /// Amazon S3.
    S3,
    /// Netlify, and others that read a file `_headers`.
    Netlify,
}

impl Host {
    /// The words for them, as `site.yaml` has them.
    pub const WORDS: &[&str] = &["iis", "nginx", "apache", "github-pages", "s3", "netlify"];

    /// The host of a word.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "iis" => Self::Iis,
            "nginx" => Self::Nginx,
            "apache" => Self::Apache,
            "github-pages" => Self::GithubPages,
            "s3" => Self::S3,
            "netlify" => Self::Netlify,
            _ => return None,
        })
    }

    /// Whether it serves the compressed copy that stands beside a file. The others compress by themselves what they send.
    pub(crate) const fn serves_copies(self) -> bool {
        matches!(self, Self::Nginx | Self::Apache)
    }

    /// Its file in the site, and the template of that; none where `_headers`, which every site has, is what it reads.
    const fn file(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Iis => ("web.config", include_str!("web.config")),
            Self::Nginx => (".hosts/nginx.conf", include_str!("nginx.conf")),
            Self::Apache => (".htaccess", include_str!("htaccess")),
            Self::GithubPages => (".nojekyll", ""),
            Self::S3 => (".hosts/s3.sh", include_str!("s3.sh")),
            Self::Netlify => return None,
        })
    }
}

#[derive(Serialize)]
struct Header {
    name: &'static str,
    value: String,
}

/// What every answer says, so that a browser does no more with a page than the page needs.
fn security(policy: &str) -> Vec<Header> {
    let header = |name, value: &str| Header {
        name,
        value: value.to_owned(),
    };
    vec![
        header(
            "Content-Security-Policy",
            &format!("{policy}; object-src 'none'; frame-ancestors 'none'"),
        ),
        header("Referrer-Policy", "no-referrer"),
        header("X-Content-Type-Options", "nosniff"),
    ]
}

/// The file `_headers`, as several hosts read it. `policy` is the widest that any page needs; pages that need less say so in
/// their own head.
pub(crate) fn headers(policy: &str) -> String {
    let all = security(policy).into_iter();
    let lines: String = all.fold(String::from("/*\n"), |lines, header| {
        lines + "  " + header.name + ": " + &header.value + "\n"
    });
    format!(
        "{lines}\n/assets/*\n  Cache-Control: {LONG}\n\n/*.json\n  Access-Control-Allow-Origin: *\n"
    )
}

/// The files that hosts read: the path of each in the site, and its text. `top` is the path that the site stands at, with a
/// `/` at both ends.
pub(crate) fn files(hosts: &[Host], top: &str, policy: &str) -> Vec<(&'static str, String)> {
    let mut context = Context::new();
    let headers = security(policy);
    let whole = headers.first().map_or("", |header| header.value.as_str());
    context.insert("policy", whole);
    context.insert("headers", &headers);
    context.insert("workbench", WORKBENCH);
    context.insert("top", top);
    context.insert("folder", top.trim_matches('/'));
    context.insert("types", &BTreeMap::from(compressed::TYPES));
    context.insert("long", LONG);
    context.insert("short", SHORT);
    let files = hosts.iter().filter_map(|host| host.file());
    files
        .map(|(path, template)| {
            // A test fills every one of them.
            let text = Tera::one_off(template, &context, false);
            (path, text.unwrap_or_default())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_a_host_and_each_file_is_filled() {
        let hosts: Vec<Host> = Host::WORDS
            .iter()
            .filter_map(|word| Host::of(word))
            .collect();
        assert_eq!(hosts.len(), Host::WORDS.len());
        let files = files(&hosts, "/care/", "default-src 'none'");
        assert_eq!(files.len(), 5);
        for (path, text) in files {
            let is_marker = path == ".nojekyll";
            assert!(
                text.is_empty() == is_marker && !text.contains("{{"),
                "{path}: {text}"
            );
            assert!(
                is_marker || text.contains("default-src 'none'; object-src"),
                "{path}"
            );
            assert!(is_marker || text.contains("/care/404.html"), "{path}");
            assert!(is_marker || text.contains("frame-src 'self'"), "{path}");
        }
    }
}
