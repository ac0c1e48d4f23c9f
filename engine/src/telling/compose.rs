//! Puts the texts of a scheme together, once.

use alloc::{boxed::Box, string::String, vec::Vec};

use super::{
    Filler, Gap, Given, GivenPart, Key, LeftOut, Phrasing, Telling, TestPart, Text, ToldNear,
    ToldQuestion, ToldReason, ToldStep, ToldTable,
};
use crate::{
    amount::Amount,
    answers::Answers,
    outcome::{Outcome, Taken},
    outline::{LINE, Phrase, count, outline},
    reads::Reads,
    scheme::{Axis, Condition, Operand, QuestionKind, Scheme, Step, TableKind, Verb},
    sentences::{Teller, is_nothing, mark, within, within_place},
    unit::Unit,
    value::{Place, Value},
    words::Words,
};

/// The most options that are told of an answer that would have to be another.
const FEW: usize = 2;

/// Puts texts together, and numbers their gaps and units.
pub(crate) struct Composer<'a> {
    teller: Teller<'a>,
    telling: Telling,
    units: Vec<Unit>,
}

/// What of a step has to be told.
#[derive(Clone, Copy)]
struct Wanted {
    taken: bool,
    left_out: bool,
}

impl Telling {
    /// The texts of a scheme in a language. `words` has the scheme's own units: see [`Words::for_scheme`].
    pub fn of(scheme: &Scheme, words: &Words) -> Self {
        Composer::of(scheme, words, true).telling(None)
    }

    /// As much of them as one outcome asks for.
    pub(crate) fn of_outcome(scheme: &Scheme, words: &Words, outcome: &Outcome) -> Self {
        Composer::of(scheme, words, true).telling(Some(outcome))
    }
}

impl<'a> Composer<'a> {
    pub(crate) fn of(scheme: &'a Scheme, words: &'a Words, is_working: bool) -> Self {
        let teller = Teller {
            scheme,
            words,
            is_working,
        };
        Self {
            teller,
            telling: Telling::default(),
            units: Vec::new(),
        }
    }

    fn telling(mut self, outcome: Option<&Outcome>) -> Telling {
        let scheme = self.teller.scheme;
        for question in 0..scheme.questions.len() {
            let told = self.question(question);
            self.telling.questions.push(told);
        }
        for table in 0..scheme.tables.len() {
            let told = self.table(table);
            self.telling.tables.push(told);
        }
        for (index, step) in scheme.steps.iter().enumerate() {
            let line = outcome.map(|outcome| outcome.working.get(index));
            let is = |takens: &[Taken]| {
                line.is_none_or(|line| line.is_some_and(|line| takens.contains(&line.taken)))
            };
            let wanted = Wanted {
                taken: is(&[Taken::Yes, Taken::Maybe]),
                left_out: is(&[Taken::No]),
            };
            let told = self.step(index, step, wanted);
            self.telling.steps.push(told);
        }
        for result in &scheme.results {
            let step = scheme.steps.get(result.step);
            let may = step.and_then(|step| step.may_be_exceeded.as_ref());
            let told = may.map_or_else(String::new, |may| {
                let values = [("by", &*may.by), ("because", &*may.because)];
                self.teller.words.say("may-be-exceeded", &values)
            });
            self.telling.may_be_exceeded.push(told);
        }
        self.messages();
        let is_open = |outcome: &Outcome| outcome.results.iter().any(|value| !value.is_settled());
        if outcome.is_none_or(is_open) {
            self.reasons();
        }
        self.telling
    }

    fn messages(&mut self) {
        let teller = self.teller;
        self.telling.list = teller.message("list", &["first", "last"]);
        self.telling.by = teller.words.say("by", &[]);
        self.telling.row_gives = teller.message("row-gives", &["row", "amount"]);
        self.telling.cell = teller.message("cell", &["row", "column"]);
    }

    // Units and gaps.

    fn unit(&mut self, unit: &Unit) -> usize {
        let place = self.units.iter().position(|other| other == unit);
        place.unwrap_or_else(|| self.add_unit(unit.clone(), self.teller.words.said(unit)))
    }

