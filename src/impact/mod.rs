//! What a change of rules does to everybody: each person of a file worked out by two editions, and counted.
//!
//! Pure: people come a batch at a time through [`People`], and what comes out is data. A row that cannot be worked out is told
//! with its row and column, counted by what is wrong with it, and left out. What is known of a result only as a range is counted
//! apart and never ranked. Nothing is told of fewer than ten people (`withhold`).

mod columns;
mod counted;
mod data;
mod fault;
mod from_csv;
#[cfg(feature = "population")]
mod from_parquet;
mod people;
mod row;
mod tally;
mod withhold;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme, Unit, exact,
    program::Program,
    scheme::{Kinder, QuestionKind},
    value::Reason,
};

pub use columns::{MADE_UP, Wanted};
pub use counted::{Amounts, Count, Effect, Side, Told};
pub use data::{in_csv, in_json};
pub use from_csv::CsvPeople;
#[cfg(feature = "population")]
pub use from_parquet::ParquetPeople;
pub use people::{Batch, FaultKind, People, RowFault, Texts, Why};
pub use withhold::FEWEST;

use crate::{
    analyse::change::{Editions, shared_results},
    diagnostics::Finding,
};
use columns::Columns;
use counted::{Groups, NEAREST, OfResult};
use row::{Both, Person};
use tally::{OpenBecause, Portrait, Tally};

/// How many rows are held at a time.
const BATCH: usize = 8192;

/// How many of them one thread works out at a time.
const CHUNK: usize = 512;

/// So many rows with each kind of fault are listed; all are counted.
const LISTED: u64 = 20;

/// A column with more different texts than these tells people apart one by one, and not by groups.
const MOST_GROUPS: usize = 60;

/// So many of the largest losses are told.
const LOSSES: usize = 10;

/// At most so many answers are told of those who lose so much.
const ANSWERS: usize = 5;

/// What two editions do to the people of a file.
#[derive(Clone, Debug)]
pub struct Impact<'a> {
    /// The editions.
    pub editions: Editions<'a>,
    /// What made the people up, where they are: `seed 7`.
    pub made_up: Option<String>,
    /// Whether rows have weights.
    pub is_weighted: bool,
    /// How many rows were read.
    pub rows: u64,
    /// How many of them were worked out.
    pub people: Count,
    /// How many rows were left out, by what is wrong with them. A row with several faults counts under each.
    pub left_out: BTreeMap<FaultKind, u64>,
    /// How many rows were left out in all.
    pub rows_left_out: u64,
    /// The first of these rows.
    pub faults: Vec<RowFault>,
    /// What is wrong with columns.
    pub findings: Vec<Finding>,
    /// The questions that no column answers.
    pub without_column: Vec<&'a str>,
    /// What people are told apart by.
    pub sets: Vec<Set>,
    /// What is done to each result that both editions have.
    pub results: Vec<ResultImpact>,
}

/// A column that people are told apart by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Set {
    /// The name of the column.
    pub column: String,
    /// The question that it is, by its place in the later edition; `None` where it is none.
    pub question: Option<usize>,
}

/// What is done to a result.
#[derive(Clone, Debug)]
pub struct ResultImpact {
    /// Its place in the later edition.
    pub result: usize,
    /// What it is counted in.
    pub unit: Unit,
    /// Which way it is better for the person, where the rules say so.
    pub kinder: Option<Kinder>,
    /// What it does to all.
    pub all: Effect,
    /// What all of it together came to before and after, of those with one figure in both.
    pub totals: Told<[Decimal; 2]>,
    /// For each of [`Impact::sets`], what it does to each group, in the order of the question's options or of their names.
    pub groups: Vec<Vec<Group>>,
    /// Why there is no one figure for some, and for how many rows: the edition, 0 for the earlier, and the reason, which is `None`
    /// where a part of the questions is not answered. A row counts under each of its reasons.
    pub open: Vec<Open>,
    /// The largest losses, the largest first.
    pub losses: Vec<Loss>,
}

