//! What a council has instead of national amounts: whether it is counted in the same, and whether it stands where it
//! belongs.

use upfront_engine::{Decimal, Unit, exact, unit::POUND};

use super::{
    Checking, Known,
    amounts::{Quantity, Written},
    unit_words::in_words,
};
use crate::{
    diagnostics::{Code, Finding, Findings},
    language::{Reader, shapes},
    source::{Node, NodeKind, Span},
};

impl Checking<'_> {
    /// A finding about how rules use a question. National rules that use one of the council's own are not the council's
    /// to mend: it is told of its question instead, and once, however many of them there are.
    pub(super) fn find_of_question(&mut self, question: usize, finding: Finding) {
        let is_national = |at: Span| self.is_national(at);
        let asked = self.scheme.questions.get(question);
        let own = asked
            .and_then(|asked| Some((&asked.id, self.questions.names.place(&asked.id)?)))
            .filter(|(_, at)| finding.at.is_some_and(is_national) && !is_national(*at));
        let finding = match own {
            Some((id, at)) => Finding::new(
                finding.code,
                at,
                format!("your own `{id}` does not fit the national rules: {}", finding.message),
            )
            .label("used by national rules")
            .advice("Keep what the national rules use of it, or have your own, under `overrides:`, instead of each of those that do."),
            None => finding,
        };
        self.find(finding);
    }

    /// The unit of a rate's amounts. That of a council's own is the national one's.
    pub(super) fn unit_of_rate(
        &mut self,
        id: &str,
        declared: Option<&Unit>,
        amounts: &[(Quantity, Span)],
        at: Span,
    ) -> Known<Unit> {
        let Some(national) = self.rates.national_units.get(id).cloned() else {
            return self.common_unit(declared, amounts, at);
        };
        for (quantity, at) in amounts {
            let is_same = match &quantity.written {
                Written::Any => true,
                Written::Bare => national.is_none() || declared == Some(&national),
                Written::Unit(own) => *own == national,
            };
            if !is_same {
                self.find(not_as_national(quantity, &national, *at));
                return None;
            }
        }
        Some(national)
    }
}

fn not_as_national(quantity: &Quantity, national: &Unit, at: Span) -> Finding {
    let own = match &quantity.written {
        Written::Unit(own) => own.clone(),
        Written::Bare | Written::Any => Unit::none(),
    };
    let both_money = own.counted().eq([POUND]) && national.is_money();
    let code = match quantity.written {
        Written::Bare => Code::MissingUnit,
        _ if both_money => Code::PeriodClash,
        _ => Code::UnitClash,
    };
    let (theirs, own) = (in_words(national), in_words(&own));
    let finding = Finding::new(
        code,
        at,
        format!("the national amount is in {theirs}, and this is {own}"),
    )
    .label(format!("not in {theirs}"));
    if !national.is_percent() {
        return finding.advice(format!("Write the amount in {theirs}."));
    }
    // A part of one, such as 0.9, was meant as a percentage too.
    let figure = quantity.amount.figure().unwrap_or_default();
    let hundred = if figure <= Decimal::ONE { 100 } else { 1 };
    let percent = exact::multiply(figure, hundred.into()).unwrap_or(figure);
    finding.advice(match quantity.written {
        Written::Bare => format!("Write `{}%`.", percent.normalize()),
        _ => "Write a percentage, such as `90%`.".to_owned(),
    })
}

/// Holds what stands under `overrides` against its shape. A national rate that stands there by itself has advice of
/// its own.
pub(super) fn check(overrides: &Node, nation: &Node, findings: &mut Findings) {
    let mut overrides = overrides.clone();
    if let NodeKind::Map(entries) = &mut overrides.kind {
        let rates = nation.entry("rates").map(|rates| &rates.value);
        entries.retain(|entry| {
            if rates.is_none_or(|rates| rates.entry(&entry.key).is_none()) {
                return true;
            }
            let key = &entry.key;
            findings.push(
                Finding::new(
                    Code::UnknownKey,
                    entry.key_span,
                    format!("`{key}` is a national rate, and stands under `overrides` itself"),
                )
                .label("not here")
                .advice(format!(
                    "Put it under `rates`: `overrides: {{rates: {{{key}: …}}}}`."
                )),
            );
            false
        });
    }
    if let Some(overrides) = Reader::new(&overrides, &shapes::OVERRIDES, findings) {
        overrides.map("periods", findings);
    }
}
