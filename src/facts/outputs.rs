//! What lets a scheme be put beside others: what its questions ask for in the shared vocabulary, and which of its steps
//! give the standard outputs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::source::Span;

/// A figure that schemes can be compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
    /// The points.
    Points,
    /// The indicative budget.
    Budget,
    /// What the person pays.
    Charge,
    /// What the council pays.
    CouncilPays,
    /// What is left to live on.
    Left,
}

impl Output {
    /// Every output, in the order in which a person comes to it.
    pub const ALL: [Self; 5] = [
        Self::Points,
        Self::Budget,
        Self::Charge,
        Self::CouncilPays,
        Self::Left,
    ];

    /// Its name in the vocabulary and in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Budget => "budget",
            Self::Charge => "charge",
            Self::CouncilPays => "council-pays",
            Self::Left => "left",
        }
    }

    /// The output of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|output| output.name() == name)
    }
}

/// What a step of a scheme is to other schemes. Two outputs can also be worked out from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It gives an output.
    Gives(Output),
    /// It gives what the care costs.
    Cost,
    /// It gives all the money that the person gets.
    Money,
}

/// What gives a figure; by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// A step.
    Step(usize),
    /// The answer to a question.
    Answer(usize),
}

/// How a scheme stands beside others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Whether the council itself says so, and not only the national rules.
    pub is_own: bool,
    /// Whether national figures stand for choices of the council that nobody has seen.
    pub assumes: bool,
    /// Whom it is for: a word of the language.
    pub group: String,
    /// What gives each figure.
    pub gives: BTreeMap<Role, Giver>,
    /// What each question asks for, by [`upfront_engine::Scheme::questions`].
    pub questions: Vec<Asked>,
}

impl Compared {
    /// The step that gives an output; `None` where none does.
    pub fn step_of(&self, output: Output) -> Option<usize> {
        match self.gives.get(&Role::Gives(output))? {
            Giver::Step(step) => Some(*step),
            Giver::Answer(_) => None,
        }
    }
}

/// What a question asks for in the shared vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The need, or the name of the national question; `None` where it asks for nothing that is shared.
    pub fact: Option<String>,
    /// Where that is said; `None` where it is not, and where it is the nation's own.
    pub at: Option<Span>,
    /// Where the question stands, of one of the council's own that does not say it.
    pub silent: Option<Span>,
    /// The levels that its options mean, by the options' names, where they say so.
    pub means: BTreeMap<String, Vec<(String, Span)>>,
}

/// What a council says to how it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its words.
    pub says: String,
    /// The day.
    pub on: Option<Date>,
    /// Where it can be read; empty where that is not said.
    pub page: String,
}
