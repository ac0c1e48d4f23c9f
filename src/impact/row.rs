//! One row of a file: its answers read, and worked out by two editions.

use std::ops::Range;

use upfront_engine::{
    Answer, Answers, Decimal, Scheme,
    answers::{AnswerFault, read},
    asked::{is_asked, uncounted},
    program::{self, Program, Registers, Results},
    scheme::{Question, QuestionKind},
    value::Reason,
};

use super::{
    columns::Columns,
    people::{Batch, RowFault, Why},
};
use crate::check::{begins_with_a_nought, spoken_yes_or_no};

/// Two editions, ready to work out many people.
pub(super) struct Both<'a> {
    pub(super) programs: [Program<'a>; 2],
    /// The results that both have, by their places in the earlier and in the later.
    pub(super) results: Vec<(usize, usize)>,
    pub(super) names: &'a [String],
    pub(super) columns: &'a Columns,
}

/// Somebody who was worked out.
pub(super) struct Person {
    /// The place in the batch.
    pub(super) place: usize,
    pub(super) weight: Decimal,
    /// The answers to the later edition's questions.
    pub(super) answers: Answers,
    /// By [`Both::results`].
    pub(super) results: Vec<[Figure; 2]>,
}

/// What a row says: how many people it stands for, and the answers to the questions of each edition.
struct Row {
    weight: Decimal,
    answers: [Answers; 2],
}

/// What came of somebody's answers in an edition.
enum Worked<'a> {
    Figures(Vec<Figure>),
    /// The questions that are asked and have no answer.
    Unanswered(Vec<&'a str>),
}

impl Default for Worked<'_> {
    fn default() -> Self {
        Self::Unanswered(Vec::new())
    }
}

impl<'a> Worked<'a> {
    fn unanswered(&self) -> &[&'a str] {
        match self {
            Self::Figures(_) => &[],
            Self::Unanswered(questions) => questions,
        }
    }
}

/// What an edition gives somebody as a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Exact(Decimal),
    /// No one figure, and why.
    Open(Vec<Reason>),
    /// Nothing of its part of the questions is answered.
    NotBegun,
}

