//! What no step uses: perhaps a rule was forgotten.

use super::{Checking, Thing};
use crate::diagnostics::{Code, Finding};

impl Checking<'_> {
    /// Warns of rates, tables and questions that nothing uses.
    pub(super) fn check_unused(&mut self) {
        if self.scheme.steps.is_empty() {
            return;
        }
        let mut findings = Vec::new();
        let questions = self.scheme.questions.iter().enumerate().filter_map(|(index, question)| {
            let counted = matches!(&question.kind, upfront_engine::scheme::QuestionKind::Options(options)
                if options.iter().any(|option| !option.counts.is_empty()));
            let used = self.used.contains(&Thing::Question(index))
                || (self.everything_counted && counted)
                || !self.is_whole(index);
            (!used).then(|| ("question", &question.id, self.questions.place(&question.id)))
        });
        let rates = self
            .scheme
            .rates
            .iter()
            .enumerate()
            .filter_map(|(index, rate)| {
                (!self.used.contains(&Thing::Rate(index)))
                    .then(|| ("rate", &rate.id, self.rates.place(&rate.id)))
            });
        let tables = self
            .scheme
            .tables
            .iter()
            .enumerate()
            .filter_map(|(index, table)| {
                (!self.used.contains(&Thing::Table(index)))
                    .then(|| ("table", &table.id, self.tables.place(&table.id)))
            });
        for (what, id, at) in questions.chain(rates).chain(tables) {
            if let Some(at) = at {
                findings.push(
                    Finding::new(
                        Code::NeverUsed,
                        at,
                        format!("no step uses the {what} `{id}`"),
                    )
                    .label("never used")
                    .advice("Use it in a step, or take it out."),
                );
            }
        }
        for finding in findings {
            self.find(finding);
        }
    }
}
