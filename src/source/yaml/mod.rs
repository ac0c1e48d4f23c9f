//! YAML into nodes: the only module that knows the YAML parser.

mod faults;
mod refused;
mod write;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

use self::faults::fault;
pub use self::write::{block, flow, written};
use super::{Entry, FileId, Files, Node, NodeKind, Span, syntax::explain};
use crate::diagnostics::{Finding, Findings};

/// The most values a file may hold, aliases unfolded.
const MOST_NODES: usize = 200_000;
/// How deep lists and mappings may stand in each other, aliases unfolded.
const DEEPEST: usize = 64;

/// Reads a file that is already in `files`. `None` where it holds nothing, or where a finding says why it could not
/// be read to its end; smaller faults, such as a key that stands twice, are findings and reading goes on.
pub fn read_yaml(file: FileId, files: &Files, findings: &mut Findings) -> Option<Node> {
    read_text(file, &files.get(file)?.text, findings)
}

/// Reads YAML that stands in a stretch of a larger text, such as in a cell of a workbook. Every place is one in that text.
pub fn read_piece(text: &str, at: Span, findings: &mut Findings) -> Option<Node> {
    let mut own = Findings::default();
    let mut node = read_text(at.file, text, &mut own);
    let shift = |span: &mut Span| {
        span.start += at.start;
        span.end += at.start;
    };
    for finding in own.iter_mut() {
        let places = finding.at.iter_mut();
        places
            .chain(finding.related.iter_mut().map(|(at, _)| at))
            .for_each(shift);
    }
    findings.append(own);
    if let Some(node) = &mut node {
        node.for_each_span(&shift);
    }
    node
}

