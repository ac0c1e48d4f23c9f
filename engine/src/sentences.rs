//! The words of the rules: what a step reads, and when it is taken.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::Answers,
    digits,
    outline::{LINE, Phrase, count},
    reads::Reads,
    run::{Holds, Known},
    scheme::{
        Comparison, Condition, Direction, Operand, QuestionKind, Rounding, Scheme, Step, Verb,
    },
    telling::{Piece, Text, fill, one_or_list},
    unit::{PERCENT, Unit},
    words::{Words, joined},
};

/// Puts the rules of a scheme into words.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) words: &'a Words,
    /// Whether the rules are told in somebody's working, and not by themselves.
    pub(crate) is_working: bool,
}

impl Teller<'_> {
    pub(crate) fn ask(&self, question: usize) -> &str {
        self.scheme
            .questions
            .get(question)
            .map_or("", |question| question.ask.as_str())
    }

    pub(crate) fn step_say(&self, step: usize) -> &str {
        self.scheme
            .steps
            .get(step)
            .map_or("", |step| step.say.as_str())
    }

    /// Whether a condition that only compares amounts of the rules holds; maybe where it looks at more.
    fn settled(&self, condition: &Condition) -> Holds {
        Known::of(self.scheme, &Answers::default()).holds(condition)
    }

    /// That a condition never holds by these rules, whatever is answered, and by which amounts.
    pub(crate) fn never(&self, condition: &Condition) -> Option<Phrase> {
        if self.settled(condition) != Holds::No {
            return None;
        }
        let part = match condition {
            Condition::All(of) => of.iter().find(|part| self.settled(part) == Holds::No),
            _ => None,
        };
        let mut reads = Reads::new(self.scheme);
        reads.condition(part.unwrap_or(condition), usize::MAX);
        let items = reads.rates.iter().filter_map(|rate| {
            let rate = self.scheme.rates.get(*rate)?;
            let amount = self.words.amount(rate.amount, &rate.unit);
            let values = [("say", rate.say.as_str()), ("amount", &amount)];
            Some(self.words.say("named-is", &values).into())
        });
        let items: Vec<Phrase> = items.collect();
        if items.is_empty() {
            return Some(self.words.say("step-not-here", &[]).into());
        }
        Some(self.list("step-never", items))
    }

    /// What is left to see of a condition: of several things that must all be so, or one of them, those that the
    /// amounts of the rules settle are not told.
    pub(crate) fn when(&self, condition: &Condition) -> Phrase {
        let open = |of: &[Condition], settled: Holds| -> Vec<Condition> {
            let is_open = |part: &&Condition| self.settled(part) != settled;
            of.iter().filter(is_open).cloned().collect()
        };
        self.condition(&match condition {
            Condition::All(of) => Condition::All(open(of, Holds::Yes)),
            Condition::Any(of) => Condition::Any(open(of, Holds::No)),
            other => other.clone(),
        })
    }

    /// A message with gaps, each by the place of its name.
    pub(crate) fn message(&self, key: &str, gaps: &[&str]) -> Text {
        let marks: Vec<String> = (0..gaps.len()).map(mark).collect();
        let values = gaps.iter().zip(&marks);
        let values: Vec<(&str, &str)> = values.map(|(name, mark)| (*name, &**mark)).collect();
        Text::parted(&self.words.say(key, &values))
    }

    /// A message with its gaps filled: see [`fill`].
    pub(crate) fn fill(&self, key: &str, gaps: &[(&str, Phrase)]) -> Phrase {
        let names: Vec<&str> = gaps.iter().map(|(name, _)| *name).collect();
        let message = self.message(key, &names);
        let gaps = gaps.iter().map(|(_, gap)| gap.clone()).collect();
        fill(self.words, &message, gaps)
    }

    /// A message about several things: in one line, or as a list under it.
    pub(crate) fn list(&self, key: &str, items: Vec<Phrase>) -> Phrase {
        let inline = self.words.list(&lines(&items));
        let message = self.message(key, &["items"]);
        one_or_list(self.words, &message, items, &inline)
    }

    /// The answer to a question, as a thing that goes into a step.
    pub(crate) fn the_answer(&self, question: usize) -> String {
        self.words
            .say("item-answer", &[("ask", self.ask(question))])
    }

    pub(crate) fn counts(&self, question: usize, measure: usize) -> bool {
        match self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            Some(QuestionKind::Options(options)) => options
                .iter()
                .any(|option| option.counts.get(measure).is_some_and(Option::is_some)),
            _ => false,
        }
    }

    /// Whether a step is told within the one that reads it.
    pub(crate) fn is_bookkeeping(&self, step: usize) -> bool {
        self.scheme.bookkeeping.contains(&step)
    }

    /// A step that is told within another: what it starts from, and what it makes of that.
    fn within(&self, step: &Step) -> Phrase {
        let Some(what) = within(step) else {
            return Phrase::default();
        };
        let (key, more) = match (&step.verb, step.rounded) {
            (Verb::Sum { .. }, _) => return self.item(what),
            (Verb::Convert { with, .. }, _) => {
                let unit = self.words.unit_in_words(&step.unit);
                let values = [("unit", &*unit), ("with", with)];
                ("item-converted", self.words.say("item-with", &values))
            }
            (verb, rounding) => {
                let key = match verb {
                    Verb::Round(_) => "item-rounded",
                    _ => "item-not-below",
                };
                let rounding = rounding.map(|rounding| self.rounding(rounding, &step.unit));
                (key, rounding.unwrap_or_default())
            }
        };
        self.fill(key, &[("item", self.item(what)), ("more", more.into())])
    }

    /// Something that a step reads, by what it is.
    pub(crate) fn item(&self, operand: &Operand) -> Phrase {
        let words = self.words;
        match operand {
            Operand::Step(index) => match self.scheme.steps.get(*index) {
                Some(step) if self.is_bookkeeping(*index) => self.within(step),
                _ => self.quoted(self.step_say(*index)).into(),
            },
            Operand::Rate(rate) => match self.scheme.rates.get(*rate) {
                Some(rate) => {
                    let amount = words.amount(rate.amount, &rate.unit);
                    let name = self.quoted(&rate.say);
                    let values = [("item", &*name), ("amount", &*amount)];
                    words.say("item-worked", &values).into()
                }
                None => Phrase::default(),
            },
            Operand::Answer(question) => self.the_answer(*question).into(),
            Operand::Literal { amount, unit } => words.amount(*amount, unit).into(),
            Operand::ByAnswer {
                question, choices, ..
            } => Phrase {
                line: self.by_answer(*question),
                // In a working the figure says all.
                under: if self.is_working {
                    Vec::new()
                } else {
                    self.choices(*question, choices)
                },
            },
        }
    }

    /// What the answer to a question picks, as a thing that goes into a step.
    pub(crate) fn by_answer(&self, question: usize) -> String {
        let ask = ("ask", self.ask(question));
        self.words.say("item-by-answer", &[ask])
    }

    /// What each answer to a question stands for; answers one after the other that stand for the same are told together.
    fn choices(&self, question: usize, choices: &[Operand]) -> Vec<Phrase> {
        let mut told: Vec<(String, &Operand)> = Vec::new();
        for (option, choice) in choices.iter().enumerate() {
            let say = self.option_say(question, option).unwrap_or_default();
            if let Some((said, before)) = told.last_mut() {
                let both = [said.clone(), say.clone()];
                let both = joined(&both, &self.words.say("or", &[]));
                if *before == choice && count(&both) <= LINE / 2 {
                    *said = both;
                    continue;
                }
            }
            told.push((say, choice));
        }
        let told = told.into_iter().map(|(option, choice)| {
            let choice = self.item(choice);
            let values = [("option", option.as_str()), ("amount", &choice.line)];
            let line = self.words.say("choice", &values);
            if choice.under.is_empty() && count(&line) <= LINE {
                return line.into();
            }
            Phrase {
                line: option,
                under: if choice.under.is_empty() {
                    [choice].into()
                } else {
                    choice.under
                },
            }
        });
        told.collect()
    }

    pub(crate) fn operand_unit<'b>(&'b self, operand: &'b Operand) -> &'b Unit {
        const PLAIN: &Unit = &Unit::none();
        let unit = match operand {
            Operand::Step(step) => self.scheme.steps.get(*step).map(|step| &step.unit),
            Operand::Rate(rate) => self.scheme.rates.get(*rate).map(|rate| &rate.unit),
            Operand::Answer(question) => match self
                .scheme
                .questions
                .get(*question)
                .map(|question| &question.kind)
            {
                Some(QuestionKind::Number { unit, .. }) => Some(unit),
                _ => None,
            },
            Operand::Literal { unit, .. } | Operand::ByAnswer { unit, .. } => Some(unit),
        };
        unit.unwrap_or(PLAIN)
    }

    pub(crate) fn quoted(&self, text: &str) -> String {
        self.words.say("quoted", &[("text", text)])
    }

    pub(crate) fn rounding(&self, rounding: Rounding, unit: &Unit) -> String {
        let key = match rounding.direction {
            Direction::Up => "rounded-up",
            Direction::Down => "rounded-down",
            Direction::Nearest => "rounded-nearest",
        };
        let word = unit.counted().next().filter(|word| *word != PERCENT);
        let whole = |part: String| self.words.say("rounded-whole", &[("part", &part)]);
        let part = if unit.is_money() && rounding.to == Decimal::new(1, 2) {
            whole(self.words.say("rounded-penny", &[]))
        } else if unit.is_money() && rounding.to == Decimal::ONE {
            whole(self.words.say("rounded-pound", &[]))
        } else if rounding.to == Decimal::ONE {
            whole(match word {
                Some(word) => self.words.say(&["unit-", word, "-one"].concat(), &[]),
                None => self.words.say("rounded-number", &[]),
            })
        } else {
            let unit = word.map_or_else(Unit::none, Unit::of);
            let part = self.words.quantity(rounding.to, &unit);
            self.words.say("rounded-multiple", &[("part", &part)])
        };
        self.words.say(key, &[("part", &part)])
    }

    /// That the answer to a question is one of some options, or none of them.
    pub(crate) fn answer_is(&self, question: usize, options: &[usize], negated: bool) -> Phrase {
        let words = self.words;
        let ask = self.ask(question);
        let (key, these) = if negated {
            ("condition-answer-not", "none-of-these")
        } else {
            ("condition-answer", "one-of-these")
        };
        let line = words.say(
            key,
            &[("ask", ask), ("options", &self.options(question, options))],
        );
        if options.len() < 2 || count(&line) <= LINE {
            let options = self.options(question, options).into();
            return self.fill(
                key,
                &[("ask", ask.to_string().into()), ("options", options)],
            );
        }
        let says = options
            .iter()
            .filter_map(|option| self.option_say(question, *option));
        Phrase {
            line: words.say(
                "condition-answer",
                &[("ask", ask), ("options", &words.say(these, &[]))],
            ),
            under: says.map(Phrase::from).collect(),
        }
    }

    /// Options of a question, as put, with “or” between them.
    pub(crate) fn options(&self, question: usize, options: &[usize]) -> String {
        let options = options.iter();
        let says = options.filter_map(|option| self.option_say(question, *option));
        let says: Vec<String> = says.map(|say| self.quoted(&say)).collect();
        joined(&says, &self.words.say("or", &[]))
    }

    fn comparison(&self, left: &Operand, key: &str, right: &Operand) -> Phrase {
        let gaps = [("left", self.item(left)), ("right", self.item(right))];
        self.fill(key, &gaps)
    }

    fn all_of(&self, key: &str, count: usize, of: &[Condition]) -> Phrase {
        Phrase {
            line: self.words.say(key, &[("count", &count.to_string())]),
            under: of.iter().map(|part| self.condition(part)).collect(),
        }
    }

    /// That a condition does not hold.
    pub(crate) fn negated(&self, condition: &Condition) -> Phrase {
        match condition {
            Condition::AnswerIs { question, options } => self.answer_is(*question, options, true),
            Condition::Compare { left, is, right } => {
                let key = is.opposite().map_or("condition-not-equal", comparison_key);
                self.comparison(left, key, right)
            }
            Condition::All(of) => self.all_of("condition-not-all", 0, of),
            Condition::Any(of) => self.all_of("condition-none", 0, of),
            Condition::Not(of) => self.condition(of),
            Condition::AtLeast { count, of } => self.all_of("condition-fewer", *count, of),
        }
    }

    pub(crate) fn condition(&self, condition: &Condition) -> Phrase {
        let (of, key, between) = match condition {
            Condition::AnswerIs { question, options } => {
                return self.answer_is(*question, options, false);
            }
            Condition::Compare { left, is, right } => {
                return self.comparison(left, comparison_key(*is), right);
            }
            Condition::Not(of) => return self.negated(of),
            Condition::AtLeast { count, of } => {
                return self.all_of("condition-at-least-n", *count, of);
            }
            Condition::All(of) => (of, "condition-all", "and"),
            Condition::Any(of) => (of, "condition-any", "or"),
        };
        let parts: Vec<Phrase> = of.iter().map(|part| self.condition(part)).collect();
        let is_plain = of.len() <= 2
            && of.iter().all(is_simple)
            && parts.iter().all(|part| part.under.is_empty());
        if is_plain {
            let line = joined(&lines(&parts), &self.words.say(between, &[]));
            if of.len() < 2 || count(&line) < LINE {
                return line.into();
            }
        }
        if let [_] = parts.as_slice() {
            return parts.into_iter().next().unwrap_or_default();
        }
        Phrase {
            line: self.words.say(key, &[]),
            under: parts,
        }
    }
}

