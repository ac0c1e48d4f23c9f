//! The ways to hold a budget.

use upfront_engine::scheme::{Form, Verb, WayToHold};

use super::Checking;
use crate::{
    diagnostics::{Code, Finding},
    rules::Rules,
    source::Span,
};

impl Checking<'_> {
    /// Reads the ways to hold a budget. Each stands once, and what it gives is a figure.
    pub(super) fn read_ways_to_hold(&mut self, rules: &Rules) {
        let mut places: Vec<(Form, Span)> = Vec::new();
        for written in rules.ways_to_hold.items() {
            let Some(name) = written.way.get() else {
                continue;
            };
            let at = name.at;
            let Some(form) = Form::ALL
                .into_iter()
                .find(|form| form.name() == name.trim())
            else {
                continue;
            };
            if let Some((_, first)) = places.iter().find(|(other, _)| *other == form) {
                self.find(
                    Finding::new(
                        Code::DuplicateName,
                        at,
                        format!(
                            "there are two ways to hold a budget called `{}`",
                            form.name()
                        ),
                    )
                    .label("the second")
                    .related(*first, "the first")
                    .advice("Make them one."),
                );
            }
            places.push((form, at));
            let what = format!("the way `{}`", form.name());
            let way = WayToHold {
                form,
                lets: written.lets_you.string(),
                restricts: written.restricts.string(),
                costs: written.costs.string(),
                gives: written
                    .gives
                    .get()
                    .and_then(|name| self.figure_of(name.trim(), name.at)),
                cite: self.sources.cite(&written.source, &what, at, self.findings),
            };
            self.scheme.ways_to_hold.push(way);
        }
    }

    /// The step of a name, where it gives a figure.
    fn figure_of(&mut self, name: &str, at: Span) -> Option<usize> {
        let step = self.steps.names.resolve(name, at, self.findings).ok()?;
        let verb = self.scheme.steps.get(step).map(|step| &step.verb);
        if let Some(Verb::Stop { .. } | Verb::Test(_)) = verb {
            self.find(
                Finding::new(Code::WrongType, at, format!("`{name}` gives no figure"))
                    .label("not a figure")
                    .advice("Name a step that gives one."),
            );
        }
        Some(step)
    }
}
