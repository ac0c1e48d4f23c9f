//! The edges of the rules: where one figure, one branch, one limit or one choice gives way to another.

use std::{cmp::Ordering, collections::BTreeSet};

use upfront_engine::{
    Answer, Decimal, Outcome, Unit, exact,
    explain::describe_condition,
    outcome::Taken,
    rework::Part,
    scheme::{
        Axis, Band, Comparison, Condition, Direction, Operand, QuestionKind, Step, TableKind, Verb,
    },
};

use super::{
    coverage::Edge,
    names::Names,
    numbers::{Rule, is_own},
    probe::{Probe, Probes, Reach, Seen, around, fixed, grain},
    whole::rounds_nothing,
};

/// What an example has to do to touch an edge.
#[derive(Clone, Copy, Debug)]
enum Touch {
    /// Make a condition hold, or not.
    Holds(Probe, bool),
    /// Come to a figure.
    Is(Probe, Decimal),
    /// Come to a figure between two others.
    Between(Probe, Decimal, Decimal),
    /// Come to less than another figure, the same, or more.
    Compares(Probe, Probe, Ordering),
    /// Have this one of a step's operands as the least of them, or the greatest: the step, and the operand's place.
    Decides(usize, usize, Ordering),
    /// Answer a question with an option.
    Answers(usize, usize),
    /// Have a figure rounded this way: the step, and what it is before it is rounded.
    Rounds(usize, Probe, Ordering),
}

/// How far an example has to come for an edge to matter.
#[derive(Clone, Copy, Debug)]
enum Until {
    /// Anywhere.
    Anywhere,
    /// The working out has not ended before this step.
    Reached(usize),
    /// This step is taken.
    Taken(usize),
}

/// An edge on its way to being looked for.
struct Wanted {
    address: String,
    what: String,
    item: String,
    until: Until,
    touch: Touch,
}

/// Every edge of the rules that some answers can lead to, and the example that touches it. `worked` is what comes of each
/// example.
pub(super) fn edges(names: &Names<'_>, reach: &Reach<'_>, worked: &[&Outcome]) -> Vec<Edge> {
    let scheme = names.scheme;
    let mut looking = Looking {
        names,
        reach,
        probes: Probes::new(scheme),
        wanted: Vec::new(),
    };
    for (index, question) in scheme.questions.iter().enumerate() {
        if let Some(when) = &question.when {
            looking.branch(Rule::Question(index), Until::Anywhere, when);
        }
    }
    for (index, step) in scheme.steps.iter().enumerate() {
        if let Some(when) = &step.when {
            looking.branch(Rule::When(index), Until::Reached(index), when);
        }
        looking.verb(index, step);
        looking.rounding(index, step);
    }
    let Looking {
        mut probes, wanted, ..
    } = looking;
    probes.set_parts();
    let workings: Vec<Working<'_>> = scheme
        .examples
        .iter()
        .zip(worked)
        .zip(probes.see(&scheme.examples))
        .map(|((example, outcome), seen)| Working {
            id: &example.id,
            answers: &example.answers,
            outcome,
            seen,
        })
        .collect();
    wanted
        .into_iter()
        .map(|edge| Edge {
            touched_by: workings
                .iter()
                .find(|working| working.touches(&edge))
                .map(|working| working.id.to_owned()),
            address: edge.address,
            what: edge.what,
            item: edge.item,
        })
        .collect()
}

struct Looking<'a> {
    names: &'a Names<'a>,
    reach: &'a Reach<'a>,
    probes: Probes,
    wanted: Vec<Wanted>,
}

