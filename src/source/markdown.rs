//! Markdown as pages take it, and what of a text they do not take: at its place in the file.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{FileId, Files, Node, Span};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::links::fault_in_prose,
};

/// The parts of a text in Markdown.
pub fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
}

/// A link in a text that leads to another place of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    /// Where it leads, as it is written.
    pub link: String,
    /// Where it stands.
    pub at: Span,
    /// What the paths of the pages begin with that show the text, the folder of a language left out.
    pub shown: String,
    /// Whether it has a finding already.
    pub is_told: bool,
}

/// Looks through a file of Markdown, which every page may show.
pub fn look_through_file(file: FileId, files: &Files, findings: &mut Findings) -> Vec<ProseLink> {
    let text = files.text(file);
    let at = Span {
        file,
        start: 0,
        end: text.len(),
    };
    let path = files.get(file).map(|file| file.path.display().to_string());
    let what = format!("`{}`", path.unwrap_or_default());
    look_through_text(text, at, &what, "", files, findings)
}

/// Looks through the Markdown of a value. `what` names the text in findings.
pub fn look_through(
    node: &Node,
    what: &str,
    shown: &str,
    files: &Files,
    findings: &mut Findings,
) -> Vec<ProseLink> {
    node.text().map_or_else(Vec::new, |text| {
        look_through_text(text, node.span, what, shown, files, findings)
    })
}