    fn add_unit(&mut self, unit: Unit, said: super::Said) -> usize {
        self.units.push(unit);
        self.telling.units.push(said);
        self.units.len().saturating_sub(1)
    }

    /// The mark of what went into a step at a place.
    fn gap(&mut self, (step, place): (usize, usize), operand: &Operand) -> String {
        let teller = self.teller;
        let unit = self.unit(teller.operand_unit(operand));
        let gap = Gap { step, place, unit };
        let gaps = &mut self.telling.gaps;
        let found = gaps.iter().rposition(|other| *other == gap);
        mark(found.unwrap_or_else(|| {
            gaps.push(gap);
            gaps.len().saturating_sub(1)
        }))
    }

    // Questions and tables.

    fn question(&mut self, index: usize) -> ToldQuestion {
        let teller = self.teller;
        match teller
            .scheme
            .questions
            .get(index)
            .map(|question| &question.kind)
        {
            Some(QuestionKind::Options(options)) => {
                let counts = options.iter().map(|option| {
                    let counts = option.counts.iter().zip(&teller.scheme.measures);
                    let counts = counts.filter_map(|(amount, measure)| {
                        Some(teller.words.amount((*amount)?, &measure.unit))
                    });
                    teller.words.list(&counts.collect::<Vec<_>>())
                });
                ToldQuestion {
                    counts: counts.collect(),
                    ..ToldQuestion::default()
                }
            }
            Some(QuestionKind::Number { unit, periods, .. }) => ToldQuestion {
                unit: self.unit(unit),
                periods: periods
                    .iter()
                    .map(|period| self.unit(&period.unit))
                    .collect(),
                counts: Vec::new(),
            },
            None => ToldQuestion::default(),
        }
    }

    fn table(&mut self, index: usize) -> ToldTable {
        let teller = self.teller;
        let Some(table) = teller.scheme.tables.get(index) else {
            return ToldTable::default();
        };
        let (rows, columns) = match &table.kind {
            TableKind::Bands { rows, .. } => {
                let rows = (0..rows.len()).map(|row| teller.row_name(index, row));
                (rows.collect(), Vec::new())
            }
            TableKind::Lines { points, .. } => {
                let rows = (0..points.len()).map(|row| teller.row_name(index, row));
                (rows.collect(), Vec::new())
            }
            TableKind::ByAnswer { question, .. } => (teller.option_says(*question), Vec::new()),
            TableKind::TwoWay { rows, columns, .. } => {
                (teller.axis_names(rows), teller.axis_names(columns))
            }
        };
        ToldTable {
            unit: self.unit(&table.unit),
            rows,
            columns,
        }
    }

    // Steps.

    fn step(&mut self, index: usize, step: &Step, wanted: Wanted) -> ToldStep {
        let teller = self.teller;
        if teller.is_bookkeeping(index) {
            return ToldStep {
                is_bookkeeping: true,
                ..ToldStep::default()
            };
        }
        let mut told = Vec::new();
        let mut near = None;
        if wanted.taken {
            told = self.sentence(index, step, true);
            if step.depends_on_supply {
                told.push(fixed(teller.words.say("depends-on-supply", &[])));
            }
            near = self.near(index, step);
        }
        let left_out = if wanted.left_out {
            left_out(teller, step)
        } else {
            LeftOut::default()
        };
        let all = &mut self.telling.left_out;
        let place = all.iter().position(|other| *other == left_out);
        let place = place.unwrap_or(all.len());
        if place == all.len() {
            all.push(left_out);
        }
        ToldStep {
            is_bookkeeping: false,
            unit: self.unit(&step.unit),
            told,
            left_out: place,
            near,
        }
    }

    fn near(&mut self, index: usize, step: &Step) -> Option<ToldNear> {
        let teller = self.teller;
        let Verb::LookUp {
            table,
            row: Some(operand),
            ..
        } = &step.verb
        else {
            return None;
        };
        let TableKind::Bands { by, .. } = &teller.scheme.tables.get(*table)?.kind else {
            return None;
        };
        if let Operand::Answer(question) = operand
            && teller.scheme.questions.get(*question)?.fixed
        {
            return None;
        }
        let said = teller.words.difference_said(by);
        // The difference of a unit is said as the unit is, but for percentages.
        let by = if said == teller.words.said(by) {
            self.unit(by)
        } else {
            self.add_unit(Unit::none(), said)
        };
        Some(ToldNear {
            item: self.item(operand, (index, 0)),
            by,
        })
    }