/// What a step that is told within another starts from.
pub(crate) fn within(step: &Step) -> Option<&Operand> {
    match &step.verb {
        Verb::GreatestOf(of) => of.get(within_place(step)),
        Verb::Convert { what, .. } | Verb::Round(what) => Some(what),
        Verb::Sum { add, .. } => add.first(),
        _ => None,
    }
}

/// The place of that among what the step reads.
pub(crate) fn within_place(step: &Step) -> usize {
    match &step.verb {
        Verb::GreatestOf(of) => usize::from(of.first().is_some_and(is_nothing)),
        _ => 0,
    }
}

/// How a gap is marked in a text until the text is parted.
pub(crate) fn mark(gap: usize) -> String {
    ["\u{1e}", &digits::whole(gap), "\u{1e}"].concat()
}

impl Text {
    /// Parts a text at its gaps, each of which is a number between two record separators.
    pub(crate) fn parted(text: &str) -> Self {
        let mut parted = Self::default();
        let mut parts = text.split('\u{1e}');
        let mut before = parts.next();
        while let (Some(text), Some(gap)) = (before, parts.next()) {
            parted.pieces.push(Piece {
                text: String::from(text).into(),
                gap: gap.parse().unwrap_or(usize::MAX),
            });
            before = parts.next();
        }
        parted.last = String::from(before.unwrap_or_default()).into();
        parted
    }
}

fn lines(phrases: &[Phrase]) -> Vec<String> {
    phrases.iter().map(|phrase| phrase.line.clone()).collect()
}

const fn comparison_key(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "condition-equal",
        Comparison::AtLeast => "condition-at-least",
        Comparison::AtMost => "condition-at-most",
        Comparison::Over => "condition-over",
        Comparison::Under => "condition-under",
    }
}

/// Whether something that a step reads is nought, as it is written.
pub(crate) fn is_nothing(operand: &Operand) -> bool {
    matches!(operand, Operand::Literal { amount, .. } if *amount == Amount::NOTHING)
}

/// Whether a condition is about one thing only.
fn is_simple(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::AnswerIs { .. } | Condition::Compare { .. } | Condition::Not(_)
    )
}
