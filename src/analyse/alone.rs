//! One step of a scheme, worked out by itself.

use upfront_engine::{
    Answers, Scheme, Value, estimate,
    reads::steps_behind,
    scheme::{Step, Verb},
};

/// What a step gives for some answers. What it does not rest on is left out, so that no more is worked out than it needs;
/// `None` where there is no such step.
pub fn alone(scheme: &Scheme, place: usize, answers: &Answers) -> Option<Value> {
    let behind = steps_behind(scheme, [place]);
    let steps = scheme.steps.get(..=place)?.iter().enumerate();
    let steps = steps.map(|(index, step)| {
        let mut step = step.clone();
        if !behind.contains(&index) {
            leave_out(&mut step);
        }
        step
    });
    let alone = Scheme {
        steps: steps.collect(),
        questions: scheme.questions.clone(),
        rates: scheme.rates.clone(),
        tables: scheme.tables.clone(),
        measures: scheme.measures.clone(),
        ..Scheme::default()
    };
    let outcome = estimate(&alone, answers);
    Some(outcome.working.get(place)?.gives.clone())
}

/// Lets a step give nothing, so that those after it keep their places.
fn leave_out(step: &mut Step) {
    step.when = None;
    step.verb = Verb::Sum {
        add: Vec::new(),
        less: Vec::new(),
    };
}
