//! Pages from models, by the theme's templates.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};
use upfront_engine::{wire::pack_pairs, words::Words};

use super::{Theme, assets};
use crate::{
    check::Site,
    diagnostics::{Code, Finding, Findings},
    embedded, hosts,
    messages::{self, Person},
    pipeline::BuiltSite,
    site::{Language, Page, Script, Voice, data::in_script, not_found::top},
    source::Span,
};

/// What a page without scripts may load.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      base-uri 'none'; form-action 'none'";
/// What a page may load beside that where a script finds things in it.
const SCRIPT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                             font-src 'self'; base-uri 'none'; form-action 'none'";
/// What a page may load beside that where a script reads other pages of the site.
const READER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                             font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
/// What the estimate's page may load beside that: the engine.
const ENGINE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                             img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
                             form-action 'none'";

/// The paths of the assets inside the site.
#[derive(Clone, Serialize)]
struct Assets {
    css: String,
    icon: String,
    engine: String,
    wasm: String,
    messages: String,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    page: &'a Page,
    assets: &'a Assets,
    /// The path of the script that the page loads; empty where it loads none.
    script: &'a str,
    /// The messages that the scripts say, as JSON for a `script` element.
    script_words: &'a str,
    policy: &'a str,
    version: &'a str,
}

/// The templates of a theme, and what they need beside a page: one set for each voice.
pub(crate) struct Templates<'a> {
    theme: &'a Theme,
    languages: &'a [Language<'a>],
    voices: BTreeMap<Voice, (Tera, Assets)>,
    /// The path of each script, and the messages that it says, as JSON for a `script` element, by voice.
    scripts: BTreeMap<Script, (String, BTreeMap<Voice, String>)>,
}

impl<'a> Templates<'a> {
    /// What the hosts of a site read: the path of each file, and its text.
    pub(crate) fn for_hosts(site: &Site) -> Vec<(&'static str, String)> {
        let top = site.address.as_deref().map_or_else(|| "/".to_owned(), top);
        hosts::files(&site.publish, &top, ENGINE_POLICY)
    }

    /// The templates of a site, and the files that all of its pages share.
    pub(crate) fn new(
        languages: &'a [Language<'a>],
        theme: &'a Theme,
        findings: &mut Findings,
    ) -> (Self, BuiltSite) {
        let mut shared = BuiltSite::new();
        let common = add_assets(&mut shared, theme);
        let scripts = Script::ALL.map(|script| {
            let bytes = theme.script(script).into_bytes();
            let path = assets::add(&mut shared, script.name(), "js", bytes);
            (script, (path, said_by(theme, script, languages)))
        });
        let read = engine(theme, findings);
        let mut voices = BTreeMap::new();
        for (place, language) in languages.iter().enumerate() {
            for person in Person::ALL {
                let words = language.catalogue.of(person);
                let tera = speaking(read.clone(), words);
                let messages = add_messages(&mut shared, words);
                let assets = Assets {
                    messages,
                    ..common.clone()
                };
                voices.insert((place, person), (tera, assets));
            }
        }
        shared.insert(
            "_headers".into(),
            hosts::headers(ENGINE_POLICY).into_bytes(),
        );
        let templates = Self {
            theme,
            languages,
            voices,
            scripts: BTreeMap::from(scripts),
        };
        (templates, shared)
    }

    /// A page as HTML, and what is wrong with its template: then the tool's own shows it, so that what the page holds can
    /// still be tried.
    pub(crate) fn page(&self, page: &Page) -> (Option<String>, Option<Finding>) {
        let Some((tera, assets)) = self.voices.get(&page.frame.voice) else {
            return (None, None);
        };
        let script = page.body.script();
        let script = script.and_then(|script| self.scripts.get(&script));
        let words = script.and_then(|(_, said)| said.get(&page.frame.voice));
        let view = View {
            page,
            assets,
            script: script.map_or("", |(path, _)| path),
            script_words: words.map_or("", String::as_str),
            policy: match page.body.script() {
                Some(Script::Estimate | Script::Several) => ENGINE_POLICY,
                Some(Script::Choose) => READER_POLICY,
                Some(Script::Find) => SCRIPT_POLICY,
                None => POLICY,
            },
            version: env!("CARGO_PKG_VERSION"),
        };
        let render = |tera: &Tera| {
            Context::from_serialize(&view)
                .and_then(|context| tera.render(page.body.template(), &context))
        };
        match render(tera) {
            Ok(html) => (Some(html), None),
            Err(fault) => {
                let (place, person) = page.frame.voice;
                let words = self.languages.get(place);
                let words = words.map_or(messages::english(), |one| one.catalogue.of(person));
                let html = render(&speaking(tools_own(), words)).ok();
                (html, Some(bad_template(&fault, self.theme)))
            }
        }
    }
}