impl Both<'_> {
    /// Reads rows and works them out, one edition after the other in columns. Everything that is wrong with a row is told.
    pub(super) fn people(
        &self,
        batch: &Batch,
        places: Range<usize>,
    ) -> Vec<Result<Person, Vec<RowFault>>> {
        let rows = places.clone().map(|place| self.read(batch, place));
        let rows: Vec<Result<Row, Vec<RowFault>>> = rows.collect();
        let mut figures: [Vec<Worked<'_>>; 2] = [0, 1].map(|edition| {
            let answers = rows.iter().flatten();
            let answers = answers.filter_map(|row| row.answers.get(edition));
            let Some(program) = self.programs.get(edition) else {
                return Vec::new();
            };
            let wanted = self.results.iter().map(
                |(before, after)| {
                    if edition == 0 { *before } else { *after }
                },
            );
            let worked = work(program, answers, &wanted.collect::<Vec<_>>());
            worked.into_iter().rev().collect()
        });
        let [before, after] = &mut figures;
        let people = places.zip(rows).map(|(place, row)| {
            let row = row?;
            let both = [before.pop(), after.pop()].map(Option::unwrap_or_default);
            let [before, after] = both;
            match (before, after) {
                (Worked::Figures(before), Worked::Figures(after)) => {
                    let results = before.into_iter().zip(after);
                    let [_, answers] = row.answers;
                    Ok(Person {
                        place,
                        weight: row.weight,
                        answers,
                        results: results.map(|(before, after)| [before, after]).collect(),
                    })
                }
                (before, after) => {
                    let mut faults: Vec<RowFault> = Vec::new();
                    for question in [before, after].iter().flat_map(Worked::unanswered) {
                        if faults.iter().all(|told| told.column != *question) {
                            faults.push(fault(batch, place, question, "", Why::Empty));
                        }
                    }
                    Err(faults)
                }
            }
        });
        people.collect()
    }

    /// What a row says.
    fn read(&self, batch: &Batch, place: usize) -> Result<Row, Vec<RowFault>> {
        let mut faults = Vec::new();
        let weight = self.weight(batch, place);
        if weight.is_none() {
            let (name, cell) = self.weight_cell(batch, place);
            faults.push(fault(batch, place, name, cell, Why::Weight));
        }
        let answers: [Answers; 2] = [0, 1].map(|edition| {
            let (Some(program), Some(columns)) = (
                self.programs.get(edition),
                self.columns.questions.get(edition),
            ) else {
                return Answers::default();
            };
            let questions = program.scheme().questions.iter().zip(columns);
            let answers = questions.map(|(question, columns)| {
                let answer = answer(question, columns, batch, place);
                answer.unwrap_or_else(|(cell, why)| {
                    // What both editions refuse is told once.
                    let is_told = faults.iter().any(|told| told.column == question.id);
                    if !is_told {
                        faults.push(fault(batch, place, &question.id, cell, why));
                    }
                    None
                })
            });
            Answers(answers.collect())
        });
        if faults.is_empty() {
            for column in self.ruled_out(&answers) {
                let cell = self.cell(column, batch, place);
                faults.push(fault(batch, place, column, cell, Why::NotAsked));
            }
        }
        match weight {
            Some(weight) if faults.is_empty() => Ok(Row { weight, answers }),
            _ => Err(faults),
        }
    }

    /// The questions that are answered and that no edition which has them asks.
    fn ruled_out(&self, answers: &[Answers; 2]) -> Vec<&str> {
        let lost = |edition: usize| -> Vec<&str> {
            let (Some(program), Some(answers)) = (self.programs.get(edition), answers.get(edition))
            else {
                return Vec::new();
            };
            let lost = uncounted(program.scheme(), answers).into_iter();
            let lost = lost.filter(|lost| answers.get(lost.question) != Some(Answer::Unknown));
            lost.filter_map(|lost| program.scheme().questions.get(lost.question))
                .map(|question| question.id.as_str())
                .collect()
        };
        let lost = [lost(0), lost(1)];
        let counts_elsewhere = |id: &str, edition: usize| {
            let (Some(program), Some(lost)) = (self.programs.get(edition), lost.get(edition))
            else {
                return false;
            };
            has_question(program.scheme(), id) && !lost.contains(&id)
        };
        let mut ruled_out: Vec<&str> = Vec::new();
        for (edition, ids) in lost.iter().enumerate() {
            for id in ids {
                if !counts_elsewhere(id, 1_usize.saturating_sub(edition)) && !ruled_out.contains(id)
                {
                    ruled_out.push(id);
                }
            }
        }
        ruled_out
    }

    fn weight(&self, batch: &Batch, place: usize) -> Option<Decimal> {
        /// More decimal places and larger weights than these are a slip.
        const MOST_PLACES: u32 = 6;
        const MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
        if self.columns.weight.is_none() {
            return Some(Decimal::ONE);
        }
        let (_, cell) = self.weight_cell(batch, place);
        let weight = Decimal::from_str_exact(cell).ok()?.normalize();
        (weight > Decimal::ZERO && weight <= MOST && weight.scale() <= MOST_PLACES)
            .then_some(weight)
    }

    fn weight_cell<'b>(&'b self, batch: &'b Batch, place: usize) -> (&'b str, &'b str) {
        let column = self.columns.weight.unwrap_or_default();
        let name = self.names.get(column).map(String::as_str);
        let cell = batch.columns.get(column).map(|texts| texts.get(place));
        (name.unwrap_or_default(), cell.unwrap_or_default())
    }

    fn cell<'b>(&self, name: &str, batch: &'b Batch, place: usize) -> &'b str {
        let column = self.names.iter().position(|own| own == name);
        let texts = column.and_then(|column| batch.columns.get(column));
        texts.map(|texts| texts.get(place)).unwrap_or_default()
    }
}

