//! Which part of an estimate each result, question and step belongs to.
//!
//! A scheme may work several things out, one after the other: a budget, and then what a person pays of it. A question
//! belongs to the first result that rests on it, and results that need no question of their own are of the same part
//! as the one before them. A part after the first is worked out only when it has been begun, so that nobody has to
//! speak of money to see a budget.

use alloc::{vec, vec::Vec};

use crate::{
    answers::Answers,
    reads::Reads,
    scheme::{Scheme, Verb},
};

/// The last part that has been begun: one of its questions, or of a later one, has an answer. The first always has.
pub(crate) fn begun(scheme: &Scheme, answers: &Answers) -> usize {
    let answered = scheme.questions.iter().zip(&answers.0);
    answered
        .filter(|(_, answer)| answer.is_some())
        .map(|(question, _)| question.part)
        .max()
        .unwrap_or(0)
}

/// Tells every result, question and step of a scheme which part it belongs to.
pub fn set_parts(scheme: &mut Scheme) {
    let mut steps: Vec<Option<usize>> = vec![None; scheme.steps.len()];
    let mut questions: Vec<Option<usize>> = vec![None; scheme.questions.len()];
    let mut results = Vec::new();
    let mut part = 0_usize;
    // A stop ends the working out of everything, so all results rest on when it does; and each on what it then is.
    let stops = scheme.steps.iter().enumerate();
    let stops = stops.filter_map(|(index, step)| match &step.verb {
        Verb::Stop { gives } => Some((index, gives)),
        _ => None,
    });
    let mut waiting: Vec<usize> = stops.clone().map(|(index, _)| index).collect();
    for (place, result) in scheme.results.iter().enumerate() {
        waiting.push(result.step);
        let mut given = Reads::new(scheme);
        for operand in stops.clone().filter_map(|(_, gives)| gives.get(place)) {
            given.operand(operand, usize::MAX);
        }
        waiting.extend(given.steps);
        let (mut its_steps, mut its_questions) = (Vec::new(), given.questions);
        while let Some(index) = waiting.pop() {
            let Some(step) = scheme.steps.get(index) else {
                continue;
            };
            if steps.get(index).copied().flatten().is_some() || its_steps.contains(&index) {
                continue;
            }
            its_steps.push(index);
            let mut reads = Reads::new(scheme);
            reads.results = 0;
            reads.add(step);
            its_questions.extend(reads.questions);
            waiting.extend(reads.steps);
        }
        let is_new = |question: &usize| questions.get(*question) == Some(&None);
        if its_questions.iter().any(is_new) && questions.iter().any(Option::is_some) {
            part = part.saturating_add(1);
        }
        settle(&mut steps, &its_steps, part);
        settle(&mut questions, &its_questions, part);
        results.push(part);
    }
    // What no result rests on comes when everything that it rests on itself has come.
    for (index, step) in scheme.steps.iter().enumerate() {
        let reads = Reads::of(scheme, step);
        settle(&mut questions, &reads.questions, part);
        let of_steps = reads.steps.iter().map(|step| steps.get(*step));
        let of_questions = reads.questions.iter().map(|one| questions.get(*one));
        let last = of_steps.chain(of_questions).flatten().flatten().max();
        let last = last.copied().unwrap_or(0);
        settle(&mut steps, &[index], last);
    }
    for (step, part) in scheme.steps.iter_mut().zip(steps) {
        step.part = part.unwrap_or(0);
    }
    for (question, of) in scheme.questions.iter_mut().zip(questions) {
        question.part = of.unwrap_or(part);
    }
    for (result, part) in scheme.results.iter_mut().zip(results) {
        result.part = part;
    }
}

/// Makes one part of all of a scheme's, so that everything is worked out whatever has been answered.
pub fn join_parts(scheme: &mut Scheme) {
    let steps = scheme.steps.iter_mut().map(|step| &mut step.part);
    let questions = scheme
        .questions
        .iter_mut()
        .map(|question| &mut question.part);
    let results = scheme.results.iter_mut().map(|result| &mut result.part);
    for part in steps.chain(questions).chain(results) {
        *part = 0;
    }
}

/// Puts what is in no part yet into this one.
fn settle(parts: &mut [Option<usize>], of: &[usize], part: usize) {
    for index in of {
        if let Some(place) = parts.get_mut(*index) {
            place.get_or_insert(part);
        }
    }
}
