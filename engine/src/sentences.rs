//! The sentences of a working: what a step does, and when.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::{Answer, Answers},
    explain::{ToldAnswer, ToldLine},
    outcome::{Input, InputKind, Line, Taken},
    outline::{LINE, Phrase, WIDEST, count, outline},
    reads::Reads,
    run::{Holds, Known},
    scheme::{
        Axis, Comparison, Condition, Direction, Operand, QuestionKind, Rounding, Scheme, Step,
        TableKind, Verb,
    },
    unit::{PERCENT, Unit},
    value::Reason,
    value::{Limit, Value},
    words::{Words, joined},
};

/// Puts a scheme and what it did into sentences.
pub(crate) struct Teller<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) words: &'a Words,
    /// What was answered; `None` where the rules are told by themselves.
    pub(crate) answers: Option<&'a Answers>,
    /// What every step did; none where the rules are told by themselves.
    pub(crate) working: &'a [Line],
}

/// The most options that are told of an answer that would have to be another.
const FEW: usize = 2;

/// The most figures of a sum that stand in one line.
const FIGURES: usize = 10;

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

    pub(crate) fn answer(&self, index: usize, answers: &Answers) -> Option<ToldAnswer> {
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
        Some(ToldAnswer {
            answer,
            counts,
            asked: match known.asked(index) {
                Holds::Yes => Taken::Yes,
                Holds::No => Taken::No,
                Holds::Maybe => Taken::Maybe,
            },
        })
    }

    pub(crate) fn line(&self, line: &Line) -> Option<ToldLine> {
        let step = self.scheme.steps.get(line.step)?;
        let words = self.words;
        if self.is_bookkeeping(line.step) {
            return None;
        }
        let mut told = match line.taken {
            Taken::Yes | Taken::Maybe => self.sentence(step, Some(line)),
            Taken::No => self.left_out(step),
            Taken::Ended => [words.say("step-ended", &[]).into()].into(),
            Taken::Later => return None,
        };
        if line.taken == Taken::Maybe {
            told.insert(0, words.say("step-maybe", &[]).into());
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
            told.push(words.say("depends-on-supply", &[]).into());
        }
        Some(ToldLine {
            step: line.step,
            sentence: outline(&told),
            amount,
            taken: line.taken,
        })
    }

    /// Why a step is not taken: what was answered, where that settles it, or else what it needs.
    fn left_out(&self, step: &Step) -> Vec<Phrase> {
        let words = self.words;
        let Some(when) = &step.when else {
            return Vec::new();
        };
        if let Some(never) = self.never(when) {
            return [never].into();
        }
        if let Some(because) = self.failing(when) {
            return [self.fill("step-left-out", &[("because", because)])].into();
        }
        let needs = self.fill("step-needs", &[("condition", self.when(when))]);
        [words.say("step-not-here", &[]).into(), needs].into()
    }

    /// The first thing that a condition needs and that the answers say otherwise.
    fn failing(&self, condition: &Condition) -> Option<Phrase> {
        match condition {
            Condition::All(of) => of.iter().find_map(|part| self.failing(part)),
            Condition::AnswerIs { question, options } => match self.answers?.get(*question) {
                Some(Answer::Option(given)) if !options.contains(&given) => {
                    Some(self.answer_is(*question, &[given], false))
                }
                _ => None,
            },
            _ => None,
        }
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
        Some(self.list("step-never", items.collect()))
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

    /// A message with its gaps filled. What stands under a gap comes under the whole; and where that is one line too
    /// long, its longest gap does.
    pub(crate) fn fill(&self, key: &str, gaps: &[(&str, Phrase)]) -> Phrase {
        let say = |under: Option<usize>| {
            let this = self.words.say("this", &[]);
            let texts: Vec<(&str, &str)> = gaps
                .iter()
                .enumerate()
                .map(|(place, (name, gap))| {
                    let is_under = under == Some(place);
                    (*name, if is_under { &this } else { gap.line.as_str() })
                })
                .collect();
            self.words.say(key, &texts)
        };
        let line = say(None);
        let under: Vec<Phrase> = gaps
            .iter()
            .flat_map(|(_, gap)| gap.under.iter().cloned())
            .collect();
        let longest =
            (0..gaps.len()).max_by_key(|place| gaps.get(*place).map(|gap| count(&gap.1.line)));
        match longest.and_then(|place| Some((place, gaps.get(place)?))) {
            Some((place, (_, gap))) if count(&line) > WIDEST && gap.under.is_empty() => {
                let mut all = Vec::from([gap.clone()]);
                all.extend(under);
                Phrase {
                    line: say(Some(place)),
                    under: all,
                }
            }
            _ => Phrase { line, under },
        }
    }

    /// A message about several things: in one line, or as a list under it.
    pub(crate) fn list(&self, key: &str, items: Vec<Phrase>) -> Phrase {
        let inline = self.words.list(&lines(&items));
        self.one_or_list(key, items, &inline, "")
    }

    /// The same, with the words for all of them in one line; `table` is the table that the message names.
    fn one_or_list(&self, key: &str, mut items: Vec<Phrase>, inline: &str, table: &str) -> Phrase {
        let table = ("table", table);
        if items.len() == 1
            && let Some(item) = items.pop()
        {
            return self.fill(
                key,
                &[("items", item), (table.0, table.1.to_string().into())],
            );
        }
        let line = self.words.say(key, &[("items", inline), table]);
        if count(&line) <= LINE && items.iter().all(|item| item.under.is_empty()) {
            return line.into();
        }
        let these = self.words.say("these", &[]);
        Phrase {
            line: self.words.say(key, &[("items", &these), table]),
            under: items,
        }
    }

    /// The answer to a question, as a thing that goes into a step.
    fn the_answer(&self, question: usize) -> String {
        self.words
            .say("item-answer", &[("ask", self.ask(question))])
    }

    /// The sentences of a step: the rule where there is no line, and the working where there is.
    pub(crate) fn sentence(&self, step: &Step, line: Option<&Line>) -> Vec<Phrase> {
        let words = self.words;
        let mut inputs = line.map_or(&[][..], |line| line.inputs.as_slice()).iter();
        let mut item = |operand: &Operand| self.item(operand, inputs.next());
        let mut list = |operands: &[Operand]| operands.iter().map(&mut item).collect::<Vec<_>>();
        let mut told = match &step.verb {
            Verb::AddUp { measure, over } => [self.adding_up(*measure, over, line)].into(),
            Verb::Sum { add, less } => {
                let (add, less) = (list(add), list(less));
                let key = match (add.len(), less.is_empty()) {
                    (1, true) => "step-take",
                    (1, false) => "step-start",
                    _ => "step-sum",
                };
                let mut told = Vec::from([self.list(key, add)]);
                if !less.is_empty() {
                    told.push(self.list("step-take-away", less));
                }
                told
            }
            Verb::Multiply(of) => self.multiplied(list(of)),
            Verb::Units { count, at } => self.multiplied([item(count), item(at)].into()),
            Verb::Divide { what, by } => {
                let gaps = [("what", item(what)), ("by", item(by))];
                [self.fill("step-divide", &gaps)].into()
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
                        Some(rate) => words.amount(rate.amount, &rate.unit).into(),
                        None => Phrase::default(),
                    },
                    Operand::Literal { amount, unit } => words.amount(*amount, unit).into(),
                    part => self.item(part, None),
                };
                let gaps = [("part", part), ("of", item(of)), ("gives", item(gives))];
                let key = if *part_counts {
                    "step-for-every-part"
                } else {
                    "step-for-every"
                };
                [self.fill(key, &gaps)].into()
            }
            Verb::LeastOf(of) => self.least(of, list(of), line),
            Verb::GreatestOf(of) => {
                let mut items = list(of);
                if let [one, other] = of.as_slice()
                    && let Some(place) = [other, one].into_iter().position(is_nothing)
                {
                    let taken = self.list("step-take", [items.swap_remove(place)].into());
                    [taken, words.say("step-not-below", &[]).into()].into()
                } else {
                    [self.list("step-greatest", items)].into()
                }
            }
            Verb::Share { percent, of } => {
                let (percent, of) = (item(percent), item(of));
                let key = if percent.under.is_empty() {
                    "step-share"
                } else {
                    "step-share-by"
                };
                [self.fill(key, &[("percent", percent), ("of", of)])].into()
            }
            Verb::Round(what) => [self.list("step-take", [item(what)].into())].into(),
            Verb::Convert { what, with, .. } => {
                let gaps = [
                    ("items", item(what)),
                    ("unit", words.unit_in_words(&step.unit).into()),
                    ("with", with.clone().into()),
                ];
                [self.fill("step-convert", &gaps)].into()
            }
            Verb::Test(condition) => self.testing(condition, line),
            Verb::Stop { gives } => {
                let when = step.when.as_ref();
                let when = when.map_or_else(Phrase::default, |when| self.when(when));
                let gives = list(gives).into_iter().zip(&self.scheme.results);
                let gives = gives.map(|(amount, result)| {
                    let say = result.say.clone().into();
                    self.fill("stop-gives", &[("say", say), ("amount", amount)])
                });
                let gives = Phrase {
                    line: words.say("step-stop-gives", &[]),
                    under: gives.collect(),
                };
                [self.fill("step-stop", &[("condition", when)]), gives].into()
            }
        };
        if let Some(rounding) = step.rounded {
            let rounding = self.rounding(rounding, &step.unit);
            told.push(words.say("step-rounded", &[("rounding", &rounding)]).into());
        }
        told
    }

    fn multiplied(&self, items: Vec<Phrase>) -> Vec<Phrase> {
        let by = joined(&lines(&items), &self.words.say("by", &[]));
        // What stands under one thing alone can stand under the sentence.
        let lists = items.iter().filter(|item| !item.under.is_empty());
        if lists.count() == 1 && count(&by) < LINE {
            let under = items.into_iter().flat_map(|item| item.under).collect();
            let line = self.words.say("step-multiply", &[("items", &by)]);
            return [Phrase { line, under }].into();
        }
        [self.one_or_list("step-multiply", items, &by, "")].into()
    }

    /// The smallest of several. What has no limit takes no part.
    fn least(&self, of: &[Operand], items: Vec<Phrase>, line: Option<&Line>) -> Vec<Phrase> {
        let mut open = Vec::new();
        let mut left = Vec::new();
        for (place, (operand, item)) in of.iter().zip(items).enumerate() {
            let input = line.and_then(|line| line.inputs.get(place));
            let has_none = match (operand, input) {
                (Operand::Literal { amount, .. }, _) => *amount == Amount::NoLimit,
                (Operand::Rate(rate), _) => {
                    let rate = self.scheme.rates.get(*rate);
                    rate.is_some_and(|rate| rate.amount == Amount::NoLimit)
                }
                (_, Some(input)) => input.value.limit == Limit::Absent,
                _ => false,
            };
            if !has_none {
                left.push(item);
            } else if let Operand::Rate(rate) = operand
                && let Some(rate) = self.scheme.rates.get(*rate)
            {
                open.push(self.quoted(&rate.say).into());
            }
        }
        let key = if left.len() == 1 {
            "step-take"
        } else {
            "step-least"
        };
        let mut told = Vec::from([self.list(key, left)]);
        if !open.is_empty() {
            told.push(self.list("step-no-limit", open));
        }
        told
    }

    /// What a test looks at; and with a line, whether it is met, which parts of it are, and what was answered.
    fn testing(&self, condition: &Condition, line: Option<&Line>) -> Vec<Phrase> {
        let words = self.words;
        let Some(line) = line else {
            return [self.fill("test-rule", &[("condition", self.condition(condition))])].into();
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
            those.extend(self.part(part, met));
        }
        let said = match is_met(&line.gives) {
            Some(true) => "test-says-met",
            Some(false) => "test-says-not-met",
            None => "test-says-not-known",
        };
        let mut told = Vec::from([words.say(said, &[]).into()]);
        let is_alone = parts.len() == 1;
        if !is_alone {
            let key = if needed == parts.len() {
                "test-says-all"
            } else {
                "test-says-count"
            };
            let (held, all) = (so.len(), parts.len());
            let apply = if held == 1 {
                "test-one-applies"
            } else {
                "test-apply"
            };
            let held = words.say(apply, &[("held", &held.to_string())]);
            let values = [
                ("held", &*held),
                ("all", &all.to_string()),
                ("needed", &needed.to_string()),
            ];
            told.push(words.say(key, &values).into());
        }
        for (key, those) in [
            ("test-says-so", so),
            ("test-says-not-so", not_so),
            ("test-says-open", open),
        ] {
            if those.is_empty() {
                continue;
            }
            told.push(if is_alone && key != "test-says-open" {
                self.list("test-says-alone", those)
            } else {
                Phrase {
                    line: words.say(key, &[]),
                    under: those,
                }
            });
        }
        told
    }

    /// A part of a test, by what speaks for it or against it: the answer that was given, and what it would have to be.
    /// Another test that has to be met goes by its name. What is open goes by the questions that keep it so.
    fn part(&self, part: &Condition, met: Option<bool>) -> Vec<Phrase> {
        if let Condition::Compare {
            left: Operand::Step(step),
            right: Operand::Literal { amount, unit },
            ..
        } = part
            && unit.is_test()
            && *amount != Amount::NOTHING
        {
            return [self.quoted(self.step_say(*step)).into()].into();
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
            let is = self.answer_is(*question, &[given], false);
            if met || negated || options.len() > FEW {
                return [is].into();
            }
            let options = [("options", &*self.options(*question, options))];
            let needs = self.words.say("test-needs", &options);
            let both = self
                .words
                .say("test-part", &[("part", &is.line), ("needs", &needs)]);
            if count(&both) <= LINE {
                return [both.into()].into();
            }
            return [Phrase {
                line: is.line,
                under: [needs.into()].into(),
            }]
            .into();
        }
        let is_so = self.condition(part);
        [if met { is_so } else { self.negated(part) }].into()
    }

    /// What keeps a condition open: the questions that have no answer, or else the steps that it looks at.
    fn open(&self, condition: &Condition) -> Vec<Phrase> {
        let mut reads = Reads::new(self.scheme);
        reads.condition(condition, usize::MAX);
        let mut names = Vec::new();
        for question in reads.questions {
            let is_open = self.answers.is_some_and(|answers| {
                let known = Known::of(self.scheme, answers);
                known.answer(question).is_none() && known.asked(question) != Holds::No
            });
            if is_open {
                names.push(self.quoted(self.ask(question)).into());
            }
        }
        if names.is_empty() {
            for step in reads.steps {
                names.push(self.quoted(self.step_say(step)).into());
            }
        }
        names
    }

    fn adding_up(&self, measure: usize, over: &[usize], line: Option<&Line>) -> Phrase {
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
                let none = self
                    .words
                    .say("step-add-up-none", &[("measure", &unit_words)]);
                return none.into();
            }
            let plus = self.words.say("plus", &[]);
            // A range takes four words.
            let is_long = figures.iter().any(|figure| count(figure) > 1);
            let figures = figures.chunks(if is_long { FIGURES / 2 } else { FIGURES });
            let mut lines = figures.map(|part| joined(part, &plus));
            let (first, rest) = (lines.next().unwrap_or_default(), lines);
            let rest: Vec<Phrase> = rest
                .map(|line| [&*plus, &*line].concat().trim_start().to_string().into())
                .collect();
            let items = if rest.is_empty() { &*first } else { "" };
            let line = self.words.say(
                "step-add-up-worked",
                &[("measure", &unit_words), ("items", items)],
            );
            if rest.is_empty() {
                return line.into();
            }
            let under = core::iter::once(first.into()).chain(rest).collect();
            let line = line.trim_end_matches(['.', ' ']).to_string();
            return Phrase { line, under };
        }
        let counting =
            (0..self.scheme.questions.len()).filter(|question| self.counts(*question, measure));
        if counting.eq(over.iter().copied()) {
            let every = self
                .words
                .say("step-add-up-every", &[("measure", &unit_words)]);
            return every.into();
        }
        let line = self.words.say("step-add-up", &[("measure", &unit_words)]);
        let asks = over
            .iter()
            .map(|question| self.ask(*question).to_string().into());
        Phrase {
            line,
            under: asks.collect(),
        }
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
        row: Option<Phrase>,
        column: Option<Phrase>,
        line: Option<&Line>,
    ) -> Vec<Phrase> {
        let words = self.words;
        let Some(table) = self.scheme.tables.get(table_index) else {
            return Vec::new();
        };
        let answer_on = |axis: &Axis| match axis {
            Axis::Answer { question } => Some(self.the_answer(*question).into()),
            Axis::Bands { .. } => None,
        };
        let (row, column) = match &table.kind {
            TableKind::ByAnswer { question, .. } => (Some(self.the_answer(*question).into()), None),
            TableKind::TwoWay { rows, columns, .. } => (
                row.or_else(|| answer_on(rows)),
                column.or_else(|| answer_on(columns)),
            ),
            _ => (row, column),
        };
        let items: Vec<Phrase> = row.into_iter().chain(column).collect();
        let inline = words.list(&lines(&items));
        let mut told = Vec::from([self.one_or_list("step-look-up", items, &inline, &table.say)]);
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
                Some(self.fill(
                    "row-gives",
                    &[("row", row.into()), ("amount", amount.into())],
                ))
            });
        let found: Vec<Phrase> = found.collect();
        if found.len() <= 6 {
            told.extend(found);
        }
        told
    }

    /// Whether a step is told within the one that reads it.
    pub(crate) fn is_bookkeeping(&self, step: usize) -> bool {
        self.scheme.bookkeeping.contains(&step)
    }

    /// A step that is told within another: what it starts from, and what it makes of that.
    fn within(&self, index: usize, step: &Step, worked: Option<&str>) -> Phrase {
        let line = self.working.get(index);
        let input = |place: usize| line.and_then(|line| line.inputs.get(place));
        let (key, what) = match &step.verb {
            Verb::GreatestOf(of) => {
                let place = usize::from(of.first().is_some_and(is_nothing));
                let what = of.get(place).map(|one| self.item(one, input(place)));
                ("item-not-below", what)
            }
            Verb::Convert { what, .. } => ("item-converted", Some(self.item(what, input(0)))),
            Verb::Round(what) => ("item-rounded", Some(self.item(what, input(0)))),
            Verb::Sum { add, .. } => {
                let what = add.first().map(|one| self.item(one, input(0)));
                return what.unwrap_or_default();
            }
            _ => return Phrase::default(),
        };
        let what = ("item", what.unwrap_or_default());
        let more = match (worked, &step.verb, step.rounded) {
            (Some(amount), ..) => {
                return self.fill(
                    "item-counted-as",
                    &[what, ("amount", amount.to_string().into())],
                );
            }
            (_, Verb::Convert { with, .. }, _) => self.words.say(
                "item-with",
                &[
                    ("unit", &self.words.unit_in_words(&step.unit)),
                    ("with", with),
                ],
            ),
            (.., Some(rounding)) => self.rounding(rounding, &step.unit),
            _ => String::new(),
        };
        self.fill(key, &[what, ("more", more.into())])
    }

    pub(crate) fn item(&self, operand: &Operand, input: Option<&Input>) -> Phrase {
        let words = self.words;
        let worked = input.map(|input| words.value(&input.value, self.operand_unit(operand)));
        let named = |name: String| match &worked {
            Some(amount) => words.say("item-worked", &[("item", &name), ("amount", amount)]),
            None => name,
        };
        let text = match operand {
            Operand::Step(index) => match self.scheme.steps.get(*index) {
                Some(step) if self.is_bookkeeping(*index) => {
                    return self.within(*index, step, worked.as_deref());
                }
                _ => named(self.quoted(self.step_say(*index))),
            },
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
                let line = named(words.say("item-by-answer", &[("ask", self.ask(*question))]));
                // In a working the figure says all. A browser tells nothing else, and so need not carry the rest.
                let is_working = worked.is_some() || self.answers.is_some();
                let under = if is_working || cfg!(target_arch = "wasm32") {
                    Vec::new()
                } else {
                    self.choices(*question, choices)
                };
                return Phrase { line, under };
            }
        };
        text.into()
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
            let choice = self.item(choice, None);
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

    fn operand_unit<'b>(&'b self, operand: &'b Operand) -> &'b Unit {
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
    fn answer_is(&self, question: usize, options: &[usize], negated: bool) -> Phrase {
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
    fn options(&self, question: usize, options: &[usize]) -> String {
        let options = options.iter();
        let says = options.filter_map(|option| self.option_say(question, *option));
        let says: Vec<String> = says.map(|say| self.quoted(&say)).collect();
        joined(&says, &self.words.say("or", &[]))
    }

    fn comparison(&self, left: &Operand, key: &str, right: &Operand) -> Phrase {
        let gaps = [
            ("left", self.item(left, None)),
            ("right", self.item(right, None)),
        ];
        self.fill(key, &gaps)
    }

    fn all_of(&self, key: &str, count: usize, of: &[Condition]) -> Phrase {
        Phrase {
            line: self.words.say(key, &[("count", &count.to_string())]),
            under: of.iter().map(|part| self.condition(part)).collect(),
        }
    }

    /// That a condition does not hold.
    fn negated(&self, condition: &Condition) -> Phrase {
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
