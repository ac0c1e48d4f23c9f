//! Markdown as pages take it, and what of a text they do not take: at its place in the file.

use std::ops::Range;

use pulldown_cmark::{
    Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, TextMergeWithOffset,
};

use super::{
    FileId, Files, Node, Span,
    reference::{self, Part},
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::links::fault_in_prose,
};

/// The parts of a text in Markdown; what is text stands in one piece.
pub fn parser(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(markdown, Options::ENABLE_TABLES))
}

/// What texts lead to, name, show and state, each at its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// Links to other places of the site.
    pub links: Vec<ProseLink>,
    /// Figures that are named: `{{ rate agency_hour }}`.
    pub references: Vec<Mention>,
    /// Figures that are stated by hand.
    pub figures: Vec<Stated>,
}

impl Prose {
    /// Of a text that tells of somebody.
    #[must_use]
    pub fn of_a_person(mut self) -> Self {
        for figure in &mut self.figures {
            figure.is_of_a_person = true;
        }
        self
    }

    /// With those of other texts.
    pub fn append(&mut self, mut other: Self) {
        self.links.append(&mut other.links);
        self.references.append(&mut other.references);
        self.figures.append(&mut other.figures);
    }
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

/// A reference to a figure, as it is written between its braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What stands between the braces.
    pub text: String,
    /// Where it stands, with its braces.
    pub at: Span,
    /// The edition whose text it is in; empty where the text is no edition's own.
    pub shown: String,
}

/// A figure that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The figure, with what it may be counted in: `£24.40 an hour`, and the words after it.
    pub text: String,
    /// The sentence that it stands in.
    pub sentence: String,
    /// How many other figures that sentence has, those that it names counted too.
    pub others_in_sentence: usize,
    /// Whether the text tells of somebody: it is that of a worked example.
    pub is_of_a_person: bool,
    /// Where the figure starts, and its digits end.
    pub at: Span,
    /// The edition whose text it is in; empty where the text is no edition's own.
    pub shown: String,
}

/// A picture that a text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its file, as it is written.
    pub file: String,
    /// Where it stands.
    pub at: Span,
}

/// Looks through a file of Markdown, which every page may show, and which may have pictures.
pub fn look_through_file(
    file: FileId,
    files: &Files,
    findings: &mut Findings,
) -> (Prose, Vec<Shown>) {
    let text = files.text(file);
    let at = Span {
        file,
        start: 0,
        end: text.len(),
    };
    let path = files.get(file).map(|file| file.path.display().to_string());
    let what = format!("`{}`", path.unwrap_or_default());
    let mut looking = Looking::at(text, at, &what, "", files, findings);
    looking.pictures = Some(Vec::new());
    looking.look();
    (looking.prose, looking.pictures.unwrap_or_default())
}

/// Looks through the Markdown of a value. `what` names the text in findings.
pub fn look_through(
    node: &Node,
    what: &str,
    shown: &str,
    files: &Files,
    findings: &mut Findings,
) -> Prose {
    node.text().map_or_else(Prose::default, |text| {
        look_through_text(text, node.span, what, shown, files, findings)
    })
}

/// Looks through Markdown that stands at a place: its findings go to `findings`, and what it holds is given back.
pub fn look_through_text(
    text: &str,
    at: Span,
    what: &str,
    shown: &str,
    files: &Files,
    findings: &mut Findings,
) -> Prose {
    let mut looking = Looking::at(text, at, what, shown, files, findings);
    looking.look();
    looking.prose
}

/// Stands for a reference among the words of a block.
pub const REFERENCE: char = '\u{FFFC}';

/// The sentences of a block.
fn sentences(block: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (end, _) in block.match_indices(['.', '?', '!']) {
        let rest = block.get(end + 1..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(char::is_whitespace) {
            sentences.push(start..end + 1);
            start = end + 1;
        }
    }
    sentences.push(start..block.len());
    sentences
}

/// The digits of each figure in a sentence: a sum of money, a share in a hundred, or a number with a word after it.
fn figures(sentence: &str) -> Vec<Range<usize>> {
    let mut figures = Vec::new();
    let mut end_of_last = 0;
    for (start, first) in sentence.char_indices() {
        let before = sentence
            .get(..start)
            .and_then(|before| before.chars().last());
        let joins =
            |sign: char| sign.is_alphanumeric() || matches!(sign, '£' | '.' | ',' | '/' | '-');
        let is_money = first == '£';
        if start < end_of_last || !(is_money || first.is_ascii_digit()) || before.is_some_and(joins)
        {
            continue;
        }
        let digits = start + if is_money { first.len_utf8() } else { 0 };
        let rest = sentence.get(digits..).unwrap_or_default();
        let number =
            rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || ",.".contains(sign));
        let number = rest.get(..rest.len() - number.len()).unwrap_or_default();
        let number = number.trim_end_matches([',', '.']);
        let end = digits + number.len();
        let after = sentence.get(end..).unwrap_or_default();
        let is_counted = after
            .trim_start()
            .starts_with(|sign: char| sign == '%' || sign.is_alphabetic());
        if number.is_empty() || !(is_money || is_counted) {
            continue;
        }
        let end = if after.starts_with('%') { end + 1 } else { end };
        end_of_last = end;
        figures.push(start..end);
    }
    figures
}

