//! Answers that count more and give less.

use upfront_engine::scheme::{Kinder, QuestionKind};

use super::{Edition, Page};
use crate::{
    analyse::effects::LessForMore,
    diagnostics::{Code, Finding, Findings},
    messages,
};

pub(super) const PAGE: Page = Page::warning(
    "less-for-more",
    "An answer that counts more than another, and gives less money.",
)
.why(
    "Points stand for need. Whoever answers that more help is needed should not be left with less. \
         Perhaps two rows of a table were exchanged, or a digit is wrong.",
)
.rules(
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
tables:
  budget: {by: points, rows: [{to: 4, gives: £40 a week}, {from: 5, to: 9, gives: £90 a week}, {from: 10, gives: £15 a week}]}
steps:
  - {id: score, add up: points} # here
  - {id: budget, look up: score, in: budget}
",
    "questions:
  - id: washing
    ask: How much help do you need to wash?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
  - id: meals
    ask: How much help do you need with meals?
    options: [{id: none, say: None, points: 0}, {id: some, say: Some days, points: 5}]
tables:
  budget: {by: points, rows: [{to: 4, gives: £40 a week}, {from: 5, to: 9, gives: £90 a week}, {from: 10, gives: £150 a week}]}
steps:
  - {id: score, add up: points}
  - {id: budget, look up: score, in: budget}
",
);

/// Warns of the answer that counts more and loses most by it. Every other set of answers was counted too.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Some(counted) = edition.counted else {
        return;
    };
    let scheme = edition.scheme;
    // Of a charge, less is better.
    let result = scheme.results.first();
    if result.is_none_or(|result| result.kinder == Some(Kinder::Lower)) {
        return;
    }
    let worse = edition.effects.iter().filter_map(|effect| {
        let worse = effect.less_for_more.as_ref()?;
        Some((effect.question, worse))
    });
    let loses = |worse: &LessForMore| worse.gives.0 - worse.gives.1;
    let Some((question, worse)) = worse.max_by_key(|(_, worse)| loses(worse)) else {
        return;
    };
    let (Some(of), Some(step), Some(gives)) = (
        scheme.questions.get(question),
        scheme.steps.get(worse.total),
        scheme.steps.get(counted.step),
    ) else {
        return;
    };
    let QuestionKind::Options(options) = &of.kind else {
        return;
    };
    let (Some(option), Some(more)) = (options.get(worse.option), options.get(worse.more)) else {
        return;
    };
    let words = messages::english();
    let mut finding = Finding::nowhere(
        Code::LessForMore,
        format!(
            "`{}` counts more than `{}` in `{}`, and gives less",
            more.id, option.id, of.id
        ),
    )
    .label(format!(
        "{} gives {}, and {} gives {}",
        words.quantity(worse.totals.0, &step.unit),
        words.quantity(worse.gives.0, &gives.unit),
        words.quantity(worse.totals.1, &step.unit),
        words.quantity(worse.gives.1, &gives.unit),
    ))
    .advice("Compare the points and the table with the source. If the source has it so, say so beside this step, with `but: {less-for-more: …}`.");
    let written = edition.rules.steps().get(worse.total);
    finding.at = written.and_then(|step| step.id.at());
    findings.push(finding);
}
