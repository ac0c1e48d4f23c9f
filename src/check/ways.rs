//! Keys that do not go together: each is at home in another way of writing the same mapping.

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    language::{
        Reader, Shape,
        ways::{goes_with, ways},
    },
};

impl Checking<'_> {
    /// Finds the keys that do not go with `with`, which tells in what way the mapping is written.
    pub(super) fn strays(&mut self, reader: &Reader<'_>, shape: &Shape, with: &str) {
        let Some(way) = ways(shape).iter().find(|way| way.names(with)) else {
            return;
        };
        for key in shape.keys {
            if let (Some(entry), false) = (reader.entry(key.name), goes_with(shape, way, key.name))
            {
                self.find(
                    Finding::new(
                        Code::UnknownKey,
                        entry.key_span,
                        format!("`{}` does not go with `{with}`", key.name),
                    )
                    .label("does not belong here")
                    .advice(format!(
                        "Take it out, or make {} of its own with what it goes with.",
                        shape.name
                    )),
                );
                self.meant(entry.value.text().unwrap_or_default().trim());
            }
        }
    }
}