fn has_question(scheme: &Scheme, id: &str) -> bool {
    scheme.questions.iter().any(|question| question.id == id)
}

/// The answer of a row to a question, as `upfront estimate` reads it.
fn answer<'b>(
    question: &Question,
    columns: &[usize],
    batch: &'b Batch,
    place: usize,
) -> Result<Option<Answer>, (&'b str, Why)> {
    let mut said: Option<&str> = None;
    for column in columns {
        let cell = batch.columns.get(*column).map(|texts| texts.get(place));
        let Some(cell) = cell.filter(|cell| !cell.is_empty()) else {
            continue;
        };
        if said.is_some_and(|said| said != cell) {
            return Err((cell, Why::Twice));
        }
        said = Some(cell);
    }
    let Some(cell) = said else {
        return Ok(None);
    };
    let is_number = matches!(question.kind, QuestionKind::Number { .. });
    if is_number && begins_with_a_nought(cell) {
        return Err((cell, Why::Answer(AnswerFault::NotANumber)));
    }
    read(&question.kind, spoken_yes_or_no(&question.kind, cell))
        .map_err(|fault| (cell, Why::Answer(fault)))
}

/// The wanted results of people.
fn work<'a, 'p>(
    program: &Program<'a>,
    people: impl Iterator<Item = &'p Answers> + Clone,
    wanted: &[usize],
) -> Vec<Worked<'a>> {
    let mut columns = program::Columns::of(program);
    for answers in people.clone() {
        columns.push(program, answers);
    }
    let mut results = Results::default();
    program.columns(&columns, &mut results);
    let mut registers = Registers::new(program);
    let figure = |row: usize, result: usize| {
        let scale = program.scale(result)?;
        let parts = results.figure(row, result)?;
        Some(Decimal::new(parts, scale))
    };
    let worked = people.enumerate().map(|(row, answers)| {
        if results.open().binary_search(&row).is_ok() {
            return by_ranges(program, answers, wanted, &mut registers);
        }
        let figures = wanted.iter().map(|result| match figure(row, *result) {
            Some(figure) => Figure::Exact(figure),
            None => Figure::NotBegun,
        });
        Worked::Figures(figures.collect())
    });
    worked.collect()
}

/// The wanted results of somebody whose answers, or whose rules, leave something open.
fn by_ranges<'a>(
    program: &Program<'a>,
    answers: &Answers,
    wanted: &[usize],
    registers: &mut Registers,
) -> Worked<'a> {
    let outcome = program.estimate(answers, registers);
    // What is asked only if something that nobody knows is so, leaves the result open.
    let scheme = program.scheme();
    let unanswered = outcome.unanswered.iter();
    let unanswered: Vec<&str> = unanswered
        .filter(|place| is_asked(scheme, answers, **place))
        .filter_map(|place| scheme.questions.get(*place))
        .map(|question| question.id.as_str())
        .collect();
    if !unanswered.is_empty() {
        return Worked::Unanswered(unanswered);
    }
    let figure = |place: &usize| match outcome.results.get(*place) {
        None => Figure::NotBegun,
        Some(value) => match value.exact() {
            Some(figure) => Figure::Exact(figure),
            None => Figure::Open(said_open(&value.why, answers)),
        },
    };
    Worked::Figures(wanted.iter().map(figure).collect())
}

/// Why a result is open, without the questions that come up only where somebody answered *I do not know* to another.
fn said_open(why: &[Reason], answers: &Answers) -> Vec<Reason> {
    let is_said = |reason: &&Reason| match reason {
        Reason::Unknown(question) => answers.get(*question) == Some(Answer::Unknown),
        _ => true,
    };
    let said: Vec<Reason> = why.iter().filter(is_said).copied().collect();
    if said.is_empty() { why.to_vec() } else { said }
}

fn fault(batch: &Batch, place: usize, column: &str, cell: &str, why: Why) -> RowFault {
    RowFault {
        row: batch.rows.get(place).copied().unwrap_or_default(),
        column: column.to_owned(),
        cell: cell.to_owned(),
        why,
    }
}
