//! Tables: bands, straight lines, rows by answer, and two-way.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{AnswerRow, Band, BandRow, LinePoint, Table, TableKind},
};

use super::{
    Checking, Known,
    amounts::{Quantity, Written as AmountIn},
    bands::{Placed, gaps_and_overlaps, shown},
    rates::said,
};
use crate::{
    diagnostics::{Code, Finding},
    language::shapes,
    rules::{Band as WrittenBand, List, Rows, Rules, Table as WrittenTable, Text, Written},
    source::Span,
};

/// What is known of a table beside what is in it.
#[derive(Clone, Debug)]
pub(super) struct TableFacts {
    /// What its amounts are counted in.
    pub unit: Known<Unit>,
    /// Whether its rows could all be read and meet.
    pub whole: bool,
    /// Whether it is known what picks its rows.
    pub sided: bool,
    /// Where its name stands.
    pub at: Span,
}

/// The amounts of a table with their places, to be held against one unit.
pub(super) type Amounts = Vec<(Quantity, Span)>;

impl Checking<'_> {
    /// Reads the tables.
    pub(super) fn read_tables(&mut self, rules: &Rules) {
        for entry in rules.tables() {
            let index = self.scheme.tables.len();
            self.tables
                .names
                .add(&entry.name, entry.key, index, self.findings);
            let mut table = Table {
                id: entry.name.clone(),
                say: super::rates::spoken(&entry.name),
                kind: TableKind::Bands {
                    by: Unit::none(),
                    rows: Vec::new(),
                },
                unit: Unit::none(),
                elsewhere: None,
                note: String::new(),
                cite: None,
            };
            let mut facts = TableFacts {
                unit: None,
                whole: false,
                sided: false,
                at: entry.key,
            };
            if let Some(written) = &entry.value {
                table.say = said(&written.say, &entry.name);
                table.note = written.note.string();
                let what = format!("the table `{}`", entry.name);
                table.cite = self
                    .sources
                    .cite(&written.source, &what, entry.key, self.findings);
                self.read_table(written, &mut table, &mut facts);
            }
            self.scheme.tables.push(table);
            self.tables.facts.push(facts);
        }
    }

    fn read_table(&mut self, written: &WrittenTable, table: &mut Table, facts: &mut TableFacts) {
        let mut amounts = Amounts::new();
        let unread = self.unread_amounts;
        let declared = written.unit.get().map(|text| self.unit(text, text.at));
        if let Some(text) = written.elsewhere.get()
            && let Some(quantity) = self.quantity(text, text.at)
        {
            table.elsewhere = Some(quantity.amount);
            amounts.push((quantity, text.at));
        }
        let gaps_allowed = written.elsewhere.is_written();
        let read = if written.is_two_way() {
            self.two_way(&table.id, written, gaps_allowed, &mut amounts)
        } else {
            match (
                written.by.is_written(),
                written.by_answer.is_written(),
                written.straight_lines.is_written(),
            ) {
                (true, false, true) => self.lines(&table.id, written, &mut amounts),
                (true, false, false) => {
                    self.band_rows(&table.id, written, gaps_allowed, &mut amounts)
                }
                (false, true, false) => self.answer_rows(
                    &table.id,
                    written,
                    table.elsewhere,
                    gaps_allowed,
                    &mut amounts,
                ),
                (false, false, _) => {
                    if !written.form.has_stray_key {
                        self.find(
                            Finding::new(
                                Code::MissingKey,
                                written.form.at,
                                "the table does not say what picks a row",
                            )
                            .label("no `by` here")
                            .advice(
                                "Add `by: points` or another unit, or `by answer:` and a question.",
                            ),
                        );
                    }
                    None
                }
                (_, true, _) => {
                    let at = written.by_answer.key().unwrap_or(written.form.at);
                    self.find(
                        Finding::new(Code::WrongType, at, "an answer and something else both pick the row")
                            .label("the second thing")
                            .advice("Keep `by:` or `by answer:`; a table of both is two-way, with `rows by` and `columns by`."),
                    );
                    None
                }
            }
        };
        let declared_unit = declared.as_ref().and_then(Option::as_ref);
        // Where an amount that could not be read may have said the unit, nothing else does.
        let says_unit = |quantity: &Quantity| quantity.written != AmountIn::Any;
        let told =
            self.unread_amounts == unread || amounts.iter().any(|(amount, _)| says_unit(amount));
        if declared != Some(None) && (declared_unit.is_some() || (told && !amounts.is_empty())) {
            facts.unit = self.common_unit(declared_unit, &amounts, facts.at);
        }
        table.unit = facts.unit.clone().unwrap_or_default();
        if let Some((kind, whole)) = read {
            table.kind = kind;
            facts.sided = true;
            facts.whole = whole && table.elsewhere.is_some() == gaps_allowed;
        }
    }

    /// The rows of a list; the second says whether all could be read.
    pub(super) fn rows<'r, T, L>(
        &mut self,
        table: &WrittenTable,
        rows: &'r Written<L>,
        list: impl Fn(&'r L) -> Option<&'r List<T>>,
        (key, name): (&str, &str),
    ) -> Option<(&'r [T], bool)> {
        let Some(stated) = rows.get() else {
            if !rows.is_written() && !table.form.has_stray_key {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        table.form.at,
                        format!("the table has no `{key}`"),
                    )
                    .label(format!("no `{key}` here"))
                    .advice(format!(
                        "Add `{key}:` and below it {name} for each line of the printed table."
                    )),
                );
            }
            return None;
        };
        let list = list(&stated.value)?;
        if list.items.is_empty() && list.is_whole {
            self.find(
                Finding::new(Code::WrongType, stated.at, format!("`{key}` is empty"))
                    .label("an empty list")
                    .advice(format!("Add {name}.")),
            );
            return None;
        }
        Some((&list.items, list.is_whole))
    }

    /// The amount that a row gives.
    fn gives(&mut self, gives: &Written<Text>, amounts: &mut Amounts) -> Option<Amount> {
        let text = gives.get()?;
        let quantity = self.quantity(text, text.at)?;
        let amount = quantity.amount;
        amounts.push((quantity, text.at));
        Some(amount)
    }

    /// A band of values.
    pub(super) fn band(&mut self, row: &WrittenBand<'_>, by: &Unit) -> Option<Placed> {
        let mut bound = |text, key| self.bound(text, key, by);
        let (at, from) = (bound(row.at, "at"), bound(row.from, "from"));
        let (to, under) = (bound(row.to, "to"), bound(row.under, "under"));
        let (at, from, to, under) = (at.ok()?, from.ok()?, to.ok()?, under.ok()?);
        let clash = |text: &Written<Text>, key: &str, other: &str| {
            let place = text.key().unwrap_or(row.form.at);
            Finding::new(
                Code::WrongType,
                place,
                format!("`{key}` and `{other}` cannot stand in one row"),
            )
            .label("the second")
            .advice(format!("Keep `{key}` or `{other}`."))
        };
        if at.is_some() && (from.is_some() || to.is_some() || under.is_some()) {
            let others = [(row.from, "from"), (row.to, "to"), (row.under, "under")];
            let mut others = others.into_iter();
            let (text, other) = others
                .find(|(text, _)| text.is_written())
                .unwrap_or((row.from, "from"));
            self.find(clash(text, other, "at"));
            return None;
        }
        if to.is_some() && under.is_some() {
            self.find(clash(row.under, "under", "to"));
            return None;
        }
        let place = [row.from, row.at, row.to, row.under]
            .into_iter()
            .find_map(Written::at)
            .unwrap_or(row.form.at);
        if at.is_none() && from.is_none() && to.is_none() && under.is_none() {
            if !row.form.has_stray_key {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        row.form.at,
                        "the row does not say which values it takes",
                    )
                    .label("no values")
                    .advice("Add `from:` and `to:`, or `at:` for a single value."),
                );
            }
            return None;
        }
        Some(Placed {
            band: Band {
                say: row.say.string(),
                from: at.or(from),
                to: at.or(to).or(under),
                under: under.is_some(),
            },
            at: place,
        })
    }

    /// Whether bands meet.
    pub(super) fn bands_meet(&mut self, bands: &[Placed], by: &Unit, gaps_allowed: bool) -> bool {
        let findings = gaps_and_overlaps(bands, by, gaps_allowed);
        let meet = findings.is_empty();
        for finding in findings {
            self.find(finding);
        }
        meet
    }

    fn band_rows(
        &mut self,
        table: &str,
        written: &WrittenTable,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let by = written.by.get();
        let by = by.and_then(|text| self.unit(text, text.at));
        let name = ("rows", shapes::BAND_ROW.name);
        let (rows, mut whole) = self.rows(written, &written.rows, Rows::bands, name)?;
        let mut read = Vec::new();
        let mut bands_known = whole;
        for row in rows {
            let gives = self.gives(&row.gives, amounts);
            whole &= gives.is_some();
            let Some(by) = &by else { continue };
            match self.band(&row.band(), by) {
                Some(placed) => read.push((
                    placed,
                    gives.unwrap_or(Amount::NotPublished),
                    row.asked.string(),
                    row.gives.at().unwrap_or(row.form.at),
                )),
                None => bands_known = false,
            }
        }
        let by = by?;
        let placed: Vec<Placed> = read.iter().map(|(placed, ..)| placed.clone()).collect();
        let meet = bands_known && self.bands_meet(&placed, &by, gaps_allowed);
        read.sort_by_key(|(placed, ..)| (placed.band.from, placed.band.to));
        if meet && whole && !written.note.is_written() {
            let figures: Vec<_> = read.iter().map(|(_, gives, _, at)| (*gives, *at)).collect();
            self.check_odd_figures(table, &figures, true);
        }
        let rows = read
            .into_iter()
            .map(|(placed, gives, asked, _)| BandRow {
                band: placed.band,
                gives,
                asked,
            })
            .collect();
        Some((TableKind::Bands { by, rows }, whole && meet))
    }

    fn lines(
        &mut self,
        table: &str,
        written: &WrittenTable,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let by = written.by.get();
        let by = by.and_then(|text| self.unit(text, text.at));
        let lines = &written.straight_lines;
        let name = ("straight lines", shapes::POINT.name);
        let (rows, mut whole) = self.rows(written, lines, Some, name)?;
        if let Some(key) = written.rows.key() {
            self.find(
                Finding::new(
                    Code::WrongType,
                    key,
                    "`rows` and `straight lines` cannot stand in one table",
                )
                .advice("Make two tables of it."),
            );
            whole = false;
        }
        let mut points: Vec<(Decimal, Amount, Span)> = Vec::new();
        let mut figures: Vec<(Decimal, Amount, Span)> = Vec::new();
        for row in rows {
            let gives = self.gives(&row.gives, amounts);
            let at = by
                .as_ref()
                .and_then(|by| self.bound(&row.at, "at", by).ok().flatten());
            let place = row.at.at().unwrap_or(row.form.at);
            match (at, gives) {
                (Some(at), Some(gives)) => {
                    if let Some((_, _, first)) = points.iter().find(|(other, ..)| *other == at) {
                        let unit = by.clone().unwrap_or_default();
                        let finding = Finding::new(
                            Code::BandOverlap,
                            place,
                            format!("two points stand at {}", shown(at, &unit)),
                        )
                        .label("the second")
                        .related(*first, "the first")
                        .advice("Keep one of them.");
                        self.find(finding);
                        whole = false;
                    }
                    figures.push((at, gives, row.gives.at().unwrap_or(row.form.at)));
                    points.push((at, gives, place));
                }
                _ => whole = false,
            }
        }
        if whole && points.len() == 1 {
            self.find(
                Finding::new(
                    Code::MissingKey,
                    lines.at().unwrap_or(written.form.at),
                    "a straight line needs two points, and there is one",
                )
                .label("one point")
                .advice("Add another point."),
            );
            whole = false;
        }
        points.sort_by_key(|(at, ..)| *at);
        if whole && !written.note.is_written() {
            figures.sort_by_key(|(at, ..)| *at);
            let figures: Vec<_> = figures.iter().map(|(_, gives, at)| (*gives, *at)).collect();
            self.check_odd_figures(table, &figures, true);
        }
        let points = points
            .into_iter()
            .map(|(at, gives, _)| LinePoint { at, gives })
            .collect();
        Some((TableKind::Lines { by: by?, points }, whole))
    }

    /// The rows or columns that options name, in the order of the options: for each option, which of them.
    pub(super) fn by_option(
        &mut self,
        question: usize,
        lines: &[(Option<usize>, Span)],
        what: &str,
        at: Span,
        gaps_allowed: bool,
    ) -> Option<Vec<Option<usize>>> {
        let names = self.option_names(question);
        let mut places: Vec<Option<usize>> = vec![None; names.len()];
        let mut whole = self.is_whole(question);
        for (index, (option, span)) in lines.iter().enumerate() {
            let Some(option) = option else {
                whole = false;
                continue;
            };
            match places.get_mut(*option) {
                Some(Some(first)) => {
                    whole = false;
                    let first = lines.get(*first).map_or(*span, |(_, span)| *span);
                    let finding = Finding::new(
                        Code::BandOverlap,
                        *span,
                        format!(
                            "the option `{}` has two {what}s",
                            names.get(*option).map_or("", String::as_str)
                        ),
                    )
                    .label("the second")
                    .related(first, "the first")
                    .advice("Keep one of them.");
                    self.find(finding);
                }
                Some(place) => *place = Some(index),
                None => whole = false,
            }
        }
        let missing: Vec<String> = names
            .iter()
            .zip(&places)
            .filter(|(_, place)| place.is_none())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        if whole && !missing.is_empty() && !gaps_allowed {
            whole = false;
            self.find(
                Finding::new(
                    Code::TableNotCovered,
                    at,
                    format!("there is no {what} for the option {}", missing.join(", ")),
                )
                .label(format!("a {what} is missing"))
                .advice(format!("Add a {what} for every option, or `elsewhere:`.")),
            );
        }
        whole.then_some(places)
    }

    pub(super) fn option_of(
        &mut self,
        is: &Written<Text>,
        row: Span,
        question: Option<usize>,
    ) -> (Option<usize>, Span) {
        match is.get() {
            Some(name) => (
                question.and_then(|question| self.option(question, name, name.at)),
                name.at,
            ),
            None => (None, row),
        }
    }

    fn answer_rows(
        &mut self,
        table: &str,
        written: &WrittenTable,
        elsewhere: Option<Amount>,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let question = self.side_question(&written.by_answer, "by answer");
        let name = ("rows", shapes::ANSWER_ROW.name);
        let (rows, mut whole) = self.rows(written, &written.rows, Rows::answers, name)?;
        let mut named = Vec::new();
        let mut read = Vec::new();
        for row in rows {
            let gives = self.gives(&row.gives, amounts);
            whole &= gives.is_some();
            named.push(self.option_of(&row.is, row.form.at, question));
            read.push(AnswerRow {
                gives: gives.unwrap_or(Amount::NotPublished),
                asked: row.asked.string(),
            });
        }
        let question = question?;
        let at = written.rows.key().unwrap_or(written.form.at);
        let places = self.by_option(question, &named, "row", at, gaps_allowed);
        whole &= places.is_some();
        if let Some(places) = places
            .as_ref()
            .filter(|_| whole && !written.note.is_written())
        {
            let row = |place: &usize| {
                let gives = read.get(*place)?.gives;
                let row = rows.get(*place)?;
                Some((gives, row.gives.at().unwrap_or(row.form.at)))
            };
            let figures: Vec<_> = places.iter().flatten().filter_map(row).collect();
            let is_ordered = self.has_levels(question);
            self.check_odd_figures(table, &figures, is_ordered);
        }
        let rows = places
            .unwrap_or_default()
            .into_iter()
            .map(|place| {
                place
                    .and_then(|place| read.get(place).cloned())
                    .unwrap_or(AnswerRow {
                        gives: elsewhere.unwrap_or(Amount::NotPublished),
                        asked: String::new(),
                    })
            })
            .collect();
        Some((TableKind::ByAnswer { question, rows }, whole))
    }

    pub(super) fn side_question(&mut self, name: &Written<Text>, key: &str) -> Option<usize> {
        let name = name.get()?;
        let at = name.at;
        let question = self.question(name, at)?;
        if self.option_names(question).is_empty() {
            if self.is_whole(question) {
                self.find_of_question(
                    question,
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!(
                            "`{}` is answered with a number, not with an option",
                            name.trim()
                        ),
                    )
                    .label("a question for a number")
                    .advice(format!(
                        "Write `{}` with the number's unit.",
                        key.trim_end_matches(" answer")
                    )),
                );
            }
            return None;
        }
        Some(question)
    }
}
