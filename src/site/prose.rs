//! Markdown into HTML, by a writer of our own: no raw HTML, no inline style, tables with headings that say their
//! scope, headings that fit below the page's own, and figures out of the rules where a text names them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};
use upfront_engine::Scheme;

use super::{
    Input, Language,
    frame::{only_council, only_council_of},
};
use crate::{
    check::references::{self, edition_named, figure},
    diagnostics::Findings,
    lint,
    pipeline::Parts,
    source::{
        Picture,
        markdown::{is_safe, parser},
        reference::{self, Part},
    },
};

/// Where a text is shown.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    input: Input<'a>,
    /// The edition that the page is about.
    scheme: Option<&'a Scheme>,
    /// The way from the page to the top of the site.
    top: &'a str,
    /// What a link starts from that says no more than the way from the text's own page.
    base: &'a str,
    /// The pictures of the text, by their names in it.
    pictures: Option<&'a BTreeMap<String, Picture>>,
}

impl<'a> View<'a> {
    /// On a page about an edition.
    pub const fn of_edition(input: Input<'a>, scheme: &'a Scheme, top: &'a str) -> Self {
        Self {
            input,
            scheme: Some(scheme),
            top,
            base: "",
            pictures: None,
        }
    }

    /// On a page about none.
    pub const fn of_site(input: Input<'a>, top: &'a str) -> Self {
        Self {
            input,
            scheme: None,
            top,
            base: "",
            pictures: None,
        }
    }

    /// The same for a page above the one that the text is written for: its links start from `base` below it.
    #[must_use]
    pub const fn above(self, base: &'a str) -> Self {
        Self { base, ..self }
    }

    /// The same for a text with pictures.
    #[must_use]
    pub const fn with(self, pictures: &'a BTreeMap<String, Picture>) -> Self {
        Self {
            pictures: Some(pictures),
            ..self
        }
    }

    /// Turns Markdown into HTML. A `#` becomes a heading of level `top`. What pages do not take is left out: there is a
    /// finding about it at its place.
    pub fn html(self, markdown: &str, top: usize) -> String {
        write(markdown, top, &self)
    }

    /// Turns Markdown of a single paragraph into HTML without the paragraph.
    pub fn line(self, markdown: &str) -> String {
        within_paragraph(&self.html(markdown, 3))
    }
}

/// Looks up the figures that the site's texts name, and those of an edition that the texts of rules name. On a site with
/// one council, those that they state are held against its rules.
pub(crate) fn look_up_figures(
    parts: Parts<'_>,
    languages: &[Language<'_>],
    findings: &mut Findings,
) {
    let front: Vec<&Scheme> =
        only_council_of(parts.site, (parts.schemes, parts.fact_sheets), parts.as_of)
            .into_iter()
            .collect();
    let all: Vec<&Scheme> = parts.schemes.iter().collect();
    let of_rules = parts.prose.references.iter();
    // The others have been looked up where the rules were read.
    let of_rules = of_rules
        .filter(|mention| mention.shown.is_empty() || edition_named(&mention.text).is_some());
    let mentions = of_rules.map(|mention| (mention, front.clone()));
    let contents = languages.iter();
    let contents = contents.flat_map(|one| [&one.content, &one.content_about_them]);
    let contents = contents.flat_map(|content| {
        let of_site = content.named_of_site.iter();
        let of_site = of_site.map(|mention| (mention, front.clone()));
        let named = content.prose.references.iter();
        of_site.chain(named.map(|mention| (mention, all.clone())))
    });
    let mentions: Vec<_> = mentions.chain(contents).collect();
    references::check(mentions, parts.schemes, parts.faulty, findings);
    if let [scheme] = front.as_slice() {
        let of_contents = languages.iter();
        let of_contents = of_contents.flat_map(|one| [&one.content, &one.content_about_them]);
        let of_contents = of_contents.flat_map(|content| &content.prose.figures);
        let of_site = parts.prose.figures.iter();
        let of_site = of_site.filter(|stated| stated.shown.is_empty());
        lint::check_figures(of_site.chain(of_contents), scheme, findings);
    }
}

/// The editions that the site's texts name figures of, by their ids.
pub(super) fn editions_named<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let named = texts
        .filter(|text| text.contains("{{"))
        .flat_map(reference::parts);
    let named = named.filter_map(|(_, part)| match part {
        Part::Named(name) => edition_named(name),
        _ => None,
    });
    named.collect()
}

