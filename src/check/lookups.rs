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
    language::Reader,
    source::Node,
};

impl Checking<'_> {
    /// Reads what the verb needs; `None` where there is a finding about it.
    pub(super) fn look_up(&mut self, reader: &Reader<'_>, rounded: bool) -> Option<Worked> {
        let row_node = reader.value("look up")?;
        let (name, at) = reader.text("in")?;
        let table = match self.tables.resolve(name.trim(), at, self.findings) {
            Ok(table) => {
                self.used.insert(Thing::Table(table));
                Some(table)
            }
            Err(near) => {
                self.used.extend(near.map(Thing::Table));
                None
            }
        };
        let facts = table.and_then(|table| self.table_facts.get(table).cloned());
        let Some((table, facts)) = table.zip(facts).filter(|(_, facts)| facts.sided) else {
            self.side_unknown(row_node);
            if let Some(node) = reader.value("and") {
                self.side_unknown(node);
            }
            return None;
        };
        let kind = self.scheme.tables.get(table)?.kind.clone();
        let mut row = None;
        let mut column = None;
        let mut fits = true;
        match &kind {
            TableKind::Bands { by, rows } => {
                let typed = self.side(row_node, by, &facts);
                let bands: Vec<_> = rows.iter().map(|row| row.band.clone()).collect();
                self.covers(table, &facts, &bands, by, &typed, row_node);
                row = Some(typed);
            }
            TableKind::Lines { by, points } => {
                let typed = self.side(row_node, by, &facts);
                self.lines_cover(table, &facts, points, by, &typed, row_node);
                if facts.whole && !rounded {
                    self.lines_come_out(points, reader.span(), facts.at);
                }
                row = Some(typed);
            }
            TableKind::ByAnswer { question, .. } => {
                fits = self.picks(row_node, *question, name.trim());
            }
            TableKind::TwoWay { rows, columns, .. } => {
                fits = self.two_sides(
                    reader,
                    row_node,
                    rows,
                    columns,
                    table,
                    &facts,
                    (&mut row, &mut column),
                );
            }
        }
        if !matches!(kind, TableKind::TwoWay { .. })
            && let Some(entry) = reader.entry("and")
        {
            self.find(
                Finding::new(
                    Code::UnknownKey,
                    entry.key_span,
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
    fn side_unknown(&mut self, node: &Node) {
        match node.text().map(str::trim) {
            Some(name) if self.questions.find(name).is_some() => self.meant(name),
            _ => {
                self.operand(node);
            }
        }
    }

    /// What picks a row or a column by its value.
    fn side(&mut self, node: &Node, by: &Unit, facts: &TableFacts) -> Typed {
        let typed = self.operand(node);
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
    fn picks(&mut self, node: &Node, question: usize, table: &str) -> bool {
        let Some(name) = node.text().map(str::trim) else {
            self.find(
                Finding::new(
                    Code::WrongType,
                    node.span,
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
        if self.questions.find(name).is_none()
            && self.steps.find(name).is_none()
            && self.rates.find(name).is_none()
        {
            return self.question(name, node.span).is_some();
        }
        if name == expected {
            return true;
        }
        self.meant(name);
        self.find(
            Finding::new(
                Code::UnknownName,
                node.span,
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
        reader: &Reader<'_>,
        row_node: &Node,
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
        for (axis, node, place) in [
            (rows, Some(row_node), row),
            (columns, reader.value("and"), column),
        ] {
            let Some(node) = node else {
                fits = false;
                if !reader.is_written("and") && !reader.has_stray_key() {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            reader.span(),
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
                    let typed = self.side(node, by, facts);
                    self.covers(table, facts, bands, by, &typed, node);
                    *place = Some(typed);
                }
                Axis::Answer { question } => {
                    fits &= self.picks(node, *question, &name);
                }
            }
        }
        fits
    }
}
