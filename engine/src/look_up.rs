//! Reading a table: the rows that a value may take, and what they give.

use alloc::vec::Vec;
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::Answer,
    exact,
    outcome::{Input, InputKind},
    run::Known,
    scheme::{Axis, Band, Question, QuestionKind, Rounding, Table, TableKind},
    value::{Limit, Place, Reason, Value},
};

impl Known<'_> {
    /// The rows of a table that a value may take, and what they give.
    pub(crate) fn look_up(
        &self,
        step: usize,
        table_index: usize,
        row: Option<&Value>,
        column: Option<&Value>,
        rounded: Option<Rounding>,
    ) -> (Vec<Input>, Value) {
        let Some(table) = self.scheme.tables.get(table_index) else {
            return (Vec::new(), Value::open(Reason::OutsideTable(table_index)));
        };
        let elsewhere = || {
            let value = match table.elsewhere {
                Some(amount) => Value::published(amount, Place::Elsewhere(table_index)),
                None => Value::open(Reason::OutsideTable(table_index)),
            };
            Input {
                what: InputKind::Elsewhere(table_index),
                value,
            }
        };
        let found: Vec<Input> = match &table.kind {
            TableKind::Bands { rows, .. } => {
                let Some(at) = row else {
                    return (Vec::new(), elsewhere().value);
                };
                let touched = touched(
                    &mut rows.iter().map(|row| &row.band),
                    at,
                    table.elsewhere.is_some(),
                );
                touched
                    .iter()
                    .map(|touched| {
                        match touched.and_then(|index| Some((index, rows.get(index)?))) {
                            Some((index, row)) => Input {
                                what: InputKind::Row(table_index, index),
                                value: Value::published(row.gives, Place::Row(table_index, index)),
                            },
                            None => elsewhere(),
                        }
                    })
                    .collect()
            }
            TableKind::Lines { .. } => {
                let Some(at) = row else {
                    return (Vec::new(), elsewhere().value);
                };
                return interpolate(step, table_index, table, at, rounded, &elsewhere);
            }
            TableKind::ByAnswer { question, rows } => {
                let what = |row: usize| InputKind::Row(table_index, row);
                let of = |option: usize| match rows.get(option) {
                    Some(row) => Value::published(row.gives, Place::Row(table_index, option)),
                    None => Value::of(Decimal::ZERO),
                };
                let value = self.by_option(*question, rows.len(), &of);
                let row = match self.answer(*question) {
                    Some(Answer::Option(option)) => Some(Input {
                        what: what(option),
                        value: value.clone(),
                    }),
                    _ => None,
                };
                return (row.into_iter().collect(), value);
            }
            TableKind::TwoWay {
                rows,
                columns,
                cells,
            } => {
                let (rows, columns) = {
                    let gaps = table.elsewhere.is_some();
                    (
                        self.on_axis(rows, row, gaps),
                        self.on_axis(columns, column, gaps),
                    )
                };
                let mut found = Vec::new();
                for row in &rows {
                    for column in &columns {
                        let cell = row.zip(*column).and_then(|(row, column)| {
                            Some((row, column, *cells.get(row)?.get(column)?))
                        });
                        found.push(match cell {
                            Some((row, column, amount)) => Input {
                                what: InputKind::Cell(table_index, row, column),
                                value: Value::published(
                                    amount,
                                    Place::Cell(table_index, row, column),
                                ),
                            },
                            None => elsewhere(),
                        });
                    }
                }
                found
            }
        };
        let value = found
            .iter()
            .map(|input| input.value.clone())
            .reduce(|a, b| a.or(&b));
        let value = value.unwrap_or_else(|| elsewhere().value);
        // What made it uncertain which row it is, makes the amount uncertain.
        let value = [row, column]
            .into_iter()
            .flatten()
            .flat_map(|at| at.why.iter().copied())
            .fold(value, Value::because);
        (found, value)
    }

    /// The places on one side of a two-way table that may be meant; `None` for a place outside it.
    fn on_axis(&self, axis: &Axis, at: Option<&Value>, gaps: bool) -> Vec<Option<usize>> {
        match axis {
            Axis::Bands { bands, .. } => match at {
                Some(at) => touched(&mut bands.iter(), at, gaps),
                None => Vec::from([None]),
            },
            Axis::Answer { question } => {
                match (self.answer(*question), self.scheme.questions.get(*question)) {
                    (Some(Answer::Option(option)), _) => Vec::from([Some(option)]),
                    (
                        _,
                        Some(Question {
                            kind: QuestionKind::Options(options),
                            ..
                        }),
                    ) => (0..options.len()).map(Some).collect(),
                    _ => Vec::from([None]),
                }
            }
        }
    }
}

