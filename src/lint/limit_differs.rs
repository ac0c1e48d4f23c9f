//! Limits that lie on the other side than the law's.

use upfront_engine::{
    Amount, Scheme, Unit,
    scheme::{Comparison, Condition, Operand, Step, Verb},
};

use super::{Edition, Page, is_national};
use crate::{
    check::{law, years},
    diagnostics::{Code, Finding, Findings},
    messages,
    rules::Condition as WrittenCondition,
    source::Span,
};

pub(super) const PAGE: Page = Page::warning("limit-differs", "A limit that is `at least` where the national rules say `over`, or the other way about.")
    .why("Somebody with exactly that much is then on the other side of the limit. \
         For them it decides between help and the full price.")
.rules(
        "questions: [{id: savings, ask: What have you saved?, number: £}]
steps:
  - {id: full_cost, stop when: {value: savings, is at least: \"£23,250\"}, gives: £500 a week} # here
  - {id: charge, sum: [£12.50 a week]}
",
        "questions: [{id: savings, ask: What have you saved?, number: £}]
steps:
  - {id: full_cost, stop when: {value: savings, is over: \"£23,250\"}, gives: £500 a week}
  - {id: charge, sum: [£12.50 a week]}
",
    );

/// Holds the limits of an edition's own, and those that it has instead of national ones, against the nation's.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let nation = edition.nation();
    let theirs = nation.map_or_else(Vec::new, compared_by);
    let questions = scheme.questions.iter().zip(rules.questions());
    for (index, (question, written)) in questions.enumerate() {
        if !is_national(scheme, |national| &national.questions, index) {
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
    for (step, written) in edition.own_steps_without_a_reason() {
        let own = compared_in(scheme, step);
        check_limits(
            scheme,
            &own,
            &written.conditions(),
            nation.map(|_| theirs.as_slice()),
            findings,
        );
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
    let mut look = |condition: &Condition| {
        if let Condition::Compare { left, is, right } = condition
            && let (Some(left), Some(name)) = (name(scheme, left), name(scheme, right))
        {
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
    };
    if let Some(condition) = condition {
        condition.walk(&mut look);
    }
    found
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

pub(super) fn name(scheme: &Scheme, operand: &Operand) -> Option<String> {
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

pub(super) fn amount(scheme: &Scheme, operand: &Operand) -> Option<(Amount, Unit)> {
    match operand {
        Operand::Rate(index) => scheme
            .rates
            .get(*index)
            .map(|rate| (rate.amount, rate.unit.clone())),
        Operand::Literal { amount, unit } => Some((*amount, unit.clone())),
        _ => None,
    }
}

/// How the law compares savings with the upper limit, where a scheme that extends no national rules does so.
fn national_limit(scheme: &Scheme, own: &Compared) -> Option<Comparison> {
    let (is, limit) = &law::of(years::nation(scheme))?.upper_limit;
    (own.amount.as_ref() == Some(limit)).then_some(*is)
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
