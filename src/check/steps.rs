//! Steps: each has one verb, what goes with it, a unit, and a reach.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{Comparison, Condition, MayBeExceeded, Operand, ResultLine, Step, Verb},
};

use super::{
    Checking, Current,
    limits::is_of_figures,
    operands::Counted,
    rates::{kinder, said},
    reach::Reach,
    roundings::Written as WrittenRounding,
};
use crate::{
    diagnostics::{Code, Finding},
    language::{
        shapes,
        ways::{ROUNDINGS, VERBS, Way},
    },
    rules::{Condition as WrittenCondition, Rules, Step as WrittenStep, When},
    source::Span,
};

/// What a verb comes to.
pub(super) struct Worked {
    pub verb: Verb,
    pub counted: Counted,
    pub reach: Option<Reach>,
}

impl Checking<'_> {
    /// Gives every step its index before any is read, so that a step can be told from an unknown name.
    pub(super) fn name_steps(&mut self, rules: &Rules) {
        for (index, written) in rules.steps().iter().enumerate() {
            let Some(id) = written.id.get() else {
                continue;
            };
            let (id, at) = (id.trim(), id.at);
            self.steps.names.add(id, at, index, self.findings);
            if let Some(rate) = self.rates.names.place(id) {
                self.find(
                    Finding::new(
                        Code::DuplicateName,
                        at,
                        format!("a step and a rate have the name `{id}`"),
                    )
                    .label("the step")
                    .related(rate, "the rate")
                    .advice("Give one of them another name."),
                );
            }
        }
    }

    /// Questions for a number share their names with neither a step nor a rate: a step could mean either.
    pub(super) fn check_number_names(&mut self) {
        let clashes: Vec<_> = self
            .scheme
            .questions
            .iter()
            .filter(|question| {
                matches!(
                    question.kind,
                    upfront_engine::scheme::QuestionKind::Number { .. }
                )
            })
            .filter_map(|question| {
                let asked = self.questions.names.place(&question.id)?;
                let (what, at) = match (
                    self.steps.names.place(&question.id),
                    self.rates.names.place(&question.id),
                ) {
                    (Some(at), _) => ("step", at),
                    (None, Some(at)) => ("rate", at),
                    (None, None) => return None,
                };
                Some((question.id.clone(), what, at, asked))
            })
            .collect();
        for (id, what, at, asked) in clashes {
            self.find(
                Finding::new(
                    Code::DuplicateName,
                    at,
                    format!("a {what} and a question for a number have the name `{id}`"),
                )
                .label(format!("the {what}"))
                .related(asked, "the question")
                .advice("Give one of them another name."),
            );
        }
    }

    /// Reads the steps, in order.
    pub(super) fn read_steps(&mut self, rules: &Rules) {
        for (index, written) in rules.steps().iter().enumerate() {
            self.current = Some(Current::Step(index));
            self.read_step(written);
        }
        self.current = None;
    }

    fn read_step(&mut self, written: &WrittenStep) {
        let id = written.id.string();
        let at = written.id.at().unwrap_or(written.form.at);
        let is_always =
            matches!(written.when.get(), Some(when) if matches!(when.value, When::Always));
        let when_written = written.when.is_written() && !is_always;
        let when = written.when.condition();
        let mut when = when.and_then(|condition| self.condition(condition));
        // Inside the step its own condition holds, which bounds what it reads.
        let outside = self.steps.reach.clone();
        let outside_rates = self.rates.limited.len();
        let outside_answers = self.questions.reach.clone();
        match &when {
            Some(condition) => self.narrow(condition),
            None if when_written => self.lose_reach(),
            None => {}
        }
        let rounding = self.rounding(written.roundings());
        let told_rounding = ROUNDINGS.iter().any(|key| written.key(key).is_some());
        let verb = self.one_verb(written);
        let (rounding, worked) = if let Some(verb) = verb {
            let rounding = if verb.name == "round" {
                self.round_keys(written, rounding)
            } else {
                rounding
            };
            let worked = self.work(written, verb, told_rounding);
            (rounding, worked)
        } else {
            self.read_around(written);
            (rounding, None)
        };
        self.steps.reach = outside;
        self.questions.reach = outside_answers;
        self.rates.limited.truncate(outside_rates);

        let mut unit = None;
        let mut reach = None;
        let mut verb = Verb::Sum {
            add: Vec::new(),
            less: Vec::new(),
        };
        let declared = written.unit.get().map(|text| self.unit(text, text.at));
        let known = worked.is_some();
        if let Some(worked) = worked {
            unit = match (worked.counted, declared) {
                (Counted::In(unit), _) => Some(unit),
                (Counted::Any, Some(declared)) => declared,
                (Counted::Any, None) => Some(Unit::none()),
                (Counted::Unknown, _) => None,
            };
            reach = worked.reach;
            verb = worked.verb;
        }
        if (when_written && when.is_none()) || (told_rounding && rounding.is_none()) {
            self.steps.broken.insert(self.scheme.steps.len());
        }
        let rounded = rounding.as_ref().map(|rounding| rounding.rounding);
        match (rounding, &unit) {
            // What it rounds is in the units of the results, which are known later.
            (Some(rounding), _) if matches!(verb, Verb::Stop { .. }) => {
                let stop = self.steps.stops.entry(self.scheme.steps.len()).or_default();
                stop.rounding = Some(rounding);
            }
            (Some(rounding), Some(unit)) => {
                self.rounding_fits(&rounding, unit);
            }
            _ => {}
        }
        if let Some(rounding) = rounded {
            reach = reach.map(|reach| reach.rounded(rounding));
        } else if told_rounding {
            reach = None;
        }
        if let Verb::Stop { .. } = verb
            && known
        {
            // Where the working out did not stop, the condition does not hold.
            let stop = written.stop_when.get();
            let stop = stop.and_then(|condition| self.quiet_condition(condition));
            if let (Some(stop), false) = (&stop, when_written) {
                self.narrow_by_not(stop);
            }
            when = match (when, stop) {
                (Some(when), Some(stop)) => Some(Condition::All(vec![when, stop])),
                (when, stop) => stop.or(when),
            };
        } else if written.stop_when.is_written() {
            self.lose_reach();
        } else if when_written {
            reach = reach.map(Reach::or_nothing);
        }
        let may_be_exceeded = written.may_be_exceeded.get().map(|limit| MayBeExceeded {
            by: limit.by.string(),
            because: limit.because.string(),
        });
        let depends_on_supply = written.depends_on_supply.value().unwrap_or(false);
        let cite = self.sources.cite(
            &written.source,
            &format!("the step `{id}`"),
            at,
            self.findings,
        );
        self.scheme.steps.push(Step {
            part: 0,
            say: said(&written.say, &id),
            id,
            verb,
            when,
            rounded,
            unit: unit.clone().unwrap_or_default(),
            because: written.because.string(),
            may_be_exceeded,
            depends_on_supply,
            cite,
        });
        self.steps.units.push(unit);
        self.steps.reach.push(reach);
    }

    /// The one verb of a step, its companions checked.
    fn one_verb(&mut self, step: &WrittenStep) -> Option<&'static Way> {
        let written: Vec<&Way> = VERBS
            .iter()
            .filter(|verb| step.key(verb.name).is_some())
            .collect();
        match written.as_slice() {
            [] => {
                if !step.form.has_stray_key {
                    let names: Vec<&str> = VERBS.iter().map(|verb| verb.name).collect();
                    self.find(
                        Finding::new(
                            Code::NoVerb,
                            step.form.at,
                            "the step does not say what it does",
                        )
                        .label("no verb")
                        .advice(format!("Add one of `{}`.", names.join("`, `"))),
                    );
                }
                None
            }
            [verb] => {
                self.strays(&step.form, &shapes::STEP, verb.name);
                for need in verb.needs {
                    if step.key(need).is_none() && !step.form.has_stray_key {
                        self.find(
                            Finding::new(
                                Code::MissingKey,
                                step.form.at,
                                format!("`{}` needs `{need}` beside it", verb.name),
                            )
                            .label(format!("no `{need}` here"))
                            .advice(format!("Add `{need}:`.")),
                        );
                    }
                }
                if !step.is_readable(verb) {
                    self.read_around(step);
                    return None;
                }
                Some(verb)
            }
            [first, second, ..] => {
                let place = |key| step.key(key).unwrap_or(step.form.at);
                self.find(
                    Finding::new(
                        Code::NoVerb,
                        place(second.name),
                        format!(
                            "a step has one verb, and here are two, `{}` and `{}`",
                            first.name, second.name
                        ),
                    )
                    .label("the second verb")
                    .related(place(first.name), "the first verb")
                    .advice("Make two steps of it."),
                );
                self.read_around(step);
                None
            }
        }
    }

    /// The rounding of a `round` step.
    fn round_keys(
        &mut self,
        step: &WrittenStep,
        other: Option<WrittenRounding>,
    ) -> Option<WrittenRounding> {
        let own = self.rounding(step.round_to());
        let told = ROUNDINGS.iter().any(|key| step.key(key).is_some());
        if !told && !step.form.has_stray_key {
            self.find(
                Finding::new(
                    Code::MissingKey,
                    step.form.at,
                    "`round` does not say how",
                )
                .label("no rounding")
                .advice("Add `up to:`, `down to:` or `to the nearest:`, such as `to the nearest: penny`."),
            );
        }
        own.or(other)
    }

    /// Keeps in mind what a step that has no one verb uses, so that its names are not called unused.
    fn read_around(&mut self, step: &WrittenStep) {
        for name in step.form.strays.iter().flat_map(|stray| &stray.texts) {
            self.meant(name);
        }
        if step.add_up.is_written() {
            self.used.every_question = true;
        }
    }

    /// The condition of `stop when`, which has been read once already.
    fn quiet_condition(&mut self, written: &WrittenCondition) -> Option<Condition> {
        let (findings, forward, backward) = (
            std::mem::take(self.findings),
            self.steps.forward.len(),
            self.steps.backward.len(),
        );
        let condition = self.condition(written);
        *self.findings = findings;
        self.steps.forward.truncate(forward);
        self.steps.backward.truncate(backward);
        condition
    }

    /// Bounds what steps and answers can come to by a condition that holds.
    pub(super) fn narrow(&mut self, condition: &Condition) {
        match condition {
            Condition::All(all) => all.iter().for_each(|condition| self.narrow(condition)),
            Condition::Not(condition) => self.narrow_by_not(condition),
            Condition::Compare { left, is, right } => {
                if let Some(than) = self.figure(right) {
                    self.narrow_operand(left, *is, than);
                } else if self.is_no_limit(right) && is_of_figures(*is, true) {
                    self.narrow_to_figure(left);
                }
            }
            _ => {}
        }
    }

    /// Bounds what steps and answers can come to by a condition that does not hold.
    fn narrow_by_not(&mut self, condition: &Condition) {
        match condition {
            Condition::Any(any) => any
                .iter()
                .for_each(|condition| self.narrow_by_not(condition)),
            Condition::Not(condition) => self.narrow(condition),
            Condition::Compare { left, is, right } => {
                if let Some((opposite, than)) = is.opposite().zip(self.figure(right)) {
                    self.narrow_operand(left, opposite, than);
                } else if self.is_no_limit(right) && is_of_figures(*is, false) {
                    self.narrow_to_figure(left);
                }
            }
            _ => {}
        }
    }

    fn narrow_operand(&mut self, operand: &Operand, is: Comparison, than: Decimal) {
        let reach = match operand {
            Operand::Step(step) => self.steps.reach.get_mut(*step),
            Operand::Answer(question) => self.questions.reach.get_mut(*question),
            _ => None,
        };
        if let Some(Some(reach)) = reach {
            *reach = reach.narrowed(is, than);
        }
    }

    /// A condition that could not be read may have bounded anything.
    pub(super) fn lose_reach(&mut self) {
        self.steps.reach.fill(None);
        self.questions.reach.fill(None);
    }

    /// The figure of an operand that is one exact amount.
    fn figure(&self, operand: &Operand) -> Option<Decimal> {
        let amount = match operand {
            Operand::Literal { amount, .. } => *amount,
            Operand::Rate(rate) => self.scheme.rates.get(*rate)?.amount,
            _ => return None,
        };
        match amount {
            Amount::Exact(figure) => Some(figure),
            _ => None,
        }
    }

    /// A sum of money that comes out below nothing is hardly what a council means.
    fn check_not_below_nothing(&mut self, result: usize, at: Span, then: &str) {
        let Some(line) = self.scheme.results.get(result) else {
            return;
        };
        let is_money = self
            .steps
            .units
            .get(line.step)
            .is_some_and(|unit| unit.as_ref().is_some_and(Unit::is_money));
        let low = self
            .steps
            .reach
            .get(line.step)
            .copied()
            .flatten()
            .and_then(|reach| reach.low);
        if let (true, Some(low)) = (is_money, low)
            && low < Decimal::ZERO
        {
            let step = self
                .scheme
                .steps
                .get(line.step)
                .map_or("", |step| step.id.as_str());
            let finding = Finding::new(
                Code::BelowNothing,
                at,
                format!("the result `{}` can come out below nothing", line.id),
            )
            .label("can be less than £0")
            .advice(format!("Add a step such as `{{id: at_least_nothing, greatest of: [{step}, nothing]}}`, {then}."));
            self.find(finding);
        }
    }

    /// Reads the results; where there are none, the last step is the result.
    pub(super) fn read_results(&mut self, rules: &Rules) {
        for written in rules.results.items() {
            let Some(id) = written.id.get() else {
                continue;
            };
            let (id, at) = (id.trim(), id.at);
            let index = self.scheme.results.len();
            self.results.add(id, at, index, self.findings);
            let Some(name) = written.is.get() else {
                continue;
            };
            let place = name.at;
            let Ok(step) = self.steps.names.resolve(name.trim(), place, self.findings) else {
                continue;
            };
            if let (Some(other), Some(named)) =
                (self.steps.names.find(id), self.steps.names.place(id))
                && other != step
            {
                self.find(
                    Finding::new(
                        Code::DuplicateName,
                        at,
                        format!("the result `{id}` has the name of a step that it is not"),
                    )
                    .label("the result")
                    .related(named, "the step")
                    .advice("Give the result another name."),
                );
            }
            if let Some(Verb::Stop { .. }) = self.scheme.steps.get(step).map(|step| &step.verb) {
                self.find(
                    Finding::new(
                        Code::WrongType,
                        place,
                        format!("`{}` ends the working out and gives no figure", &***name),
                    )
                    .advice("Name a step that gives one."),
                );
            }
            self.scheme.results.push(ResultLine {
                part: 0,
                id: id.to_owned(),
                say: said(&written.say, id),
                step,
                kinder: kinder(&written.kinder_when),
            });
            self.check_not_below_nothing(index, at, "and let the result be that");
        }
        if !rules.results.is_written()
            && let Some(step) = self.scheme.steps.len().checked_sub(1)
            && let Some(last) = self.scheme.steps.last()
        {
            let place = self.steps.names.place(&last.id);
            self.scheme.results.push(ResultLine {
                part: 0,
                id: last.id.clone(),
                say: last.say.clone(),
                step,
                kinder: None,
            });
            if let Some(at) = place {
                self.check_not_below_nothing(0, at, "as the last step");
            }
        }
    }
}