impl Looking<'_> {
    fn want(&mut self, part: Part, what: &str, item: String, until: Until, touch: Touch) {
        if is_own(part, self.names.scheme) {
            self.wanted.push(Wanted {
                address: self.names.address(part),
                what: what.to_owned(),
                item,
                until,
                touch,
            });
        }
    }

    /// A condition: it holds and it does not, and so for each of its parts.
    fn branch(&mut self, rule: Rule, until: Until, when: &Condition) {
        self.both_ways(rule, until, when);
        self.parts(rule, until, when);
    }

    fn both_ways(&mut self, rule: Rule, until: Until, condition: &Condition) {
        let part = rule.part();
        let probe = self.probes.condition(condition);
        let not = Condition::Not(Box::new(condition.clone()));
        for (holds, condition) in [(true, condition), (false, &not)] {
            let item = describe_condition(self.names.scheme, condition, self.names.words);
            let touch = Touch::Holds(probe, holds);
            self.want(part, "somebody for whom", item, until, touch);
        }
    }

    fn parts(&mut self, rule: Rule, until: Until, condition: &Condition) {
        match condition {
            _ if self.is_plain(condition) => {}
            Condition::AnswerIs { .. } => {}
            Condition::Compare { left, is, right } => {
                self.threshold(rule, until, left, *is, right);
                for operand in [left, right] {
                    self.choice(rule, until, operand);
                }
            }
            Condition::Not(of) => self.parts(rule, until, of),
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for part in of {
                    if self.is_plain(part) {
                        self.both_ways(rule, until, part);
                    }
                    self.parts(rule, until, part);
                }
            }
        }
    }

    /// Whether a condition is about an answer, or about a test: no number gives way to another in it.
    fn is_plain(&self, condition: &Condition) -> bool {
        match condition {
            Condition::AnswerIs { .. } => true,
            Condition::Compare { left, .. } => self.names.operand_unit(left).is_test(),
            _ => false,
        }
    }

    /// Just below, on and just above what a quantity is compared with.
    fn threshold(
        &mut self,
        rule: Rule,
        until: Until,
        left: &Operand,
        is: Comparison,
        right: &Operand,
    ) {
        let scheme = self.names.scheme;
        let (operand, figure) = match (fixed(scheme, left), fixed(scheme, right)) {
            (Some(_), Some(_)) => return,
            (None, Some(figure)) => (left, figure),
            (Some(figure), None) => (right, figure),
            (None, None) => return self.two_quantities(rule, until, left, is, right),
        };
        let grain = grain(scheme, operand);
        let mut values = BTreeSet::new();
        if let Some((below, from)) = around(figure, grain) {
            values.extend([below, from]);
            if from == figure {
                values.extend(exact::add(from, grain));
            }
        }
        let part = rule.part();
        self.values(part, operand, until, values);
    }

    fn two_quantities(
        &mut self,
        rule: Rule,
        until: Until,
        left: &Operand,
        is: Comparison,
        right: &Operand,
    ) {
        let part = rule.part();
        let probes = (self.probes.operand(left), self.probes.operand(right));
        let other = self.names.operand(right);
        let ways = [
            (Ordering::Less, "less than"),
            (Ordering::Equal, "the same as"),
            (Ordering::Greater, "more than"),
        ];
        for (way, say) in ways {
            // Two quantities that have to be the same either are or are not.
            if is == Comparison::Equal && way == Ordering::Greater {
                continue;
            }
            let what = format!("{} being", self.names.operand(left));
            let item = format!("{say} {other}");
            let touch = Touch::Compares(probes.0, probes.1, way);
            self.want(part, &what, item, until, touch);
        }
    }

    /// Each of these values that the operand can come to.
    fn values(&mut self, part: Part, operand: &Operand, until: Until, values: BTreeSet<Decimal>) {
        let probe = self.probes.operand(operand);
        let unit = self.names.operand_unit(operand);
        let what = format!("{} of", self.names.operand(operand));
        for value in values {
            if self.reach.meets(operand, Some(value), Some((value, true))) {
                let item = self.names.words.quantity(value, &unit);
                self.want(part, &what, item, until, Touch::Is(probe, value));
            }
        }
    }

    /// Each option that picks an amount in a rule.
    fn choice(&mut self, rule: Rule, until: Until, operand: &Operand) {
        if let Operand::ByAnswer { question, .. } = operand {
            self.options(rule.part(), *question, until);
        }
    }

    fn options(&mut self, part: Part, question: usize, until: Until) {
        let scheme = self.names.scheme;
        let Some(QuestionKind::Options(options)) = scheme.questions.get(question).map(|q| &q.kind)
        else {
            return;
        };
        let what = format!("the answer to “{}” being", self.names.ask(question));
        let printed = options.iter().enumerate();
        for (index, option) in printed.filter(|(_, option)| !option.between) {
            let item = format!("“{}”", option.say);
            let touch = Touch::Answers(question, index);
            self.want(part, &what, item, until, touch);
        }
    }

    fn verb(&mut self, index: usize, step: &Step) {
        let until = Until::Taken(index);
        match &step.verb {
            Verb::Test(condition) => self.branch(Rule::Step(index), until, condition),
            Verb::LookUp { table, row, column } => {
                self.table(*table, row.as_ref(), column.as_ref(), until);
            }
            Verb::LeastOf(of) => self.limit(index, Ordering::Less, of),
            Verb::GreatestOf(of) => self.limit(index, Ordering::Greater, of),
            verb => self.choices(index, verb.operands()),
        }
    }

    fn choices<'o>(&mut self, index: usize, operands: impl IntoIterator<Item = &'o Operand>) {
        for operand in operands {
            self.choice(Rule::Step(index), Until::Taken(index), operand);
        }
    }

    /// Which of several is the least, or the greatest.
    fn limit(&mut self, index: usize, end: Ordering, of: &[Operand]) {
        let what = match end {
            Ordering::Less => "the least being",
            _ => "the greatest being",
        };
        let part = Part::Step(index);
        for (place, operand) in of.iter().enumerate() {
            let item = self.names.operand(operand);
            let touch = Touch::Decides(index, place, end);
            self.want(part, what, item, Until::Taken(index), touch);
        }
        self.choices(index, of);
    }

    fn table(
        &mut self,
        index: usize,
        row: Option<&Operand>,
        column: Option<&Operand>,
        until: Until,
    ) {
        let part = Part::Table(index);
        let scheme = self.names.scheme;
        match (scheme.tables.get(index).map(|table| &table.kind), row) {
            (Some(TableKind::Bands { rows, .. }), Some(at)) => {
                let bands: Vec<&Band> = rows.iter().map(|row| &row.band).collect();
                self.bands(part, at, &bands, until);
            }
            (Some(TableKind::Lines { points, by }), Some(at)) => {
                let ends: Vec<Decimal> = points.iter().map(|point| point.at).collect();
                self.lines(part, at, &ends, by, until);
            }
            (Some(TableKind::ByAnswer { question, .. }), _) => {
                self.options(part, *question, until);
            }
            (Some(TableKind::TwoWay { rows, columns, .. }), _) => {
                for (axis, at) in [(rows, row), (columns, column)] {
                    match (axis, at) {
                        (Axis::Answer { question }, _) => {
                            self.options(part, *question, until);
                        }
                        (Axis::Bands { bands, .. }, Some(at)) => {
                            let bands: Vec<&Band> = bands.iter().collect();
                            self.bands(part, at, &bands, until);
                        }
                        (Axis::Bands { .. }, None) => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// The first and the last value of each band, and those just outside.
    fn bands(&mut self, part: Part, at: &Operand, bands: &[&Band], until: Until) {
        let grain = grain(self.names.scheme, at);
        let mut values = BTreeSet::new();
        for band in bands {
            if let Some((below, from)) = band.from.and_then(|from| around(from, grain)) {
                values.extend([below, from]);
            }
            if let Some((below, from)) = band.to.and_then(|to| around(to, grain)) {
                let inside = !band.under && Some(from) == band.to;
                values.insert(if inside { from } else { below });
                values.extend(if inside {
                    exact::add(from, grain)
                } else {
                    Some(from)
                });
            }
        }
        self.values(part, at, until, values);
    }

    /// Each printed point, and somewhere between each and the next.
    fn lines(&mut self, part: Part, at: &Operand, ends: &[Decimal], by: &Unit, until: Until) {
        self.values(part, at, until, ends.iter().copied().collect());
        let probe = self.probes.operand(at);
        let what = format!("{} between", self.names.operand(at));
        for (low, high) in ends.iter().zip(ends.iter().skip(1)) {
            if self.reach.meets(at, Some(*low), Some((*high, false))) {
                let words = self.names.words;
                let item = format!(
                    "{} and {}",
                    words.quantity(*low, by),
                    words.quantity(*high, by)
                );
                let touch = Touch::Between(probe, *low, *high);
                self.want(part, &what, item, until, touch);
            }
        }
    }

    /// A figure that a rounding really rounds, each way that it can.
    fn rounding(&mut self, index: usize, step: &Step) {
        let rounding = step
            .rounded
            .filter(|_| !rounds_nothing(self.names.scheme, index));
        let Some(rounding) = rounding else {
            return;
        };
        let ways: &[(Ordering, &str)] = match rounding.direction {
            Direction::Up => &[(Ordering::Greater, "up")],
            Direction::Down => &[(Ordering::Less, "down")],
            Direction::Nearest => &[(Ordering::Greater, "up"), (Ordering::Less, "down")],
        };
        let part = Part::Step(index);
        let probe = self.probes.unrounded(step);
        let what = format!("“{}” rounded", self.names.step_say(index));
        for (way, say) in ways {
            let touch = Touch::Rounds(index, probe, *way);
            self.want(part, &what, (*say).to_owned(), Until::Taken(index), touch);
        }
    }
}

/// An example worked out.
struct Working<'a> {
    id: &'a str,
    answers: &'a upfront_engine::Answers,
    outcome: &'a Outcome,
    seen: Seen,
}

impl Working<'_> {
    fn touches(&self, edge: &Wanted) -> bool {
        let taken = |step: usize| self.outcome.working.get(step).map(|line| line.taken);
        let far_enough = match edge.until {
            Until::Anywhere => true,
            Until::Reached(step) => {
                taken(step).is_some_and(|taken| !matches!(taken, Taken::Ended | Taken::Later))
            }
            Until::Taken(step) => taken(step) == Some(Taken::Yes),
        };
        far_enough && self.does(edge.touch).unwrap_or(false)
    }

    /// `None` where it is not known.
    fn does(&self, touch: Touch) -> Option<bool> {
        let seen = &self.seen;
        Some(match touch {
            Touch::Holds(probe, holds) => seen.holds(probe)? == holds,
            Touch::Is(probe, value) => seen.figure(probe)? == value,
            Touch::Between(probe, low, high) => {
                let figure = seen.figure(probe)?;
                low < figure && figure < high
            }
            Touch::Compares(left, right, way) => {
                seen.figure(left)?.cmp(&seen.figure(right)?) == way
            }
            Touch::Decides(step, place, end) => {
                let line = self.outcome.working.get(step)?;
                let figures: Option<Vec<Decimal>> = line
                    .inputs
                    .iter()
                    .map(|input| input.value.exact())
                    .collect();
                let figures = figures?;
                let this = figures.get(place)?;
                let decides = match end {
                    Ordering::Less => figures.iter().min(),
                    _ => figures.iter().max(),
                };
                decides == Some(this)
            }
            Touch::Answers(question, option) => {
                self.answers.get(question) == Some(Answer::Option(option))
            }
            Touch::Rounds(step, probe, way) => {
                let rounded = self.outcome.working.get(step)?.gives.exact()?;
                rounded.cmp(&seen.figure(probe)?) == way
            }
        })
    }
}
