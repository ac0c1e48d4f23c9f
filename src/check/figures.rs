//! Figures that look right and are not: another year's rate, a rate older than its edition, a limit or a tariff that
//! is not taken as the law takes it.

use std::collections::BTreeSet;

use upfront_engine::{
    Amount, Answer, Decimal, Scheme, Unit,
    scheme::{Comparison, Condition, Operand, Origin, QuestionKind, Rate, Step, Verb},
    unit::POUND,
    words::Words,
};

use super::{faulty::Rest, rates, scheme::Base, years};
use crate::{
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::{Condition as WrittenCondition, Rules, Step as WrittenStep},
    source::Span,
};

/// The savings above which, in England, people pay the full cost: at exactly so much they do not.
const UPPER_LIMIT: i64 = 23_250;
/// Tariff income counts £1 a week for so much, or for a part of it.
const TARIFF_PART: i64 = 250;

/// Holds the figures of a compiled scheme against those of other years and of the law.
pub(super) fn check(
    scheme: &Scheme,
    rules: &Rules,
    base: Option<Base<'_>>,
    findings: &mut Findings,
) {
    let words = messages::english().for_scheme(scheme);
    check_rates(scheme, rules, &words, findings);
    check_incomes(scheme, rules, &words, findings);
    check_sources(scheme, rules, findings);
    check_verified(scheme, rules, base, findings);
    check_conditions(scheme, rules, base.map(|base| base.scheme), findings);
}

/// Limits and tariffs of a scheme's own, and those that it has instead of national ones.
fn check_conditions(
    scheme: &Scheme,
    rules: &Rules,
    nation: Option<&Scheme>,
    findings: &mut Findings,
) {
    let is_national = |origins: Option<&Vec<Origin>>, index: usize| {
        origins.and_then(|origins| origins.get(index)) == Some(&Origin::National)
    };
    let national = scheme.national.as_ref();
    let theirs = nation.map_or_else(Vec::new, compared_by);
    let questions = scheme.questions.iter().zip(rules.questions());
    for (index, (question, written)) in questions.enumerate() {
        if !is_national(national.map(|national| &national.questions), index) {
            let own = compared(scheme, question.when.as_ref());
            check_limits(
                scheme,
                &own,
                &written.when.condition().into_iter().collect::<Vec<_>>(),
                nation.map(|_| theirs.as_slice()),
                findings,
            );
        }
    }
    for (index, (step, written)) in scheme.steps.iter().zip(rules.steps()).enumerate() {
        if is_national(national.map(|national| &national.steps), index) {
            continue;
        }
        // The council has said why, so it means it. The nation's own reason is for the nation's own rule.
        let is_theirs = |other: &Step| other.id == step.id && other.because == step.because;
        let theirs_too = nation.is_some_and(|nation| nation.steps.iter().any(is_theirs));
        if !step.because.is_empty() && !theirs_too {
            continue;
        }
        let own = compared_in(scheme, step);
        check_limits(
            scheme,
            &own,
            &written.conditions(),
            nation.map(|_| theirs.as_slice()),
            findings,
        );
        check_tariff(scheme, step, written, findings);
    }
}

