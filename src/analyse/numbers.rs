//! Every number of the rules, each visited once, with where it stands.

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    rework::Part,
    scheme::{
        Axis, Band, Condition, Operand, Origin, Question, QuestionKind, Rate, Rounding, Step,
        TableKind, Verb,
    },
};

/// Where in the rules a number stands; all by index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// What an option counts: question, option, measure.
    Counts(usize, usize, usize),
    /// The least that can be answered to a question.
    Least(usize),
    /// The most that can be answered to a question.
    Most(usize),
    /// A rate.
    Rate(usize),
    /// A bound of a band: table, side, band, end.
    Bound(usize, Side, usize, End),
    /// What a row gives, or a printed point of a line, or an option: table, row.
    Row(usize, usize),
    /// Where a printed point of a line stands: table, point.
    Point(usize, usize),
    /// What a cell gives: table, row, column.
    Cell(usize, usize, usize),
    /// What a table gives outside its rows.
    Elsewhere(usize),
    /// An amount written in a rule, and what it is counted in.
    Literal(Rule, Unit),
    /// An amount that an answer picks, and what it is counted in: rule, question, option.
    Choice(Rule, usize, usize, Unit),
    /// How many conditions have to hold.
    Count(Rule),
    /// The size of a part: step.
    Part(usize),
    /// What a conversion multiplies by: step.
    Times(usize),
    /// What a conversion divides by: step.
    Over(usize),
    /// What a stop gives: step, result.
    Stop(usize, usize),
    /// What a step rounds to.
    Rounding(usize),
}

impl Spot {
    /// The part of the rules that it is in.
    pub(super) fn part(&self) -> Part {
        match self {
            Self::Counts(question, ..) | Self::Least(question) | Self::Most(question) => {
                Part::Question(*question)
            }
            Self::Rate(rate) => Part::Rate(*rate),
            Self::Bound(table, ..)
            | Self::Row(table, _)
            | Self::Point(table, _)
            | Self::Cell(table, ..)
            | Self::Elsewhere(table) => Part::Table(*table),
            Self::Literal(rule, _) | Self::Choice(rule, ..) | Self::Count(rule) => rule.part(),
            Self::Part(step)
            | Self::Times(step)
            | Self::Over(step)
            | Self::Stop(step, _)
            | Self::Rounding(step) => Part::Step(*step),
        }
    }
}

/// Whether a part of the rules is for the scheme's own examples to cover: not where it is a national rule that the scheme
/// extends.
pub(super) fn is_own(part: Part, scheme: &Scheme) -> bool {
    let Some(national) = &scheme.national else {
        return true;
    };
    let (origins, index) = match part {
        Part::Question(index) => (&national.questions, index),
        Part::Rate(index) => (&national.rates, index),
        Part::Table(index) => (&national.tables, index),
        Part::Step(index) => (&national.steps, index),
    };
    origins.get(index).copied().unwrap_or_default() != Origin::National
}

/// The rows of a table, or its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Rows,
    Columns,
}

/// An end of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    From,
    To,
}

/// A rule that holds amounts or conditions of its own, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// When a question is asked.
    Question(usize),
    /// What a step does.
    Step(usize),
    /// When a step is taken.
    When(usize),
}

impl Rule {
    /// The part of the rules that it is.
    pub(super) fn part(self) -> Part {
        match self {
            Self::Question(question) => Part::Question(question),
            Self::Step(step) | Self::When(step) => Part::Step(step),
        }
    }
}

/// What is done with each number.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Spot, &mut Decimal);

/// Every part of a scheme's rules, in their order.
pub(super) fn parts(scheme: &Scheme) -> impl Iterator<Item = Part> + use<> {
    let questions = (0..scheme.questions.len()).map(Part::Question);
    let rates = (0..scheme.rates.len()).map(Part::Rate);
    let tables = (0..scheme.tables.len()).map(Part::Table);
    let steps = (0..scheme.steps.len()).map(Part::Step);
    questions.chain(rates).chain(tables).chain(steps)
}

