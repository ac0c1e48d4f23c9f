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
    reads::Reads,
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
    /// What was answered; `None` where the rules are told by themselves.
    pub(crate) answers: Option<&'a Answers>,
}

/// The most options that are told of an answer that would have to be another.
const FEW: usize = 2;

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
        let known = Known::of(self.scheme, answers);
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
        let mut sentence = match line.taken {
            Taken::Yes | Taken::Maybe => self.sentence(step, Some(line)),
            Taken::No => words.say("step-not-taken", &[("condition", &self.when(step))]),
            Taken::Ended => words.say("step-ended", &[]),
            Taken::Later => return None,
        };
        if line.taken == Taken::Maybe {
            sentence = words.say("step-maybe", &[("sentence", &sentence)]);
        }
        // What a stop gives is in its sentence, a figure for each result.
        let amount = if line.taken == Taken::Ended || matches!(step.verb, Verb::Stop { .. }) {
            words.say("amount-none", &[])
        } else if line.taken == Taken::No {
            words.quantity(Decimal::ZERO, &step.unit)
        } else {
            words.value(&line.gives, &step.unit)
        };
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

    fn when(&self, step: &Step) -> String {
        let when = step.when.as_ref();
        when.map_or_else(String::new, |when| self.condition(when))
    }

    /// The answer to a question, as a thing that goes into a step.
    fn the_answer(&self, question: usize) -> String {
        self.words
            .say("item-answer", &[("ask", self.ask(question))])
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
                let condition = self.when(step);
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

    /// What a test looks at; and with a line, whether it is met, which parts of it are, and what was answered.
    fn testing(&self, condition: &Condition, line: Option<&Line>) -> String {
        let words = self.words;
        let Some(line) = line else {
            return words.say("test-rule", &[("condition", &self.condition(condition))]);
        };
        let is_met = |value: &Value| value.exact().map(|figure| !figure.is_zero());
        let (parts, needed) = condition.parts();
        let (mut so, mut not_so, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (part, input) in parts.iter().zip(&line.inputs) {
            let met = is_met(&input.value);
            let those = match met {
                Some(true) => &mut so,
                Some(false) => &mut not_so,
                None => &mut open,
            };
            those.push(self.part(part, met));
        }
        let mut said = words.say(
            match is_met(&line.gives) {
                Some(true) => "test-says-met",
                Some(false) => "test-says-not-met",
                None => "test-says-not-known",
            },
            &[],
        );
        let mut say = |key: &str, values: &[(&str, &str)]| {
            said.push(' ');
            said.push_str(&words.say(key, values));
        };
        let is_alone = parts.len() == 1;
        if !is_alone {
            let key = if needed == parts.len() {
                "test-says-all"
            } else {
                "test-says-count"
            };
            let (held, all, needed) = (so.len(), parts.len(), needed);
            say(
                key,
                &[
                    ("held", &held.to_string()),
                    ("all", &all.to_string()),
                    ("needed", &needed.to_string()),
                ],
            );
        }
        for (key, those) in [
            ("test-says-so", so),
            ("test-says-not-so", not_so),
            ("test-says-open", open),
        ] {
            let key = if is_alone && key != "test-says-open" {
                "test-says-alone"
            } else {
                key
            };
            if !those.is_empty() {
                say(key, &[("items", &joined(&those, "; "))]);
            }
        }
        said
    }

    /// A part of a test, by what speaks for it or against it: the answer that was given, and what it would have to be.
    /// Another test that has to be met goes by its name. What is open goes by the questions that keep it so.
    fn part(&self, part: &Condition, met: Option<bool>) -> String {
        if let Condition::Compare {
            left: Operand::Step(step),
            right: Operand::Literal { amount, unit },
            ..
        } = part
            && unit.is_test()
            && *amount != Amount::NOTHING
        {
            return self.quoted(self.step_say(*step));
        }
        let Some(met) = met else {
            return self.open(part);
        };
        let (of, negated) = match part {
            Condition::Not(of) => (of.as_ref(), true),
            of => (of, false),
        };
        if let Condition::AnswerIs { question, options } = of
            && let Some(Answer::Option(given)) =
                self.answers.and_then(|answers| answers.get(*question))
            && met == (options.contains(&given) != negated)
        {
            let is = self.answer_is(*question, &[given]);
            if met || negated || options.len() > FEW {
                return is;
            }
            let options = self.options(*question, options);
            let values = [("part", is.as_str()), ("options", &options)];
            return self.words.say("test-part", &values);
        }
        let condition = self.condition(part);
        if met {
            return condition;
        }
        self.words
            .say("condition-not", &[("condition", &condition)])
    }

    /// What keeps a condition open: the questions that have no answer, or else the steps that it looks at.
    fn open(&self, condition: &Condition) -> String {
        let mut reads = Reads::new(self.scheme);
        reads.condition(condition, usize::MAX);
        let mut names = Vec::new();
        for question in reads.questions {
            let is_open = self.answers.is_some_and(|answers| {
                let known = Known::of(self.scheme, answers);
                known.answer(question).is_none() && known.asked(question) != Holds::No
            });
            if is_open {
                names.push(self.quoted(self.ask(question)));
            }
        }
        if names.is_empty() {
            for step in reads.steps {
                names.push(self.quoted(self.step_say(step)));
            }
        }
        joined(&names, "; ")
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
            Axis::Answer { question } => Some(self.the_answer(*question)),
            Axis::Bands { .. } => None,
        };
        let (row, column) = match &table.kind {
            TableKind::ByAnswer { question, .. } => (Some(self.the_answer(*question)), None),
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
            Operand::Answer(question) => named(self.the_answer(*question)),
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
                let name = self.the_answer(*question);
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

    /// That the answer to a question is one of some options.
    fn answer_is(&self, question: usize, options: &[usize]) -> String {
        let options = self.options(question, options);
        self.words.say(
            "condition-answer",
            &[("ask", self.ask(question)), ("options", &options)],
        )
    }

    /// Options of a question, as put, with “or” between them.
    fn options(&self, question: usize, options: &[usize]) -> String {
        let options = options.iter();
        let says = options.filter_map(|option| self.option_say(question, *option));
        let says: Vec<String> = says.map(|say| self.quoted(&say)).collect();
        joined(&says, &self.words.say("or", &[]))
    }

    pub(crate) fn condition(&self, condition: &Condition) -> String {
        let words = self.words;
        let all = |of: &[Condition]| {
            of.iter()
                .map(|condition| self.condition(condition))
                .collect::<Vec<_>>()
        };
        match condition {
            Condition::AnswerIs { question, options } => self.answer_is(*question, options),
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
