//! What no step uses: perhaps a rule was forgotten.

use upfront_engine::scheme::QuestionKind;

use super::{Checking, Thing};
use crate::{
    diagnostics::{Code, Finding},
    facts::compared_rates,
};

impl Checking<'_> {
    /// Warns of rates, tables and questions that nothing uses. Those of national rules are not the council's to mend.
    pub(super) fn check_unused(&mut self) {
        if self.scheme.steps.is_empty() {
            return;
        }
        let questions = self
            .scheme
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                let counted = matches!(&question.kind, QuestionKind::Options(options)
                if options.iter().any(|option| !option.counts.is_empty()));
                // A question that could not be read whole has its finding already.
                let used = (self.used.every_question && counted) || !self.is_whole(index);
                let at = self.questions.names.place(&question.id).filter(|_| !used);
                ("question", &question.id, Thing::Question(index), at)
            });
        let rates = self.scheme.rates.iter().enumerate().map(|(index, rate)| {
            (
                "rate",
                &rate.id,
                Thing::Rate(index),
                self.rates.names.place(&rate.id),
            )
        });
        let tables = self.scheme.tables.iter().enumerate().map(|(index, table)| {
            (
                "table",
                &table.id,
                Thing::Table(index),
                self.tables.names.place(&table.id),
            )
        });
        let findings: Vec<Finding> = questions
            .chain(rates)
            .chain(tables)
            .filter(|(_, _, thing, _)| {
                !self.used.things.contains(thing) && !self.is_compared(thing)
            })
            .filter_map(|(what, id, _, at)| {
                let finding = Finding::new(
                    Code::NeverUsed,
                    at.filter(|at| !self.is_national(*at))?,
                    format!("no step uses the {what} `{id}`"),
                );
                Some(
                    finding
                        .label("never used")
                        .advice("Use it in a step, or take it out."),
                )
            })
            .collect();
        for finding in findings {
            self.find(finding);
        }
    }

    /// Whether it is a rate that pages compare with others, and that no step needs to read.
    fn is_compared(&self, thing: &Thing) -> bool {
        let Thing::Rate(index) = thing else {
            return false;
        };
        let rate = self.scheme.rates.get(*index);
        let written = self.rules.rates().get(*index);
        let written = written.and_then(|rate| rate.value.as_ref());
        rate.is_some_and(|rate| {
            rate.is_price_rise || compared_rates().any(|figure| figure.id == rate.id)
        }) || written
            .is_some_and(|rate| rate.about.is_written() || rate.proposed.value() == Some(true))
            || self.scheme.known_in_part
    }
}