/// What a text stands among.
trait Around {
    /// What a link starts from that says no more than the way from the text's own page.
    fn base(&self) -> &str;
    /// A figure that the text names, as pages show it.
    fn figure(&self, name: &str) -> Option<String>;
    /// The way to a picture that the text names.
    fn picture(&self, name: &str) -> Option<String>;
}

impl Around for View<'_> {
    fn base(&self) -> &str {
        self.base
    }

    fn figure(&self, name: &str) -> Option<String> {
        let Input { schemes, words, .. } = self.input;
        let scheme = match edition_named(name) {
            Some(id) => schemes.iter().find(|scheme| scheme.id == id),
            None => self.scheme.or_else(|| only_council(self.input)),
        };
        figure(name, scheme?, words)
    }

    fn picture(&self, name: &str) -> Option<String> {
        let picture = self.pictures?.get(name)?;
        Some(format!("{}{}", self.top, picture.path))
    }
}

fn write(markdown: &str, top: usize, around: &dyn Around) -> String {
    let mut writer = Writer {
        html: String::new(),
        top,
        around,
        picture: None,
        alignments: Vec::new(),
        column: 0,
        in_head: false,
    };
    for event in parser(markdown) {
        writer.event(event);
    }
    writer.html
}

/// A single paragraph without its element.
fn within_paragraph(html: &str) -> String {
    let trimmed = html.trim();
    match trimmed
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"))
    {
        Some(inside) if !inside.contains("<p>") => inside.to_owned(),
        _ => trimmed.to_owned(),
    }
}

struct Writer<'a> {
    html: String,
    top: usize,
    around: &'a dyn Around,
    /// The way to the picture that is being read, and its words.
    picture: Option<(Option<String>, String)>,
    /// The alignment of each column of the table being written.
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            // Of what stands in a picture's words, the words alone.
            Event::Start(_) | Event::Code(_) if self.picture.is_some() => {}
            Event::End(end) if self.picture.is_some() && end != TagEnd::Image => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.html.push_str("<code>");
                escape(&text, &mut self.html);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// Writes words, with the figures that they name.
    fn text(&mut self, text: &str) {
        if let Some((_, alternative)) = &mut self.picture {
            alternative.push_str(text);
            return;
        }
        for (start, part) in reference::parts(text) {
            match part {
                Part::Words(words) => escape(words, &mut self.html),
                Part::Named(name) => match self.around.figure(name) {
                    Some(figure) => escape(&figure, &mut self.html),
                    // There is a finding about it.
                    None => self.push(format_args!("{{{{ {} }}}}", escaped(name))),
                },
                Part::Open(_) => escape(text.get(start..).unwrap_or_default(), &mut self.html),
            }
        }
    }

    fn end_picture(&mut self) {
        if let Some((Some(path), alternative)) = self.picture.take() {
            let (path, alternative) = (escaped(&path), escaped(&alternative));
            self.push(format_args!("<img src=\"{path}\" alt=\"{alternative}\">"));
        }
    }

    fn level(&self, level: HeadingLevel) -> usize {
        (level as usize + self.top).saturating_sub(1).clamp(2, 6)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => {
                let level = self.level(level);
                self.push(format_args!("<h{level}>"));
            }
            Tag::BlockQuote(_) => self.html.push_str("<blockquote>\n"),
            Tag::CodeBlock(_) => self.html.push_str("<pre><code>"),
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.push(format_args!("<ol start=\"{first}\">\n")),
            Tag::Item => self.html.push_str("<li>"),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => {
                self.html.push_str("<a href=\"");
                if link_type == LinkType::Email {
                    self.html.push_str("mailto:");
                }
                if is_safe(&dest_url) {
                    let is_way = link_type != LinkType::Email
                        && !dest_url.starts_with(['/', '#'])
                        && !dest_url.contains(':');
                    if is_way {
                        escape(self.around.base(), &mut self.html);
                    }
                    escape(&dest_url, &mut self.html);
                }
                self.html.push_str("\">");
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((self.around.picture(&dest_url), String::new()));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.html.push_str("<div class=\"up-tw\"><table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => {
                let (name, scope) = self.cell();
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Right) => " class=\"up-number\"",
                    Some(Alignment::Center) => " class=\"up-centre\"",
                    _ => "",
                };
                self.push(format_args!("<{name}{scope}{class}>"));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                let level = self.level(level);
                self.push(format_args!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.html.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.html.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Image => self.end_picture(),
            TagEnd::Link => self.html.push_str("</a>"),
            TagEnd::Table => self.html.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html.push_str("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let (name, _) = self.cell();
                self.push(format_args!("</{name}>"));
                self.column += 1;
            }
            _ => {}
        }
    }

    /// The element of a table's cell: every first cell of a row heads it.
    fn cell(&self) -> (&'static str, &'static str) {
        match (self.in_head, self.column) {
            (true, _) => ("th", " scope=\"col\""),
            (false, 0) => ("th", " scope=\"row\""),
            (false, _) => ("td", ""),
        }
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.html.write_fmt(text);
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    escape(text, &mut escaped);
    escaped
}

