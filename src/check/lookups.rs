//! Look-ups: which table, and what picks its row and its column.

use upfront_engine::{
    Unit,
    scheme::{Axis, TableKind, Verb},
};

use super::{
    Checking, Thing,
    operands::{Counted, Typed},
    steps::Worked,
    tables::TableFacts,
    unit_words::in_words,
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding},
    rules::{Operand, Stated, Step},
};

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn look_up(&mut self, step: &Step, rounded: bool) -> Option<Worked> {
        let by_row = step.look_up.get()?;
        let name = step.table.get()?;
        let at = name.at;
        let table = match self.tables.names.resolve(name.trim(), at, self.findings) {
            Ok(table) => {
                self.used.things.insert(Thing::Table(table));
                Some(table)
            }
            Err(near) => {
                self.used.things.extend(near.map(Thing::Table));
                None
            }
        };
        let facts = table.and_then(|table| self.tables.facts.get(table).cloned());
        let Some((table, facts)) = table.zip(facts).filter(|(_, facts)| facts.sided) else {
            self.side_unknown(by_row);
            if let Some(by_column) = step.and.get() {
                self.side_unknown(by_column);
            }
            return None;
        };
        let kind = self.scheme.tables.get(table)?.kind.clone();
        let mut row = None;
        let mut column = None;
        let mut fits = true;
        match &kind {
            TableKind::Bands { by, rows } => {
                let typed = self.side(by_row, by, &facts);
                let bands: Vec<_> = rows.iter().map(|row| row.band.clone()).collect();
                self.covers(table, &facts, &bands, by, &typed, by_row);
                row = Some(typed);
            }
            TableKind::Lines { by, points } => {
                let typed = self.side(by_row, by, &facts);
                self.lines_cover(table, &facts, points, by, &typed, by_row);
                if facts.whole && !rounded {
                    self.lines_come_out(points, step.form.at, facts.at);
                }
                row = Some(typed);
            }
            TableKind::ByAnswer { question, .. } => {
                fits = self.picks(by_row, *question, name.trim());
            }
            TableKind::TwoWay { rows, columns, .. } => {
                fits = self.two_sides(
                    step,
                    by_row,
                    rows,
                    columns,
                    table,
                    &facts,
                    (&mut row, &mut column),
                );
            }
        }
        if !matches!(kind, TableKind::TwoWay { .. })
            && let Some(key) = step.and.key()
        {
            self.find(
                Finding::new(
                    Code::UnknownKey,
                    key,
                    format!(
                        "`{}` has no columns, so `and` has nothing to pick",
                        name.trim()
                    ),
                )
                .label("does not belong here")
                .advice("Take it out."),
            );
        }
        let reach = fits.then(|| self.table_reach(table, &facts)).flatten();
        let settle = |typed: Option<Typed>| typed.map(|typed| typed.settled(&Unit::none()));
        Some(Worked {
            counted: facts.unit.map_or(Counted::Unknown, Counted::In),
            reach,
            verb: Verb::LookUp {
                table,
                row: settle(row),
                column: settle(column),
            },
        })
    }

    /// Reads what would pick a row of a table that is not known, quietly: it may be a question or a figure.
    fn side_unknown(&mut self, side: &Stated<Operand>) {
        match side.text().map(|text| text.trim()) {
            Some(name) if self.questions.names.find(name).is_some() => self.meant(name),
            _ => {
                self.stated(side);
            }
        }
    }

    /// What picks a row or a column by its value.
    fn side(&mut self, side: &Stated<Operand>, by: &Unit, facts: &TableFacts) -> Typed {
        let typed = self.stated(side);
        if let Counted::In(unit) = &typed.counted
            && unit != by
            && !(typed.bare)
        {
            let finding = clash(unit, by, typed.at)
                .related(facts.at, format!("this table goes by {}", in_words(by)));
            self.find(finding);
            return Typed {
                reach: None,
                ..typed
            };
        }
        typed
    }

    /// Whether the question named is the one that picks the rows of a table.
    fn picks(&mut self, side: &Stated<Operand>, question: usize, table: &str) -> bool {
        let Some(name) = side.text().map(|text| text.trim()) else {
            self.find(
                Finding::new(
                    Code::WrongType,
                    side.at,
                    format!("an answer picks the row of `{table}`"),
                )
                .label("not a question")
                .advice("Name the question."),
            );
            return false;
        };
        let expected = self
            .scheme
            .questions
            .get(question)
            .map(|question| question.id.clone())
            .unwrap_or_default();
        if self.questions.names.find(name).is_none()
            && self.steps.names.find(name).is_none()
            && self.rates.names.find(name).is_none()
        {
            return self.question(name, side.at).is_some();
        }
        if name == expected {
            return true;
        }
        self.meant(name);
        self.find(
            Finding::new(
                Code::UnknownName,
                side.at,
                format!("the table `{table}` goes by the answer to `{expected}`, not by `{name}`"),
            )
            .label("does not pick a row")
            .advice(format!("Write `{expected}`.")),
        );
        false
    }

    #[allow(clippy::too_many_arguments)]
    fn two_sides(
        &mut self,
        step: &Step,
        by_row: &Stated<Operand>,
        rows: &Axis,
        columns: &Axis,
        table: usize,
        facts: &TableFacts,
        (row, column): (&mut Option<Typed>, &mut Option<Typed>),
    ) -> bool {
        let name = self
            .scheme
            .tables
            .get(table)
            .map(|table| table.id.clone())
            .unwrap_or_default();
        let mut fits = true;
        for (axis, side, place) in [(rows, Some(by_row), row), (columns, step.and.get(), column)] {
            let Some(side) = side else {
                fits = false;
                if !step.and.is_written() && !step.form.has_stray_key {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            step.form.at,
                            format!("`{name}` has columns, and nothing here picks one"),
                        )
                        .label("no `and` here")
                        .advice("Add `and:` with what picks the column."),
                    );
                }
                continue;
            };
            match axis {
                Axis::Bands { by, bands } => {
                    let typed = self.side(side, by, facts);
                    self.covers(table, facts, bands, by, &typed, side);
                    *place = Some(typed);
                }
                Axis::Answer { question } => {
                    fits &= self.picks(side, *question, &name);
                }
            }
        }
        fits
    }
}
