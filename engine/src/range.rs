//! Every completion of the answers, without going through them one by one.
//!
//! Where an answer is not known, the program is run for each answer it could be, step by step: all runs go
//! forward together, what no later step needs is forgotten, and runs that have become the same are one run.
//! A score over twenty unknown answers is then a few hundred runs, not four to the power of twenty, and the
//! least and the most that come out are ones that some completion really gives.
//!
//! An amount of money could be too many things for each to be tried: it goes through as its least and its most, one run
//! for each side of every limit that the rules hold it against (see `sides`). What comes out is never too narrow; that
//! it is not too wide either is then tried (see `corners`), and [`Outcome::ranges_are_exact`] says whether it is proved.

use alloc::{vec, vec::Vec};
use core::cell::Cell;
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::{Answer, Answers},
    corners,
    outcome::{Input, InputKind, Line, Outcome, Taken},
    parts::begun,
    reads::{Reads, Uses, questions_behind},
    run::{Done, Holds, Known, given, rounded},
    scheme::{QuestionKind, Scheme, Step, Verb},
    sides::{Compared, Side, Subject, Than, comparisons},
    value::{Reason, Value},
};

/// How many runs may go side by side. Where there would be more, they become one, with the least and the most of each
/// step.
const MOST_RUNS: usize = 2_000;

/// How many from there on.
const MOST_RUNS_AGAIN: usize = 60;

/// How many while answers are added up: most of those become the same at once.
const MOST_RUNS_ADDING: usize = 8_000;

/// How many runs there may be for each to be parted by the sides of a figure.
const MOST_SIDED: usize = 200;

/// How many runs it may take in all to prove that a range is really reached.
const MOST_TO_PROVE: usize = 10_000;

/// How many whole numbers an unknown number may be for each to be tried.
const MOST_NUMBERS: i64 = 200;

/// A run on its way through the program.
#[derive(Clone, PartialEq)]
struct Run {
    /// What the `add up` that it is in the middle of comes to so far.
    sum: Option<Value>,
    /// What the steps gave that are still needed, in order: the step and its value.
    steps: Vec<(usize, Value)>,
    /// The answers tried that are still needed, by question, in order.
    tried: Vec<(usize, Answer)>,
    /// On which side of figures something not known is taken to lie, as far as it is still needed.
    sides: Vec<Side>,
    /// The results, where a step has ended the working out.
    ended: Option<Vec<Value>>,
    /// The results that it may have ended with.
    may_have_ended: Option<Vec<Value>>,
}

impl Run {
    /// The run that takes something to lie on a side.
    fn on(mut self, side: Side) -> Self {
        for (step, value) in &mut self.steps {
            if side.of == Subject::Step(*step) {
                side.narrow(value);
            }
        }
        self.sides.push(side);
        self
    }

    /// A run that stands for two, the answers tried in them forgotten.
    fn or(mut self, mut other: Self) -> Self {
        if self.ended.is_some() != other.ended.is_some() {
            // One of them goes on.
            let (mut goes_on, ended) = if self.ended.is_none() {
                (self, other)
            } else {
                (other, self)
            };
            let may_have = either(ended.ended, ended.may_have_ended);
            goes_on.may_have_ended = either(goes_on.may_have_ended, may_have);
            goes_on.tried.clear();
            goes_on.sides.clear();
            return goes_on;
        }
        self.tried.clear();
        self.sides.clear();
        self.ended = either(self.ended, other.ended);
        self.may_have_ended = either(self.may_have_ended, other.may_have_ended);
        let sums = self.sum.take().zip(other.sum.take());
        self.sum = sums.map(|(a, b)| a.or(&b));
        // Both are as far on in the program, so that they keep the same steps.
        for ((_, value), (_, other)) in self.steps.iter_mut().zip(&other.steps) {
            *value = value.or(other);
        }
        self
    }
}

