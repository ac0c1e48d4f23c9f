//! What a chart shows: what the result that a table feeds gives, found by running the rules; or, where that rests on
//! answers which a chart cannot fix, what the table itself gives.

use std::{cmp::Reverse, collections::BTreeSet};

use upfront_engine::{
    Amount, Answer, Answers, Decimal, Outcome, Scheme, Unit, exact,
    outcome::Taken,
    reads::{Reads, steps_behind},
    scheme::{Direction, Operand, QuestionKind, Table, TableKind, Verb},
};

use super::{
    parts::{Edge, Part, parts},
    runs::{Along, Rest, Roughness, Runs, can_be, on_grain, stated},
};
use crate::analyse::{grain, grain_at_table};

/// A result that rests on more other answers than this is not drawn: nobody could read for whom it holds.
const MOST_ANSWERS: usize = 8;

/// And one that reads more questions than this is not even tried.
const MOST_QUESTIONS: usize = 12;

/// How many values may be looked at for one chart.
const MOST_LOOKS: usize = 600;

/// How many rows a chart can have beyond twice those of its table.
const MOST_ROWS: usize = 8;

/// How often the far end of a chart is moved out to where nothing changes any more: from a hundred to a hundred thousand.
const MOST_DOUBLINGS: usize = 10;

/// How many steps a chart along a number can have: savings count by every so many pounds between two limits.
const MOST_STAIRS: usize = 80;

/// How many rows of a table are tried out to find for whom a chart can be drawn.
const SAMPLES: usize = 2;

/// What a chart shows, with everything that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Which figure.
    pub(super) of: Of,
    /// For whom: the answers beside what the chart goes along, by question.
    pub(super) answers: Vec<(usize, Answer)>,
    /// The figures.
    pub(super) course: Course,
    /// The smallest step along the chart, where the rules were run along it: between two values so far apart there is
    /// none.
    pub(super) grain: Option<Decimal>,
    /// What the amounts between the points of a line are rounded to, where they are.
    pub(super) rounded_to: Option<Decimal>,
    /// Whether the figures are, row for row, those of the table as it is printed.
    pub(super) as_printed: bool,
}

/// Which figure a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A result, by index, along something.
    Result(usize, Along),
    /// A step, by index, on the way to a result that is counted otherwise, along something.
    Step(usize, usize, Along),
    /// What the table itself gives, before a result, by index, that it feeds; `None` where it feeds none.
    Table(Option<usize>),
}

/// The figures of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Course {
    /// Values that get one amount, from the lowest.
    Bands(Vec<Part>),
    /// Points with straight lines between them, from the lowest.
    Lines(Vec<(Decimal, Amount)>),
    /// An amount for each option, with the request for it that was refused.
    Answers(Vec<(Amount, String)>),
}

impl Course {
    /// Whether there is a figure to draw.
    pub(super) fn has_figure(&self) -> bool {
        !self.figures().is_empty()
    }

    /// The figures, each once.
    fn figures(&self) -> BTreeSet<Decimal> {
        let figure = |gives: &Amount| gives.figure();
        match self {
            Self::Bands(parts) => parts
                .iter()
                .filter_map(|part| figure(&part.gives))
                .collect(),
            Self::Lines(points) => points.iter().filter_map(|point| figure(&point.1)).collect(),
            Self::Answers(rows) => rows.iter().filter_map(|row| figure(&row.0)).collect(),
        }
    }
}

/// What the chart of a table, by index, shows. `None` of a table with two ways in, and where no figure is published.
pub(super) fn shown(scheme: &Scheme, index: usize) -> Option<Shown> {
    let table = scheme.tables.get(index)?;
    let own = own(scheme, index, table)?;
    if !own.has_figure() {
        return None;
    }
    let lookups = Lookups::of(scheme, index);
    let found = lookups
        .as_ref()
        .and_then(|lookups| lookups.of_result(scheme, table, &own))
        .filter(|shown| shown.course.has_figure());
    Some(found.unwrap_or_else(|| Shown {
        of: Of::Table(lookups.and_then(|lookups| lookups.fed.first().copied())),
        answers: Vec::new(),
        grain: None,
        rounded_to: None,
        as_printed: is_printed(table, &own),
        course: own,
    }))
}

/// What a result gives along a number that a question asks for.
pub(super) struct Line {
    /// Straight lines, from the least number up to where nothing changes any more; or bands, where it goes in steps.
    pub(super) course: Course,
    /// The smallest step along it.
    pub(super) grain: Decimal,
    /// What the amounts between the points are rounded to, where they are.
    pub(super) rounded_to: Option<Decimal>,
}

