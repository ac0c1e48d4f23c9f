//! Steps, and what they read: operands and conditions.

use upfront_engine::scheme::Direction;

use super::{
    lower::{Lower, mapping},
    written::{List, Named, Stated, Text, Texts, Written},
};
use crate::{
    diagnostics::Findings,
    language::{Kind, Reader, fits, shapes, ways::Way},
    source::{Node, NodeKind, Span},
};

mapping! {
    /// A step of the working out. It has one verb; what belongs to another is among its form's strays.
    Step of STEP {
        id: Text = "id",
        say: Text = "say",
        add_up: Text = "add up",
        over: Over = "over",
        sum: List<Stated<Operand>> = "sum",
        less: List<Stated<Operand>> = "less",
        multiply: List<Stated<Operand>> = "multiply",
        by: List<Stated<Operand>> = "by",
        divide: Operand = "divide",
        units: Operand = "units",
        rate: Operand = "at",
        look_up: Operand = "look up",
        table: Text = "in",
        and: Operand = "and",
        for_every: Operand = "for every",
        of: Operand = "of",
        gives: Given = "gives" by Given::of,
        part_counts: bool = "part counts",
        least_of: List<Stated<Operand>> = "least of",
        greatest_of: List<Stated<Operand>> = "greatest of",
        share: Operand = "share",
        round: Operand = "round",
        up_to: Text = "up to",
        down_to: Text = "down to",
        to_the_nearest: Text = "to the nearest",
        convert: Operand = "convert",
        to: Text = "to",
        with: List<Stated<Option<Text>>> = "with",
        test: Condition = "test",
        stop_when: Condition = "stop when",
        when: When = "when",
        rounded_up_to: Text = "rounded up to",
        rounded_down_to: Text = "rounded down to",
        rounded_to_the_nearest: Text = "rounded to the nearest",
        unit: Text = "unit",
        because: Text = "because",
        may_be_exceeded: MayBeExceeded = "may be exceeded",
        depends_on_supply: bool = "depends on supply",
        source: Text = "source",
        but: Vec<Named<Text>> = "but",
    }
}

mapping! {
    /// Who may go beyond a figure, and why.
    MayBeExceeded of MAY_BE_EXCEEDED {
        by: Text = "by",
        because: Text = "because",
    }
}

mapping! {
    /// Something that holds or does not. It is about one thing; what belongs to another is among its form's strays.
    Condition of CONDITION {
        answer: Text = "answer",
        value: Operand = "value",
        test: Text = "test",
        is: Operand = "is",
        is_one_of: List<Stated<Option<Text>>> = "is one of",
        is_not: Text = "is not",
        is_at_least: Operand = "is at least",
        is_at_most: Operand = "is at most",
        is_over: Operand = "is over",
        is_under: Operand = "is under",
        all_of: List<Condition> = "all of",
        any_of: List<Condition> = "any of",
        not: Box<Condition> = "not",
        at_least: u32 = "at least",
        of: List<Condition> = "of",
    }
}

mapping! {
    /// Questions by what they are about.
    OverAbout of OVER {
        about: Texts = "about",
    }
}

/// Which questions a step adds up.
#[derive(Clone, Debug)]
pub enum Over {
    /// These.
    Names(Texts),
    /// Those that are about something.
    About(OverAbout),
}

/// When a question is asked, or a step is worked out.
#[derive(Clone, Debug)]
pub enum When {
    /// Always: said where a national rule has a condition.
    Always,
    /// Where a condition holds.
    If(Box<Condition>),
}

/// What a step or a condition reads.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A name or an amount.
    Text(Text),
    /// A choice by answer.
    ByAnswer(Box<ByAnswer>),
    /// What is neither, which has its finding.
    Unreadable,
}

/// An operand for each option of a question.
#[derive(Clone, Debug)]
pub struct ByAnswer {
    /// The question.
    pub answer: Written<Text>,
    /// What is read, by the options.
    pub choices: Vec<Named<Operand>>,
}

/// What a step gives that ends the working out, or that cuts something into parts.
#[derive(Clone, Debug)]
pub enum Given {
    /// One thing.
    One(Operand),
    /// Something for each result.
    Each(Vec<Named<Operand>>),
}

impl Step {
    /// Whether all that a verb needs is there and could be read.
    pub fn is_readable(&self, verb: &Way) -> bool {
        verb.needs.iter().all(|key| self.is_present(key))
    }

    /// How what comes out is rounded.
    pub const fn roundings(&self) -> [(&Written<Text>, Direction); 3] {
        [
            (&self.rounded_up_to, Direction::Up),
            (&self.rounded_down_to, Direction::Down),
            (&self.rounded_to_the_nearest, Direction::Nearest),
        ]
    }

    /// How the verb `round` rounds.
    pub const fn round_to(&self) -> [(&Written<Text>, Direction); 3] {
        [
            (&self.up_to, Direction::Up),
            (&self.down_to, Direction::Down),
            (&self.to_the_nearest, Direction::Nearest),
        ]
    }