/// Rates that nobody has read in their source: each of a scheme's own, and all together those of national rules that
/// came with the tool and that a result rests on, for nobody can mend them in the site.
fn check_verified(scheme: &Scheme, rules: &Rules, base: Option<Base<'_>>, findings: &mut Findings) {
    let (national, own): (Vec<_>, Vec<_>) = scheme
        .rates
        .iter()
        .zip(rules.rates())
        .filter(|(rate, _)| rate.sure.is_unverified())
        .partition(|(rate, _)| {
            base.is_some_and(|base| {
                !base.changed.rates.contains(&rate.id)
                    && base.scheme.rates.iter().any(|other| other.id == rate.id)
            })
        });
    for (rate, written) in own {
        let sure = written.value.as_ref().and_then(|rate| rate.sure.at());
        findings.push(
            Finding::new(
                Code::NotVerified,
                sure.unwrap_or(written.at),
                format!("nobody has read “{}” in its source", rate.say),
            )
            .label("not verified")
            .advice("Read it in the legislation or the yearly circular, and write `sure: seen`."),
        );
    }
    let Some((base, extends)) = base.filter(|base| !base.is_here).zip(rules.extends.at()) else {
        return;
    };
    let mut reached = BTreeSet::new();
    for result in &scheme.results {
        reached.extend(Rest::of(scheme, result.step).rates);
    }
    let is_reached = |(rate, _): &&(&Rate, _)| {
        let place = scheme.rates.iter().position(|other| other.id == rate.id);
        place.is_some_and(|place| reached.contains(&place))
    };
    let names: Vec<_> = national
        .iter()
        .filter(is_reached)
        .map(|(rate, _)| format!("“{}”", rate.say))
        .collect();
    if names.is_empty() {
        return;
    }
    findings.push(
        Finding::new(
            Code::NotVerified,
            extends,
            format!("nobody has read these figures of `{}` in their source: {}", base.name, names.join(", ")),
        )
        .label("not all verified")
        .advice("The pages say which they are. Compare them with the yearly circular before people rely on them."),
    );
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

/// A source that was published more than a year before the edition starts, and that its rates are still taken from.
fn check_sources(scheme: &Scheme, rules: &Rules, findings: &mut Findings) {
    let Some(start) = years::start(scheme) else {
        return;
    };
    let own = |index: usize| {
        scheme
            .national
            .as_ref()
            .is_none_or(|national| national.rates.get(index) != Some(&Origin::National))
    };
    for (index, source) in scheme.sources.iter().enumerate() {
        let is_old = years::published(&source.published)
            .and_then(|day| day.checked_add(jiff::ToSpan::year(1)).ok())
            .is_some_and(|due| due < start);
        if !is_old {
            continue;
        }
        let rates: Vec<String> = scheme
            .rates
            .iter()
            .enumerate()
            .filter(|(place, rate)| {
                own(*place)
                    && rate.unit.is_money()
                    && rate.cite.as_ref().is_some_and(|cite| cite.source == index)
            })
            .map(|(_, rate)| format!("“{}”", rate.say))
            .collect();
        if rates.is_empty() {
            continue;
        }
        let mut finding = Finding::nowhere(
            Code::OldFigure,
            format!(
                "these rules start on {start}, and {} comes from a source of {}",
                rates.join(", "),
                source.published
            ),
        )
        .label("published more than a year before")
        .advice(
            "See whether there is a newer figure. If there is none, cite where that can be seen.",
        );
        let written = rules.sources.names().get(index);
        finding.at = written.and_then(|source| source.value.as_ref()?.published.at());
        findings.push(finding);
    }
}

/// Limits that count at exactly their figure where the law counts only above it, or the other way about.
fn check_limits(
    scheme: &Scheme,
    own: &[Compared],
    conditions: &[&WrittenCondition],
    nation: Option<&[Compared]>,
    findings: &mut Findings,
) {
    for own in own {
        let national = match nation {
            Some(nation) => own.like(nation),
            None => national_limit(scheme, own),
        };
        let national = national.and_then(|national| facing(own.is, national));
        let Some(national) = national.filter(|national| *national != own.is) else {
            continue;
        };
        let mut finding = Finding::nowhere(
            Code::LimitDiffers,
            format!(
                "here {} {} {}, and in the national rules it {}: somebody with exactly that is on the other side",
                own.left,
                in_words(own.is),
                own.right,
                in_words(national)
            ),
        )
        .label("not as in the national rules")
        .advice("If your own policy says so, say why under `because`.");
        let mut places = conditions.iter();
        finding.at = places
            .find_map(|condition| own.place_in(condition))
            .or_else(|| conditions.first().map(|condition| condition.form.at));
        findings.push(finding);
    }
}

/// One comparison of a condition, by names.
struct Compared {
    left: String,
    is: Comparison,
    right: String,
    is_literal: bool,
    amount: Option<(Amount, Unit)>,
    /// The rates that the right side is, in one case or another.
    limits: Vec<(String, Amount, Unit)>,
}

impl Compared {
    /// How national rules make the same comparison, seen from the same side.
    fn like(&self, nation: &[Self]) -> Option<Comparison> {
        let same = |other: &Self| {
            if (&self.left, &self.right) == (&other.left, &other.right) {
                Some(other.is)
            } else if (&self.left, &self.right) == (&other.right, &other.left) {
                Some(turned(other.is))
            } else {
                None
            }
        };
        // The same limit may be held against something of the council's own.
        let same_limit = |other: &Self| {
            let is_shared = other.limits.iter().any(|(id, amount, unit)| {
                let is_same_figure = self.amount.as_ref() == Some(&(*amount, unit.clone()))
                    && amount.figure().is_some_and(|figure| !figure.is_zero());
                self.limits.iter().any(|(own, ..)| own == id) || (self.is_literal && is_same_figure)
            });
            is_shared.then_some(other.is)
        };
        let is_zero = |amount: &(Amount, Unit)| amount.0 == Amount::NOTHING;
        let same_left = |other: &Self| {
            let is_a_limit = !other.amount.as_ref().is_some_and(is_zero);
            (self.is_literal && self.left == other.left && is_a_limit).then_some(other.is)
        };
        nation
            .iter()
            .find_map(same)
            .or_else(|| nation.iter().find_map(same_limit))
            .or_else(|| nation.iter().find_map(same_left))
    }

    /// Where it is written in a condition.
    fn place_in(&self, condition: &WrittenCondition) -> Option<Span> {
        let value = condition.value.get().and_then(|value| value.text());
        let is_left = value.is_some_and(|name| quoted(name.trim()) == self.left);
        if is_left && condition.key(in_words(self.is)).is_some() {
            return Some(condition.form.at);
        }
        condition.parts().find_map(|part| self.place_in(part))
    }
}

/// Every comparison that a scheme makes.
fn compared_by(scheme: &Scheme) -> Vec<Compared> {
    let questions = scheme.questions.iter();
    let asked = questions.flat_map(|question| compared(scheme, question.when.as_ref()));
    let steps = scheme.steps.iter();
    asked
        .chain(steps.flat_map(|step| compared_in(scheme, step)))
        .collect()
}

/// The comparisons of a step: of when it is worked out, and of the test that it is.
fn compared_in(scheme: &Scheme, step: &Step) -> Vec<Compared> {
    let mut found = compared(scheme, step.when.as_ref());
    if let Verb::Test(condition) = &step.verb {
        found.extend(compared(scheme, Some(condition)));
    }
    found
}

fn compared(scheme: &Scheme, condition: Option<&Condition>) -> Vec<Compared> {
    let mut found = Vec::new();
    if let Some(condition) = condition {
        collect(scheme, condition, &mut found);
    }
    found
}

fn collect(scheme: &Scheme, condition: &Condition, found: &mut Vec<Compared>) {
    match condition {
        Condition::Compare { left, is, right } => {
            if let (Some(left), Some(name)) = (name(scheme, left), name(scheme, right)) {
                let mut limits = Vec::new();
                rates_of(scheme, right, &mut limits);
                found.push(Compared {
                    left,
                    is: *is,
                    right: name,
                    is_literal: matches!(right, Operand::Literal { .. }),
                    amount: amount(scheme, right),
                    limits,
                });
            }
        }
        Condition::All(all) | Condition::Any(all) | Condition::AtLeast { of: all, .. } => {
            for condition in all {
                collect(scheme, condition, found);
            }
        }
        Condition::Not(one) => collect(scheme, one, found),
        Condition::AnswerIs { .. } => {}
    }
}

/// The rates that an operand is: itself one, one for each answer, or a step that is no more than such.
fn rates_of(scheme: &Scheme, operand: &Operand, found: &mut Vec<(String, Amount, Unit)>) {
    match operand {
        Operand::Rate(index) => {
            let rate = scheme.rates.get(*index);
            found.extend(rate.map(|rate| (rate.id.clone(), rate.amount, rate.unit.clone())));
        }
        Operand::ByAnswer { choices, .. } => {
            for operand in choices {
                rates_of(scheme, operand, found);
            }
        }
        // A step looks at earlier ones only.
        Operand::Step(index) => {
            if let Some(Verb::Sum { add, less }) = scheme.steps.get(*index).map(|step| &step.verb)
                && let ([one], []) = (add.as_slice(), less.as_slice())
                && !matches!(one, Operand::Step(_))
            {
                rates_of(scheme, one, found);
            }
        }
        Operand::Literal { .. } | Operand::Answer(_) => {}
    }
}

fn name(scheme: &Scheme, operand: &Operand) -> Option<String> {
    match operand {
        Operand::Step(index) => scheme.steps.get(*index).map(|step| quoted(&step.id)),
        Operand::Rate(index) => scheme.rates.get(*index).map(|rate| quoted(&rate.id)),
        Operand::Answer(index) => scheme.questions.get(*index).map(|one| quoted(&one.id)),
        Operand::Literal { amount, unit } => Some(messages::english().amount(*amount, unit)),
        Operand::ByAnswer { .. } => None,
    }
}

fn quoted(id: &str) -> String {
    format!("`{id}`")
}

fn amount(scheme: &Scheme, operand: &Operand) -> Option<(Amount, Unit)> {
    match operand {
        Operand::Rate(index) => scheme
            .rates
            .get(*index)
            .map(|rate| (rate.amount, rate.unit.clone())),
        Operand::Literal { amount, unit } => Some((*amount, unit.clone())),
        _ => None,
    }
}

/// How England's rules compare savings with the upper limit, where a scheme that extends none does so.
fn national_limit(scheme: &Scheme, own: &Compared) -> Option<Comparison> {
    let is_limit = own.amount == Some((Amount::Exact(UPPER_LIMIT.into()), Unit::of(POUND)));
    (is_limit && years::nation(scheme) == "england").then_some(Comparison::Over)
}

/// The comparison that looks the way of `own` and has the limit itself on the side where the other has it; `None` where
/// one of the two draws no line.
fn facing(own: Comparison, other: Comparison) -> Option<Comparison> {
    let is_upper = match other {
        Comparison::AtLeast | Comparison::Under => true,
        Comparison::Over | Comparison::AtMost => false,
        Comparison::Equal => return None,
    };
    match own {
        Comparison::AtLeast | Comparison::Over if is_upper => Some(Comparison::AtLeast),
        Comparison::AtLeast | Comparison::Over => Some(Comparison::Over),
        Comparison::AtMost | Comparison::Under if is_upper => Some(Comparison::Under),
        Comparison::AtMost | Comparison::Under => Some(Comparison::AtMost),
        Comparison::Equal => None,
    }
}

/// The same comparison with its sides exchanged.
fn turned(is: Comparison) -> Comparison {
    match is {
        Comparison::Equal => Comparison::Equal,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Over => Comparison::Under,
        Comparison::Under => Comparison::Over,
    }
}

fn in_words(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "is",
        Comparison::AtLeast => "is at least",
        Comparison::AtMost => "is at most",
        Comparison::Over => "is over",
        Comparison::Under => "is under",
    }
}

/// Tariff income that leaves out a part of £250 which the law counts as a whole one.
fn check_tariff(scheme: &Scheme, step: &Step, written: &WrittenStep, findings: &mut Findings) {
    let Verb::ForEvery {
        part,
        of,
        gives,
        part_counts: false,
    } = &step.verb
    else {
        return;
    };
    let pound_a_week = (Amount::Exact(Decimal::ONE), Unit::of(POUND).per("week"));
    let quarter_thousand = (Amount::Exact(TARIFF_PART.into()), Unit::of(POUND));
    let is_tariff = amount(scheme, part) == Some(quarter_thousand)
        && amount(scheme, gives) == Some(pound_a_week);
    if !is_tariff || years::nation(scheme) != "england" {
        return;
    }
    let of = name(scheme, of).unwrap_or_default();
    let mut finding = Finding::nowhere(
        Code::TariffDiffers,
        format!("this counts only whole parts of £250 of {of}, and the law counts a part of £250 as a whole one"),
    )
    .label("a part does not count")
    .advice("Add `part counts: true`. If your own policy says otherwise, say why under `because`.");
    finding.at = written.for_every.key();
    findings.push(finding);
}
