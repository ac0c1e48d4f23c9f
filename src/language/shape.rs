//! The words in which a mapping is declared: shapes, keys and kinds.

use super::links::Link;

/// What a mapping may hold.
#[derive(Debug)]
pub struct Shape {
    /// What such a mapping is called in a sentence: `a question`.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub meaning: &'static str,
    /// The keys it may hold, in the order they are best written.
    pub keys: &'static [Key],
    /// What stands under keys that are names of the scheme's own, such as the options in a choice by answer;
    /// `None` where only `keys` may stand.
    pub others: Option<Kind>,
}

impl Shape {
    /// A key by its name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// What stands under it.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it says, in a sentence.
    pub meaning: &'static str,
    /// The key and a value, as they are written in a file.
    pub example: &'static str,
}

impl Key {
    /// A key that has to be there.
    pub const fn required(
        name: &'static str,
        kind: Kind,
        meaning: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            name,
            kind,
            required: true,
            meaning,
            example,
        }
    }

    /// A key that may be left out.
    pub const fn optional(
        name: &'static str,
        kind: Kind,
        meaning: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            required: false,
            ..Self::required(name, kind, meaning, example)
        }
    }
}

/// What stands under a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text without marks.
    Text,
    /// Text with Markdown marks.
    Markdown,
    /// A new name: lower-case letters, digits, `_` and `-`.
    Id,
    /// The name of something that stands elsewhere.
    Name,
    /// An amount.
    Amount,
    /// A whole number, not below nought.
    Whole,
    /// A day: `2026-04-06`.
    Date,
    /// How long something takes: `20 working days`.
    Duration,
    /// The three letters of a council: `EXM`.
    CouncilCode,
    /// The code of a council's area: `E10000999`.
    AreaCode,
    /// `yes` or `no`, or `true` or `false`.
    YesNo,
    /// What leads somewhere: an address on the web, an email address, a telephone number.
    Link(Link),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A unit: `£ a week`.
    Unit,
    /// What a figure is rounded to: `penny`.
    Part,
    /// A condition; [`shapes::CONDITION`](super::shapes::CONDITION) is its shape.
    Condition,
    /// A name, an amount, or a choice by answer ([`shapes::CHOICE`](super::shapes::CHOICE)).
    Operand,
    /// A list of a kind.
    ListOf(&'static Kind),
    /// A mapping of a shape.
    Map(&'static Shape),
    /// A list of mappings, each of one of these shapes.
    List(&'static [&'static Shape]),
    /// New names, each with a value of a kind.
    Named(&'static Kind),
    /// Names of things that stand elsewhere, each with a value of a kind.
    ByName(&'static Kind),
    /// Codes of warnings, each with why it does not hold of what the mapping is about.
    Silences,
    /// A value of one of these kinds, which differ in whether they are a scalar, a list or a mapping.
    Either(&'static [Kind]),
}

impl Kind {
    /// What a value of this kind is called: `a date, such as 2026-04-06`.
    pub fn expected(&self) -> String {
        match self {
            Self::Text | Self::Markdown => "text".to_owned(),
            Self::Id | Self::Name => "a name".to_owned(),
            Self::Amount => "an amount, such as `£12.50 a week`".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Date => "a date, such as `2026-04-06`".to_owned(),
            Self::CouncilCode => "three capital letters, such as `EXM`".to_owned(),
            Self::AreaCode => "the code of a council’s area, such as `E10000999`".to_owned(),
            Self::Duration => "a time, such as `20 working days`".to_owned(),
            Self::YesNo => "`yes` or `no`".to_owned(),
            Self::Link(link) => link.expected().to_owned(),
            Self::OneOf(words) => format!("one of {}", listed(words.iter().copied())),
            Self::Unit => "a unit, such as `£ a week`".to_owned(),
            Self::Part => "what to round to, such as `penny`".to_owned(),
            Self::Condition => "a condition, such as `{answer: lives, is: alone}`".to_owned(),
            Self::Operand => "a name, an amount, or a choice by answer".to_owned(),
            Self::ListOf(kind) => match kind {
                Self::Text | Self::Markdown => "a list of texts".to_owned(),
                Self::Id | Self::Name => "a list of names".to_owned(),
                Self::Amount => "a list of amounts".to_owned(),
                Self::Condition => "a list of conditions".to_owned(),
                _ => format!("a list, each item {}", kind.expected()),
            },
            Self::Map(shape) => format!("the keys of {}", shape.name),
            Self::List(shapes) => match shapes {
                [shape] => format!("a list, each item {}", shape.name),
                _ => "a list".to_owned(),
            },
            Self::Named(_) => "names, each with what it stands for".to_owned(),
            Self::ByName(_) => "names, each with a value".to_owned(),
            Self::Silences => "codes of warnings, each with why it does not hold".to_owned(),
            Self::Either(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(Self::expected).collect();
                kinds.join(", or ")
            }
        }
    }
}

/// Words in a sentence: `` `a`, `b` or `c` ``.
pub(crate) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