/// A result along a number, for somebody who gives these answers to everything else. `None` where it does not change at
/// all, or turns more often than can be read.
pub(super) fn along_number(
    scheme: &Scheme,
    result: usize,
    question: usize,
    answers: &Answers,
) -> Option<Line> {
    let QuestionKind::Number { least, most, .. } = &scheme.questions.get(question)?.kind else {
        return None;
    };
    let step = scheme.results.get(result)?.step;
    let rest = Rest::of(scheme, result, step, Along::Answer(question))?;
    let mut runs = rest.runs();
    for other in rest.questions.iter().copied() {
        if let Some(answer) = answers.get(other) {
            runs.answers.set(other, answer);
        }
    }
    let grain = grain(scheme, &Operand::Answer(question));
    let roughness = runs.rounding();
    let to = far_end(&mut runs, *least, *most)?;
    let mut tracing = Tracing {
        roughness,
        runs: &mut runs,
        grain,
        found: Vec::new(),
    };
    let course = if roughness == Roughness::Steps {
        Course::Bands(tracing.stairs(*least, to)?)
    } else {
        let mut points = vec![(*least, tracing.runs.see(*least)?.gives)];
        let turns = tracing.turns(*least, to)?;
        tracing.straighten(&mut points, turns);
        Course::Lines(points)
    };
    let can_be_read = match &course {
        Course::Bands(parts) => parts.len() > 1,
        Course::Lines(points) => {
            points
                .iter()
                .any(|(_, gives)| Some(*gives) != points.first().map(|first| first.1))
                && points.len() <= MOST_ROWS.saturating_mul(2)
        }
        Course::Answers(_) => false,
    };
    can_be_read.then_some(Line {
        course,
        grain,
        rounded_to: match roughness {
            Roughness::Fine(to) => Some(to),
            Roughness::None | Roughness::Steps => None,
        },
    })
}

/// The first of some numbers, each twice the one before, from which on nothing changes any more: at most the greatest
/// that may be answered.
fn far_end(runs: &mut Runs<'_>, least: Decimal, most: Option<Decimal>) -> Option<Decimal> {
    let mut at = exact::add(least, Decimal::ONE_HUNDRED)?;
    let mut far = at;
    let mut before = runs.see(at)?.gives;
    for _ in 0..MOST_DOUBLINGS {
        at = exact::multiply(at, Decimal::TWO)?;
        if most.is_some_and(|most| at > most) {
            break;
        }
        let gives = runs.see(at)?.gives;
        if gives != before {
            far = at;
            before = gives;
        }
    }
    Some(far)
}

/// The figures of the table itself.
fn own(scheme: &Scheme, index: usize, table: &Table) -> Option<Course> {
    Some(match &table.kind {
        TableKind::Bands { by, rows } => Course::Bands(parts(
            rows,
            table.elsewhere,
            by,
            grain_at_table(scheme, index),
        )),
        TableKind::Lines { points, .. } => {
            Course::Lines(points.iter().map(|point| (point.at, point.gives)).collect())
        }
        TableKind::ByAnswer { rows, .. } => Course::Answers(
            rows.iter()
                .map(|row| (row.gives, row.asked.clone()))
                .collect(),
        ),
        TableKind::TwoWay { .. } => return None,
    })
}

/// Whether the figures are those of the rows that the table prints.
fn is_printed(table: &Table, course: &Course) -> bool {
    match (&table.kind, course) {
        (TableKind::Bands { rows, .. }, Course::Bands(parts)) => {
            rows.len() == parts.len()
                && rows.iter().zip(parts).all(|(row, part)| {
                    row.gives == part.gives
                        && row.band.from == part.start.map(|edge| edge.at)
                        && row.band.to == part.end.map(|edge| edge.at)
                })
        }
        (TableKind::Lines { points, .. }, Course::Lines(shown)) => {
            points.len() == shown.len()
                && points
                    .iter()
                    .zip(shown)
                    .all(|(point, shown)| (point.at, point.gives) == *shown)
        }
        (TableKind::ByAnswer { rows, .. }, Course::Answers(shown)) => rows
            .iter()
            .zip(shown)
            .all(|(row, shown)| row.gives == shown.0),
        _ => false,
    }
}

/// Where a table is read.
struct Lookups {
    /// What picks its row; `None` where an answer does.
    row: Option<Operand>,
    /// The steps that read it.
    steps: Vec<usize>,
    /// The results that it feeds.
    fed: Vec<usize>,
}

