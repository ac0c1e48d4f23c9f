//! How much of its rules a scheme's worked examples cover.

use serde::Serialize;
use upfront_engine::{Outcome, Scheme, words::Words};

use super::{edges::edges, names::Names, notice::numbers, probe::Reach};
use crate::messages;

/// How much of the rules the worked examples cover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Every edge of the rules that some answers can lead to, in the order of the rules.
    pub edges: Vec<Edge>,
    /// Every number of the rules, in the order of the rules.
    pub numbers: Vec<Number>,
}

/// An edge of the rules: where one figure, branch, limit or choice gives way to another. `what` and `item` together
/// say what an example that touches it has: `“Whole points” of` and `39 points`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Where the rule is on the page of the rules, such as `#table-budget`.
    pub address: String,
    /// What kind of thing an example has to have. Edges of one kind stand together.
    pub what: String,
    /// Which of that kind.
    pub item: String,
    /// The name of the first example that touches it, where one does.
    pub touched_by: Option<String>,
}

/// A number of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Number {
    /// Where the rule is on the page of the rules, such as `#table-budget`.
    pub address: String,
    /// What the number is, such as `what “I need help every day” counts`.
    pub what: String,
    /// The number as the pages print it, such as `8 points`.
    pub figure: String,
    /// Whether an example would notice a change in it.
    pub noticed: Noticed,
}

/// Whether an example would notice the smallest changes of a number: one more and one less in the last place in which
/// it is written, and for a rounding also another way to round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Noticed {
    /// Each of them is noticed by some example.
    Yes,
    /// Some are noticed by none.
    No {
        /// What the number could be instead, such as `9 points` and `7 points`, without any example noticing.
        could_be: Vec<String>,
    },
    /// No answers lead to where the number stands, so that no example can notice.
    OutOfReach,
}

/// Works out how much of a scheme's rules its worked examples cover. Of rules that extend national ones, only what the
/// council added or changed counts: the rest is for the nation's examples.
///
/// `open` is what the scheme gives while nothing is known, and `worked` what comes of each example: see
/// [`super::nothing_known()`] and [`crate::check::worked()`].
pub fn coverage(scheme: &Scheme, open: &Outcome, worked: &[&Outcome]) -> Coverage {
    let words = messages::english().for_scheme(scheme);
    let names = Names {
        scheme,
        words: &words,
    };
    let reach = Reach::of(scheme, open);
    Coverage {
        edges: edges(&names, &reach, worked),
        numbers: numbers(&names, &reach, worked),
    }
}

impl Coverage {
    /// How many edges some example touches.
    pub fn touched(&self) -> usize {
        let touched = self.edges.iter().filter(|edge| edge.touched_by.is_some());
        touched.count()
    }

    /// How many numbers could be noticed: all but those that no answers lead to.
    pub fn noticeable(&self) -> usize {
        let within = |number: &&Number| number.noticed != Noticed::OutOfReach;
        self.numbers.iter().filter(within).count()
    }

    /// How many numbers some example would notice a change in.
    pub fn noticed(&self) -> usize {
        let noticed = |number: &&Number| number.noticed == Noticed::Yes;
        self.numbers.iter().filter(noticed).count()
    }

    /// All of it in sentences of the message catalogue; empty where there is nothing to cover.
    pub fn told(&self, scheme: &Scheme, words: &Words) -> String {
        let counted = |key, some: usize, all: usize| {
            let (some, all) = (some.to_string(), all.to_string());
            words.say(key, &[("some", &some), ("all", &all)])
        };
        let mut sentences = Vec::new();
        if !self.edges.is_empty() {
            let key = "page-examples-coverage-edges";
            sentences.push(counted(key, self.touched(), self.edges.len()));
        }
        if self.noticeable() > 0 {
            let key = "page-examples-coverage-numbers";
            sentences.push(counted(key, self.noticed(), self.noticeable()));
        }
        if let Some(national) = scheme.national.as_ref().filter(|_| !sentences.is_empty()) {
            let nation = [("nation", national.nation.as_str())];
            sentences.push(words.say("page-examples-coverage-own", &nation));
        }
        sentences.join(" ")
    }
}
