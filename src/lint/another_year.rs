//! Figures that are the national ones of another year.

use upfront_engine::{
    Amount, Answer,
    scheme::{Origin, QuestionKind},
    words::Words,
};

use super::{Edition, Page};
use crate::{
    check::{rates, years},
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::Rules,
    source::Span,
};
use upfront_engine::Scheme;

pub(super) const PAGE: Page = Page::warning(
    "another-year",
    "A figure that is the national one of another year.",
)
.why(
    "Whoever copies last year's rules forward forgets a figure easily, and it looks right. \
         A person would be left with less than the law says, or more.",
)
.rules(
    "from: 2026-04-06
to: 2027-04-05
questions: [{id: income, ask: What is your income for a week?, number: £ a week}]
rates: {minimum: £228.70 a week} # here
steps:
  - {id: over_minimum, sum: [income], less: [minimum]}
  - {id: charge, greatest of: [over_minimum, nothing]}
",
    "from: 2026-04-06
to: 2027-04-05
questions: [{id: income, ask: What is your income for a week?, number: £ a week}]
rates: {minimum: {is: £228.70 a week, note: The council kept the figure of 2024/25.}}
steps:
  - {id: over_minimum, sum: [income], less: [minimum]}
  - {id: charge, greatest of: [over_minimum, nothing]}
",
);

/// Holds the figures of an edition, and those of its examples, against the national ones of other years.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let words = messages::english().for_scheme(scheme);
    check_rates(scheme, rules, &words, findings);
    check_incomes(scheme, rules, &words, findings);
}

/// A council's rate that is another year's national rate.
fn check_rates(scheme: &Scheme, rules: &Rules, words: &Words, findings: &mut Findings) {
    for (index, (rate, written)) in scheme.rates.iter().zip(rules.rates()).enumerate() {
        let origins = scheme.national.as_ref().map(|national| &national.rates);
        if origins.and_then(|rates| rates.get(index)) == Some(&Origin::National) {
            continue;
        }
        let another = rate.amounts().find_map(|amount| match amount {
            Amount::Exact(figure) => {
                let other = years::another_year(scheme, figure, &rate.unit, &rate.note)?;
                Some((figure, other))
            }
            _ => None,
        });
        let Some((figure, other)) = another else {
            continue;
        };
        let figure = words.quantity(figure, &rate.unit);
        let message = format!(
            "“{}” is {figure}, the {} figure of {}, and these rules are for {}",
            rate.say, other.years, other.name, other.own
        );
        findings.push(of_another_year(
            message,
            Some(rates::place(written)),
            &other,
        ));
    }
}

/// An income in a worked example that is another year's national rate.
fn check_incomes(scheme: &Scheme, rules: &Rules, words: &Words, findings: &mut Findings) {
    for (example, written) in scheme.examples.iter().zip(rules.examples()) {
        let said = format!("{} {}", example.about, example.but);
        for (question, answer) in scheme.questions.iter().zip(&example.answers.0) {
            let QuestionKind::Number { unit, periods, .. } = &question.kind else {
                continue;
            };
            if !matches!(question.about.as_str(), "" | "income") {
                continue;
            }
            let (figure, unit) = match answer {
                Some(Answer::Number(figure)) => (*figure, unit),
                Some(Answer::InPeriod(figure, index)) => (
                    *figure,
                    periods.get(*index).map_or(unit, |period| &period.unit),
                ),
                _ => continue,
            };
            let Some(other) = years::another_year(scheme, figure, unit, &said) else {
                continue;
            };
            let mut answers = written.answers.names().iter();
            let at = answers
                .find(|answer| answer.name == question.id)
                .map(|answer| answer.at);
            let figure = words.quantity(figure, unit);
            let message = format!(
                "the example `{}` has {figure}, the {} figure of {}, and these rules are for {}",
                example.id, other.years, other.name, other.own
            );
            findings.push(of_another_year(message, at, &other));
        }
    }
}

fn of_another_year(message: String, at: Option<Span>, other: &years::Another) -> Finding {
    let mut finding = Finding::nowhere(Code::AnotherYear, message).label("another year's figure");
    finding.at = at;
    if let Some(this) = &other.this_year {
        finding = finding.advice(format!("For {} it is {this}.", other.own));
    }
    finding.advice(format!(
        "If the source itself has this figure, say so beside it, with the year: {}.",
        other.years
    ))
}