impl Lookups {
    /// `None` where nothing reads the table.
    fn of(scheme: &Scheme, index: usize) -> Option<Self> {
        let mut all = scheme.steps.iter().enumerate().filter_map(|(place, step)| {
            let Verb::LookUp { table, row, .. } = &step.verb else {
                return None;
            };
            (*table == index).then_some((place, row))
        });
        let (first, row) = all.next()?;
        let (mut steps, mut rows) = (vec![first], vec![row]);
        for (place, row) in all {
            steps.push(place);
            rows.push(row);
        }
        let stops = scheme.steps.iter().enumerate();
        let stops: Vec<usize> = stops
            .filter(|(_, step)| matches!(step.verb, Verb::Stop { .. }))
            .map(|(index, _)| index)
            .collect();
        let is_fed = |step| {
            let behind_it = steps_behind(scheme, stops.iter().copied().chain([step]));
            steps.iter().any(|lookup| behind_it.contains(lookup))
        };
        let results = scheme.results.iter().enumerate();
        let fed: Vec<usize> = results
            .filter(|(_, result)| is_fed(result.step))
            .map(|(index, _)| index)
            .collect();
        // Where two things pick a row, no chart can go along both.
        let is_one = rows.iter().all(|other| *other == row);
        Some(Self {
            row: if is_one { row.clone() } else { None },
            steps,
            fed,
        })
    }

    /// The first result that the table feeds and that is counted as the table is; else the last step on the way to one
    /// that is. Each by index: the result, and the step.
    fn target(&self, scheme: &Scheme, table: &Table) -> Option<(usize, usize)> {
        let is_counted_so = |step: &usize| {
            let step = scheme.steps.get(*step);
            step.is_some_and(|step| step.unit == table.unit)
        };
        let results = self
            .fed
            .iter()
            .filter_map(|result| Some((*result, scheme.results.get(*result)?.step)));
        let mut whole = results.clone().filter(|(_, step)| is_counted_so(step));
        whole.next().or_else(|| {
            let (result, last) = results.clone().next()?;
            let feeds = |step: &usize| {
                let behind = steps_behind(scheme, [*step]);
                self.steps.iter().any(|lookup| behind.contains(lookup))
            };
            let mut way = steps_behind(scheme, [last]).into_iter().rev();
            let step = way.find(|step| is_counted_so(step) && feeds(step))?;
            Some((result, step))
        })
    }

    /// What that gives.
    fn of_result(&self, scheme: &Scheme, table: &Table, own: &Course) -> Option<Shown> {
        let (result, step) = self.target(scheme, table)?;
        let is_whole = scheme.results.get(result)?.step == step;
        let samples = samples(own);
        let drawn = |along, samples: &[(Decimal, Decimal)]| {
            let rest = Rest::of(scheme, result, step, along)?;
            let mut runs = rest.runs();
            let answers = self.situation(scheme, &mut runs, samples)?;
            let (course, grain) = course(scheme, &mut runs, along, own)?;
            let answers = needed(&mut runs, answers, &course);
            if is_lost(own, &course, &answers) {
                return None;
            }
            // Only where something has come between is a step told apart from the table.
            if !is_whole && self.steps.contains(&step) && course == *own {
                return None;
            }
            Some(Shown {
                of: if is_whole {
                    Of::Result(result, along)
                } else {
                    Of::Step(step, result, along)
                },
                answers,
                grain: Some(grain),
                rounded_to: match runs.rounding() {
                    Roughness::Fine(to) => Some(to),
                    Roughness::None | Roughness::Steps => None,
                },
                as_printed: is_printed(table, &course),
                course,
            })
        };
        match (&table.kind, &self.row) {
            (TableKind::ByAnswer { question, .. }, _) => drawn(Along::Answer(*question), &samples),
            (TableKind::Bands { by, .. } | TableKind::Lines { by, .. }, Some(row)) => {
                sources(scheme, row, by)
                    .into_iter()
                    .find_map(|along| drawn(along, &samples))
            }
            _ => None,
        }
    }

