//! Worked examples: whose answers they are, and what has to come out.

use upfront_engine::{
    Amount, Answers,
    scheme::{Example, Expectation},
};

use super::{
    Checking,
    amounts::{Quantity, read_range},
    answers::read_entry,
    faulty::Lost,
    names::{Names, list, unknown},
};
use crate::{
    diagnostics::{Code, Finding, suggest::did_you_mean},
    language::Reader,
    source::{Entry, LISTED, Span},
};

/// Advice about a national rule that the council's own have made needless.
fn left_out(name: &str, kind: &str) -> String {
    format!(
        "`{name}` is a national {kind}, and is left out here: with your `overrides`, no result rests on it. Take it out of the example."
    )
}

impl Checking<'_> {
    /// Reads the examples.
    pub(super) fn read_examples(&mut self, top: &Reader<'_>) {
        let mut names = Names::new("example");
        for (index, reader) in top.maps("examples", self.findings).iter().enumerate() {
            let (id, at) = match reader.text("id") {
                Some((id, at)) => {
                    names.add(id.trim(), at, index, self.findings);
                    (id.trim().to_owned(), at)
                }
                None => (String::new(), reader.span()),
            };
            let mut answers = Answers(vec![None; self.scheme.questions.len()]);
            let mut lost = Lost {
                everything: reader.is_written("answers") && reader.value("answers").is_none(),
                ..Lost::default()
            };
            for entry in reader.names("answers") {
                let whole = &self.whole_questions;
                if self.questions.is_incomplete() && self.questions.find(&entry.key).is_none() {
                    lost.a_name = true;
                    continue;
                }
                if self.questions.find(&entry.key).is_none() {
                    self.unknown_answer(entry);
                    lost.a_name = true;
                    continue;
                }
                let before = self.findings.len();
                let answer = read_entry(
                    &self.scheme,
                    entry,
                    |question| whole.get(question) == Some(&true),
                    self.findings,
                );
                let is_lost = self.findings.len() > before;
                match (answer, self.questions.find(&entry.key)) {
                    (Some((question, answer)), _) => answers.set(question, answer),
                    (None, Some(question)) if is_lost => {
                        lost.questions.insert(question);
                    }
                    (None, _) => {}
                }
            }
            let (expect, expect_at) = self.expectations(reader.names("expect"));
            let (published, published_at) = self.expectations(reader.names("published"));
            if reader.is_written("published") && !reader.is_written("but") {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        reader.entry("published").map_or(at, |entry| entry.key_span),
                        "the example does not say why its printed figure is not what comes out",
                    )
                    .label("no `but` here")
                    .advice("Add `but:` and the reason."),
                );
            }
            if let (Some(entry), false) = (reader.entry("but"), reader.is_written("published")) {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        entry.key_span,
                        "`but` speaks of a printed figure, and none is given",
                    )
                    .label("no `published` here")
                    .advice("Add `published:` and the figure that the source prints."),
                );
            }
            let on = self.day_of_example(reader, &mut lost);
            lost.everything |= reader.is_written("on") && on.is_none();
            self.lost.push(lost);
            let cite = self.cite(reader, &format!("the example `{id}`"), at);
            self.example_places.push((at, expect_at, published_at));
            self.scheme.examples.push(Example {
                id,
                title: reader.string("title"),
                about: reader.string("about"),
                on,
                answers,
                expect,
                published,
                but: reader.string("but"),
                cite,
            });
        }
    }

    /// An answer to something that is no question here.
    fn unknown_answer(&mut self, entry: &Entry) {
        let name = &entry.key;
        let near = did_you_mean(name, self.questions.by_place()).map(str::to_owned);
        let is_rate = self.rates.find(name).is_some();
        let is_figure = self.steps.find(name).is_some() || self.results.find(name).is_some();
        let is_left_out = self.left_out.questions.contains(name);
        // What it is says more than a name that is near to it.
        let near = near.filter(|_| !is_rate && !is_figure && !is_left_out);
        let finding = unknown("question", name, entry.key_span, near.as_deref());
        let finding = if is_left_out {
            finding.advice(left_out(name, "question"))
        } else if is_figure {
            finding.advice(format!(
                "`{name}` is worked out, and not asked: what it comes to stands under `expect`."
            ))
        } else if is_rate {
            finding.advice(format!(
                "`{name}` is a rate, and not asked: its amount stands in the rules."
            ))
        } else if near.is_none() && self.extends {
            finding.advice(LISTED)
        } else if near.is_none() {
            list(finding, "questions", self.questions.all())
        } else {
            finding
        };
        self.find(finding);
    }

    /// The day that an example is for, which is one of the edition's. Where it is none, or a rate has no amount then, what
    /// rests on it is lost.
    fn day_of_example(&mut self, reader: &Reader<'_>, lost: &mut Lost) -> Option<String> {
        let day = reader.date("on")?;
        let on = day.to_string();
        // Dates written so are in the order of time.
        let is_before = self.scheme.from.as_ref().is_some_and(|from| on < *from);
        let is_after = self.scheme.to.as_ref().is_some_and(|to| on > *to);
        let at = reader.value("on").map_or(reader.span(), |on| on.span);
        if !is_before && !is_after {
            lost.rates = self.check_amounts_on(day, at);
        } else {
            lost.everything = true;
            self.find(
                Finding::new(
                    Code::BadDate,
                    at,
                    format!("the edition does not hold on {on}"),
                )
                .label("not a day of this edition"),
            );
        }
        Some(on)
    }

    /// The figures of an example and their places.
    fn expectations(&mut self, entries: &[Entry]) -> (Vec<Expectation>, Vec<Span>) {
        entries
            .iter()
            .filter_map(|entry| Some((self.expectation(entry)?, entry.value.span)))
            .unzip()
    }

    fn expectation(&mut self, entry: &Entry) -> Option<Expectation> {
        let result = self
            .scheme
            .results
            .iter()
            .position(|result| result.id == entry.key);
        let step = match result.and_then(|result| self.scheme.results.get(result)) {
            Some(result) => Some(result.step),
            None => self.steps.find(&entry.key),
        };
        let incomplete = self.steps.is_incomplete() || self.results.is_incomplete();
        if step.is_none() && !incomplete && self.results.find(&entry.key).is_none() {
            let near = did_you_mean(
                &entry.key,
                self.steps.by_place().chain(self.results.by_place()),
            );
            let finding = unknown("step or result", &entry.key, entry.key_span, near);
            let name = &entry.key;
            let finding = if self.questions.find(name).is_some() {
                finding.advice(format!(
                    "`{name}` is a question: its answer stands under `answers`."
                ))
            } else if self.rates.find(name).is_some() {
                finding.advice(format!(
                    "`{name}` is a rate: name a step that uses it, or a result."
                ))
            } else if self.left_out.steps.contains(name) {
                finding.advice(left_out(name, "step"))
            } else if near.is_none() && self.extends {
                finding.advice(LISTED)
            } else if near.is_none() {
                let names = self.steps.all().chain(self.results.all());
                list(finding, "steps or results", names)
            } else {
                finding
            };
            self.find(finding);
        }
        let at = entry.value.span;
        if let Some(step) = step
            && let Some(Some(unit)) = self.step_units.get(step)
            && unit.is_test()
        {
            let (amount, to) = self.expected_of_test(&entry.value)?;
            return Some(Expectation {
                step,
                result,
                amount,
                to,
            });
        }
        let (quantity, to) = match read_range(entry.value.text()?, &self.words) {
            Some(Ok((least, most, written))) => (
                Quantity {
                    amount: Amount::Exact(least),
                    written,
                },
                Some(most),
            ),
            Some(Err(fault)) => {
                self.fault(fault, at);
                return None;
            }
            None => (self.quantity(&entry.value)?, None),
        };
        let step = step?;
        let unit = self.step_units.get(step).cloned().flatten()?;
        self.fits_place(&quantity, &unit, at)
            .then_some(Expectation {
                step,
                result,
                amount: quantity.amount,
                to,
            })
    }
}
