//! People made up from stated shares, for trying a change before there is a file of real answers.
//!
//! Each question that is asked of somebody gets an answer by chance, in the shares that somebody stated with a source. Nothing is
//! drawn evenly because nothing was said. The same shares, scheme and seed give the same people on every machine.

mod shares;
mod starter;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use upfront_engine::{
    Answer, Answers, Decimal, Scheme, answers::DO_NOT_KNOW, asked::is_asked, scheme::QuestionKind,
};

pub use shares::{Shares, read_shares};
pub use starter::starter;

use crate::{csv::line, impact::MADE_UP};
use shares::{Draw, WHOLE};

/// Makes people up, one after the other.
pub struct MadeUp<'a> {
    scheme: &'a Scheme,
    shares: &'a Shares,
    chance: ChaCha20Rng,
    seed: u64,
}

impl<'a> MadeUp<'a> {
    /// People of a scheme, from shares and a seed.
    pub fn new(scheme: &'a Scheme, shares: &'a Shares, seed: u64) -> Self {
        Self {
            scheme,
            shares,
            chance: ChaCha20Rng::seed_from_u64(seed),
            seed,
        }
    }

    /// The names of the columns, as a line of CSV: first that which says that people are made up.
    pub fn heads(&self) -> String {
        let questions = self.scheme.questions.iter();
        let questions = questions.map(|question| question.id.as_str());
        let heads: Vec<&str> = std::iter::once(MADE_UP).chain(questions).collect();
        line(&heads)
    }

    /// Somebody, as a line of CSV. A question that is not asked is empty.
    pub fn person(&mut self) -> String {
        let answers = self.answers();
        let mut cells = vec![format!("seed {}", self.seed)];
        let questions = self.scheme.questions.iter().enumerate();
        cells.extend(questions.map(|(place, question)| {
            match answers.get(place) {
                None => String::new(),
                Some(Answer::Unknown) => DO_NOT_KNOW.to_owned(),
                Some(Answer::Number(number) | Answer::InPeriod(number, _)) => number.to_string(),
                Some(Answer::Option(option)) => match &question.kind {
                    QuestionKind::Options(options) => options
                        .get(option)
                        .map_or_else(String::new, |option| option.id.clone()),
                    QuestionKind::Number { .. } => String::new(),
                },
            }
        }));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        line(&cells)
    }

    /// Somebody's answers.
    pub fn answers(&mut self) -> Answers {
        let mut answers = Answers(vec![None; self.scheme.questions.len()]);
        for question in 0..self.scheme.questions.len() {
            if is_asked(self.scheme, &answers, question)
                && let Some(draw) = self.shares.of(question)
                && let Some(answer) = self.drawn(draw, &answers)
            {
                answers.set(question, answer);
            }
        }
        answers
    }

    fn drawn(&mut self, draw: &Draw, answers: &Answers) -> Option<Answer> {
        match draw {
            Draw::Options(options) => {
                let shares = options.iter().map(|(_, share)| *share);
                let (answer, _) = options.get(self.fallen(shares)?)?;
                Some(*answer)
            }
            Draw::Amounts(bands) => {
                let shares = bands.iter().map(|band| band.share);
                let band = bands.get(self.fallen(shares)?)?;
                let steps = Decimal::from(self.below(band.steps));
                let more = steps.checked_mul(band.step)?;
                Some(Answer::Number(band.from.checked_add(more)?.normalize()))
            }
            Draw::By(question, given) => {
                let Some(Answer::Option(option)) = answers.get(*question) else {
                    return None;
                };
                let draw = given.get(option)?.as_ref()?;
                self.drawn(draw, answers)
            }
        }
    }

    /// The place of the share that chance falls on.
    fn fallen(&mut self, mut shares: impl Iterator<Item = u64>) -> Option<usize> {
        let at = self.below(WHOLE);
        let mut so_far = 0_u64;
        shares.position(|share| {
            so_far = so_far.saturating_add(share);
            at < so_far
        })
    }

    /// A whole number from nought up to, and not with, another; each as likely.
    fn below(&mut self, end: u64) -> u64 {
        let end = end.max(1);
        // What is left over above the last whole run of numbers would make some of them likelier.
        let most = u64::MAX - u64::MAX % end;
        loop {
            let drawn = self.chance.next_u64();
            if drawn < most {
                return drawn % end;
            }
        }
    }
}
