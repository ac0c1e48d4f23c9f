//! Ways to hold a budget that show the figure of another way.

use std::collections::BTreeSet;

use upfront_engine::{
    Scheme,
    reads::{Reads, steps_behind},
    scheme::Form,
};

use super::{Edition, Page};
use crate::diagnostics::{Code, Finding, Findings};

pub(super) const PAGE: Page = Page::warning(
    "other-ways-figure",
    "A way to hold a budget that shows the figure of another way.",
)
.why(
    "People choose between the ways by what each would buy. \
         With the wrong figure beside it, they would choose by a mistake.",
)
.rules(
    "rates: {agency_hour: £24 an hour, own_worker_hour: £16 an hour}
steps:
  - {id: budget, sum: [£120 a week]}
  - {id: agency_hours, divide: budget, by: agency_hour, rounded down to: quarter hour}
  - {id: broker_hours, divide: budget, by: own_worker_hour, rounded down to: quarter hour}
results: [{id: budget, is: budget}]
ways to hold:
  - {way: broker, gives: broker_hours}
  - {way: trust, gives: broker_hours} # here
  - {way: council-managed, gives: agency_hours}
",
    "rates: {agency_hour: £24 an hour, own_worker_hour: £16 an hour}
steps:
  - {id: budget, sum: [£120 a week]}
  - {id: agency_hours, divide: budget, by: agency_hour, rounded down to: quarter hour}
  - {id: broker_hours, divide: budget, by: own_worker_hour, rounded down to: quarter hour}
results: [{id: budget, is: budget}]
ways to hold:
  - {way: broker, gives: broker_hours}
  - {way: trust}
  - {way: council-managed, gives: agency_hours}
",
);

/// Ways that show a figure which, by its name or by what it reads, is that of another way which is told too.
pub(super) fn check(edition: &Edition<'_>, findings: &mut Findings) {
    let Edition { scheme, rules, .. } = *edition;
    let gives = rules.ways_to_hold.items().iter();
    let gives: Vec<_> = gives.filter_map(|way| way.gives.get()).collect();
    // What everybody's budget rests on is no one way's.
    let of_all = steps_behind(scheme, scheme.results.iter().map(|result| result.step));
    for (place, way) in scheme.ways_to_hold.iter().enumerate() {
        let Some((given, step)) = way
            .gives
            .and_then(|given| Some((given, scheme.steps.get(given)?)))
        else {
            continue;
        };
        if says(&step.id, way.form) {
            continue;
        }
        let others = || {
            let forms = scheme.ways_to_hold.iter().map(|other| other.form);
            forms.filter(|form| *form != way.form)
        };
        let by_name = others().find(|other| says(&step.id, *other));
        let read = names_read(scheme, given, &of_all);
        let is_own = read.iter().any(|name| says(name, way.form));
        let by_reading = || {
            let read = read.iter().filter(|_| !is_own);
            read.flat_map(|name| others().map(move |other| (*name, other)))
                .find(|(name, other)| tells(name, *other))
        };
        let (why, other) = match by_name {
            Some(other) => ("by its name is that of".to_owned(), other),
            None => match by_reading() {
                Some((name, other)) => (format!("reads `{name}`, of"), other),
                None => continue,
            },
        };
        let mut finding = Finding::nowhere(
            Code::OtherWaysFigure,
            format!(
                "the way `{}` gives `{}`, which {why} `{}`",
                way.form.name(),
                step.id,
                other.name()
            ),
        )
        .label("another way's figure?")
        .advice("Name the step that says what this way buys. If both buy the same, give what they share a name that fits both.");
        let before = scheme.ways_to_hold.get(..place).unwrap_or_default();
        let same = before.iter().filter(|one| one.gives == way.gives).count();
        let mut named = gives.iter().filter(|name| name.trim() == step.id);
        finding.at = named.nth(same).map(|name| name.at);
        findings.push(finding);
    }
}

/// The names of the rates and steps that a step rests on, but for the steps that every way rests on.
fn names_read<'s>(scheme: &'s Scheme, step: usize, of_all: &BTreeSet<usize>) -> Vec<&'s str> {
    let steps = steps_behind(scheme, [step]);
    let own = steps.difference(of_all);
    let mut names = Vec::new();
    for index in own {
        let Some(read) = scheme.steps.get(*index) else {
            continue;
        };
        if *index != step {
            names.push(read.id.as_str());
        }
        let rates = Reads::of(scheme, read).rates.into_iter();
        names.extend(rates.filter_map(|rate| Some(scheme.rates.get(rate)?.id.as_str())));
    }
    names
}

/// Whether a name has a word in it of a way to hold a budget.
fn says(name: &str, form: Form) -> bool {
    let words = words_of(form);
    name.split(['_', '-'])
        .any(|word| words.contains(&word.trim_end_matches('s')))
}

/// Whether a word in a name can only be that of a way to hold a budget: a council has payments, services and funds of
/// other kinds.
fn tells(name: &str, form: Form) -> bool {
    const OF_MUCH_ELSE: [&str; 5] = ["payment", "person", "service", "fund", "council"];
    let words = name.split(['_', '-']);
    words
        .map(|word| word.trim_end_matches('s'))
        .any(|word| words_of(form).contains(&word) && !OF_MUCH_ELSE.contains(&word))
}

/// Words in a name that say whose figure it is.
const fn words_of(form: Form) -> &'static [&'static str] {
    match form {
        Form::DirectPayment => &["direct", "payment"],
        Form::TrustedPerson => &["trusted", "person"],
        Form::Trust => &["trust"],
        Form::Broker => &["broker"],
        Form::IndividualServiceFund => &["individual", "service", "fund", "isf"],
        Form::CouncilManaged => &["council", "managed"],
    }
}
