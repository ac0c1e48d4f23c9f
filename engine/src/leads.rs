//! How a result comes from points: which steps lead there, and that in sentences.

use alloc::{string::String, vec, vec::Vec};

use crate::{
    outcome::Taken,
    reads::Reads,
    scheme::{Operand, Scheme, Verb},
    told::ToldLine,
    words::{Words, chained},
};

/// The steps from the first table that points are looked up in to the result that rests on it, in order, with both. None
/// where no points are looked up, or no result rests on that.
pub fn leads(scheme: &Scheme) -> Vec<usize> {
    let unit = |step: usize| scheme.steps.get(step).map(|step| &step.unit);
    let Some(score) = score(scheme) else {
        return Vec::new();
    };
    let gives = scheme.steps.iter().position(|step| {
        let Verb::LookUp {
            table,
            row: Some(Operand::Step(row)),
            ..
        } = step.verb
        else {
            return false;
        };
        unit(row) == unit(score) && table < scheme.tables.len()
    });
    let path = gives.and_then(|gives| {
        let mut results = scheme.results.iter();
        results.find_map(|result| path(scheme, gives, result.step))
    });
    path.unwrap_or_default()
}

/// The first step that adds points up.
fn score(scheme: &Scheme) -> Option<usize> {
    let counts = |verb: &Verb| matches!(verb, Verb::AddUp { .. });
    scheme.steps.iter().position(|step| counts(&step.verb))
}

/// The steps through which a step reaches a later one, in order, with both; `None` where it does not.
fn path(scheme: &Scheme, from: usize, to: usize) -> Option<Vec<usize>> {
    let reads = |step: usize| {
        let step = scheme.steps.get(step);
        step.map_or_else(Vec::new, |step| Reads::of(scheme, step).steps)
    };
    // What rests on the first, and then what of it the last rests on.
    let mut path = vec![from];
    for step in from.saturating_add(1)..=to {
        if reads(step).iter().any(|read| path.contains(read)) {
            path.push(step);
        }
    }
    let mut needed = vec![to];
    for step in path.iter().rev() {
        if needed.contains(step) {
            needed.extend(reads(*step));
        }
    }
    path.retain(|step| needed.contains(step));
    (path.first() == Some(&from) && path.last() == Some(&to)).then_some(path)
}

/// What the points come to, what the table gives for them, and each figure that comes of it up to the result, as far as
/// they differ; an outline for each. `line` gives the line of a step.
pub(crate) fn told<'a>(
    scheme: &Scheme,
    line: impl Fn(usize) -> Option<&'a ToldLine>,
    words: &Words,
) -> Vec<String> {
    let worked = |step: usize| {
        let line = line(step)?;
        matches!(line.taken, Taken::Yes | Taken::Maybe).then_some(line)
    };
    let say = |line: &ToldLine| {
        scheme
            .steps
            .get(line.step)
            .map_or("", |step| step.say.as_str())
    };
    let way = || scheme.leads.iter().filter_map(|step| worked(*step));
    let mut told = Vec::new();
    for (before, line) in way().zip(way().skip(1)) {
        if before.amount != line.amount {
            let said = words.say("sum-open", &[("say", say(line)), ("amount", &line.amount)]);
            told.push(chained(&[&said, " ", &line.sentence]));
        }
    }
    if let Some(gives) = scheme.leads.first()
        && let Some(Verb::LookUp {
            table,
            row: Some(Operand::Step(row)),
            ..
        }) = scheme.steps.get(*gives).map(|step| &step.verb)
        && let Some(table) = scheme.tables.get(*table)
        && let Some(score) = score(scheme)
        && let (Some(points), Some(at), Some(line)) = (worked(score), worked(*row), worked(*gives))
    {
        let key = if *row == score {
            "sum-points"
        } else {
            "sum-points-after"
        };
        let fill = [
            ("score", points.amount.as_str()),
            ("say", say(at)),
            ("row", &at.amount),
            ("table", &table.say),
            ("gives", &line.amount),
        ];
        told.insert(0, words.say(key, &fill));
    }
    told
}
