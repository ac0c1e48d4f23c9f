//! Fills the texts of a scheme with the amounts of an outcome.

use alloc::{string::String, vec::Vec};

use super::{Key, LeftOut, Phrasing, Said, Telling, TestPart, Text};
use crate::{
    answers::{Answer, Answers},
    change::near,
    digits,
    outcome::{Input, InputKind, Line, Taken},
    outline::{Draft, LINE, Phrase, WIDEST, count, outline},
    run::{Holds, Known},
    scheme::{QuestionKind, Scheme, TableKind, Verb},
    told::{ToldAnswer, ToldLine},
    value::{Limit, Reason, Value},
    words::{Words, chained, joined},
};

/// The most figures of a sum that stand in one line.
const FIGURES: usize = 10;

/// The most rows of a table that are told.
const ROWS: usize = 6;

/// As much room as most amounts take.
const AMOUNT: usize = 32;

/// Tells one outcome.
pub(crate) struct Filler<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) words: &'a Words,
    pub(crate) telling: &'a Telling,
    pub(crate) answers: &'a Answers,
    /// What every step did.
    pub(crate) working: &'a [Line],
}

impl Filler<'_> {
    pub(crate) fn ask(&self, question: usize) -> &str {
        let question = self.scheme.questions.get(question);
        question.map_or("", |question| question.ask.as_str())
    }

    pub(crate) fn step_say(&self, step: usize) -> &str {
        let step = self.scheme.steps.get(step);
        step.map_or("", |step| step.say.as_str())
    }

    pub(crate) fn unit(&self, unit: usize) -> &Said {
        self.telling.units.get(unit).unwrap_or(Said::PLAIN)
    }

    pub(crate) fn value(&self, value: &Value, unit: usize) -> String {
        let mut text = String::with_capacity(AMOUNT);
        self.words.put_value(value, self.unit(unit), &mut text);
        text
    }

    fn input(&self, step: usize, place: usize) -> Option<&Input> {
        self.working.get(step)?.inputs.get(place)
    }

    // Lines.

    pub(crate) fn line(&self, line: &Line) -> Option<ToldLine> {
        let told = self.telling.steps.get(line.step)?;
        let step = self.scheme.steps.get(line.step)?;
        let words = self.words;
        if told.is_bookkeeping {
            return None;
        }
        let sentence = match line.taken {
            Taken::Yes | Taken::Maybe => {
                let mut phrases = Vec::with_capacity(told.told.len());
                if line.taken == Taken::Maybe {
                    phrases.push(words.say("step-maybe", &[]).into());
                }
                for form in &told.told {
                    self.phrases(form, line, &mut phrases);
                }
                match phrases.as_mut_slice() {
                    [only] if only.under.is_empty() => core::mem::take(&mut only.line),
                    _ => outline(&phrases),
                }
            }
            Taken::No => self
                .left_out(self.telling.left_out.get(told.left_out)?)
                .into(),
            Taken::Ended => words.say("step-ended", &[]),
            Taken::Later => return None,
        };
        // What a stop gives is in its sentence, a figure for each result.
        let amount = if line.taken == Taken::Ended || matches!(step.verb, Verb::Stop { .. }) {
            words.say("amount-none", &[])
        } else if line.taken == Taken::No {
            self.value(&Value::ZERO, told.unit)
        } else {
            self.value(&line.gives, told.unit)
        };
        Some(ToldLine {
            step: line.step,
            sentence,
            amount,
            taken: line.taken,
        })
    }

    /// Why a step is not taken: what was answered, where that settles it, or else what it needs.
    fn left_out<'b>(&self, left_out: &'b LeftOut) -> &'b str {
        let given = left_out.given.iter().find_map(|given| {
            let Some(Answer::Option(option)) = self.answers.get(given.question) else {
                return None;
            };
            given.told.get(option).filter(|told| !told.is_empty())
        });
        given.unwrap_or(&left_out.otherwise)
    }

    // Phrases.

    fn text(&self, text: &Text) -> String {
        let mut line = Draft::new(96);
        self.put(text, &mut line);
        line.into_line()
    }

    /// Writes a text with its amounts.
    fn put(&self, text: &Text, line: &mut Draft) {
        for piece in &text.pieces {
            line.add(&piece.text);
            if let Some(gap) = self.telling.gaps.get(piece.gap)
                && let Some(input) = self.input(gap.step, gap.place)
            {
                let unit = self.unit(gap.unit);
                line.write(|line| self.words.put_value(&input.value, unit, line));
            }
        }
        line.add(&text.last);
    }

    /// A message about phrases that are lines alone, as it mostly is: in one line, or several of them as a list under it.
    /// `None` where it is longer, or what stands under a phrase has to be told.
    fn short(&self, message: &Text, gaps: &[Phrasing], several: Option<bool>) -> Option<Phrase> {
        if !gaps.iter().all(|gap| gap.alone().is_some()) {
            return None;
        }
        let mut line = Draft::new(160);
        for piece in &message.pieces {
            line.add(&piece.text);
            match several {
                None => self.put(gaps.get(piece.gap)?.alone()?, &mut line),
                Some(by) => self.put_several(by, gaps, &mut line),
            }
        }
        line.add(&message.last);
        let is_one = several.is_none() || gaps.len() == 1;
        if line.words() <= if is_one { WIDEST } else { LINE } {
            return Some(line.into_line().into());
        }
        (!is_one).then(|| listed(self.words, message, self.all(gaps)))
    }

    fn put_several(&self, by: bool, items: &[Phrasing], line: &mut Draft) {
        match items.split_last() {
            Some((last, first)) if !by && !first.is_empty() => {
                for piece in &self.telling.list.pieces {
                    line.add(&piece.text);
                    match piece.gap {
                        0 => self.put_joined(first, ", ", line),
                        _ => self.put_joined(core::slice::from_ref(last), "", line),
                    }
                }
                line.add(&self.telling.list.last);
            }
            _ => self.put_joined(items, &self.telling.by, line),
        }
    }

    #[inline(never)]
    fn put_joined(&self, items: &[Phrasing], between: &str, line: &mut Draft) {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                line.write(|line| line.push_str(between));
            }
            if let Some(text) = item.alone() {
                self.put(text, line);
            }
        }
    }

    /// Adds what a form comes to in a line.
    fn phrases(&self, form: &Phrasing, line: &Line, told: &mut Vec<Phrase>) {
        match form {
            Phrasing::Rows { table } => self.rows(*table, line, told),
            Phrasing::AddUp { worked, none } => told.push(self.adding_up(worked, none, line)),
            Phrasing::Least {
                take,
                least,
                items,
                places,
            } => {
                let mut left = Vec::with_capacity(items.len());
                for (item, place) in items.iter().zip(places) {
                    let input = line.inputs.get(*place);
                    // What has no limit takes no part.
                    if input.is_none_or(|input| input.value.limit != Limit::Absent) {
                        left.push(self.phrase(item));
                    }
                }
                let message = if left.len() == 1 { take } else { least };
                told.push(self.several(message, false, left));
            }
            Phrasing::Test {
                parts,
                needed,
                alone,
            } => self.testing((parts, *needed, alone), line, told),
            form => told.push(self.phrase(form)),
        }
    }

    pub(crate) fn phrase(&self, form: &Phrasing) -> Phrase {
        match form {
            Phrasing::Line { text, under } => {
                let line = self.text(text);
                let under = under.iter().map(|form| self.phrase(form)).collect();
                Phrase { line, under }
            }
            Phrasing::Fill {
                message,
                gaps,
                other,
            } => {
                if let Some(short) = self.short(message, gaps, None) {
                    return short;
                }
                let gaps = self.all(gaps);
                let is_under = gaps.first().is_some_and(|first| !first.under.is_empty());
                let other = other.as_ref().filter(|_| is_under);
                fill(self.words, other.unwrap_or(message), gaps)
            }
            Phrasing::List { message, by, items } => {
                let short = self.short(message, items, Some(*by));
                short.unwrap_or_else(|| self.several(message, *by, self.all(items)))
            }
            Phrasing::Read {
                step,
                place,
                worked,
                bare,
            } => self.phrase(if self.input(*step, *place).is_some() {
                worked
            } else {
                bare
            }),
            Phrasing::Rows { .. }
            | Phrasing::AddUp { .. }
            | Phrasing::Least { .. }
            | Phrasing::Test { .. } => Phrase::default(),
        }
    }

    fn all(&self, forms: &[Phrasing]) -> Vec<Phrase> {
        let mut phrases = Vec::with_capacity(forms.len());
        for form in forms {
            phrases.push(self.phrase(form));
        }
        phrases
    }

    fn several(&self, message: &Text, by: bool, items: Vec<Phrase>) -> Phrase {
        if by {
            return multiplied(self.words, message, items);
        }
        let inline = self.list(&items);
        one_or_list(self.words, message, items, &inline)
    }

    /// `a, b and c`; nothing where there is only one.
    fn list(&self, items: &[Phrase]) -> String {
        let mut list = String::new();
        let Some((last, first @ [_, ..])) = items.split_last() else {
            return list;
        };
        list.reserve(128);
        for piece in &self.telling.list.pieces {
            list.push_str(&piece.text);
            if piece.gap > 0 {
                list.push_str(&last.line);
                continue;
            }
            for (place, item) in first.iter().enumerate() {
                list.push_str(if place > 0 { ", " } else { "" });
                list.push_str(&item.line);
            }
        }
        list.push_str(&self.telling.list.last);
        list
    }

    fn adding_up(&self, worked: &Text, none: &str, line: &Line) -> Phrase {
        let mut figures = Vec::with_capacity(line.inputs.len());
        for input in &line.inputs {
            if input.value.exact().is_none_or(|figure| !figure.is_zero()) {
                figures.push(self.value(&input.value, usize::MAX));
            }
        }
        if figures.is_empty() {
            return String::from(none).into();
        }
        let plus = self.words.say("plus", &[]);
        // A range takes four words.
        let is_long = figures.iter().any(|figure| count(figure) > 1);
        let figures = figures.chunks(if is_long { FIGURES / 2 } else { FIGURES });
        let mut lines = figures.map(|part| joined(part, &plus));
        let first = lines.next().unwrap_or_default();
        let mut under: Vec<Phrase> = Vec::new();
        for line in lines {
            under.push(String::from(chained(&[&plus, &line]).trim_start()).into());
        }
        if under.is_empty() {
            return worked.with(&[&first]).into();
        }
        let line = worked.with(&[""]);
        under.insert(0, first.into());
        let line = String::from(line.trim_end_matches(['.', ' ']));
        Phrase { line, under }
    }

    // Tables.

    fn rows(&self, table: usize, line: &Line, told: &mut Vec<Phrase>) {
        let unit = self.telling.tables.get(table).map_or(0, |table| table.unit);
        let mut found = Vec::new();
        for input in &line.inputs {
            let Some(row) = self.row(input.what) else {
                continue;
            };
            let amount = match input.value.why.as_slice() {
                // As the table itself says it.
                [Reason::NotPublished(_)] if input.value.high.is_none() => {
                    self.words.say("amount-not-published", &[])
                }
                [Reason::NotKnown(_)] if input.value.high.is_none() => {
                    self.words.say("amount-not-known", &[])
                }
                _ => self.value(&input.value, unit),
            };
            found.push((row, amount));
        }
        if found.len() > ROWS {
            return;
        }
        for (row, amount) in found {
            let line = self.telling.row_gives.with(&[&row, &amount]);
            if count(&line) <= WIDEST {
                told.push(line.into());
                continue;
            }
            let this = self.words.say("this", &[]);
            let is_row = count(&row) > count(&amount);
            let texts = if is_row {
                [&*this, &*amount]
            } else {
                [&*row, &*this]
            };
            told.push(Phrase {
                line: self.telling.row_gives.with(&texts),
                under: [if is_row { row } else { amount }.into()].into(),
            });
        }
    }

    /// The name of a row or a cell that was read in a table.
    fn row(&self, what: InputKind) -> Option<String> {
        let name = |table: usize, row: usize| {
            let table = self.telling.tables.get(table)?;
            Some(table.rows.get(row)?.clone())
        };
        let words = self.words;
        Some(match what {
            InputKind::Row(table, row) => name(table, row).unwrap_or_default(),
            InputKind::Cell(table, row, column) => {
                let columns = self.telling.tables.get(table).map(|table| &table.columns);
                let column = columns.and_then(|columns| columns.get(column));
                let row = name(table, row).unwrap_or_default();
                let column = column.map_or("", String::as_str);
                self.telling.cell.with(&[&row, column])
            }
            InputKind::Elsewhere(_) => words.say("row-elsewhere", &[]),
            InputKind::Between(table, lower) => {
                let low = name(table, lower).unwrap_or_default();
                let high = name(table, lower.saturating_add(1)).unwrap_or_default();
                words.say("row-between", &[("low", &low), ("high", &high)])
            }
            _ => return None,
        })
    }

    /// Of a line that found a row of a table by an exact figure: the figure, and how near the next rows are.
    pub(crate) fn near(&self, line: &Line) -> Option<String> {
        let (Taken::Yes, [by, found]) = (line.taken, line.inputs.as_slice()) else {
            return None;
        };
        let InputKind::Row(table, row) = found.what else {
            return None;
        };
        let told = self.telling.steps.get(line.step)?.near.as_ref()?;
        let TableKind::Bands { rows, .. } = &self.scheme.tables.get(table)?.kind else {
            return None;
        };
        let unit = self.unit(self.telling.tables.get(table)?.unit);
        let figure = by.value.exact()?;
        let mut said = String::new();
        for up in [true, false] {
            let Some(near) = near(rows, row, figure, up) else {
                continue;
            };
            let key = if up {
                "near-more"
            } else if near.reached {
                "near-less"
            } else if near.away.is_zero() {
                "near-any-less"
            } else {
                "near-over-less"
            };
            let mut by = String::new();
            self.unit(told.by).quantity(near.away, &mut by);
            let gives = self.words.amount_said(near.row.gives, unit);
            said.push_str("\n\t");
            said.push_str(&self.words.say(key, &[("by", &by), ("gives", &gives)]));
        }
        let item = self.phrase(&told.item).line;
        (!said.is_empty()).then(|| self.words.say("near", &[("item", &item), ("near", &said)]))
    }

    // Tests.

    /// Whether a test is met, which parts of it are, and what was answered.
    fn testing(
        &self,
        (parts, needed, alone): (&[TestPart], usize, &Text),
        line: &Line,
        told: &mut Vec<Phrase>,
    ) {
        let words = self.words;
        let is_met = |value: &Value| value.exact().map(|figure| !figure.is_zero());
        let (mut so, mut not_so, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (part, input) in parts.iter().zip(&line.inputs) {
            let met = is_met(&input.value);
            let those = match met {
                Some(true) => &mut so,
                Some(false) => &mut not_so,
                None => &mut open,
            };
            self.part(part, met, those);
        }
        let said = match is_met(&line.gives) {
            Some(true) => "test-says-met",
            Some(false) => "test-says-not-met",
            None => "test-says-not-known",
        };
        told.push(words.say(said, &[]).into());
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
            let held = words.say(apply, &[("held", &digits::whole(held))]);
            let values = [
                ("held", &*held),
                ("all", &digits::whole(all)),
                ("needed", &digits::whole(needed)),
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
                self.several(alone, false, those)
            } else {
                Phrase {
                    line: words.say(key, &[]),
                    under: those,
                }
            });
        }
    }

    /// Adds a part of a test, by what speaks for it or against it.
    fn part(&self, part: &TestPart, met: Option<bool>, told: &mut Vec<Phrase>) {
        if let Some(name) = &part.name {
            told.push(name.clone().into());
            return;
        }
        let Some(met) = met else {
            self.open(part, told);
            return;
        };
        if let Some(given) = &part.given
            && let Some(Answer::Option(option)) = self.answers.get(given.question)
            && given.holds.get(option) == Some(&met)
            && let Some(form) = given.told.get(option)
        {
            told.push(self.phrase(form));
            return;
        }
        told.push(self.phrase(if met { &part.so } else { &part.not_so }));
    }

    /// Adds what keeps a part of a test open: the questions that have no answer, or else the steps that it looks at.
    fn open(&self, part: &TestPart, told: &mut Vec<Phrase>) {
        let known = Known::of(self.scheme, self.answers);
        let mut named = false;
        for question in &part.questions {
            if known.answer(*question).is_none() && known.asked(*question) != Holds::No {
                told.push(self.quoted(self.ask(*question)));
                named = true;
            }
        }
        if !named {
            for step in &part.steps {
                told.push(self.quoted(self.step_say(*step)));
            }
        }
    }

    fn quoted(&self, text: &str) -> Phrase {
        self.words.say("quoted", &[("text", text)]).into()
    }

    // Answers.

    pub(crate) fn answer(&self, index: usize) -> Option<ToldAnswer> {
        let question = self.scheme.questions.get(index)?;
        let told = self.telling.questions.get(index)?;
        let known = Known::of(self.scheme, self.answers);
        let quantity = |number, unit| {
            let mut text = String::with_capacity(AMOUNT);
            self.unit(unit).quantity(number, &mut text);
            text
        };
        let mut counts = String::new();
        let answer = match (self.answers.get(index), &question.kind) {
            (Some(Answer::Option(option)), QuestionKind::Options(options)) => {
                counts.push_str(told.counts.get(option).map_or("", String::as_str));
                options.get(option)?.say.clone()
            }
            (Some(Answer::Number(number)), QuestionKind::Number { .. }) => {
                quantity(number, told.unit)
            }
            (Some(Answer::InPeriod(number, period)), QuestionKind::Number { .. }) => {
                let said = quantity(number, *told.periods.get(period)?);
                let amount = self.value(&known.converted(index, number, period), told.unit);
                self.words
                    .say("answer-converted", &[("said", &said), ("amount", &amount)])
            }
            (Some(Answer::Unknown), _) => self.words.say("answer-unknown", &[]),
            _ => self.words.say("answer-none", &[]),
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

    // Reasons.

    /// Why a value is not one exact figure, as a sentence.
    pub(crate) fn reason(&self, why: &Reason) -> String {
        let words = self.words;
        match why {
            Reason::Unknown(question) => words.say("why-unknown", &[("ask", self.ask(*question))]),
            Reason::OutsideTable(table) => {
                let table = self.scheme.tables.get(*table);
                let say = table.map_or("", |table| table.say.as_str());
                words.say("why-outside-table", &[("table", say)])
            }
            Reason::TooLarge(step) => words.say("why-too-large", &[("step", self.step_say(*step))]),
            why => {
                let key = Key::of(why);
                let mut reasons = self.telling.reasons.iter();
                let told = reasons.find(|reason| Some(reason.why) == key);
                told.map_or_else(String::new, |told| told.sentence.clone())
            }
        }
    }
}

impl Phrasing {
    /// The text of a line with nothing under it.
    const fn alone(&self) -> Option<&Text> {
        match self {
            Self::Line { text, under } if under.is_empty() => Some(text),
            _ => None,
        }
    }
}

impl Text {
    /// A message with its gaps filled.
    fn with(&self, gaps: &[&str]) -> String {
        let mut line = String::with_capacity(96);
        for piece in &self.pieces {
            line.push_str(&piece.text);
            line.push_str(gaps.get(piece.gap).copied().unwrap_or_default());
        }
        line.push_str(&self.last);
        line
    }

    /// A message filled with phrases, of which one is told below it.
    fn about(&self, words: &Words, gaps: &[Phrase], below: Option<usize>) -> String {
        let mut line = String::with_capacity(96);
        for piece in &self.pieces {
            line.push_str(&piece.text);
            if below == Some(piece.gap) {
                line.push_str(&words.say("this", &[]));
            } else if let Some(gap) = gaps.get(piece.gap) {
                line.push_str(&gap.line);
            }
        }
        line.push_str(&self.last);
        line
    }
}

/// A message with its gaps filled. What stands under a gap comes under the whole; and where that is one line too long, its
/// longest gap does.
pub(crate) fn fill(words: &Words, message: &Text, mut gaps: Vec<Phrase>) -> Phrase {
    let line = message.about(words, &gaps, None);
    let mut under = Vec::new();
    if count(&line) <= WIDEST {
        for gap in gaps {
            under.extend(gap.under);
        }
        return Phrase { line, under };
    }
    let longest = (0..gaps.len()).max_by_key(|place| gaps.get(*place).map(|gap| count(&gap.line)));
    let longest = longest.filter(|place| gaps.get(*place).is_some_and(|gap| gap.under.is_empty()));
    let Some(longest) = longest else {
        for gap in gaps {
            under.extend(gap.under);
        }
        return Phrase { line, under };
    };
    let line = message.about(words, &gaps, Some(longest));
    if let Some(gap) = gaps.get_mut(longest) {
        under.push(core::mem::take(gap));
    }
    for gap in gaps {
        under.extend(gap.under);
    }
    Phrase { line, under }
}

/// A message about several things: in one line, which is given, or as a list under it.
pub(crate) fn one_or_list(
    words: &Words,
    message: &Text,
    items: Vec<Phrase>,
    inline: &str,
) -> Phrase {
    if items.len() == 1 {
        return fill(words, message, items);
    }
    let line = message.with(&[inline]);
    if count(&line) <= LINE && items.iter().all(|item| item.under.is_empty()) {
        return line.into();
    }
    listed(words, message, items)
}

/// A message about several things, which stand under it.
fn listed(words: &Words, message: &Text, items: Vec<Phrase>) -> Phrase {
    Phrase {
        line: message.with(&[&words.say("these", &[])]),
        under: items,
    }
}

/// A message about several things that are multiplied.
fn multiplied(words: &Words, message: &Text, items: Vec<Phrase>) -> Phrase {
    let by = joined(&lines(&items), &words.say("by", &[]));
    // What stands under one thing alone can stand under the sentence.
    let lists = items.iter().filter(|item| !item.under.is_empty());
    if lists.count() == 1 && count(&by) < LINE {
        let under = items.into_iter().flat_map(|item| item.under).collect();
        let line = message.with(&[&by]);
        return Phrase { line, under };
    }
    one_or_list(words, message, items, &by)
}

fn lines(phrases: &[Phrase]) -> Vec<String> {
    phrases.iter().map(|phrase| phrase.line.clone()).collect()
}
