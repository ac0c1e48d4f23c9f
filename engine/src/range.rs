//! Every completion of the answers, without going through them one by one.
//!
//! Where an answer is not known, the program is run for each answer it could be, step by step: all runs go
//! forward together, what no later step needs is forgotten, and runs that have become the same are one run.
//! A score over twenty unknown answers is then a few hundred runs, not four to the power of twenty, and the
//! least and the most that come out are ones that some completion really gives. Of runs that a step cannot tell apart,
//! one is worked out (see `runs`).
//!
//! An amount of money could be too many things for each to be tried: it goes through as its least and its most, one run
//! for each side of every limit that the rules hold it against (see `sides`). What comes out is never too narrow; that
//! it is not too wide either is then tried (see `corners`), and [`Outcome::ranges_are_exact`] says whether it is proved.

use alloc::{vec, vec::Vec};

use crate::{
    amount::Amount,
    answers::{Answer, Answers},
    corners,
    outcome::{Input, InputKind, Line, Outcome, Taken},
    parts::begun,
    reads::{Reads, Uses},
    run::{Done, Holds, Known},
    runs::{Groups, Runs, What},
    scheme::{Operand, Scheme, Step, Verb},
    sides::{Compared, Subject, Than, comparisons},
    value::{Reason, Value},
    verb::At,
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

/// See [`crate::estimate`].
pub(crate) fn estimate(scheme: &Scheme, answers: &Answers) -> Outcome {
    let uses = Uses::of(scheme, begun(scheme, answers));
    work_out(scheme, &uses, None, answers)
}

/// Works a scheme out with what its steps read, and with what they compare where that has been found already.
pub(crate) fn work_out(
    scheme: &Scheme,
    uses: &Uses<'_>,
    compared: Option<&[(usize, Compared<'_>)]>,
    answers: &Answers,
) -> Outcome {
    let last = uses.part;
    let open = Known::of(scheme, answers);
    let questions = scheme.questions.iter().enumerate();
    let asked_without_answer: Vec<usize> = questions
        .filter(|(_, question)| question.part <= last)
        .map(|(index, _)| index)
        .filter(|question| open.answer(*question).is_none() && open.asked(*question) != Holds::No)
        .collect();
    if asked_without_answer.is_empty()
        && let Some(outcome) = straight(scheme, uses, answers)
    {
        return outcome;
    }
    let (unknown, unanswered) = asked_without_answer
        .iter()
        .copied()
        .partition(|question| answers.get(*question) == Some(Answer::Unknown));
    // Numbers that could be too many things for each to be tried are taken from their least to their most.
    let is_number = |question: &&usize| {
        let question = scheme.questions.get(**question);
        question.is_some_and(|question| question.kind.possibilities() == 0)
    };
    let numbers: Vec<usize> = asked_without_answer
        .iter()
        .filter(is_number)
        .copied()
        .collect();

    // Nothing is compared that is not known before a step comes to something that is not.
    let is_settled = |amount| matches!(amount, Amount::Exact(_) | Amount::NoLimit);
    let mut is_open = !asked_without_answer.is_empty()
        || scheme.rates.iter().any(|rate| !is_settled(rate.amount));
    let mut found = Vec::new();
    let mut side_by_side = 1;
    let mut working = Vec::new();
    let mut world = World {
        scheme,
        answers,
        uses,
        apart: true,
        is_told: true,
        runs: Runs::new(),
    };
    // How things stand before the first step that reads one of the numbers.
    let mut without_numbers = None;
    for (index, step) in scheme.steps.iter().enumerate() {
        if step.part > last {
            working.push(later(index));
            continue;
        }
        if without_numbers.is_none() && uses.asks(index, &numbers) {
            without_numbers = Some((index, world.runs.clone()));
        }
        if is_open && compared.is_none() && found.is_empty() {
            found = comparisons(scheme, last, &uses.tried);
        }
        let compared = compared.filter(|_| is_open).unwrap_or(&found);
        let line = world.go_through(index, step, compared);
        is_open = is_open || !line.gives.is_settled();
        working.push(line);
        side_by_side = side_by_side.max(world.runs.count());
        world.forget(index, step);
    }
    let mut outcome = Outcome {
        results: world.results(),
        working,
        unanswered,
        unknown,
        ranges_are_exact: world.apart,
    };
    name_the_unknown(scheme, uses, &asked_without_answer, &mut outcome);
    say_why(scheme, answers, &mut outcome);
    if !numbers.is_empty() && outcome.results.iter().any(|value| !value.is_settled()) {
        let tries = numbers
            .len()
            .saturating_add(outcome.results.len().saturating_mul(2));
        let (first, runs) = without_numbers.unwrap_or_else(|| (0, Runs::new()));
        let compared = compared.unwrap_or(&found);
        let results = |answers: &Answers| {
            let mut world = World {
                scheme,
                answers,
                uses,
                apart: true,
                is_told: false,
                runs: runs.clone(),
            };
            for (index, step) in scheme.steps.iter().enumerate().skip(first) {
                if step.part <= last {
                    world.go_through(index, step, compared);
                    world.forget(index, step);
                }
            }
            world.results()
        };
        outcome.ranges_are_exact = outcome.ranges_are_exact
            && side_by_side.saturating_mul(tries) <= MOST_TO_PROVE
            && corners::reach(scheme, answers, &numbers, &outcome.results, &results);
    }
    outcome
}

/// Works a scheme out for answers that leave nothing open, a step after the other; `None` where something turns out not
/// to be settled.
fn straight(scheme: &Scheme, uses: &Uses<'_>, answers: &Answers) -> Option<Outcome> {
    let mut gave: Vec<Value> = Vec::new();
    let mut working = Vec::new();
    let mut ended: Option<Vec<Value>> = None;
    for (index, step) in scheme.steps.iter().enumerate() {
        let mut line = later(index);
        if step.part <= uses.part && ended.is_some() {
            line.taken = Taken::Ended;
        } else if step.part <= uses.part {
            let known = Known::after(scheme, answers, &gave);
            let done = match &step.verb {
                Verb::Stop { gives } => {
                    let (done, results) = known.end(At { index, step }, begun_of(gives, uses));
                    ended = (done.taken == Taken::Yes).then_some(results);
                    done
                }
                _ => known.take(index, step),
            };
            let is_settled = |input: &Input| input.value.is_settled();
            if done.taken == Taken::Maybe
                || !done.gives.is_settled()
                || !done.inputs.iter().all(is_settled)
            {
                return None;
            }
            (line.taken, line.inputs, line.gives) = (done.taken, done.inputs, done.gives);
        }
        gave.push(line.gives.clone());
        working.push(line);
    }
    let results = scheme.results.iter().take(uses.results).enumerate();
    let results = results.map(|(place, result)| match &ended {
        Some(ended) => ended.get(place).cloned(),
        None => gave.get(result.step).cloned(),
    });
    Some(Outcome {
        results: results.collect::<Option<_>>()?,
        working,
        unanswered: Vec::new(),
        unknown: Vec::new(),
        ranges_are_exact: true,
    })
}

/// What a stop gives for the results that are worked out.
fn begun_of<'a>(gives: &'a [Operand], uses: &Uses<'_>) -> &'a [Operand] {
    gives.get(..uses.results).unwrap_or(gives)
}

/// The line of a step of a part that has not been begun.
const fn later(step: usize) -> Line {
    Line {
        step,
        taken: Taken::Later,
        inputs: Vec::new(),
        gives: Value::ZERO,
    }
}

/// Puts what a step did in one run to what it did in those before; `None` where that run has ended.
fn merge(line: &mut Line, done: Option<Done>, is_first: bool) {
    let Some(done) = done else {
        // A run that has ended takes no part in what the step gives; it makes it uncertain that it is taken.
        if line.taken != Taken::Ended {
            line.taken = Taken::Maybe;
        }
        return;
    };
    if line.taken == Taken::Ended {
        line.taken = if is_first { done.taken } else { Taken::Maybe };
        line.inputs = done.inputs;
        line.gives = done.gives;
        return;
    }
    line.gives.widen(&done.gives);
    let inputs = core::mem::take(&mut line.inputs);
    line.inputs = match (line.taken, done.taken) {
        (Taken::No, _) => done.inputs,
        (_, Taken::No) => inputs,
        _ => merged_inputs(inputs, done.inputs),
    };
    if line.taken != done.taken {
        line.taken = Taken::Maybe;
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
            // A rate is the same in every run.
            if !matches!(other.what, InputKind::Rate(_)) {
                input.value.widen(&other.value);
            }
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

/// The rules and the answers, and the runs as they go through them.
struct World<'a> {
    scheme: &'a Scheme,
    answers: &'a Answers,
    uses: &'a Uses<'a>,
    /// Whether no runs have been put together yet that are not the same.
    apart: bool,
    /// Whether the lines of the steps are asked for, and not the results alone.
    is_told: bool,
    runs: Runs,
}

/// Whether what has been read, the sides that it is taken to lie on and whether a run has ended tell two runs apart in a
/// column.
fn tells_apart(reads: &Reads<'_>, what: What) -> bool {
    match what {
        What::Ended | What::Sum => true,
        What::MayHaveEnded => false,
        What::Side(side) => reads.sided.contains(&side.of),
        What::Step(step) => reads.steps.contains(&step),
        What::Tried(question) => reads.questions.contains(&question),
    }
}

impl World<'_> {
    /// Goes through a step in every run.
    fn go_through(
        &mut self,
        index: usize,
        step: &Step,
        compared: &[(usize, Compared<'_>)],
    ) -> Line {
        let uses = self.uses;
        if let Some(questions) = uses.tried.get(index) {
            self.try_answers(questions, MOST_RUNS);
        }
        for (at, compared) in compared {
            if *at == index {
                self.take_sides(*compared);
            }
        }
        if let Verb::AddUp { measure, over } = &step.verb {
            self.add_up(index, step, *measure, over);
        }
        self.take(index, step)
    }

    /// What is known in one of the runs.
    fn known(&self, run: usize) -> Known<'_> {
        Known::during(self.scheme, self.answers, self.runs.run(run))
    }

    /// The runs that a reader of these things cannot tell apart.
    fn alike(&self, reads: &Reads<'_>) -> Groups {
        self.runs.groups(&|what| tells_apart(reads, what))
    }

    /// Has each run once for every answer that questions could have where they have none. Where there would be too many,
    /// they are put together first.
    fn try_answers(&mut self, questions: &[usize], most: usize) {
        for question in questions {
            let most = if self.apart { most } else { MOST_RUNS_AGAIN };
            if !self.try_each(*question, most) {
                self.apart = false;
                self.runs.unite_all();
                self.try_each(*question, usize::MAX);
            }
        }
    }

    /// Has each run once for every answer that a question could have. `false`, and nothing is done, where that would be
    /// too many.
    fn try_each(&mut self, question: usize, most: usize) -> bool {
        let Some(reads) = self.uses.questions.get(question) else {
            return true;
        };
        if !matches!(self.answers.get(question), None | Some(Answer::Unknown)) {
            return true;
        }
        let groups = self.alike(reads);
        let mut possible = Vec::new();
        for run in &groups.first {
            possible.push(self.possibilities(*run, question));
        }
        if possible.iter().all(|count| *count == 0) {
            return true;
        }
        let (mut places, mut tried) = (Vec::new(), Vec::new());
        for (run, group) in groups.of.iter().enumerate() {
            let count = possible.get(*group).copied().unwrap_or(0);
            // None of them is counted as nought.
            for answer in count.min(1)..=count {
                places.push(run);
                tried.push(answer);
            }
            if count > 0 && places.len() > most {
                return false;
            }
        }
        self.runs.pick(&places);
        let before = self.runs.take(What::Tried(question));
        for (tried, before) in tried.iter_mut().zip(before) {
            *tried = before.max(*tried);
        }
        self.runs.put(What::Tried(question), tried);
        true
    }

    /// How many answers a question could have in a run; none where it has one, is not asked, or is too open.
    fn possibilities(&self, run: usize, question: usize) -> usize {
        let known = self.known(run);
        if self.runs.run(run).has_ended()
            || known.answer(question).is_some()
            || known.asked(question) == Holds::No
        {
            return 0;
        }
        let question = self.scheme.questions.get(question);
        question.map_or(0, |question| question.kind.possibilities())
    }

    /// Has each run once for every side that something not known may lie on.
    fn take_sides(&mut self, compared: Compared<'_>) {
        if self.runs.count() > MOST_SIDED {
            return;
        }
        let mut reads = Reads::new(self.scheme);
        reads.comparison([compared.0, compared.2], usize::MAX);
        let groups = self.alike(&reads);
        let mut open = Vec::new();
        for run in &groups.first {
            let side = self.known(*run).open_side(compared);
            let side = side.filter(|_| !self.runs.run(*run).has_ended());
            open.push(side.and_then(|side| Some((side, side.other()?))));
        }
        if open.iter().all(Option::is_none) {
            return;
        }
        let (mut places, mut taken) = (Vec::new(), Vec::new());
        for (run, group) in groups.of.iter().enumerate() {
            places.push(run);
            if let Some(Some((side, other))) = open.get(*group) {
                taken.push(Some(*side));
                places.push(run);
                taken.push(Some(*other));
            } else {
                taken.push(None);
            }
        }
        self.runs.pick(&places);
        self.runs.take_sides(&taken);
    }

    /// Adds up, question by question, and forgets each answer tried as soon as no one needs it.
    fn add_up(&mut self, index: usize, step: &Step, measure: usize, over: &[usize]) {
        let Some(reads) = self.uses.steps.get(index) else {
            return;
        };
        let groups = self.alike(reads);
        let mut adds = Vec::new();
        for run in &groups.first {
            adds.push(self.is_taken(*run, step));
        }
        let (mut adding, mut others) = (Vec::new(), Vec::new());
        for (run, group) in groups.of.iter().enumerate() {
            if adds.get(*group) == Some(&true) {
                adding.push(run);
            } else {
                others.push(run);
            }
        }
        if adding.is_empty() {
            return;
        }
        let rest = (!others.is_empty()).then(|| {
            let mut rest = self.runs.clone();
            rest.pick(&others);
            self.runs.pick(&adding);
            rest
        });
        for (place, question) in over.iter().enumerate() {
            let Some(reads) = self.uses.questions.get(*question) else {
                continue;
            };
            self.try_answers(&reads.questions, MOST_RUNS_ADDING);
            let groups = self.alike(reads);
            let mut sums = Vec::with_capacity(groups.first.len());
            for run in &groups.first {
                let counts = self.known(*run).counts(*question, measure);
                sums.push(self.runs.run(*run).sum().plus(&counts, index));
            }
            self.runs.put_values(What::Sum, sums, &groups);
            let here = (index, place.saturating_add(1));
            let (uses, runs) = (self.uses, &mut self.runs);
            // Whether the step is taken is read once more when its sum is known.
            let when_reads = uses.tried.get(index).map_or(&[][..], Vec::as_slice);
            runs.keep(&|what| match what {
                What::Tried(question) => {
                    let last = uses.last_asked.get(question);
                    last.is_some_and(|last| *last > here) || when_reads.contains(&question)
                }
                _ => true,
            });
            runs.unite_the_same();
        }
        if let Some(rest) = rest {
            self.runs.extend(rest);
        }
    }

    /// Whether a step may be taken in a run.
    fn is_taken(&self, run: usize, step: &Step) -> bool {
        let when = step.when.as_ref();
        !self.runs.run(run).has_ended()
            && when.is_none_or(|when| self.known(run).holds(when) != Holds::No)
    }

    /// Takes a step in every run.
    fn take(&mut self, index: usize, step: &Step) -> Line {
        let mut line = Line {
            step: index,
            taken: Taken::Ended,
            ..later(index)
        };
        let Some(reads) = self.uses.steps.get(index) else {
            return line;
        };
        if let Verb::Stop { gives } = &step.verb {
            return self.stop(line, step, gives);
        }
        let groups = self.alike(reads);
        let mut gives = Vec::with_capacity(groups.first.len());
        for (group, run) in groups.first.iter().enumerate() {
            if self.runs.run(*run).has_ended() {
                merge(&mut line, None, group == 0);
                gives.push(Value::ZERO);
                continue;
            }
            let done = self.known(*run).take(index, step);
            if self.is_told {
                gives.push(done.gives.clone());
                merge(&mut line, Some(done), group == 0);
            } else {
                gives.push(done.gives);
            }
        }
        if let (Verb::AddUp { measure, over }, true) = (&step.verb, self.is_told) {
            line.inputs = self.counted(reads, step, *measure, over);
        }
        if self.uses.needs(index, index) {
            self.runs.put_values(What::Step(index), gives, &groups);
        }
        line
    }

    /// What the answers count that an `add up` goes through, over all runs in which it is taken; that is the same whatever it
    /// comes to.
    fn counted(
        &self,
        reads: &Reads<'_>,
        step: &Step,
        measure: usize,
        over: &[usize],
    ) -> Vec<Input> {
        let groups = self
            .runs
            .groups(&|what| what != What::Sum && tells_apart(reads, what));
        let mut counted: Option<Vec<Input>> = None;
        for run in groups.first {
            if !self.is_taken(run, step) {
                continue;
            }
            let known = self.known(run);
            let inputs = over.iter().map(|question| Input {
                what: InputKind::Answer(*question),
                value: known.counts(*question, measure),
            });
            let inputs = inputs.collect();
            counted = Some(match counted {
                Some(counted) => merged_inputs(counted, inputs),
                None => inputs,
            });
        }
        counted.unwrap_or_default()
    }

    /// Ends the working out, in the runs where it ends here.
    fn stop(&mut self, mut line: Line, step: &Step, gives: &[Operand]) -> Line {
        let index = line.step;
        let Some(reads) = self.uses.steps.get(index) else {
            return line;
        };
        let groups = self
            .runs
            .groups(&|what| what == What::MayHaveEnded || tells_apart(reads, what));
        let begun = begun_of(gives, self.uses);
        let (mut first, mut ended, mut may_have_ended) = (Vec::new(), Vec::new(), Vec::new());
        for (group, run) in groups.first.iter().enumerate() {
            let mut ending = self.runs.run(*run).get(What::Ended);
            let mut other = self.runs.run(*run).get(What::MayHaveEnded);
            if ending != 0 {
                merge(&mut line, None, group == 0);
                first.push(Value::ZERO);
            } else {
                let (done, results) = self.known(*run).end(At { index, step }, begun);
                first.push(done.gives.clone());
                match done.taken {
                    Taken::Yes => ending = self.runs.either_ending(0, results),
                    Taken::Maybe => other = self.runs.either_ending(other, results),
                    _ => {}
                }
                merge(&mut line, Some(done), group == 0);
            }
            ended.push(ending);
            may_have_ended.push(other);
        }
        self.runs.put_values(What::Step(index), first, &groups);
        self.runs.put_groups(What::Ended, &ended, &groups);
        self.runs
            .put_groups(What::MayHaveEnded, &may_have_ended, &groups);
        self.runs.end();
        line
    }

    /// Forgets what no later step needs, so that runs that have become the same are one.
    fn forget(&mut self, index: usize, step: &Step) {
        let (uses, runs) = (self.uses, &mut self.runs);
        let asks = |question: usize| {
            let last = uses.last_asked.get(question);
            last.is_some_and(|last| last.0 > index)
        };
        let needs = |step: usize| uses.needs(step, index);
        let reads = |of: Subject| match of {
            Subject::Answer(question) => asks(question),
            Subject::Step(step) => needs(step),
            Subject::Rate(_) => true,
        };
        let forgets = runs.keep(&|what| match what {
            What::Sum => false,
            What::Step(step) => needs(step),
            What::Tried(question) => asks(question),
            What::Side(side) => {
                let other = match side.than {
                    Than::Other(other) => reads(other),
                    Than::Figure(_) => true,
                };
                other && reads(side.of)
            }
            What::Ended | What::MayHaveEnded => true,
        });
        if forgets || matches!(step.verb, Verb::Stop { .. }) {
            self.runs.unite_the_same();
        }
    }

    /// The results, over all runs.
    fn results(&self) -> Vec<Value> {
        let results = self.scheme.results.iter().take(self.uses.results);
        let results = results.enumerate();
        results
            .map(|(place, result)| self.result(place, result.step))
            .collect()
    }

    /// What a result is over all runs.
    fn result(&self, place: usize, step: usize) -> Value {
        let groups = self.runs.groups(&|what| match what {
            What::Ended | What::MayHaveEnded => true,
            what => what == What::Step(step),
        });
        let of = |run: &usize| {
            let run = self.runs.run(*run);
            let at = |what| run.ending(what).and_then(|results| results.get(place));
            let value = at(What::Ended).unwrap_or_else(|| run.value(step));
            match at(What::MayHaveEnded) {
                Some(ended) => value.or(ended),
                None => value.clone(),
            }
        };
        let values = groups.first.iter().map(of);
        values.reduce(|a, b| a.or(&b)).unwrap_or(Value::ZERO)
    }
}

/// Names, on every value that is not exact, the questions without an answer that it rests on.
fn name_the_unknown(
    scheme: &Scheme,
    uses: &Uses<'_>,
    without_answer: &[usize],
    outcome: &mut Outcome,
) {
    if without_answer.is_empty() {
        return;
    }
    let mut behind: Vec<Vec<usize>> = Vec::new();
    let rests_on = |reads: &Reads<'_>, behind: &[Vec<usize>]| {
        let mut rests_on = reads.questions.clone();
        rests_on.retain(|question| without_answer.contains(question));
        for step in &reads.steps {
            add_all(&mut rests_on, behind.get(*step).map_or(&[], Vec::as_slice));
        }
        rests_on
    };
    // By result: the questions behind what a stop that may be taken makes of it.
    let mut stops = vec![Vec::new(); scheme.results.len()];
    let mut has_ended = false;
    let steps = scheme.steps.iter().zip(&uses.steps);
    for ((step, reads), line) in steps.zip(&outcome.working) {
        if let (Verb::Stop { gives }, Taken::Yes | Taken::Maybe) = (&step.verb, line.taken) {
            has_ended |= line.taken == Taken::Yes;
            for (operand, names) in gives.iter().zip(&mut stops) {
                let mut reads = Reads::new(scheme);
                reads.results = 0;
                reads.step(step);
                reads.operand(operand, usize::MAX);
                add_all(names, &rests_on(&reads, &behind));
            }
        }
        behind.push(rests_on(reads, &behind));
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

/// Says why of every value that is not exact and has no reason yet: runs that are each on one side of what is compared have
/// none.
fn say_why(scheme: &Scheme, answers: &Answers, outcome: &mut Outcome) {
    let mut gave: Vec<Value> = Vec::new();
    for (step, line) in scheme.steps.iter().zip(&mut outcome.working) {
        let value = &mut line.gives;
        if !value.is_settled() && value.why.is_empty() {
            if let Some(when) = &step.when {
                Known::after(scheme, answers, &gave).why_open(when, value);
            }
            for input in &line.inputs {
                if let InputKind::Step(step) = input.what
                    && let Some(read) = gave.get(step)
                {
                    value.add_reasons(&read.why);
                }
            }
        }
        gave.push(value.clone());
    }
    for (value, result) in outcome.results.iter_mut().zip(&scheme.results) {
        if !value.is_settled()
            && value.why.is_empty()
            && let Some(given) = gave.get(result.step)
        {
            value.add_reasons(&given.why);
        }
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
