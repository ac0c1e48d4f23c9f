//! Keys that do not go together: each is at home in another way of writing the same mapping.

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    language::{
        Shape,
        ways::{goes_with, ways},
    },
    rules::Form,
    source::Span,
};

impl Checking<'_> {
    /// Finds the keys that do not go with `with`, which tells in what way the mapping is written. What they name was
    /// perhaps meant.
    pub(super) fn strays(&mut self, form: &Form, shape: &Shape, with: &str) {
        self.stray_keys(shape, with, |key| {
            let mut strays = form.strays.iter();
            strays.find(|stray| stray.key == key).map(|stray| stray.at)
        });
        for name in form.strays.iter().flat_map(|stray| &stray.texts) {
            self.meant(name);
        }
    }

    /// As [`Self::strays`], of a mapping of which it is asked where each key stands.
    pub(super) fn stray_keys(
        &mut self,
        shape: &Shape,
        with: &str,
        place: impl Fn(&str) -> Option<Span>,
    ) {
        let Some(way) = ways(shape).iter().find(|way| way.names(with)) else {
            return;
        };
        for key in shape.keys {
            // Few keys are written, and it is soon known which.
            let Some(at) = place(key.name) else {
                continue;
            };
            if !goes_with(shape, way, key.name) {
                self.find(
                    Finding::new(
                        Code::UnknownKey,
                        at,
                        format!("`{}` does not go with `{with}`", key.name),
                    )
                    .label("does not belong here")
                    .advice(format!(
                        "Take it out, or make {} of its own with what it goes with.",
                        shape.name
                    )),
                );
            }
        }
    }
}