/// Results that are one or the other.
fn either(results: Option<Vec<Value>>, others: Option<Vec<Value>>) -> Option<Vec<Value>> {
    match (results, others) {
        (Some(results), Some(others)) => {
            Some(results.iter().zip(&others).map(|(a, b)| a.or(b)).collect())
        }
        (results, None) => results,
        (None, others) => others,
    }
}

/// Makes runs that have become the same one run, which stands where the first of them stood.
fn distinct(runs: &mut Vec<Run>) {
    // Which run stands at each place, counted from one; which place that is follows from what is in a run. More than half
    // of the places are free.
    let mut places = vec![0_usize; runs.len().saturating_mul(2).next_power_of_two()];
    let last = places.len().saturating_sub(1);
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for run in core::mem::take(runs) {
        let mut at = fingerprint(&run) & last;
        while let Some(place) = places.get_mut(at) {
            if *place == 0 {
                kept.push(run);
                *place = kept.len();
                break;
            }
            if kept.get(place.wrapping_sub(1)) == Some(&run) {
                break;
            }
            at = at.wrapping_add(1) & last;
        }
    }
    *runs = kept;
}

/// A number that is the same for runs that are the same, and seldom for others.
fn fingerprint(run: &Run) -> usize {
    let mut print = 0;
    for (_, answer) in &run.tried {
        if let Answer::Option(option) = answer {
            print = (print << 3_u32) ^ u64::try_from(*option).unwrap_or(0);
        }
    }
    for (_, value) in &run.steps {
        mix(&mut print, value);
    }
    if let Some(ended) = &run.ended {
        for value in ended {
            mix(&mut print, value);
        }
    }
    mix(&mut print, run.sum.as_ref().unwrap_or(&Value::NO_LIMIT));
    usize::try_from(print >> 40).unwrap_or(0)
}

