//! Steps that are only bookkeeping: they clamp, convert, round or pass on what one other step then reads. They have no
//! reason of their own, so they are told within that step. Every figure of theirs is told there too.

use upfront_engine::{
    Amount, Scheme,
    reads::Reads,
    scheme::{Operand, Step, Verb},
};

/// The steps that are only bookkeeping, by index.
pub(super) fn bookkeeping(scheme: &Scheme) -> Vec<usize> {
    let mut uses = vec![Vec::new(); scheme.steps.len()];
    let mut add = |reader: Option<usize>, reads: Reads<'_>| {
        for step in reads.steps {
            if let Some(uses) = uses.get_mut(step) {
                uses.push(reader);
            }
        }
    };
    for (index, step) in scheme.steps.iter().enumerate() {
        add(Some(index), Reads::of(scheme, step));
    }
    for index in 0..scheme.questions.len() {
        let mut reads = Reads::new(scheme);
        reads.question(index);
        add(None, reads);
    }
    let mut found = Vec::new();
    for (index, step) in scheme.steps.iter().enumerate() {
        let [Some(reader)] = uses.get(index).map_or(&[][..], Vec::as_slice) else {
            continue;
        };
        let Some(read_by) = scheme.steps.get(*reader) else {
            continue;
        };
        let has_own_place = scheme.results.iter().any(|result| result.step == index)
            || scheme
                .ways_to_hold
                .iter()
                .any(|way| way.gives == Some(index))
            || scheme.examples.iter().any(|example| {
                let mut stated = example.expect.iter().chain(&example.published);
                stated.any(|figure| figure.step == index)
            });
        if !has_own_place
            && takes_one_thing(step, &found)
            && has_no_reason(step)
            && step.part == read_by.part
            && step.cite == read_by.cite
            && whose(scheme, index) == whose(scheme, *reader)
            && reads_directly(&read_by.verb, index)
        {
            found.push(index);
        }
    }
    found
}

/// Whether a step only clamps, converts, rounds or passes on one thing, and that is none which is itself told within.
fn takes_one_thing(step: &Step, within: &[usize]) -> bool {
    let is_nothing = |operand: &Operand| matches!(operand, Operand::Literal { amount, .. } if *amount == Amount::NOTHING);
    let what = match &step.verb {
        Verb::GreatestOf(of) => match of.as_slice() {
            [what, other] if is_nothing(other) => what,
            [other, what] if is_nothing(other) => what,
            _ => return false,
        },
        Verb::Convert { what, .. } if step.rounded.is_none() => what,
        Verb::Round(what) => what,
        Verb::Sum { add, less } if less.is_empty() && step.rounded.is_none() => {
            match add.as_slice() {
                [what] => what,
                _ => return false,
            }
        }
        _ => return false,
    };
    match what {
        Operand::Step(step) => !within.contains(step),
        Operand::Answer(_) => true,
        Operand::Rate(_) | Operand::Literal { .. } | Operand::ByAnswer { .. } => false,
    }
}

fn has_no_reason(step: &Step) -> bool {
    step.when.is_none()
        && step.because.is_empty()
        && step.may_be_exceeded.is_none()
        && !step.depends_on_supply
}

fn whose(scheme: &Scheme, step: usize) -> Option<upfront_engine::scheme::Origin> {
    scheme.national.as_ref()?.steps.get(step).copied()
}

/// Whether what a step does takes another as it is, so that its figure is told there.
fn reads_directly(verb: &Verb, step: usize) -> bool {
    match verb {
        Verb::Sum { .. }
        | Verb::Multiply(_)
        | Verb::LeastOf(_)
        | Verb::GreatestOf(_)
        | Verb::Units { .. }
        | Verb::Divide { .. }
        | Verb::Share { .. }
        | Verb::Convert { .. }
        | Verb::Round(_) => verb.operands().contains(&&Operand::Step(step)),
        Verb::AddUp { .. }
        | Verb::LookUp { .. }
        | Verb::ForEvery { .. }
        | Verb::Test(_)
        | Verb::Stop { .. } => false,
    }
}
