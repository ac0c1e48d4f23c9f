//! How a scheme separates: into totals that questions add to on their own, and what is then made of those totals.
//!
//! Of two questions that only add to the same total, neither decides what the other adds. So all their answers together
//! need not be gone through: each question's own do. What is read besides, such as whether family helps, is kept apart,
//! and tried with each total.

use std::collections::BTreeSet;

use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Unit, exact,
    program::{Columns, Program, Results},
    reads::Reads,
    scheme::{
        Operand, Origin, Question, QuestionKind, QuestionOption, ResultLine, Step, TableKind, Verb,
    },
};

/// A whole number is tried as an answer only where there are no more than these.
const MOST_NUMBERS: i64 = 60;

/// The most answers of questions that hang together which are gone through.
const MOST_TOGETHER: usize = 1 << 14;

/// What is looked at: a figure of a scheme that rests on nothing but answers that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The step that gives it.
    pub(super) step: usize,
    /// The result that it is, or that rests on it: what a step that ends the working out gives instead.
    pub(super) result: usize,
    /// Whether it is that result.
    pub(super) is_result: bool,
}

/// A scheme, as it separates.
pub(super) struct Separated<'a> {
    pub(super) scheme: &'a Scheme,
    /// The totals, each a step of the scheme.
    pub(super) totals: Vec<usize>,
    /// The questions whose answers are kept beside the totals.
    pub(super) kept: Vec<usize>,
    /// Questions that hang together, and what their answers add.
    pub(super) groups: Vec<Group>,
    /// The steps that look something up in bands.
    pub(super) lookups: Vec<usize>,
    /// What is made of totals and of what is kept: a question more for each total, and the subject the first result. Two
    /// results follow for each step that looks something up: by what, and one where it does.
    pub(super) rest: Scheme,
}

/// Questions that hang together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) questions: Vec<usize>,
    /// Everything that can be answered to them, in the order of their options, the last question's first.
    pub(super) answered: Vec<Added>,
}

/// What an answer, or several together, come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Added {
    /// By question of the group: the place among what can be answered.
    pub(super) places: Vec<usize>,
    /// By total: what is added.
    pub(super) adds: Vec<Decimal>,
}

/// How many answers a question can have; `None` where they cannot be counted.
pub(super) fn possibilities(question: &Question) -> Option<usize> {
    match &question.kind {
        QuestionKind::Options(options) => Some(options.len()).filter(|count| *count > 0),
        QuestionKind::Number {
            least,
            most: Some(most),
            places: 0,
            ..
        } => {
            let count = exact::subtract(*most, *least)?;
            let count = i64::try_from(count).ok()?;
            let count = (count < MOST_NUMBERS).then_some(count + 1)?;
            usize::try_from(count).ok()
        }
        QuestionKind::Number { .. } => None,
    }
}

/// The answer at a place among those.
pub(super) fn possible(question: &Question, place: usize) -> Option<Answer> {
    Some(match &question.kind {
        QuestionKind::Options(_) => Answer::Option(place),
        QuestionKind::Number { least, .. } => Answer::Number(exact::add(
            *least,
            Decimal::from(u64::try_from(place).ok()?),
        )?),
    })
}

/// By step, the questions that it rests on, and whether all their answers can be counted.
struct Rests {
    questions: Vec<BTreeSet<usize>>,
    counted: Vec<bool>,
}

impl Rests {
    fn of(scheme: &Scheme) -> Self {
        let is_counted: Vec<bool> = scheme
            .questions
            .iter()
            .map(|question| possibilities(question).is_some())
            .collect();
        let mut rests = Self {
            questions: Vec::with_capacity(scheme.steps.len()),
            counted: Vec::with_capacity(scheme.steps.len()),
        };
        for step in &scheme.steps {
            let reads = Reads::of(scheme, step);
            let mut counted = reads
                .questions
                .iter()
                .all(|question| is_counted.get(*question) == Some(&true));
            let mut questions: BTreeSet<usize> = BTreeSet::new();
            for before in &reads.steps {
                counted &= rests.counted.get(*before) == Some(&true);
                // What cannot be counted is not looked at further.
                if counted && let Some(behind) = rests.questions.get(*before) {
                    questions.extend(behind);
                }
            }
            questions.extend(reads.questions);
            rests.questions.push(questions);
            rests.counted.push(counted);
        }
        rests
    }

    fn questions(&self, step: usize) -> usize {
        self.questions.get(step).map_or(0, BTreeSet::len)
    }