    /// The answers with which the figures of the table come through, as far as one answer after the other shows it.
    fn situation(
        &self,
        scheme: &Scheme,
        runs: &mut Runs<'_>,
        samples: &[(Decimal, Decimal)],
    ) -> Option<Vec<(usize, Answer)>> {
        if runs.rest.questions.len() > MOST_QUESTIONS {
            return None;
        }
        let tried = |runs: &mut Runs<'_>| -> Vec<Outcome> {
            samples.iter().map(|(at, _)| runs.run(*at)).collect()
        };
        let through = |outcomes: &[Outcome]| {
            let results = outcomes.iter().map(|outcome| outcome.results.first());
            results
                .zip(samples)
                .filter(|(result, (_, figure))| result.is_some_and(|value| can_be(value, *figure)))
                .count()
        };
        let mut chosen = Vec::new();
        // With nothing answered at all a run is slow, and would show only that the first question is asked.
        let mut outcomes: Vec<Outcome> = Vec::new();
        for question in runs.rest.questions.iter().copied() {
            let mut results = outcomes
                .iter()
                .filter_map(|outcome| outcome.results.first());
            if !outcomes.is_empty() && results.all(|value| stated(value).is_some()) {
                break;
            }
            let is_open = |outcome: &Outcome| outcome.unanswered.contains(&question);
            if !outcomes.is_empty() && !outcomes.iter().any(is_open) {
                continue;
            }
            let brings_up_another = runs.rest.questions.iter().any(|other| {
                let mut reads = Reads::new(scheme);
                reads.question(*other);
                *other != question && reads.questions.contains(&question)
            });
            // Of answers that let as much through, the one that leaves the fewest others to be asked.
            let mut best: Option<((usize, Reverse<usize>), Answer)> = None;
            for answer in candidates(scheme, runs, question) {
                runs.answers.set(question, answer);
                let here = tried(runs);
                let count = through(&here);
                let asked = here.iter().map(|outcome| outcome.unanswered.len()).sum();
                let merit = (count, Reverse(asked));
                if best.is_none_or(|(most, _)| merit > most) {
                    best = Some((merit, answer));
                    outcomes = here;
                }
                let can_do_better = matches!(answer, Answer::Option(_)) && brings_up_another;
                if count == samples.len() && !can_do_better {
                    break;
                }
            }
            let (_, answer) = best?;
            runs.answers.set(question, answer);
            chosen.push((question, answer));
            if chosen.len() > MOST_ANSWERS {
                return None;
            }
        }
        runs.forget();
        for (at, _) in samples {
            runs.see(*at)?;
            if !self.is_looked_up(runs, *at) {
                return None;
            }
        }
        Some(chosen)
    }

    /// Whether the table is looked up at the value itself, or not at all.
    fn is_looked_up(&self, runs: &mut Runs<'_>, at: Decimal) -> bool {
        let Some(row) = &self.row else {
            return true;
        };
        let outcome = runs.run(at);
        let taken = self.steps.iter().filter(|step| {
            let line = outcome.working.get(**step);
            line.is_some_and(|line| line.taken == Taken::Yes)
        });
        if taken.count() == 0 {
            return true;
        }
        runs.figure(row, &outcome, at) == Some(at)
    }
}

/// Values at which a table gives a figure, and the figure: some of its rows, the last among them.
fn samples(own: &Course) -> Vec<(Decimal, Decimal)> {
    let all: Vec<(Decimal, Decimal)> = match own {
        Course::Bands(parts) => {
            let within = |part: &Part| match (part.start, part.end) {
                (_, Some(end)) if end.inside => Some(end.at),
                (Some(start), _) if start.inside => Some(start.at),
                (Some(start), Some(end)) => {
                    exact::divide(exact::add(start.at, end.at)?, Decimal::TWO)
                }
                (None, Some(end)) => exact::subtract(end.at, Decimal::ONE),
                (Some(start), None) => exact::add(start.at, Decimal::ONE),
                (None, None) => Some(Decimal::ZERO),
            };
            parts
                .iter()
                .filter_map(|part| Some((within(part)?, part.gives.figure()?)))
                .collect()
        }
        Course::Lines(points) => points
            .iter()
            .filter_map(|(at, gives)| Some((*at, gives.figure()?)))
            .collect(),
        Course::Answers(rows) => (0_i64..)
            .zip(rows)
            .filter_map(|(place, (gives, _))| Some((place.into(), gives.figure()?)))
            .collect(),
    };
    let step = all.len().div_ceil(SAMPLES).max(1);
    let mut some: Vec<_> = all.into_iter().rev().step_by(step).collect();
    some.reverse();
    some
}

/// What a chart can go along for a table to be looked up by an operand: the quantity furthest back that it follows
/// alone, and then every one on the way.
fn sources(scheme: &Scheme, row: &Operand, by: &Unit) -> Vec<Along> {
    let mut found = Vec::new();
    let mut at = row;
    loop {
        let step = match at {
            Operand::Answer(question) => {
                let kind = scheme.questions.get(*question).map(|one| &one.kind);
                if matches!(kind, Some(QuestionKind::Number { unit, .. }) if unit == by) {
                    found.push(Along::Answer(*question));
                }
                break;
            }
            Operand::Step(step) => *step,
            _ => break,
        };
        // A step reads only steps before it, so that this ends.
        let is_before = found.last().is_none_or(|last| match last {
            Along::Step(last) => step < *last,
            Along::Answer(_) => false,
        });
        let here = scheme.steps.get(step).filter(|here| here.unit == *by);
        let Some(here) = here.filter(|_| is_before) else {
            break;
        };
        found.push(Along::Step(step));
        if !matches!(
            here.verb,
            Verb::Multiply(_)
                | Verb::LeastOf(_)
                | Verb::GreatestOf(_)
                | Verb::Sum { .. }
                | Verb::Share { .. }
                | Verb::Round(_)
        ) {
            break;
        }
        let operands = here.verb.operands();
        let mut moving = operands
            .into_iter()
            .filter(|operand| matches!(operand, Operand::Step(_) | Operand::Answer(_)));
        match (moving.next(), moving.next()) {
            (Some(next), None) => at = next,
            _ => break,
        }
    }
    found.reverse();
    found
}

