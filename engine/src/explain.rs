//! A working in words: every line a sentence, a result, a reason and an address; and each rule in words, without
//! anybody's answers.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    answers::{Answer, Answers},
    outcome::{Input, InputKind, Line, Outcome, Taken},
    scheme::{
        Axis, Band, Cite, Comparison, Condition, Direction, Operand, QuestionKind, Rounding,
        Scheme, Step, TableKind, Verb,
    },
    unit::Unit,
    value::{Place, Reason, Value},
    words::Words,
};

/// A working for people to read. All texts are finished sentences or amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The results, in the scheme's order.
    pub results: Vec<ExplainedResult>,
    /// The answers, in the order of the questions.
    pub answers: Vec<ExplainedAnswer>,
    /// The lines, in the order of the steps.
    pub lines: Vec<ExplainedLine>,
    /// What is not known and why, a sentence each.
    pub gaps: Vec<String>,
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedResult {
    /// The result's name in the rules.
    pub id: String,
    /// What it is.
    pub say: String,
    /// The figure: `£120 a week`, `between £120 and £210 a week`, `cannot be worked out: not published`.
    pub amount: String,
    /// Why it is not one exact figure, a sentence each.
    pub why: Vec<String>,
    /// Who may go beyond it, if anybody.
    pub note: String,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedAnswer {
    /// The question's name in the rules.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What was answered, or that nothing was.
    pub answer: String,
    /// What it counts, such as `8 points`; empty where it counts nothing.
    pub counts: String,
}

/// A line of the working in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedLine {
    /// The step's name in the rules; its page's address ends in `#step-` and this.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// How: `Add “Home support” (£23.92 a week) and “Day care” (£15.52 a week).`
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Why the step is there.
    pub because: String,
    /// Its source and the place in it.
    pub source: String,
    /// Whether the step was taken.
    pub taken: Taken,
}

/// Puts an outcome into words. `words` is the catalogue itself: the scheme's own units are added here.
pub fn explain(scheme: &Scheme, answers: &Answers, outcome: &Outcome, words: &Words) -> Explained {
    let words = &words.for_scheme(scheme);
    let teller = Teller { scheme, words };
    let results = scheme
        .results
        .iter()
        .zip(&outcome.results)
        .map(|(result, value)| {
            let step = scheme.steps.get(result.step);
            let note = step
                .and_then(|step| step.may_be_exceeded.as_ref())
                .map_or_else(String::new, |may| {
                    words.say(
                        "may-be-exceeded",
                        &[("by", &may.by), ("because", &may.because)],
                    )
                });
            let unit = step.map_or_else(Unit::none, |step| step.unit.clone());
            ExplainedResult {
                id: result.id.clone(),
                say: result.say.clone(),
                amount: words.value(value, &unit),
                why: teller.why(value),
                note: note.trim_end().to_string(),
            }
        });
    let mut gaps: Vec<String> = Vec::new();
    for (key, questions) in [
        ("gap-unanswered", &outcome.unanswered),
        ("gap-unknown", &outcome.unknown),
    ] {
        for question in questions {
            gaps.push(words.say(key, &[("ask", teller.ask(*question))]));
        }
    }
    if !outcome.ranges_are_exact {
        gaps.push(words.say("gap-range", &[]));
    }
    Explained {
        results: results.collect(),
        answers: (0..scheme.questions.len())
            .filter_map(|question| teller.answer(question, answers))
            .collect(),
        lines: outcome
            .working
            .iter()
            .filter_map(|line| teller.line(line))
            .collect(),
        gaps,
    }
}

/// A step of the rules as a plain sentence that can be followed by hand.
pub fn describe_step(scheme: &Scheme, step: &Step, words: &Words) -> String {
    let teller = Teller {
        scheme,
        words: &words.for_scheme(scheme),
    };
    let sentence = teller.sentence(step, None);
    match (&step.when, &step.verb) {
        (Some(when), verb) if !matches!(verb, Verb::Stop { .. }) => teller.words.say(
            "step-when",
            &[
                ("condition", &teller.condition(when)),
                ("sentence", &sentence),
            ],
        ),
        _ => sentence,
    }
}

