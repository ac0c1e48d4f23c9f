//! Record batches of people through the engine's columns, and what they give as record batches.

use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use upfront_engine::{
    answers::AnswerFault,
    program::{Cell, Columns, Program, Reader, Registers, Results},
    value::Reason,
};

use crate::cells::{Cells, Said};

/// The column of the results that says why a row has no figure.
pub const LEFT_OUT: &str = "left_out";

/// As many digits as a figure of a column has at most.
const PRECISION: u8 = 19;

/// A cell that is no answer to its question. Its row is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The row of the batch, from nought.
    pub row: usize,
    /// The question, by its place.
    pub question: usize,
    /// What stands there.
    pub cell: String,
    /// What is wrong with it.
    pub fault: AnswerFault,
}

/// What works out batches of people by one scheme, with the room that it needs for one of them.
pub struct People<'p> {
    program: &'p Program<'p>,
    columns: Columns,
    results: Results,
    registers: Registers,
    left_out: Vec<LeftOut>,
}

impl<'p> People<'p> {
    /// With a compiled scheme.
    pub fn of(program: &'p Program<'p>) -> Self {
        Self {
            program,
            columns: Columns::of(program),
            results: Results::default(),
            registers: Registers::new(program),
            left_out: Vec::new(),
        }
    }

    /// Works out a batch: each column that has the name of a question is its answers. Gives the results, a decimal column for
    /// each, and the column [`LEFT_OUT`].
    pub fn work_out(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        self.fill(batch)?;
        self.program.columns(&self.columns, &mut self.results);
        self.program
            .settle(&self.columns, &mut self.registers, &mut self.results);
        self.given(batch.num_rows())
    }

    /// The cells of the last batch that are no answers.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// What the last batch gave.
    pub const fn results(&self) -> &Results {
        &self.results
    }

    /// Puts a batch into columns.
    fn fill(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        self.columns.clear();
        self.columns.resize(batch.num_rows());
        self.left_out.clear();
        let mut room = String::new();
        for (index, question) in self.program.scheme().questions.iter().enumerate() {
            let Some(column) = batch.column_by_name(&question.id) else {
                continue;
            };
            let (Some(cells), Some(reader)) =
                (Cells::of(column.as_ref()), self.program.reader(index))
            else {
                return Err(ArrowError::SchemaError(format!(
                    "The column `{}` is of the type {}, which no answer has. Write it as text or as a decimal.",
                    question.id,
                    column.data_type()
                )));
            };
            for row in 0..batch.num_rows() {
                match cell(&reader, cells.said(row, &mut room)) {
                    Ok(Cell::Empty) => {}
                    Ok(cell) => self.columns.put(row, index, cell),
                    Err(fault) => {
                        let mut cell = String::new();
                        cells.said(row, &mut room).write(&mut cell);
                        self.left_out.push(LeftOut {
                            row,
                            question: index,
                            cell,
                            fault,
                        });
                    }
                }
            }
        }
        // By question until now.
        self.left_out.sort_by_key(|left_out| left_out.row);
        Ok(())
    }

    fn given(&self, rows: usize) -> Result<RecordBatch, ArrowError> {
        let mut why: Vec<Option<String>> = vec![None; rows];
        for left_out in self.left_out.iter().rev() {
            if let Some(why) = why.get_mut(left_out.row) {
                *why = Some(self.not_an_answer(left_out));
            }
        }
        for row in self.results.open() {
            if let Some(why) = why.get_mut(*row) {
                why.get_or_insert_with(|| self.no_figure(*row));
            }
        }
        let scheme = self.program.scheme();
        let mut fields = Vec::new();
        let mut columns: Vec<ArrayRef> = Vec::new();
        let is_bad = |row: usize| {
            let rows = &self.left_out;
            rows.binary_search_by_key(&row, |left_out| left_out.row)
                .is_ok()
        };
        for (place, result) in scheme.results.iter().enumerate() {
            let scale = self.program.scale(place).unwrap_or(0);
            let scale = i8::try_from(scale)
                .map_err(|_| ArrowError::ComputeError("too many decimal places".to_owned()))?;
            let figures = (0..rows).map(|row| {
                let figure = self.results.figure(row, place);
                figure.filter(|_| !is_bad(row)).map(i128::from)
            });
            let figures: Decimal128Array = figures.collect();
            fields.push(Field::new(
                &result.id,
                DataType::Decimal128(PRECISION, scale),
                true,
            ));
            columns.push(Arc::new(
                figures.with_precision_and_scale(PRECISION, scale)?,
            ));
        }
        fields.push(Field::new(LEFT_OUT, DataType::Utf8, true));
        columns.push(Arc::new(StringArray::from(why)));
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
    }