/// Looks through Markdown that stands at a place: its findings go to `findings`, and its links are given back.
pub fn look_through_text(
    text: &str,
    at: Span,
    what: &str,
    shown: &str,
    files: &Files,
    findings: &mut Findings,
) -> Vec<ProseLink> {
    let raw = files
        .get(at.file)
        .and_then(|file| file.text.get(at.start..at.end))
        .unwrap_or_default();
    let place = |range: Range<usize>| {
        found_in(raw, text, range).map_or(at, |found| Span {
            file: at.file,
            start: at.start + found.start,
            end: at.start + found.end,
        })
    };
    let mut links = Vec::new();
    let mut is_in_html = false;
    for (event, range) in parser(text).into_offset_iter() {
        let mut refuse = |range: Range<usize>, fault: String| {
            findings.push(
                Finding::new(
                    Code::BadMarkdown,
                    place(range),
                    format!("{what} holds {fault}"),
                )
                .label("not taken")
                .advice("Write it in plain Markdown: paragraphs, lists, links, emphasis, tables."),
            );
        };
        match event {
            Event::Start(Tag::HtmlBlock) => is_in_html = false,
            // One finding for a block, and for an element: its end says nothing new.
            Event::Html(raw) if !is_in_html => {
                is_in_html = true;
                refuse(range, format!("HTML: `{}`", raw.trim()));
            }
            Event::InlineHtml(raw) if !closes_another(text, &raw, range.start) => {
                refuse(range, format!("HTML: `{}`", raw.trim()));
            }
            // The writer puts `mailto:` before an address in angle brackets.
            Event::Start(Tag::Link {
                dest_url,
                link_type: LinkType::Email,
                ..
            }) => findings.extend(leads_nowhere(&format!("mailto:{dest_url}"), place(range))),
            Event::Start(Tag::Link { dest_url, .. })
                if fault_in_prose(&dest_url)
                    .is_some_and(|fault| fault.meant.is_some() || is_safe(&dest_url)) =>
            {
                findings.extend(leads_nowhere(&dest_url, place(range.clone())));
                links.push(ProseLink {
                    at: place(range),
                    link: dest_url.to_string(),
                    shown: shown.to_owned(),
                    is_told: true,
                });
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                refuse(
                    range,
                    format!("a link that a page cannot open: `{dest_url}`"),
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(ProseLink {
                at: place(range),
                link: dest_url.to_string(),
                shown: shown.to_owned(),
                is_told: false,
            }),
            Event::Start(Tag::Image { dest_url, .. }) => {
                refuse(range, format!("a picture: `{dest_url}`"));
            }
            _ => {}
        }
    }
    links
}

/// What is wrong with a link in prose, with what was meant.
fn leads_nowhere(link: &str, at: Span) -> Option<Finding> {
    let fault = fault_in_prose(link)?;
    let finding = Finding::new(
        Code::BadLink,
        at,
        format!("the link `{link}` leads nowhere: {}", fault.why),
    )
    .label("cannot be used");
    Some(match fault.meant {
        Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
        None => finding.advice("Write the whole address, such as `https://www.example.gov.uk/care`, or take the link out."),
    })
}

/// Whether HTML is the end of an element that begins earlier in the text.
fn closes_another(text: &str, raw: &str, at: usize) -> bool {
    raw.strip_prefix("</").is_some_and(|name| {
        let name = name.trim_end_matches('>').trim();
        text.get(..at)
            .is_some_and(|before| before.contains(&format!("<{name}")))
    })
}

/// Where a stretch of a text is in the file's own characters: indentation, quotes and breaks may stand between.
fn found_in(raw: &str, text: &str, range: Range<usize>) -> Option<Range<usize>> {
    if raw == text {
        return Some(range);
    }
    let line = text.get(range.clone())?.trim_end().lines().next()?;
    let before = text.get(..range.start)?.matches(line).count();
    let (start, _) = raw.match_indices(line).nth(before)?;
    Some(start..start + line.len())
}

/// Whether a link is one that a page may hold: on the web, by email or telephone, or to another place of the site.
pub fn is_safe(link: &str) -> bool {
    match link.split_once(':') {
        Some((scheme, _)) => matches!(scheme, "https" | "http" | "mailto" | "tel"),
        None => !link.starts_with("//"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::read_yaml;

    /// Texts, each with its line and column.
    type Placed = Vec<(String, usize, usize)>;

    /// The findings of `about` in a file, and the links.
    fn look(yaml: &str) -> (Placed, Placed) {
        let mut files = Files::default();
        let mut findings = Findings::default();
        let file = files.add(Path::new("a.yaml"), yaml.to_owned());
        let node = read_yaml(file, &files, &mut findings).unwrap();
        let about = &node.entry("about").unwrap().value;
        let links = look_through(about, "`about`", "a/b", &files, &mut findings);
        let place = |at: Span| files.line_column(at);
        let findings = findings.sorted().into_iter().map(|finding| {
            let (line, column) = place(finding.at.unwrap());
            (finding.message.clone(), line, column)
        });
        let links = links.iter().map(|link| {
            let (line, column) = place(link.at);
            (link.link.clone(), line, column)
        });
        (findings.collect(), links.collect())
    }

    #[test]
    fn bad_markdown_in_yaml_text_has_its_place() {
        let (findings, links) = look(
            "title: x\nabout: |\n  One <b>two</b> three.\n\n  ![a](b.png) and [c](../c/) and [d](javascript:d)\n",
        );
        assert_eq!(
            findings,
            [
                ("`about` holds HTML: `<b>`".to_owned(), 3, 7),
                ("`about` holds a picture: `b.png`".to_owned(), 5, 3),
                (
                    "`about` holds a link that a page cannot open: `javascript:d`".to_owned(),
                    5,
                    34
                ),
            ]
        );
        assert_eq!(links, [("../c/".to_owned(), 5, 19)]);
        for (yaml, column) in [
            ("about: 'It''s <i>so</i>'", 15),
            ("about: It is <i>so</i>", 14),
            ("about: \"a\\n<i>\"", 12),
        ] {
            let (findings, _) = look(yaml);
            assert_eq!(
                findings
                    .iter()
                    .map(|(_, line, column)| (*line, *column))
                    .collect::<Vec<_>>(),
                [(1, column)],
                "{yaml}"
            );
        }
    }

    #[test]
    fn a_link_in_prose_that_leads_nowhere_is_told_with_its_place() {
        let (findings, links) =
            look("about: |\n  See [a](www.example.org/x), [b](htps://c.org) and [d](d@e.org).\n");
        let places: Vec<_> = findings
            .iter()
            .map(|(_, line, column)| (*line, *column))
            .collect();
        assert_eq!(places, [(2, 7), (2, 31), (2, 53)], "{findings:?}");
        assert!(
            findings[0]
                .0
                .starts_with("the link `www.example.org/x` leads nowhere")
        );
        // They are kept, so that the page that shows them is not told of them again.
        assert_eq!(links.len(), 3, "{links:?}");
        assert!(look("about: Write to <care@example.org>.").0.is_empty());
    }

    #[test]
    fn a_block_of_html_is_one_finding() {
        let (findings, _) = look("about: |\n  <table>\n  <tr><td>1</td></tr>\n  </table>\n");
        assert_eq!(findings.len(), 1, "{findings:?}");
    }
}
