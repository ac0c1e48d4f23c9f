//! Whether an example would notice: each number of the rules is changed by itself, and every figure that the
//! examples expect is worked out again.

use rayon::prelude::*;
use upfront_engine::{
    Answer, Decimal, Line, Outcome, Prepared, Scheme, Value, exact,
    outcome::{InputKind, Taken},
    rework::{Dependencies, Part, Settled},
    scheme::{Direction, Example, Operand, QuestionKind, TableKind, Verb},
};

use crate::check::dated::of_example;

use super::{
    coverage::{Noticed, Number},
    names::Names,
    numbers::{End, Side, Spot, each_number, is_own, is_single, parts},
    probe::{Reach, grain},
    whole::rounds_nothing,
};

/// A number as the rules write it, and its place in its part of them: see [`each_number`].
struct Written {
    place: usize,
    spot: Spot,
    figure: Decimal,
}

/// One change of one number.
enum Change {
    /// To another figure.
    To(Decimal),
    /// The rounding goes another way.
    Round(Direction),
}

/// Every number of the rules, and whether an example would notice a change in it. `worked` is what comes of each example.
pub(super) fn numbers(names: &Names<'_>, reach: &Reach<'_>, worked: &[&Outcome]) -> Vec<Number> {
    let scheme = names.scheme;
    let rules = without_words(scheme);
    let looking = Looking {
        names,
        reach,
        rules: &rules,
        prepared: &Prepared::of(&rules),
        reads: &Dependencies::of(&rules),
        examples: Told::all(scheme, worked),
    };
    written(&rules)
        .par_iter()
        .filter(|number| is_own(number.spot.part(), scheme))
        .map_init(
            || rules.clone(),
            |scratch, number| Number {
                address: names.address(number.spot.part()),
                what: names.number(&number.spot),
                figure: names.figure(&number.spot, number.figure),
                noticed: looking.noticed(scratch, number),
            },
        )
        .collect()
}

/// What an example reads of the rules, without the words: the rules are copied for every change of every number.
fn without_words(scheme: &Scheme) -> Scheme {
    let mut rules = Scheme {
        examples: Vec::new(),
        notes: Vec::new(),
        sources: Vec::new(),
        about: String::new(),
        // What is proved of the rules as they are need not hold of changed ones.
        bounds: Vec::new(),
        ..scheme.clone()
    };
    for question in &mut rules.questions {
        for words in [
            &mut question.id,
            &mut question.about,
            &mut question.ask,
            &mut question.hint,
        ] {
            words.clear();
        }
        if let QuestionKind::Options(options) = &mut question.kind {
            for option in options {
                option.id.clear();
                option.say.clear();
            }
        }
    }
    for rate in &mut rules.rates {
        for words in [&mut rate.id, &mut rate.say, &mut rate.asked, &mut rate.note] {
            words.clear();
        }
    }
    for step in &mut rules.steps {
        for words in [&mut step.id, &mut step.say, &mut step.because] {
            words.clear();
        }
        step.may_be_exceeded = None;
    }
    rules
}

/// The numbers that somebody wrote: an answer's least is nought where nobody says otherwise, and a conversion that
/// only multiplies divides by one.
fn written(rules: &Scheme) -> Vec<Written> {
    let mut all = Vec::new();
    let mut rules = rules.clone();
    for part in parts(&rules) {
        let mut place = 0_usize;
        each_number(&mut rules, part, &mut |spot, figure| {
            let unwritten = match spot {
                Spot::Least(_) => figure.is_zero(),
                Spot::Times(_) | Spot::Over(_) => *figure == Decimal::ONE,
                _ => false,
            };
            if !unwritten {
                all.push(Written {
                    place,
                    spot,
                    figure: *figure,
                });
            }
            place = place.saturating_add(1);
        });
    }
    all
}

/// What changes are looked at with.
struct Looking<'a> {
    names: &'a Names<'a>,
    reach: &'a Reach<'a>,
    rules: &'a Scheme,
    prepared: &'a Prepared<'a>,
    reads: &'a Dependencies<'a>,
    examples: Vec<Told<'a>>,
}