/// The same for 1.5 and 1.50.
#[inline(never)]
fn mix(print: &mut u64, value: &Value) {
    for figure in [value.low, value.high] {
        let parts = figure.map_or(1, |figure| figure.mantissa().unsigned_abs());
        let mut parts = u64::try_from(parts).unwrap_or(0);
        while parts != 0 && parts.is_multiple_of(10) {
            parts /= 10;
        }
        *print = (print.rotate_left(5) ^ parts).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// See [`crate::estimate`].
pub(crate) fn estimate(scheme: &Scheme, answers: &Answers) -> Outcome {
    let last = begun(scheme, answers);
    let world = World {
        scheme,
        answers,
        uses: Uses::of(scheme, last),
        apart: Cell::new(true),
    };
    let start = Run {
        steps: Vec::new(),
        tried: Vec::new(),
        sides: Vec::new(),
        ended: None,
        may_have_ended: None,
        sum: None,
    };
    let open = Known {
        scheme,
        answers,
        tried: &[],
        steps: &[],
        sides: &[],
    };
    let questions = scheme.questions.iter().enumerate();
    let asked_without_answer: Vec<usize> = questions
        .filter(|(_, question)| question.part <= last)
        .map(|(index, _)| index)
        .filter(|question| open.answer(*question).is_none() && open.asked(*question) != Holds::No)
        .collect();
    let (unknown, unanswered) = asked_without_answer
        .iter()
        .copied()
        .partition(|question| answers.get(*question) == Some(Answer::Unknown));

    // Nothing is compared that is not known before a step comes to something that is not.
    let is_settled = |amount| matches!(amount, Amount::Exact(_) | Amount::NoLimit);
    let mut is_open = !asked_without_answer.is_empty()
        || scheme.rates.iter().any(|rate| !is_settled(rate.amount));
    let mut compared = None;
    let mut side_by_side = 1;
    let mut runs = Vec::from([start]);
    let mut working = Vec::with_capacity(scheme.steps.len());
    for (index, step) in scheme.steps.iter().enumerate() {
        if step.part > last {
            working.push(Line {
                step: index,
                taken: Taken::Later,
                inputs: Vec::new(),
                gives: Value::of(Decimal::ZERO),
            });
            continue;
        }
        let reads = world.uses.reads.get(index);
        runs = world.tried_for(runs, reads.map_or(&[], Vec::as_slice), MOST_RUNS);
        if is_open {
            let all = compared.get_or_insert_with(|| comparisons(scheme, last, &world.uses.reads));
            for (at, compared) in all {
                if *at == index {
                    runs = world.sided(runs, *compared);
                }
            }
        }
        runs = world.added(index, step, runs);
        let mut line: Option<Line> = None;
        let mut has_forgotten = false;
        for run in &mut runs {
            let done = match run.ended {
                Some(_) => Done {
                    taken: Taken::Ended,
                    inputs: Vec::new(),
                    gives: Value::of(Decimal::ZERO),
                },
                None => world.take(index, step, run),
            };
            line = Some(match line {
                None => Line {
                    step: index,
                    taken: done.taken,
                    inputs: done.inputs,
                    gives: done.gives,
                },
                Some(line) => merged(line, done),
            });
            has_forgotten |= world.forget(index, run);
        }
        is_open = is_open || line.as_ref().is_some_and(|line| !line.gives.is_settled());
        side_by_side = side_by_side.max(runs.len());
        if has_forgotten {
            distinct(&mut runs);
        }
        working.extend(line);
    }
    let results = scheme.results.iter().enumerate();
    let results = results
        .take_while(|(_, result)| result.part <= last)
        .map(|(place, _)| result(scheme, &runs, place))
        .collect();
    let mut outcome = Outcome {
        results,
        working,
        unanswered,
        unknown,
        ranges_are_exact: world.apart.get(),
    };
    name_the_unknown(scheme, &asked_without_answer, &mut outcome);
    // Numbers that could be too many things for each to be tried were taken from their least to their most.
    let mut numbers = asked_without_answer;
    numbers.retain(|question| world.is_open(*question));
    if !numbers.is_empty() && outcome.results.iter().any(|value| !value.is_settled()) {
        let tries = numbers
            .len()
            .saturating_add(outcome.results.len().saturating_mul(2));
        outcome.ranges_are_exact = outcome.ranges_are_exact
            && side_by_side.saturating_mul(tries) <= MOST_TO_PROVE
            && corners::reach(scheme, answers, &numbers, &outcome.results);
    }
    outcome
}

/// What a result is over all runs.
fn result(scheme: &Scheme, runs: &[Run], place: usize) -> Value {
    let of = |run: &Run| {
        let at = |results: &Option<Vec<Value>>| {
            results
                .as_ref()
                .and_then(|results| results.get(place).cloned())
        };
        let worked_out = || {
            let step = scheme
                .results
                .get(place)
                .map_or(usize::MAX, |result| result.step);
            given(&run.steps, step)
        };
        let value = at(&run.ended).unwrap_or_else(worked_out);
        match at(&run.may_have_ended) {
            Some(ended) => value.or(&ended),
            None => value,
        }
    };
    runs.iter()
        .map(of)
        .reduce(|a, b| a.or(&b))
        .unwrap_or_else(|| Value::of(Decimal::ZERO))
}

/// The line of a step over all runs.
fn merged(line: Line, done: Done) -> Line {
    match (line.taken, done.taken) {
        (Taken::Ended, Taken::Ended) => line,
        // A run that has ended takes no part in what the step gives; it makes it uncertain that it is taken.
        (_, Taken::Ended) => Line {
            taken: Taken::Maybe,
            ..line
        },
        (Taken::Ended, _) => Line {
            taken: Taken::Maybe,
            inputs: done.inputs,
            gives: done.gives,
            ..line
        },
        (a, b) => {
            let gives = line.gives.or(&done.gives);
            let inputs = match (a, b) {
                (Taken::No, _) => done.inputs,
                (_, Taken::No) => line.inputs,
                _ => merged_inputs(line.inputs, done.inputs),
            };
            Line {
                taken: if a == b { a } else { Taken::Maybe },
                inputs,
                gives,
                ..line
            }
        }
    }
}

/// Inputs over all runs: the same input is one with the least and the most of both, and the rows of a table that
/// any run reads are all listed.
fn merged_inputs(mut inputs: Vec<Input>, others: Vec<Input>) -> Vec<Input> {
    for (place, other) in others.into_iter().enumerate() {
        let same = inputs
            .get(place)
            .is_some_and(|input| input.what == other.what);
        let found = if same {
            Some(place)
        } else {
            inputs.iter().position(|input| input.what == other.what)
        };
        if let Some(input) = found.and_then(|found| inputs.get_mut(found)) {
            input.value = input.value.or(&other.value);
        } else {
            // The rows of a table stand in its order, behind what picks them.
            let mut place = inputs.len();
            let at = in_table(other.what);
            inputs.push(other);
            while let Some(before) = place.checked_sub(1)
                && inputs
                    .get(before)
                    .is_some_and(|input| in_table(input.what) > at)
            {
                inputs.swap(before, place);
                place = before;
            }
        }
    }
    inputs
}

/// Where something read in a table stands in it; what is not in a table stands before.
const fn in_table(what: InputKind) -> usize {
    match what {
        InputKind::Row(_, row) | InputKind::Between(_, row) => row.saturating_add(1),
        InputKind::Cell(_, row, column) => row
            .saturating_mul(1 << 12)
            .saturating_add(column)
            .saturating_add(1),
        InputKind::Elsewhere(_) => usize::MAX,
        _ => 0,
    }
}

/// The rules and the answers, as the runs go through them.
struct World<'a> {
    scheme: &'a Scheme,
    answers: &'a Answers,
    uses: Uses,
    /// Whether no runs have been put together yet that are not the same.
    apart: Cell<bool>,
}

impl World<'_> {
    fn known<'b>(&'b self, run: &'b Run) -> Known<'b> {
        Known {
            scheme: self.scheme,
            answers: self.answers,
            tried: &run.tried,
            steps: &run.steps,
            sides: &run.sides,
        }
    }

    /// The runs, each once for every answer that the questions could have where they have none. Where there would be too
    /// many, they are put together first.
    fn tried_for(&self, mut runs: Vec<Run>, questions: &[usize], most: usize) -> Vec<Run> {
        for question in questions {
            let most = if self.apart.get() {
                most
            } else {
                MOST_RUNS_AGAIN
            };
            let fits;
            (runs, fits) = self.each_answer(runs, *question, most);
            if !fits {
                self.apart.set(false);
                (runs, _) = self.each_answer(runs, *question, usize::MAX);
            }
        }
        runs
    }

    /// The runs, each once for every answer that a question could have; all as one where that would be too many, and
    /// whether it is not.
    fn each_answer(&self, runs: Vec<Run>, question: usize, most: usize) -> (Vec<Run>, bool) {
        let mut after = Vec::with_capacity(runs.len());
        let mut waiting = runs.into_iter();
        for run in waiting.by_ref() {
            let answers = self.could_be(&run, question);
            if answers.is_empty() {
                after.push(run);
                continue;
            }
            let place = run.tried.partition_point(|(tried, _)| *tried < question);
            for answer in answers {
                let mut run = run.clone();
                run.tried.insert(place, (question, answer));
                after.push(run);
            }
            if after.len() > most {
                after.extend(waiting);
                let together = after.into_iter().reduce(Run::or);
                return (together.into_iter().collect(), false);
            }
        }
        (after, true)
    }

    /// The runs, each once for every side that something not known may lie on.
    fn sided(&self, runs: Vec<Run>, compared: Compared<'_>) -> Vec<Run> {
        if runs.len() > MOST_SIDED {
            return runs;
        }
        let mut after = Vec::with_capacity(runs.len());
        for run in runs {
            let open = self.known(&run).open_side(compared);
            let other = open.filter(|_| run.ended.is_none()).and_then(Side::other);
            if let Some((side, other)) = open.zip(other) {
                after.push(run.clone().on(side));
                after.push(run.on(other));
            } else {
                after.push(run);
            }
        }
        after
    }

    /// Whether a question is a number that could be too many things for each to be tried.
    fn is_open(&self, question: usize) -> bool {
        let question = self.scheme.questions.get(question);
        question.is_some_and(|question| {
            matches!(question.kind, QuestionKind::Number { .. })
                && every_number(&question.kind).is_empty()
        })
    }

    /// Every answer that a question could have in a run; none where it has one, is not asked, or is too open.
    fn could_be(&self, run: &Run, question: usize) -> Vec<Answer> {
        let known = self.known(run);
        if run.ended.is_some()
            || known.answer(question).is_some()
            || known.asked(question) == Holds::No
        {
            return Vec::new();
        }
        match self
            .scheme
            .questions
            .get(question)
            .map(|question| &question.kind)
        {
            Some(QuestionKind::Options(options)) => {
                (0..options.len()).map(Answer::Option).collect()
            }
            Some(kind) => every_number(kind),
            None => Vec::new(),
        }
    }

    /// Adds up, question by question, and forgets each answer tried as soon as no one needs it.
    fn added(&self, index: usize, step: &Step, runs: Vec<Run>) -> Vec<Run> {
        let Verb::AddUp { measure, over } = &step.verb else {
            return runs;
        };
        let (mut adding, rest): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| {
            run.ended.is_none()
                && step
                    .when
                    .as_ref()
                    .is_none_or(|when| self.known(run).holds(when) != Holds::No)
        });
        // Whether the step is taken is read once more when its sum is known.
        let when_reads = self.uses.reads.get(index).map_or(&[][..], Vec::as_slice);
        for (place, question) in over.iter().enumerate() {
            let behind = questions_behind(self.scheme, *question);
            adding = self.tried_for(adding, &behind, MOST_RUNS_ADDING);
            let here = (index, place.saturating_add(1));
            for run in &mut adding {
                let counts = self.known(run).counts(*question, *measure);
                let sum = run.sum.take().unwrap_or(Value::of(Decimal::ZERO));
                run.sum = Some(sum.plus(&counts, index));
                run.tried.retain(|(question, _)| {
                    let last = self.uses.questions.get(*question);
                    last.is_some_and(|last| *last > here) || when_reads.contains(question)
                });
            }
            distinct(&mut adding);
        }
        adding.extend(rest);
        adding
    }

    fn take(&self, index: usize, step: &Step, run: &mut Run) -> Done {
        let done = if let Verb::Stop { gives } = &step.verb {
            let holds = step
                .when
                .as_ref()
                .map_or(Holds::Yes, |when| self.known(run).holds(when));
            let begun = gives.get(..self.uses.results).unwrap_or(gives);
            let inputs = self.known(run).read(begun, index);
            let results: Vec<Value> = inputs
                .iter()
                .map(|input| rounded(&input.value, index, step))
                .collect();
            let first = results
                .first()
                .cloned()
                .unwrap_or_else(|| Value::of(Decimal::ZERO));
            let taken = match holds {
                Holds::No => Taken::No,
                Holds::Yes => {
                    run.ended = Some(results);
                    Taken::Yes
                }
                Holds::Maybe => {
                    run.may_have_ended = either(run.may_have_ended.take(), Some(results));
                    Taken::Maybe
                }
            };
            Done {
                taken,
                inputs,
                gives: first,
            }
        } else {
            let sum = run.sum.take();
            self.known(run).take(index, step, sum)
        };
        run.steps.push((index, done.gives.clone()));
        done
    }

    /// Forgets what no later step needs, so that runs that have become the same are one. `true` where there was something.
    fn forget(&self, index: usize, run: &mut Run) -> bool {
        let size = |run: &Run| {
            let sides = run.sides.len().saturating_add(run.tried.len());
            sides.saturating_add(run.steps.len())
        };
        let before = size(run);
        if run.ended.is_some() {
            run.tried.clear();
            run.sides.clear();
            run.steps.clear();
            return before > 0;
        }
        let asks = |question: usize| {
            let last = self.uses.questions.get(question);
            last.is_some_and(|last| last.0 > index)
        };
        let needs = |step: usize| self.uses.steps.get(step).is_some_and(|last| *last > index);
        run.tried.retain(|(question, _)| asks(*question));
        let reads = |of: Subject| match of {
            Subject::Answer(question) => asks(question),
            Subject::Step(step) => needs(step),
            Subject::Rate(_) => true,
        };
        run.sides.retain(|side| {
            let other = match side.than {
                Than::Other(other) => reads(other),
                Than::Figure(_) => true,
            };
            other && reads(side.of)
        });
        run.steps.retain(|(step, _)| needs(*step));
        size(run) < before
    }
}