    fn not_an_answer(&self, left_out: &LeftOut) -> String {
        let question = self.program.scheme().questions.get(left_out.question);
        let id = question.map_or("", |question| question.id.as_str());
        let cell = &left_out.cell;
        match left_out.fault {
            AnswerFault::NoSuchQuestion | AnswerFault::NotAnOption => {
                format!("`{cell}` is not an option of `{id}`")
            }
            AnswerFault::NotANumber => {
                format!("`{cell}` cannot be read as the number that `{id}` asks for")
            }
            AnswerFault::TooSmall(least) => {
                format!("`{cell}` is less than the least of `{id}`, {least}")
            }
            AnswerFault::TooLarge(most) => {
                format!("`{cell}` is more than the most of `{id}`, {most}")
            }
            AnswerFault::TooManyPlaces(places) => {
                format!("`{cell}` has more decimal places than `{id}` allows, {places}")
            }
        }
    }

    /// Why a result is not one exact figure.
    fn no_figure(&self, row: usize) -> String {
        let scheme = self.program.scheme();
        let mut because: Vec<String> = Vec::new();
        for place in 0..scheme.results.len() {
            let Some(value) = self.results.value(row, place) else {
                continue;
            };
            for why in &value.why {
                let said = match why {
                    Reason::Unknown(question) => {
                        let question = scheme.questions.get(*question);
                        format!(
                            "`{}` is not answered",
                            question.map_or("", |of| of.id.as_str())
                        )
                    }
                    Reason::OutsideTable(_) => "no row of a table takes it".to_owned(),
                    Reason::TooLarge(_) => "a figure is too large".to_owned(),
                    Reason::UpTo(_)
                    | Reason::From(_)
                    | Reason::Printed(_)
                    | Reason::CaseByCase(_)
                    | Reason::NotPublished(_)
                    | Reason::NotKnown(_) => {
                        "an amount of the rules is not one exact figure".to_owned()
                    }
                };
                if !because.contains(&said) {
                    because.push(said);
                }
            }
        }
        if because.is_empty() {
            "it is no figure that a column holds".to_owned()
        } else {
            because.join("; ")
        }
    }
}