    /// The sentences of a step: the working where `is_worked`, otherwise the rule.
    pub(crate) fn sentence(&mut self, index: usize, step: &Step, is_worked: bool) -> Vec<Phrasing> {
        let teller = self.teller;
        let words = teller.words;
        let mut place = 0_usize;
        let mut item = |this: &mut Self, operand: &Operand| {
            let at = (index, place);
            place = place.saturating_add(1);
            if is_worked {
                this.item(operand, at)
            } else {
                teller.item(operand).into()
            }
        };
        let mut told = match &step.verb {
            Verb::AddUp { measure, over } => [adding_up(teller, *measure, over, is_worked)].into(),
            Verb::Sum { add, less } => {
                let add: Vec<Phrasing> = add.iter().map(|one| item(self, one)).collect();
                let less: Vec<Phrasing> = less.iter().map(|one| item(self, one)).collect();
                let key = match (add.len(), less.is_empty()) {
                    (1, true) => "step-take",
                    (1, false) => "step-start",
                    _ => "step-sum",
                };
                let mut told = Vec::from([list(teller, key, add)]);
                if !less.is_empty() {
                    told.push(list(teller, "step-take-away", less));
                }
                told
            }
            Verb::Multiply(of) => {
                let items = of.iter().map(|one| item(self, one)).collect();
                [multiplied(teller, items)].into()
            }
            Verb::Units { count, at } => {
                let items = [item(self, count), item(self, at)].into();
                [multiplied(teller, items)].into()
            }
            Verb::Divide { what, by } => {
                let gaps = [("what", item(self, what)), ("by", item(self, by))];
                [filled(teller, "step-divide", gaps)].into()
            }
            Verb::LookUp { table, row, column } => {
                let row = row.as_ref().map(|row| item(self, row));
                let column = column.as_ref().map(|column| item(self, column));
                looking_up(teller, *table, [row, column], is_worked)
            }
            Verb::ForEvery {
                part,
                of,
                gives,
                part_counts,
            } => {
                let part = match part {
                    Operand::Rate(rate) => match teller.scheme.rates.get(*rate) {
                        Some(rate) => words.amount(rate.amount, &rate.unit).into(),
                        None => Phrase::default(),
                    },
                    Operand::Literal { amount, unit } => words.amount(*amount, unit).into(),
                    part => teller.item(part),
                };
                let gaps = [
                    ("part", part.into()),
                    ("of", item(self, of)),
                    ("gives", item(self, gives)),
                ];
                let key = if *part_counts {
                    "step-for-every-part"
                } else {
                    "step-for-every"
                };
                [filled(teller, key, gaps)].into()
            }
            Verb::LeastOf(of) => {
                let items = of.iter().map(|one| item(self, one)).collect();
                least(teller, of, items, is_worked)
            }
            Verb::GreatestOf(of) => {
                let mut items: Vec<Phrasing> = of.iter().map(|one| item(self, one)).collect();
                if let [one, other] = of.as_slice()
                    && let Some(place) = [other, one].into_iter().position(is_nothing)
                {
                    let taken = list(teller, "step-take", [items.swap_remove(place)].into());
                    [taken, fixed(words.say("step-not-below", &[]))].into()
                } else {
                    [list(teller, "step-greatest", items)].into()
                }
            }
            Verb::Share { percent, of } => {
                let gaps = [("percent", item(self, percent)), ("of", item(self, of))];
                let mut told = filled(teller, "step-share", gaps);
                if let Phrasing::Fill { other, .. } = &mut told {
                    *other = Some(teller.message("step-share-by", &["percent", "of"]));
                }
                [told].into()
            }
            Verb::Round(what) => {
                let items = [item(self, what)].into();
                [list(teller, "step-take", items)].into()
            }
            Verb::Convert { what, with, .. } => {
                let gaps = [
                    ("items", item(self, what)),
                    ("unit", fixed(words.unit_in_words(&step.unit))),
                    ("with", fixed(with.clone())),
                ];
                [filled(teller, "step-convert", gaps)].into()
            }
            Verb::Test(condition) => testing(teller, condition, is_worked),
            Verb::Stop { gives } => {
                let when = step.when.as_ref();
                let when = when.map_or_else(Phrase::default, |when| teller.when(when));
                let gives = gives.iter().zip(&teller.scheme.results).enumerate();
                let gives = gives.map(|(place, (operand, result))| {
                    let mut amount = item(self, operand);
                    // What is given for a part that has not been begun is not read.
                    if is_worked && result.part > 0 {
                        amount = read_or_not(teller, operand, (index, place), amount);
                    }
                    let gaps = [("say", fixed(result.say.clone())), ("amount", amount)];
                    filled(teller, "stop-gives", gaps)
                });
                let gives = Phrasing::Line {
                    text: Text::plain(words.say("step-stop-gives", &[])),
                    under: gives.collect(),
                };
                [
                    filled(teller, "step-stop", [("condition", when.into())]),
                    gives,
                ]
                .into()
            }
        };
        if let Some(rounding) = step.rounded {
            let rounding = teller.rounding(rounding, &step.unit);
            told.push(fixed(words.say("step-rounded", &[("rounding", &rounding)])));
        }
        told
    }