/// A condition as a clause: `“Points” is 70 points or more`.
pub fn describe_condition(scheme: &Scheme, condition: &Condition, words: &Words) -> String {
    Teller {
        scheme,
        words: &words.for_scheme(scheme),
    }
    .condition(condition)
}

/// A band as a phrase: `from 70 to 115 points`.
pub fn describe_band(band: &Band, unit: &Unit, words: &Words) -> String {
    let bare = Unit::none();
    let low_unit = if unit.is_money() {
        Unit::of(crate::unit::POUND)
    } else {
        bare
    };
    let (key, low, high) = match (band.from, band.to) {
        (Some(from), Some(to)) if from == to && !band.under => ("band-at", from, to),
        (Some(from), Some(to)) if band.under => ("band-under", from, to),
        (Some(from), Some(to)) => ("band", from, to),
        (Some(from), None) => ("band-from", from, from),
        (None, Some(to)) if band.under => ("band-only-under", to, to),
        (None, Some(to)) => ("band-to", to, to),
        (None, None) => ("band-any", Decimal::ZERO, Decimal::ZERO),
    };
    words.say(
        key,
        &[
            ("from", &words.quantity(low, &low_unit)),
            ("to", &words.quantity(high, unit)),
        ],
    )
}

/// A source and the place in it, in words.
pub fn describe_cite(scheme: &Scheme, cite: Option<&Cite>, words: &Words) -> String {
    let Some((cite, source)) = cite.and_then(|cite| Some((cite, scheme.sources.get(cite.source)?)))
    else {
        return String::new();
    };
    if cite.at.is_empty() {
        return source.title.clone();
    }
    words.say("cite", &[("title", &source.title), ("at", &cite.at)])
}

struct Teller<'a> {
    scheme: &'a Scheme,
    words: &'a Words,
}