    fn is_counted(&self, step: usize) -> bool {
        self.counted.get(step) == Some(&true)
    }
}

/// What of a scheme is looked at: its first result, or else the amount on the way to it that most answers lead to and that
/// rests on nothing but answers that can be counted. `None` where there is no such, or where too few questions lead to it for their answers to say
/// anything together.
pub(super) fn subject(scheme: &Scheme) -> Option<Subject> {
    /// Fewer answers than these are told by the rules themselves.
    const ENOUGH: usize = 2;
    let result = scheme.results.first()?;
    let unit = &scheme.steps.get(result.step)?.unit;
    let choices = scheme.questions.iter();
    let choices = choices.filter(|one| matches!(one.kind, QuestionKind::Options(_)));
    if unit.is_test() || choices.count() < ENOUGH {
        return None;
    }
    let rests = Rests::of(scheme);
    let behind = upfront_engine::reads::steps_behind(scheme, [result.step]);
    let subjects = behind.iter().filter_map(|step| {
        let is_result = *step == result.step;
        let of = scheme.steps.get(*step)?;
        let is_amount = is_result || of.unit == *unit && unit.is_money();
        let mut stops = stops(scheme, if is_result { usize::MAX } else { *step });
        let national = scheme.national.as_ref();
        let origin = national.and_then(|national| national.steps.get(*step));
        let is_whole = is_amount
            // What a nation lays down is told of the nation.
            && origin != Some(&Origin::National)
            && rests.is_counted(*step)
            && rests.questions(*step) >= ENOUGH
            && !matches!(of.verb, Verb::AddUp { .. })
            && stops.all(|stop| rests.is_counted(stop));
        is_whole.then_some(Subject {
            step: *step,
            result: 0,
            is_result,
        })
    });
    // The result itself, or what most of the answers lead to; of several, the last.
    subjects.max_by_key(|subject| (subject.is_result, rests.questions(subject.step)))
}

/// The steps before another that end the working out.
fn stops(scheme: &Scheme, before: usize) -> impl Iterator<Item = usize> + '_ {
    let steps = scheme.steps.iter().enumerate().take(before);
    steps.filter_map(|(index, step)| matches!(step.verb, Verb::Stop { .. }).then_some(index))
}

impl<'a> Separated<'a> {
    /// Separates a scheme; `None` where too many questions hang together, or something that options count is no figure.
    pub(super) fn of(scheme: &'a Scheme, subject: Subject) -> Option<Self> {
        Separating::of(scheme, subject).separated()
    }

    /// Whether anything adds up on the way to a figure.
    pub(super) fn has_totals(scheme: &'a Scheme, subject: Subject) -> bool {
        !Separating::of(scheme, subject).totals.is_empty()
    }

    /// The questions that the subject rests on.
    pub(super) fn questions(&self) -> Vec<usize> {
        let groups = self.groups.iter();
        let mut questions: Vec<usize> = groups
            .flat_map(|group| group.questions.iter().copied())
            .collect();
        questions.sort_unstable();
        questions
    }

    /// How many answers a question can have.
    pub(super) fn answers_to(&self, question: usize) -> Option<usize> {
        possibilities(self.scheme.questions.get(question)?)
    }

    /// The scheme of one figure, for all its questions together: nothing is separated.
    pub(super) fn undivided(scheme: &'a Scheme, subject: Subject) -> (Vec<usize>, Scheme) {
        let separating = Separating {
            totals: Vec::new(),
            ..Separating::of(scheme, subject)
        };
        let needed = separating.needed();
        let kept = separating.kept(&needed);
        let rest = separating.rest(&needed, &kept);
        (kept, rest)
    }
}

struct Separating<'a> {
    scheme: &'a Scheme,
    subject: Subject,
    totals: Vec<usize>,
}

impl<'a> Separating<'a> {
    fn of(scheme: &'a Scheme, subject: Subject) -> Self {
        let mut separating = Self {
            scheme,
            subject,
            totals: Vec::new(),
        };
        // The later a sum stands, the more goes into it.
        let needed: Vec<usize> = separating.needed().into_iter().rev().collect();
        for index in needed {
            if !separating.needed().contains(&index) {
                continue;
            }
            let step = scheme.steps.get(index);
            let is_total = step.is_some_and(|step| match &step.verb {
                Verb::AddUp { .. } => true,
                Verb::Sum { .. } => separating.is_of_parts(index),
                _ => false,
            });
            if is_total {
                separating.totals.push(index);
            }
        }
        separating.totals.sort_unstable();
        separating
    }

