//! Operands: what a step or a condition reads, with what it is counted in and what it can come to.

use upfront_engine::{
    Amount, Unit,
    scheme::{Operand, QuestionKind},
};

use super::{
    Checking, Current, Thing,
    amounts::Written,
    answers::meant_option,
    between::{and_scores_between, of_these_points},
    names::{Names, list, unknown},
    reach::Reach,
    testing::{after_the_questions, no_number},
    units::clash,
};
use crate::{
    diagnostics::{
        Code, Finding,
        suggest::{Meant, meant},
    },
    rules::{ByAnswer, Operand as WrittenOperand, Stated, is_meant_as_name},
    source::{LISTED, Span, curly::bare},
};

/// What something is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// This.
    In(Unit),
    /// Anything: `nothing`, `not published`, `case by case` fit every place.
    Any,
    /// Not known, because of a finding.
    Unknown,
}

impl Counted {
    fn of(unit: Option<Unit>) -> Self {
        unit.map_or(Self::Unknown, Self::In)
    }
}

/// An operand with what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub operand: Operand,
    pub counted: Counted,
    /// What it can come to; `None` where that is not known.
    pub reach: Option<Reach>,
    pub at: Span,
    /// Whether it is a number with no unit beside it.
    pub bare: bool,
}

impl Typed {
    fn unknown(at: Span) -> Self {
        Self {
            operand: literal(Amount::NOTHING),
            counted: Counted::Unknown,
            reach: None,
            at,
            bare: false,
        }
    }

    /// The operand, an amount that fits any place now being in the unit of this one.
    pub(super) fn settled(self, place: &Unit) -> Operand {
        match self.operand {
            Operand::Literal { amount, .. } if self.counted == Counted::Any => Operand::Literal {
                amount,
                unit: place.clone(),
            },
            Operand::ByAnswer {
                question, choices, ..
            } if self.counted == Counted::Any => Operand::ByAnswer {
                question,
                choices: choices
                    .into_iter()
                    .map(|choice| in_unit(choice, place))
                    .collect(),
                unit: place.clone(),
            },
            operand => operand,
        }
    }
}

/// An amount that fits any place, in the unit of this one.
fn in_unit(operand: Operand, place: &Unit) -> Operand {
    match operand {
        Operand::Literal { amount, unit } if unit.is_none() => Operand::Literal {
            amount,
            unit: place.clone(),
        },
        operand => operand,
    }
}

fn literal(amount: Amount) -> Operand {
    Operand::Literal {
        amount,
        unit: Unit::none(),
    }
}