impl Teller<'_> {
    fn ask(&self, question: usize) -> &str {
        self.scheme
            .questions
            .get(question)
            .map_or("", |question| question.ask.as_str())
    }

    fn step_say(&self, step: usize) -> &str {
        self.scheme
            .steps
            .get(step)
            .map_or("", |step| step.say.as_str())
    }

    fn answer(&self, index: usize, answers: &Answers) -> Option<ExplainedAnswer> {
        let question = self.scheme.questions.get(index)?;
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
            (Some(Answer::Unknown), _) => (self.words.say("answer-unknown", &[]), String::new()),
            _ => (self.words.say("answer-none", &[]), String::new()),
        };
        Some(ExplainedAnswer {
            id: question.id.clone(),
            ask: question.ask.clone(),
            answer,
            counts,
        })
    }

    fn line(&self, line: &Line) -> Option<ExplainedLine> {
        let step = self.scheme.steps.get(line.step)?;
        let words = self.words;
        let (sentence, amount) = match line.taken {
            Taken::Yes => (
                self.sentence(step, Some(line)),
                words.value(&line.gives, &step.unit),
            ),
            Taken::Maybe => (
                words.say(
                    "step-maybe",
                    &[("sentence", &self.sentence(step, Some(line)))],
                ),
                words.value(&line.gives, &step.unit),
            ),
            Taken::No => {
                let condition = step
                    .when
                    .as_ref()
                    .map_or_else(String::new, |when| self.condition(when));
                let amount = if matches!(step.verb, Verb::Stop { .. }) {
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
        };
        Some(ExplainedLine {
            id: step.id.clone(),
            say: step.say.clone(),
            sentence,
            amount,
            because: step.because.clone(),
            source: describe_cite(self.scheme, step.cite.as_ref(), words),
            taken: line.taken,
        })
    }

    /// The sentence of a step: the rule where there is no line, and the working where there is.
    fn sentence(&self, step: &Step, line: Option<&Line>) -> String {
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
                let unit = self.operand_unit(of);
                let part = words.quantity(*part, &unit);
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
            let figures = figures.join(&self.words.say("plus", &[]));
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
                let amount = words.value(&input.value, &table.unit);
                Some(words.say("row-gives", &[("row", &row), ("amount", &amount)]))
            });
        let found: Vec<String> = found.collect();
        if found.is_empty() || found.len() > 6 {
            return sentence;
        }
        words.say(
            "step-found",
            &[("sentence", &sentence), ("rows", &words.list(&found))],
        )
    }

    fn item(&self, operand: &Operand, input: Option<&Input>) -> String {
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
                question,
                amounts,
                unit,
            } => {
                let name = words.say("item-answer", &[("ask", self.ask(*question))]);
                if worked.is_some() {
                    return named(name);
                }
                let QuestionKind::Options(options) = (match self.scheme.questions.get(*question) {
                    Some(question) => &question.kind,
                    None => return name,
                }) else {
                    return name;
                };
                let choices: Vec<String> = options
                    .iter()
                    .zip(amounts)
                    .map(|(option, amount)| {
                        words.say(
                            "choice",
                            &[
                                ("option", &option.say),
                                ("amount", &words.amount(*amount, unit)),
                            ],
                        )
                    })
                    .collect();
                words.say(
                    "item-by-answer",
                    &[
                        ("ask", self.ask(*question)),
                        ("choices", &choices.join("; ")),
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

    fn quoted(&self, text: &str) -> String {
        self.words.say("quoted", &[("text", text)])
    }

    fn rounding(&self, rounding: Rounding, unit: &Unit) -> String {
        let key = match rounding.direction {
            Direction::Up => "rounded-up",
            Direction::Down => "rounded-down",
            Direction::Nearest => "rounded-nearest",
        };
        let to = if unit.is_money() && rounding.to == Decimal::new(1, 2) {
            self.words.say("rounded-to-penny", &[])
        } else if unit.is_money() && rounding.to == Decimal::ONE {
            self.words.say("rounded-to-pound", &[])
        } else if rounding.to == Decimal::ONE {
            self.words.say("rounded-to-whole", &[])
        } else {
            let unit = if unit.is_money() {
                Unit::of(crate::unit::POUND)
            } else {
                Unit::none()
            };
            self.words.say(
                "rounded-to-whole-parts",
                &[("part", &self.words.quantity(rounding.to, &unit))],
            )
        };
        self.words.say(key, &[("to", &to)])
    }

    fn condition(&self, condition: &Condition) -> String {
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
                let says = says.join(&words.say("or", &[]));
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
            Condition::All(of) => all(of).join(&words.say("and", &[])),
            Condition::Any(of) => words.say(
                "condition-any",
                &[("items", &all(of).join(&words.say("or", &[])))],
            ),
            Condition::Not(of) => words.say("condition-not", &[("condition", &self.condition(of))]),
            Condition::AtLeast { count, of } => words.say(
                "condition-at-least-n",
                &[
                    ("count", &count.to_string()),
                    ("items", &all(of).join("; ")),
                ],
            ),
        }
    }

    fn row_name(&self, table: usize, row: usize) -> String {
        let words = self.words;
        let name = self
            .scheme
            .tables
            .get(table)
            .and_then(|table| match &table.kind {
                TableKind::Bands { by, rows } => {
                    let band = &rows.get(row)?.band;
                    let range = describe_band(band, by, words);
                    Some(if band.say.is_empty() {
                        range
                    } else {
                        words.say("row-said", &[("say", &band.say), ("range", &range)])
                    })
                }
                TableKind::Lines { by, points } => Some(words.quantity(points.get(row)?.at, by)),
                TableKind::ByAnswer { question, .. } => self.option_say(*question, row),
                TableKind::TwoWay { .. } => None,
            });
        name.unwrap_or_default()
    }

    fn option_say(&self, question: usize, option: usize) -> Option<String> {
        match &self.scheme.questions.get(question)?.kind {
            QuestionKind::Options(options) => Some(options.get(option)?.say.clone()),
            QuestionKind::Number { .. } => None,
        }
    }

    fn segment_name(&self, table: usize, lower: usize) -> String {
        let upper = self.row_name(table, lower.saturating_add(1));
        self.words.say(
            "row-between",
            &[("low", &self.row_name(table, lower)), ("high", &upper)],
        )
    }

    fn cell_name(&self, table: usize, row: usize, column: usize) -> String {
        let name = |axis: &Axis, place: usize| match axis {
            Axis::Bands { by, bands } => bands
                .get(place)
                .map(|band| describe_band(band, by, self.words)),
            Axis::Answer { question } => self.option_say(*question, place),
        };
        match self.scheme.tables.get(table).map(|table| &table.kind) {
            Some(TableKind::TwoWay { rows, columns, .. }) => {
                let (row, column) = (
                    name(rows, row).unwrap_or_default(),
                    name(columns, column).unwrap_or_default(),
                );
                self.words
                    .say("cell", &[("row", &row), ("column", &column)])
            }
            _ => String::new(),
        }
    }

    fn place(&self, place: Place) -> String {
        let words = self.words;
        let table_say = |table: usize| {
            self.scheme
                .tables
                .get(table)
                .map_or("", |table| table.say.as_str())
        };
        match place {
            Place::Rate(rate) => self
                .scheme
                .rates
                .get(rate)
                .map_or_else(String::new, |rate| self.quoted(&rate.say)),
            Place::Row(table, row) => words.say(
                "place-row",
                &[
                    ("row", &self.row_name(table, row)),
                    ("table", table_say(table)),
                ],
            ),
            Place::Cell(table, row, column) => words.say(
                "place-row",
                &[
                    ("row", &self.cell_name(table, row, column)),
                    ("table", table_say(table)),
                ],
            ),
            Place::Elsewhere(table) => words.say("place-elsewhere", &[("table", table_say(table))]),
            Place::Option(question, option) => {
                let say = self.option_say(question, option).unwrap_or_default();
                words.say(
                    "place-option",
                    &[("option", &say), ("ask", self.ask(question))],
                )
            }
            Place::Step(step) => self.quoted(self.step_say(step)),
        }
    }

    fn asked_for(&self, place: Place) -> &str {
        match place {
            Place::Rate(rate) => self.scheme.rates.get(rate).map(|rate| rate.asked.as_str()),
            Place::Row(table, row) => {
                match self.scheme.tables.get(table).map(|table| &table.kind) {
                    Some(TableKind::Bands { rows, .. }) => {
                        rows.get(row).map(|row| row.asked.as_str())
                    }
                    Some(TableKind::ByAnswer { rows, .. }) => {
                        rows.get(row).map(|row| row.asked.as_str())
                    }
                    _ => None,
                }
            }
            _ => None,
        }
        .unwrap_or_default()
    }

    /// Why a value is not one exact figure, a sentence each.
    fn why(&self, value: &Value) -> Vec<String> {
        let words = self.words;
        let tell = |why: &Reason| match why {
            Reason::UpTo(place) => words.say("why-up-to", &[("place", &self.place(*place))]),
            Reason::From(place) => words.say("why-from", &[("place", &self.place(*place))]),
            Reason::CaseByCase(place) => {
                words.say("why-case-by-case", &[("place", &self.place(*place))])
            }
            Reason::NotPublished(place) => {
                let sentence = words.say("why-not-published", &[("place", &self.place(*place))]);
                match self.asked_for(*place) {
                    "" => sentence,
                    asked => words.say("why-asked", &[("sentence", &sentence), ("asked", asked)]),
                }
            }
            Reason::Unknown(question) => words.say("why-unknown", &[("ask", self.ask(*question))]),
            Reason::OutsideTable(table) => {
                let say = self
                    .scheme
                    .tables
                    .get(*table)
                    .map_or("", |table| table.say.as_str());
                words.say("why-outside-table", &[("table", say)])
            }
            Reason::TooLarge(step) => words.say("why-too-large", &[("step", self.step_say(*step))]),
        };
        value.why.iter().map(tell).collect()
    }
}
