//! The custom properties of the style sheet, and whether its colours can be told apart. The tool's `theme.yaml` sets them,
//! over it that of a site's own theme, and over both the site's brand.

use std::{collections::BTreeMap, path::Path};

use super::contrast;
use crate::{
    check::Setting,
    diagnostics::{Code, Finding, Findings, suggest::did_you_mean},
    embedded,
    source::{FileId, Files, Node, NodeKind, Span, read_yaml},
};

/// What the theme that comes with the tool sets, by name.
const UPFRONT: &str = "themes/upfront/theme.yaml";

/// What is set, and where a theme of a site's own sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) value: String,
    pub(super) at: Option<Span>,
    /// Where its name stands.
    key: Option<Span>,
}

/// What is set, by name: `light-link`.
pub(super) type Tokens = BTreeMap<String, Token>;

/// The start of the style sheet: what the tool's theme sets, over it what a site's own `theme.yaml` does, where there is
/// one, and over both the brand. What the tool's theme does not set has to be used by a file of the theme: `is_used` tells.
pub(super) fn style(
    own: Option<FileId>,
    brand: &[Setting],
    is_used: impl Fn(&str) -> bool,
    sources: &Files,
    findings: &mut Findings,
) -> String {
    let mut tokens = Tokens::new();
    let mut tools = Files::default();
    let file = tools.add(Path::new(UPFRONT), embedded::text(UPFRONT).to_owned());
    for (name, token) in read(file, &tools, &mut Findings::default()) {
        let token = Token {
            at: None,
            key: None,
            ..token
        };
        tokens.insert(name, token);
    }
    if let Some(file) = own {
        let own = read(file, sources, findings);
        for (name, token) in &own {
            if !tokens.contains_key(name) && !is_used(property(name)) {
                findings.extend(unknown(name, token, &tokens));
            }
        }
        tokens.extend(own);
    }
    for setting in brand {
        let token = Token {
            value: setting.value.clone(),
            at: Some(setting.at),
            key: Some(setting.key),
        };
        let is_known = tokens.contains_key(&setting.name);
        if is_known && (is_colour(&setting.name) || setting.name == "font") {
            tokens.insert(setting.name.clone(), token);
        } else {
            let known = tokens.keys().filter(|name| is_colour(name));
            let known = known.map(String::as_str).collect::<Vec<_>>();
            findings.push(no_colour(setting, &known));
        }
    }
    contrast::check(&tokens, findings);
    sheet(&tokens)
}

/// What a setting is called in a style sheet: `link` for `light-link`.
fn property(name: &str) -> &str {
    ["light-", "dark-"]
        .iter()
        .find_map(|when| name.strip_prefix(when))
        .unwrap_or(name)
}

/// Whether a setting is a colour.
pub(super) fn is_colour(name: &str) -> bool {
    name.starts_with("light-") || name.starts_with("dark-")
}

/// A colour of a brand that the theme has none of that name for.
fn no_colour(setting: &Setting, known: &[&str]) -> Finding {
    let name = &setting.name;
    let finding = Finding::new(
        Code::UnknownKey,
        setting.key,
        format!("`{name}` is not a colour of the theme"),
    )
    .label("not known");
    let [by_day, in_the_dark] = ["light", "dark"].map(|when| format!("{when}-{name}"));
    if known.contains(&by_day.as_str()) {
        return finding.advice(format!(
            "Did you mean `{by_day}`, by day, or `{in_the_dark}`, on a dark screen?"
        ));
    }
    match did_you_mean(name, known.iter().copied()) {
        Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
        None => finding.advice(format!("These are known: {}.", known.join(", "))),
    }
}

fn unknown(name: &str, token: &Token, known: &Tokens) -> Option<Finding> {
    let finding = Finding::new(
        Code::UnknownKey,
        token.key?,
        format!("nothing in the theme uses `{name}`"),
    )
    .label("not known");
    Some(match did_you_mean(name, known.keys().map(String::as_str)) {
        Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
        None => finding.advice(format!(
            "Use it in a style sheet, as `var(--up-{})`, or take it out. These are known: {}.",
            property(name),
            known.keys().cloned().collect::<Vec<_>>().join(", ")
        )),
    })
}

fn read(file: FileId, sources: &Files, findings: &mut Findings) -> Tokens {
    let Some(node) = read_yaml(file, sources, findings) else {
        return Tokens::new();
    };
    let NodeKind::Map(entries) = node.kind else {
        findings.push(Finding::new(
            Code::WrongType,
            node.span,
            "`theme.yaml` is one list of names, each with a text",
        ));
        return Tokens::new();
    };
    let mut tokens = Tokens::new();
    for entry in entries {
        let Node { span, kind } = entry.value;
        if let NodeKind::Scalar { text, .. } = kind {
            let token = Token {
                value: text,
                at: Some(span),
                key: Some(entry.key_span),
            };
            tokens.insert(entry.key, token);
        } else {
            findings.push(Finding::new(
                Code::WrongType,
                span,
                format!("`{}` has to be a text", entry.key),
            ));
        }
    }
    tokens
}

fn sheet(tokens: &Tokens) -> String {
    let block = |keep: fn(&str) -> Option<&str>| -> String {
        let lines = tokens.iter().filter_map(|(name, token)| {
            Some(format!(
                "  --up-{}: {};\n",
                keep(name)?,
                plain(&token.value)
            ))
        });
        lines.collect()
    };
    let both = block(|name| (!name.starts_with("dark-")).then(|| property(name)));
    let dark = block(|name| name.strip_prefix("dark-"));
    format!(":root {{\n{both}}}\n@media (prefers-color-scheme: dark) {{ :root {{\n{dark}}} }}\n")
}

/// A token cannot end its own declaration.
fn plain(value: &str) -> String {
    value
        .chars()
        .filter(|sign| !matches!(sign, ';' | '{' | '}' | '<' | '>' | '\\'))
        .collect()
}