/// What a result does to a group.
#[derive(Clone, Debug)]
pub struct Group {
    /// What stands in the column; empty where nothing does.
    pub name: String,
    /// What it does.
    pub effect: Effect,
}

/// Why there is no one figure.
#[derive(Clone, Debug)]
pub struct Open {
    /// 0 for the earlier edition, 1 for the later.
    pub edition: usize,
    /// The reason; `None` where nothing of that part of the questions is answered.
    pub why: Option<Reason>,
    /// For how many.
    pub count: Told<Count>,
}

/// At least ten people with the largest losses there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How many.
    pub count: Count,
    /// What each of them loses at least.
    pub least: Decimal,
    /// What they lose on average, to the nearest penny.
    pub mean: Decimal,
    /// What they answered and others did less often, by question and option of the later edition. All of them gave the answer
    /// where the last is true; otherwise at least three in four, and at least ten did not.
    pub answers: Vec<(usize, usize, bool)>,
}

/// Works out what two editions do to everybody in a file. An error says in a sentence why that cannot be done at all.
pub fn impact<'a>(
    editions: Editions<'a>,
    people: &mut dyn People,
    wanted: &Wanted,
) -> Result<Impact<'a>, String> {
    let schemes = [editions.before, editions.after];
    let names = people.columns().to_vec();
    let (columns, findings) = Columns::of(&names, schemes, wanted)?;
    let results: Vec<(usize, usize)> = shared_results(editions).collect();
    if results.is_empty() {
        return Err("The two editions have no result in common.".to_owned());
    }
    let kinder = results
        .iter()
        .map(|(_, after)| editions.after.results.get(*after)?.kinder);
    let kinder: Vec<Option<Kinder>> = kinder.collect();
    let both = Both {
        programs: schemes.map(Program::compile),
        results,
        names: &names,
        columns: &columns,
    };
    let mut counting = Counting {
        tally: Tally::new(editions.after, kinder.clone(), columns.groups.len()),
        ..Counting::default()
    };
    while let Some(batch) = people.next(BATCH)? {
        counting.add(&both, &batch, wanted)?;
    }
    let Counting { tally, .. } = &counting;
    if tally.people.people < FEWEST {
        return Err(counting.too_few(schemes));
    }
    let told = counted::told(tally).ok_or(TOO_LARGE)?;
    let sets = columns.groups.iter().zip(&wanted.groups).map(|(_, name)| {
        let mut questions = editions.after.questions.iter();
        Set {
            column: name.clone(),
            question: questions.position(|question| question.id == *name),
        }
    });
    let sets: Vec<Set> = sets.collect();
    let of_results = told.into_iter().zip(&both.results).zip(&tally.results);
    let results = of_results.map(|((told, (_, result)), tally_of)| {
        let kinder = editions
            .after
            .results
            .get(*result)
            .and_then(|one| one.kinder);
        let step = editions.after.results.get(*result).map(|one| one.step);
        let step = step.and_then(|step| editions.after.steps.get(step));
        let OfResult {
            all,
            sets: groups,
            totals,
        } = told;
        let is_told = all
            .worse(kinder)
            .is_some_and(|side| side.count.get().is_some() && side.amounts.get().is_some());
        let groups = groups.into_iter().zip(&sets);
        Some(ResultImpact {
            result: *result,
            unit: step.map(|step| step.unit.clone()).unwrap_or_default(),
            kinder,
            totals,
            open: opened(&tally_of.why, &all),
            losses: if is_told {
                losses(tally, tally_of, &all, kinder)?
            } else {
                Vec::new()
            },
            all,
            groups: groups
                .map(|(Groups(groups), set)| in_order(groups, set, editions.after))
                .collect(),
        })
    });
    let results = results.collect::<Option<Vec<_>>>().ok_or(TOO_LARGE)?;
    Ok(Impact {
        editions,
        made_up: counting.made_up,
        is_weighted: columns.weight.is_some(),
        rows: counting.rows,
        people: Count {
            people: counting.tally.people.people,
            stand_for: counting.tally.people.weight.normalize(),
        },
        left_out: counting.left_out,
        rows_left_out: counting.rows_left_out,
        faults: counting.faults,
        findings,
        without_column: columns.without_column(schemes),
        sets,
        results,
    })
}

