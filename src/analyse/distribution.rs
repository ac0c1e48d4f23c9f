//! How often each amount comes out, over every set of answers that anybody could give.
//!
//! Each option of each question counts as often as any other. So it tells of the rules, and not of people: nobody knows here
//! how many people give which answer. An option of a question that is not asked counts too, so that each question's options
//! weigh alike whatever else is answered.

use std::collections::{BTreeMap, BTreeSet};

use upfront_engine::{
    Decimal, Scheme,
    program::{Columns, Program, Results},
    scheme::Verb,
};

use super::{
    cells::Cells,
    cliffs::{Cliff, cliffs},
    effects::{Effect, effects},
    separate::{Separated, Subject, answers, possibilities, subject},
};

/// How many sets of answers are drawn where they cannot all be counted.
pub const SAMPLE: u32 = 10_000;

/// What the drawing starts from, so that everybody draws the same.
pub const SEED: u64 = 2014;

/// What a scheme's answers lead to.
pub struct Distribution<'a> {
    /// The step that gives the amounts.
    pub step: usize,
    /// Whether it is the scheme's first result, and not an amount on the way to it.
    pub is_result: bool,
    /// The questions that it rests on, by index.
    questions: Vec<usize>,
    /// Each amount that comes out, from the least, and how many sets of answers give it.
    pub amounts: Vec<(Decimal, u128)>,
    /// How many give no one figure.
    pub open: u128,
    /// How many were counted.
    pub counted: u128,
    /// What answers add up to, where all were counted; without it, only some were drawn.
    pub exact: Option<Exact<'a>>,
}

/// What is known where every set of answers was counted.
pub struct Exact<'a> {
    pub(super) separated: Separated<'a>,
    pub(super) cells: Cells,
}

/// What is told of a distribution: it is counted once, and kept without all that it was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The step that gives the amounts.
    pub step: usize,
    /// How many questions it rests on.
    pub questions: usize,
    /// Each amount that comes out, from the least, and how many sets of answers give it.
    pub amounts: Vec<(Decimal, u128)>,
    /// How many give no one figure.
    pub open: u128,
    /// How many were counted.
    pub counted: u128,
    /// Whether all were counted; otherwise only some were drawn.
    pub is_exact: bool,
    /// Where the amount changes from one total to the next.
    pub cliffs: Vec<Cliff>,
    /// What each question can change.
    pub effects: Vec<Effect>,
}

impl Counted {
    /// What is told of a distribution with these effects.
    pub fn of(distribution: Distribution<'_>, effects: Vec<Effect>) -> Self {
        Self {
            cliffs: cliffs(&distribution),
            effects,
            step: distribution.step,
            questions: distribution.questions.len(),
            amounts: distribution.amounts,
            open: distribution.open,
            counted: distribution.counted,
            is_exact: distribution.exact.is_some(),
        }
    }

    /// What is told of a scheme's; `None` where no amount of it rests on answers that can be counted alone.
    pub fn in_scheme(scheme: &Scheme) -> Option<Self> {
        let distribution = distribution(scheme)?;
        let effects = effects(&distribution);
        Some(Self::of(distribution, effects))
    }
}

/// Counts the amounts of a scheme; `None` where no amount of it rests on answers that can be counted alone.
pub fn distribution(scheme: &Scheme) -> Option<Distribution<'_>> {
    let subject = subject(scheme)?;
    // Where nothing adds up, an amount on the way is a step like any other, and told with the steps.
    if !subject.is_result && !Separated::has_totals(scheme, subject) {
        return None;
    }
    counted(scheme, subject).or_else(|| drawn(scheme, subject))
}