impl Looking<'_> {
    /// Whether an example would notice a change in a number. `scratch` is a copy of the rules, and is one again
    /// afterwards.
    fn noticed(&self, scratch: &mut Scheme, number: &Written) -> Noticed {
        let (names, rules) = (self.names, self.rules);
        let turns_nothing = |change: &Change| {
            let step = match (&number.spot, change) {
                (Spot::Rounding(step), Change::Round(_)) => Some(*step),
                _ => None,
            };
            step.is_some_and(|step| rounds_nothing(rules, step))
        };
        let within = |change: &Change| {
            !turns_nothing(change) && !out_of_reach(names, self.reach, number, change)
        };
        let changes: Vec<Change> = changes(rules, number).into_iter().filter(within).collect();
        if changes.is_empty() {
            return Noticed::OutOfReach;
        }
        let missed: Vec<String> = changes
            .into_iter()
            .filter(|change| !self.is_noticed(scratch, number, change))
            .map(|change| match change {
                Change::To(figure) => names.figure(&number.spot, figure),
                Change::Round(Direction::Up) => "rounded up".to_owned(),
                Change::Round(Direction::Down) => "rounded down".to_owned(),
                Change::Round(Direction::Nearest) => "rounded to the nearest".to_owned(),
            })
            .collect();
        if missed.is_empty() {
            Noticed::Yes
        } else {
            Noticed::No { could_be: missed }
        }
    }

    fn is_noticed(&self, scratch: &mut Scheme, number: &Written, change: &Change) -> bool {
        let mut may_notice = self
            .examples
            .iter()
            .filter(|example| example.looks_at(self.rules, number, change))
            .peekable();
        if may_notice.peek().is_none() {
            return false;
        }
        make(scratch, number, change);
        let part = number.spot.part();
        let is_noticed =
            may_notice.any(|example| example.notices(scratch, part, (self.reads, self.prepared)));
        put_back(scratch, self.rules, number);
        is_noticed
    }
}

/// The smallest changes of a number: one more and one less in the last place in which it is written. What must be
/// more than nought stays so, and no amount can be less. An answer that the rules do not allow is in no example, so
/// that only stricter bounds of what can be answered are noticed.
fn changes(rules: &Scheme, number: &Written) -> Vec<Change> {
    let unit = Decimal::new(1, number.figure.scale());
    let positive = matches!(
        number.spot,
        Spot::Part(_) | Spot::Times(_) | Spot::Over(_) | Spot::Rounding(_) | Spot::Count(_)
    );
    let to = [
        exact::add(number.figure, unit),
        exact::subtract(number.figure, unit),
    ];
    let allowed = |to: &Decimal| match number.spot {
        Spot::Least(_) => *to > number.figure,
        Spot::Most(_) => *to < number.figure,
        Spot::Bound(..) | Spot::Point(..) => true,
        _ => *to > Decimal::ZERO || (!positive && to.is_zero()),
    };
    let mut changes: Vec<Change> = to
        .into_iter()
        .flatten()
        .filter(allowed)
        .map(Change::To)
        .collect();
    if let Spot::Rounding(step) = number.spot {
        let now = rules.steps.get(step).and_then(|step| step.rounded);
        let others = [Direction::Up, Direction::Down, Direction::Nearest];
        changes.extend(
            others
                .into_iter()
                .filter(|way| now.is_some_and(|now| now.direction != *way))
                .map(Change::Round),
        );
    }
    changes
}

/// Changes a number of the rules.
fn make(rules: &mut Scheme, number: &Written, change: &Change) {
    match change {
        Change::To(to) => {
            let mut here = 0_usize;
            each_number(rules, number.spot.part(), &mut |_, figure| {
                if here == number.place {
                    *figure = *to;
                }
                here = here.saturating_add(1);
            });
        }
        Change::Round(way) => {
            if let Spot::Rounding(step) = number.spot
                && let Some(step) = rules.steps.get_mut(step)
                && let Some(rounding) = &mut step.rounded
            {
                rounding.direction = *way;
            }
        }
    }
}

/// Makes the part of changed rules that holds a number what it was.
fn put_back(changed: &mut Scheme, rules: &Scheme, number: &Written) {
    fn copy<T: Clone>(changed: &mut [T], rules: &[T], index: usize) {
        if let (Some(changed), Some(was)) = (changed.get_mut(index), rules.get(index)) {
            changed.clone_from(was);
        }
    }
    match number.spot.part() {
        Part::Question(index) => copy(&mut changed.questions, &rules.questions, index),
        Part::Rate(index) => copy(&mut changed.rates, &rules.rates, index),
        // A table may be long, and nothing in it follows from a number but that number.
        Part::Table(_) => make(changed, number, &Change::To(number.figure)),
        Part::Step(index) => copy(&mut changed.steps, &rules.steps, index),
    }
}

