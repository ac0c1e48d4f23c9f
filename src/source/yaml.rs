//! YAML into nodes: the only module that knows the YAML parser.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StrInput, StructureStyle};

use super::{
    Entry, FileId, Files, Node, NodeKind, Span,
    syntax::{Fault, explain},
};
use crate::diagnostics::{Code, Finding, Findings};

/// The most values a file may hold, aliases unfolded.
const MOST_NODES: usize = 200_000;
/// How deep lists and mappings may stand in each other, aliases unfolded.
const DEEPEST: usize = 64;

/// Reads a file that is already in `files`. `None` where it holds nothing, or where a finding says why it could not
/// be read to its end; smaller faults, such as a key that stands twice, are findings and reading goes on.
pub fn read_yaml(file: FileId, files: &Files, findings: &mut Findings) -> Option<Node> {
    let text = &files.get(file)?.text;
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
                        return Err(several_documents(span));
                    }
                }
                Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {}
                event => root = Some(self.node(event, span, 1)?),
            }
        }
        for at in mem::take(&mut self.unused).into_values() {
            self.refuse_anchor(at);
        }
        Ok(root.filter(|node| !matches!(node.kind, NodeKind::Empty)))
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Fatal> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                if let Some(tag) = span.tag_span() {
                    self.refuse_tag(self.span(tag));
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
            return Err(too_deep(span));
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
            Event::UnresolvedAlias(name) => return Err(unknown_alias(&name, span)),
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
                    self.findings.push(split(before));
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
                self.findings.push(
                    Finding::new(
                        Code::DuplicateKey,
                        key.span,
                        format!("`{name}` stands twice in one mapping"),
                    )
                    .label("the second time")
                    .related(*first, "the first time")
                    .advice(format!("Keep one `{name}` and delete or rename the other.")),
                );
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
            self.findings.push(split(&entry.value));
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
        let finding = match &key.kind {
            NodeKind::Scalar { text, .. } if text == "<<" && plain => Finding::new(
                Code::UnknownKey,
                key.span,
                "`<<` would copy keys from another mapping, which rules do not do",
            )
            .label("not used here")
            .advice("Write the keys out where they belong."),
            NodeKind::Scalar { text, .. } => return Some(text.clone()),
            NodeKind::Empty => Finding::new(
                Code::WrongType,
                key.span,
                "A key without a name stands before a colon",
            )
            .label("a name belongs here")
            .advice("Write the key's name, or put the text in quotes if no key was meant."),
            NodeKind::List(_) | NodeKind::Map(_) => Finding::new(
                Code::WrongType,
                key.span,
                "A key is a name, and this is a list or a mapping",
            )
            .label("a name belongs here")
            .advice("Put the text in quotes if the brackets are part of it."),
        };
        self.findings.push(finding);
        None
    }

    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Result<Node, Fatal> {
        self.has_aliases = true;
        self.unused.remove(&id);
        let Some(node) = self.anchors.get(&id) else {
            return Err(Box::new(
                Finding::new(
                    Code::AliasBomb,
                    span,
                    "An alias that stands inside the very thing it repeats never ends",
                )
                .label("repeats what it stands in")
                .advice("Write out what is meant instead of the alias."),
            ));
        };
        let (nodes, height) = extent(node);
        let node = Node {
            span,
            ..node.clone()
        };
        self.count(nodes, span)?;
        if depth + height > DEEPEST + 1 {
            return Err(too_deep(span));
        }
        Ok(node)
    }

    fn count(&mut self, nodes: usize, at: Span) -> Result<(), Fatal> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        let (code, message, advice) = if self.has_aliases {
            (
                Code::AliasBomb,
                "The aliases (`*name`) of this file unfold into more than 200,000 values",
                "Write out what is meant instead of repeating it by aliases.",
            )
        } else {
            (
                Code::FileTooLarge,
                "The file holds more than 200,000 values",
                "Split the file: every `.yaml` file of the folder is read.",
            )
        };
        Err(Box::new(
            Finding::new(code, at, message)
                .label("reading stopped here")
                .advice(advice),
        ))
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
            self.findings.push(stray_bracket(at));
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

    fn refuse_anchor(&mut self, at: Span) {
        let anchor = self.text.get(at.start..at.end).unwrap_or("&");
        self.findings.push(
            Finding::new(
                Code::WrongType,
                at,
                format!("`{anchor}` would be left out: to YAML it is a name for what follows, and nothing repeats it"),
            )
            .label("left out")
            .advice("Put the whole text in quotes if this is part of it, or else delete it."),
        );
    }

    fn refuse_tag(&mut self, at: Span) {
        let tag = self.text.get(at.start..at.end).unwrap_or("!").to_owned();
        self.findings.push(
            Finding::new(
                Code::WrongType,
                at,
                format!("`{tag}` is a YAML tag, which rules do not use"),
            )
            .label("not used here")
            .advice("Delete it, or put the text in quotes if the exclamation mark is part of it."),
        );
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

fn split(node: &Node) -> Finding {
    let text = node.text().unwrap_or_default();
    Finding::new(
        Code::WrongType,
        node.span,
        "A comma inside `{…}` or `[…]` ends the text before it",
    )
    .label("this has to stand in quotes")
    .advice(format!("Write `\"{text}\"`, with the quotes."))
}

/// How many nodes a node holds, itself with them, and how many levels stand below it.
fn extent(node: &Node) -> (usize, usize) {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Scalar { .. } | NodeKind::Empty => return (1, 0),
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

fn several_documents(at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::YamlSyntax,
            at,
            "A line of three dashes starts a second document, and a rules file holds one",
        )
        .label("the second document starts here")
        .advice("Delete this line, or put what follows into a file of its own."),
    )
}