/// The answers to a question that are tried: every option, or the least number, those at which something else begins,
/// and the most.
fn candidates(scheme: &Scheme, runs: &Runs<'_>, question: usize) -> Vec<Answer> {
    match scheme.questions.get(question).map(|one| &one.kind) {
        Some(QuestionKind::Options(options)) => (0..options.len()).map(Answer::Option).collect(),
        Some(QuestionKind::Number {
            least,
            most,
            places,
            ..
        }) => {
            let grain = Decimal::new(1, *places);
            let asked = Operand::Answer(question);
            let limits = runs.limits().filter(|(operand, _)| **operand == asked);
            let mut figures = BTreeSet::from([*least]);
            for (_, figure) in limits {
                let at = on_grain(figure, grain, Direction::Down);
                figures.extend(at);
                figures.extend(at.and_then(|at| exact::add(at, grain)));
                figures.extend(at.and_then(|at| exact::subtract(at, grain)));
            }
            figures.extend(*most);
            let allowed =
                |figure: &Decimal| figure >= least && most.is_none_or(|most| *figure <= most);
            figures
                .into_iter()
                .filter(allowed)
                .map(Answer::Number)
                .collect()
        }
        None => Vec::new(),
    }
}

/// The answers without which the chart would be another.
fn needed(
    runs: &mut Runs<'_>,
    answers: Vec<(usize, Answer)>,
    course: &Course,
) -> Vec<(usize, Answer)> {
    let at: Vec<(Decimal, Amount)> = match course {
        Course::Bands(parts) => {
            let ends = |part: &Part| [part.start, part.end].into_iter().flatten();
            let inside = |part: &Part| {
                let ends: Vec<Edge> = ends(part).filter(|edge| edge.inside).collect();
                let gives = part.gives;
                ends.into_iter().map(move |edge| (edge.at, gives))
            };
            parts.iter().flat_map(inside).collect()
        }
        Course::Lines(points) => points.clone(),
        Course::Answers(rows) => (0_i64..)
            .zip(rows)
            .map(|(place, row)| (place.into(), row.0))
            .collect(),
    };
    let mut needed = Vec::new();
    for (question, answer) in answers {
        runs.answers.set(question, Answer::Unknown);
        runs.forget();
        let is_same = at.iter().all(|(at, gives)| {
            let seen = runs.see(*at);
            seen.is_some_and(|seen| seen.gives == *gives)
        });
        if !is_same {
            runs.answers.set(question, answer);
            needed.push((question, answer));
        }
    }
    needed
}

/// Whether nothing of the table's course is left in the result of somebody who gives these answers, as other answers
/// might leave it. What holds for everybody is no loss.
fn is_lost(own: &Course, course: &Course, answers: &[(usize, Answer)]) -> bool {
    let (before, left) = (own.figures(), course.figures());
    let is_nothing = left.iter().all(Decimal::is_zero) && !before.contains(&Decimal::ZERO);
    !answers.is_empty() && ((before.len() > 1 && left.len() < 2) || is_nothing)
}

/// What the result gives, along what the table gives, and the smallest step along it.
fn course(
    scheme: &Scheme,
    runs: &mut Runs<'_>,
    along: Along,
    own: &Course,
) -> Option<(Course, Decimal)> {
    let (operand, least, most) = match along {
        Along::Step(step) => (Operand::Step(step), None, None),
        Along::Answer(question) => match &scheme.questions.get(question)?.kind {
            QuestionKind::Number { least, most, .. } => {
                (Operand::Answer(question), Some(*least), *most)
            }
            QuestionKind::Options(_) => (Operand::Answer(question), None, None),
        },
    };
    let grain = grain(scheme, &operand);
    let mut tracing = Tracing {
        roughness: runs.rounding(),
        runs,
        grain,
        found: Vec::new(),
    };
    let course = match own {
        Course::Answers(rows) => (0_i64..)
            .zip(rows)
            .map(|(place, (gives, asked))| {
                let seen = tracing.runs.see(place.into())?;
                // The same figure is written as the table writes it.
                Some(if seen.gives == *gives {
                    (*gives, asked.clone())
                } else {
                    (seen.gives, String::new())
                })
            })
            .collect::<Option<_>>()
            .map(Course::Answers),
        Course::Bands(parts) => tracing.bands(parts, least, most).map(Course::Bands),
        Course::Lines(points) => tracing.lines(points).map(Course::Lines),
    };
    Some((course?, grain))
}

/// A run of values that get one amount, both ends among them.
struct Piece {
    from: Decimal,
    to: Decimal,
    gives: Amount,
}

