//! The program: steps, what each does, what it reads, and when it is taken.

use alloc::{boxed::Box, string::String, vec, vec::Vec};
use rust_decimal::Decimal;

use super::Cite;
use crate::{amount::Amount, unit::Unit};

/// One step of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The name used in the rules, and the page's address (`#step-ID`).
    pub id: String,
    /// What it works out, in plain words.
    pub say: String,
    /// What it does.
    pub verb: Verb,
    /// When it applies; otherwise it gives nothing.
    pub when: Option<Condition>,
    /// How its outcome is rounded.
    pub rounded: Option<Rounding>,
    /// What its outcome is counted in.
    pub unit: Unit,
    /// Why it is there, in the council's or the reader's words.
    pub because: String,
    /// Who may go beyond its outcome, and why, where somebody may.
    pub may_be_exceeded: Option<MayBeExceeded>,
    /// Whether its outcome follows what the council has to offer, and not only what a person needs. It then stands
    /// out wherever it is shown.
    pub depends_on_supply: bool,
    /// Which part of the estimate it belongs to, from nought: see [`crate::parts`].
    pub part: usize,
    /// Where it comes from.
    pub cite: Option<Cite>,
}

/// Who may go beyond a limit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MayBeExceeded {
    /// Who decides, such as `the panel`.
    pub by: String,
    /// On what grounds.
    pub because: String,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// Adds up what the answers count.
    AddUp {
        /// Index into [`super::Scheme::measures`].
        measure: usize,
        /// Indices into [`super::Scheme::questions`], in order.
        over: Vec<usize>,
    },
    /// Adds some quantities and takes others away.
    Sum {
        /// Added.
        add: Vec<Operand>,
        /// Taken away.
        less: Vec<Operand>,
    },
    /// Multiplies quantities.
    Multiply(Vec<Operand>),
    /// Divides a quantity. The step rounds where the division need not come out.
    Divide {
        /// What is divided.
        what: Operand,
        /// By what. The compiler has seen that it is more than nought; where it is not, nothing comes out.
        by: Operand,
    },
    /// Reads a table.
    LookUp {
        /// Index into [`super::Scheme::tables`].
        table: usize,
        /// What picks the row; `None` where an answer does.
        row: Option<Operand>,
        /// What picks the column; `None` where an answer does, or where there are no columns.
        column: Option<Operand>,
    },
    /// Units at a rate: hours a week times pounds an hour.
    Units {
        /// How many.
        count: Operand,
        /// What one costs.
        at: Operand,
    },
    /// So much for every whole part: £1 for every £250.
    ForEvery {
        /// The size of a part. The compiler has seen that it is more than nought; where it is not, nothing comes out.
        part: Operand,
        /// What is cut into parts.
        of: Operand,
        /// What each part gives.
        gives: Operand,
        /// Whether a part that is begun counts as a whole one.
        part_counts: bool,
    },
    /// The least of several.
    LeastOf(Vec<Operand>),
    /// The greatest of several.
    GreatestOf(Vec<Operand>),
    /// A percentage of a quantity.
    Share {
        /// The percentage.
        percent: Operand,
        /// Of what.
        of: Operand,
    },
    /// Rounds a quantity, by the step's `rounded`.
    Round(Operand),
    /// Changes a quantity's period or unit by an exact fraction.
    Convert {
        /// What is converted.
        what: Operand,
        /// Multiplied by this.
        times: Decimal,
        /// Divided by this, more than nought. The step rounds where the division need not come out.
        over: Decimal,
        /// The conversion as the rules name it, such as `52 weeks a year`.
        with: String,
    },
    /// Tests whether a condition holds. It gives one where it does and nought where it does not, in
    /// [`TEST`](crate::unit::TEST).
    Test(Condition),
    /// Ends the working out when the step's `when` holds: the results are then these.
    Stop {
        /// One for each of [`super::Scheme::results`].
        gives: Vec<Operand>,
    },
}

/// What a verb reads, borrowed as the verb is: each operand in the order in which it is written.
macro_rules! operands {
    ($verb:expr, $iter:ident) => {
        match $verb {
            Verb::AddUp { .. } | Verb::Test(_) => Vec::new(),
            Verb::Sum { add, less } => add.$iter().chain(less.$iter()).collect(),
            Verb::Multiply(of) | Verb::LeastOf(of) | Verb::GreatestOf(of) => of.$iter().collect(),
            Verb::LookUp { row, column, .. } => row.$iter().chain(column.$iter()).collect(),
            Verb::Units { count: a, at: b }
            | Verb::Share { percent: a, of: b }
            | Verb::Divide { what: a, by: b } => Vec::from([a, b]),
            Verb::ForEvery {
                part, of, gives, ..
            } => Vec::from([part, of, gives]),
            Verb::Round(what) | Verb::Convert { what, .. } => Vec::from([what]),
            Verb::Stop { gives } => gives.$iter().collect(),
        }
    };
}

