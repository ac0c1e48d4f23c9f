//! The published file: `scheme.json`.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::{self, Display, Formatter};

use super::{FORMAT, Wire};
use crate::scheme::Scheme;

/// What a file holds, before it is known to be a scheme.
pub(super) type Written = serde_json::Value;

/// Why a file is not taken for a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not JSON.
    NotJson,
    /// It has no format number, or one of a format that is no longer read.
    Older,
    /// It has the number of a format that is not known here.
    Unknown(String),
    /// This part of it is missing, or cannot be read: `steps[3].verb`.
    Part(String),
}

impl Refusal {
    pub(super) const fn here() -> Self {
        Self::Part(String::new())
    }

    pub(super) fn in_part(self, name: &str) -> Self {
        self.within(name.into())
    }

    pub(super) fn in_item(self, place: usize) -> Self {
        self.within(format!("[{place}]"))
    }

    fn within(self, outer: String) -> Self {
        match self {
            Self::Part(inner) if inner.is_empty() || inner.starts_with('[') => {
                Self::Part([outer, inner].concat())
            }
            Self::Part(inner) => Self::Part([&outer, ".", &inner].concat()),
            other => other,
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => to.write_str("The file is not JSON. It may have been cut short."),
            Self::Older => write!(
                to,
                "The file was written by an older version of Upfront. This one reads format {FORMAT}. Build the site again, and \
                 take the file from there."
            ),
            Self::Unknown(number) => write!(
                to,
                "The file is written in format {number}. This version of Upfront reads format {FORMAT}. Use a newer version."
            ),
            Self::Part(part) => write!(
                to,
                "The file is not a scheme in format {FORMAT}: `{part}` is missing, or holds something else than it should."
            ),
        }
    }
}

impl core::error::Error for Refusal {}

/// Writes a scheme as it is published.
pub fn write(scheme: &Scheme) -> String {
    let mut out = String::new();
    scheme.write(&mut out);
    let parts = out.strip_prefix('{').unwrap_or_default();
    format!("{{\"format\":{FORMAT},{parts}")
}

/// The text of which [`Scheme::hash`] is the SHA-256: the published file without its format number, without `leads` and
/// with nothing as the hash.
pub fn receipt(scheme: &Scheme) -> String {
    let rules = Scheme {
        leads: Vec::new(),
        hash: String::new(),
        ..scheme.clone()
    };
    let mut out = String::new();
    rules.write(&mut out);
    out
}

/// Reads a published scheme.
pub fn read(text: &str) -> Result<Scheme, Refusal> {
    let json: Written = serde_json::from_str(text).map_err(|_| Refusal::NotJson)?;
    let number = json.get("format");
    match number.map(Written::as_u64) {
        None => Err(Refusal::Older),
        Some(Some(number)) if number == FORMAT as u64 => Scheme::read(&json),
        Some(Some(number)) if number < FORMAT as u64 => Err(Refusal::Older),
        Some(_) => Err(Refusal::Unknown(
            number.map(ToString::to_string).unwrap_or_default(),
        )),
    }
}

/// An object that is being written.
pub(super) struct Members<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> Members<'a> {
    pub(super) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self {
            out,
            is_first: true,
        }
    }

    /// Adds a name; its value is written next.
    pub(super) fn member(&mut self, name: &str) -> &mut String {
        if !core::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        text(name, self.out);
        self.out.push(':');
        self.out
    }

    pub(super) fn add<T: Wire>(&mut self, name: &str, part: &T) {
        part.write(self.member(name));
    }

    pub(super) fn add_unless_blank<T: Wire + Default + PartialEq>(&mut self, name: &str, part: &T) {
        if *part != T::default() {
            self.add(name, part);
        }
    }

    pub(super) fn close(self) {
        self.out.push('}');
    }
}

pub(super) fn text(text: &str, out: &mut String) {
    // Text can always be written.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

pub(super) fn items<'a, T: Wire + 'a>(items: impl Iterator<Item = &'a T>, out: &mut String) {
    out.push('[');
    for (place, item) in items.enumerate() {
        if place > 0 {
            out.push(',');
        }
        item.write(out);
    }
    out.push(']');
}

pub(super) fn pair(first: &impl Wire, second: &impl Wire, out: &mut String) {
    out.push('[');
    first.write(out);
    out.push(',');
    second.write(out);
    out.push(']');
}

/// A part that has to be there.
pub(super) fn part<T: Wire>(json: &Written, name: &str) -> Result<T, Refusal> {
    let part = json.get(name).ok_or_else(Refusal::here).and_then(T::read);
    part.map_err(|refusal| refusal.in_part(name))
}

/// A part that is nothing where it is not there.
pub(super) fn part_or_blank<T: Wire + Default>(json: &Written, name: &str) -> Result<T, Refusal> {
    if json.get(name).is_some() {
        part(json, name)
    } else {
        Ok(T::default())
    }
}

/// The name of one of several things, and what it holds.
pub(super) fn choice(json: &Written) -> Result<(&str, Option<&Written>), Refusal> {
    if let Some(name) = json.as_str() {
        return Ok((name, None));
    }
    let mut members = json.as_object().into_iter().flatten();
    match (members.next(), members.next()) {
        (Some((name, held)), None) => Ok((name, Some(held))),
        _ => Err(Refusal::here()),
    }
}

pub(super) fn nothing(held: Option<&Written>) -> Result<(), Refusal> {
    match held {
        None => Ok(()),
        Some(_) => Err(Refusal::here()),
    }
}

pub(super) fn held<T: Wire>(held: Option<&Written>, name: &str) -> Result<T, Refusal> {
    let read = held.ok_or_else(Refusal::here).and_then(T::read);
    read.map_err(|refusal| refusal.in_part(name))
}

pub(super) fn held_pair<A: Wire, B: Wire>(
    held: Option<&Written>,
    name: &str,
) -> Result<(A, B), Refusal> {
    match held.and_then(Written::as_array).map(Vec::as_slice) {
        Some([first, second]) => {
            let first = A::read(first).map_err(|refusal| refusal.in_item(0));
            let second = B::read(second).map_err(|refusal| refusal.in_item(1));
            first.and_then(|first| Ok((first, second?)))
        }
        _ => Err(Refusal::here()),
    }
    .map_err(|refusal| refusal.in_part(name))
}