/// Finding where the result changes.
struct Tracing<'t, 'r> {
    runs: &'t mut Runs<'r>,
    /// The smallest difference between two values.
    grain: Decimal,
    /// How far the result may lie from a straight line.
    roughness: Roughness,
    found: Vec<Piece>,
}

impl Tracing<'_, '_> {
    fn after(&self, at: Decimal) -> Option<Decimal> {
        exact::add(at, self.grain)
    }

    fn before(&self, at: Decimal) -> Option<Decimal> {
        exact::subtract(at, self.grain)
    }

    /// The first value that lies in a part, or the last.
    fn first(&self, edge: Edge) -> Option<Decimal> {
        let at = on_grain(edge.at, self.grain, Direction::Up)?;
        if !edge.inside && at == edge.at {
            self.after(at)
        } else {
            Some(at)
        }
    }

    fn last(&self, edge: Edge) -> Option<Decimal> {
        let at = on_grain(edge.at, self.grain, Direction::Down)?;
        if !edge.inside && at == edge.at {
            self.before(at)
        } else {
            Some(at)
        }
    }

    /// A value in the middle of two, where there is one.
    fn middle(&self, from: Decimal, to: Decimal) -> Option<Decimal> {
        let half = exact::divide(exact::add(from, to)?, Decimal::TWO)?;
        let at = on_grain(half, self.grain, Direction::Down)?;
        (at > from && at < to).then_some(at)
    }

    fn bands(
        &mut self,
        own: &[Part],
        least: Option<Decimal>,
        most: Option<Decimal>,
    ) -> Option<Vec<Part>> {
        let edges = own.iter().flat_map(|part| [part.start, part.end]);
        let mut figures: Vec<Decimal> = edges.flatten().map(|edge| edge.at).collect();
        figures.extend(self.runs.limits().map(|(_, figure)| figure));
        figures.push(Decimal::ZERO);
        let low = figures.iter().copied().min()?;
        let high = figures.iter().copied().max()?;
        let beyond = exact::multiply(self.grain, Decimal::ONE_THOUSAND)?;
        let low = on_grain(least.unwrap_or(low), self.grain, Direction::Down)?;
        let high = match most {
            Some(most) => most,
            None => exact::add(exact::multiply(high, Decimal::TEN)?, beyond)?,
        };
        let high = on_grain(high, self.grain, Direction::Up)?;
        let mut all: Vec<(Part, bool)> = Vec::new();
        // Under the first row of a table there may be something else than the table.
        let first = own.first()?;
        if let Some(start) = first.start {
            let to = self.before(self.first(start)?)?;
            self.outside(low, to, true, &mut all)?;
        }
        for part in own {
            let from = match part.start {
                Some(edge) => self.first(edge)?,
                None => low,
            };
            let to = match part.end {
                Some(edge) => self.last(edge)?,
                None => high.max(from),
            };
            if from > to {
                continue;
            }
            for (place, last, piece) in self.pieces(from, to)? {
                let is_own = piece.gives == part.gives;
                let part = Part {
                    name: part.name.clone(),
                    start: if place == 0 {
                        part.start
                    } else {
                        self.starts(piece.from)
                    },
                    end: if last { part.end } else { self.ends(piece.to) },
                    meets_next: !last || part.meets_next,
                    // The same figure is written as the table writes it.
                    gives: if is_own { part.gives } else { piece.gives },
                    asked: if is_own {
                        part.asked.clone()
                    } else {
                        String::new()
                    },
                };
                join(&mut all, part, is_own);
            }
        }
        let last = own.last()?;
        if let Some(end) = last.end {
            let from = self.after(self.last(end)?)?;
            self.outside(from, high, false, &mut all)?;
        }
        // More rows than can be read stand for what goes on changing within a row.
        let can_be_read = all.len() <= own.len().saturating_mul(2).saturating_add(MOST_ROWS);
        can_be_read.then(|| all.into_iter().map(|(part, _)| part).collect())
    }

    /// Adds what the result gives where the table gives nothing at all.
    fn outside(
        &mut self,
        from: Decimal,
        to: Decimal,
        is_below: bool,
        all: &mut Vec<(Part, bool)>,
    ) -> Option<()> {
        if from > to {
            return Some(());
        }
        for (place, last, piece) in self.pieces(from, to)? {
            if piece.gives == Amount::NotPublished {
                continue;
            }
            if let Some((before, _)) = all.last_mut() {
                before.meets_next = before.end == self.meets(piece.from);
            }
            let part = Part {
                name: String::new(),
                start: if is_below && place == 0 {
                    None
                } else {
                    self.starts(piece.from)
                },
                end: if !is_below && last {
                    None
                } else {
                    self.ends(piece.to)
                },
                meets_next: !last || is_below,
                gives: piece.gives,
                asked: String::new(),
            };
            join(all, part, false);
        }
        Some(())
    }