impl Checking<'_> {
    /// Reads an operand. What cannot be read has its finding, and is not known.
    pub(super) fn operand(&mut self, operand: &WrittenOperand, at: Span) -> Typed {
        match operand {
            WrittenOperand::Text(text) => {
                let text = text.trim();
                if let Some(typed) = self.named(text, at) {
                    return typed;
                }
                if is_meant_as_name(text) {
                    self.unknown_operand(text, at);
                    return Typed::unknown(at);
                }
                if let Some(name) = bare(text) {
                    self.meant(name);
                }
                let Some(quantity) = self.quantity(text, at) else {
                    return Typed::unknown(at);
                };
                let bare = quantity.written == Written::Bare;
                let (counted, unit) = match quantity.written {
                    Written::Any => (Counted::Any, Unit::none()),
                    Written::Bare => (Counted::In(Unit::none()), Unit::none()),
                    Written::Unit(unit) => (Counted::In(unit.clone()), unit),
                };
                Typed {
                    reach: Reach::of_amount(&quantity.amount),
                    operand: Operand::Literal {
                        amount: quantity.amount,
                        unit,
                    },
                    counted,
                    at,
                    bare,
                }
            }
            WrittenOperand::ByAnswer(choice) => self
                .choice(choice, at)
                .unwrap_or_else(|| Typed::unknown(at)),
            WrittenOperand::Unreadable => Typed::unknown(at),
        }
    }

    /// Reads what stands under a key that was written.
    pub(super) fn stated(&mut self, operand: &Stated<WrittenOperand>) -> Typed {
        self.operand(operand, operand.at)
    }

    /// The operand of a name, where something has it.
    fn named(&mut self, name: &str, at: Span) -> Option<Typed> {
        let typed = |operand, unit: Option<Unit>, reach| Typed {
            operand,
            counted: Counted::of(unit),
            reach,
            at,
            bare: false,
        };
        // Where a rate or a question wrongly has the name of a later step too, that one is meant.
        let other =
            self.rates.names.find(name).is_some() || self.questions.names.find(name).is_some();
        let later = |step| matches!(self.current, Some(Current::Step(user)) if step >= user);
        if let Some(step) = self
            .steps
            .names
            .find(name)
            .filter(|step| !(other && later(*step)))
        {
            return Some(match self.current {
                Some(Current::Step(user)) if step >= user => {
                    self.steps.forward.push((user, step, at));
                    Typed::unknown(at)
                }
                Some(Current::Step(user)) => {
                    self.steps.backward.push((user, step, at));
                    let unit = self.steps.units.get(step).cloned().flatten();
                    if unit.as_ref().is_some_and(Unit::is_test) {
                        self.find(no_number(name, at));
                        return Some(Typed::unknown(at));
                    }
                    let reach = self.steps.reach.get(step).copied().flatten();
                    typed(Operand::Step(step), unit, reach)
                }
                _ => {
                    self.find(after_the_questions(name, at));
                    Typed::unknown(at)
                }
            });
        }
        if let Some(rate) = self.rates.names.find(name) {
            self.used.things.insert(Thing::Rate(rate));
            let unit = self.rates.units.get(rate).cloned().flatten();
            let mut reach = self.scheme.rates.get(rate).and_then(Reach::of_rate);
            if self.rates.limited.contains(&rate) {
                reach = reach.and_then(Reach::as_figure);
            }
            return Some(typed(Operand::Rate(rate), unit, reach));
        }
        let question = self.questions.names.find(name)?;
        self.used.things.insert(Thing::Question(question));
        if !self.is_asked_before(name, question, at) {
            return Some(Typed::unknown(at));
        }
        if let Some(QuestionKind::Number { unit, .. }) = self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            let unit = Some(unit.clone()).filter(|_| self.is_whole(question));
            let reach = self.questions.reach.get(question).copied().flatten();
            return Some(typed(Operand::Answer(question), unit, reach));
        }
        if self.is_whole(question) {
            self.find_of_question(
                question,
                Finding::new(
                    Code::WrongType,
                    at,
                    format!("`{name}` is answered with an option, not with a number"),
                )
                .label("a question with options")
                .advice(format!(
                    "Say an amount for each option: `{{answer: {name}, …}}`."
                )),
            );
        }
        Some(Typed::unknown(at))
    }

    fn unknown_operand(&mut self, name: &str, at: Span) {
        let numbers: Vec<String> = self.number_questions();
        let near = meant(
            name,
            self.steps
                .names
                .by_place()
                .chain(self.rates.names.by_place())
                .chain(numbers.iter().map(String::as_str))
                .chain(["nothing", "not published", "case by case", "no limit"]),
        )
        .map(Meant::into_owned);
        if let Some(near) = &near {
            self.meant(near);
        }
        if [&self.steps.names, &self.rates.names, &self.questions.names]
            .into_iter()
            .any(Names::is_incomplete)
        {
            return;
        }
        let finding = unknown("step, rate or numbered question", name, at, near.as_ref());
        let finding = if let Some(table) = self.tables.names.find(name) {
            self.used.things.insert(Thing::Table(table));
            finding.advice(format!(
                "`{name}` is a table: look a value up in it in a step of its own, with `look up:` and `in: {name}`."
            ))
        } else if near.is_none() && self.extends() {
            finding.advice(LISTED)
        } else if near.is_none() {
            let names = self.steps.names.all().chain(self.rates.names.all());
            let names = names.chain(numbers.iter().map(String::as_str));
            list(finding, "steps, rates or numbered questions", names)
        } else {
            finding
        };
        self.find(finding);
    }

    fn number_questions(&self) -> Vec<String> {
        self.scheme
            .questions
            .iter()
            .filter(|question| matches!(question.kind, QuestionKind::Number { .. }))
            .map(|question| question.id.clone())
            .collect()
    }

    /// Something was perhaps meant: it counts as used, so that one slip of the pen is one finding.
    pub(super) fn meant(&mut self, name: &str) {
        self.used
            .things
            .extend(self.rates.names.find(name).map(Thing::Rate));
        self.used
            .things
            .extend(self.tables.names.find(name).map(Thing::Table));
        self.used
            .things
            .extend(self.questions.names.find(name).map(Thing::Question));
    }

    /// Whether all of a question could be read.
    pub(super) fn is_whole(&self, question: usize) -> bool {
        self.questions.whole.get(question) == Some(&true)
    }

    /// A question by its name; what nothing has, or what is asked too late, is a finding.
    pub(super) fn question(&mut self, name: &str, at: Span) -> Option<usize> {
        match self.questions.names.resolve(name.trim(), at, self.findings) {
            Ok(question) => {
                self.used.things.insert(Thing::Question(question));
                self.is_asked_before(name.trim(), question, at)
                    .then_some(question)
            }
            Err(near) => {
                self.used.things.extend(near.map(Thing::Question));
                None
            }
        }
    }

    /// Whether a question can be read here: a question's own condition reads only those before it.
    fn is_asked_before(&mut self, name: &str, question: usize, at: Span) -> bool {
        match self.current {
            Some(Current::Question(user)) if question >= user => {
                self.find(
                    Finding::new(
                        Code::UsedBeforeWorkedOut,
                        at,
                        if question == user {
                            format!("whether `{name}` is asked rests on its own answer")
                        } else {
                            format!("`{name}` is asked only later")
                        },
                    )
                    .label("not answered yet")
                    .advice("Put the question that decides first."),
                );
                false
            }
            _ => true,
        }
    }

    /// An option of a question by its name.
    pub(super) fn option(&mut self, question: usize, name: &str, at: Span) -> Option<usize> {
        let asked = self.scheme.questions.get(question)?;
        let name = name.trim();
        match &asked.kind {
            QuestionKind::Options(options) => {
                let found = match self.questions.options.get(&question) {
                    Some(names) => names.find(name),
                    None => options.iter().position(|option| option.id == name),
                };
                if found.is_none() && self.is_whole(question) {
                    let printed = options.iter().filter(|option| !option.between);
                    let ids: Vec<&str> = printed.map(|option| option.id.as_str()).collect();
                    let near = of_these_points(name, options).or_else(|| meant_option(name, &ids));
                    let mut finding = Finding::new(
                        Code::UnknownName,
                        at,
                        format!("`{}` has no option with the name `{name}`", asked.id),
                    )
                    .label("not an option");
                    if let Some(near) = near {
                        finding = finding.advice(format!("Did you mean `{near}`?"));
                    }
                    let more = and_scores_between(options);
                    let finding =
                        finding.advice(format!("The options are `{}`{more}.", ids.join("`, `")));
                    self.find_of_question(question, finding);
                }
                found
            }
            QuestionKind::Number { .. } => {
                if self.is_whole(question) {
                    let id = asked.id.clone();
                    self.find_of_question(
                        question,
                        Finding::new(
                            Code::WrongType,
                            at,
                            format!("`{id}` is answered with a number, not with an option"),
                        )
                        .label("not an option")
                        .advice(format!(
                            "Compare the number: `{{value: {id}, is at least: …}}`."
                        )),
                    );
                }
                None
            }
        }
    }

    /// An amount, or a named one, for each option of a question.
    fn choice(&mut self, choice: &ByAnswer, at: Span) -> Option<Typed> {
        let name = choice.answer.get()?;
        let question = self.question(name, name.at);
        let mut whole = true;
        let mut choices: Vec<(usize, Typed)> = Vec::new();
        for entry in &choice.choices {
            let option =
                question.and_then(|question| self.option(question, &entry.name, entry.key));
            let operand = entry.value.as_ref();
            let typed = self.operand(operand.unwrap_or(&WrittenOperand::Unreadable), entry.at);
            match option {
                Some(option) if typed.counted != Counted::Unknown => choices.push((option, typed)),
                _ => whole = false,
            }
        }
        let question = question?;
        whole &= self.has_every_option(question, &choices, whole, at);
        let unit = self.unit_of_choices(&choices).ok()?;
        if !whole {
            return None;
        }
        choices.sort_by_key(|(option, _)| *option);
        let reach = choices
            .iter()
            .filter_map(|(_, typed)| typed.reach)
            .reduce(Reach::or);
        let reach = self.if_asked(question, reach);
        let place = unit.clone().unwrap_or_default();
        Some(Typed {
            operand: Operand::ByAnswer {
                question,
                choices: choices
                    .into_iter()
                    .map(|(_, typed)| typed.settled(&place))
                    .collect(),
                unit: place,
            },
            counted: unit.map_or(Counted::Any, Counted::In),
            reach,
            at,
            bare: false,
        })
    }

    /// Whether a choice has an amount for every option; a finding where all could be read and one is missing.
    fn has_every_option(
        &mut self,
        question: usize,
        choices: &[(usize, Typed)],
        readable: bool,
        at: Span,
    ) -> bool {
        let names = self.option_names(question);
        let missing: Vec<String> = names
            .into_iter()
            .enumerate()
            .filter(|(option, _)| choices.iter().all(|(own, _)| own != option))
            .map(|(_, name)| format!("`{name}`"))
            .collect();
        if missing.is_empty() {
            return !choices.is_empty();
        }
        if readable && self.is_whole(question) {
            self.find_of_question(
                question,
                Finding::new(
                    Code::MissingKey,
                    at,
                    format!("there is no amount for the option {}", missing.join(", ")),
                )
                .label("an option is missing")
                .advice("Give an amount for every option of the question."),
            );
        }
        false
    }

    /// What all the choices are counted in: `None` where each fits every place. `Err` after a clash.
    fn unit_of_choices(&mut self, choices: &[(usize, Typed)]) -> Result<Option<Unit>, ()> {
        let mut common: Option<Unit> = None;
        let mut fits = true;
        for (_, typed) in choices {
            let Counted::In(unit) = &typed.counted else {
                continue;
            };
            match &common {
                None => common = Some(unit.clone()),
                Some(first) if first != unit => {
                    fits = false;
                    let finding = clash(unit, first, typed.at);
                    self.find(finding);
                }
                Some(_) => {}
            }
        }
        if fits { Ok(common) } else { Err(()) }
    }

    /// What an answer picks, or nothing where its question is not asked of everybody.
    pub(super) fn if_asked(&self, question: usize, reach: Option<Reach>) -> Option<Reach> {
        let asked = self.scheme.questions.get(question)?;
        if asked.when.is_some() {
            reach.map(Reach::or_nothing)
        } else {
            reach
        }
    }

    /// The names of a question's options.
    pub(super) fn option_names(&self, question: usize) -> Vec<String> {
        match self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            Some(QuestionKind::Options(options)) => {
                options.iter().map(|option| option.id.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}