/// Writes text so that no sign of it is read as HTML.
fn escape(text: &str, into: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            _ => into.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules with one rate, and a text with one picture.
    struct Small;

    impl Around for Small {
        fn base(&self) -> &'static str {
            ""
        }

        fn figure(&self, name: &str) -> Option<String> {
            (name == "rate hour_of_care").then(|| "£24 & 40p".to_owned())
        }

        fn picture(&self, name: &str) -> Option<String> {
            (name == "map.svg").then(|| "../assets/map-1.svg".to_owned())
        }
    }

    fn html(markdown: &str, top: usize) -> String {
        write(markdown, top, &Small)
    }

    fn line(markdown: &str) -> String {
        within_paragraph(&html(markdown, 3))
    }

    #[test]
    fn a_figure_stands_where_a_text_names_it_and_nothing_runs() {
        assert_eq!(
            html(
                "An *hour* is {{ rate hour_of_care }}, {{rate hour_of_care}}.",
                2
            ),
            "<p>An <em>hour</em> is £24 &amp; 40p, £24 &amp; 40p.</p>\n"
        );
        // What is no figure stays as it is, and so does code.
        assert_eq!(
            html(
                "{{ 1 + 1 }} {{ x | safe }} {% if x %} `{{ rate hour_of_care }}` {{ a",
                2
            ),
            "<p>{{ 1 + 1 }} {{ x | safe }} {% if x %} <code>{{ rate hour_of_care }}</code> {{ a</p>\n"
        );
    }

    #[test]
    fn a_picture_has_its_words_and_one_that_is_not_known_is_left_out() {
        assert_eq!(
            html("![A \"map\" of {{ it }}](map.svg)![b](no.svg)", 2),
            "<p><img src=\"../assets/map-1.svg\" alt=\"A &quot;map&quot; of {{ it }}\"></p>\n"
        );
    }

    #[test]
    fn prose_becomes_html_and_headings_fit_below_the_page_s() {
        assert_eq!(
            html(
                "# A\n\n*b* & **c** [d](https://e.org/?f&g)\n\n- h\n- i\n",
                2
            ),
            "<h2>A</h2>\n<p><em>b</em> &amp; <strong>c</strong> \
             <a href=\"https://e.org/?f&amp;g\">d</a></p>\n<ul>\n<li>h</li>\n<li>i</li>\n</ul>\n"
        );
    }

    #[test]
    fn tables_are_aligned_by_class_and_every_heading_says_its_scope() {
        assert_eq!(
            html("| a | b |\n| - | -: |\n| c | 1 |\n", 2),
            "<div class=\"up-tw\"><table>\n<thead><tr><th scope=\"col\">a</th>\
             <th scope=\"col\" class=\"up-number\">b</th></tr></thead>\n<tbody>\n<tr><th scope=\"row\">c</th>\
             <td class=\"up-number\">1</td></tr>\n</tbody></table></div>\n"
        );
    }

    #[test]
    fn what_pages_do_not_take_is_left_out() {
        assert_eq!(html("a <b>c</b>", 2), "<p>a c</p>\n");
        assert_eq!(html("[a](javascript:b)", 2), "<p><a href=\"\">a</a></p>\n");
    }

    #[test]
    fn a_single_paragraph_loses_its_paragraph() {
        assert_eq!(line("a *b*\n"), "a <em>b</em>");
        assert_eq!(line("a\n\nb"), "<p>a</p>\n<p>b</p>");
    }
}