    /// The edge of a part that ends where another starts at a value.
    fn meets(&self, from: Decimal) -> Option<Edge> {
        self.ends(self.before(from)?)
    }

    /// How a part ends whose last value is this, and how one starts whose first value is this: at the one of the two
    /// values between which the rules change that is the rounder.
    fn ends(&self, last: Decimal) -> Option<Edge> {
        let (last, next) = (last.normalize(), self.after(last)?.normalize());
        let inside = last.scale() <= next.scale();
        let at = if inside { last } else { next };
        Some(Edge { at, inside })
    }

    fn starts(&self, first: Decimal) -> Option<Edge> {
        let (before, first) = (self.before(first)?.normalize(), first.normalize());
        let inside = first.scale() <= before.scale();
        let at = if inside { first } else { before };
        Some(Edge { at, inside })
    }

    /// The runs from one value to another, each with its place and whether it is the last; `None` where there are too
    /// many to be read.
    fn pieces(&mut self, from: Decimal, to: Decimal) -> Option<Vec<(usize, bool, Piece)>> {
        self.found.clear();
        self.split(from, to)?;
        let found = std::mem::take(&mut self.found);
        let count = found.len();
        let numbered = found.into_iter().enumerate();
        Some(
            numbered
                .map(|(place, piece)| (place, place.saturating_add(1) == count, piece))
                .collect(),
        )
    }

    /// Halves a stretch until the result is the same from one end to the other and nothing changes on the way.
    fn split(&mut self, from: Decimal, to: Decimal) -> Option<()> {
        let mut waiting = vec![(from, to)];
        while let Some((from, to)) = waiting.pop() {
            let (start, end) = (self.runs.see(from)?, self.runs.see(to)?);
            if self.runs.count() > MOST_LOOKS {
                return None;
            }
            let middle = self.middle(from, to);
            let is_one = start == end
                && match middle {
                    Some(middle) => self.runs.see(middle)? == start,
                    None => true,
                };
            match middle {
                _ if is_one => self.push(from, to, start.gives)?,
                Some(middle) => waiting.extend([(middle, to), (from, middle)]),
                None => {
                    self.push(from, from, start.gives)?;
                    self.push(to, to, end.gives)?;
                }
            }
        }
        Some(())
    }

    fn push(&mut self, from: Decimal, to: Decimal, gives: Amount) -> Option<()> {
        match self.found.last_mut() {
            Some(last) if last.gives == gives => last.to = to,
            Some(last) if last.to >= from => {
                let from = exact::add(last.to, self.grain)?;
                self.found.push(Piece { from, to, gives });
            }
            _ => self.found.push(Piece { from, to, gives }),
        }
        Some(())
    }

    /// Points with straight lines between them: those that the table prints, and those at which the line turns.
    fn lines(&mut self, own: &[(Decimal, Amount)]) -> Option<Vec<(Decimal, Amount)>> {
        let (first, rest) = own.split_first()?;
        let mut all = vec![(first.0, self.runs.see(first.0)?.gives)];
        let mut low = first.0;
        for (high, _) in rest {
            let turns = if self.roughness == Roughness::Steps {
                self.steps(low, *high)?
            } else {
                self.turns(low, *high)?
            };
            self.straighten(&mut all, turns);
            low = *high;
        }
        // A step takes two points, and more steps than can be read stand for what goes on changing.
        let most = own.len().saturating_mul(2).saturating_add(MOST_ROWS);
        (all.len() <= most.saturating_mul(2)).then_some(all)
    }

    /// Where each step begins and ends, after the first value.
    fn steps(&mut self, low: Decimal, high: Decimal) -> Option<Vec<(Decimal, Amount)>> {
        let mut ends = Vec::new();
        for (_, _, piece) in self.pieces(low, high)? {
            ends.extend((piece.from > low).then_some((piece.from, piece.gives)));
            ends.extend((piece.to > piece.from).then_some((piece.to, piece.gives)));
        }
        Some(ends)
    }