    /// The steps that end the working out before the subject is there.
    fn stops(&self) -> impl Iterator<Item = usize> + '_ {
        let last = if self.subject.is_result {
            usize::MAX
        } else {
            self.subject.step
        };
        stops(self.scheme, last)
    }

    /// The steps that the subject rests on, up to the totals.
    fn needed(&self) -> BTreeSet<usize> {
        let mut waiting: Vec<usize> = self.stops().chain([self.subject.step]).collect();
        let mut needed = BTreeSet::new();
        while let Some(index) = waiting.pop() {
            if let Some(step) = self
                .scheme
                .steps
                .get(index)
                .filter(|_| needed.insert(index))
            {
                waiting.extend(self.reads(index, step).steps);
            }
        }
        needed
    }

    /// What a step that is not a total reads, and of one that is, what decides whether it is taken.
    fn reads(&self, index: usize, step: &Step) -> Reads<'a> {
        let mut reads = Reads::new(self.scheme);
        let is_total = self.totals.contains(&index);
        let mut read = Step {
            verb: nothing(),
            ..step.clone()
        };
        if !is_total {
            read.verb = match &step.verb {
                Verb::Stop { gives } => Verb::Stop {
                    gives: gives
                        .get(self.subject.result)
                        .cloned()
                        .into_iter()
                        .collect(),
                },
                verb => verb.clone(),
            };
        }
        reads.add(&read);
        reads
    }

    /// Whether a sum is of parts that rest on questions of their own, and that nothing else reads.
    fn is_of_parts(&self, index: usize) -> bool {
        let with = Separating {
            scheme: self.scheme,
            subject: self.subject,
            totals: self.totals.iter().copied().chain([index]).collect(),
        };
        let needed = with.needed();
        let Some(groups) = with.grouped(&needed) else {
            return false;
        };
        let inside = self.behind(index);
        let has_parts = groups
            .iter()
            .filter(|group| group.iter().any(|question| inside.1.contains(question)))
            .count()
            > 1;
        let is_private = inside.0.iter().all(|step| !needed.contains(step));
        has_parts && is_private && !inside.0.iter().any(|step| self.totals.contains(step))
    }

    /// The steps and the questions behind a step, without itself.
    fn behind(&self, index: usize) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let mut steps = upfront_engine::reads::steps_behind(self.scheme, [index]);
        let mut reads = Reads::new(self.scheme);
        for step in &steps {
            if let Some(step) = self.scheme.steps.get(*step) {
                reads.add(step);
            }
        }
        steps.remove(&index);
        (steps, reads.questions.into_iter().collect())
    }

    /// The questions that are read beside the totals, with those that decide whether they are asked.
    fn kept(&self, needed: &BTreeSet<usize>) -> Vec<usize> {
        let mut kept = BTreeSet::new();
        for index in needed {
            if let Some(step) = self.scheme.steps.get(*index) {
                kept.extend(self.reads(*index, step).questions);
            }
        }
        kept.into_iter().collect()
    }

    /// The steps that look up in bands what another step gives.
    fn lookups(&self, needed: &BTreeSet<usize>) -> Vec<usize> {
        let is_in_bands = |index: &&usize| {
            let step = self.scheme.steps.get(**index);
            let Some(Verb::LookUp {
                table,
                row: Some(Operand::Step(_)),
                column: None,
            }) = step.map(|step| &step.verb)
            else {
                return false;
            };
            let table = self.scheme.tables.get(*table);
            table.is_some_and(|table| matches!(table.kind, TableKind::Bands { .. }))
        };
        needed.iter().filter(is_in_bands).copied().collect()
    }

    /// The parts that each total is the sum of: by total, of each part the questions.
    fn parts(&self, total: usize) -> Vec<(Part, BTreeSet<usize>)> {
        let Some(step) = self.scheme.steps.get(total) else {
            return Vec::new();
        };
        let questions = |verb: Verb| {
            let mut reads = Reads::new(self.scheme);
            let only = Step {
                verb,
                when: None,
                ..step.clone()
            };
            reads.add(&only);
            let mut questions: BTreeSet<usize> = reads.questions.into_iter().collect();
            for step in reads.steps {
                questions.extend(self.behind(step).1);
            }
            questions
        };
        match &step.verb {
            Verb::AddUp { measure, over } => over
                .iter()
                .map(|question| {
                    let verb = Verb::AddUp {
                        measure: *measure,
                        over: vec![*question],
                    };
                    (Part::Question(*question), questions(verb))
                })
                .collect(),
            Verb::Sum { add, less } => {
                let added = add.iter().map(|operand| (operand, false));
                let taken = less.iter().map(|operand| (operand, true));
                let part = |(operand, is_less): (&Operand, bool)| {
                    let verb = sum(vec![operand.clone()], Vec::new());
                    (Part::Operand(operand.clone(), is_less), questions(verb))
                };
                added.chain(taken).map(part).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Puts questions together that are read together; `None` where too many are.
    fn grouped(&self, needed: &BTreeSet<usize>) -> Option<Vec<BTreeSet<usize>>> {
        let mut groups: Vec<BTreeSet<usize>> = Vec::new();
        let mut join = |questions: BTreeSet<usize>| {
            let (with, mut others): (Vec<_>, Vec<_>) = std::mem::take(&mut groups)
                .into_iter()
                .partition(|group| !group.is_disjoint(&questions));
            others.push(with.into_iter().flatten().chain(questions).collect());
            groups = others;
        };
        for total in &self.totals {
            for (_, questions) in self.parts(*total) {
                if !questions.is_empty() {
                    join(questions);
                }
            }
        }
        for question in self.kept(needed) {
            let mut reads = Reads::new(self.scheme);
            reads.question(question);
            join(reads.questions.into_iter().collect());
        }
        let count = |group: &BTreeSet<usize>| {
            group.iter().try_fold(1_usize, |product, question| {
                let count = possibilities(self.scheme.questions.get(*question)?)?;
                product
                    .checked_mul(count)
                    .filter(|all| *all <= MOST_TOGETHER)
            })
        };
        groups.iter().all(|group| count(group).is_some()).then(|| {
            let mut groups = groups;
            groups.sort_by_key(|group| group.first().copied());
            groups
        })
    }

    fn separated(self) -> Option<Separated<'a>> {
        let needed = self.needed();
        let kept = self.kept(&needed);
        let parts: Vec<Vec<(Part, BTreeSet<usize>)>> =
            self.totals.iter().map(|total| self.parts(*total)).collect();
        let mut groups = Vec::new();
        for questions in self.grouped(&needed)? {
            let questions: Vec<usize> = questions.into_iter().collect();
            let answered = self.answered(&questions, &parts)?;
            groups.push(Group {
                questions,
                answered,
            });
        }
        // What is added whatever is answered.
        let constant = |parts: &Vec<(Part, BTreeSet<usize>)>| {
            parts.iter().any(|(_, questions)| questions.is_empty())
        };
        if parts.iter().any(constant) {
            groups.push(Group {
                questions: Vec::new(),
                answered: self.answered(&[], &parts)?,
            });
        }
        let lookups = self.lookups(&needed);
        let mut rest = self.rest(&needed, &kept);
        show_lookups(&mut rest, &lookups);
        Some(Separated {
            scheme: self.scheme,
            totals: self.totals,
            kept,
            groups,
            lookups,
            rest,
        })
    }

    /// What each answer to questions that hang together adds to the totals.
    fn answered(
        &self,
        questions: &[usize],
        parts: &[Vec<(Part, BTreeSet<usize>)>],
    ) -> Option<Vec<Added>> {
        let of_group = |parts: &Vec<(Part, BTreeSet<usize>)>| -> Vec<Part> {
            let is_of_it = |on: &BTreeSet<usize>| match questions.first() {
                None => on.is_empty(),
                Some(_) => questions.iter().any(|question| on.contains(question)),
            };
            let parts = parts.iter().filter(|(_, on)| is_of_it(on));
            parts.map(|(part, _)| part.clone()).collect()
        };
        let parts: Vec<Vec<Part>> = parts.iter().map(of_group).collect();
        if let [question] = questions
            && let Some(added) = self.of_one(*question, &parts)
        {
            return Some(added);
        }
        let scheme = self.of_parts(questions, &parts);
        let program = Program::compile(&scheme);
        let mut people = Columns::of(&program);
        let mut added = Vec::new();
        for places in combinations(self.scheme, questions)? {
            let answers = answers(&scheme, questions, &places, &[])?;
            people.push(&program, &answers);
            added.push(Added {
                places,
                adds: Vec::new(),
            });
        }
        let mut results = Results::default();
        program.columns(&people, &mut results);
        if !results.open().is_empty() {
            return None;
        }
        for place in 0..parts.len() {
            let scale = program.scale(place)?;
            for (added, figure) in added.iter_mut().zip(results.column(place)) {
                added
                    .adds
                    .push(Decimal::try_from_i128_with_scale(i128::from(*figure), scale).ok()?);
            }
        }
        Some(added)
    }

    /// What the options of a question add that is always asked and only counted: the rules say it.
    fn of_one(&self, question: usize, parts: &[Vec<Part>]) -> Option<Vec<Added>> {
        let of = self.scheme.questions.get(question)?;
        let measures: Vec<Option<usize>> = self
            .totals
            .iter()
            .zip(parts)
            .map(
                |(total, parts)| match (&self.scheme.steps.get(*total)?.verb, parts.as_slice()) {
                    (_, []) => Some(None),
                    (Verb::AddUp { measure, .. }, [Part::Question(_)]) => Some(Some(*measure)),
                    _ => None,
                },
            )
            .collect::<Option<_>>()?;
        let QuestionKind::Options(options) = &of.kind else {
            return None;
        };
        if of.when.is_some() {
            return None;
        }
        let counts = |option: &QuestionOption, measure: usize| match option.counts.get(measure) {
            None | Some(None) => Some(Decimal::ZERO),
            Some(Some(Amount::Exact(figure))) => Some(*figure),
            Some(Some(_)) => None,
        };
        let added = options.iter().enumerate().map(|(place, option)| {
            let adds = measures
                .iter()
                .map(|measure| measure.map_or(Some(Decimal::ZERO), |of| counts(option, of)));
            Some(Added {
                places: vec![place],
                adds: adds.collect::<Option<_>>()?,
            })
        });
        added.collect()
    }

    /// The rules of what some questions add to each total: a result for each.
    fn of_parts(&self, questions: &[usize], parts: &[Vec<Part>]) -> Scheme {
        let mut needed = BTreeSet::new();
        let mut totals = Vec::new();
        for (total, parts) in self.totals.iter().zip(parts) {
            let Some(step) = self.scheme.steps.get(*total) else {
                continue;
            };
            let (mut over, mut add, mut less) = (Vec::new(), Vec::new(), Vec::new());
            for part in parts {
                match part {
                    Part::Question(question) => over.push(*question),
                    Part::Operand(operand, false) => add.push(operand.clone()),
                    Part::Operand(operand, true) => less.push(operand.clone()),
                }
            }
            let verb = match &step.verb {
                Verb::AddUp { measure, .. } => Verb::AddUp {
                    measure: *measure,
                    over,
                },
                _ => sum(add, less),
            };
            let total = Step {
                verb,
                when: None,
                rounded: None,
                ..step.clone()
            };
            let mut reads = Reads::new(self.scheme);
            reads.add(&total);
            needed.extend(upfront_engine::reads::steps_behind(
                self.scheme,
                reads.steps,
            ));
            totals.push(total);
        }
        let mut scheme = self.blank(&needed, questions);
        for total in totals {
            let step = scheme.steps.len();
            scheme.steps.push(total);
            scheme.results.push(result(step));
        }
        scheme
    }

    /// The rules of the subject, up to the totals.
    fn rest(&self, needed: &BTreeSet<usize>, kept: &[usize]) -> Scheme {
        let mut scheme = self.blank(needed, kept);
        for total in &self.totals {
            let question = scheme.questions.len();
            if let Some(step) = scheme.steps.get_mut(*total) {
                step.verb = sum(vec![Operand::Answer(question)], Vec::new());
                let unit = step.unit.clone();
                scheme.questions.push(number(unit));
            }
        }
        scheme.results.push(result(self.subject.step));
        let gives = self.subject.result;
        for step in &mut scheme.steps {
            if let Verb::Stop { gives: all } = &mut step.verb {
                *all = all.get(gives).cloned().into_iter().collect();
            }
        }
        scheme
    }

    /// A copy in which only these steps and these questions are left; the others stand for nothing, in their places.
    fn blank(&self, needed: &BTreeSet<usize>, questions: &[usize]) -> Scheme {
        let empty = |question: &Question| Question {
            kind: QuestionKind::Options(vec![QuestionOption {
                id: String::new(),
                say: String::new(),
                counts: Vec::new(),
                between: false,
            }]),
            when: None,
            ..question.clone()
        };
        let of = self.scheme;
        let all = of.questions.iter().enumerate();
        let asked = all.map(|(index, question)| {
            if questions.contains(&index) {
                question.clone()
            } else {
                empty(question)
            }
        });
        let steps = of.steps.iter().enumerate().map(|(index, step)| {
            if needed.contains(&index) {
                step.clone()
            } else {
                Step {
                    verb: nothing(),
                    when: None,
                    rounded: None,
                    ..step.clone()
                }
            }
        });
        let mut scheme = Scheme {
            questions: asked.collect(),
            steps: steps.collect(),
            rates: of.rates.clone(),
            tables: of.tables.clone(),
            measures: of.measures.clone(),
            ..Scheme::default()
        };
        upfront_engine::parts::join_parts(&mut scheme);
        scheme
    }
}

/// Has rules give, beside what they give, by what each of these steps looks something up, and whether it does.
fn show_lookups(scheme: &mut Scheme, lookups: &[usize]) {
    for lookup in lookups {
        let Some(step) = scheme.steps.get(*lookup).cloned() else {
            continue;
        };
        let Verb::LookUp { row: Some(row), .. } = &step.verb else {
            continue;
        };
        let one = Operand::Literal {
            amount: Amount::Exact(Decimal::ONE),
            unit: Unit::none(),
        };
        for (shown, when) in [(row.clone(), None), (one, step.when.clone())] {
            let at = scheme.steps.len();
            scheme.steps.push(Step {
                verb: sum(vec![shown], Vec::new()),
                when,
                rounded: None,
                ..step.clone()
            });
            scheme.results.push(result(at));
        }
    }
    let results = scheme.results.len();
    for step in &mut scheme.steps {
        if let Verb::Stop { gives } = &mut step.verb {
            gives.resize(
                results,
                Operand::Literal {
                    amount: Amount::NOTHING,
                    unit: Unit::none(),
                },
            );
        }
    }
}

/// A part of a total.
#[derive(Clone, Debug)]
enum Part {
    /// What a question's options count.
    Question(usize),
    /// An operand, and whether it is taken away.
    Operand(Operand, bool),
}

/// Every way to answer some questions, by the place of each answer; `None` where they cannot be counted.
pub(super) fn combinations(scheme: &Scheme, questions: &[usize]) -> Option<Vec<Vec<usize>>> {
    let counts = questions
        .iter()
        .map(|question| possibilities(scheme.questions.get(*question)?));
    let counts: Vec<usize> = counts.collect::<Option<_>>()?;
    let mut all = vec![Vec::new()];
    for count in counts {
        let longer = all.iter().flat_map(|places: &Vec<usize>| {
            (0..count).map(|place| places.iter().copied().chain([place]).collect())
        });
        all = longer.collect();
    }
    Some(all)
}

/// Answers to some questions, and totals beside them; every other question is answered by its only option.
pub(super) fn answers(
    scheme: &Scheme,
    questions: &[usize],
    places: &[usize],
    totals: &[Decimal],
) -> Option<Answers> {
    let asked = scheme.questions.len().checked_sub(totals.len())?;
    let mut answers = Answers(vec![Some(Answer::Option(0)); asked]);
    for (question, place) in questions.iter().zip(places) {
        answers.set(
            *question,
            possible(scheme.questions.get(*question)?, *place)?,
        );
    }
    let totals = totals.iter().map(|total| Some(Answer::Number(*total)));
    answers.0.extend(totals);
    Some(answers)
}

const fn sum(add: Vec<Operand>, less: Vec<Operand>) -> Verb {
    Verb::Sum { add, less }
}

/// A sum of nothing.
const fn nothing() -> Verb {
    sum(Vec::new(), Vec::new())
}

fn result(step: usize) -> ResultLine {
    ResultLine {
        id: String::new(),
        say: String::new(),
        step,
        part: 0,
        kinder: None,
    }
}

/// A question for a total.
fn number(unit: Unit) -> Question {
    Question {
        id: String::new(),
        about: String::new(),
        ask: String::new(),
        hint: String::new(),
        kind: QuestionKind::Number {
            unit,
            least: Decimal::ZERO,
            most: None,
            places: 0,
            periods: Vec::new(),
            rounded: None,
        },
        fixed: false,
        when: None,
        part: 0,
        cite: None,
    }
}

/// Tells a number question what it can be.
pub(super) fn set_reach(question: &mut Question, reach: (Decimal, Decimal), decimals: u32) {
    if let QuestionKind::Number {
        least,
        most,
        places,
        ..
    } = &mut question.kind
    {
        *least = reach.0;
        *most = Some(reach.1);
        *places = decimals;
    }
}
