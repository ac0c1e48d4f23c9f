//! Tables: bands, straight lines, rows by answer, and two-way.

use upfront_engine::{
    Amount, Decimal, Unit,
    scheme::{AnswerRow, Band, BandRow, LinePoint, Table, TableKind},
};

use super::{
    Checking, Known,
    amounts::{Quantity, Written},
    bands::{Placed, gaps_and_overlaps, shown},
    rates::said,
};
use crate::{
    diagnostics::{Code, Finding},
    language::{Reader, Shape, shapes},
    source::{Node, Span},
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
    pub(super) fn read_tables(&mut self, top: &Reader<'_>) {
        for entry in top.names("tables") {
            let index = self.scheme.tables.len();
            self.tables
                .add(&entry.key, entry.key_span, index, self.findings);
            let mut table = Table {
                id: entry.key.clone(),
                say: super::rates::spoken(&entry.key),
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
                at: entry.key_span,
            };
            if let Some(reader) = self.open_named(&entry.value, &shapes::TABLE) {
                table.say = said(&reader, &entry.key);
                table.note = reader.string("note");
                table.cite = self.cite(
                    &reader,
                    &format!("the table `{}`", entry.key),
                    entry.key_span,
                );
                self.read_table(&reader, &mut table, &mut facts);
            }
            self.scheme.tables.push(table);
            self.table_facts.push(facts);
        }
    }

    fn read_table(&mut self, reader: &Reader<'_>, table: &mut Table, facts: &mut TableFacts) {
        let mut amounts = Amounts::new();
        let unread = self.unread_amounts;
        let declared = reader.value("unit").map(|node| self.unit(node));
        if let Some(node) = reader.value("elsewhere")
            && let Some(quantity) = self.quantity(node)
        {
            table.elsewhere = Some(quantity.amount);
            amounts.push((quantity, node.span));
        }
        let gaps_allowed = reader.is_written("elsewhere");
        let two_way = [
            "rows by",
            "rows by answer",
            "columns by",
            "columns by answer",
            "columns",
        ]
        .iter()
        .any(|key| reader.is_written(key));
        let read = if two_way {
            self.two_way(&table.id, reader, gaps_allowed, &mut amounts)
        } else {
            match (
                reader.is_written("by"),
                reader.is_written("by answer"),
                reader.is_written("straight lines"),
            ) {
                (true, false, true) => self.lines(&table.id, reader, &mut amounts),
                (true, false, false) => {
                    self.band_rows(&table.id, reader, gaps_allowed, &mut amounts)
                }
                (false, true, false) => self.answer_rows(
                    &table.id,
                    reader,
                    table.elsewhere,
                    gaps_allowed,
                    &mut amounts,
                ),
                (false, false, _) => {
                    if !reader.has_stray_key() {
                        self.find(
                            Finding::new(
                                Code::MissingKey,
                                reader.span(),
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
                    let at = reader
                        .entry("by answer")
                        .map_or(reader.span(), |entry| entry.key_span);
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
        let says_unit = |quantity: &Quantity| quantity.written != Written::Any;
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

    /// The rows of a list, each opened; the second says whether all could be.
    pub(super) fn rows<'n>(
        &mut self,
        reader: &Reader<'n>,
        key: &str,
        shape: &'static Shape,
    ) -> Option<(Vec<(&'n Node, Reader<'n>)>, bool)> {
        if !reader.is_written(key) {
            if !reader.has_stray_key() {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        reader.span(),
                        format!("the table has no `{key}`"),
                    )
                    .label(format!("no `{key}` here"))
                    .advice(format!(
                        "Add `{key}:` and below it {} for each line of the printed table.",
                        shape.name
                    )),
                );
            }
            return None;
        }
        let node = reader.value(key)?;
        let nodes = reader.list(key);
        if nodes.is_empty() {
            self.find(
                Finding::new(Code::WrongType, node.span, format!("`{key}` is empty"))
                    .label("an empty list")
                    .advice(format!("Add {}.", shape.name)),
            );
            return None;
        }
        let rows: Vec<_> = nodes
            .iter()
            .filter_map(|node| Some((node, self.open(node, shape)?)))
            .collect();
        let whole = rows.len() == nodes.len();
        Some((rows, whole))
    }

    /// The amount that a row gives.
    fn gives(&mut self, reader: &Reader<'_>, amounts: &mut Amounts) -> Option<Amount> {
        let node = reader.value("gives")?;
        let quantity = self.quantity(node)?;
        let amount = quantity.amount;
        amounts.push((quantity, node.span));
        Some(amount)
    }

    /// A band of values.
    pub(super) fn band(&mut self, reader: &Reader<'_>, by: &Unit) -> Option<Placed> {
        let mut bound = |key| self.bound(reader, key, by);
        let (at, from, to, under) = (bound("at"), bound("from"), bound("to"), bound("under"));
        let (at, from, to, under) = (at.ok()?, from.ok()?, to.ok()?, under.ok()?);
        let clash = |key: &str, other: &str| {
            let place = reader
                .entry(key)
                .map_or(reader.span(), |entry| entry.key_span);
            Finding::new(
                Code::WrongType,
                place,
                format!("`{key}` and `{other}` cannot stand in one row"),
            )
            .label("the second")
            .advice(format!("Keep `{key}` or `{other}`."))
        };
        if at.is_some() && (from.is_some() || to.is_some() || under.is_some()) {
            let other = ["from", "to", "under"]
                .into_iter()
                .find(|key| reader.is_written(key))
                .unwrap_or("from");
            self.find(clash(other, "at"));
            return None;
        }
        if to.is_some() && under.is_some() {
            self.find(clash("under", "to"));
            return None;
        }
        let place = ["from", "at", "to", "under"]
            .into_iter()
            .find_map(|key| reader.entry(key))
            .map_or(reader.span(), |entry| entry.value.span);
        if at.is_none() && from.is_none() && to.is_none() && under.is_none() {
            if !reader.has_stray_key() {
                self.find(
                    Finding::new(
                        Code::MissingKey,
                        reader.span(),
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
                say: reader.string("say"),
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
        reader: &Reader<'_>,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let by = reader.value("by").and_then(|node| self.unit(node));
        let (rows, mut whole) = self.rows(reader, "rows", &shapes::BAND_ROW)?;
        let mut read = Vec::new();
        let mut bands_known = whole;
        for (_, row) in &rows {
            let gives = self.gives(row, amounts);
            whole &= gives.is_some();
            let Some(by) = &by else { continue };
            match self.band(row, by) {
                Some(placed) => read.push((
                    placed,
                    gives.unwrap_or(Amount::NotPublished),
                    row.string("asked"),
                    place_of_gives(row),
                )),
                None => bands_known = false,
            }
        }
        let by = by?;
        let placed: Vec<Placed> = read.iter().map(|(placed, ..)| placed.clone()).collect();
        let meet = bands_known && self.bands_meet(&placed, &by, gaps_allowed);
        read.sort_by_key(|(placed, ..)| (placed.band.from, placed.band.to));
        if meet && whole && !reader.is_written("note") {
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
        reader: &Reader<'_>,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let by = reader.value("by").and_then(|node| self.unit(node));
        let (rows, mut whole) = self.rows(reader, "straight lines", &shapes::POINT)?;
        if let Some(entry) = reader.entry("rows") {
            self.find(
                Finding::new(
                    Code::WrongType,
                    entry.key_span,
                    "`rows` and `straight lines` cannot stand in one table",
                )
                .advice("Make two tables of it."),
            );
            whole = false;
        }
        let mut points: Vec<(Decimal, Amount, Span)> = Vec::new();
        let mut figures: Vec<(Decimal, Amount, Span)> = Vec::new();
        for (_, row) in &rows {
            let gives = self.gives(row, amounts);
            let at = by
                .as_ref()
                .and_then(|by| self.bound(row, "at", by).ok().flatten());
            match (at, gives) {
                (Some(at), Some(gives)) => {
                    if let Some((_, _, first)) = points.iter().find(|(other, ..)| *other == at) {
                        let unit = by.clone().unwrap_or_default();
                        let span = row.value("at").map_or(row.span(), |node| node.span);
                        let finding = Finding::new(
                            Code::BandOverlap,
                            span,
                            format!("two points stand at {}", shown(at, &unit)),
                        )
                        .label("the second")
                        .related(*first, "the first")
                        .advice("Keep one of them.");
                        self.find(finding);
                        whole = false;
                    }
                    figures.push((at, gives, place_of_gives(row)));
                    points.push((
                        at,
                        gives,
                        row.value("at").map_or(row.span(), |node| node.span),
                    ));
                }
                _ => whole = false,
            }
        }
        if whole && points.len() == 1 {
            self.find(
                Finding::new(
                    Code::MissingKey,
                    reader
                        .value("straight lines")
                        .map_or(reader.span(), |node| node.span),
                    "a straight line needs two points, and there is one",
                )
                .label("one point")
                .advice("Add another point."),
            );
            whole = false;
        }
        points.sort_by_key(|(at, ..)| *at);
        if whole && !reader.is_written("note") {
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
        reader: &Reader<'_>,
        question: Option<usize>,
    ) -> (Option<usize>, Span) {
        match reader.text("is") {
            Some((name, at)) => (
                question.and_then(|question| self.option(question, name, at)),
                at,
            ),
            None => (None, reader.span()),
        }
    }

    fn answer_rows(
        &mut self,
        table: &str,
        reader: &Reader<'_>,
        elsewhere: Option<Amount>,
        gaps_allowed: bool,
        amounts: &mut Amounts,
    ) -> Option<(TableKind, bool)> {
        let question = self.side_question(reader, "by answer");
        let (rows, mut whole) = self.rows(reader, "rows", &shapes::ANSWER_ROW)?;
        let mut named = Vec::new();
        let mut read = Vec::new();
        for (_, row) in &rows {
            let gives = self.gives(row, amounts);
            whole &= gives.is_some();
            named.push(self.option_of(row, question));
            read.push(AnswerRow {
                gives: gives.unwrap_or(Amount::NotPublished),
                asked: row.string("asked"),
            });
        }
        let question = question?;
        let at = reader
            .entry("rows")
            .map_or(reader.span(), |entry| entry.key_span);
        let places = self.by_option(question, &named, "row", at, gaps_allowed);
        whole &= places.is_some();
        if let Some(places) = places
            .as_ref()
            .filter(|_| whole && !reader.is_written("note"))
        {
            let row = |place: &usize| {
                let gives = read.get(*place)?.gives;
                Some((gives, place_of_gives(&rows.get(*place)?.1)))
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

    pub(super) fn side_question(&mut self, reader: &Reader<'_>, key: &str) -> Option<usize> {
        let (name, at) = reader.text(key)?;
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

/// Where what a row gives stands.
fn place_of_gives(row: &Reader<'_>) -> Span {
    row.value("gives").map_or(row.span(), |node| node.span)
}