/// Whether a number belongs to a row of bands that no answers can lead to, or a change of it moves the end of a band
/// over nothing that can be looked up.
fn out_of_reach(names: &Names<'_>, reach: &Reach<'_>, number: &Written, change: &Change) -> bool {
    let (table, side, low, high) = match (&number.spot, change) {
        (Spot::Bound(table, side, band, end), Change::To(to)) => {
            let (low, high) = (number.figure.min(*to), number.figure.max(*to));
            let band = names.band(*table, *side, *band);
            // An end that belongs to its band takes in what is above where it stood, or leaves it out.
            let inside = *end == End::To && band.is_some_and(|band| !band.under);
            let either = band.is_some_and(is_single);
            (
                *table,
                *side,
                (Some(low), inside),
                Some((high, inside || either)),
            )
        }
        (Spot::Row(table, row), _) => match names.band(*table, Side::Rows, *row) {
            Some(band) => (
                *table,
                Side::Rows,
                (band.from, false),
                band.to.map(|to| (to, !band.under)),
            ),
            None => return false,
        },
        _ => return false,
    };
    let scheme = names.scheme;
    let mut looked_up = scheme.steps.iter().filter_map(|step| match &step.verb {
        Verb::LookUp {
            table: of,
            row,
            column,
        } if *of == table => match side {
            Side::Rows => row.as_ref(),
            Side::Columns => column.as_ref(),
        },
        _ => None,
    });
    let meets = |operand: &Operand| {
        let low = match low {
            (Some(low), true) => exact::add(low, grain(scheme, operand)),
            (low, _) => low,
        };
        reach.meets(operand, low, high)
    };
    looked_up.clone().next().is_some() && !looked_up.any(meets)
}

/// A worked example, with which of its figures come out as the rules stand.
struct Told<'a> {
    example: &'a Example,
    outcome: &'a Outcome,
    settled: Option<Settled<'a>>,
    comes_out: Vec<bool>,
    /// Whether nothing was left open on the way.
    is_settled: bool,
}

impl<'a> Told<'a> {
    /// Those of a scheme; first those that are soonest worked out again.
    fn all(scheme: &'a Scheme, worked: &[&'a Outcome]) -> Vec<Self> {
        let examples = scheme.examples.iter().zip(worked);
        let mut all: Vec<Self> = examples
            .filter(|(example, _)| !example.expect.is_empty())
            .map(|(example, outcome)| Self {
                example,
                comes_out: come_out(outcome, example),
                is_settled: is_settled(outcome),
                settled: Settled::of(&example.answers, outcome),
                outcome,
            })
            .collect();
        all.sort_by_key(|told| told.settled.is_none());
        all
    }

    /// Whether rules of which a part is changed no longer allow the answers, or change whether a figure comes out.
    fn notices(
        &self,
        changed: &Scheme,
        part: Part,
        (reads, prepared): (&Dependencies<'_>, &Prepared<'_>),
    ) -> bool {
        if !allowed(changed, self.example) {
            return true;
        }
        let changed = of_example(changed, self.example, None);
        let settled = self.settled;
        let others = settled.and_then(|settled| settled.rework(&changed, part, reads));
        others.map_or_else(
            || {
                let outcome = prepared.estimate_changed(&changed, &self.example.answers);
                come_out(&outcome, self.example) != self.comes_out
            },
            |others| self.differs(&others),
        )
    }

    /// Whether it changes which figures come out that some steps give something else.
    fn differs(&self, others: &[(usize, Value)]) -> bool {
        let has_ended = |line: &Line| line.taken == Taken::Ended;
        // Where a stop gives the results, what their steps give is not looked at.
        let stopped = self.outcome.working.iter().any(has_ended);
        let mut figures = self.example.expect.iter().zip(&self.comes_out);
        figures.any(|(expected, came_out)| {
            let is_it = |(step, _): &&(usize, Value)| *step == expected.step;
            let other = others.iter().find(is_it);
            other
                .filter(|_| !(stopped && expected.result.is_some()))
                .is_some_and(|(_, value)| expected.is_met_by(value) != *came_out)
        })
    }

    /// Whether a change of a number can matter for its working. It cannot where another option is picked; nor, where nothing is
    /// left open, where the working reads another row, or something that is as far from the end of a band as before.
    fn looks_at(&self, rules: &Scheme, number: &Written, change: &Change) -> bool {
        let picks = |question: usize, option: usize| match self.example.answers.get(question) {
            Some(Answer::Option(picked)) => picked == option,
            _ => true,
        };
        if let Spot::Counts(question, option, _) | Spot::Choice(_, question, option, _) =
            &number.spot
        {
            return picks(*question, *option);
        }
        if !self.is_settled {
            return true;
        }
        let mut lines = self.outcome.working.iter();
        let mut inputs = lines.clone().flat_map(|line| &line.inputs);
        let has_lines = |table: usize| {
            let kind = rules.tables.get(table).map(|table| &table.kind);
            matches!(kind, Some(TableKind::Lines { .. }))
        };
        match (&number.spot, change) {
            (Spot::Row(table, row), _) if !has_lines(*table) => {
                inputs.any(|input| input.what == InputKind::Row(*table, *row))
            }
            (Spot::Cell(table, row, column), _) => {
                inputs.any(|input| input.what == InputKind::Cell(*table, *row, *column))
            }
            (Spot::Bound(table, ..), Change::To(to)) => {
                let ends = number.figure.min(*to)..=number.figure.max(*to);
                lines.any(|line| {
                    let verb = rules.steps.get(line.step).map(|step| &step.verb);
                    let looks_up =
                        matches!(verb, Some(Verb::LookUp { table: of, .. }) if of == table);
                    let mut values = line.inputs.iter().map(|input| input.value.exact());
                    looks_up && values.any(|value| value.is_none_or(|value| ends.contains(&value)))
                })
            }
            _ => true,
        }
    }
}

