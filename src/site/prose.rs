//! Markdown into HTML, by a writer of our own: no raw HTML, no inline style, tables with headings that say their
//! scope, and headings that fit below the page's own.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::source::markdown::{is_safe, parser};

/// Turns Markdown into HTML. A `#` becomes a heading of level `top`. What pages do not take is left out: there is a
/// finding about it at its place.
pub fn html(markdown: &str, top: usize) -> String {
    html_from(markdown, top, "")
}

/// The same for a page above the one that the text is written for: its links start from `base` below it.
pub fn html_from(markdown: &str, top: usize, base: &str) -> String {
    let mut writer = Writer {
        html: String::new(),
        top,
        base,
        alignments: Vec::new(),
        column: 0,
        in_head: false,
    };
    for event in parser(markdown) {
        writer.event(event);
    }
    writer.html
}

/// Turns Markdown of a single paragraph into HTML without the paragraph.
pub fn line(markdown: &str) -> String {
    line_from(markdown, "")
}

/// The same for a page above the one that the text is written for.
pub fn line_from(markdown: &str, base: &str) -> String {
    let html = html_from(markdown, 3, base);
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
    /// What a link starts from that says no more than the way from the text's own page.
    base: &'a str,
    /// The alignment of each column of the table being written.
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => escape(&text, &mut self.html),
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
                        escape(self.base, &mut self.html);
                    }
                    escape(&dest_url, &mut self.html);
                }
                self.html.push_str("\">");
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
