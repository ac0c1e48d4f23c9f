//! What the estimator loads: texts and whole numbers one after another, each closed by a sign that is in none of them.
//! The number of the format comes first. Nothing else reads it, so that nothing in it has a name.

#[cfg(feature = "json")]
use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use super::{FORMAT, Wire};
use crate::{scheme::Scheme, telling::Telling};

/// Closes each text and each number: the unit separator, which no text is shown with.
const END: char = '\u{1f}';

/// Objects and lists inside each other: more than any rules need, fewer than overrun the stack.
const DEEPEST: u32 = 64;

/// Writes a scheme and what is told of it for the estimator. Of the worked examples it needs the first, to be tried on.
#[cfg(feature = "json")]
pub fn pack(scheme: &Scheme, telling: &Telling) -> String {
    let mut out = String::new();
    FORMAT.pack(&mut out);
    let examples: Vec<_> = scheme.examples.iter().take(1).cloned().collect();
    let tried = Scheme {
        examples,
        ..scheme.clone()
    };
    tried.pack(&mut out);
    telling.pack(&mut out);
    out
}

/// Writes texts by name.
#[cfg(feature = "json")]
pub fn pack_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (name, text) in pairs {
        add_text(name, &mut out);
        add_text(text, &mut out);
    }
    out
}

#[cfg(feature = "json")]
pub(super) fn add_number(number: i64, out: &mut String) {
    out.push_str(&number.to_string());
    out.push(END);
}

#[cfg(feature = "json")]
pub(super) fn add_text(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|sign| *sign != END));
    out.push(END);
}

/// Reads a scheme that was packed, and what is told of it. `refuse` is called with a sentence where it cannot be read: code that handed faults
/// back would be half as large again.
pub fn unpack(text: &str, refuse: fn(&str) -> !) -> (Scheme, Telling) {
    let mut from = Packed {
        rest: text,
        depth: 0,
        refuse,
    };
    if from.number() != FORMAT {
        refuse("The rules are in a format that this page does not read. Load the page again.");
    }
    (Scheme::unpack(&mut from), Telling::unpack(&mut from))
}

/// Reads texts by name.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (name, after) = rest.split_once(END)?;
        // Nothing has to stand behind the last.
        let (text, after) = after.split_once(END).unwrap_or((after, ""));
        rest = after;
        Some((name, text))
    })
}

/// What is left to read.
pub(super) struct Packed<'a> {
    rest: &'a str,
    depth: u32,
    refuse: fn(&str) -> !,
}

impl<'a> Packed<'a> {
    #[cold]
    #[inline(never)]
    pub(super) fn fault(&self) -> ! {
        (self.refuse)("The rules could not be read.")
    }

    #[inline(never)]
    pub(super) fn text(&mut self) -> &'a str {
        let Some((text, rest)) = self.rest.split_once(END) else {
            self.fault()
        };
        self.rest = rest;
        text
    }

    #[inline(never)]
    pub(super) fn signed(&mut self) -> i64 {
        let text = self.text();
        let digits = text.strip_prefix('-').unwrap_or(text);
        let mut number = 0_i64;
        for digit in digits.bytes() {
            let digit = i64::from(digit.wrapping_sub(b'0'));
            number = number.wrapping_mul(10).wrapping_add(digit);
        }
        if digits.len() == text.len() {
            number
        } else {
            number.wrapping_neg()
        }
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> usize {
        usize::try_from(self.signed()).unwrap_or_else(|_| self.fault())
    }

    /// Goes into what holds others.
    pub(super) fn deeper(&mut self) {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            self.fault();
        }
    }

    pub(super) const fn back(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
