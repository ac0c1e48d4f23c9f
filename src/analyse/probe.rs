//! Looking at what the engine does on the way: what a step reads, and whether each part of a condition holds. The
//! engine itself says so, of a copy of the rules that has a step more for each thing to be seen.

use upfront_engine::{
    Decimal, Outcome, Scheme, Unit, Value, exact,
    outcome::Taken,
    parts::set_parts,
    scheme::{Condition, Direction, Example, Operand, QuestionKind, Rounding, Step, Verb},
};

use crate::check::worked_under;

/// A place where something is seen: a step of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Probe(usize);

/// The copy of the rules.
pub(super) struct Probes {
    scheme: Scheme,
}

impl Probes {
    /// A copy in which nothing ends the working out, so that what stands last is seen.
    pub(super) fn new(scheme: &Scheme) -> Self {
        let mut scheme = Scheme {
            examples: Vec::new(),
            ..scheme.clone()
        };
        for step in &mut scheme.steps {
            if matches!(step.verb, Verb::Stop { .. }) {
                step.when = None;
                step.verb = nothing();
            }
        }
        Self { scheme }
    }

    /// Sees whether a condition holds.
    pub(super) fn condition(&mut self, when: &Condition) -> Probe {
        self.add(nothing(), Some(when.clone()), None)
    }

    /// Sees what an operand is.
    pub(super) fn operand(&mut self, operand: &Operand) -> Probe {
        let verb = Verb::Sum {
            add: vec![operand.clone()],
            less: Vec::new(),
        };
        self.add(verb, None, None)
    }

    /// Sees what a step comes to before it is rounded, cut off after more places than any rounding has.
    pub(super) fn unrounded(&mut self, step: &Step) -> Probe {
        let rounded = Rounding {
            direction: Direction::Down,
            to: Decimal::new(1, 9),
        };
        self.add(step.verb.clone(), None, Some(rounded))
    }

    fn add(&mut self, verb: Verb, when: Option<Condition>, rounded: Option<Rounding>) -> Probe {
        let probe = Probe(self.scheme.steps.len());
        self.scheme.steps.push(Step {
            id: String::new(),
            say: String::new(),
            verb,
            when,
            rounded,
            unit: Unit::none(),
            because: String::new(),
            may_be_exceeded: None,
            depends_on_supply: false,
            part: 0,
            cite: None,
        });
        probe
    }

    /// Has each probe wait until the part of the estimate that it looks at is begun: to go through everything that the
    /// answers leave open in a part that nobody has begun would take long, and settle nothing.
    pub(super) fn set_parts(&mut self) {
        set_parts(&mut self.scheme);
    }

    /// What is seen of the answers of each worked example.
    pub(super) fn see(&self, examples: &[Example]) -> Vec<Seen> {
        worked_under(&self.scheme, examples)
            .into_iter()
            .map(Seen)
            .collect()
    }
}

/// A sum of nothing.
fn nothing() -> Verb {
    Verb::Sum {
        add: Vec::new(),
        less: Vec::new(),
    }
}

/// What the probes saw.
pub(super) struct Seen(Outcome);

impl Seen {
    /// Whether a condition holds; `None` where that is not known.
    pub(super) fn holds(&self, probe: Probe) -> Option<bool> {
        match self.0.working.get(probe.0)?.taken {
            Taken::Yes => Some(true),
            Taken::No => Some(false),
            Taken::Maybe | Taken::Ended | Taken::Later => None,
        }
    }

    /// The exact figure seen, where it is one.
    pub(super) fn figure(&self, probe: Probe) -> Option<Decimal> {
        self.0.working.get(probe.0)?.gives.exact()
    }
}

/// How far each quantity can go, over every answer that anybody could give.
pub(super) struct Reach<'a> {
    scheme: &'a Scheme,
    open: &'a Outcome,
}

impl<'a> Reach<'a> {
    /// By what the scheme gives while nothing is known: see [`super::nothing_known()`].
    pub(super) const fn of(scheme: &'a Scheme, open: &'a Outcome) -> Self {
        Self { scheme, open }
    }

    /// Whether an operand can come to something from the least up to the most, and to the most itself only where
    /// `true` stands beside it; `None` is no bound.
    pub(super) fn meets(
        &self,
        operand: &Operand,
        low: Option<Decimal>,
        high: Option<(Decimal, bool)>,
    ) -> bool {
        let Some(value) = self.value(operand) else {
            return true;
        };
        let from_below = value.most().zip(low).is_none_or(|(most, low)| most >= low);
        let from_above = value
            .low
            .zip(high)
            .is_none_or(|(least, (high, inside))| least < high || (inside && least == high));
        from_below && from_above
    }