/// The messages that a script says, as JSON for a `script` element, by voice.
fn said_by(theme: &Theme, script: Script, languages: &[Language<'_>]) -> BTreeMap<Voice, String> {
    let said = theme.said_by(script);
    let languages = languages.iter().enumerate();
    let voices = languages.flat_map(|(place, language)| {
        Person::ALL.map(|person| {
            let words = language.catalogue.of(person);
            let own = in_script(&words.only(|key| said.contains(key)));
            ((place, person), own)
        })
    });
    voices.collect()
}

/// The messages that the estimator needs, as an asset.
fn add_messages(site: &mut BuiltSite, words: &Words) -> String {
    let needed = words.only(|key| !key.starts_with("page-"));
    let pairs = needed
        .keys()
        .filter_map(|key| Some((key, needed.get(key)?)));
    assets::add(site, "messages", "txt", pack_pairs(pairs).into_bytes())
}

fn add_assets(site: &mut BuiltSite, theme: &Theme) -> Assets {
    let mut add =
        |stem: &str, ending: &str, bytes: &[u8]| assets::add(site, stem, ending, bytes.to_vec());
    Assets {
        css: add("upfront", "css", theme.style_sheet().as_bytes()),
        icon: add("icon", "svg", theme.file("icon.svg").as_bytes()),
        engine: add("estimator", "js", embedded::ESTIMATOR_SCRIPT.as_bytes()),
        wasm: add("estimator", "wasm", embedded::ESTIMATOR),
        messages: String::new(),
    }
}

/// The templates of a theme, read once for all voices. In the place of one that cannot be used stands the tool's own, so
/// that the others can be tried.
fn engine(theme: &Theme, findings: &mut Findings) -> Tera {
    let mut tera = with_filters();
    if tera.add_raw_templates(theme.templates()).is_ok() {
        return tera;
    }
    let mut tera = tools_own();
    let mut waiting: Vec<(&str, &str)> = theme
        .templates()
        .filter(|(name, _)| theme.own_template(name).is_some())
        .collect();
    // One may rest on another, so each is tried until no more can be added.
    loop {
        let mut refused = Vec::new();
        let mut faults = Vec::new();
        let before = waiting.len();
        for (name, text) in waiting {
            let mut tried = tera.clone();
            match tried.add_raw_template(name, text) {
                Ok(()) => tera = tried,
                Err(fault) => {
                    refused.push((name, text));
                    faults.push(bad_template(&fault, theme));
                }
            }
        }
        if refused.is_empty() || refused.len() == before {
            findings.extend(faults);
            return tera;
        }
        waiting = refused;
    }
}

/// The templates that come with the tool.
fn tools_own() -> Tera {
    let mut tera = with_filters();
    // The tool's own tests hold that its templates can be used.
    let _ = tera.add_raw_templates(Theme::tools_templates());
    tera
}

/// Templates that say their messages in these words.
fn speaking(mut tera: Tera, words: &Words) -> Tera {
    let words = words.clone();
    tera.register_filter("say", move |key: &str, fill: Kwargs, _: &State<'_>| {
        say(&words, key, &fill)
    });
    tera
}

