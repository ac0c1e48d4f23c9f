//! The figures of an edition that matter most, a sentence each: found by how its rules are made, and for the national
//! rules by their names, which stand in `schemes/national/key-figures.yaml`.

use std::sync::LazyLock;

use serde::Serialize;
use upfront_engine::{
    Amount, Answers, Decimal, Scheme, Unit,
    scheme::{Cite, National, Operand, Rate, Step, Verb, WayToHold},
    unit::POUND,
    words::Words,
};

use super::cite::{Mark, References};
use crate::{
    analyse::alone::Alone,
    chart::Ends,
    check::years::{entries, node},
    embedded,
    source::Node,
};

/// How many are shown.
const MOST: usize = 6;

/// A figure, and the sentence that it begins.
#[derive(Clone, Debug, Serialize)]
pub struct KeyFigure {
    /// The figure.
    pub number: String,
    /// The rest of the sentence, and what else there is to say.
    pub text: String,
    /// Where it comes from.
    pub mark: Option<Mark>,
}

/// A figure of a nation's rules that matters.
struct Known {
    nation: String,
    /// What it is: the end of the name of its message.
    kind: String,
    /// The rate that it is, or the step that gives it.
    name: String,
    /// The answers for which the step gives it: a question and its option.
    answers: Vec<(String, String)>,
}

/// Those of every nation, in the order in which they are shown.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let file = node(embedded::text("schemes/national/key-figures.yaml"));
    let nations = entries(file.as_ref()).iter();
    nations
        .flat_map(|nation| {
            let figures = entries(Some(&nation.value)).iter();
            figures.filter_map(|figure| known(&nation.key, &figure.key, &figure.value))
        })
        .collect()
});

fn known(nation: &str, kind: &str, figure: &Node) -> Option<Known> {
    let text = |node: &Node| Some(node.text()?.to_owned());
    let answers = figure.entry("answers").map(|answers| &answers.value);
    Some(Known {
        nation: nation.to_owned(),
        kind: kind.to_owned(),
        name: text(&figure.entry("is")?.value)?,
        answers: entries(answers)
            .iter()
            .filter_map(|entry| Some((entry.key.clone(), text(&entry.value)?)))
            .collect(),
    })
}

/// The figures that matter most of an edition. `ends` are those of the table that its points are looked up in.
pub(super) fn key_figures(
    scheme: &Scheme,
    ends: Option<(&Ends, usize)>,
    words: &Words,
    references: &mut References<'_>,
) -> Vec<KeyFigure> {
    let mut finding = Finding {
        scheme,
        words,
        references,
        found: Vec::new(),
    };
    if let Some((ends, table)) = ends {
        finding.ends(ends, table);
    }
    finding.most();
    finding.hours();
    for known in KNOWN.iter() {
        if nations(scheme).any(|nation| nation == known.nation) {
            finding.known(known);
        }
    }
    finding.found.truncate(MOST);
    finding.found
}

struct Finding<'a, 'b> {
    scheme: &'a Scheme,
    words: &'a Words,
    references: &'a mut References<'b>,
    found: Vec<KeyFigure>,
}

impl Finding<'_, '_> {
    /// Adds a figure, with the message that ends its sentence.
    fn add(
        &mut self,
        (figure, unit): (Decimal, &Unit),
        key: &str,
        fill: &[(&str, &str)],
        cite: Option<&Cite>,
    ) {
        if self.found.len() >= MOST {
            return;
        }
        let (number, period) = parted(figure, unit, self.words);
        let mut filled = vec![("period", period.as_str())];
        filled.extend(fill);
        let text = self.words.say(key, &filled).trim().to_owned();
        let mark = self.references.refer(cite);
        self.found.push(KeyFigure { number, text, mark });
    }

    /// Where the table of points begins to give something, and the most that it gives.
    fn ends(&mut self, ends: &Ends, table: usize) {
        let Some(table) = self.scheme.tables.get(table) else {
            return;
        };
        let what = self.words.say(what(self.scheme), &[]);
        if let Some(least) = ends.least {
            let key = if ends.least_is_inside {
                "page-key-least"
            } else {
                "page-key-over"
            };
            self.add(
                (least, &ends.by),
                key,
                &[("what", &what)],
                gate(self.scheme),
            );
        }
        let from = self.words.quantity(ends.highest_from, &ends.by);
        self.add(
            (ends.highest, &table.unit),
            "page-key-highest",
            &[("from", &from)],
            table.cite.as_ref(),
        );
    }

    /// The most that is agreed without somebody else's leave.
    fn most(&mut self) {
        for step in &self.scheme.steps {
            let (Some(may), Verb::LeastOf(of)) = (&step.may_be_exceeded, &step.verb) else {
                continue;
            };
            let limit = of.iter().find_map(|operand| match operand {
                Operand::Rate(rate) => stated(self.scheme.rates.get(*rate)?),
                Operand::Literal { amount, unit } => amount.figure().map(|figure| (figure, unit)),
                _ => None,
            });
            if let Some(limit) = limit {
                let fill = [("by", may.by.as_str()), ("because", &may.because)];
                self.add(limit, "page-key-most", &fill, step.cite.as_ref());
                return;
            }
        }
    }

