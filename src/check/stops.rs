//! Stops: steps that end the working out, and what the results then are.

use upfront_engine::{Amount, Unit, scheme::Verb};

use super::{Checking, amounts::Quantity, names::unknown, operands::Counted, steps::Worked};
use crate::{
    diagnostics::{Code, Finding, suggest::did_you_mean},
    language::Reader,
    source::{Entry, Node, NodeKind, Span},
};

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn stop(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let condition = reader
            .value("stop when")
            .and_then(|node| self.condition(node));
        // What it gives is held against the results once they are known.
        condition.map(|_| Worked {
            verb: Verb::Stop { gives: Vec::new() },
            counted: Counted::In(Unit::none()),
            reach: None,
        })
    }

    /// Reads what the steps that stop give, once the results are known.
    pub(super) fn read_stops(&mut self, readers: &[Reader<'_>]) {
        let results: Vec<(String, usize)> = self
            .scheme
            .results
            .iter()
            .map(|result| (result.id.clone(), result.step))
            .collect();
        for (index, reader) in readers.iter().enumerate() {
            if !reader.is_written("stop when") {
                continue;
            }
            let gives = match reader.value("gives") {
                Some(node) if matches!(node.kind, NodeKind::Map(_)) => {
                    self.one_for_each(&results, node, reader.names("gives"))
                }
                Some(node) => self.one_for_all(&results, node),
                None => continue,
            };
            if let Some(step) = self.scheme.steps.get_mut(index)
                && matches!(step.verb, Verb::Stop { .. })
            {
                step.verb = Verb::Stop { gives };
            }
        }
    }

    /// One amount that every result then is.
    fn one_for_all(&mut self, results: &[(String, usize)], node: &Node) -> Vec<Amount> {
        let unit = results.first().and_then(|(_, step)| self.step_unit(*step));
        let quantity = self.given(unit.as_ref(), node);
        for result in 0..results.len() {
            if !self.result_takes(results, result, quantity.as_ref(), node.span) {
                break;
            }
        }
        let amount = quantity.map_or(Amount::NotPublished, |quantity| quantity.amount);
        vec![amount; results.len()]
    }

    /// An amount for each result.
    fn one_for_each(
        &mut self,
        results: &[(String, usize)],
        node: &Node,
        entries: &[Entry],
    ) -> Vec<Amount> {
        let mut gives = vec![None; results.len()];
        let mut whole = true;
        for entry in entries {
            let result = results.iter().position(|(id, _)| *id == entry.key);
            let unit = result
                .and_then(|result| results.get(result))
                .and_then(|(_, step)| self.step_unit(*step));
            let quantity = self.given(unit.as_ref(), &entry.value);
            let Some(result) = result else {
                whole = false;
                if !self.results.is_incomplete() && self.results.find(&entry.key).is_none() {
                    let near = did_you_mean(&entry.key, results.iter().map(|(id, _)| id.as_str()));
                    self.find(unknown("result", &entry.key, entry.key_span, near));
                }
                continue;
            };
            whole &= self.result_takes(results, result, quantity.as_ref(), entry.value.span);
            if let (Some(place), Some(quantity)) = (gives.get_mut(result), quantity) {
                *place = Some(quantity.amount);
            }
        }
        let missing: Vec<String> = results
            .iter()
            .zip(&gives)
            .filter(|(_, given)| given.is_none())
            .map(|((id, _), _)| format!("`{id}`"))
            .collect();
        if whole && !missing.is_empty() {
            self.find(
                Finding::new(
                    Code::MissingKey,
                    node.span,
                    format!("there is no amount for the result {}", missing.join(", ")),
                )
                .label("a result is missing")
                .advice("Give an amount for every result."),
            );
        }
        gives
            .into_iter()
            .map(|given| given.unwrap_or(Amount::NotPublished))
            .collect()
    }

    fn step_unit(&self, step: usize) -> Option<Unit> {
        self.step_units.get(step).cloned().flatten()
    }

    fn result_takes(
        &mut self,
        results: &[(String, usize)],
        result: usize,
        quantity: Option<&Quantity>,
        at: Span,
    ) -> bool {
        let unit = results
            .get(result)
            .and_then(|(_, step)| self.step_unit(*step));
        match (quantity, unit) {
            (Some(quantity), Some(unit)) => self.fits_place(quantity, &unit, at),
            (None, _) => false,
            _ => true,
        }
    }
}