/// What a cell says, as the column of a question takes it.
fn cell(reader: &Reader<'_>, said: Said<'_>) -> Result<Cell, AnswerFault> {
    match said {
        Said::Nothing => Ok(Cell::Empty),
        Said::Text(text) => reader.text(text),
        Said::Number { parts, scale } => reader.number(parts, scale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Batches;
    use arrow_array::{
        Array, BooleanArray, Date32Array, Float64Array, Int64Array, cast::AsArray,
        types::Decimal128Type,
    };
    use parquet::arrow::ArrowWriter;
    use upfront_engine::{
        Decimal, Scheme, Unit,
        scheme::{
            Condition, Operand, Question, QuestionKind, QuestionOption, ResultLine, Step, Verb,
        },
    };

    /// What somebody has, and of whoever has a partner what the partner has.
    fn scheme() -> Scheme {
        let question = |id: &str, kind, when| Question {
            id: id.into(),
            about: String::new(),
            ask: String::new(),
            hint: String::new(),
            fixed: false,
            kind,
            when,
            part: 0,
            cite: None,
        };
        let pounds = QuestionKind::Number {
            unit: Unit::of("£"),
            least: Decimal::ZERO,
            most: Some(Decimal::ONE_THOUSAND),
            places: 2,
            periods: Vec::new(),
            rounded: None,
        };
        let option = |id: &str| QuestionOption {
            id: id.into(),
            say: String::new(),
            counts: Vec::new(),
            between: false,
        };
        let has_partner = Condition::AnswerIs {
            question: 0,
            options: vec![0],
        };
        Scheme {
            questions: vec![
                question(
                    "partner",
                    QuestionKind::Options(vec![option("yes"), option("no")]),
                    None,
                ),
                question("yours", pounds.clone(), None),
                question("theirs", pounds, Some(has_partner)),
            ],
            steps: vec![Step {
                id: "both".into(),
                say: String::new(),
                verb: Verb::Sum {
                    add: vec![Operand::Answer(1), Operand::Answer(2)],
                    less: Vec::new(),
                },
                when: None,
                depends_on_supply: false,
                part: 0,
                rounded: None,
                unit: Unit::of("£"),
                because: String::new(),
                may_be_exceeded: None,
                cite: None,
            }],
            results: vec![ResultLine {
                part: 0,
                kinder: None,
                id: "both".into(),
                say: String::new(),
                step: 0,
            }],
            ..Scheme::default()
        }
    }

    fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn people() -> RecordBatch {
        let partner = [
            Some(true),
            Some(false),
            Some(true),
            Some(false),
            None,
            Some(false),
            Some(false),
        ];
        let yours = [
            Some("1.50"),
            Some("£2"),
            Some("3"),
            Some("three"),
            Some("5"),
            None,
            Some("1001"),
        ];
        let theirs = [Some(0.25), None, None, None, None, None, Some(0.125)];
        batch(vec![
            ("partner", Arc::new(BooleanArray::from(partner.to_vec()))),
            ("yours", Arc::new(StringArray::from(yours.to_vec()))),
            ("theirs", Arc::new(Float64Array::from(theirs.to_vec()))),
            ("ward", Arc::new(Int64Array::from(vec![1; 7]))),
        ])
    }

    fn told(given: &RecordBatch) -> Vec<(Option<i128>, &str)> {
        let figures = given.column(0).as_primitive::<Decimal128Type>();
        let why = given.column_by_name(LEFT_OUT).unwrap().as_string::<i32>();
        let row = |row| {
            let figure = figures.is_valid(row).then(|| figures.value(row));
            (
                figure,
                if why.is_valid(row) {
                    why.value(row)
                } else {
                    ""
                },
            )
        };
        (0..given.num_rows()).map(row).collect()
    }

    #[test]
    fn whoever_cannot_be_worked_out_has_no_figure_and_a_reason() {
        let scheme = scheme();
        let program = Program::compile(&scheme);
        let mut of = People::of(&program);
        let given = of.work_out(&people()).unwrap();
        assert_eq!(
            given.schema().field(0).data_type(),
            &DataType::Decimal128(19, 2)
        );
        let expected = [
            (Some(175), ""),
            (Some(200), ""),
            (None, "`theirs` is not answered"),
            (
                None,
                "`three` cannot be read as the number that `yours` asks for",
            ),
            (None, "`partner` is not answered; `theirs` is not answered"),
            (None, "`yours` is not answered"),
            (None, "`1001` is more than the most of `yours`, 1000"),
        ];
        let told = told(&given);
        for (row, expected) in expected.iter().enumerate() {
            assert_eq!(told[row].0, expected.0, "row {row}");
        }
        assert_eq!(told[..4], expected[..4]);
        assert_eq!(told[5..], expected[5..]);
        assert!(
            told[4].1.contains("`partner` is not answered"),
            "{}",
            told[4].1
        );
        let left_out: Vec<_> = of
            .left_out()
            .iter()
            .map(|one| (one.row, one.question))
            .collect();
        assert_eq!(left_out, [(3, 1), (6, 1), (6, 2)]);
    }

    #[test]
    fn a_column_of_dates_is_refused_by_name() {
        let scheme = scheme();
        let program = Program::compile(&scheme);
        let dates = batch(vec![("yours", Arc::new(Date32Array::from(vec![1])))]);
        let refused = People::of(&program).work_out(&dates).unwrap_err();
        assert!(refused.to_string().contains("`yours`"), "{refused}");
    }

    #[test]
    fn a_parquet_file_gives_what_its_rows_give_whatever_the_batch() {
        let scheme = scheme();
        let program = Program::compile(&scheme);
        let rows = people();
        let mut file = tempfile::tempfile().unwrap();
        let mut writer = ArrowWriter::try_new(&mut file, rows.schema(), None).unwrap();
        writer.write(&rows).unwrap();
        writer.close().unwrap();
        let whole = People::of(&program).work_out(&rows).unwrap();
        for most in [1, 2, 100] {
            let batches = Batches::open(file.try_clone().unwrap(), most).unwrap();
            assert_eq!(batches.names(), ["partner", "yours", "theirs", "ward"]);
            let mut of = People::of(&program);
            let (mut found, mut sizes) = (Vec::new(), Vec::new());
            for batch in batches {
                let batch = batch.unwrap();
                sizes.push(batch.num_rows());
                let given = of.work_out(&batch).unwrap();
                found.extend(
                    told(&given)
                        .into_iter()
                        .map(|(figure, why)| (figure, why.to_owned())),
                );
            }
            assert!(sizes.iter().all(|size| *size <= most));
            let expected: Vec<_> = told(&whole)
                .into_iter()
                .map(|(figure, why)| (figure, why.to_owned()))
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_is_no_parquet_file_is_refused_in_a_sentence() {
        let refused = Batches::open(tempfile::tempfile().unwrap(), 10)
            .err()
            .unwrap();
        assert!(
            refused.starts_with("It cannot be read as a Parquet file"),
            "{refused}"
        );
    }
}