    /// What an hour is paid in each way to hold a budget.
    fn hours(&mut self) {
        let price = |way: &WayToHold| match self.scheme.steps.get(way.gives?)?.verb {
            Verb::Divide {
                by: Operand::Rate(rate),
                ..
            } => self.scheme.rates.get(rate),
            _ => None,
        };
        let mut prices: Vec<&Rate> = Vec::new();
        for rate in self.scheme.ways_to_hold.iter().filter_map(price) {
            if stated(rate).is_some() && !prices.iter().any(|other| other.id == rate.id) {
                prices.push(rate);
            }
        }
        let Some((first, others)) = prices.split_first() else {
            return;
        };
        let Some(figure) = stated(first) else { return };
        let others: Vec<String> = others
            .iter()
            .map(|rate| {
                let amount = self.words.amount(rate.amount, &rate.unit);
                let fill = [("say", rate.say.as_str()), ("amount", &amount)];
                self.words.say("page-key-hour-other", &fill)
            })
            .collect();
        let fill = [("say", first.say.as_str()), ("others", &others.join(" "))];
        self.add(figure, "page-key-hour", &fill, first.cite.as_ref());
    }

    /// A figure that the national rules have.
    fn known(&mut self, known: &Known) {
        let scheme = self.scheme;
        let key = format!("page-key-{}", known.kind);
        if let Some(rate) = scheme.rates.iter().find(|rate| rate.id == known.name) {
            if let Some(figure) = stated(rate) {
                self.add(figure, &key, &[], rate.cite.as_ref());
            }
            return;
        }
        if let Some((figure, step)) = given(scheme, known) {
            self.add((figure, &step.unit), &key, &[], step.cite.as_ref());
        }
    }
}

/// The least that is left to somebody to live on at home, by the nation's rules and what the council adds; `None` where
/// there is no such figure.
pub(super) fn kept(scheme: &Scheme) -> Option<(Decimal, &Unit)> {
    let mut known = KNOWN.iter().filter(|known| known.kind == "kept");
    let known = known.find(|known| nations(scheme).any(|nation| nation == known.nation))?;
    let (figure, step) = given(scheme, known)?;
    Some((figure, &step.unit))
}

/// The nations whose rules a scheme extends, or its own where it is one's.
fn nations(scheme: &Scheme) -> impl Iterator<Item = &str> {
    let extended = scheme.national.iter().flat_map(National::bases);
    let own = scheme.national.is_none().then_some(scheme.id.as_str());
    extended
        .chain(own)
        .filter_map(|name| name.split('/').next())
}

/// What the step of a figure gives for its answers, worked out by itself; `None` where there is no such step, or no one
/// figure.
fn given<'s>(scheme: &'s Scheme, known: &Known) -> Option<(Decimal, &'s Step)> {
    let place = scheme.steps.iter().position(|step| step.id == known.name)?;
    let texts = known
        .answers
        .iter()
        .map(|(id, text)| (id.as_str(), text.as_str()));
    let (answers, faults) = Answers::from_texts(scheme, texts);
    if !faults.is_empty() {
        return None;
    }
    let figure = Alone::of(scheme, place)?.gives(&answers)?.exact()?;
    Some((figure, scheme.steps.get(place)?))
}

/// The figure of a rate that states one, and what it is counted in; not one of nothing, which says that there is none.
fn stated(rate: &Rate) -> Option<(Decimal, &Unit)> {
    match rate.amount {
        Amount::Exact(figure) if !figure.is_zero() => Some((figure, &rate.unit)),
        _ => None,
    }
}

/// Where the rules say from how many points there is something: the step that ends the working out.
fn gate(scheme: &Scheme) -> Option<&Cite> {
    let stop = scheme
        .steps
        .iter()
        .find(|step| matches!(step.verb, Verb::Stop { .. }));
    stop.and_then(|step| step.cite.as_ref())
}

/// The message for what the rules give: a budget where they say that it is one in law, and else an amount.
pub(super) fn what(scheme: &Scheme) -> &'static str {
    let is_budget = scheme.law.iter().any(|law| law.contains("budget"));
    if is_budget {
        "page-key-budget"
    } else {
        "page-key-amount"
    }
}

/// A figure as it stands large, and its period in words: `£815` and `a week`. Of a share of money, the pence of a pound.
pub(super) fn parted(figure: Decimal, unit: &Unit, words: &Words) -> (String, String) {
    let whole = words.quantity(figure, unit);
    if !unit.is_money() {
        return (whole, String::new());
    }
    let pounds = words.quantity(figure, &Unit::of(POUND));
    match whole.strip_prefix(&pounds) {
        Some(period) => (pounds.clone(), period.trim().to_owned()),
        None => (whole, String::new()),
    }
}