/// Whether every answer that was asked for is there, and everything that was read is one exact figure.
fn is_settled(outcome: &Outcome) -> bool {
    outcome.unanswered.is_empty()
        && outcome.unknown.is_empty()
        && outcome.working.iter().all(|line| match line.taken {
            Taken::Yes => line
                .inputs
                .iter()
                .all(|input| input.value.exact().is_some()),
            Taken::No | Taken::Ended | Taken::Later => true,
            Taken::Maybe => false,
        })
}

fn come_out(outcome: &Outcome, example: &Example) -> Vec<bool> {
    let figures = example.expect.iter();
    figures.map(|expected| outcome.meets(expected)).collect()
}

/// Whether every number answered is between the least and the most that can be.
fn allowed(scheme: &Scheme, example: &Example) -> bool {
    let mut answers = scheme.questions.iter().zip(&example.answers.0);
    answers.all(|(question, answer)| match (&question.kind, answer) {
        (QuestionKind::Number { least, most, .. }, Some(Answer::Number(number))) => {
            number >= least && most.is_none_or(|most| *number <= most)
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use upfront_engine::estimate;

    use super::*;
    use crate::{check::worked, folder::load_scheme};

    #[test]
    fn what_is_worked_out_again_is_what_the_whole_gives() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tried = 0;
        for place in ["exampleshire/2026-27", "essex/2024-25"] {
            let loaded = load_scheme(&root.join("schemes").join(place)).unwrap();
            let scheme = &loaded.schemes[0];
            let (rules, worked) = (without_words(scheme), worked(scheme));
            let mut changed = rules.clone();
            let (prepared, reads) = (Prepared::of(&rules), Dependencies::of(&rules));
            for number in written(&rules) {
                for change in changes(&rules, &number) {
                    make(&mut changed, &number, &change);
                    for (example, outcome) in scheme.examples.iter().zip(&worked) {
                        let part = number.spot.part();
                        let settled = Settled::of(&example.answers, outcome);
                        let others = settled.and_then(|of| of.rework(&changed, part, &reads));
                        let Some(others) = others else {
                            let again = prepared.estimate_changed(&changed, &example.answers);
                            assert_eq!(again, estimate(&changed, &example.answers), "{place}");
                            continue;
                        };
                        let whole = estimate(&changed, &example.answers);
                        for (line, step) in whole.working.iter().zip(&rules.steps) {
                            if matches!(step.verb, Verb::Stop { .. }) {
                                continue;
                            }
                            let other = others.iter().find(|(step, _)| *step == line.step);
                            let before = &outcome.working[line.step].gives;
                            let gives = other.map_or(before, |(_, value)| value);
                            assert_eq!(line.gives, *gives, "{place}, step {}", line.step);
                        }
                        tried += others.len();
                    }
                    put_back(&mut changed, &rules, &number);
                }
            }
            assert_eq!(changed, rules);
        }
        assert!(tried > 1000, "{tried}");
    }
}
