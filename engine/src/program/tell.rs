//! What a run left in its registers, as an [`Outcome`].

use alloc::vec::Vec;
use rust_decimal::Decimal;

use super::{
    Figure, NO_ANSWER, Program, Read, Registers,
    coder::Truth,
    compile::{Kind, StepCode},
};
use crate::{
    outcome::{Input, InputKind, Line, Outcome, Taken},
    value::Value,
};

impl Program<'_> {
    /// The outcome of the run before, with every step of the way there; `None` where nothing has been run.
    pub fn outcome(&self, registers: &Registers) -> Option<Outcome> {
        let code = self.code(registers.part)?;
        let lines = code.steps.iter().enumerate();
        Some(Outcome {
            results: code.results.iter().map(|of| registers.value(*of)).collect(),
            working: lines
                .map(|(step, code)| registers.line(step, code))
                .collect(),
            unanswered: Vec::new(),
            unknown: Vec::new(),
            ranges_are_exact: true,
        })
    }
}

impl Registers {
    pub(super) fn holds(&self, truth: Truth) -> bool {
        match truth {
            Truth::Always => true,
            Truth::Never => false,
            Truth::In(slot) => self.get(slot) != 0,
        }
    }

    fn value(&self, figure: Figure) -> Value {
        if self.holds(figure.unlimited) {
            return Value::NO_LIMIT;
        }
        Value::of(self.decimal(figure))
    }

    /// A figure that has a limit.
    #[inline]
    pub(super) fn decimal(&self, figure: Figure) -> Decimal {
        let parts = self.get(figure.slot);
        let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(0);
        let (low, high) = (parts.unsigned_abs(), parts.unsigned_abs() >> 32);
        Decimal::from_parts(half(low), half(high), 0, parts < 0, figure.scale)
    }

    fn line(&self, step: usize, code: &StepCode) -> Line {
        let taken = if code.kind == Kind::Later {
            Taken::Later
        } else if self.holds(code.ended) {
            Taken::Ended
        } else if self.holds(code.taken) {
            Taken::Yes
        } else {
            Taken::No
        };
        let is_told = taken == Taken::Yes || (taken == Taken::No && code.kind == Kind::Stop);
        let reads = if is_told { code.reads.as_slice() } else { &[] };
        let mut inputs = Vec::with_capacity(reads.len());
        inputs.extend(reads.iter().filter_map(|read| self.input(read)));
        Line {
            step,
            taken,
            inputs,
            gives: if taken == Taken::Ended {
                Value::of(Decimal::ZERO)
            } else {
                self.value(code.gives)
            },
        }
    }

    fn input(&self, read: &Read) -> Option<Input> {
        let place = |slot| usize::try_from(self.get(slot)).unwrap_or(usize::MAX);
        let (what, gives) = match read {
            Read::Figure(what, figure) => (*what, *figure),
            Read::Published(what, value) => {
                return Some(Input {
                    what: *what,
                    value: value.clone(),
                });
            }
            Read::Part(part, truth) => {
                let held = if self.holds(*truth) {
                    Decimal::ONE
                } else {
                    Decimal::ZERO
                };
                return Some(Input {
                    what: InputKind::Part(*part),
                    value: Value::of(held),
                });
            }
            Read::Row {
                table,
                place: at,
                rows,
                gives,
            } => {
                let row = place(*at);
                let what = if row < *rows {
                    InputKind::Row(*table, row)
                } else {
                    InputKind::Elsewhere(*table)
                };
                (what, *gives)
            }
            Read::Cell {
                table,
                row,
                column,
                rows,
                columns,
                gives,
            } => {
                let (row, column) = (place(*row), place(*column));
                let what = if row < *rows && column < *columns {
                    InputKind::Cell(*table, row, column)
                } else {
                    InputKind::Elsewhere(*table)
                };
                (what, *gives)
            }
            Read::Option {
                table,
                answer,
                gives,
            } => {
                if self.get(*answer) == NO_ANSWER {
                    return None;
                }
                (InputKind::Row(*table, place(*answer)), *gives)
            }
            Read::Segment {
                table,
                segment,
                points,
                gives,
            } => {
                let segment = place(*segment);
                let (point, between) = (segment / 2, !segment.is_multiple_of(2));
                let what = if point >= *points {
                    InputKind::Elsewhere(*table)
                } else if between {
                    InputKind::Between(*table, point)
                } else {
                    InputKind::Row(*table, point)
                };
                (what, *gives)
            }
        };
        Some(Input {
            what,
            value: self.value(gives),
        })
    }
}