/// Goes through every number of a part of the rules, always in the same order, so that the place in that order names a
/// number. The answers and the figures of worked examples are no part of the rules.
pub(super) fn each_number(scheme: &mut Scheme, part: Part, visit: Visit<'_>) {
    match part {
        Part::Question(index) => {
            if let Some(question) = scheme.questions.get_mut(index) {
                in_question(index, question, visit);
            }
        }
        Part::Rate(index) => {
            if let Some(rate) = scheme.rates.get_mut(index) {
                in_rate(index, rate, visit);
            }
        }
        Part::Table(index) => {
            if let Some(table) = scheme.tables.get_mut(index) {
                in_table(index, &mut table.kind, visit);
                if let Some(elsewhere) = &mut table.elsewhere {
                    in_amount(Spot::Elsewhere(index), elsewhere, visit);
                }
            }
        }
        Part::Step(index) => {
            if let Some(step) = scheme.steps.get_mut(index) {
                in_step(index, step, visit);
            }
        }
    }
}

fn in_question(index: usize, question: &mut Question, visit: Visit<'_>) {
    if let Some(when) = &mut question.when {
        in_condition(Rule::Question(index), when, visit);
    }
    match &mut question.kind {
        QuestionKind::Options(options) => {
            let printed = options.iter_mut().enumerate();
            for (option, counts) in printed.filter(|(_, option)| !option.between) {
                for (measure, amount) in counts.counts.iter_mut().enumerate() {
                    if let Some(amount) = amount {
                        in_amount(Spot::Counts(index, option, measure), amount, visit);
                    }
                }
            }
        }
        QuestionKind::Number { least, most, .. } => {
            visit(Spot::Least(index), least);
            if let Some(most) = most {
                visit(Spot::Most(index), most);
            }
        }
    }
}

fn in_rate(index: usize, rate: &mut Rate, visit: Visit<'_>) {
    for dated in &mut rate.dated {
        in_amount(Spot::Rate(index), &mut dated.amount, visit);
    }
    match rate.dated.last() {
        Some(newest) => rate.amount = newest.amount,
        None => in_amount(Spot::Rate(index), &mut rate.amount, visit),
    }
}

fn in_amount(spot: Spot, amount: &mut Amount, visit: Visit<'_>) {
    match amount {
        Amount::Exact(figure) | Amount::UpTo(figure) | Amount::From(figure) => visit(spot, figure),
        Amount::Between(low, high) => {
            visit(spot.clone(), low);
            visit(spot, high);
        }
        Amount::CaseByCase | Amount::NotPublished | Amount::NotKnown(..) | Amount::NoLimit => {}
    }
}

fn in_table(table: usize, kind: &mut TableKind, visit: Visit<'_>) {
    match kind {
        TableKind::Bands { rows, .. } => {
            for (index, row) in rows.iter_mut().enumerate() {
                in_band(table, Side::Rows, index, &mut row.band, visit);
                in_amount(Spot::Row(table, index), &mut row.gives, visit);
            }
        }
        TableKind::Lines { points, .. } => {
            for (index, point) in points.iter_mut().enumerate() {
                visit(Spot::Point(table, index), &mut point.at);
                in_amount(Spot::Row(table, index), &mut point.gives, visit);
            }
        }
        TableKind::ByAnswer { rows, .. } => {
            for (index, row) in rows.iter_mut().enumerate() {
                in_amount(Spot::Row(table, index), &mut row.gives, visit);
            }
        }
        TableKind::TwoWay {
            rows,
            columns,
            cells,
        } => {
            for (side, axis) in [(Side::Rows, rows), (Side::Columns, columns)] {
                if let Axis::Bands { bands, .. } = axis {
                    for (index, band) in bands.iter_mut().enumerate() {
                        in_band(table, side, index, band, visit);
                    }
                }
            }
            for (row, cells) in cells.iter_mut().enumerate() {
                for (column, cell) in cells.iter_mut().enumerate() {
                    in_amount(Spot::Cell(table, row, column), cell, visit);
                }
            }
        }
    }
}