fn read_text(file: FileId, text: &str, findings: &mut Findings) -> Option<Node> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder {
        file,
        text,
        parser: Parser::new_from_str_with_options(text, options),
        anchors: BTreeMap::new(),
        unused: BTreeMap::new(),
        brackets: Vec::new(),
        nodes: 0,
        has_aliases: false,
        findings,
    };
    match builder.document() {
        Ok(node) => node,
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// A fault after which the rest of the file cannot be read.
type Fatal = Box<Finding>;

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    anchors: BTreeMap<usize, Node>,
    /// The anchors that nothing has repeated yet, each where it stands.
    unused: BTreeMap<usize, Span>,
    /// The `[` and `{` that are open.
    brackets: Vec<Span>,
    nodes: usize,
    has_aliases: bool,
    findings: &'a mut Findings,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Option<Node>, Fatal> {
        let mut root = None;
        let mut documents = 0;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(refused::several_documents(span));
                    }
                }
                Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {}
                event => root = Some(self.node(event, span, 1)?),
            }
        }
        for at in mem::take(&mut self.unused).into_values() {
            let finding = refused::unused_anchor(self.written(at), at);
            self.findings.push(finding);
        }
        Ok(root.filter(|node| !matches!(node.kind, NodeKind::Empty)))
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Fatal> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                if let Some(tag) = span.tag_span() {
                    let at = self.span(tag);
                    let finding = refused::tag(self.written(at), at);
                    self.findings.push(finding);
                }
                Ok(Some((event, self.span(span))))
            }
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or(self.text.len());
                let bracket = self.brackets.last().copied();
                Err(explain(
                    self.file,
                    self.text,
                    at,
                    fault(error.kind()),
                    bracket,
                ))
            }
        }
    }

    /// The text that stands at a place.
    fn written(&self, at: Span) -> &'a str {
        self.text.get(at.start..at.end).unwrap_or_default()
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span {
            file: self.file,
            start: range.start.min(self.text.len()),
            end: range
                .end
                .clamp(range.start, self.text.len().max(range.start)),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Fatal> {
        self.count(1, span)?;
        let holds = matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        if holds && depth > DEEPEST {
            return Err(refused::too_deep(span));
        }
        let anchor = event.anchor_id().unwrap_or(0);
        let node = match event {
            Event::Scalar(text, style, ..) => {
                if style == ScalarStyle::Plain {
                    self.refuse_stray_bracket(&text, span);
                }
                Node {
                    span,
                    kind: scalar(text.into_owned(), style),
                }
            }
            Event::SequenceStart(style, ..) => {
                self.within(style, span, |builder| builder.list(span, depth))?
            }
            Event::MappingStart(style, ..) => {
                self.within(style, span, |builder| builder.map(span, depth))?
            }
            Event::Alias(id) => return self.alias(id, span, depth),
            Event::UnresolvedAlias(name) => return Err(refused::unknown_alias(&name, span)),
            _ => Node {
                span,
                kind: NodeKind::Empty,
            },
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
            self.unused.insert(anchor, self.anchor_before(span));
        }
        Ok(node)
    }

    /// Reads a list or a mapping, and remembers where it was opened if that was by a bracket.
    fn within(
        &mut self,
        style: StructureStyle,
        start: Span,
        read: impl FnOnce(&mut Self) -> Result<Node, Fatal>,
    ) -> Result<Node, Fatal> {
        let open = self.brackets.len();
        if style == StructureStyle::Flow {
            self.brackets.push(start);
        }
        let node = read(self)?;
        self.brackets.truncate(open);
        Ok(node)
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, Fatal> {
        let mut items: Vec<Node> = Vec::new();
        let mut end = start.end;
        while let Some((event, span)) = self.next()? {
            if event == Event::SequenceEnd {
                // The end of a block has no text of its own and stands where the next thing starts.
                if span.end > span.start {
                    end = span.end;
                }
                break;
            }
            let mut item = self.node(event, span, depth + 1)?;
            if matches!(item.kind, NodeKind::Empty) && span.start == span.end {
                item.span = self.dash(end, span);
            }
            end = end.max(item.span.end);
            match items.last_mut() {
                Some(before) if self.is_rest_of_sum(before, &item) => {
                    self.join(before, item.span);
                    self.findings.push(refused::split(before));
                }
                _ => items.push(item),
            }
        }
        Ok(Node {
            span: Span { end, ..start },
            kind: NodeKind::List(items),
        })
    }

    /// The `-` of an item with nothing after it, which the parser places behind the comments that follow.
    fn dash(&self, after: usize, item: Span) -> Span {
        let between = self.text.get(after..item.start).unwrap_or_default();
        let mut start = after;
        for line in between.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if line.trim_start().starts_with('-') {
                let start = start + indent;
                return Span {
                    start,
                    end: start + 1,
                    ..item
                };
            }
            start += line.len();
        }
        item
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Fatal> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        let mut splits: BTreeSet<usize> = BTreeSet::new();
        let mut end = start.end;
        while let Some((event, span)) = self.next()? {
            if event == Event::MappingEnd {
                // The end of a block has no text of its own and stands where the next thing starts.
                if span.end > span.start {
                    end = span.end;
                }
                break;
            }
            let plain = matches!(event, Event::Scalar(_, ScalarStyle::Plain, ..));
            let key = self.node(event, span, depth + 1)?;
            let Some((event, span)) = self.next()? else {
                break;
            };
            let mut value = self.node(event, span, depth + 1)?;
            if matches!(value.kind, NodeKind::Empty) && value.span.start == value.span.end {
                value.span = key.span;
            }
            end = end.max(value.span.end);
            if let Some(before) = entries.last_mut().map(|entry| &mut entry.value)
                && self.is_rest_of_text(before, &key, &value)
            {
                self.join(before, key.span);
                splits.insert(entries.len() - 1);
                continue;
            }
            let Some(name) = self.key(&key, plain) else {
                continue;
            };
            if let Some(first) = places.get(&name) {
                self.findings
                    .push(refused::second_key(&name, key.span, *first));
                continue;
            }
            places.insert(name.clone(), key.span);
            entries.push(Entry {
                key: name,
                key_span: key.span,
                value,
            });
        }
        for entry in splits.into_iter().filter_map(|index| entries.get(index)) {
            self.findings.push(refused::split(&entry.value));
        }
        Ok(Node {
            span: Span { end, ..start },
            kind: NodeKind::Map(entries),
        })
    }

    /// Whether what YAML takes for a key with no value is text that goes on after a comma, as in
    /// `{gives: £1,000 a year}`.
    fn is_rest_of_text(&self, before: &Node, key: &Node, value: &Node) -> bool {
        let after = self.text.get(key.span.end..).unwrap_or_default();
        is_plain(before)
            && is_plain(key)
            && matches!(value.kind, NodeKind::Empty)
            && value.span.start <= key.span.end
            && !after.trim_start().starts_with(':')
            && !key.text().is_some_and(is_glued)
            && self
                .text
                .get(before.span.end..key.span.start)
                .map(str::trim)
                == Some(",")
    }

    /// Whether an item of a list is what follows the comma in a sum of pounds, as in `[£1,000 a year]`.
    fn is_rest_of_sum(&self, before: &Node, item: &Node) -> bool {
        let text = |node: &Node| self.text.get(node.span.start..node.span.end);
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        is_plain(before)
            && is_plain(item)
            && self.text.get(before.span.end..item.span.start) == Some(",")
            && text(before).is_some_and(|text| {
                text.starts_with('£') && text.ends_with(|last: char| last.is_ascii_digit())
            })
            && text(item).is_some_and(|text| digits(text) == 3)
    }

    /// Makes a text that YAML split at a comma whole again.
    fn join(&self, before: &mut Node, rest: Span) {
        before.span.end = rest.end;
        let written = self
            .text
            .get(before.span.start..rest.end)
            .unwrap_or_default();
        let words: Vec<&str> = written.split_whitespace().collect();
        before.kind = NodeKind::Scalar {
            text: words.join(" "),
            quoted: false,
        };
    }

    /// The name that a key gives, or a finding where it gives none.
    fn key(&mut self, key: &Node, plain: bool) -> Option<String> {
        match &key.kind {
            NodeKind::Scalar { text, .. } if text != "<<" || !plain => Some(text.clone()),
            kind => {
                self.findings.push(refused::key(kind, key.span));
                None
            }
        }
    }

    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Result<Node, Fatal> {
        self.has_aliases = true;
        self.unused.remove(&id);
        let Some(node) = self.anchors.get(&id) else {
            return Err(refused::endless_alias(span));
        };
        let (nodes, height) = extent(node);
        let node = Node {
            span,
            ..node.clone()
        };
        self.count(nodes, span)?;
        if depth + height > DEEPEST + 1 {
            return Err(refused::too_deep(span));
        }
        Ok(node)
    }

    fn count(&mut self, nodes: usize, at: Span) -> Result<(), Fatal> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(refused::too_many(self.has_aliases, at))
    }

    /// A bracket at the end of a text, where the text opens none: the text is no place for it.
    fn refuse_stray_bracket(&mut self, text: &str, span: Span) {
        let stray = [('}', '{'), (']', '[')]
            .into_iter()
            .any(|(close, open)| text.ends_with(close) && !text.contains(open));
        if stray {
            let at = Span {
                start: span.end.saturating_sub(1),
                ..span
            };
            self.findings.push(refused::stray_bracket(at));
        }
    }

    /// The `&name` in front of what starts here, which the parser gives no place of.
    fn anchor_before(&self, node: Span) -> Span {
        let before = self.text.get(..node.start).unwrap_or_default();
        let start = before.rfind('&').unwrap_or(node.start);
        let length = self.text.get(start..).unwrap_or_default();
        let length = length.find(char::is_whitespace).unwrap_or(length.len());
        Span {
            start,
            end: start + length,
            ..node
        }
    }
}

fn scalar(text: String, style: ScalarStyle) -> NodeKind {
    let quoted = style != ScalarStyle::Plain;
    if !quoted && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") {
        NodeKind::Empty
    } else {
        NodeKind::Scalar { text, quoted }
    }
}

/// Whether a text is a key and its value with no plain space between them.
fn is_glued(text: &str) -> bool {
    text.split_once(':').is_some_and(|(key, _)| {
        key.chars()
            .all(|letter| letter.is_alphabetic() || letter == ' ')
    })
}

fn is_plain(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Scalar { quoted: false, .. })
}

/// How many nodes a node holds, itself with them, and how many levels stand below it.
fn extent(node: &Node) -> (usize, usize) {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Scalar { .. } | NodeKind::Empty | NodeKind::Unread => return (1, 0),
        NodeKind::List(items) => items.iter().collect(),
        NodeKind::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
    };
    let (nodes, height) = children
        .into_iter()
        .map(extent)
        .fold((0, 0), |(nodes, height), below| {
            (nodes + below.0, height.max(below.1))
        });
    (nodes + 1, height + 1)
}

#[cfg(test)]
mod tests;
