//! Worked examples: whose answers they are, and what has to come out.

use upfront_engine::{
    Amount, Answers,
    scheme::{Example, Expectation},
};

use super::{
    Checking,
    amounts::{Quantity, read_range},
    answers::{Written, read_one},
    faulty::Lost,
    names::{Names, list, unknown},
};
use crate::{
    diagnostics::{
        Code, Finding,
        suggest::{Meant, meant},
    },
    rules::{Example as WrittenExample, Named, Rules, Text},
    source::{LISTED, Span},
};

/// Advice about a national rule that the council's own have made needless.
fn left_out(name: &str, kind: &str) -> String {
    format!(
        "`{name}` is a national {kind}, and is left out here: with your `overrides`, no result rests on it. Take it out of the example."
    )
}

impl Checking<'_> {
    /// Reads the examples.
    pub(super) fn read_examples(&mut self, rules: &Rules) {
        let mut names = Names::new("example");
        for (index, example) in rules.examples().iter().enumerate() {
            if let Some(id) = example.id.get() {
                names.add(id.trim(), id.at, index, self.findings);
            }
            let id = example.id.string();
            let at = example.id.at().unwrap_or(example.form.at);
            let mut answers = Answers(vec![None; self.scheme.questions.len()]);
            let mut lost = Lost {
                everything: example.answers.is_faulty(),
                ..Lost::default()
            };
            for entry in example.answers.names() {
                let whole = &self.questions.whole;
                if self.questions.names.is_incomplete()
                    && self.questions.names.find(&entry.name).is_none()
                {
                    lost.a_name = true;
                    continue;
                }
                if self.questions.names.find(&entry.name).is_none() {
                    self.unknown_answer(entry);
                    lost.a_name = true;
                    continue;
                }
                let before = self.findings.len();
                let written = Written {
                    question: &entry.name,
                    key: entry.key,
                    text: entry.value.as_deref(),
                    at: entry.at,
                };
                let answer = read_one(
                    &self.scheme,
                    written,
                    |question| whole.get(question) == Some(&true),
                    self.findings,
                );
                let is_lost = self.findings.len() > before;
                match (answer, self.questions.names.find(&entry.name)) {
                    (Some((question, answer)), _) => answers.set(question, answer),
                    (None, Some(question)) if is_lost => {
                        lost.questions.insert(question);
                    }
                    (None, _) => {}
                }
            }
            let (expect, expect_at) = self.expectations(example.expect.names());
            let (published, published_at) = self.expectations(example.published.names());
            let but = example.printed_because();
            let is_explained = but.is_some() || example.but.is_faulty();
            if let (Some(key), false) = (example.published.key(), is_explained) {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        key,
                        "the example does not say why its printed figure is not what comes out",
                    )
                    .label("no `but` here")
                    .advice("Add `but:` and the reason."),
                );
            }
            if let (Some((_, at)), false) = (but, example.published.is_written()) {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        at,
                        "`but` speaks of a printed figure, and none is given",
                    )
                    .label("no `published` here")
                    .advice("Add `published:` and the figure that the source prints."),
                );
            }
            let on = self.day_of_example(example, &mut lost);
            lost.everything |= example.on.is_faulty();
            self.examples.lost.push(lost);
            let cite = self.sources.cite(
                &example.source,
                &format!("the example `{id}`"),
                at,
                self.findings,
            );
            self.examples.places.push((at, expect_at, published_at));
            self.scheme.examples.push(Example {
                id,
                title: example.title.string(),
                about: example.about.string(),
                not_a_person: example.not_a_person.value().unwrap_or(false),
                on,
                answers,
                expect,
                published,
                but: but.map_or_else(String::new, |(text, _)| text.trim().to_owned()),
                cite,
            });
        }
    }

    /// An answer to something that is no question here.
    fn unknown_answer(&mut self, entry: &Named<Text>) {
        let name = &entry.name;
        let near = meant(name, self.questions.names.by_place()).map(Meant::into_owned);
        let is_rate = self.rates.names.find(name).is_some();
        let is_figure = self.steps.names.find(name).is_some() || self.results.find(name).is_some();
        let is_left_out = self.left_out.questions.contains(name);
        // What it is says more than a name that is near to it.
        let near = near.filter(|_| !is_rate && !is_figure && !is_left_out);
        let finding = unknown("question", name, entry.key, near.as_ref());
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
        } else if near.is_none() && self.extends() {
            finding.advice(LISTED)
        } else if near.is_none() {
            list(finding, "questions", self.questions.names.all())
        } else {
            finding
        };
        self.find(finding);
    }

    /// The day that an example is for, which is one of the edition's. Where it is none, or a rate has no amount then, what
    /// rests on it is lost.
    fn day_of_example(&mut self, example: &WrittenExample, lost: &mut Lost) -> Option<String> {
        let day = example.on.get()?;
        let (day, at) = (day.value, day.at);
        let on = day.to_string();
        // Dates written so are in the order of time.
        let is_before = self.scheme.from.as_ref().is_some_and(|from| on < *from);
        let is_after = self.scheme.to.as_ref().is_some_and(|to| on > *to);
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
    fn expectations(&mut self, entries: &[Named<Text>]) -> (Vec<Expectation>, Vec<Span>) {
        entries
            .iter()
            .filter_map(|entry| Some((self.expectation(entry)?, entry.at)))
            .unzip()
    }

    fn expectation(&mut self, entry: &Named<Text>) -> Option<Expectation> {
        let result = self
            .scheme
            .results
            .iter()
            .position(|result| result.id == entry.name);
        let step = match result.and_then(|result| self.scheme.results.get(result)) {
            Some(result) => Some(result.step),
            None => self.steps.names.find(&entry.name),
        };
        let incomplete = self.steps.names.is_incomplete() || self.results.is_incomplete();
        if step.is_none() && !incomplete && self.results.find(&entry.name).is_none() {
            let near = meant(
                &entry.name,
                self.steps.names.by_place().chain(self.results.by_place()),
            );
            let finding = unknown("step or result", &entry.name, entry.key, near.as_ref());
            let name = &entry.name;
            let finding = if self.questions.names.find(name).is_some() {
                finding.advice(format!(
                    "`{name}` is a question: its answer stands under `answers`."
                ))
            } else if self.rates.names.find(name).is_some() {
                finding.advice(format!(
                    "`{name}` is a rate: name a step that uses it, or a result."
                ))
            } else if self.left_out.steps.contains(name) {
                finding.advice(left_out(name, "step"))
            } else if near.is_none() && self.extends() {
                finding.advice(LISTED)
            } else if near.is_none() {
                let names = self.steps.names.all().chain(self.results.all());
                list(finding, "steps or results", names)
            } else {
                finding
            };
            self.find(finding);
        }
        let (text, at) = (entry.value.as_deref(), entry.at);
        if let Some(step) = step
            && let Some(Some(unit)) = self.steps.units.get(step)
            && unit.is_test()
        {
            let (amount, to) = self.expected_of_test(text, at)?;
            return Some(Expectation {
                step,
                result,
                amount,
                to,
            });
        }
        let (quantity, to) = match read_range(text?, &self.words) {
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
            None => (self.quantity(text?, at)?, None),
        };
        let step = step?;
        let unit = self.steps.units.get(step).cloned().flatten()?;
        self.fits_place(&quantity, &unit, at)
            .then_some(Expectation {
                step,
                result,
                amount: quantity.amount,
                to,
            })
    }
}