    /// The conditions that the step is written with: when it is worked out, and what it tests.
    pub fn conditions(&self) -> Vec<&Condition> {
        let tested = [&self.stop_when, &self.test].into_iter();
        let tested = tested.filter_map(|written| Some(&written.get()?.value));
        self.when.condition().into_iter().chain(tested).collect()
    }
}

impl Condition {
    /// The names that a comparison of an answer takes, each with its place; `None` stands for what is none. And where all
    /// of them stand.
    pub fn options(&self, key: &str) -> Option<(Span, Vec<Stated<Option<&str>>>)> {
        let named = |value, at| Stated { value, at, key: at };
        let operand = match key {
            "is one of" => {
                let list = self.is_one_of.get()?;
                let names = list.items.iter();
                let names = names.map(|name| named(name.value.as_deref(), name.at));
                return Some((list.at, names.collect()));
            }
            "is not" => {
                let name = self.is_not.get()?;
                let text: &str = &name.value;
                return Some((name.at, vec![named(Some(text), name.at)]));
            }
            "is at least" => self.is_at_least.get()?,
            "is at most" => self.is_at_most.get()?,
            _ => self.is.get()?,
        };
        let text = operand.text().map(|text| &**text);
        Some((operand.at, vec![named(text, operand.at)]))
    }

    /// The conditions that this one is put together from.
    pub fn parts(&self) -> impl Iterator<Item = &Self> {
        let lists = [&self.all_of, &self.any_of, &self.of].into_iter();
        let not = self.not.get().map(|not| &*not.value);
        lists.flat_map(Written::items).chain(not)
    }
}

impl Written<When> {
    /// The condition, where there is one.
    pub fn condition(&self) -> Option<&Condition> {
        match &self.get()?.value {
            When::If(condition) => Some(condition),
            When::Always => None,
        }
    }
}

impl Operand {
    /// The name or the amount.
    pub const fn text(&self) -> Option<&Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::ByAnswer(_) | Self::Unreadable => None,
        }
    }
}

impl Lower for Operand {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        let read = match &node.kind {
            NodeKind::Scalar { .. } => Text::lower(node, findings).map(Self::Text),
            NodeKind::Map(_) => {
                ByAnswer::lower(node, findings).map(|choice| Self::ByAnswer(Box::new(choice)))
            }
            NodeKind::List(_) | NodeKind::Empty | NodeKind::Unread => None,
        };
        Some(read.unwrap_or(Self::Unreadable))
    }
}

impl Lower for ByAnswer {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        let reader = Reader::new(node, &shapes::CHOICE, findings)?;
        let choices = reader.others().map(|entry| Named {
            name: entry.key.clone(),
            key: entry.key_span,
            at: entry.value.span,
            value: Operand::lower(&entry.value, findings),
        });
        let choices = choices.collect();
        Some(Self {
            answer: super::lower::written(&reader, "answer", true, |node| {
                Text::lower(node, findings)
            }),
            choices,
        })
    }
}

impl Lower for Over {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        match node.kind {
            NodeKind::Map(_) => OverAbout::lower(node, findings).map(Self::About),
            _ => Texts::lower(node, findings).map(Self::Names),
        }
    }
}

impl Lower for When {
    fn lower(node: &Node, findings: &mut Findings) -> Option<Self> {
        match node.kind {
            NodeKind::Map(_) => {
                Condition::lower(node, findings).map(|condition| Self::If(Box::new(condition)))
            }
            _ => Some(Self::Always),
        }
    }
}

impl Given {
    /// A step that stops may give something for each result; a mapping that names a question is a choice by answer.
    fn of(node: &Node, step: &Reader<'_>, findings: &mut Findings) -> Option<Self> {
        let answer = node.entry("answer").and_then(|entry| entry.value.text());
        let is_choice = answer.is_some_and(|question| is_meant_as_name(question.trim()));
        match &node.kind {
            NodeKind::Map(entries) if step.is_written("stop when") && !is_choice => {
                let results = entries.iter().map(|entry| Named {
                    name: entry.key.clone(),
                    key: entry.key_span,
                    at: entry.value.span,
                    value: fits(&entry.key, &entry.value, &Kind::Operand, findings)
                        .then(|| Operand::lower(&entry.value, findings))
                        .flatten(),
                });
                Some(Self::Each(results.collect()))
            }
            _ => Operand::lower(node, findings).map(Self::One),
        }
    }
}

/// Whether text that is no known name was meant as one, and not as an amount.
pub(crate) fn is_meant_as_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.starts_with(|first: char| first.is_alphabetic())
        && !["nothing", "not published", "case by case", "no limit"].contains(&lower.as_str())
        && !lower.starts_with("up to ")
        && !lower.starts_with("from ")
        && !lower.starts_with("gbp")
}