    /// The parts of a result that goes in steps and never comes back to an amount that it has left. Most are as wide as the
    /// one before: that is tried first.
    fn stairs(&mut self, least: Decimal, to: Decimal) -> Option<Vec<Part>> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = least;
        loop {
            let gives = self.runs.see(from)?.gives;
            let width = pieces
                .last()
                .and_then(|last| exact::subtract(last.to, last.from));
            let guess = width.and_then(|width| exact::add(from, width));
            let last = match guess.filter(|last| *last < to) {
                Some(last) if self.ends_at(gives, last)? => last,
                _ => self.last_of(gives, from, to)?,
            };
            pieces.push(Piece {
                from,
                to: last,
                gives,
            });
            if pieces.len() > MOST_STAIRS {
                return None;
            }
            if last >= to {
                break;
            }
            from = self.after(last)?;
        }
        let changes = pieces.len().saturating_sub(1);
        if self.runs.changes() != changes {
            return None;
        }
        let all = pieces.iter().enumerate().map(|(place, piece)| {
            Some(Part {
                name: String::new(),
                start: if place == 0 {
                    None
                } else {
                    Some(self.starts(piece.from)?)
                },
                end: if place == changes {
                    None
                } else {
                    Some(self.ends(piece.to)?)
                },
                meets_next: place < changes,
                gives: piece.gives,
                asked: String::new(),
            })
        });
        all.collect()
    }

    /// Whether an amount is given at a value, and not at the next.
    fn ends_at(&mut self, gives: Amount, last: Decimal) -> Option<bool> {
        let next = self.after(last)?;
        Some(self.runs.see(last)?.gives == gives && self.runs.see(next)?.gives != gives)
    }

    /// The last value up to one that gives what the first gives.
    fn last_of(&mut self, gives: Amount, from: Decimal, to: Decimal) -> Option<Decimal> {
        if self.runs.see(to)?.gives == gives {
            return Some(to);
        }
        let (mut same, mut other) = (from, to);
        while let Some(middle) = self.middle(same, other) {
            if self.runs.see(middle)?.gives == gives {
                same = middle;
            } else {
                other = middle;
            }
        }
        Some(same)
    }

    /// The points between which the result goes straight, after the first.
    fn turns(&mut self, low: Decimal, high: Decimal) -> Option<Vec<(Decimal, Amount)>> {
        let mut waiting = vec![(low, high)];
        let mut turns = Vec::new();
        while let Some((from, to)) = waiting.pop() {
            let (start, end) = (self.runs.see(from)?, self.runs.see(to)?);
            if self.runs.count() > MOST_LOOKS {
                return None;
            }
            let middle = self.middle(from, to);
            let is_straight = match middle {
                Some(middle) => {
                    let at = self.runs.see(middle)?.gives;
                    self.is_on_line((from, start.gives), (to, end.gives), (middle, at))
                        && start.sides == end.sides
                }
                None => true,
            };
            match middle {
                Some(middle) if !is_straight => {
                    waiting.extend([(middle, to), (from, middle)]);
                }
                _ => turns.push((to, end.gives)),
            }
        }
        Some(turns)
    }

    /// Adds points, but for those that lie on a line between others.
    fn straighten(&self, all: &mut Vec<(Decimal, Amount)>, turns: Vec<(Decimal, Amount)>) {
        let mut left_out: Vec<(Decimal, Amount)> = Vec::new();
        for point in turns {
            if let (Some(start), Some(last)) = (all.last().copied(), left_out.last().copied()) {
                let fits = |one: &(Decimal, Amount)| self.is_on_line(start, point, *one);
                if !left_out.iter().all(fits) {
                    all.push(last);
                    left_out.clear();
                }
            }
            left_out.push(point);
        }
        all.extend(left_out.last());
    }

    /// Whether a point lies on the line between two others, as near as a rounding that nobody sees in a line.
    fn is_on_line(
        &self,
        from: (Decimal, Amount),
        to: (Decimal, Amount),
        at: (Decimal, Amount),
    ) -> bool {
        match (from.1, to.1, at.1) {
            (Amount::Exact(low), Amount::Exact(high), Amount::Exact(figure)) => {
                let off = || {
                    let width = exact::subtract(to.0, from.0)?;
                    let start = exact::multiply(low, width)?;
                    let rise = exact::multiply(
                        exact::subtract(at.0, from.0)?,
                        exact::subtract(high, low)?,
                    )?;
                    let line = exact::add(start, rise)?;
                    let off = exact::subtract(line, exact::multiply(figure, width)?)?;
                    let near = match self.roughness {
                        Roughness::Fine(to) => to,
                        Roughness::None | Roughness::Steps => Decimal::ZERO,
                    };
                    Some(off.abs() <= exact::multiply(near, width)?)
                };
                off().unwrap_or(false)
            }
            // Between two points that are not both figures nothing is drawn.
            (a, b, _) => !matches!((a, b), (Amount::Exact(_), Amount::Exact(_))),
        }
    }
}

/// Adds a part, to the one before where both give what the table does not and what is the same.
fn join(all: &mut Vec<(Part, bool)>, part: Part, is_own: bool) {
    if let Some((before, false)) = all.last_mut()
        && !is_own
        && before.meets_next
        && before.gives == part.gives
    {
        before.end = part.end;
        before.meets_next = part.meets_next;
        if before.name != part.name {
            before.name.clear();
        }
        return;
    }
    all.push((part, is_own));
}
