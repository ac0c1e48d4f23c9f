//! The sentences of a working: what a step does, and when.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::{Answer, Answers},
    explain::{ExplainedAnswer, ExplainedLine, describe_cite, describe_origin},
    outcome::{Input, InputKind, Line, Taken},
    run::{Holds, Known},
    scheme::{
        Axis, Comparison, Condition, Direction, Operand, QuestionKind, Rounding, Scheme, Step,
        TableKind, Verb,
    },
    unit::{PERCENT, Unit},
    value::Reason,
    value::Value,
    words::{Words, joined},
};

/// Puts a scheme and what it did into sentences.
pub(crate) struct Teller<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) words: &'a Words,
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

    pub(crate) fn answer(&self, index: usize, answers: &Answers) -> Option<ExplainedAnswer> {
        let question = self.scheme.questions.get(index)?;
        let known = Known {
            scheme: self.scheme,
            answers,
            tried: &[],
            steps: &[],
            sides: &[],
        };
        let (answer, counts) = match (answers.get(index), &question.kind) {
            (Some(Answer::Option(option)), QuestionKind::Options(options)) => {
                let option = options.get(option)?;
                let counts = option.counts.iter().zip(&self.scheme.measures).filter_map(
                    |(amount, measure)| Some(self.words.amount((*amount)?, &measure.unit)),
                );
                (
                    option.say.clone(),
                    self.words.list(&counts.collect::<Vec<_>>()),
                )
            }
            (Some(Answer::Number(number)), QuestionKind::Number { unit, .. }) => {
                (self.words.quantity(number, unit), String::new())
            }
            (
                Some(Answer::InPeriod(number, period)),
                QuestionKind::Number { unit, periods, .. },
            ) => {
                let said = self.words.quantity(number, &periods.get(period)?.unit);
                let amount = self
                    .words
                    .value(&known.converted(index, number, period), unit);
                let answer = self
                    .words
                    .say("answer-converted", &[("said", &said), ("amount", &amount)]);
                (answer, String::new())
            }
            (Some(Answer::Unknown), _) => (self.words.say("answer-unknown", &[]), String::new()),
            _ => (self.words.say("answer-none", &[]), String::new()),
        };
        Some(ExplainedAnswer {
            id: question.id.clone(),
            ask: question.ask.clone(),
            answer,
            counts,
            asked: match known.asked(index) {
                Holds::Yes => Taken::Yes,
                Holds::No => Taken::No,
                Holds::Maybe => Taken::Maybe,
            },
            part: question.part,
        })
    }

    pub(crate) fn line(&self, line: &Line) -> Option<ExplainedLine> {
        let step = self.scheme.steps.get(line.step)?;
        let words = self.words;
        // What a stop gives is in its sentence, a figure for each result.
        let ends = matches!(step.verb, Verb::Stop { .. });
        let gives = || {
            if ends {
                words.say("amount-none", &[])
            } else {
                words.value(&line.gives, &step.unit)
            }
        };
        let (sentence, amount) = match line.taken {
            Taken::Yes => (self.sentence(step, Some(line)), gives()),
            Taken::Maybe => (
                words.say(
                    "step-maybe",
                    &[("sentence", &self.sentence(step, Some(line)))],
                ),
                gives(),
            ),
            Taken::No => {
                let condition = step
                    .when
                    .as_ref()
                    .map_or_else(String::new, |when| self.condition(when));
                let amount = if ends {
                    words.say("amount-none", &[])
                } else {
                    words.quantity(Decimal::ZERO, &step.unit)
                };
                (
                    words.say("step-not-taken", &[("condition", &condition)]),
                    amount,
                )
            }
            Taken::Ended => (words.say("step-ended", &[]), words.say("amount-none", &[])),
            Taken::Later => return None,
        };
        let mut sentence = sentence;
        if step.depends_on_supply && matches!(line.taken, Taken::Yes | Taken::Maybe) {
            sentence = [&sentence, " ", &words.say("depends-on-supply", &[])].concat();
        }
        Some(ExplainedLine {
            id: step.id.clone(),
            say: step.say.clone(),
            sentence,
            amount,
            because: step.because.clone(),
            source: describe_cite(self.scheme, step.cite.as_ref(), words),
            whose: describe_origin(self.scheme, line.step, words),
            taken: line.taken,
        })
    }

    /// The sentence of a step: the rule where there is no line, and the working where there is.
    pub(crate) fn sentence(&self, step: &Step, line: Option<&Line>) -> String {
        let words = self.words;
        let mut inputs = line.map_or(&[][..], |line| line.inputs.as_slice()).iter();
        let mut item = |operand: &Operand| self.item(operand, inputs.next());
        let mut list = |operands: &[Operand]| operands.iter().map(&mut item).collect::<Vec<_>>();
        let sentence = match &step.verb {
            Verb::AddUp { measure, over } => self.adding_up(*measure, over, line),
            Verb::Sum { add, less } => {
                let (add, less) = (list(add), list(less));
                let key = match (add.len(), less.is_empty()) {
                    (1, true) => "step-take",
                    (_, true) => "step-sum",
                    (1, false) => "step-less",
                    (_, false) => "step-sum-less",
                };
                words.say(
                    key,
                    &[("items", &words.list(&add)), ("less", &words.list(&less))],
                )
            }
            Verb::Multiply(of) => match list(of).split_first() {
                Some((first, rest)) => words.say(
                    "step-multiply",
                    &[("first", first), ("rest", &words.list(rest))],
                ),
                None => String::new(),
            },
            Verb::Units { count, at } => {
                let (count, at) = (item(count), item(at));
                words.say("step-multiply", &[("first", &count), ("rest", &at)])
            }
            Verb::Divide { what, by } => {
                let (what, by) = (item(what), item(by));
                words.say("step-divide", &[("what", &what), ("by", &by)])
            }
            Verb::LookUp { table, row, column } => {
                let (row, column) = (row.as_ref().map(&mut item), column.as_ref().map(&mut item));
                self.looking_up(*table, row, column, line)
            }
            Verb::ForEvery {
                part,
                of,
                gives,
                part_counts,
            } => {
                let part = match part {
                    Operand::Rate(rate) => match self.scheme.rates.get(*rate) {
                        Some(rate) => words.amount(rate.amount, &rate.unit),
                        None => String::new(),
                    },
                    Operand::Literal { amount, unit } => words.amount(*amount, unit),
                    part => self.item(part, None),
                };
                let (of, gives) = (item(of), item(gives));
                let key = if *part_counts {
                    "step-for-every-part"
                } else {
                    "step-for-every"
                };
                words.say(key, &[("part", &part), ("of", &of), ("gives", &gives)])
            }
            Verb::LeastOf(of) => words.say("step-least", &[("items", &words.list(&list(of)))]),
            Verb::GreatestOf(of) => {
                words.say("step-greatest", &[("items", &words.list(&list(of)))])
            }
            Verb::Share { percent, of } => {
                let (percent, of) = (item(percent), item(of));
                words.say("step-share", &[("percent", &percent), ("of", &of)])
            }
            Verb::Round(what) => words.say("step-take", &[("items", &item(what))]),
            Verb::Convert { what, with, .. } => words.say(
                "step-convert",
                &[
                    ("items", &item(what)),
                    ("unit", &words.unit(&step.unit)),
                    ("with", with),
                ],
            ),
            Verb::Test(condition) => self.testing(condition, line),
            Verb::Stop { gives } => {
                let condition = step
                    .when
                    .as_ref()
                    .map_or_else(String::new, |when| self.condition(when));
                let gives = gives
                    .iter()
                    .zip(&self.scheme.results)
                    .map(|(amount, result)| {
                        let unit = self
                            .scheme
                            .steps
                            .get(result.step)
                            .map_or_else(Unit::none, |step| step.unit.clone());
                        words.say(
                            "stop-gives",
                            &[
                                ("say", &result.say),
                                ("amount", &words.amount(*amount, &unit)),
                            ],
                        )
                    });
                let gives = words.list(&gives.collect::<Vec<_>>());
                words.say("step-stop", &[("condition", &condition), ("gives", &gives)])
            }
        };
        match step.rounded {
            Some(rounding) => {
                let rounding = self.rounding(rounding, &step.unit);
                words.say(
                    "step-rounded",
                    &[("sentence", &sentence), ("rounding", &rounding)],
                )
            }
            None => sentence,
        }
    }

    /// What a test looks at; and with a line, whether it is met and which parts of it hold.
    fn testing(&self, condition: &Condition, line: Option<&Line>) -> String {
        let words = self.words;
        let Some(line) = line else {
            return words.say("test-rule", &[("condition", &self.condition(condition))]);
        };
        let is_met = |value: &Value| value.exact().map(|figure| !figure.is_zero());
        let (parts, needed) = condition.parts();
        let all = parts.len();
        let those = |met: Option<bool>| -> Vec<String> {
            let inputs = parts.iter().zip(&line.inputs);
            let wanted = inputs.filter(|(_, input)| is_met(&input.value) == met);
            wanted.map(|(part, _)| self.part(part, met)).collect()
        };
        let so = those(Some(true));
        let mut said = Vec::from([match is_met(&line.gives) {
            Some(true) => words.say("test-says-met", &[]),
            Some(false) => words.say("test-says-not-met", &[]),
            None => words.say("test-says-not-known", &[]),
        }]);
        if all > 1 {
            let key = if needed == all {
                "test-says-all"
            } else {
                "test-says-count"
            };
            let (held, all, needed) = (so.len().to_string(), all.to_string(), needed.to_string());
            said.push(words.say(key, &[("held", &held), ("all", &all), ("needed", &needed)]));
        }
        for (key, parts) in [
            ("test-says-so", so),
            ("test-says-not-so", those(Some(false))),
            ("test-says-open", those(None)),
        ] {
            if !parts.is_empty() {
                said.push(words.say(key, &[("items", &joined(&parts, "; "))]));
            }
        }
        joined(&said, " ")
    }

    /// A part of a test. Another test that has to be met goes by its name where it is known whether it is.
    fn part(&self, part: &Condition, met: Option<bool>) -> String {
        match part {
            Condition::Compare {
                left: Operand::Step(step),
                right: Operand::Literal { amount, unit },
                ..
            } if unit.is_test() && *amount != Amount::NOTHING && met.is_some() => {
                self.quoted(self.step_say(*step))
            }
            part => self.condition(part),
        }
    }

    fn adding_up(&self, measure: usize, over: &[usize], line: Option<&Line>) -> String {
        let unit = self
            .scheme
            .measures
            .get(measure)
            .map_or_else(Unit::none, |measure| measure.unit.clone());
        let unit_words = self.words.unit(&unit);
        if let Some(line) = line {
            let shown = |input: &&Input| input.value.exact() != Some(Decimal::ZERO);
            let figures: Vec<String> = line
                .inputs
                .iter()
                .filter(shown)
                .map(|input| self.words.value(&input.value, &Unit::none()))
                .collect();
            if figures.is_empty() {
                return self
                    .words
                    .say("step-add-up-none", &[("measure", &unit_words)]);
            }
            let figures = joined(&figures, &self.words.say("plus", &[]));
            return self.words.say(
                "step-add-up-worked",
                &[("measure", &unit_words), ("items", &figures)],
            );
        }
        let counting =
            (0..self.scheme.questions.len()).filter(|question| self.counts(*question, measure));
        if counting.eq(over.iter().copied()) {
            return self
                .words
                .say("step-add-up-every", &[("measure", &unit_words)]);
        }
        let asks: Vec<String> = over
            .iter()
            .map(|question| self.quoted(self.ask(*question)))
            .collect();
        self.words.say(
            "step-add-up",
            &[("measure", &unit_words), ("items", &self.words.list(&asks))],
        )
    }

    fn counts(&self, question: usize, measure: usize) -> bool {
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

    fn looking_up(
        &self,
        table_index: usize,
        row: Option<String>,
        column: Option<String>,
        line: Option<&Line>,
    ) -> String {
        let words = self.words;
        let Some(table) = self.scheme.tables.get(table_index) else {
            return String::new();
        };
        let answer_on = |axis: &Axis| match axis {
            Axis::Answer { question } => {
                Some(words.say("item-answer", &[("ask", self.ask(*question))]))
            }
            Axis::Bands { .. } => None,
        };
        let (row, column) = match &table.kind {
            TableKind::ByAnswer { question, .. } => (
                Some(words.say("item-answer", &[("ask", self.ask(*question))])),
                None,
            ),
            TableKind::TwoWay { rows, columns, .. } => (
                row.or_else(|| answer_on(rows)),
                column.or_else(|| answer_on(columns)),
            ),
            _ => (row, column),
        };
        let row = row.unwrap_or_default();
        let sentence = match column {
            Some(column) => words.say(
                "step-look-up-two",
                &[("row", &row), ("column", &column), ("table", &table.say)],
            ),
            None => words.say("step-look-up", &[("row", &row), ("table", &table.say)]),
        };
        let found = line
            .map_or(&[][..], |line| line.inputs.as_slice())
            .iter()
            .filter_map(|input| {
                let row = match input.what {
                    InputKind::Row(table, row) => self.row_name(table, row),
                    InputKind::Cell(table, row, column) => self.cell_name(table, row, column),
                    InputKind::Elsewhere(_) => words.say("row-elsewhere", &[]),
                    InputKind::Between(table, lower) => self.segment_name(table, lower),
                    _ => return None,
                };
                let amount = match input.value.why.as_slice() {
                    // As the table itself says it.
                    [Reason::NotPublished(_)] if input.value.high.is_none() => {
                        words.say("amount-not-published", &[])
                    }
                    _ => words.value(&input.value, &table.unit),
                };
                Some(words.say("row-gives", &[("row", &row), ("amount", &amount)]))
            });
        let mut found: Vec<String> = found.collect();
        if found.is_empty() || found.len() > 6 {
            return sentence;
        }
        found.insert(0, sentence);
        joined(&found, " ")
    }

    pub(crate) fn item(&self, operand: &Operand, input: Option<&Input>) -> String {
        let words = self.words;
        let worked = input.map(|input| words.value(&input.value, &self.operand_unit(operand)));
        let named = |name: String| match &worked {
            Some(amount) => words.say("item-worked", &[("item", &name), ("amount", amount)]),
            None => name,
        };
        match operand {
            Operand::Step(step) => named(self.quoted(self.step_say(*step))),
            Operand::Rate(rate) => match self.scheme.rates.get(*rate) {
                Some(rate) => words.say(
                    "item-worked",
                    &[
                        ("item", &self.quoted(&rate.say)),
                        ("amount", &words.amount(rate.amount, &rate.unit)),
                    ],
                ),
                None => String::new(),
            },
            Operand::Answer(question) => {
                named(words.say("item-answer", &[("ask", self.ask(*question))]))
            }
            Operand::Literal { amount, unit } => words.amount(*amount, unit),
            Operand::ByAnswer {
                question, choices, ..
            } => {
                if let Some(amount) = &worked {
                    return words.say(
                        "item-by-answer",
                        &[("ask", self.ask(*question)), ("choices", amount)],
                    );
                }
                let name = words.say("item-answer", &[("ask", self.ask(*question))]);
                let QuestionKind::Options(options) = (match self.scheme.questions.get(*question) {
                    Some(question) => &question.kind,
                    None => return name,
                }) else {
                    return name;
                };
                let choices: Vec<String> = options
                    .iter()
                    .zip(choices)
                    .map(|(option, choice)| {
                        let choice = self.item(choice, None);
                        words.say("choice", &[("option", &option.say), ("amount", &choice)])
                    })
                    .collect();
                words.say(
                    "item-by-answer",
                    &[
                        ("ask", self.ask(*question)),
                        ("choices", &joined(&choices, "; ")),
                    ],
                )
            }
        }
    }

    fn operand_unit(&self, operand: &Operand) -> Unit {
        match operand {
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
        }
        .cloned()
        .unwrap_or_default()
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

    pub(crate) fn condition(&self, condition: &Condition) -> String {
        let words = self.words;
        let all = |of: &[Condition]| {
            of.iter()
                .map(|condition| self.condition(condition))
                .collect::<Vec<_>>()
        };
        match condition {
            Condition::AnswerIs { question, options } => {
                let says: Vec<String> = match self
                    .scheme
                    .questions
                    .get(*question)
                    .map(|question| &question.kind)
                {
                    Some(QuestionKind::Options(all)) => options
                        .iter()
                        .filter_map(|option| all.get(*option))
                        .map(|option| self.quoted(&option.say))
                        .collect(),
                    _ => Vec::new(),
                };
                let says = joined(&says, &words.say("or", &[]));
                words.say(
                    "condition-answer",
                    &[("ask", self.ask(*question)), ("options", &says)],
                )
            }
            Condition::Compare { left, is, right } => {
                let key = match is {
                    Comparison::Equal => "condition-equal",
                    Comparison::AtLeast => "condition-at-least",
                    Comparison::AtMost => "condition-at-most",
                    Comparison::Over => "condition-over",
                    Comparison::Under => "condition-under",
                };
                words.say(
                    key,
                    &[
                        ("left", &self.item(left, None)),
                        ("right", &self.item(right, None)),
                    ],
                )
            }
            Condition::All(of) if of.len() <= 2 && of.iter().all(is_simple) => {
                joined(&all(of), &words.say("and", &[]))
            }
            Condition::All(of) => words.say("condition-all", &[("items", &joined(&all(of), "; "))]),
            Condition::Any(of) => words.say(
                "condition-any",
                &[("items", &joined(&all(of), &words.say("or", &[])))],
            ),
            Condition::Not(of) => match of.as_ref() {
                Condition::All(of) => {
                    words.say("condition-not-all", &[("items", &joined(&all(of), "; "))])
                }
                Condition::Any(of) => {
                    words.say("condition-none", &[("items", &joined(&all(of), "; "))])
                }
                of => words.say("condition-not", &[("condition", &self.condition(of))]),
            },
            Condition::AtLeast { count, of } => words.say(
                "condition-at-least-n",
                &[
                    ("count", &count.to_string()),
                    ("items", &joined(&all(of), "; ")),
                ],
            ),
        }
    }
}

/// Whether a condition is about one thing only.
fn is_simple(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::AnswerIs { .. } | Condition::Compare { .. }
    )
}