    /// What an operand can come to; `None` where nothing is known of it.
    fn value(&self, operand: &Operand) -> Option<Value> {
        match operand {
            Operand::Step(step) => Some(self.open.working.get(*step)?.gives.clone()),
            Operand::Answer(question) => {
                let question = self.scheme.questions.get(*question)?;
                let QuestionKind::Number { least, most, .. } = &question.kind else {
                    return None;
                };
                // A question that is not asked counts as nought.
                let nought = question.when.as_ref().map_or(*least, |_| Decimal::ZERO);
                Some(Value {
                    low: Some(*least.min(&nought)),
                    high: *most,
                    ..Value::of(nought)
                })
            }
            _ => fixed(self.scheme, operand).map(Value::of),
        }
    }
}

/// The figure of an operand that is the same for everybody.
pub(crate) fn fixed(scheme: &Scheme, operand: &Operand) -> Option<Decimal> {
    let amount = match operand {
        Operand::Rate(rate) => scheme.rates.get(*rate)?.amount,
        Operand::Literal { amount, .. } => *amount,
        Operand::Step(_) | Operand::Answer(_) | Operand::ByAnswer { .. } => return None,
    };
    Value::published(amount, upfront_engine::value::Place::Step(0)).exact()
}

/// The smallest difference between two values of an operand: one point, one penny, a quarter of an hour.
pub(crate) fn grain(scheme: &Scheme, operand: &Operand) -> Decimal {
    grain_before(scheme, operand, usize::MAX)
}

/// The smallest part of what picks the row of a table, over every step that reads it; `None` where none does.
pub(crate) fn grain_at_table(scheme: &Scheme, index: usize) -> Option<Decimal> {
    let rows = scheme.steps.iter().filter_map(|step| match &step.verb {
        Verb::LookUp { table, row, .. } if *table == index => row.as_ref(),
        _ => None,
    });
    rows.map(|row| grain(scheme, row)).min()
}

/// A step reads only steps before it, so this ends.
fn grain_before(scheme: &Scheme, operand: &Operand, before: usize) -> Decimal {
    match operand {
        Operand::Step(index) => match scheme.steps.get(*index) {
            Some(step) if *index < before => step_grain(scheme, *index, step),
            _ => Decimal::ONE,
        },
        Operand::Rate(_) | Operand::Literal { .. } => {
            fixed(scheme, operand).map_or(Decimal::ONE, last_place)
        }
        Operand::Answer(question) => match scheme.questions.get(*question).map(|q| &q.kind) {
            Some(QuestionKind::Number { places, .. }) => Decimal::new(1, *places),
            _ => Decimal::ONE,
        },
        Operand::ByAnswer { choices, .. } => finest(
            choices
                .iter()
                .map(|choice| grain_before(scheme, choice, before)),
        ),
    }
}

fn step_grain(scheme: &Scheme, index: usize, step: &Step) -> Decimal {
    if let Some(rounding) = step.rounded {
        return rounding.to;
    }
    let of = |operand: &Operand| grain_before(scheme, operand, index);
    match &step.verb {
        Verb::AddUp { measure, over } => finest(
            over.iter()
                .filter_map(|question| match &scheme.questions.get(*question)?.kind {
                    QuestionKind::Options(options) => Some(options),
                    QuestionKind::Number { .. } => None,
                })
                .flatten()
                .filter_map(|option| (*option.counts.get(*measure)?)?.figure())
                .map(last_place),
        ),
        Verb::Sum { add, less } => finest(add.iter().chain(less).map(of)),
        Verb::LeastOf(all) | Verb::GreatestOf(all) => finest(all.iter().map(of)),
        Verb::Round(what) => of(what),
        _ if step.unit.is_money() => Decimal::new(1, 2),
        Verb::Multiply(factors) => factors
            .iter()
            .map(of)
            .try_fold(Decimal::ONE, exact::multiply)
            .unwrap_or(Decimal::ONE),
        _ => Decimal::ONE,
    }
}

/// One in the last place that a figure needs; a whole number's is one.
fn last_place(figure: Decimal) -> Decimal {
    Decimal::new(1, figure.normalize().scale())
}

fn finest(grains: impl Iterator<Item = Decimal>) -> Decimal {
    grains.min().unwrap_or(Decimal::ONE)
}

/// The last value under a figure, and the first that is the figure or more.
pub(super) fn around(figure: Decimal, grain: Decimal) -> Option<(Decimal, Decimal)> {
    let parts = exact::whole_parts(figure, grain, Direction::Up)?;
    let from = exact::multiply(parts, grain)?;
    Some((exact::subtract(from, grain)?, from))
}