    /// Something that a step has read, with its amount.
    fn item(&mut self, operand: &Operand, at: (usize, usize)) -> Phrasing {
        let teller = self.teller;
        let name = match operand {
            Operand::Step(index) => match teller.scheme.steps.get(*index) {
                Some(step) if teller.is_bookkeeping(*index) => {
                    return self.within(*index, step, operand, at);
                }
                _ => teller.quoted(teller.step_say(*index)),
            },
            Operand::Answer(question) => teller.the_answer(*question),
            Operand::ByAnswer { question, .. } => teller.by_answer(*question),
            Operand::Rate(_) | Operand::Literal { .. } => return teller.item(operand).into(),
        };
        let values = [("item", &*name), ("amount", &*self.gap(at, operand))];
        let text = Text::parted(&teller.words.say("item-worked", &values));
        let under = Vec::new();
        Phrasing::Line { text, under }
    }

    /// A step that is told within another: what it starts from, and what that counts as.
    fn within(
        &mut self,
        index: usize,
        step: &Step,
        operand: &Operand,
        at: (usize, usize),
    ) -> Phrasing {
        let teller = self.teller;
        let Some(what) = within(step) else {
            return fixed(String::new());
        };
        let from = (index, within_place(step));
        let worked = self.item(what, from);
        let from = read_or_not(teller, what, from, worked);
        if matches!(step.verb, Verb::Sum { .. }) {
            return from;
        }
        let amount = self.gap(at, operand);
        let amount = Phrasing::line(Text::parted(&amount));
        filled(
            teller,
            "item-counted-as",
            [("item", from), ("amount", amount)],
        )
    }

    // Reasons.

