//! What a part of the rules is called, in words that stand on the pages, and where on them it is.

use upfront_engine::{
    Decimal, Scheme, Unit,
    explain::describe_band,
    rework::Part,
    scheme::{Axis, Band, Operand, QuestionKind, TableKind, Verb},
    words::Words,
};

use super::numbers::{End, Rule, Side, Spot, is_single};

/// A scheme and the words it is told in. Every text is English as it stands in a report.
pub(super) struct Names<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) words: &'a Words,
}

impl Names<'_> {
    /// The address of a part of the rules within their page: `#table-budget`.
    pub(super) fn address(&self, part: Part) -> String {
        let scheme = self.scheme;
        let (kind, id) = match part {
            Part::Question(index) => ("question", scheme.questions.get(index).map(|of| &of.id)),
            Part::Rate(index) => ("rate", scheme.rates.get(index).map(|of| &of.id)),
            Part::Table(index) => ("table", scheme.tables.get(index).map(|of| &of.id)),
            Part::Step(index) => ("step", scheme.steps.get(index).map(|of| &of.id)),
        };
        id.map_or_else(String::new, |id| format!("#{kind}-{id}"))
    }

    /// What a number is, without the number: `what “I need help some weeks” counts`.
    pub(super) fn number(&self, spot: &Spot) -> String {
        match spot {
            Spot::Counts(question, option, _) => {
                format!("what “{}” counts", self.option(*question, *option))
            }
            Spot::Least(question) => {
                format!(
                    "the least that can be answered to “{}”",
                    self.ask(*question)
                )
            }
            Spot::Most(question) => {
                format!("the most that can be answered to “{}”", self.ask(*question))
            }
            Spot::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.map_or_else(String::new, |rate| format!("“{}”", rate.say))
            }
            Spot::Bound(table, side, band, end) => {
                let single = self.band(*table, *side, *band).is_some_and(is_single);
                let end = match end {
                    _ if single => "where the row stands",
                    End::From => "where the band starts",
                    End::To => "where the band ends",
                };
                format!("{end}: {}", self.band_name(*table, *side, *band))
            }
            Spot::Row(table, row) => format!("what the row gives: {}", self.row(*table, *row)),
            Spot::Point(table, _) => format!("a printed point of “{}”", self.table_say(*table)),
            Spot::Cell(table, row, column) => format!(
                "what the cell gives: {}, {}",
                self.axis(*table, Side::Rows, *row),
                self.axis(*table, Side::Columns, *column)
            ),
            Spot::Elsewhere(table) => {
                format!("what “{}” gives outside its rows", self.table_say(*table))
            }
            Spot::Literal(rule, _) => match rule {
                Rule::Question(question) => format!("when “{}” is asked", self.ask(*question)),
                Rule::Step(step) => format!("the amount in “{}”", self.step_say(*step)),
                Rule::When(step) => format!("the condition of “{}”", self.step_say(*step)),
            },
            Spot::Choice(_, question, option, _) => {
                format!("the amount for “{}”", self.option(*question, *option))
            }
            Spot::Count(_) => "how many conditions have to hold".to_owned(),
            Spot::Part(_) => "the size of a part".to_owned(),
            Spot::Times(step) | Spot::Over(step) => match self.verb(*step) {
                Some(Verb::Convert { with, .. }) => format!("the conversion “{with}”"),
                _ => String::new(),
            },
            Spot::Stop(_, result) => {
                let result = self.scheme.results.get(*result);
                let say = result.map_or("", |result| result.say.as_str());
                format!("what it then gives for “{say}”")
            }
            Spot::Rounding(step) => format!("the rounding of “{}”", self.step_say(*step)),
        }
    }

    /// A number in its unit, as the pages print it.
    pub(super) fn figure(&self, spot: &Spot, figure: Decimal) -> String {
        self.words.quantity(figure, &self.unit(spot))
    }

    fn unit(&self, spot: &Spot) -> Unit {
        let scheme = self.scheme;
        match spot {
            Spot::Counts(_, _, measure) => scheme
                .measures
                .get(*measure)
                .map(|measure| measure.unit.clone()),
            Spot::Least(question) | Spot::Most(question) => Some(self.answer_unit(*question)),
            Spot::Rate(rate) => scheme.rates.get(*rate).map(|rate| rate.unit.clone()),
            Spot::Bound(table, side, ..) => self.by(*table, *side),
            Spot::Point(table, _) => self.by(*table, Side::Rows),
            Spot::Row(table, _) | Spot::Cell(table, ..) | Spot::Elsewhere(table) => {
                scheme.tables.get(*table).map(|table| table.unit.clone())
            }
            Spot::Literal(_, unit) | Spot::Choice(.., unit) => Some(unit.clone()),
            Spot::Part(step) => match self.verb(*step) {
                Some(Verb::ForEvery { of, .. }) => Some(self.operand_unit(of)),
                _ => None,
            },
            Spot::Stop(_, result) => scheme
                .results
                .get(*result)
                .map(|result| self.step_unit(result.step)),
            // £0.05, not £0.05 a week.
            Spot::Rounding(step) => {
                let money = self.step_unit(*step).is_money();
                money.then(|| Unit::of(upfront_engine::unit::POUND))
            }
            Spot::Count(_) | Spot::Times(_) | Spot::Over(_) => None,
        }
        .unwrap_or_default()
    }

    /// What a side of a table is counted in.
    fn by(&self, table: usize, side: Side) -> Option<Unit> {
        match (&self.scheme.tables.get(table)?.kind, side) {
            (TableKind::Bands { by, .. } | TableKind::Lines { by, .. }, _) => Some(by.clone()),
            (TableKind::TwoWay { rows, .. }, Side::Rows) => axis_unit(rows),
            (TableKind::TwoWay { columns, .. }, Side::Columns) => axis_unit(columns),
            (TableKind::ByAnswer { .. }, _) => None,
        }
    }

    /// What an operand is counted in.
    pub(super) fn operand_unit(&self, operand: &Operand) -> Unit {
        match operand {
            Operand::Step(step) => self.step_unit(*step),
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.map_or_else(Unit::none, |rate| rate.unit.clone())
            }
            Operand::Answer(question) => self.answer_unit(*question),
            Operand::Literal { unit, .. } | Operand::ByAnswer { unit, .. } => unit.clone(),
        }
    }

    /// What an operand is called.
    pub(super) fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Step(step) => format!("“{}”", self.step_say(*step)),
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.map_or_else(String::new, |rate| format!("“{}”", rate.say))
            }
            Operand::Answer(question) | Operand::ByAnswer { question, .. } => {
                format!("the answer to “{}”", self.ask(*question))
            }
            Operand::Literal { amount, unit } => self.words.amount(*amount, unit),
        }
    }

    fn step_unit(&self, step: usize) -> Unit {
        let step = self.scheme.steps.get(step);
        step.map_or_else(Unit::none, |step| step.unit.clone())
    }

    fn answer_unit(&self, question: usize) -> Unit {
        match self.scheme.questions.get(question).map(|q| &q.kind) {
            Some(QuestionKind::Number { unit, .. }) => unit.clone(),
            _ => Unit::none(),
        }
    }

    fn verb(&self, step: usize) -> Option<&Verb> {
        self.scheme.steps.get(step).map(|step| &step.verb)
    }

    pub(super) fn ask(&self, question: usize) -> &str {
        let question = self.scheme.questions.get(question);
        question.map_or("", |question| question.ask.as_str())
    }

    pub(super) fn option(&self, question: usize, option: usize) -> &str {
        match self.scheme.questions.get(question).map(|q| &q.kind) {
            Some(QuestionKind::Options(options)) => {
                options.get(option).map_or("", |option| option.say.as_str())
            }
            _ => "",
        }
    }

    pub(super) fn step_say(&self, step: usize) -> &str {
        let step = self.scheme.steps.get(step);
        step.map_or("", |step| step.say.as_str())
    }

    fn table_say(&self, table: usize) -> &str {
        let table = self.scheme.tables.get(table);
        table.map_or("", |table| table.say.as_str())
    }

    /// A row: its band, its point or its option.
    fn row(&self, table: usize, row: usize) -> String {
        match self.scheme.tables.get(table).map(|table| &table.kind) {
            Some(TableKind::Bands { .. }) => self.band_name(table, Side::Rows, row),
            Some(TableKind::Lines { by, points }) => points
                .get(row)
                .map_or_else(String::new, |point| self.words.quantity(point.at, by)),
            Some(TableKind::ByAnswer { question, .. }) => {
                format!("“{}”", self.option(*question, row))
            }
            _ => String::new(),
        }
    }

    /// A row or a column of a two-way table.
    fn axis(&self, table: usize, side: Side, index: usize) -> String {
        match self.side(table, side) {
            Some(Axis::Answer { question }) => format!("“{}”", self.option(*question, index)),
            _ => self.band_name(table, side, index),
        }
    }

    fn side(&self, table: usize, side: Side) -> Option<&Axis> {
        match (&self.scheme.tables.get(table)?.kind, side) {
            (TableKind::TwoWay { rows, .. }, Side::Rows) => Some(rows),
            (TableKind::TwoWay { columns, .. }, Side::Columns) => Some(columns),
            _ => None,
        }
    }

    /// A band of a table of bands, or of a side of a two-way table.
    pub(super) fn band(&self, table: usize, side: Side, band: usize) -> Option<&Band> {
        match (&self.scheme.tables.get(table)?.kind, self.side(table, side)) {
            (TableKind::Bands { rows, .. }, _) => rows.get(band).map(|row| &row.band),
            (_, Some(Axis::Bands { bands, .. })) => bands.get(band),
            _ => None,
        }
    }

    fn band_name(&self, table: usize, side: Side, band: usize) -> String {
        let unit = self.by(table, side).unwrap_or_default();
        self.band(table, side, band)
            .map_or_else(String::new, |band| describe_band(band, &unit, self.words))
    }
}

fn axis_unit(axis: &Axis) -> Option<Unit> {
    match axis {
        Axis::Bands { by, .. } => Some(by.clone()),
        Axis::Answer { .. } => None,
    }
}
