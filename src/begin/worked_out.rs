//! What a person's answers come to, as a worked example states it.

use upfront_engine::{Amount, Answers, Decimal, Scheme, Value, estimate, parts::join_parts};

use crate::{messages, source::yaml::written};

/// The results of some answers as `expect:` holds them: each exact figure, printed range, test, and what is not published,
/// by the name of the result. What rests on an answer that is not known has no figure to state, and is left out.
pub fn expect(scheme: &Scheme, answers: &Answers) -> String {
    let mut whole = scheme.clone();
    join_parts(&mut whole);
    let outcome = estimate(&whole, answers);
    let words = messages::english().for_scheme(&whole);
    let stated = whole.results.iter().zip(&outcome.results);
    let stated: Vec<String> = stated
        .filter_map(|(result, value)| {
            let unit = &whole.steps.get(result.step)?.unit;
            let text = if unit.is_test() || value.exact().is_some() {
                words.value(value, unit)
            } else {
                let (low, high) = ends(value)?;
                words.amount(Amount::Between(low, high), unit)
            };
            Some(format!("{}: {}", result.id, written(&text, true)))
        })
        .collect();
    format!("{{{}}}", stated.join(", "))
}

/// The least and the most of a value that has both.
fn ends(value: &Value) -> Option<(Decimal, Decimal)> {
    value.limit.is_figure().then_some(())?;
    value.low.zip(value.high)
}