    fn reasons(&mut self) {
        let teller = self.teller;
        let scheme = teller.scheme;
        let mut places: Vec<(Amount, Place)> = Vec::new();
        for (place, rate) in scheme.rates.iter().enumerate() {
            places.push((rate.amount, Place::Rate(place)));
        }
        for (place, table) in scheme.tables.iter().enumerate() {
            match &table.kind {
                TableKind::Bands { rows, .. } => places.extend(
                    (rows.iter().enumerate()).map(|(row, of)| (of.gives, Place::Row(place, row))),
                ),
                TableKind::ByAnswer { rows, .. } => places.extend(
                    (rows.iter().enumerate()).map(|(row, of)| (of.gives, Place::Row(place, row))),
                ),
                TableKind::Lines { points, .. } => places.extend(
                    (points.iter().enumerate()).map(|(row, of)| (of.gives, Place::Row(place, row))),
                ),
                TableKind::TwoWay { cells, .. } => {
                    for (row, cells) in cells.iter().enumerate() {
                        for (column, amount) in cells.iter().enumerate() {
                            places.push((*amount, Place::Cell(place, row, column)));
                        }
                    }
                }
            }
            places.extend(
                table
                    .elsewhere
                    .map(|amount| (amount, Place::Elsewhere(place))),
            );
        }
        for (place, question) in scheme.questions.iter().enumerate() {
            if let QuestionKind::Options(options) = &question.kind {
                for (option, of) in options.iter().enumerate() {
                    let counts = of.counts.iter().flatten();
                    places.extend(counts.map(|amount| (*amount, Place::Option(place, option))));
                }
            }
            if let Some(when) = &question.when {
                compared(when, &mut places);
            }
        }
        for (place, step) in scheme.steps.iter().enumerate() {
            for operand in step.verb.operands() {
                written(operand, place, &mut places);
            }
            for condition in step.conditions() {
                compared(condition, &mut places);
            }
        }
        for bound in &scheme.bounds {
            for operand in bound.add.iter().chain(&bound.less) {
                written(operand, bound.step, &mut places);
            }
        }
        for (amount, place) in places {
            for why in Value::published(amount, place).why {
                if let Some(key) = Key::of(&why)
                    && self.telling.reasons.iter().all(|told| told.why != key)
                {
                    let sentence = teller.reason(&why);
                    self.telling.reasons.push(ToldReason { why: key, sentence });
                }
            }
        }
    }
}

/// Adds the amounts that an operand writes out; they stand in a step.
fn written(operand: &Operand, step: usize, places: &mut Vec<(Amount, Place)>) {
    match operand {
        Operand::Literal { amount, .. } => places.push((*amount, Place::Step(step))),
        Operand::ByAnswer { choices, .. } => {
            for choice in choices {
                written(choice, step, places);
            }
        }
        Operand::Step(_) | Operand::Rate(_) | Operand::Answer(_) => {}
    }
}

/// Adds the amounts that a condition writes out; they stand in the first step.
fn compared(condition: &Condition, places: &mut Vec<(Amount, Place)>) {
    condition.walk(&mut |one| {
        if let Condition::Compare { left, right, .. } = one {
            written(left, 0, places);
            written(right, 0, places);
        }
    });
}

impl From<Phrase> for Phrasing {
    fn from(phrase: Phrase) -> Self {
        Self::Line {
            text: Text::parted(&phrase.line),
            under: phrase.under.into_iter().map(Self::from).collect(),
        }
    }
}

impl Text {
    fn plain(last: String) -> Self {
        let (pieces, last) = (Vec::new(), last.into());
        Self { pieces, last }
    }
}

fn fixed(line: String) -> Phrasing {
    Phrasing::line(Text::plain(line))
}

fn filled<const N: usize>(teller: Teller<'_>, key: &str, gaps: [(&str, Phrasing); N]) -> Phrasing {
    let message = teller.message(key, &gaps.each_ref().map(|(name, _)| *name));
    Phrasing::Fill {
        message,
        gaps: gaps.map(|(_, gap)| gap).into(),
        other: None,
    }
}

fn list(teller: Teller<'_>, key: &str, items: Vec<Phrasing>) -> Phrasing {
    Phrasing::List {
        message: teller.message(key, &["items"]),
        by: false,
        items,
    }
}

fn multiplied(teller: Teller<'_>, items: Vec<Phrasing>) -> Phrasing {
    Phrasing::List {
        message: teller.message("step-multiply", &["items"]),
        by: true,
        items,
    }
}

/// What was read at a place, or where nothing was, what it is.
fn read_or_not(
    teller: Teller<'_>,
    operand: &Operand,
    (step, place): (usize, usize),
    worked: Phrasing,
) -> Phrasing {
    let bare = Phrasing::from(teller.item(operand));
    if bare == worked {
        return worked;
    }
    Phrasing::Read {
        step,
        place,
        worked: Box::new(worked),
        bare: Box::new(bare),
    }
}

/// Why a step is not taken: what was answered, where that settles it, or else what it needs.
fn left_out(teller: Teller<'_>, step: &Step) -> LeftOut {
    let told = |phrase: Phrase| outline(&[phrase]);
    let Some(when) = &step.when else {
        return LeftOut::default();
    };
    if let Some(never) = teller.never(when) {
        return LeftOut {
            given: Vec::new(),
            otherwise: told(never),
        };
    }
    let mut given = Vec::new();
    failing(teller, when, &mut given);
    let needs = teller.fill("step-needs", &[("condition", teller.when(when))]);
    LeftOut {
        given,
        otherwise: outline(&[teller.words.say("step-not-here", &[]).into(), needs]),
    }
}