const TOO_LARGE: &str = "A sum is too large to be held exactly.";

/// What is counted while rows are read.
#[derive(Default)]
struct Counting {
    tally: Tally,
    rows: u64,
    rows_left_out: u64,
    left_out: BTreeMap<FaultKind, u64>,
    faults: Vec<RowFault>,
    made_up: Option<String>,
}

impl Counting {
    /// Works out a batch on all threads, and counts it in the order of its rows.
    fn add(&mut self, both: &Both<'_>, batch: &Batch, wanted: &Wanted) -> Result<(), String> {
        let unread = batch.unread.len();
        self.rows = self
            .rows
            .saturating_add(batch.rows.len().saturating_add(unread) as u64);
        let starts: Vec<usize> = (0..batch.rows.len()).step_by(CHUNK).collect();
        let worked = starts.into_par_iter().flat_map_iter(|start| {
            let end = start.saturating_add(CHUNK).min(batch.rows.len());
            both.people(batch, start..end)
        });
        let worked: Vec<Result<Person, Vec<RowFault>>> = worked.collect();
        for fault in &batch.unread {
            self.leave_out(std::slice::from_ref(fault));
        }
        for person in worked {
            match person {
                Err(faults) => self.leave_out(&faults),
                Ok(person) => {
                    if self.made_up.is_none() {
                        self.made_up = made_up(both, batch, person.place);
                    }
                    let groups = &both.columns.groups;
                    self.tally.add(&person, batch, groups).ok_or(TOO_LARGE)?;
                }
            }
        }
        self.faults.sort_by_key(|fault| fault.row);
        let sets = self.tally.sets.iter().zip(&wanted.groups);
        match sets.into_iter().find(|(set, _)| set.len() > MOST_GROUPS) {
            Some((_, name)) => Err(format!(
                "The column `{name}` has more than {MOST_GROUPS} different texts. Name a column that puts people into a few groups, such as their age in bands."
            )),
            None => Ok(()),
        }
    }

    fn leave_out(&mut self, faults: &[RowFault]) {
        self.rows_left_out = self.rows_left_out.saturating_add(1);
        for fault in faults {
            let count = self.left_out.entry(fault.why.kind()).or_default();
            *count = count.saturating_add(1);
            if *count <= LISTED {
                self.faults.push(fault.clone());
            }
        }
    }

    /// Why nothing is told of so few people.
    fn too_few(&self, schemes: [&Scheme; 2]) -> String {
        let people = self.tally.people.people;
        let left_out = match self.faults.first() {
            Some(fault) => format!(
                " {} rows could not be worked out. The first: {}.",
                self.rows_left_out,
                fault.finding(schemes).message
            ),
            None => String::new(),
        };
        format!(
            "Only {people} rows can be worked out, and nothing is told of fewer than {FEWEST} people.{left_out}"
        )
    }
}

/// What a row says of who made it up.
fn made_up(both: &Both<'_>, batch: &Batch, place: usize) -> Option<String> {
    let cell = batch.columns.get(both.columns.made_up?)?.get(place);
    let is_so = !cell.is_empty() && !cell.eq_ignore_ascii_case("no");
    is_so.then(|| cell.to_owned())
}

/// Why there is no one figure, the commonest first. What is told of few is withheld, and all of it where how many there are in
/// all is, since one reason may hold for all of them.
fn opened(why: &BTreeMap<OpenBecause, tally::Held>, all: &Effect) -> Vec<Open> {
    let is_told = all.open.get().is_some();
    let mut open: Vec<Open> = why
        .iter()
        .map(|((edition, why), held)| Open {
            edition: *edition,
            why: *why,
            count: if held.people < FEWEST {
                Told::Few
            } else if !is_told {
                Told::Withheld
            } else {
                Told::Is(Count {
                    people: held.people,
                    stand_for: held.weight.normalize(),
                })
            },
        })
        .collect();
    let people = |open: &Open| open.count.get().map_or(0, |count| count.people);
    open.sort_by_key(|open| std::cmp::Reverse(people(open)));
    open
}