/// A band of a single value (`at: 16`) holds one number, not two: both its ends go together.
fn in_band(table: usize, side: Side, index: usize, band: &mut Band, visit: Visit<'_>) {
    let single = is_single(band);
    if let Some(from) = &mut band.from {
        visit(Spot::Bound(table, side, index, End::From), from);
    }
    if single {
        band.to = band.from;
    } else if let Some(to) = &mut band.to {
        visit(Spot::Bound(table, side, index, End::To), to);
    }
}

/// Whether a band holds one value only.
pub(super) fn is_single(band: &Band) -> bool {
    band.from.is_some() && band.from == band.to && !band.under
}

fn in_step(index: usize, step: &mut Step, visit: Visit<'_>) {
    let rule = Rule::Step(index);
    if let Some(when) = &mut step.when {
        in_condition(Rule::When(index), when, visit);
    }
    match &mut step.verb {
        Verb::ForEvery {
            part: Operand::Literal { amount, .. },
            of,
            gives,
            ..
        } => {
            in_amount(Spot::Part(index), amount, visit);
            in_operand(rule, of, visit);
            in_operand(rule, gives, visit);
        }
        Verb::Convert {
            what, times, over, ..
        } => {
            in_operand(rule, what, visit);
            visit(Spot::Times(index), times);
            visit(Spot::Over(index), over);
        }
        Verb::Test(condition) => in_condition(rule, condition, visit),
        Verb::Stop { gives } => {
            for (result, operand) in gives.iter_mut().enumerate() {
                match operand {
                    Operand::Literal { unit, .. } if unit.is_test() => {}
                    Operand::Literal { amount, .. } => {
                        in_amount(Spot::Stop(index, result), amount, visit);
                    }
                    operand => in_operand(rule, operand, visit),
                }
            }
        }
        verb => {
            for operand in verb.operands_mut() {
                in_operand(rule, operand, visit);
            }
        }
    }
    if let Some(Rounding { to, .. }) = &mut step.rounded {
        visit(Spot::Rounding(index), to);
    }
}

fn in_operand(rule: Rule, operand: &mut Operand, visit: Visit<'_>) {
    match operand {
        Operand::Step(_) | Operand::Rate(_) | Operand::Answer(_) => {}
        // Whether a test is met is no number.
        Operand::Literal { unit, .. } if unit.is_test() => {}
        Operand::Literal { amount, unit } => {
            in_amount(Spot::Literal(rule, unit.clone()), amount, visit);
        }
        Operand::ByAnswer {
            question, choices, ..
        } => {
            for (option, choice) in choices.iter_mut().enumerate() {
                if let Operand::Literal { amount, unit } = choice {
                    let spot = Spot::Choice(rule, *question, option, unit.clone());
                    in_amount(spot, amount, visit);
                } else {
                    in_operand(rule, choice, visit);
                }
            }
        }
    }
}

fn in_condition(rule: Rule, condition: &mut Condition, visit: Visit<'_>) {
    match condition {
        Condition::AnswerIs { .. } => {}
        Condition::Compare { left, right, .. } => {
            in_operand(rule, left, visit);
            in_operand(rule, right, visit);
        }
        Condition::All(of) | Condition::Any(of) => {
            for condition in of {
                in_condition(rule, condition, visit);
            }
        }
        Condition::Not(of) => in_condition(rule, of, visit),
        Condition::AtLeast { count, of } => {
            // A count of conditions is a small whole number: it always fits, and so does one more or less.
            let mut figure = Decimal::from(*count);
            visit(Spot::Count(rule), &mut figure);
            *count = usize::try_from(figure.mantissa()).unwrap_or_default();
            for condition in of {
                in_condition(rule, condition, visit);
            }
        }
    }
}
