//! The names of places in the rules, and the reasons why a value is not one exact figure.

use alloc::{string::String, vec::Vec};

use crate::{
    amount::Amount,
    explain::describe_band,
    scheme::{Axis, QuestionKind, TableKind},
    sentences::Teller,
    value::{Place, Reason},
};

impl Teller<'_> {
    pub(crate) fn row_name(&self, table: usize, row: usize) -> String {
        let words = self.words;
        let name = self
            .scheme
            .tables
            .get(table)
            .and_then(|table| match &table.kind {
                TableKind::Bands { by, rows } => {
                    let band = &rows.get(row)?.band;
                    let range = describe_band(band, by, words);
                    Some(if band.say.is_empty() {
                        range
                    } else {
                        words.say("row-said", &[("say", &band.say), ("range", &range)])
                    })
                }
                TableKind::Lines { by, points } => Some(words.quantity(points.get(row)?.at, by)),
                TableKind::ByAnswer { question, .. } => self.option_say(*question, row),
                TableKind::TwoWay { .. } => None,
            });
        name.unwrap_or_default()
    }

    pub(crate) fn option_say(&self, question: usize, option: usize) -> Option<String> {
        match &self.scheme.questions.get(question)?.kind {
            QuestionKind::Options(options) => Some(options.get(option)?.say.clone()),
            QuestionKind::Number { .. } => None,
        }
    }

    /// The options of a question, as put.
    pub(crate) fn option_says(&self, question: usize) -> Vec<String> {
        match self.scheme.questions.get(question).map(|of| &of.kind) {
            Some(QuestionKind::Options(options)) => {
                options.iter().map(|option| option.say.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The names along one side of a two-way table.
    pub(crate) fn axis_names(&self, axis: &Axis) -> Vec<String> {
        match axis {
            Axis::Bands { by, bands } => {
                let names = bands.iter().map(|band| describe_band(band, by, self.words));
                names.collect()
            }
            Axis::Answer { question } => self.option_says(*question),
        }
    }

    fn cell_name(&self, table: usize, row: usize, column: usize) -> String {
        let name = |axis: &Axis, place: usize| {
            let names = self.axis_names(axis);
            names.into_iter().nth(place).unwrap_or_default()
        };
        match self.scheme.tables.get(table).map(|table| &table.kind) {
            Some(TableKind::TwoWay { rows, columns, .. }) => {
                let (row, column) = (name(rows, row), name(columns, column));
                let values = [("row", &*row), ("column", &*column)];
                self.words.say("cell", &values)
            }
            _ => String::new(),
        }
    }

    fn place(&self, place: Place) -> String {
        let words = self.words;
        let table_say = |table: usize| {
            self.scheme
                .tables
                .get(table)
                .map_or("", |table| table.say.as_str())
        };
        match place {
            Place::Rate(rate) => self
                .scheme
                .rates
                .get(rate)
                .map_or_else(String::new, |rate| self.quoted(&rate.say)),
            Place::Row(table, row) => words.say(
                "place-row",
                &[
                    ("row", &self.row_name(table, row)),
                    ("table", table_say(table)),
                ],
            ),
            Place::Cell(table, row, column) => words.say(
                "place-row",
                &[
                    ("row", &self.cell_name(table, row, column)),
                    ("table", table_say(table)),
                ],
            ),
            Place::Elsewhere(table) => words.say("place-elsewhere", &[("table", table_say(table))]),
            Place::Option(question, option) => {
                let say = self.option_say(question, option).unwrap_or_default();
                words.say(
                    "place-option",
                    &[("option", &say), ("ask", self.ask(question))],
                )
            }
            Place::Step(step) => self.quoted(self.step_say(step)),
        }
    }

    fn asked_for(&self, place: Place) -> &str {
        match place {
            Place::Rate(rate) => self.scheme.rates.get(rate).map(|rate| rate.asked.as_str()),
            Place::Row(table, row) => {
                match self.scheme.tables.get(table).map(|table| &table.kind) {
                    Some(TableKind::Bands { rows, .. }) => {
                        rows.get(row).map(|row| row.asked.as_str())
                    }
                    Some(TableKind::ByAnswer { rows, .. }) => {
                        rows.get(row).map(|row| row.asked.as_str())
                    }
                    _ => None,
                }
            }
            _ => None,
        }
        .unwrap_or_default()
    }

    /// Whether every amount of a rate is published, and none of them holds on the day that is worked with.
    fn has_no_amount_that_day(&self, rate: usize) -> bool {
        let rate = self.scheme.rates.get(rate);
        rate.is_some_and(|rate| rate.amounts().all(|amount| amount != Amount::NotPublished))
    }

    /// Why an amount of the rules is not one exact figure, as a sentence.
    pub(crate) fn reason(&self, why: &Reason) -> String {
        let words = self.words;
        match why {
            Reason::UpTo(place) => words.say("why-up-to", &[("place", &self.place(*place))]),
            Reason::From(place) => words.say("why-from", &[("place", &self.place(*place))]),
            Reason::Printed(place) => words.say("why-printed", &[("place", &self.place(*place))]),
            Reason::CaseByCase(place) => {
                words.say("why-case-by-case", &[("place", &self.place(*place))])
            }
            Reason::NotPublished(place) => {
                let key = match place {
                    Place::Rate(rate) if self.has_no_amount_that_day(*rate) => "why-no-amount",
                    _ => "why-not-published",
                };
                let sentence = words.say(key, &[("place", &self.place(*place))]);
                match self.asked_for(*place) {
                    "" => sentence,
                    asked => words.say("why-asked", &[("sentence", &sentence), ("asked", asked)]),
                }
            }
            Reason::NotKnown(place) => {
                words.say("why-not-known", &[("place", &self.place(*place))])
            }
            Reason::Unknown(_) | Reason::OutsideTable(_) | Reason::TooLarge(_) => String::new(),
        }
    }
}