fn stray_bracket(at: Span) -> Finding {
    Finding::new(
        Code::WrongType,
        at,
        "A closing bracket stands where none was opened",
    )
    .label("closes nothing")
    .advice("Delete it, or put the text in quotes if the bracket is part of it.")
}

fn too_deep(at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::TooDeep,
            at,
            "Lists and mappings stand in each other more than 64 deep",
        )
        .label("reading stopped here")
        .advice("Look for brackets that are opened and never closed."),
    )
}

fn unknown_alias(name: &str, at: Span) -> Fatal {
    Box::new(
        Finding::new(
            Code::YamlSyntax,
            at,
            format!(
                "`*{name}` repeats something named `&{name}`, and nothing before it has that name"
            ),
        )
        .label("repeats nothing")
        .advice(format!("Put it in quotes if it is text: `\"*{name}\"`.")),
    )
}

fn fault(kind: &ErrorKind) -> Fault {
    use ErrorKind as E;
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => Fault::Tab,
        E::UnclosedQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent => Fault::OpenQuote,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidFlowScalarIndent => Fault::OpenBracket,
        E::MismatchedFlowCollectionEnd { .. } => Fault::WrongBracket,
        E::MisplacedFlowCollectionEnd => Fault::StrayBracket,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            Fault::AfterQuote
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => Fault::Backslash,
        E::UnexpectedCharacter { .. }
        | E::MissingAnchorOrAliasName
        | E::InvalidBlockScalarHeader
        | E::ZeroBlockScalarIndent
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagTerminator
        | E::InvalidTagEscape
        | E::UndeclaredTagHandle => Fault::Start,
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection
        | E::InvalidMappingValueWhitespace => Fault::Colon,
        E::SimpleKeyExpected | E::InvalidSimpleKey => Fault::NoColon,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::MappingKeyNotAllowed => Fault::Indentation,
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => Fault::Dash,
        E::RecursionLimitExceeded => Fault::Deep,
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt::Write as _, path::Path};

    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Option<Node>, Findings, Files) {
        let mut files = Files::default();
        let file = files.add(Path::new("a.yaml"), text.to_owned());
        let mut findings = Findings::default();
        let node = read_yaml(file, &files, &mut findings);
        (node, findings, files)
    }

    /// Every finding as `line:column code`.
    fn found(text: &str) -> Vec<String> {
        let (_, findings, files) = read(text);
        findings
            .sorted()
            .iter()
            .map(|finding| {
                let (line, column) = files.line_column(finding.at.unwrap());
                format!("{line}:{column} {}", finding.code.name())
            })
            .collect()
    }

    /// Every node and key with its place, as the text that its span covers.
    fn pieces(node: &Node, text: &str, into: &mut Vec<String>) {
        into.push(text[node.span.start..node.span.end].to_owned());
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| pieces(item, text, into)),
            NodeKind::Map(entries) => {
                for entry in entries {
                    into.push(text[entry.key_span.start..entry.key_span.end].to_owned());
                    pieces(&entry.value, text, into);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn keeps_raw_text_and_quotes() {
        let (node, findings, _) = read(
            "a: 5.00\nb: '5.00'\nc: ~\nd:\ne: null\nf: 'null'\ng: yes\nh: |\n  two\n  lines\n",
        );
        let node = node.unwrap();
        assert!(findings.is_empty());
        let scalar = |key: &str| match &node.entry(key).unwrap().value.kind {
            NodeKind::Scalar { text, quoted } => Some((text.clone(), *quoted)),
            NodeKind::Empty => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(scalar("a"), Some(("5.00".into(), false)));
        assert_eq!(scalar("b"), Some(("5.00".into(), true)));
        assert_eq!(scalar("c"), None);
        assert_eq!(scalar("d"), None);
        assert_eq!(scalar("e"), None);
        assert_eq!(scalar("f"), Some(("null".into(), true)));
        assert_eq!(scalar("g"), Some(("yes".into(), false)));
        assert_eq!(scalar("h"), Some(("two\nlines\n".into(), true)));
    }

    #[test]
    fn spans_cover_the_text() {
        let text =
            "£: £5   # a comment\nlist:\n  - 'q'\n  - {k: v, e: }\n\n# end\nlast: two\n  lines\n";
        let (node, ..) = read(text);
        let mut all = Vec::new();
        pieces(&node.unwrap(), text, &mut all);
        assert_eq!(
            all[1..],
            [
                "£",
                "£5",
                "list",
                "- 'q'\n  - {k: v, e: }",
                "'q'",
                "{k: v, e: }",
                "k",
                "v",
                "e",
                "e",
                "last",
                "two\n  lines"
            ]
        );
        assert!(all[0].starts_with("£: £5") && all[0].ends_with("lines"));
    }

    #[test]
    fn lines_and_columns_are_those_of_an_editor() {
        assert_eq!(found("ä: ü\r\nß: {x: 1, x: 2}\r\n"), ["2:11 duplicate-key"]);
        let (_, findings, files) = read("a: 1\nb: 2\na: 3\n");
        let findings = findings.sorted();
        assert_eq!(files.line_column(findings[0].at.unwrap()), (3, 1));
        assert_eq!(files.line_column(findings[0].related[0].0), (1, 1));
    }

    #[test]
    fn refuses_what_rules_do_not_use() {
        assert_eq!(found("a: &x {b: 1}\nc:\n  <<: *x\n"), ["3:3 unknown-key"]);
        assert_eq!(found("? [a, b]\n: c\n"), ["1:3 wrong-type"]);
        assert_eq!(found(": c\n"), ["1:1 wrong-type"]);
        assert_eq!(found("a: !foo b\n"), ["1:4 wrong-type"]);
        assert_eq!(found("a: b\n---\nc: d\n"), ["2:1 yaml-syntax"]);
        assert_eq!(found("a: *b\n"), ["1:4 yaml-syntax"]);
        assert_eq!(found("a: &x [*x]\n"), ["1:8 alias-bomb"]);
        assert_eq!(found("title: &Charges for\n"), ["1:8 wrong-type"]);
        assert_eq!(found("a: b}\nc: d [e]\n"), ["1:5 wrong-type"]);
        assert_eq!(
            found("a:\n  b: &x\nc: &y\n  d: 1\n"),
            ["2:6 wrong-type", "3:4 wrong-type"]
        );
        assert_eq!(found("a: > charges\n"), ["1:4 yaml-syntax"]);
    }

    #[test]
    fn limits_depth_and_aliases() {
        let deep = format!("a: {}{}", "[".repeat(70), "]".repeat(70));
        assert_eq!(found(&deep), ["1:68 too-deep"]);
        let very_deep = "[".repeat(100_000);
        assert_eq!(found(&very_deep), ["1:65 too-deep"]);
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..20 {
            let below = format!("*a{}", level - 1);
            writeln!(bomb, "a{level}: &a{level} [{}]", vec![below; 10].join(", ")).unwrap();
        }
        assert_eq!(found(&bomb), ["6:10 alias-bomb"]);
        let many = format!("[{}]", "x,".repeat(200_001));
        assert!(found(&many)[0].ends_with("file-too-large"));
    }

    #[test]
    fn a_text_that_a_comma_splits_is_one_finding_and_is_read_whole() {
        let text = "a: {gives: £1,000 a year, say: help, every day, and night, b: 1}\nc: [£1,200, 3,400]\n";
        let (node, findings, _) = read(text);
        let node = node.unwrap();
        let a = &node.entry("a").unwrap().value;
        assert_eq!(
            a.entry("gives").unwrap().value.text(),
            Some("£1,000 a year")
        );
        assert_eq!(
            a.entry("say").unwrap().value.text(),
            Some("help, every day, and night")
        );
        assert_eq!(a.entry("b").unwrap().value.text(), Some("1"));
        let NodeKind::List(items) = &node.entry("c").unwrap().value.kind else {
            panic!("not a list");
        };
        let items: Vec<_> = items.iter().map(Node::text).collect();
        assert_eq!(items, [Some("£1,200"), Some("3"), Some("400")]);
        assert_eq!(
            found(text),
            ["1:12 wrong-type", "1:32 wrong-type", "2:5 wrong-type"]
        );
        assert_eq!(
            findings.sorted()[0].advice,
            ["Write `\"£1,000 a year\"`, with the quotes."]
        );
        assert!(found("a: {from:31, to:40}\nb: {c: d, to:\u{a0}40}\n").is_empty());
        assert!(found("a: {b: c, d: , e: }\nf: {g}\nh: {i: [j], k}\n").is_empty());
    }

    #[test]
    fn an_alias_repeats_its_anchor() {
        let (node, findings, _) = read("a: &x {b: [1, 2]}\nc: *x\n");
        let node = node.unwrap();
        assert!(findings.is_empty());
        let copy = &node.entry("c").unwrap().value;
        assert!(
            matches!(&copy.entry("b").unwrap().value.kind, NodeKind::List(items) if items.len() == 2)
        );
    }

    #[test]
    fn an_empty_file_holds_nothing() {
        for text in ["", "\n\n", "# only a comment\n", "---\n", "~\n"] {
            let (node, findings, _) = read(text);
            assert!(node.is_none() && findings.is_empty(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in r##"([\PC]|[-:{}\[\],&*!|>'"#%@`~?\n\r\t \x{feff}]|<<: |a: |- ){0,60}"##) {
            let (node, findings, files) = read(&text);
            if let Some(node) = &node {
                let mut all = Vec::new();
                pieces(node, &text, &mut all);
            }
            for finding in findings.sorted() {
                let at = finding.at.unwrap();
                prop_assert!(text.get(at.start..at.end).is_some());
                files.line_column(at);
            }
        }
    }
}