/// A text that is looked through.
struct Looking<'a> {
    text: &'a str,
    at: Span,
    /// The same as the file has it.
    raw: &'a str,
    what: &'a str,
    shown: &'a str,
    findings: &'a mut Findings,
    prose: Prose,
    /// Its pictures, where it may have any.
    pictures: Option<Vec<Shown>>,
    /// The picture that is being read: its file, and its words.
    picture: Option<(String, String)>,
    is_in_html: bool,
    /// The words of the block that is being read, and from where in the text each piece of them is.
    block: String,
    pieces: Vec<(usize, usize)>,
}

impl<'a> Looking<'a> {
    fn at(
        text: &'a str,
        at: Span,
        what: &'a str,
        shown: &'a str,
        files: &'a Files,
        findings: &'a mut Findings,
    ) -> Self {
        let file = files.get(at.file);
        Self {
            text,
            at,
            raw: file
                .and_then(|file| file.text.get(at.start..at.end))
                .unwrap_or_default(),
            what,
            shown,
            findings,
            prose: Prose::default(),
            pictures: None,
            picture: None,
            is_in_html: false,
            block: String::new(),
            pieces: Vec::new(),
        }
    }

    fn look(&mut self) {
        let parser = Parser::new_ext(self.text, Options::ENABLE_TABLES);
        for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
            self.event(event, range);
        }
        self.end_block();
    }

    /// Where a stretch of the text is in the file.
    fn place(&self, range: Range<usize>) -> Span {
        found_in(self.raw, self.text, range).map_or(self.at, |found| Span {
            file: self.at.file,
            start: self.at.start + found.start,
            end: self.at.start + found.end,
        })
    }

    fn refuse(&mut self, range: Range<usize>, fault: &str) {
        let finding = Finding::new(
            Code::BadMarkdown,
            self.place(range),
            format!("{} holds {fault}", self.what),
        );
        self.findings.push(
            finding
                .label("not taken")
                .advice("Write it in plain Markdown: paragraphs, lists, links, emphasis, tables."),
        );
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.is_in_html = false,
            // One finding for a block, and for an element: its end says nothing new.
            Event::Html(raw) if !self.is_in_html => {
                self.is_in_html = true;
                self.refuse(range, &format!("HTML: `{}`", raw.trim()));
            }
            Event::InlineHtml(raw) if !closes_another(self.text, &raw, range.start) => {
                self.refuse(range, &format!("HTML: `{}`", raw.trim()));
            }
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => self.link(&dest_url, link_type, range),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.picture = Some((dest_url.to_string(), String::new()));
            }
            Event::End(TagEnd::Image) => self.end_picture(range),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => self.end_block(),
            Event::Text(text) => self.words(&text, &range),
            Event::SoftBreak | Event::HardBreak => self.block.push(' '),
            _ => {}
        }
    }

    /// Takes words down: those of a picture, or of a block with the references in it.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        if let Some((_, alternative)) = &mut self.picture {
            alternative.push_str(words);
            return;
        }
        for (start, part) in reference::parts(words) {
            let start = range.start + start;
            match part {
                Part::Words(words) => {
                    self.pieces.push((self.block.len(), start));
                    self.block.push_str(words);
                }
                Part::Named(name) => {
                    let end = self.text.get(start..).and_then(|rest| rest.find("}}"));
                    let end = end.map_or(range.end, |end| start + end + "}}".len());
                    self.prose.references.push(Mention {
                        text: name.to_owned(),
                        at: self.place(start..end),
                        shown: self.shown.to_owned(),
                    });
                    self.block.push(REFERENCE);
                }
                Part::Open(_) => {
                    let finding = Finding::new(
                        Code::BadMarkdown,
                        self.place(start..start + "{{".len()),
                        format!(
                            "{} holds `{{{{` without a `}}}}` on the same line",
                            self.what
                        ),
                    );
                    self.findings.push(
                        finding
                            .label("not closed")
                            .advice("Write a figure by reference as `{{ rate agency_hour }}`."),
                    );
                }
            }
        }
    }

    /// A picture with its words, or without, which is a finding.
    fn end_picture(&mut self, range: Range<usize>) {
        let Some((file, alternative)) = self.picture.take() else {
            return;
        };
        if self.pictures.is_none() {
            self.refuse(range, &format!("a picture: `{file}`"));
            return;
        }
        let at = self.place(range);
        if alternative.trim().is_empty() {
            let finding = Finding::new(
                Code::MissingAlternative,
                at,
                format!("the picture `{file}` has no text alternative"),
            );
            self.findings
                .push(finding.label("says nothing").advice(format!(
                    "Say in words what it shows: `![A map of the offices]({file})`."
                )));
        }
        if let Some(pictures) = &mut self.pictures {
            pictures.push(Shown { file, at });
        }
    }

    /// Takes down the figures that a block states.
    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let pieces = std::mem::take(&mut self.pieces);
        for sentence in sentences(&block) {
            let text = block.get(sentence.clone()).unwrap_or_default();
            let stated = figures(text);
            let others = stated.len().saturating_sub(1) + text.matches(REFERENCE).count();
            for figure in stated {
                let start = sentence.start + figure.start;
                let piece = pieces.iter().rev().find(|(from, _)| *from <= start);
                let Some((from, source)) = piece else {
                    continue;
                };
                let source = source + (start - from);
                self.prose.figures.push(Stated {
                    text: text
                        .get(figure.start..)
                        .unwrap_or_default()
                        .trim_end()
                        .to_owned(),
                    sentence: text.trim().to_owned(),
                    others_in_sentence: others,
                    is_of_a_person: false,
                    at: self.place(source..source + figure.len()),
                    shown: self.shown.to_owned(),
                });
            }
        }
    }

    fn link(&mut self, to: &str, kind: LinkType, range: Range<usize>) {
        let at = self.place(range.clone());
        // The writer puts `mailto:` before an address in angle brackets.
        if kind == LinkType::Email {
            self.findings
                .extend(leads_nowhere(&format!("mailto:{to}"), at));
            return;
        }
        let fault = fault_in_prose(to);
        let is_told = fault.is_some_and(|fault| fault.meant.is_some() || is_safe(to));
        if is_told {
            self.findings.extend(leads_nowhere(to, at));
        } else if !is_safe(to) {
            self.refuse(range, &format!("a link that a page cannot open: `{to}`"));
            return;
        }
        self.prose.links.push(ProseLink {
            at,
            link: to.to_owned(),
            shown: self.shown.to_owned(),
            is_told,
        });
    }
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
        let links = look_through(about, "`about`", "a/b", &files, &mut findings).links;
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
    fn figures_and_references_are_taken_down_with_their_places() {
        let yaml = "about: |\n  An **hour** is £24.40, or\n  {{ rate day }}. It was 5% of 2 days in 2024/25, § 3.1.\n";
        let mut files = Files::default();
        let mut findings = Findings::default();
        let file = files.add(Path::new("a.yaml"), yaml.to_owned());
        let node = read_yaml(file, &files, &mut findings).unwrap();
        let about = &node.entry("about").unwrap().value;
        let prose = look_through(about, "`about`", "a/b", &files, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        let figures = prose.figures.iter().map(|figure| {
            let raw = &yaml[figure.at.start..figure.at.end];
            (raw, figure.sentence.as_str())
        });
        let (one, other) = (
            "An hour is £24.40, or \u{FFFC}.",
            "It was 5% of 2 days in 2024/25, § 3.1.",
        );
        assert_eq!(
            figures.collect::<Vec<_>>(),
            [("£24.40", one), ("5%", other), ("2", other)]
        );
        let [named] = prose.references.as_slice() else {
            panic!("{prose:?}");
        };
        assert_eq!(named.text, "rate day");
        assert_eq!(&yaml[named.at.start..named.at.end], "{{ rate day }}");
    }

    #[test]
    fn a_reference_that_is_not_closed_is_told() {
        let (findings, _) = look("about: It costs {{ rate hour }.");
        assert_eq!(
            findings,
            [(
                "`about` holds `{{` without a `}}` on the same line".to_owned(),
                1,
                17
            )]
        );
    }

    #[test]
    fn a_block_of_html_is_one_finding() {
        let (findings, _) = look("about: |\n  <table>\n  <tr><td>1</td></tr>\n  </table>\n");
        assert_eq!(findings.len(), 1, "{findings:?}");
    }
}