/// Adds the things that a condition needs and that the answers may say otherwise.
fn failing(teller: Teller<'_>, condition: &Condition, found: &mut Vec<Given>) {
    match condition {
        Condition::All(of) => {
            for part in of {
                failing(teller, part, found);
            }
        }
        Condition::AnswerIs { question, options } => {
            let told = (0..teller.option_says(*question).len()).map(|option| {
                if options.contains(&option) {
                    return String::new();
                }
                let because = teller.answer_is(*question, &[option], false);
                outline(&[teller.fill("step-left-out", &[("because", because)])])
            });
            found.push(Given {
                question: *question,
                told: told.collect(),
            });
        }
        _ => {}
    }
}

fn adding_up(teller: Teller<'_>, measure: usize, over: &[usize], is_worked: bool) -> Phrasing {
    let words = teller.words;
    let scheme = teller.scheme;
    let unit = scheme.measures.get(measure);
    let unit = words.unit(unit.map_or(&Unit::none(), |measure| &measure.unit));
    let unit = ("measure", &*unit);
    if is_worked {
        let values = [unit, ("items", &*mark(0))];
        return Phrasing::AddUp {
            worked: Text::parted(&words.say("step-add-up-worked", &values)),
            none: words.say("step-add-up-none", &[unit]),
        };
    }
    let counting = (0..scheme.questions.len()).filter(|one| teller.counts(*one, measure));
    if counting.eq(over.iter().copied()) {
        return fixed(words.say("step-add-up-every", &[unit]));
    }
    let asks = over.iter();
    let asks = asks.map(|question| fixed(teller.ask(*question).into()));
    Phrasing::Line {
        text: Text::plain(words.say("step-add-up", &[unit])),
        under: asks.collect(),
    }
}

fn looking_up(
    teller: Teller<'_>,
    index: usize,
    [row, column]: [Option<Phrasing>; 2],
    is_worked: bool,
) -> Vec<Phrasing> {
    let Some(table) = teller.scheme.tables.get(index) else {
        return Vec::new();
    };
    let answer_on = |axis: &Axis| match axis {
        Axis::Answer { question } => Some(fixed(teller.the_answer(*question))),
        Axis::Bands { .. } => None,
    };
    let (row, column) = match &table.kind {
        TableKind::ByAnswer { question, .. } => (Some(fixed(teller.the_answer(*question))), None),
        TableKind::TwoWay { rows, columns, .. } => (
            row.or_else(|| answer_on(rows)),
            column.or_else(|| answer_on(columns)),
        ),
        _ => (row, column),
    };
    let mut items: Vec<Phrasing> = row.into_iter().chain(column).collect();
    let told = if items.len() == 1
        && let Some(item) = items.pop()
    {
        let gaps = [("items", item), ("table", fixed(table.say.clone()))];
        filled(teller, "step-look-up", gaps)
    } else {
        let values = [("items", &*mark(0)), ("table", &table.say)];
        Phrasing::List {
            message: Text::parted(&teller.words.say("step-look-up", &values)),
            by: false,
            items,
        }
    };
    let mut told = Vec::from([told]);
    if is_worked {
        told.push(Phrasing::Rows { table: index });
    }
    told
}