/// Every set of answers; `None` where there are too many.
fn counted(scheme: &Scheme, subject: Subject) -> Option<Distribution<'_>> {
    let separated = Separated::of(scheme, subject)?;
    let cells = Cells::of(&separated)?;
    let mut amounts = BTreeMap::new();
    let mut open = 0_u128;
    for (count, gives) in cells.counts.iter().zip(&cells.gives) {
        // None of these sums is more than all answers are, which fit.
        let sum = match gives {
            Some(gives) => amounts.entry(*gives).or_insert(0_u128),
            None => &mut open,
        };
        *sum = sum.checked_add(*count)?;
    }
    Some(Distribution {
        step: subject.step,
        is_result: subject.is_result,
        questions: separated.questions(),
        amounts: amounts
            .into_iter()
            .map(|(gives, count)| (cells.figure(gives), count))
            .collect(),
        open,
        counted: cells.all,
        exact: Some(Exact { separated, cells }),
    })
}

/// Some sets of answers, drawn so that each option of a question is as likely as any other.
fn drawn(scheme: &Scheme, subject: Subject) -> Option<Distribution<'_>> {
    let (questions, rules) = Separated::undivided(scheme, subject);
    let counts = questions
        .iter()
        .map(|question| possibilities(scheme.questions.get(*question)?));
    let counts: Vec<usize> = counts.collect::<Option<_>>()?;
    let program = Program::compile(&rules);
    let mut people = Columns::of(&program);
    let mut drawing = Drawing(SEED);
    for _ in 0..SAMPLE {
        let places: Vec<usize> = counts.iter().map(|count| drawing.below(*count)).collect();
        let answers = answers(&rules, &questions, &places, &[])?;
        people.push(&program, &answers);
    }
    let mut results = Results::default();
    program.columns(&people, &mut results);
    let scale = program.scale(0)?;
    let mut amounts = BTreeMap::new();
    for gives in (0..people.rows()).filter_map(|row| results.figure(row, 0)) {
        *amounts.entry(gives).or_insert(0_u128) += 1;
    }
    Some(Distribution {
        step: subject.step,
        is_result: subject.is_result,
        questions,
        amounts: amounts
            .into_iter()
            .map(|(gives, count)| (Decimal::new(gives, scale), count))
            .collect(),
        open: results.open().len() as u128,
        counted: u128::from(SAMPLE),
        exact: None,
    })
}

impl Distribution<'_> {
    /// The steps that look something up in bands, and everything that answers have it looked up by; empty where not all
    /// answers were counted.
    pub fn looked_up(&self) -> impl Iterator<Item = (usize, &BTreeSet<Decimal>)> {
        let exact = self.exact.iter();
        exact.flat_map(|Exact { separated, cells }| {
            let lookups = separated.lookups.iter().copied();
            lookups.zip(&cells.looked_up)
        })
    }

    /// The questions that it rests on, by index.
    pub fn questions(&self) -> &[usize] {
        &self.questions
    }

    /// The totals of points and the like, each with its step and every figure that it can come to with how many sets of
    /// answers lead there; empty where not all answers were counted.
    pub fn totals(&self) -> Vec<(usize, Vec<(Decimal, u128)>)> {
        let Some(Exact { separated, cells }) = &self.exact else {
            return Vec::new();
        };
        let steps = separated.totals.iter().enumerate();
        let points = steps.filter(|(_, step)| {
            let step = separated.scheme.steps.get(**step);
            step.is_some_and(|step| matches!(step.verb, Verb::AddUp { .. }))
        });
        let counted = points.map(|(place, step)| {
            let mut reached: BTreeMap<Decimal, u128> = BTreeMap::new();
            for (at, count) in cells
                .counts
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
            {
                if let Some(total) = cells.at(at).0.get(place) {
                    // None is more than all answers are, which fit.
                    let sum = reached.entry(*total).or_default();
                    *sum = sum.saturating_add(*count);
                }
            }
            (*step, reached.into_iter().collect())
        });
        counted.collect()
    }
}

/// Numbers that look drawn by chance, and are the same each time (`SplitMix64`).
struct Drawing(u64);

impl Drawing {
    /// A number from nought to less than this.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The upper half of a product spreads evenly enough over so few.
        let spread = u128::from(mixed) * count as u128;
        usize::try_from(spread >> 64).unwrap_or(0)
    }
}
