//! What of the rules stands at a place.

use jiff::civil::Date;

use super::{
    But,
    rate::RateAmount,
    step::{ByAnswer, Given, Operand, Over, When},
    table::{Columns, Rows},
    written::{List, Named, Stated, Text, Written},
};
use crate::source::Span;

/// Keys whose texts no figure rests on.
const TEXTS: [&str; 12] = [
    "ask",
    "say",
    "hint",
    "about",
    "note",
    "source",
    "because",
    "asked",
    "sure",
    "title",
    "but",
    "kinder when",
];

/// Whether a place is in something. It may have been put together from several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// It is not.
    Nowhere,
    /// It is, and a figure may rest on what stands there.
    InARule,
    /// It is, and what stands there is a text.
    InAText,
}

/// What can be asked whether a place is in it.
pub trait Find {
    /// Where in it the place is.
    fn find(&self, at: Span) -> Found;
}

/// Whether a place is in a stretch of a file.
pub(super) fn within(span: Span, at: Span) -> Found {
    let starts_there = at.start < span.end || (span.start == span.end && at.start == span.start);
    if span.file == at.file && span.start <= at.start && starts_there {
        Found::InARule
    } else {
        Found::Nowhere
    }
}

/// What was found under a key.
pub(super) fn under(key: &str, found: Found) -> Found {
    match found {
        Found::InARule if TEXTS.contains(&key) => Found::InAText,
        found => found,
    }
}

fn in_any<'t, T: Find + 't>(all: impl IntoIterator<Item = &'t T>, at: Span) -> Found {
    let all = all.into_iter().map(|one| one.find(at));
    all.max().unwrap_or(Found::Nowhere)
}

macro_rules! told_by_its_place {
    ($($kind:ty),*) => {
        $(impl Find for $kind {
            fn find(&self, _: Span) -> Found {
                Found::Nowhere
            }
        })*
    };
}
told_by_its_place!(Text, bool, u32, Date, But);

impl<T: Find> Find for Option<T> {
    fn find(&self, at: Span) -> Found {
        in_any(self, at)
    }
}

impl<T: Find> Find for Box<T> {
    fn find(&self, at: Span) -> Found {
        (**self).find(at)
    }
}

impl<T: Find> Find for Stated<T> {
    fn find(&self, at: Span) -> Found {
        within(self.at, at)
            .max(within(self.key, at))
            .max(self.value.find(at))
    }
}

impl<T: Find> Find for Written<T> {
    fn find(&self, at: Span) -> Found {
        match self {
            Self::Absent => Found::Nowhere,
            Self::Faulty { key, at: value } => within(*key, at).max(within(*value, at)),
            Self::Present(stated) => stated.find(at),
        }
    }
}

impl<T: Find> Find for List<T> {
    fn find(&self, at: Span) -> Found {
        in_any(&self.items, at)
    }
}

impl<T: Find> Find for Vec<Named<T>> {
    fn find(&self, at: Span) -> Found {
        in_any(self, at)
    }
}

impl<T: Find> Find for Named<T> {
    fn find(&self, at: Span) -> Found {
        within(self.at, at)
            .max(within(self.key, at))
            .max(self.value.find(at))
    }
}

impl Find for Operand {
    fn find(&self, at: Span) -> Found {
        match self {
            Self::ByAnswer(choice) => choice.find(at),
            Self::Text(_) | Self::Unreadable => Found::Nowhere,
        }
    }
}

impl Find for ByAnswer {
    fn find(&self, at: Span) -> Found {
        self.answer.find(at).max(self.choices.find(at))
    }
}

impl Find for When {
    fn find(&self, at: Span) -> Found {
        match self {
            Self::Always => Found::Nowhere,
            Self::If(condition) => condition.find(at),
        }
    }
}

macro_rules! in_what_it_is {
    ($($name:ident { $($variant:ident),* })*) => {
        $(impl Find for $name {
            fn find(&self, at: Span) -> Found {
                match self {
                    $(Self::$variant(one) => one.find(at),)*
                }
            }
        })*
    };
}
in_what_it_is! {
    Given { One, Each }
    Over { Names, About }
    RateAmount { One, Changing }
    Rows { Bands, Answers, TwoWay }
    Columns { Bands, Answers }
}