impl Verb {
    /// What it reads, in the order in which it is written. What a test reads stands in its condition, and what is added up
    /// are answers.
    pub fn operands(&self) -> Vec<&Operand> {
        operands!(self, iter)
    }

    /// The same, to be changed.
    pub fn operands_mut(&mut self) -> Vec<&mut Operand> {
        operands!(self, iter_mut)
    }

    /// How many of the first of them are not told where the step is told: a sentence names them as the rules do.
    pub(crate) const fn untold(&self) -> usize {
        match self {
            Self::ForEvery { .. } => 1,
            _ => 0,
        }
    }

    /// The condition that it tests.
    pub const fn tested(&self) -> Option<&Condition> {
        match self {
            Self::Test(condition) => Some(condition),
            _ => None,
        }
    }
}

impl Step {
    /// Makes it come to a figure, whatever leads to it.
    pub fn come_to(&mut self, figure: Decimal) {
        self.verb = Verb::Sum {
            add: vec![Operand::Literal {
                amount: Amount::Exact(figure),
                unit: self.unit.clone(),
            }],
            less: Vec::new(),
        };
        self.when = None;
        self.rounded = None;
    }

    /// Its conditions: when it applies, and what it tests.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(self.verb.tested())
    }
}

/// Something a step reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// An earlier step, by index.
    Step(usize),
    /// A rate, by index.
    Rate(usize),
    /// The number answered to a question, by index.
    Answer(usize),
    /// An amount written in the step itself.
    Literal {
        /// The amount.
        amount: Amount,
        /// What it is counted in.
        unit: Unit,
    },
    /// One of several, which an answer picks.
    ByAnswer {
        /// Index into [`super::Scheme::questions`].
        question: usize,
        /// One for each option.
        choices: Vec<Operand>,
        /// What they are counted in.
        unit: Unit,
    },
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The answer is one of these options.
    AnswerIs {
        /// Index into [`super::Scheme::questions`].
        question: usize,
        /// The options, by index, in order.
        options: Vec<usize>,
    },
    /// A quantity compares with another.
    Compare {
        /// The quantity.
        left: Operand,
        /// How.
        is: Comparison,
        /// The other.
        right: Operand,
    },
    /// Every one holds.
    All(Vec<Condition>),
    /// One holds at least.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// At least so many hold.
    AtLeast {
        /// How many.
        count: usize,
        /// Of these.
        of: Vec<Condition>,
    },
}

impl Condition {
    /// Goes through every comparison and every answer that it asks for, in order.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::AnswerIs { .. } | Self::Compare { .. } => visit(self),
            Self::Not(of) => of.walk(visit),
            Self::All(of) | Self::Any(of) | Self::AtLeast { of, .. } => {
                for of in of {
                    of.walk(visit);
                }
            }
        }
    }

    /// Its parts, and how many of them have to hold. One that is not made of others is its own only part.
    pub fn parts(&self) -> (&[Self], usize) {
        match self {
            Self::All(of) => (of, of.len()),
            Self::Any(of) => (of, 1),
            Self::AtLeast { count, of } => (of, *count),
            Self::AnswerIs { .. } | Self::Compare { .. } | Self::Not(_) => {
                (core::slice::from_ref(self), 1)
            }
        }
    }
}

/// How two quantities compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// The same.
    Equal,
    /// This much or more.
    AtLeast,
    /// This much or less.
    AtMost,
    /// More than this.
    Over,
    /// Less than this.
    Under,
}

impl Comparison {
    /// What holds where this does not; `None` where that is no single comparison.
    #[must_use]
    pub const fn opposite(self) -> Option<Self> {
        match self {
            Self::AtLeast => Some(Self::Under),
            Self::AtMost => Some(Self::Over),
            Self::Over => Some(Self::AtMost),
            Self::Under => Some(Self::AtLeast),
            Self::Equal => None,
        }
    }
}

/// What a step is whatever is answered, beyond its own least and most: see [`crate::bounds`].
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The step, by index.
    pub step: usize,
    /// How it compares.
    pub is: Comparison,
    /// With these together,
    pub add: Vec<Operand>,
    /// less these.
    pub less: Vec<Operand>,
}

/// A rounding that the rules name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Which way.
    pub direction: Direction,
    /// To a whole number of these: 0.01 for the penny, 0.05 for five pence, 1 for whole points or pounds.
    pub to: Decimal,
}

/// Which way a rounding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the greater.
    Up,
    /// To the lesser.
    Down,
    /// To the nearest; a half goes away from nought.
    Nearest,
}