/// Every number that a question takes, where those are few whole ones; otherwise none.
fn every_number(kind: &QuestionKind) -> Vec<Answer> {
    let QuestionKind::Number {
        least,
        most: Some(most),
        places: 0,
        ..
    } = kind
    else {
        return Vec::new();
    };
    let whole = |figure: &Decimal| {
        let mantissa = i64::try_from(figure.mantissa()).ok();
        mantissa.filter(|_| figure.scale() == 0)
    };
    match (whole(least), whole(most)) {
        (Some(least), Some(most)) if most.saturating_sub(least) <= MOST_NUMBERS => (least..=most)
            .map(|number| Answer::Number(Decimal::from(number)))
            .collect(),
        _ => Vec::new(),
    }
}

/// Names, on every value that is not exact, the questions without an answer that it rests on.
fn name_the_unknown(scheme: &Scheme, without_answer: &[usize], outcome: &mut Outcome) {
    if without_answer.is_empty() {
        return;
    }
    let mut behind: Vec<Vec<usize>> = Vec::with_capacity(scheme.steps.len());
    let rests_on = |reads: Reads<'_>, behind: &[Vec<usize>]| {
        let mut rests_on = reads.questions;
        rests_on.retain(|question| without_answer.contains(question));
        for step in reads.steps {
            add_all(&mut rests_on, behind.get(step).map_or(&[], Vec::as_slice));
        }
        rests_on
    };
    // By result: the questions behind what a stop that may be taken makes of it.
    let mut stops = vec![Vec::new(); scheme.results.len()];
    let mut has_ended = false;
    for (step, line) in scheme.steps.iter().zip(&outcome.working) {
        if let (Verb::Stop { gives }, Taken::Yes | Taken::Maybe) = (&step.verb, line.taken) {
            has_ended |= line.taken == Taken::Yes;
            for (operand, names) in gives.iter().zip(&mut stops) {
                let mut reads = Reads::new(scheme);
                reads.results = 0;
                reads.step(step);
                reads.operand(operand, usize::MAX);
                add_all(names, &rests_on(reads, &behind));
            }
        }
        behind.push(rests_on(Reads::of(scheme, step), &behind));
    }
    let behind = |step: usize| behind.get(step).map_or(&[][..], Vec::as_slice);
    for line in &mut outcome.working {
        name(&mut line.gives, behind(line.step));
        for input in &mut line.inputs {
            match input.what {
                InputKind::Step(step) => name(&mut input.value, behind(step)),
                InputKind::Answer(question) if without_answer.contains(&question) => {
                    name(&mut input.value, &[question]);
                }
                _ => {}
            }
        }
    }
    let results = scheme.results.iter().zip(&stops);
    for (value, (result, stops)) in outcome.results.iter_mut().zip(results) {
        if !has_ended {
            name(value, behind(result.step));
        }
        name(value, stops);
    }
}

/// Adds the questions that are not there yet.
fn add_all(questions: &mut Vec<usize>, others: &[usize]) {
    for other in others {
        if !questions.contains(other) {
            questions.push(*other);
        }
    }
}

/// Names the questions on a value, unless it is settled.
fn name(value: &mut Value, questions: &[usize]) {
    for question in questions {
        if !value.is_settled() {
            value.add_reasons(&[Reason::Unknown(*question)]);
        }
    }
}