/// No templates yet, and the filters that they may use. What they say is known with the words: see [`speaking`].
fn with_filters() -> Tera {
    let mut tera = speaking(Tera::default(), &Words::default());
    tera.register_filter("parts", |rows: &[Value], fill: Kwargs, _: &State<'_>| {
        parts(rows, &fill)
    });
    tera.register_filter("outline", |text: &str, _: Kwargs, _: &State<'_>| {
        outline(text)
    });
    tera
}

/// `{% for part in rows | parts(of=20) %}`: a list in parts of so many.
fn parts(rows: &[Value], fill: &Kwargs) -> TeraResult<Vec<Value>> {
    let of: usize = fill.must_get("of")?;
    let parts = rows
        .chunks(of.max(1))
        .map(|part| Value::from(part.to_vec()));
    Ok(parts.collect())
}

/// `{{ "page-key" | say(council="…") }}`: a message of the theme's catalogue.
fn say(words: &Words, key: &str, fill: &Kwargs) -> TeraResult<String> {
    if words.get(key).is_none() {
        return Err(tera::Error::message(format!(
            "the message catalogue has no `{key}`"
        )));
    }
    let fill: Vec<(String, String)> = fill
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    let fill: Vec<(&str, &str)> = fill
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Ok(words.say(key, &fill))
}

/// `{{ step.sentence | outline | safe }}`: a paragraph for each line, and a list for those that begin with a tab.
fn outline(text: &str) -> String {
    let mut html = String::new();
    let mut open = 0;
    for line in text.lines() {
        let said = line.trim_start_matches('\t');
        let depth = line.len() - said.len();
        if depth > open {
            html.push_str(&"<ul>".repeat(depth - open));
        } else if open > 0 {
            html.push_str("</li>");
            html.push_str(&"</ul></li>".repeat(open - depth));
            if depth == 0 {
                html.truncate(html.len() - "</li>".len());
            }
        }
        open = depth;
        let said = crate::chart::escape(said);
        html.push_str(if depth == 0 { "<p>" } else { "<li>" });
        html.push_str(&said);
        html.push_str(if depth == 0 { "</p>" } else { "" });
    }
    if open > 0 {
        html.push_str(&"</li></ul>".repeat(open));
    }
    html
}

/// A template that cannot be used, at the place of the fault where it is in a file of the site's own.
fn bad_template(fault: &tera::Error, theme: &Theme) -> Finding {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = fault.kind() else {
        let finding = Finding::nowhere(
            Code::BadTemplate,
            format!("a template of the theme cannot be used: {fault}"),
        );
        return finding
            .advice("Mend it, or take it out of the theme: the tool has one of its own.");
    };
    let name = report.filename();
    let message = report.message();
    let (message, more) = message.split_once(". ").unwrap_or((message, ""));
    let mut finding = Finding::nowhere(
        Code::BadTemplate,
        format!("the template `{name}` cannot be used: {message}"),
    );
    finding.at = theme.own_template(name).map(|file| Span {
        file,
        start: report.span().range.start,
        end: report.span().range.end,
    });
    if finding.at.is_some() {
        finding = finding.label("here");
    }
    if !more.is_empty() {
        finding = finding.advice(format!("{}.", more.trim_end_matches('.')));
    }
    finding.advice("Mend it, or take the file out of the theme: the tool has one of its own.")
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn an_outline_is_paragraphs_and_lists() {
        assert_eq!(outline("Take “a” & b."), "<p>Take “a” &amp; b.</p>");
        assert_eq!(
            outline("Add:\n\ta\n\tany:\n\t\tb\n\t\tc\nThen.\nStop:\n\td"),
            "<p>Add:</p><ul><li>a</li><li>any:<ul><li>b</li><li>c</li></ul></li></ul>\
             <p>Then.</p><p>Stop:</p><ul><li>d</li></ul>"
        );
        assert_eq!(
            outline("Add:\n\tany:\n\t\tb\n\tc"),
            "<p>Add:</p><ul><li>any:<ul><li>b</li></ul></li><li>c</li></ul>"
        );
    }
}