/// The smallest of several. What has no limit takes no part.
fn least(
    teller: Teller<'_>,
    of: &[Operand],
    items: Vec<Phrasing>,
    is_worked: bool,
) -> Vec<Phrasing> {
    let rate = |operand: &Operand| match operand {
        Operand::Rate(rate) => teller.scheme.rates.get(*rate),
        _ => None,
    };
    let has_none = |operand: &Operand| match operand {
        Operand::Literal { amount, .. } => *amount == Amount::NoLimit,
        operand => rate(operand).is_some_and(|rate| rate.amount == Amount::NoLimit),
    };
    let open = of
        .iter()
        .filter(|operand| has_none(operand))
        .filter_map(rate);
    let open = open.map(|rate| fixed(teller.quoted(&rate.say)));
    let open: Vec<Phrasing> = open.collect();
    let (mut left, mut places) = (Vec::new(), Vec::new());
    for (place, (operand, item)) in of.iter().zip(items).enumerate() {
        if !has_none(operand) {
            left.push(item);
            places.push(place);
        }
    }
    let message = |key| teller.message(key, &["items"]);
    let may_have_none =
        |operand: &Operand| !matches!(operand, Operand::Literal { .. } | Operand::Rate(_));
    let key = if left.len() == 1 {
        "step-take"
    } else {
        "step-least"
    };
    let told = if is_worked && of.iter().any(may_have_none) {
        Phrasing::Least {
            take: message("step-take"),
            least: message("step-least"),
            items: left,
            places,
        }
    } else {
        list(teller, key, left)
    };
    let mut told = Vec::from([told]);
    if !open.is_empty() {
        told.push(list(teller, "step-no-limit", open));
    }
    told
}

/// What a test looks at; and where it is worked, what came of it.
fn testing(teller: Teller<'_>, condition: &Condition, is_worked: bool) -> Vec<Phrasing> {
    if !is_worked {
        let rule = teller.fill("test-rule", &[("condition", teller.condition(condition))]);
        return [rule.into()].into();
    }
    let (parts, needed) = condition.parts();
    [Phrasing::Test {
        parts: parts.iter().map(|part| self::part(teller, part)).collect(),
        needed,
        alone: teller.message("test-says-alone", &["items"]),
    }]
    .into()
}

/// A part of a test, by what speaks for it or against it: the answer that was given, and what it would have to be.
/// Another test that has to be met goes by its name. What is open goes by the questions that keep it so.
fn part(teller: Teller<'_>, part: &Condition) -> TestPart {
    let mut told = TestPart {
        name: None,
        so: fixed(String::new()),
        not_so: fixed(String::new()),
        given: None,
        questions: Vec::new(),
        steps: Vec::new(),
    };
    if let Condition::Compare {
        left: Operand::Step(step),
        right: Operand::Literal { amount, unit },
        ..
    } = part
        && unit.is_test()
        && *amount != Amount::NOTHING
    {
        told.name = Some(teller.quoted(teller.step_say(*step)));
        return told;
    }
    told.so = teller.condition(part).into();
    told.not_so = teller.negated(part).into();
    let mut reads = Reads::new(teller.scheme);
    reads.condition(part, usize::MAX);
    (told.questions, told.steps) = (reads.questions, reads.steps);
    let (of, negated) = match part {
        Condition::Not(of) => (of.as_ref(), true),
        of => (of, false),
    };
    if let Condition::AnswerIs { question, options } = of {
        let all = 0..teller.option_says(*question).len();
        let holds = |option: usize| options.contains(&option) != negated;
        let of_option = |option: usize| {
            let is = teller.answer_is(*question, &[option], false);
            if holds(option) || negated || options.len() > FEW {
                return is;
            }
            let options = [("options", &*teller.options(*question, options))];
            let needs = teller.words.say("test-needs", &options);
            let values = [("part", &*is.line), ("needs", &needs)];
            let both = teller.words.say("test-part", &values);
            if count(&both) <= LINE {
                return both.into();
            }
            Phrase {
                line: is.line,
                under: [needs.into()].into(),
            }
        };
        told.given = Some(GivenPart {
            question: *question,
            holds: all.clone().map(holds).collect(),
            told: all.map(|option| of_option(option).into()).collect(),
        });
    }
    told
}

/// A rule in words, without anybody's answers.
pub(crate) fn phrases(teller: Teller<'_>, step: &Step) -> Vec<Phrase> {
    let mut composer = Composer::of(teller.scheme, teller.words, false);
    composer.messages();
    let forms = composer.sentence(usize::MAX, step, false);
    let filler = Filler {
        scheme: teller.scheme,
        words: teller.words,
        telling: &composer.telling,
        answers: &Answers::default(),
        working: &[],
    };
    forms.iter().map(|form| filler.phrase(form)).collect()
}
