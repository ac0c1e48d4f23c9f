//! One step of a scheme, worked out by itself.

use upfront_engine::{
    Answers, Scheme, Value, estimate,
    reads::steps_behind,
    scheme::{Step, Verb},
};

/// A step, and what it rests on of the rules. All else is left out, so that no more is worked out than it needs.
#[derive(Clone, Debug)]
pub struct Alone {
    rules: Scheme,
    place: usize,
}

impl Alone {
    /// That of a scheme, by its place; `None` where there is no such step.
    pub fn of(scheme: &Scheme, place: usize) -> Option<Self> {
        let behind = steps_behind(scheme, [place]);
        let steps = scheme.steps.get(..=place)?.iter().enumerate();
        let steps = steps.map(|(index, step)| {
            let mut step = step.clone();
            if !behind.contains(&index) {
                leave_out(&mut step);
            }
            step
        });
        let rules = Scheme {
            steps: steps.collect(),
            questions: scheme.questions.clone(),
            rates: scheme.rates.clone(),
            tables: scheme.tables.clone(),
            measures: scheme.measures.clone(),
            ..Scheme::default()
        };
        Some(Self { rules, place })
    }

    /// Where it stands among the steps of the scheme.
    pub const fn place(&self) -> usize {
        self.place
    }

    /// What it gives for some answers.
    pub fn gives(&self, answers: &Answers) -> Option<Value> {
        let outcome = estimate(&self.rules, answers);
        Some(outcome.working.get(self.place)?.gives.clone())
    }
}

/// Lets a step give nothing, so that those after it keep their places.
fn leave_out(step: &mut Step) {
    step.when = None;
    step.verb = Verb::Sum {
        add: Vec::new(),
        less: Vec::new(),
    };
}
