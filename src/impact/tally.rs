//! Counting people. What is kept is bounded by how many different amounts, groups and answers there are, and not by how many
//! people: every difference with how many have it, so that medians and tenths are exact.

use std::collections::BTreeMap;

use upfront_engine::{
    Answer, Answers, Decimal, Scheme, exact,
    scheme::{Kinder, QuestionKind},
    value::Reason,
};

use super::{
    people::Batch,
    row::{Figure, Person},
};

/// People, and how many they stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) people: u64,
    pub(super) weight: Decimal,
}

impl Held {
    pub(super) fn add(&mut self, other: Self) -> Option<()> {
        self.people = self.people.checked_add(other.people)?;
        self.weight = exact::add(self.weight, other.weight)?;
        Some(())
    }
}

/// Why a result is not one figure for somebody: in which edition, and the reason; `None` where nothing of its part is answered.
pub(super) type OpenBecause = (usize, Option<Reason>);

/// What a result does to some people.
#[derive(Clone, Debug, Default)]
pub(super) struct Spread {
    /// How many have it more by so much; less where that is under nought.
    pub(super) by: BTreeMap<Decimal, Held>,
    /// For how many there is no one figure.
    pub(super) open: Held,
    /// What the others came to before and after, together.
    pub(super) before: Decimal,
    pub(super) after: Decimal,
}

impl Spread {
    fn add(&mut self, figures: &[Figure; 2], one: Held) -> Option<()> {
        let [Figure::Exact(before), Figure::Exact(after)] = figures else {
            return self.open.add(one);
        };
        let by = exact::subtract(*after, *before)?;
        self.by.entry(by).or_default().add(one)?;
        self.before = exact::add(self.before, exact::multiply(*before, one.weight)?)?;
        self.after = exact::add(self.after, exact::multiply(*after, one.weight)?)?;
        Some(())
    }
}

/// The people who lose one amount, and how many of them gave each answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Portrait {
    pub(super) held: Held,
    /// By question and option of the later edition.
    pub(super) answers: Vec<Vec<u64>>,
}

/// So many of the largest losses are kept with their answers: ten lines of at least ten people need no more.
pub(super) const PORTRAITS: usize = 100;

/// What is counted of one result.
#[derive(Clone, Debug, Default)]
pub(super) struct Result {
    pub(super) all: Spread,
    /// For each column of groups, by what stands there.
    pub(super) sets: Vec<BTreeMap<String, Spread>>,
    pub(super) why: BTreeMap<OpenBecause, Held>,
    /// By the size of the loss.
    pub(super) portraits: BTreeMap<Decimal, Portrait>,
}

/// Everything that is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) people: Held,
    /// For each column of groups, how many there are, by what stands there.
    pub(super) sets: Vec<BTreeMap<String, Held>>,
    /// How many gave each answer, by question and option of the later edition.
    pub(super) answers: Vec<Vec<u64>>,
    pub(super) results: Vec<Result>,
    kinder: Vec<Option<Kinder>>,
}

impl Tally {
    /// Nobody yet. `kinder` says of each result which way it is better.
    pub(super) fn new(later: &Scheme, kinder: Vec<Option<Kinder>>, sets: usize) -> Self {
        Self {
            sets: vec![BTreeMap::new(); sets],
            answers: no_answers(later),
            results: kinder
                .iter()
                .map(|_| Result {
                    sets: vec![BTreeMap::new(); sets],
                    ..Result::default()
                })
                .collect(),
            kinder,
            people: Held::default(),
        }
    }

    /// Counts somebody. `None` where a sum no longer fits.
    pub(super) fn add(&mut self, person: &Person, batch: &Batch, groups: &[usize]) -> Option<()> {
        let one = Held {
            people: 1,
            weight: person.weight,
        };
        self.people.add(one)?;
        count(&mut self.answers, &person.answers);
        let cell = |column: &usize| {
            let texts = batch.columns.get(*column);
            texts
                .map(|texts| texts.get(person.place))
                .unwrap_or_default()
        };
        for (set, column) in self.sets.iter_mut().zip(groups) {
            entry(set, cell(column)).add(one)?;
        }
        let results = self.results.iter_mut().zip(&person.results);
        for ((result, figures), kinder) in results.zip(&self.kinder) {
            result.all.add(figures, one)?;
            for (set, column) in result.sets.iter_mut().zip(groups) {
                entry(set, cell(column)).add(figures, one)?;
            }
            for (edition, figure) in figures.iter().enumerate() {
                match figure {
                    Figure::Exact(_) => {}
                    Figure::NotBegun => result.why.entry((edition, None)).or_default().add(one)?,
                    Figure::Open(reasons) => {
                        for reason in reasons {
                            let because = (edition, Some(*reason));
                            result.why.entry(because).or_default().add(one)?;
                        }
                    }
                }
            }
            if let Some(loss) = loss(figures, *kinder) {
                result.portray(loss, one, &person.answers, &self.answers)?;
            }
        }
        Some(())
    }
}

impl Result {
    fn portray(
        &mut self,
        loss: Decimal,
        one: Held,
        answers: &Answers,
        like: &[Vec<u64>],
    ) -> Option<()> {
        let is_full = self.portraits.len() >= PORTRAITS;
        let least = self.portraits.first_key_value().map(|(least, _)| *least);
        if is_full && least.is_some_and(|least| loss < least) {
            return Some(());
        }
        let portrait = self.portraits.entry(loss).or_insert_with(|| Portrait {
            held: Held::default(),
            answers: like.iter().map(|options| vec![0; options.len()]).collect(),
        });
        portrait.held.add(one)?;
        count(&mut portrait.answers, answers);
        if self.portraits.len() > PORTRAITS {
            self.portraits.pop_first();
        }
        Some(())
    }
}

/// What somebody loses; `None` where that is nothing, or no one figure.
fn loss(figures: &[Figure; 2], kinder: Option<Kinder>) -> Option<Decimal> {
    let [Figure::Exact(before), Figure::Exact(after)] = figures else {
        return None;
    };
    let by = match kinder? {
        Kinder::Higher => exact::subtract(*before, *after)?,
        Kinder::Lower => exact::subtract(*after, *before)?,
    };
    (by > Decimal::ZERO).then_some(by)
}

fn entry<'m, T: Default>(map: &'m mut BTreeMap<String, T>, key: &str) -> &'m mut T {
    if !map.contains_key(key) {
        map.insert(key.to_owned(), T::default());
    }
    map.entry(key.to_owned()).or_default()
}

/// Nought for each option of each question.
fn no_answers(scheme: &Scheme) -> Vec<Vec<u64>> {
    let options = scheme
        .questions
        .iter()
        .map(|question| match &question.kind {
            QuestionKind::Options(options) => vec![0; options.len()],
            QuestionKind::Number { .. } => Vec::new(),
        });
    options.collect()
}

fn count(counts: &mut [Vec<u64>], answers: &Answers) {
    for (options, answer) in counts.iter_mut().zip(&answers.0) {
        if let Some(Answer::Option(option)) = answer
            && let Some(count) = options.get_mut(*option)
        {
            *count = count.saturating_add(1);
        }
    }
}