/// Groups in the order of the options of their question, and those of another column by name; what says nothing last.
fn in_order(groups: Vec<(String, Effect)>, set: &Set, scheme: &Scheme) -> Vec<Group> {
    let options = set.question.and_then(|place| scheme.questions.get(place));
    let options: Vec<&str> = match options.map(|question| &question.kind) {
        Some(QuestionKind::Options(options)) => {
            options.iter().map(|option| option.id.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(name, effect)| Group { name, effect })
        .collect();
    groups.sort_by_key(|group| {
        let place = options.iter().position(|id| *id == group.name);
        (
            group.name.is_empty(),
            place.unwrap_or(usize::MAX),
            group.name.clone(),
        )
    });
    groups
}

/// The largest losses: each line is at least ten people, and so is what is left after the last.
fn losses(
    tally: &Tally,
    of: &tally::Result,
    all: &Effect,
    kinder: Option<Kinder>,
) -> Option<Vec<Loss>> {
    let losers = all.worse(kinder).and_then(|side| side.count.get());
    let mut left = losers.map_or(0, |count| count.people);
    let mut losses = Vec::new();
    let mut line = (Portrait::default(), Decimal::ZERO, Decimal::ZERO);
    for (loss, portrait) in of.portraits.iter().rev() {
        let (so_far, least, total) = &mut line;
        so_far.held.add(portrait.held)?;
        if so_far.answers.is_empty() {
            so_far.answers.clone_from(&portrait.answers);
        } else {
            let both = so_far.answers.iter_mut().zip(&portrait.answers);
            for (to, from) in both.flat_map(|(to, from)| to.iter_mut().zip(from)) {
                *to = to.saturating_add(*from);
            }
        }
        *least = *loss;
        *total = exact::add(*total, exact::multiply(*loss, portrait.held.weight)?)?;
        let people = so_far.held.people;
        let rest = left.saturating_sub(people);
        let stands_alone = rest == 0 || rest >= FEWEST;
        if people >= FEWEST && stands_alone {
            left = rest;
            let held = so_far.held;
            losses.push(Loss {
                count: Count {
                    people,
                    stand_for: held.weight.normalize(),
                },
                least: least.normalize(),
                mean: exact::scale(*total, Decimal::ONE, held.weight, Some(NEAREST))?,
                answers: marked(tally, so_far),
            });
            line = (Portrait::default(), Decimal::ZERO, Decimal::ZERO);
        }
        if losses.len() == LOSSES {
            break;
        }
    }
    Some(losses)
}

/// The answers that mark people among all, the most telling first.
fn marked(tally: &Tally, portrait: &Portrait) -> Vec<(usize, usize, bool)> {
    let people = portrait.held.people;
    let mut marked = Vec::new();
    let questions = portrait.answers.iter().zip(&tally.answers).enumerate();
    for (question, (own, all)) in questions {
        // Of all those who were asked it.
        let everybody: u64 = all.iter().sum();
        for (option, (own, all)) in own.iter().zip(all).enumerate() {
            let without = people.saturating_sub(*own);
            let is_everyones = without == 0;
            let is_mosts = own.saturating_mul(4) >= people.saturating_mul(3) && without >= FEWEST;
            // It has to be commoner among them, and what only most of them gave by a fifth at least, or it says nothing of them.
            let [here, there] = [(*own, everybody), (*all, people)]
                .map(|(number, times)| u128::from(number) * u128::from(times));
            let is_commoner = here > there && (is_everyones || here * 5 >= there * 6);
            if (is_everyones || is_mosts) && is_commoner {
                // How much commoner, in thousandths.
                let times = here.saturating_mul(1000) / there.max(1);
                marked.push((times, question, option, is_everyones));
            }
        }
    }
    marked.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    marked.truncate(ANSWERS);
    let marked = marked.into_iter();
    marked
        .map(|(_, question, option, is_everyones)| (question, option, is_everyones))
        .collect()
}
