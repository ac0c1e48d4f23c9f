//! What lets a scheme be put beside others.

use std::collections::BTreeMap;

use super::Checking;
use crate::{
    diagnostics::Findings,
    facts::{Asked, Compared, Giver, Output, Role},
    language::shapes::NOT_ALL_KNOWN,
    rules::{Question, Rules},
};

impl Checking<'_> {
    /// Reads which steps give the standard outputs, and what the questions ask for; `None` where no step does.
    pub(super) fn compared(&mut self, rules: &Rules) -> Option<Compared> {
        let written = rules.compared.get()?;
        let roles = [
            (Role::Gives(Output::Points), &written.points),
            (Role::Gives(Output::Budget), &written.budget),
            (Role::Gives(Output::Charge), &written.charge),
            (Role::Gives(Output::CouncilPays), &written.council_pays),
            (Role::Cost, &written.cost),
            (Role::Money, &written.money),
        ];
        let mut gives = BTreeMap::new();
        for (role, name) in roles {
            let Some(name) = name.get() else {
                continue;
            };
            let asked = self.questions.names.find(name.trim());
            if let Some(question) = asked.filter(|_| matches!(role, Role::Cost | Role::Money)) {
                gives.insert(role, Giver::Answer(question));
                continue;
            }
            // A national step that no result of the council rests on is left out, and then there is no such output.
            let quiet = &mut Findings::default();
            let told = if self.is_national(name.at) {
                quiet
            } else {
                &mut *self.findings
            };
            let step = self.steps.names.resolve(name.trim(), name.at, told);
            gives.extend(step.ok().map(|step| (role, Giver::Step(step))));
        }
        let group = written.group.string();
        let asked = rules.questions().iter();
        let mut asked = asked.map(|asked| asked.asks_for.is_written());
        Some(Compared {
            assumes: rules.known.string() == NOT_ALL_KNOWN,
            is_own: !self.is_national(written.key) || asked.any(|is_said| is_said),
            group: if group.is_empty() {
                "adults".to_owned()
            } else {
                group
            },
            gives,
            questions: rules
                .questions()
                .iter()
                .map(|asked| self.asked(asked))
                .collect(),
        })
    }

    fn asked(&self, written: &Question) -> Asked {
        let id = written.id.string();
        let changed = self.rules.beneath.as_ref();
        let changed = changed.is_some_and(|beneath| beneath.changed.questions.contains(&id));
        let is_national = changed || self.is_national(written.form.at);
        let said = written.asks_for.get();
        let fact = match said.map(|said| said.trim()) {
            Some("none") => None,
            Some(said) => Some(said.to_owned()),
            None => is_national.then_some(id),
        };
        let choices = written.options.items().iter();
        let means = choices.filter_map(|choice| {
            let levels = choice.means.get()?.items.iter();
            let levels = levels.map(|level| (level.trim().to_owned(), level.at));
            Some((choice.id.string(), levels.collect()))
        });
        Asked {
            fact,
            at: said.map(|said| said.at),
            silent: (!is_national && !written.asks_for.is_written())
                .then(|| written.id.at().unwrap_or(written.form.at)),
            means: means.collect(),
        }
    }
}