/// The bands that a value may lie in; `None` among them where it may lie in none. `gaps` says whether there are
/// values between the bands, which the compiler otherwise has made sure that nothing takes.
fn touched(bands: &mut dyn Iterator<Item = &Band>, at: &Value, gaps: bool) -> Vec<Option<usize>> {
    let mut touched = Vec::new();
    let (mut low_held, mut high_held, mut whole_held) = (false, false, false);
    let (is_figure, is_limited) = (at.limit != Limit::Absent, at.limit.is_figure());
    let mut unlimited_held = is_limited;
    for (index, band) in bands.enumerate() {
        let above = at
            .high
            .zip(band.from)
            .is_none_or(|(high, from)| high >= from);
        let below = at
            .low
            .zip(band.to)
            .is_none_or(|(low, to)| low < to || (low == to && !band.under));
        let takes_unlimited = !is_limited && band.to.is_none();
        unlimited_held |= takes_unlimited;
        if takes_unlimited || (is_figure && above && below) {
            let low = at.low.map_or(band.from.is_none(), |low| band.holds(low));
            let high = at.high.map_or(band.to.is_none(), |high| band.holds(high));
            low_held |= low;
            high_held |= high;
            whole_held |= low && high;
            touched.push(Some(index));
        }
    }
    let figures_held = low_held && high_held && (whole_held || !gaps);
    if (is_figure && !figures_held) || !unlimited_held {
        touched.push(None);
    }
    touched
}

/// A straight line between two printed points.
fn interpolate(
    step: usize,
    table_index: usize,
    table: &Table,
    at: &Value,
    rounded: Option<Rounding>,
    elsewhere: &impl Fn() -> Input,
) -> (Vec<Input>, Value) {
    let TableKind::Lines { points, .. } = &table.kind else {
        return (Vec::new(), elsewhere().value);
    };
    let gives =
        |index: usize, amount: Amount| Value::published(amount, Place::Row(table_index, index));
    let round = |value: Value| match rounded {
        Some(rounding) => value.map(step, |figure| exact::round(figure, rounding)),
        None => value,
    };
    let on_line = |x: Decimal| -> Input {
        if let Some((index, point)) = points.iter().enumerate().find(|(_, point)| point.at == x) {
            return Input {
                what: InputKind::Row(table_index, index),
                value: round(gives(index, point.gives)),
            };
        }
        let segment = points.iter().zip(points.iter().skip(1)).enumerate();
        let Some((index, (a, b))) = segment.into_iter().find(|(_, (a, b))| a.at < x && x < b.at)
        else {
            return elsewhere();
        };
        let what = InputKind::Between(table_index, index);
        let (Amount::Exact(low), Amount::Exact(high)) = (a.gives, b.gives) else {
            let value = gives(index, a.gives).or(&gives(index.saturating_add(1), b.gives));
            return Input {
                what,
                value: round(value),
            };
        };
        let between = || {
            let width = exact::subtract(b.at, a.at)?;
            let start = exact::multiply(low, width)?;
            let rise = exact::multiply(exact::subtract(x, a.at)?, exact::subtract(high, low)?)?;
            exact::scale(exact::add(start, rise)?, Decimal::ONE, width, rounded)
        };
        let value = between().map_or_else(|| Value::open(Reason::TooLarge(step)), Value::of);
        Input { what, value }
    };
    if let Some(x) = at.exact() {
        let input = on_line(x);
        let value = input.value.clone();
        return (Vec::from([input]), value);
    }
    if at.limit == Limit::Absent {
        let input = elsewhere();
        let value = input.value.clone();
        return (Vec::from([input]), value);
    }
    let mut turns = Vec::from_iter(at.low);
    turns.extend(at.high);
    for point in points {
        let x = point.at;
        if at.low.is_none_or(|low| low < x) && at.high.is_none_or(|high| x < high) {
            turns.push(x);
        }
    }
    let mut values: Vec<Value> = turns.into_iter().map(|x| on_line(x).value).collect();
    if at.low.is_none() || at.most().is_none() || values.is_empty() {
        values.push(elsewhere().value);
    }
    let value = values.into_iter().reduce(|a, b| a.or(&b));
    let mut value = value.unwrap_or_else(|| elsewhere().value);
    if !value.is_settled() {
        value.add_reasons(&at.why);
    }
    (Vec::new(), value)
}
